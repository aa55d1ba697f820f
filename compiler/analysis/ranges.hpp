// Integer ranges and array shapes, found by running a function on symbols (docs/design/check_hoisting.md).
//
// Every int value is a linear expression over symbols, every array's extents are too. Conditions, loop headers, `%`, min and max add facts about the
// symbols. A loop body is run until the facts assumed at its head are what its end leaves; what cannot be kept is forgotten.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "analysis/linear.hpp"
#include "ir/nodes.hpp"

namespace keelback::analysis {

// What is known of a value; null: nothing.
struct Abstract;
using Value = std::shared_ptr<const Abstract>;
struct Abstract {
  enum class Kind : std::uint8_t { integer, array, tuple } kind;
  Linear integer;
  std::vector<Linear> shape;
  std::vector<Value> items;
};

struct State {
  std::vector<Value> locals;             // by LocalId
  std::map<ir::GlobalId, Value> globals;
  Facts facts;
  bool reachable = true;
};

// A place where generated code would look: one index of a subscript, or one arithmetic operation.
struct Site {
  bool statement = false;   // StoreElement, by StmtId; else by ExprId
  std::uint32_t id = 0;
  int position = 0;         // which index; 0 for arithmetic
  auto operator<=>(const Site&) const = default;
};

// What the analysis saw at a site. `enough` are conditions over a loop's allowed symbols from which the check follows, where asked for and found.
struct Observation {
  Site site;
  bool subscript = false;
  bool low = false;         // subscripts: index >= 0;  arithmetic: it cannot fail
  bool high = false;        // subscripts: index < extent;  remainders: -divisor <= left operand < 2 * divisor
  std::optional<Linear> enough_low, enough_high;
  std::vector<Symbol> unbounded;   // arithmetic that may overflow: the allowed symbols in its operands without a useful range
  std::optional<Linear> divisor;   // a divisor over allowed symbols whose sign is unknown
  bool condition = false;          // of an `if`, by StmtId: `low` and `high` are set, `holds` says how it always comes out, if it is known
  std::optional<bool> holds;
};

// What a function's result is, in terms of its arguments: the parameters' symbols are 0, 1, 2... in the
// order of the ints and array extents in the parameters.
struct Summary {
  Interval interval;
  std::vector<Linear> lower, upper;
};

// Summaries of a module's functions, made when first asked for. A function that is being summarized has none (recursion).
class Summaries {
 public:
  explicit Summaries(const ir::Module& module) : module_(module) {}
  const Summary& operator[](ir::InstanceId instance);

 private:
  const ir::Module& module_;
  std::map<ir::InstanceId, Summary> known_;
};

class Ranges {
 public:
  Ranges(const ir::Module& module, const ir::Function& function, Summaries* summaries = nullptr);

  // Runs the whole function. Afterwards `observations` and `loop_entries` are filled.
  void run();

  // Runs one loop from the given state. `allowed` says which symbols `enough_...` may be made of.
  std::vector<Observation> run_loop(ir::StmtId loop, State state, std::function<bool(Symbol)> allowed);

  std::vector<Observation> observations;
  std::map<ir::StmtId, State> loop_entries;   // the state in front of each ForRange and While, as last seen

  Summary summary();

 private:
  struct Frame { std::vector<State> breaks, continues; };

  void run(const ir::Block& block, State& state);
  void run(ir::StmtId stmt, State& state);
  void run_if(ir::StmtId stmt, const ir::If& node, State& state);
  void run_loop(ir::StmtId stmt, State& state);
  void run_try(const ir::Try& node, State& state);
  void assume(ir::ExprId condition, bool truth, State& state);
  void bind_again(const ir::Let& node, State& state);
  std::optional<bool> decided(ir::ExprId condition, State& state);

  Value eval(ir::ExprId expr, State& state);
  Value eval_node(ir::ExprId expr, State& state);
  Value arithmetic(ir::ExprId expr, const ir::Arithmetic& node, State& state);
  Value divided(ir::BinaryOp op, const Linear& left, const Linear& right, Interval limits, State& state);
  Value convert(ir::ExprId expr, Value from, types::Type from_type, State& state);
  Value call(ir::ExprId expr, const ir::Call& node, State& state);
  Value call_runtime(ir::ExprId expr, const ir::CallRuntime& node, State& state);
  Value subscript(ir::ExprId expr, const ir::Subscript& node, State& state);
  Linear slice_extent(const ir::AtSlice& slice, const Linear& extent, State& state);
  Value broadcast(const std::vector<Value>& operands, types::Type type, State& state);
  void check_index(Site site, const Value& index, const std::optional<Linear>& extent, State& state);
  void note_arithmetic(ir::ExprId expr, bool safe, std::initializer_list<const Linear*> operands, const Linear* divisor, const State& state);
  Value minimum(const std::vector<Value>& args, bool maximum, State& state);
  Value made_array(const Value& shape, types::Type type, State& state);

  Value unknown(types::Type type, State& state, std::optional<Interval> interval = {});
  Value integer(const Linear& value) const;
  Linear join(const Linear& a, const State& left, const Linear& b, const State& right, Symbol shared, State& result);
  Value join(const Value& a, const State& left, const Value& b, const State& right, Symbol shared, State& result);
  State join(const State& a, const State& b, Symbol shared);
  State join(std::vector<State>& states, Symbol shared);
  // Bounds of an expression over symbols that `allowed` holds for.
  std::vector<Linear> bounds(const Facts& facts, const Linear& value, bool upper, Symbol below) const;
  std::vector<Linear> tested_bounds(const Facts& facts, const Linear& value, bool upper, Symbol below) const;
  void find_counters();
  void write(ir::LocalId local, Value value, State& state);
  State initial();

  const ir::Module& module_;
  const ir::Function& function_;
  Summaries* summaries_;
  std::shared_ptr<Symbol> numbering_ = std::make_shared<Symbol>(0);
  std::vector<Frame> frames_;
  std::vector<bool> counters_;           // locals that only ever change by small constants
  std::vector<std::pair<State, Value>> returns_;
  std::function<bool(Symbol)> allowed_;
  bool want_returns_ = false;
  int loop_depth_ = 0;
};

// The interval of an int-like type (int, bool, NumPy integers but uint64); nothing for others.
std::optional<Interval> interval_of(types::Type type);

}  // namespace keelback::analysis
