// One module on its way from Python source to C++ text: parse, check, passes, verify, emit.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "diag/diagnostic.hpp"
#include "driver/modules.hpp"
#include "driver/sources.hpp"
#include "emit/emit.hpp"
#include "types/type.hpp"

namespace keelback::driver {

struct UnitOptions {
  bool strict = false;        // what stays Python is an error
  int minor_version = 14;     // of the Python that the source is written for
  bool optimize = true;       // run the passes
  std::string after;          // stop behind the pass of that name
  std::string source_name;    // tracebacks name the module's file so; empty: by its path
  std::shared_ptr<const check::BuildModules> build = std::make_shared<check::BuildModules>();  // of which the module is one
  std::string source_root;    // tracebacks name files relative to it, so that the result does not depend on where it was built
};

class Unit {
 public:
  Unit(ModuleFile module, UnitOptions options);

  // Up to verified IR. False after errors, which are in `sink`.
  bool check();
  // The C++ of the module, for these CPU levels beside the baseline. After `check`.
  std::string generate(std::span<const int> levels = {});
  // The module's text; after a `check` that was good.
  const support::SourceFile* source() const { return file_; }
  // The files that went in: the module, those of its package that it reads, its exports.
  std::vector<std::filesystem::path> inputs() const;
  // From here on the module is all Python: its source runs at import. For what keelback or the C++ compiler falls over.
  void stay_python();

  // The classes that other modules of the build may know, and those of theirs that this one knows.
  std::vector<emit::SharedClass> shared_classes() const { return emit::shared_classes(*result.module, sources_.of(*result.module)); }

  // Of `sink`, the errors alone.
  diag::Sink errors() const;

  ModuleFile module;
  UnitOptions options;
  diag::Sink sink;
  check::Result result;
  std::size_t native_count() const { return result.module ? result.module->exports.size() : 0; }

 private:
  bool check_source();
  std::string shown(const std::filesystem::path& path) const;
  void internal_error(const char* phase, const std::string& what);

  Sources sources_;
  types::TypeTable types_;
  const support::SourceFile* file_ = nullptr;
  std::string export_text_;
};

}  // namespace keelback::driver
