#include "parse/rules.hpp"

#include "parse/futures.hpp"
#include "parse/rules_walk.hpp"

namespace keelback::parse {

bool check_rules(const ast::Module& module, const support::SourceFile& file, diag::Sink& sink, int minor_version) {
  Rules rules(file, minor_version);
  rules.module(module);
  // What depends on a whole scope is found at its end.
  std::ranges::stable_sort(rules.found, {}, [](const diag::Diagnostic& diagnostic) { return diagnostic.span.begin; });
  for (diag::Diagnostic& diagnostic : rules.found) sink.add(std::move(diagnostic));
  return rules.found.empty();
}

void Rules::module(const ast::Module& module) {
  futures_ = future_imports(module.body, minor_version_);
  for (const Stmt* statement : futures_) {
    for (const ast::Alias* alias : ast::as<ast::ImportFrom>(statement)->names) {
      if (!is_future_feature(alias->name)) error(alias->span, unknown_future, alias->name);
      if (alias->name == "annotations") text_annotations_ = true;
    }
  }
  open(ScopeKind::module);
  walk_all(module.body);
  close();
}

// --- statements ------------------------------------------------------------------------------------------------------

template <class Function>
void Rules::function(const Function& node, bool is_async) {
  bind(node.name, Does::assign, node.name_span);
  walk_all(node.args->defaults);
  walk_all(node.args->kw_defaults);
  walk_all(node.decorator_list);
  const bool generic = !node.type_params.empty();
  if (generic) type_parameters(node.type_params);
  parameter_annotations(*node.args, node.returns);
  open(ScopeKind::function);
  scope().is_async = scope().coroutine = is_async;
  parameters(*node.args);
  walk_all(node.body);
  close();
  if (generic) close();
}

void Rules::visit(const ast::ClassDef& node) {
  bind(node.name, Does::assign, node.name_span);
  walk_all(node.decorator_list);
  const bool generic = !node.type_params.empty();
  if (generic) type_parameters(node.type_params);
  walk_elements(node.bases);
  keywords(node.keywords);
  open(ScopeKind::class_body);
  if (generic) define("__type_params__", Does::assign, node.name_span);
  walk_all(node.body);
  close();
  if (generic) close();
}

void Rules::visit(const ast::TypeAlias& node) {
  walk(node.name);
  const bool in_class = scope().kind == ScopeKind::class_body;
  const bool generic = !node.type_params.empty();
  if (generic) type_parameters(node.type_params);
  open(ScopeKind::type_alias);
  scope().sees_class = in_class;
  walk(node.value);
  close();
  if (generic) close();
}

void Rules::parameters(const ast::Arguments& arguments) {
  const auto one = [this](const ast::Arg* arg) { bind(arg->arg, Does::parameter, span_of(arg->arg, arg->span)); };
  for (const ast::Arg* arg : arguments.posonlyargs) one(arg);
  for (const ast::Arg* arg : arguments.args) one(arg);
  if (arguments.vararg != nullptr) one(arguments.vararg);
  for (const ast::Arg* arg : arguments.kwonlyargs) one(arg);
  if (arguments.kwarg != nullptr) one(arguments.kwarg);
}

void Rules::parameter_annotations(const ast::Arguments& arguments, const Expr* returns) {
  annotation(text_annotations_, [&] {
    const auto one = [this](const ast::Arg* arg) {
      if (arg != nullptr && arg->annotation != nullptr) walk_element(arg->annotation);
    };
    for (const ast::Arg* arg : arguments.posonlyargs) one(arg);
    for (const ast::Arg* arg : arguments.args) one(arg);
    one(arguments.vararg);
    for (const ast::Arg* arg : arguments.kwonlyargs) one(arg);
    one(arguments.kwarg);
    if (returns != nullptr) walk(returns);
  });
}

// Annotations are scopes since 3.14; from 3.10 on, those that are texts already were.
template <class Body>
void Rules::annotation(bool uncompiled, Body&& body) {
  const bool scoped = since(14) || (since(10) && text_annotations_);
  if (scoped) open(ScopeKind::annotation);
  uncompiled_ += uncompiled;
  body();
  uncompiled_ -= uncompiled;
  if (scoped) close();
}

// Opens the scope of the parameters.
void Rules::type_parameters(Nodes<ast::TypeParam> params) {
  const bool in_class = scope().kind == ScopeKind::class_body;
  open(ScopeKind::type_parameters);
  scope().sees_class = in_class;
  bool has_default = false;
  const auto one = [&](const ast::TypeParam& param, Identifier name, const Expr* default_value, std::string_view what) {
    if (default_value == nullptr && has_default) error(span_of(name, param.span), type_parameter, name, "without a default follows one with a default");
    has_default |= default_value != nullptr;
    type_variable(default_value, what);
  };
  const auto declare = [&](const ast::TypeParam& param, Identifier name) {
    const Span span = span_of(name, param.span);
    bind(name, Does::type_parameter | Does::assign, span);
    if (since(14) && name == "__classdict__") error(span, type_parameter, name, "has a reserved name");
  };
  for (const ast::TypeParam* param : params) {
    ast::visit(
        param,
        [&](const ast::TypeVar& node) {
          declare(node, node.name);
          type_variable(node.bound, ast::is<ast::Tuple>(node.bound) ? "a TypeVar constraint" : "a TypeVar bound");
          one(node, node.name, node.default_value, "a TypeVar default");
        },
        [&](const ast::ParamSpec& node) {
          declare(node, node.name);
          one(node, node.name, node.default_value, "a ParamSpec default");
        },
        [&](const ast::TypeVarTuple& node) {
          declare(node, node.name);
          one(node, node.name, node.default_value, "a TypeVarTuple default");
        });
  }
}

void Rules::type_variable(const Expr* value, std::string_view what) {
  if (value == nullptr) return;
  const bool sees_class = scope().sees_class;
  open(ScopeKind::type_variable, what);
  scope().sees_class = sees_class;
  walk_element(value);
  close();
}

void Rules::visit(const ast::Return& node) {
  if (node.value != nullptr) walk(node.value);
  const Span word = keyword(node);
  if (scope().kind != ScopeKind::function) return error(word, outside_function, "`return`");
  if (scope().except_star) error(word, leaves_except_star);
  if (node.value != nullptr && scope().is_async) returns_.push_back(word);
}

void Rules::visit(const ast::AugAssign& node) {
  // From 3.9 to 3.13 nothing looks at the name of an attribute here.
  const auto* attribute = ast::as<ast::Attribute>(node.target);
  if (attribute != nullptr && since(9) && !since(14)) walk(attribute->value);
  else walk(node.target);
  walk(node.value);
}

void Rules::visit(const ast::AnnAssign& node) {
  if (const auto* name = ast::as<ast::Name>(node.target)) {
    const bool declared = (flags(name->id) & (Does::global | Does::nonlocal)) != 0 && scope().kind != ScopeKind::module;
    if (declared && node.simple) {
      error(name->span, declared_otherwise, name->id, (flags(name->id) & Does::global) != 0 ? "annotated and global" : "annotated and nonlocal");
    } else if (node.simple) {
      bind(name->id, Does::annotate | Does::assign, name->span);
    } else if (node.value != nullptr) {
      bind(name->id, Does::assign, name->span);
    } else if (!since(14)) {
      forbid_debug(name->id, ast::Context::Store, name->span);
    }
  } else {
    walk(node.target);
  }
  // Nothing evaluates that of a variable of a function. Those of attributes, items and names in parentheses never were texts before 3.10, and are not
  // evaluated either since 3.14.
  const bool text = text_annotations_ && (since(10) || node.simple);
  const bool unused = scope().kind == ScopeKind::function || (since(14) && !node.simple);
  annotation(text || unused, [&] { walk(node.annotation); });
  if (node.value != nullptr) walk(node.value);
}

void Rules::expect_async(const Stmt& node, std::string_view what) {
  if (scope().kind != ScopeKind::function || !scope().is_async) error(keyword(node), outside_async, what);
}

template <class Loop>
void Rules::for_loop(const Loop& node) {
  walk(node.target);
  walk(node.iter);
  loop_body(node, node.body);
  walk_all(node.orelse);
}

void Rules::visit(const ast::AsyncFor& node) {
  expect_async(node, "`async for`");
  for_loop(node);
}

void Rules::visit(const ast::While& node) {
  walk(node.test);
  loop_body(node, node.body);
  walk_all(node.orelse);
}

void Rules::loop_body(const Stmt& node, Nodes<Stmt> body) {
  const bool loop = std::exchange(scope().loop, true);
  const bool star = std::exchange(scope().star_since_loop, false);
  enter_blocks(keyword(node), 1);
  walk_all(body);
  leave_blocks(1);
  scope().loop = loop;
  scope().star_since_loop = star;
}

void Rules::leave_loop(const Stmt& node, std::string_view what) {
  if (scope().star_since_loop) error(node.span, leaves_except_star);
  else if (!scope().loop) error(node.span, outside_loop, what);
}

template <class With>
void Rules::with(const With& node) {
  for (const ast::WithItem* item : node.items) walk(item);
  const int count = static_cast<int>(node.items.size());
  enter_blocks(keyword(node), count);
  walk_all(node.body);
  leave_blocks(count);
}

void Rules::visit(const ast::AsyncWith& node) {
  expect_async(node, "`async with`");
  with(node);
}

void Rules::walk(const ast::WithItem* item) {
  walk(item->context_expr);
  if (item->optional_vars != nullptr) walk(item->optional_vars);
}

template <class Try>
void Rules::try_statement(const Try& node, bool star) {
  const int finally = node.finalbody.empty() ? 0 : 1;
  const int handled = node.handlers.empty() ? 0 : 1;
  enter_blocks(keyword(node), finally + handled);
  walk_all(node.body);
  leave_blocks(handled);
  if (!since(13)) walk_all(node.orelse);  // the order in which names are seen
  for (const ast::ExceptHandler* handler : node.handlers) {
    const Span word = keyword(*handler);
    if (!star && handler->type == nullptr && handler != node.handlers.back()) error(word, bare_except_early);
    const bool outer = scope().except_star, since_loop = scope().star_since_loop;
    if (star) scope().except_star = scope().star_since_loop = true;
    const int blocks = since(9) ? 2 : 1;
    enter_blocks(word, blocks);
    walk(handler);
    leave_blocks(blocks);
    scope().except_star = outer;
    scope().star_since_loop = since_loop;
  }
  if (since(13)) walk_all(node.orelse);
  walk_all(node.finalbody);  // it is in as many blocks as what it ends
  leave_blocks(finally);
}

void Rules::walk(const ast::ExceptHandler* handler) {
  if (handler->type != nullptr) walk(handler->type);
  if (!handler->name.empty()) bind(handler->name, Does::assign, span_of(handler->name, keyword(*handler)));
  walk_all(handler->body);
}

// The limit is of a function: 20, since 3.13 21, of which generators and coroutines have one for themselves. Whether it is one shows at its end.
void Rules::enter_blocks(Span span, int count) {
  Scope& at = unit();
  const int limit = since(13) ? 21 : 20;
  for (; count > 0; --count) {
    if (++at.blocks == limit + 1) error(span, nested_blocks, std::to_string(limit));
    if (since(13) && at.blocks == limit && at.last_allowed.end == 0) at.last_allowed = span;
  }
}

void Rules::visit(const ast::Match& node) {
  walk(node.subject);
  for (const ast::MatchCase* match_case : node.cases) {
    Captures captures{.names = {}, .may_match_all = match_case->guard != nullptr || match_case == node.cases.back()};
    match_pattern(*match_case->pattern, captures);
    if (match_case->guard != nullptr) walk(match_case->guard);
    walk_all(match_case->body);
  }
}

void Rules::visit(const ast::Import& node) {
  for (const ast::Alias* alias : node.names) {
    const Identifier name = alias->asname.empty() ? alias->name.substr(0, alias->name.find('.')) : alias->asname;
    if (!since(9) && alias->asname.empty() && name.size() < alias->name.size()) define(name, Does::import, alias->span);  // 3.8 takes `__debug__.a`
    else bind(name, Does::import, alias->span);
  }
}

void Rules::visit(const ast::ImportFrom& node) {
  const bool late = futures_.empty() || node.span.begin > futures_.back()->span.begin;
  if (late && imports_future(&node, minor_version_)) error(node.span, late_future);
  for (const ast::Alias* alias : node.names) {
    if (alias->name != "*") bind(alias->asname.empty() ? alias->name : alias->asname, Does::import, alias->span);
    else if (scope().kind != ScopeKind::module) error(alias->span, star_import);
  }
}

// --- expressions -----------------------------------------------------------------------------------------------------

void Rules::visit(const ast::Lambda& node) {
  walk_all(node.args->defaults);
  walk_all(node.args->kw_defaults);
  if (minor_version_ == 12 && scope().sees_class) error(node.span, cannot_be_within, "lambda", "an annotation scope within a class");
  open(ScopeKind::lambda);
  parameters(*node.args);
  walk(node.body);
  close();
}

void Rules::comprehension(const Expr& node, ScopeKind kind, std::string_view what, Nodes<ast::Comprehension> clauses, const Expr* element, const Expr* value) {
  const ast::Comprehension& outermost = *clauses.front();
  // The first iterable is evaluated in the scope around.
  ++scope().in_iterable;
  walk(outermost.iter);
  --scope().in_iterable;
  if (minor_version_ == 12 && scope().sees_class) error(node.span, cannot_be_within, "comprehension", "an annotation scope within a class");
  open(kind, what);
  int blocks = 0;
  for (const ast::Comprehension* clause : clauses) {
    scope().in_target = true;
    walk(clause->target);
    scope().in_target = false;
    if (clause != &outermost) {
      ++scope().in_iterable;
      walk(clause->iter);
      --scope().in_iterable;
    }
    if (clause->is_async) {
      scope().coroutine = true;
      if (since(10)) enter_blocks(clause->span, 1), ++blocks;
    }
    walk_all(clause->ifs);
  }
  if (value != nullptr) walk(value);
  walk(element);
  leave_blocks(blocks);
  const bool is_async = scope().coroutine && kind != ScopeKind::generator;
  close();
  if (!is_async) return;
  if (!since(11)) {
    // Another comprehension around has to be async by itself.
    if (compiled()) comprehensions_.push_back(node.span);
    return;
  }
  const bool allowed = (scope().kind == ScopeKind::function && scope().is_async) || scope().is_comprehension();
  if (!allowed && (since(14) || compiled())) error(node.span, outside_async, "asynchronous comprehension");
  scope().coroutine = true;
}

bool Rules::restricted(const Expr& node, std::string_view what) {
  std::string_view where = scope().what;
  switch (scope().kind) {
    case ScopeKind::annotation: where = "an annotation"; break;
    case ScopeKind::type_parameters: where = "the definition of a generic"; break;
    case ScopeKind::type_alias: where = "a type alias"; break;
    case ScopeKind::type_variable: break;
    default: return false;
  }
  error(node.span, cannot_be_within, what, where);
  return true;
}

void Rules::visit(const ast::Await& node) {
  if (!restricted(node, "await expression") && (since(14) || compiled())) {
    const bool in_async = scope().kind == ScopeKind::function && scope().is_async;
    if (!scope().is_function()) error(keyword(node), outside_function, "`await`");
    else if (!in_async && !scope().is_comprehension()) error(keyword(node), outside_async, "`await`");
  }
  walk(node.value);
  scope().coroutine = true;
}

// Whether it may stand here.
bool Rules::yields(const Expr& node, const Expr* value) {
  const bool allowed = !restricted(node, "yield expression");
  if (value != nullptr) walk(value);
  scope().generator = true;
  if (!allowed) return false;
  if (scope().is_comprehension()) {
    error(keyword(node), yield_in_comprehension, scope().what);
    return false;
  }
  if (!compiled() || scope().is_function()) return true;
  error(keyword(node), outside_function, "`yield`");
  return false;
}

void Rules::visit(const ast::Yield& node) { yields(node, node.value); }

void Rules::visit(const ast::YieldFrom& node) {
  if (yields(node, node.value) && compiled() && scope().is_async) error(keyword(node), inside_async, "`yield from`", "function");
}

void Rules::visit(const ast::NamedExpr& node) {
  bool allowed = !restricted(node, "named expression");
  if (allowed && scope().in_iterable > 0) {
    error(node.span, assignment_expression, "cannot be used in the iterable of a comprehension");
    allowed = false;
  }
  if (allowed && scope().is_comprehension()) allowed = define_outside_comprehension(ast::as<ast::Name>(node.target)->id, node);
  walk(node.value);
  if (allowed) walk(node.target);
}

void Rules::visit(const ast::Call& node) {
  walk(node.func);
  walk_elements(node.args);  // 3.8 takes `f((*a))`, as if it were `f(*a)`
  keywords(node.keywords);
}

void Rules::keywords(Nodes<ast::Keyword> given) {
  std::unordered_set<Identifier> names;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const ast::Keyword& keyword = *given[i];
    if (!keyword.arg.empty() && compiled()) {
      // Most calls have a few.
      const auto same = [&](const ast::Keyword* earlier) { return earlier->arg == keyword.arg; };
      const bool repeated = given.size() > 8 ? !names.insert(keyword.arg).second : std::any_of(given.begin(), given.begin() + std::ptrdiff_t(i), same);
      if (repeated) error(keyword.span, keyword_repeated, keyword.arg);
    }
    forbid_debug(keyword.arg, ast::Context::Store, keyword.span);
    walk(&keyword);
  }
}

