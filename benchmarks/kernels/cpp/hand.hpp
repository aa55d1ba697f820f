// What the hand-written kernels share: NumPy arrays as pybind11 gives them, contiguous, and a few names.
#pragma once
#include <pybind11/complex.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace py = pybind11;
using Index = std::ptrdiff_t;

template <class T = double>
using Array = py::array_t<T, py::array::c_style>;

// A new array, not filled.
template <class T = double, class... Extent>
Array<T> empty(Extent... extents) {
  return Array<T>(std::vector<Index>{static_cast<Index>(extents)...});
}

template <class T>
Array<T> copy(const Array<T>& a) {
  Array<T> out(std::vector<Index>(a.shape(), a.shape() + a.ndim()));
  std::copy_n(a.data(), a.size(), out.mutable_data());
  return out;
}
