#include "hand.hpp"

static Index edit_distance(const Array<uint8_t>& a_, const Array<uint8_t>& b_) {
  const uint8_t *a = a_.data(), *b = b_.data();
  const Index n = a_.size(), m = b_.size();
  std::vector<Index> above(m + 1), row(m + 1);
  for (Index j = 0; j <= m; ++j) above[j] = j;
  for (Index i = 0; i < n; ++i) {
    row[0] = i + 1;
    for (Index j = 0; j < m; ++j) row[j + 1] = std::min({above[j] + (a[i] != b[j]), above[j + 1] + 1, row[j] + 1});
    std::swap(above, row);
  }
  return above[m];
}

PYBIND11_MODULE(edit_distance, m) { m.def("edit_distance", edit_distance); }
