// Python's int (checked 64-bit) and float operations. Names are CPython's slots; the last argument is the Python line.
#pragma once

#include <bit>

#include <keelback/dtype.hpp>
#include <keelback/errors.hpp>

namespace keelback {

[[noreturn]] KB_COLD KB_NOINLINE void raise_int_overflow(int64 a, const char* operation, int64 b, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_int_overflow(const char* operation, int64 a, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_not_an_int(double x, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_not_storable(double x, int line);  // in NumPy's words
[[noreturn]] KB_COLD KB_NOINLINE void raise_float_overflow(int line);

// ---- int ----

// What the checks cost is measured beside code without them (benchmarks/kernels.py); no option of the command gives it.
#ifdef KEELBACK_NO_OVERFLOWCHECK
#define KB_FAILS(test) (static_cast<void>(test), false)
#else
#define KB_FAILS(test) KB_UNLIKELY(test)
#endif

KB_INLINE int64 add(int64 a, int64 b, int line) {
  int64 r;
  if (KB_FAILS(add_overflow(a, b, &r))) raise_int_overflow(a, "+", b, line);
  return r;
}
KB_INLINE int64 sub(int64 a, int64 b, int line) {
  int64 r;
  if (KB_FAILS(sub_overflow(a, b, &r))) raise_int_overflow(a, "-", b, line);
  return r;
}
KB_INLINE int64 mul(int64 a, int64 b, int line) {
  int64 r;
  if (KB_FAILS(mul_overflow(a, b, &r))) raise_int_overflow(a, "*", b, line);
  return r;
}
KB_INLINE int64 neg(int64 a, int line) {
  if (KB_UNLIKELY(a == std::numeric_limits<int64>::min())) raise_int_overflow("-", a, line);
  return -a;
}
KB_INLINE int64 abs(int64 a, int line) { return a < 0 ? neg(a, line) : a; }

// Floor division without the checks: b is neither 0, nor -1 with the smallest a. By a constant power of two it is a shift, and the remainder a mask, whatever a's sign.
KB_INLINE constexpr bool is_power_of_two(int64 b) { return b > 0 && (b & (b - 1)) == 0; }
KB_INLINE constexpr int64 floordiv_unchecked(int64 a, int64 b) {
  if (KB_IS_CONSTANT(b) && is_power_of_two(b)) return a >> std::countr_zero(static_cast<uint64>(b));
  const int64 q = a / b;
  return q - ((a % b != 0) & ((a ^ b) < 0));
}
KB_INLINE constexpr int64 mod_unchecked(int64 a, int64 b) {
  if (KB_IS_CONSTANT(b) && is_power_of_two(b)) return a & (b - 1);
  const int64 r = a % b;
  return r + (r != 0 && (r ^ b) < 0 ? b : 0);
}
// The same where -b <= a < 2 * b is known: a division takes ten times as long.
KB_INLINE constexpr int64 mod_near(int64 a, int64 b) { return a < 0 ? a + b : a >= b ? a - b : a; }
KB_INLINE int64 floordiv(int64 a, int64 b, int line) {
  if (KB_FAILS(b == 0)) raise_zero_division(line, "integer division or modulo by zero");
  if (KB_UNLIKELY(b == -1)) {
    if (a == std::numeric_limits<int64>::min()) raise_int_overflow(a, "//", b, line);
    return -a;
  }
  return floordiv_unchecked(a, b);
}
KB_INLINE int64 mod(int64 a, int64 b, int line) {
  if (KB_FAILS(b == 0)) raise_zero_division(line, "integer modulo by zero");
  if (KB_UNLIKELY(b == -1)) return 0;
  return mod_unchecked(a, b);
}

template <class T>
struct divmod_result {
  T quotient, remainder;
};
KB_INLINE divmod_result<int64> divmod(int64 a, int64 b, int line) {
  const int64 q = floordiv(a, b, line);
  return {q, b == -1 ? 0 : mod_unchecked(a, b)};
}

// The quotient of integers of more than 53 bits, correctly rounded.
KB_NOINLINE double truediv_wide(int64 a, int64 b);
KB_INLINE double truediv(int64 a, int64 b, int line) {
  if (KB_UNLIKELY(b == 0)) raise_zero_division(line, "division by zero");
  constexpr uint64 limit = uint64{1} << 53;
  if (KB_LIKELY(static_cast<uint64>(a) + limit <= 2 * limit && static_cast<uint64>(b) + limit <= 2 * limit))
    return static_cast<double>(a) / static_cast<double>(b);
  return truediv_wide(a, b);
}

// Exponents below 0 give a float in Python: `pow_float`. The checker picks by the exponent's sign.
int64 pow(int64 base, int64 exponent, int line);
int64 pow_mod(int64 base, int64 exponent, int64 modulus, int line);
double pow_float(int64 base, int64 exponent, int line);

KB_INLINE int64 lshift(int64 a, int64 n, int line) {
  if (KB_UNLIKELY(n < 0)) raise_value(line, "negative shift count");
  if (a == 0) return 0;
  if (KB_UNLIKELY(n > 62 || ((a << n) >> n) != a)) {
    if (n == 63 && a == -1) return std::numeric_limits<int64>::min();
    raise_int_overflow(a, "<<", n, line);
  }
  return a << n;
}
KB_INLINE int64 rshift(int64 a, int64 n, int line) {
  if (KB_UNLIKELY(n < 0)) raise_value(line, "negative shift count");
  return a >> (n > 63 ? 63 : n);
}

// ---- float ----

KB_INLINE double abs(double a) { return ::fabs(a); }
KB_INLINE double truediv(double a, double b, int line) {
  if (KB_UNLIKELY(b == 0)) raise_zero_division(line, "float division by zero");
  return a / b;
}

// CPython's and NumPy's floor division; b is not 0.
inline divmod_result<double> divmod_unchecked(double a, double b) {
  double remainder = ::fmod(a, b);
  double quotient = (a - remainder) / b;
  if (remainder != 0) {
    if ((b < 0) != (remainder < 0)) {
      remainder += b;
      quotient -= 1.0;
    }
  } else {
    remainder = ::copysign(0.0, b);
  }
  if (quotient == 0) return {::copysign(0.0, a / b), remainder};
  double whole = ::floor(quotient);
  if (quotient - whole > 0.5) whole += 1.0;
  return {whole, remainder};
}
inline double mod_unchecked(double a, double b) {
  const double remainder = ::fmod(a, b);
  if (remainder == 0) return ::copysign(0.0, b);
  return (b < 0) != (remainder < 0) ? remainder + b : remainder;
}
KB_INLINE divmod_result<double> divmod(double a, double b, int line) {
  if (KB_UNLIKELY(b == 0)) raise_zero_division(line, "float divmod()");
  return divmod_unchecked(a, b);
}
KB_INLINE double floordiv(double a, double b, int line) {
  if (KB_UNLIKELY(b == 0)) raise_zero_division(line, "float floor division by zero");
  return divmod_unchecked(a, b).quotient;
}
KB_INLINE double mod(double a, double b, int line) {
  if (KB_UNLIKELY(b == 0)) raise_zero_division(line, "float modulo");
  return mod_unchecked(a, b);
}

// A negative base with a fractional exponent: Python's result is complex.
KB_INLINE bool pow_needs_complex(double base, double exponent) {
  return base < 0 && is_finite(base) && is_finite(exponent) && ::floor(exponent) != exponent;
}
// base ** 0.5 with the bits of the C library's pow: the square root, unless the exact root lies so near to the middle between two floats that pow, which errs by less than
// 0.52 of the last place (glibc's e_pow.c), may round to the other one. That is asked of one root in 17, and of what is not a common positive number.
KB_INLINE double pow_half(double base) {
  const double root = ::sqrt(base);
#if defined(__ASSOCIATIVE_MATH__)
  return root == 0 ? 0.0 : root;
#elif defined(__GLIBC__)
  const uint64 bits = std::bit_cast<uint64>(base), root_bits = std::bit_cast<uint64>(root);
  constexpr uint64 fraction = (uint64{1} << 52) - 1, least = uint64{1023 - 300} << 52, most = uint64{1023 + 300} << 52;
  // What is left of the base, exact: the root's halves have products without rounding.
  const double high = std::bit_cast<double>(root_bits & ~((uint64{1} << 27) - 1)), low = root - high;
  const double rest = ((base - high * high) - 2 * high * low) - low * low;
  const double place = std::bit_cast<double>(root_bits & ~fraction) * 0x1p-52;
  // rest / (2 root) is the distance to the exact root. Below a power of two the next float is nearer: left to pow.
  if (KB_LIKELY(bits - least < most - least && ::fabs(rest) < 0.94 * root * place && (root_bits & fraction) != 0)) return root;
  return ::pow(base, 0.5);
#else
  return ::pow(base, 0.5);
#endif
}
inline double pow_any(double base, double exponent, int line) {
  if (exponent == 2.0) {  // exact in libm as well: one rounding
    const double square = base * base;
    if (KB_UNLIKELY(is_inf(square) && is_finite(base))) raise_float_overflow(line);
    return square;
  }
  if (KB_UNLIKELY(base == 0 && exponent < 0)) raise_zero_division(line, "0.0 cannot be raised to a negative power");
  const double result = ::pow(base, exponent);
  if (KB_UNLIKELY(is_inf(result) && is_finite(base) && is_finite(exponent))) raise_float_overflow(line);
  return result;
}
KB_INLINE double pow(double base, double exponent, int line) { return KB_IS_CONSTANT(exponent) && exponent == 0.5 ? pow_half(base) : pow_any(base, exponent, line); }

KB_INLINE bool fits_int64(double x) { return x >= -9223372036854775808.0 && x < 9223372036854775808.0; }
// int(x)
KB_INLINE int64 from_double(double x, int line) {
  const int64 i = truncated(x);
  if (KB_UNLIKELY(i == std::numeric_limits<int64>::min()) && !fits_int64(x)) raise_not_an_int(x, line);
  return i;
}
// A Python or NumPy float stored into one element of dtype T (`a[i] = x`): NumPy converts it as Python's int() does.
template <class T>
KB_INLINE T store_cast(double x, int line) {
  if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    if constexpr (std::is_same_v<T, uint64>) {
      if (x >= 9223372036854775808.0 && x < 18446744073709551616.0) return static_cast<uint64>(x);
    }
    if (KB_UNLIKELY(!fits_int64(x))) raise_not_storable(x, line);
    return checked_cast<T>(static_cast<int64>(x), line);
  } else {
    return cast<T>(x);
  }
}

KB_INLINE int64 round(double x, int line) { return from_double(::rint(x), line); }
double round(double x, int64 digits, int line);
int64 round(int64 x, int64 digits, int line);

// ---- comparison: exact between int and float ----

namespace detail {
// -1, 0, 1; 2 when d is nan.
inline int three_way(int64 i, double d) {
  if (d != d) return 2;
  if (d >= 9223372036854775808.0) return -1;
  if (d < -9223372036854775808.0) return 1;
  const int64 whole = static_cast<int64>(d);
  if (i != whole) return i < whole ? -1 : 1;
  const double fraction = d - static_cast<double>(whole);
  return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
}
template <class A, class B>
inline constexpr bool int_with_float = std::is_integral_v<A> && std::is_floating_point_v<B>;
// An unsigned number that int64 may not hold, beside one that may be negative.
template <class A, class B>
inline constexpr bool signed_with_uint64 = std::is_integral_v<A> && std::is_signed_v<A> && std::is_same_v<B, uint64>;
}  // namespace detail

template <class A, class B>
  requires(std::is_arithmetic_v<A> && std::is_arithmetic_v<B>)
KB_INLINE bool eq(A a, B b) {
  if constexpr (detail::int_with_float<A, B>) return detail::three_way(a, b) == 0;
  else if constexpr (detail::int_with_float<B, A>) return detail::three_way(b, a) == 0;
  else if constexpr (detail::signed_with_uint64<A, B>) return a >= 0 && static_cast<uint64>(a) == b;
  else if constexpr (detail::signed_with_uint64<B, A>) return b >= 0 && static_cast<uint64>(b) == a;
  else return a == b;
}
template <class A, class B>
  requires(std::is_arithmetic_v<A> && std::is_arithmetic_v<B>)
KB_INLINE bool lt(A a, B b) {
  if constexpr (detail::int_with_float<A, B>) return detail::three_way(a, b) == -1;
  else if constexpr (detail::int_with_float<B, A>) return detail::three_way(b, a) == 1;
  else if constexpr (detail::signed_with_uint64<A, B>) return a < 0 || static_cast<uint64>(a) < b;
  else if constexpr (detail::signed_with_uint64<B, A>) return b >= 0 && a < static_cast<uint64>(b);
  else return a < b;
}
template <class A, class B>
  requires(std::is_arithmetic_v<A> && std::is_arithmetic_v<B>)
KB_INLINE bool le(A a, B b) {
  if constexpr (detail::int_with_float<A, B>) return detail::three_way(a, b) <= 0;
  else if constexpr (detail::int_with_float<B, A>) return static_cast<unsigned>(detail::three_way(b, a)) <= 1;
  else if constexpr (detail::signed_with_uint64<A, B> || detail::signed_with_uint64<B, A>) return !lt(b, a);
  else return a <= b;
}
// items.hpp
template <class T>
constexpr const char* class_name_of();
[[noreturn]] KB_COLD KB_NOINLINE void raise_no_order(const char* op, const char* left, const char* right);

// Other types compare by their own operators. Parts of tuples and lists that have no order raise when it comes to them.
template <class A, class B>
  requires(!std::is_arithmetic_v<A> || !std::is_arithmetic_v<B>)
KB_INLINE bool eq(const A& a, const B& b) {
  return a == b;
}
template <class A, class B>
  requires(!std::is_arithmetic_v<A> || !std::is_arithmetic_v<B>)
KB_INLINE bool lt(const A& a, const B& b) {
  if constexpr (requires { a < b; }) return a < b;
  else raise_no_order("<", class_name_of<A>(), class_name_of<B>());
}
template <class A, class B>
  requires(!std::is_arithmetic_v<A> || !std::is_arithmetic_v<B>)
KB_INLINE bool le(const A& a, const B& b) {
  if constexpr (requires { a <= b; }) return a <= b;
  else raise_no_order("<=", class_name_of<A>(), class_name_of<B>());
}
template <class A, class B>
KB_INLINE bool ne(const A& a, const B& b) {
  return !eq(a, b);
}
template <class A, class B>
KB_INLINE bool gt(const A& a, const B& b) {
  return lt(b, a);
}
template <class A, class B>
KB_INLINE bool ge(const A& a, const B& b) {
  return le(b, a);
}

// ---- hash: equal numbers of different types hash alike, to CPython's values ----

inline constexpr int64 hash_modulus = (int64{1} << 61) - 1;
KB_INLINE constexpr int64 hash_of(int64 x) {
  // Most ints are their own hash: the remainder takes longer than what else is done to find a key.
  const int64 h = KB_LIKELY(x < hash_modulus && x > -hash_modulus) ? x : x % hash_modulus;
  return h == -1 ? -2 : h;
}
KB_INLINE constexpr int64 hash_of(bool x) { return x; }
int64 hash_of(double x);
template <class T>
  requires std::is_arithmetic_v<T>
KB_INLINE int64 hash_of(T x) {
  if constexpr (std::is_floating_point_v<T>) return hash_of(static_cast<double>(x));
  else if constexpr (std::is_same_v<T, uint64>) return static_cast<int64>(x % static_cast<uint64>(hash_modulus));
  else return hash_of(static_cast<int64>(x));
}

// int.bit_length, int.bit_count, float.is_integer
KB_INLINE constexpr int64 bit_length(int64 x) { return 64 - std::countl_zero(x < 0 ? 0 - static_cast<uint64>(x) : static_cast<uint64>(x)); }
KB_INLINE constexpr int64 bit_count(int64 x) { return std::popcount(x < 0 ? 0 - static_cast<uint64>(x) : static_cast<uint64>(x)); }
KB_INLINE bool is_integer(double x) { return is_finite(x) && ::floor(x) == x; }

// bool(x)
template <class T>
KB_INLINE constexpr bool truth(const T& x) {
  if constexpr (std::is_arithmetic_v<T>) return x != 0;
  else if constexpr (is_complex<T>) return x.re != 0 || x.im != 0;
  else return x.truth();
}

// np.uint64 to a Python int: OverflowError beyond int64.
KB_INLINE int64 to_int(uint64 x, int line) {
  if (KB_UNLIKELY(x > static_cast<uint64>(std::numeric_limits<int64>::max()))) raise(exception::overflow_error, line, "integer overflow: %llu does not fit in 64 bits", static_cast<unsigned long long>(x));
  return static_cast<int64>(x);
}

// x.view(dtype): the same bytes as another dtype.
template <class U, class T>
KB_INLINE U scalar_view(const T& x, int line) {
  if constexpr (sizeof(U) != sizeof(T)) {
    raise_value(line, "Changing the dtype of a 0d array is only supported if the itemsize is unchanged");
  } else if constexpr (std::is_same_v<U, bool>) {
    return std::bit_cast<std::uint8_t>(x) != 0;
  } else {
    static_cast<void>(line);
    U same;
    __builtin_memcpy(&same, &x, sizeof same);
    return same;
  }
}

}  // namespace keelback
