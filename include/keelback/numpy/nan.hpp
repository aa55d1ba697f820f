// Statistics that leave nan out. Warnings are not given.
#pragma once

#include <keelback/numpy/statistics.hpp>

namespace keelback::np {

// The extremum of what is not nan; nan if nothing is.
template <class R, bool Maximum>
struct nan_extremum_of {
  using value = R;
  using input = R;
  static constexpr bool is_pairwise = false;
  [[noreturn]] static R start(int line) { raise_no_identity(Maximum ? "fmax" : "fmin", line); }
  KB_INLINE static R step(R acc, R x) { return (Maximum ? x > acc : x < acc) || acc != acc ? x : acc; }
  template <class Load>
  KB_INLINE static R row(R acc, int64 n, const Load& load) {
    if constexpr (keelback::detail::has_extremum_vectors<R>) {
      constexpr R least = extremum_of<R, Maximum>::least;
      const R found = keelback::detail::extremum_by_vectors<Maximum, false>(acc == acc ? acc : least, n, load);
      if (found != least || acc == acc) return found;
      // Either all are nan, or some are as far as numbers go.
      for (int64 i = 0; i < n; ++i) {
        if (cast<R>(load(i)) == least) return least;
      }
      return acc;
    }
    for (int64 i = 0; i < n; ++i) acc = step(acc, cast<R>(load(i)));
    return acc;
  }
};

}  // namespace keelback::np
namespace keelback {
template <class R, bool Maximum>
inline constexpr bool starts_with_first<np::nan_extremum_of<R, Maximum>> = true;
}  // namespace keelback
namespace keelback::np {

namespace detail {

template <class T>
KB_INLINE bool not_nan(T x) {
  if constexpr (is_complex<T>) return x.re == x.re && x.im == x.im;
  else return x == x;
}
template <class T>
KB_INLINE T nan_to(T x, T other) {
  return not_nan(x) ? x : other;
}
template <class T>
using summed = accumulated<void, T>;

// Op over f(elements) along axes, or over all if `axes` is `nothing`.
struct nothing {};
template <class Op, bool KeepDims, class Axes, class F, class... Ops>
auto reduce_some(const Axes& axes, int line, const F& f, const Ops&... ops) {
  if constexpr (std::is_same_v<Axes, nothing>) {
    return reduce<Op>(line, f, ops...);
  } else {
    auto out = reduce_axes<Op, KeepDims>(line, spelled<max_rank<Ops...>>(axes), f, ops...);
    return scalar_if_0d(static_cast<decltype(out)&&>(out));
  }
}
template <class X, class F, class Y>
void combine(X& x, F f, const Y& y) {
  if constexpr (is_array<X>) update(0, as_view(x), f, y);
  else x = f(x, y);
}
template <bool KeepDims, class T, int N, class Axes>
auto nan_mean(const view<T, N>& a, const Axes& axes, int line) {
  using R = mean_type<T>;
  auto sum = reduce_some<sum_of<R>, KeepDims>(axes, line, [](T x) { return cast<R>(nan_to(x, cast<T>(0))); }, a);
  const auto count = reduce_some<count_nonzero_of, KeepDims>(axes, line, [](T x) { return not_nan(x); }, a);
  combine(sum, [](R s, int64 n) { return over_count<R>(s, static_cast<double>(n)); }, count);
  return sum;
}
template <bool KeepDims, class T, int N, class Axes>
auto nan_var(const view<T, N>& a, const Axes& axes, double ddof, int line) {
  using R = mean_type<T>;
  using V = real_of<R>;
  const auto squared = [](T x, R middle) { return not_nan(x) ? squared_distance<R>(cast<R>(x), middle) : V(0); };
  const auto count = reduce_some<count_nonzero_of, KeepDims>(axes, line, [](T x) { return not_nan(x); }, a);
  const auto divide = [ddof](V s, int64 n) {
    const double freedom = static_cast<double>(n) - ddof;
    return freedom > 0 ? over_count<V>(s, freedom) : static_cast<V>(quiet_nan);
  };
  if constexpr (std::is_same_v<Axes, nothing>) {
    const R middle = nan_mean<false>(a, axes, line);
    V sum = reduce<sum_of<V>>(line, [=](T x) { return squared(x, middle); }, a);
    combine(sum, divide, count);
    return sum;
  } else {
    const auto middle = nan_mean<true>(a, spelled<N>(axes), line);
    auto sum = reduce_some<sum_of<V>, KeepDims>(axes, line, squared, a, middle);
    combine(sum, divide, count);
    return sum;
  }
}

}  // namespace detail

#define KB_NAN_REDUCTION(NAME, BODY)                                       \
  template <class T, int N>                                                \
  auto NAME(const view<T, N>& a, int line) {                               \
    constexpr bool KeepDims = false;                                       \
    const detail::nothing axes;                                            \
    return BODY;                                                           \
  }                                                                        \
  template <bool KeepDims = false, class T, int N, axes_argument Axes>     \
  auto NAME(const view<T, N>& a, const Axes& axes, int line) {             \
    return BODY;                                                           \
  }
KB_NAN_REDUCTION(nansum, (detail::reduce_some<sum_of<detail::summed<T>>, KeepDims>(axes, line, [](T x) { return detail::nan_to(x, cast<T>(0)); }, a)))
KB_NAN_REDUCTION(nanprod, (detail::reduce_some<prod_of<detail::summed<T>>, KeepDims>(axes, line, [](T x) { return detail::nan_to(x, cast<T>(1)); }, a)))
KB_NAN_REDUCTION(nanmax, (detail::reduce_some<nan_extremum_of<T, true>, KeepDims>(axes, line, [](T x) { return x; }, a)))
KB_NAN_REDUCTION(nanmin, (detail::reduce_some<nan_extremum_of<T, false>, KeepDims>(axes, line, [](T x) { return x; }, a)))
KB_NAN_REDUCTION(nanmean, (detail::nan_mean<KeepDims>(a, axes, line)))
#undef KB_NAN_REDUCTION

template <class T, int N>
auto nanvar(const view<T, N>& a, double ddof, int line) {
  return detail::nan_var<false>(a, detail::nothing{}, ddof, line);
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto nanvar(const view<T, N>& a, const Axes& axes, double ddof, int line) {
  return detail::nan_var<KeepDims>(a, axes, ddof, line);
}
template <class T, int N>
auto nanstd(const view<T, N>& a, double ddof, int line) {
  return detail::square_root(nanvar(a, ddof, line));
}
template <bool KeepDims = false, class T, int N, axes_argument Axes>
auto nanstd(const view<T, N>& a, const Axes& axes, double ddof, int line) {
  return detail::square_root(nanvar<KeepDims>(a, axes, ddof, line));
}

namespace detail {
// The elements of a lane that are not nan, in front.
template <class T>
int64 pack_numbers(const view<T, 1>& lane, T* out) {
  int64 count = 0;
  for (int64 i = 0; i < lane.shape[0]; ++i)
    if (not_nan(lane(i))) out[count++] = lane(i);
  return count;
}
template <bool Maximum, class T>
int64 nan_arg(const view<T, 1>& lane, int line) {
  // As NumPy finds it: a nan is the last of numbers, so that the first of nan and infinity may be the nan.
  const T last = [] {
    if constexpr (is_complex<T>) return T{static_cast<real_of<T>>(Maximum ? -infinity : infinity), 0};
    else if constexpr (is_real_float<T>) return static_cast<T>(Maximum ? -infinity : infinity);
    else return T{};
  }();
  int64 best = 0;
  bool has_number = false;
  for (int64 i = 0; i < lane.shape[0]; ++i) {
    const T x = nan_to(lane(i), last), y = nan_to(lane(best), last);
    has_number |= not_nan(lane(i));
    if (Maximum ? x > y : x < y) best = i;
  }
  if (lane.shape[0] == 0) raise_empty_arg(Maximum, line);
  if (!has_number) raise_value(line, "All-NaN slice encountered");
  return best;
}
}  // namespace detail

template <class T, int N>
int64 nanargmax(const view<T, N>& a, int line) {
  const array<T, 1> flat = ravel(a, line);
  return detail::nan_arg<true>(as_view(flat), line);
}
template <class T, int N>
int64 nanargmin(const view<T, N>& a, int line) {
  const array<T, 1> flat = ravel(a, line);
  return detail::nan_arg<false>(as_view(flat), line);
}
template <class T, int N>
auto nanmedian(const view<T, N>& a, int line) {
  return detail::over_all<detail::median_type<T>>(a, line, [line](const view<T, 1>& lane, uint64* keys) {
    detail::buffer<T> numbers(lane.shape[0], line);
    const int64 n = detail::pack_numbers(lane, numbers.data);
    return detail::median_of_lane<T>(view<T, 1>{numbers.data, nullptr, {n}, {1}}, keys);
  });
}
template <class T, int N>
auto nanmedian(const view<T, N>& a, int64 axis, int line) {
  return detail::over_lanes<detail::median_type<T>>(a, axis, line, [line](const view<T, 1>& lane, uint64* keys) {
    detail::buffer<T> numbers(lane.shape[0], line);
    const int64 n = detail::pack_numbers(lane, numbers.data);
    return detail::median_of_lane<T>(view<T, 1>{numbers.data, nullptr, {n}, {1}}, keys);
  });
}

}  // namespace keelback::np
