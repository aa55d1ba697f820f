// Fused element-wise loops: `f` is applied to the elements of operands that broadcast, in one pass.
// An operand is an array, a view, or a scalar; an array of rank 0 is read once, before the loop.
#pragma once

#include <keelback/loops.hpp>
#ifdef KEELBACK_PARALLEL
#include <keelback/chunks.hpp>
#endif
#include <keelback/vector_math.hpp>

namespace keelback {

// An element-wise function in two parts: `argument(x...)` is computed for a block of elements (and `second(x...)`, of an f of two), f of it for the whole block, and
// then `rest(x..., y)`, y being what f gave; `rest` may be in parts again. T: what f computes.
struct no_argument {};
template <elementary f, class T, class Argument, class Second, class Rest>
struct staged_function {
  Argument argument;
  Second second;
  Rest rest;
  template <class... X>
  KB_INLINE auto operator()(const X&... x) const {
    T y = argument(x...);
    if constexpr (is_of_two(f)) {
      const T other = second(x...);
      apply(f, &y, &other, 1);
    } else {
      apply(f, &y, 1);
    }
    return rest(x..., y);
  }
};
template <elementary f, class T, class Argument, class Rest>
KB_INLINE staged_function<f, T, Argument, no_argument, Rest> staged(Argument argument, Rest rest) {
  return {argument, {}, rest};
}
template <elementary f, class T, class Argument, class Second, class Rest>
KB_INLINE staged_function<f, T, Argument, Second, Rest> staged(Argument argument, Second second, Rest rest) {
  return {argument, second, rest};
}

namespace detail {

template <class F>
inline constexpr bool is_staged = false;
template <elementary f, class T, class Argument, class Second, class Rest>
inline constexpr bool is_staged<staged_function<f, T, Argument, Second, Rest>> = true;

// How many elements a stage computes at once: its results stay in the first-level cache.
inline constexpr int64 stage_length = 128;

// `f` with its result cast to T.
template <class T, class F>
KB_INLINE auto converting(const F& f) {
  return [&f](const auto&... x) KB_ALWAYS_INLINE -> T { return cast<T>(f(x...)); };
}
template <class T, elementary f, class U, class Argument, class Second, class Rest>
KB_INLINE auto converting(const staged_function<f, U, Argument, Second, Rest>& whole) {
  const auto rest = converting<T>(whole.rest);
  return staged_function<f, U, Argument, Second, std::remove_const_t<decltype(rest)>>{whole.argument, whole.second, rest};
}

// At most stage_length elements.
template <class R, class F, class... C>
KB_INLINE void map_block(R* out, int64 out_step, int64 n, const F& f, const C&... c);

// Many elements side by side: the loop is compiled once for all ways to come to it.
template <class R, class F, class... C>
KB_NOINLINE void map_unit_row(R* out, int64 n, const F& f, const C... c) {
  const F own = f;  // what it captures stays in registers
  KB_IVDEP
  for (int64 i = 0; i < n; ++i) out[i] = own(c.unit(i)...);
}

template <class R, class F, class... C>
KB_INLINE void map_strided_row(R* out, int64 out_step, int64 n, const F& f, const C&... c) {
  KB_IVDEP
  for (int64 i = 0; i < n; ++i) out[i * out_step] = f(c.strided(i)...);
}

// One row. The output of `map` is fresh, that of `assign` overlaps its operands only element by element: no iteration
// depends on another.
template <class R, class F, class... C>
KB_INLINE void map_row(R* out, int64 out_step, int64 n, F& f, const C&... c) {
  if constexpr (is_staged<std::remove_const_t<F>>) {
    for (int64 i = 0; i < n; i += stage_length) map_block(out + i * out_step, out_step, n - i < stage_length ? n - i : stage_length, f, c.from(i)...);
  } else if (out_step == 1 && (c.is_unit() && ...)) {
    KB_IVDEP
    for (int64 i = 0; i < n; ++i) out[i] = f(c.unit(i)...);
  } else {
    map_strided_row(out, out_step, n, f, c...);
  }
}

template <elementary f, class T, class A, class Second, class Rest, class R, class... C>
KB_INLINE void map_stage(R* out, int64 out_step, int64 n, const staged_function<f, T, A, Second, Rest>& whole, const C&... c) {
  T y[stage_length];
  map_row(y, 1, n, whole.argument, c...);
  if constexpr (is_of_two(f)) {
    T other[stage_length];
    map_row(other, 1, n, whole.second, c...);
    apply(f, y, other, n);
  } else {
    apply(f, y, n);
  }
  map_block(out, out_step, n, whole.rest, c..., array_cursor<T>{y, 1});
}
template <class R, class F, class... C>
KB_INLINE void map_block(R* out, int64 out_step, int64 n, const F& f, const C&... c) {
  if constexpr (is_staged<F>) map_stage(out, out_step, n, f, c...);
  else map_row(out, out_step, n, f, c...);
}

// A row that may be long.
template <class R, class F, class... C>
KB_INLINE void map_long_row(R* out, int64 out_step, int64 n, F& f, const C&... c) {
#ifdef KEELBACK_PARALLEL
  if (n >= elements_for_threads) {
    return in_pieces(n, [&](int64 begin, int64 end, int) { map_row(out + begin * out_step, out_step, end - begin, f, c.from(begin)...); });
  }
#endif
  map_row(out, out_step, n, f, c...);
}

// All elements of contiguous arrays.
template <class R, class F, class... C>
KB_INLINE void map_flat(R* out, int64 n, F& f, const C&... c) {
  if constexpr (is_staged<std::remove_const_t<F>>) {
    map_long_row(out, 1, n, f, c...);
  } else {
#ifdef KEELBACK_PARALLEL
    if (n >= elements_for_threads) {
      return in_pieces(n, [&](int64 begin, int64 end, int) { map_unit_row(out + begin, end - begin, f, c.from(begin)...); });
    }
#endif
    map_unit_row(out, n, f, c...);
  }
}

#ifdef KEELBACK_PARALLEL
// What belongs to out[begin:end] of an operand that broadcasts to `shape`.
template <int N, class X>
KB_INLINE X part_along_first(const X& x, const int64* shape, int64 begin, int64 end) {
  X part = x;
  if constexpr (operand<X>::rank == N) {
    if (x.shape[0] == shape[0]) part.data += begin * x.strides[0], part.shape[0] = end - begin;
  }
  return part;
}
#endif

// Rows whose elements lie side by side, of arrays that are all walked by the same steps (neighbours in a grid): one offset serves all operands.
template <class R, class Plan, class F, class... C>
KB_INLINE void map_rows_alike(R* out, Plan& plan, int first_array, const F& f, const C... c) {
  const int64 n = plan.row_length(), rows = plan.plane_rows(), out_step = plan.row_step(0), step = plan.row_step(first_array);
  do {
    int64 at = plan.offset[first_array];
    R* to = out + plan.offset[0];
    for (int64 row = 0; row < rows; ++row, at += step, to += out_step) {
      KB_IVDEP
      for (int64 i = 0; i < n; ++i) to[i] = f(c.unit(at + i)...);
    }
    plan.end_plane();
  } while (plan.next());
}

// An operand of `map_in_blocks`: units of `width` elements, one after the other; those that do not lie so in memory are copied together, block by block.
template <class C>
struct block_reader {
  const C* value;
  KB_INLINE void begin(const C& c, int64, int64, int64, int64) { value = &c; }
  KB_INLINE C at(int64, int64) { return *value; }
};
template <class T>
struct block_reader<array_cursor<T>> {
  const T* data;
  int64 step, unit_step, width, copied;
  T block[stage_length];
  block_reader() {}  // nothing is cleared
  KB_INLINE void begin(const array_cursor<T>& c, int64 offset, int64 of_element, int64 of_unit, int64 of_width) {
    data = c.data + offset, step = of_element, unit_step = of_unit, width = of_width, copied = 0;
  }
  bool is_in_place() const { return unit_step == width && (step == 1 || width == 1); }
  KB_INLINE array_cursor<T> at(int64 first, int64 units) {
    if (is_in_place()) return {data + first * unit_step, 1};
    if (unit_step != 0 || copied < units) copy(first, units);
    return {block, 1};
  }
  KB_NOINLINE void copy(int64 first, int64 units) {
    const T* from = data + first * unit_step;
    if (width == 1 && unit_step == 0) {
      for (int64 i = 0; i < units; ++i) block[i] = *from;
    } else if (width == 1) {
      for (int64 i = 0; i < units; ++i) block[i] = from[i * unit_step];
    } else {
      T* to = block;
      for (int64 unit = 0; unit < units; ++unit, from += unit_step, to += width)
        for (int64 i = 0; i < width; ++i) to[i] = from[i * step];
    }
    copied = units;
  }
};

inline constexpr int64 short_row = 16;

// Rows of elements side by side, of operands of which some stay at one element of a row (a column that broadcasts), or at one row: these are copied into blocks, so that one loop computes
// elements that all lie side by side. Short rows are taken together.
template <class R, class Plan, class F, size_t... K, class... C>
KB_INLINE void map_in_blocks(R* out, Plan& plan, const F& f, std::index_sequence<K...>, const C... c) {
  const int64 n = plan.row_length();
  const bool whole_planes = n < short_row && plan.rank > 1 && plan.row_step(0) == n;
  const int64 width = whole_planes ? n : 1, units = whole_planes ? plan.plane_rows() : n;
  const int64 at_once = stage_length / width;
  [&](block_reader<C>... readers) KB_ALWAYS_INLINE {
    do {
      (readers.begin(c, plan.offset[K + 1], whole_planes ? plan.step(K + 1) : 1, whole_planes ? plan.row_step(K + 1) : plan.step(K + 1), width), ...);
      R* to = out + plan.offset[0];
      for (int64 first = 0; first < units; first += at_once) {
        const int64 count = units - first < at_once ? units - first : at_once;
        map_unit_row(to + first * width, count * width, f, readers.at(first, count)...);
      }
      if (whole_planes) plan.end_plane();
    } while (plan.next());
  }(block_reader<C>()...);
}

template <class X>
inline constexpr bool is_owner = false;
template <class T, int N>
inline constexpr bool is_owner<array<T, N>> = true;
// Worth a loop of its own, which takes time to compile: several parts of arrays; a row that broadcasts.
template <int N, class... Ops>
inline constexpr bool may_be_alike = ((operand<Ops>::rank > 0) + ...) > 2 && !((is_owner<Ops> && operand<Ops>::rank > 0) || ...);
template <int N, class... Ops>
inline constexpr bool may_stay_at_a_row = ((operand<Ops>::rank > 0 && operand<Ops>::rank < N) || ...);

template <class R, int N, class F, size_t... K, class... Ops>
KB_NOINLINE void map_part(const view<R, N>& out, F& f, std::index_sequence<K...>, const Ops&... ops) {
  const strided_operand operands[] = {strided(out), strided(ops)...};
  loop_plan<N, 1 + sizeof...(Ops)> plan(out.shape, operands);
  if (plan.empty()) return;
  if constexpr (may_be_alike<N, Ops...> && !is_staged<std::remove_const_t<F>>) {
    constexpr bool is_moved[] = {operand<Ops>::rank > 0 ...};
    constexpr int first_array = [&] {
      int k = 0;
      while (!is_moved[k]) ++k;
      return k + 1;
    }();
    if (plan.rank > 1 && plan.step(0) == 1 && plan.step(first_array) == 1 && ((!is_moved[K] || plan.moves_alike(first_array, K + 1)) && ...)) {
      return map_rows_alike(out.data, plan, first_array, std::remove_const_t<F>(f), cursor(ops)...);
    }
  }
  const int64 n = plan.row_length();
  if constexpr (may_stay_at_a_row<N, Ops...> && !is_staged<std::remove_const_t<F>>) {
    const bool stays = ((operand<Ops>::rank > 0 && plan.step(K + 1) == 0) || ...), is_short = n < short_row && plan.rank > 1 && plan.row_step(0) == n;
    if (plan.step(0) == 1 && (stays || is_short) && ((plan.step(K + 1) == 0 || plan.step(K + 1) == 1) && ...)) return map_in_blocks(out.data, plan, std::remove_const_t<F>(f), std::index_sequence<K...>{}, cursor(ops)...);
  }
  if constexpr (is_staged<std::remove_const_t<F>>) {
    do {
      map_row(out.data + plan.offset[0], plan.step(0), n, f, cursor(ops).row(plan.offset[K + 1], plan.step(K + 1))...);
    } while (plan.next());
  } else {
    const bool are_units = plan.step(0) == 1 && ((operand<Ops>::rank == 0 || plan.step(K + 1) == 1) && ...);
    do {
      if (are_units) map_unit_row(out.data + plan.offset[0], n, f, cursor(ops).row(plan.offset[K + 1], 1)...);
      else map_strided_row(out.data + plan.offset[0], plan.step(0), n, f, cursor(ops).row(plan.offset[K + 1], plan.step(K + 1))...);
    } while (plan.next());
  }
}

template <class R, int N, class F, size_t... K, class... Ops>
KB_NOINLINE void map_rows(const view<R, N>& out, F& f, std::index_sequence<K...> order, const Ops&... ops) {
#ifdef KEELBACK_PARALLEL
  // By the first axis; what is inside of a part is one piece.
  if (const int64 rest = out.size() / (out.shape[0] > 0 ? out.shape[0] : 1); out.size() >= elements_for_threads && out.shape[0] > 1 && rest > 0) {
    return in_pieces(out.size(), [&](int64 begin, int64 end, int) {
      const int64 first = (begin + rest - 1) / rest, last = (end + rest - 1) / rest;
      if (first < last) map_part(part_along_first<N>(out, out.shape, first, last), f, order, part_along_first<N>(ops, out.shape, first, last)...);
    });
  }
#endif
  map_part(out, f, order, ops...);
}

// A vector of length n or 1, or a scalar, along a row of n.
template <class X>
KB_INLINE auto cursor_along(const X& x, int64 n) {
  if constexpr (operand<X>::rank == 0) return cursor(x);
  else return cursor(x).row(0, x.shape[0] == n ? x.strides[0] : 0);
}

// Writes f(ops...) over `out`, whose shape the operands broadcast to.
template <class R, int N, class F, class... Ops>
KB_INLINE void map_into(const view<R, N>& out, F& f, const Ops&... ops) {
  if constexpr (N == 0) {
    *out.data = f(cursor(ops).unit(0)...);
  } else if constexpr (N == 1) {
    // One row: what broadcasts has step 0.
    map_long_row(out.data, out.strides[0], out.shape[0], f, cursor_along(ops, out.shape[0])...);
  } else {
    if ((has_shape<N>(ops, out.shape) && ...) && is_flat(out) && (is_flat(ops) && ...)) {
      map_flat(out.data, out.size(), f, cursor(ops).row(0, 1)...);
      return;
    }
    map_rows(out, f, std::make_index_sequence<sizeof...(Ops)>{}, ops...);
  }
}

// Sets the common shape. True when no operand broadcasts or only scalars do.
template <int N, class... Ops>
KB_INLINE void common_shape(int64* shape, const site& at, const Ops&... ops) {
  if (const int64* first = first_shape<N>(ops...); first != nullptr && (has_shape<N>(ops, first) && ...)) {
    for (int k = 0; k < N; ++k) shape[k] = first[k];
  } else {
    [&](const auto... copies) KB_ALWAYS_INLINE {
      const strided_operand operands[] = {strided(copies)...};
      int64 common[N > 0 ? N : 1];
      broadcast_shape(operands, sizeof...(Ops), common, N, at);
      for (int k = 0; k < N; ++k) shape[k] = common[k];
    }(unowned(ops)...);
  }
}

}  // namespace detail

// A new array of f's results, in NumPy's order K.
template <class R, int N, class F, class... Ops>
array<R, N> map(const site& at, F f, const Ops&... ops) {
  int64 shape[N > 0 ? N : 1];
  if constexpr (N > 0) detail::common_shape<N>(shape, at, ops...);
  array<R, N> out = empty_at<R, N>(shape, at.line);
  if constexpr (N > 1) {
    if (!(is_flat(ops) && ...)) {
      const strided_operand operands[] = {strided(ops)...};
      k_order_strides(out.shape, N, operands, sizeof...(Ops), out.strides);
    }
  }
  detail::map_into(static_cast<const view<R, N>&>(out), f, ops...);
  return out;
}

namespace detail {

// Whether writing `out` element by element would change elements of `x` that are read later.
template <class R, int N, class X>
KB_INLINE bool disturbs(const view<R, N>& out, const X& x) {
  if constexpr (operand<X>::rank == 0) {
    return false;
  } else {
    if constexpr (operand<X>::rank == N && sizeof(element_of<X>) == sizeof(R)) {
      bool same = static_cast<const void*>(out.data) == static_cast<const void*>(x.data);
      for (int k = 0; k < N; ++k) same = same && out.shape[k] == x.shape[k] && (out.strides[k] == x.strides[k] || out.shape[k] <= 1);
      if (same) return may_repeat(out);  // an element that is written twice is read as it was
    }
    return may_overlap(out, static_cast<const view<typename operand<X>::type, operand<X>::rank>&>(x));
  }
}

// `x` without the leading axes of length 1 that a target of rank N lacks.
template <int N, class X>
KB_INLINE decltype(auto) drop_leading(const X& x) {
  if constexpr (operand<X>::rank <= N) {
    return (x);
  } else {
    view<typename operand<X>::type, N> v{x.data, x.base, {}, {}};
    for (int k = 0; k < N; ++k) {
      v.shape[k] = x.shape[k + operand<X>::rank - N];
      v.strides[k] = x.strides[k + operand<X>::rank - N];
    }
    return v;
  }
}

template <class T, int N>
KB_NOINLINE void copy_into(const view<T, N>& target, const view<T, N>& source) {
  auto same = [](const T& x) { return x; };
  map_into(target, same, source);
}

// Into a temporary first where writing would disturb what is read later: one loop either way.
template <class T, int N, class F, class... Ops>
KB_INLINE void store(int line, const view<T, N>& target, F& f, const Ops&... ops) {
  auto converted = converting<T>(f);
  array<T, N> apart;
  view<T, N> to = target;
  const bool is_apart = (disturbs(target, ops) || ...);
  if (KB_UNLIKELY(is_apart)) {
    apart = empty_at<T, N>(target.shape, line);
    to = apart;
  }
  map_into(static_cast<const view<T, N>&>(to), converted, drop_leading<N>(ops)...);
  if (KB_UNLIKELY(is_apart)) copy_into(target, static_cast<const view<T, N>&>(apart));
}

}  // namespace detail

// target[...] = f(ops...): as if the right side were evaluated first.
template <class T, int N, class F, class... Ops>
void assign(const site& at, const view<T, N>& target, F f, const Ops&... ops) {
  constexpr int rank = max_rank<Ops...>;
  if (!(rank == N && (has_shape<N>(ops, target.shape) && ...))) {
    if constexpr (rank > 0) {
      int64 shape[rank];
      detail::common_shape<rank>(shape, at, ops...);
      if (!broadcasts_into(shape, rank, target.shape, N, true)) raise_assign_shape(shape, rank, target.shape, N, at.line);
    }
  }
  detail::store(at.line, target, f, ops...);
}
// target[...] = source, with a cast.
template <class T, int N, class Source>
void assign(int line, const view<T, N>& target, const Source& source) {
  if constexpr (N > 0 && operand<Source>::rank == N) {
    // The same bytes, one after the other.
    if (std::is_same_v<element_of<Source>, T> && has_shape<N>(source, target.shape) && is_flat(source) && is_flat(target)) {
      const int64 n = target.size();
#ifdef KEELBACK_PARALLEL
      if (n < elements_for_threads)
#endif
        return void(std::memmove(static_cast<void*>(target.data), source.data, static_cast<size_t>(n) * sizeof(T)));
    }
  }
  assign(line, target, [](const element_of<Source>& x) { return x; }, source);
}

// Augmented assignment: target = f(element of target, ops...).
template <class T, int N, class F, class... Ops>
void update(const site& at, const view<T, N>& target, F f, const Ops&... ops) {
  constexpr int rank = max_rank<Ops...>;
  if (!(rank == N && (has_shape<N>(ops, target.shape) && ...))) {
    if constexpr (rank > 0) {
      int64 shape[rank];
      detail::common_shape<rank>(shape, at, ops...);
      if (!broadcasts_into(shape, rank, target.shape, N, false)) raise_update_shape(shape, rank, target.shape, N, at.line);
    }
  }
  detail::store(at.line, target, f, target, ops...);
}

// target[mask] = f(ops...) where every operand broadcasts to the target's shape; nothing is evaluated where the mask is false.
template <class T, int N, int M, class F, class... Ops>
void assign_where(int line, const view<T, N>& target, const view<bool, M>& mask, F f, const Ops&... ops) {
  update(
      line, target, [&f](T old, bool m, const element_of<Ops>&... x) -> T { return m ? cast<T>(f(x...)) : old; }, mask, ops...);
}

}  // namespace keelback
