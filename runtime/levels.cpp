// Which of the tables of a module that was compiled for several CPU levels fits this processor.
#include "levels.hpp"

#include <keelback/binding.hpp>
#include <keelback/platform_cpu.hpp>

#include <cstdlib>
#include <string_view>

namespace keelback {

int usable_level() {
  const int highest = cpu_level();
  const char* wanted = std::getenv("KEELBACK_ISA");
  if (wanted == nullptr) return highest;
  const std::string_view text = wanted;
  const bool is_level = text.size() == 2 && text[0] == 'v' && text[1] >= '2' && text[1] <= '4';
  const int limit = is_level ? text[1] - '0' : text == "baseline" ? 1 : highest;
  return limit < highest ? limit : highest;
}

namespace binding {

const module& choose_level(const module& baseline, const level* levels, int count) {
  const int highest = usable_level();
  const module* chosen = &baseline;
  for (int i = 0; i < count; ++i) {
    if (levels[i].number <= highest) chosen = levels[i].table;
  }
  return *chosen;
}

}  // namespace binding
}  // namespace keelback
