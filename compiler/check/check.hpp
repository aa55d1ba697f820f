// From a parsed module to typed IR: which functions become native, at which types.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ast/nodes.hpp"
#include "diag/diagnostic.hpp"
#include "ir/nodes.hpp"
#include "support/span.hpp"
#include "types/type.hpp"

namespace keelback::check {

using support::Span;

// What derives from a class in other modules of the build.
struct DerivedClass {
  std::string by;                              // one of them, by its dotted name
  std::set<std::string, std::less<>> defined;  // attributes that they define
  std::set<std::string, std::less<>> stored;   // attributes that their methods assign
  bool has_several_bases = false;
};
using DerivedClasses = std::map<std::string, DerivedClass, std::less<>>;

// The classes that a module defines, and what its imports name, as far as the syntax tree tells.
struct ClassStatement {
  std::string name;                            // dotted, as all names here
  std::vector<std::vector<std::string>> bases;  // of each base what it may be: several where modules are imported from as a whole
  DerivedClass own;
};
struct ClassStatements {
  std::string module;
  std::vector<ClassStatement> classes;
  std::map<std::string, std::string> imported;  // by the name here, what it is elsewhere
};

// A type as another compilation can have it: `module` has the class that it is of, if it is of one.
struct KnownType {
  types::TypeData data;                        // without parts
  std::vector<KnownType> args = {};
  std::string module = {};
};
using KnownFields = std::map<std::string, std::map<std::string, KnownType, std::less<>>, std::less<>>;   // by class and field

// A module of the build, as far as the others have to know it. They find its classes out from its source, as it does itself (docs/design/shared_classes.md).
struct BuildModule {
  std::uint32_t place = 0;                     // its number in the build, below module_places: its classes are numbered from there
  DerivedClasses derived;                      // its classes from which other modules derive
  std::set<std::string, std::less<>> unshared; // its classes that others must take for Python's: they found them to be otherwise than they are
  // Once it has been checked:
  std::optional<std::set<std::string, std::less<>>> native;   // its classes that are
  KnownFields fields;                          // what their objects hold
  std::vector<std::string> uses;               // modules whose classes are needed to know its own
};
inline constexpr std::uint32_t module_places = 1u << 18;
using BuildModules = std::map<std::string, BuildModule, std::less<>>;   // by dotted name

struct Options {
  bool strict = false;
  std::string module_name;             // dotted
  std::string export_text;             // what the module's `.pythran` file says; empty: there is none
  const BuildModules& build;           // all modules of the build where there are several; this one among them
};

ClassStatements class_statements(std::string_view module_name, const support::SourceFile& file, const ast::Module& tree);
// By module, its classes from which classes of other modules derive, at whatever distance.
std::map<std::string, DerivedClasses> derived_classes(const std::vector<ClassStatements>& modules);

// Finds the other modules of the package being compiled.
class Loader {
 public:
  struct Loaded {
    const support::SourceFile* file;
    const ast::Module* tree;
  };
  virtual ~Loader() = default;
  // The module of that absolute dotted name, parsed, or nulls where it is not part of the package.
  virtual Loaded load(std::string_view dotted_name) = 0;
};

// A piece of the module's source, run at import in its place (docs/design/architecture.md, "Module and residual Python").
struct Segment {
  int first_line;                      // from 1
  std::string text;
  int native = -1;                     // the export (index into ir::Module::exports) that the segment's last `def` is replaced by
  int klass = -1;                      // the class (index into ir::Module::classes) that its class statement is replaced by
};

// A function that was meant to be native and is not.
struct StayedPython {
  std::string name;
  Span span;
  diag::Diagnostic reason;
};

struct Result {
  std::unique_ptr<ir::Module> module;
  std::vector<Segment> segments;
  std::vector<StayedPython> stayed_python;
  bool has_exports = false;            // of Pythran's kind
  std::vector<std::string> uses;       // BuildModule::uses, and `fields`
  KnownFields fields;
};

// Functions that cannot be compiled are reported to `sink`: as errors with `strict`, otherwise as warnings.
Result check_module(const support::SourceFile& file, const ast::Module& tree, types::TypeTable& types, diag::Sink& sink, const Options& options,
                    Loader& loader);

}  // namespace keelback::check
