// The lexer's diagnostics.
#pragma once

#include <cstddef>
#include <string_view>

#include "diag/diagnostic.hpp"

namespace keelback::lex {

using Text = std::string_view;

// The file as a whole.
inline constexpr diag::Diag<> source_too_large{"KB1001", "the file is larger than 4 GiB"};
inline constexpr diag::Diag<std::ptrdiff_t> null_byte{"KB1002", "line {}: source code cannot contain null bytes"};
inline constexpr diag::Diag<unsigned, std::ptrdiff_t> invalid_utf8{"KB1003", "byte {:#04x} in line {} is not UTF-8, and no other encoding is declared"};
inline constexpr diag::Diag<Text> unknown_encoding{"KB1004", "the encoding `{}` is not known; write the file in UTF-8"};
inline constexpr diag::Diag<unsigned, std::ptrdiff_t, Text> undecodable{"KB1005", "byte {:#04x} in line {} is not a character of the declared encoding `{}`"};
inline constexpr diag::Diag<Text> mark_and_cookie{"KB1006", "the file begins with a UTF-8 byte order mark, but declares the encoding `{}`"};

// Lines and indentation.
inline constexpr diag::Diag<> inconsistent_dedent{"KB1010", "unindent does not match any outer indentation level"};
inline constexpr diag::Diag<> inconsistent_tabs{"KB1011", "inconsistent use of tabs and spaces in indentation"};
inline constexpr diag::Diag<> too_many_indents{"KB1012", "too many levels of indentation; the limit is 100"};
inline constexpr diag::Diag<> bad_continuation{"KB1013", "unexpected character after line continuation character"};
inline constexpr diag::Diag<> continuation_at_end{"KB1014", "unexpected end of file after line continuation character"};

// Characters and brackets.
inline constexpr diag::Diag<Text, unsigned> invalid_character{"KB1020", "invalid character `{}` (U+{:04X})"};
inline constexpr diag::Diag<unsigned> invalid_nonprintable{"KB1021", "invalid non-printable character U+{:04X}"};
inline constexpr diag::Diag<Text> never_closed{"KB1022", "`{}` was never closed"};
inline constexpr diag::Diag<Text> unmatched{"KB1023", "unmatched `{}`"};
inline constexpr diag::Diag<Text, Text> mismatched{"KB1024", "closing `{}` does not match opening `{}`"};
inline constexpr diag::Diag<> too_many_brackets{"KB1025", "too many nested parentheses; the limit is 200"};

// Numbers.
inline constexpr diag::Diag<Text> invalid_number{"KB1030", "invalid {} literal"};
inline constexpr diag::Diag<> leading_zeros{"KB1031", "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"};
inline constexpr diag::Diag<char, Text> invalid_digit{"KB1032", "invalid digit `{}` in {} literal"};

// Strings.
inline constexpr diag::Diag<> unterminated_string{"KB1040", "unterminated string literal"};
inline constexpr diag::Diag<> unterminated_triple{"KB1041", "unterminated triple-quoted string literal"};
inline constexpr diag::Diag<> unterminated_fstring{"KB1042", "unterminated f-string literal"};
inline constexpr diag::Diag<> single_brace{"KB1043", "f-string: single `}}` is not allowed"};
inline constexpr diag::Diag<> fstring_nesting{"KB1044", "f-string: expressions nested too deeply"};
inline constexpr diag::Diag<> too_many_fstrings{"KB1045", "too many nested f-strings; the limit is 150"};
inline constexpr diag::Diag<> bytes_not_ascii{"KB1046", "bytes can only contain ASCII literal characters"};

}  // namespace keelback::lex
