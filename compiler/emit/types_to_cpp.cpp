#include "emit/types_to_cpp.hpp"

#include "emit/names.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace keelback::emit {
namespace {

std::string list(const std::vector<Type>& types, Headers& headers) {
  std::string out;
  for (Type type : types) out += (out.empty() ? "" : ", ") + cpp_type(type, headers);
  return out;
}

void add_dtype_header(types::DType dtype, Headers& headers) {
  if (types::kind_of(dtype) == types::DTypeKind::complex) headers.insert("complex.hpp");
  if (types::is_temporal(dtype)) headers.insert("datetime.hpp");
  if (dtype == types::DType::float16) headers.insert("float16.hpp");
}

}  // namespace

std::string enum_name(Type type) { return fmt::format("{}_enum{}", sanitize(type->name), type->klass); }
std::string named_tuple_name(Type type) { return fmt::format("{}_tuple{}", sanitize(type->name), type->klass); }

std::string class_name(Type type) { return fmt::format("{}_{}", sanitize(type->name), type->klass); }

std::string cpp_type(Type type, Headers& headers) {
  const auto with = [&](const char* header, std::string text) {
    headers.insert(header);
    return text;
  };
  switch (type->kind) {
    case Kind::never:
    case Kind::none:
    case Kind::library:
    case Kind::module:
    case Kind::type_object: return with("none.hpp", "kb::none");
    case Kind::ellipsis: return with("none.hpp", "kb::none");
    case Kind::boolean: return "bool";
    case Kind::integer: return "std::int64_t";
    case Kind::floating: return "double";
    case Kind::complex: return with("complex.hpp", "kb::complex<double>");
    case Kind::string: return with("str.hpp", "kb::str");
    case Kind::bytes: return with("bytes.hpp", "kb::bytes");
    case Kind::bytearray: return with("bytes.hpp", "kb::bytearray");
    case Kind::scalar:
      add_dtype_header(type->dtype, headers);
      return std::string(types::cpp_name_of(type->dtype));
    case Kind::literal: return cpp_type(types::base_of(type), headers);
    case Kind::enumeration: return with("enumeration.hpp", fmt::format("kb::member<{}>", enum_name(type)));
    case Kind::tuple:
      if (types::is_named_tuple(type)) return with("tuple.hpp", named_tuple_name(type));
      return with("tuple.hpp", fmt::format("kb::tuple<{}>", list(type->args, headers)));
    case Kind::variadic: return with("variadic.hpp", fmt::format("kb::variadic<{}>", list(type->args, headers)));
    case Kind::list: return with("list.hpp", fmt::format("kb::list<{}>", list(type->args, headers)));
    case Kind::set: return with("set.hpp", fmt::format("kb::set<{}>", list(type->args, headers)));
    case Kind::frozenset: return with("frozenset.hpp", fmt::format("kb::frozenset<{}>", list(type->args, headers)));
    case Kind::deque: return with("deque.hpp", fmt::format("kb::deque<{}>", list(type->args, headers)));
    case Kind::dict:
      if (type->name == "Counter") return with("counter.hpp", fmt::format("kb::counter<{}>", cpp_type(type->args[0], headers)));
      if (type->name == "defaultdict") return with("defaultdict.hpp", fmt::format("kb::defaultdict<{}>", list(type->args, headers)));
      if (type->name == "OrderedDict") return with("ordered_dict.hpp", fmt::format("kb::ordered_dict<{}>", list(type->args, headers)));
      if (types::is_open_dict(type)) return with("open_dict.hpp", fmt::format("kb::open_dict<{}>", list(type->args, headers)));
      return with("dict.hpp", fmt::format("kb::dict<{}>", list(type->args, headers)));
    case Kind::view: return with("dict_views.hpp", fmt::format("kb::{}<{}>", type->name, list(type->args, headers)));
    case Kind::callable: return "auto";
    case Kind::iterator:
      if (types::is_generator(type)) return with("generator.hpp", fmt::format("kb::generator<{}>", list(type->args, headers)));
      if (types::is_iterable(type)) return with("generator.hpp", fmt::format("kb::iterable<{}>", list(type->args, headers)));
      return with("iterator.hpp", fmt::format("kb::iterator<{}>", list(type->args, headers)));
    case Kind::range: return with("range.hpp", "kb::range");
    case Kind::slice: return with("slice.hpp", "kb::range_slice");
    case Kind::array:
      add_dtype_header(type->dtype, headers);
      return with("array.hpp", fmt::format("kb::array<{}, {}>", types::cpp_name_of(type->dtype), type->rank));
    case Kind::function:
      if (type->args.size() == 1) return cpp_type(type->args[0], headers);
      return with("closure.hpp", fmt::format("kb::closure<{}>", list(type->args, headers)));
    case Kind::instance: return with("object.hpp", fmt::format("kb::ref<{}>", class_name(type)));
    case Kind::foreign: return with("foreign_object.hpp", "kb::foreign_object");
    case Kind::object: return with("dynamic.hpp", "kb::any_object");
    case Kind::exception: return with("errors.hpp", "kb::error");
    case Kind::union_:
      headers.insert("either.hpp");
      if (types::union_storage(type) == types::UnionStorage::tagged_double) return "kb::tagged<double>";
      return fmt::format("kb::either<{}>", list(type->args, headers));
  }
  return "kb::none";
}

