// Python's list: a shared handle; copying the handle aliases.
#pragma once

#include <keelback/items.hpp>
#include <keelback/slice.hpp>
#include <keelback/sort.hpp>
#include <keelback/str.hpp>

namespace keelback {

[[noreturn]] KB_COLD KB_NOINLINE void raise_slice_size(int64 given, int64 wanted, int line);

// A number in memory that no store of an int64 changes, as the C++ compiler sees it: a type of its own. So a list's length stays in a register while ints are stored into lists.
class own_count {
 public:
  own_count() = default;
  KB_INLINE own_count(int64 value) : value_(static_cast<stored>(value)) {}
  KB_INLINE operator int64() const { return static_cast<int64>(value_); }
  KB_INLINE own_count& operator+=(int64 more) { return *this = *this + more; }
  KB_INLINE own_count& operator-=(int64 less) { return *this = *this - less; }
  KB_INLINE own_count& operator++() { return *this += 1; }
  KB_INLINE own_count& operator--() { return *this -= 1; }

 private:
  enum class stored : int64 {};
  stored value_{};
};

template <class T>
struct list_body {
  int64 references = 1;
  T* items = nullptr;
  own_count size;
  own_count capacity;
  owner* origin = nullptr;  // the Python list that it was made from, for the binding

  ~list_body() {
    destroy_items(items, size);
    container_free(items);
    drop(origin);
  }
  KB_NOINLINE void reserve(int64 wanted) {
    if (wanted <= capacity) return;
    items = static_cast<T*>(container_reallocate(items, wanted, sizeof(T)));
    capacity = wanted;
  }
  KB_NOINLINE void grow() { reserve(capacity == 0 ? 8 : 2 * capacity); }
  // Room for `count` more, by no less than `grow` gives, so that many loops that append little copy no more than appending does. A loop of very many turns
  // may end early, by an exception: what lies beyond `most` is left to `grow`.
  KB_NOINLINE void expect(uint64 count) {
    constexpr uint64 most = 1 << 15;
    const int64 wanted = size + static_cast<int64>(count < most ? count : most);
    if (wanted > capacity) reserve(wanted > 2 * capacity ? wanted : 2 * capacity);
  }
  // Room for `count` items at `i`, not constructed; `size` includes them.
  void open(int64 i, int64 count) {
    if (size + count > capacity) reserve(size + count + size / 2);
    relocate(items + i + count, items + i, size - i);
    size += count;
  }
  // Destroys `count` items at `i` and closes the gap.
  void close(int64 i, int64 count) {
    destroy_items(items + i, count);
    relocate(items + i, items + i + count, size - i - count);
    size -= count;
  }
};

template <class T>
class list {
 public:
  static constexpr const char* class_name = "list";
  using value_type = T;
  using body = list_body<T>;

  list() noexcept = default;
  list(std::initializer_list<T> items) : body_(make_handle<body>()) {
    body_->reserve(static_cast<int64>(items.size()));
    for (const T& item : items) {
      new (body_->items + body_->size) T(item);
      ++body_->size;
    }
  }
  static list make() {
    list made;
    made.body_ = make_handle<body>();
    return made;
  }
  template <class... A>
  static list of(A&&... items) {
    list made = make();
    made.body_->reserve(sizeof...(A));
    (made.append(convert_item<T>(items)), ...);
    return made;
  }
  // list(x) for any iterable; items are converted.
  template <class X>
  static list from(const X& x, int line = 0) {
    list made = make();
    made.body_->reserve(size_hint(x));
    for_each_item(x, line, [&made](const auto& item) { made.append(convert_item<T>(item)); });
    return made;
  }
  // `count` items, copied from the C++ array.
  static list copy_of(const T* items, int64 count) {
    list made = make();
    made.body_->reserve(count);
    if constexpr (std::is_trivially_copyable_v<T>) {
      relocate(made.body_->items, items, count);
    } else {
      for (int64 i = 0; i < count; ++i) new (made.body_->items + i) T(items[i]);
    }
    made.body_->size = count;
    return made;
  }

