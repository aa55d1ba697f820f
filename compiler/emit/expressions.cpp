// Expression nodes that are not arithmetic, conversions or arrays; evaluation order.
#include <fmt/format.h>

#include <algorithm>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::Effects;
using ir::has;
using ir::overloaded;

// --- evaluation order ------------------------------------------------------------------------------------------------

FunctionEmitter::Footprint FunctionEmitter::footprint(ExprId root) const {
  Footprint result;
  ir::for_each_in_tree(function_, root, [&](ExprId id) {
    const Effects own = ir::own_effects(module_, function_, id, &context_.calls);
    result.effects = result.effects | own;
    if (has(own, Effects::raises)) {
      const int line = line_of(id);
      result.only_overflow = result.only_overflow && ir::raises_overflow_only(function_, id) && (result.line == 0 || result.line == line);
      result.line = line;
    }
    if (const auto* let = std::get_if<ir::Let>(&function_[id].node)) result.binds.push_back(let->local);
    if (const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node)) result.reads.push_back(read->local);
  });
  return result;
}

bool FunctionEmitter::conflict(const Footprint& a, const Footprint& b) {
  const bool both_raise = has(a.effects, Effects::raises) && has(b.effects, Effects::raises);
  if (both_raise && !(a.only_overflow && b.only_overflow && a.line == b.line)) return true;
  if (has(a.effects, Effects::raises) && has(b.effects, Effects::writes)) return true;
  if (has(a.effects, Effects::reads) && has(b.effects, Effects::writes)) return true;
  if (has(a.effects, Effects::writes) && (has(b.effects, Effects::reads) || has(b.effects, Effects::writes) || has(b.effects, Effects::raises))) return true;
  const auto meet = [](const std::vector<LocalId>& x, const std::vector<LocalId>& y) {
    return std::ranges::any_of(x, [&](LocalId local) { return std::ranges::find(y, local) != y.end(); });
  };
  return meet(a.reads, b.binds) || meet(a.binds, b.reads) || meet(a.binds, b.binds);
}

void FunctionEmitter::merge(Footprint& into, const Footprint& other) {
  into.effects = into.effects | other.effects;
  if (has(other.effects, Effects::raises)) {
    into.only_overflow = into.only_overflow && other.only_overflow && (into.line == 0 || into.line == other.line);
    into.line = other.line;
  }
  into.binds.insert(into.binds.end(), other.binds.begin(), other.binds.end());
  // Reads matter only of the earlier operand, or beside a binding: keep the list short.
  if (!other.binds.empty() || !into.binds.empty() || other.reads.size() < 8) into.reads.insert(into.reads.end(), other.reads.begin(), other.reads.end());
}

std::vector<Value> FunctionEmitter::ordered(std::span<const ExprId> ids, Form form, const std::vector<bool>& lent) {
  std::vector<bool> pinned(ids.size(), false);
  if (ids.size() > 1) {
    Footprint later = footprint(ids.back());
    for (std::size_t i = ids.size() - 1; i-- > 0;) {
      if (std::holds_alternative<ir::Constant>(function_[ids[i]].node)) continue;
      const Footprint own = footprint(ids[i]);
      pinned[i] = conflict(own, later);
      merge(later, own);
    }
  }
  std::vector<Value> values;
  values.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (pinned[i] && i < lent.size() && lent[i]) {
      values.push_back({hoist_borrowed(ids[i], "value")});
    } else if (pinned[i]) {
      values.push_back({hoist(ids[i], "value")});
    } else if (form == Form::exact || (form == Form::argument && type(ids[i])->kind != Kind::array)) {
      values.push_back(exact(ids[i]));
    } else if (form == Form::operand) {
      values.push_back({operand(ids[i])});
    } else {
      values.push_back(expr(ids[i]));
    }
  }
  return values;
}

