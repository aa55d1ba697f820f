// Drops the instances that no export needs: those of attempts that failed.
#pragma once

#include "ir/nodes.hpp"

namespace keelback::check {

// Keeps the functions that exports (by way of calls and globals) reach, in their order, and renumbers every reference to them. Globals that no function
// reads are dropped likewise.
void keep_reachable(ir::Module& module);

}  // namespace keelback::check
