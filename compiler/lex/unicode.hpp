// What Python's lexer and `repr` know about Unicode. The tables are generated when the compiler is built (lex/generate_unicode.py).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keelback::lex {

bool is_identifier_start(char32_t c);     // XID_Start and `_`, as `str.isidentifier`
bool is_identifier_continue(char32_t c);
bool is_printable(char32_t c);            // `str.isprintable`

// Normalization form NFKC, which identifiers are compared in.
std::string nfkc(std::string_view utf8);

// The character of that name, in any case (`\N{...}`).
std::optional<char32_t> character_named(std::string_view name);

// The code points of bytes 128 to 255, of an encoding that agrees with ASCII below; 0xFFFD where undefined. Null: not known.
const std::uint16_t* single_byte_encoding(std::string_view name);

}  // namespace keelback::lex
