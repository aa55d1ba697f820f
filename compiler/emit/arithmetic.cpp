// Arithmetic and comparison of scalars.
#include <fmt/format.h>

#include <cmath>

#include "emit/function_emitter.hpp"

namespace keelback::emit {

using ir::BinaryOp;
using ir::CompareOp;
using ir::Rules;
using ir::UnaryOp;

namespace {

// Python's checked functions in scalar.hpp.
std::string_view checked_name(BinaryOp op) {
  switch (op) {
    case BinaryOp::add: return "kb::add";
    case BinaryOp::subtract: return "kb::sub";
    case BinaryOp::multiply: return "kb::mul";
    case BinaryOp::divide: return "kb::truediv";
    case BinaryOp::floor_divide: return "kb::floordiv";
    case BinaryOp::remainder: return "kb::mod";
    case BinaryOp::power: return "kb::pow";
    case BinaryOp::left_shift: return "kb::lshift";
    case BinaryOp::right_shift: return "kb::rshift";
    case BinaryOp::bit_and:
    case BinaryOp::bit_or:
    case BinaryOp::bit_xor: break;
  }
  return "";
}

std::string_view ufunc_name(BinaryOp op) {
  switch (op) {
    case BinaryOp::add: return "add";
    case BinaryOp::subtract: return "subtract";
    case BinaryOp::multiply: return "multiply";
    case BinaryOp::divide: return "divide";
    case BinaryOp::floor_divide: return "floor_divide";
    case BinaryOp::remainder: return "remainder";
    case BinaryOp::power: return "power";
    case BinaryOp::left_shift: return "left_shift";
    case BinaryOp::right_shift: return "right_shift";
    case BinaryOp::bit_and: return "bitwise_and";
    case BinaryOp::bit_or: return "bitwise_or";
    case BinaryOp::bit_xor: return "bitwise_xor";
  }
  return "";
}

std::string_view sign(BinaryOp op) {
  switch (op) {
    case BinaryOp::add: return "+";
    case BinaryOp::subtract: return "-";
    case BinaryOp::multiply: return "*";
    case BinaryOp::divide: return "/";
    case BinaryOp::left_shift: return "<<";
    case BinaryOp::right_shift: return ">>";
    case BinaryOp::bit_and: return "&";
    case BinaryOp::bit_or: return "|";
    case BinaryOp::bit_xor: return "^";
    case BinaryOp::floor_divide:
    case BinaryOp::remainder:
    case BinaryOp::power: break;
  }
  return "";
}

std::string_view sign(CompareOp op) {
  switch (op) {
    case CompareOp::equal: return "==";
    case CompareOp::not_equal: return "!=";
    case CompareOp::less: return "<";
    case CompareOp::less_equal: return "<=";
    case CompareOp::greater: return ">";
    case CompareOp::greater_equal: return ">=";
  }
  return "";
}

std::string_view exact_compare(CompareOp op) {
  switch (op) {
    case CompareOp::equal: return "kb::eq";
    case CompareOp::not_equal: return "kb::ne";
    case CompareOp::less: return "kb::lt";
    case CompareOp::less_equal: return "kb::le";
    case CompareOp::greater: return "kb::gt";
    case CompareOp::greater_equal: return "kb::ge";
  }
  return "";
}

bool is_bit_op(BinaryOp op) { return op == BinaryOp::bit_and || op == BinaryOp::bit_or || op == BinaryOp::bit_xor; }

}  // namespace

// What a floating-point value was converted from, if that is a signed integer (a number, or an array of them).
std::optional<ExprId> FunctionEmitter::whole_number(ExprId id) const {
  const auto* converted = std::get_if<ir::Convert>(&function_[id].node);
  if (!converted) return {};
  const Type from = types::base_of(type(converted->operand));
  const auto number = types::number_of(from);
  const bool is_array = from->kind == Kind::array;
  if (!number && !is_array) return {};
  const bool whole = types::kind_of(is_array ? from->dtype : number->dtype) == types::DTypeKind::signed_integer;
  return whole ? std::optional(converted->operand) : std::nullopt;
}

bool FunctionEmitter::is_small_power(const ir::RuntimeFunction& function, ExprId exponent) const {
  if (function.elementary != "pow" || !std::holds_alternative<ir::Constant>(function_[exponent].node)) return false;
  const auto* value = std::get_if<double>(&type(exponent)->value.data);
  return value != nullptr && *value >= 0 && *value <= 5 && *value == std::floor(*value);
}

Value FunctionEmitter::arithmetic(const ir::Arithmetic& node, ExprId id) {
  const ExprId operands[] = {node.left, node.right};
  const Type type = types::base_of(this->type(id)), left_type = types::base_of(this->type(node.left));
  const auto number = types::number_of(type);
  const auto call = [&](std::string_view function, bool takes_line) {
    const std::vector<Value> values = ordered(operands);
    return Value{fmt::format("{}({}, {}{})", function, values[0].text, values[1].text, takes_line ? ", " + line_argument(line_of(id)) : "")};
  };
  const auto infix = [&](std::string_view op) {
    const std::vector<Value> values = ordered(operands, Form::operand);
    return Value{fmt::format("{} {} {}", values[0].text, op, values[1].text), false};
  };
  if (!number) {  // str, tuple, list
    need(type->kind == Kind::string ? "str.hpp" : "tuple.hpp");
    return call("kb::concat", false);
  }
  need("scalar.hpp");
  const types::DTypeKind kind = types::kind_of(number->dtype);
  const bool is_float = kind == types::DTypeKind::floating || kind == types::DTypeKind::complex;
  const bool simple = node.op == BinaryOp::add || node.op == BinaryOp::subtract || node.op == BinaryOp::multiply;
  if (kind == types::DTypeKind::boolean && is_bit_op(node.op)) {
    const std::vector<Value> values = ordered(operands, Form::operand);
    return {fmt::format("bool({} {} {})", values[0].text, sign(node.op), values[1].text)};
  }
  if (is_float && simple) return infix(sign(node.op));
  if (kind == types::DTypeKind::complex) need("complex.hpp");

  if (node.rules == Rules::numpy) {
    if (is_float && node.op == BinaryOp::divide && types::number_of(left_type)->dtype == number->dtype) return infix("/");
    if (!is_float && is_bit_op(node.op) && types::item_size(number->dtype) == 8) return infix(sign(node.op));
    need("ufuncs.hpp");
    if (node.op == BinaryOp::power && kind == types::DTypeKind::floating) {
      if (const auto whole = whole_number(node.right)) {
        const ExprId wholes[] = {node.left, *whole};
        const std::vector<Value> values = ordered(wholes);
        return {fmt::format("kb::ufunc::power_whole<{}>({}, {})", types::cpp_name_of(number->dtype), values[0].text, values[1].text)};
      }
    }
    const bool takes_line = node.op == BinaryOp::power && !is_float;
    return call(fmt::format("kb::ufunc::{}<{}>", ufunc_name(node.op), types::cpp_name_of(types::number_of(left_type)->dtype)), takes_line);
  }
  if (is_bit_op(node.op)) return infix(sign(node.op));
  if (!node.checked) {
    if (simple || node.op == BinaryOp::left_shift || node.op == BinaryOp::right_shift) return infix(sign(node.op));
    if (node.op == BinaryOp::divide && left_type->kind == Kind::floating) return infix("/");
    if (node.op == BinaryOp::floor_divide && !is_float) return call("kb::floordiv_unchecked", false);
    if (node.op == BinaryOp::remainder) return call(node.near && !is_float ? "kb::mod_near" : "kb::mod_unchecked", false);
  }
  if (node.op == BinaryOp::divide || node.op == BinaryOp::floor_divide || node.op == BinaryOp::remainder || node.op == BinaryOp::power) {
    // These are overloaded: a constant has to have its full width.
    const std::vector<Value> values = ordered(operands, Form::exact);
    std::string_view function = checked_name(node.op);
    if (node.op == BinaryOp::power && left_type->kind == Kind::integer && type->kind == Kind::floating) function = "kb::pow_float";
    return {fmt::format("{}({}, {}, {})", function, values[0].text, values[1].text, line_argument(line_of(id)))};
  }
  return call(checked_name(node.op), true);
}

Value FunctionEmitter::unary(const ir::Unary& node, ExprId id) {
  const Type type = types::base_of(this->type(id));
  const auto number = types::number_of(type);
  const bool is_float = number && types::is_inexact(number->dtype);
  need("scalar.hpp");
  if (node.op == UnaryOp::positive) return expr(node.operand);
  if (node.op == UnaryOp::negative) {
    if (is_float) return {"-" + operand(node.operand), false};
    if (node.rules == Rules::python) {
      if (!node.checked) return {"-" + operand(node.operand), false};
      return {fmt::format("kb::neg({}, {})", text(node.operand), line_argument(line_of(id)))};
    }
  } else if (node.rules == Rules::python) {
    return {"~" + operand(node.operand), false};
  }
  need("ufuncs.hpp");
  return {fmt::format("kb::ufunc::{}<{}>({})", node.op == UnaryOp::negative ? "negative" : "invert", types::cpp_name_of(dtype_of(type)), text(node.operand))};
}

// `abs(z) <= limit`, of a complex number of float64's: most are decided by their squares.
std::optional<Value> FunctionEmitter::compare_abs(const ir::Compare& node) {
  const auto absolute = [&](ExprId id) -> const ir::CallRuntime* {
    const auto* call = std::get_if<ir::CallRuntime>(&function_[without_conversions(id)].node);
    if (call == nullptr || call->args.size() != 1) return nullptr;
    const std::string& symbol = module_[call->function].symbol;
    const auto of = types::number_of(types::base_of(type(call->args[0])));
    return of && of->dtype == types::DType::complex128 && (symbol == "kb::abs" || symbol == "kb::ufunc::absolute") ? call : nullptr;
  };
  const auto is_double = [&](ExprId id) {
    const auto number = types::number_of(types::base_of(type(id)));
    return number && number->dtype == types::DType::float64;
  };
  if (node.op == CompareOp::equal || node.op == CompareOp::not_equal || !is_double(node.left) || !is_double(node.right)) return {};
  const ir::CallRuntime* call = absolute(node.left);
  const bool mirrored = call == nullptr;
  if (mirrored) call = absolute(node.right);
  // The limit is evaluated behind the absolute value, which may raise, or in front of it.
  const ExprId limit = mirrored ? node.left : node.right;
  if (call == nullptr || !is_reusable(without_conversions(limit))) return {};
  static constexpr std::string_view names[] = {"less", "less_equal", "greater", "greater_equal"};
  const std::size_t at = node.op == CompareOp::less ? 0 : node.op == CompareOp::less_equal ? 1 : node.op == CompareOp::greater ? 2 : 3;
  need("complex.hpp");
  const ExprId operands[] = {call->args[0], limit};
  const std::vector<Value> values = ordered(operands);
  const bool raises = module_[call->function].takes_line;
  return Value{fmt::format("kb::abs_is<kb::than::{}>({}, {}{})", names[mirrored ? at ^ 2 : at], values[0].text, values[1].text, raises ? ", " + line_argument(line_of(mirrored ? node.right : node.left)) : "")};
}

Value FunctionEmitter::compare(const ir::Compare& node, ExprId) {
  if (auto value = compare_abs(node)) return *value;
  const ExprId operands[] = {node.left, node.right};
  const Type left = types::base_of(type(node.left)), right = types::base_of(type(node.right));
  const auto a = types::number_of(left), b = types::number_of(right);
  // An int beside a float is compared exactly: a conversion to double would round it.
  if (a && b && a->dtype != b->dtype && types::item_size(a->dtype) == 8 && (types::is_inexact(a->dtype) != types::is_inexact(b->dtype))) {
    need("scalar.hpp");
    const std::vector<Value> values = ordered(operands, Form::exact);
    return {fmt::format("{}({}, {})", exact_compare(node.op), values[0].text, values[1].text)};
  }
  const std::vector<Value> values = ordered(operands, Form::operand);
  return {fmt::format("{} {} {}", values[0].text, sign(node.op), values[1].text), false};
}

Value FunctionEmitter::tagged_arithmetic(const ir::TaggedArithmetic& node, ExprId id) {
  const ExprId operands[] = {node.left, node.right};
  std::vector<Value> values = ordered(operands);
  need("either.hpp");
  need("scalar.hpp");
  const auto is_tagged = [&](ExprId expr) { return type(expr)->kind == Kind::union_; };
  for (int i = 0; i < 2; ++i) {
    if (is_tagged(operands[i]) && !is_reusable(operands[i])) values[std::size_t(i)] = {hoist(values[std::size_t(i)], type(operands[i]), "operand")};
  }
  const auto number = [&](int i) {
    const std::string& text = values[std::size_t(i)].text;
    if (is_tagged(operands[i])) return text + ".value";
    const Type base = types::base_of(type(operands[i]));
    if (base->kind == Kind::floating || (base->kind == Kind::scalar && base->dtype == types::DType::float64)) return values[std::size_t(i)].atomic ? text : "(" + text + ")";
    return fmt::format("double({})", text);
  };
  std::string result;
  if (!sign(node.op).empty() && node.op != BinaryOp::divide) {
    result = fmt::format("{} {} {}", number(0), sign(node.op), number(1));
  } else {
    result = fmt::format("{}({}, {}, {})", checked_name(node.op), number(0), number(1), line_argument(line_of(id)));
  }
  const std::size_t right_members = is_tagged(node.right) ? type(node.right)->args.size() : 1;
  bool one_tag = true;
  for (int tag : node.tags) one_tag = one_tag && tag == node.tags[0];
  std::string tag;
  if (one_tag) {
    tag = fmt::format("{}", node.tags.empty() ? 0 : node.tags[0]);
  } else {
    // The tags of all combinations, four bits each, in one constant.
    std::uint64_t table = 0;
    for (std::size_t i = 0; i < node.tags.size() && i < 16; ++i) table |= std::uint64_t(node.tags[i]) << (4 * i);
    std::string index;
    if (is_tagged(node.left)) index = right_members == 1 ? values[0].text + ".tag" : fmt::format("{}.tag * {}", values[0].text, right_members);
    if (is_tagged(node.right)) index += (index.empty() ? "" : " + ") + values[1].text + ".tag";
    tag = fmt::format("std::uint8_t(0x{:x}ull >> 4 * ({}) & 15)", table, index);
  }
  return {fmt::format("kb::tagged<double>{{{}, {}}}", result, tag)};
}

Value FunctionEmitter::tagged_value(const ir::TaggedValue& node) {
  return {operand(node.operand) + ".value"};
}

}  // namespace keelback::emit
