// Source text to tokens, all at once and in linear time.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "lex/token.hpp"
#include "support/source_file.hpp"

namespace keelback::lex {

struct Comment {
  Span span;   // with its '#', without the line end
  bool alone;  // nothing but white space before it on its line
};

struct Options {
  int minor_version = 14;
  // Newlines are white space, as inside parentheses, and there is no indentation: the text of one expression.
  bool expression = false;
};

struct TokenStream {
  std::vector<Token> tokens;       // ends with end_marker, or with error
  std::vector<Comment> comments;
  // What is wrong at the `error` token.
  std::optional<diag::Diagnostic> error;
};

// The tokens of `range` of the file's text.
TokenStream tokenize(const support::SourceFile& file, Span range, Options options);

}  // namespace keelback::lex
