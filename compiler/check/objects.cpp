// Objects of compiled classes: construction, attributes, methods, tests of their class.
#include <algorithm>

#include "check/annotations.hpp"
#include "check/constant_values.hpp"
#include "check/function_checker.hpp"
#include "check/overrides.hpp"
#include "check/signatures.hpp"
#include "check/special_methods.hpp"

namespace keelback::check {

using types::is;

// ---- attributes ----

ExprId FunctionChecker::object_attribute(ExprId object, const ast::Attribute& node, Span span) {
  ClassInfo& klass = program_.class_of(type(object));
  if (const auto getter = find_method(klass, node.attr); getter && getter->method->kind == ir::MethodKind::getter) {
    if (getter->method->is_cached) {
      // Python's descriptor computes it where it is not there yet.
      const ExprId value = dynamic(ir::DynamicOp::attribute, std::string(node.attr), {object}, types.object, span);
      return convert(value, find_field(program_, klass, node.attr)->type, span);
    }
    return call_found(*getter, object, {}, true, span);
  }
  if (const auto field = find_field(program_, klass, node.attr)) {
    if (field->type == nullptr) fail(unknown_field_type, span, node.attr, klass.node->name);
    return add(ir::ReadField{object, field->ref}, field->type, span);
  }
  if (const auto method = find_method(klass, node.attr)) return bound_method(*method, object, node, span);
  if (node.attr == "__class__") return class_of_object(object, span);
  if (const auto assigned = assigned_attribute(object, type(object), node, span)) return *assigned;
  // The attribute of the object's own class: of those that derive from this one, the deepest are asked first.
  const Reuse kept = reuse(object, "object");
  std::vector<ClassInfo*> owners;
  const std::function<void(ClassInfo&)> collect = [&](ClassInfo& one) {
    for (ClassInfo* derived : one.derived) collect(*derived);
    if (&one != &klass && one.constants.contains(node.attr)) owners.push_back(&one);
  };
  collect(klass);
  const bool is_open = klass.is_extensible || !owners.empty();
  const Type declared = is_open ? declared_attribute(klass, node.attr) : nullptr;
  const auto asked = [&] {
    const ExprId found = dynamic(ir::DynamicOp::attribute, std::string(node.attr), {handed(read(kept, span), span)}, types.object, span);
    return declared != nullptr ? convert(found, declared, span) : found;
  };
  // Declared here, and given a value by classes that derive from this one alone.
  const auto gives = [&](const ClassInfo& one) { return one.constants.contains(node.attr); };
  bool has_value = false;
  for (const ClassInfo* one = &klass; one != nullptr; one = one->base) has_value |= gives(*one);
  if (is_open && declared != nullptr && !has_value) return wrap(kept, asked());
  const auto of_object = [&](Type of) {
    const ExprId found = class_attribute(of, node, span);
    // What only Python knows may be bound to the object, as a classmethod is.
    if (is(type(found), Kind::object) && class_value(program_.class_of(of), node.attr) != nullptr) return asked();
    return found;
  };
  const auto is_bound = [&](const ClassInfo* one) { return is_bound_when_read(*one, node.attr); };
  const bool binds = is_bound(&klass);
  if (std::ranges::any_of(owners, [&](const ClassInfo* one) { return is_bound(one) != binds; })) return wrap(kept, asked());
  const auto as_declared = [&](ExprId value) { return !binds && declared != nullptr && converts(type(value), declared) ? convert(value, declared, span) : value; };
  ExprId value = as_declared(of_object(type(object)));
  for (std::size_t i = owners.size(); i-- > 0;) {
    const ExprId other = as_declared(of_object(owners[i]->type));
    const Type joined = types::storage_of(types, join_types(type(other), type(value)));
    value = add(ir::Select{add(ir::IsClass{read(kept, span), owners[i]->id}, types.boolean, span), convert(other, joined, span), convert(value, joined, span)}, joined, span);
  }
  if (binds) value = closure_of(written_lambda(&node, "lambda *_, owner=owner_, made=made_: made(owner, *_)", true, span), {read(kept, span), value}, span);
  if (klass.is_extensible) {
    const Type stored = types::storage_of(types, type(value));
    value = add(ir::Select{add(ir::IsClass{read(kept, span), klass.id, true}, types.boolean, span), convert(asked(), stored, span), convert(value, stored, span)}, stored, span);
  }
  return wrap(kept, value);
}

// The expression of an attribute in the body of the class, or of one that it derives from; null: there is none.
const ast::Expr* FunctionChecker::class_value(const ClassInfo& klass, std::string_view attribute) const {
  for (const ClassInfo* one = &klass; one != nullptr; one = one->base) {
    if (const auto found = one->constants.find(attribute); found != one->constants.end()) return found->second;
  }
  return nullptr;
}

// `area = area_of`, `key = lambda self: ...`: functions that the body of a class has as values are methods of its objects. Others, of builtins and NumPy, are not bound.
bool FunctionChecker::is_bound_when_read(const ClassInfo& klass, std::string_view attribute) const {
  const ast::Expr* const value = class_value(klass, attribute);
  if (value == nullptr || ast::is<ast::Lambda>(value)) return value != nullptr;
  const auto* name = ast::as<ast::Name>(value);
  const auto found = name == nullptr ? klass.module->names.end() : klass.module->names.find(name->id);
  return found != klass.module->names.end() && found->second.kind == ModuleName::Kind::function;
}

// `point.norm` as a value: a function of the method's other parameters, which holds the object.
ExprId FunctionChecker::bound_method(MethodFound found, ExprId object, const ast::Attribute& node, Span span) {
  const ast::Arguments& arguments = *found.method->def->args;
  if (found.method->kind != ir::MethodKind::method || arguments.kwarg != nullptr) fail(unsupported, span, "this method as a value");
  const auto is_written = [](const ast::Expr* value) {
    const auto* negated = ast::as<ast::UnaryOp>(value);
    return value == nullptr || ast::is<ast::Constant>(negated != nullptr ? negated->operand : value);
  };
  const bool is_plain = arguments.posonlyargs.empty() && !arguments.args.empty() && arguments.vararg == nullptr && std::ranges::all_of(arguments.defaults, is_written) && std::ranges::all_of(arguments.kw_defaults, is_written);
  // The names and defaults of the parameters, where they are the same whatever the object's class is.
  if (!is_plain || is_overridden(program_.class_of(type(object)), node.attr)) return method_value(object, node, span);
  const support::SourceFile& source = *found.owner->module->file;
  std::string parameters, given;
  const auto take = [&](const ast::Arg& parameter, const ast::Expr* value, bool by_keyword) {
    const std::string name(parameter.arg);
    parameters += name + (value != nullptr ? "=" + std::string(source.text(value->span)) : "") + ", ";
    given += (given.empty() ? "" : ", ") + (by_keyword ? name + "=" + name : name);
  };
  const std::size_t without = arguments.args.size() - arguments.defaults.size();
  for (std::size_t i = 1; i < arguments.args.size(); ++i) take(*arguments.args[i], i < without ? nullptr : arguments.defaults[i - without], false);
  const std::string self(arguments.args[0]->arg);
  parameters += "*, ";
  for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) take(*arguments.kwonlyargs[i], arguments.kw_defaults[i], true);
  const std::string written = "lambda " + parameters + self + "=" + self + "_: " + self + "." + std::string(node.attr) + "(" + given + ")";
  return closure_of(written_lambda(&node, written, true, span), {object}, span);
}

