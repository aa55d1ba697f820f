// Operators on Python's numbers, strings, sequences; NumPy's are in library_call.cpp.
#include <algorithm>
#include <cmath>
#include <map>

#include "ast/constant.hpp"
#include "check/constant_values.hpp"
#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"
#include "check/special_methods.hpp"
#include "ir/print.hpp"

namespace keelback::check {

using types::is;

const char* symbol_of(ir::BinaryOp op) {
  static const char* const symbols[] = {"+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"};
  return symbols[static_cast<int>(op)];
}

namespace {

bool is_numpy(Type type) { return is(type, Kind::array) || is(type, Kind::scalar); }
Kind base_kind(Type type) { return types::base_of(type)->kind; }
bool is_integral(Type type) { return base_kind(type) == Kind::integer || base_kind(type) == Kind::boolean; }
bool is_sequence(Type type) { return is(type, Kind::list) || is(type, Kind::tuple) || is(type, Kind::variadic); }
bool is_ordered_by_items(Type type) { return is_sequence(type) || is(type, Kind::deque); }
bool has_unordered_item(Type type) {
  return std::ranges::any_of(type->args, [](Type item) {
    return is(item, Kind::object) || is(item, Kind::none) || is(item, Kind::union_) || is(item, Kind::complex) || is(item, Kind::dict) || (is_ordered_by_items(item) && has_unordered_item(item));
  });
}

std::optional<std::int64_t> small_int(Type type) {
  if (const auto value = types::literal_int(type)) return value;
  if (const auto value = types::literal_bool(type)) return std::int64_t(*value);
  return std::nullopt;
}

// The value of an expression of integer literals alone, which Python computes exactly; none beyond 128 bits.
__extension__ using Wide = __int128;
std::optional<Wide> constant_integer(const ast::Expr& node) {
  constexpr Wide most = static_cast<Wide>((static_cast<unsigned __int128>(1) << 127) - 1);
  if (const auto* literal = ast::as<ast::Constant>(&node)) {
    if (literal->value.type != ast::ConstantValue::Type::integer) return std::nullopt;
    if (literal->value.fits_int64) return literal->value.integer;
    Wide value = 0;
    for (const char digit : ast::decimal_digits(literal->value.text)) {
      if (value > (most - 9) / 10) return std::nullopt;
      value = value * 10 + (digit - '0');
    }
    return value;
  }
  if (const auto* unary = ast::as<ast::UnaryOp>(&node)) {
    const auto value = unary->op == ast::UnaryOperator::Not ? std::nullopt : constant_integer(*unary->operand);
    if (!value) return std::nullopt;
    return unary->op == ast::UnaryOperator::USub ? -*value : unary->op == ast::UnaryOperator::Invert ? ~*value : *value;
  }
  const auto* binary = ast::as<ast::BinOp>(&node);
  if (binary == nullptr) return std::nullopt;
  const auto right = constant_integer(*binary->right);
  const auto left = right ? constant_integer(*binary->left) : std::nullopt;
  if (!left) return std::nullopt;
  return binary->op == ast::Operator::MatMult ? std::nullopt : whole_arithmetic(operation_of(binary->op), *left, *right);
}
bool fits(Wide value) { return value >= INT64_MIN && value <= INT64_MAX; }

}  // namespace

// An operand: an integer constant beyond 64 bits where the other operand makes it a float, or a uint64.
ExprId FunctionChecker::wide_operand(const ast::Expr& node, Type other) {
  const auto value = constant_integer(node);
  const auto number = types::number_of(types::base_of(other));
  const bool becomes_float = is(other, Kind::array) ? types::is_inexact(other->dtype) : number && types::is_inexact(number->dtype);
  const bool becomes_unsigned = is(other, Kind::array) ? other->dtype == types::DType::uint64 : number && number->dtype == types::DType::uint64;
  if (becomes_unsigned && *value >= 0 && *value <= Wide(UINT64_MAX)) return cast(cast(integer(static_cast<std::int64_t>(static_cast<std::uint64_t>(*value)), node.span), types.scalar(types::DType::int64)), types.scalar(types::DType::uint64));
  if (!becomes_float) fail(integer_too_large, node.span);
  return constant(types.literal(static_cast<double>(*value)), node.span);
}

ExprId FunctionChecker::binary(const ast::BinOp& node, Span span) {
  if (const auto value = constant_integer(node)) {
    if (!fits(*value)) fail(integer_too_large, span);
    return integer(static_cast<std::int64_t>(*value), span);
  }
  const auto is_wide = [](const ast::Expr& operand) {
    const auto value = constant_integer(operand);
    return value && !fits(*value);
  };
  if (node.op != ast::Operator::MatMult && (is_wide(*node.left) || is_wide(*node.right))) {
    const bool is_left = is_wide(*node.left);
    const ExprId other = expression(is_left ? *node.right : *node.left);
    const ExprId value = wide_operand(is_left ? *node.left : *node.right, type(other));
    return binary(operation_of(node.op), is_left ? value : other, is_left ? other : value, span);
  }
  Operands operands(*this);
  operands.add(expression(*node.left));
  const ExprId right = expression(*node.right);
  const ExprId left = operands.take()[0];
  if (node.op == ast::Operator::MatMult) return matrix_product(left, right, span);
  return binary(operation_of(node.op), left, right, span);
}

ExprId FunctionChecker::matrix_product(ExprId left, ExprId right, Span span) {
  if (is(type(left), Kind::object) || is(type(right), Kind::object)) return dynamic(ir::DynamicOp::binary, "@", {left, right}, types.object, span);
  if (has_operator(type(left), "__matmul__")) return call_operator(left, "__matmul__", right, ir::DynamicOp::binary, "@", false, span);
  if (has_operator(type(right), "__rmatmul__")) {
    const Reuse first = reuse(left, "left");
    return wrap(first, call_operator(right, "__rmatmul__", read(first, span), ir::DynamicOp::binary, "@", true, span));
  }
  const auto entry = program_.library.find_function("numpy", "matmul");
  return call_library(*entry, {{left, {}, span}, {right, {}, span}}, span);
}

ExprId FunctionChecker::binary(ir::BinaryOp op, ExprId left, ExprId right, Span span) {
  const Type a = type(left), b = type(right);
  if (is(a, Kind::never) || is(b, Kind::never)) return is(a, Kind::never) ? left : right;
  if (is(a, Kind::object) || is(b, Kind::object)) return dynamic(ir::DynamicOp::binary, symbol_of(op), {left, right}, types.object, span);
  if (is(a, Kind::union_) || is(b, Kind::union_)) {
    if (const auto tagged = tagged_binary(op, left, right, span)) return *tagged;
    if (is(a, Kind::union_)) {
      // The right operand is evaluated once, after the left one.
      const Reuse first = reuse(left, "left"), second = reuse(right, "right");
      return wrap(first, wrap(second, for_each_member(read(first, span), [&](ExprId member) { return binary(op, member, read(second, span), span); })));
    }
    const Reuse first = reuse(left, "left");
    return wrap(first, for_each_member(right, [&](ExprId member) { return binary(op, read(first, span), member, span); }));
  }
  if (types::is_python_number(a) && types::is_python_number(b)) return python_binary(op, left, right, span);
  if (const auto made = object_binary(op, left, right, span)) return *made;
  if (const auto made = enum_binary(op, left, right, span)) return *made;
  if (const auto made = sequence_binary(op, left, right, span)) return *made;
  if (is_numpy(a) || is_numpy(b)) {
    if (is_sequence(a) || is(a, Kind::list)) left = array_like(left, span);
    if (is_sequence(b) || is(b, Kind::list)) right = array_like(right, span);
    // The operator squares where the function of the same name takes a power: of bools in int8.
    if (op == ir::BinaryOp::power && is(type(left), Kind::array) && type(left)->dtype == types::DType::boolean && types::literal_int(b) == 2) left = cast(left, types.array(types::DType::int8, type(left)->rank));
    return numpy_binary(*this, program_.library, op, left, right, span);
  }
  // `int | str`, as a value.
  const auto is_class = [](Type type) { return is(type, Kind::type_object) || is(type, Kind::library); };
  if (op == ir::BinaryOp::bit_or && (is_class(a) || is_class(b)) && types::crosses(a) && types::crosses(b)) return binary(op, convert(left, types.object, span), convert(right, types.object, span), span);
  const std::string first = python_name(a), second = python_name(b);
  const bool concatenates = op == ir::BinaryOp::add && (base_kind(a) == Kind::string || is_sequence(a));
  fail_as(concatenates ? "can only concatenate " + first + " (not \"" + second + "\") to " + first
                       : "unsupported operand type(s) for " + std::string(op == ir::BinaryOp::power ? "** or pow()" : symbol_of(op)) + ": '" + first + "' and '" + second + "'",
          operand_types, span, symbol_of(op), a->text, b->text);
}

std::optional<ExprId> FunctionChecker::fold(ir::BinaryOp op, ExprId left, ExprId right, Span span) {
  const auto a = small_int(type(left)), b = small_int(type(right));
  if (!a || !b) return std::nullopt;
  // Of `&`, `|` and `^` the ints may be bools.
  const bool is_bitwise = op == ir::BinaryOp::bit_and || op == ir::BinaryOp::bit_or || op == ir::BinaryOp::bit_xor;
  const auto result = is_bitwise ? std::nullopt : whole_arithmetic(op, *a, *b);
  return result ? std::optional(integer(*result, span)) : std::nullopt;
}

ExprId FunctionChecker::python_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span) {
  if (const auto folded = fold(op, left, right, span)) return *folded;
  const Type a = type(left), b = type(right);
  const bool has_complex = base_kind(a) == Kind::complex || base_kind(b) == Kind::complex;
  const bool integral = is_integral(a) && is_integral(b);
  const bool booleans = base_kind(a) == Kind::boolean && base_kind(b) == Kind::boolean;
  Type operands = has_complex ? types.complex : integral ? types.integer : types.floating;
  Type result = operands;
  switch (op) {
    case ir::BinaryOp::add:
    case ir::BinaryOp::subtract:
    case ir::BinaryOp::multiply: break;
    case ir::BinaryOp::divide:
      if (integral) result = types.floating;
      break;
    case ir::BinaryOp::floor_divide:
    case ir::BinaryOp::remainder:
      if (has_complex) fail(operand_types, span, symbol_of(op), a->text, b->text);
      break;
    case ir::BinaryOp::power:
      // int ** int is an int where the exponent is not negative (docs/differences.md tells what a negative one does).
      if (integral && small_int(b) && *small_int(b) < 0) operands = result = types.floating;
      break;
    case ir::BinaryOp::bit_and:
    case ir::BinaryOp::bit_or:
    case ir::BinaryOp::bit_xor:
      if (!integral) fail(operand_types, span, symbol_of(op), a->text, b->text);
      if (booleans) operands = result = types.boolean;
      break;
    case ir::BinaryOp::left_shift:
    case ir::BinaryOp::right_shift:
      if (!integral) fail(operand_types, span, symbol_of(op), a->text, b->text);
      break;
  }
  return add(ir::Arithmetic{op, ir::Rules::python, cast(left, operands), cast(right, operands)}, result, span);
}

