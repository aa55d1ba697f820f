// Emits one IR function as one C++ function. Its methods are split by family: expressions.cpp, arithmetic.cpp, conversions.cpp, arrays.cpp,
// classes.cpp, statements.cpp, loops.cpp, functions.cpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <set>
#include <string>
#include <vector>

#include "emit/names.hpp"
#include "emit/type_descriptors.hpp"
#include "emit/types_to_cpp.hpp"
#include "emit/writer.hpp"
#include "ir/effects.hpp"
#include "ir/nodes.hpp"
#include "support/source_file.hpp"

namespace keelback::emit {

using ir::Block;
using ir::ExprId;
using ir::InstanceId;
using ir::LocalId;
using ir::NameId;
using ir::StmtId;

// How control left a block: one that has a `finally`, or the body of a loop that is called.
enum Leaving { by_return = 1, by_break = 2, by_continue = 3, by_error = 4 };

// How generated code calls a compiled class and its parts.
struct ClassNames {
  std::string type, state, table;           // the struct, its class_state (of a class of another module what points to it), its table for the binding
  std::string set;                          // the member whose bits say which fields are set
  std::vector<std::string> fields;
  std::uint32_t first = 0, last = 0;        // its number, and the last one of those that derive from it
  bool collected = false;                   // its objects can be parts of cycles
  bool is_elsewhere = false;                // another module of the build has the class
  std::string layout;                       // what modules that know the class must agree on; empty: no others do

  std::string state_object() const { return is_elsewhere ? "*" + state : state; }
};

// The frame of a generator where it is in place: its struct, and what that is constructed from. A frame may have those of generators that feed it inside.
struct FrameInPlace {
  std::string type;
  std::vector<std::pair<std::string, std::string>> parameters = {};  // type, name
  bool cleans_up = false;            // it, or one inside
};
// The struct of a frame, and of which others it has members.
struct FrameStruct {
  std::string type, text;
  std::vector<std::string> parts;
};

// What Python object the runtime keeps with a text that it is handed: the text, what an import of it gives, or a tuple of the names in it.
enum class HeldName : std::uint8_t { text, imported, keywords };

// What the functions of a module share.
struct ModuleContext {
  const ir::Module& module;
  std::span<const support::SourceFile* const> sources;
  ir::CallEffects calls;
  std::vector<bool> recursive;              // by instance: may be active twice
  std::vector<bool> sees_containers;        // by instance: it, or what it calls
  std::vector<std::string> function_names;  // by instance
  std::vector<std::string> global_names;    // by global
  NameScope names;                          // every name at namespace scope
  Headers headers;
  std::vector<bool> frames;                 // by instance: what tracebacks name, declared in front of all functions
  std::vector<bool> carried_out;            // by instance: loops have it in place, so that its calls that are left seldom run
  std::vector<int> generator_loops;         // by instance: of a generator, the loops that have its frame in place
  std::vector<bool> pushed;                 // by instance: a generator that hands its items to the loop over it
  std::vector<FrameStruct> generator_frames;
  std::map<std::string, FrameInPlace> fed_frames = {};  // by the generator and what feeds it
  std::string fed_definitions = {};                     // their functions
  std::string code;                         // the functions so far
  std::vector<ClassNames> classes;          // by types::ClassId
  std::vector<std::string> fresh_names = {};  // by instance: of one that gives fresh objects, the function that gives them by value
  TypeDescriptors descriptors{module, names, headers, classes};
  std::map<std::pair<HeldName, std::string>, std::string> python_names = {};  // texts that Python is handed as names: the constant of each
  bool hands_over = false;                  // values become Python objects while native code runs
};

// A C++ expression. Evaluating it has whatever of the IR expression's effects was not already written as statements.
struct Value {
  std::string text;
  bool atomic = true;    // binds as tightly as a name: no parentheses needed
  bool is_view = false;  // of an array type: a kb::view, that does not keep its buffer alive
};

// Whether no turn of a loop reads or writes an element that another one writes: the C++ compiler need not look at run time whether arrays overlap (independent_turns.cpp).
bool has_independent_turns(const ir::Module& module, const ir::Function& function, const ir::ForRange& loop, const ir::CallEffects& calls);

inline bool is_loop(const ir::Stmt& stmt) {
  return std::holds_alternative<ir::While>(stmt.node) || std::holds_alternative<ir::ForRange>(stmt.node) || std::holds_alternative<ir::ForEach>(stmt.node);
}
inline bool yields(const ir::Stmt& stmt) { return std::holds_alternative<ir::Yield>(stmt.node) || std::holds_alternative<ir::YieldFrom>(stmt.node); }

// The struct of a generator's frame.
std::string frame_type(const ModuleContext& context, InstanceId instance);
// The structs of all frames, parts before what they are parts of.
std::string generator_frames(const ModuleContext& context);
// Whether code of the generator runs where it is left while it is suspended.
bool cleans_up(const ir::Function& function);

// By instance: the generators that hand their items over (pushed_generators.cpp).
std::vector<bool> pushed_generators(const ir::Module& module, const std::vector<bool>& recursive);

// What a traceback names the function by.
std::string frame_constant(const ModuleContext& context, InstanceId instance);

class FunctionEmitter {
 public:
  FunctionEmitter(ModuleContext& context, InstanceId instance) : FunctionEmitter(context, instance, context.module[instance], false) {}
  // `pushes`: of a generator, given as if it was none, the function that hands its items over. `feeds`: by LocalId, the frames that parameters of a generator are.
  FunctionEmitter(ModuleContext& context, InstanceId instance, const ir::Function& function, bool pushes, std::map<LocalId, FrameInPlace> feeds = {});

