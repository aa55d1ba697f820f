// Everything that depends on the C++ compiler or the C library. No other header names a builtin, an attribute of one
// compiler, or a macro of the standard library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

// <cmath> costs 0.13 s a module (its special functions); C's own <math.h> costs 0.02 s. libstdc++'s <math.h> passes on to
// C's when this macro is defined; other standard libraries ignore it.
#define _GLIBCXX_INCLUDE_NEXT_C_HEADERS
#include <math.h>
#undef _GLIBCXX_INCLUDE_NEXT_C_HEADERS
// C's are macros; these are names of functions here.
#undef isnan
#undef isinf
#undef isfinite
#undef isnormal
#undef signbit
#undef fpclassify

// The Python that the module is compiled for: 3012 is 3.12.
#ifndef KB_PYTHON
#define KB_PYTHON 3011
#endif

#define KB_COLD [[gnu::cold]]
#define KB_NOINLINE [[gnu::noinline]]
#define KB_INLINE [[gnu::always_inline]] inline
// On a lambda, after its parameters.
#define KB_ALWAYS_INLINE __attribute__((always_inline))
#define KB_RESTRICT __restrict__
#define KB_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define KB_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define KB_IS_CONSTANT(x) __builtin_constant_p(x)
// offsetof of a struct that derives from another one, which every compiler has.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
#endif
#define KB_OFFSET(type, member) static_cast<std::uint32_t>(__builtin_offsetof(type, member))
#define KB_UNREACHABLE() __builtin_unreachable()
#define KB_PRINTF(text, first) [[gnu::format(printf, text, first)]]
// In front of a loop of a few turns, whose number is a constant: what it keeps in a small array then is in registers.
#define KB_PRAGMA(text) _Pragma(#text)
#if defined(__clang__)
#define KB_UNROLL(turns) KB_PRAGMA(clang loop unroll_count(turns))
#define KB_IVDEP _Pragma("clang loop vectorize(assume_safety)")
#else
#define KB_UNROLL(turns) KB_PRAGMA(GCC unroll turns)
#define KB_IVDEP _Pragma("GCC ivdep")
#endif

// Vectors of the widest registers that the compiler may use: `vector_of<double>` adds and multiplies by element.
#if defined(__AVX512F__)
#define KB_VECTOR_BYTES 64
#elif defined(__AVX__)
#define KB_VECTOR_BYTES 32
#else
#define KB_VECTOR_BYTES 16
#endif

namespace keelback {

inline constexpr int vector_bytes = KB_VECTOR_BYTES;
template <class T>
struct vector_type {
  typedef T type __attribute__((vector_size(KB_VECTOR_BYTES)));
};
template <class T>
using vector_of = typename vector_type<T>::type;

using int64 = std::int64_t;
using uint64 = std::uint64_t;
using std::size_t;

template <class T>
KB_INLINE bool add_overflow(T a, T b, T* result) {
  return __builtin_add_overflow(a, b, result);
}
template <class T>
KB_INLINE bool sub_overflow(T a, T b, T* result) {
  return __builtin_sub_overflow(a, b, result);
}
template <class T>
KB_INLINE bool mul_overflow(T a, T b, T* result) {
  return __builtin_mul_overflow(a, b, result);
}

// Wide integers: products and quotients of 64-bit operands.
__extension__ using int128 = __int128;
__extension__ using uint128 = unsigned __int128;
__extension__ using uint128 = unsigned __int128;

// In a loop that waits for another thread.
KB_INLINE void cpu_pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// x without its fraction; the smallest number where that does not fit, and for nan.
KB_INLINE int64 truncated(double x) {
#if defined(__x86_64__)
  typedef double pair __attribute__((vector_size(16)));
  return __builtin_ia32_cvttsd2si64(pair{x, 0});
#else
  return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? static_cast<int64>(x) : std::numeric_limits<int64>::min();
#endif
}

inline int leading_zeros(uint64 x) { return x == 0 ? 64 : __builtin_clzll(x); }
inline int trailing_zeros(uint64 x) { return x == 0 ? 64 : __builtin_ctzll(x); }
inline int population_count(uint64 x) { return __builtin_popcountll(x); }

KB_INLINE bool is_nan(double x) { return __builtin_isnan(x); }
KB_INLINE bool is_inf(double x) { return __builtin_isinf(x); }
KB_INLINE bool is_finite(double x) { return __builtin_isfinite(x); }
KB_INLINE bool sign_bit(double x) { return __builtin_signbit(x) != 0; }
inline constexpr double infinity = __builtin_inf();
inline constexpr double quiet_nan = __builtin_nan("");

// Reference counts of buffers: a buffer may be shared with Python and with threads of a parallel loop.
KB_INLINE void atomic_increment(int64* count) { __atomic_fetch_add(count, 1, __ATOMIC_RELAXED); }
// True when the count has reached zero.
KB_INLINE bool atomic_decrement(int64* count) { return __atomic_sub_fetch(count, 1, __ATOMIC_ACQ_REL) == 0; }

}  // namespace keelback
