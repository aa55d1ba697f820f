// Marks in the IR what the range analysis saw to be safe, and takes out branches that are never or always taken.
#pragma once

#include <vector>

#include "analysis/ranges.hpp"
#include "ir/nodes.hpp"

namespace keelback::passes {

// Returns how many checks are gone.
std::size_t mark_checks(ir::Function& function, const std::vector<analysis::Observation>& observations);

// Within `block`. Conditions that may raise or write stay.
void take_known_branches(const ir::Module& module, ir::Function& function, ir::Block& block, const std::vector<analysis::Observation>& observations);

}  // namespace keelback::passes
