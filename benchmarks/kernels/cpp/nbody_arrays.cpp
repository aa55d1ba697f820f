#include "hand.hpp"

static void nbody(Array<>& positions, Array<>& velocities, const Array<>& masses, double dt, int steps) {
  double *p = positions.mutable_data(), *v = velocities.mutable_data();
  const double* m = masses.data();
  const Index n = masses.size();
  for (int step = 0; step < steps; ++step) {
    for (Index i = 0; i < n; ++i) {
      const double x = p[3 * i], y = p[3 * i + 1], z = p[3 * i + 2];
      double ax = 0, ay = 0, az = 0;
#pragma omp simd reduction(+ : ax, ay, az)
      for (Index j = 0; j < n; ++j) {
        const double dx = p[3 * j] - x, dy = p[3 * j + 1] - y, dz = p[3 * j + 2] - z;
        const double square = dx * dx + dy * dy + dz * dz + 1e-3;
        const double weight = m[j] / (square * std::sqrt(square));
        ax += weight * dx;
        ay += weight * dy;
        az += weight * dz;
      }
      v[3 * i] += dt * ax;
      v[3 * i + 1] += dt * ay;
      v[3 * i + 2] += dt * az;
    }
    for (Index i = 0; i < 3 * n; ++i) p[i] += dt * v[i];
  }
}

PYBIND11_MODULE(nbody_arrays, m) { m.def("nbody", nbody); }
