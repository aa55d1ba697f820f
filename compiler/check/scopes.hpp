// Which names a function, a target or a module has, read off the syntax tree.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ast/nodes.hpp"

namespace keelback::check {

struct FunctionDef;
struct ModuleScope;

// Calls `f` for every node directly below `node`, in the order of its fields.
void for_each_child(const ast::Node& node, const std::function<void(const ast::Node&)>& f);
// A function's parameters in the order in which an instance takes them: positional, `*args`, keyword-only.
std::vector<std::string> parameter_names(const ast::Arguments& arguments);
// The names assigned in a function's own body, nested functions not entered; not the parameters, not what `global` gives to the module.
std::vector<std::string> local_names(const FunctionDef& def);
std::set<std::string, std::less<>> global_names(const ast::FunctionDef& def);
// Those of all functions of the module, however deep.
std::set<std::string, std::less<>> global_names(const ast::Module& tree);
// The names whose values the module's own code, or one of its functions, changes in place: `TABLE[1] = 2`, `NAMES.append("x")`.
std::set<std::string, std::less<>> changed_names(const ast::Module& tree);
std::set<std::string, std::less<>> nonlocal_names(const ast::FunctionDef& def);
// The name that a chain of attributes begins with (`np` of `np.linalg.norm`); null where it begins with something else.
const ast::Name* root_name(const ast::Expr& node);
// `None`.
bool is_none(const ast::Expr& node);
// The classes of `isinstance(x, (A, B | None))`, one by one.
std::vector<const ast::Expr*> class_parts(const ast::Expr& classes);
// A method's first parameter, `self`; empty where it has none.
std::string_view receiver_name(const ast::FunctionDef& def);
// The names that assigning to a target binds.
std::vector<std::string> target_names(const ast::Expr& target);
// The names that a statement binds, in all its parts.
std::vector<std::string> statement_names(const ast::Stmt& statement);
// The nested `def` of that name directly in the function's body (at any depth of its statements), or null.
const ast::FunctionDef* nested_function(const FunctionDef& def, std::string_view name);
// What a nested function or lambda reads from the functions around it, in order of appearance; functions nested in these are no captures, what those
// capture is.
std::vector<std::string> captured_names(const FunctionDef& def);
// The variables of a function that a function nested in it captures, and that are assigned after that one is made, or by it (`nonlocal`). Python's
// closures see such an assignment, so these live in cells, which the closures share; of any other variable a closure has the value.
std::set<std::string, std::less<>> cell_names(const FunctionDef& def);
// Whether the captured name is a cell of the function that it belongs to. A comprehension's variables always are: each round assigns them.
bool captures_cell(const FunctionDef& def, std::string_view name);
// Which of these names the functions nested in the expression read.
std::vector<std::string> captured_in(const ast::Node& node, const std::vector<std::string>& names);
// The parameters that have defaults, with these.
std::vector<std::pair<std::string, const ast::Expr*>> defaults_of(const FunctionDef& def);
// The parameters of a nested function whose defaults are no constants, with these: they are evaluated where the function is made.
std::vector<std::pair<std::string, const ast::Expr*>> captured_defaults(const FunctionDef& def);
// Whether the nested function is all that its own name ever stands for.
bool is_only_value(const FunctionDef& def, std::string_view name);
// The capture that holds a parameter's default: no Python name looks like it.
std::string default_name(std::string_view parameter);
// Whether the function assigns the name behind that place, or in a loop around it.
bool assigned_behind(const FunctionDef& def, std::string_view name, support::Span place);
// Whether the expression names that object of the module `contextlib`.
bool is_from_contextlib(const ModuleScope& scope, const ast::Expr& node, std::string_view name);
// Whether the call, in a method of that class with these parameters, is `super()` or `super(C, self)` with the class itself.
bool is_own_super(const ast::Call& call, const ast::ClassDef& klass, std::span<const std::string> parameters);
// Whether the function has a `yield` of its own.
bool has_yield(const ast::FunctionDef& def);
// Whether a `break`, `continue` or `return` leaves the statements of a loop's body.
bool leaves_early(ast::Nodes<ast::Stmt> body);
// The absolute dotted name of the module that an import in `scope` names.
std::string resolve_import(const ModuleScope& scope, const ast::ImportFrom& node);
// How a diagnostic calls a statement.
std::string describe_statement(const ast::Stmt& node);

}  // namespace keelback::check
