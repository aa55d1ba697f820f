// IR -> one C++ file: the native functions and the table that tells the binding about them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ir/nodes.hpp"
#include "support/source_file.hpp"

namespace keelback::emit {

// A part of the module's Python source. At import it runs in the module's namespace, with its own line numbers; then, where it ends with
// the `def` of an exported function, that name becomes the native function.
struct Segment {
  int first_line = 1;
  std::string text;
  int native = -1;  // index into ir::Module::exports, or none
  int klass = -1;   // index into ir::Module::classes, or none: the class statement that it is becomes a native class
};

// What stays Python, and what the module knows of itself.
struct Residual {
  std::vector<Segment> segments;
  std::string file;  // as tracebacks show it
  std::string hash;  // of the source and the options
  std::string version;  // of the compiler
  bool has_exports = false;  // of Pythran's kind
};

// The name under which the object for that CPU level (2 to 4) holds the module's table; KB_LEVEL is set to it when this object is compiled.
std::string level_symbol(int level);

struct Output {
  std::string cpp;
};

// `sources[i]` is the text of `module.files[i]`; `levels`: the CPU levels that the text is compiled for beside the baseline, ascending. Requires
// verified IR.
// A class that modules of one build know.
struct SharedClass {
  std::string module, name;
  bool is_own = false;
  std::string layout;                // where two modules give another one, objects that one has made cannot be the other's
};
std::vector<SharedClass> shared_classes(const ir::Module& module, std::span<const support::SourceFile* const> sources);

Output emit_module(const ir::Module& module, std::span<const support::SourceFile* const> sources, const Residual& residual, std::span<const int> levels = {});

}  // namespace keelback::emit
