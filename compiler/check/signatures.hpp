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

// The type of the class that a method, or a function within one, belongs to; or null.
Type class_around(const FunctionDef& def);

// What the annotations of a function say to native callers: null where a parameter or the result is not annotated with one type.
struct Signature {
  std::vector<Type> parameters;
  Type result = nullptr;
};
Signature signature_of(Program& program, const FunctionDef& def);

}  // namespace keelback::check
