#include "passes/loop_copies.hpp"

#include <vector>

namespace keelback::passes {

using ir::Block;
using ir::ExprId;
using ir::Function;
using ir::LocalId;
using ir::StmtId;

std::size_t loop_size(const Function& function, StmtId loop, bool with_inlined) {
  std::size_t count = 0;
  const auto visit = [&](auto&& self, StmtId id) -> void {
    ++count;
    if (!with_inlined && std::holds_alternative<ir::Inlined>(function[id].node)) return;
    ir::for_each_child_block(function[id], [&](const Block& inner) {
      for (const StmtId stmt : inner) self(self, stmt);
    });
  };
  visit(visit, loop);
  return count;
}

namespace {

std::vector<LocalId> own_locals(Function& function, StmtId loop) {
  const std::size_t count = function.locals.size();
  std::vector<int> total(count, 0), inside(count, 0);
  const auto mentions = [&](const Block& block, std::vector<int>& counts) {
    ir::for_each_stmt(function, block, [&](StmtId id) {
      for (const LocalId local : ir::bound_locals(function, function[id])) ++counts[local.value];
    });
    ir::for_each_expr(function, block, [&](ExprId id) {
      if (const auto* read = std::get_if<ir::ReadLocal>(&function[id].node)) ++counts[read->local.value];
    });
  };
  mentions(function.body, total);
  mentions({loop}, inside);
  for (const LocalId parameter : function.parameters) ++total[parameter.value];
  std::vector<LocalId> out(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const ir::Local local = function.locals[i];
    const bool flagged = local.name_id && function[local.name_id].may_be_unbound;
    if (inside[i] > 0 && inside[i] == total[i] && !flagged) {
      out[i] = function.add_local(local.name, local.type, local.name_id);
      function[out[i]].unit_rows = local.unit_rows;
    }
  }
  return out;
}

}  // namespace

StmtId copy_of_loop(Function& function, StmtId loop, bool undo_inlining) {
  ir::Cloner cloner{function, function, own_locals(function, loop), {}, {}, undo_inlining};
  return cloner.stmt(loop);
}

}  // namespace keelback::passes
