// The classes of the collections module: what a call of one makes, with a site where its items' types are found from what is put in.
#include <algorithm>
#include <cctype>
#include <map>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

// operator.itemgetter(1), operator.itemgetter("a", "b"), operator.attrgetter("name"), operator.methodcaller("strip", "-"): a function.
std::optional<ExprId> FunctionChecker::getter_call(const ast::Call& node, Type callee, Span span) {
  if (!is(callee, Kind::library) || !std::string_view(callee->name).starts_with("operator.") || node.args.empty()) return std::nullopt;
  const std::string_view name = std::string_view(callee->name).substr(9);
  const bool takes_items = name == "itemgetter", takes_names = name == "attrgetter", calls = name == "methodcaller";
  if (!(takes_items || takes_names || calls) || (!calls && !node.keywords.empty())) return std::nullopt;
  const auto written = [&](const ast::Expr& arg) {
    if (ast::as<ast::Constant>(&arg) == nullptr && ast::as<ast::UnaryOp>(&arg) == nullptr) fail(unsupported, arg.span, "`" + std::string(name) + "` of a value that is no constant");
    return std::string(file.text(arg.span));
  };
  const auto named = [&](const ast::Expr& arg) {
    const auto* text = ast::as<ast::Constant>(&arg);
    const auto is_plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '.' || c >= 0x80; };
    if (text == nullptr || text->value.type != ast::ConstantValue::Type::string || text->value.text.empty() || !std::ranges::all_of(text->value.text, is_plain)) fail(unsupported, arg.span, "`" + std::string(name) + "` of a name that is not written out");
    return std::string(text->value.text);
  };
  std::string parts;
  const auto add_part = [&](const std::string& part) { parts += (parts.empty() ? "" : ", ") + part; };
  if (calls) {
    for (std::size_t i = 1; i < node.args.size(); ++i) add_part(written(*node.args[i]));
    for (const auto* keyword : node.keywords) {
      if (keyword->arg.empty()) return std::nullopt;
      add_part(std::string(keyword->arg) + "=" + written(*keyword->value));
    }
    return lambda_of(&node, "lambda _, /: _." + named(*node.args[0]) + "(" + parts + ")", false, span);
  }
  for (const auto* arg : node.args) add_part(takes_items ? "_[" + written(*arg) + "]" : "_." + named(*arg));
  return lambda_of(&node, "lambda _, /: " + (node.args.size() > 1 ? "(" + parts + ")" : parts), false, span);
}

std::optional<ExprId> FunctionChecker::container_call(const ast::Call& node, Type callee, Span span) {
  if (const auto getter = getter_call(node, callee, span)) return getter;
  if (!is(callee, Kind::library)) return std::nullopt;
  const bool is_dict = callee->name == "dict";
  if (!is_dict && !std::string_view(callee->name).starts_with("collections.")) return std::nullopt;
  const std::string_view name = is_dict ? "dict" : std::string_view(callee->name).substr(12);
  if (name == "defaultdict") return defaultdict_call(node, span);
  std::vector<LibraryArgument> args = call_arguments(node);
  for (const LibraryArgument& arg : args) {
    if (is(type(arg.expr), Kind::never)) return arg.expr;
  }
  if (const auto made = declared_container(node, callee, args, span)) return *made;
  if (name == "deque") return deque_call(node, args, span);
  const bool has_items = !args.empty() && args[0].keyword.empty();
  if (is_dict && !has_items && !args.empty()) return *keyword_dict(&node, args, span);
  const std::optional<ExprId> keywords = keyword_dict(&node.keywords, args, span);
  if (args.size() > 1) fail(library_arguments, span, callee->name, "it takes one positional argument");
  if (is_dict && args.size() == 1) {
    // What only Python, or one of several types that the argument may have, can tell the pairs of.
    if (keywords && is_iterable_object(type(args[0].expr))) args[0].expr = iterator_of(args[0].expr, span);
    const Type given = type(args[0].expr), pair = iterated(types, given);
    const bool is_known = is(given, Kind::dict) || (pair != nullptr && (is(pair, Kind::never) || (is(pair, Kind::tuple) && pair->args.size() == 2)));
    if (!is_known && !keywords) return call_value(add(ir::Constant{}, callee, span), std::move(args), span);
  }
  if (name == "Counter") return counter_call(node, args, keywords, span);
  return dict_call(node, is_dict ? "" : name, args, keywords, span);
}

