// The Python that a module is built for, and what its C++ needs to know of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "driver/cache.hpp"

namespace keelback::driver {

struct Interpreter {
  std::filesystem::path program;                // as found; a pyenv shim stays a shim
  std::string executable;                       // sys.executable
  std::string implementation;                   // "cpython"
  int major = 0, minor = 0;
  std::string suffix;                           // EXT_SUFFIX: ".cpython-311-x86_64-linux-gnu.so"
  std::vector<std::string> includes;            // Python.h, pyconfig.h
  std::string pybind11;                         // its include folder; empty where it is not installed
  std::string numpy;                            // NumPy's include folder; empty where it is not installed
  std::string version() const { return std::to_string(major) + "." + std::to_string(minor); }
};

struct InterpreterProblem {
  enum class Kind { not_found, failed, no_headers, too_old } kind;
  std::string detail;
};

// Asks the interpreter (a path or a name on PATH) once; the answer is cached under the program's path, size and time of change.
// Throws InterpreterProblem.
Interpreter ask_interpreter(const std::string& name, const Cache& cache);

}  // namespace keelback::driver
