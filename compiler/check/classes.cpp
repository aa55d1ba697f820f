#include "check/classes.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "check/annotations.hpp"
#include "check/constant_values.hpp"
#include "check/dialects.hpp"
#include "check/field_types.hpp"
#include "check/function_checker.hpp"
#include "check/generic_classes.hpp"
#include "check/known_fields.hpp"
#include "check/mixins.hpp"
#include "check/program.hpp"
#include "check/scopes.hpp"
#include "check/set_by_init.hpp"
#include "check/signatures.hpp"
#include "parse/parser.hpp"

namespace keelback::check {

using types::is;

std::string meaning(const ModuleScope& scope, const ast::Expr& node) {
  if (const auto* name = ast::as<ast::Name>(&node)) {
    const auto found = scope.names.find(name->id);
    if (found == scope.names.end()) return "builtins." + std::string(name->id);
    if (found->second.kind == ModuleName::Kind::module) return found->second.module;
    if (found->second.kind == ModuleName::Kind::imported) return found->second.module + "." + found->second.attribute;
    return "." + std::string(name->id);
  }
  if (const auto* attribute = ast::as<ast::Attribute>(&node)) {
    const std::string owner = meaning(scope, *attribute->value);
    return owner.empty() ? owner : owner + "." + std::string(attribute->attr);
  }
  return {};
}

bool is_typing(std::string_view meaning, std::string_view name) {
  const std::size_t dot = meaning.rfind('.');
  if (dot == std::string_view::npos || meaning.substr(dot + 1) != name) return false;
  return is_typing_module(meaning.substr(0, dot));
}

bool is_typing_module(std::string_view module) { return module == "typing" || module == "typing_extensions"; }

namespace {

bool is_docstring(const ast::Stmt& statement) {
  const auto* expr = ast::as<ast::ExprStmt>(&statement);
  return expr != nullptr && ast::is<ast::Constant>(expr->value);
}

// What Python asks of an object before or beside its fields, or of the class as it is made: native objects could not follow.
bool is_forbidden(std::string_view method) {
  static const std::set<std::string_view> names{"__new__", "__del__", "__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__init_subclass__", "__class_getitem__", "__dir__", "__class__", "__dict__"};
  return names.contains(method);
}

const DerivedClasses& derived_elsewhere(const Program& program, const ModuleScope& scope) {
  static const DerivedClasses none;
  const auto found = program.build.find(scope.name);
  return found != program.build.end() ? found->second.derived : none;
}

// Reads the class statements of one module.
class Declarations {
 public:
  Declarations(Program& program, ModuleScope& scope) : program_(program), scope_(scope), elsewhere_(derived_elsewhere(program, scope)) {}

  const ModuleScope& scope() const { return scope_; }

  void read_statements() {
    if (std::exchange(is_read_, true)) return;
    mixins_ = find_mixins(scope_);
    for (const auto* statement : scope_.tree->body) {
      const auto* node = ast::as<ast::ClassDef>(statement);
      if (node == nullptr) continue;
      const auto named = scope_.names.find(node->name);
      if (named->second.kind == ModuleName::Kind::klass) read(*node);
    }
  }

  // What its code assigns to attributes, of objects and of classes.
  void find_assignments() {
    find_stored();
    find_assigned_attributes();
  }

  // The class of the statement with these type arguments: of a tree of its own, since what is known of a function is known by its place in the tree.
  ClassInfo* specialize(ClassInfo& generic, const std::vector<Type>& arguments) {
    diag::Sink ignored;
    const ast::Module* tree = parse::parse_module(*scope_.file, program_.arena, ignored, {.mangles = true});
    const ast::ClassDef* node = nullptr;
    for (std::size_t i = 0; tree != nullptr && i < tree->body.size(); ++i) {
      if (tree->body[i]->span == generic.node->span) node = ast::as<ast::ClassDef>(tree->body[i]);
    }
    if (node == nullptr) return nullptr;
    TypeVariables bound;
    for (std::size_t i = 0; i < arguments.size(); ++i) bound.emplace(generic.variables[i], arguments[i]);
    ClassInfo& made = read(*node, &generic, std::move(bound), arguments_text(arguments));
    return made.is_native() ? &made : nullptr;
  }

  // A class that says no type itself, but from which one derives that does: `class Shape: pass`.
  void find_typed_bases() {
    for (const ClassInfo& klass : program_.classes) {
      for (ClassInfo* base = klass.base; klass.says_types && base != nullptr; base = base->base) {
        if (base->state == ClassInfo::State::plain && !base->derives_from_python) base->state = ClassInfo::State::native;
      }
    }
  }

