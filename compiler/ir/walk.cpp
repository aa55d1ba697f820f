#include "ir/walk.hpp"

#include <algorithm>

namespace keelback::ir {
namespace {

template <class Field>
bool same_field(const Function& function, const Field& a, const Field& b) {
  if constexpr (std::is_same_v<Field, ExprId>) {
    return equal(function, a, b);
  } else if constexpr (std::is_same_v<Field, std::vector<ExprId>>) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!equal(function, a[i], b[i])) return false;
    }
    return true;
  } else if constexpr (std::is_same_v<Field, std::optional<ExprId>>) {
    return a.has_value() == b.has_value() && (!a || equal(function, *a, *b));
  } else if constexpr (std::is_same_v<Field, std::vector<SubscriptItem>>) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i].index() != b[i].index()) return false;
      const bool same = std::visit(
          overloaded{
              [&](const AtIndex& x, const AtIndex& y) { return x.bounds == y.bounds && equal(function, x.index, y.index); },
              [&](const AtSlice& x, const AtSlice& y) {
                return same_field(function, x.start, y.start) && same_field(function, x.stop, y.stop) && same_field(function, x.step, y.step);
              },
              [&](const AtNewAxis&, const AtNewAxis&) { return true; },
              [&](const AtArray& x, const AtArray& y) { return equal(function, x.array, y.array); },
              [&](const auto&, const auto&) { return false; },
          },
          a[i], b[i]);
      if (!same) return false;
    }
    return true;
  } else {
    return a == b;
  }
}

}  // namespace

bool equal(const Function& function, ExprId a, ExprId b) {
  if (a == b) return true;
  const Expr &x = function[a], &y = function[b];
  if (x.type != y.type || x.node.index() != y.node.index()) return false;
  return std::visit(
      [&]<class A, class B>(const A& left, const B& right) {
        if constexpr (std::is_same_v<A, B>) {
          return std::apply([&](auto... field) { return (same_field(function, left.*field, right.*field) && ...); }, A::fields);
        } else {
          return false;
        }
      },
      x.node, y.node);
}

int count_reads(const Function& function, ExprId root, LocalId local) {
  int count = 0;
  for_each_in_tree(function, root, [&](ExprId id) {
    const auto* read = std::get_if<ReadLocal>(&function[id].node);
    count += read && read->local == local;
  });
  return count;
}

bool binds_local(const Function& function, ExprId root, LocalId local) {
  return any_in_tree(function, root, [&](ExprId id) {
    const auto* let = std::get_if<Let>(&function[id].node);
    const auto* callable = std::get_if<Callable>(&function[id].node);
    return (let && let->local == local) || (callable && std::ranges::find(callable->parameters, local) != callable->parameters.end());
  });
}

std::vector<LocalId> bound_locals(const Function& function, const Stmt& stmt) {
  std::vector<LocalId> bound;
  std::visit(overloaded{
                 [&](const Assign& node) { bound.push_back(node.local); },
                 [&](const Moves& node) {
                   for (const Moves::Move& move : node.moves) bound.push_back(move.target);
                 },
                 [&](const ForRange& node) { bound.push_back(node.local); },
                 [&](const ForEach& node) { bound.push_back(node.local); },
                 [&](const Try& node) {
                   for (const Handler& handler : node.handlers) {
                     if (handler.local) bound.push_back(handler.local);
                   }
                 },
                 [&](const Inlined& node) {
                   if (node.result) bound.push_back(node.result);
                 },
                 [&](const Yield& node) {
                   if (node.received) bound.push_back(node.received);
                 },
                 [&](const YieldFrom& node) {
                   bound.push_back(node.item);
                   if (node.received) bound.push_back(node.received);
                 },
                 [&](const Unbind& node) {
                   for (std::uint32_t i = 0; i < function.locals.size(); ++i) {
                     if (function.locals[i].name_id == node.name) bound.push_back(LocalId{i});
                   }
                 },
                 [](const auto&) {},
             },
             stmt.node);
  for_each_operand(stmt, [&](ExprId root) {
    for_each_in_tree(function, root, [&](ExprId id) {
      if (const auto* let = std::get_if<Let>(&function[id].node)) bound.push_back(let->local);
      if (const auto* callable = std::get_if<Callable>(&function[id].node)) bound.insert(bound.end(), callable->parameters.begin(), callable->parameters.end());
    });
  });
  return bound;
}

