// Walking a tree of any nodes, made from the tuples of fields.
#pragma once

#include <type_traits>

#include "ast/nodes.hpp"

namespace keelback::ast {

// Calls `visit_child(const Node*)` for each child that there is, in the order of the fields.
template <class Function>
void for_each_child(const Node* node, Function&& visit_child) {
  const auto one = [&](const auto& value) {
    using Value = std::decay_t<decltype(value)>;
    if constexpr (std::is_pointer_v<Value>) {
      if (value != nullptr) visit_child(static_cast<const Node*>(value));
    } else if constexpr (requires { static_cast<const Node*>(*value.data()); }) {
      for (const auto* item : value) {
        if (item != nullptr) visit_child(static_cast<const Node*>(item));
      }
    }
  };
  visit(node, [&](const auto& whole) {  // any kind at all: the fields say what there is to do
    const auto field = [&](const auto& entry) {
      if constexpr (requires { whole.*entry.member; }) one(whole.*entry.member);
    };
    std::apply([&](const auto&... entries) { (field(entries), ...); }, std::decay_t<decltype(whole)>::fields);
  });
}

// Calls `enter(const Node*)` for the node and all below it, parents first; where it returns false, not for what is below that node.
template <class Function>
void walk(const Node* node, Function&& enter) {
  if (!enter(node)) return;
  for_each_child(node, [&](const Node* child) { walk(child, enter); });
}

}  // namespace keelback::ast
