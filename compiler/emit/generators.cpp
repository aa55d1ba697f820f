// Generators: a frame struct whose `run` goes on where it was left (docs/design/generators.md).
//
// A statement that yields, at any depth, is *suspending*. A jump to a label inside it must not pass a declaration with a value: locals of blocks that
// suspend are members of the frame, and other statements in such blocks have braces of their own. No jump enters a `try`: it goes in front of it, and from its
// first line to the yield.
#include <fmt/format.h>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::overloaded;

std::string frame_type(const ModuleContext& context, InstanceId instance) { return context.function_names[instance.value] + "_generator"; }

bool cleans_up(const ir::Function& function) {
  bool found = false;
  const auto visit = [&](auto&& self, const Block& block, bool inside) -> void {
    for (StmtId id : block) {
      const ir::Stmt& stmt = function[id];
      found = found || std::holds_alternative<ir::YieldFrom>(stmt.node) || (inside && yields(stmt));
      ir::for_each_child_block(stmt, [&](const Block& inner) { self(self, inner, inside || std::holds_alternative<ir::Try>(stmt.node)); });
    }
  };
  visit(visit, function.body, false);
  return found;
}

void FunctionEmitter::find_suspending() {
  suspends_.assign(function_.stmts.size(), false);
  if (!function_.is_generator) return;
  const auto visit = [&](auto&& self, StmtId id) -> bool {
    bool found = yields(function_[id]);
    ir::for_each_child_block(function_[id], [&](const Block& inner) {
      for (StmtId stmt : inner) found = self(self, stmt) || found;
    });
    return suspends_[id.value] = found;
  };
  for (StmtId id : function_.body) visit(visit, id);
}

bool FunctionEmitter::suspends(const Block& block) const {
  return std::ranges::any_of(block, [&](StmtId id) { return suspends_[id.value]; });
}

std::string FunctionEmitter::add_member(const std::string& type, std::string_view purpose) {
  const std::string name = temporary(purpose);
  members_ += fmt::format("  {} {}{{}};\n", type, name);
  return name;
}

void FunctionEmitter::make_member(LocalId local) {
  const ir::Local& declared = function_[local];
  is_member_[local.value] = true;
  bool is_of_handler = false;
  ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
    const auto* guarded = std::get_if<ir::Try>(&function_[id].node);
    if (guarded == nullptr || !suspends_[id.value]) return;
    for (const ir::Handler& handler : guarded->handlers) is_of_handler |= handler.local == local;
  });
  // What a `try` that suspends has caught it keeps itself.
  if (!is_of_handler) members_ += fmt::format("  {} {}{{}};\n", cpp(declared.type), name(local));
}

// A statement between others that suspend: what it declares stays inside.
void FunctionEmitter::in_braces(const std::function<void()>& write) {
  Writer inner(out_->depth() + 1);
  Writer* outer = std::exchange(out_, &inner);
  write();
  out_ = outer;
  int lines = 0;
  const std::string& text = inner.text();
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    const std::size_t first = text.find_first_not_of(' ', at);
    lines += text.compare(first, 2, "//") != 0;
  }
  if (lines <= 1) return out_->append_dedented(inner, 1);
  out_->open("{");
  out_->append(inner);
  out_->close();
}

std::string FunctionEmitter::condition_of(ExprId condition) {
  Writer inner(out_->depth() + 1);
  Writer* outer = std::exchange(out_, &inner);
  const std::string value = text(condition);
  out_ = outer;
  if (inner.empty()) return value;
  const std::string chosen = add_member("bool", "condition");
  out_->open("{");
  out_->append(inner);
  out_->line(fmt::format("{} = {};", chosen, value));
  out_->close();
  return chosen;
}

