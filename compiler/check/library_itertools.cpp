// itertools and functools: what gives iterators whose types no stub can say.
#include <fmt/format.h>

#include <map>

#include "check/library_arguments.hpp"

namespace keelback::check {

using ir::Effects;
using types::is;

namespace {

constexpr Effects makes = Effects::raises | Effects::reads | Effects::allocates;
constexpr std::string_view header = "itertools.hpp";

Type item_of(LibraryCall& call, ExprId iterable) {
  const Type item = types::storage_of(call.builder.types, iterated(call.builder.types, call.type(iterable)));
  if (is(item, Kind::never)) call.builder.fail(unknown_item_type, call.span, call.type(iterable)->text);
  return item;
}

ExprId callable_of(LibraryCall& call, std::size_t i, std::span<const Type> parameters) { return call.builder.callable(call.at(i), parameters, call.builder.span(call.at(i))); }
Type result_of(LibraryCall& call, ExprId callable) { return call.type(callable)->args.back(); }

// All of `*iterables`, as the runtime iterates over them.
std::vector<ExprId> iterables(LibraryCall& call) {
  std::vector<ExprId> all;
  for (const ExprId value : call.rest) all.push_back(iterable(call, value));
  if (all.empty()) call.wrong("it takes at least one iterable");
  return all;
}

ExprId build_chain(LibraryCall& call) {
  std::vector<ExprId> all = iterables(call);
  Type item = item_of(call, all[0]);
  bool is_mixed = false;
  for (const ExprId one : all) {
    is_mixed = is_mixed || item_of(call, one) != item;
    item = types::storage_of(call.builder.types, call.builder.types.join(item, item_of(call, one)));
  }
  for (const ExprId one : all) {
    if (!converts_items(call.builder, item_of(call, one), item)) call.wrong("the items of its arguments are of different types");
  }
  if (is_mixed) return call.runtime("kb::itertools::chain_as", header, std::move(all), call.builder.types.iterator(item), {"$item"}, makes, false);
  return call.runtime("kb::itertools::chain", header, std::move(all), call.builder.types.iterator(item), {}, makes, false);
}
ExprId build_chain_from_iterable(LibraryCall& call) {
  const ExprId outer = iterable(call, call.at(0));
  const Type inner = iterated(call.builder.types, item_of(call, outer));
  if (inner == nullptr || is(item_of(call, outer), Kind::tuple)) call.wrong_type(0);
  return call.runtime("kb::itertools::chain_from_iterable", header, {outer}, call.builder.types.iterator(types::storage_of(call.builder.types, inner)), {}, makes, false);
}

// islice(x, stop), islice(x, start, stop[, step])
ExprId build_islice(LibraryCall& call) {
  Builder& builder = call.builder;
  if (call.rest.empty() || call.rest.size() > 3) call.wrong("it takes 2 to 4 arguments");
  const ExprId items = iterable(call, call.at(0));
  std::vector<ExprId> args{items};
  std::int64_t flags = 0;
  const auto part = [&](const ExprId* value, std::int64_t bit) {
    const bool given = value != nullptr && !is(call.type(*value), Kind::none);
    if (given) flags |= bit;
    args.push_back(given ? builder.cast(call.index(*value), builder.types.integer) : builder.integer(0, call.span));
  };
  const bool only_stop = call.rest.size() == 1;
  part(only_stop ? nullptr : &call.rest[0], 1);
  part(only_stop ? &call.rest[0] : &call.rest[1], 2);
  part(call.rest.size() > 2 ? &call.rest[2] : nullptr, 4);
  args.push_back(builder.integer(only_stop ? flags | 8 : flags, call.span));
  return call.runtime("kb::itertools::islice", header, std::move(args), builder.types.iterator(item_of(call, items)), {}, makes);
}

ExprId build_with_predicate(LibraryCall& call, std::string_view symbol) {
  const ExprId items = iterable(call, call.at(1));
  const Type parts[] = {item_of(call, items)};
  return call.runtime(symbol, header, {callable_of(call, 0, parts), items}, call.builder.types.iterator(parts[0]), {}, makes, false);
}
ExprId build_takewhile(LibraryCall& call) { return build_with_predicate(call, "kb::itertools::takewhile"); }
ExprId build_dropwhile(LibraryCall& call) { return build_with_predicate(call, "kb::itertools::dropwhile"); }
ExprId build_filterfalse(LibraryCall& call) { return build_with_predicate(call, "kb::itertools::filterfalse"); }

ExprId build_starmap(LibraryCall& call) {
  const ExprId items = iterable(call, call.at(1));
  const Type item = item_of(call, items);
  if (!is(item, Kind::tuple)) call.wrong_type(1);
  const ExprId function = callable_of(call, 0, item->args);
  return call.runtime("kb::itertools::starmap", header, {function, items}, call.builder.types.iterator(result_of(call, function)), {}, makes, false);
}

ExprId build_accumulate(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const ExprId items = iterable(call, call.at(0));
  const Type item = item_of(call, items);
  const bool has_initial = call.given(2);
  const Type total = has_initial ? types.join(types::storage_of(types, call.type_at(2)), is(item, Kind::boolean) ? types.integer : item) : is(item, Kind::boolean) ? types.integer : item;
  if (total != item && !has_initial) call.wrong("its items are bools");
  std::vector<ExprId> args{items};
  if (call.given(1)) {
    const Type parameters[] = {total, item};
    args.push_back(callable_of(call, 1, parameters));
    if (result_of(call, args.back()) != total) call.wrong(fmt::format("the function gives `{}`, where the totals are `{}`", result_of(call, args.back())->text, total->text));
  } else if (!types::is_number(total) && !is(total, Kind::string) && !is(total, Kind::list)) {
    call.wrong_type(0);
  }
  if (has_initial) args.push_back(call.builder.convert(call.at(2), total, call.span));
  const std::string name = std::string("kb::itertools::accumulate") + (call.given(1) ? "_by" : "") + (has_initial ? "_from" : "");
  return call.runtime(name, header, std::move(args), types.iterator(total), {}, makes);
}

ExprId build_reduce(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const ExprId items = iterable(call, call.at(1));
  const Type item = item_of(call, items);
  const bool has_initial = call.values[2].has_value();
  const Type total = has_initial ? types::storage_of(types, call.type_at(2)) : item;
  const Type parameters[] = {total, item};
  const ExprId function = callable_of(call, 0, parameters);
  if (result_of(call, function) != total) {
    // A function that gives another type than it takes: once more with what it gives.
    const Type wider = types.join(total, result_of(call, function));
    call.wrong(fmt::format("the function gives `{}`, where the total is `{}`; begin with a value of type `{}`", result_of(call, function)->text, total->text, wider->text));
  }
  if (has_initial) return call.runtime("kb::itertools::reduce_from", header, {function, items, call.builder.cast(call.at(2), total)}, total, {}, makes);
  return call.runtime("kb::itertools::reduce", header, {function, items}, total, {}, makes);
}

// product(*iterables, repeat=n), n known when running only: tuples of any length.
ExprId build_product_of_any(LibraryCall& call) {
  Builder& builder = call.builder;
  std::vector<ExprId> args = iterables(call);
  std::vector<Builder::Reuse> kept;
  Type item = builder.types.never;
  for (ExprId& one : args) {
    item = types::storage_of(builder.types, builder.types.join(item, item_of(call, one)));
    kept.push_back(builder.reuse(one, "items"));
    one = builder.read(kept.back(), call.span);
  }
  for (const ExprId one : args) {
    if (!converts_items(builder, item_of(call, one), item)) call.wrong("the items of its arguments are of different types");
  }
  args.insert(args.begin(), builder.cast(call.index(call.at(1)), builder.types.integer));
  ExprId made = call.runtime("kb::itertools::product_of_any", header, std::move(args), builder.types.iterator(builder.types.variadic(item)), {"$item"}, makes);
  for (std::size_t i = kept.size(); i-- > 0;) made = builder.wrap(kept[i], made);
  return made;
}

ExprId build_product(LibraryCall& call) {
  Builder& builder = call.builder;
  if (call.given(1) && !types::literal_int(call.type_at(1))) return build_product_of_any(call);
  const std::int64_t times = call.static_int(1).value_or(1);
  if (times < 0 || times * std::int64_t(call.rest.size()) > 16) call.wrong("`repeat` makes tuples of more than 16 items");
  std::vector<ExprId> all = iterables(call);
  std::vector<Builder::Reuse> kept;
  std::vector<ExprId> args;
  std::vector<Type> parts;
  for (const ExprId one : all) kept.push_back(builder.reuse(one, "items"));
  for (std::int64_t n = 0; n < times; ++n) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      args.push_back(builder.read(kept[i], call.span));
      parts.push_back(item_of(call, args.back()));
    }
  }
  if (times > 1) {
    for (const ExprId one : all) {
      if (is(call.type(one), Kind::iterator)) call.wrong("`repeat` of an iterator");
    }
  }
  ExprId made = call.runtime("kb::itertools::product", header, std::move(args), builder.types.iterator(builder.types.tuple(parts)), {}, makes, false);
  for (std::size_t i = kept.size(); i-- > 0;) made = builder.wrap(kept[i], made);
  return made;
}

