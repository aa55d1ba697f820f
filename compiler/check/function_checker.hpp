// Checks one function at given argument types: infers a type for every expression and builds the instance's IR.
//
// Its member functions are split by syntax family: names.cpp, flow.cpp (joins), statements.cpp, loops.cpp, assignment.cpp, exceptions.cpp, operators.cpp,
// calls.cpp, objects.cpp, object_operators.cpp, subscripts.cpp, displays.cpp (tuples, lists, dicts, comprehensions).
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/builder.hpp"
#include "check/environment.hpp"
#include "check/exports.hpp"
#include "check/library_call.hpp"
#include "check/program.hpp"
#include "check/scopes.hpp"

namespace keelback::check {

// What is kept from one attempt at a function to the next: the item types of the containers it makes, the types that its loops begin with. Both only
// grow, so that attempts end.
struct Knowledge {
  struct Site {
    Type key = nullptr, item = nullptr;
    int parameter = -1;                                    // the container is that argument: its items are what the caller says
    bool declared = false;                                 // it began with declared item types: what converts to them does
  };
  std::vector<Site> sites;
  std::map<const void*, types::SiteId> site_of_node;
  std::map<const void*, std::vector<Binding>> loop_heads;   // by loop statement, then NameId
  // A comprehension's names are its own: by what owns them (null: the function) and name.
  std::map<std::pair<const void*, std::string>, ir::NameId> name_ids;
  std::vector<std::string> names;                        // by NameId
  std::set<const ast::Call*> open_calls;                 // a `*` in them unpacks what has a length when running only
  bool grown = false;                                    // something was added: another attempt is needed
};

// exceptions.cpp: whether native code raises and catches the builtin exception of that name.
bool is_builtin_exception(std::string_view name);

// "+" and so on.
const char* symbol_of(ir::BinaryOp op);

// objects.cpp: `x.__class__`, `type(x)` of a name: the name; else null.
const ast::Name* named_of_class(const ast::Expr& node);

class FunctionChecker : public Builder {
 public:
  FunctionChecker(Program& program, Instance& instance, Knowledge& knowledge, ir::Function& function);

  // Builds the whole instance. Returns the result type.
  Type run();

  ExprId callable(ExprId callee, std::span<const Type> parameters, Span span) override;
  ExprId invoke(ExprId callee, const std::vector<ExprId>& args, Span span) override;

 private:
  // --- names.cpp
  ExprId read_name(std::string_view name, Span span);
  ExprId read_global_name(std::string_view name, Span span);
  ExprId read_module_attribute(std::string_view module, std::string_view attribute, Span span);
  ExprId module_name_value(ModuleScope& scope, const std::string& name, Span span);
  ExprId library_value(types::EntryId entry, Span span);
  ExprId attribute(const ast::Attribute& node, Span span);
  ExprId attribute_of(ExprId owner, const ast::Attribute& node, Span span);
  ExprId make_function(const FunctionDef& def, Span span);
  ExprId closure_of(const FunctionDef& made, std::vector<ExprId> captures, Span span);
  ExprId method_value(ExprId owner, const ast::Attribute& node, Span span);
  ir::NameId name_id(std::string_view name);
  ir::NameId name_of(const void* owner, std::string_view name);
  bool is_local(std::string_view name) const;
  LocalId local_for(ir::NameId name, Type type);
  // Whether a value of the type is known from the type.
  static bool is_known(Type type);
  ExprId read_binding(const Binding& binding, Span span);
  // name = value where the name stands for a cell or a binding.
  void assign_name(std::string_view name, ExprId value, Span span);
  // Cells (scopes.hpp): a shared list of one item, empty where the name is unbound. Its item type is found as that of any list: from what is put in.
  struct Cell {
    LocalId local;
    Type type = nullptr;
    bool is_own = true;                        // the function's own variable, not one of a function around it
  };
  ExprId cell_itself(const Cell& cell, Span span) { return add(ir::ReadLocal{cell.local}, cell.type, span); }
  ExprId read_cell(const Cell& cell, std::string_view name, Span span);
  // The value again, after it was put into the cell; none where the cell's item type has grown.
  std::optional<ExprId> store_cell(const Cell& cell, ExprId value, Span span);
  void make_cell(std::string_view name, const void* key, std::optional<ExprId> value, Span span);
  // name = value, here: afterwards the name has the value's type.
  void bind(ir::NameId name, ExprId value, Span span);

