// Elementary functions of many elements at once. The code is the runtime's, compiled once for each CPU level; the best one that the processor has is taken.
#pragma once

#include <keelback/platform.hpp>

namespace keelback {

enum class elementary : std::uint8_t { exp, exp2, expm1, log, log2, log10, log1p, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, cbrt, atan2, pow };

constexpr bool is_of_two(elementary f) { return f >= elementary::atan2; }

// x[i] = f(x[i]) for i < n, or f(x[i], y[i]). Within 1 ulp of the exact result, rounded, and the C library's where that is special: at infinities, nan, zeros,
// poles, outside the domain. A result depends on the element alone, not on its place. On processors below x86-64-v3, the C library's.
void apply(elementary f, double* x, int64 n);
void apply(elementary f, float* x, int64 n);
void apply(elementary f, double* x, const double* y, int64 n);
void apply(elementary f, float* x, const float* y, int64 n);

}  // namespace keelback
