// What becomes of objects: which arguments a call leaves behind in something that lives on, and which it gives back.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/nodes.hpp"

namespace keelback::analysis {

// What may happen to the value of a local, in bits.
enum class Fate : std::uint8_t {
  none = 0,
  kept = 1,      // something that outlives the function may hold it
  returned = 2,  // the function's result may be it
};
constexpr Fate operator|(Fate a, Fate b) { return Fate(std::uint8_t(a) | std::uint8_t(b)); }
constexpr bool has(Fate a, Fate bit) { return (std::uint8_t(a) & std::uint8_t(bit)) != 0; }

// By instance, by parameter.
using ParameterFates = std::vector<std::vector<Fate>>;
// Found over the call graph: a parameter that is passed on has the fate that it has there.
ParameterFates parameter_fates(const ir::Module& module);

// The locals of one function.
struct LocalFates {
  std::vector<Fate> fates;                        // by local: its own, and those of the locals that it is copied to
  std::vector<std::vector<ir::LocalId>> copies;   // by local: those that it is copied to directly
};
LocalFates local_fates(const ir::Module& module, const ir::Function& function, const ParameterFates& parameters);

}  // namespace keelback::analysis
