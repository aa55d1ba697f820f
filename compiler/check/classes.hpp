// The classes of a module: which are compiled, their fields and methods (docs/design/classes.md).
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ast/nodes.hpp"
#include "check/builder.hpp"
#include "check/check.hpp"

namespace keelback::check {

// What type variables stand for, by name.
using TypeVariables = std::map<std::string, Type, std::less<>>;

class Program;
struct FunctionDef;
struct ModuleScope;

struct ClassInfo;

struct Method {
  std::string name;
  ir::MethodKind kind = ir::MethodKind::method;
  const ast::FunctionDef* def = nullptr;
  bool is_abstract = false;
  bool is_made = false;                        // not written in the class: what a decorator adds to it
  const ast::Expr* refused = nullptr;          // a decorator that the compiler does not know: it stays Python
  bool is_cached = false;                      // under functools.cache or lru_cache: Python keeps the cache
  const ClassInfo* origin = nullptr;           // the mixin that it is a copy of a method of
};

// A field of a dataclass, as its methods are written from it.
struct DataField {
  std::string name, annotation;
  std::string value;                           // the source of its default, or of the call that makes it; "": there is none
  bool has_factory = false, in_init = true, shown = true, compared = true, hashed = true, keyword_only = false, init_only = false;
};

struct ClassInfo {
  enum class State : std::uint8_t {
    plain,     // says nothing of types: it was never meant to be compiled
    python,    // cannot be compiled: `reason`
    native,
  };
  types::ClassId id = 0;
  ModuleScope* module = nullptr;
  const ast::ClassDef* node = nullptr;
  Type type = nullptr;
  State state = State::plain;
  std::optional<diag::Diagnostic> reason;
  ClassInfo* base = nullptr;                   // in this module
  std::vector<ClassInfo*> derived;             // directly
  std::vector<Method> methods;                 // its own
  std::map<std::string, const ast::Expr*, std::less<>> constants;  // attributes of the class that are no fields
  std::set<std::string, std::less<>> assigned;  // attributes of the class that the module assigns: Python has them
  // Several bases (mixins.hpp).
  bool is_ordered = false;                     // under functools.total_ordering
  bool is_mixin = false;                       // has no fields, and is one of the bases of others: these have copies of its methods
  std::vector<ClassInfo*> bases;               // all compiled ones, in order
  std::vector<ClassInfo*> order;               // the method resolution order, from itself on
  std::vector<Method> behind;                  // methods of its mixins that `super()` alone finds
  bool is_frozen = false;
  bool is_final = false;                       // under typing.final
  bool is_extensible = false;                  // Python code may derive from it what native code takes for it: methods are chosen by name where it has
  bool says_types = false;                     // its own body has an annotation
  bool derives_from_python = false;            // from a class that is not compiled
  bool crosses_modules = false;                // from a class of another module, at whatever distance
  std::vector<DataField> data_fields;          // of a dataclass, those that it inherits included
  // Generic classes (generic_classes.hpp). The class statement itself is the layout of objects whose type arguments nobody has said.
  std::vector<std::string> variables;          // of a class statement with type variables: these
  ClassInfo* generic = nullptr;                // of a class with type arguments: the class statement's
  TypeVariables arguments;                     // likewise: what the variables stand for

  bool is_generic() const { return !variables.empty(); }
  bool is_native() const { return state == State::native; }
};

// A field as the class or one that it derives from has it.
struct FieldFound {
  ir::FieldRef ref;
  Type type = nullptr;                         // null while it is being found out
};
std::optional<FieldFound> find_field(const Program& program, const ClassInfo& klass, std::string_view name);
// The nearest method of that name; `setter`: of a property's two functions, the one that stores.
struct MethodFound {
  ClassInfo* owner;
  Method* method;
};
std::optional<MethodFound> find_method(ClassInfo& klass, std::string_view name, bool setter = false);
// The method that `super()` finds in a method of the class, or of the mixin that this is a copy of.
std::optional<MethodFound> find_super(ClassInfo& klass, const ClassInfo* origin, std::string_view name);
// Whether a class that derives from this one has a method of that name, or may have one.
bool is_overridden(const ClassInfo& klass, std::string_view name);
// The abstract methods that nothing implements.
bool is_abstract(ClassInfo& klass);

// Reads the classes of the modules, the one that is compiled first: afterwards each is native, or says why not.
// `refused`: those that an earlier attempt found to stay Python, by class_key, and why.
using RefusedClasses = std::map<std::string, diag::Diagnostic, std::less<>>;
std::string class_key(const ClassInfo& klass);
void declare_classes(Program& program, const std::vector<ModuleScope*>& scopes, const RefusedClasses& refused);
bool is_typing(std::string_view meaning, std::string_view name);
bool is_typing_module(std::string_view module);   // `typing`, or `typing_extensions`, which has the same for older Pythons

// The name that an expression means, its module's imports resolved: "dataclasses.dataclass", ".Point" of the module's own; "" where it is none.
std::string meaning(const ModuleScope& scope, const ast::Expr& node);

// dataclasses.cpp: adds to a dataclass what the decorator does. False, with the class' reason set, where that cannot be compiled.
bool complete_dataclass(Program& program, ClassInfo& klass, const ast::Expr& decorator);
// The comparisons that functools.total_ordering adds.
void complete_ordering(Program& program, ClassInfo& klass);
bool is_dataclass_decorator(const ModuleScope& scope, const ast::Expr& decorator);

}  // namespace keelback::check
