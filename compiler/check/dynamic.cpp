// What the compiler leaves to Python: objects of any class (`object`, `Any`), modules that it does not know, names that change (docs/design/dynamic.md).
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/frames.hpp"
#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

namespace {

bool is_object(Type type) { return is(type, Kind::object); }

// A bit for each builtin class that can be told by a look at an object, in the order of runtime/dynamic.cpp, `is_builtin`; 0: none of these.
std::int64_t builtin_class(std::string_view name) {
  static const std::vector<std::string_view> all{"int", "float", "str", "bool", "bytes", "list", "tuple", "dict", "set", "complex"};
  const auto found = std::ranges::find(all, name);
  return found == all.end() ? 0 : std::int64_t(1) << (found - all.begin());
}

// The types whose methods change them: an object that is put in is converted to what they hold. Of any other, Python calls the method itself.
bool is_changed_in_place(std::string_view owner) {
  static const std::set<std::string_view> all{"list", "dict", "set", "deque", "bytearray", "defaultdict", "Counter", "OrderedDict"};
  return all.contains(owner);
}

// Whether the method may change its owner. What only reads a bytearray is as good on a copy in Python.
bool may_change(const library::Entry& entry) {
  if (entry.module != "bytearray") return is_changed_in_place(entry.module);
  return std::ranges::any_of(entry.overloads, [](const library::Overload& overload) { return overload.options.contains("writes"); });
}

// What Python code may put anything into, since nothing is known of its items.
Type filled_by_python(types::TypeTable& types, Type given) {
  if (!types::is_container(given) && !is(given, Kind::tuple) && !is(given, Kind::union_)) return given;
  std::vector<Type> args;
  for (const Type arg : given->args) args.push_back(is(arg, Kind::never) && types::is_container(given) ? types.object : filled_by_python(types, arg));
  if (args == given->args) return given;
  if (is(given, Kind::union_)) return types.union_of(args);
  return is(given, Kind::tuple) ? types.tuple_like(given, args) : types.container_like(given, args);
}

}  // namespace

// Types, modules and functions of the library are no values of native code: a tuple of them is made of objects, a container is from the start.
ExprId FunctionChecker::handed_with_names(ExprId value, Span span) {
  const Type given = type(value);
  if (is(given, Kind::tuple)) {
    const Reuse kept = reuse(value, "tuple");
    std::vector<ExprId> items;
    std::vector<Type> item_types;
    for (std::size_t i = 0; i < given->args.size(); ++i) {
      items.push_back(handed(add(ir::TupleItem{read(kept, span), int(i)}, given->args[i], span), span));
      item_types.push_back(type(items.back()));
    }
    return wrap(kept, add(ir::MakeTuple{std::move(items)}, types.tuple_like(given, item_types), span));
  }
  std::vector<Type> args;
  for (const Type arg : given->args) args.push_back(types::holds_names(arg) ? types.object : arg);
  if (types::is_container(given)) widen_to_declared(given, types.container_like(given, args));
  if (!knowledge_.grown) fail(unsupported, span, "`" + given->text + "` as a Python object");
  return constant(types.none, span);  // this attempt is not the last one
}

ExprId FunctionChecker::dynamic(ir::DynamicOp op, std::string name, std::vector<ExprId> operands, Type result, Span span) {
  for (ExprId& operand : operands) {
    if (is(type(operand), Kind::never)) return operand;
    operand = handed(operand, span);
  }
  return add(ir::Dynamic{op, std::move(name), std::move(operands), {}}, result, span);
}

