#include "driver/isa.hpp"

#include <algorithm>

namespace keelback::driver {

std::optional<Isa> parse_isa(std::string_view text) {
  Isa isa;
  if (text == "native") {
    isa.native = true;
    return isa;
  }
  while (true) {
    const std::string_view item = text.substr(0, text.find(','));
    if (item.size() == 2 && item[0] == 'v' && item[1] >= '2' && item[1] <= '4') isa.levels.push_back(item[1] - '0');
    else if (item != "baseline") return std::nullopt;
    if (item.size() == text.size()) break;
    text.remove_prefix(item.size() + 1);
  }
  std::sort(isa.levels.begin(), isa.levels.end());
  isa.levels.erase(std::unique(isa.levels.begin(), isa.levels.end()), isa.levels.end());
  return isa;
}

}  // namespace keelback::driver
