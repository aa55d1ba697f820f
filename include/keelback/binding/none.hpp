// None; a module that is asked for by its name, which is nothing at run time.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/none.hpp>

namespace keelback::binding {

bool is_instance(object* o, const type& as);  // runtime/python_calls.cpp: of the class, or the module, that `as.text` names

template <>
struct converter<none> {
  static bool load(object* from, none&, const type& as, const rule&, call&) { return as.kind == kind::foreign ? is_instance(from, as) : is_none(from); }
  static object* make(none, const type&, call&) { return make_none(); }
};

}  // namespace keelback::binding
