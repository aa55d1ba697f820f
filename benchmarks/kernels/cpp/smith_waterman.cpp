#include "hand.hpp"

static int64_t smith_waterman(const Array<uint8_t>& a_, const Array<uint8_t>& b_, int64_t match, int64_t mismatch, int64_t gap) {
  const uint8_t *a = a_.data(), *b = b_.data();
  const Index n = a_.size(), m = b_.size();
  std::vector<int64_t> above(m + 1), row(m + 1);
  int64_t best = 0;
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < m; ++j) {
      row[j + 1] = std::max({int64_t(0), above[j] + (a[i] == b[j] ? match : mismatch), above[j + 1] + gap, row[j] + gap});
      best = std::max(best, row[j + 1]);
    }
    std::swap(above, row);
  }
  return best;
}

PYBIND11_MODULE(smith_waterman, m) { m.def("smith_waterman", smith_waterman); }
