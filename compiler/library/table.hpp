// The table of known functions: what compiled code may call of Python's builtins, math, NumPy...
//
// It is data: stubs in Python syntax (library/stubs/*.pyi), embedded when the compiler is built and read by our own parser, a module's when it is first
// asked for. docs/adding/function.md tells how an entry is written.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ast/nodes.hpp"
#include "support/arena.hpp"
#include "support/source_file.hpp"
#include "types/type.hpp"

namespace keelback::library {

using types::EntryId;
using types::Type;

struct Parameter {
  std::string_view name;
  const ast::Expr* pattern = nullptr;        // null: anything at all
  const ast::Expr* default_value = nullptr;  // null: required
  enum class Kind { positional_only, positional, keyword, variadic } kind = Kind::positional;
};

// How a call of an entry becomes IR: the stub's decorator.
enum class How {
  call,         // @call("kb::np::roll", "numpy/join.hpp", ...): a runtime function, its result type given by the stub
  ufunc,        // @ufunc("fd", ...): element by element, at the loop that NumPy would choose
  reduction,    // @reduction: over axes
  refused,      // @refused("why, and what to write instead"): known, and not compiled at these arguments
  numpy,        // @numpy: NumPy's own function, called at run time; the result type given by the stub
  special,      // @special: built by a function of check/library_*.cpp of the entry's name
  number_type,  // `float64: dtype`, `float: type`: a type; a call converts
  constant,     // `pi: float = 3.14`
  source,       // `add: source = "lambda a, b: a + b"`: what it is in Python
};

// One signature of an entry.
struct Overload {
  How how = How::special;
  bool is_property = false;
  bool is_static = false;                    // of a class: the receiver is no argument
  std::vector<Parameter> parameters;
  const ast::Expr* result = nullptr;         // a constant's value
  std::vector<std::string_view> texts;       // the decorator's string arguments
  std::map<std::string_view, const ast::Expr*> options;
};

struct Entry {
  std::string module;                        // "numpy", "numpy.linalg", "list", "ndarray"
  std::string name;
  std::vector<Overload> overloads;
  std::string full_name() const { return module == "builtins" ? name : module + "." + name; }
  // `f(a, b=...)`, a line for each overload.
  std::string signatures() const;
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
  // All names of a module with their entries, aliases too, for `keelback features`.
  std::vector<std::pair<std::string, EntryId>> names_of(std::string_view module) const;

 private:
  Table() = default;
  bool load(std::string_view module) const;
  void add(std::string_view module, const ast::Stmt& statement) const;
  Entry& entry(std::string_view module, std::string_view name) const;

  // Filled as modules are asked for.
  mutable std::vector<std::unique_ptr<Entry>> entries_;
  mutable std::map<std::string, EntryId, std::less<>> by_name_;   // "numpy.sum"
  mutable std::map<std::string, bool, std::less<>> loaded_;
  mutable std::vector<std::unique_ptr<support::SourceFile>> files_;
  mutable support::Arena arena_;
};

// The stub module that has the methods of a type's values: "ndarray", "list"; empty where it has none.
std::string_view methods_module(Type receiver);

// The embedded stubs, by module name (stubs.cpp, generated).
struct Stub {
  std::string_view module, text;
};
std::span<const Stub> stubs();

}  // namespace keelback::library
