// What a node says of the layout of the array it gives.
#pragma once

#include "ir/nodes.hpp"

namespace keelback::ir {

// Whether the elements of the last axis are side by side in the array that the expression makes.
bool makes_unit_rows(const Module& module, const Function& function, ExprId expr);

// Whether the array that the expression gives is new: nothing else shares its memory, and its elements do not share memory with each other.
bool makes_new_array(const Module& module, const Function& function, ExprId expr);

}  // namespace keelback::ir
