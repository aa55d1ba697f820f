#include "check/scopes.hpp"

#include <algorithm>
#include <functional>
#include <type_traits>

#include "check/program.hpp"

namespace keelback::check {

void for_each_child(const ast::Node& node, const std::function<void(const ast::Node&)>& f) {
  const auto one = [&](const auto& value) {
    using T = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::is_pointer_v<T>) {
      if (value != nullptr) f(static_cast<const ast::Node&>(*value));
    } else if constexpr (requires { value.begin(); requires std::is_pointer_v<typename T::value_type>; }) {
      for (const auto* item : value) {
        if (item != nullptr) f(static_cast<const ast::Node&>(*item));
      }
    }
  };
  ast::visit(&node, [&](const auto& whole) {
    std::apply(
        [&](const auto&... field) {
          [[maybe_unused]] const auto each = [&](const auto& described) {
            if constexpr (requires { described.member; }) one(whole.*described.member);
          };
          (each(field), ...);
        },
        std::remove_cvref_t<decltype(whole)>::fields);
  });
}

namespace {

bool is_scope(const ast::Node& node) {
  return ast::is<ast::FunctionDef>(&node) || ast::is<ast::AsyncFunctionDef>(&node) || ast::is<ast::ClassDef>(&node) || ast::is<ast::Lambda>(&node);
}
bool is_comprehension(const ast::Node& node) {
  return ast::is<ast::ListComp>(&node) || ast::is<ast::SetComp>(&node) || ast::is<ast::DictComp>(&node) || ast::is<ast::GeneratorExp>(&node);
}

void add_once(std::vector<std::string>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

// All nodes of a function's own scope, comprehensions included, nested functions seen but not entered.
void walk_scope(const ast::Node& node, const std::function<void(const ast::Node&)>& visit) {
  visit(node);
  if (is_scope(node)) return;
  for_each_child(node, [&](const ast::Node& child) { walk_scope(child, visit); });
}

void walk_body(const FunctionDef& def, const std::function<void(const ast::Node&)>& visit) {
  if (def.def != nullptr) {
    for (const auto* statement : def.def->body) walk_scope(*statement, visit);
  } else if (def.lambda != nullptr) {
    walk_scope(*def.lambda->body, visit);
  } else if (def.constant != nullptr) {
    walk_scope(*def.constant, visit);
  }
}

// Names bound by a statement or expression of the scope; a comprehension's targets are its own, but `:=` in it is the function's.
void bound_names(const ast::Node& node, std::vector<std::string>& names, bool in_comprehension) {
  if (const auto* name = ast::as<ast::Name>(&node)) {
    if (name->ctx != ast::Context::Load && !in_comprehension) add_once(names, name->id);
    return;
  }
  if (const auto* walrus = ast::as<ast::NamedExpr>(&node)) {
    add_once(names, ast::as<ast::Name>(walrus->target)->id);
    return bound_names(*walrus->value, names, in_comprehension);
  }
  if (const auto* import = ast::as<ast::Import>(&node)) {
    for (const auto* alias : import->names) add_once(names, alias->asname.empty() ? alias->name.substr(0, alias->name.find('.')) : alias->asname);
    return;
  }
  if (const auto* import = ast::as<ast::ImportFrom>(&node)) {
    for (const auto* alias : import->names) add_once(names, alias->asname.empty() ? alias->name : alias->asname);
    return;
  }
  if (const auto* handler = ast::as<ast::ExceptHandler>(&node); handler != nullptr && !handler->name.empty()) add_once(names, handler->name);
  if (const auto* as = ast::as<ast::MatchAs>(&node); as != nullptr && !as->name.empty()) add_once(names, as->name);
  if (const auto* star = ast::as<ast::MatchStar>(&node); star != nullptr && !star->name.empty()) add_once(names, star->name);
  if (const auto* mapping = ast::as<ast::MatchMapping>(&node); mapping != nullptr && !mapping->rest.empty()) add_once(names, mapping->rest);
  if (is_scope(node)) return;
  const bool inside = in_comprehension || is_comprehension(node);
  for_each_child(node, [&](const ast::Node& child) { bound_names(child, names, inside); });
}

}  // namespace

std::vector<std::string> parameter_names(const ast::Arguments& arguments) {
  std::vector<std::string> names;
  for (const auto* arg : arguments.posonlyargs) names.emplace_back(arg->arg);
  for (const auto* arg : arguments.args) names.emplace_back(arg->arg);
  if (arguments.vararg != nullptr) names.emplace_back(arguments.vararg->arg);
  for (const auto* arg : arguments.kwonlyargs) names.emplace_back(arg->arg);
  if (arguments.kwarg != nullptr) names.emplace_back(arguments.kwarg->arg);
  return names;
}

namespace {

template <class Statement>
std::set<std::string, std::less<>> names_given_away(const ast::FunctionDef& def) {
  std::set<std::string, std::less<>> names;
  for (const auto* statement : def.body) {
    walk_scope(*statement, [&](const ast::Node& node) {
      if (const auto* given = ast::as<Statement>(&node)) names.insert(given->names.begin(), given->names.end());
    });
  }
  return names;
}

// A default that is the same whenever and wherever it is evaluated.
bool is_constant(const ast::Expr& node) {
  if (const auto* negative = ast::as<ast::UnaryOp>(&node)) return is_constant(*negative->operand);
  if (const auto* tuple = ast::as<ast::Tuple>(&node)) {
    return std::all_of(tuple->elts.begin(), tuple->elts.end(), [](const ast::Expr* item) { return is_constant(*item); });
  }
  return ast::is<ast::Constant>(&node);
}

}  // namespace

std::set<std::string, std::less<>> global_names(const ast::FunctionDef& def) { return names_given_away<ast::Global>(def); }
std::set<std::string, std::less<>> global_names(const ast::Module& tree) {
  std::set<std::string, std::less<>> names;
  const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
    if (const auto* global = ast::as<ast::Global>(&node)) names.insert(global->names.begin(), global->names.end());
    for_each_child(node, visit);
  };
  for (const auto* statement : tree.body) visit(*statement);
  return names;
}

