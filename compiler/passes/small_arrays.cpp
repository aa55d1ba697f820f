// Vectors of a few elements, whose number is known, are variables: one for each element, and no buffer.
//
//   p = array_from(list[np.float64](x, y))        p_0 = x
//   p = elementwise add<double>(p, v)             p_1 = y
//   p[1] = 0.0                             =>     p_0 = add<double>(p_0, v_0)
//   s = reduce sum(elementwise ...(p, p))         p_1 = add<double>(p_1, v_1)
//                                                 p_1 = 0.0
//                                                 s = add.np(multiply<double>(p_0, p_0), ...)
//
// The number is that of a list that the array is made of, of np.zeros, ones or empty of a constant, of a copy of such a vector, or of the vectors that an element-wise
// expression works on. What else is done with a whole vector (a call, a subscript that is no constant) leaves it an array; a `return` makes one of the variables.
//
// Requires: verified IR; runs behind `inline`, which brings functions of vectors to where their arguments are known, and `fuse`. Keeps: the order of evaluation, rounding, aliasing.
// Declines: vectors of more than `max_elements`; names that may be unbound; two names of one vector, if it is changed while both are read; vectors in functions that the runtime
// calls (lambdas, parallel loops); functions that may raise for some elements or are computed for many at once (np.exp).
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "ir/effects.hpp"
#include "ir/runtime_functions.hpp"
#include "ir/walk.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using ir::Block;
using ir::Effects;
using ir::ExprId;
using ir::Function;
using ir::has;
using ir::LocalId;
using ir::Span;
using ir::StmtId;
using types::DType;
using types::Kind;
using types::Type;

namespace {

constexpr int max_elements = 7;   // fewer than a sum takes side by side
constexpr int unknown = 0, undecided = -1;

std::optional<std::int64_t> constant_int(const Function& function, ExprId id) {
  if (const auto* convert = std::get_if<ir::Convert>(&function[id].node)) return constant_int(function, convert->operand);
  if (!std::holds_alternative<ir::Constant>(function[id].node)) return std::nullopt;
  return types::literal_int(function[id].type);
}

bool is_vector(Type type) { return type->kind == Kind::array && type->rank == 1; }

// What the expressions of one function are worth as vectors: pure questions, asked before anything is changed.
class Vectors {
 public:
  Vectors(const ir::Module& module, const Function& function, const ir::CallEffects& calls) : module_(module), function_(function), calls_(calls) {}

  // The locals that can be taken apart, with their numbers of elements.
  std::map<LocalId, int> find() {
    collect();
    do {
      decide_sizes();
      if (sizes_.empty()) break;
      changed_ = false;
      ir::for_each_stmt(function_, function_.body, [&](StmtId id) { look_at(function_[id]); });
      look_at_aliases(function_.body);
    } while (changed_);
    return sizes_;
  }

  // The number of elements of an expression that can be taken apart.
  int size(ExprId id) const {
    const ir::Expr& expr = function_[id];
    if (!is_vector(expr.type)) return unknown;
    if (const auto* read = std::get_if<ir::ReadLocal>(&expr.node)) {
      const auto known = sizes_.find(read->local);
      return known == sizes_.end() || read->checked ? unknown : known->second;
    }
    if (const auto* call = std::get_if<ir::CallRuntime>(&expr.node)) return size_of_call(*call, expr.type->dtype);
    if (const auto* convert = std::get_if<ir::Convert>(&expr.node)) {
      const Type from = function_[convert->operand].type;
      return is_vector(from) && types::can_cast_safely(from->dtype, expr.type->dtype) ? size(convert->operand) : unknown;
    }
    const auto* node = std::get_if<ir::Elementwise>(&expr.node);
    if (node == nullptr || !is_plain(module_[node->function])) return unknown;
    int found = undecided;
    for (const ExprId operand : node->operands) {
      if (function_[operand].type->kind != Kind::array) continue;
      const int each = size(operand);
      if (each == unknown || (found > 0 && each > 0 && each != found)) return unknown;
      found = std::max(found, each);
    }
    return found;
  }