// The keywords of dict(x, a=1) and its like: the dict that they are, as the one thing that is left of them. `key`: what it is made by.
std::optional<ExprId> FunctionChecker::keyword_dict(const void* key, std::vector<LibraryArgument>& args, Span span) {
  const auto first = std::ranges::find_if(args, [](const LibraryArgument& arg) { return !arg.keyword.empty(); });
  if (first == args.end()) return std::nullopt;
  for (auto arg = first; arg != args.end(); ++arg) widen({site(key)}, types.string, type(arg->expr));
  const Type whole = site_list(key, Kind::dict);
  std::vector<ExprId> keys, values;
  for (auto arg = first; arg != args.end(); ++arg) {
    keys.push_back(convert(constant(types.literal(arg->keyword), arg->span), whole->args[0], arg->span));
    values.push_back(convert(arg->expr, whole->args[1], arg->span));
  }
  args.erase(first, args.end());
  return add(ir::MakeDict{std::move(keys), std::move(values)}, whole, span);
}

// A new container with what `items` holds, then what `keywords` does: both are evaluated before anything is put in.
ExprId FunctionChecker::filled(const char* symbol, const char* header, ExprId made, std::optional<ExprId> items, std::optional<ExprId> keywords, Span span) {
  const Type whole = type(made);
  // Items are converted one by one: not to objects, nor what is in them.
  for (const std::optional<ExprId>& part : {items, keywords}) {
    if (!part || knowledge_.grown || whole->args.size() != 2) continue;
    const Type given = type(*part), item = is(given, Kind::dict) ? given : iterated(types, given);
    const bool is_counted = whole->name == "Counter" && !is(given, Kind::dict);
    const std::vector<Type> parts = is_counted ? std::vector<Type>{item} : item->args;
    for (std::size_t i = 0; i < 2 && i < parts.size() && (is_counted || parts.size() == 2); ++i) {
      if (!converts_items(*this, parts[i], whole->args[i])) fail(not_convertible, span, whole->text, given->text);
    }
  }
  const ir::RuntimeId fill = runtime(symbol, header, makes, true);
  if (!items || !keywords) return items || keywords ? call(fill, {made, items ? *items : *keywords}, whole, span) : made;
  const Reuse first = reuse(*items, "items"), second = reuse(*keywords, "keywords");
  const ExprId with_items = call(fill, {made, read(first, span)}, whole, span);
  return wrap(first, wrap(second, call(fill, {with_items, read(second, span)}, whole, span)));
}

// The types of keys and values that a dict is made of: of a dict, or of pairs.
std::pair<Type, Type> FunctionChecker::entry_types(const LibraryArgument& arg, std::string_view callee, Span span) {
  const Type source = type(arg.expr);
  if (is(source, Kind::dict)) return {source->args[0], source->args[1]};
  const Type pair = iterated_or_fail(arg);
  if (is(pair, Kind::never)) return {nullptr, nullptr};
  if (!is(pair, Kind::tuple) || pair->args.size() != 2) fail(library_arguments, span, callee, "it takes a dict or pairs");
  return {pair->args[0], pair->args[1]};
}