namespace {

// Methods of containers and arrays that change them.
bool changes_its_owner(std::string_view method) {
  static const std::set<std::string_view> all{"append", "extend",  "insert",     "remove", "pop",       "clear",       "sort",    "reverse",     "add",    "discard",
                                              "update", "setdefault", "popitem", "appendleft", "popleft", "extendleft", "rotate", "subtract", "move_to_end", "fill",
                                              "difference_update", "intersection_update", "symmetric_difference_update", "put", "resize", "partition"};
  return all.contains(method);
}

// What a function binds: in it, the names are not the module's.
template <class Def>
std::vector<std::string> own_names(const Def& def) {
  std::vector<std::string> names = parameter_names(*def.args);
  if constexpr (requires { def.body.begin(); }) {
    for (const auto* statement : def.body) bound_names(*statement, names, false);
    for (const auto* statement : def.body) {
      walk_scope(*statement, [&](const ast::Node& node) {
        const auto* global = ast::as<ast::Global>(&node);
        if (global != nullptr) std::erase_if(names, [&](const std::string& name) { return std::ranges::find(global->names, name) != global->names.end(); });
      });
    }
  }
  return names;
}

}  // namespace

std::set<std::string, std::less<>> changed_names(const ast::Module& tree) {
  std::set<std::string, std::less<>> names;
  std::vector<std::string> hidden;   // the names of the functions around
  int depth = 0;
  // `a[0].b` is a part of what `a` is.
  const auto add_whole = [&](const ast::Expr* part) {
    for (;;) {
      if (const auto* item = ast::as<ast::Subscript>(part)) part = item->value;
      else if (const auto* attribute = ast::as<ast::Attribute>(part)) part = attribute->value;
      else break;
    }
    const auto* name = ast::as<ast::Name>(part);
    if (name != nullptr && std::ranges::find(hidden, name->id) == hidden.end()) names.emplace(name->id);
  };
  std::function<void(const ast::Node&)> visit;
  const auto visit_function = [&](const auto& def) {
    const std::size_t outer = hidden.size();
    for (std::string& name : own_names(def)) hidden.push_back(std::move(name));
    ++depth;
    for_each_child(def, visit);
    --depth;
    hidden.resize(outer);
  };
  visit = [&](const ast::Node& node) {
    if (const auto* def = ast::as<ast::FunctionDef>(&node)) return visit_function(*def);
    if (const auto* def = ast::as<ast::AsyncFunctionDef>(&node)) return visit_function(*def);
    if (const auto* lambda = ast::as<ast::Lambda>(&node)) return visit_function(*lambda);
    if (const auto* call = ast::as<ast::Call>(&node)) {
      const auto* method = ast::as<ast::Attribute>(call->func);
      if (method != nullptr && changes_its_owner(method->attr)) add_whole(method->value);
    }
    if (const auto* item = ast::as<ast::Subscript>(&node); item != nullptr && item->ctx != ast::Context::Load) add_whole(item);
    if (const auto* attribute = ast::as<ast::Attribute>(&node); attribute != nullptr && attribute->ctx != ast::Context::Load) add_whole(attribute);
    // A method that is called for itself alone, by the module's code.
    if (const auto* statement = depth > 0 ? nullptr : ast::as<ast::ExprStmt>(&node)) {
      const auto* call = ast::as<ast::Call>(statement->value);
      if (call != nullptr && ast::is<ast::Attribute>(call->func)) add_whole(call->func);
    }
    for_each_child(node, visit);
  };
  for (const auto* statement : tree.body) visit(*statement);
  return names;
}

