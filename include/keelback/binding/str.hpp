// str.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/str.hpp>

namespace keelback::binding {

template <>
struct converter<str> {
  static bool load(object* from, str& to, const type& as, const rule&, call&) { return load_str(from, to, as); }
  static object* make(const str& value, const type&, call&) { return make_str(value); }
};

}  // namespace keelback::binding
