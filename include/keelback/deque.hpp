// Python's collections.deque: a shared handle of a ring of items.
#pragma once

#include <keelback/items.hpp>
#include <keelback/list.hpp>
#include <keelback/none.hpp>

namespace keelback {

template <class T>
struct deque_body {
  int64 references = 1;
  T* items = nullptr;
  int64 first = 0, size = 0, capacity = 0;  // a power of two, or 0
  int64 maxlen = -1;                        // -1: none
  int64 changes = 0;                        // of the length or the order, for loops
  owner* origin = nullptr;

  ~deque_body() {
    clear();
    container_free(items);
    drop(origin);
  }
  KB_INLINE T* at(int64 i) const { return items + ((first + i) & (capacity - 1)); }
  void clear() {
    if constexpr (!std::is_trivially_destructible_v<T>)
      for (int64 i = 0; i < size; ++i) at(i)->~T();
    first = size = 0;
    ++changes;
  }
  KB_NOINLINE void grow() {
    const int64 wanted = capacity == 0 ? 8 : 2 * capacity;
    T* grown = static_cast<T*>(container_allocate(wanted, sizeof(T)));
    for (int64 i = 0; i < size; ++i) relocate(grown + i, at(i), 1);
    container_free(items);
    items = grown;
    first = 0;
    capacity = wanted;
  }
  void push_back(T item) {
    if (maxlen == 0) return;
    if (maxlen == size) pop_front();
    if (KB_UNLIKELY(size == capacity)) grow();
    new (at(size)) T(std::move(item));
    ++size;
    ++changes;
  }
  void push_front(T item) {
    if (maxlen == 0) return;
    if (maxlen == size) pop_back();
    if (KB_UNLIKELY(size == capacity)) grow();
    first = (first - 1) & (capacity - 1);
    new (at(0)) T(std::move(item));
    ++size;
    ++changes;
  }
  T pop_front() {
    T item = std::move(*at(0));
    at(0)->~T();
    first = (first + 1) & (capacity - 1);
    --size;
    ++changes;
    return item;
  }
  T pop_back() {
    T item = std::move(*at(size - 1));
    at(size - 1)->~T();
    --size;
    ++changes;
    return item;
  }
};

template <class T>
class deque_cursor {
 public:
  using value_type = T;
  explicit deque_cursor(const handle<deque_body<T>>& body, bool backwards = false)
      : body_(body), changes_(body->changes), at_(backwards ? body->size - 1 : 0), step_(backwards ? -1 : 1) {}
  KB_INLINE bool next(T& item, int line) {
    if (at_ < 0 || at_ >= body_->size) {
      if (KB_LIKELY(changes_ == body_->changes)) return false;
    }
    if (KB_UNLIKELY(changes_ != body_->changes)) raise_text(exception::runtime_error, line, "deque mutated during iteration");
    item = *body_->at(at_);
    at_ += step_;
    return true;
  }

 private:
  handle<deque_body<T>> body_;
  int64 changes_, at_, step_;
};

template <class T>
class deque {
 public:
  static constexpr const char* class_name = "collections.deque";
  using value_type = T;
  using body = deque_body<T>;

  deque() noexcept = default;
  static deque make(int64 maxlen = -1) {
    deque made;
    made.body_ = make_handle<body>();
    made.body_->maxlen = maxlen;
    return made;
  }
  template <class X>
  static deque from(const X& x, int line = 0) {
    deque made = make();
    for_each_item(x, line, [&made](const auto& item) { made.body_->push_back(convert_item<T>(item)); });
    return made;
  }
  KB_INLINE int64 size() const { return body_->size; }
  KB_INLINE T& operator[](int64 i) const { return *body_->at(i); }
  T& at(int64 i, int line) const { return (*this)[sequence_index(i, size(), "deque index out of range", line)]; }
  bool truth() const { return size() != 0; }
  bool is_same(const deque& other) const { return body_.get() == other.body_.get(); }
  body* shared() const { return body_.get(); }
  deque_cursor<T> cursor() const { return deque_cursor<T>(body_); }
  deque_cursor<T> backwards() const { return deque_cursor<T>(body_, true); }
  template <class Out>
  void repr_to(Out& out) const {
    out.put("deque([");
    for (int64 i = 0; i < size(); ++i) {
      if (i > 0) out.put(", ");
      out.show((*this)[i]);
    }
    out.put(']');
    if (body_->maxlen >= 0) {
      out.put(", maxlen=");
      out.put_int(body_->maxlen);
    }
    out.put(')');
  }