std::string FunctionEmitter::hoist(const Value& value, Type type, std::string_view purpose) {
  const std::string name = temporary(purpose);
  if (type->kind == Kind::array && value.is_view) {
    out_->line(fmt::format("const kb::array<{}, {}> {}({});", types::cpp_name_of(type->dtype), type->rank, name, value.text));
  } else {
    out_->line(fmt::format("const {} {} = {};", cpp(type), name, value.text));
  }
  return name;
}

std::string FunctionEmitter::hoist(ExprId id, std::string_view purpose) { return hoist(expr(id), type(id), purpose); }

bool FunctionEmitter::is_reusable(ExprId id) const {
  const ir::ExprNode& node = function_[id].node;
  return std::holds_alternative<ir::Constant>(node) || std::holds_alternative<ir::ReadLocal>(node) || std::holds_alternative<ir::ReadGlobal>(node);
}

std::string FunctionEmitter::reusable(ExprId id, std::string_view purpose) { return is_reusable(id) ? operand(id) : hoist(id, purpose); }

std::string FunctionEmitter::operand(ExprId id) {
  Value value = expr(id);
  return value.atomic ? std::move(value.text) : "(" + value.text + ")";
}

Value FunctionEmitter::exact(ExprId id) {
  Value value = expr(id);
  const Type type = this->type(id);
  if (value.is_view) return {fmt::format("{}({})", cpp(type), value.text)};
  const auto* converted = std::get_if<ir::Convert>(&function_[id].node);
  if (std::holds_alternative<ir::Constant>(function_[converted != nullptr ? converted->operand : id].node)) {
    const Type base = types::base_of(type);
    const bool wide = base->kind == Kind::integer || (base->kind == Kind::scalar && types::is_integer(base->dtype));
    if (wide) return {fmt::format("{}({})", cpp(base), value.text)};
  }
  return value;
}

// --- nodes -----------------------------------------------------------------------------------------------------------

Value FunctionEmitter::expr(ExprId id) {
  const ir::Expr& expr = function_[id];
  return std::visit(overloaded{
                        [&](const ir::Constant&) { return constant(expr.type); },
                        [&](const ir::ReadLocal& node) { return read_local(node, id); },
                        [&](const ir::ReadGlobal& node) { return Value{context_.global_names[node.global.value]}; },
                        [&](const ir::Call& node) { return call(node, id); },
                        [&](const ir::CallClosure& node) { return call_closure(node, id); },
                        [&](const ir::CallRuntime& node) {
                          Value made = call_runtime(node, id);
                          // Some of the functions that give None are void.
                          if (expr.type->kind == Kind::none) made.text = fmt::format("({}, {}{{}})", made.text, cpp(expr.type));
                          return made;
                        },
                        [&](const ir::Arithmetic& node) { return arithmetic(node, id); },
                        [&](const ir::Unary& node) { return unary(node, id); },
                        [&](const ir::Compare& node) { return compare(node, id); },
                        [&](const ir::Not& node) { return Value{"!" + operand(node.operand)}; },
                        [&](const ir::Logical& node) { return logical(node); },
                        [&](const ir::Select& node) { return select(node, id); },
                        [&](const ir::Let& node) { return let(node); },
                        [&](const ir::Convert& node) { return convert(node, id); },
                        [&](const ir::IsMember& node) { return is_member(node); },
                        [&](const ir::TaggedArithmetic& node) { return tagged_arithmetic(node, id); },
                        [&](const ir::TaggedValue& node) { return tagged_value(node); },
                        [&](const ir::Elementwise&) { return elementwise(id); },
                        [&](const ir::Reduce& node) { return reduce(node, id); },
                        [&](const ir::ReadElement& node) { return read_element(node, id); },
                        [&](const ir::Subscript& node) { return subscript(node, id); },
                        [&](const ir::Gather& node) { return gather(node, id); },
                        [&](const ir::Extent& node) { return Value{fmt::format("{}.shape[{}]", element_array(node.array), node.axis)}; },
                        [&](const ir::MakeTuple& node) { return make_tuple(node, id); },
                        [&](const ir::TupleItem& node) { return tuple_item(node, id); },
                        [&](const ir::MakeList& node) { return make_list(node, id); },
                        [&](const ir::MakeDict& node) { return make_dict(node, id); },
                        [&](const ir::MakeClosure& node) { return make_closure(node, id); },
                        [&](const ir::Callable& node) { return callable(node); },
                        [&](const ir::MakeObject&) { return make_object(id); },
                        [&](const ir::ReadField& node) { return read_field(node, id); },
                        [&](const ir::IsClass& node) { return is_class(node); },
                        [&](const ir::Dynamic& node) { return dynamic(node, id); },
                    },
                    expr.node);
}

