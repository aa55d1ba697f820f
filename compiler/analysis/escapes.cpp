#include "analysis/escapes.hpp"

#include "ir/walk.hpp"

namespace keelback::analysis {

using ir::ExprId;
using ir::Function;
using ir::LocalId;
using ir::Module;
using ir::StmtId;

namespace {

// Where the value of an expression goes.
struct Goal {
  Fate fate = Fate::none;
  LocalId into = {};
};
constexpr Goal kept{Fate::kept};

class Flow {
 public:
  Flow(const Module& module, const Function& function, const ParameterFates& parameters) : module_(module), function_(function), parameters_(parameters) {
    found_.fates.resize(function.locals.size(), Fate::none);
    found_.copies.resize(function.locals.size());
  }

  LocalFates run() {
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) { stmt(function_[id]); });
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < found_.copies.size(); ++i) {
        for (const LocalId to : found_.copies[i]) {
          const Fate more = found_.fates[i] | found_.fates[to.value];
          changed |= more != found_.fates[i];
          found_.fates[i] = more;
        }
      }
    }
    return std::move(found_);
  }

 private:
  void stmt(const ir::Stmt& stmt) {
    std::visit(ir::overloaded{
                   [&](const ir::Assign& node) { expr(node.value, {Fate::none, node.local}); },
                   [&](const ir::Moves& node) {
                     for (const ir::Moves::Move& move : node.moves) expr(move.value, {Fate::none, move.target});
                   },
                   [&](const ir::StoreField& node) {
                     if (node.value) expr(*node.value, kept);
                     expr(node.object, {});
                   },
                   [&](const ir::Return& node) { expr(node.value, {Fate::returned}); },
                   [&](const ir::Evaluate& node) { expr(node.value, {}); },
                   [&](const ir::If& node) { expr(node.condition, {}); },
                   [&](const ir::While& node) { expr(node.condition, {}); },
                   [&](const ir::Inlined&) {},  // its arguments only say which call it is
                   [&](const auto&) {
                     ir::for_each_operand(stmt, [&](ExprId operand) { expr(operand, kept); });
                   },
               },
               stmt.node);
  }

  void expr(ExprId id, Goal goal) {
    const ir::Expr& at = function_[id];
    const auto operands = [&](Goal each) {
      ir::for_each_operand(at, [&](ExprId operand) { expr(operand, each); });
    };
    std::visit(ir::overloaded{
                   [&](const ir::ReadLocal& node) {
                     Fate& fate = found_.fates[node.local.value];
                     fate = fate | goal.fate;
                     if (goal.into && goal.into != node.local) found_.copies[node.local.value].push_back(goal.into);
                   },
                   [&](const ir::Let& node) {
                     expr(node.value, {Fate::none, node.local});
                     expr(node.body, goal);
                   },
                   [&](const ir::Convert& node) { expr(node.operand, goal); },
                   [&](const ir::Select& node) {
                     expr(node.condition, {});
                     expr(node.yes, goal);
                     expr(node.no, goal);
                   },
                   [&](const ir::Call& node) {
                     const std::vector<Fate>& fates = parameters_[node.callee.value];
                     for (std::size_t i = 0; i < node.args.size(); ++i) {
                       Goal each{has(fates[i], Fate::kept) ? Fate::kept : Fate::none};
                       if (has(fates[i], Fate::returned)) each = {each.fate | goal.fate, goal.into};
                       expr(node.args[i], each);
                     }
                   },
                   [&](const ir::CallRuntime& node) {
                     const ir::Effects effects = module_[node.function].effects;
                     const bool looks = !ir::has(effects, ir::Effects::writes) && !ir::has(effects, ir::Effects::allocates) && !types::holds_object(at.type);
                     operands(looks ? Goal{} : kept);
                   },
                   [&](const ir::ReadField&) { operands({}); },
                   [&](const ir::IsClass&) { operands({}); },
                   [&](const ir::IsMember&) { operands({}); },
                   [&](const ir::Arithmetic&) { operands({}); },
                   [&](const ir::Unary&) { operands({}); },
                   [&](const ir::Not&) { operands({}); },
                   [&](const ir::Logical&) { operands({}); },
                   [&](const ir::TupleItem& node) {
                     // Of a tuple made on the spot only the one item.
                     const auto* made = std::get_if<ir::MakeTuple>(&function_[node.tuple].node);
                     if (made == nullptr) return expr(node.tuple, goal);
                     for (std::size_t i = 0; i < made->items.size(); ++i) expr(made->items[i], int(i) == node.index ? goal : Goal{});
                   },
                   // What the runtime calls has copies of what it reads, and may outlive the function.
                   [&](const ir::Callable&) {
                     ir::for_each_in_tree(function_, id, [&](ExprId inner) {
                       if (std::holds_alternative<ir::ReadLocal>(function_[inner].node)) expr(inner, kept);
                     });
                   },
                   [&](const auto&) { operands(kept); },
               },
               at.node);
  }

  const Module& module_;
  const Function& function_;
  const ParameterFates& parameters_;
  LocalFates found_;
};

}  // namespace

LocalFates local_fates(const Module& module, const Function& function, const ParameterFates& parameters) { return Flow(module, function, parameters).run(); }

ParameterFates parameter_fates(const Module& module) {
  ParameterFates all;
  for (const Function& function : module.functions) all.emplace_back(function.parameters.size(), Fate::none);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < module.functions.size(); ++i) {
      const Function& function = module.functions[i];
      bool any = false;
      for (const LocalId parameter : function.parameters) any = any || types::holds_object(function[parameter].type);
      if (!any) continue;
      // Its frame holds them for as long as somebody advances it.
      if (function.is_generator) {
        all[i].assign(function.parameters.size(), Fate::kept);
        continue;
      }
      const LocalFates found = local_fates(module, function, all);
      for (std::size_t k = 0; k < function.parameters.size(); ++k) {
        const Fate fate = all[i][k] | found.fates[function.parameters[k].value];
        changed |= fate != all[i][k];
        all[i][k] = fate;
      }
    }
  }
  return all;
}

}  // namespace keelback::analysis
