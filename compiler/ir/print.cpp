#include "ir/print.hpp"

#include <fmt/format.h>

#include "ir/walk.hpp"

namespace keelback::ir {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (unsigned char c : text) {
    if (c == '\'' || c == '\\') {
      out += '\\';
      out += char(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c < 0x20) {
      out += fmt::format("\\x{:02x}", c);
    } else {
      out += char(c);
    }
  }
  return out + "'";
}

std::string last_component(std::string_view symbol) {
  const std::size_t at = symbol.rfind("::");
  return std::string(at == std::string_view::npos ? symbol : symbol.substr(at + 2));
}

class Printer {
 public:
  Printer(const Module& module, const Function& function) : module_(module), function_(function) {}

  std::string function() {
    std::string out = fmt::format("func {}(", function_.name);
    for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
      const LocalId id = function_.parameters[i];
      out += fmt::format("{}{}: {}", i ? ", " : "", local(id), function_[id].type->text);
    }
    out += fmt::format(") -> {}{} {{\n", function_.gives_fresh ? "fresh " : "", function_.result ? function_.result->text : "?");
    depth_ = 1;
    out += block(function_.body);
    return out + "}\n";
  }

  std::string block(const Block& block) {
    std::string out;
    for (StmtId id : block) out += stmt(function_[id]);
    return out;
  }

  std::string expr(ExprId id) {
    if (!id || id.value >= function_.exprs.size()) return "<none>";
    const Expr& expr = function_[id];
    return std::visit([&](const auto& node) { return text(node, expr.type); }, expr.node);
  }

