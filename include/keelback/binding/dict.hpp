// dict: copied, in its order, and back after the call where it may have changed.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/dict.hpp>

namespace keelback::binding {

template <class K, class V>
object* make_dict(const dict<K, V>& value, const type& as, call& in) {
  reference made(new_dict());
  auto cursor = value.cursor();
  while (const auto* entry = made ? cursor.next_entry(0) : nullptr) {
    reference key(converter<K>::make(entry->key, *as.args[0], in));
    if (!key) return nullptr;
    object* item = converter<V>::make(entry->value, *as.args[1], in);
    if (item == nullptr || !dict_put(made.held, key.give(), item)) return nullptr;
  }
  if (made && (as.kind == kind::counter || as.kind == kind::ordered_dict)) return class_dict(made.held, as.kind);
  return made.give();
}

template <class K, class V>
bool fill_dict(object* from, const dict<K, V>& to, const type& as, const rule& how, call& in) {
  int64 position = 0;
  object *key, *value;
  while (dict_next(from, &position, &key, &value)) {
    K native_key{};
    V native_value{};
    if (!converter<K>::load(key, native_key, *as.args[0], how, in) || !converter<V>::load(value, native_value, *as.args[1], how, in)) return false;
    to.set(native_key, std::move(native_value));
  }
  return true;
}

template <class K, class V>
struct shared_dict final : shared_container {
  dict<K, V> value;
  explicit shared_dict(const dict<K, V>& v) : value(v) {}
  bool update(call& in) override {
    reference fresh(make_dict(value, *as, in));
    return fresh && dict_replace(source, fresh.held);
  }
  bool reload(call& in) override {
    if (KB_UNLIKELY(is_inside_native())) park(new parked_value<dict<K, V>>(copy(value)));
    clear(value);
    return fill_dict(source, value, *as, rule{}, in);
  }
  int64 holders() const override { return value.shared()->references - 1; }
};

template <class K, class V>
struct converter<dict<K, V>> {
  static bool load(object* from, dict<K, V>& to, const type& as, const rule& how, call& in) {
    if (!is_dict(from)) return false;
    if (shared_container* known = find_source(from, as, in)) {
      to = static_cast<shared_dict<K, V>*>(known)->value;
      return true;
    }
    to = dict<K, V>::make();
    if (!fill_dict(from, to, as, how, in)) return false;
    return add_container(new shared_dict<K, V>(to), from, to.shared(), as, how.mutates, in);
  }
  static object* make(const dict<K, V>& value, const type& as, call& in) {
    if (value.shared() == nullptr) return new_dict();
    if (shared_container* known = find_identity(value.shared(), in)) return make_shared(*known, in);
    reference made(make_dict(value, as, in));
    if (made && (in.keeps || value.shared()->references > 1) && !add_container(new shared_dict<K, V>(value), made.held, value.shared(), as, false, in)) return nullptr;
    return made.give();
  }
};

}  // namespace keelback::binding
