// An array expression that is assigned to a name and read once, by an array expression soon after, is computed there: one loop, no temporary.
//
//   t = elementwise add(a, b)
//   s = reduce sum(elementwise multiply(t, c))      =>      s = reduce sum(elementwise multiply(elementwise add(a, b), c))
//
//   t = elementwise minimum(view d[i], view d[k])
//   store view d[i] = t                             =>      store view d[i] = elementwise minimum(view d[i], view d[k])
//
//   let self = elementwise multiply(a, a) in reduce sum(self)      =>      reduce sum(elementwise multiply(a, a))
//
// Requires: verified IR. Runs twice: behind `prove_checks` and `version_loops` more targets of stores are known not to raise.
// Keeps: rounding, the order of what can be seen, and that a store's value is complete before the first write (the runtime makes a temporary where operands overlap).
// Declines: a temporary read twice or bound twice; statements in between that write, or change what it reads; an operand that would be stretched; the value of a plain
// store whose target may raise; reductions whose passes over the operand are several (`var`, `std`, `argmin`, `argmax`) and means along axes.
#include <algorithm>
#include <optional>

#include "ir/effects.hpp"
#include "ir/walk.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using ir::Block;
using ir::Effects;
using ir::ExprId;
using ir::Function;
using ir::has;
using ir::LocalId;
using ir::StmtId;
using types::Kind;

namespace {

class Fuser {
 public:
  Fuser(const ir::Module& module, Function& function, const ir::CallEffects& calls) : module_(module), function_(function), calls_(calls) {}

