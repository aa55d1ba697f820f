#include "check/overrides.hpp"

#include <algorithm>

#include "check/signatures.hpp"

namespace keelback::check {

using types::is;

namespace {

// A type whose values are the same for all modules.
bool is_common(const Program& program, Type type) {
  switch (type->kind) {
    case Kind::none:
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::string: return true;
    case Kind::instance: return Program::is_layout_known(program.classes[type->klass]);
    case Kind::union_: return type->args.size() == 2 && is(type->args[0], Kind::none) && is(type->args[1], Kind::instance) && is_common(program, type->args[1]);
    case Kind::list:
    case Kind::set:
    case Kind::dict: return type->name.empty() && std::ranges::all_of(type->args, [&](Type part) { return is_common(program, part); });
    default: return false;
  }
}

std::string described(const Program& program, Type type) {
  if (is(type, Kind::instance)) {
    const ClassInfo& klass = program.classes[type->klass];
    return klass.module->name + ":" + std::string(klass.node->name);
  }
  if (type->args.empty()) return type->text;
  std::string text = std::to_string(int(type->kind)) + "<";
  for (const Type part : type->args) text += described(program, part) + ", ";
  return text + ">";
}

}  // namespace

std::optional<OpenMethod> open_method(Program& program, const MethodFound& found) {
  const Method& method = *found.method;
  const ast::Arguments& arguments = *method.def->args;
  const bool is_open = (method.kind == ir::MethodKind::method || method.kind == ir::MethodKind::getter) && method.refused == nullptr && !method.is_cached && !method.is_made && arguments.vararg == nullptr && arguments.kwarg == nullptr &&
                       arguments.kwonlyargs.empty();
  if (!is_open) return std::nullopt;
  const Signature signature = signature_of(program, program.define(*found.owner, method, false));
  if (signature.result == nullptr || !is_common(program, signature.result)) return std::nullopt;
  OpenMethod open{{}, signature.result, {}};
  for (std::size_t i = 1; i < signature.parameters.size(); ++i) {
    const Type parameter = signature.parameters[i];
    if (parameter == nullptr || !is_common(program, parameter)) return std::nullopt;
    open.parameters.push_back(parameter);
    open.text += described(program, parameter) + ", ";
  }
  open.text += "-> " + described(program, open.result);
  return open;
}

void compile_overrides(Program& program, ClassInfo& klass) {
  if (!klass.crosses_modules) return;
  for (const Method& method : klass.methods) {
    const auto above = find_method(*klass.base, method.name);
    if (!above || method.kind != above->method->kind || method.is_abstract) continue;
    const auto open = open_method(program, *above);
    const auto own = open_method(program, {&klass, const_cast<Method*>(&method)});
    if (!open || !own || own->result != open->result || own->parameters.size() != open->parameters.size()) continue;
    std::vector<Type> args{klass.type};
    args.insert(args.end(), open->parameters.begin(), open->parameters.end());
    try {
      const FunctionDef& def = program.define(klass, method, is_overridden(klass, method.name));
      const Instance& instance = program.instance(def, std::move(args), own->result);
      if (instance.result == open->result) program.module.classes[klass.id].overrides.push_back({method.name, open->text, instance.id});
    } catch (const Unsupported&) {
      // Python's method it is.
    }
  }
}

}  // namespace keelback::check
