// Iterators: `kb::iterator<T>`, a shared handle of any source of items, and the sources of enumerate, zip, reversed...
//
// A source has `bool next(T&, int line)`, and becomes an iterator where one is wanted; a loop over the source itself is inlined.
#pragma once

#include <keelback/dict.hpp>
#include <keelback/items.hpp>
#include <keelback/tuple.hpp>

namespace keelback {

template <class T>
struct iterator_body {
  int64 references = 1;
  bool (*step)(iterator_body*, T&, int line);
  void (*destroy)(iterator_body*) noexcept;
  explicit iterator_body(bool (*step)(iterator_body*, T&, int), void (*destroy)(iterator_body*) noexcept) : step(step), destroy(destroy) {}
  ~iterator_body() { destroy(this); }
};

template <class T>
class iterator {
 public:
  static constexpr const char* class_name = "iterator";
  using value_type = T;
  static constexpr bool next_item = true;

  iterator() noexcept = default;
  explicit iterator(handle<iterator_body<T>> body) : body_(std::move(body)) {}
  template <class Source>
  static iterator over(Source source) {
    return iterator(handle<iterator_body<T>>(new (container_allocate(1, sizeof(node<Source>))) node<Source>(std::move(source))));
  }
  // False when there are no more items. `item` is written only when there is one.
  KB_INLINE bool next(T& item, int line) const {
    iterator_body<T>* body = body_.get();
    return body->step(body, item, line);
  }
  iterator_body<T>* shared() const { return body_.get(); }
  bool truth() const { return true; }
  bool is_same(const iterator& other) const { return body_.get() == other.body_.get(); }

