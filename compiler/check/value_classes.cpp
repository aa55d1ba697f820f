#include "check/value_classes.hpp"

#include <algorithm>
#include <bit>

#include "check/annotations.hpp"
#include "check/classes.hpp"
#include "check/constant_values.hpp"
#include "check/program.hpp"
#include "check/scopes.hpp"
#include "check/special_methods.hpp"

namespace keelback::check {
namespace {

std::string last_name(const std::string& meaning, std::string_view module) {
  return meaning.size() > module.size() + 1 && meaning.starts_with(module) && meaning[module.size()] == '.' ? meaning.substr(module.size() + 1) : std::string();
}

std::optional<EnumInfo::Base> enum_base(const ModuleScope& scope, const ast::ClassDef& node) {
  for (const auto* base : node.bases) {
    const std::string name = last_name(meaning(scope, *base), "enum");
    if (name == "Enum") {
      // `class Color(str, Enum)`, `class Level(int, Enum)`
      if (node.bases.size() == 2 && node.bases[1] == base) {
        const std::string mixin = meaning(scope, *node.bases[0]);
        if (mixin == "builtins.int") return EnumInfo::Base::integer;
        if (mixin == "builtins.str") return EnumInfo::Base::string;
      }
      return EnumInfo::Base::plain;
    }
    if (name == "IntEnum") return EnumInfo::Base::integer;
    if (name == "StrEnum") return EnumInfo::Base::string;
    if (name == "Flag") return EnumInfo::Base::flag;
    if (name == "IntFlag") return EnumInfo::Base::integer_flag;
  }
  return std::nullopt;
}

bool is_docstring(const ast::Stmt& statement) {
  const auto* expr = ast::as<ast::ExprStmt>(&statement);
  return expr != nullptr && ast::is<ast::Constant>(expr->value);
}

// Reads the members of a class of Python's `enum`.
class EnumReader {
 public:
  EnumReader(Program& program, ModuleScope& scope, EnumInfo& info) : program_(program), types_(program.types), scope_(scope), info_(info) {}

  void read() {
    const ast::ClassDef& node = *info_.node;
    if (!node.keywords.empty()) return refuse(node.keywords[0]->span, "an enumeration with keywords");
    for (const auto* decorator : node.decorator_list) {
      const std::string whole = meaning(scope_, *decorator);
      if (last_name(whole, "enum") != "unique" && last_name(whole, "typing") != "final") return refuse(decorator->span, "an enumeration with this decorator");
    }
    const bool mixes = node.bases.size() > 1 && info_.base == EnumInfo::Base::plain;
    if (mixes) return refuse(node.bases[0]->span, "an enumeration of this type");
    for (const auto* statement : node.body) {
      if (ast::is<ast::Pass>(statement) || is_docstring(*statement)) continue;
      if (const auto* def = ast::as<ast::FunctionDef>(statement)) {
        static const std::set<std::string_view> forbidden{"__new__", "__init__", "_missing_", "_generate_next_value_", "__eq__", "__hash__", "__len__", "__bool__", "__getattr__", "__getattribute__"};
        if (def->name == "__init__" && info_.base == EnumInfo::Base::plain) {
          read_attributes(*def);
          continue;
        }
        // Containers and sorting compare numbers and texts as such.
        const bool compares = info_.base != EnumInfo::Base::plain && (def->name == "__lt__" || def->name == "__le__" || def->name == "__gt__" || def->name == "__ge__" || def->name == "__ne__");
        if (compares || forbidden.contains(def->name)) return refuse(def->name_span, "an enumeration with `" + std::string(def->name) + "`");
        info_.methods[std::string(def->name)] = def;
        continue;
      }
      const auto* assign = ast::as<ast::Assign>(statement);
      const auto* name = assign == nullptr || assign->targets.size() != 1 ? nullptr : ast::as<ast::Name>(assign->targets[0]);
      if (name == nullptr || (name->id.starts_with("_") && name->id.ends_with("_"))) return refuse(statement->span, "this statement in the body of an enumeration");
      const Type value = value_of(*assign->value, name->id);
      if (value == nullptr) return refuse(assign->value->span, "a value of an enumeration that is no constant");
      add(std::string(name->id), value);
    }
  }

