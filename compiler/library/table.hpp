// The table of known functions: what compiled code may call of Python's builtins, math, NumPy...
//
// It is data: stubs in Python syntax (library/stubs/*.pyi), embedded when the compiler is built and read by our own parser, a module's when it is first
// asked for. docs/adding/function.md tells how an entry is written.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ast/nodes.hpp"
#include "support/arena.hpp"
#include "support/source_file.hpp"
#include "types/type.hpp"

namespace keelback::library {

using types::EntryId;
using types::Type;

struct Parameter {
  std::string name;
  const ast::Expr* type = nullptr;           // null: `self` of an attribute or anything at all
  const ast::Expr* default_value = nullptr;  // null: required
  enum class Kind { positional_only, positional, keyword, variadic } kind = Kind::positional;
};

// One signature of an entry.
struct Overload {
  std::vector<Parameter> parameters;
  const ast::Expr* result = nullptr;
  std::vector<std::pair<std::string, const ast::Expr*>> type_variables;  // name, bound (null: any type)
  const ast::Expr* requires_ = nullptr;
  // How it is built: the decorator's name and its arguments (library_call.cpp).
  std::string how;                           // "template", "elementwise", "reduction", "special", "view", "constant", "dtype"
  std::string symbol;                        // of the runtime function; or the name of the special form
  std::string header;
  std::vector<std::string> template_args;    // expressions of the decorator's `template=`: names of parameters or of type variables
  std::map<std::string, std::string> options;
};

struct Entry {
  std::string module;                        // "numpy", "numpy.linalg", "list", "ndarray"
  std::string name;
  std::string doc;
  std::vector<Overload> overloads;
  std::string full_name() const { return module == "builtins" ? name : module + "." + name; }
};

class Table {
 public:
  static const Table& get();

  bool has_module(std::string_view module) const;
  std::optional<EntryId> find_function(std::string_view module, std::string_view name) const;
  std::optional<EntryId> find_method(Type receiver, std::string_view name) const;
  // A property of a value (`a.shape`), called with the value as its only argument.
  std::optional<EntryId> find_attribute(Type receiver, std::string_view name) const;
  // What calling a type makes: `float(x)`, `np.float32(x)`.
  std::optional<EntryId> constructor(Type type_object) const;

  // The literal that a constant of a module stands for (np.pi, np.newaxis).
  std::optional<Type> constant(types::TypeTable& types, EntryId entry) const;
  // The type object that an entry names (`float`, `np.float32`).
  std::optional<Type> type_object(types::TypeTable& types, EntryId entry) const;

  const Entry& operator[](EntryId id) const { return *entries_[id]; }
  // All entries of a module, for `keelback features` and the generated tests.
  std::vector<EntryId> entries_of(std::string_view module) const;

 private:
  Table() = default;
  void load(std::string_view module) const;
  void add(std::string_view module, const ast::FunctionDef& def) const;

  // Filled as modules are asked for.
  mutable std::vector<std::unique_ptr<Entry>> entries_;
  mutable std::map<std::string, EntryId, std::less<>> by_name_;   // "numpy.sum"
  mutable std::map<std::string, bool, std::less<>> loaded_;
  mutable std::vector<std::unique_ptr<support::SourceFile>> files_;
  mutable support::Arena arena_;
};

}  // namespace keelback::library
