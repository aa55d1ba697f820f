#include "check/read_only.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ir/effects.hpp"
#include "ir/runtime_functions.hpp"
#include "ir/walk.hpp"

namespace keelback::check {

using ir::Effects;
using ir::ExprId;
using ir::Function;
using ir::LocalId;
using types::is;
using types::Kind;
using types::Type;

namespace {

constexpr const char* header = "read_only.hpp";

// The array types within a type.
void collect_arrays(Type type, std::set<Type>& out) {
  if (is(type, Kind::array)) out.insert(type);
  for (const Type arg : type->args) collect_arrays(arg, out);
}
std::set<Type> arrays_in(Type type) {
  std::set<Type> out;
  collect_arrays(type, out);
  return out;
}

// What may be a read-only array, or hold one: a set of locals, parameters and results that grows until nothing is new. Tuples and containers are followed as
// values; what is put into an object, a container, a closure or a generator may come out of any of them, and is known by its array type from there on.
class Flow {
 public:
  explicit Flow(const ir::Module& module) : module_(module), locals_(module.functions.size()), results_(module.functions.size()) {
    for (std::size_t i = 0; i < locals_.size(); ++i) locals_[i].resize(module.functions[i].locals.size());
    do {
      changed_ = false;
      for (std::size_t i = 0; i < locals_.size(); ++i) follow(i);
    } while (changed_);
  }

  bool may_be_read_only(std::size_t index, ExprId id) const { return ask(index, id); }

 private:
  bool came_out(Type type) const {
    if (anywhere_.empty()) return false;
    return std::ranges::any_of(arrays_in(type), [&](Type array) { return anywhere_.contains(array); });
  }
  void mark(std::vector<bool>::reference place) {
    if (place) return;
    place = true;
    changed_ = true;
  }
  void escape(std::size_t index, ExprId id) {
    if (!ask(index, id)) return;
    for (const Type array : arrays_in(module_.functions[index][id].type)) changed_ |= anywhere_.insert(array).second;
  }

  bool any_operand(std::size_t index, ExprId id) const {
    bool found = false;
    ir::for_each_operand(module_.functions[index][id], [&](ExprId operand) { found = found || ask(index, operand); });
    return found;
  }

  bool ask(std::size_t index, ExprId id) const {
    const Function& function = module_.functions[index];
    const ir::Expr& expr = function[id];
    if (arrays_in(expr.type).empty()) return false;
    return std::visit(
        ir::overloaded{
            [&](const ir::ReadLocal& read) { return bool(locals_[index][read.local.value]); },
            [&](const ir::ReadGlobal& read) { return bool(results_[module_[read.global].initializer.value]); },
            [&](const ir::ReadField&) { return came_out(expr.type); },
            [&](const ir::Dynamic&) { return true; },
            [&](const ir::Convert& convert) { return is(function[convert.operand].type, Kind::object) || any_operand(index, id); },
            [&](const ir::Call& call) { return bool(results_[call.callee.value]) || (module_[call.callee].is_generator && any_operand(index, id)); },
            [&](const ir::CallClosure& call) {
              return std::ranges::any_of(call.targets, [&](ir::InstanceId target) { return bool(results_[target.value]); });
            },
            [&](const ir::CallRuntime& call) {
              const ir::RuntimeFunction& called = module_[call.function];
              if (called.gives_read_only || called.describes) return true;
              if (called.makes_rows) return false;
              const bool asks_others = std::ranges::any_of(call.args, [&](ExprId arg) {
                return !is(function[arg].type, Kind::array) && !types::number_of(types::base_of(function[arg].type));
              });
              return any_operand(index, id) || (asks_others && came_out(expr.type));
            },
            [&](const ir::Let& let) { return ask(index, let.body); },
            [&](const ir::Select& select) { return ask(index, select.yes) || ask(index, select.no); },
            [&](const ir::Elementwise&) { return false; },
            [&](const ir::Reduce&) { return false; },
            [&](const ir::Gather&) { return false; },
            [&](const auto&) { return any_operand(index, id); },
        },
        expr.node);
  }

