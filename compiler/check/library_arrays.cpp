// NumPy's functions whose types no stub can say: creation, shapes, views, products, and what takes axes or dtypes.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/times.hpp"

namespace keelback::check {

using ir::Effects;
using types::DTypeKind;
using types::is;

namespace {

constexpr const char* create = "numpy/create.hpp";

// A `shape` argument as its extents: an int, or a tuple or list display of ints.
std::vector<ExprId> extents(LibraryCall& call, ExprId shape) {
  Builder& builder = call.builder;
  const Type given = builder.type(shape);
  std::vector<ExprId> out;
  if (is(given, Kind::tuple)) {
    if (const auto* display = std::get_if<ir::MakeTuple>(&builder.function[shape].node)) {
      const std::vector<ExprId> items = display->items;
      for (const ExprId item : items) out.push_back(call.index(item));
      return out;
    }
    // Each extent is an item of one evaluation: library_call has bound what is computed here.
    for (std::size_t i = 0; i < given->args.size(); ++i) {
      const Type item = given->args[i];
      const ExprId read = builder.read(Builder::Reuse{{}, shape}, builder.span(shape));
      out.push_back(call.index(is(item, Kind::literal) ? builder.constant(item, call.span) : builder.add(ir::TupleItem{read, int(i)}, item, call.span)));
    }
    return out;
  }
  if (is(given, Kind::list)) {
    if (const auto* display = std::get_if<ir::MakeList>(&builder.function[shape].node)) {
      const std::vector<ExprId> items = display->items;
      for (const ExprId item : items) out.push_back(call.index(item));
      return out;
    }
    builder.fail(library_static, builder.span(shape), "shape", call.entry.full_name());
  }
  if (is(given, Kind::variadic)) builder.fail(library_static, builder.span(shape), "shape", call.entry.full_name());
  out.push_back(call.index(shape));
  return out;
}

// kb::symbol<template...>(before..., {extents}, after..., line)
ExprId with_shape(LibraryCall& call, std::string_view symbol, std::string_view header, std::vector<std::string> template_args, std::vector<ExprId> before, const std::vector<ExprId>& shape,
                  std::vector<ExprId> after, Type result) {
  Builder& builder = call.builder;
  std::vector<ExprId> args = std::move(before);
  const int begin = int(args.size());
  for (const ExprId extent : shape) args.push_back(builder.cast(extent, builder.types.integer));
  args.insert(args.end(), after.begin(), after.end());
  const ExprId made = call.runtime(symbol, header, std::move(args), result, std::move(template_args));
  auto& node = std::get<ir::CallRuntime>(builder.function[made].node);
  node.braced_begin = begin;
  node.braced_count = int(shape.size());
  return made;
}

[[noreturn]] void refuse_order(LibraryCall& call) { call.builder.fail(library_option, call.span, "order", call.entry.full_name()); }

// Parameter `i`, an order of elements: 'C', 'F', 'K' or 'A'.
char order_of(LibraryCall& call, std::size_t i, const char* otherwise) {
  const std::string order = call.static_string(i, otherwise);
  if (order.size() != 1 || std::string_view("CFKA").find(order) == std::string_view::npos) refuse_order(call);
  return order[0];
}

// What makes an array of `array` in that order: kb::np::symbol<order>(array).
ExprId made_in(LibraryCall& call, std::string_view symbol, char order, ExprId array, Type result) {
  return call.runtime(symbol, "numpy/orders.hpp", {array}, result, {fmt::format("'{}'", order)});
}
// Parameter `i`, where a function has it.
char given_order(LibraryCall& call, std::size_t i, const char* otherwise) {
  return i < call.values.size() && call.given(i) ? order_of(call, i, otherwise) : otherwise[0];
}

// The array in the order that parameter `i` says; K and none: as it is.
ExprId in_order(LibraryCall& call, ExprId array, std::size_t i) {
  const char order = call.given(i) && !is(call.type_at(i), Kind::none) ? order_of(call, i, "K") : 'K';
  const Type type = call.type(array);
  if (order == 'K' || (is(type, Kind::array) && type->rank < 2)) return array;
  if (order == 'A') refuse_order(call);
  return call.call("numpy", order == 'F' ? "asfortranarray" : "ascontiguousarray", {array});
}

// An array without axes that holds the number.
ExprId without_axes(LibraryCall& call, ExprId value, DType dtype) {
  Builder& builder = call.builder;
  return call.runtime(array_without_axes, create, {builder.cast(value, builder.types.scalar(dtype))}, builder.types.array(dtype, 0), {cpp(dtype)}, makes);
}

ExprId new_array(LibraryCall& call, std::string_view name, ExprId shape, DType dtype, std::optional<ExprId> value, bool is_fortran) {
  std::vector<ExprId> dims = extents(call, shape);
  if (dims.empty()) return without_axes(call, value ? *value : call.builder.cast(call.builder.integer(name == "ones" ? 1 : 0, call.span), call.builder.types.scalar(dtype)), dtype);
  std::vector<ExprId> after;
  if (value) after.push_back(*value);
  // In Fortran's order: the transpose of one whose axes are the other way round.
  if (is_fortran && dims.size() > 1) std::reverse(dims.begin(), dims.end());
  const ExprId made = with_shape(call, "kb::np::" + std::string(name), create, {cpp(dtype), std::to_string(dims.size())}, {}, dims, std::move(after), call.builder.types.array(dtype, int(dims.size())));
  return is_fortran && dims.size() > 1 ? call.call("numpy", "transpose", {made}) : made;
}

ExprId build_empty(LibraryCall& call) {
  call.refuse({"like", "device"});
  const bool is_fortran = order_of(call, 2, "C") == 'F';
  return new_array(call, call.entry.name, call.at(0), call.dtype(1).value_or(DType::float64), std::nullopt, is_fortran);
}

ExprId fill_value(LibraryCall& call, ExprId value, DType dtype) {
  const auto number = element_or_time_of(call.type(value));
  if (!number || is(call.type(value), Kind::array)) call.wrong("the fill value must be a number");
  if (types::is_temporal(number->dtype) != types::is_temporal(dtype)) call.wrong_type(1);
  if (types::is_temporal(dtype)) check_times(call, std::vector<types::Number>{*number, {dtype, false}});
  // A Python int has to fit; everything else is cast as an array is.
  if (number->weak && types::is_inexact(number->dtype)) return call.builder.cast(call.builder.cast(value, call.builder.types.scalar(number->dtype)), call.builder.types.scalar(dtype));
  return call.builder.cast(value, call.builder.types.scalar(dtype));
}

DType default_dtype(LibraryCall& call, ExprId value) {
  const auto number = element_or_time_of(call.type(value));
  if (!number) call.wrong("the fill value must be a number");
  return number->dtype;
}

ExprId build_full(LibraryCall& call) {
  call.refuse({"like", "device"});
  const bool is_fortran = order_of(call, 3, "C") == 'F';
  const ExprId value = scalar_of_rank0(call.builder, call.at(1));
  const DType dtype = call.dtype(2).value_or(default_dtype(call, value));
  return new_array(call, "full", call.at(0), dtype, fill_value(call, value, dtype), is_fortran);
}

ExprId build_like(LibraryCall& call) {
  Builder& builder = call.builder;
  const bool is_full = call.entry.name == "full_like";
  ExprId source = call.array(call.at(0));
  if (types::is_number(builder.type(source))) source = call.call("numpy", "asarray", {source});
  const Type given = builder.type(source);
  if (!is(given, Kind::array)) call.wrong_type(0);
  const std::size_t dtype_at = is_full ? 2 : 1;
  call.refuse({"shape", "subok", "device"});
  const DType dtype = call.dtype(dtype_at).value_or(given->dtype);
  std::vector<ExprId> args{source};
  if (is_full) args.push_back(fill_value(call, scalar_of_rank0(builder, call.at(1)), dtype));
  return in_order(call, call.runtime("kb::np::" + call.entry.name, create, std::move(args), builder.types.array(dtype, given->rank), {cpp(dtype)}), dtype_at + 1);
}

ExprId build_arange(LibraryCall& call) {
  Builder& builder = call.builder;
  std::vector<ExprId> numbers;
  for (std::size_t i = 0; i < 3; ++i) {
    if (call.given(i)) numbers.push_back(scalar_of_rank0(builder, call.at(i)));
  }
  if (!call.given(1) && call.given(2)) call.wrong("`step` needs `stop`");
  std::vector<types::Number> kinds;
  const auto is_time = [&](ExprId number) { return types::is_time(builder.type(number)); };
  if (std::ranges::any_of(numbers, is_time) || (call.given(3) && types::is_temporal(*call.dtype(3)))) return arange_of_times(call, numbers);
  for (const ExprId number : numbers) {
    const auto kind = element_of(builder.type(number));
    if (!kind || is(builder.type(number), Kind::array) || types::kind_of(kind->dtype) == DTypeKind::complex) call.wrong("its arguments must be real numbers");
    kinds.push_back(*kind);
  }
  const bool whole = std::all_of(kinds.begin(), kinds.end(), [](const types::Number& kind) { return !types::is_inexact(kind.dtype); });
  kinds.push_back({DType::int64, false});   // at least that
  DType dtype = result_dtype(kinds);
  if (const auto asked = call.dtype(3)) dtype = *asked;
  const Type as = whole ? builder.types.integer : builder.types.floating;
  if (numbers.size() == 1) numbers.insert(numbers.begin(), builder.cast(builder.integer(0, call.span), as));
  if (numbers.size() == 2) numbers.push_back(builder.integer(1, call.span));
  for (ExprId& number : numbers) number = builder.cast(number, as);
  return call.runtime("kb::np::arange", create, std::move(numbers), builder.types.array(dtype, 1), {cpp(dtype)});
}

// The dtype and the number of axes of nested sequences of numbers.
struct Nested {
  std::vector<types::Number> numbers;
  int rank = -1;
  bool ragged = false;
};
void look_into(Type type, int depth, Nested& nested) {
  const auto end = [&](int rank) {
    if (nested.rank >= 0 && nested.rank != rank) nested.ragged = true;
    nested.rank = rank;
  };
  switch (type->kind) {
    case Kind::list:
    case Kind::variadic: look_into(type->args[0], depth + 1, nested); break;
    case Kind::range:
      nested.numbers.push_back({DType::int64, true});
      end(depth + 1);
      break;
    case Kind::tuple:
      for (const Type item : type->args) look_into(item, depth + 1, nested);
      if (type->args.empty()) end(depth + 1);
      break;
    case Kind::union_:
      for (const Type member : type->args) look_into(member, depth, nested);
      break;
    case Kind::never: end(depth); break;
    default:
      if (const auto number = element_or_time_of(type)) {
        nested.numbers.push_back(*number);
        end(depth + (is(type, Kind::array) ? type->rank : 0));
      } else {
        nested.ragged = true;
      }
  }
}

ExprId make_array(LibraryCall& call) {
  Builder& builder = call.builder;
  bool copies = call.entry.name == "array";
  call.refuse({"like", "subok", "device"});
  if (const auto copy = call.place_of("copy"); copy && call.values[*copy]) {
    // None: where it must; False: or else ValueError.
    const bool where_it_must = is(call.type_at(*copy), Kind::none);
    copies = !where_it_must && call.static_bool(*copy, true);
    const bool is_same = is(call.type_at(0), Kind::array) && call.dtype(1).value_or(call.type_at(0)->dtype) == call.type_at(0)->dtype;
    if (!is_same && !copies && !where_it_must) builder.fail(library_option, call.span, "copy", call.entry.full_name());
  }
  ExprId value = call.at(0);
  const Type given = call.type(value);
  const std::optional<DType> asked = call.dtype(1);
  if (asked && types::is_temporal(*asked) && !is(given, Kind::array) && !holds_times(given)) return array_of_times(call, *asked);
  if (is(given, Kind::array)) {
    const DType dtype = asked.value_or(given->dtype);
    if (dtype != given->dtype) return builder.cast(value, builder.types.array(dtype, given->rank));
    const auto order = call.place_of("order");
    if (copies && order && given_order(call, *order, "K") == 'A' && given->rank > 1) return made_in(call, "kb::np::copy_in", 'A', value, given);
    if (copies) return call.runtime("kb::copy_k", "views.hpp", {value}, given);
    if (call.entry.name == "ascontiguousarray") return call.runtime("kb::np::ascontiguousarray", create, {value}, given);
    return value;
  }
  Nested nested;
  look_into(given, 0, nested);
  if (nested.ragged || nested.rank < 0) call.wrong(fmt::format("`{}` does not make an array of numbers", given->text));
  check_times(call, nested.numbers);
  if (nested.rank == 0) {
    const types::Number& number = nested.numbers[0];
    const DType dtype = asked.value_or(number.dtype);
    value = without_axes(call, number.weak && types::is_inexact(number.dtype) ? builder.cast(value, builder.types.scalar(number.dtype)) : value, dtype);
    return call.entry.name == "ascontiguousarray" ? call.call("numpy", "reshape", {value, builder.integer(1, call.span)}) : value;
  }
  // In a sequence Python's numbers are int64, float64, complex128.
  const bool python_ints = std::any_of(nested.numbers.begin(), nested.numbers.end(), [](const types::Number& number) { return number.weak; });
  for (types::Number& number : nested.numbers) number.weak = false;
  const DType dtype = asked.value_or(nested.numbers.empty() ? DType::float64 : result_dtype(nested.numbers));
  std::vector<std::string> template_args{cpp(dtype), std::to_string(nested.rank)};
  if (python_ints && types::is_integer(dtype) && dtype != DType::int64) template_args.push_back("true");
  return call.runtime("kb::np::array_from", create, {value}, builder.types.array(dtype, nested.rank), std::move(template_args));
}

ExprId build_asarray(LibraryCall& call) {
  Builder& builder = call.builder;
  ExprId made = make_array(call);
  if (call.entry.name == "ascontiguousarray") return made;
  const bool is_array = call.entry.name == "array";
  const std::size_t order_at = is_array ? 3 : 2;
  const bool is_any = is(call.type_at(0), Kind::array) && call.type(made)->dtype == call.type_at(0)->dtype && given_order(call, order_at, "K") == 'A';
  if (!is_any) made = in_order(call, made, order_at);
  if (!is_array || !call.given(5)) return made;
  const std::int64_t least = call.static_int(5).value_or(-1);
  if (least < 0 || least > 32) builder.fail(library_option, call.span, "ndmin", call.entry.full_name());
  while (call.type(made)->rank < least) made = call.call("numpy", "expand_dims", {made, builder.integer(0, call.span)});
  return made;
}

ExprId build_astype(LibraryCall& call) {
  Builder& builder = call.builder;
  const Type given = call.type_at(0);
  const auto dtype = call.dtype(1);
  if (!dtype) call.wrong("it needs a dtype");
  if (!is(given, Kind::array)) return builder.cast(call.at(0), builder.types.scalar(*dtype));
  if (const char order = given_order(call, 2, "K"); order != 'K' && given->rank > 1) {
    if (*dtype == given->dtype && !call.static_bool(5, true)) return in_order(call, call.at(0), 2);
    // The cast keeps the order of what it casts.
    const ExprId ordered = made_in(call, "kb::np::copy_in", order, call.at(0), given);
    return *dtype == given->dtype ? ordered : builder.cast(ordered, builder.types.array(*dtype, given->rank));
  }
  if (*dtype != given->dtype) return builder.cast(call.at(0), builder.types.array(*dtype, given->rank));
  if (!call.static_bool(5, true)) return call.at(0);
  return call.runtime("kb::copy_k", "views.hpp", {call.at(0)}, given);
}

// --- properties ------------------------------------------------------------------------------------------------------

ExprId build_shape(LibraryCall& call) {
  Builder& builder = call.builder;
  const ExprId array = call.array(call.at(0));
  const int rank = is(call.type(array), Kind::array) ? call.type(array)->rank : 0;
  const Builder::Reuse kept = builder.reuse(array, "array");
  std::vector<ExprId> items;
  for (int axis = 0; axis < rank; ++axis) items.push_back(builder.add(ir::Extent{builder.read(kept, call.span), axis}, builder.types.integer, call.span));
  const std::vector<Type> item_types(std::size_t(rank), builder.types.integer);
  return builder.wrap(kept, builder.add(ir::MakeTuple{std::move(items)}, builder.types.tuple(item_types), call.span));
}

ExprId build_size(LibraryCall& call) {
  Builder& builder = call.builder;
  const ExprId array = call.array(call.at(0));
  if (!is(call.type(array), Kind::array)) return builder.integer(1, call.span);
  if (call.entry.module == "numpy" && call.values.size() > 1) {
    if (const auto axis = call.axis(1, call.type(array)->rank)) return builder.add(ir::Extent{array, *axis}, builder.types.integer, call.span);
  }
  if (call.type(array)->rank == 1) return builder.add(ir::Extent{array, 0}, builder.types.integer, call.span);
  return call.runtime("kb::np::size", "numpy/attributes.hpp", {array}, builder.types.integer, {}, Effects::none, false);
}

ExprId build_nbytes(LibraryCall& call) {
  const ExprId size = call.runtime("kb::np::byte_size", "numpy/attributes.hpp", {call.at(0)}, call.builder.types.integer, {}, Effects::none, false);
  return size;
}

// a.strides, in bytes
ExprId build_strides(LibraryCall& call) {
  Builder& builder = call.builder;
  const Builder::Reuse kept = builder.reuse(call.at(0), "array");
  std::vector<ExprId> items;
  for (int axis = 0; axis < call.type_at(0)->rank; ++axis) {
    items.push_back(call.runtime("kb::np::byte_stride", "numpy/attributes.hpp", {builder.read(kept, call.span)}, builder.types.integer, {std::to_string(axis)}, Effects::none, false));
  }
  const std::vector<Type> item_types(items.size(), builder.types.integer);
  return builder.wrap(kept, builder.add(ir::MakeTuple{std::move(items)}, builder.types.tuple(item_types), call.span));
}

// a.mT: the last two axes exchanged
ExprId build_matrix_transpose(LibraryCall& call) {
  if (call.type_at(0)->rank < 2) call.builder.fail_as("matrix transpose with ndim < 2 is undefined", library_arguments, call.span, call.entry.full_name(), "it needs two axes");
  return call.call("numpy", "swapaxes", {call.at(0), call.builder.integer(-1, call.span), call.builder.integer(-2, call.span)});
}

ExprId build_ndim(LibraryCall& call) {
  const Type given = call.type(call.array(call.at(0)));
  return call.builder.integer(is(given, Kind::array) ? given->rank : 0, call.span);
}

ExprId build_dtype(LibraryCall& call) {
  const auto number = element_or_time_of(call.type_at(0));
  return call.builder.add(ir::Constant{}, call.builder.types.type_object(call.builder.types.scalar(number->dtype)), call.span);
}

// np.dtype(np.float64): the type it names.
ExprId build_dtype_object(LibraryCall& call) {
  const auto dtype = call.dtype(0);
  if (!dtype) call.wrong_type(0);
  return call.builder.add(ir::Constant{}, call.builder.types.type_object(call.builder.types.scalar(*dtype)), call.span);
}

// The array API's `a.device` and `a.to_device("cpu")`.
ExprId build_device(LibraryCall& call) { return call.builder.constant(call.builder.types.literal(std::string_view("cpu")), call.span); }
ExprId build_to_device(LibraryCall& call) {
  if (call.static_string(1, "") != "cpu" || call.given(2)) call.builder.fail(library_option, call.span, "device", call.entry.full_name());
  return call.at(0);
}

ExprId build_itemsize(LibraryCall& call) { return call.builder.integer(types::item_size(element_or_time_of(call.type_at(0))->dtype), call.span); }

ExprId build_part(LibraryCall& call) {
  Builder& builder = call.builder;
  const bool is_real = call.entry.name == "real";
  const ExprId value = call.array(call.at(0));
  const Type given = call.type(value);
  const auto number = element_of(given);
  if (!number) call.wrong_type(0);
  const bool is_complex = types::kind_of(number->dtype) == DTypeKind::complex;
  const DType part = types::real_of(number->dtype);
  if (is(given, Kind::array)) {
    if (is_complex) return call.runtime(is_real ? "kb::real" : "kb::imag", "views.hpp", {value}, builder.types.array(part, given->rank), {}, Effects::none, false);
    if (is_real) return value;
    return read_only(builder, call.runtime("kb::np::zeros_like", create, {value}, given, {cpp(given->dtype)}));
  }
  // A bool's are ints, a NumPy bool's are not.
  if (is(types::base_of(given), Kind::boolean)) return is_real ? builder.cast(value, builder.types.integer) : builder.integer(0, call.span);
  const Type result = is(types::base_of(given), Kind::scalar) ? builder.types.scalar(part) : is_complex ? builder.types.floating : types::base_of(given);
  if (is_complex) return call.runtime(is_real ? "kb::real_part" : "kb::imag_part", "complex.hpp", {builder.cast(value, types::base_of(given))}, result, {}, Effects::none, false);
  if (is_real) return value;
  return builder.cast(builder.integer(0, call.span), result);
}

// The method gives what is real as it is; the function has loops for it.
ExprId build_conjugate(LibraryCall& call) {
  const auto number = element_of(call.type_at(0));
  if (!number) call.wrong_type(0);
  if (types::kind_of(number->dtype) != DTypeKind::complex) return call.at(0);
  std::vector<ExprId> args{call.at(0)};
  if (call.given(1)) args.push_back(call.at(1));
  return call.call("numpy", "conjugate", std::move(args));
}

// --- views and shapes ------------------------------------------------------------------------------------------------

ExprId view_of(LibraryCall& call, std::string_view symbol, std::vector<ExprId> args, Type result, std::vector<std::string> template_args = {}, bool takes_line = false) {
  return call.runtime(symbol, "views.hpp", std::move(args), result, std::move(template_args), takes_line ? Effects::raises : Effects::none, takes_line);
}

ExprId build_transpose(LibraryCall& call) {
  Builder& builder = call.builder;
  const ExprId array = call.array_at(0);
  const Type given = call.type(array);
  std::vector<ExprId> axes = call.rest;
  if (call.values.size() > 1 && call.given(1)) axes = {call.at(1)};
  std::vector<Type> order;
  if (axes.size() == 1 && is(call.type(axes[0]), Kind::tuple)) {
    order = call.type(axes[0])->args;
  } else {
    for (const ExprId axis : axes) order.push_back(call.type(axis));
  }
  if (axes.size() == 1 && is(order[0], Kind::none)) order.clear();
  if (given->rank < 2) return array;
  if (order.empty()) return view_of(call, "kb::transpose", {array}, given);
  if (int(order.size()) != given->rank) call.wrong("axes don't match array");
  std::vector<std::string> numbers;
  std::vector<bool> seen(order.size(), false);
  for (const Type axis : order) {
    const auto value = types::literal_int(axis);
    if (!value) builder.fail(library_static, call.span, "axes", call.entry.full_name());
    const std::int64_t normal = *value < 0 ? *value + given->rank : *value;
    if (normal < 0 || normal >= given->rank) builder.fail(axis_range, call.span, int(*value), given->rank);
    if (seen[std::size_t(normal)]) call.wrong("repeated axis in transpose");
    seen[std::size_t(normal)] = true;
    numbers.push_back(std::to_string(normal));
  }
  return view_of(call, "kb::transpose", {array}, given, std::move(numbers));
}

ExprId build_swap(LibraryCall& call) {
  const ExprId array = call.array_at(0);
  return view_of(call, "kb::" + call.entry.name, {array, call.builder.cast(call.index(call.at(1)), call.builder.types.integer), call.builder.cast(call.index(call.at(2)), call.builder.types.integer)},
                 call.type(array), {}, true);
}

ExprId build_reshape(LibraryCall& call) {
  ExprId array = call.array_at(0);
  std::vector<ExprId> shape;
  if (call.entry.module == "numpy") {
    shape = extents(call, call.at(1));
  } else if (call.rest.size() == 1) {
    shape = extents(call, call.rest[0]);
  } else {
    for (const ExprId extent : call.rest) shape.push_back(call.index(extent));
  }
  const auto order_at = call.place_of("order");
  const char order = order_at ? given_order(call, *order_at, "C") : 'C';
  if (order == 'K') call.builder.fail_as("order 'K' is not permitted for reshaping", library_option, call.span, "order", call.entry.full_name());
  if (const auto copy = call.place_of("copy"); copy && call.given(*copy) && !is(call.type_at(*copy), Kind::none)) {
    if (!call.static_bool(*copy, true)) call.builder.fail(library_option, call.span, "copy", call.entry.full_name());
    array = call.call("numpy", "copy", {array});
  }
  const int rank = int(shape.size());
  if (rank == 0) return call.runtime("kb::reshape_without_axes", "views.hpp", {array}, call.builder.types.array(call.type(array)->dtype, 0));
  const Type result = call.builder.types.array(call.type(array)->dtype, rank);
  // Between arrays of one axis there is but one order.
  if (order != 'C' && (rank > 1 || call.type(array)->rank > 1)) return with_shape(call, "kb::np::reshape_in", "numpy/orders.hpp", {fmt::format("'{}'", order), std::to_string(rank)}, {array}, shape, {}, result);
  return with_shape(call, "kb::reshape", "views.hpp", {std::to_string(rank)}, {array}, shape, {}, result);
}

ExprId build_broadcast_to(LibraryCall& call) {
  const ExprId array = call.array_at(0);
  const std::vector<ExprId> shape = extents(call, call.at(1));
  const int rank = int(shape.size());
  if (rank == 0 && call.type(array)->rank == 0) return call.call("numpy", "asarray", {array});
  if (rank < call.type(array)->rank) call.wrong("input operand has more dimensions than allowed by the axis remapping");
  return with_shape(call, "kb::broadcast_to", "views.hpp", {std::to_string(rank)}, {array}, shape, {}, call.builder.types.array(call.type(array)->dtype, rank));
}

ExprId build_flat(LibraryCall& call) {
  const ExprId array = call.array_at(0);
  const bool copies = call.entry.name == "flatten";
  const Type result = call.builder.types.array(call.type(array)->dtype, 1);
  const char order = given_order(call, 1, "C");
  if (!copies) return made_in(call, "kb::np::ravel_in", order, array, result);
  if (order != 'C' && call.type(array)->rank > 1) return made_in(call, "kb::np::flatten_in", order, array, result);
  return call.runtime("kb::flatten", "views.hpp", {array}, result);
}

ExprId build_expand_dims(LibraryCall& call) {
  const ExprId array = call.array_at(0);
  const Type given = call.type(array);
  if (is(call.type_at(1), Kind::tuple)) call.wrong("several axes are not compiled yet");
  return view_of(call, "kb::expand_dims", {array, call.builder.cast(call.index(call.at(1)), call.builder.types.integer)}, call.builder.types.array(given->dtype, given->rank + 1), {}, true);
}

ExprId build_squeeze(LibraryCall& call) {
  const ExprId array = call.array_at(0);
  const Type given = call.type(array);
  const auto axes = call.axes(1, given->rank);
  if (!axes) call.wrong("without `axis` its rank is not known when compiling");
  ExprId out = array;
  for (std::size_t i = axes->size(); i-- > 0;) {
    const Type now = call.type(out);
    out = view_of(call, "kb::squeeze_axis", {out, call.builder.integer((*axes)[i], call.span)}, call.builder.types.array(now->dtype, now->rank - 1), {}, true);
  }
  return out;
}

ExprId build_copy(LibraryCall& call) {
  const ExprId array = call.array(call.at(0));
  if (!is(call.type(array), Kind::array)) return call.call("numpy", "asarray", {array});
  // The method's order is C, the function's K.
  const char order = given_order(call, 1, call.entry.module == "numpy" ? "K" : "C");
  if ((order == 'F' || order == 'A') && call.type(array)->rank > 1) return made_in(call, "kb::np::copy_in", order, array, call.type(array));
  return call.runtime(order == 'K' ? "kb::copy_k" : "kb::copy", "views.hpp", {array}, call.type(array));
}

ExprId build_fill(LibraryCall& call) {
  Builder& builder = call.builder;
  const Type given = call.type_at(0);
  const ExprId value = scalar_of_rank0(builder, call.at(1));
  if (!types::is_number(call.type(value))) call.wrong_type(1);
  return call.runtime("kb::np::fill", create, {call.at(0), builder.cast(value, builder.types.scalar(given->dtype))}, builder.types.none, {}, Effects::raises | Effects::writes);
}

// --- joining ---------------------------------------------------------------------------------------------------------

// The arrays of a tuple or list display, at their common dtype.
std::vector<ExprId> arrays_of(LibraryCall& call, ExprId sequence, DType& dtype) {
  Builder& builder = call.builder;
  std::vector<ExprId> items;
  if (const auto* tuple = std::get_if<ir::MakeTuple>(&builder.function[sequence].node)) items = tuple->items;
  else if (const auto* list = std::get_if<ir::MakeList>(&builder.function[sequence].node)) items = list->items;
  else if (is(call.type(sequence), Kind::tuple) && std::holds_alternative<ir::ReadLocal>(builder.function[sequence].node)) {
    for (std::size_t i = 0; i < call.type(sequence)->args.size(); ++i) items.push_back(builder.add(ir::TupleItem{builder.read(Builder::Reuse{{}, sequence}, call.span), int(i)}, call.type(sequence)->args[i], call.span));
  } else {
    call.wrong(fmt::format("it takes a tuple or list of arrays written in the call, not `{}`", call.type(sequence)->text));
  }
  if (items.empty()) call.wrong("need at least one array");
  std::vector<types::Number> numbers;
  for (ExprId& item : items) {
    // A list display has made its items one type: `[a, [1.0, 2.0]]` a union. Each is joined as what it is.
    if (const auto* as_union = std::get_if<ir::Convert>(&builder.function[item].node); as_union && is(call.type(item), Kind::union_) && !is(call.type(as_union->operand), Kind::union_)) item = as_union->operand;
    item = call.array(item);
    const auto number = element_or_time_of(call.type(item));
    if (!number) call.wrong(fmt::format("`{}` is not an array", call.type(item)->text));
    numbers.push_back({number->dtype, false});
  }
  check_times(call, numbers);
  dtype = result_dtype(numbers);
  for (ExprId& item : items) {
    if (is(call.type(item), Kind::array) && call.type(item)->dtype != dtype) item = builder.cast(item, builder.types.array(dtype, call.type(item)->rank));
    else if (!is(call.type(item), Kind::array)) item = builder.cast(item, builder.types.scalar(dtype));
  }
  return items;
}

// kb::np::symbol((arrays...), axis, line)
ExprId joined(LibraryCall& call, std::string_view symbol, std::vector<ExprId> arrays, int axis, Type result) {
  std::vector<Type> parts;
  for (const ExprId array : arrays) parts.push_back(call.type(array));
  const ExprId tuple = call.builder.add(ir::MakeTuple{std::move(arrays)}, call.builder.types.tuple(parts), call.span);
  return call.runtime(symbol, join, {tuple, call.builder.integer(axis, call.span)}, result);
}

int common_rank(LibraryCall& call, const std::vector<ExprId>& arrays) {
  const int rank = is(call.type(arrays[0]), Kind::array) ? call.type(arrays[0])->rank : 0;
  for (const ExprId array : arrays) {
    if ((is(call.type(array), Kind::array) ? call.type(array)->rank : 0) != rank) call.wrong("all the input array dimensions must match");
  }
  return rank;
}

ExprId build_concatenate(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"out", "dtype"});
  DType dtype{};
  std::vector<ExprId> arrays = arrays_of(call, call.at(0), dtype);
  const int rank = common_rank(call, arrays);
  if (rank == 0) call.wrong("zero-dimensional arrays cannot be concatenated");
  const bool ravel = call.values[1] && is(call.type_at(1), Kind::none);
  int axis = 0;
  if (ravel) {
    for (ExprId& array : arrays) array = call.runtime("kb::ravel", "views.hpp", {array}, builder.types.array(dtype, 1));
  } else if (call.given(1)) {
    axis = *call.axis(1, rank);
  }
  return joined(call, "kb::np::concatenate", std::move(arrays), axis, builder.types.array(dtype, ravel ? 1 : rank));
}

