// New arrays: from a shape, a range, a sequence, or like another array.
#pragma once

#include <keelback/elementwise.hpp>
#include <keelback/numpy/shape.hpp>
#include <keelback/views.hpp>

namespace keelback::np {

template <class T, int N>
KB_INLINE array<T, N> empty(const dims<N>& shape, int line) {
  return empty_at<T, N>(shape.length, line);
}

// a.fill(x): `x` is already of the dtype.
template <class T, int N>
void fill(const view<T, N>& a, std::type_identity_t<T> value, int line) {
  assign(line, a, value);
}
template <class T, int N>
void fill_new(const view<T, N>& a, T value) {
  const int64 n = a.size();
  if constexpr (std::is_arithmetic_v<T>) {
    if (value == T(0) && !(std::is_floating_point_v<T> && sign_bit(static_cast<double>(value)))) {
      std::memset(static_cast<void*>(a.data), 0, static_cast<size_t>(n) * sizeof(T));
      return;
    }
  }
  for (int64 i = 0; i < n; ++i) a.data[i] = value;
}
template <class T, int N>
array<T, N> full(const dims<N>& shape, T value, int line) {
  array<T, N> out = empty_at<T, N>(shape.length, line);
  fill_new(as_view(out), value);
  return out;
}
template <class T, int N>
array<T, N> zeros(const dims<N>& shape, int line) {
  return full<T, N>(shape, cast<T>(0), line);
}
template <class T, int N>
array<T, N> ones(const dims<N>& shape, int line) {
  return full<T, N>(shape, cast<T>(1), line);
}

// `zeros_like(a, line)`; another dtype: `zeros_like<R>(a, line)`.
template <class R = void, class T, int N, class Type = std::conditional_t<std::is_void_v<R>, T, R>>
KB_INLINE array<Type, N> empty_like(const view<T, N>& a, int line) {
  return empty_like_k<Type>(a, line);
}
template <class R = void, class T, int N, class Type = std::conditional_t<std::is_void_v<R>, T, R>>
array<Type, N> full_like(const view<T, N>& a, std::type_identity_t<Type> value, int line) {
  array<Type, N> out = empty_like_k<Type>(a, line);
  fill_new(as_view(out), value);
  return out;
}
template <class R = void, class T, int N>
auto zeros_like(const view<T, N>& a, int line) {
  return full_like<R>(a, cast<std::conditional_t<std::is_void_v<R>, T, R>>(0), line);
}
template <class R = void, class T, int N>
auto ones_like(const view<T, N>& a, int line) {
  return full_like<R>(a, cast<std::conditional_t<std::is_void_v<R>, T, R>>(1), line);
}

// np.array(x) of a number.
template <class T>
array<T, 0> array_without_axes(std::type_identity_t<T> value, int line) {
  array<T, 0> out = empty_at<T, 0>(nullptr, line);
  *out.data = value;
  return out;
}

// ---- ranges ----

int64 arange_length(int64 start, int64 stop, int64 step, int line);
int64 arange_length(double start, double stop, double step, int line);

// S is int64 or double. NumPy computes two elements and goes on by their difference.
template <class T, class S>
array<T, 1> arange_from(S start, S stop, S step, int line) {
  const int64 shape[] = {arange_length(start, stop, step, line)};
  array<T, 1> out = empty_at<T, 1>(shape, line);
  const T first = cast<T>(start);
  if constexpr (std::is_integral_v<T>) {
    // of integers modulo 2**64, then of T
    uint64 delta;
    if constexpr (std::is_integral_v<S>) delta = static_cast<uint64>(step);
    else delta = static_cast<uint64>(cast<T>(start + step)) - static_cast<uint64>(first);
    for (int64 i = 0; i < shape[0]; ++i) out.data[i] = static_cast<T>(static_cast<uint64>(first) + static_cast<uint64>(i) * delta);
  } else {
    using W = working<T>;
    const W from = first, delta = shape[0] > 1 ? static_cast<W>(cast<T>(start + step)) - from : W(0);
    for (int64 i = 0; i < shape[0]; ++i) {
      if constexpr (is_complex<T>) out.data[i] = T{first.re + static_cast<real_of<T>>(i) * delta.re, first.im};
      else out.data[i] = from + static_cast<W>(i) * delta;
    }
    if (shape[0] > 1) out.data[1] = cast<T>(start + step);
  }
  return out;
}
template <class T, class A, class B, class C>
array<T, 1> arange(A start, B stop, C step, int line) {
  using Number = std::conditional_t<std::is_integral_v<A> && std::is_integral_v<B> && std::is_integral_v<C>, int64, double>;
  return arange_from<T, Number>(static_cast<Number>(start), static_cast<Number>(stop), static_cast<Number>(step), line);
}
template <class T, class S>
array<T, 1> arange(S stop, int line) {
  using Number = std::conditional_t<std::is_integral_v<S>, int64, double>;
  return arange_from<T, Number>(0, static_cast<Number>(stop), 1, line);
}
template <class T, class A, class B>
array<T, 1> arange(A start, B stop, int line) {
  using Number = std::conditional_t<std::is_integral_v<A> && std::is_integral_v<B>, int64, double>;
  return arange_from<T, Number>(static_cast<Number>(start), static_cast<Number>(stop), 1, line);
}

void linspace_into(double* out, double start, double stop, int64 n, bool endpoint);
[[noreturn]] KB_COLD KB_NOINLINE void raise_samples(int64 n, int line);

template <class T = double>
array<T, 1> linspace(double start, double stop, int64 n, bool endpoint, int line) {
  if (n < 0) raise_samples(n, line);
  const int64 shape[] = {n};
  array<double, 1> values = empty_at<double, 1>(shape, line);
  linspace_into(values.data, start, stop, n, endpoint);
  if constexpr (std::is_same_v<T, double>) {
    return values;
  } else {
    return map<T, 1>(
        line, [](double x) { return cast<T>(std::is_integral_v<T> && !std::is_same_v<T, bool> ? ::floor(x) : x); }, as_view(values));
  }
}
template <class T = double>
array<T, 1> logspace(double start, double stop, int64 n, bool endpoint, double base, int line) {
  array<double, 1> y = linspace(start, stop, n, endpoint, line);
  return map<T, 1>(line, [base](double x) { return cast<T>(::pow(base, x)); }, as_view(y));
}

// ---- matrices ----

template <class T = double>
array<T, 2> eye(int64 rows, int64 columns, int64 k, int line) {
  array<T, 2> out = zeros<T, 2>({rows, columns}, line);
  const view<T, 1> line_of_ones = diagonal(as_view(out), k);
  for (int64 i = 0; i < line_of_ones.shape[0]; ++i) line_of_ones(i) = cast<T>(1);
  return out;
}
template <class T = double>
array<T, 2> identity(int64 n, int line) {
  return eye<T>(n, n, 0, line);
}
template <class T>
array<T, 2> diag(const view<T, 1>& a, int64 k, int line) {
  const int64 n = a.shape[0] + (k < 0 ? -k : k);
  array<T, 2> out = zeros<T, 2>({n, n}, line);
  const view<T, 1> target = diagonal(as_view(out), k);
  for (int64 i = 0; i < a.shape[0]; ++i) target(i) = a(i);
  return out;
}
// Shares the matrix's buffer.
template <class T>
array<T, 1> diag(const view<T, 2>& a, int64 k, int) {
  return array<T, 1>(diagonal(a, k));
}

template <class T = double>
array<T, 2> tri(int64 rows, int64 columns, int64 k, int line) {
  array<T, 2> out = empty<T, 2>({rows, columns}, line);
  for (int64 i = 0; i < rows; ++i)
    for (int64 j = 0; j < columns; ++j) out(i, j) = cast<T>(j - k <= i);
  return out;
}
template <bool Lower, class T, int N>
array<T, N> triangle(const view<T, N>& a, int64 k, int line) {
  static_assert(N >= 2);
  array<T, N> out = empty_at<T, N>(a.shape, line);
  assign(line, as_view(out), a);
  const int64 rows = a.shape[N - 2], columns = a.shape[N - 1];
  const int64 matrices = rows * columns == 0 ? 0 : out.size() / (rows * columns);
  T* row = out.data;
  for (int64 m = 0; m < matrices; ++m) {
    for (int64 i = 0; i < rows; ++i, row += columns) {
      const int64 edge = Lower ? i + k + 1 : i + k;  // the first column to clear, or past the last one
      const int64 middle = edge < 0 ? 0 : edge > columns ? columns : edge;
      const int64 begin = Lower ? middle : 0, end = Lower ? columns : middle;
      for (int64 j = begin; j < end; ++j) row[j] = cast<T>(0);
    }
  }
  return out;
}
template <class T, int N>
array<T, N> tril(const view<T, N>& a, int64 k, int line) {
  return triangle<true>(a, k, line);
}
template <class T, int N>
array<T, N> triu(const view<T, N>& a, int64 k, int line) {
  return triangle<false>(a, k, line);
}

// ---- layouts ----

// Shares the buffer if it is laid out so.
template <class T, int N>
array<T, N> ascontiguousarray(const view<T, N>& a, int line) {
  return a.is_c_contiguous() ? array<T, N>(a) : keelback::copy(a, line);
}
template <class T, int N>
array<T, N> asfortranarray(const view<T, N>& a, int line) {
  if (a.is_f_contiguous()) return array<T, N>(a);
  array<T, N> out = empty_at<T, N>(a.shape, line);
  set_f_strides(out.shape, N, out.strides);
  assign(line, as_view(out), a);
  return out;
}

// ---- from sequences: tuples, and what has `size()` and `operator[]`; nested to rank N; items may be arrays ----

namespace detail {

template <class X>
inline constexpr bool is_tuple = false;
template <class... X>
inline constexpr bool is_tuple<tuple<X...>> = true;
template <class X>
concept indexable = !is_array<X> && !is_tuple<X> && requires(const X& x) {
  x.size();
  x[int64{0}];
};

// `A | B`: an either
template <class X>
concept has_visit = requires(const X& x) { x.visit([](const auto&) {}); };

template <class... X>
constexpr int64 length_of(const tuple<X...>&) {
  return sizeof...(X);
}
template <indexable X>
int64 length_of(const X& x) {
  return static_cast<int64>(x.size());
}
// each(item, i) for all items
template <class F, class... X>
void for_items(const tuple<X...>& t, F each) {
  [&]<size_t... K>(std::index_sequence<K...>) { (each(get<K>(t), static_cast<int64>(K)), ...); }(std::make_index_sequence<sizeof...(X)>{});
}
template <class F, indexable X>
void for_items(const X& x, F each) {
  const int64 n = length_of(x);
  for (int64 i = 0; i < n; ++i) each(x[i], i);
}

[[noreturn]] KB_COLD KB_NOINLINE void raise_inhomogeneous(const int64* shape, int depth, int line);

// Sets the lengths from the first items, then checks the others: `known` is how many axes are set.
template <int N, class X>
void measure(const X& x, int64* shape, int depth, bool first, int line) {
  const auto expect = [&](int64 n, int axis) {
    if (first) shape[axis] = n;
    else if (shape[axis] != n) raise_inhomogeneous(shape, axis, line);
  };
  if constexpr (is_array<X>) {
    for (int k = 0; k < operand<X>::rank; ++k) expect(x.shape[k], depth + k);
  } else if constexpr (is_tuple<X> || indexable<X>) {
    expect(length_of(x), depth);
    for_items(x, [&](const auto& item, int64 i) { measure<N>(item, shape, depth + 1, first && i == 0, line); });
  } else if constexpr (has_visit<X>) {
    x.visit([&](const auto& member) { measure<N>(member, shape, depth, first, line); });
  }
}
template <class T, bool python_ints, class X>
void store_sequence(T*& out, const X& x, int line) {
  if constexpr (is_array<X>) {
    view<T, operand<X>::rank> target{out, nullptr, {}, {}};
    for (int k = 0; k < operand<X>::rank; ++k) target.shape[k] = x.shape[k];
    set_c_strides(target.shape, operand<X>::rank, target.strides);
    assign(line, target, x);
    out += x.size();
  } else if constexpr (is_tuple<X> || indexable<X>) {
    for_items(x, [&](const auto& item, int64) { store_sequence<T, python_ints>(out, item, line); });
  } else if constexpr (has_visit<X>) {
    x.visit([&](const auto& member) { store_sequence<T, python_ints>(out, member, line); });
  } else if constexpr (requires { x.value; x.tag; }) {
    *out++ = store_cast<T>(x.value, line);
  } else if constexpr (std::is_same_v<X, double> && std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    *out++ = store_cast<T>(x, line);
  } else if constexpr (std::is_same_v<X, none>) {
    // The items of a list that nothing is ever put into: there are none.
  } else if constexpr (python_ints && std::is_same_v<X, int64>) {
    *out++ = checked_cast<T>(x, line);
  } else {
    *out++ = cast<T>(x);
  }
}

}  // namespace detail

// `python_ints`: an int64 is a Python int, which has to fit; else an np.int64, which wraps.
template <class T, int N, bool python_ints = false, class X>
array<T, N> array_from(const X& sequence, int line) {
  int64 shape[N > 0 ? N : 1] = {};
  detail::measure<N>(sequence, shape, 0, true, line);
  array<T, N> out = empty_at<T, N>(shape, line);
  T* data = out.data;
  detail::store_sequence<T, python_ints>(data, sequence, line);
  return out;
}

}  // namespace keelback::np
