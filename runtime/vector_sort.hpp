// Sorting of short runs of keys in vector registers, for the CPU levels that have comparisons of 64-bit lanes.
#pragma once

#include <keelback/platform.hpp>

namespace keelback {

inline constexpr int64 longest_block = 128;
using block_sort = void (*)(std::uint64_t* keys, int64 n);  // n keys, at most `longest_block`

}  // namespace keelback

// Compiled apart, for their levels.
extern "C" const keelback::block_sort keelback_vector_sort_v3, keelback_vector_sort_v4;
