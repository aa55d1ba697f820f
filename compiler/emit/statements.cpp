// Statements other than loops.
#include <fmt/format.h>

#include "emit/function_emitter.hpp"
#include "ir/layout.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::overloaded;

void FunctionEmitter::block(const Block& block) {
  frame_.line = 0;
  const bool between = suspends(block);
  for (std::size_t i = 0; i < block.size(); ++i) {
    const StmtId id = block[i];
    if (between && !suspends_[id.value]) {
      in_braces([&] { stmt(id); });
    } else if (const std::size_t steps = between ? 0 : joined(block, i)) {
      i += steps - 1;
    } else {
      stmt(id);
    }
    if (between) frame_.line = 0;
  }
  frame_.line = 0;
}

void FunctionEmitter::braces(const Block& inner) {
  if (inner.empty()) return;
  out_->open("{");
  block(inner);
  out_->close();
}

void FunctionEmitter::comment(int line) {
  if (line == frame_.commented || line <= 0) return;
  frame_.commented = line;
  const auto* source = this->source();
  // A line of another module is named with its file.
  const std::string& file = context_.module.files[std::size_t(function_.file)];
  const std::string place = function_.file == 0 ? std::to_string(line) : fmt::format("{}:{}", file.substr(file.rfind('/') + 1), line);
  if (source && std::uint32_t(line) <= source->line_count()) {
    std::string_view text = source->line(std::uint32_t(line));
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == '\\' || text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    out_->line(fmt::format("// {}: {}", place, text));
  } else {
    out_->line(fmt::format("// {}", place));
  }
}

void FunctionEmitter::stmt(StmtId id) {
  const ir::Stmt& stmt = function_[id];
  const int line = line_of(stmt.span);
  comment(line);
  if (suspends_[id.value]) return suspending(id, line);
  declare_before(id);
  std::visit(overloaded{
                 [&](const ir::Assign& node) {
                   if (declared_by_assign_[id.value]) {
                     const Type type = function_[node.local].type;
                     if (function_[node.local].in_frame) return make_in_frame(node.local, node.value);
                     if (function_[node.local].fold != ir::Fold::none) return declare(node.local);
                     if (function_[node.local].unit_rows) {
                       out_->line(fmt::format("{} {} = {};", parameter_type(type, context_.headers), name(node.local), text(node.value)));
                       out_->line(fmt::format("{}.strides[{}] = 1;", name(node.local), type->rank - 1));
                     } else if (view_local_[node.local.value]) {
                       out_->line(fmt::format("const {} {} = {};", parameter_type(type, context_.headers), name(node.local), text(node.value)));
                     } else if (const std::string* variable = lender_of(node)) {
                       out_->line(fmt::format("const {}& {} = {};", cpp(type), name(node.local), *variable));
                     } else {
                       define(node.local, exact(node.value).text);
                     }
                     if (const std::string& view = element_views_[node.local.value]; !view.empty()) {
                       out_->line(fmt::format("{} {} = {};", parameter_type(type, context_.headers), view, name(node.local)));
                       unit_stride(node);
                     }
                   } else if (!append_text(node)) {
                     assign(node);
                   }
                 },
                 [&](const ir::Moves& node) { moves(node); },
                 [&](const ir::Unbind& node) {
                   const std::string& flag = bound_flags_[node.name.value];
                   if (!flag.empty()) {
                     out_->line(fmt::format("if (!{}) kb::raise_unbound({}, {});", flag, cpp_string(function_[node.name].text), line_argument(line)));
                     out_->line(flag + " = false;");
                   }
                 },
                 [&](const ir::StoreElement& node) { store_element(node, line); },
                 [&](const ir::StoreView& node) { store_view(node, line); },
                 [&](const ir::StoreGather& node) { store_gather(node, line); },
                 [&](const ir::StoreField& node) { store_field(node, line); },
                 [&](const ir::Evaluate& node) {
                   const auto* call = std::get_if<ir::CallRuntime>(&function_[node.value].node);
                   const Value value = call != nullptr ? call_runtime(*call, node.value) : expr(node.value);
                   if (!is_reusable(node.value)) out_->line(value.text + ";");
                 },
                 [&](const ir::If& node) { if_(node); },
                 [&](const ir::While& node) { while_(node, line); },
                 [&](const ir::ForRange& node) { for_range(node, line); },
                 [&](const ir::ForEach& node) { for_each(node, line); },
                 [&](const ir::Break&) { jump(by_break, ""); },
                 [&](const ir::Continue&) { jump(by_continue, ""); },
                 [&](const ir::Return& node) { return_(node); },
                 // Elsewhere they suspend.
                 [&](const ir::Yield& node) { push_yield(node); },
                 [&](const ir::YieldFrom& node) { push_from(node, line); },
                 [&](const ir::Raise& node) { raise(node, line); },
                 [&](const ir::Try& node) { try_(node); },
                 [&](const ir::Inlined& node) { inlined(node, line); },
             },
             stmt.node);
}

