#include "lex/dump.hpp"

#include <iterator>

#include <fmt/format.h>

#include "lex/repr.hpp"

namespace keelback::lex {

void dump_tokens(const TokenStream& stream, const support::SourceFile& file, std::string& out) {
  for (const Token& token : stream.tokens) {
    const auto begin = file.line_column(token.span.begin), end = file.line_column(token.span.end);
    fmt::format_to(std::back_inserter(out), "{}:{}-{}:{} {} ", begin.line, begin.column, end.line, end.column, describe(token.kind));
    append_str_repr(out, file.text(token.span));
    out += '\n';
  }
}

}  // namespace keelback::lex
