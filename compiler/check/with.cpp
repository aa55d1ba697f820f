// `with`: objects with `__enter__` and `__exit__`, generator functions under `contextlib.contextmanager`, and the context managers that compiled code knows.
//
// The body becomes that of a `try`, which is written here; what leaves the context are calls that are written here as well (`written_calls_`):
//
//   try: body                                       try:
//   except BaseException as e:                          try: body
//       if not LEAVE(e): raise              or          except BaseException as e: raised = True; if not LEAVE(e): raise
//   else: LEAVE()                                   finally:
//                                                       if not raised: LEAVE()
//
// the second where `return`, `break` or `continue` leaves the body.
#include <algorithm>

#include "check/function_checker.hpp"
#include "check/written_nodes.hpp"

namespace keelback::check {

using types::is;

namespace {

// Whether something in there may end an exception.
bool catches(const ast::Node& node) {
  const auto* guarded = ast::as<ast::Try>(&node);
  bool found = (guarded != nullptr && !guarded->handlers.empty()) || ast::is<ast::TryStar>(&node) || ast::is<ast::With>(&node);
  for_each_child(node, [&](const ast::Node& child) { found = found || catches(child); });
  return found;
}

// How often the name is read but in tests whether it is None.
int asked(const ast::Node& node, std::string_view name) {
  const auto* read = ast::as<ast::Name>(&node);
  if (read != nullptr) return read->id == name;
  const auto* test = ast::as<ast::Compare>(&node);
  const auto* none = test == nullptr || test->ops.size() != 1 ? nullptr : ast::as<ast::Constant>(test->comparators[0]);
  const bool is_identity = none != nullptr && none->value.type == ast::ConstantValue::Type::none && (test->ops[0] == ast::CmpOperator::Is || test->ops[0] == ast::CmpOperator::IsNot);
  if (is_identity && ast::is<ast::Name>(test->left)) return 0;
  int found = 0;
  for_each_child(node, [&](const ast::Node& child) { found += asked(child, name); });
  return found;
}

// Whether `def __exit__(self, klass, error, trace)` asks more of that parameter than whether it is None.
bool is_asked(const ast::FunctionDef& exit, std::size_t parameter) {
  std::vector<std::string_view> names;
  for (const auto* arg : exit.args->posonlyargs) names.push_back(arg->arg);
  for (const auto* arg : exit.args->args) names.push_back(arg->arg);
  if (parameter >= names.size() && exit.args->vararg == nullptr) return false;
  const std::string_view name = parameter < names.size() ? names[parameter] : exit.args->vararg->arg;
  return std::ranges::any_of(exit.body, [&](const ast::Stmt* statement) { return asked(*statement, name) > 0; });
}

}  // namespace

// np.errstate: compiled code never warns, so what ignores or allows warnings is a block like any other.
bool FunctionChecker::is_quiet_errstate(const ast::Expr& node) {
  const auto* call = ast::as<ast::Call>(&node);
  const auto* callee = call == nullptr ? nullptr : ast::as<ast::Attribute>(call->func);
  if (callee == nullptr || callee->attr != "errstate" || !ast::is<ast::Name>(callee->value)) return false;
  const ExprId owner = expression(*callee->value);
  if (!is(type(owner), Kind::module) || type(owner)->name != "numpy") return false;
  if (!call->args.empty()) fail(unsupported, node.span, "a positional argument of `np.errstate`");
  for (const auto* keyword : call->keywords) {
    const auto* value = ast::as<ast::Constant>(keyword->value);
    const bool is_text = value != nullptr && value->value.type == ast::ConstantValue::Type::string;
    const bool is_known = keyword->arg == "all" || keyword->arg == "divide" || keyword->arg == "over" || keyword->arg == "under" || keyword->arg == "invalid";
    if (!is_known || !is_text || (value->value.text != "ignore" && value->value.text != "warn")) {
      fail(unsupported, keyword->value->span, "`np.errstate` but with \"ignore\" or \"warn\"");
    }
  }
  return true;
}

const ast::FunctionDef* FunctionChecker::context_function(const ast::Expr& node) {
  const auto* call = ast::as<ast::Call>(&node);
  const auto* name = call == nullptr ? nullptr : ast::as<ast::Name>(call->func);
  if (name == nullptr || is_local(name->id)) return nullptr;
  const auto found = def_.module->names.find(name->id);
  if (found == def_.module->names.end() || found->second.kind != ModuleName::Kind::function) return nullptr;
  const ast::FunctionDef& made = *found->second.function;
  const bool is_context = made.decorator_list.size() == 1 && has_yield(made) && is_from_contextlib(*def_.module, *made.decorator_list[0], "contextmanager");
  return is_context ? &made : nullptr;
}

void FunctionChecker::with_statement(const ast::With& node) { with_items(node, 0); }

// The items from that one on, and the body.
void FunctionChecker::with_items(const ast::With& node, std::size_t first) {
  if (first == node.items.size()) return statements(node.body);
  const ast::WithItem& item = *node.items[first];
  const Span span = item.context_expr->span;
  if (is_quiet_errstate(*item.context_expr)) {
    if (item.optional_vars != nullptr) fail(unsupported, item.optional_vars->span, "a name for `np.errstate`");
    return with_items(node, first + 1);
  }
  const auto* made = ast::as<ast::Call>(item.context_expr);
  if (made != nullptr && made->keywords.empty() && is_from_contextlib(*def_.module, *made->func, "nullcontext")) {
    const ExprId value = made->args.empty() ? constant(types.none, span) : expression(*made->args[0]);
    if (item.optional_vars != nullptr) assign_to(*item.optional_vars, value, span);
    else emit(ir::Evaluate{value}, span);
    return with_items(node, first + 1);
  }
  const WrittenNodes written{program_.arena};
  const auto guarded = [&](ast::Try whole) {
    ast::With rest{};
    rest.items = node.items.subspan(first + 1);
    rest.body = node.body;
    // Of no other items: the body itself.
    whole.body = rest.items.empty() ? node.body : written.nodes<ast::Stmt>({written.make(rest, ast::Kind::With, node.span)});
    try_statement(*written.make(whole, ast::Kind::Try, node.span), node.span);
  };
  if (made != nullptr && made->keywords.empty() && is_from_contextlib(*def_.module, *made->func, "suppress")) {
    if (item.optional_vars != nullptr) fail(unsupported, item.optional_vars->span, "a name for `suppress`");
    if (made->args.empty()) return with_items(node, first + 1);
    ast::Tuple classes{};
    classes.elts = made->args;
    ast::ExceptHandler handler{};
    handler.type = written.make(classes, ast::Kind::Tuple, span);
    handler.body = written.nodes<ast::Stmt>({written.make(ast::Pass{}, ast::Kind::Pass, span)});
    ast::Try whole{};
    whole.handlers = written.nodes<ast::ExceptHandler>({written.make(handler, ast::Kind::ExceptHandler, span)});
    return guarded(whole);
  }
  if (made != nullptr && made->keywords.empty() && made->args.size() == 1 && is_from_contextlib(*def_.module, *made->func, "closing")) {
    // thing = ...; try: body; finally: thing.close()
    const std::string thing = ".closed" + std::to_string(span.begin);
    assign_name(thing, expression(*made->args[0]), span);
    if (item.optional_vars != nullptr) assign_to(*item.optional_vars, read_name(thing, span), item.optional_vars->span);
    ast::Attribute method{};
    method.value = written.name(thing, span);
    method.attr = "close";
    ast::Call close{};
    close.func = written.make(method, ast::Kind::Attribute, span);
    ast::Try whole{};
    whole.finalbody = written.nodes<ast::Stmt>({written.evaluate(written.make(close, ast::Kind::Call, span), span)});
    return guarded(whole);
  }
  // In a `with` the generator function itself; elsewhere what Python's decorator has made of it.
  const ast::FunctionDef* const context = context_function(*item.context_expr);
  if (context == nullptr) return with_object(node, first, expression(*item.context_expr));
  const ExprId generator = make_function(program_.define(*def_.module, nullptr, *context), span);
  with_object(node, first, call_value(generator, call_arguments(*made), span));
}

void FunctionChecker::with_object(const ast::With& node, std::size_t index, ExprId manager) {
  const ast::WithItem& item = *node.items[index];
  const Span span = item.context_expr->span;
  const WrittenNodes written{program_.arena};
  const Type whole = type(manager);
  if (is(whole, Kind::never)) {
    emit(ir::Evaluate{manager}, span);
    env_.dead = true;
    return;
  }
  const ast::FunctionDef* const context = context_function(*item.context_expr);
  const bool is_generator = types::is_generator(whole) && context != nullptr;
  const bool is_dynamic = is(whole, Kind::object);
  if (!is_generator && !is_dynamic && !(is(whole, Kind::instance) && special_method(whole, "__enter__") && special_method(whole, "__exit__"))) {
    fail(unsupported, span, "`with` this value");
  }
  constexpr ir::Effects runs = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates;
  const LocalId kept = temporary("context", types::storage_of(types, whole));
  emit(ir::Assign{kept, manager}, span);
  const auto generator = [&](std::string_view symbol, std::vector<ExprId> args, Type result) {
    args.insert(args.begin(), read(kept, span));
    return call(runtime(symbol, "generator.hpp", runs, true), std::move(args), result, span);
  };
  const ExprId entered = is_generator ? generator("kb::enter_context", {}, types::storage_of(types, whole->args[0]))
                         : is_dynamic  ? call(runtime("kb::python::enter_context", "dynamic.hpp", runs, true), {read(kept, span)}, types.object, span)
                                       : call_special(read(kept, span), "__enter__", {}, span);
  std::optional<LocalId> value;
  if (item.optional_vars != nullptr && !is(type(entered), Kind::never)) {
    value = temporary("entered", type(entered));
    emit(ir::Assign{*value, entered}, span);
  } else {
    emit(ir::Evaluate{entered}, span);
  }

  // The names that no program has.
  const std::string number = std::to_string(span.begin);
  const std::string error = ".error" + number, raised = ".raised" + number;
  const auto call_of = [&](std::function<ExprId()> build) {
    ast::Call call_node{};
    call_node.func = written.name("", span);
    ast::Call* const made_call = written.make(call_node, ast::Kind::Call, span);
    written_calls_[made_call] = std::move(build);
    return made_call;
  };
  const auto leave_well = [=, this]() -> ExprId {
    if (is_generator) return generator("kb::leave_context", {}, types.none);
    std::vector<LibraryArgument> nothing(3, LibraryArgument{constant(types.none, span), {}, span});
    if (is_dynamic) return dynamic_call(read(kept, span), "__exit__", nothing, span);
    return call_special(read(kept, span), "__exit__", std::move(nothing), span);
  };
  const auto asks_more = [this](Type of, std::size_t parameter) {
    const auto method = special_method(of, "__exit__");
    return !method || is_overridden(program_.class_of(of), "__exit__") || is_asked(*method->method->def, parameter);
  };
  const bool may_suppress = !is_generator || catches(*context);
  const auto leave_raised = [=, this]() -> ExprId {
    const ExprId caught = read_name(error, span);
    // What never suppresses leaves no path behind the body that returns.
    const auto never_suppresses = [&](ExprId left) {
      emit(ir::Evaluate{left}, span);
      if (is(type(left), Kind::never)) env_.dead = true;
      return constant(types.literal(false), span);
    };
    if (is_generator) {
      const ExprId left = generator("kb::throw_into_context", {caught}, types.boolean);
      if (!may_suppress) return never_suppresses(left);
      falls_through_ = true;
      return left;
    }
    if (is_dynamic) {
      falls_through_ = true;
      return call(runtime("kb::python::exit_raised", "dynamic.hpp", runs, true), {read(kept, span), caught}, types.boolean, span);
    }
    // The class and the traceback stand-ins do for, which are not None, where `__exit__` asks no more of them.
    const bool asks_class = asks_more(whole, 1), asks_trace = asks_more(whole, 3);
    const ExprId klass = asks_class ? dynamic(ir::DynamicOp::attribute, "__class__", {read_name(error, span)}, types.object, span) : add(ir::Constant{}, types.type_object(types.exception("")), span);
    const ExprId trace = asks_trace ? dynamic(ir::DynamicOp::attribute, "__traceback__", {read_name(error, span)}, types.object, span) : add(ir::Constant{}, types.ellipsis, span);
    std::vector<LibraryArgument> what{{klass, {}, span}, {caught, {}, span}, {trace, {}, span}};
    const ExprId left = call_special(read(kept, span), "__exit__", std::move(what), span);
    if (is(type(left), Kind::none) || is(type(left), Kind::never)) return never_suppresses(left);
    falls_through_ = true;
    return left;
  };

  // body: the name, then the items behind this one.
  std::vector<ast::Stmt*> body;
  if (value) {
    ast::Assign assign{};
    assign.targets = written.nodes<ast::Expr>({item.optional_vars});
    const LocalId from = *value;
    const Type known = type(entered);
    assign.value = call_of([=, this] { return add(ir::ReadLocal{from}, known, span); });
    body.push_back(written.make(assign, ast::Kind::Assign, item.optional_vars->span));
  }
  if (index + 1 < node.items.size()) {
    ast::With inner{};
    inner.items = node.items.subspan(index + 1);
    inner.body = node.body;
    body.push_back(written.make(inner, ast::Kind::With, node.span));
  } else {
    body.insert(body.end(), const_cast<ast::Stmt**>(node.body.data()), const_cast<ast::Stmt**>(node.body.data()) + node.body.size());
  }

  const bool leaves = leaves_early(node.body);
  const auto set_raised = [&](bool value_of) {
    ast::Assign assign{};
    assign.targets = written.nodes<ast::Expr>({written.name(raised, span, ast::Context::Store)});
    assign.value = call_of([=, this] { return cast(constant(types.literal(value_of), span), types.boolean); });
    return static_cast<ast::Stmt*>(written.make(assign, ast::Kind::Assign, span));
  };
  const auto if_not = [&](ast::Expr* test, ast::Stmt* then) {
    ast::UnaryOp negated{};
    negated.op = ast::UnaryOperator::Not;
    negated.operand = test;
    ast::If made_if{};
    made_if.test = written.make(negated, ast::Kind::UnaryOp, span);
    made_if.body = written.nodes<ast::Stmt>({then});
    return static_cast<ast::Stmt*>(written.make(made_if, ast::Kind::If, span));
  };
  std::vector<ast::Stmt*> handling;
  if (leaves) handling.push_back(set_raised(true));
  handling.push_back(if_not(call_of(leave_raised), written.make(ast::Raise{}, ast::Kind::Raise, span)));
  ast::ExceptHandler handler{};
  handler.type = written.name("BaseException", span);
  handler.name = program_.arena.copy(std::string_view(error));
  handler.body = written.nodes<ast::Stmt>(handling);
  ast::Try guarded{};
  guarded.body = written.nodes<ast::Stmt>(body);
  guarded.handlers = written.nodes<ast::ExceptHandler>({written.make(handler, ast::Kind::ExceptHandler, span)});
  ast::Stmt* const leaving = written.evaluate(call_of(leave_well), span);
  if (!leaves) {
    guarded.orelse = written.nodes<ast::Stmt>({leaving});
    return try_statement(*written.make(guarded, ast::Kind::Try, node.span), node.span);
  }
  statement(*set_raised(false));
  ast::Try whole_try{};
  whole_try.body = written.nodes<ast::Stmt>({written.make(guarded, ast::Kind::Try, node.span)});
  whole_try.finalbody = written.nodes<ast::Stmt>({if_not(written.name(raised, span), leaving)});
  try_statement(*written.make(whole_try, ast::Kind::Try, node.span), node.span);
}

}  // namespace keelback::check
