// Interrupts: a loop that may run long asks now and then whether Ctrl-C was pressed.
#pragma once

#include <keelback/errors.hpp>
#include <keelback/recursion.hpp>

namespace keelback {

// runtime/: runs Python's pending signal handlers; what they raise comes out as an `error` of kind `python`, at `line`.
void check_signals(int line);

// `budget` is a local of the function that loops, so that it stays in a register; the check runs once in `poll_interval` turns.
inline constexpr int poll_interval = 4096;

KB_COLD KB_NOINLINE inline int poll_now(int line) {
  check_signals(line);
  return poll_interval;
}
KB_INLINE void poll(int& budget, int line) {
  if (KB_UNLIKELY(--budget <= 0)) budget = poll_now(line);
}

// For loops that are cut into strips between two polls (docs/design/interrupts.md). A `while` loop counts turns down and asks this where they are used
// up; true, so that it goes on.
KB_COLD KB_NOINLINE inline bool poll_again(int line) {
  check_signals(line);
  return true;
}
// Where the next strip of `for i in range(i, stop)` ends, and of one that counts down.
KB_INLINE std::int64_t strip_up(std::int64_t i, std::int64_t stop) { return std::uint64_t(stop) - std::uint64_t(i) > poll_interval ? i + poll_interval : stop; }
KB_INLINE std::int64_t strip_down(std::int64_t i, std::int64_t stop) { return std::uint64_t(i) - std::uint64_t(stop) > poll_interval ? i - poll_interval : stop; }


}  // namespace keelback
