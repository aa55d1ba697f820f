#include "emit/classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "emit/emit.hpp"
#include "support/hash.hpp"

namespace keelback::emit {

using ir::ClassId;

namespace {

constexpr std::size_t word_bits = 32;

std::size_t words_of(const ir::Class& klass) { return (klass.fields.size() + word_bits - 1) / word_bits; }

// The bits of the fields that a new object has set: those that `__init__` always sets, and those that the class has a value for.
std::string set_words(const ir::Class& klass) {
  std::vector<std::uint32_t> words(words_of(klass), 0);
  for (std::size_t i = 0; i < klass.fields.size(); ++i) {
    if (!klass.fields[i].checked || klass.fields[i].initial != nullptr) words[i / word_bits] |= std::uint32_t(1) << (i % word_bits);
  }
  std::string out;
  for (const std::uint32_t word : words) out += fmt::format("{}0x{:x}u", out.empty() ? "" : ", ", word);
  return out;
}

// Whether a value of the type can hold, at whatever distance, an object of one of the classes.
class Reach {
 public:
  explicit Reach(const ir::Module& module) : module_(module) {}

  // Whether the class' objects can hold objects of the class, or of one that derives from it or that it derives from.
  bool is_cyclic(ClassId klass) {
    if (module_.classes[klass].is_extensible) return true;
    goal_ = module_.classes[klass].type;
    seen_.assign(module_.classes.size(), false);
    return through_fields(klass);
  }

 private:
  bool from(Type type) {
    if (type->kind == Kind::object) return true;
    if (type->kind != Kind::instance) return std::any_of(type->args.begin(), type->args.end(), [&](Type arg) { return from(arg); });
    if (types::is_subclass(type, goal_) || types::is_subclass(goal_, type)) return true;
    if (module_.classes[type->klass].is_extensible) return true;   // Python's objects have attributes of their own
    // Any class that derives from it may be what is there.
    for (ClassId id = 0; id < module_.classes.size(); ++id) {
      if (!seen_[id] && types::is_subclass(module_.classes[id].type, type) && through_fields(id)) return true;
    }
    return false;
  }
  bool through_fields(ClassId klass) {
    seen_[klass] = true;
    for (Type type = module_.classes[klass].type; type != nullptr; type = type->parent) {
      for (const ir::Field& field : module_.classes[type->klass].fields) {
        if (from(field.type)) return true;
      }
    }
    return false;
  }

  const ir::Module& module_;
  Type goal_ = nullptr;
  std::vector<bool> seen_;
};

bool is_native(const ir::Module& module, ClassId id) { return module.classes[id].is_native; }

// The classes of a module of the build have numbers of their own: those of the module at that place begin there.
constexpr std::uint32_t numbers_of_module = 4096;
std::uint32_t first_number(const ir::Class& klass) { return klass.place * numbers_of_module; }
// In the number of a class that derives from one of another module, whose native code knows nothing of it (kb::elsewhere_mark).
constexpr std::uint32_t elsewhere_mark = 1u << 30;
std::uint32_t without_mark(std::uint32_t number) { return number & ~elsewhere_mark; }
bool derives_in_place(const ir::Module& module, const ir::Class& klass) { return klass.type->parent != nullptr && module.classes[klass.type->parent->klass].place == klass.place; }

// What is to be the same for all modules that know the class: its numbers, and what its objects are made of.
class Layouts {
 public:
  Layouts(const ir::Module& module, std::span<const support::SourceFile* const> sources, const std::vector<ClassNames>& names) : module_(module), sources_(sources), names_(names) {}

  std::string of(ClassId id) {
    const ir::Class& klass = module_.classes[id];
    if (!module_.is_one_of_several || !klass.is_shared || without_mark(names_[id].last) - first_number(klass) >= numbers_of_module) return {};
    support::Hash hash;
    hash.add(described(id)).add(source(klass.file));
    return hash.hex().substr(0, 32);
  }