// r items at a time: tuples where r is known when compiling.
ExprId build_choices(LibraryCall& call, int kind) {
  TypeTable& types = call.builder.types;
  const ExprId items = iterable(call, call.at(0));
  const Type item = item_of(call, items);
  if (!call.given(1)) return call.runtime("kb::itertools::permutations", header, {items}, types.iterator(types.variadic(item)), {}, makes);
  const auto known = types::literal_int(call.type_at(1));
  if (known && *known >= 0 && *known <= 16) {
    const std::vector<Type> parts(std::size_t(*known), item);
    return call.runtime("kb::itertools::choose", header, {items}, types.iterator(types.tuple(parts)), {std::to_string(kind), std::to_string(*known)}, makes);
  }
  return call.runtime("kb::itertools::choose_any", header, {items, call.builder.cast(call.index(call.at(1)), types.integer)}, types.iterator(types.variadic(item)), {std::to_string(kind)}, makes);
}
ExprId build_permutations(LibraryCall& call) { return build_choices(call, 0); }
ExprId build_combinations(LibraryCall& call) { return build_choices(call, 1); }
ExprId build_with_replacement(LibraryCall& call) { return build_choices(call, 2); }

ExprId build_groupby(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const ExprId items = iterable(call, call.at(0));
  const Type item = item_of(call, items);
  std::vector<ExprId> args{items};
  Type key = item;
  if (call.given(1)) {
    const Type parameters[] = {item};
    args.push_back(callable_of(call, 1, parameters));
    key = result_of(call, args.back());
  }
  const Type parts[] = {key, types.iterator(item)};
  return call.runtime(call.given(1) ? "kb::itertools::groupby_key" : "kb::itertools::groupby", header, std::move(args), types.iterator(types.tuple(parts)), {}, makes, false);
}