  // np.dot and `@` of two vectors.
  static bool is_product(const ir::RuntimeFunction& function) {
    const std::string_view symbol = function.symbol;
    return symbol == "kb::np::dot" || symbol == "kb::np::matmul" || symbol == "kb::np::dot_by_size" || symbol == "kb::np::matmul_by_size";
  }
  static bool is_cross(const ir::RuntimeFunction& function) { return function.symbol == "kb::np::cross"; }
  static bool is_list(const ir::RuntimeFunction& function) { return function.symbol == "kb::np::array_from"; }
  static bool is_unpacking(const ir::RuntimeFunction& function) { return function.symbol == "kb::check_unpack"; }
  static bool is_copy(const ir::RuntimeFunction& function) { return function.symbol == "kb::copy" || function.symbol == "kb::copy_k"; }
  static std::optional<double> fill_of(const ir::RuntimeFunction& function) {
    if (function.symbol == "kb::np::zeros" || function.symbol == "kb::empty") return 0.0;
    if (function.symbol == "kb::np::ones") return 1.0;
    return std::nullopt;
  }

  // A sum whose additions are made one after the other.
  bool is_sum(const ir::Reduce& node) const {
    const Type type = function_[node.operand].type;
    return node.op == ir::ReduceOp::sum && !node.extra && !node.keepdims && node.axes.size() < 2 && node.accumulate == type->dtype &&
           (type->dtype == DType::float64 || type->dtype == DType::float32 || type->dtype == DType::int64);
  }

  // The element that a constant subscript takes, of a vector that is taken apart.
  std::optional<int> element(ExprId array, const std::vector<ExprId>& indices) const {
    const int count = size(array);
    if (count <= 0 || indices.size() != 1) return std::nullopt;
    auto index = constant_int(function_, indices[0]);
    if (!index) return std::nullopt;
    if (*index < 0) *index += count;
    return *index >= 0 && *index < count ? std::optional<int>(int(*index)) : std::nullopt;
  }
  LocalId local_of(ExprId id) const {
    const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
    return read != nullptr && sizes_.contains(read->local) ? read->local : LocalId{};
  }

 private:
  // Whether the function may be computed for one element by itself and gives the same.
  bool is_plain(const ir::RuntimeFunction& function) const {
    return function.elementary.empty() && !has(function.effects, Effects::raises) && !has(function.effects, Effects::writes) && !function.symbol.starts_with("kb::ufunc::power<");
  }
  // Evaluated anywhere in its statement, once or often, it gives the same.
  bool is_free(ExprId id) const { return ir::effects(module_, function_, id, &calls_) == Effects::none; }

  int size_of_call(const ir::CallRuntime& call, DType dtype) const {
    const ir::RuntimeFunction& function = module_[call.function];
    if (is_copy(function) && call.args.size() == 1) return size(call.args[0]);
    if (is_cross(function) && call.args.size() == 2) {
      const int left = size(call.args[0]), right = size(call.args[1]);
      const bool may_be = (left == 3 || left == undecided) && (right == 3 || right == undecided) && (dtype == DType::float64 || dtype == DType::float32);
      return may_be && local_of(call.args[0]) && local_of(call.args[1]) ? 3 : unknown;
    }
    if (call.args.size() != 1) return unknown;
    if (fill_of(function)) {
      const auto count = constant_int(function_, call.args[0]);
      return count && *count > 0 && *count <= max_elements && call.template_args.size() == 2 && types::is_inexact(dtype) && types::kind_of(dtype) != types::DTypeKind::complex ? int(*count) : unknown;
    }
    if (!is_list(function) || call.template_args.size() != 2) return unknown;
    const auto* list = std::get_if<ir::MakeList>(&function_[call.args[0]].node);
    if (list == nullptr || list->items.empty() || list->items.size() > max_elements) return unknown;
    for (const ExprId item : list->items) {
      const auto number = types::number_of(function_[item].type);
      if (!number || number->dtype != dtype) return unknown;
    }
    return int(list->items.size());
  }

