// Parallel loops: that no turn touches what another one writes, and that all a turn does may be done by several threads at once.
//
// An array that the loop writes must be indexed by `factor * i + offset` along one axis, the same in every mention: then each turn has its own part of it.
// Whether two arrays share memory, and whether such an index wraps around, is not known when compiling: the loop tests it, and runs in order where turns would
// meet.
#include "check/races.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "check/writes.hpp"
#include "ir/call_graph.hpp"
#include "ir/runtime_functions.hpp"
#include "ir/walk.hpp"

namespace keelback::check {

using types::is;

namespace {

using Files = std::function<const support::SourceFile&(int)>;

[[noreturn]] void refuse(diag::Diagnostic diagnostic, std::string hint) {
  diagnostic.hint = std::move(hint);
  throw Unsupported{std::move(diagnostic)};
}

bool is_array_like(Type type) {
  return is(type, Kind::array) || ((is(type, Kind::tuple) || is(type, Kind::union_)) && std::ranges::any_of(type->args, is_array_like));
}

// Whether several threads may hold the value at once.
bool is_shareable(Type type) {
  const Type base = types::base_of(type);
  switch (base->kind) {
    case Kind::none:
    case Kind::range:
    case Kind::slice:
    case Kind::array: return true;
    case Kind::tuple:
    case Kind::union_: return std::ranges::all_of(base->args, is_shareable);
    default: return types::is_number(base);
  }
}

// --- what only one thread may do ---------------------------------------------------------------------------------------

class ForThreads {
 public:
  ForThreads(const ir::Module& module, const Files& files) : module_(module), files_(files), recursive_(ir::recursive_functions(module)) {}

  void check(ir::InstanceId id) {
    if (!seen_.insert(id).second) return;
    const ir::Function& function = module_[id];
    ir::for_each_expr(function, function.body, [&](ExprId expr) { this->expr(function, expr); });
  }

 private:
  [[noreturn]] void fail(const ir::Function& function, ExprId expr, std::string_view what, std::string hint = {}) {
    refuse(make_error(files_(function.file), not_for_threads, function[expr].span, std::string(what)), std::move(hint));
  }

  void expr(const ir::Function& function, ExprId id) {
    const ir::ExprNode& node = function[id].node;
    if (types::holds_object(function[id].type) || types::holds_any(function[id].type) || is(function[id].type, Kind::foreign)) {
      fail(function, id, "objects: they are Python's", "take what the loop needs of them into variables in front of it");
    }
    if (std::holds_alternative<ir::Dynamic>(node)) fail(function, id, "what Python does", "do it in front of the loop");
    if (const auto* call = std::get_if<ir::Call>(&node)) {
      if (recursive_[call->callee.value]) fail(function, id, "a call of `" + module_[call->callee].name + "`, which calls itself");
      check(call->callee);
    } else if (std::holds_alternative<ir::CallClosure>(node)) {
      fail(function, id, "a call of a function that is a value");
    } else if (const auto* read = std::get_if<ir::ReadGlobal>(&node)) {
      if (!is_shareable(function[id].type)) fail(function, id, "`" + module_[read->global].name + "`, a `" + function[id].type->text + "` of the module");
    } else if (const auto* call = std::get_if<ir::CallRuntime>(&node)) {
      const ir::RuntimeFunction& called = module_[call->function];
      if (is(function[id].type, Kind::string) || called.header == "format.hpp") fail(function, id, "text that is made in it");
      // SciPy's functions are looked up when they are first called, and report errors to Python.
      if (called.header.starts_with("scipy/")) fail(function, id, "a function of SciPy's", "call it for an array, in front of the loop");
      if (called.header.starts_with("numpy/python")) fail(function, id, "a call of one of NumPy's own functions", "call it in front of the loop");
      const bool is_loop = called.symbol == "kb::for_chunks" || called.symbol == "kb::map_chunks";
      const bool has_state = ir::has(called.effects, ir::Effects::writes) && (call->args.empty() || types::is_number(function[call->args[0]].type));
      const bool is_random = called.header == "numpy/random.hpp" || called.header == "random.hpp";
      if (is_random || (has_state && !is_loop)) {
        fail(function, id, is_random ? "random numbers: one generator is behind them, and which turn comes first is open" : "what only one thread may do",
             is_random ? "make them in an array in front of the loop" : "");
      }
    }
  }

