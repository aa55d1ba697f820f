// Conversions between types: numbers, unions, tuples, function values.
#include <fmt/format.h>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using types::DType;
using types::DTypeKind;
using types::UnionStorage;

bool FunctionEmitter::is_tagged(Type type) { return type->kind == Kind::union_ && types::union_storage(type) == UnionStorage::tagged_double; }

int FunctionEmitter::member_of(Type type, Type union_type) {
  const auto& members = union_type->args;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i] == type) return int(i);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i] == types::base_of(type)) return int(i);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (types::base_of(members[i]) == type) return int(i);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (types::is_subclass(type, members[i])) return int(i);
  }
  for (std::size_t i = 0; i < members.size() && type->kind != Kind::instance; ++i) {
    if (members[i]->kind == types::base_of(type)->kind && members[i]->rank == type->rank && members[i]->args.size() == type->args.size()) return int(i);
  }
  // Numbers widen: int to float or complex.
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (types::is_number(members[i]) && types::is_number(type)) return int(i);
  }
  return -1;
}

Value FunctionEmitter::convert(const ir::Convert& node, ExprId id) {
  const Type from = type(node.operand), to = type(id);
  if (to->kind == Kind::array && from->kind == Kind::array) {
    if (from->dtype == to->dtype) return expr(node.operand);
    return elementwise(id);
  }
  // A constant becomes a constant of the other type.
  if (from->kind == Kind::literal && std::holds_alternative<ir::Constant>(function_[node.operand].node) && types::number_of(to) && types::number_of(from)) {
    const types::Value& value = from->value;
    const DType dtype = dtype_of(to);
    const auto* whole = std::get_if<std::int64_t>(&value.data);
    const bool fits = types::is_inexact(dtype) || dtype == DType::boolean || types::item_size(dtype) == 8 ||
                      (whole && *whole >= 0 && *whole < (std::int64_t(1) << (8 * types::item_size(dtype) - 1)));
    const bool inexact_to_whole = !types::is_inexact(dtype) && dtype != DType::boolean && std::holds_alternative<double>(value.data);
    const bool negative_to_unsigned = types::kind_of(dtype) == DTypeKind::unsigned_integer && whole && *whole < 0;
    if (fits && !inexact_to_whole && !negative_to_unsigned) {
      cpp(to);
      std::string text = cpp_number(value, dtype);
      if (types::is_integer(dtype) && types::item_size(dtype) < 8) return {fmt::format("{}({})", types::cpp_name_of(dtype), text)};
      const bool negative = text.starts_with('-');
      return {std::move(text), !negative};
    }
  }
  if (to->kind == Kind::variadic) {
    if (auto table = constant_table(id, to)) return *table;
  }
  Value value = exact(node.operand);
  const bool once = types::number_of(types::base_of(from)) && to->kind != Kind::union_;
  if (!once && !is_reusable(node.operand) && (from->kind == Kind::union_ || from->kind == Kind::tuple || from->kind == Kind::function)) {
    value = {hoist(value, from, "value")};
  }
  return convert_value(std::move(value), from, to, line_of(id));
}

