// `keelback features`: what the library table covers.
#pragma once

#include <string>

namespace keelback::driver {

// The functions, types and constants that compiled code knows of a module, a line each; of no module, the modules. Empty: there is no such module.
std::string features_of(const std::string& module);

}  // namespace keelback::driver
