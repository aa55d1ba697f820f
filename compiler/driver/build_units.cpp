#include "driver/build_units.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "emit/emit.hpp"

namespace keelback::driver {

namespace {

// The modules, numbered in the order of their names: whichever of them are named first, a class has the same number.
std::shared_ptr<check::BuildModules> build_modules(const std::vector<ModuleFile>& modules, int minor_version) {
  auto all = std::make_shared<check::BuildModules>();
  if (modules.size() < 2) return all;
  for (auto& [name, derived] : classes_derived_elsewhere(modules, minor_version)) (*all)[name].derived = std::move(derived);
  for (const ModuleFile& module : modules) (*all)[module.name];
  std::uint32_t place = 0;
  for (auto& [name, module] : *all) module.place = place++;
  return all;
}

class Checking {
 public:
  Checking(const std::vector<ModuleFile>& modules, UnitOptions options, const std::function<void(std::size_t)>& begins)
      : modules_(modules), options_(std::move(options)), build_(build_modules(modules, options_.minor_version)), begins_(begins) {
    options_.build = build_;
  }

  CheckedUnits run() {
    found_.units.resize(modules_.size());
    found_.good.resize(modules_.size());
    shared_.resize(modules_.size());
    for (std::size_t i = 0; i < modules_.size(); ++i) check(i);
    // What one module takes another's class for has to be what that module makes of it. Where it is not, the class is Python's for all but its own, and so may be those
    // that hold its objects.
    constexpr int most_rounds = 8;
    for (int round = 0; round < most_rounds && modules_.size() > 1; ++round) {
      const std::vector<bool> wrong = find_wrong();
      if (std::ranges::find(wrong, true) == wrong.end()) break;
      for (std::size_t i = 0; i < modules_.size(); ++i) {
        if (wrong[i]) check(i);
      }
    }
    return std::move(found_);
  }

 private:
  void check(std::size_t i) {
    begins_(i);
    auto unit = std::make_unique<Unit>(modules_[i], options_);
    found_.good[i] = unit->check();
    shared_[i] = found_.good[i] ? unit->shared_classes() : std::vector<emit::SharedClass>();
    found_.units[i] = std::move(unit);
  }

  // The modules that use a class in a way that its own module does not bear out; those classes are unshared from now on.
  std::vector<bool> find_wrong() {
    std::map<std::pair<std::string, std::string>, std::string> layouts;
    for (std::size_t i = 0; i < modules_.size(); ++i) {
      // What is not built has no native classes.
      if (modules_[i].found && found_.units[i]->native_count() == 0) continue;
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

  const std::vector<ModuleFile>& modules_;
  UnitOptions options_;
  std::shared_ptr<check::BuildModules> build_;
  const std::function<void(std::size_t)>& begins_;
  CheckedUnits found_;
  std::vector<std::vector<emit::SharedClass>> shared_;
};

}  // namespace

CheckedUnits check_units(const std::vector<ModuleFile>& modules, UnitOptions options, const std::function<void(std::size_t)>& begins) {
  return Checking(modules, std::move(options), begins).run();
}

}  // namespace keelback::driver