// `text += piece`: the local's own text grows, and nothing is copied or counted. True if `node` is that.
bool FunctionEmitter::append_text(const ir::Assign& node) {
  const auto* call = std::get_if<ir::CallRuntime>(&function_[node.value].node);
  if (call == nullptr || function_[node.local].type->kind != Kind::string || type(node.value) != function_[node.local].type || !holders_[node.local.value].empty()) return false;
  const std::string_view symbol = module_[call->function].symbol;
  const bool of_code = symbol == "kb::characters::concat";
  if (!of_code && symbol != "kb::concat") return false;
  const auto* whole = std::get_if<ir::ReadLocal>(&function_[call->args[0]].node);
  if (whole == nullptr || whole->local != node.local) return false;
  need(module_[call->function].header);
  const std::vector<Value> values = ordered(call->args, Form::plain);
  if (values[0].text == name(node.local)) {
    out_->line(fmt::format("{}append({}, {}, {});", of_code ? "kb::characters::" : "kb::", name(node.local), values[1].text, line_argument(line_of(node.value))));
  } else {  // what is appended is computed behind a copy of the text
    out_->line(fmt::format("{} = {}({}, {}, {});", name(node.local), symbol, values[0].text, values[1].text, line_argument(line_of(node.value))));
  }
  bound(node.local);
  return true;
}

void FunctionEmitter::assign(const ir::Assign& node) {
  const Value value = function_[node.local].fold == ir::Fold::none ? exact(node.value) : Value{cpp(node.local) + "{}"};
  if (value.text != name(node.local)) out_->line(fmt::format("{} = {};", target(node.local), value.text));
  bound(node.local);
  unit_stride(node);
}

// What the C++ compiler cannot see of a new array: the elements of its last axis are side by side.
void FunctionEmitter::unit_stride(const ir::Assign& node) {
  const std::string& view = element_views_[node.local.value];
  if (view.empty()) return;
  if (ir::makes_unit_rows(module_, function_, node.value)) out_->line(fmt::format("{}.strides[{}] = 1;", view, function_[node.local].type->rank - 1));
}

void FunctionEmitter::moves(const ir::Moves& node) {
  bool interfere = false;
  for (std::size_t i = 0; i < node.moves.size(); ++i) {
    for (std::size_t k = i + 1; k < node.moves.size(); ++k) interfere = interfere || ir::reads_local(function_, node.moves[k].value, node.moves[i].target);
  }
  std::vector<std::string> values;
  for (const ir::Moves::Move& move : node.moves) {
    const Value value = exact(move.value);
    if (interfere) {
      values.push_back(hoist(value, function_[move.target].type, "moved"));
    } else {
      out_->line(fmt::format("{} = {};", target(move.target), value.text));
    }
  }
  for (std::size_t i = 0; i < values.size(); ++i) out_->line(fmt::format("{} = {};", target(node.moves[i].target), values[i]));
  for (const ir::Moves::Move& move : node.moves) {
    if (const std::string& view = element_views_[move.target.value]; !view.empty()) out_->line(fmt::format("{} = {};", view, name(move.target)));
  }
}

void FunctionEmitter::if_(const ir::If& node) {
  out_->open(fmt::format("if ({}) {{", text(node.condition)));
  block(node.yes);
  const ir::If* next = &node;
  while (next && !next->no.empty()) {
    const Block& no = next->no;
    const ir::If* chained = no.size() == 1 ? std::get_if<ir::If>(&function_[no[0]].node) : nullptr;
    if (chained && before_[no[0].value].empty()) {
      Writer inner(out_->depth());
      Writer* outer = std::exchange(out_, &inner);
      const std::string condition = text(chained->condition);
      out_ = outer;
      if (inner.empty()) {
        out_->between(fmt::format("}} else if ({}) {{", condition));
        block(chained->yes);
        next = chained;
        continue;
      }
    }
    out_->between("} else {");
    block(no);
    next = nullptr;
  }
  out_->close();
  frame_.line = 0;
}

