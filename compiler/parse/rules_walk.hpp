// The walk of check_rules, defined in rules.cpp (statements, expressions), rules_scopes.cpp (names), rules_patterns.cpp.
#pragma once

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ast/nodes.hpp"
#include "diag/diagnostic.hpp"
#include "parse/diagnostics.hpp"
#include "parse/rules_scopes.hpp"
#include "support/source_file.hpp"

namespace keelback::parse {

using ast::Expr;
using ast::Identifier;
using ast::Nodes;
using ast::Pattern;
using ast::Stmt;
using support::Span;

// CPython looks at a module three times: for `__future__`, for the table of symbols, and for the code. What the last one rejects is legal where no code
// is made (`compiled()`): in annotations that are texts or of local variables. That, and which rules are whose, depends on the version.
class Rules {
 public:
  Rules(const support::SourceFile& file, int minor_version) : file_(file), minor_version_(minor_version) {}
  void module(const ast::Module& module);
  std::vector<diag::Diagnostic> found;

 private:
  bool since(int minor_version) const { return minor_version_ >= minor_version; }
  bool compiled() const { return uncompiled_ == 0; }
  template <class... Args, class... Given>
  void error(Span span, const diag::Diag<Args...>& kind, Given&&... args) {
    found.push_back(diag::make(kind, diag::Severity::error, &file_, span, std::forward<Given>(args)...));
  }
  Span keyword(const ast::Node& node) const;  // that the node begins with
  // Where the name stands. One that was normalized or mangled is no part of the file's text.
  Span span_of(Identifier name, Span otherwise) const;

  // --- walking (rules.cpp) ---
  void walk(const Expr* expr) { ast::visit(expr, [this](const auto& node) { visit(node); }); }
  void walk(const Stmt* stmt) { ast::visit(stmt, [this](const auto& node) { visit(node); }); }
  void walk(const ast::Keyword* keyword) { walk(keyword->value); }
  void walk(const ast::WithItem* item);
  void walk(const ast::ExceptHandler* handler);
  template <class T>
  void walk_all(Nodes<T> nodes) {
    for (const T* node : nodes) {
      if (node != nullptr) walk(node);
    }
  }
  void walk_elements(Nodes<Expr> elements);  // where `*x` may stand among others
  void walk_element(const Expr* element);

  // Kinds of nodes without a rule of their own: what is below.
  template <class T>
  void visit(const T& node) {
    const auto value = [this](const auto& child) {
      using Value = std::decay_t<decltype(child)>;
      if constexpr (std::is_pointer_v<Value>) {
        if (child != nullptr) walk(child);
      } else if constexpr (requires { static_cast<const ast::Node*>(*child.data()); }) {
        walk_all(child);
      }
    };
    const auto field = [&](const auto& entry) {
      if constexpr (requires { node.*entry.member; }) value(node.*entry.member);
    };
    std::apply([&](const auto&... entries) { (field(entries), ...); }, T::fields);
  }

  void visit(const ast::Lambda& node);
  void visit(const ast::ListComp& node) { comprehension(node, ScopeKind::comprehension, "list comprehension", node.generators, node.elt, nullptr); }
  void visit(const ast::SetComp& node) { comprehension(node, ScopeKind::comprehension, "set comprehension", node.generators, node.elt, nullptr); }
  void visit(const ast::DictComp& node) { comprehension(node, ScopeKind::comprehension, "dict comprehension", node.generators, node.key, node.value); }
  void visit(const ast::GeneratorExp& node) { comprehension(node, ScopeKind::generator, "generator expression", node.generators, node.elt, nullptr); }
  void visit(const ast::Await& node);
  void visit(const ast::Yield& node);
  void visit(const ast::YieldFrom& node);
  void visit(const ast::NamedExpr& node);
  void visit(const ast::Call& node);
  void visit(const ast::Starred& node);
  void visit(const ast::Name& node);
  void visit(const ast::Attribute& node);
  void visit(const ast::List& node) { display(node.elts, node.ctx); }
  void visit(const ast::Tuple& node) { display(node.elts, node.ctx); }
  void visit(const ast::Set& node) { walk_elements(node.elts); }

