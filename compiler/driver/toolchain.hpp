// The C++ side of a build: which compiler, with which flags, and from generated C++ to a linked extension module through the cache.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "driver/cache.hpp"
#include "driver/interpreter.hpp"

namespace keelback::driver {

// What of ours the C++ compiler needs, found relative to the running program: the source tree, or the folder the wheel installed.
struct RuntimeFiles {
  std::filesystem::path root;
  std::filesystem::path include;              // holds keelback/*.hpp
  std::vector<std::filesystem::path> system;  // other people's headers (xtensor, xtl, xsimd), where they travel with us
  std::filesystem::path binding;              // holds the sources that are compiled once for each Python
};
// The folder that holds `include`, `runtime` and `docs`: $KEELBACK_HOME, else the nearest one above the program.
std::optional<std::filesystem::path> find_home();
// Throws ToolchainProblem{no_runtime}.
RuntimeFiles find_runtime();
std::filesystem::path program_folder();

// What a module gives up to be faster.
struct CodeOptions {
  bool fastmath = false;           // sums may be reordered, a product and a sum rounded once; nan and infinities stay what they are
  bool boundscheck = true;
  bool parallel = false;           // element-wise loops and reductions of large arrays run on threads
};
std::vector<std::string> code_flags(const CodeOptions& code);

struct ToolchainOptions {
  std::string cxx;                 // --cxx, $CXX or "c++"-like programs on PATH; may hold arguments ("ccache g++")
  std::string optimize = "2";      // what follows -O
  CodeOptions code;
  std::vector<std::string> flags;  // the user's, after ours
  bool compiles = true;            // false: it is asked for flags alone. Build systems then meet what is wrong with the compiler where they show it
  std::function<void(const std::string&)> say;  // told of what takes long; none: stderr is
};

struct ToolchainProblem {
  enum class Kind {
    no_runtime,   // our own headers are not where they should be: a broken installation
    no_compiler,  // detail: what was looked for
    old_compiler, // detail: what it is
    no_pybind11,  // detail: the interpreter
    no_numpy,     // detail: the interpreter
    killed,       // detail: the signal's name
    no_space,     // detail: where
    no_levels,    // detail: the machine that the compiler makes code for
    binding,      // the runtime's binding half does not compile: the user's compiler, Python headers or pybind11
    broken_compiler,  // it does not compile an empty file with these flags
    compile,      // generated C++ does not compile: our defect
    link,
  } kind;
  std::string detail;
  std::string command;
  std::string output;           // what the tool wrote
};

struct ProcessResult;
// What came of a command that should have worked, as a problem of that kind, or of what it shows to be the matter (memory, disk). Throws it.
[[noreturn]] void fail_of(ToolchainProblem::Kind kind, const std::vector<std::string>& command, const ProcessResult& result);

struct BuildTimes {
  double compile = 0, link = 0, binding = 0;  // CPU seconds
  bool from_cache = false;
};

// One module to compile.
struct Generated {
  std::string module;
  std::string source;
  std::vector<int> levels;  // CPU levels beside the baseline, for which the source was generated
};

// One per run of the program; used by several threads at once.
class Toolchain {
 public:
  // Throws ToolchainProblem.
  Toolchain(const ToolchainOptions& options, const Interpreter& python, const Cache& cache, bool verbose);
  ~Toolchain();

  // Compiles and links one module. The result is a file in the cache or in `work`. Throws ToolchainProblem, std::system_error.
  std::filesystem::path build(const Generated& generated, const std::filesystem::path& work, BuildTimes& times);

  // The flags that a build system adds to its own (which say how much to optimize, and where to warn).
  std::vector<std::string> added_flags() const;
  // The archive that every extension is linked with: compiled now, or found in the cache.
  std::filesystem::path runtime_archive();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace keelback::driver
