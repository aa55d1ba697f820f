// Elementary functions of our own over vectors, for the CPU levels with fused multiply-add: those that xsimd computes less well than to 1 ulp, those of two arguments, and
// shorter ones for float, which are computed in double. Reductions and compensated sums as usual (J.-M. Muller et al., Handbook of Floating-Point Arithmetic, 2018, chapters 4 and 10).
// Included by vector_math_level.hpp.
#pragma once

#include <xsimd/xsimd.hpp>

#include <keelback/platform.hpp>

namespace keelback {
namespace {

using lanes = xsimd::batch<double>;
using mask = xsimd::batch_bool<double>;
using words = xsimd::batch<std::uint64_t>;

// Coefficients of 1, z, z**2 and so on: scripts/vector_coefficients.py.
// Off by at most 1.9e-17 between 0.0 and 0.37.
constexpr double tanh_near_0[] = {-0x1.5555555555555p-2, 0x1.1111111111111p-3, -0x1.ba1ba1ba1b9d5p-5, 0x1.664f4882bea9dp-6, -0x1.226e355dbe18cp-7, 0x1.d6d3d0a6196cep-9, -0x1.7da35dc627669p-10, 0x1.3557a645e726dp-11, -0x1.f57027d8a6925p-13, 0x1.95fe9f07d497bp-14, -0x1.461ab4aac0cf3p-15, 0x1.f5dc53e76957ap-17, -0x1.48100fcad5807p-18, 0x1.0378adee18093p-20};
// Off by at most 4.5e-17 between 0.0 and 0.1716.
constexpr double atan_rest[] = {-0x1.5555555555555p-2, 0x1.9999999999349p-3, -0x1.2492492436016p-3, 0x1.c71c71852a359p-4, -0x1.745d0b25982f3p-4, 0x1.3b1262bf324fdp-4, -0x1.10fa73c8057afp-4, 0x1.dfe60585956a5p-5, -0x1.a09838b71a7cfp-5, 0x1.415ebcba15fd3p-5, -0x1.3a27dd63af0a7p-6};
// Off by at most 5.4e-10 between 0.0 and 0.1716.
constexpr double atan_rest_float[] = {-0x1.5555554c08d48p-2, 0x1.99997b0e10a8ep-3, -0x1.248a15ffe2269p-3, 0x1.c57b80d4443d4p-4, -0x1.6142fe035c085p-4, 0x1.9d84789952338p-5};
// Off by at most 1.9e-17 between -0.35 and 0.35.
constexpr double exp_rest[] = {0x1.5555555555556p-3, 0x1.5555555555555p-5, 0x1.1111111110918p-7, 0x1.6c16c16c16789p-10, 0x1.a01a01a83ba17p-13, 0x1.a01a01a4bf4ccp-16, 0x1.71de0be2b5e96p-19, 0x1.27e4e0ede8585p-22, 0x1.af3ce42b12b24p-26, 0x1.1f6949e9931a3p-29};
// Off by at most 3.1e-16 between 0.0 and 0.0295.
constexpr double log_rest[] = {0x1.999999999999fp-2, 0x1.249249248e468p-2, 0x1.c71c71d814a8ap-3, 0x1.745d09d3f8fdfp-3, 0x1.3b18c1056557bp-3, 0x1.1017a19d7aa3cp-3, 0x1.0885808c8172dp-3};
// Off by at most 9.8e-10 between 0.0 and 0.0295.
constexpr double log_rest_float[] = {0x1.9999998921f95p-2, 0x1.24928edd1beeap-2, 0x1.c6c085a300453p-3, 0x1.87a09b9e77ad5p-3};
// Off by at most 2.9e-14 between 0.0 and 0.62.
constexpr double sin_rest_float[] = {-0x1.5555555555152p-3, 0x1.1111110fcd4fdp-7, -0x1.a019fd8b68017p-13, 0x1.71d99e0778793p-19, -0x1.aa22d55a71ec1p-26};
// Off by at most 2.4e-12 between 0.0 and 0.62.
constexpr double cos_rest_float[] = {0x1.55555555011d3p-5, -0x1.6c16bf4cae666p-10, 0x1.a015b96a25cf2p-16, -0x1.2520b9507cc18p-22};
// Off by at most 8.5e-9 between -0.35 and 0.35.
constexpr double exp_rest_float[] = {0x1.5555555555555p-3, 0x1.555516c1f2f08p-5, 0x1.1110f5438afddp-7, 0x1.6d1605bc8521fp-10, 0x1.a0fcdaa2c348ap-13};

// a b + c, rounded once. xsimd's own (8.1) is a product and a sum for AVX-512.
KB_INLINE lanes fused(lanes a, lanes b, lanes c) {
#if defined(__AVX512F__)
  return lanes(_mm512_fmadd_pd(a, b, c));
#else
  return xsimd::fma(a, b, c);
#endif
}
KB_INLINE lanes less_product(lanes a, lanes b, lanes c) { return fused(-a, b, c); }  // c - a b
template <int count>
KB_INLINE lanes polynomial(const double (&c)[count], lanes z) {
  lanes sum(c[count - 1]);
  KB_UNROLL(16)
  for (int i = count - 2; i >= 0; --i) sum = fused(sum, z, lanes(c[i]));
  return sum;
}

// A sum that is not rounded: high + low, |low| at most half a place of high.
struct twofold {
  lanes high, low;
};
KB_INLINE twofold sum_of(lanes a, lanes b) {
  const lanes s = a + b, part = s - a;
  return {s, (a - (s - part)) + (b - part)};
}
// Where |a| >= |b|, or a is 0.
KB_INLINE twofold sum_of_ordered(lanes a, lanes b) {
  const lanes s = a + b;
  return {s, (a - s) + b};
}
KB_INLINE twofold product_of(lanes a, lanes b) {
  const lanes p = a * b;
  return {p, fused(a, b, -p)};
}

constexpr double log_2_high = 0x1.62e42fefa3800p-1, log_2_low = 0x1.ef35793c76730p-45;  // the first of 42 bits
constexpr double one_over_log_2 = 0x1.71547652b82fep+0;
constexpr double quarter_pi_high = 0x1.921fb54442d18p-1, quarter_pi_low = 0x1.1a62633145c07p-55;

// 2**k for whole k of a normal number.
KB_INLINE lanes power_of_2(lanes k) {
  const words bits = xsimd::bitwise_cast<words>(k + lanes(0x1.8p52));
  return xsimd::bitwise_cast<lanes>((bits << 52) + words(std::uint64_t{1023} << 52));
}

// ---- one argument ----

KB_INLINE lanes tanh_of(lanes x) {
  const lanes a = xsimd::abs(x), z = a * a;
  const lanes small = fused(a * z, polynomial(tanh_near_0, z), a);
  // 1 - 2 / (exp(2 a) + 1); from 22 on that is 1.
  const lanes y = lanes(2) * xsimd::min(a, lanes(22)), k = xsimd::nearbyint(y * lanes(one_over_log_2));
  const lanes r = less_product(k, lanes(log_2_low), less_product(k, lanes(log_2_high), y)), rr = r * r;
  const lanes grown = fused(rr, fused(r, polynomial(exp_rest, r), lanes(0.5)), r);  // exp(r) - 1
  const lanes scale = power_of_2(k);
  const twofold below = sum_of_ordered(scale + lanes(1), scale * grown);
  const lanes quotient = lanes(2) / below.high;
  const lanes rest = less_product(quotient, below.low, less_product(quotient, below.high, lanes(2))) * quotient * lanes(0.5);
  const twofold result = sum_of_ordered(lanes(1), -quotient);
  const lanes large = result.high + (result.low - rest);
  return xsimd::copysign(xsimd::select(a <= lanes(0.6), small, large), x);
}

KB_INLINE lanes exp_of_float(lanes x) {
  const lanes k = xsimd::nearbyint(x * lanes(one_over_log_2));
  const lanes r = less_product(k, lanes(log_2_low), less_product(k, lanes(log_2_high), x));
  return fused(fused(r * r, fused(r, polynomial(exp_rest_float, r), lanes(0.5)), r), power_of_2(k), power_of_2(k));
}
KB_INLINE lanes tanh_of_float(lanes x) {
  const lanes a = xsimd::abs(x), e = exp_of_float(lanes(2) * xsimd::min(a, lanes(22)));
  const lanes z = a * a, small = fused(a * z, polynomial(tanh_near_0, z), a);
  return xsimd::copysign(xsimd::select(a <= lanes(0.25), small, (e - lanes(1)) / (e + lanes(1))), x);
}

// x = 2**k m, m between the roots of 1/2 and 2.
struct split_number {
  lanes k, m;
};
KB_INLINE split_number split(lanes x) {
  const words bits = xsimd::bitwise_cast<words>(x), one(std::uint64_t{1023} << 52);
  const words biased = (bits + (one - words(std::uint64_t{0x3fe6a09e667f3bcd}))) >> 52;
  const lanes k = xsimd::bitwise_cast<lanes>(biased | words(std::uint64_t{0x4330000000000000})) - lanes(0x1p52 + 1023);
  return {k, xsimd::bitwise_cast<lanes>(bits - ((biased << 52) - one))};
}
KB_INLINE lanes log_of_float(lanes x) {
  const auto [k, m] = split(x);
  const lanes s = (m - lanes(1)) / (m + lanes(1)), z = s * s;
  const lanes of_m = s * fused(z, fused(z, polynomial(log_rest_float, z), lanes(2.0 / 3)), lanes(2));
  return fused(k, lanes(log_2_high + log_2_low), of_m);
}

// Of |x| up to 1e5: n quarter turns and the rest r. n of these from the cosine's side where `Cosine`.
template <bool Cosine>
KB_INLINE lanes circular_of_float(lanes x) {
  constexpr double quarter_high = 0x1.921fb54400000p+0, quarter_low = 0x1.0b4611a626331p-34;  // the first of 33 bits
  const lanes n = xsimd::nearbyint(x * lanes(0x1.45f306dc9c883p-1));
  const lanes r = less_product(n, lanes(quarter_low), less_product(n, lanes(quarter_high), x)), z = r * r;
  const lanes sine = fused(r * z, polynomial(sin_rest_float, z), r);
  const lanes cosine = fused(z * z, polynomial(cos_rest_float, z), less_product(z, lanes(0.5), lanes(1)));
  const words quadrant = xsimd::bitwise_cast<words>(n + lanes(0x1.8p52 + (Cosine ? 1 : 0)));
  const mask is_odd = xsimd::bitwise_cast<lanes>((quadrant & words(std::uint64_t{1})) << 62) != lanes(0);
  const words sign = (quadrant & words(std::uint64_t{2})) << 62;
  const lanes result = xsimd::bitwise_cast<lanes>(xsimd::bitwise_cast<words>(xsimd::select(is_odd, cosine, sine)) ^ sign);
  if constexpr (Cosine) return result;
  return xsimd::select(x == lanes(0), x, result);  // keeps the sign of 0
}

// ---- two arguments ----

// The angle of (x, y). Of neither both zeros nor what is not finite.
template <bool is_float>
KB_INLINE lanes angle_of(lanes y, lanes x) {
  const lanes a = xsimd::abs(y), b = xsimd::abs(x), low = xsimd::min(a, b), high = xsimd::max(a, b);
  const mask is_steep = a > b, is_left = x < lanes(0), is_far = low > high * lanes(0.41421356237309503);
  // The angle of low / high is a quarter of pi and that of (low - high) / (low + high), where that is smaller.
  const twofold above = sum_of(low, -high), below = sum_of(high, low);
  const lanes n = xsimd::select(is_far, above.high, low), d = xsimd::select(is_far, below.high, high);
  const lanes q = n / d, z = q * q;
  lanes tail;
  if constexpr (is_float) {
    tail = q * z * polynomial(atan_rest_float, z);
  } else {
    const lanes n_low = xsimd::select(is_far, above.low, lanes(0)), d_low = xsimd::select(is_far, below.low, lanes(0));
    const lanes q_low = (less_product(q, d, n) + less_product(q, d_low, n_low)) / d;
    tail = fused(q * z, polynomial(atan_rest, z), less_product(q_low, z, q_low));
  }
  lanes turns = xsimd::select(is_far, lanes(1), lanes(0)), sign(1);
  turns = xsimd::select(is_steep, lanes(2) - turns, turns);
  sign = xsimd::select(is_steep, -sign, sign);
  turns = xsimd::select(is_left, lanes(4) - turns, turns);
  sign = xsimd::select(is_left, -sign, sign);
  const twofold base = product_of(turns, lanes(quarter_pi_high));
  const twofold sum = sum_of_ordered(base.high, sign * q);
  return xsimd::copysign(sum.high + (sum.low + (fused(turns, lanes(quarter_pi_low), base.low) + sign * tail)), y);
}

// x**y as exp(y log(x)), of positive normal x, for results that are normal.
KB_INLINE lanes power_of(lanes x, lanes y) {
  const auto [k, m] = split(x);
  // log(m) = 2 s + s z (2/3 + z Q(z)), twice as precise but for Q
  const lanes f = m - lanes(1);
  const twofold below = sum_of_ordered(lanes(2), f);
  const lanes s = f / below.high;
  const lanes s_low = less_product(s, below.low, less_product(s, below.high, f)) / below.high;
  const twofold squared = product_of(s, s);
  const lanes z = squared.high, z_low = fused(lanes(2) * s, s_low, squared.low);
  const twofold rest = sum_of_ordered(lanes(0x1.5555555555555p-1), z * polynomial(log_rest, z));
  const lanes rest_low = rest.low + lanes(0x1.5555555555555p-55);
  const twofold u = product_of(z, rest.high);
  const lanes u_low = u.low + fused(z_low, rest.high, z * rest_low);
  const twofold v = product_of(s, u.high);
  const lanes v_low = v.low + fused(s_low, u.high, s * u_low);
  const twofold of_m = sum_of_ordered(lanes(2) * s, v.high);
  const lanes of_m_low = of_m.low + fused(lanes(2), s_low, v_low);
  const twofold log = sum_of_ordered(k * lanes(log_2_high), of_m.high);
  const lanes log_low = log.low + fused(k, lanes(log_2_low), of_m_low);
  const twofold w = product_of(y, log.high);
  const lanes w_low = fused(y, log_low, w.low);
  const lanes n = xsimd::nearbyint(w.high * lanes(one_over_log_2));
  const twofold r = sum_of(less_product(n, lanes(log_2_high), w.high), less_product(n, lanes(log_2_low), w_low));
  const twofold grown = sum_of_ordered(r.high, r.high * r.high * fused(r.high, polynomial(exp_rest, r.high), lanes(0.5)));
  const twofold result = sum_of_ordered(lanes(1), grown.high);
  return (result.high + (result.low + fused(r.low, result.high, grown.low))) * power_of_2(n);
}
KB_INLINE lanes power_of_float(lanes x, lanes y) { return exp_of_float(y * log_of_float(x)); }

}  // namespace
}  // namespace keelback