  // The whole definition, with its frame.
  std::string definition();
  // `static double f(kb::view<double, 1> a, double b)`
  std::string signature();
  // Small and called by others: its calls are worth less than what the C++ compiler learns from seeing them in place.
  bool is_inline() const;
  std::string fresh_signature();  // of a function that gives fresh objects: its result in the caller's frame
  bool gives_fresh() const { return function_.gives_fresh; }
  std::string pushed_signature();
  std::string pushed_definition();

 private:
  // --- expressions.cpp: every expression node; may write statements first (temporaries) ---
  Value expr(ExprId id);
  // As the exact C++ type of the IR type: an array, not a view; a constant with its width.
  Value exact(ExprId id);
  std::string text(ExprId id) { return expr(id).text; }
  std::string operand(ExprId id);  // parenthesized unless atomic
  // Several operands, left to right: those whose effects a later one could observe become temporaries.
  enum class Form { plain, exact, operand, argument };  // argument: exact, but an array may be a view
  // What is `lent` needs no copy of its own.
  std::vector<Value> ordered(std::span<const ExprId> ids, Form form = Form::plain, const std::vector<bool>& lent = {});
  // Into a new constant of the type.
  std::string hoist(const Value& value, Type type, std::string_view purpose);
  std::string hoist(ExprId id, std::string_view purpose);
  // Evaluated once and usable many times: a name or a constant.
  std::string reusable(ExprId id, std::string_view purpose);
  bool is_reusable(ExprId id) const;

  Value constant(Type type);
  Value read_local(const ir::ReadLocal& node, ExprId id);
  Value call(const ir::Call& node, ExprId id, bool fresh = false);
  // Whether its C++ may be a reference into an object or a container.
  bool is_part(ExprId id) const;
  Value call_closure(const ir::CallClosure& node, ExprId id);
  Value call_runtime(const ir::CallRuntime& node, ExprId id);
  Value logical(const ir::Logical& node);
  Value select(const ir::Select& node, ExprId id);
  Value let(const ir::Let& node);
  void bind(const ir::Let& node);
  Value callable(const ir::Callable& node);
  // Whether the runtime may call native functions in it: an iterator is advanced, a callable is called.
  bool calls_back(const ir::CallRuntime& node) const;
  Value make_tuple(const ir::MakeTuple& node, ExprId id);
  Value tuple_item(const ir::TupleItem& node, ExprId id);
  Value make_list(const ir::MakeList& node, ExprId id);
  Value make_dict(const ir::MakeDict& node, ExprId id);
  Value make_closure(const ir::MakeClosure& node, ExprId id);

