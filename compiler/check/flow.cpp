// Where paths part and meet.
#include <algorithm>
#include <functional>

#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

namespace {

// As `storage_of`, but containers keep their sites.
Type stored_item(TypeTable& types, Type type) {
  switch (type->kind) {
    case Kind::list:
    case Kind::set:
    case Kind::deque:
    case Kind::dict: return type;
    case Kind::tuple: {
      std::vector<Type> items;
      for (const Type item : type->args) items.push_back(stored_item(types, item));
      return types.tuple_like(type, items);
    }
    case Kind::union_: {
      if (types::union_storage(type) == types::UnionStorage::tagged_double) return types::storage_of(types, type);
      std::vector<Type> members;
      for (const Type member : type->args) members.push_back(stored_item(types, member));
      return types.union_of(members);
    }
    default: return types::storage_of(types, type);
  }
}

// Whether joining `more` leaves what is known, sites aside.
bool fits(TypeTable& types, Type more, Type known) {
  return more == nullptr || (known != nullptr && types::storage_of(types, types.join(known, more)) == types::storage_of(types, known));
}

// Whether both are integers, both floating...
bool is_of_kind(types::DType dtype, types::DType of) {
  const auto kind = [](types::DType one) { return types::kind_of(one) == types::DTypeKind::unsigned_integer ? types::DTypeKind::signed_integer : types::kind_of(one); };
  return kind(dtype) == kind(of);
}

}  // namespace

void FunctionChecker::emit(ir::StmtNode node, Span span) {
  settle_operands();
  block_->push_back(function.add(std::move(node), span));
}

void FunctionChecker::settle_operands() {
  for (ExprId& operand : waiting_) {
    const ir::ExprNode& node = function[operand].node;
    const auto* read = std::get_if<ir::ReadLocal>(&node);
    const bool is_temporary = read != nullptr && !function[read->local].name_id;
    if (is_temporary || std::holds_alternative<ir::Constant>(node) || std::holds_alternative<ir::ReadGlobal>(node)) continue;
    const Type known = type(operand);
    const Span where = span(operand);
    const LocalId local = temporary("operand", types::storage_of(types, known));
    block_->push_back(function.add(ir::Assign{local, cast(operand, function[local].type)}, where));
    operand = add(ir::ReadLocal{local}, known, where);
  }
}

Edge FunctionChecker::leave(Span span) {
  emit(ir::Moves{}, span);
  return {block_->back(), env_};
}

void FunctionChecker::widen(const std::vector<types::SiteId>& sites, Type key, Type item) {
  for (const types::SiteId id : sites) {
    const Knowledge::Site site = knowledge_.sites[id];
    // A container that a caller made: the caller gives it wider items and calls again.
    if (site.parameter >= 0 && (fits(types, key, site.key) && fits(types, item, site.item))) continue;
    if (site.parameter >= 0) throw WidenArgument{std::size_t(site.parameter), key, item};
    const auto holds = [&](Type more, Type known) { return more == nullptr || (known != nullptr && converts(more, known)); };
    if (site.declared && holds(key, site.key) && holds(item, site.item)) continue;
    const auto grow = [&](bool is_key, Type more) {
      if (more == nullptr) return;
      const Type known = is_key ? knowledge_.sites[id].key : knowledge_.sites[id].item;
      // What a container holds is stored, so its literals are their base types; containers in it keep their sites.
      if (is_key && types::holds_names(more)) more = types.object;   // it is looked up among others
      const Type joined = stored_item(types, join_types(known ? known : types.never, stored_item(types, more)));
      // `knowledge_` may have grown meanwhile.
      Type& kept = is_key ? knowledge_.sites[id].key : knowledge_.sites[id].item;
      if (joined != kept) {
        kept = joined;
        knowledge_.grown = true;
      }
    };
    grow(true, key);
    grow(false, item);
  }
}

// A list without items of which this attempt has found out meanwhile what it holds: what is made of it has its dtype and rank from that. Another attempt follows.
ExprId FunctionChecker::with_found_items(ExprId value, Span span) {
  const Type list = type(value);
  if (!knowledge_.grown || !is(list, Kind::list) || !is(list->args[0], Kind::never)) return value;
  Type item = types.never;
  for (const types::SiteId site : list->sites) {
    if (const Type found = knowledge_.sites[site].item) item = join_types(item, found);
  }
  return is(item, Kind::never) ? value : add(ir::Convert{value}, types.list(item, list->sites), span);
}

