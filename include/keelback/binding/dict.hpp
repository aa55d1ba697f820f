// dict: copied, in its order, and back after the call where it may have changed.
#pragma once

#include <cstring>

#include <keelback/binding.hpp>
#include <keelback/dict.hpp>
#include <keelback/list.hpp>

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
  reference entries(dict_in_order(from));
  if (!entries) return false;
  while (dict_next(entries.held, &position, &key, &value)) {
    K native_key{};
    V native_value{};
    if (!converter<K>::load(key, native_key, *as.args[0], how, in) || !converter<V>::load(value, native_value, *as.args[1], how, in)) return false;
    to.set(native_key, std::move(native_value));
  }
  return true;
}

// The entries as they were when both sides were last the same.
template <class K, class V>
class kept_pairs {
  static constexpr bool holds_values = std::is_arithmetic_v<V> || std::is_same_v<V, str>;

 public:
  static constexpr bool tells = (std::is_arithmetic_v<K> || std::is_same_v<K, str>) && (holds_values || is_told_by_address<V>);

  void keep(const dict<K, V>& value, object* source) {
    if (!python_.keep(source, holds_values)) return;
    list<K> keys = list<K>::make();
    list<kept_value> values = list<kept_value>::make();
    keys.reserve(value.size());
    values.reserve(value.size());
    auto cursor = value.cursor();
    while (const auto* entry = cursor.next_entry(0)) {
      keys.append(entry->key);
      values.append(kept(entry->value));
    }
    keys_ = std::move(keys);
    values_ = std::move(values);
  }
  bool native_is_same(const dict<K, V>& value) const {
    if (keys_.shared() == nullptr || keys_.size() != value.size()) return false;
    int64 at = 0;
    auto cursor = value.cursor();
    while (const auto* entry = cursor.next_entry(0)) {
      const kept_value now = kept(entry->value);
      if (!has_bits(entry->key, keys_[at]) || !has_bits(now, values_[at])) return false;
      ++at;
    }
    return true;
  }
  bool python_is_same(object* source) const { return keys_.shared() != nullptr && python_.are(source); }

 private:
  using kept_value = std::conditional_t<holds_values, V, int64>;
  template <class T>
  static bool has_bits(const T& a, const T& b) {
    return std::memcmp(static_cast<const void*>(&a), static_cast<const void*>(&b), sizeof(T)) == 0;
  }
  static kept_value kept(const V& value) {
    if constexpr (holds_values) {
      return value;
    } else {
      int64 address = 0;
      std::memcpy(&address, static_cast<const void*>(&value), sizeof value);
      return address;
    }
  }
  kept_entries python_;
  list<K> keys_;
  list<kept_value> values_;
};

template <class K, class V>
struct shared_dict final : shared_container {
  dict<K, V> value;
  explicit shared_dict(const dict<K, V>& v) : value(v) {}
  struct nothing {};
  std::conditional_t<kept_pairs<K, V>::tells, kept_pairs<K, V>, nothing> pairs;
  bool update(call& in) override {
    if constexpr (kept_pairs<K, V>::tells) {
      if (pairs.native_is_same(value)) return true;
    }
    reference fresh(make_dict(value, *as, in));
    if (!fresh || !dict_replace(source, fresh.held)) return false;
    if constexpr (kept_pairs<K, V>::tells) pairs.keep(value, source);
    return true;
  }
  bool reload(call& in) override {
    if constexpr (kept_pairs<K, V>::tells) {
      if (pairs.python_is_same(source)) return true;
    }
    if (KB_UNLIKELY(is_inside_native())) park(new parked_value<dict<K, V>>(copy(value)));
    clear(value);
    if (!fill_dict(source, value, *as, rule{}, in)) return false;
    if constexpr (kept_pairs<K, V>::tells) pairs.keep(value, source);
    return true;
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
