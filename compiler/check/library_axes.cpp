// NumPy's products, norms, sums along an axis, sorting and rounding.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "check/library_arguments.hpp"

namespace keelback::check {

using ir::Effects;
using types::DTypeKind;
using types::is;

namespace {

constexpr const char* linalg = "numpy/linalg.hpp";

ExprId product(LibraryCall& call, ExprId a, ExprId b, std::string_view symbol) {
  Builder& builder = call.builder;
  const Type x = call.type(a), y = call.type(b);
  const types::Number numbers[] = {{x->dtype, false}, {y->dtype, false}};
  const DType dtype = result_dtype(numbers);
  const auto cast = [&](ExprId array) { return call.type(array)->dtype == dtype ? array : builder.cast(array, builder.types.array(dtype, call.type(array)->rank)); };
  int rank = 0;
  if (symbol == "kb::np::dot") rank = x->rank + y->rank - 2;
  else if (x->rank == 1 && y->rank == 1) rank = 0;
  else if (x->rank == 1) rank = y->rank - 1;
  else if (y->rank == 1) rank = x->rank - 1;
  else rank = std::max(x->rank, y->rank);
  // Where they are large NumPy has a faster way.
  const bool has_blas = dtype != DType::float16 && (types::kind_of(dtype) == DTypeKind::floating || types::kind_of(dtype) == DTypeKind::complex);
  const bool by_size = x->rank <= 2 && y->rank <= 2 && has_blas;
  return call.runtime(by_size ? std::string(symbol) + "_by_size" : std::string(symbol), by_size ? "numpy/linalg_by_size.hpp" : linalg, {cast(a), cast(b)}, array_or_scalar(builder.types, dtype, rank));
}

ExprId build_matmul(LibraryCall& call) {
  call.refuse({"out"});
  const ExprId a = call.array(call.at(0)), b = call.array(call.at(1));
  for (const ExprId operand : {a, b}) {
    if (!is(call.type(operand), Kind::array) || call.type(operand)->rank == 0) call.wrong("matmul: input operand does not have enough dimensions");
  }
  return product(call, a, b, "kb::np::matmul");
}

ExprId build_dot(LibraryCall& call) {
  call.refuse({"out"});
  const ExprId a = call.array(call.at(0)), b = call.array(call.at(1));
  const auto rank = [&](ExprId operand) { return is(call.type(operand), Kind::array) ? call.type(operand)->rank : 0; };
  if (rank(a) == 0 || rank(b) == 0) return call.call("numpy", "multiply", {a, b});
  return product(call, a, b, "kb::np::dot");
}

ExprId build_norm(LibraryCall& call) {
  Builder& builder = call.builder;
  ExprId x = call.array_at(0);
  const int rank = call.type(x)->rank;
  if (rank == 0) call.wrong("the array has no axes");
  const auto axes = call.axes(2, rank);
  if (call.given(1)) {
    const ExprId order = call.at(1);
    const auto name = types::literal_string(call.type(order));
    const auto number = element_of(call.type(order));
    const auto known = types::literal_int(call.type(order));
    const auto refuse = [&] { builder.fail(library_option, builder.span(order), "ord", call.entry.full_name()); };
    const bool is_plain = (known && *known == 2 && (rank == 1 || (axes && axes->size() == 1))) || (name && *name == "fro" && rank == 2 && !axes);
    if (!is_plain) {
      // Of vectors any number; of matrices those that are sums of rows or columns.
      if (call.given(2) || call.given(3) || !number || is(call.type(order), Kind::array) || rank > 2) refuse();
      const Type given = call.type(order);
      const bool is_infinite = is(given, Kind::literal) && std::holds_alternative<double>(given->value.data) && std::isinf(std::get<double>(given->value.data));
      if (rank == 2 && !is_infinite && !(known && (*known == 1 || *known == -1))) refuse();
      return call.runtime("kb::np::norm", linalg, {x, builder.cast(order, builder.types.floating)}, builder.types.scalar(types::real_of(inexact_of(call.type(x)->dtype))));
    }
  }
  const bool keepdims = call.static_bool(3, false);
  // The square root of the sum of squares: one fused loop over whatever the argument is.
  const DType given = call.type(x)->dtype;
  const DType dtype = inexact_of(given);
  if (dtype != given) x = builder.cast(x, builder.types.array(dtype, rank));
  if (types::kind_of(dtype) == DTypeKind::complex) x = call.call("numpy", "absolute", {x});
  const DType real = types::real_of(dtype);
  const ExprId squares = call.call("numpy", "square", {x});
  const int result_rank = keepdims ? rank : axes ? rank - int(axes->size()) : 0;
  std::vector<int> over = axes.value_or(std::vector<int>());
  if (int(over.size()) == rank) over.clear();
  const ExprId sum = builder.add(ir::Reduce{ir::ReduceOp::sum, squares, std::move(over), keepdims, std::nullopt, real}, array_or_scalar(builder.types, real, result_rank), call.span);
  return call.call("numpy", "sqrt", {sum});
}

// Functions along one axis that give an array of the same rank: kb::np::name<axis>(a, line), flattened where axis is None.
ExprId along_axis(LibraryCall& call, std::string_view symbol, std::string_view header, ExprId array, std::size_t axis_at, std::optional<int> otherwise, DType result,
                  std::vector<std::string> template_args = {}) {
  Builder& builder = call.builder;
  int rank = call.type(array)->rank;
  if (rank == 0) call.wrong("the array has no axes");
  std::optional<int> axis = call.axis(axis_at, rank);
  const bool flat = call.values[axis_at] ? is(call.type_at(axis_at), Kind::none) : !otherwise;
  if (!axis && !flat) axis = (*otherwise + rank) % rank;
  if (flat && rank != 1) {
    array = call.runtime("kb::ravel", "views.hpp", {array}, builder.types.array(call.type(array)->dtype, 1));
    rank = 1;
  }
  return call.runtime(symbol, header, {array, builder.integer(axis.value_or(0), call.span)}, builder.types.array(result, rank), std::move(template_args));
}

ExprId build_cumulative(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"out"});
  ExprId array = call.array_at(0);
  DType dtype = accumulated_of(call.type(array)->dtype);
  if (const auto asked = call.dtype(2)) dtype = *asked;
  if (dtype != call.type(array)->dtype) array = builder.cast(array, builder.types.array(dtype, call.type(array)->rank));
  return along_axis(call, "kb::np::" + call.entry.name, "numpy/statistics.hpp", array, 1, std::nullopt, dtype, {cpp(dtype)});
}

