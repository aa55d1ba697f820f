// Generic classes: `class Stack(Generic[T])`, `class Stack[T]`. Each set of type arguments is a class of its own here; Python has one
// (docs/design/generic_classes.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/classes.hpp"

namespace keelback::check {

inline constexpr std::size_t max_specializations = 64;   // of all generic classes of a module

// A generic class at given arguments, as it is asked for before the class is known: what an attempt at the module asks for, the next one has.
struct Specialization {
  const support::SourceFile* file;             // of the class statement
  std::string name;                            // likewise
  std::vector<Type> arguments;
};

// The class' type variables in order; none: it is not generic. `refused`: the part of the statement that no class compiled here can have.
std::vector<std::string> class_variables(const ModuleScope& scope, const ast::ClassDef& node, const ast::Node** refused);
bool is_type_variable(const ModuleScope& scope, std::string_view name);
// The generic class that an expression names, or null.
ClassInfo* generic_class(Program& program, ModuleScope& scope, const ast::Expr& node);
// What type variables the annotation of a value must stand for, given the value's type; those that nothing says stay out.
void find_arguments(Program& program, ModuleScope& scope, const ast::Expr& annotation, Type given, const std::vector<std::string>& variables, TypeVariables& found);
// The parts of a subscript.
std::vector<const ast::Expr*> items_of(const ast::Expr& slice);
// "[int, str]"
std::string arguments_text(const std::vector<Type>& arguments);
// The type variables of the class around a function, or null.
const TypeVariables* class_arguments(Program& program, Type self);

}  // namespace keelback::check
