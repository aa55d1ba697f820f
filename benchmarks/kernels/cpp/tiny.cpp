#include "hand.hpp"

#include <array>

using Three = std::array<double, 3>;

static Three cross(const Three& a, const Three& b) { return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]}; }

static double length(const Three& a) { return std::sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]); }

static double spin(Index n) {
  const Three axis = {0.6, 0.0, 0.8}, start = {1.0, 2.0, 0.5};
  Three at = start;
  for (Index i = 0; i < n; ++i) {
    const Three aside = cross(axis, at);
    for (int k = 0; k < 3; ++k) at[k] += 0.001 * aside[k];
    const double factor = 2.29128784747792 / length(at);
    for (double& each : at) each *= factor;
  }
  return length({at[0] - start[0], at[1] - start[1], at[2] - start[2]});
}

PYBIND11_MODULE(tiny, m) {
  m.def("length", [](const Array<>& a) { return length({a.data()[0], a.data()[1], a.data()[2]}); });
  m.def("scale", [](Array<>& a, double factor) {
    double* p = a.mutable_data();
    for (Index i = 0, n = a.size(); i < n; ++i) p[i] *= factor;
  });
  m.def("cross", [](const Array<>& a_, const Array<>& b_) {
    const double *a = a_.data(), *b = b_.data();
    const Three result = cross({a[0], a[1], a[2]}, {b[0], b[1], b[2]});
    auto out = empty(3);
    std::copy(result.begin(), result.end(), out.mutable_data());
    return out;
  });
  m.def("add", [](const Array<>& a, const Array<>& b) {
    auto out = empty(a.size());
    for (Index i = 0, n = a.size(); i < n; ++i) out.mutable_data()[i] = a.data()[i] + b.data()[i];
    return out;
  });
  m.def("spin", spin);
}
