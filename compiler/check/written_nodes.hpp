// Syntax that the checker writes itself, where a statement means what others mean together.
#pragma once

#include <vector>

#include "ast/nodes.hpp"
#include "support/arena.hpp"

namespace keelback::check {

struct WrittenNodes {
  support::Arena& arena;

  template <class T>
  T* make(T made, ast::Kind kind, support::Span span) const {
    made.kind = kind;
    made.height = 1;
    made.span = span;
    return arena.create<T>(made);
  }
  template <class T>
  ast::Nodes<T> nodes(const std::vector<T*>& items) const {
    return ast::Nodes<T>(arena.copy(items));
  }
  ast::Expr* name(std::string_view id, support::Span span, ast::Context ctx = ast::Context::Load) const {
    ast::Name made{};
    made.id = arena.copy(id);
    made.ctx = ctx;
    return make(made, ast::Kind::Name, span);
  }
  ast::Stmt* evaluate(ast::Expr* value, support::Span span) const {
    ast::ExprStmt made{};
    made.value = value;
    return make(made, ast::Kind::ExprStmt, span);
  }
};

}  // namespace keelback::check
