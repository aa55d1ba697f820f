// Counter: as a dict.
#pragma once

#include <keelback/binding/dict.hpp>
#include <keelback/counter.hpp>

namespace keelback::binding {

template <class K>
struct converter<counter<K>> {
  static bool load(object* from, counter<K>& to, const type& as, const rule& how, call& in) {
    dict<K, int64> items;
    if (!converter<dict<K, int64>>::load(from, items, as, how, in)) return false;
    to = counter<K>::adopt(std::move(items));
    return true;
  }
  static object* make(const counter<K>& value, const type& as, call& in) { return converter<dict<K, int64>>::make(value, as, in); }
};

}  // namespace keelback::binding
