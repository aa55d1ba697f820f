// Arrays: elements, views, fused element-wise trees, reductions, gathers.
#include <fmt/format.h>

#include <algorithm>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::Bounds;
using ir::Effects;
using ir::has;
using ir::overloaded;
using ir::ReduceOp;
using types::DType;

namespace {

struct OperatorSign {
  std::string_view ufunc, sign;
};
// ufuncs that are C++'s operators on floating elements.
constexpr OperatorSign float_operators[] = {
    {"add", "+"},   {"subtract", "-"},    {"multiply", "*"}, {"divide", "/"},   {"true_divide", "/"},  {"less", "<"},
    {"greater", ">"}, {"less_equal", "<="}, {"greater_equal", ">="}, {"equal", "=="}, {"not_equal", "!="},
};

std::string parenthesized(const std::string& text) {
  const bool simple = std::ranges::all_of(text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.'; });
  return simple ? text : "(" + text + ")";
}

std::string axes_text(const std::vector<int>& axes) { return fmt::format("kb::axes<{}>", fmt::join(axes, ", ")); }

}  // namespace

std::string FunctionEmitter::array_operand(ExprId id) {
  const ir::ExprNode& node = function_[id].node;
  if (std::holds_alternative<ir::ReadLocal>(node) || std::holds_alternative<ir::ReadGlobal>(node) || std::holds_alternative<ir::Subscript>(node)) return text(id);
  if (const auto* item = std::get_if<ir::TupleItem>(&node); item && is_reusable(item->tuple)) return text(id);
  if (const auto* let_node = std::get_if<ir::Let>(&node)) {
    bind(*let_node);
    return array_operand(let_node->body);
  }
  return hoist(id, "array");
}

std::string FunctionEmitter::element_array(ExprId id) {
  const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
  if (!read || element_views_[read->local.value].empty()) return array_operand(id);
  expr(id);  // whether it is bound
  return element_views_[read->local.value];
}

// --- elements --------------------------------------------------------------------------------------------------------

std::string FunctionEmitter::element(const std::string& array, std::span<const Value> indices, const std::vector<Bounds>& bounds, int line) {
  const auto checked = [&](std::size_t i) { return i >= bounds.size() || bounds[i] != Bounds::proved; };
  std::size_t checks = 0;
  for (std::size_t i = 0; i < indices.size(); ++i) checks += checked(i);
  std::string list;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (i) list += ", ";
    const bool alone = checks == 1 && indices.size() > 1 && checked(i);
    list += alone ? fmt::format("kb::index({}, {}.shape[{}], {}, {})", indices[i].text, array, i, i, line_argument(line)) : indices[i].text;
  }
  if (checks == 0 || (checks == 1 && indices.size() > 1)) return fmt::format("{}({})", array, list);
  return fmt::format("{}.at({}, {})", array, list, line_argument(line));
}

Value FunctionEmitter::read_element(const ir::ReadElement& node, ExprId id) {
  const std::string array = element_array(node.array);
  const std::vector<Value> indices = ordered(node.indices);
  return {element(array, indices, node.bounds, line_of(id))};
}

// --- views -----------------------------------------------------------------------------------------------------------

std::vector<ExprId> FunctionEmitter::subscript_operands(const std::vector<ir::SubscriptItem>& items) {
  std::vector<ExprId> operands;
  std::vector<ir::SubscriptItem> copy = items;
  ir::walk::field_operands(copy, [&](ExprId id) { operands.push_back(id); });
  return operands;
}