  void collect() {
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      const ir::Stmt& stmt = function_[id];
      if (const auto* attempt = std::get_if<ir::Try>(&stmt.node)) has_finally_ = has_finally_ || !attempt->finally.empty();
      const auto* assign = std::get_if<ir::Assign>(&stmt.node);
      const auto* inlined = std::get_if<ir::Inlined>(&stmt.node);
      for (const LocalId local : ir::bound_locals(function_, stmt)) {
        if (inlined != nullptr && inlined->result == local) continue;  // its body assigns it
        if (assign != nullptr && assign->local == local) binds_[local].push_back(assign->value);
        else excluded_.insert(local);
      }
      ir::for_each_operand(stmt, [&](ExprId root) {
        ir::for_each_in_tree(function_, root, [&](ExprId inner) {
          const auto* callable = std::get_if<ir::Callable>(&function_[inner].node);
          if (callable == nullptr) return;
          ir::for_each_in_tree(function_, callable->body, [&](ExprId read) {
            if (const auto* local = std::get_if<ir::ReadLocal>(&function_[read].node)) excluded_.insert(local->local);
          });
        });
      });
    });
    for (const LocalId parameter : function_.parameters) excluded_.insert(parameter);
    for (const auto& [local, values] : binds_) {
      const ir::Local& declared = function_[local];
      if (!is_vector(declared.type) || (declared.name_id && function_[declared.name_id].may_be_unbound)) excluded_.insert(local);
    }
  }

  // The largest set of locals whose values all have one size.
  void decide_sizes() {
    sizes_.clear();
    for (const auto& [local, values] : binds_) {
      if (!excluded_.contains(local)) sizes_[local] = undecided;
    }
    for (bool moved = true; moved;) {
      moved = false;
      for (const auto& [local, values] : binds_) {
        const auto known = sizes_.find(local);
        if (known == sizes_.end()) continue;
        int found = known->second;
        for (const ExprId value : values) {
          const int each = function_[value].type == function_[local].type ? size(value) : unknown;
          if (each == unknown || (found > 0 && each > 0 && each != found)) found = unknown;
          else if (found != unknown) found = std::max(found, each);
          if (found == unknown) break;
        }
        if (found == known->second) continue;
        moved = true;
        if (found == unknown) sizes_.erase(known);
        else known->second = found;
      }
    }
    std::erase_if(sizes_, [](const auto& entry) { return entry.second == undecided; });
  }

  void exclude(LocalId local) {
    if (local && excluded_.insert(local).second) changed_ = true;
  }

  // Everything that is read in the tree stays an array.
  void exclude_reads(ExprId root) {
    ir::for_each_in_tree(function_, root, [&](ExprId id) { exclude(local_of(id)); });
  }

  void look_at(const ir::Stmt& stmt) {
    if (const auto* assign = std::get_if<ir::Assign>(&stmt.node); assign != nullptr && sizes_.contains(assign->local)) return look_into(assign->value);
    if (const auto* store = std::get_if<ir::StoreElement>(&stmt.node); store != nullptr && local_of(store->array)) {
      if (!element(store->array, store->indices)) exclude(local_of(store->array));
      return look_into(store->value);
    }
    if (const auto* store = std::get_if<ir::StoreView>(&stmt.node); store != nullptr && local_of(store->target)) {
      const Type value = function_[store->value].type, target = function_[store->target].type;
      const bool is_scalar = value->kind != Kind::array;
      const bool fits = is_scalar ? types::number_of(value).has_value() && types::number_of(value)->dtype == target->dtype : value == target && size(store->value) == size(store->target);
      if (!fits || (store->op && !is_plain(module_[store->op]))) exclude(local_of(store->target));
      return look_into(store->value);
    }
    if (std::holds_alternative<ir::Inlined>(stmt.node)) return;  // its arguments only say which call it is
    const auto* result = std::get_if<ir::Return>(&stmt.node);
    ir::for_each_operand(stmt, [&](ExprId operand) {
      // A vector that is returned is made then; of two names of one it would be seen that they are one.
      if (const LocalId local = local_of(operand); !local) look_into(operand);
      else if (result == nullptr || aliased_.contains(local) || (has_finally_ && is_changed(local))) exclude(local);
    });
  }

  // A tree that stands where a vector may: what is wanted is its elements.
  void look_into(ExprId id) {
    const ir::Expr& expr = function_[id];
    if (size(id) > 0) {
      if (local_of(id)) return;
      return ir::for_each_operand(expr, [&](ExprId operand) { look_into(operand); });
    }
    if (const auto* read = std::get_if<ir::ReadElement>(&expr.node); read != nullptr && element(read->array, read->indices)) return look_below(read->array);
    if (const auto* extent = std::get_if<ir::Extent>(&expr.node); extent != nullptr && local_of(extent->array)) return;
    if (const auto* reduce = std::get_if<ir::Reduce>(&expr.node); reduce != nullptr && is_sum(*reduce) && size(reduce->operand) > 0) return look_below(reduce->operand);
    if (const auto* call = std::get_if<ir::CallRuntime>(&expr.node)) {
      const ir::RuntimeFunction& function = module_[call->function];
      if (is_unpacking(function) && local_of(call->args[0]) && constant_int(function_, call->args[1]) == size(call->args[0])) return;
      if (is_product(function) && is_number_product(*call, expr.type)) {
        for (const ExprId arg : call->args) look_below(arg);
        return;
      }
    }
    ir::for_each_operand(expr, [&](ExprId operand) {
      if (const LocalId local = local_of(operand)) return exclude(local);
      look_below(operand);
    });
  }
  // A vector inside of an expression: no statement can be put in front, and it may be evaluated more than once.
  void look_below(ExprId id) {
    if (size(id) > 0 && !local_of(id) && !is_elementary(id)) return exclude_reads(id);
    look_into(id);
  }
  // Made of variables and what is free alone.
  bool is_elementary(ExprId id) const {
    if (local_of(id)) return true;
    const ir::Expr& expr = function_[id];
    if (expr.type->kind != Kind::array) return is_free(id);
    if (const auto* list = std::get_if<ir::MakeList>(&expr.node)) return std::ranges::all_of(list->items, [&](ExprId item) { return is_free(item); });
    if (const auto* call = std::get_if<ir::CallRuntime>(&expr.node); call != nullptr && is_list(module_[call->function])) {
      const auto& list = std::get<ir::MakeList>(function_[call->args[0]].node);
      return std::ranges::all_of(list.items, [&](ExprId item) { return is_free(item); });
    }
    bool good = true;
    ir::for_each_operand(expr, [&](ExprId operand) { good = good && is_elementary(operand); });
    return good;
  }
  bool is_number_product(const ir::CallRuntime& call, Type type) const {
    if (call.args.size() != 2 || type->kind == Kind::array) return false;
    const Type left = function_[call.args[0]].type;
    if (left != function_[call.args[1]].type || !is_vector(left)) return false;
    const bool is_simple = left->dtype == DType::float64 || left->dtype == DType::float32;
    return is_simple && size(call.args[0]) > 0 && size(call.args[0]) == size(call.args[1]);
  }

  // `b = a`: two names of one vector. They may be taken apart where it does not change while both are read.
  void look_at_aliases(const Block& block) {
    for (std::size_t i = 0; i < block.size(); ++i) {
      ir::for_each_child_block(function_[block[i]], [&](const Block& inner) { look_at_aliases(inner); });
      const auto* assign = std::get_if<ir::Assign>(&function_[block[i]].node);
      if (assign == nullptr || !sizes_.contains(assign->local)) continue;
      const LocalId source = local_of(assign->value);
      if (!source) continue;
      if (aliased_.insert(assign->local).second | aliased_.insert(source).second) changed_ = true;
      if (!is_changed(source) && !is_changed(assign->local)) continue;
      if (is_changed(assign->local) || !is_read_before_changes(block, i, assign->local, source)) {
        exclude(assign->local);
        exclude(source);
      }
    }
  }
  bool is_changed(LocalId local) const {
    return ir::any_stmt(function_, function_.body, [&](StmtId id) { return changes(function_[id], local); });
  }
  bool changes(const ir::Stmt& stmt, LocalId local) const {
    if (const auto* store = std::get_if<ir::StoreElement>(&stmt.node)) return local_of(store->array) == local;
    if (const auto* store = std::get_if<ir::StoreView>(&stmt.node)) return local_of(store->target) == local;
    return false;
  }
  // Whether every read of the name, which is bound here alone, comes in this block before a statement that changes the vector.
  bool is_read_before_changes(const Block& block, std::size_t at, LocalId name, LocalId source) const {
    if (binds_.at(name).size() != 1) return false;
    int reads = 0;
    const auto count = [&](const Block& statements) {
      int found = 0;
      ir::for_each_expr(function_, statements, [&](ExprId id) { found += local_of(id) == name; });
      return found;
    };
    const int all = count(function_.body);
    for (std::size_t i = at + 1; i < block.size() && reads < all; ++i) {
      if (ir::any_stmt(function_, {block[i]}, [&](StmtId id) { return changes(function_[id], source); })) return false;
      reads += count({block[i]});
    }
    return reads == all;
  }

  const ir::Module& module_;
  const Function& function_;
  const ir::CallEffects& calls_;
  std::map<LocalId, std::vector<ExprId>> binds_;
  std::map<LocalId, int> sizes_;
  std::set<LocalId> excluded_, aliased_;
  bool has_finally_ = false;   // what runs behind a `return` may change what is returned
  bool changed_ = false;
};

