// raise and try.
#include <algorithm>

#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

bool is_builtin_exception(std::string_view name) {
  // Those of include/keelback/errors.hpp.
  static const std::set<std::string_view> names{
      "BaseException",      "KeyboardInterrupt",   "SystemExit",        "GeneratorExit",     "Exception",        "ArithmeticError",        "FloatingPointError",     "OverflowError",
      "ZeroDivisionError",  "AssertionError",      "AttributeError",    "BufferError",       "EOFError",         "ImportError",            "ModuleNotFoundError",    "LookupError",
      "IndexError",         "KeyError",            "MemoryError",       "NameError",         "UnboundLocalError", "OSError",               "IOError",                "EnvironmentError",
      "BlockingIOError",    "ChildProcessError",   "ConnectionError",   "BrokenPipeError",   "ConnectionAbortedError", "ConnectionRefusedError", "ConnectionResetError", "FileExistsError",
      "FileNotFoundError",  "InterruptedError",    "IsADirectoryError", "NotADirectoryError", "PermissionError", "ProcessLookupError",     "TimeoutError",           "ReferenceError",
      "RuntimeError",       "NotImplementedError", "RecursionError",    "StopIteration",     "StopAsyncIteration", "SyntaxError",          "SystemError",            "TypeError",
      "ValueError",         "UnicodeError",        "Warning",           "UserWarning",       "DeprecationWarning", "RuntimeWarning"};
  return names.contains(name);
}

std::string FunctionChecker::exception_class(const ast::Expr& node) {
  std::string_view name;
  if (const auto* plain = ast::as<ast::Name>(&node)) name = plain->id;
  else if (const auto* attribute = ast::as<ast::Attribute>(&node)) name = attribute->attr;
  const bool is_known = is_builtin_exception(name) || name == "LinAlgError";
  if (!is_known || is_local(name)) fail(unsupported, node.span, "an exception that is not one of Python's own");
  return std::string(name == "IOError" || name == "EnvironmentError" ? "OSError" : name);
}

void FunctionChecker::raise_statement(const ast::Raise& node, Span span) {
  if (node.cause != nullptr) {
    // `__cause__` is not kept: it shows in tracebacks only.
    const Type cause = type(expression(*node.cause));
    if (!is(cause, Kind::none) && !is(cause, Kind::exception)) fail(unsupported, node.cause->span, "`raise ... from` this value");
  }
  ir::Raise raised;
  if (node.exc != nullptr) {
    if (const auto* call_node = ast::as<ast::Call>(node.exc)) {
      raised.exception = exception_class(*call_node->func);
      if (!call_node->keywords.empty()) fail(unsupported, span, "a keyword argument of an exception");
      for (const auto* arg : call_node->args) raised.args.push_back(exception_argument(*arg));
      if (raised.args.size() > 1) fail(unsupported, span, "an exception with several arguments");
    } else if (const auto* name = ast::as<ast::Name>(node.exc); name != nullptr && is_local(name->id)) {
      const ExprId value = read_name(name->id, node.exc->span);
      if (!is(type(value), Kind::exception)) fail(unsupported, span, "`raise` of this value");
      raised.args.push_back(value);
    } else {
      raised.exception = exception_class(*node.exc);
    }
  }
  emit(std::move(raised), span);
  env_.dead = true;
}

ExprId FunctionChecker::exception_argument(const ast::Expr& node) {
  // An f-string or a formatted message: its parts as strings.
  return expression(node);
}

namespace {

bool mentions(const ast::Node& node, std::string_view name) {
  if (const auto* read = ast::as<ast::Name>(&node); read != nullptr && read->id == name) return true;
  bool any = false;
  for_each_child(node, [&](const ast::Node& child) { any = any || mentions(child, name); });
  return any;
}

}  // namespace

