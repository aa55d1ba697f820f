// What is declared of a value that an expression makes: its displays, comprehensions and calls begin with these item types.
#include <algorithm>
#include <charconv>
#include <map>

#include "ast/constant.hpp"
#include "check/annotations.hpp"
#include "check/classes.hpp"
#include "check/function_checker.hpp"
#include "check/generic_classes.hpp"
#include "check/library_arguments.hpp"
#include "check/program.hpp"
#include "check/signatures.hpp"

namespace keelback::check {

using types::is;
using Passing = ir::Export::Parameter::Kind;

void FunctionChecker::declare(const ast::Expr& node, Type declared) {
  if (is(declared, Kind::union_)) {
    for (const Type member : declared->args) declare(node, member);
    return;
  }
  const auto holds = [&](Kind kind) {
    const bool is_any_container = types::is_iterable(declared) && kind != Kind::dict;
    if (!is(declared, kind) && !is_any_container) return false;
    Knowledge::Site& known = knowledge_.sites[site(&node)];
    if (!known.declared) known = {kind == Kind::dict ? declared->args[0] : nullptr, declared->args.back(), -1, true};
    return true;
  };
  if (const auto* list = ast::as<ast::List>(&node); list != nullptr && holds(Kind::list)) {
    for (const auto* element : list->elts) declare(*element, declared->args[0]);
  } else if (const auto* set = ast::as<ast::Set>(&node); set != nullptr && holds(Kind::set)) {
    for (const auto* element : set->elts) declare(*element, declared->args[0]);
  } else if (const auto* dict = ast::as<ast::Dict>(&node); dict != nullptr && holds(Kind::dict)) {
    for (const auto* value : dict->values) declare(*value, declared->args[1]);
  } else if (const auto* made = ast::as<ast::ListComp>(&node); made != nullptr && holds(Kind::list)) {
    declare(*made->elt, declared->args[0]);
  } else if (const auto* made = ast::as<ast::SetComp>(&node); made != nullptr && holds(Kind::set)) {
    declare(*made->elt, declared->args[0]);
  } else if (const auto* made = ast::as<ast::DictComp>(&node); made != nullptr && holds(Kind::dict)) {
    declare(*made->value, declared->args[1]);
  } else if (const auto* tuple = ast::as<ast::Tuple>(&node); tuple != nullptr && is(declared, Kind::tuple) && tuple->elts.size() == declared->args.size()) {
    for (std::size_t i = 0; i < tuple->elts.size(); ++i) declare(*tuple->elts[i], declared->args[i]);
  } else if (const auto* call = ast::as<ast::Call>(&node); call != nullptr && is(declared, Kind::instance)) {
    if (generic_class(program_, *def_.module, *call->func) == program_.class_of(declared).generic) declared_calls_.insert_or_assign(call, declared);
  } else if (const auto* call = ast::as<ast::Call>(&node); call != nullptr && (types::is_container(declared) || is(declared, Kind::frozenset) || is(declared, Kind::variadic))) {
    declared_calls_.insert_or_assign(call, declared);
    // What a defaultdict gives for missing keys its factory says.
    const std::string made = is(declared, Kind::dict) ? meaning(*def_.module, *call->func) : std::string();
    if (made == "collections.defaultdict" || made == "collections.OrderedDict") {
      Knowledge::Site& known = knowledge_.sites[site(call)];
      if (!known.declared) known = {declared->args[0], known.item, -1, true};
      const auto* factory = call->args.empty() ? nullptr : ast::as<ast::Lambda>(call->args[0]);
      if (factory != nullptr) declare(*factory->body, declared->args[1]);
    }
  } else if (const auto* either = ast::as<ast::IfExp>(&node)) {
    declare(*either->body, declared);
    declare(*either->orelse, declared);
  }
}

void FunctionChecker::declare_arguments(const ast::Call& node, const FunctionDef& callee, std::size_t first) {
  const auto makes_something = [](const ast::Expr* arg) { return !ast::is<ast::Name>(arg) && !ast::is<ast::Constant>(arg) && !ast::is<ast::Starred>(arg) && !ast::is<ast::Attribute>(arg); };
  const bool any = std::ranges::any_of(node.args, makes_something) || std::ranges::any_of(node.keywords, [&](const auto* keyword) { return makes_something(keyword->value); });
  if (!any || callee.def == nullptr) return;
  const Signature signature = signature_of(program_, callee);
  const std::vector<Declared> parameters = parameters_of(*callee.def->args);
  const auto says = [&](std::size_t place, const ast::Expr& arg) {
    const bool is_one = place < parameters.size() && parameters[place].kind != Passing::rest && parameters[place].kind != Passing::other_keywords;
    if (is_one && signature.parameters[place] != nullptr && makes_something(&arg)) declare(arg, signature.parameters[place]);
  };
  for (std::size_t i = 0; i < node.args.size(); ++i) {
    // What is behind a `*` has no place that is known.
    if (ast::is<ast::Starred>(node.args[i]) || first + i >= parameters.size() || parameters[first + i].kind == Passing::keyword_only) break;
    says(first + i, *node.args[i]);
  }
  for (const auto* keyword : node.keywords) {
    const auto found = std::ranges::find_if(parameters, [&](const Declared& one) { return !keyword->arg.empty() && one.arg->arg == keyword->arg; });
    says(std::size_t(found - parameters.begin()), *keyword->value);
  }
}

void FunctionChecker::declare_arguments(const ast::Call& node, Type callee) {
  if (is(callee, Kind::function) && callee->functions.size() == 1) return declare_arguments(node, program_.function(callee->functions[0]), 0);
  if (!is(callee, Kind::type_object) || !is(callee->args[0], Kind::instance)) return;
  if (const auto init = find_method(program_.class_of(callee->args[0]), "__init__")) declare_arguments(node, program_.define(*init->owner, *init->method, false), 1);
}

ExprId FunctionChecker::with_declared_items(ExprId items, Type container, Span span) {
  const Type given = type(items);
  const Type item = is(container, Kind::dict) ? types.tuple(container->args) : container->args[0];
  if (types::holds_any(item)) return items;
  const Type held = is(given, Kind::object) || is(given, Kind::instance) ? given : iterated(types, given);
  const bool are_objects = held != nullptr && (is(held, Kind::object) || (is(container, Kind::dict) && is(held, Kind::tuple) && types::holds_any(held)));
  if (!are_objects || !types::crosses(given) || !types::crosses(item)) return items;
  // Of what is no iterable Python's `iter` says so.
  const ExprId iterator = dynamic_call(name_in_python("iter", span), {}, {{convert(items, types.object, span), {}, span}}, span);
  return convert(iterator, types.iterable(item), span);
}

std::optional<ExprId> FunctionChecker::declared_container(const ast::Call& node, Type callee, std::vector<LibraryArgument>& args, Span span) {
  static const std::map<std::string_view, Kind> makers{{"list", Kind::list},   {"sorted", Kind::list}, {"set", Kind::set},           {"frozenset", Kind::frozenset},
                                                       {"dict", Kind::dict},   {"tuple", Kind::variadic}, {"collections.deque", Kind::deque}};
  const auto maker = makers.find(callee->name);
  const auto declared = declared_calls_.find(&node);
  if (maker == makers.end() || declared == declared_calls_.end() || !is(declared->second, maker->second) || args.empty() || !args[0].keyword.empty()) return std::nullopt;
  const Type container = declared->second;
  if (!is(container, Kind::dict)) {
    args[0].expr = with_declared_items(args[0].expr, container, span);
    return std::nullopt;
  }
  // What a mapping is, and what pairs, Python knows.
  const bool are_objects = is(type(args[0].expr), Kind::object) || (is(type(args[0].expr), Kind::dict) && types::holds_any(type(args[0].expr)));
  if (!are_objects || !container->name.empty() || types::holds_any(container)) return std::nullopt;
  return convert(dynamic_call(name_in_python("dict", span), {}, args, span), container, span);
}

// An integer literal that only a uint64 holds.
static std::optional<std::uint64_t> unsigned_beyond_int64(const ast::Expr& node) {
  const auto* literal = ast::as<ast::Constant>(&node);
  if (literal == nullptr || literal->value.type != ast::ConstantValue::Type::integer || literal->value.fits_int64) return std::nullopt;
  const std::string digits = ast::decimal_digits(literal->value.text);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

// `cast(T, x)`, and `Id(x)` where `Id = NewType("Id", T)`: x. Where no more was known of it than that it is an object, it is one of T from there on.
std::optional<ExprId> FunctionChecker::typing_call(const ast::Call& node, Span span) {
  const auto* name = root_name(*node.func);
  if (name == nullptr || is_local(name->id) || !node.keywords.empty() || std::ranges::any_of(node.args, [](const auto* arg) { return ast::is<ast::Starred>(arg); })) return std::nullopt;
  ModuleScope* where = def_.module;
  // `np.uint64(0x9E3779B97F4A7C15)`: no Python int here has so many bits.
  if (const auto value = node.args.size() == 1 ? unsigned_beyond_int64(*node.args[0]) : std::nullopt; value && meaning(*where, *node.func) == "numpy.uint64") {
    return cast(cast(integer(static_cast<std::int64_t>(*value), span), types.scalar(types::DType::int64)), types.scalar(types::DType::uint64));
  }
  const ast::Expr* wanted = nullptr;
  if (node.args.size() == 2 && is_typing(meaning(*where, *node.func), "cast")) {
    wanted = node.args[0];
  } else if (node.args.size() == 1 && name == node.func) {
    const auto [scope, what] = program_.definition(*def_.module, name->id);
    const auto* made = scope == nullptr || what->kind != ModuleName::Kind::constant ? nullptr : ast::as<ast::Call>(what->constant);
    if (made == nullptr || made->args.size() != 2 || !is_typing(meaning(*scope, *made->func), "NewType")) return std::nullopt;
    where = scope;
    wanted = made->args[1];
  }
  if (wanted == nullptr) return std::nullopt;
  const ExprId value = expression(*node.args.back());
  if (!is(type(value), Kind::object) && !is(type(value), Kind::union_)) return value;
  const auto found = annotation_types(*where, program_, *wanted, class_around(def_));
  const Type target = found && found->size() == 1 ? found->front().type : types.object;
  const bool is_one_value = types::is_python_number(target) || is(target, Kind::string) || is(target, Kind::bytes) || is(target, Kind::instance);
  if (is_one_value && converts(type(value), target)) return convert(value, target, span);
  if (!is_one_value || !is(type(value), Kind::union_) || std::ranges::find(type(value)->args, target) == type(value)->args.end()) return value;
  // What is of another type after all is told here, where Python would go on.
  return for_each_member(value, [&](ExprId member) {
    return type(member) == target ? member : raise_type_error("this is declared to be " + python_name(target) + ", and is " + python_name(type(member)), target, span);
  });
}

}  // namespace keelback::check
