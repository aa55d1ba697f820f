#include "ir/layout.hpp"

#include <algorithm>
#include <iterator>

namespace keelback::ir {

bool makes_unit_rows(const Module& module, const Function& function, ExprId expr) {
  const int rank = function[expr].type->rank;
  const ExprNode& node = function[expr].node;
  // Of rank 1 a new array has but one layout.
  if (rank == 1 && (std::holds_alternative<Elementwise>(node) || std::holds_alternative<Gather>(node))) return true;
  const auto* call = std::get_if<CallRuntime>(&node);
  return call != nullptr && rank > 0 && module[call->function].makes_rows;
}

}  // namespace keelback::ir