Value FunctionEmitter::convert_value(Value value, Type from, Type to, int line) {
  if (from == to) return value;
  if (to->kind == Kind::object) return from->kind == Kind::object ? value : to_object(value, from, line);
  if (from->kind == Kind::object) return from_object(value, to, line);
  if (to->kind == Kind::union_) return convert_to_union(std::move(value), from, to, line);
  if (from->kind == Kind::union_) return convert_from_union(std::move(value), from, to, line);
  if (types::is_time(from) || types::is_time(to)) return {fmt::format("kb::cast<{}>({})", cpp(to), value.text)};
  if (types::number_of(types::base_of(from)) && types::number_of(types::base_of(to))) return convert_number(std::move(value), from, to, line);
  if (from->kind == Kind::tuple && to->kind == Kind::tuple && cpp(from) != cpp(to)) {
    std::string out = cpp(to) + "{";
    for (std::size_t i = 0; i < to->args.size(); ++i) {
      out += (i ? ", " : "") + convert_value({fmt::format("kb::get<{}>({})", i, value.text)}, from->args[i], to->args[i], line).text;
    }
    return {out + "}"};
  }
  if (from->kind == Kind::tuple && to->kind == Kind::variadic) {
    std::string out = cpp(to) + "{";
    for (std::size_t i = 0; i < from->args.size(); ++i) {
      out += (i ? ", " : "") + convert_value({fmt::format("kb::get<{}>({})", i, value.text)}, from->args[i], to->args[0], line).text;
    }
    return {out + "}"};
  }
  if (from->kind == Kind::function && to->kind == Kind::function && cpp(from) != cpp(to)) {
    // The same functions under other numbers.
    const std::string closure = cpp(to);
    std::string out;
    for (std::size_t i = 0; i < from->functions.size(); ++i) {
      std::size_t target = 0;
      while (target + 1 < to->functions.size() && to->functions[target] != from->functions[i]) ++target;
      const std::string captures = from->args.size() == 1 ? value.text : fmt::format("{}.template get<{}>()", value.text, i);
      const std::string made = fmt::format("{}::template make<{}>({})", closure, target, convert_value({captures}, from->args[i], to->args[target], line).text);
      out += i + 1 < from->functions.size() ? fmt::format("{}.tag() == {} ? {} : ", value.text, i, made) : made;
    }
    return {out, false};
  }
  if (from->kind == Kind::never) return {fmt::format("(static_cast<void>({}), {}{{}})", value.text, cpp(to))};
  if (from->kind == Kind::instance && to->kind == Kind::instance) return {fmt::format("kb::as_class<{}>({})", class_name(to), value.text)};
  if (types::is_iterable(to) && from != to) return {fmt::format("{}::over({})", cpp(to), value.text)};
  if ((types::is_container(from) || from->kind == Kind::frozenset) && cpp(from) != cpp(to)) {
    return {fmt::format("{}::from({})", cpp(to), value.text)};
  }
  return value;
}

Value FunctionEmitter::convert_number(Value value, Type from, Type to, int line) {
  const auto a = *types::number_of(types::base_of(from));
  const auto b = *types::number_of(types::base_of(to));
  if (a.dtype == b.dtype) return value;
  const std::string type = cpp(to);
  need("scalar.hpp");
  const DTypeKind from_kind = types::kind_of(a.dtype), to_kind = types::kind_of(b.dtype);
  const bool from_python = a.weak, to_python = b.weak;
  if (to_kind == DTypeKind::boolean) return {fmt::format("kb::cast<bool>({})", value.text)};
  if (from_kind == DTypeKind::complex || to_kind == DTypeKind::complex) return {fmt::format("kb::cast<{}>({})", type, value.text)};
  const bool to_integer = types::is_integer(b.dtype);
  if (!to_integer) return {fmt::format("{}({})", type, value.text)};
  if (from_kind == DTypeKind::boolean) return {fmt::format("{}({})", type, value.text)};
  if (from_kind == DTypeKind::floating) {
    if (to_python) return {fmt::format("kb::from_double({}, {})", value.text, line_argument(line))};
    if (from_python) return {fmt::format("kb::store_cast<{}>({}, {})", type, value.text, line_argument(line))};
    return {fmt::format("kb::cast<{}>({})", type, value.text)};
  }
  if (to_python) {
    if (a.dtype == DType::uint64) return {fmt::format("kb::to_int({}, {})", value.text, line_argument(line))};
    return {fmt::format("std::int64_t({})", value.text)};
  }
  if (from_python && !types::can_cast_safely(a.dtype, b.dtype)) return {fmt::format("kb::checked_cast<{}>({}, {})", type, value.text, line_argument(line))};
  return {fmt::format("{}({})", type, value.text)};
}

