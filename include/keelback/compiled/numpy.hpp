// numpy/*.hpp, compiled once.
#pragma once

#include <keelback/compiled/arrays.hpp>
#include <keelback/numpy/create.hpp>
#include <keelback/numpy/index.hpp>
#include <keelback/numpy/join.hpp>
#include <keelback/numpy/linalg.hpp>
#include <keelback/numpy/sampled.hpp>
#include <keelback/numpy/sets.hpp>
#include <keelback/numpy/sort.hpp>
#include <keelback/numpy/statistics.hpp>

namespace keelback::np {

int64 arange_length(int64 start, int64 stop, int64 step, int line) {
  if (step == 0) raise_zero_division(line, "division by zero");
  if (step > 0 ? start >= stop : start <= stop) return 0;
  const uint64 span = step > 0 ? static_cast<uint64>(stop) - static_cast<uint64>(start) : static_cast<uint64>(start) - static_cast<uint64>(stop);
  const uint64 by = step > 0 ? static_cast<uint64>(step) : 0 - static_cast<uint64>(step);
  const uint64 count = (span - 1) / by + 1;
  if (count > static_cast<uint64>(std::numeric_limits<int64>::max())) raise_value(line, "Maximum allowed size exceeded");
  return static_cast<int64>(count);
}
int64 arange_length(double start, double stop, double step, int line) {
  if (step == 0) raise_zero_division(line, "float division by zero");
  const double difference = stop - start, steps = difference / step;
  // NumPy: a quotient that underflows is one element
  if (steps == 0 && difference != 0) return sign_bit(steps) ? 0 : 1;
  const double count = ::ceil(steps);
  if (is_nan(count)) raise_value(line, "arange: cannot compute length");
  if (!(count < 9223372036854775808.0 && count >= -9223372036854775808.0)) raise_value(line, "Maximum allowed size exceeded");
  return count > 0 ? static_cast<int64>(count) : 0;
}

void linspace_into(double* out, double start, double stop, int64 n, bool endpoint) {
  const double intervals = static_cast<double>(endpoint ? n - 1 : n), span = stop - start, step = span / intervals;
  for (int64 i = 0; i < n; ++i) {
    const double position = static_cast<double>(i);
    const double distance = intervals > 0 ? (step == 0 ? position / intervals * span : position * step) : position * span;
    out[i] = distance + start;
  }
  if (endpoint && n > 1) out[n - 1] = stop;
}
void raise_samples(int64 n, int line) {
  raise(exception::value_error, line, "Number of samples, %lld, must be non-negative.", static_cast<long long>(n));
}

void detail::raise_inhomogeneous(const int64* shape, int depth, int line) {
  char text[200];
  keelback::detail::print_shape(text, sizeof text, shape, depth, true);
  raise(exception::value_error, line,
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after %d dimensions. The detected "
        "shape was %s + inhomogeneous part.",
        depth, text);
}

}  // namespace keelback::np

// ---- index.hpp ----

