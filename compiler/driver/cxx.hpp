// The C++ compiler: which one is taken, what it is, and how it wants to be called.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "driver/cache.hpp"
#include "driver/interpreter.hpp"

namespace keelback::driver {

struct CxxCompiler {
  enum class Kind { gcc, clang, zig } kind = Kind::gcc;
  std::vector<std::string> command;  // may hold arguments: "ccache g++", "python3 -m ziglang c++"
  std::string id;                    // what tells it from other releases
  std::string too_old;               // what it is, where it is too old for us
  std::string machine;               // that it makes code for: "x86_64-linux-gnu"
  std::string key;                   // of `command`: the program's files; of zig its release alone, since it lies elsewhere in each isolated build

  // What every translation unit is compiled with, beside what is common to all compilers.
  std::vector<std::string> flags() const;
  // For the processors of a level of x86-64: 2 to 4.
  std::string level_flag(int level) const;
  // Makes nothing visible in an extension but its entry. `work`: a folder for files that this needs.
  std::vector<std::string> hiding_flags(const std::filesystem::path& work) const;
  // The program that makes archives, which belongs to the compiler.
  std::vector<std::string> archiver() const;
};

// `named` (of --cxx), else $CXX, else g++, clang++, c++ or zig on PATH, else the zig that the interpreter's package `ziglang` has. What it says of itself is
// cached. Throws ToolchainProblem{no_compiler}.
CxxCompiler find_cxx(const std::string& named, const Interpreter& python, const Cache& cache);

}  // namespace keelback::driver