std::vector<std::string> FunctionEmitter::subscript_items(const std::vector<ir::SubscriptItem>& items, std::span<const Value> operands, ExprId, int) {
  std::vector<std::string> out;
  std::size_t next = 0;
  for (const ir::SubscriptItem& item : items) {
    out.push_back(std::visit(overloaded{
                                 [&](const ir::AtIndex& at) { return fmt::format("kb::at_{}{{{}}}", at.bounds == Bounds::proved ? "proved" : "index", operands[next++].text); },
                                 [&](const ir::AtSlice& at) {
                                   if (!at.start && !at.stop && !at.step) return std::string("kb::slice_all");
                                   const std::string start = at.start ? operands[next++].text : "0";
                                   const std::string stop = at.stop ? operands[next++].text : "0";
                                   const std::string step = at.step ? operands[next++].text : "1";
                                   const int flags = (at.start ? 1 : 0) | (at.stop ? 2 : 0) | (at.step ? 4 : 0);
                                   return fmt::format("kb::range_slice{{{}, {}, {}, {}}}", start, stop, step, flags);
                                 },
                                 [](const ir::AtNewAxis&) { return std::string("kb::newaxis"); },
                                 [&](const ir::AtArray&) { return operands[next++].text; },
                             },
                             item));
  }
  return out;
}

Value FunctionEmitter::subscript(const ir::Subscript& node, ExprId id) {
  need("views.hpp");
  const std::string array = array_operand(node.array);
  const std::vector<Value> operands = ordered(subscript_operands(node.items));
  // No items: an array without axes.
  std::vector<std::string> args = subscript_items(node.items, operands, node.array, line_of(id));
  args.insert(args.begin(), array);
  args.push_back(line_argument(line_of(id)));
  return {fmt::format("kb::subscript({})", fmt::join(args, ", ")), true, true};
}

Value FunctionEmitter::gather(const ir::Gather& node, ExprId id) {
  need("numpy/index.hpp");
  const std::string array = array_operand(node.array);
  const std::vector<ExprId> ids = subscript_operands(node.items);
  std::vector<Value> operands;
  for (ExprId operand : ids) operands.push_back(type(operand)->kind == Kind::array ? Value{array_operand(operand)} : Value{hoist(operand, "index")});
  const std::vector<std::string> items = subscript_items(node.items, operands, node.array, line_of(id));
  return {fmt::format("kb::gather<{}>({}, {}, {})", type(id)->rank, line_argument(line_of(id)), array, fmt::join(items, ", "))};
}

// --- element-wise trees ----------------------------------------------------------------------------------------------

std::string FunctionEmitter::scalar_call(const ir::RuntimeFunction& function, std::span<const std::string> args, int line) {
  std::string_view symbol = function.symbol;
  constexpr std::string_view prefix = "kb::ufunc::";
  if (symbol.starts_with(prefix) && (symbol.ends_with("<double>") || symbol.ends_with("<float>"))) {
    const std::string_view ufunc = symbol.substr(prefix.size(), symbol.find('<') - prefix.size());
    if (args.size() == 2) {
      for (const OperatorSign& known : float_operators) {
        if (known.ufunc == ufunc) return fmt::format("{} {} {}", parenthesized(args[0]), known.sign, parenthesized(args[1]));
      }
    } else if (args.size() == 1 && ufunc == "negative") {
      return "-" + parenthesized(args[0]);
    }
  }
  if (!function.header.empty()) need(function.header);
  std::string out = function.symbol + "(";
  for (std::size_t i = 0; i < args.size(); ++i) out += (i ? ", " : "") + args[i];
  if (function.takes_line) out += (args.empty() ? "" : ", ") + line_argument(line);
  return out + ")";
}

void FunctionEmitter::Tree::add_leaf(std::size_t number) { text += number < 26 ? char('a' + number) : '?'; }

void FunctionEmitter::Tree::add_operation(std::size_t operands, int of_line) {
  text += fmt::format("{}", operands);
  if (of_line != line) text += fmt::format("@{};", of_line);
}

// `12`, or `{12, "ab2c2"}` where an error of one operation inside has to be told from that of all operands: the loop itself names its operands in their order.
std::string FunctionEmitter::site_argument(const Tree& tree, std::size_t leaves) {
  const std::string line = line_argument(tree.line);
  Tree one{tree.line};
  for (std::size_t i = 0; i < leaves; ++i) one.add_leaf(i);
  one.add_operation(leaves, tree.line);
  const bool is_plain = leaves < 2 || tree.text == one.text || tree.text.find('?') != std::string::npos;
  return is_plain ? line : fmt::format("{{{}, \"{}\"}}", line, tree.text);
}

