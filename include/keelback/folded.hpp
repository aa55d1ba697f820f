// What stands for a list of numbers of which only one thing is asked in the end (compiler/passes/fold_lists.cpp): it has what the list's functions would give, and no items.
// Items are added and compared in the order in which they come, as builtins.hpp does over a list.
#pragma once

#include <keelback/builtins.hpp>

namespace keelback {

// `Total`: what the items are added up as.
template <class T, template <class> class Total = detail::python_accumulator>
class summed {
  using result = detail::sum_type<T>;

 public:
  KB_INLINE void add(T item) {
    total_ = total_ + item;
    ++count_;
  }
  int64 size() const { return count_; }
  template <class A>
  A total(A start, int line) const {
    return detail::sum_result<A>(total_ + start, line);
  }
  result total(int line) const { return detail::sum_result<result>(total_, line); }

 private:
  Total<result> total_{};
  int64 count_ = 0;
};

template <bool Smallest, class T>
class best_of {
 public:
  KB_INLINE void add(T item) {
    if (count_ == 0 || (Smallest ? less_item(item, best_) : less_item(best_, item))) best_ = item;
    ++count_;
  }
  int64 size() const { return count_; }
  T best(int line) const {
    if (KB_UNLIKELY(count_ == 0)) detail::raise_no_items<Smallest>(line);
    return best_;
  }
  template <class D>
  D best_or(const D& otherwise) const {
    return count_ == 0 ? otherwise : convert_item<D>(best_);
  }

 private:
  T best_{};
  int64 count_ = 0;
};
template <class T>
using least = best_of<true, T>;
template <class T>
using greatest = best_of<false, T>;

// Of NumPy's numbers.
template <class T>
using summed_scalars = summed<T, detail::sum_accumulator>;

template <class T, template <class> class Total>
KB_INLINE void append(summed<T, Total>& items, std::type_identity_t<T> item, int = 0) {
  items.add(item);
}
template <bool Smallest, class T>
KB_INLINE void append(best_of<Smallest, T>& items, std::type_identity_t<T> item, int = 0) {
  items.add(item);
}
template <class T>
auto python_sum(const summed<T>& items, int line) {
  return items.total(line);
}
template <class T>
auto sum(const summed_scalars<T>& items, int line) {
  return items.total(line);
}
template <class T>
int64 python_sum_from(const summed<T>& items, int64 start, int line) {
  return items.total(start, line);
}
template <class T>
T min_item(const least<T>& items, int line) {
  return items.best(line);
}
template <class T>
T max_item(const greatest<T>& items, int line) {
  return items.best(line);
}
template <class T, class D>
D min_item_or(const least<T>& items, const D& otherwise, int) {
  return items.best_or(otherwise);
}
template <class T, class D>
D max_item_or(const greatest<T>& items, const D& otherwise, int) {
  return items.best_or(otherwise);
}

}  // namespace keelback