  // What derives from a class that stays Python stays Python, and what such a class derives from. Whether something changed.
  bool spread() {
    bool any = false;
    for (bool changed = true; changed;) {
      changed = false;
      for (ClassInfo& klass : program_.classes) {
        if (klass.generic != nullptr && klass.is_native()) {
          // One that is refused, or an argument that is: Python's class is one for all.
          for (const auto& [name, argument] : klass.arguments) {
            if (const ClassInfo* cause = refused_within(argument)) refuse(klass, class_stays_python, klass.node->name_span, klass.node->name, cause->node->name);
          }
        }
        if (klass.generic != nullptr && klass.is_native() != klass.generic->is_native()) {
          ClassInfo& other = klass.is_native() ? klass : *klass.generic;
          const ClassInfo& cause = klass.is_native() ? *klass.generic : klass;
          other.state = cause.state;
          if (!other.reason) other.reason = cause.reason;
          changed = any = true;
        }
        for (ClassInfo* base : klass.bases) {
          // A class of another module is what it is whatever derives from it here.
          if (base->module != klass.module) continue;
          if (!base->is_mixin && base->is_native() && !klass.is_native()) {
            // A class that Python derives from it, from others as well.
            refuse(*base, class_stays_python, base->node->name_span, base->node->name, klass.node->name);
            changed = any = true;
          }
          if (!base->is_mixin || base->is_native() || !klass.is_native()) continue;
          refuse(klass, class_stays_python, klass.node->name_span, klass.node->name, base->node->name);
          changed = any = true;
        }
        if (klass.base == nullptr || klass.is_native() == klass.base->is_native() || (klass.base->module != klass.module && !klass.is_native())) continue;
        ClassInfo& other = klass.is_native() ? klass : *klass.base;
        const ClassInfo& cause = klass.is_native() ? *klass.base : klass;
        if (&other == &klass && cause.state == ClassInfo::State::plain && cause.module == klass.module) other.state = ClassInfo::State::plain;
        else refuse(other, class_stays_python, other.node->name_span, other.node->name, cause.node->name);
        changed = any = true;
      }
    }
    return any;
  }

  void complete(ClassInfo& klass) {
    if (klass.is_mixin) return;
    for (const auto* statement : klass.node->body) {
      const auto* annotated = ast::as<ast::AnnAssign>(statement);
      if (annotated == nullptr || is_class_variable(*annotated) || is_no_field(*annotated)) continue;
      const std::string_view name = ast::as<ast::Name>(annotated->target)->id;
      if (klass.assigned.contains(name) || is_class_attribute(klass, name)) continue;
      add_annotated(klass, name, *annotated->annotation);
      if (annotated->value != nullptr) set_initial(klass, name, *annotated->value);
    }
    for (const auto* decorator : klass.node->decorator_list) {
      if (is_dataclass_decorator(scope_, *decorator) && !complete_dataclass(program_, klass, *decorator)) return;
    }
    add_stored_values(klass);
    if (klass.is_ordered) complete_ordering(program_, klass);
    for (const Method& method : klass.methods) {
      // What functools.cached_property has computed is a field of that name.
      if (method.kind == ir::MethodKind::getter && method.is_cached) add_annotated(klass, method.name, *method.def->returns);
      // Code of the base reads its field, where Python would find the method.
      else if (klass.base != nullptr && find_field(program_, *klass.base, method.name)) refuse(klass, unsupported, method.def->name_span, "a method or property in place of an inherited field");
      if (!klass.is_native()) return;
    }
    for (const Method& method : klass.methods) {
      if (method.kind == ir::MethodKind::static_method || method.kind == ir::MethodKind::class_method) continue;
      find_stores(klass, method);
    }
    check_derived_elsewhere(klass);
    for (const std::string& name : klass.assigned) {
      if (klass.is_native() && find_field(program_, klass, name)) refuse(klass, unsupported, klass.node->name_span, "a class that assigns an attribute that its objects have too");
    }
    if (!klass.is_native()) return;
    if (klass.is_generic()) return;   // Python's methods work on its objects: nothing is known of them
    infer(klass);
    if (!klass.is_native()) return;
    std::set<std::string, std::less<>> set = set_by_init(klass);
    // It sets the fields of an object that has no `__init__` behind it.
    if (find_method(klass, "__setstate__")) set.clear();
    for (ir::Field& field : program_.module.classes[klass.id].fields) field.checked = !(set.contains(field.name) && has_safe_default(field.type));
    // What a class that it derives from relies on, it has to set too.
    for (ClassInfo* base = klass.base; base != nullptr; base = base->base) {
      for (ir::Field& field : program_.module.classes[base->id].fields) {
        const bool relies = !field.checked && !set.contains(field.name);
        if (relies && base->module != klass.module) return refuse(klass, unsupported, klass.node->name_span, "a class whose `__init__` may leave `" + field.name + "` unset, on which code of `" + base->module->name + "` relies");
        field.checked |= relies;
      }
    }
  }
  // Once the types of the fields are found out.
  bool check_values(ClassInfo& klass) {
    const auto check = [&](const ir::Field& field, Type value) {
      if (value != nullptr && klass.is_native() && !is_value_of(value, field.type)) refuse(klass, unsupported, klass.node->name_span, "a class whose value of `" + field.name + "` is of another type than what is stored");
    };
    for (const ir::Field& field : program_.module.classes[klass.id].fields) check(field, field.initial);
    for (const ir::Class::Initial& initial : program_.module.classes[klass.id].initials) check(program_.module[initial.field], initial.value);
    return !klass.is_native();
  }

 private:
  template <class... T, class... Args>
  void refuse(ClassInfo& klass, const diag::Diag<T...>& diagnostic, Span span, Args&&... args) {
    klass.state = ClassInfo::State::python;
    if (!klass.reason) klass.reason = make_error(*klass.module->file, diagnostic, span, std::forward<Args>(args)...);
  }

