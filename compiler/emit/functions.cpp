// Names, scopes and frame of one function.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

using ir::Effects;
using ir::has;
using ir::overloaded;

FunctionEmitter::FunctionEmitter(ModuleContext& context, InstanceId instance, const ir::Function& function, bool pushes, std::map<LocalId, FrameInPlace> feeds)
    : context_(context), module_(context.module), instance_(instance), function_(function), feeds_(std::move(feeds)) {
  frame_.of = instance;
  context_.frames.resize(module_.functions.size());
  for (const std::string& name : context_.function_names) names_.reserve(name);
  for (const std::string& name : context_.global_names) names_.reserve(name);
  for (const ClassNames& klass : context_.classes) {
    for (const std::string& name : {klass.type, klass.state}) names_.reserve(name);
  }
  names_.reserve(context_.function_names[instance.value] + "_frame");
  names_.reserve("poll_budget");
  if (function_.is_generator) {
    // The members of kb::generator_frame, and what `run` has.
    for (const char* member : {"item", "at", "line", "state", "sent", "thrown", "returned", "has_returned", "next", "send", "throw_into", "close", "leave_early", "run", "self", "ended", "guard", "error", "caught", "value_type", "sent_type", "returned_type", "next_item"}) names_.reserve(member);
    names_.reserve(frame_type(context, instance));
  }
  local_names_.resize(function_.locals.size());
  // Parameters first: they keep their names.
  for (LocalId id : function_.parameters) local_names_[id.value] = names_.unique(function_[id].name);
  for (std::size_t i = 0; i < function_.locals.size(); ++i) {
    if (local_names_[i].empty()) local_names_[i] = names_.unique(function_.locals[i].name);
  }
  for (const ir::Name& name : function_.names) bound_flags_.push_back(name.may_be_unbound ? names_.unique(name.text + "_is_bound") : "");
  return_variable_ = names_.unique("result");
  if (pushes) {
    sink_ = names_.unique("sink");
    sink_type_ = names_.unique("Sink");
  }
  find_suspending();
  place_locals();
  place_views();
}

namespace {

// `x[2]` of a local tuple: the local, and 2.
std::pair<LocalId, int> item_of_local(const ir::Function& function, ExprId id) {
  const auto* item = std::get_if<ir::TupleItem>(&function[id].node);
  const auto* read = item == nullptr ? nullptr : std::get_if<ir::ReadLocal>(&function[item->tuple].node);
  return read == nullptr ? std::pair{LocalId{}, 0} : std::pair{read->local, item->index};
}

}  // namespace

bool FunctionEmitter::is_view(LocalId local) const {
  if (view_local_[local.value]) return true;
  const ir::Local& declared = function_[local];
  const bool parameter = std::ranges::find(function_.parameters, local) != function_.parameters.end();
  return parameter && declared.type->kind == Kind::array && !assigned_[local.value];
}

