// `with`: the context managers that compiled code knows.
#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

// np.errstate: compiled code never warns, so what ignores or allows warnings is a block like any other.
bool FunctionChecker::is_quiet_errstate(const ast::Expr& node) {
  const auto* call = ast::as<ast::Call>(&node);
  const auto* callee = call == nullptr ? nullptr : ast::as<ast::Attribute>(call->func);
  if (callee == nullptr || callee->attr != "errstate" || !ast::is<ast::Name>(callee->value)) return false;
  const ExprId owner = expression(*callee->value);
  if (!is(type(owner), Kind::module) || type(owner)->name != "numpy") return false;
  if (!call->args.empty()) fail(unsupported, node.span, "a positional argument of `np.errstate`");
  for (const auto* keyword : call->keywords) {
    const auto* value = ast::as<ast::Constant>(keyword->value);
    const bool is_text = value != nullptr && value->value.type == ast::ConstantValue::Type::string;
    const bool is_known = keyword->arg == "all" || keyword->arg == "divide" || keyword->arg == "over" || keyword->arg == "under" || keyword->arg == "invalid";
    if (!is_known || !is_text || (value->value.text != "ignore" && value->value.text != "warn")) {
      fail(unsupported, keyword->value->span, "`np.errstate` but with \"ignore\" or \"warn\"");
    }
  }
  return true;
}

void FunctionChecker::with_statement(const ast::With& node) {
  for (const auto* item : node.items) {
    const Span span = item->context_expr->span;
    if (!is_quiet_errstate(*item->context_expr)) fail(unsupported, span, "`with` this value");
    if (item->optional_vars != nullptr) fail(unsupported, item->optional_vars->span, "a name for `np.errstate`");
  }
  statements(node.body);
}

}  // namespace keelback::check