namespace keelback::detail {

namespace {

// out[i] += each(integer at position i) for the elements of `item` broadcast to `shape`, in C order.
template <class I, class Each>
void for_integers(const index_item& item, const int64* shape, int rank, Each each) {
  int64 strides[fancy_plan::limit], position[fancy_plan::limit] = {}, offset = 0, number = 0;
  for (int k = 0; k < rank; ++k) {
    const int from = k - (rank - item.rank);
    strides[k] = from < 0 || item.shape[from] == 1 ? 0 : item.strides[from];
    if (shape[k] == 0) return;
  }
  const I* data = static_cast<const I*>(item.data);
  const int outer = rank > 0 ? rank - 1 : 0;
  const int64 n = rank > 0 ? shape[outer] : 1, step = rank > 0 ? strides[outer] : 0;
  do {
    for (int64 j = 0; j < n; ++j) each(number++, static_cast<int64>(data[offset + j * step]));
  } while (advance(position, shape, strides, outer, &offset));
}
template <class Each>
void for_any_integers(const index_item& item, const int64* shape, int rank, Each each) {
  switch (item.item_size * 2 + (item.is_signed ? 1 : 0)) {
    case 3: return for_integers<std::int8_t>(item, shape, rank, each);
    case 2: return for_integers<std::uint8_t>(item, shape, rank, each);
    case 5: return for_integers<std::int16_t>(item, shape, rank, each);
    case 4: return for_integers<std::uint16_t>(item, shape, rank, each);
    case 9: return for_integers<std::int32_t>(item, shape, rank, each);
    case 8: return for_integers<std::uint32_t>(item, shape, rank, each);
    case 17: return for_integers<std::int64_t>(item, shape, rank, each);
    default: return for_integers<std::uint64_t>(item, shape, rank, each);
  }
}

// each(offset of the true element in an array of these strides)
template <class Each>
void for_true(const index_item& mask, const int64* strides, Each each) {
  int64 position[fancy_plan::limit] = {}, twin[fancy_plan::limit] = {}, mask_offset = 0, offset = 0;
  for (int k = 0; k < mask.rank; ++k)
    if (mask.shape[k] == 0) return;
  const bool* data = static_cast<const bool*>(mask.data);
  const int outer = mask.rank - 1;
  const int64 n = mask.shape[outer];
  do {
    for (int64 j = 0; j < n; ++j)
      if (data[mask_offset + j * mask.strides[outer]]) each(offset + j * strides[outer]);
    advance(twin, mask.shape, strides, outer, &offset);
  } while (advance(position, mask.shape, mask.strides, outer, &mask_offset));
}

}  // namespace

int64 count_true(const index_item& mask) {
  int64 position[fancy_plan::limit] = {}, offset = 0, count = 0;
  for (int k = 0; k < mask.rank; ++k)
    if (mask.shape[k] == 0) return 0;
  const int outer = mask.rank - 1;
  const int64 n = mask.shape[outer], step = mask.strides[outer];
  do {
    const bool* row = static_cast<const bool*>(mask.data) + offset;
    if (step == 1) {
      for (int64 j = 0; j < n; ++j) count += row[j];
    } else {
      for (int64 j = 0; j < n; ++j) count += row[j * step];
    }
  } while (advance(position, mask.shape, mask.strides, outer, &offset));
  return count;
}
void raise_mask_shape(int axis, int64 length, int64 mask_length, int line) {
  raise(exception::index_error, line,
        "boolean index did not match indexed array along axis %d; size of axis is %lld but size of corresponding boolean axis is %lld", axis,
        static_cast<long long>(length), static_cast<long long>(mask_length));
}
void raise_scatter_shape(const fancy_plan& plan, const int64* shape, int rank, int line) {
  if (plan.is_mask && rank == 1) {
    raise(exception::value_error, line,
          "NumPy boolean array indexing assignment cannot assign %lld input values to the %lld output values where the mask is true",
          static_cast<long long>(shape[0]), static_cast<long long>(plan.shape[0]));
  }
  char from[200], into[200];
  print_shape(from, sizeof from, shape, rank);
  print_shape(into, sizeof into, plan.shape, plan.rank);
  raise(exception::value_error, line, "shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s", from, into);
}

fancy_plan::fancy_plan(const int64* array_shape, const int64* array_strides, int array_rank, const index_item* items, int count, int line) {
  // An int beside index arrays is one of them, of rank 0. An ellipsis stands for the axes that nothing else uses; without
  // one they come last.
  bool is_fancy[limit];
  int used = 0;
  for (int i = 0; i < count; ++i) {
    is_fancy[i] = items[i].kind == index_item::integers || items[i].kind == index_item::mask || items[i].kind == index_item::integer;
    if (items[i].kind == index_item::mask) used += items[i].rank;
    else if (items[i].kind != index_item::new_axis && items[i].kind != index_item::ellipsis) ++used;
  }
  // Index arrays that are not side by side put their axes first.
  int first = -1, groups = 0;
  for (int i = 0; i < count; ++i) {
    if (!is_fancy[i]) continue;
    if (first < 0) first = i;
    groups += i == 0 || !is_fancy[i - 1];
  }
  const bool in_front = groups > 1;

  // Axes of slices, and the broadcast shape of the index arrays.
  strided_operand shapes[limit];
  int64 counts[limit], fancy_shape[limit];
  int operands = 0, fancy_rank = 0, axis = 0, axis_of[limit];
  bool is_behind = in_front;
  const auto keep = [&](int64 length, int64 stride) {
    (is_behind ? back_shape[back] : front_shape[front]) = length;
    (is_behind ? back_strides[back++] : front_strides[front++]) = stride;
  };
  for (int i = 0; i < count; ++i) {
    const index_item& item = items[i];
    axis_of[i] = axis;
    switch (item.kind) {
      case index_item::new_axis: keep(1, 0); break;
      case index_item::ellipsis:
        for (int k = used; k < array_rank; ++k, ++axis) keep(array_shape[axis], array_strides[axis]);
        break;
      case index_item::slice: {
        const slice_indices s = adjust(item.range, array_shape[axis], line);
        if (s.count > 0) start += s.start * array_strides[axis];
        keep(s.count, array_strides[axis] * s.step);
        ++axis;
        break;
      }
      case index_item::mask:
        for (int k = 0; k < item.rank; ++k)
          if (item.shape[k] != array_shape[axis + k] && item.shape[k] != 0) raise_mask_shape(axis + k, array_shape[axis + k], item.shape[k], line);
        counts[i] = count_true(item);
        // it stands for one index array an axis
        for (int k = 0; k < item.rank; ++k) shapes[operands++] = {&counts[i], nullptr, 1};
        if (fancy_rank < 1) fancy_rank = 1;
        axis += item.rank;
        is_behind = true;
        break;
      case index_item::integer:
        ++axis;
        is_behind = true;
        break;
      case index_item::integers:
        shapes[operands++] = {item.shape, nullptr, item.rank};
        if (fancy_rank < item.rank) fancy_rank = item.rank;
        ++axis;
        is_behind = true;
        break;
    }
  }
  for (; axis < array_rank; ++axis) keep(array_shape[axis], array_strides[axis]);
  is_mask = count == 1 && items[0].kind == index_item::mask && items[0].rank == array_rank;
  for (int k = 0; is_mask && k < array_rank; ++k) is_mask = items[0].shape[k] == array_shape[k];

  for (int k = 0; k < fancy_rank; ++k) fancy_shape[k] = 1;
  for (int c = 0; c < operands; ++c) {
    for (int k = 0; k < shapes[c].rank; ++k) {
      const int64 n = shapes[c].shape[k];
      int64& common = fancy_shape[fancy_rank - shapes[c].rank + k];
      if (n == common || n == 1) continue;
      if (common != 1) {
        char text[700];
        size_t end = 0;
        for (int each = 0; each < operands && end + 100 < sizeof text; ++each) {
          print_shape(text + end, 90, shapes[each].shape, shapes[each].rank);
          end += std::strlen(text + end);
          text[end++] = ' ';
          text[end] = 0;
        }
        raise(exception::index_error, line, "shape mismatch: indexing arrays could not be broadcast together with shapes %s", text);
      }
      common = n;
    }
  }
  offset_count = 1;
  for (int k = 0; k < fancy_rank; ++k) offset_count *= fancy_shape[k];
  for (int k = 0; k < front; ++k) shape[rank++] = front_shape[k];
  for (int k = 0; k < fancy_rank; ++k) shape[rank++] = fancy_shape[k];
  for (int k = 0; k < back; ++k) shape[rank++] = back_shape[k];

  offsets = static_cast<int64*>(allocate(static_cast<size_t>(offset_count > 0 ? offset_count : 1) * sizeof(int64)));
  if (offsets == nullptr) raise_memory(line);
  for (int64 p = 0; p < offset_count; ++p) offsets[p] = 0;
  try {
    for (int i = 0; i < count; ++i) {
      const index_item& item = items[i];
      const int at = axis_of[i];
      const int64 length = array_shape[at], stride = array_strides[at];
      if (item.kind == index_item::integer) {
        start += index(item.i, length, at, line) * stride;
      } else if (item.kind == index_item::integers) {
        for_any_integers(item, fancy_shape, fancy_rank, [&](int64 p, int64 value) { offsets[p] += index(value, length, at, line) * stride; });
      } else if (item.kind == index_item::mask) {
        // a mask of one true element is broadcast
        const int64 period = fancy_shape[fancy_rank - 1], step = counts[i] == 1 ? 1 : period;
        int64 number = 0;
        for_true(item, array_strides + at, [&](int64 offset) {
          for (int64 p = number; p < offset_count; p += step) offsets[p] += offset;
          ++number;
        });
      }
    }
  } catch (...) {
    deallocate(offsets);
    throw;
  }
}

}  // namespace keelback::detail

