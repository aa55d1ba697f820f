#include "check/known_fields.hpp"

#include "check/value_classes.hpp"

namespace keelback::check {

using types::is;

namespace {

KnownType known_type(const ir::Module& module, std::string_view module_name, Type type) {
  KnownType known{.data = *type};
  known.data.args.clear();
  known.data.sites.clear();
  known.data.parent = nullptr;
  const auto in = [&](const std::string& of) { return of.empty() ? std::string(module_name) : of; };
  if (is(type, Kind::instance)) known.module = in(module.classes[type->klass].module);
  if (is(type, Kind::enumeration)) known.module = in(module.enumerations[type->klass].module);
  if (types::is_named_tuple(type)) known.module = in(module.named_tuples[type->klass - 1].module);
  for (const Type part : type->args) known.args.push_back(known_type(module, module_name, part));
  return known;
}

}  // namespace

KnownFields fields_of(const ir::Module& module, std::string_view module_name) {
  KnownFields all;
  for (const ir::Class& klass : module.classes) {
    if (!klass.is_native || !klass.module.empty() || !klass.is_shared) continue;
    auto& fields = all[klass.name];
    for (const ir::Field& field : klass.fields) fields.emplace(field.name, known_type(module, module_name, field.type));
  }
  return all;
}

Type type_here(Program& program, const KnownType& known) {
  const types::TypeData& data = known.data;
  if (!known.module.empty()) {
    const bool is_main = program.main_module().name == known.module;
    ModuleScope* const scope = is_main ? &program.main_module() : program.find_module(known.module);
    if (scope == nullptr) return nullptr;
    if (data.kind == Kind::instance) {
      const ClassInfo* const klass = program.find_class(*scope, data.name);
      return klass != nullptr ? klass->type : nullptr;
    }
    if (data.kind == Kind::enumeration) {
      const EnumInfo* const found = find_enum(program, *scope, data.name);
      return found != nullptr && !found->refused ? found->type : nullptr;
    }
    const NamedTupleInfo* const found = find_named_tuple(program, *scope, data.name);
    return found != nullptr && !found->refused ? found->type : nullptr;
  }
  // These name things of their own module.
  if (data.kind == Kind::exception || data.kind == Kind::function || data.kind == Kind::literal || data.kind == Kind::callable) return nullptr;
  types::TypeData made = data;
  for (const KnownType& part : known.args) {
    const Type here = type_here(program, part);
    if (here == nullptr) return nullptr;
    made.args.push_back(here);
  }
  return program.types.adopt(std::move(made));
}

}  // namespace keelback::check
