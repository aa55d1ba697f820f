// Small functions that a loop calls are carried out in place, so that what is known where they are called proves their checks, and the checks that are left
// are made in front of the loop.
//
//   def at(a, i): return a[i] if i < len(a) else 0.0
//
//   for i in range(n):                 for i in range(n):
//     s = s + call at(a, i)     =>       inlined value = at(a, i):
//                                          if (i < extent(a, 0)):
//                                            value = a[i]
//                                          else:
//                                            value = 0.0
//                                        s = s + value
//
// Requires: verified IR. Keeps: the order of evaluation (what comes before the call in its statement is bound to temporaries where the call could be seen
// to run first), lines and frames of tracebacks (`Inlined`), and that a parameter is the caller's local only where neither changes it.
// Declines: calls outside of loops and in operands that may not be evaluated (`and`, `or`, `if else`, the condition of `while`, what the runtime calls); functions that cannot raise,
// which the C++ compiler inlines as well; recursive ones; those with loops, `try`, `del`, names that may be unbound, or a return inside of one of two
// branches that go on; those of more than `max_statements` statements; and more once a function has grown by `max_growth`.
#include <algorithm>
#include <optional>

#include "ir/call_graph.hpp"
#include "ir/effects.hpp"
#include "ir/walk.hpp"
#include "passes/loop_copies.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using ir::Block;
using ir::Effects;
using ir::ExprId;
using ir::Function;
using ir::has;
using ir::InstanceId;
using ir::LocalId;
using ir::NameId;
using ir::StmtId;
using types::Kind;

namespace {

constexpr std::size_t max_statements = 16;
constexpr std::size_t max_growth = 500;   // statements that a function may take in
constexpr int max_depth = 4;              // of calls within inlined bodies

bool returns_inside(const Function& function, const ir::Stmt& stmt) {
  bool found = false;
  ir::for_each_child_block(stmt, [&](const Block& block) {
    found = found || ir::any_stmt(function, block, [&](StmtId id) { return std::holds_alternative<ir::Return>(function[id].node); });
  });
  return found;
}

// Whether the block ends on every path with a return or an exception.
bool leaves(const Function& function, const Block& block) {
  if (block.empty()) return false;
  const ir::StmtNode& last = function[block.back()].node;
  if (const auto* choice = std::get_if<ir::If>(&last)) return leaves(function, choice->yes) && leaves(function, choice->no);
  return std::holds_alternative<ir::Return>(last) || std::holds_alternative<ir::Raise>(last);
}

// Whether `with_one_exit` can do without a jump.
bool has_one_exit(const Function& function, const Block& block) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const ir::Stmt& stmt = function[block[i]];
    if (!returns_inside(function, stmt)) continue;
    const auto* choice = std::get_if<ir::If>(&stmt.node);
    if (choice == nullptr || !has_one_exit(function, choice->yes) || !has_one_exit(function, choice->no)) return false;
    if (i + 1 < block.size() && !leaves(function, choice->yes) && !leaves(function, choice->no)) return false;
  }
  return true;
}

// What the module's functions are, asked for each call.
class Candidates {
 public:
  explicit Candidates(const ir::Module& module) : module_(module), calls_(ir::call_effects(module)), recursive_(ir::recursive_functions(module)), known_(module.functions.size()) {}

  bool operator[](InstanceId id) {
    std::optional<bool>& known = known_[id.value];
    if (!known) known = judge(id);
    return *known;
  }
  const ir::CallEffects& calls() const { return calls_; }

 private:
  bool judge(InstanceId id) const {
    const Function& function = module_[id];
    // By value, an object needs no allocation; from a block that is left it would.
    if (function.gives_fresh) return false;
    if (function.is_generator || recursive_[id.value] || !has(calls_[id.value], Effects::raises)) return false;
    if (std::ranges::any_of(function.names, [](const ir::Name& name) { return name.may_be_unbound; })) return false;
    // What has no run-time value is no value of a local either.
    for (const LocalId parameter : function.parameters) {
      const Kind kind = function[parameter].type->kind;
      if (kind == Kind::library || kind == Kind::module || kind == Kind::type_object || kind == Kind::ellipsis) return false;
    }
    std::size_t size = 0;
    bool simple = true;
    ir::for_each_stmt(function, function.body, [&](StmtId stmt) {
      ++size;
      const ir::StmtNode& node = function[stmt].node;
      if (is_loop(function[stmt]) || std::holds_alternative<ir::Try>(node) || std::holds_alternative<ir::Unbind>(node)) simple = false;
      if (const auto* raise = std::get_if<ir::Raise>(&node); raise != nullptr && raise->exception.empty()) simple = false;
    });
    return simple && size <= max_statements && leaves(function, function.body) && has_one_exit(function, function.body);
  }

