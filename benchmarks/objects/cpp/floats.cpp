#include "hand.hpp"

struct Point {
  double x, y, z;
  explicit Point(int i) : x(std::sin(i)), y(std::cos(i) * 3), z(x * x / 2) {}
  void normalize() {
    const double norm = std::sqrt(x * x + y * y + z * z);
    x /= norm;
    y /= norm;
    z /= norm;
  }
};

static std::tuple<double, double, double> run(int n) {
  std::vector<Point> points;
  points.reserve(n);
  for (int i = 0; i < n; ++i) points.emplace_back(i);
  for (auto& p : points) p.normalize();
  Point best = points[0];
  for (const auto& p : points) {
    best.x = std::max(best.x, p.x);
    best.y = std::max(best.y, p.y);
    best.z = std::max(best.z, p.z);
  }
  return {best.x, best.y, best.z};
}

PYBIND11_MODULE(floats, m) { m.def("run", run); }
