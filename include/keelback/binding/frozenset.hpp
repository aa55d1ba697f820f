// frozenset: copied.
#pragma once

#include <keelback/binding/set.hpp>
#include <keelback/frozenset.hpp>

namespace keelback::binding {

template <class T>
struct converter<frozenset<T>> {
  static bool load(object* from, frozenset<T>& to, const type& as, const rule& how, call& in) {
    reference iterator(frozenset_iterator(from));
    if (!iterator) return false;
    const set<T> made = set<T>::make();
    while (true) {
      reference next(iterator_next(iterator.held));
      if (!next) break;
      T item{};
      if (!converter<T>::load(next.held, item, *as.args[0], how, in)) return false;
      made.add(item);
    }
    to = frozenset<T>::adopt(made);
    return true;
  }
  static object* make(const frozenset<T>& value, const type& as, call& in) {
    reference made(make_set(static_cast<const set<T>&>(value), as, in));
    return made ? freeze_set(made.held) : nullptr;
  }
};

}  // namespace keelback::binding