void Rules::walk_element(const Expr* element) {
  const auto* starred = ast::as<ast::Starred>(element);
  walk(starred != nullptr ? starred->value : element);
}

void Rules::walk_elements(Nodes<Expr> elements) {
  for (const Expr* element : elements) walk_element(element);
}

// A star among the items of a display, of arguments and so on does not get here.
void Rules::visit(const ast::Starred& node) {
  if (compiled()) {
    if (node.ctx == ast::Context::Store) error(node.span, star_target, "starred assignment target must be in a list or tuple");
    else error(node.span, starred_here);
  }
  walk(node.value);
}

void Rules::display(Nodes<Expr> elements, ast::Context context) {
  if (context == ast::Context::Store && compiled()) {
    bool seen = false;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (!ast::is<ast::Starred>(elements[i])) continue;
      if (seen) error(elements[i]->span, star_target, "multiple starred expressions in assignment");
      else unpacking(elements[i]->span, i, elements.size(), "assignment");
      seen = true;
    }
  }
  walk_elements(elements);
}

void Rules::unpacking(Span span, std::size_t star, std::size_t size, std::string_view what) {
  if (star >= 1u << 8 || size - star - 1 >= (1u << 23) - 1) error(span, star_target, fmt::format("too many expressions in star-unpacking {}", what));
}

void Rules::visit(const ast::Name& node) {
  if (node.ctx != ast::Context::Load) return bind(node.id, Does::assign, node.span, node.ctx);
  if (node.id == "__debug__") return;  // a constant
  define(node.id, Does::use, node.span);
  if (node.id == "super" && scope().is_function()) define("__class__", Does::use, node.span);
}

void Rules::visit(const ast::Attribute& node) {
  walk(node.value);
  if (node.ctx == ast::Context::Store || (node.ctx == ast::Context::Del && since(14))) forbid_debug(node.attr, node.ctx, node.attr_span);
}

}  // namespace keelback::parse
