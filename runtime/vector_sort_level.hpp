// A bitonic sorting network over vector registers, for the CPU level that the including file is compiled for (K. E. Batcher, Sorting networks and their
// applications, 1968). Key i of a block is in lane i / rows of register i % rows: first the lanes are sorted, each over the registers, then neighbouring lanes are merged.
#pragma once

#include <array>
#include <cstring>
#include <limits>
#include <utility>

#include "vector_sort.hpp"

namespace keelback {
namespace {

using row = vector_of<int64>;
constexpr int lanes = vector_bytes / 8;
using lane_numbers = std::make_integer_sequence<int, lanes>;

KB_INLINE row lower(row a, row b) { return a < b ? a : b; }
KB_INLINE row higher(row a, row b) { return a < b ? b : a; }
KB_INLINE void order(row& a, row& b) {
  const row low = lower(a, b);
  b = higher(a, b);
  a = low;
}
// Lane k is lane k ^ Mask of x.
template <int Mask, int... k>
KB_INLINE row exchanged(row x, std::integer_sequence<int, k...>) {
  return __builtin_shufflevector(x, x, (k ^ Mask)...);
}
template <int Mask>
KB_INLINE row exchanged(row x) {
  return exchanged<Mask>(x, lane_numbers{});
}
// The lanes whose number has the bit are those of b, the others of a.
template <int Bit, int... k>
KB_INLINE row mixed(row a, row b, std::integer_sequence<int, k...>) {
  return __builtin_shufflevector(a, b, ((k & Bit) != 0 ? k + lanes : k)...);
}
template <int Bit>
KB_INLINE row ordered(row x, row partner) {
  return mixed<Bit>(lower(x, partner), higher(x, partner), lane_numbers{});
}

struct comparator {
  int low, high;
};
// Batcher's odd-even merge sort of `Rows` registers.
template <int Rows, class F>
constexpr void for_comparators(F f) {
  for (int p = 1; p < Rows; p *= 2) {
    for (int k = p; k >= 1; k /= 2) {
      for (int j = k % p; j <= Rows - 1 - k; j += 2 * k) {
        for (int i = 0; i < k && i <= Rows - j - k - 1; ++i) {
          if ((i + j) / (2 * p) == (i + j + k) / (2 * p)) f(comparator{i + j, i + j + k});
        }
      }
    }
  }
}
template <int Rows>
constexpr int comparator_count = [] {
  int count = 0;
  for_comparators<Rows>([&](comparator) { ++count; });
  return count;
}();
template <int Rows>
constexpr auto comparators = [] {
  std::array<comparator, comparator_count<Rows>> all{};
  int count = 0;
  for_comparators<Rows>([&](comparator one) { all[count++] = one; });
  return all;
}();

template <int Rows, size_t... i>
KB_INLINE void sort_lanes(row* v, std::index_sequence<i...>) {
  (order(v[comparators<Rows>[i].low], v[comparators<Rows>[i].high]), ...);
}

template <int Rows, int Lane>
KB_INLINE void merge_by_lane(row* v) {
  if constexpr (Lane > 0) {
    KB_UNROLL(32)
    for (int r = 0; r < Rows; ++r) v[r] = ordered<Lane>(v[r], exchanged<Lane>(v[r]));
    merge_by_lane<Rows, Lane / 2>(v);
  }
}
template <int Rows, int Distance>
KB_INLINE void merge_by_row(row* v) {
  if constexpr (Distance > 0) {
    KB_UNROLL(32)
    for (int r = 0; r < Rows; ++r)
      if ((r & Distance) == 0) order(v[r], v[r + Distance]);
    merge_by_row<Rows, Distance / 2>(v);
  }
}
// The sorted runs in groups of Merged / 2 lanes become runs in groups of Merged.
template <int Rows, int Merged>
KB_INLINE void merge_lanes(row* v) {
  if constexpr (Merged <= lanes) {
    KB_UNROLL(16)
    for (int r = 0; r < Rows / 2; ++r) {
      const row a = v[r], b = v[Rows - 1 - r];
      v[r] = ordered<Merged / 2>(a, exchanged<Merged - 1>(b));
      v[Rows - 1 - r] = ordered<Merged / 2>(b, exchanged<Merged - 1>(a));
    }
    merge_by_lane<Rows, Merged / 4>(v);
    merge_by_row<Rows, Rows / 2>(v);
    merge_lanes<Rows, Merged * 2>(v);
  }
}

template <int Capacity>
KB_NOINLINE void sort_block_of(std::uint64_t* keys, int64 n) {
  constexpr int rows = Capacity / lanes;
  constexpr std::uint64_t top = std::uint64_t{1} << 63;  // of unsigned keys signed ones, which more processors compare
  alignas(64) std::uint64_t room[Capacity];
  std::memcpy(room, keys, static_cast<size_t>(n) * sizeof(std::uint64_t));
  for (int64 i = n; i < Capacity; ++i) room[i] = ~std::uint64_t{0};
  for (int64 i = 0; i < Capacity; ++i) room[i] ^= top;
  row v[rows];
  std::memcpy(v, room, sizeof v);
  sort_lanes<rows>(v, std::make_index_sequence<comparator_count<rows>>{});
  merge_lanes<rows, 2>(v);
  std::memcpy(room, v, sizeof v);
  std::uint64_t out[Capacity];
  for (int lane = 0; lane < lanes; ++lane)
    for (int r = 0; r < rows; ++r) out[lane * rows + r] = room[r * lanes + lane] ^ top;
  std::memcpy(keys, out, static_cast<size_t>(n) * sizeof(std::uint64_t));
}

void sort_short(std::uint64_t* keys, int64 n) {
  if (n <= 32) sort_block_of<32>(keys, n);
  else if (n <= 64) sort_block_of<64>(keys, n);
  else sort_block_of<128>(keys, n);
}

}  // namespace
}  // namespace keelback
