// Python's dict: a shared handle, in the order of insertion.
#pragma once

#include <keelback/hash_table.hpp>
#include <keelback/list.hpp>
#include <keelback/none.hpp>
#include <keelback/tuple.hpp>

namespace keelback {

template <class K, class V>
class dict {
 public:
  static constexpr const char* class_name = "dict";
  using key_type = K;
  using mapped_type = V;
  using value_type = K;  // what `for` gives
  using body = table_body<K, V>;
  struct item {
    K key;
    V value;
  };

  dict() noexcept = default;
  dict(std::initializer_list<item> items) : body_(make_handle<body>()) {
    for (const item& i : items) set(i.key, i.value);
  }
  static dict make() {
    dict made;
    made.body_ = make_handle<body>();
    return made;
  }
  // key, value, key, value...
  template <class... A>
  static dict of(const A&... items) {
    dict made = make();
    made.set_all(items...);
    return made;
  }
  // dict(x): of a dict, or of pairs. Keys and values are converted.
  template <class X>
  static dict from(const X& x, int line = 0) {
    dict made = make();
    made.update_with(x, line);
    return made;
  }

  KB_INLINE int64 size() const { return body_->size; }
  bool truth() const { return body_->size != 0; }
  bool is_same(const dict& other) const { return body_.get() == other.body_.get(); }
  body* shared() const { return body_.get(); }
  table_cursor<K, V> cursor() const { return table_cursor<K, V>(body_, "dictionary changed size during iteration"); }
  reversed_cursor<K, V> backwards() const { return reversed_cursor<K, V>(body_, "dictionary changed size during iteration"); }

  // nullptr when the key is not there.
  template <class X>
  KB_INLINE V* find(const X& key) const {
    auto* e = body_->find(key);
    return e == nullptr ? nullptr : &e->value;
  }
  template <class X>
  KB_INLINE void set(const X& key, V value) const {
    bool is_new;
    auto* e = body_->find_or_add(key, &is_new);
    if (is_new) new (&e->value) V(std::move(value));
    else e->value = std::move(value);
  }
  template <class X>
  KB_INLINE V& at(const X& key, int line) const {
    V* value = find(key);
    if (KB_UNLIKELY(value == nullptr)) raise_key(key, line);
    return *value;
  }
  template <class X>
  void update_with(const X& x, int line) const {
    if constexpr (requires { typename X::mapped_type; }) {
      auto cursor = x.cursor();
      while (const auto* e = cursor.next_entry(line)) set(e->key, convert_item<V>(e->value));
    } else {
      for_each_item(x, line, [this](const auto& pair) { set(get<0>(pair), convert_item<V>(get<1>(pair))); });
    }
  }

  template <class Out>
  void repr_to(Out& out) const {
    out.put('{');
    bool first = true;
    for (int64 i = 0; i < body_->used; ++i) {
      const auto& e = body_->entries[i];
      if (e.hash == table_entry<K, V>::removed) continue;
      if (!first) out.put(", ");
      first = false;
      out.show(e.key);
      out.put(": ");
      out.show(e.value);
    }
    out.put('}');
  }

