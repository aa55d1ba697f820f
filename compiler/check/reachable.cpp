#include "check/reachable.hpp"

#include <functional>
#include <set>
#include <vector>

#include "ir/walk.hpp"

namespace keelback::check {

using types::Type;

namespace {

// The classes that native code may meet objects of: the module's own, and of other modules those that a value of a type seen may be or hold.
class ClassesMet {
 public:
  template <class Reach>
  ClassesMet(ir::Module& module, Reach reach) : module_(module), met_(module.classes.size()), reach_(reach) {
    for (const ir::Class& klass : module.classes) {
      if (klass.module.empty()) add(klass.type->klass);
    }
  }

  void see(Type type) {
    if (type == nullptr || !seen_.insert(type).second) return;
    if (type->kind == types::Kind::instance) add(type->klass);
    for (const Type part : type->args) see(part);
  }
  void see(const ir::Function& function) {
    see(function.result);
    for (const ir::Local& local : function.locals) see(local.type);
    for (const ir::Expr& expr : function.exprs) see(expr.type);
  }
  bool contains(ir::ClassId id) const { return met_[id]; }

 private:
  void add(ir::ClassId id) {
    if (met_[id]) return;
    met_[id] = true;
    const ir::Class& klass = module_.classes[id];
    for (const ir::SpecialFunction& special : klass.special) {
      if (special.function) reach_(special.function);
    }
    for (const ir::Class::Override& override : klass.overrides) reach_(override.function);
    for (const ir::Field& field : klass.fields) see(field.type);
    see(klass.type->parent);
    for (const ir::Class& other : module_.classes) {
      if (other.type->parent == klass.type) add(other.type->klass);
    }
  }

  ir::Module& module_;
  std::vector<bool> met_;
  std::set<Type> seen_;
  std::function<void(ir::InstanceId)> reach_;
};

}  // namespace

void keep_reachable(ir::Module& module) {
  std::vector<bool> function_kept(module.functions.size()), global_kept(module.globals.size());
  std::vector<ir::InstanceId> pending;
  const auto reach = [&](ir::InstanceId id) {
    if (function_kept[id.value]) return;
    function_kept[id.value] = true;
    pending.push_back(id);
  };
  for (const ir::Export& exported : module.exports) {
    for (const ir::Overload& overload : exported.overloads) reach(overload.instance);
  }
  ClassesMet classes(module, reach);
  for (const ir::NamedTuple& named : module.named_tuples) classes.see(named.type);
  while (!pending.empty()) {
    const ir::Function& function = module[pending.back()];
    pending.pop_back();
    classes.see(function);
    for (const ir::Expr& expr : function.exprs) {
      if (const auto* call = std::get_if<ir::Call>(&expr.node)) reach(call->callee);
      if (const auto* call = std::get_if<ir::CallClosure>(&expr.node)) {
        for (const ir::InstanceId target : call->targets) reach(target);
      }
      if (const auto* read = std::get_if<ir::ReadGlobal>(&expr.node); read != nullptr && !global_kept[read->global.value]) {
        global_kept[read->global.value] = true;
        reach(module[read->global].initializer);
      }
    }
  }
  for (ir::Class& klass : module.classes) {
    if (classes.contains(klass.type->klass)) continue;
    klass.is_native = false;
    klass.special = {};
  }
  std::vector<ir::InstanceId> new_function(module.functions.size());
  std::vector<ir::GlobalId> new_global(module.globals.size());
  std::deque<ir::Function> functions;
  for (std::size_t i = 0; i < module.functions.size(); ++i) {
    if (!function_kept[i]) continue;
    new_function[i] = ir::InstanceId{std::uint32_t(functions.size())};
    functions.push_back(std::move(module.functions[i]));
  }
  std::vector<ir::Global> globals;
  for (std::size_t i = 0; i < module.globals.size(); ++i) {
    if (!global_kept[i]) continue;
    new_global[i] = ir::GlobalId{std::uint32_t(globals.size())};
    globals.push_back(std::move(module.globals[i]));
    globals.back().initializer = new_function[globals.back().initializer.value];
  }
  for (ir::Function& function : functions) {
    for (ir::Expr& expr : function.exprs) {
      if (auto* call = std::get_if<ir::Call>(&expr.node)) call->callee = new_function[call->callee.value];
      if (auto* call = std::get_if<ir::CallClosure>(&expr.node)) {
        for (ir::InstanceId& target : call->targets) target = new_function[target.value];
      }
      if (auto* read = std::get_if<ir::ReadGlobal>(&expr.node)) read->global = new_global[read->global.value];
    }
  }
  for (ir::Export& exported : module.exports) {
    for (ir::Overload& overload : exported.overloads) overload.instance = new_function[overload.instance.value];
  }
  for (ir::Class& klass : module.classes) {
    for (ir::SpecialFunction& special : klass.special) {
      if (special.function) special.function = new_function[special.function.value];
    }
    for (ir::Class::Override& override : klass.overrides) override.function = new_function[override.function.value];
  }
  module.functions = std::move(functions);
  module.globals = std::move(globals);
}

}  // namespace keelback::check
