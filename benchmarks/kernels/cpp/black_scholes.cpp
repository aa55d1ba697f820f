#include "hand.hpp"

static double normal(double d) {
  const double k = 1 / (1 + 0.2316419 * std::fabs(d));
  const double tail =
      std::exp(-0.5 * d * d) * 0.3989422804014327 * k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
  return d > 0 ? 1 - tail : tail;
}

template <class Cumulative>
static Array<> prices(const Array<>& price_, const Array<>& strike_, const Array<>& years_, double rate, double volatility, Cumulative cumulative) {
  const double *price = price_.data(), *strike = strike_.data(), *years = years_.data();
  const Index n = price_.size();
  auto out_ = empty(n);
  double* __restrict out = out_.mutable_data();
  for (Index i = 0; i < n; ++i) {
    const double spread = volatility * std::sqrt(years[i]);
    const double d1 = (std::log(price[i] / strike[i]) + (rate + 0.5 * volatility * volatility) * years[i]) / spread;
    out[i] = price[i] * cumulative(d1) - strike[i] * std::exp(-rate * years[i]) * cumulative(d1 - spread);
  }
  return out_;
}

PYBIND11_MODULE(black_scholes, m) {
  m.def("with_arrays", [](const Array<>& p, const Array<>& s, const Array<>& y, double r, double v) { return prices(p, s, y, r, v, normal); });
  m.def("one_by_one", [](const Array<>& p, const Array<>& s, const Array<>& y, double r, double v) {
    return prices(p, s, y, r, v, [](double d) { return 0.5 * (1 + std::erf(d * M_SQRT1_2)); });
  });
}
