// The plan of a loop over several strided operands: which axes, in which order, coalesced. Shared by elementwise.hpp and
// reduce.hpp; the algorithm (compiled.hpp) is that of NumPy's nditer, so that layouts of results and orders of additions
// are NumPy's.
#pragma once

#include <keelback/array.hpp>

namespace keelback {

template <class X>
KB_INLINE strided_operand strided(const X& x) {
  if constexpr (is_array<X>) return {x.shape, x.strides, operand<X>::rank};
  else return {nullptr, nullptr, 0};
}

// A copy whose address may be passed on: the operand itself stays in registers.
template <class X>
KB_INLINE auto unowned(const X& x) {
  if constexpr (is_array<X>) return view<typename operand<X>::type, operand<X>::rank>(x);
  else return x;
}

// Where an element-wise expression stands in the source. `tree` is given for one of several operations, or whose operands are not
// those of the loop: in postfix, a letter for an operand of the loop, '.' for another number, a digit for an operation on so many
// operands, with "@LINE;" behind it where that is another one. It tells which operation NumPy would have refused.
struct site {
  int line;
  const char* tree;
  constexpr site(int line, const char* tree = nullptr) : line(line), tree(tree) {}
};

// The common shape of `count` operands, right-aligned in `rank` axes. ValueError when they do not broadcast.
void broadcast_shape(const strided_operand* operands, int count, int64* shape, int rank, const site& at);

// Orders and coalesces the axes of a loop over `shape`; row-major, the last axis is the innermost. `steps` is [count][rank].
// Returns the number of axes left, at least 1.
// An operand has step 0 along axes that it lacks or has with length 1.
int plan_loop(const int64* shape, int rank, const strided_operand* operands, int count, int64* plan_shape, int64* steps);

[[noreturn]] KB_COLD KB_NOINLINE void raise_broadcast(const strided_operand* operands, int count, int line);
// "could not broadcast input array from shape (3,) into shape (4,)"
[[noreturn]] KB_COLD KB_NOINLINE void raise_assign_shape(const int64* source, int source_rank, const int64* target, int target_rank,
                                                         int line);
// Augmented assignment: the ufunc's texts.
[[noreturn]] KB_COLD KB_NOINLINE void raise_update_shape(const int64* source, int source_rank, const int64* target, int target_rank,
                                                         int line);
// Whether `source` broadcasts into `target`; leading axes of length 1 that the target lacks are dropped if `drop_leading`.
bool broadcasts_into(const int64* source, int source_rank, const int64* target, int target_rank, bool drop_leading);

template <int N, int Count>
struct loop_plan {
  static constexpr int slots = N > 0 ? N : 1;
  int rank;
  int64 shape[slots];
  int64 steps[Count * slots];
  int64 offset[Count];  // of the current row, in elements
  int64 position[slots];

