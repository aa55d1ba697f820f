// Stable sort of items in place, as list.sort orders them: natural runs, binary insertion into short ones, merges.
// After Tim Peters' listsort.txt in CPython, without its galloping: comparisons are inlined here, and cheap.
#pragma once

#include <keelback/items.hpp>

namespace keelback {
namespace detail {

// Keys, and values that move with them; `V*` null: no values.
template <class K, class V>
struct sorter {
  K* keys;
  V* values;
  K* key_room;  // half of the items
  V* value_room;
  bool reverse;

  KB_INLINE bool less(const K& a, const K& b) const { return reverse ? less_item(b, a) : less_item(a, b); }

  template <class X>
  static void rotate_in(X* items, int64 to, int64 from) {
    alignas(X) unsigned char saved[sizeof(X)];
    std::memcpy(saved, static_cast<const void*>(items + from), sizeof(X));
    relocate(items + to + 1, items + to, from - to);
    std::memcpy(static_cast<void*>(items + to), saved, sizeof(X));
  }
  template <class X>
  static void swap_range(X* items, int64 low, int64 high) {
    for (--high; low < high; ++low, --high) {
      alignas(X) unsigned char saved[sizeof(X)];
      std::memcpy(saved, static_cast<const void*>(items + low), sizeof(X));
      relocate(items + low, items + high, 1);
      std::memcpy(static_cast<void*>(items + high), saved, sizeof(X));
    }
  }

  // The end of the run at `low`, made ascending.
  int64 run(int64 low, int64 high) {
    int64 i = low + 1;
    if (i >= high) return high;
    if (less(keys[i], keys[i - 1])) {
      for (++i; i < high && less(keys[i], keys[i - 1]); ++i) {
      }
      swap_range(keys, low, i);
      if (values != nullptr) swap_range(values, low, i);
    } else {
      for (++i; i < high && !less(keys[i], keys[i - 1]); ++i) {
      }
    }
    return i;
  }
  // [low, sorted) is in order; inserts the rest.
  void insert(int64 low, int64 sorted, int64 high) {
    for (; sorted < high; ++sorted) {
      int64 left = low, right = sorted;
      while (left < right) {
        const int64 middle = left + (right - left) / 2;
        if (less(keys[sorted], keys[middle])) right = middle;
        else left = middle + 1;
      }
      if (left == sorted) continue;
      rotate_in(keys, left, sorted);
      if (values != nullptr) rotate_in(values, left, sorted);
    }
  }
  // Merges [low, middle) and [middle, high). A comparison that raises leaves all items in place, in some order.
  void merge(int64 low, int64 middle, int64 high) {
    if (!less(keys[middle], keys[middle - 1])) return;
    const int64 left_size = middle - low;
    relocate(key_room, keys + low, left_size);
    if (values != nullptr) relocate(value_room, values + low, left_size);
    struct rest {
      sorter& s;
      int64 i = 0, n, right, out;
      ~rest() {
        relocate(s.keys + out, s.key_room + i, n - i);
        if (s.values != nullptr) relocate(s.values + out, s.value_room + i, n - i);
      }
    } r{*this, 0, left_size, middle, low};
    while (r.i < r.n && r.right < high) {
      if (less(keys[r.right], key_room[r.i])) {
        relocate(keys + r.out, keys + r.right, 1);
        if (values != nullptr) relocate(values + r.out, values + r.right, 1);
        ++r.right;
      } else {
        relocate(keys + r.out, key_room + r.i, 1);
        if (values != nullptr) relocate(values + r.out, value_room + r.i, 1);
        ++r.i;
      }
      ++r.out;
    }
  }
};

}  // namespace detail

template <class K, class V>
void sort_items(K* keys, V* values, int64 count, bool reverse) {
  detail::sorter<K, V> s{keys, values, nullptr, nullptr, reverse};
  if (count < 2) return;
  constexpr int64 short_run = 64;
  if (count < short_run) return s.insert(0, s.run(0, count), count);
  struct room {
    void* keys;
    void* values = nullptr;
    ~room() {
      container_free(keys);
      container_free(values);
    }
  } memory{container_allocate(count, sizeof(K))};
  if (values != nullptr) memory.values = container_allocate(count, sizeof(V));
  s.key_room = static_cast<K*>(memory.keys);
  s.value_room = static_cast<V*>(memory.values);
  int64 least = count, odd = 0;  // CPython's merge_compute_minrun
  while (least >= short_run) {
    odd |= least & 1;
    least >>= 1;
  }
  least += odd;
  struct {
    int64 base, length;
  } runs[96];
  int pending = 0;
  const auto merge_at = [&](int i) {
    s.merge(runs[i].base, runs[i + 1].base, runs[i + 1].base + runs[i + 1].length);
    runs[i].length += runs[i + 1].length;
    for (int k = i + 1; k + 1 < pending; ++k) runs[k] = runs[k + 1];
    --pending;
  };
  for (int64 low = 0; low < count;) {
    int64 end = s.run(low, count);
    const int64 forced = count - low < least ? count : low + least;
    if (end < forced) {
      s.insert(low, end, forced);
      end = forced;
    }
    runs[pending++] = {low, end - low};
    low = end;
    while (pending > 1) {
      int i = pending - 2;
      const bool unbalanced = (i > 0 && runs[i - 1].length <= runs[i].length + runs[i + 1].length) ||
                              (i > 1 && runs[i - 2].length <= runs[i - 1].length + runs[i].length);
      if (unbalanced) merge_at(runs[i - 1].length < runs[i + 1].length ? i - 1 : i);
      else if (runs[i].length <= runs[i + 1].length) merge_at(i);
      else break;
    }
  }
  while (pending > 1) {
    const int i = pending - 2;
    merge_at(i > 0 && runs[i - 1].length < runs[i + 1].length ? i - 1 : i);
  }
}

}  // namespace keelback
