// OrderedDict: as a dict.
#pragma once

#include <keelback/binding/dict.hpp>
#include <keelback/ordered_dict.hpp>

namespace keelback::binding {

template <class K, class V>
struct converter<ordered_dict<K, V>> {
  static bool load(object* from, ordered_dict<K, V>& to, const type& as, const rule& how, call& in) {
    dict<K, V> items;
    if (!converter<dict<K, V>>::load(from, items, as, how, in)) return false;
    to = std::move(items);
    return true;
  }
  static object* make(const ordered_dict<K, V>& value, const type& as, call& in) { return converter<dict<K, V>>::make(value, as, in); }
};

}  // namespace keelback::binding
