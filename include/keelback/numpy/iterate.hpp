// Iterators over the elements and positions of arrays: a.flat, np.ndindex, np.ndenumerate, np.nditer.
#pragma once

#include <keelback/elementwise.hpp>
#include <keelback/iterator.hpp>
#include <keelback/numpy/shape.hpp>
#include <keelback/slice.hpp>

namespace keelback::np {

namespace detail {
template <class Indices>
struct position_of;
template <size_t... I>
struct position_of<std::index_sequence<I...>> {
  template <size_t>
  using one = int64;
  using type = tuple<one<I>...>;
  static type from(const int64* at) { return type{at[I]...}; }
};
}  // namespace detail

// The index of an element: a tuple of N ints.
template <int N>
using position = typename detail::position_of<std::make_index_sequence<N>>::type;

// The positions of a shape, the last axis first.
template <int N>
struct positions {
  int64 shape[N > 0 ? N : 1], at[N > 0 ? N : 1] = {};
  bool is_done = false;

  explicit positions(const int64* from) {
    for (int k = 0; k < N; ++k) {
      shape[k] = from[k];
      is_done = is_done || from[k] == 0;
    }
  }
  void step() {
    int k = N - 1;
    for (; k >= 0 && ++at[k] == shape[k]; --k) at[k] = 0;
    is_done = k < 0;
  }
  position<N> index() const { return detail::position_of<std::make_index_sequence<N>>::from(at); }
};

template <int N>
struct ndindex_source : source<ndindex_source<N>, position<N>> {
  positions<N> all;
  explicit ndindex_source(const int64* shape) : all(shape) {}
  KB_INLINE bool next(position<N>& item, int) {
    if (all.is_done) return false;
    item = all.index();
    all.step();
    return true;
  }
};
template <int N>
ndindex_source<N> ndindex(const int64 (&shape)[N], int line) {
  for (const int64 extent : shape) {
    if (extent < 0) raise_value(line, "negative dimensions are not allowed");
  }
  return ndindex_source<N>(shape);
}
inline ndindex_source<0> ndindex_of_nothing(int) { return ndindex_source<0>(nullptr); }

// The elements in C order, read when it comes to them.
template <class T, int N>
struct elements {
  array<T, N> items;
  positions<N> all;
  explicit elements(const view<T, N>& a) : items(a), all(a.shape) {}
  T* here() const {
    int64 offset = 0;
    for (int k = 0; k < N; ++k) offset += all.at[k] * items.strides[k];
    return items.data + offset;
  }
};

template <class T, int N>
struct flat_source : source<flat_source<T, N>, T> {
  elements<T, N> from;
  explicit flat_source(const view<T, N>& a) : from(a) {}
  KB_INLINE bool next(T& item, int) {
    if (from.all.is_done) return false;
    item = *from.here();
    from.all.step();
    return true;
  }
};
template <class T, int N>
flat_source<T, N> flat(const view<T, N>& a) {
  return flat_source<T, N>(a);
}

template <class T, int N>
struct ndenumerate_source : source<ndenumerate_source<T, N>, tuple<position<N>, T>> {
  elements<T, N> from;
  explicit ndenumerate_source(const view<T, N>& a) : from(a) {}
  KB_INLINE bool next(tuple<position<N>, T>& item, int) {
    if (from.all.is_done) return false;
    get<0>(item) = from.all.index();
    get<1>(item) = *from.here();
    from.all.step();
    return true;
  }
};
template <class T, int N>
ndenumerate_source<T, N> ndenumerate(const view<T, N>& a) {
  return ndenumerate_source<T, N>(a);
}

// np.nditer(a): arrays without axes, which share the elements, in the order of memory; or in C order.
template <class T, int N>
struct nditer_source : source<nditer_source<T, N>, array<T, 0>> {
  array<T, N> items;
  loop_plan<N, 1> plan;
  int64 at = 0;
  bool is_done;
  nditer_source(const view<T, N>& a, const loop_plan<N, 1>& plan) : items(a), plan(plan), is_done(plan.empty()) {}
  bool next(array<T, 0>& item, int) {
    if (is_done) return false;
    item = array<T, 0>(view<T, 0>{items.data + plan.offset[0] + at * plan.step(0), items.base, {1}, {1}});
    if (++at == plan.row_length()) {
      at = 0;
      is_done = !plan.next();
    }
    return true;
  }
};
template <class T, int N>
nditer_source<T, N> nditer(const view<T, N>& a, int line) {
  if (a.size() == 0) raise_value(line, "Iteration of zero-sized operands is not enabled");
  const strided_operand operands[] = {strided(a)};
  return nditer_source<T, N>(a, loop_plan<N, 1>(a.shape, operands));
}

// a.flat[i]
template <class T, int N>
T* flat_element(const view<T, N>& a, int64 i, int line) {
  const int64 size = a.size(), wrapped = i < 0 ? i + size : i;
  if (wrapped < 0 || wrapped >= size) {
    raise(exception::index_error, line, "index %lld is out of bounds for size %lld", static_cast<long long>(i), static_cast<long long>(size));
  }
  int64 offset = 0, left = wrapped;
  for (int k = N - 1; k >= 0; --k) {
    offset += left % a.shape[k] * a.strides[k];
    left /= a.shape[k];
  }
  return a.data + offset;
}
template <class T, int N>
T flat_item(const view<T, N>& a, int64 i, int line) {
  return *flat_element(a, i, line);
}
template <class T, int N>
void flat_store(const view<T, N>& a, int64 i, std::type_identity_t<T> value, int line) {
  *flat_element(a, i, line) = value;
}

namespace detail {
// The element at the place `i` of the array in C order; `i` is within it.
template <class T, int N>
KB_INLINE T& flat_at(const view<T, N>& a, int64 i) {
  if constexpr (N == 1) return a.data[i * a.strides[0]];
  int64 offset = 0;
  for (int k = N - 1; k > 0; --k) {
    offset += i % a.shape[k] * a.strides[k];
    i /= a.shape[k];
  }
  return a.data[offset + i * a.strides[0]];
}
// values[k % size] for k = 0, 1, ...
template <class T, class V>
struct repeated_values {
  const V& values;
  int64 size, at = 0;
  explicit repeated_values(const V& values) : values(values), size(values.size()) {}
  T next() {
    const T value = flat_at(values, at);
    at = at + 1 == size ? 0 : at + 1;
    return value;
  }
};
template <class T>
struct one_value {
  T value;
  int64 size = 1;
  explicit one_value(T value) : value(value) {}
  T next() const { return value; }
};
template <class T, class Values>
auto values_to_store(const Values& values) {
  if constexpr (std::is_class_v<Values> && requires { values.strides; }) return repeated_values<T, Values>(values);
  else return one_value<T>(values);
}
}  // namespace detail

// a.flat[start:stop:step]: a copy
template <class T, int N>
array<T, 1> flat_slice(const view<T, N>& a, int64 start, int64 stop, int64 step, int64 flags, int line) {
  const slice_indices at = adjust(make_slice(start, stop, step, flags), a.size(), line);
  const int64 shape[] = {at.count};
  array<T, 1> out = empty_at<T, 1>(shape, line);
  for (int64 k = 0; k < at.count; ++k) out.data[k] = detail::flat_at(a, at.start + k * at.step);
  return out;
}
// a.flat[start:stop:step] = values: one after another, and from the first again where there are fewer of them
template <class T, int N, class Values>
void flat_store_slice(const view<T, N>& a, int64 start, int64 stop, int64 step, int64 flags, const Values& values, int line) {
  const slice_indices at = adjust(make_slice(start, stop, step, flags), a.size(), line);
  auto source = detail::values_to_store<T>(values);
  if (source.size == 0) return;
  for (int64 k = 0; k < at.count; ++k) detail::flat_at(a, at.start + k * at.step) = source.next();
}
// a.flat[mask] = values
template <class T, int N, class Values>
void flat_store_mask(const view<T, N>& a, const view<bool, 1>& mask, const Values& values, int line) {
  if (mask.shape[0] != a.size()) {
    raise(exception::index_error, line, "boolean index did not match indexed flat iterator along axis 0; size of axis is %lld but size of corresponding boolean axis is %lld",
          static_cast<long long>(a.size()), static_cast<long long>(mask.shape[0]));
  }
  auto source = detail::values_to_store<T>(values);
  if (source.size == 0) return;
  for (int64 i = 0; i < mask.shape[0]; ++i) {
    if (mask.data[i * mask.strides[0]]) detail::flat_at(a, i) = source.next();
  }
}

}  // namespace keelback::np
