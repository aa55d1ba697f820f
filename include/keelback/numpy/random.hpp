// Single draws of NumPy's random generators, from the generator's own bits: the numbers that its methods give.
#pragma once

#include <keelback/errors.hpp>
#include <keelback/foreign_object.hpp>

namespace keelback::python {

// numpy/random/bitgen.h: what a bit generator's capsule holds.
struct bit_source {
  void* state;
  uint64 (*next_uint64)(void* state);
  std::uint32_t (*next_uint32)(void* state);
  double (*next_double)(void* state);
  uint64 (*next_raw)(void* state);
};
bool fill_bits(const foreign_object& generator);  // false with a Python exception set
[[noreturn]] KB_COLD KB_NOINLINE void raise_no_bits(int line);

KB_INLINE const bit_source& bits_of(const foreign_object& generator, int line) {
  if (KB_UNLIKELY(generator.bits() == nullptr) && !fill_bits(generator)) raise_no_bits(line);
  return *static_cast<const bit_source*>(generator.bits());
}

// standard_normal(), standard_exponential(): runtime/numpy_random.cpp.
double next_normal(const foreign_object& generator, int line);
double next_exponential(const foreign_object& generator, int line);

KB_INLINE void check_scale(double scale, int line) {
  if (!(scale != scale) && __builtin_signbit(scale)) raise_value(line, "scale < 0");
}
// normal(loc, scale) and exponential(scale).
inline double next_normal(const foreign_object& generator, double loc, double scale, int line) {
  check_scale(scale, line);
  return loc + scale * next_normal(generator, line);
}
inline double next_exponential(const foreign_object& generator, double scale, int line) {
  check_scale(scale, line);
  return scale * next_exponential(generator, line);
}

// random(): [0, 1).
KB_INLINE double next_double(const foreign_object& generator, int line) {
  const bit_source& bits = bits_of(generator, line);
  return bits.next_double(bits.state);
}

// uniform(low, high).
inline double next_uniform(const foreign_object& generator, double low, double high, int line) {
  const double range = high - low;
  if (!(range - range == 0)) raise_text(exception::overflow_error, line, "high - low range exceeds valid bounds");
  if (range < 0) raise_value(line, "high - low < 0");
  return low + range * next_double(generator, line);
}

// integers(low, high): Lemire's method, on 32 bits where those are enough.
inline int64 next_integer(const foreign_object& generator, int64 low, int64 high, int line) {
  if (low >= high) raise_value(line, "low >= high");
  const bit_source& bits = bits_of(generator, line);
  const uint64 last = static_cast<uint64>(high) - 1 - static_cast<uint64>(low);
  if (last == 0) return low;
  if (last <= 0xFFFFFFFFu) {
    if (last == 0xFFFFFFFFu) return static_cast<int64>(static_cast<uint64>(low) + bits.next_uint32(bits.state));
    const std::uint32_t count = static_cast<std::uint32_t>(last) + 1;
    uint64 product = static_cast<uint64>(bits.next_uint32(bits.state)) * count;
    if (static_cast<std::uint32_t>(product) < count) {
      const std::uint32_t threshold = (0xFFFFFFFFu - static_cast<std::uint32_t>(last)) % count;
      while (static_cast<std::uint32_t>(product) < threshold) product = static_cast<uint64>(bits.next_uint32(bits.state)) * count;
    }
    return static_cast<int64>(static_cast<uint64>(low) + (product >> 32));
  }
  if (last == ~uint64{0}) return static_cast<int64>(static_cast<uint64>(low) + bits.next_uint64(bits.state));
  const uint64 count = last + 1;
  uint128 product = static_cast<uint128>(bits.next_uint64(bits.state)) * count;
  if (static_cast<uint64>(product) < count) {
    const uint64 threshold = (~uint64{0} - last) % count;
    while (static_cast<uint64>(product) < threshold) product = static_cast<uint128>(bits.next_uint64(bits.state)) * count;
  }
  return static_cast<int64>(static_cast<uint64>(low) + static_cast<uint64>(product >> 64));
}

// integers(high).
inline int64 next_integer(const foreign_object& generator, int64 high, int line) {
  if (high <= 0) raise_value(line, "high <= 0");
  return next_integer(generator, 0, high, line);
}

}  // namespace keelback::python
