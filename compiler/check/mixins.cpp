#include "check/mixins.hpp"

#include <algorithm>
#include <map>

#include "check/program.hpp"
#include "check/scopes.hpp"

namespace keelback::check {

namespace {

bool is_protocol_base(const ModuleScope& scope, const ast::Expr& base) {
  const auto* subscript = ast::as<ast::Subscript>(&base);
  return subscript == nullptr && is_typing(meaning(scope, base), "Protocol");
}

// Whether a method stores attributes of its object.
bool stores_attributes(const ast::FunctionDef& def) {
  const std::string_view receiver = receiver_name(def);
  bool any = false;
  const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
    if (const auto* attribute = ast::as<ast::Attribute>(&node); attribute != nullptr && attribute->ctx != ast::Context::Load) {
      const auto* name = ast::as<ast::Name>(attribute->value);
      any |= name != nullptr && name->id == receiver;
    }
    for_each_child(node, visit);
  };
  for (const auto* statement : def.body) visit(*statement);
  return any;
}

class Mixins {
 public:
  explicit Mixins(const ModuleScope& scope) : scope_(scope) {
    for (const auto& [name, what] : scope.names) {
      if (what.kind == ModuleName::Kind::klass) classes_.emplace(name, what.klass);
    }
  }

  std::set<std::string, std::less<>> find() {
    for (const auto& [name, node] : classes_) {
      const std::vector<std::string> bases = bases_of(*node);
      std::vector<std::string> plain;
      for (const std::string& base : bases) {
        const ast::ClassDef& known = *classes_.find(base)->second;
        const bool is_protocol = std::any_of(known.bases.begin(), known.bases.end(), [&](const ast::Expr* one) { return is_protocol_base(scope_, *one); });
        if (is_candidate(base) && (bases.size() > 1 || is_protocol)) plain.push_back(base);
      }
      // At most one of the bases has objects of its own.
      if (plain.empty() || plain.size() + 1 < bases.size()) continue;
      for (const std::string& base : plain) mark(base);
    }
    return std::move(found_);
  }

 private:
  std::vector<std::string> bases_of(const ast::ClassDef& node) const {
    std::vector<std::string> all;
    for (const auto* base : node.bases) {
      const auto* subscript = ast::as<ast::Subscript>(base);
      const std::string name = meaning(scope_, subscript != nullptr ? *subscript->value : *base);
      if (name.size() > 1 && name[0] == '.' && classes_.contains(std::string_view(name).substr(1)) && std::string_view(name).substr(1) != node.name) all.push_back(name.substr(1));
    }
    return all;
  }

  void mark(const std::string& name) {
    if (!found_.insert(name).second) return;
    for (const std::string& base : bases_of(*classes_.find(name)->second)) mark(base);
  }

  // Methods and constants alone, and bases that are the same.
  bool is_candidate(const std::string& name, int depth = 0) {
    const ast::ClassDef& node = *classes_.find(name)->second;
    if (depth > 32 || !node.decorator_list.empty() || !node.keywords.empty() || !node.type_params.empty()) return false;
    for (const auto* base : node.bases) {
      const std::string meant = meaning(scope_, *base);
      if (meant == "builtins.object" || meant == "abc.ABC" || is_protocol_base(scope_, *base)) continue;
      if (meant.size() < 2 || meant[0] != '.' || !classes_.contains(std::string_view(meant).substr(1)) || !is_candidate(meant.substr(1), depth + 1)) return false;
    }
    return std::all_of(node.body.begin(), node.body.end(), [](const ast::Stmt* statement) {
      if (const auto* def = ast::as<ast::FunctionDef>(statement)) return def->name != "__init__" && def->name != "__new__" && !stores_attributes(*def);
      const auto* assign = ast::as<ast::Assign>(statement);
      return ast::is<ast::Pass>(statement) || ast::is<ast::ExprStmt>(statement) || (assign != nullptr && assign->targets.size() == 1 && ast::is<ast::Name>(assign->targets[0]) && ast::as<ast::Name>(assign->targets[0])->id != "__slots__");
    });
  }

  const ModuleScope& scope_;
  std::map<std::string, const ast::ClassDef*, std::less<>> classes_;
  std::set<std::string, std::less<>> found_;
};

}  // namespace

std::set<std::string, std::less<>> find_mixins(const ModuleScope& scope) { return Mixins(scope).find(); }

