// An element that all turns of a loop read is read in front of it, although the loop stores into the same array: the turn whose store may hit the element, where the counter is the element's index,
// is taken out of the loop.
//
//   for j in range(m, n):                        if elements_apart(a) and has_unit_rows(a):      (and `a` is a view with `unit_rows`)
//     a[i, j] = a[i, j] + a[i, k] * x     =>       first = split_at(k, m, n); behind = split_at(k + 1, m, n)
//                                                  if m < n:
//                                                    kept = a[i, k];  for j in range(m, first): a[i, j] = a[i, j] + kept * x
//                                                    if first < behind: a[i, first] = a[i, first] + a[i, k] * x
//                                                    kept = a[i, k];  for j in range(behind, n): a[i, j] = a[i, j] + kept * x
//                                                else: the loop as it was
//
// In the parts the element stays what it is, in a register, and the C++ compiler can compute several turns at once.
//
// Requires: verified IR, checks that are proved marked. Keeps: everything that a program can observe. At run time the array's strides are looked at: different indices must be different elements
// (`elements_apart`); the two loops of the sum above differ in the turn j = k alone.
// Declines: loops that raise or are left, with loops inside or more than `most_statements` statements; stores to several arrays, or whose last index is not the counter; reads that not every turn makes.
#include <algorithm>

#include "ir/effects.hpp"
#include "ir/runtime_functions.hpp"
#include "ir/walk.hpp"
#include "passes/loop_copies.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using ir::Block;
using ir::ExprId;
using ir::Function;
using ir::LocalId;
using ir::StmtId;

namespace {

constexpr std::size_t most_statements = 12;   // of a loop that is kept four times

class Hoister {
 public:
  Hoister(ir::Module& module, Function& function, const ir::CallEffects& calls) : module_(module), function_(function), calls_(calls), types_(*module.types) {}

  void run() { block(function_.body); }

 private:
  struct Plan {
    LocalId array;
    std::size_t axis = 0;          // of the array, that the counter follows
    std::vector<ExprId> reads;     // the same element
  };

  void block(Block& statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const StmtId id = statements[i];
      const auto plan = planned(id);
      if (!plan) {
        ir::for_each_child_block(function_[id], [&](Block& inner) { block(inner); });
        continue;
      }
      const Block made = split(id, *plan);
      statements[i] = made.back();
      statements.insert(statements.begin() + std::ptrdiff_t(i), made.begin(), made.end() - 1);
      i += made.size() - 1;
    }
  }

  std::optional<Plan> planned(StmtId id) {
    const auto* loop = std::get_if<ir::ForRange>(&function_[id].node);
    if (loop == nullptr || types::literal_int(function_[loop->step].type) != 1 || !loop->orelse.empty() || loop_size(function_, id, true) > most_statements) return {};
    // Statements in a row: what comes first cannot keep a read from being made.
    for (const StmtId stmt : loop->body) {
      const ir::StmtNode& node = function_[stmt].node;
      if (!std::holds_alternative<ir::Assign>(node) && !std::holds_alternative<ir::Moves>(node) && !std::holds_alternative<ir::StoreElement>(node)) return {};
    }
    const ir::Effects effects = ir::effects(module_, function_, loop->body, &calls_);
    if (ir::has(effects, ir::Effects::raises) || ir::has(effects, ir::Effects::allocates)) return {};
    find_bound(id);
    if (bound_[loop->local.value] != 1) return {};

    Plan plan;
    std::vector<bool> counts(function_.locals.size(), false);   // holds the counter, from here on
    counts[loop->local.value] = true;
    bool stores = false;
    for (const StmtId stmt : loop->body) {
      if (const auto* assign = std::get_if<ir::Assign>(&function_[stmt].node)) {
        const auto* read = std::get_if<ir::ReadLocal>(&function_[assign->value].node);
        if (read != nullptr && read->local == loop->local && bound_[assign->local.value] == 1) counts[assign->local.value] = true;
      }
      const auto* store = std::get_if<ir::StoreElement>(&function_[stmt].node);
      if (store == nullptr) continue;
      const auto* array = std::get_if<ir::ReadLocal>(&function_[store->array].node);
      if (array == nullptr || array->checked || bound_[array->local.value] != 0 || (stores && array->local != plan.array) || !is_proved(store->bounds, store->indices)) return {};
      std::optional<std::size_t> axis;
      for (std::size_t i = 0; i < store->indices.size(); ++i) {
        const auto* index = std::get_if<ir::ReadLocal>(&function_[store->indices[i]].node);
        if (index != nullptr && counts[index->local.value]) axis = i;
      }
      if (!axis || *axis + 1 != store->indices.size()) return {};
      plan.array = array->local;
      plan.axis = *axis;
      stores = true;
    }
    if (!stores) return {};
    for (const StmtId stmt : loop->body) {
      ir::for_each_operand(function_[stmt], [&](ExprId root) { find_reads(root, plan); });
    }
    return plan.reads.empty() ? std::nullopt : std::optional(plan);
  }

