// Maxima and minima of runs of numbers, in vector registers.
#pragma once

#include <keelback/dtype.hpp>

namespace keelback::detail {

// The extremum of acc and n elements, with one instruction for a vector of them. A nan is lost, or wins where `NansWin`; acc is none.
template <bool Maximum, bool NansWin, class R, class Load>
KB_INLINE R extremum_by_vectors(R acc, int64 n, const Load& load) {
  using V = vector_of<R>;
  constexpr int lanes = vector_bytes / static_cast<int>(sizeof(R)), vectors = 4;
  const auto better = [](const V& x, const V& y) KB_ALWAYS_INLINE { return (Maximum ? x > y : x < y) ? x : y; };
  const V start = acc - V{};
  V best[vectors] = {start, start, start, start};
  decltype(start != start) has_nan[vectors] = {};
  const auto take = [&](int v, int64 from) KB_ALWAYS_INLINE {
    V x;
    if constexpr (vector_bytes == 32) {
      // Lane by lane, which compilers make one load where the elements lie in one piece. A block would be written by halves here and read as a whole, which waits for both.
      KB_UNROLL(32)
      for (int j = 0; j < lanes; ++j) x[j] = cast<R>(load(from + j));
    } else {
      R block[lanes];
      for (int j = 0; j < lanes; ++j) block[j] = cast<R>(load(from + j));
      std::memcpy(&x, block, sizeof x);
    }
    best[v] = better(x, best[v]);  // best[v] where x is nan
    if constexpr (NansWin && std::is_floating_point_v<R>) has_nan[v] |= x != x;
  };
  int64 i = 0;
  for (; i + vectors * lanes <= n; i += vectors * lanes) {
    KB_UNROLL(4)
    for (int v = 0; v < vectors; ++v) take(v, i + v * lanes);
  }
  for (; i + lanes <= n; i += lanes) take(0, i);
  if (i < n && n >= lanes) {
    take(1, n - lanes);  // some of them again, which changes nothing
    i = n;
  }
  const V both = better(better(best[0], best[1]), better(best[2], best[3]));
  const auto nans = (has_nan[0] | has_nan[1]) | (has_nan[2] | has_nan[3]);
  bool any_nan = false;
  for (int j = 0; j < lanes; ++j) {
    acc = (Maximum ? both[j] > acc : both[j] < acc) ? both[j] : acc;
    any_nan |= nans[j] != 0;
  }
  for (; i < n; ++i) {
    const R x = cast<R>(load(i));
    acc = (Maximum ? x > acc : x < acc) ? x : acc;
    any_nan |= x != x;
  }
  if constexpr (NansWin && std::is_floating_point_v<R>) return any_nan ? static_cast<R>(quiet_nan) : acc;
  else return acc;
}
template <class R>
inline constexpr bool has_extremum_vectors = std::is_arithmetic_v<R> && !std::is_same_v<R, bool>;

}  // namespace keelback::detail
