// The threads of parallel loops (docs/design/threads.md).
#pragma once

#include <atomic>

#include <keelback/errors.hpp>

namespace keelback {

// More than one thread runs native code of this module.
inline std::atomic<bool> threads_run{false};

// Whether this thread is one of ours, which never touches Python. Throws where the loop that it works for has been given up: to be asked now and then.
bool poll_as_worker();
bool is_worker() noexcept;
// Ctrl-C, in the thread that Python knows: the loop is given up, whatever becomes of the exception.
void note_interrupt(const error& e);

}  // namespace keelback
