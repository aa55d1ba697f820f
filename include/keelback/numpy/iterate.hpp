// Iterators over the elements and positions of arrays: a.flat, np.ndindex, np.ndenumerate, np.nditer.
#pragma once

#include <keelback/elementwise.hpp>
#include <keelback/iterator.hpp>
#include <keelback/numpy/shape.hpp>

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

}  // namespace keelback::np
