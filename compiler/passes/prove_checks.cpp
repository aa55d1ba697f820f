#include "analysis/ranges.hpp"
#include "passes/mark_checks.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

std::size_t mark_checks(ir::Function& function, const std::vector<analysis::Observation>& observations) {
  // A place that is seen several times (a `finally`, for each way out) must be safe each time.
  std::map<analysis::Site, std::pair<bool, bool>> seen;
  std::map<analysis::Site, bool> is_subscript;
  for (const analysis::Observation& observation : observations) {
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
      if (auto* read = std::get_if<ir::ReadElement>(&function[ir::ExprId{site.id}].node)) mark(read->bounds, read->indices.size());
    }
  }
  return marked;
}

void prove_checks(ir::Module& module) {
  analysis::Summaries summaries(module);
  for (ir::Function& function : module.functions) {
    analysis::Ranges ranges(module, function, &summaries);
    ranges.run();
    mark_checks(function, ranges.observations);
  }
}

}  // namespace keelback::passes
