// Calls of library functions: arguments to parameters, overloads, and entries that are a runtime function whose types the stub gives.
#include "check/library_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/library_arguments.hpp"

namespace keelback::check {

using ir::Effects;
using types::is;

namespace {

std::string types_text(const Builder& builder, std::span<const LibraryArgument> args) {
  std::string out = "(";
  for (const LibraryArgument& arg : args) {
    if (out.size() > 1) out += ", ";
    if (!arg.keyword.empty()) out += std::string(arg.keyword) + "=";
    out += builder.type(arg.expr)->text;
  }
  return out + ")";
}

// Arguments by parameter, or what is wrong with them.
std::optional<std::string> bind(LibraryCall& call, std::span<const LibraryArgument> args) {
  using Parameter = library::Parameter;
  const auto& parameters = call.overload.parameters;
  call.values.assign(parameters.size(), std::nullopt);
  std::size_t next = 0;
  for (const LibraryArgument& arg : args) {
    if (arg.keyword.empty()) {
      if (next < parameters.size() && parameters[next].kind == Parameter::Kind::variadic) {
        call.rest.push_back(arg.expr);
      } else if (next < parameters.size() && parameters[next].kind != Parameter::Kind::keyword) {
        call.values[next++] = arg.expr;
      } else {
        return fmt::format("it takes {} positional arguments", next);
      }
      continue;
    }
    const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
      return parameter.name == arg.keyword && parameter.kind != Parameter::Kind::positional_only && parameter.kind != Parameter::Kind::variadic;
    });
    if (found == parameters.end()) return fmt::format("it has no parameter `{}`", arg.keyword);
    auto& slot = call.values[std::size_t(found - parameters.begin())];
    if (slot) return fmt::format("multiple values for argument `{}`", arg.keyword);
    slot = arg.expr;
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!call.values[i] && parameters[i].default_value == nullptr && parameters[i].kind != Parameter::Kind::variadic) return fmt::format("argument `{}` is missing", parameters[i].name);
  }
  return std::nullopt;
}

// --- type patterns of stubs (docs/adding/function.md) ----------------------------------------------------------------

// Matches arguments against the patterns of one overload, and evaluates the overload's result type.
class Patterns {
 public:
  explicit Patterns(LibraryCall& call) : call_(call), builder_(call.builder), types_(call.builder.types) {}