// ---- sort.hpp ----

namespace keelback::np {

namespace {

constexpr int radix_bits = 8, radix_size = 1 << radix_bits, radix_passes = 8;
constexpr int64 radix_from = 512, radix_from_in_registers = 8192;  // merging is faster for fewer, and where short runs are sorted in registers

struct keyed {
  uint64 key;
  int64 position;
};
uint64 key_in(uint64 x) { return x; }
uint64 key_in(const keyed& x) { return x.key; }

// Stable; the result is in `items`.
template <class Item>
void radix_sort(Item* items, Item* spare, int64 n) {
  static_assert(radix_bits * radix_passes >= 64);
  detail::buffer<std::uint32_t> storage(radix_size * radix_passes, 0);
  std::uint32_t* counts = storage.data;
  std::memset(counts, 0, sizeof(std::uint32_t) * radix_size * radix_passes);
  for (int64 i = 0; i < n; ++i) {
    uint64 key = key_in(items[i]);
    for (int pass = 0; pass < radix_passes; ++pass, key >>= radix_bits) ++counts[pass * radix_size + (key & (radix_size - 1))];
  }
  Item *from = items, *to = spare;
  for (int pass = 0; pass < radix_passes; ++pass) {
    std::uint32_t* count = counts + pass * radix_size;
    const int shift = pass * radix_bits;
    if (count[(key_in(from[0]) >> shift) & (radix_size - 1)] == n) continue;  // a digit that all keys share
    std::uint32_t position = 0;
    for (int digit = 0; digit < radix_size; ++digit) {
      const std::uint32_t here = count[digit];
      count[digit] = position;
      position += here;
    }
    for (int64 i = 0; i < n; ++i) to[count[(key_in(from[i]) >> shift) & (radix_size - 1)]++] = from[i];
    Item* swap = from;
    from = to;
    to = swap;
  }
  if (from != items) std::memcpy(static_cast<void*>(items), from, static_cast<size_t>(n) * sizeof(Item));
}

template <class Item>
void insertion_sort(Item* items, int64 n) {
  for (int64 i = 1; i < n; ++i) {
    const Item x = items[i];
    int64 j = i;
    for (; j > 0 && key_in(x) < key_in(items[j - 1]); --j) items[j] = items[j - 1];
    items[j] = x;
  }
}
// Two sorted halves become one, from both ends at once: neither end runs out of a half before it has come to the middle.
template <class Item>
void merge_halves(const Item* from, Item* to, int64 n) {
  const int64 half = n / 2;
  const Item *left = from, *right = from + half, *last_left = right - 1, *last_right = from + n - 1;
  Item* last = to + n - 1;
  for (int64 i = 0; i < half; ++i) {
    const bool takes_right = key_in(*right) < key_in(*left), takes_left = key_in(*last_right) < key_in(*last_left);
    *to++ = takes_right ? *right : *left;
    right += takes_right;
    left += !takes_right;
    *last-- = takes_left ? *last_left : *last_right;
    last_left -= takes_left;
    last_right -= !takes_left;
  }
  if (n % 2 != 0) *to = left <= last_left ? *left : *right;
}
// Stable, over runs sorted by insertion or, of plain keys, in registers.
template <class Item>
void merge_sort(Item* items, Item* spare, int64 n) {
  if (n <= 16) return insertion_sort(items, n);
  if constexpr (std::is_same_v<Item, uint64>) {
    if (sort_block(items, n)) return;
  }
  const int64 half = n / 2;
  merge_sort(items, spare, half);
  merge_sort(items + half, spare, n - half);
  if (key_in(items[half - 1]) <= key_in(items[half])) return;
  std::memcpy(static_cast<void*>(spare), items, static_cast<size_t>(n) * sizeof(Item));
  merge_halves(spare, items, n);
}

template <class Item>
void sort_items(Item* items, int64 n, int line) {
  if (n <= 16) return insertion_sort(items, n);
  bool is_sorted = true;
  for (int64 i = 1; i < n && is_sorted; ++i) is_sorted = key_in(items[i - 1]) <= key_in(items[i]);
  if (is_sorted) return;
  int64 from = radix_from;
  if constexpr (std::is_same_v<Item, uint64>) {
    if (sort_block(items, n)) return;
    if (has_sort_block()) from = radix_from_in_registers;
  }
  detail::buffer<Item> spare(n, line);
  if (n < from || n > std::numeric_limits<std::int32_t>::max()) merge_sort(items, spare.data, n);
  else radix_sort(items, spare.data, n);
}

}  // namespace

void sort_keys(uint64* keys, int64 n, int line) { sort_items(keys, n, line); }
void argsort_keys(const uint64* keys, int64* positions, int64 n, int line) {
  detail::buffer<keyed> items(n, line);
  for (int64 i = 0; i < n; ++i) items.data[i] = {keys[i], i};
  sort_items(items.data, n, line);
  for (int64 i = 0; i < n; ++i) positions[i] = items.data[i].position;
}

namespace {

// The keys below the pivot, or equal to it where `AndEqual`, come first: how many these are. Without branches, for which they are is not to be foreseen.
template <bool AndEqual>
int64 partition_keys(uint64* keys, int64 n, uint64 pivot) {
  int64 below = 0;
  for (int64 i = 0; i < n; ++i) {
    const uint64 key = keys[i];
    keys[i] = keys[below];
    keys[below] = key;
    below += AndEqual ? key <= pivot : key < pivot;
  }
  return below;
}
// A key that is likely to come little behind the k-th, where that is in the front half, and otherwise little before it: what is left is short.
uint64 likely_pivot(const uint64* keys, int64 n, int64 k) {
  uint64 sample[61];
  const int64 count = n < 2048 ? 15 : 61, margin = count < 61 ? 1 : 3;
  for (int64 i = 0; i < count; ++i) sample[i] = keys[(2 * i + 1) * n / (2 * count)];
  insertion_sort(sample, count);
  const int64 at = k * count / n, wanted = k < n / 2 ? at + margin : at - margin;
  return sample[wanted < 0 ? 0 : wanted < count ? wanted : count - 1];
}

}  // namespace

// Quickselect; after many bad pivots the rest is sorted.
void select_key(uint64* keys, int64 n, int64 k) {
  for (int round = 0; n > 128 && round < 60; ++round) {
    const uint64 pivot = likely_pivot(keys, n, k);
    int64 below = partition_keys<false>(keys, n, pivot);
    if (k < below) {
      n = below;
      continue;
    }
    keys += below, n -= below, k -= below;
    if (below > n / 8) continue;
    // Perhaps many are equal to it.
    below = partition_keys<true>(keys, n, pivot);
    if (k < below) return;
    keys += below, n -= below, k -= below;
  }
  sort_items(keys, n, 0);
}

void raise_kth(int64 kth, int64 length, int line) {
  raise(exception::value_error, line, "kth(=%lld) out of bounds (%lld)", static_cast<long long>(kth < 0 ? kth + length : kth), static_cast<long long>(length));
}

}  // namespace keelback::np

