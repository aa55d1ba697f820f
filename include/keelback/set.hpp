// Python's set: a shared handle. Its order is that of insertion (CPython's is that of its hash table).
#pragma once

#include <keelback/hash_table.hpp>
#include <keelback/list.hpp>

namespace keelback {

template <class T>
class set {
 public:
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

// The loop of `for item in s`.
template <class T>
class set_cursor : public table_cursor<T, nothing> {
 public:
  explicit set_cursor(const set<T>& s) : table_cursor<T, nothing>(s.cursor()) {}
};

template <class T, class U>
bool issubset(const set<T>& a, const set<U>& b, int line = 0) {
  if (a.size() > b.size()) return false;
  auto cursor = a.cursor();
  while (const auto* e = cursor.next_entry(line))
    if (!b.has(e->key)) return false;
  return true;
}
template <class T, class U>
bool issuperset(const set<T>& a, const set<U>& b, int line = 0) {
  return issubset(b, a, line);
}
template <class T, class X>
bool isdisjoint(const set<T>& a, const X& items, int line = 0) {
  bool disjoint = true;
  for_each_item(items, line, [&](const auto& item) { disjoint = disjoint && !a.has(item); });
  return disjoint;
}
template <class T, class U>
bool operator==(const set<T>& a, const set<U>& b) {
  return a.size() == b.size() && issubset(a, b);
}
template <class T, class U>
bool operator<=(const set<T>& a, const set<U>& b) {
  return issubset(a, b);
}
template <class T, class U>
bool operator<(const set<T>& a, const set<U>& b) {
  return a.size() < b.size() && issubset(a, b);
}
template <class T, class U>
bool operator>=(const set<T>& a, const set<U>& b) {
  return issubset(b, a);
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
template <class T, class X>
void update(const set<T>& s, const X& items, int line = 0) {
  if constexpr (std::is_same_v<X, set<T>>) {
    if (s.is_same(items)) return;
  }
  for_each_item(items, line, [&s](const auto& item) { s.add(item); });
}
template <class T, class X>
set<T> set_union(const set<T>& a, const X& items, int line = 0) {
  set<T> made = copy(a);
  update(made, items, line);
  return made;
}
template <class T, class X>
set<T> set_intersection(const set<T>& a, const X& items, int line = 0) {
  set<T> made = set<T>::make();
  if constexpr (requires { items.has(std::declval<const T&>()); }) {
    // In the order of the smaller, as CPython walks it.
    if (items.size() < a.size()) {
      for_each_item(items, line, [&](const auto& item) { if (a.has(item)) made.add(item); });
    } else {
      for_each_item(a, line, [&](const auto& item) { if (items.has(item)) made.add(item); });
    }
  } else {
    for_each_item(items, line, [&](const auto& item) { if (a.has(item)) made.add(item); });
  }
  return made;
}
template <class T, class X>
set<T> set_difference(const set<T>& a, const X& items, int line = 0) {
  if constexpr (requires { items.has(std::declval<const T&>()); }) {
    set<T> made = set<T>::make();
    for_each_item(a, line, [&](const auto& item) { if (!items.has(item)) made.add(item); });
    return made;
  } else {
    set<T> made = copy(a);
    for_each_item(items, line, [&](const auto& item) { made.erase(item); });
    return made;
  }
}
template <class T, class X>
set<T> set_symmetric_difference(const set<T>& a, const X& items, int line = 0) {
  const set<T> other = set<T>::from(items, line);
  set<T> made = set_difference(a, other, line);
  for_each_item(other, line, [&](const auto& item) { if (!a.has(item)) made.add(item); });
  return made;
}
// `s &= items` and the methods: what is not in the result goes.
template <class T, class X>
void set_intersection_update(const set<T>& s, const X& items, int line = 0) {
  const set<T> kept = set_intersection(s, items, line);
  const list<T> all = list<T>::from(s, line);
  for (int64 i = 0; i < all.size(); ++i)
    if (!kept.has(all[i])) s.erase(all[i]);
}
template <class T, class X>
void set_difference_update(const set<T>& s, const X& items, int line = 0) {
  const list<T> all = list<T>::from(items, line);
  for (int64 i = 0; i < all.size(); ++i) s.erase(all[i]);
}
template <class T, class X>
void set_symmetric_difference_update(const set<T>& s, const X& items, int line = 0) {
  const set<T> other = set<T>::from(items, line);
  for_each_item(other, line, [&](const auto& item) {
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
