// Checks one function at given argument types: infers a type for every expression and builds the instance's IR.
//
// Its member functions are split by syntax family: names.cpp, flow.cpp (joins), statements.cpp, loops.cpp, assignment.cpp, exceptions.cpp, operators.cpp,
// calls.cpp, subscripts.cpp, displays.cpp (tuples, lists, dicts, comprehensions).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/builder.hpp"
#include "check/environment.hpp"
#include "check/library_call.hpp"
#include "check/program.hpp"
#include "check/scopes.hpp"

namespace keelback::check {

// What is kept from one attempt at a function to the next: the item types of the containers it makes, the types that its loops begin with. Both only
// grow, so that attempts end.
struct Knowledge {
  struct Site {
    Type key = nullptr, item = nullptr;
    int parameter = -1;                                    // the container is that argument: its items are what the caller says
  };
  std::vector<Site> sites;
  std::map<const void*, types::SiteId> site_of_node;
  std::map<const void*, std::vector<Binding>> loop_heads;   // by loop statement, then NameId
  // A comprehension's names are its own: by what owns them (null: the function) and name.
  std::map<std::pair<const void*, std::string>, ir::NameId> name_ids;
  std::vector<std::string> names;                        // by NameId
  bool grown = false;                                    // something was added: another attempt is needed
};

// exceptions.cpp: whether native code raises and catches the builtin exception of that name.
bool is_builtin_exception(std::string_view name);

class FunctionChecker : public Builder {
 public:
  FunctionChecker(Program& program, Instance& instance, Knowledge& knowledge, ir::Function& function);

  // Builds the whole instance. Returns the result type.
  Type run();

 private:
  // --- names.cpp
  ExprId read_name(std::string_view name, Span span);
  ExprId read_global_name(std::string_view name, Span span);
  ExprId read_module_attribute(std::string_view module, std::string_view attribute, Span span);
  ExprId module_name_value(ModuleScope& scope, const std::string& name, Span span);
  ExprId library_value(types::EntryId entry, Span span);
  ExprId attribute(const ast::Attribute& node, Span span);
  ExprId make_function(const FunctionDef& def, Span span);
  ir::NameId name_id(std::string_view name);
  ir::NameId name_of(const void* owner, std::string_view name);
  bool is_local(std::string_view name) const;
  LocalId local_for(ir::NameId name, Type type);
  ExprId read_binding(const Binding& binding, Span span);
  // name = value, here: afterwards the name has the value's type.
  void bind(ir::NameId name, ExprId value, Span span);

  // --- flow.cpp
  void emit(ir::StmtNode node, Span span);
  Edge leave(Span span);                       // an edge from here, its Moves emitted
  Env join(std::vector<Edge>& edges, Span span);
  Type join_types(Type a, Type b);             // TypeTable::join, widening the sites of containers that differ
  void widen_within(Type from, Type to);
  void widen(const std::vector<types::SiteId>& sites, Type key, Type item);
  std::optional<bool> static_truth(ExprId condition);
  void narrow(const ast::Expr& condition, bool truth);
  ir::Block build_block(const std::function<void()>& body);
  std::optional<std::vector<std::string>> class_names(const ast::Expr& classes);
  bool is_instance(Type type, const std::vector<std::string>& classes);

  // --- statements.cpp
  void statements(const auto& body) {
    for (const auto* statement : body) {
      if (env_.dead) return;
      this->statement(*statement);
    }
  }
  void statement(const ast::Stmt& node);
  void if_statement(const ast::If& node, Span span);
  void return_statement(const ast::Return& node, Span span);
  void expression_statement(const ast::ExprStmt& node, Span span);
  void assert_statement(const ast::Assert& node, Span span);
  void delete_statement(const ast::Delete& node, Span span);
  void finish_returns(Type result);
  Type argument_type(std::size_t argument);

  // --- loops.cpp
  struct Loop {
    std::vector<Edge> breaks, continues;
  };
  void while_statement(const ast::While& node, Span span);
  void for_statement(const ast::For& node, Span span);
  // Builds the body of a loop again and again until the types at its head are stable. `content` is built with the environment of the head; afterwards
  // that is the environment again.
  ir::Block loop_body(const void* key, Span span, Loop& loop, const std::function<void()>& content);
  // The paths that leave the loop meet: the one that ended it (here; none where `ends` is false), through `orelse`, and the breaks.
  ir::Block finish_loop(Loop& loop, const std::function<void()>& orelse, bool ends, Span span);
  // Fills the Moves of an edge to where `target` is the environment.
  void move_to(const Edge& edge, const Env& target, Span span);
  void counted_or_each(const void* key, ExprId iterable, const std::function<void(ExprId)>& bind_item, const std::function<void()>& body,
                       const std::function<void()>& orelse, bool leaves_early, Span span);
  Type item_type(Type iterable, Span span);

  // --- assignment.cpp
  void assign(const ast::Assign& node, Span span);
  void annotated_assign(const ast::AnnAssign& node, Span span);
  void augmented_assign(const ast::AugAssign& node, Span span);
  void assign_to(const ast::Expr& target, ExprId value, Span span);
  void unpack_starred(const auto& targets, ExprId value, Span span);
  void unpack(const auto& targets, ExprId value, Span span);
  void store_subscript(ExprId container, const ast::Expr& index, ExprId value, Span span);
  void check_mutable(ExprId container, Span span);
  void update_view(ExprId view, ir::BinaryOp op, ExprId value, Span span);
  ExprId store_value(ExprId value, Type element, Span span);       // a number as an array's element
  ExprId cast_elements(ExprId value, types::DType dtype);
  ExprId array_like(ExprId value, Span span);                      // a tuple or list of numbers as an array
  ExprId matrix_product(ExprId left, ExprId right, Span span);

