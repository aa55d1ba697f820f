// Comparisons of whole arrays.
#pragma once

#include <keelback/numpy/shape.hpp>
#include <keelback/reduce.hpp>

namespace keelback::np {

namespace detail {

// |a - b| <= absolute + relative * |b|, computed in R; equal infinities are close.
template <class R>
struct closeness {
  using real = real_of<R>;
  real relative, absolute;
  bool equal_nan;

  static real size(R x) {
    if constexpr (is_complex<R>) {
      if constexpr (sizeof(real) == 4) return ::hypotf(x.re, x.im);
      else return ::hypot(x.re, x.im);
    } else {
      return x < 0 ? -x : x;
    }
  }
  static bool is_number(R x) {
    if constexpr (is_complex<R>) return x.re == x.re && x.im == x.im;
    else return x == x;
  }
  template <class A, class B>
  KB_INLINE bool operator()(A x, B y) const {
    const R a = cast<R>(x), b = cast<R>(y);
    const real far = size(b);
    return (size(a - b) <= absolute + relative * far && far < static_cast<real>(infinity)) || a == b ||
           (equal_nan && !is_number(a) && !is_number(b));
  }
};
// What an element meets 1.0 as, with another operand.
template <class A, class B>
struct close_type {
  template <class X>
  static constexpr int bytes = std::is_same_v<real_of<X>, float> || sizeof(X) < 4 ? 4 : 8;
  template <class X>
  static constexpr bool is_small_int = std::is_integral_v<X> && sizeof(X) < 4;
  static constexpr bool is_single = bytes<A> == 4 && bytes<B> == 4 && !(is_small_int<A> && is_small_int<B>);
  using real = std::conditional_t<is_single, float, double>;
  using type = std::conditional_t<is_complex<A> || is_complex<B>, complex<real>, real>;
};
template <class A, class B>
KB_INLINE auto closeness_of(double relative, double absolute, bool equal_nan) {
  using R = typename close_type<element_of<A>, element_of<B>>::type;
  return closeness<R>{static_cast<real_of<R>>(relative), static_cast<real_of<R>>(absolute), equal_nan};
}

}  // namespace detail

// Arrays or scalars, which broadcast.
template <class A, class B>
auto isclose(const A& a, const B& b, double relative, double absolute, bool equal_nan, int line) {
  const auto close = detail::closeness_of<A, B>(relative, absolute, equal_nan);
  constexpr int N = max_rank<A, B>;
  if constexpr (N == 0 && !is_array<A> && !is_array<B>) return close(a, b);
  else return map<bool, N>(line, close, a, b);
}
template <class A, class B>
bool allclose(const A& a, const B& b, double relative, double absolute, bool equal_nan, int line) {
  const auto close = detail::closeness_of<A, B>(relative, absolute, equal_nan);
  if constexpr (!is_array<A> && !is_array<B>) return close(a, b);
  else return reduce<all_of>(line, close, a, b);
}
namespace detail {
// Equal at NumPy's common dtype; integers of any signs by their values.
template <class T, class U>
KB_INLINE bool equal_elements(const T& x, const U& y) {
  if constexpr (std::is_same_v<T, U> || (std::is_integral_v<T> && std::is_integral_v<U>)) return eq(x, y);
  else if constexpr (is_complex<T> || is_complex<U>) return cast<complex<double>>(x) == cast<complex<double>>(y);
  else return cast<double>(x) == cast<double>(y);
}
}  // namespace detail

template <class T, int N, class U, int M>
bool array_equal(const view<T, N>& a, const view<U, M>& b, int line) {
  if constexpr (N != M) {
    return false;
  } else {
    for (int k = 0; k < N; ++k)
      if (a.shape[k] != b.shape[k]) return false;
    return reduce<all_of>(line, detail::equal_elements<T, U>, a, b);
  }
}
// Shapes broadcast, elements are equal.
template <class T, int N, class U, int M>
bool array_equiv(const view<T, N>& a, const view<U, M>& b, int line) {
  constexpr int R = N > M ? N : M;
  for (int k = 1; k <= R; ++k) {
    const int64 n = k <= N ? a.shape[N - k] : 1, m = k <= M ? b.shape[M - k] : 1;
    if (n != m && n != 1 && m != 1) return false;
  }
  return reduce<all_of>(line, detail::equal_elements<T, U>, a, b);
}

}  // namespace keelback::np
