// The module's table for the binding: functions, overloads, parameters, source segments (docs/design/binding.md).
#pragma once

#include <span>
#include <string>

#include "emit/emit.hpp"
#include "emit/function_emitter.hpp"

namespace keelback::emit {

struct BindingTable {
  std::string descriptors;   // of types, which functions refer to as well
  std::string definitions;   // trampolines, tables and the module's entry point
};
BindingTable binding_table(ModuleContext& context, const Residual& residual, std::span<const int> levels);

}  // namespace keelback::emit
