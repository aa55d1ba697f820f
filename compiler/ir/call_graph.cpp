#include "ir/call_graph.hpp"

#include <algorithm>
#include <cstdint>

#include "ir/walk.hpp"

namespace keelback::ir {
namespace {

// The instances that each function calls.
std::vector<std::vector<std::uint32_t>> call_graph(const Module& module) {
  std::vector<std::vector<std::uint32_t>> calls(module.functions.size());
  for (std::size_t i = 0; i < module.functions.size(); ++i) {
    const Function& function = module.functions[i];
    for_each_expr(function, function.body, [&](ExprId id) {
      if (const auto* call = std::get_if<Call>(&function[id].node)) calls[i].push_back(call->callee.value);
      if (const auto* call = std::get_if<CallClosure>(&function[id].node)) {
        for (InstanceId target : call->targets) calls[i].push_back(target.value);
      }
    });
  }
  return calls;
}

}  // namespace

// Tarjan's algorithm, without recursion: a program may be deep.
std::vector<bool> recursive_functions(const Module& module) {
  const auto calls = call_graph(module);
  const std::size_t count = calls.size();
  std::vector<bool> recursive(count, false), on_stack(count, false);
  std::vector<std::uint32_t> order(count, 0), low(count, 0), stack;
  std::uint32_t next = 1;
  struct Frame {
    std::uint32_t node;
    std::size_t edge;
  };
  for (std::uint32_t root = 0; root < count; ++root) {
    if (order[root]) continue;
    std::vector<Frame> frames{{root, 0}};
    while (!frames.empty()) {
      auto& [node, edge] = frames.back();
      if (edge == 0) {
        order[node] = low[node] = next++;
        stack.push_back(node);
        on_stack[node] = true;
      }
      if (edge < calls[node].size()) {
        const std::uint32_t target = calls[node][edge++];
        if (target == node) recursive[node] = true;
        if (!order[target]) {
          frames.push_back({target, 0});
        } else if (on_stack[target]) {
          low[node] = std::min(low[node], order[target]);
        }
        continue;
      }
      if (low[node] == order[node]) {
        const bool cycle = stack.back() != node;
        for (std::uint32_t member = UINT32_MAX; member != node;) {
          member = stack.back();
          stack.pop_back();
          on_stack[member] = false;
          if (cycle) recursive[member] = true;
        }
      }
      const std::uint32_t done = node;
      frames.pop_back();
      if (!frames.empty()) low[frames.back().node] = std::min(low[frames.back().node], low[done]);
    }
  }
  return recursive;
}

}  // namespace keelback::ir
