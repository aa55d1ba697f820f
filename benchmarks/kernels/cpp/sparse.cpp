#include "hand.hpp"

static Array<> product(const Array<>& data_, const Array<int64_t>& columns_, const Array<int64_t>& starts_, const Array<>& x_) {
  const double *data = data_.data(), *x = x_.data();
  const int64_t *columns = columns_.data(), *starts = starts_.data();
  const Index n = starts_.size() - 1;
  auto out_ = empty(n);
  double* out = out_.mutable_data();
  for (Index i = 0; i < n; ++i) {
    double total = 0;
    for (int64_t k = starts[i]; k < starts[i + 1]; ++k) total += data[k] * x[columns[k]];
    out[i] = total;
  }
  return out_;
}

PYBIND11_MODULE(sparse, m) { m.def("product", product); }
