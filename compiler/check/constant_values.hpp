// What the tree alone tells before any function is checked: values of expressions, and what type checkers alone follow.
#pragma once

#include <algorithm>
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
// Python's `a op b`; none where it raises, is no int, or is too large for an Int: std::int64_t, or one of 128 bits.
template <class Int>
std::optional<Int> whole_arithmetic(ir::BinaryOp op, Int a, Int b) {
  constexpr int bits = 8 * int(sizeof(Int));
  Int result = 0;
  switch (op) {
    case ir::BinaryOp::add: return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case ir::BinaryOp::subtract: return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case ir::BinaryOp::multiply: return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case ir::BinaryOp::floor_divide:
    case ir::BinaryOp::remainder: {
      if (b == 0 || b == -1) return std::nullopt;
      const Int quotient = a / b - ((a % b != 0) && ((a < 0) != (b < 0)));
      return op == ir::BinaryOp::floor_divide ? quotient : a - quotient * b;
    }
    case ir::BinaryOp::power:
      if (b < 0 || b > std::max(64, bits - 1)) return std::nullopt;
      result = 1;
      for (Int i = 0; i < b; ++i) {
        if (__builtin_mul_overflow(result, a, &result)) return std::nullopt;
      }
      return result;
    case ir::BinaryOp::left_shift:
      if (b < 0 || b > bits - 2 || __builtin_mul_overflow(a, Int(1) << int(b), &result)) return std::nullopt;
      return result;
    case ir::BinaryOp::right_shift: return b < 0 ? std::nullopt : std::optional<Int>(a >> (b > bits - 1 ? bits - 1 : int(b)));
    case ir::BinaryOp::bit_and: return a & b;
    case ir::BinaryOp::bit_or: return a | b;
    case ir::BinaryOp::bit_xor: return a ^ b;
    case ir::BinaryOp::divide: break;
  }
  return std::nullopt;
}
// The value of a literal that is an int or a float.
std::optional<double> literal_number(Type type);

// The value as a type: a literal, a member of an enumeration, None, or a tuple of such. Null: it is not known, or something else.
// `own`: what a name of the class' body means there; `never` where that is not known, null where the body has no such name.
Type constant_value(Program& program, ModuleScope& scope, const ast::Expr& node, const std::function<Type(std::string_view)>& own);

// `@overload` says types to checkers: the definition behind them is the function.
bool is_overload(const ast::FunctionDef& def);
// Whether the test of an `if` is TYPE_CHECKING, of `typing` or the module's own: False when the module runs.
bool is_for_type_checkers(const ModuleScope& scope, const ast::Expr& test);

}  // namespace keelback::check