  // --- constant_tables.cpp ---
  // The container of the type, made from a table, where the expression is a display of many constants.
  std::optional<Value> constant_table(ExprId id, Type as);
  // The name of a display of constants that is only looked into: it is made once, and never taken down.
  std::string kept_display(ExprId id);
  // How many constants a table would hold; nothing where it is not of constants alone.
  std::optional<std::size_t> constants_in(ExprId id, Type as) const;
  // As kb::constant_form<...> is written. Writes the tables of containers before.
  std::string constant_form(ExprId id, Type as);
  // The items of the tuple, list, set or dict (key, value, key...) that is written there; none where it is no display that can be one of the type.
  std::vector<ExprId> display_items(ExprId display, Type as) const;

  std::string arguments(InstanceId callee, std::vector<Value> values, std::span<const Type> types);

  // --- arithmetic.cpp ---
  Value arithmetic(const ir::Arithmetic& node, ExprId id);
  Value unary(const ir::Unary& node, ExprId id);
  Value compare(const ir::Compare& node, ExprId id);
  std::optional<Value> compare_abs(const ir::Compare& node);
  Value tagged_arithmetic(const ir::TaggedArithmetic& node, ExprId id);
  Value tagged_value(const ir::TaggedValue& node);

  // --- conversions.cpp ---
  Value convert(const ir::Convert& node, ExprId id);
  // A value of type `from` as `to`. `value` may be used more than once only if it is reusable: unions and tuples are hoisted.
  Value convert_value(Value value, Type from, Type to, int line);
  Value convert_number(Value value, Type from, Type to, int line);
  static bool is_tagged(Type type);
  // The member of the union that a value of the type becomes: itself, or the one that it is a literal of, or the same kind of container. -1: none.
  static int member_of(Type type, Type union_type);
  Value convert_to_union(Value value, Type from, Type to, int line);
  // A tagged double that is a variable, or made of one or of a constant: its number and its tag, which both can be written twice.
  struct TaggedParts { std::string value, tag; };
  std::optional<TaggedParts> tagged_parts(ExprId id);
  Value convert_from_union(Value value, Type from, Type to, int line);
  Value is_member(const ir::IsMember& node);
  ExprId without_conversions(ExprId id) const;
  bool is_empty_display(ExprId id) const;

  // --- arrays.cpp ---
  // An array that can be read several times and outlives the statement: a name, or a view of one.
  std::string array_operand(ExprId id);
  // The same for access to elements: the local's own view where it has one.
  std::string element_array(ExprId id);
  Value read_element(const ir::ReadElement& node, ExprId id);
  std::string element(const std::string& array, std::span<const Value> indices, const std::vector<ir::Bounds>& bounds, int line);
  Value subscript(const ir::Subscript& node, ExprId id);
  Value gather(const ir::Gather& node, ExprId id);
  Value elementwise(ExprId id);
  Value reduce(const ir::Reduce& node, ExprId id);
  struct Fused {
    std::string lambda;                 // "[=](double x, double y) { return x + y; }"
    std::vector<std::string> operands;  // the arrays and scalars it is applied to
    bool is_copy = false;               // the lambda is the identity of one operand
    std::string site;                   // the line, with the tree of operations where that is needed: `kb::site`
  };
  // The scalar computation of an array expression, over its leaves. `first` is a parameter in front (the old element, in an update) with the
  // function that takes it and the expression's element; `result` casts the element.
  Fused fuse(ExprId id, const ir::RuntimeFunction* update, types::DType element, int line);
  // A part of the computation that is done for a block of elements, before what uses its results (kb::staged). `arguments`: one or two.
  struct Stage {
    std::string elementary, type;
    std::vector<std::string> arguments;
    std::string name;
  };
  // "[=](PARAMETERS) { return value; }" behind its stages.
  static std::string staged(const std::string& parameters, const std::string& value, std::span<const Stage> stages);
  // The name of what a stage gives: a new one, or one that computes just that.
  std::string staged_value(const std::string& elementary, types::DType dtype, std::vector<std::string> arguments, std::vector<Stage>& stages);
  struct Leaf {
    ExprId expr;
    std::string name, operand, type;
  };
  // What the leaves are combined by, as loops.hpp's `site` has it; the line of the whole.
  struct Tree {
    int line;
    std::string text = {};
    void add_leaf(std::size_t number);
    void add_operation(std::size_t operands, int line);
  };
  std::string fused_element(ExprId id, std::vector<Leaf>& leaves, std::vector<Stage>& stages, Tree& tree);
  std::string site_argument(const Tree& tree, std::size_t leaves);
  std::vector<std::string> subscript_items(const std::vector<ir::SubscriptItem>& items, std::span<const Value> operands, ExprId array, int line);
  static std::vector<ExprId> subscript_operands(const std::vector<ir::SubscriptItem>& items);
  std::string scalar_call(const ir::RuntimeFunction& function, std::span<const std::string> args, int line);