  // The argument as the parameter takes it, or none where it does not fit.
  std::optional<ExprId> match(const ast::Expr* pattern, ExprId arg) {
    if (pattern == nullptr) return arg;
    const Type given = builder_.type(arg);
    const Type base = types::base_of(given);
    if (const auto* either = ast::as<ast::BinOp>(pattern)) {
      if (const auto left = match(either->left, arg)) return left;
      return match(either->right, arg);
    }
    if (const auto* constant = ast::as<ast::Constant>(pattern); constant != nullptr && constant->value.type == ast::ConstantValue::Type::none) {
      return is(given, Kind::none) ? std::optional(arg) : std::nullopt;
    }
    if (const auto* name = ast::as<ast::Name>(pattern)) return match_name(name->id, arg, given, base);
    const auto* generic = ast::as<ast::Subscript>(pattern);
    const std::string_view kind = ast::as<ast::Name>(generic->value)->id;
    const auto parts = items(*generic->slice);
    if (kind == "Array") return match_array(parts, arg);
    if (kind == "DType") {
      const auto dtype = dtype_of_type(given);
      if (!dtype) return std::nullopt;
      variables_[std::string(ast::as<ast::Name>(parts[0])->id)].dtype = *dtype;
      return arg;
    }
    if (kind == "list" || kind == "set" || kind == "dict" || kind == "variadic") {
      const Kind wanted = kind == "list" ? Kind::list : kind == "set" ? Kind::set : kind == "dict" ? Kind::dict : Kind::variadic;
      const auto owned = variables_.find(ast::as<ast::Name>(parts[0])->id);
      const bool is_other = owned != variables_.end() && owned->second.owner != nullptr;
      if (!is(given, wanted)) {
        // What a method of a list or set puts in may come from anything that can be iterated over.
        if (!is_other || (wanted != Kind::list && wanted != Kind::set) || item_of(given) == nullptr) return std::nullopt;
        arg = call_.call("builtins", kind, {arg});
        return match(pattern, arg);
      }
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string name(ast::as<ast::Name>(parts[i])->id);
        if (is_other) {
          const Variable& known = variables_.find(name)->second;
          if (types::storage_of(types_, known.type) == types::storage_of(types_, given->args[i])) continue;
          if (is(given->args[i], Kind::never) && given->sites.empty()) continue;
          const Type joined = types_.join(known.type, given->args[i]);
          const bool is_key = wanted == Kind::dict && i == 0;
          if (types::storage_of(types_, joined) != types::storage_of(types_, known.type) && !known.owner->sites.empty()) widen(known.owner, is_key, joined);
          if (types::storage_of(types_, joined) != types::storage_of(types_, given->args[i]) && !given->sites.empty()) widen(given, is_key, joined);
          return std::nullopt;
        }
        variables_.insert_or_assign(name, Variable{given->args[i], given});
      }
      return arg;
    }
    return std::nullopt;
  }

  // `DType[T]`: it binds T, and is no argument of the runtime function.
  static bool is_dtype(const ast::Expr* pattern) {
    const auto* generic = ast::as<ast::Subscript>(pattern);
    const auto* name = generic == nullptr ? nullptr : ast::as<ast::Name>(generic->value);
    return name != nullptr && name->id == "DType";
  }

  // What is left out of a call is the dtype of this name.
  void match_default_dtype(const ast::Expr* pattern, const ast::Expr* value) {
    const auto* variable = ast::as<ast::Name>(ast::as<ast::Subscript>(pattern)->slice);
    const auto* name = ast::as<ast::Name>(value);
    if (name != nullptr) variables_[std::string(variable->id)].dtype = *types::dtype_from_name(name->id);
  }

  // `Array[common(T), N]`: the dtypes of all arguments that say so make T.
  void match_common(const ast::Expr* pattern, ExprId arg) {
    if (pattern == nullptr) return;
    if (const auto* either = ast::as<ast::BinOp>(pattern)) {
      match_common(either->left, arg);
      match_common(either->right, arg);
      return;
    }
    const auto* generic = ast::as<ast::Subscript>(pattern);
    if (generic == nullptr) return;
    const auto* call = ast::as<ast::Call>(items(*generic->slice)[0]);
    if (call == nullptr || ast::as<ast::Name>(call->func)->id != "common") return;
    const auto number = element_of(builder_.type(call_.array(arg)));
    if (!number) return;
    std::vector<types::Number>& numbers = common_[std::string(ast::as<ast::Name>(call->args[0])->id)];
    numbers.push_back(*number);
    variables_[std::string(ast::as<ast::Name>(call->args[0])->id)].dtype = result_dtype(numbers);
  }

  Type result(const ast::Expr* expr) {
    if (expr == nullptr) return types_.none;
    if (ast::as<ast::Constant>(expr) != nullptr) return types_.none;
    if (const auto* name = ast::as<ast::Name>(expr)) {
      if (name->id == "int") return types_.integer;
      if (name->id == "float") return types_.floating;
      if (name->id == "bool") return types_.boolean;
      if (name->id == "complex") return types_.complex;
      if (name->id == "str") return types_.string;
      if (name->id == "range") return types_.range;
      if (name->id == "Never") return types_.never;
      const auto found = variables_.find(name->id);
      return found->second.type;
    }
    const auto* generic = ast::as<ast::Subscript>(expr);
    const std::string_view kind = ast::as<ast::Name>(generic->value)->id;
    const auto parts = items(*generic->slice);
    if (kind == "Array") return array_or_scalar(types_, dtype(parts[0]), int(number(parts[1])));
    if (kind == "Scalar") return types_.scalar(dtype(parts[0]));
    std::vector<Type> args;
    for (const ast::Expr* part : parts) args.push_back(result(part));
    if (kind == "tuple") return types_.tuple(args);
    if (kind == "list") return types_.list(args[0]);
    if (kind == "set") return types_.set(args[0]);
    if (kind == "dict") return types_.dict(args[0], args[1]);
    if (kind == "variadic") return types_.variadic(args[0]);
    if (kind == "iterator") return types_.iterator(args[0]);
    if (kind == "optional") return types_.optional(args[0]);
    return types_.join(args[0], args[1]);   // join[A, B]
  }

  // A template argument: a dtype's C++ name, a rank.
  std::string template_argument(const ast::Expr* expr) {
    if (const auto* name = ast::as<ast::Name>(expr)) {
      const auto found = variables_.find(name->id);
      if (found != variables_.end() && found->second.dtype) return std::string(types::cpp_name_of(*found->second.dtype));
    }
    if (const auto* call = ast::as<ast::Call>(expr); call != nullptr && call != nullptr) return std::string(types::cpp_name_of(dtype(expr)));
    return std::to_string(number(expr));
  }

 private:
  struct Variable {
    Type type = nullptr;
    Type owner = nullptr;                  // the container whose items it is
    std::optional<DType> dtype;
    std::optional<std::int64_t> number;
  };

  static std::vector<const ast::Expr*> items(const ast::Expr& slice) {
    if (const auto* tuple = ast::as<ast::Tuple>(&slice)) return {tuple->elts.begin(), tuple->elts.end()};
    return {&slice};
  }

  std::optional<ExprId> match_name(std::string_view name, ExprId arg, Type given, Type base) {
    const auto number = types::number_of(base);
    const auto kind = number ? types::kind_of(number->dtype) : types::DTypeKind::boolean;
    const bool integral = number && kind != types::DTypeKind::floating && kind != types::DTypeKind::complex;
    if (name == "Any") return is(given, Kind::none) ? stored(arg, given) : arg;
    if (name == "int") return integral ? std::optional(is(given, Kind::literal) && is(base, Kind::integer) ? arg : builder_.cast(arg, types_.integer)) : std::nullopt;
    if (name == "float") return number && kind != types::DTypeKind::complex ? std::optional(builder_.cast(arg, types_.floating)) : std::nullopt;
    if (name == "complex") return number ? std::optional(builder_.cast(arg, types_.complex)) : std::nullopt;
    if (name == "bool") return number && kind == types::DTypeKind::boolean ? std::optional(builder_.cast(arg, types_.boolean)) : std::nullopt;
    if (name == "str") return is(base, Kind::string) ? std::optional(builder_.cast(arg, types_.string)) : std::nullopt;
    if (name == "range") return is(given, Kind::range) ? std::optional(arg) : std::nullopt;
    if (name == "Number") return number ? std::optional(arg) : std::nullopt;
    if (name == "Float") return number && kind == types::DTypeKind::floating ? std::optional(builder_.cast(arg, types_.floating)) : std::nullopt;
    if (name == "tuple") return is(given, Kind::tuple) ? std::optional(arg) : std::nullopt;
    // A type variable.
    Variable& variable = variables_[std::string(name)];
    const Type storage = types::storage_of(types_, given);
    if (variable.type == nullptr) {
      variable.type = storage;
      return stored(arg, storage);
    }
    if (types::storage_of(types_, variable.type) == storage) {
      // An item of a container that was made elsewhere: that one's items are told as well.
      if (has_other_sites(given, variable.type) && variable.owner != nullptr && !variable.owner->sites.empty()) widen(variable.owner, is_key_of(variable, name), given);
      return stored(arg, variable.type);
    }
    if (variable.owner != nullptr && !variable.owner->sites.empty()) {
      const bool fits = is(variable.type, Kind::union_) && builder_.converts(storage, variable.type) && std::any_of(variable.type->args.begin(), variable.type->args.end(), [&](Type member) { return types::storage_of(types_, member) == storage; });
      if (!fits) {
        widen(variable.owner, is_key_of(variable, name), given);
      }
    }
    if (!builder_.converts(given, variable.type)) {
      widen_empty(given, variable.type);
      return std::nullopt;
    }
    return builder_.convert(arg, variable.type, builder_.span(arg));
  }

  // What iterating over a value gives; null where that is not possible.
  static Type item_of(Type type) {
    switch (type->kind) {
      case Kind::list: case Kind::set: case Kind::dict: case Kind::variadic: case Kind::iterator: return type->args[0];
      case Kind::range: case Kind::string: case Kind::tuple: return type;
      case Kind::array: return type->rank == 1 ? type : nullptr;
      default: return is(types::base_of(type), Kind::string) ? type : nullptr;
    }
  }

  static bool is_key_of(const Variable& variable, std::string_view name) { return is(variable.owner, Kind::dict) && name == "K"; }

  // An item to be stored: None is a value there, where it otherwise only says that an argument is left out.
  ExprId stored(ExprId arg, Type type) {
    if (is(type, Kind::none)) return builder_.add(ir::Convert{arg}, type, builder_.span(arg));
    return builder_.cast(arg, type);
  }

  // Whether a container in `given` has a site that `known`, of the same storage, does not have.
  static bool has_other_sites(Type given, Type known) {
    if (given == known) return false;
    if (!std::includes(known->sites.begin(), known->sites.end(), given->sites.begin(), given->sites.end())) return true;
    const bool compound = is(given, Kind::list) || is(given, Kind::set) || is(given, Kind::dict) || is(given, Kind::tuple);
    if (!compound || given->args.size() != known->args.size()) return false;
    for (std::size_t i = 0; i < given->args.size(); ++i) {
      if (has_other_sites(given->args[i], known->args[i])) return true;
    }
    return false;
  }

  [[noreturn]] static void widen(Type owner, bool is_key, Type item) {
    WidenSites wider;
    wider.sites = owner->sites;
    (is_key ? wider.key : wider.item) = item;
    throw wider;
  }

  // A container that nothing was put into yet, where one with items is wanted: it is one of those.
  static void widen_empty(Type given, Type wanted) {
    if (given->kind != wanted->kind || given->args.size() != wanted->args.size()) return;
    for (std::size_t i = 0; i < given->args.size(); ++i) {
      if (is(given->args[i], Kind::never) && !is(wanted->args[i], Kind::never) && !given->sites.empty()) widen(given, is(given, Kind::dict) && i == 0, wanted->args[i]);
      widen_empty(given->args[i], wanted->args[i]);
    }
  }

  std::optional<ExprId> match_array(const std::vector<const ast::Expr*>& parts, ExprId arg) {
    const Type original = builder_.type(arg);
    if (is(original, Kind::list) || is(original, Kind::tuple) || is(original, Kind::variadic)) arg = call_.array(arg);
    const Type given = builder_.type(arg);
    if (!is(given, Kind::array)) return std::nullopt;
    // The rank: a number or a variable.
    if (const auto* constant = ast::as<ast::Constant>(parts[1])) {
      if (constant->value.integer != given->rank) return std::nullopt;
    } else {
      Variable& rank = variables_[std::string(ast::as<ast::Name>(parts[1])->id)];
      if (rank.number && *rank.number != given->rank) return std::nullopt;
      rank.number = given->rank;
    }
    DType wanted = given->dtype;
    std::string variable;
    if (const auto* name = ast::as<ast::Name>(parts[0])) {
      if (const auto exact = types::dtype_from_name(name->id)) wanted = *exact;
      else variable = name->id;
    } else if (const auto* cast = ast::as<ast::Call>(parts[0])) {
      // inexact(T): any dtype, cast to it
      const std::string_view function = ast::as<ast::Name>(cast->func)->id;
      variable = ast::as<ast::Name>(cast->args[0])->id;
      if (function == "common") wanted = *variables_[variable].dtype;
      if (function == "inexact") wanted = inexact_of(given->dtype);
    }
    if (!variable.empty()) {
      Variable& dtype = variables_[variable];
      if (dtype.dtype && *dtype.dtype != wanted) return std::nullopt;
      dtype.dtype = wanted;
    } else if (!types::can_cast_safely(given->dtype, wanted)) {
      return std::nullopt;
    }
    return given->dtype == wanted ? arg : builder_.cast(arg, types_.array(wanted, given->rank));
  }

  DType dtype(const ast::Expr* expr) {
    if (const auto* name = ast::as<ast::Name>(expr)) {
      const auto found = variables_.find(name->id);
      if (found != variables_.end() && found->second.dtype) return *found->second.dtype;
      return *types::dtype_from_name(name->id);
    }
    const auto* call = ast::as<ast::Call>(expr);
    const std::string_view function = ast::as<ast::Name>(call->func)->id;
    const DType first = dtype(call->args[0]);
    if (function == "inexact") return inexact_of(first);
    if (function == "real") return types::real_of(first);
    if (function == "accumulated") return accumulated_of(first);
    return types::promote(first, dtype(call->args[1]));
  }

  std::int64_t number(const ast::Expr* expr) {
    if (const auto* constant = ast::as<ast::Constant>(expr)) return constant->value.integer;
    if (const auto* op = ast::as<ast::BinOp>(expr)) return op->op == ast::Operator::Sub ? number(op->left) - number(op->right) : number(op->left) + number(op->right);
    return *variables_.find(ast::as<ast::Name>(expr)->id)->second.number;
  }

  LibraryCall& call_;
  Builder& builder_;
  TypeTable& types_;
  std::map<std::string, Variable, std::less<>> variables_;
  std::map<std::string, std::vector<types::Number>, std::less<>> common_;
};