  loop_plan(const int64* full_shape, const strided_operand* operands) {
    rank = plan_loop(full_shape, N, operands, Count, shape, steps);
    for (int c = 0; c < Count; ++c) offset[c] = 0;
    for (int k = 0; k < rank; ++k) position[k] = 0;
  }
  // One row of all elements, of contiguous operands.
  loop_plan(int64 size, const strided_operand* operands) {
    rank = 1;
    shape[0] = size;
    for (int c = 0; c < Count; ++c) {
      offset[c] = 0;
      steps[c * slots] = operands[c].rank > 0;
    }
  }
  int64 row_length() const { return shape[rank - 1]; }
  int64 step(int operand) const { return steps[operand * slots + rank - 1]; }
  // The rows of the current plane, and what lies between two of them; a plan of one axis has one.
  int64 plane_rows() const { return rank > 1 ? shape[rank - 2] : 1; }
  int64 row_step(int operand) const { return rank > 1 ? steps[operand * slots + rank - 2] : 0; }
  // Whether two operands are walked by the same steps.
  bool moves_alike(int one, int other) const {
    for (int k = 0; k < rank; ++k)
      if (steps[one * slots + k] != steps[other * slots + k]) return false;
    return true;
  }
  bool empty() const {
    for (int k = 0; k < rank; ++k)
      if (shape[k] == 0) return true;
    return false;
  }
  // Moves to the next row. Only the step that most rows take is inline.
  KB_INLINE bool next() {
    if constexpr (N == 1) {
      return false;
    } else {
      const int k = rank - 2;
      if (k < 0) return false;
      if (++position[k] < shape[k]) {
        for (int c = 0; c < Count; ++c) offset[c] += steps[c * slots + k];
        return true;
      }
      if constexpr (N == 2) return false;
      else return carry();
    }
  }
  // From the first row of a plane to its last.
  void end_plane() {
    if (rank < 2) return;
    for (int c = 0; c < Count; ++c) offset[c] += (shape[rank - 2] - 1 - position[rank - 2]) * steps[c * slots + rank - 2];
    position[rank - 2] = shape[rank - 2] - 1;
  }
  KB_NOINLINE bool carry() {
    for (int k = rank - 2; k > 0; --k) {
      position[k] = 0;
      for (int c = 0; c < Count; ++c) offset[c] -= (shape[k] - 1) * steps[c * slots + k];
      if (++position[k - 1] == shape[k - 1]) continue;
      for (int c = 0; c < Count; ++c) offset[c] += steps[c * slots + k - 1];
      return true;
    }
    return false;
  }
};

// How one operand is read inside a row.
template <class T>
struct array_cursor {
  const T* data;
  int64 step;
  KB_INLINE T unit(int64 i) const { return data[i]; }
  KB_INLINE T strided(int64 i) const { return data[i * step]; }
  KB_INLINE bool is_unit() const { return step == 1; }
  KB_INLINE array_cursor row(int64 offset, int64 new_step) const { return {data + offset, new_step}; }
  KB_INLINE array_cursor from(int64 i) const { return {data + i * step, step}; }
};
template <class T>
struct scalar_cursor {
  T value;
  KB_INLINE T unit(int64) const { return value; }
  KB_INLINE T strided(int64) const { return value; }
  KB_INLINE bool is_unit() const { return true; }
  KB_INLINE scalar_cursor row(int64, int64) const { return *this; }
  KB_INLINE scalar_cursor from(int64) const { return *this; }
};
template <class X>
KB_INLINE auto cursor(const X& x) {
  using T = element_of<X>;
  if constexpr (!is_array<X>) return scalar_cursor<T>{x};
  else if constexpr (operand<X>::rank == 0) return scalar_cursor<T>{*x.data};
  else return array_cursor<T>{x.data, x.strides[operand<X>::rank - 1]};
}

// Whether every array of rank 1 and more among `ops` has this shape and rank.
template <int N, class X>
KB_INLINE bool has_shape(const X& x, const int64* shape) {
  if constexpr (operand<X>::rank == 0) {
    return true;
  } else if constexpr (operand<X>::rank != N) {
    return false;
  } else {
    for (int k = 0; k < N; ++k)
      if (x.shape[k] != shape[k]) return false;
    return true;
  }
}
template <class X>
KB_INLINE bool is_flat(const X& x) {
  if constexpr (operand<X>::rank == 0) return true;
  else return x.is_c_contiguous();
}
// The shape of the first operand of rank N; null when there is none.
template <int N>
KB_INLINE const int64* first_shape() {
  return nullptr;
}
template <int N, class X, class... Rest>
KB_INLINE const int64* first_shape(const X& x, const Rest&... rest) {
  if constexpr (operand<X>::rank == N && N > 0) return x.shape;
  else return first_shape<N>(rest...);
}
template <class... Ops>
inline constexpr int max_rank = [] {
  int n = 0;
  ((n = operand<Ops>::rank > n ? operand<Ops>::rank : n), ...);
  return n;
}();

}  // namespace keelback
