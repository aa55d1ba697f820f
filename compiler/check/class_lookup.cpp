// What a class has, itself or from those that it derives from.
#include <algorithm>

#include "check/classes.hpp"
#include "check/program.hpp"

namespace keelback::check {

std::optional<FieldFound> find_field(const Program& program, const ClassInfo& klass, std::string_view name) {
  for (const ClassInfo* owner = &klass; owner != nullptr; owner = owner->base) {
    const std::vector<ir::Field>& fields = program.module.classes[owner->id].fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name == name) return FieldFound{{owner->id, i}, fields[i].type};
    }
  }
  return std::nullopt;
}

std::optional<MethodFound> find_method(ClassInfo& klass, std::string_view name, bool setter) {
  for (ClassInfo* owner = &klass; owner != nullptr; owner = owner->base) {
    for (Method& method : owner->methods) {
      if (method.name == name && (method.kind == ir::MethodKind::setter) == setter) return MethodFound{owner, &method};
    }
  }
  return std::nullopt;
}

std::optional<MethodFound> find_super(ClassInfo& klass, const ClassInfo* origin, std::string_view name) {
  const ClassInfo* const from = origin != nullptr ? origin : &klass;
  auto at = std::ranges::find(klass.order, from);
  if (at == klass.order.end()) return std::nullopt;
  const auto find = [&](ClassInfo& owner, std::vector<Method>& methods, const ClassInfo* of) -> std::optional<MethodFound> {
    for (Method& method : methods) {
      if (method.name == name && method.origin == of && method.kind != ir::MethodKind::setter) return MethodFound{&owner, &method};
    }
    return std::nullopt;
  };
  for (++at; at != klass.order.end(); ++at) {
    // The copy is with the class that has the mixin among its bases, or whose order makes another one of it.
    for (ClassInfo* owner = &klass; owner != nullptr; owner = owner->base) {
      for (std::vector<Method>* methods : {&owner->methods, &owner->behind}) {
        if (const auto found = find(*owner, *methods, *at)) return found;
      }
    }
    if ((*at)->is_mixin) continue;
    if (const auto found = find(**at, (*at)->methods, nullptr)) return found;
  }
  return std::nullopt;
}

bool is_overridden(const ClassInfo& klass, std::string_view name) {
  const auto has_own = [&](const ClassInfo& one) { return std::ranges::any_of(one.methods, [&](const Method& method) { return method.name == name; }); };
  if (klass.is_extensible && name.starts_with("__")) return true;
  for (const ClassInfo* one = &klass; klass.is_extensible && one != nullptr; one = one->base) {
    if (has_own(*one)) return true;
  }
  return std::ranges::any_of(klass.derived, [&](const ClassInfo* derived) { return has_own(*derived) || is_overridden(*derived, name); });
}

bool is_abstract(ClassInfo& klass) {
  for (ClassInfo* owner = &klass; owner != nullptr; owner = owner->base) {
    for (const Method& method : owner->methods) {
      if (!method.is_abstract) continue;
      const auto found = find_method(klass, method.name, method.kind == ir::MethodKind::setter);
      if (found && found->method->is_abstract) return true;
    }
  }
  return false;
}

}  // namespace keelback::check
