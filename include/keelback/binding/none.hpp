// None; a module or class that is asked for by its name, which is nothing at run time.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/none.hpp>

namespace keelback::binding {

bool is_named(object* o, const type& as);  // runtime/python_calls.cpp: is what `as.text` names

template <>
struct converter<none> {
  static bool load(object* from, none&, const type& as, const rule&, call&) { return as.kind == kind::named ? is_named(from, as) : is_none(from); }
  static object* make(none, const type&, call&) { return make_none(); }
};

}  // namespace keelback::binding
