#include "analysis/ranges.hpp"

#include <algorithm>

#include "ir/walk.hpp"

namespace keelback::analysis {

using ir::Block;
using ir::ExprId;
using ir::LocalId;
using ir::StmtId;
using types::Kind;

namespace {

constexpr int max_rounds = 4;        // of one loop, until its head's facts are kept
constexpr int max_nesting = 5;       // deeper loops forget what they write at once
// A value that only ever moves by small constants cannot reach this within years.
constexpr Interval counter_limits{-(std::int64_t{1} << 62), std::int64_t{1} << 62};
constexpr std::int64_t counter_step = 4;

// The loop's written locals, found once per visit.
std::vector<LocalId> written_in(const ir::Function& function, StmtId loop) {
  std::vector<bool> seen(function.locals.size());
  std::vector<LocalId> result;
  const auto note = [&](StmtId stmt) {
    for (LocalId local : ir::bound_locals(function, function[stmt])) {
      if (!seen[local.value]) result.push_back(local);
      seen[local.value] = true;
    }
    if (auto* unbind = std::get_if<ir::Unbind>(&function[stmt].node)) {
      for (std::uint32_t i = 0; i < function.locals.size(); ++i) {
        if (function.locals[i].name_id == unbind->name && !seen[i]) {
          seen[i] = true;
          result.push_back(LocalId{i});
        }
      }
    }
  };
  note(loop);
  ir::for_each_child_block(function[loop], [&](const Block& block) { ir::for_each_stmt(function, block, note); });
  return result;
}

Interval widened(Interval before, Interval after) {
  Interval result = after;
  if (after.low < before.low) result.low = after.low >= 0 ? 0 : after.low >= -1 ? -1 : Interval::least;
  if (after.high > before.high) result.high = after.high <= 0 ? 0 : after.high <= 1 ? 1 : Interval::most;
  return result;
}

}  // namespace

const Summary& Summaries::operator[](ir::InstanceId instance) {
  auto [at, inserted] = known_.try_emplace(instance);
  if (inserted) {
    // Until it is known, a recursive call finds the empty summary that was just put there.
    Summary found = Ranges(module_, module_[instance], this).summary();
    at->second = std::move(found);
  }
  return at->second;
}

Ranges::Ranges(const ir::Module& module, const ir::Function& function, Summaries* summaries)
    : module_(module), function_(function), summaries_(summaries) {
  find_counters();
}

// A name is a counter where all that its locals are ever given is a small literal, another of its locals, or one of them plus or minus a small literal.
void Ranges::find_counters() {
  std::vector<bool> spoiled(function_.names.size());
  std::function<bool(ExprId, ir::NameId, bool)> keeps = [&](ExprId expr, ir::NameId name, bool may_step) -> bool {
    const auto& node = function_[expr].node;
    if (auto value = types::literal_int(function_[expr].type)) return *value < 1'000'000'000 && *value > -1'000'000'000;
    if (auto* convert = std::get_if<ir::Convert>(&node)) return keeps(convert->operand, name, may_step);
    if (auto* read = std::get_if<ir::ReadLocal>(&node)) return function_[read->local].name_id == name;
    if (auto* sum = std::get_if<ir::Arithmetic>(&node); sum && may_step && (sum->op == ir::BinaryOp::add || sum->op == ir::BinaryOp::subtract)) {
      const auto step = [&](ExprId e) {
        while (auto* convert = std::get_if<ir::Convert>(&function_[e].node)) e = convert->operand;
        auto value = types::literal_int(function_[e].type);
        return value && *value <= counter_step && *value >= -counter_step;
      };
      return (keeps(sum->left, name, false) && step(sum->right)) || (sum->op == ir::BinaryOp::add && step(sum->left) && keeps(sum->right, name, false));
    }
    return false;
  };
  const auto note = [&](LocalId local, ExprId value) {
    const ir::NameId name = function_[local].name_id;
    if (name && !keeps(value, name, true)) spoiled[name.value] = true;
  };
  const auto spoil = [&](LocalId local) {
    if (local && function_[local].name_id) spoiled[function_[local].name_id.value] = true;
  };
  for (LocalId parameter : function_.parameters) spoil(parameter);
  ir::for_each_stmt(function_, function_.body, [&](StmtId stmt) {
    const auto& node = function_[stmt].node;
    if (auto* n = std::get_if<ir::Assign>(&node)) note(n->local, n->value);
    if (auto* n = std::get_if<ir::Moves>(&node)) {
      for (const auto& move : n->moves) note(move.target, move.value);
    }
    if (auto* n = std::get_if<ir::ForRange>(&node)) spoil(n->local);
    if (auto* n = std::get_if<ir::ForEach>(&node)) spoil(n->local);
    if (auto* n = std::get_if<ir::Yield>(&node)) spoil(n->received);
    if (auto* n = std::get_if<ir::YieldFrom>(&node)) spoil(n->received);
    ir::for_each_operand(function_[stmt], [&](ExprId root) {
      ir::for_each_in_tree(function_, root, [&](ExprId e) {
        if (auto* let = std::get_if<ir::Let>(&function_[e].node)) note(let->local, let->value);
      });
    });
  });
  counters_.resize(function_.locals.size());
  for (std::size_t i = 0; i < function_.locals.size(); ++i) {
    const ir::NameId name = function_.locals[i].name_id;
    counters_[i] = name && !spoiled[name.value];
  }
}

State Ranges::initial() {
  State state{{}, {}, Facts(numbering_), true};
  state.locals.resize(function_.locals.size());
  for (LocalId parameter : function_.parameters) state.locals[parameter.value] = unknown(function_[parameter].type, state);
  return state;
}

void Ranges::run() {
  observations.clear();
  loop_entries.clear();
  State state = initial();
  run(function_.body, state);
}

std::vector<Observation> Ranges::run_loop(StmtId loop, State state, std::function<bool(Symbol)> allowed) {
  observations.clear();
  frames_.assign(1, {});
  loop_depth_ = 0;
  allowed_ = std::move(allowed);
  run_loop(loop, state);
  allowed_ = {};
  return std::move(observations);
}

Summary Ranges::summary() {
  want_returns_ = true;
  returns_.clear();
  State state = initial();
  const Symbol parameters = *numbering_;
  run(function_.body, state);
  Summary result;
  if (returns_.empty()) return result;
  State* joined = nullptr;
  Value value;
  for (auto& [at, returned] : returns_) {
    if (!joined) {
      joined = &at;
      value = returned;
      continue;
    }
    State both = join(*joined, at, parameters);
    value = join(value, *joined, returned, at, parameters, both);
    *joined = std::move(both);
  }
  if (!value || value->kind != Abstract::Kind::integer) return result;
  result.interval = joined->facts.interval(value->integer);
  result.lower = bounds(joined->facts, value->integer, false, parameters);
  result.upper = bounds(joined->facts, value->integer, true, parameters);
  returns_.clear();
  want_returns_ = false;
  return result;
}

// --- values ----------------------------------------------------------------------------------------------------------

Value Ranges::integer(const Linear& value) const {
  return std::make_shared<Abstract>(Abstract{Abstract::Kind::integer, value, {}, {}});
}

void Ranges::write(LocalId local, Value value, State& state) {
  if (value && value->kind == Abstract::Kind::integer && counters_[local.value]) {
    const Interval known = state.facts.interval(value->integer);
    if (known.low < counter_limits.low || known.high > counter_limits.high) {
      // Only a step of `counter_step` beyond the limits can have been taken; see above.
      const Symbol symbol = state.facts.fresh(known.intersect(counter_limits));
      if (auto equal = add(value->integer, Linear::symbol(symbol), -1)) {
        state.facts.assume(*equal);
        if (auto other = scale(*equal, -1)) state.facts.assume(*other);
      }
      value = integer(Linear::symbol(symbol));
    }
  }
  state.locals[local.value] = std::move(value);
}

std::vector<Linear> Ranges::bounds(const Facts& facts, const Linear& value, bool upper, Symbol below) const {
  std::vector<Linear> found;
  const auto allowed = [&](Symbol s) { return s < below; };
  std::function<void(const Linear&, int)> search = [&](const Linear& e, int depth) {
    if (found.size() >= 4 || depth < 0) return;
    for (auto term = e.terms.rbegin(); term != e.terms.rend(); ++term) {
      if (allowed(term->first)) continue;
      const auto& known = facts[term->first];
      for (const Linear& limit : (term->second > 0) == upper ? known.upper : known.lower) {
        if (auto next = substitute(e, term->first, limit)) search(*next, depth - 1);
      }
      const std::int64_t end = (term->second > 0) == upper ? known.interval.high : known.interval.low;
      if (end > -1'000'000'000 && end < 1'000'000'000) {
        if (auto next = substitute(e, term->first, Linear::of(end))) search(*next, depth - 1);
      }
      return;
    }
    if (!e.is_constant() && std::find(found.begin(), found.end(), e) == found.end()) found.push_back(e);
  };
  search(value, 4);
  return found;
}

// What the newest facts about its symbols say of an expression: where `x > high` chose this path, x <= high is one of them.
std::vector<Linear> Ranges::tested_bounds(const Facts& facts, const Linear& value, bool upper, Symbol below) const {
  constexpr std::size_t newest = 2;
  std::vector<Linear> found;
  for (const auto& [symbol, coefficient] : value.terms) {
    const auto& known = facts[symbol];
    const auto& limits = (coefficient > 0) == upper ? known.upper : known.lower;
    for (std::size_t i = limits.size() - std::min(limits.size(), newest); i < limits.size(); ++i) {
      const auto limit = substitute(value, symbol, limits[i]);
      const bool shared = limit && std::all_of(limit->terms.begin(), limit->terms.end(), [&](const auto& term) { return term.first < below; });
      if (shared && !limit->is_constant() && std::find(found.begin(), found.end(), *limit) == found.end()) found.push_back(*limit);
    }
  }
  return found;
}

Linear Ranges::join(const Linear& a, const State& left, const Linear& b, const State& right, Symbol shared, State& result) {
  if (a == b && std::all_of(a.terms.begin(), a.terms.end(), [&](auto term) { return term.first < shared; })) return a;
  const Symbol joined = result.facts.fresh(left.facts.interval(a).hull(right.facts.interval(b)));
  const auto keep = [&](const Linear& limit, bool upper) {
    const auto holds = [&](const Linear& value, const State& state) {
      auto room = upper ? add(limit, value, -1) : add(value, limit, -1);
      return room && state.facts.proves(*room);
    };
    if (!holds(a, left) || !holds(b, right)) return;
    if (auto room = upper ? add(limit, Linear::symbol(joined), -1) : add(Linear::symbol(joined), limit, -1)) result.facts.assume(*room);
  };
  for (const bool upper : {false, true}) {
    for (const Linear& limit : bounds(left.facts, a, upper, shared)) keep(limit, upper);
    for (const Linear& limit : bounds(right.facts, b, upper, shared)) keep(limit, upper);
    for (const Linear& limit : tested_bounds(left.facts, a, upper, shared)) keep(limit, upper);
    for (const Linear& limit : tested_bounds(right.facts, b, upper, shared)) keep(limit, upper);
    // The interval of `n - k` does not know that n >= k.
    const Interval x = left.facts.interval(a), y = right.facts.interval(b);
    if (upper ? x.high != y.high : x.low != y.low) keep(Linear::of(upper ? std::min(x.high, y.high) : std::max(x.low, y.low)), upper);
  }
  return Linear::symbol(joined);
}

Value Ranges::join(const Value& a, const State& left, const Value& b, const State& right, Symbol shared, State& result) {
  if (!a || !b || a->kind != b->kind) return nullptr;
  Abstract joined{a->kind, {}, {}, {}};
  if (a->kind == Abstract::Kind::integer) joined.integer = join(a->integer, left, b->integer, right, shared, result);
  if (a->shape.size() != b->shape.size() || a->items.size() != b->items.size()) return nullptr;
  for (std::size_t i = 0; i < a->shape.size(); ++i) joined.shape.push_back(join(a->shape[i], left, b->shape[i], right, shared, result));
  for (std::size_t i = 0; i < a->items.size(); ++i) joined.items.push_back(join(a->items[i], left, b->items[i], right, shared, result));
  return std::make_shared<Abstract>(std::move(joined));
}

State Ranges::join(const State& a, const State& b, Symbol shared) {
  if (!a.reachable || a.facts.contradictory()) return b;
  if (!b.reachable || b.facts.contradictory()) return a;
  State result{{}, {}, Facts::join(a.facts, b.facts, shared), true};
  result.locals.resize(a.locals.size());
  for (std::size_t i = 0; i < a.locals.size(); ++i) {
    const auto below = [&](const Value& value) {
      return value->kind == Abstract::Kind::integer && std::all_of(value->integer.terms.begin(), value->integer.terms.end(), [&](auto t) { return t.first < shared; });
    };
    if (a.locals[i] == b.locals[i] && a.locals[i] && below(a.locals[i])) result.locals[i] = a.locals[i];
    else result.locals[i] = join(a.locals[i], a, b.locals[i], b, shared, result);
  }
  for (const auto& [global, value] : a.globals) {
    auto other = b.globals.find(global);
    if (other != b.globals.end() && other->second == value) result.globals.emplace(global, value);
  }
  return result;
}

State Ranges::join(std::vector<State>& states, Symbol shared) {
  State result{{}, {}, Facts(numbering_), false};
  bool first = true;
  for (State& state : states) {
    if (!state.reachable) continue;
    if (first) result = std::move(state);
    else result = join(result, state, shared);
    first = false;
  }
  return result;
}

// --- statements ------------------------------------------------------------------------------------------------------

void Ranges::run(const Block& block, State& state) {
  for (StmtId stmt : block) {
    if (!state.reachable) return;
    run(stmt, state);
  }
}

void Ranges::run(StmtId id, State& state) {
  const ir::Stmt& stmt = function_[id];
  std::visit(
      ir::overloaded{
          [&](const ir::Assign& node) { write(node.local, eval(node.value, state), state); },
          [&](const ir::Moves& node) {
            std::vector<Value> values;
            for (const auto& move : node.moves) values.push_back(eval(move.value, state));
            for (std::size_t i = 0; i < values.size(); ++i) write(node.moves[i].target, values[i], state);
          },
          [&](const ir::Unbind& node) {
            for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
              if (function_.locals[i].name_id == node.name) state.locals[i] = nullptr;
            }
          },
          [&](const ir::StoreElement& node) {
            eval(node.value, state);
            const Value array = eval(node.array, state);
            std::vector<Value> indices;
            for (ExprId index : node.indices) indices.push_back(eval(index, state));
            for (std::size_t i = 0; i < indices.size(); ++i) {
              std::optional<Linear> extent;
              if (array && array->kind == Abstract::Kind::array && i < array->shape.size()) extent = array->shape[i];
              check_index({true, id.value, int(i)}, indices[i], extent, state);
            }
          },
          [&](const ir::If& node) { run_if(id, node, state); },
          [&](const ir::While&) { run_loop(id, state); },
          [&](const ir::ForRange&) { run_loop(id, state); },
          [&](const ir::ForEach&) { run_loop(id, state); },
          [&](const ir::Break&) {
            if (!frames_.empty()) frames_.back().breaks.push_back(state);
            state.reachable = false;
          },
          [&](const ir::Continue&) {
            if (!frames_.empty()) frames_.back().continues.push_back(state);
            state.reachable = false;
          },
          [&](const ir::Return& node) {
            Value value = eval(node.value, state);
            if (want_returns_) returns_.push_back({state, value});
            state.reachable = false;
          },
          [&](const ir::Raise& node) {
            for (ExprId arg : node.args) eval(arg, state);
            state.reachable = false;
          },
          [&](const ir::Try& node) { run_try(node, state); },
          [&](const ir::Yield& node) {
            eval(node.value, state);
            if (node.received) state.locals[node.received.value] = nullptr;
          },
          [&](const ir::YieldFrom& node) {
            for (const LocalId bound : ir::bound_locals(function_, stmt)) state.locals[bound.value] = nullptr;
            eval(node.source, state);
            eval(node.value, state);
          },
          [&](const ir::Inlined& node) { run(node.body, state); },
          [&](const ir::Evaluate& node) { eval(node.value, state); },
          [&](const ir::StoreView&) { ir::for_each_operand(stmt, [&](ExprId e) { eval(e, state); }); },
          [&](const ir::StoreField&) { ir::for_each_operand(stmt, [&](ExprId e) { eval(e, state); }); },
          [&](const ir::StoreGather&) { ir::for_each_operand(stmt, [&](ExprId e) { eval(e, state); }); },
      },
      stmt.node);
}

