// Loops over arrays of any strides that are kept twice: for arrays whose rows are contiguous, and for all.
#pragma once

#include "ir/nodes.hpp"

namespace keelback::passes {

// Of the loop `statements[at]`; returns whether it was split.
bool split_by_strides(ir::Module& module, ir::Function& function, ir::Block& statements, std::size_t at);

}  // namespace keelback::passes