// type(object): where it may be one of several, Python's.
ExprId FunctionChecker::class_of_object(ExprId object, Span span) {
  if (!program_.class_of(type(object)).derived.empty() || program_.class_of(type(object)).is_extensible) return dynamic(ir::DynamicOp::attribute, "__class__", {convert(object, types.object, span)}, types.object, span);
  decided(true, {object}, span);
  return add(ir::Constant{}, types.type_object(type(object)), span);
}

// An attribute of a class that the module assigns: Python has it. `owner`: the object, or the class.
std::optional<ExprId> FunctionChecker::assigned_attribute(ExprId owner, Type klass, const ast::Attribute& node, Span span) {
  const auto is_assigned = [&](const ClassInfo& one) { return one.assigned.contains(node.attr); };
  const std::function<bool(const ClassInfo&)> below = [&](const ClassInfo& one) { return is_assigned(one) || std::ranges::any_of(one.derived, [&](const ClassInfo* derived) { return below(*derived); }); };
  const ClassInfo& info = program_.class_of(klass);
  bool found = below(info);
  for (const ClassInfo* one = &info; one != nullptr; one = one->base) found |= is_assigned(*one);
  if (!found) return std::nullopt;
  const ExprId value = dynamic(ir::DynamicOp::attribute, std::string(node.attr), {owner}, types.object, span);
  const Type declared = declared_attribute(info, node.attr);
  return declared != nullptr ? convert(value, declared, span) : value;
}

// The type that the body of the class, or of one that it derives from, declares for an attribute; null: none does.
Type FunctionChecker::declared_attribute(const ClassInfo& klass, std::string_view attribute) {
  for (const ClassInfo* one = &klass; one != nullptr; one = one->base) {
    for (const auto* statement : one->node->body) {
      const auto* annotated = ast::as<ast::AnnAssign>(statement);
      const auto* name = annotated == nullptr ? nullptr : ast::as<ast::Name>(annotated->target);
      if (name == nullptr || name->id != attribute) continue;
      const auto declared = annotation_types(*klass.module, program_, *annotated->annotation, klass.type);
      return declared && declared->size() == 1 ? declared->front().type : nullptr;
    }
  }
  return nullptr;
}

ExprId FunctionChecker::class_attribute(Type klass, const ast::Attribute& node, Span span) {
  if (const auto assigned = assigned_attribute(add(ir::Constant{}, types.type_object(klass), span), klass, node, span)) return *assigned;
  for (const ClassInfo* owner = &program_.class_of(klass); owner != nullptr; owner = owner->base) {
    const auto constant = owner->constants.find(node.attr);
    if (constant != owner->constants.end()) return class_constant(*owner, *constant->second, span);
  }
  if (node.attr == "__module__") return constant(types.literal(std::string_view(program_.class_of(klass).module->name)), span);
  if (node.attr == "__name__" || node.attr == "__qualname__") return constant(types.literal(std::string_view(klass->name)), span);
  fail_attribute(klass, node);
}

