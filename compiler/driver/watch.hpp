// `keelback build --watch`: builds again whenever a source changes, until it is stopped.
#pragma once

#include "driver/compile.hpp"

namespace keelback::driver {

[[noreturn]] void watch(const BuildOptions& options);

}  // namespace keelback::driver
