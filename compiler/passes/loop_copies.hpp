// Loops that are kept twice.
#pragma once

#include "ir/nodes.hpp"
#include "ir/walk.hpp"

namespace keelback::passes {

inline bool is_loop(const ir::Stmt& stmt) {
  return std::holds_alternative<ir::ForRange>(stmt.node) || std::holds_alternative<ir::While>(stmt.node) || std::holds_alternative<ir::ForEach>(stmt.node);
}

// The loop's statements, itself included. `with_inlined`: those of calls that are carried out in place too.
std::size_t loop_size(const ir::Function& function, ir::StmtId loop, bool with_inlined);

// A copy with locals of its own in place of those that only the loop uses, so that each is declared where it is assigned.
// `undo_inlining`: what was inlined is called; for a copy that seldom runs.
ir::StmtId copy_of_loop(ir::Function& function, ir::StmtId loop, bool undo_inlining);

}  // namespace keelback::passes