Value FunctionEmitter::constant(Type type) {
  if (type->kind != Kind::literal) return {cpp(type) + "{}"};
  if (types::base_of(type)->kind == Kind::enumeration) return {fmt::format("{}({})", cpp(type), std::get<std::int64_t>(type->value.data))};
  if (const auto* text = std::get_if<std::string>(&type->value.data)) {
    need("str.hpp");
    // Built once: a string constant is an object.
    return {fmt::format("kb::str({}, {})", cpp_string(*text), text->size())};
  }
  std::string text = cpp_number(type->value, dtype_of(type));
  const bool negative = text.starts_with('-');
  if (text.find("numeric_limits") != std::string::npos || text.starts_with('(')) return {std::move(text)};
  return {std::move(text), !negative};
}

Value FunctionEmitter::read_local(const ir::ReadLocal& node, ExprId id) {
  const ir::Local& local = function_[node.local];
  if (node.checked && local.name_id && !bound_flags_[local.name_id.value].empty()) {
    out_->line(fmt::format("if (!{}) kb::raise_unbound({}, {});", bound_flags_[local.name_id.value], cpp_string(local.name), line_argument(line_of(id))));
  }
  if (moved_reads_.contains(id)) return {fmt::format("std::move({})", name(node.local))};
  return {name(node.local), true, is_view(node.local)};
}

std::string FunctionEmitter::arguments(InstanceId callee, std::vector<Value> values, std::span<const Type> types) {
  const ir::Function& target = module_[callee];
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    // A frame in place may be made of nothing.
    if (!out.empty() && !values[i].text.empty()) out += ", ";
    const bool array = i < types.size() && types[i]->kind == Kind::array;
    // A copy as a view: the caller's array does not escape.
    if (array && !values[i].is_view) {
      out += fmt::format("{}({})", parameter_type(target[target.parameters[i]].type, context_.headers), values[i].text);
    } else {
      out += values[i].text;
    }
  }
  return out;
}

bool FunctionEmitter::is_part(ExprId id) const {
  const ir::ExprNode& node = function_[id].node;
  if (const auto* converted = std::get_if<ir::Convert>(&node)) return is_part(converted->operand);
  return std::holds_alternative<ir::ReadField>(node) || std::holds_alternative<ir::CallRuntime>(node) || std::holds_alternative<ir::TupleItem>(node);
}

