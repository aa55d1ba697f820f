// Locals that hold what something else keeps alive, for as long as they are read, count no reference.
//
//   for i in range(len(bodies)):              for i in range(...):
//     b: Particle = get_item(bodies, i)   =>    borrow b: Particle = get_item(bodies, i)
//     evaluate call move(b)                      evaluate call move(b)
//
// The contract: a borrowed local has the value of its sources, bit by bit. A source is a place: another local, then fields, items and members of it. From the
// first binding of the local to its last mention
//   - the local at the root of each source is not bound, unless it is borrowed itself; it is declared outside;
//   - nothing that runs may store to the fields, or change containers of the types, that lie between the root and the value (analysis/writes.hpp).
// Then the places that hold the value are what they were, and a local that is given away (stored, returned, appended) is counted there as ever.
// What Python code does meanwhile, a signal handler or a weak reference's callback, takes nothing away (runtime/classes.cpp, `parked`).
//
// Arguments that are such places are passed without a count where the callee changes none of them (`Call::lent`).
//
// Requires: verified IR, and that no pass behind it moves statements. Declines: parameters that are assigned, names that may be unbound, arrays, iterators; generators.
#include <algorithm>
#include <optional>

#include "analysis/mentions.hpp"
#include "analysis/writes.hpp"
#include "ir/walk.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using analysis::Mentions;
using analysis::Writes;
using ir::ExprId;
using ir::Function;
using ir::LocalId;
using ir::Module;
using ir::StmtId;
using types::Kind;
using types::Type;

namespace {

bool is_counted(Type type) {
  switch (type->kind) {
    case Kind::string:
    case Kind::bytes:
    case Kind::list:
    case Kind::dict:
    case Kind::set:
    case Kind::frozenset:
    case Kind::deque:
    case Kind::variadic:
    case Kind::instance: return true;
    case Kind::union_: return types::union_storage(type) != types::UnionStorage::tagged_double && std::ranges::all_of(type->args, [](Type arg) { return is_counted(arg) || arg->kind == Kind::none || types::number_of(arg); });
    case Kind::tuple: return std::ranges::all_of(type->args, [](Type arg) { return is_counted(arg) || types::number_of(arg); });
    default: return false;
  }
}

// Where a value lies.
struct Place {
  std::vector<LocalId> roots;
  std::set<ir::FieldRef> fields;
  std::set<Type> containers;

  void add(const Place& more) {
    roots.insert(roots.end(), more.roots.begin(), more.roots.end());
    fields.insert(more.fields.begin(), more.fields.end());
    containers.insert(more.containers.begin(), more.containers.end());
  }
  bool is_changed_by(const Writes& writes) const {
    if (writes.all) return !fields.empty() || !containers.empty();
    return std::ranges::any_of(fields, [&](ir::FieldRef field) { return writes.fields.contains(field); }) ||
           std::ranges::any_of(containers, [&](Type type) { return writes.containers.contains(type); });
  }
};

class Borrower {
 public:
  Borrower(const Module& module, Function& function, const analysis::ModuleWrites& writes) : module_(module), function_(function), writes_(writes), mentions_(function) {}