ExprId FunctionChecker::handed(ExprId value, Span span) {
  const Type given = type(value);
  switch (given->kind) {
    case Kind::type_object: {
      const Type klass = given->args[0];
      if (is(klass, Kind::instance)) return module_variable(*program_.class_of(klass).module, klass->name, span);
      if (is(klass, Kind::enumeration)) return module_variable(*enum_of(klass).module, klass->name, span);
      if (types::is_named_tuple(klass)) return module_variable(*named_tuple_of(klass).module, klass->name, span);
      [[fallthrough]];
    }
    case Kind::module:
    case Kind::library:
    case Kind::ellipsis: return dynamic(ir::DynamicOp::imported, types::imported_name(given), {}, types.object, span);
    case Kind::function: {
      // A function of the module is what the module binds to its name.
      const FunctionDef* made = given->functions.size() == 1 ? &program_.function(given->functions[0]) : nullptr;
      if (made != nullptr && made->constant == nullptr && (made->enclosing != nullptr || made->lambda != nullptr) && !made->is_generator && given->name.empty()) return python_callable(value, *made, span);
      if (made == nullptr || made->def == nullptr || made->owner != nullptr) fail(unsupported, span, "one of several functions, or a method, that is handed to Python");
      if (made->enclosing != nullptr) fail(unsupported, span, "a nested generator function that is handed to Python");
      return module_variable(*made->module, made->name, span);
    }
    default: break;
  }
  if (const Type filled = filled_by_python(types, given); filled != given) widen_to_declared(given, filled);
  if (types::holds_names(given)) return handed_with_names(value, span);
  if (!types::crosses(given)) fail(unsupported, span, "`" + given->text + "` as a Python object");
  return cast(value, types::storage_of(types, given));
}

// A lambda or a nested function as a Python function: it takes any objects, what is declared is converted as in any call.
ExprId FunctionChecker::python_callable(ExprId callee, const FunctionDef& made, Span span) {
  const ast::Arguments& arguments = *made.arguments();
  std::vector<const ast::Expr*> defaults(arguments.defaults.begin(), arguments.defaults.end());
  for (const ast::Expr* value : arguments.kw_defaults) {
    if (value != nullptr) defaults.push_back(value);
    else if (!defaults.empty()) fail(unsupported, span, "a nested function with this order of defaults that is handed to Python");
  }
  if (const auto* closure = std::get_if<ir::MakeClosure>(&function[callee].node)) {
    // What it captures is evaluated now, once.
    std::vector<ExprId> captures = closure->captures;
    const int index = closure->index;
    for (ExprId& capture : captures) capture = evaluated(capture, "capture", span);
    callee = add(ir::MakeClosure{index, std::move(captures)}, type(callee), span);
  } else {
    callee = evaluated(callee, "callee", span);
  }
  // Of a default that is no constant, what it was when the function was made is among the captures.
  const auto captured = captured_defaults(made);
  std::vector<ExprId> values;
  for (const ast::Expr* value : defaults) {
    const auto found = std::ranges::find(captured, value, [](const auto& one) { return one.second; });
    if (found != captured.end()) {
      const std::size_t at = made.captures.size() - captured.size() + std::size_t(found - captured.begin());
      const Type kept = type(callee)->args[0]->args[at];
      const auto* closure = std::get_if<ir::MakeClosure>(&function[callee].node);
      const ExprId given = closure != nullptr ? read(reuse(closure->captures[at], "default"), span)
                                              : call(runtime("kb::get", "tuple.hpp", ir::Effects::none, false), {read(reuse(callee, "callee"), span)}, kept, span, {std::to_string(at)});
      values.push_back(convert(handed(given, value->span), types.object, value->span));
      continue;
    }
    const auto* negated = ast::as<ast::UnaryOp>(value);
    if (!ast::is<ast::Constant>(negated != nullptr ? negated->operand : value)) fail(unsupported, value->span, "this default of a function that is handed to Python");
    values.push_back(convert(expression(*value), types.object, value->span));
  }
  ir::Callable result;
  std::vector<LibraryArgument> args;
  std::string all, collects;
  const auto take = [&](std::string_view name, std::string_view keyword, Type type) {
    result.parameters.push_back(temporary("argument", types.object));
    const ExprId given = read(result.parameters.back(), span);
    args.push_back({type == nullptr ? given : convert(given, type, span), keyword, span});
    all += (all.empty() ? "" : ",") + std::string(name);
  };
  for (const auto* arg : arguments.posonlyargs) take(arg->arg, {}, nullptr);
  for (const auto* arg : arguments.args) take(arg->arg, {}, nullptr);
  for (const auto* arg : arguments.kwonlyargs) take(arg->arg, arg->arg, nullptr);
  // What is not declared is a tuple, and a dict, of any objects.
  const auto collect = [&](const ast::Arg* parameter, const char* stars, Type otherwise) {
    if (parameter == nullptr) return;
    const Type declared = declared_rest(made, parameter == arguments.kwarg);
    take(parameter->arg, stars, declared != nullptr ? declared : otherwise);
    collects += stars;
  };
  collect(arguments.vararg, "*", types.variadic(types.object));
  collect(arguments.kwarg, "**", types.dict(types.string, types.object));
  const std::size_t count = args.size();
  const ir::Block statements = build_block([&] {
    const ExprId value = call_value(callee, args, span);
    if (is(type(value), Kind::never)) fail(unsupported, span, "a function that never returns, handed to Python");
    result.body = convert(value, types.object, span);
  });
  if (!statements.empty()) fail(unsupported, span, "this function, handed to Python");
  const std::vector<Type> parameters(count, types.object);
  values.insert(values.begin(), add(std::move(result), types.callable(parameters, types.object), span));
  const std::string name = made.def != nullptr ? std::string(made.def->name) : "<lambda>";
  ir::RuntimeFunction wanted{.symbol = "kb::python::function_of", .header = "python_function.hpp",
                             .effects = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, .takes_line = false,
                             .leading = fmt::format("kb::python::function_signature{{\"{}\", \"{}\", \"{}\", {}, {}, \"{}\"}}", name, made.name, all, arguments.posonlyargs.size(), arguments.kwonlyargs.size(), collects)};
  return call(leading_runtime(std::move(wanted)), std::move(values), types.object, span, {std::to_string(count)});
}

