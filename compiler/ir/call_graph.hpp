// Which functions call which.
#pragma once

#include <vector>

#include "ir/nodes.hpp"

namespace keelback::ir {

// By instance: whether it may be active twice, which is to be on a cycle of the call graph.
std::vector<bool> recursive_functions(const Module& module);

// By instance: whether it, or what it calls, may look at a list, dict or set, or run Python code. Of what says no, calls need not bring containers up to date that Python has too.
std::vector<bool> functions_that_see_containers(const Module& module);

}  // namespace keelback::ir
