// What every rendering needs: the names of severities, places as people count them, strings of JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"

namespace keelback::diag {

std::string_view name_of(Severity severity);

struct Position {
  std::uint32_t line, column;  // from 1, in characters
};
Position position(const support::SourceFile& file, std::uint32_t offset);

// In quotes. What is no UTF-8, as a path may be, becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace keelback::diag
