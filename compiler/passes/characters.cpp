// Characters of texts that are only compared, classified and appended are their code points.
//
//   for item in text:                                      for item in text:
//     c: str = item                                          c: np.uint32 = item
//     if (c == 'x') or isdigit(c):                =>         if (c == 120) or isdigit(c):
//       n: int = add(n, ord(get_item(text, 0)))                n: int = add(n, convert[int](code_at(text, 0)))
//
// A text of one character costs three words and, beyond ASCII, memory of its own. A local is a code point where everything that is bound to it is one character for sure: an item of a text,
// what `enumerate` and `zip` give of one, another such local, a constant; and where each use has a form for code points. Subscripts of a text that are compared or classified at once need no
// local. Code points have the order of the texts.
//
// Keeps: values, IndexError of subscripts, the order of effects.
// Declines: locals that anything else reads, names that may be unbound, parameters, frames of generators.
#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/mentions.hpp"
#include "ir/runtime_functions.hpp"
#include "ir/walk.hpp"
#include "passes/passes.hpp"

namespace keelback::passes {

using ir::ExprId;
using ir::Function;
using ir::LocalId;
using ir::Module;
using ir::StmtId;
using types::Kind;

namespace {

// A function of texts that has a form for a code point as its argument `at`.
struct Form {
  std::string_view symbol, of_code;
  std::size_t at;
  std::string_view header;
  bool takes_line;
};
constexpr Form forms[] = {
    {"kb::ord", "", 0, "", false},  // the code point as an int
    {"kb::isalpha", "kb::characters::isalpha", 0, "str_methods.hpp", true},
    {"kb::isdigit", "kb::characters::isdigit", 0, "str_methods.hpp", true},
    {"kb::isalnum", "kb::characters::isalnum", 0, "str_methods.hpp", true},
    {"kb::isspace", "kb::characters::isspace", 0, "str_methods.hpp", true},
    {"kb::contains", "kb::characters::contains", 1, "str.hpp", false},
    {"kb::concat", "kb::characters::concat", 1, "str.hpp", true},
};

// The one code point of a text in UTF-8; none of any other text.
std::optional<std::int64_t> only_character(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t size = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (text.size() != size) return std::nullopt;
  std::int64_t point = size == 1 ? byte(0) : byte(0) & (0x7F >> size);
  for (std::size_t i = 1; i < size; ++i) point = point << 6 | (byte(i) & 0x3F);
  return point;
}

class Characters {
 public:
  Characters(Module& module, Function& function)
      : module_(module), function_(function), code_(module.types->scalar(types::DType::uint32)), is_code_(function.locals.size()), tuples_(function.locals.size()) {}

  void run() {
    if (function_.is_generator) return;
    bool has_texts = false;
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      ir::for_each_operand(function_[id], [&](ExprId root) {
        ir::for_each_in_tree(function_, root, [&](ExprId inner) { has_texts = has_texts || function_[inner].type->kind == Kind::string; });
      });
    });
    if (has_texts) find(), rewrite();
  }