// ---- statistics.hpp ----

namespace keelback::np {

void raise_empty_arg(bool maximum, int line) {
  raise_value(line, maximum ? "attempt to get argmax of an empty sequence" : "attempt to get argmin of an empty sequence");
}
void raise_order(int64 n, int line) {
  raise(exception::value_error, line, "order must be non-negative but got %lld", static_cast<long long>(n));
}
// NumPy's text has -1 or 0, by accident.
void raise_no_quantile(int line) { raise_text(exception::index_error, line, "index -1 is out of bounds for axis 0 with size 0"); }
void raise_quantile(bool percent, int line) {
  raise_value(line, percent ? "Percentiles must be in the range [0, 100]" : "Quantiles must be in the range [0, 1]");
}

}  // namespace keelback::np

// ---- join.hpp ----

namespace keelback::np {

void raise_concatenate(int axis, int64 number, int64 length, int64 other_length, int line) {
  raise(exception::value_error, line,
        "all the input array dimensions except for the concatenation axis must match exactly, but along dimension %d, the array at index 0 "
        "has size %lld and the array at index %lld has size %lld",
        axis, static_cast<long long>(length), static_cast<long long>(number), static_cast<long long>(other_length));
}
void raise_stack(int line) { raise_value(line, "all input arrays must have the same shape"); }
void raise_nothing_to_join(const char* function, int line) { raise(exception::value_error, line, "need at least one array to %s", function); }
void raise_repeats(int64 length, int64 repeats, int line) {
  raise(exception::value_error, line, "operands could not be broadcast together with shape (%lld,) (%lld,)", static_cast<long long>(length),
        static_cast<long long>(repeats));
}

}  // namespace keelback::np

