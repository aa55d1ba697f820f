#include "types/type.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace keelback::types {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else out += c;
  }
  return out + "'";
}

std::string float_text(double value) {
  if (std::isnan(value)) return fmt::format("nan({:x})", std::bit_cast<std::uint64_t>(value));
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

std::string value_text(const TypeData& data) {
  const Kind base = data.args[0]->kind;
  if (base == Kind::enumeration) return fmt::format("{}:{}", data.args[0]->name, std::get<std::int64_t>(data.value.data));
  if (base == Kind::boolean) return std::get<bool>(data.value.data) ? "True" : "False";
  if (base == Kind::integer) return fmt::format("{}", std::get<std::int64_t>(data.value.data));
  if (base == Kind::floating) return float_text(std::get<double>(data.value.data));
  return quoted(std::get<std::string>(data.value.data));
}

std::string joined_text(std::span<const Type> types, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < types.size(); ++i) text += (i ? std::string(separator) : std::string()) + types[i]->text;
  return text;
}

std::string describe(const TypeData& data) {
  switch (data.kind) {
    case Kind::never: return "nothing";
    case Kind::none: return "None";
    case Kind::boolean: return "bool";
    case Kind::integer: return "int";
    case Kind::floating: return "float";
    case Kind::complex: return "complex";
    case Kind::string: return "str";
    case Kind::bytes: return "bytes";
    case Kind::bytearray: return "bytearray";
    case Kind::scalar: return data.dtype == DType::boolean ? "np.bool_" : fmt::format("np.{}", name_of(data.dtype));
    case Kind::literal: return fmt::format("Literal[{}]", value_text(data));
    case Kind::tuple:
      if (data.klass != 0) return data.name;
      return data.args.empty() ? "tuple[()]" : fmt::format("tuple[{}]", joined_text(data.args, ", "));
    case Kind::variadic: return fmt::format("tuple[{}, ...]", data.args[0]->text);
    case Kind::list: return fmt::format("list[{}]", data.args[0]->text);
    case Kind::set: return fmt::format("set[{}]", data.args[0]->text);
    case Kind::frozenset: return fmt::format("frozenset[{}]", data.args[0]->text);
    case Kind::deque: return fmt::format("deque[{}]", data.args[0]->text);
    case Kind::dict: return fmt::format("{}[{}]", data.name.empty() || data.name == open_dict_name ? "dict" : data.name, joined_text(data.args, ", "));
    case Kind::view: return fmt::format("{}[{}]", data.name, joined_text(data.args, ", "));
    case Kind::callable: return fmt::format("Callable[{}]", joined_text(data.args, ", "));
    case Kind::range: return "range";
    case Kind::slice: return "slice";
    case Kind::ellipsis: return "ellipsis";
    case Kind::array: {
      std::string axes;
      for (int i = 0; i < data.rank; ++i) axes += i ? ", :" : ":";
      return fmt::format("{}[{}]", name_of(data.dtype), data.rank == 0 ? "()" : axes);
    }
    case Kind::foreign: return data.name;
    case Kind::object: return data.args.empty() ? "object" : fmt::format("Callable[[{}], {}]", joined_text(std::vector<Type>(data.args.begin(), data.args.end() - 1), ", "), data.args.back()->text) + (data.name.empty() ? "" : " | None");
    case Kind::iterator: return fmt::format("{}[{}]", data.args.size() == 3 ? "Generator" : data.name.empty() ? "Iterator" : data.name, joined_text(data.args, ", "));
    case Kind::function: {
      std::string text = data.name.empty() ? "function" : data.name + " of";
      for (std::size_t i = 0; i < data.functions.size(); ++i) {
        text += fmt::format("{}#{}", i ? "|" : " ", data.functions[i]);
        if (!data.args[i]->args.empty()) text += fmt::format("({})", joined_text(data.args[i]->args, ", "));
      }
      return text;
    }
    case Kind::library: return fmt::format("function {}", data.name);
    case Kind::module: return fmt::format("module {}", data.name);
    case Kind::type_object: return fmt::format("type[{}]", data.args[0]->text);
    case Kind::instance: return data.name + data.text;
    case Kind::enumeration: return data.name;
    case Kind::exception: return data.name.empty() ? "Exception" : data.name.substr(data.name.find(':') + 1);
    case Kind::union_: return joined_text(data.args, " | ");
  }
  return "?";
}

