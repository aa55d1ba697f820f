// Element-wise statements in a row, over arrays of one shape, as one loop: what one of them computes and a later one reads is a variable of the loop, and a name that nothing else reads has no array.
//
//   inside = x * x + y * y <= 4.0
//   out += inside                                 =>     one loop: reads x and y, updates out, makes the new x
//   x = np.where(inside, x * x - y * y, x)
//
// Whether the shapes are equal and which arrays share memory is asked when the loop begins (keelback/joined.hpp). Where one loop would not do what the statements do, or one of them would raise, they
// run one after the other. So every statement is written twice.
// Declines: what raises or is computed for many elements at once; slices of an array that a statement before has made; numbers read from memory; arrays whose elements other code reads by a view.
#include <fmt/format.h>

#include <algorithm>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::Effects;
using ir::has;

namespace {

constexpr std::size_t most_steps = 8, most_arrays = 16;

// `a` of `a[:]`.
ExprId without_whole_slices(const ir::Function& function, ExprId id) {
  const auto* part = std::get_if<ir::Subscript>(&function[id].node);
  const bool is_whole = part != nullptr && function[part->array].type->rank == function[id].type->rank && std::ranges::all_of(part->items, [](const ir::SubscriptItem& item) {
    const auto* slice = std::get_if<ir::AtSlice>(&item);
    return slice != nullptr && !slice->start && !slice->stop && !slice->step;
  });
  return is_whole ? without_whole_slices(function, part->array) : id;
}

}  // namespace

struct FunctionEmitter::JoinedStep {
  StmtId id;
  ExprId value;
  ExprId place = {};            // that a store stores into
  ExprId target = {};           // the same, where it is memory; else it is the array of a step before
  LocalId local = {};           // that an assignment binds, or whose new array a store updates
  bool binds = false;
  ir::RuntimeId op = {};
  std::vector<ExprId> arrays = {};  // it reads them from memory
  bool reads_earlier = false;   // what a step before computes
};

struct FunctionEmitter::JoinedSteps {
  std::vector<JoinedStep> steps = {};
  std::vector<std::pair<std::size_t, StmtId>> views = {};  // names of parts of arrays in between, which may come first: behind how many steps each stands
  int rank = 0;

  const JoinedStep* maker(LocalId local) const {
    const auto found = std::ranges::find_if(steps, [&](const JoinedStep& step) { return step.local && step.local == local; });
    return found == steps.end() ? nullptr : &*found;
  }
};

// A local's array, or a part of one, that is the same before and behind the steps.
bool FunctionEmitter::is_joinable_array(const JoinedSteps& steps, ExprId id) const {
  const ir::Expr& expr = function_[id];
  if (expr.type->kind != Kind::array || expr.type->rank < 1 || expr.type->rank > steps.rank || effects(id) != Effects::none) return false;
  ExprId root = id;
  while (const auto* part = std::get_if<ir::Subscript>(&function_[root].node)) root = part->array;
  if (!std::holds_alternative<ir::ReadLocal>(function_[root].node)) return false;
  return !ir::any_in_tree(function_, id, [&](ExprId inner) {
    const auto* read = std::get_if<ir::ReadLocal>(&function_[inner].node);
    return std::holds_alternative<ir::Let>(function_[inner].node) || (read != nullptr && steps.maker(read->local) != nullptr);
  });
}

bool FunctionEmitter::is_joinable_tree(const JoinedSteps& steps, ExprId id, JoinedStep& step) const {
  const ir::Expr& expr = function_[id];
  if (expr.type->kind != Kind::array) {
    return effects(id) == Effects::none && !ir::any_in_tree(function_, id, [&](ExprId inner) {
      const auto* read = std::get_if<ir::ReadLocal>(&function_[inner].node);
      return std::holds_alternative<ir::Let>(function_[inner].node) || (read != nullptr && steps.maker(read->local) != nullptr);
    });
  }
  if (const auto* node = std::get_if<ir::Elementwise>(&expr.node)) {
    const ir::RuntimeFunction& function = module_[node->function];
    if (!function.elementary.empty() || function.takes_line || function.effects != Effects::none) return false;
    return std::ranges::all_of(node->operands, [&](ExprId operand) { return is_joinable_tree(steps, operand, step); });
  }
  if (const auto* node = std::get_if<ir::Convert>(&expr.node); node != nullptr && type(node->operand)->kind == Kind::array) return is_joinable_tree(steps, node->operand, step);
  const auto stores_here = [&](const JoinedStep& earlier) { return earlier.target && ir::equal(function_, earlier.target, id); };
  const auto* read = std::get_if<ir::ReadLocal>(&expr.node);
  if ((read != nullptr && !read->checked && steps.maker(read->local) != nullptr) || std::ranges::any_of(steps.steps, stores_here)) {
    step.reads_earlier = true;
    return true;
  }
  if (!is_joinable_array(steps, id)) return false;
  step.arrays.push_back(id);
  return true;
}

