// Tuples of a known length.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/tuple.hpp>

namespace keelback::binding {

template <class... T>
inline constexpr bool may_hold_array<tuple<T...>> = (may_hold_array<T> || ...);

template <class... T>
struct converter<tuple<T...>> {
  using indices = std::index_sequence_for<T...>;
  static bool load(object* from, tuple<T...>& to, const type& as, const rule& how, call& in) {
    return tuple_size(from) == sizeof...(T) && load_items(from, to, as, how, in, indices{});
  }
  static object* make(const tuple<T...>& value, const type& as, call& in) {
    reference made(new_tuple(sizeof...(T)));
    return made && make_items(made.held, value, as, in, indices{}) ? made.give() : nullptr;
  }

 private:
  template <size_t... I>
  static bool load_items([[maybe_unused]] object* from, [[maybe_unused]] tuple<T...>& to, [[maybe_unused]] const type& as,
                         [[maybe_unused]] const rule& how, [[maybe_unused]] call& in, std::index_sequence<I...>) {
    return (converter<T>::load(tuple_item(from, I), detail::tuple_get<I>(to), *as.args[I], how, in) && ...);
  }
  template <size_t... I>
  static bool make_items(object* made, [[maybe_unused]] const tuple<T...>& value, [[maybe_unused]] const type& as, [[maybe_unused]] call& in,
                         std::index_sequence<I...>) {
    return (put(made, I, converter<T>::make(detail::tuple_get<I>(value), *as.args[I], in)) && ...);
  }
  static bool put(object* made, size_t i, object* item) {
    if (item != nullptr) tuple_put(made, static_cast<int64>(i), item);
    return item != nullptr;
  }
};

}  // namespace keelback::binding
