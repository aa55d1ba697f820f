// math.hpp, compiled once.
#pragma once

#include <keelback/math.hpp>

namespace keelback::math {

void raise_domain(int line) { raise_value(line, "math domain error"); }
void raise_range(int line) { raise_overflow(line, "math range error"); }
void raise_dimensions(int line) { raise_value(line, "both points must have the same number of dimensions"); }

void check_result(double x, double result, bool can_overflow, int line) {
  if (keelback::is_nan(result) && !keelback::is_nan(x)) raise_domain(line);
  if (keelback::is_inf(result) && keelback::is_finite(x)) {
    if (can_overflow) raise_range(line);
    raise_domain(line);
  }
}

// ---- gamma: Lanczos' approximation with CPython's coefficients, so that the results are CPython's to the bit ----

namespace {

constexpr double pi = 3.141592653589793238462643383279502884197;
constexpr double log_pi = 1.144729885849400174143427351353058711647;
constexpr double lanczos_g = 6.024680040776729583740234375;
constexpr double lanczos_g_minus_half = 5.524680040776729583740234375;
constexpr int lanczos_terms = 13;
constexpr double lanczos_numerator[lanczos_terms] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
constexpr double lanczos_denominator[lanczos_terms] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
                                                       2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};

double lanczos_sum(double x) {
  double numerator = 0, denominator = 0;
  if (x < 5.0) {
    for (int i = lanczos_terms; --i >= 0;) {
      numerator = numerator * x + lanczos_numerator[i];
      denominator = denominator * x + lanczos_denominator[i];
    }
  } else {
    for (int i = 0; i < lanczos_terms; ++i) {
      numerator = numerator / x + lanczos_numerator[i];
      denominator = denominator / x + lanczos_denominator[i];
    }
  }
  return numerator / denominator;
}

// sin(pi * x)
double sine_of_pi(double x) {
  const double y = ::fmod(::fabs(x), 2.0);
  double r = 0;
  switch (static_cast<int>(::round(2.0 * y))) {
    case 0: r = ::sin(pi * y); break;
    case 1: r = ::cos(pi * (y - 0.5)); break;
    case 2: r = ::sin(pi * (1.0 - y)); break;
    case 3: r = -::cos(pi * (y - 1.5)); break;
    default: r = ::sin(pi * (y - 2.0)); break;
  }
  return ::copysign(1.0, x) * r;
}

}  // namespace

double gamma(double x, int line) {
  if (!keelback::is_finite(x)) {
    if (keelback::is_nan(x) || x > 0) return x;
    raise_domain(line);
  }
  if (x == 0) raise_domain(line);
  if (x == ::floor(x)) {
    if (x < 0) raise_domain(line);
    if (x <= 23) {
      double product = 1;
      for (int i = 2; i < static_cast<int>(x); ++i) product *= i;
      return product;
    }
  }
  const double size = ::fabs(x);
  if (size < 1e-20) {
    const double r = 1.0 / x;
    if (keelback::is_inf(r)) raise_range(line);
    return r;
  }
  if (size > 200.0) {
    if (x < 0) return 0.0 / sine_of_pi(x);
    raise_range(line);
  }
  const double y = size + lanczos_g_minus_half;
  double z;
  if (size > lanczos_g_minus_half) {
    const double q = y - size;
    z = q - lanczos_g_minus_half;
  } else {
    const double q = y - lanczos_g_minus_half;
    z = q - size;
  }
  z = z * lanczos_g / y;
  double r;
  if (x < 0) {
    r = -pi / sine_of_pi(size) / size * ::exp(y) / lanczos_sum(size);
    r -= z * r;
    if (size < 140.0) {
      r /= ::pow(y, size - 0.5);
    } else {
      const double root = ::pow(y, size / 2.0 - 0.25);
      r /= root;
      r /= root;
    }
  } else {
    r = lanczos_sum(size) / ::exp(y);
    r += z * r;
    if (size < 140.0) {
      r *= ::pow(y, size - 0.5);
    } else {
      const double root = ::pow(y, size / 2.0 - 0.25);
      r *= root;
      r *= root;
    }
  }
  if (keelback::is_inf(r)) raise_range(line);
  return r;
}

double lgamma(double x, int line) {
  if (!keelback::is_finite(x)) return keelback::is_nan(x) ? x : infinity;
  if (x == ::floor(x) && x <= 2.0) {
    if (x <= 0) raise_domain(line);
    return 0.0;
  }
  const double size = ::fabs(x);
  if (size < 1e-20) return -::log(size);
  double r = ::log(lanczos_sum(size)) - lanczos_g;
  r += (size - 0.5) * (::log(size + lanczos_g - 0.5) - 1);
  if (x < 0) r = log_pi - ::log(::fabs(sine_of_pi(size))) - ::log(size) - r;
  if (keelback::is_inf(r)) raise_range(line);
  return r;
}

