// Arrays: `view` (trivially copyable, does not own) and `array` (keeps its buffer alive). One type for every layout:
// strides are in elements and of any sign, as NumPy's.
#pragma once

#include <keelback/dtype.hpp>
#include <keelback/errors.hpp>

namespace keelback {

// The head of a shared buffer. `release` frees it, and is called by the last `drop`. A buffer that came from Python holds
// its object in `context`.
struct owner {
  void (*release)(owner*) noexcept;
  int64 references;
  void* context;
  bool read_only = false;  // NumPy's `flags.writeable` of the arrays that have it, the other way round (docs/design/read_only.md)
};

KB_INLINE void retain(owner* base) {
  if (base != nullptr) atomic_increment(&base->references);
}
KB_INLINE void drop(owner* base) noexcept {
  if (base != nullptr && atomic_decrement(&base->references)) base->release(base);
}

// runtime/alloc.cpp: 64-byte aligned; `allocate` returns nullptr when there is no memory.
void* allocate(size_t bytes) noexcept;
void deallocate(void* memory) noexcept;

// An owner that keeps another alive for arrays that are read-only (read_only.hpp). The other one itself where it is read-only already.
owner* read_only_owner(owner* of);
owner* writeable_owner(owner* base);  // what it keeps alive, in the end

template <class T, int N>
struct array;

template <class T, int N>
struct view {
  using value_type = T;
  static constexpr int rank = N;
  static constexpr int slots = N > 0 ? N : 1;  // an array of length 0 is not C++

  T* data;
  owner* base;
  int64 shape[slots];
  int64 strides[slots];

  int64 size() const {
    int64 n = 1;
    for (int k = 0; k < N; ++k) n *= shape[k];
    return n;
  }
  // len(a), for N >= 1
  int64 length() const { return shape[0]; }

  // Unchecked, not wrapped: for subscripts that are proved.
  template <class... I>
  KB_INLINE T& operator()(I... i) const {
    static_assert(sizeof...(I) == N);
    int64 offset = 0;
    int axis = 0;
    ((offset += static_cast<int64>(i) * strides[axis++]), ...);
    return data[offset];
  }
  // `a.at(i, j, line)`: a Python subscript of every axis.
  template <class... A>
  KB_INLINE T& at(A... subscripts_and_line) const {
    static_assert(sizeof...(A) == N + 1);
    return at_impl(index_sequence<N>{}, static_cast<int64>(subscripts_and_line)...);
  }

  bool is_c_contiguous() const {
    int64 expected = 1;
    for (int k = N - 1; k >= 0; --k) {
      if (shape[k] != 1 && strides[k] != expected) return size() == 0;
      expected *= shape[k];
    }
    return true;
  }
  bool is_f_contiguous() const {
    int64 expected = 1;
    for (int k = 0; k < N; ++k) {
      if (shape[k] != 1 && strides[k] != expected) return size() == 0;
      expected *= shape[k];
    }
    return true;
  }

  // bool(a): NumPy allows one element only; see numpy/logic.hpp.

 private:
  template <int K>
  using index_sequence = std::make_index_sequence<K>;
  template <size_t... K, class... A>
  KB_INLINE T& at_impl(std::index_sequence<K...>, A... values) const {
    const int64 v[] = {values...};
    const int line = static_cast<int>(v[N]);
    int64 offset = 0;
    ((offset += index(v[K], shape[K], static_cast<int>(K), line) * strides[K]), ...);
    return data[offset];
  }
};

template <class T, int N>
struct array : view<T, N> {
  using base_view = view<T, N>;

  array() noexcept : base_view{} {}
  // Shares the view's buffer.
  explicit array(const base_view& v) noexcept : base_view(v) { retain(this->base); }
  array(const array& other) noexcept : base_view(other) { retain(this->base); }
  array(array&& other) noexcept : base_view(other) { other.base = nullptr; }
  array& operator=(const array& other) noexcept {
    retain(other.base);
    drop(this->base);
    static_cast<base_view&>(*this) = other;
    return *this;
  }
  array& operator=(array&& other) noexcept {
    if (this != &other) {
      drop(this->base);
      static_cast<base_view&>(*this) = other;
      other.base = nullptr;
    }
    return *this;
  }
  ~array() { drop(this->base); }

