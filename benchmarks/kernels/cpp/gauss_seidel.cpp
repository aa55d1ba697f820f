#include "hand.hpp"

static Array<> gauss_seidel(const Array<>& grid, int sweeps) {
  auto out = copy(grid);
  double* a = out.mutable_data();
  const Index rows = out.shape(0), columns = out.shape(1);
  for (int sweep = 0; sweep < sweeps; ++sweep)
    for (Index i = 1; i < rows - 1; ++i) {
      const double *above = a + (i - 1) * columns, *below = a + (i + 1) * columns;
      double* row = a + i * columns;
      for (Index j = 1; j < columns - 1; ++j)
        row[j] = (above[j - 1] + above[j] + above[j + 1] + row[j - 1] + row[j] + row[j + 1] + below[j - 1] + below[j] + below[j + 1]) / 9;
    }
  return out;
}

PYBIND11_MODULE(gauss_seidel, m) { m.def("gauss_seidel", gauss_seidel); }
