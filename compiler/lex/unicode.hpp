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

void append_utf8(std::string& out, char32_t c);
// The character at `at`, which it moves past it. The text must be valid; surrogates as three bytes are allowed.
char32_t decode_utf8(std::string_view text, std::size_t& at);
// The offset of the first byte that is not valid UTF-8 (surrogates are not), or none.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

}  // namespace keelback::lex
