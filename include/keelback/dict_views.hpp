// What d.keys(), d.values() and d.items() give: they show the dict as it is, and refuse to go on where its size changes in a loop.
#pragma once

#include <keelback/dict.hpp>
#include <keelback/set.hpp>

namespace keelback {
namespace detail {

struct item_part;
// One part of a dict's entries: `part::of(entry, item)` writes it.
template <class T, class Cursor, class Part>
struct entry_cursor {
  using value_type = T;
  Cursor entries;
  KB_INLINE bool next(T& item, int line) {
    const auto* e = entries.next_entry(line);
    if (e == nullptr) return false;
    Part::write(*e, item);
    return true;
  }
  template <class A, class B>
    requires std::is_same_v<Part, item_part>
  KB_INLINE bool next_items(int line, A& key, B& value) {
    const auto* e = entries.next_entry(line);
    if (e == nullptr) return false;
    Part::write(*e, key, value);
    return true;
  }
};
struct key_part {
  template <class E, class T>
  KB_INLINE static void write(const E& e, T& item) {
    item = e.key;
  }
};
struct value_part {
  template <class E, class T>
  KB_INLINE static void write(const E& e, T& item) {
    item = e.value;
  }
};
struct item_part {
  template <class E, class T>
  KB_INLINE static void write(const E& e, T& item) {
    write(e, get<0>(item), get<1>(item));
  }
  template <class E, class A, class B>
  KB_INLINE static void write(const E& e, A& key, B& value) {
    key = e.key;
    value = e.value;
  }
};

template <class K, class V, class T, class Part>
class dict_view {
 public:
  using value_type = T;
  dict_view() = default;
  explicit dict_view(const dict<K, V>& d) : dict_(d) {}
  int64 size() const { return dict_.size(); }
  bool truth() const { return dict_.size() != 0; }
  const dict<K, V>& of() const { return dict_; }
  auto cursor() const { return entry_cursor<T, table_cursor<K, V>, Part>{dict_.cursor()}; }
  auto backwards() const { return entry_cursor<T, reversed_cursor<K, V>, Part>{dict_.backwards()}; }

 protected:
  template <class Out>
  void show(Out& out, const char* name) const {
    out.put(name);
    out.put("([");
    auto entries = cursor();
    T item{};
    for (bool first = true; entries.next(item, 0); first = false) {
      if (!first) out.put(", ");
      out.show(item);
    }
    out.put("])");
  }
  dict<K, V> dict_;
};
}  // namespace detail

template <class K, class V>
struct dict_keys : detail::dict_view<K, V, K, detail::key_part> {
  static constexpr const char* class_name = "dict_keys";
  using detail::dict_view<K, V, K, detail::key_part>::dict_view;
  template <class X>
  bool has(const X& key) const {
    return this->dict_.find(key) != nullptr;
  }
  template <class Out>
  void repr_to(Out& out) const {
    this->show(out, "dict_keys");
  }
};
template <class K, class V>
struct dict_values : detail::dict_view<K, V, V, detail::value_part> {
  static constexpr const char* class_name = "dict_values";
  using detail::dict_view<K, V, V, detail::value_part>::dict_view;
  template <class X>
  bool has(const X& value) const {
    auto entries = this->dict_.cursor();
    while (const auto* e = entries.next_entry(0))
      if (same_item(e->value, value)) return true;
    return false;
  }
  template <class Out>
  void repr_to(Out& out) const {
    this->show(out, "dict_values");
  }
};
template <class K, class V>
struct dict_items : detail::dict_view<K, V, tuple<K, V>, detail::item_part> {
  static constexpr const char* class_name = "dict_items";
  using detail::dict_view<K, V, tuple<K, V>, detail::item_part>::dict_view;
  template <class X>
  bool has(const X& item) const {
    if constexpr (requires { get<1>(item); }) {
      const V* value = this->dict_.find(get<0>(item));
      return value != nullptr && same_item(*value, get<1>(item));
    } else {
      return false;
    }
  }
  template <class Out>
  void repr_to(Out& out) const {
    this->show(out, "dict_items");
  }
};

// The same dict's view; two views of values are never equal, as no object of Python's is that defines no ==.
template <class K, class V>
bool operator==(const dict_values<K, V>&, const dict_values<K, V>&) {
  return false;
}
// Keys and items compare as sets do, also with sets.
template <class A>
concept set_view = requires(const A& a) { a.of(); a.has(std::declval<typename A::value_type>()); } && !requires(const A& a) { a.is_values; };
template <class A, class B>
concept set_views = (set_view<A> || set_view<B>) && requires(const A& a, const B& b) { a.has(std::declval<typename A::value_type>()); b.has(std::declval<typename B::value_type>()); };
namespace detail {
template <class A, class B>
bool all_in(const A& a, const B& b) {
  bool all = true;
  for_each_item(a, 0, [&](const auto& item) { all = all && b.has(item); });
  return all;
}
}  // namespace detail
template <class A, class B>
  requires set_views<A, B>
bool operator==(const A& a, const B& b) {
  return a.size() == b.size() && detail::all_in(a, b);
}
template <class A, class B>
  requires set_views<A, B>
bool operator<=(const A& a, const B& b) {
  return a.size() <= b.size() && detail::all_in(a, b);
}
template <class A, class B>
  requires set_views<A, B>
bool operator<(const A& a, const B& b) {
  return a.size() < b.size() && detail::all_in(a, b);
}
template <class A, class B>
  requires set_views<A, B>
bool operator>=(const A& a, const B& b) {
  return b <= a;
}
template <class A, class B>
  requires set_views<A, B>
bool operator>(const A& a, const B& b) {
  return b < a;
}

template <class K, class V>
dict_keys<K, V> keys(const dict<K, V>& d, int = 0) {
  return dict_keys<K, V>(d);
}
template <class K, class V>
dict_values<K, V> values(const dict<K, V>& d, int = 0) {
  return dict_values<K, V>(d);
}
template <class K, class V>
dict_items<K, V> items(const dict<K, V>& d, int = 0) {
  return dict_items<K, V>(d);
}
template <class K, class V, class X>
bool contains(const dict_keys<K, V>& view, const X& x, int = 0) {
  return view.has(x);
}
template <class K, class V, class X>
bool contains(const dict_values<K, V>& view, const X& x, int = 0) {
  return view.has(x);
}
template <class K, class V, class X>
bool contains(const dict_items<K, V>& view, const X& x, int = 0) {
  return view.has(x);
}
template <class A, class X>
  requires set_view<A>
bool isdisjoint(const A& view, const X& items, int line) {
  bool disjoint = true;
  for_each_item(items, line, [&](const auto& item) { disjoint = disjoint && !view.has(item); });
  return disjoint;
}

}  // namespace keelback