// `part = a[1:]` between steps: nobody can tell whether it stands in front of them.
bool FunctionEmitter::add_view(JoinedSteps& steps, StmtId id) const {
  const auto* assign = std::get_if<ir::Assign>(&function_[id].node);
  if (steps.steps.empty() || assign == nullptr || !std::holds_alternative<ir::Subscript>(function_[assign->value].node)) return false;
  JoinedSteps any{.steps = steps.steps, .rank = type(assign->value)->rank};
  if (!is_joinable_array(any, assign->value) || steps.maker(assign->local) != nullptr) return false;
  for (const JoinedStep& step : steps.steps) {
    if (ir::reads_local(function_, step.value, assign->local) || (step.place && ir::reads_local(function_, step.place, assign->local))) return false;
  }
  const auto mentions = [&](const std::pair<std::size_t, StmtId>& view) {
    const auto& other = std::get<ir::Assign>(function_[view.second].node);
    return other.local == assign->local || ir::reads_local(function_, other.value, assign->local);
  };
  if (std::ranges::any_of(steps.views, mentions)) return false;
  steps.views.emplace_back(steps.steps.size(), id);
  return true;
}

bool FunctionEmitter::add_joinable(JoinedSteps& steps, StmtId id) const {
  const ir::StmtNode& node = function_[id].node;
  JoinedStep step{id};
  int rank = 0;
  if (const auto* assign = std::get_if<ir::Assign>(&node)) {
    const ir::Local& local = function_[assign->local];
    const bool computes = std::holds_alternative<ir::Elementwise>(function_[assign->value].node) || std::holds_alternative<ir::Convert>(function_[assign->value].node);
    if (!computes || local.type->kind != Kind::array || type(assign->value) != local.type || local.borrowed || local.unit_rows || !element_views_[assign->local.value].empty()) return false;
    if (steps.maker(assign->local) != nullptr) return false;
    step.value = assign->value;
    step.local = assign->local;
    step.binds = true;
    rank = local.type->rank;
  } else if (const auto* store = std::get_if<ir::StoreView>(&node)) {
    if (type(store->value)->kind != Kind::array || type(store->target)->kind != Kind::array) return false;
    step.value = store->value;
    step.place = without_whole_slices(function_, store->target);
    step.op = store->op;
    const auto* read = std::get_if<ir::ReadLocal>(&function_[step.place].node);
    if (read != nullptr && !read->checked && steps.maker(read->local) != nullptr) {
      step.local = read->local;
      step.reads_earlier = true;
    } else {
      step.target = step.place;
    }
    rank = type(store->target)->rank;
  } else {
    return false;
  }
  if (rank < 1 || (steps.rank != 0 && rank != steps.rank)) return false;
  steps.rank = rank;
  if (step.op) {
    const ir::RuntimeFunction& function = module_[step.op];
    if (!function.elementary.empty() || function.takes_line || function.effects != Effects::none) return false;
  }
  if (!is_joinable_tree(steps, step.value, step)) return false;
  if (step.target) {
    if (!is_joinable_array(steps, step.target)) return false;
    if (step.op && !is_joinable_tree(steps, step.target, step)) return false;
  }
  // A step that reads nothing knows no shape.
  if (step.arrays.empty() && !step.reads_earlier) return false;
  steps.steps.push_back(std::move(step));
  return true;
}

FunctionEmitter::JoinedSteps FunctionEmitter::joinable(const Block& block, std::size_t first) const {
  JoinedSteps steps;
  std::vector<ExprId> arrays;
  for (std::size_t i = first; i < block.size() && steps.steps.size() < most_steps; ++i) {
    if (steps.views.size() < most_steps && add_view(steps, block[i])) continue;
    if (!add_joinable(steps, block[i])) break;
    const JoinedStep& last = steps.steps.back();
    for (const ExprId id : last.arrays) {
      if (std::ranges::none_of(arrays, [&](ExprId known) { return ir::equal(function_, known, id); })) arrays.push_back(id);
    }
    if (arrays.size() + steps.steps.size() > most_arrays) {
      steps.steps.pop_back();
      break;
    }
  }
  // What the last ones compute has to do with the others, and the first with a later one.
  while (!steps.steps.empty() && !steps.steps.back().reads_earlier) steps.steps.pop_back();
  std::erase_if(steps.views, [&](const std::pair<std::size_t, StmtId>& view) { return view.first >= steps.steps.size(); });
  const auto reads = [&](const JoinedStep& later, const JoinedStep& one) {
    if (later.local && later.local == one.local) return true;
    return ir::any_in_tree(function_, later.value, [&](ExprId id) {
      const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
      return one.local ? read != nullptr && read->local == one.local : ir::equal(function_, one.target, id);
    }) || (one.target && later.target && ir::equal(function_, one.target, later.target));
  };
  if (steps.steps.size() < 2 || std::none_of(steps.steps.begin() + 1, steps.steps.end(), [&](const JoinedStep& later) { return reads(later, steps.steps.front()); })) steps.steps.clear();
  return steps;
}

