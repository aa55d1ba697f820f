// Compound statements, except `match`.
#include "parse/grammar.hpp"

namespace keelback::parse {

// `: NEWLINE INDENT statements DEDENT`, or simple statements on the same line.
Nodes<Stmt> Parser::block(std::string_view owner) {
  expect(Tok::colon);
  Items<Stmt> body(*this);
  if (!accept(Tok::newline)) {
    simple_statements(body);
    return body.take(arena_);
  }
  if (kind() != Tok::indent) {
    if (kind() == Tok::error) fail_here();
    fail(token().span, expected_block, owner);
  }
  advance();
  while (kind() != Tok::dedent) {
    if (kind() == Tok::end_marker) fail_here();
    statement(body);
  }
  advance();
  return body.take(arena_);
}

Nodes<Stmt> Parser::else_block() { return accept(Tok::kw_else) ? block("`else`") : Nodes<Stmt>(); }

// `elif` is an If of its own in the `orelse` of the one before. The chain is parsed as a list, so that its length is no recursion here.
Stmt* Parser::if_statement() {
  struct Branch {
    std::uint32_t begin;
    Expr* test;
    Nodes<Stmt> body;
  };
  std::vector<Branch> branches;
  while (kind() == Tok::kw_if || kind() == Tok::kw_elif) {
    if (branches.empty() != (kind() == Tok::kw_if)) break;
    const std::uint32_t start = begin();
    const bool is_elif = kind() == Tok::kw_elif;
    advance();
    Expr* const test = named_expression();
    branches.push_back({start, test, block(is_elif ? "`elif`" : "`if`")});
  }
  Nodes<Stmt> orelse = else_block();
  Stmt* statement = nullptr;
  for (auto branch = branches.rbegin(); branch != branches.rend(); ++branch) {
    statement = make<ast::If>(finish(branch->begin), branch->test, branch->body, orelse);
    orelse = Nodes<Stmt>(arena_.copy(std::span<Stmt* const>(&statement, 1)));
  }
  return statement;
}

Stmt* Parser::while_statement() {
  const std::uint32_t start = begin();
  advance();
  Expr* const test = named_expression();
  const auto body = block("`while`");
  const auto orelse = else_block();
  return make<ast::While>(finish(start), test, body, orelse);
}

Stmt* Parser::for_statement(std::uint32_t start, bool is_async) {
  expect(Tok::kw_for);
  Expr* const target = target_list();
  expect(Tok::kw_in);
  const std::uint32_t iter_begin = begin();
  Expr* const iter = star_expressions();
  if (!since(9)) {
    const auto* tuple = ast::as<ast::Tuple>(iter);
    const bool bare = tuple != nullptr && tuple->span.begin == iter_begin && !tuple->elts.empty() && tuple->elts[0]->span.begin == iter_begin;
    for (const Expr* item : bare ? tuple->elts : Nodes<Expr>()) {
      if (ast::is<ast::Starred>(item)) require_version(9, "unpacking after `in`", item->span);
    }
  }
  const auto body = block("`for`");
  const auto orelse = else_block();
  if (is_async) return make<ast::AsyncFor>(finish(start), target, iter, body, orelse);
  return make<ast::For>(finish(start), target, iter, body, orelse);
}

Stmt* Parser::with_statement(std::uint32_t start, bool is_async) {
  expect(Tok::kw_with);
  Items<ast::WithItem> items(*this);
  if (!parenthesized_with_items(items)) {
    do items.push(with_item());
    while (accept(Tok::comma));
  }
  const auto list = items.take(arena_);
  const auto body = block("`with`");
  if (is_async) return make<ast::AsyncWith>(finish(start), list, body);
  return make<ast::With>(finish(start), list, body);
}

// `with (a as b, c):`. That the parenthesis is one around all items shows only at its end: it is tried, and given up where it does not fit
// (`with (a).b:`, `with (yield):`, `with (a for a in b):`), which costs a second look at this one line at most.
bool Parser::parenthesized_with_items(Items<ast::WithItem>& items) {
  if (kind() != Tok::lpar || !since(9)) return false;
  const std::size_t at = at_;
  const std::uint32_t previous_end = previous_end_;
  const int depth = depth_;
  const std::size_t before = items.size();
  try {
    advance();
    do {
      if (kind() == Tok::rpar && items.size() > before) break;
      items.push(with_item());
    } while (accept(Tok::comma));
    expect(Tok::rpar);
    if (kind() == Tok::colon) return true;
  } catch (const SyntaxError&) {
  }
  items.shrink(before);
  at_ = at;
  previous_end_ = previous_end;
  depth_ = depth;
  return false;
}

ast::WithItem* Parser::with_item() {
  const std::uint32_t start = begin();
  Expr* const context_expr = expression();
  Expr* target = nullptr;
  if (accept(Tok::kw_as)) {
    target = kind() == Tok::star ? star_expression() : bitwise_or();
    set_context(target, Context::Store, Use::assign);
  }
  return make<ast::WithItem>(finish(start), context_expr, target);
}

Stmt* Parser::try_statement() {
  const std::uint32_t start = begin();
  advance();
  const auto body = block("`try`");
  Items<ast::ExceptHandler> handlers(*this);
  bool is_star = false;
  while (kind() == Tok::kw_except) {
    const Span span = token().span;
    const bool star = kind(1) == Tok::star;
    if (star) require_version(11, "`except*`", span);
    if (!handlers.empty() && star != is_star) fail(span, mixed_except);
    is_star = star;
    handlers.push(except_handler(star));
  }
  const auto orelse = handlers.empty() ? Nodes<Stmt>() : else_block();
  const auto finalbody = accept(Tok::kw_finally) ? block("`finally`") : Nodes<Stmt>();
  if (handlers.empty() && finalbody.empty()) {
    if (kind() == Tok::error) fail_here();
    fail(token().span, try_alone);
  }
  const auto list = handlers.take(arena_);
  if (is_star) return make<ast::TryStar>(finish(start), body, list, orelse, finalbody);
  return make<ast::Try>(finish(start), body, list, orelse, finalbody);
}

ast::ExceptHandler* Parser::except_handler(bool is_star) {
  const std::uint32_t start = begin();
  expect(Tok::kw_except);
  if (is_star) expect(Tok::star);
  Expr* type = nullptr;
  Identifier name;
  if (kind() != Tok::colon) {
    const std::uint32_t type_begin = begin();
    type = expression();
    if (kind() == Tok::comma) {
      Items<Expr> items(*this);
      items.push(type);
      while (accept(Tok::comma) && at_expression()) items.push(expression());
      type = make<ast::Tuple>(finish(type_begin), items.take(arena_), Context::Load);
      if (!since(14) || kind() == Tok::kw_as) fail(type->span, except_needs_parentheses);
    }
    if (accept(Tok::kw_as)) name = expect_name();
  } else if (is_star) {
    fail(token().span, bare_except_star);
  }
  const auto body = block(is_star ? "`except*`" : "`except`");
  return make<ast::ExceptHandler>(finish(start), type, name, body);
}

Stmt* Parser::async_statement() {
  const std::uint32_t start = begin();
  advance();
  switch (kind()) {
    case Tok::kw_def: return function_definition(start, true, {});
    case Tok::kw_for: return for_statement(start, true);
    case Tok::kw_with: return with_statement(start, true);
    default: fail_here();
  }
}

Stmt* Parser::decorated() {
  Items<Expr> decorators(*this);
  while (accept(Tok::at)) {
    decorators.push(decorator());
    expect(Tok::newline);
  }
  const auto list = decorators.take(arena_);
  const std::uint32_t start = begin();
  if (kind() == Tok::kw_class) return class_definition(list);
  if (kind() == Tok::kw_async && kind(1) == Tok::kw_def) {
    advance();
    return function_definition(start, true, list);
  }
  if (kind() != Tok::kw_def) fail_here();
  return function_definition(start, false, list);
}

// Any expression; before 3.9 a dotted name with at most one call.
Expr* Parser::decorator() {
  const std::uint32_t start = begin();
  Expr* const expr = named_expression();
  if (since(9)) return expr;
  const Expr* callee = expr;
  if (const auto* call = ast::as<ast::Call>(callee)) callee = call->func;
  while (const auto* attribute = ast::as<ast::Attribute>(callee)) callee = attribute->value;
  if (!ast::is<ast::Name>(callee) || callee->span.begin != start) require_version(9, "an expression as decorator", finish(start));
  return expr;
}

Stmt* Parser::function_definition(std::uint32_t start, bool is_async, Nodes<Expr> decorators) {
  expect(Tok::kw_def);
  Span name_span;
  const Identifier name = expect_name(&name_span);
  const auto params = type_params();
  expect(Tok::lpar);
  ast::Arguments* const args = parameters(Owner::function, Tok::rpar);
  expect(Tok::rpar);
  Expr* const returns = accept(Tok::rarrow) ? expression() : nullptr;
  const auto body = block("function definition");
  if (is_async) return make<ast::AsyncFunctionDef>(finish(start), name, args, body, decorators, returns, params, name_span);
  return make<ast::FunctionDef>(finish(start), name, args, body, decorators, returns, params, name_span);
}

Stmt* Parser::class_definition(Nodes<Expr> decorators) {
  const std::uint32_t start = begin();
  expect(Tok::kw_class);
  Span name_span;
  const Identifier name = expect_name(&name_span);
  const auto params = type_params();
  const CallArguments bases = kind() == Tok::lpar ? arguments(false) : CallArguments{};
  const std::string_view around = std::exchange(options_.class_name, name);
  const auto body = block("class definition");
  options_.class_name = around;
  return make<ast::ClassDef>(finish(start), name, bases.args, bases.keywords, body, decorators, params, name_span);
}

}  // namespace keelback::parse
