// Objects that nothing holds for longer than the block that makes them are in the frame's memory: no allocation, no counting, and where the C++ compiler sees
// all uses, no memory at all. A function whose every result is such an object gives it by value (`gives_fresh`), so that chains of operators make none.
//
//   def __add__(self, other):                     func Vector.__add__ gives fresh
//     return Vector(self.x + other.x)       =>
//
//   return (a + b).dot(c)                         return let fresh in frame = call Vector.__add__(a, b) in call Vector.dot(fresh, c)
//
// Requires: verified IR. Keeps: identity, which only one local and its copies can ask for; when fields are dropped (at the end of the block: of objects without
// `__del__` nobody can tell).
// Declines: locals that are bound more than once, or bound where they may not be evaluated; objects that are stored, put in a container, captured, passed where
// they are kept, or copied to a local that lives longer.
#include <algorithm>
#include <map>

#include "analysis/escapes.hpp"
#include "analysis/mentions.hpp"
#include "ir/walk.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using analysis::Fate;
using analysis::Mentions;
using ir::ExprId;
using ir::Function;
using ir::LocalId;
using ir::Module;
using ir::StmtId;
using types::Kind;

namespace {

class Placer {
 public:
  Placer(Module& module, Function& function, const analysis::ParameterFates& parameters)
      : module_(module), function_(function), parameters_(parameters), fates_(analysis::local_fates(module, function, parameters)), mentions_(function) {
    ir::for_each_expr(function, function.body, [&](ExprId id) {
      if (const auto* let = std::get_if<ir::Let>(&function[id].node)) lets_.insert_or_assign(let->local.value, id);
    });
  }