  ClassInfo& read(const ast::ClassDef& node, ClassInfo* generic = nullptr, TypeVariables arguments = {}, std::string_view arguments_text = {}) {
    const ast::Node* no_variable = nullptr;
    std::vector<std::string> variables = generic != nullptr ? std::vector<std::string>() : class_variables(scope_, node, &no_variable);
    // A base is declared before what derives from it.
    std::vector<ClassInfo*> bases;
    for (const auto* base : node.bases) bases.push_back(compiled_base(node, *base, variables, arguments));
    ClassInfo& klass = program_.classes.emplace_back();
    klass.id = types::ClassId(program_.classes.size() - 1);
    klass.module = &scope_;
    klass.node = &node;
    klass.state = ClassInfo::State::native;
    klass.is_mixin = mixins_.contains(node.name);
    klass.variables = std::move(variables);
    klass.generic = generic;
    klass.arguments = std::move(arguments);
    for (std::size_t i = 0; i < bases.size(); ++i) read_base(klass, *node.bases[i], bases[i]);
    klass.order = resolution_order(klass);
    if (klass.order.empty()) {
      klass.order.push_back(&klass);
      refuse(klass, unsupported, node.span, "a class whose bases have no order");
    }
    for (const auto* keyword : node.keywords) {
      if (keyword->arg != "metaclass" || meaning(scope_, *keyword->value) != "abc.ABCMeta") refuse(klass, unsupported, keyword->span, "a class with this keyword");
    }
    if (no_variable != nullptr) refuse(klass, unsupported, no_variable->span, "a class with this type parameter");
    klass.type = program_.types.instance(klass.id, node.name, klass.base != nullptr ? klass.base->type : nullptr, arguments_text);
    if (klass.base != nullptr) klass.base->derived.push_back(&klass);
    bool says_types = false;
    for (const auto* decorator : node.decorator_list) {
      const std::string name = meaning(scope_, *decorator);
      if (is_dataclass_decorator(scope_, *decorator)) says_types = true;
      else if (name == "functools.total_ordering") klass.is_ordered = true;
      else if (is_typing(name, "final")) klass.is_final = true;
      else if (is_extension_point(scope_, *decorator)) klass.is_extensible = true;
      else if (is_class_option(scope_, *decorator)) continue;
      else refuse(klass, decorated, decorator->span, scope_.file->text(decorator->span));
    }
    klass.is_extensible |= elsewhere_.contains(node.name) || (klass.base != nullptr && klass.base->is_extensible);
    if (klass.is_extensible && (!klass.variables.empty() || klass.is_mixin || generic != nullptr)) {
      const auto by = elsewhere_.find(node.name);
      refuse(klass, unsupported, node.name_span, by != elsewhere_.end() ? derived_by(by->second, "has it as a generic base, or as one of several") : std::string("a generic class, or one of several bases, that Python code extends"));
    }
    for (const auto* statement : node.body) says_types |= read_statement(klass, *statement);
    for (const ClassInfo* base : klass.bases) says_types |= base->is_mixin && base->says_types;
    klass.says_types = says_types;
    add_mixins(klass);
    if (klass.derives_from_python || (!says_types && klass.base == nullptr && !klass.is_mixin)) klass.state = ClassInfo::State::plain;
    ir::Class& made = program_.module.classes.emplace_back();
    made.name = std::string(node.name);
    made.span = node.span;
    if (!node.decorator_list.empty()) made.span.begin = std::min(made.span.begin, node.decorator_list[0]->span.begin);
    made.type = klass.type;
    if (!program_.is_main(scope_)) made.module = scope_.name;
    made.file = scope_.file_index;
    made.is_mixin = klass.is_mixin;
    if (generic != nullptr) made.generic = generic->id;
    return klass;
  }

  // The compiled class that a base names, with the arguments that are given there; null: none.
  ClassInfo* compiled_base(const ast::ClassDef& node, const ast::Expr& base, const std::vector<std::string>& variables, const TypeVariables& arguments) {
    const auto* subscript = ast::as<ast::Subscript>(&base);
    const std::string name = meaning(scope_, subscript != nullptr ? *subscript->value : base);
    if (name.empty() || name[0] != '.') return base_elsewhere(base);
    if (name.size() < 2 || std::string_view(name).substr(1) == node.name) return nullptr;
    const auto known = std::ranges::find_if(program_.classes, [&](const ClassInfo& klass) { return klass.module == &scope_ && klass.generic == nullptr && klass.node->name == std::string_view(name).substr(1); });
    if (known == program_.classes.end()) return nullptr;
    // A generic class derives from the generic one.
    if (!known->is_generic() || (subscript != nullptr && !variables.empty())) return &*known;
    std::vector<Type> given;
    if (subscript == nullptr) given.assign(known->variables.size(), program_.types.object);
    for (const ast::Expr* item : subscript == nullptr ? std::vector<const ast::Expr*>() : items_of(*subscript->slice)) {
      const auto type = annotation_types(scope_, program_, *item, nullptr, &arguments);
      if (!type || type->size() != 1) return nullptr;
      given.push_back(type->front().type);
    }
    const Type made = program_.specialize(*known, given);
    return made == nullptr ? nullptr : &program_.class_of(made);
  }

  // A class of another module of the build that can be derived from: its layout is known here as well.
  ClassInfo* base_elsewhere(const ast::Expr& base) {
    const auto [where, what] = program_.definition(scope_, base);
    if (where == nullptr || where == &scope_ || what->kind != ModuleName::Kind::klass || what->klass == nullptr || !program_.build.contains(where->name)) return nullptr;
    if (std::ranges::find(program_.declared, where) != program_.declared.end()) program_.read_classes(*where);
    ClassInfo* const klass = program_.find_class(*where, what->klass->name);
    return klass != nullptr && klass->is_extensible && !klass->is_final && program_.is_layout_known(*klass) ? klass : nullptr;
  }

  void add_mixins(ClassInfo& klass) {
    const bool has_some = !klass.is_mixin && std::ranges::any_of(klass.order, [](const ClassInfo* one) { return one->is_mixin; });
    if (!has_some) return;
    diag::Sink ignored;
    const ast::Module* tree = parse::parse_module(*scope_.file, program_.arena, ignored, {.mangles = true});
    if (tree == nullptr) return;
    copy_mixins(klass, *tree, [&](const ast::FunctionDef& def) {
      ClassInfo alone;
      read_method(alone, def);
      if (alone.reason) refuse(klass, unsupported, def.name_span, "a mixin with this method");
      return alone.methods.back();
    });
  }

