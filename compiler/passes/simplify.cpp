// Folding and dropping: items of tuples that are made on the spot, conditions that are known, statements that do nothing.
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
using ir::StmtId;

namespace {

class Simplifier {
 public:
  Simplifier(const ir::Module& module, Function& function, const ir::CallEffects& calls) : module_(module), function_(function), calls_(calls) {}

  void run() {
    block(function_.body);
    drop_dead_locals();
  }

  void run_without_arguments() {
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      if (auto* inlined = std::get_if<ir::Inlined>(&function_[id].node)) inlined->args.clear(), inlined->undoable = false;
    });
    run();
  }

 private:
  bool is_pure(ExprId id) const {
    bool pure = true;
    ir::for_each_in_tree(function_, id, [&](ExprId inner) {
      const Effects effects = ir::effects(module_, function_, inner, &calls_);
      if (has(effects, Effects::raises) || has(effects, Effects::writes)) pure = false;
      if (const auto* read = std::get_if<ir::ReadLocal>(&function_[inner].node); read != nullptr && read->checked) pure = false;
      if (std::holds_alternative<ir::Let>(function_[inner].node)) pure = false;
    });
    return pure;
  }

  static std::optional<bool> known(const Function& function, ExprId condition) {
    if (const auto value = types::literal_bool(function[condition].type)) {
      if (std::holds_alternative<ir::Constant>(function[condition].node)) return value;
    }
    if (const auto* negated = std::get_if<ir::Not>(&function[condition].node)) {
      if (const auto value = known(function, negated->operand)) return !*value;
    }
    return std::nullopt;
  }

  void replace(ExprId at, ExprId by) {
    // Under the type that the place had: only equal types are replaced.
    const ir::Expr copy = function_[by];
    const auto span = function_[at].span;
    function_[at] = copy;
    function_[at].span = span;
  }

  void expr(ExprId id) {
    ir::for_each_operand(function_[id], [&](ExprId& operand) { expr(operand); });
    ir::Expr& node = function_[id];
    if (const auto* item = std::get_if<ir::TupleItem>(&node.node)) {
      if (const auto* tuple = std::get_if<ir::MakeTuple>(&function_[item->tuple].node)) {
        const ExprId chosen = tuple->items[std::size_t(item->index)];
        bool others_pure = true;
        for (const ExprId other : tuple->items) others_pure = others_pure && (other == chosen || is_pure(other));
        if (others_pure && function_[chosen].type == node.type) replace(id, chosen);
      }
      return;
    }
    if (const auto* select = std::get_if<ir::Select>(&node.node)) {
      if (const auto value = known(function_, select->condition)) {
        const ExprId chosen = *value ? select->yes : select->no;
        if (function_[chosen].type == node.type) replace(id, chosen);
      }
      return;
    }
    if (const auto* logical = std::get_if<ir::Logical>(&node.node)) {
      if (const auto left = known(function_, logical->left)) {
        if (*left == logical->is_and) replace(id, logical->right);
        else replace(id, logical->left);
      }
      return;
    }
    if (const auto* let = std::get_if<ir::Let>(&node.node)) {
      // A temporary that is read nowhere, or a name for what can be read again for nothing.
      const ExprId value = let->value, body = let->body;
      const ir::LocalId local = let->local;
      if (function_[local].name_id) return;
      const auto* read = std::get_if<ir::ReadLocal>(&function_[value].node);
      const bool trivial = std::holds_alternative<ir::Constant>(function_[value].node) || (read != nullptr && !read->checked && !assigned_in(body, read->local));
      const int reads = ir::count_reads(function_, body, local);
      if (reads == 0 && is_pure(value)) {
        replace(id, body);
      } else if (trivial && function_[value].type == function_[local].type) {
        std::vector<ExprId> uses;
        ir::for_each_in_tree(function_, body, [&](ExprId inner) {
          const auto* use = std::get_if<ir::ReadLocal>(&function_[inner].node);
          if (use != nullptr && use->local == local) uses.push_back(inner);
        });
        for (const ExprId use : uses) replace(use, value);
        replace(id, body);
      }
    }
  }

  bool assigned_in(ExprId tree, ir::LocalId local) const { return ir::binds_local(function_, tree, local); }

  void block(Block& statements) {
    Block out;
    for (const StmtId id : statements) {
      ir::for_each_operand(function_[id], [&](ExprId& operand) { expr(operand); });
      ir::for_each_child_block(function_[id], [&](Block& inner) { block(inner); });
      ir::Stmt& stmt = function_[id];
      if (auto* moves = std::get_if<ir::Moves>(&stmt.node)) {
        std::erase_if(moves->moves, [&](const ir::Moves::Move& move) {
          const auto* read = std::get_if<ir::ReadLocal>(&function_[move.value].node);
          return read != nullptr && read->local == move.target;
        });
        if (moves->moves.empty()) continue;
      } else if (const auto* assign = std::get_if<ir::Assign>(&stmt.node)) {
        const auto* read = std::get_if<ir::ReadLocal>(&function_[assign->value].node);
        if (read != nullptr && read->local == assign->local && !read->checked) continue;
      } else if (auto* test = std::get_if<ir::If>(&stmt.node)) {
        if (const auto value = known(function_, test->condition)) {
          const Block chosen = *value ? test->yes : test->no;
          out.insert(out.end(), chosen.begin(), chosen.end());
          continue;
        }
        if (test->yes.empty() && test->no.empty() && is_pure(test->condition)) continue;
      } else if (const auto* evaluate = std::get_if<ir::Evaluate>(&stmt.node)) {
        if (is_pure(evaluate->value)) continue;
      }
      out.push_back(id);
    }
    statements = std::move(out);
  }

  // Assignments of pure values to locals that nothing reads.
  void drop_dead_locals() {
    for (bool changed = true; changed;) {
      changed = false;
      std::vector<int> reads(function_.locals.size(), 0);
      ir::for_each_expr(function_, function_.body, [&](ExprId id) {
        if (const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node)) ++reads[read->local.value];
      });
      changed = drop(function_.body, reads);
    }
  }
  bool drop(Block& statements, const std::vector<int>& reads) {
    bool changed = false;
    for (const StmtId id : statements) {
      ir::for_each_child_block(function_[id], [&](Block& inner) { changed |= drop(inner, reads); });
      if (auto* moves = std::get_if<ir::Moves>(&function_[id].node)) {
        changed |= std::erase_if(moves->moves, [&](const ir::Moves::Move& move) { return reads[move.target.value] == 0 && !needs_flag(move.target) && is_pure(move.value); }) > 0;
      }
    }
    changed |= std::erase_if(statements, [&](StmtId id) {
                 if (const auto* moves = std::get_if<ir::Moves>(&function_[id].node)) return moves->moves.empty();
                 const auto* assign = std::get_if<ir::Assign>(&function_[id].node);
                 return assign != nullptr && reads[assign->local.value] == 0 && !needs_flag(assign->local) && is_pure(assign->value);
               }) > 0;
    return changed;
  }
  // Binding the name is seen by a checked read of another of its locals.
  bool needs_flag(ir::LocalId local) const {
    const ir::NameId name = function_[local].name_id;
    return name && function_[name].may_be_unbound;
  }

  const ir::Module& module_;
  Function& function_;
  const ir::CallEffects& calls_;
};

}  // namespace

void simplify(ir::Module& module) {
  const ir::CallEffects calls = ir::call_effects(module);
  for (Function& function : module.functions) Simplifier(module, function, calls).run();
}

void drop_unread(ir::Module& module) {
  const ir::CallEffects calls = ir::call_effects(module);
  for (Function& function : module.functions) Simplifier(module, function, calls).run_without_arguments();
}

}  // namespace keelback::passes
