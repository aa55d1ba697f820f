#include "diag/text.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace keelback::diag {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return {};
}

Position position(const support::SourceFile& file, std::uint32_t offset) {
  const auto at = file.line_column(std::min<std::uint32_t>(offset, static_cast<std::uint32_t>(file.text().size())));
  const std::string_view before = file.text().substr(file.line_start(at.line), at.column);
  const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return {at.line, 1 + static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(), is_first_byte))};
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const auto first = static_cast<unsigned char>(text[from]);
    if (first < 0x80) {
      ++at;
      if (first == '"' || first == '\\') out.append({'\\', text[from]});
      else if (first == '\n') out += "\\n";
      else if (first < 32 || first == 127) out += fmt::format("\\u{:04x}", first);
      else out += text[from];
      continue;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    const std::string_view character = text.substr(from, length);
    if (!support::find_invalid_utf8(character)) {
      at += length;
      out += character;
    } else if (first == 0xED && character.size() == 3 && static_cast<unsigned char>(character[1]) >= 0xA0) {  // a lone surrogate
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(support::decode_utf8(text, at)));
    } else {  // a path may be any bytes
      ++at;
      out += "\\ufffd";
    }
  }
  out += '"';
}

}  // namespace keelback::diag
