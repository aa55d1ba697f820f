#include "hand.hpp"

static Array<float> convolution(const Array<float>& images_, const Array<float>& filters_, const Array<float>& bias_) {
  const Index number = images_.shape(0), height = images_.shape(1), width = images_.shape(2), channels = images_.shape(3);
  const Index size = filters_.shape(0), count = filters_.shape(3), rows = height - size + 1, columns = width - size + 1;
  const float *images = images_.data(), *filters = filters_.data(), *bias = bias_.data();
  auto out_ = empty<float>(number, rows, columns, count);
  for (Index n = 0; n < number; ++n)
    for (Index i = 0; i < rows; ++i)
      for (Index j = 0; j < columns; ++j) {
        float* __restrict out = out_.mutable_data() + ((n * rows + i) * columns + j) * count;
        std::copy_n(bias, count, out);
        for (Index di = 0; di < size; ++di)
          for (Index dj = 0; dj < size; ++dj)
            for (Index c = 0; c < channels; ++c) {
              const float x = images[((n * height + i + di) * width + j + dj) * channels + c];
              const float* __restrict filter = filters + ((di * size + dj) * channels + c) * count;
              for (Index f = 0; f < count; ++f) out[f] += x * filter[f];
            }
      }
  return out_;
}

PYBIND11_MODULE(convolution, m) {
  m.def("by_loops", convolution);
  m.def("by_windows", convolution);
}
