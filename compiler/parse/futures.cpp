#include "parse/futures.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace keelback::parse {

bool imports_future(const ast::Stmt* statement, int minor_version) {
  const auto* from = ast::as<ast::ImportFrom>(statement);
  return from != nullptr && from->module == "__future__" && (from->level == 0 || minor_version < 13);
}

ast::Nodes<ast::Stmt> future_imports(ast::Nodes<ast::Stmt> body, int minor_version) {
  const auto is_docstring = [](const ast::Stmt* statement) {
    const auto* alone = ast::as<ast::ExprStmt>(statement);
    const auto* constant = alone != nullptr ? ast::as<ast::Constant>(alone->value) : nullptr;
    return constant != nullptr && constant->value.type == ast::ConstantValue::Type::string;
  };
  if (!body.empty() && is_docstring(body.front())) body = body.subspan(1);
  std::size_t count = 0;
  while (count < body.size() && imports_future(body[count], minor_version)) ++count;
  return body.first(count);
}

bool is_future_feature(ast::Identifier name) {
  static constexpr std::array<std::string_view, 10> features{"nested_scopes", "generators", "division", "absolute_import", "with_statement",
                                                            "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"};
  return std::ranges::find(features, name) != features.end();
}

}  // namespace keelback::parse
