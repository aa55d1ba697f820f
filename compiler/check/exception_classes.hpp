// Classes of exceptions that Python code defines: what native code has to know of them to raise them, catch them and read their attributes. Their objects
// are made by Python (docs/design/exceptions.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/program.hpp"

namespace keelback::check {

// Whether a class of a module that is not compiled is taken for one of exceptions: where it has the name of one (JSONDecodeError), or at any rate.
enum class Imported : std::uint8_t { no, by_name, yes };

// The name that an exception's type has (types::Kind::exception): "ValueError", ":MyError" of the compiled module, "package.errors:MyError"; none where
// the expression means no class of exceptions.
std::optional<std::string> exception_class_name(Program& program, ModuleScope& scope, const ast::Expr& node, Imported imported = Imported::no);
// Likewise of one, or of each in a tuple; a name may stand for a tuple.
std::optional<std::vector<std::string>> exception_class_names(Program& program, ModuleScope& scope, const ast::Expr& node, Imported imported);

// What an exception's attribute is.
struct ExceptionMember {
  enum class Kind : std::uint8_t { value, method } kind = Kind::value;
  Type type = nullptr;                         // of the value, or of what the method returns
};
std::optional<ExceptionMember> exception_member(Program& program, std::string_view exception, std::string_view attribute);

}  // namespace keelback::check
