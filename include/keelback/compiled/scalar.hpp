// scalar.hpp and dtype.hpp, compiled once.
#pragma once

#include <cstdio>
#include <cstdlib>

#include <keelback/scalar.hpp>

namespace keelback {

void raise_out_of_bounds(int64 value, const char* dtype, int line) {
  raise(exception::overflow_error, line, "Python integer %lld out of bounds for %s", static_cast<long long>(value), dtype);
}
void raise_int_overflow(int64 a, const char* operation, int64 b, int line) {
  raise(exception::overflow_error, line, "integer overflow: the result of %lld %s %lld does not fit in 64 bits",
        static_cast<long long>(a), operation, static_cast<long long>(b));
}
void raise_int_overflow(const char* operation, int64 a, int line) {
  raise(exception::overflow_error, line, "integer overflow: the result of %s(%lld) does not fit in 64 bits", operation,
        static_cast<long long>(a));
}
void raise_not_an_int(double x, int line) {
  if (is_nan(x)) raise_value(line, "cannot convert float NaN to integer");
  if (is_inf(x)) raise_overflow(line, "cannot convert float infinity to integer");
  raise(exception::overflow_error, line, "integer overflow: the int of %g does not fit in 64 bits", x);
}
void raise_not_storable(double x, int line) {
  if (is_nan(x) || is_inf(x)) raise_not_an_int(x, line);
  raise_overflow(line, "Python int too large to convert to C long");
}
void raise_float_overflow(int line) {
  constexpr char text[] = "(34, 'Numerical result out of range')";
  raise_text(exception::overflow_error, line, text, sizeof text - 1, argument::os_style);
}

// |a| / |b| with at least 55 significant bits and a sticky last bit, so that the conversion to double is the only rounding.
double truediv_wide(int64 a, int64 b) {
  if (a == 0) return b < 0 ? -0.0 : 0.0;
  const bool negative = (a < 0) != (b < 0);
  const uint64 x = a < 0 ? 0 - static_cast<uint64>(a) : static_cast<uint64>(a);
  const uint64 y = b < 0 ? 0 - static_cast<uint64>(b) : static_cast<uint64>(b);
  const uint128 wide = static_cast<uint128>(x) << 64;
  uint128 quotient = wide / y;
  const bool inexact = wide % y != 0;
  int exponent = -64;
  while (quotient >> 62 != 0) {
    quotient = (quotient >> 1) | (quotient & 1);
    ++exponent;
  }
  const double magnitude = ::ldexp(static_cast<double>(static_cast<int64>(quotient) | (inexact ? 1 : 0)), exponent);
  return negative ? -magnitude : magnitude;
}

int64 pow(int64 base, int64 exponent, int line) {
  if (exponent < 0) {
    if (base == 0) raise_zero_division(line, "0.0 cannot be raised to a negative power");
    raise(exception::overflow_error, line, "integer overflow: %lld ** %lld is not an int (a negative exponent gives a float)",
          static_cast<long long>(base), static_cast<long long>(exponent));
  }
  int64 result = 1, square = base;
  bool square_overflows = false;
  for (uint64 bits = static_cast<uint64>(exponent); bits != 0; bits >>= 1) {
    if ((bits & 1) != 0 && (square_overflows || mul_overflow(result, square, &result)))
      raise_int_overflow(base, "**", exponent, line);
    if (!square_overflows) square_overflows = mul_overflow(square, square, &square);
  }
  return result;
}
double pow_float(int64 base, int64 exponent, int line) { return pow(static_cast<double>(base), static_cast<double>(exponent), line); }

namespace {
// The inverse of a modulo m > 0, or 0 when there is none.
int128 inverse_modulo(int128 a, int128 m) {
  int128 r0 = m, r1 = a % m + (a % m < 0 ? m : 0), t0 = 0, t1 = 1;
  while (r1 != 0) {
    const int128 q = r0 / r1;
    const int128 r2 = r0 - q * r1, t2 = t0 - q * t1;
    r0 = r1, r1 = r2, t0 = t1, t1 = t2;
  }
  if (r0 != 1) return 0;
  return t0 < 0 ? t0 + m : t0;
}
}  // namespace

int64 pow_mod(int64 base, int64 exponent, int64 modulus, int line) {
  if (modulus == 0) raise_value(line, "pow() 3rd argument cannot be 0");
  if (modulus == 1 || modulus == -1) return 0;
  const int128 positive = modulus < 0 ? -static_cast<int128>(modulus) : modulus;
  uint64 bits = static_cast<uint64>(exponent);
  int128 result = 1, power = base % positive + (base % positive < 0 ? positive : 0);
  if (exponent < 0) {
    power = inverse_modulo(base, positive);
    if (power == 0) raise_value(line, "base is not invertible for the given modulus");
    bits = 0 - bits;
  }
  for (; bits != 0; bits >>= 1) {
    if ((bits & 1) != 0) result = result * power % positive;
    power = power * power % positive;
  }
  return modulus < 0 && result != 0 ? static_cast<int64>(result + modulus) : static_cast<int64>(result);
}

// Correctly rounded in decimal, half to even: the C library's conversions are both exact.
double round(double x, int64 digits, int line) {
  if (!is_finite(x) || digits > 323 || x == 0) return x;
  if (digits < -308) return ::copysign(0.0, x);
  double result;
  char text[400 + 330];
  if (digits >= 0) {
    std::snprintf(text, sizeof text, "%.*f", static_cast<int>(digits), x);
    result = std::strtod(text, nullptr);
  } else {
    // printf rounds to significant digits only: count those in front of the rounded place
    std::snprintf(text, sizeof text, "%.0f", ::trunc(::fabs(x)));
    const int significant = static_cast<int>(std::strlen(text)) + static_cast<int>(digits);
    if (significant < 0) return ::copysign(0.0, x);
    if (significant == 0) {
      const double half = 5 * ::pow(10.0, static_cast<double>(-digits - 1));
      result = ::fabs(x) > half ? ::copysign(2 * half, x) : ::copysign(0.0, x);
    } else {
      std::snprintf(text, sizeof text, "%.*e", significant - 1, x);
      result = std::strtod(text, nullptr);
    }
  }
  if (!is_finite(result)) raise_overflow(line, "rounded value too large to represent");
  return result;
}

int64 round(int64 x, int64 digits, int line) {
  if (digits >= 0) return x;
  if (digits < -19) return 0;
  int128 unit = 1;
  for (int64 k = digits; k < 0; ++k) unit *= 10;
  const int128 wide = x;
  int128 remainder = wide % unit;
  if (remainder < 0) remainder += unit;
  int128 result = wide - remainder;
  if (2 * remainder > unit || (2 * remainder == unit && (result / unit) % 2 != 0)) result += unit;
  if (result != static_cast<int64>(result)) raise_int_overflow("round", x, line);
  return static_cast<int64>(result);
}

// CPython's _Py_HashDouble: x modulo 2**61 - 1 as a rational number.
int64 hash_of(double x) {
  if (!is_finite(x)) return is_inf(x) ? (x > 0 ? 314159 : -314159) : 0;
  int exponent;
  double fraction = ::frexp(x, &exponent);
  const bool negative = fraction < 0;
  if (negative) fraction = -fraction;
  constexpr int bits = 61;
  const uint64 modulus = static_cast<uint64>(hash_modulus);
  uint64 h = 0;
  while (fraction != 0) {
    h = ((h << 28) & modulus) | h >> (bits - 28);
    fraction *= 268435456.0;
    exponent -= 28;
    const uint64 part = static_cast<uint64>(fraction);
    fraction -= static_cast<double>(part);
    h += part;
    if (h >= modulus) h -= modulus;
  }
  exponent = exponent >= 0 ? exponent % bits : bits - 1 - ((-1 - exponent) % bits);
  h = ((h << exponent) & modulus) | h >> (bits - exponent);
  const int64 result = negative ? -static_cast<int64>(h) : static_cast<int64>(h);
  return result == -1 ? -2 : result;
}

}  // namespace keelback