 private:
  std::string described(ClassId id) const {
    const ir::Class& klass = module_.classes[id];
    std::string text = fmt::format("{} {}-{} {}{}{}{}{}{}\n", name_of(id), names_[id].first, names_[id].last, names_[id].collected, klass.is_unhashable, klass.is_assigned, klass.is_final, klass.is_extensible, klass.is_mixin);
    for (const ir::Class::Initial& initial : klass.initials) text += fmt::format("{} {}\n", module_[initial.field].name, initial.value->text);
    for (const ir::Field& field : klass.fields) text += fmt::format("{}: {} {}{}\n", field.name, described(field.type), field.checked, field.initial != nullptr);
    return klass.type->parent == nullptr ? text : text + described(klass.type->parent->klass);
  }
  std::string described(Type type) const {
    if (type->kind == Kind::instance) return name_of(type->klass);
    if (type->args.empty()) return type->text;
    std::string text = fmt::format("{} {}<", int(type->kind), type->name);
    for (const Type part : type->args) text += described(part) + ", ";
    return text + ">";
  }
  std::string name_of(ClassId id) const {
    const ir::Class& klass = module_.classes[id];
    return (klass.module.empty() ? module_.name : klass.module) + ":" + klass.name;
  }
  // Native code of other modules has what the class' methods do.
  const std::string& source(int file) {
    const auto [known, is_new] = hashes_.try_emplace(file);
    const support::SourceFile* const text = std::size_t(file) < sources_.size() ? sources_[std::size_t(file)] : nullptr;
    if (is_new && text != nullptr) known->second = support::Hash().add(text->text()).hex();
    return known->second;
  }

