// Tokens as text, for tests and for looking at them.
#pragma once

#include <string>

#include "lex/lexer.hpp"

namespace keelback::lex {

// Appends a line for each token: `LINE:COLUMN-LINE:COLUMN KIND 'text'`, columns in bytes from 0.
void dump_tokens(const TokenStream& stream, const support::SourceFile& file, std::string& out);

}  // namespace keelback::lex