 private:
  void refuse(Span span, std::string what) {
    if (!info_.refused) info_.refused = make_error(*scope_.file, unsupported, span, what);
  }

  void add(std::string name, Type value) {
    const auto same = std::find_if(info_.members.begin(), info_.members.end(), [&](const EnumInfo::Member& member) { return is_equal(member.value, value); });
    info_.by_name[name] = std::size_t(same - info_.members.begin());
    if (same != info_.members.end()) return;
    const std::int64_t key = info_.is_flag() ? *types::literal_int(value) : std::int64_t(info_.members.size());
    info_.members.push_back({std::move(name), value, key});
  }

  Type value_of(const ast::Expr& node, std::string_view name) {
    if (const auto* call = ast::as<ast::Call>(&node); call != nullptr && last_name(meaning(scope_, *call->func), "enum") == "auto" && call->args.empty() && call->keywords.empty()) return automatic(name);
    const auto own = [&](std::string_view of) -> Type {
      const auto known = info_.by_name.find(of);
      return known != info_.by_name.end() ? info_.members[known->second].value : info_.methods.contains(of) ? types_.never : nullptr;
    };
    const Type value = constant_value(program_, scope_, node, own);
    return value != nullptr && can_be_value(value) ? value : nullptr;
  }

  bool can_be_value(Type value) const {
    if (info_.is_integer() || info_.is_flag()) return types::is_literal(value, Kind::integer);
    if (info_.base == EnumInfo::Base::string) return types::is_literal(value, Kind::string);
    return is_plain(value);
  }
  // A number or a text, or a tuple of such.
  static bool is_plain(Type value) {
    if (is(value, Kind::tuple)) return std::ranges::all_of(value->args, is_plain);
    return types::is_literal(value, Kind::integer) || types::is_literal(value, Kind::floating) || types::is_literal(value, Kind::string);
  }

  // As Python compares them: 1 and 1.0 are one member.
  static bool is_equal(Type a, Type b) {
    if (a == b) return true;
    if (is(a, Kind::tuple) || is(b, Kind::tuple)) return a->kind == b->kind && std::ranges::equal(a->args, b->args, is_equal);
    const auto x = literal_number(a), y = literal_number(b);
    return x && y && *x == *y && types::base_of(a) != types::base_of(b);
  }

  // What `__init__` stores in each member.
  void read_attributes(const ast::FunctionDef& init) {
    std::map<std::string_view, const ast::Expr*> parameters;
    for (const auto* arg : init.args->args) parameters.emplace(arg->arg, arg->annotation);
    const std::string_view self = init.args->args.empty() ? std::string_view() : std::string_view(init.args->args[0]->arg);
    const auto store = [&](const ast::Expr& target, const ast::Expr* annotation) {
      const auto* attribute = ast::as<ast::Attribute>(&target);
      const auto* owner = attribute == nullptr ? nullptr : ast::as<ast::Name>(attribute->value);
      if (owner == nullptr || owner->id != self || self.empty()) return;
      const auto [known, is_new] = info_.attributes.try_emplace(std::string(attribute->attr), annotation);
      if (!is_new) known->second = nullptr;
    };
    const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
      if (const auto* annotated = ast::as<ast::AnnAssign>(&node)) store(*annotated->target, annotated->annotation);
      if (const auto* assign = ast::as<ast::Assign>(&node)) {
        const auto* name = ast::as<ast::Name>(assign->value);
        const auto parameter = name == nullptr ? parameters.end() : parameters.find(name->id);
        for (const auto* target : assign->targets) store(*target, parameter == parameters.end() ? nullptr : parameter->second);
      }
      for_each_child(node, visit);
    };
    for (const auto* statement : init.body) visit(*statement);
  }