  const ir::Module& module_;
  std::span<const support::SourceFile* const> sources_;
  const std::vector<ClassNames>& names_;
  std::map<int, std::string> hashes_;
};

struct SpecialNames {
  const char* name;
  const char* result;
  int operands;
  const char* in_python;  // the runtime's function that asks Python
  const char* if_derived; // the same, of an object of a class that Python has derived; of others what object has
};
// By SpecialMethod.
constexpr std::array<SpecialNames, 5> special_methods{{{"kb_equal", "bool", 2, "equal_in_python", "is_equal"},
                                                       {"kb_less", "bool", 2, "less_in_python", nullptr},
                                                       {"kb_hash", "std::int64_t", 1, "hash_in_python", "hash_object"},
                                                       {"kb_represent", "kb::str", 1, "represent_in_python", nullptr},
                                                       {"kb_truth", "bool", 1, nullptr, "truth_of_object"}}};

// A method that may give NotImplemented: Python is asked for the whole operator.
bool is_whole_operator(const ir::Module& module, const ir::SpecialFunction& special) {
  return special.function && module[special.function].result->kind == Kind::object;
}

// The declaration of a special method in the class' struct, with its body where the runtime has it; empty: the class has none.
std::string special_member(const ModuleContext& context, ClassId id, ir::SpecialMethod method) {
  const ir::Class& klass = context.module.classes[id];
  const ir::SpecialFunction& special = klass.special[std::size_t(method)];
  const SpecialNames& known = special_methods[std::size_t(method)];
  if (method == ir::SpecialMethod::hash && klass.is_unhashable && !special.function && !special.in_python) return {};
  const bool asks_python = special.in_python || is_whole_operator(context.module, special);
  const char* const runtime = asks_python ? known.in_python : special.function || !klass.is_extensible ? nullptr : known.if_derived;
  if (runtime == nullptr && !special.function) return {};
  const std::string& type = context.classes[id].type;
  const bool two = known.operands == 2;
  const std::string head = fmt::format("  static {} {}(const kb::ref<{}>& a{})", known.result, known.name, type, two ? fmt::format(", const kb::ref<{}>& b", type) : "");
  return runtime == nullptr ? head + ";\n" : head + fmt::format(" {{ return kb::{}(a.shared(){}); }}\n", runtime, two ? ", b.shared()" : "");
}

}  // namespace

std::vector<ClassNames> name_classes(const ir::Module& module, std::span<const support::SourceFile* const> sources, NameScope& names) {
  std::vector<ClassNames> all(module.classes.size());
  Reach reach(module);
  std::vector<bool> cyclic(all.size());
  for (ClassId id = 0; id < all.size(); ++id) cyclic[id] = is_native(module, id) && reach.is_cyclic(id);
  // Python has one type for all type arguments of a generic class: its objects are known to the collector, or none is.
  for (ClassId id = 0; id < all.size(); ++id) {
    if (const auto generic = module.classes[id].generic) cyclic[*generic] = cyclic[*generic] || cyclic[id];
  }
  for (ClassId id = 0; id < all.size(); ++id) {
    if (const auto generic = module.classes[id].generic) cyclic[id] = cyclic[*generic];
  }
  // All classes of a module have one, native or not: which of them are is for each module that knows them to find out.
  std::map<std::uint32_t, std::uint32_t> numbered;
  const std::function<void(ClassId)> number = [&](ClassId id) {
    ClassNames& own = all[id];
    const ir::Class& klass = module.classes[id];
    std::uint32_t& next = numbered.try_emplace(klass.place, first_number(klass)).first->second;
    const std::uint32_t mark = klass.crosses_modules ? elsewhere_mark : 0;
    own.first = next++ | mark;
    own.is_elsewhere = !klass.module.empty();
    own.collected = cyclic[id] || (klass.type->parent != nullptr && all[klass.type->parent->klass].collected);
    for (ClassId derived = 0; derived < all.size(); ++derived) {
      if (module.classes[derived].type->parent == klass.type && derives_in_place(module, module.classes[derived])) number(derived);
    }
    own.last = (next - 1) | mark;
  };
  for (ClassId id = 0; id < all.size(); ++id) {
    if (!derives_in_place(module, module.classes[id])) number(id);
  }
  for (ClassId id = 0; id < all.size(); ++id) {
    for (Type type = module.classes[id].type; all[id].collected == false && type != nullptr; type = type->parent) all[id].collected = all[type->klass].collected;
  }
  Layouts layouts(module, sources, all);
  for (ClassId id = 0; id < all.size(); ++id) {
    const ir::Class& klass = module.classes[id];
    if (!klass.is_native) continue;
    ClassNames& own = all[id];
    own.layout = layouts.of(id);
    own.type = class_name(klass.type);
    names.reserve(own.type);
    own.state = names.unique(own.type + "_class");
    own.table = names.unique(own.type + "_table");
    NameScope members;
    for (const char* taken : {"references", "type", "klass", "weak_references", "kb_fill", "kb_equal", "kb_hash", "kb_less", "kb_represent", "kb_truth"}) members.reserve(taken);
    // A member must not hide one of a class that it derives from.
    for (Type parent = klass.type->parent; parent != nullptr; parent = parent->parent) {
      members.reserve(all[parent->klass].set);
      for (const std::string& name : all[parent->klass].fields) members.reserve(name);
    }
    members.reserve(own.type);
    for (const ir::Field& field : klass.fields) own.fields.push_back(members.unique(field.name));
    own.set = members.unique(sanitize(klass.name) + "_set");
  }
  return all;
}

std::string class_declarations(ModuleContext& context) {
  const ir::Module& module = context.module;
  std::string forward, structs, states;
  for (ClassId id = 0; id < module.classes.size(); ++id) {
    const ir::Class& klass = module.classes[id];
    if (!klass.is_native) continue;
    const ClassNames& names = context.classes[id];
    context.headers.insert("object.hpp");
    forward += fmt::format("struct {};\n", names.type);
    const std::string base = klass.type->parent != nullptr ? context.classes[klass.type->parent->klass].type : "kb::object";
    structs += fmt::format("\n// class {}\nstruct {} : {} {{\n", klass.name, names.type, base);
    if (!klass.fields.empty()) structs += fmt::format("  std::uint32_t {}[{}] = {{{}}};  // a bit for each field that is set\n", names.set, words_of(klass), set_words(klass));
    std::string fill = klass.type->parent != nullptr ? fmt::format(" {}::kb_fill();", base) : "";
    for (std::size_t i = 0; i < klass.fields.size(); ++i) {
      const ir::Field& field = klass.fields[i];
      const std::string type = cpp_type(field.type, context.headers);
      const bool is_container = (field.type->kind == Kind::list || field.type->kind == Kind::dict || field.type->kind == Kind::set) && (field.type->name.empty() || types::is_open_dict(field.type));
      if (is_container) fill += fmt::format(" {} = {}::make();", names.fields[i], type);
      structs += fmt::format("  {} {}{{{}}};\n", type, names.fields[i], field.initial != nullptr ? initial_value(field, context) : "");
    }
    structs += fmt::format("  void kb_fill() {{{} }}\n", fill);
    std::string given;
    for (const ir::Class::Initial& initial : klass.initials) {
      const ir::Field& field = module[initial.field];
      const ClassNames& owner = context.classes[initial.field.klass];
      given += fmt::format(" {} = {}{{{}}}; {}[{}] |= 0x{:x}u;", owner.fields[initial.field.index], cpp_type(field.type, context.headers), initial_value({field.name, field.type, true, initial.value}, context), owner.set,
                           initial.field.index / word_bits, std::uint32_t(1) << (initial.field.index % word_bits));
    }
    if (!given.empty()) structs += fmt::format("  {}() {{{} }}\n", names.type, given);
    for (std::size_t i = 0; i < special_methods.size(); ++i) structs += special_member(context, id, ir::SpecialMethod(i));
    if (klass.is_unhashable) structs += fmt::format("  static std::int64_t kb_hash(const kb::ref<{}>&) {{ kb::raise(kb::exception::type_error, 0, \"unhashable type: '%s'\", {}); }}\n", names.type, cpp_string(klass.name));
    structs += "};\n";
    // Of a class of another module nothing but its layout is known until that module has made it.
    const std::string state = names.is_elsewhere ? names.state + "_none" : names.state;
    states += fmt::format("kb::class_state {} = {{nullptr, {}, {}, sizeof({}), {}}};\n", state, cpp_string(klass.name), names.first, names.type, names.collected);
    if (names.is_elsewhere) states += fmt::format("kb::class_state* {} = &{};\n", names.state, state);
  }
  if (forward.empty()) return {};
  return forward + structs + "\n" + states + "\n";
}

std::string special_functions(ModuleContext& context) {
  const ir::Module& module = context.module;
  std::string out;
  for (ClassId id = 0; id < module.classes.size(); ++id) {
    const ir::Class& klass = module.classes[id];
    if (!klass.is_native) continue;
    const std::string& type = context.classes[id].type;
    for (std::size_t i = 0; i < special_methods.size(); ++i) {
      const ir::InstanceId function = klass.special[i].function;
      if (!function || is_whole_operator(module, klass.special[i])) continue;
      const SpecialNames& known = special_methods[i];
      out += fmt::format("{} {}::{}(const kb::ref<{}>& a{}) {{ return {}(a{}); }}\n", known.result, type, known.name, type, known.operands == 2 ? fmt::format(", const kb::ref<{}>& b", type) : "",
                         context.function_names[function.value], known.operands == 2 ? ", b" : "");
    }
  }
  return out;
}

std::string initial_value(const ir::Field& field, ModuleContext& context) {
  const Type initial = field.initial;
  const auto value_as = [&](Type type) {
    if (type->kind == Kind::enumeration) return fmt::format("{}({})", cpp_type(type, context.headers), std::get<std::int64_t>(initial->value.data));
    return initial->kind == Kind::none ? std::string() : literal_value(initial, type);
  };
  if (field.type->kind == Kind::object) return "kb::python::none_object()";
  if (field.type->kind == Kind::union_) {
    for (std::size_t i = 0; i < field.type->args.size(); ++i) {
      const Type member = field.type->args[i];
      const bool is_it = member == types::base_of(initial);
      if (!is_it) continue;
      const std::string type = cpp_type(field.type, context.headers);
      const std::string value = value_as(member);
      if (types::union_storage(field.type) == types::UnionStorage::tagged_double) return fmt::format("{}, {}", value, i);
      return fmt::format("{}::make<{}>({{{}}})", type, i, value);
    }
    return {};
  }
  return value_as(field.type);
}

std::string literal_value(Type literal, Type as) {
  if (const auto* text = std::get_if<std::string>(&literal->value.data)) return fmt::format("{}, {}", cpp_string(*text), text->size());
  return cpp_number(literal->value, dtype_of(as));
}

std::uint32_t first_class_number(const ir::Module& module) {
  const auto own = std::ranges::find_if(module.classes, [](const ir::Class& klass) { return klass.module.empty(); });
  return own == module.classes.end() ? 0 : first_number(*own);
}

std::uint32_t class_index(const ir::Module& module, const ClassNames& names, ClassId id) { return without_mark(names.first) - first_number(module.classes[id]); }

std::string table_list(const ModuleContext& context, const std::vector<ClassId>& classes) {
  std::string list;
  for (const ClassId id : classes) list += fmt::format("{}&{}", list.empty() ? "" : ", ", context.classes[id].table);
  return list;
}

std::vector<SharedClass> shared_classes(const ir::Module& module, std::span<const support::SourceFile* const> sources) {
  NameScope names;
  const std::vector<ClassNames> named = name_classes(module, sources, names);
  std::vector<SharedClass> all;
  for (ClassId id = 0; id < named.size(); ++id) {
    const ir::Class& klass = module.classes[id];
    if (klass.is_native && !named[id].layout.empty()) all.push_back({klass.module.empty() ? module.name : klass.module, klass.name, klass.module.empty(), named[id].layout});
  }
  return all;
}

// ---- what functions need ----

ClassNeeds::ClassNeeds(const ir::Module& module) : module_(module), of_classes_(module.classes.size()) {
  any_ = std::ranges::any_of(module.classes, [](const ir::Class& klass) { return klass.is_native && !klass.module.empty(); });
  for (ClassId id = 0; any_ && id < module.classes.size(); ++id) {
    if (!module.classes[id].is_native || !module.classes[id].module.empty()) continue;
    std::vector<bool> needed(module.classes.size());
    for (Type type = module.classes[id].type; type != nullptr; type = type->parent) {
      needed[type->klass] = true;
      for (const ir::Field& field : module.classes[type->klass].fields) see(field.type, needed);
    }
    for (ClassId other = 0; other < needed.size(); ++other) {
      if (needed[other] && !module.classes[other].module.empty()) of_classes_[id].push_back(other);
    }
  }
}

void ClassNeeds::see(Type type, std::vector<bool>& needed) const {
  if (type == nullptr) return;
  if (type->kind == Kind::instance) needed[type->klass] = true;
  for (const Type part : type->args) see(part, needed);
}

std::vector<ClassId> ClassNeeds::of(const ir::Export& exported) const {
  std::vector<InstanceId> called;
  for (const ir::Overload& overload : exported.overloads) called.push_back(overload.instance);
  return of_all(called);
}

std::vector<ClassId> ClassNeeds::of_all(std::span<const InstanceId> called) const {
  std::vector<ClassId> all;
  if (!any_) return all;
  std::vector<bool> needed(module_.classes.size()), seen(module_.functions.size());
  std::vector<InstanceId> pending;
  const auto reach = [&](InstanceId id) {
    if (seen[id.value]) return;
    seen[id.value] = true;
    pending.push_back(id);
  };
  std::ranges::for_each(called, reach);
  while (!pending.empty()) {
    const ir::Function& function = module_[pending.back()];
    pending.pop_back();
    see(function.result, needed);
    for (const ir::Local& local : function.locals) see(local.type, needed);
    for (const ir::Expr& expr : function.exprs) {
      see(expr.type, needed);
      if (const auto* call = std::get_if<ir::Call>(&expr.node)) reach(call->callee);
      if (const auto* call = std::get_if<ir::CallClosure>(&expr.node)) std::ranges::for_each(call->targets, reach);
      if (const auto* read = std::get_if<ir::ReadGlobal>(&expr.node)) reach(module_[read->global].initializer);
    }
  }
  // Its own classes where they rely on others: Python's class may be what is there.
  for (ClassId id = 0; id < needed.size(); ++id) {
    const ir::Class& klass = module_.classes[id];
    if (needed[id] && klass.is_native && (!klass.module.empty() || !of_classes_[id].empty())) all.push_back(id);
  }
  return all;
}

// The methods that native code of other modules calls, each behind a function that takes the receiver and the arguments by reference.
std::string override_table(ModuleContext& context, const ClassNeeds& needs, ClassId id, const std::string& table) {
  const ir::Class& klass = context.module.classes[id];
  std::string functions, items;
  for (const ir::Class::Override& override : klass.overrides) {
    const ir::Function& function = context.module[override.function];
    const std::string name = context.names.unique(context.function_names[override.function.value] + "_override");
    std::string parameters, arguments;
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      parameters += fmt::format("{}const {}& a{}", i ? ", " : "", cpp_type(function[function.parameters[i]].type, context.headers), i);
      arguments += fmt::format("{}a{}", i ? ", " : "", i);
    }
    functions += fmt::format("{} {}({}) {{ return {}({}); }}\n", cpp_type(function.result, context.headers), name, parameters, context.function_names[override.function.value], arguments);
    const std::vector<ClassId> needed = needs.of(override.function);
    const std::string list = needed.empty() ? "nullptr" : context.names.unique(name + "_needs");
    if (!needed.empty()) functions += fmt::format("const kb::binding::class_* const {}[] = {{{}}};\n", list, table_list(context, needed));
    items += fmt::format("    {{{}, {}, reinterpret_cast<void (*)()>(&{}), kb::binding::are_classes_ready, {}, {}}},\n", cpp_string(override.name), cpp_string(override.signature), name, list, needed.size());
  }
  return functions + fmt::format("const kb::binding::override_ {}[] = {{\n{}}};\n", table, items);
}