// Each local is declared where the blocks that mention it meet: by its first assignment, if that is a statement of that block, else in
// front of the statement that mentions it first. A name that may be read unbound is declared at the top, beside its flag.
//
// A local all of whose mentions are in one loop's body may be declared there: what the checker knows to be assigned before each read in the
// first iteration is so in every one.
void FunctionEmitter::place_locals() {
  const std::size_t locals = function_.locals.size();
  assigned_.assign(locals, false);
  // Those that hand items over run while others do: their arguments are their own.
  for (const LocalId id : function_.parameters) assigned_[id.value] = !sink_.empty();
  own_scope_.assign(locals, false);
  item_reads_.assign(locals, {});
  pieces_.assign(locals, {});
  is_member_.assign(locals, false);
  binds_.assign(locals, 0);
  reads_.assign(locals, 0);
  holders_.assign(locals, "");
  frame_objects_.assign(locals, "");
  before_.assign(function_.stmts.size(), {});
  declared_by_assign_.assign(function_.stmts.size(), false);

  struct Scope {
    int parent = -1, depth = 0;
    StmtId owner;  // the statement of `parent` that it is in
    bool suspends = false;
  };
  std::vector<Scope> scopes{{}};
  scopes[0].suspends = suspends(function_.body);
  struct Use {
    int scope = -1;        // where all mentions meet
    int first_scope = -1;  // of the first mention
    StmtId first;
    int loop_scope = -1;   // the body of the loop or handler that binds it
    int binds = 0, lets = 0, reads = 0, let_reads = 0;
    std::vector<int> item_reads = {};  // of a tuple, by item
  };
  std::vector<Use> uses(locals);
  const auto meet = [&](int a, int b) {
    while (a != b) {
      if (scopes[a].depth >= scopes[b].depth) {
        a = scopes[a].parent;
      } else {
        b = scopes[b].parent;
      }
    }
    return a;
  };
  std::vector<LocalId> callable_parameters;  // declared where the callable is made
  struct Copy {
    LocalId from;
    ExprId read;
    int scope;
    int item = -1;
  };
  std::vector<Copy> copies;                  // `x = y`, `x = y[0]` of a tuple
  const auto mention = [&](LocalId local, int scope, StmtId stmt) -> Use& {
    Use& use = uses[local.value];
    if (use.scope < 0) {
      use.scope = use.first_scope = scope;
      use.first = stmt;
    } else {
      use.scope = meet(use.scope, scope);
    }
    return use;
  };
  const auto visit = [&](auto&& self, const Block& block, int scope) -> void {
    for (StmtId id : block) {
      const ir::Stmt& stmt = function_[id];
      // Nested scopes in the order of for_each_child_block.
      std::vector<std::pair<const Block*, int>> inner;
      ir::for_each_child_block(stmt, [&](const Block& child) {
        scopes.push_back({scope, scopes[std::size_t(scope)].depth + 1, id, suspends(child)});
        inner.emplace_back(&child, int(scopes.size()) - 1);
      });
      ir::for_each_operand(stmt, [&](ExprId root) {
        ir::for_each_in_tree(function_, root, [&](ExprId inner_id) {
          if (const auto* read = std::get_if<ir::ReadLocal>(&function_[inner_id].node)) ++mention(read->local, scope, id).reads;
          if (const auto [from, item] = item_of_local(function_, inner_id); from) {
            std::vector<int>& reads = uses[from.value].item_reads;
            reads.resize(function_[from].type->args.size());
            ++reads[std::size_t(item)];
          }
          if (const auto* let_node = std::get_if<ir::Let>(&function_[inner_id].node)) {
            Use& use = mention(let_node->local, scope, id);
            ++use.lets;
            use.let_reads += ir::count_reads(function_, let_node->body, let_node->local);
            assigned_[let_node->local.value] = true;
          }
          if (const auto* callable = std::get_if<ir::Callable>(&function_[inner_id].node)) {
            for (LocalId parameter : callable->parameters) callable_parameters.push_back(parameter);
          }
        });
      });
      std::visit(overloaded{
                     [&](const ir::Assign& node) {
                       ++mention(node.local, scope, id).binds;
                       assigned_[node.local.value] = true;
                       if (const auto* read = std::get_if<ir::ReadLocal>(&function_[node.value].node)) copies.push_back({read->local, node.value, scope});
                       if (const auto [from, item] = item_of_local(function_, node.value); from && !function_[node.local].borrowed) copies.push_back({from, node.value, scope, item});
                     },
                     [&](const ir::Moves& node) {
                       for (const auto& move : node.moves) {
                         ++mention(move.target, scope, id).binds;
                         assigned_[move.target.value] = true;
                       }
                     },
                     [&](const ir::ForRange& node) {
                       mention(node.local, inner[0].second, id).loop_scope = inner[0].second;
                       assigned_[node.local.value] = true;
                     },
                     [&](const ir::ForEach& node) {
                       mention(node.local, inner[0].second, id).loop_scope = inner[0].second;
                       assigned_[node.local.value] = true;
                     },
                     [&](const ir::Try& node) {
                       for (std::size_t i = 0; i < node.handlers.size(); ++i) {
                         if (!node.handlers[i].local) continue;
                         mention(node.handlers[i].local, inner[i + 1].second, id).loop_scope = inner[i + 1].second;
                         assigned_[node.handlers[i].local.value] = true;
                       }
                     },
                     [&](const ir::Yield& node) {
                       if (!node.received) return;
                       ++mention(node.received, scope, id).binds;
                       assigned_[node.received.value] = true;
                     },
                     [&](const ir::YieldFrom& node) {
                       for (const LocalId local : {node.item, node.received}) {
                         if (!local) continue;
                         ++mention(local, scope, id).binds;
                         assigned_[local.value] = true;
                       }
                     },
                     [](const auto&) {},
                 },
                 stmt.node);
      for (const auto& [child, child_scope] : inner) self(self, *child, child_scope);
    }
  };
  visit(visit, function_.body, 0);
  if (function_.is_generator) {
    // Its arguments are copied into the frame.
    for (LocalId parameter : function_.parameters) assigned_[parameter.value] = true;
  }
  for (std::size_t i = 0; i < locals; ++i) binds_[i] = uses[i].binds + uses[i].lets + int(uses[i].loop_scope >= 0);
  for (LocalId parameter : callable_parameters) {
    own_scope_[parameter.value] = true;
    uses[parameter.value].scope = -1;
  }

  // A loop's item that is only given to a name, once in each turn, is moved there.
  for (const Copy& copy : copies) {
    const Use& use = uses[copy.from.value];
    const Type type = copy.item < 0 ? function_[copy.from].type : function_[copy.from].type->args[std::size_t(copy.item)];
    const int reads = copy.item < 0 ? use.reads : use.item_reads[std::size_t(copy.item)];
    if (use.loop_scope >= 0 && reads == 1 && use.binds == 0 && use.lets == 0 && copy.scope == use.loop_scope && !is_trivial(type) && type->kind != Kind::array && type->kind != Kind::exception) moved_reads_.insert(copy.read);
  }
  for (std::uint32_t i = 0; i < locals; ++i) {
    const LocalId local{i};
    const Use& use = uses[i];
    reads_[i] = use.reads;
    if (use.reads == std::accumulate(use.item_reads.begin(), use.item_reads.end(), 0)) item_reads_[i] = use.item_reads;
    if (std::ranges::find(function_.parameters, local) != function_.parameters.end() || use.scope < 0) continue;
    const NameId name_id = function_[local].name_id;
    if (name_id && !bound_flags_[name_id.value].empty()) {
      if (function_.is_generator) make_member(local);
      else at_top_.push_back(local);
      continue;
    }
    // What lives in a block that a generator is left from lives in its frame.
    if (scopes[std::size_t(use.loop_scope >= 0 && meet(use.scope, use.loop_scope) == use.loop_scope ? use.loop_scope : use.scope)].suspends && (use.lets == 0 || use.binds > 0 || use.reads != use.let_reads)) {
      make_member(local);
      continue;
    }
    if (use.loop_scope >= 0 && use.binds == 0 && use.lets == 0 && meet(use.scope, use.loop_scope) == use.loop_scope) {
      own_scope_[i] = true;
      continue;
    }
    if (use.lets == 1 && use.binds == 0 && use.loop_scope < 0 && use.reads == use.let_reads) {
      own_scope_[i] = true;
      continue;
    }
    // The statement of the meeting scope that has the first mention.
    int scope = use.first_scope;
    StmtId first = use.first;
    if (use.loop_scope == use.first_scope && scope != use.scope) {
      first = scopes[std::size_t(scope)].owner;
      scope = scopes[std::size_t(scope)].parent;
    }
    while (scope != use.scope) {
      first = scopes[std::size_t(scope)].owner;
      scope = scopes[std::size_t(scope)].parent;
    }
    const auto* assign_node = std::get_if<ir::Assign>(&function_[first].node);
    const bool own_value = assign_node && (ir::reads_local(function_, assign_node->value, local) || ir::binds_local(function_, assign_node->value, local));
    if (assign_node && assign_node->local == local && !own_value) {
      declared_by_assign_[first.value] = true;
    } else {
      before_[first.value].push_back(local);
    }
  }
}

