// Annotations: from the syntax of a type to the types that a parameter accepts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "check/exports.hpp"
#include "check/program.hpp"

namespace keelback::check {


// The ways to accept a value so annotated: several for a union that holds arrays or for an open rank. None where the annotation is no type that
// compiled code knows.
// `self`: what `Self` means, in a class.
std::optional<std::vector<ParameterType>> annotation_types(ModuleScope& scope, Program& program, const ast::Expr& annotation, Type self = nullptr, const TypeVariables* variables = nullptr);

// Likewise for a parameter, with its default or null: `x: int = None` may be None.
std::optional<std::vector<ParameterType>> parameter_types(ModuleScope& scope, Program& program, const ast::Arg& parameter, const ast::Expr* value, Type self, const TypeVariables* variables);
// The parameter's default; null: it has none.
const ast::Expr* default_of(const ast::Arguments& arguments, const ast::Arg& parameter);

// A type variable that the annotations of a function mention, with the types that it may stand for: its constraints, or its bound; none: any type.
struct TypeVariable {
  std::string name;
  std::vector<const ast::Expr*> choices;
};
std::vector<TypeVariable> type_variables(const ModuleScope& scope, const ast::FunctionDef& def);

// Why there is none: the annotation, or the part of it that does not say enough.
diag::Diagnostic annotation_error(ModuleScope& scope, Program& program, const ast::Expr& annotation);

// The type of the class that a method, or a function within one, belongs to; or null.
Type class_around(const FunctionDef& def);

// What the annotations of a function say to native callers: null where a parameter or the result is not annotated with one type.
struct Signature {
  std::vector<Type> parameters;
  Type result = nullptr;
};
Signature signature_of(Program& program, const FunctionDef& def);

}  // namespace keelback::check
