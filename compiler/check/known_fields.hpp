// What the fields of a module's classes hold, for the other modules of the build: found out once.
#pragma once

#include "check/program.hpp"

namespace keelback::check {

// Of the module's own classes, once it has been checked; `module_name`: of the module.
KnownFields fields_of(const ir::Module& module, std::string_view module_name);
// The type here. Null where it cannot be told: a class in it is not native here.
Type type_here(Program& program, const KnownType& known);

}  // namespace keelback::check
