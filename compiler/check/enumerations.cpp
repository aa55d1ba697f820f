// Members of enumerations: constants, `.name` and `.value`, lookup, iteration, operators.
#include <algorithm>

#include "check/annotations.hpp"
#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

namespace {

bool is_member(Type type) { return is(types::base_of(type), Kind::enumeration); }
std::optional<std::int64_t> key_of(Type type) {
  return types::is_literal(type, Kind::enumeration) ? std::optional(std::get<std::int64_t>(type->value.data)) : std::nullopt;
}

}  // namespace

ExprId FunctionChecker::ask_python(ExprId self, std::string_view attribute, Type result, Span span) {
  const ExprId plain = cast(self, types::storage_of(types, type(self)));
  return call(describing_runtime("kb::python_attribute", "\"" + std::string(attribute) + "\""), {plain}, result, span, {std::string(ir::result_argument)});
}

ExprId FunctionChecker::enum_class_attribute(Type enumeration, const ast::Attribute& node, Span span) {
  EnumInfo& info = enum_of(enumeration);
  if (info.refused) throw Unsupported{*info.refused};
  if (const auto member = info.by_name.find(node.attr); member != info.by_name.end()) return constant(types.member(info.type, info.members[member->second].key), span);
  if (node.attr == "__name__" || node.attr == "__qualname__") return constant(types.literal(std::string_view(info.type->name)), span);
  fail_attribute(types.type_object(info.type), node);
}

// A literal, or a tuple of such.
ExprId FunctionChecker::known_value(Type value, Span span) {
  if (!is(value, Kind::tuple)) return constant(value, span);
  std::vector<ExprId> items;
  for (const Type item : value->args) items.push_back(known_value(item, span));
  return add(ir::MakeTuple{std::move(items)}, value, span);
}

ExprId FunctionChecker::enum_value(ExprId member, Span span) {
  const EnumInfo& info = enum_of(type(member));
  if (const auto key = key_of(type(member))) {
    for (const EnumInfo::Member& one : info.members) {
      if (one.key == *key) return known_value(one.value, span);
    }
  }
  Type joined = types.never;
  for (const EnumInfo::Member& one : info.members) joined = types.join(joined, types::storage_of(types, one.value));
  if (info.is_flag()) joined = types.integer;
  if (is(joined, Kind::never)) fail(unsupported, span, "an enumeration without members");
  const ExprId plain = cast(member, info.type);
  if (is(joined, Kind::union_)) return ask_python(plain, "value", joined, span);
  return call(runtime("kb::enum_value", "enumeration.hpp", ir::Effects::none, false), {plain}, joined, span);
}

ExprId FunctionChecker::enum_attribute(ExprId member, const ast::Attribute& node, Span span) {
  EnumInfo& info = enum_of(type(member));
  if (info.refused) throw Unsupported{*info.refused};
  if (node.attr == "value" || node.attr == "_value_") return enum_value(member, span);
  if (node.attr == "name" || node.attr == "_name_") {
    const auto key = key_of(type(member));
    const auto known = !key ? info.members.end() : std::find_if(info.members.begin(), info.members.end(), [&](const EnumInfo::Member& one) { return one.key == *key; });
    if (known != info.members.end()) return constant(types.literal(std::string_view(known->name)), span);
    if (info.is_flag()) return ask_python(member, "name", types.optional(types.string), span);
    return call(runtime("kb::enum_name", "enumeration.hpp", ir::Effects::allocates, false), {cast(member, info.type)}, types.string, span);
  }
  if (const auto method = info.methods.find(node.attr); method != info.methods.end()) {
    const auto& decorators = method->second->decorator_list;
    const auto* name = decorators.size() == 1 ? ast::as<ast::Name>(decorators[0]) : nullptr;
    if (name == nullptr || name->id != "property") fail(unsupported, span, "a method that is not called");
    return call_value_method(*method->second, *info.module, cast(member, info.type), {}, span);
  }
  if (const auto stored = info.attributes.find(node.attr); stored != info.attributes.end()) {
    const auto declared = stored->second == nullptr ? std::nullopt : annotation_types(*info.module, program_, *stored->second);
    return ask_python(cast(member, info.type), node.attr, declared && declared->size() == 1 ? declared->front().type : types.object, span);
  }
  // Python finds other members through a member as well.
  if (info.by_name.contains(node.attr)) return enum_class_attribute(info.type, node, span);
  if (info.is_integer() || info.base == EnumInfo::Base::string) {
    const ExprId value = plain_value(member, span);
    if (const auto entry = program_.library.find_attribute(type(value), node.attr)) {
      const LibraryArgument self{value, {}, span};
      return library_call(*this, program_.library, *entry, std::span(&self, 1), span);
    }
  }
  fail_attribute(info.type, node);
}

