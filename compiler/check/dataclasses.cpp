// Dataclasses: the methods that the decorator writes are written here too, as Python source, and compiled as any others.
//
//   @dataclass
//   class Point:           =>   def __init__(self, x: float, y: float = 0.0) -> None:
//       x: float                    self.x = x
//       y: float = 0.0              self.y = y
//                               def __eq__(self, other: Point) -> bool: ...
#include <fmt/format.h>

#include <algorithm>

#include "check/annotations.hpp"
#include "check/signatures.hpp"
#include "check/classes.hpp"
#include "check/program.hpp"
#include "parse/parser.hpp"

namespace keelback::check {

namespace {

bool means(const ModuleScope& scope, const ast::Expr& node, std::string_view name) {
  const auto* plain = ast::as<ast::Name>(&node);
  const auto* attribute = ast::as<ast::Attribute>(&node);
  if (plain != nullptr) {
    const auto found = scope.names.find(plain->id);
    return found != scope.names.end() && found->second.kind == ModuleName::Kind::imported && found->second.module == "dataclasses" && found->second.attribute == name;
  }
  const auto* module = attribute == nullptr || attribute->attr != name ? nullptr : ast::as<ast::Name>(attribute->value);
  const auto found = module == nullptr ? scope.names.end() : scope.names.find(module->id);
  return found != scope.names.end() && found->second.kind == ModuleName::Kind::module && found->second.module == "dataclasses";
}

std::optional<bool> known_bool(const ast::Expr& node) {
  const auto* constant = ast::as<ast::Constant>(&node);
  if (constant == nullptr) return std::nullopt;
  if (constant->value.type == ast::ConstantValue::Type::true_) return true;
  if (constant->value.type == ast::ConstantValue::Type::false_) return false;
  return std::nullopt;
}

class Dataclass {
 public:
  Dataclass(Program& program, ClassInfo& klass, const ast::Expr& decorator) : program_(program), klass_(klass), scope_(*klass.module), decorator_(decorator) {}

  bool run() {
    if (!read_options()) return false;
    if (klass_.base != nullptr) klass_.data_fields = klass_.base->data_fields;
    for (const auto* statement : klass_.node->body) {
      const auto* annotated = ast::as<ast::AnnAssign>(statement);
      if (annotated != nullptr && !read_field(*annotated)) return false;
    }
    klass_.is_frozen = option("frozen");
    add_init();
    // What asks for the object's very class is Python's where others derive from it.
    if (option("repr")) add("__repr__", "def __repr__(self) -> str:\n return " + repr_text() + "\n", !klass_.derived.empty());
    if (option("eq")) add("__eq__", comparison("__eq__", "=="), !klass_.derived.empty());
    if (option("order")) {
      for (const auto& [method, sign] : {std::pair("__lt__", "<"), std::pair("__le__", "<="), std::pair("__gt__", ">"), std::pair("__ge__", ">=")}) {
        add(method, comparison(method, sign), !klass_.derived.empty());
      }
    }
    if ((option("eq") && option("frozen")) || option("unsafe_hash")) add("__hash__", "def __hash__(self) -> int:\n return hash(" + tuple("self", &DataField::hashed) + ")\n", false);
    return true;
  }

 private:
  bool refuse(Span span, std::string_view what) {
    klass_.state = ClassInfo::State::python;
    if (!klass_.reason) klass_.reason = make_error(*scope_.file, unsupported, span, what);
    return false;
  }
  std::string_view text(const ast::Expr& node) const { return scope_.file->text(node.span); }

  bool read_options() {
    const auto* call = ast::as<ast::Call>(&decorator_);
    if (call == nullptr) return true;
    if (!call->args.empty()) return refuse(decorator_.span, "this decorator");
    for (const auto* keyword : call->keywords) {
      const bool known = keyword->arg.empty() ? read_options_of(*keyword->value) : read_option(std::string(keyword->arg), *keyword->value);
      if (!known) return refuse(keyword->span, "an option of `dataclass` that is not True or False");
    }
    return true;
  }
  bool read_option(std::string name, const ast::Expr& value) {
    const auto flag = known_bool(value);
    if (flag) options_.insert_or_assign(std::move(name), *flag);
    return flag.has_value();
  }
  // `**options`, a dict that the module writes out and nothing changes.
  bool read_options_of(const ast::Expr& node) {
    const auto* name = ast::as<ast::Name>(&node);
    const auto found = name == nullptr ? scope_.names.end() : scope_.names.find(name->id);
    const bool is_constant = found != scope_.names.end() && found->second.kind == ModuleName::Kind::constant && !found->second.is_changed;
    const auto* dict = ast::as<ast::Dict>(is_constant ? found->second.constant : &node);
    if (dict == nullptr) return false;
    for (std::size_t i = 0; i < dict->values.size(); ++i) {
      const auto* key = dict->keys[i] == nullptr ? nullptr : ast::as<ast::Constant>(dict->keys[i]);
      if (key == nullptr || key->value.type != ast::ConstantValue::Type::string || !read_option(std::string(key->value.text), *dict->values[i])) return false;
    }
    return true;
  }
  bool option(std::string_view name) const {
    const auto given = options_.find(name);
    return given != options_.end() ? given->second : name == "init" || name == "repr" || name == "eq";
  }

