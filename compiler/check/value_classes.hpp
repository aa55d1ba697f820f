// Classes whose objects are values in native code: enumerations and named tuples. Python makes the classes; where Python sees a value, it is an object of
// theirs (docs/design/value_classes.md).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ast/nodes.hpp"
#include "check/builder.hpp"

namespace keelback::check {

class Program;
struct ModuleScope;

struct EnumInfo {
  enum class Base : std::uint8_t { plain, integer, string, flag, integer_flag };
  types::ClassId id = 0;
  ModuleScope* module = nullptr;
  const ast::ClassDef* node = nullptr;
  Type type = nullptr;
  Base base = Base::plain;
  struct Member {
    std::string name;
    Type value = nullptr;                      // a literal, or a tuple of such
    std::int64_t key = 0;                      // its number, or a flag's value
  };
  std::vector<Member> members;                 // in the order of their definition
  std::map<std::string, std::size_t, std::less<>> by_name;  // aliases included
  std::map<std::string, const ast::FunctionDef*, std::less<>> methods;
  std::map<std::string, const ast::Expr*, std::less<>> attributes;  // what `__init__` stores in a member, by the annotation; Python keeps it
  std::optional<diag::Diagnostic> refused;

  bool is_flag() const { return base == Base::flag || base == Base::integer_flag; }
  bool is_integer() const { return base == Base::integer || base == Base::integer_flag; }
};

struct NamedTupleInfo {
  types::ClassId id = 0;
  ModuleScope* module = nullptr;
  const ast::ClassDef* node = nullptr;         // null: made by a call
  std::string name;
  Type type = nullptr;
  struct Field {
    std::string name;
    const ast::Expr* value = nullptr;          // the default
  };
  std::vector<Field> fields;
  std::map<std::string, const ast::FunctionDef*, std::less<>> methods;
  std::optional<diag::Diagnostic> refused;
};

// The class that the expression means, or null; one that cannot be compiled has `refused`.
EnumInfo* find_enum(Program& program, ModuleScope& scope, const ast::Expr& node);
NamedTupleInfo* find_named_tuple(Program& program, ModuleScope& scope, const ast::Expr& node);
// The same by a name of the module.
EnumInfo* find_enum(Program& program, ModuleScope& scope, std::string_view name);
NamedTupleInfo* find_named_tuple(Program& program, ModuleScope& scope, std::string_view name);

}  // namespace keelback::check
