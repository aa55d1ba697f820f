// Annotations given as strings.
#include <deque>

#include "parse/parser.hpp"

namespace keelback::parse {
namespace {

// Errors and notes about a part of the annotation point at the whole literal: its text need not be in the file as it is (escapes, joined strings).
void place(ast::Expr* expr, support::Span span) {
  if (expr == nullptr) return;
  expr->span = span;
  if (auto* node = ast::as<ast::Attribute>(expr)) {
    node->attr_span = span;
    place(node->value, span);
  } else if (auto* node = ast::as<ast::Subscript>(expr)) {
    place(node->value, span);
    place(node->slice, span);
  } else if (auto* node = ast::as<ast::BinOp>(expr)) {
    place(node->left, span);
    place(node->right, span);
  } else if (auto* node = ast::as<ast::UnaryOp>(expr)) {
    place(node->operand, span);
  } else if (auto* node = ast::as<ast::Tuple>(expr)) {
    for (ast::Expr* item : node->elts) place(item, span);
  } else if (auto* node = ast::as<ast::List>(expr)) {
    for (ast::Expr* item : node->elts) place(item, span);
  } else if (auto* node = ast::as<ast::Call>(expr)) {
    place(node->func, span);
    for (ast::Expr* item : node->args) place(item, span);
  }
}

}  // namespace

const ast::Expr* parse_annotation(std::string_view text, const support::SourceFile& file, support::Span literal, support::Arena& arena, diag::Sink& sink, Options options) {
  // The tree points into its text, and lives as long as any: until the process ends.
  static std::deque<support::SourceFile> texts;
  const support::SourceFile& source = texts.emplace_back(file.path(), std::string(text));
  diag::Sink errors;
  const ast::Expr* parsed = parse_expression(source, arena, errors, options);
  for (diag::Diagnostic error : errors.all()) {
    error.file = &file;
    error.span = literal;
    sink.add(std::move(error));
  }
  if (parsed != nullptr) place(const_cast<ast::Expr*>(parsed), literal);
  return parsed;
}

}  // namespace keelback::parse