std::optional<ExprId> FunctionChecker::tagged_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span) {
  // Only where the machine operation is the same for every member: Python raises where NumPy divides by zero.
  const bool divides = op == ir::BinaryOp::divide;
  if (op != ir::BinaryOp::add && op != ir::BinaryOp::subtract && op != ir::BinaryOp::multiply && !divides) return std::nullopt;
  const auto members = [](Type type) { return is(type, Kind::union_) ? type->args : std::vector<Type>{type}; };
  const auto is_double = [&](Type type) {
    if (is(type, Kind::union_)) return types::union_storage(type) == types::UnionStorage::tagged_double;
    if (is(type, Kind::scalar)) return type->dtype == types::DType::float64;
    if (const auto value = types::literal_int(type)) return std::abs(*value) < (std::int64_t{1} << 53);
    return base_kind(type) == Kind::floating || base_kind(type) == Kind::integer;
  };
  const Type a = type(left), b = type(right);
  if (!is_double(a) || !is_double(b)) return std::nullopt;
  // The result of each pair: what the operation gives on plain operands of these types.
  const auto one = [&](Type x, Type y) -> Type {
    const bool numpy = is(x, Kind::scalar) || is(y, Kind::scalar);
    if (numpy) return types.scalar(types::DType::float64);
    if (is_integral(x) && is_integral(y)) return nullptr;  // an int operation: not a double's
    if (divides) return nullptr;                           // may raise
    return types.floating;
  };
  std::vector<Type> pairs;
  for (const Type x : members(a)) {
    for (const Type y : members(b)) {
      const Type result = one(x, y);
      if (result == nullptr) return std::nullopt;
      pairs.push_back(result);
    }
  }
  const Type result = types.union_of(pairs);
  const auto value = [&](ExprId operand) {
    return is(type(operand), Kind::union_) ? add(ir::TaggedValue{operand}, types.floating, span) : cast(operand, types.floating);
  };
  if (!is(result, Kind::union_)) {
    const ExprId x = cast(value(left), result), y = cast(value(right), result);
    return add(ir::Arithmetic{op, is(result, Kind::scalar) ? ir::Rules::numpy : ir::Rules::python, x, y}, result, span);
  }
  std::vector<int> tags;
  for (const Type pair : pairs) tags.push_back(int(std::find(result->args.begin(), result->args.end(), pair) - result->args.begin()));
  const auto operand = [&](ExprId plain) { return is(type(plain), Kind::union_) ? plain : cast(plain, types::storage_of(types, type(plain))); };
  return add(ir::TaggedArithmetic{op, operand(left), operand(right), std::move(tags)}, result, span);
}

