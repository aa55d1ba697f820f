// Products, solving, inverting, determinants: small matrices here, without a call's overhead; larger ones by NumPy's BLAS and LAPACK, which are faster there.
#pragma once

#include <keelback/numpy/linalg.hpp>
#include <keelback/numpy/python.hpp>

namespace keelback::np {

// From here on LAPACK's blocked loops win; and BLAS' products, by how many numbers are multiplied.
inline constexpr int64 lapack_size = 64;
inline constexpr double blas_work = 4096;

inline bool is_for_lapack(int64 size) { return size >= lapack_size && python::may_be_called(); }

// Products of matrices of more than one row and column: one with a vector is bound by memory, here as there. What does not fit together is told here.
template <class T>
bool is_for_blas(const view<T, 2>& a, const view<T, 2>& b) {
  const bool is_large = a.shape[0] > 1 && b.shape[1] > 1 && double(a.shape[0]) * double(a.shape[1]) * double(b.shape[1]) >= blas_work;
  return is_large && a.shape[1] == b.shape[0] && python::may_be_called();
}
template <class T>
array<T, 2> matmul_by_size(const view<T, 2>& a, const view<T, 2>& b, int line) {
  return is_for_blas(a, b) ? python::call<"numpy.matmul", "", array<T, 2>>(a, b, line) : matmul(a, b, line);
}
template <class T>
array<T, 2> dot_by_size(const view<T, 2>& a, const view<T, 2>& b, int line) {
  return is_for_blas(a, b) ? python::call<"numpy.dot", "", array<T, 2>>(a, b, line) : dot(a, b, line);
}
template <class T, class U, int M>
auto solve_by_size(const view<T, 2>& a, const view<U, M>& b, int line) {
  using R = decltype(solve(a, b, line));
  return is_for_lapack(a.shape[0]) ? python::call<"numpy.linalg.solve", "", R>(a, b, line) : solve(a, b, line);
}
template <class T>
auto inv_by_size(const view<T, 2>& a, int line) {
  using R = decltype(inv(a, line));
  return is_for_lapack(a.shape[0]) ? python::call<"numpy.linalg.inv", "", R>(a, line) : inv(a, line);
}
template <class T>
auto det_by_size(const view<T, 2>& a, int line) {
  using R = decltype(det(a, line));
  return is_for_lapack(a.shape[0]) ? python::call<"numpy.linalg.det", "", R>(a, line) : det(a, line);
}

}  // namespace keelback::np