Value FunctionEmitter::call(const ir::Call& node, ExprId id, bool fresh) {
  const bool raises = has(context_.calls[node.callee.value], Effects::raises | Effects::allocates) || has(context_.calls[node.callee.value], Effects::raises);
  const int line = line_of(id);
  std::vector<Value> values = ordered(node.args, Form::argument, node.lent);
  std::vector<Type> types;
  for (std::size_t i = 0; i < node.args.size(); ++i) {
    types.push_back(type(node.args[i]));
    const auto* read = std::get_if<ir::ReadLocal>(&function_[node.args[i]].node);
    if (read && !element_views_[read->local.value].empty() && values[i].text == name(read->local)) {
      values[i] = {element_views_[read->local.value], true, true};
    }
    // The callee may store to the field, or drop the item, that it is given by reference: what it was given stays what it was.
    const bool lent = i < node.lent.size() && node.lent[i];
    if (!lent && is_part(node.args[i]) && !is_trivial(types[i]) && types[i]->kind != Kind::array) values[i] = {fmt::format("{}({})", cpp(types[i]), values[i].text)};
    // A call inside at another line sets `line` as well: it has to be over before this one.
    const bool other_line = raises && ir::any_in_tree(function_, node.args[i], [&](ExprId inner) {
      return std::holds_alternative<ir::Call>(function_[inner].node) && line_of(inner) != line;
    });
    if (other_line && !std::ranges::all_of(values[i].text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; })) {
      values[i] = {hoist(values[i], types[i], "value")};
    }
  }
  set_line(line);
  const std::string& called = fresh ? context_.fresh_names[node.callee.value] : context_.function_names[node.callee.value];
  const std::string given = arguments(node.callee, std::move(values), types);
  return {placed_calls_.contains(id) ? given : fmt::format("{}({})", called, given)};
}

Value FunctionEmitter::call_closure(const ir::CallClosure& node, ExprId id) {
  std::vector<ExprId> operands{node.callee};
  operands.insert(operands.end(), node.args.begin(), node.args.end());
  std::vector<Value> values = ordered(operands, Form::argument);
  const Type callee = type(node.callee);
  std::vector<Type> arg_types;
  for (ExprId arg : node.args) arg_types.push_back(type(arg));
  const std::string function = is_reusable(node.callee) ? values[0].text : hoist(values[0], callee, "function");
  std::vector<Value> args(values.begin() + 1, values.end());
  const auto one = [&](std::size_t index, const std::string& captures, const std::vector<Value>& given) {
    std::vector<Value> all;
    std::vector<Type> types;
    for (std::size_t k = 0; k < callee->args[index]->args.size(); ++k) {
      all.push_back({fmt::format("kb::get<{}>({})", k, captures)});
      types.push_back(callee->args[index]->args[k]);
    }
    all.insert(all.end(), given.begin(), given.end());
    types.insert(types.end(), arg_types.begin(), arg_types.end());
    const InstanceId target = node.targets[index];
    return Value{fmt::format("{}({})", context_.function_names[target.value], arguments(target, std::move(all), types))};
  };
  set_line(line_of(id));
  if (node.targets.size() == 1) {
    return convert_value(one(0, function, args), module_[node.targets[0]].result, type(id), line_of(id));
  }
  for (std::size_t i = 0; i < args.size(); ++i) args[i] = {hoist(args[i], arg_types[i], "argument")};
  const std::string result = temporary("result");
  out_->line(fmt::format("{} {}{{}};", cpp(type(id)), result));
  set_line(line_of(id));
  out_->open(fmt::format("switch ({}.tag()) {{", function));
  for (std::size_t i = 0; i < node.targets.size(); ++i) {
    out_->open(i + 1 < node.targets.size() ? fmt::format("case {}: {{", i) : std::string("default: {"));
    const Value value = convert_value(one(i, fmt::format("{}.template get<{}>()", function, i), args), module_[node.targets[i]].result, type(id), line_of(id));
    out_->line(fmt::format("{} = {};", result, value.text));
    out_->line("break;");
    out_->close();
  }
  out_->close();
  return {result};
}

ExprId FunctionEmitter::without_conversions(ExprId id) const {
  while (const auto* convert = std::get_if<ir::Convert>(&function_[id].node)) id = convert->operand;
  return id;
}

bool FunctionEmitter::is_empty_display(ExprId id) const {
  id = without_conversions(id);
  const auto* list = std::get_if<ir::MakeList>(&function_[id].node);
  const auto* dict = std::get_if<ir::MakeDict>(&function_[id].node);
  return (list != nullptr && list->items.empty()) || (dict != nullptr && dict->keys.empty());
}

