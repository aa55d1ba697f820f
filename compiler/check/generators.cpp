// Generators: `yield`, `yield from`, generator expressions, and the methods of generators (docs/design/generators.md).
#include <algorithm>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"
#include "check/written_nodes.hpp"

namespace keelback::check {

using types::is;

namespace {

constexpr ir::Effects runs = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates;

}  // namespace

void FunctionChecker::yield_statement(const ast::Expr& node, Span span) {
  if (const auto* from = ast::as<ast::YieldFrom>(&node)) {
    yield_from(*from, false, span);
  } else {
    const auto* value = ast::as<ast::Yield>(&node)->value;
    yield_value(value != nullptr ? expression(*value) : constant(types.none, span), false, span);
  }
}

ExprId FunctionChecker::yield_value(ExprId value, bool is_used, Span span) {
  if (!def_.is_generator) fail(unsupported, span, "`yield` here");
  if (is(type(value), Kind::never) && env_.dead) return value;
  // What is sent would be lost; what is declared to be an iterator is advanced by `for` and `next`, which send None.
  if (is_used && sent_ == nullptr && instance_.declared_result == nullptr) fail(unsupported, span, "the value of a `yield` in a function that does not declare what it is sent (`-> Generator[Y, S, R]`)");
  if (is_used && sent_ == nullptr) sent_ = types.none;
  // A Python function is made of it, here where what it captures is at hand.
  if (const Type given = instance_.declared_result; given != nullptr && holds_function(type(value)) && converts(type(value), given->args[0])) value = convert(value, given->args[0], span);
  ir::Yield made{value, {}};
  // Whoever advances the generator may change what was seen of attributes.
  env_.attributes.clear();
  if (is_used) made.received = temporary("received", sent_);
  const LocalId received = made.received;
  emit(std::move(made), span);
  yields_.push_back({block_->back(), span});
  return is_used ? read(received, span) : value;
}

// From a generator what is sent and thrown goes on to it, and it may return a value; from anything else it is a loop.
ExprId FunctionChecker::yield_from(const ast::YieldFrom& node, bool is_used, Span span) {
  const ExprId source = expression(*node.value);
  if (!def_.is_generator) fail(unsupported, span, "`yield from` here");
  const Type whole = type(source);
  if (is(whole, Kind::never)) {
    emit(ir::Evaluate{source}, span);
    env_.dead = true;
    return source;
  }
  env_.attributes.clear();
  if (!types::is_generator(whole)) {
    counted_or_each(
        &node, is(whole, Kind::instance) ? iterator_of(source, span) : source, [&](ExprId item) { yield_value(item, false, span); }, [] {}, [] {}, false, span);
    return constant(types.none, span);
  }
  const Type taken = whole->args[1];
  if (sent_ == nullptr && !is(taken, Kind::none)) sent_ = taken;
  if (sent_ != nullptr && !is(taken, Kind::none) && taken != sent_) fail(unsupported, span, "`yield from` a generator that is sent something else");
  ir::YieldFrom made{source, temporary("item", types::storage_of(types, whole->args[0])), {}, {}};
  made.value = read(made.item, span);
  if (is_used) made.received = temporary("returned", types::storage_of(types, whole->args[2]));
  const LocalId received = made.received;
  emit(std::move(made), span);
  yields_.push_back({block_->back(), span});
  return is_used ? read(received, span) : constant(types.none, span);
}

// Converts what is yielded and returned to the types that all of it has.
Type FunctionChecker::finish_generator() {
  function.is_generator = true;
  const Type given = instance_.declared_result;
  const auto yielded = [&](const PendingReturn& pending) -> ExprId& {
    ir::StmtNode& node = function[pending.statement].node;
    if (auto* yield = std::get_if<ir::Yield>(&node)) return yield->value;
    return std::get<ir::YieldFrom>(node).value;
  };
  Type item = types.never, returned = types.never;
  for (const PendingReturn& pending : yields_) item = join_types(item, type(yielded(pending)));
  for (const PendingReturn& pending : returns_) returned = join_types(returned, type(std::get<ir::Return>(function[pending.statement].node).value));
  item = given != nullptr ? given->args[0] : types::storage_of(types, item);
  returned = declared_ != nullptr ? declared_ : types::storage_of(types, is(returned, Kind::never) ? types.none : returned);
  for (const PendingReturn& pending : yields_) {
    if (given != nullptr) widen_to_declared(type(yielded(pending)), item);
    if (!converts(type(yielded(pending)), item)) fail(return_type, pending.span, type(yielded(pending))->text, item->text);
    // The conversion may add expressions: the reference is taken anew.
    const ExprId converted = convert(yielded(pending), item, pending.span);
    yielded(pending) = converted;
  }
  finish_returns(returned);
  function.result = types.generator(item, sent_ != nullptr ? sent_ : types.none, returned);
  return function.result;
}

// g.send(value), g.throw(exception), g.close(); `__next__` and `__iter__` of any iterator.
std::optional<ExprId> FunctionChecker::generator_method(ExprId self, const ast::Attribute& method, const ast::Call& node, Span span) {
  const Type whole = type(self);
  const std::string_view name = method.attr;
  if (!is(whole, Kind::iterator) || !node.keywords.empty()) return std::nullopt;
  const Type item = types::storage_of(types, whole->args[0]);
  const auto advance = [&](std::string_view symbol, std::vector<ExprId> args, Type result) {
    return call(runtime(symbol, "generator.hpp", runs, true), std::move(args), result, span);
  };
  if (name == "__iter__" && node.args.empty()) return types::is_iterable(whole) ? std::optional<ExprId>() : self;
  if (name == "__next__" && node.args.empty() && !types::is_iterable(whole)) return call(runtime("kb::next", "iterator.hpp", runs, true), {self}, item, span);
  if (!types::is_generator(whole)) return std::nullopt;
  if (name == "close" && node.args.empty()) return advance("kb::close_generator", {self}, types.none);
  if (name == "send" && node.args.size() == 1) {
    Operands operands(*this);
    operands.add(self);
    const ExprId value = expression(*node.args[0]);
    const ExprId generator = operands.take()[0];
    if (!converts(type(value), whole->args[1])) fail(not_convertible, node.args[0]->span, whole->args[1]->text, type(value)->text);
    return advance("kb::send", {generator, convert(value, whole->args[1], span)}, item);
  }
  if (name == "throw" && node.args.size() == 1) {
    Operands operands(*this);
    operands.add(self);
    const auto made = new_exception(*node.args[0], node.args[0]->span);
    const ExprId thrown = made ? *made : expression(*node.args[0]);
    const ExprId generator = operands.take()[0];
    if (is(type(thrown), Kind::never)) return thrown;
    if (!is(type(thrown), Kind::exception)) fail(unsupported, node.args[0]->span, "`throw` of this value");
    return advance("kb::throw_into", {generator, thrown}, item);
  }
  return std::nullopt;
}

// (f(x) for x in xs if c): a generator function that is written here,
//
//   def <genexpr>(.0):
//       for x in .0:
//           if c:
//               yield f(x)
//
// called with the first iterable.
ExprId FunctionChecker::generator_expression(const ast::GeneratorExp& node, Span span) {
  auto& known = program_.written_generators[&node];
  constexpr std::string_view first = ".0";
  if (known == nullptr) {
    const WrittenNodes written{program_.arena};
    for (const auto* generator : node.generators) {
      if (generator->is_async) fail(unsupported, generator->span, "an asynchronous comprehension");
    }
    ast::Yield yield{};
    yield.value = node.elt;
    ast::ExprStmt statement{};
    statement.value = written.make(yield, ast::Kind::Yield, node.elt->span);
    ast::Stmt* body = written.make(statement, ast::Kind::ExprStmt, node.elt->span);
    for (std::size_t i = node.generators.size(); i-- > 0;) {
      const ast::Comprehension& generator = *node.generators[i];
      for (std::size_t k = generator.ifs.size(); k-- > 0;) {
        ast::If test{};
        test.test = generator.ifs[k];
        test.body = written.nodes<ast::Stmt>({body});
        body = written.make(test, ast::Kind::If, generator.ifs[k]->span);
      }
      ast::For loop{};
      loop.target = generator.target;
      loop.iter = generator.iter;
      if (i == 0) {
        loop.iter = written.name(first, generator.iter->span);
      }
      loop.body = written.nodes<ast::Stmt>({body});
      body = written.make(loop, ast::Kind::For, generator.span);
    }
    ast::Arg parameter{};
    parameter.arg = first;
    ast::Arguments arguments{};
    arguments.args = written.nodes<ast::Arg>({written.make(parameter, ast::Kind::Arg, span)});
    ast::FunctionDef made{};
    made.name = "<genexpr>";
    made.args = written.make(arguments, ast::Kind::Arguments, span);
    made.body = written.nodes<ast::Stmt>({body});
    made.name_span = span;
    known = written.make(made, ast::Kind::FunctionDef, span);
  }
  const FunctionDef& def = program_.define(*def_.module, &def_, *known);
  for (const std::string& name : def.captures) {
    if (def.captured_cells.contains(name)) continue;
    if (assigned_behind(def_, name, span)) fail(unsupported, span, "a generator expression that reads `" + name + "`, which is assigned after it is made");
  }
  const ExprId iterable = expression(*node.generators[0]->iter);
  if (is(type(iterable), Kind::never)) return iterable;
  Operands operands(*this);
  operands.add(iterable);
  const ExprId made = make_function(def, span);
  return call_value(made, {{operands.take()[0], {}, node.generators[0]->iter->span}}, span);
}

}  // namespace keelback::check