  void find_bound(StmtId loop) {
    bound_.assign(function_.locals.size(), 0);
    const Block alone{loop};
    ir::for_each_stmt(function_, alone, [&](StmtId id) {
      for (const LocalId local : ir::bound_locals(function_, function_[id])) ++bound_[local.value];
    });
  }

  static bool is_proved(const std::vector<ir::Bounds>& bounds, const std::vector<ExprId>& indices) {
    return !indices.empty() && bounds.size() == indices.size() && std::ranges::all_of(bounds, [](ir::Bounds one) { return one == ir::Bounds::proved; });
  }

  // Reads that each turn makes, of the element that the first one reads.
  void find_reads(ExprId root, Plan& plan) {
    const ir::ExprNode& node = function_[root].node;
    if (const auto* logical = std::get_if<ir::Logical>(&node)) return find_reads(logical->left, plan);
    if (const auto* select = std::get_if<ir::Select>(&node)) return find_reads(select->condition, plan);
    const auto* read = std::get_if<ir::ReadElement>(&node);
    if (read != nullptr && is_fixed(*read, plan)) {
      if (plan.reads.empty() || ir::equal(function_, plan.reads[0], root)) plan.reads.push_back(root);
      return;
    }
    ir::for_each_operand(function_[root], [&](ExprId operand) { find_reads(operand, plan); });
  }

  bool is_fixed(const ir::ReadElement& read, const Plan& plan) const {
    const auto* array = std::get_if<ir::ReadLocal>(&function_[read.array].node);
    if (array == nullptr || array->local != plan.array || !is_proved(read.bounds, read.indices)) return false;
    return std::ranges::all_of(read.indices, [&](ExprId index) {
      if (std::holds_alternative<ir::Constant>(function_[index].node)) return true;
      const auto* local = std::get_if<ir::ReadLocal>(&function_[index].node);
      return local != nullptr && !local->checked && bound_[local->local.value] == 0;
    });
  }

  std::vector<ExprId> expressions(StmtId loop) const {
    std::vector<ExprId> out;
    ir::for_each_expr(function_, std::get<ir::ForRange>(function_[loop].node).body, [&](ExprId id) { out.push_back(id); });
    return out;
  }

  ir::RuntimeId runtime(std::string_view symbol, std::string_view header) {
    return ir::runtime_function(module_, {std::string(symbol), std::string(header), ir::Effects::none, false});
  }

  ExprId test(std::string_view symbol, LocalId array, ir::Span span) {
    return function_.add(ir::CallRuntime{runtime(symbol, "array.hpp"), {}, {function_.add(ir::ReadLocal{array}, function_[array].type, span)}}, types_.boolean, span);
  }

