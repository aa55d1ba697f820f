// raise and try.
#include <algorithm>

#include "check/exception_classes.hpp"
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

std::vector<std::string> FunctionChecker::exception_classes(const ast::Expr& node) {
  const auto* name = ast::as<ast::Name>(&node);
  const auto names = name != nullptr && is_local(name->id) ? std::nullopt : exception_class_names(program_, *def_.module, node, Imported::yes);
  if (!names) fail(unsupported, node.span, "a class of exceptions that is not known when compiling");
  return *names;
}

ExprId FunctionChecker::new_exception(const std::string& name, const std::vector<LibraryArgument>& args, Span span) {
  const std::size_t colon = name.find(':');
  const std::string module = colon == std::string::npos ? "builtins" : name.substr(0, colon), plain = colon == std::string::npos ? name : name.substr(colon + 1);
  std::string keywords;
  std::vector<ExprId> values;
  if (const auto never = hand_over(args, values, keywords)) return *never;
  const std::string leading = (module.empty() ? std::string("nullptr") : "\"" + (name == "LinAlgError" ? std::string("numpy.linalg") : module) + "\"") + ", \"" + plain + "\", \"" + keywords + "\"";
  return call(describing_runtime("kb::new_exception", leading), std::move(values), types.exception(name), span);
}

std::optional<ExprId> FunctionChecker::new_exception(const ast::Expr& node, Span span) {
  const auto* call_node = ast::as<ast::Call>(&node);
  const ast::Expr& klass = call_node != nullptr ? *call_node->func : node;
  const auto* plain = ast::as<ast::Name>(&klass);
  if (plain != nullptr && is_local(plain->id)) return std::nullopt;
  const auto name = exception_class_name(program_, *def_.module, klass);
  if (!name) return std::nullopt;
  return new_exception(*name, call_node != nullptr ? call_arguments(*call_node) : std::vector<LibraryArgument>{}, span);
}

// Whether the runtime makes the builtin exception itself, when Python sees it: no argument, or one that Python reads back from its repr.
static bool is_plain_argument(Type type) {
  switch (types::base_of(type)->kind) {
    case Kind::instance:
    case Kind::exception:
    case Kind::union_:
    case Kind::foreign: return false;
    default: return std::all_of(type->args.begin(), type->args.end(), is_plain_argument);
  }
}

// What `raise` takes of an object of Python's: an exception, or a class of exceptions; as a cause also None.
ExprId FunctionChecker::exception_of(ExprId value, bool is_cause, Span span) {
  if (!is(type(value), Kind::object)) return value;
  return call(describing_runtime("kb::exception_of", is_cause ? "true" : "false"), {value}, types.exception("BaseException"), span);
}

void FunctionChecker::raise_statement(const ast::Raise& node, Span span) {
  env_.attributes.clear();
  if (node.exc == nullptr) {
    emit(ir::Raise{}, span);
    env_.dead = true;
    return;
  }
  const auto* call_node = ast::as<ast::Call>(node.exc);
  const ast::Expr& klass = call_node != nullptr ? *call_node->func : *node.exc;
  const auto* root = root_name(klass);
  const auto name = root != nullptr && is_local(root->id) ? std::nullopt : exception_class_name(program_, *def_.module, klass, Imported::yes);
  ir::Raise raised;
  if (name) {
    const std::vector<LibraryArgument> args = call_node != nullptr ? call_arguments(*call_node) : std::vector<LibraryArgument>{};
    const bool is_plain = node.cause == nullptr && name->find(':') == std::string::npos && args.size() <= 1 &&
                          std::ranges::all_of(args, [&](const LibraryArgument& arg) { return arg.keyword.empty() && is_plain_argument(type(arg.expr)); });
    if (is_plain) {
      raised.exception = *name;
      for (const LibraryArgument& arg : args) raised.args.push_back(arg.expr);
    } else {
      raised.args.push_back(new_exception(*name, args, span));
    }
  } else {
    raised.args.push_back(exception_of(expression(*node.exc), false, span));
    if (!is(type(raised.args[0]), Kind::exception) && !is(type(raised.args[0]), Kind::never)) fail(unsupported, span, "`raise` of this value");
  }
  if (node.cause != nullptr) {
    Operands operands(*this);
    operands.add(raised.args[0]);
    const auto cause_class = new_exception(*node.cause, node.cause->span);
    const ExprId cause = cause_class ? *cause_class : exception_of(expression(*node.cause), true, node.cause->span);
    raised.args = operands.take();
    if (!is(type(cause), Kind::none) && !is(type(cause), Kind::exception) && !is(type(cause), Kind::never)) fail(unsupported, node.cause->span, "`raise ... from` this value");
    raised.args.push_back(cause);
  }
  if (raised.exception.empty()) {
    // What never comes is evaluated, and raises something else.
    const auto never = std::ranges::find_if(raised.args, [&](ExprId arg) { return is(type(arg), Kind::never); });
    if (never != raised.args.end()) {
      for (auto arg = raised.args.begin(); arg <= never; ++arg) emit(ir::Evaluate{*arg}, span);
      env_.dead = true;
      return;
    }
  }
  emit(std::move(raised), span);
  env_.dead = true;
}

// ---- exceptions as values ----

static std::string spelled(const std::string& name) { return "$exception " + name; }