// A method of an enumeration or a named tuple, as a function of its receiver.
ExprId FunctionChecker::call_value_method(const ast::FunctionDef& method, ModuleScope& scope, std::optional<ExprId> self, std::vector<LibraryArgument> args, Span span) {
  if (self) args.insert(args.begin(), {*self, {}, span});
  return call_function(make_function(program_.define(scope, nullptr, method), span), args, span);
}

ExprId FunctionChecker::enum_method(ExprId self, const ast::Attribute& node, std::vector<LibraryArgument> args, Span span) {
  EnumInfo& info = enum_of(type(self));
  const auto method = info.methods.find(node.attr);
  if (method == info.methods.end()) {
    const ExprId value = plain_value(self, span);
    if (type(value) == type(self)) return call_value(enum_attribute(self, node, span), std::move(args), span);
    return call_method(value, node, std::move(args), span);
  }
  const auto& decorators = method->second->decorator_list;
  if (decorators.empty()) return call_value_method(*method->second, *info.module, cast(self, info.type), std::move(args), span);
  const auto* name = ast::as<ast::Name>(decorators[0]);
  if (decorators.size() == 1 && name != nullptr && name->id == "staticmethod") return call_value_method(*method->second, *info.module, std::nullopt, std::move(args), span);
  if (decorators.size() == 1 && name != nullptr && name->id == "classmethod") {
    const ExprId klass = add(ir::Constant{}, types.type_object(info.type), span);
    return call_value_method(*method->second, *info.module, klass, std::move(args), span);
  }
  fail(decorated, decorators[0]->span, info.module->file->text(decorators[0]->span));
}

// Color(value)
ExprId FunctionChecker::enum_call(Type enumeration, const std::vector<LibraryArgument>& args, Span span) {
  EnumInfo& info = enum_of(enumeration);
  if (info.refused) throw Unsupported{*info.refused};
  if (args.size() != 1 || !(args[0].keyword.empty() || args[0].keyword == "value")) fail(call_arguments_wrong, span, info.type->name, "it takes one value");
  const Type given = types::base_of(type(args[0].expr));
  if (given == info.type) return args[0].expr;
  const auto find = [&](std::string_view symbol, Type as) {
    return call(runtime(symbol, "enumeration.hpp", ir::Effects::raises | ir::Effects::allocates, true), {cast(args[0].expr, as)}, info.type, span, {std::string(ir::result_argument)});
  };
  if (is(given, Kind::integer) || is(given, Kind::boolean)) return find("kb::member_of_int", types.integer);
  if (is(given, Kind::string)) return find("kb::member_of_str", types.string);
  fail(unsupported, span, "the member of an enumeration by a value of type `" + given->text + "`");
}

// Color["RED"]
ExprId FunctionChecker::enum_by_name(Type enumeration, const ast::Expr& name, Span span) {
  EnumInfo& info = enum_of(enumeration);
  if (info.refused) throw Unsupported{*info.refused};
  const ExprId key = expression(name);
  if (const auto known = types::literal_string(type(key))) {
    if (const auto member = info.by_name.find(*known); member != info.by_name.end()) return constant(types.member(info.type, info.members[member->second].key), span);
  }
  if (!is(types::base_of(type(key)), Kind::string)) fail(bad_index, name.span, type(key)->text);
  const Reuse kept = reuse(cast(key, types.string), "name");
  const ir::RuntimeId raise = runtime("kb::raise_key_error", "enumeration.hpp", ir::Effects::raises, true);
  ExprId found = call(raise, {read(kept, span)}, info.type, span, {std::string(ir::result_argument)});
  for (const auto& [text, member] : info.by_name) {
    const ExprId test = compare(ir::CompareOp::equal, read(kept, span), constant(types.literal(std::string_view(text)), span), span);
    found = add(ir::Select{test, cast(constant(types.member(info.type, info.members[member].key), span), info.type), found}, info.type, span);
  }
  return wrap(kept, found);
}

ExprId FunctionChecker::enum_members(Type enumeration, Span span) {
  EnumInfo& info = enum_of(enumeration);
  if (info.refused) throw Unsupported{*info.refused};
  std::vector<ExprId> all;
  for (const EnumInfo::Member& member : info.members) {
    // Of flags, those of one bit.
    if (info.is_flag() && (member.key <= 0 || (member.key & (member.key - 1)) != 0)) continue;
    all.push_back(cast(constant(types.member(info.type, member.key), span), info.type));
  }
  return add(ir::MakeList{std::move(all)}, types.list(info.type), span);
}

ExprId FunctionChecker::without_enum_class(ExprId value, Span span) {
  const Type given = type(value);
  return is(given, Kind::type_object) && is(given->args[0], Kind::enumeration) ? enum_members(given->args[0], span) : value;
}

