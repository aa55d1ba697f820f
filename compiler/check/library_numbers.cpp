// Element-wise functions and reductions: NumPy's promotion (NEP 50), its choice of a loop, and the IR of both.
#include <fmt/format.h>

#include <algorithm>

#include "check/library_texts.hpp"
#include "check/times.hpp"

namespace keelback::check {

using ir::BinaryOp;
using ir::CompareOp;
using ir::Effects;
using types::DTypeKind;
using types::is;
using types::Number;

// --- promotion -------------------------------------------------------------------------------------------------------

namespace {

int category(DType dtype) {
  switch (types::kind_of(dtype)) {
    case DTypeKind::boolean: return 0;
    case DTypeKind::signed_integer:
    case DTypeKind::unsigned_integer: return 1;
    case DTypeKind::floating: return 2;
    case DTypeKind::complex: return 3;
    case DTypeKind::datetime:
    case DTypeKind::timedelta: return 4;
  }
  return 0;
}

bool is_weak(const Number& number) { return number.weak && category(number.dtype) > 0; }

}  // namespace

DType result_dtype(std::span<const Number> operands) {
  // The highest kind first, which each of the others meets alone: int8, uint16 and float32 give float32, though int32 and float32 would not.
  std::optional<DType> strong;
  for (int kind = 4; kind >= 0; --kind) {
    for (const Number& operand : operands) {
      if (!is_weak(operand) && category(operand.dtype) == kind) strong = strong ? types::promote(*strong, operand.dtype) : operand.dtype;
    }
  }
  int weakest = 0;
  for (const Number& operand : operands) {
    if (is_weak(operand)) weakest = std::max(weakest, category(operand.dtype));
  }
  static constexpr DType defaults[] = {DType::boolean, DType::int64, DType::float64, DType::complex128};
  if (!strong) return defaults[weakest];
  if (weakest <= category(*strong)) return *strong;
  // A Python number of a higher kind: the default dtype of its kind, in the precision of an inexact operand.
  if (weakest == 3 && (*strong == DType::float32 || *strong == DType::float16)) return DType::complex64;
  return defaults[weakest];
}

namespace {

struct Operands {
  std::vector<ExprId> exprs;
  std::vector<Number> numbers;
  int rank = 0;
  bool any_array = false;
};

// Operands of an element-wise function: arrays (sequences become some), numbers. None where one is neither.
std::optional<Operands> read_operands(Builder& builder, std::span<const ExprId> exprs) {
  Operands out;
  for (ExprId expr : exprs) {
    expr = scalar_of_rank0(builder, expr);
    const auto number = element_of(builder.type(expr));
    if (!number) return std::nullopt;
    out.exprs.push_back(expr);
    out.numbers.push_back(*number);
    if (is(builder.type(expr), Kind::array)) {
      out.any_array = true;
      out.rank = std::max(out.rank, builder.type(expr)->rank);
    }
  }
  return out;
}

ExprId to_dtype(Builder& builder, ExprId expr, DType dtype) {
  const Type given = builder.type(expr);
  if (is(given, Kind::array)) return given->dtype == dtype ? expr : builder.cast(expr, builder.types.array(dtype, given->rank));
  return builder.cast(expr, builder.types.scalar(dtype));
}

// symbol(operands...), each cast to the loop's dtype.
ExprId apply_symbol(Builder& builder, std::string_view symbol, std::string_view header, DType loop, DType result, const Operands& operands, Span span, bool takes_line) {
  std::vector<ExprId> cast;
  for (const ExprId expr : operands.exprs) cast.push_back(to_dtype(builder, expr, loop));
  const ir::RuntimeId function = builder.runtime(symbol, header, takes_line ? Effects::raises : Effects::none, takes_line);
  if (operands.any_array) return builder.add(ir::Elementwise{function, std::move(cast)}, builder.types.array(result, operands.rank), span);
  return builder.call(function, std::move(cast), builder.types.scalar(result), span);
}

// kb::ufunc::name<loop>(operands...)
ExprId apply(Builder& builder, std::string_view name, DType loop, DType result, const Operands& operands, Span span, bool takes_line = false) {
  return apply_symbol(builder, fmt::format("kb::ufunc::{}<{}>", name, types::cpp_name_of(loop)), "ufuncs.hpp", loop, result, operands, span, takes_line);
}

// The runtime's names where they are not NumPy's.
std::string_view elementary_name(std::string_view name) {
  return name == "arcsin" ? "asin" : name == "arccos" ? "acos" : name == "arctan" ? "atan" : name == "arctan2" ? "atan2" : name == "power" ? "pow" : name;
}
// `value`, of which the runtime computes many elements at once (kb::elementary), if it is the ufunc over an array.
ExprId of_many(Builder& builder, ExprId value, std::string_view name) {
  if (const auto* node = std::get_if<ir::Elementwise>(&builder.function[value].node)) builder.module.runtime[node->function.value].elementary = elementary_name(name);
  return value;
}

// By NumPy's type characters.
DType dtype_of_letter(char letter) {
  switch (letter) {
    case '?': return DType::boolean;
    case 'b': return DType::int8;
    case 'h': return DType::int16;
    case 'i': return DType::int32;
    case 'l':
    case 'q': return DType::int64;
    case 'B': return DType::uint8;
    case 'H': return DType::uint16;
    case 'I': return DType::uint32;
    case 'Q': return DType::uint64;
    case 'e': return DType::float16;
    case 'f': return DType::float32;
    case 'd': return DType::float64;
    case 'F': return DType::complex64;
    default: return DType::complex128;
  }
}

// The first of NumPy's loops that takes `wanted` without loss.
std::optional<DType> find_loop(std::string_view loops, std::span<const DType> wanted) {
  for (const char letter : loops) {
    const DType loop = dtype_of_letter(letter);
    if (std::all_of(wanted.begin(), wanted.end(), [&](DType operand) { return types::can_cast_safely(operand, loop); })) return loop;
  }
  return std::nullopt;
}

struct BinaryUfunc {
  std::string_view name, loops, symbol;
};
// By ir::BinaryOp.
constexpr BinaryUfunc binary_ufuncs[] = {
    {"add", "?bBhHiIqQefdFD", "+"},         {"subtract", "bBhHiIqQefdFD", "-"}, {"multiply", "?bBhHiIqQefdFD", "*"}, {"divide", "defdFD", "/"},
    {"floor_divide", "bBhHiIqQefd", "//"},  {"remainder", "bBhHiIqQefd", "%"},  {"power", "bBhHiIqQefdFD", "**"},    {"left_shift", "bBhHiIqQ", "<<"},
    {"right_shift", "bBhHiIqQ", ">>"},      {"bitwise_and", "?bBhHiIqQ", "&"},  {"bitwise_or", "?bBhHiIqQ", "|"},   {"bitwise_xor", "?bBhHiIqQ", "^"},
};
constexpr std::string_view compare_names[] = {"equal", "not_equal", "less", "less_equal", "greater", "greater_equal"};
constexpr std::string_view compare_symbols[] = {"==", "!=", "<", "<=", ">", ">="};

struct Loop {
  DType dtype;
  std::string_view name;
};
// The operators that the runtime computes of many elements at once.
bool is_for_many(const Loop& loop) { return loop.name == "power" && (loop.dtype == DType::float32 || loop.dtype == DType::float64); }
Loop binary_loop(Builder& builder, BinaryOp op, DType common, Span span) {
  const BinaryUfunc& ufunc = binary_ufuncs[std::size_t(op)];
  if (common == DType::boolean) {
    if (op == BinaryOp::add) return {common, "logical_or"};
    if (op == BinaryOp::multiply) return {common, "logical_and"};
  }
  std::string_view loops = ufunc.loops;
  if (op == BinaryOp::divide) loops = common == DType::float16 ? "e" : common == DType::float32 ? "f" : "dFD";
  const auto loop = find_loop(loops, {&common, 1});
  if (!loop) builder.fail(no_loop, span, ufunc.symbol, types::name_of(common));
  return {*loop, ufunc.name};
}

}  // namespace

bool is_comparison(std::string_view ufunc) { return std::ranges::find(compare_names, ufunc) != std::end(compare_names); }

std::string operand_types_text(Builder& builder, std::span<const ExprId> exprs) {
  std::string out;
  for (const ExprId expr : exprs) out += (out.empty() ? "" : " and ") + builder.type(expr)->text;
  return out;
}

// --- operators -------------------------------------------------------------------------------------------------------

ExprId numpy_binary(Builder& builder, const Table&, BinaryOp op, ExprId left, ExprId right, Span span) {
  if (is_temporal(builder.type(left)) || is_temporal(builder.type(right))) {
    return time_operator(builder, {binary_ufuncs[std::size_t(op)].name, binary_ufuncs[std::size_t(op)].symbol}, {left, right}, span);
  }
  const ExprId exprs[] = {left, right};
  const auto operands = read_operands(builder, exprs);
  if (!operands) builder.fail(operand_types, span, binary_ufuncs[std::size_t(op)].symbol, builder.type(left)->text, builder.type(right)->text);
  const DType common = result_dtype(operands->numbers);
  if (op == BinaryOp::subtract && common == DType::boolean) {
    builder.fail_as("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.", operand_types, span, binary_ufuncs[std::size_t(op)].symbol,
                    builder.type(left)->text, builder.type(right)->text);
  }
  const Loop loop = binary_loop(builder, op, common, span);
  if (op == BinaryOp::power) {
    // NumPy's own shortcuts for exponents that are known.
    Operands base{{operands->exprs[0]}, {operands->numbers[0]}, operands->rank, operands->any_array};
    const bool alone = is(builder.type(operands->exprs[0]), Kind::array) == operands->any_array;
    const Type exponent = builder.type(operands->exprs[1]);
    std::optional<double> known;
    if (const auto value = types::literal_int(exponent)) known = double(*value);
    if (is(exponent, Kind::literal) && std::holds_alternative<double>(exponent->value.data) && exponent->value.imaginary == 0) known = std::get<double>(exponent->value.data);
    if (known && alone) {
      if (*known == 2) return apply(builder, "square", loop.dtype, loop.dtype, base, span);
      if (types::is_inexact(loop.dtype)) {
        if (*known == 0.5) return apply(builder, "sqrt", loop.dtype, loop.dtype, base, span);
        if (*known == -1) return apply(builder, "reciprocal", loop.dtype, loop.dtype, base, span);
      }
    }
  }
  const bool takes_line = op == BinaryOp::power && !types::is_inexact(loop.dtype);
  if (operands->any_array || loop.name != binary_ufuncs[std::size_t(op)].name) {
    const ExprId value = apply(builder, loop.name, loop.dtype, loop.dtype, *operands, span, takes_line);
    return is_for_many(loop) ? of_many(builder, value, loop.name) : value;
  }
  return builder.add(ir::Arithmetic{op, ir::Rules::numpy, to_dtype(builder, operands->exprs[0], loop.dtype), to_dtype(builder, operands->exprs[1], loop.dtype)},
                     builder.types.scalar(loop.dtype), span);
}

ExprId numpy_compare(Builder& builder, const Table&, CompareOp op, ExprId left, ExprId right, Span span) {
  if (is_temporal(builder.type(left)) || is_temporal(builder.type(right))) {
    return time_operator(builder, {compare_names[std::size_t(op)], compare_symbols[std::size_t(op)]}, {left, right}, span);
  }
  const ExprId exprs[] = {left, right};
  const auto operands = read_operands(builder, exprs);
  if (!operands) builder.fail(operand_types, span, compare_symbols[std::size_t(op)], builder.type(left)->text, builder.type(right)->text);
  DType common = result_dtype(operands->numbers);
  // uint64 beside what may be negative has no common integer dtype: compared by value, one by one.
  const auto may_be_negative = [&](std::size_t i) {
    const Number& number = operands->numbers[i];
    if (!types::is_integer(number.dtype) || types::kind_of(number.dtype) != DTypeKind::signed_integer) return false;
    const auto value = types::literal_int(builder.type(operands->exprs[i]));
    return !number.weak || !value || *value < 0;
  };
  for (std::size_t i = 0; i < 2; ++i) {
    if (!may_be_negative(i) || operands->numbers[1 - i].dtype != DType::uint64) continue;
    static constexpr std::string_view exact[] = {"eq", "ne", "lt", "le", "gt", "ge"};
    std::vector<ExprId> cast(2);
    cast[i] = to_dtype(builder, operands->exprs[i], DType::int64);
    cast[1 - i] = operands->exprs[1 - i];
    const ir::RuntimeId function = builder.runtime(fmt::format("kb::{}", exact[std::size_t(op)]), "scalar.hpp", Effects::none, false);
    if (operands->any_array) return builder.add(ir::Elementwise{function, std::move(cast)}, builder.types.array(DType::boolean, operands->rank), span);
    return builder.call(function, std::move(cast), builder.types.scalar(DType::boolean), span);
  }
  // NumPy compares a Python int beyond the range of the array's dtype by its value. Where it is not known to fit, that is done in int64.
  for (std::size_t i = 0; i < 2; ++i) {
    if (!operands->numbers[i].weak || !types::is_integer(common) || common == DType::uint64 || common == DType::int64) continue;
    const auto value = types::literal_int(builder.type(operands->exprs[i]));
    const int bits = 8 * types::item_size(common);
    const bool is_signed = types::kind_of(common) == DTypeKind::signed_integer;
    const std::int64_t low = is_signed ? -(std::int64_t(1) << (bits - 1)) : 0, high = (std::int64_t(1) << (is_signed ? bits - 1 : bits)) - 1;
    if (!value || *value < low || *value > high) common = DType::int64;
  }
  if (operands->any_array) return apply(builder, compare_names[std::size_t(op)], common, DType::boolean, *operands, span);
  return builder.add(ir::Compare{op, to_dtype(builder, operands->exprs[0], common), to_dtype(builder, operands->exprs[1], common)}, builder.types.scalar(DType::boolean), span);
}

ExprId numpy_unary(Builder& builder, const Table&, ir::UnaryOp op, ExprId operand, Span span) {
  static constexpr std::string_view names[] = {"negative", "positive", "invert"}, symbols[] = {"-", "+", "~"};
  if (is_temporal(builder.type(operand))) return time_operator(builder, {names[std::size_t(op)], symbols[std::size_t(op)]}, {operand}, span);
  const ExprId exprs[] = {operand};
  const auto operands = read_operands(builder, exprs);
  const auto refuse = [&] { builder.fail(operand_type, span, symbols[std::size_t(op)], builder.type(operand)->text); };
  if (!operands) refuse();
  const DType dtype = operands->numbers[0].dtype;
  if (op == ir::UnaryOp::invert) {
    if (types::is_inexact(dtype)) refuse();
    if (dtype == DType::boolean) return apply(builder, "logical_not", dtype, dtype, *operands, span);
  } else if (dtype == DType::boolean) {
    refuse();
  }
  if (operands->any_array) return apply(builder, names[std::size_t(op)], dtype, dtype, *operands, span);
  return builder.add(ir::Unary{op, ir::Rules::numpy, operands->exprs[0]}, builder.types.scalar(dtype), span);
}

std::pair<ir::RuntimeId, ExprId> ufunc_symbol(Builder& builder, const Table&, BinaryOp op, DType dtype, ExprId value, Span span) {
  const BinaryUfunc& ufunc = binary_ufuncs[std::size_t(op)];
  if (types::is_temporal(dtype)) return time_update(builder, {ufunc.name, ufunc.symbol}, dtype, value, span);
  value = scalar_of_rank0(builder, value);
  const auto number = element_of(builder.type(value));
  if (!number) builder.fail(operand_types, span, std::string(ufunc.symbol) + "=", types::name_of(dtype), builder.type(value)->text);
  const Number operands[] = {{dtype, false}, *number};
  const Loop loop = binary_loop(builder, op, result_dtype(operands), span);
  if (!types::can_cast_same_kind(loop.dtype, dtype)) {
    builder.fail(no_loop, span, std::string(ufunc.symbol) + "=", fmt::format("an array of {} and {}: the result is {}", types::name_of(dtype), builder.type(value)->text, types::name_of(loop.dtype)));
  }
  const bool takes_line = op == BinaryOp::power && !types::is_inexact(loop.dtype);
  const ir::RuntimeId function =
      builder.runtime(fmt::format("kb::ufunc::{}<{}>", loop.name, types::cpp_name_of(loop.dtype)), "ufuncs.hpp", takes_line ? Effects::raises : Effects::none, takes_line);
  if (is_for_many(loop) && loop.dtype == dtype) builder.module.runtime[function.value].elementary = elementary_name(loop.name);
  return {function, to_dtype(builder, value, loop.dtype)};
}

// --- @ufunc ----------------------------------------------------------------------------------------------------------

// @ufunc("ld->d ff->f dd->dd"): a ufunc that is called in Python, with its loops as NumPy writes them. A Python number goes into any dtype of its kind and those above where another operand is of such a kind;
// else it is of its kind's default dtype.
std::optional<ExprId> build_called_ufunc(LibraryCall& call, const Operands& operands) {
  static constexpr DType defaults[] = {DType::boolean, DType::int64, DType::float64, DType::complex128};
  TypeTable& types = call.builder.types;
  const auto takes = [&](DType loop, const Number& number) {
    if (!is_weak(number)) return types::can_cast_safely(number.dtype, loop);
    const int kind = category(number.dtype);
    if (std::ranges::any_of(operands.numbers, [&](const Number& other) { return !is_weak(other) && category(other.dtype) >= kind; })) return category(loop) >= kind;
    return types::can_cast_safely(defaults[kind], loop);
  };
  const auto is = [](DType loop, const Number& number) { return !number.weak && number.dtype == loop; };
  // The loop of just these dtypes comes first, wherever it stands.
  for (const bool just_these : {true, false}) {
    for (std::string_view left = call.overload.texts[0], loop; !left.empty(); left.remove_prefix(std::min(left.size(), loop.size() + 1))) {
      loop = left.substr(0, left.find(' '));
      const std::size_t arrow = loop.find("->");
      bool fits = arrow == operands.numbers.size();
      for (std::size_t i = 0; fits && i < arrow; ++i) fits = just_these ? is(dtype_of_letter(loop[i]), operands.numbers[i]) : takes(dtype_of_letter(loop[i]), operands.numbers[i]);
      if (!fits) continue;
      std::vector<Type> results;
      for (const char letter : loop.substr(arrow + 2)) results.push_back(array_or_scalar(types, dtype_of_letter(letter), operands.rank));
      return numpy_call(call, python_name_of(call), results.size() == 1 ? results[0] : types.tuple(results));
    }
  }
  return std::nullopt;
}

// @ufunc("bBhHiIqQfdFD", out="same" | "bool" | "real", name="...", vector="fd", capsule="..."): the loops, in NumPy's order; those that the runtime computes for many
// elements at once (kb::elementary).
ExprId build_ufunc(LibraryCall& call) {
  Builder& builder = call.builder;
  call.refuse({"out", "where", "dtype", "casting", "order", "subok"});
  std::vector<ExprId> exprs;
  for (std::size_t i = 0; i < call.overload.parameters.size(); ++i) {
    if (call.overload.parameters[i].kind != library::Parameter::Kind::positional_only) break;
    exprs.push_back(call.array(call.at(i)));
  }
  if (std::ranges::any_of(exprs, [&](ExprId expr) { return is_temporal(builder.type(expr)); })) return time_ufunc(builder, call.entry.name, exprs, call.span);
  const auto operands = read_operands(builder, exprs);
  if (!operands) builder.fail(no_loop, call.span, call.entry.full_name(), operand_types_text(builder, exprs));
  if (call.overload.texts[0].find("->") != std::string_view::npos) {
    if (const auto made = build_called_ufunc(call, *operands)) return *made;
    builder.fail(no_loop, call.span, call.entry.full_name(), operand_types_text(builder, exprs));
  }
  const DType common = result_dtype(operands->numbers);
  const auto text = [&](std::string_view option, std::string_view otherwise) {
    const auto found = call.overload.options.find(option);
    return found == call.overload.options.end() ? otherwise : std::string_view(ast::as<ast::Constant>(found->second)->value.text);
  };
  const std::string_view name = text("name", call.entry.name);
  // Python's operators of the same name have their special cases in one place.
  static constexpr std::pair<std::string_view, BinaryOp> operators[] = {
      {"add", BinaryOp::add},           {"subtract", BinaryOp::subtract},     {"multiply", BinaryOp::multiply},   {"divide", BinaryOp::divide},       {"floor_divide", BinaryOp::floor_divide},
      {"remainder", BinaryOp::remainder}, {"power", BinaryOp::power},         {"left_shift", BinaryOp::left_shift}, {"right_shift", BinaryOp::right_shift}, {"bitwise_and", BinaryOp::bit_and},
      {"bitwise_or", BinaryOp::bit_or}, {"bitwise_xor", BinaryOp::bit_xor},
  };
  for (const auto& [known, op] : operators) {
    if (known == name && exprs.size() == 2) return numpy_binary(builder, call.table, op, exprs[0], exprs[1], call.span);
  }
  for (std::size_t i = 0; i < std::size(compare_names); ++i) {
    if (compare_names[i] == name) return numpy_compare(builder, call.table, CompareOp(i), exprs[0], exprs[1], call.span);
  }
  // Each operand for itself: int16 and uint16 both go into float32. A Python number takes part in what they have in common.
  std::vector<DType> wanted;
  for (const Number& number : operands->numbers) {
    if (!number.weak) wanted.push_back(number.dtype);
  }
  if (wanted.size() < operands->numbers.size()) wanted = {common};
  auto loop = find_loop(call.overload.texts[0], wanted);
  // NumPy takes the loop of just these dtypes first, wherever it stands.
  const bool are_single = common == DType::float32 && std::all_of(operands->numbers.begin(), operands->numbers.end(), [](const Number& number) { return !number.weak && number.dtype == DType::float32; });
  if (are_single && call.overload.texts[0].find('f') != std::string_view::npos) loop = DType::float32;
  if (common == DType::boolean && !option(call.overload, "boolean", true)) loop = std::nullopt;
  if (!loop) builder.fail(no_loop, call.span, call.entry.full_name(), operand_types_text(builder, exprs));
  const std::string_view out = text("out", "same");
  const DType result = out == "bool" ? DType::boolean : out == "real" ? types::real_of(*loop) : *loop;
  if (const std::string_view capsule = text("capsule", ""); !capsule.empty()) {
    // A C function that SciPy exports.
    return apply_symbol(builder, fmt::format("kb::scipy::special<\"{}\", {}>", capsule, types::cpp_name_of(*loop)), "scipy/special.hpp", *loop, result, *operands, call.span, true);
  }
  const ExprId value = apply(builder, name, *loop, result, *operands, call.span);
  const char letter = *loop == DType::float32 ? 'f' : *loop == DType::float64 ? 'd' : ' ';
  return text("vector", "").find(letter) != std::string_view::npos ? of_many(builder, value, name) : value;
}

// --- @reduction ------------------------------------------------------------------------------------------------------

ExprId build_reduction(LibraryCall& call) {
  using ir::ReduceOp;
  Builder& builder = call.builder;
  static constexpr std::pair<std::string_view, ReduceOp> ops[] = {
      {"sum", ReduceOp::sum},       {"prod", ReduceOp::product},    {"min", ReduceOp::minimum},     {"max", ReduceOp::maximum},   {"any", ReduceOp::any},      {"all", ReduceOp::all},
      {"mean", ReduceOp::mean},     {"argmin", ReduceOp::argmin},   {"argmax", ReduceOp::argmax},   {"var", ReduceOp::variance},  {"std", ReduceOp::deviation}, {"count_nonzero", ReduceOp::count_nonzero},
  };
  const std::string_view name = call.overload.texts.empty() ? std::string_view(call.entry.name) : call.overload.texts[0];
  const ReduceOp op = std::find_if(std::begin(ops), std::end(ops), [&](const auto& known) { return known.first == name; })->second;
  call.refuse({"out", "where", "initial", "correction", "mean"});
  const ExprId array = call.array(call.at(0));
  const Type given = builder.type(array);
  if (is_temporal(given)) return time_reduction(call);
  const auto element = element_of(given);
  if (!element) call.wrong_type(0);
  int rank = is(given, Kind::array) ? given->rank : 0;
  const auto parameter = [&](std::string_view name) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < call.overload.parameters.size(); ++i) {
      if (call.overload.parameters[i].name == name && call.given(i)) return i;
    }
    return std::nullopt;
  };
  const auto axis_at = parameter("axis");
  std::vector<int> axes = axis_at ? *call.axes(*axis_at, rank) : std::vector<int>();
  const auto keepdims_at = parameter("keepdims");
  const bool keepdims = keepdims_at && call.static_bool(*keepdims_at, false);
  const auto dtype_at = parameter("dtype");
  const std::optional<DType> asked = dtype_at ? call.dtype(*dtype_at) : std::nullopt;

  DType accumulate = element->dtype;
  DType result = element->dtype;
  switch (op) {
    case ReduceOp::sum:
    case ReduceOp::product:
      accumulate = accumulated_of(element->dtype);
      if (asked) accumulate = *asked;
      result = accumulate;
      break;
    case ReduceOp::minimum:
    case ReduceOp::maximum: break;
    case ReduceOp::any:
    case ReduceOp::all: accumulate = result = DType::boolean; break;
    case ReduceOp::mean:
      accumulate = result = asked ? *asked : inexact_of(element->dtype);
      break;
    case ReduceOp::variance:
    case ReduceOp::deviation:
      accumulate = inexact_of(element->dtype);
      if (asked) accumulate = *asked;
      result = types::real_of(accumulate);
      break;
    case ReduceOp::argmin:
    case ReduceOp::argmax:
    case ReduceOp::count_nonzero: result = DType::int64; break;
  }
  ExprId operand = array;
  const bool needs_cast = op == ReduceOp::mean || op == ReduceOp::variance || op == ReduceOp::deviation;
  if (rank == 0) {
    // A number: NumPy sees an array without axes.
    operand = scalar_of_rank0(builder, operand);
    switch (op) {
      case ReduceOp::sum:
      case ReduceOp::product:
      case ReduceOp::minimum:
      case ReduceOp::maximum:
      case ReduceOp::mean: return to_dtype(builder, operand, result);
      case ReduceOp::any:
      case ReduceOp::all: return to_dtype(builder, operand, DType::boolean);
      default: call.wrong("the argument is a number");
    }
  }
  if (needs_cast && element->dtype != accumulate) operand = to_dtype(builder, operand, accumulate);
  std::optional<ExprId> extra;
  if (const auto ddof = parameter("ddof")) {
    const auto number = element_of(call.type_at(*ddof));
    if (!number) call.wrong_type(*ddof);
    extra = builder.cast(call.at(*ddof), builder.types.floating);
  }
  if (int(axes.size()) == rank) axes.clear();
  if ((op == ReduceOp::argmin || op == ReduceOp::argmax) && axes.size() > 1) call.wrong("`axis` must be one axis");
  const int result_rank = keepdims ? rank : axes.empty() ? 0 : rank - int(axes.size());
  const Type type = array_or_scalar(builder.types, result, result_rank);
  // NumPy has means of float16 in float32, and adds what becomes float16 in a buffer: its own functions do that.
  const bool in_float16 = accumulate == DType::float16 && (needs_cast || element->dtype != accumulate);
  const bool from_float16 = element->dtype == DType::float16 && needs_cast;
  if (in_float16 || from_float16) {
    if (const auto made = numpy_call(call, "numpy." + call.entry.name, type)) return *made;
    call.wrong_type(0);
  }
  return builder.add(ir::Reduce{op, operand, std::move(axes), keepdims, extra, accumulate}, type, call.span);
}

