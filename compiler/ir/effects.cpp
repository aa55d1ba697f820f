#include "ir/effects.hpp"

#include "ir/walk.hpp"

namespace keelback::ir {
namespace {

using types::Kind;

constexpr Effects all = Effects::raises | Effects::reads | Effects::writes | Effects::allocates;

bool is_float(Type type) {
  return type->kind == Kind::floating || (type->kind == Kind::scalar && types::is_inexact(type->dtype));
}

Effects arithmetic_effects(const Arithmetic& node, Type type) {
  if (type->kind == Kind::array) return Effects::raises | Effects::reads | Effects::allocates;
  if (type->kind == Kind::string || type->kind == Kind::tuple || type->kind == Kind::list) return Effects::reads | Effects::allocates | Effects::raises;
  if (!node.checked) return Effects::none;
  if (node.rules == Rules::numpy) {
    const bool integer_power = node.op == BinaryOp::power && !is_float(type);
    return integer_power ? Effects::raises : Effects::none;
  }
  const bool is_int = types::base_of(type)->kind == Kind::integer;
  switch (node.op) {
    case BinaryOp::add:
    case BinaryOp::subtract:
    case BinaryOp::multiply: return is_int ? Effects::raises : Effects::none;
    case BinaryOp::divide:
    case BinaryOp::floor_divide:
    case BinaryOp::remainder:
    case BinaryOp::power:
    case BinaryOp::left_shift:
    case BinaryOp::right_shift: return Effects::raises;
    case BinaryOp::bit_and:
    case BinaryOp::bit_or:
    case BinaryOp::bit_xor: return Effects::none;
  }
  return Effects::raises;
}

Effects convert_effects(Type from, Type to) {
  if (to->kind == Kind::object || from->kind == Kind::object) return to->kind == from->kind ? Effects::none : Effects::raises | Effects::reads | Effects::allocates;
  if (to->kind == Kind::array) return Effects::reads | Effects::allocates | Effects::raises;
  if (to->kind == Kind::union_ || from->kind == Kind::union_ || from->kind == Kind::literal) return Effects::none;
  if (types::is_time(from) || types::is_time(to)) return Effects::none;
  const auto a = types::number_of(from), b = types::number_of(to);
  if (!a || !b) return a || b || from->kind == Kind::none ? Effects::none : Effects::allocates;
  const bool narrows = types::is_integer(b->dtype) && !types::can_cast_safely(a->dtype, b->dtype);
  const bool python = a->weak || b->weak;
  return narrows && python ? Effects::raises : Effects::none;
}

bool has_checked(const std::vector<Bounds>& bounds) {
  for (Bounds bound : bounds) {
    if (bound != Bounds::proved) return true;
  }
  return false;
}

bool subscript_raises(const std::vector<SubscriptItem>& items) {
  for (const SubscriptItem& item : items) {
    if (const auto* at = std::get_if<AtIndex>(&item); at && at->bounds != Bounds::proved) return true;
    if (const auto* at = std::get_if<AtSlice>(&item); at && at->step) return true;  // a step of zero
    if (std::holds_alternative<AtArray>(item)) return true;
  }
  return false;
}

bool is_mutable(Type type) {
  switch (type->kind) {
    case Kind::list:
    case Kind::set:
    case Kind::dict:
    case Kind::deque:
    case Kind::view:
    case Kind::bytearray:
    case Kind::instance:
    case Kind::array: return true;
    case Kind::tuple:
    case Kind::variadic:
    case Kind::union_:
      for (Type arg : type->args) {
        if (is_mutable(arg)) return true;
      }
      return false;
    default: return false;
  }
}

Effects stmt_effects(const Module& module, const Function& function, const Stmt& stmt, const CallEffects* calls) {
  Effects result = std::visit(
      overloaded{
          [](const StoreElement& node) { return Effects::writes | (has_checked(node.bounds) ? Effects::raises : Effects::none); },
          [](const StoreView&) { return Effects::raises | Effects::reads | Effects::writes | Effects::allocates; },
          [](const StoreGather&) { return Effects::raises | Effects::reads | Effects::writes | Effects::allocates; },
          [&](const StoreField& node) { return Effects::writes | (node.value ? Effects::none : Effects::raises); },
          [&](const ForRange& node) {
            const Type step = function[node.step].type;
            return step->kind == Kind::literal ? Effects::none : Effects::raises;
          },
          [&](const ForEach& node) { return function[node.iterable].type->kind == Kind::iterator ? all : Effects::reads | Effects::raises; },
          [](const Yield&) { return all; },
          [](const YieldFrom&) { return all; },  // whoever advances the generator runs
          [](const Raise&) { return Effects::raises | Effects::allocates; },
          [](const auto&) { return Effects::none; },
      },
      stmt.node);
  for_each_operand(stmt, [&](ExprId expr) { result = result | effects(module, function, expr, calls); });
  return result;
}

}  // namespace

Effects own_effects(const Module& module, const Function& function, ExprId id, const CallEffects* calls) {
  const Expr& expr = function[id];
  const auto called = [&](InstanceId callee) { return calls ? (*calls)[callee.value] : all; };
  return std::visit(
      overloaded{
          [](const Constant&) { return Effects::none; },
          [](const ReadLocal& node) { return node.checked ? Effects::raises : Effects::none; },
          [](const ReadGlobal&) { return Effects::none; },
          [&](const Call& node) { return called(node.callee); },
          [&](const CallClosure& node) {
            Effects result = Effects::none;
            for (InstanceId target : node.targets) result = result | called(target);
            return result;
          },
          [&](const CallRuntime& node) {
            // What an iterator does when it is advanced is not known: it may call functions.
            for (ExprId arg : node.args) {
              if (function[arg].type->kind == Kind::iterator) return all;
            }
            return module[node.function].effects;
          },
          [&](const Arithmetic& node) {
            return arithmetic_effects(node, node.op == BinaryOp::divide ? function[node.left].type : expr.type);
          },
          [&](const Unary& node) {
            const bool overflows = node.checked && node.op == UnaryOp::negative && node.rules == Rules::python &&
                                   types::base_of(expr.type)->kind == Kind::integer;
            return overflows ? Effects::raises : Effects::none;
          },
          [&](const Compare& node) {
            return is_mutable(function[node.left].type) || is_mutable(function[node.right].type) ? Effects::reads : Effects::none;
          },
          [](const Not&) { return Effects::none; },
          [](const Logical&) { return Effects::none; },
          [](const Select&) { return Effects::none; },
          [](const Let&) { return Effects::none; },
          [&](const Convert& node) { return convert_effects(function[node.operand].type, expr.type); },
          [](const IsMember&) { return Effects::none; },
          [&](const TaggedArithmetic& node) {
            const bool divides = node.op == BinaryOp::divide || node.op == BinaryOp::floor_divide || node.op == BinaryOp::remainder || node.op == BinaryOp::power;
            return divides ? Effects::raises : Effects::none;
          },
          [](const TaggedValue&) { return Effects::none; },
          [](const Elementwise&) { return Effects::raises | Effects::reads | Effects::allocates; },
          [](const Reduce&) { return Effects::raises | Effects::reads | Effects::allocates; },
          [](const ReadElement& node) { return Effects::reads | (has_checked(node.bounds) ? Effects::raises : Effects::none); },
          [](const Subscript& node) { return subscript_raises(node.items) ? Effects::raises : Effects::none; },
          [](const Gather&) { return Effects::raises | Effects::reads | Effects::allocates; },
          [](const Extent&) { return Effects::none; },
          [](const MakeTuple&) { return Effects::none; },
          [](const TupleItem&) { return Effects::none; },
          [](const MakeList&) { return Effects::allocates; },
          [](const MakeDict&) { return Effects::allocates; },
          [](const MakeClosure&) { return Effects::none; },
          [](const Callable&) { return Effects::none; },  // its body's are the operand's
          [](const MakeObject&) { return Effects::allocates; },
          [&](const ReadField& node) { return Effects::reads | (module[node.field].checked ? Effects::raises : Effects::none); },
          [](const IsClass&) { return Effects::none; },
          [](const Dynamic&) { return all; },
      },
      expr.node);
}

Effects effects(const Module& module, const Function& function, ExprId root, const CallEffects* calls) {
  Effects result = Effects::none;
  for_each_in_tree(function, root, [&](ExprId id) { result = result | own_effects(module, function, id, calls); });
  return result;
}

Effects effects(const Module& module, const Function& function, const Block& block, const CallEffects* calls) {
  Effects result = Effects::none;
  for_each_stmt(function, block, [&](StmtId id) { result = result | stmt_effects(module, function, function[id], calls); });
  return result;
}

CallEffects call_effects(const Module& module) {
  CallEffects calls(module.functions.size(), Effects::none);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < module.functions.size(); ++i) {
      const Function& function = module.functions[i];
      // A call of a generator runs nothing of it.
      const Effects found = function.is_generator ? Effects::allocates : effects(module, function, function.body, &calls);
      if (found != calls[i]) {
        calls[i] = found;
        changed = true;
      }
    }
  }
  return calls;
}

bool raises_overflow_only(const Function& function, ExprId id) {
  const Expr& expr = function[id];
  if (types::base_of(expr.type)->kind != Kind::integer) return false;
  if (const auto* node = std::get_if<Arithmetic>(&expr.node)) {
    return node->rules == Rules::python && (node->op == BinaryOp::add || node->op == BinaryOp::subtract || node->op == BinaryOp::multiply);
  }
  if (const auto* node = std::get_if<Unary>(&expr.node)) return node->rules == Rules::python;
  return false;
}

}  // namespace keelback::ir
