// Which functions call which.
#pragma once

#include <vector>

#include "ir/nodes.hpp"

namespace keelback::ir {

// By instance: whether it may be active twice, which is to be on a cycle of the call graph.
std::vector<bool> recursive_functions(const Module& module);

}  // namespace keelback::ir
