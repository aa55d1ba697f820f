// A dict that may be one of a class of `collections`: what is declared as a dict, in a module that gives one of those for it.
#pragma once

#include <keelback/counter.hpp>
#include <keelback/defaultdict.hpp>
#include <keelback/ordered_dict.hpp>

namespace keelback {

// The class is beside the entries: a defaultdict's factory, or one that tells the class alone; none of a dict.
template <class K, class V>
class open_dict : public defaultdict<K, V> {
 public:
  static constexpr const char* class_name = "dict";
  using items = dict<K, V>;

  open_dict() noexcept = default;
  open_dict(items plain) noexcept : defaultdict<K, V>(std::move(plain), {}) {}
  open_dict(defaultdict<K, V> d) noexcept : defaultdict<K, V>(std::move(d)) {}
  open_dict(counter<K> c)
    requires std::is_same_v<V, int64>
      : defaultdict<K, V>(std::move(c), told(dict_class::counter)) {}
  open_dict(ordered_dict<K, V> d) : defaultdict<K, V>(std::move(d), told(dict_class::ordered)) {}

  // The same dict; a new one of what holds other items.
  template <class X>
  static open_dict from(const X& x, int line = 0) {
    if constexpr (std::is_constructible_v<open_dict, const X&>) return open_dict(x);
    else return items::from(x, line);
  }

  dict_class is() const { return this->made_by().get() == nullptr ? dict_class::dict : this->made_by()->of; }
  // Other items in a dict of the same class.
  open_dict with(items d) const { return open_dict(defaultdict<K, V>(std::move(d), this->made_by())); }
  bool is_counter() const {
    if constexpr (std::is_same_v<V, int64>) return is() == dict_class::counter;
    return false;
  }

  template <class Out>
  void repr_to(Out& out) const {
    switch (is()) {
      case dict_class::dict: return items::repr_to(out);
      case dict_class::defaultdict: return defaultdict<K, V>::repr_to(out);
      case dict_class::counter:
        if constexpr (std::is_same_v<V, int64>) counter<K>::adopt(*this).repr_to(out);
        return;
      case dict_class::ordered: return detail::ordered_dict_repr_to(out, static_cast<const items&>(*this));
    }
  }

 private:
  static typename defaultdict<K, V>::factory told(dict_class c) {
    auto made = defaultdict<K, V>::factory_of([] { return V(); }, "");
    made->of = c;
    return made;
  }
};

template <class K, class V, class X>
const V& get_item(const open_dict<K, V>& d, const X& key, int line) {
  if (const V* found = d.find(key)) return *found;
  if (d.is_counter()) {
    static const V zero{};
    return zero;
  }
  if (d.is() != dict_class::defaultdict) raise_key(key, line);
  return get_item(static_cast<const defaultdict<K, V>&>(d), key, line);
}
template <class K, class V, class X>
int64 dict_slot(const open_dict<K, V>& d, const X& key, int line) {
  const int64 slot = dict_find(d, key);
  if (KB_LIKELY(slot >= 0) || d.is_counter()) return slot;
  get_item(d, key, line);
  return dict_find(d, key);
}
template <class K, class V>
KB_INLINE V dict_value(const open_dict<K, V>& d, int64 slot, int = 0) {
  return slot < 0 ? V() : d.shared()->entries[slot].value;
}
template <class K, class V, class X>
void delete_item(const open_dict<K, V>& d, const X& key, int line) {
  if (d.is_counter() && d.find(key) == nullptr) return;
  delete_item(static_cast<const dict<K, V>&>(d), key, line);
}
template <class K, class V>
open_dict<K, V> copy(const open_dict<K, V>& d, int = 0) {
  return d.with(dict<K, V>::from(d));
}
// The class is that of the first which is more than a dict; two Counters have each count's larger one.
template <class K, class V>
open_dict<K, V> dict_union(const open_dict<K, V>& a, const std::type_identity_t<open_dict<K, V>>& b, int = 0) {
  if constexpr (std::is_same_v<V, int64>) {
    if (a.is_counter() && b.is_counter()) return counter_or(counter<K>::adopt(a), counter<K>::adopt(b));
  }
  auto both = static_cast<const dict<K, V>&>(a) | b;
  if (a.is_counter() || b.is_counter()) return both;
  return (a.is() != dict_class::dict ? a : b).with(std::move(both));
}
template <class K, class V, class X>
void update(const open_dict<K, V>& d, const X& items, int line) {
  if constexpr (std::is_same_v<V, int64>) {
    if (d.is_counter()) {
      if constexpr (requires { typename X::mapped_type; }) return counter_update(counter<K>::adopt(d), items, line);
      else raise_text(exception::type_error, line, "a Counter would count these pairs, which are no keys of the dict that is declared");
    }
  }
  update(static_cast<const dict<K, V>&>(d), items, line);
}
template <class K, class V>
bool operator==(const open_dict<K, V>& a, const open_dict<K, V>& b) {
  if (!(static_cast<const dict<K, V>&>(a) == static_cast<const dict<K, V>&>(b))) return false;
  if (a.is() != dict_class::ordered || b.is() != dict_class::ordered) return true;
  return detail::has_same_order<K, V>(a, b);
}

}  // namespace keelback
