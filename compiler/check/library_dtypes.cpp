// What NumPy says about dtypes is known when compiling: np.can_cast, np.result_type, np.issubdtype...
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

namespace {

// A dtype, or that of an array or NumPy scalar.
std::optional<DType> dtype_or_array(Type type) {
  if (const auto dtype = dtype_of_type(type)) return dtype;
  if (is(type, Kind::array) || is(type, Kind::scalar)) return type->dtype;
  return std::nullopt;
}
DType dtype_at(LibraryCall& call, std::size_t i) {
  const auto dtype = dtype_or_array(call.type_at(i));
  if (!dtype) call.wrong_type(i);
  return *dtype;
}

ExprId answer(LibraryCall& call, bool value) { return call.builder.constant(call.builder.types.literal(value), call.span); }
ExprId dtype_object(LibraryCall& call, DType dtype) {
  return call.builder.add(ir::Constant{}, call.builder.types.type_object(call.builder.types.scalar(dtype)), call.span);
}

ExprId build_can_cast(LibraryCall& call) {
  const DType from = dtype_at(call, 0), to = dtype_at(call, 1);
  const std::string casting = call.static_string(2, "safe");
  if (casting == "no" || casting == "equiv") return answer(call, from == to);
  if (casting == "safe") return answer(call, types::can_cast_safely(from, to));
  if (casting == "same_kind") return answer(call, types::can_cast_same_kind(from, to));
  if (casting == "unsafe") return answer(call, true);
  call.wrong(fmt::format("casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', not '{}'", casting));
}

ExprId build_promote_types(LibraryCall& call) { return dtype_object(call, types::promote(dtype_at(call, 0), dtype_at(call, 1))); }

ExprId build_result_type(LibraryCall& call) {
  std::vector<types::Number> numbers;
  for (const ExprId value : call.rest) {
    const Type given = call.type(value);
    const auto dtype = dtype_of_type(given);
    const auto number = dtype ? std::optional(types::Number{*dtype, false}) : element_of(given);
    if (!number) call.wrong(fmt::format("`{}` has no dtype", given->text));
    numbers.push_back(*number);
  }
  if (numbers.empty()) call.wrong("at least one array or dtype is required");
  return dtype_object(call, result_dtype(numbers));
}

// Of arrays: a floating or complex dtype, float64 for ints.
ExprId build_common_type(LibraryCall& call) {
  std::optional<DType> common;
  for (const ExprId value : call.rest) {
    const Type given = call.type(value);
    if (!is(given, Kind::array) || given->dtype == DType::boolean) call.wrong("can't get common type for non-numeric array");
    const DType dtype = inexact_of(given->dtype);
    common = common ? types::promote(*common, dtype) : dtype;
  }
  if (!common) call.wrong("it needs arrays");
  return dtype_object(call, *common);
}

ExprId build_min_scalar_type(LibraryCall& call) {
  if (!is(call.type_at(0), Kind::array) || call.type_at(0)->rank == 0) call.wrong("of a number it depends on the value");
  return dtype_object(call, call.type_at(0)->dtype);
}

ExprId build_issubdtype(LibraryCall& call) {
  const DType dtype = dtype_at(call, 0);
  const Type wanted = call.type_at(1);
  if (is(wanted, Kind::type_object) && is(wanted->args[0], Kind::union_)) {
    return answer(call, std::any_of(wanted->args[0]->args.begin(), wanted->args[0]->args.end(), [&](Type member) { return member->dtype == dtype; }));
  }
  return answer(call, dtype == dtype_at(call, 1));
}

bool is_of_array_api_kind(LibraryCall& call, DType dtype, Type kind) {
  if (is(kind, Kind::tuple)) return std::any_of(kind->args.begin(), kind->args.end(), [&](Type one) { return is_of_array_api_kind(call, dtype, one); });
  if (const auto text = types::literal_string(kind)) {
    static const std::map<std::string_view, std::string_view> kinds{
        {"bool", "bool"}, {"signed integer", "signedinteger"}, {"unsigned integer", "unsignedinteger"}, {"integral", "integer"}, {"real floating", "floating"}, {"complex floating", "complexfloating"}, {"numeric", "number"},
    };
    const auto found = kinds.find(*text);
    if (found == kinds.end()) call.wrong(fmt::format("kind argument is a string, but {} is not a known kind name.", "'" + std::string(*text) + "'"));
    return found->second == "bool" ? dtype == DType::boolean : types::is_of_kind(dtype, found->second);
  }
  const auto exact = dtype_of_type(kind);
  if (!exact) call.wrong_type(1);
  return dtype == *exact;
}
ExprId build_isdtype(LibraryCall& call) { return answer(call, is_of_array_api_kind(call, dtype_at(call, 0), call.type_at(1))); }

ExprId build_isscalar(LibraryCall& call) {
  const Type given = types::base_of(call.type_at(0));
  return answer(call, types::is_number(given) || is(given, Kind::string) || is(given, Kind::bytes));
}
ExprId build_iterable(LibraryCall& call) { return answer(call, iterated(call.builder.types, call.type_at(0)) != nullptr); }

// The array API standard: the functions for these arrays are NumPy's.
ExprId build_array_namespace(LibraryCall& call) {
  for (const ExprId value : call.rest) {
    if (!is(call.type(value), Kind::array) && !types::is_number(call.type(value)) && !is(call.type(value), Kind::none)) call.wrong(fmt::format("`{}` is no array", call.type(value)->text));
  }
  return call.builder.add(ir::Constant{}, call.builder.types.module("numpy"), call.span);
}

// What is asked of it at once is known (dtype_attributes.cpp); kept, it is Python's object.
ExprId build_number_info(LibraryCall& call) {
  Builder& builder = call.builder;
  const ExprId callee = builder.add(ir::Dynamic{ir::DynamicOp::imported, call.entry.full_name(), {}, {}}, builder.types.object, call.span);
  return builder.add(ir::Dynamic{ir::DynamicOp::call, {}, {callee, builder.handed(call.at(0), call.span)}, {}}, builder.types.object, call.span);
}

}  // namespace

LibraryBuilder find_dtype_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"numpy.can_cast", build_can_cast}, {"numpy.promote_types", build_promote_types}, {"numpy.result_type", build_result_type}, {"numpy.common_type", build_common_type},
      {"numpy.min_scalar_type", build_min_scalar_type}, {"numpy.issubdtype", build_issubdtype}, {"numpy.isdtype", build_isdtype}, {"numpy.isscalar", build_isscalar}, {"array_api_compat.array_namespace", build_array_namespace}, {"ndarray.__array_namespace__", build_array_namespace}, {"numpy.iterable", build_iterable},
      {"numpy.finfo", build_number_info}, {"numpy.iinfo", build_number_info},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
