// What arrays know of themselves beyond their shape: a.size, a.item().
#pragma once

#include <keelback/array.hpp>

namespace keelback::np {

template <class T, int N>
KB_INLINE int64 size(const view<T, N>& a) {
  return a.size();
}

template <class T, int N>
KB_INLINE int64 byte_size(const view<T, N>& a) {
  return a.size() * static_cast<int64>(sizeof(T));
}
template <int Axis, class T, int N>
KB_INLINE int64 byte_stride(const view<T, N>& a) {
  return a.strides[Axis] * static_cast<int64>(sizeof(T));
}

// The only element. ValueError where there is none or more.
template <class T, int N>
T item(const view<T, N>& a, int line) {
  if (a.size() != 1) raise_text(exception::value_error, line, "can only convert an array of size 1 to a Python scalar");
  return *a.data;
}

}  // namespace keelback::np
