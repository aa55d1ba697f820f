#include "analysis/writes.hpp"

#include <type_traits>

#include "ir/walk.hpp"

namespace keelback::analysis {

using ir::ExprId;
using ir::Function;
using ir::Module;
using ir::StmtId;
using types::Kind;

namespace {

template <class Node, class... Known>
constexpr bool is_one_of = (std::is_same_v<Node, Known> || ...);

bool holds_items(ir::Type type) {
  switch (type->kind) {
    case Kind::list:
    case Kind::dict:
    case Kind::set:
    case Kind::deque:
    case Kind::view: return true;
    default: return false;
  }
}

}  // namespace

bool Writes::add(const Writes& more) {
  const std::size_t before = fields.size() + containers.size() + std::size_t(all);
  fields.insert(more.fields.begin(), more.fields.end());
  containers.insert(more.containers.begin(), more.containers.end());
  all = all || more.all;
  return fields.size() + containers.size() + std::size_t(all) != before;
}

ModuleWrites::ModuleWrites(const Module& module) : module_(module), calls_(module.functions.size()) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const ir::Class& klass : module.classes) {
      for (const ir::SpecialFunction& special : klass.special) {
        if (special.function) changed |= specials_.add(calls_[special.function.value]);
        // Python code runs: what a decorator made, or a class that Python has derived overrides, or the whole operator where the method may give NotImplemented.
        specials_.all |= special.in_python || klass.is_extensible || (special.function && module[special.function].result->kind == Kind::object);
      }
    }
    for (std::size_t i = 0; i < module.functions.size(); ++i) {
      const Function& function = module.functions[i];
      for (const StmtId id : function.body) changed |= calls_[i].add(of(function, function[id]));
    }
  }
}

Writes ModuleWrites::of(const Function& function, ExprId tree) const {
  Writes found;
  ir::for_each_in_tree(function, tree, [&](ExprId id) {
    const ir::ExprNode& node = function[id].node;
    const auto ask_objects = [&](const std::vector<ExprId>& operands) {
      for (const ExprId operand : operands) {
        if (types::holds_object(function[operand].type)) found.add(specials_);
        if (types::holds_any(function[operand].type)) found.all = true;  // Python code compares them
      }
    };
    std::visit(ir::overloaded{
                   [&](const ir::Call& call) { found.add(calls_[call.callee.value]); },
                   [&](const ir::CallClosure& call) {
                     for (const ir::InstanceId target : call.targets) found.add(calls_[target.value]);
                   },
                   [&](const ir::CallRuntime& call) {
                     const ir::Effects effects = module_[call.function].effects;
                     // Python code runs.
                     if (module_[call.function].describes || module_[call.function].runs_code) found.all = true;
                     // `is` and the like look at no memory.
                     if (effects != ir::Effects::none) ask_objects(call.args);
                     for (const ExprId arg : call.args) {
                       const ir::Type type = function[arg].type;
                       if (type->kind == Kind::iterator) found.all = true;
                       if (ir::has(effects, ir::Effects::writes) && holds_items(type)) found.containers.insert(types::storage_of(*module_.types, type));
                     }
                   },
                   // What Python has changed in containers that it holds as well is read again.
                   [&](const ir::Dynamic&) { found.all = true; },
                   [&](const ir::Convert& convert) { found.all = found.all || (function[id].type->kind == Kind::object) != (function[convert.operand].type->kind == Kind::object); },
                   [&](const ir::Compare& compare) { ask_objects({compare.left, compare.right}); },
                   // A set and a dict ask for hashes.
                   [&](const ir::MakeList& made) { ask_objects(made.items); },
                   [&](const ir::MakeDict& made) { ask_objects(made.keys); },
                   // These change nothing that holds references. A node that is not here breaks the build: it has to be thought about.
                   []<class Node>(const Node&) {
                     static_assert(is_one_of<Node, ir::Constant, ir::ReadLocal, ir::ReadGlobal, ir::Arithmetic, ir::Unary, ir::Not, ir::Logical, ir::Select, ir::Let, ir::IsMember,
                                             ir::TaggedArithmetic, ir::TaggedValue, ir::Elementwise, ir::Reduce, ir::ReadElement, ir::Subscript, ir::Gather, ir::Extent, ir::MakeTuple,
                                             ir::TupleItem, ir::MakeClosure, ir::Callable, ir::MakeObject, ir::ReadField, ir::IsClass>);
                   },
               },
               node);
  });
  return found;
}

Writes ModuleWrites::of_operands(const Function& function, const ir::Stmt& stmt) const {
  Writes found;
  ir::for_each_operand(stmt, [&](ExprId operand) { found.add(of(function, operand)); });
  return found;
}

Writes ModuleWrites::of(const Function& function, const ir::Stmt& stmt) const {
  Writes found = of_operands(function, stmt);
  std::visit(ir::overloaded{
                 [&](const ir::StoreField& store) { found.fields.insert(store.field); },
                 [&](const ir::ForEach& each) { found.all = found.all || function[each.iterable].type->kind == Kind::iterator; },
                 // Who advances the generator runs in between.
                 [&](const ir::Yield&) { found.all = true; },
                 [&](const ir::YieldFrom&) { found.all = true; },
                 []<class Node>(const Node&) {
                   static_assert(is_one_of<Node, ir::Assign, ir::Moves, ir::Unbind, ir::StoreElement, ir::StoreView, ir::StoreGather, ir::Evaluate, ir::If, ir::While, ir::ForRange, ir::Break,
                                           ir::Continue, ir::Return, ir::Raise, ir::Try, ir::Inlined>);
                 },
             },
             stmt.node);
  ir::for_each_child_block(stmt, [&](const ir::Block& block) {
    for (const StmtId id : block) found.add(of(function, function[id]));
  });
  return found;
}

}  // namespace keelback::analysis
