#include "passes/passes.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "ir/verify.hpp"

namespace keelback::passes {

std::span<const Pass> all() {
  static constexpr Pass passes[] = {
      {"simplify", "folds what is known, drops what does nothing", simplify},
      {"drop_tags", "Python and NumPy numbers that meet in a variable are plain numbers where nobody asks which", drop_tags},
      {"inline", "small functions that loops call are carried out in place", inline_calls},
      {"fuse", "array expressions that are read once join the loop that reads them", fuse},
      {"small_arrays", "vectors of a few elements are variables", small_arrays},
      {"prove_checks", "checks that follow from ranges are left out", prove_checks},
      {"version_loops", "checks that can be made in front of a loop are made there", version_loops},
      {"select_stores", "stores under a condition are stores of a selected value", select_stores},
      {"hoist_reads", "elements that all turns of a loop read are read in front of it, though it stores into their array", hoist_reads},
      {"fuse_stores", "as `fuse`, of stores whose targets are proved by now", fuse},
      {"fold_lists", "lists of numbers that are only summed up, or searched for the least or greatest, keep no items", fold_lists},
      {"characters", "characters of texts that are only compared, classified and appended are code points", characters},
      {"drop_unread", "what only conditions read that were proved, or only calls that are carried out in place, is not computed", drop_unread},
      {"place_objects", "objects that nothing holds for long are in the frame", place_objects},
      {"borrow", "locals whose value something else keeps alive count no reference", borrow},
  };
  return passes;
}

void optimize(ir::Module& module, std::string_view last) {
  for (const Pass& pass : all()) {
    pass.run(module);
#ifndef NDEBUG
    // Behind all of them the driver verifies; here the one to blame is known.
    for (const std::string& problem : ir::verify(module)) throw std::logic_error(fmt::format("behind the pass {}: {}", pass.name, problem));
#endif
    if (pass.name == last) return;
  }
}

}  // namespace keelback::passes
