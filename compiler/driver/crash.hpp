// What happens when keelback itself is wrong: a signal or a failed assertion becomes a KB9001 that says what to report, and a build that
// may leave modules Python starts again without the module it fell over.
#pragma once

#include <string>
#include <type_traits>

namespace keelback::driver {

// For the calling thread: what it is doing, told should it crash. The texts must outlive the object.
class Working {
 public:
  Working(const char* phase, const std::string& file);
  ~Working();
  Working(const Working&) = delete;

 private:
  const char* phase_;
  const char* file_;
};
// The phase of the innermost Working ("checking").
const char* current_phase();

// Installs the handlers. To be called once.
void handle_crashes(char** argv);
// From here on a crash while working on a module starts the program again, that module marked in the environment (`stays_python`).
void restart_after_crashes();
bool stays_python(const std::string& file);
// What to do about an internal error: where to report it, and with what.
std::string report_hint(const std::string& file);

// Runs the function on a thread with room for the recursion over the highest syntax tree, and an alternate stack for its crash. Waits.
void with_large_stack(void (*function)(void*), void* argument);
template <class Function>
void with_large_stack(Function&& function) {
  with_large_stack([](void* argument) { (*static_cast<std::remove_reference_t<Function>*>(argument))(); }, &function);
}

}  // namespace keelback::driver
