// What evaluating expressions and running functions can do (Effects), from the nodes alone.
#pragma once

#include <vector>

#include "ir/nodes.hpp"

namespace keelback::ir {

// What calling each function can do: the least solution over the call graph. Index: the instance's number.
// An allocation that fails (MemoryError) and an interrupt do not count as `raises`.
using CallEffects = std::vector<Effects>;
CallEffects call_effects(const Module& module);

// The node's own effects, without its operands'. Without `calls`, a native call has all effects.
Effects own_effects(const Module& module, const Function& function, ExprId expr, const CallEffects* calls = nullptr);
// The effects of the whole tree.
Effects effects(const Module& module, const Function& function, ExprId expr, const CallEffects* calls = nullptr);
// The effects of the statements and all below them. Binding locals is none.
Effects effects(const Module& module, const Function& function, const Block& block, const CallEffects* calls = nullptr);

// Whether the only exception that the node itself can raise is the OverflowError of a Python int operation.
bool raises_overflow_only(const Function& function, ExprId expr);

}  // namespace keelback::ir
