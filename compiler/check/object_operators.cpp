// What operators and builtin functions ask of objects of compiled classes: the special methods.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "check/function_checker.hpp"
#include "check/signatures.hpp"
#include "check/special_methods.hpp"
#include "ir/print.hpp"

namespace keelback::check {

using types::is;

Operator operator_of(ir::BinaryOp op) {
  switch (op) {
    case ir::BinaryOp::add: return {"__add__", "__radd__"};
    case ir::BinaryOp::subtract: return {"__sub__", "__rsub__"};
    case ir::BinaryOp::multiply: return {"__mul__", "__rmul__"};
    case ir::BinaryOp::divide: return {"__truediv__", "__rtruediv__"};
    case ir::BinaryOp::floor_divide: return {"__floordiv__", "__rfloordiv__"};
    case ir::BinaryOp::remainder: return {"__mod__", "__rmod__"};
    case ir::BinaryOp::power: return {"__pow__", "__rpow__"};
    case ir::BinaryOp::left_shift: return {"__lshift__", "__rlshift__"};
    case ir::BinaryOp::right_shift: return {"__rshift__", "__rrshift__"};
    case ir::BinaryOp::bit_and: return {"__and__", "__rand__"};
    case ir::BinaryOp::bit_or: return {"__or__", "__ror__"};
    case ir::BinaryOp::bit_xor: return {"__xor__", "__rxor__"};
  }
  return {};
}

namespace {

Operator operator_of(ir::CompareOp op) {
  switch (op) {
    case ir::CompareOp::equal: return {"__eq__", "__eq__"};
    case ir::CompareOp::not_equal: return {"__ne__", "__ne__"};
    case ir::CompareOp::less: return {"__lt__", "__gt__"};
    case ir::CompareOp::less_equal: return {"__le__", "__ge__"};
    case ir::CompareOp::greater: return {"__gt__", "__lt__"};
    case ir::CompareOp::greater_equal: return {"__ge__", "__le__"};
  }
  return {};
}

// What a decorator made, of a class from which others derive: native code has none.
bool is_made_in_python(const std::optional<MethodFound>& found) { return found && found->method->is_made && found->method->refused != nullptr; }

}  // namespace

std::optional<std::pair<ir::DynamicOp, std::string>> operator_in_python(std::string_view method) {
  for (int op = 0; op <= int(ir::CompareOp::greater_equal); ++op) {
    if (operator_of(ir::CompareOp(op)).method == method) return std::pair(ir::DynamicOp::compare, std::string(ir::spelling(ir::CompareOp(op))));
  }
  for (int op = 0; op <= int(ir::BinaryOp::bit_xor); ++op) {
    if (operator_of(ir::BinaryOp(op)).method == method) return std::pair(ir::DynamicOp::binary, std::string(symbol_of(ir::BinaryOp(op))));
  }
  return std::nullopt;
}

bool is_operator_method(std::string_view name) {
  static const std::set<std::string, std::less<>> all = [] {
    std::set<std::string, std::less<>> names{"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__matmul__", "__rmatmul__", "__imatmul__"};
    for (int op = 0; op <= int(ir::BinaryOp::bit_xor); ++op) {
      const auto [method, reflected] = operator_of(ir::BinaryOp(op));
      names.emplace(method);
      names.emplace(reflected);
      names.insert("__i" + std::string(method.substr(2)));
    }
    return names;
  }();
  return all.contains(name);
}

// A special method of which some `return` that is reached gives NotImplemented gives an object; then Python is asked for the whole operator: it knows the reflected method, and
// what an operator is that nobody implements.
ExprId FunctionChecker::call_operator(ExprId self, std::string_view method, ExprId other, ir::DynamicOp op, std::string_view symbol, bool is_reflected, Span span) {
  const std::size_t written = block_->size();
  const ExprId made = call_special(self, method, {{other, {}, span}}, span);
  if (!is(type(made), Kind::object)) return made;
  block_->resize(written);
  const auto found = special_method(type(self), method);
  const FunctionDef& def = found ? program_.define(*found->owner, *found->method, false) : program_.define(module_of_value(type(self)), nullptr, *value_operator(type(self), method));
  const Type declared = signature_of(program_, def).result;
  const ExprId asked = dynamic(op, std::string(symbol), is_reflected ? std::vector<ExprId>{other, self} : std::vector<ExprId>{self, other}, types.object, span);
  return declared != nullptr && !is(declared, Kind::object) ? convert(asked, declared, span) : asked;
}

// `return NotImplemented` in a method of an operator, or a result of one that may be that: from now on the result is an object.
void FunctionChecker::note_not_implemented(const ast::Expr& returned, Type given) {
  if (declared_ == nullptr || is(declared_, Kind::object) || !is(given, Kind::object) || def_.def == nullptr || !is_operator_method(def_.def->name)) return;
  const auto* name = ast::as<ast::Name>(&returned);
  const auto* call = ast::as<ast::Call>(&returned);
  const auto* method = call != nullptr ? ast::as<ast::Attribute>(call->func) : nullptr;
  const bool is_it = (name != nullptr && name->id == "NotImplemented" && !is_local(name->id) && !def_.module->names.contains(name->id)) || (method != nullptr && is_operator_method(method->attr));
  if (is_it) give_object();
}
void FunctionChecker::give_object() {
  instance_.declared_result = instance_.result = types.object;
  knowledge_.grown = true;
}

std::optional<MethodFound> FunctionChecker::special_method(Type type, std::string_view name) {
  if (!is(type, Kind::instance)) return std::nullopt;
  return find_method(program_.class_of(type), name);
}

// The method of that name that the class of a named tuple, or of a member of an enumeration, defines; null: none.
const ast::FunctionDef* FunctionChecker::value_operator(Type type, std::string_view name) {
  const auto among = [&](const auto& methods) {
    const auto found = methods.find(name);
    return found != methods.end() && found->second->decorator_list.empty() ? found->second : nullptr;
  };
  if (types::is_named_tuple(type)) return among(named_tuple_of(type).methods);
  return is(types::base_of(type), Kind::enumeration) ? among(enum_of(types::base_of(type)).methods) : nullptr;
}
std::string builtin_special(std::string_view method) {
  static const std::map<std::string_view, std::string_view> functions{
      {"__next__", "next(_)"}, {"__iter__", "iter(_)"}, {"__len__", "len(_)"}, {"__bool__", "bool(_)"}, {"__hash__", "hash(_)"},   {"__str__", "str(_)"},
      {"__repr__", "repr(_)"}, {"__abs__", "abs(_)"},   {"__neg__", "-_"},     {"__int__", "int(_)"},   {"__float__", "float(_)"},
  };
  if (const auto found = functions.find(method); found != functions.end()) return "lambda _, /: " + std::string(found->second);
  if (method == "__getitem__") return "lambda _, key, /: _[key]";
  if (method == "__contains__") return "lambda _, item, /: item in _";
  const auto known = operator_in_python(method);
  return known ? "lambda _, other, /: _ " + known->second + " other" : std::string();
}

ModuleScope& FunctionChecker::module_of_value(Type type) { return types::is_named_tuple(type) ? *named_tuple_of(type).module : *enum_of(types::base_of(type)).module; }
bool FunctionChecker::has_operator(Type type, std::string_view name) { return special_method(type, name) || value_operator(type, name) != nullptr; }

ExprId FunctionChecker::call_special(ExprId self, std::string_view method, std::vector<LibraryArgument> args, Span span) {
  const auto found = special_method(type(self), method);
  if (const auto* def = value_operator(type(self), method)) return call_value_method(*def, module_of_value(type(self)), cast(self, types::base_of(type(self))), std::move(args), span);
  if (!found) {
    if (method == "__call__") fail_as("'" + python_name(type(self)) + "' object is not callable", not_callable, span, type(self)->text);
    fail(no_attribute, span, type(self)->text, method);
  }
  return call_found(*found, self, std::move(args), true, span);
}

std::optional<ExprId> FunctionChecker::object_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span) {
  const Type a = type(left), b = type(right);
  const auto is_of_class = [](Type one) { return is(one, Kind::instance) || types::is_named_tuple(one) || is(types::base_of(one), Kind::enumeration); };
  if (!is_of_class(a) && !is_of_class(b)) return std::nullopt;
  const auto [method, reflected] = operator_of(op);
  // A class that derives from the left operand's, and has the reflected method itself, is asked first.
  const bool derived_first = a != b && types::is_subclass(b, a) && special_method(b, reflected) && special_method(b, reflected)->owner != (special_method(a, reflected) ? special_method(a, reflected)->owner : nullptr);
  if (has_operator(a, method) && !derived_first) return call_operator(left, method, right, ir::DynamicOp::binary, symbol_of(op), false, span);
  if (has_operator(b, reflected)) {
    const Reuse first = reuse(left, "left");
    return wrap(first, call_operator(right, reflected, read(first, span), ir::DynamicOp::binary, symbol_of(op), true, span));
  }
  return std::nullopt;
}

