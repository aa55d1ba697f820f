#include "hand.hpp"

static Array<> binned_means(const Array<>& x_, const Array<>& values_, Index bins) {
  const double *x = x_.data(), *values = values_.data();
  auto sums_ = empty(bins);
  double* sums = sums_.mutable_data();
  std::fill_n(sums, bins, 0.0);
  std::vector<double> counts(bins);
  for (Index i = 0, n = x_.size(); i < n; ++i) {
    const Index b = static_cast<Index>(x[i] * bins);
    if (0 <= b && b < bins) {
      sums[b] += values[i];
      counts[b] += 1;
    }
  }
  for (Index b = 0; b < bins; ++b)
    if (counts[b] > 0) sums[b] /= counts[b];
  return sums_;
}

// The masks are half-open intervals that do not overlap: the bins are compared exactly as the masks are, element by element.
static Array<> by_masks(const Array<>& x_, const Array<>& values_, Index bins) {
  const double *x = x_.data(), *values = values_.data();
  auto out_ = empty(bins);
  double* out = out_.mutable_data();
  const Index n = x_.size();
  for (Index b = 0; b < bins; ++b) {
    const double low = double(b) / bins, high = double(b + 1) / bins;
    double total = 0;
    double count = 0;
#pragma omp simd reduction(+ : total, count)
    for (Index i = 0; i < n; ++i) {
      const bool inside = (x[i] >= low) & (x[i] < high);
      total += inside ? values[i] : 0.0;
      count += inside ? 1.0 : 0.0;
    }
    out[b] = total / count;
  }
  return out_;
}

PYBIND11_MODULE(binned_means, m) {
  m.def("binned_means", binned_means);
  m.def("by_masks", by_masks);
}
