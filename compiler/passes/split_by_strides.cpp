// A loop that reads arrays by element is kept twice where the C++ compiler would not do so itself: one copy knows that the elements of the arrays' last
// axes are side by side, so that an address is a sum and not a product.
//
//   for i in range(n):                   if has_unit_rows(a):
//     s += a[k[i]]               =>        a.1 = a                    (a local with `unit_rows`)
//                                          for i in range(n): s += a.1[k[i]]
//                                        else:
//                                          for i in range(n): s += a[k[i]]
//
// Counts: indices that are no plain count, loops that are left early, inner loops that only read.
//
// Requires: verified IR, checks that are proved marked. Keeps: everything that a program can observe.
// Declines: loops of more than `max_statements` statements; arrays that the loop binds, that may be unbound in front of it or are transposed; arrays that are made with such
// rows, which emission knows; loops whose elements are all read by a plain count without a branch, which the C++ compiler splits.
#include "passes/split_by_strides.hpp"

#include <algorithm>
#include <map>

#include "ir/layout.hpp"
#include "ir/runtime_functions.hpp"
#include "ir/walk.hpp"
#include "passes/loop_copies.hpp"

namespace keelback::passes {

using ir::Block;
using ir::ExprId;
using ir::Function;
using ir::LocalId;
using ir::StmtId;
using types::Kind;

namespace {

constexpr std::size_t max_statements = 60;        // of the copy that calls what is inlined
constexpr std::size_t max_inlined_twice = 60;     // beyond, the copy for all strides calls what the other carries out in place
constexpr std::size_t max_arrays = 6;
constexpr int min_accesses = 2;                   // that gain

class Splitter {
 public:
  Splitter(ir::Module& module, Function& function, StmtId loop) : module_(module), function_(function), loop_(loop) {}

  bool run(Block& statements, std::size_t at) {
    if (loop_size(function_, loop_, false) > max_statements) return false;
    find_bound();
    ir::for_each_child_block(function_[loop_], [&](const Block& inner) { visit(inner, true, 1); });
    if (gains_ < min_accesses) return false;
    std::vector<LocalId> arrays;
    for (const auto& [local, count] : accesses_) {
      if (count > 0 && is_candidate(local)) arrays.push_back(local);
    }
    if (arrays.empty() || arrays.size() > max_arrays) return false;
    const StmtId general = copy_of_loop(function_, loop_, loop_size(function_, loop_, true) > max_inlined_twice);
    statements[at] = split(arrays, general);
    return true;
  }

 private:
  void find_bound() {
    bound_.assign(function_.locals.size(), false);
    varies_.assign(function_.locals.size(), false);
    const Block alone{loop_};
    std::vector<int> binds(function_.locals.size(), 0);
    ir::for_each_stmt(function_, alone, [&](StmtId id) {
      for (const LocalId local : ir::bound_locals(function_, function_[id])) {
        bound_[local.value] = varies_[local.value] = true;
        ++binds[local.value];
      }
    });
    // A counter, or a name for a sum of counters.
    ir::for_each_stmt(function_, alone, [&](StmtId id) {
      if (const auto* loop = std::get_if<ir::ForRange>(&function_[id].node)) varies_[loop->local.value] = false;
      const auto* assign = std::get_if<ir::Assign>(&function_[id].node);
      if (assign != nullptr && binds[assign->local.value] == 1 && is_regular(assign->value)) varies_[assign->local.value] = false;
    });
  }

  // An index that the C++ compiler strength-reduces: counters and what the loop leaves alone, added.
  bool is_regular(ExprId id) const {
    const ir::ExprNode& node = function_[id].node;
    if (std::holds_alternative<ir::Constant>(node) || std::holds_alternative<ir::Extent>(node)) return true;
    if (const auto* read = std::get_if<ir::ReadLocal>(&node)) return !varies_[read->local.value];
    if (const auto* convert = std::get_if<ir::Convert>(&node)) return is_regular(convert->operand);
    const auto* sum = std::get_if<ir::Arithmetic>(&node);
    return sum != nullptr && (sum->op == ir::BinaryOp::add || sum->op == ir::BinaryOp::subtract) && is_regular(sum->left) && is_regular(sum->right);
  }

  void access(ExprId array, ExprId last, bool gains) {
    const auto* read = std::get_if<ir::ReadLocal>(&function_[array].node);
    if (read == nullptr || read->checked || !is_candidate(read->local)) return;
    ++accesses_[read->local];
    const bool constant = std::holds_alternative<ir::Constant>(function_[last].node);
    if (!constant && (gains || !is_regular(last))) ++gains_;
  }