// What is iterated over to fill a container; none where it is known to be empty.
std::optional<ExprId> FunctionChecker::filling(const std::vector<LibraryArgument>& args, Span span) {
  if (args.empty()) return std::nullopt;
  const ExprId items = args[0].expr;
  if (is(type(items), Kind::tuple)) return convert(items, types.variadic(iterated_or_fail(args[0])), span);
  if (is(type(items), Kind::literal)) return cast(items, types::base_of(type(items)));
  return items;
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

// Counter(), Counter(iterable), Counter(mapping), Counter(a=1)
ExprId FunctionChecker::counter_call(const ast::Call& node, const std::vector<LibraryArgument>& args, std::optional<ExprId> keywords, Span span) {
  const types::SiteId id = site(&node);
  const types::SiteId ids[] = {id};
  widen({id}, args.empty() || is(iterated_or_fail(args[0]), Kind::never) ? nullptr : iterated_or_fail(args[0]), types.integer);
  if (keywords) {
    if (!is(type(*keywords)->args[1], Kind::integer) && !knowledge_.grown) fail(library_arguments, span, "collections.Counter", "it counts in ints");
    widen({id}, types.string, nullptr);
  }
  const Type key = knowledge_.sites[id].key != nullptr ? knowledge_.sites[id].key : types.never;
  const Type whole = types.dict(key, types.integer, ids, "Counter");
  const ExprId made = add(ir::MakeDict{}, whole, span);
  if (is(key, Kind::never)) return made;
  return filled("kb::fill_counter", "counter.hpp", made, filling(args, span), keywords, span);
}

Type FunctionChecker::iterated_or_fail(const LibraryArgument& arg) {
  const Type item = iterated(types, type(arg.expr));
  if (item == nullptr) fail_as("'" + python_name(type(arg.expr)) + "' object is not iterable", not_iterable, arg.span, type(arg.expr)->text);
  return item;
}

// Whether a lambda without parameters makes a container of its own, of nothing that is around it: `lambda: defaultdict(int)`, `lambda: []`.
bool FunctionChecker::makes_container(const ast::Lambda& lambda) {
  if (!parameter_names(*lambda.args).empty() || !program_.define(*def_.module, def_.constant != nullptr ? nullptr : &def_, lambda).captures.empty()) return false;
  const auto* list = ast::as<ast::List>(lambda.body);
  const auto* dict = ast::as<ast::Dict>(lambda.body);
  if ((list != nullptr && list->elts.empty()) || (dict != nullptr && dict->keys.empty())) return true;
  const auto* call = ast::as<ast::Call>(lambda.body);
  return call != nullptr && meaning(*def_.module, *call->func) == "collections.defaultdict";
}

// defaultdict(factory), defaultdict(factory, items): the factory is a builtin type, or a function without parameters.
ExprId FunctionChecker::defaultdict_call(const ast::Call& node, Span span) {
  const auto is_starred = [](const ast::Expr* arg) { return ast::is<ast::Starred>(arg) || ast::is<ast::GeneratorExp>(arg); };
  if (node.args.empty() || node.args.size() > 2 || std::ranges::any_of(node.args, is_starred)) fail(unsupported, span, "a defaultdict that is not made of a factory and what is in it");
  const types::SiteId id = site(&node);
  const types::SiteId ids[] = {id};
  std::string_view name;
  ir::Callable made;
  const auto* plain = ast::as<ast::Name>(node.args[0]);
  const bool is_builtin = plain != nullptr && !is_local(plain->id) && !def_.module->names.contains(plain->id);
  static const std::map<std::string_view, Kind> containers{{"list", Kind::list}, {"set", Kind::set}, {"dict", Kind::dict}};
  ExprId factory;
  // The containers it makes become what is declared for them.
  const auto finished = [&] {
    const Type held = knowledge_.sites[id].item;
    if (held != nullptr) widen_to_declared(type(made.body), held);
    if (held != nullptr && types::is_open_dict(held) && converts(type(made.body), held)) made.body = convert(made.body, types::storage_of(types, held), span);
    made.body = cast(made.body, types::storage_of(types, type(made.body)));
    const Type result = type(made.body);
    return add(std::move(made), types.callable({}, result), span);
  };
  const auto* lambda = ast::as<ast::Lambda>(node.args[0]);
  if (const auto kind = is_builtin ? containers.find(plain->id) : containers.end(); kind != containers.end()) {
    // The containers it makes have one site: what is put into any of them.
    name = plain->id;
    const Type inner = site_list(node.args[0], kind->second);
    widen({id}, nullptr, inner);
    made.body = kind->second == Kind::dict ? add(ir::MakeDict{}, types::storage_of(types, inner), span) : add(ir::MakeList{}, types::storage_of(types, inner), span);
    factory = finished();
  } else if (lambda != nullptr && makes_container(*lambda)) {
    // Made here, not in a function of its own: so what is put into it later says what it holds.
    const ir::Block statements = build_block([&] { made.body = expression(*lambda->body); });
    if (!statements.empty() || is(type(made.body), Kind::never)) fail(unsupported, lambda->span, "this factory of a defaultdict");
    widen({id}, nullptr, type(made.body));
    factory = finished();
  } else {
    const ExprId callee = expression(*node.args[0]);
    if (is(type(callee), Kind::type_object)) name = type(callee)->args[0]->text;
    factory = callable(callee, {}, span);
    widen({id}, nullptr, type(factory)->args.back());
  }
  Operands operands(*this);
  std::vector<LibraryArgument> args;
  if (node.args.size() == 2) {
    args.push_back({expression(*node.args[1]), {}, node.args[1]->span});
    if (is(type(args[0].expr), Kind::never)) return args[0].expr;
    operands.add(args[0].expr);
    const auto [key, value] = entry_types(args[0], "collections.defaultdict", span);
    widen({id}, key, value);
  }
  for (const auto* keyword : node.keywords) {
    if (keyword->arg.empty()) fail(unsupported, keyword->span, "`**` in a call");
    args.push_back({expression(*keyword->value), keyword->arg, keyword->value->span});
    if (is(type(args.back().expr), Kind::never)) return args.back().expr;
    operands.add(args.back().expr);
  }
  const std::vector<ExprId> values = operands.take();
  for (std::size_t i = 0; i < values.size(); ++i) args[i].expr = values[i];
  const std::optional<ExprId> keywords = keyword_dict(&node.keywords, args, span);
  if (keywords) widen({id}, types.string, type(*keywords)->args[1]);
  const Knowledge::Site known = knowledge_.sites[id];
  const Type whole = types.dict(known.key != nullptr ? known.key : types.never, known.item != nullptr ? known.item : types.never, ids, "defaultdict");
  const Type value = type(factory)->args.back();
  if (types::storage_of(types, whole->args[1]) != value && !knowledge_.grown) fail(not_convertible, span, whole->args[1]->text, value->text);
  const ExprId empty = call(runtime("kb::make_defaultdict", "defaultdict.hpp", makes, false), {factory, constant(types.literal(name), span)}, whole, span, {"$result"});
  return filled("kb::filled_dict", "defaultdict.hpp", empty, filling(args, span), keywords, span);
}

// dict() and OrderedDict() of a dict or of pairs, and of keywords.
ExprId FunctionChecker::dict_call(const ast::Call& node, std::string_view name, const std::vector<LibraryArgument>& args, std::optional<ExprId> keywords, Span span) {
  const types::SiteId id = site(&node);
  const types::SiteId ids[] = {id};
  if (args.size() == 1) {
    const auto [key, value] = entry_types(args[0], name.empty() ? "dict" : "collections.OrderedDict", span);
    widen({id}, key, value);
  }
  if (keywords) widen({id}, types.string, type(*keywords)->args[1]);
  const Knowledge::Site known = knowledge_.sites[id];
  const Type whole = types.dict(known.key != nullptr ? known.key : types.never, known.item != nullptr ? known.item : types.never, ids, name);
  return filled("kb::filled_dict", "dict.hpp", add(ir::MakeDict{}, whole, span), is(whole->args[0], Kind::never) ? std::nullopt : filling(args, span), keywords, span);
}

}  // namespace keelback::check
