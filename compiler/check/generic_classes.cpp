#include "check/generic_classes.hpp"

#include <algorithm>
#include <functional>

#include "check/annotations.hpp"
#include "check/library_arguments.hpp"
#include "check/program.hpp"
#include "check/scopes.hpp"
#include "parse/parser.hpp"

namespace keelback::check {

using types::is;
using types::Kind;

std::vector<const ast::Expr*> items_of(const ast::Expr& slice) {
  if (const auto* tuple = ast::as<ast::Tuple>(&slice)) return {tuple->elts.begin(), tuple->elts.end()};
  return {&slice};
}

bool is_type_variable(const ModuleScope& scope, std::string_view name) {
  const auto found = scope.names.find(name);
  const auto* call = found == scope.names.end() || found->second.kind != ModuleName::Kind::constant ? nullptr : ast::as<ast::Call>(found->second.constant);
  return call != nullptr && is_typing(meaning(scope, *call->func), "TypeVar");
}

std::vector<std::string> class_variables(const ModuleScope& scope, const ast::ClassDef& node, const ast::Node** refused) {
  std::vector<std::string> all, named;
  for (const auto* parameter : node.type_params) {
    const auto* variable = ast::as<ast::TypeVar>(parameter);
    if (variable != nullptr) all.emplace_back(variable->name);
    else *refused = parameter;
  }
  const auto add = [](std::vector<std::string>& to, std::string_view name) {
    if (std::ranges::find(to, name) == to.end()) to.emplace_back(name);
  };
  bool says_all = false;
  for (const auto* base : node.bases) {
    const auto* subscript = ast::as<ast::Subscript>(base);
    if (subscript == nullptr) continue;
    const bool is_generic = is_typing(meaning(scope, *subscript->value), "Generic");
    says_all |= is_generic;
    for (const ast::Expr* item : items_of(*subscript->slice)) {
      const auto* name = ast::as<ast::Name>(item);
      if (name != nullptr && is_type_variable(scope, name->id)) add(is_generic ? all : named, name->id);
      else if (is_generic) *refused = item;
    }
  }
  if (says_all || !node.type_params.empty()) return all;
  return named;
}

ClassInfo* generic_class(Program& program, ModuleScope& scope, const ast::Expr& node) {
  const auto* name = ast::as<ast::Name>(&node);
  ClassInfo* const klass = name == nullptr ? nullptr : program.find_class(scope, name->id);
  return klass != nullptr && klass->is_generic() ? klass : nullptr;
}

std::string arguments_text(const std::vector<Type>& arguments) {
  std::string text;
  for (const Type argument : arguments) text += (text.empty() ? "[" : ", ") + argument->text;
  return text + "]";
}

const TypeVariables* class_arguments(Program& program, Type self) {
  return self == nullptr || !is(self, Kind::instance) ? nullptr : &program.class_of(self).arguments;
}

void find_arguments(Program& program, ModuleScope& scope, const ast::Expr& annotation, Type given, const std::vector<std::string>& variables, TypeVariables& found) {
  const auto inner = [&](const ast::Expr& part, Type type) { find_arguments(program, scope, part, type, variables, found); };
  TypeTable& types = program.types;
  if (const auto* constant = ast::as<ast::Constant>(&annotation); constant != nullptr && constant->value.type == ast::ConstantValue::Type::string) {
    diag::Sink ignored;
    const ast::Expr* parsed = parse::parse_annotation(constant->value.text, *scope.file, constant->span, program.arena, ignored);
    if (parsed != nullptr) inner(*parsed, given);
    return;
  }
  if (const auto* name = ast::as<ast::Name>(&annotation)) {
    if (std::ranges::find(variables, name->id) == variables.end() || is(given, Kind::never) || is(given, Kind::function) || is(given, Kind::type_object)) return;
    const Type stored = types::storage_of(types, given);
    if (types::is_container(stored) && is(stored->args[0], Kind::never)) return;
    const auto [known, is_new] = found.try_emplace(std::string(name->id), stored);
    if (!is_new) known->second = types.join(known->second, stored);
    return;
  }
  const auto without_none = [&](Type type) {
    if (!is(type, Kind::union_)) return is(type, Kind::none) ? types.never : type;
    std::vector<Type> kept;
    std::ranges::copy_if(type->args, std::back_inserter(kept), [](Type member) { return !is(member, Kind::none); });
    return types.union_of(kept);
  };
  if (const auto* either = ast::as<ast::BinOp>(&annotation); either != nullptr && either->op == ast::Operator::BitOr) {
    for (const ast::Expr* side : {either->left, either->right}) inner(*side, without_none(given));
    return;
  }
  const auto* subscript = ast::as<ast::Subscript>(&annotation);
  if (subscript == nullptr) return;
  const std::vector<const ast::Expr*> items = items_of(*subscript->slice);
  if (is_typing(meaning(scope, *subscript->value), "Optional")) return inner(*items[0], without_none(given));
  if (is(given, Kind::instance)) {
    // Of the class, or of one that it derives from.
    const ClassInfo* const generic = generic_class(program, scope, *subscript->value);
    for (const ClassInfo* klass = &program.class_of(given); generic != nullptr && klass != nullptr; klass = klass->base) {
      if (klass->generic != generic) continue;
      for (std::size_t i = 0; i < items.size() && i < generic->variables.size(); ++i) inner(*items[i], klass->arguments.find(generic->variables[i])->second);
    }
    return;
  }
  const bool has_items = is(given, Kind::list) || is(given, Kind::set) || is(given, Kind::frozenset) || is(given, Kind::deque) || is(given, Kind::dict) || is(given, Kind::iterator) || is(given, Kind::variadic) ||
                         (is(given, Kind::tuple) && items.size() == given->args.size());
  for (std::size_t i = 0; has_items && i < items.size() && i < given->args.size(); ++i) inner(*items[i], given->args[i]);
  // A range, a view of a dict.
  const Type item = has_items || items.size() != 1 ? nullptr : iterated(types, given);
  if (item != nullptr) inner(*items[0], item);
}

}  // namespace keelback::check
