// Lines of C++ with indentation.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace keelback::emit {

class Writer {
 public:
  explicit Writer(int depth = 0) : depth_(depth) {}

  void line(std::string_view text) {
    text_.append(std::size_t(depth_) * 2, ' ');
    text_.append(text);
    text_ += '\n';
  }
  void blank() { text_ += '\n'; }
  void open(std::string_view text) {
    line(text);
    ++depth_;
  }
  void close(std::string_view text = "}") {
    --depth_;
    line(text);
  }
  // `} else {`
  void between(std::string_view text) {
    --depth_;
    line(text);
    ++depth_;
  }
  // At the margin of the enclosing block.
  void label(std::string_view name) {
    --depth_;
    line(std::string(name) + ":;");
    ++depth_;
  }
  void append(const Writer& other) { text_ += other.text_; }
  // The other's lines, so many levels further to the left.
  void append_dedented(const Writer& other, int levels) {
    const std::string_view text = other.text_;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      const std::size_t first = std::min(text.find_first_not_of(' ', at), end - 1);
      text_.append(text.substr(std::min(at + std::size_t(levels) * 2, first), end - std::min(at + std::size_t(levels) * 2, first)));
      at = end;
    }
  }

  int depth() const { return depth_; }
  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int depth_;
};

}  // namespace keelback::emit
