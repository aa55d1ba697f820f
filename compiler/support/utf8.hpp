// UTF-8 and what a terminal makes of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keelback::support {

void append_utf8(std::string& out, char32_t c);
// The character at `at`, which it moves past it. The text must be valid; surrogates as three bytes are allowed.
char32_t decode_utf8(std::string_view text, std::size_t& at);
// The offset of the first byte that is not valid UTF-8 (surrogates are not), or none.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);
// How many columns of a terminal the character takes: 0 (combining), 1 or 2 (East Asian wide, emoji).
int display_width(char32_t c);

}  // namespace keelback::support
