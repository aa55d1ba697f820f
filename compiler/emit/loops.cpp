// Loops. When they poll for interrupts: docs/design/interrupts.md.
#include <fmt/format.h>

#include <algorithm>

#include "emit/function_emitter.hpp"
#include "ir/runtime_functions.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::overloaded;

namespace {

bool takes_long(const ir::Expr& expr) {
  const ir::ExprNode& node = expr.node;
  return std::holds_alternative<ir::Call>(node) || std::holds_alternative<ir::CallClosure>(node) || std::holds_alternative<ir::Elementwise>(node) ||
         std::holds_alternative<ir::Reduce>(node) || std::holds_alternative<ir::Gather>(node);
}

constexpr std::uint64_t few_turns = 16;

// How often a range loop runs, where its bounds are constants and that is seldom.
std::optional<std::uint64_t> constant_turns(const ir::Function& function, const ir::ForRange& loop) {
  const auto start = types::literal_int(function[loop.start].type), stop = types::literal_int(function[loop.stop].type), step = types::literal_int(function[loop.step].type);
  if (!start || !stop || (step != 1 && step != -1)) return {};
  const bool none = step == 1 ? *start >= *stop : *start <= *stop;
  const std::uint64_t turns = none ? 0 : step == 1 ? std::uint64_t(*stop) - std::uint64_t(*start) : std::uint64_t(*start) - std::uint64_t(*stop);
  return turns <= few_turns ? std::optional(turns) : std::nullopt;
}

// Statements, those of loops of few turns as often as they run; other loops are not written out.
constexpr std::uint64_t most_written_out = 48;
std::uint64_t written_out(const ir::Function& function, const Block& body) {
  std::uint64_t count = 0;
  for (const StmtId id : body) {
    const auto* loop = std::get_if<ir::ForRange>(&function[id].node);
    const auto turns = loop != nullptr ? constant_turns(function, *loop) : std::nullopt;
    if (is_loop(function[id]) && !turns) return most_written_out + 1;
    std::uint64_t inside = 0;
    ir::for_each_child_block(function[id], [&](const Block& inner) { inside = std::max(inside, written_out(function, inner)); });
    count += 1 + inside * turns.value_or(1);
  }
  return count;
}

// Whether the statements take a bounded, short time: no call, no array operation, no loops but those of few turns, and not many of these in each other.
bool is_short(const ir::Function& function, const Block& body, std::uint64_t turns = 1) {
  if (turns > few_turns * few_turns) return false;
  return std::ranges::all_of(body, [&](StmtId id) {
    const ir::Stmt& stmt = function[id];
    const auto* loop = std::get_if<ir::ForRange>(&stmt.node);
    const auto more = loop != nullptr ? constant_turns(function, *loop) : std::nullopt;
    if ((is_loop(stmt) && !more) || std::holds_alternative<ir::StoreView>(stmt.node) || std::holds_alternative<ir::StoreGather>(stmt.node)) return false;
    bool is = true;
    ir::for_each_operand(stmt, [&](ExprId root) { is = is && !ir::any_in_tree(function, root, [&](ExprId inner) { return takes_long(function[inner]); }); });
    ir::for_each_child_block(stmt, [&](const Block& inner) { is = is && is_short(function, inner, turns * std::max<std::uint64_t>(more.value_or(1), 1)); });
    return is;
  });
}

}  // namespace

