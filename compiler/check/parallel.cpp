// Loops over keelback.prange (docs/design/threads.md).
//
//   for i in prange(n):                      parts = map_chunks(0, n, 1, (first, last) -> part(first, last, a))
//       s += f(a[i])                  =>     for s' in parts: s += s'
//
// The body becomes a function of its own ("part"), which runs the turns of one chunk: what it assigns is its own. What the turns must not do to each other's
// arrays is looked at when all functions are known (races.cpp).
#include <algorithm>

#include "check/function_checker.hpp"
#include "ir/walk.hpp"

namespace keelback::check {

using types::is;

// A variable that all turns only add to.
struct FunctionChecker::Reduction {
  std::string name;
  ir::NameId id;
  ir::BinaryOp op = ir::BinaryOp::add;   // by which two totals are one; not of min and max
  ExprId function;                       // min or max
  bool value_first = false;              // min(value, total)
  Type type = nullptr;                   // of a chunk's total
  LocalId local;
  ExprId begin;                          // of an array: what a chunk's begins as
  bool is_array() const { return type != nullptr && is(type, Kind::array); }
  // A total may be taken twice: a chunk's begins with that in front of the loop.
  bool is_idempotent() const { return function || op == ir::BinaryOp::bit_and || op == ir::BinaryOp::bit_or; }
};

namespace {

int count_name(const ast::Node& node, std::string_view name) {
  int count = 0;
  if (const auto* read = ast::as<ast::Name>(&node)) count += read->id == name;
  for_each_child(node, [&](const ast::Node& child) { count += count_name(child, name); });
  return count;
}

void walk(const ast::Node& node, const std::function<void(const ast::Node&)>& visit) {
  visit(node);
  for_each_child(node, [&](const ast::Node& child) { walk(child, visit); });
}

bool is_name(const ast::Expr* node, std::string_view name) {
  const auto* read = ast::as<ast::Name>(node);
  return read != nullptr && read->id == name;
}

std::optional<ir::BinaryOp> reduction_op(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add:
    case ast::Operator::Sub: return ir::BinaryOp::add;
    case ast::Operator::Mult: return ir::BinaryOp::multiply;
    case ast::Operator::BitOr: return ir::BinaryOp::bit_or;
    case ast::Operator::BitAnd: return ir::BinaryOp::bit_and;
    case ast::Operator::BitXor: return ir::BinaryOp::bit_xor;
    default: return std::nullopt;
  }
}

// Whether the index is the loop's variable, scaled and shifted: elements that belong to the turn.
bool is_own_index(const ast::Expr& index, std::string_view counter) {
  if (const auto* tuple = ast::as<ast::Tuple>(&index)) return std::any_of(tuple->elts.begin(), tuple->elts.end(), [&](const ast::Expr* one) { return is_own_index(*one, counter); });
  if (const auto* sum = ast::as<ast::BinOp>(&index)) {
    const bool is_affine = sum->op == ast::Operator::Add || sum->op == ast::Operator::Sub || sum->op == ast::Operator::Mult;
    return is_affine && (is_own_index(*sum->left, counter) || is_own_index(*sum->right, counter));
  }
  return is_name(&index, counter);
}

// The `break` of this loop or the `return` among the statements, or null.
const ast::Node* leaving_statement(const ast::Node& node, bool in_loop) {
  if (ast::is<ast::Return>(&node) || (ast::is<ast::Break>(&node) && !in_loop)) return &node;
  if (ast::is<ast::FunctionDef>(&node) || ast::is<ast::ClassDef>(&node) || ast::is<ast::Lambda>(&node)) return nullptr;
  const ast::Node* found = nullptr;
  const auto look = [&](const ast::Node& child, bool inside) {
    if (found == nullptr) found = leaving_statement(child, inside);
  };
  const auto loop = [&](const auto& inner) {
    for (const auto* statement : inner.body) look(*statement, true);
    for (const auto* statement : inner.orelse) look(*statement, in_loop);
  };
  if (const auto* inner = ast::as<ast::For>(&node)) loop(*inner);
  else if (const auto* inner = ast::as<ast::While>(&node)) loop(*inner);
  else for_each_child(node, [&](const ast::Node& child) { look(child, in_loop); });
  return found;
}

Unsupported with_hint(diag::Diagnostic diagnostic, std::string hint) {
  diagnostic.hint = std::move(hint);
  return Unsupported{std::move(diagnostic)};
}

}  // namespace