  // --- joined_loops.cpp ---
  struct JoinedStep;
  struct JoinedSteps;
  // The statements from `first` on that are written as one loop, or none.
  JoinedSteps joinable(const Block& block, std::size_t first) const;
  bool add_joinable(JoinedSteps& steps, StmtId id) const;
  bool add_view(JoinedSteps& steps, StmtId id) const;
  bool is_joinable_tree(const JoinedSteps& steps, ExprId id, JoinedStep& step) const;
  bool is_joinable_array(const JoinedSteps& steps, ExprId id) const;
  // Writes them; how many they are, 0 where the statement at `first` stands alone.
  std::size_t joined(const Block& block, std::size_t first);

  // --- classes.cpp ---
  Value read_field(const ir::ReadField& node, ExprId id);
  Value make_object(ExprId id);
  Value is_class(const ir::IsClass& node);

  // --- dynamic.cpp: what Python does ---
  Value dynamic(const ir::Dynamic& node, ExprId id);
  std::string handed(const std::string& value, Type type);
  std::string python_name(HeldName what, const std::string& text);  // "&name_x", or "nullptr" where it is empty
  Value to_object(const Value& value, Type from, int line);
  Value from_object(const Value& value, Type to, int line);
  void store_field(const ir::StoreField& node, int line);
  std::string member(const std::string& object, ir::FieldRef field) const;
  std::string set_bit(const std::string& object, ir::FieldRef field, std::string_view operation) const;

  // --- ownership.cpp ---
  void define(LocalId local, const std::string& value, bool is_constant = false);
  const std::string* lender_of(const ir::Assign& node) const;
  std::string hoist_borrowed(ExprId id, std::string_view purpose);
  const std::string& target(LocalId local) const;
  void make_in_frame(LocalId local, ExprId value);
  std::string fresh_value(ExprId id);
  std::string boxing_definition();
  bool is_place(ExprId id) const;               // in a variable, or in what one holds
  std::string object_operand(ExprId id);

  // --- statements.cpp ---
  void block(const Block& block);
  void stmt(StmtId id);
  void comment(int line);  // the source of a line
  void assign(const ir::Assign& node);
  bool append_text(const ir::Assign& node);
  void unit_stride(const ir::Assign& node);
  void moves(const ir::Moves& node);
  std::optional<ExprId> late_number(ExprId value) const;
  void store_element(const ir::StoreElement& node, int line);
  void store_view(const ir::StoreView& node, int line);
  void store_gather(const ir::StoreGather& node, int line);
  void if_(const ir::If& node);
  void inlined(const ir::Inlined& node, int line);
  void return_(const ir::Return& node);
  void raise(const ir::Raise& node, int line);
  void try_(const ir::Try& node);
  void handlers(const ir::Try& node);
  bool raises(const Block& body) const;
  void handle(const std::string& caught);
  void jump(int kind, std::string_view statement);  // through the `finally` blocks in between
  void braces(const Block& block);                  // { ... } unless empty

