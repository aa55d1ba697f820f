// Arrays that may be read-only: found by what makes them, followed to the stores that may reach them (docs/design/read_only.md).
#pragma once

#include <string_view>

#include "ir/nodes.hpp"

namespace keelback::check {

inline constexpr std::string_view read_only_symbol = "kb::read_only";

// Stores through what may be read-only ask first. What is only read needs no owner that says so.
void guard_read_only(ir::Module& module);

}  // namespace keelback::check
