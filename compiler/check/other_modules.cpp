// Which classes of other modules a module derives its own from, read off the syntax tree. A native class has a fixed layout that its own module alone
// knows: one from which another module of the build derives stays Python.
#include "check/check.hpp"
#include "check/program.hpp"
#include "check/scopes.hpp"

namespace keelback::check {

namespace {

// `a.b.c` as text; empty where it is something else.
std::string dotted(const ast::Expr& node) {
  if (const auto* name = ast::as<ast::Name>(&node)) return std::string(name->id);
  const auto* attribute = ast::as<ast::Attribute>(&node);
  const std::string owner = attribute == nullptr ? std::string() : dotted(*attribute->value);
  return owner.empty() ? owner : owner + "." + std::string(attribute->attr);
}

}  // namespace

std::map<std::string, DerivedClasses> derived_classes(std::string_view module_name, const ast::Module& tree) {
  ModuleScope scope;
  scope.name = module_name;
  std::map<std::string, std::string> bound;   // what the imports bind, by its dotted name
  std::vector<std::string> stars;             // `from module import *`: each may be where a name comes from
  for (const auto* statement : tree.body) {
    if (const auto* import = ast::as<ast::Import>(statement)) {
      for (const auto* alias : import->names) {
        if (!alias->asname.empty()) bound[std::string(alias->asname)] = alias->name;
        else bound[std::string(alias->name.substr(0, alias->name.find('.')))] = alias->name.substr(0, alias->name.find('.'));
      }
    } else if (const auto* from = ast::as<ast::ImportFrom>(statement)) {
      if (from->names.size() == 1 && from->names[0]->name == "*") stars.push_back(resolve_import(scope, *from));
      else for (const auto* alias : from->names) bound[std::string(alias->asname.empty() ? alias->name : alias->asname)] = resolve_import(scope, *from) + "." + std::string(alias->name);
    }
  }
  std::map<std::string, DerivedClasses> found;
  const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
    if (const auto* klass = ast::as<ast::ClassDef>(&node)) {
      for (const auto* base : klass->bases) {
        const auto* subscript = ast::as<ast::Subscript>(base);
        const std::string name = dotted(subscript != nullptr ? *subscript->value : *base);
        const std::string first = name.substr(0, name.find('.'));
        const auto known = bound.find(first);
        if (known == bound.end() && name == first) {
          for (const std::string& star : stars) found[star].emplace(name, std::string(module_name) + "." + std::string(klass->name));
        }
        if (name.empty() || known == bound.end()) continue;
        const std::string whole = known->second + name.substr(first.size());
        const std::size_t dot = whole.rfind('.');
        if (dot != std::string::npos) found[whole.substr(0, dot)].emplace(whole.substr(dot + 1), std::string(module_name) + "." + std::string(klass->name));
      }
    }
    for_each_child(node, visit);
  };
  for (const auto* statement : tree.body) visit(*statement);
  return found;
}

}  // namespace keelback::check