 private:
  std::string local(LocalId id) const {
    if (!id || id.value >= function_.locals.size()) return "<none>";
    const Local& local = function_[id];
    // A name that changes type is several locals: the number tells them apart.
    for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
      if (i != id.value && function_.locals[i].name == local.name) return fmt::format("{}.{}", local.name, id.value);
    }
    return local.name;
  }

  // How the local holds its value, where that is not by a reference.
  std::string_view holding(LocalId id) const {
    if (!id || id.value >= function_.locals.size()) return "";
    switch (function_[id].fold) {
      case Fold::sum: return "sum of ";
      case Fold::least: return "least of ";
      case Fold::greatest: return "greatest of ";
      case Fold::none: break;
    }
    return function_[id].in_frame ? "in frame " : function_[id].borrowed ? "borrow " : "";
  }

  std::string list(const std::vector<ExprId>& ids) {
    std::string out;
    for (std::size_t i = 0; i < ids.size(); ++i) out += (i ? ", " : "") + expr(ids[i]);
    return out;
  }

  std::string indices(const std::vector<ExprId>& ids, const std::vector<Bounds>& bounds) {
    std::string out;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      out += (i ? ", " : "") + expr(ids[i]);
      out += bounds_mark(i < bounds.size() ? bounds[i] : Bounds::checked);
    }
    return out;
  }
  static std::string_view bounds_mark(Bounds bounds) {
    return bounds == Bounds::checked ? "?" : bounds == Bounds::nonnegative ? "?+" : "";
  }

  std::string items(const std::vector<SubscriptItem>& items) {
    std::string out;
    for (const SubscriptItem& item : items) {
      if (!out.empty()) out += ", ";
      out += std::visit(overloaded{
                            [&](const AtIndex& at) { return expr(at.index) + std::string(bounds_mark(at.bounds)); },
                            [&](const AtSlice& at) {
                              std::string slice = (at.start ? expr(*at.start) : "") + ":" + (at.stop ? expr(*at.stop) : "");
                              if (at.step) slice += ":" + expr(*at.step);
                              return slice;
                            },
                            [](const AtNewAxis&) { return std::string("newaxis"); },
                            [&](const AtArray& at) { return "array " + expr(at.array); },
                        },
                        item);
    }
    return out;
  }

  std::string runtime(RuntimeId id, const std::vector<std::string>& template_args = {}) {
    std::string out = last_component(module_[id].symbol);
    if (!template_args.empty()) out += fmt::format("<{}>", fmt::join(template_args, ", "));
    return out;
  }

  static std::string mark(Rules rules, bool checked) {
    std::string out = rules == Rules::numpy ? ".np" : "";
    return checked ? out : out + ".unchecked";
  }

  // --- expressions ---
  std::string text(const Constant&, Type type) {
    if (type->kind == types::Kind::literal) return print(type->value);
    return type->text;
  }
  std::string text(const ReadLocal& n, Type) { return local(n.local) + (n.checked ? "?" : ""); }
  std::string text(const ReadGlobal& n, Type) { return "global " + module_[n.global].name; }
  std::string text(const Call& n, Type) { return fmt::format("call {}({})", module_[n.callee].name, list(n.args)); }
  std::string text(const CallClosure& n, Type) { return fmt::format("call ({})({})", expr(n.callee), list(n.args)); }
  std::string text(const CallRuntime& n, Type) { return fmt::format("{}({})", runtime(n.function, n.template_args), list(n.args)); }
  std::string text(const Arithmetic& n, Type) {
    if (n.near && n.rules == Rules::python && !n.checked) return fmt::format("{}.near({}, {})", spelling(n.op), expr(n.left), expr(n.right));
    return fmt::format("{}{}({}, {})", spelling(n.op), mark(n.rules, n.checked), expr(n.left), expr(n.right));
  }
  std::string text(const Unary& n, Type) { return fmt::format("{}{}({})", spelling(n.op), mark(n.rules, n.checked), expr(n.operand)); }
  std::string text(const Compare& n, Type) { return fmt::format("({} {} {})", expr(n.left), spelling(n.op), expr(n.right)); }
  std::string text(const Not& n, Type) { return fmt::format("not {}", expr(n.operand)); }
  std::string text(const Logical& n, Type) { return fmt::format("({} {} {})", expr(n.left), n.is_and ? "and" : "or", expr(n.right)); }
  std::string text(const Select& n, Type) { return fmt::format("({} if {} else {})", expr(n.yes), expr(n.condition), expr(n.no)); }
  std::string text(const Let& n, Type) { return fmt::format("let {}{} = {} in {}", holding(n.local), local(n.local), expr(n.value), expr(n.body)); }
  std::string text(const Convert& n, Type type) { return fmt::format("convert[{}]({})", type->text, expr(n.operand)); }
  std::string text(const IsMember& n, Type) { return fmt::format("is_member[{}]({})", n.member, expr(n.operand)); }
  std::string text(const TaggedArithmetic& n, Type) {
    return fmt::format("{}.tagged[{}]({}, {})", spelling(n.op), fmt::join(n.tags, " "), expr(n.left), expr(n.right));
  }
  std::string text(const TaggedValue& n, Type) { return fmt::format("tagged_value({})", expr(n.operand)); }
  std::string text(const Elementwise& n, Type) { return fmt::format("elementwise {}({})", runtime(n.function), list(n.operands)); }
  std::string text(const Reduce& n, Type) {
    std::string out = fmt::format("reduce {}({}", spelling(n.op), expr(n.operand));
    if (!n.axes.empty()) out += fmt::format(", axes={}", fmt::join(n.axes, ","));
    if (n.keepdims) out += ", keepdims";
    if (n.extra) out += ", extra=" + expr(*n.extra);
    return out + fmt::format(", in {})", types::name_of(n.accumulate));
  }
  std::string text(const ReadElement& n, Type) { return fmt::format("{}[{}]", expr(n.array), indices(n.indices, n.bounds)); }
  std::string text(const Subscript& n, Type) { return fmt::format("view {}[{}]", expr(n.array), items(n.items)); }
  std::string text(const Gather& n, Type) { return fmt::format("gather {}[{}]", expr(n.array), items(n.items)); }
  std::string text(const Extent& n, Type) { return fmt::format("extent({}, {})", expr(n.array), n.axis); }
  std::string text(const MakeTuple& n, Type) { return fmt::format("tuple({})", list(n.items)); }
  std::string text(const TupleItem& n, Type) { return fmt::format("{}.{}", expr(n.tuple), n.index); }
  std::string text(const MakeList& n, Type type) { return fmt::format("{}({})", type->text, list(n.items)); }
  std::string text(const Callable& n, Type) {
    std::string out = "callable(";
    for (std::size_t i = 0; i < n.parameters.size(); ++i) out += (i ? ", " : "") + local(n.parameters[i]);
    return out + "): " + expr(n.body);
  }
  std::string text(const MakeDict& n, Type type) {
    std::string out = type->text + "(";
    for (std::size_t i = 0; i < n.keys.size(); ++i) out += (i ? ", " : "") + expr(n.keys[i]) + ": " + expr(n.values[i]);
    return out + ")";
  }
  std::string text(const MakeClosure& n, Type) { return fmt::format("closure[{}]({})", n.index, list(n.captures)); }

  std::string text(const MakeObject&, Type type) { return fmt::format("object {}", type->text); }
  std::string text(const ReadField& n, Type) { return fmt::format("{}.{}{}", expr(n.object), module_[n.field].name, module_[n.field].checked ? "?" : ""); }
  std::string text(const Dynamic& n, Type) {
    std::string out = fmt::format("dynamic {}", spelling(n.op));
    if (!n.name.empty()) out += " '" + n.name + "'";
    std::vector<std::string> operands;
    for (std::size_t i = 0; i < n.operands.size(); ++i) {
      const std::size_t positional = n.operands.size() - n.keywords.size();
      operands.push_back((i >= positional ? n.keywords[i - positional] + "=" : "") + expr(n.operands[i]));
    }
    return fmt::format("{}({})", out, fmt::join(operands, ", "));
  }
  std::string text(const IsClass& n, Type) { return fmt::format("is_class {}{}({})", n.by_python ? "by Python " : "", module_.classes[n.klass].name, expr(n.operand)); }

  // --- statements ---
  std::string line(std::string text) { return std::string(std::size_t(depth_) * 2, ' ') + std::move(text) + "\n"; }
  std::string nested(const Block& inner) {
    ++depth_;
    std::string out = block(inner);
    --depth_;
    return out;
  }
  std::string orelse(const Block& inner) { return inner.empty() ? "" : line("else:") + nested(inner); }

  std::string stmt(const Stmt& stmt) {
    return std::visit([&](const auto& node) { return text(node); }, stmt.node);
  }
  std::string text(const Assign& n) {
    return line(fmt::format("{}{}: {} = {}", holding(n.local), local(n.local), function_[n.local].type->text, expr(n.value)));
  }
  std::string text(const Moves& n) {
    std::string targets, values;
    for (const Moves::Move& move : n.moves) {
      targets += (targets.empty() ? "" : ", ") + local(move.target);
      values += (values.empty() ? "" : ", ") + expr(move.value);
    }
    return line(fmt::format("move {} = {}", targets, values));
  }
  std::string text(const Unbind& n) { return line("unbind " + function_[n.name].text); }
  std::string text(const StoreElement& n) {
    return line(fmt::format("{}[{}] = {}", expr(n.array), indices(n.indices, n.bounds), expr(n.value)));
  }
  std::string text(const StoreView& n) {
    return line(fmt::format("store {} {}= {}", expr(n.target), n.op ? runtime(n.op) : "", expr(n.value)));
  }
  std::string text(const StoreGather& n) {
    return line(fmt::format("scatter {}[{}] {}= {}", expr(n.array), items(n.items), n.op ? runtime(n.op) : "", expr(n.value)));
  }
  std::string text(const StoreField& n) {
    const std::string target = fmt::format("{}.{}", expr(n.object), module_[n.field].name);
    return line(n.value ? fmt::format("{} = {}", target, expr(*n.value)) : "unset " + target);
  }
  std::string text(const Evaluate& n) { return line("evaluate " + expr(n.value)); }
  std::string text(const If& n) { return line(fmt::format("if {}:", expr(n.condition))) + nested(n.yes) + orelse(n.no); }
  std::string text(const While& n) { return line(fmt::format("while {}:", expr(n.condition))) + nested(n.body) + orelse(n.orelse); }
  std::string text(const ForRange& n) {
    return line(fmt::format("for {} in range({}, {}, {}):", local(n.local), expr(n.start), expr(n.stop), expr(n.step))) + nested(n.body) +
           orelse(n.orelse);
  }
  std::string text(const ForEach& n) {
    return line(fmt::format("for {} in {}:", local(n.local), expr(n.iterable))) + nested(n.body) + orelse(n.orelse);
  }
  std::string text(const Break&) { return line("break"); }
  std::string text(const Continue&) { return line("continue"); }
  std::string text(const Return& n) { return line("return " + expr(n.value)); }
  std::string text(const Yield& n) { return line((n.received ? local(n.received) + " = yield " : "yield ") + expr(n.value)); }
  std::string text(const YieldFrom& n) {
    return line(fmt::format("{}yield from {} as {}: {}", n.received ? local(n.received) + " = " : "", expr(n.source), local(n.item), expr(n.value)));
  }
  std::string text(const Raise& n) {
    if (n.exception.empty() && !n.args.empty()) return line("raise " + expr(n.args[0]) + (n.args.size() > 1 ? " from " + expr(n.args[1]) : ""));
    return line(n.exception.empty() ? "raise" : fmt::format("raise {}({})", n.exception, list(n.args)));
  }
  std::string text(const Try& n) {
    std::string out = line("try:") + nested(n.body);
    for (const Handler& handler : n.handlers) {
      std::string head = "except";
      if (!handler.exceptions.empty()) head += fmt::format(" ({})", fmt::join(handler.exceptions, ", "));
      if (handler.local) head += " as " + local(handler.local);
      out += line(head + ":") + nested(handler.body);
    }
    out += orelse(n.orelse);
    if (!n.finally.empty()) out += line("finally:") + nested(n.finally);
    return out;
  }
  std::string text(const Inlined& n) {
    const std::string call = fmt::format("{}({})", module_[n.callee].name, list(n.args));
    return line(n.result ? fmt::format("inlined {} = {}:", local(n.result), call) : fmt::format("inlined {}:", call)) + nested(n.body);
  }

  const Module& module_;
  const Function& function_;
  int depth_ = 0;
};

}  // namespace

