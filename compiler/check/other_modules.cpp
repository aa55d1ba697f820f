// Which classes of other modules a module derives its own from, read off the syntax tree. A native class has a fixed layout that its own module alone
// knows: what another module of the build derives from it is Python's, and the class is one that Python code extends.
#include <algorithm>

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

// What a class statement defines, and what its methods assign to their first parameters.
DerivedClass statement_of(const ast::ClassDef& klass) {
  DerivedClass own;
  for (const auto* statement : klass.body) {
    for (const std::string& name : statement_names(*statement)) own.defined.insert(name);
    const auto* def = ast::as<ast::FunctionDef>(statement);
    if (def == nullptr) continue;
    const std::string_view receiver = receiver_name(*def);
    const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
      const auto* attribute = ast::as<ast::Attribute>(&node);
      const auto* owner = attribute == nullptr ? nullptr : ast::as<ast::Name>(attribute->value);
      if (owner != nullptr && owner->id == receiver && attribute->ctx == ast::Context::Store) own.stored.emplace(attribute->attr);
      for_each_child(node, visit);
    };
    for (const auto* inner : def->body) visit(*inner);
  }
  return own;
}

}  // namespace

ClassStatements class_statements(std::string_view module_name, const support::SourceFile& file, const ast::Module& tree) {
  ModuleScope scope;
  scope.name = module_name;
  scope.file = &file;
  ClassStatements all;
  all.module = module_name;
  std::map<std::string, std::string> bound;   // what imports and class statements bind, by its dotted name
  std::vector<std::string> stars;             // `from module import *`: each may be where a name comes from
  const std::string prefix = std::string(module_name) + ".";
  for (const auto* statement : tree.body) {
    if (const auto* import = ast::as<ast::Import>(statement)) {
      for (const auto* alias : import->names) {
        if (!alias->asname.empty()) bound[std::string(alias->asname)] = alias->name;
        else bound[std::string(alias->name.substr(0, alias->name.find('.')))] = alias->name.substr(0, alias->name.find('.'));
      }
    } else if (const auto* from = ast::as<ast::ImportFrom>(statement)) {
      if (from->names.size() == 1 && from->names[0]->name == "*") stars.push_back(resolve_import(scope, *from));
      else for (const auto* alias : from->names) bound[std::string(alias->asname.empty() ? alias->name : alias->asname)] = resolve_import(scope, *from) + "." + std::string(alias->name);
    } else if (const auto* klass = ast::as<ast::ClassDef>(statement)) {
      bound[std::string(klass->name)] = prefix + std::string(klass->name);
    }
  }
  for (const auto& [name, meaning] : bound) {
    if (meaning != prefix + name) all.imported.emplace(prefix + name, meaning);
  }
  const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
    if (const auto* klass = ast::as<ast::ClassDef>(&node)) {
      ClassStatement& made = all.classes.emplace_back();
      made.name = prefix + std::string(klass->name);
      made.own = statement_of(*klass);
      for (const auto* base : klass->bases) {
        const auto* subscript = ast::as<ast::Subscript>(base);
        const std::string name = dotted(subscript != nullptr ? *subscript->value : *base);
        const std::string first = name.substr(0, name.find('.'));
        std::vector<std::string>& meanings = made.bases.emplace_back();
        if (const auto known = bound.find(first); known != bound.end()) {
          meanings.push_back(known->second + name.substr(first.size()));
        } else if (name == first) {
          for (const std::string& star : stars) meanings.push_back(star + "." + name);
        }
      }
    }
    for_each_child(node, visit);
  };
  for (const auto* statement : tree.body) visit(*statement);
  return all;
}

std::map<std::string, DerivedClasses> derived_classes(const std::vector<ClassStatements>& modules) {
  std::map<std::string, const ClassStatement*> known;
  std::map<std::string, std::string> imported;
  for (const ClassStatements& module : modules) {
    for (const ClassStatement& one : module.classes) known.emplace(one.name, &one);
    imported.insert(module.imported.begin(), module.imported.end());
  }
  const auto module_of = [](std::string_view name) { return name.substr(0, name.rfind('.')); };
  const auto defined_as = [&](std::string name) {
    for (int links = 0; links < longest_chain; ++links) {
      const auto next = imported.find(name);
      if (next == imported.end()) break;
      name = next->second;
    }
    return name;
  };
  std::map<std::string, DerivedClasses> found;
  for (const ClassStatements& module : modules) {
    for (const ClassStatement& one : module.classes) {
      // Every class that it derives from. Where several of these are classes of the build, they may each have a layout.
      std::vector<std::string> pending{one.name}, bases;
      bool has_several = false;
      while (!pending.empty() && bases.size() < 1000) {
        const auto statement = known.find(pending.back());
        pending.pop_back();
        if (statement == known.end()) continue;
        int compiled = 0;
        for (const std::vector<std::string>& meanings : statement->second->bases) {
          for (const std::string& meaning : meanings) {
            const std::string base = defined_as(meaning);
            if (known.contains(base)) ++compiled;
            if (std::ranges::find(bases, base) != bases.end()) continue;
            bases.push_back(base);
            pending.push_back(base);
          }
        }
        has_several |= compiled > 1;
      }
      for (const std::string& base : bases) {
        const std::string module_name(module_of(base));
        if (module_name == base || module_name == module_of(one.name)) continue;
        DerivedClass& derived = found[module_name][base.substr(module_name.size() + 1)];
        if (derived.by.empty()) derived.by = one.name;
        derived.defined.insert(one.own.defined.begin(), one.own.defined.end());
        derived.stored.insert(one.own.stored.begin(), one.own.stored.end());
        derived.has_several_bases |= has_several;
      }
    }
  }
  return found;
}

}  // namespace keelback::check