void Ranges::run_if(StmtId id, const ir::If& node, State& state) {
  eval(node.condition, state);
  const auto holds = decided(node.condition, state);
  observations.push_back({.site = {true, id.value, 0}, .low = true, .high = true, .condition = true, .holds = holds});
  const Symbol shared = *numbering_;
  State other = state;
  assume(node.condition, true, state);
  assume(node.condition, false, other);
  if (holds) (*holds ? other : state).facts.assume(Linear::of(-1));
  // A branch that cannot be taken is still run, so that its sites are seen (as provable: they never run).
  run(node.yes, state);
  run(node.no, other);
  state = join(state, other, shared);
}

void Ranges::run_try(const ir::Try& node, State& state) {
  const Symbol shared = *numbering_;
  State entry = state;
  std::vector<State> ends;
  const auto forget_written = [&](State& at) {
    const auto forget_stmt = [&](StmtId stmt) {
      for (LocalId local : ir::bound_locals(function_, function_[stmt])) at.locals[local.value] = nullptr;
      if (auto* unbind = std::get_if<ir::Unbind>(&function_[stmt].node)) {
        for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
          if (function_.locals[i].name_id == unbind->name) at.locals[i] = nullptr;
        }
      }
    };
    ir::for_each_stmt(function_, node.body, forget_stmt);
    for (const auto& handler : node.handlers) ir::for_each_stmt(function_, handler.body, forget_stmt);
    ir::for_each_stmt(function_, node.orelse, forget_stmt);
  };
  run(node.body, state);
  run(node.orelse, state);
  ends.push_back(state);
  State raised = entry;
  forget_written(raised);
  for (const auto& handler : node.handlers) {
    State at = raised;
    if (handler.local) at.locals[handler.local.value] = nullptr;
    run(handler.body, at);
    ends.push_back(std::move(at));
  }
  const bool falls_through = std::any_of(ends.begin(), ends.end(), [](const State& s) { return s.reachable; });
  if (node.finally.empty()) {
    state = join(ends, shared);
    return;
  }
  // `finally` runs on every way out; what it finds is only what held before and was not written.
  run(node.finally, raised);
  state = std::move(raised);
  state.reachable = state.reachable && falls_through;
}