Value FunctionEmitter::call_runtime(const ir::CallRuntime& node, ExprId id) {
  const ir::RuntimeFunction& function = module_[node.function];
  if (!function.header.empty()) need(function.header);
  if (const std::string* piece = node.args.size() == 1 ? piece_of(node.args[0]) : nullptr; piece != nullptr && code_pieces_.contains(*piece)) return {*piece};
  // `d.setdefault(key, [])`: the display is made where the key is new.
  if (function.symbol == "kb::setdefault" && is_empty_display(node.args[2])) {
    const std::vector<Value> values = ordered(std::span(node.args).first(2));
    return {fmt::format("kb::setdefault_made({}, {}, [] {{ return {}; }})", values[0].text, values[1].text, exact(node.args[2]).text), true};
  }
  if (function.symbol == "kb::contains" && constants_in(node.args[0], type(node.args[0]))) {
    const std::string container = kept_display(node.args[0]);
    return {fmt::format("kb::contains({}, {})", container, expr(node.args[1]).text), true};
  }
  std::vector<Value> values = ordered(node.args, function.describes ? Form::exact : Form::plain);
  // What a container takes in lives on in it.
  if (!node.args.empty() && types::is_container(types::base_of(type(node.args[0])))) {
    for (std::size_t i = 1; i < values.size(); ++i) {
      if (values[i].is_view) values[i] = {fmt::format("{}({})", cpp(type(node.args[i])), values[i].text)};
    }
  }
  if (calls_back(node) || function.runs_code) set_line(line_of(id));
  std::string out = function.symbol;
  if (!node.template_args.empty()) {
    out += "<";
    for (std::size_t i = 0; i < node.template_args.size(); ++i) {
      const std::string& given = node.template_args[i];
      out += (i ? ", " : "") + (given == "$result" ? cpp(type(id)) : given == "$item" ? cpp(type(id)->args[0]) : given);
    }
    out += ">";
  }
  constexpr std::string_view exception = "$exception ";
  out += "(" + (function.leading.starts_with(exception) ? cpp_exception_class(std::string_view(function.leading).substr(exception.size())) : function.leading);
  bool first = function.leading.empty();
  if (function.describes) {
    if (!node.template_args.empty()) out += (first ? "" : ", ") + context_.descriptors.of(type(id));
    out += (first && node.template_args.empty() ? "" : ", ") + line_argument(line_of(id));
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Type given = types::base_of(type(node.args[i]));
      const bool is_integer = given->kind == Kind::integer && std::holds_alternative<ir::Constant>(function_[node.args[i]].node);
      out += fmt::format(", kb::describe({}, {})", is_integer ? fmt::format("std::int64_t({})", values[i].text) : values[i].text, context_.descriptors.of(given));
    }
    cpp(type(id));
    return {out + ")"};
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_empty(type(node.args[i])) && std::holds_alternative<ir::Constant>(function_[node.args[i]].node)) continue;
    std::string text = values[i].text;
    const Type base = types::base_of(type(node.args[i]));
    const auto* converted = std::get_if<ir::Convert>(&function_[node.args[i]].node);
    if (base->kind == Kind::integer && std::holds_alternative<ir::Constant>(function_[converted != nullptr ? converted->operand : node.args[i]].node)) text = fmt::format("std::int64_t({})", text);
    const bool opens = node.braced_count > 0 && int(i) == node.braced_begin, closes = node.braced_count > 0 && int(i) + 1 == node.braced_begin + node.braced_count;
    out += (first ? "" : ", ") + std::string(opens ? "{" : "") + text + (closes ? "}" : "");
    first = false;
  }
  if (function.takes_line) out += (first ? "" : ", ") + line_argument(line_of(id));
  cpp(type(id));  // its header
  // What an array function gives may be a view of its operand; `exact` makes an array of it where one is needed, and keeps one that already is.
  return {out + ")", true, type(id)->kind == Kind::array};
}

