#include "hand.hpp"

static Array<int64_t> mandelbrot(Index width, Index height, int64_t limit) {
  auto out = empty<int64_t>(height, width);
  int64_t* p = out.mutable_data();
  for (Index row = 0; row < height; ++row)
    for (Index column = 0; column < width; ++column) {
      const double cx = 3.0 * column / width - 2.0, cy = 2.0 * row / height - 1.0;
      double x = 0, y = 0;
      int64_t steps = 0;
      while (steps < limit && x * x + y * y <= 4) {
        const double next = x * x - y * y + cx;
        y = 2 * x * y + cy;
        x = next;
        ++steps;
      }
      p[row * width + column] = steps;
    }
  return out;
}

PYBIND11_MODULE(mandelbrot, m) {
  m.def("with_floats", mandelbrot);
  m.def("with_complex", mandelbrot);
  m.def("with_arrays", mandelbrot);
}
