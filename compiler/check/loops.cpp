// Loops: the types at a loop's head are those before it joined with those at the end of its body, found by building the body until they are stable.
#include <algorithm>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

namespace {

constexpr int max_attempts = 12;
constexpr std::size_t max_unrolled = 16;

}  // namespace

ir::Block FunctionChecker::loop_body(const void* key, Span span, Loop& loop, const std::function<void()>& content) {
  env_.attributes.clear();  // the body may change what tests in front of it have seen
  const Edge entry = leave(span);
  for (int attempt = 0;; ++attempt) {
    const std::size_t exprs = function.exprs.size(), stmts = function.stmts.size(), returns = returns_.size(), yields = yields_.size();
    std::vector<std::size_t> handler_edges;
    for (const auto* edges : handlers_) handler_edges.push_back(edges->size());

    std::vector<Binding> known = knowledge_.loop_heads[key];
    known.resize(std::max(known.size(), function.names.size()));
    Env head = entry.env;
    head.names.resize(known.size());
    for (std::size_t n = 0; n < known.size(); ++n) {
      Binding& binding = head.names[n];
      if (known[n].type == nullptr) continue;
      const Type joined = binding.type == nullptr ? known[n].type : join_types(binding.type, known[n].type);
      // One that an annotation declares may be as wide as it says.
      const bool is_declared = joined == binding.type || joined == known[n].type;
      if (types::is_too_wide(joined) && !is_declared) fail(too_many_members, span);
      binding = {joined, local_for(ir::NameId{std::uint32_t(n)}, joined), known[n].maybe || binding.type == nullptr || binding.maybe};
    }

    loop.breaks.clear();
    loop.continues.clear();
    loops_.push_back(&loop);
    env_ = head;
    ir::Block body = build_block([&] {
      content();
      if (!env_.dead) loop.continues.push_back(leave(span));
    });
    loops_.pop_back();

    bool stable = true;
    for (Edge& edge : loop.continues) {
      for (const ir::NameId name : loop.private_names) edge.env.names[name.value] = {};
      known.resize(std::max(known.size(), edge.env.names.size()));
      head.names.resize(known.size());
      for (std::size_t n = 0; n < known.size(); ++n) {
        Binding end = n < edge.env.names.size() ? edge.env.names[n] : Binding{};
        const Binding& start = head.names[n];
        if (end.type != nullptr && end.is_caught) {
          if (start.local == end.local) continue;
          end = {};
        }
        if (end.type == nullptr) {
          // `del` in the body: the next round may find the name unbound.
          if (start.type != nullptr && !start.maybe) {
            known[n] = {start.type, {}, true};
            stable = false;
          }
          continue;
        }
        const Type joined = start.type == nullptr ? end.type : join_types(start.type, end.type);
        const bool maybe = start.type == nullptr || start.maybe || end.maybe;
        if (joined != start.type || maybe != start.maybe) {
          known[n] = {known[n].type == nullptr ? joined : join_types(known[n].type, joined), {}, known[n].maybe || (end.maybe)};
          stable = false;
        }
      }
    }
    knowledge_.loop_heads[key] = known;
    if (stable) {
      move_to(entry, head, span);
      for (const Edge& edge : loop.continues) move_to(edge, head, span);
      env_ = std::move(head);
      return body;
    }
    if (attempt == max_attempts) fail(growing_type, span, "a variable");
    // What this attempt built is dropped; its locals stay and are found again.
    drop_expressions(exprs);
    function.stmts.resize(stmts);
    returns_.resize(returns);
    yields_.resize(yields);
    for (std::size_t i = 0; i < handlers_.size(); ++i) handlers_[i]->resize(handler_edges[i]);
  }
}

ir::Block FunctionChecker::finish_loop(Loop& loop, const std::function<void()>& orelse, bool ends, Span span) {
  std::vector<Edge> exits = std::move(loop.breaks);
  ir::Block block;
  if (ends) {
    block = build_block([&] {
      orelse();
      if (!env_.dead) exits.push_back(leave(span));
    });
  }
  env_ = join(exits, span);
  const bool empty = std::all_of(block.begin(), block.end(), [&](StmtId id) {
    const auto* moves = std::get_if<ir::Moves>(&function[id].node);
    return moves != nullptr && moves->moves.empty();
  });
  if (empty) block.clear();
  return block;
}

void FunctionChecker::while_statement(const ast::While& node, Span span) {
  Loop loop;
  ExprId condition;
  bool condition_in_body = false;
  ir::Block body = loop_body(&node, span, loop, [&] {
    condition = this->condition(*node.test);
    if (!block_->empty()) {
      // The condition needs statements of its own (a comprehension): they are the beginning of the body, which then decides.
      condition_in_body = true;
      Edge leaving;
      ir::Block out = build_block([&] {
        leaving = leave(span);
        emit(ir::Break{}, span);
      });
      loop.breaks.push_back(std::move(leaving));
      emit(ir::If{negation(condition, span), std::move(out), {}}, span);
      condition = constant(types.literal(true), span);
    } else if (static_truth(condition) == false) {
      env_.dead = true;
      return;
    }
    narrow(*node.test, true);
    statements(node.body);
  });
  const bool ends = static_truth(condition) != true;
  if (condition_in_body && !node.orelse.empty()) fail(unsupported, span, "`else` of a loop with a comprehension in its condition");
  const StmtId statement = function.add(ir::While{condition, std::move(body), {}}, span);
  block_->push_back(statement);
  ir::Block orelse = finish_loop(
      loop,
      [&] {
        narrow(*node.test, false);
        statements(node.orelse);
      },
      ends, span);
  std::get<ir::While>(function[statement].node).orelse = std::move(orelse);
}

