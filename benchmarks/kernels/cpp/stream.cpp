#include "hand.hpp"

static void into(double* __restrict out, const double* a, const double* b, double factor, Index n) {
  for (Index i = 0; i < n; ++i) out[i] = a[i] + factor * b[i];
}

PYBIND11_MODULE(stream, m) {
  m.def("triad", [](Array<>& out, const Array<>& a, const Array<>& b, double factor) { into(out.mutable_data(), a.data(), b.data(), factor, a.size()); });
  m.def("new_triad", [](const Array<>& a, const Array<>& b, double factor) {
    auto out = empty(a.size());
    into(out.mutable_data(), a.data(), b.data(), factor, a.size());
    return out;
  });
}
