// Lines of C++ with indentation.
#pragma once

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

  int depth() const { return depth_; }
  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int depth_;
};

}  // namespace keelback::emit