  void run() {
    sources_.resize(function_.locals.size());
    for (ir::Local& local : function_.locals) local.borrowed = false;
    for (std::uint32_t i = 0; i < function_.locals.size(); ++i) function_.locals[i].borrowed = is_candidate(LocalId{i});
    // Those that remain rely on each other.
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
        if (!function_.locals[i].borrowed || is_kept_alive(LocalId{i})) continue;
        function_.locals[i].borrowed = false;
        changed = true;
      }
    }
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      // What the target has already: `y` was read from `x`, a member of it at most, and goes back.
      if (auto* const moves = std::get_if<ir::Moves>(&function_[id].node)) {
        std::erase_if(moves->moves, [&](const ir::Moves::Move& move) { return is_its_own(move.target, move.value); });
      }
      ir::for_each_operand(function_[id], [&](ExprId root) {
        ir::for_each_in_tree(function_, root, [&](ExprId inner) { lend(inner, function_[id]); });
      });
    });
  }

 private:
  Type stored(Type type) const { return types::storage_of(*module_.types, type); }
  bool is_parameter(LocalId local) const { return std::ranges::find(function_.parameters, local) != function_.parameters.end(); }
  bool is_assigned(LocalId local) const {
    return std::ranges::any_of(mentions_.of(local), [](const Mentions::Site& site) { return site.binds; });
  }

  // The place that the value is read from; none where it is made.
  std::optional<Place> place_of(ExprId id) const {
    const ir::Expr& at = function_[id];
    if (const auto* read = std::get_if<ir::ReadLocal>(&at.node)) {
      if (read->checked) return std::nullopt;
      return Place{{read->local}, {}, {}};
    }
    if (const auto* convert = std::get_if<ir::Convert>(&at.node)) {
      const Type from = function_[convert->operand].type, to = at.type;
      const bool is_same_value = stored(from) == stored(to) || ((from->kind == Kind::instance || from->kind == Kind::union_) && (to->kind == Kind::instance || to->kind == Kind::union_)) ||
                                 (from->kind == Kind::union_ && is_counted(to));
      return is_same_value ? place_of(convert->operand) : std::nullopt;
    }
    if (const auto* field = std::get_if<ir::ReadField>(&at.node)) {
      auto place = place_of(field->object);
      if (place) place->fields.insert(field->field);
      return place;
    }
    if (const auto* item = std::get_if<ir::TupleItem>(&at.node)) return place_of(item->tuple);
    if (const auto* let = std::get_if<ir::Let>(&at.node)) return place_of(let->body);
    if (const auto* call = std::get_if<ir::CallRuntime>(&at.node)) {
      if (!module_[call->function].gives_part || call->args.empty()) return std::nullopt;
      auto place = place_of(call->args[0]);
      if (place) place->containers.insert(stored(function_[call->args[0]].type));
      return place;
    }
    return std::nullopt;
  }

  bool is_candidate(LocalId local) {
    const ir::Local& known = function_[local];
    if (!is_counted(known.type) || known.in_frame || is_parameter(local) || mentions_.meet(local) < 0) return false;
    if (known.name_id && function_[known.name_id].may_be_unbound) return false;
    Place& all = sources_[local.value];
    for (const Mentions::Site& site : mentions_.of(local)) {
      if (!site.binds) continue;
      std::optional<Place> place;
      if (site.value) {
        place = stored(function_[site.value].type) == stored(known.type) ? place_of(site.value) : std::nullopt;
      } else if (const auto* each = loop_of(local, site)) {
        const Type iterable = function_[each->iterable].type;
        if (iterable->kind == Kind::list || iterable->kind == Kind::variadic) place = place_of(each->iterable);
        if (place) place->containers.insert(stored(iterable));
      }
      if (!place) return false;
      all.add(*place);
    }
    return !all.roots.empty();
  }
  const ir::ForEach* loop_of(LocalId local, const Mentions::Site& site) const {
    const Mentions::Scope& scope = mentions_[site.scope];
    if (scope.parent < 0) return nullptr;
    const ir::Block& around = *mentions_[scope.parent].block;
    const auto* each = std::get_if<ir::ForEach>(&function_[around[scope.index]].node);
    return each != nullptr && each->local == local ? each : nullptr;
  }

  bool is_its_own(LocalId target, ExprId value) const {
    while (const auto* convert = std::get_if<ir::Convert>(&function_[value].node)) {
      if (!is_counted(function_[convert->operand].type)) return false;
      value = convert->operand;
    }
    const auto* read = std::get_if<ir::ReadLocal>(&function_[value].node);
    if (read == nullptr || !function_[read->local].borrowed) return false;
    const Place& from = sources_[read->local.value];
    return from.fields.empty() && from.containers.empty() && is_plain(read->local) && std::ranges::all_of(from.roots, [&](LocalId root) { return root == target; });
  }
  // Whether all that the local is bound to are whole values of other locals.
  bool is_plain(LocalId local) const {
    return std::ranges::all_of(mentions_.of(local), [&](const Mentions::Site& site) {
      if (!site.binds) return true;
      ExprId value = site.value;
      while (value) {
        const auto* convert = std::get_if<ir::Convert>(&function_[value].node);
        if (convert == nullptr) break;
        value = convert->operand;
      }
      return value && std::holds_alternative<ir::ReadLocal>(function_[value].node);
    });
  }

  // Adds what borrowed roots were read from.
  Place whole_place(Place place) const {
    for (std::size_t i = 0; i < place.roots.size(); ++i) {
      const LocalId root = place.roots[i];
      if (!function_[root].borrowed) continue;
      Place more = sources_[root.value];
      std::erase_if(more.roots, [&](LocalId one) { return std::ranges::find(place.roots, one) != place.roots.end(); });
      place.add(more);
    }
    return place;
  }

  bool is_kept_alive(LocalId local) const {
    const Place place = whole_place(sources_[local.value]);
    const int scope = mentions_.meet(local);
    const auto [first, last] = mentions_.span(local, scope);
    if (last >= mentions_[scope].block->size()) return false;  // the item of a loop that does nothing
    const ir::Stmt& last_stmt = function_[(*mentions_[scope].block)[last]];
    const bool is_loop = std::holds_alternative<ir::ForEach>(last_stmt.node) || std::holds_alternative<ir::While>(last_stmt.node);
    const bool reads_before_blocks = !is_loop && is_mentioned_in_operands_alone(local, scope, last);
    for (const LocalId root : place.roots) {
      if (root == local) continue;
      if (is_parameter(root) && !is_assigned(root)) continue;
      // A borrowed root may go: what keeps it alive is a root as well. A parameter that is assigned is a variable of the whole function.
      if (function_[root].borrowed) continue;
      if (!is_parameter(root) && !mentions_.encloses(mentions_.meet(root), scope)) return false;
      for (const Mentions::Site& site : mentions_.of(root)) {
        if (site.binds && site.may_be_skipped) return false;
        if (!site.binds || !mentions_.encloses(scope, site.scope)) continue;
        int at = site.scope;
        std::size_t index = site.index;
        while (at != scope) {
          index = mentions_[at].index;
          at = mentions_[at].parent;
        }
        // The last statement binds the root when it has read the local.
        const bool at_end = index == last && (site.scope == scope ? !site.is_let && binds_at_end(last_stmt) : reads_before_blocks);
        if (index >= first && index <= last && !at_end && !is_before(local, root, scope, first, index)) return false;
      }
    }
    const ir::Block& block = *mentions_[scope].block;
    for (std::size_t i = first; i <= last && i < block.size(); ++i) {
      const ir::Stmt& stmt = function_[block[i]];
      if (i == first && i != last && binds_once_by(local, scope, i)) continue;
      if (place.is_changed_by(i == last && reads_before_blocks ? writes_.of_operands(function_, stmt) : writes_.of(function_, stmt))) return false;
    }
    return true;
  }
  static bool binds_at_end(const ir::Stmt& stmt) {
    const auto* moves = std::get_if<ir::Moves>(&stmt.node);
    return std::holds_alternative<ir::Assign>(stmt.node) || (moves != nullptr && moves->moves.size() == 1);
  }
  // Whether the statement is an assignment that binds the local for the only time: what it runs, it runs before that.
  bool binds_once_by(LocalId local, int scope, std::size_t index) const {
    const auto* assign = std::get_if<ir::Assign>(&function_[(*mentions_[scope].block)[index]].node);
    if (assign == nullptr || assign->local != local) return false;
    return std::ranges::count_if(mentions_.of(local), [](const Mentions::Site& site) { return site.binds; }) == 1;
  }
  // A root that is bound within the statement that first mentions the local, in front of it: `let a = ... in let b = a.x in ...`.
  bool is_before(LocalId, LocalId root, int scope, std::size_t first, std::size_t index) const {
    if (index != first) return false;
    return std::ranges::all_of(mentions_.of(root), [&](const Mentions::Site& site) { return !site.binds || (site.is_let && site.scope == scope && site.index == index && !site.may_be_skipped); });
  }
  bool is_mentioned_in_operands_alone(LocalId local, int scope, std::size_t index) const {
    return std::ranges::all_of(mentions_.of(local), [&](const Mentions::Site& site) {
      if (site.scope == scope) return true;
      int at = site.scope;
      std::size_t where = site.index;
      while (at != scope) {
        where = mentions_[at].index;
        at = mentions_[at].parent;
      }
      return where != index;
    });
  }

  void lend(ExprId id, const ir::Stmt& around) {
    auto* const call = std::get_if<ir::Call>(&function_[id].node);
    if (call == nullptr) return;
    call->lent.clear();
    if (module_[call->callee].is_generator) return;  // its frame outlives the call
    std::optional<Writes> writes;
    for (std::size_t i = 0; i < call->args.size(); ++i) {
      const ExprId arg = call->args[i];
      if (!is_counted(function_[arg].type) || std::holds_alternative<ir::ReadLocal>(function_[arg].node)) continue;
      auto place = place_of(arg);
      if (!place) continue;
      if (!writes) writes = writes_.of_operands(function_, around);
      const Place whole = whole_place(*place);
      if (whole.is_changed_by(*writes)) continue;
      call->lent.resize(call->args.size(), false);
      call->lent[i] = true;
    }
  }

  const Module& module_;
  Function& function_;
  const analysis::ModuleWrites& writes_;
  Mentions mentions_;
  std::vector<Place> sources_;
};

}  // namespace

void borrow(Module& module) {
  const analysis::ModuleWrites writes(module);
  for (Function& function : module.functions) {
    if (!function.is_generator) Borrower(module, function, writes).run();
  }
}

}  // namespace keelback::passes
