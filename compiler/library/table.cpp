#include "library/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "parse/parser.hpp"

namespace keelback::library {

using types::Kind;

const Table& Table::get() {
  static const Table table;
  return table;
}

namespace {

const Stub* find_stub(std::string_view module) {
  for (const Stub& stub : stubs()) {
    if (stub.module == module) return &stub;
  }
  return nullptr;
}

// A stub that cannot be read is a defect of the compiler, found by the first test that needs it.
[[noreturn]] void broken_stub(const support::SourceFile& file, support::Span span, std::string_view what) {
  const auto [line, column] = file.line_column(span.begin);
  fmt::print(stderr, "internal error: {}:{}:{}: {}\n", file.path(), line, column, what);
  std::abort();
}

How how_of(std::string_view decorator) {
  if (decorator == "call") return How::call;
  if (decorator == "ufunc") return How::ufunc;
  if (decorator == "reduction") return How::reduction;
  if (decorator == "numpy") return How::numpy;
  if (decorator == "refused") return How::refused;
  return How::special;
}

void add_parameters(Overload& overload, const ast::Arguments& arguments) {
  const std::size_t positional = arguments.posonlyargs.size() + arguments.args.size();
  const std::size_t first_default = positional - arguments.defaults.size();
  std::size_t index = 0;
  const auto one = [&](const ast::Arg& arg, Parameter::Kind kind, const ast::Expr* otherwise) {
    overload.parameters.push_back({arg.arg, arg.annotation, otherwise, kind});
  };
  for (const auto* args : {&arguments.posonlyargs, &arguments.args}) {
    for (const auto* arg : *args) {
      const ast::Expr* otherwise = index >= first_default ? arguments.defaults[index - first_default] : nullptr;
      one(*arg, args == &arguments.posonlyargs ? Parameter::Kind::positional_only : Parameter::Kind::positional, otherwise);
      ++index;
    }
  }
  if (arguments.vararg != nullptr) one(*arguments.vararg, Parameter::Kind::variadic, nullptr);
  for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) one(*arguments.kwonlyargs[i], Parameter::Kind::keyword, arguments.kw_defaults[i]);
}

}  // namespace

Entry& Table::entry(std::string_view module, std::string_view name) const {
  const std::string full = std::string(module) + "." + std::string(name);
  const auto [found, is_new] = by_name_.try_emplace(full, EntryId(entries_.size()));
  if (is_new) {
    entries_.push_back(std::make_unique<Entry>());
    entries_.back()->module = module;
    entries_.back()->name = name;
  }
  return *entries_[found->second];
}

void Table::add(std::string_view module, const ast::Stmt& statement) const {
  if (const auto* constant = ast::as<ast::AnnAssign>(&statement)) {
    // `pi: float = 3.14`, `float64: dtype`
    Overload overload;
    overload.how = constant->value != nullptr ? How::constant : How::number_type;
    overload.result = constant->value;
    if (const auto* kind = ast::as<ast::Name>(constant->annotation); kind != nullptr && kind->id == "source") overload.how = How::source;
    const std::string_view name = ast::as<ast::Name>(constant->target)->id;
    if (overload.how == How::number_type) overload.texts.push_back(ast::as<ast::Name>(constant->annotation)->id);
    entry(module, name).overloads.push_back(std::move(overload));
    return;
  }
  if (const auto* alias = ast::as<ast::Assign>(&statement)) {
    // `sum = numpy.sum`: the other module's function, as a method
    const auto* name = ast::as<ast::Name>(alias->targets[0]);
    std::optional<EntryId> other;
    if (const auto* dotted = ast::as<ast::Attribute>(alias->value)) {
      std::string owner;
      if (const auto* base = ast::as<ast::Name>(dotted->value)) owner = base->id;
      if (const auto* nested = ast::as<ast::Attribute>(dotted->value)) owner = std::string(ast::as<ast::Name>(nested->value)->id) + "." + std::string(nested->attr);
      other = find_function(owner, dotted->attr);
    } else if (const auto* same = ast::as<ast::Name>(alias->value)) {
      other = find_function(module, same->id);
    }
    if (!other) broken_stub(*files_.back(), statement.span, "an alias of nothing");
    by_name_.insert_or_assign(std::string(module) + "." + std::string(name->id), *other);
    return;
  }
  const auto* def = ast::as<ast::FunctionDef>(&statement);
  if (def == nullptr) return;
  Overload overload;
  add_parameters(overload, *def->args);
  overload.result = def->returns;
  for (const auto* decorator : def->decorator_list) {
    std::string_view name;
    if (const auto* plain = ast::as<ast::Name>(decorator)) name = plain->id;
    if (const auto* call = ast::as<ast::Call>(decorator)) {
      name = ast::as<ast::Name>(call->func)->id;
      for (const auto* arg : call->args) {
        if (const auto* text = ast::as<ast::Constant>(arg)) overload.texts.push_back(text->value.text);
      }
      for (const auto* keyword : call->keywords) overload.options.emplace(keyword->arg, keyword->value);
    }
    if (name == "property") overload.is_property = true;
    else if (name == "staticmethod") overload.is_static = true;
    else overload.how = how_of(name);
  }
  entry(module, def->name).overloads.push_back(std::move(overload));
}

