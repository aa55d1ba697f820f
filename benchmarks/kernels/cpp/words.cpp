#include "hand.hpp"

// ASCII, which the texts are.
static std::unordered_map<std::string, int64_t> word_count(const std::string& text) {
  static const std::string_view punctuation = ".,;:!?\"'()";
  std::unordered_map<std::string, int64_t> counts;
  std::string word;
  for (size_t i = 0; i < text.size();) {
    while (i < text.size() && std::isspace(static_cast<unsigned char>(text[i]))) ++i;
    size_t begin = i;
    while (i < text.size() && !std::isspace(static_cast<unsigned char>(text[i]))) ++i;
    size_t end = i;
    while (begin < end && punctuation.find(text[begin]) != punctuation.npos) ++begin;
    while (begin < end && punctuation.find(text[end - 1]) != punctuation.npos) --end;
    if (begin == end) continue;
    word.assign(text, begin, end - begin);
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    ++counts[word];
  }
  return counts;
}

static std::vector<std::string> commonest(const std::string& text, size_t n) {
  const auto counts = word_count(text);
  std::vector<std::pair<std::string_view, int64_t>> ranked(counts.begin(), counts.end());
  n = std::min(n, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + Index(n), ranked.end(), [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  std::vector<std::string> out;
  for (size_t i = 0; i < n; ++i) out.push_back(std::string(ranked[i].first) + "=" + std::to_string(ranked[i].second));
  return out;
}

static std::string letters(const std::string& text) {
  std::string out;
  for (char c : text)
    if (std::isalpha(static_cast<unsigned char>(c)))
      out += c;
    else if (c == ' ')
      out += '_';
  return out;
}

static Index distance(const std::string& a, const std::string& b) {
  std::vector<Index> above(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) above[j] = Index(j);
  for (size_t i = 0; i < a.size(); ++i) {
    row[0] = Index(i) + 1;
    for (size_t j = 0; j < b.size(); ++j) row[j + 1] = std::min({above[j] + (a[i] != b[j]), above[j + 1] + 1, row[j] + 1});
    std::swap(above, row);
  }
  return above.back();
}

PYBIND11_MODULE(words, m) {
  m.def("word_count", word_count);
  m.def("commonest", commonest);
  m.def("letters", letters);
  m.def("distance", distance);
}
