// Parameters of functions and lambdas, type parameters.
#include "parse/grammar.hpp"

namespace keelback::parse {

ast::Arg* Parser::parameter(Owner owner, bool is_vararg) {
  const std::uint32_t start = begin();
  const Identifier name = expect_name();
  Expr* annotation = nullptr;
  if (owner == Owner::function && accept(Tok::colon)) {
    if (is_vararg && kind() == Tok::star) {
      require_version(11, "an unpacked annotation of `*args`", token().span);
      annotation = star_expression();
    } else {
      annotation = expression();
    }
  }
  return make<ast::Arg>(finish(start), name, annotation);
}

// `a, /, b=1, *args, c, d=2, **kwargs` up to `closing`, which stays.
ast::Arguments* Parser::parameters(Owner owner, Tok closing) {
  const std::uint32_t start = begin();
  std::vector<ast::Arg*> posonlyargs, args, kwonlyargs;
  std::vector<Expr*> defaults, kw_defaults;
  ast::Arg *vararg = nullptr, *kwarg = nullptr;
  bool slash = false, star = false;
  while (kind() != closing) {
    if (kwarg != nullptr) fail(token().span, parameter_order, "parameters cannot follow a `**` parameter");
    if (kind() == Tok::slash) {
      if (slash) fail(token().span, parameter_order, "`/` may appear only once");
      if (star) fail(token().span, parameter_order, "`/` must be ahead of `*`");
      if (args.empty()) fail(token().span, parameter_order, "at least one parameter must precede `/`");
      advance();
      slash = true;
      posonlyargs.swap(args);
    } else if (kind() == Tok::star) {
      const Span span = token().span;
      if (star) fail(span, parameter_order, "`*` may appear only once");
      advance();
      star = true;
      if (kind() == Tok::name) {
        vararg = parameter(owner, true);
        if (kind() == Tok::equal) fail(token().span, parameter_order, "a `*` parameter cannot have a default value");
      } else if (!(kind() == Tok::comma && kind(1) == Tok::name)) {
        if (kind() == Tok::error) fail_here();
        fail(span, bare_star);
      }
    } else if (kind() == Tok::double_star) {
      advance();
      kwarg = parameter(owner, false);
      if (kind() == Tok::equal) fail(token().span, parameter_order, "a `**` parameter cannot have a default value");
    } else {
      const std::uint32_t name_size = token().span.size();
      ast::Arg* const arg = parameter(owner, false);
      Expr* value = nullptr;
      if (accept(Tok::equal)) value = expression();
      if (star) {
        if (!since(9)) arg->span.end = arg->span.begin + name_size;  // where 3.8 says it ends
        kwonlyargs.push_back(arg);
        kw_defaults.push_back(value);
      } else {
        if (value != nullptr) defaults.push_back(value);
        else if (!defaults.empty()) fail(arg->span, default_order);
        args.push_back(arg);
      }
    }
    if (!accept(Tok::comma)) break;
  }
  if (kind() != closing) fail_here();
  const Span span = previous_end_ > start ? finish(start) : Span{start, start};
  return make<ast::Arguments>(span, Nodes<ast::Arg>(arena_.copy(posonlyargs)), Nodes<ast::Arg>(arena_.copy(args)), vararg,
                              Nodes<ast::Arg>(arena_.copy(kwonlyargs)), Nodes<Expr>(arena_.copy(kw_defaults)), kwarg,
                              Nodes<Expr>(arena_.copy(defaults)));
}

// `[T: bound = default, *Ts, **P]`, where there are any.
Nodes<ast::TypeParam> Parser::type_params() {
  if (kind() != Tok::lsqb) return {};
  const Token open = token();
  require_version(12, "a list of type parameters", open.span);
  advance();
  Items<ast::TypeParam> params(*this);
  do {
    if (kind() == Tok::rsqb && !params.empty()) break;
    params.push(type_param());
  } while (accept(Tok::comma));
  expect(Tok::rsqb);
  return params.take(arena_);
}

ast::TypeParam* Parser::type_param() {
  const std::uint32_t start = begin();
  const auto default_value = [this](bool starred) -> Expr* {
    if (kind() != Tok::equal) return nullptr;
    require_version(13, "a default of a type parameter", token().span);
    advance();
    return starred ? star_expression() : expression();
  };
  if (accept(Tok::star)) {
    const Identifier name = expect_name();
    Expr* const value = default_value(true);
    return make<ast::TypeVarTuple>(finish(start), name, value);
  }
  if (accept(Tok::double_star)) {
    const Identifier name = expect_name();
    Expr* const value = default_value(false);
    return make<ast::ParamSpec>(finish(start), name, value);
  }
  const Identifier name = expect_name();
  Expr* const bound = accept(Tok::colon) ? expression() : nullptr;
  Expr* const value = default_value(false);
  return make<ast::TypeVar>(finish(start), name, bound, value);
}

}  // namespace keelback::parse
