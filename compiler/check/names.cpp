// Names: locals, captured variables, what the module and the library define, attributes.
#include <algorithm>

#include "check/annotations.hpp"
#include "check/dialects.hpp"
#include "check/frames.hpp"
#include "check/function_checker.hpp"
#include "check/special_methods.hpp"
#include "parse/parser.hpp"

namespace keelback::check {

using types::is;

namespace {

// Builtins that native code has no version of; not those that look at the frame of who calls them.
bool is_python_builtin(std::string_view name) {
  static const std::set<std::string_view> all{"BaseExceptionGroup", "BytesWarning", "Ellipsis", "EncodingWarning", "ExceptionGroup", "FutureWarning", "ImportWarning", "IndentationError", "NotImplemented", "PendingDeprecationWarning",
                                              "ResourceWarning", "SyntaxWarning", "TabError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError", "UnicodeWarning", "__import__", "aiter", "anext", "callable", "classmethod", "compile", "delattr", "divmod", "enumerate", "exit", "filter", "getattr", "hasattr", "help", "id", "input", "isinstance", "issubclass",
                                              "map", "memoryview", "object", "open", "property", "quit", "setattr", "slice", "staticmethod", "type", "zip", "__debug__", "__doc__", "__file__", "__package__", "__spec__"};
  return all.contains(name);
}

}  // namespace

ir::NameId FunctionChecker::name_id(std::string_view name) {
  const auto found = name_ids_.find(name);
  if (found != name_ids_.end()) return found->second;
  const ir::NameId id = name_of(nullptr, name);
  name_ids_.emplace(std::string(name), id);
  return id;
}

ir::NameId FunctionChecker::name_of(const void* owner, std::string_view name) {
  const auto [found, is_new] = knowledge_.name_ids.try_emplace({owner, std::string(name)}, std::uint32_t(function.names.size()));
  if (is_new) {
    knowledge_.names.emplace_back(name);
    function.names.push_back({std::string(name), false});
    env_.names.resize(function.names.size());
  }
  return found->second;
}

bool FunctionChecker::is_local(std::string_view name) const { return name_ids_.contains(name); }

LocalId FunctionChecker::local_for(ir::NameId name, Type type) {
  const Type storage = types::storage_of(types, type);
  const auto [found, is_new] = locals_.try_emplace({name.value, storage});
  if (is_new) found->second = function.add_local(function[name].text, storage, name);
  return found->second;
}

void FunctionChecker::bind(ir::NameId name, ExprId value, Span span) {
  const Type known = type(value);
  bound_.insert(name.value);
  if (is(known, Kind::never)) {
    // The value never comes: nothing after this runs.
    emit(ir::Evaluate{value}, span);
    env_.dead = true;
    return;
  }
  const LocalId local = local_for(name, known);
  // A module or a type has no value at run time; a literal has one, for where it joins others.
  if (!types::is_name(known)) emit(ir::Assign{local, cast(value, function[local].type)}, span);
  if (env_.names.size() <= name.value) env_.names.resize(name.value + 1);
  env_.names[name.value] = {known, local, false};
  for (std::vector<Edge>* edges : handlers_) edges->push_back(leave(span));
}

void FunctionChecker::assign_name(std::string_view name, ExprId value, Span span) {
  forget_attributes(name, false);
  const auto cell = cells_.find(name);
  if (cell == cells_.end()) return bind(name_id(name), value, span);
  if (types::is_name(type(value))) fail(unsupported, span, "a module or type in a variable that a nested function shares");
  if (const auto stored = store_cell(cell->second, value, span)) emit(ir::Evaluate{*stored}, span);
  know_stored(std::string(name), cell->second.type->args[0], type(value));
}

void FunctionChecker::make_cell(std::string_view name, const void* key, std::optional<ExprId> value, Span span) {
  if (value) widen({site(key)}, nullptr, type(*value));
  const Type whole = site_list(key, Kind::list);
  std::vector<ExprId> items;
  if (value) items.push_back(convert(*value, whole->args[0], span));
  const LocalId local = temporary("cell_of_" + std::string(name), types::storage_of(types, whole));
  emit(ir::Assign{local, add(ir::MakeList{std::move(items)}, function[local].type, span)}, span);
  cells_.insert_or_assign(std::string(name), Cell{local, whole, true});
}

ExprId FunctionChecker::read_cell(const Cell& cell, std::string_view name, Span span) {
  const std::string text = cell.is_own ? "cannot access local variable '" + std::string(name) + "' where it is not associated with a value"
                                       : "cannot access free variable '" + std::string(name) + "' where it is not associated with a value in enclosing scope";
  const std::string kind = cell.is_own ? "kb::exception::unbound_local_error" : "kb::exception::name_error";
  const ExprId message = constant(types.literal(std::string_view(text)), span);
  const Type item = cell.type->args[0];
  if (is(item, Kind::never)) return call(runtime("kb::raise_as", "str.hpp", ir::Effects::raises, true), {message}, types.never, span, {kind});
  const ir::RuntimeId read = runtime("kb::read_cell", "cell.hpp", ir::Effects::raises | ir::Effects::reads, true);
  return call(read, {cell_itself(cell, span), message}, item, span, {kind});
}

std::optional<ExprId> FunctionChecker::store_cell(const Cell& cell, ExprId value, Span span) {
  if (is(type(value), Kind::never)) return value;
  widen(cell.type->sites, nullptr, type(value));
  const Type item = cell.type->args[0];
  if (!converts(type(value), item)) {
    if (knowledge_.grown) return std::nullopt;
    fail(not_convertible, span, item->text, type(value)->text);
  }
  const ir::RuntimeId store = runtime("kb::store_cell", "cell.hpp", ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, false);
  return call(store, {cell_itself(cell, span), cast(convert(value, item, span), types::storage_of(types, item))}, item, span);
}

ExprId FunctionChecker::read_name(std::string_view name, Span span) {
  if (const auto cell = cells_.find(name); cell != cells_.end()) return narrowed(name, read_cell(cell->second, name, span), span);
  if (def_.constants_of != nullptr && !is_local(name)) {
    const auto beside = def_.constants_of->constants.find(name);
    if (beside != def_.constants_of->constants.end() && beside->second != def_.constant) return class_constant(*def_.constants_of, *beside->second, span);
  }
  if (!is_local(name) || globals_.contains(name)) return read_global_name(name, span);
  const ir::NameId id = name_id(name);
  if (env_.names.size() <= id.value) env_.names.resize(id.value + 1);
  const Binding& binding = env_.names[id.value];
  if ((binding.type == nullptr || binding.maybe) && private_names_.contains(id)) fail_private(id, span);
  if (binding.type == nullptr) {
    // On no path to here is it bound.
    const ir::RuntimeId raise = runtime("kb::raise_as", "str.hpp", ir::Effects::raises, true);
    const std::string text = "cannot access local variable '" + function[id].text + "' where it is not associated with a value";
    return call(raise, {constant(types.literal(std::string_view(text)), span)}, types.never, span, {"kb::exception::unbound_local_error"});
  }
  if (binding.maybe) {
    function[id].may_be_unbound = true;
    const Type known = types::base_of(binding.type), stored = function[binding.local].type;
    const ExprId value = add(ir::ReadLocal{binding.local, true}, is(stored, Kind::union_) ? stored : known, span);
    return is(stored, Kind::union_) && stored != types::storage_of(types, known) ? add(ir::Convert{value}, known, span) : value;
  }
  return read_binding(binding, span);
}

bool FunctionChecker::is_known(Type type) { return is(type, Kind::literal) || is(type, Kind::none) || types::is_name(type); }

// As a variable is read: a union, also within a tuple, as it is stored, where a literal among its members is its base type and each member has another place.
static Type as_read(types::TypeTable& types, Type type) {
  if (is(type, Kind::union_)) return types::storage_of(types, type);
  if (!is(type, Kind::tuple)) return type;
  std::vector<Type> items;
  for (const Type item : type->args) items.push_back(as_read(types, item));
  return types.tuple_like(type, items);
}

ExprId FunctionChecker::read_binding(const Binding& binding, Span span) {
  if (is_known(binding.type)) return constant(binding.type, span);
  const Type stored = function[binding.local].type;
  if ((is(stored, Kind::union_) || is(stored, Kind::instance) || is(stored, Kind::object)) && stored != types::storage_of(types, binding.type)) {
    return add(ir::Convert{read(binding.local, span)}, binding.type, span);
  }
  return add(ir::ReadLocal{binding.local}, is(stored, Kind::union_) ? stored : as_read(types, binding.type), span);
}

ExprId FunctionChecker::read_global_name(std::string_view name, Span span) {
  // A nested function of this one or of one around it: made again here, from the captures that are at hand.
  for (const FunctionDef* scope = &def_; scope != nullptr; scope = scope->enclosing) {
    // Itself, with what it has captured.
    if (scope == &def_ && !captured_defaults(def_).empty() && is_only_value(def_, name)) return make_function(def_, span);
    if (const ast::FunctionDef* nested = nested_function(*scope, name)) return make_function(program_.define(*scope->module, scope, *nested), span);
  }
  ModuleScope& module_scope = *def_.module;
  if (module_scope.names.contains(name)) return module_name_value(module_scope, std::string(name), span);
  const auto from_star = [&]() -> std::optional<ExprId> {
    // `from module import *`: of several the last one that has it. What a module has that the compiler does not know, Python finds.
    if (name.starts_with('_') || !module_scope.names.contains("*")) return std::nullopt;
    const auto& body = module_scope.tree->body;
    bool is_unknown = false;
    for (std::size_t i = body.size(); i-- > 0;) {
      const auto* from = ast::as<ast::ImportFrom>(body[i]);
      if (from == nullptr || from->names.size() != 1 || from->names[0]->name != "*") continue;
      const std::string module_name = resolve_import(module_scope, *from);
      const ModuleScope* other = program_.find_module(module_name);
      const bool has = other != nullptr ? other != &module_scope && other->names.contains(name) && !other->names.contains("__all__") : program_.library.find_function(module_name, name).has_value();
      if (has) return read_module_attribute(module_name, name, span);
      is_unknown = true;
    }
    if (!is_unknown || program_.library.find_function("builtins", name)) return std::nullopt;
    return name_in_python(std::string(name), span);
  };
  if (const auto value = from_star()) return *value;
  if (name == "__name__") return constant(types.literal(std::string_view(module_scope.name)), span);
  if (const auto builtin = program_.library.find_function("builtins", name)) return library_value(*builtin, span);
  if (is_builtin_exception(name) || is_python_builtin(name)) return name_in_python(std::string(name), span);
  if (is_frame_builtin(name)) fail(unsupported, span, "`" + std::string(name) + "`, which looks at the variables of the function that calls it,");
  fail(undefined_name, span, name);
}

ExprId FunctionChecker::library_value(types::EntryId entry, Span span) {
  if (const auto value = program_.library.constant(types, entry)) return constant(*value, span);
  if (const auto type = program_.library.type_object(types, entry)) return add(ir::Constant{}, *type, span);
  const library::Overload& first = program_.library[entry].overloads[0];
  if (first.how == library::How::source) return lambda_of(first.result, ast::as<ast::Constant>(first.result)->value.text, false, span);
  return add(ir::Constant{}, types.library(entry, program_.library[entry].full_name()), span);
}

ExprId FunctionChecker::read_module_attribute(std::string_view module_name, std::string_view attribute, Span span) {
  if (ModuleScope* scope = program_.find_module(module_name)) {
    const auto found = scope->names.find(attribute);
    // `from package import part` in the package itself is the submodule; modules that import a name from each other in a circle never have it.
    const bool is_itself = found != scope->names.end() && found->second.kind == ModuleName::Kind::imported && found->second.module == module_name && found->second.attribute == attribute;
    if (found != scope->names.end() && !is_itself && import_depth_ < longest_chain) {
      struct Step {
        int& depth;
        explicit Step(int& passed) : depth(++passed) {}
        ~Step() { --depth; }
      } step(import_depth_);
      return module_name_value(*scope, std::string(attribute), span);
    }
  }
  if (const auto entry = program_.library.find_function(module_name, attribute)) return library_value(*entry, span);
  const std::string submodule = std::string(module_name) + "." + std::string(attribute);
  // As Python has it, mypyc's `i64(x)` is `int(x)`.
  if (const Type foreign = foreign_scalar(types, submodule)) return add(ir::Constant{}, types.type_object(foreign), span);
  if (program_.library.has_module(submodule) || program_.find_module(submodule) != nullptr) return add(ir::Constant{}, types.module(submodule), span);
  if (looks_at_frames(module_name, attribute)) fail(no_attribute, span, module_name, attribute);
  // What is not covered of NumPy the diagnostic says, even where Python is asked for it.
  const bool is_own = module_name == "keelback" || module_name.starts_with("array_api");
  const bool is_array_library = module_name == "numpy" || module_name.starts_with("numpy.") || module_name.starts_with("scipy.");
  if ((is_own || is_array_library) && program_.library.has_module(module_name)) {
    Unsupported unknown{make_error(file, no_attribute, span, module_name, attribute)};
    if (is_own || !is_left_to_python(unknown, span)) throw unknown;
  }
  return dynamic(ir::DynamicOp::imported, std::string(module_name) + "." + std::string(attribute), {}, types.object, span);
}

ExprId FunctionChecker::module_name_value(ModuleScope& scope, const std::string& name, Span span) {
  const ModuleName& what = scope.names.find(name)->second;
  switch (what.for_types ? ModuleName::Kind::dynamic : what.kind) {
    case ModuleName::Kind::module: return add(ir::Constant{}, types.module(what.module), span);
    case ModuleName::Kind::imported:
      // Of a module that the compiler does not know: as this module has bound it.
      if (!looks_at_frames(what.module, what.attribute) && &scope == def_.module && !program_.library.has_module(what.module) && program_.find_module(what.module) == nullptr && !program_.library.has_module(what.module + "." + what.attribute) &&
          program_.find_module(what.module + "." + what.attribute) == nullptr) {
        return module_variable(scope, name, span);
      }
      return read_module_attribute(what.module, what.attribute, span);
    case ModuleName::Kind::function:
      // What a decorator has made of it, Python knows.
      if (decoration_of(scope, *what.function) != Decoration::none) return module_variable(scope, name, span);
      return make_function(program_.define(scope, nullptr, *what.function), span);
    case ModuleName::Kind::constant: {
      const GlobalValue& value = program_.global(scope, name, span);
      if (value.is_dynamic) {
        // What would be native otherwise.
        if (what.is_changed && (ast::is<ast::List>(what.constant) || ast::is<ast::Dict>(what.constant) || ast::is<ast::Set>(what.constant))) tell_dynamic(name, span);
        const ExprId read = module_variable(scope, name, span);
        return is(value.type, Kind::object) ? read : convert(read, value.type, span);
      }
      if (!value.id) return add(ir::Constant{}, value.type, span);
      return add(ir::ReadGlobal{value.id}, value.type, span);
    }
    case ModuleName::Kind::klass:
      if (const ClassInfo* klass = program_.find_class(scope, name)) return add(ir::Constant{}, types.type_object(klass->type), span);
      if (const EnumInfo* enumeration = find_enum(program_, scope, name)) {
        if (enumeration->refused) throw Unsupported{*enumeration->refused};
        return add(ir::Constant{}, types.type_object(enumeration->type), span);
      }
      if (const NamedTupleInfo* named = find_named_tuple(program_, scope, name)) {
        if (named->refused) throw Unsupported{*named->refused};
        if (named->type != nullptr) return add(ir::Constant{}, types.type_object(named->type), span);
      }
      break;
    case ModuleName::Kind::dynamic: break;
  }
  if (!what.is_class) tell_dynamic(name, span);
  const ExprId read = module_variable(scope, name, span);
  // Of a plain type that is declared; a container would be copied each time.
  if (what.annotation != nullptr) {
    const auto declared = annotation_types(scope, program_, *what.annotation);
    const Type type = declared && declared->size() == 1 ? declared->front().type : types.object;
    if (types::is_python_number(type) || is(type, Kind::string) || is(type, Kind::array) || is(type, Kind::instance)) return convert(read, type, span);
  }
  return read;
}

ExprId FunctionChecker::make_function(const FunctionDef& made, Span span) {
  const auto defaults = captured_defaults(made);
  const std::size_t names = made.captures.size() - defaults.size();
  Operands operands(*this);
  for (std::size_t i = 0; i < made.captures.size(); ++i) {
    const std::string& name = made.captures[i];
    if (made.def != nullptr && made.def->name == name) fail(unsupported, made.span(), "a nested function that calls itself, whose name has other values, and has a default that is no constant");
    const auto cell = cells_.find(name);
    operands.add(i >= names && &made != &def_ ? expression(*defaults[i - names].second) : cell != cells_.end() && made.captured_cells.contains(name) ? cell_itself(cell->second, span) : read_name(name, span));
  }
  return closure_of(made, operands.take(), span);
}

ExprId FunctionChecker::closure_of(const FunctionDef& made, std::vector<ExprId> captures, Span span) {
  std::vector<Type> types_of_captures;
  for (ExprId& capture : captures) {
    // A container keeps its sites: what the function puts in, whoever made it is told.
    const Type captured = type(capture);
    const bool is_container = types::is_container(captured);
    const Type kept = is_container ? captured : types::storage_of(types, captured);
    capture = cast(capture, kept);
    types_of_captures.push_back(kept);
  }
  const types::FunctionId ids[] = {made.id};
  const Type captured[] = {types.tuple(types_of_captures)};
  return add(ir::MakeClosure{0, std::move(captures)}, types.function(ids, captured), span);
}

// A function that is written here, in Python; `key` is what it stands for.
ExprId FunctionChecker::lambda_of(const void* key, std::string_view source, bool captures, Span span) {
  return make_function(written_lambda(key, source, captures, span), span);
}

const FunctionDef& FunctionChecker::written_lambda(const void* key, std::string_view source, bool captures, Span span) {
  const auto [found, is_new] = program_.written_functions.try_emplace(key, nullptr);
  if (is_new) {
    diag::Sink ignored;
    found->second = parse::parse_annotation(source, file, span, program_.arena, ignored);
  }
  const auto* lambda = ast::as<ast::Lambda>(found->second);
  if (lambda == nullptr) fail(unsupported, span, "this function");
  return program_.define(*def_.module, captures ? &def_ : nullptr, *lambda);
}

// `items.append` as a value: a function that holds the list. Its owner is a parameter's default, which is evaluated where the function is made.
ExprId FunctionChecker::method_value(ExprId owner, const ast::Attribute& node, Span span) {
  return closure_of(written_lambda(&node, "lambda *_, owner=owner_: owner." + std::string(node.attr) + "(*_)", true, span), {owner}, span);
}

// `str.lower`, `dict.fromkeys`: a method of a class, as a function.
std::optional<types::EntryId> FunctionChecker::class_method(Type owner, std::string_view name) {
  if (is(owner, Kind::type_object)) return program_.library.find_method(owner->args[0], name);
  if (!is(owner, Kind::library)) return std::nullopt;
  static const std::set<std::string_view> classes{"list", "dict", "set", "frozenset", "bytes", "bytearray", "collections.deque", "collections.Counter"};
  if (owner->name == "itertools.chain" && name == "from_iterable") return program_.library.find_function("itertools", "chain_from_iterable");
  if (!classes.contains(owner->name)) return std::nullopt;
  const std::string_view plain = std::string_view(owner->name).substr(owner->name.rfind('.') + 1);
  return program_.library.find_function(plain, name);
}

ExprId FunctionChecker::attribute(const ast::Attribute& node, Span span) {
  if (const auto inherited = super_attribute(node, span)) return *inherited;
  if (const auto name = exception_class_text(node, span)) return *name;
  if (const auto limit = number_limit(node, span)) return *limit;
  if (const auto flag = flag_attribute(node, span)) return *flag;
  return attribute_of(as_owner(expression(*node.value), node.attr), node, span);
}

ExprId FunctionChecker::attribute_of(ExprId owner, const ast::Attribute& node, Span span) {
  const Type owner_type = type(owner);
  if (is(owner_type, Kind::module)) return read_module_attribute(owner_type->name, node.attr, span);
  const bool is_compiled_class = is(owner_type, Kind::type_object) && is(owner_type->args[0], Kind::instance);
  if (is_compiled_class) return class_attribute(owner_type->args[0], node, span);
  if (is(owner_type, Kind::type_object) && is(owner_type->args[0], Kind::enumeration)) return enum_class_attribute(owner_type->args[0], node, span);
  if (const auto known = dtype_attribute(owner_type, node, span)) return *known;
  if (const auto method = class_method(owner_type, node.attr)) return library_value(*method, span);
  if (is(owner_type, Kind::type_object) || is(owner_type, Kind::library)) fail_attribute(owner_type, node);
  const ExprId value = for_each_member(owner, [&](ExprId member) -> ExprId {
    if (is(type(member), Kind::never)) return member;
    if (is(type(member), Kind::instance)) return object_attribute(member, node, span);
    if (is(types::base_of(type(member)), Kind::enumeration)) return enum_attribute(member, node, span);
    if (const auto item = named_tuple_attribute(member, node, span)) return *item;
    if (is(type(member), Kind::exception)) return exception_attribute(member, node, span);
    if (is(type(member), Kind::object)) return dynamic(ir::DynamicOp::attribute, std::string(node.attr), {member}, types.object, span);
    const auto entry = program_.library.find_attribute(type(member), node.attr);
    if (!entry && !is(owner_type, Kind::union_) && (program_.library.find_method(type(member), node.attr) || !builtin_special(node.attr).empty())) return method_value(member, node, span);
    if (!entry) {
      if (const auto of_array = attribute_in_python(member, node)) return *of_array;
      fail_attribute(type(member), node);
    }
    const LibraryArgument self{member, {}, span};
    return library_call(*this, program_.library, *entry, std::span(&self, 1), span);
  });
  return narrowed_attribute(node, value, span);
}

}  // namespace keelback::check