Value FunctionEmitter::logical(const ir::Logical& node) {
  const std::string left = operand(node.left);
  Writer inner(out_->depth() + 1);
  Writer* outer = std::exchange(out_, &inner);
  const int line = frame_.line;
  const std::string right = operand(node.right);
  out_ = outer;
  if (inner.empty()) return {fmt::format("{} {} {}", left, node.is_and ? "&&" : "||", right), false};
  frame_.line = frame_.line == line ? line : 0;
  const std::string result = temporary("condition");
  out_->line(fmt::format("bool {} = {};", result, left));
  out_->open(fmt::format("if ({}{}) {{", node.is_and ? "" : "!", result));
  out_->append(inner);
  out_->line(fmt::format("{} = {};", result, right));
  out_->close();
  return {result};
}

Value FunctionEmitter::select(const ir::Select& node, ExprId id) {
  const Value test = expr(node.condition);
  const std::string condition = test.atomic ? test.text : "(" + test.text + ")";
  // Number and tag are chosen one by one: without a branch.
  if (const auto yes = tagged_parts(node.yes), no = tagged_parts(node.no); yes && no) {
    const std::string chosen = hoist(test, type(node.condition), "chosen");
    const auto choose = [&](const std::string& a, const std::string& b) { return a == b ? a : fmt::format("{} ? {} : {}", chosen, a, b); };
    return {fmt::format("{}{{{}, std::uint8_t({})}}", cpp(type(id)), choose(yes->value, no->value), choose(yes->tag, no->tag))};
  }
  const int line = frame_.line;
  Writer yes(out_->depth() + 1), no(out_->depth() + 1);
  Writer* outer = std::exchange(out_, &yes);
  const Value if_yes = exact(node.yes);
  out_ = &no;
  frame_.line = line;
  const Value if_no = exact(node.no);
  out_ = outer;
  if (yes.empty() && no.empty()) {
    const auto grouped = [](const Value& value) { return value.atomic ? value.text : "(" + value.text + ")"; };
    return {fmt::format("{} ? {} : {}", condition, grouped(if_yes), grouped(if_no)), false};
  }
  frame_.line = 0;
  const std::string result = temporary("value");
  out_->line(fmt::format("{} {}{{}};", cpp(type(id)), result));
  out_->open(fmt::format("if ({}) {{", test.text));
  out_->append(yes);
  out_->line(fmt::format("{} = {};", result, if_yes.text));
  out_->between("} else {");
  out_->append(no);
  out_->line(fmt::format("{} = {};", result, if_no.text));
  out_->close();
  return {result};
}

Value FunctionEmitter::let(const ir::Let& node) {
  bind(node);
  return expr(node.body);
}

void FunctionEmitter::bind(const ir::Let& node) {
  if (function_[node.local].in_frame) return make_in_frame(node.local, node.value);
  const Value value = exact(node.value);
  if (own_scope_[node.local.value]) {
    define(node.local, value.text, true);
    if (const std::string& view = element_views_[node.local.value]; !view.empty()) {
      out_->line(fmt::format("const {} {} = {};", parameter_type(function_[node.local].type, context_.headers), view, name(node.local)));
    }
  } else {
    out_->line(fmt::format("{} = {};", target(node.local), value.text));
    bound(node.local);
  }
}

bool FunctionEmitter::calls_back(const ir::CallRuntime& node) const {
  return std::ranges::any_of(node.args, [&](ExprId arg) { return type(arg)->kind == Kind::iterator || type(arg)->kind == Kind::callable || types::holds_any(type(arg)); });
}

