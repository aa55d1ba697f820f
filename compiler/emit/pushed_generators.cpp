// Generators that hand their items over: a loop over a recursive one is a call of a function that calls the loop's body at each `yield`.
//
//   def ruler(depth):                                      template <class Sink>
//       if depth > 0:                                      bool ruler_each(std::int64_t depth, Sink& sink) {
//           yield from ruler(depth - 1)          =>          if (depth > 0) {
//           yield depth                                        if (!ruler_each(depth - 1, sink)) return false;
//           yield from ruler(depth - 1)                        if (!sink(depth)) return false;
//                                                              if (!ruler_each(depth - 1, sink)) return false;
//                                                            }
//   for mark in ruler(n): ...                                return true;
//                                                          }
//                                                          ruler_each(n, [&](std::int64_t mark) { ...; return true; });
//
// Nobody else sees such a generator, so that all happens in the order in which it would. What the body raises, and how it is left, is kept until the generator's functions
// have returned: nothing of it passes through them.
// Declined: a `yield` within a `try` or `with`, one that takes what is sent, `x = yield from`; loops in a generator that yield.
#include <fmt/format.h>

#include <algorithm>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::overloaded;

namespace {

bool can_hand_over(const ir::Function& function) {
  if (!function.is_generator || function.result->args[1]->kind != Kind::none) return false;
  bool can = true;
  const auto visit = [&](auto&& self, const Block& block, bool inside_try) -> void {
    for (const StmtId id : block) {
      const ir::Stmt& stmt = function[id];
      const auto* yield = std::get_if<ir::Yield>(&stmt.node);
      const auto* delegated = std::get_if<ir::YieldFrom>(&stmt.node);
      if ((yield != nullptr && yield->received) || (delegated != nullptr && delegated->received)) can = false;
      if (inside_try && (yield != nullptr || delegated != nullptr)) can = false;
      if (std::holds_alternative<ir::Inlined>(stmt.node)) can = false;
      ir::for_each_child_block(stmt, [&](const Block& inner) { self(self, inner, inside_try || std::holds_alternative<ir::Try>(stmt.node)); });
    }
  };
  visit(visit, function.body, false);
  return can;
}

const ir::Call* call_at(const ir::Function& function, ExprId id) { return std::get_if<ir::Call>(&function[id].node); }

}  // namespace

std::vector<bool> pushed_generators(const ir::Module& module, const std::vector<bool>& recursive) {
  std::vector<bool> pushed(module.functions.size());
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < pushed.size(); ++i) {
      const ir::Function& function = module.functions[i];
      if (pushed[i] || !can_hand_over(function)) continue;
      bool delegates = recursive[i];
      ir::for_each_stmt(function, function.body, [&](StmtId id) {
        const auto* delegated = std::get_if<ir::YieldFrom>(&function[id].node);
        const ir::Call* const call = delegated == nullptr ? nullptr : call_at(function, delegated->source);
        delegates = delegates || (call != nullptr && pushed[call->callee.value]);
      });
      changed = changed || delegates;
      pushed[i] = delegates;
    }
  }
  return pushed;
}

std::optional<FunctionEmitter::Pushed> FunctionEmitter::pushed_source(const ir::ForEach& node) const {
  // A generator's own frame is left by more than a `return`; a body within a function that hands over would be one more type at each level of a recursion.
  if (function_.is_generator || function_.gives_fresh || !sink_.empty()) return std::nullopt;
  Pushed found{node.iterable, nullptr, std::nullopt};
  const auto* runtime = std::get_if<ir::CallRuntime>(&function_[node.iterable].node);
  if (runtime != nullptr && module_[runtime->function].numbers) found = {runtime->args[0], nullptr, runtime->args[1]};
  found.call = call_at(function_, found.made);
  return found.call != nullptr && context_.pushed[found.call->callee.value] ? std::optional(found) : std::nullopt;
}

void FunctionEmitter::for_pushed(const ir::ForEach& node, ExprId made, const ir::Call& call, std::optional<ExprId> start, int line) {
  need("generator.hpp");
  need("recursion.hpp");
  const std::string arguments = call_arguments(made);
  std::string count;
  if (start) {
    count = temporary("count");
    out_->line(fmt::format("std::int64_t {} = {};", count, text(*start)));
  }
  Target target{Target::Kind::sink};
  target.leaving = temporary("leaving");
  out_->line(fmt::format("int {} = 0;", target.leaving));
  targets_.push_back(target);
  const std::string kept = temporary("kept"), sink = temporary("body"), all = temporary("all");
  const Type yielded = module_[call.callee].result->args[0];
  const bool own = own_scope_[node.local.value];
  const std::string given = own && !start ? name(node.local) : temporary("given");
  out_->line(fmt::format("kb::kept_error {};", kept));
  out_->open(fmt::format("const auto {} = [&]({} {}) -> bool {{", sink, cpp(yielded), given));
  frame_.can_raise = false;   // until the body says so
  Writer body(out_->depth() + 1);
  Writer* const outer = std::exchange(out_, &body);
  frame_.line = 0;
  if (start) {
    const std::string item = fmt::format("{}{{{}++, {}}}", cpp(function_[node.local].type), count, given);
    out_->line(fmt::format("{}{} = {};", own ? cpp(function_[node.local].type) + " " : "", name(node.local), item));
  } else if (!own) {
    out_->line(fmt::format("{} = {};", name(node.local), given));
  }
  bound(node.local);
  loop_body(node.body, {}, "", line, false);
  out_->line("return true;");
  out_ = outer;
  const bool raises = frame_.can_raise;
  frame_.can_raise = true;
  frame_.line = 0;
  if (raises) {
    out_->open("try {");
    out_->append(body);
    out_->between("} catch (kb::error& raised) {");
    frame_.needs_line = true;
    out_->line(fmt::format("{}.keep(raised, {});", kept, frame_.line_name));
    out_->line("return false;");
    out_->close();
  } else {
    out_->append_dedented(body, 1);
  }
  out_->close("};");
  target = targets_.back();
  targets_.pop_back();
  set_line(line);
  out_->line(fmt::format("bool {} = false;", all));
  out_->open("try {");
  out_->line(fmt::format("{} = {}_each({}{}{});", all, context_.function_names[call.callee.value], arguments, arguments.empty() ? "" : ", ", sink));
  out_->between("} catch (kb::error&) {");
  out_->line(fmt::format("{} = {};", frame_.line_name, line));
  out_->line("throw;");
  out_->close();
  frame_.line = 0;
  if (raises) {
    out_->open(fmt::format("if ({}.is_held()) {{", kept));
    out_->line(fmt::format("{} = {}.line();", frame_.line_name, kept));
    out_->line(fmt::format("{}.raise();", kept));
    out_->close();
  }
  if (!node.orelse.empty()) {
    out_->open(fmt::format("if ({}) {{", all));
    block(node.orelse);
    out_->close();
  }
  if (target.returns) {
    out_->open(fmt::format("if ({} == {}) {{", target.leaving, by_return));
    jump(by_return, "");
    out_->close();
  }
  frame_.line = 0;
}