std::string FunctionEmitter::staged(const std::string& parameters, const std::string& value, std::span<const Stage> stages) {
  std::string out, all = parameters;
  for (const Stage& stage : stages) {
    out += fmt::format("kb::staged<kb::elementary::{}, {}>(", stage.elementary, stage.type);
    for (const std::string& argument : stage.arguments) out += fmt::format("[=]({}) {{ return {}; }}, ", all, argument);
    all += fmt::format(", {} {}", stage.type, stage.name);
  }
  return out + fmt::format("[=]({}) {{ return {}; }}", all, value) + std::string(stages.size(), ')');
}

std::string FunctionEmitter::staged_value(const std::string& elementary, DType dtype, std::vector<std::string> arguments, std::vector<Stage>& stages) {
  for (const Stage& known : stages) {
    if (known.elementary == elementary && known.arguments == arguments) return known.name;
  }
  stages.push_back({elementary, std::string(types::cpp_name_of(dtype)), std::move(arguments), temporary(elementary + "_i")});
  return stages.back().name;
}

std::string FunctionEmitter::fused_element(ExprId id, std::vector<Leaf>& leaves, std::vector<Stage>& stages, Tree& tree) {
  const ir::Expr& expr = function_[id];
  if (expr.type->kind != Kind::array) {
    tree.text += '.';
    if (const auto* read = std::get_if<ir::ReadLocal>(&expr.node); read && !read->checked) return name(read->local);
    if (std::holds_alternative<ir::Constant>(expr.node)) return exact(id).text;
    if (const auto* cast = std::get_if<ir::Convert>(&expr.node); cast && std::holds_alternative<ir::Constant>(function_[cast->operand].node)) return exact(id).text;
    return hoist(id, "scalar");
  }
  if (const auto* node = std::get_if<ir::Elementwise>(&expr.node)) {
    std::vector<std::string> args;
    const std::string& symbol = module_[node->function].symbol;
    const auto whole = symbol.starts_with("kb::ufunc::power<") && types::kind_of(expr.type->dtype) == types::DTypeKind::floating ? whole_number(node->operands[1]) : std::nullopt;
    for (std::size_t i = 0; i < node->operands.size(); ++i) {
      // NumPy has computed an operand before the next one runs: if that writes, it must be complete here too.
      bool later_writes = false;
      for (std::size_t k = i + 1; k < node->operands.size(); ++k) later_writes = later_writes || has(effects(node->operands[k]), Effects::writes);
      const bool leaf = std::holds_alternative<ir::ReadLocal>(function_[node->operands[i]].node);
      if (later_writes && !leaf && type(node->operands[i])->kind == Kind::array) {
        const std::string array = hoist(node->operands[i], "array");
        tree.add_leaf(leaves.size());
        leaves.push_back({node->operands[i], temporary(array + "_i"), array, std::string(types::cpp_name_of(type(node->operands[i])->dtype))});
        args.push_back(leaves.back().name);
      } else {
        args.push_back(fused_element(whole && i == 1 ? *whole : node->operands[i], leaves, stages, tree));
      }
    }
    tree.add_operation(args.size(), line_of(id));
    if (whole) need("ufuncs.hpp");
    if (whole) return fmt::format("kb::ufunc::power_whole{}({}, {})", symbol.substr(symbol.find('<')), args[0], args[1]);
    const ir::RuntimeFunction& function = module_[node->function];
    if (function.elementary.empty() || is_small_power(function, node->operands.back())) return scalar_call(function, args, line_of(id));
    return staged_value(function.elementary, expr.type->dtype, std::move(args), stages);
  }
  if (const auto* node = std::get_if<ir::Convert>(&expr.node); node && type(node->operand)->kind == Kind::array) {
    const DType from = type(node->operand)->dtype, to = expr.type->dtype;
    const std::string value = fused_element(node->operand, leaves, stages, tree);
    if (from == to) return value;
    cpp(expr.type);
    const bool plain = types::kind_of(to) == types::DTypeKind::floating && types::kind_of(from) != types::DTypeKind::complex && !types::is_temporal(from);
    return fmt::format("{}({})", plain ? std::string(types::cpp_name_of(to)) : fmt::format("kb::cast<{}>", types::cpp_name_of(to)), value);
  }
  if (const auto* node = std::get_if<ir::Let>(&expr.node)) {
    bind(*node);
    return fused_element(node->body, leaves, stages, tree);
  }
  const bool pure = !has(effects(id), Effects::writes);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (!pure || !ir::equal(function_, leaves[i].expr, id)) continue;
    tree.add_leaf(i);
    return leaves[i].name;
  }
  const std::string array = array_operand(id);
  std::string_view base = "x";
  if (const auto* read = std::get_if<ir::ReadLocal>(&expr.node)) base = name(read->local);
  if (const auto* view = std::get_if<ir::Subscript>(&expr.node)) {
    if (const auto* read = std::get_if<ir::ReadLocal>(&function_[view->array].node)) base = name(read->local);
  }
  tree.add_leaf(leaves.size());
  leaves.push_back({id, temporary(std::string(base) + "_i"), array, std::string(types::cpp_name_of(expr.type->dtype))});
  return leaves.back().name;
}

