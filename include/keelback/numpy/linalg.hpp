// Products of matrices and vectors, norms, and small dense linear algebra.
#pragma once

#include <keelback/numpy/shape.hpp>
#include <keelback/numpy/sort.hpp>
#include <keelback/reduce.hpp>
#include <keelback/views.hpp>

namespace keelback::np {

[[noreturn]] KB_COLD KB_NOINLINE void raise_vdot_size(int64 length, int64 other_length, int line);
// Stacks of matrices that do not broadcast.
[[noreturn]] KB_COLD KB_NOINLINE void raise_matmul_stacks(const strided_operand& a, const strided_operand& b, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_dot_shape(const strided_operand& a, const strided_operand& b, int axis, int other_axis, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_matmul_shape(const char* signature, int64 length, int64 other_length, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_linalg(int line, const char* text);

namespace detail {

// Sums of products: ints wrap, bools are or and and.
template <class T>
KB_INLINE T fused_product(T sum, T a, T b) {
  if constexpr (std::is_same_v<T, bool>) return sum | (a & b);
  else if constexpr (std::is_integral_v<T>) return static_cast<T>(static_cast<uint64>(sum) + static_cast<uint64>(a) * static_cast<uint64>(b));
  else return sum + a * b;
}
template <class T>
KB_INLINE T product(T a, T b) {
  if constexpr (std::is_integral_v<T>) return fused_product(T(0), a, b);
  else return a * b;
}
template <class T>
KB_INLINE T sum_of_two(T a, T b) {
  if constexpr (std::is_same_v<T, bool>) return a | b;
  else if constexpr (std::is_integral_v<T>) return static_cast<T>(static_cast<uint64>(a) + static_cast<uint64>(b));
  else return a + b;
}
template <class T>
KB_INLINE T conjugated(T a) {
  if constexpr (is_complex<T>) return T{a.re, -a.im};
  else return a;
}

// Several lanes, so that the sum is a loop of vectors.
template <bool Conjugate, class T>
KB_INLINE T dot_run(const T* a, int64 a_step, const T* b, int64 b_step, int64 n) {
  constexpr int lanes = is_complex<T> ? 4 : 16;
  T sum = cast<T>(0);
  int64 i = 0;
  if (a_step == 1 && b_step == 1 && n >= lanes) {
    T lane[lanes] = {};
    for (; i + lanes <= n; i += lanes)
      for (int j = 0; j < lanes; ++j) lane[j] = fused_product(lane[j], Conjugate ? conjugated(a[i + j]) : a[i + j], b[i + j]);
    for (int width = lanes / 2; width > 0; width /= 2) {
      for (int j = 0; j < width; ++j) lane[j] = sum_of_two(lane[j], lane[j + width]);
    }
    sum = lane[0];
  }
  for (; i < n; ++i) sum = fused_product(sum, Conjugate ? conjugated(a[i * a_step]) : a[i * a_step], b[i * b_step]);
  return sum;
}

// c[rows][columns] += a[rows][depth] * b[depth][columns]: b packed, so that a strip of some rows and `strip_width` columns
// of the result stays in registers.
template <class T>
inline constexpr bool has_vectors = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;
template <class T>
inline constexpr int strip_width = has_vectors<T> ? 2 * vector_bytes / static_cast<int>(sizeof(T)) : 4;

template <class T, int Rows>
KB_INLINE void multiply_strip(T* c, int64 c_step, const T* const (&a)[Rows], int64 a_step, const T* b, int64 depth, int64 columns) {
  constexpr int width = strip_width<T>;
  T sums[Rows][width];
  if constexpr (has_vectors<T>) {
    // unsigned: ints wrap
    using E = typename std::conditional_t<std::is_integral_v<T>, std::make_unsigned<T>, std::type_identity<T>>::type;
    using V = vector_of<E>;
    V low[Rows] = {}, high[Rows] = {};
    for (int64 k = 0; k < depth; ++k, b += width) {
      V left, right;
      std::memcpy(&left, b, sizeof left);
      std::memcpy(&right, b + width / 2, sizeof right);
      for (int r = 0; r < Rows; ++r) {
        const E x = static_cast<E>(a[r][k * a_step]);
        low[r] += left * x;
        high[r] += right * x;
      }
    }
    for (int r = 0; r < Rows; ++r) {
      std::memcpy(sums[r], &low[r], sizeof(V));
      std::memcpy(sums[r] + width / 2, &high[r], sizeof(V));
    }
  } else {
    for (int r = 0; r < Rows; ++r)
      for (int j = 0; j < width; ++j) sums[r][j] = cast<T>(0);
    for (int64 k = 0; k < depth; ++k, b += width)
      for (int r = 0; r < Rows; ++r)
        for (int j = 0; j < width; ++j) sums[r][j] = fused_product(sums[r][j], a[r][k * a_step], b[j]);
  }
  for (int r = 0; r < Rows; ++r)
    for (int j = 0; j < columns; ++j) c[r * c_step + j] = sum_of_two(c[r * c_step + j], sums[r][j]);
}

// `out` is C-contiguous and zero.
template <class T>
KB_NOINLINE void multiply_matrices(T* out, const view<T, 2>& a, const view<T, 2>& b, int line) {
  constexpr int width = strip_width<T>, rows_at_once = 4;
  constexpr int64 depth_block = 256, column_block = 512;
  const int64 rows = a.shape[0], depth = a.shape[1], columns = b.shape[1];
  buffer<T> packed((depth < depth_block ? depth : depth_block) * ((columns < column_block ? columns : column_block) + width), line);
  for (int64 k0 = 0; k0 < depth; k0 += depth_block) {
    const int64 kn = depth - k0 < depth_block ? depth - k0 : depth_block;
    for (int64 j0 = 0; j0 < columns; j0 += column_block) {
      const int64 jn = columns - j0 < column_block ? columns - j0 : column_block;
      T* next = packed.data;
      for (int64 j = 0; j < jn; j += width) {
        const int64 w = jn - j < width ? jn - j : width;
        for (int64 k = 0; k < kn; ++k, next += width) {
          const T* row = b.data + (k0 + k) * b.strides[0] + (j0 + j) * b.strides[1];
          for (int64 l = 0; l < w; ++l) next[l] = row[l * b.strides[1]];
          for (int64 l = w; l < width; ++l) next[l] = cast<T>(0);
        }
      }
      const T* first = a.data + k0 * a.strides[1];
      int64 i = 0;
      for (; i + rows_at_once <= rows; i += rows_at_once) {
        const T* const row[] = {first + i * a.strides[0], first + (i + 1) * a.strides[0], first + (i + 2) * a.strides[0], first + (i + 3) * a.strides[0]};
        for (int64 j = 0; j < jn; j += width)
          multiply_strip<T, 4>(out + i * columns + j0 + j, columns, row, a.strides[1], packed.data + j * kn, kn, jn - j < width ? jn - j : width);
      }
      for (; i < rows; ++i) {
        const T* const row[] = {first + i * a.strides[0]};
        for (int64 j = 0; j < jn; j += width)
          multiply_strip<T, 1>(out + i * columns + j0 + j, columns, row, a.strides[1], packed.data + j * kn, kn, jn - j < width ? jn - j : width);
      }
    }
  }
}

// out[i] += sum over k of a[i][k] * x[k]
template <class T>
void multiply_vector(T* out, const view<T, 2>& a, const T* x, int64 x_step, int line) {
  const int64 rows = a.shape[0], depth = a.shape[1];
  const auto size = [](int64 step) { return step < 0 ? -step : step; };
  if (size(a.strides[1]) <= size(a.strides[0]) || rows <= 1) {
    if (x_step != 1 && a.strides[1] == 1 && rows > 1) {
      buffer<T> packed(depth, line);
      for (int64 k = 0; k < depth; ++k) packed.data[k] = x[k * x_step];
      return multiply_vector(out, a, packed.data, 1, line);
    }
    constexpr int64 short_row = 16, at_once = 4;
    int64 i = 0;
    // Short rows: the sums of several are independent of each other.
    if (depth < short_row) {
      for (; i + at_once <= rows; i += at_once) {
        const T* row = a.data + i * a.strides[0];
        T sums[at_once];
        for (int r = 0; r < at_once; ++r) sums[r] = cast<T>(0);
        for (int64 k = 0; k < depth; ++k)
          for (int r = 0; r < at_once; ++r) sums[r] = fused_product(sums[r], row[r * a.strides[0] + k * a.strides[1]], x[k * x_step]);
        for (int r = 0; r < at_once; ++r) out[i + r] = sums[r];
      }
    }
    for (; i < rows; ++i) out[i] = dot_run<false>(a.data + i * a.strides[0], a.strides[1], x, x_step, depth);
    return;
  }
  // Column by column, as they are in memory: several at once, so that the result is read and written less often.
  int64 k = 0;
  for (; k + 4 <= depth; k += 4) {
    const T factors[] = {x[k * x_step], x[(k + 1) * x_step], x[(k + 2) * x_step], x[(k + 3) * x_step]};
    const T* column = a.data + k * a.strides[1];
    const auto add = [&](int64 i, int64 at) KB_ALWAYS_INLINE {
      T part = product(column[at], factors[0]);
      for (int c = 1; c < 4; ++c) part = fused_product(part, column[at + c * a.strides[1]], factors[c]);
      out[i] = sum_of_two(out[i], part);
    };
    if (a.strides[0] == 1) {
      KB_IVDEP
      for (int64 i = 0; i < rows; ++i) add(i, i);
    } else {
      for (int64 i = 0; i < rows; ++i) add(i, i * a.strides[0]);
    }
  }
  for (; k < depth; ++k) {
    const T factor = x[k * x_step];
    const T* column = a.data + k * a.strides[1];
    if (a.strides[0] == 1) {
      KB_IVDEP
      for (int64 i = 0; i < rows; ++i) out[i] = fused_product(out[i], column[i], factor);
    } else {
      for (int64 i = 0; i < rows; ++i) out[i] = fused_product(out[i], column[i * a.strides[0]], factor);
    }
  }
}

template <class T>
void multiply_2d(T* out, const view<T, 2>& a, const view<T, 2>& b, int line) {
  const int64 rows = a.shape[0], columns = b.shape[1];
  for (int64 i = 0; i < rows * columns; ++i) out[i] = cast<T>(0);
  if (rows == 0 || columns == 0 || a.shape[1] == 0) return;
  if (columns == 1) return multiply_vector(out, a, b.data, b.strides[0], line);
  if (rows == 1) return multiply_vector(out, transpose(b), a.data, a.strides[1], line);
  multiply_matrices(out, a, b, line);
}

template <class T, int N>
KB_INLINE view<T, 2> as_matrix(const view<T, N>& a, bool is_column) {
  if constexpr (N == 1) {
    if (is_column) return {a.data, a.base, {a.shape[0], 1}, {a.strides[0], 1}};
    return {a.data, a.base, {1, a.shape[0]}, {1, a.strides[0]}};
  } else {
    return {a.data, a.base, {a.shape[N - 2], a.shape[N - 1]}, {a.strides[N - 2], a.strides[N - 1]}};
  }
}

}  // namespace detail

// ---- products; both operands are of one dtype ----

// a @ b, np.matmul
template <class T, int N, int M>
auto matmul(const view<T, N>& a, const view<T, M>& b, int line) {
  static_assert(N > 0 && M > 0);
  const int64 inner = a.shape[N - 1], other = b.shape[M > 1 ? M - 2 : 0];
  if (inner != other) raise_matmul_shape("(n?,k),(k,m?)->(n?,m?)", inner, other, line);
  if constexpr (N == 1 && M == 1) {
    return detail::dot_run<false>(a.data, a.strides[0], b.data, b.strides[0], inner);
  } else if constexpr (N <= 2 && M <= 2) {
    constexpr int R = N + M - 2;
    const view<T, 2> left = detail::as_matrix(a, false), right = detail::as_matrix(b, true);
    int64 shape[2] = {};
    int rank = 0;
    if (N == 2) shape[rank++] = left.shape[0];
    if (M == 2) shape[rank++] = right.shape[1];
    array<T, R> out = empty_at<T, R>(shape, line);
    detail::multiply_2d(out.data, left, right, line);
    return out;
  } else {
    // Stacks of matrices, which broadcast.
    constexpr int a_stack = N > 2 ? N - 2 : 0, b_stack = M > 2 ? M - 2 : 0, stack = a_stack > b_stack ? a_stack : b_stack;
    constexpr int R = stack + (N > 1) + (M > 1);
    const view<T, 2> left = detail::as_matrix(a, false), right = detail::as_matrix(b, true);
    int64 shape[R], common[stack];
    const strided_operand stacks[] = {{a.shape, a.strides, a_stack}, {b.shape, b.strides, b_stack}};
    for (int k = 1; k <= stack; ++k) {
      const int64 n = k <= a_stack ? a.shape[a_stack - k] : 1, m = k <= b_stack ? b.shape[b_stack - k] : 1;
      if (n != m && n != 1 && m != 1) raise_matmul_stacks(strided(a), strided(b), line);
    }
    broadcast_shape(stacks, 2, common, stack, line);
    int rank = 0;
    for (int k = 0; k < stack; ++k) shape[rank++] = common[k];
    if (N > 1) shape[rank++] = left.shape[0];
    if (M > 1) shape[rank++] = right.shape[1];
    array<T, R> out = empty_at<T, R>(shape, line);
    const int64 size = left.shape[0] * right.shape[1], count = size == 0 ? 0 : out.size() / size;
    for (int64 i = 0; i < count; ++i) {
      int64 rest = i;
      view<T, 2> x = left, y = right;
      for (int k = stack - 1; k >= 0; --k) {
        const int64 at = rest % common[k];
        rest /= common[k];
        const int ka = k - (stack - a_stack), kb = k - (stack - b_stack);
        if (ka >= 0 && a.shape[ka] != 1) x.data += at * a.strides[ka];
        if (kb >= 0 && b.shape[kb] != 1) y.data += at * b.strides[kb];
      }
      detail::multiply_2d(out.data + i * size, x, y, line);
    }
    return out;
  }
}
// np.dot: of matrices as matmul; else over the last axis of a and the last but one of b.
template <class T, int N, int M>
auto dot(const view<T, N>& a, const view<T, M>& b, int line) {
  constexpr int b_axis = M > 1 ? M - 2 : 0;
  if (a.shape[N - 1] != b.shape[b_axis]) raise_dot_shape(strided(a), strided(b), N - 1, b_axis, line);
  if constexpr (N <= 2 && M <= 2) {
    return matmul(a, b, line);
  } else {
    constexpr int R = N + M - 2;
    int64 shape[R];
    int rank = 0;
    for (int k = 0; k < N - 1; ++k) shape[rank++] = a.shape[k];
    for (int k = 0; k < M; ++k)
      if (k != b_axis) shape[rank++] = b.shape[k];
    array<T, R> out = empty_at<T, R>(shape, line);
    T* next = out.data;
    detail::for_lanes(a, N - 1, [&](const view<T, 1>& left, int64) {
      detail::for_lanes(b, b_axis, [&](const view<T, 1>& right, int64) {
        *next++ = detail::dot_run<false>(left.data, left.strides[0], right.data, right.strides[0], left.shape[0]);
      });
    });
    return out;
  }
}
template <class T>
T vdot(const view<T, 1>& a, const view<T, 1>& b, int line) {
  if (a.shape[0] != b.shape[0]) raise_vdot_size(a.shape[0], b.shape[0], line);
  return detail::dot_run<true>(a.data, a.strides[0], b.data, b.strides[0], a.shape[0]);
}
template <class T, int N, int M>
  requires(N > 1 || M > 1)
T vdot(const view<T, N>& a, const view<T, M>& b, int line) {
  const array<T, 1> x = ravel(a, line), y = ravel(b, line);
  if (x.shape[0] != y.shape[0]) raise_vdot_size(x.shape[0], y.shape[0], line);
  return detail::dot_run<true>(x.data, x.strides[0], y.data, y.strides[0], x.shape[0]);
}
// Over the last axes.
template <class T, int N, int M>
auto inner(const view<T, N>& a, const view<T, M>& b, int line) {
  if constexpr (M == 1) return dot(a, b, line);
  else return dot(a, swapaxes(b, M - 1, M - 2, line), line);
}
template <class T, int N, int M>
array<T, 2> outer(const view<T, N>& a, const view<T, M>& b, int line) {
  const array<T, 1> x = ravel(a, line), y = ravel(b, line);
  const int64 shape[] = {x.shape[0], y.shape[0]};
  array<T, 2> out = empty_at<T, 2>(shape, line);
  for (int64 i = 0; i < shape[0]; ++i) {
    const T factor = x(i);
    T* KB_RESTRICT row = out.data + i * shape[1];
    const T* from = y.data;
    const int64 step = y.strides[0];
    for (int64 j = 0; j < shape[1]; ++j) row[j] = detail::product(factor, from[j * step]);
  }
  return out;
}
// Of vectors of 3.
template <class T>
array<T, 1> cross(const view<T, 1>& a, const view<T, 1>& b, int line) {
  if (a.shape[0] != 3 || b.shape[0] != 3)
    raise_value(line, "Both input arrays must be (arrays of) 3-dimensional vectors, but they are not.");
  const int64 shape[] = {3};
  array<T, 1> out = empty_at<T, 1>(shape, line);
  for (int k = 0; k < 3; ++k) {
    const int i = (k + 1) % 3, j = (k + 2) % 3;
    const T x = a(i) * b(j), y = a(j) * b(i);
    out.data[k] = static_cast<T>(x - y);
  }
  return out;
}
// The sum over the k-th diagonal; small ints as int64 or uint64.
template <class R = void, class T>
auto trace(const view<T, 2>& a, int64 k, int line) {
  using S = std::conditional_t<
      !std::is_void_v<R>, R,
      std::conditional_t<std::is_integral_v<T>, std::conditional_t<std::is_signed_v<T> || std::is_same_v<T, bool>, int64, uint64>, T>>;
  return reduce<sum_of<S>>(line, diagonal(a, k));
}

// ---- norms ----

namespace detail {
template <class T>
using norm_type = std::conditional_t<std::is_integral_v<T>, double, real_of<T>>;
template <class T>
KB_INLINE norm_type<T> magnitude(T x) {
  using R = norm_type<T>;
  if constexpr (is_complex<T>) {
    if constexpr (sizeof(R) == 4) return ::hypotf(x.re, x.im);
    else return ::hypot(x.re, x.im);
  } else {
    const R y = static_cast<R>(x);
    return y < 0 ? -y : y == 0 ? R(0) : y;
  }
}
template <class T>
KB_INLINE norm_type<T> squared(T x) {
  using R = norm_type<T>;
  if constexpr (is_complex<T>) {
    return x.re * x.re + x.im * x.im;
  } else {
    const R y = static_cast<R>(x);
    return y * y;
  }
}
template <class R>
KB_INLINE R root(R x) {
  if constexpr (sizeof(R) == 4) return ::sqrtf(x);
  else return ::sqrt(x);
}
}  // namespace detail

// The 2-norm of a vector, the Frobenius norm of more.
template <class T, int N>
auto norm(const view<T, N>& a, int line) {
  using R = detail::norm_type<T>;
  if constexpr (!is_complex<T> && N == 1) {
    // as NumPy: the dot product with itself
    if constexpr (std::is_floating_point_v<T>) return detail::root(detail::dot_run<false>(a.data, a.strides[0], a.data, a.strides[0], a.shape[0]));
    else return detail::root(reduce<sum_of<R>>(line, [](T x) { return detail::squared(x); }, a));
  } else {
    return detail::root(reduce<sum_of<R>>(line, [](T x) { return detail::squared(x); }, a));
  }
}
// Of a vector: any order.
template <class T>
auto norm(const view<T, 1>& a, double order, int line) {
  using R = detail::norm_type<T>;
  const auto size = [](T x) { return detail::magnitude(x); };
  if (order == infinity) return reduce<max_of<R>>(line, size, a);
  if (order == -infinity) return reduce<min_of<R>>(line, size, a);
  if (order == 0) return reduce<sum_of<R>>(line, [](T x) { return static_cast<R>(detail::magnitude(x) != 0); }, a);
  if (order == 1) return reduce<sum_of<R>>(line, size, a);
  if (order == 2) return detail::root(reduce<sum_of<R>>(line, [](T x) { return detail::squared(x); }, a));
  const R sum = reduce<sum_of<R>>(line, [order](T x) { return static_cast<R>(::pow(static_cast<double>(detail::magnitude(x)), order)); }, a);
  return static_cast<R>(::pow(static_cast<double>(sum), 1 / order));
}
// Of a matrix: 1, -1, inf, -inf.
template <class T>
auto norm(const view<T, 2>& a, double order, int line) {
  using R = detail::norm_type<T>;
  const auto size = [](T x) { return detail::magnitude(x); };
  const bool by_column = order == 1 || order == -1;
  if (!by_column && order != infinity && order != -infinity) raise_value(line, "Invalid norm order for matrices.");
  const array<R, 1> sums = reduce_axes<sum_of<R>>(line, axis_at{by_column ? 0 : 1}, size, a);
  return order > 0 ? reduce<max_of<R>>(line, as_view(sums)) : reduce<min_of<R>>(line, as_view(sums));
}
// Along an axis, the 2-norm.
template <bool KeepDims = false, class T, int N, class Axes>
  requires requires(const Axes& axes) { Axes::count; axes.template mask<N>(0); }
auto norm(const view<T, N>& a, const Axes& axes, int line) {
  using R = detail::norm_type<T>;
  auto out = reduce_axes<sum_of<R>, KeepDims>(line, axes, [](T x) { return detail::squared(x); }, a);
  const int64 n = out.size();
  for (int64 i = 0; i < n; ++i) out.data[i] = detail::root(out.data[i]);
  if constexpr (std::remove_cvref_t<decltype(out)>::rank == 0) return R(*out.data);
  else return out;
}

// ---- systems: LU with partial pivoting; float32, float64, complex ----

namespace detail {

template <class T>
KB_INLINE real_of<T> pivot_size(T x) {
  // LAPACK compares |re| + |im|
  if constexpr (is_complex<T>) return (x.re < 0 ? -x.re : x.re) + (x.im < 0 ? -x.im : x.im);
  else return x < 0 ? -x : x;
}
template <class T>
KB_INLINE bool is_zero(T x) {
  return !cast<bool>(x);
}
// In place, row-major; false when a pivot is zero. `swaps` counts exchanges, `order` is the permutation of rows.
template <class T>
bool factor(T* a, int64 n, int64* order, int64* swaps) {
  bool is_regular = true;
  *swaps = 0;
  for (int64 i = 0; i < n; ++i) order[i] = i;
  for (int64 k = 0; k < n; ++k) {
    int64 pivot = k;
    for (int64 i = k + 1; i < n; ++i)
      if (pivot_size(a[i * n + k]) > pivot_size(a[pivot * n + k])) pivot = i;
    if (is_zero(a[pivot * n + k])) {
      is_regular = false;
      continue;
    }
    if (pivot != k) {
      for (int64 j = 0; j < n; ++j) {
        const T x = a[k * n + j];
        a[k * n + j] = a[pivot * n + j];
        a[pivot * n + j] = x;
      }
      const int64 x = order[k];
      order[k] = order[pivot];
      order[pivot] = x;
      ++*swaps;
    }
    const T scale = cast<T>(1) / a[k * n + k];
    const T* KB_RESTRICT top = a + k * n;
    for (int64 i = k + 1; i < n; ++i) {
      T* KB_RESTRICT row = a + i * n;
      if (is_zero(row[k])) continue;
      const T factor = row[k] * scale;
      row[k] = factor;
      for (int64 j = k + 1; j < n; ++j) row[j] = row[j] - factor * top[j];
    }
  }
  return is_regular;
}
// x: n rows of m columns, already permuted.
template <class T>
void solve_factored(const T* lu, int64 n, T* x, int64 m) {
  for (int64 i = 0; i < n; ++i) {
    T* KB_RESTRICT row = x + i * m;
    for (int64 k = 0; k < i; ++k) {
      const T factor = lu[i * n + k];
      const T* above = x + k * m;
      for (int64 j = 0; j < m; ++j) row[j] = row[j] - factor * above[j];
    }
  }
  for (int64 i = n - 1; i >= 0; --i) {
    T* KB_RESTRICT row = x + i * m;
    for (int64 k = i + 1; k < n; ++k) {
      const T factor = lu[i * n + k];
      const T* below = x + k * m;
      for (int64 j = 0; j < m; ++j) row[j] = row[j] - factor * below[j];
    }
    for (int64 j = 0; j < m; ++j) row[j] = row[j] / lu[i * n + i];
  }
}
template <class R, class T>
array<R, 2> square_copy(const view<T, 2>& a, int line) {
  if (a.shape[0] != a.shape[1]) raise_linalg(line, "Last 2 dimensions of the array must be square");
  array<R, 2> out = empty_at<R, 2>(a.shape, line);
  assign(line, as_view(out), a);
  return out;
}
template <class T>
using linalg_type = std::conditional_t<std::is_integral_v<T>, double, T>;

// A square matrix as its factors, and how its rows were exchanged.
template <class R>
struct factors {
  array<R, 2> lu;
  buffer<int64> order;
  int64 swaps = 0;
  bool is_regular;

  template <class T>
  factors(const view<T, 2>& a, int line) : lu(square_copy<R>(a, line)), order(a.shape[0], line) {
    is_regular = factor(lu.data, a.shape[0], order.data, &swaps);
  }
  // x = the solution of a @ x = x, n rows of m columns that are already permuted.
  void solve(R* x, int64 m, int line) const {
    if (!is_regular) raise_linalg(line, "Singular matrix");
    solve_factored(lu.data, lu.shape[0], x, m);
  }
};

}  // namespace detail

template <class T, class U, int M>
auto solve(const view<T, 2>& a, const view<U, M>& b, int line) {
  static_assert(M == 1 || M == 2);
  using R = detail::linalg_type<T>;
  const int64 n = a.shape[0], m = M == 2 ? b.shape[M - 1] : 1;
  if (n == a.shape[1] && b.shape[0] != n) {
    raise(exception::value_error, line,
          M == 1 ? "solve1: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m)->(m) (size %lld is different from %lld)"
                 : "solve: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m,n)->(m,n) (size %lld is different from %lld)",
          static_cast<long long>(b.shape[0]), static_cast<long long>(n));
  }
  const detail::factors<R> factored(a, line);
  array<R, M> x = empty_at<R, M>(b.shape, line);
  for (int64 i = 0; i < n; ++i)
    for (int64 j = 0; j < m; ++j) x.data[i * m + j] = cast<R>(b.data[factored.order.data[i] * b.strides[0] + (M == 2 ? j * b.strides[M - 1] : 0)]);
  factored.solve(x.data, m, line);
  return x;
}
template <class T>
auto inv(const view<T, 2>& a, int line) {
  using R = detail::linalg_type<T>;
  const detail::factors<R> factored(a, line);
  const int64 n = a.shape[0];
  array<R, 2> x = empty_at<R, 2>(a.shape, line);
  for (int64 i = 0; i < n; ++i)
    for (int64 j = 0; j < n; ++j) x.data[i * n + j] = cast<R>(factored.order.data[i] == j);
  factored.solve(x.data, n, line);
  return x;
}
template <class T>
auto det(const view<T, 2>& a, int line) {
  using R = detail::linalg_type<T>;
  const detail::factors<R> factored(a, line);
  if (!factored.is_regular) return cast<R>(0);
  R result = cast<R>(factored.swaps % 2 == 0 ? 1 : -1);
  for (int64 i = 0; i < a.shape[0]; ++i) result = result * factored.lu.data[i * a.shape[0] + i];
  return result;
}
// The lower factor.
template <class T>
auto cholesky(const view<T, 2>& a, int line) {
  using R = detail::linalg_type<T>;
  array<R, 2> l = detail::square_copy<R>(a, line);
  const int64 n = a.shape[0];
  for (int64 j = 0; j < n; ++j) {
    for (int64 i = j; i < n; ++i) {
      R x = l.data[i * n + j];
      for (int64 k = 0; k < j; ++k) x = x - l.data[i * n + k] * detail::conjugated(l.data[j * n + k]);
      if (i == j) {
        const real_of<R> d = cast<real_of<R>>(x);
        if (!(d > 0)) raise_linalg(line, "Matrix is not positive definite");
        l.data[j * n + j] = cast<R>(detail::root(d));
      } else {
        l.data[i * n + j] = x / l.data[j * n + j];
      }
    }
    for (int64 i = 0; i < j; ++i) l.data[i * n + j] = cast<R>(0);
  }
  return l;
}

}  // namespace keelback::np
