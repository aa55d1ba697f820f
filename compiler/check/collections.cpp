// The classes of the collections module: what a call of one makes, with a site where its items' types are found from what is put in.
#include <map>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

// operator.itemgetter(1), operator.itemgetter("a", "b"): a function.
std::optional<ExprId> FunctionChecker::getter_call(const ast::Call& node, Type callee, Span span) {
  if (!is(callee, Kind::library) || callee->name != "operator.itemgetter" || node.args.empty() || !node.keywords.empty()) return std::nullopt;
  std::string items;
  for (const auto* arg : node.args) {
    if (ast::as<ast::Constant>(arg) == nullptr && ast::as<ast::UnaryOp>(arg) == nullptr) fail(unsupported, arg->span, "`itemgetter` of a value that is no constant");
    items += (items.empty() ? "_[" : ", _[") + std::string(file.text(arg->span)) + "]";
  }
  return lambda_of(&node, "lambda _, /: " + (node.args.size() > 1 ? "(" + items + ")" : items), false, span);
}

std::optional<ExprId> FunctionChecker::container_call(const ast::Call& node, Type callee, Span span) {
  if (const auto getter = getter_call(node, callee, span)) return getter;
  if (!is(callee, Kind::library) || !std::string_view(callee->name).starts_with("collections.")) return std::nullopt;
  const std::string_view name = std::string_view(callee->name).substr(12);
  if (name == "defaultdict") return defaultdict_call(node, span);
  const std::vector<LibraryArgument> args = call_arguments(node);
  for (const LibraryArgument& arg : args) {
    if (is(type(arg.expr), Kind::never)) return arg.expr;
  }
  if (name == "deque") return deque_call(node, args, span);
  if (name == "Counter") return counter_call(node, args, span);
  return ordered_dict_call(node, args, span);
}

// deque(), deque(iterable), deque(iterable, maxlen)
ExprId FunctionChecker::deque_call(const ast::Call& node, const std::vector<LibraryArgument>& args, Span span) {
  std::optional<ExprId> items, maxlen;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i].keyword == "maxlen" || (args[i].keyword.empty() && i == 1)) maxlen = args[i].expr;
    else if (args[i].keyword.empty() || args[i].keyword == "iterable") items = args[i].expr;
    else fail(library_arguments, span, "collections.deque", "it has no parameter `" + std::string(args[i].keyword) + "`");
  }
  const types::SiteId id = site(&node);
  const types::SiteId ids[] = {id};
  if (items) {
    const Type item = iterated(types, type(*items));
    if (item == nullptr) fail_as("'" + python_name(type(*items)) + "' object is not iterable", not_iterable, span, type(*items)->text);
    if (!is(item, Kind::never)) widen({id}, nullptr, item);
    if (is(type(*items), Kind::tuple)) items = convert(*items, types.variadic(item), span);
  }
  const Type known = knowledge_.sites[id].item != nullptr ? knowledge_.sites[id].item : types.never;
  const Type whole = types.deque(known, ids);
  ExprId made = add(ir::MakeList{}, whole, span);
  if (maxlen && !is(type(*maxlen), Kind::none)) {
    made = call(runtime("kb::with_maxlen", "deque.hpp", makes, true), {made, cast(index_value(*maxlen, span), types.integer)}, whole, span);
  }
  if (items && !is(known, Kind::never)) made = call(runtime("kb::fill_deque", "deque.hpp", makes, true), {made, *items}, whole, span);
  return made;
}

// Counter(), Counter(iterable), Counter(mapping)
ExprId FunctionChecker::counter_call(const ast::Call& node, const std::vector<LibraryArgument>& args, Span span) {
  if (args.size() > 1 || (args.size() == 1 && !args[0].keyword.empty())) fail(library_arguments, span, "collections.Counter", "it takes an iterable or a dict");
  const types::SiteId id = site(&node);
  const types::SiteId ids[] = {id};
  widen({id}, args.empty() || is(iterated_or_fail(args[0]), Kind::never) ? nullptr : iterated_or_fail(args[0]), types.integer);
  const Type key = knowledge_.sites[id].key != nullptr ? knowledge_.sites[id].key : types.never;
  const Type whole = types.dict(key, types.integer, ids, "Counter");
  const ExprId made = add(ir::MakeDict{}, whole, span);
  if (args.empty() || is(key, Kind::never)) return made;
  ExprId items = args[0].expr;
  if (is(type(items), Kind::tuple)) items = convert(items, types.variadic(iterated_or_fail(args[0])), span);
  if (is(type(items), Kind::literal)) items = cast(items, types.string);
  return call(runtime("kb::fill_counter", "counter.hpp", makes, true), {made, items}, whole, span);
}