std::vector<SiteId> merged(std::span<const SiteId> a, std::span<const SiteId> b) {
  std::vector<SiteId> all(a.begin(), a.end());
  all.insert(all.end(), b.begin(), b.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

TypeTable::TypeTable() {
  const auto plain = [&](Kind kind) {
    TypeData data{};
    data.kind = kind;
    return intern(std::move(data));
  };
  never = plain(Kind::never);
  none = plain(Kind::none);
  boolean = plain(Kind::boolean);
  integer = plain(Kind::integer);
  floating = plain(Kind::floating);
  complex = plain(Kind::complex);
  string = plain(Kind::string);
  bytes = plain(Kind::bytes);
  bytearray = plain(Kind::bytearray);
  range = plain(Kind::range);
  slice = plain(Kind::slice);
  ellipsis = plain(Kind::ellipsis);
  object = plain(Kind::object);
}

Type TypeTable::intern(TypeData data) {
  data.text = describe(data);
  std::string key = fmt::format("{}:{}", int(data.kind), data.text);
  if (data.kind == Kind::exception || data.kind == Kind::dict) key += "#" + data.name;
  if (data.kind == Kind::instance || data.kind == Kind::enumeration || data.kind == Kind::tuple) key += fmt::format("#{}", data.klass);
  // Sites, here and inside, tell types apart that mean and print the same.
  for (const SiteId site : data.sites) key += fmt::format("@{}", site);
  for (const Type arg : data.args) key += fmt::format("/{}", static_cast<const void*>(arg));
  const auto [found, is_new] = types_.try_emplace(std::move(key));
  if (is_new) found->second = std::make_unique<const TypeData>(std::move(data));
  return found->second.get();
}

Type TypeTable::scalar(DType dtype) {
  TypeData data{};
  data.kind = Kind::scalar;
  data.dtype = dtype;
  return intern(std::move(data));
}

namespace {

template <class T>
TypeData literal_data(Type base, T value) {
  TypeData data{};
  data.kind = Kind::literal;
  data.args = {base};
  data.value.data = std::move(value);
  return data;
}

TypeData with_args(Kind kind, std::vector<Type> args, std::span<const SiteId> sites = {}) {
  TypeData data{};
  data.kind = kind;
  data.args = std::move(args);
  data.sites.assign(sites.begin(), sites.end());
  return data;
}

}  // namespace

Type TypeTable::literal(bool value) { return intern(literal_data(boolean, value)); }
Type TypeTable::literal(std::int64_t value) { return intern(literal_data(integer, value)); }
Type TypeTable::literal(double value) { return intern(literal_data(floating, value)); }
Type TypeTable::literal(std::string_view value) { return intern(literal_data(string, std::string(value))); }
Type TypeTable::tuple(std::span<const Type> items) { return intern(with_args(Kind::tuple, {items.begin(), items.end()})); }
Type TypeTable::named_tuple(ClassId klass, std::string_view name, std::span<const Type> items) {
  TypeData data = with_args(Kind::tuple, {items.begin(), items.end()});
  data.klass = klass + 1;
  data.name = name;
  return intern(std::move(data));
}
Type TypeTable::tuple_like(Type like, std::span<const Type> items) { return like->klass == 0 ? tuple(items) : named_tuple(like->klass - 1, like->name, items); }
Type TypeTable::enumeration(ClassId klass, std::string_view name, int mixin) {
  TypeData data{};
  data.rank = mixin;
  data.kind = Kind::enumeration;
  data.klass = klass;
  data.name = name;
  return intern(std::move(data));
}
Type TypeTable::member(Type enumeration, std::int64_t key) { return intern(literal_data(enumeration, key)); }
Type TypeTable::variadic(Type item) { return intern(with_args(Kind::variadic, {item})); }
Type TypeTable::list(Type item, std::span<const SiteId> sites) { return intern(with_args(Kind::list, {item}, sites)); }
Type TypeTable::set(Type item, std::span<const SiteId> sites) { return intern(with_args(Kind::set, {item}, sites)); }
Type TypeTable::frozenset(Type item) { return intern(with_args(Kind::frozenset, {item})); }
Type TypeTable::deque(Type item, std::span<const SiteId> sites) { return intern(with_args(Kind::deque, {item}, sites)); }

Type TypeTable::dict(Type key, Type value, std::span<const SiteId> sites, std::string_view name) {
  TypeData data = with_args(Kind::dict, {key, value}, sites);
  data.name = name;
  return intern(std::move(data));
}

Type TypeTable::declared_dict(Type key, Type value) { return dict(key, value, {}, opens_dicts ? open_dict_name : std::string_view()); }

Type TypeTable::view(std::string_view name, Type key, Type value) {
  TypeData data = with_args(Kind::view, {key, value});
  data.name = name;
  return intern(std::move(data));
}

Type TypeTable::container_like(Type container, std::span<const Type> items, std::span<const SiteId> sites) {
  TypeData data = with_args(container->kind, {items.begin(), items.end()}, sites);
  data.name = container->name;
  return intern(std::move(data));
}

Type TypeTable::callable(std::span<const Type> parameters, Type result) {
  std::vector<Type> args(parameters.begin(), parameters.end());
  args.push_back(result);
  return intern(with_args(Kind::callable, std::move(args)));
}

Type TypeTable::python_function(std::span<const Type> parameters, Type result) {
  std::vector<Type> args(parameters.begin(), parameters.end());
  args.push_back(result);
  return intern(with_args(Kind::object, std::move(args)));
}

Type TypeTable::optional_function(Type function) {
  TypeData data = with_args(Kind::object, {function->args});
  data.name = "optional";
  return intern(std::move(data));
}

Type TypeTable::iterator(Type item) { return intern(with_args(Kind::iterator, {item})); }
Type TypeTable::iterable(Type item) {
  TypeData data = with_args(Kind::iterator, {item});
  data.name = "Iterable";
  return intern(std::move(data));
}
Type TypeTable::generator(Type item, Type sent, Type result) { return intern(with_args(Kind::iterator, {item, sent, result})); }
Type TypeTable::type_object(Type made) { return intern(with_args(Kind::type_object, {made})); }

Type TypeTable::array(DType dtype, int rank) {
  TypeData data{};
  data.kind = Kind::array;
  data.dtype = dtype;
  data.rank = rank;
  return intern(std::move(data));
}

Type TypeTable::function(std::span<const FunctionId> functions, std::span<const Type> captures, std::string_view name) {
  // In order of the ids, so that the same set is the same type.
  std::vector<std::size_t> order(functions.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return functions[a] < functions[b]; });
  TypeData data{};
  data.kind = Kind::function;
  data.name = name;
  for (const std::size_t i : order) {
    if (!data.functions.empty() && data.functions.back() == functions[i]) {
      data.args.back() = join(data.args.back(), captures[i]);
      continue;
    }
    data.functions.push_back(functions[i]);
    data.args.push_back(captures[i]);
  }
  return intern(std::move(data));
}

Type TypeTable::library(EntryId entry, std::string_view name) {
  TypeData data{};
  data.kind = Kind::library;
  data.entry = entry;
  data.name = name;
  return intern(std::move(data));
}

Type TypeTable::module(std::string_view name) {
  TypeData data{};
  data.kind = Kind::module;
  data.name = name;
  return intern(std::move(data));
}

Type TypeTable::foreign(std::string_view name) {
  TypeData data{};
  data.kind = Kind::foreign;
  data.name = name;
  return intern(std::move(data));
}

Type TypeTable::exception(std::string_view name) {
  TypeData data{};
  data.kind = Kind::exception;
  data.name = name;
  return intern(std::move(data));
}

Type TypeTable::instance(ClassId klass, std::string_view name, Type parent, std::string_view arguments) {
  TypeData data{};
  data.kind = Kind::instance;
  data.klass = klass;
  data.name = name;
  data.parent = parent;
  data.text = arguments;
  return intern(std::move(data));
}

Type TypeTable::union_of(std::span<const Type> members) {
  std::vector<Type> flat;
  const auto put = [&](Type member) {
    if (member->kind == Kind::never || std::find(flat.begin(), flat.end(), member) != flat.end()) return;
    for (Type& known : flat) {
      // Two literals of one base, or a literal beside its base, are the base; containers and functions of one kind join.
      if (base_of(known) == base_of(member) || (known->kind == member->kind && known->name == member->name && (is_container(known) || known->kind == Kind::function)) ||
          (known->kind == Kind::exception && member->kind == Kind::exception) || (known->kind == Kind::tuple && member->kind == Kind::tuple && known->klass == member->klass && known->args.size() == member->args.size())) {
        known = join(known, member);
        return;
      }
      if (is_subclass(member, known)) return;
    }
    std::erase_if(flat, [&](Type known) { return is_subclass(known, member); });
    flat.push_back(member);
  };
  for (const Type member : members) {
    if (member->kind == Kind::union_) {
      for (const Type inner : member->args) put(inner);
    } else {
      put(member);
    }
  }
  if (flat.empty()) return never;
  // What is any object may be each of the others, a function among them.
  const bool has_object = std::any_of(flat.begin(), flat.end(), [](Type member) { return member->kind == Kind::object; });
  if (flat.size() == 2 && has_object) {
    // `Callable[[A], B] | None` is called as what it is declared to be, and may be None as any object may.
    const Type function = flat[flat[0]->kind == Kind::none ? 1 : 0], other = flat[flat[0]->kind == Kind::none ? 0 : 1];
    if (other->kind == Kind::none && !function->args.empty()) return optional_function(function);
    // Of both, with and without None: that with.
    if (other->kind == Kind::object && !other->args.empty() && function->args == other->args) return is_optional_function(function) ? function : other;
  }
  if (has_object && flat.size() > 1 && std::all_of(flat.begin(), flat.end(), [](Type member) { return crosses(member) || member->kind == Kind::function; })) return object;
  if (flat.size() == 1) return flat[0];
  std::sort(flat.begin(), flat.end(), [](Type a, Type b) { return a->kind != b->kind ? a->kind < b->kind : a->text < b->text; });
  return intern(with_args(Kind::union_, std::move(flat)));
}

Type TypeTable::optional(Type type) {
  const Type members[] = {type, none};
  return union_of(members);
}

Type TypeTable::join(Type a, Type b) {
  if (a == b || b->kind == Kind::never) return a;
  if (a->kind == Kind::never) return b;
  if (base_of(a) == base_of(b)) return base_of(a);
  if (a->kind == b->kind) {
    switch (a->kind) {
      case Kind::list:
      case Kind::set:
      case Kind::deque:
      case Kind::dict: {
        // Where one is open, the class is known at run time.
        if (a->name != b->name && !is_open_dict(a) && !is_open_dict(b)) break;
        std::vector<Type> items;
        for (std::size_t i = 0; i < a->args.size(); ++i) items.push_back(join(a->args[i], b->args[i]));
        return container_like(is_open_dict(b) ? b : a, items, merged(a->sites, b->sites));
      }
      case Kind::variadic:
      case Kind::frozenset:
        // An empty one is one of any items.
        if (is(a->args[0], Kind::never)) return b;
        if (is(b->args[0], Kind::never)) return a;
        break;
      case Kind::tuple:
        if (a->args.size() == b->args.size() && a->klass == b->klass) {
          std::vector<Type> items;
          for (std::size_t i = 0; i < a->args.size(); ++i) items.push_back(join(a->args[i], b->args[i]));
          return tuple_like(a, items);
        }
        break;
      case Kind::iterator:
        // Several kinds of iterators of one item type.
        if (storage_of(*this, a->args[0]) == storage_of(*this, b->args[0])) {
          if (is_generator(a) && is_generator(b)) return generator(a->args[0], join(a->args[1], b->args[1]), join(a->args[2], b->args[2]));
          return is_iterable(a) || is_iterable(b) ? iterable(a->args[0]) : iterator(a->args[0]);
        }
        break;
      case Kind::function: {
        if (a->name != b->name) break;
        std::vector<FunctionId> functions = a->functions;
        functions.insert(functions.end(), b->functions.begin(), b->functions.end());
        std::vector<Type> captures = a->args;
        captures.insert(captures.end(), b->args.begin(), b->args.end());
        return function(functions, captures, a->name);
      }
      case Kind::instance:
        if (const Type shared = common_class(a, b)) return shared;
        break;
      case Kind::exception: return exception("");
      default: break;
    }
  }
  const Type members[] = {a, b};
  return union_of(members);
}

bool crosses(Type type) {
  switch (type->kind) {
    case Kind::view:
    case Kind::callable:
    case Kind::function: return false;
    case Kind::library:
    case Kind::module:
    case Kind::type_object:
    case Kind::ellipsis:
    case Kind::object: return true;
    default: return std::all_of(type->args.begin(), type->args.end(), crosses);
  }
}

bool is_name(Type type) { return type->kind == Kind::module || type->kind == Kind::type_object || type->kind == Kind::library || type->kind == Kind::ellipsis; }

bool holds_names(Type type) {
  if (is_name(type)) return true;
  return type->kind != Kind::function && type->kind != Kind::foreign && std::any_of(type->args.begin(), type->args.end(), holds_names);
}

bool is_container(Type type) { return type->kind == Kind::list || type->kind == Kind::set || type->kind == Kind::dict || type->kind == Kind::deque; }

bool is_subclass(Type type, Type of) {
  if (type->kind != Kind::instance || of->kind != Kind::instance) return false;
  while (type != nullptr && type != of) type = type->parent;
  return type != nullptr;
}

bool holds_object(Type type) { return type->kind == Kind::instance || std::any_of(type->args.begin(), type->args.end(), holds_object); }

bool holds_any(Type type) { return type->kind == Kind::object || std::any_of(type->args.begin(), type->args.end(), holds_any); }

Type common_class(Type a, Type b) {
  while (a != nullptr && !is_subclass(b, a)) a = a->parent;
  return a;
}

Type base_of(Type type) { return type->kind == Kind::literal ? type->args[0] : type; }

Type storage_of(TypeTable& table, Type type) {
  const auto all = [&](std::span<const Type> types) {
    std::vector<Type> stored;
    for (const Type one : types) stored.push_back(storage_of(table, one));
    return stored;
  };
  switch (type->kind) {
    case Kind::literal: return base_of(type);
    case Kind::tuple: return table.tuple_like(type, all(type->args));
    case Kind::variadic: return table.variadic(storage_of(table, type->args[0]));
    case Kind::list:
    case Kind::set:
    case Kind::frozenset:
    case Kind::deque:
    case Kind::dict:
    case Kind::view: return table.container_like(type, all(type->args));
    case Kind::iterator: {
      const std::vector<Type> stored = all(type->args);
      return is_generator(type) ? table.generator(stored[0], stored[1], stored[2]) : is_iterable(type) ? table.iterable(stored[0]) : table.iterator(stored[0]);
    }
    case Kind::function: return table.function(type->functions, all(type->args), type->name);
    case Kind::union_: {
      // A small literal int keeps its place beside doubles: that is what makes the union one double.
      if (union_storage(type) != UnionStorage::tagged_double) return table.union_of(all(type->args));
      std::vector<Type> members;
      for (const Type member : type->args) members.push_back(is_literal(member, Kind::integer) ? member : storage_of(table, member));
      return table.union_of(members);
    }
    default: return type;
  }
}

bool is_literal(Type type, Kind base) { return type->kind == Kind::literal && type->args[0]->kind == base; }

std::optional<std::int64_t> literal_int(Type type) {
  if (!is_literal(type, Kind::integer)) return std::nullopt;
  return std::get<std::int64_t>(type->value.data);
}
std::optional<bool> literal_bool(Type type) {
  if (!is_literal(type, Kind::boolean)) return std::nullopt;
  return std::get<bool>(type->value.data);
}
std::optional<std::string_view> literal_string(Type type) {
  if (!is_literal(type, Kind::string)) return std::nullopt;
  return std::string_view(std::get<std::string>(type->value.data));
}

std::optional<Number> number_of(Type type) {
  switch (base_of(type)->kind) {
    case Kind::boolean: return Number{DType::boolean, true};
    case Kind::integer: return Number{DType::int64, true};
    case Kind::floating: return Number{DType::float64, true};
    case Kind::complex: return Number{DType::complex128, true};
    case Kind::scalar: return is_temporal(type->dtype) ? std::nullopt : std::optional(Number{type->dtype, false});
    default: return std::nullopt;
  }
}

std::optional<DType> common_dtype(Type type) {
  if (type->kind != Kind::union_) {
    const auto number = number_of(type);
    return number ? std::optional(number->dtype) : std::nullopt;
  }
  std::optional<DType> common;
  for (const Type member : type->args) {
    const auto number = number_of(member);
    if (!number) return std::nullopt;
    common = common ? promote(*common, number->dtype) : number->dtype;
  }
  return common;
}

bool is_python_number(Type type) {
  const auto number = number_of(type);
  return number && number->weak;
}
bool is_number(Type type) { return number_of(type).has_value(); }
bool is_time(Type type) { return type->kind == Kind::scalar && is_temporal(type->dtype); }

UnionStorage union_storage(Type type) {
  bool has_double = false;
  for (const Type member : type->args) {
    if (member->kind == Kind::floating || is_literal(member, Kind::floating) || (member->kind == Kind::scalar && member->dtype == DType::float64)) {
      has_double = true;
    } else if (const auto value = literal_int(member)) {
      if (std::llabs(*value) >= (std::int64_t{1} << 53)) return UnionStorage::either;
    } else {
      return UnionStorage::either;
    }
  }
  return has_double ? UnionStorage::tagged_double : UnionStorage::either;
}

bool is_too_wide(Type type) {
  if (type->kind != Kind::union_) return false;
  const bool are_classes = std::ranges::all_of(type->args, [](Type member) { return member->kind == Kind::instance || member->kind == Kind::none; });
  return type->args.size() > (are_classes ? 32 : 8);
}

}  // namespace keelback::types