  // --- loops.cpp ---
  void while_(const ir::While& node, int line);
  void for_range(const ir::ForRange& node, int line);
  void for_each(const ir::ForEach& node, int line);
  void for_generator(const ir::ForEach& node, int line);
  void for_counted(const ir::ForEach& node, ExprId iterable, const std::string& sequence, const std::string& first_number, int line);
  std::optional<ExprId> numbered_sequence(const ir::ForEach& node) const;
  bool name_pieces(const ir::ForEach& node);
  bool is_read_as_code(const ir::ForEach& node) const;
  const std::string* piece_of(ExprId id) const;
  void loop_body(const Block& body, LocalId local, const std::string& element, int line, bool polls);
  void begin_loop(const Block& orelse);
  void end_loop(const Block& orelse);
  bool polls(const ir::ForRange& loop) const;
  std::optional<ExprId> whole_number(ExprId id) const;
  // Whether the function is a power that is multiplied out (kb::ufunc::power): of an exponent known to be whole and small.
  bool is_small_power(const ir::RuntimeFunction& function, ExprId exponent) const;
  std::string begin_strips();
  void end_strips(const std::string& turns, int line);

  // --- fed_generators.cpp ---
  const ir::Call* placed_call(ExprId id) const;
  bool is_placed_argument(const ir::Call& call, std::size_t argument, int line) const;
  FrameInPlace frame_in_place(ExprId id);
  std::string call_arguments(ExprId call);
  FrameInPlace own_frame() const;

  // --- generators.cpp ---
  std::string generator_definition();
  void find_suspending();
  bool suspends(const Block& block) const;
  void make_member(LocalId local);
  std::string add_member(const std::string& type, std::string_view purpose);
  void in_braces(const std::function<void()>& write);
  std::string condition_of(ExprId condition);       // evaluated here: a text that declares nothing
  void suspending(StmtId id, int line);
  std::string suspend();                            // leaves; the label where it goes on
  void yield(const ir::Yield& node, int line);
  void yield_from(const ir::YieldFrom& node, int line);
  void suspending_range(const ir::ForRange& node, int line);
  void suspending_each(const ir::ForEach& node, int line);
  void suspending_try(const ir::Try& node);
  void suspending_body(const std::function<void()>& write);
  void dispatch(const std::vector<std::pair<int, std::string>>& targets);
  void finish_generator();

  // --- pushed_generators.cpp ---
  struct Pushed {
    ExprId made;
    const ir::Call* call;
    std::optional<ExprId> start;       // of what `enumerate` numbers
  };
  std::optional<Pushed> pushed_source(const ir::ForEach& node) const;
  void for_pushed(const ir::ForEach& node, ExprId made, const ir::Call& call, std::optional<ExprId> start, int line);
  void push(const std::string& taken);
  void push_yield(const ir::Yield& node);
  void push_from(const ir::YieldFrom& node, int line);

  // --- functions.cpp: names, scopes, lines ---
  void place_locals();
  void place_views();
  void declare(LocalId local);
  void bound(LocalId local);  // after the local got a value
  std::vector<std::string> bound_flag_declarations() const;
  void declare_before(StmtId id);
  const std::string& name(LocalId local) const { return local_names_[local.value]; }
  bool is_view(LocalId local) const;
  std::string temporary(std::string_view purpose) { return names_.unique(purpose); }
  const support::SourceFile* source() const;  // of the frame
  void in_frame(Writer& out, const Writer& body);
  int line_of(ir::Span span) const;
  int line_of(ExprId id) const { return line_of(function_[id].span); }
  std::string line_argument(int line);  // marks the function as one that raises
  void set_line(int line);              // `line = 12;` before a call of a native function
  Type type(ExprId id) const { return function_[id].type; }
  std::string cpp(Type type) { return cpp_type(type, context_.headers); }
  std::string cpp(LocalId local);       // of its variable
  void need(std::string_view header) { context_.headers.emplace(header); }
  ir::Effects effects(ExprId id) const { return ir::effects(module_, function_, id, &context_.calls); }

