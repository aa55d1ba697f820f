// Walking, over the `fields` of the nodes: operands, child blocks, whole trees. Written once, so that a new node needs nothing here.
//
// Operands are visited in the order in which they are evaluated (docs/ir.md, "Evaluation order").
#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "ir/nodes.hpp"

namespace keelback::ir {

template <class... Fs>
struct overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

namespace walk {

template <class F>
void item_operands(AtIndex& item, F&& f) { f(item.index); }
template <class F>
void item_operands(AtSlice& item, F&& f) {
  for (std::optional<ExprId>* part : {&item.start, &item.stop, &item.step}) {
    if (*part) f(**part);
  }
}
template <class F>
void item_operands(AtNewAxis&, F&&) {}
template <class F>
void item_operands(AtArray& item, F&& f) { f(item.array); }

// One field of a node: calls `f(ExprId&)` for the operands it holds; fields that hold none are passed over.
template <class Field, class F>
void field_operands(Field& field, F&& f) {
  if constexpr (std::is_same_v<Field, ExprId>) {
    f(field);
  } else if constexpr (std::is_same_v<Field, std::vector<ExprId>>) {
    for (ExprId& id : field) f(id);
  } else if constexpr (std::is_same_v<Field, std::optional<ExprId>>) {
    if (field) f(*field);
  } else if constexpr (std::is_same_v<Field, std::vector<SubscriptItem>>) {
    for (SubscriptItem& item : field) std::visit([&](auto& part) { item_operands(part, f); }, item);
  }
}

template <class Node>
concept HasFields = requires { Node::fields; };

template <class Node, class F>
  requires HasFields<Node>
void operands(Node& node, F&& f) {
  std::apply([&](auto... field) { (field_operands(node.*field, f), ...); }, Node::fields);
}
// Keys and values alternate.
template <class F>
void operands(MakeDict& node, F&& f) {
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    f(node.keys[i]);
    f(node.values[i]);
  }
}
// An assignment evaluates the value first, then its target; an augmented one (with `op`) the target first.
template <class F>
void operands(StoreElement& node, F&& f) {
  f(node.value);
  f(node.array);
  for (ExprId& index : node.indices) f(index);
}
template <class F>
void operands(StoreView& node, F&& f) {
  if (!node.op) f(node.value);
  f(node.target);
  if (node.op) f(node.value);
}
template <class F>
void operands(StoreGather& node, F&& f) {
  if (!node.op) f(node.value);
  f(node.array);
  field_operands(node.items, f);
  if (node.op) f(node.value);
}
template <class F>
void operands(StoreField& node, F&& f) {
  if (node.value) f(*node.value);
  f(node.object);
}
template <class F>
void operands(Moves& node, F&& f) {
  for (Moves::Move& move : node.moves) f(move.value);
}
template <class F>
void operands(If& node, F&& f) { f(node.condition); }
template <class F>
void operands(While& node, F&& f) { f(node.condition); }
template <class F>
void operands(ForRange& node, F&& f) {
  f(node.start);
  f(node.stop);
  f(node.step);
}
template <class F>
void operands(ForEach& node, F&& f) { f(node.iterable); }
template <class F>
void operands(Try&, F&&) {}
template <class F>
void operands(Inlined& node, F&& f) {
  for (ExprId& arg : node.args) f(arg);
}

template <class Node, class F>
void blocks(Node& node, F&& f) {
  if constexpr (std::is_same_v<Node, If>) {
    f(node.yes);
    f(node.no);
  } else if constexpr (std::is_same_v<Node, While> || std::is_same_v<Node, ForRange> || std::is_same_v<Node, ForEach>) {
    f(node.body);
    f(node.orelse);
  } else if constexpr (std::is_same_v<Node, Try>) {
    f(node.body);
    for (Handler& handler : node.handlers) f(handler.body);
    f(node.orelse);
    f(node.finally);
  } else if constexpr (std::is_same_v<Node, Inlined>) {
    f(node.body);
  } else {
    static_assert(HasFields<Node> || std::is_same_v<Node, Moves>, "a statement with blocks must be listed here");
  }
}

}  // namespace walk

