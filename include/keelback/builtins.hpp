// Python's builtin functions over the containers, numbers and str.
#pragma once

#include <keelback/complex.hpp>
#include <keelback/iterator.hpp>
#include <keelback/str.hpp>
#include <keelback/truth.hpp>
#include <keelback/variadic.hpp>

namespace keelback {

// ---- iterables ----

namespace detail {
[[noreturn]] KB_COLD KB_NOINLINE void raise_sum_overflow(int line);

// Items of `sum` in C++: ints are exact in 128 bits, and only the result has to fit; floats are added from the left.
template <class T>
using sum_type = std::conditional_t<std::is_same_v<T, bool>, int64, T>;
template <class A, class T>
KB_INLINE A sum_result(const T& total, int line) {
  if constexpr (std::is_same_v<T, int128>) {
    const A narrow = static_cast<A>(total);
    if (KB_UNLIKELY(narrow != total)) raise_sum_overflow(line);
    return narrow;
  } else {
    return total;
  }
}
template <class A>
using sum_accumulator = std::conditional_t<std::is_same_v<A, int64>, int128, A>;
// Python's floats since 3.12: what each addition rounds away is summed up beside (A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974).
struct compensated {
  double total, rounded = 0.0;
  KB_INLINE compensated(double start = 0.0) : total(start) {}
  KB_INLINE friend compensated operator+(compensated sum, double x) {
    const double next = sum.total + x;
    sum.rounded += ::fabs(sum.total) >= ::fabs(x) ? (sum.total - next) + x : (x - next) + sum.total;
    sum.total = next;
    return sum;
  }
  template <class T>
    requires std::is_integral_v<T>
  KB_INLINE friend compensated operator+(compensated sum, T x) {
    sum.total += static_cast<double>(x);
    return sum;
  }
};
template <class A>
KB_INLINE A sum_result(const compensated& sum, int) {
  return sum.rounded != 0.0 && is_finite(sum.rounded) ? sum.total + sum.rounded : sum.total;
}
// As Python's own `sum` adds.
template <class A>
using python_accumulator = std::conditional_t<std::is_same_v<A, double> && KB_PYTHON >= 3012, compensated, sum_accumulator<A>>;
template <class... T, size_t... I, class F>
KB_INLINE void each_of_tuple(const tuple<T...>& t, F& f, std::index_sequence<I...>) {
  (f(get<I>(t)), ...);
}
}  // namespace detail

// sum(x, start): A is the type of the result, the total is added up as a Total.
template <class A, class Total = detail::sum_accumulator<A>, class X>
A sum_as(const X& x, A start, int line) {
  Total total = start;
  for_each_item(x, line, [&total](const auto& item) { total = total + item; });
  return detail::sum_result<A>(total, line);
}
template <class A, class Total = detail::sum_accumulator<A>, class... T>
A sum_as(const tuple<T...>& t, A start, int line) {
  Total total = start;
  auto add = [&total](const auto& item) { total = total + item; };
  detail::each_of_tuple(t, add, std::make_index_sequence<sizeof...(T)>{});
  return detail::sum_result<A>(total, line);
}
namespace detail {
template <template <class> class Total, class X>
auto added(const X& x, int line) {
  using A = sum_type<item_of<X>>;
  return sum_as<A, Total<A>>(x, A{}, line);
}
template <template <class> class Total, class... T>
auto added(const tuple<T...>& t, int line) {
  using A = decltype((sum_type<T>() + ...));
  return sum_as<A, Total<A>>(t, A{}, line);
}
template <template <class> class Total, class X, class S>
auto added_to(const X& x, S start, int line) {
  using A = sum_type<item_of<X>>;
  if constexpr (std::is_floating_point_v<S> && std::is_integral_v<A>) return sum_as<S, Total<S>>(x, start, line);
  else return sum_as<A, Total<A>>(x, static_cast<A>(start), line);
}
}  // namespace detail

// `sum` of Python's numbers, and of NumPy's, which Python adds as it adds anything.
template <class X>
auto python_sum(const X& x, int line) {
  return detail::added<detail::python_accumulator>(x, line);
}
template <class X, class S>
auto python_sum_from(const X& x, S start, int line) {
  return detail::added_to<detail::python_accumulator>(x, start, line);
}
template <class X>
auto sum(const X& x, int line) {
  return detail::added<detail::sum_accumulator>(x, line);
}
template <class X, class S>
auto sum_from(const X& x, S start, int line) {
  return detail::added_to<detail::sum_accumulator>(x, start, line);
}

// sum(lists, start)
template <class X, class T>
list<T> sum_lists(const X& x, const list<T>& start, int line) {
  list<T> all = copy(start);
  for_each_item(x, line, [&all](const list<T>& item) { extend(all, item); });
  return all;
}

// min(x), max(x) with a key and a default: the first of equal ones.
namespace detail {
struct itself {
  template <class T>
  KB_INLINE const T& operator()(const T& x) const {
    return x;
  }
};
// Whether there is an item; `best` is it.
template <bool Smallest, class X, class Key, class T>
bool find_best(const X& x, const Key& key, T& best, int line) {
  using key_type = std::remove_cvref_t<decltype(key(best))>;
  key_type of_best{};
  bool found = false;
  for_each_item(x, line, [&](const auto& item) {
    key_type of_item = key(item);
    if (!found || (Smallest ? less_item(of_item, of_best) : less_item(of_best, of_item))) {
      best = item;
      of_best = std::move(of_item);
    }
    found = true;
  });
  return found;
}
template <bool Smallest>
[[noreturn]] KB_COLD inline void raise_no_items(int line) {
  raise_value(line, Smallest ? "min() arg is an empty sequence" : "max() arg is an empty sequence");
}
template <bool Smallest, class X, class Key>
auto best(const X& x, const Key& key, int line) {
  keelback::item_of<X> found{};
  if (KB_UNLIKELY(!find_best<Smallest>(x, key, found, line))) raise_no_items<Smallest>(line);
  return found;
}
template <bool Smallest, class X, class Key, class D>
D best_or(const X& x, const Key& key, const D& otherwise, int line) {
  keelback::item_of<X> found{};
  if (!find_best<Smallest>(x, key, found, line)) return otherwise;
  return convert_item<D>(found);
}
}  // namespace detail
template <class X>
auto min_item(const X& x, int line) {
  return detail::best<true>(x, detail::itself{}, line);
}
template <class X>
auto max_item(const X& x, int line) {
  return detail::best<false>(x, detail::itself{}, line);
}
template <class X, class Key>
auto min_by(const X& x, const Key& key, int line) {
  return detail::best<true>(x, key, line);
}
template <class X, class Key>
auto max_by(const X& x, const Key& key, int line) {
  return detail::best<false>(x, key, line);
}
template <class X, class D>
D min_item_or(const X& x, const D& otherwise, int line) {
  return detail::best_or<true>(x, detail::itself{}, otherwise, line);
}
template <class X, class D>
D max_item_or(const X& x, const D& otherwise, int line) {
  return detail::best_or<false>(x, detail::itself{}, otherwise, line);
}
template <class X, class Key, class D>
D min_by_or(const X& x, const Key& key, const D& otherwise, int line) {
  return detail::best_or<true>(x, key, otherwise, line);
}
template <class X, class Key, class D>
D max_by_or(const X& x, const Key& key, const D& otherwise, int line) {
  return detail::best_or<false>(x, key, otherwise, line);
}

template <class X>
bool any(const X& x, int line) {
  auto items = source_of(x);
  typename source_type<X>::value_type item{};
  while (items.next(item, line))
    if (truth(item, line)) return true;
  return false;
}
template <class X>
bool all(const X& x, int line) {
  auto items = source_of(x);
  typename source_type<X>::value_type item{};
  while (items.next(item, line))
    if (!truth(item, line)) return false;
  return true;
}
template <class... T>
bool any(const tuple<T...>& t, int line) {
  bool found = false;
  auto look = [&](const auto& item) { found = found || truth(item, line); };
  detail::each_of_tuple(t, look, std::make_index_sequence<sizeof...(T)>{});
  return found;
}
template <class... T>
bool all(const tuple<T...>& t, int line) {
  bool found = true;
  auto look = [&](const auto& item) { found = found && truth(item, line); };
  detail::each_of_tuple(t, look, std::make_index_sequence<sizeof...(T)>{});
  return found;
}

template <class X>
auto sorted(const X& x, bool reverse, int line) {
  auto made = list<item_of<X>>::from(x, line);
  sort(made, reverse, line);
  return made;
}
template <class X>
auto sorted(const X& x, int line = 0) {
  return sorted(x, false, line);
}
// sorted(x, key=f)
template <class X, class Key>
auto sorted_by(const X& x, const Key& key, bool reverse, int line) {
  auto made = list<item_of<X>>::from(x, line);
  sort_by(made, key, reverse, line);
  return made;
}

// ---- numbers and text ----

template <class T>
KB_INLINE tuple<T, T> divmod_tuple(T a, T b, int line) {
  const divmod_result<T> r = divmod(a, b, line);
  return {r.quotient, r.remainder};
}
// hash(x), to CPython's value. That of a str is not the one that tables use: it is the process's, so Python is asked (runtime/).
int64 python_hash(const str& s);
template <class T>
int64 hash(const T& x, int = 0);
namespace detail {
template <class... T, size_t... I>
int64 python_hash_of_items(const tuple<T...>& t, std::index_sequence<I...>) {
  sequence_hash h;
  (h.add(keelback::hash(get<I>(t))), ...);
  return h.value();
}
template <class... T>
int64 python_hash_of_items(const tuple<T...>& t) {
  return python_hash_of_items(t, std::make_index_sequence<sizeof...(T)>{});
}
template <class T>
int64 python_hash_of_items(const variadic<T>& t) {
  sequence_hash h;
  for (int64 i = 0; i < t.size(); ++i) h.add(keelback::hash(t[i]));
  return h.value();
}
}  // namespace detail
template <class T>
int64 hash(const T& x, int) {
  if constexpr (std::is_same_v<T, str>) return python_hash(x);
  else if constexpr (requires { detail::python_hash_of_items(x); }) return detail::python_hash_of_items(x);
  else if constexpr (requires { x.visit([](const auto&) { return int64{0}; }); }) return x.visit([](const auto& value) { return keelback::hash(value); });
  else return hash_of(x);
}

int64 parse_int(const str& s, int line);              // int(s)
int64 parse_int(const str& s, int64 base, int line);  // int(s, base)
double parse_float(const str& s, int line);           // float(s)
// Of digits beyond ASCII: runtime/python_call.cpp.
int64 python_parse_int(const str& s, int64 base, int line);
double python_parse_float(const str& s, int line);
str float_hex(double x, int line);                    // x.hex()
double float_fromhex(const str& s, int line);         // runtime/python_call.cpp
str chr(int64 point, int line);
int64 ord(const str& s, int line);
str bin(int64 x, int line = 0);
str oct(int64 x, int line = 0);
str hex(int64 x, int line = 0);
inline str from_int(int64 x, int line = 0) { return repr(x, line); }

}  // namespace keelback
