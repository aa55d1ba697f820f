// Checks in a loop that cannot be proved, but follow from conditions on values that are known in front of it: the loop is kept twice, and the copy
// without those checks runs where the conditions hold (docs/design/check_hoisting.md). Nothing a program can observe changes: where a condition does not
// hold, the checked loop runs and raises where it always did.
#include <algorithm>
#include <map>

#include "analysis/ranges.hpp"
#include "ir/runtime_functions.hpp"
#include "ir/walk.hpp"
#include "passes/loop_copies.hpp"
#include "passes/mark_checks.hpp"
#include "passes/passes.hpp"
#include "passes/split_by_strides.hpp"

namespace keelback::passes {

using analysis::Abstract;
using analysis::Interval;
using analysis::Linear;
using analysis::Symbol;
using ir::Block;
using ir::ExprId;
using ir::Function;
using ir::LocalId;
using ir::StmtId;
using types::Kind;

namespace {

constexpr std::size_t max_conditions = 12;
constexpr std::size_t max_statements = 60;    // of a loop that is kept twice
// With symbols in here, conditions cannot overflow, nor the products of two of them.
constexpr std::int64_t symbol_limit = std::int64_t{1} << 31;
constexpr std::int64_t coefficient_limit = 1 << 16;
// Terms of a condition; of six, the sum does not overflow. Extents are within it.
constexpr std::int64_t safe_term = std::int64_t{1} << 58;
// A larger constant comes from the limits of a type, not from the program: no array would be long enough.
constexpr std::int64_t constant_limit = 1 << 20;

class Versioner {
 public:
  Versioner(ir::Module& module, Function& function, analysis::Summaries& summaries, types::TypeTable& types) : module_(module), function_(function), summaries_(summaries), types_(types) {}

  void run() { block(function_.body); }

 private:
  // Where a symbol's value is to be had in front of the loop.
  struct Source {
    LocalId local;
    int axis = -1;        // of an array's shape; -1: the local is the int itself
  };
  struct Plan {
    std::vector<Linear> nonnegative;
    std::vector<Symbol> bounded;      // tested to be within symbol_limit
    std::vector<LocalId> writeable;   // arrays that are not read-only: whether one is never changes (docs/design/read_only.md)
  };

  // Whether a turn, apart from the loops inside, computes whole arrays: next to that a check costs nothing, and the code of both copies is long.
  bool works_on_arrays(const ir::Stmt& loop) const {
    bool found = false;
    const auto visit = [&](auto&& self, const Block& block) -> void {
      for (StmtId id : block) {
        const ir::Stmt& stmt = function_[id];
        if (is_range_loop(stmt)) continue;
        ir::for_each_operand(stmt, [&](ExprId root) {
          found = found || ir::any_in_tree(function_, root, [&](ExprId inner) {
            const ir::ExprNode& node = function_[inner].node;
            const bool computes = std::holds_alternative<ir::Elementwise>(node) || std::holds_alternative<ir::Gather>(node) || std::holds_alternative<ir::CallRuntime>(node);
            return computes && function_[inner].type->kind == Kind::array;
          });
        });
        ir::for_each_child_block(stmt, [&](const Block& inner) { self(self, inner); });
      }
    };
    ir::for_each_child_block(loop, [&](const Block& inner) { visit(visit, inner); });
    return found;
  }

  // Loops over what the compiler knows nothing of; an iterator is not run twice.
  static bool is_range_loop(const ir::Stmt& stmt) { return std::holds_alternative<ir::ForRange>(stmt.node) || std::holds_alternative<ir::While>(stmt.node); }

  void block(Block& statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const StmtId id = statements[i];
      const bool small = is_range_loop(function_[id]) && loop_size(function_, id, false) <= max_statements && !works_on_arrays(function_[id]);
      if (const auto choice = small ? version_at(statements, i) : std::nullopt) {
        i = *choice;
        // What is left inside the fast copy may follow from what is known in front of its innermost loops.
        ir::for_each_child_block(function_[id], [&](Block& inner) { innermost(inner); });
        split_by_strides(module_, function_, std::get<ir::If>(function_[statements[i]].node).yes, 0);
        continue;
      }
      if (small) split_by_strides(module_, function_, statements, i);
      ir::for_each_child_block(function_[id], [&](Block& inner) { block(inner); });
    }
  }

