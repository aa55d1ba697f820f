// What the turns of parallel loops may do to each other (docs/design/threads.md).
#pragma once

#include <functional>

#include "check/builder.hpp"

namespace keelback::check {

// Looks at the parallel loops of a function that has been checked, with all that it calls. Throws Unsupported where turns could write what others read or
// write, or do what only one thread may. Where that depends on arguments, the loop gets the test that decides.
void check_parallel_loops(ir::Module& module, TypeTable& types, ir::InstanceId function, const std::function<const support::SourceFile&(int)>& file);

}  // namespace keelback::check
