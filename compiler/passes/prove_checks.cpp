// Checks that follow from ranges are marked as proved, and branches that ranges decide are taken (docs/design/check_hoisting.md).
//
//   if i >= 0 and i < len(a): x = a[i?]      =>      if i >= 0 and i < len(a): x = a[i]
//   if len(a) < 0: raise ValueError(...)     =>      (nothing)
//
// Requires: verified IR. Keeps: everything that a program can observe. Declines: conditions that may raise or write.
#include <algorithm>
#include <map>

#include "analysis/ranges.hpp"
#include "ir/effects.hpp"
#include "ir/walk.hpp"
#include "passes/mark_checks.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {
namespace {

bool is_droppable(const ir::Module& module, const ir::Function& function, ir::ExprId condition) {
  const ir::Effects effects = ir::effects(module, function, condition);
  const bool binds = ir::any_in_tree(function, condition, [&](ir::ExprId id) {
    const auto* let = std::get_if<ir::Let>(&function[id].node);
    return let != nullptr && function[let->local].name_id;   // a walrus
  });
  return !binds && !ir::has(effects, ir::Effects::raises) && !ir::has(effects, ir::Effects::writes);
}

}  // namespace

std::size_t mark_checks(ir::Function& function, const std::vector<analysis::Observation>& observations) {
  // A place that is seen several times (a `finally`, for each way out) must be safe each time.
  std::map<analysis::Site, std::pair<bool, bool>> seen;
  std::map<analysis::Site, bool> is_subscript;
  for (const analysis::Observation& observation : observations) {
    if (observation.condition) continue;
    const auto [at, is_new] = seen.try_emplace(observation.site, observation.low, observation.high);
    if (!is_new) at->second = {at->second.first && observation.low, at->second.second && observation.high};
    is_subscript[observation.site] = observation.subscript;
  }
  std::size_t marked = 0;
  for (const auto& [site, proved] : seen) {
    const auto [low, high] = proved;
    if (!low) continue;
    if (!is_subscript[site]) {
      ir::ExprNode& node = function[ir::ExprId{site.id}].node;
      if (auto* arithmetic = std::get_if<ir::Arithmetic>(&node); arithmetic != nullptr && high) arithmetic->near = true;
      if (auto* arithmetic = std::get_if<ir::Arithmetic>(&node); arithmetic != nullptr && arithmetic->checked) {
        arithmetic->checked = false;
        ++marked;
      } else if (auto* unary = std::get_if<ir::Unary>(&node); unary != nullptr && unary->checked) {
        unary->checked = false;
        ++marked;
      }
      continue;
    }
    const auto mark = [&](std::vector<ir::Bounds>& bounds, std::size_t count) {
      bounds.resize(count, ir::Bounds::checked);
      ir::Bounds& bound = bounds[std::size_t(site.position)];
      const ir::Bounds better = high ? ir::Bounds::proved : ir::Bounds::nonnegative;
      if (int(better) > int(bound)) {
        bound = better;
        marked += high;
      }
    };
    if (site.statement) {
      if (auto* store = std::get_if<ir::StoreElement>(&function[ir::StmtId{site.id}].node)) mark(store->bounds, store->indices.size());
    } else {
      ir::ExprNode& node = function[ir::ExprId{site.id}].node;
      if (auto* read = std::get_if<ir::ReadElement>(&node)) mark(read->bounds, read->indices.size());
      if (auto* view = std::get_if<ir::Subscript>(&node)) {
        auto& at = std::get<ir::AtIndex>(view->items[std::size_t(site.position)]);
        if (high && at.bounds != ir::Bounds::proved) at.bounds = ir::Bounds::proved, ++marked;
      }
    }
  }
  return marked;
}

void take_known_branches(const ir::Module& module, ir::Function& function, ir::Block& block, const std::vector<analysis::Observation>& observations) {
  // Seen several times, it must come out the same each time.
  std::map<ir::StmtId, std::optional<bool>> outcomes;
  for (const analysis::Observation& observation : observations) {
    if (!observation.condition) continue;
    const auto [at, is_new] = outcomes.try_emplace(ir::StmtId{observation.site.id}, observation.holds);
    if (!is_new && at->second != observation.holds) at->second.reset();
  }
  if (std::ranges::none_of(outcomes, [](const auto& outcome) { return outcome.second.has_value(); })) return;
  const auto visit = [&](auto&& self, ir::Block& statements) -> void {
    ir::Block out;
    for (const ir::StmtId id : statements) {
      ir::for_each_child_block(function[id], [&](ir::Block& inner) { self(self, inner); });
      const auto* choice = std::get_if<ir::If>(&function[id].node);
      const auto outcome = choice != nullptr ? outcomes.find(id) : outcomes.end();
      if (outcome == outcomes.end() || !outcome->second || !is_droppable(module, function, choice->condition)) {
        out.push_back(id);
        continue;
      }
      const ir::Block& taken = *outcome->second ? choice->yes : choice->no;
      out.insert(out.end(), taken.begin(), taken.end());
    }
    statements = std::move(out);
  };
  visit(visit, block);
}

void prove_checks(ir::Module& module) {
  analysis::Summaries summaries(module);
  for (ir::Function& function : module.functions) {
    analysis::Ranges ranges(module, function, &summaries);
    ranges.run();
    mark_checks(function, ranges.observations);
    take_known_branches(module, function, function.body, ranges.observations);
  }
}

}  // namespace keelback::passes
