// What calls a native function for elements, rows or selected elements of arrays. The function is called in NumPy's order and may have effects: these
// loops are plain.
#pragma once

#include <keelback/elementwise.hpp>
#include <keelback/list.hpp>
#include <keelback/numpy/create.hpp>
#include <keelback/numpy/index.hpp>
#include <keelback/tuple.hpp>

namespace keelback::np {

namespace detail {

// A Python number as an element.
template <class R, class X>
KB_INLINE R element(int line, const X& x) {
  if constexpr (std::is_integral_v<R> && std::is_same_v<X, int64>) {
    if (static_cast<int64>(static_cast<R>(x)) != x) raise_out_of_bounds(x, dtype_name<R>(), line);
  }
  return cast<R>(x);
}

template <class R, int N, class F, class... Ops, size_t... K>
void vectorize_into(const view<R, N>& out, const F& f, const tuple<Ops...>& operands, std::index_sequence<K...>, int line) {
  const strided_operand all[] = {strided(out), strided(keelback::detail::tuple_get<K>(operands))...};
  loop_plan<N, 1 + sizeof...(Ops)> plan(out.shape, all);
  if (plan.empty()) return;
  do {
    for (int64 i = 0; i < plan.row_length(); ++i) {
      out.data[plan.offset[0] + i * plan.step(0)] = element<R>(line, f(cursor(keelback::detail::tuple_get<K>(operands)).row(plan.offset[K + 1], plan.step(K + 1)).strided(i)...));
    }
  } while (plan.next());
}
// NumPy's order K: that of the operands' memory.
template <class R, int N, class... Ops, size_t... K>
void vectorize_layout(array<R, N>& out, const tuple<Ops...>& operands, std::index_sequence<K...>) {
  const strided_operand all[] = {strided(keelback::detail::tuple_get<K>(operands))...};
  k_order_strides(out.shape, N, all, sizeof...(Ops), out.strides);
}
template <int N, class... Ops, size_t... K>
void vectorize_shape(int64* shape, const tuple<Ops...>& operands, std::index_sequence<K...>, int line) {
  const strided_operand all[] = {strided(keelback::detail::tuple_get<K>(operands))...};
  broadcast_shape(all, sizeof...(Ops), shape, N, line);
}

}  // namespace detail

// np.vectorize(f)(operands...): R is the dtype of the result. NumPy asks the first element for it, unless it is told.
template <class R, int N, bool HasType, class F, class... Ops>
array<R, N> vectorize(const F& f, const tuple<Ops...>& operands, int line) {
  constexpr auto all = std::index_sequence_for<Ops...>{};
  if constexpr (N == 0) {
    return [&]<size_t... K>(std::index_sequence<K...>) {
      return array_without_axes<R>(detail::element<R>(line, f(cursor(keelback::detail::tuple_get<K>(operands)).unit(0)...)), line);
    }(all);
  } else {
    int64 shape[N];
    detail::vectorize_shape<N>(shape, operands, all, line);
    array<R, N> out = empty_at<R, N>(shape, line);
    if constexpr (N > 1) detail::vectorize_layout(out, operands, all);
    if (!HasType && out.size() == 0) raise_value(line, "cannot call `vectorize` on size 0 inputs unless `otypes` is set");
    detail::vectorize_into(as_view(out), f, operands, all, line);
    return out;
  }
}

namespace detail {

// The row of `a` along `axis` at a position of the other axes, in C order.
template <class T, int N>
array<T, 1> row_at(const view<T, N>& a, int axis, const int64* position) {
  int64 offset = 0;
  for (int k = 0, other = 0; k < N; ++k) {
    if (k != axis) offset += position[other++] * a.strides[k];
  }
  return array<T, 1>(view<T, 1>{a.data + offset, a.base, {a.shape[axis]}, {a.strides[axis]}});
}
inline bool next_position(int64* position, const int64* shape, int rank) {
  for (int k = rank - 1; k >= 0; --k) {
    if (++position[k] < shape[k]) return true;
    position[k] = 0;
  }
  return false;
}

template <class X>
struct row_result {
  using element = X;
  static constexpr int rank = 0;
};
template <class T, int M>
struct row_result<array<T, M>> {
  using element = T;
  static constexpr int rank = M;
};

}  // namespace detail

// np.apply_along_axis(f, axis, a): the axes of f's results stand where the axis was.
template <class F, class T, int N>
auto apply_along_axis(const F& f, int64 along, const view<T, N>& a, int line) {
  using Row = std::remove_cvref_t<decltype(f(std::declval<const array<T, 1>&>()))>;
  using R = typename detail::row_result<Row>::element;
  constexpr int M = detail::row_result<Row>::rank, Rank = N - 1 + M;
  const int axis = normalize_axis(along, N, line);
  int64 others[N], position[N] = {}, shape[Rank > 0 ? Rank : 1] = {};
  for (int k = 0, other = 0; k < N; ++k) {
    if (k != axis) others[other++] = a.shape[k];
  }
  for (int k = 0; k < N - 1; ++k) {
    if (others[k] == 0) raise_value(line, "Cannot apply_along_axis when any iteration dimensions are 0");
    shape[k] = others[k];
  }
  const Row first = f(detail::row_at(a, axis, position));
  if constexpr (M > 0) {
    for (int k = 0; k < M; ++k) shape[N - 1 + k] = first.shape[k];
  }
  array<R, Rank> rows = empty_at<R, Rank>(shape, line);
  // The axes of the results, moved to their place.
  array<R, Rank> out = rows;
  for (int k = 0; k < Rank; ++k) {
    const int from = k < axis ? k : k < axis + M ? N - 1 + k - axis : k - M;
    out.shape[k] = rows.shape[from];
    out.strides[k] = rows.strides[from];
  }
  int64 done = 0;
  const auto put = [&](const Row& value) {
    if constexpr (M == 0) {
      rows.data[done] = value;
      done += 1;
    } else {
      view<R, M> target{rows.data + done, nullptr, {}, {}};
      for (int k = 0; k < M; ++k) {
        target.shape[k] = rows.shape[N - 1 + k];
        target.strides[k] = rows.strides[N - 1 + k];
      }
      assign(line, target, value);
      done += target.size();
    }
  };
  put(first);
  while (detail::next_position(position, others, N - 1)) put(f(detail::row_at(a, axis, position)));
  return out;
}

// One step of np.piecewise: out[condition] = f(x[condition]), where that is not empty.
template <class T, int N, class F>
array<T, N> piece(const array<T, N>& out, const view<bool, N>& condition, const view<T, N>& x, const F& f, int line) {
  const array<T, 1> values = gather<1>(line, x, condition);
  if (values.shape[0] == 0) return out;
  const auto made = f(values);
  if constexpr (is_array<std::remove_cvref_t<decltype(made)>>) {
    scatter(line, out, map<T, 1>(line, [](const auto& item) { return cast<T>(item); }, made), condition);
  } else {
    scatter(line, out, cast<T>(made), condition);
  }
  return out;
}
template <class T, int N>
array<T, N> piece_of_number(const array<T, N>& out, const view<bool, N>& condition, std::type_identity_t<T> value, int line) {
  scatter(line, out, value, condition);
  return out;
}

// np.fromiter of what was read: `count` items, all where it is negative.
template <class T, class Item>
array<T, 1> from_items(const list<Item>& items, int64 count, int line) {
  if (count >= 0 && items.size() < count) {
    raise(exception::value_error, line, "iterator too short: Expected %lld but iterator had only %lld items.", static_cast<long long>(count), static_cast<long long>(items.size()));
  }
  const int64 shape[] = {count < 0 ? items.size() : count};
  array<T, 1> out = empty_at<T, 1>(shape, line);
  for (int64 i = 0; i < shape[0]; ++i) out.data[i] = cast<T>(items[i]);
  return out;
}

}  // namespace keelback::np
