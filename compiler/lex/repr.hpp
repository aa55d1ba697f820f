// Python's `repr` of texts.
#pragma once

#include <string>
#include <string_view>

namespace keelback::lex {

void append_str_repr(std::string& out, std::string_view utf8);  // lone surrogates as three bytes
void append_bytes_repr(std::string& out, std::string_view bytes);

}  // namespace keelback::lex
