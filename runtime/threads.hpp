// The threads of parallel loops (docs/design/threads.md).
#pragma once

#include <atomic>

#include <keelback/errors.hpp>

namespace keelback {

// More than one thread runs native code of this module.
inline std::atomic<bool> threads_run{false};

// This thread runs turns of a parallel loop, alone or with others.
inline thread_local bool runs_turns = false;
class turns {
 public:
  turns() { runs_turns = true; }
  turns(const turns&) = delete;
  ~turns() { runs_turns = before_; }

 private:
  const bool before_ = runs_turns;
};

// Whether this thread is one of ours, which never touches Python. Throws where the loop that it works for has been given up: to be asked now and then.
bool poll_as_worker();
bool is_worker() noexcept;
bool is_cancelled() noexcept;  // the same as an answer, of one of ours
// Ctrl-C, in the thread that Python knows: the loop is given up, whatever becomes of the exception.
void note_interrupt(const error& e);

}  // namespace keelback
