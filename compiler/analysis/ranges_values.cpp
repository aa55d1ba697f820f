// Ranges: what expressions give.
#include <algorithm>

#include "analysis/ranges.hpp"
#include "ir/walk.hpp"

namespace keelback::analysis {

using ir::BinaryOp;
using ir::ExprId;
using types::DType;
using types::Kind;
using types::Type;

namespace {

using Shape = Abstract::Kind;

bool is_integer(const Value& value) { return value && value->kind == Shape::integer; }
bool is_array(const Value& value) { return value && value->kind == Shape::array; }

Interval dtype_interval(DType dtype) {
  switch (dtype) {
    case DType::boolean: return {0, 1};
    case DType::int8: return {-128, 127};
    case DType::int16: return {-32768, 32767};
    case DType::int32: return {INT32_MIN, INT32_MAX};
    case DType::uint8: return {0, 255};
    case DType::uint16: return {0, 65535};
    case DType::uint32: return {0, UINT32_MAX};
    default: return Interval::full();
  }
}

Wide floor_divide(Wide a, Wide b) {
  const Wide q = a / b;
  return a % b != 0 && (a % b < 0) != (b < 0) ? q - 1 : q;
}

// A constant number other than zero, conversions aside.
bool nonzero_constant(const ir::Function& function, ExprId expr) {
  while (auto* convert = std::get_if<ir::Convert>(&function[expr].node)) expr = convert->operand;
  const Type type = function[expr].type;
  if (type->kind != Kind::literal) return false;
  if (auto* value = std::get_if<std::int64_t>(&type->value.data)) return *value != 0;
  if (auto* value = std::get_if<double>(&type->value.data)) return *value != 0 && type->value.imaginary == 0;
  return false;
}

std::string_view last_name(std::string_view symbol) {
  const std::size_t at = symbol.rfind("::");
  return at == std::string_view::npos ? symbol : symbol.substr(at + 2);
}

}  // namespace

std::optional<Interval> interval_of(Type type) {
  switch (type->kind) {
    case Kind::integer: return Interval::full();
    case Kind::boolean: return Interval{0, 1};
    case Kind::literal:
      if (auto value = types::literal_int(type)) return Interval::of(*value);
      if (auto value = types::literal_bool(type)) return Interval::of(*value);
      return {};
    case Kind::scalar:
      if (type->dtype == DType::uint64 || types::is_inexact(type->dtype) || types::is_temporal(type->dtype)) return {};
      return dtype_interval(type->dtype);
    default: return {};
  }
}

Value Ranges::unknown(Type type, State& state, std::optional<Interval> interval) {
  if (type->kind == Kind::literal) {
    if (auto known = interval_of(type)) return integer(Linear::of(known->low));
    return nullptr;
  }
  if (auto limits = interval_of(type)) return integer(Linear::symbol(state.facts.fresh(interval.value_or(*limits))));
  if (type->kind == Kind::array) {
    Abstract array{Shape::array, {}, {}, {}};
    for (int axis = 0; axis < type->rank; ++axis) array.shape.push_back(Linear::symbol(state.facts.fresh({0, max_extent})));
    return std::make_shared<Abstract>(std::move(array));
  }
  if (type->kind == Kind::tuple) {
    Abstract tuple{Shape::tuple, {}, {}, {}};
    for (Type item : type->args) tuple.items.push_back(unknown(item, state));
    return std::make_shared<Abstract>(std::move(tuple));
  }
  return nullptr;
}

void Ranges::check_index(Site site, const Value& index, const std::optional<Linear>& extent, State& state) {
  Observation seen{.site = site, .subscript = true};
  if (is_integer(index)) {
    seen.low = state.facts.proves(index->integer);
    if (!seen.low && allowed_) seen.enough_low = state.facts.sufficient(index->integer, allowed_);
    if (auto room = extent ? add(*extent, index->integer, -1) : std::nullopt) {
      room->constant -= 1;
      seen.high = state.facts.proves(*room);
      if (!seen.high && allowed_) seen.enough_high = state.facts.sufficient(*room, allowed_);
    }
  } else if (state.facts.contradictory()) {
    seen.low = seen.high = true;
  }
  observations.push_back(std::move(seen));
}

void Ranges::note_arithmetic(ExprId expr, bool safe, std::initializer_list<const Linear*> operands, const Linear* divisor, const State& state) {
  Observation seen{.site = {false, expr.value, 0}, .low = safe || state.facts.contradictory()};
  if (!seen.low && allowed_) {
    constexpr Interval useful{-(std::int64_t{1} << 31), std::int64_t{1} << 31};
    const std::function<void(const Linear&, int)> collect = [&](const Linear& e, int depth) {
      for (auto [symbol, c] : e.terms) {
        const auto& known = state.facts[symbol];
        if (allowed_(symbol)) {
          if (known.interval.low < useful.low || known.interval.high > useful.high) seen.unbounded.push_back(symbol);
        } else if (depth > 0) {
          for (const Linear& limit : known.lower) collect(limit, depth - 1);
          for (const Linear& limit : known.upper) collect(limit, depth - 1);
        }
      }
    };
    for (const Linear* operand : operands) collect(*operand, 3);
    if (divisor && std::all_of(divisor->terms.begin(), divisor->terms.end(), [&](auto term) { return allowed_(term.first); })) seen.divisor = *divisor;
  }
  observations.push_back(std::move(seen));
}

Value Ranges::eval(ExprId id, State& state) {
  const ir::Expr& expr = function_[id];
  const auto all = [&] { ir::for_each_operand(expr, [&](ExprId operand) { eval(operand, state); }); };
  return std::visit(
      ir::overloaded{
          [&](const ir::Constant&) -> Value { return unknown(expr.type, state); },
          [&](const ir::ReadLocal& node) -> Value {
            Value& known = state.locals[node.local.value];
            if (!known) known = unknown(function_[node.local].type, state);
            return known;
          },
          [&](const ir::ReadGlobal& node) -> Value {
            auto [at, inserted] = state.globals.try_emplace(node.global);
            if (inserted) at->second = unknown(expr.type, state);
            return at->second;
          },
          [&](const ir::Call& node) -> Value { return call(id, node, state); },
          [&](const ir::CallClosure&) -> Value { return all(), unknown(expr.type, state); },
          [&](const ir::Callable&) -> Value { return unknown(expr.type, state); },  // it runs later, and as often as the runtime likes
          [&](const ir::CallRuntime& node) -> Value { return call_runtime(id, node, state); },
          [&](const ir::Arithmetic& node) -> Value { return arithmetic(id, node, state); },
          [&](const ir::Unary& node) -> Value {
            const Value operand = eval(node.operand, state);
            if (is_array(operand)) return operand;
            if (!is_integer(operand) || node.op == ir::UnaryOp::positive) return is_integer(operand) ? operand : unknown(expr.type, state);
            const Interval limits = interval_of(expr.type).value_or(Interval::full());
            auto result = scale(operand->integer, -1);
            if (result && node.op == ir::UnaryOp::invert) result->constant -= 1;
            const Interval in = state.facts.interval(operand->integer);
            const Wide shift = node.op == ir::UnaryOp::invert ? 1 : 0;
            const bool fits = -Wide{in.high} - shift >= limits.low && -Wide{in.low} - shift <= limits.high;
            note_arithmetic(id, fits, {&operand->integer}, nullptr, state);
            if (result && (fits || node.rules == ir::Rules::python)) return integer(*result);
            return unknown(expr.type, state);
          },
          [&](const ir::Logical& node) -> Value {
            eval(node.left, state);
            const Symbol shared = *numbering_;
            State right = state;
            assume(node.left, node.is_and, right);
            assume(node.left, !node.is_and, state);
            eval(node.right, right);
            state = join(state, right, shared);
            return unknown(expr.type, state);
          },
          [&](const ir::Select& node) -> Value {
            eval(node.condition, state);
            const Symbol shared = *numbering_;
            State other = state;
            assume(node.condition, true, state);
            assume(node.condition, false, other);
            const Value yes = eval(node.yes, state);
            const Value no = eval(node.no, other);
            State both = join(state, other, shared);
            const bool only_no = state.facts.contradictory(), only_yes = other.facts.contradictory();
            Value result = only_no ? no : only_yes ? yes : join(yes, state, no, other, shared, both);
            state = std::move(both);
            return result ? result : unknown(expr.type, state);
          },
          [&](const ir::Let& node) -> Value {
            write(node.local, eval(node.value, state), state);
            return eval(node.body, state);
          },
          [&](const ir::Convert& node) -> Value { return convert(id, eval(node.operand, state), function_[node.operand].type, state); },
          [&](const ir::Elementwise& node) -> Value {
            std::vector<Value> operands;
            for (ExprId operand : node.operands) operands.push_back(eval(operand, state));
            return broadcast(operands, expr.type, state);
          },
          [&](const ir::Reduce& node) -> Value {
            const Value operand = eval(node.operand, state);
            if (node.extra) eval(*node.extra, state);
            if (expr.type->kind != Kind::array || !is_array(operand)) return unknown(expr.type, state);
            Abstract result{Shape::array, {}, {}, {}};
            for (int axis = 0; axis < int(operand->shape.size()); ++axis) {
              const bool reduced = node.axes.empty() || std::find(node.axes.begin(), node.axes.end(), axis) != node.axes.end();
              if (!reduced) result.shape.push_back(operand->shape[axis]);
              else if (node.keepdims) result.shape.push_back(Linear::of(1));
            }
            if (int(result.shape.size()) != expr.type->rank) return unknown(expr.type, state);
            return std::make_shared<Abstract>(std::move(result));
          },
          [&](const ir::ReadElement& node) -> Value {
            const Value array = eval(node.array, state);
            std::vector<Value> indices;
            for (ExprId index : node.indices) indices.push_back(eval(index, state));
            for (std::size_t i = 0; i < indices.size(); ++i) {
              std::optional<Linear> extent;
              if (is_array(array) && i < array->shape.size()) extent = array->shape[i];
              check_index({false, id.value, int(i)}, indices[i], extent, state);
            }
            return unknown(expr.type, state);
          },
          [&](const ir::Subscript& node) -> Value { return subscript(id, node, state); },
          [&](const ir::Extent& node) -> Value {
            const Value array = eval(node.array, state);
            if (is_array(array) && node.axis < int(array->shape.size())) return integer(array->shape[node.axis]);
            return unknown(expr.type, state, Interval{0, max_extent});
          },
          [&](const ir::MakeTuple& node) -> Value {
            Abstract tuple{Shape::tuple, {}, {}, {}};
            for (ExprId item : node.items) tuple.items.push_back(eval(item, state));
            return std::make_shared<Abstract>(std::move(tuple));
          },
          [&](const ir::TupleItem& node) -> Value {
            const Value tuple = eval(node.tuple, state);
            if (tuple && tuple->kind == Shape::tuple && node.index < int(tuple->items.size()) && tuple->items[node.index]) return tuple->items[node.index];
            return unknown(expr.type, state);
          },
          [&](const auto&) -> Value { return all(), unknown(expr.type, state); },
      },
      expr.node);
}

Value Ranges::convert(ExprId id, Value from, Type from_type, State& state) {
  const Type to = function_[id].type;
  if (is_array(from) && to->kind == Kind::array && to->rank == int(from->shape.size())) return from;
  if (from && from->kind == Shape::tuple && to->kind == Kind::tuple && to->args.size() == from->items.size()) return from;
  const auto limits = interval_of(to);
  if (!is_integer(from) || !limits || to->kind == Kind::boolean) return unknown(to, state);
  const Interval known = state.facts.interval(from->integer);
  if (known.low >= limits->low && known.high <= limits->high) return from;
  if (types::base_of(from_type)->kind != Kind::integer) return unknown(to, state);  // a NumPy integer wraps
  // A Python int that does not fit raises, so the value is the same where evaluation goes on.
  if (auto room = add(from->integer, Linear::of(limits->low), -1)) state.facts.assume(*room);
  if (auto room = add(Linear::of(limits->high), from->integer, -1)) state.facts.assume(*room);
  return from;
}

Value Ranges::arithmetic(ExprId id, const ir::Arithmetic& node, State& state) {
  const Value left = eval(node.left, state);
  const Value right = eval(node.right, state);
  const Type type = function_[id].type;
  if (is_array(left) || is_array(right)) return broadcast({left, right}, type, state);
  const bool divides = node.op == BinaryOp::divide || node.op == BinaryOp::floor_divide || node.op == BinaryOp::remainder;
  if (!is_integer(left) || !is_integer(right)) {
    if (divides && nonzero_constant(function_, node.right)) note_arithmetic(id, true, {}, nullptr, state);
    return unknown(type, state);
  }
  const Linear &a = left->integer, &b = right->integer;
  const Interval x = state.facts.interval(a), y = state.facts.interval(b);
  const Interval limits = interval_of(type).value_or(Interval::full());
  if (node.op == BinaryOp::divide) {
    note_arithmetic(id, !y.contains(0), {}, &b, state);
    return unknown(type, state);
  }
  if (!interval_of(type)) return unknown(type, state);

  const auto finish = [&](std::optional<Linear> exact, Wide low, Wide high) -> Value {
    bool fits = low >= limits.low && high <= limits.high;
    if (!fits && exact) {
      const auto below = add(Linear::of(limits.high), *exact, -1);
      const auto above = add(*exact, Linear::of(limits.low), -1);
      fits = below && state.facts.proves(*below) && (low >= limits.low || (above && state.facts.proves(*above)));
    }
    note_arithmetic(id, fits, {&a, &b}, nullptr, state);
    if (!fits && node.rules == ir::Rules::numpy) return unknown(type, state);
    // A Python int that would not fit raises: evaluation goes on with the exact value only.
    if (exact) return integer(*exact);
    return integer(Linear::symbol(state.facts.fresh(Interval::clamped(low, high).intersect(limits))));
  };

  switch (node.op) {
    case BinaryOp::add: return finish(add(a, b), Wide{x.low} + y.low, Wide{x.high} + y.high);
    case BinaryOp::subtract: return finish(add(a, b, -1), Wide{x.low} - y.high, Wide{x.high} - y.low);
    case BinaryOp::multiply: {
      const Wide products[] = {Wide{x.low} * y.low, Wide{x.low} * y.high, Wide{x.high} * y.low, Wide{x.high} * y.high};
      std::optional<Linear> exact;
      if (b.is_constant() && b.constant > -(1 << 20) && b.constant < (1 << 20)) exact = scale(a, b.constant);
      else if (a.is_constant() && a.constant > -(1 << 20) && a.constant < (1 << 20)) exact = scale(b, a.constant);
      return finish(exact, *std::min_element(products, products + 4), *std::max_element(products, products + 4));
    }
    case BinaryOp::floor_divide:
    case BinaryOp::remainder: {
      const bool overflows = node.op == BinaryOp::floor_divide && x.contains(limits.low) && y.contains(-1);
      note_arithmetic(id, !y.contains(0) && !overflows, {&a}, &b, state);
      if (node.op == BinaryOp::remainder && y.low >= 1) {
        const auto below = add(a, b), room = add(b, a, -1);
        auto above = room ? add(*room, b) : std::nullopt;
        if (above) above->constant -= 1;
        observations.back().high = below && above && state.facts.proves(*below) && state.facts.proves(*above);
      }
      return divided(node.op, a, b, limits, state);
    }
    case BinaryOp::left_shift: {
      const bool small = y.low >= 0 && y.high < 62;
      const Wide factor = small ? Wide{1} << int(y.high) : 1;
      const Wide low = x.low < 0 ? x.low * factor : x.low, high = x.high > 0 ? x.high * factor : x.high;
      note_arithmetic(id, small && low >= limits.low && high <= limits.high, {&a, &b}, nullptr, state);
      if (!small || (node.rules == ir::Rules::numpy && !(low >= limits.low && high <= limits.high))) return unknown(type, state);
      if (b.is_constant() && b.constant < 20) {
        if (auto exact = scale(a, std::int64_t{1} << b.constant)) return integer(*exact);
      }
      return integer(Linear::symbol(state.facts.fresh(Interval::clamped(low, high).intersect(limits))));
    }
    case BinaryOp::right_shift: {
      note_arithmetic(id, y.low >= 0 && y.high < 63, {&b}, nullptr, state);
      if (y.low < 0 || y.high > 62) return unknown(type, state, x.low >= 0 ? Interval{0, x.high} : limits);
      const Symbol result = state.facts.fresh({x.low < 0 ? x.low >> y.low : x.low >> y.high, x.high < 0 ? x.high >> y.high : x.high >> y.low});
      if (x.low >= 0) {
        if (auto room = add(a, Linear::symbol(result), -1)) state.facts.assume(*room);
      }
      return integer(Linear::symbol(result));
    }
    case BinaryOp::bit_and: {
      if (x.low < 0 && y.low < 0) return unknown(type, state);
      const std::int64_t high = x.low < 0 ? y.high : y.low < 0 ? x.high : std::min(x.high, y.high);
      return unknown(type, state, Interval{0, high});
    }
    case BinaryOp::bit_or:
    case BinaryOp::bit_xor: {
      if (x.low < 0 || y.low < 0) return unknown(type, state);
      std::int64_t high = x.high | y.high;
      for (int shift = 1; shift < 64; shift *= 2) high |= high >> shift;
      return unknown(type, state, Interval{0, high});
    }
    case BinaryOp::power: {
      const bool square = b == Linear::of(2);
      const Wide most = std::max(Wide{x.low} * x.low, Wide{x.high} * x.high);
      note_arithmetic(id, square && most <= limits.high, {&a}, nullptr, state);
      if (!square || node.rules == ir::Rules::numpy) return unknown(type, state);
      return integer(Linear::symbol(state.facts.fresh(Interval::clamped(0, most))));
    }
    case BinaryOp::divide: break;
  }
  return unknown(type, state);
}

Value Ranges::divided(BinaryOp op, const Linear& a, const Linear& b, Interval limits, State& state) {
  const Interval x = state.facts.interval(a), y = state.facts.interval(b);
  const auto at_least_zero = [&](std::optional<Linear> e, std::int64_t less = 0) {
    if (e) e->constant -= less, state.facts.assume(*e);
  };
  if (op == BinaryOp::remainder) {
    if (y.low >= 1) {
      // 0 <= r < b; and r <= a where a >= 0.
      if (state.facts.proves(a)) {
        if (auto room = add(b, a, -1); room && (room->constant -= 1, state.facts.proves(*room))) return integer(a);
      }
      const Symbol r = state.facts.fresh(Interval{0, y.high - 1});
      at_least_zero(add(b, Linear::symbol(r), -1), 1);
      if (x.low >= 0) at_least_zero(add(a, Linear::symbol(r), -1));
      return integer(Linear::symbol(r));
    }
    const std::int64_t least = y.low < 0 ? (y.low == Interval::least ? Interval::least : y.low + 1) : 0;
    const std::int64_t most = y.high > 0 ? y.high - 1 : 0;
    return integer(Linear::symbol(state.facts.fresh(Interval{least, most}.intersect(limits))));
  }
  if (y.low < 1) {
    const Wide most = std::max(x.low == Interval::least ? Wide{Interval::most} : -Wide{x.low}, Wide{x.high});
    return integer(Linear::symbol(state.facts.fresh(Interval::clamped(-most - 1, most).intersect(limits))));
  }
  const Wide ends[] = {floor_divide(x.low, y.low), floor_divide(x.low, y.high), floor_divide(x.high, y.low), floor_divide(x.high, y.high)};
  const Symbol q = state.facts.fresh(Interval::clamped(*std::min_element(ends, ends + 4), *std::max_element(ends, ends + 4)));
  if (x.low >= 0) at_least_zero(add(a, Linear::symbol(q), -1));
  if (b == Linear::of(2) && a.terms.size() == 2 && a.terms[0].second == 1 && a.terms[1].second == 1 && a.constant == 0) {
    // The middle of two lies between them.
    Linear low = Linear::symbol(a.terms[0].first), high = Linear::symbol(a.terms[1].first);
    for (int turn = 0; turn < 2; ++turn, std::swap(low, high)) {
      auto room = add(high, low, -1);
      if (!room || !state.facts.proves(*room)) continue;
      at_least_zero(add(Linear::symbol(q), low, -1));
      at_least_zero(add(high, Linear::symbol(q), -1));
      room->constant -= 1;
      if (state.facts.proves(*room)) at_least_zero(add(high, Linear::symbol(q), -1), 1);
      break;
    }
  }
  return integer(Linear::symbol(q));
}

Value Ranges::minimum(const std::vector<Value>& args, bool maximum, State& state) {
  Linear result = args[0]->integer;
  for (std::size_t i = 1; i < args.size(); ++i) {
    const Linear other = args[i]->integer;
    if (auto room = add(other, result, -1); room && state.facts.proves(*room)) {
      if (maximum) result = other;
      continue;
    }
    const Interval x = state.facts.interval(result), y = state.facts.interval(other);
    const State before = state;
    const Linear joined = join(result, before, other, before, *numbering_, state);
    for (const Linear* part : {static_cast<const Linear*>(&result), &other}) {
      if (auto room = maximum ? add(joined, *part, -1) : add(*part, joined, -1)) state.facts.assume(*room);
    }
    if (joined.terms.size() == 1) {
      const Interval limits = maximum ? Interval{std::max(x.low, y.low), std::max(x.high, y.high)} : Interval{std::min(x.low, y.low), std::min(x.high, y.high)};
      state.facts.bound(joined.terms[0].first, limits);
    }
    result = joined;
  }
  return integer(result);
}

Value Ranges::made_array(const Value& shape, Type type, State& state) {
  Abstract array{Shape::array, {}, {}, {}};
  std::vector<Value> extents;
  if (is_integer(shape)) extents = {shape};
  else if (shape && shape->kind == Shape::tuple) extents = shape->items;
  if (int(extents.size()) != type->rank) return unknown(type, state);
  for (const Value& extent : extents) {
    if (!is_integer(extent)) return unknown(type, state);
    state.facts.assume(extent->integer);  // a negative extent raises
    if (auto room = add(Linear::of(max_extent), extent->integer, -1)) state.facts.assume(*room);
    array.shape.push_back(extent->integer);
  }
  return std::make_shared<Abstract>(std::move(array));
}

Value Ranges::broadcast(const std::vector<Value>& operands, Type type, State& state) {
  if (type->kind != Kind::array) return unknown(type, state);
  Abstract result{Shape::array, {}, {}, {}};
  for (int axis = 0; axis < type->rank; ++axis) {
    std::optional<Linear> extent;
    bool differs = false;
    for (const Value& operand : operands) {
      if (!operand) {  // a float scalar, or something of unknown shape
        continue;
      }
      if (operand->kind != Shape::array) continue;
      const int at = axis - (type->rank - int(operand->shape.size()));
      if (at < 0 || operand->shape[at] == Linear::of(1)) continue;
      if (!extent) extent = operand->shape[at];
      else if (*extent != operand->shape[at]) differs = true;
    }
    const bool unseen = std::any_of(operands.begin(), operands.end(), [](const Value& v) { return !v; }) &&
                        std::none_of(operands.begin(), operands.end(), [&](const Value& v) { return is_array(v) && int(v->shape.size()) == type->rank; });
    if (unseen || differs) extent = Linear::symbol(state.facts.fresh({0, max_extent}));
    result.shape.push_back(extent.value_or(Linear::of(1)));
  }
  return std::make_shared<Abstract>(std::move(result));
}

Value Ranges::call(ExprId id, const ir::Call& node, State& state) {
  std::vector<Value> args;
  for (ExprId arg : node.args) args.push_back(eval(arg, state));
  const Type type = function_[id].type;
  const auto limits = interval_of(type);
  if (!summaries_ || !limits || type->kind == Kind::literal) return unknown(type, state);
  const Summary& summary = (*summaries_)[node.callee];
  const ir::Function& callee = module_[node.callee];
  // The callee's parameter symbols in order, as expressions of the caller.
  std::vector<std::optional<Linear>> given;
  const std::function<void(Type, const Value&)> flatten = [&](Type type, const Value& value) {
    if (type->kind == Kind::literal) return;
    if (interval_of(type)) given.push_back(is_integer(value) ? std::optional(value->integer) : std::nullopt);
    else if (type->kind == Kind::array) {
      for (int axis = 0; axis < type->rank; ++axis) given.push_back(is_array(value) && axis < int(value->shape.size()) ? std::optional(value->shape[axis]) : std::nullopt);
    } else if (type->kind == Kind::tuple) {
      for (std::size_t i = 0; i < type->args.size(); ++i) flatten(type->args[i], value && value->kind == Shape::tuple && i < value->items.size() ? value->items[i] : nullptr);
    }
  };
  for (std::size_t i = 0; i < callee.parameters.size() && i < args.size(); ++i) flatten(callee[callee.parameters[i]].type, args[i]);
  const Linear result = Linear::symbol(state.facts.fresh(limits->intersect(summary.interval)));
  for (const bool upper : {false, true}) {
    for (const Linear& limit : upper ? summary.upper : summary.lower) {
      std::optional<Linear> here = Linear::of(limit.constant);
      for (auto [symbol, c] : limit.terms) {
        if (!here || symbol >= given.size() || !given[symbol]) here.reset();
        else here = add(*here, *given[symbol], c);
        if (!here) break;
      }
      if (!here) continue;
      if (auto room = upper ? add(*here, result, -1) : add(result, *here, -1)) state.facts.assume(*room);
    }
  }
  return integer(result);
}

Value Ranges::call_runtime(ExprId id, const ir::CallRuntime& node, State& state) {
  std::vector<Value> args;
  for (ExprId arg : node.args) args.push_back(eval(arg, state));
  const Type type = function_[id].type;
  const std::string_view name = last_name(module_[node.function].symbol);
  const auto limits = interval_of(type);
  const bool ints = limits && !args.empty() && std::all_of(args.begin(), args.end(), is_integer);
  if (ints && (name == "min" || name == "max" || name == "minimum" || name == "maximum") && args.size() >= 2) return minimum(args, name[1] == 'a', state);
  if (ints && (name == "abs" || name == "absolute") && args.size() == 1) {
    if (state.facts.proves(args[0]->integer)) return args[0];
    const Interval in = state.facts.interval(args[0]->integer);
    const Wide most = std::max(-Wide{in.low}, Wide{in.high});
    if (most > limits->high && types::base_of(type)->kind != Kind::integer) return unknown(type, state);
    return unknown(type, state, Interval::clamped(0, most));
  }
  if (name == "len" || name == "size") {
    if (args.size() == 1 && is_array(args[0]) && !args[0]->shape.empty() && (name == "len" || args[0]->shape.size() == 1)) return integer(args[0]->shape[0]);
    if (limits) return unknown(type, state, Interval{0, max_extent});
  }
  if (type->kind == Kind::array && !args.empty()) {
    if (name == "empty" || name == "zeros" || name == "ones" || name == "full") return made_array(args[0], type, state);
    const bool same = name == "empty_like" || name == "zeros_like" || name == "ones_like" || name == "full_like" || name == "copy" || name == "asarray" || name == "array";
    if (same && is_array(args[0]) && int(args[0]->shape.size()) == type->rank) {
      Abstract array{Shape::array, {}, args[0]->shape, {}};
      return std::make_shared<Abstract>(std::move(array));
    }
    if (name == "transpose" && args.size() == 1 && is_array(args[0])) {
      Abstract array{Shape::array, {}, args[0]->shape, {}};
      std::reverse(array.shape.begin(), array.shape.end());
      return std::make_shared<Abstract>(std::move(array));
    }
  }
  return unknown(type, state);
}

Linear Ranges::slice_extent(const ir::AtSlice& slice, const Linear& extent, State& state) {
  const auto value = [&](const std::optional<ExprId>& part) -> std::optional<Linear> {
    if (!part) return {};
    const Value v = eval(*part, state);
    return is_integer(v) ? std::optional(v->integer) : std::nullopt;
  };
  const auto start = value(slice.start), stop = value(slice.stop), step = value(slice.step);
  const auto some = [&] {
    const Symbol symbol = state.facts.fresh({0, max_extent});
    if (auto room = add(extent, Linear::symbol(symbol), -1)) state.facts.assume(*room);
    return Linear::symbol(symbol);
  };
  const auto proves_order = [&](const Linear& a, const Linear& b) {  // a <= b
    auto room = add(b, a, -1);
    return room && state.facts.proves(*room);
  };
  if (slice.step && (!step || (*step != Linear::of(1) && *step != Linear::of(-1)))) return some();
  if (step == Linear::of(-1)) return slice.start || slice.stop ? some() : extent;
  if ((slice.start && !start) || (slice.stop && !stop)) return some();
  const Linear from = start.value_or(Linear::of(0));
  const Linear to = stop.value_or(extent);
  const Linear zero = Linear::of(0);
  const auto length = add(to, from, -1);
  if (length && proves_order(zero, from) && proves_order(from, to) && proves_order(to, extent)) return *length;
  const Linear result = some();
  if (length && proves_order(zero, from) && proves_order(from, to)) {   // never longer than asked for
    if (auto room = add(*length, result, -1)) state.facts.assume(*room);
  }
  return result;
}

Value Ranges::subscript(ExprId id, const ir::Subscript& node, State& state) {
  const Value array = eval(node.array, state);
  Abstract result{Shape::array, {}, {}, {}};
  std::size_t axis = 0;
  int position = 0;
  for (const auto& item : node.items) {
    std::optional<Linear> extent;
    if (is_array(array) && axis < array->shape.size()) extent = array->shape[axis];
    if (auto* at = std::get_if<ir::AtIndex>(&item)) {
      const Value index = eval(at->index, state);
      check_index({false, id.value, position}, index, extent, state);
      ++axis;
    } else if (auto* at = std::get_if<ir::AtSlice>(&item)) {
      if (!extent) extent = Linear::symbol(state.facts.fresh({0, max_extent}));
      result.shape.push_back(slice_extent(*at, *extent, state));
      ++axis;
    } else if (std::holds_alternative<ir::AtNewAxis>(item)) {
      result.shape.push_back(Linear::of(1));
    } else {
      return unknown(function_[id].type, state);
    }
    ++position;
  }
  if (is_array(array)) {
    for (; axis < array->shape.size(); ++axis) result.shape.push_back(array->shape[axis]);
  }
  const Type type = function_[id].type;
  if (type->kind != Kind::array || int(result.shape.size()) != type->rank) return unknown(type, state);
  return std::make_shared<Abstract>(std::move(result));
}

}  // namespace keelback::analysis
