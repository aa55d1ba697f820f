#include "driver/depfile.hpp"

namespace keelback::driver {

namespace fs = std::filesystem;

namespace {

std::string escaped(const fs::path& path) {
  std::string out;
  for (const char c : path.string()) {
    if (c == ' ' || c == '#' || c == '\\') out += '\\';
    if (c == '$') out += '$';
    out += c;
  }
  return out;
}

}  // namespace

std::string depfile_text(const fs::path& output, const std::vector<fs::path>& inputs) {
  std::string text = escaped(output) + ":";
  for (const auto& input : inputs) text += " " + escaped(fs::absolute(input).lexically_normal());
  return text + "\n";
}

}  // namespace keelback::driver
