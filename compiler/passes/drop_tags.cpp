// Numbers that are a Python number or a NumPy one (`float | np.float64`, `bool | np.bool_`, `0 | np.float64`) become plain numbers where no use asks which.
//
//   square: float | np.float64 = convert[float | np.float64](0.0)                     square: float = 0.0
//   let m: bool | np.bool_ = ((convert[float](square) < x) if is_member[0](square)
//     else (convert[np.float64](square) < x)) in ...                           =>      (square < x)
//
// All members of such a union are one number in C++. Which of them it is, its tag, is seen by whoever takes the union itself (a caller in Python, a container, an
// argument of that type) and by a `Select` on `is_member` whose two sides do something different: a division, which raises for a Python float only, an int's addition, which
// overflows for a Python int only. A `Select` whose sides are the same computation up to these types sees nothing and becomes one of them.
// First every local, and every parameter and result of a function that only direct calls reach, is taken for one whose tag nobody sees; what is found to be seen is taken back,
// until nothing changes.
//
// Keeps: the values, and the type of everything that is seen.
// Declines: what a loop takes out of a container, parameters and results of exported functions.
#include <cmath>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>

#include "ir/walk.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using ir::BinaryOp;
using ir::ExprId;
using ir::Function;
using ir::InstanceId;
using ir::LocalId;
using ir::StmtId;
using types::Kind;
using types::Type;

namespace {

bool is_simple(BinaryOp op) { return op == BinaryOp::add || op == BinaryOp::subtract || op == BinaryOp::multiply; }
bool is_bit_op(BinaryOp op) { return op == BinaryOp::bit_and || op == BinaryOp::bit_or || op == BinaryOp::bit_xor; }

// What the functions of the module say to each other: which tags nobody sees.
struct Unseen {
  types::TypeTable& types;
  std::vector<std::vector<bool>> locals;  // by function and local
  std::vector<bool> results;              // by function
  bool changed = false;

  // The Python number with the storage of this number, or of every member of this union; none for other types.
  Type plain(Type type) const {
    if (type->kind == Kind::union_) {
      if (types::union_storage(type) == types::UnionStorage::tagged_double) return types.floating;
      const Type first = plain_number(type->args[0]);
      for (const Type member : type->args) {
        if (plain_number(member) != first) return nullptr;
      }
      return first;
    }
    return plain_number(type);
  }
  bool is_union(Type type) const { return type->kind == Kind::union_ && plain(type) != nullptr; }

 private:
  Type plain_number(Type type) const {
    const auto number = types::number_of(types::base_of(type));
    if (!number) return nullptr;
    switch (number->dtype) {
      case types::DType::boolean: return types.boolean;
      case types::DType::int64: return types.integer;
      case types::DType::float64: return types.floating;
      case types::DType::complex128: return types.complex;
      default: return types.scalar(number->dtype);
    }
  }
};

// Whether two fields that are no operands are the same.
template <class Field>
bool same_attribute(const Field& a, const Field& b) {
  if constexpr (std::is_same_v<Field, ExprId>) {
    return true;
  } else if constexpr (std::is_same_v<Field, std::vector<ExprId>>) {
    return a.size() == b.size();
  } else if constexpr (std::is_same_v<Field, std::optional<ExprId>>) {
    return a.has_value() == b.has_value();
  } else if constexpr (std::is_same_v<Field, std::vector<ir::SubscriptItem>>) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i].index() != b[i].index()) return false;
      if (const auto *x = std::get_if<ir::AtIndex>(&a[i]), *y = std::get_if<ir::AtIndex>(&b[i]); x != nullptr && x->bounds != y->bounds) return false;
      if (const auto *x = std::get_if<ir::AtSlice>(&a[i]), *y = std::get_if<ir::AtSlice>(&b[i]); x != nullptr) {
        if (x->start.has_value() != y->start.has_value() || x->stop.has_value() != y->stop.has_value() || x->step.has_value() != y->step.has_value()) return false;
      }
    }
    return true;
  } else {
    return a == b;
  }
}

class TagDropper {
 public:
  TagDropper(const ir::Module& module, Function& function, std::uint32_t number, Unseen& unseen) : module_(module), function_(function), number_(number), unseen_(unseen) {}

