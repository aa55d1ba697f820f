// Checks the rules that docs/ir.md states for each node. Run after the checker and after every pass in debug builds.
#pragma once

#include <string>
#include <vector>

#include "ir/nodes.hpp"

namespace keelback::ir {

// What is wrong, one message each, with the function and the node's text; empty: nothing.
std::vector<std::string> verify(const Module& module, const Function& function);
std::vector<std::string> verify(const Module& module);

}  // namespace keelback::ir
