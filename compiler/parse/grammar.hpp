// The recursive-descent parser. Its methods are named after the rules of CPython's Grammar/python.gram, and defined by syntax family:
// parser.cpp (tokens, errors), statements.cpp, compound.cpp, patterns.cpp, parameters.cpp, targets.cpp, expressions.cpp (operators),
// atoms.cpp (primaries, displays), strings.cpp, legacy_fstrings.cpp (before 3.12), literals.cpp.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ast/nodes.hpp"
#include "lex/lexer.hpp"
#include "parse/diagnostics.hpp"
#include "parse/parser.hpp"
#include "support/arena.hpp"

namespace keelback::parse {

using ast::Context;
using ast::Expr;
using ast::Identifier;
using ast::Nodes;
using ast::Pattern;
using ast::Stmt;
using lex::Tok;
using lex::Token;
using support::Span;

// A syntax error. Thrown, since where a rule is only tried (`with (`) another one may still fit.
struct SyntaxError {
  diag::Diagnostic diagnostic;
};

class Parser {
 public:
  Parser(const support::SourceFile& file, lex::TokenStream stream, support::Arena& arena, Options options)
      : file_(file), stream_(std::move(stream)), tokens_(stream_.tokens.data()), arena_(arena), options_(options) {}

  ast::Module* module();
  void check_future_imports(Nodes<Stmt> body) const;
  Expr* expression_input();  // a whole text that is one expression

  // All nodes get this span: the text is not part of the file that the tree is of.
  void place_everything_at(Span span) { everywhere_ = span; }

  // The lexer's error instead of `error` if it explains it better.
  diag::Diagnostic explain(SyntaxError& error) const;

 private:
  // --- tokens (parser.cpp) ---
  Tok kind(std::size_t ahead = 0) const { return tokens_[at_ + ahead].kind; }
  const Token& token() const { return tokens_[at_]; }
  std::uint32_t begin() const { return token().span.begin; }
  Span finish(std::uint32_t begin) const { return {begin, previous_end_}; }  // from `begin` to the end of the last token
  void advance();
  bool accept(Tok wanted) {
    if (kind() != wanted) return false;
    advance();
    return true;
  }
  Token expect(Tok wanted);
  bool at_soft_keyword(std::string_view word) const { return kind() == Tok::name && file_.text(token().span) == word; }
  bool since(int minor_version) const { return options_.minor_version >= minor_version; }
  void require_version(int minor_version, std::string_view what, Span span);

  template <class... Args, class... Given>
  [[noreturn]] void fail(Span span, const diag::Diag<Args...>& kind, Given&&... args) const {
    throw SyntaxError{diag::make(kind, diag::Severity::error, &file_, span, std::forward<Given>(args)...)};
  }
  bool inside_brackets() const;
  [[noreturn]] void fail_here() const;                         // the token does not fit
  [[noreturn]] void fail_expected(std::string_view what) const;

  // --- nodes ---
  static std::uint32_t height_of(const ast::Node* node) { return node == nullptr ? 0 : node->height; }
  template <class T>
  static std::uint32_t height_of(Nodes<T> nodes) {
    std::uint32_t height = 0;
    for (const T* node : nodes) height = std::max(height, height_of(static_cast<const ast::Node*>(node)));
    return height;
  }
  template <class T>
  static std::uint32_t height_of(const T&) { return 0; }

