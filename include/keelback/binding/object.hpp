// Python objects of classes whose methods native code calls.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/python_object.hpp>

namespace keelback::binding {

bool is_instance(object* o, const type& as);  // runtime/python_calls.cpp: of the class that `as.text` names

template <>
struct converter<python_object> {
  static bool load(object* from, python_object& to, const type& as, const rule&, call&) {
    if (!is_instance(from, as)) return false;
    retain_object(from);
    to = python_object(from);
    return true;
  }
  static object* make(const python_object& value, const type&, call&) {
    retain_object(value.get());
    return value.get();
  }
};

}  // namespace keelback::binding
