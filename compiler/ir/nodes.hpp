// The typed intermediate representation: expression trees under structured statements.
//
// What each node means is in docs/ir.md. Rules that hold for all of them:
//  - every local has one type for its whole life; a Python name that changes type is several locals of one `NameId`;
//  - operands are evaluated left to right; the emitter forces that order where it can be observed;
//  - operands already have the types that the operation works on: every conversion is a `Convert` node;
//  - a node that may raise knows the Python line from its span.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "support/span.hpp"
#include "types/type.hpp"

namespace keelback::ir {

using support::Span;
using types::DType;
using types::Type;

// Indices into the owning function's or module's tables. A default-made id refers to nothing.
template <class Tag>
struct Id {
  std::uint32_t value = UINT32_MAX;
  explicit operator bool() const { return value != UINT32_MAX; }
  auto operator<=>(const Id&) const = default;
};
using ExprId = Id<struct ExprTag>;
using StmtId = Id<struct StmtTag>;
using LocalId = Id<struct LocalTag>;
using NameId = Id<struct NameTag>;          // a Python name of the function: all its locals share one "is bound" flag
using InstanceId = Id<struct InstanceTag>;  // a function at given argument types
using GlobalId = Id<struct GlobalTag>;
using RuntimeId = Id<struct RuntimeTag>;
using ClassId = types::ClassId;             // index into Module::classes
using Block = std::vector<StmtId>;

// What evaluating a node can do beside giving a value. Named bits; a node's are its own, not its operands'.
enum class Effects : std::uint8_t {
  none = 0,
  raises = 1,     // may raise a Python exception
  reads = 2,      // depends on memory that others can write (array elements, lists, dicts)
  writes = 4,     // writes such memory
  allocates = 8,  // makes a new object or buffer
};
constexpr Effects operator|(Effects a, Effects b) { return Effects(std::uint8_t(a) | std::uint8_t(b)); }
constexpr bool has(Effects a, Effects bit) { return (std::uint8_t(a) & std::uint8_t(bit)) != 0; }

// A function or function template of include/keelback/.
struct RuntimeFunction {
  std::string symbol;   // "kb::numpy::median"
  std::string header;   // "numpy/sort.hpp", relative to include/keelback/
  Effects effects = Effects::raises | Effects::reads | Effects::allocates;
  bool takes_line = true;  // its last parameter is the Python line, for the traceback
  bool makes_rows = false;  // gives a new array in C order: the elements of its last axis are side by side
  bool gives_read_only = false;  // its arrays are read-only, or may be
  bool gives_part = false;  // a reference to what its first argument, a container, holds
  bool numbers = false;     // Python's `enumerate`: gives the items of its first argument, each behind a count from its second
  bool describes = false;   // it makes Python objects of its arguments: each goes with its description, behind `leading`, the result's and the line
  bool runs_code = false;   // native code of another module runs: it may do anything
  std::string leading = {};     // arguments in C++ spelling, the same for all calls; `$exception NAME`: that class of exceptions
  std::string elementary = {};  // of one that the runtime also computes for many elements at once: its name in kb::elementary
};

enum class BinaryOp : std::uint8_t {
  add, subtract, multiply, divide, floor_divide, remainder, power, left_shift, right_shift, bit_and, bit_or, bit_xor,
};
enum class UnaryOp : std::uint8_t { negative, positive, invert };
enum class CompareOp : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

// Whose arithmetic it is: Python's (checked, raising) or NumPy's scalars' (wrapping, IEEE).
enum class Rules : std::uint8_t { python, numpy };

// Whether an array subscript must be looked at. `proved`: 0 <= index < extent is known.
enum class Bounds : std::uint8_t {
  checked,      // may be negative or out of range
  nonnegative,  // known to be >= 0, the upper bound is checked
  proved,
};

// --- expressions -----------------------------------------------------------------------------------------------------

// The value is the type's literal (types::Kind::literal), or None, or Ellipsis.
struct Constant { static constexpr auto fields = std::tuple{}; };

// A float, complex or string constant whose type is not a literal type keeps its value here.
struct ReadLocal {
  LocalId local;
  bool checked = false;  // the name may be unbound here: UnboundLocalError
  static constexpr auto fields = std::tuple{&ReadLocal::local, &ReadLocal::checked};
};

struct ReadGlobal {
  GlobalId global;
  static constexpr auto fields = std::tuple{&ReadGlobal::global};
};

// A native function called directly.
struct Call {
  InstanceId callee;
  std::vector<ExprId> args;
  std::vector<bool> lent = {};  // by argument, empty: none. A part of an object or container that stays what it is while the callee runs: passed without a reference of its own
  static constexpr auto fields = std::tuple{&Call::callee, &Call::args};
};

// A function value called: one instance for each function it may be, in the order of its type's `functions`. Captures are passed
// as the first arguments. Each instance's result is converted to the node's type.
struct CallClosure {
  ExprId callee;
  std::vector<InstanceId> targets;
  std::vector<ExprId> args;
  static constexpr auto fields = std::tuple{&CallClosure::callee, &CallClosure::targets, &CallClosure::args};
};

// A runtime function called: kb::name<template arguments>(args..., line). A literal argument whose value the template needs to know
// is in `template_args`, in C++ spelling; `result_argument` there stands for the node's own type.
inline constexpr std::string_view result_argument = "$result";
struct CallRuntime {
  RuntimeId function;
  std::vector<std::string> template_args;
  std::vector<ExprId> args;
  int braced_begin = 0, braced_count = 0;   // these arguments form a braced list: kb::reshape<2>(a, {n, m}, line)
  static constexpr auto fields = std::tuple{&CallRuntime::function, &CallRuntime::template_args, &CallRuntime::args, &CallRuntime::braced_begin, &CallRuntime::braced_count};
};

// Both operands have the storage of the result, but for Python's int / int, whose operands are ints.
// `checked` is false where overflow, zero division and bad shifts are proved away.
struct Arithmetic {
  BinaryOp op;
  Rules rules;
  ExprId left, right;
  bool checked = true;
  bool near = false;  // an int remainder whose left operand is known to be at most one divisor below or above the result, and the divisor to be positive
  static constexpr auto fields = std::tuple{&Arithmetic::op, &Arithmetic::rules, &Arithmetic::left, &Arithmetic::right, &Arithmetic::checked, &Arithmetic::near};
};

struct Unary {
  UnaryOp op;
  Rules rules;
  ExprId operand;
  bool checked = true;
  static constexpr auto fields = std::tuple{&Unary::op, &Unary::rules, &Unary::operand, &Unary::checked};
};

// Scalars of one storage, or an int with a float (compared exactly), strings, tuples, lists; the result is a bool.
struct Compare {
  CompareOp op;
  ExprId left, right;
  static constexpr auto fields = std::tuple{&Compare::op, &Compare::left, &Compare::right};
};

struct Not {
  ExprId operand;  // a bool
  static constexpr auto fields = std::tuple{&Not::operand};
};

// Short-circuit and/or of two bools. (Python's value-giving forms are `Let` and `Select`.)
struct Logical {
  bool is_and;
  ExprId left, right;
  static constexpr auto fields = std::tuple{&Logical::is_and, &Logical::left, &Logical::right};
};

// condition ? yes : no; only the chosen one is evaluated. Both have the node's type.
struct Select {
  ExprId condition, yes, no;
  static constexpr auto fields = std::tuple{&Select::condition, &Select::yes, &Select::no};
};

// (local = value, body): binds a temporary, or a walrus' name, within an expression.
struct Let {
  LocalId local;
  ExprId value, body;
  static constexpr auto fields = std::tuple{&Let::local, &Let::value, &Let::body};
};

// To the node's type: numeric casts (Python int to a small dtype is checked), literal to base, member to union, union to a wider union,
// union to a member (already tested), float64 element-wise to another dtype for arrays, NumPy scalar to Python number.
struct Convert {
  ExprId operand;
  static constexpr auto fields = std::tuple{&Convert::operand};
};

// Whether a union holds member number `member` of its type's args.
struct IsMember {
  ExprId operand;
  int member;
  static constexpr auto fields = std::tuple{&IsMember::operand, &IsMember::member};
};

// An arithmetic operation on tagged doubles (types::UnionStorage::tagged_double) or plain numbers that has the same machine operation for
// every combination of members: the double is computed once, the result's tag is `tags[left tag * right members + right tag]`.
// The node's type is again a tagged double.
struct TaggedArithmetic {
  BinaryOp op;
  ExprId left, right;
  std::vector<int> tags;
  static constexpr auto fields = std::tuple{&TaggedArithmetic::op, &TaggedArithmetic::left, &TaggedArithmetic::right, &TaggedArithmetic::tags};
};

// The double of a tagged double, whatever its tag (a literal int as the double it is).
struct TaggedValue {
  ExprId operand;
  static constexpr auto fields = std::tuple{&TaggedValue::operand};
};

// An array operation element by element; operands broadcast (docs/ir.md, "Broadcasting"); scalars may stand among them. The function is a scalar
// runtime function. The node's type is an array; nested Elementwise operands are one fused loop.
struct Elementwise {
  RuntimeId function;
  std::vector<ExprId> operands;
  static constexpr auto fields = std::tuple{&Elementwise::function, &Elementwise::operands};
};

// A reduction of an array expression over `axes` (all where empty), which need not be materialized.
enum class ReduceOp : std::uint8_t { sum, product, minimum, maximum, any, all, mean, argmin, argmax, count_nonzero, variance, deviation };
struct Reduce {
  ReduceOp op;
  ExprId operand;
  std::vector<int> axes;     // normalized, ascending
  bool keepdims = false;
  std::optional<ExprId> extra;  // ddof of variance and deviation, initial of the others
  DType accumulate{};        // the dtype in which the operation runs
  static constexpr auto fields = std::tuple{&Reduce::op, &Reduce::operand, &Reduce::axes, &Reduce::keepdims, &Reduce::extra, &Reduce::accumulate};
};

// One element of an array: as many indices (Python ints) as it has axes. The type is a NumPy scalar.
struct ReadElement {
  ExprId array;
  std::vector<ExprId> indices;
  std::vector<Bounds> bounds;
  static constexpr auto fields = std::tuple{&ReadElement::array, &ReadElement::indices, &ReadElement::bounds};
};

// A part of a basic subscript.
struct AtIndex { ExprId index; Bounds bounds = Bounds::checked; };              // removes its axis
struct AtSlice { std::optional<ExprId> start, stop, step; };  // Python ints
struct AtNewAxis {};
struct AtArray { ExprId array; };                             // int array or boolean mask: only in Gather
using SubscriptItem = std::variant<AtIndex, AtSlice, AtNewAxis, AtArray>;  // an ellipsis is already written out as full slices

// A view of the array: shares its memory. Also the target of StoreView.
struct Subscript {
  ExprId array;
  std::vector<SubscriptItem> items;
  static constexpr auto fields = std::tuple{&Subscript::array, &Subscript::items};
};

// Elements at integer arrays and boolean masks, a new array.
struct Gather {
  ExprId array;
  std::vector<SubscriptItem> items;
  static constexpr auto fields = std::tuple{&Gather::array, &Gather::items};
};

// One extent of an array's shape, a Python int; `axis` is in range.
struct Extent {
  ExprId array;
  int axis;
  static constexpr auto fields = std::tuple{&Extent::array, &Extent::axis};
};

struct MakeTuple {
  std::vector<ExprId> items;
  static constexpr auto fields = std::tuple{&MakeTuple::items};
};

struct TupleItem {
  ExprId tuple;
  int index;
  static constexpr auto fields = std::tuple{&TupleItem::tuple, &TupleItem::index};
};

// A list or set of the node's type with these items, already converted to its item type.
struct MakeList {
  std::vector<ExprId> items;
  static constexpr auto fields = std::tuple{&MakeList::items};
};

struct MakeDict {
  std::vector<ExprId> keys, values;
  static constexpr auto fields = std::tuple{&MakeDict::keys, &MakeDict::values};
};

// Function number `index` of the node's function type, with the values it captures.
struct MakeClosure {
  int index;
  std::vector<ExprId> captures;
  static constexpr auto fields = std::tuple{&MakeClosure::index, &MakeClosure::captures};
};

// A function for the runtime to call (map, filter, sort by a key): its body with these locals as parameters. The body reads no other local than those
// that were assigned once, before it is made: they are copied into it.
struct Callable {
  std::vector<LocalId> parameters;
  ExprId body;
  static constexpr auto fields = std::tuple{&Callable::parameters, &Callable::body};
};

// A new object of the node's type, its fields unset or at their class' values. `__init__` is called by the nodes around it.
struct MakeObject { static constexpr auto fields = std::tuple{}; };

// A field that a class declares, by its number among the class' own.
struct FieldRef {
  ClassId klass = 0;
  std::uint32_t index = 0;
  auto operator<=>(const FieldRef&) const = default;
};

// object.field; raises AttributeError where the field is a checked one (ir::Field) and unset.
struct ReadField {
  ExprId object;
  FieldRef field;
  static constexpr auto fields = std::tuple{&ReadField::object, &ReadField::field};
};

// Whether the object's class is `klass` or derives from it; `by_python`: whether it is one that Python code has derived from a compiled one (Class::is_extensible).
struct IsClass {
  ExprId operand;
  ClassId klass;
  bool by_python = false;
  static constexpr auto fields = std::tuple{&IsClass::operand, &IsClass::klass, &IsClass::by_python};
};

// What Python does with objects (docs/design/dynamic.md). Operands of other types are handed over as the objects that they are in Python.
enum class DynamicOp : std::uint8_t {
  name,              // of the module, or a builtin: as it is bound at that moment; `name`
  imported,          // a dotted name: a module, or an attribute of one
  attribute, set_attribute, delete_attribute,  // `name`
  call, call_method,  // of the first operand; `name` the method's
  binary, in_place, unary, compare, contains,  // `name`: the operator as it is written
  item, set_item, delete_item, slice,
  truth, length, iterate, is_same, unpack,     // unpack: a list of the items, for an assignment to several targets
  set_name,          // of the module: `name`
  import_module,     // `name`: it is imported, and is the value
  import_from,       // of a module: `name`, its attribute or its submodule
  call_in_frame, call_method_in_frame,  // of what looks at who calls it: a Python frame stands for the function
};
struct Dynamic {
  DynamicOp op;
  std::string name;
  std::vector<ExprId> operands;
  std::vector<std::string> keywords;  // of the last operands of a call
  static constexpr auto fields = std::tuple{&Dynamic::op, &Dynamic::name, &Dynamic::operands, &Dynamic::keywords};
};

using ExprNode = std::variant<Constant, ReadLocal, ReadGlobal, Call, CallClosure, CallRuntime, Arithmetic, Unary, Compare, Not, Logical, Select,
                              Let, Convert, IsMember, TaggedArithmetic, TaggedValue, Elementwise, Reduce, ReadElement, Subscript, Gather, Extent,
                              MakeTuple, TupleItem, MakeList, MakeDict, MakeClosure, Callable, MakeObject, ReadField, IsClass, Dynamic>;

struct Expr {
  ExprNode node;
  Type type;
  Span span;
};

// --- statements ------------------------------------------------------------------------------------------------------

struct Assign {
  LocalId local;
  ExprId value;
  static constexpr auto fields = std::tuple{&Assign::local, &Assign::value};
};

// Copies between locals of one name where paths join or a loop closes; all reads happen before the writes. Skipped where the name is unbound.
struct Moves {
  struct Move { LocalId target; ExprId value; };
  std::vector<Move> moves;
};

struct Unbind {
  NameId name;  // `del x`
  static constexpr auto fields = std::tuple{&Unbind::name};
};

struct StoreElement {
  ExprId array;
  std::vector<ExprId> indices;
  std::vector<Bounds> bounds;
  ExprId value;  // has the array's dtype
  static constexpr auto fields = std::tuple{&StoreElement::array, &StoreElement::indices, &StoreElement::bounds, &StoreElement::value};
};

// target[...] = value, or target[...] = op(target[...], value) where `op` is given: through the view `target`, broadcasting the value (an array
// expression or scalar), with NumPy's overlap semantics (as if the value were complete before the first write).
struct StoreView {
  ExprId target;
  ExprId value;
  RuntimeId op;  // the scalar function of an augmented assignment, or none
  static constexpr auto fields = std::tuple{&StoreView::target, &StoreView::value, &StoreView::op};
};

// array[items] = value at integer arrays or masks; augmented as NumPy: gathered, computed, scattered.
struct StoreGather {
  ExprId array;
  std::vector<SubscriptItem> items;
  ExprId value;
  RuntimeId op;
  static constexpr auto fields = std::tuple{&StoreGather::array, &StoreGather::items, &StoreGather::value, &StoreGather::op};
};

// object.field = value, or `del object.field` where there is no value; the value is evaluated first.
struct StoreField {
  ExprId object;
  FieldRef field;
  std::optional<ExprId> value;  // has the field's type
  bool initializes = false; // in `__init__`: a field that is never checked becomes set
  static constexpr auto fields = std::tuple{&StoreField::object, &StoreField::field, &StoreField::value, &StoreField::initializes};
};

struct Evaluate {
  ExprId value;
  static constexpr auto fields = std::tuple{&Evaluate::value};
};

struct If {
  ExprId condition;  // a bool
  Block yes, no;
};

struct While {
  ExprId condition;
  Block body, orelse;  // `orelse` runs where no break left the loop
};

// for local in range(start, stop, step); all are ints, evaluated once. The local is a fresh one of the loop: Python's target is assigned from it.
struct ForRange {
  LocalId local;
  ExprId start, stop, step;
  Block body, orelse;
};

// for local in iterable: list, tuple of one item type, dict (keys), set, string, range value, iterator, array (first axis).
struct ForEach {
  LocalId local;
  ExprId iterable;
  Block body, orelse;
};

struct Break { static constexpr auto fields = std::tuple{}; };
struct Continue { static constexpr auto fields = std::tuple{}; };

struct Return {
  ExprId value;  // converted to the function's result type
  static constexpr auto fields = std::tuple{&Return::value};
};

// Suspends a generator's frame: `value` is what it yields. When the frame is resumed, `received` (or none) gets what was sent, None where nothing was; or
// the statement raises what was thrown in.
struct Yield {
  ExprId value;  // has the item type of the function's result
  LocalId received;
  static constexpr auto fields = std::tuple{&Yield::value, &Yield::received};
};

// `received = yield from source`: advances another generator, yields `value` (made of `item`) for each item, and passes on what is sent and thrown;
// `received` (or none) gets what that generator returned.
struct YieldFrom {
  ExprId source;  // a generator
  LocalId item;
  ExprId value;   // has the item type of the function's result
  LocalId received;
  static constexpr auto fields = std::tuple{&YieldFrom::source, &YieldFrom::item, &YieldFrom::value, &YieldFrom::received};
};

// raise Class(args): the name of a builtin exception. Where the name is empty: the caught one again; or with arguments, that exception, and its cause (None:
// `from None`).
struct Raise {
  std::string exception;
  std::vector<ExprId> args;
  static constexpr auto fields = std::tuple{&Raise::exception, &Raise::args};
};

struct Handler {
  std::vector<std::string> exceptions;  // as exception types name them; empty: every exception
  LocalId local;                        // `except E as e`, or none
  Block body;
};
struct Try {
  Block body;
  std::vector<Handler> handlers;
  Block orelse, finally;
};

// A call carried out in place: `body` does what `result = callee(args)` does, on locals of this function. The lines inside are the callee's, and an
// exception that leaves the body has passed the callee's frame. `args` are reads of locals and constants, evaluated before: they say which call it is (a
// copy of a loop may go back to the call), the body has its own reads. No `Return` inside; `break` and `continue` stay inside.
struct Inlined {
  InstanceId callee;
  std::vector<ExprId> args;
  Type type;       // of the value
  LocalId result;  // none where the value is not used
  Block body;
  bool undoable = true;  // `args` are there: none of them is a vector that became variables (passes/small_arrays.cpp), nor dropped (passes/simplify.cpp)
};

using StmtNode = std::variant<Assign, Moves, Unbind, StoreElement, StoreView, StoreGather, StoreField, Evaluate, If, While, ForRange, ForEach, Break, Continue, Return,
                              Yield, YieldFrom, Raise, Try, Inlined>;

struct Stmt {
  StmtNode node;
  Span span;
};

// --- functions and modules -------------------------------------------------------------------------------------------

// What a list comes down to of which nothing but that is asked (passes/fold_lists.cpp).
enum class Fold { none, sum, least, greatest };

struct Local {
  std::string name;   // the Python name, or what a temporary is for
  Type type;
  NameId name_id;     // none for a temporary
  bool is_parameter = false;
  bool borrowed = false;  // holds no reference of its own: what it was read from keeps the value alive for as long as the local is read (passes/borrow.cpp)
  bool in_frame = false;  // an object that nothing holds for longer than its block: in the frame's memory, not the heap's (passes/place_objects.cpp)
  Fold fold = Fold::none; // a list whose items are not kept
  bool unit_rows = false;  // an array that was tested to have its last axis' elements side by side; a part of an array that outlives it
};

struct Name {
  std::string text;
  bool may_be_unbound = false;  // some read is checked: generated code keeps a flag
};

// A function at given argument types ("instance"). Owns its expressions and statements.
struct Function {
  std::string name;            // Python's qualified name
  std::string symbol;          // unique C++ name
  std::string doc;
  int file = 0;                // index into Module::files
  bool is_generator = false;   // a call makes a frame that runs when it is advanced: `result` is a generator, `Return` gives its third argument
  bool gives_fresh = false;    // its result is an object of exactly the result's class that it made, and that nothing else holds (passes/place_objects.cpp)
  bool is_made = false;        // a dataclass' own, whose source is in no file
  bool is_part = false;        // the body of a parallel loop: what calls it belongs to the same Python function
  Span span;
  std::vector<LocalId> parameters;
  Type result = nullptr;
  std::vector<Local> locals;
  std::vector<Name> names;
  std::deque<Expr> exprs;
  std::deque<Stmt> stmts;
  Block body;
  // Options of the function (keelback's directives).
  bool boundscheck = true;
  bool fastmath = false;

