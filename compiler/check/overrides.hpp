// What classes override of classes of other modules: native code of those calls it directly where both agree on what it takes and gives.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/program.hpp"

namespace keelback::check {

// A method as modules that do not know each other's classes call it: what it takes behind the receiver, what it gives, and both as text.
struct OpenMethod {
  std::vector<Type> parameters;
  Type result;
  std::string text;
};
// None where the method does not declare all of it, or it is of types that each module has for itself.
std::optional<OpenMethod> open_method(Program& program, const MethodFound& found);

// Compiles what the class overrides of classes of other modules: ir::Class::overrides.
void compile_overrides(Program& program, ClassInfo& klass);

}  // namespace keelback::check
