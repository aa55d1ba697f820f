// Python's heapq: the same comparisons in the same order as CPython's, so that heaps are laid out alike.
#pragma once

#include <keelback/builtins.hpp>
#include <keelback/list.hpp>

namespace keelback::heapq {

namespace detail {
// The item at `at` moves up to where its parent is not greater.
template <class T>
void sift_to_root(const list<T>& heap, int64 first, int64 at) {
  T item = std::move(heap[at]);
  while (at > first) {
    const int64 parent = (at - 1) >> 1;
    if (!less_item(item, heap[parent])) break;
    heap[at] = std::move(heap[parent]);
    at = parent;
  }
  heap[at] = std::move(item);
}
// The smaller child goes up until a leaf is reached; then the item moves up from there.
template <class T>
void sift_to_leaf(const list<T>& heap, int64 at) {
  const int64 end = heap.size(), first = at;
  T item = std::move(heap[at]);
  while (2 * at + 1 < end) {
    int64 child = 2 * at + 1;
    if (child + 1 < end && !less_item(heap[child], heap[child + 1])) ++child;
    heap[at] = std::move(heap[child]);
    at = child;
  }
  heap[at] = std::move(item);
  sift_to_root(heap, first, at);
}
}  // namespace detail

template <class T>
void heapify(const list<T>& heap, int = 0) {
  for (int64 i = heap.size() / 2; i-- > 0;) detail::sift_to_leaf(heap, i);
}
template <class T>
void heappush(const list<T>& heap, std::type_identity_t<T> item, int = 0) {
  heap.append(std::move(item));
  detail::sift_to_root(heap, 0, heap.size() - 1);
}
template <class T>
T heapreplace(const list<T>& heap, std::type_identity_t<T> item, int line) {
  if (KB_UNLIKELY(heap.size() == 0)) raise_text(exception::index_error, line, "index out of range");
  T smallest = std::move(heap[0]);
  heap[0] = std::move(item);
  detail::sift_to_leaf(heap, 0);
  return smallest;
}
template <class T>
T heappop(const list<T>& heap, int line) {
  if (KB_UNLIKELY(heap.size() == 0)) raise_text(exception::index_error, line, "index out of range");
  T last = pop(heap, line);
  if (heap.size() == 0) return last;
  return heapreplace(heap, std::move(last), line);
}
template <class T>
T heappushpop(const list<T>& heap, std::type_identity_t<T> item, int line) {
  if (heap.size() == 0 || !less_item(heap[0], item)) return item;
  return heapreplace(heap, std::move(item), line);
}

namespace detail {
template <class T>
list<T> beginning(const list<T>& sorted, int64 n) {
  return list<T>::copy_of(sorted.data(), n < 0 ? 0 : n < sorted.size() ? n : sorted.size());
}
}  // namespace detail
template <class X>
auto nsmallest(int64 n, const X& x, int line) {
  return detail::beginning(sorted(x, false, line), n);
}
template <class X>
auto nlargest(int64 n, const X& x, int line) {
  return detail::beginning(sorted(x, true, line), n);
}
template <class X, class Key>
auto nsmallest_by(int64 n, const X& x, const Key& key, int line) {
  return detail::beginning(sorted_by(x, key, false, line), n);
}
template <class X, class Key>
auto nlargest_by(int64 n, const X& x, const Key& key, int line) {
  return detail::beginning(sorted_by(x, key, true, line), n);
}

}  // namespace keelback::heapq