std::optional<ExprId> FunctionChecker::hand_over(const std::vector<LibraryArgument>& args, std::vector<ExprId>& values, std::string& keywords) {
  for (const LibraryArgument& arg : args) {
    if (is(type(arg.expr), Kind::never)) return arg.expr;
    if (!arg.keyword.empty()) keywords += (keywords.empty() ? "" : ",") + std::string(arg.keyword);
    values.push_back(handed(arg.expr, arg.span));
  }
  return std::nullopt;
}

// The name of a function that Python has: `warnings.warn`, or `warn` of a module; empty: it is something else.
std::string FunctionChecker::name_of_callee(ExprId callee) const {
  const auto* read = std::get_if<ir::Dynamic>(&function[callee].node);
  const bool is_name = read != nullptr && (read->op == ir::DynamicOp::imported || read->op == ir::DynamicOp::attribute || read->op == ir::DynamicOp::name);
  return is_name ? read->name : std::string();
}

// `f(...)` and `owner.method(...)`; `callee` is the function, or the owner.
ExprId FunctionChecker::dynamic_call(ExprId callee, std::string_view method, const std::vector<LibraryArgument>& args, Span span) {
  ir::Dynamic call{method.empty() ? ir::DynamicOp::call : ir::DynamicOp::call_method, std::string(method), {handed(callee, span)}, {}};
  if (looks_at_caller(method.empty() ? name_of_callee(callee) : std::string(method))) call.op = method.empty() ? ir::DynamicOp::call_in_frame : ir::DynamicOp::call_method_in_frame;
  if (const std::string called = name_of_callee(callee); args.size() > 1 && method.empty() && (called == "getattr" || called == "builtins.getattr")) {
    // Under another name the same.
    const auto attribute = types::literal_string(type(args[1].expr));
    if (attribute && looks_at_frames("sys", *attribute)) fail(no_attribute, span, "sys", *attribute);
  }
  const std::vector<Type>& signature = type(callee)->args;
  const bool is_declared = method.empty() && is_object(type(callee)) && !signature.empty();
  if (is_declared && args.size() + 1 != signature.size()) fail(call_arguments_wrong, span, "this function", "it is declared to take " + std::to_string(signature.size() - 1) + " arguments");
  for (const bool is_keyword : {false, true}) {
    for (std::size_t i = 0; i < args.size(); ++i) {
      if (args[i].keyword.empty() == is_keyword) continue;
      if (is(type(args[i].expr), Kind::never)) return args[i].expr;
      call.operands.push_back(handed(is_declared ? convert(args[i].expr, signature[i], args[i].span) : args[i].expr, args[i].span));
      if (is_keyword) call.keywords.emplace_back(args[i].keyword);
    }
  }
  const ExprId result = add(std::move(call), types.object, span);
  return is_declared ? result_as(result, signature.back(), span) : result;
}