void FunctionEmitter::suspending(StmtId id, int line) {
  std::visit(overloaded{
                 [&](const ir::Yield& node) { yield(node, line); },
                 [&](const ir::YieldFrom& node) { yield_from(node, line); },
                 [&](const ir::If& node) {
                   out_->open(fmt::format("if ({}) {{", condition_of(node.condition)));
                   block(node.yes);
                   if (!node.no.empty()) {
                     out_->between("} else {");
                     block(node.no);
                   }
                   out_->close();
                 },
                 [&](const ir::While& node) {
                   begin_loop(node.orelse);
                   Writer inner(out_->depth() + 2);
                   Writer* outer = std::exchange(out_, &inner);
                   frame_.line = 0;
                   const std::string condition = text(node.condition);
                   out_ = outer;
                   out_->open(inner.empty() ? fmt::format("while ({}) {{", condition) : "while (true) {");
                   if (!inner.empty()) {
                     out_->open("{");
                     out_->append(inner);
                     out_->line(fmt::format("if (!({})) break;", condition));
                     out_->close();
                   }
                   loop_body(node.body, {}, "", line, true);
                   out_->close();
                   end_loop(node.orelse);
                 },
                 [&](const ir::ForRange& node) { suspending_range(node, line); },
                 [&](const ir::ForEach& node) { suspending_each(node, line); },
                 [&](const ir::Try& node) { suspending_try(node); },
                 [](const auto&) {},
             },
             function_[id].node);
  frame_.line = 0;
}

std::string FunctionEmitter::suspend() {
  const int number = ++states_;
  const std::string label = temporary("resume");
  out_->line(fmt::format("state = {};", number));
  out_->line("return true;");
  dispatch_.push_back({number, label});
  return label;
}

void FunctionEmitter::yield(const ir::Yield& node, int line) {
  in_braces([&] { out_->line(fmt::format("item = {};", exact(node.value).text)); });
  out_->label(suspend());
  out_->line("at = 0;");
  frame_.can_raise = frame_.needs_line = true;
  out_->open("if (thrown != nullptr) {");
  out_->line(fmt::format("{} = {};", frame_.line_name, line));
  out_->line("kb::raise_thrown(thrown);");
  out_->close();
  frame_.line = 0;
  if (!node.received) return;
  out_->line(fmt::format("{} = sent;", name(node.received)));
  bound(node.received);
}

void FunctionEmitter::yield_from(const ir::YieldFrom& node, int line) {
  const std::string source = add_member(cpp(type(node.source)), "source");
  in_braces([&] { out_->line(fmt::format("{} = {};", source, exact(node.source).text)); });
  if (function_.result->args[1]->kind != Kind::none) out_->line(fmt::format("sent = kb::nothing_sent<{}>();", cpp(function_.result->args[1])));
  frame_.can_raise = frame_.needs_line = true;
  const int number = ++states_;
  const std::string label = temporary("resume");
  dispatch_.push_back({number, label});
  out_->label(label);
  out_->line("at = 0;");
  out_->line(fmt::format("{} = {};", frame_.line_name, line));
  out_->open(fmt::format("if (kb::delegate(*this, {}, {}, {})) {{", source, name(node.item), line));
  out_->line(fmt::format("item = {};", exact(node.value).text));
  out_->line(fmt::format("state = {};", number));
  out_->line("return true;");
  out_->close();
  frame_.line = 0;
  if (node.received) {
    out_->line(fmt::format("if ({0}.returned() != nullptr) {1} = *{0}.returned();", source, name(node.received)));
    bound(node.received);
  }
  out_->line(fmt::format("{} = {{}};", source));
}

void FunctionEmitter::suspending_range(const ir::ForRange& node, int line) {
  const ExprId operands[] = {node.start, node.stop, node.step};
  const auto step = types::literal_int(type(node.step));
  const std::string counter = add_member("std::int64_t", name(node.local) + "_at");
  const auto loop = [&](const std::string& test, const std::string& advance) {
    begin_loop(node.orelse);
    out_->open(fmt::format("for (; {}; {}) {{", test, advance));
    loop_body(node.body, node.local, counter, line, true);
    out_->close();
    end_loop(node.orelse);
  };
  if (step == 1 || step == -1) {
    const std::string stop = add_member("std::int64_t", "stop");
    in_braces([&] {
      const std::vector<Value> values = ordered(operands);
      out_->line(fmt::format("{} = {};", counter, values[0].text));
      out_->line(fmt::format("{} = {};", stop, values[1].text));
    });
    return loop(fmt::format("{} {} {}", counter, *step == 1 ? "<" : ">", stop), fmt::format("{}{}", *step == 1 ? "++" : "--", counter));
  }
  need("range.hpp");
  need("scalar.hpp");
  const std::string by = add_member("std::int64_t", "step"), left = add_member("std::uint64_t", "left");
  in_braces([&] {
    const std::vector<Value> values = ordered(operands);
    out_->line(fmt::format("{} = {};", counter, values[0].text));
    out_->line(fmt::format("{} = {};", left, values[1].text));
    out_->line(fmt::format("{} = {};", by, values[2].text));
    out_->line(fmt::format("{0} = kb::range_count({1}, static_cast<std::int64_t>({0}), {2}, {3});", left, counter, by, line_argument(line)));
  });
  loop(fmt::format("{} != 0", left), fmt::format("--{0}, {1} = kb::wrapping_add({1}, {2})", left, counter, by));
}

