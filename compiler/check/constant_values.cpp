#include "check/constant_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "check/classes.hpp"
#include "check/program.hpp"

namespace keelback::check {

using types::is;

ir::BinaryOp operation_of(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add: return ir::BinaryOp::add;
    case ast::Operator::Sub: return ir::BinaryOp::subtract;
    case ast::Operator::Mult: return ir::BinaryOp::multiply;
    case ast::Operator::Div: return ir::BinaryOp::divide;
    case ast::Operator::FloorDiv: return ir::BinaryOp::floor_divide;
    case ast::Operator::Mod: return ir::BinaryOp::remainder;
    case ast::Operator::Pow: return ir::BinaryOp::power;
    case ast::Operator::LShift: return ir::BinaryOp::left_shift;
    case ast::Operator::RShift: return ir::BinaryOp::right_shift;
    case ast::Operator::BitAnd: return ir::BinaryOp::bit_and;
    case ast::Operator::BitOr: return ir::BinaryOp::bit_or;
    case ast::Operator::BitXor: return ir::BinaryOp::bit_xor;
    case ast::Operator::MatMult: break;
  }
  return ir::BinaryOp::multiply;
}

std::optional<double> literal_number(Type type) {
  if (const auto whole = types::literal_int(type)) return double(*whole);
  return types::is_literal(type, Kind::floating) ? std::optional(std::get<double>(type->value.data)) : std::nullopt;
}

namespace {

class Reader {
 public:
  Reader(Program& program, const std::function<Type(std::string_view)>& own) : program_(program), types_(program.types), own_(own) {}

  Type read(ModuleScope& scope, const ast::Expr& node, int depth, bool is_outside) {
    if (depth > longest_chain) return nullptr;
    const auto inner = [&](const ast::Expr& part) { return read(scope, part, depth + 1, is_outside); };
    if (const auto* constant = ast::as<ast::Constant>(&node)) return literal(constant->value);
    if (const auto* name = ast::as<ast::Name>(&node)) {
      if (const Type known = is_outside || !own_ ? nullptr : own_(name->id)) return is(known, Kind::never) ? nullptr : known;
      return of_module(scope, name->id, depth);
    }
    if (const auto* tuple = ast::as<ast::Tuple>(&node)) {
      std::vector<Type> items;
      for (const auto* item : tuple->elts) {
        items.push_back(inner(*item));
        if (items.back() == nullptr) return nullptr;
      }
      return types_.tuple(items);
    }
    if (const auto* unary = ast::as<ast::UnaryOp>(&node)) {
      const Type operand = inner(*unary->operand);
      return operand == nullptr ? nullptr : unary_value(unary->op, operand);
    }
    if (const auto* binary = ast::as<ast::BinOp>(&node)) {
      const Type left = inner(*binary->left), right = left == nullptr ? nullptr : inner(*binary->right);
      return right == nullptr ? nullptr : binary_value(binary->op, left, right);
    }
    if (const auto* attribute = ast::as<ast::Attribute>(&node)) return attribute_value(scope, *attribute);
    if (const auto* call = ast::as<ast::Call>(&node)) return infinity(scope, *call);
    return nullptr;
  }

 private:
  Type literal(const ast::ConstantValue& value) {
    switch (value.type) {
      case ast::ConstantValue::Type::none: return types_.none;
      case ast::ConstantValue::Type::true_: return types_.literal(true);
      case ast::ConstantValue::Type::false_: return types_.literal(false);
      case ast::ConstantValue::Type::string: return types_.literal(value.text);
      case ast::ConstantValue::Type::floating: return types_.literal(value.floating);
      case ast::ConstantValue::Type::integer: return value.fits_int64 ? types_.literal(value.integer) : nullptr;
      default: return nullptr;
    }
  }

  Type of_module(ModuleScope& scope, std::string_view name, int depth) {
    const auto own = scope.names.find(name);
    if (own == scope.names.end()) return nullptr;
    const auto [where, what] = own->second.kind == ModuleName::Kind::constant ? Program::Definition{&scope, &own->second} : program_.definition(scope, name);
    if (where == nullptr || what->kind != ModuleName::Kind::constant || what->is_changed || what->constant == nullptr || what->constants_of != nullptr) return nullptr;
    return read(*where, *what->constant, depth + 1, true);
  }

  static bool is_whole(Type type) { return types::is_literal(type, Kind::integer) && types::literal_int(type).has_value(); }