// What a function of Python's has given, as what it is declared to give.
ExprId FunctionChecker::result_as(ExprId value, Type declared, Span span) {
  if (!is(declared, Kind::none)) return convert(value, declared, span);
  emit(ir::Evaluate{value}, span);
  return constant(types.none, span);
}

ExprId FunctionChecker::module_variable(const ModuleScope& scope, const std::string& name, Span span) {
  if (program_.is_main(scope)) return dynamic(ir::DynamicOp::name, name, {}, types.object, span);
  return dynamic(ir::DynamicOp::imported, scope.name + "." + name, {}, types.object, span);
}

// A name that is no local one, as Python finds it: in the module that the function is of, or among the builtins.
ExprId FunctionChecker::name_in_python(const std::string& name, Span span) {
  ModuleScope& scope = *def_.module;
  static const std::set<std::string_view> of_modules{"__doc__", "__file__", "__package__", "__spec__"};
  if (program_.is_main(scope) || scope.names.contains(name) || scope.names.contains("*") || of_modules.contains(name)) return module_variable(scope, name, span);
  return dynamic(ir::DynamicOp::imported, "builtins." + name, {}, types.object, span);
}

// The variable's value is asked for each time: told once, for it is slow.
void FunctionChecker::tell_dynamic(const std::string& name, Span span) {
  if (!program_.told.insert({&file, name}).second) return;
  program_.sink.add(make_warning(file, not_constant_global, span, name));
}

// Whether the call or the attribute there, which nothing in the library takes, is Python's to do. Otherwise the failure says that it could be, in an
// attempt after this one; while what is known of the types still grows, another attempt may do without.
bool FunctionChecker::is_left_to_python(Unsupported& failure, Span span) {
  const std::string_view code = failure.diagnostic.code;
  if (failure.site || (!code.starts_with("KB4") && code != no_attribute.code)) return false;
  const CallSite site{&file, span.begin, span.end};
  if (knowledge_.grown || !program_.left_to_python.contains(site)) {
    failure.site = site;
    return false;
  }
  diag::Diagnostic& told = program_.left.try_emplace(site, failure.diagnostic).first->second;
  told.severity = diag::Severity::warning;
  if (told.notes.empty()) told.notes.push_back({"Python's own is used here; what it gives is an object, of which native code knows nothing", span, &file});
  return true;
}

// What the table does not have of an array or of an object of NumPy's, where it is left to Python.
std::optional<ExprId> FunctionChecker::attribute_in_python(ExprId owner, const ast::Attribute& node) {
  if (!is(type(owner), Kind::array) && !is(type(owner), Kind::foreign)) return std::nullopt;
  // These change the array itself, of which Python gets a view.
  if (node.attr == "setflags" || node.attr == "resize") return std::nullopt;
  Unsupported unknown = unknown_attribute(type(owner), node);
  if (!is_left_to_python(unknown, node.span)) throw unknown;
  return dynamic(ir::DynamicOp::attribute, std::string(node.attr), {owner}, types.object, node.span);
}