void FunctionEmitter::suspending_each(const ir::ForEach& node, int line) {
  need("generator.hpp");
  const auto* read = std::get_if<ir::ReadLocal>(&function_[node.iterable].node);
  const bool is_fed = read != nullptr && feeds_.contains(read->local);
  const std::string items = is_fed ? name(read->local) : temporary("items");
  if (is_fed) {
    // The frame is there.
  } else if (placed_call(node.iterable) != nullptr) {
    const FrameInPlace frame = frame_in_place(node.iterable);
    frame_parts_.push_back(frame.type);
    members_ += fmt::format("  kb::held_frame<{}> {};\n", frame.type, items);
    in_braces([&] { out_->line(fmt::format("{}.begin({});", items, call_arguments(node.iterable))); });
  } else {
    members_ += fmt::format("  kb::held_source<{}> {};\n", cpp(type(node.iterable)), items);
    in_braces([&] { out_->line(fmt::format("{}.begin({});", items, exact(node.iterable).text)); });
  }
  frame_.needs_line = frame_.can_raise = true;
  begin_loop(node.orelse);
  out_->open("while (true) {");
  out_->line(fmt::format("{} = {};", frame_.line_name, line));
  // Where the body does not suspend, its item lives there.
  if (own_scope_[node.local.value]) out_->line(fmt::format("{} {}{{}};", cpp(function_[node.local].type), name(node.local)));
  out_->line(fmt::format("if (!{}.next({}, {})) break;", items, name(node.local), line));
  bound(node.local);
  loop_body(node.body, {}, "", line, true);
  out_->close();
  end_loop(node.orelse);
  if (!is_fed) out_->line(items + ".end();");
}

// What happens in the body of a `try` is written first: then it is known where jumps into it go.
void FunctionEmitter::suspending_body(const std::function<void()>& write) {
  Writer body(out_->depth());
  Writer* outer = std::exchange(out_, &body);
  std::vector<std::pair<int, std::string>> around = std::exchange(dispatch_, {});
  write();
  std::vector<std::pair<int, std::string>> inside = std::exchange(dispatch_, std::move(around));
  out_ = outer;
  dispatch(inside);
  out_->append(body);
  inside_try_ = std::move(inside);
}

void FunctionEmitter::dispatch(const std::vector<std::pair<int, std::string>>& targets) {
  if (targets.empty()) return;
  out_->open("switch (at) {");
  for (const auto& [state, label] : targets) out_->line(fmt::format("case {}: goto {};", state, label));
  out_->line("default: break;");
  out_->close();
}

