// What Python code replaces in fields and containers while native code runs: native code may have borrowed it.
#include "python.hpp"

#include <utility>

namespace keelback::binding {
namespace {

// Called by the interpreter's loop. Too early, it is not asked for again at once: the loop would do nothing else.
int drop_parked(void*) {
  if (process->open_sections > 0) {
    process->parked_waits = true;
    return 0;
  }
  while (process->parked_values != nullptr) delete std::exchange(process->parked_values, process->parked_values->next);
  return 0;
}

}  // namespace

void python_section::ask_to_drop() noexcept {
  process->parked_waits = Py_AddPendingCall(drop_parked, nullptr) != 0;
}

bool is_inside_native() noexcept { return process->open_sections > 0; }

void park(parked* value) noexcept {
  const bool first = process->parked_values == nullptr;
  value->next = process->parked_values;
  process->parked_values = value;
  if (first) python_section::ask_to_drop();
}

}  // namespace keelback::binding