// Calls `f(ExprId&)` for the direct operands of an expression or statement node; `f(ExprId)` for const ones.
template <class F>
void for_each_operand(Expr& expr, F&& f) {
  std::visit([&](auto& node) { walk::operands(node, f); }, expr.node);
}
template <class F>
void for_each_operand(const Expr& expr, F&& f) {
  for_each_operand(const_cast<Expr&>(expr), [&](ExprId& id) { f(ExprId(id)); });
}
template <class F>
void for_each_operand(Stmt& stmt, F&& f) {
  std::visit([&](auto& node) { walk::operands(node, f); }, stmt.node);
}
template <class F>
void for_each_operand(const Stmt& stmt, F&& f) {
  for_each_operand(const_cast<Stmt&>(stmt), [&](ExprId& id) { f(ExprId(id)); });
}

// Calls `f(Block&)` for the blocks directly inside a statement, in source order.
template <class F>
void for_each_child_block(Stmt& stmt, F&& f) {
  std::visit([&](auto& node) { walk::blocks(node, f); }, stmt.node);
}
template <class F>
void for_each_child_block(const Stmt& stmt, F&& f) {
  for_each_child_block(const_cast<Stmt&>(stmt), [&](Block& block) { f(std::as_const(block)); });
}

// Every expression of the tree: operands before the node that uses them.
template <class F>
void for_each_in_tree(const Function& function, ExprId root, F&& f) {
  for_each_operand(function[root], [&](ExprId operand) { for_each_in_tree(function, operand, f); });
  f(root);
}
// Whether `test` holds for the expression or one below it.
template <class F>
bool any_in_tree(const Function& function, ExprId root, F&& test) {
  if (test(root)) return true;
  bool found = false;
  for_each_operand(function[root], [&](ExprId operand) { found = found || any_in_tree(function, operand, test); });
  return found;
}

// Every statement of the block and of the blocks inside it, a statement before its blocks.
template <class F>
void for_each_stmt(const Function& function, const Block& block, F&& f) {
  for (StmtId id : block) {
    f(id);
    for_each_child_block(function[id], [&](const Block& inner) { for_each_stmt(function, inner, f); });
  }
}
// Every expression of the block and of the blocks inside it.
template <class F>
void for_each_expr(const Function& function, const Block& block, F&& f) {
  for_each_stmt(function, block, [&](StmtId id) {
    for_each_operand(function[id], [&](ExprId root) { for_each_in_tree(function, root, f); });
  });
}
template <class F>
bool any_stmt(const Function& function, const Block& block, F&& test) {
  bool found = false;
  for_each_stmt(function, block, [&](StmtId id) { found = found || test(id); });
  return found;
}
template <class F>
bool any_expr(const Function& function, const Block& block, F&& test) {
  bool found = false;
  for_each_expr(function, block, [&](ExprId id) { found = found || test(id); });
  return found;
}

// --- locals ----------------------------------------------------------------------------------------------------------

// How often the tree reads the local.
int count_reads(const Function& function, ExprId root, LocalId local);
inline bool reads_local(const Function& function, ExprId root, LocalId local) { return count_reads(function, root, local) > 0; }
// Whether a `Let` of the tree binds the local.
bool binds_local(const Function& function, ExprId root, LocalId local);
// The locals that the statement itself binds (not those of its blocks): the target of Assign, the loop's local, what a `Let` binds.
std::vector<LocalId> bound_locals(const Function& function, const Stmt& stmt);
// Whether anything in the block, at any depth, reads or binds the local.
bool reads_local(const Function& function, const Block& block, LocalId local);
bool binds_local(const Function& function, const Block& block, LocalId local);

// Whether two trees are the same computation: node for node, with the same types, constants and locals.
bool equal(const Function& function, ExprId a, ExprId b);

// --- cloning ---------------------------------------------------------------------------------------------------------

// Copies trees and blocks, within a function or from one into another (`from` and `to` may be one object).
// `locals` maps the source's locals to the target's; an empty entry, or one past its end, keeps the id (within one function only).
// `substitute` gives another expression of the target in place of reads of a local, where it has one for it.
struct Cloner {
  const Function& from;
  Function& to;
  std::vector<LocalId> locals;
  std::vector<NameId> names;
  std::vector<ExprId> substitute;  // by source local; an empty id or past the end: none
  bool undo_inlining = false;      // calls that were carried out in place are calls in the copy

  ExprId expr(ExprId id);
  StmtId stmt(StmtId id);
  Block block(const Block& block);
  LocalId local(LocalId id) const;
  NameId name(NameId id) const;
};

}  // namespace keelback::ir
