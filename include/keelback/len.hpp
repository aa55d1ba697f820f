// len(x)
#pragma once

#include <keelback/array.hpp>

namespace keelback {

template <class X>
KB_INLINE int64 len(const X& x) {
  if constexpr (is_array<X>) return x.shape[0];
  else return static_cast<int64>(x.size());
}

}  // namespace keelback
