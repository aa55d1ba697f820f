// Calls: of the module's own functions (each at the types it is called with), of function values, of the library.
#include <algorithm>

#include "check/annotations.hpp"
#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"
#include "check/signatures.hpp"
#include "check/special_methods.hpp"

namespace keelback::check {

using types::is;

namespace {

bool is_display(const ast::Expr& node) {
  return ast::is<ast::List>(&node) || ast::is<ast::Dict>(&node) || ast::is<ast::Set>(&node) || ast::is<ast::ListComp>(&node) || ast::is<ast::DictComp>(&node) || ast::is<ast::SetComp>(&node);
}

}  // namespace

// An argument. A method of a value (`key=counts.get`) is a function of the method's arguments.
ExprId FunctionChecker::argument_value(const ast::Expr& node) {
  const auto* method = ast::as<ast::Attribute>(&node);
  const auto* name = method != nullptr ? ast::as<ast::Name>(method->value) : nullptr;
  if (name == nullptr || !is_local(name->id)) return expression(node);
  const ExprId owner = expression(*method->value);
  const Type given = type(owner);
  const auto of_object = is(given, Kind::instance) ? find_method(program_.class_of(given), method->attr) : std::nullopt;
  const bool is_of_object = of_object && of_object->method->kind == ir::MethodKind::method && of_object->method->def->args->args.size() == 2;
  const bool is_method = is_of_object || (!is(given, Kind::module) && !is(given, Kind::union_) && program_.library.find_method(given, method->attr) && !program_.library.find_attribute(given, method->attr));
  if (!is_method) return expression(node);
  const std::string source = "lambda _, /: " + std::string(name->id) + "." + std::string(method->attr) + "(_)";
  return lambda_of(&node, source, true, node.span);
}

// Whether the function that is called may leave a generator before its end, or do something between its items.
bool FunctionChecker::takes_lazily(const ast::Call& node) {
  static const std::set<std::string_view> eager{"all", "any", "dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple", "deque", "Counter", "bytes", "bytearray", "fsum", "prod"};
  if (const auto* name = ast::as<ast::Name>(node.func)) {
    const auto known = def_.module->names.find(name->id);
    return !eager.contains(name->id) || is_local(name->id) || (known != def_.module->names.end() && known->second.kind != ModuleName::Kind::imported);
  }
  const auto* method = ast::as<ast::Attribute>(node.func);
  if (method == nullptr || eager.contains(method->attr)) return method == nullptr;
  const Type owner = known_type(*method->value);
  if (owner != nullptr) return is(owner, Kind::instance) || is(owner, Kind::iterator);
  const auto* module_name = ast::as<ast::Name>(method->value);
  if (module_name == nullptr) return false;
  const auto known = def_.module->names.find(module_name->id);
  if (known == def_.module->names.end() || known->second.kind != ModuleName::Kind::module) return known != def_.module->names.end();
  return known->second.module == "itertools" || program_.find_module(known->second.module) != nullptr;
}

// Whether the builtin function does something with a value of any type.
bool FunctionChecker::takes_any_value(Type callee) const {
  static const std::set<std::string_view> any{"print", "str", "repr", "ascii", "format", "id", "type", "hash"};
  if (is(callee, Kind::type_object)) return is(callee->args[0], Kind::string);
  return is(callee, Kind::library) && any.contains(callee->name);
}

std::vector<LibraryArgument> FunctionChecker::call_arguments(const ast::Call& node) {
  if (const auto collected = collected_calls_.find(&node); collected != collected_calls_.end()) return collected_arguments(node, *collected->second);
  std::vector<LibraryArgument> args;
  Operands operands(*this);
  const auto push = [&](ExprId value, std::string_view keyword, Span span) {
    operands.add(value);
    args.push_back({value, keyword, span});
  };
  for (const auto* arg : node.args) {
    if (const auto* starred = ast::as<ast::Starred>(arg)) {
      const ExprId whole = expression(*starred->value);
      if (!is(type(whole), Kind::tuple)) {
        // Another attempt hands it to `unpacked_call`.
        knowledge_.grown |= knowledge_.open_calls.insert(&node).second;
        fail(unsupported, arg->span, "`*` of an argument whose length is not known when compiling");
      }
      const Reuse tuple = reuse(whole, "arguments");
      if (tuple.local) emit(ir::Assign{tuple.local, whole}, arg->span);
      for (std::size_t i = 0; i < type(whole)->args.size(); ++i) {
        const Type item = type(whole)->args[i];
        push(is(item, Kind::literal) ? constant(item, arg->span) : add(ir::TupleItem{read(tuple, arg->span), int(i)}, item, arg->span), {}, arg->span);
      }
      continue;
    }
    if (const auto* generator = ast::as<ast::GeneratorExp>(arg)) {
      if (takes_lazily(node)) {
        push(generator_expression(*generator, arg->span), {}, arg->span);
        continue;
      }
      // What takes all that a generator gives: it is built as a list.
      push(comprehension(generator, generator->generators, Kind::list, generator->elt, nullptr, arg->span), {}, arg->span);
      continue;
    }
    push(argument_value(*arg), {}, arg->span);
  }
  for (const auto* keyword : node.keywords) {
    if (keyword->arg.empty()) fail(unsupported, keyword->span, "`**` in a call");
    push(argument_value(*keyword->value), keyword->arg, keyword->value->span);
  }
  const std::vector<ExprId> values = operands.take();
  for (std::size_t i = 0; i < values.size(); ++i) args[i].expr = values[i];
  return args;
}

// A function with functools' cache, or its `cache_clear`: Python's object is called, so that there is one cache for all.
std::optional<ExprId> FunctionChecker::cached_call(const ast::Call& node, Span span) {
  const auto* method = ast::as<ast::Attribute>(node.func);
  const auto* name = ast::as<ast::Name>(method != nullptr ? method->value : node.func);
  if (name == nullptr || (is_local(name->id) && !globals_.contains(name->id))) return std::nullopt;
  const auto [scope, what] = program_.definition(*def_.module, name->id);
  if (scope == nullptr || what->kind != ModuleName::Kind::function || decoration_of(*scope, *what->function) != Decoration::cached) return std::nullopt;
  const ast::FunctionDef& called = *what->function;
  const std::string module = program_.is_main(*scope) ? "nullptr" : "\"" + scope->name + "\"";
  const auto python_call = [&](std::string_view attribute, Type result, const std::vector<LibraryArgument>& args) {
    std::string keywords;
    std::vector<ExprId> values;
    if (const auto never = hand_over(args, values, keywords)) return *never;
    const std::string leading = module + ", \"" + std::string(called.name) + "\", \"" + std::string(attribute) + "\", \"" + keywords + "\"";
    return call(describing_runtime("kb::call_python_function", leading), std::move(values), result, span, {std::string(ir::result_argument)});
  };
  if (method != nullptr && method->attr == "cache_clear" && node.args.empty()) return python_call("cache_clear", types.none, {});
  if (method != nullptr) return python_call(method->attr, types.object, call_arguments(node));
  const Type result = signature_of(program_, program_.define(*scope, nullptr, called)).result;
  if (result == nullptr) fail(unsupported, span, "a cached function that does not declare what it returns");
  return python_call("", result, call_arguments(node));
}

ExprId FunctionChecker::call_expression(const ast::Call& node, Span span) {
  if (const auto written = written_calls_.find(&node); written != written_calls_.end()) return written->second();
  if (const auto columns = zip_of_rows(node, span)) return *columns;
  if (const auto made = unpacked_call(node, span)) return *made;
  if (const auto special = special_call(node, span)) return *special;
  if (const auto same = typing_call(node, span)) return *same;
  if (const auto inherited = super_call(node, span)) return *inherited;
  if (const auto made = new_exception(node, span)) return *made;
  if (const auto made = cached_call(node, span)) return *made;
  if (const auto* method = ast::as<ast::Attribute>(node.func)) {
    ExprId owner = as_owner(expression(*method->value), method->attr);
    if (is(type(owner), Kind::never)) return owner;
    if (const auto entry = class_method(type(owner), method->attr)) return call_library(*entry, call_arguments(node), span);
    if (const auto made = generator_method(owner, *method, node, span)) return *made;
    if (!is(type(owner), Kind::module)) {
      Operands operands(*this);
      operands.add(owner);
      if (is(type(owner), Kind::instance)) {
        if (const auto found = find_method(program_.class_of(type(owner)), method->attr)) declare_arguments(node, program_.define(*found->owner, *found->method, false), found->method->kind == ir::MethodKind::static_method ? 0 : 1);
      }
      const std::vector<LibraryArgument> given = call_arguments(node);
      owner = operands.take()[0];
      const Reuse self = reuse(owner, "self");
      if (is(type(owner), Kind::union_)) {
        std::vector<Reuse> kept;
        for (const LibraryArgument& arg : given) kept.push_back(reuse(arg.expr, "argument"));
        ExprId made = for_each_member(read(self, span), [&](ExprId member) -> ExprId {
          std::vector<LibraryArgument> args = given;
          for (std::size_t i = 0; i < given.size(); ++i) args[i].expr = read(kept[i], given[i].span);
          return call_method(member, *method, std::move(args), span);
        });
        for (std::size_t i = kept.size(); i-- > 0;) made = wrap(kept[i], made);
        return wrap(self, made);
      }
      return wrap(self, call_method(read(self, span), *method, given, span));
    }
  }
  const ExprId callee = expression(*node.func);
  declare_arguments(node, type(callee));
  if (const auto made = container_call(node, type(callee), span)) return *made;
  // A function made on the spot is called directly.
  if (std::holds_alternative<ir::MakeClosure>(function[callee].node)) return call_value(callee, call_arguments(node), span);
  Operands operands(*this);
  operands.add(callee);
  std::vector<LibraryArgument> args = call_arguments(node);
  if (takes_any_value(type(callee))) {
    for (LibraryArgument& arg : args) arg.expr = as_whole(arg.expr);
  }
  if (const auto container = declared_container(node, type(callee), args, span)) return *container;
  const ExprId made = with_arguments(operands.take()[0], node, args, span);
  return call_value(made, std::move(args), span);
}

Unsupported FunctionChecker::unknown_attribute(Type owner, const ast::Attribute& node) const {
  return Unsupported{make_error(file, no_attribute, node.span, owner->text, node.attr), "attribute_error",
                     "'" + python_name(owner) + "' object has no attribute '" + std::string(node.attr) + "'"};
}

void FunctionChecker::fail_attribute(Type owner, const ast::Attribute& node) { throw unknown_attribute(owner, node); }

ExprId FunctionChecker::call_method(ExprId self, const ast::Attribute& method, std::vector<LibraryArgument> args, Span span) {
  if (is(type(self), Kind::never)) return self;
  if (is(type(self), Kind::object)) return dynamic_call(self, method.attr, args, span);
  if (is(type(self), Kind::instance)) return call_object(self, method, std::move(args), span);
  if (is(types::base_of(type(self)), Kind::enumeration)) return enum_method(self, method, std::move(args), span);
  if (is(type(self), Kind::type_object) && is(type(self)->args[0], Kind::enumeration)) {
    const EnumInfo& info = enum_of(type(self)->args[0]);
    const auto found = info.methods.find(method.attr);
    if (found == info.methods.end()) return call_value(enum_class_attribute(info.type, method, span), std::move(args), span);
    const auto* decorator = found->second->decorator_list.size() == 1 ? ast::as<ast::Name>(found->second->decorator_list[0]) : nullptr;
    const bool of_class = decorator != nullptr && decorator->id == "classmethod";
    return call_value_method(*found->second, *info.module, of_class ? std::optional(self) : std::nullopt, std::move(args), span);
  }
  if (is(type(self), Kind::type_object) && types::is_named_tuple(type(self)->args[0])) {
    const NamedTupleInfo& info = named_tuple_of(type(self)->args[0]);
    if (const auto found = info.methods.find(method.attr); found != info.methods.end()) {
      const auto* decorator = found->second->decorator_list.size() == 1 ? ast::as<ast::Name>(found->second->decorator_list[0]) : nullptr;
      const bool of_class = decorator != nullptr && decorator->id == "classmethod";
      return call_value_method(*found->second, *info.module, of_class ? std::optional(self) : std::nullopt, std::move(args), span);
    }
  }
  if (const auto made = named_tuple_method(self, method, args, span)) return *made;
  if (is(type(self), Kind::exception)) return exception_method(self, method, args, span);
  if (is(type(self), Kind::type_object) && is(type(self)->args[0], Kind::instance)) return call_class(type(self)->args[0], method, std::move(args), span);
  if (is(type(self), Kind::dict)) {
    for (LibraryArgument& arg : args) {
      const Type value = type(self)->args[1];
      if (!arg.keyword.empty() && !is(value, Kind::never) && converts(type(arg.expr), value)) arg.expr = convert(arg.expr, value, arg.span);
    }
    if (const auto keywords = method.attr == "update" || method.attr == "subtract" ? keyword_dict(&method, args, span) : std::nullopt) return update_by_keywords(self, method, args, *keywords, span);
    if (method.attr == "update" && args.empty()) return evaluated(constant(types.none, span), "nothing", span);
    if (method.attr == "setdefault" && args.size() == 1 && args[0].keyword.empty()) args.push_back({constant(types.none, span), {}, span});
  }
  if (const auto got = dict_get(self, method.attr, args, span)) return *got;
  if (is(types::base_of(type(self)), Kind::string) && method.attr == "format") return *string_format(self, args, span);
  const auto entry = program_.library.find_method(type(self), method.attr);
  if (!entry) {
    // Operators of values of two classes may say NotImplemented there.
    const bool is_plain = !is_operator_method(method.attr) || (args.size() == 1 && types::base_of(type(args[0].expr)) == types::base_of(type(self)));
    if (const std::string special = builtin_special(method.attr); !special.empty() && is_plain) {
      args.insert(args.begin(), {self, {}, method.value->span});
      return call_value(lambda_of(&method, special, false, span), std::move(args), span);
    }
    if (const auto of_dtype = dtype_attribute(type(self), method, span)) return call_value(*of_dtype, args, span);
    if (const auto of_array = attribute_in_python(self, method)) return dynamic_call(*of_array, {}, args, span);
    fail_attribute(type(self), method);
  }
  if (program_.library[*entry].overloads[0].is_static) emit(ir::Evaluate{self}, span);
  else args.insert(args.begin(), {self, {}, method.value->span});
  return call_library(*entry, std::move(args), span);
}

// d.update(a=1), d.update(x, a=1): all is evaluated, then put in.
ExprId FunctionChecker::update_by_keywords(ExprId self, const ast::Attribute& method, std::vector<LibraryArgument> args, ExprId keywords, Span span) {
  if (args.empty()) return call_method(self, method, {{keywords, {}, span}}, span);
  const Reuse owner = reuse(self, "owner");
  if (owner.local) emit(ir::Assign{owner.local, self}, span);
  args[0].expr = evaluated(args[0].expr, "items", span);
  const ExprId others = evaluated(keywords, "keywords", span);
  emit(ir::Evaluate{call_method(read(owner, span), method, args, span)}, span);
  return call_method(read(owner, span), method, {{others, {}, span}}, span);
}

// format.format(values...): keywords go by their names.
std::optional<ExprId> FunctionChecker::string_format(ExprId format, const std::vector<LibraryArgument>& args, Span span) {
  const auto has_no_value = [](Type given) { return is(given, Kind::function) || is(given, Kind::library) || is(given, Kind::iterator); };
  // A field may ask for items ("{0[1]}"), attributes or a format of a class: of anything but numbers and texts Python knows.
  const auto is_plain = [](Type given) { return is(given, Kind::none) || is(given, Kind::never) || is(types::base_of(given), Kind::string) || types::number_of(given).has_value(); };
  const auto needs_python = [&](Type given) { return is(given, Kind::union_) ? !std::ranges::all_of(given->args, is_plain) : !is_plain(given) && !has_no_value(given); };
  if (std::ranges::any_of(args, [&](const LibraryArgument& arg) { return needs_python(type(arg.expr)); })) {
    std::vector<LibraryArgument> all{{format, {}, span}};
    all.insert(all.end(), args.begin(), args.end());
    return convert(method_in_python("format", all, span), types.string, span);
  }
  std::vector<ExprId> values{cast(format, types.string)};
  std::string names;
  std::size_t named = 0;
  for (const LibraryArgument& arg : args) {
    if (!arg.keyword.empty()) {
      names += (named++ == 0 ? "" : ",") + std::string(arg.keyword);
    }
    const Type given = type(arg.expr);
    if (is(given, Kind::never)) return arg.expr;
    if (has_no_value(given)) fail(unsupported, arg.span, "`" + given->text + "` in `str.format`");
    values.push_back(is(given, Kind::none) ? add(ir::Convert{arg.expr}, given, arg.span) : cast(arg.expr, types::storage_of(types, given)));
  }
  values.insert(values.begin() + 1, constant(types.literal(std::string_view(names)), span));
  return call(runtime("kb::format_named", "format.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::allocates, true), std::move(values), types.string, span);
}

// d.get(key), d.get(key, otherwise), d.pop(key, otherwise) where that is of another type than the values: the two are joined, the dict stays what it is.
std::optional<ExprId> FunctionChecker::dict_get(ExprId dict, std::string_view method, const std::vector<LibraryArgument>& args, Span span) {
  const bool pops = method == "pop" && args.size() == 2;
  if ((method != "get" && !pops) || !is(type(dict), Kind::dict) || args.empty() || args.size() > 2) return std::nullopt;
  for (const LibraryArgument& arg : args) {
    if (!arg.keyword.empty() || is(type(arg.expr), Kind::never)) return std::nullopt;
  }
  const Type value = type(dict)->args[1], default_type = args.size() == 2 ? type(args[1].expr) : types.none;
  if (types::holds_any(type(args[0].expr)) && !types::holds_any(type(dict)->args[0])) return std::nullopt;
  if (is(value, Kind::never)) {
    // Nothing is in it, as far as is known.
    if (!type(dict)->sites.empty() && is(type(dict)->args[0], Kind::never)) return args.size() == 2 ? args[1].expr : constant(types.none, span);
    return std::nullopt;
  }
  if (types::storage_of(types, default_type) == types::storage_of(types, value)) return std::nullopt;
  if (pops) {
    const Type either = join_types(value, default_type);
    const ExprId plain_key = cast(args[0].expr, types::storage_of(types, type(args[0].expr)));
    return call(runtime("kb::dict_pop_or", "dict.hpp", ir::Effects::raises | ir::Effects::reads | ir::Effects::writes | ir::Effects::allocates, false),
                {dict, plain_key, cast(convert(args[1].expr, either, span), types::storage_of(types, either))}, either, span);
  }
  const Reuse self = reuse(dict, "self"), key = reuse(args[0].expr, "key");
  const Reuse otherwise = reuse(args.size() == 2 ? args[1].expr : constant(types.none, span), "otherwise");
  const auto call = [&](std::string_view name) {
    return call_library(*program_.library.find_method(type(dict), name), {{read(self, span), {}, span}, {read(key, span), {}, args[0].span}}, span);
  };
  const Type joined = join_types(value, default_type);
  const ExprId test = call("__contains__");
  const ExprId yes = convert(call("__getitem__"), joined, span);
  const ExprId no = convert(read(otherwise, span), joined, span);
  return wrap(self, wrap(key, wrap(otherwise, add(ir::Select{test, yes, no}, joined, span))));
}

// Its body is a call like any other, so that functions, library functions and types all do.
ExprId FunctionChecker::callable(ExprId callee, std::span<const Type> parameters, Span span) {
  const auto* made = std::get_if<ir::MakeClosure>(&function[callee].node);
  const bool is_plain = made != nullptr && std::all_of(made->captures.begin(), made->captures.end(), [&](ExprId capture) { return is_reusable(capture); });
  // It is one value, however often it is called.
  if (!is_plain) callee = evaluated(callee, "callee", span);
  ir::Callable result;
  std::vector<LibraryArgument> args;
  std::vector<Type> stored;
  for (const Type parameter : parameters) {
    stored.push_back(types::storage_of(types, parameter));
    result.parameters.push_back(temporary("argument", stored.back()));
    args.push_back({add(ir::ReadLocal{result.parameters.back()}, parameter, span), {}, span});
  }
  const ir::Block statements = build_block([&] {
    const ExprId value = call_value(callee, args, span);
    if (is(type(value), Kind::never)) fail(unsupported, span, "a function that never returns, as an argument of a builtin function");
    result.body = cast(value, types::storage_of(types, type(value)));
  });
  if (!statements.empty()) fail(unsupported, span, "this function as an argument of a builtin function");
  const Type value = type(result.body);
  return add(std::move(result), types.callable(stored, value), span);
}

ExprId FunctionChecker::invoke(ExprId callee, const std::vector<ExprId>& args, Span span) {
  std::vector<LibraryArgument> arguments;
  for (const ExprId arg : args) arguments.push_back({arg, {}, this->span(arg)});
  return call_value(callee, std::move(arguments), span);
}

std::optional<ExprId> FunctionChecker::special_call(const ast::Call& node, Span span) {
  const auto* name = ast::as<ast::Name>(node.func);
  if (name == nullptr || is_local(name->id) || def_.module->names.contains(name->id)) return std::nullopt;
  if (name->id == "isinstance" && node.args.size() == 2 && node.keywords.empty()) {
    const ExprId value = as_whole(expression(*node.args[0]));
    if (is(type(value), Kind::object)) return dynamic_instance_test(value, *node.args[1], span);
    if (const auto test = instance_test(value, *node.args[1], span)) return *test;
    if (const auto test = value_class_test(value, *node.args[1], span)) return *test;
    if (const auto test = exception_test(value, *node.args[1], span)) return *test;
    const auto classes = class_names(*node.args[1]);
    if (!classes && types::crosses(type(value)) && !types::holds_names(type(value))) return dynamic_instance_test(convert(value, types.object, span), *node.args[1], span);
    if (!classes) fail(unsupported, node.args[1]->span, "`isinstance` with this class");
    const Type whole = type(value);
    if (!is(whole, Kind::union_)) return constant(types.literal(is_instance(whole, *classes)), span);
    const Reuse kept = reuse(value, "value");
    ExprId any = constant(types.literal(false), span);
    for (std::size_t i = whole->args.size(); i-- > 0;) {
      if (is_instance(whole->args[i], *classes)) any = logical_of(false, add(ir::IsMember{read(kept, span), int(i)}, types.boolean, span), any, span);
    }
    return wrap(kept, any);
  }
  if ((name->id == "any" || name->id == "all") && node.args.size() == 1 && node.keywords.empty()) {
    if (const auto* generator = ast::as<ast::GeneratorExp>(node.args[0])) return any_or_all(*generator, name->id == "any", span);
  }
  if (node.args.size() == 1 && node.keywords.empty()) {
    if (const auto made = call_builtin_on_object(node, name->id, span)) return made;
  }
  // Functions that are operators, and constructors of empty containers.
  if (name->id == "bool" && node.args.size() == 1 && node.keywords.empty() && !ast::is<ast::Starred>(node.args[0])) return cast(truth(as_it_is(*node.args[0]), span), types.boolean);
  if (name->id == "pow" && node.args.size() == 2 && node.keywords.empty()) {
    const std::vector<LibraryArgument> args = call_arguments(node);
    return binary(ir::BinaryOp::power, args[0].expr, args[1].expr, span);
  }
  // Of an object: Python's own; without one they look at the variables of who calls them.
  if ((name->id == "vars" || name->id == "dir") && node.args.size() == 1 && node.keywords.empty()) return call_value(name_in_python(std::string(name->id), span), call_arguments(node), span);
  if (name->id == "divmod" && node.args.size() == 2 && node.keywords.empty()) {
    const std::vector<LibraryArgument> args = call_arguments(node);
    const Reuse left = reuse(args[0].expr, "left"), right = reuse(args[1].expr, "right");
    const ExprId quotient = binary(ir::BinaryOp::floor_divide, read(left, span), read(right, span), span);
    const ExprId remainder = binary(ir::BinaryOp::remainder, read(left, span), read(right, span), span);
    const Type parts[] = {type(quotient), type(remainder)};
    return wrap(left, wrap(right, add(ir::MakeTuple{{quotient, remainder}}, types.tuple(parts), span)));
  }
  if (node.args.empty() && node.keywords.empty()) {
    const Kind made = name->id == "list" ? Kind::list : name->id == "dict" ? Kind::dict : name->id == "set" ? Kind::set : Kind::never;
    if (made != Kind::never) {
      const Type type = site_list(&node, made);
      return made == Kind::dict ? add(ir::MakeDict{}, type, span) : add(ir::MakeList{}, type, span);
    }
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> FunctionChecker::class_names(const ast::Expr& classes) {
  std::vector<std::string> names;
  const auto one = [&](const ast::Expr& node) {
    if (is_none(node)) {
      names.emplace_back("NoneType");
      return &node != &classes;
    }
    if (const auto* name = ast::as<ast::Name>(&node)) {
      if (is_local(name->id)) return false;
      // Not a class of the module's own, nor one that it imports: what objects of a compiled class are of, only `instance_test` knows.
      const auto own = def_.module->names.find(name->id);
      const bool is_foreign = own != def_.module->names.end() && own->second.kind == ModuleName::Kind::imported && own->second.module != "numpy" && own->second.module != "builtins";
      if (own != def_.module->names.end() && (own->second.kind == ModuleName::Kind::klass || own->second.is_class || is_foreign)) return false;
      names.emplace_back(name->id);
      return true;
    }
    if (const auto* attribute = ast::as<ast::Attribute>(&node)) {
      // Of a module, not of a value (`self.__class__`).
      const auto* name = root_name(*attribute);
      if (name == nullptr || is_local(name->id)) return false;
      // What is declared as a dict may be one of these: only Python knows.
      if (program_.module_meant(*def_.module, *attribute->value) != nullptr) return false;
      if (attribute->attr == "defaultdict" || attribute->attr == "OrderedDict" || attribute->attr == "Counter") return false;
      names.emplace_back(attribute->attr);
      return true;
    }
    return false;
  };
  for (const ast::Expr* part : class_parts(classes)) {
    if (!one(*part)) return std::nullopt;
  }
  return names;
}

bool FunctionChecker::is_instance(Type value, const std::vector<std::string>& classes) {
  const Type base = types::base_of(value);
  return std::any_of(classes.begin(), classes.end(), [&](const std::string& name) {
    switch (base->kind) {
      case Kind::boolean: return name == "bool" || name == "int";
      case Kind::integer: return name == "int";
      case Kind::floating: return name == "float";
      case Kind::complex: return name == "complex";
      case Kind::string: return name == "str";
      case Kind::none: return name == "NoneType";
      case Kind::instance: return name == "object";
      case Kind::enumeration: return name == "object" || (base->rank == 1 && name == "int") || (base->rank == 2 && name == "str");
      case Kind::list: return name == "list";
      case Kind::tuple:
      case Kind::variadic: return name == "tuple";
      case Kind::dict: return name == "dict" || (!base->name.empty() && name == base->name);
      case Kind::set: return name == "set";
      case Kind::frozenset: return name == "frozenset";
      case Kind::deque: return name == "deque";
      case Kind::bytes: return name == "bytes";
      case Kind::bytearray: return name == "bytearray";
      case Kind::range: return name == "range";
      case Kind::slice: return name == "slice";
      case Kind::array: return name == "ndarray";
      case Kind::scalar: {
        const auto kind = types::kind_of(base->dtype);
        if (name == types::name_of(base->dtype) || (kind == types::DTypeKind::boolean && name == "bool_") || types::is_of_kind(base->dtype, name)) return true;
        // np.float64 is a float, np.complex128 a complex.
        return (name == "float" && base->dtype == types::DType::float64) || (name == "complex" && base->dtype == types::DType::complex128);
      }
      default: return false;
    }
  });
}

ExprId FunctionChecker::call_value(ExprId callee, std::vector<LibraryArgument> args, Span span) {
  const Type kind = type(callee);
  for (const LibraryArgument& arg : args) {
    if (is(type(arg.expr), Kind::never)) return arg.expr;
  }
  switch (kind->kind) {
    case Kind::function:
      if (kind->name.empty()) return call_function(callee, args, span);
      return call_vectorized(*this, program_.library, evaluated(callee, "callee", span), args, span);
    case Kind::library: return call_library(kind->entry, std::move(args), span);
    case Kind::object: return dynamic_call(callee, {}, args, span);
    case Kind::instance: return call_special(callee, "__call__", std::move(args), span);
    case Kind::type_object: {
      if (is(kind->args[0], Kind::instance)) return construct(kind->args[0], args, span);
      if (is(kind->args[0], Kind::enumeration)) return enum_call(kind->args[0], args, span);
      if (types::is_named_tuple(kind->args[0])) return new_named_tuple(kind->args[0], args, span);
      const auto entry = program_.library.constructor(kind);
      if (!entry) fail(not_callable, span, kind->text);
      return call_library(*entry, std::move(args), span);
    }
    case Kind::union_: {
      // The callee and the arguments are evaluated once, whichever is called.
      const Reuse function_value = reuse(callee, "callee");
      std::vector<Reuse> kept;
      for (const LibraryArgument& arg : args) kept.push_back(reuse(arg.expr, "argument"));
      ExprId made = for_each_member(read(function_value, span), [&](ExprId member) {
        std::vector<LibraryArgument> again = args;
        for (std::size_t i = 0; i < again.size(); ++i) again[i].expr = read(kept[i], args[i].span);
        return call_value(member, std::move(again), span);
      });
      for (std::size_t i = kept.size(); i-- > 0;) made = wrap(kept[i], made);
      return wrap(function_value, made);
    }
    default: fail_as("'" + python_name(kind) + "' object is not callable", not_callable, span, kind->text);
  }
}

// The value, to be read any number of times.
ExprId FunctionChecker::evaluated(ExprId value, std::string_view name, Span span) {
  if (is_reusable(value)) return value;
  const LocalId kept = temporary(name, type(value));
  emit(ir::Assign{kept, value}, span);
  return read(kept, span);
}

// What is put among objects, or looked for there (`Any` in the stub), is one of them.
void FunctionChecker::hand_to_objects(const library::Entry& entry, std::vector<LibraryArgument>& args) {
  if (args.empty()) return;
  const Type owner = type(args[0].expr);
  const std::vector<Type>& items = owner->args;
  // What any object gives is put into a container that nothing was put into yet.
  const bool is_filled = (entry.name == "extend" || entry.name == "update") && args.size() == 2 && is(type(args[1].expr), Kind::object);
  if (is_filled && items.size() == 1 && is(items[0], Kind::never) && !owner->sites.empty()) widen(owner->sites, nullptr, types.object);
  const bool takes_objects = !items.empty() && is(items[0], Kind::object);
  const bool holds_objects = takes_objects || (items.size() > 1 && is(items[1], Kind::object));
  for (std::size_t i = 1; i < args.size() && holds_objects; ++i) {
    const bool is_looked_for = takes_objects && looks_for(entry, i) == LooksFor::item && types::crosses(type(args[i].expr));
    if (types::holds_names(type(args[i].expr)) || is_looked_for) args[i].expr = convert(args[i].expr, types.object, args[i].span);
  }
}

// sum(items, start) of what has an `__add__`: as reduce() of `+`.
std::optional<ExprId> FunctionChecker::sum_of_objects(const library::Entry& entry, const std::vector<LibraryArgument>& args, Span span) {
  if (entry.full_name() != "sum" || args.size() != 2 || !args[0].keyword.empty() || (!args[1].keyword.empty() && args[1].keyword != "start")) return std::nullopt;
  const Type item = iterated(types, type(args[0].expr));
  if (item == nullptr || !(is(item, Kind::instance) || is(item, Kind::tuple) || is(item, Kind::variadic))) return std::nullopt;
  return call_library(*program_.library.find_function("functools", "reduce"), {{read_module_attribute("operator", "add", span), {}, span}, args[0], {args[1].expr, {}, args[1].span}}, span);
}

// xs.extend(ys), d.update(other) of what holds objects: each becomes what the container holds, as what is appended does.
void FunctionChecker::convert_filling(const library::Entry& entry, std::vector<LibraryArgument>& args, Span span) {
  static const std::set<std::string_view> owners{"list", "dict", "set", "deque", "defaultdict", "OrderedDict", "open_dict"};
  const bool fills = entry.name == "extend" || entry.name == "update" || entry.name == "extendleft" || entry.name == "__ior__" || entry.name == "__iadd__";
  if (fills && entry.module == "bytearray" && args.size() == 2 && is(type(args[1].expr), Kind::object)) {
    args[1].expr = bytes_in_python(args[1].expr, [&](ExprId made, ExprId object) { return dynamic_call(made, "extend", {{object, {}, span}}, span); }, span);
    return;
  }
  if (!fills || !owners.contains(entry.module) || args.size() != 2 || !args[1].keyword.empty()) return;
  const Type owner = type(args[0].expr), given = type(args[1].expr);
  const bool holds = types::is_container(given) || is(given, Kind::variadic) || is(given, Kind::frozenset);
  const bool is_open = std::ranges::any_of(owner->args, [](Type item) { return is(item, Kind::never) || !types::crosses(item); });
  if (is(given, Kind::object) && !is_open && !types::holds_any(owner->args[0])) {
    const Type plain = is(owner, Kind::dict) ? types.dict(owner->args[0], owner->args[1]) : types.list(owner->args[0]);
    const ExprId made = dynamic_call(name_in_python(is(owner, Kind::dict) ? "dict" : "list", span), {}, {args[1]}, span);
    args[1].expr = convert(made, types::storage_of(types, plain), args[1].span);
    return;
  }
  const bool is_dict = is(owner, Kind::dict) && is(given, Kind::dict);
  const std::vector<Type> wanted = is_dict ? owner->args : std::vector<Type>{is(owner, Kind::dict) ? types.tuple(owner->args) : owner->args[0]};
  const auto fits = [](Type item, Type to) { return item == to || !types::holds_any(item); };
  if (!holds || is_open || std::ranges::equal(given->args, wanted, fits)) return;
  const Type filling = types::storage_of(types, is(given, Kind::variadic) ? types.variadic(wanted[0]) : is(given, Kind::frozenset) ? types.frozenset(wanted[0]) : types.container_like(given, wanted));
  if (types::crosses(given) && types::crosses(filling)) args[1].expr = convert(convert(args[1].expr, types.object, args[1].span), filling, args[1].span);
}

ExprId FunctionChecker::call_library(types::EntryId entry, std::vector<LibraryArgument> args, Span span) {
  bool has_plain_value = false;
  for (LibraryArgument& arg : args) {
    if (is(type(arg.expr), Kind::never)) return arg.expr;
    arg.expr = without_enum_class(arg.expr, span);
    if (program_.library[entry].module.starts_with("numpy")) arg.expr = with_found_items(arg.expr, span);
    has_plain_value = has_plain_value || mixed_in(type(arg.expr)) != nullptr;
  }
  const bool has_objects = std::ranges::any_of(args, [&](const LibraryArgument& arg) { return types::holds_any(type(arg.expr)); });
  // map(float, items) of any object: what the function gives is known, whoever gives the items.
  if (has_objects && program_.library[entry].full_name() == "map" && !args.empty() && !is(type(args[0].expr), Kind::object)) {
    for (LibraryArgument& arg : args) {
      if (is(type(arg.expr), Kind::object)) arg.expr = dynamic(ir::DynamicOp::iterate, {}, {arg.expr}, types.iterator(types.object), arg.span);
    }
  }
  if (has_objects) {
    hand_to_objects(program_.library[entry], args);
    if (const auto made = call_library_on_objects(program_.library[entry], args, span)) return *made;
    if (const auto made = look_up_object(program_.library[entry], args, span)) return *made;
  }
  if (const auto made = call_over_objects(entry, args, span)) return *made;
  if (const auto made = sum_of_objects(program_.library[entry], args, span)) return *made;
  if (has_objects) convert_filling(program_.library[entry], args, span);
  const std::size_t emitted = block_->size();
  try {
    if (!has_plain_value) return library_call(*this, program_.library, entry, args, span);
    try {
      return library_call(*this, program_.library, entry, args, span);
    } catch (const Unsupported&) {
      // As the int or the string that a member is.
      std::vector<LibraryArgument> plain = args;
      for (LibraryArgument& arg : plain) arg.expr = plain_value(arg.expr, span);
      return library_call(*this, program_.library, entry, plain, span);
    }
  } catch (const WidenSites& wider) {
    widen(wider.sites, wider.key, wider.item);
    if (!knowledge_.grown) {
      // What it holds is declared: what is put in becomes that, where it converts.
      const Knowledge::Site& site = knowledge_.sites[wider.sites[0]];
      const Type owner = type(args[0].expr);
      if (site.declared && !owner->sites.empty() && owner->sites == wider.sites) {
        block_->resize(emitted);
        args[0].expr = cast(args[0].expr, types::storage_of(types, owner));
        return call_library(entry, std::move(args), span);
      }
      const bool is_key = wider.item == nullptr;
      const Type held = is_key ? site.key : site.item;
      fail(not_convertible, span, held == nullptr ? "nothing" : held->text, (is_key ? wider.key : wider.item)->text);
    }
    // This attempt is not the last one: nothing is learnt from what is done with the value.
    return add(ir::Constant{}, types.never, span);
  } catch (Unsupported& failure) {
    // What no version takes, Python's own function may: with objects within containers without more ado.
    if (!can_be_called_in_python(program_.library[entry], args) || (!has_objects && !is_left_to_python(failure, span))) throw;
    block_->resize(emitted);
    return *call_library_in_python(program_.library[entry], args, span);
  }
}

ExprId FunctionChecker::default_of(const FunctionDef& callee, std::string_view parameter, const ast::Expr& value, bool leaves_defaults, Span span) {
  const auto captured = captured_defaults(callee);
  const bool is_captured = leaves_defaults || std::any_of(captured.begin(), captured.end(), [&](const auto& one) { return one.first == parameter; });
  if (is_captured) return add(ir::Constant{}, left_out(types), span);
  const bool is_own = callee.module == def_.module || ast::is<ast::Constant>(&value);
  if (!callee.evaluates_defaults && (!is_own || is_display(value))) {
    // One value for all calls, as a constant of the module that the function is in.
    const std::string name = callee.name + "(" + std::string(parameter) + ")";
    const std::vector<Declared> parameters = parameters_of(*callee.arguments());
    const auto declared = std::ranges::find_if(parameters, [&](const Declared& one) { return one.arg->arg == parameter; });
    const auto [made, is_new] = callee.module->names.try_emplace(name, ModuleName::of_value(&value, value.span));
    if (is_new && callee.def != nullptr && declared != parameters.end()) {
      const Signature signature = signature_of(program_, callee);
      const std::size_t place = std::size_t(declared - parameters.begin());
      made->second.declared = signature.open[place];
      if (signature.parameters[place] != nullptr) made->second.declared.push_back(signature.parameters[place]);
    }
    if (!program_.global(*callee.module, name, span).is_dynamic) return module_name_value(*callee.module, name, span);
    fail(unsupported, value.span, "this default of a parameter, in a native call");
  }
  return expression_in_module(callee, value);
}

ExprId FunctionChecker::expression_in_module(const FunctionDef& def, const ast::Expr& node) {
  std::map<std::string, ir::NameId, std::less<>> names;
  std::swap(names, name_ids_);
  try {
    const ExprId value = expression(node);
    std::swap(names, name_ids_);
    if (!def.evaluates_defaults && types::is_container(type(value))) fail(unsupported, node.span, "a default that is a list, dict or set, in a native call");
    return value;
  } catch (...) {
    std::swap(names, name_ids_);
    throw;
  }
}

std::vector<ExprId> FunctionChecker::bind_arguments(const FunctionDef& callee, const std::vector<LibraryArgument>& args, bool leaves_defaults, Span span) {
  const ast::Arguments& parameters = *callee.arguments();
  std::vector<const ast::Arg*> positional;
  for (const auto* arg : parameters.posonlyargs) positional.push_back(arg);
  for (const auto* arg : parameters.args) positional.push_back(arg);
  std::vector<std::optional<ExprId>> bound(positional.size());
  std::vector<std::optional<ExprId>> keyword_only(parameters.kwonlyargs.size());
  std::vector<ExprId> rest;
  std::vector<LibraryArgument> others;         // keywords that are no parameters
  std::optional<ExprId> whole_rest, whole_others;
  std::size_t next = 0;
  for (const LibraryArgument& arg : args) {
    if (arg.keyword.starts_with('*')) {
      if ((arg.keyword == "*" ? parameters.vararg : parameters.kwarg) == nullptr) fail(unsupported, span, "a method with `*` or `**` parameters that another one without them overrides");
      (arg.keyword == "*" ? whole_rest : whole_others) = arg.expr;
      continue;
    }
    if (arg.keyword.empty()) {
      if (next < positional.size()) bound[next++] = arg.expr;
      else if (parameters.vararg != nullptr) rest.push_back(arg.expr);
      else fail(call_arguments_wrong, span, callee.name, "takes " + std::to_string(positional.size()) + " positional arguments");
      continue;
    }
    bool found = false;
    for (std::size_t i = 0; i < positional.size() + keyword_only.size() && !found; ++i) {
      const bool is_positional = i < positional.size();
      const ast::Arg* parameter = is_positional ? positional[i] : parameters.kwonlyargs[i - positional.size()];
      if (parameter->arg != arg.keyword || (is_positional && i < parameters.posonlyargs.size())) continue;
      auto& slot = is_positional ? bound[i] : keyword_only[i - positional.size()];
      if (slot) fail(call_arguments_wrong, arg.span, callee.name, "multiple values for argument `" + std::string(arg.keyword) + "`");
      slot = arg.expr;
      found = true;
    }
    if (found) continue;
    if (parameters.kwarg == nullptr) fail(call_arguments_wrong, arg.span, callee.name, "no parameter `" + std::string(arg.keyword) + "`");
    const bool is_given = std::ranges::any_of(others, [&](const LibraryArgument& other) { return other.keyword == arg.keyword; });
    if (is_given) fail(call_arguments_wrong, arg.span, callee.name, "multiple values for argument `" + std::string(arg.keyword) + "`");
    others.push_back(arg);
  }
  std::vector<ExprId> all;
  const std::size_t first_default = positional.size() - parameters.defaults.size();
  for (std::size_t i = 0; i < positional.size(); ++i) {
    if (!bound[i]) {
      if (i < first_default) fail(call_arguments_wrong, span, callee.name, "argument `" + std::string(positional[i]->arg) + "` is missing");
      bound[i] = default_of(callee, positional[i]->arg, *parameters.defaults[i - first_default], leaves_defaults, span);
    }
    all.push_back(*bound[i]);
  }
  if (parameters.vararg != nullptr) all.push_back(whole_rest ? *whole_rest : rest_of_arguments(callee, std::move(rest), span));
  for (std::size_t i = 0; i < keyword_only.size(); ++i) {
    if (!keyword_only[i]) {
      if (parameters.kw_defaults[i] == nullptr) fail(call_arguments_wrong, span, callee.name, "argument `" + std::string(parameters.kwonlyargs[i]->arg) + "` is missing");
      keyword_only[i] = default_of(callee, parameters.kwonlyargs[i]->arg, *parameters.kw_defaults[i], leaves_defaults, span);
    }
    all.push_back(*keyword_only[i]);
  }
  if (parameters.kwarg != nullptr) all.push_back(whole_others ? *whole_others : other_keywords(callee, others, span));
  return all;
}

ExprId FunctionChecker::call_function(ExprId callee, const std::vector<LibraryArgument>& args, Span span) {
  const Type kind = type(callee);
  // Arguments are evaluated as they are written, whatever the order of the parameters.
  const bool has_order = std::any_of(args.begin(), args.end(), [&](const LibraryArgument& arg) { return !is_reusable(arg.expr); });
  for (const types::FunctionId id : kind->functions) {
    if (!has_order) break;
    const FunctionDef& def = program_.function(id);
    const std::vector<std::string> names = def.arguments() != nullptr ? parameter_names(*def.arguments()) : std::vector<std::string>{};
    std::ptrdiff_t last = -1;
    bool in_order = true;
    for (const LibraryArgument& arg : args) {
      if (arg.keyword.empty() || arg.keyword.starts_with('*')) continue;
      const std::ptrdiff_t place = std::find(names.begin(), names.end(), arg.keyword) - names.begin();
      in_order &= place > last;
      last = place;
    }
    if (in_order) continue;
    std::vector<Reuse> kept;
    std::vector<LibraryArgument> again = args;
    for (LibraryArgument& arg : again) {
      kept.push_back(reuse(arg.expr, "argument"));
      arg.expr = read(kept.back(), arg.span);
      arg.keyword = {};
    }
    // In the parameters' order now, each by its name.
    std::vector<LibraryArgument> ordered;
    for (std::size_t i = 0; i < args.size(); ++i) {
      if (args[i].keyword.empty()) ordered.push_back(again[i]);
    }
    for (const std::string& name : names) {
      for (std::size_t i = 0; i < args.size(); ++i) {
        if (args[i].keyword == name) ordered.push_back({again[i].expr, args[i].keyword, args[i].span});
      }
    }
    if (ordered.size() != args.size()) break;  // a name that is no parameter: reported below
    ExprId result = call_function(callee, ordered, span);
    for (std::size_t i = kept.size(); i-- > 0;) result = wrap(kept[i], result);
    return result;
  }
  std::vector<Instance*> instances;
  std::vector<ExprId> first, converted;
  const bool several = kind->functions.size() > 1;
  Type result = types.never;
  bool returns = false;
  for (std::size_t i = 0; i < kind->functions.size(); ++i) {
    const FunctionDef& def = program_.function(kind->functions[i]);
    std::vector<ExprId> bound = bind_arguments(def, args, several || def.is_dispatcher || def.evaluates_defaults, span);
    // All candidates are called with the same arguments.
    const auto same_argument = [&](ExprId a, ExprId b) { return a == b || (type(a) == left_out(types) && type(b) == left_out(types)); };
    if (i == 0) first = bound;
    bool same = std::equal(bound.begin(), bound.end(), first.begin(), first.end(), same_argument);
    const std::vector<Type> captures(kind->args[i]->args.begin(), kind->args[i]->args.end());
    Instance& instance = instance_for(def, captures, bound, span);
    instances.push_back(&instance);
    if (i == 0) converted = bound;
    same = same && std::equal(bound.begin(), bound.end(), converted.begin(), converted.end(), [&](ExprId a, ExprId b) { return types::storage_of(types, type(a)) == types::storage_of(types, type(b)); });
    if (!same) fail(unsupported, span, "a call of one of several functions that take their arguments differently");
    const Type one = instance.result != nullptr ? instance.result : types.never;
    returns |= !is(one, Kind::never);
    result = join_types(result, one);
  }
  for (std::size_t i = 0; i < converted.size(); ++i) converted[i] = cast(converted[i], types::storage_of(types, type(converted[i])));
  const auto* made = std::get_if<ir::MakeClosure>(&function[callee].node);
  if (made != nullptr && instances.size() == 1) {
    std::vector<ExprId> all = made->captures;
    all.insert(all.end(), converted.begin(), converted.end());
    return add(ir::Call{instances[0]->id, std::move(all)}, result, span);
  }
  std::vector<ir::InstanceId> targets;
  for (const Instance* instance : instances) targets.push_back(instance->id);
  return add(ir::CallClosure{callee, std::move(targets), std::move(converted)}, result, span);
}

}  // namespace keelback::check
