// The structs that stand for enumerations and named tuples.
#include <fmt/format.h>

#include <algorithm>

#include "emit/classes.hpp"

namespace keelback::emit {
namespace {

std::string module_of(const std::string& module) { return module.empty() ? "nullptr" : cpp_string(module); }

// The type of all values of the members, or null.
Type value_type(types::TypeTable& types, const ir::Enumeration& enumeration) {
  Type common = nullptr;
  for (Type value : enumeration.values) {
    const Type base = types::storage_of(types, value);
    if (common != nullptr && base != common) return nullptr;
    common = base;
  }
  return common;
}

// Whether the values are written into the module: numbers, texts, tuples of these.
bool is_written(Type type) {
  if (type->kind == Kind::tuple) return !type->args.empty() && std::all_of(type->args.begin(), type->args.end(), is_written);
  return type->kind == Kind::integer || type->kind == Kind::floating || type->kind == Kind::string || type->kind == Kind::boolean;
}

std::string written(Type value, Type type, Headers& headers) {
  if (type->kind == Kind::string) return fmt::format("kb::str({})", literal_value(value, type));
  if (type->kind != Kind::tuple) return literal_value(value, type);
  std::string items;
  for (std::size_t i = 0; i < type->args.size(); ++i) items += (i > 0 ? ", " : "") + written(value->args[i], type->args[i], headers);
  return fmt::format("{}{{{}}}", cpp_type(type, headers), items);
}

}  // namespace

std::string enumeration_declarations(ModuleContext& context) {
  std::string out;
  for (const ir::Enumeration& one : context.module.enumerations) {
    context.headers.insert("enumeration.hpp");
    std::string names, values;
    for (const std::string& member : one.members) names += (names.empty() ? "" : ", ") + cpp_string(member);
    const Type type = value_type(*context.module.types, one);
    const bool has_values = type != nullptr && is_written(type);
    for (Type value : one.values) {
      if (!has_values) break;
      values += (values.empty() ? "" : ", ") + written(value, type, context.headers);
    }
    out += fmt::format("\n// class {}\nstruct {} {{\n  static constexpr const char* names[] = {{{}}};\n", one.name, enum_name(one.type), names.empty() ? "nullptr" : names);
    out += fmt::format("  inline static kb::enum_state state = {{{}, {}, {}, {}, names}};\n", module_of(one.module), cpp_string(one.name), one.is_flag, one.members.size());
    // A flag is its key, whatever it is as well.
    out += fmt::format("  static constexpr int mixin = {};\n", one.is_flag ? 0 : one.type->rank);
    if (one.is_flag && one.type->rank == 1) out += "  static constexpr bool is_ordered = true;\n";
    if (has_values && !one.is_flag) {
      const std::string cpp = cpp_type(type, context.headers);
      out += fmt::format("  static {} value(std::int64_t number) {{\n    static const {} all[] = {{{}}};\n    return all[number];\n  }}\n", cpp, cpp, values);
    }
    out += "};\n";
  }
  return out;
}

std::string named_tuple_declarations(ModuleContext& context) {
  std::string out;
  for (const ir::NamedTuple& one : context.module.named_tuples) {
    if (one.type == nullptr) continue;
    context.headers.insert("tuple.hpp");
    std::string items, fields;
    for (Type item : one.type->args) items += (items.empty() ? "" : ", ") + cpp_type(item, context.headers);
    for (const std::string& field : one.fields) fields += (fields.empty() ? "" : ", ") + cpp_string(field);
    const std::string name = named_tuple_name(one.type);
    out += fmt::format("\n// class {0}\nstruct {1} : kb::tuple<{2}> {{\n  using kb_items = kb::tuple<{2}>;\n  using kb_items::kb_items;\n  {1}() = default;\n", one.name, name, items);
    out += fmt::format("  static constexpr const char* kb_module = {};\n  static constexpr const char* kb_class_name = {};\n", module_of(one.module), cpp_string(one.name));
    out += fmt::format("  template <class Out>\n  void repr_to(Out& out) const {{\n    constexpr const char* names[] = {{{}}};\n    kb::repr_named(out, static_cast<const kb_items&>(*this), kb_class_name, names);\n  }}\n}};\n",
                       fields.empty() ? "nullptr" : fields);
  }
  return out;
}

}  // namespace keelback::emit
