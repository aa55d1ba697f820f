// Python's math module: kb::math::NAME(x, line). Where C gives inf or nan for a finite argument Python raises ValueError 'math
// domain error' or OverflowError 'math range error'.
#pragma once

#include <keelback/items.hpp>
#include <keelback/tuple.hpp>

namespace keelback::math {

[[noreturn]] KB_COLD KB_NOINLINE void raise_domain(int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_range(int line);

// `result` is inf or nan; it is an error if the argument was better.
KB_NOINLINE void check_result(double x, double result, bool can_overflow, int line);

#define KB_MATH(name, can_overflow)                                                             \
  KB_INLINE double name(double x, int line) {                                                   \
    const double r = ::name(x);                                                                 \
    if (KB_UNLIKELY(!keelback::is_finite(r))) check_result(x, r, can_overflow, line);           \
    return r;                                                                                   \
  }
KB_MATH(acos, false)
KB_MATH(acosh, false)
KB_MATH(asin, false)
KB_MATH(asinh, false)
KB_MATH(atan, false)
KB_MATH(atanh, false)
KB_MATH(cbrt, false)
KB_MATH(cos, false)
KB_MATH(cosh, true)
KB_MATH(exp, true)
KB_MATH(exp2, true)
KB_MATH(expm1, true)
KB_MATH(log1p, false)
KB_MATH(sin, false)
KB_MATH(sinh, true)
KB_MATH(sqrt, false)
KB_MATH(tan, false)
KB_MATH(tanh, false)
KB_MATH(log, false)
KB_MATH(log2, false)
KB_MATH(log10, false)
#undef KB_MATH
inline double log(double x, double base, int line) {
  const double numerator = log(x, line), denominator = log(base, line);
  return truediv(numerator, denominator, line);
}

double gamma(double x, int line);
double lgamma(double x, int line);
inline double erf(double x, int) { return ::erf(x); }
inline double erfc(double x, int) { return ::erfc(x); }
KB_INLINE double fabs(double x, int) { return ::fabs(x); }
inline double atan2(double y, double x, int) { return ::atan2(y, x); }
KB_INLINE double copysign(double x, double sign, int) { return ::copysign(x, sign); }
KB_INLINE double degrees(double x, int) { return x * (180.0 / 3.141592653589793238462643383279502884197); }
KB_INLINE double radians(double x, int) { return x * (3.141592653589793238462643383279502884197 / 180.0); }
double pow(double x, double y, int line);
double fmod(double x, double y, int line);
double remainder(double x, double y, int line);
double ldexp(double x, int64 exponent, int line);
inline tuple<double, int64> frexp(double x, int) {
  int exponent = 0;
  if (x == 0 || !keelback::is_finite(x)) return {x, 0};
  const double fraction = ::frexp(x, &exponent);
  return {fraction, exponent};
}
// The fractional part, then the whole part.
inline tuple<double, double> modf(double x, int) {
  if (keelback::is_inf(x)) return {::copysign(0.0, x), x};
  double whole = x;
  const double fraction = ::modf(x, &whole);
  return {fraction, whole};
}
inline double nextafter(double x, double y, int) { return ::nextafter(x, y); }
double ulp(double x, int line);
bool isclose(double a, double b, double rel_tol, double abs_tol, int line);
inline bool isclose(double a, double b, int line) { return isclose(a, b, 1e-9, 0.0, line); }
KB_INLINE bool isnan(double x, int = 0) { return keelback::is_nan(x); }
KB_INLINE bool isinf(double x, int = 0) { return keelback::is_inf(x); }
KB_INLINE bool isfinite(double x, int = 0) { return keelback::is_finite(x); }

// To int.
KB_INLINE int64 floor(double x, int line) { return from_double(::floor(x), line); }
KB_INLINE int64 ceil(double x, int line) { return from_double(::ceil(x), line); }
KB_INLINE int64 trunc(double x, int line) { return from_double(x, line); }
KB_INLINE int64 floor(int64 x, int) { return x; }
KB_INLINE int64 ceil(int64 x, int) { return x; }
KB_INLINE int64 trunc(int64 x, int) { return x; }

// ---- distances ----

// The square root of the sum of squares, scaled and compensated as CPython 3.11's. `size`: the largest magnitude.
class norm {
 public:
  norm(double largest, bool has_nan);
  bool done() const { return done_; }
  void add(double x);
  double value();

 private:
  double largest_, scale_, sum_ = 1, low1_ = 0, low2_ = 0, low3_ = 0;
  bool has_nan_, tiny_ = false, done_ = false;
};
double norm_of(const double* values, int64 count);

inline double hypot(int) { return 0.0; }
inline double hypot(double x, int) { return ::fabs(x); }
template <class... X>
  requires(sizeof...(X) > 0)
double hypot(double first, double second, X... rest_and_line) {
  // the last is the line
  const double values[] = {first, second, static_cast<double>(rest_and_line)...};
  return norm_of(values, 1 + sizeof...(X));
}
[[noreturn]] KB_COLD KB_NOINLINE void raise_dimensions(int line);
namespace detail {
template <class X>
KB_INLINE int64 length_of(const X& x) {
  if constexpr (is_array<X>) return x.shape[0];
  else return x.size();
}
template <class X>
KB_INLINE double coordinate(const X& x, int64 i) {
  if constexpr (is_array<X>) return static_cast<double>(x(i));
  else return static_cast<double>(x[i]);
}
template <class... T, size_t... I>
void copy_items(const tuple<T...>& t, double* out, std::index_sequence<I...>) {
  ((out[I] = static_cast<double>(get<I>(t))), ...);
}
}  // namespace detail
// The points are sequences of numbers.
template <class P, class Q>
double dist(const P& p, const Q& q, int line) {
  const int64 n = detail::length_of(p);
  if (n != detail::length_of(q)) raise_dimensions(line);
  double largest = 0;
  bool has_nan = false;
  for (int64 i = 0; i < n; ++i) {
    const double x = ::fabs(detail::coordinate(p, i) - detail::coordinate(q, i));
    has_nan |= x != x;
    if (x > largest) largest = x;
  }
  norm sum(largest, has_nan);
  for (int64 i = 0; i < n && !sum.done(); ++i) sum.add(::fabs(detail::coordinate(p, i) - detail::coordinate(q, i)));
  return sum.value();
}
template <class... P, class... Q>
double dist(const tuple<P...>& p, const tuple<Q...>& q, int line) {
  if constexpr (sizeof...(P) != sizeof...(Q)) {
    raise_dimensions(line);
  } else {
    double a[sizeof...(P) + 1], b[sizeof...(P) + 1];
    detail::copy_items(p, a, std::make_index_sequence<sizeof...(P)>{});
    detail::copy_items(q, b, std::make_index_sequence<sizeof...(P)>{});
    for (size_t i = 0; i < sizeof...(P); ++i) a[i] -= b[i];
    return norm_of(a, sizeof...(P));
  }
}

// ---- sums and products ----

// Shewchuk's exact addition.
class exact_sum {
 public:
  exact_sum() = default;
  exact_sum(const exact_sum&) = delete;
  ~exact_sum() { container_free(heap_); }
  void add(double x, int line);
  double value(int line);

 private:
  double* partials() { return heap_ != nullptr ? heap_ : here_; }
  int count_ = 0, capacity_ = 32;
  double special_ = 0, infinities_ = 0;
  double* heap_ = nullptr;
  double here_[32];
};
template <class X>
double fsum(const X& x, int line) {
  exact_sum sum;
  for_each_item(x, line, [&](const auto& item) { sum.add(static_cast<double>(item), line); });
  return sum.value(line);
}
template <class... T>
double fsum(const tuple<T...>& t, int line) {
  double items[sizeof...(T) + 1];
  detail::copy_items(t, items, std::make_index_sequence<sizeof...(T)>{});
  exact_sum sum;
  for (size_t i = 0; i < sizeof...(T); ++i) sum.add(items[i], line);
  return sum.value(line);
}

// prod(x, start): of ints, exact or OverflowError; else from the left.
template <class A, class X>
A prod_as(const X& x, A start, int line) {
  A product = start;
  for_each_item(x, line, [&](const auto& item) {
    if constexpr (std::is_same_v<A, int64>) product = mul(product, static_cast<int64>(item), line);
    else product = product * static_cast<A>(item);
  });
  return product;
}
template <class X>
auto prod(const X& x, int line) {
  using T = item_of<X>;
  using A = std::conditional_t<std::is_same_v<T, bool>, int64, T>;
  return prod_as<A>(x, A(1), line);
}
template <class X, class S>
auto prod(const X& x, S start, int line) {
  using A = decltype(item_of<X>() * start);
  return prod_as<A>(x, static_cast<A>(start), line);
}

// ---- integers ----

int64 gcd(int64 a, int64 b, int line);
int64 lcm(int64 a, int64 b, int line);
inline int64 gcd(int) { return 0; }
inline int64 lcm(int) { return 1; }
inline int64 gcd(int64 a, int line) { return keelback::abs(a, line); }
inline int64 lcm(int64 a, int line) { return keelback::abs(a, line); }
inline int64 gcd(int64 a, int64 b, int64 c, int line) { return gcd(gcd(a, b, line), c, line); }
inline int64 lcm(int64 a, int64 b, int64 c, int line) { return lcm(lcm(a, b, line), c, line); }
int64 comb(int64 n, int64 k, int line);
int64 perm(int64 n, int64 k, int line);
int64 factorial(int64 n, int line);
inline int64 perm(int64 n, int line) { return factorial(n, line); }
int64 isqrt(int64 n, int line);

}  // namespace keelback::math

namespace keelback {

// math.floor(n) of an int
KB_INLINE constexpr int64 to_python_int(int64 x) { return x; }

// Attributes and methods of int and float.
KB_INLINE constexpr int64 numerator(int64 x) { return x; }
KB_INLINE constexpr int64 denominator(int64) { return 1; }
KB_INLINE constexpr double real_number(double x) { return x; }
inline tuple<int64, int64> as_integer_ratio(int64 x, int) { return {x, 1}; }
tuple<int64, int64> as_integer_ratio(double x, int line);  // OverflowError beyond 64 bits
bool int_is_integer(int64 value, int line);                // runtime/python_call.cpp
bool int_is_integer(bool value, int line);

}  // namespace keelback
