// xsimd's functions, and our own, for the CPU level that the including file is compiled for. Elements for which these are further than 1 ulp from the exact result, or treat
// special values in another way, are given to the C library: `domain` says which are not.
#pragma once

#include "vector_functions.hpp"
#include "vector_math.hpp"

namespace keelback {
namespace {

mask within(lanes x, double low, double high) { return x >= lanes(low) && x <= lanes(high); }
mask magnitude(lanes x, double low, double high) { return within(xsimd::abs(x), low, high); }

// For float elements the computation is in double, so that only its range matters.
template <elementary f, bool is_float>
struct vector_of_function;

#define KB_VECTOR(NAME, VALUE, DOMAIN)                    \
  template <bool is_float>                                \
  struct vector_of_function<elementary::NAME, is_float> { \
    static lanes value(lanes x) { return VALUE; }         \
    static mask domain(lanes x) { return DOMAIN; }        \
  };
KB_VECTOR(exp, is_float ? exp_of_float(x) : xsimd::exp(x), within(x, -700, 700))
KB_VECTOR(exp2, xsimd::exp2(x), within(x, -1000, 1000))
KB_VECTOR(expm1, xsimd::expm1(x), xsimd::abs(x) >= lanes(1e-9) && within(x, is_float ? -700 : -20, 700))
KB_VECTOR(log, is_float ? log_of_float(x) : xsimd::log(x), within(x, 1e-300, 1e300))
KB_VECTOR(log2, xsimd::log2(x), within(x, 1e-300, 1e300))
KB_VECTOR(log10, xsimd::log10(x), within(x, 1e-300, 1e300) && xsimd::abs(x - lanes(1)) >= lanes(is_float ? 0 : 0.25))
KB_VECTOR(log1p, xsimd::log1p(x), within(x, -0.9, 1e300) && xsimd::abs(x) >= lanes(1e-9))
KB_VECTOR(sin, is_float ? circular_of_float<false>(x) : xsimd::sin(x), magnitude(x, is_float ? 0 : 1e-9, is_float ? 1e5 : 1e3))
KB_VECTOR(cos, is_float ? circular_of_float<true>(x) : xsimd::cos(x), magnitude(x, 0, is_float ? 1e5 : 1e3))
KB_VECTOR(tan, xsimd::tan(x), magnitude(x, 1e-9, is_float ? 1e5 : 1e3))
KB_VECTOR(asin, xsimd::asin(x), magnitude(x, 1e-9, 1))
KB_VECTOR(acos, xsimd::acos(x), magnitude(x, 0, 1))
KB_VECTOR(atan, angle_of<is_float>(x, lanes(1)), magnitude(x, 0, 1e150))
KB_VECTOR(sinh, xsimd::sinh(x), magnitude(x, 1e-9, 700))
KB_VECTOR(cosh, xsimd::cosh(x), magnitude(x, 0, 700))
KB_VECTOR(tanh, is_float ? tanh_of_float(x) : tanh_of(x), x == x)
KB_VECTOR(cbrt, xsimd::cbrt(x), magnitude(x, 1e-300, 1e300))
#undef KB_VECTOR

template <bool is_float>
struct vector_of_function<elementary::atan2, is_float> {
  static lanes value(lanes y, lanes x) { return angle_of<is_float>(y, x); }
  static mask domain(lanes y, lanes x) {
    const auto is_common = [](lanes z) { return z == lanes(0) || magnitude(z, 1e-150, 1e150); };
    return is_common(x) && is_common(y) && (x != lanes(0) || y != lanes(0));
  }
};
template <bool is_float>
struct vector_of_function<elementary::pow, is_float> {
  // Squares are common and products. Numbers below 0 have powers of whole exponents, negative ones of odd exponents.
  static lanes value(lanes x, lanes y) {
    const lanes squares = x * x;
    const mask is_square = y == lanes(2);
    if (xsimd::all(is_square)) return squares;
    const lanes a = xsimd::abs(x), powers = is_float ? power_of_float(a, y) : power_of(a, y), half = lanes(0.5) * y;
    const lanes with_sign = xsimd::select(x < lanes(0) && xsimd::nearbyint(half) != half, -powers, powers);
    return xsimd::select(is_square, squares, with_sign);
  }
  // |log(x)| is at most (|k| + 1/2) log(2).
  static mask domain(lanes x, lanes y) {
    const lanes a = xsimd::abs(x);
    const mask is_common = within(a, 1e-300, 1e300) && (x > lanes(0) || xsimd::nearbyint(y) == y);
    return y == lanes(2) || (is_common && xsimd::abs(y) * (xsimd::abs(split(a).k) + lanes(0.5)) <= lanes(990));
  }
};

template <elementary f, class T>
struct level_function {
  using function = vector_of_function<f, sizeof(T) == 4>;
  static constexpr int64 width = lanes::size;
  typedef T elements __attribute__((vector_size(width * sizeof(T))));
  typedef double doubles __attribute__((vector_size(width * sizeof(double))));

  KB_INLINE static lanes load(const T* x) {
    elements given;
    std::memcpy(&given, x, sizeof given);
    const doubles wide = __builtin_convertvector(given, doubles);
    lanes in;
    std::memcpy(&in, &wide, sizeof wide);
    return in;
  }
  // `width` elements; `y...`: the second arguments, if f has any.
  template <class... Y>
  KB_INLINE static void block(T* x, const Y*... y) {
    const lanes in = load(x), out = function::value(in, load(y)...);
    const mask good = function::domain(in, load(y)...);
    if (KB_LIKELY(xsimd::all(good))) {
      doubles values;
      std::memcpy(&values, &out, sizeof values);
      const elements result = __builtin_convertvector(values, elements);
      std::memcpy(x, &result, sizeof result);
    } else {
      partly(out, good, x, y...);
    }
  }
  template <class... Y>
  KB_NOINLINE static void partly(lanes values, mask good, T* x, const Y*... y) {
    double wide[width];
    bool is_good[width];
    values.store_unaligned(wide);
    good.store_unaligned(is_good);
    for (int64 i = 0; i < width; ++i) x[i] = is_good[i] ? static_cast<T>(wide[i]) : scalar_elementary<f>(x[i], y[i]...);
  }
  template <class... Y>
  KB_INLINE static void all(int64 n, T* x, const Y*... y) {
    int64 i = 0;
    for (; i + width <= n; i += width) block(x + i, y + i...);
    if (i == n) return;
    rest padded(x + i, n - i);
    block(padded.elements, rest(y + i, n - i).elements...);
    std::memcpy(x + i, padded.elements, static_cast<size_t>(n - i) * sizeof(T));
  }
  // What is left, made as long as a vector.
  struct rest {
    T elements[width];
    rest(const T* x, int64 n) {
      for (int64 k = 0; k < width; ++k) elements[k] = x[k < n ? k : 0];
    }
  };
  static void run(T* x, int64 n) { all(n, x); }
  static void run(T* x, const T* y, int64 n) { all(n, x, y); }
};

}  // namespace
}  // namespace keelback