void FunctionEmitter::inlined(const ir::Inlined& node, int line) {
  Writer body(out_->depth() + 1);
  Writer* outer = std::exchange(out_, &body);
  const Frame caller = std::exchange(frame_, Frame{node.callee, temporary("line")});
  block(node.body);
  out_ = outer;
  const Frame own = std::exchange(frame_, caller);
  if (!own.can_raise) return out_->append_dedented(body, 1);
  set_line(line);
  const Frame here = std::exchange(frame_, own);
  in_frame(*out_, body);
  frame_ = here;
}

void FunctionEmitter::return_(const ir::Return& node) {
  if (function_.gives_fresh) {
    const std::string object = fresh_value(node.value);
    return out_->line(fmt::format("return {};", object));
  }
  const Value value = exact(node.value);
  if (!sink_.empty()) {
    if (!is_reusable(node.value)) out_->line(fmt::format("static_cast<void>({});", value.text));
    return jump(by_return, "");
  }
  bool through_finally = false;
  for (const Target& target : targets_) through_finally = through_finally || target.kind != Target::Kind::loop;
  if (function_.is_generator) {
    out_->line(fmt::format("returned = {};", value.text));
    if (through_finally) jump(by_return, "");
    else finish_generator();
    return;
  }
  if (!through_finally) {
    out_->line(fmt::format("return {};", value.text));
    return;
  }
  out_->line(fmt::format("{} = {};", return_variable_, value.text));
  jump(by_return, "");
}

void FunctionEmitter::jump(int kind, std::string_view) {
  for (std::size_t i = targets_.size(); i-- > 0;) {
    Target& target = targets_[i];
    if (target.kind == Target::Kind::finally) {
      (kind == by_return ? target.returns : kind == by_break ? target.breaks : target.continues) = true;
      out_->line(fmt::format("{} = {};", target.leaving, kind));
      out_->line(fmt::format("goto {};", target.end_label));
      return;
    }
    if (target.kind == Target::Kind::sink) {
      if (kind == by_continue) return out_->line("return true;");
      (kind == by_return ? target.returns : target.breaks) = true;
      out_->line(fmt::format("{} = {};", target.leaving, kind));
      out_->line("return false;");
      return;
    }
    if (kind == by_return) continue;
    if (kind == by_continue) {
      out_->line("continue;");
    } else if (!target.break_label.empty()) {
      target.break_label_used = true;
      out_->line(fmt::format("goto {};", target.break_label));
    } else {
      out_->line("break;");
    }
    return;
  }
  if (function_.is_generator) return finish_generator();
  out_->line(fmt::format("return {};", return_variable_));
}

void FunctionEmitter::raise(const ir::Raise& node, int line) {
  if (node.exception.empty() && node.args.empty()) {
    if (caught_.empty()) return out_->line(fmt::format("kb::raise_handled({});", line_argument(line)));
    frame_.can_raise = true;
    if (caught_.back().empty()) {
      out_->line("throw;");
    } else {
      out_->line(fmt::format("{} = {}.line();", frame_.line_name, caught_.back()));
      out_->line(fmt::format("throw kb::error({}.get());", caught_.back()));
    }
    return;
  }
  if (node.exception.empty()) {
    const std::vector<Value> values = ordered(node.args, Form::exact);
    if (node.args.size() == 1) return out_->line(fmt::format("kb::raise_error({}, {});", values[0].text, line_argument(line)));
    const std::string cause = type(node.args[1])->kind == Kind::none ? "kb::error()" : values[1].text;
    return out_->line(fmt::format("kb::raise_error_from({}, {}, {});", values[0].text, cause, line_argument(line)));
  }
  const std::string kind = cpp_exception(node.exception);
  if (node.args.empty()) {
    out_->line(fmt::format("kb::raise_bare({}, {});", kind, line_argument(line)));
    return;
  }
  if (node.args.size() == 1) {
    const Type type = this->type(node.args[0]);
    if (const auto literal = types::literal_string(type); literal && literal->find('\0') == std::string_view::npos) {
      out_->line(fmt::format("kb::raise_text({}, {}, {});", kind, line_argument(line), cpp_string(*literal)));
      return;
    }
    if (types::base_of(type)->kind == Kind::string) {
      need("str.hpp");
      out_->line(fmt::format("kb::raise_str({}, {}, {});", kind, line_argument(line), text(node.args[0])));
      return;
    }
  }
  need("str.hpp");
  const std::vector<Value> values = ordered(node.args, Form::exact);
  std::string args;
  for (const Value& value : values) args += ", " + value.text;
  out_->line(fmt::format("kb::raise_with({}, {}{});", kind, line_argument(line), args));
}

