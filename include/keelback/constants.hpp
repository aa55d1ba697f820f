// Tables of constants. A display of many constants ([("a", 1), ("b", 2), ...]) is data, which the C++ compiler has only to copy, and one call that makes the container of it:
// as objects, each item would be code of its own, with what takes it back when a later one fails.
#pragma once

#include <keelback/tuple.hpp>

namespace keelback {

class str;
template <class... T>
class either;
namespace detail {
template <size_t I, class... T>
struct nth_type;
}
template <class T>
class list;
template <class T>
class variadic;
template <class T>
class set;
template <class K, class V>
class dict;

struct constant_text {
  const char* text;
  size_t bytes;
};
template <class C>
struct constant_items {
  const C* items = nullptr;
  int64 count = 0;
};

// How a constant T is written in a table (`form`), and what it makes there. Numbers are themselves.
template <class T>
struct constant_of {
  using form = T;
  static T make(const form& c) { return c; }
};
template <class T>
using constant_form = typename constant_of<T>::form;

template <class T>
  requires std::is_same_v<T, str>
struct constant_of<T> {
  using form = constant_text;
  static T make(const form& c) { return T(c.text, c.bytes); }
};
template <class... T>
struct constant_of<tuple<T...>> {
  using form = tuple<constant_form<T>...>;
  static tuple<T...> make(const form& c) { return made(c, std::index_sequence_for<T...>{}); }

 private:
  template <size_t... I>
  static tuple<T...> made(const form& c, std::index_sequence<I...>) {
    return tuple<T...>(constant_of<T>::make(detail::tuple_get<I>(c))...);
  }
};
// The member's number, and all members' constants: of the others, nothing.
template <class... T>
struct constant_of<either<T...>> {
  struct form {
    std::uint8_t tag;
    tuple<constant_form<T>...> members;
  };
  static either<T...> make(const form& c) { return made<0>(c); }

 private:
  template <size_t I>
  static either<T...> made(const form& c) {
    if constexpr (I + 1 < sizeof...(T)) {
      if (c.tag != I) return made<I + 1>(c);
    }
    return either<T...>::template make<I>(constant_of<typename detail::nth_type<I, T...>::type>::make(detail::tuple_get<I>(c.members)));
  }
};
template <class T>
struct constant_of<list<T>> {
  using form = constant_items<constant_form<T>>;
  static list<T> make(const form& c) {
    list<T> made = list<T>::make();
    made.reserve(c.count);
    for (int64 i = 0; i < c.count; ++i) made.append(constant_of<T>::make(c.items[i]));
    return made;
  }
};
template <class T>
struct constant_of<variadic<T>> {
  using form = constant_items<constant_form<T>>;
  static variadic<T> make(const form& c) { return c.count == 0 ? variadic<T>() : variadic<T>::adopt(constant_of<list<T>>::make(c)); }
};
template <class T>
struct constant_of<set<T>> {
  using form = constant_items<constant_form<T>>;
  static set<T> make(const form& c) {
    set<T> made = set<T>::make();
    for (int64 i = 0; i < c.count; ++i) made.add(constant_of<T>::make(c.items[i]));
    return made;
  }
};
template <class K, class V>
struct constant_of<dict<K, V>> {
  using form = constant_items<tuple<constant_form<K>, constant_form<V>>>;
  static dict<K, V> make(const form& c) {
    dict<K, V> made = dict<K, V>::make();
    for (int64 i = 0; i < c.count; ++i) made.set(constant_of<K>::make(detail::tuple_get<0>(c.items[i])), constant_of<V>::make(detail::tuple_get<1>(c.items[i])));
    return made;
  }
};

}  // namespace keelback