  bool read_field(const ast::AnnAssign& node) {
    const auto* subscript = ast::as<ast::Subscript>(node.annotation);
    const std::string_view kind = text(subscript != nullptr ? *subscript->value : *node.annotation);
    if (kind.ends_with("ClassVar")) return true;
    if (kind.ends_with("KW_ONLY")) {
      keyword_only_ = true;
      return true;
    }
    DataField field;
    field.name = std::string(ast::as<ast::Name>(node.target)->id);
    field.annotation = std::string(text(*node.annotation));
    field.keyword_only = keyword_only_ || option("kw_only");
    if (means(scope_, subscript != nullptr ? *subscript->value : *node.annotation, "InitVar")) {
      if (subscript == nullptr) return refuse(node.annotation->span, "`InitVar` without a type");
      field.annotation = std::string(text(*subscript->slice));
      field.init_only = true;
    }
    const auto* call = node.value == nullptr ? nullptr : ast::as<ast::Call>(node.value);
    if (call != nullptr && means(scope_, *call->func, "field")) {
      if (!read_field_options(*call, field)) return false;
    } else if (node.value != nullptr) {
      field.value = std::string(text(*node.value));
    }
    if (field.init_only) field.shown = field.compared = field.hashed = false;
    const auto known = std::ranges::find(klass_.data_fields, field.name, &DataField::name);
    if (known != klass_.data_fields.end()) *known = field;
    else klass_.data_fields.push_back(std::move(field));
    return true;
  }

  // What a lambda gives is made in its place, where the field's type is declared.
  std::string factory_call(const ast::Expr& factory) {
    const auto* lambda = ast::as<ast::Lambda>(&factory);
    const bool is_plain = lambda != nullptr && parameters_of(*lambda->args).empty();
    return is_plain ? "(" + std::string(text(*lambda->body)) + ")" : "(" + std::string(text(factory)) + ")()";
  }

  bool read_field_options(const ast::Call& call, DataField& field) {
    bool compare_given = true;
    std::optional<bool> hash_given;
    for (const auto* keyword : call.keywords) {
      const auto flag = known_bool(*keyword->value);
      if (keyword->arg == "default") field.value = std::string(text(*keyword->value));
      else if (keyword->arg == "default_factory") field.value = factory_call(*keyword->value), field.has_factory = true;
      else if (keyword->arg == "init" && flag) field.in_init = *flag;
      else if (keyword->arg == "repr" && flag) field.shown = *flag;
      else if (keyword->arg == "compare" && flag) compare_given = *flag;
      else if (keyword->arg == "hash" && flag) hash_given = *flag;
      else if (keyword->arg == "kw_only" && flag) field.keyword_only = *flag;
      else if (keyword->arg != "metadata" && keyword->arg != "hash" && keyword->arg != "doc") return refuse(keyword->span, "this option of `field`");
    }
    field.compared = compare_given;
    field.hashed = hash_given.value_or(compare_given);
    return call.args.empty() || refuse(call.span, "an argument of `field` without a keyword");
  }

  void add_init() {
    if (!option("init")) return;
    std::string positional, keyword_only, body, given;
    for (const DataField& field : klass_.data_fields) {
      if (field.in_init) {
        (field.keyword_only ? keyword_only : positional) += fmt::format(", {}: {}{}", field.name, field.annotation, field.value.empty() ? "" : " = " + field.value);
        if (field.init_only) given += (given.empty() ? "" : ", ") + field.name;
        else body += fmt::format(" self.{0} = {0}\n", field.name);
      } else if (!field.value.empty()) {
        body += fmt::format(" self.{} = {}\n", field.name, field.value);
      }
    }
    if (find_method(klass_, "__post_init__")) body += " self.__post_init__(" + given + ")\n";
    const std::string parameters = positional + (keyword_only.empty() ? "" : ", *" + keyword_only);
    add("__init__", fmt::format("def __init__(self{}) -> None:\n{}", parameters, body.empty() ? " pass\n" : body), false);
  }

