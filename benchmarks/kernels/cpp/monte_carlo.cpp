#include "hand.hpp"

static double pi(int64_t n, int64_t seed) {
  int64_t state = seed, inside = 0;
  const auto draw = [&] {
    state = (1103515245 * state + 12345) % 2147483648;
    return double(state) / 2147483648;
  };
  for (int64_t i = 0; i < n; ++i) {
    const double x = draw(), y = draw();
    inside += x * x + y * y <= 1;
  }
  return 4.0 * double(inside) / double(n);
}

PYBIND11_MODULE(monte_carlo, m) { m.def("pi", pi); }
