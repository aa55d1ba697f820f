// `match` and its patterns (3.10).
#include "parse/grammar.hpp"

namespace keelback::parse {

// `match` is a name, too. The statement is told by its whole first line: it ends with a colon and an indented `case` follows, which no
// simple statement does. Only lines that begin with the name `match` are looked at.
bool Parser::at_match_statement() const {
  if (!since(10) || !at_soft_keyword("match")) return false;
  switch (kind(1)) {
    case Tok::equal: case Tok::dot: case Tok::comma: case Tok::newline: case Tok::rpar: case Tok::colon: return false;
    default: break;
  }
  std::size_t end = at_ + 1;
  while (tokens_[end].kind != Tok::newline) {
    if (tokens_[end].kind == Tok::end_marker || tokens_[end].kind == Tok::error) return false;
    ++end;
  }
  return tokens_[end - 1].kind == Tok::colon && tokens_[end + 1].kind == Tok::indent && tokens_[end + 2].kind == Tok::name &&
         file_.text(tokens_[end + 2].span) == "case";
}

Stmt* Parser::match_statement() {
  const std::uint32_t start = begin();
  advance();
  const std::uint32_t subject_begin = begin();
  Expr* subject = star_named_expression();
  if (kind() == Tok::comma) {
    Items<Expr> items(*this);
    items.push(subject);
    while (accept(Tok::comma) && kind() != Tok::colon) items.push(star_named_expression());
    subject = make<ast::Tuple>(finish(subject_begin), items.take(arena_), Context::Load);
  } else if (ast::is<ast::Starred>(subject)) {
    fail(subject->span, starred_here);
  }
  expect(Tok::colon);
  expect(Tok::newline);
  expect(Tok::indent);
  Items<ast::MatchCase> cases(*this);
  while (kind() != Tok::dedent) {
    if (!at_soft_keyword("case")) {
      if (kind() == Tok::error) fail_here();
      fail(token().span, expected_case);
    }
    cases.push(match_case());
  }
  advance();
  return make<ast::Match>(finish(start), subject, cases.take(arena_));
}

ast::MatchCase* Parser::match_case() {
  const std::uint32_t start = begin();
  advance();
  Pattern* const what = patterns();
  Expr* const guard = accept(Tok::kw_if) ? named_expression() : nullptr;
  const auto body = block("`case`");
  return make<ast::MatchCase>(finish(start), what, guard, body);
}

// At the top, a sequence needs no brackets: `case a, *b:`.
Pattern* Parser::patterns() {
  const std::uint32_t start = begin();
  Pattern* const first = maybe_star_pattern();
  if (kind() != Tok::comma) {
    if (ast::is<ast::MatchStar>(first)) fail_here();
    return first;
  }
  Items<Pattern> items(*this);
  items.push(first);
  while (accept(Tok::comma) && kind() != Tok::colon && kind() != Tok::kw_if) items.push(maybe_star_pattern());
  return make<ast::MatchSequence>(finish(start), items.take(arena_));
}

Pattern* Parser::pattern() {
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  Pattern* const what = or_pattern();
  if (!accept(Tok::kw_as)) return what;
  const Token target = expect(Tok::name);
  const Identifier name = identifier(target);
  if (name == "_") fail(target.span, wildcard_as_target);
  if (kind() == Tok::dot || kind() == Tok::lpar || kind() == Tok::equal) fail(target.span, pattern_target, file_.text(target.span));
  return make<ast::MatchAs>(finish(start), what, name);
}

Pattern* Parser::or_pattern() {
  const std::uint32_t start = begin();
  Pattern* const first = closed_pattern();
  if (kind() != Tok::vbar) return first;
  Items<Pattern> alternatives(*this);
  alternatives.push(first);
  while (accept(Tok::vbar)) alternatives.push(closed_pattern());
  return make<ast::MatchOr>(finish(start), alternatives.take(arena_));
}

Pattern* Parser::closed_pattern() {
  using Type = ast::ConstantValue::Type;
  const std::uint32_t start = begin();
  const auto singleton = [&](Type type) {
    advance();
    return make<ast::MatchSingleton>(finish(start), ast::ConstantValue{.type = type});
  };
  switch (kind()) {
    case Tok::kw_none: return singleton(Type::none);
    case Tok::kw_true: return singleton(Type::true_);
    case Tok::kw_false: return singleton(Type::false_);
    case Tok::number: case Tok::minus: case Tok::string: case Tok::fstring_start: {
      Expr* const value = literal_pattern_expression();
      return make<ast::MatchValue>(finish(start), value);
    }
    case Tok::lpar: return sequence_pattern(Tok::rpar);
    case Tok::lsqb: return sequence_pattern(Tok::rsqb);
    case Tok::lbrace: return mapping_pattern();
    case Tok::name: break;
    default: fail_here();
  }
  if (kind(1) != Tok::dot && kind(1) != Tok::lpar) {
    const Identifier name = expect_name();
    return make<ast::MatchAs>(finish(start), static_cast<Pattern*>(nullptr), name == "_" ? Identifier() : name);
  }
  Expr* const value = name_or_attribute();
  if (kind() == Tok::lpar) return class_pattern(value);
  return make<ast::MatchValue>(finish(start), value);
}

Expr* Parser::name_or_attribute() {
  const std::uint32_t start = begin();
  Expr* value = name();
  while (accept(Tok::dot)) {
    Span attr_span;
    const Identifier attr = expect_name(&attr_span);
    value = make<ast::Attribute>(finish(start), value, attr, attr_span, Context::Load);
  }
  return value;
}

// Strings, `1`, `-1`, `1 + 2j`.
Expr* Parser::literal_pattern_expression() {
  if (kind() == Tok::string || kind() == Tok::fstring_start) return strings();
  const std::uint32_t start = begin();
  const auto is_imaginary = [](const Expr* expr) {
    if (const auto* negative = ast::as<ast::UnaryOp>(expr)) expr = negative->operand;
    const auto* constant = ast::as<ast::Constant>(expr);
    return constant != nullptr && constant->value.type == ast::ConstantValue::Type::complex;
  };
  Expr* const real = signed_number();
  if (kind() != Tok::plus && kind() != Tok::minus) return real;
  const auto op = kind() == Tok::plus ? ast::Operator::Add : ast::Operator::Sub;
  if (is_imaginary(real)) fail(real->span, complex_pattern, "real");
  advance();
  if (kind() != Tok::number) fail_here();
  Expr* const imaginary = number();
  if (!is_imaginary(imaginary)) fail(imaginary->span, complex_pattern, "imaginary");
  return make<ast::BinOp>(finish(start), real, op, imaginary);
}

Expr* Parser::signed_number() {
  const std::uint32_t start = begin();
  const bool negative = accept(Tok::minus);
  if (kind() != Tok::number) fail_here();
  Expr* const value = number();
  return negative ? make<ast::UnaryOp>(finish(start), ast::UnaryOperator::USub, value) : value;
}

Pattern* Parser::star_pattern() {
  const std::uint32_t start = begin();
  expect(Tok::star);
  const Identifier name = expect_name();
  return make<ast::MatchStar>(finish(start), name == "_" ? Identifier() : name);
}

// `[a, b]`, `(a, b)`; `(a)` is `a`.
Pattern* Parser::sequence_pattern(Tok closing) {
  const std::uint32_t start = begin();
  advance();
  Items<Pattern> items(*this);
  bool comma = false;
  while (kind() != closing) {
    items.push(maybe_star_pattern());
    comma = accept(Tok::comma);
    if (!comma) break;
  }
  expect(closing);
  const bool group = closing == Tok::rpar && items.size() == 1 && !comma;
  if (group && !ast::is<ast::MatchStar>(items[0])) return items[0];
  if (group) fail(items[0]->span, starred_here);
  return make<ast::MatchSequence>(finish(start), items.take(arena_));
}

Pattern* Parser::mapping_pattern() {
  const std::uint32_t start = begin();
  advance();
  std::vector<Expr*> keys;
  std::vector<Pattern*> values;
  Identifier rest;
  while (kind() != Tok::rbrace) {
    if (accept(Tok::double_star)) {
      const Token target = expect(Tok::name);
      rest = identifier(target);
      if (rest == "_") fail(target.span, wildcard_as_target);
      accept(Tok::comma);
      break;
    }
    Expr* key;
    using Type = ast::ConstantValue::Type;
    if (kind() == Tok::name) {
      key = name_or_attribute();
      if (ast::is<ast::Name>(key)) fail_here();
    } else if (kind() == Tok::kw_none || kind() == Tok::kw_true || kind() == Tok::kw_false) {
      const Type type = kind() == Tok::kw_none ? Type::none : kind() == Tok::kw_true ? Type::true_ : Type::false_;
      const Span span = token().span;
      advance();
      key = make<ast::Constant>(span, ast::ConstantValue{.type = type}, std::string_view());
    } else {
      key = literal_pattern_expression();
    }
    expect(Tok::colon);
    keys.push_back(key);
    values.push_back(pattern());
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rbrace);
  return make<ast::MatchMapping>(finish(start), Nodes<Expr>(arena_.copy(keys)), Nodes<Pattern>(arena_.copy(values)), rest);
}

Pattern* Parser::class_pattern(Expr* cls) {
  expect(Tok::lpar);
  std::vector<Pattern*> positional, keywords;
  std::vector<Identifier> names;
  while (kind() != Tok::rpar) {
    if (kind() == Tok::name && kind(1) == Tok::equal) {
      names.push_back(expect_name());
      advance();
      keywords.push_back(pattern());
    } else {
      Pattern* const item = pattern();
      if (!names.empty()) fail(item->span, positional_pattern_order);
      positional.push_back(item);
    }
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rpar);
  return make<ast::MatchClass>(finish(cls->span.begin), cls, Nodes<Pattern>(arena_.copy(positional)),
                               std::span<const Identifier>(arena_.copy(names)), Nodes<Pattern>(arena_.copy(keywords)));
}

}  // namespace keelback::parse