 private:
  void set_all() const {}
  template <class A, class B, class... Rest>
  void set_all(const A& key, const B& value, const Rest&... rest) const {
    set(key, convert_item<V>(value));
    set_all(rest...);
  }
  handle<body> body_;
};

template <class K, class V, class J, class W>
bool operator==(const dict<K, V>& a, const dict<J, W>& b) {
  if (a.size() != b.size()) return false;
  auto cursor = a.cursor();
  while (const auto* e = cursor.next_entry(0)) {
    const W* other = b.find(e->key);
    if (other == nullptr || !same_item(e->value, *other)) return false;
  }
  return true;
}

// ---- methods ----

template <class K, class V, class X>
KB_INLINE const V& get_item(const dict<K, V>& d, const X& key, int line) {
  return d.at(key, line);
}
template <class K, class V, class X>
KB_INLINE void set_item(const dict<K, V>& d, const X& key, std::type_identity_t<V> value, int = 0) {
  d.set(key, std::move(value));
}
template <class K, class V, class X>
void delete_item(const dict<K, V>& d, const X& key, int line) {
  auto* e = d.shared()->find(key);
  if (e == nullptr) raise_key(key, line);
  d.shared()->erase(e);
}
template <class K, class V, class X>
KB_INLINE bool contains(const dict<K, V>& d, const X& key, int = 0) {
  return d.find(key) != nullptr;
}
template <class K, class V, class X>
KB_INLINE V dict_get(const dict<K, V>& d, const X& key, const std::type_identity_t<V>& otherwise, int = 0) {
  const V* value = d.find(key);
  return value != nullptr ? *value : otherwise;
}
// d[key] = f(d[key]) with one search: the number of the key's entry, -1 where it is not there (`d.get(key, otherwise)`, and a Counter's d[key]).
// Nothing may change the dict until the value is stored.
template <class K, class V, class X>
KB_INLINE int64 dict_find(const dict<K, V>& d, const X& key, int = 0) {
  auto* b = d.shared();
  const auto* e = b->find(key);
  return e == nullptr ? -1 : e - b->entries;
}
template <class K, class V, class X>
KB_INLINE int64 dict_slot(const dict<K, V>& d, const X& key, int line) {
  const int64 slot = dict_find(d, key);
  if (KB_UNLIKELY(slot < 0)) raise_key(key, line);
  return slot;
}
template <class K, class V>
KB_INLINE V dict_value(const dict<K, V>& d, int64 slot, int = 0) {
  return d.shared()->entries[slot].value;
}
template <class K, class V>
KB_INLINE V dict_value_or(const dict<K, V>& d, int64 slot, const std::type_identity_t<V>& otherwise, int = 0) {
  return slot < 0 ? otherwise : d.shared()->entries[slot].value;
}
template <class K, class V, class X>
KB_INLINE void dict_store(const dict<K, V>& d, int64 slot, const X& key, std::type_identity_t<V> value, int = 0) {
  if (KB_LIKELY(slot >= 0)) d.shared()->entries[slot].value = std::move(value);
  else d.set(key, std::move(value));
}
// d.get(key) as E, which is V or None.
template <class E, class K, class V, class X>
E dict_get_or_none(const dict<K, V>& d, const X& key, int = 0) {
  const V* value = d.find(key);
  if (value != nullptr) return E(*value);
  return E(none{});
}
template <class K, class V, class X>
V setdefault(const dict<K, V>& d, const X& key, std::type_identity_t<V> otherwise, int = 0) {
  bool is_new;
  auto* e = d.shared()->find_or_add(key, &is_new);
  if (is_new) new (&e->value) V(std::move(otherwise));
  return e->value;
}
// The value is made where the key is new.
template <class K, class V, class X, class Make>
V setdefault_made(const dict<K, V>& d, const X& key, const Make& make) {
  bool is_new;
  auto* b = d.shared();
  auto* e = b->find_or_add(key, &is_new);
  if (!is_new) return e->value;
  new (&e->value) V();
  try {
    e->value = make();
  } catch (...) {
    b->erase(e);
    throw;
  }
  return e->value;
}
template <class K, class V, class X>
V pop(const dict<K, V>& d, const X& key, int line) {
  auto* e = d.shared()->find(key);
  if (e == nullptr) raise_key(key, line);
  V value = std::move(e->value);
  d.shared()->erase(e);
  return value;
}
template <class K, class V, class X>
V pop(const dict<K, V>& d, const X& key, std::type_identity_t<V> otherwise, int) {
  auto* e = d.shared()->find(key);
  if (e == nullptr) return otherwise;
  V value = std::move(e->value);
  d.shared()->erase(e);
  return value;
}
template <class K, class V>
tuple<K, V> popitem(const dict<K, V>& d, int line) {
  auto* b = d.shared();
  if (b->size == 0) raise_text(exception::key_error, line, "popitem(): dictionary is empty");
  auto* e = b->entries + b->used - 1;  // live: `erase` leaves no removed entry at the end
  tuple<K, V> last{std::move(e->key), std::move(e->value)};
  b->erase(e);
  return last;
}
template <class K, class V>
void clear(const dict<K, V>& d, int = 0) {
  d.shared()->clear();
}
template <class K, class V>
dict<K, V> copy(const dict<K, V>& d, int = 0) {
  return dict<K, V>::from(d);
}
template <class K, class V, class X>
void update(const dict<K, V>& d, const X& other, int line = 0) {
  d.update_with(other, line);
}
// dict(d), of any class of dicts.
template <class K, class V>
dict<K, V> plain_dict(const dict<K, V>& d, int = 0) {
  return dict<K, V>::from(d);
}
// `made`, which is new, with the items of a dict or of pairs.
template <class K, class V, class X>
dict<K, V> filled_dict(const dict<K, V>& made, const X& items, int line) {
  made.update_with(items, line);
  return made;
}
template <class K, class V>
dict<K, V> operator|(const dict<K, V>& a, const dict<K, V>& b) {
  dict<K, V> made = copy(a);
  made.update_with(b, 0);
  return made;
}
template <class K, class V>
dict<K, V> dict_union(const dict<K, V>& a, const dict<K, V>& b, int = 0) {
  return a | b;
}
// dict(x) of pairs.
template <class X>
auto to_dict(const X& x, int line = 0) {
  using pair = item_of<X>;
  using key = std::remove_cvref_t<decltype(get<0>(std::declval<const pair&>()))>;
  using value = std::remove_cvref_t<decltype(get<1>(std::declval<const pair&>()))>;
  return dict<key, value>::from(x, line);
}
// d.pop(key, default) where the default is of another type: E holds both.
template <class E, class K, class V, class X>
E dict_pop_or(const dict<K, V>& d, const X& key, const E& otherwise, int = 0) {
  auto* e = d.shared()->find(key);
  if (e == nullptr) return otherwise;
  E value = convert_item<E>(std::move(e->value));
  d.shared()->erase(e);
  return value;
}
template <class X, class V>
auto dict_fromkeys(const X& keys, const V& value, int line = 0) {
  auto made = dict<item_of<X>, V>::make();
  for_each_item(keys, line, [&](const auto& key) { made.set(key, value); });
  return made;
}

}  // namespace keelback