bool FunctionChecker::is_prange(const ast::Expr& iterable) {
  const auto* call = ast::as<ast::Call>(&iterable);
  if (call == nullptr) return false;
  const auto* name = root_name(*call->func);
  if (name == nullptr || is_local(name->id)) return false;
  const auto found = def_.module->names.find(name->id);
  if (found == def_.module->names.end() || (found->second.kind != ModuleName::Kind::module && found->second.kind != ModuleName::Kind::imported)) return false;
  const Type callee = type(expression(*call->func));
  return is(callee, Kind::library) && callee->name == "keelback.prange";
}

void FunctionChecker::fail_private(ir::NameId name, Span span) {
  const std::string& text = function[name].text;
  if (in_parallel_) {
    throw with_hint(make_error(file, carried, span, "`" + text + "` is read before the turn has given it a value"),
                    "a total is written `" + text + " += ...`, `*=`, `|=`, `&=`, `^=`, `" + text + " = min(" + text + ", ...)` or `max`, and is used for nothing else in the loop");
  }
  throw with_hint(make_error(file, carried, span, "`" + text + "` is assigned in each of them, which value it has behind the loop is not defined"),
                  "keep the values of the turns in an array, or give `" + text + "` a value behind the loop");
}

// The totals: variables that the loop mentions only where something is added to them, always by the same operation.
// Arrays are totals too: `counts[k] += 1`, where k is not the turn's own index.
std::vector<FunctionChecker::Reduction> FunctionChecker::find_reductions(const ast::For& node, const std::vector<std::string>& assigned) {
  std::vector<std::string> names = assigned;
  for (const auto* statement : node.body) {
    walk(*statement, [&](const ast::Node& inner) {
      const auto* update = ast::as<ast::AugAssign>(&inner);
      const auto* item = update == nullptr ? nullptr : ast::as<ast::Subscript>(update->target);
      const auto* array = item == nullptr ? nullptr : ast::as<ast::Name>(item->value);
      if (array == nullptr || !is_local(array->id) || std::ranges::find(names, array->id) != names.end()) return;
      const Binding& binding = env_.names[name_id(array->id).value];
      if (binding.type != nullptr && is(binding.type, Kind::array)) names.emplace_back(array->id);
    });
  }
  const auto* counter = ast::as<ast::Name>(node.target);
  std::vector<Reduction> found;
  for (const std::string& name : names) {
    const Binding binding = env_.names[name_id(name).value];
    if (binding.type == nullptr || binding.maybe) continue;
    int mentions = count_name(*node.target, name), in_updates = 0;
    Reduction total{name, name_id(name)};
    bool is_first = true, agrees = true;
    const auto take = [&](ir::BinaryOp op, ExprId function, bool value_first, int names) {
      const bool same = is_first || (function ? total.function && type(total.function) == type(function) : !total.function && total.op == op);
      agrees = agrees && same;
      total.op = op, total.function = function, total.value_first = value_first;
      is_first = false;
      in_updates += names;
    };
    const auto look = [&](auto&& self, const ast::Node& statement) -> void {
      if (const auto* update = ast::as<ast::AugAssign>(&statement); update != nullptr && is_name(update->target, name) && count_name(*update->value, name) == 0) {
        if (const auto op = reduction_op(update->op)) take(*op, {}, false, 1);
        return;
      }
      if (const auto* update = ast::as<ast::AugAssign>(&statement); update != nullptr && is(binding.type, Kind::array) && count_name(*update->value, name) == 0) {
        const auto* item = ast::as<ast::Subscript>(update->target);
        const auto op = reduction_op(update->op);
        const bool is_total = item != nullptr && is_name(item->value, name) && count_name(*item->slice, name) == 0 && !(counter != nullptr && is_own_index(*item->slice, counter->id));
        if (op && is_total) take(*op, {}, false, 1);
        return;
      }
      const auto* assign = ast::as<ast::Assign>(&statement);
      if (assign != nullptr && assign->targets.size() == 1 && is_name(assign->targets[0], name) && count_name(*assign->value, name) == 1) {
        if (const auto* sum = ast::as<ast::BinOp>(assign->value)) {
          const auto op = reduction_op(sum->op);
          const bool is_total = is_name(sum->left, name) || (is_name(sum->right, name) && sum->op != ast::Operator::Sub);
          if (op && is_total) take(*op, {}, false, 2);
        } else if (const auto* call = ast::as<ast::Call>(assign->value); call != nullptr && call->args.size() == 2 && call->keywords.empty()) {
          const bool first = is_name(call->args[0], name);
          if ((first || is_name(call->args[1], name)) && is_extremum(*call->func)) take(ir::BinaryOp::add, expression(*call->func), !first, 2);
        }
        return;
      }
      for_each_child(statement, [&](const ast::Node& child) { self(self, child); });
    };
    for (const auto* statement : node.body) {
      mentions += count_name(*statement, name);
      look(look, *statement);
    }
    if (is_first || !agrees || mentions != in_updates) continue;
    if (is(binding.type, Kind::array)) total.type = binding.type, total.local = binding.local;
    found.push_back(std::move(total));
  }
  return found;
}

