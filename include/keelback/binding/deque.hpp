// deque: copied, and back after the call where it may have changed.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/deque.hpp>

namespace keelback::binding {

template <class T>
object* make_list_of(const deque<T>& value, const type& as, call& in) {
  reference made(new_list(value.size()));
  if (!made) return nullptr;
  for (int64 i = 0; i < value.size(); ++i) {
    object* item = converter<T>::make(value[i], *as.args[0], in);
    if (item == nullptr) return nullptr;
    list_put(made.held, i, item);
  }
  return made.give();
}

template <class T>
struct shared_deque final : shared_container {
  deque<T> value;
  explicit shared_deque(const deque<T>& v) : value(v) {}
  bool update(call& in) override {
    reference fresh(make_list_of(value, *as, in));
    return fresh && deque_replace(source, fresh.held);
  }
};

template <class T>
struct converter<deque<T>> {
  static bool load(object* from, deque<T>& to, const type& as, const rule& how, call& in) {
    int64 maxlen;
    reference iterator(deque_iterator(from, &maxlen));
    if (!iterator) return false;
    if (shared_container* known = find_source(from, as, in)) {
      to = static_cast<shared_deque<T>*>(known)->value;
      return true;
    }
    to = deque<T>::make(maxlen);
    while (true) {
      reference next(iterator_next(iterator.held));
      if (!next) break;
      T item{};
      if (!converter<T>::load(next.held, item, *as.args[0], how, in)) return false;
      to.shared()->push_back(std::move(item));
    }
    return add_container(new shared_deque<T>(to), from, to.shared(), as, how.mutates, in);
  }
  static object* make(const deque<T>& value, const type& as, call& in) {
    if (shared_container* known = find_identity(value.shared(), in)) return make_shared(*known, in);
    reference items(make_list_of(value, as, in));
    reference made(items ? new_deque(items.held, value.shared()->maxlen) : nullptr);
    if (made && value.shared()->references > 1 && !add_container(new shared_deque<T>(value), made.held, value.shared(), as, false, in)) return nullptr;
    return made.give();
  }
};

}  // namespace keelback::binding