void Ranges::run_loop(StmtId id, State& state) {
  const auto* counted = std::get_if<ir::ForRange>(&function_[id].node);
  const auto* each = std::get_if<ir::ForEach>(&function_[id].node);
  const auto* conditional = std::get_if<ir::While>(&function_[id].node);
  const Block& body = counted ? counted->body : each ? each->body : conditional->body;
  const Block& orelse = counted ? counted->orelse : each ? each->orelse : conditional->orelse;

  if (!each) {
    if (auto [at, inserted] = loop_entries.try_emplace(id, state); !inserted) at->second = state;
  }
  Value start, stop, step, iterable;
  if (counted) {
    start = eval(counted->start, state);
    stop = eval(counted->stop, state);
    step = eval(counted->step, state);
  }
  if (each) iterable = eval(each->iterable, state);
  const std::vector<LocalId> written = written_in(function_, id);
  const std::size_t first_observation = observations.size();
  const std::size_t first_return = returns_.size();
  const State entry = state;
  const Symbol before = *numbering_;

  // What is assumed of each written int local at the head, in every turn.
  struct Head {
    LocalId local;
    Interval interval;
    std::vector<std::pair<Linear, bool>> limits;   // (limit, upper)
    Linear entry;
  };
  std::vector<Head> heads;
  std::vector<LocalId> arrays;   // written locals with a shape: kept where it stays the same
  for (LocalId local : written) {
    const Value& value = entry.locals[local.value];
    if (!value) continue;
    if (value->kind == Abstract::Kind::integer) heads.push_back({local, entry.facts.interval(value->integer), {}, value->integer});
    else arrays.push_back(local);
  }
  ++loop_depth_;
  const bool deep = loop_depth_ > max_nesting;
  if (deep) {
    for (Head& head : heads) head.interval = interval_of(function_[head.local].type).value_or(Interval::full());
  }

  State exhausted = entry;   // the state in which the loop ends without a break
  std::vector<State> breaks;
  for (int round = 0;; ++round) {
    const bool last = round == max_rounds;
    observations.resize(first_observation);
    returns_.erase(returns_.begin() + std::ptrdiff_t(first_return), returns_.end());
    State head_state = entry;
    if (last) {
      for (Head& head : heads) {
        head.interval = interval_of(function_[head.local].type).value_or(Interval::full());
        head.limits.clear();
      }
      arrays.clear();
    }
    std::vector<Value> kept;
    for (LocalId local : arrays) kept.push_back(entry.locals[local.value]);
    for (LocalId local : written) head_state.locals[local.value] = nullptr;
    for (std::size_t i = 0; i < arrays.size(); ++i) head_state.locals[arrays[i].value] = kept[i];
    for (const Head& head : heads) {
      const Symbol symbol = head_state.facts.fresh(head.interval);
      head_state.locals[head.local.value] = integer(Linear::symbol(symbol));
      for (const auto& [limit, upper] : head.limits) {
        if (auto room = upper ? add(limit, Linear::symbol(symbol), -1) : add(Linear::symbol(symbol), limit, -1)) head_state.facts.assume(*room);
      }
    }
    frames_.push_back({});
    State turn = head_state;
    exhausted = head_state;
    if (counted) {
      const Symbol item = turn.facts.fresh(Interval::full());
      const auto is_int = [](const Value& value) { return value && value->kind == Abstract::Kind::integer; };
      if (is_int(step)) {
        const Interval by = turn.facts.interval(step->integer);
        const auto at_least = [&](const Value& from, std::int64_t more) {
          if (auto room = is_int(from) ? add(Linear::symbol(item), from->integer, -1) : std::nullopt; room) room->constant -= more, turn.facts.assume(*room);
        };
        const auto at_most = [&](const Value& to, std::int64_t less) {
          if (auto room = is_int(to) ? add(to->integer, Linear::symbol(item), -1) : std::nullopt; room) room->constant -= less, turn.facts.assume(*room);
        };
        if (by.low > 0) at_least(start, 0), at_most(stop, 1);
        else if (by.high < 0) at_most(start, 0), at_least(stop, 1);
      }
      turn.locals[counted->local.value] = integer(Linear::symbol(item));
    } else if (each) {
      turn.locals[each->local.value] = nullptr;
      if (iterable && iterable->kind == Abstract::Kind::array && iterable->shape.size() > 1) {
        Abstract item{Abstract::Kind::array, {}, {}, {}};
        item.shape.assign(iterable->shape.begin() + 1, iterable->shape.end());
        turn.locals[each->local.value] = std::make_shared<Abstract>(std::move(item));
      }
    } else {
      eval(conditional->condition, turn);
      exhausted = turn;
      assume(conditional->condition, true, turn);
      assume(conditional->condition, false, exhausted);
    }
    run(body, turn);
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    breaks = std::move(frame.breaks);
    frame.continues.push_back(std::move(turn));
    const Symbol inner = before;
    State back = join(frame.continues, inner);
    if (!back.reachable || back.facts.contradictory() || last) break;

    bool stable = true;
    std::erase_if(arrays, [&](LocalId local) {
      const Value& a = entry.locals[local.value];
      const Value& b = back.locals[local.value];
      const bool same = a == b || (a && b && a->kind == b->kind && a->shape == b->shape && a->items.empty() && b->items.empty());
      if (!same) stable = false;
      return !same;
    });
    for (Head& head : heads) {
      const Value& end = back.locals[head.local.value];
      const bool known = end && end->kind == Abstract::Kind::integer;
      const Interval after = known ? back.facts.interval(end->integer) : interval_of(function_[head.local].type).value_or(Interval::full());
      const Interval both = head.interval.hull(after);
      if (both != head.interval) {
        head.interval = round >= 2 ? interval_of(function_[head.local].type).value_or(Interval::full()) : widened(head.interval, both);
        if (counters_[head.local.value]) head.interval = head.interval.intersect(counter_limits);
        stable = false;
      }
      const auto holds_at_end = [&](const Linear& limit, bool upper) {
        auto room = !known ? std::nullopt : upper ? add(limit, end->integer, -1) : add(end->integer, limit, -1);
        return room && back.facts.proves(*room);
      };
      const auto holds_at_entry = [&](const Linear& limit, bool upper) {
        auto room = upper ? add(limit, head.entry, -1) : add(head.entry, limit, -1);
        return room && entry.facts.proves(*room);
      };
      if (round == 0 && !deep) {
        if (known) {
          for (const bool upper : {false, true}) {
            for (const Linear& limit : bounds(back.facts, end->integer, upper, before)) {
              if (holds_at_entry(limit, upper)) head.limits.push_back({limit, upper});
            }
          }
        }
        if (!head.entry.is_constant()) {
          for (const bool upper : {false, true}) head.limits.push_back({head.entry, upper});
        }
        if (!head.limits.empty()) stable = false;
      } else {
        const std::size_t count = head.limits.size();
        std::erase_if(head.limits, [&](const auto& limit) { return !holds_at_end(limit.first, limit.second); });
        if (head.limits.size() != count) stable = false;
      }
    }
    if (stable) break;
  }
  --loop_depth_;

  // Locals first written inside are unknown afterwards unless every way out wrote them; the head knows nothing of them.
  run(orelse, exhausted);
  breaks.push_back(std::move(exhausted));
  state = join(breaks, before);
}