bool option(const Overload& overload, std::string_view name, bool otherwise) {
  const auto found = overload.options.find(name);
  if (found == overload.options.end()) return otherwise;
  const auto* constant = ast::as<ast::Constant>(found->second);
  return constant != nullptr && constant->value.type == ast::ConstantValue::Type::true_;
}

// @call: none where the arguments do not fit this overload.
std::optional<ExprId> build_call(LibraryCall& call) {
  Patterns patterns(call);
  const Overload& overload = call.overload;
  // A default that names another parameter is that one's value.
  std::vector<Builder::Reuse> shared;
  for (std::size_t i = 0; i < overload.parameters.size(); ++i) {
    const library::Parameter& parameter = overload.parameters[i];
    const auto* other = ast::as<ast::Name>(parameter.default_value);
    if (call.values[i] || other == nullptr || Patterns::is_dtype(parameter.pattern)) continue;
    const auto named = std::find_if(overload.parameters.begin(), overload.parameters.end(), [&](const library::Parameter& candidate) { return candidate.name == other->id; });
    std::optional<ExprId>& value = call.values[std::size_t(named - overload.parameters.begin())];
    shared.push_back(call.builder.reuse(*value, parameter.name));
    value = call.builder.read(shared.back(), call.span);
    call.values[i] = call.builder.read(shared.back(), call.span);
  }
  for (std::size_t i = 0; i < overload.parameters.size(); ++i) {
    if (call.values[i]) patterns.match_common(overload.parameters[i].pattern, *call.values[i]);
  }
  std::vector<ExprId> args;
  for (std::size_t i = 0; i < overload.parameters.size(); ++i) {
    const library::Parameter& parameter = overload.parameters[i];
    if (parameter.kind == library::Parameter::Kind::variadic) {
      for (const ExprId item : call.rest) {
        const auto matched = patterns.match(parameter.pattern, item);
        if (!matched) return std::nullopt;
        args.push_back(*matched);
      }
      continue;
    }
    if (Patterns::is_dtype(parameter.pattern)) {
      if (!call.given(i)) patterns.match_default_dtype(parameter.pattern, parameter.default_value);
      else if (!patterns.match(parameter.pattern, call.at(i))) return std::nullopt;
      continue;
    }
    if (!call.values[i]) {
      // A default is a constant that the runtime function is given; None is left out.
      const auto* constant = ast::as<ast::Constant>(parameter.default_value);
      const auto* negative = ast::as<ast::UnaryOp>(parameter.default_value);
      if (negative != nullptr) constant = ast::as<ast::Constant>(negative->operand);
      const std::int64_t sign = negative != nullptr ? -1 : 1;
      TypeTable& types = call.builder.types;
      switch (constant->value.type) {
        case ast::ConstantValue::Type::integer: args.push_back(call.builder.integer(sign * constant->value.integer, call.span)); break;
        case ast::ConstantValue::Type::floating: args.push_back(call.builder.constant(types.literal(double(sign) * constant->value.floating), call.span)); break;
        case ast::ConstantValue::Type::true_: args.push_back(call.builder.constant(types.literal(true), call.span)); break;
        case ast::ConstantValue::Type::false_: args.push_back(call.builder.constant(types.literal(false), call.span)); break;
        default: break;
      }
      continue;
    }
    const auto matched = patterns.match(parameter.pattern, *call.values[i]);
    if (!matched) return std::nullopt;
    const bool is_left_out = is(call.builder.type(*matched), Kind::none) && !std::holds_alternative<ir::Convert>(call.builder.function[*matched].node);
    if (!is_left_out) args.push_back(*matched);
  }
  std::vector<std::string> template_args;
  if (const auto found = overload.options.find("template"); found != overload.options.end()) {
    if (const auto* tuple = ast::as<ast::Tuple>(found->second)) {
      for (const auto* part : tuple->elts) template_args.push_back(patterns.template_argument(part));
    } else {
      template_args.push_back(patterns.template_argument(found->second));
    }
  }
  Effects effects = Effects::raises | Effects::reads | Effects::allocates;
  const bool takes_line = option(overload, "line", true);
  if (option(overload, "pure", false)) effects = takes_line ? Effects::raises : Effects::none;
  if (option(overload, "writes", false)) effects = effects | Effects::writes;
  const std::string_view header = overload.texts.size() > 1 ? overload.texts[1] : std::string_view();
  ExprId out = call.runtime(overload.texts[0], header, std::move(args), patterns.result(overload.result), std::move(template_args), effects, takes_line);
  for (const Builder::Reuse& value : shared) out = call.builder.wrap(value, out);
  return out;
}

}  // namespace