  // --- flow.cpp
  void emit(ir::StmtNode node, Span span);
  // Evaluates the operands that wait (`Operands`) in front of a statement that is about to be emitted.
  void settle_operands();
  Edge leave(Span span);                       // an edge from here, its Moves emitted
  Env join(std::vector<Edge>& edges, Span span);
  Type join_types(Type a, Type b);             // TypeTable::join, widening the sites of containers that differ
  void declare_sites(types::Type from, types::Type declared);
  void widen_within(Type from, Type to);
  // declared_values.cpp: the displays, comprehensions and calls of an expression that is declared to be of that type begin with its item types.
  void declare(const ast::Expr& node, Type declared);
  void declare_arguments(const ast::Call& node, Type callee);
  void declare_arguments(const ast::Call& node, const FunctionDef& callee, std::size_t first);   // to the parameters from that one on
  // Objects that are put into a new container: each becomes what the container is declared to hold.
  ExprId with_declared_items(ExprId items, Type container, Span span);
  std::optional<ExprId> declared_container(const ast::Call& node, Type callee, std::vector<LibraryArgument>& args, Span span);
  // Containers made here take the item types of what they are declared to be, where that holds their items as they are.
  void widen_to_declared(Type from, Type declared);
  void widen(const std::vector<types::SiteId>& sites, Type key, Type item);
  std::optional<bool> static_truth(ExprId condition);
  void narrow(const ast::Expr& condition, bool truth);
  void decorated_function(const ast::FunctionDef& node, Span span);
  ir::Block build_block(const std::function<void()>& body);
  Type type_of_instances(std::string_view name);
  bool narrow_object(const ast::Name& name, const ast::Expr& classes);
  std::optional<std::vector<std::string>> class_names(const ast::Expr& classes);
  bool is_instance(Type type, const std::vector<std::string>& classes);

  // --- statements.cpp
  void statements(const auto& body) {
    for (const auto* statement : body) {
      if (env_.dead) return;
      this->statement(*statement);
    }
  }
  void statement(const ast::Stmt& node);
  void if_statement(const ast::If& node, Span span);
  static bool holds_function(Type type);
  void return_statement(const ast::Return& node, Span span);
  void expression_statement(const ast::ExprStmt& node, Span span);
  void assert_statement(const ast::Assert& node, Span span);
  void delete_statement(const ast::Delete& node, Span span);
  void finish_returns(Type result);
  void check_hashable();
  void begin_parameters();
  Type argument_type(std::size_t argument);

  // --- match.cpp
  class Matcher;
  void match_statement(const ast::Match& node);

  // --- generators.cpp
  ExprId yield_value(ExprId value, bool is_used, Span span);
  ExprId yield_from(const ast::YieldFrom& node, bool is_used, Span span);
  void yield_statement(const ast::Expr& node, Span span);
  // object_iteration.cpp: an object of a class with `__iter__`, `__next__` or `__getitem__`, as an iterator.
  ExprId iterator_of(ExprId object, Span span);
  ExprId calls_as_iterator(ExprId object, std::string_view method, std::vector<LibraryArgument> args, Span span);
  bool is_iterable_object(Type type);
  void ask_for_truth(std::string_view name, std::vector<LibraryArgument>& args, Span span);
  std::optional<ExprId> call_over_objects(types::EntryId entry, std::vector<LibraryArgument>& args, Span span);
  Type finish_generator();                     // the type of what a call gives
  std::optional<ExprId> generator_method(ExprId self, const ast::Attribute& method, const ast::Call& node, Span span);
  ExprId generator_expression(const ast::GeneratorExp& node, Span span);

  // --- with.cpp
  bool is_quiet_errstate(const ast::Expr& node);
  void with_statement(const ast::With& node);
  void with_items(const ast::With& node, std::size_t first);
  void with_object(const ast::With& node, std::size_t item, ExprId manager);
  const ast::FunctionDef* context_function(const ast::Expr& node);   // whose call is that: a generator function under `contextlib.contextmanager`; else null

  // --- loops.cpp
  struct Loop {
    std::vector<Edge> breaks, continues;
    std::vector<ir::NameId> private_names;     // end with the turn
  };
  void while_statement(const ast::While& node, Span span);
  void for_statement(const ast::For& node, Span span);
  // Builds the body of a loop again and again until the types at its head are stable. `content` is built with the environment of the head; afterwards
  // that is the environment again.
  ir::Block loop_body(const void* key, Span span, Loop& loop, const std::function<void()>& content);
  // The paths that leave the loop meet: the one that ended it (here; none where `ends` is false), through `orelse`, and the breaks.
  ir::Block finish_loop(Loop& loop, const std::function<void()>& orelse, bool ends, Span span);
  // Fills the Moves of an edge to where `target` is the environment.
  void move_to(const Edge& edge, const Env& target, Span span);
  ExprId one_iterable(ExprId iterable, Span span);
  ExprId without_none(ExprId value, std::string_view message, Span span);
  void counted_or_each(const void* key, ExprId iterable, const std::function<void(ExprId)>& bind_item, const std::function<void()>& body,
                       const std::function<void()>& orelse, bool leaves_early, Span span);
  Type item_type(Type iterable, Span span);

