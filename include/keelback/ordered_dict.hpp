// Python's collections.OrderedDict: a dict that two of are equal in one order only.
#pragma once

#include <keelback/dict.hpp>

namespace keelback {

// Whether its text shows pairs, as before Python 3.12, or a dict. runtime/collections.cpp
bool ordered_dict_shows_pairs();

namespace detail {
template <class Out, class K, class V>
void ordered_dict_repr_to(Out& out, const dict<K, V>& d) {
  if (d.size() == 0) return out.put("OrderedDict()");
  out.put("OrderedDict(");
  if (!ordered_dict_shows_pairs()) {
    d.repr_to(out);
    return out.put(')');
  }
  out.put('[');
  bool is_first = true;
  auto cursor = d.cursor();
  while (const auto* e = cursor.next_entry(0)) {
    out.put(is_first ? "(" : ", (");
    is_first = false;
    out.show(e->key);
    out.put(", ");
    out.show(e->value);
    out.put(')');
  }
  out.put("])");
}
// Of two dicts that are equal.
template <class K, class V>
bool has_same_order(const dict<K, V>& a, const dict<K, V>& b) {
  auto left = a.cursor(), right = b.cursor();
  while (const auto* e = left.next_entry(0)) {
    if (!same_item(e->key, right.next_entry(0)->key)) return false;
  }
  return true;
}
}  // namespace detail

template <class K, class V>
class ordered_dict : public dict<K, V> {
 public:
  static constexpr const char* class_name = "collections.OrderedDict";
  ordered_dict() noexcept = default;
  ordered_dict(dict<K, V> made) noexcept : dict<K, V>(std::move(made)) {}
  static ordered_dict make() { return dict<K, V>::make(); }
  template <class X>
  static ordered_dict from(const X& x, int line = 0) {
    return dict<K, V>::from(x, line);
  }
  template <class Out>
  void repr_to(Out& out) const {
    detail::ordered_dict_repr_to(out, static_cast<const dict<K, V>&>(*this));
  }
};

template <class K, class V>
bool operator==(const ordered_dict<K, V>& a, const ordered_dict<K, V>& b) {
  return static_cast<const dict<K, V>&>(a) == static_cast<const dict<K, V>&>(b) && detail::has_same_order<K, V>(a, b);
}
template <class K, class V>
ordered_dict<K, V> copy(const ordered_dict<K, V>& d, int = 0) {
  return ordered_dict<K, V>::from(d);
}
// `made`, which is new, with the items of a dict or of pairs.
template <class K, class V, class X>
ordered_dict<K, V> filled_dict(const ordered_dict<K, V>& made, const X& items, int line) {
  made.update_with(items, line);
  return made;
}
template <class K, class V>
ordered_dict<K, V> dict_union(const ordered_dict<K, V>& a, const dict<K, V>& b, int = 0) {
  return static_cast<const dict<K, V>&>(a) | b;
}
template <class K, class V>
tuple<K, V> ordered_popitem(const dict<K, V>& d, bool last, int line) {
  if (last) return popitem(d, line);
  auto* b = d.shared();
  if (b->size == 0) raise_text(exception::key_error, line, "dictionary is empty");
  auto* e = b->first_entry();
  tuple<K, V> first{std::move(e->key), std::move(e->value)};
  b->erase(e);
  return first;
}
template <class K, class V, class X>
void move_to_end(const dict<K, V>& d, const X& key, bool last, int line) {
  auto* b = d.shared();
  auto* e = b->find(key);
  if (e == nullptr) raise_key(key, line);
  const K moved = e->key;
  V value = std::move(e->value);
  b->erase(e);
  if (last) return d.set(moved, std::move(value));
  // The others move behind it.
  const dict<K, V> others = dict<K, V>::from(d);
  b->clear();
  d.set(moved, std::move(value));
  d.update_with(others, line);
}

}  // namespace keelback
