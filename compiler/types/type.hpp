// The types of values, as inference sees them. A type is immutable and interned in a `TypeTable`: equal types are equal pointers.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "types/dtype.hpp"

namespace keelback::types {

struct TypeData;
using Type = const TypeData*;

enum class Kind : std::uint8_t {
  never,      // no value: the type of an expression that cannot return, and of the items of an empty list
  none, boolean, integer, floating, complex, string,   // Python's None, bool, int, float, complex, str
  bytes, bytearray,
  scalar,     // a NumPy scalar: dtype
  literal,    // one known value of bool, int, str (or a float or complex), or one member of an enumeration: value, and args[0] its base type
  tuple,      // args: the items' types; of a class of named tuples: name, klass + 1
  variadic,   // tuple[T, ...]: a tuple whose length is known at run time only; args[0]: the items' type (kb::variadic<T>: immutable, hashable)
  list, set, frozenset, deque,  // args[0]: the items' type
  dict,       // args[0]: keys, args[1]: values; name: "", the class of `collections` (defaultdict, Counter, OrderedDict), or open_dict_name
  view,       // what d.keys(), d.values(), d.items() give: args as the dict's; name: dict_keys, dict_values, dict_items
  range, slice, ellipsis,
  array,      // dtype and rank
  foreign,    // a Python object of a class that native code calls methods of: name is the class, "numpy.random.Generator"
  object,     // any Python object: what is done with it, Python does. args: of a function with a declared signature, its parameters, then its result
  iterator,   // args[0]: what it yields (zip, enumerate, reversed...); of a generator also args[1]: what `send` takes, args[2]: what it returns; name: "" or
              // "Iterable", what can be iterated over again and again
  callable,   // a function given to the runtime (ir::Callable): args: its parameters, then its result; no value of a variable
  function,   // one of `functions`; args: the captured values' types of each, as tuples, in order
  library,    // a function of the library table: entry
  module,     // a module that the compiler knows: name
  type_object,  // a type as a value: `float`, `np.float32`, args[0] what calling it makes
  instance,   // an object of a compiled class: klass, name; parent: the type of the class that it derives from, if that is compiled
  exception,  // an exception: name is the class, "ValueError", "module:Name", ":Name" of the compiled module, "" for one of several
  enumeration,  // a member of a class of Python's `enum`: klass, name; `name` of members is in the class
  union_,     // args: the members, at least two, flat, no duplicates, in canonical order
};

// A literal's value. Integers beyond 64 bits are no literals (the checker reports them where they are not folded away).
struct Value {
  std::variant<std::monostate, bool, std::int64_t, double, std::string> data;  // monostate: no value
  double imaginary = 0;  // of a complex; `data` then holds the real part
  auto operator<=>(const Value&) const = default;
};

using FunctionId = std::uint32_t;      // a `def` or `lambda` of the program (check/program.hpp)
using EntryId = std::uint32_t;         // an entry of the library table (library/table.hpp); overloads share one
using ClassId = std::uint32_t;         // a compiled class of the program (check/classes.hpp, ir::Module::classes)
// Where an empty list, dict or set was written. Its items' type is found from what is put in (check/containers.cpp).
using SiteId = std::uint32_t;

struct TypeData {
  Kind kind;
  DType dtype{};
  int rank = 0;                        // array; of an enumeration: what its members are as well (TypeTable::enumeration)
  Value value{};
  std::vector<Type> args;
  std::vector<FunctionId> functions;
  EntryId entry = 0;
  std::string name;                    // function, module, exception, instance, dict, view, foreign, enumeration, named tuple
  ClassId klass = 0;                   // instance, enumeration; of a named tuple: one more
  Type parent = nullptr;               // instance
  std::vector<SiteId> sites;           // list, dict, set, deque: not part of what the type means, only of whom to tell

  std::string text;                    // how a diagnostic prints it, also the key it is interned under
};

// Makes and interns types. One per compilation.
class TypeTable {
 public:
  TypeTable();
  TypeTable(const TypeTable&) = delete;

  Type never, none, boolean, integer, floating, complex, string, bytes, bytearray, range, slice, ellipsis, object;