// The sites in the value were seen when the whole condition was evaluated.
void Ranges::bind_again(const ir::Let& node, State& state) {
  const std::size_t seen = observations.size();
  Value value = eval(node.value, state);
  observations.resize(seen);
  write(node.local, std::move(value), state);
}

void Ranges::assume(ExprId condition, bool truth, State& state) {
  const auto& node = function_[condition].node;
  if (auto* n = std::get_if<ir::Not>(&node)) return assume(n->operand, !truth, state);
  if (auto value = types::literal_bool(function_[condition].type)) {
    if (*value != truth) state.facts.assume(Linear::of(-1));
    return;
  }
  if (auto* n = std::get_if<ir::Logical>(&node)) {
    if (n->is_and == truth) {
      assume(n->left, truth, state);
      assume(n->right, truth, state);
    }
    return;
  }
  if (auto* n = std::get_if<ir::Convert>(&node)) return assume(n->operand, truth, state);
  if (auto* n = std::get_if<ir::Let>(&node)) {
    bind_again(*n, state);
    return assume(n->body, truth, state);
  }
  auto* n = std::get_if<ir::Compare>(&node);
  if (!n) return;
  // Evaluated again: the sites inside were seen already, and reading again gives the same symbols.
  const std::size_t seen = observations.size();
  const Value left = eval(n->left, state);
  const Value right = eval(n->right, state);
  observations.resize(seen);
  if (!left || !right || left->kind != Abstract::Kind::integer || right->kind != Abstract::Kind::integer) return;
  auto difference = add(right->integer, left->integer, -1);   // right - left
  auto opposite = difference ? scale(*difference, -1) : std::nullopt;
  if (!difference || !opposite) return;
  const auto at_least = [&](Linear e, std::int64_t by) {
    e.constant -= by;
    state.facts.assume(e);
  };
  using Op = ir::CompareOp;
  Op op = n->op;
  if (!truth) {
    constexpr Op negated[] = {Op::not_equal, Op::equal, Op::greater_equal, Op::greater, Op::less_equal, Op::less};
    op = negated[int(op)];
  }
  switch (op) {
    case Op::equal: at_least(*difference, 0), at_least(*opposite, 0); break;
    case Op::not_equal: {
      const Interval i = state.facts.interval(*difference);
      if (i.low == 0) at_least(*difference, 1);
      if (i.high == 0) at_least(*opposite, 1);
      break;
    }
    case Op::less: at_least(*difference, 1); break;
    case Op::less_equal: at_least(*difference, 0); break;
    case Op::greater: at_least(*opposite, 1); break;
    case Op::greater_equal: at_least(*opposite, 0); break;
  }
}

