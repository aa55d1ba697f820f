// The text of times, as NumPy writes it.
#pragma once

#include <keelback/datetime.hpp>
#include <keelback/str.hpp>

namespace keelback {
namespace detail {

inline constexpr const char* time_unit_names[] = {"generic", "Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"};

inline void put_padded(text& out, int64 value, int width) {
  char digits[24];
  int count = 0;
  for (; value > 0 || count < width; value /= 10) digits[count++] = static_cast<char>('0' + value % 10);
  while (count > 0) out.put(digits[--count]);
}

// Years before 0 and beyond 9999 have as many digits as they need.
inline void put_year(text& out, int64 year) {
  if (year < 0) out.put('-');
  put_padded(out, year < 0 ? -year : year, year < 0 ? 3 : 4);
}

}  // namespace detail

KB_COLD void put_datetime(text& out, int64 ticks, time_unit unit) {
  using enum time_unit;
  if (ticks == nat_ticks || unit == generic) return out.put("NaT");
  if (unit == Y) return detail::put_year(out, ticks + 1970);
  if (unit == M) {
    const int64 year = times::floor_quotient(ticks, 12);
    detail::put_year(out, year + 1970);
    out.put('-');
    return detail::put_padded(out, ticks - year * 12 + 1, 2);
  }
  int64 days = ticks, rest = 0;  // the rest of the day in ticks
  if (unit == W) days = times::wrapping_multiply(ticks, 7);
  // A day has no count of attoseconds that fits: seconds first.
  int64 seconds = 0;
  if (unit > D && unit <= s) {
    const int64 per_day = times::ticks_in(D, unit);
    days = times::floor_quotient(ticks, per_day);
    seconds = (ticks - days * per_day) * (86400 / per_day);
  } else if (unit > s) {
    const int64 per_second = times::ticks_in(s, unit);
    const int64 whole = times::floor_quotient(ticks, per_second);
    rest = ticks - whole * per_second;
    days = times::floor_quotient(whole, 86400);
    seconds = whole - days * 86400;
  }
  const times::civil date = times::civil_of(days);
  detail::put_year(out, date.year);
  out.put('-');
  detail::put_padded(out, date.month, 2);
  out.put('-');
  detail::put_padded(out, date.day, 2);
  if (unit <= D) return;
  out.put('T');
  detail::put_padded(out, seconds / 3600, 2);
  if (unit == h) return;
  out.put(':');
  detail::put_padded(out, seconds / 60 % 60, 2);
  if (unit == m) return;
  out.put(':');
  detail::put_padded(out, seconds % 60, 2);
  if (unit == s) return;
  out.put('.');
  detail::put_padded(out, rest, 3 * (static_cast<int>(unit) - static_cast<int>(s)));
}

KB_COLD void put_timedelta(text& out, int64 ticks, time_unit unit) {
  static constexpr const char* const names[] = {"generic time units", "years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds", "picoseconds", "femtoseconds", "attoseconds"};
  if (ticks == nat_ticks) return out.put("NaT");
  out.put_int(ticks);
  out.put(' ');
  out.put(names[static_cast<int>(unit)]);
}

KB_COLD void put_time_repr(text& out, int64 ticks, time_unit unit, bool is_difference) {
  const bool is_nat = ticks == nat_ticks;
  out.put(is_difference ? "np.timedelta64(" : "np.datetime64('");
  if (is_nat) out.put(is_difference ? "'NaT'" : "NaT");
  else if (is_difference) out.put_int(ticks);
  else put_datetime(out, ticks, unit);
  if (!is_difference) out.put("'");
  // A date says its unit by how much is written, but for weeks.
  if (unit != time_unit::generic && (is_difference || is_nat || unit == time_unit::W)) {
    out.put(",'");
    out.put(detail::time_unit_names[static_cast<int>(unit)]);
    out.put("'");
  }
  out.put(')');
}

}  // namespace keelback