  void read_base(ClassInfo& klass, const ast::Expr& base, ClassInfo* known) {
    const auto* subscript = ast::as<ast::Subscript>(&base);
    const std::string name = meaning(scope_, subscript != nullptr ? *subscript->value : base);
    if (name == "builtins.object" || name == "abc.ABC" || (subscript != nullptr && is_typing(name, "Generic"))) return;
    if (klass.is_mixin && subscript == nullptr && is_typing(name, "Protocol")) return;
    if (known != nullptr) {
      klass.bases.push_back(known);
      if (known->is_mixin || klass.is_mixin) return;
      if (klass.base != nullptr) refuse(klass, unsupported, base.span, "a class with several bases that have fields");
      klass.base = known;
      klass.crosses_modules = known->module != klass.module || known->crosses_modules;
      return;
    }
    // An exception, an enum, a protocol: Python's by its nature.
    refuse(klass, unsupported, base.span, "a class that derives from `" + std::string(scope_.file->text(base.span)) + "`");
    klass.derives_from_python = true;
  }

  static bool mentions_dict(const ast::Expr& slots) {
    bool found = false;
    const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
      const auto* constant = ast::as<ast::Constant>(&node);
      found |= constant != nullptr && constant->value.type == ast::ConstantValue::Type::string && constant->value.text == "__dict__";
      for_each_child(node, visit);
    };
    visit(slots);
    return found;
  }

  // Whether it says a type.
  bool read_statement(ClassInfo& klass, const ast::Stmt& statement) {
    if (ast::is<ast::Pass>(&statement) || ast::is<ast::AsyncFunctionDef>(&statement) || is_docstring(statement)) return false;
    if (const auto* def = ast::as<ast::FunctionDef>(&statement)) return is_overload(*def) || read_method(klass, *def);
    if (const auto* branch = ast::as<ast::If>(&statement); branch != nullptr && branch->orelse.empty() && is_for_type_checkers(scope_, *branch->test)) {
      // It tells type checkers that objects are given attributes that no method stores.
      const auto gives_attributes = [](const ast::Stmt* one) { return ast::is<ast::FunctionDef>(one) && ast::as<ast::FunctionDef>(one)->name == "__getattr__"; };
      if (std::ranges::any_of(branch->body, gives_attributes)) refuse(klass, unsupported, statement.span, "a class with `__getattr__`");
      return false;
    }
    if (const auto* annotated = ast::as<ast::AnnAssign>(&statement); annotated != nullptr && ast::is<ast::Name>(annotated->target)) {
      if (annotated->value != nullptr) klass.constants.insert_or_assign(std::string(ast::as<ast::Name>(annotated->target)->id), annotated->value);
      return true;
    }
    if (const auto* assign = ast::as<ast::Assign>(&statement); assign != nullptr && assign->targets.size() == 1 && ast::is<ast::Name>(assign->targets[0])) {
      const std::string name(ast::as<ast::Name>(assign->targets[0])->id);
      // `__rmul__ = __mul__`: the method under another name.
      const auto* other = ast::as<ast::Name>(assign->value);
      const auto known = std::find_if(klass.methods.begin(), klass.methods.end(), [&](const Method& method) { return other != nullptr && method.name == other->id; });
      if (known != klass.methods.end() && known->kind == ir::MethodKind::method && name != "__init__" && !is_forbidden(name)) {
        Method again = *known;
        again.name = name;
        klass.methods.push_back(std::move(again));
        return false;
      }
      if (name == "__slots__" && mentions_dict(*assign->value)) refuse(klass, unsupported, assign->value->span, "a class whose `__slots__` have a `__dict__`");
      klass.constants.insert_or_assign(name, assign->value);
      return false;
    }
    refuse(klass, unsupported, statement.span, "this statement in the body of a class");
    return false;
  }

  bool is_cache(const ast::Expr& decorator) const {
    const auto* call = ast::as<ast::Call>(&decorator);
    const std::string name = meaning(scope_, call != nullptr ? *call->func : decorator);
    return name == "functools.cache" || name == "functools.lru_cache";
  }
  bool read_method(ClassInfo& klass, const ast::FunctionDef& def) {
    Method method{.name = std::string(def.name), .def = &def};
    if (is_forbidden(def.name)) refuse(klass, unsupported, def.name_span, "a class with `" + method.name + "`");
    for (const auto* decorator : def.decorator_list) {
      const std::string name = meaning(scope_, *decorator);
      const auto* setter = ast::as<ast::Attribute>(decorator);
      if (name == "builtins.staticmethod") method.kind = ir::MethodKind::static_method;
      else if (name == "builtins.classmethod") method.kind = ir::MethodKind::class_method;
      else if (name == "builtins.property") method.kind = ir::MethodKind::getter;
      else if (setter != nullptr && setter->attr == "setter" && ast::is<ast::Name>(setter->value) && ast::as<ast::Name>(setter->value)->id == def.name) method.kind = ir::MethodKind::setter;
      else if (name == "abc.abstractmethod") method.is_abstract = true;
      else if (name == "functools.cached_property" && def.decorator_list.size() == 1 && def.returns != nullptr) method.kind = ir::MethodKind::getter, method.is_cached = true;
      else if (is_cache(*decorator) && def.decorator_list.size() == 1) method.is_cached = true;
      else if (!is_transparent(scope_, *decorator)) method.refused = decorator;
    }
    const bool is_again = std::any_of(klass.methods.begin(), klass.methods.end(), [&](const Method& known) { return known.name == method.name && known.kind == method.kind; });
    if (is_again) refuse(klass, unsupported, def.name_span, "a method that is defined twice");
    klass.methods.push_back(method);
    bool says_types = def.returns != nullptr;
    for (const auto& args : {def.args->posonlyargs, def.args->args, def.args->kwonlyargs}) {
      for (const auto* arg : args) says_types |= arg->annotation != nullptr;
    }
    return says_types;
  }