// What the sink says: false where nobody wants more.
void FunctionEmitter::push(const std::string& taken) {
  out_->open(fmt::format("if (!{}) {{", taken));
  out_->line(fmt::format("{} = false;", return_variable_));
  jump(by_return, "");
  out_->close();
}

void FunctionEmitter::push_yield(const ir::Yield& node) { push(fmt::format("{}({})", sink_, exact(node.value).text)); }

void FunctionEmitter::push_from(const ir::YieldFrom& node, int line) {
  const auto* read = std::get_if<ir::ReadLocal>(&function_[node.value].node);
  const bool is_item = read != nullptr && read->local == node.item;
  const ir::Call* const call = call_at(function_, node.source);
  out_->open("{");
  if (call != nullptr && context_.pushed[call->callee.value]) {
    const std::string arguments = call_arguments(node.source);
    std::string sink = sink_;
    if (!is_item || cpp(module_[call->callee].result->args[0]) != cpp(function_.result->args[0])) {
      sink = temporary("sink");
      const std::string given = temporary("given");
      out_->open(fmt::format("const auto {} = [&]({} {}) -> bool {{", sink, cpp(module_[call->callee].result->args[0]), given));
      out_->line(fmt::format("{} = {};", name(node.item), given));
      out_->line(fmt::format("return {}({});", sink_, exact(node.value).text));
      out_->close("};");
    }
    set_line(line);
    push(fmt::format("{}_each({}{}{})", context_.function_names[call->callee.value], arguments, arguments.empty() ? "" : ", ", sink));
  } else {
    const std::string source = temporary("source");
    const bool is_pulled = type(node.source)->kind == Kind::iterator && !types::is_iterable(type(node.source));
    const std::string held = hoist(node.source, "from");
    need("iterator.hpp");
    out_->line(is_pulled ? fmt::format("auto {} = {};", source, held) : fmt::format("auto {} = kb::source_of({});", source, held));
    set_line(line);
    out_->open(fmt::format("while ({}.next({}, {})) {{", source, name(node.item), line_argument(line)));
    push(fmt::format("{}({})", sink_, exact(node.value).text));
    out_->close();
  }
  out_->close();
  frame_.line = 0;
}

std::string FunctionEmitter::pushed_signature() {
  std::string out = fmt::format("template <class {0}>\nbool {1}_each(", sink_type_, context_.function_names[instance_.value]);
  for (const LocalId id : function_.parameters) out += fmt::format("{} {}, ", cpp(function_[id].type), name(id));
  return out + fmt::format("{}& {})", sink_type_, sink_);
}

std::string FunctionEmitter::pushed_definition() {
  need("recursion.hpp");
  Writer body(2);
  out_ = &body;
  const int first_line = line_of(function_.span);
  body.line(fmt::format("kb::guard_recursion({});", line_argument(first_line)));
  body.line(fmt::format("bool {} = true;", return_variable_));
  for (const std::string& flag : bound_flag_declarations()) body.line(flag);
  for (const LocalId id : function_.parameters) {
    if (!element_views_[id.value].empty()) body.line(fmt::format("{} {} = {};", parameter_type(function_[id].type, context_.headers), element_views_[id.value], name(id)));
  }
  for (const LocalId id : at_top_) declare(id);
  block(function_.body);
  body.line(fmt::format("return {};", return_variable_));
  Writer out;
  out.line(fmt::format("// {}, handing its items over", function_.name));
  out.open(pushed_signature() + " {");
  if (polls_) out.line("int poll_budget = kb::poll_interval;");
  context_.frames[frame_.of.value] = true;
  out.line(fmt::format("[[maybe_unused]] int {} = 0;", frame_.line_name));
  out.open("try {");
  out.append(body);
  out.between("} catch (kb::error& error) {");
  out.line(fmt::format("error.leave({}_frame, {});", context_.function_names[frame_.of.value], frame_.line_name));
  out.line("kb::refuse_stop(error);");
  out.line("throw;");
  out.close();
  out.close();
  return out.text();
}

}  // namespace keelback::emit