std::optional<ExprId> FunctionChecker::sequence_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span) {
  const Type a = type(left), b = type(right);
  const auto runtime_call = [&](const char* symbol, const char* header, ExprId x, ExprId y, Type result) {
    return call(runtime(symbol, header, ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true), {x, y}, result, span);
  };
  // The items of both, as one of several types.
  const auto chained = [&](const char* to, const char* header, Type whole) {
    const ExprId all = call(runtime("kb::itertools::chain_as", "itertools.hpp", ir::Effects::reads | ir::Effects::allocates, false), {left, right}, types.iterator(whole->args[0]), span, {"$item"});
    return call(runtime(to, header, ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true), {all}, whole, span);
  };
  const auto in_python = [&](Type result) { return convert(dynamic(ir::DynamicOp::binary, symbol_of(op), {left, right}, types.object, span), result, span); };
  if (op == ir::BinaryOp::add) {
    if (base_kind(a) == Kind::string && base_kind(b) == Kind::string) return runtime_call("kb::concat", "str.hpp", cast(left, types.string), cast(right, types.string), types.string);
    if (is(a, Kind::tuple) && is(b, Kind::tuple)) {
      const Reuse first = reuse(left, "left"), second = reuse(right, "right");
      std::vector<ExprId> items;
      std::vector<Type> item_types;
      for (const auto& [tuple, whole] : {std::pair(first, a), std::pair(second, b)}) {
        for (std::size_t i = 0; i < whole->args.size(); ++i) {
          const Type item = whole->args[i];
          items.push_back(is(item, Kind::literal) ? constant(item, span) : add(ir::TupleItem{read(tuple, span), int(i)}, item, span));
          item_types.push_back(item);
        }
      }
      return wrap(first, wrap(second, add(ir::MakeTuple{std::move(items)}, types.tuple(item_types), span)));
    }
    if (is(a, Kind::list) && is(b, Kind::list)) {
      const Type joined = join_types(a, b);
      const bool is_chained = converts_items(*this, a->args[0], joined->args[0]) && converts_items(*this, b->args[0], joined->args[0]);
      if (!is_chained && !knowledge_.grown && is(joined->args[0], Kind::object)) return in_python(types.list(types.object));
      if (a->args[0] != b->args[0] && !knowledge_.grown && !is_chained) fail(operand_types, span, "+", a->text, b->text);
      if (a->args[0] != b->args[0] && !knowledge_.grown) return chained("kb::to_list", "list.hpp", types.list(types::storage_of(types, joined->args[0])));
      // Of two that hold nothing yet: what is found out of these is known of it.
      return runtime_call("kb::concat", "list.hpp", left, right, is(joined->args[0], Kind::never) ? joined : types.list(joined->args[0]));
    }
    const auto is_tuple = [](Type type) { return is(type, Kind::tuple) || is(type, Kind::variadic); };
    if (is_tuple(a) && is_tuple(b)) {
      // One of them of a length that is known when running only: the result too.
      const Type joined = types::storage_of(types, join_types(iterated(types, a), iterated(types, b)));
      const Type whole = is(joined, Kind::never) ? (is(a, Kind::variadic) ? a : b) : types.variadic(joined);
      if (is(a, Kind::tuple) && converts(a, whole)) left = convert(left, whole, span);
      if (is(b, Kind::tuple) && converts(b, whole)) right = convert(right, whole, span);
      if (type(left) == whole && type(right) == whole) return runtime_call("kb::concat", "variadic.hpp", left, right, whole);
      const bool is_chained = converts_items(*this, iterated(types, type(left)), joined) && converts_items(*this, iterated(types, type(right)), joined);
      if (is_chained && is(type(left), Kind::variadic) && is(type(right), Kind::variadic)) return chained("kb::to_variadic", "variadic.hpp", whole);
      if (is(joined, Kind::object) && !knowledge_.grown) return in_python(whole);
    }
  }
  if (op == ir::BinaryOp::multiply) {
    if (is_integral(a) && !is_integral(b)) {
      if (is_sequence(b) || base_kind(b) == Kind::string || is(b, Kind::bytes) || is(b, Kind::bytearray)) {
        const Reuse count = reuse(left, "count");
        return wrap(count, *sequence_binary(op, right, read(count, span), span));
      }
    }
    if (!is_integral(b)) return std::nullopt;
    const ExprId count = cast(right, types.integer);
    if (base_kind(a) == Kind::string) return runtime_call("kb::repeat", "str.hpp", cast(left, types.string), count, types.string);
    if (is(a, Kind::list)) return runtime_call("kb::repeat", "list.hpp", left, count, a);
    if (is(a, Kind::variadic)) return runtime_call("kb::repeat", "variadic.hpp", left, count, a);
    if (is(a, Kind::tuple)) {
      const auto known = small_int(b);
      if (known && *known <= 64) {
        const Reuse tuple = reuse(left, "tuple");
        std::vector<ExprId> items;
        std::vector<Type> item_types;
        for (std::int64_t n = 0; n < *known; ++n) {
          for (std::size_t i = 0; i < a->args.size(); ++i) {
            const Type item = a->args[i];
            items.push_back(is(item, Kind::literal) ? constant(item, span) : add(ir::TupleItem{read(tuple, span), int(i)}, item, span));
            item_types.push_back(item);
          }
        }
        return wrap(tuple, add(ir::MakeTuple{std::move(items)}, types.tuple(item_types), span));
      }
      const Type whole = types.variadic(types::storage_of(types, iterated(types, a)));
      if (!a->args.empty() && converts(a, whole)) return runtime_call("kb::repeat", "variadic.hpp", convert(left, whole, span), count, whole);
    }
  }
  const auto is_set_view = [](Type type) { return is(type, Kind::view) && type->name != "dict_values"; };
  const auto is_set = [&](Type type) { return is(type, Kind::set) || is(type, Kind::frozenset) || is_set_view(type); };
  // A view takes anything that can be iterated over, on either side.
  const bool of_sets = (is_set(a) && is_set(b)) || (is_set_view(a) && iterated(types, b) != nullptr) || (is_set_view(b) && iterated(types, a) != nullptr);
  if (of_sets) {
    const char* method = op == ir::BinaryOp::bit_or ? "union" : op == ir::BinaryOp::bit_and ? "intersection" : op == ir::BinaryOp::subtract ? "difference" : op == ir::BinaryOp::bit_xor ? "symmetric_difference" : nullptr;
    if (method != nullptr) {
      if (!is(a, Kind::set) && !is(a, Kind::frozenset)) left = call_library(*program_.library.find_function("builtins", "set"), {{left, {}, span}}, span);
      return call_library(*program_.library.find_method(type(left), method), {{left, {}, span}, {right, {}, span}}, span);
    }
  }
  if (op == ir::BinaryOp::remainder && (is(a, Kind::bytes) || is(a, Kind::bytearray)) && types::crosses(types::storage_of(types, b))) {
    return convert(method_in_python("__mod__", {{left, {}, span}, {right, {}, span}}, span), a, span);
  }
  static const std::map<ir::BinaryOp, const char*> special_methods{{ir::BinaryOp::add, "__add__"}, {ir::BinaryOp::subtract, "__sub__"}, {ir::BinaryOp::multiply, "__mul__"},
                                                                   {ir::BinaryOp::bit_or, "__or__"}, {ir::BinaryOp::bit_and, "__and__"}, {ir::BinaryOp::remainder, "__mod__"}};
  const auto special = special_methods.find(op);
  const bool is_format = op == ir::BinaryOp::remainder && is(types::base_of(a), Kind::string) && types::is_number(b);
  if (special == special_methods.end() || types::is_number(a) || (is_numpy(b) && !is_format)) return std::nullopt;
  const auto method = program_.library.find_method(a, special->second);
  if (!method) return std::nullopt;
  if (op == ir::BinaryOp::remainder && (has_own_text(b) || ((is(b, Kind::dict) || is(b, Kind::variadic)) && types::crosses(b)))) return convert(method_in_python("__mod__", {{left, {}, span}, {right, {}, span}}, span), types.string, span);
  return call_library(*method, {{left, {}, span}, {right, {}, span}}, span);
}

