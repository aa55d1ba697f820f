// Shapes as arguments: `{3, 4}`, one int, or a tuple.
#pragma once

#include <keelback/array.hpp>

namespace keelback {

template <class... T>
struct tuple;

namespace np {

template <int N>
struct dims {
  int64 length[N > 0 ? N : 1];

  template <class... I>
    requires(sizeof...(I) == N && (std::is_integral_v<I> && ...))
  constexpr dims(I... i) : length{static_cast<int64>(i)...} {}
  constexpr dims(const int64 (&shape)[N > 0 ? N : 1]) : length{} {
    for (int k = 0; k < N; ++k) length[k] = shape[k];
  }
  template <class... I>
    requires(sizeof...(I) == N && N > 0)
  constexpr dims(const tuple<I...>& shape) : length{} {
    [&]<size_t... K>(std::index_sequence<K...>) { ((length[K] = static_cast<int64>(get<K>(shape))), ...); }(std::make_index_sequence<N>{});
  }
};

// The reference to the buffer passes from `from` to the result.
template <class T, int M, int N>
KB_INLINE array<T, M> adopt_from(array<T, N>&& from, const view<T, M>& as) {
  view<T, M> result = as;
  result.base = from.base;
  from.base = nullptr;
  return array<T, M>::adopt(result);
}

template <class T, int N>
KB_INLINE const view<T, N>& as_view(const array<T, N>& a) {
  return a;
}

}  // namespace np
}  // namespace keelback
