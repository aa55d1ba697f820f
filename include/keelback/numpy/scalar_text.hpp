// The texts of NumPy's scalars: NumPy's own, which have changed between its versions.
#pragma once

#include <keelback/dtype.hpp>
#include <keelback/str.hpp>

namespace keelback::np {

KB_COLD str scalar_text(const void* value, int dtype, bool is_repr);  // runtime/python_call.cpp

template <class T>
str scalar_repr(T value) {
  return scalar_text(&value, dtype_number<T>, true);
}
template <class T>
str scalar_str(T value) {
  return scalar_text(&value, dtype_number<T>, false);
}

}  // namespace keelback::np
