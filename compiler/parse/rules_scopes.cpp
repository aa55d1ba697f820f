// Which scope each name belongs to, as far as rules depend on it.
#include "parse/rules_scopes.hpp"

#include "parse/rules_walk.hpp"

namespace keelback::parse {

Symbols::Symbol& Symbols::find_or_add(ast::Identifier name, std::uint32_t scope, std::uint32_t& list) {
  const auto [entry, is_new] = names_.try_emplace(name, static_cast<std::uint32_t>(heads_.size()));
  if (is_new) heads_.push_back(0);
  std::uint32_t inner = 0, at = heads_[entry->second];
  while (symbols_[at].scope > scope) inner = std::exchange(at, symbols_[at].outer);
  if (at != 0 && symbols_[at].scope == scope) return symbols_[at];
  std::uint32_t added = static_cast<std::uint32_t>(symbols_.size());
  if (free_.empty()) {
    symbols_.emplace_back();
  } else {
    added = free_.back();
    free_.pop_back();
  }
  symbols_[added] = {.name = entry->second, .scope = scope, .outer = at, .next_of_scope = std::exchange(list, added), .flags = 0, .declared = {}};
  (inner == 0 ? heads_[entry->second] : symbols_[inner].outer) = added;
  return symbols_[added];
}

Does::Flags Symbols::flags(ast::Identifier name, std::uint32_t scope) const {
  const auto entry = names_.find(name);
  if (entry == names_.end()) return 0;
  std::uint32_t at = heads_[entry->second];
  while (symbols_[at].scope > scope) at = symbols_[at].outer;
  return symbols_[at].scope == scope ? symbols_[at].flags : 0;
}

void Symbols::close(std::uint32_t list) {
  for (; list != 0; list = symbols_[list].next_of_scope) {
    heads_[symbols_[list].name] = symbols_[list].outer;
    free_.push_back(list);
  }
}

Span Rules::span_of(Identifier name, Span otherwise) const {
  const std::string_view text = file_.text();
  if (name.data() < text.data() || name.data() >= text.data() + text.size()) return otherwise;
  const auto begin = static_cast<std::uint32_t>(name.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(name.size())};
}

Span Rules::keyword(const ast::Node& node) const {
  const std::size_t size = file_.text(node.span).find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  return {node.span.begin, size == std::string_view::npos ? node.span.end : node.span.begin + static_cast<std::uint32_t>(size)};
}

Scope& Rules::unit() {
  std::size_t depth = scopes_.size();
  while (since(12) && scopes_[depth - 1].kind == ScopeKind::comprehension) --depth;
  return scopes_[depth - 1];
}

void Rules::open(ScopeKind kind, std::string_view what) {
  Scope opened{.kind = kind, .what = what};
  if (!scopes_.empty()) opened.in_iterable = scope().in_iterable;
  opened.first_pending = pending_.size();
  opened.first_return = returns_.size();
  opened.first_comprehension = comprehensions_.size();
  scopes_.push_back(opened);
}

void Rules::close() {
  const Scope& closed = scope();
  const std::size_t depth = scopes_.size();
  if (closed.is_async && closed.generator) {
    for (std::size_t i = closed.first_return; i < returns_.size(); ++i) error(returns_[i], inside_async, "`return` with a value", "generator");
  }
  returns_.resize(closed.first_return);
  for (std::size_t i = closed.first_comprehension; i < comprehensions_.size(); ++i) {
    if (!closed.coroutine) error(comprehensions_[i], outside_async, "asynchronous comprehension");
  }
  comprehensions_.resize(closed.first_comprehension);
  const bool takes_block = closed.kind == ScopeKind::function && (closed.is_async || closed.generator);
  if (takes_block && closed.last_allowed.end != 0) error(closed.last_allowed, nested_blocks, "20");

  // The bindings that `nonlocal` in the scopes inside asks for: found here, or looked for further out.
  std::size_t kept = closed.first_pending;
  for (std::size_t i = kept; i < pending_.size(); ++i) {
    Pending pending = pending_[i];
    const Does::Flags here = flags(pending.name);
    if (pending.depth == depth) {
      if ((here & Does::global) == 0) pending_[kept++] = pending;  // both is an error of its own
      continue;
    }
    const bool binds = (here & Does::bind) != 0 && (here & (Does::global | Does::nonlocal)) == 0;
    bool missing = false;
    if (closed.kind == ScopeKind::module) {
      missing = true;
    } else if (closed.kind == ScopeKind::class_body) {
      // Its own names are none of its methods', but for those that CPython adds.
      if (pending.name == "__class__" || (since(12) && pending.name == "__classdict__") || (since(14) && pending.name == "__conditional_annotations__")) continue;
      pending.hidden |= binds;
    } else if ((here & Does::global) != 0) {
      missing = true;
    } else if (binds) {
      if ((here & Does::type_parameter) != 0 && !pending.hidden) {
        error(pending.span, nonlocal_binding, fmt::format("nonlocal binding not allowed for type parameter `{}`", pending.name));
      }
      continue;
    }
    if (missing) error(pending.span, nonlocal_binding, fmt::format("no binding for nonlocal `{}` found", pending.name));
    else pending_[kept++] = pending;
  }
  pending_.resize(kept);
  symbols_.close(closed.first_symbol);
  scopes_.pop_back();
}

void Rules::define(Identifier name, Does::Flags how, Span span, std::size_t depth) {
  Scope& owner = scopes_[depth - 1];
  Symbols::Symbol& symbol = symbols_.find_or_add(name, static_cast<std::uint32_t>(depth), owner.first_symbol);
  const Does::Flags before = std::exchange(symbol.flags, symbol.flags | how);
  if ((before & how & Does::parameter) != 0) error(span, duplicate_parameter, "parameter", name);
  if ((before & how & Does::type_parameter) != 0) error(span, duplicate_parameter, "type parameter", name);
  if (!owner.in_target) return;
  if ((symbol.flags & (Does::global | Does::nonlocal)) != 0) {
    error(span, assignment_expression, fmt::format("target `{}` cannot be rebound by an inner loop of the comprehension", name));
  }
  symbol.flags |= Does::iterate;
}

void Rules::bind(Identifier name, Does::Flags how, Span span, ast::Context context) {
  forbid_debug(name, context, span);
  define(name, how, span);
}

void Rules::forbid_debug(Identifier name, ast::Context context, Span span) {
  if (name != "__debug__") return;
  if (context == ast::Context::Del && !since(10)) return;
  if (since(9) && !since(14) && !compiled()) return;  // the parser of 3.8 and the table of symbols of 3.14 look at all there is
  error(span, changes_debug, context == ast::Context::Del ? "delete" : "assign to");
}

void Rules::declaration(const Stmt& node, std::span<const Identifier> names, Does::Flags how) {
  const bool global = how == Does::global;
  const std::string_view kind = global ? "global" : "nonlocal";
  for (const Identifier name : names) {
    const Span span = span_of(name, node.span);
    const Does::Flags before = flags(name);
    if (!global && scope().kind == ScopeKind::module && (before & Does::global) == 0) {
      error(span, nonlocal_binding, "nonlocal declaration not allowed at module level");
      continue;
    }
    if ((before & (Does::parameter | Does::use | Does::annotate | Does::assign)) != 0) {
      const std::string what = (before & Does::parameter) != 0  ? fmt::format("parameter and {}", kind)
                               : (before & Does::use) != 0      ? fmt::format("used prior to the {} declaration", kind)
                               : (before & Does::annotate) != 0 ? fmt::format("annotated and {}", kind)
                                                                : fmt::format("assigned to before the {} declaration", kind);
      error(span, declared_otherwise, name, what);
      continue;
    }
    define(name, how, span);
    Symbols::Symbol& symbol = symbols_.find_or_add(name, static_cast<std::uint32_t>(scopes_.size()), scope().first_symbol);
    if ((before & (Does::global | Does::nonlocal)) == 0) symbol.declared = span;
    else if ((before & how) == 0) error(symbol.declared.end != 0 ? symbol.declared : span, declared_otherwise, name, "nonlocal and global");
    if (!global) pending_.push_back({name, span, scopes_.size()});
  }
}

// `:=` in a comprehension binds the name in the function or module around. False after an error.
bool Rules::define_outside_comprehension(Identifier name, const ast::NamedExpr& node) {
  const Span span = node.target->span;
  for (std::size_t depth = scopes_.size(); depth > 0; --depth) {
    const Scope& outer = scopes_[depth - 1];
    const Does::Flags there = symbols_.flags(name, static_cast<std::uint32_t>(depth));
    std::string_view where;
    switch (outer.kind) {
      case ScopeKind::comprehension: case ScopeKind::generator:
        // Before 3.12 also names that are only read in a target, the `i` of `for a[i] in ...`. Before 3.13 private names are overlooked.
        if ((there & Does::iterate) == 0 || (since(12) && (there & Does::assign) == 0)) continue;
        if (!since(13) && name.ends_with(file_.text(span)) && name != file_.text(span)) continue;
        error(span, assignment_expression, fmt::format("cannot rebind comprehension iteration variable `{}`", name));
        return false;
      case ScopeKind::annotation: continue;
      case ScopeKind::function: case ScopeKind::lambda:
        define(name, (there & Does::global) != 0 ? Does::global : Does::nonlocal, span);
        define(name, Does::assign, span, depth);
        return true;
      case ScopeKind::module:
        define(name, Does::global, span);
        define(name, Does::global, span, depth);
        return true;
      case ScopeKind::class_body: where = "a class body"; break;
      case ScopeKind::type_parameters: where = "the definition of a generic"; break;
      case ScopeKind::type_alias: where = "a type alias"; break;
      case ScopeKind::type_variable: where = "a TypeVar bound"; break;
    }
    error(node.span, assignment_expression, fmt::format("within a comprehension cannot be used in {}", where));
    return false;
  }
  return true;
}

}  // namespace keelback::parse