  Type automatic(std::string_view name) {
    if (info_.base == EnumInfo::Base::string) {
      if (std::any_of(info_.node->bases.begin(), info_.node->bases.end(), [&](const ast::Expr* base) { return last_name(meaning(scope_, *base), "enum") == "Enum"; })) return nullptr;
      std::string lower(name);
      if (std::any_of(lower.begin(), lower.end(), [](unsigned char c) { return c >= 0x80; })) return nullptr;
      std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
      return types_.literal(std::string_view(lower));
    }
    std::int64_t highest = 0;
    for (const EnumInfo::Member& member : info_.members) {
      const auto value = types::literal_int(member.value);
      if (!value) return nullptr;
      highest = std::max(highest, *value);
    }
    if (!info_.is_flag()) {
      // Older versions of Python go on from the last value, newer ones from the highest.
      const bool is_last = info_.members.empty() || *types::literal_int(info_.members.back().value) == highest;
      return is_last && highest < INT64_MAX ? types_.literal(highest + 1) : nullptr;
    }
    return highest < (std::int64_t(1) << 60) ? types_.literal(std::int64_t(std::bit_floor(std::uint64_t(highest))) * 2 + (highest == 0)) : nullptr;
  }

  Program& program_;
  TypeTable& types_;
  ModuleScope& scope_;
  EnumInfo& info_;
};

// Where a class is defined: the module's own name, or one that it imports.
struct Place {
  ModuleScope* scope = nullptr;
  std::string name;
};
Place place_of(Program& program, ModuleScope& scope, const ast::Expr& node, int depth = 0) {
  const std::string name = meaning(scope, node);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos || depth > 8) return {};
  if (dot == 0) return {&scope, name.substr(1)};
  if (name[0] == '.' || name.starts_with("builtins.")) return {};
  ModuleScope* const other = program.find_module(name.substr(0, dot));
  return {other, name.substr(dot + 1)};
}

// What Python and its library ask a class for that native code asks a tuple's items. Operators are the class' own; other names between underscores are protocols
// of other packages (`__rich_repr__`), which call them as methods.
bool is_asked_of_items(std::string_view method) {
  static const std::set<std::string_view> asked{
      "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__bool__", "__len__", "__length_hint__", "__contains__", "__getitem__", "__setitem__", "__delitem__",
      "__missing__", "__iter__", "__next__", "__reversed__", "__repr__", "__str__", "__format__", "__bytes__", "__int__", "__float__", "__complex__", "__index__", "__abs__", "__round__",
      "__trunc__", "__floor__", "__ceil__", "__new__", "__init__", "__del__", "__init_subclass__", "__class_getitem__", "__set_name__", "__instancecheck__", "__subclasscheck__",
      "__subclasshook__", "__mro_entries__", "__prepare__", "__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__dir__", "__get__", "__set__", "__delete__", "__call__", "__enter__",
      "__exit__", "__await__", "__aiter__", "__anext__", "__aenter__", "__aexit__", "__buffer__", "__release_buffer__", "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__",
      "__getnewargs__", "__getnewargs_ex__", "__copy__", "__deepcopy__", "__replace__", "__sizeof__", "__fspath__", "__array__", "__array_ufunc__", "__array_function__", "__array_wrap__",
      "__array_finalize__", "__array_prepare__", "__array_interface__", "__array_struct__", "__array_priority__", "__dlpack__", "__dlpack_device__",
  };
  return asked.contains(method);
}