 private:
  handle<body> body_;
};

template <class T, class U>
bool operator==(const deque<T>& a, const deque<U>& b) {
  return detail::sequence_equal(a, b);
}
template <class T, class U>
bool operator<(const deque<T>& a, const deque<U>& b) {
  return detail::sequence_less(a, b, false);
}
template <class T, class U>
bool operator>(const deque<T>& a, const deque<U>& b) {
  return detail::sequence_less(b, a, false);
}
template <class T, class U>
bool operator<=(const deque<T>& a, const deque<U>& b) {
  return detail::sequence_less(a, b, true);
}
template <class T, class U>
bool operator>=(const deque<T>& a, const deque<U>& b) {
  return detail::sequence_less(b, a, true);
}

// deque(x, maxlen): `made` is new, and gives the type.
template <class T, class X>
deque<T> fill_deque(const deque<T>& made, const X& x, int line) {
  for_each_item(x, line, [&made](const auto& item) { made.shared()->push_back(convert_item<T>(item)); });
  return made;
}
template <class T>
deque<T> with_maxlen(const deque<T>& made, int64 maxlen, int line) {
  if (maxlen < 0) raise_value(line, "maxlen must be non-negative");
  made.shared()->maxlen = maxlen;
  return made;
}

template <class T>
void append(const deque<T>& d, std::type_identity_t<T> item, int = 0) {
  d.shared()->push_back(std::move(item));
}
template <class T>
void appendleft(const deque<T>& d, std::type_identity_t<T> item, int = 0) {
  d.shared()->push_front(std::move(item));
}
template <class T>
T pop(const deque<T>& d, int line) {
  if (KB_UNLIKELY(d.size() == 0)) raise_text(exception::index_error, line, "pop from an empty deque");
  return d.shared()->pop_back();
}
template <class T>
T popleft(const deque<T>& d, int line) {
  if (KB_UNLIKELY(d.size() == 0)) raise_text(exception::index_error, line, "pop from an empty deque");
  return d.shared()->pop_front();
}
template <class T, class X>
void extend(const deque<T>& d, const X& x, int line = 0) {
  const list<T> items = list<T>::from(x, line);  // a copy: it may be the deque itself
  for (int64 i = 0; i < items.size(); ++i) d.shared()->push_back(items[i]);
}
template <class T, class X>
void extendleft(const deque<T>& d, const X& x, int line = 0) {
  const list<T> items = list<T>::from(x, line);
  for (int64 i = 0; i < items.size(); ++i) d.shared()->push_front(items[i]);
}
template <class T>
void rotate(const deque<T>& d, int64 n, int = 0) {
  auto* b = d.shared();
  if (b->size < 2) return;
  n %= b->size;
  const int64 limit = b->maxlen;
  b->maxlen = -1;
  for (; n > 0; --n) b->push_front(b->pop_back());
  for (; n < 0; ++n) b->push_back(b->pop_front());
  b->maxlen = limit;
}
template <class T>
void clear(const deque<T>& d, int = 0) {
  d.shared()->clear();
}
template <class T>
deque<T> copy(const deque<T>& d, int = 0) {
  deque<T> made = deque<T>::make(d.shared()->maxlen);
  for (int64 i = 0; i < d.size(); ++i) made.shared()->push_back(d[i]);
  return made;
}
template <class T, class X>
int64 count(const deque<T>& d, const X& item, int = 0) {
  int64 n = 0;
  for (int64 i = 0; i < d.size(); ++i) n += same_item(d[i], item);
  return n;
}
template <class T, class X>
bool contains(const deque<T>& d, const X& item, int = 0) {
  return find_item(d, item, 0, std::numeric_limits<int64>::max()) >= 0;
}
template <class T, class X>
int64 index(const deque<T>& d, const X& item, int64 start, int64 stop, int line) {
  const int64 i = find_item(d, item, start, stop);
  if (i < 0) {
    text shown;
    shown.show(item);
    shown.put(" is not in deque");
    raise_str(exception::value_error, line, shown.finish(line));
  }
  return i;
}
template <class T>
void reverse(const deque<T>& d, int = 0) {
  for (int64 i = 0, k = d.size() - 1; i < k; ++i, --k) {
    T item = std::move(d[i]);
    d[i] = std::move(d[k]);
    d[k] = std::move(item);
  }
}
template <class T>
void insert(const deque<T>& d, int64 i, std::type_identity_t<T> item, int line) {
  auto* b = d.shared();
  if (b->maxlen == b->size) raise_text(exception::index_error, line, "deque already at its maximum size");
  if (i < 0) i = i + b->size < 0 ? 0 : i + b->size;
  if (i > b->size) i = b->size;
  b->push_back(std::move(item));
  for (int64 k = b->size - 1; k > i; --k) {
    T kept = std::move(d[k]);
    d[k] = std::move(d[k - 1]);
    d[k - 1] = std::move(kept);
  }
}
template <class T>
void delete_at(const deque<T>& d, int64 at) {
  for (int64 k = at; k + 1 < d.size(); ++k) d[k] = std::move(d[k + 1]);
  d.shared()->pop_back();
}
template <class T>
void delete_item(const deque<T>& d, int64 i, int line) {
  delete_at(d, sequence_index(i, d.size(), "deque index out of range", line));
}
template <class T, class X>
void remove(const deque<T>& d, const X& item, int line) {
  const int64 i = find_item(d, item, 0, std::numeric_limits<int64>::max());
  if (i < 0) {
    text shown;
    shown.show(item);
    shown.put(" is not in deque");
    raise_str(exception::value_error, line, shown.finish(line));
  }
  delete_at(d, i);
}
template <class T>
const T& get_item(const deque<T>& d, int64 i, int line) {
  return d.at(i, line);
}
template <class T>
void set_item(const deque<T>& d, int64 i, std::type_identity_t<T> item, int line) {
  d.at(i, line) = std::move(item);
}
template <class T>
deque<T> concat(const deque<T>& a, const deque<T>& b, int = 0) {
  deque<T> made = copy(a);
  extend(made, b);
  return made;
}
template <class T>
deque<T> repeat(const deque<T>& d, int64 times, int = 0) {
  deque<T> made = deque<T>::make(d.shared()->maxlen);
  for (int64 n = 0; n < times; ++n) extend(made, d);
  return made;
}
// The limit, or None: E holds both.
template <class E, class T>
E maxlen_of(const deque<T>& d, int = 0) {
  if (d.shared()->maxlen < 0) return E(none{});
  return E(d.shared()->maxlen);
}

}  // namespace keelback