Type FunctionChecker::iterated_or_fail(const LibraryArgument& arg) {
  const Type item = iterated(types, type(arg.expr));
  if (item == nullptr) fail_as("'" + python_name(type(arg.expr)) + "' object is not iterable", not_iterable, arg.span, type(arg.expr)->text);
  return item;
}

// defaultdict(factory): a builtin type, or a function without parameters.
ExprId FunctionChecker::defaultdict_call(const ast::Call& node, Span span) {
  if (node.args.size() != 1 || !node.keywords.empty()) fail(unsupported, span, "a defaultdict that is not made of a factory alone");
  const types::SiteId id = site(&node);
  const types::SiteId ids[] = {id};
  std::string_view name;
  ir::Callable made;
  const auto* plain = ast::as<ast::Name>(node.args[0]);
  const bool is_builtin = plain != nullptr && !is_local(plain->id) && !def_.module->names.contains(plain->id);
  static const std::map<std::string_view, Kind> containers{{"list", Kind::list}, {"set", Kind::set}, {"dict", Kind::dict}};
  ExprId factory;
  if (const auto kind = is_builtin ? containers.find(plain->id) : containers.end(); kind != containers.end()) {
    // The containers it makes have one site: what is put into any of them.
    name = plain->id;
    const Type inner = site_list(node.args[0], kind->second);
    widen({id}, nullptr, inner);
    made.body = kind->second == Kind::dict ? add(ir::MakeDict{}, types::storage_of(types, inner), span) : add(ir::MakeList{}, types::storage_of(types, inner), span);
    factory = add(std::move(made), types.callable({}, types::storage_of(types, inner)), span);
  } else {
    const ExprId callee = expression(*node.args[0]);
    if (is(type(callee), Kind::type_object)) name = type(callee)->args[0]->text;
    factory = callable(callee, {}, span);
    widen({id}, nullptr, type(factory)->args.back());
  }
  const Knowledge::Site known = knowledge_.sites[id];
  const Type whole = types.dict(known.key != nullptr ? known.key : types.never, known.item != nullptr ? known.item : types.never, ids, "defaultdict");
  const Type value = type(factory)->args.back();
  if (types::storage_of(types, whole->args[1]) != value && !knowledge_.grown) fail(not_convertible, span, whole->args[1]->text, value->text);
  return call(runtime("kb::make_defaultdict", "defaultdict.hpp", makes, false), {factory, constant(types.literal(name), span)}, whole, span, {"$result"});
}

// OrderedDict(), OrderedDict(dict or pairs)
ExprId FunctionChecker::ordered_dict_call(const ast::Call& node, const std::vector<LibraryArgument>& args, Span span) {
  if (args.size() > 1 || (args.size() == 1 && !args[0].keyword.empty())) fail(library_arguments, span, "collections.OrderedDict", "it takes a dict or pairs");
  const types::SiteId id = site(&node);
  const types::SiteId ids[] = {id};
  if (args.size() == 1) {
    const Type source = type(args[0].expr), pair = iterated_or_fail(args[0]);
    const bool is_dict = is(source, Kind::dict);
    if (!is_dict && (!is(pair, Kind::tuple) || pair->args.size() != 2)) fail(library_arguments, span, "collections.OrderedDict", "it takes a dict or pairs");
    widen({id}, is_dict ? source->args[0] : pair->args[0], is_dict ? source->args[1] : pair->args[1]);
  }
  const Knowledge::Site known = knowledge_.sites[id];
  const Type whole = types.dict(known.key != nullptr ? known.key : types.never, known.item != nullptr ? known.item : types.never, ids, "OrderedDict");
  ExprId made = add(ir::MakeDict{}, whole, span);
  if (args.empty()) return made;
  ExprId items = args[0].expr;
  if (is(type(items), Kind::tuple)) items = convert(items, types.variadic(iterated_or_fail(args[0])), span);
  return call(runtime("kb::filled_dict", "dict.hpp", makes, true), {made, items}, whole, span);
}

}  // namespace keelback::check