std::set<std::string, std::less<>> nonlocal_names(const ast::FunctionDef& def) { return names_given_away<ast::Nonlocal>(def); }

std::vector<std::pair<std::string, const ast::Expr*>> defaults_of(const FunctionDef& def) {
  std::vector<std::pair<std::string, const ast::Expr*>> all;
  if (def.arguments() == nullptr) return all;
  const ast::Arguments& arguments = *def.arguments();
  std::vector<std::string> positional;
  for (const auto* arg : arguments.posonlyargs) positional.emplace_back(arg->arg);
  for (const auto* arg : arguments.args) positional.emplace_back(arg->arg);
  const std::size_t first = positional.size() - arguments.defaults.size();
  for (std::size_t i = 0; i < arguments.defaults.size(); ++i) {
    all.emplace_back(positional[first + i], arguments.defaults[i]);
  }
  for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
    const ast::Expr* value = arguments.kw_defaults[i];
    if (value != nullptr) all.emplace_back(arguments.kwonlyargs[i]->arg, value);
  }
  return all;
}

std::vector<std::pair<std::string, const ast::Expr*>> captured_defaults(const FunctionDef& def) {
  std::vector<std::pair<std::string, const ast::Expr*>> captured = defaults_of(def);
  std::erase_if(captured, [&](const auto& one) { return def.enclosing == nullptr || is_constant(*one.second); });
  return captured;
}

std::string default_name(std::string_view parameter) { return "default of " + std::string(parameter); }

std::vector<std::string> local_names(const FunctionDef& def) {
  std::vector<std::string> names;
  if (def.def == nullptr) return names;
  for (const auto* statement : def.def->body) bound_names(*statement, names, false);
  // A function that is the only value of its name is made where it is read; one of several is assigned as any value is.
  std::vector<std::string> functions = parameter_names(*def.def->args);
  walk_body(def, [&](const ast::Node& node) {
    const auto* nested = ast::as<ast::FunctionDef>(&node);
    if (nested == nullptr) return;
    FunctionDef made;
    made.def = nested;
    made.enclosing = &def;
    // So is one whose defaults belong to the time when it is made, and what a decorator gives.
    if (std::find(functions.begin(), functions.end(), nested->name) != functions.end() || !captured_defaults(made).empty() || !nested->decorator_list.empty()) add_once(names, nested->name);
    add_once(functions, nested->name);
  });
  const auto global = global_names(*def.def), nonlocal = nonlocal_names(*def.def);
  std::erase_if(names, [&](const std::string& name) { return global.contains(name) || nonlocal.contains(name); });
  return names;
}

std::vector<std::string> target_names(const ast::Expr& target) {
  std::vector<std::string> names;
  bound_names(target, names, false);
  return names;
}

std::vector<std::string> statement_names(const ast::Stmt& statement) {
  std::vector<std::string> names;
  bound_names(statement, names, false);
  walk_scope(statement, [&](const ast::Node& node) {
    if (const auto* def = ast::as<ast::FunctionDef>(&node)) add_once(names, def->name);
    if (const auto* klass = ast::as<ast::ClassDef>(&node)) add_once(names, klass->name);
  });
  return names;
}

const ast::FunctionDef* nested_function(const FunctionDef& def, std::string_view name) {
  const ast::FunctionDef* found = nullptr;
  const std::vector<std::string> assigned = local_names(def);
  if (std::find(assigned.begin(), assigned.end(), name) != assigned.end()) return nullptr;
  walk_body(def, [&](const ast::Node& node) {
    if (const auto* nested = ast::as<ast::FunctionDef>(&node); nested != nullptr && nested->name == name) found = nested;
  });
  return found;
}