  std::string tuple(std::string_view of, bool DataField::*chosen) const {
    std::string items;
    for (const DataField& field : klass_.data_fields) {
      if (field.*chosen) items += fmt::format("{}.{}, ", of, field.name);
    }
    return "(" + items + ")";
  }
  std::string comparison(std::string_view method, std::string_view sign) const {
    return fmt::format("def {}(self, other: {}) -> bool:\n return {} {} {}\n", method, class_text(), tuple("self", &DataField::compared), sign, tuple("other", &DataField::compared));
  }
  // The class as an annotation.
  std::string class_text() const {
    const ClassInfo* const generic = klass_.generic;
    return generic == nullptr ? std::string(klass_.node->name) : fmt::format("{}[{}]", klass_.node->name, fmt::join(generic->variables, ", "));
  }
  std::string repr_text() const {
    std::string fields;
    for (const DataField& field : klass_.data_fields) {
      if (field.shown) fields += fmt::format("{}{}={{self.{}!r}}", fields.empty() ? "" : ", ", field.name, field.name);
    }
    return fmt::format("f\"{}({})\"", klass_.node->name, fields);
  }

  // A method of the user's own comes first; but for `__init__` dataclass replaces it.
  void add(std::string_view name, const std::string& source, bool refused) {
    const auto own = std::ranges::find(klass_.methods, name, &Method::name);
    if (own != klass_.methods.end() && (name != "__init__" || own->is_made)) return;
    if (own != klass_.methods.end()) klass_.methods.erase(own);
    diag::Sink ignored;
    const ast::FunctionDef* def = parse::parse_definition(source, *scope_.file, klass_.node->name_span, program_.arena, ignored);
    if (def == nullptr) return;
    Method method{.name = std::string(name), .def = def, .is_made = true};
    if (refused) method.refused = &decorator_;
    klass_.methods.push_back(method);
  }

  Program& program_;
  ClassInfo& klass_;
  const ModuleScope& scope_;
  const ast::Expr& decorator_;
  std::map<std::string, bool, std::less<>> options_;
  bool keyword_only_ = false;
};

}  // namespace

bool is_dataclass_decorator(const ModuleScope& scope, const ast::Expr& decorator) {
  const auto* call = ast::as<ast::Call>(&decorator);
  return means(scope, call != nullptr ? *call->func : decorator, "dataclass");
}

// As functools writes them from the one that the class has, for an operand of its own class.
void complete_ordering(Program& program, ClassInfo& klass) {
  struct Made {
    const char *name, *value;
  };
  static const std::pair<const char*, std::vector<Made>> all[] = {
      {"__lt__", {{"__gt__", "not self < other and self != other"}, {"__le__", "self < other or self == other"}, {"__ge__", "not self < other"}}},
      {"__le__", {{"__ge__", "not self <= other or self == other"}, {"__lt__", "self <= other and self != other"}, {"__gt__", "not self <= other"}}},
      {"__gt__", {{"__lt__", "not self > other and self != other"}, {"__ge__", "self > other or self == other"}, {"__le__", "not self > other"}}},
      {"__ge__", {{"__le__", "not self >= other or self == other"}, {"__gt__", "self >= other and self != other"}, {"__lt__", "not self >= other"}}}};
  for (const auto& [root, others] : all) {
    if (!find_method(klass, root)) continue;
    for (const Made& made : others) {
      if (find_method(klass, made.name)) continue;
      const std::string of = klass.generic == nullptr ? std::string(klass.node->name) : fmt::format("{}[{}]", klass.node->name, fmt::join(klass.generic->variables, ", "));
      diag::Sink ignored;
      const std::string source = fmt::format("def {}(self, other: {}) -> bool:\n return {}\n", made.name, of, made.value);
      const ast::FunctionDef* def = parse::parse_definition(source, *klass.module->file, klass.node->name_span, program.arena, ignored);
      if (def != nullptr) klass.methods.push_back({.name = made.name, .def = def, .is_made = true});
    }
    return;
  }
}

bool complete_dataclass(Program& program, ClassInfo& klass, const ast::Expr& decorator) { return Dataclass(program, klass, decorator).run(); }

}  // namespace keelback::check