  // The statements in the loop's place.
  Block split(StmtId id, const Plan& plan) {
    const ir::Span span = function_[id].span;
    const StmtId general = copy_of_loop(function_, id, false), alone = copy_of_loop(function_, id, false);
    Block out;
    const auto int_local = [&](const char* name, ExprId value) {
      const LocalId local = function_.add_local(name, types_.integer);
      out.push_back(function_.add(ir::Assign{local, value}, span));
      return local;
    };
    const auto read = [&](LocalId local) { return function_.add(ir::ReadLocal{local}, function_[local].type, span); };
    const auto clone = [&](ExprId expr) { return ir::Cloner{function_, function_, {}, {}, {}}.expr(expr); };
    const auto as_int = [&](ExprId expr) { return function_[expr].type == types_.integer ? expr : function_.add(ir::Convert{expr}, types_.integer, span); };
    const ir::ForRange bounds = std::get<ir::ForRange>(function_[id].node);
    const LocalId start = int_local("start", as_int(bounds.start)), stop = int_local("stop", as_int(bounds.stop));

    Block parts;
    std::swap(out, parts);   // what follows is behind the test
    const ExprId element = plan.reads[0];
    const ExprId at = clone(std::get<ir::ReadElement>(function_[element].node).indices[plan.axis]);
    const ir::RuntimeId split_at = runtime("kb::split_at", "array.hpp"), split_behind = runtime("kb::split_behind", "array.hpp");
    const LocalId first = int_local("split", function_.add(ir::CallRuntime{split_at, {}, {as_int(at), read(start), read(stop)}}, types_.integer, span));
    const LocalId behind = int_local("behind", function_.add(ir::CallRuntime{split_behind, {}, {as_int(clone(at)), read(start), read(stop)}}, types_.integer, span));
    const types::Type type = function_[element].type;
    const ExprId element_before = clone(element), element_behind = clone(element);
    const LocalId before = function_.add_local("kept", type), after = function_.add_local("kept", type);
    const auto run = [&](StmtId loop, LocalId from, LocalId to) {
      auto& range = std::get<ir::ForRange>(function_[loop].node);
      range.start = read(from);
      range.stop = read(to);
      out.push_back(loop);
    };
    // In front, and the turn itself. The copy's expressions come in the order of the original's.
    const StmtId last = copy_of_loop(function_, id, false);
    const std::vector<ExprId> here = expressions(id), there = expressions(last);
    for (std::size_t i = 0; i < here.size(); ++i) {
      if (std::ranges::find(plan.reads, here[i]) == plan.reads.end()) continue;
      function_[here[i]].node = ir::ReadLocal{before};
      function_[there[i]].node = ir::ReadLocal{after};
    }
    out.push_back(function_.add(ir::Assign{before, element_before}, span));
    run(id, start, first);
    const ir::ForRange turn = std::get<ir::ForRange>(function_[alone].node);
    Block one{function_.add(ir::Assign{turn.local, read(first)}, span)};
    one.insert(one.end(), turn.body.begin(), turn.body.end());
    out.push_back(function_.add(ir::If{function_.add(ir::Compare{ir::CompareOp::less, read(first), read(behind)}, types_.boolean, span), std::move(one), {}}, span));
    // Behind it.
    out.push_back(function_.add(ir::Assign{after, element_behind}, span));
    run(last, behind, stop);

    auto& slow = std::get<ir::ForRange>(function_[general].node);
    slow.start = read(start);
    slow.stop = read(stop);
    ExprId apart = test("kb::elements_apart", plan.array, span);
    if (!function_[plan.array].unit_rows) {
      const types::Type array_type = function_[plan.array].type;
      const LocalId view = function_.add_local(function_[plan.array].name, array_type);
      function_[view].unit_rows = true;
      ir::for_each_expr(function_, out, [&](ExprId expr) {
        if (auto* local = std::get_if<ir::ReadLocal>(&function_[expr].node); local != nullptr && local->local == plan.array) local->local = view;
      });
      out.insert(out.begin(), function_.add(ir::Assign{view, function_.add(ir::ReadLocal{plan.array}, array_type, span)}, span));
      apart = function_.add(ir::Logical{true, apart, test("kb::has_unit_rows", plan.array, span)}, types_.boolean, span);
    }
    const ExprId any = function_.add(ir::Compare{ir::CompareOp::less, read(start), read(stop)}, types_.boolean, span);
    const StmtId choice = function_.add(ir::If{apart, std::move(out), {general}}, span);
    parts.push_back(function_.add(ir::If{any, {choice}, {}}, span));
    return parts;
  }

  ir::Module& module_;
  Function& function_;
  const ir::CallEffects& calls_;
  types::TypeTable& types_;
  std::vector<int> bound_;   // by LocalId: how often the loop binds it
};

}  // namespace

void hoist_reads(ir::Module& module) {
  const ir::CallEffects calls = ir::call_effects(module);
  for (Function& function : module.functions) Hoister(module, function, calls).run();
}

}  // namespace keelback::passes