ExprId FunctionChecker::unary(const ast::UnaryOp& node, Span span) {
  if (node.op == ast::UnaryOperator::Not) return negation(condition(*node.operand), span);
  if (const auto value = constant_integer(node)) {
    if (!fits(*value)) fail(integer_too_large, span);
    return integer(static_cast<std::int64_t>(*value), span);
  }
  const ir::UnaryOp op = node.op == ast::UnaryOperator::USub ? ir::UnaryOp::negative : node.op == ast::UnaryOperator::UAdd ? ir::UnaryOp::positive : ir::UnaryOp::invert;
  return unary_of(op, expression(*node.operand), span);
}

ExprId FunctionChecker::unary_of(ir::UnaryOp op, ExprId whole, Span span) {
  static const char* const symbols[] = {"-", "+", "~"};
  if (const Type a = type(whole); op == ir::UnaryOp::negative && is(a, Kind::union_) && types::union_storage(a) == types::UnionStorage::tagged_double &&
                                  std::none_of(a->args.begin(), a->args.end(), is_integral)) {
    // Negated without a look at what it is: by a multiplication, which is exact.
    return *tagged_binary(ir::BinaryOp::multiply, whole, constant(types.literal(-1.0), span), span);
  }
  return for_each_member(whole, [&](ExprId operand) -> ExprId {
    const Type a = type(operand);
    if (is(a, Kind::never)) return operand;
    if (is(a, Kind::object)) return dynamic(ir::DynamicOp::unary, symbols[static_cast<int>(op)], {operand}, types.object, span);
    if (is(a, Kind::instance) || types::is_named_tuple(a) || value_operator(a, unary_method(op)) != nullptr) return object_unary(op, operand, span);
    if (is(types::base_of(a), Kind::enumeration)) return enum_unary(op, operand, span);
    if (is_numpy(a)) return numpy_unary(*this, program_.library, op, operand, span);
    if (!types::is_python_number(a)) fail_as(std::string("bad operand type for unary ") + symbols[static_cast<int>(op)] + ": '" + python_name(a) + "'", operand_type, span, symbols[static_cast<int>(op)], a->text);
    if (const auto value = small_int(a); value && *value != INT64_MIN) {
      return integer(op == ir::UnaryOp::negative ? -*value : op == ir::UnaryOp::invert ? ~*value : *value, span);
    }
    if (is(a, Kind::literal) && base_kind(a) == Kind::floating && op != ir::UnaryOp::invert) {
      const double value = std::get<double>(a->value.data);
      return constant(types.literal(op == ir::UnaryOp::negative ? -value : value), span);
    }
    const Type result = is_integral(a) ? types.integer : types::base_of(a);
    if (op == ir::UnaryOp::invert && !is_integral(a)) fail(operand_type, span, "~", a->text);
    return add(ir::Unary{op, ir::Rules::python, cast(operand, result)}, result, span);
  });
}

