// complex.hpp, compiled once.
#pragma once

#include <cerrno>
#include <complex>

#include <keelback/complex.hpp>

namespace keelback {

namespace detail {
#define KB_COMPLEX_DEFINITION(name)                                          \
  complex<double> c_##name(complex<double> a) {                              \
    const std::complex<double> r = std::name(std::complex<double>(a.re, a.im)); \
    return {r.real(), r.imag()};                                             \
  }                                                                          \
  complex<float> c_##name(complex<float> a) {                                \
    const std::complex<float> r = std::name(std::complex<float>(a.re, a.im)); \
    return {r.real(), r.imag()};                                             \
  }
KB_COMPLEX_FUNCTIONS(KB_COMPLEX_DEFINITION)
KB_COMPLEX_DEFINITION(log10)
#undef KB_COMPLEX_DEFINITION

// npy_cpow: small whole exponents by repeated multiplication.
template <class T>
complex<T> numpy_pow(complex<T> a, complex<T> b) {
  if (b.re == 0 && b.im == 0) return {1, 0};
  if (a.re == 0 && a.im == 0) {
    if (b.re > 0) return {0, 0};
    const T nan = static_cast<T>(quiet_nan);
    return {nan, nan};
  }
  if (b.im == 0 && b.re == ::trunc(static_cast<double>(b.re)) && b.re > -100 && b.re < 100) {
    const int exponent = static_cast<int>(b.re);
    if (exponent == 1) return a;
    if (exponent == 2) return a * a;
    if (exponent == 3) return a * (a * a);
    const int n = exponent < 0 ? -exponent : exponent;
    complex<T> result{1, 0}, power = a;
    for (int mask = 1; mask > 0 && n >= mask; mask <<= 1, power = power * power)
      if ((n & mask) != 0) result = result * power;
    return exponent < 0 ? complex<T>{1, 0} / result : result;
  }
  const std::complex<T> r = std::pow(std::complex<T>(a.re, a.im), std::complex<T>(b.re, b.im));
  return {r.real(), r.imag()};
}
complex<double> c_pow(complex<double> a, complex<double> b) { return numpy_pow(a, b); }
complex<float> c_pow(complex<float> a, complex<float> b) { return numpy_pow(a, b); }

// _Py_c_quot; `*by_zero` is set where CPython sets EDOM.
complex<double> python_quotient(complex<double> a, complex<double> b, bool* by_zero) {
  const double re_size = ::fabs(b.re), im_size = ::fabs(b.im);
  if (re_size >= im_size) {
    if (re_size == 0) {
      *by_zero = true;
      return {0, 0};
    }
    const double ratio = b.im / b.re, denominator = b.re + b.im * ratio;
    return {(a.re + a.im * ratio) / denominator, (a.im - a.re * ratio) / denominator};
  }
  if (im_size >= re_size) {
    const double ratio = b.re / b.im, denominator = b.re * ratio + b.im;
    return {(a.re * ratio + a.im) / denominator, (a.im * ratio - a.re) / denominator};
  }
  return {quiet_nan, quiet_nan};
}
}  // namespace detail

complex<double> truediv(complex<double> a, complex<double> b, int line) {
  bool by_zero = false;
  const complex<double> r = detail::python_quotient(a, b, &by_zero);
  if (by_zero) raise_zero_division(line, "complex division by zero");
  return r;
}

complex<double> pow(complex<double> a, complex<double> b, int line) {
  constexpr char zero_text[] = "0.0 to a negative or complex power";
  complex<double> result{1, 0};
  errno = 0;  // CPython tells the errors by what libm leaves here
  if (b.im == 0 && b.re == ::floor(b.re) && ::fabs(b.re) <= 100) {
    const int exponent = static_cast<int>(b.re), n = exponent < 0 ? -exponent : exponent;
    complex<double> power = a;
    for (int mask = 1; n >= mask; mask <<= 1, power = power * power)
      if ((n & mask) != 0) result = result * power;
    if (exponent <= 0) {
      bool by_zero = false;
      result = detail::python_quotient({1, 0}, result, &by_zero);
      if (by_zero) raise_zero_division(line, zero_text);
    }
  } else if (b.re == 0 && b.im == 0) {
    return result;
  } else if (a.re == 0 && a.im == 0) {
    if (b.im != 0 || b.re < 0) raise_zero_division(line, zero_text);
    return {0, 0};
  } else {
    const double size = ::hypot(a.re, a.im), angle = ::atan2(a.im, a.re);
    double length = ::pow(size, b.re), phase = angle * b.re;
    if (b.im != 0) {
      length /= ::exp(angle * b.im);
      phase += b.im * ::log(size);
    }
    result = {length * ::cos(phase), length * ::sin(phase)};
  }
  if (errno == EDOM) raise_zero_division(line, zero_text);
  if (is_inf(result.re) || is_inf(result.im)) raise_overflow(line, "complex exponentiation");
  return result;
}

void raise_abs_overflow(int line) { raise_overflow(line, "absolute value too large"); }

namespace cmath {
void raise_domain(int line) { raise_value(line, "math domain error"); }
void raise_range(int line) { raise_overflow(line, "math range error"); }

namespace {
bool finite(complex<double> a) { return is_finite(a.re) && is_finite(a.im); }
complex<double> checked(complex<double> a, complex<double> r, bool domain_error, int line) {
  if (domain_error) raise_domain(line);
  if (finite(a) && !finite(r)) raise_range(line);
  return r;
}
}  // namespace

// name, where CPython sets EDOM
#define KB_CMATH(name, domain_error) \
  complex<double> name(complex<double> a, int line) { return checked(a, detail::c_##name(a), domain_error, line); }
KB_CMATH(sqrt, false)
KB_CMATH(exp, is_inf(a.im) && (is_finite(a.re) || (is_inf(a.re) && a.re > 0)))
KB_CMATH(log, a.re == 0 && a.im == 0)
KB_CMATH(log10, a.re == 0 && a.im == 0)
KB_CMATH(sin, is_inf(a.re) && !keelback::is_nan(a.im))
KB_CMATH(cos, is_inf(a.re) && !keelback::is_nan(a.im))
KB_CMATH(tan, is_inf(a.re) && is_finite(a.im))
KB_CMATH(asin, false)
KB_CMATH(acos, false)
KB_CMATH(atan, a.re == 0 && ::fabs(a.im) == 1)
KB_CMATH(sinh, is_inf(a.im) && !keelback::is_nan(a.re))
KB_CMATH(cosh, is_inf(a.im) && !keelback::is_nan(a.re))
KB_CMATH(tanh, is_inf(a.im) && is_finite(a.re))
KB_CMATH(asinh, false)
KB_CMATH(acosh, false)
KB_CMATH(atanh, a.im == 0 && ::fabs(a.re) == 1)
#undef KB_CMATH

complex<double> log(complex<double> a, complex<double> base, int line) {
  const complex<double> x = log(a, line), y = log(base, line);
  bool by_zero = false;
  const complex<double> r = detail::python_quotient(x, y, &by_zero);
  if (by_zero) raise_domain(line);
  return r;
}
complex<double> rect(double radius, double angle, int line) {
  if (is_inf(angle) && radius != 0 && !keelback::is_nan(radius)) raise_domain(line);
  if (radius == 0) return {radius, radius * (angle > 0 ? 1.0 : angle)};
  if (angle == 0) return {radius, radius * angle};
  return {radius * ::cos(angle), radius * ::sin(angle)};
}
}  // namespace cmath

}  // namespace keelback
