#include "check/writes.hpp"

#include <algorithm>
#include <set>

#include "ir/walk.hpp"

namespace keelback::check {

using types::is;
using types::Kind;

namespace {

// Which parameters a function may write through, by position. A parameter's memory is reached by the names that it is given to, and by views.
class Writes {
 public:
  explicit Writes(const ir::Module& module) : module_(module), written_(module.functions.size()) {
    for (std::size_t i = 0; i < written_.size(); ++i) written_[i].assign(module.functions[i].parameters.size(), false);
  }

  void run() {
    // Callers learn from callees until nothing is new.
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < written_.size(); ++i) {
        const std::vector<bool> found = function(i);
        changed |= found != written_[i];
        written_[i] = found;
      }
    }
  }
  const std::vector<std::vector<bool>>& all() const { return written_; }
  const std::vector<bool>& of(std::size_t function) const { return written_[function]; }

 private:
  using Sources = std::set<std::uint32_t>;   // parameters, by position

  // The parameters whose memory the value may be (a part of).
  Sources sources(const ir::Function& function, ir::ExprId id, const std::vector<Sources>& locals) const {
    Sources out;
    const Kind kind = function[id].type->kind;
    if (types::number_of(types::base_of(function[id].type)) || kind == Kind::none) return out;
    collect(function, id, locals, out);
    return out;
  }

  void collect(const ir::Function& function, ir::ExprId id, const std::vector<Sources>& locals, Sources& out) const {
    // What an object has is its own: it is no part of what the object came from.
    if (std::holds_alternative<ir::ReadField>(function[id].node)) return;
    if (const auto* read = std::get_if<ir::ReadLocal>(&function[id].node)) out.insert(locals[read->local.value].begin(), locals[read->local.value].end());
    ir::for_each_operand(function[id], [&](ir::ExprId operand) { collect(function, operand, locals, out); });
  }

  std::vector<bool> function(std::size_t index) const {
    const ir::Function& function = module_.functions[index];
    std::vector<Sources> locals(function.locals.size());
    for (std::size_t p = 0; p < function.parameters.size(); ++p) locals[function.parameters[p].value].insert(std::uint32_t(p));
    const auto give = [&](ir::LocalId local, ir::ExprId value, bool& changed) {
      for (const std::uint32_t source : sources(function, value, locals)) changed |= locals[local.value].insert(source).second;
    };
    for (bool changed = true; changed;) {
      changed = false;
      ir::for_each_stmt(function, function.body, [&](ir::StmtId id) {
        if (const auto* assign = std::get_if<ir::Assign>(&function[id].node)) give(assign->local, assign->value, changed);
        if (const auto* moves = std::get_if<ir::Moves>(&function[id].node)) {
          for (const auto& move : moves->moves) give(move.target, move.value, changed);
        }
        if (const auto* each = std::get_if<ir::ForEach>(&function[id].node)) give(each->local, each->iterable, changed);
      });
      ir::for_each_expr(function, function.body, [&](ir::ExprId id) {
        if (const auto* let = std::get_if<ir::Let>(&function[id].node)) give(let->local, let->value, changed);
      });
    }
    std::vector<bool> out(function.parameters.size(), false);
    const auto write = [&](ir::ExprId target) {
      for (const std::uint32_t source : sources(function, target, locals)) out[source] = true;
    };
    ir::for_each_stmt(function, function.body, [&](ir::StmtId id) {
      if (const auto* store = std::get_if<ir::StoreElement>(&function[id].node)) write(store->array);
      if (const auto* store = std::get_if<ir::StoreView>(&function[id].node)) write(store->target);
      if (const auto* store = std::get_if<ir::StoreGather>(&function[id].node)) write(store->array);
      // What an object holds others may write, now or later.
      if (const auto* store = std::get_if<ir::StoreField>(&function[id].node); store != nullptr && store->value) write(*store->value);
    });
    ir::for_each_expr(function, function.body, [&](ir::ExprId id) {
      if (const auto* call = std::get_if<ir::CallRuntime>(&function[id].node); call != nullptr && ir::has(module_[call->function].effects, ir::Effects::writes) && !call->args.empty()) {
        write(call->args[0]);
      }
      const auto passes = [&](ir::InstanceId callee, std::size_t first, const std::vector<ir::ExprId>& args) {
        for (std::size_t i = 0; i < args.size(); ++i) {
          if (i + first < written_[callee.value].size() && written_[callee.value][i + first]) write(args[i]);
        }
      };
      if (const auto* call = std::get_if<ir::Call>(&function[id].node)) passes(call->callee, 0, call->args);
      if (const auto* call = std::get_if<ir::CallClosure>(&function[id].node)) {
        for (const ir::InstanceId target : call->targets) {
          const std::size_t captures = module_[target].parameters.size() - std::min(module_[target].parameters.size(), call->args.size());
          passes(target, captures, call->args);
          for (std::size_t i = 0; i < captures; ++i) {
            if (written_[target.value][i]) write(call->callee);
          }
        }
      }
    });
    return out;
  }

  const ir::Module& module_;
  std::vector<std::vector<bool>> written_;
};

bool holds_container(types::Type type) {
  if (types::is_container(type) || is(type, Kind::bytearray)) return true;
  return (is(type, Kind::tuple) || is(type, Kind::variadic) || is(type, Kind::union_)) && std::any_of(type->args.begin(), type->args.end(), holds_container);
}

}  // namespace

std::vector<std::vector<bool>> written_parameters(const ir::Module& module) {
  Writes writes(module);
  writes.run();
  return writes.all();
}

void find_writes(ir::Module& module) {
  Writes writes(module);
  writes.run();
  for (ir::Export& exported : module.exports) {
    for (ir::Overload& overload : exported.overloads) {
      const std::vector<bool>& written = writes.of(overload.instance.value);
      const ir::Function& function = module[overload.instance];
      overload.rules.resize(std::max(overload.rules.size(), written.size()));
      for (std::size_t i = 0; i < written.size(); ++i) {
        if (!written[i]) continue;
        const types::Type type = function[function.parameters[i]].type;
        if (holds_container(type)) overload.rules[i].mutates = true;
        overload.rules[i].writes = !holds_container(type) || !is(type, Kind::list);
      }
    }
  }
}

}  // namespace keelback::check
