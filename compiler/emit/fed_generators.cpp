// Generators that feed each other: a loop over a generator that is given another one has the frames of both in place, one inside the other.
//
//   def odd(numbers):                                          struct odd_generator {          // of `odd(collatz(n))`
//       for number in numbers:                                   collatz_generator numbers;
//           if number % 2: yield number              =>          bool run(std::int64_t& item, int at) {
//                                                                  ... while (numbers.next(number)) ...
//   for number in odd(collatz(n)): ...
//
// So nothing is on the heap, and the C++ compiler sees from one end to the other. A generator that loops over the call of another one has its frame as a member.
// Declined: recursive generators; parameters that anything but one loop which yields reads.
#include <fmt/format.h>

#include "emit/function_emitter.hpp"
#include "ir/walk.hpp"

namespace keelback::emit {

namespace {

// The generator's loop over the parameter, if that is all that mentions it.
bool only_feeds_a_loop(const ir::Function& function, LocalId parameter) {
  int mentions = 0, loops = 0;
  const auto reads = [&](ExprId id) {
    const auto* read = std::get_if<ir::ReadLocal>(&function[id].node);
    return read != nullptr && read->local == parameter;
  };
  ir::for_each_stmt(function, function.body, [&](StmtId id) {
    const ir::Stmt& stmt = function[id];
    for (const LocalId bound : ir::bound_locals(function, stmt)) mentions += bound == parameter ? 2 : 0;
    ir::for_each_operand(stmt, [&](ExprId root) { mentions += ir::count_reads(function, root, parameter); });
    const auto* loop = std::get_if<ir::ForEach>(&stmt.node);
    if (loop != nullptr && reads(loop->iterable) && ir::any_stmt(function, loop->body, [&](StmtId inner) { return yields(function[inner]); })) ++loops;
  });
  return mentions == 1 && loops == 1;
}

}  // namespace

// The call of a generator whose frame can be a part of what calls it.
const ir::Call* FunctionEmitter::placed_call(ExprId id) const {
  const auto* call = std::get_if<ir::Call>(&function_[id].node);
  if (call == nullptr || !module_[call->callee].is_generator || context_.recursive[call->callee.value] || context_.pushed[call->callee.value]) return nullptr;
  return call;
}

bool FunctionEmitter::is_placed_argument(const ir::Call& call, std::size_t argument, int line) const {
  const ir::Function& callee = module_[call.callee];
  if (!callee.is_generator || context_.recursive[call.callee.value] || placed_call(call.args[argument]) == nullptr) return false;
  const LocalId parameter = callee.parameters[argument];
  if (!types::is_generator(callee[parameter].type) || !only_feeds_a_loop(callee, parameter)) return false;
  // What the frame inside is made from is evaluated in its place: that nothing else of the call can tell.
  const bool binds = ir::any_in_tree(function_, call.args[argument], [&](ExprId id) { return std::holds_alternative<ir::Let>(function_[id].node) || line_of(id) != line; });
  const auto is_plain = [&](ExprId id) {
    const auto* read = std::get_if<ir::ReadLocal>(&function_[id].node);
    return read != nullptr ? !read->checked : std::holds_alternative<ir::Constant>(function_[id].node);
  };
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    if (i != argument && !is_plain(call.args[i])) return false;
  }
  return !binds;
}

// The frame of the call of a generator, with those that feed it inside where they can be.
FrameInPlace FunctionEmitter::frame_in_place(ExprId id) {
  const ir::Call& call = std::get<ir::Call>(function_[id].node);
  std::map<LocalId, FrameInPlace> feeds;
  std::string key = std::to_string(call.callee.value);
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    if (!is_placed_argument(call, i, line_of(id))) continue;
    placed_calls_.insert(call.args[i]);
    const FrameInPlace& inner = feeds[module_[call.callee].parameters[i]] = frame_in_place(call.args[i]);
    key += fmt::format(" {}: {}", i, inner.type);
  }
  if (feeds.empty()) return FunctionEmitter(context_, call.callee).own_frame();
  if (const auto known = context_.fed_frames.find(key); known != context_.fed_frames.end()) return known->second;
  FunctionEmitter fed(context_, call.callee, module_[call.callee], false, std::move(feeds));
  fed.fed_type_ = context_.names.unique(context_.function_names[call.callee.value] + "_fed_generator");
  const FrameInPlace made = context_.fed_frames[key] = fed.own_frame();
  context_.fed_definitions += "\n" + fed.generator_definition();
  return made;
}

// What is within the call's parentheses: what the frame is constructed from, or a function that hands its items over is called with.
std::string FunctionEmitter::call_arguments(ExprId call) {
  placed_calls_.insert(call);
  return expr(call).text;
}

FrameInPlace FunctionEmitter::own_frame() const {
  FrameInPlace own{feeds_.empty() ? frame_type(context_, instance_) : fed_type_};
  own.cleans_up = cleans_up(function_);
  for (const LocalId id : function_.parameters) {
    const auto fed = feeds_.find(id);
    if (fed == feeds_.end()) {
      own.parameters.emplace_back(parameter_type(function_[id].type, context_.headers), name(id) + "_argument");
      continue;
    }
    own.cleans_up = own.cleans_up || fed->second.cleans_up;
    for (const auto& [type, parameter] : fed->second.parameters) own.parameters.emplace_back(type, name(id) + "_" + parameter);
  }
  return own;
}

std::string generator_frames(const ModuleContext& context) {
  std::string out;
  std::set<std::string> written;
  const auto write = [&](auto&& self, const FrameStruct& frame) -> void {
    if (!written.insert(frame.type).second) return;
    for (const FrameStruct& other : context.generator_frames) {
      if (std::ranges::find(frame.parts, other.type) != frame.parts.end()) self(self, other);
    }
    out += frame.text;
  };
  for (const FrameStruct& frame : context.generator_frames) write(write, frame);
  return out;
}

}  // namespace keelback::emit