// --- LibraryCall -----------------------------------------------------------------------------------------------------

void LibraryCall::refuse(std::initializer_list<std::string_view> parameters) const {
  for (const std::string_view name : parameters) {
    for (std::size_t i = 0; i < overload.parameters.size(); ++i) {
      if (overload.parameters[i].name == name && given(i)) builder.fail(library_option, builder.span(at(i)), name, entry.full_name());
    }
  }
}

void LibraryCall::wrong(std::string_view what) const { builder.fail(library_arguments, span, entry.full_name(), what); }

void LibraryCall::wrong_type(std::size_t i) const {
  builder.fail(library_arguments, builder.span(at(i)), entry.full_name(), fmt::format("argument `{}` is `{}`", parameter(i), type_at(i)->text));
}

bool LibraryCall::static_bool(std::size_t i, bool otherwise) const {
  if (!given(i)) return otherwise;
  if (const auto value = types::literal_bool(type_at(i))) return *value;
  if (const auto value = types::literal_int(type_at(i))) return *value != 0;
  builder.fail(library_static, builder.span(at(i)), parameter(i), entry.full_name());
}

std::optional<std::int64_t> LibraryCall::static_int(std::size_t i) const {
  if (!given(i)) return std::nullopt;
  if (const auto value = types::literal_int(type_at(i))) return value;
  builder.fail(library_static, builder.span(at(i)), parameter(i), entry.full_name());
}

