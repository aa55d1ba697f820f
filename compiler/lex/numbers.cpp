// Numeric literals: their form only, their values are the parser's (parse/literals.cpp).
#include "lex/scanner.hpp"

namespace keelback::lex {
namespace {

bool is_digit(char c, int base) {
  if (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) return true;
  return c >= '0' && c < '0' + (base < 10 ? base : 10);
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 128;
}

}  // namespace

// Digits, single underscores between them; the first is at the cursor. False after an error.
bool Scanner::scan_digits(int base, Text what) {
  while (true) {
    while (is_digit(peek(), base)) ++at_;
    if (peek() != '_') return true;
    if (!is_digit(peek(1), base)) {
      fail({at_, at_ + 1}, invalid_number, what);
      return false;
    }
    ++at_;
  }
}

// What may follow the integer part: `.` digits, `e` sign digits, `j`.
void Scanner::scan_fraction_and_exponent() {
  if (peek() == '.') {
    ++at_;
    if (is_digit(peek(), 10) && !scan_digits(10, "decimal")) return;
  }
  if (peek() == 'e' || peek() == 'E') {
    const std::uint32_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (is_digit(peek(1 + sign), 10)) {
      at_ += 1 + sign;
      if (!scan_digits(10, "decimal")) return;
    }
  }
  if (peek() == 'j' || peek() == 'J') ++at_;
}

void Scanner::scan_number() {
  const std::uint32_t begin = at_;
  const char second = static_cast<char>(peek(1) | 0x20);
  const int base = peek() != '0' ? 10 : second == 'x' ? 16 : second == 'o' ? 8 : second == 'b' ? 2 : 10;
  if (base != 10) {
    const Text what = base == 16 ? "hexadecimal" : base == 8 ? "octal" : "binary";
    at_ += 2;
    if (peek() == '_') ++at_;
    if (!is_digit(peek(), base)) {
      if (peek() >= '0' && peek() <= '9') return fail({at_, at_ + 1}, invalid_digit, peek(), what);
      return fail({begin, at_}, invalid_number, what);
    }
    if (!scan_digits(base, what)) return;
    if (peek() >= '0' && peek() <= '9') return fail({at_, at_ + 1}, invalid_digit, peek(), what);
    return add(Tok::number, begin);
  }
  bool nonzero = false;
  if (peek() != '.') {
    if (!scan_digits(10, "decimal")) return;
    for (std::uint32_t i = begin; i < at_; ++i) nonzero |= text_[i] != '0' && text_[i] != '_';
  }
  const std::uint32_t integer_end = at_;
  scan_fraction_and_exponent();
  if (stream_.error) return;
  if (at_ == integer_end && text_[begin] == '0' && nonzero) return fail({begin, at_}, leading_zeros);
  // From 3.10 a name directly behind a number is an error, unless it is one of these keywords (`1if x else y`).
  if (options_.minor_version >= 10 && is_name_char(peek())) {
    std::uint32_t end = at_;
    while (end < end_ && is_name_char(text_[end])) ++end;
    const std::string_view word(text_ + at_, end - at_);
    bool keyword = false;
    for (const std::string_view allowed : {"and", "else", "for", "if", "in", "is", "not", "or"}) keyword |= word == allowed;
    if (!keyword) return fail({begin, end}, invalid_number, text_[at_ - 1] == 'j' ? "imaginary" : "decimal");
  }
  add(Tok::number, begin);
}

}  // namespace keelback::lex
