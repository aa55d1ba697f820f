// Members of enumerations: in Python the class' own objects.
#pragma once

#include <keelback/enumeration.hpp>

namespace keelback::binding {

// runtime/enumerations.cpp
bool load_member(object* from, int64& key, enum_state& of);
object* make_member(int64 key, enum_state& of);  // a new reference, or null with an exception set

template <class E>
inline constexpr bool may_hold_array<member<E>> = false;

template <class E>
struct converter<member<E>> {
  static bool load(object* from, member<E>& to, const type&, const rule&, call&) {
    int64 key = 0;
    if (!load_member(from, key, E::state)) return false;
    to = member<E>(key);
    return true;
  }
  static object* make(member<E> value, const type&, call&) { return make_member(value.key(), E::state); }
};

}  // namespace keelback::binding