  const ir::Module& module_;
  const Files& files_;
  std::vector<bool> recursive_;
  std::set<ir::InstanceId> seen_;
};

// --- who touches which elements ----------------------------------------------------------------------------------------

// factor * i + offset + constant, where `offset` does not change in the loop.
struct Affine {
  std::int64_t factor = 0, constant = 0;
  LocalId offset;
  auto operator<=>(const Affine&) const = default;
};
// The part of an array that a turn has for itself.
struct Key {
  int axis;
  Affine index;
  auto operator<=>(const Key&) const = default;
};
// What an array value is, seen from an array in front of the loop: that array, its part of the turn, or any part.
struct Part {
  enum class Kind { whole, keyed, any } kind;
  Key key{};
  auto operator<=>(const Part&) const = default;
};
// An array in front of the loop: a parameter of the part, or a global.
struct Root {
  LocalId local;
  ir::GlobalId global;
  auto operator<=>(const Root&) const = default;
};
using Origin = std::map<Root, Part>;

struct Access {
  Span span;
  std::optional<Key> key;
  bool is_write;
};

class Turns {
 public:
  Turns(const ir::Module& module, const ir::Function& part, const std::vector<std::vector<bool>>& written, const support::SourceFile& file)
      : module_(module), part_(part), written_(written), file_(file), origins_(part.locals.size()), binds_(part.locals.size(), 0), values_(part.locals.size()) {
    for (const StmtId id : part.body) {
      if (const auto* loop = std::get_if<ir::ForRange>(&part[id].node)) item_ = loop->local;
      if (item_) continue;
      ir::for_each_operand(part[id], [&](ExprId root) {
        ir::for_each_in_tree(part, root, [&](ExprId expr) {
          const auto* read = std::get_if<ir::ReadLocal>(&part[expr].node);
          if (read != nullptr && is(part[expr].type, Kind::array)) totals_.insert({read->local, {}});
        });
      });
    }
    for (const LocalId parameter : part.parameters) {
      if (is_array_like(part[parameter].type)) origins_[parameter.value][{parameter, {}}] = {is(part[parameter].type, Kind::array) ? Part::Kind::whole : Part::Kind::any};
    }
    ir::for_each_stmt(part, part.body, [&](StmtId id) {
      for (const LocalId local : ir::bound_locals(part, part[id])) ++binds_[local.value];
      if (const auto* assign = std::get_if<ir::Assign>(&part[id].node)) values_[assign->local.value] = assign->value;
    });
    find_origins();
    ir::for_each_stmt(part, part.body, [&](StmtId id) { statement(part[id]); });
  }

  // The index of each array that is written; fails where turns meet.
  std::map<Root, Key> written() const {
    std::map<Root, Key> out;
    for (const auto& [root, accesses] : accesses_) {
      const auto first = std::ranges::find_if(accesses, [](const Access& access) { return access.is_write; });
      if (first == accesses.end()) continue;
      const std::string name = root.local ? part_[root.local].name : module_[root.global].name;
      const std::string counter = "the loop's variable";
      if (!first->key) {
        refuse(make_error(file_, race, first->span, "`" + name + "` is written here, and nothing says that each turn writes elements of its own"),
               "give one axis the index `i`, or `i` plus or minus what does not change in the loop; totals are kept in plain variables");
      }
      for (const Access& access : accesses) {
        if (access.key == first->key) continue;
        const std::string what = access.is_write ? "`" + name + "` is written at two places, and one turn's may be the other one's of another turn"
                                                 : "`" + name + "` is written in the loop, and read here at elements that other turns may write";
        refuse(make_error(file_, race, access.span, what), access.is_write ? "give the same axis the same index in both" : "read from a copy that is made in front of the loop");
      }
      out.emplace(root, *first->key);
    }
    return out;
  }
  // The arrays that chunks make their own totals for.
  const std::set<Root>& totals() const { return totals_; }
  std::vector<Root> roots() const {
    std::vector<Root> out;
    for (const auto& [root, accesses] : accesses_) out.push_back(root);
    return out;
  }

