// Python's set: a shared handle. Its order is that of insertion (CPython's is that of its hash table).
#pragma once

#include <keelback/hash_table.hpp>
#include <keelback/list.hpp>

namespace keelback {

template <class T>
class set {
 public:
  static constexpr const char* class_name = "set";
  using value_type = T;
  using body = table_body<T, nothing>;

  set() noexcept = default;
  set(std::initializer_list<T> items) : body_(make_handle<body>()) {
    for (const T& item : items) add(item);
  }
  static set make() {
    set made;
    made.body_ = make_handle<body>();
    return made;
  }
  template <class... A>
  static set of(const A&... items) {
    set made = make();
    (made.add(items), ...);
    return made;
  }
  // set(x) for any iterable.
  template <class X>
  static set from(const X& x, int line = 0) {
    set made = make();
    for_each_item(x, line, [&made](const auto& item) { made.add(item); });
    return made;
  }

  KB_INLINE int64 size() const { return body_->size; }
  bool truth() const { return body_->size != 0; }
  bool is_same(const set& other) const { return body_.get() == other.body_.get(); }
  body* shared() const { return body_.get(); }
  table_cursor<T, nothing> cursor() const { return table_cursor<T, nothing>(body_, "Set changed size during iteration"); }

  template <class X>
  KB_INLINE bool has(const X& item) const {
    return body_->find(item) != nullptr;
  }
  template <class X>
  KB_INLINE void add(const X& item) const {
    bool is_new;
    body_->find_or_add(item, &is_new);
  }
  template <class X>
  bool erase(const X& item) const {
    auto* e = body_->find(item);
    if (e == nullptr) return false;
    body_->erase(e);
    return true;
  }

  template <class Out>
  void repr_to(Out& out) const {
    if (size() == 0) return out.put("set()");
    out.put('{');
    bool first = true;
    for (int64 i = 0; i < body_->used; ++i) {
      const auto& e = body_->entries[i];
      if (e.hash == table_entry<T, nothing>::removed) continue;
      if (!first) out.put(", ");
      first = false;
      out.show(e.key);
    }
    out.put('}');
  }