  void bind(std::size_t index, LocalId local, bool is_found) {
    if (is_found && !arrays_in(module_.functions[index][local].type).empty()) mark(locals_[index][local.value]);
  }

  void pass(std::size_t index, ir::InstanceId callee, std::size_t first, const std::vector<ExprId>& args) {
    const Function& called = module_[callee];
    for (std::size_t i = 0; i < args.size() && i + first < called.parameters.size(); ++i) bind(callee.value, called.parameters[i + first], ask(index, args[i]));
  }

  void follow(std::size_t index) {
    const Function& function = module_.functions[index];
    ir::for_each_expr(function, function.body, [&](ExprId id) {
      std::visit(ir::overloaded{
                     [&](const ir::Let& let) { bind(index, let.local, ask(index, let.value)); },
                     [&](const ir::Call& call) { pass(index, call.callee, 0, call.args); },
                     [&](const ir::CallClosure& call) {
                       for (const ir::InstanceId target : call.targets) {
                         const std::size_t all = module_[target].parameters.size(), captures = all - std::min(all, call.args.size());
                         pass(index, target, captures, call.args);
                         for (std::size_t i = 0; i < captures; ++i) bind(target.value, module_[target].parameters[i], came_out(module_[target][module_[target].parameters[i]].type));
                       }
                     },
                     [&](const ir::CallRuntime& call) {
                       const bool is_given = std::ranges::any_of(call.args, [&](ExprId arg) { return ask(index, arg); });
                       for (const ExprId arg : call.args) {
                         if (ir::has(module_[call.function].effects, Effects::writes)) escape(index, arg);
                         const auto* callable = std::get_if<ir::Callable>(&function[arg].node);
                         if (callable == nullptr) continue;
                         for (const LocalId parameter : callable->parameters) bind(index, parameter, is_given || came_out(function[parameter].type));
                       }
                     },
                     [&](const ir::MakeList& made) {
                       for (const ExprId item : made.items) escape(index, item);
                     },
                     [&](const ir::MakeDict& made) {
                       for (const ExprId value : made.values) escape(index, value);
                     },
                     [&](const ir::MakeClosure& made) {
                       for (const ExprId capture : made.captures) escape(index, capture);
                     },
                     [](const auto&) {},
                 },
                 function[id].node);
    });
    ir::for_each_stmt(function, function.body, [&](ir::StmtId id) {
      std::visit(ir::overloaded{
                     [&](const ir::Assign& assign) { bind(index, assign.local, ask(index, assign.value)); },
                     [&](const ir::Moves& moves) {
                       for (const auto& move : moves.moves) bind(index, move.target, ask(index, move.value));
                     },
                     [&](const ir::ForEach& each) { bind(index, each.local, ask(index, each.iterable) || came_out(function[each.local].type)); },
                     [&](const ir::StoreField& store) {
                       if (store.value) escape(index, *store.value);
                     },
                     [&](const ir::Yield& yield) {
                       escape(index, yield.value);
                       if (yield.received) bind(index, yield.received, came_out(function[yield.received].type));
                     },
                     [&](const ir::YieldFrom& yield) {
                       bind(index, yield.item, came_out(function[yield.item].type));
                       if (yield.received) bind(index, yield.received, came_out(function[yield.received].type));
                     },
                     [&](const ir::Return& given) {
                       if (!ask(index, given.value)) return;
                       mark(results_[index]);
                       if (function.is_generator) escape(index, given.value);
                     },
                     [](const auto&) {},
                 },
                 function[id].node);
    });
  }

  const ir::Module& module_;
  std::vector<std::vector<bool>> locals_;  // by function
  std::vector<bool> results_;
  std::set<Type> anywhere_;                // array types of which one may come out of what holds some
  bool changed_ = false;
};

// What writes to its first argument, with what NumPy calls it.
std::string_view written_as(std::string_view symbol) {
  static const std::map<std::string_view, std::string_view> names{
      {"kb::np::fill", "assignment_destination"}, {"kb::np::sort_in_place", "sort_array"}, {"kb::np::flat_store", "underlying_array"}};
  const auto found = names.find(symbol);
  return found == names.end() ? std::string_view() : found->second;
}

class Guards {
 public:
  Guards(ir::Module& module, const Flow& flow, std::size_t index) : module_(module), flow_(flow), index_(index), function_(module.functions[index]) {}

