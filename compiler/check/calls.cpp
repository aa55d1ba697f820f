// Calls: of the module's own functions (each at the types it is called with), of function values, of the library.
#include <algorithm>

#include "check/annotations.hpp"
#include "check/function_checker.hpp"

namespace keelback::check {

using types::is;

std::vector<LibraryArgument> FunctionChecker::call_arguments(const ast::Call& node) {
  std::vector<LibraryArgument> args;
  for (const auto* arg : node.args) {
    if (const auto* starred = ast::as<ast::Starred>(arg)) {
      const ExprId whole = expression(*starred->value);
      if (!is(type(whole), Kind::tuple)) fail(unsupported, arg->span, "`*` of an argument whose length is not known when compiling");
      const Reuse tuple = reuse(whole, "arguments");
      if (tuple.local) emit(ir::Assign{tuple.local, whole}, arg->span);
      for (std::size_t i = 0; i < type(whole)->args.size(); ++i) {
        const Type item = type(whole)->args[i];
        args.push_back({is(item, Kind::literal) ? constant(item, arg->span) : add(ir::TupleItem{read(tuple, arg->span), int(i)}, item, arg->span), {}, arg->span});
      }
      continue;
    }
    if (const auto* generator = ast::as<ast::GeneratorExp>(arg)) {
      // The library's functions take all that a generator gives: it is built as a list.
      args.push_back({comprehension(generator, generator->generators, Kind::list, generator->elt, nullptr, arg->span), {}, arg->span});
      continue;
    }
    args.push_back({expression(*arg), {}, arg->span});
  }
  for (const auto* keyword : node.keywords) {
    if (keyword->arg.empty()) fail(unsupported, keyword->span, "`**` in a call");
    args.push_back({expression(*keyword->value), keyword->arg, keyword->value->span});
  }
  return args;
}

ExprId FunctionChecker::call_expression(const ast::Call& node, Span span) {
  if (const auto special = special_call(node, span)) return *special;
  if (const auto* method = ast::as<ast::Attribute>(node.func)) {
    const ExprId owner = expression(*method->value);
    if (is(type(owner), Kind::never)) return owner;
    if (!is(type(owner), Kind::module)) {
      const Reuse self = reuse(owner, "self");
      const std::vector<LibraryArgument> given = call_arguments(node);
      if (is(type(owner), Kind::union_)) {
        std::vector<Reuse> kept;
        for (const LibraryArgument& arg : given) kept.push_back(reuse(arg.expr, "argument"));
        ExprId made = for_each_member(read(self, span), [&](ExprId member) -> ExprId {
          const auto entry = program_.library.find_method(type(member), method->attr);
          if (!entry) fail(no_attribute, node.func->span, type(member)->text, method->attr);
          std::vector<LibraryArgument> args{{member, {}, method->value->span}};
          for (std::size_t i = 0; i < given.size(); ++i) args.push_back({read(kept[i], given[i].span), given[i].keyword, given[i].span});
          return call_library(*entry, std::move(args), span);
        });
        for (std::size_t i = kept.size(); i-- > 0;) made = wrap(kept[i], made);
        return wrap(self, made);
      }
      return wrap(self, for_each_member(read(self, span), [&](ExprId member) -> ExprId {
        const auto entry = program_.library.find_method(type(member), method->attr);
        if (!entry) fail(no_attribute, node.func->span, type(member)->text, method->attr);
        std::vector<LibraryArgument> args{{member, {}, method->value->span}};
        args.insert(args.end(), given.begin(), given.end());
        return call_library(*entry, std::move(args), span);
      }));
    }
  }
  const ExprId callee = expression(*node.func);
  return call_value(callee, call_arguments(node), span);
}

std::optional<ExprId> FunctionChecker::special_call(const ast::Call& node, Span span) {
  const auto* name = ast::as<ast::Name>(node.func);
  if (name == nullptr || is_local(name->id) || def_.module->names.contains(name->id)) return std::nullopt;
  if (name->id == "isinstance" && node.args.size() == 2 && node.keywords.empty()) {
    const ExprId value = expression(*node.args[0]);
    const auto classes = class_names(*node.args[1]);
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
  // Functions that are operators, and constructors of empty containers.
  if (name->id == "pow" && node.args.size() == 2 && node.keywords.empty()) {
    const ExprId base = expression(*node.args[0]), exponent = expression(*node.args[1]);
    return binary(ir::BinaryOp::power, base, exponent, span);
  }
  if (name->id == "divmod" && node.args.size() == 2 && node.keywords.empty()) {
    const Reuse left = reuse(expression(*node.args[0]), "left"), right = reuse(expression(*node.args[1]), "right");
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
    if (const auto* name = ast::as<ast::Name>(&node)) {
      names.emplace_back(name->id);
      return true;
    }
    if (const auto* attribute = ast::as<ast::Attribute>(&node)) {
      names.emplace_back(attribute->attr);
      return true;
    }
    return false;
  };
  if (const auto* tuple = ast::as<ast::Tuple>(&classes)) {
    for (const auto* part : tuple->elts) {
      if (!one(*part)) return std::nullopt;
    }
    return names;
  }
  if (!one(classes)) return std::nullopt;
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
      case Kind::list: return name == "list";
      case Kind::tuple:
      case Kind::variadic: return name == "tuple";
      case Kind::dict: return name == "dict";
      case Kind::set: return name == "set";
      case Kind::range: return name == "range";
      case Kind::slice: return name == "slice";
      case Kind::array: return name == "ndarray";
      case Kind::scalar: {
        const auto kind = types::kind_of(base->dtype);
        if (name == "generic" || name == types::name_of(base->dtype) || (kind == types::DTypeKind::boolean && name == "bool_")) return true;
        if (name == "number") return kind != types::DTypeKind::boolean;
        if (name == "integer") return types::is_integer(base->dtype);
        if (name == "signedinteger") return kind == types::DTypeKind::signed_integer;
        if (name == "unsignedinteger") return kind == types::DTypeKind::unsigned_integer;
        if (name == "inexact") return types::is_inexact(base->dtype);
        if (name == "floating") return kind == types::DTypeKind::floating;
        if (name == "complexfloating") return kind == types::DTypeKind::complex;
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
    case Kind::function: return call_function(callee, args, span);
    case Kind::library: return call_library(kind->entry, std::move(args), span);
    case Kind::type_object: {
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
    default: fail(not_callable, span, kind->text);
  }
}

ExprId FunctionChecker::call_library(types::EntryId entry, std::vector<LibraryArgument> args, Span span) {
  for (LibraryArgument& arg : args) {
    if (is(type(arg.expr), Kind::never)) return arg.expr;
  }
  try {
    return library_call(*this, program_.library, entry, args, span);
  } catch (const WidenSites& wider) {
    widen(wider.sites, wider.key, wider.item);
    // This attempt is not the last one: any value of the right kind does.
    return add(ir::Constant{}, types.none, span);
  }
}

ExprId FunctionChecker::expression_in_module(const FunctionDef& def, const ast::Expr& node) {
  if (def.module != def_.module && ast::as<ast::Constant>(&node) == nullptr) fail(unsupported, node.span, "this default of a function of another module");
  std::map<std::string, ir::NameId, std::less<>> names;
  std::swap(names, name_ids_);
  try {
    const ExprId value = expression(node);
    std::swap(names, name_ids_);
    const Kind kind = type(value)->kind;
    if (kind == Kind::list || kind == Kind::dict || kind == Kind::set) fail(unsupported, node.span, "a default that is a list, dict or set, in a native call");
    return value;
  } catch (...) {
    std::swap(names, name_ids_);
    throw;
  }
}

std::vector<ExprId> FunctionChecker::bind_arguments(const FunctionDef& callee, const std::vector<LibraryArgument>& args, Span span) {
  const ast::Arguments& parameters = *callee.arguments();
  std::vector<const ast::Arg*> positional;
  for (const auto* arg : parameters.posonlyargs) positional.push_back(arg);
  for (const auto* arg : parameters.args) positional.push_back(arg);
  std::vector<std::optional<ExprId>> bound(positional.size());
  std::vector<std::optional<ExprId>> keyword_only(parameters.kwonlyargs.size());
  std::vector<ExprId> rest;
  std::size_t next = 0;
  if (parameters.kwarg != nullptr) fail(unsupported, parameters.kwarg->span, "a `**` parameter");
  for (const LibraryArgument& arg : args) {
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
    if (!found) fail(call_arguments_wrong, arg.span, callee.name, "no parameter `" + std::string(arg.keyword) + "`");
  }
  std::vector<ExprId> all;
  const std::size_t first_default = positional.size() - parameters.defaults.size();
  for (std::size_t i = 0; i < positional.size(); ++i) {
    if (!bound[i]) {
      if (i < first_default) fail(call_arguments_wrong, span, callee.name, "argument `" + std::string(positional[i]->arg) + "` is missing");
      bound[i] = expression_in_module(callee, *parameters.defaults[i - first_default]);
    }
    all.push_back(*bound[i]);
  }
  if (parameters.vararg != nullptr) {
    std::vector<Type> item_types;
    for (const ExprId item : rest) item_types.push_back(type(item));
    all.push_back(add(ir::MakeTuple{rest}, types.tuple(item_types), span));
  }
  for (std::size_t i = 0; i < keyword_only.size(); ++i) {
    if (!keyword_only[i]) {
      if (parameters.kw_defaults[i] == nullptr) fail(call_arguments_wrong, span, callee.name, "argument `" + std::string(parameters.kwonlyargs[i]->arg) + "` is missing");
      keyword_only[i] = expression_in_module(callee, *parameters.kw_defaults[i]);
    }
    all.push_back(*keyword_only[i]);
  }
  return all;
}

Instance& FunctionChecker::instance_for(const FunctionDef& callee, const std::vector<Type>& captures, std::vector<ExprId>& args, Span span) {
  const Signature signature = signature_of(program_, callee);
  std::vector<Type> general, owners = captures;
  for (const Type capture : captures) general.push_back(types::storage_of(types, capture));
  std::vector<Type> exact = general;
  bool has_literals = false;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Type declared = i < signature.parameters.size() ? signature.parameters[i] : nullptr;
    if (declared != nullptr && type(args[i]) != declared) {
      if (!converts(type(args[i]), declared)) fail(not_convertible, function[args[i]].span, declared->text, type(args[i])->text);
      args[i] = convert(args[i], declared, function[args[i]].span);
    }
    const Type given = type(args[i]);
    owners.push_back(given);
    general.push_back(types::storage_of(types, given));
    exact.push_back(declared == nullptr && is(given, Kind::literal) ? given : general.back());
    has_literals |= exact.back() != general.back();
  }
  const auto made = [&](const std::vector<Type>& at) -> Instance& {
    try {
      return program_.instance(callee, at, signature.result, true);
    } catch (const WidenArgument& wider) {
      const Type owner = owners[wider.argument];
      // Nobody knows who made it: its items' type stays, what is put in converts.
      if (owner->sites.empty()) return program_.instance(callee, at, signature.result);
      widen(owner->sites, wider.key, wider.item);
      throw Unsupported{make_error(file, unknown_item_type, span, owner->text)};  // this attempt is not the last one
    }
  };
  try {
    return made(general);
  } catch (const Unsupported& failure) {
    // A parameter that must be known when compiling (an axis, a method's name) is: in this call it is a literal.
    if (has_literals) {
      try {
        return made(exact);
      } catch (const Unsupported&) {
      }
    }
    Unsupported told = failure;
    told.diagnostic.notes.push_back({"while compiling `" + callee.name + "` for this call", span, &file});
    throw told;
  }
}

ExprId FunctionChecker::call_function(ExprId callee, const std::vector<LibraryArgument>& args, Span span) {
  const Type kind = type(callee);
  // Arguments are evaluated as they are written, whatever the order of the parameters.
  for (const types::FunctionId id : kind->functions) {
    const FunctionDef& def = program_.function(id);
    const std::vector<std::string> names = def.arguments() != nullptr ? parameter_names(*def.arguments()) : std::vector<std::string>{};
    std::ptrdiff_t last = -1;
    bool in_order = true;
    for (const LibraryArgument& arg : args) {
      if (arg.keyword.empty()) continue;
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
  std::vector<ExprId> converted;
  Type result = types.never;
  bool returns = false;
  for (std::size_t i = 0; i < kind->functions.size(); ++i) {
    const FunctionDef& def = program_.function(kind->functions[i]);
    std::vector<ExprId> bound = bind_arguments(def, args, span);
    const std::vector<Type> captures(kind->args[i]->args.begin(), kind->args[i]->args.end());
    Instance& instance = instance_for(def, captures, bound, span);
    instances.push_back(&instance);
    // All candidates are called with the same arguments, as the first one takes them.
    if (i == 0) converted = bound;
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
