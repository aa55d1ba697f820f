// Methods of ufuncs: np.add.reduce, .accumulate, .reduceat, .outer, .at. Reductions and scans that have a function of their own are those; the rest
// are NumPy's own (docs/design/numpy_calls.md).
#include <map>

#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

namespace {

const Entry& ufunc_of(const LibraryCall& call) { return call.table[call.type_at(0)->entry]; }

// "numpy.add.reduce", where `operands` are what the ufunc takes.
std::string method_name(LibraryCall& call, std::size_t operands) {
  const Entry& ufunc = ufunc_of(call);
  const Overload& first = ufunc.overloads[0];
  if (first.how != How::ufunc) call.wrong("`" + ufunc.full_name() + "` is no ufunc");
  std::size_t taken = 0;
  for (const library::Parameter& parameter : first.parameters) taken += parameter.kind == library::Parameter::Kind::positional_only;
  if (taken != operands) call.wrong("`" + ufunc.full_name() + "` takes " + (taken == 1 ? "one operand" : "two operands"));
  return ufunc.full_name() + "." + call.entry.name;
}

// The dtype that the ufunc gives for two operands of the array's; sums and products are kept in more.
DType dtype_of_result(LibraryCall& call, ExprId array, std::size_t dtype_at) {
  if (const auto asked = call.dtype(dtype_at)) return *asked;
  const std::string& name = ufunc_of(call).name;
  const auto element = element_of(call.type(array));
  if (!element) call.wrong(fmt::format("its operand is `{}`", call.type(array)->text));
  const DType given = element->dtype;
  if (name == "add" || name == "multiply") return accumulated_of(given);
  return element_of(call.type(call.call("numpy", name, {array, array})))->dtype;
}

// The call as one of NumPy's; `out` is what it gives.
ExprId as_numpy(LibraryCall& call, std::size_t operands, std::optional<std::size_t> out_at, Type result) {
  const std::string name = method_name(call, operands);
  if (out_at && call.given(*out_at)) result = call.type_at(*out_at);
  const auto made = numpy_call(call, name, result);
  if (!made) call.wrong("an argument is of a type that compiled code does not hand to NumPy");
  return *made;
}

// The same arguments for a function, whose axis has to be said: its default is another.
ExprId as_function(LibraryCall& call, std::string_view name) {
  std::vector<LibraryArgument> args{{call.array_at(1), {}, call.span}};
  bool has_axis = false;
  for (std::size_t i = 2; i < call.values.size(); ++i) {
    if (!call.values[i]) continue;
    has_axis = has_axis || call.parameter(i) == "axis";
    args.push_back({call.at(i), call.parameter(i), call.builder.span(call.at(i))});
  }
  if (!has_axis) args.push_back({call.builder.integer(0, call.span), "axis", call.span});
  return library_call(call.builder, call.table, *call.table.find_function("numpy", name), args, call.span);
}

ExprId build_reduce(LibraryCall& call) {
  method_name(call, 2);
  static const std::map<std::string_view, std::string_view> functions{
      {"add", "sum"}, {"multiply", "prod"}, {"minimum", "min"}, {"maximum", "max"}, {"logical_or", "any"}, {"logical_and", "all"},
  };
  const ExprId array = call.array_at(1);
  const auto function = functions.find(ufunc_of(call).name);
  const bool has_dtype = function != functions.end() && (function->second == "sum" || function->second == "prod");
  const bool has_initial = function != functions.end() && function->first[0] != 'l';
  if (function != functions.end() && (has_dtype || !call.given(3)) && (has_initial || !call.given(6))) return as_function(call, function->second);
  const int rank = call.type(array)->rank;
  const auto axes = call.values[2] ? call.axes(2, rank) : std::vector<int>{0};
  const int left = call.static_bool(5, false) ? rank : axes ? rank - int(axes->size()) : 0;
  return as_numpy(call, 2, 4, array_or_scalar(call.builder.types, dtype_of_result(call, array, 3), left));
}

ExprId build_accumulate(LibraryCall& call) {
  method_name(call, 2);
  const ExprId array = call.array_at(1);
  const std::string& ufunc = ufunc_of(call).name;
  if (ufunc == "add" || ufunc == "multiply") return as_function(call, ufunc == "add" ? "cumsum" : "cumprod");
  return as_numpy(call, 2, 4, call.builder.types.array(dtype_of_result(call, array, 3), call.type(array)->rank));
}

ExprId build_reduceat(LibraryCall& call) {
  method_name(call, 2);
  const ExprId array = call.array_at(1);
  return as_numpy(call, 2, 5, call.builder.types.array(dtype_of_result(call, array, 4), call.type(array)->rank));
}

ExprId build_outer(LibraryCall& call) {
  method_name(call, 2);
  // Python's numbers are arrays here: they take part in the promotion.
  const auto strong = [&](ExprId operand) {
    const auto number = element_of(call.type(operand));
    if (!number) call.wrong("its operands must be arrays or numbers");
    return is(call.type(operand), Kind::array) ? operand : call.builder.cast(operand, call.builder.types.scalar(number->dtype));
  };
  const ExprId a = strong(call.array(call.at(1))), b = strong(call.array(call.at(2)));
  const auto rank = [&](ExprId operand) { return is(call.type(operand), Kind::array) ? call.type(operand)->rank : 0; };
  const auto asked = call.dtype(5);
  const DType dtype = asked ? *asked : element_of(call.type(call.call("numpy", ufunc_of(call).name, {a, b})))->dtype;
  return as_numpy(call, 2, 3, array_or_scalar(call.builder.types, dtype, rank(a) + rank(b)));
}

ExprId build_at(LibraryCall& call) {
  const std::string name = method_name(call, call.given(3) ? 2 : 1);
  if (!is(call.type_at(1), Kind::array)) call.wrong_type(1);
  const auto made = numpy_call(call, name, call.builder.types.none, makes | ir::Effects::writes);
  if (!made) call.wrong("an argument is of a type that compiled code does not hand to NumPy");
  return *made;
}

}  // namespace

LibraryBuilder find_ufunc_method_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"ufunc.reduce", build_reduce}, {"ufunc.accumulate", build_accumulate}, {"ufunc.reduceat", build_reduceat}, {"ufunc.outer", build_outer}, {"ufunc.at", build_at},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