// ---- linalg.hpp ----

namespace keelback::np {

void raise_dot_shape(const strided_operand& a, const strided_operand& b, int axis, int other_axis, int line) {
  char left[200], right[200];
  keelback::detail::print_shape(left, sizeof left, a.shape, a.rank);
  keelback::detail::print_shape(right, sizeof right, b.shape, b.rank);
  raise(exception::value_error, line, "shapes %s and %s not aligned: %lld (dim %d) != %lld (dim %d)", left, right,
        static_cast<long long>(a.shape[axis]), axis, static_cast<long long>(b.shape[other_axis]), other_axis);
}
void raise_vdot_size(int64 length, int64 other_length, int line) {
  raise(exception::value_error, line, "cannot reshape array of size %lld into shape (%lld,)", static_cast<long long>(other_length),
        static_cast<long long>(length));
}
void raise_matmul_stacks(const strided_operand& a, const strided_operand& b, int line) {
  char texts[2][400];
  const strided_operand* operands[] = {&a, &b};
  for (int i = 0; i < 2; ++i) {
    int64 remapped[64];
    const int rank = operands[i]->rank;
    for (int k = 0; k < rank; ++k) remapped[k] = k < rank - 2 ? operands[i]->shape[k] : -1;
    char from[200], to[200];
    keelback::detail::print_shape(from, sizeof from, operands[i]->shape, rank);
    keelback::detail::print_shape(to, sizeof to, remapped, rank);
    std::snprintf(texts[i], sizeof texts[i], "%s->%s", from, to);
  }
  raise(exception::value_error, line,
        "operands could not be broadcast together with remapped shapes [original->remapped]: %s %s  and requested shape (%lld,%lld)", texts[0],
        texts[1], static_cast<long long>(a.shape[a.rank - 2]), static_cast<long long>(b.shape[b.rank - 1]));
}
void raise_matmul_shape(const char* signature, int64 length, int64 other_length, int line) {
  raise(exception::value_error, line,
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature %s (size %lld is different from %lld)", signature,
        static_cast<long long>(other_length), static_cast<long long>(length));
}
void raise_linalg(int line, const char* text) { raise_text(exception::linalg_error, line, text); }

}  // namespace keelback::np

