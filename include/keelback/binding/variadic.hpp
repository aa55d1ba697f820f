// tuple[T, ...]
#pragma once

#include <keelback/binding.hpp>
#include <keelback/variadic.hpp>

namespace keelback::binding {

template <class T>
struct converter<variadic<T>> {
  static bool load(object* from, variadic<T>& to, const type& as, const rule& how, call& in) {
    const int64 size = tuple_size(from);
    if (size < 0) return false;
    list<T> items = list<T>::make();
    items.reserve(size);
    for (int64 i = 0; i < size; ++i) {
      T item{};
      if (!converter<T>::load(tuple_item(from, i), item, *as.args[0], how, in)) return false;
      items.append(std::move(item));
    }
    to = variadic<T>::adopt(std::move(items));
    return true;
  }
  static object* make(const variadic<T>& value, const type& as, call& in) {
    reference made(new_tuple(value.size()));
    if (!made) return nullptr;
    for (int64 i = 0; i < value.size(); ++i) {
      object* item = converter<T>::make(value[i], *as.args[0], in);
      if (item == nullptr) return nullptr;
      tuple_put(made.held, i, item);
    }
    return made.give();
  }
};

}  // namespace keelback::binding
