// Joining and rearranging arrays: concatenate, stack, tile, repeat, roll, flip.
#pragma once

#include <keelback/elementwise.hpp>
#include <keelback/numpy/shape.hpp>
#include <keelback/views.hpp>

namespace keelback::np {

[[noreturn]] KB_COLD KB_NOINLINE void raise_concatenate(int axis, int64 number, int64 length, int64 other_length, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_stack(int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_nothing_to_join(const char* function, int line);

namespace detail {

template <class X>
inline constexpr bool is_tuple_of_arrays = false;
template <class... X>
inline constexpr bool is_tuple_of_arrays<tuple<X...>> = true;

// each(array as a view, its number) over a tuple, list or variadic of arrays
template <class F, class... X>
KB_INLINE void for_arrays(const tuple<X...>& arrays, F each) {
  [&]<size_t... K>(std::index_sequence<K...>) { (each(get<K>(arrays), static_cast<int64>(K)), ...); }(std::make_index_sequence<sizeof...(X)>{});
}
template <class F, class X>
  requires(!is_tuple_of_arrays<X>)
KB_INLINE void for_arrays(const X& arrays, F each) {
  const int64 n = static_cast<int64>(arrays.size());
  for (int64 i = 0; i < n; ++i) each(arrays[i], i);
}
template <class X>
struct first_array {
  using type = std::remove_cvref_t<decltype(std::declval<const X&>()[int64{0}])>;
};
template <class First, class... Rest>
struct first_array<tuple<First, Rest...>> {
  using type = First;
};
template <class X>
inline constexpr int joined_rank = operand<typename first_array<X>::type>::rank;

// The part of `out` along `axis` that starts at `at`.
template <class T, int N>
KB_INLINE view<T, N> part_of(const view<T, N>& out, int axis, int64 at, int64 length) {
  view<T, N> part = out;
  part.shape[axis] = length;
  if (length > 0) part.data += at * out.strides[axis];
  return part;
}
// `a` with N axes: a 1-D array as a row, or as a column.
template <int N, class T, int M>
KB_INLINE view<T, N> with_rank(const view<T, M>& a, bool as_column = false) {
  if constexpr (M == N) {
    return a;
  } else {
    view<T, N> result{a.data, a.base, {}, {}};
    for (int k = 0; k < N; ++k) {
      const int from = as_column ? k : k - (N - M);
      const bool is_own = from >= 0 && from < M;
      result.shape[k] = is_own ? a.shape[from] : 1;
      result.strides[k] = is_own ? a.strides[from] : 0;
    }
    return result;
  }
}
template <class X>
KB_INLINE auto view_of(const X& a) {
  return view<typename operand<X>::type, operand<X>::rank>(a);
}

// Joins along an existing axis of arrays that `as` turns into views of rank N.
template <class R, int N, class X, class As>
array<R, N> join(const X& arrays, int at, int line, As as) {
  int64 shape[N] = {};
  bool has_any = false;
  for_arrays(arrays, [&](const auto& a, int64 number) {
    const auto v = as(a);
    if (!has_any) {
      for (int k = 0; k < N; ++k) shape[k] = v.shape[k];
      has_any = true;
      return;
    }
    for (int k = 0; k < N; ++k)
      if (k != at && v.shape[k] != shape[k]) raise_concatenate(k, number, shape[k], v.shape[k], line);
    shape[at] += v.shape[at];
  });
  if (!has_any) raise_nothing_to_join("concatenate", line);
  array<R, N> out = empty_at<R, N>(shape, line);
  int64 begin = 0;
  for_arrays(arrays, [&](const auto& a, int64) {
    const auto v = as(a);
    assign(line, part_of(as_view(out), at, begin, v.shape[at]), v);
    begin += v.shape[at];
  });
  return out;
}
template <class R, class X>
using joined_type = std::conditional_t<std::is_void_v<R>, element_of<typename first_array<X>::type>, R>;

}  // namespace detail

// R: the common dtype, if it is not that of the first array. `arrays`: a tuple, list or variadic.
template <class R = void, class X>
auto concatenate(const X& arrays, int64 axis, int line) {
  constexpr int N = detail::joined_rank<X>;
  return detail::join<detail::joined_type<R, X>, N>(arrays, normalize_axis(axis, N, line), line, [](const auto& a) { return detail::view_of(a); });
}
// np.concatenate(arrays, axis=None)
template <class R = void, class X>
auto concatenate_flat(const X& arrays, int line) {
  using T = detail::joined_type<R, X>;
  int64 shape[] = {0};
  detail::for_arrays(arrays, [&](const auto& a, int64) { shape[0] += a.size(); });
  array<T, 1> out = empty_at<T, 1>(shape, line);
  int64 begin = 0;
  detail::for_arrays(arrays, [&](const auto& a, int64) {
    const auto flat = ravel(a, line);
    assign(line, detail::part_of(as_view(out), 0, begin, flat.shape[0]), flat);
    begin += flat.shape[0];
  });
  return out;
}
template <class R = void, class X>
auto stack(const X& arrays, int64 axis, int line) {
  constexpr int N = detail::joined_rank<X>;
  using T = detail::joined_type<R, X>;
  int64 count = 0, shape[N + 1] = {}, common[N > 0 ? N : 1] = {};
  detail::for_arrays(arrays, [&](const auto& a, int64) {
    for (int k = 0; k < N; ++k) {
      if (count == 0) common[k] = a.shape[k];
      else if (a.shape[k] != common[k]) raise_stack(line);
    }
    ++count;
  });
  if (count == 0) raise_nothing_to_join("stack", line);
  const int at = normalize_axis(axis, N + 1, line);
  for (int k = 0, in = 0; k <= N; ++k) shape[k] = k == at ? count : common[in++];
  array<T, N + 1> out = empty_at<T, N + 1>(shape, line);
  detail::for_arrays(arrays, [&](const auto& a, int64 number) {
    view<T, N> target{out.data + number * out.strides[at], nullptr, {}, {}};
    for (int k = 0, slot = 0; k <= N; ++k) {
      if (k == at) continue;
      target.shape[slot] = out.shape[k];
      target.strides[slot++] = out.strides[k];
    }
    assign(line, target, a);
  });
  return out;
}
template <class R = void, class X>
auto vstack(const X& arrays, int line) {
  constexpr int N = detail::joined_rank<X> < 2 ? 2 : detail::joined_rank<X>;
  return detail::join<detail::joined_type<R, X>, N>(arrays, 0, line, [](const auto& a) { return detail::with_rank<N>(detail::view_of(a)); });
}
template <class R = void, class X>
auto hstack(const X& arrays, int line) {
  constexpr int N = detail::joined_rank<X> < 1 ? 1 : detail::joined_rank<X>;
  return detail::join<detail::joined_type<R, X>, N>(arrays, N > 1 ? 1 : 0, line, [](const auto& a) { return detail::with_rank<N>(detail::view_of(a)); });
}
// 1-D arrays are columns.
template <class R = void, class X>
auto column_stack(const X& arrays, int line) {
  constexpr int N = detail::joined_rank<X> < 2 ? 2 : detail::joined_rank<X>;
  return detail::join<detail::joined_type<R, X>, N>(arrays, 1, line, [](const auto& a) { return detail::with_rank<N>(detail::view_of(a), true); });
}
template <class R = void, class T, int N, class U>
auto append(const view<T, N>& a, const view<U, N>& values, int64 axis, int line) {
  using Type = std::conditional_t<std::is_void_v<R>, T, R>;
  const int at = normalize_axis(axis, N, line);
  int64 shape[N];
  for (int k = 0; k < N; ++k) {
    if (k != at && a.shape[k] != values.shape[k]) raise_concatenate(k, 1, a.shape[k], values.shape[k], line);
    shape[k] = a.shape[k] + (k == at ? values.shape[k] : 0);
  }
  array<Type, N> out = empty_at<Type, N>(shape, line);
  assign(line, detail::part_of(as_view(out), at, 0, a.shape[at]), a);
  assign(line, detail::part_of(as_view(out), at, a.shape[at], values.shape[at]), values);
  return out;
}
// Both flattened; `values` may be a scalar.
template <class R = void, class T, int N, class V>
auto append(const view<T, N>& a, const V& values, int line) {
  const auto flat = ravel(a, line);
  if constexpr (is_array<V>) {
    const auto other = ravel(values, line);
    return append<R>(as_view(flat), as_view(other), 0, line);
  } else {
    V value = values;
    return append<R>(as_view(flat), view<V, 1>{&value, nullptr, {1}, {1}}, 0, line);
  }
}

// ---- tile, repeat ----

// M repetitions for arrays of N axes: the result has the larger of both ranks.
template <int M, class T, int N>
auto tile(const view<T, N>& a, const dims<M>& repetitions, int line) {
  constexpr int R = M > N ? M : N;
  view<T, 2 * R> source{a.data, a.base, {}, {}};
  int64 shape[R > 0 ? R : 1] = {}, split[2 * R > 0 ? 2 * R : 1] = {};
  for (int k = 0; k < R; ++k) {
    const int own = k - (R - N), given = k - (R - M);
    const int64 times = given >= 0 ? repetitions.length[given] : 1, length = own >= 0 ? a.shape[own] : 1;
    shape[k] = times * length;
    split[2 * k] = times;
    split[2 * k + 1] = length;
    source.shape[2 * k] = times;
    source.strides[2 * k] = 0;
    source.shape[2 * k + 1] = length;
    source.strides[2 * k + 1] = own >= 0 ? a.strides[own] : 0;
  }
  array<T, R> out = empty_at<T, R>(shape, line);
  view<T, 2 * R> target{out.data, nullptr, {}, {}};
  for (int k = 0; k < 2 * R; ++k) target.shape[k] = split[k];
  set_c_strides(split, 2 * R, target.strides);
  assign(line, target, source);
  return out;
}
template <class T, int N>
array<T, N> repeat(const view<T, N>& a, int64 times, int64 axis, int line) {
  const int at = normalize_axis(axis, N, line);
  if (a.shape[at] == 0) times = 0;
  if (times < 0) raise_value(line, "negative dimensions are not allowed");
  int64 shape[N];
  view<T, N + 1> source{a.data, a.base, {}, {}}, target{nullptr, nullptr, {}, {}};
  for (int k = 0, slot = 0; k < N; ++k) {
    shape[k] = a.shape[k] * (k == at ? times : 1);
    source.shape[slot] = a.shape[k];
    source.strides[slot++] = a.strides[k];
    if (k != at) continue;
    source.shape[slot] = times;
    source.strides[slot++] = 0;
  }
  array<T, N> out = empty_at<T, N>(shape, line);
  target.data = out.data;
  for (int k = 0; k <= N; ++k) target.shape[k] = source.shape[k];
  set_c_strides(target.shape, N + 1, target.strides);
  assign(line, target, source);
  return out;
}
template <class T, int N>
array<T, 1> repeat(const view<T, N>& a, int64 times, int line) {
  const array<T, 1> flat = ravel(a, line);
  return repeat(as_view(flat), times, 0, line);
}
[[noreturn]] KB_COLD KB_NOINLINE void raise_repeats(int64 length, int64 repeats, int line);
// A count for every element along the axis.
template <class T, int N, class I>
array<T, N> repeat(const view<T, N>& a, const view<I, 1>& times, int64 axis, int line) {
  const int at = normalize_axis(axis, N, line);
  if (times.shape[0] == 1) return repeat(a, static_cast<int64>(times(0)), axis, line);
  if (times.shape[0] != a.shape[at]) raise_repeats(a.shape[at], times.shape[0], line);
  int64 shape[N];
  for (int k = 0; k < N; ++k) shape[k] = a.shape[k];
  shape[at] = 0;
  for (int64 i = 0; i < times.shape[0]; ++i) {
    if (times(i) < 0) raise_value(line, "repeats may not contain negative values.");
    shape[at] += static_cast<int64>(times(i));
  }
  array<T, N> out = empty_at<T, N>(shape, line);
  int64 begin = 0;
  for (int64 i = 0; i < times.shape[0]; ++i) {
    const int64 n = static_cast<int64>(times(i));
    if (n > 0) assign(line, detail::part_of(as_view(out), at, begin, n), detail::part_of(a, at, i, 1));
    begin += n;
  }
  return out;
}
template <class T, int N, class I>
array<T, 1> repeat(const view<T, N>& a, const view<I, 1>& times, int line) {
  const array<T, 1> flat = ravel(a, line);
  return repeat(as_view(flat), times, 0, line);
}

// ---- roll, flip, rot90 ----

template <class T, int N>
array<T, N> roll(const view<T, N>& a, int64 shift, int64 axis, int line) {
  const int at = normalize_axis(axis, N, line);
  array<T, N> out = empty_like_k<T>(a, line);
  const int64 n = a.shape[at];
  if (n == 0) return out;
  int64 by = shift % n;
  if (by < 0) by += n;
  const view<T, N>& target = out;
  assign(line, detail::part_of(target, at, by, n - by), detail::part_of(a, at, 0, n - by));
  assign(line, detail::part_of(target, at, 0, by), detail::part_of(a, at, n - by, by));
  return out;
}
// Over all elements, in the array's shape.
template <class T, int N>
array<T, N> roll(const view<T, N>& a, int64 shift, int line) {
  if constexpr (N == 1) {
    return roll(a, shift, 0, line);
  } else {
    const array<T, 1> flat = ravel(a, line);
    const array<T, 1> rolled = roll(as_view(flat), shift, 0, line);
    return reshape_at<N>(as_view(rolled), a.shape, line);
  }
}
// Views.
template <class T, int N>
view<T, N> flip(const view<T, N>& a, int64 axis, int line) {
  const int at = normalize_axis(axis, N, line);
  view<T, N> result = a;
  if (a.shape[at] > 0) result.data += (a.shape[at] - 1) * a.strides[at];
  result.strides[at] = -a.strides[at];
  return result;
}
template <class T, int N>
view<T, N> flip(const view<T, N>& a, int line) {
  view<T, N> result = a;
  for (int k = 0; k < N; ++k) result = flip(result, k, line);
  return result;
}
template <class T, int N>
view<T, N> flipud(const view<T, N>& a, int line) {
  return flip(a, 0, line);
}
template <class T, int N>
view<T, N> fliplr(const view<T, N>& a, int line) {
  static_assert(N >= 2);
  return flip(a, 1, line);
}
// In the plane of the first two axes.
template <class T, int N>
view<T, N> rot90(const view<T, N>& a, int64 times, int line) {
  static_assert(N >= 2);
  const int64 k = ((times % 4) + 4) % 4;
  if (k == 0) return a;
  if (k == 2) return flip(flip(a, 0, line), 1, line);
  return k == 1 ? flip(swapaxes(a, 0, 1, line), 0, line) : flip(swapaxes(a, 0, 1, line), 1, line);
}

}  // namespace keelback::np
