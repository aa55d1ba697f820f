// Python objects of classes whose methods native code calls.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/foreign_object.hpp>

namespace keelback::binding {

bool is_instance(object* o, const type& as);  // runtime/python_calls.cpp: of the class that `as.text` names

template <>
struct converter<foreign_object> {
  static bool load(object* from, foreign_object& to, const type& as, const rule&, call&) {
    if (!is_instance(from, as)) return false;
    retain_object(from);
    to = foreign_object(from);
    return true;
  }
  static object* make(const foreign_object& value, const type&, call&) {
    retain_object(value.get());
    return value.get();
  }
};

}  // namespace keelback::binding