std::vector<ClassInfo*> resolution_order(ClassInfo& klass) {
  std::vector<std::vector<ClassInfo*>> lists;
  for (ClassInfo* base : klass.bases) lists.push_back(base->order);
  lists.push_back(klass.bases);
  std::vector<ClassInfo*> order{&klass};
  for (;;) {
    std::erase_if(lists, [](const auto& list) { return list.empty(); });
    if (lists.empty()) return order;
    ClassInfo* next = nullptr;
    for (const auto& list : lists) {
      const bool is_behind = std::ranges::any_of(lists, [&](const auto& other) { return std::find(other.begin() + 1, other.end(), list.front()) != other.end(); });
      if (!is_behind) {
        next = list.front();
        break;
      }
    }
    if (next == nullptr) return {};
    order.push_back(next);
    for (auto& list : lists) {
      if (list.front() == next) list.erase(list.begin());
    }
  }
}

namespace {

// The class whose method of that name `super()` finds in `from`, for an object of a class of this order; null: none of ours.
const ClassInfo* found_behind(const std::vector<ClassInfo*>& order, const ClassInfo& from, std::string_view name) {
  const auto at = std::ranges::find(order, &from);
  const auto has = [&](const ClassInfo* one) { return std::ranges::any_of(one->methods, [&](const Method& method) { return method.name == name && method.origin == nullptr; }); };
  const auto found = at == order.end() ? order.end() : std::find_if(at + 1, order.end(), has);
  return found == order.end() ? nullptr : *found;
}

// Whether `super().name` in the method finds something else for the class than for the one that gives it its layout.
bool finds_otherwise(const ClassInfo& klass, const ClassInfo& of, const ast::FunctionDef& def) {
  bool any = false;
  const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
    const auto* attribute = ast::as<ast::Attribute>(&node);
    const auto* call = attribute == nullptr ? nullptr : ast::as<ast::Call>(attribute->value);
    const auto* name = call == nullptr ? nullptr : ast::as<ast::Name>(call->func);
    any = any || (name != nullptr && name->id == "super" && found_behind(klass.order, of, attribute->attr) != found_behind(klass.base->order, of, attribute->attr));
    for_each_child(node, visit);
  };
  for (const auto* statement : def.body) visit(*statement);
  return any;
}

}  // namespace

void copy_mixins(ClassInfo& klass, const ast::Module& tree, const std::function<Method(const ast::FunctionDef&)>& read) {
  const std::vector<ClassInfo*> of_base = klass.base != nullptr ? klass.base->order : std::vector<ClassInfo*>();
  for (std::size_t i = 1; i < klass.order.size(); ++i) {
    ClassInfo& mixin = *klass.order[i];
    // What the base has, it has compiled: with its own order.
    const bool is_of_base = std::ranges::find(of_base, &mixin) != of_base.end();
    if (!mixin.is_mixin && !is_of_base) continue;
    const auto node = std::ranges::find_if(tree.body, [&](const ast::Stmt* statement) { return ast::is<ast::ClassDef>(statement) && statement->span == mixin.node->span; });
    if (node == tree.body.end()) continue;
    for (const auto* statement : ast::as<ast::ClassDef>(*node)->body) {
      if (const auto* assign = ast::as<ast::Assign>(statement); !is_of_base && assign != nullptr && assign->targets.size() == 1 && ast::is<ast::Name>(assign->targets[0])) {
        const std::string name(ast::as<ast::Name>(assign->targets[0])->id);
        const bool is_known = std::any_of(klass.order.begin(), klass.order.begin() + std::ptrdiff_t(i), [&](const ClassInfo* before) { return before->constants.contains(name); });
        if (!is_known) klass.constants.insert_or_assign(name, assign->value);
        continue;
      }
      const auto* def = ast::as<ast::FunctionDef>(statement);
      if (def == nullptr || (is_of_base && !finds_otherwise(klass, mixin, *def))) continue;
      Method method = read(*def);
      method.origin = &mixin;
      // The first class of the order that has the name is the one whose method it is. What a class in front has copied counts where its origin stands.
      const auto is_it = [&](const Method& one) { return one.name == method.name && one.kind == method.kind; };
      const auto has = [&](const ClassInfo* before) { return std::ranges::any_of(before->methods, [&](const Method& one) { return is_it(one) && one.origin == nullptr; }); };
      const bool is_hidden = std::ranges::any_of(klass.methods, is_it) || std::any_of(klass.order.begin() + 1, klass.order.begin() + std::ptrdiff_t(i), has);
      (is_hidden ? klass.behind : klass.methods).push_back(std::move(method));
    }
  }
}

}  // namespace keelback::check
