// Which modules the command line names, what they are called and where their extensions go.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "diag/diagnostic.hpp"

namespace keelback::driver {

struct ModuleFile {
  std::filesystem::path path;    // as the user wrote it, or below the folder that the user wrote
  std::string name;              // dotted: "pkg.sub.mod"; of pkg/__init__.py "pkg"
  std::filesystem::path place;   // folder of the extension relative to an output folder: empty for a file, "pkg/sub" for one found in a package
  bool found = false;            // found in a folder rather than named: left out where nothing in it becomes native

  // The extension's file name, without folder: "mod.cpython-311-x86_64-linux-gnu.so".
  std::string extension(const std::string& suffix) const { return path.stem().string() + suffix; }
  // What the import system looks up in the extension: PyInit_<last>.
  std::string last_name() const;
};

// Files and folders to modules, in a fixed order, each once. A folder gives every module below it except `__init__`, `__main__` and what
// lies in hidden folders. Reports what is missing, empty or named twice.
std::vector<ModuleFile> find_modules(const std::vector<std::string>& paths, diag::Sink& sink);

// The module of a command that works on one file; `name`, where it is not empty, is its dotted name. Reports what is missing, or no file.
std::optional<ModuleFile> find_module(const std::string& file, const std::string& name, diag::Sink& sink);

// The other modules of a build in which one is built by itself: each a file, or `dotted.name=FILE`. Reports what is missing.
std::vector<ModuleFile> find_others(const std::vector<std::string>& texts, diag::Sink& sink);

// The dotted name of a file: its folders count as long as they hold an `__init__.py`.
std::string module_name(const std::filesystem::path& file);
// The file of another module of the same package (`pkg.other` beside pkg/mod.py), or of one beside a plain module; empty where there is none.
std::filesystem::path sibling_module(const std::filesystem::path& file, const std::string& name, std::string_view wanted);

}  // namespace keelback::driver
