// What Python itself does with objects: `object`, `Any`, what unknown modules give (docs/design/dynamic.md). The functions without a body here are in
// runtime/dynamic.cpp.
#pragma once

#include <initializer_list>

#include <keelback/binding.hpp>
#include <keelback/foreign_object.hpp>
#include <keelback/iterator.hpp>
#include <keelback/str.hpp>

namespace keelback {

// Any Python object. Without a reference it stands for None.
class any_object : public object_reference {
 public:
  static constexpr const char* class_name = "object";

  using object_reference::object_reference;

  _object* get() const noexcept;  // borrowed, never null
  bool is_same(const any_object& other) const noexcept { return get() == other.get(); }
  bool truth(int line) const;
  bool truth() const { return truth(0); }
  void repr_to(text& out) const;
  friend bool operator==(const any_object& a, const any_object& b) { return a.compares(0, b); }
  friend bool operator<(const any_object& a, const any_object& b) { return a.compares(1, b); }
  friend bool operator>(const any_object& a, const any_object& b) { return b.compares(1, a); }

 private:
  bool compares(int less, const any_object& other) const;
};
int64 hash_of(const any_object& x);
str str_of(const any_object& x);

template <>
struct binding::converter<any_object> {
  static bool load(object* from, any_object& to, const type&, const rule&, call&) {
    retain_object(from);
    to = any_object(from);
    return true;
  }
  static object* make(const any_object& value, const type&, call&) {
    retain_object(value.get());
    return value.get();
  }
};

namespace python {

// An identifier, a dotted name, or names of keywords ("a,b"): made an object of, and kept, where it is first needed.
struct name {
  const char* text;
  mutable _object* held = nullptr;
};

enum class op {
  name, imported, attribute, set_attribute, delete_attribute, call, call_method, binary, in_place, unary, compare, contains, item, set_item, delete_item, slice,
  truth, length, iterate, is_same, unpack, set_name, import_module, import_from,
};

// A value on its way to Python.
struct handed {
  const void* value;
  _object* (*make)(const void* value, const binding::type& as, binding::call& in);
  const binding::type* as;
};
template <class T>
KB_INLINE handed hand(const T& value, const binding::type& as) {
  return {&value, [](const void* from, const binding::type& type, binding::call& in) { return binding::converter<T>::make(*static_cast<const T*>(from), type, in); }, &as};
}

// The operation of ir::Dynamic. `name` and `keywords` may be null.
any_object perform(op what, const name* of, std::initializer_list<handed> operands, const name* keywords, int line);
// `call` or `call_method` of what looks at who calls it: from a Python frame that stands for the function at that line. `handles`: in one of its handlers. `of`:
// "method:" and what makes it a name of this call alone; what is kept there is the frame's code.
any_object call_in_frame(const frame_info& where, bool handles, op what, const name* of, std::initializer_list<handed> operands, const name* keywords, int line);
bool perform_test(op what, std::initializer_list<handed> operands, int line);  // truth, contains, is_same
int64 length(const any_object& x, int line);

// Values as objects, and back. Containers on both sides stay the same ones as long as both sides hold them.
any_object to_object(handed value, int line);
any_object none_object();
void from_object(const any_object& from, const binding::type& as, void* to, bool (*load)(_object*, void*, const binding::type&, binding::call&), int line);
template <class T>
T from_object(const any_object& from, const binding::type& as, int line) {
  T to{};
  if constexpr (std::is_trivially_copyable_v<T>) {
    // A number: nothing of a container is in it.
    binding::call in;
    if (KB_LIKELY(binding::converter<T>::load(from.get(), to, as, {}, in))) return to;
  }
  from_object(from, as, &to, [](_object* o, void* target, const binding::type& type, binding::call& in) { return binding::converter<T>::load(o, *static_cast<T*>(target), type, {}, in); }, line);
  return to;
}

// isinstance(x, ...) of classes of `builtins`: a bit for each, in the order of `builtin_classes` (runtime/dynamic.cpp).
bool is_builtin(const any_object& x, int64 classes, int line);
// Whether patterns of mappings, or else of sequences, may match it.
bool is_matched_as(const any_object& x, bool mapping);

bool next_object(const any_object& iterator, any_object& item, int line);
struct object_iterator : source<object_iterator, any_object> {
  any_object iterator;
  explicit object_iterator(any_object i) : iterator(std::move(i)) {}
  bool next(any_object& item, int line) { return next_object(iterator, item, line); }
};
// What `with` asks for first; TypeError where it is no context manager.
any_object enter_context(const any_object& manager, int line);
// manager.__exit__ with the exception: whether that ends it.
bool exit_raised(const any_object& manager, const error& raised, int line);
keelback::iterator<any_object> iterate(handed value, int line);

}  // namespace python

// KeyError(key), with the object itself.
[[noreturn]] KB_COLD KB_NOINLINE void raise_key(const any_object& key, int line);

}  // namespace keelback
