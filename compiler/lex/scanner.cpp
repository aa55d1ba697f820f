#include "lex/scanner.hpp"

#include <algorithm>
#include <cstring>

#include "lex/unicode.hpp"
#include "support/utf8.hpp"

namespace keelback::lex {
namespace {

enum : std::uint8_t { other, blank, letter, digit, quote };

constexpr std::array<std::uint8_t, 256> classes = [] {
  std::array<std::uint8_t, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = letter, table[static_cast<std::size_t>(c - 'a' + 'A')] = letter;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = digit;
  for (int c = 128; c < 256; ++c) table[static_cast<std::size_t>(c)] = letter;  // names may have them; which is checked afterwards
  table['_'] = letter;
  table['"'] = table['\''] = quote;
  table[' '] = table['\t'] = table['\f'] = blank;
  return table;
}();
std::uint8_t class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

struct Spelling {
  std::string_view text;
  Tok kind;
};
#define X(name, spelling) Spelling{spelling, Tok::name},
constexpr Spelling keywords[] = {KEELBACK_KEYWORDS(X)};
constexpr Spelling operators[] = {KEELBACK_OPERATORS(X)};
#undef X

// The keywords by first letter: at most five share one.
Tok keyword_or_name(std::string_view text) {
  static const auto by_letter = [] {
    std::array<std::vector<Spelling>, 128> table;
    for (const Spelling& keyword : keywords) table[static_cast<std::size_t>(keyword.text[0])].push_back(keyword);
    return table;
  }();
  if (text.size() < 2 || text.size() > 8) return Tok::name;
  for (const Spelling& keyword : by_letter[static_cast<std::size_t>(text[0])]) {
    if (keyword.text == text) return keyword.kind;
  }
  return Tok::name;
}

// The prefixes of strings, in any case and order of letters.
bool is_string_prefix(std::string_view text, int minor_version) {
  if (text.size() > 2) return false;
  std::string lower;
  for (const char c : text) lower += static_cast<char>(c | 0x20);
  if (lower.size() == 1) return lower == "r" || lower == "b" || lower == "u" || lower == "f" || (lower == "t" && minor_version >= 14);
  std::sort(lower.begin(), lower.end());
  return lower == "br" || lower == "fr" || (lower == "rt" && minor_version >= 14);
}

// The longest operator that `text` begins with, at most three characters.
Spelling longest_operator(std::string_view text) {
  static const auto by_first = [] {
    std::array<std::vector<Spelling>, 128> table;
    for (const Spelling& op : operators) table[static_cast<std::size_t>(op.text[0])].push_back(op);
    for (auto& row : table) {
      std::sort(row.begin(), row.end(), [](const Spelling& a, const Spelling& b) { return a.text.size() > b.text.size(); });
    }
    return table;
  }();
  const auto first = static_cast<unsigned char>(text[0]);
  if (first >= 128) return {{}, Tok::error};
  for (const Spelling& op : by_first[first]) {
    if (text.starts_with(op.text)) return op;
  }
  return {{}, Tok::error};
}

}  // namespace

std::string_view describe(Tok kind) {
  switch (kind) {
    case Tok::end_marker: return "end of file";
    case Tok::error: return "error";
    case Tok::newline: return "end of line";
    case Tok::indent: return "indent";
    case Tok::dedent: return "dedent";
    case Tok::name: return "name";
    case Tok::number: return "number";
    case Tok::string: return "string";
    case Tok::fstring_start: return "f-string start";
    case Tok::fstring_middle: return "f-string text";
    case Tok::fstring_end: return "f-string end";
#define X(name, spelling) \
  case Tok::name: return spelling;
      KEELBACK_OPERATORS(X) KEELBACK_KEYWORDS(X)
#undef X
  }
  return {};
}

TokenStream tokenize(const support::SourceFile& file, Span range, Options options) { return Scanner(file, range, options).run(); }

Scanner::Scanner(const support::SourceFile& file, Span range, Options options)
    : file_(file), text_(file.text().data()), at_(range.begin), end_(range.end), options_(options) {
  stream_.tokens.reserve(range.size() / 4 + 8);
}

TokenStream Scanner::run() && {
  if (!options_.expression) scan_line_start();
  while (!stream_.error && !at_end()) {
    if (!fstrings_.empty() && fstrings_.back().in_text) scan_fstring_text();
    else scan_token();
  }
  if (!stream_.error) finish();
  return std::move(stream_);
}

// At the first character of a line that begins a statement or a block: skips blank lines and comment lines, compares the indentation.
void Scanner::scan_line_start() {
  while (!at_end()) {
    const std::uint32_t line_begin = at_;
    while (class_of(peek()) == blank) ++at_;
    if (peek() == '#') scan_comment();
    else if (peek() == '\\' && options_.minor_version >= 10 && peek(1) == '\n' && at_ + 2 < end_) {
      // A line of nothing but a continuation: the indentation is that before the backslash; if there is none, that of the next line.
      std::uint32_t blanks_begin = line_begin, blanks_end = at_, next = at_;
      while (next + 1 < end_ && text_[next] == '\\' && text_[next + 1] == '\n') {
        next += 2;
        if (next >= end_) return fail({next - 2, next - 1}, continuation_at_end);
        const std::uint32_t begin = next;
        while (next < end_ && class_of(text_[next]) == blank) ++next;
        if (blanks_begin == blanks_end) blanks_begin = begin, blanks_end = next;
      }
      if (next < end_ && text_[next] != '\n' && text_[next] != '#') {
        at_ = blanks_end;
        scan_indentation(blanks_begin);
        at_ = next;
        return;
      }
      at_ = next;
      if (peek() == '#') scan_comment();
      if (peek() == '\n') ++at_;
      continue;
    } else if (peek() != '\n') {
      if (!at_end()) scan_indentation(line_begin);
      return;
    }
    if (peek() == '\n') ++at_;
  }
}

void Scanner::scan_indentation(std::uint32_t line_begin) {
  std::uint32_t column = 0, alternative = 0;
  for (std::uint32_t i = line_begin; i < at_; ++i) {
    if (text_[i] == '\f') column = alternative = 0;
    else if (text_[i] == '\t') column = (column / 8 + 1) * 8, ++alternative;
    else ++column, ++alternative;
  }
  const Span blanks{line_begin, at_};
  if (column == indents_.back().column) {
    if (alternative != indents_.back().alternative) fail(blanks, inconsistent_tabs);
    return;
  }
  if (column > indents_.back().column) {
    if (alternative <= indents_.back().alternative) return fail(blanks, inconsistent_tabs);
    if (indents_.size() >= max_indents) return fail(blanks, too_many_indents);
    indents_.push_back({column, alternative});
    stream_.tokens.push_back({blanks, Tok::indent});
    return;
  }
  while (indents_.size() > 1 && column < indents_.back().column) {
    indents_.pop_back();
    stream_.tokens.push_back({{at_, at_}, Tok::dedent});
  }
  if (column != indents_.back().column) return fail(blanks, inconsistent_dedent);
  if (alternative != indents_.back().alternative) fail(blanks, inconsistent_tabs);
}

void Scanner::scan_token() {
  const char c = peek();
  switch (class_of(c)) {
    case blank: ++at_; return;
    case letter: return scan_name();
    case digit: return scan_number();
    case quote: return scan_string(at_);
    default: break;
  }
  switch (c) {
    case '\n': return scan_newline();
    case '#': return scan_comment();
    case '\\': return scan_continuation();
    case '.':
      if (class_of(peek(1)) == digit) return scan_number();
      [[fallthrough]];
    default: return scan_operator();
  }
}

void Scanner::scan_newline() {
  const std::uint32_t begin = at_++;
  if (!brackets_.empty() || options_.expression) return;
  stream_.tokens.push_back({{begin, at_}, Tok::newline});
  scan_line_start();
}

void Scanner::scan_continuation() {
  if (peek(1) != '\n') {
    if (at_ + 1 >= end_) return fail({at_, at_ + 1}, continuation_at_end);
    return fail({at_, at_ + 2}, bad_continuation);
  }
  if (at_ + 2 >= end_) return fail({at_, at_ + 1}, continuation_at_end);
  at_ += 2;
}

void Scanner::scan_comment() {
  const std::uint32_t begin = at_;
  const auto* newline = static_cast<const char*>(std::memchr(text_ + at_, '\n', end_ - at_));
  at_ = newline == nullptr ? end_ : static_cast<std::uint32_t>(newline - text_);
  std::uint32_t before = begin;
  while (before > 0 && class_of(text_[before - 1]) == blank) --before;
  stream_.comments.push_back({{begin, at_}, before == 0 || text_[before - 1] == '\n'});
}

void Scanner::scan_name() {
  const std::uint32_t begin = at_;
  unsigned char bits = 0;
  while (true) {
    const char c = peek();
    const std::uint8_t kind = class_of(c);
    if (kind != letter && kind != digit) break;
    bits |= static_cast<unsigned char>(c);
    ++at_;
  }
  const std::string_view text(text_ + begin, at_ - begin);
  if (bits < 128) {
    const char next = peek();
    if ((next == '"' || next == '\'') && is_string_prefix(text, options_.minor_version)) return scan_string(begin);
    add(keyword_or_name(text), begin);
    return;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = support::decode_utf8(text, at);
    if (from == 0 ? is_identifier_start(c) : is_identifier_continue(c)) continue;
    const auto offset = begin + static_cast<std::uint32_t>(from);
    const Span span{offset, begin + static_cast<std::uint32_t>(at)};
    if (!is_printable(c)) return fail(span, invalid_nonprintable, static_cast<unsigned>(c));
    return fail(span, invalid_character, text.substr(from, at - from), static_cast<unsigned>(c));
  }
  add(Tok::name, begin);
  stream_.tokens.back().non_ascii = true;
}

void Scanner::scan_operator() {
  const std::uint32_t begin = at_;
  if (!fstrings_.empty()) {
    const FString& fstring = fstrings_.back();
    // Directly inside the braces of a replacement field, `:` begins the format spec whatever follows it, and `!` the conversion unless it is `!=`.
    if (fstring.fields > 0 && brackets_.size() == fstring.bracket_level[static_cast<std::size_t>(fstring.fields - 1)]) {
      if (peek() == ':') {
        ++at_;
        add(Tok::colon, begin);
        fstrings_.back().in_text = true;
        return;
      }
      if (peek() == '}') return close_field();
    }
  }
  const Spelling op = longest_operator({text_ + at_, std::min<std::size_t>(3, end_ - at_)});
  const bool fieldless_exclamation = op.kind == Tok::exclamation && (fstrings_.empty() || options_.minor_version < 12);
  if (op.kind == Tok::error || fieldless_exclamation) {
    const auto c = static_cast<unsigned char>(peek());
    const Span span{begin, begin + 1};
    if (c < 32 || c == 127) return fail(span, invalid_nonprintable, static_cast<unsigned>(c));
    return fail(span, invalid_character, std::string_view(text_ + begin, 1), static_cast<unsigned>(c));
  }
  switch (op.kind) {
    case Tok::lpar: case Tok::lsqb: case Tok::lbrace: return open_bracket(op.kind);
    case Tok::rpar: case Tok::rsqb: case Tok::rbrace: return close_bracket(op.kind);
    default: break;
  }
  at_ += static_cast<std::uint32_t>(op.text.size());
  add(op.kind, begin);
}

void Scanner::open_bracket(Tok kind) {
  if (brackets_.size() >= max_brackets) return fail({at_, at_ + 1}, too_many_brackets);
  brackets_.push_back({peek(), at_});
  ++at_;
  add(kind, at_ - 1);
}

void Scanner::close_bracket(Tok kind) {
  const Span span{at_, at_ + 1};
  const std::string_view closing(text_ + at_, 1);
  if (brackets_.empty()) return fail(span, unmatched, closing);
  const char opening = brackets_.back().kind;
  if (opening != (closing[0] == ')' ? '(' : closing[0] == ']' ? '[' : '{')) {
    fail(span, mismatched, closing, std::string_view(text_ + brackets_.back().at, 1));
    stream_.error->notes.push_back({"opened here", Span{brackets_.back().at, brackets_.back().at + 1}});
    return;
  }
  brackets_.pop_back();
  ++at_;
  add(kind, at_ - 1);
}

// The end of the text: what is still open is an error; the last line and all blocks end.
void Scanner::finish() {
  if (!fstrings_.empty()) {
    const FString& open = fstrings_.back();
    return fail({open.begin, open.begin + 1}, unterminated_fstring);
  }
  if (!brackets_.empty()) {
    const Bracket open = brackets_.back();
    return fail({open.at, open.at + 1}, never_closed, std::string_view(text_ + open.at, 1));
  }
  auto& tokens = stream_.tokens;
  if (!options_.expression && !tokens.empty() && tokens.back().kind != Tok::newline && tokens.back().kind != Tok::dedent) add(Tok::newline, at_);
  for (std::size_t i = 1; i < indents_.size(); ++i) add(Tok::dedent, at_);
  add(Tok::end_marker, at_);
}

}  // namespace keelback::lex
