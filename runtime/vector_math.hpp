// The tables of vector functions, one for each CPU level.
#pragma once

#include <keelback/vector_math.hpp>

namespace keelback {

inline constexpr int elementary_count = int(elementary::cbrt) + 1, elementary_of_two_count = int(elementary::pow) + 1 - elementary_count;

// One function for each `elementary`, in its order; those of two arguments apart.
struct vector_table {
  void (*of_double[elementary_count])(double*, int64);
  void (*of_float[elementary_count])(float*, int64);
  void (*of_doubles[elementary_of_two_count])(double*, const double*, int64);
  void (*of_floats[elementary_of_two_count])(float*, const float*, int64);
};

// The C library's function, for `elementary` number f.
template <elementary f, class T>
inline T scalar_elementary(T x) {
#define KB_SCALAR(NAME) \
  if constexpr (f == elementary::NAME) return sizeof(T) == 4 ? static_cast<T>(::NAME##f(static_cast<float>(x))) : static_cast<T>(::NAME(x));
  KB_SCALAR(exp) KB_SCALAR(exp2) KB_SCALAR(expm1) KB_SCALAR(log) KB_SCALAR(log2) KB_SCALAR(log10) KB_SCALAR(log1p)
  KB_SCALAR(sin) KB_SCALAR(cos) KB_SCALAR(tan) KB_SCALAR(asin) KB_SCALAR(acos) KB_SCALAR(atan)
  KB_SCALAR(sinh) KB_SCALAR(cosh) KB_SCALAR(tanh) KB_SCALAR(cbrt)
#undef KB_SCALAR
}
template <elementary f, class T>
inline T scalar_elementary(T x, T y) {
  if constexpr (f == elementary::atan2) return sizeof(T) == 4 ? static_cast<T>(::atan2f(static_cast<float>(x), static_cast<float>(y))) : static_cast<T>(::atan2(x, y));
  else return sizeof(T) == 4 ? static_cast<T>(::powf(static_cast<float>(x), static_cast<float>(y))) : static_cast<T>(::pow(x, y));
}

// The table whose entries are Functions<f, double>::run and Functions<f, float>::run.
template <template <elementary, class> class Functions, size_t... f, size_t... g>
constexpr vector_table make_vector_table(std::index_sequence<f...>, std::index_sequence<g...>) {
  return {{&Functions<elementary(f), double>::run...},
          {&Functions<elementary(f), float>::run...},
          {&Functions<elementary(elementary_count + g), double>::run...},
          {&Functions<elementary(elementary_count + g), float>::run...}};
}
template <template <elementary, class> class Functions>
constexpr vector_table make_vector_table() {
  return make_vector_table<Functions>(std::make_index_sequence<elementary_count>{}, std::make_index_sequence<elementary_of_two_count>{});
}

}  // namespace keelback

// Compiled apart, for their levels.
extern "C" const keelback::vector_table keelback_vector_math_v3, keelback_vector_math_v4;
