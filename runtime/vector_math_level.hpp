// xsimd's functions for the CPU level that the including file is compiled for. Elements for which xsimd is further than 1 ulp from the C library, or treats
// special values in another way, are given to the C library: `domain` says which are not.
#pragma once

#include <xsimd/xsimd.hpp>

#include "vector_math.hpp"

namespace keelback {
namespace {

using lanes = xsimd::batch<double>;
using mask = xsimd::batch_bool<double>;

mask within(lanes x, double low, double high) { return x >= lanes(low) && x <= lanes(high); }
mask magnitude(lanes x, double low, double high) { return within(xsimd::abs(x), low, high); }

// For float elements the computation is in double, so that only its range matters.
template <elementary f, bool is_float>
struct vector_of_function;

#define KB_VECTOR(NAME, DOMAIN)                              \
  template <bool is_float>                                   \
  struct vector_of_function<elementary::NAME, is_float> {    \
    static lanes value(lanes x) { return xsimd::NAME(x); }   \
    static mask domain(lanes x) { return DOMAIN; }           \
  };
KB_VECTOR(exp, within(x, -700, 700))
KB_VECTOR(exp2, within(x, -1000, 1000))
KB_VECTOR(expm1, xsimd::abs(x) >= lanes(1e-9) && within(x, is_float ? -700 : -20, 700))
KB_VECTOR(log, within(x, 1e-300, 1e300))
KB_VECTOR(log2, within(x, 1e-300, 1e300))
KB_VECTOR(log10, within(x, 1e-300, 1e300) && xsimd::abs(x - lanes(1)) >= lanes(is_float ? 0 : 0.25))
KB_VECTOR(log1p, within(x, -0.9, 1e300) && xsimd::abs(x) >= lanes(1e-9))
KB_VECTOR(sin, magnitude(x, 1e-9, is_float ? 1e5 : 1e3))
KB_VECTOR(cos, magnitude(x, 0, is_float ? 1e5 : 1e3))
KB_VECTOR(tan, magnitude(x, 1e-9, is_float ? 1e5 : 1e3))
KB_VECTOR(asin, magnitude(x, 1e-9, 1))
KB_VECTOR(acos, magnitude(x, 0, 1))
KB_VECTOR(atan, magnitude(x, 1e-9, 1e300))
KB_VECTOR(sinh, magnitude(x, 1e-9, 700))
KB_VECTOR(cosh, magnitude(x, 0, 700))
KB_VECTOR(tanh, magnitude(x, 1e-9, 1e300))
KB_VECTOR(cbrt, magnitude(x, 1e-300, 1e300))
#undef KB_VECTOR

template <elementary f, class T>
struct level_function {
  using function = vector_of_function<f, sizeof(T) == 4>;
  static constexpr int64 width = lanes::size;
  typedef T elements __attribute__((vector_size(width * sizeof(T))));
  typedef double doubles __attribute__((vector_size(width * sizeof(double))));

  // `width` elements.
  KB_INLINE static void block(T* x) {
    elements given;
    std::memcpy(&given, x, sizeof given);
    const doubles wide = __builtin_convertvector(given, doubles);
    lanes in;
    std::memcpy(&in, &wide, sizeof wide);
    const lanes out = function::value(in);
    const mask good = function::domain(in);
    if (KB_LIKELY(xsimd::all(good))) {
      doubles values;
      std::memcpy(&values, &out, sizeof values);
      given = __builtin_convertvector(values, elements);
      std::memcpy(x, &given, sizeof given);
    } else {
      partly(x, out, good);
    }
  }
  KB_NOINLINE static void partly(T* x, lanes values, mask good) {
    double wide[width];
    bool is_good[width];
    values.store_unaligned(wide);
    good.store_unaligned(is_good);
    for (int64 i = 0; i < width; ++i) x[i] = is_good[i] ? static_cast<T>(wide[i]) : scalar_elementary<f>(x[i]);
  }
  static void run(T* x, int64 n) {
    int64 i = 0;
    for (; i + width <= n; i += width) block(x + i);
    if (i == n) return;
    T rest[width];
    for (int64 k = 0; k < width; ++k) rest[k] = x[i + (k < n - i ? k : 0)];
    block(rest);
    for (int64 k = 0; k < n - i; ++k) x[i + k] = rest[k];
  }
};

}  // namespace
}  // namespace keelback
