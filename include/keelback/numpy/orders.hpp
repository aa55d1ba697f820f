// The order of elements, NumPy's `order`: 'C', 'F', 'A' (Fortran's where the array has it, else C's) or 'K' (that of the memory).
#pragma once

#include <keelback/views.hpp>

namespace keelback::np {

namespace detail {

template <class T, int N>
bool is_fortran(const view<T, N>& a) {
  return a.is_f_contiguous() && !a.is_c_contiguous();
}

// The axes in the order of the memory, the outermost first.
template <class T, int N>
view<T, N> in_memory_order(const view<T, N>& a) {
  const strided_operand layout{a.shape, a.strides, N};
  int64 packed[view<T, N>::slots];
  k_order_strides(a.shape, N, &layout, 1, packed);
  view<T, N> result = a;
  // k_order_strides gives each axis its place: those of one element keep theirs.
  for (int k = 0; k < N; ++k) {
    for (int j = k; j > 0 && packed[j - 1] < packed[j]; --j) {
      std::swap(packed[j - 1], packed[j]);
      std::swap(result.shape[j - 1], result.shape[j]);
      std::swap(result.strides[j - 1], result.strides[j]);
    }
  }
  return result;
}

// The view whose elements in C's order are the array's in that order.
template <char Order, class T, int N>
view<T, N> as_rows(const view<T, N>& a) {
  if constexpr (N < 2) return a;
  else if constexpr (Order == 'F') return transpose(a);
  else if constexpr (Order == 'A') return is_fortran(a) ? transpose(a) : a;
  else if constexpr (Order == 'K') return in_memory_order(a);
  else return a;
}

}  // namespace detail

// a.copy(order)
template <char Order, class T, int N>
array<T, N> copy_in(const view<T, N>& a, int line) {
  if constexpr (Order == 'K') {
    return copy_k(a, line);
  } else {
    array<T, N> out = empty_at<T, N>(a.shape, line);
    if (N > 1 && (Order == 'F' || (Order == 'A' && detail::is_fortran(a)))) set_f_strides(out.shape, N, out.strides);
    assign(line, static_cast<const view<T, N>&>(out), a);
    return out;
  }
}

template <char Order, class T, int N>
array<T, 1> flatten_in(const view<T, N>& a, int line) {
  return flatten(detail::as_rows<Order>(a), line);
}
// a.ravel(order): a view where the elements are side by side
template <char Order, class T, int N>
array<T, 1> ravel_in(const view<T, N>& a, int line) {
  const view<T, N> rows = detail::as_rows<Order>(a);
  return rows.is_c_contiguous() ? ravel(rows, line) : flatten(rows, line);
}

// a.reshape(shape, order)
template <char Order, int M, class T, int N>
array<T, M> reshape_in(const view<T, N>& a, const int64 (&requested)[M], int line) {
  if (Order == 'C' || (Order == 'A' && !detail::is_fortran(a))) return reshape_at<M>(a, requested, line);
  int64 shape[M];
  for (int k = 0; k < M; ++k) shape[k] = requested[k];
  resolve_shape(shape, M, a.size(), line);
  for (int k = 0; k < M / 2; ++k) std::swap(shape[k], shape[M - 1 - k]);
  array<T, M> turned = reshape_at<M>(transpose(a), shape, line);
  static_cast<view<T, M>&>(turned) = transpose(static_cast<const view<T, M>&>(turned));
  return turned;
}

}  // namespace keelback::np
