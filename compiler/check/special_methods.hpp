// The special methods that operators ask for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ir/nodes.hpp"

namespace keelback::check {

struct Operator {
  std::string_view method, reflected;  // "__add__", "__radd__"
};
Operator operator_of(ir::BinaryOp op);
std::string_view unary_method(ir::UnaryOp op);
// Of two operands: what may return NotImplemented.
bool is_operator_method(std::string_view name);
// The operation of Python's that asks an object's class for the method first: `+` for "__add__". None for reflected methods, and those of `+=`.
std::optional<std::pair<ir::DynamicOp, std::string>> operator_in_python(std::string_view method);

// What a special method of a builtin value does, as a function of the value: "lambda _, /: len(_)" for "__len__". Empty: not known here.
std::string builtin_special(std::string_view method);

}  // namespace keelback::check