// Whether a range loop's turns are not bounded by the size of an array.
bool FunctionEmitter::polls(const ir::ForRange& loop) const {
  const Block& body = loop.body;
  const auto turns = constant_turns(function_, loop);
  if (!is_short(function_, body, turns.value_or(1))) return true;
  if (turns) return false;
  // Bounded by memory: an array subscript follows the loop's counter.
  std::vector<LocalId> counters{loop.local};
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
  // Only what runs in every turn counts: the statements of the body itself, and of `a and b` the first operand.
  bool bounded = false;
  const auto visit = [&](auto&& self, ExprId id) -> void {
    const ir::Expr& expr = function_[id];
    if (const auto* read = std::get_if<ir::ReadElement>(&expr.node)) {
      for (ExprId index : read->indices) bounded = bounded || follows(follows, index);
    }
    if (const auto* part = std::get_if<ir::Subscript>(&expr.node)) {
      for (const ir::SubscriptItem& item : part->items) {
        if (const auto* at = std::get_if<ir::AtIndex>(&item)) bounded = bounded || follows(follows, at->index);
      }
    }
    if (const auto* logical = std::get_if<ir::Logical>(&expr.node)) return self(self, logical->left);
    if (const auto* select = std::get_if<ir::Select>(&expr.node)) return self(self, select->condition);
    ir::for_each_operand(expr, [&](ExprId operand) { self(self, operand); });
  };
  for (StmtId id : body) {
    if (const auto* store = std::get_if<ir::StoreElement>(&function_[id].node)) {
      for (ExprId index : store->indices) bounded = bounded || follows(follows, index);
    }
    ir::for_each_operand(function_[id], [&](ExprId root) { visit(visit, root); });
    const Block alone{id};
    if (ir::any_stmt(function_, alone, [&](StmtId inner) { return std::holds_alternative<ir::Continue>(function_[inner].node); })) break;
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
  frame_.line = 0;
  if (!orelse.empty()) braces(orelse);
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
    if (!prefix.empty() && function_[local].borrowed) define(local, element);
    else if (element != name(local)) out_->line(fmt::format("{}{} = {};", prefix, target(local), element));
    if (!prefix.empty() && !element_views_[local.value].empty()) {
      out_->line(fmt::format("const {} {} = {};", parameter_type(function_[local].type, context_.headers), element_views_[local.value], name(local)));
    } else {
      bound(local);
    }
  }
  block(body);
}

// A short loop is cut into strips of `poll_interval` turns: the call that polls is outside of the inner loop, where it does not force the
// floating-point variables out of the registers (none survives a call). For `while`, whose turns nobody knows, a count that ends the strip;
// a range is cut at its counter.
std::string FunctionEmitter::begin_strips() {
  need("poll.hpp");
  const std::string turns = temporary("turns");
  out_->line(fmt::format("int {};", turns));
  out_->open("do {");
  out_->line(fmt::format("{} = kb::poll_interval;", turns));
  return turns;
}

void FunctionEmitter::end_strips(const std::string& turns, int line) {
  out_->close(fmt::format("}} while ({} < 0 && kb::poll_again({}));", turns, line_argument(line)));
}

void FunctionEmitter::while_(const ir::While& node, int line) {
  frame_.line = 0;
  const bool strips = is_short(function_, node.body) && !ir::any_in_tree(function_, node.condition, [&](ExprId id) { return takes_long(function_[id]); });
  Writer inner(out_->depth() + (strips ? 2 : 1));
  Writer* outer = std::exchange(out_, &inner);
  const std::string condition = text(node.condition);
  out_ = outer;
  begin_loop(node.orelse);
  const std::string turns = strips ? begin_strips() : "";
  const std::string more = strips ? fmt::format("--{} >= 0", turns) : "";
  if (inner.empty()) {
    out_->open(strips ? fmt::format("while ({} && ({})) {{", more, condition) : fmt::format("while ({}) {{", condition));
  } else {
    out_->open(fmt::format("while ({}) {{", strips ? more : "true"));
    out_->append(inner);
    out_->line(fmt::format("if (!({})) break;", condition));
  }
  loop_body(node.body, {}, "", line, !strips);
  out_->close();
  if (strips) end_strips(turns, line);
  end_loop(node.orelse);
}