  void run() {
    reads_.assign(function_.locals.size(), 0);
    binds_.assign(function_.locals.size(), 0);
    for (const LocalId parameter : function_.parameters) ++binds_[parameter.value];
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      for (const LocalId local : ir::bound_locals(function_, function_[id])) ++binds_[local.value];
    });
    ir::for_each_expr(function_, function_.body, [&](ExprId id) {
      if (const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node)) ++reads_[read->local.value];
    });
    std::vector<ExprId> lets;
    ir::for_each_expr(function_, function_.body, [&](ExprId id) {
      if (std::holds_alternative<ir::Let>(function_[id].node)) lets.push_back(id);
    });
    for (const ExprId id : lets) fuse_let(id);
    block(function_.body);
  }

 private:
  // What a method is called on is bound first: (a * a).sum().
  void fuse_let(ExprId id) {
    const auto let = std::get<ir::Let>(function_[id].node);
    const auto* reduce = std::get_if<ir::Reduce>(&function_[let.body].node);
    if (reduce == nullptr || !fusable(*reduce) || !is_elementwise(let.value) || function_[let.value].type != function_[let.local].type) return;
    const auto* read = std::get_if<ir::ReadLocal>(&function_[reduce->operand].node);
    if (read == nullptr || read->local != let.local || read->checked || reads_[let.local.value] != 1 || function_[let.local].name_id) return;
    ir::Expr whole = function_[let.body];
    std::get<ir::Reduce>(whole.node).operand = let.value;
    function_[id] = std::move(whole);
  }

  // Computed element by element where it is read: an Elementwise tree, or a cast of one.
  bool is_elementwise(ExprId id) const {
    const ir::Expr& expr = function_[id];
    if (expr.type->kind != Kind::array) return false;
    if (std::holds_alternative<ir::Elementwise>(expr.node)) return true;
    const auto* convert = std::get_if<ir::Convert>(&expr.node);
    return convert != nullptr && function_[convert->operand].type->kind == Kind::array;
  }

  Effects effects(ExprId root) const {
    Effects all = Effects::none;
    ir::for_each_in_tree(function_, root, [&](ExprId id) { all = all | ir::effects(module_, function_, id, &calls_); });
    return all;
  }

  // The read of `local` in an operand of the statement, if it stands where elements are computed one by one.
  ExprId* fusable_read(StmtId id, LocalId local) {
    ExprId* found = nullptr;
    const auto search = [&](auto&& self, ExprId& at, bool elementwise) -> void {
      const auto* read = std::get_if<ir::ReadLocal>(&function_[at].node);
      if (read != nullptr && read->local == local) {
        if (elementwise && !read->checked) found = &at;
        return;
      }
      const ir::Expr& expr = function_[at];
      const bool inside = is_elementwise(at) || (std::holds_alternative<ir::Reduce>(expr.node) && fusable(std::get<ir::Reduce>(expr.node)));
      ir::for_each_operand(function_[at], [&](ExprId& operand) {
        // One that is stretched along more axes would be computed again and again.
        const bool stretched = is_elementwise(at) && function_[operand].type->rank != expr.type->rank;
        self(self, operand, inside && !stretched);
      });
    };
    const bool stores = std::holds_alternative<ir::StoreView>(function_[id].node);
    ir::for_each_operand(function_[id], [&](ExprId& operand) {
      // The value of a store is computed as it is stored: the runtime looks at overlaps of the operands with what is written, which an expression has as
      // well as a temporary. Of a plain store the value comes first, so that nothing may be seen of the target's evaluation.
      const auto* store = stores ? &std::get<ir::StoreView>(function_[id].node) : nullptr;
      const bool is_value = stores && operand == store->value;
      const bool stretched = is_value && function_[operand].type->rank != function_[store->target].type->rank;
      search(search, operand, is_value && !stretched && (store->op || !has(effects(store->target), Effects::raises)));
    });
    return found;
  }

  static bool fusable(const ir::Reduce& node) {
    switch (node.op) {
      case ir::ReduceOp::mean: return node.axes.empty() && !node.keepdims;  // a sum
      case ir::ReduceOp::sum:
      case ir::ReduceOp::product:
      case ir::ReduceOp::minimum:
      case ir::ReduceOp::maximum:
      case ir::ReduceOp::any:
      case ir::ReduceOp::all:
      case ir::ReduceOp::count_nonzero: return true;
      default: return false;
    }
  }

  void block(Block& statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      ir::for_each_child_block(function_[statements[i]], [&](Block& inner) { block(inner); });
    }
    // From the end: what stands between a temporary and its read has gone to where it is read itself.
    for (std::size_t i = statements.size(); i-- > 0;) fuse_at(statements, i);
  }

  void fuse_at(Block& statements, std::size_t i) {
    const auto* assign = std::get_if<ir::Assign>(&function_[statements[i]].node);
    if (assign == nullptr || reads_[assign->local.value] != 1 || binds_[assign->local.value] != 1 || !is_elementwise(assign->value)) return;
    const LocalId local = assign->local;
    const ExprId value = assign->value;
    if (function_[value].type != function_[local].type) return;
    const ir::NameId name = function_[local].name_id;
    if (name && function_[name].may_be_unbound) return;
    const Effects moved = effects(value);
    if (has(moved, Effects::writes)) return;
    for (std::size_t j = i + 1; j < statements.size(); ++j) {
      if (ExprId* read = fusable_read(statements[j], local)) {
        // What the statement evaluates in front of the read comes before the expression now.
        Effects others = Effects::none;
        ir::for_each_operand(function_[statements[j]], [&](ExprId operand) { others = others | effects(operand); });
        if (has(others, Effects::writes)) return;
        *read = value;
        statements.erase(statements.begin() + std::ptrdiff_t(i));
        return;
      }
      // It may be moved past what neither changes its operands nor can be seen to happen.
      const auto* between = std::get_if<ir::Assign>(&function_[statements[j]].node);
      if (between == nullptr || ir::reads_local(function_, value, between->local)) return;
      const Effects passed = effects(between->value);
      if (has(passed, Effects::writes) || (has(passed, Effects::raises) && has(moved, Effects::raises))) return;
      if (ir::reads_local(function_, between->value, local)) return;
    }
  }

  const ir::Module& module_;
  Function& function_;
  const ir::CallEffects& calls_;
  std::vector<int> reads_, binds_;
};

}  // namespace

void fuse(ir::Module& module) {
  const ir::CallEffects calls = ir::call_effects(module);
  for (Function& function : module.functions) Fuser(module, function, calls).run();
}

}  // namespace keelback::passes