  Expr& operator[](ExprId id) { return exprs[id.value]; }
  const Expr& operator[](ExprId id) const { return exprs[id.value]; }
  Stmt& operator[](StmtId id) { return stmts[id.value]; }
  const Stmt& operator[](StmtId id) const { return stmts[id.value]; }
  Local& operator[](LocalId id) { return locals[id.value]; }
  const Local& operator[](LocalId id) const { return locals[id.value]; }
  Name& operator[](NameId id) { return names[id.value]; }
  const Name& operator[](NameId id) const { return names[id.value]; }

  ExprId add(ExprNode node, Type type, Span span) {
    exprs.push_back({std::move(node), type, span});
    return ExprId{std::uint32_t(exprs.size() - 1)};
  }
  StmtId add(StmtNode node, Span span) {
    stmts.push_back({std::move(node), span});
    return StmtId{std::uint32_t(stmts.size() - 1)};
  }
  LocalId add_local(std::string name, Type type, NameId name_id = {}) {
    locals.push_back({std::move(name), type, name_id});
    return LocalId{std::uint32_t(locals.size() - 1)};
  }
};

// A module-level constant that native code reads: computed once, natively, at import.
struct Global {
  std::string name;
  std::string symbol;
  Type type;
  InstanceId initializer;  // a function without parameters that makes it
};

enum class Layout : std::uint8_t { any, c, fortran };

// How a parameter of an exported function is accepted (beyond its type).
struct ParameterRule {
  Layout layout = Layout::any;
  bool writes = false;                  // the function may write to it: a read-only array is refused
  bool mutates = false;                 // a list, dict or set that the function changes: written back to Python's
  bool incomplete = false;              // an object whose fields may be unset: `self` of `__init__`
  bool open = false;                    // one of the containers that the annotation stands for: others are for the Python function
  bool open_dtype = false;              // of one of the dtypes that the annotation stands for: all else is for the Python function
  std::vector<std::int64_t> extents;    // `T[:, 3]`: required extents, -1 where any
};

struct Overload {
  InstanceId instance;
  std::vector<ParameterRule> rules;
  std::vector<bool> defaulted;          // parameters left out in this overload (Pythran's `T?`)
};

// How a function belongs to a class.
enum class MethodKind : std::uint8_t { function, method, static_method, class_method, getter, setter };

// What Python sees of a native function.
struct Export {
  std::string name;
  enum class Form : std::uint8_t { function, capsule, ufunc } form = Form::function;
  std::string capsule;                  // the capsule's name
  std::string doc;
  MethodKind kind = MethodKind::function;
  ClassId klass = 0;                    // of a method
  std::string attribute;                // of a method: its name in the class
  // What is for the Python function: arguments of other types; or arrays of other ranks, containers of other kinds than native code is made for.
  enum class Fallback : std::uint8_t { none, other_kinds, other_types } fallback = Fallback::none;
  bool is_generic = false;              // of a generic class: an overload for each class with type arguments; other objects are for the Python function
  Span span;                            // of the `def`, decorators included
  struct Parameter {
    std::string name;
    // rest, other_keywords: `*args`, a tuple, and `**options`, a dict.
    enum class Kind : std::uint8_t { positional_only, positional_or_keyword, keyword_only, rest, other_keywords } kind;
    bool has_default;
  };
  std::vector<Parameter> parameters;
  std::vector<Overload> overloads;
};

// An attribute that each object of a class has a place for.
struct Field {
  std::string name;
  Type type = nullptr;
  bool checked = true;                  // may be unset when it is read
  Type initial = nullptr;               // a value of the class: what an object has that was given none; null: unset

