#include "hand.hpp"

static Array<> pairwise(const Array<>& points_) {
  const Index n = points_.shape(0), dimensions = points_.shape(1);
  auto out_ = empty(n, n);
  const double* points = points_.data();
  double* __restrict out = out_.mutable_data();
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j < n; ++j) {
      double square = 0;
      for (Index k = 0; k < dimensions; ++k) {
        const double difference = points[i * dimensions + k] - points[j * dimensions + k];
        square += difference * difference;
      }
      out[i * n + j] = std::sqrt(square);
    }
  return out_;
}

PYBIND11_MODULE(pairwise, m) {
  m.def("by_loops", pairwise);
  m.def("by_broadcasting", pairwise);
}
