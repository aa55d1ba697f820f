// What can be assigned to, deleted, annotated: an expression is parsed first, then made a target.
#include "parse/grammar.hpp"

namespace keelback::parse {
namespace {

// The expression in the words of CPython's "cannot assign to ...".
std::string_view describe(const Expr& expr) {
  using Type = ast::ConstantValue::Type;
  return ast::visit(
      &expr, [](const ast::Attribute&) -> std::string_view { return "attribute"; }, [](const ast::Subscript&) -> std::string_view { return "subscript"; },
      [](const ast::Starred&) -> std::string_view { return "starred"; }, [](const ast::Name&) -> std::string_view { return "name"; },
      [](const ast::List&) -> std::string_view { return "list"; }, [](const ast::Tuple&) -> std::string_view { return "tuple"; },
      [](const ast::Slice&) -> std::string_view { return "slice"; }, [](const ast::Lambda&) -> std::string_view { return "lambda"; },
      [](const ast::Call&) -> std::string_view { return "function call"; },
      [](const ast::BoolOp&) -> std::string_view { return "expression"; }, [](const ast::BinOp&) -> std::string_view { return "expression"; },
      [](const ast::UnaryOp&) -> std::string_view { return "expression"; },
      [](const ast::GeneratorExp&) -> std::string_view { return "generator expression"; },
      [](const ast::Yield&) -> std::string_view { return "yield expression"; }, [](const ast::YieldFrom&) -> std::string_view { return "yield expression"; },
      [](const ast::Await&) -> std::string_view { return "await expression"; },
      [](const ast::ListComp&) -> std::string_view { return "list comprehension"; }, [](const ast::SetComp&) -> std::string_view { return "set comprehension"; },
      [](const ast::DictComp&) -> std::string_view { return "dict comprehension"; },
      [](const ast::Dict&) -> std::string_view { return "dict literal"; }, [](const ast::Set&) -> std::string_view { return "set display"; },
      [](const ast::JoinedStr&) -> std::string_view { return "f-string expression"; },
      [](const ast::TemplateStr&) -> std::string_view { return "t-string expression"; },
      [](const ast::FormattedValue&) -> std::string_view { return "f-string expression"; },
      [](const ast::Interpolation&) -> std::string_view { return "t-string expression"; },
      [](const ast::Compare&) -> std::string_view { return "comparison"; }, [](const ast::IfExp&) -> std::string_view { return "conditional expression"; },
      [](const ast::NamedExpr&) -> std::string_view { return "named expression"; },
      [](const ast::Constant& constant) -> std::string_view {
        switch (constant.value.type) {
          case Type::none: return "None";
          case Type::true_: return "True";
          case Type::false_: return "False";
          case Type::ellipsis: return "ellipsis";
          default: return "literal";
        }
      });
}

}  // namespace

void Parser::fail_target(Expr* expr, Use use) {
  const std::string_view what = describe(*expr);
  switch (use) {
    case Use::del: fail(expr->span, cannot_delete, what);
    case Use::augment: fail(expr->span, cannot_augment, fmt::format("`{}`", what));
    case Use::annotate:
      if (ast::is<ast::Tuple>(expr) || ast::is<ast::List>(expr)) fail(expr->span, cannot_annotate, what);
      fail(expr->span, cannot_assign, what);
    default:
      if (kind() == Tok::colon_equal) fail(expr->span, cannot_walrus, what);
      fail(expr->span, cannot_assign, what);
  }
}

void Parser::set_context(Expr* expr, Context context, Use use) {
  const bool single = use == Use::augment || use == Use::annotate;  // no lists of targets
  switch (expr->kind) {
    case ast::Kind::Name: {
      auto* const name = ast::as<ast::Name>(expr);
      // Later versions leave that to the compiler proper.
      if (!since(9) && name->id == "__debug__" && context == Context::Store) fail(expr->span, cannot_assign, name->id);
      name->ctx = context;
      return;
    }
    case ast::Kind::Attribute: ast::as<ast::Attribute>(expr)->ctx = context; return;
    case ast::Kind::Subscript: ast::as<ast::Subscript>(expr)->ctx = context; return;
    case ast::Kind::Starred: {
      if (single || use == Use::del) break;
      auto* const starred = ast::as<ast::Starred>(expr);
      if (ast::is<ast::Starred>(starred->value)) break;
      starred->ctx = context;
      return set_context(starred->value, context, use);
    }
    case ast::Kind::List:
      if (single) break;
      ast::as<ast::List>(expr)->ctx = context;
      for (Expr* item : ast::as<ast::List>(expr)->elts) set_context(item, context, use);
      return;
    case ast::Kind::Tuple:
      if (single) break;
      ast::as<ast::Tuple>(expr)->ctx = context;
      for (Expr* item : ast::as<ast::Tuple>(expr)->elts) set_context(item, context, use);
      return;
    default: break;
  }
  fail_target(expr, use);
}

// The targets of `for`: `a`, `a, *b`, `a,`. They end before `in`, which is no operator here.
Expr* Parser::target_list() {
  const std::uint32_t start = begin();
  const auto item = [this] { return kind() == Tok::star ? star_expression() : bitwise_or(); };
  Expr* target = item();
  if (kind() == Tok::comma) {
    Items<Expr> items(*this);
    items.push(target);
    while (accept(Tok::comma) && (at_expression() || kind() == Tok::star)) items.push(item());
    target = make<ast::Tuple>(finish(start), items.take(arena_), Context::Load);
  }
  set_context(target, Context::Store, Use::loop);
  return target;
}

}  // namespace keelback::parse
