// What is declared as a dict, and may be one of a class of `collections`.
#pragma once

#include <keelback/binding/counter.hpp>
#include <keelback/binding/defaultdict.hpp>
#include <keelback/binding/ordered_dict.hpp>
#include <keelback/open_dict.hpp>

namespace keelback::binding {

template <class K, class V>
struct converter<open_dict<K, V>> {
  static bool load(object* from, open_dict<K, V>& to, const type& as, const rule& how, call& in) {
    dict<K, V> items;
    if (!converter<dict<K, V>>::load(from, items, as, how, in)) return false;
    switch (class_of_dict(from)) {
      case kind::defaultdict: {
        auto made_by = load_factory<K, V>(from, as);
        if (made_by.get() == nullptr) return false;
        to = defaultdict<K, V>(std::move(items), std::move(made_by));
        return true;
      }
      case kind::counter:
        if constexpr (std::is_same_v<V, int64>) return to = counter<K>::adopt(std::move(items)), true;
        break;
      case kind::ordered_dict: return to = ordered_dict<K, V>(std::move(items)), true;
      default: break;
    }
    to = std::move(items);
    return true;
  }
  static object* make(const open_dict<K, V>& value, const type& as, call& in) {
    if (value.shared() == nullptr) return new_dict();
    if (shared_container* known = find_identity(value.shared(), in)) return make_shared(*known, in);
    reference items(make_dict(static_cast<const dict<K, V>&>(value), as, in));
    if (!items) return nullptr;
    reference made(of_class(value, items, as));
    if (made && (in.keeps || value.shared()->references > 1) && !add_container(new shared_dict<K, V>(value), made.held, value.shared(), as, false, in)) return nullptr;
    return made.give();
  }

 private:
  static object* of_class(const open_dict<K, V>& value, reference& items, const type& as) {
    switch (value.is()) {
      case dict_class::dict: return items.give();
      case dict_class::defaultdict: return with_factory(value.made_by(), items.held, as);
      case dict_class::counter: return class_dict(items.held, kind::counter);
      case dict_class::ordered: return class_dict(items.held, kind::ordered_dict);
    }
    return nullptr;
  }
};

}  // namespace keelback::binding
