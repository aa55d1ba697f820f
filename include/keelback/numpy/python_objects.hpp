// Bytes, dicts and tuples of any length as arguments and results of calls of NumPy's own functions.
#pragma once

#include <keelback/bytes.hpp>
#include <keelback/dict.hpp>
#include <keelback/either.hpp>
#include <keelback/numpy/python_sequences.hpp>
#include <keelback/variadic.hpp>

namespace keelback::python {

inline object* make(conversion, const bytes& value) { return binding::make_bytes(value); }
inline object* make(conversion, const bytearray& value) { return binding::make_bytearray(value.data(), value.size()); }
inline bool load(conversion, object* from, bytes& to) { return binding::load_bytes(from, to); }

template <class... T>
object* make(conversion, const either<T...>& value) {
  return value.visit([](const auto& member) { return make(conversion{}, member); });
}

template <class T>
object* make(conversion, const variadic<T>& value) {
  binding::reference made(binding::new_tuple(value.size()));
  for (int64 i = 0; made && i < value.size(); ++i) {
    if (!detail::put(made.held, i, make(conversion{}, value[i]))) return nullptr;
  }
  return made.give();
}
template <class T>
bool load(conversion, object* from, variadic<T>& to) {
  const int64 size = binding::tuple_size(from);
  if (size < 0) return false;
  list<T> items = list<T>::make();
  for (int64 i = 0; i < size; ++i) {
    T item{};
    if (!load(conversion{}, binding::tuple_item(from, i), item)) return false;
    items.append(item);
  }
  to = variadic<T>::adopt(std::move(items));
  return true;
}

template <class K, class V>
bool load(conversion, object* from, dict<K, V>& to) {
  if (!binding::is_dict(from)) return false;
  to = dict<K, V>::make();
  int64 position = 0;
  object *key, *value;
  while (binding::dict_next(from, &position, &key, &value)) {
    K native_key{};
    V native_value{};
    if (!load(conversion{}, key, native_key) || !load(conversion{}, value, native_value)) return false;
    to.set(native_key, std::move(native_value));
  }
  return true;
}

}  // namespace keelback::python