  void visit(const ast::FunctionDef& node) { function(node, false); }
  void visit(const ast::AsyncFunctionDef& node) { function(node, true); }
  void visit(const ast::ClassDef& node);
  void visit(const ast::Return& node);
  void visit(const ast::TypeAlias& node);
  void visit(const ast::AugAssign& node);
  void visit(const ast::AnnAssign& node);
  void visit(const ast::For& node) { for_loop(node); }
  void visit(const ast::AsyncFor& node);
  void visit(const ast::While& node);
  void visit(const ast::With& node) { with(node); }
  void visit(const ast::AsyncWith& node);
  void visit(const ast::Try& node) { try_statement(node, false); }
  void visit(const ast::TryStar& node) { try_statement(node, true); }
  void visit(const ast::Match& node);
  void visit(const ast::Import& node);
  void visit(const ast::ImportFrom& node);
  void visit(const ast::Global& node) { declaration(node, node.names, Does::global); }
  void visit(const ast::Nonlocal& node) { declaration(node, node.names, Does::nonlocal); }
  void visit(const ast::Break& node) { leave_loop(node, "`break`"); }
  void visit(const ast::Continue& node) { leave_loop(node, "`continue`"); }

  void comprehension(const Expr& node, ScopeKind kind, std::string_view what, Nodes<ast::Comprehension> clauses, const Expr* element, const Expr* value);
  bool yields(const Expr& node, const Expr* value);
  // Whether the scope is an annotation or the like, which cannot have the expression.
  bool restricted(const Expr& node, std::string_view what);
  void display(Nodes<Expr> elements, ast::Context context);
  void unpacking(Span span, std::size_t star, std::size_t size, std::string_view what);  // `*` is the item of that number
  void keywords(Nodes<ast::Keyword> given);
  template <class Function>
  void function(const Function& node, bool is_async);
  void parameters(const ast::Arguments& arguments);
  void parameter_annotations(const ast::Arguments& arguments, const Expr* returns);
  template <class Body>
  void annotation(bool uncompiled, Body&& body);
  void type_parameters(Nodes<ast::TypeParam> params);
  void type_variable(const Expr* value, std::string_view what);
  void expect_async(const Stmt& node, std::string_view what);
  template <class Loop>
  void for_loop(const Loop& node);
  template <class With>
  void with(const With& node);
  template <class Try>
  void try_statement(const Try& node, bool star);
  void loop_body(const Stmt& node, Nodes<Stmt> body);
  void leave_loop(const Stmt& node, std::string_view what);
  void enter_blocks(Span span, int count);
  void leave_blocks(int count) { unit().blocks -= count; }

  // --- names (rules_scopes.cpp) ---
  Scope& scope() { return scopes_.back(); }
  // The scope that is compiled with the current one. Comprehensions in a function are part of it since 3.12.
  Scope& unit();
  void open(ScopeKind kind, std::string_view what = {});
  void close();
  Does::Flags flags(Identifier name) const { return symbols_.flags(name, std::uint32_t(scopes_.size())); }
  void define(Identifier name, Does::Flags how, Span span) { define(name, how, span, scopes_.size()); }
  void define(Identifier name, Does::Flags how, Span span, std::size_t depth);
  // A name that is bound or deleted: what `define` does, and `__debug__` is none.
  void bind(Identifier name, Does::Flags how, Span span, ast::Context context = ast::Context::Store);
  void forbid_debug(Identifier name, ast::Context context, Span span);
  void declaration(const Stmt& node, std::span<const Identifier> names, Does::Flags how);
  bool define_outside_comprehension(Identifier name, const ast::NamedExpr& node);

  // --- patterns (rules_patterns.cpp) ---
  struct Captures {
    std::unordered_set<Identifier> names;
    bool may_match_all;  // whether a pattern that matches everything is the last one
  };
  void match_pattern(const Pattern& pattern, Captures& captures);
  void subpatterns(Nodes<Pattern> patterns, Captures& captures);
  void sequence(const ast::MatchSequence& node, Captures& captures);
  void mapping(const ast::MatchMapping& node, Captures& captures);
  void class_pattern(const ast::MatchClass& node, Captures& captures);
  void alternatives(const ast::MatchOr& node, Captures& captures);
  void capture(Identifier name, Span span, Captures& captures);

  // `nonlocal name` whose binding is looked for in the scopes around.
  struct Pending {
    Identifier name;
    Span span;
    std::size_t depth;      // of the scope that has the statement
    bool hidden = false;    // a class in between binds the name
  };

  const support::SourceFile& file_;
  const int minor_version_;
  bool text_annotations_ = false;  // `from __future__ import annotations`
  Nodes<Stmt> futures_;
  int uncompiled_ = 0;
  std::vector<Scope> scopes_;
  Symbols symbols_;
  std::vector<Pending> pending_;
  std::vector<Span> returns_;         // with a value, in functions that may turn out to be async generators
  std::vector<Span> comprehensions_;  // async ones, in scopes that may turn out to await
};

}  // namespace keelback::parse
