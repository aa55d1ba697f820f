// Reductions fused with the element-wise expression they reduce: nothing is stored. Orders of additions are NumPy's, so that
// sums are equal to np.sum bit for bit: pairwise along the innermost run of memory, in order across runs.
#pragma once

#include <keelback/elementwise.hpp>
#include <keelback/extrema.hpp>
#include <keelback/truths.hpp>
#ifdef KEELBACK_PARALLEL
#include <tuple>
#endif

namespace keelback {

// ---- the operations ----
// `value`: the accumulator; `input`: what elements are cast to. `start()`: of an empty reduction, or where there is none the operation raises. `step(acc, x)`: one
// element. `row(acc, n, load)`: a run of elements.

namespace detail {

// NumPy's pairwise summation: blocks of 128 reals with 8 accumulators. `Lanes` is 4 for complex (two reals each).
// `load` is passed as a value and a short run is added in place: a sum over the few coordinates of a point should cost a few additions.
template <class R, int Lanes, class Load>
KB_NOINLINE R pairwise_blocks(int64 begin, int64 n, Load load);
template <class R, int Lanes, class Load>
KB_INLINE R pairwise_sum(int64 begin, int64 n, Load load) {
  if (n >= Lanes) return pairwise_blocks<R, Lanes>(begin, n, load);
  R sum = R(-0.0);
  for (int64 i = 0; i < n; ++i) sum = sum + cast<R>(load(begin + i));
  return sum;
}
template <class R, int Lanes, class Load>
KB_NOINLINE R pairwise_blocks(int64 begin, int64 n, Load load) {
  if (n <= 16 * Lanes) {
    R lane[Lanes];
    KB_UNROLL(8)
    for (int j = 0; j < Lanes; ++j) lane[j] = cast<R>(load(begin + j));
    int64 i = Lanes;
    for (; i < n - n % Lanes; i += Lanes) {
      KB_UNROLL(8)
      for (int j = 0; j < Lanes; ++j) lane[j] = lane[j] + cast<R>(load(begin + i + j));
    }
    R sum;
    if constexpr (Lanes == 8) sum = ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    else sum = (lane[0] + lane[1]) + (lane[2] + lane[3]);
    for (; i < n; ++i) sum = sum + cast<R>(load(begin + i));
    return sum;
  }
  const int64 half = n / 2 - (n / 2) % Lanes;
  return pairwise_blocks<R, Lanes>(begin, half, load) + pairwise_blocks<R, Lanes>(begin + half, n - half, load);
}

}  // namespace detail

template <class R>
struct sum_of {
  using value = R;
  using input = R;
  static constexpr bool is_pairwise = !std::is_integral_v<R>;
  static constexpr R start(int) { return R(0); }
  KB_INLINE static R step(R acc, R x) {
    // NumPy's integers wrap
    if constexpr (std::is_integral_v<R>) return static_cast<R>(static_cast<uint64>(acc) + static_cast<uint64>(x));
    else return acc + x;
  }
  template <class Load>
  KB_INLINE static R row(R acc, int64 n, const Load& load) {
    if constexpr (is_pairwise) {
      using E = std::remove_cvref_t<decltype(load(0))>;
      constexpr int lanes = is_complex<R> ? 4 : 8;
      if constexpr (std::is_same_v<E, R>) {
        return acc + detail::pairwise_sum<working<R>, lanes>(0, n, load);
      } else {
        // NumPy casts through a buffer of 8192 elements, and sums buffer by buffer
        for (int64 i = 0; i < n; i += 8192)
          acc = acc + detail::pairwise_sum<working<R>, lanes>(i, n - i < 8192 ? n - i : 8192, load);
        return acc;
      }
    } else {
      for (int64 i = 0; i < n; ++i) acc = step(acc, cast<R>(load(i)));
      return acc;
    }
  }
};

template <class R>
struct prod_of {
  using value = R;
  using input = R;
  static constexpr bool is_pairwise = false;
  static constexpr R start(int) { return R(1); }
  KB_INLINE static R step(R acc, R x) {
    if constexpr (std::is_integral_v<R>) return static_cast<R>(static_cast<uint64>(acc) * static_cast<uint64>(x));
    else return acc * x;
  }
  template <class Load>
  KB_INLINE static R row(R acc, int64 n, const Load& load) {
    working<R> product = acc;
    for (int64 i = 0; i < n; ++i) product = prod_of<working<R>>::step(product, cast<R>(load(i)));
    return product;
  }
};

[[noreturn]] KB_COLD KB_NOINLINE void raise_no_identity(const char* operation, int line);

// Order does not matter for these but for nan, which stays: several lanes.
template <class R, bool Maximum>
struct extremum_of {
  using value = R;
  using input = R;
  static constexpr bool is_pairwise = false;
  // What every number replaces, or is equal to.
  static constexpr R least = [] {
    if constexpr (std::is_floating_point_v<R>) return static_cast<R>(Maximum ? -infinity : infinity);
    else if constexpr (std::is_arithmetic_v<R>) return Maximum ? std::numeric_limits<R>::min() : std::numeric_limits<R>::max();
    else return R{};
  }();
  // Reductions start from the first element; an empty one has none.
  [[noreturn]] static R start(int line) { raise_no_identity(Maximum ? "maximum" : "minimum", line); }
  KB_INLINE static R step(R acc, R x) {
    if constexpr (is_real_float<R>) return (Maximum ? acc >= x : acc <= x) || acc != acc ? acc : x;
    else if constexpr (is_complex<R>) return acc.is_nan() || (Maximum ? !(acc < x) && !x.is_nan() : !(x < acc) && !x.is_nan()) ? acc : x;
    else return Maximum ? (acc < x ? x : acc) : (x < acc ? x : acc);
  }
  template <class Load>
  KB_INLINE static R row(R acc, int64 n, const Load& load) {
    if constexpr (detail::has_extremum_vectors<R>) return acc != acc ? acc : detail::extremum_by_vectors<Maximum, true>(acc, n, load);
    constexpr int lanes = is_half<R> ? 1 : 4;   // of zeros NumPy keeps the first
    R lane[lanes];
    for (int j = 0; j < lanes; ++j) lane[j] = acc;
    int64 i = 0;
    for (; i + lanes <= n; i += lanes)
      for (int j = 0; j < lanes; ++j) lane[j] = step(lane[j], cast<R>(load(i + j)));
    for (; i < n; ++i) lane[0] = step(lane[0], cast<R>(load(i)));
    if constexpr (lanes == 1) return lane[0];
    else return step(step(lane[0], lane[1]), step(lane[2], lane[3]));
  }
};
template <class R>
using max_of = extremum_of<R, true>;
template <class R>
using min_of = extremum_of<R, false>;

template <bool Any>
struct logical_of {
  using value = bool;
  using input = bool;
  static constexpr bool is_pairwise = false;
  static constexpr bool start(int) { return !Any; }
  KB_INLINE static bool step(bool acc, bool x) { return Any ? acc | x : acc & x; }
  template <class Load>
  KB_INLINE static bool row(bool acc, int64 n, const Load& load) {
    if (acc == Any || n == 0) return acc;
    if (n < 8) {
      for (int64 i = 0; i < n && acc != Any; ++i) acc = cast<bool>(load(i));
      return acc;
    }
    detail::for_truths(n, load, [&](const bool* truths, int64, int64 count) {
      const bool is_decided = detail::block_has(truths, count, Any);
      if (is_decided) acc = Any;
      return !is_decided;
    });
    return acc;
  }
};
using any_of = logical_of<true>;
using all_of = logical_of<false>;

struct count_nonzero_of {
  using value = int64;
  using input = bool;
  static constexpr bool is_pairwise = false;
  static constexpr int64 start(int) { return 0; }
  KB_INLINE static int64 step(int64 acc, bool x) { return acc + x; }
  template <class Load>
  KB_INLINE static int64 row(int64 acc, int64 n, const Load& load) {
    return acc + detail::count_true(n, load);
  }
};

template <class Op>
inline constexpr bool starts_with_first = false;
template <class R, bool Maximum>
inline constexpr bool starts_with_first<extremum_of<R, Maximum>> = true;

// Whether parts of a run of E may be reduced for themselves: the result is that of the whole run. Sums of what NumPy casts in a buffer are not.
template <class Op, class E>
inline constexpr bool can_be_parted = starts_with_first<Op>;
template <class R, class E>
inline constexpr bool can_be_parted<sum_of<R>, E> = std::is_integral_v<R> || std::is_same_v<R, E>;
template <class R, class E>
inline constexpr bool can_be_parted<prod_of<R>, E> = std::is_integral_v<R>;
template <class E>
inline constexpr bool can_be_parted<count_nonzero_of, E> = true;

// ---- reduction over all axes ----

namespace detail {

// Elements that come block by block from a function: what sums them up is compiled once, not for every expression.
template <class E>
struct element_source {
  void (*function)(void* state, E* out, int64 n);
  void* state;
  void operator()(E* out, int64 n) const { function(state, out, n); }
};
// `fill(out, n)` writes the next n elements.
template <class E, class Fill>
KB_INLINE element_source<E> source_of(Fill& fill) {
  return {[](void* state, E* out, int64 n) { (*static_cast<Fill*>(state))(out, n); }, &fill};
}

template <class R, int Lanes, class E>
KB_NOINLINE R pairwise_stream(int64 n, const element_source<E>& source) {
  if (n <= 16 * Lanes) {
    E block[16 * Lanes];
    source(block, n);
    return pairwise_sum<R, Lanes>(0, n, [&](int64 i) { return block[i]; });
  }
  const int64 half = n / 2 - (n / 2) % Lanes;
  const R left = pairwise_stream<R, Lanes>(half, source);
  return left + pairwise_stream<R, Lanes>(n - half, source);
}

// The row of a sum over a source.
template <class R, class E>
KB_NOINLINE R sum_source(R acc, int64 n, const element_source<E>& source) {
  constexpr int lanes = is_complex<R> ? 4 : 8;
  const int64 at_once = std::is_same_v<E, R> ? n : 8192;  // as in sum_of::row
  for (int64 i = 0; i < n; i += at_once) acc = acc + pairwise_stream<working<R>, lanes>(n - i < at_once ? n - i : at_once, source);
  return acc;
}

template <class E, class F, class... C>
KB_INLINE void gather_row(E* out, int64 n, const F& f, const C... c) {
  KB_IVDEP
  for (int64 i = 0; i < n; ++i) out[i] = f(c.strided(i)...);
}

template <class Op, class F, class... C>
KB_INLINE typename Op::value reduce_staged(typename Op::value acc, int64 n, const F& f, const C&... c) {
  using E = std::remove_cvref_t<decltype(f(c.unit(0)...))>;
  int64 used = 0;
  auto fill = [&](E* out, int64 count) {
    map_row(out, 1, count, f, c.from(used)...);
    used += count;
  };
  if constexpr (Op::is_pairwise) {
    return sum_source<typename Op::value>(acc, n, source_of<E>(fill));
  } else {
    E block[stage_length];
    while (used < n) {
      const int64 count = n - used < stage_length ? n - used : stage_length;
      fill(block, count);
      acc = Op::row(acc, count, [&](int64 i) KB_ALWAYS_INLINE { return block[i]; });
    }
    return acc;
  }
}

#ifdef KEELBACK_PARALLEL
template <class Op, class F, class... C>
KB_NOINLINE typename Op::value reduce_on_threads(typename Op::value acc, int64 n, const F& f, const C&... c);
#endif

// A run of elements. Of pairwise sums, whose code is long, only the contiguous one is fused; others are gathered in blocks.
template <class Op, bool IsPart = false, class F, class... C>
KB_INLINE typename Op::value reduce_row(typename Op::value acc, int64 n, const F& f, const C&... c) {
  using R = typename Op::value;
#ifdef KEELBACK_PARALLEL
  using Element = std::remove_cvref_t<decltype(f(c.unit(0)...))>;
  if constexpr (!IsPart && can_be_parted<Op, Element>) {
    if (n >= elements_for_threads) return reduce_on_threads<Op>(acc, n, f, c...);
  }
#endif
  if constexpr (is_staged<F>) return reduce_staged<Op>(acc, n, f, c...);
  else if ((c.is_unit() && ...)) return Op::row(acc, n, [=](int64 i) KB_ALWAYS_INLINE { return f(c.unit(i)...); });
  if constexpr (!Op::is_pairwise) {
    return Op::row(acc, n, [=](int64 i) KB_ALWAYS_INLINE { return f(c.strided(i)...); });
  } else {
    if (n < 4) {
      working<R> sum = working<R>(-0.0);
      for (int64 i = 0; i < n; ++i) sum = sum + cast<R>(f(c.strided(i)...));
      return acc + sum;
    }
    using E = std::remove_cvref_t<decltype(f(c.unit(0)...))>;
    int64 used = 0;
    auto fill = [&](E* out, int64 count) {
      gather_row(out, count, f, c.from(used)...);
      used += count;
    };
    return sum_source<R>(acc, n, source_of<E>(fill));
  }
}

#ifdef KEELBACK_PARALLEL
// The sums of the leaves of NumPy's tree of halves, which is that of `pairwise_blocks`, so that the result is the same.
template <class R, int Lanes>
class sum_tree {
 public:
  explicit sum_tree(int64 n) : most_(n / 64 > 16384 ? n / 64 : 16384) { part(0, n); }
  int64 begin(int leaf) const { return begin_[leaf]; }
  int64 size(int leaf) const { return size_[leaf]; }
  int leaves() const { return leaves_; }
  working<R> sums[most_chunks];
  working<R> total(int64 n) {
    next_ = 0;
    return add(n);
  }

