// The NumPy dtypes as C++ types, and casts between them as `astype` does them.
#pragma once

#include <keelback/errors.hpp>

namespace keelback {

template <class T>
struct complex;

template <class T>
inline constexpr bool is_complex = false;
template <class T>
inline constexpr bool is_complex<complex<T>> = true;

// NumPy's float16 (float16.hpp). What is computed in several steps is computed in `working<T>`: float for it.
struct float16;
template <class T>
inline constexpr bool is_half = std::is_same_v<T, float16>;
template <class T>
inline constexpr bool is_real_float = std::is_floating_point_v<T> || is_half<T>;
template <class T>
using working = std::conditional_t<is_half<T>, float, T>;

// NumPy's units of time, from coarse to fine, and its times (datetime.hpp).
enum class time_unit : std::uint8_t { generic, Y, M, W, D, h, m, s, ms, us, ns, ps, fs, as };
template <time_unit U>
struct datetime64;
template <time_unit U>
struct timedelta64;
template <class T>
inline constexpr bool is_datetime = false;
template <time_unit U>
inline constexpr bool is_datetime<datetime64<U>> = true;
template <class T>
inline constexpr bool is_timedelta = false;
template <time_unit U>
inline constexpr bool is_timedelta<timedelta64<U>> = true;
template <class T>
inline constexpr bool is_temporal = is_datetime<T> || is_timedelta<T>;
// A number or time: what an array may hold.
template <class T>
inline constexpr bool is_element = std::is_arithmetic_v<T> || is_half<T> || is_complex<T> || is_temporal<T>;
template <class To, class From>
constexpr To convert_time(From x);
inline constexpr const char* datetime_names[] = {"datetime64", "datetime64[Y]", "datetime64[M]", "datetime64[W]", "datetime64[D]", "datetime64[h]", "datetime64[m]", "datetime64[s]", "datetime64[ms]", "datetime64[us]", "datetime64[ns]", "datetime64[ps]", "datetime64[fs]", "datetime64[as]"};
inline constexpr const char* timedelta_names[] = {"timedelta64", "timedelta64[Y]", "timedelta64[M]", "timedelta64[W]", "timedelta64[D]", "timedelta64[h]", "timedelta64[m]", "timedelta64[s]", "timedelta64[ms]", "timedelta64[us]", "timedelta64[ns]", "timedelta64[ps]", "timedelta64[fs]", "timedelta64[as]"};

// What an element is as a number: `real_of<complex<float>>` is float.
template <class T>
struct real_type {
  using type = T;
};
template <class T>
struct real_type<complex<T>> {
  using type = T;
};
template <class T>
using real_of = typename real_type<T>::type;

template <class T>
constexpr const char* dtype_name() {
  if constexpr (std::is_same_v<T, bool>) return "bool";
  else if constexpr (is_half<T>) return "float16";
  else if constexpr (std::is_same_v<T, float>) return "float32";
  else if constexpr (std::is_same_v<T, double>) return "float64";
  else if constexpr (is_complex<T>) return sizeof(T) == 8 ? "complex64" : "complex128";
  else if constexpr (is_datetime<T>) return datetime_names[static_cast<int>(T::unit)];
  else if constexpr (is_timedelta<T>) return timedelta_names[static_cast<int>(T::unit)];
  else if constexpr (!std::is_integral_v<T>) return "object";
  else if constexpr (std::is_signed_v<T>)
    return sizeof(T) == 1 ? "int8" : sizeof(T) == 2 ? "int16" : sizeof(T) == 4 ? "int32" : "int64";
  else return sizeof(T) == 1 ? "uint8" : sizeof(T) == 2 ? "uint16" : sizeof(T) == 4 ? "uint32" : "uint64";
}

// The place among binding::dtype.
template <class T>
inline constexpr int dtype_number = [] {
  constexpr int size = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
  if constexpr (is_datetime<T>) return 14 + static_cast<int>(T::unit);
  else if constexpr (is_timedelta<T>) return 28 + static_cast<int>(T::unit);
  else if constexpr (std::is_same_v<T, bool>) return 0;
  else if constexpr (std::is_integral_v<T>) return (std::is_signed_v<T> ? 1 : 5) + size;
  else if constexpr (is_real_float<T>) return sizeof(T) == 2 ? 9 : sizeof(T) == 4 ? 10 : 11;
  else return sizeof(T) == 8 ? 12 : 13;
}();

// One element of `astype(To)`. A float out of an integer's range gives what NumPy's own C casts give on x86-64.
template <class To, class From>
KB_INLINE constexpr To cast(From x) {
  if constexpr (std::is_same_v<To, From>) {
    return x;
  } else if constexpr (is_temporal<From> || is_temporal<To>) {
    return convert_time<To>(x);
  } else if constexpr (is_half<From>) {
    return cast<To>(static_cast<float>(x));
  } else if constexpr (is_complex<From>) {
    if constexpr (is_complex<To>) return To{cast<real_of<To>>(x.re), cast<real_of<To>>(x.im)};
    else if constexpr (std::is_same_v<To, bool>) return x.re != 0 || x.im != 0;
    else return cast<To>(x.re);
  } else if constexpr (is_complex<To>) {
    return To{cast<real_of<To>>(x), 0};
  } else if constexpr (std::is_same_v<To, bool>) {
    return x != 0;
  } else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To> && sizeof(To) < 4) {
    return static_cast<To>(static_cast<std::int32_t>(x));
  } else if constexpr (std::is_floating_point_v<From> && std::is_same_v<To, std::uint32_t>) {
    return static_cast<To>(static_cast<std::int64_t>(x));
  } else {
    return static_cast<To>(x);
  }
}

[[noreturn]] KB_COLD KB_NOINLINE void raise_out_of_bounds(int64 value, const char* dtype, int line);

// A Python int that meets the dtype T (NEP 50): out of bounds is an OverflowError.
template <class T>
KB_INLINE T checked_cast(int64 x, int line) {
  if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    if constexpr (std::is_same_v<T, uint64>) {
      if (KB_UNLIKELY(x < 0)) raise_out_of_bounds(x, dtype_name<T>(), line);
    } else if constexpr (sizeof(T) < 8) {
      if (KB_UNLIKELY(x < static_cast<int64>(std::numeric_limits<T>::min()) ||
                      x > static_cast<int64>(std::numeric_limits<T>::max())))
        raise_out_of_bounds(x, dtype_name<T>(), line);
    }
  }
  return cast<T>(x);
}

}  // namespace keelback