ExprId FunctionChecker::comparison(const ast::Compare& node, Span span) {
  Operands operands(*this);
  const bool is_equality = node.ops[0] == ast::CmpOperator::Is || node.ops[0] == ast::CmpOperator::IsNot || node.ops[0] == ast::CmpOperator::Eq || node.ops[0] == ast::CmpOperator::NotEq;
  operands.add(is_equality ? as_it_is(*node.left) : expression(*node.left));
  const ExprId right = is_equality ? as_it_is(*node.comparators[0]) : expression(*node.comparators[0]);
  const ExprId left = operands.take()[0];
  if (node.ops.size() == 1) return compare_as(node.ops[0], left, right, span);
  // a < b < c: each operand once; the rest is not evaluated where an earlier part is false.
  const Reuse first = reuse(left, "operand");
  const auto keep = [&](const Reuse& kept, ExprId operand) {
    if (kept.local) emit(ir::Assign{kept.local, cast(operand, function[kept.local].type)}, span);
  };
  bool is_kept = false;  // `first`
  const std::function<ExprId(std::size_t, const Reuse&, ExprId)> chain = [&](std::size_t i, const Reuse& before, ExprId operand) -> ExprId {
    const Reuse next = reuse(operand, "operand");
    const ExprId part = truth(compare_as(node.ops[i], read(before, span), read(next, span), span), span);
    if (i + 1 == node.ops.size()) return wrap(next, part);
    ExprId rest;
    ir::Block statements = build_block([&] { rest = chain(i + 1, next, expression(*node.comparators[i + 1])); });
    if (statements.empty()) return wrap(next, logical_of(true, part, rest, span));
    // What a later operand needs statements for (a comprehension).
    if (i == 0) keep(first, left), is_kept = true;
    keep(next, operand);
    return choose(part, {std::move(statements), rest}, {{}, constant(types.literal(false), span)}, types.boolean, span);
  };
  const ExprId whole = chain(0, first, right);
  return is_kept ? whole : wrap(first, whole);
}

ExprId FunctionChecker::logical_of(bool is_and, ExprId left, ExprId right, Span span) {
  if (const auto known = static_truth(left)) return *known == is_and ? right : left;
  return add(ir::Logical{is_and, cast(left, types.boolean), cast(right, types.boolean)}, types.boolean, span);
}

ExprId FunctionChecker::compare_as(ast::CmpOperator op, ExprId left, ExprId right, Span span) {
  switch (op) {
    case ast::CmpOperator::Eq: return compare(ir::CompareOp::equal, left, right, span);
    case ast::CmpOperator::NotEq: return compare(ir::CompareOp::not_equal, left, right, span);
    case ast::CmpOperator::Lt: return compare(ir::CompareOp::less, left, right, span);
    case ast::CmpOperator::LtE: return compare(ir::CompareOp::less_equal, left, right, span);
    case ast::CmpOperator::Gt: return compare(ir::CompareOp::greater, left, right, span);
    case ast::CmpOperator::GtE: return compare(ir::CompareOp::greater_equal, left, right, span);
    case ast::CmpOperator::Is: return identity(left, right, false, span);
    case ast::CmpOperator::IsNot: return identity(left, right, true, span);
    case ast::CmpOperator::In: return contains(left, right, false, span);
    case ast::CmpOperator::NotIn: return contains(left, right, true, span);
  }
  return left;
}