// A class or classes, as Python finds them.
ExprId FunctionChecker::dynamic_classes(const ast::Expr& node) {
  if (const auto* name = ast::as<ast::Name>(&node); name != nullptr && !is_local(name->id)) return name_in_python(std::string(name->id), node.span);
  if (const auto* attribute = ast::as<ast::Attribute>(&node)) return dynamic(ir::DynamicOp::attribute, std::string(attribute->attr), {dynamic_classes(*attribute->value)}, types.object, node.span);
  if (const std::vector<const ast::Expr*> parts = class_parts(node); parts.size() != 1 || parts[0] != &node) {
    std::vector<ExprId> items;
    for (const ast::Expr* part : parts) {
      // None is its class in `A | None`.
      const bool is_class = !is_none(*part) || !ast::is<ast::BinOp>(&node);
      items.push_back(is_class ? cast(dynamic_classes(*part), types.object) : dynamic(ir::DynamicOp::imported, "types.NoneType", {}, types.object, part->span));
    }
    const std::vector<Type> item_types(items.size(), types.object);
    return add(ir::MakeTuple{std::move(items)}, types.tuple(item_types), node.span);
  }
  return expression(node);
}

// isinstance of builtin classes: the bits of `builtin_class`.
ExprId FunctionChecker::builtin_test(ExprId value, std::int64_t classes, Span span) {
  const ir::RuntimeId is_builtin = runtime("kb::python::is_builtin", "dynamic.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, true);
  return call(is_builtin, {cast(value, types.object), integer(classes, span)}, types.boolean, span);
}

ExprId FunctionChecker::dynamic_instance_test(ExprId value, const ast::Expr& classes, Span span) {
  // Of builtin classes nobody has to be asked.
  std::int64_t asked = 0;
  const auto add_class = [&](const ast::Expr& node) {
    const auto* name = ast::as<ast::Name>(&node);
    const std::int64_t known = name == nullptr || is_local(name->id) || def_.module->names.contains(name->id) ? 0 : builtin_class(name->id);
    asked |= known;
    return known != 0;
  };
  const bool all = std::ranges::all_of(class_parts(classes), [&](const ast::Expr* one) { return add_class(*one); });
  if (all && asked != 0) return builtin_test(value, asked, span);
  const ExprId test = dynamic(ir::DynamicOp::imported, "builtins.isinstance", {}, types.object, span);
  return truth(dynamic_call(test, {}, {{value, {}, span}, {dynamic_classes(classes), {}, span}}, span), span);
}

// A function of the library with objects among its arguments: Python's own is called. Of some the type of the result is known whatever they are given.
std::optional<ExprId> FunctionChecker::call_library_on_objects(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span) {
  if (may_change(entry) && !args.empty() && !is_object(type(args[0].expr))) return std::nullopt;
  // What computes with numbers has no version for objects in a list.
  const bool computes = entry.module == "math";
  if (std::none_of(args.begin(), args.end(), [&](const LibraryArgument& arg) { return computes ? types::holds_any(type(arg.expr)) : is_object(type(arg.expr)); })) return std::nullopt;
  return call_library_in_python(entry, args, span);
}

// A function of a module, rather than a method.
bool FunctionChecker::is_module_function(const library::Entry& entry) const {
  return !is_changed_in_place(entry.module) && (entry.module == "builtins" || program_.library.has_module(entry.module)) && program_.library.find_function(entry.module, entry.name).has_value();
}

// Not where it would change what only native code has: the items of a list, the shape and the flags of an array.
bool FunctionChecker::can_be_called_in_python(const library::Entry& entry, const std::vector<LibraryArgument>& args) const {
  if (is_module_function(entry)) return entry.module != "keelback" && !entry.module.starts_with("array_api");
  if (!may_change(entry) || is_object(type(args[0].expr))) return true;
  const std::vector<Type>& items = type(args[0].expr)->args;
  return !items.empty() && std::ranges::all_of(items, is_object);  // whatever is put in stays what it is
}

// `int.from_bytes(b, sys.byteorder)`
ExprId FunctionChecker::static_method_in_python(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span) {
  const bool of_int = entry.name == "from_bytes";
  const std::string owner = entry.module != "number" ? entry.module : of_int ? "int" : "float";
  const ExprId made = dynamic_call(dynamic(ir::DynamicOp::imported, "builtins." + owner, {}, types.object, span), entry.name, args, span);
  if (owner == "str") return made;
  const bool is_table = entry.name == "maketrans";
  return convert(made, of_int ? types.integer : owner == "float" ? types.floating : owner == "bytes" || is_table ? types.bytes : types.bytearray, span);
}

ExprId FunctionChecker::bytes_in_python(ExprId object, const std::function<ExprId(ExprId, ExprId)>& fill, Span span) {
  const LocalId given = temporary("object", types.object), made = temporary("made", types.object);
  emit(ir::Assign{given, object}, span);
  emit(ir::Assign{made, dynamic_call(dynamic(ir::DynamicOp::imported, "builtins.bytearray", {}, types.object, span), {}, {}, span)}, span);
  const auto read_object = [&](LocalId local) { return add(ir::ReadLocal{local}, types.object, span); };
  emit(ir::Evaluate{fill(read_object(made), read_object(given))}, span);
  return convert(read_object(made), types.bytearray, span);
}

// None where native code has to do it.
std::optional<ExprId> FunctionChecker::call_library_in_python(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span) {
  if (!can_be_called_in_python(entry, args)) return std::nullopt;
  if (entry.overloads[0].is_static) return static_method_in_python(entry, args, span);
  if (!is_module_function(entry)) return method_in_python(entry.name, args, span);
  const std::string name = entry.full_name();
  if (args.size() == 1 && args[0].keyword.empty() && is_object(type(args[0].expr))) {
    if (name == "len") return dynamic(ir::DynamicOp::length, {}, {args[0].expr}, types.integer, span);
    if (name == "bool") return truth(args[0].expr, span);
  }
  if (name == "range") {
    std::vector<LibraryArgument> bounds = args;
    for (LibraryArgument& bound : bounds) bound.expr = convert(bound.expr, is_object(type(bound.expr)) ? types.integer : type(bound.expr), bound.span);
    return call_library(*program_.library.find_function("builtins", "range"), std::move(bounds), span);
  }
  const ExprId function = dynamic(ir::DynamicOp::imported, name.find('.') == std::string::npos ? "builtins." + name : name, {}, types.object, span);
  const ExprId result = dynamic_call(function, {}, args, span);
  const std::map<std::string_view, Type> known{
      {"int", types.integer}, {"float", types.floating}, {"complex", types.complex}, {"str", types.string}, {"repr", types.string}, {"ascii", types.string}, {"format", types.string},
      {"chr", types.string}, {"hex", types.string}, {"oct", types.string}, {"bin", types.string}, {"hash", types.integer}, {"ord", types.integer}, {"any", types.boolean},
      {"all", types.boolean}, {"list", types.list(types.object)}, {"sorted", types.list(types.object)}, {"tuple", types.variadic(types.object)}, {"set", types.set(types.object)},
      {"frozenset", types.frozenset(types.object)}, {"bytes", types.bytes}, {"bytearray", types.bytearray}};
  const auto found = known.find(name);
  return found == known.end() ? result : convert(result, found->second, span);
}

// sequence[index] where the index is an object: an int, or what Python makes of it (a slice, an `__index__`).
ExprId FunctionChecker::item_at_object(ExprId sequence, ExprId index, Span span) {
  const Reuse items = reuse(sequence, "items"), at = reuse(index, "index");
  const Type result = is(types::base_of(type(sequence)), Kind::string) ? types.string : types.object;   // a slice of a text is one
  const ExprId is_int = builtin_test(read(at, span), builtin_class("int"), span);
  const ExprId plain = convert(sequence_item(read(items, span), convert(read(at, span), types.integer, span), span), result, span);
  const ExprId other = convert(dynamic(ir::DynamicOp::item, {}, {read(items, span), read(at, span)}, types.object, span), result, span);
  return wrap(items, wrap(at, add(ir::Select{is_int, plain, other}, result, span)));
}

// What a method looks for in its container, by the stub: `Any` is an item, `Iterable[Any]` several.
FunctionChecker::LooksFor FunctionChecker::looks_for(const library::Entry& entry, std::size_t argument) {
  LooksFor found = LooksFor::nothing;
  for (const library::Overload& overload : entry.overloads) {
    if (overload.parameters.size() < 2) continue;
    const ast::Expr* pattern = overload.parameters[std::min(argument, overload.parameters.size() - 1)].pattern;
    const auto* several = ast::as<ast::Subscript>(pattern);
    const auto* name = ast::as<ast::Name>(several != nullptr ? several->slice : pattern);
    if (name == nullptr || name->id != "Any") continue;
    if (several == nullptr) return LooksFor::item;
    found = LooksFor::items;
  }
  return found;
}

// An object that is looked for in a container of other items, or something else in one of objects: what is equal to it, and what its hash is, Python knows. The container goes there for it.
std::optional<ExprId> FunctionChecker::look_up_object(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span) {
  if (args.empty() || type(args[0].expr)->args.empty()) return std::nullopt;
  const Type owner = type(args[0].expr), item = types::storage_of(types, owner->args[0]);
  const auto method = program_.library.find_method(owner, entry.name);
  if (!method || &program_.library[*method] != &entry || !types::crosses(owner)) return std::nullopt;
  for (std::size_t i = 1; i < args.size(); ++i) {
    const Type given = types::storage_of(types, type(args[i].expr));
    if (given == item || !types::crosses(given) || (!types::holds_any(given) && !types::holds_any(item))) continue;
    if (looks_for(entry, i) != LooksFor::nothing) return method_in_python(entry.name, args, span);
  }
  return std::nullopt;
}

// A method of a container, which goes to Python for it.
ExprId FunctionChecker::method_in_python(std::string_view method, const std::vector<LibraryArgument>& args, Span span) {
  const Type owner = type(args[0].expr);
  if (method == "__contains__") return dynamic(ir::DynamicOp::contains, {}, {args[1].expr, args[0].expr}, types.boolean, span);
  if (method == "__getitem__") {
    const ExprId found = dynamic(ir::DynamicOp::item, {}, {args[0].expr, args[1].expr}, types.object, span);
    return owner->args.empty() ? found : convert(found, owner->args.back(), span);
  }
  if (method == "__setitem__") return dynamic(ir::DynamicOp::set_item, {}, {args[0].expr, args[1].expr, args[2].expr}, types.object, span);
  if (method == "__delitem__") return dynamic(ir::DynamicOp::delete_item, {}, {args[0].expr, args[1].expr}, types.object, span);
  return dynamic_call(args[0].expr, method, {args.begin() + 1, args.end()}, span);
}

// What stands between the brackets: a value, a slice, or several of both.
ExprId FunctionChecker::dynamic_index(const ast::Expr& index) {
  if (const auto* slice = ast::as<ast::Slice>(&index)) {
    std::vector<ExprId> parts;
    for (const ast::Expr* part : {slice->lower, slice->upper, slice->step}) parts.push_back(part != nullptr ? expression(*part) : constant(types.none, index.span));
    return dynamic(ir::DynamicOp::slice, {}, std::move(parts), types.object, index.span);
  }
  const auto* tuple = ast::as<ast::Tuple>(&index);
  if (tuple == nullptr) return expression(index);
  std::vector<ExprId> items;
  std::vector<Type> item_types;
  for (const auto* part : tuple->elts) {
    items.push_back(handed(dynamic_index(*part), part->span));
    item_types.push_back(type(items.back()));
  }
  return add(ir::MakeTuple{std::move(items)}, types.tuple(item_types), index.span);
}

ExprId FunctionChecker::dynamic_subscript(ExprId container, const ast::Expr& index, Span span) {
  Operands operands(*this);
  operands.add(container);
  const ExprId key = dynamic_index(index);
  return dynamic(ir::DynamicOp::item, {}, {operands.take()[0], key}, types.object, span);
}

// The items, to be given to targets one by one.
ExprId FunctionChecker::dynamic_unpacked(ExprId value, Span span) {
  return convert(dynamic(ir::DynamicOp::unpack, {}, {value}, types.object, span), types.list(types.object), span);
}

}  // namespace keelback::check
