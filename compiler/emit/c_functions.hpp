// Native functions for C code: what capsules hold, and the loops of ufuncs (include/keelback/binding/c_function.hpp).
#pragma once

#include <string>

#include "emit/function_emitter.hpp"

namespace keelback::emit {

struct CFunction {
  std::string definitions;  // functions and tables
  std::string table;        // the kb::binding::c_function of these
};
// Requires an export that is a capsule or a ufunc.
CFunction c_function(ModuleContext& context, const ir::Export& exported);

}  // namespace keelback::emit
