#include "hand.hpp"

static Array<int64_t> in_array(const Array<>& values, Index bins) {
  auto out = empty<int64_t>(bins);
  int64_t* counts = out.mutable_data();
  std::fill_n(counts, bins, 0);
  const double* p = values.data();
  for (Index i = 0, n = values.size(); i < n; ++i)
    if (0 <= p[i] && p[i] < 1) ++counts[static_cast<Index>(p[i] * bins)];
  return out;
}

static int64_t in_dict(const Array<>& values, Index bins) {
  std::unordered_map<int64_t, int64_t> counts;
  const double* p = values.data();
  for (Index i = 0, n = values.size(); i < n; ++i) ++counts[static_cast<int64_t>(p[i] * bins)];
  int64_t most = 0;
  for (const auto& [key, count] : counts) most = std::max(most, count);
  return most;
}

PYBIND11_MODULE(histogram, m) {
  m.def("in_array", in_array);
  m.def("in_dict", in_dict);
}
