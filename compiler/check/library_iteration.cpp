// Iterators over elements and positions of arrays, elements as Python's values, and NumPy's objects that are subscripted: np.mgrid, np.r_...
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/times.hpp"

namespace keelback::check {

using ir::Effects;
using types::DTypeKind;
using types::is;

namespace {

constexpr const char* iterate = "numpy/iterate.hpp";

Type position_type(TypeTable& types, int rank) { return types.tuple(std::vector<Type>(std::size_t(rank), types.integer)); }

// np.ndindex(2, 3), np.ndindex((2, 3)), np.ndindex(a.shape)
ExprId build_ndindex(LibraryCall& call) {
  Builder& builder = call.builder;
  std::vector<ExprId> extents = call.rest;
  std::optional<Builder::Reuse> shape;
  if (extents.size() == 1 && is(call.type(extents[0]), Kind::tuple)) {
    shape = builder.reuse(extents[0], "shape");
    const Type given = call.type(extents[0]);
    extents.clear();
    for (std::size_t i = 0; i < given->args.size(); ++i) {
      const Type item = given->args[i];
      extents.push_back(is(item, Kind::literal) ? builder.constant(item, call.span) : builder.add(ir::TupleItem{builder.read(*shape, call.span), int(i)}, item, call.span));
    }
  }
  for (ExprId& extent : extents) extent = builder.cast(call.index(extent), builder.types.integer);
  const int rank = int(extents.size());
  const Type result = builder.types.iterator(position_type(builder.types, rank));
  ExprId made = call.runtime(rank == 0 ? "kb::np::ndindex_of_nothing" : "kb::np::ndindex", iterate, std::move(extents), result, {}, makes);
  std::get<ir::CallRuntime>(builder.function[made].node).braced_count = rank;
  return shape ? builder.wrap(*shape, made) : made;
}

ExprId build_ndenumerate(LibraryCall& call) {
  TypeTable& types = call.builder.types;
  const ExprId array = call.array_at(0);
  const Type parts[] = {position_type(types, call.type(array)->rank), types.scalar(call.type(array)->dtype)};
  return call.runtime("kb::np::ndenumerate", iterate, {array}, types.iterator(types.tuple(parts)), {}, makes, false);
}

ExprId build_flat(LibraryCall& call) {
  return call.runtime("kb::np::flat", iterate, {call.at(0)}, call.builder.types.iterator(call.builder.types.scalar(call.type_at(0)->dtype)), {}, makes, false);
}

// One array, in the order of its memory or, with order="C", of its indices.
ExprId build_nditer(LibraryCall& call) {
  call.refuse({"flags", "op_dtypes", "casting", "op_axes", "itershape", "buffersize"});
  ExprId array = call.array_at(0);
  const std::string order = call.static_string(4, "K");
  if (order != "K") call.wrong("an order other than K is not compiled; iterate over `a.flat`");
  return call.runtime("kb::np::nditer", iterate, {array}, call.builder.types.iterator(call.builder.types.array(call.type(array)->dtype, 0)), {}, makes);
}

// --- elements as values of Python

Type python_number(TypeTable& types, DType dtype) {
  switch (types::kind_of(dtype)) {
    case DTypeKind::boolean: return types.boolean;
    case DTypeKind::signed_integer:
    case DTypeKind::unsigned_integer: return types.integer;
    case DTypeKind::floating: return types.floating;
    case DTypeKind::complex: return types.complex;
    case DTypeKind::datetime:
    case DTypeKind::timedelta: break;
  }
  return types.floating;
}

// Python's own method, whose result is an object: of times it depends on the unit and the value (a date, a datetime, an int, None).
ExprId method_of_object(LibraryCall& call) {
  Builder& builder = call.builder;
  std::vector<ExprId> operands{builder.handed(call.at(0), call.span)};
  for (const ExprId argument : call.rest) operands.push_back(builder.handed(argument, call.span));
  return builder.add(ir::Dynamic{ir::DynamicOp::call_method, call.entry.name, std::move(operands), {}}, builder.types.object, call.span);
}

ExprId build_item(LibraryCall& call) {
  Builder& builder = call.builder;
  const Type given = call.type_at(0);
  if (is_temporal(given)) return method_of_object(call);
  if (!element_of(given)) call.wrong_type(0);
  const Type number = python_number(builder.types, element_of(given)->dtype);
  if (!is(given, Kind::array)) return builder.cast(call.at(0), number);
  if (!call.rest.empty()) call.wrong("with arguments it is not compiled yet; use a subscript");
  return builder.cast(call.runtime("kb::np::item", "numpy/attributes.hpp", {call.at(0)}, builder.types.scalar(given->dtype), {}, Effects::raises | Effects::reads), number);
}

ExprId build_tolist(LibraryCall& call) {
  Builder& builder = call.builder;
  const Type given = call.type_at(0);
  if (is_temporal(given)) return method_of_object(call);
  if (!element_of(given)) call.wrong_type(0);
  Type out = python_number(builder.types, element_of(given)->dtype);
  if (!is(given, Kind::array)) return builder.cast(call.at(0), out);
  if (given->rank == 0) return builder.cast(scalar_of_rank0(builder, call.at(0)), out);
  // Ints of Python's that have no int here raise.
  if (given->rank != 1 || given->dtype == DType::uint64) {
    for (int axis = 0; axis < given->rank; ++axis) out = builder.types.list(out);
    return builder.convert(method_of_object(call), out, call.span);
  }
  const ExprId array = given->dtype == element_of(out)->dtype ? call.at(0) : builder.cast(call.at(0), builder.types.array(element_of(out)->dtype, 1));
  return call.runtime("kb::to_list", "list.hpp", {array}, builder.types.list(out));
}

ExprId build_index_object(LibraryCall& call) { call.wrong("it is subscripted, not called"); }

}  // namespace

bool is_index_object(const Table& table, Type type) {
  return is(type, Kind::library) && find_iteration_builder(table[type->entry].full_name()) == build_index_object;
}

// np.mgrid[0:n, 0:1:5j]: the key goes to NumPy's own object; a letter for each item says whether it is a slice (three arguments) or a value.
ExprId index_object_item(Builder& builder, const Table& table, Type object, std::span<const IndexPart> parts, bool is_tuple, Span span) {
  const Entry& entry = table[object->entry];
  LibraryCall call{builder, table, entry, entry.overloads[0], span, {}, {}};
  TypeTable& types = builder.types;
  std::vector<ExprId> args;
  std::string pattern = is_tuple ? "" : "!";
  std::vector<types::Number> numbers;
  int rank = entry.name == "c_" ? 2 : 1;
  const bool is_grid = entry.name == "mgrid" || entry.name == "ogrid";
  // A number of a slice: an imaginary step is a count, which makes floats.
  const auto add_number = [&](const std::optional<ExprId>& value, bool is_step) {
    if (!value) {
      args.push_back(builder.add(ir::Constant{}, types.none, span));
      return;
    }
    const ExprId number = scalar_of_rank0(builder, *value);
    const auto element = types::number_of(types::base_of(builder.type(number)));
    if (!element) call.wrong(fmt::format("`{}` is no number", builder.type(number)->text));
    const bool is_complex = types::kind_of(element->dtype) == DTypeKind::complex;
    if (is_complex && !is_step) call.wrong("only a step may be imaginary");
    numbers.push_back(is_complex ? types::Number{DType::float64, true} : *element);
    const auto handed = handed_over(call, is(builder.type(number), Kind::literal) ? builder.cast(number, types::base_of(builder.type(number))) : number);
    args.push_back(*handed);
  };
  std::vector<types::Number> all;
  for (const IndexPart& part : parts) {
    if (!part.is_slice) {
      if (is_grid) call.wrong("its items are slices");
      pattern += 'v';
      const ExprId value = call.array(*part.value);
      const auto element = element_of(builder.type(value));
      if (!element) call.wrong(fmt::format("`{}` is neither an array nor a number", builder.type(value)->text));
      if (is(builder.type(value), Kind::array)) rank = std::max(rank, builder.type(value)->rank);
      all.push_back(*element);
      const auto handed = handed_over(call, is(builder.type(value), Kind::literal) ? builder.cast(value, types::base_of(builder.type(value))) : value);
      args.push_back(*handed);
      continue;
    }
    pattern += 's';
    numbers.assign({{DType::int64, true}});
    add_number(part.start, false);
    add_number(part.stop, false);
    add_number(part.step, true);
    if (is_grid) all.insert(all.end(), numbers.begin(), numbers.end());
    else all.push_back({result_dtype(numbers), false});
  }
  const DType dtype = result_dtype(all);
  Type result = types.array(dtype, is_grid && is_tuple ? int(parts.size()) + (entry.name == "mgrid") : rank);
  if (entry.name == "ogrid" && is_tuple) result = types.tuple(std::vector<Type>(parts.size(), result));
  std::vector<std::string> template_args{fmt::format("\"{}.__getitem__\"", entry.full_name()), fmt::format("\"{}\"", pattern), std::string(ir::result_argument)};
  return call.runtime("kb::python::call_key", is(result, Kind::tuple) ? "numpy/python_sequences.hpp" : "numpy/python.hpp", std::move(args), result, std::move(template_args));
}

LibraryBuilder find_iteration_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{
      {"numpy.ndindex", build_ndindex}, {"numpy.ndenumerate", build_ndenumerate}, {"numpy.nditer", build_nditer}, {"ndarray.flat", build_flat}, {"ndarray.item", build_item}, {"generic.item", build_item}, {"ndarray.tolist", build_tolist}, {"generic.tolist", build_tolist},
      {"numpy.mgrid", build_index_object}, {"numpy.ogrid", build_index_object}, {"numpy.r_", build_index_object}, {"numpy.c_", build_index_object}, {"numpy.s_", build_index_object}, {"numpy.index_exp", build_index_object},
  };
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
