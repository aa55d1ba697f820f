// The special methods that operators ask for.
#pragma once

#include <string_view>

#include "ir/nodes.hpp"

namespace keelback::check {

struct Operator {
  std::string_view method, reflected;  // "__add__", "__radd__"
};
Operator operator_of(ir::BinaryOp op);
// Of two operands: what may return NotImplemented.
bool is_operator_method(std::string_view name);

}  // namespace keelback::check