// An attribute of the class, which nobody assigns: its expression, where it says the same whenever it is evaluated.
ExprId FunctionChecker::class_constant(const ClassInfo& owner, const ast::Expr& value, Span span) {
  const ast::Expr* plain = &value;
  if (const auto* negated = ast::as<ast::UnaryOp>(plain)) plain = negated->operand;
  if (const auto* name = ast::as<ast::Name>(plain)) {
    const auto constant = owner.constants.find(name->id);
    if (constant != owner.constants.end() && constant->second != &value) return class_constant(owner, *constant->second, span);
  }
  if (ast::is<ast::Constant>(plain)) return expression(value);
  // Computed once, as a constant of the module is; what Python has to compute, and what can be changed in place, its class has.
  std::string attribute;
  for (const auto& [name, of] : owner.constants) {
    if (of == &value) attribute = name;
  }
  const std::string name = std::string(owner.node->name) + "." + attribute;
  owner.module->names.try_emplace(name, ModuleName{.kind = ModuleName::Kind::constant, .constant = &value, .span = value.span, .constants_of = &owner});
  const GlobalValue& computed = program_.global(*owner.module, name, span);
  if (!computed.is_dynamic && !types::is_container(computed.type) && !is(computed.type, Kind::bytearray)) return computed.id ? add(ir::ReadGlobal{computed.id}, computed.type, span) : add(ir::Constant{}, computed.type, span);
  const ExprId klass = add(ir::Constant{}, types.type_object(owner.type), span);
  const ExprId read = dynamic(ir::DynamicOp::attribute, attribute, {klass}, types.object, span);
  for (const auto* statement : owner.node->body) {
    const auto* annotated = ast::as<ast::AnnAssign>(statement);
    const auto declared = annotated == nullptr || annotated->value != &value ? std::nullopt : annotation_types(*owner.module, program_, *annotated->annotation, owner.type);
    if (declared && declared->size() == 1) return convert(read, declared->front().type, span);
  }
  return is(computed.type, Kind::object) || types::holds_any(computed.type) ? read : convert(read, types::storage_of(types, computed.type), span);
}

// `super()`, or `super(C, self)` in a method of C: the class behind the method's own, or null.
ClassInfo* FunctionChecker::super_class(const ast::Expr& node) {
  const auto* call = ast::as<ast::Call>(&node);
  const auto* name = call == nullptr ? nullptr : ast::as<ast::Name>(call->func);
  if (name == nullptr || name->id != "super" || is_local("super") || def_.owner == nullptr) return nullptr;
  const ast::ClassDef& written = *(def_.origin != nullptr ? def_.origin : def_.owner)->node;
  return is_own_super(*call, written, parameter_names(*def_.arguments())) && (call->args.empty() || !is_local(written.name)) ? def_.owner : nullptr;
}

std::optional<ExprId> FunctionChecker::super_attribute(const ast::Attribute& node, Span span) {
  ClassInfo* const own = super_class(*node.value);
  if (own == nullptr) return std::nullopt;
  const auto getter = find_super(*own, def_.origin, node.attr);
  if (!getter || getter->method->kind != ir::MethodKind::getter) fail(unsupported, span, "this attribute of `super()`");
  return call_found(*getter, read_name(parameter_names(*def_.arguments())[0], span), {}, false, span);
}

std::optional<ExprId> FunctionChecker::super_call(const ast::Call& node, Span span) {
  const auto* method = ast::as<ast::Attribute>(node.func);
  ClassInfo* const own = method == nullptr ? nullptr : super_class(*method->value);
  if (own == nullptr) return std::nullopt;
  std::vector<LibraryArgument> args = call_arguments(node);
  const auto found = find_super(*own, def_.origin, method->attr);
  if (!found) {
    // object's own.
    if (method->attr == "__init__" && args.empty()) return constant(types.none, span);
    fail(unsupported, span, "this method of `super()`");
  }
  return call_found(*found, read_name(parameter_names(*def_.arguments())[0], span), std::move(args), false, span);
}

void FunctionChecker::store_attribute(const ast::Attribute& target, ExprId value, Span span) {
  Operands operands(*this);
  operands.add(value);
  const ExprId object = expression(*target.value);
  value = operands.take()[0];
  if (env_.dead) return;
  if (is(type(object), Kind::never)) {
    emit(ir::Evaluate{value}, span);
    emit(ir::Evaluate{object}, span);
    env_.dead = true;
    return;
  }
  store_field(object, target, value, span);
}

