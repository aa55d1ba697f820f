#include "check/set_by_init.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "check/program.hpp"
#include "check/scopes.hpp"

namespace keelback::check {

const ast::Attribute* attribute_of(const ast::Expr& node, std::string_view receiver) {
  const auto* attribute = ast::as<ast::Attribute>(&node);
  if (attribute == nullptr) return nullptr;
  const auto* name = ast::as<ast::Name>(attribute->value);
  return name != nullptr && name->id == receiver ? attribute : nullptr;
}

namespace {

using Names = std::set<std::string, std::less<>>;

bool follow(ClassInfo& klass, const ast::FunctionDef& def, Names& set);

bool ends(ast::Nodes<ast::Stmt> body) { return !body.empty() && ast::is<ast::Raise>(body.back()); }

// Whether the node does more with the object than to read a field that is set.
bool escapes(const ast::Node& node, std::string_view receiver, const Names& set) {
  if (const auto* attribute = ast::as<ast::Attribute>(&node)) {
    const auto* name = ast::as<ast::Name>(attribute->value);
    if (name != nullptr && name->id == receiver) return attribute->ctx != ast::Context::Load || !set.contains(attribute->attr);
  }
  if (const auto* name = ast::as<ast::Name>(&node)) return name->id == receiver || name->id == "super";
  bool any = false;
  for_each_child(node, [&](const ast::Node& child) { any = any || escapes(child, receiver, set); });
  return any;
}

// The class whose `__init__` a statement `super().__init__(...)` or `Base.__init__(self, ...)` calls, or null.
const ClassInfo* super_init(const ClassInfo& klass, const ast::Stmt& statement, std::string_view receiver, const Names& set) {
  const auto* expr = ast::as<ast::ExprStmt>(&statement);
  const auto* call = expr == nullptr ? nullptr : ast::as<ast::Call>(expr->value);
  const auto* method = call == nullptr ? nullptr : ast::as<ast::Attribute>(call->func);
  if (method == nullptr || method->attr != "__init__") return nullptr;
  const ClassInfo* base = nullptr;
  std::size_t first = 0;  // of the arguments behind `self`
  if (const auto* named = ast::as<ast::Name>(method->value)) {
    for (const ClassInfo* one = klass.base; one != nullptr && base == nullptr; one = one->base) {
      if (one->node->name == named->id) base = one;
    }
    const auto* self = call->args.empty() ? nullptr : ast::as<ast::Name>(call->args[0]);
    if (self == nullptr || self->id != receiver) return nullptr;
    first = 1;
  } else {
    const auto* owner = ast::as<ast::Call>(method->value);
    const std::string self(receiver);
    if (owner != nullptr && is_own_super(*owner, *klass.node, std::span(&self, 1))) base = klass.base;
  }
  if (base == nullptr) return nullptr;
  for (std::size_t i = first; i < call->args.size(); ++i) {
    if (escapes(*call->args[i], receiver, set)) return nullptr;
  }
  for (const auto* keyword : call->keywords) {
    if (escapes(*keyword->value, receiver, set)) return nullptr;
  }
  return base;
}

bool follow_target(ClassInfo& klass, const ast::Expr& target, std::string_view receiver, Names& set) {
  const auto all = [&](ast::Nodes<ast::Expr> items) { return std::ranges::all_of(items, [&](const ast::Expr* item) { return follow_target(klass, *item, receiver, set); }); };
  if (const auto* tuple = ast::as<ast::Tuple>(&target)) return all(tuple->elts);
  if (const auto* list = ast::as<ast::List>(&target)) return all(list->elts);
  const auto* attribute = attribute_of(target, receiver);
  if (attribute == nullptr) return !escapes(target, receiver, set);
  if (find_method(klass, attribute->attr, true)) return false;
  set.insert(std::string(attribute->attr));
  return true;
}

bool follow(ClassInfo& klass, ast::Nodes<ast::Stmt> body, std::string_view receiver, Names& set) {
  for (const auto* statement : body) {
    if (const auto* branch = ast::as<ast::If>(statement)) {
      if (escapes(*branch->test, receiver, set)) return false;
      auto yes = set, no = set;
      const bool yes_goes_on = follow(klass, branch->body, receiver, yes), no_goes_on = follow(klass, branch->orelse, receiver, no);
      if (ends(branch->body)) yes = no;
      if (ends(branch->orelse)) no = yes;
      set.clear();
      std::set_intersection(yes.begin(), yes.end(), no.begin(), no.end(), std::inserter(set, set.begin()));
      if (!yes_goes_on || !no_goes_on) return false;
      continue;
    }
    if (ast::is<ast::Return>(statement)) return false;
    if (const ClassInfo* base = super_init(klass, *statement, receiver, set)) {
      const auto init = find_method(const_cast<ClassInfo&>(*base), "__init__");
      if (init && !follow(*init->owner, *init->method->def, set)) return false;
      continue;
    }
    const auto* assign = ast::as<ast::Assign>(statement);
    const auto* annotated = ast::as<ast::AnnAssign>(statement);
    const ast::Expr* value = assign != nullptr ? assign->value : annotated != nullptr ? annotated->value : nullptr;
    if (value == nullptr) {
      if (escapes(*statement, receiver, set)) return false;
      continue;
    }
    if (escapes(*value, receiver, set)) return false;
    if (annotated != nullptr && !follow_target(klass, *annotated->target, receiver, set)) return false;
    if (assign == nullptr) continue;
    for (const auto* target : assign->targets) {
      if (!follow_target(klass, *target, receiver, set)) return false;
    }
  }
  return true;
}

// Adds what the method sets; false where the object escapes meanwhile.
bool follow(ClassInfo& klass, const ast::FunctionDef& def, Names& set) {
  const std::string_view receiver = receiver_name(def);
  return follow(klass, def.body, receiver, set);
}

}  // namespace

std::set<std::string, std::less<>> stored_by_methods(const ClassInfo& klass) {
  Names stored;
  for (const Method& method : klass.methods) {
    if (method.kind == ir::MethodKind::static_method || method.kind == ir::MethodKind::class_method) continue;
    const std::string_view receiver = receiver_name(*method.def);
    const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
      const auto* attribute = ast::as<ast::Attribute>(&node);
      const auto* owner = attribute == nullptr ? nullptr : ast::as<ast::Name>(attribute->value);
      if (owner != nullptr && owner->id == receiver && attribute->ctx == ast::Context::Store) stored.emplace(attribute->attr);
      for_each_child(node, visit);
    };
    for (const auto* statement : method.def->body) visit(*statement);
  }
  return stored;
}

std::set<std::string, std::less<>> set_by_init(ClassInfo& klass) {
  Names set;
  const auto found = find_method(klass, "__init__");
  if (!found) return set;
  follow(*found->owner, *found->method->def, set);
  return set;
}

}  // namespace keelback::check