ExprId build_stack(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"out", "dtype"});
  DType dtype{};
  std::vector<ExprId> arrays = arrays_of(call, call.at(0), dtype);
  const int rank = common_rank(call, arrays);
  if (rank == 0) call.wrong("numbers are stacked by `np.array`");
  const int axis = call.given(1) ? *call.axis(1, rank + 1) : 0;
  return joined(call, "kb::np::stack", std::move(arrays), axis, builder.types.array(dtype, rank + 1));
}

ExprId build_xstack(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"dtype"});
  DType dtype{};
  std::vector<ExprId> arrays = arrays_of(call, call.at(0), dtype);
  const std::string& name = call.entry.name;
  // Numbers are vectors of one element; for `hstack` they stay vectors, vectors are rows for `vstack` and columns for `column_stack`.
  const int axis = name == "vstack" ? 0 : 1;
  for (ExprId& array : arrays) {
    if (!is(call.type(array), Kind::array)) array = call.call("numpy", "asarray", {builder.add(ir::MakeTuple{{array}}, builder.types.tuple(std::vector<Type>{call.type(array)}), call.span)});
    else if (call.type(array)->rank == 0) array = call.call("numpy", "ravel", {array});
    if (name != "hstack" && call.type(array)->rank == 1) array = call.call("numpy", "expand_dims", {array, builder.integer(axis, call.span)});
  }
  const int rank = common_rank(call, arrays);
  if (name == "hstack") return joined(call, "kb::np::concatenate", std::move(arrays), rank == 1 ? 0 : 1, builder.types.array(dtype, rank));
  return joined(call, "kb::np::concatenate", std::move(arrays), axis, builder.types.array(dtype, rank));
}

