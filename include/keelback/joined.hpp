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
// Of a target: no statement reads elements around those that are stored; and some do, anywhere.
inline constexpr int64 reads_nothing_around = std::numeric_limits<int64>::min(), reads_anything_around = std::numeric_limits<int64>::max();

// Whether one loop over `shape`, which is set, does what the statements do, and none of them would raise. For each target, `reach` is set: how many elements in front of the one that is stored a later
// turn may still read as it was before (which may be less than none).
bool may_join(const joined_operand* targets, int target_count, const joined_operand* read, int read_count, const joined_rules& rules, int rank, int64* shape, int64* reach);

// A target in `joined::run`.
template <class T, int N>
struct joined_target {
  view<T, N> target;
};
template <class T, int N>
KB_INLINE joined_target<T, N> stored(const view<T, N>& target) {
  return {target};
}

namespace detail {

template <class T>
struct target_cursor {
  T* data;
  KB_INLINE T& unit(int64 i) const { return data[i]; }
};

// How an operand of a joined loop is walked: a row at a time, in pieces of elements that lie side by side. New elements of a target that others still read around go to a ring of pieces first.
template <class X>
struct joined_reader;
template <class T, int N>
struct joined_reader<joined_target<T, N>> {
  T* row;
  array<T, 1> ring = {};
  void keep(int64 elements, int line) { ring = empty_at<T, 1>(&elements, line); }
  KB_INLINE void begin(const joined_target<T, N>& x, int64 offset, int64) { row = x.target.data + offset; }
  KB_INLINE target_cursor<T> at(int64 first, int64, int64 slot) { return {ring.base != nullptr ? ring.data + slot : row + first}; }
  KB_INLINE target_cursor<T> in_place(const joined_target<T, N>& x, int64 offset, int64 slot) { return {ring.base != nullptr ? ring.data + slot : x.target.data + offset}; }
  KB_INLINE void put_back(const joined_target<T, N>& x, int64 offset, int64 slot, int64 count) {
    if (ring.base != nullptr) std::memcpy(static_cast<void*>(x.target.data + offset), ring.data + slot, static_cast<size_t>(count) * sizeof(T));
  }
};
template <class T, int N>
struct joined_reader<view<T, N>> : block_reader<array_cursor<T>> {
  void keep(int64, int) {}
  KB_INLINE void begin(const view<T, N>& x, int64 offset, int64 step) { block_reader<array_cursor<T>>::begin({x.data, 1}, offset, 1, step, 1); }
  KB_INLINE array_cursor<T> at(int64 first, int64 count, int64) { return block_reader<array_cursor<T>>::at(first, count); }
  KB_INLINE array_cursor<T> in_place(const view<T, N>& x, int64 offset, int64) { return {x.data + offset, 1}; }
  KB_INLINE void put_back(const view<T, N>&, int64, int64, int64) {}
};

template <class T, int N>
KB_INLINE strided_operand strided(const joined_target<T, N>& x) {
  return keelback::strided(x.target);
}
template <class T, int N>
KB_INLINE strided_operand strided(const view<T, N>& x) {
  return keelback::strided(x);
}
template <class X>
inline constexpr bool is_joined_target = false;
template <class T, int N>
inline constexpr bool is_joined_target<joined_target<T, N>> = true;

// Elements side by side: the only loop that is compiled.
template <class F, class... C>
KB_NOINLINE void joined_row(int64 n, const F& f, const C... c) {
  const F own = f;  // what it captures stays in registers
  KB_IVDEP
  for (int64 i = 0; i < n; ++i) own(c.unit(i)...);
}

// How long a piece of a row is at most: as many as are copied at once where operands do not lie side by side, else so that a ring of pieces stays in the first-level cache.
inline constexpr int64 joined_piece = 1024;

template <int N, int Targets, class F, size_t... K, class... X>
KB_NOINLINE void joined_rows(const int64* shape, const int64* reach, int line, const F& f, std::index_sequence<K...>, const X&... x) {
  const strided_operand operands[] = {detail::strided(x)...};
  loop_plan<N, sizeof...(X)> plan(shape, operands);
  const int64 n = plan.row_length();
  const bool in_place = ((is_joined_target<X> || plan.step(K) == 1) && ...);
  bool any_around = false;
  for (int t = 0; t < Targets; ++t) any_around = any_around || reach[t] != reads_nothing_around;
  const int64 longest = !in_place ? stage_length : any_around ? joined_piece : n;
  const int64 at_once = n < longest ? n : longest, pieces = (n + at_once - 1) / at_once;

  // The ring: as many pieces as may be waiting for others to be computed.
  int64 slots = 0;
  if (any_around) {
    slots = pieces;
    for (int k = 0; k + 1 < plan.rank; ++k) slots *= plan.shape[k];
    int64 most = 0;
    for (int t = 0; t < Targets; ++t) {
      if (reach[t] == reads_nothing_around) continue;
      const int64 around = reach[t] < 0 ? 0 : reach[t];
      const int64 of_one = reach[t] == reads_anything_around ? slots : plan.rank > 1 ? (around / plan.row_step(t) + 3) * pieces : around / at_once + 3;
      most = most < of_one ? of_one : most;
    }
    slots = slots < most ? slots : most;
  }
  constexpr int fields = Targets + 1;  // of a piece: where it is in each target, its length
  array<int64, 1> places;
  if (any_around) {
    const int64 length = slots * fields;
    places = empty_at<int64, 1>(&length, line);
  }
  [&](joined_reader<X>... readers) KB_ALWAYS_INLINE {
    ((static_cast<int>(K) < Targets && reach[K < Targets ? K : 0] != reads_nothing_around ? readers.keep(slots * at_once, line) : void()), ...);
    int64 waiting = 0, head = 0, tail = 0;  // pieces that have been computed and not put back; the slot of the first, and the next free one
    const auto put_back = [&] {
      const int64* place = places.data + head * fields;
      (readers.put_back(x, place[K < Targets ? K : 0], head * at_once, place[Targets]), ...);
      head = head + 1 == slots ? 0 : head + 1;
      --waiting;
    };
    const auto is_done = [&](int64 first) {
      const int64* place = places.data + head * fields;
      for (int t = 0; t < Targets; ++t) {
        if (reach[t] == reads_nothing_around) continue;
        if (reach[t] == reads_anything_around || place[t] + place[Targets] + reach[t] > plan.offset[t] + first) return false;
      }
      return true;
    };
    do {
      if (!in_place) (readers.begin(x, plan.offset[K], plan.step(K)), ...);
      for (int64 first = 0; first < n; first += at_once) {
        const int64 count = n - first < at_once ? n - first : at_once;
        int64 slot = 0;
        if (any_around) {
          while (waiting > 0 && is_done(first)) put_back();
          slot = tail * at_once;
          int64* place = places.data + tail * fields;
          for (int t = 0; t < Targets; ++t) place[t] = plan.offset[t] + first;
          place[Targets] = count;
          tail = tail + 1 == slots ? 0 : tail + 1;
          ++waiting;
        }
        if (in_place) joined_row(count, f, readers.in_place(x, plan.offset[K] + first, slot)...);
        else joined_row(count, f, readers.at(first, count, slot)...);
      }
    } while (plan.next());
    while (waiting > 0) put_back();
  }(joined_reader<X>()...);
}

// Fewer elements that are not side by side are not worth the walk over rows: as separate loops, what the statements make stays in the first-level cache as well.
inline constexpr int64 joined_few = 1024;

template <int N, class T, int M>
KB_INLINE bool joined_alike(const view<T, M>& a, const int64* shape) {
  if constexpr (M != N) return false;
  else return has_shape<N>(a, shape) && a.is_c_contiguous();
}
template <class T, int N>
KB_INLINE target_cursor<T> from_start(const joined_target<T, N>& x) {
  return {x.target.data};
}
template <class T, int N>
KB_INLINE array_cursor<T> from_start(const view<T, N>& x) {
  return {x.data, 1};
}

// Whether no target of stores shares memory with another one, nor with what is read, but for the same elements that only statements in front read, where all have `size` elements side by side.
template <int Targets, class... X>
KB_INLINE bool are_apart(int64 size, const uint64* later, const X&... parts) {
  if constexpr (Targets > 0) {
    const char* const low[] = {reinterpret_cast<const char*>(parts.data)...};
    constexpr int64 item[] = {static_cast<int64>(sizeof(*parts.data))...};
    for (int t = 0; t < Targets; ++t) {
      for (int k = t + 1; k < static_cast<int>(sizeof...(X)); ++k) {
        if (k >= Targets && low[k] == low[t] && item[k] == item[t] && (later[t] >> (k - Targets) & 1) == 0) continue;
        if (low[t] < low[k] + size * item[k] && low[k] < low[t] + size * item[t]) return false;
      }
    }
  }
  return true;
}

}  // namespace detail

