// Tuples and lists as arguments and results of calls of NumPy's own functions.
#pragma once

#include <keelback/list.hpp>
#include <keelback/numpy/python.hpp>
#include <keelback/tuple.hpp>

namespace keelback::python {

template <class... T>
object* make(conversion, const tuple<T...>& value);
template <class T>
object* make(conversion, const list<T>& value);
template <class... T>
bool load(conversion, object* from, tuple<T...>& to);
template <class T>
bool load(conversion, object* from, list<T>& to);

namespace detail {
inline bool put(object* tuple, int64 i, object* item) {
  if (item != nullptr) binding::tuple_put(tuple, i, item);
  return item != nullptr;
}
template <class... T, size_t... I>
bool make_items(object* made, const tuple<T...>& value, std::index_sequence<I...>) {
  return (put(made, I, make(conversion{}, keelback::detail::tuple_get<I>(value))) && ...);
}
template <class... T, size_t... I>
bool load_items(object* from, tuple<T...>& to, std::index_sequence<I...>) {
  return (load(conversion{}, binding::tuple_item(from, I), keelback::detail::tuple_get<I>(to)) && ...);
}
}  // namespace detail

template <class... T>
object* make(conversion, const tuple<T...>& value) {
  binding::reference made(binding::new_tuple(sizeof...(T)));
  return made && detail::make_items(made.held, value, std::index_sequence_for<T...>{}) ? made.give() : nullptr;
}
template <class T>
object* make(conversion, const list<T>& value) {
  binding::reference made(binding::new_list(value.size()));
  for (int64 i = 0; made && i < value.size(); ++i) {
    object* const item = make(conversion{}, value[i]);
    if (item == nullptr) return nullptr;
    binding::list_put(made.held, i, item);
  }
  return made.give();
}

template <class... T>
bool load(conversion, object* from, tuple<T...>& to) {
  return binding::tuple_size(from) == sizeof...(T) && detail::load_items(from, to, std::index_sequence_for<T...>{});
}
template <class T>
bool load(conversion, object* from, list<T>& to) {
  const int64 size = binding::list_size(from);
  if (size < 0) return false;
  to = list<T>::make();
  for (int64 i = 0; i < size; ++i) {
    T item{};
    if (!load(conversion{}, binding::list_item(from, i), item)) return false;
    to.append(item);
  }
  return true;
}

}  // namespace keelback::python
