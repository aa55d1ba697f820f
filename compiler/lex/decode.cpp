#include "lex/decode.hpp"

#include <algorithm>
#include <cstring>

#include "lex/diagnostics.hpp"
#include "lex/unicode.hpp"
#include "support/utf8.hpp"

namespace keelback::lex {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }
bool is_cookie_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// The encoding that a comment line names: `coding[:=]\s*([-\w.]+)`. Sets `blank` where the line has nothing but white space and a comment.
std::string_view cookie_of(std::string_view line, bool& blank) {
  std::size_t i = 0;
  while (i < line.size() && is_blank(line[i])) ++i;
  blank = i == line.size() || line[i] == '#' || line[i] == '\r';
  if (i == line.size() || line[i] != '#') return {};
  for (std::size_t found = line.find("coding", i); found != std::string_view::npos; found = line.find("coding", found + 1)) {
    std::size_t begin = found + 6;
    if (begin >= line.size() || (line[begin] != ':' && line[begin] != '=')) continue;
    ++begin;
    while (begin < line.size() && (line[begin] == ' ' || line[begin] == '\t')) ++begin;
    std::size_t end = begin;
    while (end < line.size() && is_cookie_char(line[end])) ++end;
    if (end > begin) return line.substr(begin, end - begin);
  }
  return {};
}

std::string_view find_cookie(std::string_view text) {
  for (int number = 0; number < 2; ++number) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    bool blank = false;
    if (const std::string_view cookie = cookie_of(text.substr(0, end), blank); !cookie.empty()) return cookie;
    if (!blank || end == text.size()) return {};
    text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
  }
  return {};
}

std::string lower_with_dashes(std::string_view cookie) {
  std::string name;
  for (const char c : cookie) name += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

bool is_or_extends(std::string_view name, std::string_view base) {
  return name == base || (name.starts_with(base) && name[base.size()] == '-');
}

// The name that the tables and the tests below use, as CPython's `get_normal_name` and the codec aliases.
std::string normal_name(std::string_view cookie) {
  std::string name = lower_with_dashes(cookie);
  if (is_or_extends(name, "utf-8") || name == "utf8" || name == "u8" || name == "utf") return "utf-8";
  for (const std::string_view latin : {"latin-1", "iso-8859-1", "iso-latin-1", "latin1", "iso8859-1", "l1", "latin"}) {
    if (is_or_extends(name, latin)) return "latin-1";
  }
  if (name == "ascii" || name == "us-ascii" || name == "646") return "ascii";
  if (name.starts_with("windows-")) return "cp" + name.substr(8);
  if (name.starts_with("iso-8859-")) return "iso8859-" + name.substr(9);
  if (name == "latin-2" || name == "latin2") return "iso8859-2";
  if (name == "latin-9" || name == "latin9") return "iso8859-15";
  return name;
}

std::string normalize_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t carriage = std::min(text.find('\r', at), text.size());
    out.append(text, at, carriage - at);
    if (carriage == text.size()) break;
    out += '\n';
    at = carriage + (carriage + 1 < text.size() && text[carriage + 1] == '\n' ? 2 : 1);
  }
  return out;
}

}  // namespace

std::optional<std::string> decode_source(std::string_view bytes, const std::string& path, diag::Sink& sink) {
  const auto fail = [&](const auto& kind, auto... args) {
    diag::Diagnostic error = diag::make(kind, diag::Severity::error, nullptr, {}, args...);
    error.message = path + ": " + error.message;
    sink.add(std::move(error));
    return std::nullopt;
  };
  const auto line_of = [&](std::size_t offset) { return 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n'); };

  if (bytes.size() >= UINT32_MAX) return fail(source_too_large);
  const bool has_mark = bytes.starts_with("\xEF\xBB\xBF");
  if (has_mark) bytes.remove_prefix(3);
  if (const std::size_t null = bytes.find('\0'); null != std::string_view::npos) return fail(null_byte, line_of(null));

  const std::string_view cookie = find_cookie(bytes);
  const std::string encoding = cookie.empty() ? "utf-8" : normal_name(cookie);
  // Beside a mark, CPython knows the encoding by this name only.
  if (has_mark && !cookie.empty() && !is_or_extends(lower_with_dashes(cookie), "utf-8")) return fail(mark_and_cookie, cookie);

  std::string recoded;
  if (encoding == "utf-8") {
    if (const auto invalid = support::find_invalid_utf8(bytes)) {
      return fail(invalid_utf8, static_cast<unsigned>(static_cast<unsigned char>(bytes[*invalid])), line_of(*invalid));
    }
  } else {
    const std::uint16_t* points = single_byte_encoding(encoding);
    if (points == nullptr && encoding != "ascii" && encoding != "latin-1") return fail(unknown_encoding, cookie);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes[i]);
      const char32_t c = byte < 128 || points == nullptr ? byte : points[byte - 128];
      if ((byte >= 128 && encoding == "ascii") || c == 0xFFFD) return fail(undecodable, static_cast<unsigned>(byte), line_of(i), cookie);
      support::append_utf8(recoded, c);
    }
    bytes = recoded;
  }
  if (bytes.size() >= UINT32_MAX) return fail(source_too_large);
  if (bytes.find('\r') == std::string_view::npos) return std::string(bytes);
  return normalize_line_ends(bytes);
}

}  // namespace keelback::lex
