// Python's tuple of a length known at run time, `tuple[T, ...]`: immutable, shared.
#pragma once

#include <keelback/list.hpp>

namespace keelback {

template <class T>
class variadic {
 public:
  static constexpr const char* class_name = "tuple";
  using value_type = T;

  variadic() noexcept = default;  // ()
  variadic(std::initializer_list<T> items) : items_(items) {}
  explicit variadic(const view<T, 1>& a) : items_(list<T>::from(a)) {}
  explicit variadic(const list<T>& l) : items_(copy(l)) {}
  // tuple(x) for any iterable.
  template <class X>
  static variadic from(const X& x, int line = 0) {
    if constexpr (std::is_same_v<X, variadic>) return x;
    else return adopt(list<T>::from(x, line));
  }
  static variadic make() { return variadic(); }
  // The list becomes the tuple's: nobody else may change it.
  static variadic adopt(list<T> items) {
    variadic made;
    made.items_ = std::move(items);
    return made;
  }

  KB_INLINE int64 size() const { return items_.shared() == nullptr ? 0 : items_.size(); }
  KB_INLINE const T* data() const { return items_.shared() == nullptr ? nullptr : items_.data(); }
  KB_INLINE const T& operator[](int64 i) const { return items_[i]; }
  KB_INLINE const T& at(int64 i, int line) const { return items_[sequence_index(i, size(), "tuple index out of range", line)]; }
  bool truth() const { return size() != 0; }
  bool is_same(const variadic& other) const { return items_.is_same(other.items_); }

  template <class Out>
  void repr_to(Out& out) const {
    out.put('(');
    for (int64 i = 0; i < size(); ++i) {
      if (i > 0) out.put(", ");
      out.show((*this)[i]);
    }
    if (size() == 1) out.put(',');
    out.put(')');
  }

 private:
  list<T> items_;
};

template <class T, class U>
bool operator==(const variadic<T>& a, const variadic<U>& b) {
  return detail::sequence_equal(a, b);
}
template <class T, class U>
bool operator<(const variadic<T>& a, const variadic<U>& b) {
  return detail::sequence_less(a, b, false);
}
template <class T, class U>
bool operator>(const variadic<T>& a, const variadic<U>& b) {
  return detail::sequence_less(b, a, false);
}
template <class T, class U>
bool operator<=(const variadic<T>& a, const variadic<U>& b) {
  return detail::sequence_less(a, b, true);
}
template <class T, class U>
bool operator>=(const variadic<T>& a, const variadic<U>& b) {
  return detail::sequence_less(b, a, true);
}

template <class T>
int64 hash_of(const variadic<T>& t) {
  sequence_hash h;
  for (int64 i = 0; i < t.size(); ++i) h.add(hash_of(t[i]));
  return h.value();
}
template <class T>
KB_INLINE const T& get_item(const variadic<T>& t, int64 i, int line) {
  return t.at(i, line);
}
template <class T, class X>
bool contains(const variadic<T>& t, const X& item, int = 0) {
  return find_item(t, item, 0, t.size()) >= 0;
}
template <class T, class X>
int64 count(const variadic<T>& t, const X& item, int = 0) {
  int64 n = 0;
  for (int64 i = 0; i < t.size(); ++i) n += same_item(t[i], item);
  return n;
}
template <class T, class X>
int64 index(const variadic<T>& t, const X& item, int line) {
  const int64 i = find_item(t, item, 0, t.size());
  if (i < 0) raise_value(line, "tuple.index(x): x not in tuple");
  return i;
}
template <class T, class X>
int64 index_of(const variadic<T>& t, const X& item, int line) {
  return index(t, item, line);
}
// tuple(x)
template <class X>
auto to_variadic(const X& x, int line = 0) {
  return variadic<item_of<X>>::from(x, line);
}
template <class T>
variadic<T> concat(const variadic<T>& a, const variadic<T>& b, int = 0) {
  if (a.size() == 0) return b;
  if (b.size() == 0) return a;
  list<T> made = list<T>::copy_of(a.data(), a.size());
  extend(made, b);
  return variadic<T>::adopt(made);
}
template <class T>
variadic<T> repeat(const variadic<T>& t, int64 times, int line) {
  if (times == 1 || t.size() == 0) return t;
  return variadic<T>::adopt(repeat(list<T>::copy_of(t.data(), t.size()), times, line));
}
template <class T>
variadic<T> get_slice(const variadic<T>& t, int64 start, int64 stop, int64 step, int64 flags, int line) {
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, t.size(), line);
  if (at.step == 1) return at.count == t.size() ? t : variadic<T>::adopt(list<T>::copy_of(t.data() + at.start, at.count));
  list<T> made = list<T>::make();
  for (int64 k = 0; k < at.count; ++k) made.append(t[at.start + k * at.step]);
  return variadic<T>::adopt(made);
}

}  // namespace keelback