ClassTables class_tables(ModuleContext& context, const std::function<std::string(Type)>& descriptor) {
  const ir::Module& module = context.module;
  ClassTables out;
  const ClassNeeds needs(module);
  std::vector<std::string> by_number, elsewhere;
  for (ClassId id = 0; id < module.classes.size(); ++id) {
    const ir::Class& klass = module.classes[id];
    if (!klass.is_native) continue;
    const ClassNames& names = context.classes[id];
    context.headers.insert("binding/object.hpp");
    if (names.is_elsewhere) {
      out.declarations += fmt::format("extern kb::binding::class_ {};\n", names.table);
      out.definitions += fmt::format("kb::binding::class_ {} = {{nullptr, &{}_none}};\n", names.table, names.state);
      elsewhere.push_back(fmt::format("{{{}, {}, {}, &{}, &{}}}", cpp_string(klass.module), cpp_string(klass.name), cpp_string(names.layout), names.table, names.state));
      continue;
    }
    out.declarations += fmt::format("extern const kb::binding::class_ {};\n", names.table);
    std::string fields, methods;
    int method_count = 0;
    for (std::size_t i = 0; i < klass.fields.size(); ++i) {
      const ir::Field& field = klass.fields[i];
      const std::string type = cpp_type(field.type, context.headers);
      const bool holds_objects = context.classes[id].collected && (types::holds_object(field.type) || types::holds_any(field.type));
      fields += fmt::format("    {{{0}, &{1}, KB_OFFSET({2}, {3}), KB_OFFSET({2}, {4}) + {5}, 0x{6:x}u, {7}, {8}, {9},\n     kb::binding::get_field<{10}>, kb::binding::set_field<{10}>, kb::binding::clear_field<{10}>, {11}}},\n",
                            cpp_string(field.name), descriptor(field.type), names.type, names.fields[i], names.set, 4 * (i / word_bits), std::uint32_t(1) << (i % word_bits),
                            field.initial != nullptr, !field.checked, field.is_null_unset(), type, holds_objects ? fmt::format("kb::binding::traverse_field<{}>", type) : "nullptr");
    }
    constexpr std::string_view kinds[] = {"function", "method", "static_method", "class_method", "getter", "setter"};
    for (std::size_t i = 0; i < module.exports.size(); ++i) {
      const ir::Export& method = module.exports[i];
      if (method.kind == ir::MethodKind::function || method.klass != id) continue;
      methods += fmt::format("    {{{}, {}, kb::binding::method_kind::{}}},\n", cpp_string(method.attribute), i, kinds[int(method.kind)]);
      ++method_count;
    }
    const std::string fields_name = context.names.unique(names.type + "_fields"), methods_name = context.names.unique(names.type + "_methods");
    if (!fields.empty()) out.definitions += fmt::format("const kb::binding::field {}[] = {{\n{}}};\n", fields_name, fields);
    if (!methods.empty()) out.definitions += fmt::format("const kb::binding::method {}[] = {{\n{}}};\n", methods_name, methods);
    const std::string base = klass.type->parent != nullptr ? "&" + context.classes[klass.type->parent->klass].table : "nullptr";
    // What a generic class has besides: itself for objects of any type arguments.
    const bool is_generic = std::any_of(module.classes.begin(), module.classes.end(), [&](const ir::Class& one) { return one.is_native && one.generic == id; });
    std::string generic;
    if (is_generic || klass.generic || klass.is_mixin || klass.is_assigned || klass.is_final || klass.is_extensible || !names.layout.empty()) {
      const std::string of = is_generic ? "&" + names.table : klass.generic ? "&" + context.classes[*klass.generic].table : "nullptr";
      generic = klass.generic ? fmt::format(", {}, kb::binding::relocate<{}>, {}", of, names.type, cpp_string(klass.type->text)) : fmt::format(", {}, nullptr, nullptr", of);
      generic += fmt::format(", {}, {}, {}, {}", klass.is_mixin, klass.is_assigned, klass.is_final, klass.is_extensible);
    }
    if (!names.layout.empty()) generic += fmt::format(", {}", cpp_string(names.layout));
    if (const std::vector<ClassId>& needed = needs.of_class(id); !needed.empty() && !names.layout.empty()) {
      const std::string list = context.names.unique(names.type + "_needs");
      out.definitions += fmt::format("const kb::binding::class_* const {}[] = {{{}}};\n", list, table_list(context, needed));
      generic += fmt::format(", {}, {}", list, needed.size());
      if (!klass.overrides.empty()) {
        const std::string overrides = context.names.unique(names.type + "_overrides");
        out.definitions += override_table(context, needs, id, overrides);
        generic += fmt::format(", {}, {}", overrides, klass.overrides.size());
      }
    }
    out.definitions += fmt::format("const kb::binding::class_ {} = {{{}, &{}, kb::binding::construct<{}>, kb::binding::destroy<{}>, {}, {}, {}, {}{}}};\n", names.table, base, names.state, names.type,
                                   names.type, fields.empty() ? "nullptr" : fields_name, klass.fields.size(), methods.empty() ? "nullptr" : methods_name, method_count, generic);
    const std::uint32_t index = class_index(module, names, id);
    if (by_number.size() <= index) by_number.resize(index + 1, "nullptr");
    by_number[index] = "&" + names.table;
  }
  out.elsewhere_count = elsewhere.size();
  if (!elsewhere.empty()) {
    out.elsewhere = context.names.unique("classes_elsewhere");
    out.definitions += fmt::format("const kb::binding::class_elsewhere {}[] = {{\n    {}}};\n", out.elsewhere, fmt::join(elsewhere, ",\n    "));
  }
  out.count = by_number.size();
  if (!by_number.empty()) {
    out.list = context.names.unique("classes");
    out.definitions += fmt::format("const kb::binding::class_* const {}[] = {{{}}};\n", out.list, fmt::join(by_number, ", "));
  }
  return out;
}