FunctionEmitter::Fused FunctionEmitter::fuse(ExprId id, const ir::RuntimeFunction* update, DType element, int line) {
  std::vector<Leaf> leaves;
  Tree tree{line};
  std::vector<Stage> stages;
  std::string value = fused_element(id, leaves, stages, tree);
  Fused fused;
  fused.site = site_argument(tree, leaves.size());
  fused.is_copy = !update && leaves.size() == 1 && value == leaves[0].name;
  std::string parameters;
  if (update) {
    const std::string old = temporary("old");
    parameters = fmt::format("{} {}", types::cpp_name_of(element), old);
    const std::string args[] = {old, value};
    const bool is_plain = update->elementary.empty() || is_small_power(*update, id);
    value = is_plain ? scalar_call(*update, args, line_of(id)) : staged_value(update->elementary, element, {old, value}, stages);
  }
  for (const Leaf& leaf : leaves) {
    parameters += fmt::format("{}{} {}", parameters.empty() ? "" : ", ", leaf.type, leaf.name);
    fused.operands.push_back(leaf.operand);
  }
  fused.lambda = staged(parameters, value, stages);
  return fused;
}

Value FunctionEmitter::elementwise(ExprId id) {
  need("elementwise.hpp");
  const Type type = this->type(id);
  cpp(type);
  const Fused fused = fuse(id, nullptr, type->dtype, line_of(id));
  return {fmt::format("kb::map<{}, {}>({}, {}, {})", types::cpp_name_of(type->dtype), type->rank, fused.site, fused.lambda, fmt::join(fused.operands, ", "))};
}

