// Sorted values: searchsorted, unique, isin, set operations, bincount.
#pragma once

#include <keelback/numpy/join.hpp>
#include <keelback/numpy/sort.hpp>

namespace keelback::np {

[[noreturn]] KB_COLD KB_NOINLINE void raise_bincount(int which, int line);

namespace detail {

// NumPy's order, nan last.
template <class T>
KB_INLINE bool before(T a, T b) {
  if constexpr (is_complex<T>) return complex_before(a, b);
  else return a < b || (b != b && a == a);
}
// Whether x belongs behind an element of the sorted array. `IsNumber`: it is known that x is no nan.
template <bool Right, bool IsNumber, class T>
KB_INLINE bool belongs_behind(T element, T x) {
  if constexpr (is_complex<T> || !IsNumber) return Right ? !before(x, element) : before(element, x);
  else return Right ? element <= x : element < x;
}
// The positions of `Count` values, found in step: the reads of one do not wait for those of another.
template <bool Right, int Count, bool IsNumber, class T>
KB_INLINE void bounds_in_step(const view<T, 1>& sorted, const T* x, int64* out) {
  const T* from[Count];
  const int64 step = sorted.strides[0];
  int64 n = sorted.shape[0];
  for (int k = 0; k < Count; ++k) from[k] = sorted.data;
  while (n > 1) {
    const int64 half = n / 2, next = half * step;
    KB_UNROLL(8)
    for (int k = 0; k < Count; ++k) {
      const T* const other = from[k] + next;
      from[k] = belongs_behind<Right, IsNumber>(other[-step], x[k]) ? other : from[k];
    }
    n -= half;
  }
  for (int k = 0; k < Count; ++k) {
    const bool is_behind = n != 0 && belongs_behind<Right, IsNumber>(*from[k], x[k]);
    if (KB_UNLIKELY(step == 0)) out[k] = is_behind ? sorted.shape[0] : 0;
    else out[k] = (step == 1 ? from[k] - sorted.data : (from[k] - sorted.data) / step) + is_behind;
  }
}
template <int Count, class T>
KB_INLINE bool all_numbers(const T* x) {
  bool all = true;
  for (int k = 0; k < Count; ++k) all &= x[k] == x[k];
  return all;
}
template <bool Right, int Count, class T>
KB_INLINE void bounds(const view<T, 1>& sorted, const T* x, int64* out) {
  if (KB_LIKELY(all_numbers<Count>(x))) bounds_in_step<Right, Count, true>(sorted, x, out);
  else bounds_in_step<Right, Count, false>(sorted, x, out);
}
template <class T>
int64 lower_bound(const view<T, 1>& sorted, T x) {
  int64 at;
  bounds<false, 1>(sorted, &x, &at);
  return at;
}
template <class T>
int64 upper_bound(const view<T, 1>& sorted, T x) {
  int64 at;
  bounds<true, 1>(sorted, &x, &at);
  return at;
}
// Of n values side by side.
template <bool Right, class T>
KB_NOINLINE void all_bounds(const view<T, 1>& sorted, const T* x, int64* out, int64 n) {
  constexpr int at_once = 8, near = 32;
  const int64 size = sorted.shape[0];
  const bool may_be_near = size > 8 * near;
  int64 at = 0, i = 0;
  for (; i + at_once <= n; i += at_once) {
    // Values that ascend slowly come near the last one.
    const int64 limit = at + near < size ? at + near : size;
    bool is_near = may_be_near && all_numbers<at_once>(x + i);
    if (is_near) {
      is_near = at == 0 || belongs_behind<Right, true>(sorted(at - 1), x[i]);
      is_near &= limit == size || !belongs_behind<Right, true>(sorted(limit), x[i + at_once - 1]);
      for (int k = 1; k < at_once; ++k) is_near &= !(x[i + k] < x[i + k - 1]);
    }
    if (is_near) {
      for (int k = 0; k < at_once; ++k) {
        while (at < limit && belongs_behind<Right, true>(sorted(at), x[i + k])) ++at;
        out[i + k] = at;
      }
    } else {
      bounds<Right, at_once>(sorted, x + i, out + i);
      at = out[i + at_once - 1];
    }
  }
  for (; i < n; ++i) bounds<Right, 1>(sorted, x + i, out + i);
}
template <class T>
KB_INLINE bool same_value(T a, T b) {
  if constexpr (is_complex<T>) return a == b || (!(a.re == a.re && a.im == a.im) && !(b.re == b.re && b.im == b.im));
  else return a == b || (a != a && b != b);
}

}  // namespace detail

// `value` is a scalar or an array of the sorted array's dtype.
template <class T, class V>
auto searchsorted(const view<T, 1>& sorted, const V& value, bool right, int line) {
  if constexpr (is_array<V>) {
#ifndef KEELBACK_PARALLEL
    if constexpr (std::is_same_v<element_of<V>, T> && operand<V>::rank > 0) {
      if (is_flat(value)) {
        array<int64, operand<V>::rank> out = empty_at<int64, operand<V>::rank>(value.shape, line);
        if (right) detail::all_bounds<true>(sorted, value.data, out.data, value.size());
        else detail::all_bounds<false>(sorted, value.data, out.data, value.size());
        return out;
      }
    }
#endif
    return map<int64, operand<V>::rank>(line, [&](T x) { return right ? detail::upper_bound(sorted, x) : detail::lower_bound(sorted, x); }, value);
  } else {
    return right ? detail::upper_bound(sorted, cast<T>(value)) : detail::lower_bound(sorted, cast<T>(value));
  }
}
// np.digitize with increasing bins.
template <class T, class V>
auto digitize(const V& value, const view<T, 1>& bins, bool right, int line) {
  return searchsorted(bins, value, !right, line);
}

// ---- unique ----

namespace detail {

// The groups of equal elements of `flat`, in order: f(number of the group, begin, end) into `order`.
template <class T, class F>
int64 for_groups(const view<T, 1>& flat, const int64* order, F f) {
  const int64 n = flat.shape[0];
  int64 groups = 0;
  for (int64 i = 0; i < n;) {
    int64 end = i + 1;
    while (end < n && same_value(flat(order[i]), flat(order[end]))) ++end;
    f(groups++, i, end);
    i = end;
  }
  return groups;
}

}  // namespace detail

template <class T, int N>
array<T, 1> unique(const view<T, N>& a, int line) {
  array<T, 1> sorted = sort_flat(a, line);
  const int64 n = sorted.shape[0];
  int64 count = 0;
  for (int64 i = 0; i < n; ++i)
    if (count == 0 || !detail::same_value(sorted.data[count - 1], sorted.data[i])) sorted.data[count++] = sorted.data[i];
  if (count == n) return sorted;
  const int64 shape[] = {count};
  array<T, 1> out = empty_at<T, 1>(shape, line);
  std::memcpy(static_cast<void*>(out.data), sorted.data, static_cast<size_t>(count) * sizeof(T));
  return out;
}

// np.unique(a, return_index, return_inverse, return_counts): what is asked for, in a tuple after the values. The caller
// includes tuple.hpp.
template <bool Index, bool Inverse, bool Counts, class T, int N>
auto unique_with(const view<T, N>& a, int line) {
  const array<T, 1> flat = ravel(a, line);
  const view<T, 1>& source = flat;
  const int64 n = flat.shape[0];
  detail::buffer<int64> order(n, line);
  detail::argsort_lane(source, order.data, line);
  const int64 shape[] = {detail::for_groups(source, order.data, [](int64, int64, int64) {})};
  array<T, 1> values = empty_at<T, 1>(shape, line);
  array<int64, 1> index = empty_at<int64, 1>(shape, line), counts = empty_at<int64, 1>(shape, line);
  array<int64, N> inverse = empty_at<int64, N>(a.shape, line);
  detail::for_groups(source, order.data, [&](int64 group, int64 begin, int64 end) {
    values.data[group] = source(order.data[begin]);
    index.data[group] = order.data[begin];
    counts.data[group] = end - begin;
    for (int64 i = begin; i < end; ++i) inverse.data[order.data[i]] = group;
  });
  if constexpr (Index && Inverse && Counts) return make_tuple(values, index, inverse, counts);
  else if constexpr (Index && Inverse) return make_tuple(values, index, inverse);
  else if constexpr (Index && Counts) return make_tuple(values, index, counts);
  else if constexpr (Inverse && Counts) return make_tuple(values, inverse, counts);
  else if constexpr (Index) return make_tuple(values, index);
  else if constexpr (Inverse) return make_tuple(values, inverse);
  else return make_tuple(values, counts);
}

// ---- membership; both of one dtype ----

template <class T, int N, int M>
array<bool, N> isin(const view<T, N>& a, const view<T, M>& values, bool invert, int line) {
  const array<T, 1> sorted = sort_flat(values, line);
  const view<T, 1>& all = sorted;
  array<bool, N> out = empty_at<bool, N>(a.shape, line);
  assign(
      line, as_view(out),
      [&](T x) {
        const int64 i = detail::lower_bound(all, x);
        return (i < all.shape[0] && all(i) == x) != invert;
      },
      a);
  return out;
}
template <class T, int N, int M>
array<T, 1> union1d(const view<T, N>& a, const view<T, M>& b, int line) {
  const array<T, 1> both = append(a, b, line);
  return unique(as_view(both), line);
}
namespace detail {
template <class T>
array<T, 1> keep_members(const array<T, 1>& values, const array<T, 1>& others, bool invert, int line) {
  int64 count = 0;
  const int64 shape[] = {values.shape[0]};
  const array<bool, 1> keep = isin(as_view(values), as_view(others), invert, line);
  array<T, 1> out = empty_at<T, 1>(shape, line);
  for (int64 i = 0; i < shape[0]; ++i)
    if (keep(i)) out.data[count++] = values(i);
  out.shape[0] = count;
  return out;
}
}  // namespace detail
template <class T, int N, int M>
array<T, 1> intersect1d(const view<T, N>& a, const view<T, M>& b, int line) {
  return detail::keep_members(unique(a, line), unique(b, line), false, line);
}
template <class T, int N, int M>
array<T, 1> setdiff1d(const view<T, N>& a, const view<T, M>& b, int line) {
  return detail::keep_members(unique(a, line), unique(b, line), true, line);
}

// ---- bincount ----

namespace detail {
template <class I>
int64 bins_for(const view<I, 1>& x, int64 minimum, int line) {
  if (minimum < 0) raise_bincount(1, line);
  int64 bins = minimum;
  for (int64 i = 0; i < x.shape[0]; ++i) {
    const int64 value = static_cast<int64>(x(i));
    if (value < 0) raise_bincount(0, line);
    if (value >= bins) bins = value + 1;
  }
  return bins;
}
}  // namespace detail
template <class I>
array<int64, 1> bincount(const view<I, 1>& x, int64 minimum, int line) {
  const int64 shape[] = {detail::bins_for(x, minimum, line)};
  array<int64, 1> out = empty_at<int64, 1>(shape, line);
  for (int64 i = 0; i < shape[0]; ++i) out.data[i] = 0;
  for (int64 i = 0; i < x.shape[0]; ++i) ++out.data[x(i)];
  return out;
}
template <class I, class W>
array<double, 1> bincount(const view<I, 1>& x, const view<W, 1>& weights, int64 minimum, int line) {
  const int64 shape[] = {detail::bins_for(x, minimum, line)};
  if (weights.shape[0] != x.shape[0]) raise_bincount(2, line);
  array<double, 1> out = empty_at<double, 1>(shape, line);
  for (int64 i = 0; i < shape[0]; ++i) out.data[i] = 0;
  for (int64 i = 0; i < x.shape[0]; ++i) out.data[x(i)] += cast<double>(weights(i));
  return out;
}

}  // namespace keelback::np
