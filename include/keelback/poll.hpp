// Interrupts: a loop that may run long asks now and then whether Ctrl-C was pressed.
#pragma once

#include <keelback/errors.hpp>
#include <keelback/recursion.hpp>

namespace keelback {

// runtime/: runs Python's pending signal handlers. Whether one of them raised: `raise_of_signals` throws that, as an `error` of kind `python`, at `line`.
// Two functions, neither of which may both come back and throw: what lives across such a call in a `try` has no register that a call may change, in g++,
// and no floating-point register survives a call (docs/design/interrupts.md).
bool signals_raise() noexcept;
[[noreturn]] KB_COLD void raise_of_signals(int line);

// The check runs once in so many turns.
inline constexpr int poll_interval = 4096;

// Between two strips of turns, where nothing of the loop inside is kept in registers; true, so that a `while` loop that counts them in its condition goes on (docs/design/interrupts.md).
KB_COLD KB_NOINLINE inline bool poll_again(int line) {
  if (signals_raise()) raise_of_signals(line);
  return true;
}
// At the start of a turn. `budget` is a local of the function that loops, so that it stays in a register.
KB_INLINE void poll(int& budget, int line) {
  if (KB_UNLIKELY(--budget <= 0)) {
    if (KB_UNLIKELY(signals_raise())) raise_of_signals(line);
    budget = poll_interval;
  }
}

// Where the next strip of `for i in range(i, stop)` ends, and of one that counts down.
KB_INLINE std::int64_t strip_up(std::int64_t i, std::int64_t stop) { return std::uint64_t(stop) - std::uint64_t(i) > poll_interval ? i + poll_interval : stop; }
KB_INLINE std::int64_t strip_down(std::int64_t i, std::int64_t stop) { return std::uint64_t(i) - std::uint64_t(stop) > poll_interval ? i - poll_interval : stop; }

}  // namespace keelback
