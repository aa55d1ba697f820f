#include "parse/parser.hpp"

#include <algorithm>
#include <memory>

#include "lex/diagnostics.hpp"
#include "lex/unicode.hpp"
#include "parse/futures.hpp"
#include "parse/grammar.hpp"

namespace keelback::parse {

void Parser::advance() {
  const Token& past = token();
  // The structure of lines is not part of any node: a block ends with its last real token.
  if (past.kind != Tok::newline && past.kind != Tok::indent && past.kind != Tok::dedent) previous_end_ = past.span.end;
  ++at_;
}

Token Parser::expect(Tok wanted) {
  if (kind() != wanted) {
    if (wanted == Tok::name || wanted == Tok::colon || wanted == Tok::newline || wanted == Tok::kw_in || wanted == Tok::kw_import) {
      fail_expected(wanted == Tok::name ? "a name" : fmt::format("`{}`", lex::describe(wanted)));
    }
    fail_here();
  }
  const Token found = token();
  advance();
  return found;
}

void Parser::require_version(int minor_version, std::string_view what, Span span) {
  if (!since(minor_version)) fail(span, needs_version, what, std::to_string(minor_version));
}

// Whether a bracket that this line opened is still open.
bool Parser::inside_brackets() const {
  int open = 0;
  for (std::size_t i = at_; i > 0 && tokens_[i - 1].kind != Tok::newline && open >= 0; --i) {
    switch (tokens_[i - 1].kind) {
      case Tok::rpar: case Tok::rsqb: case Tok::rbrace: ++open; break;
      case Tok::lpar: case Tok::lsqb: case Tok::lbrace: --open; break;
      default: break;
    }
  }
  return open < 0;
}

void Parser::fail_here() const {
  if (kind() == Tok::error) throw SyntaxError{*stream_.error};
  if (kind() == Tok::indent) fail(token().span, unexpected_indent);
  if (at_ > 0) {
    const Token& before = tokens_[at_ - 1];
    if (before.kind == Tok::name && (kind() == Tok::name || kind() == Tok::string || kind() == Tok::number)) {
      const std::string_view word = file_.text(before.span);
      if (word == "print" || word == "exec") fail({before.span.begin, token().span.end}, print_statement, word);
    }
    const auto ends_operand = [](Tok k) { return k == Tok::name || k == Tok::number || k == Tok::string || k == Tok::rpar || k == Tok::rsqb; };
    const bool begins_operand = kind() == Tok::name || kind() == Tok::number || kind() == Tok::string;
    if (ends_operand(before.kind) && begins_operand && inside_brackets()) fail({before.span.begin, token().span.end}, forgot_comma);
  }
  if (kind() == Tok::equal) fail(token().span, maybe_equal);
  fail(token().span, invalid_syntax);
}

void Parser::fail_expected(std::string_view what) const {
  if (kind() == Tok::error || kind() == Tok::name || kind() == Tok::string || kind() == Tok::number || kind() == Tok::equal) fail_here();
  if (kind() == Tok::indent) fail_here();
  fail(token().span, expected, what, fmt::format("`{}`", lex::describe(kind())));
}

diag::Diagnostic Parser::explain(SyntaxError& error) const {
  // A bracket that is never closed makes everything behind it look wrong.
  if (stream_.error && stream_.error->code == lex::never_closed.code && stream_.error->span.begin < error.diagnostic.span.begin) {
    return *stream_.error;
  }
  return std::move(error.diagnostic);
}

Identifier Parser::identifier(const Token& name) {
  const std::string_view text = file_.text(name.span);
  const std::string_view id = name.non_ascii ? arena_.copy(lex::nfkc(text)) : text;
  const std::string_view owner = options_.class_name.substr(std::min(options_.class_name.find_first_not_of('_'), options_.class_name.size()));
  if (!options_.mangles || owner.empty() || !id.starts_with("__") || id.ends_with("__")) return id;
  return arena_.copy(fmt::format("_{}{}", owner, id));
}

Identifier Parser::expect_name(Span* span) {
  const Token name = expect(Tok::name);
  if (span != nullptr) *span = everywhere_.value_or(name.span);
  return identifier(name);
}

// Since 3.14 `ast.parse` refuses unknown features.
void Parser::check_future_imports(Nodes<Stmt> body) const {
  if (!since(14)) return;
  for (const Stmt* statement : future_imports(body, options_.minor_version)) {
    for (const ast::Alias* alias : ast::as<ast::ImportFrom>(statement)->names) {
      if (!is_future_feature(alias->name)) fail(alias->span, unknown_future, alias->name);
    }
  }
}

ast::Module* Parser::module() {
  Items<Stmt> body(*this);
  while (kind() != Tok::end_marker) {
    statement(body);
  }
  auto* comments = static_cast<ast::Comment*>(arena_.allocate(stream_.comments.size() * sizeof(ast::Comment), alignof(ast::Comment)));
  for (std::size_t i = 0; i < stream_.comments.size(); ++i) {
    const lex::Comment& comment = stream_.comments[i];
    comments[i] = {comment.span, file_.text(comment.span), comment.alone};
  }
  const Span whole{0, static_cast<std::uint32_t>(file_.text().size())};
  const ast::Nodes<Stmt> statements = body.take(arena_);
  check_future_imports(statements);
  return make<ast::Module>(whole, statements, std::span<const ast::Comment>(comments, stream_.comments.size()));
}

Expr* Parser::expression_input() {
  Expr* const expr = star_expressions();
  while (accept(Tok::newline)) {
  }
  if (kind() != Tok::end_marker) fail_here();
  return expr;
}

namespace {

template <class Rule>
auto parse_with(const support::SourceFile& file, Span range, bool expression, support::Arena& arena, diag::Sink& sink, Options options, Rule rule)
    -> decltype(rule(std::declval<Parser&>())) {
  Parser parser(file, lex::tokenize(file, range, {options.minor_version, expression}), arena, options);
  try {
    return rule(parser);
  } catch (SyntaxError& error) {
    sink.add(parser.explain(error));
    return nullptr;
  }
}

Span whole(const support::SourceFile& file) { return {0, static_cast<std::uint32_t>(file.text().size())}; }

}  // namespace

const ast::Module* parse_module(const support::SourceFile& file, support::Arena& arena, diag::Sink& sink, Options options) {
  return parse_with(file, whole(file), false, arena, sink, options, [](Parser& parser) { return parser.module(); });
}

const ast::Expr* parse_expression(const support::SourceFile& file, support::Arena& arena, diag::Sink& sink, Options options) {
  return parse_with(file, whole(file), true, arena, sink, options, [](Parser& parser) { return parser.expression_input(); });
}

const ast::Expr* parse_annotation(std::string_view text, const support::SourceFile& file, Span literal, support::Arena& arena, diag::Sink& sink,
                                  Options options) {
  // Names in the tree are views of this text.
  const support::SourceFile& own = arena.keep(std::make_unique<support::SourceFile>(file.path(), std::string(text)));
  diag::Sink errors;
  const ast::Expr* const expr = parse_with(own, whole(own), true, arena, errors, options, [literal](Parser& parser) {
    parser.place_everything_at(literal);
    return parser.expression_input();
  });
  for (diag::Diagnostic error : errors.all()) {
    error.file = &file;
    error.span = literal;
    error.notes.clear();  // they point into the text
    sink.add(std::move(error));
  }
  return expr;
}

const ast::FunctionDef* parse_definition(std::string_view text, const support::SourceFile& file, Span place, support::Arena& arena, diag::Sink& sink,
                                         Options options) {
  const support::SourceFile& own = arena.keep(std::make_unique<support::SourceFile>(file.path(), std::string(text)));
  const ast::Module* const module = parse_with(own, whole(own), false, arena, sink, options, [place](Parser& parser) {
    parser.place_everything_at(place);
    return parser.module();
  });
  return module == nullptr || module->body.empty() ? nullptr : ast::as<ast::FunctionDef>(module->body[0]);
}

}  // namespace keelback::parse