  Type unary_value(ast::UnaryOperator op, Type operand) {
    if (op == ast::UnaryOperator::Not) return types::is_literal(operand, Kind::boolean) ? types_.literal(!std::get<bool>(operand->value.data)) : nullptr;
    if (is_whole(operand)) {
      const std::int64_t value = *types::literal_int(operand);
      if (op == ast::UnaryOperator::Invert) return types_.literal(~value);
      if (op == ast::UnaryOperator::UAdd) return operand;
      return value == std::numeric_limits<std::int64_t>::min() ? nullptr : types_.literal(-value);
    }
    if (!types::is_literal(operand, Kind::floating) || op == ast::UnaryOperator::Invert) return nullptr;
    return op == ast::UnaryOperator::UAdd ? operand : types_.literal(-*literal_number(operand));
  }

  Type binary_value(ast::Operator op, Type left, Type right) {
    if (op == ast::Operator::MatMult) return nullptr;
    if (is_whole(left) && is_whole(right) && op != ast::Operator::Div) {
      const auto value = whole_arithmetic(operation_of(op), *types::literal_int(left), *types::literal_int(right));
      return value ? types_.literal(*value) : nullptr;
    }
    const auto left_text = types::literal_string(left), right_text = types::literal_string(right);
    if (left_text && right_text && op == ast::Operator::Add) return types_.literal(std::string_view(std::string(*left_text) + std::string(*right_text)));
    const bool is_number = (is_whole(left) || types::is_literal(left, Kind::floating)) && (is_whole(right) || types::is_literal(right, Kind::floating));
    if (!is_number) return nullptr;
    // Ints that are no exact doubles are divided exactly by Python.
    constexpr double exact = 9007199254740992.0;
    const double a = *literal_number(left), b = *literal_number(right);
    if ((is_whole(left) && std::abs(a) > exact) || (is_whole(right) && std::abs(b) > exact)) return nullptr;
    switch (op) {
      case ast::Operator::Add: return types_.literal(a + b);
      case ast::Operator::Sub: return types_.literal(a - b);
      case ast::Operator::Mult: return types_.literal(a * b);
      case ast::Operator::Div: return b == 0 ? nullptr : types_.literal(a / b);
      default: return nullptr;
    }
  }

  Type attribute_value(ModuleScope& scope, const ast::Attribute& node) {
    if (EnumInfo* info = find_enum(program_, scope, *node.value)) {
      const auto member = info->by_name.find(node.attr);
      return info->refused || member == info->by_name.end() ? nullptr : types_.member(info->type, info->members[member->second].key);
    }
    const std::string name = meaning(scope, node);
    if (name == "math.pi" || name == "numpy.pi") return types_.literal(std::numbers::pi);
    if (name == "math.e" || name == "numpy.e") return types_.literal(std::numbers::e);
    if (name == "math.tau") return types_.literal(2 * std::numbers::pi);
    if (name == "math.inf" || name == "numpy.inf") return types_.literal(std::numeric_limits<double>::infinity());
    return nullptr;
  }

  // float("inf")
  Type infinity(ModuleScope& scope, const ast::Call& call) {
    const auto* text = call.args.size() == 1 && call.keywords.empty() ? ast::as<ast::Constant>(call.args[0]) : nullptr;
    if (text == nullptr || text->value.type != ast::ConstantValue::Type::string || meaning(scope, *call.func) != "builtins.float") return nullptr;
    if (text->value.text == "inf") return types_.literal(std::numeric_limits<double>::infinity());
    return text->value.text == "-inf" ? types_.literal(-std::numeric_limits<double>::infinity()) : nullptr;
  }

  Program& program_;
  TypeTable& types_;
  const std::function<Type(std::string_view)>& own_;
};

}  // namespace

bool is_for_type_checkers(const ModuleScope& scope, const ast::Expr& test) {
  if (is_typing(meaning(scope, test), "TYPE_CHECKING")) return true;
  const auto* name = ast::as<ast::Name>(&test);
  const auto found = name != nullptr && name->id == "TYPE_CHECKING" ? scope.names.find(name->id) : scope.names.end();
  const auto* value = found != scope.names.end() && found->second.constant != nullptr ? ast::as<ast::Constant>(found->second.constant) : nullptr;
  return value != nullptr && value->value.type == ast::ConstantValue::Type::false_;
}

bool is_overload(const ast::FunctionDef& def) {
  return std::any_of(def.decorator_list.begin(), def.decorator_list.end(), [](const ast::Expr* decorator) {
    const auto* name = ast::as<ast::Name>(decorator);
    const auto* attribute = ast::as<ast::Attribute>(decorator);
    return name != nullptr ? name->id == "overload" : attribute != nullptr && attribute->attr == "overload";
  });
}

Type constant_value(Program& program, ModuleScope& scope, const ast::Expr& node, const std::function<Type(std::string_view)>& own) { return Reader(program, own).read(scope, node, 0, false); }

}  // namespace keelback::check