std::string parameter_type(Type type, Headers& headers) {
  if (type->kind == Kind::array) {
    cpp_type(type, headers);
    return fmt::format("kb::view<{}, {}>", types::cpp_name_of(type->dtype), type->rank);
  }
  const std::string text = cpp_type(type, headers);
  return is_trivial(type) ? text : "const " + text + "&";
}

bool is_cpp_scalar(Type type) {
  const auto number = types::number_of(types::base_of(type));
  return number && types::kind_of(number->dtype) != types::DTypeKind::complex;
}

bool is_trivial(Type type) {
  if (types::number_of(types::base_of(type)) || types::is_time(type) || is_empty(type)) return true;
  switch (type->kind) {
    case Kind::none:
    case Kind::enumeration:
    case Kind::range:
    case Kind::slice: return true;
    case Kind::union_: return types::union_storage(type) == types::UnionStorage::tagged_double;
    default: return false;
  }
}

bool is_empty(Type type) {
  switch (type->kind) {
    case Kind::library:
    case Kind::module:
    case Kind::type_object:
    case Kind::ellipsis: return true;
    default: return false;
  }
}

types::DType dtype_of(Type type) {
  if (type->kind == Kind::array || type->kind == Kind::scalar) return type->dtype;
  const auto number = types::number_of(types::base_of(type));
  return number ? number->dtype : types::DType::float64;
}

std::string cpp_integer(std::int64_t value) {
  if (value == std::numeric_limits<std::int64_t>::min()) return "(-9223372036854775807 - 1)";
  return fmt::format("{}", value);
}

std::string cpp_double(double value) {
  if (std::isnan(value)) return "std::numeric_limits<double>::quiet_NaN()";
  if (std::isinf(value)) return value > 0 ? "std::numeric_limits<double>::infinity()" : "(-std::numeric_limits<double>::infinity())";
  std::string text = fmt::format("{}", value);  // the shortest text that reads back as the same double
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string cpp_float(float value) {
  if (std::isnan(value)) return "std::numeric_limits<float>::quiet_NaN()";
  if (std::isinf(value)) return value > 0 ? "std::numeric_limits<float>::infinity()" : "(-std::numeric_limits<float>::infinity())";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text + "f";
}

std::string cpp_number(const types::Value& value, types::DType dtype) {
  double real = 0;
  std::int64_t whole = 0;
  bool is_whole = true;
  if (const auto* b = std::get_if<bool>(&value.data)) {
    whole = *b;
    real = *b;
  } else if (const auto* i = std::get_if<std::int64_t>(&value.data)) {
    whole = *i;
    real = double(*i);
  } else if (const auto* d = std::get_if<double>(&value.data)) {
    real = *d;
    is_whole = false;
  }
  switch (types::kind_of(dtype)) {
    case types::DTypeKind::boolean: return (is_whole ? whole != 0 : real != 0) || value.imaginary != 0 ? "true" : "false";
    case types::DTypeKind::signed_integer:
    case types::DTypeKind::unsigned_integer: return cpp_integer(is_whole ? whole : std::int64_t(real));
    case types::DTypeKind::floating:
      if (dtype == types::DType::float16) return fmt::format("kb::float16({})", cpp_double(real));
      return dtype == types::DType::float32 ? cpp_float(float(real)) : cpp_double(real);
    case types::DTypeKind::complex:
      if (dtype == types::DType::complex64) return fmt::format("kb::complex<float>{{{}, {}}}", cpp_float(float(real)), cpp_float(float(value.imaginary)));
      return fmt::format("kb::complex<double>{{{}, {}}}", cpp_double(real), cpp_double(value.imaginary));
    case types::DTypeKind::datetime:
    case types::DTypeKind::timedelta: return fmt::format("{}{{{}}}", types::cpp_name_of(dtype), cpp_integer(whole));
  }
  return "0";
}

}  // namespace keelback::emit