// How a condition on ints comes out, where that follows from what is known.
std::optional<bool> Ranges::decided(ExprId condition, State& state) {
  const auto& node = function_[condition].node;
  if (auto value = types::literal_bool(function_[condition].type)) return *value;
  if (auto* n = std::get_if<ir::Convert>(&node)) return function_[n->operand].type->kind == Kind::integer ? std::nullopt : decided(n->operand, state);
  if (auto* n = std::get_if<ir::Not>(&node)) {
    const auto operand = decided(n->operand, state);
    return operand ? std::optional(!*operand) : std::nullopt;
  }
  if (auto* n = std::get_if<ir::Logical>(&node)) {
    const auto left = decided(n->left, state);
    if (left && *left != n->is_and) return left;
    State then = state;
    assume(n->left, n->is_and, then);
    const auto right = decided(n->right, then);
    if (right && *right != n->is_and) return right;
    return left && right ? right : std::nullopt;
  }
  if (auto* n = std::get_if<ir::Let>(&node)) {
    bind_again(*n, state);
    return decided(n->body, state);
  }
  auto* n = std::get_if<ir::Compare>(&node);
  if (!n) return std::nullopt;
  const std::size_t seen = observations.size();
  const Value left = eval(n->left, state);
  const Value right = eval(n->right, state);
  observations.resize(seen);
  if (!left || !right || left->kind != Abstract::Kind::integer || right->kind != Abstract::Kind::integer) return std::nullopt;
  const auto less = [&](const Linear& a, const Linear& b, std::int64_t by) {   // a + by <= b
    auto room = add(b, a, -1);
    return room && (room->constant -= by, state.facts.proves(*room));
  };
  const Linear &a = left->integer, &b = right->integer;
  const auto ordered = [&](const Linear& low, const Linear& high, bool strict) -> std::optional<bool> {
    if (less(low, high, strict)) return true;
    if (less(high, low, !strict)) return false;
    return std::nullopt;
  };
  const auto same = [&]() -> std::optional<bool> {
    if (a == b) return true;
    if (less(a, b, 1) || less(b, a, 1)) return false;
    return std::nullopt;
  };
  using Op = ir::CompareOp;
  switch (n->op) {
    case Op::less: return ordered(a, b, true);
    case Op::less_equal: return ordered(a, b, false);
    case Op::greater: return ordered(b, a, true);
    case Op::greater_equal: return ordered(b, a, false);
    case Op::equal: return same();
    case Op::not_equal: {
      const auto equal = same();
      return equal ? std::optional(!*equal) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace keelback::analysis
