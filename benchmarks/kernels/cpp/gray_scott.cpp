#include "hand.hpp"

static void gray_scott(Array<>& u_, Array<>& v_, int steps) {
  const Index rows = u_.shape(0), columns = u_.shape(1), size = rows * columns;
  std::vector<double> u(u_.data(), u_.data() + size), v(v_.data(), v_.data() + size), new_u(u), new_v(v);
  for (int step = 0; step < steps; ++step) {
    for (Index i = 1; i < rows - 1; ++i) {
      const double *a = u.data() + i * columns, *b = v.data() + i * columns;
      double* __restrict next_a = new_u.data() + i * columns;
      double* __restrict next_b = new_v.data() + i * columns;
      for (Index j = 1; j < columns - 1; ++j) {
        const double spread_a = a[j - columns] + a[j - 1] - 4 * a[j] + a[j + 1] + a[j + columns];
        const double spread_b = b[j - columns] + b[j - 1] - 4 * b[j] + b[j + 1] + b[j + columns];
        const double reaction = a[j] * b[j] * b[j];
        next_a[j] = a[j] + (0.14 * spread_a - reaction + 0.035 * (1 - a[j]));
        next_b[j] = b[j] + (0.06 * spread_b + reaction - (0.035 + 0.065) * b[j]);
      }
    }
    std::swap(u, new_u);
    std::swap(v, new_v);
  }
  std::copy(u.begin(), u.end(), u_.mutable_data());
  std::copy(v.begin(), v.end(), v_.mutable_data());
}

PYBIND11_MODULE(gray_scott, m) { m.def("gray_scott", gray_scott); }
