// What `except*` does with groups of exceptions. These are Python's own objects: runtime/exception_groups.cpp.
#pragma once

#include <keelback/errors.hpp>
#include <keelback/list.hpp>
#include <keelback/none.hpp>
#include <keelback/tuple.hpp>

namespace keelback {

namespace detail {
void split_group(const char* classes, const error& rest, error& match, error& others, int line);
// What is raised in the end; none: nothing.
error what_remains(const error& caught, const error& rest, const error* raised, int64 count, int line);
}  // namespace detail

// What of `rest` is of these classes ("ValueError,:Mine") as a group, and what is not. An error without a state is none.
inline tuple<error, error> split_group(const char* classes, const error& rest, int line) {
  error match, others;
  detail::split_group(classes, rest, match, others, line);
  return {match, others};
}
inline bool is_raised(const error& e, int = 0) { return static_cast<bool>(e); }
// It goes to the handler next to it: nothing of it changes.
[[noreturn]] inline void throw_group(const error& match, int = 0) { throw error(match); }
inline none keep_raised(const list<error>& raised, const error& e, int = 0) {
  raised.append(e);
  return {};
}
// Behind the last handler: raises what they have raised, and what none of them has taken.
inline none finish_groups(const error& caught, const error& rest, const list<error>& raised, int line) {
  if (const error remains = detail::what_remains(caught, rest, raised.data(), raised.size(), line)) throw error(remains);
  return {};
}

}  // namespace keelback
