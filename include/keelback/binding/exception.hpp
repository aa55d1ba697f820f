// Exceptions as arguments, results and attributes: Python's own objects.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/errors.hpp>

namespace keelback::binding {

// runtime/exceptions.cpp
bool load_exception(object* from, error& to, const type& as);  // of the class that `as.text` names
object* make_exception_object(const error& value);             // a new reference

template <>
struct converter<error> {
  static bool load(object* from, error& to, const type& as, const rule&, call&) { return load_exception(from, to, as); }
  static object* make(const error& value, const type&, call&) { return make_exception_object(value); }
};

}  // namespace keelback::binding