void FunctionChecker::store_field(ExprId object, const ast::Attribute& target, ExprId value, Span span) {
  const Type owner = type(object);
  forget_attributes(target.attr, true);
  if (is(owner, Kind::object)) {
    emit(ir::Evaluate{dynamic(ir::DynamicOp::set_attribute, std::string(target.attr), {object, value}, types.object, span)}, span);
    return;
  }
  if (is(owner, Kind::union_)) {
    // `None` among the members: Python's AttributeError when it comes; one statement for each class.
    const Reuse kept = reuse(value, "value"), whole = reuse(object, "object");
    if (kept.local) emit(ir::Assign{kept.local, value}, span);
    if (whole.local) emit(ir::Assign{whole.local, object}, span);
    const Env before = env_;
    bool any = false;
    for (std::size_t i = 0; i < owner->args.size(); ++i) {
      const Type member = owner->args[i];
      ir::Block store = build_block([&] {
        if (!is(member, Kind::instance)) {
          const std::string text = "'" + python_name(member) + "' object has no attribute '" + std::string(target.attr) + "'";
          emit(ir::Evaluate{raise_as("attribute_error", text, types.none, span)}, span);
          return;
        }
        any = true;
        store_field(add(ir::Convert{read(whole, span)}, member, span), target, read(kept, span), span);
      });
      env_ = before;
      emit(ir::If{add(ir::IsMember{read(whole, span), int(i)}, types.boolean, span), std::move(store), {}}, span);
    }
    if (!any) fail_attribute(owner, target);
    return;
  }
  if (is(owner, Kind::type_object) && is(owner->args[0], Kind::instance)) {
    const ClassInfo& klass = program_.class_of(owner->args[0]);
    if (!klass.assigned.contains(target.attr)) fail(unsupported, target.span, "assignment to an attribute of a class");
    emit(ir::Evaluate{dynamic(ir::DynamicOp::set_attribute, std::string(target.attr), {object, value}, types.object, span)}, span);
    return;
  }
  if (is(owner, Kind::exception)) return store_exception_attribute(object, target, value, span);
  if (!is(owner, Kind::instance)) fail(unsupported, target.span, "assignment to an attribute of `" + owner->text + "`");
  ClassInfo& klass = program_.class_of(owner);
  if (const auto setter = find_method(klass, target.attr, true)) {
    const Reuse kept = reuse(value, "value");
    if (kept.local) emit(ir::Assign{kept.local, value}, span);
    emit(ir::Evaluate{call_found(*setter, object, {{read(kept, span), {}, span}}, true, span)}, span);
    return;
  }
  const auto field = find_field(program_, klass, target.attr);
  if (!field) {
    Unsupported failure = unknown_attribute(owner, target);
    failure.undeclared_in = class_key(klass);
    throw failure;
  }
  if (klass.is_frozen && !(def_.owner != nullptr && def_.name.ends_with(".__init__"))) fail(unsupported, target.span, "assignment to a field of a frozen class");
  ir::Field& known = module.classes[field->ref.klass].fields[field->ref.index];
  const bool fits = known.type != nullptr && converts(type(value), known.type) && (!is(type(value), Kind::object) || is(known.type, Kind::object));
  const bool is_own = program_.classes[field->ref.klass].module == def_.module;
  if (is_own && !module.classes[field->ref.klass].is_native && !fits && !is(type(value), Kind::never) && std::ranges::find(program_.inferred, field->ref) != program_.inferred.end()) {
    // What the field holds is being found out.
    known.type = types::storage_of(types, known.type == nullptr ? type(value) : types.join(known.type, type(value)));
  }
  const Type wanted = known.type;
  if (wanted == nullptr) {
    // Nothing is known of it yet, and the value never comes.
    emit(ir::Evaluate{value}, span);
    return;
  }
  widen_to_declared(type(value), wanted);
  value = as_stored(value, wanted);
  if (!converts(type(value), wanted)) fail(not_convertible, span, wanted->text, type(value)->text);
  know_stored(target, type(value));
  const bool initializes = def_.owner != nullptr && def_.name.ends_with(".__init__");
  emit(ir::StoreField{object, field->ref, cast(convert(value, wanted, span), wanted), initializes}, span);
}

void FunctionChecker::update_attribute(const ast::Attribute& target, const std::function<ExprId(ExprId)>& combine, const ast::AugAssign& node, Span span) {
  const ExprId whole = expression(*target.value);
  const Reuse object = reuse(whole, "object");
  if (object.local) emit(ir::Assign{object.local, whole}, span);
  if (is(type(whole), Kind::object)) {
    const ExprId old = dynamic(ir::DynamicOp::attribute, std::string(target.attr), {read(object, span)}, types.object, span);
    const ExprId combined = dynamic(ir::DynamicOp::in_place, node.op == ast::Operator::MatMult ? "@" : symbol_of(operation_of(node.op)), {old, expression(*node.value)}, types.object, span);
    emit(ir::Evaluate{dynamic(ir::DynamicOp::set_attribute, std::string(target.attr), {read(object, span), combined}, types.object, span)}, span);
    return;
  }
  if (is(type(whole), Kind::type_object) && is(type(whole)->args[0], Kind::instance)) {
    const ExprId old = class_attribute(type(whole)->args[0], target, span);
    const LocalId before = temporary("old", types::storage_of(types, type(old)));
    emit(ir::Assign{before, cast(old, function[before].type)}, span);
    return store_field(whole, target, combine(read(before, span)), span);
  }
  if (!is(type(whole), Kind::instance)) fail(unsupported, target.span, "augmented assignment to an attribute of `" + type(whole)->text + "`");
  const ExprId old = object_attribute(read(object, span), target, span);
  const LocalId before = temporary("old", types::storage_of(types, type(old)));
  emit(ir::Assign{before, cast(old, function[before].type)}, span);
  if (is(type(old), Kind::array) && node.op != ast::Operator::MatMult) {
    // In place; then Python stores the same array again.
    update_view(read(before, span), operation_of(node.op), expression(*node.value), span);
    return store_field(read(object, span), target, read(before, span), span);
  }
  if (is(type(old), Kind::array)) fail(unsupported, target.span, "augmented assignment to an attribute of this type");
  store_field(read(object, span), target, combine(read(before, span)), span);
}

