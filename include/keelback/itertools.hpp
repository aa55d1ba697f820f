// Python's itertools: sources of iterator.hpp.
#pragma once

#include <keelback/iterator.hpp>
#include <keelback/truth.hpp>
#include <keelback/variadic.hpp>

namespace keelback::itertools {

template <class T>
struct count_source : source<count_source<T>, T> {
  T value, step;
  count_source(T start, T step) : value(start), step(step) {}
  KB_INLINE bool next(T& item, int line) {
    item = value;
    if constexpr (std::is_same_v<T, int64>) value = add(value, step, line);
    else value += step;
    return true;
  }
};
template <class T>
auto count(T start, T step, int = 0) {
  return count_source<T>(start, step);
}

template <class S>
struct cycle_source : source<cycle_source<S>, typename S::value_type> {
  using T = typename S::value_type;
  S items;
  list<T> seen = list<T>::make();
  int64 at = -1;  // -1: the first round
  explicit cycle_source(S items) : items(std::move(items)) {}
  bool next(T& item, int line) {
    if (at < 0) {
      if (items.next(item, line)) {
        seen.append(item);
        return true;
      }
      at = 0;
    }
    if (seen.size() == 0) return false;
    item = seen[at];
    at = at + 1 == seen.size() ? 0 : at + 1;
    return true;
  }
};
template <class X>
auto cycle(const X& x, int = 0) {
  return cycle_source<source_type<X>>(source_of(x));
}

template <class T>
struct repeat_source : source<repeat_source<T>, T> {
  T value;
  int64 left;  // -1: for ever
  repeat_source(T value, int64 times) : value(std::move(value)), left(times) {}
  bool next(T& item, int) {
    if (left == 0) return false;
    if (left > 0) --left;
    item = value;
    return true;
  }
};
template <class T>
auto repeat(const T& value, int = 0) {
  return repeat_source<T>(value, -1);
}
template <class T>
auto repeat(const T& value, int64 times, int) {
  return repeat_source<T>(value, times < 0 ? 0 : times);
}

template <class T, class... S>
struct chain_source : source<chain_source<T, S...>, T> {
  tuple<S...> items;
  size_t at = 0;
  explicit chain_source(S... items) : items(std::move(items)...) {}
  bool next(T& item, int line) { return next_from<0>(item, line); }

