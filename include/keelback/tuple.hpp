// Python's tuple: a value whose length and item types are known when compiling.
#pragma once

#include <keelback/items.hpp>

namespace keelback {

namespace detail {
template <size_t I, class T>
struct tuple_leaf {
  T value;
};
template <class Indices, class... T>
struct tuple_storage;
template <size_t... I, class... T>
struct tuple_storage<std::index_sequence<I...>, T...> : tuple_leaf<I, T>... {
  constexpr tuple_storage() : tuple_leaf<I, T>{}... {}
  template <class... U>
  constexpr explicit tuple_storage(int, U&&... items) : tuple_leaf<I, T>{static_cast<U&&>(items)}... {}
};
template <size_t I, class T>
KB_INLINE constexpr const T& tuple_get(const tuple_leaf<I, T>& leaf) {
  return leaf.value;
}
template <size_t I, class T>
KB_INLINE constexpr T& tuple_get(tuple_leaf<I, T>& leaf) {
  return leaf.value;
}
}  // namespace detail

namespace detail {
template <class... T>
inline constexpr bool of_one_type = false;
template <class First, class... Rest>
inline constexpr bool of_one_type<First, Rest...> = (std::is_same_v<First, Rest> && ...);
}  // namespace detail

template <class... T>
struct tuple : detail::tuple_storage<std::make_index_sequence<sizeof...(T)>, T...> {
  using storage = detail::tuple_storage<std::make_index_sequence<sizeof...(T)>, T...>;
  static constexpr int64 length = sizeof...(T);

  constexpr tuple() = default;
  constexpr tuple(T... items)
    requires(sizeof...(T) > 0)
      : storage(0, std::move(items)...) {}

  // Item by item.
  template <class... U>
    requires(sizeof...(U) == sizeof...(T))
  static tuple from(const tuple<U...>& other) {
    return from_items(other, std::make_index_sequence<sizeof...(T)>{});
  }

  constexpr int64 size() const { return length; }
  constexpr bool truth() const { return length != 0; }
  // Items of one type.
  auto at(int64 i, int line) const
    requires detail::of_one_type<T...>
  {
    return at_in_range(sequence_index(i, length, "tuple index out of range", line), std::make_index_sequence<sizeof...(T)>{});
  }
  auto operator[](int64 i) const
    requires detail::of_one_type<T...>
  {
    return at_in_range(i, std::make_index_sequence<sizeof...(T)>{});
  }

  template <class Out>
  void repr_to(Out& out) const {
    out.put('(');
    repr_items(out, std::make_index_sequence<sizeof...(T)>{});
    out.put(')');
  }

