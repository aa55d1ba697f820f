// `a is b`.
#pragma once

#include <keelback/items.hpp>

namespace keelback {

// Containers: the same object. Arrays: the same elements in the same layout (two views made alike count as one object).
// Values without an identity here (numbers, tuples, None): equal ones of one type.
template <class A, class B>
bool is_same(const A& a, const B& b) {
  if constexpr (is_array<A> && is_array<B>) {
    if constexpr (std::is_same_v<element_of<A>, element_of<B>> && A::rank == B::rank) {
      bool same = a.data == b.data;
      for (int k = 0; k < A::rank; ++k) same = same && a.shape[k] == b.shape[k] && a.strides[k] == b.strides[k];
      return same;
    } else {
      return false;
    }
  } else if constexpr (!std::is_same_v<A, B> && requires { requires std::is_same_v<typename A::body, typename B::body>; }) {
    return a.shared() == b.shared();  // one dict, of which the class is known here and left open there
  } else if constexpr (!std::is_same_v<A, B>) {
    return false;
  } else if constexpr (requires { a.is_same(b); }) {
    return a.is_same(b);
  } else if constexpr (requires { a.tag(); }) {
    return a.tag() == b.tag() && a.visit([&b](const auto& x) { return b.visit([&x](const auto& y) { return is_same(x, y); }); });
  } else {
    return same_item(a, b);
  }
}

}  // namespace keelback