// Of statements over arrays of N axes, of which `Targets` are stores.
template <int N, int Targets>
struct joined {
  int64 shape[N];
  int64 reach[Targets > 0 ? Targets : 1];
  int64 size;    // of all operands, where their elements lie side by side; else -1

  // `parts`: the targets of stores, then what is read.
  template <class X, class... Rest>
  KB_INLINE bool fits(const joined_rules& rules, const X& first, const Rest&... rest) {
    return fits_parts(rules, static_cast<const view<typename operand<X>::type, operand<X>::rank>&>(first), static_cast<const view<typename operand<Rest>::type, operand<Rest>::rank>&>(rest)...);
  }
  // f(element of each target to store into, element of each operand...): the targets of stores first, then new arrays, then what is read.
  template <class F, class... X>
  KB_INLINE void run(int line, const F& f, const X&... x) const {
    if (size >= 0) detail::joined_row(size, f, detail::from_start(x)...);
    else detail::joined_rows<N, Targets>(shape, reach, line, f, std::make_index_sequence<sizeof...(X)>{}, x...);
  }

 private:
  template <class X, class... Rest>
  KB_INLINE bool fits_parts(const joined_rules& rules, const X& first, const Rest&... rest) {
    int64 elements = 1;
    if constexpr (operand<X>::rank == N) {
      for (int k = 0; k < N; ++k) elements *= shape[k] = first.shape[k];
      size = elements;
      if (detail::joined_alike<N>(first, shape) && (detail::joined_alike<N>(rest, shape) && ...) && detail::are_apart<Targets>(size, rules.later, first, rest...)) return elements > 0 && is_wanted(elements);
    }
    size = -1;
    const joined_operand all[] = {joined_part(first), joined_part(rest)...};
    elements = 0;
    for (const joined_operand& one : all) {
      int64 of_one = 1;
      for (int k = 0; k < one.rank; ++k) of_one *= one.shape[k];
      elements = elements < of_one ? of_one : elements;
    }
    if (elements < detail::joined_few || !is_wanted(elements)) return false;
    return may_join(all, Targets, all + Targets, static_cast<int>(sizeof...(Rest)) + 1 - Targets, rules, N, shape, reach);
  }
  static bool is_wanted(int64 elements) {
#ifdef KEELBACK_PARALLEL
    return elements < elements_for_threads;
#else
    return elements >= 0;
#endif
  }
};

}  // namespace keelback