  void innermost(Block& statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const StmtId id = statements[i];
      bool has_loop = false;
      ir::for_each_child_block(function_[id], [&](const Block& inner) { has_loop = has_loop || ir::any_stmt(function_, inner, [&](StmtId stmt) { return is_range_loop(function_[stmt]); }); });
      if (is_range_loop(function_[id]) && !has_loop) i = version_at(statements, i).value_or(i);
      else if (has_loop) ir::for_each_child_block(function_[id], [&](Block& inner) { innermost(inner); });
    }
  }

  std::map<Symbol, Source> sources(const analysis::State& state) const {
    std::map<Symbol, Source> out;
    const auto symbol_of = [](const Linear& linear) -> std::optional<Symbol> {
      if (linear.constant == 0 && linear.terms.size() == 1 && linear.terms[0].second == 1) return linear.terms[0].first;
      return std::nullopt;
    };
    for (std::uint32_t i = 0; i < state.locals.size(); ++i) {
      const analysis::Value& value = state.locals[i];
      if (!value || i >= function_.locals.size()) continue;
      const LocalId local{i};
      if (function_[local].name_id && function_[function_[local].name_id].may_be_unbound) continue;
      if (value->kind == Abstract::Kind::integer && function_[local].type->kind == Kind::integer) {
        if (const auto symbol = symbol_of(value->integer)) out.try_emplace(*symbol, Source{local, -1});
      } else if (value->kind == Abstract::Kind::array) {
        for (std::size_t axis = 0; axis < value->shape.size(); ++axis) {
          if (const auto symbol = symbol_of(value->shape[axis])) out.try_emplace(*symbol, Source{local, int(axis)});
        }
      }
    }
    return out;
  }

  bool version(Block& statements, std::size_t at) {
    const StmtId loop = statements[at];
    analysis::Ranges ranges(module_, function_, &summaries_);
    ranges.run();
    const auto entry = ranges.loop_entries.find(loop);
    if (entry == ranges.loop_entries.end()) return false;
    analysis::State state = entry->second;
    const std::map<Symbol, Source> known = sources(state);
    const auto allowed = [&](Symbol symbol) { return known.contains(symbol); };
    const auto small = [](const Linear& linear) {
      return linear.terms.size() <= 6 && std::abs(linear.constant) < constant_limit &&
             std::all_of(linear.terms.begin(), linear.terms.end(), [](const auto& term) { return std::abs(term.second) <= coefficient_limit; });
    };
    Plan plan;
    const auto bound = [&](Symbol symbol) {
      if (std::find(plan.bounded.begin(), plan.bounded.end(), symbol) != plan.bounded.end()) return;
      plan.bounded.push_back(symbol);
      state.facts.bound(symbol, {-symbol_limit, symbol_limit});
    };
    const auto require = [&](const Linear& condition) {
      if (!small(condition) || state.facts.proves(condition)) return;
      if (adds(condition)) {
        for (const auto& [symbol, coefficient] : condition.terms) {
          const Interval interval = state.facts[symbol].interval;
          if (interval.low < -safe_term / std::abs(coefficient) || interval.high > safe_term / std::abs(coefficient)) bound(symbol);
        }
      }
      plan.nonnegative.push_back(condition);
      state.facts.assume(condition);
    };
    plan.writeable = asked_whether_writeable(loop);
    const std::size_t before = unproved(ranges.run_loop(loop, state, allowed));
    if (before == 0 && plan.writeable.empty()) return false;
    // What overflow and division checks need, then what subscripts need under these.
    for (int round = 0; round < 3; ++round) {
      const auto observations = ranges.run_loop(loop, state, allowed);
      const std::size_t conditions = plan.nonnegative.size() + plan.bounded.size();
      for (const analysis::Observation& seen : observations) {
        if (seen.subscript || seen.low) continue;
        for (const Symbol symbol : seen.unbounded) bound(symbol);
        if (seen.divisor) {
          Linear positive = *seen.divisor;
          positive.constant -= 1;
          require(positive);
        }
      }
      for (const analysis::Observation& seen : observations) {
        if (!seen.subscript) continue;
        // Only what goes altogether: a test for one side alone saves little.
        if ((!seen.low && !seen.enough_low) || (!seen.high && !seen.enough_high)) continue;
        if (!seen.low) require(*seen.enough_low);
        if (!seen.high) require(*seen.enough_high);
        if (plan.nonnegative.size() > max_conditions) return false;
      }
      if (plan.nonnegative.size() + plan.bounded.size() == conditions) break;
    }
    if (plan.nonnegative.empty() && plan.bounded.empty() && plan.writeable.empty()) return false;
    if (state.facts.contradictory()) return false;
    const auto observations = ranges.run_loop(loop, state, allowed);
    if (unproved(observations) >= before && plan.writeable.empty()) return false;

    const StmtId slow = copy_of_loop(function_, loop, true);
    if (mark_checks(function_, observations) == 0 && plan.writeable.empty()) return false;
    ir::for_each_child_block(function_[loop], [&](Block& inner) { drop_questions(inner, plan.writeable); });
    ir::for_each_child_block(function_[loop], [&](Block& inner) { take_known_branches(module_, function_, inner, observations); });
    const ExprId condition = test(plan, known, function_[loop].span);
    const StmtId choice = function_.add(ir::If{condition, {loop}, {slow}}, function_[loop].span);
    statements[at] = choice;
    return true;
  }

