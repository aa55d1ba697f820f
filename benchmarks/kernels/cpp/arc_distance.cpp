#include "hand.hpp"

static Array<> arc_distance(const Array<>& theta_1, const Array<>& phi_1, const Array<>& theta_2, const Array<>& phi_2) {
  const Index n = theta_1.size();
  auto out_ = empty(n);
  const double *t1 = theta_1.data(), *p1 = phi_1.data(), *t2 = theta_2.data(), *p2 = phi_2.data();
  double* __restrict out = out_.mutable_data();
  for (Index i = 0; i < n; ++i) {
    const double a = std::sin((t2[i] - t1[i]) / 2), b = std::sin((p2[i] - p1[i]) / 2);
    const double half = a * a + std::cos(t1[i]) * std::cos(t2[i]) * b * b;
    out[i] = 2 * std::atan2(std::sqrt(half), std::sqrt(1 - half));
  }
  return out_;
}

PYBIND11_MODULE(arc_distance, m) { m.def("arc_distance", arc_distance); }
