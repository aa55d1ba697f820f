// The modules of one build, checked together: each knows the classes of the others (docs/design/shared_classes.md).
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "driver/unit.hpp"

namespace keelback::driver {

// The units in the order of the modules, all checked; `good`: those without errors. `others`: more modules of the same build, of which the classes are asked for that these
// use. `begins` is told of each of the modules before it is checked.
struct CheckedUnits {
  std::vector<std::unique_ptr<Unit>> units;
  std::vector<bool> good;
};
CheckedUnits check_units(const std::vector<ModuleFile>& modules, const std::vector<ModuleFile>& others, UnitOptions options, const std::function<void(std::size_t)>& begins);

}  // namespace keelback::driver