void FunctionChecker::widen_to_declared(Type from, Type declared) {
  if (is(from, Kind::union_)) {
    for (const Type member : from->args) widen_to_declared(member, declared);
    return;
  }
  if (is(declared, Kind::union_)) {
    for (const Type member : declared->args) {
      if (member->kind == from->kind) widen_to_declared(from, member);
    }
    return;
  }
  if (from->kind != declared->kind || from->args.size() != declared->args.size()) return;
  const bool is_container = types::is_container(from);
  if (!is_container && !is(from, Kind::tuple)) return;
  bool holds = is_container && !from->sites.empty(), differs = false;
  for (std::size_t i = 0; i < from->args.size(); ++i) {
    widen_to_declared(from->args[i], declared->args[i]);
    differs |= types::storage_of(types, from->args[i]) != types::storage_of(types, declared->args[i]);
    holds &= fits(types, from->args[i], declared->args[i]);
  }
  if (holds && differs) widen(from->sites, is(from, Kind::dict) ? declared->args[0] : nullptr, declared->args.back());
  else if (is_container && !from->sites.empty()) declare_sites(from, declared);
}

// A list of objects or of NumPy's numbers, made here, where a list of others or of Python's is declared (`-> list[float]`, and `losses.append(np.mean(r))`): what is put into it becomes
// what is declared. That changes what is known, where else things are only added: once for each.
void FunctionChecker::declare_sites(Type from, Type declared) {
  const std::function<bool(Type, Type)> becomes = [&](Type item, Type wanted) {
    if (types::storage_of(types, item) == types::storage_of(types, wanted)) return true;
    if (types::holds_any(item) && !types::holds_any(wanted) && converts(item, wanted)) return true;
    if (is(item, Kind::union_)) return std::ranges::all_of(item->args, [&](Type member) { return becomes(member, wanted); });
    if (is(wanted, Kind::union_)) return std::ranges::any_of(wanted->args, [&](Type member) { return becomes(item, member); });
    if (is(item, Kind::tuple)) return is(wanted, Kind::tuple) && item->klass == wanted->klass && std::ranges::equal(item->args, wanted->args, becomes);
    const auto number = types::number_of(wanted);
    return is(item, Kind::scalar) && number && !is(wanted, Kind::scalar) && is_of_kind(item->dtype, number->dtype) && converts(item, wanted);
  };
  if (types::storage_of(types, from) == types::storage_of(types, declared) || !std::ranges::equal(from->args, declared->args, becomes)) return;
  for (const types::SiteId id : from->sites) {
    Knowledge::Site& known = knowledge_.sites[id];
    if (known.declared || known.parameter >= 0) continue;
    known = {is(from, Kind::dict) ? declared->args[0] : nullptr, declared->args.back(), -1, true};
    knowledge_.grown = true;
  }
}

// Tells the containers within a value of type `from` that their items are joined with others in `to`.
void FunctionChecker::widen_within(Type from, Type to) {
  if (from == to || is(from, Kind::never)) return;
  if (is(to, Kind::union_)) {
    // A member that joined another one of its kind.
    if (is(from, Kind::union_)) {
      for (const Type member : from->args) widen_within(member, to);
      return;
    }
    for (const Type member : to->args) {
      if (member->kind == from->kind && member->args.size() == from->args.size()) widen_within(from, member);
    }
    return;
  }
  if (from->kind != to->kind || from->args.size() != to->args.size()) return;
  switch (from->kind) {
    case Kind::list:
    case Kind::set:
    case Kind::deque:
      if (from->args[0] != to->args[0]) widen(to->sites, nullptr, to->args[0]);
      break;
    case Kind::dict:
      if (from->args != to->args) widen(to->sites, to->args[0], to->args[1]);
      break;
    case Kind::tuple:
      for (std::size_t i = 0; i < from->args.size(); ++i) widen_within(from->args[i], to->args[i]);
      break;
    default: break;
  }
}

Type FunctionChecker::join_types(Type a, Type b) {
  const Type joined = types.join(a, b);
  widen_within(a, joined);
  widen_within(b, joined);
  return joined;
}