void FunctionChecker::delete_attribute(const ast::Attribute& target, Span span) {
  const ExprId object = expression(*target.value);
  if (is(type(object), Kind::object)) {
    emit(ir::Evaluate{dynamic(ir::DynamicOp::delete_attribute, std::string(target.attr), {object}, types.object, span)}, span);
    return;
  }
  if (!is(type(object), Kind::instance)) fail(unsupported, span, "`del` of an attribute of `" + type(object)->text + "`");
  const auto field = find_field(program_, program_.class_of(type(object)), target.attr);
  if (!field) fail_attribute(type(object), target);
  if (!module[field->ref].checked || module[field->ref].initial != nullptr) fail(unsupported, span, "`del` of an attribute that every object has");
  forget_attributes(target.attr, true);
  emit(ir::StoreField{object, field->ref, std::nullopt}, span);
}

Type FunctionChecker::known_type(const ast::Expr& node) {
  if (const auto* name = ast::as<ast::Name>(&node)) {
    if (const auto cell = cells_.find(name->id); cell != cells_.end()) return cell->second.type->args[0];
    if (!is_local(name->id)) return nullptr;
    const ir::NameId id = name_id(name->id);
    return id.value < env_.names.size() ? env_.names[id.value].type : nullptr;
  }
  if (const auto* part = ast::as<ast::Subscript>(&node); part != nullptr && ast::is<ast::Slice>(part->slice)) {
    const Type whole = known_type(*part->value);
    return whole != nullptr && (is(whole, Kind::list) || is(whole, Kind::variadic)) ? whole : nullptr;
  }
  const auto* attribute = ast::as<ast::Attribute>(&node);
  if (attribute == nullptr) return nullptr;
  const std::string path = env_.attributes.empty() ? std::string() : path_of(*attribute->value);
  const auto tested = path.empty() ? env_.attributes.end() : env_.attributes.find(path);
  const Type owner = tested != env_.attributes.end() && tested->second.is_tested ? tested->second.type : known_type(*attribute->value);
  if (owner == nullptr) return nullptr;
  const auto members = is(owner, Kind::union_) ? owner->args : std::vector<Type>{owner};
  for (const Type member : members) {
    if (types::is_named_tuple(member)) {
      const std::vector<NamedTupleInfo::Field>& fields = named_tuple_of(member).fields;
      const auto field = std::ranges::find(fields, attribute->attr, &NamedTupleInfo::Field::name);
      if (field != fields.end()) return member->args[std::size_t(field - fields.begin())];
    }
    if (!is(member, Kind::instance)) continue;
    if (const auto field = find_field(program_, program_.class_of(member), attribute->attr)) return field->type;
  }
  return nullptr;
}

void FunctionChecker::declare_stored(const ast::Expr& target, const ast::Expr& value) {
  if (const auto* name = ast::as<ast::Name>(&target)) {
    if (const auto known = declared_names_.find(name->id); known != declared_names_.end()) declare(value, known->second);
  }
  if (!ast::is<ast::Attribute>(&target)) return;
  if (const Type field = known_type(target)) declare(value, field);
}

// ---- methods ----

ExprId FunctionChecker::call_object(ExprId self, const ast::Attribute& method, std::vector<LibraryArgument> args, Span span) {
  const auto found = find_method(program_.class_of(type(self)), method.attr);
  if (found && found->method->kind != ir::MethodKind::getter) return call_found(*found, self, std::move(args), true, span);
  ClassInfo& klass = program_.class_of(type(self));
  const std::function<bool(const ClassInfo&)> is_given_below = [&](const ClassInfo& one) {
    return std::ranges::any_of(one.derived, [&](const ClassInfo* derived) { return derived->constants.contains(method.attr) || is_given_below(*derived); });
  };
  if (!found && !klass.is_extensible && !find_field(program_, klass, method.attr) && is_bound_when_read(klass, method.attr) && !is_given_below(klass)) {
    args.insert(args.begin(), {self, {}, method.value->span});
    return call_value(class_attribute(klass.type, method, span), std::move(args), span);
  }
  return call_value(object_attribute(self, method, span), std::move(args), span);
}

ExprId FunctionChecker::call_class(Type klass, const ast::Attribute& method, std::vector<LibraryArgument> args, Span span) {
  const auto found = find_method(program_.class_of(klass), method.attr);
  if (!found) return call_value(class_attribute(klass, method, span), std::move(args), span);
  if (found->method->kind != ir::MethodKind::method) return call_found(*found, add(ir::Constant{}, types.type_object(klass), span), std::move(args), false, span);
  // C.method(object, ...)
  if (args.empty() || !args[0].keyword.empty() || !types::is_subclass(type(args[0].expr), found->owner->type)) fail(unsupported, span, "a call of a method through its class with another first argument");
  const ExprId self = args[0].expr;
  args.erase(args.begin());
  return call_found(*found, self, std::move(args), false, span);
}

