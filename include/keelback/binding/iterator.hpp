// Iterators and generators: Python's object of one holds the native body; what Python can iterate over is advanced item by item.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/binding/none.hpp>
#include <keelback/foreign_object.hpp>
#include <keelback/generator.hpp>

namespace keelback::binding {

// What Python's object does with a native body, whatever its types are. `resume`: a new reference; null at the end, with what was returned, or with an
// exception set. `value` is what is sent, `thrown` what is thrown in; neither: the next item.
struct iterator_operations {
  object* (*resume)(void* body, object* value, const error* thrown, const type& as, call& in, object** returned);
  void (*close)(void* body);
  int (*state)(const void* body);
  void (*release)(void* body);
  const void* item;  // tells item types apart
  bool is_generator;
};

// runtime/generators.cpp
object* make_iterator_object(void* body, const iterator_operations& how, const type& as, const char* name);  // takes a reference of the body over
void* body_of_iterator(object* o, const iterator_operations** how);  // null: no object of this module's
bool is_python_iterator(object* o);
bool is_python_iterable(object* o);
object* python_iterator(object* o);                                  // a new reference; null with an exception set
object* next_from_python(object* iterator);                          // a new reference; null at the end, or with an exception set
bool begin_item(call& in);
bool exception_is_set();
[[noreturn]] void raise_python(int line);                            // the exception that is set, as itself
[[noreturn]] void raise_item(object* item, const type& as, int line);  // the exception that is set, or that the item is of another type

template <class T>
inline constexpr char item_key = 0;

// Items from Python. An item is converted when it is asked for.
template <class T>
struct python_items : source<python_items<T>, T> {
  foreign_object from;
  const type* item_type;
  python_items(foreign_object from, const type* item_type) : from(std::move(from)), item_type(item_type) {}
  bool next(T& item, int line) {
    const reference found(next_from_python(from.get()));
    if (!found) {
      if (exception_is_set()) raise_python(line);
      return false;
    }
    call in;
    // A list that came before is the same one again.
    const bool loaded = begin_item(in) && converter<T>::load(found.held, item, *item_type, rule{}, in);
    finish_call(in);
    if (!loaded) raise_item(found.held, *item_type, line);
    return true;
  }
};
template <class T>
struct python_iterable {
  foreign_object from;
  const type* item_type;
  iterator<T> cursor() const {
    object* const made = python_iterator(from.get());
    if (made == nullptr) raise_python(0);
    return iterator<T>::over(python_items<T>(foreign_object(made), item_type));
  }
  using value_type = T;
};

template <class T>
struct native_iterator {
  using body = iterator_body<T>;
  static object* resume(void* shared, object*, const error*, const type& as, call& in, object**) {
    auto* const self = static_cast<body*>(shared);
    T item{};
    return self->step(self, item, 0) ? converter<T>::make(item, *as.args[0], in) : nullptr;
  }
  static void release(void* shared) { const handle<body> last(static_cast<body*>(shared)); }
  static constexpr iterator_operations operations{resume, nullptr, nullptr, release, &item_key<T>, false};
};
template <class T>
struct converter<iterator<T>> {
  static bool load(object* from, iterator<T>& to, const type& as, const rule&, call&) {
    const iterator_operations* how = nullptr;
    if (void* known = body_of_iterator(from, &how); known != nullptr && how->item == &item_key<T>) {
      auto* const body = static_cast<iterator_body<T>*>(known);
      ++body->references;
      to = iterator<T>(handle<iterator_body<T>>(body));
      return true;
    }
    if (!is_python_iterator(from)) return false;
    retain_object(from);
    to = iterator<T>::over(python_items<T>(foreign_object(from), as.args[0]));
    return true;
  }
  static object* make(const iterator<T>& value, const type& as, call&) {
    auto* const body = value.shared();
    ++body->references;
    return make_iterator_object(body, native_iterator<T>::operations, as, "iterator");
  }
};
template <class T>
struct converter<iterable<T>> {
  static bool load(object* from, iterable<T>& to, const type& as, const rule&, call&) {
    if (!is_python_iterable(from)) return false;
    retain_object(from);
    to = iterable<T>::over(python_iterable<T>{foreign_object(from), as.args[0]});
    return true;
  }
  static object* make(const iterable<T>& value, const type& as, call& in) { return converter<iterator<T>>::make(value.cursor(), as, in); }
};

template <class Y, class S, class R>
struct native_generator {
  using body = generator_body<Y, S, R>;
  static object* resume(void* shared, object* value, const error* thrown, const type& as, call& in, object** returned) {
    auto* const self = static_cast<body*>(static_cast<iterator_body<Y>*>(shared));
    Y item{};
    bool more;
    if (thrown != nullptr) {
      more = self->resume(self, nullptr, thrown, &item, 0);
    } else if (value != nullptr && !is_none(value)) {
      if (self->state(self) == at_start) raise_sent_too_early(0);
      if constexpr (std::is_same_v<S, none>) {
        more = self->step(self, item, 0);  // it does not look at it
      } else {
        S sent = nothing_sent<S>();
        if (!converter<S>::load(value, sent, *as.args[1], rule{}, in)) raise_item(value, *as.args[1], 0);
        more = self->resume(self, &sent, nullptr, &item, 0);
      }
    } else {
      more = self->step(self, item, 0);
    }
    if (more) return converter<Y>::make(item, *as.args[0], in);
    if (const R* result = self->returned(self); result != nullptr) *returned = converter<R>::make(*result, *as.args[2], in);
    return nullptr;
  }
  static void close(void* shared) {
    auto* const self = static_cast<body*>(static_cast<iterator_body<Y>*>(shared));
    self->resume(self, nullptr, nullptr, nullptr, 0);
  }
  static int state(const void* shared) {
    const auto* const self = static_cast<const body*>(static_cast<const iterator_body<Y>*>(shared));
    return self->state(self);
  }
  static void release(void* shared) {
    auto* const self = static_cast<body*>(static_cast<iterator_body<Y>*>(shared));
    self->wrapper = nullptr;
    const handle<body> last(self);
  }
  static constexpr iterator_operations operations{resume, close, state, release, &item_key<Y>, true};
};
template <class Y, class S, class R>
struct converter<generator<Y, S, R>> {
  static bool load(object* from, generator<Y, S, R>& to, const type&, const rule&, call&) {
    const iterator_operations* how = nullptr;
    void* const known = body_of_iterator(from, &how);
    if (known == nullptr || how != &native_generator<Y, S, R>::operations) return false;
    auto* const body = static_cast<generator_body<Y, S, R>*>(static_cast<iterator_body<Y>*>(known));
    ++body->references;
    to = generator<Y, S, R>(handle<generator_body<Y, S, R>>(body));
    return true;
  }
  static object* make(const generator<Y, S, R>& value, const type& as, call&) {
    auto* const body = value.shared();
    if (body->wrapper != nullptr) {
      retain_object(static_cast<object*>(body->wrapper));
      return static_cast<object*>(body->wrapper);
    }
    ++body->references;
    object* const made = make_iterator_object(static_cast<iterator_body<Y>*>(body), native_generator<Y, S, R>::operations, as, body->name);
    body->wrapper = made;
    return made;
  }
};

}  // namespace keelback::binding
