// What the tree alone tells before any function is checked: values of expressions, and what type checkers alone follow.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "ast/nodes.hpp"
#include "check/builder.hpp"

namespace keelback::check {

class Program;
struct ModuleScope;

// Of `@`, which is no arithmetic of numbers, multiplication.
ir::BinaryOp operation_of(ast::Operator op);
// Python's `a op b`; none where it raises, is no int, or leaves 64 bits.
std::optional<std::int64_t> whole_arithmetic(ir::BinaryOp op, std::int64_t a, std::int64_t b);

// The value as a type: a literal, a member of an enumeration, None, or a tuple of such. Null: it is not known, or something else.
// `own`: what a name of the class' body means there; `never` where that is not known, null where the body has no such name.
Type constant_value(Program& program, ModuleScope& scope, const ast::Expr& node, const std::function<Type(std::string_view)>& own);

// `@overload` says types to checkers: the definition behind them is the function.
bool is_overload(const ast::FunctionDef& def);
// Whether the test of an `if` is TYPE_CHECKING, of `typing` or the module's own: False when the module runs.
bool is_for_type_checkers(const ModuleScope& scope, const ast::Expr& test);

}  // namespace keelback::check