// The lists to which every turn of a loop appends an item: there is room for all of them at once. Of a loop that may be left early, or a turn that may be cut short, nobody knows how many come.
std::vector<LocalId> appended_by_each_turn(const ir::Module& module, const ir::Function& function, const Block& body) {
  std::vector<LocalId> lists;
  if (function.is_generator) return lists;
  for (StmtId id : body) {
    const auto* evaluated = std::get_if<ir::Evaluate>(&function[id].node);
    const auto* call = evaluated == nullptr ? nullptr : std::get_if<ir::CallRuntime>(&function[evaluated->value].node);
    if (call == nullptr || module[call->function].symbol != "kb::append") continue;
    const auto* read = std::get_if<ir::ReadLocal>(&function[call->args[0]].node);
    if (read == nullptr || read->checked) continue;
    const ir::Local& local = function[read->local];
    if (local.type->kind != Kind::list || local.fold != ir::Fold::none || (local.name_id && function[local.name_id].may_be_unbound)) continue;
    if (ir::binds_local(function, body, read->local) || std::ranges::find(lists, read->local) != lists.end()) continue;
    lists.push_back(read->local);
  }
  const auto leaves = [&](StmtId id) {
    const ir::StmtNode& node = function[id].node;
    return std::holds_alternative<ir::Break>(node) || std::holds_alternative<ir::Continue>(node) || std::holds_alternative<ir::Return>(node);
  };
  if (!lists.empty() && ir::any_stmt(function, body, leaves)) lists.clear();
  return lists;
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
  const bool poll = polls(node);
  const bool strips = poll && is_short(function_, node.body) && (step == 1 || step == -1);
  std::string strip_test;
  if (step == 1 || step == -1) {
    const std::string stop = fixed(1, "stop");
    const std::vector<LocalId> lists = appended_by_each_turn(module_, function_, node.body);
    const std::string start = lists.empty() ? values[0].text : fixed(0, "start");
    for (LocalId list : lists) out_->line(*step == 1 ? fmt::format("kb::expect({}, {}, {});", name(list), start, stop) : fmt::format("kb::expect({}, {}, {});", name(list), stop, start));
    begin_loop(node.orelse);
    std::string first = fmt::format("std::int64_t {} = {}", counter, start), last = stop;
    if (strips) {
      if (targets_.back().break_label.empty()) targets_.back().break_label = temporary("after_loop");
      need("poll.hpp");
      last = temporary("strip");
      out_->line(first + ";");
      strip_test = fmt::format("{} {} {}", counter, *step == 1 ? "<" : ">", stop);
      out_->open(fmt::format("while ({}) {{", strip_test));
      out_->line(fmt::format("const std::int64_t {} = kb::strip_{}({}, {});", last, *step == 1 ? "up" : "down", counter, stop));
      first.clear();
    }
    if (const auto turns = constant_turns(function_, node); turns && *turns > 1 && *turns * written_out(function_, node.body) <= most_written_out) out_->line(fmt::format("KB_UNROLL({})", *turns));
    if (has_independent_turns(module_, function_, node, context_.calls)) out_->line("KB_IVDEP");
    out_->open(fmt::format("for ({1}; {0} {2} {3}; {4}{0}) {{", counter, first, *step == 1 ? "<" : ">", last, *step == 1 ? "++" : "--"));
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
  loop_body(node.body, node.local, own ? "" : counter, line, poll && !strips);
  out_->close();
  if (strips) {
    out_->line(fmt::format("if ({}) kb::poll_again({});", strip_test, line_argument(line)));
    out_->close();
  }
  end_loop(node.orelse);
}

// Over a generator that nobody else sees: its frame is a local, in braces where leaving the loop runs code of it.
void FunctionEmitter::for_generator(const ir::ForEach& node, int line) {
  const FrameInPlace made = frame_in_place(node.iterable);
  if (made.cleans_up) out_->open("{");
  const std::string arguments = call_arguments(node.iterable);
  const std::string frame = temporary("generator");
  out_->line(fmt::format("{} {}{{{}}};", made.type, frame, arguments));
  set_line(line);
  begin_loop(node.orelse);
  const std::string item = name(node.local);
  // The generator's own loops ask for signals.
  const std::string more = fmt::format("({} = {}, {}.next({}, {}))", frame_.line_name, line, frame, item, line_argument(line));
  if (own_scope_[node.local.value]) out_->open(fmt::format("for ({} {}{{}}; {};) {{", cpp(function_[node.local].type), item, more));
  else out_->open(fmt::format("while {} {{", more));
  loop_body(node.body, {}, "", line, false);
  out_->close();
  end_loop(node.orelse);
  if (made.cleans_up) out_->close();
}

// The sequence that `enumerate` numbers, where the pair of a number and an item need not be made.
std::optional<ExprId> FunctionEmitter::numbered_sequence(const ir::ForEach& node) const {
  const auto* call = std::get_if<ir::CallRuntime>(&function_[node.iterable].node);
  if (call == nullptr || !module_[call->function].numbers || !own_scope_[node.local.value] || item_reads_[node.local.value].empty()) return std::nullopt;
  switch (type(call->args[0])->kind) {
    case Kind::array:
    case Kind::list:
    case Kind::string:
    case Kind::bytes:
    case Kind::bytearray:
    case Kind::variadic: return call->args[0];
    default: return std::nullopt;
  }
}

// Names a variable for each item of the tuple that a loop binds, where only these are read.
bool FunctionEmitter::name_pieces(const ir::ForEach& node) {
  const Type item = function_[node.local].type;
  if (!own_scope_[node.local.value] || item_reads_[node.local.value].empty() || item->kind != Kind::tuple) return false;
  std::vector<std::string>& pieces = pieces_[node.local.value];
  pieces.clear();  // of the same loop, where a `finally` is written twice
  for (std::size_t i = 0; i < item->args.size(); ++i) pieces.push_back(temporary("item"));
  return true;
}

// Whether the characters that such a loop numbers are asked for their code points alone.
bool FunctionEmitter::is_read_as_code(const ir::ForEach& node) const {
  int reads = 0;
  ir::for_each_expr(function_, node.body, [&](ExprId id) {
    const auto* call = std::get_if<ir::CallRuntime>(&function_[id].node);
    if (call == nullptr || module_[call->function].symbol != ir::code_of_symbol) return;
    const auto* item = std::get_if<ir::TupleItem>(&function_[call->args[0]].node);
    const auto* read = item == nullptr || item->index != 1 ? nullptr : std::get_if<ir::ReadLocal>(&function_[item->tuple].node);
    reads += read != nullptr && read->local == node.local;
  });
  return reads == item_reads_[node.local.value][1];
}

// A loop by index, over a sequence whose size is read again each time. `iterable`: the sequence, or what `enumerate` numbers, which is not the loop's own iterable then;
// `first_number`: where it begins, if not at 0.
void FunctionEmitter::for_counted(const ir::ForEach& node, ExprId iterable, const std::string& sequence, const std::string& first_number, int line) {
  const Type over = type(iterable);
  const std::string index = temporary("index");
  const bool numbered = iterable != node.iterable;
  const Type item = numbered ? function_[node.local].type->args[1] : function_[node.local].type;
  std::string size = sequence + ".size()", element = fmt::format("{}[{}]", sequence, index);
  const auto* made = numbered ? nullptr : std::get_if<ir::MakeList>(&function_[iterable].node);
  if (made != nullptr) {
    size = std::to_string(made->items.size());
  } else if (over->kind == Kind::array) {
    size = sequence + ".shape[0]";
    element = fmt::format("{}({})", sequence, index);
    if (over->rank > 1) {
      need("views.hpp");
      element = fmt::format("{}(kb::subscript({}, kb::at_index{{{}}}, {}))", cpp(item), sequence, index, line_argument(line));
    }
  } else if (over->kind == Kind::tuple) {
    size = std::to_string(over->args.size());
    element = fmt::format("{}.at({}, {})", sequence, index, line_argument(line));
  }
  const bool split = numbered ? name_pieces(node) : over->kind == Kind::list && name_pieces(node);
  // passes/characters.cpp: the code points of a text
  const bool as_codes = over->kind == Kind::string && (numbered ? split && is_read_as_code(node) : item->kind == Kind::scalar);
  if (as_codes) element = fmt::format("{}.code_at({})", sequence, index);
  if (as_codes && split) code_pieces_.insert(pieces_[node.local.value][1]);
  for (LocalId list : appended_by_each_turn(module_, function_, node.body)) out_->line(fmt::format("kb::expect({}, 0, {});", name(list), size));
  begin_loop(node.orelse);
  out_->open(fmt::format("for (std::int64_t {0} = 0; {0} < {1}; ++{0}) {{", index, size));
  if (split) {
    const auto define_piece = [&](std::size_t i, const std::string& value) {
      const std::string type = i == 1 && as_codes ? "std::uint32_t" : cpp(function_[node.local].type->args[i]);
      if (item_reads_[node.local.value][i] > 0) out_->line(fmt::format("{} {} = {};", type, pieces_[node.local.value][i], value));
    };
    if (numbered) {
      if (!first_number.empty()) need("range.hpp");
      define_piece(0, first_number.empty() ? index : fmt::format("kb::wrapping_add({}, {})", first_number, index));
      define_piece(1, element);
    } else {
      for (std::size_t i = 0; i < item->args.size(); ++i) define_piece(i, fmt::format("kb::get<{}>({})", i, element));
    }
  }
  loop_body(node.body, split ? LocalId{} : node.local, split ? "" : element, line, !is_short(function_, node.body));
  out_->close();
  end_loop(node.orelse);
}

void FunctionEmitter::for_each(const ir::ForEach& node, int line) {
  const Type iterable = type(node.iterable);
  const Type item = function_[node.local].type;
  cpp(iterable);
  if (const auto pushed = pushed_source(node)) return for_pushed(node, pushed->made, *pushed->call, pushed->start, line);
  if (const auto* made = std::get_if<ir::Call>(&function_[node.iterable].node); made != nullptr && module_[made->callee].is_generator) return for_generator(node, line);
  if (const auto numbered = numbered_sequence(node)) {
    const auto& call = std::get<ir::CallRuntime>(function_[node.iterable].node);
    const auto* read = std::get_if<ir::ReadLocal>(&function_[call.args[0]].node);
    const std::string sequence = read && !ir::binds_local(function_, node.body, read->local) && std::holds_alternative<ir::Constant>(function_[call.args[1]].node) ? text(call.args[0]) : hoist(call.args[0], "sequence");
    const bool is_zero = types::literal_int(type(call.args[1])) == 0;
    return for_counted(node, *numbered, sequence, is_zero ? "" : hoist(call.args[1], "first"), line);
  }
  if (const auto* made = std::get_if<ir::MakeList>(&function_[node.iterable].node); made != nullptr && iterable->kind == Kind::list && !made->items.empty()) {
    // Nobody else sees the list: its items are in the frame.
    std::string items;
    for (const Value& value : ordered(made->items, Form::exact)) items += (items.empty() ? "" : ", ") + value.text;
    const std::string sequence = temporary("items");
    out_->line(fmt::format("const {} {}[] = {{{}}};", cpp(iterable->args[0]), sequence, items));
    return for_counted(node, node.iterable, sequence, "", line);
  }
  // Held for as long as the loop runs, whatever becomes of the name.
  std::string sequence;
  const auto* read = std::get_if<ir::ReadLocal>(&function_[node.iterable].node);
  if (read && !ir::binds_local(function_, node.body, read->local)) {
    sequence = text(node.iterable);
  } else {
    const Value value = expr(node.iterable);
    if (iterable->kind == Kind::iterator) {
      // What the runtime gives is advanced as what it is, without a call through a pointer.
      sequence = temporary("iterator");
      out_->line(fmt::format("{} {} = {};", std::holds_alternative<ir::CallRuntime>(function_[node.iterable].node) ? "auto" : cpp(iterable), sequence, value.text));
    } else {
      sequence = hoist(value, iterable, "sequence");
    }
  }
  const bool own = own_scope_[node.local.value];
  const auto pulled = [&](const std::string& source) {
    if (name_pieces(node)) {
      // Each item in a variable of its own: what is read from a tuple in memory waits until it is stored there.
      need("iterator.hpp");
      std::string targets;
      const std::vector<std::string>& pieces = pieces_[node.local.value];
      for (std::size_t i = 0; i < pieces.size(); ++i) {
        out_->line(fmt::format("{} {}{{}};", cpp(item->args[i]), pieces[i]));
        targets += ", " + pieces[i];
      }
      begin_loop(node.orelse);
      out_->open(fmt::format("while (kb::next_items({}, {}{})) {{", source, line_argument(line), targets));
    } else if (!own) {
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
    case Kind::dict:
    case Kind::set:
    case Kind::frozenset:
    case Kind::deque:
    case Kind::view: {
      const std::string cursor = temporary("cursor");
      out_->line(fmt::format("auto {} = {}.cursor();", cursor, sequence));
      pulled(cursor);
      return;
    }
    case Kind::iterator: {
      if (types::is_iterable(iterable)) {
        const std::string cursor = temporary("cursor");
        set_line(line);
        out_->line(fmt::format("auto {} = {}.cursor();", cursor, sequence));
        return pulled(cursor);
      }
      // Its functions may raise: they were called here.
      set_line(line);
      pulled(sequence);
      return;
    }
    default: return for_counted(node, node.iterable, sequence, "", line);
  }
}

}  // namespace keelback::emit
