// bool(x) of every type.
#pragma once

#include <keelback/items.hpp>

namespace keelback {

// NumPy: of one element only.
template <class T, int N>
bool truth(const view<T, N>& a, int line) {
  if (KB_UNLIKELY(a.size() != 1)) raise_ambiguous_truth(a.size(), line);
  return truth(*a.data);
}
template <class T, int N>
bool truth(const array<T, N>& a, int line) {
  return truth(static_cast<const view<T, N>&>(a), line);
}
template <class T>
KB_INLINE bool truth(const T& x, int line) {
  if constexpr (requires { x.truth(line); }) return x.truth(line);
  else return truth(x);
}

}  // namespace keelback