 private:
  template <size_t I>
  bool next_from(T& item, int line) {
    if constexpr (I == sizeof...(S)) {
      return false;
    } else {
      if (at == I) {
        auto& source = get<I>(items);
        using own = typename std::remove_cvref_t<decltype(source)>::value_type;
        if constexpr (std::is_same_v<own, T>) {
          if (source.next(item, line)) return true;
        } else if (own given{}; source.next(given, line)) {
          item = convert_item<T>(given);
          return true;
        }
        ++at;
      }
      return next_from<I + 1>(item, line);
    }
  }
};
template <class X, class... More>
auto chain(const X& x, const More&... more) {
  return chain_source<typename source_type<X>::value_type, source_type<X>, source_type<More>...>(source_of(x), source_of(more)...);
}
// Of items of several types, as T.
template <class T, class... X>
auto chain_as(const X&... x) {
  return chain_source<T, source_type<X>...>(source_of(x)...);
}
template <class S>
struct flat_source : source<flat_source<S>, item_of<typename S::value_type>> {
  using inner = typename S::value_type;
  S outer;
  inner current{};
  iterator<item_of<inner>> items;
  bool open = false;
  explicit flat_source(S outer) : outer(std::move(outer)) {}
  bool next(item_of<inner>& item, int line) {
    while (true) {
      if (open && items.next(item, line)) return true;
      if (!outer.next(current, line)) return open = false;
      items = iter(current);
      open = true;
    }
  }
};
template <class X>
auto chain_from_iterable(const X& x, int = 0) {
  return flat_source<source_type<X>>(source_of(x));
}

[[noreturn]] KB_COLD KB_NOINLINE inline void raise_islice(bool is_step, int line) {
  raise_value(line, is_step ? "Step for islice() must be a positive integer or None." : "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
}
template <class S>
struct islice_source : source<islice_source<S>, typename S::value_type> {
  S items;
  int64 wanted, stop, step, at = 0;  // stop -1: none
  islice_source(S items, int64 start, int64 stop, int64 step) : items(std::move(items)), wanted(start), stop(stop), step(step) {}
  bool next(typename S::value_type& item, int line) {
    const int64 limit = stop < 0 || wanted < stop ? wanted : stop;
    for (; at < limit; ++at)
      if (!items.next(item, line)) return false;
    if (stop >= 0 && at >= stop) return false;
    if (!items.next(item, line)) return false;
    ++at;
    if (add_overflow(wanted, step, &wanted)) wanted = stop < 0 ? std::numeric_limits<int64>::max() : stop;
    return true;
  }
};
// `flags` as those of a slice: what is given.
template <class X>
auto islice(const X& x, int64 start, int64 stop, int64 step, int64 flags, int line) {
  if (((flags & range_slice::has_start) != 0 && start < 0)) raise_islice(false, line);
  if ((flags & range_slice::has_stop) != 0 && stop < 0) {
    raise_value(line, (flags & 8) != 0 ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize." : "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  }
  if ((flags & range_slice::has_step) != 0 && step < 1) raise_islice(true, line);
  return islice_source<source_type<X>>(source_of(x), (flags & 1) != 0 ? start : 0, (flags & 2) != 0 ? stop : -1, (flags & 4) != 0 ? step : 1);
}

template <class F, class S>
struct takewhile_source : source<takewhile_source<F, S>, typename S::value_type> {
  F function;
  S items;
  bool ended = false;
  takewhile_source(F function, S items) : function(std::move(function)), items(std::move(items)) {}
  bool next(typename S::value_type& item, int line) {
    if (ended || !items.next(item, line)) return false;
    ended = !keelback::truth(function(item), line);
    return !ended;
  }
};
template <class F, class X>
auto takewhile(F function, const X& x, int = 0) {
  return takewhile_source<F, source_type<X>>(std::move(function), source_of(x));
}
template <class F, class S>
struct dropwhile_source : source<dropwhile_source<F, S>, typename S::value_type> {
  F function;
  S items;
  bool started = false;
  dropwhile_source(F function, S items) : function(std::move(function)), items(std::move(items)) {}
  bool next(typename S::value_type& item, int line) {
    while (items.next(item, line)) {
      if (started || !keelback::truth(function(item), line)) return started = true;
    }
    return false;
  }
};
template <class F, class X>
auto dropwhile(F function, const X& x, int = 0) {
  return dropwhile_source<F, source_type<X>>(std::move(function), source_of(x));
}
template <class F, class X>
auto filterfalse(F function, const X& x, int line = 0) {
  return filter_items([function, line](const auto& item) { return !keelback::truth(function(item), line); }, x);
}
template <class S, class C>
struct compress_source : source<compress_source<S, C>, typename S::value_type> {
  S items;
  C chosen;
  compress_source(S items, C chosen) : items(std::move(items)), chosen(std::move(chosen)) {}
  bool next(typename S::value_type& item, int line) {
    typename C::value_type is_chosen{};
    while (items.next(item, line) && chosen.next(is_chosen, line))
      if (keelback::truth(is_chosen, line)) return true;
    return false;
  }
};
template <class X, class C>
auto compress(const X& x, const C& chosen, int = 0) {
  return compress_source<source_type<X>, source_type<C>>(source_of(x), source_of(chosen));
}

template <class S>
struct pairwise_source : source<pairwise_source<S>, tuple<typename S::value_type, typename S::value_type>> {
  using T = typename S::value_type;
  S items;
  T before{};
  bool started = false;
  explicit pairwise_source(S items) : items(std::move(items)) {}
  bool next(tuple<T, T>& item, int line) {
    if (!started) {
      if (!items.next(before, line)) return false;
      started = true;
    }
    T after{};
    if (!items.next(after, line)) return false;
    get<0>(item) = before;
    get<1>(item) = after;
    before = std::move(after);
    return true;
  }
};
template <class X>
auto pairwise(const X& x, int = 0) {
  return pairwise_source<source_type<X>>(source_of(x));
}

template <class F, class... T, size_t... I>
auto apply_items(const F& function, const tuple<T...>& arguments, std::index_sequence<I...>) {
  return function(get<I>(arguments)...);
}
template <class F, class... T>
auto apply_tuple(const F& function, const tuple<T...>& arguments) {
  return apply_items(function, arguments, std::make_index_sequence<sizeof...(T)>{});
}

struct addition {
  int line;
  template <class T>
  T operator()(const T& a, const T& b) const {
    if constexpr (std::is_same_v<T, int64>) return add(a, b, line);
    else if constexpr (requires { concat(a, b, line); }) return concat(a, b, line);
    else return a + b;
  }
};
// A is the type of the totals; `first`: whether `total` is the first of them.
template <class A, class F, class S>
struct accumulate_source : source<accumulate_source<A, F, S>, A> {
  F function;
  S items;
  A total{};
  bool is_first, has_total;
  accumulate_source(F function, S items) : function(std::move(function)), items(std::move(items)), is_first(true), has_total(false) {}
  accumulate_source(F function, S items, A initial) : function(std::move(function)), items(std::move(items)), total(std::move(initial)), is_first(true), has_total(true) {}
  bool next(A& item, int line) {
    if (is_first && has_total) {
      is_first = false;
      item = total;
      return true;
    }
    typename S::value_type value{};
    if (!items.next(value, line)) return false;
    if (is_first) total = convert_item<A>(value);
    else total = function(total, value);
    is_first = false;
    item = total;
    return true;
  }
};
template <class X>
auto accumulate(const X& x, int line) {
  using T = typename source_type<X>::value_type;
  return accumulate_source<T, addition, source_type<X>>(addition{line}, source_of(x));
}
template <class X, class F>
auto accumulate_by(const X& x, F function, int) {
  return accumulate_source<typename source_type<X>::value_type, F, source_type<X>>(std::move(function), source_of(x));
}
template <class X, class A>
auto accumulate_from(const X& x, const A& initial, int line) {
  return accumulate_source<A, addition, source_type<X>>(addition{line}, source_of(x), initial);
}
template <class X, class F, class A>
auto accumulate_by_from(const X& x, F function, const A& initial, int) {
  return accumulate_source<A, F, source_type<X>>(std::move(function), source_of(x), initial);
}

// zip_longest: the items of each iterable while one has any. Out is the tuple type of the items joined with the fill value.
template <class Out, class Fill, class... S>
struct longest_source : source<longest_source<Out, Fill, S...>, Out> {
  Fill fill;
  tuple<S...> items;
  bool ended[sizeof...(S)] = {};
  longest_source(Fill fill, S... items) : fill(std::move(fill)), items(std::move(items)...) {}
  bool next(Out& out, int line) { return next_all(out, line, std::make_index_sequence<sizeof...(S)>{}); }

 private:
  template <size_t... I>
  bool next_all(Out& out, int line, std::index_sequence<I...>) {
    bool any = false;
    (next_one<I>(out, any, line), ...);
    return any;
  }
  template <size_t I>
  void next_one(Out& out, bool& any, int line) {
    using slot = std::remove_cvref_t<decltype(get<I>(out))>;
    typename std::remove_cvref_t<decltype(get<I>(items))>::value_type item{};
    if (!ended[I] && get<I>(items).next(item, line)) {
      get<I>(out) = convert_item<slot>(item);
      any = true;
    } else {
      ended[I] = true;
      get<I>(out) = convert_item<slot>(fill);
    }
  }
};
template <class Out, class Fill, class... X>
auto zip_longest(const Fill& fill, const X&... x) {
  return longest_source<Out, Fill, source_type<X>...>(fill, source_of(x)...);
}

// Products and choices are made from lists of the iterables' items.
template <class... T>
struct product_source : source<product_source<T...>, tuple<T...>> {
  tuple<list<T>...> items;
  int64 at[sizeof...(T)] = {};
  bool done = false;
  explicit product_source(list<T>... lists) : items(std::move(lists)...) { done = any_empty(std::make_index_sequence<sizeof...(T)>{}); }
  bool next(tuple<T...>& item, int) {
    if (done) return false;
    fill(item, std::make_index_sequence<sizeof...(T)>{});
    done = !advance(std::make_index_sequence<sizeof...(T)>{});
    return true;
  }

 private:
  template <size_t... I>
  bool any_empty(std::index_sequence<I...>) const {
    return ((get<I>(items).size() == 0) || ...);
  }
  template <size_t... I>
  void fill(tuple<T...>& item, std::index_sequence<I...>) const {
    ((get<I>(item) = get<I>(items)[at[I]]), ...);
  }
  template <size_t... I>
  bool advance(std::index_sequence<I...>) {
    const int64 sizes[] = {get<I>(items).size()...};
    for (int k = sizeof...(T); k-- > 0;) {
      if (++at[k] < sizes[k]) return true;
      at[k] = 0;
    }
    return false;
  }
};
template <class... X>
auto product(const X&... x) {
  return product_source<item_of<X>...>(list<item_of<X>>::from(x, 0)...);
}

// product(*x, repeat=times), as variadics.
template <class T>
struct any_product_source : source<any_product_source<T>, variadic<T>> {
  list<list<T>> items;
  list<int64> at = list<int64>::make();
  bool done = false;
  explicit any_product_source(list<list<T>> lists) : items(std::move(lists)) {
    for (int64 i = 0; i < items.size(); ++i) {
      at.append(0);
      done = done || items[i].size() == 0;
    }
  }
  bool next(variadic<T>& item, int) {
    if (done) return false;
    const list<T> made = list<T>::make();
    made.reserve(items.size());
    for (int64 i = 0; i < items.size(); ++i) made.append(items[i][at[i]]);
    item = variadic<T>::adopt(made);
    done = !advance();
    return true;
  }

 private:
  bool advance() {
    for (int64 k = items.size(); k-- > 0;) {
      if (++at[k] < items[k].size()) return true;
      at[k] = 0;
    }
    return false;
  }
};
namespace detail {
template <class T, class X>
list<T> list_as(const X& x, int line) {
  list<T> made = list<T>::make();
  for_each_item(x, line, [&](const auto& item) { made.append(convert_item<T>(item)); });
  return made;
}
template <class V>
struct item_of_variadic;
template <class T>
struct item_of_variadic<variadic<T>> {
  using type = T;
};
template <class T>
auto product_of_lists(int64 times, std::initializer_list<list<T>> lists, int line) {
  if (times < 0) raise_value(line, "repeat argument cannot be negative");
  list<list<T>> all = list<list<T>>::make();
  if (lists.size() == 0) times = 0;
  for (int64 n = 0; n < times; ++n)
    for (const list<T>& one : lists) all.append(one);
  return any_product_source<T>(all);
}
template <class T, class Tuple, size_t... I>
auto product_of_tuple(int64 times, const Tuple& x, std::index_sequence<I...>) {
  const int line = get<sizeof...(I)>(x);
  return product_of_lists<T>(times, {list_as<T>(get<I>(x), line)...}, line);
}
}  // namespace detail
// V: what it gives, a variadic. The Python line is the last argument.
template <class V, class... X>
auto product_of_any(int64 times, const X&... x_and_line) {
  return detail::product_of_tuple<typename detail::item_of_variadic<V>::type>(times, tuple<X...>{x_and_line...}, std::make_index_sequence<sizeof...(X) - 1>{});
}

enum class choice { permutations, combinations, with_replacement };

// R of the items at a time, as variadics.
template <class T>
struct choice_source : source<choice_source<T>, variadic<T>> {
  choice kind;
  list<T> items;
  list<int64> at = list<int64>::make(), cycles = list<int64>::make();
  bool first = true, done = false;
  choice_source(choice kind, list<T> all, int64 r) : kind(kind), items(std::move(all)) {
    const int64 n = items.size();
    done = kind == choice::with_replacement ? n == 0 && r > 0 : r > n;
    if (done) return;
    if (kind == choice::permutations) {
      for (int64 i = 0; i < n; ++i) at.append(i);
      for (int64 i = n; i > n - r; --i) cycles.append(i);
    } else {
      for (int64 i = 0; i < r; ++i) at.append(kind == choice::combinations ? i : 0);
    }
    chosen = r;
  }
  bool next(variadic<T>& item, int) {
    if (done) return false;
    if (!first && !advance()) {
      done = true;
      return false;
    }
    first = false;
    const list<T> made = list<T>::make();
    made.reserve(chosen);
    for (int64 i = 0; i < chosen; ++i) made.append(items[at[i]]);
    item = variadic<T>::adopt(made);
    return true;
  }

 private:
  int64 chosen = 0;
  bool advance() {
    const int64 n = items.size();
    if (kind == choice::permutations) {
      for (int64 i = chosen; i-- > 0;) {
        if (--cycles[i] == 0) {
          const int64 moved = at[i];
          for (int64 k = i; k + 1 < n; ++k) at[k] = at[k + 1];
          at[n - 1] = moved;
          cycles[i] = n - i;
        } else {
          const int64 other = n - cycles[i], kept = at[i];
          at[i] = at[other];
          at[other] = kept;
          return true;
        }
      }
      return false;
    }
    for (int64 i = chosen; i-- > 0;) {
      if (at[i] == (kind == choice::combinations ? n - chosen + i : n - 1)) continue;
      const int64 next_one = ++at[i];
      for (int64 k = i + 1; k < chosen; ++k) at[k] = kind == choice::combinations ? next_one + k - i : next_one;
      return true;
    }
    return false;
  }
};
[[noreturn]] KB_COLD KB_NOINLINE inline void raise_negative_choice(int line) { raise_value(line, "r must be non-negative"); }
template <choice Kind, class X>
auto choices_of(const X& x, int64 r, int line) {
  if (r < 0) raise_negative_choice(line);
  return choice_source<item_of<X>>(Kind, list<item_of<X>>::from(x, line), r);
}
template <class X>
auto permutations(const X& x, int line) {
  const auto items = list<item_of<X>>::from(x, line);
  const int64 n = items.size();
  return choice_source<item_of<X>>(choice::permutations, items, n);
}
// The same as tuples of a length that is known when compiling.
template <class T, class S, size_t... I>
struct fixed_choice : source<fixed_choice<T, S, I...>, tuple<std::conditional_t<true, T, std::index_sequence<I>>...>> {
  S items;
  explicit fixed_choice(S items) : items(std::move(items)) {}
  bool next(tuple<std::conditional_t<true, T, std::index_sequence<I>>...>& item, int line) {
    variadic<T> one;
    if (!items.next(one, line)) return false;
    ((get<I>(item) = one[I]), ...);
    return true;
  }
};
template <class T, class S, size_t... I>
auto fixed(S source, std::index_sequence<I...>) {
  return fixed_choice<T, S, I...>(std::move(source));
}
template <int Kind, int R, class X>
auto choose(const X& x, int line) {
  return fixed<item_of<X>>(choices_of<static_cast<choice>(Kind)>(x, R, line), std::make_index_sequence<static_cast<size_t>(R)>{});
}
template <int Kind, class X>
auto choose_any(const X& x, int64 r, int line) {
  return choices_of<static_cast<choice>(Kind)>(x, r, line);
}

// groupby: a group is all of its items at once.
template <class K, class F, class S>
struct groups_source : source<groups_source<K, F, S>, tuple<K, iterator<typename S::value_type>>> {
  using T = typename S::value_type;
  F key;
  S items;
  T ahead{};
  K ahead_key{};
  bool has_ahead = false, started = false;
  groups_source(F key, S items) : key(std::move(key)), items(std::move(items)) {}
  bool next(tuple<K, iterator<T>>& group, int line) {
    if (!started) {
      started = true;
      read(line);
    }
    if (!has_ahead) return false;
    const list<T> all = list<T>::make();
    const K of_group = ahead_key;
    do {
      all.append(ahead);
      read(line);
    } while (has_ahead && same_item(of_group, ahead_key));
    get<0>(group) = of_group;
    get<1>(group) = iter(all);
    return true;
  }

 private:
  void read(int line) {
    has_ahead = items.next(ahead, line);
    if (has_ahead) ahead_key = key(ahead);
  }
};
template <class X, class F>
auto groupby_key(const X& x, F key, int = 0) {
  using K = std::remove_cvref_t<decltype(key(std::declval<const item_of<X>&>()))>;
  return groups_source<K, F, source_type<X>>(std::move(key), source_of(x));
}
template <class X>
auto groupby(const X& x, int = 0) {
  return groups_source<typename source_type<X>::value_type, same_value, source_type<X>>(same_value{}, source_of(x));
}

template <class F, class S>
struct starmap_source : source<starmap_source<F, S>, std::remove_cvref_t<decltype(apply_tuple(std::declval<const F&>(), std::declval<typename S::value_type>()))>> {
  using T = std::remove_cvref_t<decltype(apply_tuple(std::declval<const F&>(), std::declval<typename S::value_type>()))>;
  F function;
  S items;
  starmap_source(F function, S items) : function(std::move(function)), items(std::move(items)) {}
  bool next(T& item, int line) {
    typename S::value_type arguments{};
    if (!items.next(arguments, line)) return false;
    item = apply_tuple(function, arguments);
    return true;
  }
};
template <class F, class X>
auto starmap(F function, const X& x) {
  return starmap_source<F, source_type<X>>(std::move(function), source_of(x));
}

// functools.reduce
template <class X, class F>
auto reduce(F function, const X& x, int line) {
  using T = item_of<X>;
  T total{};
  bool first = true;
  for_each_item(x, line, [&](const auto& item) {
    total = first ? T(item) : T(function(total, item));
    first = false;
  });
  if (first) raise_text(exception::type_error, line, "reduce() of empty iterable with no initial value");
  return total;
}
template <class X, class F, class A>
A reduce_from(F function, const X& x, const A& initial, int line) {
  A total = initial;
  for_each_item(x, line, [&](const auto& item) { total = function(total, item); });
  return total;
}

}  // namespace keelback::itertools
