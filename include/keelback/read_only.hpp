// Arrays that NumPy makes read-only, and what stores through arrays that may be such (docs/design/read_only.md).
#pragma once

#include <keelback/array.hpp>

namespace keelback {

// The same elements, not to be written through it or any view of it.
template <class T, int N>
array<T, N> read_only(const view<T, N>& a) {
  view<T, N> result = a;
  result.base = read_only_owner(a.base);
  return array<T, N>::adopt(result);
}

template <class T, int N>
KB_INLINE bool is_writeable(const view<T, N>& a) {
  return a.base == nullptr || !a.base->read_only;
}

// What was to be written, as NumPy's message begins.
enum class written { assignment_destination, output_array, sort_array, underlying_array };
[[noreturn]] KB_COLD KB_NOINLINE void raise_read_only(written as, int line);

template <written As, class T, int N>
KB_INLINE void require_writeable(const view<T, N>& a, int line) {
  if (KB_UNLIKELY(!is_writeable(a))) raise_read_only(As, line);
}
// The array itself, where it is an argument of what writes to it.
template <written As, class T, int N>
KB_INLINE const view<T, N>& writeable(const view<T, N>& a, int line) {
  require_writeable<As>(a, line);
  return a;
}

// The flags of an array that follow from its strides.
template <class T, int N>
bool has_c_order(const view<T, N>& a) {
  return a.is_c_contiguous();
}
template <class T, int N>
bool has_f_order(const view<T, N>& a) {
  return a.is_f_contiguous();
}

}  // namespace keelback