void FunctionEmitter::suspending_try(const ir::Try& node) {
  need("generator.hpp");
  // Emitted behind its body, whose states it needs: written to a side.
  const auto guarded = [&](const std::function<void()>& write, const std::function<void()>& caught) {
    Writer all(out_->depth() + 1);
    Writer* outer = std::exchange(out_, &all);
    suspending_body(write);
    out_ = outer;
    const std::vector<std::pair<int, std::string>> inside = std::move(inside_try_);
    if (!inside.empty()) {
      const std::string entry = temporary("try_at");
      for (const auto& [state, label] : inside) dispatch_.push_back({state, entry});
      // Another way in: `at` is what the jump came with.
      out_->label(entry);
    }
    out_->open("try {");
    out_->append(all);
    out_->between("} catch (kb::error& caught) {");
    caught();
    out_->close();
  };
  const auto with_handlers = [&] {
    if (node.handlers.empty()) {
      block(node.body);
      block(node.orelse);
      return;
    }
    const std::string handling = add_member("int", "handling");
    const std::string kept = temporary("kept");
    members_ += fmt::format("  kb::kept_error {};\n", kept);
    // 0: the body was left by none of its errors.
    out_->line(fmt::format("{} = 0;", handling));
    // A jump into the body goes past the line above: it was 0 when the body was left.
    guarded(
        [&] {
          block(node.body);
        },
        [&] {
          bool all = false;
          int number = 0;
          for (const ir::Handler& handler : node.handlers) {
            std::string test;
            ++number;
            for (const std::string& exception : handler.exceptions) {
              if (exception == "BaseException") {
                test.clear();
                break;
              }
              test += fmt::format("{}caught.is_a({})", test.empty() ? "" : " || ", cpp_exception_class(exception));
            }
            all = test.empty();
            out_->line(fmt::format("{}{}{} = {};", number == 1 ? "" : "else ", all ? "" : "if (" + test + ") ", handling, number));
            if (all) break;
          }
          if (!all) out_->line("else throw;");
          context_.frames[frame_.of.value] = true;
          out_->line(fmt::format("caught.stop({}_frame, {});", context_.function_names[frame_.of.value], frame_.line_name));
          out_->line(fmt::format("{}.keep(caught, {});", kept, frame_.line_name));
        });
    frame_.can_raise = true;
    int number = 0;
    for (const ir::Handler& handler : node.handlers) {
      ++number;
      out_->open(fmt::format("{}if ({} == {}) {{", number == 1 ? "" : "else ", handling, number));
      if (handler.local) local_names_[handler.local.value] = kept + ".get()";
      caught_.push_back(kept);
      // What is raised from here has it as its context. Where the handler suspends, others may handle something else meanwhile.
      if (!suspends(handler.body) && raises(handler.body)) {
        context_.frames[frame_.of.value] = true;
        out_->line(fmt::format("const kb::handling {}({}.get(), {}_frame, {}.line());", temporary("handled"), kept, context_.function_names[frame_.of.value], kept));
      }
      block(handler.body);
      caught_.pop_back();
      out_->line(kept + ".drop();");
      out_->close();
    }
    if (!node.orelse.empty()) {
      out_->open("else {");
      block(node.orelse);
      out_->close();
    }
  };
  if (node.finally.empty()) return with_handlers();
  Target target{Target::Kind::finally};
  target.leaving = add_member("int", "leaving");
  target.end_label = temporary("finally");
  const std::string pending = temporary("pending");
  members_ += fmt::format("  kb::kept_error {};\n", pending);
  out_->line(fmt::format("{} = 0;", target.leaving));
  targets_.push_back(target);
  guarded(with_handlers, [&] {
    out_->line(fmt::format("{}.keep(caught, {});", pending, frame_.line_name));
    out_->line(fmt::format("{} = {};", target.leaving, int(by_error)));
  });
  target = targets_.back();
  targets_.pop_back();
  frame_.can_raise = true;
  if (target.returns || target.breaks || target.continues) out_->label(target.end_label);
  out_->open("{");
  if (!suspends(node.finally) && raises(node.finally)) {
    context_.frames[frame_.of.value] = true;
    out_->line(fmt::format("const kb::handling_kept {}({} == {}, {}, {}_frame);", temporary("handled"), target.leaving, int(by_error), pending, context_.function_names[frame_.of.value]));
  }
  caught_.push_back(pending);
  block(node.finally);
  caught_.pop_back();
  out_->close();
  out_->open(fmt::format("if ({} == {}) {{", target.leaving, int(by_error)));
  out_->line(fmt::format("{} = {}.line();", frame_.line_name, pending));
  out_->line(pending + ".raise();");
  out_->close();
  const auto go_on = [&](bool used, int kind) {
    if (!used) return;
    out_->open(fmt::format("if ({} == {}) {{", target.leaving, kind));
    jump(kind, "");
    out_->close();
  };
  go_on(target.returns, by_return);
  go_on(target.breaks, by_break);
  go_on(target.continues, by_continue);
}

void FunctionEmitter::finish_generator() {
  out_->line("has_returned = true;");
  out_->line("state = kb::at_end;");
  out_->line("return false;");
}