  // `C.x = value` anywhere in the module: Python has that attribute. A method stays what it is.
  void find_assigned_attributes() {
    const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
      if (const auto* attribute = ast::as<ast::Attribute>(&node); attribute != nullptr && attribute->ctx != ast::Context::Load) {
        const auto* name = ast::as<ast::Name>(attribute->value);
        for (ClassInfo& klass : program_.classes) {
          const bool through_class = name != nullptr && klass.module == &scope_ && (name->id == klass.node->name || (name->id == "cls" && contains(*klass.node, node)));
          if (through_class) add_assigned(klass, *attribute);
        }
      }
      for_each_child(node, visit);
    };
    for (const auto* statement : scope_.tree->body) visit(*statement);
  }
  void add_assigned(ClassInfo& klass, const ast::Attribute& attribute) {
    const bool is_method = find_method(klass, attribute.attr) || find_method(klass, attribute.attr, true);
    if (klass.is_native() && (is_method || attribute.ctx == ast::Context::Del || klass.is_mixin || klass.is_generic() || klass.generic != nullptr)) refuse(klass, unsupported, attribute.span, "assignment to an attribute of a class");
    // Classes that derive from it see the attribute; where they assign it, they have one of their own.
    klass.assigned.insert(std::string(attribute.attr));
  }
  static bool contains(const ast::Node& outer, const ast::Node& inner) { return outer.span.begin <= inner.span.begin && inner.span.end <= outer.span.end; }

  // A class that stays Python, of whose objects a value of the type may hold some; null: none.
  const ClassInfo* refused_within(Type type) {
    if (is(type, Kind::instance)) return program_.class_of(type).is_native() ? nullptr : &program_.class_of(type);
    for (const Type arg : type->args) {
      if (const ClassInfo* found = refused_within(arg)) return found;
    }
    return nullptr;
  }

  // ---- fields ----

  void add_field(ClassInfo& klass, std::string_view name, Type type, const ast::Expr* annotation) {
    if (klass.is_generic()) type = program_.types.object;
    if (const auto known = find_field(program_, klass, name)) {
      if (type != nullptr && known->type != nullptr && known->type != type) refuse(klass, not_convertible, annotation->span, known->type->text, type->text);
      else if (type != nullptr && known->type == nullptr) program_.module.classes[known->ref.klass].fields[known->ref.index].type = type, std::erase(program_.inferred, known->ref);
      return;
    }
    std::vector<ir::Field>& fields = program_.module.classes[klass.id].fields;
    if (type == nullptr) program_.inferred.push_back({klass.id, std::uint32_t(fields.size())});
    fields.push_back({std::string(name), type, true, nullptr});
  }

  void add_annotated(ClassInfo& klass, std::string_view name, const ast::Expr& annotation) {
    if (is_typing(meaning(scope_, annotation), "Final")) return add_field(klass, name, nullptr, nullptr);  // of the type of what is stored
    if (klass.is_generic()) return add_field(klass, name, nullptr, &annotation);
    const auto type = annotation_types(scope_, program_, annotation, klass.type);
    if (const Type whole = type ? type_of_all(program_.types, *type) : nullptr; whole != nullptr && !is(whole, Kind::never)) return add_field(klass, name, whole, &annotation);
    // An array whose rank or dtype is open: what the methods store tells.
    if (type && type->size() > 1 && std::ranges::any_of(*type, &ParameterType::is_open_array)) return add_field(klass, name, nullptr, &annotation);
    klass.state = ClassInfo::State::python;
    if (!klass.reason) klass.reason = annotation_error(scope_, program_, annotation);
  }

  // `x: ClassVar[int] = 1`, `x: Final = 1`: an attribute of the class alone.
  bool is_class_variable(const ast::AnnAssign& node) const {
    const auto* subscript = ast::as<ast::Subscript>(node.annotation);
    const std::string name = meaning(scope_, subscript != nullptr ? *subscript->value : *node.annotation);
    return is_typing(name, "ClassVar") || (is_typing(name, "Final") && node.value != nullptr);
  }

  // `digest: Any = staticmethod(sha1)`.
  bool is_function_value(const ast::Expr& value) const {
    const auto* call = ast::as<ast::Call>(&value);
    const std::string made_by = call != nullptr ? meaning(scope_, *call->func) : std::string();
    return ast::is<ast::Lambda>(&value) || made_by == "builtins.staticmethod" || made_by == "builtins.classmethod";
  }

