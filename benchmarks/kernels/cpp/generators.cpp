#include "hand.hpp"

// Without generators, as one writes it in C++: what takes the values is called with them.
template <class Take>
static void collatz(int64_t n, Take take) {
  for (; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) take(n);
  take(1);
}

static int64_t chained(int64_t limit) {
  int64_t total = 0;
  for (int64_t start = 1; start < limit; ++start)
    collatz(start, [&](int64_t number) {
      if (number % 2 == 1) total += number;
    });
  return total;
}

template <class Take>
static void ruler(int64_t depth, Take& take) {
  if (depth <= 0) return;
  ruler(depth - 1, take);
  take(depth);
  ruler(depth - 1, take);
}

static int64_t nested(int64_t depth) {
  int64_t total = 0, place = 0;
  auto take = [&](int64_t mark) { total += place++ * mark; };
  ruler(depth, take);
  return total;
}

static int64_t by_expression(int64_t n) {
  int64_t total = 0;
  for (int64_t i = 0; i < n; ++i)
    if (i % 3 != 0) total += i * i;
  return total;
}

PYBIND11_MODULE(generators, m) {
  m.def("chained", chained);
  m.def("nested", nested);
  m.def("by_expression", by_expression);
}