 private:
  // Takes every local of texts for a code point, and back what is found to be something else, until nothing changes.
  void find() {
    const analysis::Mentions mentions(function_);
    for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
      const ir::Local& local = function_.locals[i];
      const bool may_be_unbound = local.name_id && function_[local.name_id].may_be_unbound;
      is_code_[i] = local.type->kind == Kind::string && !local.is_parameter && !may_be_unbound && std::ranges::find(function_.parameters, LocalId{i}) == function_.parameters.end();
    }
    find_tuples();
    for (bool changed = true; changed;) {
      changed = false;
      known_.assign(function_.locals.size(), 0);
      binds_.assign(function_.locals.size(), 0);
      ir::for_each_stmt(function_, function_.body, [&](StmtId id) { look_at(function_[id]); });
      for (std::uint32_t i = 0; i < function_.locals.size(); ++i) {
        if (!is_code_[i] || (binds_[i] > 0 && known_[i] == mentions.of(LocalId{i}).size())) continue;
        is_code_[i] = false;
        changed = true;
      }
    }
  }
  // The tuples that a loop over `enumerate` or `zip` binds: which of their items are characters.
  void find_tuples() {
    std::vector<int> bound(function_.locals.size(), 0);
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      if (const auto* assign = std::get_if<ir::Assign>(&function_[id].node)) ++bound[assign->local.value];
      const auto* loop = std::get_if<ir::ForEach>(&function_[id].node);
      if (loop == nullptr) return;
      ++bound[loop->local.value];
      const auto* call = std::get_if<ir::CallRuntime>(&function_[loop->iterable].node);
      if (call == nullptr || function_[loop->local].type->kind != Kind::tuple) return;
      std::vector<bool>& items = tuples_[loop->local.value];
      items.assign(function_[loop->local].type->args.size(), false);
      const ir::RuntimeFunction& function = module_[call->function];
      if (function.numbers) {
        items[1] = is_text(call->args[0]);
      } else if (function.symbol == "kb::zip" && call->args.size() == items.size()) {
        for (std::size_t i = 0; i < items.size(); ++i) items[i] = is_text(call->args[i]);
      }
    });
    for (std::size_t i = 0; i < tuples_.size(); ++i) {
      if (bound[i] != 1) tuples_[i].clear();
    }
  }

  void look_at(const ir::Stmt& stmt) {
    if (const auto* assign = std::get_if<ir::Assign>(&stmt.node); assign != nullptr && is_code_[assign->local.value] && is_character(assign->value)) {
      bind(assign->local);
      use(assign->value);
    }
    if (const auto* loop = std::get_if<ir::ForEach>(&stmt.node); loop != nullptr && is_text(loop->iterable)) bind(loop->local);
    ir::for_each_operand(stmt, [&](ExprId root) { ir::for_each_in_tree(function_, root, [&](ExprId id) { look_at(id); }); });
  }
  void look_at(ExprId id) {
    if (const auto* compare = std::get_if<ir::Compare>(&function_[id].node); compare != nullptr && is_pair(*compare)) {
      use(compare->left);
      use(compare->right);
    }
    if (const auto* call = std::get_if<ir::CallRuntime>(&function_[id].node)) {
      if (const Form* form = form_of(*call)) use(call->args[form->at]);
    }
  }
  void bind(LocalId local) {
    ++known_[local.value];
    ++binds_[local.value];
  }
  void use(ExprId id) {
    if (const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node)) ++known_[read->local.value];
  }

  bool is_text(ExprId id) const { return function_[id].type->kind == Kind::string; }
  bool is_item(ExprId id) const {
    const auto* call = std::get_if<ir::CallRuntime>(&function_[id].node);
    return call != nullptr && call->args.size() == 2 && module_[call->function].symbol == "kb::get_item" && is_text(call->args[0]);
  }
  std::optional<std::int64_t> constant(ExprId id) const {
    const auto* converted = std::get_if<ir::Convert>(&function_[id].node);
    const ExprId at = converted != nullptr ? converted->operand : id;
    const auto text = std::holds_alternative<ir::Constant>(function_[at].node) ? types::literal_string(function_[at].type) : std::nullopt;
    return text && types::base_of(function_[id].type)->kind == Kind::string ? only_character(*text) : std::nullopt;
  }
  bool is_piece(ExprId id) const {
    const auto* item = std::get_if<ir::TupleItem>(&function_[id].node);
    const auto* read = item == nullptr ? nullptr : std::get_if<ir::ReadLocal>(&function_[item->tuple].node);
    return read != nullptr && !tuples_[read->local.value].empty() && tuples_[read->local.value][std::size_t(item->index)];
  }
  // Whether the text is one character, whose code point can be had without it.
  bool is_character(ExprId id) const {
    if (const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node)) return !read->checked && is_code_[read->local.value];
    return is_item(id) || is_piece(id) || constant(id);
  }
  bool is_pair(const ir::Compare& node) const {
    return is_character(node.left) && is_character(node.right) && !(constant(node.left) && constant(node.right));
  }
  const Form* form_of(const ir::CallRuntime& call) const {
    const auto form = std::ranges::find(forms, std::string_view(module_[call.function].symbol), &Form::symbol);
    if (form == std::end(forms) || call.args.size() != form->at + 1 || !is_character(call.args[form->at]) || constant(call.args[form->at])) return nullptr;
    return std::ranges::all_of(call.args, [&](ExprId arg) { return types::base_of(function_[arg].type)->kind == Kind::string; }) ? &*form : nullptr;
  }

  void rewrite() {
    ir::for_each_stmt(function_, function_.body, [&](StmtId id) {
      ir::for_each_operand(function_[id], [&](ExprId root) {
        std::vector<ExprId> all;
        ir::for_each_in_tree(function_, root, [&](ExprId inner) { all.push_back(inner); });
        for (ExprId inner : all) rewrite(inner);
      });
      if (auto* assign = std::get_if<ir::Assign>(&function_[id].node); assign != nullptr && is_code_[assign->local.value]) {
        const ExprId value = code(assign->value);
        std::get<ir::Assign>(function_[id].node).value = value;
      }
    });
    for (std::size_t i = 0; i < is_code_.size(); ++i) {
      if (is_code_[i]) function_.locals[i].type = code_;
    }
  }
  void rewrite(ExprId id) {
    if (const auto* compare = std::get_if<ir::Compare>(&function_[id].node); compare != nullptr && is_pair(*compare)) {
      const ir::Compare node = *compare;
      const ExprId left = code(node.left), right = code(node.right);
      function_[id].node = ir::Compare{node.op, left, right};
    }
    const auto* call = std::get_if<ir::CallRuntime>(&function_[id].node);
    const Form* form = call == nullptr ? nullptr : form_of(*call);
    if (form == nullptr) return;
    ir::CallRuntime node = *call;
    node.args[form->at] = code(node.args[form->at]);
    if (form->of_code.empty()) {
      function_[id].node = ir::Convert{node.args[0]};
    } else {
      ir::RuntimeFunction wanted = module_[node.function];
      wanted.symbol = form->of_code;
      wanted.header = form->header;
      wanted.takes_line = form->takes_line;
      node.function = ir::runtime_function(module_, wanted);
      function_[id].node = std::move(node);
    }
  }
  // The code point of a character.
  ExprId code(ExprId id) {
    const ir::Span span = function_[id].span;
    if (const auto point = constant(id)) return function_.add(ir::Convert{function_.add(ir::Constant{}, module_.types->literal(*point), span)}, code_, span);
    if (is_item(id)) {
      const std::vector<ExprId> args = std::get<ir::CallRuntime>(function_[id].node).args;
      return function_.add(ir::CallRuntime{runtime("kb::code_at", ir::Effects::raises, true), {}, args}, code_, span);
    }
    if (is_piece(id)) return function_.add(ir::CallRuntime{runtime(ir::code_of_symbol, ir::Effects::none, false), {}, {id}}, code_, span);
    function_[id].type = code_;
    return id;
  }
  ir::RuntimeId runtime(std::string_view symbol, ir::Effects effects, bool takes_line) { return ir::runtime_function(module_, {std::string(symbol), "str.hpp", effects, takes_line}); }

  Module& module_;
  Function& function_;
  const types::Type code_;
  std::vector<bool> is_code_;                // by LocalId
  std::vector<std::vector<bool>> tuples_;    // by LocalId: of a loop's tuple, by item
  std::vector<std::size_t> known_, binds_;   // by LocalId: mentions that have a form for code points, and those that bind
};

}  // namespace

void characters(Module& module) {
  for (Function& function : module.functions) Characters(module, function).run();
}

}  // namespace keelback::passes