  const ir::Module& module_;
  ir::CallEffects calls_;
  std::vector<bool> recursive_;
  std::vector<std::optional<bool>> known_;
};

class Inliner {
 public:
  Inliner(const ir::Module& module, Function& function, Candidates& candidates) : module_(module), function_(function), candidates_(candidates) {}

  void run() { block(function_.body, false, 0); }

 private:
  void block(Block& statements, bool in_loop, int depth) {
    Block out;
    for (const StmtId id : statements) {
      bool done = false;
      if (in_loop && depth < max_depth && !std::holds_alternative<ir::While>(function_[id].node)) done = inline_calls(id, out, depth);
      if (done) continue;
      const bool inside = in_loop || is_loop(function_[id]);
      if (!std::holds_alternative<ir::Inlined>(function_[id].node)) ir::for_each_child_block(function_[id], [&](Block& inner) { block(inner, inside, depth); });
      out.push_back(id);
    }
    statements = std::move(out);
  }

  bool is_candidate(ExprId id) const {
    const auto* call = std::get_if<ir::Call>(&function_[id].node);
    return call != nullptr && grown_ < max_growth && candidates_[call->callee];
  }

  // Calls in operands that the expression evaluates in any case.
  bool wants(ExprId id) const {
    if (is_candidate(id)) return true;
    const ir::ExprNode& node = function_[id].node;
    if (std::holds_alternative<ir::Callable>(node)) return false;   // it runs later
    if (const auto* logical = std::get_if<ir::Logical>(&node)) return wants(logical->left);
    if (const auto* select = std::get_if<ir::Select>(&node)) return wants(select->condition);
    bool found = false;
    ir::for_each_operand(function_[id], [&](ExprId operand) { found = found || wants(operand); });
    return found;
  }

  // Whether an earlier operand may move behind a later one that is lifted: names bound within the statement decide it for reads.
  bool binds_names(StmtId id) const {
    bool found = false;
    ir::for_each_operand(function_[id], [&](ExprId root) {
      found = found || ir::any_in_tree(function_, root, [&](ExprId inner) {
        const auto* let = std::get_if<ir::Let>(&function_[inner].node);
        return let != nullptr && function_[let->local].name_id;
      });
    });
    return found;
  }

  // Puts what the statement's calls do in front of it. Whether that is all the statement did.
  bool inline_calls(StmtId id, Block& before, int depth) {
    bool wanted = false;
    ir::for_each_operand(function_[id], [&](ExprId root) { wanted = wanted || wants(root); });
    if (!wanted || binds_names(id)) return false;
    const auto* assign = std::get_if<ir::Assign>(&function_[id].node);
    if (assign != nullptr && is_candidate(assign->value) && function_[assign->local].type == function_[assign->value].type) {
      lift_operands(operands_of(function_[assign->value]), before, depth);
      carry_out(assign->value, assign->local, before, depth);
      return true;
    }
    if (const auto* evaluate = std::get_if<ir::Evaluate>(&function_[id].node); evaluate != nullptr && is_candidate(evaluate->value)) {
      lift_operands(operands_of(function_[evaluate->value]), before, depth);
      carry_out(evaluate->value, {}, before, depth);
      return true;
    }
    lift_operands(operands_of(function_[id]), before, depth);
    return false;
  }

  template <class Node>
  static std::vector<ExprId*> operands_of(Node& node) {
    std::vector<ExprId*> operands;
    ir::for_each_operand(node, [&](ExprId& operand) { operands.push_back(&operand); });
    return operands;
  }