bool FunctionChecker::is_extremum(const ast::Expr& callee) {
  const auto* plain = ast::as<ast::Name>(&callee);
  const auto* attribute = ast::as<ast::Attribute>(&callee);
  const auto* owner = attribute == nullptr ? nullptr : ast::as<ast::Name>(attribute->value);
  if ((plain == nullptr || is_local(plain->id)) && (owner == nullptr || is_local(owner->id))) return false;
  const Type known = type(expression(callee));
  static const std::set<std::string_view> extrema{"min", "max", "numpy.minimum", "numpy.maximum", "numpy.fmin", "numpy.fmax"};
  return is(known, Kind::library) && extrema.contains(known->name);
}

void FunctionChecker::parallel_for(const ast::For& node, Span span) {
  for (const auto* statement : node.body) {
    if (const ast::Node* leaving = leaving_statement(*statement, false)) fail(leaves_parallel, leaving->span, ast::is<ast::Return>(leaving) ? "return" : "break");
  }
  const ExprId iterable = expression(*node.iter);
  if (env_.dead) return;
  std::vector<ExprId> bounds = std::get<ir::CallRuntime>(function[iterable].node).args;
  for (ExprId& bound : bounds) {
    if (is_reusable(bound)) continue;
    const LocalId kept = temporary("bound", types::storage_of(types, type(bound)));
    emit(ir::Assign{kept, cast(bound, function[kept].type)}, span);
    bound = read(kept, span);
  }
  std::vector<std::string> assigned = target_names(*node.target);
  for (const auto* statement : node.body) {
    for (const std::string& name : statement_names(*statement)) {
      if (std::ranges::find(assigned, name) == assigned.end()) assigned.push_back(name);
    }
  }
  for (const std::string& name : assigned) {
    if (cells_.contains(name) || globals_.contains(name)) fail(not_for_threads, span, "`" + name + "`, a variable that functions share");
  }
  env_.names.resize(function.names.size());
  std::vector<Reduction> reductions = find_reductions(node, assigned);
  Loop loop;
  for (const std::string& name : assigned) {
    const ir::NameId id = name_id(name);
    if (std::ranges::any_of(reductions, [&](const Reduction& one) { return one.id == id; })) continue;
    loop.private_names.push_back(id);
    private_names_.insert(id);
  }
  env_.names.resize(function.names.size());
  env_.attributes.clear();
  for (const ir::NameId name : loop.private_names) env_.names[name.value] = {};
  for (std::vector<Edge>* edges : handlers_) edges->push_back(leave(span));
  auto handlers = std::exchange(handlers_, {});
  const Env entry = env_;
  in_parallel_ = true;
  const LocalId item = temporary("item", types.integer);
  const auto content = [&] {
    assign_to(*node.target, read(item, span), node.target->span);
    statements(node.body);
  };
  find_types(reductions, content, span);
  for (Reduction& total : reductions) {
    if (total.is_array()) begin_array(total, span);
    else env_.names[total.id.value] = {total.type, local_for(total.id, total.type), false};
  }
  ir::Block body;
  build_block([&] { body = loop_body(&node, span, loop, content); });   // nothing is brought to the head: the totals begin anew
  for (Reduction& total : reductions) {
    if (total.is_array()) continue;
    total.type = types::storage_of(types, env_.names[total.id.value].type);
    total.local = env_.names[total.id.value].local;
  }
  in_parallel_ = false;
  handlers_ = std::move(handlers);
  env_ = entry;
  env_.names.resize(function.names.size());

  const ExprId run = outline(bounds, item, body, reductions, span);
  if (reductions.empty()) {
    emit(ir::Evaluate{run}, span);
  } else {
    const LocalId parts = temporary("parts", type(run));
    emit(ir::Assign{parts, run}, span);
    LocalId part;
    counted_or_each(
        node.target, read(parts, span), [&](ExprId each) { part = std::get<ir::ReadLocal>(function[each].node).local; },
        [&] {
          for (std::size_t i = 0; i < reductions.size(); ++i) {
            const Reduction& total = reductions[i];
            const ExprId old = read_name(total.name, span);
            const ExprId more = reductions.size() == 1 ? read(part, span) : add(ir::TupleItem{read(part, span), int(i)}, total.type, span);
            if (total.is_array()) {
              update_view(old, total.op, more, span);
            } else if (!total.function) {
              bind(total.id, binary(total.op, old, more, span), span);
            } else {
              std::vector<LibraryArgument> args{{old, {}, span}, {more, {}, span}};
              if (total.value_first) std::swap(args[0], args[1]);
              bind(total.id, call_value(total.function, std::move(args), span), span);
            }
          }
        },
        [] {}, false, span);
  }
  statements(node.orelse);
}

