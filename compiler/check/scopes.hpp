// Which names a function, a target or a module has, read off the syntax tree.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ast/nodes.hpp"

namespace keelback::check {

struct FunctionDef;
struct ModuleScope;

// A function's parameters in the order in which an instance takes them: positional, `*args`, keyword-only.
std::vector<std::string> parameter_names(const ast::Arguments& arguments);
// The names assigned in a function's own body, nested functions not entered; not the parameters, not what `global` gives to the module.
std::vector<std::string> local_names(const FunctionDef& def);
std::set<std::string, std::less<>> global_names(const ast::FunctionDef& def);
// The names that assigning to a target binds.
std::vector<std::string> target_names(const ast::Expr& target);
// The names that a statement binds, in all its parts.
std::vector<std::string> statement_names(const ast::Stmt& statement);
// The nested `def` of that name directly in the function's body (at any depth of its statements), or null.
const ast::FunctionDef* nested_function(const FunctionDef& def, std::string_view name);
// What a nested function or lambda reads from the functions around it, in order of appearance; functions nested in these are no captures, what those
// capture is.
std::vector<std::string> captured_names(const FunctionDef& def);
// Whether the function assigns the name after that place, or in a loop around it.
bool assigned_after(const FunctionDef& def, std::string_view name, support::Span place);
// Whether a `break`, `continue` or `return` leaves the statements of a loop's body.
bool leaves_early(ast::Nodes<ast::Stmt> body);
// The absolute dotted name of the module that an import in `scope` names.
std::string resolve_import(const ModuleScope& scope, const ast::ImportFrom& node);
// How a diagnostic calls a statement.
std::string describe_statement(const ast::Stmt& node);

}  // namespace keelback::check
