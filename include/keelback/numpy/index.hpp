// Advanced subscripts: integer arrays and masks, mixed with slices. What does not depend on the dtype is planned once in
// compiled/numpy.hpp: the shape of the result, and the offset of every position of the broadcast index arrays.
#pragma once

#include <keelback/elementwise.hpp>
#include <keelback/numpy/shape.hpp>
#include <keelback/truths.hpp>
#include <keelback/views.hpp>

namespace keelback {

namespace detail {

struct index_item {
  enum kind_t : std::uint8_t { integer, slice, new_axis, integers, mask, ellipsis } kind;
  bool is_signed;
  std::uint8_t item_size;
  int rank;
  int64 i;
  range_slice range;
  const void* data;
  const int64* shape;
  const int64* strides;
};

KB_INLINE index_item subscript_item(at_index x) { return {index_item::integer, true, 8, 0, x.i, {}, nullptr, nullptr, nullptr}; }
KB_INLINE index_item subscript_item(slice_all_t) { return {index_item::slice, true, 8, 0, 0, {}, nullptr, nullptr, nullptr}; }
KB_INLINE index_item subscript_item(const range_slice& x) { return {index_item::slice, true, 8, 0, 0, x, nullptr, nullptr, nullptr}; }
KB_INLINE index_item subscript_item(newaxis_t) { return {index_item::new_axis, true, 8, 0, 0, {}, nullptr, nullptr, nullptr}; }
KB_INLINE index_item subscript_item(ellipsis_t) { return {index_item::ellipsis, true, 8, 0, 0, {}, nullptr, nullptr, nullptr}; }
template <class T, int N>
KB_INLINE index_item subscript_item(const view<T, N>& x) {
  static_assert(std::is_integral_v<T>, "an index array is of ints or bools");
  return {std::is_same_v<std::remove_const_t<T>, bool> ? index_item::mask : index_item::integers,
          std::is_signed_v<T>, sizeof(T), N, 0, {}, x.data, x.shape, x.strides};
}

// The loop over the elements that a subscript selects: axes of slices in front of those of the index arrays, `offset_count`
// positions of the index arrays, axes of slices behind. Offsets and strides are in elements of the array.
struct fancy_plan {
  static constexpr int limit = 64;
  int rank = 0;          // of the result
  int64 shape[limit];    // of the result
  int front = 0, back = 0;
  int64 front_shape[limit], front_strides[limit], back_shape[limit], back_strides[limit];
  int64* offsets = nullptr;
  int64 offset_count = 0;
  int64 start = 0;
  bool is_mask = false;  // one mask that covers the array

  fancy_plan(const int64* array_shape, const int64* array_strides, int array_rank, const index_item* items, int count, int line);
  fancy_plan(const fancy_plan&) = delete;
  ~fancy_plan() { deallocate(offsets); }