// Which arrays are views, and which have a view beside them.
//
// A local that is bound once, to a part of an array that outlives it, need not keep the buffer alive. And an array whose address is passed on (to a
// runtime function, or since it is the result) has its fields in memory, where a store to an int64 element might change them as far as
// the C++ compiler knows: loops access its elements, and pass it to functions that may be inlined, through a copy of the view, whose fields
// stay in registers.
void FunctionEmitter::place_views() {
  view_local_.assign(function_.locals.size(), false);
  element_views_.assign(function_.locals.size(), "");
  std::vector<int> binds(function_.locals.size(), 0);
  std::vector<bool> in_loop(function_.locals.size(), false), escapes(function_.locals.size(), false);
  const auto direct = [&](ExprId id) -> const ir::ReadLocal* { return std::get_if<ir::ReadLocal>(&function_[id].node); };
  const auto visit_expr = [&](auto&& self, ExprId id, int loops) -> void {
    const ir::Expr& expr = function_[id];
    const bool keeps = std::holds_alternative<ir::ReadElement>(expr.node) || std::holds_alternative<ir::Extent>(expr.node) ||
                       std::holds_alternative<ir::Subscript>(expr.node) || std::holds_alternative<ir::Call>(expr.node);
    const bool element = std::holds_alternative<ir::ReadElement>(expr.node) || std::holds_alternative<ir::Extent>(expr.node) ||
                         std::holds_alternative<ir::Call>(expr.node);
    ir::for_each_operand(expr, [&](ExprId operand) {
      if (const auto* read = direct(operand)) {
        if (!keeps) escapes[read->local.value] = true;
        if (element && loops > 0) in_loop[read->local.value] = true;
      }
      self(self, operand, loops);
    });
    if (const auto* let_node = std::get_if<ir::Let>(&expr.node)) ++binds[let_node->local.value];
  };
  const auto visit = [&](auto&& self, const Block& block, int loops) -> void {
    for (StmtId id : block) {
      const ir::Stmt& stmt = function_[id];
      const bool loop = is_loop(stmt);
      const auto* store = std::get_if<ir::StoreElement>(&stmt.node);
      const bool copies = store || std::holds_alternative<ir::Assign>(stmt.node) || std::holds_alternative<ir::Return>(stmt.node) ||
                          std::holds_alternative<ir::Moves>(stmt.node) || std::holds_alternative<ir::Inlined>(stmt.node);
      ir::for_each_operand(stmt, [&](ExprId root) {
        if (const auto* read = direct(root)) {
          if (!copies) escapes[read->local.value] = true;
          if (store && root == store->array && loops > 0) in_loop[read->local.value] = true;
        }
        visit_expr(visit_expr, root, std::holds_alternative<ir::While>(stmt.node) ? loops + 1 : loops);
      });
      if (const auto* node = std::get_if<ir::Assign>(&stmt.node)) ++binds[node->local.value];
      if (const auto* node = std::get_if<ir::Moves>(&stmt.node)) {
        for (const auto& move : node->moves) binds[move.target.value] += 2;
      }
      if (const auto* node = std::get_if<ir::ForEach>(&stmt.node)) binds[node->local.value] += 2;
      ir::for_each_child_block(stmt, [&](const Block& inner) { self(self, inner, loops + loop); });
    }
  };
  visit(visit, function_.body, 0);

  const auto is_parameter = [&](LocalId id) { return std::ranges::find(function_.parameters, id) != function_.parameters.end(); };
  ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
    const auto* node = std::get_if<ir::Assign>(&function_[id].node);
    if (node && function_[node->local].unit_rows) view_local_[node->local.value] = true;
    if (!node || !declared_by_assign_[id.value] || binds[node->local.value] != 1) return;
    const auto* part = std::get_if<ir::Subscript>(&function_[node->value].node);
    while (part && std::holds_alternative<ir::Subscript>(function_[part->array].node)) part = std::get_if<ir::Subscript>(&function_[part->array].node);
    const auto* root = part ? direct(part->array) : nullptr;
    if (!root) return;
    const bool stays = is_parameter(root->local) ? !assigned_[root->local.value] : binds[root->local.value] == 1;
    if (stays && !function_.is_generator) view_local_[node->local.value] = true;
  });
  for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
    const LocalId local{i};
    if (function_[local].type->kind != Kind::array || !in_loop[i]) continue;
    if (!is_view(local) || escapes[i]) element_views_[i] = names_.unique(local_names_[i] + "_view");
  }
}

