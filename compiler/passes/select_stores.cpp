// A store under a condition, of an element that the condition has read, is a store of a selected value: without a branch the C++ compiler can compute several turns at once.
//
//   for j in range(n):                            for j in range(n):
//     if t[j] < a[j]:                      =>       a[j] = (t[j] if t[j] < a[j] else a[j])
//       a[j] = t[j]
//
// Requires: verified IR, checks that are proved marked. Keeps: everything that a program can observe; an element that is stored back has just been read, the array may be written, and native code runs
// one thread at a time.
// Declines: elements whose index is checked; conditions and values that raise, write or allocate, or are long; loops with other branches or loops inside, which would not be vectorized; bodies of
// parallel loops, where another thread might store in between.
#include "ir/effects.hpp"
#include "ir/walk.hpp"
#include "passes/loop_copies.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using ir::Block;
using ir::ExprId;
using ir::Function;
using ir::StmtId;

namespace {

constexpr int most_nodes = 24;   // of a condition and its value

class Selector {
 public:
  Selector(const ir::Module& module, Function& function, const ir::CallEffects& calls) : module_(module), function_(function), calls_(calls) {}

  void run() { loops(function_.body); }

 private:
  void loops(const Block& block) {
    for (const StmtId id : block) {
      const auto* loop = std::get_if<ir::ForRange>(&function_[id].node);
      if (loop != nullptr && is_straight(loop->body)) convert(id);
      else ir::for_each_child_block(function_[id], [&](const Block& inner) { loops(inner); });
    }
  }

  // Assignments, stores, and branches that can all be converted.
  bool is_straight(const Block& body) const {
    bool any = false;
    for (const StmtId id : body) {
      const ir::StmtNode& node = function_[id].node;
      if (const auto* choice = std::get_if<ir::If>(&node)) {
        if (!is_convertible(*choice)) return false;
        any = true;
      } else if (!std::holds_alternative<ir::Assign>(node) && !std::holds_alternative<ir::Moves>(node) && !std::holds_alternative<ir::StoreElement>(node)) {
        return false;
      }
    }
    return any;
  }

  bool is_plain(ExprId root, int& nodes) const {
    ir::for_each_in_tree(function_, root, [&](ExprId) { ++nodes; });
    const ir::Effects effects = ir::effects(module_, function_, root, &calls_);
    const bool binds = ir::any_in_tree(function_, root, [&](ExprId id) { return std::holds_alternative<ir::Let>(function_[id].node); });
    return !binds && !ir::has(effects, ir::Effects::raises) && !ir::has(effects, ir::Effects::writes) && !ir::has(effects, ir::Effects::allocates);
  }

  // What the store of a branch stores: also where that is bound to a temporary in front of it.
  std::optional<ExprId> value_of(const ir::If& choice) const {
    if (!choice.no.empty() || choice.yes.empty() || choice.yes.size() > 2) return {};
    const auto* store = std::get_if<ir::StoreElement>(&function_[choice.yes.back()].node);
    if (store == nullptr || choice.yes.size() == 1) return store != nullptr ? std::optional(store->value) : std::nullopt;
    const auto* assign = std::get_if<ir::Assign>(&function_[choice.yes[0]].node);
    const auto* read = std::get_if<ir::ReadLocal>(&function_[store->value].node);
    if (assign == nullptr || read == nullptr || read->local != assign->local || function_[assign->local].name_id) return {};
    int reads = 0;
    ir::for_each_expr(function_, function_.body, [&](ExprId id) {
      const auto* one = std::get_if<ir::ReadLocal>(&function_[id].node);
      reads += one != nullptr && one->local == assign->local;
    });
    return reads == 1 ? std::optional(assign->value) : std::nullopt;
  }

  bool is_convertible(const ir::If& choice) const {
    const auto value = value_of(choice);
    if (!value) return false;
    const auto* store = std::get_if<ir::StoreElement>(&function_[choice.yes.back()].node);
    if (store == nullptr || store->bounds.size() != store->indices.size()) return false;
    for (const ir::Bounds bounds : store->bounds) {
      if (bounds != ir::Bounds::proved) return false;
    }
    int nodes = 0;
    if (!is_plain(choice.condition, nodes) || !is_plain(*value, nodes) || nodes > most_nodes) return false;
    return read_of(choice.condition, *store).has_value();
  }

  // The read of the element that is stored, where the condition always makes it.
  std::optional<ExprId> read_of(ExprId root, const ir::StoreElement& store) const {
    const ir::ExprNode& node = function_[root].node;
    if (const auto* logical = std::get_if<ir::Logical>(&node)) return read_of(logical->left, store);
    if (const auto* select = std::get_if<ir::Select>(&node)) return read_of(select->condition, store);
    if (const auto* read = std::get_if<ir::ReadElement>(&node)) {
      bool same = ir::equal(function_, read->array, store.array) && read->indices.size() == store.indices.size() && read->bounds == store.bounds;
      for (std::size_t i = 0; same && i < store.indices.size(); ++i) same = ir::equal(function_, read->indices[i], store.indices[i]);
      if (same) return root;
    }
    std::optional<ExprId> found;
    ir::for_each_operand(function_[root], [&](ExprId operand) {
      if (!found) found = read_of(operand, store);
    });
    return found;
  }

  void convert(StmtId loop) {
    for (StmtId& id : std::get<ir::ForRange>(function_[loop].node).body) {
      const auto* choice = std::get_if<ir::If>(&function_[id].node);
      if (choice == nullptr) continue;
      const ExprId condition = choice->condition;
      const ExprId value = *value_of(*choice);
      id = choice->yes.back();
      auto& store = std::get<ir::StoreElement>(function_[id].node);
      const types::Type type = function_[value].type;
      const ir::Span span = function_[value].span;
      ExprId kept = ir::Cloner{function_, function_, {}, {}, {}}.expr(*read_of(condition, store));
      if (function_[kept].type != type) kept = function_.add(ir::Convert{kept}, type, span);
      store.value = function_.add(ir::Select{condition, value, kept}, type, span);
    }
  }

  const ir::Module& module_;
  Function& function_;
  const ir::CallEffects& calls_;
};

}  // namespace

void select_stores(ir::Module& module) {
  const ir::CallEffects calls = ir::call_effects(module);
  for (Function& function : module.functions) {
    if (!function.is_part) Selector(module, function, calls).run();
  }
}

}  // namespace keelback::passes