ExprId build_sort(LibraryCall& call) {
  call.refuse({"order"});
  const ExprId array = call.array_at(0);
  const bool in_place = call.entry.module == "ndarray";
  if (in_place) {
    const int rank = call.type(array)->rank;
    if (rank == 0) call.wrong("the array has no axes");
    const int axis = call.given(1) ? *call.axis(1, rank) : rank - 1;
    return call.runtime("kb::np::sort_in_place", "numpy/sort.hpp", {array, call.builder.integer(axis, call.span)}, call.builder.types.none, {}, makes | Effects::writes);
  }
  return along_axis(call, "kb::np::sort", "numpy/sort.hpp", array, 1, -1, call.type(array)->dtype);
}
ExprId build_argsort(LibraryCall& call) {
  call.refuse({"order"});
  return along_axis(call, "kb::np::argsort", "numpy/sort.hpp", call.array_at(0), 1, -1, DType::int64);
}

ExprId build_roll(LibraryCall& call) {
  Builder& builder = call.builder;
  const ExprId array = call.array_at(0);
  const ExprId shift = builder.cast(call.index(call.at(1)), builder.types.integer);
  const auto axis = call.axis(2, call.type(array)->rank);
  std::vector<ExprId> args{array, shift};
  if (axis) args.push_back(builder.integer(*axis, call.span));
  return call.runtime("kb::np::roll", join, std::move(args), call.type(array));
}

ExprId build_median(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"out", "overwrite_input"});
  ExprId array = call.array_at(0);
  const int rank = call.type(array)->rank;
  const auto axes = call.axes(1, rank);
  const DType dtype = inexact_of(call.type(array)->dtype);
  if (types::kind_of(dtype) == types::DTypeKind::complex || rank == 0) call.wrong_type(0);
  if (dtype != call.type(array)->dtype) array = builder.cast(array, builder.types.array(dtype, rank));
  if (call.static_bool(4, false)) builder.fail(library_option, call.span, "keepdims", call.entry.full_name());
  if (!axes || int(axes->size()) == rank) return call.runtime("kb::np::median", "numpy/statistics.hpp", {array}, builder.types.scalar(dtype));
  if (axes->size() != 1) call.wrong("several axes are not compiled yet");
  return call.runtime("kb::np::median", "numpy/statistics.hpp", {array, builder.integer(axes->front(), call.span)}, array_or_scalar(builder.types, dtype, rank - 1));
}

