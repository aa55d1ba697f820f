#include "emit/type_descriptors.hpp"

#include <fmt/format.h>

#include <cstring>

#include "emit/function_emitter.hpp"
#include "types/python_names.hpp"

namespace keelback::emit {
namespace {

constexpr std::string_view dtype_names[] = {"boolean", "int8",   "int16",  "int32",   "int64",   "uint8",     "uint16",
                                            "uint32",  "uint64", "float32", "float64", "complex64", "complex128", "float16"};

std::string dtype_name(types::DType dtype) {
  if (!types::is_temporal(dtype)) return std::string(dtype_names[int(dtype)]);
  return fmt::format("{}_{}", types::kind_of(dtype) == types::DTypeKind::datetime ? "datetime" : "timedelta", types::name_of(types::unit_of(dtype)));
}

// "list[float]" -> "type_list_float"
std::string type_name(std::string_view text) {
  std::string out = "type_";
  for (const char c : text.substr(0, 60)) {
    const bool usable = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (usable || out.back() != '_') out += usable ? c : '_';
  }
  while (out.back() == '_') out.pop_back();
  return out;
}

// ", value, text" of a literal type.
std::string literal(Type type) {
  if (type->kind != Kind::literal) return {};
  if (const auto* text = std::get_if<std::string>(&type->value.data)) return fmt::format(", {}, {}", text->size(), cpp_string(*text));
  if (const auto* whole = std::get_if<std::int64_t>(&type->value.data)) return ", " + cpp_integer(*whole);
  if (const auto* flag = std::get_if<bool>(&type->value.data)) return fmt::format(", {}", int(*flag));
  if (const auto* real = std::get_if<double>(&type->value.data)) {
    std::int64_t bits;
    std::memcpy(&bits, real, sizeof bits);
    return ", " + cpp_integer(bits);
  }
  return {};
}

}  // namespace

const std::string& TypeDescriptors::of(Type type) {
  if (const auto known = known_.find(type); known != known_.end()) return known->second;
  std::vector<std::string> args;
  if (!is_empty(type) && type->kind != Kind::type_object) {
    for (Type arg : type->args) args.push_back("&" + of(arg));
  }
  const std::string name = names_.unique(type_name(type->text));
  std::string rest;
  if (type->kind == Kind::array || type->kind == Kind::scalar || !args.empty()) {
    const bool has_dtype = type->kind == Kind::array || type->kind == Kind::scalar;
    rest = has_dtype ? fmt::format(", kb::binding::dtype::{}", dtype_name(type->dtype)) : ", {}";
    if (type->kind == Kind::array || !args.empty()) rest += fmt::format(", {}", type->rank);
  }
  const bool is_named = type->kind == Kind::module || type->kind == Kind::type_object;
  if (is_named) rest = ", {}, 0, 0, nullptr, 0, " + cpp_string(types::imported_name(type));
  if (type->kind == Kind::foreign || type->kind == Kind::exception) rest = ", {}, 0, 0, nullptr, 0, " + cpp_string(type->name.empty() ? "BaseException" : type->name);   // its class
  if (!args.empty()) {
    const std::string list = names_.unique(name + "_args");
    text_ += fmt::format("constexpr const kb::binding::type* {}[] = {{{}}};\n", list, fmt::join(args, ", "));
    rest += fmt::format(", {}, {}{}", args.size(), list, literal(type));
  }
  if (type->kind == Kind::enumeration) rest = fmt::format(", {{}}, 0, 0, nullptr, 0, nullptr, nullptr, &{}::state", enum_name(type));
  if (types::is_named_tuple(type)) {
    const ir::NamedTuple& named = module_.named_tuples[type->klass - 1];
    rest += fmt::format("{}, {}", args.empty() ? ", {}, 0, 0, nullptr, 0" : ", 0", cpp_string(named.module + ":" + named.name));
  }
  if (type->kind == Kind::instance) rest = fmt::format(", {{}}, 0, 0, nullptr, 0, nullptr, &{}", classes_[type->klass].table);
  text_ += fmt::format("constexpr kb::binding::type {} = {{kb::binding::kind::{}{}}};\n", name, kind(type), rest);
  return known_[type] = name;
}

std::string_view TypeDescriptors::kind(Type type) {
  const auto with = [&](std::string_view header, std::string_view name) {
    headers_.insert(std::string("binding/") + std::string(header));
    return name;
  };
  switch (type->kind) {
    case Kind::boolean: return "boolean";
    case Kind::integer: return "integer";
    case Kind::floating: return "floating";
    case Kind::complex: return "complex";
    case Kind::string: return with("str.hpp", "string");
    case Kind::scalar: uses_numpy_ = true; return "scalar";
    case Kind::literal: return "literal";
    case Kind::enumeration: return with("enumeration.hpp", "enumeration");
    case Kind::tuple:
      if (types::is_named_tuple(type)) return with("named_tuple.hpp", "named_tuple");
      return with("tuple.hpp", "tuple");
    case Kind::variadic: return with("variadic.hpp", "variadic");
    case Kind::list: return with("list.hpp", "list");
    case Kind::set: return with("set.hpp", "set");
    case Kind::frozenset: return with("frozenset.hpp", "frozenset");
    case Kind::deque: return with("deque.hpp", "deque");
    case Kind::bytes: return with("bytes.hpp", "bytes");
    case Kind::bytearray: return with("bytes.hpp", "bytearray");
    case Kind::dict:
      if (type->name == "Counter") return with("counter.hpp", "counter");
      if (type->name == "defaultdict") return with("defaultdict.hpp", "defaultdict");
      if (type->name == "OrderedDict") return with("ordered_dict.hpp", "ordered_dict");
      if (types::is_open_dict(type)) return with("open_dict.hpp", "open_dict");
      return with("dict.hpp", "dict");
    case Kind::range: return with("range.hpp", "range");
    case Kind::slice: return with("range.hpp", "slice");
    case Kind::object: headers_.insert("dynamic.hpp"); return "any";
    case Kind::module:
    case Kind::type_object: return with("none.hpp", "named");
    case Kind::foreign: return with("foreign_object.hpp", "foreign");
    case Kind::exception: return with("exception.hpp", "exception");
    case Kind::array: uses_numpy_ = true; return "array";
    case Kind::instance: return with("object.hpp", "object");
    case Kind::iterator: return with("iterator.hpp", types::is_generator(type) ? "generator" : types::is_iterable(type) ? "iterable" : "iterator");
    case Kind::union_: return with("either.hpp", types::union_storage(type) == types::UnionStorage::tagged_double ? "tagged" : "either");
    default: return with("none.hpp", "none");
  }
}

}  // namespace keelback::emit