Value FunctionEmitter::reduce(const ir::Reduce& node, ExprId id) {
  const Type operand = type(node.operand);
  const int line = line_of(id);
  const std::string accumulate(types::cpp_name_of(node.accumulate));
  std::string op;
  bool as_bool = false;
  switch (node.op) {
    case ReduceOp::sum: op = fmt::format("kb::sum_of<{}>", accumulate); break;
    case ReduceOp::product: op = fmt::format("kb::prod_of<{}>", accumulate); break;
    case ReduceOp::minimum: op = fmt::format("kb::min_of<{}>", accumulate); break;
    case ReduceOp::maximum: op = fmt::format("kb::max_of<{}>", accumulate); break;
    case ReduceOp::any: op = "kb::any_of"; as_bool = true; break;
    case ReduceOp::all: op = "kb::all_of"; as_bool = true; break;
    case ReduceOp::count_nonzero: op = "kb::count_nonzero_of"; as_bool = true; break;
    case ReduceOp::mean:
    case ReduceOp::argmin:
    case ReduceOp::argmax:
    case ReduceOp::variance:
    case ReduceOp::deviation: break;
  }
  const bool is_mean = node.op == ReduceOp::mean && node.axes.empty() && !node.keepdims && !node.extra && std::holds_alternative<ir::Elementwise>(function_[node.operand].node);
  if (op.empty() && !is_mean) {
    // Not fused: the operand is an array.
    need("numpy/statistics.hpp");
    const std::string array = array_operand(node.operand);
    const std::string_view function = node.op == ReduceOp::mean       ? "mean"
                                      : node.op == ReduceOp::argmin   ? "argmin"
                                      : node.op == ReduceOp::argmax   ? "argmax"
                                      : node.op == ReduceOp::variance ? "var"
                                                                      : "std";
    std::string args = array;
    if (!node.axes.empty() || node.keepdims) args += ", " + axes_text(node.axes);
    if (node.extra) args += ", " + text(*node.extra);
    return {fmt::format("kb::np::{}{}({}, {})", function, node.keepdims ? "<true>" : "", args, line_argument(line)), true, type(id)->kind == Kind::array};
  }
  need(is_mean ? "numpy/statistics.hpp" : "reduce.hpp");
  std::vector<Leaf> leaves;
  Tree tree{line};
  std::vector<Stage> stages;
  std::string value = fused_element(node.operand, leaves, stages, tree);
  const std::string element(types::cpp_name_of(operand->dtype));
  if (as_bool && operand->dtype != DType::boolean) value = fmt::format("kb::cast<bool>({})", value);
  std::string parameters, operands;
  for (const Leaf& leaf : leaves) {
    parameters += fmt::format("{}{} {}", parameters.empty() ? "" : ", ", leaf.type, leaf.name);
    operands += ", " + leaf.operand;
  }
  std::string source;
  if (leaves.size() == 1 && value == leaves[0].name && !is_mean) {
    source = fmt::format(", kb::view<{}, {}>({})", leaves[0].type, operand->rank, leaves[0].operand);
  } else {
    source = ", " + staged(parameters, value, stages) + operands;
  }
  std::string out;
  const std::string line_text = site_argument(tree, leaves.size());
  if (is_mean) {
    out = fmt::format("kb::np::mean_of<{}>({}{})", element, line_text, source);
  } else if (type(id)->kind != Kind::array) {
    out = fmt::format("kb::reduce<{}>({}{})", op, line_text, source);
  } else {
    std::vector<int> axes = node.axes;
    if (axes.empty()) {
      for (int axis = 0; axis < operand->rank; ++axis) axes.push_back(axis);
    }
    out = fmt::format("kb::reduce_axes<{}, {}>({}, {}{})", op, node.keepdims, line_text, axes_text(axes), source);
  }
  if (node.extra) out = fmt::format("{} + {}", text(*node.extra), out);  // `initial` of a sum
  return {out, !node.extra};
}

// --- stores ----------------------------------------------------------------------------------------------------------

// The Python number behind the value of a store, where the elements may be too small for it: it is converted into the place, for whether there is one is known before.
std::optional<ExprId> FunctionEmitter::late_number(ExprId value) const {
  const auto* cast = std::get_if<ir::Convert>(&function_[value].node);
  if (cast == nullptr) return std::nullopt;
  const auto from = types::number_of(types::base_of(type(cast->operand))), to = types::number_of(types::base_of(type(value)));
  const bool may_not_fit = from && to && from->weak && types::is_integer(to->dtype) && from->dtype != DType::boolean && !types::can_cast_safely(from->dtype, to->dtype);
  return may_not_fit ? std::optional(cast->operand) : std::nullopt;
}