std::size_t FunctionEmitter::joined(const Block& block, std::size_t first) {
  if (function_.is_generator || in_callable_) return 0;
  const JoinedSteps found = joinable(block, first);
  const std::vector<JoinedStep>& steps = found.steps;
  if (steps.empty()) return 0;
  need("joined.hpp");
  const int line = line_of(function_[steps.front().id].span);
  for (const auto& [behind, view] : found.views) stmt(view);

  // The loop's body. What a step has computed stands for its local or target from there on.
  Writer body(out_->depth() + 2);
  std::vector<Leaf> read, known;     // read: from memory, in the loop's order; known: by which expressions find their element
  std::vector<std::vector<std::size_t>> step_reads;
  struct Target {
    ExprId expr;
    std::string type, value, element;  // value: its last element; element: where it goes
    std::size_t first_step;
  };
  std::vector<Target> stores;
  std::vector<std::string> values;   // by step
  for (std::size_t number = 0; number < steps.size(); ++number) {
    const JoinedStep& step = steps[number];
    comment(line_of(function_[step.id].span));
    std::vector<Stage> stages;
    Tree tree{line};
    const std::size_t before = known.size();
    std::string value = fused_element(step.value, known, stages, tree);
    if (step.op) {
      const std::string args[] = {fused_element(step.place, known, stages, tree), value};
      value = scalar_call(module_[step.op], args, line);
    }
    for (std::size_t i = before; i < known.size(); ++i) read.push_back(known[i]);
    std::vector<std::size_t> numbers;
    for (const ExprId array : step.arrays) {
      for (std::size_t i = 0; i < read.size(); ++i) {
        if (ir::equal(function_, read[i].expr, array)) numbers.push_back(i);
      }
    }
    step_reads.push_back(std::move(numbers));
    const types::DType dtype = step.target ? type(step.target)->dtype : function_[step.local].type->dtype;
    const std::string element(types::cpp_name_of(dtype));
    std::string_view base = "x";
    if (step.local) base = name(step.local);
    else if (const auto* local = std::get_if<ir::ReadLocal>(&function_[step.target].node)) base = name(local->local);
    values.push_back(temporary(fmt::format("{}_i", base)));
    body.line(fmt::format("const {} {} = {};", element, values.back(), dtype == type(step.value)->dtype && (!step.op || types::kind_of(dtype) == types::DTypeKind::floating) ? value : fmt::format("kb::cast<{}>({})", element, value)));
    // The old element is not found any more.
    const auto is_replaced = [&](const Leaf& leaf) {
      if (step.target) return ir::equal(function_, leaf.expr, step.target);
      const auto* local = std::get_if<ir::ReadLocal>(&function_[leaf.expr].node);
      return local != nullptr && local->local == step.local;
    };
    std::erase_if(known, is_replaced);
    if (step.target) {
      known.push_back({step.target, values.back(), "", element});
      const auto same = std::ranges::find_if(stores, [&](const Target& store) { return ir::equal(function_, store.expr, step.target); });
      if (same == stores.end()) stores.push_back({step.target, element, values.back(), temporary(fmt::format("{}_out", base)), number});
      else same->value = values.back();
    } else {
      // A read of the local, by which later ones find it.
      for (std::size_t later = number + 1; later < steps.size(); ++later) {
        std::optional<ExprId> found_read;
        for (const ExprId root : {steps[later].value, steps[later].place}) {
          if (!root) continue;
          ir::for_each_in_tree(function_, root, [&](ExprId id) {
            const auto* local = std::get_if<ir::ReadLocal>(&function_[id].node);
            if (local != nullptr && local->local == step.local) found_read = id;
          });
        }
        if (!found_read) continue;
        known.push_back({*found_read, values.back(), "", element});
        break;
      }
    }
  }

  // Locals that something else reads get arrays.
  struct Made {
    const JoinedStep* step;
    std::string type, array, value, element;
  };
  std::vector<Made> made;
  for (std::size_t number = 0; number < steps.size(); ++number) {
    const JoinedStep& step = steps[number];
    if (!step.binds) continue;
    int inside = 0;
    std::size_t last = number;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      inside += ir::count_reads(function_, steps[i].value, step.local) + int(steps[i].local == step.local && !steps[i].binds);
      if (steps[i].local == step.local) last = i;
    }
    const bool is_read_before = std::any_of(steps.begin(), steps.begin() + std::ptrdiff_t(number) + 1, [&](const JoinedStep& one) { return ir::reads_local(function_, one.value, step.local); });
    if (binds_[step.local.value] == 1 && inside == reads_[step.local.value] && !is_read_before && declared_by_assign_[step.id.value]) continue;
    const std::string element(types::cpp_name_of(function_[step.local].type->dtype));
    made.push_back({&step, element, temporary(name(step.local) + "_new"), values[last], temporary(name(step.local) + "_out")});
    if (declared_by_assign_[step.id.value]) {
      out_->line(fmt::format("{} {};", cpp(function_[step.local].type), name(step.local)));
      declared_by_assign_[step.id.value] = false;
    }
  }
  for (const JoinedStep& step : steps) {
    declare_before(step.id);
    before_[step.id.value].clear();
  }

  std::vector<std::string> operands, later_masks, anchors;
  for (const Target& store : stores) {
    const std::string array = array_operand(store.expr);
    operands.push_back(std::holds_alternative<ir::Subscript>(function_[store.expr].node) ? temporary("part") : array);
    if (operands.back() != array) out_->line(fmt::format("const auto {} = {};", operands.back(), array));
    std::uint64_t later = 0;
    for (std::size_t number = store.first_step + 1; number < steps.size(); ++number) {
      for (const std::size_t i : step_reads[number]) later |= std::uint64_t(1) << i;
    }
    later_masks.push_back(fmt::format("{:#x}", later));
  }
  for (Leaf& leaf : read) {
    const auto same = std::ranges::find_if(stores, [&](const Target& store) { return ir::equal(function_, store.expr, leaf.expr); });
    if (same != stores.end()) {
      leaf.operand = operands[std::size_t(same - stores.begin())];
    } else if (std::holds_alternative<ir::Subscript>(function_[leaf.expr].node)) {
      const std::string part = temporary("part");
      out_->line(fmt::format("const auto {} = {};", part, leaf.operand));
      leaf.operand = part;
    }
  }
  for (std::size_t number = 0; number < steps.size(); ++number) {
    if (!steps[number].binds || steps[number].reads_earlier) continue;
    std::uint64_t anchor = 0;
    for (const std::size_t i : step_reads[number]) {
      if (type(read[i].expr)->rank == found.rank) anchor |= std::uint64_t(1) << i;
    }
    anchors.push_back(fmt::format("{:#x}", anchor));
  }
  for (const Leaf& leaf : read) operands.push_back(leaf.operand);

  const std::string loop = temporary("loop"), rules = temporary("rules");
  const auto list = [&](std::vector<std::string> items) {
    const std::string array = temporary("bits");
    if (items.empty()) items.push_back("0");
    out_->line(fmt::format("static constexpr kb::uint64 {}[] = {{{}}};", array, fmt::join(items, ", ")));
    return array;
  };
  const std::string later_list = list(later_masks), anchor_list = list(anchors);
  out_->line(fmt::format("kb::joined<{}, {}> {};", found.rank, stores.size(), loop));
  out_->open(fmt::format("if ({}.fits({{{}, {}, {}}}, {})) {{", loop, later_list, anchor_list, anchors.size(), fmt::join(operands, ", ")));
  std::string parameters;
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < stores.size(); ++i) {
    parameters += fmt::format("{}& {}, ", stores[i].type, stores[i].element);
    arguments.push_back(fmt::format("kb::stored({})", operands[i]));
    body.line(fmt::format("{} = {};", stores[i].element, stores[i].value));
  }
  for (const Made& one : made) {
    out_->line(fmt::format("kb::array<{0}, {1}> {2} = kb::empty_at<{0}, {1}>({3}.shape, {4});", one.type, found.rank, one.array, loop, line_argument(line_of(function_[one.step->id].span))));
    parameters += fmt::format("{}& {}, ", one.type, one.element);
    arguments.push_back(fmt::format("kb::stored({})", one.array));
    body.line(fmt::format("{} = {};", one.element, one.value));
  }
  for (std::size_t i = 0; i < read.size(); ++i) {
    parameters += fmt::format("{} {}, ", read[i].type, read[i].name);
    arguments.push_back(fmt::format("kb::view<{}, {}>({})", read[i].type, type(read[i].expr)->rank, read[i].operand));
  }
  parameters.resize(parameters.size() - 2);
  out_->line(fmt::format("{}.run({}, [=]({}) {{", loop, line_argument(line), parameters));
  out_->append(body);
  out_->line(fmt::format("}}, {});", fmt::join(arguments, ", ")));
  for (const Made& one : made) {
    out_->line(fmt::format("{} = std::move({});", name(one.step->local), one.array));
    bound(one.step->local);
  }
  out_->between("} else {");
  for (const JoinedStep& step : steps) stmt(step.id);
  out_->close();
  frame_.line = 0;
  return steps.size() + found.views.size();
}

}  // namespace keelback::emit
