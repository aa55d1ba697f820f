#include "hand.hpp"

static Array<uint8_t> by_loops(const Array<uint8_t>& board_, int steps) {
  const Index rows = board_.shape(0), columns = board_.shape(1);
  auto board = copy(board_), next = copy(board_);
  for (int step = 0; step < steps; ++step) {
    const uint8_t* from = board.data();
    uint8_t* to = next.mutable_data();
    for (Index i = 0; i < rows; ++i) {
      const uint8_t* lines[3] = {from + (i == 0 ? rows - 1 : i - 1) * columns, from + i * columns, from + (i == rows - 1 ? 0 : i + 1) * columns};
      for (Index j = 0; j < columns; ++j) {
        const Index left = j == 0 ? columns - 1 : j - 1, right = j == columns - 1 ? 0 : j + 1;
        const int neighbours = lines[0][left] + lines[0][j] + lines[0][right] + lines[1][left] + lines[1][right] + lines[2][left] + lines[2][j] + lines[2][right];
        to[i * columns + j] = neighbours == 3 || (neighbours == 2 && lines[1][j] == 1);
      }
    }
    std::swap(board, next);
  }
  return board;
}

static Array<uint8_t> by_slices(const Array<uint8_t>& board_, int steps) {
  const Index rows = board_.shape(0), columns = board_.shape(1), width = columns + 2;
  std::vector<uint8_t> framed((rows + 2) * width), next(framed);
  const auto line = [&](Index i) { return framed.data() + i * width; };
  for (Index i = 0; i < rows; ++i) std::copy_n(board_.data() + i * columns, columns, line(i + 1) + 1);
  for (int step = 0; step < steps; ++step) {
    std::copy_n(line(rows), width, line(0));
    std::copy_n(line(1), width, line(rows + 1));
    for (Index i = 0; i < rows + 2; ++i) {
      line(i)[0] = line(i)[columns];
      line(i)[columns + 1] = line(i)[1];
    }
    for (Index i = 1; i <= rows; ++i) {
      const uint8_t *above = line(i - 1), *row = line(i), *below = line(i + 1);
      uint8_t* __restrict to = next.data() + i * width;
      for (Index j = 1; j <= columns; ++j) {
        const uint8_t around = above[j - 1] + above[j] + above[j + 1] + row[j - 1] + row[j + 1] + below[j - 1] + below[j] + below[j + 1];
        to[j] = (around == 3) | ((around == 2) & (row[j] == 1));
      }
    }
    std::swap(framed, next);
  }
  auto out = empty<uint8_t>(rows, columns);
  for (Index i = 0; i < rows; ++i) std::copy_n(line(i + 1) + 1, columns, out.mutable_data() + i * columns);
  return out;
}

PYBIND11_MODULE(life, m) {
  m.def("by_loops", by_loops);
  m.def("by_slices", by_slices);
}
