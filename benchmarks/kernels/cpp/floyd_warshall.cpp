#include "hand.hpp"

static void floyd_warshall(Array<>& distances) {
  double* d = distances.mutable_data();
  const Index n = distances.shape(0);
  for (Index k = 0; k < n; ++k)
    for (Index i = 0; i < n; ++i) {
      const double first = d[i * n + k];
      const double* second = d + k * n;
      double* row = d + i * n;
      for (Index j = 0; j < n; ++j) row[j] = std::min(row[j], first + second[j]);
    }
}

PYBIND11_MODULE(floyd_warshall, m) {
  m.def("by_loops", floyd_warshall);
  m.def("by_rows", floyd_warshall);
}
