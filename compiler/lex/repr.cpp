#include "lex/repr.hpp"

#include <fmt/format.h>

#include "lex/unicode.hpp"
#include "support/utf8.hpp"

namespace keelback::lex {
namespace {

char quote_for(std::string_view text) {
  return text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
}

// Writes the character if it has an escape of two characters.
bool append_short_escape(std::string& out, char32_t c, char quote) {
  switch (c) {
    case '\t': out += "\\t"; return true;
    case '\n': out += "\\n"; return true;
    case '\r': out += "\\r"; return true;
    case '\\': out += "\\\\"; return true;
    default: break;
  }
  if (c != static_cast<unsigned char>(quote)) return false;
  out.append({'\\', quote});
  return true;
}

}  // namespace

void append_str_repr(std::string& out, std::string_view utf8) {
  const char quote = quote_for(utf8);
  out += quote;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t from = at;
    const char32_t c = support::decode_utf8(utf8, at);
    if (append_short_escape(out, c, quote)) continue;
    if (c < 127 ? c >= 32 : is_printable(c)) out += utf8.substr(from, at - from);
    else if (c < 0x100) out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    else if (c < 0x10000) out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else out += fmt::format("\\U{:08x}", static_cast<unsigned>(c));
  }
  out += quote;
}

void append_bytes_repr(std::string& out, std::string_view bytes) {
  const char quote = quote_for(bytes);
  out += 'b';
  out += quote;
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (append_short_escape(out, c, quote)) continue;
    if (c >= 32 && c < 127) out += byte;
    else out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
  }
  out += quote;
}

}  // namespace keelback::lex
