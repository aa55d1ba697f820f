// `keelback generate` and `keelback runtime`: the two halves of a build by somebody else's build system, which runs the C++ compiler itself.
#pragma once

#include <string>
#include <vector>

#include "driver/reporter.hpp"
#include "driver/toolchain.hpp"

namespace keelback::driver {

struct GenerateOptions {
  std::string file;         // a Python module
  std::string output;       // the C++ file; empty: standard output
  std::string depfile;      // which files the C++ was made from; empty: none
  std::string module_name;
  std::vector<std::string> others;  // modules of the same build: files, or NAME=FILE
  std::string source_root;
  int minor_version = 14;
  bool strict = false;
};

// One C++ file. Compiled alone, with `include` and the headers of Python, NumPy and pybind11 on its path, it is a whole extension; with
// KEELBACK_RUNTIME_LINKED defined it is linked with the archive of `keelback runtime`.
void generate(const GenerateOptions& options, Reporter& reporter);

struct RuntimeOptions {
  std::string interpreter = "python3";
  std::string cxx;
  std::string output;       // where the archive is copied to; empty: the cache's own file is named
  CodeOptions code;
  bool flags = false;       // print the C++ compiler's flags, a line each, and make nothing
  bool verbose = false;
};

// Compiles the runtime for an interpreter and a compiler, or finds it in the cache; prints the archive's path.
void make_runtime(const RuntimeOptions& options, Reporter& reporter);

}  // namespace keelback::driver
