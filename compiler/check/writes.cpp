#include "check/writes.hpp"

#include <algorithm>
#include <set>

#include "ir/walk.hpp"

namespace keelback::check {

using types::is;
using types::Kind;

namespace {

// Which parameters a function may write through, by position. A parameter's memory is reached by the names that it is given to, by views, and by what
// it was put into: after `xs.append(x)`, `xs[-1].append(1)` changes `x`.
class Writes {
 public:
  explicit Writes(const ir::Module& module) : module_(module), written_(module.functions.size()), kept_(module.functions.size()) {
    for (std::size_t i = 0; i < written_.size(); ++i) written_[i].assign(module.functions[i].parameters.size(), false);
  }

  void run() {
    // Callers learn from callees until nothing is new.
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < written_.size(); ++i) {
        Found found = function(i);
        changed |= found.written != written_[i] || found.kept != kept_[i];
        written_[i] = std::move(found.written);
        kept_[i] = std::move(found.kept);
      }
    }
  }
  const std::vector<std::vector<bool>>& all() const { return written_; }
  const std::vector<bool>& of(std::size_t function) const { return written_[function]; }

 private:
  using Sources = std::set<std::uint32_t>;   // parameters, by position

  using Kept = std::set<std::pair<std::uint32_t, std::uint32_t>>;   // parameters that what is left of them may hold from then on: (where, what)
  struct Found {
    std::vector<bool> written;
    Kept kept;
  };
  struct Local {
    Sources is;      // the parameters whose memory it may be, or be a part of
    Sources holds;   // those that were put into it later: its items may be them, it is not
  };

  // Whether there is memory behind a value of the type that a function could write. No text is written, and none holds anything.
  static bool refers(types::Type type) {
    const types::Type base = types::base_of(type);
    return !types::number_of(base) && !is(base, Kind::none) && !is(base, Kind::string) && !is(base, Kind::bytes);
  }

  // The parameters whose memory the value may be (a part of); `parts`: an item of the value.
  Sources sources(const ir::Function& function, ir::ExprId id, const std::vector<Local>& locals, bool parts = false) const {
    Sources out;
    if (refers(function[id].type)) collect(function, id, locals, parts, out);
    return out;
  }

  void collect(const ir::Function& function, ir::ExprId id, const std::vector<Local>& locals, bool parts, Sources& out) const {
    // What an object has is its own: it is no part of what the object came from.
    if (std::holds_alternative<ir::ReadField>(function[id].node)) return;
    if (const auto* read = std::get_if<ir::ReadLocal>(&function[id].node); read != nullptr && refers(function[read->local].type)) {
      const Local& local = locals[read->local.value];
      out.insert(local.is.begin(), local.is.end());
      if (parts) out.insert(local.holds.begin(), local.holds.end());
    }
    ir::for_each_operand(function[id], [&](ir::ExprId operand) { collect(function, operand, locals, true, out); });
  }

  void locals_in(const ir::Function& function, ir::ExprId id, std::vector<ir::LocalId>& out) const {
    if (const auto* read = std::get_if<ir::ReadLocal>(&function[id].node); read != nullptr && refers(function[read->local].type)) out.push_back(read->local);
    ir::for_each_operand(function[id], [&](ir::ExprId operand) { locals_in(function, operand, out); });
  }

  Found function(std::size_t index) const {
    const ir::Function& function = module_.functions[index];
    std::vector<Local> locals(function.locals.size());
    for (std::size_t p = 0; p < function.parameters.size(); ++p) locals[function.parameters[p].value].is.insert(std::uint32_t(p));
    bool changed = true;
    const auto add = [&](Sources& to, const Sources& from) {
      for (const std::uint32_t source : from) changed |= to.insert(source).second;
    };
    const auto give = [&](ir::LocalId local, ir::ExprId value, bool parts = false) {
      if (!refers(function[local].type)) return;
      add(locals[local.value].is, sources(function, value, locals, parts));
      // Both may be one container: what is put into one is in the other.
      std::vector<ir::LocalId> read;
      locals_in(function, value, read);
      for (const ir::LocalId other : read) {
        add(locals[local.value].holds, locals[other.value].holds);
        add(locals[other.value].holds, locals[local.value].holds);
      }
    };
    const auto put = [&](ir::ExprId into, ir::ExprId value) {
      const Sources what = sources(function, value, locals);
      if (what.empty()) return;
      std::vector<ir::LocalId> read;
      locals_in(function, into, read);
      for (const ir::LocalId local : read) add(locals[local.value].holds, what);
    };
    while (changed) {
      changed = false;
      ir::for_each_stmt(function, function.body, [&](ir::StmtId id) {
        if (const auto* assign = std::get_if<ir::Assign>(&function[id].node)) give(assign->local, assign->value);
        if (const auto* moves = std::get_if<ir::Moves>(&function[id].node)) {
          for (const auto& move : moves->moves) give(move.target, move.value);
        }
        if (const auto* each = std::get_if<ir::ForEach>(&function[id].node)) give(each->local, each->iterable, true);
      });
      ir::for_each_expr(function, function.body, [&](ir::ExprId id) {
        if (const auto* let = std::get_if<ir::Let>(&function[id].node)) give(let->local, let->value);
        if (const auto* call = std::get_if<ir::CallRuntime>(&function[id].node); call != nullptr && ir::has(module_[call->function].effects, ir::Effects::writes)) {
          for (std::size_t i = 1; i < call->args.size(); ++i) put(call->args[0], call->args[i]);
        }
        const auto passes = [&](ir::InstanceId callee, std::size_t first, const std::vector<ir::ExprId>& args) {
          for (const auto& [where, what] : kept_[callee.value]) {
            if (where >= first && what >= first && where - first < args.size() && what - first < args.size()) put(args[where - first], args[what - first]);
          }
        };
        if (const auto* call = std::get_if<ir::Call>(&function[id].node)) passes(call->callee, 0, call->args);
        if (const auto* call = std::get_if<ir::CallClosure>(&function[id].node)) {
          for (const ir::InstanceId target : call->targets) passes(target, module_[target].parameters.size() - std::min(module_[target].parameters.size(), call->args.size()), call->args);
        }
      });
    }
    Kept kept;
    for (std::size_t p = 0; p < function.parameters.size(); ++p) {
      for (const std::uint32_t held : locals[function.parameters[p].value].holds) {
        if (held != p) kept.insert({std::uint32_t(p), held});
      }
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
    return {std::move(out), std::move(kept)};
  }

  const ir::Module& module_;
  std::vector<std::vector<bool>> written_;
  std::vector<Kept> kept_;
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
