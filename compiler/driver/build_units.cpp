#include "driver/build_units.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "emit/emit.hpp"

namespace keelback::driver {

namespace {

// Where a module's number is to be, from its name alone: one module more does not change those of the others (FNV-1a).
std::uint32_t place_of(std::string_view name) {
  std::uint32_t hash = 0x811c9dc5;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  return (hash ^ hash >> 16) % check::module_places;
}

std::shared_ptr<check::BuildModules> build_modules(const std::vector<ModuleFile>& modules, const std::vector<check::ClassStatements>& statements) {
  auto all = std::make_shared<check::BuildModules>();
  if (modules.size() < 2) return all;
  for (auto& [name, derived] : check::derived_classes(statements)) (*all)[name].derived = std::move(derived);
  for (const ModuleFile& module : modules) (*all)[module.name];
  std::set<std::uint32_t> taken;
  for (auto& [name, module] : *all) {
    module.place = place_of(name);
    while (!taken.insert(module.place).second) module.place = (module.place + 1) % check::module_places;
  }
  return all;
}

// The modules, each behind those that it imports names from, as far as they do not import each other.
std::vector<std::size_t> in_order_of_imports(const std::vector<ModuleFile>& modules, const std::vector<check::ClassStatements>& statements) {
  std::map<std::string_view, std::size_t> by_name;
  std::map<std::string_view, const check::ClassStatements*> known;
  for (std::size_t i = 0; i < modules.size(); ++i) by_name.emplace(modules[i].name, i);
  for (const check::ClassStatements& one : statements) known.emplace(one.module, &one);
  std::vector<std::size_t> order;
  std::vector<bool> seen(modules.size());
  const std::function<void(std::size_t)> visit = [&](std::size_t i) {
    if (seen[i]) return;
    seen[i] = true;
    if (const auto found = known.find(modules[i].name); found != known.end()) {
      for (const auto& [name, meaning] : found->second->imported) {
        for (std::string_view module = meaning; !module.empty(); module = module.substr(0, module.rfind('.'))) {
          if (const auto imported = by_name.find(module); imported != by_name.end()) visit(imported->second);
          if (module.find('.') == std::string_view::npos) break;
        }
      }
    }
    order.push_back(i);
  };
  for (std::size_t i = 0; i < modules.size(); ++i) visit(i);
  return order;
}

class Checking {
 public:
  Checking(std::vector<ModuleFile> modules, std::size_t wanted, UnitOptions options, const std::function<void(std::size_t)>& begins)
      : modules_(std::move(modules)), wanted_(wanted), options_(std::move(options)), begins_(begins) {
    const bool has_several = modules_.size() > 1;
    const std::vector<check::ClassStatements> statements = has_several ? class_statements(modules_, options_.minor_version) : std::vector<check::ClassStatements>();
    build_ = build_modules(modules_, statements);
    order_ = in_order_of_imports(modules_, statements);
    options_.build = build_;
    for (std::size_t i = 0; i < modules_.size(); ++i) by_name_.emplace(modules_[i].name, i);
  }

  CheckedUnits run() {
    found_.units.resize(modules_.size());
    found_.good.resize(modules_.size());
    shared_.resize(modules_.size());
    for (const std::size_t i : order_) {
      if (i < wanted_) check(i);
    }
    // What one module takes another's class for has to be what that module makes of it. Where it is not, the class is Python's for all but its own, and so may be those
    // that hold its objects.
    constexpr int most_rounds = 8;
    for (int round = 0; round < most_rounds && modules_.size() > 1; ++round) {
      check_owners();
      const std::vector<bool> wrong = find_wrong();
      if (std::ranges::find(wrong, true) == wrong.end()) break;
      for (const std::size_t i : order_) {
        if (wrong[i]) check(i);
      }
    }
    found_.units.resize(wanted_);
    found_.good.resize(wanted_);
    return std::move(found_);
  }

 private:
  void check(std::size_t i) {
    if (i < wanted_) begins_(i);
    auto unit = std::make_unique<Unit>(modules_[i], options_);
    found_.good[i] = unit->check();
    shared_[i] = found_.good[i] ? unit->shared_classes() : std::vector<emit::SharedClass>();
    if (const auto own = build_->find(modules_[i].name); own != build_->end()) {
      own->second.native.emplace();
      for (const emit::SharedClass& klass : shared_[i]) {
        if (klass.is_own) own->second.native->insert(klass.name);
      }
      own->second.uses = unit->result.uses;
      own->second.fields = unit->result.fields;
    }
    found_.units[i] = std::move(unit);
  }

  // The modules whose classes are used, and those whose classes these use.
  void check_owners() {
    for (bool is_new = true; is_new;) {
      is_new = false;
      for (std::size_t i = 0; i < modules_.size(); ++i) {
        for (std::size_t k = 0; k < shared_[i].size(); ++k) {
          const auto owner = by_name_.find(shared_[i][k].module);
          if (owner == by_name_.end() || found_.units[owner->second] != nullptr) continue;
          check(owner->second);
          is_new = true;
        }
      }
    }
  }

  // The modules that use a class in a way that its own module does not bear out; those classes are unshared from now on.
  std::vector<bool> find_wrong() {
    std::map<std::pair<std::string, std::string>, std::string> layouts;
    for (std::size_t i = 0; i < modules_.size(); ++i) {
      // What is not built has no native classes.
      if (found_.units[i] == nullptr || (modules_[i].found && found_.units[i]->native_count() == 0)) continue;
      for (const emit::SharedClass& klass : shared_[i]) {
        if (klass.is_own) layouts[{klass.module, klass.name}] = klass.layout;
      }
    }
    std::vector<bool> wrong(modules_.size());
    for (std::size_t i = 0; i < modules_.size(); ++i) {
      for (const emit::SharedClass& klass : shared_[i]) {
        const auto made = layouts.find({klass.module, klass.name});
        if (klass.is_own || (made != layouts.end() && made->second == klass.layout)) continue;
        (*build_)[klass.module].unshared.insert(klass.name);
        wrong[i] = true;
      }
    }
    return wrong;
  }

  const std::vector<ModuleFile> modules_;
  const std::size_t wanted_;
  UnitOptions options_;
  std::shared_ptr<check::BuildModules> build_;
  const std::function<void(std::size_t)>& begins_;
  std::map<std::string, std::size_t> by_name_;
  std::vector<std::size_t> order_;
  CheckedUnits found_;
  std::vector<std::vector<emit::SharedClass>> shared_;   // by module: what its unit says
};

}  // namespace

CheckedUnits check_units(const std::vector<ModuleFile>& modules, const std::vector<ModuleFile>& others, UnitOptions options, const std::function<void(std::size_t)>& begins) {
  std::vector<ModuleFile> all = modules;
  std::error_code ignored;
  for (const ModuleFile& other : others) {
    const auto is_same = [&](const ModuleFile& one) { return one.name == other.name || std::filesystem::equivalent(one.path, other.path, ignored); };
    if (std::ranges::none_of(all, is_same)) all.push_back(other);
  }
  return Checking(std::move(all), modules.size(), std::move(options), begins).run();
}

}  // namespace keelback::driver
