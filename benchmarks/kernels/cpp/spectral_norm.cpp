#include "hand.hpp"

static double element(int64_t i, int64_t j) { return 1.0 / double((i + j) * (i + j + 1) / 2 + i + 1); }

static std::vector<double> times(const std::vector<double>& v) {
  std::vector<double> out(v.size());
  for (size_t i = 0; i < v.size(); ++i) {
    double total = 0;
    for (size_t j = 0; j < v.size(); ++j) total += element(int64_t(i), int64_t(j)) * v[j];
    out[i] = total;
  }
  return out;
}

static std::vector<double> times_transposed(const std::vector<double>& v) {
  std::vector<double> out(v.size());
  for (size_t i = 0; i < v.size(); ++i) {
    double total = 0;
    for (size_t j = 0; j < v.size(); ++j) total += element(int64_t(j), int64_t(i)) * v[j];
    out[i] = total;
  }
  return out;
}

static double spectral_norm(Index n, int rounds) {
  std::vector<double> u(n, 1.0), v(n, 1.0);
  for (int round = 0; round < rounds; ++round) {
    v = times_transposed(times(u));
    u = times_transposed(times(v));
  }
  double above = 0, below = 0;
  for (Index i = 0; i < n; ++i) {
    above += u[i] * v[i];
    below += v[i] * v[i];
  }
  return std::sqrt(above / below);
}

PYBIND11_MODULE(spectral_norm, m) { m.def("spectral_norm", spectral_norm); }