std::optional<ExprId> FunctionChecker::exception_test(ExprId value, const ast::Expr& classes, Span span) {
  const auto names = exception_class_names(program_, *def_.module, classes, Imported::by_name);
  if (!names) return std::nullopt;
  const Reuse kept = reuse(value, "value");
  return wrap(kept, for_each_member(read(kept, span), [&](ExprId member) -> ExprId {
    if (!is(type(member), Kind::exception)) return cast(constant(types.literal(false), span), types.boolean);
    const Reuse one = reuse(member, "exception");
    ExprId any = constant(types.literal(false), span);
    for (const std::string& name : *names) {
      ir::RuntimeFunction test{.symbol = "kb::is_exception", .header = "errors.hpp", .effects = ir::Effects::reads, .takes_line = false, .leading = spelled(name)};
      any = logical_of(false, call(leading_runtime(std::move(test)), {read(one, span)}, types.boolean, span), any, span);
    }
    return wrap(one, cast(any, types.boolean));
  }));
}

bool FunctionChecker::narrow_exception(const ast::Name& name, const ast::Expr& classes, bool truth) {
  const auto names = exception_class_names(program_, *def_.module, classes, Imported::by_name);
  if (!names) return false;
  if (!truth || !is_local(name.id) || cells_.contains(name.id)) return true;
  Binding& binding = env_.names[name_id(name.id).value];
  if (binding.type == nullptr || binding.maybe) return true;
  const auto members = is(binding.type, Kind::union_) ? binding.type->args : std::vector<Type>{binding.type};
  if (std::ranges::any_of(members, [](Type member) { return is(member, Kind::exception); })) binding.type = types.exception(names->size() == 1 ? std::string_view(names->front()) : std::string_view());
  return true;
}

std::optional<ExprId> FunctionChecker::exception_class_text(const ast::Attribute& node, Span span) {
  if (node.attr != "__name__" && node.attr != "__qualname__") return std::nullopt;
  const ast::Expr* of = nullptr;
  if (const auto* call_node = ast::as<ast::Call>(node.value); call_node != nullptr && call_node->args.size() == 1 && call_node->keywords.empty()) {
    const auto* name = ast::as<ast::Name>(call_node->func);
    if (name != nullptr && name->id == "type" && !is_local(name->id)) of = call_node->args[0];
  } else if (const auto* klass = ast::as<ast::Attribute>(node.value); klass != nullptr && klass->attr == "__class__") {
    of = klass->value;
  }
  const Type known = of == nullptr ? nullptr : known_type(*of);
  if (known == nullptr || !is(known, Kind::exception)) return std::nullopt;
  return call(runtime("kb::exception_name", "str.hpp", ir::Effects::reads | ir::Effects::allocates, false), {expression(*of)}, types.string, span);
}

ExprId FunctionChecker::exception_attribute(ExprId exception, const ast::Attribute& node, Span span) {
  const auto member = exception_member(program_, type(exception)->name, node.attr);
  if (!member) fail_attribute(type(exception), node);
  if (member->kind == ExceptionMember::Kind::method) fail(unsupported, span, "a method that is not called");
  return call(describing_runtime("kb::python_attribute", "\"" + std::string(node.attr) + "\""), {exception}, member->type, span, {std::string(ir::result_argument)});
}

ExprId FunctionChecker::exception_method(ExprId exception, const ast::Attribute& node, const std::vector<LibraryArgument>& args, Span span) {
  const auto member = exception_member(program_, type(exception)->name, node.attr);
  if (!member) fail_attribute(type(exception), node);
  if (member->kind == ExceptionMember::Kind::value) return call_value(exception_attribute(exception, node, span), args, span);
  std::string keywords;
  std::vector<ExprId> values{exception};
  if (const auto never = hand_over(args, values, keywords)) return *never;
  // Groups take functions of Python's own type alone.
  for (std::size_t i = 0; i < args.size() && type(exception)->name.ends_with("ExceptionGroup"); ++i) {
    if (is(type(args[i].expr), Kind::function)) values[i + 1] = call(runtime("kb::python::plain_function", "python_function.hpp", ir::Effects::raises | ir::Effects::allocates, true), {values[i + 1]}, types.object, span);
  }
  return call(describing_runtime("kb::python_method", "\"" + std::string(node.attr) + "\", \"" + keywords + "\""), std::move(values), member->type, span, {std::string(ir::result_argument)});
}

void FunctionChecker::store_exception_attribute(ExprId exception, const ast::Attribute& node, ExprId value, Span span) {
  const auto member = exception_member(program_, type(exception)->name, node.attr);
  if (!member) fail_attribute(type(exception), node);
  if (member->kind != ExceptionMember::Kind::value) fail_attribute(type(exception), node);
  if (!converts(type(value), member->type)) fail(not_convertible, span, member->type->text, type(value)->text);
  const Reuse kept = reuse(value, "value");
  if (kept.local) emit(ir::Assign{kept.local, value}, span);
  const ExprId stored = call(describing_runtime("kb::store_python_attribute", "\"" + std::string(node.attr) + "\""), {exception, handed(convert(read(kept, span), member->type, span), span)}, types.none, span);
  emit(ir::Evaluate{stored}, span);
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
    if (handler->type != nullptr) built.exceptions = exception_classes(*handler->type);
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
        env_.names[id.value] = {caught, built.local, false, true};
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
