#include "check/builder.hpp"

#include <algorithm>

#include "check/diagnostics.hpp"
#include "check/library_arguments.hpp"
#include "ir/runtime_functions.hpp"

namespace keelback::check {

using types::DType;
using types::is;

ir::RuntimeId Builder::runtime(std::string_view symbol, std::string_view header, ir::Effects effects, bool takes_line, bool makes_rows) {
  return ir::runtime_function(module, {std::string(symbol), std::string(header), effects, takes_line, makes_rows});
}

ir::RuntimeId Builder::leading_runtime(ir::RuntimeFunction wanted) { return ir::runtime_function(module, std::move(wanted)); }

ir::RuntimeId Builder::describing_runtime(std::string_view symbol, std::string_view leading) {
  return leading_runtime({.symbol = std::string(symbol), .header = "described.hpp", .effects = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates,
                          .describes = true, .leading = std::string(leading)});
}

ExprId Builder::call(ir::RuntimeId callee, std::vector<ExprId> args, Type result, Span span, std::vector<std::string> template_args) {
  return add(ir::CallRuntime{callee, std::move(template_args), std::move(args)}, result, span);
}

namespace {

// How far a Python number converts without being asked: bool -> int -> float -> complex.
int numeric_level(Type type) {
  switch (types::base_of(type)->kind) {
    case Kind::boolean: return 0;
    case Kind::integer: return 1;
    case Kind::floating: return 2;
    case Kind::complex: return 3;
    default: return -1;
  }
}

bool is_member(Type type, Type of) {
  return std::find(of->args.begin(), of->args.end(), type) != of->args.end();
}

}  // namespace

// What the members of an enumeration are as well: int or str; null where they are nothing else.
Type Builder::mixed_in(Type type) const {
  const Type base = types::base_of(type);
  if (!is(base, Kind::enumeration) || base->rank == 0) return nullptr;
  return base->rank == 1 ? types.integer : types.string;
}

// A dict of another class is the same dict where the class is left open.
bool Builder::is_dict_of(Type from, Type to) {
  for (std::size_t i = 0; i < from->args.size(); ++i) {
    if (types::storage_of(types, from->args[i]) != types::storage_of(types, to->args[i])) return false;
  }
  if (types::is_open_dict(to)) return true;
  if (to->name.empty() && !from->name.empty()) types.has_refused_dict = true;
  return false;
}

bool Builder::converts(Type from, Type to) {
  if (from == to || is(from, Kind::never)) return true;
  // Python looks at an object where it becomes something else; of functions, types and modules their names are known.
  if (is(from, Kind::object)) return !is(to, Kind::never) && types::crosses(to);
  if (is(to, Kind::object)) return types::crosses(from) || is(from, Kind::function);
  if (is(to, Kind::union_)) {
    if (is(from, Kind::union_)) {
      return std::all_of(from->args.begin(), from->args.end(), [&](Type member) { return converts(member, to); });
    }
    return is_member(from, to) || is_member(types::base_of(from), to) ||
           std::any_of(to->args.begin(), to->args.end(), [&](Type member) { return converts(from, member); });
  }
  if (is(from, Kind::union_)) {
    return std::all_of(from->args.begin(), from->args.end(), [&](Type member) { return converts(member, to); });
  }
  if (is(from, Kind::literal) && types::base_of(from) == to) return true;
  if (is(from, Kind::array)) return from->rank == 0 && types::number_of(to) && converts(types.scalar(from->dtype), to);
  if (is(from, Kind::instance)) return types::is_subclass(from, to);
  if (is(from, Kind::exception)) return is(to, Kind::exception);
  if (const Type plain = mixed_in(from)) return converts(plain, to);
  if (types::is_named_tuple(to) && (!is(from, Kind::tuple) || from->klass != to->klass)) return false;
  if (numeric_level(from) >= 0 && numeric_level(to) >= 0) return numeric_level(from) <= numeric_level(to);
  if (is(from, Kind::scalar)) {
    // A NumPy scalar becomes a declared Python number, and a wider NumPy scalar.
    if (is(to, Kind::scalar)) return types::can_cast_safely(from->dtype, to->dtype);
    const int level = numeric_level(to);
    switch (types::kind_of(from->dtype)) {
      case types::DTypeKind::boolean: return level >= 0;
      case types::DTypeKind::signed_integer:
      case types::DTypeKind::unsigned_integer: return level >= 1;
      case types::DTypeKind::floating: return level >= 2;
      case types::DTypeKind::complex: return level >= 3;
      case types::DTypeKind::datetime:
      case types::DTypeKind::timedelta: return false;
    }
  }
  if (is(to, Kind::scalar) && numeric_level(from) >= 0) return !types::is_time(to);  // checked as NumPy does where the value is unknown
  if (is(from, Kind::tuple) && is(to, Kind::tuple) && from->args.size() == to->args.size()) {
    for (std::size_t i = 0; i < from->args.size(); ++i) {
      if (!converts(from->args[i], to->args[i])) return false;
    }
    return true;
  }
  if (is(from, Kind::tuple) && is(to, Kind::variadic)) {
    return std::all_of(from->args.begin(), from->args.end(), [&](Type item) { return converts(item, to->args[0]); });
  }
  // Python looks at each item.
  if (is(from, Kind::variadic) && (is(to, Kind::variadic) || is(to, Kind::tuple))) return is(from->args[0], Kind::object) && types::crosses(to);
  if (is(to, Kind::iterator)) {
    // Another view of the same iterator; or of a container, what can be iterated over.
    if (is(from, Kind::iterator)) return types::storage_of(types, from->args[0]) == types::storage_of(types, to->args[0]) && (!types::is_iterable(from) || types::is_iterable(to)) && (!types::is_generator(to) || types::storage_of(types, from) == types::storage_of(types, to));
    if (is(from, Kind::tuple)) return types::is_iterable(to) && converts(from, types.variadic(to->args[0]));
    const Type item = is(from, Kind::instance) ? nullptr : iterated(types, from);
    return types::is_iterable(to) && item != nullptr && types::storage_of(types, item) == types::storage_of(types, to->args[0]);
  }
  if (is(from, Kind::frozenset) && is(to, Kind::frozenset) && is(from->args[0], Kind::never)) return true;
  // A list is not copied: its items' type is the same (whoever made it).
  if (types::is_container(from) || is(from, Kind::frozenset) || is(from, Kind::view)) {
    if (is(to, from->kind) && types::storage_of(types, from) == types::storage_of(types, to)) return true;
    return is(from, Kind::dict) && is(to, Kind::dict) && is_dict_of(from, to);
  }
  if (is(from, Kind::function) && is(to, Kind::function)) {
    return from->name == to->name && std::includes(to->functions.begin(), to->functions.end(), from->functions.begin(), from->functions.end());
  }
  return false;
}

ExprId Builder::convert(ExprId expr, Type to, Span span) {
  const Type from = type(expr);
  if (from == to) return expr;
  if (!converts(from, to)) fail(not_convertible, span, to->text, from->text);
  if (is(from, Kind::array) && types::number_of(to)) return convert(add(ir::ReadElement{expr, {}, {}}, types.scalar(from->dtype), span), to, span);
  if (is(to, Kind::object) && !is(from, Kind::object)) {
    const ExprId value = handed(expr, span);
    return type(value) == to ? value : add(ir::Convert{value}, to, span);
  }
  if (is(from, Kind::object)) return add(ir::Convert{expr}, to, span);
  if (const Type plain = mixed_in(from); plain != nullptr && types::base_of(from) != to && !(is(to, Kind::union_) && is_member(types::base_of(from), to))) {
    const ExprId member = cast(expr, types::base_of(from));
    return convert(call(runtime("kb::enum_value", "enumeration.hpp", ir::Effects::none, false), {member}, plain, span), to, span);
  }
  if (is(from, Kind::tuple) && is(to, Kind::tuple)) {
    if (const auto* made = std::get_if<ir::MakeTuple>(&function[expr].node)) {
      std::vector<ExprId> items = made->items;
      for (std::size_t i = 0; i < items.size(); ++i) items[i] = convert(items[i], to->args[i], span);
      return add(ir::MakeTuple{std::move(items)}, to, span);
    }
    // What a Python function is made of is evaluated in front of the expression.
    for (std::size_t i = 0; i < from->args.size() && !is_reusable(expr); ++i) {
      if (is(from->args[i], Kind::function) && is(to->args[i], Kind::object)) fail(unsupported, span, "a function within this value, handed to Python");
    }
    const Reuse tuple = reuse(expr, "tuple");
    std::vector<ExprId> items;
    for (std::size_t i = 0; i < from->args.size(); ++i) {
      const ExprId item = add(ir::TupleItem{read(tuple, span), int(i)}, from->args[i], span);
      items.push_back(convert(item, to->args[i], span));
    }
    return wrap(tuple, add(ir::MakeTuple{std::move(items)}, to, span));
  }
  if (is(from, Kind::tuple) && is(to, Kind::iterator)) return add(ir::Convert{convert(expr, types.variadic(to->args[0]), span)}, to, span);
  if (is(from, Kind::variadic) && (is(to, Kind::variadic) || is(to, Kind::tuple))) return convert(convert(expr, types.object, span), to, span);
  const auto is_within = [&](Type member) { return is_member(member, to) || is_member(types::base_of(member), to); };
  if (is(from, Kind::union_) && (!is(to, Kind::union_) || !std::ranges::all_of(from->args, is_within))) {
    return for_each_member(expr, [&](ExprId member) { return convert(member, to, span); });
  }
  if (is(to, Kind::union_) && !is(from, Kind::union_) && !is_member(from, to)) {
    // By way of the member that takes it: its base first, then whichever converts.
    if (is_member(types::base_of(from), to)) return add(ir::Convert{cast(expr, types::base_of(from))}, to, span);
    for (Type member : to->args) {
      if (converts(from, member)) return add(ir::Convert{convert(expr, member, span)}, to, span);
    }
  }
  return add(ir::Convert{expr}, to, span);
}

ExprId Builder::cast(ExprId expr, Type to) {
  if (type(expr) == to) return expr;
  return add(ir::Convert{expr}, to, span(expr));
}

bool Builder::is_reusable(ExprId expr) const {
  const ir::ExprNode& node = function[expr].node;
  const auto* local = std::get_if<ir::ReadLocal>(&node);
  return std::holds_alternative<ir::Constant>(node) || std::holds_alternative<ir::ReadGlobal>(node) || (local != nullptr && !local->checked);
}

Builder::Reuse Builder::reuse(ExprId expr, std::string_view purpose) {
  if (is_reusable(expr)) return {{}, expr};
  return {temporary(purpose, type(expr)), expr};
}

ExprId Builder::read(const Reuse& reuse, Span span) {
  if (!reuse.local) {
    const ir::Expr copy = function[reuse.expr];
    return add(copy.node, copy.type, span);
  }
  return read(reuse.local, span);
}

ExprId Builder::wrap(const Reuse& reuse, ExprId body) {
  if (!reuse.local) return body;
  return add(ir::Let{reuse.local, reuse.expr, body}, type(body), span(body));
}

ExprId Builder::raise_as(std::string_view exception, std::string_view message, Type as, Span span) {
  const ir::RuntimeId raise = runtime("kb::raise_as", "str.hpp", ir::Effects::raises, true);
  return call(raise, {constant(types.literal(message), span)}, as, span, {"kb::exception::" + std::string(exception)});
}

ExprId Builder::for_each_member(ExprId operand, const std::function<ExprId(ExprId)>& make) {
  const Type whole = type(operand);
  if (!is(whole, Kind::union_)) return make(operand);
  const Span where = span(operand);
  const Reuse value = reuse(operand, "value");
  // A member for which Python would raise TypeError raises it when it comes; if no member works, that is an error now.
  std::vector<std::optional<ExprId>> results;
  std::optional<Unsupported> refused;
  Type joined = types.never;
  for (Type member : whole->args) {
    try {
      const ExprId narrowed = add(ir::Convert{read(value, where)}, member, where);
      results.push_back(make(is(member, Kind::literal) || is(member, Kind::none) ? constant(member, where) : narrowed));
      joined = types.join(joined, type(*results.back()));
    } catch (const Unsupported& failure) {
      results.push_back(std::nullopt);
      refused = failure;
    }
  }
  if (is(joined, Kind::never)) throw *refused;
  const auto result = [&](std::size_t i) {
    if (!results[i]) return raise_as(refused->exception, refused->text.empty() ? refused->diagnostic.message : refused->text, joined, where);
    // A container of nothing is one of anything: nobody else has it.
    const Type one = type(*results[i]);
    const bool is_empty = (types::is_container(one) || is(one, Kind::frozenset)) && one->sites.empty() && is(one->args.back(), Kind::never) && one->kind == joined->kind;
    return is_empty ? cast(*results[i], types::storage_of(types, joined)) : convert(*results[i], joined, where);
  };
  ExprId chosen = result(whole->args.size() - 1);
  for (std::size_t i = whole->args.size() - 1; i-- > 0;) {
    const ExprId test = add(ir::IsMember{read(value, where), int(i)}, types.boolean, where);
    const ExprId yes = result(i);
    chosen = add(ir::Select{test, yes, chosen}, joined, where);
  }
  return wrap(value, chosen);
}

}  // namespace keelback::check