class Scalarizer {
 public:
  Scalarizer(ir::Module& module, Function& function, const ir::CallEffects& calls) : module_(module), function_(function), types_(*module.types), vectors_(module, function, calls) {}

  void run() {
    sizes_ = vectors_.find();
    if (sizes_.empty()) return;
    for (const auto& [local, count] : sizes_) {
      const Type type = types_.scalar(function_[local].type->dtype);
      const std::string name = function_[local].name;
      for (int i = 0; i < count; ++i) parts_[local].push_back(function_.add_local(name + "_" + std::to_string(i), type));
    }
    block(function_.body);
  }

 private:
  void block(Block& statements) {
    Block out;
    for (const StmtId id : statements) {
      ir::for_each_child_block(function_[id], [&](Block& inner) { block(inner); });
      statement(id, out);
    }
    statements = std::move(out);
  }

  void statement(StmtId id, Block& out) {
    const Span span = function_[id].span;
    if (const auto* assign = std::get_if<ir::Assign>(&function_[id].node); assign != nullptr && parts_.contains(assign->local)) {
      const LocalId local = assign->local;
      return put(local, values_of(assign->value, out), assign->value, span, out);
    }
    if (const auto* store = std::get_if<ir::StoreElement>(&function_[id].node); store != nullptr && vectors_.local_of(store->array)) {
      const LocalId part = parts_[vectors_.local_of(store->array)][std::size_t(*vectors_.element(store->array, store->indices))];
      const ExprId value = store->value;
      replace(value);
      out.push_back(function_.add(ir::Assign{part, value}, span));
      return;
    }
    if (const auto* store = std::get_if<ir::StoreView>(&function_[id].node); store != nullptr && vectors_.local_of(store->target)) {
      const LocalId local = vectors_.local_of(store->target);
      const ir::RuntimeId op = store->op;
      const ExprId value = store->value;
      std::vector<ExprId> elements;
      if (function_[value].type->kind == Kind::array) {
        elements = values_of(value, out);
      } else {
        replace(value);
        const ExprId once = kept(value, out);
        for (std::size_t i = 0; i < parts_[local].size(); ++i) elements.push_back(i == 0 ? once : copy(once));
      }
      if (op) {
        for (std::size_t i = 0; i < elements.size(); ++i) elements[i] = call(op, {read(parts_[local][i], span), elements[i]}, function_[parts_[local][i]].type, span);
      }
      return put(local, std::move(elements), value, span, out);
    }
    if (auto* inlined = std::get_if<ir::Inlined>(&function_[id].node)) {
      const bool reads = std::ranges::any_of(inlined->args, [&](ExprId arg) { return bool(vectors_.local_of(arg)); });
      const bool gives = inlined->result && parts_.contains(inlined->result);
      if (gives) inlined->result = {};
      if (reads || gives) inlined->args.clear(), inlined->undoable = false;
      out.push_back(id);
      return;
    }
    ir::for_each_operand(function_[id], [&](ExprId operand) { replace(operand); });
    out.push_back(id);
  }

