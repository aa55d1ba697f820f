#include "check/program.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "check/constant_values.hpp"
#include "check/dialects.hpp"
#include "check/function_checker.hpp"
#include "check/functional_classes.hpp"
#include "check/scopes.hpp"

namespace keelback::check {

using types::is;

namespace {

constexpr int max_attempts = 16;       // at one instance, until what is known of it is stable
constexpr int max_call_depth = 150;    // of instances being checked within each other
constexpr std::size_t max_instances = 1000;

}  // namespace

const ast::Arguments* FunctionDef::arguments() const { return def != nullptr ? def->args : lambda != nullptr ? lambda->args : nullptr; }
Span FunctionDef::span() const { return def != nullptr ? def->span : lambda != nullptr ? lambda->span : constant->span; }

ModuleScope& Program::add_module(std::string name, const support::SourceFile& file, const ast::Module& tree) {
  auto scope = std::make_unique<ModuleScope>();
  scope->name = std::move(name);
  scope->file = &file;
  scope->tree = &tree;
  scope->file_index = int(module.files.size());
  module.files.push_back(file.path());
  collect_names(*scope);
  find_functional_classes(*scope, arena);
  modules_.push_back(std::move(scope));
  return *modules_.back();
}

ModuleScope* Program::find_module(std::string_view name) {
  for (const auto& known : modules_) {
    if (known->name == name) return known.get();
  }
  if (library.has_module(name)) return nullptr;
  const Loader::Loaded loaded = loader.load(name);
  if (loaded.tree == nullptr) return nullptr;
  return &add_module(std::string(name), *loaded.file, *loaded.tree);
}

Program::Definition Program::definition(ModuleScope& scope, std::string_view name) {
  ModuleScope* where = &scope;
  for (int passed = 0; where != nullptr && passed <= longest_chain; ++passed) {
    const auto found = where->names.find(name);
    if (found == where->names.end()) break;
    if (found->second.kind != ModuleName::Kind::imported) return {where, &found->second};
    where = find_module(found->second.module);
    name = found->second.attribute;
  }
  return {};
}

Program::Definition Program::definition(ModuleScope& scope, const ast::Expr& node) {
  if (const auto* name = ast::as<ast::Name>(&node)) return definition(scope, name->id);
  const auto* attribute = ast::as<ast::Attribute>(&node);
  ModuleScope* const module = attribute == nullptr ? nullptr : module_meant(scope, *attribute->value);
  return module == nullptr ? Definition() : definition(*module, attribute->attr);
}

const FunctionDef& Program::define(std::unique_ptr<FunctionDef> def, const void* key) {
  const auto [found, is_new] = by_node_.try_emplace(key, types::FunctionId(functions_.size()));
  if (is_new) {
    def->id = found->second;
    def->is_generator = def->def != nullptr && !def->is_dispatcher && has_yield(*def->def);
    def->cells = cell_names(*def);
    def->captures = captured_names(*def);
    for (const std::string& name : def->captures) {
      if (captures_cell(*def, name)) def->captured_cells.insert(name);
    }
    for (const auto& [parameter, value] : captured_defaults(*def)) def->captures.push_back(default_name(parameter));
    functions_.push_back(std::move(def));
  }
  return *functions_[found->second];
}

const FunctionDef& Program::define(ModuleScope& scope, const FunctionDef* enclosing, const ast::FunctionDef& node) {
  if (const auto known = by_node_.find(&node); known != by_node_.end()) return *functions_[known->second];
  auto def = std::make_unique<FunctionDef>();
  def->module = &scope;
  def->enclosing = enclosing;
  def->def = &node;
  def->name = enclosing != nullptr ? enclosing->name + ".<locals>." + std::string(node.name) : std::string(node.name);
  return define(std::move(def), &node);
}

const FunctionDef& Program::define(ModuleScope& scope, const FunctionDef* enclosing, const ast::Lambda& node) {
  if (const auto known = by_node_.find(&node); known != by_node_.end()) return *functions_[known->second];
  auto def = std::make_unique<FunctionDef>();
  def->module = &scope;
  def->enclosing = enclosing;
  def->lambda = &node;
  def->name = def->enclosing != nullptr ? enclosing->name + ".<locals>.<lambda>" : "<lambda>";
  return define(std::move(def), &node);
}

const FunctionDef& Program::define(ModuleScope& scope, const ast::Expr& constant) {
  auto def = std::make_unique<FunctionDef>();
  def->module = &scope;
  def->constant = &constant;
  def->name = "constant";
  return define(std::move(def), &constant);
}

namespace {

// The name of a method as it is written in the class, `__name`, as tracebacks have it.
std::string_view written_name(const ast::ClassDef& klass, std::string_view name) {
  const std::string_view owner = klass.name.substr(std::min(klass.name.find_first_not_of('_'), klass.name.size()));
  const bool is_private = !owner.empty() && name.starts_with('_') && name.substr(1).starts_with(owner) && name.substr(1 + owner.size()).starts_with("__");
  return is_private ? name.substr(1 + owner.size()) : name;
}

}  // namespace

const FunctionDef& Program::define(ClassInfo& owner, const Method& method, bool is_dispatcher) {
  // One function for a method, another one for the choice among it and its overrides.
  const void* const key = is_dispatcher ? static_cast<const void*>(method.def->args) : method.def;
  if (const auto known = by_node_.find(key); known != by_node_.end()) return *functions_[known->second];
  auto def = std::make_unique<FunctionDef>();
  def->module = owner.module;
  def->def = method.def;
  def->owner = &owner;
  def->origin = method.origin;
  def->kind = method.kind;
  def->is_dispatcher = is_dispatcher;
  def->evaluates_defaults = method.is_made;
  def->name = std::string(owner.node->name) + "." + std::string(method.is_made ? method.name : written_name(*owner.node, method.def->name));
  return define(std::move(def), key);
}

ClassInfo* Program::find_class(const ModuleScope& scope, std::string_view name) {
  const auto found = scope.names.find(name);
  if (found == scope.names.end() || found->second.kind != ModuleName::Kind::klass) return nullptr;
  if (!may_be_native(scope, *found->second.klass)) return nullptr;
  if (!is_main(scope)) asked.insert(scope.name);
  if (std::ranges::find(declared, &scope) == declared.end()) {
    undeclared.insert(scope.name);
    return nullptr;
  }
  for (ClassInfo& klass : classes) {
    if (klass.node == found->second.klass) return klass.is_native() && (is_main(scope) || is_layout_known(klass)) ? &klass : nullptr;
  }
  return nullptr;
}

bool Program::may_be_native(const ModuleScope& scope, const ast::ClassDef& node) const {
  if (is_main(scope)) return true;
  const auto module = build.find(scope.name);
  if (module == build.end() || module->second.unshared.contains(node.name) || (module->second.native && !module->second.native->contains(node.name))) return false;
  // Those that are something else by what they derive from.
  static const std::set<std::string_view> others{"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "NamedTuple", "TypedDict", "Protocol", "BaseException", "Exception"};
  return std::ranges::none_of(node.bases, [](const ast::Expr* base) {
    const auto* attribute = ast::as<ast::Attribute>(base);
    const auto* name = ast::as<ast::Name>(base);
    const std::string_view last = attribute != nullptr ? attribute->attr : name != nullptr ? name->id : std::string_view();
    return others.contains(last) || last.ends_with("Error") || last.ends_with("Warning");
  });
}

bool Program::is_layout_known(const ClassInfo& klass) { return !klass.is_mixin && !klass.is_generic() && klass.generic == nullptr; }


ClassInfo* Program::class_meant(ModuleScope& scope, const ast::Expr& node) {
  const auto [where, what] = definition(scope, node);
  return where == nullptr || what->kind != ModuleName::Kind::klass || what->klass == nullptr ? nullptr : find_class(*where, what->klass->name);
}

ModuleScope* Program::module_meant(const ModuleScope& scope, const ast::Expr& node) {
  const std::string name = meaning(scope, node);
  return name.empty() || name[0] == '.' ? nullptr : find_module(name);
}

Type Program::specialize(ClassInfo& generic, const std::vector<Type>& given) {
  if (!generic.is_native() || given.size() != generic.variables.size()) return nullptr;
  std::vector<Type> arguments;
  for (const Type one : given) {
    if (is(one, Kind::never) || !types::crosses(one)) return nullptr;
    arguments.push_back(types::storage_of(types, one));
  }
  for (const ClassInfo& klass : classes) {
    if (klass.generic != &generic) continue;
    bool is_it = true;
    for (std::size_t i = 0; i < arguments.size(); ++i) is_it &= klass.arguments.find(generic.variables[i])->second == arguments[i];
    if (is_it) return klass.is_native() ? klass.type : nullptr;
  }
  const bool is_known = std::ranges::any_of(specializations, [&](const Specialization& one) { return one.file == generic.module->file && one.name == generic.node->name && one.arguments == arguments; });
  if (!is_known) {
    if (specializations.size() >= max_specializations) return nullptr;
    specializations.push_back({generic.module->file, std::string(generic.node->name), arguments});
  }
  const ClassInfo* const made = declare_specialization ? declare_specialization(generic, arguments) : nullptr;
  return made != nullptr ? made->type : nullptr;
}

void Program::try_out(const FunctionDef& def, std::vector<Type> args) {
  Instance instance;
  instance.def = &def;
  instance.args = std::move(args);
  instance.id = ir::InstanceId{std::uint32_t(module.functions.size())};
  const std::size_t made_before = order_.size();
  Knowledge knowledge;
  for (int attempt = 0; attempt < max_attempts; ++attempt) {
    ir::Function function;
    knowledge.grown = false;
    try {
      FunctionChecker(*this, instance, knowledge, function).run();
    } catch (const Unsupported&) {
    } catch (const WidenArgument&) {
    }
    if (!knowledge.grown) break;
  }
  // Instances made on the way saw what may have been found out since.
  drop_instances(made_before);
}

Instance& Program::instance(const FunctionDef& def, std::vector<Type> args, Type declared_result, bool open) {
  open = open && std::any_of(args.begin(), args.end(), [](Type arg) { return types::is_container(arg); });
  std::string key = std::to_string(def.id);
  // By what the types are: classes of several modules may have one name.
  for (const Type arg : args) key += fmt::format(",{}", static_cast<const void*>(arg));
  if (declared_result != nullptr) key += fmt::format("->{}", static_cast<const void*>(declared_result));
  if (open) key += "?";
  if (const auto known = instances_.find(key); known != instances_.end()) {
    Instance& instance = *known->second;
    if (instance.state == Instance::State::failed) throw *instance.failure;
    if (instance.state == Instance::State::checking) instance.assumed = true;
    return instance;
  }
  const auto refuse = [&](const auto& diagnostic, auto... args_of_text) {
    throw Unsupported{make_error(*def.module->file, diagnostic, def.span(), args_of_text...)};
  };
  if (instances_.size() >= max_instances) refuse(too_many_instances);
  if (depth_ >= max_call_depth) refuse(recursive_type, def.name);

  auto made = std::make_unique<Instance>();
  Instance& instance = *made;
  instance.def = &def;
  instance.args = std::move(args);
  instance.declared_result = declared_result;
  instance.result = declared_result;
  instance.open = open;
  instance.id = ir::InstanceId{std::uint32_t(module.functions.size())};
  module.functions.emplace_back();
  const std::size_t made_before = order_.size();
  instances_.emplace(key, std::move(made));
  order_.push_back(key);
  ++depth_;
  try {
    check(instance);
    instance.state = Instance::State::done;
  } catch (const Unsupported& failure) {
    --depth_;
    instance.state = Instance::State::failed;
    instance.failure = failure;
    throw;
  } catch (const WidenArgument&) {
    // The caller comes back with wider types: this instance is dropped, with those that were checked while it was assumed.
    --depth_;
    drop_instances(made_before);
    throw;
  }
  --depth_;
  return instance;
}

void Program::check(Instance& instance) {
  Knowledge knowledge;
  const std::size_t made_before = order_.size();
  if (instance.def->is_generator) {
    // A call of it gives a generator whatever becomes of its body.
    const bool is_declared = instance.declared_result != nullptr && is(instance.declared_result, Kind::iterator);
    const bool is_whole = is_declared && types::is_generator(instance.declared_result);
    instance.result = is_whole ? instance.declared_result : types.generator(is_declared ? instance.declared_result->args[0] : types.never, types.none, types.none);
  }
  for (int attempt = 0; attempt < max_attempts; ++attempt) {
    ir::Function& function = module.functions[instance.id.value];
    function = ir::Function{};
    instance.assumed = false;
    // What the names of a loop held was found while less was known: a list without items made another array (np.array) than it makes.
    knowledge.loop_heads.clear();
    knowledge.grown = false;
    Type result = nullptr;
    try {
      FunctionChecker checker(*this, instance, knowledge, function);
      result = checker.run();
    } catch (const Unsupported&) {
      // What was checked while this one's result was assumed calls what is not there, or is there with another result.
      if (instance.assumed) drop_instances(made_before);
      // What failed may have been for want of what was found out meanwhile.
      if (!knowledge.grown) throw;
      continue;
    }
    if (knowledge.grown) {
      if (instance.assumed) drop_instances(made_before);
      continue;
    }
    if (!instance.assumed || result == instance.result) {
      instance.result = result;
      function.symbol = symbol_for(instance);
      return;
    }
    // A recursive function: its calls were checked with a result that has turned out to be another one, and so were the functions that call it back.
    instance.result = instance.result == nullptr || instance.def->is_generator ? result : types::storage_of(types, types.join(instance.result, result));
    drop_instances(made_before);
  }
  throw Unsupported{make_error(*instance.def->module->file, recursive_type, instance.def->span(), instance.def->name)};
}

void Program::drop_instances(std::size_t first) {
  while (order_.size() > first) {
    instances_.erase(order_.back());
    order_.pop_back();
  }
}

std::string Program::symbol_for(const Instance& instance) {
  std::string symbol;
  for (const char c : instance.def->name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (plain) symbol += c;
    else if (symbol.empty() || symbol.back() != '_') symbol += '_';
  }
  return symbol + "__" + std::to_string(instance.id.value);
}

namespace {

bool asks_python(const ir::Module& module, ir::InstanceId id, std::vector<bool>& seen) {
  if (seen[id.value]) return false;
  seen[id.value] = true;
  const ir::Function& function = module.functions[id.value];
  return std::any_of(function.exprs.begin(), function.exprs.end(), [&](const ir::Expr& expr) {
    if (std::holds_alternative<ir::Dynamic>(expr.node)) return true;
    if (const auto* call = std::get_if<ir::Call>(&expr.node)) return asks_python(module, call->callee, seen);
    const auto* closure = std::get_if<ir::CallClosure>(&expr.node);
    return closure != nullptr && std::any_of(closure->targets.begin(), closure->targets.end(), [&](ir::InstanceId target) { return asks_python(module, target, seen); });
  });
}

}  // namespace

const GlobalValue& Program::global(ModuleScope& scope, const std::string& name, Span use) {
  auto& known = globals_[{&scope, name}];
  if (known) return *known;
  // What the module's code makes of it, Python has. Arrays and objects are shared with it; a list would be copied each time.
  const auto as_changed = [&](Type type) -> const GlobalValue& {
    const bool is_shared = is(type, Kind::array) || is(type, Kind::instance);
    return globals_[{&scope, name}].emplace(GlobalValue{is_shared ? type : types.object, {}, true});
  };
  const bool is_changed = scope.names.find(name)->second.is_changed;
  auto def = std::make_unique<FunctionDef>();
  def->module = &scope;
  def->constant = scope.names.find(name)->second.constant;
  def->constants_of = scope.names.find(name)->second.constants_of;
  def->name = name;
  // By its name, not by its expression: a lambda is a function of its own.
  const FunctionDef& made = define(std::move(def), &scope.names.find(name)->second);
  const auto find_initializer = [&]() -> Instance* {
    try {
      return &instance(made, {});
    } catch (const Unsupported&) {
      if (!is_changed) throw;
      return nullptr;
    }
  };
  Instance* const found = find_initializer();
  if (is_changed) return as_changed(found == nullptr || found->state == Instance::State::checking ? types.object : found->result);
  Instance& initializer = *found;
  if (initializer.state == Instance::State::checking) {
    throw Unsupported{make_error(*scope.file, recursive_type, use, name)};
  }
  const auto& body = module.functions[initializer.id.value].body;
  Type type = initializer.result;
  // A constant that is a literal is folded wherever it is read.
  if (body.size() == 1) {
    const auto& function = module.functions[initializer.id.value];
    if (const auto* returned = std::get_if<ir::Return>(&function[body[0]].node)) {
      ExprId value = returned->value;
      while (const auto* converted = std::get_if<ir::Convert>(&function[value].node)) value = converted->operand;
      const Type exact = function[value].type;
      const bool is_literal = is(exact, Kind::literal) && types::storage_of(types, exact) == type;   // not `np.float32(0.5)`
      if (is_literal || is(exact, Kind::none) || is(exact, Kind::type_object) || is(exact, Kind::module) || is(exact, Kind::library)) {
        return globals_[{&scope, name}].emplace(GlobalValue{exact, {}});
      }
    }
  }
  // What Python has to do for it cannot be done before the module runs; and the module's object is another one than native code would make for itself.
  // So is an iterator, which each that reads it moves on.
  std::vector<bool> seen(module.functions.size());
  if (is(type, Kind::iterator) || types::holds_any(type) || types::holds_object(type) || asks_python(module, initializer.id, seen)) return globals_[{&scope, name}].emplace(GlobalValue{type, {}, true});
  const ir::GlobalId id{std::uint32_t(module.globals.size())};
  module.globals.push_back({name, "g_" + symbol_for(initializer), type, initializer.id});
  return globals_[{&scope, name}].emplace(GlobalValue{type, id});
}

Decoration decoration_of(const ModuleScope& scope, const ast::FunctionDef& def) {
  Decoration found = Decoration::none;
  for (const auto* decorator : def.decorator_list) {
    const auto* call = ast::as<ast::Call>(decorator);
    const std::string name = meaning(scope, call != nullptr ? *call->func : *decorator);
    if (name == "functools.cache" || name == "functools.lru_cache") {
      if (def.decorator_list.size() != 1) return Decoration::unknown;
      found = Decoration::cached;
    } else if (!is_transparent(scope, *decorator)) {
      return Decoration::unknown;
    }
  }
  return found;
}

// `RED, BLUE = 0, 1`, and `LOW = START = 0` of a literal: each name with its value. None where it is another kind of assignment.
using UnpackedNames = std::vector<std::pair<const ast::Name*, const ast::Expr*>>;
UnpackedNames unpacked_names(const ast::Assign& assign) {
  if (assign.targets.size() > 1 && ast::is<ast::Constant>(assign.value)) {
    UnpackedNames pairs;
    for (const auto* target : assign.targets) {
      const auto* name = ast::as<ast::Name>(target);
      if (name == nullptr) return {};
      pairs.emplace_back(name, assign.value);
    }
    return pairs;
  }
  const auto* targets = assign.targets.size() == 1 ? ast::as<ast::Tuple>(assign.targets[0]) : nullptr;
  const auto* values = ast::as<ast::Tuple>(assign.value);
  if (targets == nullptr || values == nullptr || targets->elts.size() != values->elts.size()) return {};
  UnpackedNames pairs;
  for (std::size_t i = 0; i < targets->elts.size(); ++i) {
    const auto* name = ast::as<ast::Name>(targets->elts[i]);
    if (name == nullptr || ast::is<ast::Starred>(values->elts[i])) return {};
    pairs.emplace_back(name, values->elts[i]);
  }
  return pairs;
}

void collect_names(ModuleScope& scope) {
  const auto put = [&](std::string_view name, ModuleName what) {
    const auto [found, is_new] = scope.names.try_emplace(std::string(name), what);
    if (is_new) return;
    // One thing from either module.
    ModuleName& known = found->second;
    if (known.kind == ModuleName::Kind::imported && what.kind == known.kind && what.attribute == known.attribute && is_typing_module(what.module) && is_typing_module(known.module)) return;
    // Bound twice: what it is when a function runs cannot be told.
    known.kind = ModuleName::Kind::dynamic;
  };
  const auto add_dynamic = [&](const ast::Stmt& statement) {
    for (const std::string& name : statement_names(statement)) put(name, ModuleName{.kind = ModuleName::Kind::dynamic, .module = {}, .attribute = {}, .span = statement.span});
  };
  const auto add_imported = [&](const ast::ImportFrom& from, bool for_types) {
    for (const auto* alias : from.names) {
      ModuleName what;
      what.kind = ModuleName::Kind::imported;
      what.module = resolve_import(scope, from);
      what.attribute = std::string(alias->name);
      what.span = alias->span;
      what.for_types = for_types;
      put(alias->asname.empty() ? alias->name : alias->asname, what);
    }
  };
  const auto add_modules = [&](const ast::Import& import, bool for_types) {
    for (const auto* alias : import.names) {
      ModuleName what;
      what.kind = ModuleName::Kind::module;
      what.span = alias->span;
      what.for_types = for_types;
      what.module = std::string(alias->asname.empty() ? alias->name.substr(0, alias->name.find('.')) : alias->name);
      // `import a.b` twice binds `a` to the same module.
      const std::string_view bound = alias->asname.empty() ? std::string_view(what.module) : alias->asname;
      const auto known = scope.names.find(bound);
      if (known != scope.names.end() && known->second.kind == ModuleName::Kind::module && known->second.module == what.module) {
        known->second.for_types = known->second.for_types && for_types;
        continue;
      }
      put(bound, what);
    }
  };
  // Of `if TYPE_CHECKING` what is imported, of other branches what is imported from `typing`.
  const std::function<void(const ast::Stmt&, bool)> add_branches = [&](const ast::Stmt& statement, bool for_types) {
    const auto each = [&](ast::Nodes<ast::Stmt> body, bool checks) {
      for (const auto* one : body) add_branches(*one, checks);
    };
    if (const auto* from = ast::as<ast::ImportFrom>(&statement); from != nullptr && (for_types || is_typing_module(resolve_import(scope, *from)))) {
      add_imported(*from, for_types);
    } else if (const auto* import = ast::as<ast::Import>(&statement); import != nullptr && for_types) {
      add_modules(*import, true);
    } else if (const auto* branch = ast::as<ast::If>(&statement)) {
      const bool checks = is_for_type_checkers(scope, *branch->test);
      each(branch->body, for_types || checks);
      each(branch->orelse, for_types && !checks);
    } else {
      add_dynamic(statement);
    }
  };
  for (const auto* statement : scope.tree->body) {
    if (const auto* import = ast::as<ast::Import>(statement)) {
      add_modules(*import, false);
    } else if (const auto* from = ast::as<ast::ImportFrom>(statement)) {
      add_imported(*from, false);
    } else if (ast::is<ast::If>(statement)) {
      add_branches(*statement, false);
    } else if (const auto* def = ast::as<ast::FunctionDef>(statement)) {
      if (is_overload(*def)) continue;
      ModuleName what;
      what.kind = ModuleName::Kind::function;
      what.function = def;
      what.span = def->span;
      put(def->name, what);
    } else if (const auto* assign = ast::as<ast::Assign>(statement); assign != nullptr && assign->targets.size() == 1 && ast::is<ast::Name>(assign->targets[0])) {
      put(ast::as<ast::Name>(assign->targets[0])->id, ModuleName::of_value(assign->value, assign->span));
    } else if (const auto pairs = assign == nullptr ? UnpackedNames{} : unpacked_names(*assign); !pairs.empty()) {
      for (const auto& [name, value] : pairs) put(name->id, ModuleName::of_value(value, assign->span));
    } else if (const auto* annotated = ast::as<ast::AnnAssign>(statement); annotated != nullptr && annotated->value != nullptr && ast::is<ast::Name>(annotated->target)) {
      put(ast::as<ast::Name>(annotated->target)->id, ModuleName::of_value(annotated->value, annotated->span, annotated->annotation));
    } else if (annotated != nullptr && annotated->value == nullptr && ast::is<ast::Name>(annotated->target)) {
      // Declared here, bound elsewhere.
      const std::string_view name = ast::as<ast::Name>(annotated->target)->id;
      put(name, ModuleName{.kind = ModuleName::Kind::dynamic, .module = {}, .attribute = {}, .span = annotated->span});
      scope.names.find(name)->second.annotation = annotated->annotation;
    } else if (const auto* alias = ast::as<ast::TypeAlias>(statement)) {
      ModuleName what = ModuleName::of_value(alias->value, alias->span);
      what.alias = alias;
      put(ast::as<ast::Name>(alias->name)->id, what);
    } else if (const auto* klass = ast::as<ast::ClassDef>(statement)) {
      ModuleName what;
      what.kind = ModuleName::Kind::klass;
      what.klass = klass;
      what.is_class = true;
      what.span = klass->span;
      put(klass->name, what);
    } else {
      add_dynamic(*statement);
    }
  }
  // What a function assigns through `global` is no constant; it may be bound nowhere else.
  for (const std::string& name : global_names(*scope.tree)) scope.names[name].kind = ModuleName::Kind::dynamic;
  for (const std::string& name : changed_names(*scope.tree)) {
    const auto found = scope.names.find(name);
    if (found != scope.names.end()) found->second.is_changed = true;
  }
}

}  // namespace keelback::check
