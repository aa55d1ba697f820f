// Python's frozenset: a set that nobody changes, and that can be hashed.
#pragma once

#include <keelback/set.hpp>

namespace keelback {

template <class T>
class frozenset : public set<T> {
 public:
  static constexpr const char* class_name = "frozenset";
  frozenset() : set<T>(set<T>::make()) {}
  frozenset(std::initializer_list<T> items) : set<T>(items) {}
  // The set becomes the frozenset's: nobody else may change it.
  static frozenset adopt(set<T> made) {
    frozenset whole{unmade{}};
    static_cast<set<T>&>(whole) = std::move(made);
    return whole;
  }
  static frozenset make() { return {}; }
  template <class X>
  static frozenset from(const X& x, int line = 0) {
    return adopt(set<T>::from(x, line));
  }

  template <class Out>
  void repr_to(Out& out) const {
    if (this->size() == 0) return out.put("frozenset()");
    out.put("frozenset(");
    set<T>::repr_to(out);
    out.put(')');
  }

 private:
  struct unmade {};
  explicit frozenset(unmade) {}
};

// CPython's hash of a frozenset, whatever the order of its items.
template <class T>
int64 hash_of(const frozenset<T>& s) {
  uint64 h = 0;
  for_each_item(s, 0, [&h](const T& item) {
    const auto one = static_cast<uint64>(hash_of(item));
    h ^= ((one ^ 89869747u) ^ (one << 16)) * 3644798167u;
  });
  h ^= (static_cast<uint64>(s.size()) + 1) * 1927868237u;
  h ^= (h >> 11) ^ (h >> 25);
  h = h * 69069u + 907133923u;
  return h == ~uint64{0} ? 590923713 : static_cast<int64>(h);
}
template <class X>
auto to_frozenset(const X& x, int line = 0) {
  return frozenset<item_of<X>>::from(x, line);
}
template <class T, class... X>
frozenset<T> frozenset_union(const set<T>& a, const X&... items) {
  return frozenset<T>::adopt(set_union(a, items...));
}
template <class T, class... X>
frozenset<T> frozenset_intersection(const set<T>& a, const X&... items) {
  return frozenset<T>::adopt(set_intersection(a, items...));
}
template <class T, class... X>
frozenset<T> frozenset_difference(const set<T>& a, const X&... items) {
  return frozenset<T>::adopt(set_difference(a, items...));
}
template <class T, class X>
frozenset<T> frozenset_symmetric_difference(const set<T>& a, const X& items) {
  return frozenset<T>::adopt(set_symmetric_difference(a, items));
}
template <class T>
frozenset<T> copy(const frozenset<T>& s, int = 0) {
  return s;
}

}  // namespace keelback
