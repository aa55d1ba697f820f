// `keelback build`: Python files to extension modules in their places.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "driver/isa.hpp"
#include "driver/reporter.hpp"
#include "driver/toolchain.hpp"

namespace keelback::driver {

struct BuildOptions {
  std::vector<std::string> paths;
  std::vector<std::string> others;    // modules of the same build that another command compiles: files, or NAME=FILE
  std::string output;                 // a folder, or the extension's own file name; empty: beside the source
  std::string module_name;            // instead of the one that the folders give
  std::string interpreter = "python3";
  std::string cxx;
  Isa isa;
  CodeOptions code;
  std::vector<std::string> cxx_flags;  // after ours
  std::string source_root;            // tracebacks name files relative to it
  std::string source_name;            // tracebacks name the module's file so; of one module
  std::string depfile;                // which files the extension was made from; of one module
  bool strict = false;
  bool if_native = false;             // no extension of a module in which nothing becomes native; so of those found in folders, always
  bool keep_cpp = false;              // NAME.cpp beside the extension
  bool quiet = false;                 // says nothing but diagnostics
  bool verbose = false;
  unsigned jobs = 0;                  // 0: as many as there are processors
};

// Reports everything; the exit code is the reporter's. Leaves each extension whole or not at all. Returns the files that were read.
std::vector<std::filesystem::path> build(const BuildOptions& options, Reporter& reporter);

}  // namespace keelback::driver
