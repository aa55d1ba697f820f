// Functions of sampled data: interp, trapezoid, convolve.
#pragma once

#include <keelback/numpy/shape.hpp>
#include <keelback/reduce.hpp>
#include <keelback/views.hpp>

namespace keelback::np {

// ---- interp ----

// np.interp of one position: `left` and `right` outside. The samples are contiguous. `near`: the interval to look at first, 0 at the beginning; then the one that was found.
double interpolate(double x, const double* xp, const double* fp, int64 n, double left, double right, int64& near);

// x: a scalar or an array of float64; without left and right: the first and last value.
template <class X>
auto interp(const X& x, const view<double, 1>& xp, const view<double, 1>& fp, double left, double right, int line) {
  if (xp.shape[0] == 0) raise_value(line, "array of sample points is empty");
  if (xp.shape[0] != fp.shape[0]) raise_value(line, "fp and xp are not of the same length.");
  const array<double, 1> xs = xp.is_c_contiguous() ? array<double, 1>(xp) : copy(xp, line);
  const array<double, 1> fs = fp.is_c_contiguous() ? array<double, 1>(fp) : copy(fp, line);
  int64 near = 0;
  const auto at = [&](double position) { return interpolate(position, xs.data, fs.data, xs.shape[0], left, right, near); };
  if constexpr (is_array<X>) return map<double, operand<X>::rank>(line, [&](element_of<X> position) { return at(cast<double>(position)); }, x);
  else return at(cast<double>(x));
}
template <class X>
auto interp(const X& x, const view<double, 1>& xp, const view<double, 1>& fp, int line) {
  const int64 n = fp.shape[0] < xp.shape[0] ? fp.shape[0] : xp.shape[0];
  return interp(x, xp, fp, n > 0 ? fp(0) : 0, n > 0 ? fp(n - 1) : 0, line);
}

// ---- trapezoid, of one dimension ----

template <class T>
double trapezoid(const view<T, 1>& y, double dx, int line) {
  const int64 n = y.shape[0] > 0 ? y.shape[0] - 1 : 0;
  const view<T, 1> low{y.data, nullptr, {n}, {y.strides[0]}}, high{n > 0 ? y.data + y.strides[0] : y.data, nullptr, {n}, {y.strides[0]}};
  return reduce<sum_of<double>>(line, [dx](T a, T b) { return dx * (cast<double>(b) + cast<double>(a)) / 2.0; }, low, high);
}
template <class T, class X>
double trapezoid(const view<T, 1>& y, const view<X, 1>& x, int line) {
  const int64 n = y.shape[0] > 0 ? y.shape[0] - 1 : 0, m = x.shape[0] > 0 ? x.shape[0] - 1 : 0;
  const view<T, 1> low{y.data, nullptr, {n}, {y.strides[0]}}, high{n > 0 ? y.data + y.strides[0] : y.data, nullptr, {n}, {y.strides[0]}};
  const view<X, 1> from{x.data, nullptr, {m}, {x.strides[0]}}, to{m > 0 ? x.data + x.strides[0] : x.data, nullptr, {m}, {x.strides[0]}};
  return reduce<sum_of<double>>(
      line, [](T a, T b, X p, X q) { return (cast<double>(q) - cast<double>(p)) * (cast<double>(b) + cast<double>(a)) / 2.0; }, low, high, from, to);
}

// ---- convolve, correlate ----

enum class window : std::uint8_t { valid, same, full };

// out[k] = sum over i of a[i + k - offset] * b[i]
template <window Mode, bool Flip, class T>
array<T, 1> slide(const view<T, 1>& a, const view<T, 1>& b, int line) {
  // the longer one first; a convolution is symmetric
  const bool swaps = b.shape[0] > a.shape[0];
  const view<T, 1>&x = swaps ? b : a, &y = swaps ? a : b;
  const int64 n = x.shape[0], m = y.shape[0];
  const int64 length = Mode == window::full ? n + m - 1 : Mode == window::same ? n : n - m + 1;
  const int64 skipped = Mode == window::full ? m - 1 : Mode == window::same ? m / 2 : 0;  // positions in front of x
  const int64 first = Mode == window::same && m % 2 == 0 && Flip ? m / 2 : skipped;
  const int64 shape[] = {length};
  array<T, 1> out = empty_at<T, 1>(shape, line);
  for (int64 k = 0; k < length; ++k) out.data[k] = cast<T>(0);
  // Sample by sample of the shorter one, so that the inner loop is of vectors.
  for (int64 i = 0; i < m; ++i) {
    const T factor = Flip ? y(m - 1 - i) : y(i);
    const int64 offset = i - first;  // of x for k == 0
    const int64 begin = offset < 0 ? -offset : 0, end = n - offset < length ? n - offset : length;
    const T* source = x.data + offset * x.strides[0];
    const int64 step = x.strides[0];
    T* target = out.data;
    for (int64 k = begin; k < end; ++k) {
      if constexpr (std::is_same_v<T, bool>) target[k] = target[k] | (source[k * step] & factor);
      else if constexpr (std::is_integral_v<T>) target[k] = static_cast<T>(static_cast<uint64>(target[k]) + static_cast<uint64>(source[k * step]) * static_cast<uint64>(factor));
      else target[k] = target[k] + source[k * step] * factor;
    }
  }
  return out;
}
// Both of one dtype.
template <window Mode, class T>
array<T, 1> convolve(const view<T, 1>& a, const view<T, 1>& v, int line) {
  if (a.shape[0] == 0) raise_value(line, "a cannot be empty");
  if (v.shape[0] == 0) raise_value(line, "v cannot be empty");
  return slide<Mode, true>(a, v, line);
}

}  // namespace keelback::np