// The type of each chunk's total: that which the body gives it again and again. It is not joined with what the total was in front of the loop, so that a
// float to which elements of an array are added is no union of two types inside.
void FunctionChecker::find_types(std::vector<Reduction>& reductions, const std::function<void()>& content, Span span) {
  const Env entry = env_;
  for (Reduction& total : reductions) {
    if (!total.is_array()) total.type = types::storage_of(types, types::base_of(entry.names[total.id.value].type));
  }
  const auto heads = knowledge_.loop_heads;
  for (int attempt = 0; attempt < 4 && !reductions.empty(); ++attempt) {
    const std::size_t exprs = function.exprs.size(), stmts = function.stmts.size();
    for (const Reduction& total : reductions) {
      if (!total.is_array()) env_.names[total.id.value] = {total.type, local_for(total.id, total.type), false};
    }
    Loop loop;
    loops_.push_back(&loop);
    build_block([&] {
      content();
      if (!env_.dead) loop.continues.push_back(leave(span));
    });
    loops_.pop_back();
    drop_expressions(exprs);
    function.stmts.resize(stmts);
    bool stable = true;
    for (Reduction& total : reductions) {
      if (total.is_array()) continue;
      Type end = nullptr;
      for (const Edge& edge : loop.continues) {
        const Type one = types::storage_of(types, types::base_of(edge.env.names[total.id.value].type));
        end = end == nullptr ? one : types.join(end, one);
      }
      if (end == nullptr || end == total.type) continue;
      total.type = is(end, Kind::union_) ? types::storage_of(types, types.join(end, total.type)) : end;
      stable = false;
    }
    knowledge_.loop_heads = heads;
    env_ = entry;
    env_.names.resize(function.names.size());
    if (stable) break;
  }
  for (const Reduction& total : reductions) {
    const auto is_total = [](Type type) { return types::is_number(type); };
    const bool fits = total.is_array() || (is(total.type, Kind::union_) ? std::ranges::all_of(total.type->args, is_total) : is_total(total.type));
    if (!fits) fail(not_for_threads, span, "`" + total.name + "`, a `" + total.type->text + "`, as a total: only numbers and arrays are");
  }
}

