// Truth, `and`, `or`, `not`, conditional expressions: what one operand decides the others know.
#include <algorithm>

#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

ExprId FunctionChecker::negation(ExprId condition, Span span) {
  if (const auto known = static_truth(condition)) return constant(types.literal(!*known), span);
  return add(ir::Not{truth(condition, span)}, types.boolean, span);
}

ExprId FunctionChecker::truth(ExprId value, Span span) {
  return for_each_member(value, [&](ExprId member) -> ExprId {
    const Type a = type(member);
    if (is(types::base_of(a), Kind::enumeration)) return enum_truth(member, span);
    switch (a->kind) {
      case Kind::boolean: return member;
      case Kind::never: return cast(member, types.boolean);
      case Kind::none: return constant(types.literal(false), span);
      case Kind::instance: return object_truth(member, span);
      case Kind::object: return dynamic(ir::DynamicOp::truth, {}, {member}, types.boolean, span);
      case Kind::literal: {
        if (const auto known = types::literal_int(a)) return constant(types.literal(*known != 0), span);
        if (const auto known = types::literal_bool(a)) return constant(types.literal(*known), span);
        if (const auto text = types::literal_string(a)) return constant(types.literal(!text->empty()), span);
        return constant(types.literal(std::get<double>(a->value.data) != 0 || a->value.imaginary != 0), span);
      }
      case Kind::integer: return add(ir::Compare{ir::CompareOp::not_equal, member, integer(0, span)}, types.boolean, span);
      case Kind::tuple: return constant(types.literal(!a->args.empty()), span);
      case Kind::function:
      case Kind::library:
      case Kind::module:
      case Kind::type_object:
      case Kind::exception:
      case Kind::ellipsis: return decided(true, {member}, span);
      case Kind::scalar:
        if (a->dtype == types::DType::boolean) return cast(member, types.boolean);
        break;
      default: break;
    }
    return call(runtime("kb::truth", "truth.hpp", ir::Effects::raises | ir::Effects::reads, true), {member}, types.boolean, span);
  });
}

FunctionChecker::Branch FunctionChecker::only_where(const ast::Expr& test, bool truth_here, const std::function<ExprId()>& make) {
  const Env before = env_;
  std::set<std::uint32_t> bound_around = std::exchange(bound_, {});
  narrow(test, truth_here);
  const Env narrowed = env_;
  Branch branch;
  branch.before = build_block([&] { branch.value = make(); });
  // Names are again what they were; what was bound in there (`:=`) is bound on this path only. A loop in there (a comprehension) may have moved others into locals of its own.
  Env after = before;
  keep_attributes(after.attributes, env_);
  after.names.resize(env_.names.size());
  for (const std::uint32_t n : bound_) {
    if (n >= env_.names.size()) continue;
    const Binding& now = env_.names[n];
    const Binding* then = n < narrowed.names.size() ? &narrowed.names[n] : nullptr;
    if (now.type == nullptr || (then != nullptr && then->local == now.local && then->type == now.type)) continue;
    if (after.names[n].type != nullptr && after.names[n].local != now.local) fail(unsupported, test.span, "`:=` that changes the type of a name on one path of an expression");
    after.names[n] = {now.type, now.local, after.names[n].type == nullptr || after.names[n].maybe};
    if (is(now.type, Kind::literal)) after.names[n].type = types::base_of(now.type);
  }
  env_ = std::move(after);
  bound_.merge(bound_around);
  return branch;
}

ExprId FunctionChecker::choose(ExprId test, Branch yes, Branch no, Type result, Span span) {
  if (yes.before.empty() && no.before.empty()) return add(ir::Select{test, convert(yes.value, result, span), convert(no.value, result, span)}, result, span);
  const LocalId chosen = temporary("chosen", types::storage_of(types, result));
  for (Branch* branch : {&yes, &no}) {
    const ExprId value = cast(convert(branch->value, result, span), function[chosen].type);
    branch->before.push_back(function.add(ir::Assign{chosen, value}, span));
  }
  emit(ir::If{test, std::move(yes.before), std::move(no.before)}, span);
  return add(ir::ReadLocal{chosen}, result, span);
}