  // `x: int = 1`, to which classes that derive from this one give other values, or `x: dict[str, int] = {...}`, and no object has one of its own: an attribute of the classes as well.
  bool is_class_attribute(const ClassInfo& klass, std::string_view name) const {
    if (stored_.contains(name) || klass.is_generic() || klass.generic != nullptr) return false;
    for (const ClassInfo* one = &klass; one != nullptr; one = one->base) {
      if (is_dataclass(*one)) return false;
    }
    for (const ClassInfo* one = &klass; one != nullptr; one = one->base) {
      if (is_given_below(*one, name)) return true;
    }
    // A container is one for all objects: a table. So is a function.
    const auto value = klass.constants.find(name);
    return value != klass.constants.end() && (is_function_value(*value->second) || ast::is<ast::Dict>(value->second) || ast::is<ast::List>(value->second) || ast::is<ast::Set>(value->second) || ast::is<ast::Tuple>(value->second));
  }
  bool is_given_below(const ClassInfo& klass, std::string_view name) const {
    const auto elsewhere = elsewhere_.find(klass.node->name);
    if (elsewhere != elsewhere_.end() && elsewhere->second.defined.contains(name)) return true;
    return std::ranges::any_of(klass.derived, [&](const ClassInfo* derived) { return derived->constants.contains(name) || is_given_below(*derived, name); });
  }
  // Attributes that anything assigns, as far as this module and what derives from its classes tell.
  void find_stored() {
    const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
      const auto* attribute = ast::as<ast::Attribute>(&node);
      if (attribute != nullptr && attribute->ctx != ast::Context::Load) stored_.emplace(attribute->attr);
      for_each_child(node, visit);
    };
    for (const auto* statement : scope_.tree->body) visit(*statement);
    for (const auto& [name, derived] : elsewhere_) stored_.insert(derived.stored.begin(), derived.stored.end());
  }

  // `x: InitVar[int]`, `_: KW_ONLY`.
  bool is_no_field(const ast::AnnAssign& node) const {
    const auto* subscript = ast::as<ast::Subscript>(node.annotation);
    const std::string name = meaning(scope_, subscript != nullptr ? *subscript->value : *node.annotation);
    return name == "dataclasses.InitVar" || name == "dataclasses.KW_ONLY";
  }

  static std::string derived_by(const DerivedClass& derived, std::string_view what) {
    return "a class from which another module derives one (`" + derived.by + "`, which " + std::string(what) + ")";
  }

  static bool is_about_attributes(std::string_view name) {
    return name == "__getattribute__" || name == "__getattr__" || name == "__setattr__" || name == "__delattr__" || name == "__class__";
  }

  // Classes of other modules that derive from it stay Python. They must leave the fields to it (can_follow, runtime/classes.cpp).
  void check_derived_elsewhere(ClassInfo& klass) {
    const auto elsewhere = elsewhere_.find(klass.node->name);
    if (elsewhere == elsewhere_.end() || !klass.is_native()) return;
    const DerivedClass& derived = elsewhere->second;
    std::string what = derived.has_several_bases ? "has several bases in the build" : "";
    for (const std::string& name : derived.defined) {
      if (find_field(program_, klass, name)) what = "hides the field `" + name + "`";
      else if (is_about_attributes(name) || (name == "__hash__" && find_method(klass, "__eq__") && !find_method(klass, "__hash__"))) what = "has `" + name + "`";
    }
    if (!what.empty()) refuse(klass, unsupported, klass.node->name_span, derived_by(derived, what));
  }

  // The value that the class has for a field: a number, a text, a member of an enumeration or None, known from the tree.
  void set_initial(ClassInfo& klass, std::string_view name, const ast::Expr& value) {
    const auto known = find_field(program_, klass, name);
    if (!klass.is_native() || !known || klass.is_generic()) return;
    int depth = 0;
    const std::function<Type(std::string_view)> own = [&](std::string_view of) -> Type {
      const auto beside = klass.constants.find(of);
      if (beside == klass.constants.end()) return nullptr;
      const Type found = ++depth < longest_chain ? constant_value(program_, scope_, *beside->second, own) : nullptr;
      return found != nullptr ? found : program_.types.never;
    };
    const Type literal = constant_value(program_, scope_, value, own);
    Type& type = program_.module.classes[known->ref.klass].fields[known->ref.index].type;
    // Of a field that no annotation declares: the value says what it holds, beside what is stored.
    if (literal != nullptr && std::ranges::find(program_.inferred, known->ref) != program_.inferred.end()) {
      const Type base = types::base_of(literal);
      type = types::storage_of(program_.types, type == nullptr ? base : program_.types.join(type, base));
    }
    if (literal != nullptr && type != nullptr && is_value_of(literal, type)) {
      if (known->ref.klass == klass.id) program_.module.classes[klass.id].fields[known->ref.index].initial = literal;
      else program_.module.classes[klass.id].initials.push_back({known->ref, literal});
    } else if (!is_dataclass(klass) && !set_by_init(klass).contains(name)) {
      refuse(klass, unsupported, value.span, "a class' value of a field that is no constant of the field's type");
    }
  }
  // Values that the body gives attributes which objects store too: `count = 0` beside `self.count += 1`, here or in a class that derives from this one.
  void add_stored_values(ClassInfo& klass) {
    const std::set<std::string, std::less<>> stored = stored_by_objects(klass);
    for (const auto& [name, value] : klass.constants) {
      const auto known = find_field(program_, klass, name);
      if ((known && known->ref.klass == klass.id) || klass.assigned.contains(name) || (!known && !stored.contains(name))) continue;
      if (!known) add_field(klass, name, nullptr, nullptr);
      set_initial(klass, name, *value);
      if (!klass.is_native()) return;
    }
  }
  // What methods of the class, or of one that derives from it, store in their objects.
  std::set<std::string, std::less<>> stored_by_objects(const ClassInfo& klass) const {
    std::set<std::string, std::less<>> stored = stored_by_methods(klass);
    for (const ClassInfo* derived : klass.derived) stored.merge(stored_by_objects(*derived));
    if (const auto elsewhere = elsewhere_.find(klass.node->name); elsewhere != elsewhere_.end()) stored.insert(elsewhere->second.stored.begin(), elsewhere->second.stored.end());
    return stored;
  }
  // Whether the class stores what a value in the body of a class began.
  bool stores_begun(const ClassInfo& klass) const {
    const std::set<std::string, std::less<>> stored = stored_by_methods(klass);
    return std::ranges::any_of(program_.inferred, [&](const ir::FieldRef& one) {
      const ir::Field& field = program_.module[one];
      return field.initial != nullptr && stored.contains(field.name) && types::is_subclass(klass.type, program_.module.classes[one.klass].type);
    });
  }
  bool is_dataclass(const ClassInfo& klass) const {
    return std::any_of(klass.node->decorator_list.begin(), klass.node->decorator_list.end(), [&](const ast::Expr* one) { return is_dataclass_decorator(scope_, *one); });
  }
  void find_stores(ClassInfo& klass, const Method& method) {
    const std::string_view receiver = receiver_name(*method.def);
    const std::function<void(const ast::Node&)> visit = [&](const ast::Node& node) {
      if (const auto* annotated = ast::as<ast::AnnAssign>(&node)) {
        if (const auto* attribute = attribute_of(*annotated->target, receiver)) add_annotated(klass, attribute->attr, *annotated->annotation);
      }
      if (const auto* attribute = attribute_of(static_cast<const ast::Expr&>(node), receiver); attribute != nullptr && attribute->ctx == ast::Context::Store) {
        const bool is_property = find_method(klass, attribute->attr, true).has_value();
        if (attribute->attr == "__class__" || attribute->attr == "__dict__") refuse(klass, unsupported, attribute->span, "an object that is given another `" + std::string(attribute->attr) + "`");
        else if (!is_property) add_field(klass, attribute->attr, nullptr, nullptr);
      }
      for_each_child(node, visit);
    };
    for (const auto* statement : method.def->body) visit(*statement);
  }

  // The types of fields without annotations, from what the methods store.
  void infer(ClassInfo& klass) {
    const auto unknown = [&]() -> ir::Field* {
      for (ir::Field& field : program_.module.classes[klass.id].fields) {
        if (field.type == nullptr || says_nothing(field.type)) return &field;
      }
      return nullptr;
    };
    if (!klass.is_native() || (unknown() == nullptr && !stores_begun(klass))) return;
    if (!program_.is_main(scope_)) take_known(klass);
    if (unknown() == nullptr && !stores_begun(klass)) return;
    for (int round = 0; round < 4; ++round) {
      const std::vector<ir::Field> before = program_.module.classes[klass.id].fields;
      for (Method& method : klass.methods) {
        if (method.kind != ir::MethodKind::method && method.kind != ir::MethodKind::setter) continue;
        const FunctionDef& def = program_.define(klass, method, false);
        if (method.is_abstract) continue;
        const Signature signature = signature_of(program_, def);
        // With parameters that are an array or None: the first way of all, then the second.
        std::size_t ways = 1;
        for (const std::vector<Type>& one : signature.ways) ways = std::max(ways, one.size());
        for (std::size_t way = 0; way < ways; ++way) {
          std::vector<Type> parameters = signature.parameters;
          for (std::size_t i = 0; i < parameters.size(); ++i) {
            if (!signature.ways[i].empty()) parameters[i] = signature.ways[i][way % signature.ways[i].size()];
          }
          if (std::ranges::find(parameters, Type(nullptr)) == parameters.end()) program_.try_out(def, std::move(parameters));
        }
      }
      const std::vector<ir::Field>& after = program_.module.classes[klass.id].fields;
      if (std::equal(before.begin(), before.end(), after.begin(), after.end(), [](const ir::Field& a, const ir::Field& b) { return a.type == b.type; })) break;
    }
    if (unknown() != nullptr) infer_beside_unknown(klass);
    while (ir::Field* const field = unknown()) {
      field->type = program_.types.object;
      if (!program_.is_main(scope_) || !program_.told.insert({scope_.file, std::string(klass.node->name) + "." + field->name}).second) continue;
      diag::Diagnostic told = make_warning(*scope_.file, unknown_field_type, klass.node->name_span, field->name, klass.node->name);
      told.hint = "it is taken for any object; annotate it (an array with its rank: keelback.typing.Array2D[np.float64])";
      program_.sink.add(std::move(told));
    }
  }
  // What the class' own module has found out.
  void take_known(ClassInfo& klass) {
    const auto module = program_.build.find(scope_.name);
    if (module == program_.build.end()) return;
    const auto known = module->second.fields.find(klass.node->name);
    if (known == module->second.fields.end()) return;
    std::vector<ir::Field>& fields = program_.module.classes[klass.id].fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      const auto found = known->second.find(fields[i].name);
      if (fields[i].type != nullptr || found == known->second.end()) continue;
      fields[i].type = type_here(program_, found->second);
      if (fields[i].type != nullptr) std::erase(program_.inferred, ir::FieldRef{klass.id, i});
    }
  }
  // What methods store beside parameters that say nothing, or leave a rank open: those are any objects here, and so is what is stored of them alone.
  void infer_beside_unknown(ClassInfo& klass) {
    std::vector<ir::Field>& fields = program_.module.classes[klass.id].fields;
    const std::vector<ir::Field> before = fields;
    for (Method& method : klass.methods) {
      if ((method.kind != ir::MethodKind::method && method.kind != ir::MethodKind::setter) || method.is_abstract) continue;
      const FunctionDef& def = program_.define(klass, method, false);
      std::vector<Type> parameters = signature_of(program_, def).parameters;
      if (std::ranges::find(parameters, Type(nullptr)) == parameters.end()) continue;
      std::ranges::replace(parameters, Type(nullptr), program_.types.object);
      program_.try_out(def, parameters);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
      const bool is_known = before[i].type != nullptr && !says_nothing(before[i].type);
      if (is_known || (fields[i].type != nullptr && is(fields[i].type, Kind::object))) fields[i].type = before[i].type;
    }
  }
  Program& program_;
  ModuleScope& scope_;
  const DerivedClasses& elsewhere_;
  std::set<std::string, std::less<>> mixins_, stored_;
  bool is_read_ = false;
};

}  // namespace

