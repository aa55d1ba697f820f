// Which of the tables of a module that was compiled for several CPU levels fits this processor.
#include <keelback/binding.hpp>
#include <keelback/platform_cpu.hpp>

#include <cstdlib>
#include <string_view>

namespace keelback::binding {

const module& choose_level(const module& baseline, const level* levels, int count) {
  int highest = cpu_level();
  if (const char* wanted = std::getenv("KEELBACK_ISA"); wanted != nullptr) {
    const std::string_view text = wanted;
    const int limit = text.size() == 2 && text[0] == 'v' && text[1] >= '2' && text[1] <= '4' ? text[1] - '0' : text == "baseline" ? 1 : highest;
    if (limit < highest) highest = limit;
  }
  const module* chosen = &baseline;
  for (int i = 0; i < count; ++i) {
    if (levels[i].number <= highest) chosen = levels[i].table;
  }
  return *chosen;
}

}  // namespace keelback::binding
