// Simple statements.
#include "parse/grammar.hpp"

namespace keelback::parse {
namespace {

const ast::Operator* augmented(Tok kind) {
  using enum ast::Operator;
  static constexpr struct {
    Tok kind;
    ast::Operator op;
  } table[] = {{Tok::plus_equal, Add},          {Tok::minus_equal, Sub},          {Tok::star_equal, Mult},        {Tok::at_equal, MatMult},
               {Tok::slash_equal, Div},         {Tok::percent_equal, Mod},        {Tok::amper_equal, BitAnd},     {Tok::vbar_equal, BitOr},
               {Tok::circumflex_equal, BitXor}, {Tok::left_shift_equal, LShift},  {Tok::right_shift_equal, RShift}, {Tok::double_star_equal, Pow},
               {Tok::double_slash_equal, FloorDiv}};
  for (const auto& entry : table) {
    if (entry.kind == kind) return &entry.op;
  }
  return nullptr;
}

}  // namespace

void Parser::statement(Items<Stmt>& out) {
  switch (kind()) {
    case Tok::kw_if: out.push(if_statement()); return;
    case Tok::kw_while: out.push(while_statement()); return;
    case Tok::kw_for: out.push(for_statement(begin(), false)); return;
    case Tok::kw_with: out.push(with_statement(begin(), false)); return;
    case Tok::kw_try: out.push(try_statement()); return;
    case Tok::kw_def: out.push(function_definition(begin(), false, {})); return;
    case Tok::kw_class: out.push(class_definition({})); return;
    case Tok::kw_async: out.push(async_statement()); return;
    case Tok::at: out.push(decorated()); return;
    case Tok::name:
      if (at_match_statement()) {
        out.push(match_statement());
        return;
      }
      break;
    default: break;
  }
  simple_statements(out);
}

void Parser::simple_statements(Items<Stmt>& out) {
  do {
    out.push(simple_statement());
  } while (accept(Tok::semi) && kind() != Tok::newline);
  if (kind() != Tok::newline) fail_here();
  advance();
}

Stmt* Parser::simple_statement() {
  const std::uint32_t start = begin();
  switch (kind()) {
    case Tok::kw_pass: advance(); return make<ast::Pass>(finish(start));
    case Tok::kw_break: advance(); return make<ast::Break>(finish(start));
    case Tok::kw_continue: advance(); return make<ast::Continue>(finish(start));
    case Tok::kw_return: {
      advance();
      Expr* const value = at_expression() || kind() == Tok::star ? star_expressions() : nullptr;
      return make<ast::Return>(finish(start), value);
    }
    case Tok::kw_raise: {
      advance();
      Expr* const exc = at_expression() ? expression() : nullptr;
      Expr* const cause = exc != nullptr && accept(Tok::kw_from) ? expression() : nullptr;
      return make<ast::Raise>(finish(start), exc, cause);
    }
    case Tok::kw_global: {
      advance();
      const auto names = name_list();
      return make<ast::Global>(finish(start), names);
    }
    case Tok::kw_nonlocal: {
      advance();
      const auto names = name_list();
      return make<ast::Nonlocal>(finish(start), names);
    }
    case Tok::kw_del: {
      advance();
      Items<Expr> targets(*this);
      do {
        if (!targets.empty() && !at_expression()) break;
        Expr* const target = kind() == Tok::star ? star_expression() : bitwise_or();
        set_context(target, Context::Del, Use::del);
        targets.push(target);
      } while (accept(Tok::comma));
      return make<ast::Delete>(finish(start), targets.take(arena_));
    }
    case Tok::kw_assert: {
      advance();
      Expr* const test = expression();
      Expr* const msg = accept(Tok::comma) ? expression() : nullptr;
      return make<ast::Assert>(finish(start), test, msg);
    }
    case Tok::kw_import: return import_name();
    case Tok::kw_from: return import_from();
    case Tok::name:
      if (at_type_alias()) return type_alias();
      return expression_statement();
    default: return expression_statement();
  }
}

// Expression, assignment, augmented or annotated assignment: which one shows behind the first expression.
Stmt* Parser::expression_statement() {
  const std::uint32_t start = begin();
  const bool parenthesized = kind() == Tok::lpar;
  Expr* value = yield_or_star_expressions();
  if (kind() == Tok::equal) {
    Items<Expr> targets(*this);
    while (accept(Tok::equal)) {
      set_context(value, Context::Store, Use::assign);
      targets.push(value);
      value = yield_or_star_expressions();
    }
    return make<ast::Assign>(finish(start), targets.take(arena_), value);
  }
  if (const ast::Operator* op = augmented(kind())) {
    set_context(value, Context::Store, Use::augment);
    advance();
    Expr* const right = yield_or_star_expressions();
    return make<ast::AugAssign>(finish(start), value, *op, right);
  }
  if (kind() == Tok::colon) return annotated_assignment(start, value, parenthesized);
  if (kind() == Tok::colon_equal) fail_here();
  return make<ast::ExprStmt>(finish(start), value);
}

Stmt* Parser::annotated_assignment(std::uint32_t start, Expr* target, bool parenthesized) {
  set_context(target, Context::Store, Use::annotate);
  advance();
  Expr* const annotation = expression();
  Expr* const value = accept(Tok::equal) ? yield_or_star_expressions() : nullptr;
  return make<ast::AnnAssign>(finish(start), target, annotation, value, ast::is<ast::Name>(target) && !parenthesized);
}

std::span<const Identifier> Parser::name_list() {
  std::vector<Identifier> names;
  do names.push_back(expect_name());
  while (accept(Tok::comma));
  return arena_.copy(names);
}

// `a.b.c`; white space between the parts is not part of the name.
Identifier Parser::dotted_name() {
  const Identifier name = expect_name();
  if (kind() != Tok::dot) return name;
  std::string dotted(name);
  while (accept(Tok::dot)) dotted.append(".").append(expect_name());
  return arena_.copy(std::string_view(dotted));
}

Stmt* Parser::import_name() {
  const std::uint32_t start = begin();
  advance();
  Items<ast::Alias> names(*this);
  do {
    const std::uint32_t alias = begin();
    const Identifier name = dotted_name();
    const Identifier asname = accept(Tok::kw_as) ? expect_name() : Identifier();
    names.push(make<ast::Alias>(finish(alias), name, asname));
  } while (accept(Tok::comma));
  return make<ast::Import>(finish(start), names.take(arena_));
}

Stmt* Parser::import_from() {
  const std::uint32_t start = begin();
  advance();
  int level = 0;
  while (kind() == Tok::dot || kind() == Tok::ellipsis) {
    level += kind() == Tok::dot ? 1 : 3;
    advance();
  }
  const Identifier module = level == 0 || kind() == Tok::name ? dotted_name() : Identifier();
  expect(Tok::kw_import);
  Items<ast::Alias> names(*this);
  if (kind() == Tok::star) {
    const Span span = token().span;
    advance();
    names.push(make<ast::Alias>(span, Identifier("*"), Identifier()));
    return make<ast::ImportFrom>(finish(start), module, names.take(arena_), level);
  }
  const bool parenthesized = accept(Tok::lpar);
  do {
    if (parenthesized && kind() == Tok::rpar && !names.empty()) break;
    if (!parenthesized && kind() == Tok::newline && !names.empty()) fail(tokens_[at_ - 1].span, import_trailing_comma);
    const std::uint32_t alias = begin();
    const Identifier name = expect_name();
    const Identifier asname = accept(Tok::kw_as) ? expect_name() : Identifier();
    names.push(make<ast::Alias>(finish(alias), name, asname));
  } while (accept(Tok::comma));
  if (parenthesized) expect(Tok::rpar);
  return make<ast::ImportFrom>(finish(start), module, names.take(arena_), level);
}

// `type` is a name unless another name follows: no expression has two names in a row.
bool Parser::at_type_alias() const { return since(12) && kind(1) == Tok::name && at_soft_keyword("type"); }

Stmt* Parser::type_alias() {
  const std::uint32_t start = begin();
  advance();
  Expr* const alias = name();
  set_context(alias, Context::Store, Use::assign);
  const auto params = type_params();
  expect(Tok::equal);
  Expr* const value = expression();
  return make<ast::TypeAlias>(finish(start), alias, params, value);
}

}  // namespace keelback::parse