std::string_view spelling(BinaryOp op) {
  switch (op) {
    case BinaryOp::add: return "add";
    case BinaryOp::subtract: return "sub";
    case BinaryOp::multiply: return "mul";
    case BinaryOp::divide: return "div";
    case BinaryOp::floor_divide: return "floordiv";
    case BinaryOp::remainder: return "mod";
    case BinaryOp::power: return "pow";
    case BinaryOp::left_shift: return "lshift";
    case BinaryOp::right_shift: return "rshift";
    case BinaryOp::bit_and: return "and";
    case BinaryOp::bit_or: return "or";
    case BinaryOp::bit_xor: return "xor";
  }
  return "?";
}

std::string_view spelling(UnaryOp op) {
  switch (op) {
    case UnaryOp::negative: return "neg";
    case UnaryOp::positive: return "pos";
    case UnaryOp::invert: return "invert";
  }
  return "?";
}

std::string_view spelling(CompareOp op) {
  switch (op) {
    case CompareOp::equal: return "==";
    case CompareOp::not_equal: return "!=";
    case CompareOp::less: return "<";
    case CompareOp::less_equal: return "<=";
    case CompareOp::greater: return ">";
    case CompareOp::greater_equal: return ">=";
  }
  return "?";
}

std::string_view spelling(DynamicOp op) {
  constexpr std::string_view names[] = {"name", "imported", "attribute", "set_attribute", "delete_attribute", "call", "call_method", "binary", "in_place", "unary", "compare",
                                        "contains", "item", "set_item", "delete_item", "slice", "truth", "length", "iterate", "is_same", "unpack", "set_name", "import_module", "import_from",
                                        "call_in_frame", "call_method_in_frame"};
  return names[int(op)];
}

