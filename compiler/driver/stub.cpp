#include "driver/stub.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>
#include <string_view>
#include <system_error>
#include <vector>

#include "ast/nodes.hpp"
#include "driver/cache.hpp"
#include "driver/diagnostics.hpp"
#include "driver/problems.hpp"
#include "driver/unit.hpp"
#include "parse/parser.hpp"

namespace keelback::driver {

namespace {

class Stub {
 public:
  Stub(const Unit& unit, const ast::Module& tree) : module_(*unit.result.module), source_(*unit.source()), tree_(tree) {}

  std::string run() {
    for (const ast::Stmt* statement : tree_.body) note_names(*statement);
    for (const ast::Stmt* statement : tree_.body) add(*statement);
    std::string head;
    for (const std::string& module : modules_) head += "import " + module + "\n";
    if (uses("Any") || uses("overload")) head += fmt::format("from typing import {}\n", fmt::join(typing_, ", "));
    if (uses_numpy_ && !bound_.contains("np")) head += "import numpy as np\n";
    return head + out_;
  }

 private:
  std::string text(const ast::Node& node) const { return std::string(source_.text(node.span)); }
  bool uses(const char* name) const { return typing_.contains(name); }
  std::string any() {
    typing_.insert("Any");
    return "Any";
  }
  std::string numpy(std::string_view name) {
    uses_numpy_ = true;
    return fmt::format("np.{}", name);
  }

  std::string of_module(const std::string& module, std::string_view name) {
    modules_.insert(module);
    return fmt::format("{}.{}", module, name);
  }
  // A class that the module can name.
  std::string known_class(const std::string& name) { return names_.contains(name) ? name : any(); }

  // --- types ---

  std::string listed(const std::vector<types::Type>& members, const char* between) {
    std::vector<std::string> texts;
    for (const types::Type member : members)
      if (const std::string one = annotation(member); std::string_view(between) == ", " || std::find(texts.begin(), texts.end(), one) == texts.end()) texts.push_back(one);
    return fmt::format("{}", fmt::join(texts, between));
  }

  // A unit of time is no part of the class.
  std::string scalar(types::DType dtype) { return numpy(dtype == types::DType::boolean ? "bool_" : types::name_of(dtype).substr(0, types::name_of(dtype).find('['))); }

  std::string annotation(types::Type type) {
    using types::Kind;
    if (type == nullptr) return "None";
    switch (type->kind) {
      case Kind::none: return "None";
      case Kind::boolean: return "bool";
      case Kind::integer: return "int";
      case Kind::floating: return "float";
      case Kind::complex: return "complex";
      case Kind::string: return "str";
      case Kind::range: return "range";
      case Kind::slice: return "slice";
      case Kind::ellipsis: return of_module("types", "EllipsisType");
      case Kind::bytes: return "bytes";
      case Kind::bytearray: return "bytearray";
      case Kind::literal: return annotation(type->args.at(0));
      case Kind::scalar: return scalar(type->dtype);
      case Kind::tuple:
        if (types::is_named_tuple(type)) return known_class(type->name);
        return type->args.empty() ? "tuple[()]" : fmt::format("tuple[{}]", listed(type->args, ", "));
      case Kind::variadic: return fmt::format("tuple[{}, ...]", annotation(type->args.at(0)));
      case Kind::list: return fmt::format("list[{}]", annotation(type->args.at(0)));
      case Kind::set: return fmt::format("set[{}]", annotation(type->args.at(0)));
      case Kind::frozenset: return fmt::format("frozenset[{}]", annotation(type->args.at(0)));
      case Kind::deque: return of_module("collections", fmt::format("deque[{}]", annotation(type->args.at(0))));
      case Kind::dict:
        if (type->name == "Counter") return of_module("collections", fmt::format("Counter[{}]", annotation(type->args.at(0))));
        if (!type->name.empty() && !types::is_open_dict(type)) return of_module("collections", fmt::format("{}[{}]", type->name, listed(type->args, ", ")));
        return fmt::format("dict[{}]", listed(type->args, ", "));
      case Kind::iterator:
        if (types::is_generator(type)) return of_module("collections.abc", fmt::format("Generator[{}]", listed(type->args, ", ")));
        return of_module("collections.abc", fmt::format("{}[{}]", types::is_iterable(type) ? "Iterable" : "Iterator", annotation(type->args.at(0))));
      case Kind::object: {
        if (type->args.empty()) return any();
        const std::vector<types::Type> parameters(type->args.begin(), type->args.end() - 1);
        return of_module("collections.abc", fmt::format("Callable[[{}], {}]", listed(parameters, ", "), annotation(type->args.back())));
      }
      case Kind::foreign:
        if (type->name.starts_with("numpy.")) return numpy(std::string_view(type->name).substr(6));
        return any();
      case Kind::instance:
      case Kind::enumeration: return known_class(type->name);
      case Kind::exception:
        if (type->name.starts_with(':')) return known_class(type->name.substr(1));
        if (type->name.empty()) return "Exception";
        if (const std::size_t colon = type->name.find(':'); colon != std::string::npos) return of_module(type->name.substr(0, colon), type->name.substr(colon + 1));
        return type->name;
      case Kind::array: {
        const std::vector<std::string> axes(std::size_t(type->rank), "int");
        return fmt::format("{}[tuple[{}], {}[{}]]", numpy("ndarray"), axes.empty() ? "()" : fmt::format("{}", fmt::join(axes, ", ")), numpy("dtype"), scalar(type->dtype));
      }
      case Kind::union_: return listed(type->args, " | ");
      default: return any();
    }
  }