 private:
  template <class Other, size_t... I>
  static tuple from_items(const Other& other, std::index_sequence<I...>) {
    return tuple(convert_item<T>(detail::tuple_get<I>(other))...);
  }
  template <size_t... I>
  auto at_in_range(int64 i, std::index_sequence<I...>) const {
    using first = std::remove_cvref_t<decltype(detail::tuple_get<0>(*this))>;
    const first* items[] = {&detail::tuple_get<I>(*this)...};
    return first(*items[i]);
  }
  template <class Out, size_t... I>
  void repr_items(Out& out, std::index_sequence<I...>) const {
    ((I == 0 ? void() : out.put(", "), out.show(detail::tuple_get<I>(*this))), ...);
    if (length == 1) out.put(',');
  }
};

template <class... T>
constexpr tuple<T...> make_tuple(T... items) {
  return {std::move(items)...};
}

namespace detail {
template <class Out, class T, size_t... I>
void repr_named_items(Out& out, const T& items, const char* const* names, std::index_sequence<I...>) {
  ((I == 0 ? void() : out.put(", "), out.put(names[I]), out.put('='), out.show(tuple_get<I>(items))), ...);
}
}  // namespace detail
// Of a named tuple: "Point(x=1, y=2)".
template <class Out, class... T>
void repr_named(Out& out, const tuple<T...>& items, const char* name, const char* const* names) {
  out.put(name);
  out.put('(');
  detail::repr_named_items(out, items, names, std::index_sequence_for<T...>{});
  out.put(')');
}

template <size_t I, class... T>
KB_INLINE constexpr decltype(auto) get(const tuple<T...>& t) {
  return detail::tuple_get<I>(t);
}
template <size_t I, class... T>
KB_INLINE constexpr decltype(auto) get(tuple<T...>& t) {
  return detail::tuple_get<I>(t);
}
template <size_t I, class... T>
KB_INLINE constexpr auto get(tuple<T...>&& t) {
  return std::move(detail::tuple_get<I>(t));
}

// The position of t[i], for a tuple of `count` items.
KB_INLINE int64 tuple_index(int64 i, int64 count, int line) { return sequence_index(i, count, "tuple index out of range", line); }

namespace detail {
template <class A, class B, size_t... I>
KB_INLINE bool tuple_equal(const A& a, const B& b, std::index_sequence<I...>) {
  return (same_item(tuple_get<I>(a), tuple_get<I>(b)) && ...);
}
// `a < b` by the first items that differ; `or_equal` when there are none.
template <size_t I, class A, class B>
KB_INLINE bool tuple_less(const A& a, const B& b, bool or_equal) {
  if constexpr (I >= A::length || I >= B::length) {
    return A::length < B::length || (or_equal && A::length == B::length);
  } else {
    const auto& x = tuple_get<I>(a);
    const auto& y = tuple_get<I>(b);
    // Numbers and texts that are equal are not less; of others equality is asked first, for what has no order raises only where it differs.
    constexpr bool is_plain = std::is_arithmetic_v<std::remove_cvref_t<decltype(x)>> || requires { x.ascii(); };
    if constexpr (I + 1 == A::length && I + 1 == B::length && is_plain) {
      if (!or_equal) return less_item(x, y);
    }
    if (!same_item(x, y)) return less_item(x, y);
    return tuple_less<I + 1>(a, b, or_equal);
  }
}
}  // namespace detail

template <class... A, class... B>
KB_INLINE bool operator==(const tuple<A...>& a, const tuple<B...>& b) {
  if constexpr (sizeof...(A) != sizeof...(B)) return false;
  else return detail::tuple_equal(a, b, std::make_index_sequence<sizeof...(A)>{});
}
template <class... A, class... B>
KB_INLINE bool operator<(const tuple<A...>& a, const tuple<B...>& b) {
  return detail::tuple_less<0>(a, b, false);
}
template <class... A, class... B>
KB_INLINE bool operator>(const tuple<A...>& a, const tuple<B...>& b) {
  return detail::tuple_less<0>(b, a, false);
}
template <class... A, class... B>
KB_INLINE bool operator<=(const tuple<A...>& a, const tuple<B...>& b) {
  return detail::tuple_less<0>(a, b, true);
}
template <class... A, class... B>
KB_INLINE bool operator>=(const tuple<A...>& a, const tuple<B...>& b) {
  return detail::tuple_less<0>(b, a, true);
}

namespace detail {
template <class T, size_t... I>
int64 tuple_hash(const T& t, std::index_sequence<I...>) {
  sequence_hash h;
  (h.add(hash_of(tuple_get<I>(t))), ...);
  return h.value();
}
template <class A, class B, size_t... I, size_t... K>
auto tuple_concat(const A& a, const B& b, std::index_sequence<I...>, std::index_sequence<K...>) {
  return make_tuple(tuple_get<I>(a)..., tuple_get<K>(b)...);
}
template <class T, class X, size_t... I>
bool tuple_contains(const T& t, const X& x, std::index_sequence<I...>) {
  return (same_item(tuple_get<I>(t), x) || ...);
}
template <class T, class X, size_t... I>
int64 tuple_count(const T& t, const X& x, std::index_sequence<I...>) {
  return (int64{0} + ... + static_cast<int64>(same_item(tuple_get<I>(t), x)));
}
template <class T, class X, size_t... I>
int64 tuple_find(const T& t, const X& x, std::index_sequence<I...>) {
  int64 at = 0;
  const bool found = ((same_item(tuple_get<I>(t), x) || (++at, false)) || ...);
  return found ? at : -1;
}
}  // namespace detail

template <class... T>
int64 hash_of(const tuple<T...>& t) {
  return detail::tuple_hash(t, std::make_index_sequence<sizeof...(T)>{});
}
template <class... A, class... B>
tuple<A..., B...> concat(const tuple<A...>& a, const tuple<B...>& b, int = 0) {
  return detail::tuple_concat(a, b, std::make_index_sequence<sizeof...(A)>{}, std::make_index_sequence<sizeof...(B)>{});
}
template <class... T, class X>
int64 count(const tuple<T...>& t, const X& x, int = 0) {
  return detail::tuple_count(t, x, std::make_index_sequence<sizeof...(T)>{});
}
template <class... T, class X>
int64 index_of(const tuple<T...>& t, const X& x, int line) {
  const int64 i = detail::tuple_find(t, x, std::make_index_sequence<sizeof...(T)>{});
  if (i < 0) raise_value(line, "tuple.index(x): x not in tuple");
  return i;
}
template <class... T, class X>
bool contains(const tuple<T...>& t, const X& x, int = 0) {
  return detail::tuple_contains(t, x, std::make_index_sequence<sizeof...(T)>{});
}

}  // namespace keelback