  // --- parallel.cpp: loops over keelback.prange
  struct Reduction;
  bool is_prange(const ast::Expr& iterable);
  void parallel_for(const ast::For& node, Span span);
  std::vector<Reduction> find_reductions(const ast::For& node, const std::vector<std::string>& assigned);
  bool is_extremum(const ast::Expr& callee);
  void find_types(std::vector<Reduction>& reductions, const std::function<void()>& content, Span span);
  ExprId outline(std::span<const ExprId> bounds, LocalId item, const ir::Block& body, std::span<const Reduction> reductions, Span span);
  void begin_array(Reduction& total, Span span);
  [[noreturn]] void fail_private(ir::NameId name, Span span);

  // --- array_flags.cpp; none, false: it is something else
  std::optional<ExprId> array_flag(ExprId array, std::string_view flag, Span span);
  std::optional<ExprId> flag_attribute(const ast::Attribute& node, Span span);
  std::optional<ExprId> flag_item(const ast::Subscript& node, Span span);
  bool set_writeable(const ast::Expr& array, const ast::Expr& value, Span span);
  bool store_flag(const ast::Attribute& target, const ast::Expr& value, Span span);
  bool call_setflags(const ast::Call& node, Span span);

  // --- assignment.cpp
  void assign(const ast::Assign& node, Span span);
  void annotated_assign(const ast::AnnAssign& node, Span span);
  void augmented_assign(const ast::AugAssign& node, Span span);
  void assign_to(const ast::Expr& target, ExprId value, Span span);
  void assign_global(std::string_view name, ExprId value, Span span);
  ExprId listed(ExprId value, Span span);
  void unpack_starred(const auto& targets, ExprId value, Span span);
  void unpack(const auto& targets, ExprId value, Span span);
  void store_subscript(ExprId container, const ast::Expr& index, ExprId value, Span span);
  void store_flat(ExprId array, const ast::Expr& index, ExprId value, Span span);
  ExprId flat_values(ExprId array, ExprId value, Span span);
  void store_flat_slice(std::vector<ExprId> args, ExprId value, Span span);
  void store_flat_item(ExprId array, ExprId index, ExprId value, Span span);
  void check_mutable(ExprId container, Span span);
  bool update_entry(ExprId dict, ExprId key, Span key_span, std::optional<ExprId> otherwise, const std::function<ExprId(ExprId)>& combine, Span span);
  bool assign_from_get(const ast::Assign& node, Span span);
  void update_view(ExprId view, ir::BinaryOp op, ExprId value, Span span);
  ExprId store_value(ExprId value, Type element, Span span);       // a number as an array's element
  ExprId cast_elements(ExprId value, types::DType dtype);
  ExprId array_like(ExprId value, Span span);                      // a tuple or list of numbers as an array
  ExprId matrix_product(ExprId left, ExprId right, Span span);

  // --- exceptions.cpp
  void raise_statement(const ast::Raise& node, Span span);
  void try_statement(const ast::Try& node, Span span);
  void try_star_statement(const ast::TryStar& node, Span span);
  std::vector<std::string> exception_classes(const ast::Expr& node);
  // A call of a class of exceptions, or such a class: an exception. None where it is something else.
  std::optional<ExprId> new_exception(const ast::Expr& node, Span span);
  ExprId as_it_is(const ast::Expr& node);
  ExprId exception_of(ExprId value, bool is_cause, Span span);
  ExprId new_exception(const std::string& name, const std::vector<LibraryArgument>& args, Span span);
  std::optional<ExprId> exception_test(ExprId value, const ast::Expr& classes, Span span);
  bool narrow_exception(const ast::Name& name, const ast::Expr& classes, bool truth);
  std::optional<ExprId> exception_class_text(const ast::Attribute& node, Span span);  // type(e).__name__
  ExprId exception_attribute(ExprId exception, const ast::Attribute& node, Span span);
  ExprId exception_method(ExprId exception, const ast::Attribute& node, const std::vector<LibraryArgument>& args, Span span);
  void store_exception_attribute(ExprId exception, const ast::Attribute& node, ExprId value, Span span);

