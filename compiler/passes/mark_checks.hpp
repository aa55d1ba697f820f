// Marks in the IR what the range analysis saw to be safe.
#pragma once

#include <vector>

#include "analysis/ranges.hpp"
#include "ir/nodes.hpp"

namespace keelback::passes {

// Returns how many checks are gone.
std::size_t mark_checks(ir::Function& function, const std::vector<analysis::Observation>& observations);

}  // namespace keelback::passes
