// Values as Python objects, and calls of CPython for what only it knows: formatting, the case of letters, codecs. runtime/python_call.cpp.
#pragma once

#include <keelback/none.hpp>
#include <keelback/str.hpp>

struct _object;

namespace keelback {

// Owns a reference to a Python object, never null.
class python_object {
 public:
  explicit python_object(_object* stolen, int line);  // null: the Python exception that is set is raised
  python_object(python_object&& other) noexcept : held_(other.held_) { other.held_ = nullptr; }
  python_object(const python_object&) = delete;
  ~python_object();
  _object* get() const { return held_; }

 private:
  _object* held_;
};

// The Python exception that is set, as an error of ours: of the builtin exceptions that have one text as themselves.
[[noreturn]] KB_COLD KB_NOINLINE void raise_from_python(int line);

python_object python_none();
python_object python_of(bool value);
python_object python_of(int64 value);
python_object python_of(uint64 value);
python_object python_of(double value);
python_object python_of_complex(double re, double im);
python_object python_of(const str& value);
inline python_object python_of(none) { return python_none(); }
python_object python_borrowed(_object* borrowed);
// What has no simple object stands there as its text.
python_object python_stand_in(const str& text, const str& repr);
template <class T>
python_object python_of(const T& x) {
  if constexpr (std::is_same_v<T, bool>) return python_of(static_cast<bool>(x));
  else if constexpr (std::is_same_v<T, uint64>) return python_of(static_cast<uint64>(x));
  else if constexpr (std::is_integral_v<T>) return python_of(static_cast<int64>(x));
  else if constexpr (is_real_float<T>) return python_of(static_cast<double>(x));
  else if constexpr (is_complex<T>) return python_of_complex(static_cast<double>(x.re), static_cast<double>(x.im));
  else if constexpr (requires { x.visit([](const auto& value) { return 0; }); }) return x.visit([](const auto& value) { return python_of(value); });
  else if constexpr (requires { x.tag; x.value; }) return python_of(x.value);
  else if constexpr (requires(_object*& o) { o = x.get(); }) return python_borrowed(x.get());
  else return python_stand_in(str_of(x), repr(x));
}

// A new tuple of these.
class python_tuple {
 public:
  template <class... T>
  static python_tuple of(const T&... items) {
    python_tuple made(static_cast<int64>(sizeof...(T)));
    int64 i = 0;
    (made.put(i++, python_of(items)), ...);
    return made;
  }
  template <class... T>
  static python_tuple without_last(const T&... items) {
    python_tuple made(static_cast<int64>(sizeof...(T)) - 1);
    int64 i = 0;
    ((i + 1 < static_cast<int64>(sizeof...(T)) ? made.put(i, python_of(items)) : void(), ++i), ...);
    return made;
  }
  python_tuple(python_tuple&& other) noexcept : held_(other.held_) { other.held_ = nullptr; }
  ~python_tuple();
  _object* get() const { return held_; }

 private:
  explicit python_tuple(int64 size);
  void put(int64 i, python_object&& item);
  _object* held_;
};

// method(self, *arguments) of CPython's class of `self`.
python_object python_method(const python_object& self, const char* name, const python_tuple& arguments, int line);
str str_from_python(const python_object& value, int line);
bool bool_from_python(const python_object& value, int line);
int64 int_from_python(const python_object& value, int line);

}  // namespace keelback
