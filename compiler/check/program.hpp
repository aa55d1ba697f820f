// All that is known of the modules being compiled: their names, their functions, and the instances of these that inference has made.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "ast/nodes.hpp"
#include "check/builder.hpp"
#include "check/check.hpp"
#include "check/classes.hpp"
#include "check/generic_classes.hpp"
#include "check/value_classes.hpp"
#include "library/table.hpp"
#include "support/arena.hpp"

namespace keelback::check {

struct ModuleScope;

// Modules that a name is imported through: more are a circle.
inline constexpr int longest_chain = 64;

// A `def`, a `lambda`, or the value of a module constant (a function without parameters).
struct FunctionDef {
  types::FunctionId id = 0;
  ModuleScope* module = nullptr;
  const FunctionDef* enclosing = nullptr;
  const ast::FunctionDef* def = nullptr;
  const ast::Lambda* lambda = nullptr;
  const ast::Expr* constant = nullptr;
  std::string name;                            // qualified
  ClassInfo* owner = nullptr;                  // of a method
  const ClassInfo* constants_of = nullptr;     // of a constant that is an attribute of that class
  const ClassInfo* origin = nullptr;           // of a copy of a mixin's method: the mixin
  ir::MethodKind kind = ir::MethodKind::function;
  bool is_generator = false;                   // it has a `yield`
  bool is_dispatcher = false;                  // its body is the choice among a method and those that override it
  bool evaluates_defaults = false;             // by itself, at each call: what a dataclass' factories make
  // What it takes from the functions around it: names that it reads, then its defaults that are no constants, by `default_name` of the parameter.
  std::vector<std::string> captures;
  std::set<std::string, std::less<>> captured_cells;  // those of `captures` that are cells where they come from
  std::set<std::string, std::less<>> cells;           // its own variables that live in cells (scopes.hpp, `cell_names`)
  const ast::Arguments* arguments() const;
  Span span() const;
};

// What a name of a module stands for.
struct ModuleName {
  enum class Kind { module, imported, function, constant, klass, dynamic } kind = Kind::dynamic;
  std::string module;                          // module, imported: the module's dotted name
  std::string attribute;                       // imported
  const ast::FunctionDef* function = nullptr;
  const ast::Expr* constant = nullptr;
  const ast::ClassDef* klass = nullptr;
  bool is_class = false;
  Span span;
  const ast::Expr* annotation = nullptr;       // of a constant, or of what is bound more than once
  std::vector<Type> declared;                  // of a parameter's default: what the parameter takes
  bool is_changed = false;                     // in place, by the module's own code or its functions
  bool for_types = false;                      // imported under `if TYPE_CHECKING`: what annotations mean, and nothing when the module runs
  const ast::TypeAlias* alias = nullptr;       // `type Name[A] = ...`, whose value `constant` is
  const ClassInfo* constants_of = nullptr;     // of an attribute of that class: its other attributes are names too

  static ModuleName of_value(const ast::Expr* value, Span span, const ast::Expr* annotation = nullptr) {
    return {.kind = Kind::constant, .module = {}, .attribute = {}, .constant = value, .span = span, .annotation = annotation};
  }
};

struct ModuleScope {
  std::string name;                            // dotted; empty parts where not in a package
  const support::SourceFile* file = nullptr;
  const ast::Module* tree = nullptr;
  std::map<std::string, ModuleName, std::less<>> names;
  int file_index = 0;
};

// How a function is decorated, as far as native code that calls it is concerned.
enum class Decoration : std::uint8_t { none, cached, unknown };  // none: as if there was no decorator; cached: functools.cache, lru_cache
Decoration decoration_of(const ModuleScope& scope, const ast::FunctionDef& def);

// Reads the names that a module defines at its top level.
void collect_names(ModuleScope& scope);

struct Instance {
  const FunctionDef* def = nullptr;
  std::vector<Type> args;                      // captures, then parameters
  ir::InstanceId id;
  enum class State { checking, done, failed } state = State::checking;
  Type result = nullptr;                       // while checking: the result assumed for recursive calls
  Type declared_result = nullptr;              // null: inferred
  bool open = true;                            // what it puts into its arguments may widen them (WidenArgument)
  bool assumed = false;                        // `result` was used while checking
  std::optional<Unsupported> failure;
};

// Thrown out of an instance that puts items of another type into a container it was called with: the caller widens its own and tries again.
struct WidenArgument {
  std::size_t argument;                        // captures, then parameters
  Type key, item;
};

// The type of an argument that a call leaves out, where the function itself supplies the default: it was evaluated when the function was made, or one
// of several functions is called. No value has it.
inline Type left_out(TypeTable& types) { return types.type_object(types.never); }

struct GlobalValue {
  Type type;
  ir::GlobalId id;                             // none where the type says it all (literals, functions)
  bool is_dynamic = false;                     // Python makes it when the module is run, and is asked for it
};

class Program {
 public:
  Program(TypeTable& types, diag::Sink& sink, Loader& loader, ir::Module& module, const LeftToPython& left_to_python, const BuildModules& build)
      : types(types), sink(sink), loader(loader), module(module), library(library::Table::get()), left_to_python(left_to_python), build(build) {}