  int64 size() const {
    int64 n = 1;
    for (int k = 0; k < rank; ++k) n *= shape[k];
    return n;
  }
};

// Moves an odometer over all but `inner` last axes; false after the last position.
KB_INLINE bool advance(int64* position, const int64* shape, const int64* strides, int rank, int64* offset) {
  for (int k = rank - 1; k >= 0; --k) {
    *offset += strides[k];
    if (++position[k] < shape[k]) return true;
    *offset -= shape[k] * strides[k];
    position[k] = 0;
  }
  return false;
}

// f(element, number of the element in the result)
template <class T, class F>
void for_selected(const fancy_plan& plan, T* data, F f) {
  if (plan.size() == 0) return;
  data += plan.start;
  int64 number = 0, front_offset = 0;
  int64 front_position[fancy_plan::limit] = {};
  do {
    T* in_front = data + front_offset;
    if (plan.back == 0) {
      for (int64 p = 0; p < plan.offset_count; ++p) f(in_front[plan.offsets[p]], number + p);
      number += plan.offset_count;
      continue;
    }
    const int64 n = plan.back_shape[plan.back - 1], step = plan.back_strides[plan.back - 1];
    for (int64 p = 0; p < plan.offset_count; ++p) {
      T* at = in_front + plan.offsets[p];
      int64 back_offset = 0;
      int64 back_position[fancy_plan::limit] = {};
      do {
        T* row = at + back_offset;
        if (step == 1) {
          for (int64 j = 0; j < n; ++j) f(row[j], number + j);
        } else {
          for (int64 j = 0; j < n; ++j) f(row[j * step], number + j);
        }
        number += n;
      } while (advance(back_position, plan.back_shape, plan.back_strides, plan.back - 1, &back_offset));
    }
  } while (advance(front_position, plan.front_shape, plan.front_strides, plan.front, &front_offset));
}

int64 count_true(const index_item& mask);
[[noreturn]] KB_COLD KB_NOINLINE void raise_mask_shape(int axis, int64 length, int64 mask_length, int line);
// What does not broadcast to the selected elements.
[[noreturn]] KB_COLD KB_NOINLINE void raise_scatter_shape(const fancy_plan& plan, const int64* shape, int rank, int line);

// An axis of length 0 fits every other.
template <class T, int N>
KB_INLINE void check_mask(const view<T, N>& a, const view<bool, N>& mask, int line) {
  for (int k = 0; k < N; ++k)
    if (KB_UNLIKELY(a.shape[k] != mask.shape[k] && mask.shape[k] != 0)) raise_mask_shape(k, a.shape[k], mask.shape[k], line);
}

// Both in C order: f(element, mask)
template <class T, int N, class F>
KB_INLINE void for_masked(const view<T, N>& a, const view<bool, N>& mask, F f) {
  if (N == 1 || (is_flat(a) && is_flat(mask))) {
    const int64 n = mask.size(), step = N == 1 ? a.strides[0] : 1, mask_step = N == 1 ? mask.strides[0] : 1;
    for (int64 i = 0; i < n; ++i) f(a.data[i * step], mask.data[i * mask_step]);
    return;
  }
  if (mask.size() == 0) return;
  int64 position[N] = {}, twin[N] = {}, offset = 0, mask_offset = 0;
  do {
    for (int64 j = 0; j < a.shape[N - 1]; ++j) f(a.data[offset + j * a.strides[N - 1]], mask.data[mask_offset + j * mask.strides[N - 1]]);
    advance(twin, mask.shape, mask.strides, N - 1, &mask_offset);
  } while (advance(position, a.shape, a.strides, N - 1, &offset));
}

template <class X>
KB_INLINE decltype(auto) plain(const X& x) {
  if constexpr (is_array<X>) return static_cast<const view<typename operand<X>::type, operand<X>::rank>&>(x);
  else return (x);
}
template <class X>
inline constexpr bool is_mask_of = false;
template <int N>
inline constexpr bool is_mask_of<view<bool, N>> = true;

// A buffer of `n` elements that goes with its scope.
template <class T>
struct scratch {
  T* data;
  scratch(int64 n, int line) : data(static_cast<T*>(allocate(static_cast<size_t>(n > 0 ? n : 1) * sizeof(T)))) {
    if (data == nullptr) raise_memory(line);
  }
  scratch(const scratch&) = delete;
  ~scratch() { deallocate(data); }
  T& operator[](int64 i) const { return data[i]; }
};

// `source` broadcast to the selected elements, in their order.
template <class S, int M>
void spread(const fancy_plan& plan, const view<S, M>& source, S* out) {
  int64 strides[fancy_plan::limit], position[fancy_plan::limit] = {};
  for (int k = 0; k < plan.rank; ++k) {
    const int from = k - (plan.rank - M);
    strides[k] = from < 0 || source.shape[from] == 1 ? 0 : source.strides[from];
  }
  if (plan.size() == 0) return;
  int64 offset = 0;
  const int outer = plan.rank > 0 ? plan.rank - 1 : 0;
  const int64 n = plan.rank > 0 ? plan.shape[outer] : 1, step = plan.rank > 0 ? strides[outer] : 0;
  do {
    for (int64 j = 0; j < n; ++j) *out++ = source.data[offset + j * step];
  } while (advance(position, plan.shape, strides, outer, &offset));
}

template <class T, class S, class Store>
void scatter_with(const fancy_plan& plan, T* data, const S& source, int line, Store store) {
  if constexpr (!is_array<S>) {
    for_selected(plan, data, [&](T& element, int64) { store(element, source); });
  } else {
    scratch<element_of<S>> values(plan.size(), line);
    spread(plan, source, values.data);
    for_selected(plan, data, [&](T& element, int64 number) { store(element, values[number]); });
  }
}

template <class S>
KB_INLINE void check_scatter(const fancy_plan& plan, const S& source, int line) {
  if constexpr (is_array<S>) {
    if (!broadcasts_into(source.shape, operand<S>::rank, plan.shape, plan.rank, true))
      raise_scatter_shape(plan, source.shape, operand<S>::rank, line);
  }
}

template <int R, class T, int N, class... Items>
array<T, R> gather_items(int line, const view<T, N>& a, const Items&... items) {
  if constexpr (sizeof...(Items) == 1 && (is_mask_of<Items> && ...) && ((operand<Items>::rank == N) && ...) && R == 1) {
    const auto& mask = (items, ...);
    check_mask(a, mask, line);
    const int64 shape[] = {count_true(subscript_item(mask))};
    array<T, 1> out = empty_at<T, 1>(shape, line);
    T *next = out.data, *const end = next + shape[0];
    // Without branches, until all are there.
    if (N == 1 || (is_flat(a) && is_flat(mask))) {
      const int64 step = N == 1 ? a.strides[0] : 1, mask_step = N == 1 ? mask.strides[0] : 1;
      for (int64 i = 0; next != end; ++i) {
        *next = a.data[i * step];
        next += mask.data[i * mask_step];
      }
      return out;
    }
    for_masked(a, mask, [&](const T& x, bool keep) {
      if (keep) *next++ = x;
    });
    return out;
  } else if constexpr (sizeof...(Items) == 1 && (is_array<Items> && ...) && (!is_mask_of<Items> && ...) && N == 1 && R == 1) {
    const auto& positions = (items, ...);
    array<T, 1> out = empty_at<T, 1>(positions.shape, line);
    const int64 n = positions.shape[0], step = a.strides[0], length = a.shape[0];
    for (int64 i = 0; i < n; ++i)
      out.data[i] = a.data[index(static_cast<int64>(positions.data[i * positions.strides[0]]), length, 0, line) * step];
    return out;
  } else {
    const index_item list[] = {subscript_item(items)...};
    const fancy_plan plan(a.shape, a.strides, N, list, sizeof...(Items), line);
    array<T, R> out = empty_at<T, R>(plan.shape, line);
    T* data = out.data;
    for_selected(plan, a.data, [=](const T& x, int64 number) { data[number] = x; });
    return out;
  }
}

template <class T, int N, class S, class... Items>
void scatter_items(int line, const view<T, N>& a, const S& source, const Items&... items) {
  constexpr bool one_mask = sizeof...(Items) == 1 && (is_mask_of<Items> && ...) && ((operand<Items>::rank == N) && ...);
  constexpr bool one_list = sizeof...(Items) == 1 && (is_array<Items> && ...) && (!is_mask_of<Items> && ...) && ((operand<Items>::rank == 1) && ...);
  if constexpr (one_mask && !is_array<S>) {
    const auto& mask = (items, ...);
    check_mask(a, mask, line);
    const T value = cast<T>(source);
    if (std::is_same_v<T, bool> && may_overlap(a, mask)) return assign_where(line, a, mask, [=] { return value; });
    for_masked(a, mask, [value](T& x, bool is_set) { x = is_set ? value : x; });
    return;
  } else if constexpr (one_list && N == 1 && operand<S>::rank <= 1) {
    const auto& positions = (items, ...);
    bool direct = !may_overlap(a, positions);
    if constexpr (is_array<S>) direct = direct && source.shape[0] == positions.shape[0] && !may_overlap(a, source);
    if (direct) {
      // NumPy checks all positions before it stores
      const int64 n = positions.shape[0], step = a.strides[0], length = a.shape[0], by = positions.strides[0];
      bool wraps = false;
      for (int64 i = 0; i < n; ++i) wraps |= static_cast<uint64>(positions.data[i * by]) >= static_cast<uint64>(length);
      if (wraps)
        for (int64 i = 0; i < n; ++i) index(static_cast<int64>(positions.data[i * by]), length, 0, line);
      for (int64 i = 0; i < n; ++i) {
        int64 at = static_cast<int64>(positions.data[i * by]);
        at += at < 0 ? length : 0;
        if constexpr (is_array<S>) a.data[at * step] = cast<T>(source.data[i * source.strides[0]]);
        else a.data[at * step] = cast<T>(source);
      }
      return;
    }
  }
  const index_item list[] = {subscript_item(items)...};
  const fancy_plan plan(a.shape, a.strides, N, list, sizeof...(Items), line);
  check_scatter(plan, source, line);
  scatter_with(plan, a.data, source, line, [](T& element, const element_of<S>& x) { element = cast<T>(x); });
}

}  // namespace detail

// a[items...], of rank R
template <int R, class A, class... Items>
auto gather(int line, const A& a, const Items&... items) {
  return detail::gather_items<R>(line, detail::plain(a), detail::plain(items)...);
}
// a[items...] = source
template <class A, class S, class... Items>
void scatter(int line, const A& a, const S& source, const Items&... items) {
  detail::scatter_items(line, detail::plain(a), detail::plain(source), detail::plain(items)...);
}
// a[items...] = f(a[items...], source): of positions that are selected twice, the last counts.
template <class A, class F, class S, class... Items>
void scatter_update(int line, const A& a, F f, const S& source, const Items&... items) {
  using T = typename operand<A>::type;
  const detail::index_item list[] = {detail::subscript_item(detail::plain(items))...};
  const detail::fancy_plan plan(a.shape, a.strides, operand<A>::rank, list, sizeof...(Items), line);
  if constexpr (is_array<S>) {
    if (!broadcasts_into(source.shape, operand<S>::rank, plan.shape, plan.rank, false))
      raise_update_shape(source.shape, operand<S>::rank, plan.shape, plan.rank, line);
  }
  const int64 n = plan.size();
  detail::scratch<T> results(n, line);
  detail::for_selected(plan, a.data, [&](const T& x, int64 number) { results[number] = x; });
  if constexpr (is_array<S>) {
    detail::scratch<element_of<S>> values(n, line);
    detail::spread(plan, detail::plain(source), values.data);
    for (int64 i = 0; i < n; ++i) results[i] = cast<T>(f(results[i], values[i]));
  } else {
    for (int64 i = 0; i < n; ++i) results[i] = cast<T>(f(results[i], source));
  }
  detail::for_selected(plan, a.data, [&](T& x, int64 number) { x = results[number]; });
}
// np.add.at(a, items, source) and the like: every selected position counts.
template <class A, class F, class S, class... Items>
void scatter_at(int line, const A& a, F f, const S& source, const Items&... items) {
  using T = typename operand<A>::type;
  const detail::index_item list[] = {detail::subscript_item(detail::plain(items))...};
  const detail::fancy_plan plan(a.shape, a.strides, operand<A>::rank, list, sizeof...(Items), line);
  if constexpr (is_array<S>) {
    if (!broadcasts_into(source.shape, operand<S>::rank, plan.shape, plan.rank, true)) raise_value(line, "array is not broadcastable to correct shape");
  }
  detail::scatter_with(plan, a.data, detail::plain(source), line, [&f](T& element, const element_of<S>& x) { element = cast<T>(f(element, x)); });
}

namespace np {

// ---- positions of true elements ----

// The `count` positions, row by row: axis k of position i at out[i * step + k * axis_step].
template <class T, int N>
void true_positions(const view<T, N>& a, int64* out, int64 step, int64 axis_step) {
  if (a.size() == 0) return;
  int64 position[N] = {}, offset = 0;
  do {
    const auto load = [data = a.data + offset, by = a.strides[N - 1]](int64 i) KB_ALWAYS_INLINE { return data[i * by]; };
    keelback::detail::for_true(a.shape[N - 1], load, [&](const int64* found, int64 count) {
      for (int64 i = 0; i < count; ++i, out += step) {
        for (int k = 0; k < N - 1; ++k) out[k * axis_step] = position[k];
        out[(N - 1) * axis_step] = found[i];
      }
    });
  } while (keelback::detail::advance(position, a.shape, a.strides, N - 1, &offset));
}
template <class T, int N>
int64 count_nonzero(const view<T, N>& a) {
  int64 count = 0, offset = 0;
  if (a.size() == 0) return 0;
  if (is_flat(a)) return keelback::detail::count_true(a.size(), [data = a.data](int64 i) KB_ALWAYS_INLINE { return data[i]; });
  int64 position[N] = {};
  do {
    count += keelback::detail::count_true(a.shape[N - 1], [data = a.data + offset, step = a.strides[N - 1]](int64 i) KB_ALWAYS_INLINE { return data[i * step]; });
  } while (keelback::detail::advance(position, a.shape, a.strides, N - 1, &offset));
  return count;
}

// One position a row.
template <class T, int N>
array<int64, 2> argwhere(const view<T, N>& a, int line) {
  const int64 shape[] = {count_nonzero(a), N};
  array<int64, 2> out = empty_at<int64, 2>(shape, line);
  true_positions(a, out.data, N, 1);
  return out;
}
namespace detail {
// Rows of one buffer.
template <class T, int N>
array<int64, 2> positions_by_axis(const view<T, N>& a, int line) {
  const int64 shape[] = {N, count_nonzero(a)};
  array<int64, 2> out = empty_at<int64, 2>(shape, line);
  true_positions(a, out.data, 1, shape[1]);
  return out;
}
template <class Tuple, size_t... K>
Tuple rows_as_tuple(const array<int64, 2>& rows, std::index_sequence<K...>) {
  return Tuple{array<int64, 1>(view<int64, 1>{rows.data + static_cast<int64>(K) * rows.shape[1], rows.base, {rows.shape[1]}, {1}})...};
}
template <size_t>
using positions_of_axis = array<int64, 1>;
template <class Sequence>
struct positions_tuple;
template <size_t... K>
struct positions_tuple<std::index_sequence<K...>> {
  using type = tuple<positions_of_axis<K>...>;
};
}  // namespace detail
// A tuple of N arrays; the caller includes tuple.hpp. np.where(a) as well.
template <class T, int N>
auto nonzero(const view<T, N>& a, int line) {
  using axes = std::make_index_sequence<N>;
  return detail::rows_as_tuple<typename detail::positions_tuple<axes>::type>(detail::positions_by_axis(a, line), axes{});
}
template <class T, int N>
auto where(const view<T, N>& a, int line) {
  return nonzero(a, line);
}
template <class T, int N>
array<int64, 1> flatnonzero(const view<T, N>& a, int line) {
  const int64 shape[] = {count_nonzero(a)};
  array<int64, 1> out = empty_at<int64, 1>(shape, line);
  int64 position[N] = {}, offset = 0, number = 0;
  int64* next = out.data;
  if (a.size() == 0) return out;
  const auto add = [&](const int64* found, int64 count) {
    for (int64 i = 0; i < count; ++i) next[i] = number + found[i];
    next += count;
  };
  if (N > 1 && is_flat(a)) {
    keelback::detail::for_true(a.size(), [data = a.data](int64 i) KB_ALWAYS_INLINE { return data[i]; }, add);
    return out;
  }
  do {
    keelback::detail::for_true(a.shape[N - 1], [data = a.data + offset, by = a.strides[N - 1]](int64 i) KB_ALWAYS_INLINE { return data[i * by]; }, add);
    number += a.shape[N - 1];
  } while (keelback::detail::advance(position, a.shape, a.strides, N - 1, &offset));
  return out;
}

// ---- take ----

namespace detail {
// Whether all n positions are of an axis of that length, from either end.
template <class I>
KB_INLINE bool are_within(const I* positions, int64 n, int64 length) {
  bool some_outside = false;
  for (int64 i = 0; i < n; ++i) {
    const int64 at = static_cast<int64>(positions[i]);
    some_outside |= std::is_unsigned_v<I> ? static_cast<uint64>(at) >= static_cast<uint64>(length) : (at < -length) | (at >= length);
  }
  return !some_outside;
}
// For each of `outer` blocks of `length` runs: the n runs of `inner` elements at the positions.
template <class T, class I>
KB_NOINLINE void take_runs(const T* from, const I* positions, int64 n, T* to, int64 outer, int64 length, int64 inner) {
  for (int64 block = 0; block < outer; ++block, from += length * inner, to += n * inner) {
    for (int64 i = 0; i < n; ++i) {
      int64 at = static_cast<int64>(positions[i]);
      at += at < 0 ? length : 0;
      if (inner == 1) to[i] = from[at];
      else std::memcpy(static_cast<void*>(to + i * inner), from + at * inner, static_cast<size_t>(inner) * sizeof(T));
    }
  }
}
}  // namespace detail

// An axis of the array is replaced by those of the positions.
template <class T, int N, class I, int M>
array<T, N - 1 + M> take(const view<T, N>& a, const view<I, M>& positions, int64 axis, int line) {
  using keelback::detail::index_item;
  const int at = normalize_axis(axis, N, line);
  // NumPy looks at the size of the result first.
  bool gives_some = positions.size() != 0;
  for (int k = 0; k < N; ++k) gives_some = gives_some && (k == at || a.shape[k] != 0);
  if (a.shape[at] == 0 && gives_some) raise_text(exception::index_error, line, "cannot do a non-empty take from an empty axes.");
  // ...and at the positions once for each step over the axes in front.
  bool looks = true;
  for (int k = 0; k < at; ++k) looks = looks && a.shape[k] != 0;
  if (!looks) {
    int64 shape[N - 1 + M + 1] = {};
    for (int k = 0; k < N - 1 + M; ++k) shape[k] = k < at ? a.shape[k] : k < at + M ? positions.shape[k - at] : a.shape[k - M + 1];
    return empty_at<T, N - 1 + M>(shape, line);
  }
  if (is_flat(a) && is_flat(positions) && detail::are_within(positions.data, positions.size(), a.shape[at])) {
    int64 shape[N - 1 + M + 1] = {}, outer = 1, inner = 1;
    for (int k = 0; k < N - 1 + M; ++k) shape[k] = k < at ? a.shape[k] : k < at + M ? positions.shape[k - at] : a.shape[k - M + 1];
    for (int k = 0; k < N; ++k) (k < at ? outer : inner) *= k == at ? 1 : a.shape[k];
    array<T, N - 1 + M> out = empty_at<T, N - 1 + M>(shape, line);
    detail::take_runs(a.data, positions.data, positions.size(), out.data, outer, a.shape[at], inner);
    return out;
  }
  index_item items[N];
  for (int k = 0; k < N; ++k) items[k] = k == at ? keelback::detail::subscript_item(positions) : keelback::detail::subscript_item(slice_all);
  const keelback::detail::fancy_plan plan(a.shape, a.strides, N, items, N, line);
  array<T, N - 1 + M> out = empty_at<T, N - 1 + M>(plan.shape, line);
  T* data = out.data;
  keelback::detail::for_selected(plan, a.data, [=](const T& x, int64 number) { data[number] = x; });
  return out;
}
template <class T, int N, class I, int M>
array<T, M> take(const view<T, N>& a, const view<I, M>& positions, int line) {
  return take(as_view(ravel(a, line)), positions, 0, line);
}
template <class T, int N>
auto take(const view<T, N>& a, int64 position, int64 axis, int line) {
  const view<int64, 0> one{&position, nullptr, {1}, {1}};
  if constexpr (N == 1) return *take(a, one, axis, line).data;
  else return take(a, one, axis, line);
}
// a[condition] along an axis; a condition may be shorter than the axis.
template <class T, int N>
array<T, N> compress(const view<bool, 1>& condition, const view<T, N>& a, int64 axis, int line) {
  const array<int64, 1> positions = flatnonzero(condition, line);
  return take(a, as_view(positions), axis, line);
}
template <class T, int N>
array<T, 1> compress(const view<bool, 1>& condition, const view<T, N>& a, int line) {
  const array<T, 1> flat = ravel(a, line);
  return compress(condition, as_view(flat), 0, line);
}
template <class C, int M, class T, int N>
array<T, 1> extract(const view<C, M>& condition, const view<T, N>& a, int line) {
  const array<T, 1> flat = ravel(a, line);
  const array<int64, 1> positions = flatnonzero(condition, line);
  return take(as_view(flat), as_view(positions), 0, line);
}
// Element by element along an axis; the other axes broadcast.
template <class T, class I, int N>
array<T, N> take_along_axis(const view<T, N>& a, const view<I, N>& positions, int64 axis, int line) {
  const int at = normalize_axis(axis, N, line);
  int64 around[N], shape[N];
  for (int k = 0; k < N; ++k) around[k] = k == at ? 1 : a.shape[k];
  const strided_operand operands[] = {{around, a.strides, N}, {positions.shape, positions.strides, N}};
  broadcast_shape(operands, 2, shape, N, line);
  const view<I, N> all = broadcast_to_at<N>(positions, shape, line);
  view<T, N> source = a;
  for (int k = 0; k < N; ++k)
    if (k == at || (a.shape[k] == 1 && shape[k] != 1)) source.strides[k] = 0;
  array<T, N> out = empty_at<T, N>(shape, line);
  if (out.size() == 0) return out;
  int64 position[N] = {}, twin[N] = {}, offset = 0, all_offset = 0;
  T* next = out.data;
  do {
    for (int64 j = 0; j < shape[N - 1]; ++j) {
      const int64 i = index(static_cast<int64>(all.data[all_offset + j * all.strides[N - 1]]), a.shape[at], at, line);
      *next++ = source.data[offset + j * source.strides[N - 1] + i * a.strides[at]];
    }
    keelback::detail::advance(twin, shape, all.strides, N - 1, &all_offset);
  } while (keelback::detail::advance(position, shape, source.strides, N - 1, &offset));
  return out;
}

}  // namespace np
}  // namespace keelback
