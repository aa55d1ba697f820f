// Builtin functions over iterables: those that give an iterator, and those that read one to its end.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/library_arguments.hpp"

namespace keelback::check {

using ir::Effects;
using types::is;

Type iterated(TypeTable& types, Type value) {
  switch (types::base_of(value)->kind) {
    case Kind::list:
    case Kind::set:
    case Kind::frozenset:
    case Kind::deque:
    case Kind::dict:
    case Kind::variadic:
    case Kind::iterator: return value->args[0];
    case Kind::view: {
      const Type pair[] = {value->args[0], value->args[1]};
      return value->name == "dict_items" ? types.tuple(pair) : value->args[value->name == "dict_values"];
    }
    case Kind::range:
    case Kind::bytes:
    case Kind::bytearray: return types.integer;
    case Kind::string: return types.string;
    case Kind::array: return value->rank == 0 ? nullptr : array_or_scalar(types, value->dtype, value->rank - 1);
    case Kind::tuple: {
      Type joined = types.never;
      for (const Type item : value->args) joined = types.join(joined, types::storage_of(types, item));
      return joined;
    }
    default: return nullptr;
  }
}

ExprId iterable(LibraryCall& call, ExprId value) {
  const Type item = iterated(call.builder.types, call.type(value));
  if (item == nullptr) {
    if (is(call.type(value), Kind::array)) call.builder.fail_as("iteration over a 0-d array", not_iterable, call.builder.span(value), call.type(value)->text);
    call.builder.fail_as("'" + python_name(call.type(value)) + "' object is not iterable", not_iterable, call.builder.span(value), call.type(value)->text);
  }
  if (is(call.type(value), Kind::tuple)) return call.builder.convert(value, call.builder.types.variadic(item), call.span);
  if (is(call.type(value), Kind::literal)) return call.builder.cast(value, call.builder.types.string);
  return value;
}

ExprId truth_argument(LibraryCall& call, std::size_t i) {
  Builder& builder = call.builder;
  if (!call.values[i]) return builder.constant(builder.types.literal(false), call.span);
  const auto number = types::number_of(types::base_of(call.type_at(i)));
  if (!number || types::is_inexact(number->dtype)) call.wrong_type(i);
  return builder.cast(call.at(i), builder.types.boolean);
}

namespace {

constexpr Effects reads = Effects::raises | Effects::reads;
constexpr Effects makes = Effects::raises | Effects::reads | Effects::allocates;

// The items' type as it is stored, of what a function is to be called with.
Type known_item(LibraryCall& call, ExprId iterable) {
  const Type item = types::storage_of(call.builder.types, iterated(call.builder.types, call.type(iterable)));
  if (is(item, Kind::never)) call.builder.fail(unknown_item_type, call.span, call.type(iterable)->text);
  return item;
}
Type item_of(LibraryCall& call, ExprId iterable) { return types::storage_of(call.builder.types, iterated(call.builder.types, call.type(iterable))); }

ExprId callable_of(LibraryCall& call, std::size_t i, std::span<const Type> parameters) { return call.builder.callable(call.at(i), parameters, call.builder.span(call.at(i))); }

ExprId build_sorted(LibraryCall& call) {
  const ExprId items = iterable(call, call.at(0));
  const Type item = item_of(call, items);
  const Type result = call.builder.types.list(item);
  if (call.given(1)) {
    const Type parameters[] = {known_item(call, items)};
    const ExprId key = callable_of(call, 1, parameters);
    return call.runtime("kb::sorted_by", "builtins.hpp", {items, key, truth_argument(call, 2)}, result, {}, makes);
  }
  if (!is(item, Kind::never) && !has_order(item)) call.wrong(fmt::format("`{}` have no order", item->text));
  return call.runtime("kb::sorted", "builtins.hpp", {items, truth_argument(call, 2)}, result, {}, makes);
}

ExprId build_list_sort(LibraryCall& call) {
  constexpr Effects changes = makes | Effects::writes;
  if (call.given(1)) {
    const Type parameters[] = {known_item(call, call.at(0))};
    const ExprId key = callable_of(call, 1, parameters);
    return call.runtime("kb::sort_by", "list.hpp", {call.at(0), key, truth_argument(call, 2)}, call.builder.types.none, {}, changes);
  }
  const Type plain = types::storage_of(call.builder.types, call.type_at(0)->args[0]);
  if (!is(plain, Kind::never) && !has_order(plain)) call.wrong(fmt::format("`{}` have no order", plain->text));
  return call.runtime("kb::sort", "list.hpp", {call.at(0), truth_argument(call, 2)}, call.builder.types.none, {}, changes);
}

ExprId build_enumerate(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const ExprId items = iterable(call, call.at(0));
  const Type parts[] = {types.integer, item_of(call, items)};
  const ExprId start = call.given(1) ? call.builder.cast(call.index(call.at(1)), types.integer) : call.builder.integer(0, call.span);
  const ExprId made = call.runtime("kb::enumerate", "iterator.hpp", {items, start}, types.iterator(types.tuple(parts)), {}, makes, false);
  call.builder.module.runtime[std::get<ir::CallRuntime>(call.builder.function[made].node).function.value].numbers = true;
  return made;
}

ExprId build_zip(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  std::vector<Type> parts;
  std::vector<ExprId> args;
  for (const ExprId value : call.rest) {
    args.push_back(iterable(call, value));
    parts.push_back(item_of(call, args.back()));
  }
  if (args.empty()) call.wrong("it takes at least one argument");
  return call.runtime(call.static_bool(1, false) ? "kb::zip_strict" : "kb::zip", "iterator.hpp", std::move(args), types.iterator(types.tuple(parts)), {}, makes, false);
}

// map(f, x, ...)
ExprId build_map(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  std::vector<Type> parts;
  std::vector<ExprId> args;
  for (const ExprId value : call.rest) {
    args.push_back(iterable(call, value));
    parts.push_back(known_item(call, args.back()));
  }
  if (args.empty()) call.wrong("it takes at least two arguments");
  const ExprId function = callable_of(call, 0, parts);
  args.insert(args.begin(), function);
  return call.runtime("kb::map_items", "iterator.hpp", std::move(args), types.iterator(call.type(function)->args.back()), {}, makes, false);
}

ExprId build_filter(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const ExprId items = iterable(call, call.at(1));
  const Type parts[] = {known_item(call, items)};
  const Type result = types.iterator(parts[0]);
  if (!call.given(0)) return call.runtime("kb::filter_true", "iterator.hpp", {items}, result, {}, makes, false);
  return call.runtime("kb::filter_items", "iterator.hpp", {callable_of(call, 0, parts), items}, result, {}, makes, false);
}

ExprId build_iter(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  if (is(call.type_at(0), Kind::iterator) && !types::is_iterable(call.type_at(0))) return call.at(0);
  const ExprId items = iterable(call, call.at(0));
  return call.runtime("kb::iter", "iterator.hpp", {items}, types.iterator(item_of(call, items)), {}, makes, false);
}

// next(it), next(it, default): the default may be of another type.
ExprId build_next(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const Type source = call.type_at(0);
  if (!is(source, Kind::iterator) || types::is_iterable(source)) call.builder.fail_as("'" + python_name(source) + "' object is not an iterator", library_arguments, call.span, "next", "`" + source->text + "` is no iterator");
  const Type item = types::storage_of(types, source->args[0]);
  constexpr Effects advances = makes | Effects::writes;
  if (!call.values[1]) return call.runtime("kb::next", "iterator.hpp", {call.at(0)}, item, {}, advances);
  const Type joined = types.join(item, types::storage_of(types, call.type_at(1)));
  return call.runtime("kb::next_or", "iterator.hpp", {call.at(0), call.builder.convert(call.at(1), joined, call.span)}, joined, {}, advances);
}

ExprId build_reversed(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const Type given = call.type_at(0);
  if (is(given, Kind::range)) return call.runtime("kb::reversed_range", "range.hpp", {call.at(0)}, types.range, {}, Effects::none, false);
  const bool has_end = is(given, Kind::dict) || is(given, Kind::view) || is(given, Kind::deque) || is(given, Kind::bytes) || is(given, Kind::bytearray) || is(types::base_of(given), Kind::string);
  if (!has_end && !is(given, Kind::list) && !is(given, Kind::variadic) && !is(given, Kind::array) && !is(given, Kind::tuple)) {
    call.builder.fail_as("'" + python_name(given) + "' object is not reversible", library_arguments, call.span, "reversed", "`" + given->text + "` is no sequence");
  }
  const ExprId items = iterable(call, call.at(0));
  return call.runtime("kb::reversed", "iterator.hpp", {items}, types.iterator(item_of(call, items)), {}, makes, false);
}

ExprId build_any_all(LibraryCall& call, std::string_view symbol) {
  const Type given = call.type_at(0);
  if (is(given, Kind::array) && given->rank == 1) return call.builder.cast(call.call("numpy", symbol == "kb::any" ? "any" : "all", {call.at(0)}), call.builder.types.boolean);
  if (is(given, Kind::array)) call.wrong_type(0);
  return call.runtime(symbol, "builtins.hpp", {iterable(call, call.at(0))}, call.builder.types.boolean, {}, reads);
}
ExprId build_any(LibraryCall& call) { return build_any_all(call, "kb::any"); }
ExprId build_all(LibraryCall& call) { return build_any_all(call, "kb::all"); }

}  // namespace

bool converts_items(Builder& builder, Type from, Type to) {
  const Type a = types::storage_of(builder.types, from), b = types::storage_of(builder.types, to);
  if (a == b || is(a, Kind::never)) return true;
  return (types::is_number(b) || is(b, Kind::union_)) && !is(a, Kind::union_) && !types::holds_any(b) && builder.converts(a, b);
}

LibraryBuilder find_iterator_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"sorted", build_sorted}, {"list.sort", build_list_sort}, {"zip", build_zip},   {"enumerate", build_enumerate}, {"map", build_map}, {"filter", build_filter},
      {"iter", build_iter},     {"next", build_next},           {"any", build_any},   {"all", build_all},             {"reversed", build_reversed},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
