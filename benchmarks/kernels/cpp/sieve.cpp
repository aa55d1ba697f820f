#include "hand.hpp"

static Index by_loops(Index n) {
  std::vector<uint8_t> composite(n);
  Index count = 0;
  for (Index i = 2; i < n; ++i)
    if (!composite[i]) {
      ++count;
      for (Index j = i * i; j < n; j += i) composite[j] = 1;
    }
  return count;
}

static Array<int64_t> by_slices(Index n) {
  std::vector<uint8_t> prime(n, 1);
  prime[0] = prime[1] = 0;
  for (Index i = 2; i * i < n; ++i)
    if (prime[i])
      for (Index j = i * i; j < n; j += i) prime[j] = 0;
  auto out = empty<int64_t>(std::count(prime.begin(), prime.end(), 1));
  int64_t* p = out.mutable_data();
  for (Index i = 0; i < n; ++i)
    if (prime[i]) *p++ = i;
  return out;
}

PYBIND11_MODULE(sieve, m) {
  m.def("by_loops", by_loops);
  m.def("by_slices", by_slices);
}