std::string_view spelling(ReduceOp op) {
  switch (op) {
    case ReduceOp::sum: return "sum";
    case ReduceOp::product: return "prod";
    case ReduceOp::minimum: return "min";
    case ReduceOp::maximum: return "max";
    case ReduceOp::any: return "any";
    case ReduceOp::all: return "all";
    case ReduceOp::mean: return "mean";
    case ReduceOp::argmin: return "argmin";
    case ReduceOp::argmax: return "argmax";
    case ReduceOp::count_nonzero: return "count_nonzero";
    case ReduceOp::variance: return "var";
    case ReduceOp::deviation: return "std";
  }
  return "?";
}

std::string print(const types::Value& value) {
  std::string text = std::visit(overloaded{
                                    [](std::monostate) { return std::string("None"); },
                                    [](bool b) { return std::string(b ? "True" : "False"); },
                                    [](std::int64_t i) { return fmt::format("{}", i); },
                                    [](double d) { return fmt::format("{}", d) + (d < 1e15 && d > -1e15 && d == double(std::int64_t(d)) ? ".0" : ""); },
                                    [](const std::string& s) { return quoted(s); },
                                },
                                value.data);
  if (value.imaginary != 0) text = fmt::format("({}{:+}j)", text, value.imaginary);
  return text;
}

std::string print(const Module& module, const Function& function) { return Printer(module, function).function(); }

std::string print(const Module& module) {
  std::string out;
  for (const Function& function : module.functions) out += (out.empty() ? "" : "\n") + print(module, function);
  return out;
}

std::string print(const Module& module, const Function& function, ExprId expr) { return Printer(module, function).expr(expr); }
std::string print(const Module& module, const Function& function, const Block& block) { return Printer(module, function).block(block); }

}  // namespace keelback::ir