ExprId FunctionChecker::compare(ir::CompareOp op, ExprId left, ExprId right, Span span) {
  const Type a = type(left), b = type(right);
  if (is(a, Kind::never) || is(b, Kind::never)) return is(a, Kind::never) ? left : right;
  if (is(a, Kind::object) || is(b, Kind::object)) return dynamic(ir::DynamicOp::compare, std::string(ir::spelling(op)), {left, right}, types.object, span);
  const bool equality = op == ir::CompareOp::equal || op == ir::CompareOp::not_equal;
  // Items of which native code does not know the order: Python has it, or its TypeError.
  if (!equality && is_ordered_by_items(a) && is_ordered_by_items(b) && a->kind == b->kind && (has_unordered_item(a) || has_unordered_item(b)) && types::crosses(a) && types::crosses(b)) {
    return dynamic(ir::DynamicOp::compare, std::string(ir::spelling(op)), {left, right}, types.object, span);
  }
  // Objects in one container, and other items in the other.
  if (a != b && types::is_container(a) && types::is_container(b) && types::holds_any(a) != types::holds_any(b) && types::crosses(a) && types::crosses(b)) {
    return dynamic(ir::DynamicOp::compare, std::string(ir::spelling(op)), {left, right}, types.object, span);
  }
  const auto is_tuple = [](Type type) { return is(type, Kind::tuple) || is(type, Kind::variadic); };
  if (a->kind != b->kind && is_tuple(a) && is_tuple(b) && (types::holds_any(a) || types::holds_any(b)) && types::crosses(a) && types::crosses(b)) {
    return dynamic(ir::DynamicOp::compare, std::string(ir::spelling(op)), {left, right}, types.object, span);
  }
  if (is(a, Kind::union_) || is(b, Kind::union_)) {
    const Reuse first = reuse(left, "left"), second = reuse(right, "right");
    const auto inner = [&](ExprId member) {
      const Reuse x = reuse(member, "member");
      return wrap(x, for_each_member(read(second, span), [&](ExprId y) { return compare(op, read(x, span), y, span); }));
    };
    return wrap(first, wrap(second, for_each_member(read(first, span), inner)));
  }
  if (const auto made = object_compare(op, left, right, span)) return *made;
  if (const auto made = enum_compare(op, left, right, span)) return *made;
  if (is(a, Kind::exception) && is(b, Kind::exception) && equality) return identity(left, right, op == ir::CompareOp::not_equal, span);
  if (is_numpy(a) || is_numpy(b)) {
    if (is(a, Kind::none) || is(b, Kind::none)) {
      if (!equality) fail(operand_types, span, ir::spelling(op), a->text, b->text);
      if (!is(a, Kind::array) && !is(b, Kind::array)) return constant(types.literal(op == ir::CompareOp::not_equal), span);
    }
    if (is_sequence(a)) left = array_like(left, span);
    if (is_sequence(b)) right = array_like(right, span);
    if ((is_numpy(type(left)) || types::is_python_number(type(left))) && (is_numpy(type(right)) || types::is_python_number(type(right)))) {
      return numpy_compare(*this, program_.library, op, left, right, span);
    }
  }
  if (types::is_python_number(a) && types::is_python_number(b)) {
    if (const auto x = small_int(a), y = small_int(b); x && y) {
      const bool results[] = {*x == *y, *x != *y, *x < *y, *x <= *y, *x > *y, *x >= *y};
      return constant(types.literal(results[static_cast<int>(op)]), span);
    }
    if (base_kind(a) == Kind::complex || base_kind(b) == Kind::complex) {
      if (!equality) fail(operand_types, span, ir::spelling(op), a->text, b->text);
      return add(ir::Compare{op, cast(left, types.complex), cast(right, types.complex)}, types.boolean, span);
    }
    const auto plain = [&](ExprId operand) { return cast(operand, base_kind(type(operand)) == Kind::boolean ? types.integer : types::base_of(type(operand))); };
    return add(ir::Compare{op, plain(left), plain(right)}, types.boolean, span);
  }
  if (base_kind(a) == Kind::string && base_kind(b) == Kind::string) {
    if (const auto x = types::literal_string(a), y = types::literal_string(b); x && y && equality) {
      return constant(types.literal((*x == *y) == (op == ir::CompareOp::equal)), span);
    }
    return add(ir::Compare{op, cast(left, types.string), cast(right, types.string)}, types.boolean, span);
  }
  if (is(a, Kind::tuple) && is(b, Kind::tuple) && equality) {
    if (a->args.size() != b->args.size()) return constant(types.literal(op == ir::CompareOp::not_equal), span);
    const Reuse first = reuse(left, "left"), second = reuse(right, "right");
    ExprId all = constant(types.literal(true), span);
    for (std::size_t i = a->args.size(); i-- > 0;) {
      const ExprId x = add(ir::TupleItem{read(first, span), int(i)}, a->args[i], span), y = add(ir::TupleItem{read(second, span), int(i)}, b->args[i], span);
      const ExprId same = truth(compare(ir::CompareOp::equal, is(a->args[i], Kind::literal) ? constant(a->args[i], span) : x, is(b->args[i], Kind::literal) ? constant(b->args[i], span) : y, span), span);
      all = logical_of(true, same, all, span);
    }
    return wrap(first, wrap(second, op == ir::CompareOp::equal ? all : negation(all, span)));
  }
  if ((is(a, Kind::tuple) && is(b, Kind::variadic)) || (is(a, Kind::variadic) && is(b, Kind::tuple))) {
    // The one whose length is known as the other is.
    const Type known = is(a, Kind::tuple) ? a : b, open = is(a, Kind::tuple) ? b : a;
    Type item = known->args.empty() ? open->args[0] : types.never;
    for (const Type one : known->args) item = types::storage_of(types, join_types(item, one));
    if (item == open->args[0] || (types::is_python_number(item) && types::is_python_number(open->args[0]))) {
      (is(a, Kind::tuple) ? left : right) = convert(is(a, Kind::tuple) ? left : right, types.variadic(item), span);
      return add(ir::Compare{op, left, right}, types.boolean, span);
    }
    fail(operand_types, span, ir::spelling(op), a->text, b->text);
  }
  if (a->kind == b->kind && (is_sequence(a) || is(a, Kind::set) || is(a, Kind::frozenset) || is(a, Kind::deque) || is(a, Kind::bytes) || is(a, Kind::bytearray) || is(a, Kind::dict) || is(a, Kind::view) || is(a, Kind::range) || is(a, Kind::slice))) {
    return add(ir::Compare{op, left, right}, types.boolean, span);
  }
  const auto set_like = [](Type type) { return is(type, Kind::set) || is(type, Kind::frozenset) || (is(type, Kind::view) && type->name != "dict_values"); };
  const auto bytes_like = [](Type type) { return is(type, Kind::bytes) || is(type, Kind::bytearray); };
  if ((set_like(a) && set_like(b)) || (bytes_like(a) && bytes_like(b))) return add(ir::Compare{op, left, right}, types.boolean, span);
  if (is(a, Kind::none) && is(b, Kind::none) && equality) return decided(op == ir::CompareOp::equal, {left, right}, span);
  if (is(a, Kind::type_object) && is(b, Kind::type_object) && equality) return constant(types.literal((a == b) == (op == ir::CompareOp::equal)), span);
  // Beside what is no number, each element is unequal. Of scalars NumPy says so where it could make an array of the other; else Python does.
  const auto has_dtype = [](Type type) { return base_kind(type) == Kind::string || is(type, Kind::bytes); };
  if (equality && a->kind != b->kind && (is(a, Kind::array) || is(b, Kind::array) || (is(a, Kind::scalar) && has_dtype(b)) || (is(b, Kind::scalar) && has_dtype(a)))) {
    const Reuse first = reuse(left, "left"), second = reuse(right, "right");
    const bool answer = op == ir::CompareOp::not_equal;
    const Type element = types.scalar(types::DType::boolean);
    const ExprId numpy = is_numpy(a) ? read(first, span) : read(second, span);
    ExprId made = cast(constant(types.literal(answer), span), element);
    if (is(type(numpy), Kind::array) && type(numpy)->rank > 0) {
      const ExprId dtype = add(ir::Constant{}, types.type_object(element), span);
      made = call_library(*program_.library.find_function("numpy", answer ? "ones_like" : "zeros_like"), {{numpy, {}, span}, {dtype, "dtype", span}}, span);
    }
    return wrap(first, wrap(second, made));
  }
  // Values of kinds that are never equal.
  if (equality && a->kind != b->kind) return decided(op == ir::CompareOp::not_equal, {left, right}, span);
  fail_as("'" + std::string(ir::spelling(op)) + "' not supported between instances of '" + python_name(a) + "' and '" + python_name(b) + "'", operand_types, span, ir::spelling(op), a->text, b->text);
}