bool reads_local(const Function& function, const Block& block, LocalId local) {
  return any_expr(function, block, [&](ExprId id) {
    const auto* read = std::get_if<ReadLocal>(&function[id].node);
    return read && read->local == local;
  });
}

bool binds_local(const Function& function, const Block& block, LocalId local) {
  return any_stmt(function, block, [&](StmtId id) {
    for (LocalId bound : bound_locals(function, function[id])) {
      if (bound == local) return true;
    }
    return false;
  });
}

LocalId Cloner::local(LocalId id) const {
  return id && id.value < locals.size() && locals[id.value] ? locals[id.value] : id;
}

NameId Cloner::name(NameId id) const {
  return id && id.value < names.size() && names[id.value] ? names[id.value] : id;
}

ExprId Cloner::expr(ExprId id) {
  if (const auto* read = std::get_if<ReadLocal>(&from[id].node)) {
    if (read->local.value < substitute.size() && substitute[read->local.value]) return substitute[read->local.value];
  }
  Expr copy = from[id];
  for_each_operand(copy, [&](ExprId& operand) { operand = expr(operand); });
  if (auto* read = std::get_if<ReadLocal>(&copy.node)) read->local = local(read->local);
  if (auto* let = std::get_if<Let>(&copy.node)) let->local = local(let->local);
  if (auto* callable = std::get_if<Callable>(&copy.node)) {
    for (LocalId& parameter : callable->parameters) parameter = local(parameter);
  }
  return to.add(std::move(copy.node), copy.type, copy.span);
}

StmtId Cloner::stmt(StmtId id) {
  Stmt copy = from[id];
  if (const auto* inlined = std::get_if<Inlined>(&copy.node); inlined != nullptr && undo_inlining && inlined->undoable) {
    std::vector<ExprId> args;
    for (ExprId arg : inlined->args) args.push_back(expr(arg));
    const ExprId call = to.add(Call{inlined->callee, std::move(args)}, inlined->type, copy.span);
    if (inlined->result) return to.add(Assign{local(inlined->result), call}, copy.span);
    return to.add(Evaluate{call}, copy.span);
  }
  for_each_operand(copy, [&](ExprId& operand) { operand = expr(operand); });
  for_each_child_block(copy, [&](Block& inner) { inner = block(Block(inner)); });
  std::visit(overloaded{
                 [&](Assign& node) { node.local = local(node.local); },
                 [&](Moves& node) {
                   for (Moves::Move& move : node.moves) move.target = local(move.target);
                 },
                 [&](Unbind& node) { node.name = name(node.name); },
                 [&](ForRange& node) { node.local = local(node.local); },
                 [&](ForEach& node) { node.local = local(node.local); },
                 [&](Inlined& node) { node.result = local(node.result); },
                 [&](Yield& node) { node.received = local(node.received); },
                 [&](YieldFrom& node) {
                   node.item = local(node.item);
                   node.received = local(node.received);
                 },
                 [&](Try& node) {
                   for (Handler& handler : node.handlers) handler.local = local(handler.local);
                 },
                 [](auto&) {},
             },
             copy.node);
  return to.add(std::move(copy.node), copy.span);
}

Block Cloner::block(const Block& block) {
  Block copy;
  copy.reserve(block.size());
  for (StmtId id : block) copy.push_back(stmt(id));
  return copy;
}

}  // namespace keelback::ir