  // --- functions ---

  const ir::Export* exported(std::string_view name) const {
    for (const ir::Export& candidate : module_.exports)
      if (candidate.name == name) return &candidate;
    return nullptr;
  }

  // The parameters as they are written, defaults as `...`. `given`: types instead of annotations, in order; empty: those that are written.
  std::string parameters(const ast::Arguments& arguments, const std::vector<std::string>& given) {
    std::vector<std::string> parts;
    std::size_t position = 0;
    const std::size_t positional = arguments.posonlyargs.size() + arguments.args.size(), first_default = positional - arguments.defaults.size();
    const auto one = [&](const ast::Arg& arg, bool has_default) {
      const bool typed = position < given.size() || arg.annotation != nullptr;
      std::string part = position < given.size() ? fmt::format("{}: {}", arg.arg, given[position]) : text(arg);
      ++position;
      if (has_default) part += typed ? " = ..." : "=...";
      parts.push_back(std::move(part));
    };
    for (const ast::Arg* arg : arguments.posonlyargs) one(*arg, position >= first_default);
    if (!arguments.posonlyargs.empty()) parts.emplace_back("/");
    for (const ast::Arg* arg : arguments.args) one(*arg, position >= first_default);
    if (arguments.vararg != nullptr) parts.push_back("*" + text(*arguments.vararg));
    else if (!arguments.kwonlyargs.empty()) parts.emplace_back("*");
    for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
      const ast::Arg& arg = *arguments.kwonlyargs[i];
      parts.push_back(text(arg) + (arguments.kw_defaults[i] == nullptr ? "" : arg.annotation != nullptr ? " = ..." : "=..."));
    }
    if (arguments.kwarg != nullptr) parts.push_back("**" + text(*arguments.kwarg));
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  bool is_annotated(const ast::Arguments& arguments) const {
    const auto annotated = [](const ast::Arg* arg) { return arg->annotation != nullptr; };
    return std::all_of(arguments.posonlyargs.begin(), arguments.posonlyargs.end(), annotated) && std::all_of(arguments.args.begin(), arguments.args.end(), annotated);
  }

  void function(const ast::FunctionDef& def) {
    const ir::Export* const native = exported(def.name);
    std::string decorators, type_parameters;
    for (const ast::Expr* decorator : def.decorator_list) decorators += "@" + text(*decorator) + "\n";
    for (const ast::TypeParam* parameter : def.type_params) type_parameters += (type_parameters.empty() ? "" : ", ") + text(*parameter);
    if (!type_parameters.empty()) type_parameters = "[" + type_parameters + "]";
    const std::string written = def.returns != nullptr ? text(*def.returns) : "";
    const auto line = [&](const std::vector<std::string>& given, const std::string& result) {
      out_ += fmt::format("{}def {}{}({}){}: ...\n", decorators, def.name, type_parameters, parameters(*def.args, given), result.empty() ? "" : " -> " + result);
    };
    if (native == nullptr || native->overloads.empty()) return line({}, written);
    if (native->form != ir::Export::Form::function) {
      out_ += fmt::format("{}: {}\n", def.name, native->form == ir::Export::Form::ufunc ? numpy("ufunc") : "object  # a capsule");
      return;
    }
    if (is_annotated(*def.args)) {
      std::vector<types::Type> results;
      for (const ir::Overload& overload : native->overloads) results.push_back(module_[overload.instance].result);
      return line({}, written.empty() ? listed(results, " | ") : written);
    }
    const bool several = native->overloads.size() > 1;
    if (several) typing_.insert("overload");
    for (const ir::Overload& overload : native->overloads) {
      const ir::Function& instance = module_[overload.instance];
      std::vector<std::string> given;
      for (const ir::LocalId parameter : instance.parameters) given.push_back(annotation(instance[parameter].type));
      if (several) out_ += "@overload\n";
      line(given, written.empty() ? annotation(instance.result) : written);
    }
  }

  // --- other statements ---

  static bool is_import(const ast::Stmt* statement) { return ast::as<ast::Import>(statement) || ast::as<ast::ImportFrom>(statement) || ast::as<ast::Pass>(statement); }