void FunctionEmitter::try_(const ir::Try& node) {
  if (node.finally.empty()) {
    handlers(node);
    return;
  }
  Target target{Target::Kind::finally};
  target.leaving = temporary("leaving");
  target.end_label = temporary("finally");
  out_->line(fmt::format("int {} = 0;", target.leaving));
  out_->open("try {");
  targets_.push_back(target);
  handlers(node);
  target = targets_.back();
  targets_.pop_back();
  frame_.can_raise = true;
  const std::string caught = raises(node.finally) ? temporary("caught") : "";
  out_->between(fmt::format("}} catch (kb::error&{}{}) {{", caught.empty() ? "" : " ", caught));
  if (!caught.empty()) handle(caught);
  caught_.emplace_back();
  block(node.finally);
  caught_.pop_back();
  out_->line("throw;");
  out_->close();
  if (target.returns || target.breaks || target.continues) out_->label(target.end_label);
  braces(node.finally);
  const auto resume = [&](bool used, int kind) {
    if (!used) return;
    out_->open(fmt::format("if ({} == {}) {{", target.leaving, kind));
    jump(kind, "");
    out_->close();
  };
  resume(target.returns, by_return);
  resume(target.breaks, by_break);
  resume(target.continues, by_continue);
  frame_.line = 0;
}

bool FunctionEmitter::raises(const Block& body) const { return ir::has(ir::effects(module_, function_, body, &context_.calls), ir::Effects::raises); }

// What is raised from here to the end of the C++ block has the exception as its context.
void FunctionEmitter::handle(const std::string& caught) {
  context_.frames[frame_.of.value] = true;
  out_->line(fmt::format("const kb::handling {}({}, {}_frame, {});", temporary("handled"), caught, context_.function_names[frame_.of.value], frame_.needs_line ? frame_.line_name : "0"));
}

void FunctionEmitter::handlers(const ir::Try& node) {
  if (node.handlers.empty()) {
    block(node.body);
    block(node.orelse);
    return;
  }
  std::string completed;
  if (!node.orelse.empty()) {
    completed = temporary("completed");
    out_->line(fmt::format("bool {} = false;", completed));
  }
  const std::string caught = temporary("caught");
  out_->open("try {");
  block(node.body);
  if (!completed.empty()) out_->line(completed + " = true;");
  out_->between(fmt::format("}} catch (kb::error& {}) {{", caught));
  frame_.can_raise = true;
  bool catches_all = false, first = true;
  for (const ir::Handler& handler : node.handlers) {
    std::string test;
    for (const std::string& exception : handler.exceptions) {
      if (exception == "BaseException") {
        test.clear();
        break;
      }
      test += fmt::format("{}{}.is_a({})", test.empty() ? "" : " || ", caught, cpp_exception_class(exception));
    }
    catches_all = test.empty();
    if (first) {
      out_->open(test.empty() ? std::string("{") : fmt::format("if ({}) {{", test));
    } else {
      out_->between(test.empty() ? std::string("} else {") : fmt::format("}} else if ({}) {{", test));
    }
    first = false;
    if (handler.local) {
      const bool own = own_scope_[handler.local.value];
      out_->line(own ? fmt::format("const kb::error& {} = {};", name(handler.local), caught) : fmt::format("{} = {};", name(handler.local), caught));
    }
    if (raises(handler.body)) handle(caught);  // `pass` and the like need not tell anybody
    caught_.emplace_back();
    block(handler.body);
    caught_.pop_back();
    if (catches_all) break;
  }
  if (!catches_all) {
    out_->between("} else {");
    out_->line("throw;");
  }
  out_->close();
  out_->close();
  if (!completed.empty()) {
    out_->open(fmt::format("if ({}) {{", completed));
    block(node.orelse);
    out_->close();
  }
  frame_.line = 0;
}

}  // namespace keelback::emit