  TypeTable& types;
  diag::Sink& sink;
  Loader& loader;
  ir::Module& module;
  const library::Table& library;
  const LeftToPython& left_to_python;
  const BuildModules& build;
  std::map<const void*, const ast::Expr*> written_functions;   // functions of the library that are Python themselves, by what they stand for
  std::map<const void*, const ast::FunctionDef*> written_generators;   // by generator expression
  std::set<std::pair<const support::SourceFile*, std::string>> told;  // variables of which a warning says that Python is asked for them
  std::map<CallSite, diag::Diagnostic> left;   // of `left_to_python`, those that were: what is told of them
  support::Arena arena;                        // of what is parsed on the way (quoted annotations)

  ModuleScope& add_module(std::string name, const support::SourceFile& file, const ast::Module& tree);
  ModuleScope& main_module() { return *modules_.front(); }
  bool is_main(const ModuleScope& scope) const { return &scope == modules_.front().get(); }
  // The module of that dotted name where it is part of the compiled package; loads it on first use.
  ModuleScope* find_module(std::string_view name);
  // What a name of the module stands for where it is defined, past the modules that import it from each other; without a scope where that is no module of
  // the package.
  struct Definition {
    ModuleScope* scope = nullptr;
    const ModuleName* what = nullptr;
  };
  Definition definition(ModuleScope& scope, std::string_view name);
  // That of a name, or of `module.Name`.
  Definition definition(ModuleScope& scope, const ast::Expr& node);
  // That of a function's `file`.
  const support::SourceFile& file(int index) const { return *modules_[std::size_t(index)]->file; }

  const FunctionDef& define(ModuleScope& module, const FunctionDef* enclosing, const ast::FunctionDef& def);
  const FunctionDef& define(ModuleScope& module, const FunctionDef* enclosing, const ast::Lambda& lambda);
  const FunctionDef& define(ClassInfo& owner, const Method& method, bool is_dispatcher);
  const FunctionDef& define(ModuleScope& module, const ast::Expr& constant);  // without parameters: it returns the value
  const FunctionDef& function(types::FunctionId id) const { return *functions_[id]; }

  // The instance of the function at these types, checked now if it is new. Throws where it cannot be compiled. `open`: the caller made the containers
  // among its arguments and catches WidenArgument.
  Instance& instance(const FunctionDef& def, std::vector<Type> args, Type declared_result = nullptr, bool open = false);
  const GlobalValue& global(ModuleScope& scope, const std::string& name, Span use);
  // Checks the function to learn from it what fields hold; nothing of it is kept.
  void try_out(const FunctionDef& def, std::vector<Type> args);

  std::function<void(ModuleScope& of)> read_classes;   // while classes are declared: reads the class statements of a module that is declared too, if they are not yet
  // All classes of the module that is compiled and of those whose classes it uses, by their ids.
  std::deque<ClassInfo> classes;
  std::vector<const ModuleScope*> declared;    // these modules
  std::set<std::string> asked;                 // other modules of which a class was asked for
  std::set<std::string> undeclared;            // those that are not declared: everything is to be checked again with them
  // The compiled class of that name, or null.
  ClassInfo* find_class(const ModuleScope& scope, std::string_view name);
  // The compiled class that a name or `module.Name` means there, also where another module defines it.
  ClassInfo* class_meant(ModuleScope& scope, const ast::Expr& node);
  // The module of the package that an expression names, or null.
  ModuleScope* module_meant(const ModuleScope& scope, const ast::Expr& node);
  ClassInfo& class_of(Type instance) { return classes[instance->klass]; }
  // Whether a class of that scope and name may be native: of another module that is no module of the build, or of which it is known not to be, none is.
  bool may_be_native(const ModuleScope& scope, const ast::ClassDef& node) const;
  // Whether modules that import the class can know its layout: not of generic classes, whose type arguments each module has its own of, nor of mixins.
  static bool is_layout_known(const ClassInfo& klass);
  // The type of the generic class' objects with these arguments. Null where there is none yet: then `specializations` has grown, and everything is checked again.
  Type specialize(ClassInfo& generic, const std::vector<Type>& arguments);
  std::vector<Specialization> specializations;   // all that were asked for, in that order: their classes keep their ids from one attempt to the next
  std::function<ClassInfo*(ClassInfo& generic, const std::vector<Type>& arguments)> declare_specialization;   // while classes are declared
  std::deque<EnumInfo> enums;                  // by their ids, those that something asked for
  std::deque<NamedTupleInfo> named_tuples;
  std::vector<ir::FieldRef> inferred;          // fields without annotations: what they hold is found out while classes are declared

 private:
  const FunctionDef& define(std::unique_ptr<FunctionDef> def, const void* key);
  void check(Instance& instance);
  void drop_instances(std::size_t first);      // by their places in `order_`
  static std::string symbol_for(const Instance& instance);

  std::vector<std::unique_ptr<ModuleScope>> modules_;
  std::vector<std::unique_ptr<FunctionDef>> functions_;
  std::unordered_map<const void*, types::FunctionId> by_node_;
  std::map<std::string, std::unique_ptr<Instance>> instances_;
  std::vector<std::string> order_;             // the keys of `instances_`, in the order in which they were made
  std::map<std::pair<const ModuleScope*, std::string>, std::optional<GlobalValue>> globals_;
  int depth_ = 0;
};

}  // namespace keelback::check