// The frame's struct, the function that makes one, and `run`.
std::string FunctionEmitter::generator_definition() {
  need("generator.hpp");
  need("poll.hpp");
  const FrameInPlace own = own_frame();
  const std::string& frame = own.type;
  const std::string& function_name = context_.function_names[instance_.value];
  Writer body(2);
  out_ = &body;
  const int first_line = line_of(function_.span);
  if (context_.recursive[instance_.value]) body.line(fmt::format("kb::guard_recursion({});", line_argument(first_line)));
  Writer code(2);
  out_ = &code;
  block(function_.body);
  if (function_.body.empty() || !std::holds_alternative<ir::Return>(function_[function_.body.back()].node)) finish_generator();
  out_ = &body;
  body.open("if (thrown != nullptr && at == kb::at_start) {");
  body.line(fmt::format("line = {};", first_line));
  body.line("kb::raise_thrown(thrown);");
  body.close();
  dispatch(dispatch_);
  body.append(code);

  std::string parameters, fields, initializers, arguments;
  for (const auto& [type, parameter] : own.parameters) {
    parameters += fmt::format("{}{} {}", parameters.empty() ? "" : ", ", type, parameter);
    arguments += ", " + parameter;
  }
  auto given = own.parameters.begin();
  for (LocalId id : function_.parameters) {
    const auto fed = feeds_.find(id);
    std::string from;
    for (std::size_t i = 0, n = fed == feeds_.end() ? 1 : fed->second.parameters.size(); i < n; ++i) from += (i ? ", " : "") + (given++)->second;
    fields += fmt::format("  {} {};\n", fed == feeds_.end() ? cpp(function_[id].type) : fed->second.type, name(id));
    initializers += fmt::format("{}{}({})", initializers.empty() ? " : " : ", ", name(id), from);
    if (fed != feeds_.end()) frame_parts_.push_back(fed->second.type);
  }
  for (const std::string& flag : bound_flag_declarations()) fields += "  " + flag + "\n";
  if (polls_) fields += "  int poll_budget = kb::poll_interval;  // goes on with the generator: who loops over it does not ask\n";
  const std::string returned = cpp(function_.result->args[2]), item = cpp(function_.result->args[0]);
  const bool cleans = cleans_up(function_);
  const std::string python_name = cpp_string(function_.name);
  std::string text = fmt::format("struct {0} final : kb::generator_frame<{0}, {1}, {2}, {3}, {4}> {{\n", frame, item, cpp(function_.result->args[1]), returned, cleans);
  text += fields + members_ + fmt::format("  explicit {}({}){} {{}}\n", frame, parameters, initializers);
  if (cleans) text += fmt::format("  ~{}() {{ leave_early({}); }}\n", frame, python_name);
  text += fmt::format("  {}bool run({}& item, int at);\n}};\n", is_inline() ? "KB_INLINE " : "", item);
  context_.generator_frames.push_back({frame, std::move(text), std::move(frame_parts_)});

  Writer out;
  if (feeds_.empty()) {
    out.line(fmt::format("// {} -> {}", function_.name, function_.result->text));
    out.open(fmt::format("{} {}({}) {{", cpp(function_.result), function_name, parameters));
    out.line(fmt::format("return {}::make<{}>({}{});", cpp(function_.result), frame, python_name, arguments));
    out.close();
  } else {
    out.line(fmt::format("// {}, with the frames that feed it inside", function_.name));
  }
  out.open(fmt::format("bool {}::run({}& item, int at) {{", frame, item));
  out.line("int line = 0;");
  for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
    const LocalId local{i};
    if (element_views_[i].empty() || (!is_member_[i] && !function_[local].is_parameter)) continue;
    out.line(fmt::format("{} {} = {};", parameter_type(function_[local].type, context_.headers), element_views_[i], name(local)));
  }
  out.open("try {");
  out.append(body);
  out.between("} catch (kb::error& error) {");
  context_.frames[frame_.of.value] = true;
  out.line("state = kb::at_end;");
  out.line(fmt::format("error.leave({}_frame, line);", function_name));
  out.line("kb::refuse_stop(error);");
  out.line("throw;");
  out.close();
  out.close();
  return out.text();
}

}  // namespace keelback::emit
