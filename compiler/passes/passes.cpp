#include "passes/passes.hpp"

namespace keelback::passes {

std::span<const Pass> all() {
  static constexpr Pass passes[] = {
      {"simplify", "folds what is known, drops what does nothing", simplify},
      {"drop_tags", "Python and NumPy numbers that meet in a variable are plain numbers where nobody asks which", drop_tags},
      {"fuse", "array expressions that are read once join the loop that reads them", fuse},
      {"prove_checks", "checks that follow from ranges are left out", prove_checks},
      {"version_loops", "checks that can be made in front of a loop are made there", version_loops},
  };
  return passes;
}

void optimize(ir::Module& module, std::string_view last) {
  for (const Pass& pass : all()) {
    pass.run(module);
    if (pass.name == last) return;
  }
}

}  // namespace keelback::passes