bool Table::load(std::string_view module) const {
  const auto found = loaded_.find(module);
  if (found != loaded_.end()) return found->second;
  const Stub* stub = find_stub(module);
  loaded_.emplace(std::string(module), stub != nullptr);
  if (stub == nullptr) return false;
  files_.push_back(std::make_unique<support::SourceFile>(std::string(module) + ".pyi", std::string(stub->text)));
  const support::SourceFile& file = *files_.back();
  diag::Sink sink;
  const ast::Module* tree = parse::parse_module(file, arena_, sink);
  if (tree == nullptr) broken_stub(file, sink.all().empty() ? support::Span{} : sink.all()[0].span, sink.all().empty() ? "not parsed" : sink.all()[0].message);
  for (const auto* statement : tree->body) add(module, *statement);
  return true;
}

bool Table::has_module(std::string_view module) const {
  // Only modules that Python has; the stubs of methods are named after types, which are no modules.
  static constexpr std::string_view types[] = {"ndarray", "generic", "ufunc", "numpy.random.Generator", "numpy.random.RandomState", "list", "dict", "set", "frozenset", "deque", "Counter", "defaultdict", "OrderedDict", "open_dict", "dict_keys", "dict_values",
                                               "dict_items", "str", "bytes", "bytearray", "tuple", "variadic", "number", "builtins", "range", "iterator"};
  if (std::find(std::begin(types), std::end(types), module) != std::end(types)) return false;
  return find_stub(module) != nullptr;
}