ExprId FunctionChecker::plain_value(ExprId value, Span span) {
  if (!is_member(type(value))) return value;
  const EnumInfo& info = enum_of(type(value));
  return info.is_integer() || info.base == EnumInfo::Base::string ? enum_value(value, span) : value;
}

std::optional<ExprId> FunctionChecker::enum_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span) {
  if (!is_member(type(left)) && !is_member(type(right))) return std::nullopt;
  const bool bitwise = op == ir::BinaryOp::bit_and || op == ir::BinaryOp::bit_or || op == ir::BinaryOp::bit_xor;
  const Type a = types::base_of(type(left)), b = types::base_of(type(right));
  const bool of_flags = bitwise && ((is_member(a) && enum_of(a).is_flag()) || (is_member(b) && enum_of(b).is_flag()));
  if (of_flags) {
    const Type flag = is_member(a) && enum_of(a).is_flag() ? a : b;
    const bool mixes = enum_of(flag).is_integer() && (is(a, Kind::integer) || is(b, Kind::integer) || is(a, Kind::boolean) || is(b, Kind::boolean));
    if (a == b) {
      // Values of its flags: so are these.
      const ExprId value = add(ir::Arithmetic{op, ir::Rules::python, cast(enum_value(left, span), types.integer), cast(enum_value(right, span), types.integer)}, types.integer, span);
      return call(runtime("kb::flag_of", "enumeration.hpp", ir::Effects::none, false), {value}, flag, span, {std::string(ir::result_argument)});
    }
    if (mixes) {
      const ExprId value = binary(op, is_member(a) ? enum_value(left, span) : left, is_member(b) ? enum_value(right, span) : right, span);
      return enum_call(flag, {{cast(value, types.integer), {}, span}}, span);
    }
  }
  const ExprId x = plain_value(left, span), y = plain_value(right, span);
  if (type(x) == type(left) && type(y) == type(right)) return std::nullopt;
  return binary(op, x, y, span);
}

std::optional<ExprId> FunctionChecker::enum_compare(ir::CompareOp op, ExprId left, ExprId right, Span span) {
  const Type a = types::base_of(type(left)), b = types::base_of(type(right));
  if (!is_member(a) && !is_member(b)) return std::nullopt;
  const bool equality = op == ir::CompareOp::equal || op == ir::CompareOp::not_equal;
  if (equality && a == b) return identity(left, right, op == ir::CompareOp::not_equal, span);
  const ExprId x = plain_value(left, span), y = plain_value(right, span);
  if (!is_member(type(x)) && !is_member(type(y))) return compare(op, x, y, span);
  if (equality) return decided(op == ir::CompareOp::not_equal, {left, right}, span);
  return std::nullopt;
}

ExprId FunctionChecker::enum_truth(ExprId member, Span span) {
  const EnumInfo& info = enum_of(type(member));
  if (info.is_flag() || info.is_integer() || info.base == EnumInfo::Base::string) return truth(enum_value(member, span), span);
  return decided(true, {member}, span);
}

ExprId FunctionChecker::enum_unary(ir::UnaryOp op, ExprId operand, Span span) {
  const EnumInfo& info = enum_of(type(operand));
  if (info.is_flag() && op == ir::UnaryOp::invert) {
    const ExprId plain = cast(operand, info.type);
    return call(describing_runtime("kb::python_method", "\"__invert__\", \"\""), {plain}, info.type, span, {std::string(ir::result_argument)});
  }
  const ExprId value = plain_value(operand, span);
  constexpr std::string_view symbols[] = {"-", "+", "~"};
  if (is_member(type(value))) fail_as("bad operand type for unary " + std::string(symbols[int(op)]) + ": '" + python_name(type(operand)) + "'", operand_type, span, symbols[int(op)], type(operand)->text);
  return unary_of(op, value, span);
}

// isinstance(value, Color): what is known when compiling.
std::optional<ExprId> FunctionChecker::value_class_test(ExprId value, const ast::Expr& classes, Span span) {
  const EnumInfo* const enumeration = find_enum(program_, *def_.module, classes);
  const NamedTupleInfo* const named = enumeration != nullptr ? nullptr : find_named_tuple(program_, *def_.module, classes);
  if (enumeration == nullptr && named == nullptr) return std::nullopt;
  const Type wanted = enumeration != nullptr ? enumeration->type : named->type;
  const Reuse kept = reuse(value, "value");
  return wrap(kept, for_each_member(read(kept, span), [&](ExprId member) -> ExprId {
    const Type given = types::base_of(type(member));
    const bool is_one = given == wanted || (types::is_named_tuple(given) && wanted != nullptr && given->klass == wanted->klass && is(wanted, Kind::tuple));
    return is(type(value), Kind::union_) ? cast(constant(types.literal(is_one), span), types.boolean) : constant(types.literal(is_one), span);
  }));
}

}  // namespace keelback::check
