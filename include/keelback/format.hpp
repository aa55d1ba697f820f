// Text from values: f-strings, format(), str.format, `%`, print. What a format specification means is CPython's to say (runtime/python_call.cpp).
#pragma once

#include <keelback/python_call.hpp>
#include <keelback/str.hpp>

namespace keelback {

str format_object(const python_object& value, const str& spec, int line);
str format_double(double value, const str& spec, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_format(const char* type, int line);

// format(x, spec)
template <class T>
str format_value(const T& x, const str& spec, int line) {
  if constexpr (requires { x.visit([](const auto& value) { return 0; }); }) {
    return x.visit([&](const auto& value) { return format_value(value, spec, line); });
  } else if constexpr (is_half<T>) {
    return format_value(static_cast<double>(x), spec, line);
  } else if constexpr (std::is_same_v<T, double>) {
    return spec.size() == 0 ? str_of(x) : format_double(x, spec, line);
  } else if constexpr (std::is_arithmetic_v<T> || is_complex<T> || std::is_same_v<T, str> || requires { x.tag; x.value; }) {
    return spec.size() == 0 ? str_of(x) : format_object(python_of(x), spec, line);
  } else {
    if (KB_UNLIKELY(spec.size() != 0)) raise_format(class_name_of<T>(), line);
    return str_of(x);
  }
}

namespace detail {
template <class T>
KB_INLINE const T& last_of(const T& last) {
  return last;
}
template <class First, class... Rest>
KB_INLINE auto last_of(const First&, const Rest&... rest) {
  return last_of(rest...);
}
}  // namespace detail

// format % values
str percent_format(const str& format, const python_tuple& arguments, int line);
str percent_format_of(const str& format, const python_object& argument, int line);
// A tuple on the right is the values. The Python line is the last of them, here and in `format_named`.
template <class... T>
str percent(const str& format, const T&... values_and_line) {
  return percent_format(format, python_tuple::without_last(values_and_line...), detail::last_of(values_and_line...));
}
template <class T>
str percent_one(const str& format, const T& value, int line) {
  return percent_format_of(format, python_of(value), line);
}

// format.format(values...): the last ones go by the names in `names`, "width,fill".
str format_with_names(const str& format, const str& names, const python_tuple& arguments, int line);
template <class... T>
str format_named(const str& format, const str& names, const T&... values_and_line) {
  return format_with_names(format, names, python_tuple::without_last(values_and_line...), detail::last_of(values_and_line...));
}

// ascii(x)
str ascii_of(const str& repr, int line);
template <class T>
str ascii(const T& x, int line) {
  return ascii_of(repr(x), line);
}

// The pieces of an f-string, one behind the other.
namespace detail {
template <class T>
KB_INLINE void put_piece(text& out, const T& piece) {
  if constexpr (std::is_same_v<T, str>) out.put(piece);
  else out.show(piece);  // of numbers str and repr are one
}
}  // namespace detail
template <class... T>
str join_pieces(const T&... pieces) {
  text out;
  (detail::put_piece(out, pieces), ...);
  return out.finish();
}

void print_text(const str& whole, bool flush, int line);

}  // namespace keelback
