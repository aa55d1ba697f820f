// The lexer's state. Its parts: scanner.cpp (lines, indentation, names, operators), numbers.cpp, strings.cpp.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "lex/diagnostics.hpp"
#include "lex/lexer.hpp"

namespace keelback::lex {

class Scanner {
 public:
  Scanner(const support::SourceFile& file, Span range, Options options);
  TokenStream run() &&;

 private:
  static constexpr std::size_t max_brackets = 200, max_indents = 100, max_fstrings = 150;
  static constexpr int max_field_nesting = 3;

  // An f-string that is open. Its text alternates with replacement fields; a field's format spec is text again, with fields of its own.
  struct FString {
    std::uint32_t begin;
    char quote;
    bool triple, raw;
    bool in_text = true;                            // else inside the braces of a field
    int fields = 0;                                 // open fields, one inside the format spec of the other
    std::array<std::size_t, max_field_nesting> bracket_level{};  // how many brackets are open inside the braces of each
    bool in_spec() const { return fields > 0; }     // while in_text
  };

  // Characters. Past the end of the range everything is '\0', which no source contains.
  char peek(std::uint32_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ >= end_; }

  void scan_line_start();
  void scan_indentation(std::uint32_t line_begin);
  void scan_token();
  void scan_newline();
  void scan_continuation();
  void scan_comment();
  void scan_name();
  void scan_operator();
  void open_bracket(Tok kind);
  void close_bracket(Tok kind);
  void finish();

  void scan_number();                       // numbers.cpp
  bool scan_digits(int base, Text what);
  void scan_fraction_and_exponent();

  void scan_string(std::uint32_t begin);    // strings.cpp; at the quote, the prefix is behind
  void scan_plain_string(std::uint32_t begin);
  void begin_fstring(std::uint32_t begin);
  void scan_fstring_text();
  void close_field();

  void add(Tok kind, std::uint32_t begin) { stream_.tokens.push_back({{begin, at_}, kind}); }
  template <class... Args, class... Given>
  void fail(Span span, const diag::Diag<Args...>& kind, Given&&... args) {
    if (stream_.error) return;
    stream_.error = diag::make(kind, diag::Severity::error, &file_, span, std::forward<Given>(args)...);
    stream_.tokens.push_back({span, Tok::error});
  }

  const support::SourceFile& file_;
  const char* text_;
  std::uint32_t at_, end_;
  Options options_;
  TokenStream stream_;
  struct Bracket { char kind; std::uint32_t at; };
  std::vector<Bracket> brackets_;
  // The indentation of the open blocks: columns with tabs to multiples of 8, and with tabs of 1. Both must agree on what is deeper.
  struct Indentation { std::uint32_t column, alternative; };
  std::vector<Indentation> indents_{{0, 0}};
  std::vector<FString> fstrings_;
};

}  // namespace keelback::lex