std::string FunctionEmitter::cpp(LocalId local) {
  const std::string whole = cpp(function_[local].type);
  if (function_[local].fold == ir::Fold::none) return whole;
  need("folded.hpp");
  const std::string item = cpp(function_[local].type->args[0]);
  switch (function_[local].fold) {
    case ir::Fold::sum: return fmt::format("kb::{}<{}>", function_[local].type->args[0]->kind == Kind::scalar ? "summed_scalars" : "summed", item);
    case ir::Fold::least: return fmt::format("kb::least<{}>", item);
    case ir::Fold::greatest: return fmt::format("kb::greatest<{}>", item);
    case ir::Fold::none: break;
  }
  return whole;
}

void FunctionEmitter::declare(LocalId local) {
  if (function_[local].borrowed) {
    const std::string type = cpp(function_[local].type);
    need("borrowed.hpp");
    holders_[local.value] = names_.unique(name(local) + "_held");
    out_->line(fmt::format("kb::borrowed<{}> {};", type, holders_[local.value]));
    return out_->line(fmt::format("const {}& {} = {}.value;", type, name(local), holders_[local.value]));
  }
  out_->line(fmt::format("{} {}{{}};", cpp(local), name(local)));
  if (!element_views_[local.value].empty()) out_->line(fmt::format("{} {}{{}};", parameter_type(function_[local].type, context_.headers), element_views_[local.value]));
}

