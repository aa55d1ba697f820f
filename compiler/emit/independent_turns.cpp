// Loops whose turns can be seen to have nothing to do with each other: they store into arrays that the function has made itself, each turn at its own element.
//
//   out = np.zeros(n)
//   for i in range(n):
//     out[i] = out[i] + a[i] * b[i]         `a` and `b` are parameters: they were there before `out`
//
// The C++ compiler is told (KB_IVDEP): it would test at run time whether `out` overlaps the others, in each run of an inner loop.
#include <algorithm>

#include "emit/function_emitter.hpp"
#include "ir/effects.hpp"
#include "ir/layout.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

namespace {

class Turns {
 public:
  Turns(const ir::Module& module, const ir::Function& function, const ir::ForRange& loop, const ir::CallEffects& calls) : module_(module), function_(function), loop_(loop), calls_(calls) {}

  bool are_independent() {
    if (!is_straight()) return false;
    find_bound();
    if (bound_[loop_.local.value] != 0) return false;
    for (const StmtId id : loop_.body) {
      const auto* store = std::get_if<ir::StoreElement>(&function_[id].node);
      if (store != nullptr && !note_store(*store)) return false;
    }
    if (stores_.empty()) return false;
    for (const StmtId id : loop_.body) {
      bool good = true;
      ir::for_each_operand(function_[id], [&](ExprId root) { good = good && is_harmless(root, std::holds_alternative<ir::StoreElement>(function_[id].node)); });
      if (!good) return false;
    }
    return true;
  }

 private:
  bool is_straight() const {
    return std::ranges::all_of(loop_.body, [&](StmtId id) {
      const ir::StmtNode& node = function_[id].node;
      return std::holds_alternative<ir::Assign>(node) || std::holds_alternative<ir::Moves>(node) || std::holds_alternative<ir::StoreElement>(node);
    });
  }

  // How often the body binds each local, and which hold the counter.
  void find_bound() {
    bound_.assign(function_.locals.size(), 0);
    ir::for_each_stmt(function_, loop_.body, [&](StmtId id) {
      for (const LocalId local : ir::bound_locals(function_, function_[id])) ++bound_[local.value];
    });
  }

  bool is_counter(ExprId id, StmtId before) const {
    const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
    if (read == nullptr) return false;
    if (read->local == loop_.local) return true;
    if (bound_[read->local.value] != 1) return false;
    for (const StmtId stmt : loop_.body) {
      if (stmt == before) return false;
      const auto* assign = std::get_if<ir::Assign>(&function_[stmt].node);
      if (assign == nullptr || assign->local != read->local) continue;
      const auto* source = std::get_if<ir::ReadLocal>(&function_[assign->value].node);
      return source != nullptr && source->local == loop_.local;
    }
    return false;
  }

  bool is_fixed(ExprId id) const {
    if (std::holds_alternative<ir::Constant>(function_[id].node)) return true;
    const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
    return read != nullptr && !read->checked && bound_[read->local.value] == 0;
  }

  // The local of an array that is whole and the function's own, or null.
  std::optional<LocalId> local_of(ExprId array) const {
    const auto* read = std::get_if<ir::ReadLocal>(&function_[array].node);
    return read != nullptr && !read->checked && bound_[read->local.value] == 0 ? std::optional(read->local) : std::nullopt;
  }
  // Wherever it is bound, it gets a new array: it never shares memory with another array that is.
  bool is_made(LocalId local) const {
    if (std::ranges::find(function_.parameters, local) != function_.parameters.end()) return false;
    bool made = false, good = true;
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      const auto binds = ir::bound_locals(function_, function_[id]);
      if (std::ranges::find(binds, local) == binds.end()) return;
      const auto* assign = std::get_if<ir::Assign>(&function_[id].node);
      good = good && assign != nullptr && assign->local == local && ir::makes_new_array(module_, function_, assign->value);
      made = true;
    });
    return made && good;
  }
  bool is_argument(LocalId local) const {
    if (std::ranges::find(function_.parameters, local) == function_.parameters.end()) return false;
    return !ir::binds_local(function_, function_.body, local);
  }

  bool note_store(const ir::StoreElement& store) {
    const auto array = local_of(store.array);
    if (!array || !is_made(*array) || store.indices.empty() || store.bounds.size() != store.indices.size()) return false;
    bool counts = false;
    for (std::size_t i = 0; i < store.indices.size(); ++i) {
      if (store.bounds[i] != ir::Bounds::proved) return false;
      const bool counter = is_counter(store.indices[i], statement_of(store));
      if (!counter && !is_fixed(store.indices[i])) return false;
      counts = counts || counter;
    }
    if (!counts) return false;
    for (const ir::StoreElement* other : stores_) {
      if (local_of(other->array) == array && !same(other->indices, store.indices)) return false;
    }
    stores_.push_back(&store);
    return true;
  }

  StmtId statement_of(const ir::StoreElement& store) const {
    for (const StmtId id : loop_.body) {
      if (std::get_if<ir::StoreElement>(&function_[id].node) == &store) return id;
    }
    return {};
  }

  bool same(const std::vector<ExprId>& a, const std::vector<ExprId>& b) const {
    return a.size() == b.size() && std::ranges::equal(a, b, [&](ExprId x, ExprId y) { return ir::equal(function_, x, y); });
  }

  // No writes, and no reads of what is stored but at the same place; arrays only by elements, and only such as cannot be a part of one that is stored into.
  bool is_harmless(ExprId root, bool of_store) const {
    const ir::Effects effects = ir::effects(module_, function_, root, &calls_);
    if (ir::has(effects, ir::Effects::writes) || ir::has(effects, ir::Effects::allocates)) return false;
    const auto visit = [&](auto&& self, ExprId id, bool by_element) -> bool {
      const ir::Expr& expr = function_[id];
      if (expr.type->kind == Kind::array) {
        const auto local = local_of(id);
        return by_element && local && (is_argument(*local) || is_made(*local));
      }
      const auto* read = std::get_if<ir::ReadElement>(&expr.node);
      if (read != nullptr) {
        const auto local = local_of(read->array);
        for (const ir::StoreElement* store : stores_) {
          if (local_of(store->array) == local && !same(store->indices, read->indices)) return false;
        }
      }
      bool good = true;
      const bool elements = read != nullptr || std::holds_alternative<ir::Extent>(expr.node);
      ir::for_each_operand(expr, [&](ExprId operand) { good = good && self(self, operand, elements); });
      return good;
    };
    return visit(visit, root, of_store);
  }

  const ir::Module& module_;
  const ir::Function& function_;
  const ir::ForRange& loop_;
  const ir::CallEffects& calls_;
  std::vector<int> bound_;   // by LocalId
  std::vector<const ir::StoreElement*> stores_;
};

}  // namespace

bool has_independent_turns(const ir::Module& module, const ir::Function& function, const ir::ForRange& loop, const ir::CallEffects& calls) { return Turns(module, function, loop, calls).are_independent(); }

}  // namespace keelback::emit