  // left >= right + 1 is left > right.
  static bool is_strict(const Linear& condition) {
    return condition.constant == -1 && std::ranges::any_of(condition.terms, [](const auto& term) { return term.second < 0; });
  }
  // Whether the test of `condition` adds or multiplies anything.
  static bool adds(const Linear& condition) {
    int left = condition.constant > 0, right = condition.constant < 0 && !is_strict(condition);
    for (const auto& [symbol, coefficient] : condition.terms) {
      if (std::abs(coefficient) != 1) return true;
      ++(coefficient > 0 ? left : right);
    }
    return left > 1 || right > 1;
  }

  // The local of `require_writeable(a)`.
  std::optional<LocalId> asked_of(StmtId id) const {
    const auto* evaluate = std::get_if<ir::Evaluate>(&function_[id].node);
    const auto* call = evaluate ? std::get_if<ir::CallRuntime>(&function_[evaluate->value].node) : nullptr;
    if (call == nullptr || module_[call->function].symbol != "kb::require_writeable") return std::nullopt;
    const auto* read = std::get_if<ir::ReadLocal>(&function_[call->args[0]].node);
    return read != nullptr && !read->checked ? std::optional(read->local) : std::nullopt;
  }
  // Arrays that the loop asks for and does not bind.
  std::vector<LocalId> asked_whether_writeable(StmtId loop) const {
    std::vector<LocalId> out;
    const Block alone{loop};
    ir::for_each_stmt(function_, alone, [&](StmtId id) {
      if (const auto local = asked_of(id); local && std::ranges::find(out, *local) == out.end()) out.push_back(*local);
    });
    std::erase_if(out, [&](LocalId local) {
      return (function_[local].name_id && function_[function_[local].name_id].may_be_unbound) || ir::binds_local(function_, alone, local);
    });
    return out;
  }
  void drop_questions(Block& statements, const std::vector<LocalId>& of) {
    std::erase_if(statements, [&](StmtId id) {
      const auto local = asked_of(id);
      return local && std::ranges::find(of, *local) != of.end();
    });
    for (const StmtId id : statements) ir::for_each_child_block(function_[id], [&](Block& inner) { drop_questions(inner, of); });
  }

  // What bounds the range and is computed there (`range(starts[i], starts[i + 1])`) gets names, of which conditions can be made.
  std::size_t name_bounds(Block& statements, std::size_t at) {
    auto loop = std::get<ir::ForRange>(function_[statements[at]].node);
    const auto is_constant = [&](ExprId id) { return std::holds_alternative<ir::Constant>(function_[id].node); };
    const auto is_linear = [&](ExprId root) {
      return !ir::any_in_tree(function_, root, [&](ExprId id) {
        const ir::ExprNode& node = function_[id].node;
        return !std::holds_alternative<ir::Constant>(node) && !std::holds_alternative<ir::ReadLocal>(node) && !std::holds_alternative<ir::Extent>(node) && !std::holds_alternative<ir::Arithmetic>(node) && !std::holds_alternative<ir::Convert>(node);
      });
    };
    if (is_linear(loop.start) && is_linear(loop.stop)) return 0;
    Block names;
    const auto name = [&](ExprId& bound, const char* text) {
      if (is_constant(bound)) return;
      const LocalId local = function_.add_local(text, types_.integer);
      const ir::Span span = function_[bound].span;
      names.push_back(function_.add(ir::Assign{local, bound}, span));
      bound = function_.add(ir::ReadLocal{local}, types_.integer, span);
    };
    // In the order in which they are evaluated; the step comes last.
    name(loop.start, "first");
    name(loop.stop, "last");
    function_[statements[at]].node = std::move(loop);
    statements.insert(statements.begin() + std::ptrdiff_t(at), names.begin(), names.end());
    return names.size();
  }

