// Calls of NumPy's own functions: arguments become Python objects, the result a native value. What touches Python is compiled once, in
// runtime/python_calls.cpp (docs/design/numpy_calls.md).
#pragma once

#include <keelback/binding.hpp>
#include <keelback/foreign_object.hpp>

namespace keelback::python {

using binding::object;

// A string as a template argument.
template <size_t N>
struct text {
  char characters[N];
  constexpr text(const char (&from)[N]) {
    for (size_t i = 0; i < N; ++i) characters[i] = from[i];
  }
};

// A function by its dotted name, looked up when it is first called.
struct function {
  const char* name;
  object* found = nullptr;
};

// Calls it with these objects, which are given away; the last ones by these keywords, separated by commas. A null object is an argument that
// could not be made. Never null: throws keelback::error.
object* invoke(function& called, const char* keywords, object** arguments, int count, int line);
// Not by the turns of a parallel loop: threads have no lock to call Python with, and results do not depend on which thread a turn runs on.
bool may_be_called();
// What importing a module raised.
[[noreturn]] KB_COLD KB_NOINLINE void raise_import(int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_unexpected(const function& called, object* got, int line);
// Numbers also from arrays without axes; arrays are copied where their memory is not aligned or not native.
bool load_number(object* from, void* to, binding::dtype as);
bool load_array(object* from, void* view_of_rank, const binding::type& as);
object* make_number(const void* value, binding::dtype as);  // a NumPy scalar

template <class T>
inline constexpr binding::dtype dtype_of = static_cast<binding::dtype>(dtype_number<T>);
template <class T, int N>
inline constexpr binding::type array_type{binding::kind::array, dtype_of<T>, N};

// A number that NumPy is to see as one of its own, where its C++ type is also that of a Python number.
template <class T>
struct numpy_scalar {
  T value;
  operator T() const { return value; }
};
template <class T>
KB_INLINE numpy_scalar<T> scalar(T value) {
  return {value};
}

// By this parameter the conversions below and those of other headers find each other.
struct conversion {};

// The object of an argument: a new reference, or null with an exception set.
KB_INLINE object* make(conversion, double value) { return binding::make_double(value, {binding::kind::floating}); }
KB_INLINE object* make(conversion, int64 value) { return binding::make_int(value, {binding::kind::integer}); }
KB_INLINE object* make(conversion, bool value) { return binding::make_bool(value, {binding::kind::boolean}); }
KB_INLINE object* make(conversion, const none&) { return binding::make_none(); }
KB_INLINE object* make(conversion, const str& value) { return binding::make_str(value); }
inline object* make(conversion, const complex<double>& value) { return binding::make_scalar(&value, {binding::kind::complex}); }
template <class T>
object* make(conversion, const numpy_scalar<T>& number) {
  return make_number(&number.value, dtype_of<T>);
}
template <class T>
  requires is_element<T>
object* make(conversion, const T& value) {
  return make_number(&value, dtype_of<T>);
}
template <class T, int N>
object* make(conversion, const view<T, N>& a) {
  return binding::make_array(a.data, a.base, a.shape, a.strides, array_type<T, N>);
}

inline object* make(conversion, const foreign_object& o) {
  retain_object(o.get());
  return o.get();
}

// The native value of a result; false where it is of another type.
template <class T>
  requires is_element<T>
bool load(conversion, object* from, T& to) {
  return load_number(from, &to, dtype_of<T>);
}
template <class T, int N>
bool load(conversion, object* from, array<T, N>& to) {
  view<T, N> loaded{};
  if (!load_array(from, &loaded, array_type<T, N>)) return false;
  to = array<T, N>::adopt(loaded);
  return true;
}
inline bool load(conversion, object* from, foreign_object& to) {
  retain_object(from);
  to = foreign_object(from);
  return true;
}
KB_INLINE bool load(conversion, object*, none&) { return true; }
inline bool load(conversion, object* from, str& to) { return binding::load_str(from, to, {binding::kind::string}); }

template <class T>
KB_INLINE object* argument(const T& value) {
  return make(conversion{}, value);
}
KB_INLINE object* argument(int) { return nullptr; }  // the line

// NAME(arguments...): the last of `all` is the line.
template <text Name, text Keywords, class R, class... A>
R call(const A&... all) {
  static function called{Name.characters};
  object* objects[] = {argument(all)...};
  const int line = (all, ...);
  binding::reference result(invoke(called, Keywords.characters, objects, static_cast<int>(sizeof...(A)) - 1, line));
  R out{};
  if (!load(conversion{}, result.held, out)) raise_unexpected(called, result.held, line);
  return out;
}

// The object that takes a subscript: makes the key of a tuple of items, each 's', a slice of three arguments, or 'v', a value; with '!' of the only item.
object* make_key(const char* pattern, object** arguments, int count);
template <text Name, text Pattern, class R, class... A>
R call_key(const A&... all) {
  static function called{Name.characters};
  object* objects[] = {argument(all)...};
  const int line = (all, ...);
  object* key = make_key(Pattern.characters, objects, static_cast<int>(sizeof...(A)) - 1);
  binding::reference result(invoke(called, "", &key, 1, line));
  R out{};
  if (!load(conversion{}, result.held, out)) raise_unexpected(called, result.held, line);
  return out;
}

// The same where the first argument is what the result is written into: NumPy's `out`, given by keyword.
template <text Name, text Keywords, class R, class Out, class... A>
R call_into(const Out& out, const A&... all) {
  static function called{Name.characters};
  object* objects[] = {argument(all)...};
  const int line = (all, ...);
  objects[sizeof...(A) - 1] = argument(out);
  binding::reference result(invoke(called, Keywords.characters, objects, static_cast<int>(sizeof...(A)), line));
  R made{};
  if (!load(conversion{}, result.held, made)) raise_unexpected(called, result.held, line);
  return made;
}

// The same where the first argument, which is changed, is the second one in Python: a method of `self`.
template <text Name, text Keywords, class R, class Changed, class Self, class... A>
R call_swapped(const Changed& changed, const Self& self, const A&... all) {
  static function called{Name.characters};
  object* objects[] = {argument(self), argument(changed), argument(all)...};
  const int line = (all, ...);
  binding::reference result(invoke(called, Keywords.characters, objects, static_cast<int>(sizeof...(A)) + 1, line));
  R made{};
  if (!load(conversion{}, result.held, made)) raise_unexpected(called, result.held, line);
  return made;
}

}  // namespace keelback::python
