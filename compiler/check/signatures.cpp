#include "check/signatures.hpp"

#include <algorithm>
#include <cctype>
#include <functional>

#include "check/annotations.hpp"
#include "check/scopes.hpp"

namespace keelback::check {

using types::Type;
using Passing = ir::Export::Parameter::Kind;

std::vector<Declared> parameters_of(const ast::Arguments& arguments) {
  std::vector<Declared> all;
  for (const auto* arg : arguments.posonlyargs) all.push_back({arg, Passing::positional_only});
  for (const auto* arg : arguments.args) all.push_back({arg, Passing::positional_or_keyword});
  const std::size_t first = all.size() - arguments.defaults.size();
  for (std::size_t i = first; i < all.size(); ++i) all[i].value = arguments.defaults[i - first];
  if (arguments.vararg != nullptr) all.push_back({arguments.vararg, Passing::rest});
  for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) all.push_back({arguments.kwonlyargs[i], Passing::keyword_only, arguments.kw_defaults[i]});
  if (arguments.kwarg != nullptr) all.push_back({arguments.kwarg, Passing::other_keywords});
  return all;
}

std::vector<TypeVariable> type_variables(const ModuleScope& scope, const ast::FunctionDef& def) {
  std::vector<TypeVariable> all;
  const auto add = [&](std::string_view name) {
    if (std::any_of(all.begin(), all.end(), [&](const TypeVariable& known) { return known.name == name; })) return;
    for (const auto* parameter : def.type_params) {
      const auto* variable = ast::as<ast::TypeVar>(parameter);
      if (variable == nullptr || variable->name != name) continue;
      TypeVariable& made = all.emplace_back(TypeVariable{std::string(name), {}});
      if (variable->bound == nullptr) return;
      if (const auto* choices = ast::as<ast::Tuple>(variable->bound)) made.choices.assign(choices->elts.begin(), choices->elts.end());
      else made.choices.push_back(variable->bound);
      return;
    }
    if (!is_type_variable(scope, name)) return;
    const auto* call = ast::as<ast::Call>(scope.names.find(name)->second.constant);
    TypeVariable& made = all.emplace_back(TypeVariable{std::string(name), {}});
    for (std::size_t i = 1; i < call->args.size(); ++i) made.choices.push_back(call->args[i]);
    for (const auto* keyword : call->keywords) {
      if (keyword->arg == "bound") made.choices.push_back(keyword->value);
    }
  };
  const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
    if (const auto* name = ast::as<ast::Name>(&node)) add(name->id);
    if (const auto* quoted = ast::as<ast::Constant>(&node); quoted != nullptr && quoted->value.type == ast::ConstantValue::Type::string) {
      const std::string_view text = quoted->value.text;
      const auto is_of_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
      for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t start = i;
        while (i < text.size() && is_of_name(text[i])) ++i;
        if (i > start) add(text.substr(start, i - start));
      }
    }
    for_each_child(node, visit);
  };
  for (const auto& args : {def.args->posonlyargs, def.args->args, def.args->kwonlyargs}) {
    for (const auto* arg : args) {
      if (arg->annotation != nullptr) visit(*arg->annotation);
    }
  }
  for (const auto* arg : {def.args->vararg, def.args->kwarg}) {
    if (arg != nullptr && arg->annotation != nullptr) visit(*arg->annotation);
  }
  if (def.returns != nullptr) visit(*def.returns);
  return all;
}

bool opens_containers(const ast::FunctionDef& def, const Declared& parameter) {
  return def.name != "__init__" && parameter.kind != Passing::rest && parameter.kind != Passing::other_keywords;
}

Type class_around(const FunctionDef& def) {
  for (const FunctionDef* one = &def; one != nullptr; one = one->enclosing) {
    if (one->owner != nullptr) return one->owner->type;
  }
  return nullptr;
}

bool never_returns(const ModuleScope& scope, const ast::FunctionDef& def) {
  const std::string declared = def.returns == nullptr ? std::string() : meaning(scope, *def.returns);
  return is_typing(declared, "NoReturn") || is_typing(declared, "Never");
}

Signature signature_of(Program& program, const FunctionDef& def) {
  Signature signature;
  if (def.def == nullptr) return signature;
  const Type self = class_around(def);
  for (const Declared& one : parameters_of(*def.def->args)) {
    Type& type = signature.parameters.emplace_back(nullptr);
    signature.open.emplace_back();
    signature.ways.emplace_back();
    if (one.arg->annotation == nullptr) continue;
    const auto found = parameter_types(*def.module, program, *one.arg, one.value, self, nullptr, opens_containers(*def.def, one));
    if (found && found->size() == 1) type = found->front().type;
    for (const ParameterType& way : found.value_or(std::vector<ParameterType>())) {
      if (way.is_open_container()) signature.open.back().push_back(way.type);
      if (type == nullptr && one.kind != Passing::rest && one.kind != Passing::other_keywords) signature.ways.back().push_back(way.is_open() ? nullptr : way.type);
    }
    if (std::ranges::find(signature.ways.back(), Type(nullptr)) != signature.ways.back().end()) signature.ways.back().clear();
    // Of `*args: T` and `**options: T` the parameter is a tuple and a dict of these.
    if (type != nullptr && one.kind == Passing::rest) type = program.types.variadic(type);
    if (type != nullptr && one.kind == Passing::other_keywords) type = program.types.dict(program.types.string, type);
  }
  signature.result = def.def->returns == nullptr || never_returns(*def.module, *def.def) ? nullptr : result_type(*def.module, program, *def.def->returns, self);
  // A function that gives an iterator gives what it is.
  if (signature.result != nullptr && is(signature.result, types::Kind::iterator) && !def.is_generator) signature.result = nullptr;
  if (def.owner != nullptr && def.kind != ir::MethodKind::static_method && !signature.parameters.empty()) {
    signature.parameters[0] = def.kind == ir::MethodKind::class_method ? program.types.type_object(def.owner->type) : def.owner->type;
  }
  return signature;
}

}  // namespace keelback::check
