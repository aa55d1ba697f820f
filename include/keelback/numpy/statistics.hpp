// Statistics: over all elements, or along axes. A function that reduces takes `axes<...>` or `axis_at{k}` after the array;
// its template argument KeepDims keeps axes of length 1. Results of rank 0 are scalars.
#pragma once

#include <keelback/numpy/sort.hpp>
#include <keelback/reduce.hpp>

namespace keelback::np {

template <class X>
inline constexpr bool is_axes = false;
template <int... Axes>
inline constexpr bool is_axes<axes_t<Axes...>> = true;
template <>
inline constexpr bool is_axes<axis_at> = true;
template <class X>
concept axes_argument = is_axes<X>;

namespace detail {

using keelback::detail::identity;

// The type in which means are computed: of ints, float64.
template <class T>
using mean_type = std::conditional_t<std::is_integral_v<T>, double, T>;

// sum / count as NumPy's true_divide does it: in double, then rounded.
template <class R>
KB_INLINE R over_count(R sum, double count) {
  if constexpr (is_complex<R>) {
    using wide = complex<std::enable_if_t<is_complex<R>, double>>;
    return cast<R>(cast<wide>(sum) / wide{count, 0});
  } else {
    return static_cast<R>(static_cast<double>(sum) / count);
  }
}

template <class Axes, int N>
inline constexpr int axis_count = Axes::count;
template <int N>
inline constexpr int axis_count<axes_t<>, N> = N;

// All axes, given as none.
template <int N, size_t... K>
KB_INLINE constexpr axes_t<static_cast<int>(K)...> all_axes(std::index_sequence<K...>) {
  return {};
}
template <int N, class Axes>
KB_INLINE constexpr auto spelled(const Axes& axes) {
  if constexpr (Axes::count == 0) return all_axes<N>(std::make_index_sequence<N>{});
  else return axes;
}
// How many elements each result is made of.
template <class Axes, class T, int N>
int64 reduced_count(const Axes& axes, const view<T, N>& a, int line) {
  const unsigned mask = axes.template mask<N>(line);
  int64 n = 1;
  for (int k = 0; k < N; ++k)
    if ((mask >> k & 1) != 0) n *= a.shape[k];
  return n;
}
// An array of rank 0 as the scalar it is.
template <class T, int N>
KB_INLINE auto scalar_if_0d(array<T, N>&& a) {
  if constexpr (N == 0) return T(*a.data);
  else return static_cast<array<T, N>&&>(a);
}
template <class T, int N, class F>
KB_INLINE void for_each_in(const array<T, N>& a, F f) {
  const int64 n = a.size();
  for (int64 i = 0; i < n; ++i) a.data[i] = f(a.data[i]);
}

}  // namespace detail

// ---- mean, var, std ----

// Of all elements of f(ops...), which are of type T.
template <class T, class F, class... Ops>
auto mean_of(const site& at, const F& f, const Ops&... ops) {
  using R = detail::mean_type<T>;
  constexpr int N = max_rank<Ops...>;
  const R total = reduce<sum_of<R>>(at, f, ops...);
  int64 shape[N > 0 ? N : 1], count = 1;
  keelback::detail::common_shape<N>(shape, at, ops...);
  for (int k = 0; k < N; ++k) count *= shape[k];
  return detail::over_count<R>(total, static_cast<double>(count));
}

template <class T, int N>
auto mean(const view<T, N>& a, int line) {
  using R = detail::mean_type<T>;
  return detail::over_count<R>(reduce<sum_of<R>>(line, a), static_cast<double>(a.size()));
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto mean(const view<T, N>& a, const Axes& axes, int line) {
  using R = detail::mean_type<T>;
  const auto all = detail::spelled<N>(axes);
  auto out = reduce_axes<sum_of<R>, KeepDims>(line, all, a);
  const double count = static_cast<double>(detail::reduced_count(all, a, line));
  detail::for_each_in(out, [count](R x) { return detail::over_count<R>(x, count); });
  return detail::scalar_if_0d(static_cast<decltype(out)&&>(out));
}

namespace detail {
template <class R>
KB_INLINE real_of<R> squared_distance(R x, R mean) {
  const R d = x - mean;
  if constexpr (is_complex<R>) return d.re * d.re + d.im * d.im;
  else return d * d;
}
KB_INLINE double degrees_of_freedom(int64 count, double ddof) {
  const double n = static_cast<double>(count) - ddof;
  return n > 0 ? n : 0;
}
}  // namespace detail

template <class T, int N>
auto var(const view<T, N>& a, double ddof, int line) {
  using R = detail::mean_type<T>;
  const R middle = mean(a, line);
  const auto sum = reduce<sum_of<real_of<R>>>(line, [middle](T x) { return detail::squared_distance<R>(cast<R>(x), middle); }, a);
  return detail::over_count(sum, detail::degrees_of_freedom(a.size(), ddof));
}
template <class T, int N>
auto var(const view<T, N>& a, int line) {
  return var(a, 0.0, line);
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto var(const view<T, N>& a, const Axes& axes, double ddof, int line) {
  using R = detail::mean_type<T>;
  using V = real_of<R>;
  const auto all = detail::spelled<N>(axes);
  const auto middle = mean<true>(a, all, line);
  auto out = reduce_axes<sum_of<V>, KeepDims>(
      line, all, [](T x, R m) { return detail::squared_distance<R>(cast<R>(x), m); }, a, middle);
  const double count = detail::degrees_of_freedom(detail::reduced_count(all, a, line), ddof);
  detail::for_each_in(out, [count](V x) { return detail::over_count<V>(x, count); });
  return detail::scalar_if_0d(static_cast<decltype(out)&&>(out));
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto var(const view<T, N>& a, const Axes& axes, int line) {
  return var<KeepDims>(a, axes, 0.0, line);
}

namespace detail {
template <class X>
auto square_root(X&& x) {
  if constexpr (is_array<std::remove_cvref_t<X>>) {
    for_each_in(x, [](auto v) { return static_cast<decltype(v)>(sizeof(v) == 4 ? ::sqrtf(static_cast<float>(v)) : ::sqrt(static_cast<double>(v))); });
    return std::remove_cvref_t<X>(x);
  } else {
    if constexpr (sizeof(x) == 4) return ::sqrtf(x);
    else return ::sqrt(x);
  }
}
}  // namespace detail
template <class T, int N>
auto std(const view<T, N>& a, double ddof, int line) {
  return detail::square_root(var(a, ddof, line));
}
template <class T, int N>
auto std(const view<T, N>& a, int line) {
  return detail::square_root(var(a, 0.0, line));
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto std(const view<T, N>& a, const Axes& axes, double ddof, int line) {
  return detail::square_root(var<KeepDims>(a, axes, ddof, line));
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto std(const view<T, N>& a, const Axes& axes, int line) {
  return detail::square_root(var<KeepDims>(a, axes, 0.0, line));
}

// ---- average, ptp ----

template <class T, int N>
auto average(const view<T, N>& a, int line) {
  return mean(a, line);
}
// Weights of the shape of `a`.
template <class T, class W, int N>
auto average(const view<T, N>& a, const view<W, N>& weights, int line) {
  using R = detail::mean_type<std::remove_cvref_t<decltype(T() * W())>>;
  for (int k = 0; k < N; ++k)
    if (a.shape[k] != weights.shape[k]) raise_text(exception::type_error, line, "Axis must be specified when shapes of a and weights differ.");
  const R scale = reduce<sum_of<R>>(line, weights);
  if (scale == R(0)) raise_zero_division(line, "Weights sum to zero, can't be normalized");
  return static_cast<R>(reduce<sum_of<R>>(line, [](T x, W w) { return cast<R>(x) * cast<R>(w); }, a, weights) / scale);
}
namespace detail {

template <class T>
KB_INLINE void require_difference(int line) {
  if (std::is_same_v<T, bool>)
    raise_text(exception::type_error, line, "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.");
}

}  // namespace detail

template <class T, int N>
T ptp(const view<T, N>& a, int line) {
  if (a.size() > 0) detail::require_difference<T>(line);
  const T high = reduce<max_of<T>>(line, a), low = reduce<min_of<T>>(line, a);
  return static_cast<T>(high - low);
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto ptp(const view<T, N>& a, const Axes& axes, int line) {
  const auto all = detail::spelled<N>(axes);
  auto high = reduce_axes<max_of<T>, KeepDims>(line, all, a);
  const auto low = reduce_axes<min_of<T>, KeepDims>(line, all, a);
  detail::require_difference<T>(line);
  update(line, as_view(high), [](T x, T y) { return static_cast<T>(x - y); }, low);
  return detail::scalar_if_0d(static_cast<decltype(high)&&>(high));
}

// ---- argmin, argmax: the first extremum, or the first nan ----

[[noreturn]] KB_COLD KB_NOINLINE void raise_empty_arg(bool maximum, int line);

namespace detail {

template <bool Maximum, class T>
int64 arg_of_run(const T* data, int64 n, int64 step) {
  if constexpr (is_complex<T>) {
    int64 best = 0;
    T y = data[0];
    using real = real_of<T>;
    using flag = std::conditional_t<sizeof(real) == 4, std::int32_t, int64>;
    constexpr int64 some = 16;
    for (int64 i = 0; i < n;) {
      if (step == 1 && i + some <= n) {
        // By the real part alone, most are not better.
        flag any = 0;
        for (int64 j = 0; j < some; ++j) {
          const real re = data[i + j].re, im = data[i + j].im;
          any |= (Maximum ? re < y.re : re > y.re) & (im == im) ? 0 : 1;
        }
        if (any == 0) {
          i += some;
          continue;
        }
      }
      for (const int64 end = i + some < n ? i + some : n; i < end; ++i) {
        const T x = data[i * step];
        if (x.re != x.re || x.im != x.im) return i;
        if (Maximum ? y < x : x < y) best = i, y = x;
      }
    }
    return best;
  } else {
    // The extremum of a block first, which is a loop without branches; then in the best block, which is still in the cache, where it is.
    using op = extremum_of<T, Maximum>;
    constexpr int64 at_once = 4096 / static_cast<int64>(sizeof(T));
    T best = data[0];
    int64 first = 0;
    for (int64 begin = 0; begin < n && best == best; begin += at_once) {
      const int64 count = n - begin < at_once ? n - begin : at_once;
      const T* const block = data + begin * step;
      const T found = step == 1 ? op::row(block[0], count, [block](int64 i) KB_ALWAYS_INLINE { return block[i]; })
                                : op::row(block[0], count, [block, step](int64 i) KB_ALWAYS_INLINE { return block[i * step]; });
      const bool is_better = (Maximum ? found > best : found < best) || found != found;
      first = is_better ? begin : first;
      best = is_better ? found : best;
    }
    const T* const block = data + first * step;
    const int64 count = n - first < at_once ? n - first : at_once;
    const auto is_it = [&](T x) KB_ALWAYS_INLINE { return x == best || x != x; };
    int64 i = 0;
    if (step == 1) {
      using flag = std::conditional_t<sizeof(T) == 4, std::int32_t, int64>;  // of an element's size, for vectors
      for (constexpr int64 some = 128 / sizeof(T); i + some <= count; i += some) {
        flag any = 0;
        for (int64 j = 0; j < some; ++j) any |= is_it(block[i + j]) ? 1 : 0;
        if (any != 0) break;
      }
    }
    while (!is_it(block[i * step])) ++i;
    return first + i;
  }
}

// The axis is not the last one: best and where for some of the other positions at once, row by row. `out` is as far apart as the elements.
template <bool Maximum, class T>
void arg_of_columns(const T* data, int64 n, int64 step, int64 columns, int64* out) {
  using index = std::conditional_t<sizeof(T) == 4, std::int32_t, int64>;  // of an element's size: one mask serves both
  constexpr int64 most = 64, rows_at_once = sizeof(T) == 4 ? 1 << 30 : std::numeric_limits<int64>::max();
  for (int64 begin = 0; begin < columns; begin += most) {
    const int64 count = columns - begin < most ? columns - begin : most;
    T best[most];
    index where[most];
    int64* const to = out + begin;
    for (int64 j = 0; j < count; ++j) best[j] = data[begin + j], to[j] = 0;
    for (int64 first = 0; first < n; first += rows_at_once) {
      const int64 rows = n - first < rows_at_once ? n - first : rows_at_once;
      for (int64 j = 0; j < count; ++j) where[j] = -1;
      for (int64 i = 0; i < rows; ++i) {
        const T* const row = data + (first + i) * step + begin;
        KB_IVDEP
        for (int64 j = 0; j < count; ++j) {
          const T x = row[j], y = best[j];
          const bool is_better = ((Maximum ? x > y : x < y) | (x != x)) & (y == y);
          best[j] = is_better ? x : y;
          where[j] = is_better ? static_cast<index>(i) : where[j];
        }
      }
      for (int64 j = 0; j < count; ++j) to[j] = where[j] < 0 ? to[j] : first + where[j];
    }
  }
}

template <bool Maximum, class T, int N>
int64 arg_of(const view<T, N>& a, int line) {
  const int64 n = a.size();
  if (n == 0) raise_empty_arg(Maximum, line);
  if constexpr (N == 1) {
    return arg_of_run<Maximum>(a.data, n, a.strides[0]);
  } else {
    const array<T, N> packed = a.is_c_contiguous() ? array<T, N>(a) : copy(a, line);
    return arg_of_run<Maximum>(packed.data, n, 1);
  }
}
template <bool Maximum, bool KeepDims, class T, int N, class Axes>
auto arg_along(const view<T, N>& a, const Axes& axes, int line) {
  if constexpr (Axes::count == 0) {
    // keepdims over all
    int64 shape[N];
    for (int k = 0; k < N; ++k) shape[k] = 1;
    array<int64, N> out = empty_at<int64, N>(shape, line);
    *out.data = arg_of<Maximum>(a, line);
    return out;
  } else {
    static_assert(Axes::count == 1, "argmin and argmax take one axis");
    const unsigned mask = axes.template mask<N>(line);
    int at = 0;
    while ((mask >> at & 1) == 0) ++at;
    if (a.shape[at] == 0) raise_empty_arg(Maximum, line);
    int64 shape[N] = {}, slot = 0;
    for (int k = 0; k < N; ++k)
      if (KeepDims || k != at) shape[slot++] = k == at ? 1 : a.shape[k];
    constexpr int M = KeepDims ? N : N - 1;
    array<int64, M> out = empty_at<int64, M>(shape, line);
    const view<int64, M>& target = out;
    if constexpr (N > 1 && !is_complex<T> && !is_half<T>) {
      if (at != N - 1 && a.strides[N - 1] == 1) {
        // Rows of the last axis: the other axes are the lanes of an array of one element a row.
        view<T, N> heads = a;
        heads.shape[N - 1] = 1;
        int64* to = target.data;
        for_lanes(heads, at, [&](const view<T, 1>& lane, int64) {
          arg_of_columns<Maximum>(lane.data, lane.shape[0], lane.strides[0], a.shape[N - 1], to);
          to += a.shape[N - 1];
        });
        return scalar_if_0d(static_cast<array<int64, M>&&>(out));
      }
    }
    for_lanes(a, at, [&](const view<T, 1>& lane, int64 number) { target.data[number] = arg_of_run<Maximum>(lane.data, lane.shape[0], lane.strides[0]); });
    return scalar_if_0d(static_cast<array<int64, M>&&>(out));
  }
}

}  // namespace detail

template <class T, int N>
int64 argmax(const view<T, N>& a, int line) {
  return detail::arg_of<true>(a, line);
}
template <class T, int N>
int64 argmin(const view<T, N>& a, int line) {
  return detail::arg_of<false>(a, line);
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto argmax(const view<T, N>& a, const Axes& axes, int line) {
  return detail::arg_along<true, KeepDims>(a, axes, line);
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto argmin(const view<T, N>& a, const Axes& axes, int line) {
  return detail::arg_along<false, KeepDims>(a, axes, line);
}

// ---- cumsum, cumprod, diff ----

namespace detail {

// NumPy sums and multiplies small ints as int64 or uint64.
template <class R, class T>
using accumulated = std::conditional_t<
    !std::is_void_v<R>, R,
    std::conditional_t<std::is_integral_v<T>, std::conditional_t<std::is_signed_v<T> || std::is_same_v<T, bool>, int64, uint64>, T>>;

template <class Op, class T, int N>
array<typename Op::value, N> accumulate(const view<T, N>& a, int at, int line) {
  using R = typename Op::value;
  array<R, N> out = empty_like_k<R>(a, line);
  const int64 n = a.shape[at], step = out.strides[at], a_step = a.strides[at];
  if (out.size() == 0) return out;
  if (N == 1 || step == 1) {
    for_lanes(a, at, [&](const view<T, 1>& lane, int64 number) {
      R* target = N == 1 ? out.data : lane_of(as_view(out), at, number);
      R total = cast<R>(lane.data[0]);
      target[0] = total;
      for (int64 i = 1; i < n; ++i) target[i * step] = total = Op::step(total, cast<R>(lane.data[i * a_step]));
    });
    return out;
  }
  // Row by row.
  view<T, N> row = a;
  view<R, N> now = out;
  row.shape[at] = now.shape[at] = 1;
  assign(line, now, row);
  for (int64 i = 1; i < n; ++i) {
    view<R, N> before = now;
    now.data += step;
    row.data += a_step;
    const auto combine = [](R total, T x) { return Op::step(total, cast<R>(x)); };
    keelback::detail::map_into(now, combine, before, row);
  }
  return out;
}

}  // namespace detail

template <class R = void, class T, int N>
auto cumsum(const view<T, N>& a, int64 axis, int line) {
  return detail::accumulate<sum_of<detail::accumulated<R, T>>>(a, normalize_axis(axis, N, line), line);
}
template <class R = void, class T, int N>
auto cumsum(const view<T, N>& a, int line) {
  const array<T, 1> flat = ravel(a, line);
  return cumsum<R>(as_view(flat), 0, line);
}
template <class R = void, class T, int N>
auto cumprod(const view<T, N>& a, int64 axis, int line) {
  return detail::accumulate<prod_of<detail::accumulated<R, T>>>(a, normalize_axis(axis, N, line), line);
}
template <class R = void, class T, int N>
auto cumprod(const view<T, N>& a, int line) {
  const array<T, 1> flat = ravel(a, line);
  return cumprod<R>(as_view(flat), 0, line);
}

[[noreturn]] KB_COLD KB_NOINLINE void raise_order(int64 n, int line);
template <class T, int N>
array<T, N> diff(const view<T, N>& a, int64 n, int64 axis, int line) {
  if (n < 0) raise_order(n, line);
  const int at = normalize_axis(axis, N, line);
  if (n == 0) return array<T, N>(a);
  array<T, N> now;
  view<T, N> source = a;
  for (int64 round = 0; round < n; ++round) {
    view<T, N> low = source, high = source;
    low.shape[at] = high.shape[at] = source.shape[at] > 0 ? source.shape[at] - 1 : 0;
    if (low.shape[at] > 0) high.data += high.strides[at];
    array<T, N> next = map<T, N>(
        line,
        [](T x, T y) {
          if constexpr (std::is_same_v<T, bool>) return x != y;
          else if constexpr (std::is_integral_v<T>) return static_cast<T>(static_cast<uint64>(x) - static_cast<uint64>(y));
          else return x - y;
        },
        high, low);
    now = static_cast<array<T, N>&&>(next);
    source = now;
  }
  return now;
}

// ---- median, quantiles ----

[[noreturn]] KB_COLD KB_NOINLINE void raise_quantile(bool percent, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_no_quantile(int line);

namespace detail {

template <class T>
using median_type = std::conditional_t<std::is_same_v<T, float>, float, double>;

// A lane as keys; false when it has a nan.
template <class T>
bool load_keys(const view<T, 1>& lane, uint64* keys) {
  bool has_nan = false;
  for (int64 i = 0; i < lane.shape[0]; ++i) {
    const T x = lane(i);
    if constexpr (std::is_floating_point_v<T>) has_nan |= x != x;
    keys[i] = key_of(x);
  }
  return !has_nan;
}
template <class T>
median_type<T> median_of_lane(const view<T, 1>& lane, uint64* keys) {
  using R = median_type<T>;
  const int64 n = lane.shape[0];
  if (n == 0 || !load_keys(lane, keys)) return static_cast<R>(quiet_nan);
  const int64 middle = n / 2;
  select_key(keys, n, middle);
  const R high = cast<R>(value_of_key<T>(keys[middle]));
  if (n % 2 == 1) return high;
  uint64 below = keys[0];
  for (int64 i = 1; i < middle; ++i) below = keys[i] > below ? keys[i] : below;
  return (cast<R>(value_of_key<T>(below)) + high) / 2;
}
// NumPy's method 'linear'. The keys are those of the lane; where they are not sorted they are reordered. Differences are of the elements'
// type, positions are float64.
template <class T>
double quantile_of_keys(uint64* keys, int64 n, double q, bool is_sorted) {
  using R = median_type<T>;
  const double position = static_cast<double>(n - 1) * q;
  int64 i = static_cast<int64>(position);
  if (i >= n - 1) i = n - 1;
  const int64 next = i + 1 < n ? i + 1 : i;
  if (!is_sorted) select_key(keys, n, i);
  uint64 above = keys[next];
  for (int64 j = next; j < n && !is_sorted; ++j) above = keys[j] < above ? keys[j] : above;
  const R low = cast<R>(value_of_key<T>(keys[i])), high = cast<R>(value_of_key<T>(above)), span = high - low;
  const double t = position - static_cast<double>(i);
  if (t >= 0.5) return next == i ? high : high - span * (1 - t);
  return low + span * t;
}
// `q` is in [0, 1].
KB_INLINE void check_quantile(double q, bool percent, int line) {
  if (!(q >= 0 && q <= 1)) raise_quantile(percent, line);
}

// f(lane, keys) -> result, along one axis or over all elements.
template <class R, class T, int N, class F>
R over_all(const view<T, N>& a, int line, F f) {
  const array<T, 1> flat = ravel(a, line);
  buffer<uint64> keys(flat.shape[0], line);
  return f(static_cast<const view<T, 1>&>(flat), keys.data);
}
template <class R, class T, int N, class F>
auto over_lanes(const view<T, N>& a, int64 axis, int line, F f) {
  const int at = normalize_axis(axis, N, line);
  int64 shape[N] = {}, slot = 0;
  for (int k = 0; k < N; ++k)
    if (k != at) shape[slot++] = a.shape[k];
  array<R, N - 1> out = empty_at<R, N - 1>(shape, line);
  buffer<uint64> keys(a.shape[at], line);
  R* data = out.data;
  for_lanes(a, at, [&](const view<T, 1>& lane, int64 number) { data[number] = f(lane, keys.data); });
  return scalar_if_0d(static_cast<array<R, N - 1>&&>(out));
}
template <class T>
auto quantile_function(double q, int line) {
  return [q, line](const view<T, 1>& lane, uint64* keys) {
    const int64 n = lane.shape[0];
    if (n == 0) raise_no_quantile(line);
    if (!load_keys(lane, keys)) return static_cast<median_type<T>>(quiet_nan);
    return static_cast<median_type<T>>(quantile_of_keys<T>(keys, n, q, false));
  };
}

}  // namespace detail

template <class T, int N>
auto median(const view<T, N>& a, int line) {
  return detail::over_all<detail::median_type<T>>(a, line, detail::median_of_lane<T>);
}
template <class T, int N>
auto median(const view<T, N>& a, int64 axis, int line) {
  return detail::over_lanes<detail::median_type<T>>(a, axis, line, detail::median_of_lane<T>);
}
template <class T, int N>
auto quantile(const view<T, N>& a, double q, int line) {
  detail::check_quantile(q, false, line);
  return detail::over_all<detail::median_type<T>>(a, line, detail::quantile_function<T>(q, line));
}
template <class T, int N>
auto quantile(const view<T, N>& a, double q, int64 axis, int line) {
  detail::check_quantile(q, false, line);
  return detail::over_lanes<detail::median_type<T>>(a, axis, line, detail::quantile_function<T>(q, line));
}
template <class T, int N>
auto percentile(const view<T, N>& a, double percent, int line) {
  detail::check_quantile(percent / 100, true, line);
  return quantile(a, percent / 100, line);
}
template <class T, int N>
auto percentile(const view<T, N>& a, double percent, int64 axis, int line) {
  detail::check_quantile(percent / 100, true, line);
  return quantile(a, percent / 100, axis, line);
}
// Several quantiles of all elements.
template <class T, int N>
auto quantile(const view<T, N>& a, const view<double, 1>& q, int line) {
  for (int64 i = 0; i < q.shape[0]; ++i) detail::check_quantile(q(i), false, line);
  const array<T, 1> flat = ravel(a, line);
  const int64 n = flat.shape[0];
  if (n == 0) raise_no_quantile(line);
  detail::buffer<uint64> keys(n, line);
  const bool is_number = detail::load_keys(static_cast<const view<T, 1>&>(flat), keys.data);
  sort_keys(keys.data, n, line);
  return map<double, 1>(line, [&](double at) { return is_number ? detail::quantile_of_keys<T>(keys.data, n, at, true) : quiet_nan; }, q);
}
template <class T, int N>
auto percentile(const view<T, N>& a, const view<double, 1>& percent, int line) {
  for (int64 i = 0; i < percent.shape[0]; ++i) detail::check_quantile(percent(i) / 100, true, line);
  const array<double, 1> q = map<double, 1>(line, [](double x) { return x / 100; }, percent);
  return quantile(a, as_view(q), line);
}

}  // namespace keelback::np
