#include "hand.hpp"

// The order of loops whose innermost one goes along rows.
static Array<> matmul(const Array<>& a_, const Array<>& b_) {
  const Index rows = a_.shape(0), inner = a_.shape(1), columns = b_.shape(1);
  auto out_ = empty(rows, columns);
  const double *a = a_.data(), *b = b_.data();
  double* __restrict out = out_.mutable_data();
  std::fill_n(out, rows * columns, 0.0);
  for (Index i = 0; i < rows; ++i)
    for (Index k = 0; k < inner; ++k) {
      const double factor = a[i * inner + k];
      for (Index j = 0; j < columns; ++j) out[i * columns + j] += factor * b[k * columns + j];
    }
  return out_;
}

static Array<> by_rows_and_columns(const Array<>& a_, const Array<>& b_) {
  const Index rows = a_.shape(0), inner = a_.shape(1), columns = b_.shape(1);
  auto out_ = empty(rows, columns);
  const double *a = a_.data(), *b = b_.data();
  double* __restrict out = out_.mutable_data();
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < columns; ++j) {
      double total = 0;
      for (Index k = 0; k < inner; ++k) total += a[i * inner + k] * b[k * columns + j];
      out[i * columns + j] = total;
    }
  return out_;
}

PYBIND11_MODULE(matmul, m) {
  m.def("matmul", matmul);
  m.def("by_operator", matmul);
  m.def("by_rows_and_columns", by_rows_and_columns);
}
