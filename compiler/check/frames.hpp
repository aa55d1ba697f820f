// What asks for the frames of Python, of which native functions have none.
#pragma once

#include <string_view>

namespace keelback::check {

// Builtins that look at the frame of who calls them: a function with one stays Python.
bool is_frame_builtin(std::string_view name);
// And functions of modules: `sys._getframe`.
bool looks_at_frames(std::string_view module, std::string_view name);
// Functions and methods that tell a file, a line and a function by the frames of Python, or what is handled there: of `warnings`, loggers, `sys` and `traceback`.
// They are called from a frame that stands for the function (docs/design/dynamic.md, "Frames"). Of a dotted name the last part counts.
bool looks_at_caller(std::string_view name);

}  // namespace keelback::check
