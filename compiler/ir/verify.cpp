#include "ir/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ir/print.hpp"
#include "ir/walk.hpp"

namespace keelback::ir {
namespace {

using types::Kind;

class Verifier {
 public:
  Verifier(const Module& module, const Function& function) : module_(module), function_(function), seen_(function.exprs.size(), false) {}

  std::vector<std::string> run() {
    if (!function_.result) fail("has no result type");
    for (LocalId id : function_.parameters) {
      if (!valid(id)) fail("a parameter is not in the table of locals");
      else if (!function_[id].is_parameter) fail(fmt::format("parameter `{}` is not marked as one", function_[id].name));
    }
    for (const Local& local : function_.locals) {
      if (!local.type) fail(fmt::format("local `{}` has no type", local.name));
      if (local.name_id && local.name_id.value >= function_.names.size()) fail(fmt::format("local `{}` has no such name", local.name));
    }
    if (messages_.empty()) block(function_.body, 0);
    return std::move(messages_);
  }

 private:
  void fail(const std::string& what) {
    if (messages_.size() < 20) messages_.push_back(fmt::format("{}: {}", function_.name, what));
  }
  void fail_at(ExprId id, std::string_view what) { fail(fmt::format("{}: {}", what, print(module_, function_, id))); }

  bool valid(LocalId id) const { return id && id.value < function_.locals.size(); }
  bool valid(ExprId id) const { return id && id.value < function_.exprs.size(); }
  Type type(ExprId id) const { return function_[id].type; }

  // The same C++ value: literals are their base, sites and literals within containers do not count.
  static bool same(Type a, Type b) {
    a = types::base_of(a);
    b = types::base_of(b);
    if (a == b) return true;
    if (a->kind != b->kind || a->dtype != b->dtype || a->rank != b->rank || a->args.size() != b->args.size()) {
      return storage_kind(a) == storage_kind(b) && storage_kind(a) != Kind::never;
    }
    if (a->kind == Kind::never) return true;
    for (std::size_t i = 0; i < a->args.size(); ++i) {
      if (!same(a->args[i], b->args[i])) return false;
    }
    return true;
  }
  // float and np.float64 share one, as do the other pairs.
  static Kind storage_kind(Type type) {
    if (type->kind == Kind::scalar) {
      switch (type->dtype) {
        case types::DType::boolean: return Kind::boolean;
        case types::DType::int64: return Kind::integer;
        case types::DType::float64: return Kind::floating;
        case types::DType::complex128: return Kind::complex;
        default: return Kind::never;
      }
    }
    switch (type->kind) {
      case Kind::boolean:
      case Kind::integer:
      case Kind::floating:
      case Kind::complex: return type->kind;
      default: return Kind::never;
    }
  }
  static bool is_bool(Type type) { return storage_kind(types::base_of(type)) == Kind::boolean; }
  static bool is_int(Type type) { return storage_kind(types::base_of(type)) == Kind::integer; }

  void want_bool(ExprId id, std::string_view what) {
    if (!is_bool(type(id))) fail_at(id, fmt::format("{} is `{}`, not a bool", what, type(id)->text));
  }
  void want_int(ExprId id, std::string_view what) {
    if (!is_int(type(id))) fail_at(id, fmt::format("{} is `{}`, not an int", what, type(id)->text));
  }
  bool want_array(ExprId id, ExprId at) {
    if (type(id)->kind == Kind::array) return true;
    fail_at(at, fmt::format("works on `{}`, not an array", type(id)->text));
    return false;
  }
  void want_same(Type a, Type b, ExprId at, std::string_view what) {
    if (!same(a, b)) fail_at(at, fmt::format("{}: `{}` where `{}` is stored", what, a->text, b->text));
  }

