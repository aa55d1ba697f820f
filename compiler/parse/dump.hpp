// Trees as text, for tests and for looking at them.
#pragma once

#include <string>

#include "ast/nodes.hpp"
#include "support/source_file.hpp"

namespace keelback::parse {

// Appends what `ast.dump(tree, include_attributes=True)` prints under Python 3.`minor_version`, for the tree of `file` parsed as that version.
// Columns are in bytes, as CPython's.
void dump_ast(const ast::Node* tree, const support::SourceFile& file, int minor_version, std::string& out);

}  // namespace keelback::parse