  // A node of `T` with these fields, in the order of the struct.
  template <class T, class... Args>
  T* make(Span span, Args... args) {
    std::uint32_t height = 0;
    ((height = std::max(height, child_height(args))), ...);
    if (++height > ast::max_height) fail({span.begin, span.begin + 1}, nested_too_deeply);
    const ast::Node node{ast::kind_of<T>, static_cast<std::uint16_t>(height), everywhere_.value_or(span)};
    void* memory = arena_.allocate(sizeof(T), alignof(T));
    if constexpr (std::is_base_of_v<Expr, T>) return ::new (memory) T{Expr{node}, args...};
    else if constexpr (std::is_base_of_v<Stmt, T>) return ::new (memory) T{Stmt{node}, args...};
    else if constexpr (std::is_base_of_v<Pattern, T>) return ::new (memory) T{Pattern{node}, args...};
    else if constexpr (std::is_base_of_v<ast::TypeParam, T>) return ::new (memory) T{ast::TypeParam{node}, args...};
    else return ::new (memory) T{node, args...};
  }
  template <class T>
  static std::uint32_t child_height(const T& field) {
    if constexpr (std::is_pointer_v<T>) return height_of(static_cast<const ast::Node*>(field));
    else return height_of(field);
  }

  // A list that grows, then goes to the arena. The items of all lists under construction share one stack: only the youngest list may be asked
  // for its size or grow.
  template <class T>
  class Items {
   public:
    explicit Items(Parser& parser) : stack_(parser.scratch_), base_(stack_.size()) {}
    Items(const Items&) = delete;
    ~Items() { stack_.resize(base_); }
    void push(T* item) { stack_.push_back(item); }
    void shrink(std::size_t size) { stack_.resize(base_ + size); }
    std::size_t size() const { return stack_.size() - base_; }
    bool empty() const { return size() == 0; }
    T* operator[](std::size_t i) const { return static_cast<T*>(stack_[base_ + i]); }
    Nodes<T> take(support::Arena& arena) const {
      if (empty()) return {};
      T** items = static_cast<T**>(arena.allocate(size() * sizeof(T*), alignof(T*)));
      for (std::size_t i = 0; i < size(); ++i) items[i] = (*this)[i];
      return {items, size()};
    }

   private:
    std::vector<void*>& stack_;
    std::size_t base_;
  };

  // Counts the recursion of the parser itself, which happens before there are nodes whose height could be looked at.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : depth_(parser.depth_) {
      if (++depth_ > ast::max_height) {
        --depth_;
        parser.fail({parser.begin(), parser.begin() + 1}, nested_too_deeply);
      }
    }
    Nesting(const Nesting&) = delete;
    ~Nesting() { --depth_; }