  KB_INLINE int64 size() const { return body_->size; }
  KB_INLINE T* data() const { return body_->items; }
  // Unchecked.
  KB_INLINE T& operator[](int64 i) const { return body_->items[i]; }
  KB_INLINE T& at(int64 i, int line) const { return body_->items[sequence_index(i, body_->size, "list index out of range", line)]; }
  KB_INLINE void append(T item) const {
    body& b = *body_.get();
    if (KB_UNLIKELY(b.size == b.capacity)) b.grow();
    new (b.items + b.size) T(std::move(item));
    ++b.size;
  }
  void reserve(int64 count) const { body_->reserve(count); }
  bool truth() const { return body_->size != 0; }
  bool is_same(const list& other) const { return body_.get() == other.body_.get(); }
  body* shared() const { return body_.get(); }

  template <class Out>
  void repr_to(Out& out) const {
    out.put('[');
    for (int64 i = 0; i < size(); ++i) {
      if (i > 0) out.put(", ");
      out.show((*this)[i]);
    }
    out.put(']');
  }

 private:
  handle<body> body_;
};

namespace detail {
template <class A, class B>
bool sequence_equal(const A& a, const B& b) {
  if (a.size() != b.size()) return false;
  for (int64 i = 0; i < a.size() && i < b.size(); ++i)
    if (!same_item(a[i], b[i])) return false;
  return true;
}
template <class A, class B>
bool sequence_less(const A& a, const B& b, bool or_equal) {
  int64 i = 0;
  while (i < a.size() && i < b.size() && same_item(a[i], b[i])) ++i;
  if (i < a.size() && i < b.size()) return less_item(a[i], b[i]);
  return a.size() < b.size() || (or_equal && a.size() == b.size());
}
}  // namespace detail

template <class T, class U>
bool operator==(const list<T>& a, const list<U>& b) {
  return detail::sequence_equal(a, b);
}
template <class T, class U>
bool operator<(const list<T>& a, const list<U>& b) {
  return detail::sequence_less(a, b, false);
}
template <class T, class U>
bool operator>(const list<T>& a, const list<U>& b) {
  return detail::sequence_less(b, a, false);
}
template <class T, class U>
bool operator<=(const list<T>& a, const list<U>& b) {
  return detail::sequence_less(a, b, true);
}
template <class T, class U>
bool operator>=(const list<T>& a, const list<U>& b) {
  return detail::sequence_less(b, a, true);
}

// list(x)
template <class X>
auto to_list(const X& x, int line = 0) {
  return list<item_of<X>>::from(x, line);
}

// ---- methods: the list first, the line last ----

template <class T>
KB_INLINE const T& get_item(const list<T>& l, int64 i, int line) {
  return l.at(i, line);
}
template <class T>
KB_INLINE void set_item(const list<T>& l, int64 i, std::type_identity_t<T> item, int line) {
  l[sequence_index(i, l.size(), "list assignment index out of range", line)] = std::move(item);
}
template <class T>
void delete_item(const list<T>& l, int64 i, int line) {
  const int64 at = sequence_index(i, l.size(), "list assignment index out of range", line);
  l.shared()->close(at, 1);
}
template <class T>
KB_INLINE void append(const list<T>& l, std::type_identity_t<T> item, int = 0) {
  l.append(std::move(item));
}
// In front of a loop from `start` to `stop` that appends an item each turn.
template <class T>
KB_INLINE void expect(const list<T>& l, int64 start, int64 stop) {
  if (stop > start) l.shared()->expect(static_cast<uint64>(stop) - static_cast<uint64>(start));
}
template <class T>
T pop(const list<T>& l, int line) {
  if (KB_UNLIKELY(l.size() == 0)) raise_text(exception::index_error, line, "pop from empty list");
  auto* b = l.shared();
  T item = std::move(b->items[b->size - 1]);
  b->items[--b->size].~T();
  return item;
}
template <class T>
T pop(const list<T>& l, int64 i, int line) {
  if (KB_UNLIKELY(l.size() == 0)) raise_text(exception::index_error, line, "pop from empty list");
  const int64 at = sequence_index(i, l.size(), "pop index out of range", line);
  T item = std::move(l[at]);
  l.shared()->close(at, 1);
  return item;
}
template <class T>
void insert(const list<T>& l, int64 i, std::type_identity_t<T> item, int = 0) {
  const int64 n = l.size();
  if (i < 0) i = i + n < 0 ? 0 : i + n;
  if (i > n) i = n;
  l.shared()->open(i, 1);
  new (l.data() + i) T(std::move(item));
}
template <class T, class X>
bool contains(const list<T>& l, const X& item, int = 0) {
  for (int64 i = 0; i < l.size(); ++i)
    if (same_item(l[i], item)) return true;
  return false;
}
template <class T, class X>
int64 count(const list<T>& l, const X& item, int = 0) {
  int64 n = 0;
  for (int64 i = 0; i < l.size(); ++i) n += same_item(l[i], item);
  return n;
}
template <class S, class X>
int64 find_item(const S& l, const X& item, int64 start, int64 stop) {
  const int64 n = l.size();
  if (start < 0) start = start + n < 0 ? 0 : start + n;
  if (stop < 0) stop += n;
  for (int64 i = start; i < stop && i < l.size(); ++i)
    if (same_item(l[i], item)) return i;
  return -1;
}
[[noreturn]] KB_COLD KB_NOINLINE void raise_not_in_list(text& shown, int line);
template <class T, class X>
int64 index(const list<T>& l, const X& item, int64 start, int64 stop, int line) {
  const int64 i = find_item(l, item, start, stop);
  if (KB_UNLIKELY(i < 0)) {
    text shown;
    shown.show(item);
    raise_not_in_list(shown, line);
  }
  return i;
}
template <class T, class X>
int64 index(const list<T>& l, const X& item, int64 start, int line) {
  return index(l, item, start, std::numeric_limits<int64>::max(), line);
}
template <class T, class X>
int64 index(const list<T>& l, const X& item, int line) {
  return index(l, item, 0, std::numeric_limits<int64>::max(), line);
}
template <class T, class X>
int64 index_of(const list<T>& l, const X& item, int line) {
  return index(l, item, line);
}
template <class T, class X>
void remove(const list<T>& l, const X& item, int line) {
  const int64 i = find_item(l, item, 0, std::numeric_limits<int64>::max());
  if (i < 0) raise_value(line, "list.remove(x): x not in list");
  delete_item(l, i, line);
}
template <class T>
void reverse(const list<T>& l, int = 0) {
  for (int64 i = 0, k = l.size() - 1; i < k; ++i, --k) {
    T item = std::move(l[i]);
    l[i] = std::move(l[k]);
    l[k] = std::move(item);
  }
}
template <class T>
void clear(const list<T>& l, int = 0) {
  auto* b = l.shared();
  T* items = b->items;
  const int64 n = b->size;
  b->items = nullptr;
  b->size = b->capacity = 0;
  destroy_items(items, n);
  container_free(items);
}
template <class T>
list<T> copy(const list<T>& l, int = 0) {
  return list<T>::copy_of(l.data(), l.size());
}
template <class T, class X>
void extend(const list<T>& l, const X& items, int line = 0) {
  if constexpr (std::is_same_v<X, list<T>>) {
    const int64 more = items.size();
    l.shared()->reserve(l.size() + more);
    for (int64 i = 0; i < more; ++i) l.append(items[i]);
  } else {
    for_each_item(items, line, [&l](const auto& item) { l.append(convert_item<T>(item)); });
  }
}
template <class T>
list<T> concat(const list<T>& a, const list<T>& b, int = 0) {
  list<T> made = list<T>::make();
  made.reserve(a.size() + b.size());
  extend(made, a);
  extend(made, b);
  return made;
}
template <class T>
list<T> repeat(const list<T>& l, int64 times, int line) {
  list<T> made = list<T>::make();
  if (times <= 0) return made;
  const int64 n = l.size();
  int64 total;
  if (mul_overflow(n, times, &total)) raise_memory(line);
  made.reserve(total);
  T* out = made.data();
  if (n == 1) {
    for (int64 k = 0; k < times; ++k) new (out + k) T(l[0]);
  } else {
    for (int64 k = 0; k < times; ++k)
      for (int64 i = 0; i < n; ++i) new (out + k * n + i) T(l[i]);
  }
  made.shared()->size = total;
  return made;
}
// `l *= times`
template <class T>
void repeat_in_place(const list<T>& l, int64 times, int line) {
  if (times <= 0) return clear(l);
  const int64 n = l.size();
  int64 total;
  if (mul_overflow(n, times, &total)) raise_memory(line);
  l.reserve(total);
  for (int64 i = n; i < total; ++i) l.append(T(l[i - n]));
}

template <class T>
list<T> get_slice(const list<T>& l, int64 start, int64 stop, int64 step, int64 flags, int line) {
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, l.size(), line);
  if (at.step == 1) return list<T>::copy_of(l.data() + at.start, at.count);
  list<T> made = list<T>::make();
  made.reserve(at.count);
  for (int64 k = 0; k < at.count; ++k) made.append(l[at.start + k * at.step]);
  return made;
}
template <class T, class X>
void set_slice(const list<T>& l, int64 start, int64 stop, int64 step, int64 flags, const X& source, int line) {
  const list<T> items = list<T>::from(source, line);  // a copy: it may be the list itself
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, l.size(), line);
  if (at.step == 1) {
    l.shared()->close(at.start, at.count);
    l.shared()->open(at.start, items.size());
    for (int64 i = 0; i < items.size(); ++i) new (l.data() + at.start + i) T(items[i]);
    return;
  }
  if (items.size() != at.count) raise_slice_size(items.size(), at.count, line);
  for (int64 k = 0; k < at.count; ++k) l[at.start + k * at.step] = items[k];
}
template <class T>
void delete_slice(const list<T>& l, int64 start, int64 stop, int64 step, int64 flags, int line) {
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, l.size(), line);
  if (at.count == 0) return;
  if (at.step == 1) return l.shared()->close(at.start, at.count);
  const int64 first = at.step > 0 ? at.start : at.start + (at.count - 1) * at.step;
  const int64 by = at.step > 0 ? at.step : -at.step;
  // What stays moves to the front.
  int64 to = first;
  const int64 last = first + (at.count - 1) * by;
  for (int64 i = first; i < l.size(); ++i) {
    if (i <= last && (i - first) % by == 0) continue;
    l[to++] = std::move(l[i]);
  }
  l.shared()->close(to, at.count);
}

// list.sort: stable.
template <class T>
void sort(const list<T>& l, bool reverse, int = 0) {
  sort_items(l.data(), static_cast<unsigned char*>(nullptr), l.size(), reverse);
}
template <class T>
void sort(const list<T>& l, int = 0) {
  sort_items(l.data(), static_cast<unsigned char*>(nullptr), l.size(), false);
}
// list.sort(key=f). A key that raises leaves the list as it was.
template <class T, class Key>
void sort_by(const list<T>& l, const Key& key, bool reverse, int line) {
  using key_type = std::remove_cvref_t<decltype(key(l[0]))>;
  const list<key_type> keys = list<key_type>::make();
  const int64 n = l.size();
  keys.reserve(n);
  for (int64 i = 0; i < n && i < l.size(); ++i) {
    const T item = l[i];
    keys.append(key(item));
  }
  if (KB_UNLIKELY(l.size() != n)) raise_value(line, "list modified during sort");
  sort_items(keys.data(), l.data(), n, reverse);
}

}  // namespace keelback