void FunctionEmitter::bound(LocalId local) {
  if (!element_views_[local.value].empty()) out_->line(fmt::format("{} = {};", element_views_[local.value], name(local)));
  if (const NameId id = function_[local].name_id; id && !bound_flags_[id.value].empty()) out_->line(bound_flags_[id.value] + " = true;");
}

std::vector<std::string> FunctionEmitter::bound_flag_declarations() const {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < bound_flags_.size(); ++i) {
    if (bound_flags_[i].empty()) continue;
    const bool from_caller = std::ranges::any_of(function_.parameters, [&](LocalId id) { return function_[id].name_id.value == i; });
    all.push_back(fmt::format("bool {} = {};", bound_flags_[i], from_caller));
  }
  return all;
}

void FunctionEmitter::declare_before(StmtId id) {
  for (LocalId local : before_[id.value]) declare(local);
}

const support::SourceFile* FunctionEmitter::source() const {
  const auto file = std::size_t(module_[frame_.of].file);
  return file < context_.sources.size() ? context_.sources[file] : nullptr;
}

int FunctionEmitter::line_of(ir::Span span) const {
  const auto* source = this->source();
  return source ? int(source->line_column(span.begin).line) : 0;
}

std::string FunctionEmitter::line_argument(int line) {
  frame_.can_raise = true;
  return fmt::format("{}", line);
}

void FunctionEmitter::set_line(int line) {
  frame_.can_raise = true;
  if (in_callable_) return;
  frame_.needs_line = true;
  if (frame_.line == line) return;
  frame_.line = line;
  out_->line(fmt::format("{} = {};", frame_.line_name, line));
}

bool FunctionEmitter::is_inline() const {
  if (context_.recursive[instance_.value] || context_.carried_out[instance_.value]) return false;
  if (function_.is_generator) {
    // A loop that has the frame in place keeps it in registers.
    std::size_t size = 0;
    ir::for_each_stmt(function_, function_.body, [&](StmtId) { ++size; });
    const auto loops = std::size_t(context_.generator_loops[instance_.value]);
    return loops > 0 && loops * size <= 60;
  }
  bool exported = false;
  for (const ir::Export& one : module_.exports) {
    for (const ir::Overload& overload : one.overloads) exported = exported || overload.instance == instance_;
  }
  // An exported one is there for Python as well; what gives an object by value is not.
  const bool is_method = function_.gives_fresh || (!function_.parameters.empty() && function_[function_.parameters[0]].type->kind == Kind::instance);
  if (exported && !is_method) return false;
  const int small = exported && !function_.gives_fresh ? 4 : 12;
  int statements = 0;
  ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
    const bool loops = is_loop(function_[id]);
    statements += loops || std::holds_alternative<ir::Try>(function_[id].node) ? small : 1;
  });
  return statements <= small;
}

std::string FunctionEmitter::signature() {
  std::string out = fmt::format("{} {}(", cpp(function_.result), context_.function_names[instance_.value]);
  for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
    const LocalId id = function_.parameters[i];
    const bool copied = function_.is_generator || (assigned_[id.value] && (function_[id].type->kind == Kind::array || !is_trivial(function_[id].type)));
    out += fmt::format("{}{} {}{}", i ? ", " : "", parameter_type(function_[id].type, context_.headers), name(id), copied ? "_argument" : "");
  }
  return out + ")";
}

