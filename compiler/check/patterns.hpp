// Type patterns of stubs (docs/adding/function.md): an overload's parameters against the arguments of a call.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "check/library_arguments.hpp"

namespace keelback::check {

using types::is;

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
    if (const auto* constant = ast::as<ast::Constant>(pattern)) return matches_constant(constant->value, given) ? std::optional(arg) : std::nullopt;
    if (const auto* name = ast::as<ast::Name>(pattern)) return match_name(name->id, arg, given, base);
    const auto* generic = ast::as<ast::Subscript>(pattern);
    const std::string_view kind = ast::as<ast::Name>(generic->value)->id;
    const auto parts = items(*generic->slice);
    if (kind == "Array") return match_array(parts, arg);
    if (kind == "Arrays") return match_arrays(parts, arg);
    if (kind == "Nested") return match_nested(parts, arg);
    if (kind == "DType") {
      const auto dtype = dtype_of_type(given);
      if (!dtype) return std::nullopt;
      variables_[std::string(ast::as<ast::Name>(parts[0])->id)].dtype = *dtype;
      return arg;
    }
    if (kind == "tuple") return is(given, Kind::tuple) && std::ranges::all_of(given->args, [&](Type item) { return is_one_of(ast::as<ast::Name>(parts[0])->id, item); }) ? std::optional(arg) : std::nullopt;
    if (kind == "Iterable") return match_iterable(ast::as<ast::Name>(parts[0])->id, arg, given);
    if (kind == "Pairs") return match_pairs(ast::as<ast::Name>(parts[0])->id, ast::as<ast::Name>(parts[1])->id, arg, given);
    if (kind == "Callable") return match_callable(*parts[0], ast::as<ast::Name>(parts[1])->id, arg);
    if (kind == "dict_keys" || kind == "dict_values" || kind == "dict_items" || kind == "view") {
      if (!is(given, Kind::view) || (kind != "view" && given->name != kind)) return std::nullopt;
      for (std::size_t i = 0; i < parts.size(); ++i) variables_.insert_or_assign(std::string(ast::as<ast::Name>(parts[i])->id), Variable{given->args[i], given});
      return arg;
    }
    if (kind == "iterator") {
      if (!is(given, Kind::iterator)) return std::nullopt;
      variables_.insert_or_assign(std::string(ast::as<ast::Name>(parts[0])->id), Variable{given->args[0], nullptr});
      return arg;
    }
    if (const Kind wanted = container_kind(kind); wanted != Kind::never) {
      const auto* first = ast::as<ast::Name>(parts[0]);
      const auto owned = first == nullptr ? variables_.end() : variables_.find(first->id);
      const bool is_other = owned != variables_.end() && owned->second.owner != nullptr;
      if (!is(given, wanted)) {
        // What a method of a list or set puts in may come from anything that can be iterated over.
        return std::nullopt;
      }
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (const Type written = written_type(*parts[i]); written != nullptr) {
          if (!is(given->args[i], Kind::never) && types::storage_of(types_, given->args[i]) != types::storage_of(types_, written)) return std::nullopt;
          continue;
        }
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

  // The items of a container, where the stub writes their type: `dict[int | str, V]`; null: a variable.
  Type written_type(const ast::Expr& part) {
    if (const auto* either = ast::as<ast::BinOp>(&part)) {
      const Type members[] = {written_type(*either->left), written_type(*either->right)};
      return types_.union_of(members);
    }
    return plain_type(ast::as<ast::Name>(&part)->id);
  }
  Type plain_type(std::string_view name) {
    if (name == "int") return types_.integer;
    if (name == "float") return types_.floating;
    if (name == "bool") return types_.boolean;
    if (name == "complex") return types_.complex;
    if (name == "str") return types_.string;
    if (name == "bytes") return types_.bytes;
    if (name == "bytearray") return types_.bytearray;
    if (name == "range") return types_.range;
    return nullptr;
  }

  // `DType[T]`: it binds T, and is no argument of the runtime function.
  static bool is_dtype(const ast::Expr* pattern) {
    const auto* generic = ast::as<ast::Subscript>(pattern);
    const auto* name = generic == nullptr ? nullptr : ast::as<ast::Name>(generic->value);
    return name != nullptr && name->id == "DType";
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
    const auto number = element_or_time_of(builder_.type(call_.array(arg)));
    if (!number) return;
    std::vector<types::Number>& numbers = common_[std::string(ast::as<ast::Name>(call->args[0])->id)];
    numbers.push_back(*number);
    check_times(call_, numbers);
    variables_[std::string(ast::as<ast::Name>(call->args[0])->id)].dtype = result_dtype(numbers);
  }

  Type result(const ast::Expr* expr) {
    if (expr == nullptr) return types_.none;
    if (ast::as<ast::Constant>(expr) != nullptr) return types_.none;
    if (const auto* name = ast::as<ast::Name>(expr)) {
      if (const Type plain = plain_type(name->id); plain != nullptr) return plain;
      if (name->id == "Never") return types_.never;
      if (name->id == "Generator" || name->id == "RandomState") return types_.foreign("numpy.random." + std::string(name->id));
      const auto found = variables_.find(name->id);
      return found->second.type;
    }
    if (const auto* named = ast::as<ast::Call>(expr)) {
      // named("module:Class", field=T, ...)
      std::vector<std::string> fields;
      std::vector<Type> items;
      for (const auto* field : named->keywords) {
        fields.emplace_back(field->arg);
        items.push_back(result(field->value));
      }
      return builder_.named_tuple(ast::as<ast::Constant>(named->args[0])->value.text, fields, items);
    }
    const auto* generic = ast::as<ast::Subscript>(expr);
    const std::string_view kind = ast::as<ast::Name>(generic->value)->id;
    const auto parts = items(*generic->slice);
    if (kind == "Self") {
      // The same container as the variable's owner is, its class of `collections` included, but made here.
      const Variable& owned = variables_.find(ast::as<ast::Name>(parts[0])->id)->second;
      return types::storage_of(types_, owned.owner);
    }
    if (kind == "NDArray") return types_.array(dtype(parts[0]), int(number(parts[1])));
    if (kind == "Array") return array_or_scalar(types_, dtype(parts[0]), int(number(parts[1])));
    if (kind == "Scalar") return types_.scalar(dtype(parts[0]));
    std::vector<Type> args;
    if (kind == "repeated") return types_.tuple(std::vector<Type>(std::size_t(std::max<std::int64_t>(number(parts[1]), 0)), result(parts[0])));
    for (const ast::Expr* part : parts) args.push_back(result(part));
    if (kind == "tuple") return types_.tuple(args);
    if (kind == "list") return types_.list(args[0]);
    if (kind == "set") return types_.set(args[0]);
    if (kind == "dict") return types_.dict(args[0], args[1]);
    if (kind == "variadic") return types_.variadic(args[0]);
    if (kind == "frozenset") return types_.frozenset(args[0]);
    if (kind == "deque") return types_.deque(args[0]);
    if (kind == "Counter") return types_.dict(args[0], types_.integer, {}, "Counter");
    if (kind == "dict_keys" || kind == "dict_values" || kind == "dict_items") return types_.view(kind, args[0], args[1]);
    if (kind == "iterator") return types_.iterator(args[0]);
    if (kind == "optional") return types_.optional(args[0]);
    return types_.join(args[0], args[1]);   // join[A, B]
  }

  // A template argument: a dtype's C++ name, a rank.
  std::string template_argument(const ast::Expr* expr) {
    if (const auto* text = ast::as<ast::Constant>(expr); text != nullptr && text->value.type == ast::ConstantValue::Type::string) return std::string(text->value.text);
    if (const auto* name = ast::as<ast::Name>(expr)) {
      const auto found = variables_.find(name->id);
      if (found != variables_.end() && found->second.dtype) return std::string(types::cpp_name_of(*found->second.dtype));
    }
    if (const auto* call = ast::as<ast::Call>(expr); call != nullptr && call != nullptr) return std::string(types::cpp_name_of(dtype(expr)));
    return std::to_string(number(expr));
  }

  // What is left out of a call has the dtype that the default says: of a name, or made of those of other parameters.
  void match_default_dtype(const ast::Expr* pattern, const ast::Expr* value) {
    const auto* variable = ast::as<ast::Name>(ast::as<ast::Subscript>(pattern)->slice);
    if (ast::as<ast::Constant>(value) == nullptr) variables_[std::string(variable->id)].dtype = dtype(value);
  }

  // Whether an argument that is left out is one of the constants that the pattern asks for; other patterns take any default.
  static bool takes_default(const ast::Expr* pattern, const ast::Expr* value) {
    if (const auto* either = ast::as<ast::BinOp>(pattern)) return takes_default(either->left, value) || takes_default(either->right, value);
    const auto* wanted = ast::as<ast::Constant>(pattern);
    const auto* given = ast::as<ast::Constant>(value);
    if (wanted == nullptr || given == nullptr) return wanted == nullptr;
    return wanted->value.type == given->value.type && wanted->value.integer == given->value.integer && wanted->value.text == given->value.text;
  }

  // Whether numbers may stand where arrays are asked for, as arrays without axes.
  bool takes_numbers = false;

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

  // `True`, `3`, `"reduced"`, None: the literal of just that value.
  static bool matches_constant(const ast::ConstantValue& wanted, Type given) {
    switch (wanted.type) {
      case ast::ConstantValue::Type::none: return is(given, Kind::none);
      case ast::ConstantValue::Type::true_: return types::literal_bool(given) == std::optional(true);
      case ast::ConstantValue::Type::false_: return types::literal_bool(given) == std::optional(false);
      case ast::ConstantValue::Type::integer: return types::literal_int(given) == std::optional(std::int64_t(wanted.integer));
      case ast::ConstantValue::Type::string: return types::literal_string(given) == std::optional(wanted.text);
      default: return false;
    }
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
    if (name == "bytes") return is(given, Kind::bytes) ? std::optional(arg) : std::nullopt;
    if (name == "bytearray") return is(given, Kind::bytearray) ? std::optional(arg) : std::nullopt;
    if (name == "bool_like") return integral ? std::optional(builder_.cast(arg, types_.boolean)) : std::nullopt;
    if (name == "range") return is(given, Kind::range) ? std::optional(arg) : std::nullopt;
    if (name == "Number") return number ? std::optional(arg) : std::nullopt;
    if (name == "Float") return number && kind == types::DTypeKind::floating ? std::optional(builder_.cast(arg, types_.floating)) : std::nullopt;
    if (name == "Generator" || name == "RandomState") return is(given, Kind::foreign) && given->name.ends_with(name) ? std::optional(arg) : std::nullopt;
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
      const bool fits = (is(variable.type, Kind::object) && builder_.converts(given, variable.type)) || keeps_type(storage, variable.type);
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

  static Kind container_kind(std::string_view name) {
    if (name == "list") return Kind::list;
    if (name == "set") return Kind::set;
    if (name == "frozenset") return Kind::frozenset;
    if (name == "deque") return Kind::deque;
    if (name == "dict") return Kind::dict;
    if (name == "variadic") return Kind::variadic;
    return Kind::never;
  }

  // An item where texts are asked for, or bytes: these may be bytearrays, and some of them.
  bool is_one_of(std::string_view name, Type item) const {
    if (is(item, Kind::union_)) return std::ranges::all_of(item->args, [&](Type member) { return is_one_of(name, member); });
    const Type base = types::base_of(item);
    return name == "bytes" ? is(base, Kind::bytes) || is(base, Kind::bytearray) : is(base, Kind::string);
  }

  // `Iterable[I]`: anything that gives items. Where `I` is what a container holds, they are put into it, or compared with what is in it.
  std::optional<ExprId> match_iterable(std::string_view name, ExprId arg, Type given) {
    const Type item = iterated(types_, given);
    if (item == nullptr || (is(given, Kind::array) && given->rank != 1)) return std::nullopt;
    if (name == "Any") return iterable(call_, arg);
    Variable& variable = variables_[std::string(name)];
    const Type storage = types::storage_of(types_, item);
    if (name == "str" || name == "int" || name == "float" || name == "bytes") {
      const Type wanted = name == "bytes" ? types_.bytes : name == "str" ? types_.string : name == "int" ? types_.integer : types_.floating;
      if (is(storage, Kind::never) && types::is_container(given) && !given->sites.empty()) widen(given, false, wanted);
      if (name == "bytes" && is_one_of(name, storage)) return iterable(call_, arg);
      return storage == wanted || (name == "float" && builder_.converts(storage, wanted)) ? std::optional(iterable(call_, arg)) : std::nullopt;
    }
    if (variable.type == nullptr) variable.type = storage;
    const Type known = variable.type;
    // Items become objects on their way through Python.
    if (is(known, Kind::object) && !is(storage, Kind::object) && types::crosses(given)) {
      const Span span = builder_.span(arg);
      return iterable(call_, builder_.add(ir::Dynamic{ir::DynamicOp::iterate, {}, {builder_.handed(arg, span)}, {}}, types_.iterator(types_.object), span));
    }
    if (is(storage, Kind::never)) {
      // Nothing was put in yet: it becomes a container of such items.
      if (types::is_container(given) && !given->sites.empty() && !is(known, Kind::never)) widen(given, false, known);
    } else if (types::storage_of(types_, known) != storage || has_other_sites(item, known)) {
      const Type joined = types_.join(known, item);
      const bool grows = types::storage_of(types_, joined) != types::storage_of(types_, known) || has_other_sites(item, known);
      if (grows && variable.owner != nullptr && !variable.owner->sites.empty()) widen(variable.owner, is_key_of(variable, name), joined);
      // What becomes of an object, Python says: not item by item.
      const bool comes_from_python = types::holds_any(storage) && !types::holds_any(types::storage_of(types_, known));
      if (variable.owner == nullptr || !builder_.converts(item, known) || comes_from_python) {
        widen_empty(item, known);
        return std::nullopt;
      }
    }
    return iterable(call_, arg);
  }

  // `Pairs[K, V]`: an iterable of pairs that a dict takes.
  std::optional<ExprId> match_pairs(std::string_view key, std::string_view value, ExprId arg, Type given) {
    const Type pair = iterated(types_, given);
    if (pair == nullptr || is(given, Kind::dict) || !is(pair, Kind::tuple) || pair->args.size() != 2) return std::nullopt;
    for (std::size_t i = 0; i < 2; ++i) {
      Variable& variable = variables_[std::string(i == 0 ? key : value)];
      const Type storage = types::storage_of(types_, pair->args[i]);
      if (variable.type == nullptr) variable.type = storage;
      if (types::storage_of(types_, variable.type) == storage && !has_other_sites(pair->args[i], variable.type)) continue;
      const Type joined = types_.join(variable.type, pair->args[i]);
      if (variable.owner != nullptr && !variable.owner->sites.empty() && !builder_.converts(pair->args[i], variable.type)) widen(variable.owner, i == 0, joined);
      if (!builder_.converts(pair->args[i], variable.type)) {
        widen_empty(pair->args[i], variable.type);
        return std::nullopt;
      }
    }
    return iterable(call_, arg);
  }

  // `Callable[[A, B], R]`: a function of these, whose result binds R.
  std::optional<ExprId> match_callable(const ast::Expr& parameters, std::string_view result, ExprId arg) {
    const Type given = builder_.type(arg);
    if (!is(given, Kind::function) && !is(given, Kind::library) && !is(given, Kind::type_object) && !is(given, Kind::union_)) return std::nullopt;
    std::vector<Type> parameter_types;
    for (const ast::Expr* part : ast::as<ast::List>(&parameters)->elts) parameter_types.push_back(this->result(part));
    const ExprId made = builder_.callable(arg, parameter_types, builder_.span(arg));
    Variable& variable = variables_[std::string(result)];
    const Type value = builder_.type(made)->args.back();
    if (variable.type != nullptr && variable.type != value) return std::nullopt;
    variable.type = value;
    return made;
  }

  // Whether a value of type `given` (a storage type) stays of that type where `known` is held: a member of the union, part by part of a tuple.
  bool keeps_type(Type given, Type known) {
    if (types::storage_of(types_, known) == given) return true;
    if (is(known, Kind::union_)) return builder_.converts(given, known) && std::ranges::any_of(known->args, [&](Type member) { return keeps_type(given, member); });
    if (!is(known, Kind::tuple) || !is(given, Kind::tuple) || known->args.size() != given->args.size() || known->klass != given->klass) return false;
    for (std::size_t i = 0; i < known->args.size(); ++i) {
      if (!keeps_type(given->args[i], known->args[i])) return false;
    }
    return true;
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
    const bool compound = types::is_container(given) || is(given, Kind::tuple);
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

  // A container made here, where one of wider items is wanted, or that nothing was put into yet: it is one of those.
  void widen_empty(Type given, Type wanted) {
    if (given->kind != wanted->kind || given->args.size() != wanted->args.size()) return;
    for (std::size_t i = 0; i < given->args.size(); ++i) {
      const Type held = types::storage_of(types_, given->args[i]), wider = types::storage_of(types_, wanted->args[i]);
      const bool may_be_any = (is(wider, Kind::object) || is(wider, Kind::union_)) && held != wider && types::storage_of(types_, types_.join(held, wider)) == wider;
      if ((may_be_any || (is(held, Kind::never) && !is(wider, Kind::never))) && !given->sites.empty()) widen(given, is(given, Kind::dict) && i == 0, wanted->args[i]);
      widen_empty(given->args[i], wanted->args[i]);
    }
  }

  std::optional<ExprId> match_array(const std::vector<const ast::Expr*>& parts, ExprId arg) {
    const Type original = builder_.type(arg);
    if (is(original, Kind::list) || is(original, Kind::tuple) || is(original, Kind::variadic)) arg = call_.array(arg);
    const Type given = builder_.type(arg);
    const auto element = element_or_time_of(given);
    if (!is(given, Kind::array) && !(takes_numbers && element)) return std::nullopt;
    // The rank: a number or a variable.
    const int given_rank = is(given, Kind::array) ? given->rank : 0;
    if (given_rank == 0 && !takes_numbers) return std::nullopt;   // runtime functions are for arrays with axes
    if (const auto* constant = ast::as<ast::Constant>(parts[1])) {
      if (constant->value.integer != given_rank) return std::nullopt;
    } else if (ast::as<ast::Name>(parts[1])->id != "_") {   // `_`: any
      Variable& rank = variables_[std::string(ast::as<ast::Name>(parts[1])->id)];
      if (rank.number && *rank.number != given_rank) return std::nullopt;
      rank.number = given_rank;
    }
    DType wanted = element->dtype;
    std::string variable;
    if (const auto* name = ast::as<ast::Name>(parts[0])) {
      if (const auto exact = types::dtype_from_name(name->id)) wanted = *exact;
      else variable = name->id;
    } else if (const auto* cast = ast::as<ast::Call>(parts[0])) {
      // inexact(T): any dtype, cast to it
      const std::string_view function = ast::as<ast::Name>(cast->func)->id;
      variable = ast::as<ast::Name>(cast->args[0])->id;
      if (function == "exactly") {
        if (element->dtype != *types::dtype_from_name(variable)) return std::nullopt;
        return arg;
      }
      if (function == "time" && !types::is_temporal(wanted)) return std::nullopt;
      if (function == "timedelta" && types::kind_of(wanted) != types::DTypeKind::timedelta) return std::nullopt;
      if (function == "common") wanted = *variables_[variable].dtype;
      if ((function == "inexact" || function == "floating" || function == "complex" || function == "float") && types::is_temporal(wanted)) return std::nullopt;
      if (function == "inexact" || function == "floating") wanted = inexact_of(element->dtype);
      if (function == "floating" && types::kind_of(wanted) == types::DTypeKind::complex) return std::nullopt;
      if (function == "complex" && types::kind_of(wanted) != types::DTypeKind::complex) return std::nullopt;
      if (function == "float" && types::kind_of(wanted) != types::DTypeKind::floating) return std::nullopt;
    }
    if (!variable.empty()) {
      Variable& dtype = variables_[variable];
      if (dtype.dtype && *dtype.dtype != wanted) return std::nullopt;
      dtype.dtype = wanted;
    } else if (!types::can_cast_safely(element->dtype, wanted)) {
      return std::nullopt;
    }
    return element->dtype == wanted || !is(given, Kind::array) ? arg : builder_.cast(arg, types_.array(wanted, given->rank));
  }

  DType dtype(const ast::Expr* expr) {
    if (const auto* name = ast::as<ast::Name>(expr)) {
      const auto found = variables_.find(name->id);
      if (found != variables_.end() && found->second.dtype) return *found->second.dtype;
      const auto known = types::dtype_from_name(name->id);
      if (!known) call_.wrong("its dtype is not known from these arguments");
      return *known;
    }
    const auto* call = ast::as<ast::Call>(expr);
    const std::string_view function = ast::as<ast::Name>(call->func)->id;
    const DType first = dtype(call->args[0]);
    if (function == "inexact") return inexact_of(first);
    if (function == "timedelta") return types::is_temporal(first) ? types::timedelta_of(types::unit_of(first)) : first;
    if (function == "real") return types::real_of(first);
    if (function == "accumulated") return accumulated_of(first);
    if (function == "complex") return types::promote(inexact_of(first), DType::complex64);
    if (function == "index") return first == DType::boolean ? DType::int64 : first;
    return types::promote(first, dtype(call->args[1]));
  }

  // `Arrays[T, N]`: a tuple or list of arrays and numbers; T is their common dtype, N their highest rank.
  std::optional<ExprId> match_arrays(const std::vector<const ast::Expr*>& parts, ExprId arg) {
    const Type given = builder_.type(arg);
    if (!is(given, Kind::tuple) && !is(given, Kind::list)) return std::nullopt;
    std::vector<types::Number> numbers;
    int rank = 0;
    for (const Type item : given->args) {
      const auto number = element_or_time_of(item);
      if (!number) return std::nullopt;
      numbers.push_back(*number);
      check_times(call_, numbers);
      if (is(item, Kind::array)) rank = std::max(rank, item->rank);
    }
    if (numbers.empty()) return std::nullopt;
    variables_[std::string(ast::as<ast::Name>(parts[0])->id)].dtype = result_dtype(numbers);
    if (const auto* constant = ast::as<ast::Constant>(parts[1])) return constant->value.integer == rank ? std::optional(arg) : std::nullopt;
    variables_[std::string(ast::as<ast::Name>(parts[1])->id)].number = rank;
    return arg;
  }

  // `Nested[T, N]`: arrays and numbers in nested lists, as np.block takes them; N is the highest rank, or the depth of the lists if that is more.
  std::optional<ExprId> match_nested(const std::vector<const ast::Expr*>& parts, ExprId arg) {
    std::vector<types::Number> numbers;
    int depth = 0, rank = 0;
    const auto look = [&](const auto& self, Type type, int level) -> bool {
      depth = std::max(depth, level);
      if (is(type, Kind::list)) return self(self, type->args[0], level + 1);
      if (is(type, Kind::union_)) return std::all_of(type->args.begin(), type->args.end(), [&](Type member) { return self(self, member, level); });
      const auto number = element_of(type);
      if (!number) return false;
      numbers.push_back({number->dtype, false});
      if (is(type, Kind::array)) rank = std::max(rank, type->rank);
      return true;
    };
    if (!look(look, builder_.type(arg), 0)) return std::nullopt;
    variables_[std::string(ast::as<ast::Name>(parts[0])->id)].dtype = result_dtype(numbers);
    variables_[std::string(ast::as<ast::Name>(parts[1])->id)].number = std::max(depth, rank);
    return arg;
  }

  // A rank: a number, a variable, sums and differences, or what a function below makes of arguments.
  std::int64_t number(const ast::Expr* expr) {
    if (const auto* constant = ast::as<ast::Constant>(expr)) return constant->value.integer;
    if (const auto* op = ast::as<ast::BinOp>(expr)) return op->op == ast::Operator::Sub ? number(op->left) - number(op->right) : number(op->left) + number(op->right);
    if (const auto* call = ast::as<ast::Call>(expr)) return rank_function(*call);
    const auto found = variables_.find(ast::as<ast::Name>(expr)->id);
    if (found == variables_.end() || !found->second.number) call_.wrong("its number of axes is not known from these arguments");
    return *found->second.number;
  }

  // reduced(N, axis, keepdims): what a reduction leaves (`axis` may be a number of axes); count(axis): the axes named; length(shape): the extents
  // of a shape; contracted(axes): those of tensordot; einsum(subscripts): the axes of its result; max(N, M).
  std::int64_t rank_function(const ast::Call& call) {
    const std::string_view function = ast::as<ast::Name>(call.func)->id;
    if (function == "max") return std::max(number(call.args[0]), number(call.args[1]));
    if (function == "length") return length_of(*call.args[0]);
    if (function == "longest") return longest(call);
    if (function == "count") return axis_count(*call.args[0], 0);
    if (function == "contracted") return contracted(*call.args[0]);
    if (function == "einsum") return einsum_rank(*call.args[0]);
    const std::int64_t rank = number(call.args[0]);
    if (call.args.size() > 2 && static_bool(*call.args[2])) return rank;
    return std::max<std::int64_t>(rank - axis_count(*call.args[1], rank), 0);
  }

  std::size_t parameter(const ast::Expr& name) const {
    const auto& parameters = call_.overload.parameters;
    const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const library::Parameter& parameter) { return parameter.name == ast::as<ast::Name>(&name)->id; });
    return std::size_t(found - parameters.begin());
  }
  bool static_bool(const ast::Expr& name) const { return call_.static_bool(parameter(name), false); }
  std::int64_t contracted(const ast::Expr& name) const {
    const std::size_t i = parameter(name);
    if (!call_.values[i]) return 2;
    const Type given = call_.type_at(i);
    if (!is(given, Kind::tuple) || given->args.empty()) return *call_.static_int(i);
    if (!is(given->args[0], Kind::list)) return is(given->args[0], Kind::tuple) ? std::int64_t(given->args[0]->args.size()) : 1;
    // A list that is written in the call.
    if (const auto* pair = std::get_if<ir::MakeTuple>(&builder_.function[call_.at(i)].node)) {
      if (const auto* list = std::get_if<ir::MakeList>(&builder_.function[pair->items[0]].node)) return std::int64_t(list->items.size());
    }
    call_.wrong("write the axes as tuples");
  }
  // The letters behind `->`; without it those that occur once.
  std::int64_t einsum_rank(const ast::Expr& name) const {
    const std::string subscripts = call_.static_string(parameter(name), "");
    const std::size_t arrow = subscripts.find("->");
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    // An ellipsis stands for the axes that an operand has beyond its letters: the most that one has.
    std::int64_t more = 0;
    std::size_t begin = 0;
    for (const ExprId operand : call_.rest) {
      const std::size_t end = std::min({subscripts.find(',', begin), arrow, subscripts.size()});
      if (begin > end) break;
      const std::string term = subscripts.substr(begin, end - begin);
      begin = end + 1;
      const Type given = call_.type(operand);
      if (term.find("...") != std::string::npos && is(given, Kind::array)) more = std::max<std::int64_t>(more, given->rank - std::count_if(term.begin(), term.end(), is_letter));
    }
    if (arrow != std::string::npos) return std::count_if(subscripts.begin() + std::ptrdiff_t(arrow), subscripts.end(), is_letter) + (subscripts.find("...", arrow) != std::string::npos ? more : 0);
    return more + std::count_if(subscripts.begin(), subscripts.end(), [&](char c) { return is_letter(c) && std::count(subscripts.begin(), subscripts.end(), c) == 1; });
  }
  // The most extents that one of `*args`, shapes, has.
  std::int64_t longest(const ast::Call&) const {
    std::int64_t most = 0;
    for (const ExprId shape : call_.rest) most = std::max(most, is(call_.type(shape), Kind::tuple) ? std::int64_t(call_.type(shape)->args.size()) : 1);
    return most;
  }
  std::int64_t length_of(const ast::Expr& name) const {
    const std::size_t i = parameter(name);
    if (!call_.given(i)) return 0;
    const Type given = call_.type_at(i);
    if (is(given, Kind::array) && given->rank > 0) call_.wrong(fmt::format("write `{}` as a tuple: how many it holds is the number of axes", call_.parameter(i)));
    if (const auto* list = std::get_if<ir::MakeList>(&builder_.function[call_.at(i)].node)) return std::int64_t(list->items.size());
    return is(given, Kind::tuple) ? std::int64_t(given->args.size()) : 1;
  }
  // The number of axes that an argument, or the parameter's default, names: all where it is None.
  std::int64_t axis_count(const ast::Expr& name, std::int64_t rank) const {
    if (const auto* constant = ast::as<ast::Constant>(&name)) return constant->value.integer;
    const std::size_t i = parameter(name);
    if (!call_.values[i]) {
      const auto* constant = ast::as<ast::Constant>(call_.overload.parameters[i].default_value);
      return constant != nullptr && constant->value.type == ast::ConstantValue::Type::none ? rank : 1;
    }
    if (!call_.given(i)) return rank;
    return is(call_.type_at(i), Kind::tuple) ? std::int64_t(call_.type_at(i)->args.size()) : 1;
  }

  LibraryCall& call_;
  Builder& builder_;
  TypeTable& types_;
  std::map<std::string, Variable, std::less<>> variables_;
  std::map<std::string, std::vector<types::Number>, std::less<>> common_;
};

}  // namespace keelback::check
