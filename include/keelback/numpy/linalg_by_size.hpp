// Solving, inverting, determinants: small matrices here, without a call's overhead; larger ones by NumPy's LAPACK, which is faster there.
#pragma once

#include <keelback/numpy/linalg.hpp>
#include <keelback/numpy/python.hpp>

namespace keelback::np {

// From here on LAPACK's blocked loops win.
inline constexpr int64 lapack_size = 64;

template <class T, class U, int M>
auto solve_by_size(const view<T, 2>& a, const view<U, M>& b, int line) {
  using R = decltype(solve(a, b, line));
  return a.shape[0] < lapack_size ? solve(a, b, line) : python::call<"numpy.linalg.solve", "", R>(a, b, line);
}
template <class T>
auto inv_by_size(const view<T, 2>& a, int line) {
  using R = decltype(inv(a, line));
  return a.shape[0] < lapack_size ? inv(a, line) : python::call<"numpy.linalg.inv", "", R>(a, line);
}
template <class T>
auto det_by_size(const view<T, 2>& a, int line) {
  using R = decltype(det(a, line));
  return a.shape[0] < lapack_size ? det(a, line) : python::call<"numpy.linalg.det", "", R>(a, line);
}

}  // namespace keelback::np
