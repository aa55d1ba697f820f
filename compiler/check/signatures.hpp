// What a function declares: its parameters, what their annotations say to native callers, the type variables among them.
#pragma once

#include <string>
#include <vector>

#include "check/program.hpp"

namespace keelback::check {

// A parameter with its default, or null.
struct Declared {
  const ast::Arg* arg;
  ir::Export::Parameter::Kind kind;
  const ast::Expr* value = nullptr;
};
// In the order of a native function's.
std::vector<Declared> parameters_of(const ast::Arguments& arguments);

// A type variable that the annotations of a function mention, with the types that it may stand for: its constraints, or its bound; none: any type.
struct TypeVariable {
  std::string name;
  std::vector<const ast::Expr*> choices;
};
std::vector<TypeVariable> type_variables(const ModuleScope& scope, const ast::FunctionDef& def);

// `-> NoReturn`: its calls are what is inferred, which nothing comes after.
bool never_returns(const ModuleScope& scope, const ast::FunctionDef& def);

// Whether which containers a parameter takes is told apart (`parameter_types`). What a constructor is given is kept: as what the caller has, not as a container of native code's that would have
// to be compared with it at each call. Of `*args` and `**options` it is the items.
bool opens_containers(const ast::FunctionDef& def, const Declared& parameter);

// The type of the class that a method, or a function within one, belongs to; or null.
Type class_around(const FunctionDef& def);

// What the annotations of a function say to native callers: null where a parameter or the result is not annotated with one type.
struct Signature {
  std::vector<Type> parameters;
  std::vector<std::vector<Type>> open;  // of a parameter that takes several kinds of containers (`Sequence[T]`): these
  std::vector<std::vector<Type>> ways;  // of a parameter that is one of several known types which are told apart (an array or None): these
  Type result = nullptr;
};
Signature signature_of(Program& program, const FunctionDef& def);

}  // namespace keelback::check