  void expr(ExprId id) {
    if (!valid(id)) return fail("an operand is missing");
    const Expr& expr = function_[id];
    if (seen_[id.value] && !std::holds_alternative<Constant>(expr.node)) fail_at(id, "is used twice: a tree shares no nodes");
    seen_[id.value] = true;
    if (!expr.type) return fail_at(id, "has no type");
    bool operands_valid = true;
    for_each_operand(expr, [&](ExprId operand) {
      if (!valid(operand)) operands_valid = false;
      else this->expr(operand);
    });
    if (!operands_valid) return fail_at(id, "an operand is missing");
    std::visit([&](const auto& node) { check(node, id); }, expr.node);
  }

  void check(const Constant&, ExprId id) {
    const Kind kind = type(id)->kind;
    const bool empty = kind == Kind::none || kind == Kind::ellipsis || kind == Kind::library || kind == Kind::module || kind == Kind::type_object;
    if (kind != Kind::literal && !empty) fail_at(id, fmt::format("a constant of type `{}`", type(id)->text));
  }
  void check(const ReadLocal& node, ExprId id) {
    if (!valid(node.local)) return fail_at(id, "reads a local that does not exist");
    want_same(type(id), function_[node.local].type, id, "the read's type is not the local's");
    const NameId name = function_[node.local].name_id;
    if (node.checked && (!name || !function_[name].may_be_unbound)) fail_at(id, "a checked read of a name that is never unbound");
  }
  void check(const ReadGlobal& node, ExprId id) {
    if (!node.global || node.global.value >= module_.globals.size()) return fail_at(id, "reads a global that does not exist");
    want_same(type(id), module_[node.global].type, id, "the read's type is not the global's");
  }
  void check(const Call& node, ExprId id) {
    if (!node.callee || node.callee.value >= module_.functions.size()) return fail_at(id, "calls a function that does not exist");
    const Function& callee = module_[node.callee];
    if (callee.parameters.size() != node.args.size()) return fail_at(id, fmt::format("{} arguments for {} parameters", node.args.size(), callee.parameters.size()));
    for (std::size_t i = 0; i < node.args.size(); ++i) {
      want_same(type(node.args[i]), callee[callee.parameters[i]].type, id, fmt::format("argument {}", i + 1));
    }
    if (callee.result) want_same(type(id), callee.result, id, "the call's type is not the result's");
  }
  void check(const CallClosure& node, ExprId id) {
    const Type callee = type(node.callee);
    if (callee->kind != Kind::function) return fail_at(id, "calls what is no function value");
    if (callee->functions.size() != node.targets.size()) fail_at(id, "has not one target for each function that it may be");
  }
  void check(const CallRuntime& node, ExprId id) {
    if (!node.function || node.function.value >= module_.runtime.size()) fail_at(id, "calls a runtime function that does not exist");
  }
  void check(const Arithmetic& node, ExprId id) {
    const Type left = type(node.left), right = type(node.right);
    const bool true_division = node.op == BinaryOp::divide || node.op == BinaryOp::power;
    if (true_division && is_int(left) && is_int(right)) return;
    if (left->kind == Kind::string || left->kind == Kind::tuple || left->kind == Kind::list) return;
    want_same(left, type(id), id, "the left operand");
    want_same(right, type(id), id, "the right operand");
    if (type(id)->kind == Kind::array || type(id)->kind == Kind::union_) fail_at(id, "arithmetic of scalars only");
  }
  void check(const Unary& node, ExprId id) { want_same(type(node.operand), type(id), id, "the operand"); }
  void check(const Compare& node, ExprId id) {
    if (!is_bool(type(id))) fail_at(id, "a comparison's type is bool");
    if (type(node.left)->kind == Kind::array || type(node.left)->kind == Kind::union_) fail_at(id, "compares arrays or unions");
  }
  void check(const Not& node, ExprId) { want_bool(node.operand, "the operand of `not`"); }
  void check(const Logical& node, ExprId) {
    want_bool(node.left, "the left operand of and/or");
    want_bool(node.right, "the right operand of and/or");
  }
  void check(const Select& node, ExprId id) {
    want_bool(node.condition, "the condition");
    want_same(type(node.yes), type(id), id, "the value if true");
    want_same(type(node.no), type(id), id, "the value if false");
  }
  void check(const Let& node, ExprId id) {
    if (!valid(node.local)) return fail_at(id, "binds a local that does not exist");
    want_same(type(node.value), function_[node.local].type, id, "the bound value");
    want_same(type(node.body), type(id), id, "the body");
  }
  void check(const Callable& node, ExprId id) {
    if (type(id)->kind != Kind::callable || type(id)->args.size() != node.parameters.size() + 1) return fail_at(id, "is no callable of these parameters");
    for (std::size_t i = 0; i < node.parameters.size(); ++i) {
      if (!valid(node.parameters[i])) return fail_at(id, "has a parameter that does not exist");
      want_same(function_[node.parameters[i]].type, type(id)->args[i], id, "a parameter");
    }
    want_same(type(node.body), type(id)->args.back(), id, "the result");
  }
  void check(const Convert&, ExprId) {}
  void check(const IsMember& node, ExprId id) {
    const Type operand = type(node.operand);
    if (operand->kind != Kind::union_) return fail_at(id, fmt::format("tests a `{}`, not a union", operand->text));
    if (node.member < 0 || std::size_t(node.member) >= operand->args.size()) fail_at(id, "there is no such member");
  }
  void check(const TaggedArithmetic& node, ExprId id) {
    const auto members = [&](ExprId e) { return type(e)->kind == Kind::union_ ? type(e)->args.size() : 1; };
    if (type(id)->kind != Kind::union_) fail_at(id, "the result is no tagged double");
    if (node.tags.size() != members(node.left) * members(node.right)) fail_at(id, "has not one tag for each combination of members");
    if (node.tags.size() > 16) fail_at(id, "more than 16 combinations");
  }
  void check(const TaggedValue& node, ExprId id) {
    if (type(node.operand)->kind != Kind::union_) fail_at(id, "works on a tagged double");
  }
  void check(const Elementwise& node, ExprId id) {
    if (!node.function || node.function.value >= module_.runtime.size()) return fail_at(id, "applies a function that does not exist");
    if (type(id)->kind != Kind::array) return fail_at(id, "the result is an array");
    int rank = 0;
    for (ExprId operand : node.operands) {
      if (type(operand)->kind == Kind::array) rank = std::max(rank, type(operand)->rank);
      else if (!types::is_number(type(operand)) && !types::is_time(type(operand))) fail_at(id, fmt::format("an operand is `{}`: neither array nor number", type(operand)->text));
    }
    if (rank != type(id)->rank) fail_at(id, fmt::format("operands of rank {} give rank {}", rank, type(id)->rank));
  }
  void check(const Reduce& node, ExprId id) {
    if (!want_array(node.operand, id)) return;
    const int rank = type(node.operand)->rank;
    if (!std::ranges::is_sorted(node.axes)) fail_at(id, "axes are not ascending");
    for (int axis : node.axes) {
      if (axis < 0 || axis >= rank) fail_at(id, fmt::format("axis {} of rank {}", axis, rank));
    }
    const int left = node.keepdims ? rank : node.axes.empty() ? 0 : rank - int(node.axes.size());
    const int given = type(id)->kind == Kind::array ? type(id)->rank : 0;
    if (left != given) fail_at(id, fmt::format("the result has rank {}, not {}", left, given));
  }
  void indices(ExprId array, const std::vector<ExprId>& indices, const std::vector<Bounds>& bounds, const std::string& what) {
    if (type(array)->kind != Kind::array) return fail(what + ": not an array");
    if (int(indices.size()) != type(array)->rank) fail(fmt::format("{}: {} indices for rank {}", what, indices.size(), type(array)->rank));
    if (bounds.size() != indices.size()) fail(fmt::format("{}: {} indices, {} bounds", what, indices.size(), bounds.size()));
    for (ExprId index : indices) want_int(index, "an index");
  }
  void check(const ReadElement& node, ExprId id) {
    indices(node.array, node.indices, node.bounds, print(module_, function_, id));
    if (type(node.array)->kind == Kind::array && types::is_number(type(id))) {
      const auto number = types::number_of(types::base_of(type(id)));
      if (number && number->dtype != type(node.array)->dtype) fail_at(id, fmt::format("an element of `{}` is no `{}`", type(node.array)->text, type(id)->text));
    }
  }
  void items(ExprId array, const std::vector<SubscriptItem>& items, ExprId at, bool gathers, int* result_rank) {
    if (!want_array(array, at)) return;
    int used = 0, made = 0;
    for (const SubscriptItem& item : items) {
      std::visit(overloaded{
                     [&](const AtIndex& part) {
                       ++used;
                       want_int(part.index, "an index");
                     },
                     [&](const AtSlice& part) {
                       ++used, ++made;
                       for (const auto& bound : {part.start, part.stop, part.step}) {
                         if (bound) want_int(*bound, "a slice bound");
                       }
                     },
                     [&](const AtNewAxis&) { ++made; },
                     [&](const AtArray& part) {
                       if (!gathers) fail_at(at, "an index array in a view");
                       used += type(part.array)->kind == Kind::array && type(part.array)->dtype == types::DType::boolean ? type(part.array)->rank : 1;
                     },
                 },
                 item);
    }
    if (used > type(array)->rank) fail_at(at, fmt::format("subscripts {} axes of rank {}", used, type(array)->rank));
    *result_rank = type(array)->rank - used + made;
  }
  void check(const Subscript& node, ExprId id) {
    int rank = -1;
    items(node.array, node.items, id, false, &rank);
    if (rank < 0) return;
    if (type(id)->kind != Kind::array || type(id)->rank != rank) fail_at(id, fmt::format("the view has rank {}, its type is `{}`", rank, type(id)->text));
  }
  void check(const Gather& node, ExprId id) {
    int rank = -1;
    items(node.array, node.items, id, true, &rank);
  }
  void check(const Extent& node, ExprId id) {
    if (!want_array(node.array, id)) return;
    if (node.axis < 0 || node.axis >= type(node.array)->rank) fail_at(id, "there is no such axis");
    want_int(id, "an extent");
  }
  void check(const MakeTuple& node, ExprId id) {
    if (type(id)->kind != Kind::tuple || type(id)->args.size() != node.items.size()) return fail_at(id, "the items do not fit the tuple's type");
    for (std::size_t i = 0; i < node.items.size(); ++i) want_same(type(node.items[i]), type(id)->args[i], id, fmt::format("item {}", i));
  }
  void check(const TupleItem& node, ExprId id) {
    const Type tuple = type(node.tuple);
    if (tuple->kind != Kind::tuple) return fail_at(id, fmt::format("an item of `{}`", tuple->text));
    if (node.index < 0 || std::size_t(node.index) >= tuple->args.size()) return fail_at(id, "there is no such item");
    want_same(type(id), tuple->args[std::size_t(node.index)], id, "the item");
  }
  void check(const MakeList& node, ExprId id) {
    if (type(id)->kind != Kind::list && type(id)->kind != Kind::set && type(id)->kind != Kind::frozenset && type(id)->kind != Kind::deque && type(id)->kind != Kind::variadic) return fail_at(id, "makes a list or set");
    for (ExprId item : node.items) want_same(type(item), type(id)->args[0], id, "an item");
  }
  void check(const MakeDict& node, ExprId id) {
    if (type(id)->kind != Kind::dict || node.keys.size() != node.values.size()) return fail_at(id, "keys and values do not fit");
    for (ExprId key : node.keys) want_same(type(key), type(id)->args[0], id, "a key");
    for (ExprId value : node.values) want_same(type(value), type(id)->args[1], id, "a value");
  }
  void check(const MakeClosure& node, ExprId id) {
    if (type(id)->kind != Kind::function || node.index < 0 || std::size_t(node.index) >= type(id)->args.size()) return fail_at(id, "there is no such function");
    if (type(id)->args[std::size_t(node.index)]->args.size() != node.captures.size()) fail_at(id, "the captures do not fit the function's");
  }
  void check(const MakeObject&, ExprId id) {
    if (type(id)->kind != Kind::instance || type(id)->klass >= module_.classes.size()) fail_at(id, "makes an object of a compiled class");
  }
  bool field(ExprId object, FieldRef field) {
    if (field.klass >= module_.classes.size() || field.index >= module_.classes[field.klass].fields.size()) return fail_at(object, "there is no such field"), false;
    if (types::is_subclass(type(object), module_.classes[field.klass].type)) return true;
    return fail_at(object, fmt::format("`{}` has no fields of `{}`", type(object)->text, module_.classes[field.klass].name)), false;
  }
  void check(const ReadField& node, ExprId id) {
    if (field(node.object, node.field)) want_same(type(id), module_[node.field].type, id, "the read's type is not the field's");
  }
  void check(const IsClass& node, ExprId id) {
    if (type(node.operand)->kind != Kind::instance || node.klass >= module_.classes.size()) fail_at(id, "asks for the class of an object");
  }

