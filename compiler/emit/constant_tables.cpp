// Displays of many constants as tables (include/keelback/constants.hpp).
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "emit/function_emitter.hpp"
#include "emit/names.hpp"

namespace keelback::emit {

namespace {

constexpr std::size_t fewest = 12;  // fewer constants are written where they are used
constexpr std::size_t widest = 150;

bool is_of_items(Type type) { return type->kind == Kind::list || type->kind == Kind::set || type->kind == Kind::variadic; }
bool is_plain(Type type) { return type->name.empty() && type->klass == 0; }  // no defaultdict, no class of named tuples

}  // namespace

std::vector<ExprId> FunctionEmitter::display_items(ExprId display, Type as) const {
  const ir::ExprNode& node = function_[display].node;
  if (const auto* tuple = std::get_if<ir::MakeTuple>(&node); tuple != nullptr && (as->kind == Kind::tuple || as->kind == Kind::variadic)) return tuple->items;
  if (const auto* list = std::get_if<ir::MakeList>(&node); list != nullptr && as->kind == type(display)->kind) return list->items;
  std::vector<ExprId> items;
  if (const auto* dict = std::get_if<ir::MakeDict>(&node); dict != nullptr && as->kind == Kind::dict) {
    for (std::size_t i = 0; i < dict->keys.size(); ++i) items.insert(items.end(), {dict->keys[i], dict->values[i]});
  }
  return items;
}

std::optional<std::size_t> FunctionEmitter::constants_in(ExprId id, Type as) const {
  const ir::Expr& expr = function_[id];
  const auto* convert = std::get_if<ir::Convert>(&expr.node);
  if (as->kind == Kind::union_) {
    const int member = convert != nullptr && expr.type == as && !is_tagged(as) ? member_of(type(convert->operand), as) : -1;
    return member < 0 ? std::nullopt : constants_in(convert->operand, as->args[std::size_t(member)]);
  }
  if (as->kind == Kind::none) return expr.type->kind == Kind::none && std::holds_alternative<ir::Constant>(expr.node) ? std::optional<std::size_t>(1) : std::nullopt;
  if (as->kind == Kind::string || as->kind == Kind::boolean || as->kind == Kind::integer || as->kind == Kind::floating) {
    const ExprId constant = without_conversions(id);
    const Type written = type(constant);
    const bool is_constant = std::holds_alternative<ir::Constant>(function_[constant].node) && written->kind == Kind::literal;
    const bool is_same = is_constant && (written->args[0] == as || (as->kind == Kind::floating && written->args[0]->kind == Kind::integer));
    return is_same ? std::optional<std::size_t>(1) : std::nullopt;
  }
  if (!is_plain(as) || !(is_of_items(as) || as->kind == Kind::tuple || as->kind == Kind::dict)) return std::nullopt;
  if (std::ranges::any_of(as->args, [](Type arg) { return arg->kind == Kind::never; })) return std::nullopt;
  const ExprId display = without_conversions(id);
  if (!is_plain(type(display))) return std::nullopt;
  const std::vector<ExprId> items = display_items(display, as);
  const bool is_empty = type(display)->kind == as->kind && (is_of_items(as) || as->kind == Kind::dict) && is_empty_display(display);
  if (items.empty() && !is_empty) return std::nullopt;
  if (as->kind == Kind::tuple && items.size() != as->args.size()) return std::nullopt;
  std::size_t count = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto found = constants_in(items[i], as->args[is_of_items(as) ? 0 : as->kind == Kind::dict ? i % 2 : i]);
    if (!found) return std::nullopt;
    count += *found;
  }
  return count;
}

std::string FunctionEmitter::constant_form(ExprId id, Type as) {
  const ExprId written = without_conversions(id);
  switch (as->kind) {
    case Kind::union_: {
      const auto* convert = std::get_if<ir::Convert>(&function_[id].node);
      const int member = member_of(type(convert->operand), as);
      std::string members;
      for (int i = 0; i < int(as->args.size()); ++i) members += (i ? ", " : "") + (i == member ? constant_form(convert->operand, as->args[std::size_t(i)]) : "{}");
      return fmt::format("{{{}, {{{}}}}}", member, members);
    }
    case Kind::none: return "{}";
    case Kind::string: {
      const auto& text = std::get<std::string>(type(written)->value.data);
      return fmt::format("{{{}, {}}}", cpp_string(text), text.size());
    }
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating: return cpp_number(type(written)->value, dtype_of(as));
    case Kind::tuple: {
      const std::vector<ExprId> items = display_items(written, as);
      std::string out;
      for (std::size_t i = 0; i < items.size(); ++i) out += (i ? ", " : "") + constant_form(items[i], as->args[i]);
      return "{" + out + "}";
    }
    default: break;
  }
  std::vector<std::string> entries;
  const std::vector<ExprId> items = display_items(written, as);
  const bool is_dict = as->kind == Kind::dict;
  for (std::size_t i = 0; i < items.size(); i += is_dict ? 2 : 1) {
    std::string entry = constant_form(items[i], as->args[0]);
    if (is_dict) entry = fmt::format("{{{}, {}}}", entry, constant_form(items[i + 1], as->args[1]));
    entries.push_back(std::move(entry));
  }
  if (entries.empty()) return "{}";
  const std::string table = temporary("constants");
  const std::string entry = is_dict ? fmt::format("kb::tuple<kb::constant_form<{}>, kb::constant_form<{}>>", cpp(as->args[0]), cpp(as->args[1])) : fmt::format("kb::constant_form<{}>", cpp(as->args[0]));
  out_->open(fmt::format("static constexpr {} {}[] = {{", entry, table));
  std::string line;
  for (const std::string& one : entries) {
    if (!line.empty() && line.size() + one.size() > widest) out_->line(std::exchange(line, {}));
    line += (line.empty() ? "" : " ") + one + ",";
  }
  out_->line(line);
  out_->close("};");
  return fmt::format("{{{}, {}}}", table, entries.size());
}

std::optional<Value> FunctionEmitter::constant_table(ExprId id, Type as) {
  // Of numbers alone the C++ compiler makes a table itself.
  if (std::ranges::all_of(as->args, [](Type arg) { return is_trivial(arg); })) return std::nullopt;
  if (constants_in(id, as).value_or(0) < fewest) return std::nullopt;
  need("constants.hpp");
  const std::string form = constant_form(id, as);
  return Value{fmt::format("kb::constant_of<{}>::make({})", cpp(as), form)};
}

std::string FunctionEmitter::kept_display(ExprId id) {
  const std::string display = exact(id).text, kept = temporary("constants");
  out_->line(fmt::format("static const {0}& {1} = *new {0}({2});", cpp(type(id)), kept, display));
  return kept;
}

}  // namespace keelback::emit
