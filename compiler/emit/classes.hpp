// Compiled classes as C++ structs, and the tables that describe them to the binding (docs/design/classes.md).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "emit/function_emitter.hpp"

namespace keelback::emit {

// The names and numbers of the module's classes; by types::ClassId.
std::vector<ClassNames> name_classes(const ir::Module& module, NameScope& names);

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
};
ClassTables class_tables(ModuleContext& context, const std::function<std::string(Type)>& descriptor);

}  // namespace keelback::emit