std::string LibraryCall::static_string(std::size_t i, std::string_view otherwise) const {
  if (!given(i)) return std::string(otherwise);
  if (const auto value = types::literal_string(type_at(i))) return std::string(*value);
  builder.fail(library_static, builder.span(at(i)), parameter(i), entry.full_name());
}

std::optional<DType> dtype_of_type(Type type) {
  if (is(type, Kind::type_object)) {
    if (const auto number = types::number_of(type->args[0])) return number->dtype;
  }
  if (const auto text = types::literal_string(type)) return types::dtype_from_name(*text);
  return std::nullopt;
}

std::optional<DType> LibraryCall::dtype(std::size_t i) const {
  if (!given(i)) return std::nullopt;
  if (const auto found = dtype_of_type(type_at(i))) return found;
  builder.fail(library_arguments, builder.span(at(i)), entry.full_name(), fmt::format("`{}` is not a dtype of compiled code", type_at(i)->text));
}

std::optional<std::vector<int>> LibraryCall::axes(std::size_t i, int rank) const {
  if (!given(i)) return std::nullopt;
  std::vector<int> out;
  const auto one = [&](Type axis) {
    const auto value = types::literal_int(axis);
    if (!value) builder.fail(library_static, builder.span(at(i)), parameter(i), entry.full_name());
    if (*value < -rank || *value >= rank) builder.fail(axis_range, builder.span(at(i)), int(*value), rank);
    out.push_back(int(*value < 0 ? *value + rank : *value));
  };
  if (is(type_at(i), Kind::tuple)) {
    for (const Type axis : type_at(i)->args) one(axis);
  } else {
    one(type_at(i));
  }
  std::sort(out.begin(), out.end());
  if (std::adjacent_find(out.begin(), out.end()) != out.end()) wrong("duplicate value in `axis`");
  return out;
}

