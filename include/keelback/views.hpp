// Basic subscripts and shape changes of arrays. What returns a `view` shares the argument's buffer without owning it; what
// returns an `array` owns.
#pragma once

#include <keelback/array.hpp>
#include <keelback/elementwise.hpp>
#include <keelback/slice.hpp>

namespace keelback {

// ---- subscripts: a[i, 1:-1, None, ...] is subscript(a, at_index{i}, range_slice{1, -1, 1, 3}, newaxis, ellipsis, line) ----

struct at_index {
  int64 i;
};
// 0 <= i < the extent is known.
struct at_proved {
  int64 i;
};
struct slice_all_t {};
struct newaxis_t {};
struct ellipsis_t {};
inline constexpr slice_all_t slice_all{};
inline constexpr newaxis_t newaxis{};
inline constexpr ellipsis_t ellipsis{};

namespace detail {

// Axes of the array that an item uses, and axes of the result that it makes. The line, an int, is the last item.
template <class Item>
inline constexpr int axes_used = 1;
template <>
inline constexpr int axes_used<newaxis_t> = 0;
template <>
inline constexpr int axes_used<ellipsis_t> = 0;
template <>
inline constexpr int axes_used<int> = 0;
template <class Item>
inline constexpr int axes_made = 1;
template <>
inline constexpr int axes_made<at_index> = 0;
template <>
inline constexpr int axes_made<at_proved> = 0;
template <>
inline constexpr int axes_made<ellipsis_t> = 0;
template <>
inline constexpr int axes_made<int> = 0;

template <class... Items>
KB_INLINE int last_line(const Items&... items) {
  int line = 0;
  const auto take = [&line](const auto& item) {
    if constexpr (std::is_same_v<std::decay_t<decltype(item)>, int>) line = item;
  };
  (take(items), ...);
  return line;
}

// Builds the result of a subscript item by item; all positions are constants after inlining.
template <class T, int N, int M>
struct subscript_state {
  const view<T, N>& source;
  view<T, M>& result;
  int skipped;  // axes an ellipsis stands for
  int line;
  int in = 0, out = 0;

