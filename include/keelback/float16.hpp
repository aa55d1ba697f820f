// NumPy's float16: two bytes, of which nothing is computed. Operations are those of float32, each rounded once, as NumPy's own loops do them: operands convert
// implicitly, and so does a float32 that becomes one. What has several steps is computed in `working<T>` and rounded at its end.
#pragma once

#include <keelback/dtype.hpp>

#include <bit>

namespace keelback {

class text;
struct float16;
void put_float16(text& out, float16 x, bool is_repr);  // NumPy's own text, which has changed between its versions: runtime/python_call.cpp

namespace half {

// Nearest, ties to even; subnormals, infinities and the bits of nan are kept. By selects, so that loops of conversions are vectors without hardware for it.
KB_INLINE constexpr std::uint16_t bits_of(float x) {
  const std::uint32_t all = std::bit_cast<std::uint32_t>(x), size = all & 0x7fffffffU;
  const std::uint32_t normal = (size - 0x38000000U + 0xfffU + (size >> 13 & 1U)) >> 13;
  // A sum with 0.5 has the last place of float16's subnormals.
  const std::uint32_t subnormal = std::bit_cast<std::uint32_t>(std::bit_cast<float>(size < 0x38800000U ? size : 0U) + 0.5F) - 0x3f000000U;
  const std::uint32_t payload = size >> 13 & 0x3ffU;
  const std::uint32_t endless = size > 0x7f800000U ? 0x7c00U | payload | static_cast<std::uint32_t>(payload == 0) : 0x7c00U;
  const std::uint32_t finite = size < 0x38800000U ? subnormal : normal;
  return static_cast<std::uint16_t>((all >> 16 & 0x8000U) | (size < 0x47800000U ? finite : endless));
}
// Rounded once: the float32 between is the one towards zero, with its last bit set where something is left.
KB_INLINE constexpr std::uint16_t bits_of(double x) {
  const float near = static_cast<float>(x);
  const double back = static_cast<double>(near);
  std::uint32_t bits = std::bit_cast<std::uint32_t>(near);
  if (back != x && x == x && (bits & 1U) == 0) bits += (back < 0 ? -back : back) > (x < 0 ? -x : x) ? 0xffffffffU : 1U;
  return bits_of(std::bit_cast<float>(bits));
}
KB_INLINE constexpr float value_of(std::uint16_t bits) {
  const std::uint32_t size = static_cast<std::uint32_t>(bits & 0x7fffU) << 13, exponent = size & 0x0f800000U;
  const std::uint32_t subnormal = std::bit_cast<std::uint32_t>(std::bit_cast<float>(size + 0x38800000U) - 0x1p-14F);
  const std::uint32_t normal = size + (exponent == 0x0f800000U ? 0x70000000U : 0x38000000U);
  return std::bit_cast<float>((exponent == 0 ? subnormal : normal) | static_cast<std::uint32_t>(bits & 0x8000U) << 16);
}

}  // namespace half

struct float16 {
  std::uint16_t bits;

  static constexpr const char* class_name = "numpy.float16";
  float16() = default;
  KB_INLINE constexpr float16(float x) : bits(half::bits_of(x)) {}
  KB_INLINE explicit constexpr float16(double x) : bits(half::bits_of(x)) {}
  template <class I>
    requires std::is_integral_v<I>
  KB_INLINE explicit constexpr float16(I x) : bits(half::bits_of(static_cast<float>(x))) {}
  KB_INLINE constexpr operator float() const { return half::value_of(bits); }
  static constexpr float16 of_bits(std::uint16_t bits) {
    float16 made;
    made.bits = bits;
    return made;
  }

  constexpr bool is_nan() const { return (bits & 0x7fff) > 0x7c00; }
  constexpr bool truth() const { return (bits & 0x7fff) != 0; }
  void repr_to(text& out) const { put_float16(out, *this, true); }
  void str_to(text& out) const { put_float16(out, *this, false); }

  KB_INLINE float16& operator+=(float16 b) { return *this = *this + b; }
  KB_INLINE float16& operator-=(float16 b) { return *this = *this - b; }
  KB_INLINE float16& operator*=(float16 b) { return *this = *this * b; }
  KB_INLINE float16& operator/=(float16 b) { return *this = *this / b; }
  KB_INLINE friend constexpr float16 operator-(float16 a) { return of_bits(static_cast<std::uint16_t>(a.bits ^ 0x8000)); }
};

// Of two of them only: beside another number the operator is that of float32.
template <class T>
  requires is_half<T>
KB_INLINE constexpr T operator+(T a, T b) {
  return static_cast<float>(a) + static_cast<float>(b);
}
template <class T>
  requires is_half<T>
KB_INLINE constexpr T operator-(T a, T b) {
  return static_cast<float>(a) - static_cast<float>(b);
}
template <class T>
  requires is_half<T>
KB_INLINE constexpr T operator*(T a, T b) {
  return static_cast<float>(a) * static_cast<float>(b);
}
template <class T>
  requires is_half<T>
KB_INLINE constexpr T operator/(T a, T b) {
  return static_cast<float>(a) / static_cast<float>(b);
}

// The next number towards `b`, to NumPy's bits.
KB_INLINE constexpr float16 next_after(float16 a, float16 b) {
  if (a.is_nan() || b.is_nan()) return float16::of_bits(0x7e00);
  if (static_cast<float>(a) == static_cast<float>(b)) return a;
  if (!a.truth()) return float16::of_bits(static_cast<std::uint16_t>((b.bits & 0x8000) | 1));
  const bool away = (static_cast<float>(a) < static_cast<float>(b)) == ((a.bits & 0x8000) == 0);
  return float16::of_bits(static_cast<std::uint16_t>(away ? a.bits + 1 : a.bits - 1));
}

}  // namespace keelback

template <>
class std::numeric_limits<keelback::float16> {
 public:
  static constexpr bool is_specialized = true, is_signed = true, is_integer = false, is_exact = false, has_infinity = true, has_quiet_NaN = true, is_iec559 = true;
  static constexpr int digits = 11, digits10 = 3, max_exponent = 16, min_exponent = -13;
  static constexpr keelback::float16 min() { return keelback::float16::of_bits(0x0400); }
  static constexpr keelback::float16 max() { return keelback::float16::of_bits(0x7bff); }
  static constexpr keelback::float16 lowest() { return keelback::float16::of_bits(0xfbff); }
  static constexpr keelback::float16 epsilon() { return keelback::float16::of_bits(0x1400); }
  static constexpr keelback::float16 infinity() { return keelback::float16::of_bits(0x7c00); }
  static constexpr keelback::float16 quiet_NaN() { return keelback::float16::of_bits(0x7e00); }
  static constexpr keelback::float16 denorm_min() { return keelback::float16::of_bits(0x0001); }
};
