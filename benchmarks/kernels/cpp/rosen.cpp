#include "hand.hpp"

static double rosen(const Array<>& x_) {
  const double* x = x_.data();
  const Index n = x_.size();
  double total = 0;
#pragma omp simd reduction(+ : total)
  for (Index i = 0; i < n - 1; ++i) {
    const double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
    total += 100 * a * a + b * b;
  }
  return total;
}

PYBIND11_MODULE(rosen, m) { m.def("rosen", rosen); }
