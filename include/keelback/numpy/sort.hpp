// Sorting. Elements become unsigned keys of the same order, which compiled/numpy.hpp sorts: by radix, or by merging when
// there are few. Every sort is stable, so that `kind` does not matter; nan comes last.
#pragma once

#include <keelback/elementwise.hpp>
#include <keelback/numpy/shape.hpp>
#include <keelback/views.hpp>

namespace keelback::np {

void sort_keys(uint64* keys, int64 n, int line);
// Sorts in vector registers (runtime/vector_sort.cpp); false where these are too many, or the processor has none for it.
bool sort_block(uint64* keys, int64 n);
bool has_sort_block();
// positions[i]: which of the keys comes i-th.
void argsort_keys(const uint64* keys, int64* positions, int64 n, int line);
// Reorders so that keys[k] is what it would be if sorted, with nothing larger in front of it.
void select_key(uint64* keys, int64 n, int64 k);

namespace detail {

template <class T>
struct buffer {
  T* data;
  buffer(int64 n, int line) : data(static_cast<T*>(allocate(static_cast<size_t>(n > 0 ? n : 1) * sizeof(T)))) {
    if (data == nullptr) raise_memory(line);
  }
  buffer(const buffer&) = delete;
  ~buffer() { deallocate(data); }
};

template <class T>
using bits_of_float = std::conditional_t<sizeof(T) == 2, std::uint16_t, std::conditional_t<sizeof(T) == 4, std::uint32_t, uint64>>;

// Sort keys. Zeros of both signs are different keys; `key_of(x + 0)` makes them one.
template <class T>
KB_INLINE uint64 key_of(T x) {
  if constexpr (is_real_float<T>) {
    using U = bits_of_float<T>;
    if (x != x) return static_cast<uint64>(static_cast<U>(~U{0}));
    U bits;
    std::memcpy(&bits, &x, sizeof bits);
    constexpr U top = U{1} << (sizeof(U) * 8 - 1);
    return (bits & top) != 0 ? static_cast<U>(~bits) : static_cast<U>(bits | top);
  } else if constexpr (std::is_signed_v<T>) {
    using U = std::make_unsigned_t<T>;
    return static_cast<U>(static_cast<U>(x) ^ (U{1} << (sizeof(U) * 8 - 1)));
  } else {
    return static_cast<uint64>(x);
  }
}
template <class T>
KB_INLINE T value_of_key(uint64 key) {
  if constexpr (is_real_float<T>) {
    using U = bits_of_float<T>;
    constexpr U top = U{1} << (sizeof(U) * 8 - 1);
    const U k = static_cast<U>(key);
    if (k == static_cast<U>(~U{0})) return static_cast<T>(quiet_nan);
    const U bits = (k & top) != 0 ? static_cast<U>(k ^ top) : static_cast<U>(~k);
    T x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
  } else if constexpr (std::is_signed_v<T>) {
    using U = std::make_unsigned_t<T>;
    return static_cast<T>(static_cast<U>(static_cast<U>(key) ^ (U{1} << (sizeof(U) * 8 - 1))));
  } else {
    return static_cast<T>(key);
  }
}

// NumPy's order of complex numbers: by real part, then imaginary; a nan part after numbers.
template <class T>
KB_INLINE bool complex_before(T a, T b) {
  const auto before = [](auto x, auto y) { return x < y || (y != y && x == x); };
  const auto same = [](auto x, auto y) { return x == y || (x != x && y != y); };
  // Numbers with a nan imaginary part only come after those without.
  if (a.im == a.im && b.im == b.im) return before(a.re, b.re) || (same(a.re, b.re) && a.im < b.im);
  const bool a_real = a.re == a.re, b_real = b.re == b.re;
  const int a_class = (a_real ? 0 : 2) + (a.im == a.im ? 0 : 1), b_class = (b_real ? 0 : 2) + (b.im == b.im ? 0 : 1);
  if (a_class != b_class) return a_class < b_class;
  if (a_class == 1) return a.re < b.re;
  return false;
}
// Stable merge sort of positions, for elements that have no key.
template <class Before>
void merge_positions(int64* positions, int64* spare, int64 n, const Before& before) {
  if (n < 2) return;
  const int64 half = n / 2;
  merge_positions(positions, spare, half, before);
  merge_positions(positions + half, spare, n - half, before);
  std::memcpy(spare, positions, static_cast<size_t>(half) * sizeof(int64));
  int64 i = 0, j = half, out = 0;
  while (i < half && j < n) positions[out++] = before(positions[j], spare[i]) ? positions[j++] : spare[i++];
  while (i < half) positions[out++] = spare[i++];
}

// Calls f(offset of the lane's first element in a, its number) for the lanes along `axis`, in C order of the other axes.
template <class T, int N, class F>
void for_lanes(const view<T, N>& a, int axis, F f) {
  int64 shape[N > 1 ? N - 1 : 1] = {1}, strides[N > 1 ? N - 1 : 1] = {0};
  int rank = 0;
  for (int k = 0; k < N; ++k) {
    if (k == axis) continue;
    shape[rank] = a.shape[k];
    strides[rank++] = a.strides[k];
    if (a.shape[k] == 0) return;
  }
  int64 position[N] = {}, offset = 0, number = 0;
  for (;;) {
    f(view<T, 1>{a.data + offset, nullptr, {a.shape[axis]}, {a.strides[axis]}}, number++);
    int k = rank - 1;
    for (; k >= 0; --k) {
      offset += strides[k];
      if (++position[k] < shape[k]) break;
      offset -= shape[k] * strides[k];
      position[k] = 0;
    }
    if (k < 0) return;
  }
}
// The lane of another array that has the same other axes: its first element.
template <class T, int N>
T* lane_of(const view<T, N>& a, int axis, int64 number) {
  int64 offset = 0;
  for (int k = N - 1; k >= 0; --k) {
    if (k == axis) continue;
    offset += number % a.shape[k] * a.strides[k];
    number /= a.shape[k];
  }
  return a.data + offset;
}

template <class T>
void argsort_lane(const view<T, 1>& lane, int64* out, int line) {
  const int64 n = lane.shape[0];
  if constexpr (is_complex<T>) {
    buffer<int64> spare(n, line);
    for (int64 i = 0; i < n; ++i) out[i] = i;
    merge_positions(out, spare.data, n, [&](int64 i, int64 j) { return complex_before(lane(i), lane(j)); });
  } else {
    buffer<uint64> keys(n, line);
    for (int64 i = 0; i < n; ++i) {
      if constexpr (is_real_float<T>) keys.data[i] = key_of(static_cast<T>(lane(i) + 0));
      else keys.data[i] = key_of(lane(i));
    }
    argsort_keys(keys.data, out, n, line);
  }
}
template <class T>
void sort_lane(const view<T, 1>& lane, int line) {
  const int64 n = lane.shape[0];
  if constexpr (is_complex<T>) {
    buffer<int64> positions(n, line);
    buffer<T> values(n, line);
    argsort_lane(lane, positions.data, line);
    for (int64 i = 0; i < n; ++i) values.data[i] = lane(positions.data[i]);
    for (int64 i = 0; i < n; ++i) lane(i) = values.data[i];
  } else if (lane.strides[0] != 1) {
    buffer<T> side_by_side(n, line);
    for (int64 i = 0; i < n; ++i) side_by_side.data[i] = lane(i);
    sort_lane(view<T, 1>{side_by_side.data, nullptr, {n}, {1}}, line);
    for (int64 i = 0; i < n; ++i) lane(i) = side_by_side.data[i];
  } else if constexpr (sizeof(T) == 1) {
    int64 count[256] = {};
    for (int64 i = 0; i < n; ++i) ++count[key_of(lane(i))];
    int64 out = 0;
    for (unsigned key = 0; key < 256; ++key)
      for (int64 i = 0; i < count[key]; ++i) lane(out++) = value_of_key<T>(key);
  } else {
    buffer<uint64> room(n, line);
    uint64* const keys = room.data;
    T* const data = lane.data;
    for (int64 i = 0; i < n; ++i) keys[i] = key_of(data[i]);
    if constexpr (is_real_float<T>) {
      // Zeros of both signs are equal, and stay in their order.
      const uint64 zero = key_of(T(0.0)), negative_zero = key_of(T(-0.0));
      uint64 has_zero = 0, has_negative_zero = 0;
      for (int64 i = 0; i < n; ++i) {
        has_zero |= keys[i] == zero ? 1 : 0;
        has_negative_zero |= keys[i] == negative_zero ? 1 : 0;
      }
      sort_keys(keys, n, line);
      if (has_zero & has_negative_zero) {
        int64 slot = 0;
        while (keys[slot] != negative_zero) ++slot;
        for (int64 i = 0; i < n; ++i)
          if (data[i] == 0) keys[slot++] = key_of(data[i]);
      }
    } else {
      sort_keys(keys, n, line);
    }
    for (int64 i = 0; i < n; ++i) data[i] = value_of_key<T>(keys[i]);
  }
}

}  // namespace detail

// a.sort(axis): in place
template <class T, int N>
void sort_in_place(const view<T, N>& a, int64 axis, int line) {
  const int at = normalize_axis(axis, N, line);
  detail::for_lanes(a, at, [line](const view<T, 1>& lane, int64) { detail::sort_lane(lane, line); });
}
template <class T, int N>
array<T, N> sort(const view<T, N>& a, int64 axis, int line) {
  normalize_axis(axis, N, line);
  array<T, N> out = copy_k(a, line);
  sort_in_place(as_view(out), axis, line);
  return out;
}
// np.sort(a, axis=None)
template <class T, int N>
array<T, 1> sort_flat(const view<T, N>& a, int line) {
  array<T, 1> out = flatten(a, line);
  sort_in_place(as_view(out), 0, line);
  return out;
}
template <class T, int N>
array<int64, N> argsort(const view<T, N>& a, int64 axis, int line) {
  const int at = normalize_axis(axis, N, line);
  array<int64, N> out = empty_like_k<int64>(a, line);
  const int64 n = a.shape[at], step = out.strides[at];
  detail::buffer<int64> positions(n, line);
  detail::for_lanes(a, at, [&](const view<T, 1>& lane, int64 number) {
    int64* target = detail::lane_of(as_view(out), at, number);
    detail::argsort_lane(lane, step == 1 ? target : positions.data, line);
    if (step != 1)
      for (int64 i = 0; i < n; ++i) target[i * step] = positions.data[i];
  });
  return out;
}

[[noreturn]] KB_COLD KB_NOINLINE void raise_kth(int64 kth, int64 length, int line);
KB_INLINE void check_kth(int64 kth, int64 length, int line) {
  if (kth < -length || kth >= length) raise_kth(kth, length, line);
}
// A sorted array is a partition at every position.
template <class T, int N>
array<T, N> partition(const view<T, N>& a, int64 kth, int64 axis, int line) {
  check_kth(kth, a.shape[normalize_axis(axis, N, line)], line);
  return sort(a, axis, line);
}
template <class T, int N>
array<int64, N> argpartition(const view<T, N>& a, int64 kth, int64 axis, int line) {
  check_kth(kth, a.shape[normalize_axis(axis, N, line)], line);
  return argsort(a, axis, line);
}
// The last key sorts first. `keys`: a tuple of 1-D arrays.
template <class... Keys>
array<int64, 1> lexsort(const tuple<Keys...>& keys, int line) {
  const int64 n = get<0>(keys).shape[0];
  const int64 shape[] = {n};
  array<int64, 1> order = empty_at<int64, 1>(shape, line), part = empty_at<int64, 1>(shape, line), next = empty_at<int64, 1>(shape, line);
  for (int64 i = 0; i < n; ++i) order.data[i] = i;
  const auto by = [&](const auto& key) {
    using T = element_of<std::remove_cvref_t<decltype(key)>>;
    if (key.shape[0] != n) raise_value(line, "all keys need to be the same shape");
    const array<T, 1> values = empty_at<T, 1>(shape, line);
    for (int64 i = 0; i < n; ++i) values.data[i] = key(order.data[i]);
    detail::argsort_lane(static_cast<const view<T, 1>&>(values), part.data, line);
    for (int64 i = 0; i < n; ++i) next.data[i] = order.data[part.data[i]];
    std::memcpy(order.data, next.data, static_cast<size_t>(n) * sizeof(int64));
  };
  [&]<size_t... K>(std::index_sequence<K...>) { (by(get<K>(keys)), ...); }(std::make_index_sequence<sizeof...(Keys)>{});
  return order;
}

}  // namespace keelback::np
