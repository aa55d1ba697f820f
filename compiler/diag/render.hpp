// Diagnostics for people and for programs.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"

namespace keelback::diag {

// FILE:LINE:COLUMN: error[KB2001]: message, the source line with a caret line, notes, hint. Lines and columns count from 1, columns in
// characters. Ends with a line end.
std::string render_text(const Diagnostic& diagnostic, bool colour);

// A JSON array with one object for each, a line each: code, severity, message, file, line, column, end_line, end_column, notes, hint, page.
// Positions and file are null where there are none, and so is the hint.
std::string render_json(std::span<const Diagnostic> diagnostics);

// SARIF 2.1.0, what code scanning services and editors read: one run, a rule for each code that occurs.
std::string render_sarif(std::span<const Diagnostic> diagnostics, std::string_view version);

}  // namespace keelback::diag