// An array of the same shape that does not count, or for what may be taken twice, a copy.
void FunctionChecker::begin_array(Reduction& total, Span span) {
  const ExprId array = add(ir::ReadLocal{total.local}, total.type, span);
  if (total.is_idempotent()) {
    total.begin = call_library(*program_.library.find_function("numpy", "copy"), {{array, {}, span}}, span);
    return;
  }
  const bool is_sum = total.op != ir::BinaryOp::multiply;
  const Type neutral = types::is_inexact(total.type->dtype) ? types.literal(is_sum ? -0.0 : 1.0) : types.literal(std::int64_t(!is_sum));
  total.begin = call_library(*program_.library.find_function("numpy", "full_like"), {{array, {}, span}, {constant(neutral, span), {}, span}}, span);
}

// The body as a function of the turns that it runs and of what it reads; and the call that runs it on threads.
ExprId FunctionChecker::outline(std::span<const ExprId> bounds, LocalId item, const ir::Block& body, std::span<const Reduction> reductions, Span span) {
  const ir::InstanceId id{std::uint32_t(module.functions.size())};
  ir::Function& part = module.functions.emplace_back();
  part.name = function.name;
  part.symbol = "turns__" + std::to_string(id.value);
  part.file = function.file;
  part.span = function.span;
  part.is_part = true;
  part.boundscheck = function.boundscheck;
  part.fastmath = function.fastmath;

  ir::Cloner cloner{.from = function, .to = part, .locals = {}, .names = {}, .substitute = {}};
  cloner.names.resize(function.names.size());
  const auto name_of = [&](ir::NameId name) {
    if (!name) return name;
    if (!cloner.names[name.value]) {
      part.names.push_back({function[name].text, false});
      cloner.names[name.value] = ir::NameId{std::uint32_t(part.names.size() - 1)};
    }
    return cloner.names[name.value];
  };
  const auto own = [&](LocalId local) {
    cloner.locals.resize(function.locals.size());
    if (!cloner.locals[local.value]) cloner.locals[local.value] = part.add_local(function[local].name, function[local].type, name_of(function[local].name_id));
    return cloner.locals[local.value];
  };
  const LocalId argument_first = temporary("first", types.integer), argument_last = temporary("last", types.integer);
  std::vector<ExprId> args{read(argument_first, span), read(argument_last, span)};
  const auto parameter = [&](LocalId local, ExprId arg) {
    part[local].is_parameter = true;
    part.parameters.push_back(local);
    if (arg) args.push_back(arg);
    return local;
  };
  const LocalId first = parameter(part.add_local("first", types.integer), {}), last = parameter(part.add_local("last", types.integer), {});
  const auto part_read = [&](LocalId local) { return part.add(ir::ReadLocal{local}, part[local].type, span); };
  const bool known_step = std::holds_alternative<ir::Constant>(function[bounds[2]].node);
  const auto again = [&](ExprId bound) { return add(ir::ExprNode(function[bound].node), type(bound), span); };
  const ExprId step = known_step ? part.add(ir::Constant{}, type(bounds[2]), span) : part_read(parameter(part.add_local("step", types.integer), again(bounds[2])));

  std::set<LocalId> bound;
  ir::for_each_stmt(function, body, [&](StmtId stmt) {
    for (const LocalId local : ir::bound_locals(function, function[stmt])) bound.insert(local);
  });
  own(item);
  for (const LocalId local : bound) own(local);
  ir::Block made;
  for (const Reduction& total : reductions) {
    if (total.is_array()) {
      // Made from the one in front of the loop; from here on, the name is the chunk's.
      cloner.locals.resize(function.locals.size());
      cloner.locals[total.local.value] = parameter(part.add_local(function[total.local].name, function[total.local].type), read(total.local, span));
      const ExprId begin = cloner.expr(total.begin);
      cloner.locals[total.local.value] = part.add_local(function[total.local].name, function[total.local].type);
      made.push_back(part.add(ir::Assign{cloner.locals[total.local.value], begin}, span));
      continue;
    }
    const LocalId mine = own(total.local);
    bound.insert(total.local);
    if (total.is_idempotent()) {
      parameter(mine, cast(convert(read_name(total.name, span), total.type, span), function[total.local].type));
      continue;
    }
    // Zero is -0.0: 0.0 would make a 0.0 of a sum of -0.0.
    const Type number = is(total.type, Kind::union_) ? total.type->args[0] : total.type;
    const auto dtype = types::number_of(number)->dtype;
    const bool is_sum = total.op != ir::BinaryOp::multiply;
    const Type neutral = types::is_inexact(dtype) ? types.literal(is_sum ? -0.0 : 1.0) : types.literal(std::int64_t(!is_sum));
    ExprId value = part.add(ir::Constant{}, neutral, span);
    for (const Type to : {types::base_of(neutral), number, total.type}) {
      if (part[value].type != to) value = part.add(ir::Convert{value}, to, span);
    }
    const ir::StmtId begin = part.add(ir::Assign{mine, value}, span);
    made.push_back(begin);
  }
  ir::for_each_expr(function, body, [&](ExprId expr) {
    const auto* read_node = std::get_if<ir::ReadLocal>(&function[expr].node);
    if (read_node == nullptr) return;
    const LocalId local = read_node->local;
    if (read_node->checked && !bound.contains(local)) fail(not_for_threads, function[expr].span, "`" + function[local].name + "`, which may be unbound in front of it");
    if (read_node->checked) part[own(local)], part.names[name_of(function[local].name_id).value].may_be_unbound = true;
    cloner.locals.resize(function.locals.size());
    if (local == item || cloner.locals[local.value]) return;
    cloner.locals[local.value] = parameter(part.add_local(function[local].name, function[local].type), read(local, span));
  });
  const ir::Block turns = cloner.block(body);
  made.push_back(part.add(ir::ForRange{own(item), part_read(first), part_read(last), step, turns, {}}, span));
  std::vector<ExprId> totals;
  std::vector<Type> result_types;
  for (const Reduction& total : reductions) {
    totals.push_back(part_read(own(total.local)));
    result_types.push_back(part[totals.back()].type);
  }
  part.result = totals.empty() ? types.none : totals.size() == 1 ? result_types[0] : types.tuple(result_types);
  const ExprId value = totals.empty() ? part.add(ir::Constant{}, types.none, span) : totals.size() == 1 ? totals[0] : part.add(ir::MakeTuple{totals}, part.result, span);
  made.push_back(part.add(ir::Return{value}, span));
  part.body = std::move(made);

  const Type result = part.result;
  const ExprId call_part = add(ir::Call{id, std::move(args)}, result, span);
  const Type parameters[] = {types.integer, types.integer};
  const ExprId callable = add(ir::Callable{{argument_first, argument_last}, call_part}, types.callable(parameters, result), span);
  const ir::Effects effects = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates;
  const ir::RuntimeId run = runtime(totals.empty() ? "kb::for_chunks" : "kb::map_chunks", "parallel.hpp", effects, true);
  return call(run, {again(bounds[0]), again(bounds[1]), again(bounds[2]), constant(types.literal(true), span), callable}, totals.empty() ? types.none : types.list(result), span);
}

}  // namespace keelback::check
