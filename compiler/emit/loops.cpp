// Loops. When they poll for interrupts: docs/design/interrupts.md.
#include <fmt/format.h>

#include <algorithm>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::overloaded;

bool FunctionEmitter::polls(const Block& body, LocalId local, bool is_range) const {
  if (!is_range) return true;
  const bool has_loop = ir::any_stmt(function_, body, [&](StmtId id) {
    const ir::StmtNode& node = function_[id].node;
    return std::holds_alternative<ir::While>(node) || std::holds_alternative<ir::ForRange>(node) || std::holds_alternative<ir::ForEach>(node) ||
           std::holds_alternative<ir::StoreView>(node) || std::holds_alternative<ir::StoreGather>(node);
  });
  if (has_loop) return true;
  const bool calls = ir::any_expr(function_, body, [&](ExprId id) {
    const ir::ExprNode& node = function_[id].node;
    return std::holds_alternative<ir::Call>(node) || std::holds_alternative<ir::CallClosure>(node) || std::holds_alternative<ir::Elementwise>(node) ||
           std::holds_alternative<ir::Reduce>(node) || std::holds_alternative<ir::Gather>(node);
  });
  if (calls) return true;
  // Bounded by memory: an array subscript follows the loop's counter.
  std::vector<LocalId> counters{local};
  ir::for_each_stmt(function_, body, [&](StmtId id) {
    if (const auto* node = std::get_if<ir::Assign>(&function_[id].node)) {
      const auto* read = std::get_if<ir::ReadLocal>(&function_[node->value].node);
      if (read && std::ranges::find(counters, read->local) != counters.end()) counters.push_back(node->local);
    }
  });
  const auto follows = [&](auto&& self, ExprId id) -> bool {
    return std::visit(overloaded{
                          [&](const ir::ReadLocal& node) { return std::ranges::find(counters, node.local) != counters.end(); },
                          [&](const ir::Convert& node) { return self(self, node.operand); },
                          [&](const ir::Arithmetic& node) {
                            if (node.op == ir::BinaryOp::multiply) {
                              const bool zero = types::literal_int(type(node.left)) == 0 || types::literal_int(type(node.right)) == 0;
                              return !zero && (self(self, node.left) != self(self, node.right));
                            }
                            const bool affine = node.op == ir::BinaryOp::add || node.op == ir::BinaryOp::subtract;
                            return affine && (self(self, node.left) != self(self, node.right));
                          },
                          [](const auto&) { return false; },
                      },
                      function_[id].node);
  };
  bool bounded = false;
  // Only what runs in every iteration counts: the statements of the body itself.
  for (StmtId id : body) {
    if (const auto* store = std::get_if<ir::StoreElement>(&function_[id].node)) {
      for (ExprId index : store->indices) bounded = bounded || follows(follows, index);
    }
    if (std::holds_alternative<ir::If>(function_[id].node)) continue;
    ir::for_each_operand(function_[id], [&](ExprId root) {
      ir::for_each_in_tree(function_, root, [&](ExprId inner) {
        if (const auto* read = std::get_if<ir::ReadElement>(&function_[inner].node)) {
          for (ExprId index : read->indices) bounded = bounded || follows(follows, index);
        }
      });
    });
  }
  return !bounded;
}

void FunctionEmitter::begin_loop(const Block& orelse) {
  Target target{Target::Kind::loop};
  if (!orelse.empty()) target.break_label = temporary("after_loop");
  targets_.push_back(target);
}

void FunctionEmitter::end_loop(const Block& orelse) {
  const Target target = targets_.back();
  targets_.pop_back();
  current_line_ = 0;
  if (orelse.empty()) return;
  braces(orelse);
  if (target.break_label_used) out_->label(target.break_label);
}

void FunctionEmitter::loop_body(const Block& body, LocalId local, const std::string& element, int line, bool polls) {
  if (polls) {
    need("poll.hpp");
    polls_ = true;
    out_->line(fmt::format("kb::poll(poll_budget, {});", line_argument(line)));
  }
  if (local && !element.empty()) {
    const std::string prefix = own_scope_[local.value] ? cpp(function_[local].type) + " " : "";
    if (element != name(local)) out_->line(fmt::format("{}{} = {};", prefix, name(local), element));
    if (!prefix.empty() && !element_views_[local.value].empty()) {
      out_->line(fmt::format("const {} {} = {};", parameter_type(function_[local].type, context_.headers), element_views_[local.value], name(local)));
    } else {
      bound(local);
    }
  }
  block(body);
}

void FunctionEmitter::while_(const ir::While& node, int line) {
  current_line_ = 0;
  Writer inner(out_->depth() + 1);
  Writer* outer = std::exchange(out_, &inner);
  const std::string condition = text(node.condition);
  out_ = outer;
  begin_loop(node.orelse);
  if (inner.empty()) {
    out_->open(fmt::format("while ({}) {{", condition));
  } else {
    out_->open("while (true) {");
    out_->append(inner);
    out_->line(fmt::format("if (!({})) break;", condition));
  }
  loop_body(node.body, {}, "", line, true);
  out_->close();
  end_loop(node.orelse);
}

