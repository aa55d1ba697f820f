// Annotations: from the syntax of a type to the types that a parameter accepts.
#pragma once

#include <optional>
#include <vector>

#include "check/exports.hpp"
#include "check/program.hpp"

namespace keelback::check {

// The ways to accept a value so annotated: several for a union that holds arrays or for an open rank. None where the annotation is no type that
// compiled code knows.
// `self`: what `Self` means, in a class.
std::optional<std::vector<ParameterType>> annotation_types(ModuleScope& scope, Program& program, const ast::Expr& annotation, Type self = nullptr);

// Why there is none: the annotation, or the part of it that does not say enough.
diag::Diagnostic annotation_error(ModuleScope& scope, Program& program, const ast::Expr& annotation);

// What the annotations of a function say to native callers: null where a parameter or the result is not annotated with one type.
struct Signature {
  std::vector<Type> parameters;
  Type result = nullptr;
};
Signature signature_of(Program& program, const FunctionDef& def);

}  // namespace keelback::check