  // Gives where the choice stands then.
  std::optional<std::size_t> version_at(Block& statements, std::size_t at) {
    if (version(statements, at)) return at;
    const StmtId loop = statements[at];
    const auto* counted = std::get_if<ir::ForRange>(&function_[loop].node);
    if (counted == nullptr) return std::nullopt;
    const ExprId start = counted->start, stop = counted->stop;
    const std::size_t named = name_bounds(statements, at);
    if (named == 0) return std::nullopt;
    if (version(statements, at + named)) return at + named;
    auto& back = std::get<ir::ForRange>(function_[loop].node);
    back.start = start;
    back.stop = stop;
    statements.erase(statements.begin() + std::ptrdiff_t(at), statements.begin() + std::ptrdiff_t(at + named));
    return std::nullopt;
  }

  static std::size_t unproved(const std::vector<analysis::Observation>& observations) {
    return std::size_t(std::count_if(observations.begin(), observations.end(), [](const auto& seen) { return !seen.low || (seen.subscript && !seen.high); }));
  }

  // --- conditions as IR ---
  ExprId integer(std::int64_t value, ir::Span span) { return function_.add(ir::Constant{}, types_.literal(value), span); }
  ExprId compare(ir::CompareOp op, ExprId left, ExprId right, ir::Span span) { return function_.add(ir::Compare{op, left, right}, types_.boolean, span); }
  ExprId value_of(Symbol symbol, const std::map<Symbol, Source>& known, ir::Span span) {
    const Source& source = known.at(symbol);
    const ExprId local = function_.add(ir::ReadLocal{source.local}, function_[source.local].type, span);
    if (source.axis < 0) return local;
    return function_.add(ir::Extent{local, source.axis}, types_.integer, span);
  }
  ExprId test(const Plan& plan, const std::map<Symbol, Source>& known, ir::Span span) {
    std::optional<ExprId> all;
    const auto also = [&](ExprId condition) { all = all ? function_.add(ir::Logical{true, *all, condition}, types_.boolean, span) : condition; };
    for (const LocalId array : plan.writeable) {
      const ir::RuntimeId is_writeable = ir::runtime_function(module_, {"kb::is_writeable", "read_only.hpp", ir::Effects::none, false});
      also(function_.add(ir::CallRuntime{is_writeable, {}, {function_.add(ir::ReadLocal{array}, function_[array].type, span)}}, types_.boolean, span));
    }
    for (const Symbol symbol : plan.bounded) {
      if (known.at(symbol).axis < 0) also(compare(ir::CompareOp::greater_equal, value_of(symbol, known, span), integer(-symbol_limit, span), span));
      also(compare(ir::CompareOp::less_equal, value_of(symbol, known, span), integer(symbol_limit, span), span));
    }
    for (const Linear& condition : plan.nonnegative) {
      // positive terms + constant >= negative terms
      std::optional<ExprId> left, right;
      const auto add = [&](std::optional<ExprId>& sum, ExprId term) {
        sum = sum ? function_.add(ir::Arithmetic{ir::BinaryOp::add, ir::Rules::python, *sum, term, false}, types_.integer, span) : term;
      };
      for (const auto& [symbol, coefficient] : condition.terms) {
        ExprId term = value_of(symbol, known, span);
        const std::int64_t factor = std::abs(coefficient);
        if (factor != 1) term = function_.add(ir::Arithmetic{ir::BinaryOp::multiply, ir::Rules::python, term, integer(factor, span), false}, types_.integer, span);
        add(coefficient > 0 ? left : right, term);
      }
      if (condition.constant > 0) add(left, integer(condition.constant, span));
      const bool strict = is_strict(condition);
      if (condition.constant < 0 && !strict) add(right, integer(-condition.constant, span));
      also(compare(strict ? ir::CompareOp::greater : ir::CompareOp::greater_equal, left ? *left : integer(0, span), right ? *right : integer(0, span), span));
    }
    return *all;
  }

  ir::Module& module_;
  Function& function_;
  analysis::Summaries& summaries_;
  types::TypeTable& types_;
};

}  // namespace

void version_loops(ir::Module& module) {
  analysis::Summaries summaries(module);
  for (Function& function : module.functions) Versioner(module, function, summaries, *module.types).run();
}

}  // namespace keelback::passes
