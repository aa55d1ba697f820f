#include "hand.hpp"

static Array<> jacobi(const Array<>& grid, int sweeps) {
  auto old = copy(grid), next = copy(grid);
  const Index rows = grid.shape(0), columns = grid.shape(1);
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    const double* from = old.data();
    double* to = next.mutable_data();
    for (Index i = 1; i < rows - 1; ++i) {
      const double* __restrict p = from + i * columns;
      double* __restrict q = to + i * columns;
      for (Index j = 1; j < columns - 1; ++j) q[j] = 0.25 * (p[j - columns] + p[j + columns] + p[j - 1] + p[j + 1]);
    }
    std::swap(old, next);
  }
  return old;
}

PYBIND11_MODULE(jacobi, m) { m.def("jacobi", jacobi); }
