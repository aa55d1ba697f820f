// --isa: the processors that an extension is made for.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace keelback::driver {

// Code for every processor of the target (the baseline), and once more for each level of the x86-64 psABI named here; the best one that the
// processor has is chosen at import.
struct Isa {
  std::vector<int> levels;  // 2 to 4, ascending
  bool native = false;      // instead: for the processor of the build alone
};

// "baseline,v3,v4", "v3" or "native"; nothing where it is none of these.
std::optional<Isa> parse_isa(std::string_view text);

}  // namespace keelback::driver
