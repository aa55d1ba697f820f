// The module's table of the runtime's functions.
#pragma once

#include "ir/nodes.hpp"

namespace keelback::ir {

// The entry for `wanted`, made at its first use: one for what is called in one way.
RuntimeId runtime_function(Module& module, RuntimeFunction wanted);

// Gives the code point of a text of one character (passes/characters.cpp).
inline constexpr std::string_view code_of_symbol = "kb::code_of";

}  // namespace keelback::ir