// ---- sets.hpp ----

namespace keelback::np {

void raise_bincount(int which, int line) {
  constexpr const char* texts[] = {"'list' argument must have no negative elements", "'minlength' must not be negative",
                                   "The weights and list don't have the same length."};
  raise_value(line, texts[which]);
}

}  // namespace keelback::np

// ---- sampled.hpp ----

namespace keelback::np {

double interpolate(double x, const double* xp, const double* fp, int64 n, double left, double right, int64& near) {
  if (n == 1) return x < xp[0] ? left : x > xp[0] ? right : fp[0];
  if (is_nan(x)) return x;
  if (x > xp[n - 1]) return right;
  if (x < xp[0]) return left;
  // xp[low] <= x < xp[low + 1]: where the last position was, or in the interval behind it, as in an array of positions in their order.
  int64 low = near;
  const auto is_here = [&] { return xp[low] <= x && (low == n - 1 || x < xp[low + 1]); };
  if (!is_here() && (low == n - 1 || (++low, !is_here()))) {
    int64 length = n;
    for (low = 0; length > 1; length -= length / 2) low = x >= xp[low + length / 2] ? low + length / 2 : low;
  }
  near = low;
  if (low == n - 1 || xp[low] == x) return fp[low];
  const double slope = (fp[low + 1] - fp[low]) / (xp[low + 1] - xp[low]);
  double y = slope * (x - xp[low]) + fp[low];
  if (is_nan(y)) {
    // an infinite sample: from the other side, as NumPy
    y = slope * (x - xp[low + 1]) + fp[low + 1];
    if (is_nan(y) && fp[low] == fp[low + 1]) y = fp[low];
  }
  return y;
}

}  // namespace keelback::np
