#include "hand.hpp"

// Without generators: what takes the values is called with them.
struct Tree {
  std::unique_ptr<Tree> left, right;
  int64_t value;
  Tree(std::unique_ptr<Tree> a, int64_t v, std::unique_ptr<Tree> b) : left(std::move(a)), right(std::move(b)), value(v) {}
  template <class Take>
  void each(Take& take) const {
    if (left) left->each(take);
    take(value);
    if (right) right->each(take);
  }
};

static std::unique_ptr<Tree> tree(int64_t first, int64_t last) {
  if (first == last) return nullptr;
  const int64_t middle = (first + last) / 2;
  return std::make_unique<Tree>(tree(first, middle), middle, tree(middle + 1, last));
}

static int64_t run(int64_t n) {
  const auto root = tree(0, n);
  int64_t total = 0, place = 0;
  auto mixed = [&](int64_t value) { total += place++ ^ value; };
  root->each(mixed);
  auto plain = [&](int64_t value) { total += value; };
  root->each(plain);
  return total;
}

PYBIND11_MODULE(generators, m) { m.def("run", run); }
