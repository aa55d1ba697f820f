// Python's collections.Counter: a dict of counts, where what is not there counts 0.
#pragma once

#include <keelback/dict.hpp>
#include <keelback/iterator.hpp>

namespace keelback {

template <class K>
class counter : public dict<K, int64> {
 public:
  static constexpr const char* class_name = "Counter";
  counter() noexcept = default;
  static counter adopt(dict<K, int64> made) {
    counter whole;
    static_cast<dict<K, int64>&>(whole) = std::move(made);
    return whole;
  }
  static counter make() { return adopt(dict<K, int64>::make()); }
  template <class X>
  static counter from(const X& x, int line = 0) {
    return adopt(dict<K, int64>::from(x, line));
  }
  template <class Out>
  void repr_to(Out& out) const;
};

namespace detail {
template <class K>
list<tuple<K, int64>> by_count(const dict<K, int64>& c) {
  list<tuple<K, int64>> all = list<tuple<K, int64>>::make();
  auto cursor = c.cursor();
  while (const auto* e = cursor.next_entry(0)) all.append(tuple<K, int64>{e->key, e->value});
  sort_by(all, [](const tuple<K, int64>& item) { return get<1>(item); }, true, 0);
  return all;
}
}  // namespace detail
template <class K>
template <class Out>
void counter<K>::repr_to(Out& out) const {
  if (this->size() == 0) return out.put("Counter()");
  out.put("Counter({");
  const auto all = detail::by_count<K>(*this);
  for (int64 i = 0; i < all.size(); ++i) {
    if (i > 0) out.put(", ");
    out.show(get<0>(all[i]));
    out.put(": ");
    out.put_int(get<1>(all[i]));
  }
  out.put("})");
}

template <class K, class X>
int64 get_item(const counter<K>& c, const X& key, int) {
  const int64* found = c.find(key);
  return found == nullptr ? 0 : *found;
}
template <class K, class X>
KB_INLINE int64 dict_slot(const counter<K>& c, const X& key, int) {
  return dict_find(c, key);
}
template <class K>
KB_INLINE int64 dict_value(const counter<K>& c, int64 slot, int = 0) {
  return slot < 0 ? 0 : c.shared()->entries[slot].value;
}
// `del c[key]` of what is not there is no error.
template <class K, class X>
void delete_item(const counter<K>& c, const X& key, int = 0) {
  auto* e = c.shared()->find(key);
  if (e != nullptr) c.shared()->erase(e);
}
template <class K>
counter<K> copy(const counter<K>& c, int = 0) {
  return counter<K>::from(c);
}

namespace detail {
template <class K, class X>
void count_items(const counter<K>& c, const X& x, int64 sign, int line) {
  const auto change = [&](const auto& key, int64 by) {
    bool is_new;
    auto* e = c.shared()->find_or_add(key, &is_new);
    e->value = is_new ? by : add(e->value, by, line);
  };
  if constexpr (requires { typename X::mapped_type; }) {
    auto cursor = x.cursor();
    while (const auto* e = cursor.next_entry(line)) change(e->key, sign * e->value);
  } else {
    for_each_item(x, line, [&](const auto& item) { change(item, sign); });
  }
}
}  // namespace detail
template <class K, class X>
counter<K> fill_counter(const counter<K>& made, const X& x, int line) {
  detail::count_items(made, x, 1, line);
  return made;
}
template <class K, class X>
void counter_update(const counter<K>& c, const X& x, int line) {
  detail::count_items(c, x, 1, line);
}
template <class K, class X>
void counter_subtract(const counter<K>& c, const X& x, int line) {
  detail::count_items(c, x, -1, line);
}
template <class K>
int64 counter_total(const counter<K>& c, int line) {
  int64 total = 0;
  auto cursor = c.cursor();
  while (const auto* e = cursor.next_entry(line)) total = add(total, e->value, line);
  return total;
}
template <class K>
list<tuple<K, int64>> most_common(const counter<K>& c, int = 0) {
  return detail::by_count<K>(c);
}
template <class K>
list<tuple<K, int64>> most_common(const counter<K>& c, int64 n, int) {
  const auto all = detail::by_count<K>(c);
  return list<tuple<K, int64>>::copy_of(all.data(), n < 0 ? 0 : n < all.size() ? n : all.size());
}
template <class K>
list<K> counter_elements(const counter<K>& c, int = 0) {
  list<K> all = list<K>::make();
  auto cursor = c.cursor();
  while (const auto* e = cursor.next_entry(0))
    for (int64 i = 0; i < e->value; ++i) all.append(e->key);
  return all;
}
namespace detail {
// The positive counts of `f(of a, of b)`, in the order of a, then of what only b has.
template <class K, class F>
counter<K> combined(const counter<K>& a, const counter<K>& b, F f) {
  counter<K> made = counter<K>::make();
  auto first = a.cursor();
  while (const auto* e = first.next_entry(0)) {
    const int64* other = b.find(e->key);
    const int64 n = f(e->value, other == nullptr ? 0 : *other);
    if (n > 0) made.set(e->key, n);
  }
  auto second = b.cursor();
  while (const auto* e = second.next_entry(0)) {
    if (a.find(e->key) != nullptr) continue;
    const int64 n = f(0, e->value);
    if (n > 0) made.set(e->key, n);
  }
  return made;
}
}  // namespace detail
template <class K>
counter<K> counter_add(const counter<K>& a, const counter<K>& b, int line) {
  return detail::combined(a, b, [line](int64 x, int64 y) { return add(x, y, line); });
}
template <class K>
counter<K> counter_sub(const counter<K>& a, const counter<K>& b, int line) {
  return detail::combined(a, b, [line](int64 x, int64 y) { return sub(x, y, line); });
}
template <class K>
counter<K> counter_or(const counter<K>& a, const counter<K>& b, int = 0) {
  return detail::combined(a, b, [](int64 x, int64 y) { return x > y ? x : y; });
}
template <class K>
counter<K> counter_and(const counter<K>& a, const counter<K>& b, int = 0) {
  return detail::combined(a, b, [](int64 x, int64 y) { return x < y ? x : y; });
}

}  // namespace keelback
