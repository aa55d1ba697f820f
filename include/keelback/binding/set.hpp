// set: copied, and back after the call where it may have changed.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/set.hpp>

namespace keelback::binding {

template <class T>
object* make_set(const set<T>& value, const type& as, call& in) {
  reference made(new_set());
  auto cursor = value.cursor();
  while (const auto* entry = made ? cursor.next_entry(0) : nullptr) {
    object* item = converter<T>::make(entry->key, *as.args[0], in);
    if (item == nullptr || !set_add(made.held, item)) return nullptr;
  }
  return made.give();
}

template <class T>
bool fill_set(object* from, const set<T>& to, const type& as, const rule& how, call& in) {
  reference iterator(set_iterator(from));
  while (iterator) {
    reference next(iterator_next(iterator.held));
    if (!next) return true;
    T item{};
    if (!converter<T>::load(next.held, item, *as.args[0], how, in)) return false;
    to.add(item);
  }
  return false;
}

template <class T>
struct shared_set final : shared_container {
  set<T> value;
  explicit shared_set(const set<T>& v) : value(v) {}
  bool update(call& in) override {
    reference fresh(make_set(value, *as, in));
    return fresh && set_replace(source, fresh.held);
  }
  bool reload(call& in) override {
    clear(value);
    return fill_set(source, value, *as, rule{}, in);
  }
  int64 holders() const override { return value.shared()->references - 1; }
};

template <class T>
struct converter<set<T>> {
  static bool load(object* from, set<T>& to, const type& as, const rule& how, call& in) {
    if (shared_container* known = find_source(from, as, in)) {
      to = static_cast<shared_set<T>*>(known)->value;
      return true;
    }
    to = set<T>::make();
    if (!fill_set(from, to, as, how, in)) return false;
    return add_container(new shared_set<T>(to), from, to.shared(), as, how.mutates, in);
  }
  static object* make(const set<T>& value, const type& as, call& in) {
    if (value.shared() == nullptr) return new_set();
    if (shared_container* known = find_identity(value.shared(), in)) return make_shared(*known, in);
    reference made(make_set(value, as, in));
    if (made && (in.keeps || value.shared()->references > 1) && !add_container(new shared_set<T>(value), made.held, value.shared(), as, false, in)) return nullptr;
    return made.give();
  }
};

}  // namespace keelback::binding
