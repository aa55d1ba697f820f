#include "hand.hpp"

// One pass for the Laplacian, one for the fluxes of both directions and their divergence; a flux is computed twice rather than stored.
static Array<> by_slices(const Array<>& field_, const Array<>& factor_) {
  const Index rows = factor_.shape(0), columns = factor_.shape(1), levels = factor_.shape(2);
  const Index line = levels, plane = (columns + 4) * levels;
  const double *field = field_.data(), *factor = factor_.data();
  std::vector<double> laplacians((rows + 4) * plane);
  for (Index i = 1; i < rows + 3; ++i) {
    const double* __restrict f = field + i * plane;
    double* __restrict l = laplacians.data() + i * plane;
    for (Index j = line; j < plane - line; ++j) l[j] = 4 * f[j] - (f[j + plane] + f[j - plane] + f[j + line] + f[j - line]);
  }
  auto out_ = empty(rows, columns, levels);
  const auto flux = [](double step, double rise) { return step * rise > 0 ? 0.0 : step; };
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < columns; ++j) {
      const double* f = field + (i + 2) * plane + (j + 2) * line;
      const double* l = laplacians.data() + (i + 2) * plane + (j + 2) * line;
      const double* c = factor + (i * columns + j) * levels;
      double* __restrict out = out_.mutable_data() + (i * columns + j) * levels;
      for (Index k = 0; k < levels; ++k) {
        const double east = flux(l[k + plane] - l[k], f[k + plane] - f[k]), west = flux(l[k] - l[k - plane], f[k] - f[k - plane]);
        const double north = flux(l[k + line] - l[k], f[k + line] - f[k]), south = flux(l[k] - l[k - line], f[k] - f[k - line]);
        out[k] = f[k] - c[k] * (east - west + north - south);
      }
    }
  return out_;
}

PYBIND11_MODULE(horizontal_diffusion, m) { m.def("by_slices", by_slices); }