  // --- operators.cpp
  ExprId binary(const ast::BinOp& node, Span span);
  ExprId wide_operand(const ast::Expr& node, Type other);
  ExprId binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  ExprId python_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  std::optional<ExprId> tagged_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  std::optional<ExprId> sequence_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  std::optional<ExprId> fold(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  ExprId unary(const ast::UnaryOp& node, Span span);
  ExprId unary_of(ir::UnaryOp op, ExprId whole, Span span);
  ExprId comparison(const ast::Compare& node, Span span);
  ExprId compare(ir::CompareOp op, ExprId left, ExprId right, Span span);
  ExprId compare_as(ast::CmpOperator op, ExprId left, ExprId right, Span span);
  ExprId logical_of(bool is_and, ExprId left, ExprId right, Span span);
  ExprId identity(ExprId left, ExprId right, bool negated, Span span);
  ExprId decided(bool value, std::initializer_list<ExprId> operands, Span span);
  ExprId contains(ExprId item, ExprId container, bool negated, Span span);
  ExprId logical(const ast::BoolOp& node, Span span);
  ExprId conditional(const ast::IfExp& node, Span span);
  ExprId truth(ExprId value, Span span);
  // The truth of an expression, its `and`, `or` and `not` as control flow.
  ExprId condition(const ast::Expr& node);
  // What only one path evaluates: a value, after statements of its own where it needs some (a comprehension).
  struct Branch {
    ir::Block before;
    ExprId value;
  };
  // Builds what is evaluated only where `test` came out as `truth`.
  Branch only_where(const ast::Expr& test, bool truth, const std::function<ExprId()>& make);
  // `yes` where `test` holds, else `no`: a Select, or an If statement where a branch has statements.
  ExprId choose(ExprId test, Branch yes, Branch no, Type result, Span span);
  ExprId take(Branch branch);                  // of a path that is known to be taken
  ExprId negation(ExprId condition, Span span);

  // --- calls.cpp
  ExprId call_expression(const ast::Call& node, Span span);
  ExprId call_value(ExprId callee, std::vector<LibraryArgument> args, Span span);
  ExprId call_function(ExprId callee, const std::vector<LibraryArgument>& args, Span span);
  ExprId evaluated(ExprId value, std::string_view name, Span span);
  enum class LooksFor : std::uint8_t { nothing, item, items };
  static LooksFor looks_for(const library::Entry& entry, std::size_t argument);
  std::optional<ExprId> sum_of_objects(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span);
  void convert_filling(const library::Entry& entry, std::vector<LibraryArgument>& args, Span span);
  void hand_to_objects(const library::Entry& entry, std::vector<LibraryArgument>& args);
  ExprId call_library(types::EntryId entry, std::vector<LibraryArgument> args, Span span);
  // The arguments in the order of the parameters. `leaves_defaults`: what is not given is left to the function (`left_out`).
  std::vector<ExprId> bind_arguments(const FunctionDef& def, const std::vector<LibraryArgument>& args, bool leaves_defaults, Span span);
  Instance& instance_for(const FunctionDef& def, const std::vector<Type>& captures, std::vector<ExprId>& args, Span span);
  ExprId default_of(const FunctionDef& callee, std::string_view parameter, const ast::Expr& value, bool leaves_defaults, Span span);
  ExprId expression_in_module(const FunctionDef& def, const ast::Expr& node);
  std::optional<ExprId> special_call(const ast::Call& node, Span span);
  Unsupported unknown_attribute(Type owner, const ast::Attribute& node) const;
  [[noreturn]] void fail_attribute(Type owner, const ast::Attribute& node);
  ExprId call_method(ExprId self, const ast::Attribute& method, std::vector<LibraryArgument> args, Span span);
  ExprId update_by_keywords(ExprId self, const ast::Attribute& method, std::vector<LibraryArgument> args, ExprId keywords, Span span);
  std::optional<ExprId> dict_get(ExprId dict, std::string_view method, const std::vector<LibraryArgument>& args, Span span);
  ExprId rest_of_arguments(const FunctionDef& callee, std::vector<ExprId> items, Span span);
  ExprId other_keywords(const FunctionDef& callee, const std::vector<LibraryArgument>& given, Span span);
  Type declared_rest(const FunctionDef& callee, bool is_keywords);
  bool is_known_better(types::Type given, types::Type declared);
  ExprId as_declared(ExprId value, Type declared);
  ExprId as_open(ExprId value, const std::vector<Type>& kinds);
  ExprId argument_value(const ast::Expr& node);
  std::vector<LibraryArgument> call_arguments(const ast::Call& node);
  bool takes_lazily(const ast::Call& node);
  bool takes_any_value(Type callee) const;

  // --- objects.cpp: objects of compiled classes, and these themselves
  ExprId object_attribute(ExprId object, const ast::Attribute& node, Span span);
  ExprId call_cached(MethodFound found, ExprId self, const std::vector<LibraryArgument>& args, Span span);
  ExprId bound_method(MethodFound found, ExprId object, const ast::Attribute& node, Span span);
  std::optional<ExprId> cached_call(const ast::Call& node, Span span);
  std::optional<ExprId> typing_call(const ast::Call& node, Span span);
  ExprId class_of_object(ExprId object, Span span);
  ExprId class_attribute(Type klass, const ast::Attribute& node, Span span);
  const ast::Expr* class_value(const ClassInfo& klass, std::string_view attribute) const;
  bool is_bound_when_read(const ClassInfo& klass, std::string_view attribute) const;
  std::optional<ExprId> assigned_attribute(ExprId owner, Type klass, const ast::Attribute& node, Span span);
  ExprId class_constant(const ClassInfo& owner, const ast::Expr& value, Span span);
  std::optional<ExprId> super_attribute(const ast::Attribute& node, Span span);
  std::optional<ExprId> super_call(const ast::Call& node, Span span);
  ClassInfo* super_class(const ast::Expr& node);
  void store_attribute(const ast::Attribute& target, ExprId value, Span span);
  void store_field(ExprId object, const ast::Attribute& target, ExprId value, Span span);
  // object.attribute op= ...: `combine` makes the new value from the old one where that does not change in place.
  void update_attribute(const ast::Attribute& target, const std::function<ExprId(ExprId)>& combine, const ast::AugAssign& node, Span span);
  void delete_attribute(const ast::Attribute& target, Span span);
  // The displays in a value that is stored begin with the item types of the field.
  void declare_stored(const ast::Expr& target, const ast::Expr& value);
  Type known_type(const ast::Expr& node);      // without building anything; null: not known
  ExprId call_object(ExprId self, const ast::Attribute& method, std::vector<LibraryArgument> args, Span span);
  ExprId call_class(Type klass, const ast::Attribute& method, std::vector<LibraryArgument> args, Span span);
  // `is_virtual`: what a class that derives from the receiver's makes of the method is called.
  ExprId call_found(MethodFound found, std::optional<ExprId> self, std::vector<LibraryArgument> args, bool is_virtual, Span span);
  // generic_objects.cpp: type arguments within functions
  std::optional<std::vector<ParameterType>> declared_here(const ast::Expr& annotation);
  std::optional<ExprId> class_with_arguments(const ast::Subscript& node, Span span);
  ExprId with_arguments(ExprId callee, const ast::Call& node, const std::vector<LibraryArgument>& args, Span span);
  ExprId construct(Type klass, const std::vector<LibraryArgument>& args, Span span);
  Type declared_attribute(const ClassInfo& klass, std::string_view attribute);
  void dispatch();                             // the body of a dispatcher
  ExprId call_in_python(MethodFound own, ExprId self, std::vector<LibraryArgument> args, Span span);
  void call_derived(MethodFound own, const std::function<ExprId()>& self, const std::function<std::vector<LibraryArgument>()>& given, const std::function<void(ExprId)>& give_back, Span span);
  std::optional<ExprId> instance_test(ExprId value, const ast::Expr& classes, Span span);
  std::optional<std::vector<ClassInfo*>> compiled_classes(const ast::Expr& classes);

  // --- known_attributes.cpp: attributes that a test has shown something of (Env::attributes)
  // What runs other code makes what is known of attributes doubtful.
  ExprId add(ir::ExprNode node, Type type, Span span) {
    if (!env_.attributes.empty() && calls_out(node)) doubt_attributes();
    return Builder::add(std::move(node), type, span);
  }
  static bool calls_out(const ir::ExprNode& node);
  void doubt_attributes();
  static void keep_attributes(std::map<std::string, KnownAttribute, std::less<>>& before, const Env& after);
  bool narrow_to_class(const ast::Expr& tested, const ast::Expr& classes, bool truth);
  Type known_at(const ast::Expr& node);
  void know_tested(const ast::Expr& tested, Type narrower);
  std::string path_of(const ast::Expr& node);
  bool narrow_path(const ast::Expr& tested, const std::function<bool(Type)>& keeps);
  ExprId narrowed_attribute(const ast::Attribute& node, ExprId value, Span span);
  ExprId narrowed(std::string_view path, ExprId value, Span span);
  ExprId as_narrow(ExprId value, Type narrow, const std::string& what, Span span, bool is_fresh);
  ExprId as_whole(ExprId value);
  ExprId as_owner(ExprId value, std::string_view attribute);
  ExprId as_stored(ExprId value, Type wanted);
  void know_stored(const ast::Attribute& target, Type held);
  void know_stored(const std::string& path, Type whole, Type held);
  void know_stored(const ast::Stmt& last);
  struct Stored {
    Type type;
    std::string path;
    std::optional<ExprId> whole;   // of a tested one: the attribute as it is, unchecked
  };
  std::map<std::uint32_t, Stored> stored_;  // by expression: attributes that were stored, or tested in front of a call, before they are read
  // The expressions from that one on are dropped.
  void drop_expressions(std::size_t first) {
    function.exprs.resize(first);
    stored_.erase(stored_.lower_bound(std::uint32_t(first)), stored_.end());
  }
  void forget_attributes(std::string_view name, bool is_attribute);

  // --- enumerations.cpp
  EnumInfo& enum_of(Type enumeration) { return program_.enums[types::base_of(enumeration)->klass]; }
  ExprId enum_class_attribute(Type enumeration, const ast::Attribute& node, Span span);
  ExprId enum_attribute(ExprId member, const ast::Attribute& node, Span span);
  ExprId known_value(Type value, Span span);
  ExprId enum_value(ExprId member, Span span);
  ExprId enum_method(ExprId self, const ast::Attribute& node, std::vector<LibraryArgument> args, Span span);
  ExprId enum_call(Type enumeration, const std::vector<LibraryArgument>& args, Span span);
  ExprId enum_by_name(Type enumeration, const ast::Expr& name, Span span);
  ExprId enum_members(Type enumeration, Span span);
  ExprId without_enum_class(ExprId value, Span span);   // a class of members as the list of these, where it is iterated over
  ExprId plain_value(ExprId value, Span span);  // of a member that is an int or a string in Python too: that; all else as it is
  std::optional<ExprId> enum_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  std::optional<ExprId> enum_compare(ir::CompareOp op, ExprId left, ExprId right, Span span);
  ExprId enum_unary(ir::UnaryOp op, ExprId operand, Span span);
  std::optional<ExprId> value_class_test(ExprId value, const ast::Expr& classes, Span span);
  ExprId enum_truth(ExprId member, Span span);
  ExprId ask_python(ExprId self, std::string_view attribute, Type result, Span span);

  // --- dtype_attributes.cpp: `np.finfo(T).eps`, `a.dtype.itemsize`; none where that is not known before the program runs
  std::optional<ExprId> number_limit(const ast::Attribute& node, Span span);
  std::optional<ExprId> dtype_attribute(Type owner, const ast::Attribute& node, Span span);

  // --- named_tuples.cpp
  Type named_tuple(std::string_view python_class, const std::vector<std::string>& fields, std::span<const Type> items) override;
  NamedTupleInfo& named_tuple_of(Type tuple) { return program_.named_tuples[tuple->klass - 1]; }
  std::optional<ExprId> named_tuple_attribute(ExprId tuple, const ast::Attribute& node, Span span);
  std::optional<ExprId> named_tuple_method(ExprId tuple, const ast::Attribute& node, const std::vector<LibraryArgument>& args, Span span);
  ExprId new_named_tuple(Type type, const std::vector<LibraryArgument>& args, Span span);
  ExprId call_value_method(const ast::FunctionDef& method, ModuleScope& scope, std::optional<ExprId> self, std::vector<LibraryArgument> args, Span span);

  // --- object_operators.cpp: what operators and builtin functions ask of objects
  std::optional<MethodFound> special_method(Type type, std::string_view name);
  const ast::FunctionDef* value_operator(Type type, std::string_view name);
  ModuleScope& module_of_value(Type type);
  bool has_operator(Type type, std::string_view name);
  ExprId call_special(ExprId self, std::string_view method, std::vector<LibraryArgument> args, Span span);
  ExprId call_operator(ExprId self, std::string_view method, ExprId other, ir::DynamicOp op, std::string_view symbol, bool is_reflected, Span span);
  void note_not_implemented(const ast::Expr& returned, Type given);
  void give_object();
  std::optional<ExprId> object_binary(ir::BinaryOp op, ExprId left, ExprId right, Span span);
  std::optional<ExprId> object_compare(ir::CompareOp op, ExprId left, ExprId right, Span span);
  ExprId object_unary(ir::UnaryOp op, ExprId operand, Span span);
  ExprId object_truth(ExprId object, Span span);
  std::optional<ExprId> call_builtin_on_object(const ast::Call& node, std::string_view name, Span span);
  ExprId object_text(ExprId object, bool is_repr, Span span) override;
  bool has_own_text(Type type);

  // --- dynamic.cpp: what is left to Python
  ExprId handed(ExprId value, Span span) override;
  ExprId handed_with_names(ExprId value, Span span);
  ExprId python_callable(ExprId callee, const FunctionDef& made, Span span);
  ExprId dynamic(ir::DynamicOp op, std::string name, std::vector<ExprId> operands, Type result, Span span);
  // The arguments as Python gets them, and the names of the last ones: "a,b". An argument that never comes is given back.
  std::optional<ExprId> hand_over(const std::vector<LibraryArgument>& args, std::vector<ExprId>& values, std::string& keywords);
  std::optional<ExprId> unpacked_call(const ast::Call& node, Span span);
  const FunctionDef* collecting_callee(const ast::Call& node);
  std::vector<LibraryArgument> collected_arguments(const ast::Call& node, const FunctionDef& callee);
  std::string name_of_callee(ExprId callee) const;
  ExprId dynamic_call(ExprId callee, std::string_view method, const std::vector<LibraryArgument>& args, Span span);
  ExprId result_as(ExprId value, Type declared, Span span);
  ExprId name_in_python(const std::string& name, Span span);
  ExprId static_method_in_python(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span);
  // What an object is for a bytearray: `fill` puts it into an empty one of Python's, which then is a native one.
  ExprId bytes_in_python(ExprId object, const std::function<ExprId(ExprId, ExprId)>& fill, Span span);
  ExprId module_variable(const ModuleScope& scope, const std::string& name, Span span);
  void tell_dynamic(const std::string& name, Span span);
  ExprId dynamic_classes(const ast::Expr& node);
  ExprId builtin_test(ExprId value, std::int64_t classes, Span span);
  ExprId dynamic_instance_test(ExprId value, const ast::Expr& classes, Span span);
  std::optional<ExprId> attribute_in_python(ExprId owner, const ast::Attribute& node);
  bool is_module_function(const library::Entry& entry) const;
  bool can_be_called_in_python(const library::Entry& entry, const std::vector<LibraryArgument>& args) const;
  bool is_left_to_python(Unsupported& failure, Span span);
  std::optional<ExprId> call_library_on_objects(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span);
  ExprId method_in_python(std::string_view method, const std::vector<LibraryArgument>& args, Span span);
  ExprId item_at_object(ExprId sequence, ExprId index, Span span);
  std::optional<ExprId> look_up_object(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span);
  std::optional<ExprId> call_library_in_python(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span);
  ExprId dynamic_index(const ast::Expr& index);
  ExprId dynamic_subscript(ExprId container, const ast::Expr& index, Span span);
  ExprId dynamic_unpacked(ExprId value, Span span);

  // --- subscripts.cpp
  ExprId subscript(const ast::Subscript& node, Span span);
  ExprId subscript_of(ExprId container, const ast::Subscript& node, Span span);
  ExprId index_object(Type object, const ast::Expr& index, Span span);
  static const ast::Attribute* flat_of(const ast::Expr& node);   // `a.flat`
  ExprId flat_item(ExprId array, const ast::Expr& index, Span span);
  ExprId subscript_value(ExprId container, const ast::Expr& index, Span span);
  ExprId array_subscript(ExprId array, const ast::Expr& index, Span span);
  struct ArrayItems {
    std::vector<ir::SubscriptItem> items;
    bool is_element = false;                   // an index for every axis
    bool is_gather = false;                    // has an integer array or a mask
    bool is_python = false;                    // what the index is, only NumPy will know; nothing else of this is meant
    int rank = 0;                              // of the result
  };
  ArrayItems array_items(Type array, const ast::Expr& index, Span span);
  ExprId sequence_item(ExprId sequence, ExprId index, Span span);
  ExprId index_value(ExprId value, Span span);
  // Fails where an item of a list, tuple, string or range is asked for by something that is no int.
  void check_index(Type owner, Type index, Span span);
  // (container, start, stop, step, flags) as kb::get_slice and its like take them.
  std::vector<ExprId> slice_arguments(ExprId container, const ast::Slice& slice, Span span);
  ExprId slice_of(ExprId container, std::vector<ExprId> args, Span span);
  std::array<ExprId, 3> parts_of_slice(ExprId slice, Span span);
  std::optional<ExprId> slice_part(const ast::Expr* node);

  // --- displays.cpp
  ExprId tuple_display(const ast::Tuple& node, Span span);
  ExprId filled_display(const ast::Expr& node, Kind made, const std::vector<ExprId>& first, bool is_last_open, ast::Nodes<ast::Expr> elements, Span span);
  ExprId item_display(const ast::Expr& node, ast::Nodes<ast::Expr> elements, Kind made, Span span);
  ExprId dict_display(const ast::Dict& node, Span span);
  ExprId comprehension(const void* key, const auto& generators, Kind made, const ast::Expr* item, const ast::Expr* value, Span span);
  void comprehension_scope(const auto& generators, std::vector<const ast::Expr*> parts, Span span, const std::function<void()>& body);
  void comprehension_loops(const auto& generators, std::size_t depth, const std::function<void()>& innermost, const std::function<void()>& after, Span span);
  ExprId any_or_all(const ast::GeneratorExp& node, bool is_any, Span span);
  types::SiteId site(const void* node);
  Type site_list(const void* node, Kind kind);
  ExprId constant_expression(const ast::Constant& node, Span span);
  ExprId joined_string(const ast::JoinedStr& node, Span span);
  const FunctionDef& written_lambda(const void* key, std::string_view source, bool captures, Span span);
  std::optional<ExprId> zip_of_rows(const ast::Call& node, Span span);
  ExprId with_found_items(ExprId value, Span span);
  ExprId field_default(const NamedTupleInfo& info, std::size_t field, Span span);
  ExprId lambda_of(const void* key, std::string_view source, bool captures, Span span);
  // collections.cpp
  std::optional<ExprId> getter_call(const ast::Call& node, Type callee, Span span);
  std::optional<ExprId> container_call(const ast::Call& node, Type callee, Span span);
  ExprId deque_call(const ast::Call& node, const std::vector<LibraryArgument>& args, Span span);
  ExprId counter_call(const ast::Call& node, const std::vector<LibraryArgument>& args, std::optional<ExprId> keywords, Span span);
  Type iterated_or_fail(const LibraryArgument& arg);
  bool makes_container(const ast::Lambda& lambda);
  ExprId defaultdict_call(const ast::Call& node, Span span);
  ExprId dict_call(const ast::Call& node, std::string_view name, const std::vector<LibraryArgument>& args, std::optional<ExprId> keywords, Span span);
  std::optional<ExprId> keyword_dict(const void* key, std::vector<LibraryArgument>& args, Span span);
  ExprId filled(const char* symbol, const char* header, ExprId made, std::optional<ExprId> items, std::optional<ExprId> keywords, Span span);
  std::pair<Type, Type> entry_types(const LibraryArgument& arg, std::string_view callee, Span span);
  std::optional<ExprId> filling(const std::vector<LibraryArgument>& args, Span span);
  ExprId formatted_value(const ast::FormattedValue& node);
  std::optional<types::EntryId> class_method(Type owner, std::string_view name);
  std::optional<ExprId> string_format(ExprId format, const std::vector<LibraryArgument>& args, Span span);

 public:
  ExprId expression(const ast::Expr& node);

 private:
  // Operands that are built, while later ones of the same expression still are: where a later one emits statements (a comprehension), these are
  // evaluated in front of them, so that the order stays Python's. One group at a time is added to: the innermost.
  class Operands {
   public:
    explicit Operands(FunctionChecker& checker) : checker_(checker), begin_(checker.waiting_.size()) {}
    Operands(const Operands&) = delete;
    ~Operands() { checker_.waiting_.resize(std::min(begin_, checker_.waiting_.size())); }
    void add(ExprId operand) { checker_.waiting_.push_back(operand); }
    ExprId last() const { return checker_.waiting_.back(); }
    // They as they are now; nothing waits any more.
    std::vector<ExprId> take() {
      std::vector<ExprId> all(checker_.waiting_.begin() + std::ptrdiff_t(begin_), checker_.waiting_.end());
      checker_.waiting_.resize(begin_);
      return all;
    }

   private:
    FunctionChecker& checker_;
    std::size_t begin_;
  };

  Program& program_;
  Instance& instance_;
  const FunctionDef& def_;
  Knowledge& knowledge_;

  std::map<std::string, ir::NameId, std::less<>> name_ids_;
  std::map<std::pair<std::uint32_t, Type>, LocalId> locals_;
  std::map<std::string, Cell, std::less<>> cells_;   // by name, those that can be seen here
  std::set<std::string, std::less<>> globals_;   // names that a `global` statement gives to the module
  Env env_;
  std::set<std::uint32_t> bound_;   // the names that were bound, since a branch of an expression began
  ir::Block* block_ = nullptr;
  std::vector<ExprId> waiting_;                // see Operands
  std::vector<Loop*> loops_;
  std::set<ir::NameId> private_names_;         // that each turn of a parallel loop has its own of, and nobody afterwards
  bool in_parallel_ = false;
  std::vector<std::vector<Edge>*> handlers_;   // of the try statements around: every assignment is an edge to them
  struct PendingReturn {
    StmtId statement;
    Span span;
  };
  std::vector<PendingReturn> returns_;
  std::vector<PendingReturn> yields_;          // Yield and YieldFrom statements
  Type sent_ = nullptr;                        // what a generator is sent, None included; null: not declared
  int import_depth_ = 0;                       // modules passed on the way to a name
  bool falls_through_ = false;
  std::map<const ast::Call*, std::function<ExprId()>> written_calls_;  // calls that are written here (with.cpp)
  std::map<const ast::Call*, const FunctionDef*> collected_calls_;   // calls whose `*` and `**` go to the parameters of that kind (unpacked_calls.cpp)
  std::map<const ast::Call*, Type> declared_calls_;     // calls that make containers, or objects of generic classes: what they are declared to give
  std::optional<TypeVariables> variables_;     // what the function's own type variables stand for, once something asks
  Type declared_ = nullptr;
  std::map<std::string_view, Type> declared_names_;   // locals that were annotated so far: what is assigned to them later is meant to be of that type, too
};

}  // namespace keelback::check
