// A source text and where its lines begin.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/span.hpp"

namespace keelback::support {

// 1-based line; 0-based column in bytes, as CPython's `lineno` and `col_offset`.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 0;
};

// The text is UTF-8 with '\n' line ends and without a byte order mark; `lex::decode_source` makes it so from a file's bytes.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text);
  SourceFile(const SourceFile&) = delete;  // spans and views point into it
  SourceFile& operator=(const SourceFile&) = delete;

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const { return text().substr(span.begin, span.size()); }

  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  LineColumn line_column(std::uint32_t offset) const;
  // The line without its '\n'. Lines count from 1.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t line_start(std::uint32_t number) const { return line_starts_[number - 1]; }

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

}  // namespace keelback::support
