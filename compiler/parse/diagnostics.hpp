// The parser's diagnostics.
#pragma once

#include <string_view>

#include "diag/diagnostic.hpp"

namespace keelback::parse {

using Text = std::string_view;

// What is there instead of what had to be.
inline constexpr diag::Diag<> invalid_syntax{"KB2001", "invalid syntax"};
inline constexpr diag::Diag<Text, Text> expected{"KB2002", "expected {}, found {}"};
inline constexpr diag::Diag<Text> print_statement{"KB2003", "missing parentheses in call to `{0}`; did you mean `{0}(...)`?"};
inline constexpr diag::Diag<> forgot_comma{"KB2004", "invalid syntax; perhaps a comma is missing"};
inline constexpr diag::Diag<> nested_too_deeply{"KB2005", "nested too deeply; the limit is 3000 levels"};
inline constexpr diag::Diag<Text, Text> needs_version{"KB2006", "{} needs Python 3.{}"};

// Blocks.
inline constexpr diag::Diag<Text> expected_block{"KB2010", "expected an indented block after {}"};
inline constexpr diag::Diag<> unexpected_indent{"KB2011", "unexpected indent"};
inline constexpr diag::Diag<> try_alone{"KB2012", "expected `except` or `finally` after the `try` block"};
inline constexpr diag::Diag<> mixed_except{"KB2013", "cannot have both `except` and `except*` on the same `try`"};
inline constexpr diag::Diag<> bare_except_star{"KB2014", "expected one or more exception types after `except*`"};
inline constexpr diag::Diag<> except_needs_parentheses{"KB2015", "multiple exception types must be parenthesized"};
inline constexpr diag::Diag<> expected_case{"KB2016", "expected `case` in the `match` block"};

// Targets.
inline constexpr diag::Diag<Text> cannot_assign{"KB2020", "cannot assign to {}"};
inline constexpr diag::Diag<Text> cannot_delete{"KB2021", "cannot delete {}"};
inline constexpr diag::Diag<Text> cannot_augment{"KB2022", "{} is an illegal expression for augmented assignment"};
inline constexpr diag::Diag<Text> cannot_annotate{"KB2023", "only a single target can be annotated, not {}"};
inline constexpr diag::Diag<Text> cannot_walrus{"KB2024", "cannot use an assignment expression with {}"};
inline constexpr diag::Diag<> maybe_equal{"KB2025", "invalid syntax; maybe you meant `==` or `:=` instead of `=`?"};

// Calls and parameters.
inline constexpr diag::Diag<Text> positional_after_keyword{"KB2030", "positional argument follows {}"};
inline constexpr diag::Diag<> iterable_after_keywords{"KB2031", "iterable argument unpacking follows keyword argument unpacking"};
inline constexpr diag::Diag<> generator_parentheses{"KB2032", "generator expression must be parenthesized"};
inline constexpr diag::Diag<> keyword_expression{"KB2033", "expression cannot contain assignment, perhaps you meant `==`?"};
inline constexpr diag::Diag<Text> keyword_repeated{"KB2034", "keyword argument repeated: {}"};
inline constexpr diag::Diag<> default_order{"KB2035", "parameter without a default follows parameter with a default"};
inline constexpr diag::Diag<> bare_star{"KB2036", "named parameters must follow bare `*`"};
inline constexpr diag::Diag<Text> parameter_order{"KB2037", "{}"};

// Expressions.
inline constexpr diag::Diag<> starred_here{"KB2040", "cannot use a starred expression here"};
inline constexpr diag::Diag<> unpacking_in_comprehension{"KB2041", "unpacking cannot be used in a comprehension"};
inline constexpr diag::Diag<> expected_else{"KB2042", "expected `else` after the `if` expression"};
inline constexpr diag::Diag<> dict_value{"KB2043", "expression expected after dictionary key and `:`"};

// Literals.
inline constexpr diag::Diag<> mixed_bytes{"KB2050", "cannot mix bytes and nonbytes literals"};
inline constexpr diag::Diag<Text> fstring{"KB2051", "f-string: {}"};
inline constexpr diag::Diag<> integer_too_long{"KB2052", "decimal integer literal of more than 4300 digits; use hexadecimal"};
inline constexpr diag::Diag<Text> bad_escape{"KB2053", "(unicode error) {}"};
inline constexpr diag::Diag<> mixed_templates{"KB2054", "cannot mix t-string literals with string or f-string literals"};

// Imports.
inline constexpr diag::Diag<> import_trailing_comma{"KB2060", "trailing comma not allowed without surrounding parentheses"};
inline constexpr diag::Diag<Text> unknown_future{"KB2061", "future feature `{}` is not defined"};

// Patterns.
inline constexpr diag::Diag<> wildcard_as_target{"KB2070", "cannot use `_` as a target"};
inline constexpr diag::Diag<Text> pattern_target{"KB2071", "invalid pattern target: {}"};
inline constexpr diag::Diag<> positional_pattern_order{"KB2072", "positional patterns follow keyword patterns"};
inline constexpr diag::Diag<Text> complex_pattern{"KB2073", "{} number required in complex literal"};

// What CPython's compiler rejects (rules.hpp): where statements and expressions may stand.
inline constexpr diag::Diag<Text> outside_function{"KB2080", "{} outside of a function"};
inline constexpr diag::Diag<Text> outside_async{"KB2081", "{} outside of an async function"};
inline constexpr diag::Diag<Text, Text> inside_async{"KB2082", "{} in an async {}"};
inline constexpr diag::Diag<Text> outside_loop{"KB2083", "{} outside of a loop"};
inline constexpr diag::Diag<> leaves_except_star{"KB2084", "`break`, `continue` and `return` cannot appear in an `except*` block"};
inline constexpr diag::Diag<Text> yield_in_comprehension{"KB2085", "`yield` inside a {}"};
inline constexpr diag::Diag<> late_future{"KB2086", "imports from `__future__` must occur at the beginning of the file"};
inline constexpr diag::Diag<> star_import{"KB2087", "`import *` is allowed at module level only"};
inline constexpr diag::Diag<> bare_except_early{"KB2088", "default `except:` must be last"};
inline constexpr diag::Diag<Text> nested_blocks{"KB2089", "too many statically nested blocks; the limit is {}"};

// Names.
inline constexpr diag::Diag<Text, Text> declared_otherwise{"KB2090", "name `{}` is {}"};
inline constexpr diag::Diag<Text> nonlocal_binding{"KB2091", "{}"};
inline constexpr diag::Diag<Text, Text> duplicate_parameter{"KB2092", "duplicate {} `{}`"};
inline constexpr diag::Diag<Text> assignment_expression{"KB2093", "assignment expression {}"};
inline constexpr diag::Diag<Text> changes_debug{"KB2094", "cannot {} `__debug__`"};
inline constexpr diag::Diag<Text> star_target{"KB2095", "{}"};

// Names and values of patterns.
inline constexpr diag::Diag<Text> pattern_names{"KB2096", "{}"};
inline constexpr diag::Diag<Text> unreachable_patterns{"KB2097", "{} makes remaining patterns unreachable"};
inline constexpr diag::Diag<Text, Text> repeated_in_pattern{"KB2098", "{} repeated in a {} pattern"};
inline constexpr diag::Diag<Text> pattern_value{"KB2099", "{} may only match literals and attribute lookups"};

// Annotations and type parameters.
inline constexpr diag::Diag<Text, Text> cannot_be_within{"KB2100", "{} cannot be used within {}"};
inline constexpr diag::Diag<Text, Text> type_parameter{"KB2101", "type parameter `{}` {}"};

}  // namespace keelback::parse
