#include "hand.hpp"

static int shortest_path(int width, int height, const py::set& walls) {
  std::vector<uint8_t> blocked(width * height);
  for (auto wall : walls) {
    auto at = py::reinterpret_borrow<py::tuple>(wall);
    const int x = at[0].cast<int>(), y = at[1].cast<int>();
    if (0 <= x && x < width && 0 <= y && y < height) blocked[y * width + x] = 1;
  }
  std::vector<int> distance(width * height, -1), todo;
  todo.reserve(width * height);
  todo.push_back(0);
  distance[0] = 0;
  for (size_t next = 0; next < todo.size(); ++next) {
    const int at = todo[next], x = at % width, y = at / width;
    if (x == width - 1 && y == height - 1) return distance[at];
    for (auto [dx, dy] : {std::pair{1, 0}, {0, 1}, {-1, 0}, {0, -1}}) {
      const int u = x + dx, v = y + dy;
      if (u < 0 || u >= width || v < 0 || v >= height) continue;
      const int other = v * width + u;
      if (blocked[other] || distance[other] >= 0) continue;
      distance[other] = distance[at] + 1;
      todo.push_back(other);
    }
  }
  return -1;
}

static int place(int n, int row, std::vector<uint8_t>& columns, std::vector<uint8_t>& up, std::vector<uint8_t>& down) {
  if (row == n) return 1;
  int found = 0;
  for (int column = 0; column < n; ++column) {
    if (columns[column] || up[row + column] || down[row - column + n]) continue;
    columns[column] = up[row + column] = down[row - column + n] = 1;
    found += place(n, row + 1, columns, up, down);
    columns[column] = up[row + column] = down[row - column + n] = 0;
  }
  return found;
}

static int queens(int n) {
  std::vector<uint8_t> columns(n), up(2 * n), down(2 * n + 1);
  return place(n, 0, columns, up, down);
}

static std::vector<Index> primes(Index n) {
  std::vector<uint8_t> is_prime(n + 1, 1);
  std::vector<Index> found;
  for (Index i = 2; i <= n; ++i)
    if (is_prime[i]) {
      found.push_back(i);
      for (Index k = i * i; k <= n; k += i) is_prime[k] = 0;
    }
  return found;
}

static std::vector<std::vector<std::string>> groups(const std::vector<std::string>& words) {
  std::unordered_map<std::string, std::vector<std::string>> by_letters;
  for (const auto& word : words) {
    std::string key = word;
    std::sort(key.begin(), key.end());
    by_letters[std::move(key)].push_back(word);
  }
  std::vector<std::vector<std::string>> out;
  for (auto& [key, group] : by_letters)
    if (group.size() > 1) out.push_back(std::move(group));
  std::sort(out.begin(), out.end());
  return out;
}

PYBIND11_MODULE(search, m) {
  m.def("shortest_path", shortest_path);
  m.def("queens", queens);
  m.def("primes", primes);
  m.def("groups", groups);
}
