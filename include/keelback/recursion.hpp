// The guard of a recursive function: RecursionError in place of a stack overflow.
#pragma once

#include <keelback/errors.hpp>

namespace keelback {

// Calls of recursive native functions that are running; the binding may set the limit (sys.getrecursionlimit()).
inline int recursion_depth = 0;
inline int recursion_limit = 1000;

class recursion_guard {
 public:
  KB_INLINE explicit recursion_guard(int line) {
    if (KB_UNLIKELY(recursion_depth >= recursion_limit)) raise_recursion(line);
    ++recursion_depth;
  }
  KB_INLINE ~recursion_guard() { --recursion_depth; }
  recursion_guard(const recursion_guard&) = delete;
  recursion_guard& operator=(const recursion_guard&) = delete;
};

}  // namespace keelback