  // Takes back what this function sees.
  void look() {
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      each_root(id, [&](ExprId& root, bool plain) { look(root, !plain); });
    });
  }

  void rewrite() {
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      each_root(id, [&](ExprId& root, bool plain) { rewrite(root, plain); });
    });
    for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
      if (is_dropped(LocalId{i})) function_.locals[i].type = unseen_.plain(function_.locals[i].type);
    }
    if (unseen_.results[number_]) function_.result = unseen_.plain(function_.result);
  }

 private:
  Type type(ExprId id) const { return function_[id].type; }
  bool is_union(ExprId id) const { return unseen_.is_union(type(id)); }
  bool is_dropped(LocalId local) const {
    const std::vector<bool>& mine = unseen_.locals[number_];
    return local.value < mine.size() && mine[local.value];
  }
  bool is_dropped(InstanceId callee, std::size_t argument) const { return unseen_.locals[callee.value][module_[callee].parameters[argument].value]; }

  // The trees of a statement, each with whether it is wanted without its tag.
  template <class F>
  void each_root(StmtId id, F&& f) {
    ir::Stmt& stmt = function_[id];
    if (auto* assign = std::get_if<ir::Assign>(&stmt.node)) {
      f(assign->value, is_dropped(assign->local));
    } else if (auto* moves = std::get_if<ir::Moves>(&stmt.node)) {
      for (ir::Moves::Move& move : moves->moves) f(move.value, is_dropped(move.target));
    } else if (auto* returns = std::get_if<ir::Return>(&stmt.node)) {
      f(returns->value, unseen_.results[number_]);
    } else {
      ir::for_each_operand(stmt, [&](ExprId& root) { f(root, false); });
    }
  }

  // Whether a conversion needs only the number of its operand, a union.
  bool takes_number(ExprId convert, ExprId operand) const {
    const Type from = unseen_.plain(type(operand)), to = unseen_.plain(type(convert));
    if (to == nullptr) return false;
    return from == to || (from == unseen_.types.floating && types::is_number(type(convert)) && types::is_inexact(types::number_of(types::base_of(type(convert)))->dtype));
  }

  // --- what is seen ---
  void see(std::vector<bool>& unseen, std::size_t at) {
    if (!unseen[at]) return;
    unseen[at] = false;
    unseen_.changed = true;
  }

  // `tag`: whether the tag of the value, if it is such a union, is seen.
  void look(ExprId id, bool tag) {
    const bool tagged = is_union(id) && tag;
    const ir::ExprNode& node = function_[id].node;
    if (const auto* read = std::get_if<ir::ReadLocal>(&node)) {
      if (tagged) see(unseen_.locals[number_], read->local.value);
    } else if (const auto* call = std::get_if<ir::Call>(&node)) {
      for (std::size_t i = 0; i < call->args.size(); ++i) look(call->args[i], !is_dropped(call->callee, i));
      if (tagged) see(unseen_.results, call->callee.value);
    } else if (const auto* select = std::get_if<ir::Select>(&node)) {
      if (!tagged) {
        if (const auto one = replaced(id)) return look(*one, false);
      }
      look(select->condition, true);
      look(select->yes, tag);
      look(select->no, tag);
    } else if (const auto* let = std::get_if<ir::Let>(&node)) {
      look(let->value, !is_dropped(let->local));
      look(let->body, tag);
    } else if (const auto* convert = std::get_if<ir::Convert>(&node)) {
      look(convert->operand, tagged || !is_union(convert->operand) || !takes_number(id, convert->operand));
    } else if (const auto* value = std::get_if<ir::TaggedValue>(&node)) {
      look(value->operand, false);
    } else if (const auto* arithmetic = std::get_if<ir::TaggedArithmetic>(&node)) {
      look(arithmetic->left, tagged || !is_simple(arithmetic->op));
      look(arithmetic->right, tagged || !is_simple(arithmetic->op));
    } else {
      ir::for_each_operand(std::as_const(function_[id]), [&](ExprId operand) { look(operand, true); });
    }
  }

  // --- whether two computations differ in such types only ---

  // The side that stands for both, of a Select on a member of such a union whose sides give the same number.
  std::optional<ExprId> merged(ExprId id) {
    if (const auto known = merged_.find(id); known != merged_.end()) return known->second;
    return merged_[id] = find_merged(id);
  }
  std::optional<ExprId> find_merged(ExprId id) {
    const auto* select = std::get_if<ir::Select>(&function_[id].node);
    if (select == nullptr) return std::nullopt;
    const auto* test = std::get_if<ir::IsMember>(&function_[select->condition].node);
    if (test == nullptr || !is_union(test->operand)) return std::nullopt;
    const auto* read = std::get_if<ir::ReadLocal>(&function_[test->operand].node);
    if (read == nullptr || read->checked) return std::nullopt;
    const std::vector<Type>& members = type(test->operand)->args;
    const auto literal = [&](std::size_t member) { return members[member]->kind == Kind::literal ? members[member] : nullptr; };
    const std::size_t chosen = std::size_t(test->member);
    const Known known{read->local, literal(chosen), members.size() == 2 ? literal(1 - chosen) : nullptr};
    const Known outer = std::exchange(known_, known);
    std::map<LocalId, LocalId> renamed;
    renamed_.swap(renamed);
    const bool equal = same(select->yes, select->no);
    renamed_.swap(renamed);
    known_ = outer;
    if (!equal) return std::nullopt;
    return known.right != nullptr ? select->yes : select->no;
  }

  // The same, where it can be put there: a conversion of a union that stays, stored member by member, goes by its tag.
  std::optional<ExprId> replaced(ExprId id) {
    const auto one = merged(id);
    if (!one) return std::nullopt;
    const ExprId tested = std::get<ir::IsMember>(function_[std::get<ir::Select>(function_[id].node).condition].node).operand;
    const LocalId local = std::get<ir::ReadLocal>(function_[tested].node).local;
    return is_dropped(local) || types::union_storage(type(tested)) == types::UnionStorage::tagged_double ? one : std::nullopt;
  }

  // Without what changes the type only.
  ExprId strip(ExprId id) {
    for (;;) {
      const ir::ExprNode& node = function_[id].node;
      if (const auto* value = std::get_if<ir::TaggedValue>(&node)) {
        id = value->operand;
      } else if (const auto* convert = std::get_if<ir::Convert>(&node)) {
        const Type to = unseen_.plain(type(id));
        if (to == nullptr || unseen_.plain(type(convert->operand)) != to) return id;
        id = convert->operand;
      } else if (const auto one = merged(id)) {
        id = *one;
      } else {
        return id;
      }
    }
  }

  // The constant that the expression is, a number converted at most.
  std::optional<double> constant_number(ExprId id) {
    id = strip(id);
    if (const auto* convert = std::get_if<ir::Convert>(&function_[id].node); convert != nullptr && unseen_.plain(type(id)) == unseen_.types.floating) id = strip(convert->operand);
    if (!std::holds_alternative<ir::Constant>(function_[id].node)) return std::nullopt;
    if (const auto whole = types::literal_int(type(id))) return double(*whole);
    if (!types::is_literal(type(id), Kind::floating)) return std::nullopt;
    return std::get<double>(type(id)->value.data);
  }
  // Where the union is a literal, the literal stands for it.
  bool stands_for(ExprId constant, ExprId read, Type literal) {
    const auto* local = std::get_if<ir::ReadLocal>(&function_[read].node);
    if (literal == nullptr || local == nullptr || local->local != known_.local || unseen_.plain(type(constant)) != unseen_.types.floating) return false;
    const auto number = constant_number(constant);
    const auto whole = types::literal_int(literal);
    return number && whole && *number == double(*whole) && !(*number == 0 && std::signbit(*number));
  }

  // Whether both give the same number, or the same value of a type that is none, with the same effects.
  bool same(ExprId a, ExprId b) {
    a = strip(a), b = strip(b);
    if (stands_for(a, b, known_.left) || stands_for(b, a, known_.right)) return true;
    const ir::Expr &x = function_[a], &y = function_[b];
    if (x.node.index() != y.node.index()) return false;
    const Type plain = unseen_.plain(x.type);
    if (plain != nullptr ? plain != unseen_.plain(y.type) : x.type != y.type) return false;
    return std::visit([&](const auto& left) { return same_node(left, std::get<std::remove_cvref_t<decltype(left)>>(y.node), a, b); }, x.node);
  }
  // Operands of a node that might look at a tag.
  bool same_operand(ExprId a, ExprId b) { return is_union(a) || is_union(b) ? ir::equal(function_, a, b) : same(a, b); }

  bool same_node(const ir::Constant&, const ir::Constant&, ExprId a, ExprId b) { return type(a) == type(b); }
  bool same_node(const ir::ReadLocal& x, const ir::ReadLocal& y, ExprId, ExprId) {
    const auto renamed = renamed_.find(y.local);
    return x.local == (renamed != renamed_.end() ? renamed->second : y.local) && x.checked == y.checked;
  }
  bool same_node(const ir::Let& x, const ir::Let& y, ExprId, ExprId) {
    if (function_[x.local].name_id || function_[y.local].name_id) return false;
    const Type plain = unseen_.plain(function_[x.local].type);
    if (plain != nullptr ? plain != unseen_.plain(function_[y.local].type) : function_[x.local].type != function_[y.local].type) return false;
    if (!same(x.value, y.value)) return false;
    renamed_[y.local] = x.local;
    return same(x.body, y.body);
  }
  bool same_node(const ir::Select& x, const ir::Select& y, ExprId, ExprId) { return same_operand(x.condition, y.condition) && same(x.yes, y.yes) && same(x.no, y.no); }
  bool same_node(const ir::TaggedArithmetic& x, const ir::TaggedArithmetic& y, ExprId, ExprId) {
    return is_simple(x.op) && x.op == y.op && same(x.left, y.left) && same(x.right, y.right);
  }
  bool same_node(const ir::Arithmetic& x, const ir::Arithmetic& y, ExprId a, ExprId) {
    if (x.op != y.op || !same_operand(x.left, y.left) || !same_operand(x.right, y.right)) return false;
    if (x.rules == y.rules && x.checked == y.checked) return true;
    // Python's and NumPy's are one machine operation here.
    const Type plain = unseen_.plain(type(a));
    if (plain == unseen_.types.boolean) return is_bit_op(x.op);
    if (plain == unseen_.types.complex) return is_simple(x.op);
    if (plain != unseen_.types.floating || unseen_.plain(type(x.left)) != plain || unseen_.plain(type(y.left)) != plain) return false;
    if (x.op == BinaryOp::divide) {
      const auto divisor = constant_number(x.right);
      return divisor && *divisor != 0;
    }
    return is_simple(x.op);
  }
  bool same_node(const ir::Unary& x, const ir::Unary& y, ExprId a, ExprId) {
    const Type plain = unseen_.plain(type(a));
    const bool inexact = plain == unseen_.types.floating || plain == unseen_.types.complex;
    return x.op == y.op && (inexact || (x.rules == y.rules && x.checked == y.checked)) && same_operand(x.operand, y.operand);
  }
  bool same_node(const ir::Convert& x, const ir::Convert& y, ExprId a, ExprId b) {
    if (!same_operand(x.operand, y.operand)) return false;
    if (type(x.operand) == type(y.operand) && type(a) == type(b)) return true;
    // Python's and NumPy's differ where something might not fit.
    const Type from = unseen_.plain(type(x.operand)), to = unseen_.plain(type(a));
    return !is_union(a) && !is_union(b) && !is_union(x.operand) && from != nullptr && from == unseen_.plain(type(y.operand)) && to != nullptr &&
           (from == unseen_.types.boolean || to == unseen_.types.floating || to == unseen_.types.complex);
  }
  template <class Node>
  bool same_node(const Node& x, const Node& y, ExprId a, ExprId b) {
    if (!std::apply([&](auto... field) { return (same_attribute(x.*field, y.*field) && ...); }, Node::fields)) return false;
    std::vector<ExprId> left, right;
    ir::for_each_operand(std::as_const(function_[a]), [&](ExprId operand) { left.push_back(operand); });
    ir::for_each_operand(std::as_const(function_[b]), [&](ExprId operand) { right.push_back(operand); });
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!same_operand(left[i], right[i])) return false;
    }
    return true;
  }

  // --- rewriting ---
  void become(ExprId id, ExprId by) {
    const ir::Expr copy = function_[by];
    function_[id].node = copy.node;
    function_[id].type = copy.type;
    function_[id].span = copy.span;
  }
  ExprId add(ir::ExprNode node, Type type, ExprId at) { return function_.add(std::move(node), type, function_[at].span); }

  // The number of a union that keeps its tag.
  void take_number(ExprId id) {
    const ir::Expr whole = function_[id];
    const Type plain = unseen_.plain(whole.type);
    const ExprId value = add(whole.node, whole.type, id);
    if (types::union_storage(whole.type) == types::UnionStorage::tagged_double) {
      function_[id].node = ir::TaggedValue{value};
      function_[id].type = plain;
      return;
    }
    const LocalId local = function_.add_local("value", whole.type);
    const auto read = [&] { return add(ir::ReadLocal{local}, whole.type, id); };
    const auto member = [&](std::size_t i) { return add(ir::Convert{add(ir::Convert{read()}, whole.type->args[i], id)}, plain, id); };
    ExprId chosen = member(whole.type->args.size() - 1);
    for (std::size_t i = whole.type->args.size() - 1; i-- > 0;) {
      const ExprId test = add(ir::IsMember{read(), int(i)}, unseen_.types.boolean, id);
      chosen = add(ir::Select{test, member(i), chosen}, plain, id);
    }
    function_[id].node = ir::Let{local, value, chosen};
    function_[id].type = plain;
  }

  // Whether the number of the union is had without making the union first.
  bool has_number(ExprId id) const {
    const ir::ExprNode& node = function_[id].node;
    if (const auto* read = std::get_if<ir::ReadLocal>(&node)) return is_dropped(read->local);
    if (const auto* call = std::get_if<ir::Call>(&node)) return unseen_.results[call->callee.value];
    if (const auto* arithmetic = std::get_if<ir::TaggedArithmetic>(&node)) return is_simple(arithmetic->op);
    return std::holds_alternative<ir::Convert>(node) || std::holds_alternative<ir::Select>(node) || std::holds_alternative<ir::Let>(node);
  }

  // `plain`: the value, if it is such a union, is wanted as a plain number.
  void rewrite(ExprId id, bool plain) {
    const Type whole = type(id);
    const bool is_union = unseen_.is_union(whole);
    plain = plain && is_union;
    const Type number = unseen_.plain(whole);
    if (plain || !is_union) {
      ExprId one = id;
      while (const auto next = replaced(one)) one = *next;
      if (one != id) {
        become(id, one);
        // A constant's type is its value.
        if (!is_union && !std::holds_alternative<ir::Constant>(function_[id].node)) function_[id].type = whole;
        merged_[id] = std::nullopt;
        return rewrite(id, plain);
      }
    }
    ir::Expr& expr = function_[id];
    if (const auto* read = std::get_if<ir::ReadLocal>(&expr.node)) {
      if (!is_union) return;
      if (is_dropped(read->local)) expr.type = number;
      else if (plain) take_number(id);
    } else if (const auto* call = std::get_if<ir::Call>(&expr.node)) {
      for (std::size_t i = 0; i < call->args.size(); ++i) rewrite(call->args[i], is_dropped(call->callee, i));
      if (!is_union) return;
      if (unseen_.results[call->callee.value]) expr.type = number;
      else if (plain) take_number(id);
    } else if (const auto* select = std::get_if<ir::Select>(&expr.node)) {
      rewrite(select->condition, false);
      rewrite(select->yes, plain);
      rewrite(select->no, plain);
      if (plain) expr.type = number;
    } else if (const auto* let = std::get_if<ir::Let>(&expr.node)) {
      rewrite(let->value, is_dropped(let->local));
      rewrite(let->body, plain);
      if (plain) expr.type = number;
      const auto* read = std::get_if<ir::ReadLocal>(&function_[let->body].node);
      if (read != nullptr && read->local == let->local && !function_[let->local].name_id && type(let->value) == expr.type) become(id, let->value);
    } else if (const auto* convert = std::get_if<ir::Convert>(&expr.node)) {
      rewrite_conversion(id, convert->operand, plain);
    } else if (const auto* value = std::get_if<ir::TaggedValue>(&expr.node)) {
      const ExprId operand = value->operand;
      rewrite(operand, has_number(operand));
      if (type(operand)->kind != Kind::union_) become(id, operand);
    } else if (const auto* tagged = std::get_if<ir::TaggedArithmetic>(&expr.node); tagged != nullptr && plain && is_simple(tagged->op)) {
      const BinaryOp op = tagged->op;
      ExprId operands[] = {tagged->left, tagged->right};
      for (ExprId& operand : operands) {
        rewrite(operand, true);
        if (unseen_.plain(type(operand)) != number) operand = add(ir::Convert{operand}, number, operand);
      }
      expr.node = ir::Arithmetic{op, ir::Rules::numpy, operands[0], operands[1]};
      expr.type = number;
    } else {
      ir::for_each_operand(expr, [&](ExprId operand) { rewrite(operand, false); });
      if (plain) take_number(id);
    }
  }
  void rewrite_conversion(ExprId id, ExprId operand, bool plain) {
    ir::Expr& expr = function_[id];
    const Type number = unseen_.plain(expr.type);
    if (is_union(operand)) {
      if (unseen_.is_union(expr.type)) {
        const bool same_storage = unseen_.plain(type(operand)) == number;
        rewrite(operand, plain && same_storage);
        if (!plain) return;
        if (same_storage) become(id, operand);
        else take_number(id);
      } else {
        const bool number_only = takes_number(id, operand) && has_number(operand);
        rewrite(operand, number_only);
        if (number_only && type(operand) == expr.type) become(id, operand);
      }
      return;
    }
    rewrite(operand, false);
    if (!plain) return;
    if (type(operand) == number) become(id, operand);
    else if (types::is_number(type(operand)) && (unseen_.plain(type(operand)) == number || number == unseen_.types.floating)) expr.type = number;
    else take_number(id);
  }

  // A local that is known to be one literal in the left, in the right of the two computations that are compared.
  struct Known {
    LocalId local;
    Type left = nullptr, right = nullptr;
  };

  const ir::Module& module_;
  Function& function_;
  std::uint32_t number_;
  Unseen& unseen_;
  std::map<ExprId, std::optional<ExprId>> merged_;
  std::map<LocalId, LocalId> renamed_;  // temporaries of the right one, in terms of the left one's
  Known known_;
};