Value FunctionEmitter::convert_to_union(Value value, Type from, Type to, int line) {
  const std::string type = cpp(to);
  if (from->kind != Kind::union_) {
    const int member = member_of(from, to);
    const Type target = to->args[std::size_t(member < 0 ? 0 : member)];
    if (is_tagged(to)) {
      const bool is_double = dtype_of(from) == DType::float64 && types::base_of(from)->kind != Kind::literal;
      return {fmt::format("{}{{{}, {}}}", type, is_double ? value.text : fmt::format("double({})", value.text), member)};
    }
    return {fmt::format("{}::make<{}>({})", type, member, convert_value(std::move(value), from, target, line).text)};
  }
  bool same = from->args.size() == to->args.size();
  for (std::size_t i = 0; same && i < from->args.size(); ++i) same = from->args[i] == to->args[i];
  if (same) return value;
  // Member by member. A tagged double stays a double; only its tag is looked up.
  if (is_tagged(from) && is_tagged(to)) {
    std::uint64_t table = 0;
    bool identity = true;
    for (std::size_t i = 0; i < from->args.size(); ++i) {
      const int member = member_of(from->args[i], to);
      identity = identity && member == int(i);
      table |= std::uint64_t(member < 0 ? 0 : member) << (4 * i);
    }
    if (identity) return value;
    return {fmt::format("{}{{{}.value, std::uint8_t(0x{:x}u >> 4 * {}.tag & 15)}}", type, value.text, table, value.text)};
  }
  // What the target cannot hold does not come: the value was narrowed.
  std::vector<std::size_t> coming;
  for (std::size_t i = 0; i < from->args.size(); ++i) {
    if (member_of(from->args[i], to) >= 0) coming.push_back(i);
  }
  std::string out;
  for (std::size_t k = 0; k < coming.size(); ++k) {
    const std::size_t i = coming[k];
    const Value member = is_tagged(from) ? convert_value({value.text + ".value"}, from->args[i], from->args[i], line) : Value{fmt::format("{}.get<{}>()", value.text, i)};
    Value narrow = member;
    if (is_tagged(from) && dtype_of(from->args[i]) != DType::float64) narrow = {fmt::format("{}({}.value)", cpp(from->args[i]), value.text)};
    const std::string made = convert_to_union(narrow, from->args[i], to, line).text;
    const std::string test = is_tagged(from) ? fmt::format("{}.tag == {}", value.text, i) : fmt::format("{}.tag() == {}", value.text, i);
    out += k + 1 < coming.size() ? fmt::format("{} ? {} : ", test, made) : made;
  }
  return {out, false};
}

std::optional<FunctionEmitter::TaggedParts> FunctionEmitter::tagged_parts(ExprId id) {
  if (!is_tagged(type(id))) return std::nullopt;
  const auto is_plain = [&](ExprId expr) {
    while (const auto* convert = std::get_if<ir::Convert>(&function_[expr].node)) {
      if (!types::is_number(type(convert->operand)) || dtype_of(type(convert->operand)) != dtype_of(type(expr))) break;
      expr = convert->operand;
    }
    const auto* read = std::get_if<ir::ReadLocal>(&function_[expr].node);
    return types::is_number(type(expr)) && (std::holds_alternative<ir::Constant>(function_[expr].node) || (read != nullptr && !read->checked));
  };
  if (const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node); read != nullptr && !read->checked) return TaggedParts{name(read->local) + ".value", name(read->local) + ".tag"};
  const auto* convert = std::get_if<ir::Convert>(&function_[id].node);
  if (convert == nullptr || !is_plain(convert->operand) || dtype_of(type(convert->operand)) != DType::float64) return std::nullopt;
  const int member = member_of(type(convert->operand), type(id));
  if (member < 0) return std::nullopt;
  return TaggedParts{operand(convert->operand), fmt::format("{}", member)};
}

Value FunctionEmitter::convert_from_union(Value value, Type from, Type to, int line) {
  const bool tagged = is_tagged(from);
  const auto member = [&](std::size_t i) -> Value {
    if (!tagged) return {fmt::format("{}.get<{}>()", value.text, i)};
    if (dtype_of(from->args[i]) == DType::float64) return {value.text + ".value"};
    return {fmt::format("{}({}.value)", cpp(from->args[i]), value.text)};
  };
  for (std::size_t i = 0; i < from->args.size(); ++i) {
    if (from->args[i] == to) return member(i);
  }
  // All doubles, whatever the tag.
  if (tagged && types::number_of(to) && types::is_inexact(dtype_of(to))) return convert_number({value.text + ".value"}, from->args[0], to, line);
  std::string out;
  std::vector<std::size_t> fitting;
  for (std::size_t i = 0; i < from->args.size(); ++i) {
    const bool numbers = types::is_number(from->args[i]) && types::is_number(to);
    if (to->kind == Kind::instance ? types::is_subclass(from->args[i], to) || types::is_subclass(to, from->args[i]) : numbers || from->args[i]->kind == to->kind || types::base_of(from->args[i]) == types::base_of(to)) fitting.push_back(i);
  }
  for (std::size_t k = 0; k < fitting.size(); ++k) {
    const std::size_t i = fitting[k];
    const std::string made = convert_value(member(i), from->args[i], to, line).text;
    out += k + 1 < fitting.size() ? fmt::format("{}{} == {} ? {} : ", value.text, tagged ? ".tag" : ".tag()", i, made) : made;
  }
  return {out.empty() ? cpp(to) + "{}" : out, fitting.size() == 1};
}

Value FunctionEmitter::is_member(const ir::IsMember& node) {
  const Type from = type(node.operand);
  return {fmt::format("{}{} == {}", operand(node.operand), is_tagged(from) ? ".tag" : ".tag()", node.member), false};
}

}  // namespace keelback::emit