ExprId FunctionChecker::take(Branch branch) {
  if (!branch.before.empty()) settle_operands();
  block_->insert(block_->end(), branch.before.begin(), branch.before.end());
  return branch.value;
}

ExprId FunctionChecker::condition(const ast::Expr& node) {
  if (const auto* both = ast::as<ast::BoolOp>(&node)) {
    const bool is_and = both->op == ast::BoolOperator::And;
    const std::function<ExprId(std::size_t)> rest = [&](std::size_t i) -> ExprId {
      const ExprId left = condition(*both->values[i]);
      if (i + 1 == both->values.size()) return left;
      const auto known = static_truth(left);
      if (known && *known != is_and) return left;
      Branch right = only_where(*both->values[i], is_and, [&] { return rest(i + 1); });
      if (known) return take(std::move(right));
      if (right.before.empty()) return logical_of(is_and, left, right.value, node.span);
      Branch decided{{}, constant(types.literal(!is_and), node.span)};
      if (!is_and) std::swap(right, decided);
      return choose(cast(left, types.boolean), std::move(right), std::move(decided), types.boolean, node.span);
    };
    return rest(0);
  }
  if (const auto* negated = ast::as<ast::UnaryOp>(&node); negated != nullptr && negated->op == ast::UnaryOperator::Not) {
    return negation(condition(*negated->operand), node.span);
  }
  return truth(as_it_is(node), node.span);
}

// What asks for the value of an attribute again needs no narrower type, and must not fail where it has changed.
ExprId FunctionChecker::as_it_is(const ast::Expr& node) {
  const std::string path = ast::is<ast::Attribute>(&node) ? path_of(node) : std::string();
  auto known = path.empty() ? decltype(env_.attributes)::node_type() : env_.attributes.extract(path);
  const ExprId value = expression(node);
  if (!known.empty()) env_.attributes.insert(std::move(known));
  return value;
}

ExprId FunctionChecker::logical(const ast::BoolOp& node, Span span) {
  const bool is_and = node.op == ast::BoolOperator::And;
  const std::function<ExprId(std::size_t)> rest = [&](std::size_t i) -> ExprId {
    const ExprId left = expression(*node.values[i]);
    if (i + 1 == node.values.size()) return left;
    const Reuse value = reuse(left, "value");
    const ExprId test = truth(read(value, span), span);
    const auto known = static_truth(test);
    if (known && *known != is_and) return left;
    Branch right = only_where(*node.values[i], is_and, [&] { return rest(i + 1); });
    if (known) return take(std::move(right));
    const bool plain = right.before.empty();
    if (plain && type(left) == types.boolean && type(right.value) == types.boolean) return logical_of(is_and, left, right.value, span);
    // `x or y` is x where that is true: then it is not None.
    ExprId stays = read(value, span);
    if (!is_and && is(type(stays), Kind::union_)) {
      std::vector<Type> members;
      std::ranges::copy_if(type(stays)->args, std::back_inserter(members), [](Type member) { return !is(member, Kind::none); });
      if (!members.empty() && members.size() < type(stays)->args.size()) stays = add(ir::Convert{stays}, types.union_of(members), span);
    }
    const Type joined = join_types(type(stays), type(right.value));
    if (!plain && value.local) emit(ir::Assign{value.local, left}, span);
    Branch kept{{}, stays};
    if (!is_and) std::swap(kept, right);
    const ExprId chosen = choose(test, std::move(right), std::move(kept), joined, span);
    return plain ? wrap(value, chosen) : chosen;
  };
  return rest(0);
}

ExprId FunctionChecker::conditional(const ast::IfExp& node, Span span) {
  const ExprId test = condition(*node.test);
  if (const auto known = static_truth(test)) return expression(*known ? *node.body : *node.orelse);
  Branch yes = only_where(*node.test, true, [&] { return expression(*node.body); });
  Branch no = only_where(*node.test, false, [&] { return expression(*node.orelse); });
  const Type joined = join_types(type(yes.value), type(no.value));
  return choose(test, std::move(yes), std::move(no), joined, span);
}

}  // namespace keelback::check
