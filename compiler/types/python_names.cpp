#include "types/python_names.hpp"

namespace keelback::types {

std::string python_name(Type type) {
  const Type base = base_of(type);
  switch (base->kind) {
    case Kind::none: return "NoneType";
    case Kind::boolean: return "bool";
    case Kind::integer: return "int";
    case Kind::floating: return "float";
    case Kind::complex: return "complex";
    case Kind::string: return "str";
    case Kind::scalar: return "numpy." + std::string(name_of(base->dtype));
    case Kind::tuple:
    case Kind::variadic: return "tuple";
    case Kind::list: return "list";
    case Kind::set: return "set";
    case Kind::frozenset: return "frozenset";
    case Kind::deque: return "collections.deque";
    case Kind::bytes: return "bytes";
    case Kind::bytearray: return "bytearray";
    case Kind::view: return base->name;
    case Kind::dict: return base->name.empty() || is_open_dict(base) ? "dict" : base->name == "defaultdict" || base->name == "OrderedDict" ? "collections." + base->name : base->name;
    case Kind::range: return "range";
    case Kind::slice: return "slice";
    case Kind::foreign: return base->name;
    case Kind::object: return "object";
    case Kind::ellipsis: return "ellipsis";
    case Kind::array: return "numpy.ndarray";
    case Kind::function: return "function";
    case Kind::library: return "builtin_function_or_method";
    case Kind::module: return "module";
    case Kind::type_object: return "type";
    case Kind::instance: return base->name;
    default: return base->text;
  }
}

std::string imported_name(Type type) {
  switch (type->kind) {
    case Kind::module: return type->name;
    case Kind::library: return type->name.find('.') == std::string::npos ? "builtins." + type->name : type->name;
    case Kind::type_object: {
      const std::string name = python_name(type->args[0]);
      return name == "Counter" ? "collections.Counter" : name.find('.') == std::string::npos ? "builtins." + name : name;
    }
    default: return "builtins.Ellipsis";
  }
}

}  // namespace keelback::types
