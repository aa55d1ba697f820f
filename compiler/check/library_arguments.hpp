// What the functions that build library calls share (library_*.cpp): arguments bound to an entry's parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/library_call.hpp"
#include "check/read_only.hpp"

namespace keelback::check {

using library::Entry;
using library::How;
using library::Overload;
using library::Table;
using types::DType;

// The effects of a function that reads arrays and makes one.
inline constexpr ir::Effects makes = ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates;
inline constexpr const char* join = "numpy/join.hpp";   // the header of what joins arrays
inline std::string cpp(DType dtype) { return std::string(types::cpp_name_of(dtype)); }

struct LibraryCall {
  Builder& builder;
  const Table& table;
  const Entry& entry;
  const Overload& overload;
  Span span;
  std::vector<std::optional<ExprId>> values;   // by parameter; none: the default
  std::vector<ExprId> rest;                    // of `*args`

  Type type(ExprId expr) const { return builder.type(expr); }
  // Whether the argument was passed, and not as None.
  bool given(std::size_t i) const { return values[i] && !types::is(builder.type(*values[i]), types::Kind::none); }
  ExprId at(std::size_t i) const { return *values[i]; }
  Type type_at(std::size_t i) const { return builder.type(*values[i]); }
  std::string_view parameter(std::size_t i) const { return overload.parameters[i].name; }
  std::optional<std::size_t> place_of(std::string_view parameter) const;  // none: the overload has none of that name

  // Fails if one of these was passed: a part of the function that is not compiled yet.
  void refuse(std::initializer_list<std::string_view> parameters) const;
  [[noreturn]] void wrong(std::string_view what) const;
  [[noreturn]] void wrong_type(std::size_t i) const;

  bool static_bool(std::size_t i, bool otherwise) const;
  std::optional<std::int64_t> static_int(std::size_t i) const;    // fails where it is passed but not known
  std::string static_string(std::size_t i, std::string_view otherwise) const;
  std::optional<DType> dtype(std::size_t i) const;                // of a `dtype=` argument
  // The axes of an `axis=` argument: none where it is left out; normalized and ascending otherwise.
  std::optional<std::vector<int>> axes(std::size_t i, int rank) const;
  std::optional<int> axis(std::size_t i, int rank) const;

  // Another function of the library, as a step of this one.
  ExprId call(std::string_view module, std::string_view name, std::vector<ExprId> args) const;
  // The argument as an array: lists and tuples are converted, scalars are left.
  ExprId array(ExprId expr) const;
  ExprId array_at(std::size_t i) const;                           // an argument that has to be one
  ExprId index(ExprId expr) const;                                // a Python int of an integer of any kind
  // kb::symbol(args...): `effects` are the default ones of an array function.
  ExprId runtime(std::string_view symbol, std::string_view header, std::vector<ExprId> args, Type result, std::vector<std::string> template_args = {},
                 ir::Effects effects = makes, bool takes_line = true) const;
};

// The type of the items when the value is iterated over; null where it cannot be.
Type iterated(TypeTable& types, Type value);
// Whether the runtime makes items of type `to` of those of type `from`, one by one: what is in them stays what it is.
bool converts_items(Builder& builder, Type from, Type to);
// The value as the runtime iterates over it: a tuple of different items as a tuple of one item type.
ExprId iterable(LibraryCall& call, ExprId value);
// Whether Python can say which of two values of the type is smaller: for unions, of some.
bool has_order(Type type);
// A number as a bool of C++; no bound where it is left out.
ExprId truth_argument(LibraryCall& call, std::size_t i);

// The array as one that is not to be written through; anything else as it is. (docs/design/read_only.md)
ExprId read_only(Builder& builder, ExprId array);

// The array type of that rank, or the scalar type where the rank is 0.
Type array_or_scalar(TypeTable& types, DType dtype, int rank);
// The runtime's array without axes that holds a number.
inline constexpr std::string_view array_without_axes = "kb::np::array_without_axes";
// An array of rank 0 as its element; anything else as it is.
ExprId scalar_of_rank0(Builder& builder, ExprId expr);
// The dtype of an array's elements or of a number.
std::optional<types::Number> element_of(Type type);
// Also of times, which are no numbers.
std::optional<types::Number> element_or_time_of(Type type);
// Fails where some are times and have no common dtype with the others.
void check_times(const LibraryCall& call, std::span<const types::Number> numbers);
DType inexact_of(DType dtype);                                    // float64 for integers and bools
DType accumulated_of(DType dtype);                                // what sums are kept in: int64 or uint64 for smaller ones
// The dtype that a type object (`float`, `np.int8`), an array's `.dtype` or a string names.
std::optional<DType> dtype_of_type(Type type);

// A `name=True` of the entry's decorator.
bool option(const Overload& overload, std::string_view name, bool otherwise);

// NEP 50: the dtype of an operation between these. Fails for an empty span.
DType result_dtype(std::span<const types::Number> operands);

using LibraryBuilder = ExprId (*)(LibraryCall&);
// By full name, "numpy.zeros"; null where there is none.
LibraryBuilder find_builtin_builder(std::string_view name);
LibraryBuilder find_iterator_builder(std::string_view name);
LibraryBuilder find_text_builder(std::string_view name);
LibraryBuilder find_itertools_builder(std::string_view name);
LibraryBuilder find_array_builder(std::string_view name);
LibraryBuilder find_axis_builder(std::string_view name);
LibraryBuilder find_ufunc_method_builder(std::string_view name);
LibraryBuilder find_functional_builder(std::string_view name);
LibraryBuilder find_dtype_builder(std::string_view name);
LibraryBuilder find_iteration_builder(std::string_view name);
ExprId build_ufunc(LibraryCall& call);
bool is_comparison(std::string_view ufunc);                                            // "less" and so on
std::string operand_types_text(Builder& builder, std::span<const ExprId> exprs);       // "float64 and str"
ExprId build_reduction(LibraryCall& call);
// A call of NumPy's own function; none where the arguments do not fit the overload.
std::optional<ExprId> build_numpy_call(LibraryCall& call);
// The argument as NumPy is to see it: a dtype by its name, a NumPy scalar as one; none where it cannot be handed over.
std::optional<ExprId> handed_over(LibraryCall& call, ExprId arg);
// The function's name in Python: a method is one of the class.
std::string python_name_of(const LibraryCall& call);
// The call as one of the function of that name in Python; none where an argument cannot be handed over.
std::optional<ExprId> numpy_call(LibraryCall& call, const std::string& name, Type result, ir::Effects effects = makes);
// The same for a ufunc or reduction with `out`, `where`, `initial`...; none where it has no such argument. `plain` builds it without them.
std::optional<ExprId> build_with_options(LibraryCall& call, LibraryBuilder plain);
std::optional<ExprId> build_with_axis(LibraryCall& call, std::optional<ExprId> (*plain)(LibraryCall&));
// A number converted as calling the type does: `np.float32(x)`, `float(x)`.
ExprId build_number(LibraryCall& call, Type to);

}  // namespace keelback::check
