// Python's builtin functions whose types no stub can say.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "check/library_arguments.hpp"

namespace keelback::check {

using ir::CompareOp;
using ir::Effects;
using types::is;

bool has_order(Type type) {
  switch (types::base_of(type)->kind) {
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::string:
    case Kind::bytes:
    case Kind::bytearray:
    case Kind::set:
    case Kind::frozenset: return true;
    case Kind::enumeration:
    case Kind::instance: return true;  // those without an order raise when they are compared
    case Kind::scalar: return types::kind_of(type->dtype) != types::DTypeKind::complex;
    case Kind::list:
    case Kind::tuple:
    case Kind::variadic:
    case Kind::deque: return std::all_of(type->args.begin(), type->args.end(), has_order);
    // What cannot be compared raises when it comes to it.
    case Kind::union_: return std::any_of(type->args.begin(), type->args.end(), has_order);
    default: return false;
  }
}

namespace {

constexpr Effects reads = Effects::raises | Effects::reads;
constexpr Effects makes = Effects::raises | Effects::reads | Effects::allocates;


// What no version of a function takes, and Python raises TypeError for.
[[noreturn]] void wrong_as(LibraryCall& call, std::string text) {
  try {
    call.wrong_type(0);
  } catch (Unsupported& refused) {
    refused.text = std::move(text);
    throw;
  }
}

ExprId build_len(LibraryCall& call) {
  Builder& builder = call.builder;
  const Type given = call.type_at(0);
  switch (types::base_of(given)->kind) {
    case Kind::array:
      if (given->rank == 0) wrong_as(call, "len() of unsized object");
      return builder.add(ir::Extent{call.at(0), 0}, builder.types.integer, call.span);
    case Kind::tuple: return builder.integer(std::int64_t(given->args.size()), call.span);
    case Kind::list:
    case Kind::dict:
    case Kind::set:
    case Kind::frozenset:
    case Kind::deque:
    case Kind::view:
    case Kind::bytes:
    case Kind::bytearray:
    case Kind::variadic:
    case Kind::string: return call.runtime("kb::len", "len.hpp", {call.at(0)}, builder.types.integer, {}, Effects::reads, false);
    case Kind::range: return call.runtime("kb::range_length", "range.hpp", {call.at(0)}, builder.types.integer, {}, Effects::raises);
    default: wrong_as(call, "object of type '" + python_name(given) + "' has no len()");
  }
}

ExprId build_abs(LibraryCall& call) {
  Builder& builder = call.builder;
  const Type given = call.type_at(0);
  const Type base = types::base_of(given);
  switch (base->kind) {
    case Kind::boolean:
    case Kind::integer: return call.runtime("kb::abs", "scalar.hpp", {builder.cast(call.at(0), builder.types.integer)}, builder.types.integer, {}, Effects::raises);
    case Kind::floating: return call.runtime("kb::abs", "scalar.hpp", {builder.cast(call.at(0), base)}, base, {}, Effects::none, false);
    case Kind::complex: return call.runtime("kb::abs", "complex.hpp", {builder.cast(call.at(0), base)}, builder.types.floating, {}, Effects::raises);
    default: return call.call("numpy", "absolute", {call.at(0)});
  }
}

// The first of the values that no later one is smaller (greater) than: Python keeps the earlier one of equals, and of a NaN.
ExprId smallest(LibraryCall& call, std::vector<ExprId> values, bool is_min) {
  Builder& builder = call.builder;
  const auto less = [&](ExprId a, ExprId b) {
    const CompareOp op = is_min ? CompareOp::less : CompareOp::greater;
    const Type x = builder.type(a), y = builder.type(b);
    if (is(x, Kind::scalar) || is(y, Kind::scalar)) return builder.cast(numpy_compare(builder, call.table, op, a, b, call.span), builder.types.boolean);
    const auto p = types::number_of(types::base_of(x)), q = types::number_of(types::base_of(y));
    if (p && q) {
      // Bools as ints; an int beside a float is compared exactly.
      if (is(types::base_of(x), Kind::boolean)) a = builder.cast(a, builder.types.integer);
      if (is(types::base_of(y), Kind::boolean)) b = builder.cast(b, builder.types.integer);
      return builder.add(ir::Compare{op, a, b}, builder.types.boolean, call.span);
    }
    if (types::base_of(x) != types::base_of(y)) builder.fail(operand_types, call.span, is_min ? "<" : ">", x->text, y->text);
    return builder.add(ir::Compare{op, a, b}, builder.types.boolean, call.span);
  };
  std::vector<Builder::Reuse> kept;
  for (const ExprId value : values) {
    if (const auto number = types::number_of(types::base_of(builder.type(value))); number && types::kind_of(number->dtype) == types::DTypeKind::complex) {
      call.wrong("complex numbers have no order");
    }
    kept.push_back(builder.reuse(value, "value"));
  }
  const auto as_is = [&](ExprId value) { return value; };
  ExprId best = as_is(builder.read(kept[0], call.span));
  std::vector<Builder::Reuse> steps;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const Builder::Reuse so_far = builder.reuse(best, "best");
    steps.push_back(so_far);
    const ExprId other = builder.read(kept[i], call.span);
    const Type joined = builder.types.join(builder.type(best), builder.type(other));
    // A union of what came so far is compared as what it is.
    const ExprId test = builder.for_each_member(builder.read(so_far, call.span), [&](ExprId member) { return less(builder.read(kept[i], call.span), member); });
    const ExprId yes = builder.convert(builder.read(kept[i], call.span), joined, call.span);
    const ExprId no = builder.convert(builder.read(so_far, call.span), joined, call.span);
    if (const auto known = types::literal_bool(builder.type(test))) best = *known ? yes : no;
    else best = builder.add(ir::Select{test, yes, no}, joined, call.span);
  }
  for (std::size_t i = steps.size(); i-- > 0;) best = builder.wrap(steps[i], best);
  for (std::size_t i = kept.size(); i-- > 0;) best = builder.wrap(kept[i], best);
  return best;
}

// min(x), max(x) with `key` and `default`.
ExprId best_of(LibraryCall& call, ExprId values, bool is_min) {
  Builder& builder = call.builder;
  TypeTable& types = builder.types;
  const ExprId items = iterable(call, values);
  const Type item = types::storage_of(types, iterated(types, call.type(items)));
  if (is(item, Kind::never)) builder.fail(unknown_item_type, call.span, call.type(items)->text);
  if (!call.given(1) && !has_order(item)) call.wrong(fmt::format("`{}` have no order", item->text));
  std::vector<ExprId> args{items};
  if (call.given(1)) {
    const Type parameters[] = {item};
    args.push_back(builder.callable(call.at(1), parameters, builder.span(call.at(1))));
    if (!has_order(call.type(args.back())->args.back())) call.wrong(fmt::format("`{}` have no order", call.type(args.back())->args.back()->text));
  }
  const std::string name = std::string("kb::") + (is_min ? "min" : "max") + (call.given(1) ? "_by" : "_item");
  if (!call.values[2]) return call.runtime(name, "builtins.hpp", std::move(args), item, {}, reads);
  const Type joined = types.join(item, types::storage_of(types, call.type_at(2)));
  args.push_back(builder.convert(call.at(2), joined, call.span));
  return call.runtime(name + "_or", "builtins.hpp", std::move(args), joined, {}, reads);
}

ExprId build_min_max(LibraryCall& call, bool is_min) {
  Builder& builder = call.builder;
  if (call.rest.empty()) call.wrong("it takes at least one argument");
  if (call.rest.size() > 1) {
    if (call.values[2]) wrong_as(call, std::string("Cannot specify a default for ") + (is_min ? "min" : "max") + "() with multiple positional arguments");
    if (!call.given(1)) return smallest(call, call.rest, is_min);
    std::vector<Type> item_types;
    for (const ExprId item : call.rest) item_types.push_back(builder.type(item));
    return best_of(call, builder.add(ir::MakeTuple{call.rest}, builder.types.tuple(item_types), call.span), is_min);
  }
  const ExprId values = call.rest[0];
  const Type given = builder.type(values);
  if (call.given(1) || call.values[2]) return best_of(call, values, is_min);
  if (is(given, Kind::tuple) && !given->args.empty()) {
    const Builder::Reuse tuple = builder.reuse(values, "values");
    std::vector<ExprId> items;
    for (std::size_t i = 0; i < given->args.size(); ++i) {
      const Type item = given->args[i];
      items.push_back(is(item, Kind::literal) ? builder.constant(item, call.span) : builder.add(ir::TupleItem{builder.read(tuple, call.span), int(i)}, item, call.span));
    }
    if (items.size() == 1) return builder.wrap(tuple, items[0]);
    return builder.wrap(tuple, smallest(call, items, is_min));
  }
  const Type item = iterated(builder.types, given);
  if (item != nullptr && !(is(given, Kind::array) && given->rank != 1)) {
    return best_of(call, values, is_min);
  }
  call.wrong(fmt::format("`{}` has no order of items", given->text));
}
ExprId build_min(LibraryCall& call) { return build_min_max(call, true); }
ExprId build_max(LibraryCall& call) { return build_min_max(call, false); }

ExprId build_sum(LibraryCall& call) {
  Builder& builder = call.builder;
  TypeTable& types = builder.types;
  const Type given = call.type_at(0);
  const bool with_start = call.given(1);
  if (is(given, Kind::tuple)) call.values[0] = iterable(call, call.at(0));
  const Type source = call.type_at(0);
  const Type item = iterated(types, source);
  if (item == nullptr) call.wrong_type(0);
  if (is(item, Kind::list) && with_start && is(call.type_at(1), Kind::list)) {
    const Type begin = call.type_at(1);
    if (is(begin->args[0], Kind::never) && !begin->sites.empty() && !is(item->args[0], Kind::never)) {
      WidenSites wider;
      wider.sites = begin->sites;
      wider.item = item->args[0];
      throw wider;
    }
    if (types::storage_of(types, begin) != types::storage_of(types, item)) call.wrong("`start` has another type than the items");
    return call.runtime("kb::sum_lists", "builtins.hpp", {call.at(0), call.at(1)}, types::storage_of(types, item), {}, makes);
  }
  const auto number = types::number_of(types::base_of(item));
  if (is(item, Kind::never)) return with_start ? call.at(1) : builder.integer(0, call.span);
  if (!number) call.wrong(fmt::format("it adds numbers, not `{}`", item->text));
  Type sum = types::base_of(item);
  if (is(sum, Kind::boolean)) sum = types.integer;
  if (is(sum, Kind::scalar) && sum->dtype == DType::boolean) sum = types.scalar(DType::int64);
  const Type start = with_start ? types::storage_of(types, call.type_at(1)) : types.integer;
  if (with_start && start != sum && !(is(sum, Kind::floating) && is(start, Kind::integer))) call.wrong("`start` has another type than the items");
  const auto numbers = [&](ExprId values) {
    return call.runtime(is(source, Kind::array) ? "kb::array_sum" : is(sum, Kind::scalar) ? "kb::sum" : "kb::python_sum", is(source, Kind::array) ? "reduce.hpp" : "builtins.hpp", {values}, sum, {}, reads);
  };
  if (with_start && start == sum) {
    const Builder::Reuse first = builder.reuse(call.at(0), "values");
    const ExprId total = call.runtime(is(source, Kind::array) ? "kb::array_sum_from" : is(sum, Kind::scalar) ? "kb::sum_from" : "kb::python_sum_from", is(source, Kind::array) ? "reduce.hpp" : "builtins.hpp",
                                      {builder.read(first, call.span), builder.cast(call.at(1), sum)}, sum, {}, reads);
    return builder.wrap(first, total);
  }
  if (is(sum, Kind::integer)) return numbers(call.at(0));
  // Nothing was added to the int 0 where there are no items. An iterator's are counted by taking them.
  const Builder::Reuse values = builder.reuse(is(source, Kind::iterator) ? call.call("builtins", "list", {call.at(0)}) : call.at(0), "values");
  const ExprId length = is(source, Kind::array) ? builder.add(ir::Extent{builder.read(values, call.span), 0}, types.integer, call.span)
                                                : call.runtime("kb::len", "len.hpp", {builder.read(values, call.span)}, types.integer, {}, Effects::reads, false);
  const ExprId empty = builder.add(ir::Compare{CompareOp::equal, length, builder.integer(0, call.span)}, types.boolean, call.span);
  const ExprId zero = with_start ? call.at(1) : builder.integer(0, call.span);
  const Type joined = types.join(builder.type(zero), sum);
  const ExprId total = numbers(builder.read(values, call.span));
  return builder.wrap(values, builder.add(ir::Select{empty, builder.convert(zero, joined, call.span), builder.convert(total, joined, call.span)}, joined, call.span));
}

ExprId build_range(LibraryCall& call) {
  Builder& builder = call.builder;
  if (call.rest.empty() || call.rest.size() > 3) call.wrong("it takes 1 to 3 arguments");
  std::vector<ExprId> args;
  for (const ExprId arg : call.rest) args.push_back(call.index(arg));
  if (args.size() == 1) args.insert(args.begin(), builder.integer(0, call.span));
  if (args.size() == 2) args.push_back(builder.integer(1, call.span));
  return call.runtime("kb::make_range", "range.hpp", std::move(args), builder.types.range, {}, Effects::raises);
}

ExprId build_list(LibraryCall& call) {
  const Type item = iterated(call.builder.types, call.type_at(0));
  if (item == nullptr) call.wrong_type(0);
  std::span<const types::SiteId> sites;
  if (is(call.type_at(0), Kind::list)) sites = call.type_at(0)->sites;
  return call.runtime("kb::to_list", "list.hpp", {iterable(call, call.at(0))}, call.builder.types.list(types::storage_of(call.builder.types, item), sites), {}, makes);
}

ExprId build_tuple(LibraryCall& call) {
  if (!call.given(0)) return call.builder.add(ir::MakeTuple{{}}, call.builder.types.tuple({}), call.span);
  const Type given = call.type_at(0);
  if (types::is_named_tuple(given)) return call.builder.convert(call.at(0), call.builder.types.tuple(given->args), call.span);
  if (is(given, Kind::tuple) || is(given, Kind::variadic)) return call.at(0);
  const Type item = iterated(call.builder.types, given);
  if (item == nullptr) call.wrong_type(0);
  return call.runtime("kb::to_variadic", "variadic.hpp", {call.at(0)}, call.builder.types.variadic(types::storage_of(call.builder.types, item)), {}, makes);
}

ExprId build_set(LibraryCall& call) {
  const Type item = iterated(call.builder.types, call.type_at(0));
  if (item == nullptr) call.wrong_type(0);
  return call.runtime("kb::to_set", "set.hpp", {iterable(call, call.at(0))}, call.builder.types.set(types::storage_of(call.builder.types, item)), {}, makes);
}

ExprId build_frozenset(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  if (!call.given(0)) return call.runtime("kb::frozenset<kb::none>::make", "frozenset.hpp", {}, types.frozenset(types.never), {}, Effects::allocates, false);
  if (is(call.type_at(0), Kind::frozenset)) return call.at(0);
  const Type item = iterated(types, call.type_at(0));
  if (item == nullptr) call.wrong_type(0);
  return call.runtime("kb::to_frozenset", "frozenset.hpp", {iterable(call, call.at(0))}, types.frozenset(types::storage_of(types, item)), {}, makes);
}

// dict(x) of a dict or of pairs.
ExprId build_dict(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const Type given = call.type_at(0);
  if (is(given, Kind::dict)) return call.runtime("kb::plain_dict", "dict.hpp", {call.at(0)}, types.dict(given->args[0], given->args[1]), {}, makes, false);
  const Type pair = iterated(types, given);
  if (pair == nullptr || !is(pair, Kind::tuple) || pair->args.size() != 2) call.wrong_type(0);
  const Type made = types.dict(types::storage_of(types, pair->args[0]), types::storage_of(types, pair->args[1]));
  return call.runtime("kb::to_dict", "dict.hpp", {iterable(call, call.at(0))}, made, {}, makes);
}

// dict.fromkeys(keys, value)
ExprId build_fromkeys(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const ExprId keys = iterable(call, call.at(0));
  const Type key = types::storage_of(types, iterated(types, call.type(keys)));
  const Type value = call.values[1] ? types::storage_of(types, call.type_at(1)) : types.none;
  const ExprId shared = call.builder.add(ir::Convert{call.values[1] ? call.at(1) : call.builder.constant(types.none, call.span)}, value, call.span);
  return call.runtime("kb::dict_fromkeys", "dict.hpp", {keys, shared}, types.dict(key, value), {}, makes);
}

ExprId build_hash(LibraryCall& call) {
  Builder& builder = call.builder;
  const Type given = types::storage_of(builder.types, call.type_at(0));
  const std::function<bool(Type)> is_hashable = [&](Type type) {
    if (is(type, Kind::tuple) || is(type, Kind::variadic)) return std::all_of(type->args.begin(), type->args.end(), is_hashable);
    return types::is_number(type) || types::is_time(type) || is(type, Kind::string) || is(type, Kind::range) || (is(type, Kind::frozenset) && is_hashable(type->args[0]));
  };
  if (!is_hashable(given)) {
    const bool may_be = !types::is_container(given) && !is(given, Kind::array) && types::crosses(given);
    if (!may_be) call.wrong_type(0);
    // Of what only Python's classes know.
    const ExprId callee = builder.add(ir::Dynamic{ir::DynamicOp::imported, "builtins.hash", {}, {}}, builder.types.object, call.span);
    const ExprId made = builder.add(ir::Dynamic{ir::DynamicOp::call, {}, {callee, builder.handed(call.at(0), call.span)}, {}}, builder.types.object, call.span);
    return builder.convert(made, builder.types.integer, call.span);
  }
  return call.runtime("kb::hash", "builtins.hpp", {builder.cast(call.at(0), given)}, builder.types.integer, {}, Effects::reads, false);
}

ExprId build_round(LibraryCall& call) {
  Builder& builder = call.builder;
  TypeTable& types = builder.types;
  const ExprId value = call.at(0);
  const Type base = types::base_of(call.type(value));
  const auto number = types::number_of(base);
  if (!number || types::kind_of(number->dtype) == types::DTypeKind::complex) call.wrong_type(0);
  const bool is_float = types::is_inexact(number->dtype);
  if (!call.given(1)) {
    if (!is_float) return builder.cast(value, types.integer);
    return call.runtime("kb::round", "scalar.hpp", {builder.cast(value, types.floating)}, types.integer, {}, Effects::raises);
  }
  const ExprId digits = builder.cast(call.index(call.at(1)), types.integer);
  if (is(base, Kind::scalar)) return call.call("numpy", "round", {value, digits});
  const Type result = is_float ? types.floating : types.integer;
  return call.runtime("kb::round", "scalar.hpp", {builder.cast(value, result), digits}, result, {}, Effects::raises);
}

ExprId build_slice(LibraryCall& call) {
  Builder& builder = call.builder;
  // slice(stop), slice(start, stop), slice(start, stop, step)
  const bool is_stop = !call.values[1];
  std::vector<ExprId> args;
  std::int64_t flags = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto value = is_stop ? (i == 1 ? call.values[0] : std::nullopt) : call.values[i];
    const bool given = value && !is(call.type(*value), Kind::none);
    args.push_back(given ? builder.cast(call.index(*value), builder.types.integer) : builder.integer(i == 2 ? 1 : 0, call.span));
    if (given) flags |= std::int64_t(1) << i;
  }
  args.push_back(builder.integer(flags, call.span));
  return call.runtime("kb::make_slice", "slice.hpp", std::move(args), builder.types.slice, {}, Effects::none, false);
}

}  // namespace

LibraryBuilder find_builtin_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"len", build_len},         {"abs", build_abs},       {"min", build_min},   {"max", build_max},           {"sum", build_sum},   {"range", build_range}, {"keelback.prange", build_range},
      {"list", build_list},       {"tuple", build_tuple},   {"set", build_set},   {"frozenset", build_frozenset},
      {"dict", build_dict},       {"dict.fromkeys", build_fromkeys}, {"hash", build_hash},     {"round", build_round}, {"slice", build_slice},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
