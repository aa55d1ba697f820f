// Builds typed IR for one function instance: nodes, constants, conversions. The syntax families of the checker and the library calls use it alike.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/diagnostics.hpp"
#include "ir/nodes.hpp"
#include "types/python_names.hpp"
#include "types/type.hpp"

namespace keelback::check {

using ir::ExprId;
using ir::LocalId;
using ir::StmtId;
using support::Span;
using types::Kind;
using types::Type;
using types::TypeTable;

// A call, or an attribute that is read, in one of the package's files.
struct CallSite {
  const support::SourceFile* file;
  std::uint32_t begin, end;
  auto operator<=>(const CallSite&) const = default;
};

// Thrown where a function cannot be compiled: it stays Python. Holds what to tell the user.
struct Unsupported {
  diag::Diagnostic diagnostic;
  // What Python raises when it comes to this, where it is one of several types that the value may have; without a text the diagnostic's is taken.
  std::string_view exception = "type_error";
  std::string text = {};
  // The call of the library that is not covered, where Python's own function can do it.
  std::optional<CallSite> site = {};
  // The class whose objects are given an attribute that it does not declare: Python's objects have room for it.
  std::string undeclared_in = {};
};

// Those that are left to Python, one by one as attempts to check the module find that nothing else takes them.
using LeftToPython = std::set<CallSite>;

using types::python_name;

class Builder {
 public:
  Builder(ir::Module& module, ir::Function& function, TypeTable& types, const support::SourceFile& file)
      : module(module), function(function), types(types), file(file) {}
  virtual ~Builder() = default;

  // The function as the runtime can call it with arguments of these types: an ir::Callable. The last of its type's `args` is the result.
  virtual ExprId callable(ExprId callee, std::span<const Type> parameters, Span span) = 0;

  // A call of it with these.
  virtual ExprId invoke(ExprId callee, const std::vector<ExprId>& args, Span span) = 0;
  // The value as it goes to Python: what has no form of its own there is looked up by its name.
  virtual ExprId handed(ExprId value, Span span) = 0;
  // The text of an object of a compiled class: str() of it, or repr().
  virtual ExprId object_text(ExprId object, bool is_repr, Span span) = 0;
  // A named tuple of a class of a Python module, "module:Class".
  virtual Type named_tuple(std::string_view python_class, const std::vector<std::string>& fields, std::span<const Type> items) = 0;

  ir::Module& module;
  ir::Function& function;
  TypeTable& types;
  const support::SourceFile& file;

  Type type(ExprId expr) const { return function[expr].type; }
  Span span(ExprId expr) const { return function[expr].span; }
  ExprId add(ir::ExprNode node, Type type, Span span) { return function.add(std::move(node), type, span); }
  ExprId constant(Type literal, Span span) { return add(ir::Constant{}, literal, span); }
  ExprId integer(std::int64_t value, Span span) { return constant(types.literal(value), span); }
  ExprId read(LocalId local, Span span) { return add(ir::ReadLocal{local}, function[local].type, span); }
  LocalId temporary(std::string_view purpose, Type type) { return function.add_local(std::string(purpose), type); }

  // The runtime function of that symbol, registered in the module once. `header` is relative to include/keelback/.
  ir::RuntimeId runtime(std::string_view symbol, std::string_view header, ir::Effects effects, bool takes_line, bool makes_rows = false);
  // One that makes Python objects of its arguments (ir::RuntimeFunction::describes).
  ir::RuntimeId leading_runtime(ir::RuntimeFunction wanted);
  ir::RuntimeId describing_runtime(std::string_view symbol, std::string_view leading);
  // A call of it. Arguments must already have the types that the template expects.
  ExprId call(ir::RuntimeId function, std::vector<ExprId> args, Type result, Span span, std::vector<std::string> template_args = {});

  // The expression as `to`: itself where it is that already. Implicit conversions only (what an assignment or a parameter allows: literal to base,
  // int to float, member to union, array dtype is not among them).
  bool converts(Type from, Type to);
  bool is_dict_of(Type from, Type to);
  Type mixed_in(Type type) const;
  ExprId convert(ExprId expr, Type to, Span span);       // throws Unsupported where `converts` is false
  ExprId cast(ExprId expr, Type to);                     // any numeric or element-wise cast, made explicitly

  // Evaluates `expr` once into a temporary unless reading it again is free and gives the same (a constant, a local);
  // afterwards `reuse.read()` may be built any number of times inside what `wrap` is given.
  struct Reuse {
    LocalId local;          // none: the expression itself is read again
    ExprId expr;
  };
  Reuse reuse(ExprId expr, std::string_view purpose);
  bool is_reusable(ExprId expr) const;
  ExprId read(const Reuse& reuse, Span span);
  ExprId wrap(const Reuse& reuse, ExprId body);          // Let(local = expr, body), or the body itself

  // Builds `make(operand as the member)` for every member of a union operand and joins the results; for any other type, just makes it.
  ExprId for_each_member(ExprId operand, const std::function<ExprId(ExprId)>& make);

  // An expression of type `as` that raises when it is evaluated; `exception` as kb::exception names it.
  ExprId raise_as(std::string_view exception, std::string_view message, Type as, Span span);
  ExprId raise_type_error(std::string_view message, Type as, Span span) { return raise_as("type_error", message, as, span); }

  template <class... Kinds, class... Args>
  [[noreturn]] void fail(const diag::Diag<Kinds...>& diagnostic, Span span, Args&&... args) {
    throw Unsupported{make_error(file, diagnostic, span, std::forward<Args>(args)...)};
  }
  // The same where Python would raise TypeError with that text.
  template <class... Kinds, class... Args>
  [[noreturn]] void fail_as(std::string text, const diag::Diag<Kinds...>& diagnostic, Span span, Args&&... args) {
    throw Unsupported{make_error(file, diagnostic, span, std::forward<Args>(args)...), "type_error", std::move(text)};
  }
};

}  // namespace keelback::check
