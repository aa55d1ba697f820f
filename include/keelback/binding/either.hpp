// Unions: the member that fits best, the first of equals.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/either.hpp>

namespace keelback::binding {

template <>
struct converter<tagged<double>> {
  static bool load(object* from, tagged<double>& to, const type& as, const rule&, call&) {
    const int member = choose_member(from, as);
    if (member < 0) return false;
    to.tag = static_cast<std::uint8_t>(member);
    return load_tagged(from, to.value, *as.args[member]);
  }
  static object* make(tagged<double> value, const type& as, call&) { return make_double(value.value, *as.args[value.tag]); }
};

template <class... T>
struct converter<either<T...>> {
  static bool load(object* from, either<T...>& to, const type& as, const rule& how, call& in) {
    return load_member(choose_member(from, as), from, to, as, how, in, std::index_sequence_for<T...>{});
  }
  template <size_t... I>
  static bool load_member(int member, object* from, either<T...>& to, const type& as, const rule& how, call& in, std::index_sequence<I...>) {
    const auto one = [&]<size_t K, class M>(std::integral_constant<size_t, K>, M value) {
      if (!converter<M>::load(from, value, *as.args[K], how, in)) return false;
      to = either<T...>::template make<K>(std::move(value));
      return true;
    };
    return ((member == static_cast<int>(I) && one(std::integral_constant<size_t, I>{}, T{})) || ...);
  }
  static object* make(const either<T...>& value, const type& as, call& in) {
    const type& member = *as.args[value.tag()];
    return value.visit([&]<class M>(const M& one) { return converter<M>::make(one, member, in); });
  }
};

}  // namespace keelback::binding
