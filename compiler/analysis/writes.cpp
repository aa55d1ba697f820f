#include "analysis/writes.hpp"

#include "ir/walk.hpp"

namespace keelback::analysis {

using ir::ExprId;
using ir::Function;
using ir::Module;
using ir::StmtId;
using types::Kind;

namespace {

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
      for (const ir::InstanceId special : {klass.equal, klass.hash, klass.less, klass.represent, klass.truth}) {
        if (special) changed |= specials_.add(calls_[special.value]);
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
      }
    };
    if (const auto* call = std::get_if<ir::Call>(&node)) {
      found.add(calls_[call->callee.value]);
    } else if (const auto* call_node = std::get_if<ir::CallClosure>(&node)) {
      for (const ir::InstanceId target : call_node->targets) found.add(calls_[target.value]);
    } else if (const auto* runtime = std::get_if<ir::CallRuntime>(&node)) {
      const ir::Effects effects = module_[runtime->function].effects;
      // `is` and the like look at no memory.
      if (effects != ir::Effects::none) ask_objects(runtime->args);
      for (const ExprId arg : runtime->args) {
        const ir::Type type = function[arg].type;
        if (type->kind == Kind::iterator) found.all = true;
        if (ir::has(effects, ir::Effects::writes) && holds_items(type)) found.containers.insert(types::storage_of(*module_.types, type));
      }
    } else if (const auto* compare = std::get_if<ir::Compare>(&node)) {
      ask_objects({compare->left, compare->right});
    } else if (std::holds_alternative<ir::MakeList>(node) || std::holds_alternative<ir::MakeDict>(node)) {
      // A set and a dict ask for hashes.
      std::vector<ExprId> items;
      ir::for_each_operand(function[id], [&](ExprId operand) { items.push_back(operand); });
      ask_objects(items);
    }
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
  if (const auto* store = std::get_if<ir::StoreField>(&stmt.node)) found.fields.insert(store->field);
  if (const auto* each = std::get_if<ir::ForEach>(&stmt.node); each != nullptr && function[each->iterable].type->kind == Kind::iterator) found.all = true;
  ir::for_each_child_block(stmt, [&](const ir::Block& block) {
    for (const StmtId id : block) found.add(of(function, function[id]));
  });
  return found;
}

}  // namespace keelback::analysis