void read_named_tuple(Program& program, ModuleScope& scope, NamedTupleInfo& info) {
  std::vector<Type> items;
  const auto refuse = [&](Span span, std::string what) {
    if (!info.refused) info.refused = make_error(*scope.file, unsupported, span, what);
  };
  const auto add = [&](std::string_view name, const ast::Expr& annotation, const ast::Expr* value) {
    const auto type = annotation_types(scope, program, annotation);
    if (!type) {
      if (!info.refused) info.refused = annotation_error(scope, program, annotation);
      return;
    }
    // An array whose rank is open is any object.
    const Type whole = type_of_all(program.types, *type);
    items.push_back(whole != nullptr ? whole : program.types.object);
    info.fields.push_back({std::string(name), value});
  };
  for (const auto* statement : info.node->body) {
    if (ast::is<ast::Pass>(statement) || is_docstring(*statement)) continue;
    if (const auto* def = ast::as<ast::FunctionDef>(statement)) {
      const bool is_special = def->name.starts_with("__") && def->name.ends_with("__"), is_in_place = is_special && is_operator_method("__" + std::string(def->name.substr(3))) && def->name[2] == 'i';
      if (is_in_place || is_asked_of_items(def->name)) refuse(def->name_span, "a named tuple with `" + std::string(def->name) + "`");
      info.methods[std::string(def->name)] = def;
      continue;
    }
    const auto* annotated = ast::as<ast::AnnAssign>(statement);
    const auto* name = annotated == nullptr ? nullptr : ast::as<ast::Name>(annotated->target);
    if (name == nullptr) {
      refuse(statement->span, "this statement in the body of a named tuple");
      continue;
    }
    add(name->id, *annotated->annotation, annotated->value);
  }
  if (info.fields.empty()) refuse(info.node->span, "a named tuple without fields");
  if (!info.refused) info.type = program.types.named_tuple(info.id, info.name, items);
}

}  // namespace

EnumInfo* find_enum(Program& program, ModuleScope& from, std::string_view name) {
  const auto [where, what] = program.definition(from, name);
  if (where == nullptr || what->kind != ModuleName::Kind::klass) return nullptr;
  ModuleScope& scope = *where;
  for (EnumInfo& known : program.enums) {
    if (known.node == what->klass) return &known;
  }
  const auto base = enum_base(scope, *what->klass);
  if (!base) return nullptr;
  EnumInfo& info = program.enums.emplace_back();
  info.id = types::ClassId(program.enums.size() - 1);
  info.module = &scope;
  info.node = what->klass;
  info.base = *base;
  info.type = program.types.enumeration(info.id, info.node->name, info.is_integer() ? 1 : info.base == EnumInfo::Base::string ? 2 : 0);
  EnumReader(program, scope, info).read();
  ir::Enumeration& made = program.module.enumerations.emplace_back();
  made.name = std::string(info.node->name);
  made.module = program.is_main(scope) ? std::string() : scope.name;
  made.type = info.type;
  made.is_flag = info.is_flag();
  for (const EnumInfo::Member& member : info.members) {
    made.members.push_back(member.name);
    made.values.push_back(member.value);
  }
  return &info;
}

NamedTupleInfo* find_named_tuple(Program& program, ModuleScope& from, std::string_view name) {
  const auto [where, what] = program.definition(from, name);
  if (where == nullptr || what->kind != ModuleName::Kind::klass) return nullptr;
  ModuleScope& scope = *where;
  const ast::ClassDef* const node = what->klass;
  for (NamedTupleInfo& known : program.named_tuples) {
    if (known.node == node) return &known;
  }
  const std::string base = node->bases.size() == 1 ? meaning(scope, *node->bases[0]) : std::string();
  if (base != "typing.NamedTuple" && base != "typing_extensions.NamedTuple" && base != "collections.namedtuple") return nullptr;
  NamedTupleInfo& info = program.named_tuples.emplace_back();
  info.id = types::ClassId(program.named_tuples.size() - 1);
  info.module = &scope;
  info.node = node;
  info.name = std::string(node->name);
  program.module.named_tuples.emplace_back();
  read_named_tuple(program, scope, info);
  ir::NamedTuple& made = program.module.named_tuples[info.id];
  made.name = info.name;
  made.module = program.is_main(scope) ? std::string() : scope.name;
  made.type = info.type == nullptr ? nullptr : types::storage_of(program.types, info.type);
  for (const NamedTupleInfo::Field& field : info.fields) made.fields.push_back(field.name);
  return &info;
}

EnumInfo* find_enum(Program& program, ModuleScope& scope, const ast::Expr& node) {
  const Place place = place_of(program, scope, node);
  return place.scope != nullptr ? find_enum(program, *place.scope, place.name) : nullptr;
}
NamedTupleInfo* find_named_tuple(Program& program, ModuleScope& scope, const ast::Expr& node) {
  const Place place = place_of(program, scope, node);
  return place.scope != nullptr ? find_named_tuple(program, *place.scope, place.name) : nullptr;
}

}  // namespace keelback::check
