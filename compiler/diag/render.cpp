#include "diag/render.hpp"

#include <algorithm>

#include "diag/text.hpp"
#include "support/utf8.hpp"

namespace keelback::diag {
namespace {

// Longer source lines are cut around the caret.
constexpr int max_line_width = 160;
constexpr int context_width = 60;  // what stays before the caret of a line that is cut

struct Style {
  bool colour;
  std::string_view bold() const { return colour ? "\x1b[1m" : ""; }
  std::string_view accent(Severity severity) const {
    if (!colour) return "";
    return severity == Severity::error ? "\x1b[1;31m" : severity == Severity::warning ? "\x1b[1;35m" : "\x1b[1;36m";
  }
  std::string_view end() const { return colour ? "\x1b[0m" : ""; }
};

// The line of `span` and, under its characters, carets. A tab is shown as one blank, what cannot be shown as `?`, so that both lines agree on
// every width. Only the part of the line near the span is looked at: a line may be as long as the file.
void append_source(std::string& out, const support::SourceFile& file, support::Span span, Severity severity, Style style) {
  const auto size = static_cast<std::uint32_t>(file.text().size());
  const std::uint32_t begin = std::min(span.begin, size);
  const std::uint32_t line_begin = file.line_start(file.line_column(begin).line);
  const std::string_view text = file.line(file.line_column(begin).line);
  const std::size_t caret_begin = begin - line_begin;
  const std::size_t caret_end = std::max<std::size_t>(std::min(span.end, size), begin) - line_begin;  // may be on a later line

  std::size_t first = 0;
  const bool cut = text.size() > static_cast<std::size_t>(max_line_width);
  if (cut && caret_begin > static_cast<std::size_t>(max_line_width - context_width)) {
    first = caret_begin - static_cast<std::size_t>(context_width);
    while (first < text.size() && (static_cast<unsigned char>(text[first]) & 0xC0) == 0x80) ++first;
  }
  std::string line = first > 0 ? "... " : "", carets(line.size(), ' ');
  bool marked = false;
  int width = 0;
  std::size_t at = first;
  while (at < text.size() && width < max_line_width) {
    const std::size_t from = at;
    const char32_t c = support::decode_utf8(text, at);
    const bool control = c < 32 || (c >= 127 && c < 160);
    const int columns = control ? 1 : support::display_width(c);
    if (control) line += c == '\t' || c == '\f' ? ' ' : '?';
    else line += text.substr(from, at - from);
    const bool under = from >= caret_begin && (from < caret_end || from == caret_begin);
    carets.append(static_cast<std::size_t>(columns), under ? '^' : ' ');
    marked |= under && columns > 0;
    width += columns;
  }
  if (at < text.size()) line += " ...";
  if (!marked) carets += '^';  // the end of the line
  carets.erase(carets.find_last_of('^') + 1);
  out += fmt::format("    {}\n    {}{}{}\n", line, style.accent(severity), carets, style.end());
}

void append_location(std::string& out, const support::SourceFile& file, support::Span span) {
  const Position at = position(file, span.begin);
  out += fmt::format("{}:{}:{}: ", file.path(), at.line, at.column);
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  append_json_string(out, name);
  out += ": ";
  append_json_string(out, value);
  out += ", ";
}

void append_json_location(std::string& out, const support::SourceFile* file, std::optional<support::Span> span) {
  if (file == nullptr) {
    out += "\"file\": null, \"line\": null, \"column\": null, \"end_line\": null, \"end_column\": null";
    return;
  }
  append_member(out, "file", file->path());
  if (!span) {
    out += "\"line\": null, \"column\": null, \"end_line\": null, \"end_column\": null";
    return;
  }
  const Position begin = position(*file, span->begin), end = position(*file, std::max(span->begin, span->end));
  out += fmt::format("\"line\": {}, \"column\": {}, \"end_line\": {}, \"end_column\": {}", begin.line, begin.column, end.line, end.column);
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, bool colour) {
  const Style style{colour};
  std::string out;
  out += style.bold();
  if (diagnostic.file != nullptr) append_location(out, *diagnostic.file, diagnostic.span);
  out += style.end();
  out += fmt::format("{}{}[{}]:{} {}{}{}\n", style.accent(diagnostic.severity), name_of(diagnostic.severity), diagnostic.code, style.end(),
                     style.bold(), diagnostic.message, style.end());
  if (diagnostic.file != nullptr) append_source(out, *diagnostic.file, diagnostic.span, diagnostic.severity, style);
  for (const Note& note : diagnostic.notes) {
    const support::SourceFile* const file = note.file != nullptr ? note.file : diagnostic.file;
    const bool placed = note.span && file != nullptr;
    if (placed) append_location(out, *file, *note.span);
    out += fmt::format("{}note:{} {}\n", style.accent(Severity::note), style.end(), note.message);
    if (placed) append_source(out, *file, *note.span, Severity::note, style);
  }
  if (!diagnostic.hint.empty()) out += fmt::format("{}hint:{} {}\n", style.accent(Severity::note), style.end(), diagnostic.hint);
  return out;
}

std::string render_json(std::span<const Diagnostic> diagnostics) {
  std::string out = "[";
  for (const Diagnostic& diagnostic : diagnostics) {
    out += out.size() > 1 ? ",\n {" : "\n {";
    append_member(out, "code", diagnostic.code);
    append_member(out, "severity", name_of(diagnostic.severity));
    append_member(out, "message", diagnostic.message);
    append_json_location(out, diagnostic.file, diagnostic.span);
    out += ", \"notes\": [";
    for (const Note& note : diagnostic.notes) {
      if (out.back() != '[') out += ", ";
      out += '{';
      append_member(out, "message", note.message);
      append_json_location(out, note.file != nullptr ? note.file : diagnostic.file, note.span);
      out += '}';
    }
    out += "], \"hint\": ";
    if (diagnostic.hint.empty()) out += "null";
    else append_json_string(out, diagnostic.hint);
    out += ", \"page\": ";
    append_json_string(out, fmt::format("docs/diagnostics/{}.md", diagnostic.code));
    out += '}';
  }
  return out += diagnostics.empty() ? "]\n" : "\n]\n";
}

}  // namespace keelback::diag
