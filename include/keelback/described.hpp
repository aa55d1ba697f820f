// Native values given to Python code, each with its description: what exceptions of the user's own are made of, and asked for. What touches Python is
// in runtime/exceptions.cpp.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/errors.hpp>
#include <keelback/none.hpp>

namespace keelback {

template <class T>
struct described {
  const T& value;
  const binding::type& as;
};
template <class T>
KB_INLINE described<T> describe(const T& value, const binding::type& as) {
  return {value, as};
}

namespace detail {
// A new reference; null with an exception set.
template <class T>
_object* make_described(const described<T>& given) {
  binding::call in;
  in.container_count = 0;
  in.index = nullptr;
  _object* made = binding::converter<T>::make(given.value, given.as, in);
  binding::finish_call(in);
  return made;
}
// These take the objects over; a null one is an argument that could not be made. The last ones go by `keywords`, "a,b".
error exception_of_object(bool is_cause, _object* stolen, int line);
error make_exception(const char* module, const char* name, const char* keywords, _object** arguments, int count, int line);
_object* call_function(const char* module, const char* name, const char* attribute, const char* keywords, _object** arguments, int count, int line);
_object* get_python_attribute(_object* self, const char* name, int line);
_object* call_python_method(_object** self_and_arguments, int count, const char* name, const char* keywords, int line);
void set_python_attribute(_object* self, const char* name, _object* value, int line);
[[noreturn]] KB_COLD KB_NOINLINE void raise_unfit(const char* name, _object* stolen, const binding::type& wanted, int line);

template <class T>
T load_described(_object* from, const char* name, const binding::type& as, int line) {
  if constexpr (std::is_same_v<T, none>) {
    binding::reference::release(from);
    return {};
  } else {
    binding::call in;
    in.container_count = 0;
    in.index = nullptr;
    in.argument = 0;
    T value{};
    if (!binding::converter<T>::load(from, value, as, {}, in)) {
      binding::finish_call(in);
      raise_unfit(name, from, as, line);
    }
    in.argument = -1;
    binding::finish_call(in);
    binding::reference::release(from);
    return value;
  }
}
}  // namespace detail

// An object of a class of exceptions: `name` of that module (null: of the one that is compiled), called with these.
template <class... T>
error new_exception(const char* module, const char* name, const char* keywords, int line, const described<T>&... arguments) {
  _object* made[] = {nullptr, detail::make_described(arguments)..., nullptr};
  return detail::make_exception(module, name, keywords, made, static_cast<int>(sizeof...(T)), line);
}
// What `raise value` raises, or `raise ... from value` has as its cause: an exception, or the class of one, which is called; no error for None as a cause.
template <class T>
error exception_of(bool is_cause, int line, const described<T>& value) {
  return detail::exception_of_object(is_cause, detail::make_described(value), line);
}
// self.name, as a value of that type: TypeError where it is of another one.
template <class R, class S>
R python_attribute(const char* name, const binding::type& result, int line, const described<S>& self) {
  return detail::load_described<R>(detail::get_python_attribute(detail::make_described(self), name, line), name, result, line);
}
template <class R, class... T>
R python_method(const char* name, const char* keywords, const binding::type& result, int line, const described<T>&... self_and_arguments) {
  _object* made[] = {nullptr, detail::make_described(self_and_arguments)...};
  return detail::load_described<R>(detail::call_python_method(made, static_cast<int>(sizeof...(T)), name, keywords, line), name, result, line);
}
// NAME(arguments...) of a function of that module (null: the one that is compiled), or a method of it.
template <class R, class... T>
R call_python_function(const char* module, const char* name, const char* attribute, const char* keywords, const binding::type& result, int line, const described<T>&... arguments) {
  _object* made[] = {nullptr, detail::make_described(arguments)..., nullptr};
  return detail::load_described<R>(detail::call_function(module, name, attribute, keywords, made, static_cast<int>(sizeof...(T)), line), name, result, line);
}
template <class S, class T>
none store_python_attribute(const char* name, int line, const described<S>& self, const described<T>& value) {
  detail::set_python_attribute(detail::make_described(self), name, detail::make_described(value), line);
  return {};
}

}  // namespace keelback
