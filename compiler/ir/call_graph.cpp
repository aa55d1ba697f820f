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

namespace {

// Of a value that neither is nor reaches a container other than by a field, whose read is an expression of its own.
bool is_apart_from_containers(types::Type type) {
  using types::Kind;
  switch (type->kind) {
    case Kind::never:
    case Kind::none:
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::complex:
    case Kind::string:
    case Kind::bytes:
    case Kind::scalar:
    case Kind::literal:
    case Kind::range:
    case Kind::slice:
    case Kind::ellipsis:
    case Kind::array:
    case Kind::library:
    case Kind::module:
    case Kind::type_object:
    case Kind::instance:
    case Kind::exception:
    case Kind::enumeration: return true;
    case Kind::union_: return std::ranges::all_of(type->args, is_apart_from_containers);
    // Of objects in there the runtime calls the methods, without a node that says so.
    case Kind::tuple:
    case Kind::variadic:
    case Kind::frozenset: return !types::holds_object(type) && std::ranges::all_of(type->args, is_apart_from_containers);
    default: return false;
  }
}

bool is_apart_from_containers(const Function& function, ExprId id) {
  if (std::holds_alternative<Dynamic>(function[id].node) || !is_apart_from_containers(function[id].type)) return false;
  const auto* runtime = std::get_if<CallRuntime>(&function[id].node);
  return runtime == nullptr || std::ranges::none_of(runtime->args, [&](ExprId arg) { return types::holds_object(function[arg].type); });
}

}  // namespace

std::vector<bool> functions_that_see_containers(const Module& module) {
  std::vector<bool> sees(module.functions.size());
  for (std::size_t i = 0; i < sees.size(); ++i) {
    const Function& function = module.functions[i];
    bool all_apart = !function.is_generator && is_apart_from_containers(function.result);
    for (const Local& local : function.locals) all_apart = all_apart && is_apart_from_containers(local.type);
    for_each_expr(function, function.body, [&](ExprId id) { all_apart = all_apart && is_apart_from_containers(function, id); });
    sees[i] = !all_apart;
  }
  const auto calls = call_graph(module);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < sees.size(); ++i) {
      if (sees[i] || std::ranges::none_of(calls[i], [&](std::uint32_t callee) { return sees[callee]; })) continue;
      sees[i] = changed = true;
    }
  }
  return sees;
}

}  // namespace keelback::ir