  void check(const Dynamic& node, ExprId id) {
    for (ExprId operand : node.operands) {
      if (!types::crosses(type(operand))) fail_at(id, fmt::format("hands `{}` to Python", type(operand)->text));
    }
    if (node.keywords.size() > node.operands.size()) fail_at(id, "has more keywords than operands");
  }

  // --- statements ---
  void block(const Block& block, int loops) {
    for (StmtId id : block) {
      if (!id || id.value >= function_.stmts.size()) {
        fail("a statement is missing");
        continue;
      }
      stmt(function_[id], loops);
    }
  }
  void local(LocalId id, std::string_view what) {
    if (!valid(id)) fail(fmt::format("{} has no local", what));
  }
  void inlined(const Inlined& node) {
    if (!node.callee || node.callee.value >= module_.functions.size()) return fail("an inlined call of a function that does not exist");
    const Function& callee = module_[node.callee];
    if (node.undoable && callee.parameters.size() != node.args.size()) return fail(fmt::format("inlined {}: {} arguments for {} parameters", callee.name, node.args.size(), callee.parameters.size()));
    for (std::size_t i = 0; i < node.args.size(); ++i) {
      const ExprId arg = node.args[i];
      if (!valid(arg)) continue;
      const bool plain = std::holds_alternative<ReadLocal>(function_[arg].node) || std::holds_alternative<Constant>(function_[arg].node);
      if (!plain) fail_at(arg, "an argument of an inlined call is neither a local nor a constant");
      want_same(type(arg), callee[callee.parameters[i]].type, arg, fmt::format("argument {}", i + 1));
    }
    if (node.result && !valid(node.result)) return fail("the result of an inlined call is not in the table of locals");
    if (node.result) {
      if (!same(function_[node.result].type, callee.result)) fail(fmt::format("inlined {}: the result's type is not the function's", callee.name));
    }
    const bool outer = std::exchange(inside_inlined_, true);
    block(node.body, 0);
    inside_inlined_ = outer;
  }
  void stmt(const Stmt& stmt, int loops) {
    bool complete = true;
    for_each_operand(stmt, [&](ExprId operand) {
      if (!valid(operand)) complete = false;
      else expr(operand);
    });
    if (!complete) return fail("a statement's operand is missing");
    std::visit(overloaded{
                   [&](const Assign& node) {
                     local(node.local, "an assignment");
                     if (valid(node.local)) want_same(type(node.value), function_[node.local].type, node.value, "the assigned value of `" + function_[node.local].name + "`");
                   },
                   [&](const Moves& node) {
                     for (const Moves::Move& move : node.moves) {
                       local(move.target, "a move");
                       if (valid(move.target)) want_same(type(move.value), function_[move.target].type, move.value, "the moved value of `" + function_[move.target].name + "`");
                     }
                   },
                   [&](const Unbind& node) {
                     if (!node.name || node.name.value >= function_.names.size()) fail("`del` of a name that does not exist");
                   },
                   [&](const StoreElement& node) {
                     indices(node.array, node.indices, node.bounds, "store to " + print(module_, function_, node.array));
                     if (type(node.array)->kind == Kind::array) {
                       const auto number = types::number_of(types::base_of(type(node.value)));
                       const bool is_same = types::is_time(type(node.value)) ? type(node.value)->dtype == type(node.array)->dtype : number && number->dtype == type(node.array)->dtype;
                       if (!is_same) fail_at(node.value, fmt::format("stored into `{}` without conversion", type(node.array)->text));
                     }
                   },
                   [&](const StoreView& node) { want_array(node.target, node.target); },
                   [&](const StoreGather& node) {
                     int rank = 0;
                     items(node.array, node.items, node.array, true, &rank);
                   },
                   [&](const StoreField& node) {
                     if (field(node.object, node.field) && node.value) want_same(type(*node.value), module_[node.field].type, *node.value, "the value of a field");
                   },
                   [](const Evaluate&) {},
                   [&](const If& node) {
                     want_bool(node.condition, "the condition of `if`");
                     block(node.yes, loops);
                     block(node.no, loops);
                   },
                   [&](const While& node) {
                     want_bool(node.condition, "the condition of `while`");
                     block(node.body, loops + 1);
                     block(node.orelse, loops);
                   },
                   [&](const ForRange& node) {
                     local(node.local, "a loop");
                     want_int(node.start, "start");
                     want_int(node.stop, "stop");
                     want_int(node.step, "step");
                     if (binds_local(function_, node.body, node.local)) fail(fmt::format("the counter `{}` is assigned in its loop", function_[node.local].name));
                     block(node.body, loops + 1);
                     block(node.orelse, loops);
                   },
                   [&](const ForEach& node) {
                     local(node.local, "a loop");
                     block(node.body, loops + 1);
                     block(node.orelse, loops);
                   },
                   [&](const Break&) {
                     if (!loops) fail("`break` outside a loop");
                   },
                   [&](const Continue&) {
                     if (!loops) fail("`continue` outside a loop");
                   },
                   [&](const Inlined& node) { inlined(node); },
                   [&](const Return& node) {
                     if (inside_inlined_) fail("a return inside an inlined call");
                     want_same(type(node.value), function_.is_generator ? function_.result->args[2] : function_.result, node.value, "the returned value");
                   },
                   [&](const Yield& node) {
                     if (!function_.is_generator) return fail("a yield in a function that is no generator");
                     want_same(type(node.value), function_.result->args[0], node.value, "the yielded value");
                     if (node.received) want_same(function_[node.received].type, function_.result->args[1], node.value, "what is sent");
                   },
                   [&](const YieldFrom& node) {
                     if (!function_.is_generator) return fail("a yield in a function that is no generator");
                     local(node.item, "a yield from");
                     if (!types::is_generator(type(node.source))) return fail_at(node.source, "delegates to a generator");
                     want_same(type(node.value), function_.result->args[0], node.value, "the yielded value");
                     if (node.received) want_same(function_[node.received].type, type(node.source)->args[2], node.source, "what the generator returned");
                   },
                   [](const Raise&) {},
                   [&](const Try& node) {
                     block(node.body, loops);
                     for (const Handler& handler : node.handlers) block(handler.body, loops);
                     block(node.orelse, loops);
                     block(node.finally, loops);
                   },
               },
               stmt.node);
  }

  const Module& module_;
  const Function& function_;
  std::vector<bool> seen_;
  bool inside_inlined_ = false;
  std::vector<std::string> messages_;
};

}  // namespace

std::vector<std::string> verify(const Module& module, const Function& function) { return Verifier(module, function).run(); }

std::vector<std::string> verify(const Module& module) {
  std::vector<std::string> messages;
  for (const Function& function : module.functions) {
    for (std::string& message : verify(module, function)) messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace keelback::ir