// ---- nodes ----

std::string FunctionEmitter::member(const std::string& object, ir::FieldRef field) const {
  return fmt::format("{}->{}", object, context_.classes[field.klass].fields[field.index]);
}

std::string FunctionEmitter::set_bit(const std::string& object, ir::FieldRef field, std::string_view operation) const {
  return fmt::format("{}->{}[{}] {} 0x{:x}u", object, context_.classes[field.klass].set, field.index / word_bits, operation, std::uint32_t(1) << (field.index % word_bits));
}

Value FunctionEmitter::read_field(const ir::ReadField& node, ExprId id) {
  const ir::Field& field = module_[node.field];
  if (!field.checked) return {member(operand(node.object), node.field)};
  const std::string object = object_operand(node.object);
  if (field.is_null_unset()) return {fmt::format("kb::present({}, {}.shared(), {}, {})", member(object, node.field), object, cpp_string(field.name), line_argument(line_of(id)))};
  out_->line(fmt::format("if (!({})) kb::raise_unset({}.shared(), {}, {});", set_bit(object, node.field, "&"), object, cpp_string(module_[node.field].name), line_argument(line_of(id))));
  return {member(object, node.field)};
}

Value FunctionEmitter::make_object(ExprId id) {
  const ClassNames& names = context_.classes[type(id)->klass];
  return {fmt::format("kb::make_object<{}>({}, {})", names.type, names.state_object(), line_argument(line_of(id)))};
}

