#include "hand.hpp"

static Array<> softmax(const Array<>& x_) {
  const Index rows = x_.shape(0), columns = x_.shape(1);
  auto out_ = empty(rows, columns);
  for (Index i = 0; i < rows; ++i) {
    const double* x = x_.data() + i * columns;
    double* __restrict out = out_.mutable_data() + i * columns;
    double most = x[0], total = 0;
    for (Index j = 1; j < columns; ++j) most = std::max(most, x[j]);
    for (Index j = 0; j < columns; ++j) total += out[j] = std::exp(x[j] - most);
    for (Index j = 0; j < columns; ++j) out[j] /= total;
  }
  return out_;
}

PYBIND11_MODULE(softmax, m) {
  m.def("by_rows", softmax);
  m.def("with_axis", softmax);
}