std::optional<EntryId> Table::find_function(std::string_view module, std::string_view name) const {
  if (!load(module)) return std::nullopt;
  const auto found = by_name_.find(std::string(module) + "." + std::string(name));
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

std::string_view methods_module(Type receiver) {
  switch (types::base_of(receiver)->kind) {
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::complex: return "number";
    case Kind::scalar: return "generic";
    case Kind::array: return "ndarray";
    case Kind::string: return "str";
    case Kind::list: return "list";
    case Kind::dict: return "dict";
    case Kind::set: return "set";
    case Kind::frozenset: return "frozenset";
    case Kind::deque: return "deque";
    case Kind::bytes: return "bytes";
    case Kind::bytearray: return "bytearray";
    case Kind::view: return receiver->name;
    case Kind::tuple: return "tuple";
    case Kind::variadic: return "variadic";
    case Kind::range: return "range";
    case Kind::library: return "ufunc";
    case Kind::foreign: return receiver->name;
    default: return "";
  }
}

std::optional<EntryId> Table::find_method(Type receiver, std::string_view name) const {
  auto found = std::optional<EntryId>();
  // A class of `collections` has its own methods beside those of a dict.
  if (receiver->kind == Kind::dict && !receiver->name.empty()) found = find_function(receiver->name, name);
  if (!found) found = find_function(methods_module(receiver), name);
  if (!found || entries_[*found]->overloads[0].is_property) return std::nullopt;
  return found;
}

std::optional<EntryId> Table::find_attribute(Type receiver, std::string_view name) const {
  const auto found = find_function(methods_module(receiver), name);
  if (!found || !entries_[*found]->overloads[0].is_property) return std::nullopt;
  return found;
}

std::optional<EntryId> Table::constructor(Type type_object) const {
  const Type made = type_object->args[0];
  switch (made->kind) {
    case Kind::boolean: return find_function("builtins", "bool");
    case Kind::integer: return find_function("builtins", "int");
    case Kind::floating: return find_function("builtins", "float");
    case Kind::complex: return find_function("builtins", "complex");
    case Kind::string: return find_function("builtins", "str");
    case Kind::scalar: return find_function("numpy", made->dtype == types::DType::boolean ? "bool_" : types::name_of(made->dtype));
    default: return std::nullopt;
  }
}

std::optional<Type> Table::constant(types::TypeTable& types, EntryId id) const {
  const Overload& overload = entries_[id]->overloads[0];
  if (overload.how != How::constant) return std::nullopt;
  if (const auto* name = ast::as<ast::Name>(overload.result)) {
    if (name->id == "inf") return types.literal(std::numeric_limits<double>::infinity());
    if (name->id == "nan") return types.literal(std::numeric_limits<double>::quiet_NaN());
    return std::nullopt;
  }
  double sign = 1;
  const ast::Expr* node = overload.result;
  if (const auto* negative = ast::as<ast::UnaryOp>(node)) {
    sign = -1;
    node = negative->operand;
  }
  if (const auto* name = ast::as<ast::Name>(node); name != nullptr && name->id == "inf") return types.literal(sign * std::numeric_limits<double>::infinity());
  const auto* value = ast::as<ast::Constant>(node);
  if (value == nullptr) return std::nullopt;
  switch (value->value.type) {
    case ast::ConstantValue::Type::none: return types.none;
    case ast::ConstantValue::Type::true_: return types.literal(true);
    case ast::ConstantValue::Type::false_: return types.literal(false);
    case ast::ConstantValue::Type::integer: return types.literal(std::int64_t(sign) * value->value.integer);
    case ast::ConstantValue::Type::floating: return types.literal(sign * value->value.floating);
    case ast::ConstantValue::Type::string: return types.literal(value->value.text);
    case ast::ConstantValue::Type::ellipsis: return types.ellipsis;
    default: return std::nullopt;
  }
}

std::optional<Type> Table::type_object(types::TypeTable& types, EntryId id) const {
  const Entry& entry = *entries_[id];
  if (entry.overloads[0].how != How::number_type) return std::nullopt;
  const std::string_view name = entry.overloads[0].texts[0];
  if (name == "dtype") {
    const auto dtype = types::dtype_from_name(entry.name);
    if (!dtype) return std::nullopt;
    return types.type_object(types.scalar(*dtype));
  }
  if (name == "dtypes") {
    std::vector<Type> members;
    for (int i = 0; i < types::number_dtype_count; ++i) {
      // Not float16, which is rare and would be compiled beside the others each time: it is asked for by its own name.
      if (types::DType(i) == types::DType::float16) continue;
      if (types::is_of_kind(types::DType(i), entry.name)) members.push_back(types.scalar(types::DType(i)));
    }
    return types.type_object(types.union_of(members));
  }
  if (entry.name == "bool") return types.type_object(types.boolean);
  if (entry.name == "int") return types.type_object(types.integer);
  if (entry.name == "float") return types.type_object(types.floating);
  if (entry.name == "complex") return types.type_object(types.complex);
  return types.type_object(types.string);
}

std::vector<std::pair<std::string, EntryId>> Table::names_of(std::string_view module) const {
  std::vector<std::pair<std::string, EntryId>> out;
  if (!load(module)) return out;
  const std::string prefix = std::string(module) + ".";
  for (auto it = by_name_.lower_bound(prefix); it != by_name_.end() && it->first.starts_with(prefix); ++it) {
    if (it->first.find('.', prefix.size()) == std::string::npos) out.emplace_back(it->first.substr(prefix.size()), it->second);
  }
  return out;
}

std::string Entry::signatures() const {
  std::vector<std::string> signatures;
  for (const Overload& overload : overloads) {
    std::string text = full_name() + "(";
    bool first = true;
    for (const Parameter& parameter : overload.parameters) {
      text += first ? "" : ", ";
      first = false;
      if (parameter.kind == Parameter::Kind::variadic) text += "*";
      text += parameter.name;
      if (parameter.default_value != nullptr) text += "=...";
    }
    text += ")";
    // Overloads often differ in types only.
    if (std::find(signatures.begin(), signatures.end(), text) == signatures.end()) signatures.push_back(std::move(text));
  }
  return fmt::format("{}", fmt::join(signatures, "; "));
}

}  // namespace keelback::library
