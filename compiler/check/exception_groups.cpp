// `except*`: what the handlers of a group do, written as a `try` that means the same.
//
//   try: body                    try: body
//   except* A as e: one          except BaseException as caught:
//   except* B: two                   rest, raised = caught, []
//                                    match, rest = SPLIT(rest, A)
//                                    if IS_RAISED(match):
//                                        try:
//                                            try: THROW(match)
//                                            except BaseExceptionGroup as e: one
//                                        except BaseException as x: KEEP(raised, x)
//                                    ...
//                                    FINISH(caught, rest, raised)
//
// What is in capitals are calls that are written here (`written_calls_`), of include/keelback/exception_groups.hpp.
#include "check/function_checker.hpp"
#include "check/written_nodes.hpp"

namespace keelback::check {

using types::is;

void FunctionChecker::try_star_statement(const ast::TryStar& node, Span span) {
  constexpr ir::Effects runs = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates;
  const WrittenNodes written{program_.arena};
  // Names that no program has.
  const std::string number = std::to_string(span.begin);
  const std::string caught = ".caught" + number, rest = ".rest" + number, raised = ".raised" + number, match = ".match" + number;
  const Type error = types.exception("BaseException"), group = types.exception("builtins:BaseExceptionGroup"), errors = types.list(error);
  const auto call_of = [&](Span at, std::function<ExprId()> build) {
    ast::Call made{};
    made.func = written.name("", at);
    ast::Call* const made_call = written.make(made, ast::Kind::Call, at);
    written_calls_[made_call] = std::move(build);
    return made_call;
  };
  const auto runtime_call = [this](std::string_view symbol, std::vector<ExprId> args, Type result, Span at) { return call(runtime(symbol, "exception_groups.hpp", runs, true), std::move(args), result, at); };
  const auto assign = [&](const std::string& name, Span at, std::function<ExprId()> build) -> ast::Stmt* {
    ast::Assign made{};
    made.targets = written.nodes<ast::Expr>({written.name(name, at, ast::Context::Store)});
    made.value = call_of(at, std::move(build));
    return written.make(made, ast::Kind::Assign, at);
  };
  const auto evaluate = [&](Span at, std::function<ExprId()> build) { return written.evaluate(call_of(at, std::move(build)), at); };
  const auto guarded = [&](std::vector<ast::Stmt*> body, std::string_view klass, std::string_view name, ast::Nodes<ast::Stmt> handling, Span at) -> ast::Stmt* {
    ast::ExceptHandler handler{};
    handler.type = written.name(klass, at);
    handler.name = program_.arena.copy(name);
    handler.body = handling;
    ast::Try made{};
    made.body = written.nodes<ast::Stmt>(body);
    made.handlers = written.nodes<ast::ExceptHandler>({written.make(handler, ast::Kind::ExceptHandler, at)});
    return written.make(made, ast::Kind::Try, at);
  };

  std::vector<ast::Stmt*> handling;
  handling.push_back(assign(rest, span, [=, this] { return cast(read_name(caught, span), error); }));
  handling.push_back(assign(raised, span, [=, this] { return add(ir::MakeList{}, errors, span); }));
  for (const auto* clause : node.handlers) {
    const Span at = clause->type->span;
    std::string classes;
    for (const std::string& name : exception_classes(*clause->type)) classes += (classes.empty() ? "" : ",") + (name == "LinAlgError" ? "numpy.linalg:" + name : name);
    const std::string pair = match + "." + std::to_string(at.begin);
    handling.push_back(assign(pair, at, [=, this] {
      ir::RuntimeFunction split{.symbol = "kb::split_group", .header = "exception_groups.hpp", .effects = runs, .takes_line = true, .leading = "\"" + classes + "\""};
      return call(leading_runtime(std::move(split)), {read_name(rest, at)}, types.tuple(std::vector<Type>{group, error}), at);
    }));
    handling.push_back(assign(match, at, [=, this] { return add(ir::TupleItem{read_name(pair, at), 0}, group, at); }));
    handling.push_back(assign(rest, at, [=, this] { return add(ir::TupleItem{read_name(pair, at), 1}, error, at); }));
    const std::string again = ".again" + std::to_string(at.begin);
    ast::Stmt* const thrown = evaluate(at, [=, this] { return runtime_call("kb::throw_group", {read_name(match, at)}, types.never, at); });
    ast::Stmt* const kept = evaluate(at, [=, this] { return runtime_call("kb::keep_raised", {read_name(raised, at), read_name(again, at)}, types.none, at); });
    ast::If matched{};
    matched.test = call_of(at, [=, this] { return runtime_call("kb::is_raised", {read_name(match, at)}, types.boolean, at); });
    matched.body = written.nodes<ast::Stmt>({guarded({guarded({thrown}, "BaseExceptionGroup", clause->name, clause->body, at)}, "BaseException", again, written.nodes<ast::Stmt>({kept}), at)});
    handling.push_back(written.make(matched, ast::Kind::If, at));
  }
  handling.push_back(evaluate(span, [=, this] { return runtime_call("kb::finish_groups", {read_name(caught, span), read_name(rest, span), read_name(raised, span)}, types.none, span); }));
  ast::ExceptHandler handler{};
  handler.type = written.name("BaseException", span);
  handler.name = program_.arena.copy(caught);
  handler.body = written.nodes<ast::Stmt>(handling);
  ast::Try whole{};
  whole.body = node.body;
  whole.handlers = written.nodes<ast::ExceptHandler>({written.make(handler, ast::Kind::ExceptHandler, span)});
  whole.orelse = node.orelse;
  whole.finalbody = node.finalbody;
  try_statement(*written.make(whole, ast::Kind::Try, span), span);
}

}  // namespace keelback::check
