// SARIF 2.1.0 (OASIS): https://docs.oasis-open.org/sarif/sarif/v2.1.0/
#include <algorithm>
#include <cctype>
#include <vector>

#include "diag/render.hpp"
#include "diag/text.hpp"

namespace keelback::diag {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

// A path as a URI reference (RFC 3986): what is not unreserved is written as %XX.
std::string uri(std::string_view path) {
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (std::isalnum(static_cast<unsigned char>(c)) || std::string_view("-._~/").find(c) != std::string_view::npos) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string physical_location(const support::SourceFile& file, std::optional<support::Span> span) {
  std::string out = fmt::format("\"physicalLocation\": {{\"artifactLocation\": {{\"uri\": {}}}", quoted(uri(file.path())));
  if (span) {
    const Position begin = position(file, span->begin), end = position(file, std::max(span->begin, span->end));
    out += fmt::format(", \"region\": {{\"startLine\": {}, \"startColumn\": {}, \"endLine\": {}, \"endColumn\": {}}}", begin.line, begin.column, end.line, end.column);
  }
  return out + "}";
}

std::string message_of(const Diagnostic& diagnostic) {
  return diagnostic.hint.empty() ? diagnostic.message : fmt::format("{} (hint: {})", diagnostic.message, diagnostic.hint);
}

std::string result(const Diagnostic& diagnostic, std::size_t rule) {
  std::string out = fmt::format("{{\"ruleId\": {}, \"ruleIndex\": {}, \"level\": {}, \"message\": {{\"text\": {}}}", quoted(diagnostic.code), rule,
                                quoted(name_of(diagnostic.severity)), quoted(message_of(diagnostic)));
  if (diagnostic.file != nullptr) out += fmt::format(", \"locations\": [{{{}}}]", physical_location(*diagnostic.file, diagnostic.span));
  std::string related;
  for (const Note& note : diagnostic.notes) {
    const support::SourceFile* const file = note.file != nullptr ? note.file : diagnostic.file;
    if (!related.empty()) related += ", ";
    related += fmt::format("{{\"message\": {{\"text\": {}}}{}}}", quoted(note.message), file != nullptr ? ", " + physical_location(*file, note.span) : "");
  }
  if (!related.empty()) out += fmt::format(", \"relatedLocations\": [{}]", related);
  return out + "}";
}

}  // namespace

std::string render_sarif(std::span<const Diagnostic> diagnostics, std::string_view version) {
  std::vector<std::string_view> codes;
  for (const Diagnostic& diagnostic : diagnostics) codes.push_back(diagnostic.code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::string rules, results;
  for (const std::string_view code : codes) {
    rules += rules.empty() ? "" : ", ";
    rules += fmt::format("{{\"id\": {}, \"help\": {{\"text\": {}}}}}", quoted(code), quoted(fmt::format("keelback explain {}", code)));
  }
  for (const Diagnostic& diagnostic : diagnostics) {
    results += results.empty() ? "\n      " : ",\n      ";
    results += result(diagnostic, std::size_t(std::lower_bound(codes.begin(), codes.end(), diagnostic.code) - codes.begin()));
  }
  return fmt::format(R"({{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [{{
    "tool": {{"driver": {{"name": "Keelback", "version": {}, "rules": [{}]}}}},
    "columnKind": "unicodeCodePoints",
    "results": [{}]
  }}]
}}
)",
                     quoted(version), rules, results);
}

}  // namespace keelback::diag
