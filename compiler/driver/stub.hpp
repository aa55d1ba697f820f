// `keelback stub`: a .pyi file of a module, for type checkers and editors where the source does not travel.
#pragma once

#include <string>

#include "driver/reporter.hpp"

namespace keelback::driver {

struct StubOptions {
  std::string file, output, module_name;  // `output`: empty is standard output
};

// Imports, type aliases and classes as they are; functions with their signatures, where the compiler has inferred a result with that, and, where
// types come from export comments, one signature for each; constants with their types.
void stub(const StubOptions& options, Reporter& reporter);

}  // namespace keelback::driver