ExprId FunctionChecker::call_found(MethodFound found, std::optional<ExprId> self, std::vector<LibraryArgument> args, bool is_virtual, Span span) {
  Method& method = *found.method;
  if (method.is_cached && method.kind == ir::MethodKind::getter) fail(unsupported, span, "a cached property of `super()`");
  if (method.is_cached && self) return call_cached(found, *self, args, span);
  if (method.refused != nullptr) {
    // What a decorator has made of it, Python knows: of the object's own class.
    if (self && is_virtual && method.kind == ir::MethodKind::method) return dynamic_call(*self, method.name, args, span);
    if (self && is_virtual && method.kind == ir::MethodKind::getter) return dynamic(ir::DynamicOp::attribute, method.name, {*self}, types.object, span);
    const support::SourceFile& written = *found.owner->module->file;
    throw Unsupported{make_error(written, decorated, method.refused->span, written.text(method.refused->span))};
  }
  const bool has_receiver = method.kind != ir::MethodKind::static_method;
  const bool chooses = is_virtual && has_receiver && method.kind != ir::MethodKind::class_method && is_overridden(program_.class_of(type(*self)), method.name);
  if (method.is_abstract && !chooses) fail(unsupported, span, "a call of an abstract method");
  ClassInfo& owner = *found.owner;
  const FunctionDef& def = program_.define(owner, method, chooses);
  if (has_receiver) {
    ExprId receiver = *self;
    if (method.kind == ir::MethodKind::class_method) {
      // `cls` of one class: where another one derives from it, the receiver's may be that. What Python code derives, Python asks.
      const Type declared = owner.is_extensible && is(type(receiver), Kind::instance) ? signature_of(program_, def).result : nullptr;
      if (declared != nullptr) return result_as(dynamic_call(receiver, method.name, args, span), declared, span);
      const Type klass = is(type(receiver), Kind::type_object) ? type(receiver)->args[0] : type(receiver);
      if (klass != owner.type || (!is(type(receiver), Kind::type_object) && (!owner.derived.empty() || owner.is_extensible))) fail(unsupported, span, "a class method called for a class that derives from its own");
      if (!is_reusable(receiver)) emit(ir::Evaluate{receiver}, span);
      receiver = add(ir::Constant{}, types.type_object(owner.type), span);
    } else {
      receiver = convert(receiver, owner.type, span);
    }
    args.insert(args.begin(), {receiver, {}, span});
  } else if (self && !is_reusable(*self)) {
    emit(ir::Evaluate{*self}, span);
  }
  return call_function(make_function(def, span), args, span);
}

// A method under functools' cache: Python's object is called, so that there is one cache for all.
ExprId FunctionChecker::call_cached(MethodFound found, ExprId self, const std::vector<LibraryArgument>& args, Span span) {
  const Type result = signature_of(program_, program_.define(*found.owner, *found.method, false)).result;
  if (result == nullptr) fail(unsupported, span, "a cached method that does not declare what it returns");
  return result_as(dynamic_call(self, found.method->name, args, span), result, span);
}

ExprId FunctionChecker::construct(Type klass, const std::vector<LibraryArgument>& args, Span span) {
  ClassInfo& info = program_.class_of(klass);
  if (is_abstract(info)) fail(unsupported, span, "an object of an abstract class");
  if (info.is_mixin || info.is_generic()) fail(unsupported, span, info.is_mixin ? "an object of a class that is one of several bases" : "an object of a generic class whose type arguments nothing says");
  const auto init = find_method(info, "__init__");
  const ExprId made = add(ir::MakeObject{}, klass, span);
  if (!init) {
    if (!args.empty()) fail(call_arguments_wrong, span, klass->name, "takes no arguments");
    return made;
  }
  const LocalId object = temporary("object", klass), nothing = temporary("nothing", types.none);
  // Arguments first, then the object: as Python does.
  std::vector<Reuse> kept;
  std::vector<LibraryArgument> given = args;
  for (LibraryArgument& arg : given) {
    kept.push_back(reuse(arg.expr, "argument"));
    arg.expr = read(kept.back(), arg.span);
    if (const Type given_type = type(args[kept.size() - 1].expr); kept.back().local && is(given_type, Kind::literal)) arg.expr = constant(given_type, arg.span);
  }
  const ExprId initialized = call_found(*init, read(object, span), given, false, span);
  ExprId result = add(ir::Let{nothing, convert(initialized, types.none, span), read(object, span)}, klass, span);
  result = add(ir::Let{object, made, result}, klass, span);
  for (std::size_t i = kept.size(); i-- > 0;) result = wrap(kept[i], result);
  return result;
}

