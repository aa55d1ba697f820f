#include "analysis/mentions.hpp"

#include <algorithm>

#include "ir/walk.hpp"

namespace keelback::analysis {

using ir::ExprId;
using ir::Function;
using ir::LocalId;

Mentions::Mentions(const Function& function) : scopes_{{-1, 0, 0, &function.body}}, sites_(function.locals.size()), meets_(function.locals.size(), -1) {
  block(function, function.body, 0);
}

bool Mentions::encloses(int outer, int inner) const {
  while (scopes_[std::size_t(inner)].depth > scopes_[std::size_t(outer)].depth) inner = scopes_[std::size_t(inner)].parent;
  return outer == inner;
}

std::pair<std::size_t, std::size_t> Mentions::span(LocalId local, int scope) const {
  std::size_t first = SIZE_MAX, last = 0;
  for (const Site& site : of(local)) {
    int at = site.scope;
    std::size_t index = site.index;
    while (at != scope) {
      index = scopes_[std::size_t(at)].index;
      at = scopes_[std::size_t(at)].parent;
    }
    first = std::min(first, index);
    last = std::max(last, index);
  }
  return {first, last};
}

int Mentions::meet(int a, int b) const {
  while (a != b) {
    int& deeper = scopes_[std::size_t(a)].depth >= scopes_[std::size_t(b)].depth ? a : b;
    deeper = scopes_[std::size_t(deeper)].parent;
  }
  return a;
}

void Mentions::add(LocalId local, Site site) {
  sites_[local.value].push_back(site);
  int& known = meets_[local.value];
  known = known < 0 ? site.scope : meet(known, site.scope);
}

void Mentions::block(const Function& function, const ir::Block& statements, int scope) {
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const ir::Stmt& stmt = function[statements[i]];
    // Evaluated in front of each turn.
    const bool repeated = std::holds_alternative<ir::While>(stmt.node);
    ir::for_each_operand(stmt, [&](ExprId root) { expr(function, root, scope, i, repeated); });
    if (const auto* node = std::get_if<ir::Assign>(&stmt.node)) add(node->local, {scope, i, node->value, true});
    if (const auto* node = std::get_if<ir::Moves>(&stmt.node)) {
      for (const ir::Moves::Move& move : node->moves) add(move.target, {scope, i, move.value, true});
    }
    std::vector<LocalId> own;  // by child block: what the statement binds in it
    if (const auto* node = std::get_if<ir::ForRange>(&stmt.node)) own = {node->local};
    if (const auto* node = std::get_if<ir::ForEach>(&stmt.node)) own = {node->local};
    if (const auto* node = std::get_if<ir::Try>(&stmt.node)) {
      own.push_back({});
      for (const ir::Handler& handler : node->handlers) own.push_back(handler.local);
    }
    std::size_t number = 0;
    ir::for_each_child_block(stmt, [&](const ir::Block& inner) {
      const int child = int(scopes_.size());
      scopes_.push_back({scope, scopes_[std::size_t(scope)].depth + 1, i, &inner});
      if (number < own.size() && own[number]) add(own[number], {child, 0, {}, true});
      ++number;
      block(function, inner, child);
    });
  }
}

void Mentions::expr(const Function& function, ExprId id, int scope, std::size_t index, bool may_be_skipped) {
  const ir::Expr& at = function[id];
  if (const auto* read = std::get_if<ir::ReadLocal>(&at.node)) return add(read->local, {scope, index, {}, false, false, may_be_skipped});
  if (const auto* logical = std::get_if<ir::Logical>(&at.node)) {
    expr(function, logical->left, scope, index, may_be_skipped);
    return expr(function, logical->right, scope, index, true);
  }
  if (const auto* select = std::get_if<ir::Select>(&at.node)) {
    expr(function, select->condition, scope, index, may_be_skipped);
    expr(function, select->yes, scope, index, true);
    return expr(function, select->no, scope, index, true);
  }
  if (const auto* callable = std::get_if<ir::Callable>(&at.node)) {
    for (const LocalId parameter : callable->parameters) add(parameter, {scope, index, {}, true, true, true});
    return expr(function, callable->body, scope, index, true);
  }
  if (const auto* let = std::get_if<ir::Let>(&at.node)) {
    expr(function, let->value, scope, index, may_be_skipped);
    add(let->local, {scope, index, let->value, true, true, may_be_skipped});
    return expr(function, let->body, scope, index, may_be_skipped);
  }
  ir::for_each_operand(at, [&](ExprId operand) { expr(function, operand, scope, index, may_be_skipped); });
}

}  // namespace keelback::analysis