std::optional<int> LibraryCall::axis(std::size_t i, int rank) const {
  const auto all = axes(i, rank);
  if (!all) return std::nullopt;
  if (all->size() != 1) wrong_type(i);
  return all->front();
}

ExprId LibraryCall::call(std::string_view module, std::string_view name, std::vector<ExprId> args) const {
  std::vector<LibraryArgument> arguments;
  for (const ExprId arg : args) arguments.push_back({arg, {}, builder.span(arg)});
  return library_call(builder, table, *table.find_function(module, name), arguments, span);
}

ExprId LibraryCall::array(ExprId expr) const {
  const Type given = type(expr);
  if (is(given, Kind::list) || is(given, Kind::tuple) || is(given, Kind::variadic) || is(given, Kind::range)) return call("numpy", "asarray", {expr});
  return expr;
}

ExprId LibraryCall::array_at(std::size_t i) const {
  const ExprId out = array(at(i));
  if (!is(type(out), Kind::array)) wrong_type(i);
  return out;
}

ExprId LibraryCall::index(ExprId expr) const {
  const Type base = types::base_of(type(expr));
  if (is(type(expr), Kind::literal) && is(base, Kind::integer)) return expr;
  const auto number = types::number_of(base);
  if (!number || types::is_inexact(number->dtype)) builder.fail(bad_index, builder.span(expr), base->text);
  return builder.cast(expr, builder.types.integer);
}