 private:
  handle<body> body_;
};

namespace detail {
template <class T, class U>
bool is_within(const set<T>& a, const set<U>& b) {
  if (a.size() > b.size()) return false;
  auto cursor = a.cursor();
  while (const auto* e = cursor.next_entry(0))
    if (!b.has(e->key)) return false;
  return true;
}
template <class X>
auto as_set(const X& items) {
  if constexpr (requires { items.erase(std::declval<const item_of<X>&>()); items.cursor(); }) return items;
  else return set<item_of<X>>::from(items, 0);
}
}  // namespace detail
template <class T, class X>
bool issubset(const set<T>& a, const X& items, int = 0) {
  return detail::is_within(a, detail::as_set(items));
}
template <class T, class X>
bool issuperset(const set<T>& a, const X& items, int = 0) {
  bool all = true;
  for_each_item(items, 0, [&](const auto& item) { all = all && a.has(item); });
  return all;
}
template <class T, class X>
bool isdisjoint(const set<T>& a, const X& items, int line = 0) {
  bool disjoint = true;
  for_each_item(items, line, [&](const auto& item) { disjoint = disjoint && !a.has(item); });
  return disjoint;
}
template <class T, class U>
bool operator==(const set<T>& a, const set<U>& b) {
  return a.size() == b.size() && detail::is_within(a, b);
}
template <class T, class U>
bool operator<=(const set<T>& a, const set<U>& b) {
  return detail::is_within(a, b);
}
template <class T, class U>
bool operator<(const set<T>& a, const set<U>& b) {
  return a.size() < b.size() && detail::is_within(a, b);
}
template <class T, class U>
bool operator>=(const set<T>& a, const set<U>& b) {
  return detail::is_within(b, a);
}
template <class T, class U>
bool operator>(const set<T>& a, const set<U>& b) {
  return b < a;
}

// set(x)
template <class X>
auto to_set(const X& x, int line = 0) {
  return set<item_of<X>>::from(x, line);
}

// ---- methods ----

template <class T, class X>
KB_INLINE bool contains(const set<T>& s, const X& item, int = 0) {
  return s.has(item);
}
template <class T, class X>
KB_INLINE void set_add(const set<T>& s, const X& item, int = 0) {
  s.add(item);
}
template <class T, class X>
void set_discard(const set<T>& s, const X& item, int = 0) {
  s.erase(item);
}
template <class T, class X>
void set_remove(const set<T>& s, const X& item, int line) {
  if (!s.erase(item)) raise_key(item, line);
}
// The oldest item.
template <class T>
T set_pop(const set<T>& s, int line) {
  auto* b = s.shared();
  if (b->size == 0) raise_text(exception::key_error, line, "pop from an empty set");
  auto* e = b->first_entry();
  T item = std::move(e->key);
  b->erase(e);
  return item;
}
template <class T>
void clear(const set<T>& s, int = 0) {
  s.shared()->clear();
}
template <class T>
set<T> copy(const set<T>& s, int = 0) {
  return set<T>::from(s);
}
namespace detail {
template <class T, class X>
void add_all(const set<T>& s, const X& items) {
  if constexpr (std::is_same_v<X, set<T>>) {
    if (s.is_same(items)) return;
  }
  for_each_item(items, 0, [&s](const auto& item) { s.add(item); });
}
}  // namespace detail
// Methods take any number of iterables; what is made has the set's own item type.
template <class T, class... X>
void update(const set<T>& s, const X&... items) {
  (detail::add_all(s, items), ...);
}
template <class T, class... X>
set<T> set_union(const set<T>& a, const X&... items) {
  set<T> made = copy(a);
  (detail::add_all(made, items), ...);
  return made;
}
namespace detail {
template <class T, class X>
set<T> intersection_of_two(const set<T>& a, const X& items) {
  set<T> made = set<T>::make();
  if constexpr (!item_converts<T, item_of<X>>) {
    // Ints and strings, say: what is equal, if anything, is found among the set's own.
    const list<item_of<X>> others = list<item_of<X>>::from(items, 0);
    for_each_item(a, 0, [&](const auto& item) { if (contains(others, item)) made.add(item); });
  } else if constexpr (requires { items.has(std::declval<const T&>()); items.size(); }) {
    // In the order of the smaller, as CPython walks it.
    if (items.size() < a.size()) {
      for_each_item(items, 0, [&](const auto& item) { if (a.has(item)) made.add(item); });
    } else {
      for_each_item(a, 0, [&](const auto& item) { if (items.has(item)) made.add(item); });
    }
  } else {
    for_each_item(items, 0, [&](const auto& item) { if (a.has(item)) made.add(item); });
  }
  return made;
}
template <class T, class X>
set<T> difference_of_two(const set<T>& a, const X& items) {
  if constexpr (requires { items.has(std::declval<const T&>()); }) {
    set<T> made = set<T>::make();
    for_each_item(a, 0, [&](const auto& item) { if (!items.has(item)) made.add(item); });
    return made;
  } else {
    set<T> made = copy(a);
    for_each_item(items, 0, [&](const auto& item) { made.erase(item); });
    return made;
  }
}
}  // namespace detail
template <class T, class... X>
set<T> set_intersection(const set<T>& a, const X&... items) {
  set<T> made = a;
  ((made = detail::intersection_of_two(made, items)), ...);
  return sizeof...(X) == 0 ? copy(a) : made;
}
template <class T, class... X>
set<T> set_difference(const set<T>& a, const X&... items) {
  set<T> made = a;
  ((made = detail::difference_of_two(made, items)), ...);
  return sizeof...(X) == 0 ? copy(a) : made;
}
template <class T, class X>
set<T> set_symmetric_difference(const set<T>& a, const X& items) {
  const set<T> other = set<T>::from(items, 0);
  set<T> made = detail::difference_of_two(a, other);
  for_each_item(other, 0, [&](const auto& item) { if (!a.has(item)) made.add(item); });
  return made;
}
// `s &= items` and the methods: what is not in the result goes.
template <class T, class... X>
void set_intersection_update(const set<T>& s, const X&... items) {
  const set<T> kept = set_intersection(s, items...);
  const list<T> all = list<T>::from(s, 0);
  for (int64 i = 0; i < all.size(); ++i)
    if (!kept.has(all[i])) s.erase(all[i]);
}
namespace detail {
template <class T, class X>
void erase_all(const set<T>& s, const X& items) {
  const list<item_of<X>> all = list<item_of<X>>::from(items, 0);
  for (int64 i = 0; i < all.size(); ++i) s.erase(all[i]);
}
}  // namespace detail
template <class T, class... X>
void set_difference_update(const set<T>& s, const X&... items) {
  (detail::erase_all(s, items), ...);
}
template <class T, class X>
void set_symmetric_difference_update(const set<T>& s, const X& items) {
  const set<T> other = set<T>::from(items, 0);
  for_each_item(other, 0, [&](const auto& item) {
    if (!s.erase(item)) s.add(item);
  });
}

template <class T>
set<T> operator|(const set<T>& a, const set<T>& b) {
  return set_union(a, b);
}
template <class T>
set<T> operator&(const set<T>& a, const set<T>& b) {
  return set_intersection(a, b);
}
template <class T>
set<T> operator-(const set<T>& a, const set<T>& b) {
  return set_difference(a, b);
}
template <class T>
set<T> operator^(const set<T>& a, const set<T>& b) {
  return set_symmetric_difference(a, b);
}

}  // namespace keelback