 private:
  void part(int64 begin, int64 n) {
    if (n <= most_) {
      begin_[leaves_] = begin, size_[leaves_] = n;
      ++leaves_;
      return;
    }
    const int64 half = n / 2 - (n / 2) % Lanes;
    part(begin, half);
    part(begin + half, n - half);
  }
  working<R> add(int64 n) {
    if (n <= most_) return sums[next_++];
    const int64 half = n / 2 - (n / 2) % Lanes;
    const working<R> left = add(half);
    return left + add(n - half);
  }
  int64 most_, begin_[most_chunks], size_[most_chunks];
  int leaves_ = 0, next_ = 0;
};

template <class Op, class F, class... C>
KB_NOINLINE typename Op::value reduce_on_threads(typename Op::value acc, int64 n, const F& f, const C&... c) {
  using R = typename Op::value;
  if constexpr (Op::is_pairwise) {
    struct {
      sum_tree<R, is_complex<R> ? 4 : 8> tree;
      std::tuple<const F&, const C&...> of;
    } whole{sum_tree<R, is_complex<R> ? 4 : 8>(n), {f, c...}};
    const auto run = [](void* context, int leaf) {
      auto& all = *static_cast<decltype(whole)*>(context);
      std::apply([&](const F& f, const C&... c) { all.tree.sums[leaf] = reduce_row<Op, true>(R(-0.0), all.tree.size(leaf), f, c.from(all.tree.begin(leaf))...); }, all.of);
    };
    run_chunks(run, &whole, whole.tree.leaves(), false, 0);
    return acc + whole.tree.total(n);
  } else {
    R parts[most_chunks];
    int count = 0;
    in_pieces(n, [&](int64 begin, int64 end, int piece) {
      R first;
      if constexpr (starts_with_first<Op>) first = cast<R>(f(c.from(begin).unit(0)...));
      else first = Op::start(0);
      parts[piece] = reduce_row<Op, true>(first, end - begin, f, c.from(begin)...);
    });
    count = n / 16384 < most_chunks ? static_cast<int>(n / 16384) : most_chunks;
    for (int i = 0; i < count; ++i) {
      if constexpr (std::is_same_v<Op, count_nonzero_of>) acc += parts[i];
      else acc = Op::step(acc, parts[i]);
    }
    return acc;
  }
}
#endif

// Hands out the elements of an expression one after the other, in the order of its plan: the order in memory of the temporary
// that NumPy would make. `First` is the plan's number of the first operand.
template <int First, class Plan, class F, class... Ops>
struct element_stream {
  Plan& plan;
  const F& f;
  int64 used = 0;  // of the current row