Env FunctionChecker::join(std::vector<Edge>& edges, Span span) {
  std::erase_if(edges, [](const Edge& edge) { return edge.env.dead; });
  Env joined;
  if (edges.empty()) {
    joined.dead = true;
    joined.names.resize(function.names.size());
    return joined;
  }
  joined.names.resize(function.names.size());
  joined.attributes = edges[0].env.attributes;
  std::erase_if(joined.attributes, [&](const auto& known) {
    return !std::all_of(edges.begin(), edges.end(), [&](const Edge& edge) {
      const auto there = edge.env.attributes.find(known.first);
      return there != edge.env.attributes.end() && there->second.type == known.second.type;
    });
  });
  for (auto& [path, known] : joined.attributes) {
    for (const Edge& edge : edges) {
      known.is_tested &= edge.env.attributes.find(path)->second.is_tested;
      known.is_fresh &= edge.env.attributes.find(path)->second.is_fresh;
    }
  }
  for (std::size_t n = 0; n < joined.names.size(); ++n) {
    Type type = nullptr;
    bool maybe = false;
    const auto is_handlers_own = [&](const Edge& edge) { return n < edge.env.names.size() && edge.env.names[n].type != nullptr && edge.env.names[n].is_caught; };
    if (is_handlers_own(edges[0]) && std::all_of(edges.begin(), edges.end(), [&](const Edge& edge) { return is_handlers_own(edge) && edge.env.names[n].local == edges[0].env.names[n].local; })) {
      joined.names[n] = edges[0].env.names[n];
      continue;
    }
    for (const Edge& edge : edges) {
      const Binding* binding = n < edge.env.names.size() ? &edge.env.names[n] : nullptr;
      // A caught exception's name is bound in its handler only.
      if (binding == nullptr || binding->type == nullptr || is_handlers_own(edge)) {
        maybe = true;
        continue;
      }
      maybe |= binding->maybe;
      type = type == nullptr ? binding->type : join_types(type, binding->type);
    }
    if (type == nullptr) continue;
    const bool is_declared = std::ranges::any_of(edges, [&](const Edge& edge) { return n < edge.env.names.size() && edge.env.names[n].type == type; });
    if (types::is_too_wide(type) && !is_declared) fail(too_many_members, span);
    const ir::NameId name{std::uint32_t(n)};
    joined.names[n] = {type, local_for(name, type), maybe};
  }
  for (const Edge& edge : edges) move_to(edge, joined, span);
  return joined;
}

// Whether the containers within a value of type `from` are the same objects in `to`: none has other items there, for which it would be copied.
static bool keeps_containers(types::TypeTable& types, Type from, Type to) {
  if (is(from, Kind::union_)) return std::ranges::all_of(from->args, [&](Type member) { return keeps_containers(types, member, to); });
  if (is(to, Kind::union_)) return std::ranges::all_of(to->args, [&](Type member) { return member->kind != from->kind || keeps_containers(types, from, member); });
  if (from->kind != to->kind || from->args.size() != to->args.size()) return true;
  if (types::is_container(from)) return types::storage_of(types, from) == types::storage_of(types, to);
  if (!is(from, Kind::tuple)) return true;
  for (std::size_t i = 0; i < from->args.size(); ++i) {
    if (!keeps_containers(types, from->args[i], to->args[i])) return false;
  }
  return true;
}

void FunctionChecker::move_to(const Edge& edge, const Env& target, Span span) {
  for (std::size_t n = 0; n < target.names.size() && n < edge.env.names.size(); ++n) {
    const Binding& to = target.names[n];
    const Binding& from = edge.env.names[n];
    if (to.type == nullptr || from.type == nullptr || from.local == to.local) continue;
    if (from.is_caught) continue;
    const ExprId value = read_binding(from, span);
    const Type storage = function[to.local].type;
    if (!knowledge_.grown && !keeps_containers(types, from.type, storage)) fail(not_convertible, span, storage->text, from.type->text);
    const ExprId moved = converts(from.type, storage) ? convert(value, storage, span) : cast(value, storage);
    std::get<ir::Moves>(function[edge.moves].node).moves.push_back({to.local, moved});
  }
}

std::optional<bool> FunctionChecker::static_truth(ExprId condition) { return types::literal_bool(type(condition)); }

// What an object that is an instance of the builtin class is in native code; null: it stays an object.
Type FunctionChecker::type_of_instances(std::string_view name) {
  if (name == "int") return types.union_of(std::vector<Type>{types.boolean, types.integer});
  if (name == "float") return types.union_of(std::vector<Type>{types.floating, types.scalar(types::DType::float64)});
  if (name == "bool") return types.boolean;
  if (name == "str") return types.string;
  if (name == "bytes") return types.bytes;
  return nullptr;
}

// `isinstance(x, int)` of an object: where it holds, `x` is read as that. Whether the name was one of an object.
bool FunctionChecker::narrow_object(const ast::Name& name, const ast::Expr& classes) {
  if (!is_local(name.id) || cells_.contains(name.id)) return false;
  const ir::NameId id = name_id(name.id);
  const Binding binding = env_.names[id.value];
  if (binding.type == nullptr || binding.maybe || !is(binding.type, Kind::object) || !binding.type->args.empty()) return false;
  std::vector<Type> found;
  const auto add_class = [&](const ast::Expr& node) {
    const auto* one = ast::as<ast::Name>(&node);
    const Type type = one == nullptr || is_local(one->id) || def_.module->names.contains(one->id) ? nullptr : type_of_instances(one->id);
    if (type != nullptr) found.push_back(type);
    return type != nullptr;
  };
  const bool all = std::ranges::all_of(class_parts(classes), [&](const ast::Expr* node) { return add_class(*node); });
  if (all && !found.empty()) env_.names[id.value].type = types.union_of(found);
  return true;
}

