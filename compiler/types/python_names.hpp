// What Python calls types.
#pragma once

#include <string>

#include "types/type.hpp"

namespace keelback::types {

// A type's name in Python's messages: `NoneType`, `int`, `numpy.float64`.
std::string python_name(Type type);

// Where Python imports a module, a type or a function of the library from: "builtins.len", "math.sqrt", "numpy.float64".
std::string imported_name(Type type);

}  // namespace keelback::types
