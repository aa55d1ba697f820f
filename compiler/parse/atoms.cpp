// Names, literals, displays, comprehensions, calls, subscripts, attributes.
#include "parse/grammar.hpp"

namespace keelback::parse {

// Whether the token can begin an expression (not a starred one).
bool Parser::at_expression() const {
  switch (kind()) {
    case Tok::name: case Tok::number: case Tok::string: case Tok::fstring_start:
    case Tok::lpar: case Tok::lsqb: case Tok::lbrace: case Tok::ellipsis:
    case Tok::plus: case Tok::minus: case Tok::tilde:
    case Tok::kw_not: case Tok::kw_lambda: case Tok::kw_await:
    case Tok::kw_none: case Tok::kw_true: case Tok::kw_false:
      return true;
    default: return false;
  }
}

Expr* Parser::primary() {
  const std::uint32_t start = begin();  // not the atom's span: parentheses around it are not in that
  Expr* value = atom();
  while (true) {
    switch (kind()) {
      case Tok::dot: {
        advance();
        Span attr_span;
        const Identifier attr = expect_name(&attr_span);
        value = make<ast::Attribute>(finish(start), value, attr, attr_span, Context::Load);
        break;
      }
      case Tok::lpar: {
        const CallArguments call = arguments(true);
        value = make<ast::Call>(finish(start), value, call.args, call.keywords);
        break;
      }
      case Tok::lsqb: {
        const Nesting nesting(*this);
        advance();
        Expr* const index = slices();
        expect(Tok::rsqb);
        value = make<ast::Subscript>(finish(start), value, index, Context::Load);
        break;
      }
      default: return value;
    }
  }
}

Expr* Parser::name() {
  const Token token = expect(Tok::name);
  return make<ast::Name>(token.span, identifier(token), Context::Load);
}

Expr* Parser::atom() {
  using Type = ast::ConstantValue::Type;
  const auto constant = [this](Type type) {
    const Span span = token().span;
    advance();
    return make<ast::Constant>(span, ast::ConstantValue{.type = type}, std::string_view());
  };
  switch (kind()) {
    case Tok::name: return name();
    case Tok::number: return number();
    case Tok::string: case Tok::fstring_start: return strings();
    case Tok::kw_none: return constant(Type::none);
    case Tok::kw_true: return constant(Type::true_);
    case Tok::kw_false: return constant(Type::false_);
    case Tok::ellipsis: return constant(Type::ellipsis);
    case Tok::lpar: return group_or_tuple();
    case Tok::lsqb: return list_display();
    case Tok::lbrace: return dict_or_set();
    default: fail_here();
  }
}

// `(a)` is `a` with its own span; `(a,)`, `()` and `(a for a in b)` include the parentheses.
Expr* Parser::group_or_tuple() {
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  expect(Tok::lpar);
  if (accept(Tok::rpar)) return make<ast::Tuple>(finish(start), Nodes<Expr>(), Context::Load);
  return group_or_tuple_body(start, Tok::rpar);
}

Expr* Parser::group_or_tuple_body(std::uint32_t start, Tok closing) {
  if (kind() == Tok::kw_yield) {
    Expr* const value = yield_expression();
    expect(closing);
    return value;
  }
  Expr* const first = star_named_expression();
  if (at_comprehension()) {
    if (ast::is<ast::Starred>(first)) fail(first->span, unpacking_in_comprehension);
    const auto clauses = comprehension_clauses();
    expect(closing);
    return make<ast::GeneratorExp>(finish(start), first, clauses);
  }
  if (kind() == Tok::comma) {
    Items<Expr> items(*this);
    items.push(first);
    while (accept(Tok::comma) && kind() != closing) items.push(star_named_expression());
    expect(closing);
    return make<ast::Tuple>(finish(start), items.take(arena_), Context::Load);
  }
  expect(closing);
  if (ast::is<ast::Starred>(first) && since(9)) fail(first->span, starred_here);
  return first;
}

Expr* Parser::list_display() {
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  expect(Tok::lsqb);
  Items<Expr> items(*this);
  while (kind() != Tok::rsqb) {
    items.push(star_named_expression());
    if (items.size() == 1 && at_comprehension()) {
      Expr* const element = items[0];
      if (ast::is<ast::Starred>(element)) fail(element->span, unpacking_in_comprehension);
      const auto clauses = comprehension_clauses();
      expect(Tok::rsqb);
      return make<ast::ListComp>(finish(start), element, clauses);
    }
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rsqb);
  return make<ast::List>(finish(start), items.take(arena_), Context::Load);
}

Expr* Parser::dict_or_set() {
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  expect(Tok::lbrace);
  if (kind() == Tok::rbrace || kind() == Tok::double_star) return dict_display(start, nullptr);
  const auto element = [this] { return kind() == Tok::star ? star_expression() : since(9) ? named_expression() : expression(); };
  const bool named = at_named_expression();
  Expr* const first = element();
  if (kind() == Tok::colon && !ast::is<ast::Starred>(first) && !named) return dict_display(start, first);
  Items<Expr> items(*this);
  items.push(first);
  if (at_comprehension()) {
    if (ast::is<ast::Starred>(first)) fail(first->span, unpacking_in_comprehension);
    const auto clauses = comprehension_clauses();
    expect(Tok::rbrace);
    return make<ast::SetComp>(finish(start), first, clauses);
  }
  while (accept(Tok::comma) && kind() != Tok::rbrace) items.push(element());
  expect(Tok::rbrace);
  return make<ast::Set>(finish(start), items.take(arena_));
}

// A dict from its first `:` (then with the key before it), `**` or `}` on.
Expr* Parser::dict_display(std::uint32_t start, Expr* first_key) {
  // Keys and values alternate in one list, so that both can grow.
  Items<Expr> items(*this);
  while (first_key != nullptr || kind() != Tok::rbrace) {
    if (first_key == nullptr && accept(Tok::double_star)) {
      items.push(nullptr);
      items.push(bitwise_or());
      if (at_comprehension()) fail(items[items.size() - 1]->span, unpacking_in_comprehension);
    } else {
      Expr* const key = first_key != nullptr ? first_key : expression();
      const bool is_first = first_key != nullptr;
      first_key = nullptr;
      const Token colon = expect(Tok::colon);
      if (!at_expression()) {
        if (kind() == Tok::rbrace || kind() == Tok::comma) fail(colon.span, dict_value);
        fail_here();
      }
      items.push(key);
      items.push(expression());
      if (is_first && at_comprehension()) {
        Expr* const value = items[1];
        const auto clauses = comprehension_clauses();
        expect(Tok::rbrace);
        return make<ast::DictComp>(finish(start), key, value, clauses);
      }
    }
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rbrace);
  std::vector<Expr*> keys, values;
  for (std::size_t i = 0; i < items.size(); i += 2) {
    keys.push_back(items[i]);
    values.push_back(items[i + 1]);
  }
  return make<ast::Dict>(finish(start), Nodes<Expr>(arena_.copy(keys)), Nodes<Expr>(arena_.copy(values)));
}

Nodes<ast::Comprehension> Parser::comprehension_clauses() {
  Items<ast::Comprehension> clauses(*this);
  while (at_comprehension()) {
    const std::uint32_t start = begin();
    const bool is_async = accept(Tok::kw_async);
    expect(Tok::kw_for);
    Expr* const target = target_list();
    expect(Tok::kw_in);
    Expr* const iter = disjunction();
    const Nodes<Expr> ifs = comprehension_conditions();
    clauses.push(make<ast::Comprehension>(finish(start), target, iter, ifs, is_async));
  }
  return clauses.take(arena_);
}

Nodes<Expr> Parser::comprehension_conditions() {
  Items<Expr> conditions(*this);
  while (accept(Tok::kw_if)) {
    // 3.8 still takes a lambda here.
    conditions.push(kind() == Tok::kw_lambda && !since(9) ? lambda() : disjunction());
  }
  return conditions.take(arena_);
}

// `(a, *b, c=d, **e)` of a call or class. `allow_generator`: one generator expression needs no parentheses of its own.
Parser::CallArguments Parser::arguments(bool allow_generator) {
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  expect(Tok::lpar);
  // Positional arguments and keywords, in order; they are told apart by kind at the end.
  Items<ast::Node> items(*this);
  std::size_t keyword_count = 0;
  bool mapping_unpacked = false;
  while (kind() != Tok::rpar) {
    const std::uint32_t argument = begin();
    if (kind() == Tok::star) {
      advance();
      Expr* const value = expression();
      if (mapping_unpacked) fail(finish(argument), iterable_after_keywords);
      items.push(make<ast::Starred>(finish(argument), value, Context::Load));
    } else if (kind() == Tok::double_star) {
      advance();
      Expr* const value = expression();
      items.push(make<ast::Keyword>(finish(argument), Identifier(), value));
      ++keyword_count;
      mapping_unpacked = true;
    } else if (kind() == Tok::name && kind(1) == Tok::equal) {
      const Identifier name = expect_name();
      advance();
      if (!at_expression()) fail_here();
      Expr* const value = expression();
      if (at_comprehension()) fail(finish(argument), maybe_equal);
      if (!since(9)) forbid_repeated_keyword(items, name, finish(argument));
      items.push(make<ast::Keyword>(finish(argument), name, value));
      ++keyword_count;
    } else {
      Expr* value = named_expression();
      if (kind() == Tok::equal) {
        const bool is_literal = ast::is<ast::Constant>(value) && value->span.begin == argument;
        if (is_literal && tokens_[at_ - 1].kind != Tok::string && tokens_[at_ - 1].kind != Tok::number) fail_target(value, Use::assign);
        fail({argument, token().span.end}, keyword_expression);
      }
      if (at_comprehension()) {
        const auto clauses = comprehension_clauses();
        const bool sole = items.empty() && kind() == Tok::rpar;
        if (!sole || !allow_generator) {
          if (kind() == Tok::error) fail_here();
          fail(finish(argument), generator_parentheses);
        }
        advance();
        items.push(make<ast::GeneratorExp>(finish(start), value, clauses));
        return split_arguments(items);
      }
      if (keyword_count > 0 && mapping_unpacked) fail(finish(argument), positional_after_keyword, "keyword argument unpacking");
      if (keyword_count > 0) fail(finish(argument), positional_after_keyword, "keyword argument");
      items.push(value);
    }
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rpar);
  return split_arguments(items);
}

void Parser::forbid_repeated_keyword(const Items<ast::Node>& items, Identifier name, Span span) const {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (const auto* keyword = ast::as<ast::Keyword>(items[i]); keyword != nullptr && keyword->arg == name) fail(span, keyword_repeated, name);
  }
}

