// Python's bisect.
#pragma once

#include <keelback/list.hpp>

namespace keelback::bisect {

namespace detail {
struct itself {
  template <class T>
  KB_INLINE const T& operator()(const T& x) const {
    return x;
  }
};
template <class S, class X, class Key>
int64 search(const S& a, const X& x, int64 low, int64 high, bool right, const Key& key, int line) {
  if (KB_UNLIKELY(low < 0)) raise_value(line, "lo must be non-negative");
  if (high < 0) high = a.size();
  while (low < high) {
    const int64 middle = low + (high - low) / 2;
    const auto& item = a.at(middle, line);
    if (right ? less_item(x, key(item)) : !less_item(key(item), x)) high = middle;
    else low = middle + 1;
  }
  return low;
}
}  // namespace detail

// `hi` is -1 where it is left out.
template <class S, class X>
int64 bisect_left(const S& a, const X& x, int64 low, int64 high, int line) {
  return detail::search(a, x, low, high, false, detail::itself{}, line);
}
template <class S, class X>
int64 bisect_right(const S& a, const X& x, int64 low, int64 high, int line) {
  return detail::search(a, x, low, high, true, detail::itself{}, line);
}
template <class S, class X, class Key>
int64 bisect_left_by(const S& a, const X& x, int64 low, int64 high, const Key& key, int line) {
  return detail::search(a, x, low, high, false, key, line);
}
template <class S, class X, class Key>
int64 bisect_right_by(const S& a, const X& x, int64 low, int64 high, const Key& key, int line) {
  return detail::search(a, x, low, high, true, key, line);
}
template <class T>
void insort_left(const list<T>& a, const std::type_identity_t<T>& x, int64 low, int64 high, int line) {
  insert(a, bisect_left(a, x, low, high, line), x);
}
template <class T>
void insort_right(const list<T>& a, const std::type_identity_t<T>& x, int64 low, int64 high, int line) {
  insert(a, bisect_right(a, x, low, high, line), x);
}
template <class T, class Key>
void insort_left_by(const list<T>& a, const std::type_identity_t<T>& x, int64 low, int64 high, const Key& key, int line) {
  insert(a, detail::search(a, key(x), low, high, false, key, line), x);
}
template <class T, class Key>
void insort_right_by(const list<T>& a, const std::type_identity_t<T>& x, int64 low, int64 high, const Key& key, int line) {
  insert(a, detail::search(a, key(x), low, high, true, key, line), x);
}

}  // namespace keelback::bisect