// A lambda that copies what it reads: it may outlive this function's frame.
Value FunctionEmitter::callable(const ir::Callable& node) {
  Writer inner(out_->depth() + 1);
  Writer* outer = std::exchange(out_, &inner);
  const bool was_inside = std::exchange(in_callable_, true);
  const int line = frame_.line;
  const Value result = exact(node.body);
  frame_.line = line;
  in_callable_ = was_inside;
  out_ = outer;
  std::string parameters;
  for (LocalId parameter : node.parameters) {
    parameters += fmt::format("{}{} {}", parameters.empty() ? "" : ", ", parameter_type(function_[parameter].type, context_.headers), name(parameter));
  }
  // The members of a frame are copied as well.
  std::string captures;
  std::set<std::string> copied;
  ir::for_each_in_tree(function_, node.body, [&](ExprId id) {
    const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
    if (read == nullptr || !function_.is_generator || (!is_member_[read->local.value] && !function_[read->local].is_parameter)) return;
    if (copied.insert(name(read->local)).second) captures += fmt::format(", {0} = {0}", name(read->local));
  });
  return {fmt::format("[={}]({}) -> {} {{ {}return {}; }}", captures, parameters, cpp(type(node.body)), inner.text(), result.text)};
}

Value FunctionEmitter::make_tuple(const ir::MakeTuple& node, ExprId id) {
  std::string out = cpp(type(id)) + "{";
  const std::vector<Value> values = ordered(node.items, Form::exact);
  for (std::size_t i = 0; i < values.size(); ++i) out += (i ? ", " : "") + values[i].text;
  return {out + "}"};
}

// The variable of an item of a loop's tuple, where each has one.
const std::string* FunctionEmitter::piece_of(ExprId id) const {
  const auto* item = std::get_if<ir::TupleItem>(&function_[id].node);
  const auto* read = item == nullptr ? nullptr : std::get_if<ir::ReadLocal>(&function_[item->tuple].node);
  return read == nullptr || pieces_[read->local.value].empty() ? nullptr : &pieces_[read->local.value][std::size_t(item->index)];
}

Value FunctionEmitter::tuple_item(const ir::TupleItem& node, ExprId id) {
  if (const std::string* piece = piece_of(id)) return {moved_reads_.contains(id) ? fmt::format("std::move({})", *piece) : *piece};
  return {fmt::format("kb::get<{}>({})", node.index, text(node.tuple))};
}

Value FunctionEmitter::make_list(const ir::MakeList& node, ExprId id) {
  if (auto table = constant_table(id, type(id))) return *table;
  std::string out = cpp(type(id)) + "{";
  const std::vector<Value> values = ordered(node.items, Form::exact);
  if (values.empty()) return {cpp(type(id)) + "::make()"};
  for (std::size_t i = 0; i < values.size(); ++i) out += (i ? ", " : "") + values[i].text;
  return {out + "}"};
}

Value FunctionEmitter::make_dict(const ir::MakeDict& node, ExprId id) {
  std::vector<ExprId> operands;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    operands.push_back(node.keys[i]);
    operands.push_back(node.values[i]);
  }
  if (operands.empty()) return {cpp(type(id)) + "::make()"};
  if (auto table = constant_table(id, type(id))) return *table;
  const std::vector<Value> values = ordered(operands, Form::exact);
  std::string out = cpp(type(id)) + "{";
  for (std::size_t i = 0; i < values.size(); i += 2) out += fmt::format("{}{{{}, {}}}", i ? ", " : "", values[i].text, values[i + 1].text);
  return {out + "}"};
}

Value FunctionEmitter::make_closure(const ir::MakeClosure& node, ExprId id) {
  const Type captures = type(id)->args[std::size_t(node.index)];
  std::string tuple = cpp(captures) + "{";
  const std::vector<Value> values = ordered(node.captures, Form::exact);
  for (std::size_t i = 0; i < values.size(); ++i) tuple += (i ? ", " : "") + values[i].text;
  tuple += "}";
  if (type(id)->args.size() == 1) return {tuple};
  return {fmt::format("{}::template make<{}>({})", cpp(type(id)), node.index, tuple)};
}

}  // namespace keelback::emit