// The method of the receiver's own class: of the classes that derive from this one, the deepest are asked for first.
void FunctionChecker::dispatch() {
  ClassInfo& owner = *def_.owner;
  const Span span = def_.span();
  std::string_view name = def_.def->name;
  const bool setter = def_.kind == ir::MethodKind::setter;
  const ast::Arguments& parameters = *def_.arguments();
  const std::vector<std::string> names = parameter_names(parameters);
  const auto self = [&] { return read_binding(env_.names[name_id(names[0]).value], span); };
  // What the dispatcher was called with.
  const auto given = [&] {
    std::vector<LibraryArgument> args;
    const std::size_t positional = parameters.posonlyargs.size() + parameters.args.size(), keyword_only = positional + (parameters.vararg != nullptr ? 1 : 0);
    // Behind one that is left out, arguments are given by name.
    bool left = false;
    for (std::size_t i = 1; i < names.size(); ++i) {
      const Binding& binding = env_.names[name_id(names[i]).value];
      if (binding.type == left_out(types)) {
        left = true;
        continue;
      }
      std::string_view keyword;
      if (i >= keyword_only) keyword = i - keyword_only < parameters.kwonlyargs.size() ? parameters.kwonlyargs[i - keyword_only]->arg : "**";
      else if (i >= positional) keyword = "*";
      else if (left) keyword = parameters.args[i - parameters.posonlyargs.size()]->arg;
      args.push_back({read_binding(binding, span), keyword, span});
    }
    return args;
  };
  const auto give_back = [&](ExprId value) {
    if (is(type(value), Kind::never)) {
      emit(ir::Evaluate{value}, span);
    } else {
      if (declared_ != nullptr && !is(declared_, Kind::object) && is(type(value), Kind::object) && is_operator_method(name)) give_object();
      emit(ir::Return{value}, span);
      returns_.push_back({block_->back(), span});
    }
    env_.dead = true;
  };
  const auto call = [&](ClassInfo& klass) {
    const auto found = find_method(klass, name, setter);
    // What `*` and `**` have collected is for parameters of the same names.
    const ast::Arguments& own = *found->method->def->args;
    const bool collects = parameters.vararg != nullptr || parameters.kwarg != nullptr || own.vararg != nullptr || own.kwarg != nullptr;
    if (collects && parameter_names(own) != names) fail(unsupported, span, "a method with `*` or `**` parameters that another one with other parameters overrides");
    give_back(call_found(*found, add(ir::Convert{self()}, klass.type, span), given(), false, span));
  };
  std::vector<ClassInfo*> overriding;
  const std::function<void(ClassInfo&)> collect = [&](ClassInfo& klass) {
    for (ClassInfo* derived : klass.derived) collect(*derived);
    if (&klass == &owner) return;
    const bool has_own = std::any_of(klass.methods.begin(), klass.methods.end(), [&](const Method& method) { return method.name == name && !method.is_abstract && (method.kind == ir::MethodKind::setter) == setter; });
    if (has_own) overriding.push_back(&klass);
  };
  collect(owner);
  const auto own = find_method(owner, name, setter);
  const Env before = env_;
  if (owner.is_extensible) {
    ir::Block chosen = build_block([&] { call_derived(*own, self, given, give_back, span); });
    env_ = before;
    emit(ir::If{add(ir::IsClass{self(), owner.id, true}, types.boolean, span), std::move(chosen), {}}, span);
  }
  for (ClassInfo* klass : overriding) {
    const bool is_last = klass == overriding.back() && own->method->is_abstract;
    if (is_last) return call(*klass);
    ir::Block chosen = build_block([&] { call(*klass); });
    env_ = before;
    emit(ir::If{add(ir::IsClass{self(), klass->id}, types.boolean, span), std::move(chosen), {}}, span);
  }
  // Of objects of the class itself, that Python code has derived no other from, the method is called by nobody.
  if (owner.is_extensible && own->method->is_abstract) return give_back(raise_type_error("an abstract method is called", types.never, span));
  call(owner);
}

// The method of an object whose class this module does not know: that of the class' own module, if it is native and takes and gives the same; this module's where nothing overrides it; else Python's.
void FunctionChecker::call_derived(MethodFound own, const std::function<ExprId()>& self, const std::function<std::vector<LibraryArgument>()>& given, const std::function<void(ExprId)>& give_back, Span span) {
  const auto in_python = [&] { give_back(call_in_python(own, self(), given(), span)); };
  const auto open = module.is_one_of_several && own.owner->module == def_.module && Program::is_layout_known(*own.owner) ? open_method(program_, own) : std::nullopt;
  const std::vector<LibraryArgument> args = open ? given() : std::vector<LibraryArgument>();
  bool fits = open && args.size() == open->parameters.size();
  for (std::size_t i = 0; fits && i < args.size(); ++i) fits = args[i].keyword.empty() && converts(type(args[i].expr), open->parameters[i]);
  if (!fits) return in_python();
  const std::string leading = "\"" + own.method->name + "\", \"" + open->text + "\"";
  const auto runtime_of = [&](std::string_view symbol, ir::Effects effects) {
    return leading_runtime({.symbol = std::string(symbol), .header = "object.hpp", .effects = effects, .takes_line = false, .runs_code = ir::has(effects, ir::Effects::writes), .leading = leading});
  };
  const LocalId which = temporary("override", types.integer);
  emit(ir::Assign{which, call(runtime_of("kb::find_override", ir::Effects::reads), {self()}, types.integer, span)}, span);
  const auto when = [&](ir::CompareOp op, std::int64_t value, const std::function<void()>& build) {
    const Env before = env_;
    ir::Block block = build_block(build);
    env_ = before;
    emit(ir::If{compare(op, read(which, span), integer(value, span), span), std::move(block), {}}, span);
  };
  // kb::find_override
  constexpr std::int64_t by_python = 0, found = 1;
  when(ir::CompareOp::equal, found, [&] {
    std::vector<ExprId> operands{self()};
    const std::vector<LibraryArgument> values = given();
    for (std::size_t i = 0; i < values.size(); ++i) {
      const LocalId argument = temporary("argument", open->parameters[i]);
      emit(ir::Assign{argument, cast(convert(values[i].expr, open->parameters[i], span), open->parameters[i])}, span);
      operands.push_back(read(argument, span));
    }
    constexpr ir::Effects all = ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates;
    give_back(call(runtime_of("kb::call_override", all), std::move(operands), open->result, span, {std::string(ir::result_argument)}));
  });
  when(ir::CompareOp::equal, by_python, in_python);
}

