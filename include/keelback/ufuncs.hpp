// NumPy's ufuncs as scalar functions: `ufunc::add<T>(a, b)` is one element of the loop for operands of dtype T. Integers wrap
// or give 0 where NumPy does; nothing raises but `power` of integers. Complex elements need complex.hpp, which the caller
// includes.
#pragma once

#include <keelback/dtype.hpp>
#include <keelback/errors.hpp>

namespace keelback::ufunc {

namespace detail {

template <class T>
inline constexpr bool is_integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;
template <class T>
inline constexpr bool is_float = is_real_float<T>;
template <class T>
inline constexpr bool is_signed_integer = is_integer<T> && std::is_signed_v<T>;

// Where integers of type T are computed without overflow being undefined: unsigned, and not promoted to int.
template <class T>
using wrapping = std::conditional_t<sizeof(T) == 8, uint64, std::uint32_t>;

template <class T>
KB_INLINE constexpr bool truth(T x) {
  return cast<bool>(x);
}

// double and float forms of a function of C's library.
#define KB_LIBM_1(NAME)                            \
  KB_INLINE double NAME(double x) { return ::NAME(x); } \
  KB_INLINE float NAME(float x) { return ::NAME##f(x); }
#define KB_LIBM_2(NAME)                                                \
  KB_INLINE double NAME(double a, double b) { return ::NAME(a, b); } \
  KB_INLINE float NAME(float a, float b) { return ::NAME##f(a, b); }
KB_LIBM_1(fabs) KB_LIBM_1(rint) KB_LIBM_1(floor) KB_LIBM_1(ceil) KB_LIBM_1(trunc) KB_LIBM_1(sqrt) KB_LIBM_1(cbrt)
KB_LIBM_1(exp) KB_LIBM_1(exp2) KB_LIBM_1(expm1) KB_LIBM_1(log) KB_LIBM_1(log2) KB_LIBM_1(log10) KB_LIBM_1(log1p)
KB_LIBM_1(sin) KB_LIBM_1(cos) KB_LIBM_1(tan) KB_LIBM_1(asin) KB_LIBM_1(acos) KB_LIBM_1(atan)
KB_LIBM_1(sinh) KB_LIBM_1(cosh) KB_LIBM_1(tanh) KB_LIBM_1(asinh) KB_LIBM_1(acosh) KB_LIBM_1(atanh)
KB_LIBM_2(fmod) KB_LIBM_2(pow) KB_LIBM_2(atan2) KB_LIBM_2(hypot) KB_LIBM_2(copysign) KB_LIBM_2(nextafter)
#undef KB_LIBM_1
#undef KB_LIBM_2

// |re + i im| without branches, so that loops use vectors. After C. F. Borges, An improved algorithm for hypot(a, b), 2019: the root of the sum of squares and a
// correction for what rounding took off; within 1 ulp. Scaled by a power of two where squares would leave the range.
KB_INLINE double magnitude(double re, double im) {
  const double a = fabs(re), b = fabs(im), inf = std::numeric_limits<double>::infinity();
  const double unscaled_high = a > b ? a : b, unscaled_low = a > b ? b : a;
  const double scale = unscaled_high > 0x1p500 ? 0x1p-600 : unscaled_high < 0x1p-450 ? 0x1p600 : 1.0;
  const double back = unscaled_high > 0x1p500 ? 0x1p600 : unscaled_high < 0x1p-450 ? 0x1p-600 : 1.0;
  const double high = unscaled_high * scale, low = unscaled_low * scale;
  const double h = sqrt(high * high + low * low);
  const double from_low = h - low, from_high = h - high;
  const double near_low = from_low * (from_low - 2 * (high - low)) + (2 * from_low - high) * high;
  const double near_high = 2 * from_high * (high - 2 * low) + ((4 * from_high - low) * low + from_high * from_high);
  const double excess = h <= 2 * low ? near_low : near_high;
  const double corrected = (h - excess / (2 * h)) * back;
  const double of_numbers = h == 0 ? 0.0 : corrected;
  return a == inf || b == inf ? inf : of_numbers;
}
KB_INLINE float magnitude(float re, float im) {
  const double a = re, b = im, inf = std::numeric_limits<double>::infinity();
  const double h = sqrt(a * a + b * b);
  return static_cast<float>(fabs(a) == inf || fabs(b) == inf ? inf : h);
}

// NumPy's order of complex numbers: by real part, then imaginary; nan is not less than anything.
template <class T>
KB_INLINE bool complex_less(T a, T b) {
  return (a.re < b.re && a.im == a.im && b.im == b.im) || (a.re == b.re && a.im < b.im);
}
template <class T>
KB_INLINE bool complex_less_equal(T a, T b) {
  return (a.re < b.re && a.im == a.im && b.im == b.im) || (a.re == b.re && a.im <= b.im);
}

inline constexpr double pi = 3.141592653589793238462643383279502884;
inline constexpr double log_of_2 = 0.693147180559945309417232121458176568;
inline constexpr double log2_of_e = 1.442695040888963407359924681001892137;

}  // namespace detail

// Of float16 what takes several steps is float32's, rounded at its end; conversions are implicit.

// ---- arithmetic ----

template <class T>
KB_INLINE T add(T a, T b) {
  using W = detail::wrapping<T>;
  if constexpr (std::is_same_v<T, bool>) return a | b;
  else if constexpr (std::is_integral_v<T>) return static_cast<T>(static_cast<W>(a) + static_cast<W>(b));
  else return a + b;
}
template <class T>
KB_INLINE T subtract(T a, T b) {
  using W = detail::wrapping<T>;
  if constexpr (std::is_integral_v<T>) return static_cast<T>(static_cast<W>(a) - static_cast<W>(b));
  else return a - b;
}
template <class T>
KB_INLINE T multiply(T a, T b) {
  using W = detail::wrapping<T>;
  if constexpr (std::is_same_v<T, bool>) return a & b;
  else if constexpr (std::is_integral_v<T>) return static_cast<T>(static_cast<W>(a) * static_cast<W>(b));
  else return a * b;
}
template <class T>
KB_INLINE T divide(T a, T b) {
  static_assert(!std::is_integral_v<T>, "NumPy divides integers as float64");
  return a / b;
}
template <class T>
KB_INLINE T fmod(T a, T b) {
  if constexpr (detail::is_signed_integer<T>) return b == 0 || b == -1 ? T(0) : static_cast<T>(a % b);
  else if constexpr (std::is_integral_v<T>) return b == 0 ? T(0) : static_cast<T>(a % b);
  else return detail::fmod(a, b);
}
template <class T>
KB_INLINE T negative(T a) {
  if constexpr (std::is_integral_v<T>) return static_cast<T>(0 - static_cast<detail::wrapping<T>>(a));
  else return -a;
}

// npy_divmod's quotient and remainder
template <class T>
inline T floor_divide(T a, T b) {
  if constexpr (is_half<T>) {
    return floor_divide<float>(a, b);
  } else if constexpr (detail::is_signed_integer<T>) {
    if (b == 0) return 0;
    if (b == -1) return negative(a);
    const T q = static_cast<T>(a / b);
    return static_cast<T>(q - ((a % b != 0) & ((a < 0) != (b < 0))));
  } else if constexpr (std::is_integral_v<T>) {
    return b == 0 ? T(0) : static_cast<T>(a / b);
  } else {
    if (b == 0) return a / b;
    const T remainder = detail::fmod(a, b);
    T quotient = (a - remainder) / b;
    if (remainder != 0 && (b < 0) != (remainder < 0)) quotient -= 1;
    if (quotient == 0) return detail::copysign(T(0), a / b);
    const T whole = detail::floor(quotient);
    return quotient - whole > T(0.5) ? whole + 1 : whole;
  }
}
template <class T>
inline T remainder(T a, T b) {
  if constexpr (is_half<T>) {
    return remainder<float>(a, b);
  } else if constexpr (detail::is_signed_integer<T>) {
    if (b == 0 || b == -1) return 0;
    const T r = static_cast<T>(a % b);
    return r != 0 && (r < 0) != (b < 0) ? static_cast<T>(r + b) : r;
  } else if constexpr (std::is_integral_v<T>) {
    return fmod(a, b);
  } else {
    const T r = detail::fmod(a, b);
    if (b == 0) return r;
    if (r == 0) return detail::copysign(T(0), b);
    return (b < 0) != (r < 0) ? r + b : r;
  }
}

template <class T>
  requires(detail::is_float<T>)
KB_INLINE T power(T a, T b) {
  if constexpr (is_half<T>) return power<float>(a, b);
  // Small whole exponents are multiplied out, which may differ from pow in the last bit (docs/differences.md).
  if (b == T(2)) return a * a;
  if (b == T(1)) return a;
  if (b == T(0)) return T(1);
  if (b == T(3)) return a * a * a;
  if (b == T(4)) return (a * a) * (a * a);
  if (b == T(5)) return (a * a) * (a * a) * a;
  return detail::pow(a, b);
}
// The same for an exponent that was an integer: the small ones by selects, since exponents that differ from element to element
// would be mispredicted.
template <class T>
  requires(detail::is_float<T>)
KB_INLINE T power_whole(T a, int64 n) {
  if constexpr (is_half<T>) return power_whole<float>(a, n);
  if (KB_UNLIKELY(static_cast<std::uint64_t>(n) > 5)) return detail::pow(a, static_cast<T>(n));
  const T squared = a * a;
  const T low = (n & 2) != 0 ? squared : (n & 4) != 0 ? squared * squared : T(1);
  return low * ((n & 1) != 0 ? a : T(1));
}
template <class T>
inline T power(T a, T b, int line) {
  if constexpr (detail::is_integer<T>) {
    if constexpr (std::is_signed_v<T>)
      if (KB_UNLIKELY(b < 0)) raise_value(line, "Integers to negative integer powers are not allowed.");
    T result = 1;
    for (auto bits = static_cast<std::make_unsigned_t<T>>(b); bits != 0; bits = static_cast<decltype(bits)>(bits >> 1)) {
      if ((bits & 1) != 0) result = multiply(result, a);
      a = multiply(a, a);
    }
    return result;
  } else {
    return power<T>(a, b);
  }
}
template <class T>
KB_INLINE T float_power(T a, T b) {
  return power<T>(a, b);
}

template <class T>
KB_INLINE T positive(T a) {
  return a;
}
template <class T>
KB_INLINE real_of<T> absolute(T a) {
  if constexpr (is_complex<T>) return detail::magnitude(a.re, a.im);
  else if constexpr (detail::is_float<T>) return detail::fabs(a);
  else if constexpr (detail::is_signed_integer<T>) return a < 0 ? negative(a) : a;
  else return a;
}
template <class T>
KB_INLINE T fabs(T a) {
  return detail::fabs(a);
}
template <class T>
KB_INLINE T sign(T a) {
  if constexpr (is_complex<T>) {
    const auto size = detail::hypot(a.re, a.im);
    if (size == 0) return T{0, 0};
    if (is_inf(size) && is_inf(a.re) != is_inf(a.im)) {
      // The limit along the infinite part.
      return is_inf(a.re) ? T{a.re > 0 ? real_of<T>(1) : real_of<T>(-1), 0} : T{0, a.im > 0 ? real_of<T>(1) : real_of<T>(-1)};
    }
    return T{a.re / size, a.im / size};
  } else if constexpr (detail::is_float<T>) {
    return a > 0 ? T(1) : a < 0 ? T(-1) : a == 0 ? T(0) : a;
  } else if constexpr (detail::is_signed_integer<T>) {
    return a > 0 ? T(1) : a < 0 ? T(-1) : T(0);
  } else {
    return a > 0 ? T(1) : T(0);
  }
}
template <class T>
KB_INLINE T conjugate(T a) {
  if constexpr (is_complex<T>) return T{a.re, -a.im};
  else return a;
}
template <class T>
KB_INLINE T square(T a) {
  return multiply<T>(a, a);
}
template <class T>
KB_INLINE T reciprocal(T a) {
  if constexpr (std::is_integral_v<T>) return cast<T>(1.0 / static_cast<double>(a));
  else if constexpr (is_complex<T>) {
    const auto size_re = a.re < 0 ? -a.re : a.re, size_im = a.im < 0 ? -a.im : a.im;
    if (size_im <= size_re) {
      const auto ratio = a.im / a.re, scale = a.re + a.im * ratio;
      return T{1 / scale, -ratio / scale};
    }
    const auto ratio = a.re / a.im, scale = a.re * ratio + a.im;
    return T{ratio / scale, -1 / scale};
  }
  else return 1 / a;
}

// ---- rounding ----

#define KB_ROUNDING(NAME)                                \
  template <class T>                                     \
  KB_INLINE T NAME(T a) {                                \
    if constexpr (std::is_integral_v<T>) return a;       \
    else if constexpr (is_complex<T>) return T{detail::NAME(a.re), detail::NAME(a.im)}; \
    else return detail::NAME(a);                         \
  }
KB_ROUNDING(rint)
KB_ROUNDING(floor)
KB_ROUNDING(ceil)
KB_ROUNDING(trunc)
#undef KB_ROUNDING

// Bounds of np.clip that are Python ints: one beyond T on its own side clips nothing, another has to fit.
template <class T>
T clip_low(int64 x, int line) {
  constexpr T lowest = std::numeric_limits<T>::min();
  return x <= static_cast<int64>(lowest) ? lowest : checked_cast<T>(x, line);
}
template <class T>
T clip_high(int64 x, int line) {
  constexpr T highest = std::numeric_limits<T>::max();
  if constexpr (sizeof(T) == sizeof(int64)) return checked_cast<T>(x, line);
  else return x >= static_cast<int64>(highest) ? highest : checked_cast<T>(x, line);
}

// np.round: scaled by a power of ten, not correctly rounded in decimal. Integers only change for negative `decimals`.
template <class T>
inline T round(T a, int64 decimals) {
  if constexpr (is_complex<T>) {
    return T{round(a.re, decimals), round(a.im, decimals)};
  } else if constexpr (std::is_integral_v<T>) {
    if (decimals >= 0) return a;
    const double scale = ::pow(10.0, static_cast<double>(-decimals));
    return cast<T>(::rint(static_cast<double>(a) / scale) * scale);
  } else {
    if (decimals == 0) return detail::rint(a);
    const T scale = static_cast<T>(::pow(10.0, static_cast<double>(decimals < 0 ? -decimals : decimals)));
    return decimals > 0 ? detail::rint(a * scale) / scale : detail::rint(a / scale) * scale;
  }
}

// ---- elementary functions: T is float32 or float64; complex.hpp has those of complex numbers ----

#define KB_ELEMENTARY(NAME, LIBM)      \
  template <class T>                   \
    requires(detail::is_float<T>)      \
  KB_INLINE T NAME(T a) {              \
    return detail::LIBM(a);            \
  }
KB_ELEMENTARY(sqrt, sqrt)
KB_ELEMENTARY(cbrt, cbrt)
KB_ELEMENTARY(exp, exp)
KB_ELEMENTARY(exp2, exp2)
KB_ELEMENTARY(expm1, expm1)
KB_ELEMENTARY(log, log)
KB_ELEMENTARY(log2, log2)
KB_ELEMENTARY(log10, log10)
KB_ELEMENTARY(log1p, log1p)
KB_ELEMENTARY(sin, sin)
KB_ELEMENTARY(cos, cos)
KB_ELEMENTARY(tan, tan)
KB_ELEMENTARY(arcsin, asin)
KB_ELEMENTARY(arccos, acos)
KB_ELEMENTARY(arctan, atan)
KB_ELEMENTARY(sinh, sinh)
KB_ELEMENTARY(cosh, cosh)
KB_ELEMENTARY(tanh, tanh)
KB_ELEMENTARY(arcsinh, asinh)
KB_ELEMENTARY(arccosh, acosh)
KB_ELEMENTARY(arctanh, atanh)
#undef KB_ELEMENTARY
template <class T>
KB_INLINE T arctan2(T a, T b) {
  return detail::atan2(a, b);
}
template <class T>
KB_INLINE T hypot(T a, T b) {
  return detail::hypot(a, b);
}
template <class T>
KB_INLINE T deg2rad(T a) {
  if constexpr (is_half<T>) return deg2rad<float>(a);
  return a * static_cast<T>(detail::pi / 180.0);
}
template <class T>
KB_INLINE T rad2deg(T a) {
  if constexpr (is_half<T>) return rad2deg<float>(a);
  return a * static_cast<T>(180.0 / detail::pi);
}
template <class T>
KB_INLINE T radians(T a) {
  return deg2rad(a);
}
template <class T>
KB_INLINE T degrees(T a) {
  return rad2deg(a);
}
template <class T>
inline T logaddexp(T a, T b) {
  if constexpr (is_half<T>) return logaddexp<float>(a, b);
  if (a == b) return a + static_cast<T>(detail::log_of_2);
  const T difference = a - b;
  if (difference > 0) return a + detail::log1p(detail::exp(-difference));
  if (difference <= 0) return b + detail::log1p(detail::exp(difference));
  return difference;
}
template <class T>
inline T logaddexp2(T a, T b) {
  if constexpr (is_half<T>) return logaddexp2<float>(a, b);
  if (a == b) return a + 1;
  const T difference = a - b, scale = static_cast<T>(detail::log2_of_e);
  if (difference > 0) return a + scale * detail::log1p(detail::exp2(-difference));
  if (difference <= 0) return b + scale * detail::log1p(detail::exp2(difference));
  return difference;
}
// np.sinc
template <class T>
inline T sinc(T a) {
  const T x = static_cast<T>(detail::pi) * (a == 0 ? static_cast<T>(1e-20) : a);
  return detail::sin(x) / x;
}

// ---- comparisons ----

template <class T>
KB_INLINE bool equal(T a, T b) {
  if constexpr (is_complex<T>) return (a.re == b.re) & (a.im == b.im);
  else return a == b;
}
template <class T>
KB_INLINE bool not_equal(T a, T b) {
  return !equal<T>(a, b);
}
template <class T>
KB_INLINE bool less(T a, T b) {
  if constexpr (is_complex<T>) return detail::complex_less(a, b);
  else return a < b;
}
template <class T>
KB_INLINE bool less_equal(T a, T b) {
  if constexpr (is_complex<T>) return detail::complex_less_equal(a, b);
  else return a <= b;
}
template <class T>
KB_INLINE bool greater(T a, T b) {
  return less<T>(b, a);
}
template <class T>
KB_INLINE bool greater_equal(T a, T b) {
  return less_equal<T>(b, a);
}

template <class T>
KB_INLINE bool isnan(T a) {
  if constexpr (is_complex<T>) return (a.re != a.re) | (a.im != a.im);
  else if constexpr (detail::is_float<T>) return a != a;
  else return false;
}
template <class T>
KB_INLINE bool isinf(T a) {
  if constexpr (is_complex<T>) return isinf(a.re) | isinf(a.im);
  else if constexpr (detail::is_float<T>) return detail::fabs(a) == static_cast<T>(infinity);
  else return false;
}
template <class T>
KB_INLINE bool isfinite(T a) {
  if constexpr (is_complex<T>) return isfinite(a.re) & isfinite(a.im);
  else if constexpr (detail::is_float<T>) return detail::fabs(a) < static_cast<T>(infinity);
  else return true;
}
template <class T>
KB_INLINE bool isposinf(T a) {
  if constexpr (detail::is_float<T>) return a == static_cast<T>(infinity);
  else return false;
}
template <class T>
KB_INLINE bool isneginf(T a) {
  if constexpr (detail::is_float<T>) return a == -static_cast<T>(infinity);
  else return false;
}
template <class T>
KB_INLINE bool signbit(T a) {
  return sign_bit(a);
}

namespace detail {
// Both have been computed: `a < b ? a : b` is one instruction.
template <class T>
KB_INLINE T take_if(bool condition, T a, T b) {
  return condition ? a : b;
}
}  // namespace detail

// nan where either is nan; fmax and fmin take the other one. Of equal floats (zeros) the second, as x86's instructions.
template <class T>
KB_INLINE T maximum(T a, T b) {
  if constexpr (std::is_integral_v<T>) return a < b ? b : a;
  else if constexpr (std::is_floating_point_v<T>) return detail::take_if(a != a, a, a > b ? a : b);
  else return greater_equal<T>(a, b) || isnan(a) ? a : b;
}
template <class T>
KB_INLINE T minimum(T a, T b) {
  if constexpr (std::is_integral_v<T>) return b < a ? b : a;
  else if constexpr (std::is_floating_point_v<T>) return detail::take_if(a != a, a, a < b ? a : b);
  else return less_equal<T>(a, b) || isnan(a) ? a : b;
}
template <class T>
KB_INLINE T fmax(T a, T b) {
  if constexpr (std::is_integral_v<T>) return a < b ? b : a;
  else if constexpr (std::is_floating_point_v<T>) return detail::take_if(b != b, a, a > b ? a : b);
  else return greater_equal<T>(a, b) || isnan(b) ? a : b;
}
template <class T>
KB_INLINE T fmin(T a, T b) {
  if constexpr (std::is_integral_v<T>) return b < a ? b : a;
  else if constexpr (std::is_floating_point_v<T>) return detail::take_if(b != b, a, a < b ? a : b);
  else return less_equal<T>(a, b) || isnan(b) ? a : b;
}
// `high` where low > high, as NumPy; nan in any operand gives nan. Of zeros of both signs NumPy keeps that of the bound, or that
// of `a` where both bounds are numbers.
template <class T>
KB_INLINE T clip(T a, T low, T high) {
  const T raised = isnan(a) || less<T>(low, a) ? a : low;
  return isnan(raised) || less<T>(raised, high) ? raised : high;
}
template <class T>
KB_INLINE T clip_between(T a, T low, T high) {
  const T raised = less<T>(a, low) || isnan(low) ? low : a;
  return less<T>(high, raised) || isnan(high) ? high : raised;
}
template <class T>
KB_INLINE T where(bool condition, T a, T b) {
  return condition ? a : b;
}
template <class T>
KB_INLINE T nan_to_num(T a, real_of<T> nan, real_of<T> positive_infinity, real_of<T> negative_infinity) {
  if constexpr (is_complex<T>) {
    return T{nan_to_num(a.re, nan, positive_infinity, negative_infinity), nan_to_num(a.im, nan, positive_infinity, negative_infinity)};
  } else {
    return isnan(a) ? nan : isposinf(a) ? positive_infinity : isneginf(a) ? negative_infinity : a;
  }
}
template <class T>
KB_INLINE T nan_to_num(T a) {
  using R = real_of<T>;
  return nan_to_num<T>(a, R(0), std::numeric_limits<R>::max(), std::numeric_limits<R>::lowest());
}

// ---- logic and bits ----

template <class T>
KB_INLINE bool logical_and(T a, T b) {
  return detail::truth(a) & detail::truth(b);
}
template <class T>
KB_INLINE bool logical_or(T a, T b) {
  return detail::truth(a) | detail::truth(b);
}
template <class T>
KB_INLINE bool logical_xor(T a, T b) {
  return detail::truth(a) != detail::truth(b);
}
template <class T>
KB_INLINE bool logical_not(T a) {
  return !detail::truth(a);
}
template <class T>
KB_INLINE T bitwise_and(T a, T b) {
  return static_cast<T>(a & b);
}
template <class T>
KB_INLINE T bitwise_or(T a, T b) {
  return static_cast<T>(a | b);
}
template <class T>
KB_INLINE T bitwise_xor(T a, T b) {
  return static_cast<T>(a ^ b);
}
template <class T>
KB_INLINE T invert(T a) {
  if constexpr (std::is_same_v<T, bool>) return !a;
  else return static_cast<T>(~a);
}
// A count that is negative or not less than the width shifts everything out.
template <class T>
KB_INLINE T left_shift(T a, T n) {
  using W = detail::wrapping<T>;
  return static_cast<std::make_unsigned_t<T>>(n) < sizeof(T) * 8 ? static_cast<T>(static_cast<W>(a) << n) : T(0);
}
template <class T>
KB_INLINE T right_shift(T a, T n) {
  if (static_cast<std::make_unsigned_t<T>>(n) < sizeof(T) * 8) return static_cast<T>(a >> n);
  return a < 0 ? static_cast<T>(-1) : T(0);
}
template <class T>
KB_INLINE std::uint8_t bitwise_count(T a) {
  if constexpr (detail::is_signed_integer<T>) return static_cast<std::uint8_t>(population_count(static_cast<std::make_unsigned_t<T>>(absolute(a))));
  else return static_cast<std::uint8_t>(population_count(a));
}

// ---- floats as bits ----

template <class T>
KB_INLINE T copysign(T a, T b) {
  return detail::copysign(a, b);
}
template <class T>
KB_INLINE T nextafter(T a, T b) {
  if constexpr (is_half<T>) return next_after(a, b);
  else return detail::nextafter(a, b);
}
// The step from `a` to the next number away from zero.
template <class T>
inline T spacing(T a) {
  if (!isfinite(a)) return isnan(a) ? a : static_cast<T>(quiet_nan);
  if constexpr (is_half<T>) return next_after(a, static_cast<T>(infinity)) - a;  // upwards, unlike the others
  else return detail::nextafter(a, static_cast<T>(a < 0 ? -infinity : infinity)) - a;
}
template <class T, class I>
inline T ldexp(T a, I n) {
  const int exponent = n > I(0) && static_cast<uint64>(n) > 20000 ? 20000 : n < I(0) && static_cast<int64>(n) < -20000 ? -20000 : static_cast<int>(n);
  if constexpr (sizeof(T) == 4) return ::ldexpf(a, exponent);
  else return ::ldexp(a, exponent);
}
template <class T>
KB_INLINE T heaviside(T a, T at_zero) {
  return isnan(a) ? a : a == 0 ? at_zero : a < 0 ? T(0) : T(1);
}

// ---- number theory ----

template <class T>
inline T gcd(T a, T b) {
  using U = std::make_unsigned_t<T>;
  U x = static_cast<U>(absolute(a)), y = static_cast<U>(absolute(b));
  while (x != 0) {
    const U rest = static_cast<U>(y % x);
    y = x;
    x = rest;
  }
  return static_cast<T>(y);
}
template <class T>
inline T lcm(T a, T b) {
  using U = std::make_unsigned_t<T>;
  const U divisor = static_cast<U>(gcd(a, b));
  if (divisor == 0) return 0;
  return static_cast<T>(multiply<U>(static_cast<U>(static_cast<U>(absolute(a)) / divisor), static_cast<U>(absolute(b))));
}

}  // namespace keelback::ufunc
