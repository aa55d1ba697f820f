// Which arguments an exported function may write to: those must be writeable arrays, or lists that are copied back.
#pragma once

#include <vector>

#include "ir/nodes.hpp"

namespace keelback::check {

// Sets `writes` and `mutates` of every overload's parameter rules.
void find_writes(ir::Module& module);
// By function and parameter: whether the function may write through it.
std::vector<std::vector<bool>> written_parameters(const ir::Module& module);

}  // namespace keelback::check