// The method that Python finds in the object's class, with what the native one is declared to give, or gives.
ExprId FunctionChecker::call_in_python(MethodFound own, ExprId self, std::vector<LibraryArgument> args, Span span) {
  const FunctionDef& native = program_.define(*own.owner, *own.method, false);
  Type result = signature_of(program_, native).result;
  const bool has_all = args.size() + 1 == parameter_names(*own.method->def->args).size() && std::ranges::all_of(args, [](const LibraryArgument& arg) { return arg.keyword.empty(); });
  if (result == nullptr && !own.method->is_abstract && has_all) {
    std::vector<Type> given{type(self)};
    for (const LibraryArgument& arg : args) given.push_back(type(arg.expr));
    const Instance& instance = program_.instance(native, std::move(given));
    if (instance.result != nullptr && !is(instance.result, Kind::never)) result = types::storage_of(types, instance.result);
  }
  if (result == nullptr) fail(unsupported, span, "a method that does not declare what it returns, of a class that Python code extends");
  const std::string name(own.method->name);
  switch (own.method->kind) {
    case ir::MethodKind::getter: return convert(dynamic(ir::DynamicOp::attribute, name, {handed(self, span)}, types.object, span), result, span);
    case ir::MethodKind::setter: return result_as(dynamic(ir::DynamicOp::set_attribute, name, {handed(self, span), handed(args[0].expr, span)}, types.object, span), types.none, span);
    default: break;
  }
  // The whole operator, where it is one: the method may give NotImplemented.
  if (const auto op = operator_in_python(name); op && args.size() == 1) return convert(dynamic(op->first, op->second, {handed(self, span), handed(args[0].expr, span)}, types.object, span), result, span);
  return result_as(dynamic_call(self, name, args, span), result, span);
}

// ---- tests ----

std::optional<std::vector<ClassInfo*>> FunctionChecker::compiled_classes(const ast::Expr& classes) {
  std::vector<ClassInfo*> found;
  const auto one = [&](const ast::Expr& node) {
    const auto* name = root_name(node);
    ClassInfo* const klass = name == nullptr || is_local(name->id) ? nullptr : program_.class_meant(*def_.module, node);
    if (klass != nullptr && (klass->is_generic() || klass->is_mixin)) {
      for (ClassInfo& one : program_.classes) {
        const bool is_one = klass->is_mixin ? !one.is_mixin && !one.is_generic() && std::ranges::find(one.order, klass) != one.order.end() : one.generic == klass;
        if (is_one && one.is_native()) found.push_back(&one);
      }
    } else if (klass != nullptr) {
      found.push_back(klass);
    }
    return klass != nullptr;
  };
  for (const ast::Expr* part : class_parts(classes)) {
    if (!one(*part)) return std::nullopt;
  }
  return found;
}

// `x.__class__`, `type(x)` of a local name: the name.
const ast::Name* named_of_class(const ast::Expr& node) {
  if (const auto* attribute = ast::as<ast::Attribute>(&node)) return attribute->attr == "__class__" ? ast::as<ast::Name>(attribute->value) : nullptr;
  const auto* call = ast::as<ast::Call>(&node);
  const auto* callee = call != nullptr && call->args.size() == 1 && call->keywords.empty() ? ast::as<ast::Name>(call->func) : nullptr;
  return callee != nullptr && callee->id == "type" ? ast::as<ast::Name>(call->args[0]) : nullptr;
}

std::optional<ExprId> FunctionChecker::instance_test(ExprId value, const ast::Expr& classes, Span span) {
  // The class of an object, which may be one that derives from the declared: Python knows.
  if (const ast::Name* name = named_of_class(classes); name != nullptr && is_local(name->id)) {
    const Type own = known_type(*name);
    if (own == nullptr || !is(own, Kind::instance)) return std::nullopt;
    return for_each_member(value, [&](ExprId member) -> ExprId {
      const Type given = type(member);
      if (is(given, Kind::instance) && (types::is_subclass(given, own) || types::is_subclass(own, given))) return dynamic_instance_test(convert(member, types.object, span), classes, span);
      return is(type(value), Kind::union_) ? cast(constant(types.literal(false), span), types.boolean) : constant(types.literal(false), span);
    });
  }
  const auto asked = compiled_classes(classes);
  if (!asked) return std::nullopt;
  const Reuse kept = reuse(value, "value");
  const Type whole = type(value);
  const auto test = [&](ExprId member) -> ExprId {
    ExprId any = constant(types.literal(false), span);
    const Reuse object = reuse(member, "object");
    for (ClassInfo* klass : *asked) {
      if (types::is_subclass(type(member), klass->type)) return constant(types.literal(true), span);
      if (types::is_subclass(klass->type, type(member))) any = logical_of(false, add(ir::IsClass{read(object, span), klass->id}, types.boolean, span), any, span);
    }
    return wrap(object, any);
  };
  if (!is(whole, Kind::union_)) return wrap(kept, test(read(kept, span)));
  return wrap(kept, for_each_member(read(kept, span), [&](ExprId member) { return cast(test(member), types.boolean); }));
}

}  // namespace keelback::check