ExprId build_zip_longest(LibraryCall& call) {
  Builder& builder = call.builder;
  TypeTable& types = builder.types;
  std::vector<ExprId> args = iterables(call);
  const Type fill = call.values[1] ? types::storage_of(types, call.type_at(1)) : types.none;
  std::vector<Type> parts;
  for (const ExprId one : args) parts.push_back(types.join(item_of(call, one), fill));
  const ExprId value = call.values[1] ? call.at(1) : builder.constant(types.none, call.span);
  args.insert(args.begin(), is(fill, Kind::none) ? builder.add(ir::Convert{value}, fill, call.span) : builder.cast(value, fill));
  return call.runtime("kb::itertools::zip_longest", header, std::move(args), types.iterator(types.tuple(parts)), {"$item"}, makes, false);
}

}  // namespace

LibraryBuilder find_itertools_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"itertools.chain", build_chain},
      {"itertools.chain_from_iterable", build_chain_from_iterable},
      {"itertools.islice", build_islice},
      {"itertools.takewhile", build_takewhile},
      {"itertools.dropwhile", build_dropwhile},
      {"itertools.filterfalse", build_filterfalse},
      {"itertools.starmap", build_starmap},
      {"itertools.accumulate", build_accumulate},
      {"itertools.product", build_product},
      {"itertools.permutations", build_permutations},
      {"itertools.combinations", build_combinations},
      {"itertools.combinations_with_replacement", build_with_replacement},
      {"itertools.groupby", build_groupby},
      {"itertools.zip_longest", build_zip_longest},
      {"functools.reduce", build_reduce},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