ExprId build_append(LibraryCall& call) {
  std::vector<ExprId> parts{call.array(call.at(0)), call.array(call.at(1))};
  std::vector<Type> part_types;
  const bool flat = !call.given(2);
  for (ExprId& part : parts) {
    const Type given = call.type(part);
    if (!element_or_time_of(given)) call.wrong(fmt::format("`{}` is neither an array nor a number", given->text));
    if (!is(given, Kind::array)) part = call.call("numpy", "asarray", {call.builder.add(ir::MakeTuple{{part}}, call.builder.types.tuple(std::vector<Type>{given}), call.span)});
    else if (flat && given->rank != 1) part = call.call("numpy", "ravel", {part});
    part_types.push_back(call.type(part));
  }
  const ExprId pair = call.builder.add(ir::MakeTuple{std::move(parts)}, call.builder.types.tuple(part_types), call.span);
  return call.call("numpy", "concatenate", {pair, flat ? call.builder.integer(0, call.span) : call.at(2)});
}

// --- selection -------------------------------------------------------------------------------------------------------

ExprId build_nonzero(LibraryCall& call) {
  const ExprId array = call.array_at(0);
  if (call.type(array)->rank == 0) {
    call.builder.fail_as("Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`.", library_arguments,
                         call.span, call.entry.full_name(), "the array has no axes; use `np.atleast_1d`");
  }
  const std::vector<Type> parts(std::size_t(call.type(array)->rank), call.builder.types.array(DType::int64, 1));
  return call.runtime("kb::np::nonzero", "numpy/index.hpp", {array}, call.builder.types.tuple(parts));
}