  void lift_operands(const std::vector<ExprId*>& operands, Block& before, int depth) {
    std::size_t last = operands.size();
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (wants(*operands[i])) last = i;
    }
    if (last == operands.size()) return;
    for (std::size_t i = 0; i <= last; ++i) {
      if (wants(*operands[i])) lift(*operands[i], before, depth);
      if (i < last) pin(*operands[i], before);
    }
  }

  void lift(ExprId& at, Block& before, int depth) {
    ir::Expr& expr = function_[at];
    if (auto* logical = std::get_if<ir::Logical>(&expr.node)) return lift(logical->left, before, depth);
    if (auto* select = std::get_if<ir::Select>(&expr.node)) return lift(select->condition, before, depth);
    if (auto* let = std::get_if<ir::Let>(&expr.node)) {
      if (wants(let->value)) lift(let->value, before, depth);
      if (!wants(let->body)) return;
      before.push_back(function_.add(ir::Assign{let->local, let->value}, expr.span));
      at = let->body;
      return lift(at, before, depth);
    }
    lift_operands(operands_of(expr), before, depth);
    if (!is_candidate(at)) return;
    const auto& callee = module_[std::get<ir::Call>(expr.node).callee];
    const LocalId result = function_.add_local("value", callee.result);
    carry_out(at, result, before, depth);
    at = function_.add(ir::ReadLocal{result}, expr.type, expr.span);
  }

  // Binds the operand to a temporary, unless nothing can tell that it is evaluated later.
  void pin(ExprId& at, Block& before) {
    const ir::Expr& expr = function_[at];
    const Effects own = ir::effects(module_, function_, at, &candidates_.calls());
    if (own == Effects::none || expr.type->kind == Kind::literal) return;
    const LocalId local = function_.add_local("value", expr.type);
    const ir::Span span = expr.span;
    const types::Type type = expr.type;
    before.push_back(function_.add(ir::Assign{local, at}, span));
    at = function_.add(ir::ReadLocal{local}, type, span);
  }

  void carry_out(ExprId at, LocalId result, Block& before, int depth) {
    const ir::Call call = std::get<ir::Call>(function_[at].node);
    const types::Type type = function_[at].type;
    const ir::Span span = function_[at].span;
    const Function& callee = module_[call.callee];
    ir::Cloner cloner{callee, function_, std::vector<LocalId>(callee.locals.size()), {}, {}};
    for (const ir::Name& name : callee.names) {
      function_.names.push_back({name.text, false});
      cloner.names.push_back(NameId{std::uint32_t(function_.names.size() - 1)});
    }
    const std::vector<bool> assigned = assigned_in(callee);
    ir::Inlined inlined{call.callee, {}, type, result, {}};
    for (std::size_t i = 0; i < call.args.size(); ++i) {
      const LocalId parameter = callee.parameters[i];
      const ExprId arg = call.args[i];
      const auto* read = std::get_if<ir::ReadLocal>(&function_[arg].node);
      LocalId local;
      if (read != nullptr && !read->checked && !assigned[parameter.value] && function_[read->local].type == callee[parameter].type) {
        local = read->local;
      } else {
        local = function_.add_local(callee[parameter].name, callee[parameter].type, cloner.name(callee[parameter].name_id));
        before.push_back(function_.add(ir::Assign{local, arg}, span));
      }
      cloner.locals[parameter.value] = local;
      inlined.args.push_back(function_.add(ir::ReadLocal{local}, function_[local].type, span));
    }
    for (std::uint32_t i = 0; i < callee.locals.size(); ++i) {
      const ir::Local& local = callee.locals[i];
      if (!cloner.locals[i]) cloner.locals[i] = function_.add_local(local.name, local.type, cloner.name(local.name_id));
    }
    inlined.body = with_one_exit(cloner.block(callee.body), result);
    ir::for_each_stmt(function_, inlined.body, [&](StmtId) { ++grown_; });
    block(inlined.body, true, depth + 1);
    before.push_back(function_.add(std::move(inlined), span));
  }

  static std::vector<bool> assigned_in(const Function& function) {
    std::vector<bool> assigned(function.locals.size(), false);
    ir::for_each_stmt(function, function.body, [&](StmtId id) {
      for (const LocalId local : ir::bound_locals(function, function[id])) assigned[local.value] = true;
    });
    return assigned;
  }

  // The block with its returns as assignments of the result. What follows a branch that returns goes into the other branch.
  Block with_one_exit(const Block& statements, LocalId result) {
    Block out;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const StmtId id = statements[i];
      if (const auto* node = std::get_if<ir::Return>(&function_[id].node)) {
        const ExprId value = node->value;
        if (result) out.push_back(function_.add(ir::Assign{result, value}, function_[id].span));
        else if (!std::holds_alternative<ir::Constant>(function_[value].node)) out.push_back(function_.add(ir::Evaluate{value}, function_[id].span));
        return out;
      }
      out.push_back(id);
      if (!returns_inside(function_, function_[id])) continue;
      auto& choice = std::get<ir::If>(function_[id].node);
      const bool yes_leaves = leaves(function_, choice.yes), no_leaves = leaves(function_, choice.no);
      Block& going_on = yes_leaves ? choice.no : choice.yes;
      if (!yes_leaves || !no_leaves) going_on.insert(going_on.end(), statements.begin() + std::ptrdiff_t(i) + 1, statements.end());
      choice.yes = with_one_exit(choice.yes, result);
      choice.no = with_one_exit(choice.no, result);
      return out;
    }
    return out;
  }

  const ir::Module& module_;
  Function& function_;
  Candidates& candidates_;
  std::size_t grown_ = 0;
};

}  // namespace

void inline_calls(ir::Module& module) {
  find_fresh_results(module);
  Candidates candidates(module);
  for (Function& function : module.functions) Inliner(module, function, candidates).run();
}

}  // namespace keelback::passes