  bool gives_fresh() const {
    if (function_.result == nullptr || function_.result->kind != Kind::instance) return false;
    bool any = false, all = true;
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      // A `finally` runs between the return and the end: what is returned has to be in a variable until then.
      const auto* attempt = std::get_if<ir::Try>(&function_[id].node);
      if (attempt != nullptr && !attempt->finally.empty()) all = false;
      const auto* node = std::get_if<ir::Return>(&function_[id].node);
      if (node == nullptr) return;
      any = true;
      all = all && is_fresh(node->value);
    });
    return any && all;
  }

  void place() {
    for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
      const bool returned = has(fates_.fates[i], Fate::returned);
      function_.locals[i].in_frame = is_candidate(LocalId{i}) && (!returned || function_.gives_fresh);
    }
  }

  // New objects that are only looked at get a name.
  void name_temporaries() {
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      if (std::holds_alternative<ir::While>(function_[id].node) || std::holds_alternative<ir::Inlined>(function_[id].node)) return;
      ir::for_each_operand(function_[id], [&](ExprId root) { name_in(root); });
    });
  }

 private:
  // An object of exactly the expression's type that nothing holds but the value itself.
  bool is_fresh(ExprId id) const {
    const ir::Expr& at = function_[id];
    if (at.type->kind != Kind::instance) return false;
    if (std::holds_alternative<ir::MakeObject>(at.node)) return true;
    if (const auto* call = std::get_if<ir::Call>(&at.node)) return module_[call->callee].gives_fresh && module_[call->callee].result == at.type;
    if (const auto* let = std::get_if<ir::Let>(&at.node)) return is_fresh(let->body);
    if (const auto* read = std::get_if<ir::ReadLocal>(&at.node)) return !read->checked && function_[read->local].type == at.type && is_candidate(read->local);
    return false;
  }

  bool is_candidate(LocalId local) const {
    const ir::Local& known = function_[local];
    if (known.type->kind != Kind::instance || known.is_parameter || std::ranges::find(function_.parameters, local) != function_.parameters.end()) return false;
    if (known.name_id && function_[known.name_id].may_be_unbound) return false;
    if (has(fates_.fates[local.value], Fate::kept)) return false;
    const Mentions::Site* bound = nullptr;
    for (const Mentions::Site& site : mentions_.of(local)) {
      if (!site.binds) continue;
      if (bound != nullptr || !site.value || site.may_be_skipped) return false;
      bound = &site;
    }
    if (bound == nullptr || function_[bound->value].type != known.type || !is_made_there(bound->value)) return false;
    // `(x := C()).y, x.z`: an object of one expression is gone behind it.
    const auto let = lets_.find(local.value);
    return (let == lets_.end() || is_only_in(let->second, local)) && stays_inside(local, bound->scope);
  }
  // What a local is bound to: an object that the expression makes. Another local's would be the same object twice.
  bool is_made_there(ExprId value) const {
    if (const auto* let = std::get_if<ir::Let>(&function_[value].node)) {
      const auto* tail = std::get_if<ir::ReadLocal>(&function_[let->body].node);
      if (tail != nullptr && tail->local == let->local) return is_only_in(value, let->local) && is_made_there(let->value) && is_candidate(let->local);
      if (const auto* inner = std::get_if<ir::Let>(&function_[let->body].node)) {
        const auto* last = std::get_if<ir::ReadLocal>(&function_[inner->body].node);
        if (last != nullptr && last->local == let->local) return is_only_in(value, let->local) && is_made_there(let->value) && is_candidate(let->local);
      }
      return is_made_there(let->body);
    }
    return !std::holds_alternative<ir::ReadLocal>(function_[value].node) && is_fresh(value);
  }
  bool is_only_in(ExprId tree, LocalId local) const {
    std::size_t inside = 1;  // the `Let`
    ir::for_each_in_tree(function_, tree, [&](ExprId id) {
      const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
      inside += read != nullptr && read->local == local;
    });
    return inside == mentions_.of(local).size();
  }
  // Whether the local, and all that it is copied to, are mentioned in the scope alone.
  bool stays_inside(LocalId local, int scope) const {
    std::vector<LocalId> todo{local}, seen{local};
    while (!todo.empty()) {
      const LocalId at = todo.back();
      todo.pop_back();
      if (mentions_.meet(at) < 0 || !mentions_.encloses(scope, mentions_.meet(at))) return false;
      for (const LocalId to : fates_.copies[at.value]) {
        if (std::ranges::find(seen, to) != seen.end()) continue;
        seen.push_back(to);
        todo.push_back(to);
      }
    }
    return true;
  }

  void name_in(ExprId id) {
    ir::Expr& at = function_[id];
    if (std::holds_alternative<ir::Logical>(at.node) || std::holds_alternative<ir::Select>(at.node)) {
      const ExprId always = std::holds_alternative<ir::Logical>(at.node) ? std::get<ir::Logical>(at.node).left : std::get<ir::Select>(at.node).condition;
      return name_in(always);
    }
    if (std::holds_alternative<ir::Callable>(at.node)) return;
    ir::for_each_operand(function_[id], [&](ExprId operand) { name_in(operand); });
    const auto name = [&](ExprId operand) {
      const auto* call = std::get_if<ir::Call>(&function_[operand].node);
      if (call == nullptr || !is_fresh(operand)) return;
      const ir::Expr made = function_[operand];
      const LocalId local = function_.add_local("fresh", made.type);
      const ExprId value = function_.add(made.node, made.type, made.span);
      const ExprId read = function_.add(ir::ReadLocal{local}, made.type, made.span);
      function_[operand].node = ir::Let{local, value, read};
    };
    if (const auto* call = std::get_if<ir::Call>(&function_[id].node)) {
      const std::vector<ExprId> args = call->args;
      const std::vector<Fate>& fates = parameters_[call->callee.value];
      for (std::size_t i = 0; i < args.size(); ++i) {
        if (fates[i] == Fate::none) name(args[i]);
      }
    } else if (const auto* read = std::get_if<ir::ReadField>(&function_[id].node)) {
      name(read->object);
    }
  }

  Module& module_;
  Function& function_;
  const analysis::ParameterFates& parameters_;
  analysis::LocalFates fates_;
  Mentions mentions_;
  std::map<std::uint32_t, ExprId> lets_;  // by LocalId: what binds it within an expression
};

bool has_objects(const Function& function) {
  return std::ranges::any_of(function.locals, [](const ir::Local& local) { return local.type->kind == Kind::instance; }) || (function.result != nullptr && function.result->kind == Kind::instance);
}

void find_fresh(Module& module, const analysis::ParameterFates& parameters) {
  for (Function& function : module.functions) function.gives_fresh = false;
  for (bool changed = true; changed;) {
    changed = false;
    for (Function& function : module.functions) {
      if (function.gives_fresh || function.is_generator || !has_objects(function)) continue;
      if (!Placer(module, function, parameters).gives_fresh()) continue;
      function.gives_fresh = changed = true;
    }
  }
}

}  // namespace

void find_fresh_results(Module& module) {
  if (!module.classes.empty()) find_fresh(module, analysis::parameter_fates(module));
}

void place_objects(Module& module) {
  if (module.classes.empty()) return;
  const analysis::ParameterFates parameters = analysis::parameter_fates(module);
  find_fresh(module, parameters);
  for (Function& function : module.functions) {
    if (!has_objects(function) || function.is_generator) continue;
    Placer(module, function, parameters).name_temporaries();
    Placer(module, function, parameters).place();
  }
}

}  // namespace keelback::passes
