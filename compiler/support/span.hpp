// A range of bytes of a source file.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace keelback::support {

// Byte offsets into `SourceFile::text`, `end` exclusive.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  auto operator<=>(const Span&) const = default;
};

// The smallest span around both.
inline Span join(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

}  // namespace keelback::support