  // To the next row, after the last element of one.
  void settle() {
    if (used != plan.row_length()) return;
    plan.next();
    used = 0;
  }
  template <class E, size_t... K>
  void fill(E* out, int64 n, std::index_sequence<K...>, const Ops&... ops) {
    while (n > 0) {
      settle();
      const int64 left = plan.row_length() - used, part = n < left ? n : left;
      const auto element = converting<E>(f);
      map_row(out, 1, part, element, cursor(ops).row(plan.offset[First + K] + used * plan.step(First + K), plan.step(First + K))...);
      out += part, n -= part, used += part;
    }
  }
};

// A sum over axes of an array that do not coalesce. NumPy's iterator copies them through buffers: as many inner axes as fit in 8192
// elements, then as many of these as fit along the next axis; each buffer is summed pairwise.
template <class R>
KB_NOINLINE R sum_in_blocks(R acc, const int64* shape, int rank, const element_source<R>& source) {
  constexpr int lanes = is_complex<R> ? 4 : 8;
  int64 core = 1, outer = 1;
  int axis = rank;
  while (axis > 0 && core * shape[axis - 1] <= 8192) core *= shape[--axis];
  const int64 length = axis > 0 ? shape[axis - 1] : 1, at_once = 8192 / core;
  for (int k = 0; k < axis - 1; ++k) outer *= shape[k];
  for (int64 block = 0; block < outer; ++block) {
    for (int64 i = 0; i < length; i += at_once) acc = acc + pairwise_stream<working<R>, lanes>((length - i < at_once ? length - i : at_once) * core, source);
  }
  return acc;
}
// A sum over the axes [first, plan.rank) of an expression's plan; `fill(out, n)` writes the next elements. A temporary of NumPy's
// is contiguous, and one row.
template <bool Temporary, class E, class R, class Plan, class Fill>
KB_INLINE R sum_axes(R acc, const Plan& plan, int first, Fill& fill) {
  if constexpr (Temporary) {
    int64 n = 1;
    for (int axis = first; axis < plan.rank; ++axis) n *= plan.shape[axis];
    return sum_source<R>(acc, n, source_of<E>(fill));
  } else {
    return sum_in_blocks<R>(acc, plan.shape + first, plan.rank - first, source_of<R>(fill));
  }
}
// Whether several axes are summed so: where one of an array's is too long for a buffer they are rows.
template <bool Temporary>
KB_INLINE bool sums_blocks(const int64* shape, int rank) {
  return Temporary || shape[rank - 1] <= 8192;
}

template <class Op, int N, bool Temporary, class F, size_t... K, class... Ops>
KB_NOINLINE typename Op::value reduce_rows(const int64* shape, int line, const F& f, std::index_sequence<K...> k, const Ops&... ops) {
  using R = typename Op::value;
  const strided_operand operands[] = {strided(ops)...};
  using plan_of = loop_plan<N, sizeof...(Ops)>;
  int64 size = 1;
  for (int axis = 0; axis < N; ++axis) size *= shape[axis];
  if (size == 0) return Op::start(line);
  const bool is_one_row = (has_shape<N>(ops, shape) && ...) && (is_flat(ops) && ...);
  plan_of plan = is_one_row ? plan_of(size, operands) : plan_of(shape, operands);
  if constexpr (Op::is_pairwise) {
    if (plan.rank > 1 && sums_blocks<Temporary>(plan.shape, plan.rank)) {
      element_stream<0, plan_of, F, Ops...> stream{plan, f};
      auto fill = [&](auto* out, int64 count) { stream.fill(out, count, k, ops...); };
      using E = std::remove_cvref_t<decltype(f(cursor(ops).unit(0)...))>;
      return sum_axes<Temporary, E>(Op::start(line), plan, 0, fill);
    }
  }
  R acc;
  if constexpr (starts_with_first<Op>) acc = cast<R>(f(cursor(ops).unit(0)...));
  else acc = Op::start(line);
  do {
    acc = reduce_row<Op>(acc, plan.row_length(), f, cursor(ops).row(plan.offset[K], plan.step(K))...);
  } while (plan.next());
  return acc;
}

// The order of exact operations does not matter: row by row, without a plan.
template <class Op, class F, class A>
KB_INLINE typename Op::value reduce_matrix(int line, const F& f, const A& a) {
  using R = typename Op::value;
  const auto size = [](int64 step) { return step < 0 ? -step : step; };
  int inner = size(a.strides[1]) <= size(a.strides[0]) ? 1 : 0;
  int64 rows = a.shape[1 - inner], n = a.shape[inner];
  if (a.strides[1 - inner] == n && a.strides[inner] == 1) n *= rows, rows = 1;
  R acc;
  if constexpr (starts_with_first<Op>) acc = cast<R>(f(*a.data));
  else acc = Op::start(line);
  for (int64 i = 0; i < rows; ++i) acc = reduce_row<Op>(acc, n, f, cursor(a).row(i * a.strides[1 - inner], a.strides[inner]));
  return acc;
}

template <class Op, bool Temporary, class F, class... Ops>
KB_INLINE typename Op::value reduce_all(const site& at, const F& f, const Ops&... ops) {
  const int line = at.line;
  using R = typename Op::value;
  constexpr int N = max_rank<Ops...>;
  if constexpr (N == 0) {
    if constexpr (starts_with_first<Op>) return cast<R>(f(cursor(ops).unit(0)...));
    else return reduce_row<Op>(Op::start(line), 1, f, cursor(ops)...);
  } else {
    int64 shape[N];
    common_shape<N>(shape, at, ops...);
    if constexpr (N == 1) {
      R acc;
      if constexpr (starts_with_first<Op>) {
        if (shape[0] == 0) Op::start(line);
        acc = cast<R>(f(cursor(ops).unit(0)...));
      } else {
        acc = Op::start(line);
      }
      return reduce_row<Op>(acc, shape[0], f, cursor_along(ops, shape[0])...);
    } else if constexpr (N == 2 && !Op::is_pairwise && !is_real_float<R> && !is_complex<R> && sizeof...(Ops) == 1 && (is_array<Ops> && ...)) {
      if (shape[0] == 0 || shape[1] == 0) return Op::start(line);
      return reduce_matrix<Op>(line, f, ops...);
    } else {
      if constexpr (!Temporary) {
        // Of an array itself this is compiled once for its type: without a plan where it is contiguous.
        if ((is_flat(ops) && ...)) {
          int64 n = 1;
          for (int axis = 0; axis < N; ++axis) n *= shape[axis];
          if (n == 0) return Op::start(line);
          R acc;
          if constexpr (starts_with_first<Op>) acc = cast<R>(f(cursor(ops).unit(0)...));
          else acc = Op::start(line);
          return reduce_row<Op>(acc, n, f, cursor(ops).row(0, 1)...);
        }
      }
      return reduce_rows<Op, N, Temporary>(shape, line, f, std::make_index_sequence<sizeof...(Ops)>{}, ops...);
    }
  }
}

struct identity {
  template <class T>
  KB_INLINE T operator()(T x) const {
    return x;
  }
};

}  // namespace detail

// Op over every element of f(ops...).
template <class Op, class F, class... Ops>
  requires(sizeof...(Ops) > 0)
typename Op::value reduce(const site& at, const F& f, const Ops&... ops) {
  return detail::reduce_all<Op, true>(at, f, ops...);
}
// Op over every element of an array.
template <class Op, class T, int N>
typename Op::value reduce(int line, const view<T, N>& a) {
  return detail::reduce_all<Op, false>(line, detail::identity{}, a);
}

// ---- reduction over some axes ----

// Axes known when the code is compiled, and one that is not.
template <int... Axes>
struct axes_t {
  static constexpr int count = sizeof...(Axes);
  template <int N>
  static constexpr bool has_last = ((Axes == N - 1 || Axes == -1) || ...);
  template <int N>
  static unsigned mask(int line) {
    unsigned bits = 0;
    const auto add = [&](int axis) {
      const unsigned bit = 1U << normalize_axis(axis, N, line);
      if ((bits & bit) != 0) raise_value(line, "duplicate value in 'axis'");
      bits |= bit;
    };
    (add(Axes), ...);
    return bits;
  }
};
template <int... Axes>
inline constexpr axes_t<Axes...> axes{};
struct axis_at {
  static constexpr int count = 1;
  template <int N>
  static constexpr bool has_last = true;
  int64 axis;
  template <int N>
  unsigned mask(int line) const {
    return 1U << normalize_axis(axis, N, line);
  }
};

namespace detail {

// The first elements of an operand along the axes of `mask` (of the N axes of the loop).
template <int N, class X>
KB_INLINE auto first_along(const X& x, unsigned mask) {
  if constexpr (operand<X>::rank == 0) {
    return x;
  } else {
    constexpr int rank = operand<X>::rank;
    view<typename operand<X>::type, rank> v = x;
    for (int k = 0; k < rank; ++k)
      if ((mask >> (k + N - rank) & 1) != 0) v.shape[k] = 1;
    return v;
  }
}

// A sum of so few elements that they are added one after the other.
template <class R, size_t... I, class F, class... C>
KB_INLINE working<R> sum_of_few(std::index_sequence<I...>, const F& f, const C... c) {
  working<R> sum = working<R>(-0.0);
  ((sum = sum + cast<R>([&](int64 i) KB_ALWAYS_INLINE { return f(c.strided(i)...); }(static_cast<int64>(I)))), ...);
  return sum;
}

// Accumulates into `out`, whose reduced axes have length 1. `AlongRows`: the last axis is one of them.
template <class Op, int N, int Reduced, bool Temporary, bool AlongRows, class F, size_t... K, class... Ops>
KB_NOINLINE void reduce_into(const view<typename Op::value, N>& out, const int64* shape, const F& f, std::index_sequence<K...> k,
                             const Ops&... ops) {
  using R = typename Op::value;
  const strided_operand operands[] = {strided(out), strided(ops)...};
  loop_plan<N, 1 + sizeof...(Ops)> plan(shape, operands);
  if (plan.empty()) return;
  const int64 n = plan.row_length(), step = plan.step(0);
  if constexpr (Op::is_pairwise && Reduced > 1) {
    // Inner axes that are all reduced are one sum.
    int inner = plan.rank;
    while (inner > 0 && plan.steps[inner - 1] == 0) --inner;
    if (plan.rank - inner > 1 && sums_blocks<Temporary>(plan.shape, plan.rank)) {
      element_stream<1, loop_plan<N, 1 + sizeof...(Ops)>, F, Ops...> stream{plan, f};
      auto fill = [&](auto* to, int64 count) { stream.fill(to, count, k, ops...); };
      using E = std::remove_cvref_t<decltype(f(cursor(ops).unit(0)...))>;
      int64 sums = 1;
      for (int axis = 0; axis < inner; ++axis) sums *= plan.shape[axis];
      for (int64 i = 0; i < sums; ++i) {
        stream.settle();
        R& acc = out.data[plan.offset[0]];
        acc = sum_axes<Temporary, E>(acc, plan, inner, fill);
      }
      return;
    }
  }
  constexpr bool adds = Op::is_pairwise && !is_staged<F>;
  do {
    R* acc = out.data + plan.offset[0];
    if (step == 0) {
      // A row is one result. Rows may be short: a plane of them at a time.
      const int64 rows = plan.plane_rows(), down = plan.row_step(0);
      if constexpr (adds && AlongRows) {
        const auto few = [&](auto count) KB_ALWAYS_INLINE {
          for (int64 i = 0; i < rows; ++i)
            acc[i * down] = acc[i * down] + sum_of_few<R>(count, f, cursor(ops).row(plan.offset[K + 1] + i * plan.row_step(K + 1), plan.step(K + 1))...);
          plan.end_plane();
        };
        if (n == 2) {
          few(std::make_index_sequence<2>{});
          continue;
        } else if (n == 3) {
          few(std::make_index_sequence<3>{});
          continue;
        }
      }
      for (int64 i = 0; i < rows; ++i) {
        acc[i * down] = reduce_row<Op>(acc[i * down], n, f, cursor(ops).row(plan.offset[K + 1] + i * plan.row_step(K + 1), plan.step(K + 1))...);
      }
      plan.end_plane();
      continue;
    }
    if constexpr (adds && !AlongRows) {
      if (plan.rank > 1 && plan.row_step(0) == 0 && (n == 2 || n == 3)) {
        // The totals of two or three columns stay in registers.
        const auto columns = [&]<size_t... J>(std::index_sequence<J...>) KB_ALWAYS_INLINE {
          R total[] = {acc[static_cast<int64>(J) * step]...};
          for (int64 i = 0, rows = plan.plane_rows(); i < rows; ++i) {
            const auto add = [&](const auto&... c) KB_ALWAYS_INLINE {
              const auto element = [&](int64 j) KB_ALWAYS_INLINE { return cast<R>(f(c.strided(j)...)); };
              ((total[J] = total[J] + element(static_cast<int64>(J))), ...);
            };
            add(cursor(ops).row(plan.offset[K + 1] + i * plan.row_step(K + 1), plan.step(K + 1))...);
          }
          ((acc[static_cast<int64>(J) * step] = total[J]), ...);
        };
        n == 2 ? columns(std::make_index_sequence<2>{}) : columns(std::make_index_sequence<3>{});
        plan.end_plane();
        continue;
      }
    }
    const auto elements = [&](const auto&... c) {
      if (step == 1 && (c.is_unit() && ...)) {
        KB_IVDEP
        for (int64 i = 0; i < n; ++i) acc[i] = Op::step(acc[i], cast<typename Op::input>(f(c.unit(i)...)));
      } else {
        KB_IVDEP
        for (int64 i = 0; i < n; ++i) acc[i * step] = Op::step(acc[i * step], cast<typename Op::input>(f(c.strided(i)...)));
      }
    };
    elements(cursor(ops).row(plan.offset[K + 1], plan.step(K + 1))...);
  } while (plan.next());
}

}  // namespace detail

// Op along `axes`; keepdims when M == N.
template <class Op, bool KeepDims = false, class Axes, class F, class... Ops>
  requires(sizeof...(Ops) > 0)
auto reduce_axes(const site& at, const Axes& axes, const F& f, const Ops&... ops) {
  const int line = at.line;
  using R = typename Op::value;
  constexpr int N = max_rank<Ops...>;
  constexpr int M = KeepDims ? N : N - Axes::count;
  constexpr bool is_temporary = !(std::is_same_v<F, detail::identity> && sizeof...(Ops) == 1);
  if constexpr (Axes::count == N) {
    // All axes: the order of additions is that of the whole reduction.
    axes.template mask<N>(line);
    int64 ones[N > 0 ? N : 1];
    for (int k = 0; k < N; ++k) ones[k] = 1;
    const R whole = detail::reduce_all<Op, is_temporary>(at, f, ops...);
    array<R, M> out = empty_at<R, M>(ones, line);
    *out.data = whole;
    return out;
  } else {
  const unsigned mask = axes.template mask<N>(line);
  int64 shape[N], kept[N];
  detail::common_shape<N>(shape, at, ops...);
  int64 reduced = 1, results = 1;
  for (int k = 0; k < N; ++k) {
    const bool is_reduced = (mask >> k & 1) != 0;
    (is_reduced ? reduced : results) *= shape[k];
    kept[k] = is_reduced ? 1 : shape[k];
  }
  array<R, N> out = empty_at<R, N>(kept, line);
  const strided_operand operands[] = {strided(ops)...};
  if (N > 1 && !(is_flat(ops) && ...)) k_order_strides(kept, N, operands, sizeof...(Ops), out.strides);
  const view<R, N>& target = out;
  const auto k = std::make_index_sequence<sizeof...(Ops)>{};
  if constexpr (starts_with_first<Op>) {
    if (reduced == 0) Op::start(line);
    if (results != 0) {
      if constexpr (requires { Op::least; } && std::is_arithmetic_v<R>) {
        for (int64 i = 0; i < results; ++i) out.data[i] = Op::least;
      } else {
        // The first elements along the reduced axes, once more than needed: they do not change the extremum.
        auto first = [&](const element_of<Ops>&... x) -> R { return cast<R>(f(x...)); };
        detail::map_into(target, first, detail::first_along<N>(ops, mask)...);
      }
    }
  } else {
    const R start = Op::start(line);
    for (int64 i = 0; i < results; ++i) out.data[i] = start;
  }
  if (results != 0 && reduced != 0) detail::reduce_into<Op, N, Axes::count, is_temporary, Axes::template has_last<N>>(target, shape, f, k, ops...);
  if constexpr (KeepDims || Axes::count == 0) {
    return out;
  } else {
    view<R, M> result{out.data, out.base, {}, {}};
    for (int axis = 0, slot = 0; axis < N; ++axis) {
      if ((mask >> axis & 1) != 0) continue;
      result.shape[slot] = out.shape[axis];
      result.strides[slot++] = out.strides[axis];
    }
    out.base = nullptr;  // its reference passes to the result
    return array<R, M>::adopt(result);
  }
  }
}
template <class Op, bool KeepDims = false, class Axes, class T, int N>
auto reduce_axes(int line, const Axes& axes, const view<T, N>& a) {
  return reduce_axes<Op, KeepDims>(line, axes, detail::identity{}, a);
}

// The builtin `sum` of a vector: from the left, without pairwise summation. NumPy's bools count as ints.
template <class A, class T>
A array_sum_as(const view<T, 1>& a, A total) {
  const int64 n = a.shape[0], step = a.strides[0];
  for (int64 i = 0; i < n; ++i) total = static_cast<A>(total + static_cast<A>(a.data[i * step]));
  return total;
}
template <class T>
auto array_sum(const view<T, 1>& a, int) {
  using A = std::conditional_t<std::is_same_v<std::remove_const_t<T>, bool>, int64, std::remove_const_t<T>>;
  return array_sum_as<A>(a, A{});
}
template <class T, class S>
S array_sum_from(const view<T, 1>& a, S start, int) {
  return array_sum_as<S>(a, start);
}

}  // namespace keelback