ExprId build_where(LibraryCall& call) {
  Builder& builder = call.builder;
  if (!call.given(1) && !call.given(2)) return build_nonzero(call);
  if (!call.given(1) || !call.given(2)) call.wrong("either both or neither of x and y should be given");
  std::vector<ExprId> operands;
  std::vector<types::Number> numbers;
  int rank = 0;
  bool any = false;
  for (std::size_t i = 0; i < 3; ++i) {
    operands.push_back(scalar_of_rank0(builder, call.array(call.at(i))));
    const auto number = element_or_time_of(call.type(operands.back()));
    if (!number || (i == 0 && types::is_temporal(number->dtype))) call.wrong_type(i);
    if (i > 0) numbers.push_back(*number);
    if (is(call.type(operands.back()), Kind::array)) {
      any = true;
      rank = std::max(rank, call.type(operands.back())->rank);
    }
  }
  check_times(call, numbers);
  const DType dtype = result_dtype(numbers);
  for (std::size_t i = 0; i < 3; ++i) {
    const DType to = i == 0 ? DType::boolean : dtype;
    // A Python int wraps here, as NumPy's does.
    if (i > 0 && numbers[i - 1].weak && types::is_integer(numbers[i - 1].dtype) && types::is_integer(dtype)) operands[i] = builder.cast(operands[i], builder.types.scalar(DType::int64));
    const Type now = call.type(operands[i]);
    operands[i] = builder.cast(operands[i], is(now, Kind::array) ? builder.types.array(to, now->rank) : builder.types.scalar(to));
  }
  const ir::RuntimeId function = builder.runtime(fmt::format("kb::ufunc::where<{}>", cpp(dtype)), "ufuncs.hpp", Effects::none, false);
  if (!any) return without_axes(call, builder.call(function, std::move(operands), builder.types.scalar(dtype), call.span), dtype);
  return builder.add(ir::Elementwise{function, std::move(operands)}, builder.types.array(dtype, rank), call.span);
}