std::string class_key(const ClassInfo& klass) { return klass.module->name + ":" + std::string(klass.node->name); }

namespace {

std::uint32_t place_of(const Program& program, const ModuleScope& scope) {
  const auto found = program.build.find(scope.name);
  return found != program.build.end() ? found->second.place : 0;
}

// The classes, those of a module together: modules by their places in the build, but a base's in front of what derives from it.
std::vector<types::ClassId> order_of(const Program& program, std::vector<ModuleScope*> scopes) {
  std::ranges::sort(scopes, {}, [&](const ModuleScope* scope) { return place_of(program, *scope); });
  std::vector<types::ClassId> order;
  while (!scopes.empty()) {
    const auto is_left = [&](const ModuleScope* scope) { return std::ranges::find(scopes, scope) != scopes.end(); };
    const auto waits = [&](const ModuleScope* scope) {
      return std::ranges::any_of(program.classes, [&](const ClassInfo& klass) { return klass.module == scope && klass.base != nullptr && klass.base->module != scope && is_left(klass.base->module); });
    };
    auto next = std::ranges::find_if_not(scopes, waits);
    if (next == scopes.end()) next = scopes.begin();
    for (const ClassInfo& klass : program.classes) {
      if (klass.module == *next) order.push_back(klass.id);
    }
    scopes.erase(next);
  }
  return order;
}

void refuse_known(Program& program, const RefusedClasses& refused) {
  for (ClassInfo& klass : program.classes) {
    if (!klass.is_native()) continue;
    if (const auto found = refused.find(class_key(klass)); found != refused.end()) {
      klass.state = ClassInfo::State::python;
      klass.reason = found->second;
    }
    if (!program.may_be_native(*klass.module, *klass.node)) klass.state = ClassInfo::State::plain;
  }
}

}  // namespace