std::optional<ExprId> FunctionChecker::object_compare(ir::CompareOp op, ExprId left, ExprId right, Span span) {
  const Type a = type(left), b = type(right);
  const auto [method, reflected] = operator_of(op);
  if (value_operator(a, method) != nullptr) return call_operator(left, method, right, ir::DynamicOp::compare, ir::spelling(op), false, span);
  if (!is(a, Kind::instance) && value_operator(b, reflected) != nullptr) {
    const Reuse first = reuse(left, "left");
    return wrap(first, call_operator(right, reflected, read(first, span), ir::DynamicOp::compare, ir::spelling(op), true, span));
  }
  if (!is(a, Kind::instance) && !is(b, Kind::instance)) return std::nullopt;
  if (is_made_in_python(special_method(a, method)) || is_made_in_python(special_method(b, reflected)) ||
      (op == ir::CompareOp::not_equal && (is_made_in_python(special_method(a, "__eq__")) || is_made_in_python(special_method(b, "__eq__"))))) {
    return truth(dynamic(ir::DynamicOp::compare, std::string(ir::spelling(op)), {handed(left, span), handed(right, span)}, types.object, span), span);
  }
  const bool equality = op == ir::CompareOp::equal || op == ir::CompareOp::not_equal;
  // The `__eq__` of a dataclass is for objects of one class: of others it leaves the answer to them.
  const auto made = equality ? special_method(a, "__eq__") : std::nullopt;
  if (made && made->method->is_made && (op == ir::CompareOp::equal || !special_method(a, "__ne__")) && !types::is_subclass(b, made->owner->type)) {
    if (is(b, Kind::instance) && types::is_subclass(made->owner->type, b)) return truth(dynamic(ir::DynamicOp::compare, std::string(ir::spelling(op)), {left, right}, types.object, span), span);
    const auto other = special_method(b, "__eq__");
    if (!other || other->method->is_made) return decided(op == ir::CompareOp::not_equal, {left, right}, span);
    const Reuse first = reuse(left, "left");
    const ExprId answer = call_operator(right, "__eq__", read(first, span), ir::DynamicOp::compare, "==", true, span);
    return wrap(first, op == ir::CompareOp::equal ? answer : negation(answer, span));
  }
  if (special_method(a, method)) return call_operator(left, method, right, ir::DynamicOp::compare, ir::spelling(op), false, span);
  // `!=` without `__ne__` is the opposite of `__eq__`.
  if (op == ir::CompareOp::not_equal && special_method(a, "__eq__")) return negation(call_operator(left, "__eq__", right, ir::DynamicOp::compare, "==", false, span), span);
  if (special_method(b, reflected)) {
    const Reuse first = reuse(left, "left");
    return wrap(first, call_operator(right, reflected, read(first, span), ir::DynamicOp::compare, ir::spelling(op), true, span));
  }
  // What only classes that derive from these define, Python finds.
  const auto is_below = [&](Type one) {
    const auto defines = [&](std::string_view name) { return is_overridden(program_.class_of(one), name); };
    return is(one, Kind::instance) && (defines(method) || defines(reflected) || (equality && defines("__eq__")));
  };
  if (is_below(a) || is_below(b)) return truth(dynamic(ir::DynamicOp::compare, std::string(ir::spelling(op)), {left, right}, types.object, span), span);
  if (!equality) return std::nullopt;
  if (is(a, Kind::instance) && is(b, Kind::instance)) return identity(left, right, op == ir::CompareOp::not_equal, span);
  return decided(op == ir::CompareOp::not_equal, {left, right}, span);
}

