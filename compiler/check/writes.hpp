// Which arguments an exported function may write to: those must be writeable arrays, or lists that are copied back.
#pragma once

#include "ir/nodes.hpp"

namespace keelback::check {

// Sets `writes` and `mutates` of every overload's parameter rules.
void find_writes(ir::Module& module);

}  // namespace keelback::check
