// The driver's diagnostics: input files, the interpreter, the C++ toolchain, defects of our own. Each has a page in docs/diagnostics
// and a case in tests/driver.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"

namespace keelback::driver {

using Text = std::string_view;

// Input.
inline constexpr diag::Diag<Text, Text> file_missing{"KB7001", "cannot read `{}`: {}"};
inline constexpr diag::Diag<Text> no_modules{"KB7002", "the folder `{}` holds no Python modules"};
inline constexpr diag::Diag<Text> not_python{"KB7003", "`{}` is not a `.py` file"};
inline constexpr diag::Diag<Text, std::size_t, std::size_t> file_too_large{"KB7004", "`{}` has {} MB; the limit is {} MB"};
inline constexpr diag::Diag<Text, Text, Text> same_output{"KB7005", "`{}` and `{}` would both become `{}`"};
inline constexpr diag::Diag<Text, Text> bad_module_name{"KB7006", "`{}` cannot become a module: `{}` is not an ASCII identifier"};
inline constexpr diag::Diag<Text> no_memory{"KB7007", "memory ran out while `{}` was compiled"};
inline constexpr diag::Diag<Text> one_output{"KB7008", "`{}` names one file, but several modules are built"};

// The interpreter.
inline constexpr diag::Diag<Text> interpreter_missing{"KB7010", "there is no Python interpreter `{}`"};
inline constexpr diag::Diag<Text, Text> interpreter_failed{"KB7011", "the interpreter `{}` does not answer: {}"};
inline constexpr diag::Diag<Text> no_python_headers{"KB7012", "the headers of this Python are not installed: there is no `{}/Python.h`"};
inline constexpr diag::Diag<Text> interpreter_unsupported{"KB7013", "{}; extension modules are built for CPython 3.10 and later"};
inline constexpr diag::Diag<Text> no_pybind11{"KB7014", "pybind11 is not installed for `{}`"};
inline constexpr diag::Diag<Text> no_numpy{"KB7015", "NumPy is not installed for `{}`"};

// The C++ toolchain.
inline constexpr diag::Diag<Text> no_compiler{"KB7020", "no C++ compiler: {}"};
inline constexpr diag::Diag<Text> compiler_failed{"KB7021", "the C++ compiler does not work: {}"};
inline constexpr diag::Diag<Text> compiler_killed{"KB7022", "the C++ compiler was stopped ({})"};
inline constexpr diag::Diag<Text> broken_installation{"KB7023", "this installation of keelback is incomplete: no `include/keelback` and `runtime` above `{}`"};
inline constexpr diag::Diag<Text> no_levels{"KB7024", "--isa names levels of x86-64, but the C++ compiler makes code for {}"};
inline constexpr diag::Diag<Text> old_compiler{"KB7025", "the C++ compiler {}; g++ 12 and clang 14 are the first that will do"};

// Output.
inline constexpr diag::Diag<Text, Text> cannot_write{"KB7030", "cannot write `{}`: {}"};
inline constexpr diag::Diag<Text> no_space{"KB7031", "no space is left for {}"};
inline constexpr diag::Diag<Text> unknown_code{"KB7040", "there is no page for `{}`"};

// Defects of keelback.
inline constexpr diag::Diag<Text, Text> internal_error{"KB9001", "internal error while {}: {}"};
inline constexpr diag::Diag<Text> refused_cpp{"KB9002", "internal error: the C++ compiler refuses what keelback generated for `{}`"};

// An error about no place in a file.
template <class... Args, class... Given>
diag::Diagnostic& report(diag::Sink& sink, const diag::Diag<Args...>& kind, Given&&... args) {
  return sink.add(diag::make(kind, diag::Severity::error, nullptr, {}, std::forward<Given>(args)...));
}

}  // namespace keelback::driver
