// The guard of a recursive function: RecursionError in place of a stack overflow.
#pragma once

#include <keelback/errors.hpp>

namespace keelback {

// A part of the running thread's stack in which native code may go deeper, as its lowest address; 0 before the first call. A function looks where its own frame is: one
// comparison, and nothing to count down on the way out (docs/design/recursion.md).
inline std::uintptr_t stack_window = 0;
inline constexpr std::uintptr_t stack_window_size = std::uintptr_t{1} << 18;

// compiled/recursion.hpp: puts the window around `address`, or raises RecursionError where too little of the stack is left.
void move_stack_window(std::uintptr_t address, int line);

KB_INLINE void guard_recursion(int line) {
  char here;
  const auto address = reinterpret_cast<std::uintptr_t>(&here);
  if (KB_UNLIKELY(address - stack_window >= stack_window_size)) move_stack_window(address, line);
}

}  // namespace keelback
