#include "check/field_types.hpp"

#include <algorithm>

namespace keelback::check {

using types::is;
using types::Kind;

bool says_nothing(Type type) {
  if (is(type, Kind::never) || is(type, Kind::none) || is(type, Kind::function) || is(type, Kind::module) || is(type, Kind::library) || is(type, Kind::type_object)) return true;
  return !is(type, Kind::instance) && !is(type, Kind::union_) && std::any_of(type->args.begin(), type->args.end(), [](Type arg) { return is(arg, Kind::never); });
}

bool has_safe_default(Type type) {
  switch (type->kind) {
    case Kind::none:
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::complex:
    case Kind::string:
    case Kind::scalar:
    case Kind::enumeration:
    case Kind::variadic:
    case Kind::range:
    case Kind::slice: return true;
    case Kind::list:
    case Kind::set:
    case Kind::dict: return type->name.empty() || types::is_open_dict(type);
    case Kind::union_: return has_safe_default(type->args[0]);
    case Kind::tuple: return std::all_of(type->args.begin(), type->args.end(), [](Type arg) { return has_safe_default(arg) && !is(arg, Kind::list) && !is(arg, Kind::set) && !is(arg, Kind::dict); });
    default: return false;
  }
}

bool is_value_of(Type literal, Type field) {
  const Type base = types::base_of(literal);
  if (is(field, Kind::union_)) return std::find(field->args.begin(), field->args.end(), base) != field->args.end();
  return base == field || (is(base, Kind::none) && is(field, Kind::object));
}

}  // namespace keelback::check