  void visit(const Block& block, bool is_body, int depth) {
    // Whether the C++ compiler would split the loop of this body.
    if (is_body) branches_ = ir::any_stmt(function_, block, [&](StmtId id) { return std::holds_alternative<ir::Break>(function_[id].node); });
    const bool branches = branches_;
    // The C++ compiler would ask in front of the inner loop, each time. That matters where the loop only reads, a sum of a few elements; one that stores is vectorized, by its own tests.
    const bool only_reads = !ir::any_stmt(function_, block, [&](StmtId id) { return std::holds_alternative<ir::StoreElement>(function_[id].node); });
    const bool gains = branches || (depth > 1 && only_reads);
    for (const StmtId id : block) {
      const ir::Stmt& stmt = function_[id];
      if (const auto* store = std::get_if<ir::StoreElement>(&stmt.node); store != nullptr && !store->indices.empty()) access(store->array, store->indices.back(), gains);
      ir::for_each_operand(stmt, [&](ExprId root) {
        ir::for_each_in_tree(function_, root, [&](ExprId inner) {
          const auto* read = std::get_if<ir::ReadElement>(&function_[inner].node);
          if (read != nullptr && !read->indices.empty()) access(read->array, read->indices.back(), gains);
          if (const auto* view = std::get_if<ir::Subscript>(&function_[inner].node)) {
            const auto* base = std::get_if<ir::ReadLocal>(&function_[view->array].node);
            if (base != nullptr && !base->checked && is_candidate(base->local)) ++accesses_[base->local];
          }
        });
      });
      ir::for_each_child_block(stmt, [&](const Block& inner) {
        visit(inner, is_loop(stmt), depth + is_loop(stmt));
        branches_ = branches;
      });
    }
  }

  bool is_candidate(LocalId local) {
    if (const auto known = candidates_.find(local); known != candidates_.end()) return known->second;
    return candidates_[local] = judge(local);
  }

  bool judge(LocalId local) const {
    const ir::Local& declared = function_[local];
    if (declared.type->kind != Kind::array || declared.type->rank == 0 || declared.unit_rows || bound_[local.value]) return false;
    if (declared.name_id && function_[declared.name_id].may_be_unbound) return false;
    bool good = true;
    bool is_made = std::ranges::find(function_.parameters, local) != function_.parameters.end();
    bool all_known = !is_made;
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      const auto binds = ir::bound_locals(function_, function_[id]);
      if (std::ranges::find(binds, local) == binds.end()) return;
      is_made = true;
      const auto* assign = std::get_if<ir::Assign>(&function_[id].node);
      if (assign == nullptr) return void(all_known = false);
      all_known = all_known && ir::makes_unit_rows(module_, function_, assign->value);
      good = good && may_have_unit_rows(assign->value);
    });
    return good && is_made && !all_known;
  }

  // Not a column, and not turned round.
  bool may_have_unit_rows(ExprId id) const {
    const ir::ExprNode& node = function_[id].node;
    if (const auto* view = std::get_if<ir::Subscript>(&node)) {
      if (view->items.size() < std::size_t(function_[view->array].type->rank)) return true;
      const auto* slice = view->items.empty() ? nullptr : std::get_if<ir::AtSlice>(&view->items.back());
      return slice != nullptr && !slice->step;
    }
    if (const auto* call = std::get_if<ir::CallRuntime>(&node)) {
      const std::string& symbol = module_[call->function].symbol;
      return symbol != "kb::transpose" && symbol != "kb::swapaxes" && symbol != "kb::moveaxis" && symbol != "kb::diagonal";
    }
    return true;
  }

  ir::RuntimeId test_function() { return ir::runtime_function(module_, {"kb::has_unit_rows", "array.hpp", ir::Effects::none, false}); }

  StmtId split(const std::vector<LocalId>& arrays, StmtId general) {
    const ir::Span span = function_[loop_].span;
    types::TypeTable& types = *module_.types;
    std::map<LocalId, LocalId> views;
    std::optional<ExprId> condition;
    Block fast;
    for (const LocalId array : arrays) {
      const types::Type type = function_[array].type;
      const LocalId view = function_.add_local(function_[array].name, type);
      function_[view].unit_rows = true;
      views[array] = view;
      const ExprId test = function_.add(ir::CallRuntime{test_function(), {}, {function_.add(ir::ReadLocal{array}, type, span)}}, types.boolean, span);
      condition = condition ? function_.add(ir::Logical{true, *condition, test}, types.boolean, span) : test;
      fast.push_back(function_.add(ir::Assign{view, function_.add(ir::ReadLocal{array}, type, span)}, span));
    }
    const Block alone{loop_};
    ir::for_each_expr(function_, alone, [&](ExprId id) {
      auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
      if (read == nullptr) return;
      if (const auto view = views.find(read->local); view != views.end()) read->local = view->second;
    });
    fast.push_back(loop_);
    return function_.add(ir::If{*condition, std::move(fast), {general}}, span);
  }

  ir::Module& module_;
  Function& function_;
  StmtId loop_;
  std::vector<bool> bound_, varies_;     // by LocalId: bound in the loop; to something else than a counter
  std::map<LocalId, bool> candidates_;
  std::map<LocalId, int> accesses_;
  int gains_ = 0;
  bool branches_ = false;
};

}  // namespace

bool split_by_strides(ir::Module& module, Function& function, Block& statements, std::size_t at) {
  return Splitter(module, function, statements[at]).run(statements, at);
}

}  // namespace keelback::passes
