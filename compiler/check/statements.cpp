// Statements without a family of their own, and how a function begins and ends.
#include <algorithm>
#include <utility>

#include "check/annotations.hpp"
#include "check/function_checker.hpp"
#include "check/signatures.hpp"

namespace keelback::check {

using types::is;

namespace {

// Whether what falls through at the end comes from a call of Python's on a line of its own (`parser.fail("expected a name")`), of which nobody knows that it never returns.
bool ends_in_python(const ir::Function& function, const ir::Block& body) {
  const auto found = std::find_if(body.rbegin(), body.rend(), [&](ir::StmtId id) { return !std::holds_alternative<ir::Moves>(function[id].node); });
  if (found == body.rend()) return false;
  const ir::StmtNode& last = function[*found].node;
  if (const auto* evaluated = std::get_if<ir::Evaluate>(&last)) return std::holds_alternative<ir::Dynamic>(function[evaluated->value].node);
  const auto* branch = std::get_if<ir::If>(&last);
  return branch != nullptr && (ends_in_python(function, branch->yes) || ends_in_python(function, branch->no));
}

}  // namespace

FunctionChecker::FunctionChecker(Program& program, Instance& instance, Knowledge& knowledge, ir::Function& function)
    : Builder(program.module, function, program.types, *instance.def->module->file),
      program_(program),
      instance_(instance),
      def_(*instance.def),
      knowledge_(knowledge),
      declared_(instance.declared_result) {}

Type FunctionChecker::run() {
  function.name = def_.name;
  function.file = def_.module->file_index;
  function.is_made = def_.owner != nullptr && std::ranges::any_of(def_.owner->methods, [&](const Method& method) { return method.def == def_.def && method.is_made; });
  function.span = def_.span();
  // The names of the attempt before, so that what is known of them stays with them.
  for (const std::string& name : knowledge_.names) function.names.push_back({name, false});
  env_.names.resize(function.names.size());
  function.body.clear();
  block_ = &function.body;
  begin_parameters();
  if (def_.is_dispatcher) {
    dispatch();
  } else if (def_.constant != nullptr || def_.lambda != nullptr) {
    const ast::Expr& value = def_.constant != nullptr ? *def_.constant : *def_.lambda->body;
    const auto variable = def_.constant == nullptr || def_.constants_of != nullptr ? def_.module->names.end() : def_.module->names.find(def_.name);
    if (variable != def_.module->names.end() && variable->second.annotation != nullptr) {
      const auto wanted = annotation_types(*def_.module, program_, *variable->second.annotation);
      if (wanted && wanted->size() == 1) declare(value, wanted->front().type);
    }
    if (variable != def_.module->names.end()) {
      for (const Type one : variable->second.declared) declare(value, one);
    }
    emit(ir::Return{expression(value)}, value.span);
    returns_.push_back({block_->back(), value.span});
  } else {
    if (def_.is_generator && declared_ != nullptr) {
      if (!is(declared_, Kind::iterator)) fail(return_type, def_.def->returns->span, "Generator", declared_->text);
      if (types::is_generator(declared_)) sent_ = declared_->args[1];
      declared_ = types::is_generator(declared_) ? declared_->args[2] : nullptr;   // what `return` gives
    }
    globals_ = global_names(*def_.def);
    for (const std::string& name : local_names(def_)) name_id(name);
    statements(def_.def->body);
    if (!env_.dead) {
      const Span end{def_.span().end, def_.span().end};
      if ((falls_through_ || ends_in_python(function, function.body)) && declared_ != nullptr && !converts(types.none, declared_)) {
        // Only where a `with` has suppressed an exception, behind which nothing is returned; or a call that was meant to raise one does not.
        const std::string_view why = falls_through_ ? "`with` suppressed an exception" : "the call at its end returned";
        emit(ir::Raise{"TypeError", {constant(types.literal(std::string_view(fmt::format("{}() returns None: {}", def_.name, why))), end)}}, end);
      } else {
        emit(ir::Return{constant(types.none, end)}, end);
        returns_.push_back({block_->back(), def_.span()});
      }
    }
  }
  Type result = types.never;
  if (def_.is_generator) {
    result = finish_generator();
    check_hashable();
    return result;
  }
  if (declared_ != nullptr) {
    result = declared_;
  } else {
    for (const PendingReturn& pending : returns_) result = join_types(result, type(std::get<ir::Return>(function[pending.statement].node).value));
    // What one path returns as a literal, a caller may still fold; several literals are their base type.
    result = types::storage_of(types, result);
  }
  finish_returns(result);
  check_hashable();
  return result;
}

void FunctionChecker::begin_parameters() {
  std::vector<std::string> parameters = def_.captures;
  if (const ast::Arguments* arguments = def_.arguments()) {
    for (const std::string& name : parameter_names(*arguments)) parameters.push_back(name);
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::string& name = parameters[i];
    const bool is_capture = i < def_.captures.size();
    if (is_capture && def_.captured_cells.contains(name)) {
      const LocalId local = temporary("cell_of_" + name, instance_.args[i]);
      function[local].is_parameter = true;
      function.parameters.push_back(local);
      cells_.insert_or_assign(name, Cell{local, argument_type(i), false});
      continue;
    }
    const ir::NameId id = name_id(name);
    const LocalId local = local_for(id, instance_.args[i]);
    function[local].is_parameter = true;
    function.parameters.push_back(local);
    env_.names[id.value] = {argument_type(i), local, false};
  }
  // What was left out of the call: a constant, or what the default was when the function was made.
  for (const auto& [parameter, value] : defaults_of(def_)) {
    const ir::NameId id = name_id(parameter);
    if (env_.names[id.value].type != left_out(types)) continue;
    if (def_.is_dispatcher) continue;  // each method has its own
    const bool is_captured = is_local(default_name(parameter));
    ExprId given = is_captured ? read_binding(env_.names[name_id(default_name(parameter)).value], value->span) : expression_in_module(def_, *value);
    const Signature signature = signature_of(program_, def_);
    const std::vector<std::string> names = parameter_names(*def_.arguments());
    const std::size_t place = std::size_t(std::ranges::find(names, parameter) - names.begin());
    const Type declared = place < signature.parameters.size() ? signature.parameters[place] : nullptr;
    if (declared != nullptr) widen_to_declared(type(given), declared);
    if (declared != nullptr && converts(type(given), declared)) given = convert(given, declared, value->span);
    else if (place < signature.open.size()) given = as_open(given, signature.open[place]);
    bind(id, given, value->span);
  }
  for (const std::string& name : def_.cells) {
    const bool is_parameter = is_local(name);
    const Span span = def_.span();
    make_cell(name, &*def_.cells.find(name), is_parameter ? std::optional(read_binding(env_.names[name_id(name).value], span)) : std::nullopt, span);
  }
}

// Python refuses lists, dicts and sets where something is looked up by its hash.
void FunctionChecker::check_hashable() {
  const std::function<const types::TypeData*(Type)> unhashable = [&](Type key) -> Type {
    if (types::is_container(key) || is(key, Kind::bytearray) || is(key, Kind::array)) return key;
    if (!is(key, Kind::tuple) && !is(key, Kind::variadic) && !is(key, Kind::union_)) return nullptr;
    for (const Type part : key->args) {
      if (const Type found = unhashable(part)) return found;
    }
    return nullptr;
  };
  const auto check = [&](Type type, Span span) {
    if (!is(type, Kind::set) && !is(type, Kind::frozenset) && !is(type, Kind::dict)) return;
    if (const Type found = unhashable(type->args[0])) fail_as("unhashable type: '" + python_name(found) + "'", library_arguments, span, type->text, "`" + found->text + "` cannot be hashed");
  };
  for (const ir::Expr& expr : function.exprs) check(expr.type, expr.span);
  for (const LocalId parameter : function.parameters) check(function[parameter].type, def_.span());
}

// A container of which the caller alone decides what it holds carries a site of its own, so that what is put in can be told to the caller.
Type FunctionChecker::argument_type(std::size_t argument) {
  const Type type = instance_.args[argument];
  if (!types::is_container(type) || !instance_.open) return type;
  const std::size_t captures = def_.captures.size();
  if (argument >= captures) {
    const Signature signature = signature_of(program_, def_);
    const std::size_t parameter = argument - captures;
    if (parameter < signature.parameters.size() && signature.parameters[parameter] != nullptr) return type;
  }
  const types::SiteId ids[] = {site(&instance_.args[argument])};
  Knowledge::Site& known = knowledge_.sites[ids[0]];
  known.parameter = int(argument);
  known.item = type->args.back();
  if (is(type, Kind::dict)) known.key = type->args[0];
  return types.container_like(type, type->args, ids);
}

void FunctionChecker::finish_returns(Type result) {
  function.result = result;
  for (const PendingReturn& pending : returns_) {
    auto& node = std::get<ir::Return>(function[pending.statement].node);
    const ExprId value = as_stored(node.value, result);
    if (!converts(type(value), result)) fail(return_type, pending.span, type(value)->text, result->text);
    const std::size_t emitted = block_->size();
    const ExprId converted = convert(value, result, pending.span);
    // The place to evaluate more in front of the statement has passed.
    if (block_->size() != emitted) fail(unsupported, pending.span, "a function within this value that is returned");
    std::get<ir::Return>(function[pending.statement].node).value = converted;
  }
}

ir::Block FunctionChecker::build_block(const std::function<void()>& body) {
  ir::Block built;
  // Operands that wait outside are evaluated in front of the statement that the block becomes a part of.
  struct Scope {
    FunctionChecker& checker;
    ir::Block* const outer = checker.block_;
    std::vector<ExprId> waiting = std::exchange(checker.waiting_, {});
    ~Scope() {
      checker.block_ = outer;
      checker.waiting_ = std::move(waiting);
    }
  } const scope{*this};
  block_ = &built;
  body();
  return built;
}

void FunctionChecker::statement(const ast::Stmt& node) {
  const Span span = node.span;
  if (const auto* s = ast::as<ast::ExprStmt>(&node)) return expression_statement(*s, span);
  if (const auto* s = ast::as<ast::Assign>(&node)) return assign(*s, span);
  if (const auto* s = ast::as<ast::AugAssign>(&node)) return augmented_assign(*s, span);
  if (const auto* s = ast::as<ast::AnnAssign>(&node)) return annotated_assign(*s, span);
  if (const auto* s = ast::as<ast::If>(&node)) return if_statement(*s, span);
  if (const auto* s = ast::as<ast::For>(&node)) return for_statement(*s, span);
  if (const auto* s = ast::as<ast::While>(&node)) return while_statement(*s, span);
  if (const auto* s = ast::as<ast::Return>(&node)) return return_statement(*s, span);
  if (const auto* s = ast::as<ast::Raise>(&node)) return raise_statement(*s, span);
  if (const auto* s = ast::as<ast::Try>(&node)) return try_statement(*s, span);
  if (const auto* s = ast::as<ast::TryStar>(&node)) return try_star_statement(*s, span);
  if (const auto* s = ast::as<ast::Assert>(&node)) return assert_statement(*s, span);
  if (const auto* s = ast::as<ast::Delete>(&node)) return delete_statement(*s, span);
  if (const auto* s = ast::as<ast::Match>(&node)) return match_statement(*s);
  if (const auto* s = ast::as<ast::With>(&node)) return with_statement(*s);
  if (ast::as<ast::Pass>(&node) != nullptr) return;
  if (ast::as<ast::Break>(&node) != nullptr || ast::as<ast::Continue>(&node) != nullptr) {
    if (loops_.empty()) fail(unsupported, span, "`break` or `continue` outside of a loop");
    const bool is_break = ast::as<ast::Break>(&node) != nullptr;
    (is_break ? loops_.back()->breaks : loops_.back()->continues).push_back(leave(span));
    if (is_break) emit(ir::Break{}, span);
    else emit(ir::Continue{}, span);
    env_.dead = true;
    return;
  }
  if (const auto* s = ast::as<ast::FunctionDef>(&node)) {
    // A nested function is made where it is read (names.cpp); here it only has to be one that can be compiled.
    if (!s->decorator_list.empty()) return decorated_function(*s, span);
    if (is_local(s->name)) assign_name(s->name, make_function(program_.define(*def_.module, &def_, *s), span), span);
    return;
  }
  if (ast::as<ast::Global>(&node) != nullptr) return;
  if (ast::as<ast::Nonlocal>(&node) != nullptr) return;
  if (const auto* s = ast::as<ast::Import>(&node)) {
    for (const auto* alias : s->names) {
      const std::string_view module_name = alias->name;
      if (!program_.library.has_module(module_name)) emit(ir::Evaluate{dynamic(ir::DynamicOp::import_module, std::string(module_name), {}, types.object, span)}, span);
      const std::string_view top = module_name.substr(0, module_name.find('.'));
      assign_name(alias->asname.empty() ? top : alias->asname, add(ir::Constant{}, types.module(alias->asname.empty() ? top : module_name), span), span);
    }
    return;
  }
  if (const auto* s = ast::as<ast::ImportFrom>(&node)) {
    const std::string module_name = resolve_import(*def_.module, *s);
    if (program_.library.has_module(module_name)) {
      for (const auto* alias : s->names) assign_name(alias->asname.empty() ? alias->name : alias->asname, read_module_attribute(module_name, alias->name, span), span);
      return;
    }
    // What the module does when it is imported happens here.
    const LocalId module = temporary("module", types.object);
    emit(ir::Assign{module, dynamic(ir::DynamicOp::import_module, module_name, {}, types.object, span)}, span);
    const bool is_known = program_.find_module(module_name) != nullptr;
    for (const auto* alias : s->names) {
      const ExprId given = dynamic(ir::DynamicOp::import_from, std::string(alias->name), {read(module, span)}, types.object, span);
      if (is_known) emit(ir::Evaluate{given}, span);
      assign_name(alias->asname.empty() ? alias->name : alias->asname, is_known ? read_module_attribute(module_name, alias->name, span) : given, span);
    }
    return;
  }
  fail(unsupported, span, describe_statement(node));
}

// A nested function with decorators: Python calls these with it, and has what they give.
void FunctionChecker::decorated_function(const ast::FunctionDef& node, Span span) {
  const FunctionDef& def = program_.define(*def_.module, &def_, node);
  if (std::ranges::find(def.captures, node.name) != def.captures.end()) fail(unsupported, span, "a decorator on a nested function that reads its own name");
  Operands operands(*this);
  for (const auto* decorator : node.decorator_list) {
    const auto* call = ast::as<ast::Call>(decorator);
    const ExprId value = call == nullptr ? dynamic_classes(*decorator) : dynamic_call(dynamic_classes(*call->func), {}, call_arguments(*call), decorator->span);
    operands.add(convert(value, types.object, decorator->span));
  }
  ExprId made = convert(make_function(def, span), types.object, span);
  const std::vector<ExprId> decorators = operands.take();
  for (std::size_t i = decorators.size(); i-- > 0;) made = dynamic_call(decorators[i], {}, {{made, {}, span}}, span);
  assign_name(node.name, made, span);
}

void FunctionChecker::if_statement(const ast::If& node, Span span) {
  const ExprId condition = this->condition(*node.test);
  if (const auto known = static_truth(condition)) {
    // Only the path that is taken is compiled, as only it is ever run.
    if (!std::holds_alternative<ir::Constant>(function[condition].node)) emit(ir::Evaluate{condition}, span);
    if (*known) {
      narrow(*node.test, true);
      statements(node.body);
    } else {
      narrow(*node.test, false);
      statements(node.orelse);
    }
    return;
  }
  const Env before = env_;
  std::vector<Edge> edges;
  const auto branch = [&](const auto& body, bool truth_here) {
    env_ = before;
    return build_block([&] {
      narrow(*node.test, truth_here);
      statements(body);
      if (!env_.dead && !body.empty()) know_stored(*body.back());
      if (!env_.dead) edges.push_back(leave(span));
    });
  };
  ir::Block yes = branch(node.body, true);
  ir::Block no = branch(node.orelse, false);
  emit(ir::If{condition, std::move(yes), std::move(no)}, span);
  env_ = join(edges, span);
}

// Of a function of the program, or a tuple with one in it.
bool FunctionChecker::holds_function(Type type) { return is(type, Kind::function) || (is(type, Kind::tuple) && std::ranges::any_of(type->args, holds_function)); }

void FunctionChecker::return_statement(const ast::Return& node, Span span) {
  if (declared_ != nullptr && node.value != nullptr) declare(*node.value, declared_);
  ExprId value = node.value != nullptr ? expression(*node.value) : constant(types.none, span);
  if (is(type(value), Kind::never)) {
    // It raises: nothing is returned.
    emit(ir::Evaluate{value}, span);
    env_.dead = true;
    return;
  }
  if (declared_ != nullptr) widen_to_declared(type(value), declared_);
  if (node.value != nullptr) note_not_implemented(*node.value, type(value));
  // A Python function is made of it, here where what it captures is at hand.
  if (declared_ != nullptr && holds_function(type(value)) && converts(type(value), declared_)) {
    const bool is_made = !is(type(value), Kind::tuple) || std::holds_alternative<ir::MakeTuple>(function[value].node);
    value = convert(is_made ? value : evaluated(value, "value", span), declared_, span);
  }
  emit(ir::Return{value}, span);
  returns_.push_back({block_->back(), node.value != nullptr ? node.value->span : span});
  env_.dead = true;
}

void FunctionChecker::expression_statement(const ast::ExprStmt& node, Span span) {
  if (ast::as<ast::Constant>(node.value) != nullptr) return;  // a docstring, or `...`
  if (ast::is<ast::Yield>(node.value) || ast::is<ast::YieldFrom>(node.value)) return yield_statement(*node.value, span);
  if (const auto* call = ast::as<ast::Call>(node.value); call != nullptr && call_setflags(*call, span)) return;
  const ExprId value = expression(*node.value);
  emit(ir::Evaluate{value}, span);
  if (is(type(value), Kind::never)) env_.dead = true;
}

void FunctionChecker::assert_statement(const ast::Assert& node, Span span) {
  const ExprId condition = this->condition(*node.test);
  if (static_truth(condition) == true) return;
  const Env before = env_;
  ir::Block no = build_block([&] {
    std::vector<ExprId> args;
    if (node.msg != nullptr) args.push_back(expression(*node.msg));
    emit(ir::Raise{"AssertionError", std::move(args)}, span);
  });
  env_ = before;
  emit(ir::If{negation(condition, span), std::move(no), {}}, span);
  narrow(*node.test, true);
}

void FunctionChecker::delete_statement(const ast::Delete& node, Span span) {
  for (const auto* target : node.targets) {
    if (const auto* name = ast::as<ast::Name>(target)) {
      read_name(name->id, target->span);
      if (env_.dead) return;
      if (globals_.contains(name->id)) fail(unsupported, target->span, "`del` of a variable of the module");
      if (const auto cell = cells_.find(name->id); cell != cells_.end()) {
        const ir::RuntimeId clear = runtime("kb::clear", "list.hpp", ir::Effects::writes, false);
        emit(ir::Evaluate{call(clear, {cell_itself(cell->second, span)}, types.none, span)}, span);
        continue;
      }
      const ir::NameId id = name_id(name->id);
      emit(ir::Unbind{id}, span);
      env_.names[id.value] = {};
    } else if (const auto* item = ast::as<ast::Subscript>(target)) {
      const ExprId container = expression(*item->value);
      if (is(type(container), Kind::object)) {
        Operands operands(*this);
        operands.add(container);
        const ExprId key = dynamic_index(*item->slice);
        emit(ir::Evaluate{dynamic(ir::DynamicOp::delete_item, {}, {operands.take()[0], key}, types.object, span)}, span);
        continue;
      }
      check_mutable(container, span);
      if (const auto* slice = ast::as<ast::Slice>(item->slice); slice != nullptr && (is(type(container), Kind::list) || is(type(container), Kind::bytearray))) {
        const ir::RuntimeId remove = runtime("kb::delete_slice", is(type(container), Kind::list) ? "list.hpp" : "bytes.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes, true);
        emit(ir::Evaluate{call(remove, slice_arguments(container, *slice, span), types.none, span)}, span);
        continue;
      }
      const auto entry = program_.library.find_method(type(container), "__delitem__");
      if (!entry) fail(unsupported, span, "`del` of an item of `" + type(container)->text + "`");
      const ExprId key = expression(*item->slice);
      check_index(type(container), type(key), item->slice->span);
      emit(ir::Evaluate{call_library(*entry, {{container, {}, span}, {key, {}, span}}, span)}, span);
    } else if (const auto* attribute = ast::as<ast::Attribute>(target)) {
      delete_attribute(*attribute, span);
    } else {
      fail(unsupported, span, "this `del`");
    }
  }
}

}  // namespace keelback::check