namespace {

void read_names(const ast::Node& node, std::vector<std::string>& names);

// The names of the functions around it that a `def` or `lambda` reads (or assigns, by `nonlocal`) when it runs, those of functions nested in it included.
void free_names(const ast::Node& node, std::vector<std::string>& names) {
  FunctionDef nested;
  nested.def = ast::as<ast::FunctionDef>(&node);
  nested.lambda = ast::as<ast::Lambda>(&node);
  std::vector<std::string> inner, own = local_names(nested);
  for (const std::string& parameter : parameter_names(*nested.arguments())) add_once(own, parameter);
  if (nested.def != nullptr) {
    for (const auto* statement : nested.def->body) read_names(*statement, inner);
    for (const std::string& name : nonlocal_names(*nested.def)) add_once(inner, name);
  } else {
    read_names(*nested.lambda->body, inner);
  }
  for (const std::string& name : inner) {
    if (std::find(own.begin(), own.end(), name) == own.end()) add_once(names, name);
  }
}

template <class Comprehension>
bool read_comprehension(const ast::Node& node, std::vector<std::string>& names) {
  const auto* whole = ast::as<Comprehension>(&node);
  if (whole == nullptr) return false;
  std::vector<std::string> inner, own;
  for_each_child(node, [&](const ast::Node& child) { read_names(child, inner); });
  for (const auto* generator : whole->generators) bound_names(*generator->target, own, false);
  read_names(*whole->generators[0]->iter, names);
  for (const std::string& name : inner) {
    if (std::find(own.begin(), own.end(), name) == own.end()) add_once(names, name);
  }
  return true;
}

// Every name that evaluating or running the node reads, or that functions made in it will.
void read_names(const ast::Node& node, std::vector<std::string>& names) {
  if (const auto* name = ast::as<ast::Name>(&node)) {
    if (name->ctx == ast::Context::Load) add_once(names, name->id);
    return;
  }
  if (ast::is<ast::FunctionDef>(&node) || ast::is<ast::Lambda>(&node)) {
    FunctionDef made;
    made.def = ast::as<ast::FunctionDef>(&node);
    made.lambda = ast::as<ast::Lambda>(&node);
    for (const auto* value : made.arguments()->defaults) read_names(*value, names);
    for (const auto* value : made.arguments()->kw_defaults) {
      if (value != nullptr) read_names(*value, names);
    }
    return free_names(node, names);
  }
  if (read_comprehension<ast::ListComp>(node, names) || read_comprehension<ast::SetComp>(node, names) || read_comprehension<ast::DictComp>(node, names) ||
      read_comprehension<ast::GeneratorExp>(node, names)) {
    return;
  }
  for_each_child(node, [&](const ast::Node& child) { read_names(child, names); });
}

bool among(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

// The variables of the comprehensions of the function that hold that place.
std::vector<std::string> comprehension_names(const FunctionDef& def, support::Span place) {
  std::vector<std::string> names;
  const auto of = [&](const auto* node) {
    if (node == nullptr || node->span.begin > place.begin || node->span.end < place.end) return;
    for (const auto* generator : node->generators) bound_names(*generator->target, names, false);
  };
  walk_body(def, [&](const ast::Node& node) {
    of(ast::as<ast::ListComp>(&node));
    of(ast::as<ast::SetComp>(&node));
    of(ast::as<ast::DictComp>(&node));
    of(ast::as<ast::GeneratorExp>(&node));
  });
  return names;
}

bool is_variable_of(const FunctionDef& def, std::string_view name) {
  return (def.arguments() != nullptr && among(parameter_names(*def.arguments()), name)) || among(local_names(def), name);
}

// Whether a function in there, at any depth, assigns the name of a function around it.
bool rebinds(const ast::Node& node, std::string_view name) {
  if (const auto* def = ast::as<ast::FunctionDef>(&node)) {
    FunctionDef nested;
    nested.def = def;
    if (is_variable_of(nested, name)) return false;
    if (nonlocal_names(*def).contains(name)) return true;
  }
  bool found = false;
  for_each_child(node, [&](const ast::Node& child) { found = found || rebinds(child, name); });
  return found;
}

// Whether the function assigns the name after that place, or in a loop around it.
bool assigned_after(const FunctionDef& def, std::string_view name, support::Span place) {
  bool found = false;
  walk_body(def, [&](const ast::Node& node) {
    if (const auto* target = ast::as<ast::Name>(&node); target != nullptr && target->ctx != ast::Context::Load && target->id == name && target->span.begin > place.end) {
      found = true;
    }
    if (!ast::is<ast::For>(&node) && !ast::is<ast::While>(&node)) return;
    if (node.span.begin > place.begin || node.span.end < place.end) return;
    std::vector<std::string> names;
    bound_names(node, names, false);
    found |= among(names, name);
  });
  return found;
}

}  // namespace

bool assigned_behind(const FunctionDef& def, std::string_view name, support::Span place) { return assigned_after(def, name, place); }

bool is_only_value(const FunctionDef& def, std::string_view name) {
  if (def.def == nullptr || def.enclosing == nullptr || def.def->name != name || def.enclosing->def == nullptr || !def.def->decorator_list.empty()) return false;
  int functions = 0, others = 0;
  walk_body(*def.enclosing, [&](const ast::Node& node) {
    if (const auto* nested = ast::as<ast::FunctionDef>(&node)) functions += nested->name == name;
    if (const auto* target = ast::as<ast::Name>(&node)) others += target->id == name && target->ctx != ast::Context::Load;
  });
  const auto is_rebound = [&](const ast::Stmt* statement) { return rebinds(*statement, name); };
  return functions == 1 && others == 0 && !among(parameter_names(*def.enclosing->def->args), name) && std::ranges::none_of(def.enclosing->def->body, is_rebound);
}

std::vector<std::string> captured_names(const FunctionDef& def) {
  if (def.enclosing == nullptr) return {};
  std::vector<std::string> read, captures;
  if (def.def != nullptr) free_names(*def.def, read);
  else if (def.lambda != nullptr) free_names(*def.lambda, read);
  for (const std::string& name : read) {
    if (is_only_value(def, name)) continue;
    for (const FunctionDef* around = def.enclosing; around != nullptr; around = around->enclosing) {
      if (among(comprehension_names(*around, def.span()), name)) {
        add_once(captures, name);
        break;
      }
      if (const ast::FunctionDef* sibling = nested_function(*around, name)) {
        // A function beside it (or itself): what that one captures, so that it can be made again in here.
        if (sibling == def.def) break;
        FunctionDef other;
        other.def = sibling;
        other.enclosing = around;
        std::vector<std::string> inner;
        free_names(*sibling, inner);
        for (const std::string& deeper : inner) {
          if (is_variable_of(*around, deeper)) add_once(captures, deeper);
        }
        break;
      }
      if (is_variable_of(*around, name)) {
        add_once(captures, name);
        break;
      }
    }
  }
  return captures;
}

std::set<std::string, std::less<>> cell_names(const FunctionDef& def) {
  std::set<std::string, std::less<>> cells;
  walk_body(def, [&](const ast::Node& node) {
    if (!ast::is<ast::FunctionDef>(&node) && !ast::is<ast::Lambda>(&node)) return;
    std::vector<std::string> read;
    free_names(node, read);
    const std::vector<std::string> hidden = comprehension_names(def, node.span);
    for (const std::string& name : read) {
      if (among(hidden, name) || !is_variable_of(def, name)) continue;
      if (assigned_after(def, name, node.span) || rebinds(node, name)) cells.insert(name);
    }
  });
  return cells;
}

bool captures_cell(const FunctionDef& def, std::string_view name) {
  for (const FunctionDef* around = def.enclosing; around != nullptr; around = around->enclosing) {
    if (among(comprehension_names(*around, def.span()), name)) return true;
    if (is_variable_of(*around, name)) return around->cells.contains(name);
  }
  return false;
}

std::vector<std::string> captured_in(const ast::Node& node, const std::vector<std::string>& names) {
  std::vector<std::string> captured;
  walk_scope(node, [&](const ast::Node& inner) {
    if (!ast::is<ast::Lambda>(&inner)) return;
    std::vector<std::string> read;
    free_names(inner, read);
    for (const std::string& name : names) {
      if (among(read, name)) add_once(captured, name);
    }
  });
  return captured;
}

const ast::Name* root_name(const ast::Expr& node) {
  const ast::Expr* at = &node;
  while (const auto* attribute = ast::as<ast::Attribute>(at)) at = attribute->value;
  return ast::as<ast::Name>(at);
}

std::string_view receiver_name(const ast::FunctionDef& def) {
  const ast::Arguments& arguments = *def.args;
  if (!arguments.posonlyargs.empty()) return arguments.posonlyargs[0]->arg;
  return arguments.args.empty() ? std::string_view() : std::string_view(arguments.args[0]->arg);
}

bool is_from_contextlib(const ModuleScope& scope, const ast::Expr& node, std::string_view name) {
  const auto named = [&](std::string_view id) {
    const auto found = scope.names.find(id);
    return found == scope.names.end() ? nullptr : &found->second;
  };
  if (const auto* plain = ast::as<ast::Name>(&node)) {
    const ModuleName* what = named(plain->id);
    return what != nullptr && what->kind == ModuleName::Kind::imported && what->module == "contextlib" && what->attribute == name;
  }
  const auto* attribute = ast::as<ast::Attribute>(&node);
  const auto* owner = attribute == nullptr ? nullptr : ast::as<ast::Name>(attribute->value);
  const ModuleName* what = owner == nullptr || attribute->attr != name ? nullptr : named(owner->id);
  return what != nullptr && what->kind == ModuleName::Kind::module && what->module == "contextlib";
}

bool is_own_super(const ast::Call& call, const ast::ClassDef& klass, std::span<const std::string> parameters) {
  const auto is_name = [](const ast::Expr* node, std::string_view id) {
    const auto* name = ast::as<ast::Name>(node);
    return name != nullptr && name->id == id;
  };
  if (!is_name(call.func, "super") || !call.keywords.empty()) return false;
  if (call.args.empty()) return true;
  return call.args.size() == 2 && !parameters.empty() && is_name(call.args[0], klass.name) && is_name(call.args[1], parameters[0]);
}

bool has_yield(const ast::FunctionDef& def) {
  bool found = false;
  for (const auto* statement : def.body) {
    walk_scope(*statement, [&](const ast::Node& node) { found |= ast::is<ast::Yield>(&node) || ast::is<ast::YieldFrom>(&node); });
  }
  return found;
}

bool leaves_early(ast::Nodes<ast::Stmt> body) {
  bool found = false;
  for (const auto* statement : body) {
    walk_scope(*statement, [&](const ast::Node& node) {
      found |= ast::is<ast::Break>(&node) || ast::is<ast::Continue>(&node) || ast::is<ast::Return>(&node);
    });
  }
  return found;
}

bool is_none(const ast::Expr& node) {
  const auto* constant = ast::as<ast::Constant>(&node);
  return constant != nullptr && constant->value.type == ast::ConstantValue::Type::none;
}

std::vector<const ast::Expr*> class_parts(const ast::Expr& classes) {
  std::vector<const ast::Expr*> all;
  const auto add_parts = [&](const ast::Expr& part) {
    const std::vector<const ast::Expr*> more = class_parts(part);
    all.insert(all.end(), more.begin(), more.end());
  };
  if (const auto* tuple = ast::as<ast::Tuple>(&classes)) {
    for (const auto* part : tuple->elts) add_parts(*part);
  } else if (const auto* either = ast::as<ast::BinOp>(&classes); either != nullptr && either->op == ast::Operator::BitOr) {
    add_parts(*either->left);
    add_parts(*either->right);
  } else {
    all.push_back(&classes);
  }
  return all;
}

std::string resolve_import(const ModuleScope& scope, const ast::ImportFrom& node) {
  if (node.level == 0) return std::string(node.module);
  // One dot is the package of the module, each further one the package above. A package's `__init__` is in it, under its name.
  std::string package = scope.name;
  const std::string_view path = scope.file->path();
  const bool is_package = path.substr(path.find_last_of("/\\") + 1) == "__init__.py";
  for (int i = is_package ? 1 : 0; i < node.level; ++i) {
    const std::size_t dot = package.rfind('.');
    package = dot == std::string::npos ? std::string() : package.substr(0, dot);
  }
  if (node.module.empty()) return package;
  return package.empty() ? std::string(node.module) : package + "." + std::string(node.module);
}

std::string describe_statement(const ast::Stmt& node) {
  if (ast::is<ast::ClassDef>(&node)) return "a class";
  if (ast::is<ast::AsyncWith>(&node)) return "`async with`";
  if (ast::is<ast::AsyncFunctionDef>(&node) || ast::is<ast::AsyncFor>(&node)) return "`async`";
  if (ast::is<ast::TypeAlias>(&node)) return "`type` in a function";
  return "this statement";
}

}  // namespace keelback::check