 private:
  template <class Source>
  struct node : iterator_body<T> {
    Source source;
    explicit node(Source&& source)
        : iterator_body<T>(
              [](iterator_body<T>* self, T& item, int line) -> bool { return static_cast<node*>(self)->source.next(item, line); },
              [](iterator_body<T>* self) noexcept { static_cast<node*>(self)->source.~Source(); }),
          source(std::move(source)) {}
    ~node() = delete;
  };
  handle<iterator_body<T>> body_;
};

namespace detail {
template <class Tuple, size_t... I, class... T>
KB_INLINE void take_items(Tuple& from, std::index_sequence<I...>, T&... to) {
  ((to = std::move(get<I>(from))), ...);
}
}  // namespace detail

// What sources share: they are iterables of the runtime, and become iterators.
template <class Self, class T>
struct source {
  using value_type = T;
  static constexpr bool next_item = true;
  operator iterator<T>() const { return iterator<T>::over(static_cast<const Self&>(*this)); }
};

// The items of a list, str, tuple, variadic, range: by index, the size read again each time.
template <class X>
struct sequence_source : source<sequence_source<X>, item_of<X>> {
  X items;
  int64 at = 0;
  explicit sequence_source(const X& items) : items(items) {}
  KB_INLINE bool next(item_of<X>& item, int) {
    if (at >= static_cast<int64>(items.size())) return false;
    item = items[at++];
    return true;
  }
};
template <class T, int N>
struct array_source : source<array_source<T, N>, item_of<view<T, N>>> {
  array<T, N> items;
  int64 at = 0;
  explicit array_source(const view<T, N>& items) : items(items) {}
  KB_INLINE bool next(item_of<view<T, N>>& item, int) {
    if (at >= items.shape[0]) return false;
    item = row_of(items, at++);
    return true;
  }
};
template <class Cursor>
struct cursor_source : source<cursor_source<Cursor>, typename Cursor::value_type> {
  Cursor cursor;
  explicit cursor_source(Cursor cursor) : cursor(std::move(cursor)) {}
  KB_INLINE bool next(typename Cursor::value_type& item, int line) { return cursor.next(item, line); }
};

// The source of any iterable; iterators and sources are their own.
template <class T, int N>
auto source_of(const view<T, N>& a) {
  return array_source<T, N>(a);
}
template <class T, int N>
auto source_of(const array<T, N>& a) {
  return array_source<T, N>(a);
}
template <class X>
auto source_of(const X& x) {
  if constexpr (requires { x.next_item; }) return x;
  else if constexpr (requires { x.cursor(); }) return cursor_source<decltype(x.cursor())>(x.cursor());
  else return sequence_source<X>(x);
}
template <class X>
using source_type = decltype(source_of(std::declval<const X&>()));

// The next item of a source of tuples, each of its items into a variable; of those that make the tuple (enumerate, zip, d.items()) without it.
template <class S, class... T>
KB_INLINE bool next_items(S& source, int line, T&... items) {
  if constexpr (requires { source.next_items(line, items...); }) {
    return source.next_items(line, items...);
  } else {
    tuple<T...> item;
    if (!source.next(item, line)) return false;
    detail::take_items(item, std::index_sequence_for<T...>{}, items...);
    return true;
  }
}

template <class X>
auto iter(const X& x, int = 0) {
  return iterator<typename source_type<X>::value_type>(source_of(x));
}
// next(it): StopIteration at the end.
template <class T>
T next(const iterator<T>& it, int line) {
  T item{};
  if (!it.next(item, line)) raise_bare(exception::stop_iteration, line);
  return item;
}
// Of a source that is in no variable.
template <class S>
  requires requires(const S& s) { iterator<typename S::value_type>(s); }
auto next(const S& items, int line) {
  return next(static_cast<iterator<typename S::value_type>>(items), line);
}
// next(it, default): E holds both.
template <class E, class T>
E next_or(const iterator<T>& it, const E& otherwise, int line) {
  T item{};
  if (!it.next(item, line)) return otherwise;
  return convert_item<E>(item);
}

template <class S>
struct enumerate_source : source<enumerate_source<S>, tuple<int64, typename S::value_type>> {
  S items;
  int64 number;
  enumerate_source(S items, int64 start) : items(std::move(items)), number(start) {}
  KB_INLINE bool next(tuple<int64, typename S::value_type>& item, int line) { return next_items(line, get<0>(item), get<1>(item)); }
  KB_INLINE bool next_items(int line, int64& at, typename S::value_type& item) {
    if (!items.next(item, line)) return false;
    at = number;
    number = static_cast<int64>(static_cast<uint64>(number) + 1);
    return true;
  }
};
template <class X>
auto enumerate(const X& x, int64 start = 0, int = 0) {
  return enumerate_source<source_type<X>>(source_of(x), start);
}

template <class... S>
struct zip_source : source<zip_source<S...>, tuple<typename S::value_type...>> {
  using item_type = tuple<typename S::value_type...>;
  tuple<S...> items;
  explicit zip_source(S... items) : items(std::move(items)...) {}
  KB_INLINE bool next(item_type& item, int line) { return next_all(item, line, std::make_index_sequence<sizeof...(S)>{}); }
  KB_INLINE bool next_items(int line, typename S::value_type&... item) { return next_each(line, std::make_index_sequence<sizeof...(S)>{}, item...); }

 private:
  template <size_t... I>
  KB_INLINE bool next_all(item_type& item, int line, std::index_sequence<I...> all) {
    return next_each(line, all, get<I>(item)...);
  }
  template <size_t... I>
  KB_INLINE bool next_each(int line, std::index_sequence<I...>, typename S::value_type&... item) {
    return sizeof...(S) > 0 && (get<I>(items).next(item, line) && ...);
  }
};
// Without a line: `kb::zip(a, b)`. An iterable's own errors carry the line of `next`.
template <class... X>
auto zip(const X&... x) {
  return zip_source<source_type<X>...>(source_of(x)...);
}
// zip(strict=True)
[[noreturn]] KB_COLD KB_NOINLINE void raise_zip_length(int shorter, bool is_longer, int line);
template <class... S>
struct zip_strict_source : source<zip_strict_source<S...>, tuple<typename S::value_type...>> {
  using item_type = tuple<typename S::value_type...>;
  tuple<S...> items;
  explicit zip_strict_source(S... items) : items(std::move(items)...) {}
  bool next(item_type& item, int line) { return next_all(item, line, std::make_index_sequence<sizeof...(S)>{}); }