 private:
  std::optional<Affine> affine(ExprId id, int depth = 0) const {
    const ir::Expr& expr = part_[id];
    if (depth > 16) return std::nullopt;
    if (const auto known = types::literal_int(expr.type)) return Affine{0, *known, {}};
    if (const auto* read = std::get_if<ir::ReadLocal>(&expr.node)) {
      if (read->local == item_) return Affine{1, 0, {}};
      if (!is(types::base_of(expr.type), Kind::integer)) return std::nullopt;
      if (binds_[read->local.value] == 0) return Affine{0, 0, read->local};
      if (binds_[read->local.value] == 1 && values_[read->local.value]) return affine(*values_[read->local.value], depth + 1);
      return std::nullopt;
    }
    if (const auto* converted = std::get_if<ir::Convert>(&expr.node)) return is(types::base_of(expr.type), Kind::integer) ? affine(converted->operand, depth + 1) : std::nullopt;
    if (const auto* let = std::get_if<ir::Let>(&expr.node)) return affine(let->body, depth + 1);
    const auto* node = std::get_if<ir::Arithmetic>(&expr.node);
    if (node == nullptr || !is(types::base_of(expr.type), Kind::integer)) return std::nullopt;
    const auto a = affine(node->left, depth + 1), b = affine(node->right, depth + 1);
    if (!a || !b) return std::nullopt;
    Affine out = *a;
    bool overflow = false;
    switch (node->op) {
      case ir::BinaryOp::add:
        if (a->offset && b->offset) return std::nullopt;
        if (b->offset) out.offset = b->offset;
        overflow = __builtin_add_overflow(a->factor, b->factor, &out.factor) || __builtin_add_overflow(a->constant, b->constant, &out.constant);
        break;
      case ir::BinaryOp::subtract:
        if (b->offset) return std::nullopt;
        overflow = __builtin_sub_overflow(a->factor, b->factor, &out.factor) || __builtin_sub_overflow(a->constant, b->constant, &out.constant);
        break;
      case ir::BinaryOp::multiply: {
        const Affine& constant = a->factor == 0 && !a->offset ? *a : *b;
        const Affine& other = &constant == &*a ? *b : *a;
        if (constant.factor != 0 || constant.offset || other.offset) return std::nullopt;
        overflow = __builtin_mul_overflow(other.factor, constant.constant, &out.factor) || __builtin_mul_overflow(other.constant, constant.constant, &out.constant);
        break;
      }
      default: return std::nullopt;
    }
    return overflow ? std::nullopt : std::optional(out);
  }

  // The first axis whose index is another one in every turn.
  std::optional<Key> key_of(std::span<const ExprId> indices) const {
    for (std::size_t axis = 0; axis < indices.size(); ++axis) {
      if (const auto index = affine(indices[axis]); index && index->factor != 0) return Key{int(axis), *index};
    }
    return std::nullopt;
  }
  std::optional<Key> key_of(const std::vector<ir::SubscriptItem>& items) const {
    int axis = 0;
    for (const ir::SubscriptItem& item : items) {
      if (std::holds_alternative<ir::AtNewAxis>(item)) continue;
      if (const auto* at = std::get_if<ir::AtIndex>(&item)) {
        if (const auto index = affine(at->index); index && index->factor != 0) return Key{axis, *index};
      }
      const auto* mask = std::get_if<ir::AtArray>(&item);
      axis += mask != nullptr && part_[mask->array].type->dtype == types::DType::boolean ? part_[mask->array].type->rank : 1;
    }
    return std::nullopt;
  }

  static void merge(Origin& into, const Origin& other) {
    for (const auto& [root, part] : other) {
      const auto [found, is_new] = into.emplace(root, part);
      if (!is_new && found->second != part) found->second = {Part::Kind::any};
    }
  }

  // Whether a runtime function's result shares no memory with its arguments.
  bool makes_new(const ir::CallRuntime& call) const {
    static const std::set<std::string_view> headers{"numpy/sort.hpp", "numpy/statistics.hpp", "numpy/linalg.hpp", "numpy/nan.hpp", "numpy/sampled.hpp", "numpy/sets.hpp", "numpy/index.hpp"};
    const ir::RuntimeFunction& called = module_[call.function];
    return called.makes_rows || called.symbol.starts_with("kb::copy") || headers.contains(called.header) || (called.header == "numpy/create.hpp" && called.symbol != "kb::np::diag");
  }

