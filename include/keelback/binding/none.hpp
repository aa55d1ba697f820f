// None.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/none.hpp>

namespace keelback::binding {

template <>
struct converter<none> {
  static bool load(object* from, none&, const type&, const rule&, call&) { return is_none(from); }
  static object* make(none, const type&, call&) { return make_none(); }
};

}  // namespace keelback::binding
