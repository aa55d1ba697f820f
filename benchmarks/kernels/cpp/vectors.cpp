#include "hand.hpp"

struct Vector {
  double x, y, z;
};

static Vector cross(Vector a, Vector b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
static Vector operator*(Vector a, double factor) { return {a.x * factor, a.y * factor, a.z * factor}; }
static Vector operator+(Vector a, Vector b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
static double length(Vector a) { return std::sqrt(a.x * a.x + a.y * a.y + a.z * a.z); }

static double spin(Index n) {
  const Vector axis = {0.6, 0.0, 0.8}, start = {1.0, 2.0, 0.5};
  Vector at = start;
  for (Index i = 0; i < n; ++i) {
    at = at + cross(axis, at) * 0.001;
    at = at * (2.29128784747792 / length(at));
  }
  return length(at + start * -1.0);
}

PYBIND11_MODULE(vectors, m) { m.def("spin", spin); }
