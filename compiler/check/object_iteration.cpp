// Objects of compiled classes that are iterated over: `__iter__`, `__next__`, `__getitem__`.
#include <algorithm>
#include <set>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

namespace {

constexpr ir::Effects runs = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates;

}  // namespace

bool FunctionChecker::is_iterable_object(Type type) {
  return is(type, Kind::instance) && (special_method(type, "__iter__") || special_method(type, "__getitem__"));
}

ExprId FunctionChecker::iterator_of(ExprId object, Span span) {
  const Type owner = type(object);
  if (!is_iterable_object(owner)) fail_as("'" + python_name(owner) + "' object is not iterable", not_iterable, span, owner->text);
  if (!special_method(owner, "__iter__")) {
    // By index, up to IndexError.
    const LocalId index = temporary("index", types.integer);
    return calls_as_iterator(object, "__getitem__", {{read(index, span), {}, span}}, span);
  }
  const ExprId made = call_special(object, "__iter__", {}, span);
  if (is(type(made), Kind::instance) && special_method(type(made), "__next__")) return calls_as_iterator(made, "__next__", {}, span);
  if (is(type(made), Kind::never) || (is(type(made), Kind::iterator) && !types::is_iterable(type(made)))) return made;
  fail_as("iter() returned non-iterator of type '" + python_name(type(made)) + "'", not_iterable, span, owner->text);
}

// An iterator whose items are what a method of the object gives, called again and again.
ExprId FunctionChecker::calls_as_iterator(ExprId object, std::string_view method, std::vector<LibraryArgument> args, Span span) {
  const LocalId owner = temporary("object", type(object));
  emit(ir::Assign{owner, object}, span);
  ir::Callable advance;
  for (const LibraryArgument& arg : args) advance.parameters.push_back(std::get<ir::ReadLocal>(function[arg.expr].node).local);
  const ir::Block statements = build_block([&] {
    const ExprId value = call_special(read(owner, span), method, args, span);
    advance.body = cast(value, types::storage_of(types, type(value)));
  });
  if (!statements.empty()) fail(unsupported, span, "this `" + std::string(method) + "` in a loop");
  const Type item = type(advance.body);
  const std::vector<Type> parameters(advance.parameters.size(), types.integer);
  const ExprId made = add(std::move(advance), types.callable(parameters, item), span);
  const char* const symbol = args.empty() ? "kb::over_calls" : "kb::over_indices";
  return call(runtime(symbol, "generator.hpp", runs, false), {made}, types.iterator(item), span);
}

// any(objects), all(objects), filter(None, objects): what their classes say of their truth, a function does.
void FunctionChecker::ask_for_truth(std::string_view name, std::vector<LibraryArgument>& args, Span span) {
  const bool is_filter = name == "filter" && args.size() == 2 && is(type(args[0].expr), Kind::none);
  if (!is_filter && ((name != "any" && name != "all") || args.size() != 1)) return;
  LibraryArgument& items = args.back();
  const Type given = type(items.expr);
  const Type item = is(given, Kind::instance) ? nullptr : iterated(types, given);
  const auto is_object = [](Type type) { return is(type, Kind::instance); };
  if (item == nullptr || !(is_object(item) || (is(item, Kind::union_) && std::ranges::any_of(item->args, is_object)))) return;
  // One for each module.
  const ExprId truth = lambda_of(&def_.module->names, "lambda _, /: bool(_)", false, span);
  if (is_filter) args[0].expr = truth;
  else items.expr = call_library(*program_.library.find_function("builtins", "map"), {{truth, {}, span}, items}, span);
}

// Library functions that take anything that can be iterated over get an iterator.
std::optional<ExprId> FunctionChecker::call_over_objects(types::EntryId entry, std::vector<LibraryArgument>& args, Span span) {
  static const std::set<std::string_view> takers{"list", "tuple",     "set",    "frozenset", "dict",  "sorted", "sum",
                                                 "min",  "max",       "any",    "all",       "zip",   "map",    "filter",
                                                 "str.join",      "enumerate", "list.extend",     "set.update",         "set.union",      "set.intersection", "set.difference",
                                                 "deque.extend",  "collections.deque",  "collections.Counter", "reversed", "bytes", "bytearray"};
  const std::string name = program_.library[entry].full_name();
  const bool is_object = std::ranges::any_of(args, [&](const LibraryArgument& arg) { return is(type(arg.expr), Kind::instance); });
  if (name == "next" && args.size() == 2 && is_object && special_method(type(args[0].expr), "__next__")) {
    args[0].expr = evaluated(calls_as_iterator(args[0].expr, "__next__", {}, span), "iterator", span);
    return std::nullopt;
  }
  ask_for_truth(name, args, span);
  if (!is_object) return std::nullopt;
  if (!takers.contains(name) && !name.starts_with("itertools.")) return std::nullopt;
  if ((name == "min" || name == "max") && args.size() > 1 && args[1].keyword.empty()) return std::nullopt;
  for (LibraryArgument& arg : args) {
    if (!is_iterable_object(type(arg.expr)) || !arg.keyword.empty()) continue;
    arg.expr = name == "reversed" && special_method(type(arg.expr), "__reversed__") ? call_special(arg.expr, "__reversed__", {}, span) : iterator_of(arg.expr, arg.span);
    if (name == "reversed") return arg.expr;
  }
  return std::nullopt;
}

}  // namespace keelback::check