  Origin origin(ExprId id) const {
    const ir::Expr& expr = part_[id];
    Origin out;
    if (types::is_number(types::base_of(expr.type)) || is(expr.type, Kind::none)) return out;
    const auto parts_of = [&](ExprId operand) {
      Origin made = origin(operand);
      for (auto& [root, part] : made) {
        if (part.kind == Part::Kind::whole) part = {Part::Kind::any};
      }
      merge(out, made);
    };
    if (const auto* read = std::get_if<ir::ReadLocal>(&expr.node)) return origins_[read->local.value];
    if (const auto* read = std::get_if<ir::ReadGlobal>(&expr.node)) {
      if (is_array_like(expr.type)) out[{{}, read->global}] = {is(expr.type, Kind::array) ? Part::Kind::whole : Part::Kind::any};
      return out;
    }
    if (const auto* node = std::get_if<ir::Subscript>(&expr.node)) {
      out = origin(node->array);
      for (auto& [root, part] : out) {
        if (part.kind != Part::Kind::whole) continue;
        const auto key = key_of(node->items);
        part = key ? Part{Part::Kind::keyed, *key} : Part{Part::Kind::any};
      }
      return out;
    }
    if (std::holds_alternative<ir::Elementwise>(expr.node) || std::holds_alternative<ir::Reduce>(expr.node) || std::holds_alternative<ir::Gather>(expr.node)) return out;
    if (const auto* call = std::get_if<ir::CallRuntime>(&expr.node); call != nullptr && makes_new(*call)) return out;
    if (const auto* node = std::get_if<ir::Convert>(&expr.node)) {
      const Type from = part_[node->operand].type;
      if (is(from, Kind::array) && is(expr.type, Kind::array) && from->dtype != expr.type->dtype) return out;
      return origin(node->operand);
    }
    if (const auto* let = std::get_if<ir::Let>(&expr.node)) return origin(let->body);
    if (const auto* select = std::get_if<ir::Select>(&expr.node)) {
      merge(out, origin(select->yes));
      merge(out, origin(select->no));
      return out;
    }
    ir::for_each_operand(expr, parts_of);
    return out;
  }

  void find_origins() {
    const auto give = [&](LocalId local, const Origin& from, bool& changed) {
      const Origin before = origins_[local.value];
      merge(origins_[local.value], from);
      changed |= before != origins_[local.value];
    };
    for (bool changed = true; changed;) {
      changed = false;
      ir::for_each_stmt(part_, part_.body, [&](StmtId id) {
        if (const auto* assign = std::get_if<ir::Assign>(&part_[id].node)) give(assign->local, origin(assign->value), changed);
        if (const auto* moves = std::get_if<ir::Moves>(&part_[id].node)) {
          for (const auto& move : moves->moves) give(move.target, origin(move.value), changed);
        }
        if (const auto* each = std::get_if<ir::ForEach>(&part_[id].node)) {
          Origin items = origin(each->iterable);
          for (auto& [root, part] : items) {
            if (part.kind == Part::Kind::whole) part = {Part::Kind::any};
          }
          if (!types::is_number(types::base_of(part_[each->local].type))) give(each->local, items, changed);
        }
      });
      ir::for_each_expr(part_, part_.body, [&](ExprId id) {
        if (const auto* let = std::get_if<ir::Let>(&part_[id].node)) give(let->local, origin(let->value), changed);
      });
    }
  }

  // `key`: of an access to single elements of the array itself.
  void touch(ExprId array, std::optional<Key> key, bool is_write, Span span) {
    for (const auto& [root, part] : origin(array)) {
      accesses_[root].push_back({span, part.kind == Part::Kind::whole ? key : part.kind == Part::Kind::keyed ? std::optional(part.key) : std::nullopt, is_write});
    }
  }

