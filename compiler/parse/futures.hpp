// `from __future__ import ...` at the beginning of a module.
#pragma once

#include <cstddef>

#include "ast/nodes.hpp"

namespace keelback::parse {

// Whether the statement imports from `__future__`. Before 3.13 a relative import of that name was one, too.
bool imports_future(const ast::Stmt* statement, int minor_version);

// The statements behind the docstring that do nothing else: only these choose features. The docstring, where there is one, is not among them.
ast::Nodes<ast::Stmt> future_imports(ast::Nodes<ast::Stmt> body, int minor_version);

bool is_future_feature(ast::Identifier name);

}  // namespace keelback::parse
