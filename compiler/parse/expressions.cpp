// Operators, from the loosest to the tightest.
#include "parse/grammar.hpp"

namespace keelback::parse {
namespace {

struct BinaryOperator {
  int precedence = 0;  // 0: not one
  ast::Operator op = ast::Operator::Add;
};

BinaryOperator binary_operator(Tok kind) {
  using enum ast::Operator;
  switch (kind) {
    case Tok::vbar: return {1, BitOr};
    case Tok::circumflex: return {2, BitXor};
    case Tok::amper: return {3, BitAnd};
    case Tok::left_shift: return {4, LShift};
    case Tok::right_shift: return {4, RShift};
    case Tok::plus: return {5, Add};
    case Tok::minus: return {5, Sub};
    case Tok::star: return {6, Mult};
    case Tok::slash: return {6, Div};
    case Tok::double_slash: return {6, FloorDiv};
    case Tok::percent: return {6, Mod};
    case Tok::at: return {6, MatMult};
    default: return {};
  }
}

}  // namespace

// `a, *b, c`: the tuple without parentheses, or the one expression.
Expr* Parser::star_expressions() {
  const std::uint32_t start = begin();
  Expr* const first = star_expression();
  if (kind() != Tok::comma) return first;
  Items<Expr> items(*this);
  items.push(first);
  while (accept(Tok::comma)) {
    if (!at_expression() && kind() != Tok::star) break;
    items.push(star_expression());
  }
  return make<ast::Tuple>(finish(start), items.take(arena_), Context::Load);
}

Expr* Parser::star_expression() {
  if (kind() != Tok::star) return expression();
  const std::uint32_t start = begin();
  advance();
  Expr* const value = bitwise_or();
  return make<ast::Starred>(finish(start), value, Context::Load);
}

Expr* Parser::star_named_expression() { return kind() == Tok::star ? star_expression() : named_expression(); }

Expr* Parser::named_expression() {
  if (at_named_expression()) {
    const std::uint32_t start = begin();
    Expr* const target = name();
    set_context(target, Context::Store, Use::assign);
    advance();
    Expr* const value = expression();
    return make<ast::NamedExpr>(finish(start), target, value);
  }
  Expr* const expr = expression();
  if (kind() == Tok::colon_equal) fail_target(expr, Use::assign);
  return expr;
}

Expr* Parser::yield_or_star_expressions() { return kind() == Tok::kw_yield ? yield_expression() : star_expressions(); }

Expr* Parser::yield_expression() {
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  expect(Tok::kw_yield);
  if (accept(Tok::kw_from)) {
    Expr* const value = expression();
    return make<ast::YieldFrom>(finish(start), value);
  }
  Expr* const value = at_expression() || kind() == Tok::star ? star_expressions() : nullptr;
  return make<ast::Yield>(finish(start), value);
}

Expr* Parser::expression() {
  if (kind() == Tok::kw_lambda) return lambda();
  const std::uint32_t start = begin();
  Expr* const body = disjunction();
  if (kind() != Tok::kw_if) return body;
  const Nesting nesting(*this);
  advance();
  Expr* const test = disjunction();
  if (kind() != Tok::kw_else) {
    if (kind() == Tok::error) fail_here();
    fail({start, previous_end_}, expected_else);
  }
  advance();
  Expr* const orelse = expression();
  return make<ast::IfExp>(finish(start), test, body, orelse);
}

Expr* Parser::lambda() {
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  advance();
  ast::Arguments* const args = parameters(Owner::lambda, Tok::colon);
  expect(Tok::colon);
  Expr* const body = expression();
  return make<ast::Lambda>(finish(start), args, body);
}

Expr* Parser::disjunction() {
  const std::uint32_t start = begin();
  Expr* const first = conjunction();
  if (kind() != Tok::kw_or) return first;
  Items<Expr> values(*this);
  values.push(first);
  while (accept(Tok::kw_or)) values.push(conjunction());
  return make<ast::BoolOp>(finish(start), ast::BoolOperator::Or, values.take(arena_));
}

Expr* Parser::conjunction() {
  const std::uint32_t start = begin();
  Expr* const first = inversion();
  if (kind() != Tok::kw_and) return first;
  Items<Expr> values(*this);
  values.push(first);
  while (accept(Tok::kw_and)) values.push(inversion());
  return make<ast::BoolOp>(finish(start), ast::BoolOperator::And, values.take(arena_));
}

Expr* Parser::inversion() {
  if (kind() != Tok::kw_not) return comparison();
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  advance();
  Expr* const operand = inversion();
  return make<ast::UnaryOp>(finish(start), ast::UnaryOperator::Not, operand);
}

Expr* Parser::comparison() {
  using enum ast::CmpOperator;
  const std::uint32_t start = begin();
  Expr* const left = bitwise_or();
  std::vector<ast::CmpOperator> ops;
  Items<Expr> comparators(*this);
  while (true) {
    ast::CmpOperator op;
    std::size_t length = 1;
    switch (kind()) {
      case Tok::eq_equal: op = Eq; break;
      case Tok::not_equal: op = NotEq; break;
      case Tok::less: op = Lt; break;
      case Tok::less_equal: op = LtE; break;
      case Tok::greater: op = Gt; break;
      case Tok::greater_equal: op = GtE; break;
      case Tok::kw_in: op = In; break;
      case Tok::kw_is:
        op = kind(1) == Tok::kw_not ? IsNot : Is;
        length = op == IsNot ? 2 : 1;
        break;
      case Tok::kw_not:
        if (kind(1) != Tok::kw_in) fail_here();
        op = NotIn;
        length = 2;
        break;
      default:
        if (ops.empty()) return left;
        return make<ast::Compare>(finish(start), left, std::span<const ast::CmpOperator>(arena_.copy(ops)), comparators.take(arena_));
    }
    while (length-- > 0) advance();
    ops.push_back(op);
    comparators.push(bitwise_or());
  }
}

// Precedence climbing: operators that bind at least as tightly as `least_precedence`. All are left-associative.
Expr* Parser::binary(int least_precedence) {
  const std::uint32_t start = begin();
  Expr* left = factor();
  while (true) {
    const BinaryOperator op = binary_operator(kind());
    if (op.precedence == 0 || op.precedence < least_precedence) return left;
    advance();
    Expr* const right = binary(op.precedence + 1);
    left = make<ast::BinOp>(finish(start), left, op.op, right);
  }
}

Expr* Parser::factor() {
  using enum ast::UnaryOperator;
  ast::UnaryOperator op;
  switch (kind()) {
    case Tok::plus: op = UAdd; break;
    case Tok::minus: op = USub; break;
    case Tok::tilde: op = Invert; break;
    default: return power();
  }
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  advance();
  Expr* const operand = factor();
  return make<ast::UnaryOp>(finish(start), op, operand);
}

// `await a ** b`: the exponent may have a sign, and is itself a power.
Expr* Parser::power() {
  const std::uint32_t start = begin();
  Expr* base;
  if (accept(Tok::kw_await)) {
    Expr* const value = primary();
    base = make<ast::Await>(finish(start), value);
  } else {
    base = primary();
  }
  if (kind() != Tok::double_star) return base;
  const Nesting nesting(*this);
  advance();
  Expr* const exponent = factor();
  return make<ast::BinOp>(finish(start), base, ast::Operator::Pow, exponent);
}

}  // namespace keelback::parse