void declare_classes(Program& program, const std::vector<ModuleScope*>& scopes, const RefusedClasses& refused) {
  std::deque<Declarations> modules;
  program.declared.assign(scopes.begin(), scopes.end());
  for (ModuleScope* scope : scopes) modules.emplace_back(program, *scope);
  const auto of = [&](const ClassInfo& klass) -> Declarations& {
    return *std::ranges::find_if(modules, [&](const Declarations& one) { return &one.scope() == klass.module; });
  };
  program.declare_specialization = [&](ClassInfo& generic, const std::vector<Type>& arguments) { return of(generic).specialize(generic, arguments); };
  program.read_classes = [&](const ModuleScope& scope) { std::ranges::find_if(modules, [&](const Declarations& one) { return &one.scope() == &scope; })->read_statements(); };
  for (Declarations& module : modules) module.read_statements();
  program.read_classes = nullptr;
  // By index: what is declared on the way is added behind. Their classes have the ids that they had in the attempt before.
  for (std::size_t i = 0; i < program.specializations.size(); ++i) {
    const Specialization wanted = program.specializations[i];
    const auto generic = std::ranges::find_if(program.classes, [&](const ClassInfo& klass) { return klass.is_generic() && klass.module->file == wanted.file && klass.node->name == wanted.name; });
    if (generic != program.classes.end()) program.specialize(*generic, wanted.arguments);
  }
  Declarations& all = modules.front();
  all.find_typed_bases();
  for (Declarations& module : modules) module.find_assignments();
  refuse_known(program, refused);
  all.spread();
  // Each round knows the classes that the one before it has left.
  for (bool changed = true; changed;) {
    changed = false;
    for (ir::Class& klass : program.module.classes) {
      klass.fields.clear();
      klass.initials.clear();
    }
    program.inferred.clear();
    // What one class' methods store may say what another's hold: in an order that is the same whichever of the modules is compiled.
    const std::vector<types::ClassId> order = order_of(program, scopes);
    for (std::size_t i = 0; i < program.classes.size(); ++i) {
      ClassInfo& klass = program.classes[i < order.size() ? order[i] : i];
      if (!klass.is_native()) continue;
      of(klass).complete(klass);
      changed |= !klass.is_native();
    }
    for (ClassInfo& klass : program.classes) changed |= klass.is_native() && of(klass).check_values(klass);
    if (all.spread()) changed = true;
  }
  program.declare_specialization = nullptr;
  // A mixin of classes that stay Python is none of ours.
  for (ClassInfo& mixin : program.classes) {
    const auto has = [&](const ClassInfo& klass) { return klass.is_native() && !klass.is_mixin && std::ranges::find(klass.order, &mixin) != klass.order.end(); };
    if (mixin.is_mixin && mixin.is_native() && std::ranges::none_of(program.classes, has)) mixin.state = ClassInfo::State::plain;
  }
  for (ClassInfo& klass : program.classes) {
    ir::Class& made = program.module.classes[klass.id];
    made.place = place_of(program, *klass.module);
    made.crosses_modules = klass.crosses_modules;
    made.is_shared = program.is_layout_known(klass);
    made.is_native = klass.is_native();
    made.is_assigned = !klass.assigned.empty();
    made.is_final = klass.is_final && klass.derived.empty();
    made.is_extensible = klass.is_extensible;
  }
  program.inferred.clear();
}

}  // namespace keelback::check