// Functions that are reached in other ways than by direct calls: what they take and give is fixed.
std::vector<bool> fixed_functions(const ir::Module& module) {
  std::vector<bool> fixed(module.functions.size(), false);
  for (const ir::Export& exported : module.exports) {
    for (const ir::Overload& overload : exported.overloads) fixed[overload.instance.value] = true;
  }
  for (const ir::Global& global : module.globals) {
    if (global.initializer) fixed[global.initializer.value] = true;
  }
  for (const ir::Class& klass : module.classes) {
    for (const ir::SpecialFunction& special : klass.special) {
      if (special.function) fixed[special.function.value] = true;
    }
  }
  for (const Function& function : module.functions) {
    ir::for_each_expr(function, function.body, [&](ExprId id) {
      if (const auto* call = std::get_if<ir::CallClosure>(&function[id].node)) {
        for (const InstanceId target : call->targets) fixed[target.value] = true;
      }
    });
  }
  return fixed;
}

}  // namespace

void drop_tags(ir::Module& module) {
  Unseen unseen{*module.types, {}, {}};
  const std::vector<bool> fixed = fixed_functions(module);
  bool any = false;
  for (std::uint32_t i = 0; i < module.functions.size(); ++i) {
    const Function& function = module.functions[i];
    std::vector<bool> locals(function.locals.size(), false);
    for (std::size_t k = 0; k < locals.size(); ++k) locals[k] = unseen.is_union(function.locals[k].type);
    if (fixed[i]) {
      for (const LocalId parameter : function.parameters) locals[parameter.value] = false;
    }
    ir::for_each_stmt(function, function.body, [&](StmtId id) {
      if (const auto* loop = std::get_if<ir::ForEach>(&function[id].node)) locals[loop->local.value] = false;
      if (const auto* yield = std::get_if<ir::Yield>(&function[id].node); yield != nullptr && yield->received) locals[yield->received.value] = false;
      if (const auto* yield = std::get_if<ir::YieldFrom>(&function[id].node)) {
        locals[yield->item.value] = false;
        if (yield->received) locals[yield->received.value] = false;
      }
    });
    ir::for_each_expr(function, function.body, [&](ExprId id) {
      const auto* callable = std::get_if<ir::Callable>(&function[id].node);
      if (callable == nullptr) return;
      for (const LocalId parameter : callable->parameters) locals[parameter.value] = false;
    });
    for (const bool local : locals) any = any || local;
    unseen.locals.push_back(std::move(locals));
    unseen.results.push_back(!fixed[i] && unseen.is_union(function.result));
    any = any || unseen.results.back();
  }
  if (!any) return;
  std::vector<TagDropper> droppers;
  for (std::uint32_t i = 0; i < module.functions.size(); ++i) droppers.emplace_back(module, module.functions[i], i, unseen);
  do {
    unseen.changed = false;
    for (TagDropper& dropper : droppers) dropper.look();
  } while (unseen.changed);
  for (TagDropper& dropper : droppers) dropper.rewrite();
}

}  // namespace keelback::passes
