// Complex numbers, with the layout of std::complex. The operators are NumPy's; Python's division and power take a line.
#pragma once

#include <keelback/dtype.hpp>
#include <keelback/scalar.hpp>

namespace keelback {

template <class T>
struct complex {
  T re, im;

  constexpr complex() noexcept : re(0), im(0) {}
  constexpr complex(T re, T im) noexcept : re(re), im(im) {}
  template <class S>
    requires std::is_arithmetic_v<S>
  constexpr complex(S re) noexcept : re(static_cast<T>(re)), im(0) {}
  template <class S>
    requires(!std::is_same_v<S, T>)
  explicit(sizeof(S) > sizeof(T)) constexpr complex(const complex<S>& other) noexcept
      : re(static_cast<T>(other.re)), im(static_cast<T>(other.im)) {}

  bool is_nan() const { return re != re || im != im; }
  constexpr bool truth() const { return re != 0 || im != 0; }

  complex& operator+=(complex b) { return *this = *this + b; }
  complex& operator-=(complex b) { return *this = *this - b; }
  complex& operator*=(complex b) { return *this = *this * b; }
  complex& operator/=(complex b) { return *this = *this / b; }

  friend constexpr complex operator+(complex a) { return a; }
  friend constexpr complex operator-(complex a) { return {-a.re, -a.im}; }
  friend constexpr complex operator+(complex a, complex b) { return {a.re + b.re, a.im + b.im}; }
  friend constexpr complex operator-(complex a, complex b) { return {a.re - b.re, a.im - b.im}; }
  friend constexpr complex operator*(complex a, complex b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
  // Smith's method, as NumPy and CPython.
  friend constexpr complex operator/(complex a, complex b) {
    const T re_size = b.re < 0 ? -b.re : b.re, im_size = b.im < 0 ? -b.im : b.im;
    if (re_size >= im_size) {
      if (re_size == 0 && im_size == 0) return {a.re / T(0), a.im / T(0)};   // of either sign
      const T ratio = b.im / b.re, scale = T(1) / (b.re + b.im * ratio);
      return {(a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale};
    }
    const T ratio = b.re / b.im, scale = T(1) / (b.im + b.re * ratio);
    return {(a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale};
  }
  friend constexpr bool operator==(complex a, complex b) { return a.re == b.re && a.im == b.im; }
  // NumPy's order: by real part, then by imaginary part.
  friend constexpr bool operator<(complex a, complex b) { return a.re < b.re || (a.re == b.re && a.im < b.im); }
  friend constexpr bool operator<=(complex a, complex b) { return a.re < b.re || (a.re == b.re && a.im <= b.im); }
  friend constexpr bool operator>(complex a, complex b) { return b < a; }
  friend constexpr bool operator>=(complex a, complex b) { return b <= a; }
};

KB_INLINE complex<double> make_complex(double re, double im) { return {re, im}; }

// ---- Python's complex ----

complex<double> truediv(complex<double> a, complex<double> b, int line);
complex<double> pow(complex<double> a, complex<double> b, int line);
// `(-8.0) ** (1 / 3)`: a power of reals whose result is complex.
inline complex<double> pow_complex(double a, double b, int line) { return pow(complex<double>(a, 0), complex<double>(b, 0), line); }

template <class T>
KB_INLINE T abs(complex<T> a) {
  if constexpr (sizeof(T) == 4) return ::hypotf(a.re, a.im);
  else return ::hypot(a.re, a.im);
}
[[noreturn]] KB_COLD KB_NOINLINE void raise_abs_overflow(int line);  // OverflowError 'absolute value too large'
KB_INLINE double abs(complex<double> a, int line) {
  const double r = ::hypot(a.re, a.im);
  if (KB_UNLIKELY(is_inf(r)) && is_finite(a.re) && is_finite(a.im)) raise_abs_overflow(line);
  return r;
}

enum class than { less, less_equal, greater, greater_equal };
template <than Op>
KB_INLINE constexpr bool compares(double x, double y) {
  return Op == than::less ? x < y : Op == than::less_equal ? x <= y : Op == than::greater ? x > y : x >= y;
}
// `abs(a) < limit` and the like, without a square root: the squares decide it, but for what is nearer to the limit than rounding may move it, for a limit whose square leaves the
// range, and for what is not finite. There the absolute value itself is compared. The square of a.re and a.im has a relative error below 2^-51, the C library's hypot one below 2^-52.
template <than Op, class Abs>
KB_INLINE bool abs_compares(complex<double> a, double limit, Abs&& exact) {
  const double square = a.re * a.re + a.im * a.im, wanted = limit * limit;
  if (KB_LIKELY(limit > 1e-140 && limit < 1e140)) {
    if (square < wanted * (1 - 0x1p-48)) return Op == than::less || Op == than::less_equal;
    if (square > wanted * (1 + 0x1p-48) && square <= 1e300) return Op == than::greater || Op == than::greater_equal;
  }
  return compares<Op>(exact(a), limit);
}
// What does not throw leaves the numbers of the loop around it in registers: g++ saves them around the call. Across one that may throw it keeps them in memory, in all turns.
KB_COLD KB_NOINLINE inline double abs_rarely(double re, double im) noexcept { return ::hypot(re, im); }
template <than Op>
KB_INLINE bool abs_is(complex<double> a, double limit, int line) {
  // Inlined wherever it stands: a call of it would have the number and the line in memory, in all turns.
  return abs_compares<Op>(a, limit, [line](complex<double> x) KB_ALWAYS_INLINE {
    const double r = abs_rarely(x.re, x.im);
    if (KB_UNLIKELY(is_inf(r)) && is_finite(x.re) && is_finite(x.im)) raise_abs_overflow(line);
    return r;
  });
}
// NumPy's: too large is infinity.
template <than Op>
KB_INLINE bool abs_is(complex<double> a, double limit) {
  return abs_compares<Op>(a, limit, [](complex<double> x) KB_ALWAYS_INLINE { return abs_rarely(x.re, x.im); });
}
template <class T>
KB_INLINE T arg(complex<T> a) {
  if constexpr (sizeof(T) == 4) return ::atan2f(a.im, a.re);
  else return ::atan2(a.im, a.re);
}
template <class T>
KB_INLINE constexpr complex<T> conj(complex<T> a) {
  return {a.re, -a.im};
}

template <class T>
KB_INLINE constexpr complex<T> conjugate(complex<T> a) {
  return {a.re, -a.im};
}
template <class T>
KB_INLINE constexpr T real_part(complex<T> a) {
  return a.re;
}
template <class T>
KB_INLINE constexpr T imag_part(complex<T> a) {
  return a.im;
}

// CPython's hash: equal to the real number's when there is no imaginary part.
template <class T>
int64 hash_of(complex<T> x) {
  const uint64 h = static_cast<uint64>(hash_of(static_cast<double>(x.re))) +
                   1000003u * static_cast<uint64>(hash_of(static_cast<double>(x.im)));
  return h == ~uint64{0} ? -2 : static_cast<int64>(h);
}

// An int is compared with a complex exactly.
template <class T, class A>
  requires std::is_arithmetic_v<A>
KB_INLINE bool eq(complex<T> a, A b) {
  return a.im == 0 && eq(a.re, b);
}
template <class T, class A>
  requires std::is_arithmetic_v<A>
KB_INLINE bool eq(A a, complex<T> b) {
  return b.im == 0 && eq(a, b.re);
}

// ---- elementary functions: the C library's ----

#define KB_COMPLEX_FUNCTIONS(X) \
  X(sqrt) X(exp) X(log) X(sin) X(cos) X(tan) X(asin) X(acos) X(atan) X(sinh) X(cosh) X(tanh) X(asinh) X(acosh) X(atanh)

namespace detail {
#define KB_COMPLEX_DECLARATION(name)          \
  complex<double> c_##name(complex<double>); \
  complex<float> c_##name(complex<float>);
KB_COMPLEX_FUNCTIONS(KB_COMPLEX_DECLARATION)
KB_COMPLEX_DECLARATION(log10)
#undef KB_COMPLEX_DECLARATION
complex<double> c_pow(complex<double>, complex<double>);
complex<float> c_pow(complex<float>, complex<float>);
}  // namespace detail

// NumPy's, which give inf and nan.
namespace ufunc {
#define KB_COMPLEX_UFUNC(ufunc_name, c_name)             \
  template <class T>                                     \
    requires is_complex<T>                               \
  inline T ufunc_name(T a) {                             \
    return ::keelback::detail::c_##c_name(a);            \
  }
KB_COMPLEX_UFUNC(sqrt, sqrt)
KB_COMPLEX_UFUNC(exp, exp)
KB_COMPLEX_UFUNC(log, log)
KB_COMPLEX_UFUNC(log10, log10)
KB_COMPLEX_UFUNC(sin, sin)
KB_COMPLEX_UFUNC(cos, cos)
KB_COMPLEX_UFUNC(tan, tan)
KB_COMPLEX_UFUNC(arcsin, asin)
KB_COMPLEX_UFUNC(arccos, acos)
KB_COMPLEX_UFUNC(arctan, atan)
KB_COMPLEX_UFUNC(sinh, sinh)
KB_COMPLEX_UFUNC(cosh, cosh)
KB_COMPLEX_UFUNC(tanh, tanh)
KB_COMPLEX_UFUNC(arcsinh, asinh)
KB_COMPLEX_UFUNC(arccosh, acosh)
KB_COMPLEX_UFUNC(arctanh, atanh)
#undef KB_COMPLEX_UFUNC
template <class T>
  requires is_complex<T>
inline T power(T a, T b) {
  return ::keelback::detail::c_pow(a, b);
}
template <class T>
  requires is_complex<T>
inline T exp2(T a) {
  const real_of<T> scale = real_of<T>(0.693147180559945309417232121458);
  return exp(T(a.re * scale, a.im * scale));
}
template <class T>
  requires is_complex<T>
inline T log2(T a) {
  const real_of<T> scale = real_of<T>(1.442695040888963407359924681002);
  const T r = log(a);
  return {r.re * scale, r.im * scale};
}
template <class T>
  requires is_complex<T>
inline T expm1(T a) {
  const double half = ::sin(double(a.im) / 2);
  return {real_of<T>(::expm1(double(a.re)) * ::cos(double(a.im)) - 2 * half * half), real_of<T>(::exp(double(a.re)) * ::sin(double(a.im)))};
}
template <class T>
  requires is_complex<T>
inline T log1p(T a) {
  const double re = double(a.re) + 1;
  return {real_of<T>(::log(::hypot(re, double(a.im)))), real_of<T>(::atan2(double(a.im), re))};
}
}  // namespace ufunc

// Python's cmath, which raises ValueError 'math domain error' and OverflowError 'math range error'.
namespace cmath {
[[noreturn]] KB_COLD KB_NOINLINE void raise_domain(int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_range(int line);

#define KB_CMATH(name) complex<double> name(complex<double> a, int line);
KB_COMPLEX_FUNCTIONS(KB_CMATH)
KB_CMATH(log10)
#undef KB_CMATH
complex<double> log(complex<double> a, complex<double> base, int line);
inline double phase(complex<double> a, int) { return arg(a); }
struct polar_form {
  double radius, angle;
};
inline polar_form polar(complex<double> a, int line) { return {abs(a, line), arg(a)}; }
complex<double> rect(double radius, double angle, int line);
inline bool isnan(complex<double> a, int) { return a.is_nan(); }
inline bool isinf(complex<double> a, int) { return is_inf(a.re) || is_inf(a.im); }
inline bool isfinite(complex<double> a, int) { return is_finite(a.re) && is_finite(a.im); }
}  // namespace cmath

}  // namespace keelback