  // What of a tree's evaluation others could observe, or that depends on others.
  struct Footprint {
    ir::Effects effects = ir::Effects::none;
    bool only_overflow = true;        // all it raises is an int's OverflowError at `line`
    int line = 0;
    std::vector<LocalId> binds, reads;
  };
  Footprint footprint(ExprId id) const;
  static bool conflict(const Footprint& earlier, const Footprint& later);
  static void merge(Footprint& into, const Footprint& other);

  ModuleContext& context_;
  const ir::Module& module_;
  InstanceId instance_;
  const ir::Function& function_;
  NameScope names_;
  std::vector<std::string> local_names_;
  std::vector<std::string> bound_flags_;      // by NameId; empty: never read unbound
  std::vector<bool> assigned_;                // by LocalId: something binds it after the function began
  std::vector<std::vector<LocalId>> before_;  // by StmtId: locals declared in front of it
  std::vector<bool> declared_by_assign_;      // by StmtId: the Assign declares its local
  std::vector<int> binds_;                    // by LocalId: how many statements and `Let`s bind it
  std::vector<std::string> holders_;          // by LocalId: the variable that holds a borrowed value that changes, or empty
  std::vector<std::string> frame_objects_;    // by LocalId: the variable whose memory is the object's, or empty
  std::vector<std::vector<int>> item_reads_;  // by LocalId: of a tuple of which nothing but single items is read, how often each is
  std::set<std::string> code_pieces_;         // those of `pieces_` that are code points of characters
  std::vector<std::vector<std::string>> pieces_;  // by LocalId: of a loop's tuple that has a variable for each item, these
  std::vector<bool> own_scope_;               // by LocalId: declared by the Let, loop or handler that binds it
  std::vector<LocalId> at_top_;
  std::vector<std::string> element_views_;    // by LocalId: the view through which loops access the array's elements, or empty
  std::vector<bool> view_local_;              // by LocalId: holds a kb::view, since the array it is a part of outlives it

  Writer* out_ = nullptr;
  int depth_of_loops_ = 0;
  // The Python frame whose code is written: the function's, or that of a call carried out in place.
  struct Frame {
    InstanceId of;
    std::string line_name = "line";  // the variable that holds the line of the call that runs
    int line = 0;              // what it holds here; 0: not known
    int commented = 0;         // the line that the last comment showed
    bool can_raise = false;
    bool needs_line = false;   // the variable is set before some call
  };
  Frame frame_;
  bool polls_ = false;       // some loop asks for interrupts
  std::set<ExprId> moved_reads_;               // the last reads of loops' items
  bool in_callable_ = false;                  // its calls are at the line of who called the runtime

  // Where `break`, `continue` and `return` go: innermost last.
  struct Target {
    enum class Kind { loop, finally, sink } kind;   // sink: the body of a loop, as a function
    std::string break_label;     // of a loop with `else`
    bool break_label_used = false;
    std::string leaving;         // of a `finally`: the variable that says how the block was left
    std::string end_label;
    bool returns = false, breaks = false, continues = false;
  };
  std::vector<Target> targets_;
  std::string return_variable_;
  std::string sink_, sink_type_;     // of a function that hands items over: the parameter that takes them
  std::vector<std::string> caught_;  // the errors being handled: the member that keeps one, empty for that of a catch block
  std::set<ExprId> placed_calls_;    // calls of generators that stand for their arguments: what is called with these is written around them
  // Of a generator.
  std::map<LocalId, FrameInPlace> feeds_;
  std::string fed_type_;
  std::vector<std::string> frame_parts_;
  std::vector<bool> suspends_;       // by StmtId: it yields, at any depth
  std::vector<bool> is_member_;      // by LocalId: lives in the frame
  std::string members_;              // their declarations
  int states_ = 0;
  std::vector<std::pair<int, std::string>> dispatch_, inside_try_;  // the labels by state; those within the `try` that was written last
  std::vector<int> reads_;           // by LocalId: how many expressions read it
};

}  // namespace keelback::emit
