// NumPy's functions that call another function: for elements, rows, selected elements, index arrays.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/library_arguments.hpp"

namespace keelback::check {

using ir::Effects;
using types::is;

namespace {

constexpr const char* functional = "numpy/functional.hpp";
constexpr std::string_view vectorize_name = "numpy.vectorize";
constexpr Effects calls = Effects::raises | Effects::reads | Effects::writes | Effects::allocates;

// A value that NumPy would make an element of: its dtype.
DType dtype_of_value(LibraryCall& call, Type value) {
  const auto number = types::number_of(types::base_of(value));
  if (is(value, Kind::union_)) {
    // A Python number beside NumPy's of the same dtype.
    const DType first = dtype_of_value(call, value->args[0]);
    const bool is_one = std::all_of(value->args.begin(), value->args.end(), [&](Type member) { return dtype_of_value(call, member) == first; });
    if (is_one) return first;
  }
  if (!number) call.wrong(fmt::format("the function gives `{}`, which is no number", value->text));
  return number->dtype;
}

// The items of a tuple or list that is written in the call, without the conversion to one type that a list makes.
std::vector<ExprId> written_items(LibraryCall& call, std::size_t i) {
  Builder& builder = call.builder;
  const ir::ExprNode& node = builder.function[call.at(i)].node;
  std::vector<ExprId> items;
  if (const auto* tuple = std::get_if<ir::MakeTuple>(&node)) items = tuple->items;
  else if (const auto* list = std::get_if<ir::MakeList>(&node)) items = list->items;
  else call.wrong(fmt::format("`{}` must be a list that is written in the call", call.parameter(i)));
  for (ExprId& item : items) {
    while (const auto* converted = std::get_if<ir::Convert>(&builder.function[item].node)) {
      if (is(builder.type(item), Kind::union_) || is(builder.type(item), Kind::function)) item = converted->operand;
      else break;
    }
  }
  return items;
}

ExprId build_apply_along_axis(LibraryCall& call) {
  Builder& builder = call.builder;
  const ExprId array = call.array(call.at(2));
  const Type given = call.type(array);
  if (!is(given, Kind::array) || given->rank == 0) call.wrong_type(2);
  std::vector<Type> parameters{builder.types.array(given->dtype, 1)};
  if (!call.rest.empty()) call.wrong("further arguments of the function are not compiled; write them in a lambda");
  const ExprId function = builder.callable(call.at(0), parameters, builder.span(call.at(0)));
  const Type row = call.type(function)->args.back();
  const bool is_array = is(row, Kind::array);
  const Type result = array_or_scalar(builder.types, is_array ? row->dtype : dtype_of_value(call, row), given->rank - 1 + (is_array ? row->rank : 0));
  const Type made = builder.types.array(element_of(result)->dtype, given->rank - 1 + (is_array ? row->rank : 0));
  const ExprId axis = builder.cast(call.index(call.at(1)), builder.types.integer);
  return call.runtime("kb::np::apply_along_axis", functional, {function, axis, array}, made, {}, calls);
}

// func(a, axis) for one axis after the other; what lost an axis gets it back.
ExprId build_apply_over_axes(LibraryCall& call) {
  Builder& builder = call.builder;
  ExprId value = call.array_at(1);
  const int rank = call.type(value)->rank;
  const auto axes = call.axes(2, rank);
  if (!axes) call.wrong("it needs axes");
  for (const int axis : *axes) {
    value = builder.invoke(call.at(0), {value, builder.integer(axis, call.span)}, call.span);
    const Type now = call.type(value);
    const int left = is(now, Kind::array) ? now->rank : 0;
    if (left == rank - 1) value = call.call("numpy", "expand_dims", {left == 0 ? call.call("numpy", "asarray", {value}) : value, builder.integer(axis, call.span)});
    else if (left != rank) call.wrong("function is not returning an array of the correct shape");
  }
  return value;
}

ExprId build_fromfunction(LibraryCall& call) {
  Builder& builder = call.builder;
  std::vector<LibraryArgument> args{{call.at(1), {}, call.span}};
  if (call.values[2]) args.push_back({call.at(2), "dtype", call.span});
  else args.push_back({builder.add(ir::Constant{}, builder.types.type_object(builder.types.floating), call.span), "dtype", call.span});
  const ExprId indices = library_call(builder, call.table, *call.table.find_function("numpy", "indices"), args, call.span);
  const Type all = call.type(indices);
  const Builder::Reuse kept = builder.reuse(indices, "indices");
  std::vector<ExprId> parts;
  for (int axis = 0; axis + 1 < all->rank; ++axis) {
    std::vector<ir::SubscriptItem> items{ir::AtIndex{builder.integer(axis, call.span)}};
    for (int k = 1; k < all->rank; ++k) items.push_back(ir::AtSlice{});
    parts.push_back(builder.add(ir::Subscript{builder.read(kept, call.span), std::move(items)}, builder.types.array(all->dtype, all->rank - 1), call.span));
  }
  return builder.wrap(kept, builder.invoke(call.at(0), parts, call.span));
}

ExprId build_mask_indices(LibraryCall& call) {
  Builder& builder = call.builder;
  const Builder::Reuse n = builder.reuse(builder.cast(call.index(call.at(0)), builder.types.integer), "n");
  const Type pair[] = {builder.types.integer, builder.types.integer};
  const ExprId shape = builder.add(ir::MakeTuple{{builder.read(n, call.span), builder.read(n, call.span)}}, builder.types.tuple(pair), call.span);
  const ExprId ones = call.call("numpy", "ones", {shape, builder.add(ir::Constant{}, builder.types.type_object(builder.types.integer), call.span)});
  const ExprId k = call.values[2] ? call.at(2) : builder.integer(0, call.span);
  return builder.wrap(n, call.call("numpy", "nonzero", {builder.invoke(call.at(1), {ones, k}, call.span)}));
}

ExprId build_fromiter(LibraryCall& call) {
  Builder& builder = call.builder;
  const auto dtype = call.dtype(1);
  if (!dtype) call.wrong("it needs a dtype");
  const ExprId items = call.call("builtins", "list", {call.at(0)});
  if (!types::number_of(types::base_of(call.type(items)->args[0])) && !is(call.type(items)->args[0], Kind::never)) call.wrong_type(0);
  const ExprId count = call.given(2) ? builder.cast(call.index(call.at(2)), builder.types.integer) : builder.integer(-1, call.span);
  return call.runtime("kb::np::from_items", functional, {items, count}, builder.types.array(*dtype, 1), {cpp(*dtype)});
}

ExprId build_piecewise(LibraryCall& call) {
  Builder& builder = call.builder;
  const ExprId array = call.array_at(0);
  const Type given = call.type(array);
  const bool is_one = is(call.type_at(1), Kind::array);
  std::vector<ExprId> conditions = is_one ? std::vector<ExprId>{call.at(1)} : written_items(call, 1);
  const std::vector<ExprId> functions = written_items(call, 2);
  if (!call.rest.empty()) call.wrong("further arguments of the functions are not compiled; write them in a lambda");
  if (conditions.empty()) call.wrong("it needs conditions");
  if (functions.size() != conditions.size() && functions.size() != conditions.size() + 1) {
    call.wrong(fmt::format("with {} condition(s), either {} or {} functions are expected", conditions.size(), conditions.size(), conditions.size() + 1));
  }
  std::vector<Builder::Reuse> kept{builder.reuse(array, "x")};
  const ExprId x = builder.read(kept[0], call.span);
  std::vector<Builder::Reuse> masks;
  for (ExprId condition : conditions) {
    const Type mask = call.type(condition);
    if (!is(mask, Kind::array) || mask->rank != given->rank) call.wrong("its conditions must be arrays of the shape of `x`");
    kept.push_back(builder.reuse(mask->dtype == DType::boolean ? condition : builder.cast(condition, builder.types.array(DType::boolean, mask->rank)), "condition"));
    masks.push_back(kept.back());
  }
  if (functions.size() > conditions.size()) {
    ExprId any = builder.read(masks[0], call.span);
    for (std::size_t i = 1; i < masks.size(); ++i) any = call.call("numpy", "logical_or", {any, builder.read(masks[i], call.span)});
    kept.push_back(builder.reuse(call.call("numpy", "logical_not", {any}), "otherwise"));
    masks.push_back(kept.back());
  }
  ExprId out = call.call("numpy", "zeros_like", {x});
  for (std::size_t i = 0; i < functions.size(); ++i) {
    const ExprId mask = builder.read(masks[i], call.span);
    const Type function = call.type(functions[i]);
    if (types::number_of(types::base_of(function))) {
      out = call.runtime("kb::np::piece_of_number", functional, {out, mask, builder.cast(functions[i], builder.types.scalar(given->dtype))}, given, {}, calls);
      continue;
    }
    const Type parameters[] = {builder.types.array(given->dtype, 1)};
    const ExprId piece = builder.callable(functions[i], parameters, builder.span(functions[i]));
    const Type values = call.type(piece)->args.back();
    if (!element_of(values) || (is(values, Kind::array) && values->rank != 1)) call.wrong(fmt::format("a function gives `{}`", values->text));
    out = call.runtime("kb::np::piece", functional, {out, mask, builder.read(kept[0], call.span), piece}, given, {}, calls);
  }
  for (std::size_t i = kept.size(); i-- > 0;) out = builder.wrap(kept[i], out);
  return out;
}

// np.vectorize(f): the function itself, whose type says that it is called for each element.
ExprId build_vectorize(LibraryCall& call) {
  call.refuse({"doc", "excluded", "signature"});
  const Type function = call.type_at(0);
  if (!is(function, Kind::function)) call.wrong(fmt::format("`{}` is no function of this program; write a lambda that calls it", function->text));
  std::string name(vectorize_name);
  if (call.given(1)) {
    std::optional<DType> asked = dtype_of_type(call.type_at(1));
    if (const auto text = types::literal_string(call.type_at(1)); text && text->size() == 1) asked = types::dtype_from_name(*text);
    if (!asked) {
      const std::vector<ExprId> items = written_items(call, 1);
      if (items.size() == 1) asked = dtype_of_type(call.type(items[0]));
    }
    if (!asked) call.wrong("`otypes` must be one dtype");
    name += "." + std::string(types::name_of(*asked));
  }
  return call.builder.add(ir::Convert{call.at(0)}, call.builder.types.function(function->functions, function->args, name), call.span);
}

}  // namespace

// f is called with Python's numbers; what it gives for NumPy's own says the dtype.
ExprId call_vectorized(Builder& builder, const Table& table, ExprId callee, std::span<const LibraryArgument> args, Span span) {
  const Entry& entry = table[*table.find_function("numpy", "vectorize")];
  LibraryCall call{builder, table, entry, entry.overloads[0], span, {}, {}};
  std::vector<Type> parameters, scalars, operand_types;
  std::vector<ExprId> operands;
  int rank = 0;
  for (const LibraryArgument& arg : args) {
    if (!arg.keyword.empty()) call.wrong("it takes positional arguments");
    ExprId operand = scalar_of_rank0(builder, call.array(arg.expr));
    const auto number = element_of(builder.type(operand));
    if (!number) call.wrong(fmt::format("`{}` is neither an array nor a number", builder.type(operand)->text));
    Type parameter = builder.types.floating;
    DType stored = DType::float64;
    switch (types::kind_of(number->dtype)) {
      case types::DTypeKind::boolean: parameter = builder.types.boolean, stored = DType::boolean; break;
      case types::DTypeKind::signed_integer:
      case types::DTypeKind::unsigned_integer:
        if (number->dtype == DType::uint64) call.wrong("elements of uint64 are no Python ints here");
        parameter = builder.types.integer, stored = DType::int64;
        break;
      case types::DTypeKind::floating: break;
      case types::DTypeKind::complex: parameter = builder.types.complex, stored = DType::complex128; break;
      case types::DTypeKind::datetime:
      case types::DTypeKind::timedelta: call.wrong("it takes no datetime64 or timedelta64");
    }
    const bool is_array = is(builder.type(operand), Kind::array);
    if (is_array) rank = std::max(rank, builder.type(operand)->rank);
    if (is_array && number->dtype != stored) operand = builder.cast(operand, builder.types.array(stored, builder.type(operand)->rank));
    else if (!is_array) operand = builder.cast(operand, parameter);
    parameters.push_back(parameter);
    scalars.push_back(builder.types.scalar(number->dtype));
    operands.push_back(operand);
    operand_types.push_back(builder.type(operand));
  }
  if (operands.empty()) call.wrong("it needs arguments");
  const Type type = builder.type(callee);
  const std::string_view asked = std::string_view(type->name).substr(vectorize_name.size());
  const Builder::Reuse kept = builder.reuse(callee, "callee");
  const auto called = [&](std::span<const Type> of) {
    const ExprId plain = builder.add(ir::Convert{builder.read(kept, span)}, builder.types.function(type->functions, type->args), span);
    return builder.callable(plain, of, span);
  };
  const ExprId function = called(parameters);
  if (is(builder.type(function)->args.back(), Kind::union_)) call.wrong(fmt::format("the function gives `{}`, which is not one kind of number", builder.type(function)->args.back()->text));
  const DType dtype = asked.empty() ? dtype_of_value(call, builder.type(called(scalars))->args.back()) : *types::dtype_from_name(asked.substr(1));
  const ExprId all = builder.add(ir::MakeTuple{std::move(operands)}, builder.types.tuple(operand_types), span);
  return builder.wrap(kept, call.runtime("kb::np::vectorize", functional, {function, all}, builder.types.array(dtype, rank), {cpp(dtype), std::to_string(rank), asked.empty() ? "false" : "true"}, calls));
}

LibraryBuilder find_functional_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"numpy.apply_along_axis", build_apply_along_axis}, {"numpy.apply_over_axes", build_apply_over_axes}, {"numpy.fromfunction", build_fromfunction}, {"numpy.mask_indices", build_mask_indices},
      {"numpy.fromiter", build_fromiter}, {"numpy.piecewise", build_piecewise}, {"numpy.vectorize", build_vectorize},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