std::string FunctionEmitter::definition() {
  if (function_.is_generator) return generator_definition();
  Writer body(2);
  out_ = &body;
  bool through_finally = false;
  ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
    const auto* node = std::get_if<ir::Try>(&function_[id].node);
    through_finally = through_finally || (node && !node->finally.empty());
    const auto* each = std::get_if<ir::ForEach>(&function_[id].node);
    through_finally = through_finally || (each != nullptr && pushed_source(*each));
  });
  if (context_.recursive[instance_.value]) {
    need("poll.hpp");
    body.line(fmt::format("kb::guard_recursion({});", line_argument(line_of(function_.span))));
  }
  if (through_finally) body.line(fmt::format("{} {}{{}};", cpp(function_.result), return_variable_));
  for (const std::string& flag : bound_flag_declarations()) body.line(flag);
  for (LocalId id : function_.parameters) {
    const Type type = function_[id].type;
    if (!assigned_[id.value] || (type->kind != Kind::array && is_trivial(type))) continue;
    body.line(fmt::format("{} {}({}_argument);", cpp(type), name(id), name(id)));
  }
  for (LocalId id : function_.parameters) {
    if (element_views_[id.value].empty()) continue;
    body.line(fmt::format("{}{} {} = {};", assigned_[id.value] ? "" : "const ", parameter_type(function_[id].type, context_.headers), element_views_[id.value], name(id)));
  }
  for (LocalId id : at_top_) declare(id);
  block(function_.body);
  const bool ends = !function_.body.empty() && (std::holds_alternative<ir::Return>(function_[function_.body.back()].node) ||
                                                std::holds_alternative<ir::Raise>(function_[function_.body.back()].node));
  if (!ends) body.line(function_.gives_fresh ? "__builtin_unreachable();" : "return {};");

  Writer out;
  std::string python = fmt::format("{}(", function_.name);
  for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
    python += fmt::format("{}{}: {}", i ? ", " : "", function_[function_.parameters[i]].name, function_[function_.parameters[i]].type->text);
  }
  out.line(fmt::format("// {}) -> {}", python, function_.result->text));
  // g++ puts calls of a function in its own body where it is `inline`, as deep as it grows little.
  const std::string inlining = is_inline() ? "KB_INLINE " : context_.recursive[instance_.value] ? "inline " : "";
  out.open(inlining + (function_.gives_fresh ? fresh_signature() : signature()) + " {");
  const std::string boxing = function_.gives_fresh ? boxing_definition() : "";
  if (!frame_.can_raise) {
    // Not in a try block: one level less.
    out.append_dedented(body, 1);
    out.close();
    return out.text() + boxing;
  }
  if (polls_) out.line("int poll_budget = kb::poll_interval;");
  in_frame(out, body);
  out.close();
  return out.text() + boxing;
}

// The code of a frame that can raise: an error that leaves it takes the frame along.
void FunctionEmitter::in_frame(Writer& out, const Writer& body) {
  context_.frames[frame_.of.value] = true;
  if (frame_.needs_line) out.line(fmt::format("int {} = 0;", frame_.line_name));
  out.open("try {");
  out.append(body);
  out.between("} catch (kb::error& error) {");
  out.line(fmt::format("error.leave({}_frame{});", context_.function_names[frame_.of.value], frame_.needs_line ? ", " + frame_.line_name : ""));
  out.line("throw;");
  out.close();
}

std::string frame_constant(const ModuleContext& context, InstanceId instance) {
  const ir::Function& function = context.module[instance];
  const auto* source = std::size_t(function.file) < context.sources.size() ? context.sources[std::size_t(function.file)] : nullptr;
  const std::string file = function.is_made ? "<string>" : std::size_t(function.file) < context.module.files.size() ? context.module.files[std::size_t(function.file)] : "";
  const int line = source ? int(source->line_column(function.span.begin).line) : 0;
  // As a code object's name: without the class or function around it.
  const std::string name = function.name.substr(function.name.rfind('.') + 1);
  return fmt::format("constexpr kb::frame_info {}_frame{{{}, {}, {}{}}};\n", context.function_names[instance.value], cpp_string(file), cpp_string(name), line,
                     function.is_part ? ", true" : "");
}

}  // namespace keelback::emit