void FunctionEmitter::store_element(const ir::StoreElement& node, int line) {
  const bool is_checked = node.bounds.size() < node.indices.size() || std::ranges::any_of(node.bounds, [](Bounds one) { return one != Bounds::proved; });
  const std::optional<ExprId> number = is_checked ? late_number(node.value) : std::nullopt;
  std::vector<ExprId> operands{number.value_or(node.value)};
  operands.insert(operands.end(), node.indices.begin(), node.indices.end());
  std::vector<Value> values = ordered(operands);
  const std::string array = element_array(node.array);
  const std::span<const Value> indices(values.begin() + 1, values.end());
  if (!number) {
    out_->line(fmt::format("{} = {};", element(array, indices, node.bounds, line), values[0].text));
    return;
  }
  const std::string place = temporary("place");
  out_->line(fmt::format("auto& {} = {};", place, element(array, indices, node.bounds, line)));
  out_->line(fmt::format("{} = {};", place, convert_number(values[0], type(*number), type(node.value), line_of(node.value)).text));
}

void FunctionEmitter::store_view(const ir::StoreView& node, int line) {
  need("elementwise.hpp");
  const DType element = type(node.target)->dtype;
  std::string target;
  if (node.op) target = array_operand(node.target);
  const bool target_writes = has(effects(node.target), Effects::writes);
  if (node.op) {
    const Fused fused = fuse(node.value, &module_[node.op], element, line);
    out_->line(fmt::format("kb::update({}, {}, {}{}{});", fused.site, target, fused.lambda, fused.operands.empty() ? "" : ", ", fmt::join(fused.operands, ", ")));
    return;
  }
  if (type(node.value)->kind != Kind::array) {
    const std::optional<ExprId> number = target_writes ? std::nullopt : late_number(node.value);
    std::string value = target_writes ? hoist(node.value, "value") : number ? (is_reusable(*number) ? exact(*number).text : hoist(*number, "value")) : exact(node.value).text;
    target = array_operand(node.target);
    if (number) {
      const std::string place = temporary("place");
      out_->line(fmt::format("const auto {} = {};", place, target));
      target = place;
      value = convert_number({value}, type(*number), type(node.value), line_of(node.value)).text;
    }
    out_->line(fmt::format("kb::assign({}, {}, {});", line_argument(line), target, value));
    return;
  }
  const Fused fused = target_writes ? Fused{"", {hoist(node.value, "value")}, true} : fuse(node.value, nullptr, element, line);
  target = array_operand(node.target);
  if (fused.is_copy) {
    out_->line(fmt::format("kb::assign({}, {}, {});", line_argument(line), target, fused.operands[0]));
  } else {
    out_->line(fmt::format("kb::assign({}, {}, {}, {});", fused.site, target, fused.lambda, fmt::join(fused.operands, ", ")));
  }
}

void FunctionEmitter::store_gather(const ir::StoreGather& node, int line) {
  need("numpy/index.hpp");
  std::string value;
  const auto source = [&] { value = type(node.value)->kind == Kind::array ? array_operand(node.value) : hoist(node.value, "value"); };
  if (!node.op) source();
  const std::string array = array_operand(node.array);
  std::vector<Value> operands;
  for (ExprId operand : subscript_operands(node.items)) {
    operands.push_back(type(operand)->kind == Kind::array ? Value{array_operand(operand)} : Value{hoist(operand, "index")});
  }
  if (node.op) source();
  const std::vector<std::string> items = subscript_items(node.items, operands, node.array, line);
  if (!node.op) {
    out_->line(fmt::format("kb::scatter({}, {}, {}, {});", line_argument(line), array, value, fmt::join(items, ", ")));
    return;
  }
  const std::string element(types::cpp_name_of(type(node.array)->dtype));
  const std::string value_type = type(node.value)->kind == Kind::array ? std::string(types::cpp_name_of(type(node.value)->dtype)) : cpp(type(node.value));
  const std::string args[] = {"old", "x"};
  out_->line(fmt::format("kb::scatter_update({}, {}, [=]({} old, {} x) {{ return {}; }}, {}, {});", line_argument(line), array, element, value_type,
                         scalar_call(module_[node.op], args, line), value, fmt::join(items, ", ")));
}

}  // namespace keelback::emit