 private:
  template <size_t... I>
  bool next_all(item_type& item, int line, std::index_sequence<I...>) {
    int got = 0;
    if ((++got, get<0>(items).next(get<0>(item), line))) {
      const bool all = ((I == 0 || (++got, get<I>(items).next(get<I>(item), line))) && ...);
      if (!all) raise_zip_length(got, false, line);
      return true;
    }
    int at = 0;
    ((++at > 1 && get<I>(items).next(get<I>(item), line) ? raise_zip_length(at, true, line) : void()), ...);
    return false;
  }
};
template <class... X>
auto zip_strict(const X&... x) {
  return zip_strict_source<source_type<X>...>(source_of(x)...);
}

// reversed(x) of a sequence: from the end it had.
template <class X>
struct reversed_source : source<reversed_source<X>, item_of<X>> {
  X items;
  int64 at;
  explicit reversed_source(const X& items) : items(items), at(static_cast<int64>(items.size()) - 1) {}
  KB_INLINE bool next(item_of<X>& item, int) {
    if (at < 0 || at >= static_cast<int64>(items.size())) {
      at = -1;
      return false;
    }
    item = items[at--];
    return true;
  }
};
template <class T, int N>
auto reversed(const view<T, N>& a, int = 0) {
  view<T, N> turned = a;
  if (turned.shape[0] > 0) turned.data += (turned.shape[0] - 1) * turned.strides[0];
  turned.strides[0] = -turned.strides[0];
  return array_source<T, N>(turned);
}
template <class T, int N>
auto reversed(const array<T, N>& a, int line = 0) {
  return reversed(static_cast<const view<T, N>&>(a), line);
}
// The keys of a dict from the last.
template <class K, class V>
struct reversed_keys : source<reversed_keys<K, V>, K> {
  reversed_cursor<K, V> entries;
  explicit reversed_keys(const dict<K, V>& d) : entries(d.backwards()) {}
  bool next(K& key, int line) {
    const auto* e = entries.next_entry(line);
    if (e == nullptr) return false;
    key = e->key;
    return true;
  }
};
template <class K, class V>
auto reversed(const dict<K, V>& d, int = 0) {
  return reversed_keys<K, V>(d);
}
template <class X>
auto reversed(const X& x, int = 0) {
  if constexpr (requires { x.backwards(); }) return cursor_source<decltype(x.backwards())>(x.backwards());
  else return reversed_source<X>(x);
}

// map(f, x...) and filter(f, x); f takes the items, and gives T.
template <class T, class F, class... S>
struct map_source : source<map_source<T, F, S...>, T> {
  F function;
  zip_source<S...> items;
  map_source(F function, S... items) : function(std::move(function)), items(std::move(items)...) {}
  bool next(T& item, int line) {
    tuple<typename S::value_type...> arguments;
    if (!items.next(arguments, line)) return false;
    item = call(arguments, std::make_index_sequence<sizeof...(S)>{});
    return true;
  }

 private:
  template <class A, size_t... I>
  T call(const A& arguments, std::index_sequence<I...>) {
    return function(get<I>(arguments)...);
  }
};
template <class F, class... X>
auto map_items(F function, const X&... x) {
  using made = std::remove_cvref_t<decltype(function(std::declval<const typename source_type<X>::value_type&>()...))>;
  return map_source<made, F, source_type<X>...>(std::move(function), source_of(x)...);
}
template <class F, class S>
struct filter_source : source<filter_source<F, S>, typename S::value_type> {
  F function;
  S items;
  filter_source(F function, S items) : function(std::move(function)), items(std::move(items)) {}
  bool next(typename S::value_type& item, int line) {
    while (items.next(item, line)) {
      if constexpr (requires { truth(function(item), line); }) {
        if (truth(function(item), line)) return true;
      } else if (truth(function(item))) {
        return true;
      }
    }
    return false;
  }
};
template <class F, class X>
auto filter_items(F function, const X& x) {
  return filter_source<F, source_type<X>>(std::move(function), source_of(x));
}
// filter(None, x)
struct same_value {
  template <class T>
  KB_INLINE const T& operator()(const T& x) const {
    return x;
  }
};
template <class X>
auto filter_true(const X& x) {
  return filter_items(same_value{}, x);
}

}  // namespace keelback