   private:
    int& depth_;
  };

  Identifier identifier(const Token& name);      // the text of a name token, normalized
  Identifier expect_name(Span* span = nullptr);

  // --- statements.cpp ---
  void statement(Items<Stmt>& out);              // a compound statement, or the simple statements of a line
  void simple_statements(Items<Stmt>& out);
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* annotated_assignment(std::uint32_t start, Expr* target, bool parenthesized);
  Stmt* import_name();
  Stmt* import_from();
  Identifier dotted_name();
  Stmt* type_alias();
  bool at_type_alias() const;
  std::span<const Identifier> name_list();

  // --- compound.cpp ---
  Nodes<Stmt> block(std::string_view owner);
  Nodes<Stmt> else_block();
  Stmt* if_statement();
  Stmt* while_statement();
  Stmt* for_statement(std::uint32_t begin, bool is_async);
  Stmt* with_statement(std::uint32_t begin, bool is_async);
  bool parenthesized_with_items(Items<ast::WithItem>& items);
  ast::WithItem* with_item();
  Stmt* try_statement();
  ast::ExceptHandler* except_handler(bool is_star);
  Stmt* decorated();
  Expr* decorator();
  Stmt* function_definition(std::uint32_t begin, bool is_async, Nodes<Expr> decorators);
  Stmt* class_definition(Nodes<Expr> decorators);
  Stmt* async_statement();

  // --- patterns.cpp ---
  bool at_match_statement() const;
  Stmt* match_statement();
  ast::MatchCase* match_case();
  Pattern* patterns();
  Pattern* pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* star_pattern();
  Pattern* maybe_star_pattern() { return kind() == Tok::star ? star_pattern() : pattern(); }
  Pattern* sequence_pattern(Tok closing);
  Pattern* mapping_pattern();
  Pattern* class_pattern(Expr* cls);
  Expr* name_or_attribute();
  Expr* literal_pattern_expression();
  Expr* signed_number();

  // --- parameters.cpp ---
  enum class Owner { function, lambda };
  ast::Arguments* parameters(Owner owner, Tok closing);
  ast::Arg* parameter(Owner owner, bool is_vararg);
  Nodes<ast::TypeParam> type_params();
  ast::TypeParam* type_param();

  // --- targets.cpp ---
  enum class Use { assign, augment, annotate, del, loop };
  void set_context(Expr* expr, Context context, Use use);
  Expr* target_list();                           // of `for`: `a, *b`
  [[noreturn]] void fail_target(Expr* expr, Use use);

  // --- expressions.cpp ---
  Expr* star_expressions();
  Expr* star_expression();
  Expr* star_named_expression();
  Expr* named_expression();
  bool at_named_expression() const { return kind() == Tok::name && kind(1) == Tok::colon_equal; }
  Expr* yield_or_star_expressions();
  Expr* yield_expression();
  Expr* expression();
  Expr* lambda();
  Expr* disjunction();
  Expr* conjunction();
  Expr* inversion();
  Expr* comparison();
  Expr* bitwise_or() { return binary(1); }
  Expr* binary(int least_precedence);
  Expr* factor();
  Expr* power();

  // --- atoms.cpp ---
  Expr* primary();
  Expr* atom();
  Expr* name();
  Expr* group_or_tuple();
  Expr* group_or_tuple_body(std::uint32_t start, Tok closing);
  Expr* list_display();
  Expr* dict_or_set();
  Expr* dict_display(std::uint32_t start, Expr* first_key);
  Nodes<ast::Comprehension> comprehension_clauses();
  Nodes<Expr> comprehension_conditions();
  bool at_comprehension() const { return kind() == Tok::kw_for || (kind() == Tok::kw_async && kind(1) == Tok::kw_for); }
  struct CallArguments {
    Nodes<Expr> args;
    Nodes<ast::Keyword> keywords;
  };
  CallArguments arguments(bool allow_generator);
  CallArguments split_arguments(const Items<ast::Node>& items);
  void forbid_repeated_keyword(const Items<ast::Node>& items, Identifier name, Span span) const;
  Expr* slices();
  Expr* slice();
  bool at_expression() const;

  // --- strings.cpp ---
  Expr* strings();
  struct FString {                               // whose parts are being parsed
    std::uint32_t begin;
    bool raw, is_template;
  };
  void fstring_parts(Items<Expr>& out);
  void fstring_text(Items<Expr>& out, const FString& fstring);
  void replacement_field(Items<Expr>& out, const FString& fstring);
  Expr* format_spec(FString fstring);
  Nodes<Expr> fold(const Items<Expr>& parts);
  Expr* string_constant(Span span, std::string_view text, std::string_view kind);
  // Appends what the escapes of `text` stand for; `at` is where it begins in the file.
  void decode_escapes(std::string_view text, std::uint32_t at, bool is_bytes, std::string& out) const;
  struct Literal {
    std::string_view body;
    std::uint32_t begin;                         // of the body in the file
    bool raw, bytes, formatted, unicode;
  };
  Literal literal(const Token& string) const;
  std::string_view decode(const Literal& literal);

  // --- legacy_fstrings.cpp ---
  class LegacyFString;
  Expr* legacy_strings(std::size_t count);
  Expr* legacy_expression(std::uint32_t open_brace, std::uint32_t end);

  // --- literals.cpp ---
  Expr* number();

  const support::SourceFile& file_;
  lex::TokenStream stream_;
  const Token* tokens_;
  std::size_t at_ = 0;
  std::uint32_t previous_end_ = 0;
  support::Arena& arena_;
  Options options_;
  std::optional<Span> everywhere_;
  int depth_ = 0;
  std::vector<void*> scratch_;
};

}  // namespace keelback::parse