Value FunctionEmitter::is_class(const ir::IsClass& node) {
  const ClassNames& names = context_.classes[node.klass];
  const std::string object = operand(node.operand);
  if (node.by_python) {
    // Those that derive from it in other modules, and are known here.
    std::string known;
    for (const ir::Class& klass : module_.classes) {
      if (klass.is_native && klass.crosses_modules && types::is_subclass(klass.type, module_.classes[node.klass].type)) known += fmt::format(", {}u", context_.classes[klass.type->klass].first);
    }
    return {fmt::format("kb::is_derived({}{})", object, known)};
  }
  if (module_.classes[node.klass].is_extensible) return {fmt::format("kb::is_class_or_derived({}, {}u, {}u, {})", object, names.first, names.last, names.state_object())};
  if (names.first == names.last) return {fmt::format("{}->klass == {}u", object, names.first), false};
  return {fmt::format("kb::is_class({}, {}u, {}u)", object, names.first, names.last)};
}

void FunctionEmitter::store_field(const ir::StoreField& node, int line) {
  const ir::Field& field = module_[node.field];
  if (!node.value) {
    const std::string object = object_operand(node.object);
    const std::string is_set = field.is_null_unset() ? member(object, node.field) + ".shared() != nullptr" : set_bit(object, node.field, "&");
    out_->line(fmt::format("if (!({})) kb::raise_unset({}.shared(), {}, {});", is_set, object, cpp_string(field.name), line_argument(line)));
    if (!field.is_null_unset()) out_->line(set_bit(object, node.field, "&= ~") + ";");
    out_->line(fmt::format("{} = {{}};", member(object, node.field)));
    return;
  }
  const ExprId operands[] = {*node.value, node.object};
  const std::vector<Value> values = ordered(operands, Form::exact);
  std::string object = values[1].text;
  const bool marks = (field.checked || node.initializes) && !field.is_null_unset();
  if (marks && !is_reusable(node.object)) object = hoist(values[1], type(node.object), "object");
  out_->line(fmt::format("{} = {};", member(object, node.field), values[0].text));
  if (marks) out_->line(set_bit(object, node.field, "|=") + ";");
}

}  // namespace keelback::emit