double pow(double x, double y, int line) {
  const double r = ::pow(x, y);
  if (keelback::is_finite(x) && keelback::is_finite(y) && !keelback::is_finite(r)) {
    if (keelback::is_nan(r) || x == 0) raise_domain(line);
    raise_range(line);
  }
  return r;
}
double fmod(double x, double y, int line) {
  if (keelback::is_inf(y) && keelback::is_finite(x)) return x;
  const double r = ::fmod(x, y);
  if (keelback::is_nan(r) && !keelback::is_nan(x) && !keelback::is_nan(y)) raise_domain(line);
  return r;
}
double remainder(double x, double y, int line) {
  const double r = ::remainder(x, y);
  if (keelback::is_nan(r) && !keelback::is_nan(x) && !keelback::is_nan(y)) raise_domain(line);
  return r;
}
double ldexp(double x, int64 exponent, int line) {
  if (x == 0 || !keelback::is_finite(x)) return x;
  const int limited = exponent > 100000 ? 100000 : exponent < -100000 ? -100000 : static_cast<int>(exponent);
  const double r = ::ldexp(x, limited);
  if (keelback::is_inf(r)) raise_range(line);
  return r;
}
double ulp(double x, int) {
  if (keelback::is_nan(x)) return x;
  x = ::fabs(x);
  if (keelback::is_inf(x)) return x;
  const double above = ::nextafter(x, infinity);
  if (keelback::is_inf(above)) return x - ::nextafter(x, -infinity);
  return above - x;
}
bool isclose(double a, double b, double rel_tol, double abs_tol, int line) {
  if (rel_tol < 0 || abs_tol < 0) raise_value(line, "tolerances must be non-negative");
  if (a == b) return true;
  if (keelback::is_inf(a) || keelback::is_inf(b)) return false;
  const double difference = ::fabs(b - a);
  return difference <= ::fabs(rel_tol * b) || difference <= ::fabs(rel_tol * a) || difference <= abs_tol;
}

// ---- norm ----

norm::norm(double largest, bool has_nan) : largest_(largest), scale_(1), has_nan_(has_nan) {
  if (keelback::is_inf(largest) || has_nan || largest == 0) {
    done_ = true;
    return;
  }
  int exponent;
  ::frexp(largest, &exponent);
  tiny_ = exponent < -1023;
  if (!tiny_) scale_ = ::ldexp(1.0, -exponent);
}
void norm::add(double x) {
  if (tiny_) {
    x /= largest_;
    x *= x;
    const double before = sum_;
    sum_ += x;
    low1_ += (before - sum_) + x;
    return;
  }
  x *= scale_;
  const double split = x * 134217729.0, high = split - (split - x), low = x - high;
  x = high * high;
  double before = sum_;
  sum_ += x;
  low1_ += (before - sum_) + x;
  x = 2.0 * high * low;
  before = sum_;
  sum_ += x;
  low2_ += (before - sum_) + x;
  low3_ += low * low;
}
double norm::value() {
  if (keelback::is_inf(largest_)) return largest_;
  if (has_nan_) return quiet_nan;
  if (largest_ == 0) return largest_;
  if (tiny_) return largest_ * ::sqrt(sum_ - 1.0 + low1_);
  const double h = ::sqrt(sum_ - 1.0 + (low1_ + low2_ + low3_));
  const double split = h * 134217729.0, high = split - (split - h), low = h - high;
  double x = -high * high, before = sum_;
  sum_ += x;
  low1_ += (before - sum_) + x;
  x = -2.0 * high * low;
  before = sum_;
  sum_ += x;
  low2_ += (before - sum_) + x;
  x = -low * low;
  before = sum_;
  sum_ += x;
  low3_ += (before - sum_) + x;
  x = sum_ - 1.0 + (low1_ + low2_ + low3_);
  return (h + x / (2.0 * h)) / scale_;
}
double norm_of(const double* values, int64 count) {
  double largest = 0;
  bool has_nan = false;
  for (int64 i = 0; i < count; ++i) {
    const double x = ::fabs(values[i]);
    has_nan |= x != x;
    if (x > largest) largest = x;
  }
  if (count <= 1 && !has_nan) return largest;
  norm sum(largest, has_nan);
  for (int64 i = 0; i < count && !sum.done(); ++i) sum.add(::fabs(values[i]));
  return sum.value();
}

// ---- fsum ----

