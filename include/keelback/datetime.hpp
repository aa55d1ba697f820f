// NumPy's datetime64 and timedelta64: a count of ticks of one unit, which is part of the type. The least count is NaT, not a time; arithmetic
// wraps, as NumPy's. Without `text`, this needs no Python.
#pragma once

#include <keelback/scalar.hpp>

namespace keelback {

class text;
void put_datetime(text& out, int64 ticks, time_unit unit);                       // ISO 8601
void put_timedelta(text& out, int64 ticks, time_unit unit);                      // "3 days"
void put_time_repr(text& out, int64 ticks, time_unit unit, bool is_difference);  // "np.timedelta64(3,'D')"

inline constexpr int64 nat_ticks = std::numeric_limits<int64>::min();

// NaT is unequal to all, itself included, and neither before nor after anything.
#define KB_TIME_COMPARISONS(NAME)                                                                                              \
  KB_INLINE friend constexpr bool operator==(NAME a, NAME b) { return a.ticks == b.ticks && a.ticks != nat_ticks; }             \
  KB_INLINE friend constexpr bool operator!=(NAME a, NAME b) { return !(a == b); }                                              \
  KB_INLINE friend constexpr bool operator<(NAME a, NAME b) { return a.ticks != nat_ticks && a.ticks < b.ticks; }               \
  KB_INLINE friend constexpr bool operator<=(NAME a, NAME b) { return a.ticks != nat_ticks && a.ticks <= b.ticks; }             \
  KB_INLINE friend constexpr bool operator>(NAME a, NAME b) { return b < a; }                                                   \
  KB_INLINE friend constexpr bool operator>=(NAME a, NAME b) { return b <= a; }                                                 \
  KB_INLINE constexpr bool is_nat() const { return ticks == nat_ticks; }                                                        \
  KB_INLINE constexpr bool truth() const { return ticks != 0; }

template <time_unit U>
struct datetime64 {
  int64 ticks;  // since 1970
  static constexpr const char* class_name = "numpy.datetime64";
  static constexpr time_unit unit = U;
  KB_TIME_COMPARISONS(datetime64)
  void repr_to(text& out) const { put_time_repr(out, ticks, U, false); }
  void str_to(text& out) const { put_datetime(out, ticks, U); }
};
template <time_unit U>
struct timedelta64 {
  int64 ticks;
  static constexpr const char* class_name = "numpy.timedelta64";
  static constexpr time_unit unit = U;
  KB_TIME_COMPARISONS(timedelta64)
  void repr_to(text& out) const { put_time_repr(out, ticks, U, true); }
  void str_to(text& out) const { put_timedelta(out, ticks, U); }
};
#undef KB_TIME_COMPARISONS

template <class T>
  requires is_temporal<T>
KB_INLINE int64 hash_of(T x) {
  return hash_of(x.ticks);
}

namespace times {

KB_INLINE constexpr int64 wrapping_add(int64 a, int64 b) { return static_cast<int64>(static_cast<uint64>(a) + static_cast<uint64>(b)); }
KB_INLINE constexpr int64 wrapping_subtract(int64 a, int64 b) { return static_cast<int64>(static_cast<uint64>(a) - static_cast<uint64>(b)); }
KB_INLINE constexpr int64 wrapping_multiply(int64 a, int64 b) { return static_cast<int64>(static_cast<uint64>(a) * static_cast<uint64>(b)); }
// b > 0
KB_INLINE constexpr int64 floor_quotient(int64 a, int64 b) { return a / b - (a % b < 0); }

// ---- the calendar: proleptic Gregorian (H. Hinnant, chrono-compatible low-level date algorithms) ----

struct civil {
  int64 year;
  int month, day;
};
KB_INLINE constexpr int64 days_of(int64 year, int month, int day) {
  year -= month <= 2;
  const int64 era = floor_quotient(year, 400);
  const int64 year_of_era = year - era * 400;
  const int64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}
KB_INLINE constexpr civil civil_of(int64 days) {
  // A count of days so low that this wraps is centuries of millennia away.
  const int64 shifted = wrapping_add(days, 719468);
  const int64 era = floor_quotient(shifted, 146097);
  const int64 day_of_era = shifted - era * 146097;
  const int64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int part = static_cast<int>((5 * day_of_year + 2) / 153);
  const int month = part < 10 ? part + 3 : part - 9;
  return {year_of_era + era * 400 + (month <= 2), month, static_cast<int>(day_of_year - (153 * part + 2) / 5 + 1)};
}

constexpr int64 greatest_divisor(int64 a, int64 b) { return b == 0 ? a : greatest_divisor(b, a % b); }

// How many ticks of the finer unit one of the coarser has; both at least weeks. What is beyond 64 bits wraps.
constexpr int64 ticks_in(time_unit coarse, time_unit fine) {
  constexpr int64 steps[] = {1, 12, 1, 7, 24, 60, 60, 1000, 1000, 1000, 1000, 1000, 1000};
  int64 all = 1;
  for (int unit = static_cast<int>(coarse); unit < static_cast<int>(fine); ++unit) all = wrapping_multiply(all, steps[unit]);
  return all;
}
template <time_unit From, time_unit To>
KB_INLINE constexpr int64 between_fixed_units(int64 ticks) {
  if constexpr (From == To) return ticks;
  else if constexpr (From < To) return wrapping_multiply(ticks, ticks_in(From, To));
  else return floor_quotient(ticks, ticks_in(To, From));
}

// A moment in another unit: the one that it is in, or the first of those in it.
template <time_unit From, time_unit To>
KB_INLINE constexpr int64 moment_in(int64 ticks) {
  using enum time_unit;
  if constexpr (From == To || From == generic || To == generic) {
    return ticks;
  } else if constexpr (From <= M) {
    if (ticks == nat_ticks) return ticks;
    if constexpr (To <= M) {
      return From == Y ? wrapping_multiply(ticks, 12) : floor_quotient(ticks, 12);
    } else {
      const int64 year = From == Y ? ticks : floor_quotient(ticks, 12);
      const int month = From == Y ? 1 : static_cast<int>(ticks - year * 12) + 1;
      return between_fixed_units<D, To>(days_of(year + 1970, month, 1));
    }
  } else {
    if (ticks == nat_ticks) return ticks;
    if constexpr (To <= M) {
      const civil date = civil_of(between_fixed_units<From, D>(ticks));
      return To == Y ? date.year - 1970 : (date.year - 1970) * 12 + date.month - 1;
    } else {
      return between_fixed_units<From, To>(ticks);
    }
  }
}

// A span in another unit; a year is 365.2425 days, a month a twelfth.
template <time_unit From, time_unit To>
KB_INLINE constexpr int64 span_in(int64 ticks) {
  using enum time_unit;
  if constexpr (From == To || From == generic || To == generic) {
    return ticks;
  } else {
    if (ticks == nat_ticks) return ticks;
    if constexpr ((From <= M) == (To <= M)) {
      return between_fixed_units<From, To>(ticks);
    } else if constexpr (From <= M) {
      // 146097 days are 400 years or 4800 months.
      constexpr int64 days = To == W ? 146097 / 7 : 146097, parts = From == Y ? 400 : 4800, scale = To == W ? 1 : ticks_in(D, To);
      constexpr int64 common = greatest_divisor(parts, wrapping_multiply(days, scale));
      return floor_quotient(wrapping_multiply(ticks, wrapping_multiply(days, scale) / common), parts / common);
    } else {
      constexpr int64 days = From == W ? 146097 / 7 : 146097, parts = To == Y ? 400 : 4800, scale = From == W ? 1 : ticks_in(D, From);
      constexpr int64 common = greatest_divisor(parts, wrapping_multiply(days, scale));
      return floor_quotient(wrapping_multiply(ticks, parts / common), wrapping_multiply(days, scale) / common);
    }
  }
}

// ---- element by element ----

template <class T>
KB_INLINE constexpr T nat() {
  return T{nat_ticks};
}
// Of two operands: NaT where one is.
template <class To, class A, class B>
KB_INLINE To unless_nat(A a, B b, int64 ticks) {
  return a.is_nat() || b.is_nat() ? nat<To>() : To{ticks};
}
template <time_unit U>
KB_INLINE datetime64<U> add(datetime64<U> a, timedelta64<U> b) {
  return unless_nat<datetime64<U>>(a, b, wrapping_add(a.ticks, b.ticks));
}
template <time_unit U>
KB_INLINE datetime64<U> add(timedelta64<U> a, datetime64<U> b) {
  return add(b, a);
}
template <time_unit U>
KB_INLINE timedelta64<U> add(timedelta64<U> a, timedelta64<U> b) {
  return unless_nat<timedelta64<U>>(a, b, wrapping_add(a.ticks, b.ticks));
}
template <time_unit U>
KB_INLINE datetime64<U> subtract(datetime64<U> a, timedelta64<U> b) {
  return unless_nat<datetime64<U>>(a, b, wrapping_subtract(a.ticks, b.ticks));
}
template <class T>  // two moments, or two spans
KB_INLINE timedelta64<T::unit> subtract(T a, T b) {
  return unless_nat<timedelta64<T::unit>>(a, b, wrapping_subtract(a.ticks, b.ticks));
}

// A product or quotient with a float is truncated; what is not finite is NaT.
template <time_unit U>
KB_INLINE timedelta64<U> truncated(double ticks) {
  return is_finite(ticks) ? timedelta64<U>{cast<int64>(ticks)} : nat<timedelta64<U>>();
}
template <time_unit U, class B>
  requires std::is_arithmetic_v<B>
KB_INLINE timedelta64<U> multiply(timedelta64<U> a, B b) {
  if constexpr (std::is_integral_v<B>) return a.is_nat() ? a : timedelta64<U>{wrapping_multiply(a.ticks, b)};
  else return a.is_nat() ? a : truncated<U>(static_cast<double>(a.ticks) * b);
}
template <time_unit U, class A>
  requires std::is_arithmetic_v<A>
KB_INLINE timedelta64<U> multiply(A a, timedelta64<U> b) {
  return multiply(b, a);
}
template <time_unit U, class B>
  requires std::is_arithmetic_v<B>
KB_INLINE timedelta64<U> divide(timedelta64<U> a, B b) {
  if (a.is_nat()) return a;
  if constexpr (std::is_integral_v<B>) return b == 0 ? nat<timedelta64<U>>() : timedelta64<U>{b == -1 ? wrapping_subtract(0, a.ticks) : a.ticks / static_cast<int64>(b)};
  else return truncated<U>(static_cast<double>(a.ticks) / b);
}
template <time_unit U>
KB_INLINE double divide(timedelta64<U> a, timedelta64<U> b) {
  if (a.is_nat() || b.is_nat()) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(a.ticks) / static_cast<double>(b.ticks);
}
template <time_unit U, class B>
  requires std::is_arithmetic_v<B>
KB_INLINE timedelta64<U> floor_divide(timedelta64<U> a, B b) {
  return divide(a, b);
}
template <time_unit U>
KB_INLINE int64 floor_divide(timedelta64<U> a, timedelta64<U> b) {
  if (a.is_nat() || b.is_nat() || b.ticks == 0) return 0;
  if (b.ticks == -1) return wrapping_subtract(0, a.ticks);
  return a.ticks / b.ticks - (a.ticks % b.ticks != 0 && (a.ticks < 0) != (b.ticks < 0));
}
template <time_unit U>
KB_INLINE timedelta64<U> remainder(timedelta64<U> a, timedelta64<U> b) {
  if (a.is_nat() || b.is_nat() || b.ticks == 0) return nat<timedelta64<U>>();
  if (b.ticks == -1) return {0};
  const int64 rest = a.ticks % b.ticks;
  return {rest != 0 && (rest < 0) != (b.ticks < 0) ? rest + b.ticks : rest};
}

template <time_unit U>
KB_INLINE timedelta64<U> negative(timedelta64<U> a) {
  return {wrapping_subtract(0, a.ticks)};  // NaT is its own negative
}
template <time_unit U>
KB_INLINE timedelta64<U> positive(timedelta64<U> a) {
  return a;
}
template <time_unit U>
KB_INLINE timedelta64<U> absolute(timedelta64<U> a) {
  return a.ticks < 0 ? negative(a) : a;
}
// NumPy's sign of NaT is -1.
template <time_unit U>
KB_INLINE timedelta64<U> sign(timedelta64<U> a) {
  return {(a.ticks > 0) - (a.ticks < 0)};
}
template <class T>
KB_INLINE bool isnat(T a) {
  return a.is_nat();
}
template <class T>
KB_INLINE bool isfinite(T a) {
  return !a.is_nat();
}
template <class T>
KB_INLINE bool isinf(T) {
  return false;
}
template <class T>
KB_INLINE T maximum(T a, T b) {
  return a.is_nat() || b.is_nat() ? nat<T>() : a.ticks > b.ticks ? a : b;
}
template <class T>
KB_INLINE T minimum(T a, T b) {
  return a.ticks < b.ticks ? a : b;  // NaT is the least
}
template <class T>
KB_INLINE T fmax(T a, T b) {
  return a.ticks > b.ticks ? a : b;
}
template <class T>
KB_INLINE T fmin(T a, T b) {
  return a.is_nat() ? b : b.is_nat() ? a : minimum(a, b);
}
#define KB_TIME_COMPARE(NAME, OP)      \
  template <class T>                   \
  KB_INLINE bool NAME(T a, T b) {      \
    return a OP b;                     \
  }
KB_TIME_COMPARE(equal, ==)
KB_TIME_COMPARE(not_equal, !=)
KB_TIME_COMPARE(less, <)
KB_TIME_COMPARE(less_equal, <=)
KB_TIME_COMPARE(greater, >)
KB_TIME_COMPARE(greater_equal, >=)
#undef KB_TIME_COMPARE
template <class T>
KB_INLINE T where(bool condition, T a, T b) {
  return condition ? a : b;
}

}  // namespace times

// One element of `astype`: between units, and from and to the number of ticks.
template <class To, class From>
KB_INLINE constexpr To convert_time(From x) {
  if constexpr (!is_temporal<From>) return To{cast<int64>(x)};
  else if constexpr (!is_temporal<To>) return cast<To>(x.ticks);
  else if constexpr (is_datetime<From>) return To{times::moment_in<From::unit, To::unit>(x.ticks)};
  else return To{times::span_in<From::unit, To::unit>(x.ticks)};
}

}  // namespace keelback