  // --- exceptions.cpp
  void raise_statement(const ast::Raise& node, Span span);
  void try_statement(const ast::Try& node, Span span);
  std::string exception_class(const ast::Expr& node);
  ExprId exception_argument(const ast::Expr& node);

  // --- operators.cpp
  ExprId binary(const ast::BinOp& node, Span span);
  ExprId binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  ExprId python_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  std::optional<ExprId> tagged_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  std::optional<ExprId> sequence_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  std::optional<ExprId> fold(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  ExprId unary(const ast::UnaryOp& node, Span span);
  ExprId comparison(const ast::Compare& node, Span span);
  ExprId compare(ir::CompareOp op, ExprId left, ExprId right, Span span);
  ExprId compare_as(ast::CmpOperator op, ExprId left, ExprId right, Span span);
  ExprId logical_of(bool is_and, ExprId left, ExprId right, Span span);
  ExprId identity(ExprId left, ExprId right, bool negated, Span span);
  ExprId decided(bool value, std::initializer_list<ExprId> operands, Span span);
  ExprId contains(ExprId item, ExprId container, bool negated, Span span);
  ExprId logical(const ast::BoolOp& node, Span span);
  ExprId conditional(const ast::IfExp& node, Span span);
  ExprId truth(ExprId value, Span span);
  // The truth of an expression, its `and`, `or` and `not` as control flow.
  ExprId condition(const ast::Expr& node);
  // Evaluates something that runs only where `test` came out as `truth`.
  ExprId only_where(const ast::Expr& test, bool truth, const std::function<ExprId()>& make);
  ExprId negation(ExprId condition, Span span);

  // --- calls.cpp
  ExprId call_expression(const ast::Call& node, Span span);
  ExprId call_value(ExprId callee, std::vector<LibraryArgument> args, Span span);
  ExprId call_function(ExprId callee, const std::vector<LibraryArgument>& args, Span span);
  ExprId call_library(types::EntryId entry, std::vector<LibraryArgument> args, Span span);
  std::vector<ExprId> bind_arguments(const FunctionDef& def, const std::vector<LibraryArgument>& args, Span span);
  Instance& instance_for(const FunctionDef& def, const std::vector<Type>& captures, std::vector<ExprId>& args, Span span);
  ExprId expression_in_module(const FunctionDef& def, const ast::Expr& node);
  std::optional<ExprId> special_call(const ast::Call& node, Span span);
  std::optional<ExprId> dict_get(ExprId dict, std::string_view method, const std::vector<LibraryArgument>& args, Span span);
  std::optional<ExprId> call_with_key(const ast::Call& node, std::string_view name, Span span);
  std::vector<LibraryArgument> call_arguments(const ast::Call& node);

  // --- subscripts.cpp
  ExprId subscript(const ast::Subscript& node, Span span);
  ExprId subscript_value(ExprId container, const ast::Expr& index, Span span);
  ExprId array_subscript(ExprId array, const ast::Expr& index, Span span);
  struct ArrayItems {
    std::vector<ir::SubscriptItem> items;
    bool is_element = false;                   // an index for every axis
    bool is_gather = false;                    // has an integer array or a mask
    int rank = 0;                              // of the result
  };
  ArrayItems array_items(Type array, const ast::Expr& index, Span span);
  ExprId sequence_item(ExprId sequence, ExprId index, Span span);
  ExprId index_value(ExprId value, Span span);
  // (container, start, stop, step, flags) as kb::get_slice and its like take them.
  std::vector<ExprId> slice_arguments(ExprId container, const ast::Slice& slice, Span span);
  std::optional<ExprId> slice_part(const ast::Expr* node);

  // --- displays.cpp
  ExprId tuple_display(const auto& elements, Span span);
  ExprId list_display(const ast::List& node, Span span);
  ExprId set_display(const ast::Set& node, Span span);
  ExprId dict_display(const ast::Dict& node, Span span);
  ExprId comprehension(const void* key, const auto& generators, Kind made, const ast::Expr* item, const ast::Expr* value, Span span);
  void comprehension_loops(const auto& generators, std::size_t depth, const std::function<void()>& innermost, Span span);
  types::SiteId site(const void* node);
  Type site_list(const void* node, Kind kind);
  ExprId constant_expression(const ast::Constant& node, Span span);
  ExprId joined_string(const ast::JoinedStr& node, Span span);

 public:
  ExprId expression(const ast::Expr& node);

 private:
  Program& program_;
  Instance& instance_;
  const FunctionDef& def_;
  Knowledge& knowledge_;

  std::map<std::string, ir::NameId, std::less<>> name_ids_;
  std::map<std::pair<std::uint32_t, Type>, LocalId> locals_;
  std::set<std::string, std::less<>> globals_;   // names that a `global` statement gives to the module
  Env env_;
  ir::Block* block_ = nullptr;
  std::vector<Loop*> loops_;
  std::vector<std::vector<Edge>*> handlers_;   // of the try statements around: every assignment is an edge to them
  struct PendingReturn {
    StmtId statement;
    Span span;
  };
  std::vector<PendingReturn> returns_;
  bool falls_through_ = false;
  Type declared_ = nullptr;
};

}  // namespace keelback::check
