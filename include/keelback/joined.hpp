// Several element-wise statements as one loop: `joined` tells whether they may be, for the arrays at hand, and runs it. Where they may not, nothing has happened yet and the statements run one after
// the other. Written by emit/joined_loops.cpp.
#pragma once

#include <keelback/elementwise.hpp>

namespace keelback {

// An array that the statements read or store into.
struct joined_operand {
  const void* data;
  const int64* shape;
  const int64* strides;
  int rank, item_size;
};
template <class T, int N>
KB_INLINE joined_operand joined_part(const view<T, N>& a) {
  return {a.data, a.shape, a.strides, N, static_cast<int>(sizeof(T))};
}

// What is known of the statements when they are compiled. Bits stand for operands that are read, in their order.
struct joined_rules {
  const uint64* later;    // by target of a store: what a statement behind the first store reads
  const uint64* anchors;  // by statement whose result is a new array: its operands of the loop's rank, one of which must have the loop's shape
  int anchor_count;
};
// Whether one loop over `shape`, which is set, does what the statements do, and none of them would raise. Sets the bits of those targets whose new elements must be kept apart until the end, since
// statements read elements around those that are stored.
bool may_join(const joined_operand* targets, int target_count, const joined_operand* read, int read_count, const joined_rules& rules, int rank, int64* shape, uint64* apart);

// A target in `joined::run`; `to` is where the loop stores.
template <class T, int N>
struct joined_target {
  view<T, N> target, to;
  array<T, N> kept = {};
};
template <class T, int N>
KB_INLINE joined_target<T, N> stored(const view<T, N>& target) {
  return {target, target};
}

namespace detail {

template <class T>
struct target_cursor {
  T* data;
  KB_INLINE T& unit(int64 i) const { return data[i]; }
};

// How an operand of a joined loop is walked: a row at a time, in pieces of elements that lie side by side.
template <class X>
struct joined_reader;
template <class T, int N>
struct joined_reader<joined_target<T, N>> {
  T* data;
  KB_INLINE void begin(const joined_target<T, N>& x, int64 offset, int64) { data = x.to.data + offset; }
  KB_INLINE target_cursor<T> at(int64 first, int64) { return {data + first}; }
};
template <class T, int N>
struct joined_reader<view<T, N>> : block_reader<array_cursor<T>> {
  KB_INLINE void begin(const view<T, N>& x, int64 offset, int64 step) { block_reader<array_cursor<T>>::begin({x.data, 1}, offset, 1, step, 1); }
};

template <class T, int N>
KB_INLINE strided_operand strided(const joined_target<T, N>& x) {
  return keelback::strided(x.to);
}
template <class T, int N>
KB_INLINE strided_operand strided(const view<T, N>& x) {
  return keelback::strided(x);
}
// Elements side by side: the only loop that is compiled.
template <class F, class... C>
KB_NOINLINE void joined_row(int64 n, const F& f, const C... c) {
  const F own = f;  // what it captures stays in registers
  KB_IVDEP
  for (int64 i = 0; i < n; ++i) own(c.unit(i)...);
}

template <class X>
inline constexpr bool is_joined_target = false;
template <class T, int N>
inline constexpr bool is_joined_target<joined_target<T, N>> = true;

template <int N, class F, size_t... K, class... X>
KB_NOINLINE void joined_rows(const int64* shape, const F& f, std::index_sequence<K...>, const X&... x) {
  const strided_operand operands[] = {detail::strided(x)...};
  loop_plan<N, sizeof...(X)> plan(shape, operands);
  const int64 n = plan.row_length();
  const bool in_place = ((is_joined_target<X> || plan.step(K) == 1) && ...);
  const int64 at_once = in_place ? n : stage_length;
  [&](joined_reader<X>... readers) KB_ALWAYS_INLINE {
    do {
      (readers.begin(x, plan.offset[K], plan.step(K)), ...);
      for (int64 first = 0; first < n; first += at_once) {
        const int64 count = n - first < at_once ? n - first : at_once;
        joined_row(count, f, readers.at(first, count)...);
      }
    } while (plan.next());
  }(joined_reader<X>()...);
}

template <class T, int N>
KB_INLINE void keep_apart(joined_target<T, N>& x, bool apart, int line) {
  if (!apart) return;
  x.kept = empty_at<T, N>(x.target.shape, line);
  x.to = x.kept;
}
template <class T, int N>
KB_INLINE void keep_apart(view<T, N>&, bool, int) {}
template <class T, int N>
KB_INLINE void put_back(const joined_target<T, N>& x) {
  if (x.kept.base != nullptr) copy_into(x.target, x.to);
}
template <class T, int N>
KB_INLINE void put_back(const view<T, N>&) {}

}  // namespace detail

// Of statements over arrays of N axes, of which `Targets` are stores.
template <int N, int Targets>
struct joined {
  int64 shape[N];
  uint64 apart = 0;

  // `parts`: the targets of stores, then what is read.
  template <class... X>
  KB_INLINE bool fits(const joined_rules& rules, const X&... parts) {
    const joined_operand all[] = {joined_part(parts)...};
    if (!may_join(all, Targets, all + Targets, static_cast<int>(sizeof...(X)) - Targets, rules, N, shape, &apart)) return false;
#ifdef KEELBACK_PARALLEL
    int64 size = 1;
    for (const int64 extent : shape) size *= extent;
    return size < elements_for_threads;
#else
    return true;
#endif
  }
  // f(element of each target to store into, element of each operand...): the targets of stores first, then new arrays, then what is read.
  template <class F, class... X>
  KB_INLINE void run(int line, const F& f, X... x) const {
    int number = 0;
    ((detail::keep_apart(x, number < Targets && (apart >> number & 1) != 0, line), ++number), ...);
    detail::joined_rows<N>(shape, f, std::make_index_sequence<sizeof...(X)>{}, x...);
    (detail::put_back(x), ...);
  }
};

}  // namespace keelback