std::string_view unary_method(ir::UnaryOp op) { return op == ir::UnaryOp::negative ? "__neg__" : op == ir::UnaryOp::positive ? "__pos__" : "__invert__"; }

ExprId FunctionChecker::object_unary(ir::UnaryOp op, ExprId operand, Span span) {
  const std::string_view method = unary_method(op);
  const char* const symbol = op == ir::UnaryOp::negative ? "-" : op == ir::UnaryOp::positive ? "+" : "~";
  if (!has_operator(type(operand), method)) fail_as(std::string("bad operand type for unary ") + symbol + ": '" + python_name(type(operand)) + "'", operand_type, span, symbol, type(operand)->text);
  return call_special(operand, method, {}, span);
}

ExprId FunctionChecker::object_truth(ExprId object, Span span) {
  const bool has_truth = special_method(type(object), "__bool__").has_value();
  const ClassInfo& klass = program_.class_of(type(object));
  if (!has_truth && (is_overridden(klass, "__bool__") || (!special_method(type(object), "__len__") && is_overridden(klass, "__len__")))) {
    return dynamic(ir::DynamicOp::truth, {}, {object}, types.boolean, span);
  }
  if (has_truth) return call_special(object, "__bool__", {}, span);
  if (special_method(type(object), "__len__")) return truth(call_special(object, "__len__", {}, span), span);
  return decided(true, {object}, span);
}