  void run() {
    ir::for_each_expr(function_, function_.body, [&](ExprId id) {
      auto* call = std::get_if<ir::CallRuntime>(&function_[id].node);
      if (call == nullptr || call->args.empty()) return;
      const std::string_view as = written_as(module_[call->function].symbol);
      if (as.empty() || !flow_.may_be_read_only(index_, call->args[0])) return;
      const support::Span span = function_[id].span;
      const ExprId array = call->args[0];
      const ir::RuntimeId ask = ir::runtime_function(module_, {"kb::writeable", header, Effects::raises | Effects::reads});
      const ExprId asked = function_.add(ir::CallRuntime{ask, {as_argument(as)}, {array}}, function_[array].type, span);
      std::get<ir::CallRuntime>(function_[id].node).args[0] = asked;
    });
    block(function_.body);
  }

 private:
  static std::string as_argument(std::string_view as) { return "kb::written::" + std::string(as); }

  // Reads of a temporary in place of what has to be evaluated before the question.
  ExprId settled(ExprId id, ir::Block& in_front) {
    const ir::Expr expr = function_[id];
    const Effects effects = ir::effects(module_, function_, id);
    const bool is_plain = !ir::has(effects, Effects::raises) && !ir::has(effects, Effects::writes);
    if (is_plain || is(expr.type, Kind::never)) return id;
    return kept(id, in_front);
  }
  ExprId kept(ExprId id, ir::Block& in_front) {
    const support::Span span = function_[id].span;
    const Type type = function_[id].type;
    const LocalId local = function_.add_local("settled", type);
    in_front.push_back(function_.add(ir::Assign{local, id}, span));
    return function_.add(ir::ReadLocal{local}, type, span);
  }
  // The array that the target is a part of.
  ExprId* root(ExprId* target) {
    while (auto* part = std::get_if<ir::Subscript>(&function_[*target].node)) target = &part->array;
    return target;
  }
  void ask(ExprId* target, std::string_view as, support::Span span, ir::Block& in_front) {
    ExprId* const array = root(target);
    if (!std::holds_alternative<ir::ReadLocal>(function_[*array].node)) {
      const ExprId read = kept(*array, in_front);
      *array = read;
    }
    const ExprId again = function_.add(function_[*array].node, function_[*array].type, span);
    const ir::RuntimeId require = ir::runtime_function(module_, {"kb::require_writeable", header, Effects::raises | Effects::reads});
    const ExprId question = function_.add(ir::CallRuntime{require, {as_argument(as)}, {again}}, module_.types->none, span);
    in_front.push_back(function_.add(ir::Evaluate{question}, span));
  }

  void block(ir::Block& statements) {
    ir::Block out;
    for (const ir::StmtId id : statements) {
      ir::for_each_child_block(function_[id], [&](ir::Block& inner) { block(inner); });
      const support::Span span = function_[id].span;
      if (auto* store = std::get_if<ir::StoreElement>(&function_[id].node); store != nullptr && flow_.may_be_read_only(index_, store->array)) {
        store->value = settled(store->value, out);
        for (ExprId& at : store->indices) at = settled(at, out);
        ask(&store->array, "assignment_destination", span, out);
      } else if (auto* view = std::get_if<ir::StoreView>(&function_[id].node); view != nullptr && flow_.may_be_read_only(index_, view->target)) {
        view->value = settled(view->value, out);
        ask(&view->target, view->op ? "output_array" : "assignment_destination", span, out);
      } else if (auto* gather = std::get_if<ir::StoreGather>(&function_[id].node); gather != nullptr && flow_.may_be_read_only(index_, gather->array)) {
        gather->value = settled(gather->value, out);
        ask(&gather->array, "assignment_destination", span, out);
      }
      out.push_back(id);
    }
    statements = std::move(out);
  }