void FunctionChecker::try_statement(const ast::Try& node, Span span) {
  std::vector<Edge> to_handlers, ends;
  // Before its first assignment the body may already raise.
  if (!node.handlers.empty() || !node.finalbody.empty()) to_handlers.push_back(leave(span));
  ir::Try made;
  const bool has_finally = !node.finalbody.empty();
  std::vector<Edge> to_finally;
  if (has_finally) handlers_.push_back(&to_finally);
  handlers_.push_back(&to_handlers);
  made.body = build_block([&] {
    statements(node.body);
    if (!env_.dead && node.orelse.empty()) ends.push_back(leave(span));
  });
  handlers_.pop_back();
  if (!node.orelse.empty() && !env_.dead) {
    made.orelse = build_block([&] {
      statements(node.orelse);
      if (!env_.dead) ends.push_back(leave(span));
    });
  }
  const Env at_handlers = node.handlers.empty() ? Env{} : join(to_handlers, span);
  for (const auto* handler : node.handlers) {
    ir::Handler built;
    if (handler->type != nullptr) {
      if (const auto* several = ast::as<ast::Tuple>(handler->type)) {
        for (const auto* one : several->elts) built.exceptions.push_back(exception_class(*one));
      } else {
        built.exceptions.push_back(exception_class(*handler->type));
      }
    }
    env_ = at_handlers;
    env_.dead = false;
    Loop* const around = loops_.empty() ? nullptr : loops_.back();
    const std::size_t breaks = around != nullptr ? around->breaks.size() : 0, continues = around != nullptr ? around->continues.size() : 0;
    built.body = build_block([&] {
      if (!handler->name.empty()) {
        if (cells_.contains(handler->name)) fail(unsupported, handler->span, "a caught exception in a variable that a nested function shares");
        const Type caught = types.exception(built.exceptions.size() == 1 ? std::string_view(built.exceptions[0]) : std::string_view());
        const ir::NameId id = name_id(handler->name);
        // A local of the handler alone: it holds what was caught, nothing else.
        built.local = function.add_local(function[id].text, caught);
        emit(ir::Unbind{id}, handler->span);
        env_.names[id.value] = {caught, built.local, false};
      }
      statements(handler->body);
      // Python deletes the name at the end of the handler.
      if (!handler->name.empty() && !env_.dead) env_.names[name_id(handler->name).value] = {};
      if (!env_.dead) ends.push_back(leave(span));
    });
    if (!handler->name.empty() && around != nullptr) {
      const ir::NameId id = name_id(handler->name);
      for (std::size_t i = breaks; i < around->breaks.size(); ++i) around->breaks[i].env.names[id.value] = {};
      for (std::size_t i = continues; i < around->continues.size(); ++i) around->continues[i].env.names[id.value] = {};
    }
    made.handlers.push_back(std::move(built));
  }
  if (has_finally) handlers_.pop_back();
  Env after = join(ends, span);
  if (has_finally) {
    // `finally` runs on every path: with the names as any of them left them.
    std::vector<Edge> all = std::move(to_finally);
    for (const Edge& edge : to_handlers) all.push_back(edge);
    const bool dead = after.dead;
    if (!dead) {
      env_ = after;
    } else {
      env_ = join(all, span);
      env_.dead = false;
    }
    for (const Edge& edge : all) {
      for (std::size_t n = 0; n < env_.names.size() && n < edge.env.names.size(); ++n) {
        const Binding& here = env_.names[n];
        const Binding& there = edge.env.names[n];
        if (here.type == nullptr) continue;
        // What the block has no use for may be a different local on each path.
        const bool is_used = std::any_of(node.finalbody.begin(), node.finalbody.end(), [&](const ast::Stmt* statement) { return mentions(*statement, function.names[n].text); });
        if (!is_used) continue;
        if (there.type == nullptr || there.maybe) env_.names[n].maybe = true;
        else if (there.local != here.local) fail(unsupported, span, "a name that changes type in a `try` with `finally`");
        if (is(here.type, Kind::literal) && there.type != here.type) env_.names[n].type = types::base_of(here.type);
      }
    }
    made.finally = build_block([&] { statements(node.finalbody); });
    const bool finally_dead = env_.dead;
    after.dead = dead || finally_dead;
    for (std::size_t n = 0; n < after.names.size() && n < env_.names.size(); ++n) {
      if (env_.names[n].local != after.names[n].local) after.names[n] = env_.names[n];
    }
  }
  emit(std::move(made), span);
  env_ = std::move(after);
}

}  // namespace keelback::check
