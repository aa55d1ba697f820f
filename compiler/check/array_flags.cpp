// `a.flags`: what is asked of it is computed from the array; `a.flags.writeable = False` marks the name's array (docs/design/read_only.md).
#include <algorithm>
#include <map>

#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

namespace {

const ast::Attribute* flags_of(const ast::Expr& node) {
  const auto* attribute = ast::as<ast::Attribute>(&node);
  return attribute != nullptr && attribute->attr == "flags" ? attribute : nullptr;
}

bool is_name(const ast::Expr* node, std::string_view name) {
  const auto* read = node != nullptr ? ast::as<ast::Name>(node) : nullptr;
  return read != nullptr && read->id == name;
}

// Whether these are the flags of something else than an array; `known`: its type, where that is known.
bool is_other(const ast::Attribute& flags, Type known) {
  if (const auto* call = ast::as<ast::Call>(flags.value); call != nullptr && is_name(call->func, "super")) return true;
  return known != nullptr && !is(known, Kind::array);
}

// Whether the value may be an array that something else is a name for as well.
bool may_be_known_elsewhere(const ast::Expr& value) {
  const auto* call = ast::as<ast::Call>(&value);
  if (call == nullptr) return !ast::is<ast::BinOp>(&value) && !ast::is<ast::UnaryOp>(&value) && !ast::is<ast::Compare>(&value);
  static constexpr std::string_view same[] = {"asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "require", "atleast_1d", "atleast_2d", "atleast_3d", "squeeze", "real", "real_if_close"};
  const auto* attribute = ast::as<ast::Attribute>(call->func);
  const auto* name = ast::as<ast::Name>(call->func);
  const std::string_view called = attribute != nullptr ? attribute->attr : name != nullptr ? name->id : std::string_view();
  return std::find(std::begin(same), std::end(same), called) != std::end(same);
}

// Whether the function gives the name's array to another place, or has it from one.
bool is_shared(const ast::Node& node, std::string_view name) {
  // What a function returns, it gives away.
  if (const auto* s = ast::as<ast::Return>(&node); s != nullptr && s->value != nullptr && ast::is<ast::Tuple>(s->value)) {
    const auto& parts = ast::as<ast::Tuple>(s->value)->elts;
    return std::any_of(parts.begin(), parts.end(), [&](const ast::Expr* part) { return is_shared(*part, name); });
  }
  bool found = false;
  const auto value_of = [&](const ast::Expr* target, const ast::Expr* value) {
    if (is_name(value, name)) found = true;
    if (is_name(target, name) && value != nullptr && may_be_known_elsewhere(*value)) found = true;
  };
  const auto each = [&](const auto& parts) {
    for (const ast::Expr* part : parts) found = found || is_name(part, name);
  };
  if (const auto* s = ast::as<ast::Assign>(&node)) {
    for (const ast::Expr* target : s->targets) value_of(target, s->value);
    found = found || s->targets.size() > 1;
  }
  if (const auto* s = ast::as<ast::AnnAssign>(&node)) value_of(s->target, s->value);
  if (const auto* e = ast::as<ast::NamedExpr>(&node)) found = found || is_name(e->target, name) || is_name(e->value, name);
  if (const auto* s = ast::as<ast::For>(&node)) found = found || is_name(s->target, name);
  // Also as a target: what is unpacked is somewhere else too.
  if (const auto* e = ast::as<ast::Tuple>(&node)) each(e->elts);
  if (const auto* e = ast::as<ast::List>(&node)) each(e->elts);
  if (const auto* e = ast::as<ast::Dict>(&node)) each(e->values);
  if (const auto* e = ast::as<ast::IfExp>(&node)) found = found || is_name(e->body, name) || is_name(e->orelse, name);
  if (const auto* e = ast::as<ast::BoolOp>(&node)) each(e->values);
  if (const auto* e = ast::as<ast::Yield>(&node)) found = found || is_name(e->value, name);
  if (const auto* e = ast::as<ast::Call>(&node)) {
    static constexpr std::string_view keeps[] = {"append", "add", "insert", "setdefault", "appendleft", "push"};
    const auto* method = ast::as<ast::Attribute>(e->func);
    if (method != nullptr && std::find(std::begin(keeps), std::end(keeps), method->attr) != std::end(keeps)) each(e->args);
  }
  if (!found) for_each_child(node, [&](const ast::Node& child) { found = found || is_shared(child, name); });
  return found;
}

}  // namespace

std::optional<ExprId> FunctionChecker::array_flag(ExprId array, std::string_view flag, Span span) {
  constexpr const char* header = "read_only.hpp";
  const auto ask = [&](std::string_view symbol) { return call(runtime(symbol, header, ir::Effects::reads, false), {array}, types.boolean, span); };
  static const std::map<std::string_view, std::string_view> names{
      {"WRITEABLE", "writeable"}, {"W", "writeable"}, {"C_CONTIGUOUS", "c_contiguous"}, {"C", "c_contiguous"}, {"CONTIGUOUS", "c_contiguous"}, {"contiguous", "c_contiguous"},
      {"F_CONTIGUOUS", "f_contiguous"}, {"F", "f_contiguous"}, {"FORTRAN", "f_contiguous"}, {"ALIGNED", "aligned"}, {"A", "aligned"}};
  const auto plain = names.find(flag);
  if (plain != names.end()) flag = plain->second;
  if (flag == "writeable") return ask("kb::is_writeable");
  if (flag == "c_contiguous") return ask("kb::has_c_order");
  if (flag == "f_contiguous") return ask("kb::has_f_order");
  if (flag == "aligned") return constant(types.literal(true), span);
  return std::nullopt;
}

// `a.flags.NAME`
std::optional<ExprId> FunctionChecker::flag_attribute(const ast::Attribute& node, Span span) {
  const ast::Attribute* const flags = flags_of(*node.value);
  if (flags == nullptr || is_other(*flags, known_type(*flags->value))) return std::nullopt;
  const ExprId owner = expression(*flags->value);
  if (is(type(owner), Kind::array)) {
    if (const auto flag = array_flag(owner, node.attr, span)) return flag;
  }
  return attribute_of(attribute_of(owner, *flags, span), node, span);
}

// `a.flags["NAME"]`
std::optional<ExprId> FunctionChecker::flag_item(const ast::Subscript& node, Span span) {
  const auto* key = ast::as<ast::Constant>(node.slice);
  const ast::Attribute* const flags = flags_of(*node.value);
  if (flags == nullptr || key == nullptr || key->value.type != ast::ConstantValue::Type::string || is_other(*flags, known_type(*flags->value))) return std::nullopt;
  const ExprId owner = expression(*flags->value);
  if (is(type(owner), Kind::array)) {
    if (const auto flag = array_flag(owner, key->value.text, span)) return flag;
  }
  return subscript_of(attribute_of(owner, *flags, span), node, span);
}

bool FunctionChecker::set_writeable(const ast::Expr& array, const ast::Expr& value, Span span) {
  const Type owner = known_type(array);
  if (owner == nullptr || !is(owner, Kind::array)) return false;
  const auto* name = ast::as<ast::Name>(&array);
  const auto* given = ast::as<ast::Constant>(&value);
  if (given == nullptr || given->value.type != ast::ConstantValue::Type::false_) fail(unsupported, span, "making an array writeable");
  const auto parameters = def_.def != nullptr ? parameter_names(*def_.arguments()) : std::vector<std::string>();
  const bool is_own = name != nullptr && def_.def != nullptr && is_local(name->id) && !cells_.contains(name->id) && std::ranges::find(parameters, name->id) == parameters.end() &&
                      std::ranges::find(def_.captures, name->id) == def_.captures.end() && !is_shared(*def_.def, name->id);
  // Arrays have no identity in native code: another name of it would not know.
  if (!is_own) fail(unsupported, span, "making an array read-only that is not one variable's alone");
  assign_name(name->id, read_only(*this, expression(array)), span);
  return true;
}

// `a.flags.writeable = False`
bool FunctionChecker::store_flag(const ast::Attribute& target, const ast::Expr& value, Span span) {
  const ast::Attribute* const flags = flags_of(*target.value);
  return flags != nullptr && target.attr == "writeable" && set_writeable(*flags->value, value, span);
}

// `a.setflags(write=False)`
bool FunctionChecker::call_setflags(const ast::Call& node, Span span) {
  const auto* method = ast::as<ast::Attribute>(node.func);
  if (method == nullptr || method->attr != "setflags") return false;
  if (node.args.size() + node.keywords.size() != 1) return false;
  if (node.keywords.size() == 1 && node.keywords[0]->arg != "write") return false;
  return set_writeable(*method->value, node.args.size() == 1 ? *node.args[0] : *node.keywords[0]->value, span);
}

}  // namespace keelback::check