  KB_INLINE void keep() {
    result.shape[out] = source.shape[in];
    result.strides[out++] = source.strides[in++];
  }
  KB_INLINE void take(at_index item) {
    result.data += index(item.i, source.shape[in], in, line) * source.strides[in];
    ++in;
  }
  KB_INLINE void take(at_proved item) { result.data += item.i * source.strides[in++]; }
  KB_INLINE void take(slice_all_t) { keep(); }
  KB_INLINE void take(const range_slice& item) {
    const slice_indices s = adjust(item, source.shape[in], line);
    if (s.count > 0) result.data += s.start * source.strides[in];
    result.shape[out] = s.count;
    result.strides[out++] = source.strides[in++] * s.step;
  }
  KB_INLINE void take(newaxis_t) {
    result.shape[out] = 1;
    result.strides[out++] = 0;
  }
  KB_INLINE void take(ellipsis_t) {
    for (int k = 0; k < skipped; ++k) keep();
  }
  KB_INLINE void take(int) {}
};

}  // namespace detail

template <class T, int N, class... Items>
KB_INLINE auto subscript(const view<T, N>& a, const Items&... items_and_line) {
  constexpr int used = (detail::axes_used<Items> + ...);
  static_assert(used <= N, "too many indices");
  constexpr int rank = N - used + (detail::axes_made<Items> + ...);
  view<T, rank> result{a.data, a.base, {}, {}};
  detail::subscript_state<T, N, rank> state{a, result, N - used, detail::last_line(items_and_line...)};
  (state.take(items_and_line), ...);
  while (state.in < N) state.keep();
  return result;
}

// ---- permutations of axes ----

template <class T, int N>
KB_INLINE view<T, N> transpose(const view<T, N>& a) {
  view<T, N> result = a;
  for (int k = 0; k < N; ++k) {
    result.shape[k] = a.shape[N - 1 - k];
    result.strides[k] = a.strides[N - 1 - k];
  }
  return result;
}
// a.transpose(2, 0, 1): `transpose<2, 0, 1>(a)`; the axes are a permutation, which check has made sure of.
template <int... Axes, class T, int N>
  requires(sizeof...(Axes) == N && N > 0)
KB_INLINE view<T, N> transpose(const view<T, N>& a) {
  constexpr int axes[] = {Axes...};
  view<T, N> result = a;
  for (int k = 0; k < N; ++k) {
    result.shape[k] = a.shape[axes[k]];
    result.strides[k] = a.strides[axes[k]];
  }
  return result;
}
[[noreturn]] KB_COLD KB_NOINLINE void raise_named_axis(const char* name, int64 axis, int rank, int line);
template <class T, int N>
view<T, N> swapaxes(const view<T, N>& a, int64 axis1, int64 axis2, int line) {
  if (axis1 < -N || axis1 >= N) raise_named_axis("axis1", axis1, N, line);
  if (axis2 < -N || axis2 >= N) raise_named_axis("axis2", axis2, N, line);
  view<T, N> result = a;
  const int64 i = axis1 < 0 ? axis1 + N : axis1, j = axis2 < 0 ? axis2 + N : axis2;
  result.shape[i] = a.shape[j], result.strides[i] = a.strides[j];
  result.shape[j] = a.shape[i], result.strides[j] = a.strides[i];
  return result;
}
template <class T, int N>
view<T, N> moveaxis(const view<T, N>& a, int64 source, int64 destination, int line) {
  if (source < -N || source >= N) raise_named_axis("source", source, N, line);
  if (destination < -N || destination >= N) raise_named_axis("destination", destination, N, line);
  const int64 from = source < 0 ? source + N : source, to = destination < 0 ? destination + N : destination;
  view<T, N> result = a;
  int64 k = 0;
  for (int64 slot = 0; slot < N; ++slot) {
    if (k == from) ++k;
    const int64 axis = slot == to ? from : k++;
    result.shape[slot] = a.shape[axis];
    result.strides[slot] = a.strides[axis];
  }
  return result;
}

// ---- copies ----

// a.copy(), np.array(a): C order (order='C')
template <class T, int N>
array<std::remove_const_t<T>, N> copy(const view<T, N>& a, int line) {
  using U = std::remove_const_t<T>;
  array<U, N> out = empty_at<U, N>(a.shape, line);
  assign(line, static_cast<const view<U, N>&>(out), a);
  return out;
}
// np.copy(a): order='K'
template <class T, int N>
array<std::remove_const_t<T>, N> copy_k(const view<T, N>& a, int line) {
  using U = std::remove_const_t<T>;
  array<U, N> out = empty_like_k<U>(a, line);
  assign(line, static_cast<const view<U, N>&>(out), a);
  return out;
}
// a.astype(U): order='K', always a copy
template <class U, class T, int N>
array<U, N> astype(const view<T, N>& a, int line) {
  array<U, N> out = empty_like_k<U>(a, line);
  assign(line, static_cast<const view<U, N>&>(out), a);
  return out;
}

// ---- shapes ----

// Fills in the -1 of a requested shape; ValueError when it does not hold `size` elements.
void resolve_shape(int64* shape, int rank, int64 size, int line);
// The strides of `shape` over the same elements in C order, if they can be had without a copy: NumPy's _attempt_nocopy_reshape.
bool reshape_strides(const int64* old_shape, const int64* old_strides, int old_rank, const int64* shape, int rank, int64* strides);

template <int M, class T, int N>
array<T, M> reshape_at(const view<T, N>& a, const int64* requested, int line) {
  view<T, M> result{a.data, a.base, {}, {}};
  for (int k = 0; k < M; ++k) result.shape[k] = requested[k];
  resolve_shape(result.shape, M, a.size(), line);
  if (reshape_strides(a.shape, a.strides, N, result.shape, M, result.strides)) return array<T, M>(result);
  array<T, N> packed = copy(a, line);
  result.data = packed.data;
  result.base = packed.base;
  packed.base = nullptr;  // its reference passes to the result
  set_c_strides(result.shape, M, result.strides);
  return array<T, M>::adopt(result);
}
// reshape<2>(a, {3, -1}, line)
template <int M, class T, int N>
array<T, M> reshape(const view<T, N>& a, const int64 (&shape)[M], int line) {
  return reshape_at<M>(a, shape, line);
}
// reshape(a, ()): of an array with one element
template <class T, int N>
array<T, 0> reshape_without_axes(const view<T, N>& a, int line) {
  resolve_shape(nullptr, 0, a.size(), line);
  return array<T, 0>(view<T, 0>{a.data, a.base, {1}, {1}});
}
// The elements in C's order, as a view where one step leads from each to the next. (NumPy's `ravel` is np::ravel_in.)
template <class T, int N>
array<T, 1> ravel(const view<T, N>& a, int line) {
  const int64 shape[] = {-1};
  if (a.size() == 0) {
    const int64 none[] = {0};
    return reshape_at<1>(a, none, line);
  }
  return reshape_at<1>(a, shape, line);
}
// a.flatten(): always a copy
template <class T, int N>
array<T, 1> flatten(const view<T, N>& a, int line) {
  array<T, N> packed = copy(a, line);
  view<T, 1> result{packed.data, packed.base, {packed.size()}, {1}};
  packed.base = nullptr;
  return array<T, 1>::adopt(result);
}

template <class T, int N>
view<T, N + 1> expand_dims(const view<T, N>& a, int64 axis, int line) {
  const int at = normalize_axis(axis, N + 1, line);
  view<T, N + 1> result{a.data, a.base, {}, {}};
  for (int k = 0, in = 0; k <= N; ++k) {
    result.shape[k] = k == at ? 1 : a.shape[in];
    result.strides[k] = k == at ? 0 : a.strides[in++];
  }
  return result;
}
// np.squeeze(a, axis)
template <class T, int N>
view<T, N - 1> squeeze_axis(const view<T, N>& a, int64 axis, int line) {
  const int at = normalize_axis(axis, N, line);
  if (a.shape[at] != 1) raise_value(line, "cannot select an axis to squeeze out which has size not equal to one");
  view<T, N - 1> result{a.data, a.base, {}, {}};
  for (int k = 0, out = 0; k < N; ++k) {
    if (k == at) continue;
    result.shape[out] = a.shape[k];
    result.strides[out++] = a.strides[k];
  }
  return result;
}
[[noreturn]] KB_COLD KB_NOINLINE void raise_broadcast_to(const int64* shape, int rank, const int64* requested, int requested_rank, int line);
// Read-only in NumPy; its axes of stride 0 alias.
template <int M, class T, int N>
view<T, M> broadcast_to_at(const view<T, N>& a, const int64* shape, int line) {
  bool fits = broadcasts_into(a.shape, N, shape, M, false);
  for (int k = 0; k < M; ++k) fits = fits && shape[k] >= 0;
  if (!fits) raise_broadcast_to(a.shape, N, shape, M, line);
  view<T, M> result{a.data, a.base, {}, {}};
  for (int k = 0; k < M; ++k) {
    const int in = k - (M - N);
    result.shape[k] = shape[k];
    result.strides[k] = in < 0 || (a.shape[in] == 1 && shape[k] != 1) ? 0 : a.strides[in];
  }
  return result;
}
template <int M, class T, int N>
view<T, M> broadcast_to(const view<T, N>& a, const int64 (&shape)[M], int line) {
  return broadcast_to_at<M>(a, shape, line);
}
// The k-th diagonal of the first two axes, as the last axis.
template <class T, int N>
view<T, N - 1> diagonal(const view<T, N>& a, int64 k = 0) {
  static_assert(N >= 2);
  view<T, N - 1> result{a.data, a.base, {}, {}};
  const int64 rows = a.shape[0] - (k < 0 ? -k : 0), columns = a.shape[1] - (k > 0 ? k : 0);
  const int64 n = rows < columns ? rows : columns;
  for (int axis = 2; axis < N; ++axis) {
    result.shape[axis - 2] = a.shape[axis];
    result.strides[axis - 2] = a.strides[axis];
  }
  result.shape[N - 2] = n > 0 ? n : 0;
  result.strides[N - 2] = a.strides[0] + a.strides[1];
  if (n > 0) result.data += k >= 0 ? k * a.strides[1] : -k * a.strides[0];
  return result;
}

// The parts of a complex array; elements become reals, two for each.
template <class T, int N>
view<T, N> real(const view<complex<T>, N>& a) {
  view<T, N> result{reinterpret_cast<T*>(a.data), a.base, {}, {}};
  for (int k = 0; k < N; ++k) {
    result.shape[k] = a.shape[k];
    result.strides[k] = 2 * a.strides[k];
  }
  return result;
}
template <class T, int N>
view<T, N> imag(const view<complex<T>, N>& a) {
  view<T, N> result = real(a);
  ++result.data;
  return result;
}

}  // namespace keelback
