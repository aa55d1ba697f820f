// bytes and bytearray of Python's, for include/keelback/binding/bytes.hpp; codecs.
#include <string.h>

#include <keelback/bytes.hpp>
#include <keelback/python_call.hpp>

#include "python.hpp"

namespace keelback::binding {

bool load_bytes(object* from, bytes& to) {
  if (PyByteArray_Check(from)) {
    to = bytes::copy_of(PyByteArray_AS_STRING(from), PyByteArray_GET_SIZE(from));
    return true;
  }
  if (!PyBytes_Check(from)) return false;
  const int64 size = PyBytes_GET_SIZE(from);
  if (size >= text_body::long_text && PyBytes_CheckExact(from)) {
    Py_INCREF(from);
    to = bytes(str::in_object(from, PyBytes_AS_STRING(from), size, false));
  } else {
    to = bytes::copy_of(PyBytes_AS_STRING(from), size);
  }
  return true;
}
object* make_bytes(const bytes& value) {
  object* const known = static_cast<object*>(value.raw().origin());
  if (known != nullptr && PyBytes_CheckExact(known) && PyBytes_GET_SIZE(known) == value.size()) {
    Py_INCREF(known);
    return known;
  }
  object* const made = PyBytes_FromStringAndSize(reinterpret_cast<const char*>(value.data()), value.size());
  if (made != nullptr && value.raw().may_have_origin()) {
    Py_INCREF(made);
    value.raw().set_origin(made);
  }
  return made;
}
bool is_bytearray(object* o) { return PyByteArray_Check(o); }
const unsigned char* bytearray_data(object* o, int64* size) {
  *size = PyByteArray_GET_SIZE(o);
  return reinterpret_cast<const unsigned char*>(PyByteArray_AS_STRING(o));
}
object* make_bytearray(const unsigned char* data, int64 size) { return PyByteArray_FromStringAndSize(reinterpret_cast<const char*>(data), size); }
bool bytearray_replace(object* o, const unsigned char* data, int64 size) {
  if (PyByteArray_GET_SIZE(o) != size && PyByteArray_Resize(o, size) < 0) return false;
  memcpy(PyByteArray_AS_STRING(o), data, static_cast<size_t>(size));
  return true;
}

}  // namespace keelback::binding

namespace keelback {

namespace {
bool is_utf8(const str& encoding) {
  const str plain("utf-8", 5), short_one("utf8", 4);
  return encoding == plain || encoding == short_one;
}
}  // namespace

bytes encode(const str& s, const str& encoding, const str& errors, int line) {
  if (!s.is_wide() && is_utf8(encoding)) return bytes(s);
  const python_object text = python_of(s), codec = python_of(encoding), how = python_of(errors);
  const python_object made(PyObject_CallMethod(text.get(), "encode", "OO", codec.get(), how.get()), line);
  return bytes::copy_of(PyBytes_AS_STRING(made.get()), PyBytes_GET_SIZE(made.get()));
}
str decode_bytes(const bytes& b, const str& encoding, const str& errors, int line) {
  const char* const data = reinterpret_cast<const char*>(b.data());
  if (is_utf8(encoding) && str::is_ascii(data, static_cast<size_t>(b.size()))) return b.raw();
  const python_object raw(PyBytes_FromStringAndSize(data, b.size()), line), codec = python_of(encoding), how = python_of(errors);
  return str_from_python(python_object(PyObject_CallMethod(raw.get(), "decode", "OO", codec.get(), how.get()), line), line);
}

}  // namespace keelback