ExprId build_diff(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"prepend", "append"});
  const ExprId order = call.given(1) ? builder.cast(call.index(call.at(1)), builder.types.integer) : builder.integer(1, call.span);
  const ExprId array = call.array_at(0);
  const int rank = call.type(array)->rank;
  if (rank == 0) call.builder.fail_as("diff requires input that is at least one dimensional", library_arguments, call.span, call.entry.full_name(), "it needs an axis");
  const int axis = call.given(2) ? *call.axis(2, rank) : rank - 1;
  return call.runtime("kb::np::diff", "numpy/statistics.hpp", {array, order, builder.integer(axis, call.span)}, call.type(array));
}

ExprId build_round(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"out"});
  const ExprId value = scalar_of_rank0(builder, call.array(call.at(0)));
  const auto number = element_of(call.type(value));
  if (!number) call.wrong_type(0);
  const DType dtype = number->dtype;
  const bool is_array = is(call.type(value), Kind::array);
  const bool is_whole = !call.given(1) || (types::literal_int(call.type_at(1)) && *types::literal_int(call.type_at(1)) == 0);
  if (is_whole && !types::is_integer(dtype)) return call.call("numpy", "rint", {value});
  if (is_whole) return is_array ? call.runtime("kb::copy", "views.hpp", {value}, call.type(value)) : builder.cast(value, builder.types.scalar(dtype));
  if (dtype == DType::boolean) {
    const auto made = numpy_call(call, "numpy.round", array_or_scalar(builder.types, DType::float16, is_array ? call.type(value)->rank : 0));
    if (!made) call.wrong_type(0);
    return *made;
  }
  const ExprId digits = builder.cast(call.index(call.at(1)), builder.types.integer);
  const ir::RuntimeId function = builder.runtime(fmt::format("kb::ufunc::round<{}>", cpp(dtype)), "ufuncs.hpp", Effects::none, false);
  if (is_array) return builder.add(ir::Elementwise{function, {value, digits}}, call.type(value), call.span);
  return builder.call(function, {builder.cast(value, builder.types.scalar(dtype)), digits}, builder.types.scalar(dtype), call.span);
}

// Positions of numbers or arrays in a sorted array: both are cast to their common dtype, as NumPy does.
ExprId build_searchsorted(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"sorter"});
  ExprId sorted = call.array_at(0), wanted = scalar_of_rank0(builder, call.array(call.at(1)));
  const auto element = element_of(call.type(wanted));
  if (!element || call.type(sorted)->rank != 1) call.wrong_type(call.type(sorted)->rank != 1 ? 0 : 1);
  const std::string side = call.static_string(2, "left");
  if (side != "left" && side != "right") call.wrong("search side must be 'left' or 'right'");
  const DType dtype = types::promote(call.type(sorted)->dtype, element->dtype);
  const bool is_array = is(call.type(wanted), Kind::array);
  if (call.type(sorted)->dtype != dtype) sorted = builder.cast(sorted, builder.types.array(dtype, 1));
  if (element->dtype != dtype || !is_array) wanted = builder.cast(wanted, is_array ? builder.types.array(dtype, call.type(wanted)->rank) : builder.types.scalar(dtype));
  const Type result = is_array ? builder.types.array(DType::int64, call.type(wanted)->rank) : builder.types.scalar(DType::int64);
  return call.runtime("kb::np::searchsorted", "numpy/sets.hpp", {sorted, wanted, builder.constant(builder.types.literal(side == "right"), call.span)}, result);
}

}  // namespace

LibraryBuilder find_axis_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"numpy.matmul", build_matmul},
      {"numpy.dot", build_dot},
      {"numpy.linalg.norm", build_norm},
      {"numpy.cumsum", build_cumulative},
      {"numpy.cumprod", build_cumulative},
      {"numpy.sort", build_sort},
      {"ndarray.sort", build_sort},
      {"numpy.argsort", build_argsort},
      {"numpy.roll", build_roll},
      {"numpy.median", build_median},
      {"numpy.diff", build_diff},
      {"numpy.searchsorted", build_searchsorted},
      {"numpy.round", build_round},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