  // Binds the elements of a vector. None of them may see another's new value, and all are there or none, where something raises.
  void put(LocalId local, std::vector<ExprId> elements, ExprId whole, Span span, Block& out) {
    const std::vector<LocalId>& parts = parts_[local];
    if (!reads_own_elements_only(whole)) {
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const LocalId apart = function_.add_local(function_[parts[i]].name, function_[parts[i]].type);
        out.push_back(function_.add(ir::Assign{apart, elements[i]}, span));
        elements[i] = read(apart, span);
      }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) out.push_back(function_.add(ir::Assign{parts[i], elements[i]}, span));
  }
  // Whether element i of the tree is made of elements i alone.
  bool reads_own_elements_only(ExprId id) const {
    return !ir::any_in_tree(function_, id, [&](ExprId inner) {
      const auto* runtime = std::get_if<ir::CallRuntime>(&function_[inner].node);
      return runtime != nullptr && (Vectors::is_cross(module_[runtime->function]) || Vectors::is_list(module_[runtime->function]));
    });
  }

  // The elements of a tree at the beginning of a statement: numbers in it are evaluated in front, once.
  std::vector<ExprId> values_of(ExprId id, Block& out) {
    hoist_numbers(id, out);
    const int count = vectors_.size(id);
    std::vector<ExprId> elements;
    for (int i = 0; i < count; ++i) elements.push_back(element(id, i));
    return elements;
  }
  void hoist_numbers(ExprId id, Block& out) {
    if (vectors_.local_of(id)) return;
    const auto* runtime = std::get_if<ir::CallRuntime>(&function_[id].node);
    if (runtime != nullptr && Vectors::fill_of(module_[runtime->function])) return;
    if (runtime != nullptr && Vectors::is_list(module_[runtime->function])) {
      for (ExprId& item : std::get<ir::MakeList>(function_[runtime->args[0]].node).items) {
        replace(item);
        item = kept(item, out);
      }
      return;
    }
    ir::for_each_operand(function_[id], [&](ExprId& operand) {
      if (function_[operand].type->kind == Kind::array) return hoist_numbers(operand, out);
      replace(operand);
      operand = kept(operand, out);
    });
  }
  // A number that can be read as often as it is wanted.
  ExprId kept(ExprId id, Block& out) {
    if (is_trivial(id)) return id;
    const Span span = function_[id].span;
    const LocalId local = function_.add_local("number", function_[id].type);
    out.push_back(function_.add(ir::Assign{local, id}, span));
    return read(local, span);
  }
  bool is_trivial(ExprId id) const {
    const ir::ExprNode& node = function_[id].node;
    if (std::holds_alternative<ir::Constant>(node)) return true;
    // Variables change in between where a vector is bound element by element.
    if (const auto* convert = std::get_if<ir::Convert>(&node)) return std::holds_alternative<ir::Constant>(function_[convert->operand].node);
    return false;
  }

  // Element i of a tree whose numbers may be evaluated again.
  ExprId element(ExprId id, int i) {
    const ir::Expr expr = function_[id];
    const Type type = types_.scalar(expr.type->dtype);
    if (const LocalId local = vectors_.local_of(id)) return read(parts_[local][std::size_t(i)], expr.span);
    if (const auto* convert = std::get_if<ir::Convert>(&expr.node)) return function_.add(ir::Convert{element(convert->operand, i)}, type, expr.span);
    if (const auto* node = std::get_if<ir::Elementwise>(&expr.node)) {
      std::vector<ExprId> operands;
      for (const ExprId operand : node->operands) operands.push_back(function_[operand].type->kind == Kind::array ? element(operand, i) : copy(operand));
      return call(node->function, std::move(operands), type, expr.span);
    }
    const auto& made = std::get<ir::CallRuntime>(expr.node);
    const ir::RuntimeFunction& function = module_[made.function];
    if (const auto fill = Vectors::fill_of(function)) return as(function_.add(ir::Constant{}, types_.literal(*fill), expr.span), type);
    if (Vectors::is_list(function)) return as(copy(std::get<ir::MakeList>(function_[made.args[0]].node).items[std::size_t(i)]), type);
    if (Vectors::is_copy(function)) return element(made.args[0], i);
    const int j = (i + 1) % 3, k = (i + 2) % 3;
    const auto product = [&](int left, int right) { return arithmetic(ir::BinaryOp::multiply, element(made.args[0], left), element(made.args[1], right), type, expr.span); };
    return arithmetic(ir::BinaryOp::subtract, product(j, k), product(k, j), type, expr.span);
  }

  // Puts elements in the place of vectors that an expression consumes, and an array in the place of one that is wanted as such.
  void replace(ExprId id) {
    const ir::Expr expr = function_[id];
    if (const int count = vectors_.size(id); count > 0) {
      if (reads_vectors(id)) make_array(id, count);
      else ir::for_each_operand(expr, [&](ExprId operand) { replace(operand); });
      return;
    }
    if (const auto* node = std::get_if<ir::ReadElement>(&expr.node)) {
      if (const auto i = vectors_.element(node->array, node->indices)) return take(id, element(node->array, *i));
    }
    if (const auto* node = std::get_if<ir::Extent>(&expr.node); node != nullptr && vectors_.local_of(node->array)) {
      const ExprId count = function_.add(ir::Constant{}, types_.literal(std::int64_t(vectors_.size(node->array))), expr.span);
      return take(id, function_.add(ir::Convert{count}, expr.type, expr.span));
    }
    if (const auto* node = std::get_if<ir::Reduce>(&expr.node); node != nullptr && vectors_.is_sum(*node) && vectors_.size(node->operand) > 0 && reads_vectors(node->operand)) {
      return take(id, sum(node->operand, expr));
    }
    if (const auto* node = std::get_if<ir::CallRuntime>(&expr.node)) {
      const ir::RuntimeFunction& function = module_[node->function];
      if (Vectors::is_unpacking(function) && vectors_.local_of(node->args[0])) return take(id, function_.add(ir::Constant{}, types_.none, expr.span));
      const bool takes_apart = Vectors::is_product(function) && std::ranges::all_of(node->args, [&](ExprId arg) { return vectors_.size(arg) > 0 && reads_vectors(arg); });
      if (takes_apart && expr.type->kind != Kind::array) return take(id, product(*node, expr));
    }
    ir::for_each_operand(expr, [&](ExprId operand) { replace(operand); });
  }
  bool reads_vectors(ExprId id) const {
    return ir::any_in_tree(function_, id, [&](ExprId inner) { return bool(vectors_.local_of(inner)); });
  }
  void take(ExprId id, ExprId from) {
    const ir::Expr copied = function_[from];
    const Type type = function_[id].type;
    function_[id] = copied;
    if (types::number_of(type) && copied.type != type) function_[id] = ir::Expr{ir::Convert{function_.add(copied.node, copied.type, copied.span)}, type, copied.span};
  }
  void make_array(ExprId id, int count) {
    const ir::Expr expr = function_[id];
    std::vector<ExprId> items;
    for (int i = 0; i < count; ++i) items.push_back(element(id, i));
    const ExprId list = function_.add(ir::MakeList{std::move(items)}, types_.list(types_.scalar(expr.type->dtype)), expr.span);
    std::vector<std::string> arguments{std::string(types::cpp_name_of(expr.type->dtype)), "1"};
    function_[id] = ir::Expr{ir::CallRuntime{array_from(), std::move(arguments), {list}}, expr.type, expr.span};
  }
  // As kb::reduce adds: from zero, the sum of the run, which is short.
  ExprId sum(ExprId operand, const ir::Expr& whole) {
    const Type type = types_.scalar(function_[operand].type->dtype);
    ExprId total = element(operand, 0);
    for (int i = 1; i < vectors_.size(operand); ++i) total = arithmetic(ir::BinaryOp::add, total, element(operand, i), type, whole.span);
    if (types::is_inexact(type->dtype)) total = arithmetic(ir::BinaryOp::add, as(function_.add(ir::Constant{}, types_.literal(0.0), whole.span), type), total, type, whole.span);
    return total;
  }
  // As kb::np::dot of a short run.
  ExprId product(const ir::CallRuntime& node, const ir::Expr& whole) {
    const Type type = types_.scalar(function_[node.args[0]].type->dtype);
    ExprId total = as(function_.add(ir::Constant{}, types_.literal(0.0), whole.span), type);
    for (int i = 0; i < vectors_.size(node.args[0]); ++i) {
      total = arithmetic(ir::BinaryOp::add, total, arithmetic(ir::BinaryOp::multiply, element(node.args[0], i), element(node.args[1], i), type, whole.span), type, whole.span);
    }
    return total;
  }

  ir::RuntimeId array_from() { return ir::runtime_function(module_, {"kb::np::array_from", "numpy/create.hpp"}); }

  ExprId read(LocalId local, Span span) { return function_.add(ir::ReadLocal{local}, function_[local].type, span); }
  ExprId call(ir::RuntimeId function, std::vector<ExprId> args, Type type, Span span) { return function_.add(ir::CallRuntime{function, {}, std::move(args)}, type, span); }
  ExprId arithmetic(ir::BinaryOp op, ExprId left, ExprId right, Type type, Span span) { return function_.add(ir::Arithmetic{op, ir::Rules::numpy, left, right}, type, span); }
  ExprId as(ExprId id, Type type) { return function_[id].type == type ? id : function_.add(ir::Convert{id}, type, function_[id].span); }
  ExprId copy(ExprId id) {
    ir::Cloner cloner{function_, function_, {}, {}, {}};
    const ExprId copied = cloner.expr(id);
    replace(copied);
    return copied;
  }

  ir::Module& module_;
  Function& function_;
  types::TypeTable& types_;
  Vectors vectors_;
  std::map<LocalId, int> sizes_;
  std::map<LocalId, std::vector<LocalId>> parts_;
};

}  // namespace

void small_arrays(ir::Module& module) {
  const ir::CallEffects calls = ir::call_effects(module);
  for (Function& function : module.functions) Scalarizer(module, function, calls).run();
}

}  // namespace keelback::passes