// `(x := value)` tests x.
static const ast::Expr& tested(const ast::Expr& node) {
  const auto* walrus = ast::as<ast::NamedExpr>(&node);
  return walrus != nullptr ? *walrus->target : node;
}

void FunctionChecker::narrow(const ast::Expr& test, bool truth) {
  const ast::Expr& condition = tested(test);
  if (const auto* both = ast::as<ast::BoolOp>(&condition)) {
    const bool is_and = both->op == ast::BoolOperator::And;
    if (is_and == truth) {
      for (const auto* part : both->values) narrow(*part, truth);
    }
    return;
  }
  if (const auto* negated = ast::as<ast::UnaryOp>(&condition); negated != nullptr && negated->op == ast::UnaryOperator::Not) {
    narrow(*negated->operand, !truth);
    return;
  }
  const ast::Name* name = nullptr;
  std::function<bool(Type)> keeps;
  if (const auto* test = ast::as<ast::Compare>(&condition); test != nullptr && test->ops.size() == 1) {
    const bool is_equality = test->ops[0] == ast::CmpOperator::Eq || test->ops[0] == ast::CmpOperator::NotEq;
    const bool is_test = test->ops[0] == ast::CmpOperator::Is || test->ops[0] == ast::CmpOperator::Eq, is_not_test = test->ops[0] == ast::CmpOperator::IsNot || test->ops[0] == ast::CmpOperator::NotEq;
    const auto* none = ast::as<ast::Constant>(test->comparators[0]);
    if ((!is_test && !is_not_test) || none == nullptr) return;
    const ast::Expr& left = tested(*test->left);
    name = ast::as<ast::Name>(&left);
    const bool wants_none = is_test == truth;
    // What is `True` is a bool; what is not may be one all the same.
    const bool is_flag = none->value.type == ast::ConstantValue::Type::true_ || none->value.type == ast::ConstantValue::Type::false_;
    if (none->value.type != ast::ConstantValue::Type::none && (!is_flag || is_equality || !wants_none)) return;
    // An object may say that it equals None; what does not is not None.
    if (is_equality && wants_none) return;
    keeps = [wants_none, is_flag](Type member) { return is_flag ? is(types::base_of(member), Kind::boolean) : is(member, Kind::none) == wants_none; };
    if (narrow_path(left, keeps)) return;
  } else if (const auto* call = ast::as<ast::Call>(&condition); call != nullptr && call->args.size() == 2) {
    const auto* callee = ast::as<ast::Name>(call->func);
    if (callee == nullptr || callee->id != "isinstance" || is_local(callee->id)) return;
    const ast::Expr& value = tested(*call->args[0]);
    name = ast::as<ast::Name>(&value);
    if (narrow_to_class(value, *call->args[1], truth)) return;
    if (name != nullptr && narrow_exception(*name, *call->args[1], truth)) return;
    const std::optional<std::vector<std::string>> classes = class_names(*call->args[1]);
    if (!classes) return;
    if (name != nullptr && truth && narrow_object(*name, *call->args[1])) return;
    keeps = [this, classes = *classes, truth](Type member) { return is_instance(member, classes) == truth; };
    if (narrow_path(value, keeps)) return;
  } else if (const auto* plain = ast::as<ast::Name>(&condition)) {
    name = plain;
    if (!truth) return;
    keeps = [](Type member) { return !is(member, Kind::none); };
    if (narrow_path(condition, keeps)) return;
  } else if (truth && ast::is<ast::Attribute>(&condition)) {
    narrow_path(condition, [](Type member) { return !is(member, Kind::none); });
    return;
  }
  if (name == nullptr || !is_local(name->id) || cells_.contains(name->id)) return;
  const ir::NameId id = name_id(name->id);
  const Binding binding = env_.names[id.value];
  if (binding.type == nullptr || binding.maybe || !is(binding.type, Kind::union_)) return;
  std::vector<Type> kept;
  std::copy_if(binding.type->args.begin(), binding.type->args.end(), std::back_inserter(kept), keeps);
  if (kept.empty() || kept.size() == binding.type->args.size()) return;
  // The local stays the union's; reading it takes the member out (read_binding).
  env_.names[id.value].type = types.union_of(kept);
}

}  // namespace keelback::check
