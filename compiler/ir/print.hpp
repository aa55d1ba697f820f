// The IR as text, for `keelback dump ir` and goldens. Nodes print as docs/ir.md shows them.
#pragma once

#include <string>

#include "ir/nodes.hpp"

namespace keelback::ir {

std::string print(const Module& module, const Function& function);
std::string print(const Module& module);
// One tree or block, for messages.
std::string print(const Module& module, const Function& function, ExprId expr);
std::string print(const Module& module, const Function& function, const Block& block);
// A literal's or constant's value as Python writes it.
std::string print(const types::Value& value);

std::string_view spelling(BinaryOp op);   // "add"
std::string_view spelling(CompareOp op);  // "=="
std::string_view spelling(UnaryOp op);
std::string_view spelling(ReduceOp op);
std::string_view spelling(DynamicOp op);  // "attribute", which is its name in kb::python::op as well

}  // namespace keelback::ir