ExprId FunctionChecker::object_text(ExprId object, bool is_repr, Span span) {
  const Type klass = type(object);
  const bool is_below = is_overridden(program_.class_of(klass), "__str__") || is_overridden(program_.class_of(klass), "__repr__");
  const bool is_of_python = is_made_in_python(special_method(klass, "__repr__")) && (is_repr || !special_method(klass, "__str__"));
  if (is_of_python || (is_below && !special_method(klass, is_repr ? "__repr__" : "__str__"))) {
    const ExprId made = dynamic_call(dynamic(ir::DynamicOp::imported, is_repr ? "builtins.repr" : "builtins.str", {}, types.object, span), {}, {{object, {}, span}}, span);
    return convert(made, types.string, span);
  }
  if (!is_repr && special_method(klass, "__str__")) return call_special(object, "__str__", {}, span);
  if (special_method(klass, "__repr__")) return call_special(object, "__repr__", {}, span);
  return call(runtime("kb::repr", "str.hpp", ir::Effects::reads | ir::Effects::allocates, false), {object}, types.string, span);
}

// Whether str() of a value of the type, or of an item of such a tuple, is not its repr: what formats it at run time knows objects by that alone.
bool FunctionChecker::has_own_text(Type type) {
  if (is(type, Kind::tuple) || is(type, Kind::union_)) return std::ranges::any_of(type->args, [&](Type member) { return has_own_text(member); });
  if (!is(type, Kind::instance)) return false;
  const ClassInfo& klass = program_.class_of(type);
  return std::ranges::any_of(std::array{"__str__", "__format__"}, [&](const char* name) { return special_method(type, name).has_value() || is_overridden(klass, name); }) || is_overridden(klass, "__repr__");
}

std::optional<ExprId> FunctionChecker::call_builtin_on_object(const ast::Call& node, std::string_view name, Span span) {
  static const std::pair<std::string_view, std::string_view> methods[] = {{"len", "__len__"}, {"abs", "__abs__"},     {"hash", "__hash__"}, {"int", "__int__"},
                                                                          {"float", "__float__"}, {"round", "__round__"}, {"repr", "__repr__"}, {"str", "__str__"},
                                                                          {"bool", "__bool__"}, {"type", "__class__"}, {"next", "__next__"}, {"iter", "__iter__"}, {"reversed", "__reversed__"}, {"bytes", "__bytes__"}};
  const auto* found = std::find_if(std::begin(methods), std::end(methods), [&](const auto& one) { return one.first == name; });
  if (found == std::end(methods) || ast::is<ast::Starred>(node.args[0]) || ast::is<ast::GeneratorExp>(node.args[0])) return std::nullopt;
  const Type known = known_type(*node.args[0]);
  // Only where the argument may be an object: everything else goes the usual way.
  const ast::Expr* const arg = node.args[0];
  const bool may_be_object = ast::is<ast::Call>(arg) || ast::is<ast::Subscript>(arg) || ast::is<ast::BinOp>(arg) || ast::is<ast::UnaryOp>(arg) || ast::is<ast::IfExp>(arg) || ast::is<ast::BoolOp>(arg) ||
                             ast::is<ast::NamedExpr>(arg) || ast::is<ast::Attribute>(arg) || ast::is<ast::Name>(arg);
  if (known == nullptr && !may_be_object) return std::nullopt;
  if (known != nullptr && !is(known, Kind::instance)) return std::nullopt;
  const ExprId value = as_whole(argument_value(*arg));
  if (!is(type(value), Kind::instance)) return call_value(expression(*node.func), {{value, {}, node.args[0]->span}}, span);
  if (name == "repr" || name == "str") return object_text(value, name == "repr", span);
  if (name == "bool") return object_truth(value, span);
  if (name == "type") return class_of_object(value, span);
  if (name == "iter" && !(special_method(type(value), "__iter__") && special_method(type(value), "__next__"))) return iterator_of(value, span);
  if (name == "next" && !special_method(type(value), "__next__")) fail_as("'" + python_name(type(value)) + "' object is not an iterator", no_attribute, span, type(value)->text, "__next__");
  if (name == "reversed" && !special_method(type(value), "__reversed__")) fail_as("'" + python_name(type(value)) + "' object is not reversible", no_attribute, span, type(value)->text, "__reversed__");
  if (name == "hash" && !special_method(type(value), "__hash__")) {
    if (special_method(type(value), "__eq__")) fail_as("unhashable type: '" + python_name(type(value)) + "'", operand_type, span, "hash", type(value)->text);
    return std::nullopt;
  }
  if (name == "len" && !special_method(type(value), "__len__")) fail_as("object of type '" + python_name(type(value)) + "' has no len()", no_attribute, span, type(value)->text, "__len__");
  if (name == "bytes" && !special_method(type(value), "__bytes__")) return call_value(expression(*node.func), {{value, {}, arg->span}}, span);
  return call_special(value, found->second, {}, span);
}

}  // namespace keelback::check