// What the types alone decide. The operands are evaluated all the same.
ExprId FunctionChecker::decided(bool value, std::initializer_list<ExprId> operands, Span span) {
  for (const ExprId operand : operands) {
    const ir::ExprNode& node = function[operand].node;
    const auto* read = std::get_if<ir::ReadLocal>(&node);
    if (std::holds_alternative<ir::Constant>(node) || std::holds_alternative<ir::ReadGlobal>(node) || (read != nullptr && !read->checked)) continue;
    emit(ir::Evaluate{operand}, span);
  }
  return constant(types.literal(value), span);
}

ExprId FunctionChecker::identity(ExprId left, ExprId right, bool negated, Span span) {
  if (is(type(left), Kind::none)) std::swap(left, right);
  if (is(type(left), Kind::object) || is(type(right), Kind::object)) {
    const ExprId same = dynamic(ir::DynamicOp::is_same, {}, {left, right}, types.boolean, span);
    return negated ? negation(same, span) : same;
  }
  const bool of_objects = types::holds_object(type(left)) || types::holds_object(type(right));
  const bool of_booleans = base_kind(type(left)) == Kind::boolean || base_kind(type(right)) == Kind::boolean;
  if ((of_objects || of_booleans) && (is(type(left), Kind::union_) || is(type(right), Kind::union_)) && !is(type(right), Kind::none)) {
    // `None`, `True` and `False` are one object each; objects of different classes are different ones.
    const Reuse first = reuse(left, "left"), second = reuse(right, "right");
    const ExprId same = for_each_member(read(first, span), [&](ExprId member) {
      const Reuse x = reuse(member, "member");
      return wrap(x, for_each_member(read(second, span), [&](ExprId y) -> ExprId {
        if (base_kind(type(y)) != base_kind(type(member))) return add(ir::Convert{constant(types.literal(false), span)}, types.boolean, span);
        return cast(identity(read(x, span), y, false, span), types.boolean);
      }));
    });
    const ExprId result = wrap(first, wrap(second, same));
    return negated ? negation(result, span) : result;
  }
  if (is(type(right), Kind::none)) {
    const Type a = type(left);
    if (is(a, Kind::none)) return decided(!negated, {left, right}, span);
    if (!is(a, Kind::union_)) return decided(negated, {left, right}, span);
    const auto member = std::find_if(a->args.begin(), a->args.end(), [](Type type) { return is(type, Kind::none); });
    if (member == a->args.end()) return decided(negated, {left, right}, span);
    const ExprId test = add(ir::IsMember{left, int(member - a->args.begin())}, types.boolean, span);
    return negated ? negation(test, span) : test;
  }
  const Type a = type(left), b = type(right);
  if (base_kind(a) == Kind::boolean && base_kind(b) == Kind::boolean) {
    return compare(negated ? ir::CompareOp::not_equal : ir::CompareOp::equal, left, right, span);
  }
  const Type plain_a = types::base_of(a), plain_b = types::base_of(b);
  if (is(plain_a, Kind::enumeration) || is(plain_b, Kind::enumeration)) {
    if (plain_a != plain_b) return decided(negated, {left, right}, span);
    if (is(a, Kind::literal) && is(b, Kind::literal)) return constant(types.literal((a == b) != negated), span);
    const ExprId same = call(runtime("kb::is_same", "identity.hpp", ir::Effects::none, false), {cast(left, plain_a), cast(right, plain_a)}, types.boolean, span);
    return negated ? negation(same, span) : same;
  }
  if (is(a, Kind::type_object) && is(b, Kind::type_object)) return constant(types.literal((a == b) != negated), span);
  if (a->kind == b->kind && (types::is_container(a) || is(a, Kind::bytearray) || is(a, Kind::iterator) || is(a, Kind::array) || is(a, Kind::instance) || is(a, Kind::exception))) {
    if (is(a, Kind::instance) && a != b) {
      const Type shared = types::common_class(a, b);
      if (shared == nullptr) return decided(negated, {left, right}, span);
      left = convert(left, shared, span);
      right = convert(right, shared, span);
    }
    const ExprId same = call(runtime("kb::is_same", "identity.hpp", ir::Effects::none, false), {left, right}, types.boolean, span);
    return negated ? negation(same, span) : same;
  }
  if (base_kind(a) != base_kind(b)) return decided(negated, {left, right}, span);
  fail(unsupported, span, "`is` between `" + a->text + "` and `" + b->text + "`");
}

