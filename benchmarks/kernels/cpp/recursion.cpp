#include "hand.hpp"

static int64_t ackermann(int64_t m, int64_t n) {
  if (m == 0) return n + 1;
  if (n == 0) return ackermann(m - 1, 1);
  return ackermann(m - 1, ackermann(m, n - 1));
}

static int64_t fibonacci(int64_t n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

using Complex = std::complex<double>;

static void transform(const Complex* x, Index step, Index n, Complex* out) {
  if (n == 1) {
    out[0] = x[0];
    return;
  }
  transform(x, 2 * step, n / 2, out);
  transform(x + step, 2 * step, n / 2, out + n / 2);
  for (Index k = 0; k < n / 2; ++k) {
    const Complex even = out[k], turned = std::polar(1.0, -2 * M_PI * double(k) / double(n)) * out[k + n / 2];
    out[k] = even + turned;
    out[k + n / 2] = even - turned;
  }
}

static Array<Complex> fft(const Array<Complex>& x) {
  auto out = empty<Complex>(x.size());
  transform(x.data(), 1, x.size(), out.mutable_data());
  return out;
}

PYBIND11_MODULE(recursion, m) {
  m.def("ackermann", ackermann);
  m.def("fibonacci", fibonacci);
  m.def("fft", fft);
}