  void assignment(const ast::Assign& assign) {
    const auto* const name = assign.targets.size() == 1 ? ast::as<ast::Name>(assign.targets[0]) : nullptr;
    if (name == nullptr || !bound_.insert(std::string(name->id)).second) return;
    const ast::Expr* value = assign.value;
    if (const auto* negated = ast::as<ast::UnaryOp>(value); negated != nullptr && ast::as<ast::Constant>(negated->operand)) value = negated->operand;
    if (name->id == "__all__" || (ast::as<ast::Name>(value) || ast::as<ast::Attribute>(value) || ast::as<ast::Subscript>(value) || ast::as<ast::BinOp>(value))) {
      // A type alias says what it says; of a number computed from others nothing is known here.
      const auto* const sum = ast::as<ast::BinOp>(value);
      if (sum == nullptr || sum->op == ast::Operator::BitOr) out_ += text(assign) + "\n";
      else out_ += fmt::format("{}: {}\n", name->id, type_of_global(name->id));
      return;
    }
    const auto* const constant = ast::as<ast::Constant>(value);
    out_ += fmt::format("{}: {}\n", name->id, constant != nullptr ? type_of(*constant) : type_of_global(name->id));
  }

  // What native code knows of a constant that it reads.
  std::string type_of_global(std::string_view name) {
    for (const ir::Global& global : module_.globals)
      if (global.name == name && global.initializer && module_[global.initializer].file == 0) return annotation(global.type);
    return any();
  }

  std::string type_of(const ast::Constant& constant) {
    using Type = ast::ConstantValue::Type;
    switch (constant.value.type) {
      case Type::none: return "None";
      case Type::true_:
      case Type::false_: return "bool";
      case Type::integer: return "int";
      case Type::floating: return "float";
      case Type::complex: return "complex";
      case Type::string: return "str";
      case Type::bytes: return "bytes";
      default: return any();
    }
  }

  // Names of classes that the stub has: its own, and those that it imports from elsewhere.
  void note_names(const ast::Stmt& statement) {
    if (const auto* definition = ast::as<ast::ClassDef>(&statement)) names_.emplace(definition->name);
    if (const auto* import = ast::as<ast::ImportFrom>(&statement))
      for (const ast::Alias* alias : import->names) names_.emplace(alias->asname.empty() ? alias->name : alias->asname);
  }

  void add(const ast::Stmt& statement) {
    if (const auto* def = ast::as<ast::FunctionDef>(&statement)) return function(*def);
    if (const auto* assign = ast::as<ast::Assign>(&statement)) return assignment(*assign);
    if (const auto* annotated = ast::as<ast::AnnAssign>(&statement)) {
      if (annotated->simple && bound_.insert(text(*annotated->target)).second) out_ += fmt::format("{}: {}\n", text(*annotated->target), text(*annotated->annotation));
      return;
    }
    if (const auto* import = ast::as<ast::Import>(&statement))
      for (const ast::Alias* alias : import->names)
        if (alias->name == "numpy" && alias->asname == "np") bound_.insert("np");
    if (const auto* definition = ast::as<ast::ClassDef>(&statement)) {
      for (const ast::Expr* decorator : definition->decorator_list) out_ += "@" + text(*decorator) + "\n";
      out_ += text(statement) + "\n";
      return;
    }
    const auto* const choice = ast::as<ast::If>(&statement);
    const auto* const attempt = ast::as<ast::Try>(&statement);
    const bool imports = (choice != nullptr && std::all_of(choice->body.begin(), choice->body.end(), is_import)) ||
                         (attempt != nullptr && std::all_of(attempt->body.begin(), attempt->body.end(), is_import));
    // A stub is read as with `from __future__ import annotations`, which would have to come first.
    if (const auto* from = ast::as<ast::ImportFrom>(&statement); from != nullptr && from->module == "__future__") return;
    if (imports || (is_import(&statement) && !ast::as<ast::Pass>(&statement)) || ast::as<ast::TypeAlias>(&statement)) out_ += text(statement) + "\n";
  }

  const ir::Module& module_;
  const support::SourceFile& source_;
  const ast::Module& tree_;
  std::string out_;
  std::set<std::string> typing_, bound_, modules_, names_;
  bool uses_numpy_ = false;
};

}  // namespace

void stub(const StubOptions& options, Reporter& reporter) {
  diag::Sink sink;
  const auto module = find_module(options.file, options.module_name, sink);
  reporter.add(sink);
  if (!module) return;
  auto unit = std::make_shared<Unit>(*module, UnitOptions{.optimize = false});
  reporter.keep(unit);
  const bool good = unit->check();
  reporter.add(unit->errors());  // a function that stays Python has its own signature
  if (!good) return;
  support::Arena arena;
  diag::Sink unheard;  // the module was parsed before
  const ast::Module* const tree = parse::parse_module(*unit->source(), arena, unheard, {.minor_version = unit->options.minor_version});
  const std::string text = Stub(*unit, *tree).run();
  if (options.output.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return;
  }
  diag::Sink written;
  try {
    place_file(text, options.output);
  } catch (const std::system_error& error) {
    report_system(error, options.output, written);
  }
  reporter.add(written);
}

}  // namespace keelback::driver