Type FunctionChecker::item_type(Type iterable, Span span) {
  if (const Type item = iterated(types, iterable); item != nullptr && !is(iterable, Kind::tuple)) return item;
  fail(not_iterable, span, iterable->text);
}

// What may be None, where that is Python's TypeError: what it is else.
ExprId FunctionChecker::without_none(ExprId value, std::string_view message, Span span) {
  const Type whole = type(value);
  if (!is(whole, Kind::union_)) return value;
  std::vector<Type> members;
  std::ranges::copy_if(whole->args, std::back_inserter(members), [](Type member) { return !is(member, Kind::none); });
  if (members.empty() || members.size() == whole->args.size()) return value;
  const Type rest = types.union_of(members);
  return for_each_member(value, [&](ExprId member) { return is(type(member), Kind::none) ? raise_type_error(message, types::storage_of(types, rest), span) : member; });
}

// One of several kinds of iterables: what can be iterated over, whichever it is; items of several types are one of these. All else as it is.
ExprId FunctionChecker::one_iterable(ExprId iterable, Span span) {
  const Type whole = type(iterable);
  Type item = types.never;
  bool is_plain = true;
  for (const Type member : whole->args) {
    const Type given = is(member, Kind::instance) ? nullptr : iterated(types, member);
    if (given == nullptr) return iterable;
    is_plain = is_plain && !is(member, Kind::tuple) && (is(item, Kind::never) || types::storage_of(types, given) == item);
    item = types::storage_of(types, join_types(item, given));
  }
  if (is(item, Kind::never)) return iterable;
  if (!is_plain && std::ranges::any_of(whole->args, [&](Type member) { return !is(member, Kind::tuple) && !converts_items(*this, iterated(types, member), item); })) return iterable;
  return for_each_member(iterable, [&](ExprId member) {
    if (is_plain) return convert(member, types.iterable(item), span);
    if (is(type(member), Kind::tuple)) return convert(convert(member, types.variadic(item), span), types.iterable(item), span);
    const ir::RuntimeId as_item = runtime("kb::itertools::chain_as", "itertools.hpp", makes, false);
    return convert(call(as_item, {member}, types.iterator(item), span, {"$item"}), types.iterable(item), span);
  });
}

void FunctionChecker::counted_or_each(const void* key, ExprId iterable, const std::function<void(ExprId)>& bind_item, const std::function<void()>& body,
                                      const std::function<void()>& orelse, bool leaves_early, Span span) {
  if (is(type(iterable), Kind::object)) iterable = dynamic(ir::DynamicOp::iterate, {}, {iterable}, types.iterator(types.object), span);
  if (is(type(iterable), Kind::union_)) iterable = one_iterable(iterable, span);
  const Type type_here = type(iterable);
  if (is(type_here, Kind::tuple)) {
    const std::size_t count = type_here->args.size();
    Type joined = types.never;
    for (Type item : type_here->args) joined = types.join(joined, types::storage_of(types, item));
    const Reuse tuple = reuse(iterable, "items");
    if (tuple.local) emit(ir::Assign{tuple.local, cast(iterable, function[tuple.local].type)}, span);
    const auto item = [&](std::size_t i) {
      const Type item_type = type_here->args[i];
      return is(item_type, Kind::literal) ? constant(item_type, span) : add(ir::TupleItem{read(tuple, span), int(i)}, item_type, span);
    };
    if (is(joined, Kind::union_) && !leaves_early && count <= max_unrolled) {
      // Items of different types: the body is compiled for each.
      for (std::size_t i = 0; i < count && !env_.dead; ++i) {
        bind_item(item(i));
        body();
      }
      if (!env_.dead) orelse();
      return;
    }
    std::vector<ExprId> items;
    for (std::size_t i = 0; i < count; ++i) items.push_back(convert(item(i), joined, span));
    if (count == 0) {
      orelse();
      return;
    }
    iterable = add(ir::MakeList{std::move(items)}, types.list(joined), span);
  }
  Loop loop;
  const ir::Expr& source = function[iterable];
  const auto* made_range = std::get_if<ir::CallRuntime>(&source.node);
  const bool counted = made_range != nullptr && is(source.type, Kind::range) && module[made_range->function].symbol == "kb::make_range" && made_range->args.size() == 3;
  const std::vector<ExprId> bounds = counted ? made_range->args : std::vector<ExprId>{};
  const LocalId item = temporary("item", item_type(type(iterable), span));
  ir::Block built = loop_body(key, span, loop, [&] {
    bind_item(read(item, span));
    body();
  });
  StmtId statement;
  if (counted) statement = function.add(ir::ForRange{item, bounds[0], bounds[1], bounds[2], std::move(built), {}}, span);
  else statement = function.add(ir::ForEach{item, iterable, std::move(built), {}}, span);
  block_->push_back(statement);
  ir::Block after = finish_loop(loop, orelse, true, span);
  std::visit(
      [&](auto& node) {
        if constexpr (requires { node.orelse; }) node.orelse = std::move(after);
      },
      function[statement].node);
}

void FunctionChecker::for_statement(const ast::For& node, Span span) {
  if (!in_parallel_ && is_prange(*node.iter)) return parallel_for(node, span);
  ExprId iterable = without_none(without_enum_class(expression(*node.iter), node.iter->span), "'NoneType' object is not iterable", span);
  if (env_.dead) return;
  if (is(type(iterable), Kind::instance)) iterable = iterator_of(iterable, span);
  counted_or_each(
      &node, iterable, [&](ExprId item) { assign_to(*node.target, item, node.target->span); }, [&] { statements(node.body); }, [&] { statements(node.orelse); },
      leaves_early(node.body), span);
}

}  // namespace keelback::check