  void statement(const ir::Stmt& stmt) {
    ir::for_each_operand(stmt, [&](ExprId root) { ir::for_each_in_tree(part_, root, [&](ExprId id) { expression(id); }); });
    if (const auto* store = std::get_if<ir::StoreElement>(&stmt.node)) touch(store->array, key_of(store->indices), true, stmt.span);
    if (const auto* store = std::get_if<ir::StoreView>(&stmt.node)) {
      touch(store->target, std::nullopt, true, stmt.span);
      touch(store->value, std::nullopt, false, part_[store->value].span);
    }
    if (const auto* store = std::get_if<ir::StoreGather>(&stmt.node)) {
      touch(store->array, key_of(store->items), true, stmt.span);
      touch(store->value, std::nullopt, false, part_[store->value].span);
    }
    if (const auto* each = std::get_if<ir::ForEach>(&stmt.node)) touch(each->iterable, std::nullopt, false, part_[each->iterable].span);
  }

  void expression(ExprId id) {
    const ir::Expr& expr = part_[id];
    if (const auto* read = std::get_if<ir::ReadElement>(&expr.node)) return touch(read->array, key_of(read->indices), false, expr.span);
    if (const auto* gather = std::get_if<ir::Gather>(&expr.node)) {
      touch(gather->array, key_of(gather->items), false, expr.span);
      for (const ir::SubscriptItem& item : gather->items) {
        if (const auto* at = std::get_if<ir::AtArray>(&item)) touch(at->array, std::nullopt, false, expr.span);
      }
      return;
    }
    if (const auto* call = std::get_if<ir::Call>(&expr.node)) {
      for (std::size_t i = 0; i < call->args.size(); ++i) {
        if (written_[call->callee.value].size() > i && written_[call->callee.value][i]) touch(call->args[i], std::nullopt, true, expr.span);
      }
    }
    if (const auto* call = std::get_if<ir::CallRuntime>(&expr.node); call != nullptr && ir::has(module_[call->function].effects, ir::Effects::writes) && !call->args.empty()) {
      touch(call->args[0], std::nullopt, true, expr.span);
    }
    // These only say which part is meant.
    const bool passes_on = std::holds_alternative<ir::Subscript>(expr.node) || std::holds_alternative<ir::Extent>(expr.node) || std::holds_alternative<ir::Let>(expr.node) ||
                           std::holds_alternative<ir::Select>(expr.node) || std::holds_alternative<ir::TupleItem>(expr.node) || std::holds_alternative<ir::MakeTuple>(expr.node);
    if (passes_on) return;
    ir::for_each_operand(expr, [&](ExprId operand) { touch(operand, std::nullopt, false, part_[operand].span); });
  }

  const ir::Module& module_;
  const ir::Function& part_;
  const std::vector<std::vector<bool>>& written_;
  const support::SourceFile& file_;
  std::vector<Origin> origins_;                  // by LocalId
  std::vector<int> binds_;                       // by LocalId
  std::vector<std::optional<ExprId>> values_;    // by LocalId: what the last Assign gives
  LocalId item_;
  std::set<Root> totals_;
  std::map<Root, std::vector<Access>> accesses_;
};

// --- the tests that are left for run time --------------------------------------------------------------------------------

class Loop {
 public:
  Loop(ir::Module& module, TypeTable& types, ir::Function& function, ExprId run) : module_(module), types_(types), function_(function), run_(run), span_(function[run].span) {}