void FunctionEmitter::for_range(const ir::ForRange& node, int line) {
  const ExprId operands[] = {node.start, node.stop, node.step};
  std::vector<Value> values = ordered(operands);
  const auto fixed = [&](int i, std::string_view purpose) {
    const ExprId id = operands[i];
    const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
    const bool plain = std::ranges::all_of(values[std::size_t(i)].text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; });
    const bool stays = std::holds_alternative<ir::Constant>(function_[id].node) || (read ? !ir::binds_local(function_, node.body, read->local) : plain);
    return stays ? values[std::size_t(i)].text : hoist(values[std::size_t(i)], type(id)->kind == Kind::literal ? types::base_of(type(id)) : type(id), purpose);
  };
  const bool own = own_scope_[node.local.value];
  const std::string counter = own ? name(node.local) : temporary(name(node.local));
  const auto step = types::literal_int(type(node.step));
  const bool poll = polls(node.body, node.local, true);
  if (step == 1 || step == -1) {
    const std::string stop = fixed(1, "stop");
    begin_loop(node.orelse);
    out_->open(fmt::format("for (std::int64_t {0} = {1}; {0} {2} {3}; {4}{0}) {{", counter, values[0].text, *step == 1 ? "<" : ">", stop, *step == 1 ? "++" : "--"));
  } else {
    // By count: the last addition of the step may leave 64 bits.
    need("range.hpp");
    need("scalar.hpp");
    const std::string start = fixed(0, "start"), stop = fixed(1, "stop"), by = fixed(2, "step");
    const std::string left = temporary("left");
    out_->line(fmt::format("std::uint64_t {} = kb::range_count({}, {}, {}, {});", left, start, stop, by, line_argument(line)));
    begin_loop(node.orelse);
    out_->open(fmt::format("for (std::int64_t {0} = {1}; {2} != 0; --{2}, {0} = kb::wrapping_add({0}, {3})) {{", counter, start, left, by));
  }
  loop_body(node.body, node.local, own ? "" : counter, line, poll);
  out_->close();
  end_loop(node.orelse);
}

void FunctionEmitter::for_each(const ir::ForEach& node, int line) {
  const Type iterable = type(node.iterable);
  const Type item = function_[node.local].type;
  cpp(iterable);
  // Held for as long as the loop runs, whatever becomes of the name.
  std::string sequence;
  const auto* read = std::get_if<ir::ReadLocal>(&function_[node.iterable].node);
  if (read && !ir::binds_local(function_, node.body, read->local)) {
    sequence = text(node.iterable);
  } else {
    const Value value = expr(node.iterable);
    sequence = hoist(value, iterable, "sequence");
  }
  const std::string index = temporary("index");
  const bool own = own_scope_[node.local.value];
  const auto counted = [&](const std::string& size, const std::string& element) {
    begin_loop(node.orelse);
    out_->open(fmt::format("for (std::int64_t {0} = 0; {0} < {1}; ++{0}) {{", index, size));
    loop_body(node.body, node.local, element, line, true);
    out_->close();
    end_loop(node.orelse);
  };
  const auto pulled = [&](const std::string& source) {
    if (!own) {
      begin_loop(node.orelse);
      out_->open(fmt::format("while ({}.next({}, {})) {{", source, name(node.local), line_argument(line)));
    } else {
      begin_loop(node.orelse);
      out_->open(fmt::format("for ({} {}{{}}; {}.next({}, {});) {{", cpp(item), name(node.local), source, name(node.local), line_argument(line)));
    }
    loop_body(node.body, {}, "", line, true);
    out_->close();
    end_loop(node.orelse);
  };
  switch (iterable->kind) {
    case Kind::array: {
      if (iterable->rank == 1) {
        counted(sequence + ".shape[0]", fmt::format("{}({})", sequence, index));
      } else {
        need("views.hpp");
        counted(sequence + ".shape[0]", fmt::format("{}(kb::subscript({}, kb::at_index{{{}}}, {}))", cpp(item), sequence, index, line_argument(line)));
      }
      return;
    }
    case Kind::range: {
      need("scalar.hpp");
      const std::string left = temporary("left"), counter = own ? name(node.local) : temporary(name(node.local));
      out_->line(fmt::format("std::uint64_t {0} = kb::range_count({1}.start, {1}.stop, {1}.step, {2});", left, sequence, line_argument(line)));
      begin_loop(node.orelse);
      out_->open(fmt::format("for (std::int64_t {0} = {1}.start; {2} != 0; --{2}, {0} = kb::wrapping_add({0}, {1}.step)) {{", counter, sequence, left));
      loop_body(node.body, node.local, own ? "" : counter, line, true);
      out_->close();
      end_loop(node.orelse);
      return;
    }
    case Kind::tuple: counted(fmt::format("{}", iterable->args.size()), fmt::format("{}.at({}, {})", sequence, index, line_argument(line))); return;
    case Kind::dict:
    case Kind::set: {
      const std::string cursor = temporary("cursor");
      out_->line(fmt::format("kb::{}_cursor {}({});", iterable->kind == Kind::dict ? "dict" : "set", cursor, sequence));
      pulled(cursor);
      return;
    }
    case Kind::iterator: {
      // A handle: it is advanced through the name as well.
      const std::string cursor = temporary("iterator");
      out_->line(fmt::format("{} {} = {};", cpp(iterable), cursor, sequence));
      pulled(cursor);
      return;
    }
    default: counted(sequence + ".size()", fmt::format("{}[{}]", sequence, index)); return;
  }
}

}  // namespace keelback::emit
