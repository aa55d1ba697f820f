// Truth values of many elements at once: counted, searched for one that differs, turned into positions. Blocks of bytes, looked at eight to a word.
#pragma once

#include <keelback/dtype.hpp>

namespace keelback::detail {

inline constexpr int64 truths_at_once = 512;

// f(truths, begin, count) for the truth values of n elements, block by block, until it returns false. What is left of the last word is false.
template <class Load, class F>
KB_INLINE void for_truths(int64 n, const Load& load, const F& f) {
  for (int64 begin = 0; begin < n; begin += truths_at_once) {
    alignas(64) bool truths[truths_at_once];
    const int64 count = n - begin < truths_at_once ? n - begin : truths_at_once;
    KB_IVDEP
    for (int64 i = 0; i < count; ++i) truths[i] = cast<bool>(load(begin + i));
    for (int64 i = count; i % 8 != 0; ++i) truths[i] = false;
    if (!f(static_cast<const bool*>(truths), begin, count)) return;
  }
}

KB_INLINE uint64 truth_word(const bool* truths, int64 number) {
  uint64 word;
  std::memcpy(&word, truths + 8 * number, sizeof word);
  return word;
}

// How many of a block are true.
KB_INLINE int64 count_block(const bool* truths, int64 count) {
  uint64 sums = 0;  // of each of the eight bytes, at most 64
  for (int64 i = 0; i < (count + 7) / 8; ++i) sums += truth_word(truths, i);
  sums = (sums & 0x00ff00ff00ff00ff) + (sums >> 8 & 0x00ff00ff00ff00ff);
  return static_cast<int64>(sums * 0x0001000100010001 >> 48);
}
// Whether one of a block is `wanted`.
KB_INLINE bool block_has(const bool* truths, int64 count, bool wanted) {
  constexpr uint64 all = 0x0101010101010101;
  const uint64 other = wanted ? 0 : all;
  uint64 seen = 0;
  for (int64 i = 0; i < count / 8; ++i) seen |= truth_word(truths, i) ^ other;
  if (count % 8 != 0) seen |= truth_word(truths, count / 8) ^ (other >> (64 - 8 * (count % 8)));
  return seen != 0;
}

template <class Load>
KB_INLINE int64 count_true(int64 n, const Load& load) {
  int64 total = 0;
  for_truths(n, load, [&](const bool* truths, int64, int64 count) {
    total += count_block(truths, count);
    return true;
  });
  return total;
}

// f(positions, count) for the positions of the true ones, in order, some at a time.
template <class Load, class F>
KB_INLINE void for_true(int64 n, const Load& load, const F& f) {
  for_truths(n, load, [&](const bool* truths, int64 begin, int64 count) {
    int64 positions[truths_at_once], found = 0;
    if (count_block(truths, count) * 16 < count) {
      for (int64 i = 0; i < (count + 7) / 8; ++i) {
        for (uint64 word = truth_word(truths, i); word != 0; word &= word - 1) positions[found++] = begin + 8 * i + __builtin_ctzll(word) / 8;
      }
    } else {
      // Which come is not to be foreseen: no branches.
      for (int64 i = 0; i < count; ++i) {
        positions[found] = begin + i;
        found += truths[i];
      }
    }
    f(static_cast<const int64*>(positions), found);
    return true;
  });
}

}  // namespace keelback::detail