void exact_sum::add(double x, int line) {
  double* p = partials();
  const double given = x;
  int kept = 0;
  for (int k = 0; k < count_; ++k) {
    double y = p[k];
    if (::fabs(x) < ::fabs(y)) {
      const double t = x;
      x = y;
      y = t;
    }
    const double high = x + y, rest = high - x, low = y - rest;
    if (low != 0.0) p[kept++] = low;
    x = high;
  }
  count_ = kept;
  if (x == 0.0) return;
  if (!keelback::is_finite(x)) {
    if (keelback::is_finite(given)) raise_overflow(line, "intermediate overflow in fsum");
    if (keelback::is_inf(given)) infinities_ += given;
    special_ += given;
    count_ = 0;
    return;
  }
  if (count_ == capacity_) {
    auto* grown = static_cast<double*>(container_allocate(2 * capacity_, sizeof(double)));
    std::memcpy(grown, p, static_cast<size_t>(count_) * sizeof(double));
    container_free(heap_);
    heap_ = p = grown;
    capacity_ *= 2;
  }
  p[count_++] = x;
}
double exact_sum::value(int line) {
  if (special_ != 0.0) {
    if (keelback::is_nan(infinities_)) raise_value(line, "-inf + inf in fsum");
    return special_;
  }
  double* p = partials();
  int n = count_;
  if (n == 0) return 0.0;
  double high = p[--n], low = 0;
  while (n > 0) {
    const double x = high, y = p[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0.0) break;
  }
  // Half-way: the partials below decide.
  if (n > 0 && ((low < 0.0 && p[n - 1] < 0.0) || (low > 0.0 && p[n - 1] > 0.0))) {
    const double y = low * 2.0, x = high + y;
    if (y == x - high) high = x;
  }
  return high;
}

// ---- integers ----

namespace {
uint64 magnitude(int64 a) { return a < 0 ? 0 - static_cast<uint64>(a) : static_cast<uint64>(a); }
uint64 unsigned_gcd(uint64 a, uint64 b) {
  while (b != 0) {
    const uint64 r = a % b;
    a = b;
    b = r;
  }
  return a;
}
[[noreturn]] void raise_too_large(const char* name, int line) {
  raise(exception::overflow_error, line, "integer overflow: the result of math.%s does not fit in 64 bits", name);
}
constexpr uint64 most = static_cast<uint64>(std::numeric_limits<int64>::max());
}  // namespace

int64 gcd(int64 a, int64 b, int line) {
  const uint64 g = unsigned_gcd(magnitude(a), magnitude(b));
  if (g > most) raise_too_large("gcd", line);
  return static_cast<int64>(g);
}
int64 lcm(int64 a, int64 b, int line) {
  if (a == 0 || b == 0) return 0;
  const uint64 x = magnitude(a), y = magnitude(b);
  const uint128 product = static_cast<uint128>(x / unsigned_gcd(x, y)) * y;
  if (product > most) raise_too_large("lcm", line);
  return static_cast<int64>(product);
}
int64 comb(int64 n, int64 k, int line) {
  if (n < 0) raise_value(line, "n must be a non-negative integer");
  if (k < 0) raise_value(line, "k must be a non-negative integer");
  if (k > n) return 0;
  if (k > n - k) k = n - k;
  uint128 result = 1;
  for (int64 i = 1; i <= k; ++i) {
    result = result * static_cast<uint128>(n - k + i) / static_cast<uint128>(i);
    if (result > most) raise_too_large("comb", line);
  }
  return static_cast<int64>(result);
}
int64 perm(int64 n, int64 k, int line) {
  if (n < 0) raise_value(line, "n must be a non-negative integer");
  if (k < 0) raise_value(line, "k must be a non-negative integer");
  if (k > n) return 0;
  int64 result = 1;
  for (int64 i = 0; i < k; ++i)
    if (mul_overflow(result, n - i, &result)) raise_too_large("perm", line);
  return result;
}
int64 factorial(int64 n, int line) {
  if (n < 0) raise_value(line, "factorial() not defined for negative values");
  if (n > 20) raise_too_large("factorial", line);
  int64 result = 1;
  for (int64 i = 2; i <= n; ++i) result *= i;
  return result;
}
int64 isqrt(int64 n, int line) {
  if (n < 0) raise_value(line, "isqrt() argument must be nonnegative");
  int64 root = static_cast<int64>(::sqrt(static_cast<double>(n)));
  while (root > 3037000499 || root * root > n) --root;
  while (root < 3037000499 && (root + 1) * (root + 1) <= n) ++root;
  return root;
}

}  // namespace keelback::math

keelback::tuple<keelback::int64, keelback::int64> keelback::as_integer_ratio(double x, int line) {
  if (is_inf(x)) raise_overflow(line, "cannot convert Infinity to integer ratio");
  if (!is_finite(x)) raise_value(line, "cannot convert NaN to integer ratio");
  int exponent = 0;
  double fraction = ::frexp(x, &exponent);
  for (; fraction != ::floor(fraction); --exponent) fraction *= 2;
  int64 over = static_cast<int64>(fraction), under = 1;  // at most 53 bits
  bool is_too_large = over != 0 && (exponent > 62 || exponent < -62);
  if (!is_too_large && exponent > 0) is_too_large = mul_overflow(over, int64{1} << exponent, &over);
  if (!is_too_large && exponent < 0) under = int64{1} << -exponent;
  if (is_too_large) raise_overflow(line, "integer overflow: the result of float.as_integer_ratio does not fit in 64 bits");
  return {over, under};
}
