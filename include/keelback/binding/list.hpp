// list: copied item by item, and back after the call where it may have changed.
#pragma once

#include <algorithm>

#include <keelback/binding.hpp>
#include <keelback/list.hpp>

namespace keelback::binding {

template <class T>
inline constexpr bool may_hold_array<list<T>> = may_hold_array<T>;

// The items as they were when both sides were last the same.
template <class T>
inline constexpr bool is_told_by_bits = std::is_arithmetic_v<T> || is_told_by_address<T>;

template <class T>
struct shared_list final : shared_container {
  list<T> value;
  kept_bytes native_items;
  std::conditional_t<std::is_arithmetic_v<T>, kept_objects, kept_bytes> python_items;  // nothing else holds the objects of numbers
  explicit shared_list(const list<T>& v) : value(v) {}
  bool is_as_kept() const { return native_items.are(value.data(), sizeof(T) * static_cast<size_t>(value.size())); }
  // The first `same` are as they were.
  void keep_items(int64 same) {
    const size_t known = sizeof(object*) * static_cast<size_t>(same);
    if constexpr (is_told_by_bits<T>) native_items.keep(value.data(), sizeof(T) * static_cast<size_t>(value.size()), is_told_by_address<T> ? known : 0);
    if constexpr (std::is_arithmetic_v<T>) python_items.keep(source);
    else if constexpr (is_told_by_bits<T>) python_items.keep(list_items(source), sizeof(object*) * static_cast<size_t>(list_size(source)), known);
  }
  bool python_is_as_kept() const {
    if constexpr (std::is_arithmetic_v<T>) return python_items.are(source);
    else return python_items.are(list_items(source), sizeof(object*) * static_cast<size_t>(list_size(source)));
  }
  bool update(call& in) override {
    if (is_told_by_bits<T> && is_as_kept()) return true;
    int64 same = 0;
    if constexpr (is_told_by_address<T>) same = std::min(static_cast<int64>(native_items.same_words(value.data(), sizeof(T) * static_cast<size_t>(value.size()))), list_size(source));
    if (!write_items(same, in)) return false;
    keep_items(same);
    return true;
  }
  bool reload(call& in) override {
    if (is_told_by_bits<T> && python_is_as_kept()) return true;
    int64 same = 0;
    if constexpr (is_told_by_address<T>) same = std::min(static_cast<int64>(python_items.same_words(list_items(source), sizeof(object*) * static_cast<size_t>(list_size(source)))), value.size());
    if (!read_items(same, in)) return false;
    keep_items(same);
    return true;
  }
  bool write_items(int64 first, call& in) {
    const type& item = *as->args[0];
    for (int64 i = first; i < value.size(); ++i) {
      if (!list_update(source, i, converter<T>::make(value[i], item, in))) return false;
    }
    return list_truncate(source, value.size());
  }
  bool read_items(int64 first, call& in) {
    // What an item was lives on where native code may still look at it.
    bool is_parked = !is_inside_native();
    const auto park_items = [&] {
      if (!is_parked) park(new parked_value<list<T>>(copy(value)));
      is_parked = true;
    };
    for (int64 i = first; i < list_size(source); ++i) {
      T item{};
      if (!converter<T>::load(list_item(source, i), item, *as->args[0], rule{}, in)) return false;
      if (i < value.size() && is_unchanged(value[i], item)) continue;
      park_items();
      if (i < value.size()) value[i] = std::move(item);
      else value.append(std::move(item));
    }
    if (const int64 size = list_size(source); size < value.size()) {
      park_items();
      value.shared()->close(size, value.size() - size);
    }
    return true;
  }
  // False where finding out would cost more, or run Python code.
  static bool is_unchanged(const T& now, const T& then) {
    if constexpr (std::is_arithmetic_v<T>) return std::memcmp(&now, &then, sizeof(T)) == 0;
    else if constexpr (requires { now.is_same(then); }) return now.is_same(then);
    else return false;
  }
  int64 holders() const override { return value.shared()->references - 1; }
};

template <class T>
struct converter<list<T>> {
  static bool load(object* from, list<T>& to, const type& as, const rule& how, call& in) {
    const int64 size = list_size(from);
    if (size < 0) return false;
    if (shared_container* known = find_source(from, as, in)) {
      to = static_cast<shared_list<T>*>(known)->value;
      return true;
    }
    to = list<T>::make();
    to.reserve(size);
    for (int64 i = 0; i < list_size(from); ++i) {
      T item{};
      if (!converter<T>::load(list_item(from, i), item, *as.args[0], how, in)) return false;
      to.append(std::move(item));
    }
    return add_container(new shared_list<T>(to), from, to.shared(), as, how.mutates, in);
  }
  static object* make(const list<T>& value, const type& as, call& in) {
    if (value.shared() == nullptr) return new_list(0);
    if (shared_container* known = find_identity(value.shared(), in)) return make_shared(*known, in);
    reference made(new_list(value.size()));
    if (!made) return nullptr;
    for (int64 i = 0; i < value.size(); ++i) {
      object* item = converter<T>::make(value[i], *as.args[0], in);
      if (item == nullptr) return nullptr;
      list_put(made.held, i, item);
    }
    // It may come again within the result.
    if ((in.keeps || value.shared()->references > 1) && !add_container(new shared_list<T>(value), made.held, value.shared(), as, false, in)) return nullptr;
    return made.give();
  }
};

}  // namespace keelback::binding