  // A type of another table, its parts those of this one.
  Type adopt(TypeData data) { return intern(std::move(data)); }
  Type scalar(DType dtype);
  Type literal(bool value);
  Type literal(std::int64_t value);
  Type literal(double value);
  Type literal(std::string_view value);
  Type tuple(std::span<const Type> items);
  Type named_tuple(ClassId klass, std::string_view name, std::span<const Type> items);
  Type tuple_like(Type tuple, std::span<const Type> items);  // of the same class of named tuples, if it is one
  Type variadic(Type item);
  Type list(Type item, std::span<const SiteId> sites = {});
  Type set(Type item, std::span<const SiteId> sites = {});
  Type frozenset(Type item);
  Type deque(Type item, std::span<const SiteId> sites = {});
  Type dict(Type key, Type value, std::span<const SiteId> sites = {}, std::string_view name = {});
  Type view(std::string_view name, Type key, Type value);
  // What is declared as a dict: an open one where `opens_dicts` says so.
  Type declared_dict(Type key, Type value);
  // Whether dicts that are declared may be of the classes of `collections` too (docs/design/containers.md), and whether such a one was given where only a dict is taken.
  bool opens_dicts = false, has_refused_dict = false;
  // The same container with other items and sites.
  Type container_like(Type container, std::span<const Type> items, std::span<const SiteId> sites = {});
  Type callable(std::span<const Type> parameters, Type result);
  // A Python callable whose signature is declared: what it is called with and what it returns are converted.
  Type python_function(std::span<const Type> parameters, Type result);
  Type optional_function(Type function);                   // of python_function, or None
  Type array(DType dtype, int rank);
  Type foreign(std::string_view name);
  Type iterator(Type item);
  Type iterable(Type item);
  Type generator(Type item, Type sent, Type result);
  // `name`: as what the functions are called, "" for themselves, "numpy.vectorize[.DTYPE]" for each element of arrays.
  Type function(std::span<const FunctionId> functions, std::span<const Type> captures, std::string_view name = {});
  Type library(EntryId entry, std::string_view name);
  Type module(std::string_view name);
  Type type_object(Type made);
  Type exception(std::string_view name);
  // `mixin`: 1 where a member is an int as well, 2 where it is a str, else 0.
  Type enumeration(ClassId klass, std::string_view name, int mixin);
  Type member(Type enumeration, std::int64_t key);
  // `arguments`: of a class with type arguments, how they are printed: "[int]".
  Type instance(ClassId klass, std::string_view name, Type parent, std::string_view arguments = {});
  Type union_of(std::span<const Type> members);  // flattens, removes duplicates and what another member includes
  Type optional(Type type);

  // The least type that holds both: equal types are themselves, a literal and its base the base, two literals of one base
  // the base, lists with different items a list of the join with the sites of both (the caller widens those sites),
  // objects the nearest class that both derive from, a Python object with whatever crosses to Python a Python object, otherwise a union.
  Type join(Type a, Type b);

 private:
  Type intern(TypeData data);
  std::map<std::string, std::unique_ptr<const TypeData>, std::less<>> types_;
};

// Whether it is a container that can be changed, and whose items' type is found from what is put in.
bool is_container(Type type);
// The literal's base type; any other type is its own.
Type base_of(Type type);
// The same without sites and literals inside: what tells two native instances apart and what generated code declares.
Type storage_of(TypeTable& table, Type type);

inline bool is(Type type, Kind kind) { return type->kind == kind; }
inline bool is_generator(Type type) { return type->kind == Kind::iterator && type->args.size() == 3; }
inline constexpr std::string_view open_dict_name = "open_dict";
inline bool is_open_dict(Type type) { return type->kind == Kind::dict && type->name == open_dict_name; }  // of a class that is known at run time
// Whether a union has more members than what is generated for each of them is worth.
bool is_too_wide(Type type);
inline bool is_iterable(Type type) { return type->kind == Kind::iterator && !type->name.empty(); }  // no iterator itself
inline bool is_named_tuple(Type type) { return type->kind == Kind::tuple && type->klass != 0; }
// Whether objects of the one class are objects of the other.
bool is_subclass(Type type, Type of);
bool holds_object(Type type);  // or is one
bool holds_any(Type type);     // a Python object of any class, or is one
inline bool is_optional_function(Type type) { return type->kind == Kind::object && type->name == "optional"; }
// The nearest class that both derive from, or null.
Type common_class(Type a, Type b);
bool is_literal(Type type, Kind base);             // a literal of that base kind
std::optional<std::int64_t> literal_int(Type type);
std::optional<bool> literal_bool(Type type);
std::optional<std::string_view> literal_string(Type type);

// A number as NumPy sees it: a Python number (weak in promotion) or a NumPy scalar, with its dtype (int64, float64, complex128, bool).
struct Number {
  DType dtype;
  bool weak;  // a Python number: takes the other operand's dtype within its kind (NEP 50)
};
std::optional<Number> number_of(Type type);        // of a scalar type or literal; not of arrays and unions, nor of times
// Of a number, or a union of numbers: the least dtype that holds each.
std::optional<DType> common_dtype(Type type);
bool is_python_number(Type type);                  // bool, int, float, complex and their literals
bool is_number(Type type);
bool is_time(Type type);                           // a scalar of datetime64 or timedelta64: no number
// Whether values of the type have a form in Python.
bool crosses(Type type);
// Whether it stands for what only Python has as a value: a type, a module, a function of the library. And whether something within it does.
bool is_name(Type type);
bool holds_names(Type type);

// How a union is stored (docs/design/types.md).
enum class UnionStorage : std::uint8_t {
  either,          // a tag and one of several storages: kb::either<...>
  tagged_double,   // members: float, np.float64, small literal ints and bools; one double and a tag: kb::tagged
};
UnionStorage union_storage(Type type);

}  // namespace keelback::types