ExprId FunctionChecker::contains(ExprId item, ExprId container, bool negated, Span span) {
  const Reuse looked_for = reuse(item, "item");
  const ExprId found = for_each_member(container, [&](ExprId where) -> ExprId {
    const Type whole = type(where);
    if (is(whole, Kind::object)) return dynamic(ir::DynamicOp::contains, {}, {read(looked_for, span), where}, types.boolean, span);
    if (is(whole, Kind::tuple)) {
      const Reuse tuple = reuse(where, "tuple");
      ExprId any = constant(types.literal(false), span);
      for (std::size_t i = whole->args.size(); i-- > 0;) {
        const Type part = whole->args[i];
        const ExprId candidate = is(part, Kind::literal) ? constant(part, span) : add(ir::TupleItem{read(tuple, span), int(i)}, part, span);
        any = logical_of(false, truth(compare(ir::CompareOp::equal, candidate, read(looked_for, span), span), span), any, span);
      }
      return wrap(tuple, any);
    }
    if (is(whole, Kind::type_object) && is(whole->args[0], Kind::enumeration)) {
      if (types::base_of(type(item)) == whole->args[0]) return cast(decided(true, {read(looked_for, span)}, span), types.boolean);
      fail(operand_types, span, "in", type(item)->text, whole->text);
    }
    if (is(types::base_of(whole), Kind::enumeration) && enum_of(whole).is_flag() && types::base_of(type(item)) == types::base_of(whole)) {
      const Reuse part = reuse(cast(enum_value(read(looked_for, span), span), types.integer), "flag");
      const ExprId common = add(ir::Arithmetic{ir::BinaryOp::bit_and, ir::Rules::python, read(part, span), cast(enum_value(where, span), types.integer)}, types.integer, span);
      return wrap(part, add(ir::Compare{ir::CompareOp::equal, common, read(part, span)}, types.boolean, span));
    }
    if (is(whole, Kind::array)) {
      // What NumPy does: any of the elements that are equal.
      const ExprId equal = compare(ir::CompareOp::equal, where, read(looked_for, span), span);
      if (!is(type(equal), Kind::array)) return truth(equal, span);
      return truth(call_library(*program_.library.find_function("numpy", "any"), {{equal, {}, span}}, span), span);
    }
    // Nothing was ever put in: it is empty.
    if ((types::is_container(whole) || is(whole, Kind::frozenset) || is(whole, Kind::view)) && is(whole->args[0], Kind::never)) {
      return add(ir::Convert{constant(types.literal(false), span)}, types.boolean, span);
    }
    if (is(whole, Kind::iterator) || (is(whole, Kind::instance) && !special_method(whole, "__contains__"))) {
      // Asked item by item, up to the one that is found.
      const ExprId items = is(whole, Kind::instance) ? iterator_of(where, span) : where;
      const ir::RuntimeId search = runtime("kb::has_item", "generator.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes, true);
      const ExprId wanted = read(looked_for, span);
      return call(search, {items, cast(wanted, types::storage_of(types, type(wanted)))}, types.boolean, span);
    }
    if (is(whole, Kind::instance)) return truth(call_special(where, "__contains__", {{read(looked_for, span), {}, span}}, span), span);
    const auto entry = program_.library.find_method(whole, "__contains__");
    if (!entry) fail(operand_types, span, "in", type(item)->text, whole->text);
    return call_library(*entry, {{where, {}, span}, {read(looked_for, span), {}, span}}, span);
  });
  const ExprId result = wrap(looked_for, found);
  return negated ? negation(result, span) : result;
}

}  // namespace keelback::check
