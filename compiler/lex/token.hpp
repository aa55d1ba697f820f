// Tokens: what the lexer makes of a source text.
#pragma once

#include <cstdint>
#include <string_view>

#include "support/span.hpp"

namespace keelback::lex {

using support::Span;

// Keywords, operators: X(enumerator, spelling). The lists exist once: recognizing and printing tokens are made from them.
#define KEELBACK_KEYWORDS(X)                                                                                                          \
  X(kw_false, "False") X(kw_none, "None") X(kw_true, "True") X(kw_and, "and") X(kw_as, "as") X(kw_assert, "assert")                   \
  X(kw_async, "async") X(kw_await, "await") X(kw_break, "break") X(kw_class, "class") X(kw_continue, "continue") X(kw_def, "def")      \
  X(kw_del, "del") X(kw_elif, "elif") X(kw_else, "else") X(kw_except, "except") X(kw_finally, "finally") X(kw_for, "for")              \
  X(kw_from, "from") X(kw_global, "global") X(kw_if, "if") X(kw_import, "import") X(kw_in, "in") X(kw_is, "is")                        \
  X(kw_lambda, "lambda") X(kw_nonlocal, "nonlocal") X(kw_not, "not") X(kw_or, "or") X(kw_pass, "pass") X(kw_raise, "raise")            \
  X(kw_return, "return") X(kw_try, "try") X(kw_while, "while") X(kw_with, "with") X(kw_yield, "yield")
#define KEELBACK_OPERATORS(X)                                                                                                         \
  X(lpar, "(") X(rpar, ")") X(lsqb, "[") X(rsqb, "]") X(lbrace, "{") X(rbrace, "}") X(colon, ":") X(comma, ",") X(semi, ";")           \
  X(plus, "+") X(minus, "-") X(star, "*") X(slash, "/") X(vbar, "|") X(amper, "&") X(less, "<") X(greater, ">") X(equal, "=")          \
  X(dot, ".") X(percent, "%") X(tilde, "~") X(circumflex, "^") X(at, "@") X(exclamation, "!") X(eq_equal, "==") X(not_equal, "!=")     \
  X(less_equal, "<=") X(greater_equal, ">=") X(left_shift, "<<") X(right_shift, ">>") X(double_star, "**") X(double_slash, "//")       \
  X(rarrow, "->") X(colon_equal, ":=") X(ellipsis, "...")                                                                             \
  X(plus_equal, "+=") X(minus_equal, "-=") X(star_equal, "*=") X(at_equal, "@=") X(slash_equal, "/=") X(percent_equal, "%=")           \
  X(amper_equal, "&=") X(vbar_equal, "|=") X(circumflex_equal, "^=") X(left_shift_equal, "<<=") X(right_shift_equal, ">>=")            \
  X(double_star_equal, "**=") X(double_slash_equal, "//=")

enum class Tok : std::uint8_t {
  end_marker,
  error,  // the lexer stopped here: `TokenStream::error` says why
  newline, indent, dedent,
  name, number, string,
  // An f-string (from 3.12) or t-string (from 3.14): start, then middles and replacement fields `{` ... `}`, then end.
  fstring_start, fstring_middle, fstring_end,
#define X(name, spelling) name,
  KEELBACK_OPERATORS(X) KEELBACK_KEYWORDS(X)
#undef X
};

struct Token {
  Span span;
  Tok kind;
  bool non_ascii = false;  // name: has to be normalized
  bool is_template = false;  // fstring_start: it is a t-string
  bool doubled_brace = false;  // fstring_middle: ends with `{{` or `}}`, which stands for one
};

inline bool is_keyword(Tok kind) { return kind >= Tok::kw_false; }

// How a diagnostic or a dump names it: the spelling of operators and keywords, else "name", "end of line"...
std::string_view describe(Tok kind);

}  // namespace keelback::lex