Parser::CallArguments Parser::split_arguments(const Items<ast::Node>& items) {
  std::vector<Expr*> args;
  std::vector<ast::Keyword*> keywords;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (auto* keyword = ast::as<ast::Keyword>(items[i])) keywords.push_back(keyword);
    else args.push_back(static_cast<Expr*>(items[i]));
  }
  return {Nodes<Expr>(arena_.copy(args)), Nodes<ast::Keyword>(arena_.copy(keywords))};
}

// What is between the brackets of a subscript; several of them make a tuple, and so does a starred one.
Expr* Parser::slices() {
  const std::uint32_t start = begin();
  const auto item = [this]() -> Expr* {
    if (kind() != Tok::star) return slice();
    const std::uint32_t star = begin();
    advance();
    Expr* const value = expression();
    require_version(11, "unpacking in a subscript", finish(star));
    return make<ast::Starred>(finish(star), value, Context::Load);
  };
  Expr* const first = item();
  if (kind() != Tok::comma && !ast::is<ast::Starred>(first)) return first;
  Items<Expr> items(*this);
  items.push(first);
  while (accept(Tok::comma) && kind() != Tok::rsqb) items.push(item());
  return make<ast::Tuple>(finish(start), items.take(arena_), Context::Load);
}

Expr* Parser::slice() {
  const std::uint32_t start = begin();
  Expr* lower = nullptr;
  if (kind() != Tok::colon) {
    const bool named = at_named_expression();
    lower = since(10) ? named_expression() : expression();
    if (kind() != Tok::colon || named) return lower;
  }
  expect(Tok::colon);
  Expr* const upper = at_expression() ? expression() : nullptr;
  Expr* const step = accept(Tok::colon) && at_expression() ? expression() : nullptr;
  return make<ast::Slice>(finish(start), lower, upper, step);
}

}  // namespace keelback::parse