  ir::Module& module_;
  const Flow& flow_;
  const std::size_t index_;
  Function& function_;
};

// `kb::read_only(a)` is `a` where the value is only read, and nothing is left of it.
class Readers {
 public:
  Readers(ir::Module& module, Function& function) : module_(module), function_(function) {}

  void run() {
    ir::for_each_expr(function_, function_.body, [&](ExprId id) { operands_of(id); });
    // A local all of whose reads are such.
    std::map<std::uint32_t, int> reads, only_read, bindings;
    std::vector<ir::StmtId> made;
    ir::for_each_expr(function_, function_.body, [&](ExprId id) {
      if (const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node)) ++reads[read->local.value];
      if (!keeps_nothing(id)) return;
      ir::for_each_operand(function_[id], [&](ExprId& operand) {
        if (const auto* read = std::get_if<ir::ReadLocal>(&function_[operand].node)) ++only_read[read->local.value];
      });
    });
    ir::for_each_stmt(function_, function_.body, [&](ir::StmtId id) {
      const auto* assign = std::get_if<ir::Assign>(&function_[id].node);
      if (assign != nullptr && is_mark(assign->value)) made.push_back(id);
    });
    for (const ir::StmtId id : made) {
      auto& assign = std::get<ir::Assign>(function_[id].node);
      if (reads[assign.local.value] == only_read[assign.local.value]) assign.value = unmarked(assign.value);
    }
  }

 private:
  bool is_mark(ExprId id) const {
    const auto* call = std::get_if<ir::CallRuntime>(&function_[id].node);
    return call != nullptr && module_[call->function].symbol == read_only_symbol;
  }
  ExprId unmarked(ExprId id) const { return std::get<ir::CallRuntime>(function_[id].node).args[0]; }

  bool keeps_nothing(ExprId id) const {
    const ir::ExprNode& node = function_[id].node;
    if (const auto* call = std::get_if<ir::CallRuntime>(&node)) {
      const ir::RuntimeFunction& called = module_[call->function];
      return !ir::has(called.effects, Effects::writes) && !called.describes && !called.symbol.starts_with("kb::python::") && !called.symbol.starts_with("kb::is_writeable") &&
             types::number_of(types::base_of(function_[id].type)).has_value();
    }
    return std::holds_alternative<ir::Elementwise>(node) || std::holds_alternative<ir::Reduce>(node) || std::holds_alternative<ir::Gather>(node) ||
           std::holds_alternative<ir::ReadElement>(node) || std::holds_alternative<ir::Extent>(node);
  }
  void operands_of(ExprId id) {
    if (!keeps_nothing(id)) return;
    ir::for_each_operand(function_[id], [&](ExprId& operand) {
      if (is_mark(operand)) operand = unmarked(operand);
    });
  }

  ir::Module& module_;
  Function& function_;
};

}  // namespace

void guard_read_only(ir::Module& module) {
  for (Function& function : module.functions) Readers(module, function).run();
  // Nothing of this costs anything where there is nothing that could be read-only.
  const bool is_made = std::ranges::any_of(module.functions, [&](const Function& function) {
    return ir::any_expr(function, function.body, [&](ExprId id) {
      if (arrays_in(function[id].type).empty()) return false;
      if (const auto* call = std::get_if<ir::CallRuntime>(&function[id].node)) return module[call->function].gives_read_only || module[call->function].describes;
      if (std::holds_alternative<ir::Dynamic>(function[id].node)) return true;
      const auto* convert = std::get_if<ir::Convert>(&function[id].node);
      return convert != nullptr && is(function[convert->operand].type, Kind::object);
    });
  });
  if (!is_made) return;
  const Flow flow(module);
  for (std::size_t i = 0; i < module.functions.size(); ++i) Guards(module, flow, i).run();
}

}  // namespace keelback::check