ExprId LibraryCall::runtime(std::string_view symbol, std::string_view header, std::vector<ExprId> args, Type result, std::vector<std::string> template_args,
                            Effects effects, bool takes_line) const {
  if (ir::has(effects, Effects::writes) && !args.empty()) {
    // What belongs to the module is Python's: a change of the native copy would not be seen there.
    ExprId root = args[0];
    while (const auto* view = std::get_if<ir::Subscript>(&builder.function[root].node)) root = view->array;
    if (const auto* global = std::get_if<ir::ReadGlobal>(&builder.function[root].node)) builder.fail(global_mutation, span, builder.module[global->global].name);
  }
  const bool makes_rows = option(overload, "rows", false);
  return builder.call(builder.runtime(symbol, header, effects, takes_line, makes_rows), std::move(args), result, span, std::move(template_args));
}

Type array_or_scalar(TypeTable& types, DType dtype, int rank) { return rank == 0 ? types.scalar(dtype) : types.array(dtype, rank); }

ExprId scalar_of_rank0(Builder& builder, ExprId expr) {
  const Type given = builder.type(expr);
  if (!is(given, Kind::array) || given->rank != 0) return expr;
  return builder.add(ir::ReadElement{expr, {}, {}}, builder.types.scalar(given->dtype), builder.span(expr));
}