// At the dtype of all three; with one bound, `maximum` or `minimum`.
ExprId build_clip(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"out"});
  std::optional<ExprId> low, high;
  for (std::size_t i = 1; i < call.values.size(); ++i) {
    const std::string_view name = call.parameter(i);
    if (!call.given(i)) continue;
    if (name == "a_min" || name == "min") low = call.array(call.at(i));
    else high = call.array(call.at(i));
  }
  ExprId out = call.array(call.at(0));
  std::vector<types::Number> numbers;
  for (const std::optional<ExprId>& operand : {std::optional(out), low, high}) {
    if (!operand) continue;
    const auto number = element_of(call.type(*operand));
    if (!number) call.wrong(fmt::format("`{}` is neither an array nor a number", call.type(*operand)->text));
    numbers.push_back(*number);
  }
  const DType given = numbers[0].dtype, dtype = result_dtype(numbers);
  if (given != dtype) out = builder.cast(out, is(call.type(out), Kind::array) ? builder.types.array(dtype, call.type(out)->rank) : builder.types.scalar(dtype));
  // A Python int beyond the dtype on its own side clips nothing.
  const auto bound = [&](ExprId value, std::string_view symbol) {
    const bool is_python_int = is(types::base_of(call.type(value)), Kind::integer);
    if (!is_python_int || given != dtype || !types::is_integer(dtype) || dtype == DType::int64) return value;
    return call.runtime(symbol, "ufuncs.hpp", {builder.cast(value, builder.types.integer)}, builder.types.scalar(dtype), {cpp(dtype)}, Effects::raises);
  };
  if (!low && !high) return call.call("numpy", "positive", {out});
  if (low && high) {
    std::vector<ExprId> operands{out, bound(*low, "kb::ufunc::clip_low"), bound(*high, "kb::ufunc::clip_high")};
    int rank = 0;
    bool number_bounds = true;
    for (ExprId& operand : operands) {
      operand = scalar_of_rank0(builder, operand);
      const bool is_array = is(call.type(operand), Kind::array);
      if (is_array) rank = std::max(rank, call.type(operand)->rank);
      if (is_array && &operand != &operands[0]) number_bounds = false;
      operand = builder.cast(operand, is_array ? builder.types.array(dtype, call.type(operand)->rank) : builder.types.scalar(dtype));
    }
    const ir::RuntimeId function = builder.runtime(fmt::format("kb::ufunc::{}<{}>", number_bounds ? "clip_between" : "clip", cpp(dtype)), "ufuncs.hpp", Effects::none, false);
    if (rank == 0) return builder.call(function, std::move(operands), builder.types.scalar(dtype), call.span);
    return builder.add(ir::Elementwise{function, std::move(operands)}, builder.types.array(dtype, rank), call.span);
  }
  if (low) out = call.call("numpy", "maximum", {out, bound(*low, "kb::ufunc::clip_low")});
  if (high) out = call.call("numpy", "minimum", {out, bound(*high, "kb::ufunc::clip_high")});
  return out;
}

}  // namespace

