// Interrupts: a loop that may run long asks now and then whether Ctrl-C was pressed.
#pragma once

#include <keelback/errors.hpp>
#include <keelback/recursion.hpp>

namespace keelback {

// runtime/: runs Python's pending signal handlers; what they raise comes out as an `error` of kind `python`, at `line`.
void check_signals(int line);

// One decrement; the check itself runs once in `poll_interval` calls. A race between threads only moves the next check.
inline constexpr int poll_interval = 4096;
inline int poll_budget = poll_interval;

KB_COLD KB_NOINLINE inline void poll_now(int line) {
  poll_budget = poll_interval;
  check_signals(line);
}
KB_INLINE void poll(int line) {
  if (KB_UNLIKELY(--poll_budget <= 0)) poll_now(line);
}

}  // namespace keelback
