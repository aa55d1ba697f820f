// Named tuples: in Python objects of their class.
#pragma once

#include <keelback/binding/tuple.hpp>

namespace keelback::binding {

// runtime/exceptions.cpp: `name` of the module, null: of the compiled one.
bool is_python_instance(object* o, const char* module, const char* name);
object* tuple_of_class(object* stolen_items, const char* module, const char* name);  // null with an exception set

// A generated struct, derived from kb::tuple.
template <class T>
  requires requires { T::kb_class_name; }
struct converter<T> {
  using items = converter<typename T::kb_items>;
  static bool load(object* from, T& to, const type& as, const rule& how, call& in) {
    return is_python_instance(from, T::kb_module, T::kb_class_name) && items::load(from, to, as, how, in);
  }
  static object* make(const T& value, const type& as, call& in) { return tuple_of_class(items::make(value, as, in), T::kb_module, T::kb_class_name); }
};

}  // namespace keelback::binding
