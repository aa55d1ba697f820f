// A file's bytes to the text that is lexed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"

namespace keelback::lex {

// UTF-8 without byte order mark, line ends made '\n', from the encoding that a byte order mark or a coding cookie in the first two lines names
// (PEP 263). None after an error: wrong or unknown encoding, null bytes, 4 GiB and more. `path` is for the message.
std::optional<std::string> decode_source(std::string_view bytes, const std::string& path, diag::Sink& sink);

}  // namespace keelback::lex
