#include "check/frames.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace keelback::check {

bool is_frame_builtin(std::string_view name) {
  static const std::set<std::string_view> all{"breakpoint", "dir", "eval", "exec", "globals", "locals", "vars"};
  return all.contains(name);
}

bool looks_at_frames(std::string_view module, std::string_view name) {
  static const std::set<std::pair<std::string_view, std::string_view>> all{
      {"sys", "_getframe"}, {"sys", "_current_frames"}, {"sys", "settrace"}, {"sys", "setprofile"}, {"inspect", "currentframe"}, {"inspect", "stack"},
      {"inspect", "trace"}, {"traceback", "print_stack"}, {"traceback", "format_stack"}, {"traceback", "extract_stack"}};
  return all.contains({module, name});
}

bool looks_at_caller(std::string_view name) {
  static constexpr std::string_view names[] = {"warn", "warning", "debug", "info", "error", "exception", "critical", "fatal", "log", "exc_info", "format_exc", "print_exc"};
  return std::ranges::find(names, name.substr(name.rfind('.') + 1)) != std::end(names);
}

}  // namespace keelback::check
