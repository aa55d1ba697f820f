#include "hand.hpp"

static Array<> kmeans(const Array<>& points_, Index count, int rounds) {
  const Index n = points_.shape(0), dimensions = points_.shape(1);
  const double* points = points_.data();
  auto centres_ = empty(count, dimensions);
  double* centres = centres_.mutable_data();
  std::copy_n(points, count * dimensions, centres);
  std::vector<double> sums(count * dimensions);
  std::vector<Index> sizes(count);
  for (int round = 0; round < rounds; ++round) {
    std::fill(sums.begin(), sums.end(), 0.0);
    std::fill(sizes.begin(), sizes.end(), 0);
    for (Index i = 0; i < n; ++i) {
      Index best = 0;
      double least = std::numeric_limits<double>::infinity();
      for (Index c = 0; c < count; ++c) {
        double square = 0;
        for (Index k = 0; k < dimensions; ++k) {
          const double difference = points[i * dimensions + k] - centres[c * dimensions + k];
          square += difference * difference;
        }
        if (square < least) {
          least = square;
          best = c;
        }
      }
      for (Index k = 0; k < dimensions; ++k) sums[best * dimensions + k] += points[i * dimensions + k];
      ++sizes[best];
    }
    for (Index c = 0; c < count; ++c)
      if (sizes[c] > 0)
        for (Index k = 0; k < dimensions; ++k) centres[c * dimensions + k] = sums[c * dimensions + k] / double(sizes[c]);
  }
  return centres_;
}

PYBIND11_MODULE(kmeans, m) { m.def("kmeans", kmeans); }
