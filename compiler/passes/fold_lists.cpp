// Lists of numbers that are only summed up, counted or searched for their least or greatest item keep none of their items.
//
//   result: list[int] = list[int]()                           result: sum of list[int] = list[int]()
//   for i in range(0, n, 1):                                  for i in range(0, n, 1):
//     evaluate append(result, mul(i, i))             =>         evaluate append(result, mul(i, i))
//   return python_sum(result)                                 return python_sum(result)
//
// These are the lists of comprehensions and generator expressions, as in `sum(x * x for x in xs)`. The local stays a list in the IR; in C++ it is a `kb::summed`, `kb::least` or
// `kb::greatest`, with the same functions.
//
// Keeps: the order in which items are added and compared, and that a sum which does not fit raises where it is asked for.
// Declines: lists that anything else reads, or that begin with items; sums of floats that begin with a number; frames of generators, which outlive the call.
#include <algorithm>
#include <string_view>

#include "analysis/mentions.hpp"
#include "ir/walk.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using ir::ExprId;
using ir::Fold;
using ir::Function;
using ir::LocalId;
using ir::Module;
using ir::StmtId;
using types::Kind;

namespace {

// What is asked of a list's items at the end.
struct Question {
  std::string_view symbol;
  Fold fold;
};
constexpr Question questions[] = {{"kb::python_sum", Fold::sum},   {"kb::python_sum_from", Fold::sum},  {"kb::sum", Fold::sum},
                                  {"kb::min_item", Fold::least},   {"kb::max_item", Fold::greatest},
                                  {"kb::min_item_or", Fold::least}, {"kb::max_item_or", Fold::greatest}};

class Folder {
 public:
  Folder(const Module& module, Function& function) : module_(module), function_(function), mentions_(function), of_(function.locals.size()) {}

  void run() {
    if (function_.is_generator) return;
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) { look_at(function_[id]); });
    for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
      if (is_folded(LocalId{i})) function_.locals[i].fold = of_[i].fold;
    }
  }

 private:
  struct Uses {
    Fold fold = Fold::none;
    bool of_several = false;
    std::size_t known = 0;  // mentions that keep no item
  };

  void look_at(const ir::Stmt& stmt) {
    if (const auto* assigned = std::get_if<ir::Assign>(&stmt.node)) {
      const auto* converted = std::get_if<ir::Convert>(&function_[assigned->value].node);  // of a list that nothing says the items of
      const auto* made = std::get_if<ir::MakeList>(&function_[converted != nullptr ? converted->operand : assigned->value].node);
      if (made != nullptr && made->items.empty()) ++of_[assigned->local.value].known;
    }
    if (const auto* evaluated = std::get_if<ir::Evaluate>(&stmt.node)) {
      const auto* call = std::get_if<ir::CallRuntime>(&function_[evaluated->value].node);
      if (call != nullptr && module_[call->function].symbol == "kb::append") {
        if (Uses* uses = uses_of(call->args[0])) ++uses->known;
      }
    }
    ir::for_each_operand(stmt, [&](ExprId root) { look_at(root); });
  }
  void look_at(ExprId id) {
    // What is called later has a copy of the list.
    if (std::holds_alternative<ir::Callable>(function_[id].node)) return;
    if (const auto* call = std::get_if<ir::CallRuntime>(&function_[id].node); call != nullptr && !call->args.empty()) {
      if (Uses* uses = uses_of(call->args[0])) answer(*uses, *call);
    }
    ir::for_each_operand(function_[id], [&](ExprId operand) { look_at(operand); });
  }
  void answer(Uses& uses, const ir::CallRuntime& call) const {
    const std::string& symbol = module_[call.function].symbol;
    if (symbol == "kb::len") ++uses.known;
    const auto question = std::ranges::find(questions, symbol, &Question::symbol);
    if (question == std::end(questions)) return;
    if (symbol == "kb::python_sum_from" && !has_ints(function_[call.args[0]].type)) return;
    uses.of_several = uses.of_several || (uses.fold != Fold::none && uses.fold != question->fold);
    uses.fold = question->fold;
    ++uses.known;
  }
  Uses* uses_of(ExprId id) {
    const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
    return read != nullptr && !read->checked ? &of_[read->local.value] : nullptr;
  }
  // Their sum is the same in any order.
  static bool has_ints(types::Type list) { return list->args[0]->kind == Kind::integer || list->args[0]->kind == Kind::boolean; }

  bool is_folded(LocalId id) const {
    const ir::Local& local = function_[id];
    const Uses& uses = of_[id.value];
    if (uses.fold == Fold::none || uses.of_several || local.is_parameter || local.type->kind != Kind::list || !types::number_of(local.type->args[0])) return false;
    if (local.name_id && function_[local.name_id].may_be_unbound) return false;
    return uses.known == mentions_.of(id).size() && std::ranges::find(function_.parameters, id) == function_.parameters.end();
  }

  const Module& module_;
  Function& function_;
  const analysis::Mentions mentions_;
  std::vector<Uses> of_;  // by LocalId
};

}  // namespace

void fold_lists(Module& module) {
  for (Function& function : module.functions) Folder(module, function).run();
}

}  // namespace keelback::passes