  // Takes over a reference that the caller holds.
  static array adopt(const base_view& v) noexcept {
    array a;
    static_cast<base_view&>(a) = v;
    return a;
  }
};

// Whether the elements of the last axis are side by side.
template <class T, int N>
KB_INLINE bool has_unit_rows(const view<T, N>& a) {
  return a.strides[N - 1] == 1;
}

// Whether different indices are different elements, by the strides: as they are in C's order or Fortran's, possibly with gaps or backwards.
template <class T, int N>
KB_INLINE bool elements_apart(const view<T, N>& a) {
  const auto size = [](int64 x) { return x < 0 ? -x : x; };
  bool c = a.strides[N - 1] != 0, f = a.strides[0] != 0;
  for (int k = 0; k + 1 < N; ++k) {
    c = c && size(a.strides[k]) >= size(a.strides[k + 1]) * a.shape[k + 1];
    f = f && size(a.strides[k + 1]) >= size(a.strides[k]) * a.shape[k];
  }
  return c || f;
}
// Where the part of a range in front of `at` ends, and where the part behind it begins.
KB_INLINE int64 split_at(int64 at, int64 start, int64 stop) { return at < start ? start : at > stop ? stop : at; }
KB_INLINE int64 split_behind(int64 at, int64 start, int64 stop) { return at < start ? start : at >= stop ? stop : at + 1; }

// What `x` is as an operand: arrays have a rank, scalars have rank 0 and no strides.
template <class X>
inline constexpr bool is_array = false;
template <class T, int N>
inline constexpr bool is_array<view<T, N>> = true;
template <class T, int N>
inline constexpr bool is_array<array<T, N>> = true;

template <class X>
struct operand {
  using type = X;
  static constexpr int rank = 0;
};
template <class T, int N>
struct operand<view<T, N>> {
  using type = T;
  static constexpr int rank = N;
};
template <class T, int N>
struct operand<array<T, N>> : operand<view<T, N>> {};

template <class X>
using element_of = std::remove_const_t<typename operand<X>::type>;

// ---- new arrays ----

// The buffer of `size` elements of a new array: checks the product of the shape, as np.empty does. `rank` is 0 for a scalar
// array. Sets `*data`; the owner has one reference.
owner* new_buffer(const int64* shape, int rank, size_t item_size, const char* dtype, void** data, int line);

// C-order strides of a shape.
KB_INLINE void set_c_strides(const int64* shape, int rank, int64* strides) {
  int64 step = 1;
  for (int k = rank - 1; k >= 0; --k) {
    strides[k] = step;
    step *= shape[k];
  }
}
KB_INLINE void set_f_strides(const int64* shape, int rank, int64* strides) {
  int64 step = 1;
  for (int k = 0; k < rank; ++k) {
    strides[k] = step;
    step *= shape[k];
  }
}

template <class T, int N>
array<T, N> empty_at(const int64* shape, int line) {
  view<T, N> v;
  void* data;
  v.base = new_buffer(shape, N, sizeof(T), dtype_name<T>(), &data, line);
  v.data = static_cast<T*>(data);
  if constexpr (N == 0) {
    v.shape[0] = 1;
    v.strides[0] = 1;
  }
  for (int k = 0; k < N; ++k) v.shape[k] = shape[k];
  set_c_strides(v.shape, N, v.strides);
  return array<T, N>::adopt(v);
}
template <class T, int N>
array<T, N> empty(const int64 (&shape)[N], int line) {
  return empty_at<T, N>(shape, line);
}

// An operand of a loop. A scalar has rank 0.
struct strided_operand {
  const int64* shape;
  const int64* strides;
  int rank;
};

// Strides of a new array of `shape` laid out as the operands are (NumPy's order='K'): the axes in the order of the operands'
// strides.
void k_order_strides(const int64* shape, int rank, const strided_operand* operands, int count, int64* result);

// Whether two subscripts may be one element: strides of zero, windows that overlap. May say so of other arrays.
bool axes_may_repeat(const int64* shape, const int64* strides, int rank);
template <class T, int N>
KB_INLINE bool may_repeat(const view<T, N>& v) {
  if constexpr (N == 0) return false;
  else if constexpr (N == 1) return v.strides[0] == 0 && v.shape[0] > 1;
  else return axes_may_repeat(v.shape, v.strides, N);
}

template <class R, class T, int N>
array<R, N> empty_like_k(const view<T, N>& like, int line) {
  array<R, N> out = empty_at<R, N>(like.shape, line);
  if constexpr (N > 1) {
    const strided_operand layout{like.shape, like.strides, N};
    k_order_strides(like.shape, N, &layout, 1, out.strides);
  }
  return out;
}

// The lowest and one past the highest address that a view touches; equal for an empty one.
template <class T, int N>
void extent_of_axes(const view<T, N>& v, const void** low, const void** high) {
  const T* first = v.data;
  const T* last = v.data;
  for (int k = 0; k < N; ++k) {
    if (v.shape[k] == 0) {
      *low = *high = v.data;
      return;
    }
    (v.strides[k] < 0 ? first : last) += (v.shape[k] - 1) * v.strides[k];
  }
  *low = first;
  *high = last + 1;
}
template <class T, int N>
KB_INLINE void extent(const view<T, N>& v, const void** low, const void** high) {
  if constexpr (N == 1) {
    // A row, often a short one: no call.
    const bool is_empty = v.shape[0] == 0;
    const int64 last = is_empty ? 0 : (v.shape[0] - 1) * v.strides[0];
    *low = v.data + (last < 0 ? last : 0);
    *high = v.data + (last < 0 ? 0 : last) + !is_empty;
  } else {
    extent_of_axes(v, low, high);
  }
}
template <class T, int N, class U, int M>
KB_INLINE bool may_overlap(const view<T, N>& a, const view<U, M>& b) {
  const void *a_low, *a_high, *b_low, *b_high;
  extent(a, &a_low, &a_high);
  extent(b, &b_low, &b_high);
  return a_low < b_high && b_low < a_high;
}

}  // namespace keelback