  // What must hold, so that the turns may run on threads.
  void guard(const Turns& turns, const ir::Function& part, const ir::Call& call) {
    ExprId all;
    const auto want = [&](ExprId test) { all = all ? function_.add(ir::Logical{true, all, test}, types_.boolean, span_) : test; };
    const auto argument = [&](LocalId parameter) {
      const std::size_t at = std::size_t(std::ranges::find(part.parameters, parameter) - part.parameters.begin());
      return copy(call.args[at]);
    };
    const auto value = [&](const Root& root) { return root.local ? argument(root.local) : function_.add(ir::ReadGlobal{root.global}, module_[root.global].type, span_); };
    const auto bound = [&](int i) { return copy(std::get<ir::CallRuntime>(function_[run_].node).args[std::size_t(i)]); };
    const auto literal = [&](int i) { return types::literal_int(function_[std::get<ir::CallRuntime>(function_[run_].node).args[std::size_t(i)]].type); };
    const auto written = turns.written();
    std::set<Affine> tested;
    std::set<std::pair<Root, Root>> apart;
    // What is added to a total is seen behind the loop: nothing in the loop may look at the same memory.
    for (const Root& root : turns.totals()) {
      for (const Root& other : turns.roots()) {
        if (other == root || !apart.insert(std::minmax(root, other)).second) continue;
        const ExprId a = value(root), b = value(other);
        if (is(function_[a].type, Kind::array) && is(function_[b].type, Kind::array)) want(runtime("kb::total_is_apart", "parallel.hpp", {a, b}, true));
      }
    }
    for (const auto& [root, key] : written) {
      const Affine& index = key.index;
      const bool counts_up = literal(0).value_or(-1) >= 0 && literal(2).value_or(-1) > 0 && index.factor > 0 && index.constant >= 0 && !index.offset;
      if (!counts_up && tested.insert(index).second) {
        const ExprId offset = index.offset ? argument(index.offset) : number(0);
        want(runtime("kb::has_one_end", "parallel.hpp", {bound(0), bound(1), bound(2), number(index.factor), offset, number(index.constant)}));
      }
      for (const Root& other : turns.roots()) {
        if (other == root || !apart.insert(std::minmax(root, other)).second) continue;
        const ExprId a = value(root), b = value(other);
        if (!is(function_[a].type, Kind::array) || !is(function_[b].type, Kind::array)) {
          want(function_.add(ir::Constant{}, types_.literal(false), span_));   // arrays in tuples are not looked into
          continue;
        }
        want(function_.add(ir::Not{runtime("kb::may_overlap", "array.hpp", {a, b})}, types_.boolean, span_));
      }
    }
    if (all) std::get<ir::CallRuntime>(function_[run_].node).args[3] = all;
  }

 private:
  ExprId copy(ExprId id) {
    ir::Cloner cloner{.from = function_, .to = function_, .locals = {}, .names = {}, .substitute = {}};
    return cloner.expr(id);
  }
  ExprId number(std::int64_t value) { return function_.add(ir::Constant{}, types_.literal(value), span_); }
  ExprId runtime(std::string_view symbol, std::string_view header, std::vector<ExprId> args, bool raises = false) {
    const ir::RuntimeId callee = ir::runtime_function(module_, {std::string(symbol), std::string(header), raises ? ir::Effects::raises : ir::Effects::none, raises});
    return function_.add(ir::CallRuntime{callee, {}, std::move(args)}, types_.boolean, span_);
  }

  ir::Module& module_;
  TypeTable& types_;
  ir::Function& function_;
  ExprId run_;
  Span span_;
};

}  // namespace

void check_parallel_loops(ir::Module& module, TypeTable& types, ir::InstanceId id, const Files& file) {
  ir::Function& function = module[id];
  std::vector<ExprId> loops;
  ir::for_each_expr(function, function.body, [&](ExprId expr) {
    const auto* call = std::get_if<ir::CallRuntime>(&function[expr].node);
    if (call != nullptr && (module[call->function].symbol == "kb::for_chunks" || module[call->function].symbol == "kb::map_chunks")) loops.push_back(expr);
  });
  if (loops.empty()) return;
  const auto written = written_parameters(module);
  for (const ExprId run : loops) {
    const auto& callable = std::get<ir::Callable>(function[std::get<ir::CallRuntime>(function[run].node).args[4]].node);
    const ir::Call call = std::get<ir::Call>(function[callable.body].node);
    const ir::Function& part = module[call.callee];
    for (const LocalId parameter : part.parameters) {
      if (is_shareable(part[parameter].type)) continue;
      refuse(make_error(file(function.file), not_for_threads, function[run].span, "`" + part[parameter].name + "`, a `" + part[parameter].type->text + "` of all turns"),
             "numbers, arrays and tuples of these can be shared; copy it into an array in front of the loop");
    }
    ForThreads(module, file).check(call.callee);
    const Turns turns(module, part, written, file(part.file));
    Loop(module, types, function, run).guard(turns, part, call);
  }
}

}  // namespace keelback::check
