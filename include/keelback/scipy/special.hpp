// Functions of scipy.special: SciPy's own, through the C functions that scipy.special.cython_special exports (docs/design/scipy.md). Looked up when
// first called: nothing of SciPy is needed to build.
#pragma once

#include <keelback/numpy/python.hpp>

namespace keelback::scipy {

// The function of that name that takes and gives `arity` doubles, or floats; null where there is none of floats. Throws where there is none of doubles.
void* find_special(const char* name, int arity, bool is_single, int line);

template <class T, class... A>
struct special_function {
  T (*of_type)(A..., int);
  double (*of_double)(std::conditional_t<true, double, A>..., int);

  special_function(const char* name, int line) : of_type(nullptr), of_double(nullptr) {
    constexpr int arity = sizeof...(A);
    if constexpr (std::is_same_v<T, float>) of_type = reinterpret_cast<decltype(of_type)>(find_special(name, arity, true, line));
    if (of_type == nullptr) of_double = reinterpret_cast<decltype(of_double)>(find_special(name, arity, false, line));
  }
  KB_INLINE T operator()(A... x) const {
    if constexpr (std::is_same_v<T, float>) {
      if (of_type != nullptr) return of_type(x..., 0);
    }
    return static_cast<T>(of_double(x..., 0));
  }
};

template <python::text Name, class T>
T special(T x, int line) {
  static const special_function<T, T> function(Name.characters, line);
  return function(x);
}
template <python::text Name, class T>
T special(T x, T y, int line) {
  static const special_function<T, T, T> function(Name.characters, line);
  return function(x, y);
}
template <python::text Name, class T>
T special(T x, T y, T z, int line) {
  static const special_function<T, T, T, T> function(Name.characters, line);
  return function(x, y, z);
}
template <python::text Name, class T>
T special(T x, T y, T z, T w, int line) {
  static const special_function<T, T, T, T, T> function(Name.characters, line);
  return function(x, y, z, w);
}
template <python::text Name, class T>
T special(T x, T y, T z, T w, T v, int line) {
  static const special_function<T, T, T, T, T, T> function(Name.characters, line);
  return function(x, y, z, w, v);
}

}  // namespace keelback::scipy