std::optional<types::Number> element_of(Type type) {
  if (is(type, Kind::array)) return types::Number{type->dtype, false};
  return types::number_of(types::base_of(type));
}

DType accumulated_of(DType dtype) {
  if (types::is_inexact(dtype) || types::item_size(dtype) == 8) return dtype;
  return types::kind_of(dtype) == types::DTypeKind::unsigned_integer ? DType::uint64 : DType::int64;
}

DType inexact_of(DType dtype) { return types::is_inexact(dtype) ? dtype : DType::float64; }

// --- the entry point -------------------------------------------------------------------------------------------------

ExprId library_call(Builder& builder, const Table& table, types::EntryId id, std::span<const LibraryArgument> args, Span span) {
  const Entry& entry = table[id];
  // A union among the arguments: the call for each of its members, chosen at run time. Containers and None take them as they are.
  const bool stores = entry.module == "list" || entry.module == "dict" || entry.module == "set";
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (!is(builder.type(args[i].expr), Kind::union_)) continue;
    if (stores && i > 0) continue;
    if (entry.full_name() == "bool" || entry.full_name() == "str" || entry.full_name() == "repr") continue;
    std::vector<LibraryArgument> copy(args.begin(), args.end());
    // The ones in front are evaluated first.
    std::vector<Builder::Reuse> kept;
    for (LibraryArgument& other : copy) {
      kept.push_back(builder.reuse(other.expr, "argument"));
    }
    ExprId made = builder.for_each_member(builder.read(kept[i], span), [&](ExprId member) {
      std::vector<LibraryArgument> chosen = copy;
      for (std::size_t k = 0; k < chosen.size(); ++k) chosen[k].expr = k == i ? member : builder.read(kept[k], span);
      return library_call(builder, table, id, chosen, span);
    });
    for (std::size_t k = copy.size(); k-- > 0;) made = builder.wrap(kept[k], made);
    return made;
  }
  std::string problem;
  for (const Overload& overload : entry.overloads) {
    LibraryCall call{builder, table, entry, overload, span, {}, {}};
    if (overload.how == How::number_type) {
      if (args.size() > 2) builder.fail(library_arguments, span, entry.full_name(), "it takes one argument");
      for (const LibraryArgument& arg : args) call.values.push_back(arg.expr);
      types::TypeTable& types = builder.types;
      return build_number(call, (*table.type_object(types, id))->args[0]);
    }
    if (overload.how == How::constant) builder.fail(not_callable, span, entry.full_name());
    if (const auto wrong = bind(call, args)) {
      if (problem.empty()) problem = *wrong;
      continue;
    }
    switch (overload.how) {
      case How::ufunc: return build_ufunc(call);
      case How::reduction: return build_reduction(call);
      case How::special: {
        LibraryBuilder special = find_builtin_builder(entry.full_name());
        if (special == nullptr) special = find_array_builder(entry.full_name());
        if (special == nullptr) special = find_axis_builder(entry.full_name());
        if (special == nullptr) builder.fail(unsupported, span, "`" + entry.full_name() + "`");
        return special(call);
      }
      default: break;
    }
    if (const auto made = build_call(call)) return *made;
    problem = "no version takes " + types_text(builder, args);
  }
  diag::Diagnostic diagnostic = make_error(builder.file, library_arguments, span, entry.full_name(), problem);
  diagnostic.hint = "it is known as " + entry.signatures();
  throw Unsupported{std::move(diagnostic)};
}

}  // namespace keelback::check