// --- numbers ---------------------------------------------------------------------------------------------------------

ExprId build_number(LibraryCall& call, Type to) {
  Builder& builder = call.builder;
  TypeTable& types = builder.types;
  const Kind kind = to->kind;
  if (call.values.empty()) {
    switch (kind) {
      case Kind::boolean: return builder.constant(types.literal(false), call.span);
      case Kind::integer: return builder.constant(types.literal(std::int64_t(0)), call.span);
      case Kind::floating: return builder.constant(types.literal(0.0), call.span);
      case Kind::string: return builder.constant(types.literal(std::string_view()), call.span);
      default: return builder.cast(builder.constant(types.literal(std::int64_t(0)), call.span), to);
    }
  }
  const ExprId value = scalar_of_rank0(builder, call.at(0));
  const Type given = builder.type(value);
  const auto is_bytes = [](Type type) { return is(type, Kind::bytes) || is(type, Kind::bytearray); };
  if (kind == Kind::string) {
    if (is(types::base_of(given), Kind::string)) return value;
    return text_of(call, value);
  }
  if (kind == Kind::boolean) {
    if (call.values.size() > 1) call.wrong("it takes one argument");
    if (const auto known = types::literal_bool(given)) return value;
    return call.runtime("kb::truth", "truth.hpp", {value}, types.boolean, {}, Effects::raises | Effects::reads);
  }
  if (kind == Kind::complex && call.values.size() == 2) {
    for (const std::size_t i : {0, 1}) {
      if (!element_of(call.type_at(i))) call.wrong("its parts must be numbers");
    }
    return call.runtime("kb::make_complex", "complex.hpp", {builder.cast(value, types.floating), builder.cast(call.at(1), types.floating)}, types.complex, {}, Effects::none, false);
  }
  if (call.values.size() == 2) {
    if (kind == Kind::integer && is_bytes(given)) return call.runtime("kb::int_of_bytes", "bytes.hpp", {value, call.index(call.at(1))}, types.integer, {}, Effects::raises | Effects::reads);
    if (kind != Kind::integer || !is(types::base_of(given), Kind::string)) call.wrong("it takes one argument");
    return call.runtime("kb::parse_int", "builtins.hpp", {builder.cast(value, types.string), call.index(call.at(1))}, types.integer, {}, Effects::raises);
  }
  if (is(types::base_of(given), Kind::string) && (kind == Kind::integer || kind == Kind::floating)) {
    const bool whole = kind == Kind::integer;
    return call.runtime(whole ? "kb::parse_int" : "kb::parse_float", "builtins.hpp", {builder.cast(value, types.string)}, whole ? types.integer : types.floating, {}, Effects::raises);
  }
  if (is_bytes(given) && (kind == Kind::integer || kind == Kind::floating)) {
    return call.runtime(kind == Kind::integer ? "kb::int_of_bytes" : "kb::float_of_bytes", "bytes.hpp", {value}, to, {}, Effects::raises | Effects::reads);
  }
  if (kind == Kind::scalar && is(given, Kind::array)) return builder.cast(value, types.array(to->dtype, given->rank));
  if (kind == Kind::scalar && (is(given, Kind::list) || is(given, Kind::tuple))) {
    const ExprId array = call.array(value);
    return builder.cast(array, types.array(to->dtype, builder.type(array)->rank));
  }
  const auto number = types::number_of(types::base_of(given));
  if (!number) {
    // Versions of NumPy differ: an array of one element is a number for some, whatever its rank.
    if (is(given, Kind::array)) {
      const std::string name = fmt::format("\"builtins.{}\"", to->text);
      return call.runtime("kb::python::call", "numpy/python.hpp", {value}, to, {name, "\"\"", std::string(ir::result_argument)}, makes);
    }
    call.wrong(fmt::format("it converts numbers, not `{}`", given->text));
  }
  if (types::kind_of(number->dtype) == DTypeKind::complex && kind != Kind::complex && !(kind == Kind::scalar && types::kind_of(to->dtype) == DTypeKind::complex)) {
    call.wrong("a complex number does not convert to a real one");
  }
  // The literal stays one where its value is that of the new type.
  if (kind == Kind::integer) {
    if (const auto known = types::literal_int(given)) return value;
    if (const auto known = types::literal_bool(given)) return builder.integer(*known, call.span);
  }
  if (kind == Kind::floating) {
    if (const auto known = types::literal_int(given); known && std::int64_t(double(*known)) == *known && *known < (std::int64_t(1) << 53) && *known > -(std::int64_t(1) << 53)) return builder.constant(types.literal(double(*known)), call.span);
  }
  if (types::base_of(given) == to) return builder.cast(value, to);
  return builder.cast(value, to);
}

}  // namespace keelback::check