  // A checked field whose memory itself says whether it is set: a reference to an object, which is null where it is not.
  bool is_null_unset() const { return checked && initial == nullptr && type->kind == types::Kind::instance; }
};

// What containers and runtime functions ask of objects. In C++, `kb_equal` and so on of the class; none: as object has it.
enum class SpecialMethod : std::uint8_t { equal, less, hash, represent, truth };
struct SpecialFunction {
  InstanceId function;
  bool in_python = false;               // a decorator made it, and native code has none
};

// A compiled class. Derived classes come after the one that they derive from.
struct Class {
  std::string name;
  std::string module;                   // dotted, of a class of another module of the build; empty: the compiled one's
  int file = 0;                         // of its module, index into Module::files
  std::uint32_t place = 0;              // of its module in the build
  bool crosses_modules = false;         // it derives from a class of another module of the build
  bool is_shared = false;               // other modules of the build may know its layout
  std::string symbol;                   // unique C++ name
  Span span;                            // of the statement, decorators included
  Type type = nullptr;
  std::vector<Field> fields;            // its own
  struct Initial {
    FieldRef field;
    Type value;
  };
  std::vector<Initial> initials;        // its values of fields that it inherits
  std::array<SpecialFunction, 5> special;  // by SpecialMethod
  bool is_unhashable = false;           // `__eq__` without `__hash__`
  bool is_native = false;               // Python's class of that name is replaced by the compiled one
  bool is_mixin = false;                // methods alone: Python's class has no layout of its own
  bool is_assigned = false;             // the module assigns attributes of the class
  bool is_final = false;                // under `typing.final`: Python code cannot derive from it
  bool is_extensible = false;           // native code takes objects of classes that Python code derives from it
  struct Override {
    std::string name, signature;        // the method, and what it takes and gives
    InstanceId function;
  };
  std::vector<Override> overrides;      // of methods of classes of other modules: native code of those calls them
  std::optional<ClassId> generic;       // of a class with type arguments: the generic one, whose Python class and methods its objects have
};

// A class of Python's `enum`. A member is its number; a flag its value.
struct Enumeration {
  std::string name, module;             // module: where Python finds it; empty: in the compiled one
  Type type = nullptr;
  bool is_flag = false;
  std::vector<std::string> members;
  std::vector<Type> values;             // literals; of one type, or the values are asked of Python
};

struct NamedTuple {
  std::string name, module;             // likewise
  Type type = nullptr;
  std::vector<std::string> fields;
};

struct Module {
  std::string name;                     // dotted
  bool is_one_of_several = false;       // of a build: they know each other's classes
  types::TypeTable* types = nullptr;    // the compilation's, for types that passes make
  std::vector<std::string> files;       // paths as the user wrote them
  std::deque<Function> functions;       // instances
  std::vector<RuntimeFunction> runtime;
  std::vector<Global> globals;
  std::vector<Export> exports;
  std::deque<Class> classes;            // by types::ClassId
  std::deque<Enumeration> enumerations; // likewise
  std::deque<NamedTuple> named_tuples;  // by TypeData::klass - 1

  const Field& operator[](FieldRef field) const { return classes[field.klass].fields[field.index]; }
  Function& operator[](InstanceId id) { return functions[id.value]; }
  const Function& operator[](InstanceId id) const { return functions[id.value]; }
  const RuntimeFunction& operator[](RuntimeId id) const { return runtime[id.value]; }
  Global& operator[](GlobalId id) { return globals[id.value]; }
  const Global& operator[](GlobalId id) const { return globals[id.value]; }
};

}  // namespace keelback::ir
