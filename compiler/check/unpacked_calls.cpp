// `*` and `**`: in calls, where they unpack, and as parameters, where they collect.
#include <algorithm>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"
#include "check/signatures.hpp"

namespace keelback::check {

using types::is;

// zip(*rows), where nobody knows how many rows there are: tuples of as many items. Rows of one type, which have a length.
std::optional<ExprId> FunctionChecker::zip_of_rows(const ast::Call& node, Span span) {
  const auto* starred = node.args.size() == 1 && node.keywords.empty() ? ast::as<ast::Starred>(node.args[0]) : nullptr;
  const auto* name = ast::as<ast::Name>(node.func);
  if (starred == nullptr || name == nullptr || is_local(name->id) || meaning(*def_.module, *name) != "builtins.zip") return std::nullopt;
  const Type rows = known_type(*starred->value);
  if (rows == nullptr || !(is(rows, Kind::list) || is(rows, Kind::variadic))) return std::nullopt;
  const Type row = rows->args[0];
  const bool is_pair = is(row, Kind::tuple) && !row->args.empty() && std::ranges::all_of(row->args, [&](Type item) { return item == row->args[0]; });
  const bool has_items = is(row, Kind::list) || is(row, Kind::variadic) || is(row, Kind::string) || is(row, Kind::range) || (is(row, Kind::array) && row->rank == 1);
  // Of rows of which nothing is known yet, nothing is said: another attempt knows them.
  if (is(row, Kind::never)) return call_function(lambda_of(rows, "lambda rows, /: iter([])", false, span), {{expression(*starred->value), {}, span}}, span);
  if (!is_pair && !has_items) return std::nullopt;
  const ExprId columns = lambda_of(&node, "lambda rows, /: iter([tuple([row[i] for row in rows]) for i in range(min([len(row) for row in rows]))] if len(rows) > 0 else [])", false, span);
  return call_function(columns, {{expression(*starred->value), {}, span}}, span);
}

// The function of the program that is called, where all that unpacks goes to its `*` and `**` parameters, and so needs no look at what there is of it.
const FunctionDef* FunctionChecker::collecting_callee(const ast::Call& node) {
  const FunctionDef* callee = nullptr;
  bool has_receiver = false;
  if (const auto* method = ast::as<ast::Attribute>(node.func)) {
    ClassInfo* const own = super_class(*method->value);
    const Type owner = own != nullptr ? nullptr : known_type(*method->value);
    if (own == nullptr && (owner == nullptr || !is(owner, Kind::instance))) return nullptr;
    const auto found = own != nullptr ? find_super(*own, def_.origin, method->attr) : find_method(program_.class_of(owner), method->attr);
    if (!found || found->method->refused != nullptr || found->method->kind == ir::MethodKind::getter) return nullptr;
    callee = &program_.define(*found->owner, *found->method, false);
    has_receiver = found->method->kind != ir::MethodKind::static_method;
  } else if (const auto* name = ast::as<ast::Name>(node.func)) {
    if (is_local(name->id)) {
      const Type known = known_type(*name);
      if (known == nullptr || !is(known, Kind::function) || known->functions.size() != 1) return nullptr;
      callee = &program_.function(known->functions[0]);
      if (callee->arguments() == nullptr || callee->owner != nullptr) return nullptr;
    } else {
      const auto [scope, what] = program_.definition(*def_.module, name->id);
      if (scope == nullptr || what->kind != ModuleName::Kind::function || decoration_of(*scope, *what->function) != Decoration::none) return nullptr;
      callee = &program_.define(*scope, nullptr, *what->function);
    }
  }
  if (callee == nullptr) return nullptr;
  const ast::Arguments& parameters = *callee->arguments();
  const std::size_t positional = parameters.posonlyargs.size() + parameters.args.size() - (has_receiver ? 1 : 0);
  const auto is_starred = [](const ast::Expr* arg) { return ast::is<ast::Starred>(arg); };
  if (node.args.size() < positional || std::any_of(node.args.begin(), node.args.begin() + std::ptrdiff_t(positional), is_starred)) return nullptr;
  if (node.args.size() > positional && parameters.vararg == nullptr) return nullptr;
  const auto has_items = [&](Type given, Type wanted) { return given != nullptr && !types::holds_any(given) && (wanted == nullptr || types::storage_of(types, given) == wanted); };
  const Type rest = parameters.vararg == nullptr ? nullptr : declared_rest(*callee, false);
  for (std::size_t i = positional; i < node.args.size(); ++i) {
    const auto* starred = ast::as<ast::Starred>(node.args[i]);
    const Type known = starred == nullptr ? nullptr : known_type(*starred->value);
    if (starred != nullptr && (known == nullptr || !has_items(iterated(types, known), rest == nullptr ? nullptr : rest->args[0]))) return nullptr;
  }
  const bool has_mapping = std::any_of(node.keywords.begin(), node.keywords.end(), [](const ast::Keyword* keyword) { return keyword->arg.empty(); });
  if (!has_mapping) return callee;
  if (node.keywords.size() != 1 || parameters.kwarg == nullptr || !parameters.kwonlyargs.empty()) return nullptr;
  const Type mapping = known_type(*node.keywords[0]->value), others = declared_rest(*callee, true);
  const bool fits = mapping != nullptr && is(mapping, Kind::dict) && is(types::storage_of(types, mapping->args[0]), Kind::string) && has_items(mapping->args[1], others == nullptr ? nullptr : others->args[1]);
  return fits ? callee : nullptr;
}

// The arguments of such a call: what unpacks, and what is beside it, as the tuple and the dict that the parameters get.
std::vector<LibraryArgument> FunctionChecker::collected_arguments(const ast::Call& node, const FunctionDef& callee) {
  const ast::Arguments& parameters = *callee.arguments();
  const bool has_receiver = callee.owner != nullptr && callee.kind != ir::MethodKind::static_method;
  const std::size_t positional = parameters.posonlyargs.size() + parameters.args.size() - (has_receiver ? 1 : 0);
  std::vector<LibraryArgument> args;
  Operands operands(*this);
  const auto push = [&](ExprId value, std::string_view keyword, Span span) {
    operands.add(value);
    args.push_back({value, keyword, span});
  };
  for (std::size_t i = 0; i < positional; ++i) push(argument_value(*node.args[i]), {}, node.args[i]->span);
  if (node.args.size() > positional) {
    const Span span = node.args[positional]->span;
    const Type declared = declared_rest(callee, false);
    const auto* only = node.args.size() == positional + 1 ? ast::as<ast::Starred>(node.args[positional]) : nullptr;
    const Type known = only == nullptr ? nullptr : known_type(*only->value);
    if (known != nullptr && is(known, Kind::variadic)) {
      push(expression(*only->value), "*", span);
    } else {
      if (declared != nullptr) widen({site(node.args[positional])}, nullptr, declared->args[0]);
      const ExprId items = item_display(*node.args[positional], node.args.subspan(positional), Kind::list, span);
      if (is(type(items), Kind::never)) return {{items, {}, span}};
      push(call(runtime("kb::to_variadic", "variadic.hpp", ir::Effects::reads | ir::Effects::allocates, true), {items}, types.variadic(types::storage_of(types, type(items)->args[0])), span), "*", span);
    }
  }
  for (const auto* keyword : node.keywords) {
    if (!keyword->arg.empty()) {
      push(argument_value(*keyword->value), keyword->arg, keyword->value->span);
      continue;
    }
    const Span span = keyword->span;
    // A dict of the callee's own, which has none of the names that have their arguments already.
    const Type given = types::storage_of(types, known_type(*keyword->value));
    const LocalId others = temporary("options", given);
    emit(ir::Assign{others, call(runtime("kb::copy", "dict.hpp", ir::Effects::reads | ir::Effects::allocates, true), {expression(*keyword->value)}, given, span)}, span);
    for (const auto* parameter : parameters.args) {
      const ExprId name = convert(constant(types.literal(parameter->arg), span), types.string, span);
      const ExprId is_given = call_library(*program_.library.find_method(given, "__contains__"), {{add(ir::ReadLocal{others}, given, span), {}, span}, {name, {}, span}}, span);
      const std::string text = callee.name + "() got multiple values for argument '" + std::string(parameter->arg) + "'";
      ir::Block raised = build_block([&] { emit(ir::Raise{"TypeError", {constant(types.literal(std::string_view(text)), span)}}, span); });
      emit(ir::If{is_given, std::move(raised), {}}, span);
    }
    push(add(ir::ReadLocal{others}, given, span), "**", span);
  }
  const std::vector<ExprId> values = operands.take();
  for (std::size_t i = 0; i < values.size(); ++i) args[i].expr = values[i];
  return args;
}

// `f(*items, **options)` where the number of arguments, or their names, are not known when compiling: Python binds them. What a function of the program
// declares to return, and the class of an object that is made, are known all the same.
std::optional<ExprId> FunctionChecker::unpacked_call(const ast::Call& node, Span span) {
  const auto is_open = [&](const ast::Expr* arg) {
    const auto* starred = ast::as<ast::Starred>(arg);
    const Type known = starred == nullptr ? nullptr : known_type(*starred->value);
    return known != nullptr && !is(known, Kind::tuple) && !is(known, Kind::never);
  };
  const bool is_unpacked = knowledge_.open_calls.contains(&node) || std::any_of(node.args.begin(), node.args.end(), is_open) || std::any_of(node.keywords.begin(), node.keywords.end(), [](const ast::Keyword* keyword) { return keyword->arg.empty(); });
  const auto* name = ast::as<ast::Name>(node.func);
  if (!is_unpacked || super_class(*node.func) != nullptr || (name != nullptr && name->id == "dict" && !is_local(name->id))) return std::nullopt;
  if (const FunctionDef* callee = collecting_callee(node)) {
    collected_calls_[&node] = callee;
    return std::nullopt;
  }
  const auto* method = ast::as<ast::Attribute>(node.func);
  if (method != nullptr && super_class(*method->value) != nullptr) fail(unsupported, span, "`*` or `**` in a call of a method of `super()`");
  Operands operands(*this);
  ExprId callee = expression(method != nullptr ? *method->value : *node.func);
  Type result = types.object;
  if (method != nullptr && !is(type(callee), Kind::module)) {
    if (is(type(callee), Kind::instance)) {
      const auto found = find_method(program_.class_of(type(callee)), method->attr);
      if (found && found->method->kind != ir::MethodKind::getter && found->method->refused == nullptr) result = signature_of(program_, program_.define(*found->owner, *found->method, false)).result;
    }
    callee = dynamic(ir::DynamicOp::attribute, std::string(method->attr), {callee}, types.object, span);
  } else {
    if (method != nullptr) callee = read_module_attribute(type(callee)->name, method->attr, span);
    if (is(type(callee), Kind::type_object) && is(type(callee)->args[0], Kind::instance)) result = type(callee)->args[0];
    if (is(type(callee), Kind::function) && type(callee)->functions.size() == 1) result = signature_of(program_, program_.function(type(callee)->functions[0])).result;
  }
  if (result == nullptr) result = types.object;
  const auto add_object = [&](ExprId value, Span at) { operands.add(convert(value, types.object, at)); };
  add_object(callee, node.func->span);
  std::string shape, names;
  for (const auto* arg : node.args) {
    const auto* starred = ast::as<ast::Starred>(arg);
    add_object(expression(starred != nullptr ? *starred->value : *arg), arg->span);
    shape += starred != nullptr ? '*' : 'p';
  }
  for (const auto* keyword : node.keywords) {
    add_object(expression(*keyword->value), keyword->span);
    shape += keyword->arg.empty() ? 'm' : 'n';
    if (!keyword->arg.empty()) names += (names.empty() ? "" : ",") + std::string(keyword->arg);
  }
  ir::RuntimeFunction wanted{.symbol = "kb::python::bound_call", .header = "python_function.hpp",
                             .effects = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, .takes_line = true,
                             .leading = "\"" + shape + "\", \"" + names + "\""};
  const ExprId bound = call(leading_runtime(std::move(wanted)), operands.take(), types.object, span);
  const ExprId value = dynamic_call(bound, {}, {}, span);
  return is(result, Kind::object) ? value : result_as(value, result, span);
}

// What `*args` gets: a tuple of any length where it is declared what it holds.
ExprId FunctionChecker::rest_of_arguments(const FunctionDef& callee, std::vector<ExprId> items, Span span) {
  const Type declared = declared_rest(callee, false);
  if (declared == nullptr) {
    std::vector<Type> item_types;
    for (const ExprId item : items) item_types.push_back(type(item));
    return add(ir::MakeTuple{std::move(items)}, types.tuple(item_types), span);
  }
  for (ExprId& item : items) item = as_declared(item, declared->args[0]);
  return add(ir::MakeList{std::move(items)}, declared, span);
}

// What `**options` gets: a new dict for each call.
ExprId FunctionChecker::other_keywords(const FunctionDef& callee, const std::vector<LibraryArgument>& given, Span span) {
  const Type declared = declared_rest(callee, true);
  Type value = declared != nullptr ? declared->args[1] : given.empty() ? types.object : types.never;
  if (declared == nullptr) {
    for (const LibraryArgument& arg : given) value = types::storage_of(types, join_types(value, type(arg.expr)));
  }
  std::vector<ExprId> keys, values;
  for (const LibraryArgument& arg : given) {
    keys.push_back(convert(constant(types.literal(arg.keyword), arg.span), types.string, arg.span));
    values.push_back(as_declared(arg.expr, value));
  }
  return add(ir::MakeDict{std::move(keys), std::move(values)}, types.dict(types.string, value), span);
}

// The type of the callee's `*` parameter, of its `**` parameter; null where it is not declared, or that depends on the arguments.
Type FunctionChecker::declared_rest(const FunctionDef& callee, bool is_keywords) {
  const Signature signature = signature_of(program_, callee);
  if (signature.parameters.empty()) return nullptr;
  const ast::Arguments& parameters = *callee.arguments();
  return is_keywords ? signature.parameters.back() : signature.parameters[parameters.posonlyargs.size() + parameters.args.size()];
}

}  // namespace keelback::check
