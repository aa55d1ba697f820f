// `a, b = x`
#pragma once

#include <keelback/array.hpp>

namespace keelback {

// The number of items against the number of targets.
KB_INLINE void check_unpack(int64 size, int64 count, int line) {
  if (KB_UNLIKELY(size != count)) raise_unpack(count, size, line);
}
template <class X>
  requires(!std::is_arithmetic_v<X>)
KB_INLINE void check_unpack(const X& x, int64 count, int line) {
  if constexpr (is_array<X>) check_unpack(x.shape[0], count, line);
  else check_unpack(static_cast<int64>(x.size()), count, line);
}
// `a, *b, c = x`: at least `count`
template <class X>
KB_INLINE void check_unpack_star(const X& x, int64 count, int line) {
  int64 size;
  if constexpr (is_array<X>) size = x.shape[0];
  else if constexpr (std::is_arithmetic_v<X>) size = x;
  else size = static_cast<int64>(x.size());
  if (KB_UNLIKELY(size < count)) raise_unpack_star(count, size, line);
}

}  // namespace keelback
