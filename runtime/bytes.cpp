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

namespace {
python_object object_of(const bytes& b, bool is_bytearray, int line) {
  PyObject* const made = is_bytearray ? binding::make_bytearray(b.data(), b.size()) : binding::make_bytes(b);
  return python_object(made, line);
}
}  // namespace

void raise_wrong_fill(const char* method, const bytes& fill, bool is_bytearray, int line) {
  const python_object empty = object_of({}, false, line), filling = object_of(fill, is_bytearray, line);
  const python_object wrong(PyObject_CallMethod(empty.get(), method, "iO", 0, filling.get()), line);
  raise_text(exception::type_error, line, "the fill must be one byte");  // what CPython says has been raised
}

int64 parse_bytes(const bytes& b, bool is_bytearray, int64 base, int line) {
  // Plain digits; all else is CPython's.
  constexpr int64 most_digits = 18;
  const int64 sign = b.size() > 0 && b[0] == '-' ? 1 : 0;
  int64 value = 0, i = sign;
  if (base == 10 && b.size() - sign <= most_digits)
    for (; i < b.size() && b[i] >= '0' && b[i] <= '9'; ++i) value = 10 * value + b[i] - '0';
  if (i == b.size() && i > sign) return sign != 0 ? -value : value;
  const python_object text = object_of(b, is_bytearray, line), radix = python_of(base);
  const python_object made(PyObject_CallFunctionObjArgs(reinterpret_cast<PyObject*>(&PyLong_Type), text.get(), radix.get(), nullptr), line);
  const long long found = PyLong_AsLongLong(made.get());
  if (found == -1 && PyErr_Occurred()) {
    PyErr_Clear();
    raise_overflow(line, "integer overflow: the int does not fit in 64 bits");
  }
  return found;
}
double parse_float_bytes(const bytes& b, bool is_bytearray, int line) {
  const python_object text = object_of(b, is_bytearray, line);
  return PyFloat_AS_DOUBLE(python_object(PyFloat_FromString(text.get()), line).get());
}

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