LibraryBuilder find_array_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"numpy.empty", build_empty},
      {"numpy.zeros", build_empty},
      {"numpy.ones", build_empty},
      {"numpy.full", build_full},
      {"numpy.empty_like", build_like},
      {"numpy.zeros_like", build_like},
      {"numpy.ones_like", build_like},
      {"numpy.full_like", build_like},
      {"numpy.arange", build_arange},
      {"numpy.asarray", build_asarray},
      {"numpy.array", build_asarray},
      {"numpy.ascontiguousarray", build_asarray},
      {"numpy.dtype", build_dtype_object},
      {"ndarray.astype", build_astype},
      {"generic.astype", build_astype},
      {"ndarray.shape", build_shape},
      {"numpy.shape", build_shape},
      {"generic.shape", build_shape},
      {"ndarray.size", build_size},
      {"generic.size", build_size},
      {"numpy.size", build_size},
      {"ndarray.nbytes", build_nbytes},
      {"ndarray.strides", build_strides},
      {"ndarray.mT", build_matrix_transpose},
      {"ndarray.ndim", build_ndim},
      {"generic.ndim", build_ndim},
      {"numpy.ndim", build_ndim},
      {"ndarray.dtype", build_dtype},
      {"generic.dtype", build_dtype},
      {"ndarray.itemsize", build_itemsize},
      {"ndarray.device", build_device},
      {"ndarray.to_device", build_to_device},
      {"generic.itemsize", build_itemsize},
      {"ndarray.conjugate", build_conjugate},
      {"generic.conjugate", build_conjugate},
      {"ndarray.real", build_part},
      {"ndarray.imag", build_part},
      {"generic.real", build_part},
      {"generic.imag", build_part},
      {"number.real", build_part},
      {"number.imag", build_part},
      {"numpy.real", build_part},
      {"numpy.imag", build_part},
      {"ndarray.T", build_transpose},
      {"ndarray.transpose", build_transpose},
      {"numpy.transpose", build_transpose},
      {"numpy.swapaxes", build_swap},
      {"numpy.moveaxis", build_swap},
      {"ndarray.reshape", build_reshape},
      {"numpy.reshape", build_reshape},
      {"numpy.broadcast_to", build_broadcast_to},
      {"ndarray.flatten", build_flat},
      {"numpy.ravel", build_flat},
      {"numpy.expand_dims", build_expand_dims},
      {"numpy.squeeze", build_squeeze},
      {"ndarray.copy", build_copy},
      {"numpy.copy", build_copy},
      {"ndarray.fill", build_fill},
      {"numpy.concatenate", build_concatenate},
      {"numpy.stack", build_stack},
      {"numpy.hstack", build_xstack},
      {"numpy.vstack", build_xstack},
      {"numpy.column_stack", build_xstack},
      {"numpy.append", build_append},
      {"numpy.nonzero", build_nonzero},
      {"numpy.where", build_where},
      {"numpy.clip", build_clip},
      {"ndarray.clip", build_clip},
      {"generic.clip", build_clip},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
