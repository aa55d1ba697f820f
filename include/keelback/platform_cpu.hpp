// What this processor can do. The part of platform.hpp that generated code does not need.
#pragma once

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace keelback {

// The level of the x86-64 psABI: 1 (every x86-64 processor) to 4; 1 on other processors. Registers that the operating system does not save do
// not count.
inline int cpu_level() {
#if defined(__x86_64__)
  unsigned a, b, c, d, extended = 0;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return 1;
  const unsigned first = c;
  if (__get_cpuid(0x80000001u, &a, &b, &c, &d)) extended = c;
  constexpr unsigned v2 = bit_SSE3 | bit_SSSE3 | bit_CMPXCHG16B | bit_SSE4_1 | bit_SSE4_2 | bit_POPCNT;
  if ((first & v2) != v2) return 1;
  constexpr unsigned v3 = bit_FMA | bit_MOVBE | bit_F16C;
  constexpr unsigned lzcnt = 1u << 5;
  __builtin_cpu_init();
  const bool has_v3 = (first & v3) == v3 && (extended & lzcnt) != 0 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  if (!has_v3) return 2;
  const bool has_v4 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  return has_v4 ? 4 : 3;
#else
  return 1;
#endif
}

}  // namespace keelback
