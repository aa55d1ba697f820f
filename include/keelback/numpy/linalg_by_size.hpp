// Products, solving, inverting, determinants: small matrices here, without a call's overhead; larger ones by NumPy's BLAS and LAPACK, which are faster there.
#pragma once

#include <keelback/numpy/linalg.hpp>
#include <keelback/numpy/python.hpp>

namespace keelback::np {

// From here on LAPACK's blocked loops win; and BLAS' products, by how many numbers are multiplied.
inline constexpr int64 lapack_size = 64;
inline constexpr double blas_work = 4096;

inline bool is_for_lapack(int64 size) { return size >= lapack_size && python::may_be_called(); }

// Products with a vector are bound by memory, here as there, but BLAS reads long ones with several threads. What does not fit together is told here.
inline constexpr int64 blas_elements = 65536;

template <class T, int N, int M>
bool is_for_blas(const view<T, N>& a, const view<T, M>& b) {
  if constexpr (N == 2 && M == 2) {
    const bool is_large = a.shape[0] > 1 && b.shape[1] > 1 && double(a.shape[0]) * double(a.shape[1]) * double(b.shape[1]) >= blas_work;
    return is_large && a.shape[1] == b.shape[0] && python::may_be_called();
  } else {
    const int64 size = N == 2 ? a.shape[0] * a.shape[N - 1] : b.shape[0] * b.shape[M - 1];
    return KB_UNLIKELY(size >= blas_elements) && a.shape[N - 1] == b.shape[0] && python::may_be_called();
  }
}
template <python::text Name, class R, class A, class B>
KB_NOINLINE R product_by_blas(const A& a, const B& b, int line) {
  return python::call<Name, "", R>(a, b, line);
}
template <class T, int N, int M>
KB_INLINE auto matmul_by_size(const view<T, N>& a, const view<T, M>& b, int line) {
  using R = decltype(matmul(a, b, line));
  return is_for_blas(a, b) ? product_by_blas<"numpy.matmul", R>(a, b, line) : matmul(a, b, line);
}
template <class T, int N, int M>
KB_INLINE auto dot_by_size(const view<T, N>& a, const view<T, M>& b, int line) {
  using R = decltype(dot(a, b, line));
  return is_for_blas(a, b) ? product_by_blas<"numpy.dot", R>(a, b, line) : dot(a, b, line);
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
