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

// The one type of what holds such a value: a union, where arrays are alternatives. Null where ranks are open.
Type type_of_all(types::TypeTable& types, const std::vector<ParameterType>& alternatives);

// Likewise for a parameter, with its default or null: `x: int = None` may be None. `opens`: `Sequence[T]`, `Mapping[K, V]` and the like, which are any object elsewhere, stand for the
// builtin containers that are such, with any object as the last of them.
std::optional<std::vector<ParameterType>> parameter_types(ModuleScope& scope, Program& program, const ast::Arg& parameter, const ast::Expr* value, Type self, const TypeVariables* variables, bool opens);
// What a type variable whose bound, or constraint, that is may stand for: of a class of dtypes (`np.floating`) the scalars. Empty where it is no type that compiled code knows.
std::vector<Type> choices_of_variable(ModuleScope& scope, Program& program, const ast::Expr& annotation);
// Of what a function returns: null where the annotation leaves open which type that is, or is none that compiled code knows.
Type result_type(ModuleScope& scope, Program& program, const ast::Expr& annotation, Type self, const TypeVariables* variables = nullptr);
// Why there is none: the annotation, or the part of it that does not say enough.
diag::Diagnostic annotation_error(ModuleScope& scope, Program& program, const ast::Expr& annotation);

}  // namespace keelback::check
