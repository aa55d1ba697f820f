// String literals: where they end; what they mean is the parser's (parse/strings.cpp).
#include <cstring>

#include "lex/scanner.hpp"

namespace keelback::lex {

// From 3.12 the parts of an f-string are tokens of their own (PEP 701). Before, it is one string token, whose fields the parser takes apart.
void Scanner::scan_string(std::uint32_t begin) {
  bool formatted = false;
  for (std::uint32_t i = begin; i < at_; ++i) {
    const char c = static_cast<char>(text_[i] | 0x20);
    formatted |= (c == 'f' && options_.minor_version >= 12) || c == 't';
  }
  if (formatted) begin_fstring(begin);
  else scan_plain_string(begin);
}

void Scanner::scan_plain_string(std::uint32_t begin) {
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  at_ += triple ? 3 : 1;
  for (; at_ < end_; ++at_) {
    const char c = text_[at_];
    if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
      at_ += triple ? 3 : 1;
      return add(Tok::string, begin);
    }
    if (c == '\\') ++at_;
    else if (c == '\n' && !triple) break;
  }
  if (triple) return fail({begin, begin + 3}, unterminated_triple);
  fail({begin, std::min(at_, end_)}, unterminated_string);
}

void Scanner::begin_fstring(std::uint32_t begin) {
  if (fstrings_.size() >= max_fstrings) return fail({begin, at_ + 1}, too_many_fstrings);
  FString fstring{.begin = begin, .quote = peek(), .triple = peek(1) == peek() && peek(2) == peek(), .raw = false};
  bool is_template = false;
  for (std::uint32_t i = begin; i < at_; ++i) {
    fstring.raw |= (text_[i] | 0x20) == 'r';
    is_template |= (text_[i] | 0x20) == 't';
  }
  at_ += fstring.triple ? 3 : 1;
  add(Tok::fstring_start, begin);
  stream_.tokens.back().is_template = is_template;
  fstrings_.push_back(fstring);
}

// The text up to the next field, the end of the string, or the end of the format spec that it is.
void Scanner::scan_fstring_text() {
  FString& fstring = fstrings_.back();
  const std::uint32_t begin = at_;
  const auto end_text = [&] {
    if (at_ > begin) add(Tok::fstring_middle, begin);
  };
  const auto end_at_doubled_brace = [&] {
    at_ += 2;
    end_text();
    stream_.tokens.back().doubled_brace = true;
  };
  while (!at_end()) {
    const char c = peek();
    if (c == fstring.quote && (!fstring.triple || (peek(1) == c && peek(2) == c))) {
      end_text();
      const std::uint32_t quote = at_;
      at_ += fstring.triple ? 3 : 1;
      if (fstring.in_spec()) return fail({quote, at_}, unterminated_fstring);  // "f-string: expecting '}'"
      add(Tok::fstring_end, quote);
      fstrings_.pop_back();
      return;
    }
    if (c == '\n' && !fstring.triple) {
      // 3.13 ends the spec of a single-quoted f-string at the line's end; the field then goes on as white space.
      if (fstring.in_spec() && options_.minor_version >= 13) {
        end_text();
        fstring.in_text = false;
        return;
      }
      return fail({fstring.begin, at_}, unterminated_fstring);
    }
    if (c == '{') {
      if (peek(1) == '{' && !fstring.in_spec()) return end_at_doubled_brace();
      end_text();
      if (fstring.fields >= max_field_nesting) return fail({at_, at_ + 1}, fstring_nesting);
      open_bracket(Tok::lbrace);
      fstring.bracket_level[static_cast<std::size_t>(fstring.fields++)] = brackets_.size();
      fstring.in_text = false;
      return;
    }
    if (c == '}') {
      if (fstring.in_spec()) {
        end_text();
        return close_field();
      }
      if (peek(1) != '}') return fail({at_, at_ + 1}, single_brace);
      return end_at_doubled_brace();
    }
    if (c == '\\') {
      ++at_;
      if (peek() == '{' || peek() == '}') continue;  // a brace cannot be escaped
      if (!fstring.raw && peek() == 'N' && peek(1) == '{') {
        while (!at_end() && peek() != '}' && peek() != '\n' && peek() != fstring.quote) ++at_;
        if (peek() == '}') ++at_;
        continue;
      }
    }
    ++at_;
  }
  if (fstring.triple) fail({fstring.begin, fstring.begin + 1}, unterminated_triple);
  else fail({fstring.begin, std::min(at_, end_)}, unterminated_fstring);
}

void Scanner::close_field() {
  FString& fstring = fstrings_.back();
  brackets_.pop_back();
  ++at_;
  add(Tok::rbrace, at_ - 1);
  --fstring.fields;
  fstring.in_text = true;
}

}  // namespace keelback::lex
