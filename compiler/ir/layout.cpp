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

bool makes_new_array(const Module& module, const Function& function, ExprId expr) {
  const ExprNode& node = function[expr].node;
  if (function[expr].type->kind != types::Kind::array) return false;
  if (std::holds_alternative<Elementwise>(node) || std::holds_alternative<Gather>(node)) return true;
  const auto* call = std::get_if<CallRuntime>(&node);
  if (call == nullptr) return false;
  static constexpr std::string_view others[] = {"kb::copy", "kb::np::empty_like", "kb::np::zeros_like", "kb::np::ones_like", "kb::np::full_like"};
  return module[call->function].makes_rows || std::find(std::begin(others), std::end(others), module[call->function].symbol) != std::end(others);
}

}  // namespace keelback::ir
