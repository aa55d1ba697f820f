// Compiled classes as C++ structs, and the tables that describe them to the binding (docs/design/classes.md).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "emit/function_emitter.hpp"

namespace keelback::emit {

// The names and numbers of the module's classes; by types::ClassId.
std::vector<ClassNames> name_classes(const ir::Module& module, std::span<const support::SourceFile* const> sources, NameScope& names);

// The structs, each behind the one that it derives from, and the state of each class.
// The structs of enumerations, and those of named tuples: these need the classes of their items.
std::string enumeration_declarations(ModuleContext& context);
std::string named_tuple_declarations(ModuleContext& context);
std::string class_declarations(ModuleContext& context);
// What containers and runtime functions call of the objects: `==`, hashes, repr, truth. Behind the declarations of the functions.
std::string special_functions(ModuleContext& context);

// The C++ initializer of a field that the class has a value for; a literal as a constant of a type.
std::string initial_value(const ir::Field& field, ModuleContext& context);
std::string literal_value(Type literal, Type as);

// The tables of the classes. `descriptor` gives the name of a type's description.
struct ClassTables {
  std::string declarations;   // in front of the types' descriptions
  std::string definitions;
  std::string list;           // the array of them, by number; empty: there are none
  std::size_t count = 0;
  std::string elsewhere;      // the array of those of other modules; empty: there are none
  std::size_t elsewhere_count = 0;
};
ClassTables class_tables(ModuleContext& context, const std::function<std::string(Type)>& descriptor);

// The number at which those of the module's own classes begin.
std::uint32_t first_class_number(const ir::Module& module);
// Pointers to their tables, separated by commas.
std::string table_list(const ModuleContext& context, const std::vector<ir::ClassId>& classes);
// The place of a class of the module itself in the array of its classes.
std::uint32_t class_index(const ir::Module& module, const ClassNames& names, ir::ClassId id);

// What functions need before native code of theirs can run: the classes of other modules that values of theirs may be of, or hold, and the module's own that rely on such.
class ClassNeeds {
 public:
  explicit ClassNeeds(const ir::Module& module);
  bool any() const { return any_; }
  const std::vector<ir::ClassId>& of_class(ir::ClassId id) const { return of_classes_[id]; }
  std::vector<ir::ClassId> of(const ir::Export& exported) const;
  std::vector<ir::ClassId> of(ir::InstanceId function) const { return of_all(std::span(&function, 1)); }

 private:
  std::vector<ir::ClassId> of_all(std::span<const ir::InstanceId> called) const;
  void see(Type type, std::vector<bool>& needed) const;

  const ir::Module& module_;
  bool any_ = false;
  std::vector<std::vector<ir::ClassId>> of_classes_;  // the classes of other modules that the layout of one relies on
};

}  // namespace keelback::emit
