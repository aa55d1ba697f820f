// Calls of CPython from native code.
#include <string.h>

#include <keelback/float16.hpp>
#include <keelback/builtins.hpp>
#include <keelback/format.hpp>
#include <keelback/python_call.hpp>

#include "python.hpp"

namespace keelback {

using binding::object;
using binding::reference;

exception binding::kind_of(object* raised) {
  const PyTypeObject* const type = Py_TYPE(raised);
  if (PyType_HasFeature(Py_TYPE(raised), Py_TPFLAGS_HEAPTYPE)) {
    const reference module(PyObject_GetAttrString(reinterpret_cast<object*>(Py_TYPE(raised)), "__module__"));
    const char* const name = module && PyUnicode_Check(module.held) ? PyUnicode_AsUTF8(module.held) : nullptr;
    if (name == nullptr) PyErr_Clear();
    if (name == nullptr || strncmp(name, "numpy", 5) != 0) return exception::python;
  }
  const char* const dot = strrchr(type->tp_name, '.');
  const char* const name = dot != nullptr ? dot + 1 : type->tp_name;
  for (int k = 0; k < static_cast<int>(exception::python); ++k) {
    if (strcmp(name_of(static_cast<exception>(k)), name) == 0) return static_cast<exception>(k);
  }
  return exception::python;
}

error binding::error_of(object* value, int line) {
  const exception kind = kind_of(value);
  Py_ssize_t size = 0;
  const char* text = nullptr;
  bool is_plain = false;
  if (kind != exception::python) {
    reference arguments(PyObject_GetAttrString(value, "args"));
    const Py_ssize_t count = arguments && PyTuple_Check(arguments.held) ? PyTuple_GET_SIZE(arguments.held) : -1;
    if (count == 1 && PyUnicode_Check(PyTuple_GET_ITEM(arguments.held, 0))) text = PyUnicode_AsUTF8AndSize(PyTuple_GET_ITEM(arguments.held, 0), &size);
    is_plain = count == 0 || text != nullptr;
    if (PyErr_Occurred()) PyErr_Clear();
  }
  error made(is_plain ? kind : exception::python, line, text, static_cast<size_t>(size), text != nullptr ? argument::text : argument::none);
  made.attach(value, binding::release_held);
  return made;
}

void raise_from_python(int line) {
  object* const value = binding::take_exception(true);
  if (value == nullptr) raise_text(exception::system_error, line, "a Python call failed without an exception");
  throw binding::error_of(value, line);
}

bool python_is_a(void* object_of_error, exception base) noexcept {
  auto* const value = static_cast<object*>(object_of_error);
  object* const type = PyDict_GetItemString(PyEval_GetBuiltins(), name_of(base));
  if (value == nullptr || type == nullptr) return is_a(exception::any_exception, base);
  const int is_one = PyObject_IsInstance(value, type);
  if (is_one < 0) PyErr_Clear();
  return is_one == 1;
}

python_object::python_object(object* stolen, int line) : held_(stolen) {
  if (stolen == nullptr) raise_from_python(line);
}
python_object::~python_object() { Py_XDECREF(held_); }

python_object python_none() {
  Py_INCREF(Py_None);
  return python_object(Py_None, 0);
}
python_object python_borrowed(_object* borrowed) {
  Py_INCREF(borrowed);
  return python_object(borrowed, 0);
}
python_object python_of(bool value) { return python_object(PyBool_FromLong(value), 0); }
python_object python_of(int64 value) { return python_object(PyLong_FromLongLong(value), 0); }
python_object python_of(uint64 value) { return python_object(PyLong_FromUnsignedLongLong(value), 0); }
python_object python_of(double value) { return python_object(PyFloat_FromDouble(value), 0); }
python_object python_of_complex(double re, double im) { return python_object(PyComplex_FromDoubles(re, im), 0); }
python_object python_of(const str& value) { return python_object(binding::make_str(value), 0); }

namespace {
// Objects that are nothing but what they look like.
constexpr const char stand_in_source[] =
    "class StandIn:\n"
    "    __slots__ = ('text', 'shown')\n"
    "    def __init__(self, text, shown):\n"
    "        self.text, self.shown = text, shown\n"
    "    def __str__(self):\n"
    "        return self.text\n"
    "    def __repr__(self):\n"
    "        return self.shown\n";
object* stand_in_class() {
  static object* made = nullptr;
  if (made != nullptr) return made;
  reference names(PyDict_New());
  if (!names || PyDict_SetItemString(names.held, "__builtins__", PyEval_GetBuiltins()) < 0) return nullptr;
  reference name(PyUnicode_FromString("keelback"));
  if (!name || PyDict_SetItemString(names.held, "__name__", name.held) < 0) return nullptr;
  reference done(PyRun_String(stand_in_source, Py_file_input, names.held, names.held));
  if (!done) return nullptr;
  made = PyDict_GetItemString(names.held, "StandIn");
  Py_XINCREF(made);
  return made;
}
}  // namespace

python_object python_stand_in(const str& text, const str& repr) {
  object* const cls = stand_in_class();
  if (cls == nullptr) raise_from_python(0);
  const python_object shown = python_of(text), written = python_of(repr);
  return python_object(PyObject_CallFunctionObjArgs(cls, shown.get(), written.get(), nullptr), 0);
}

python_tuple::python_tuple(int64 size) : held_(PyTuple_New(size)) {
  if (held_ == nullptr) raise_from_python(0);
}
void python_tuple::put(int64 i, python_object&& item) {
  Py_INCREF(item.get());
  PyTuple_SET_ITEM(held_, i, item.get());
}
python_tuple::~python_tuple() { Py_XDECREF(held_); }

python_object python_method(const python_object& self, const char* name, const python_tuple& arguments, int line) {
  const python_object method(PyObject_GetAttrString(self.get(), name), line);
  return python_object(PyObject_Call(method.get(), arguments.get(), nullptr), line);
}
str str_from_python(const python_object& value, int line) {
  str text;
  constexpr binding::type string{binding::kind::string};
  if (!binding::load_str(value.get(), text, string)) raise_from_python(line);
  return text;
}
bool bool_from_python(const python_object& value, int line) {
  const int truth = PyObject_IsTrue(value.get());
  if (truth < 0) raise_from_python(line);
  return truth == 1;
}
int64 int_from_python(const python_object& value, int line) {
  const long long number = PyLong_AsLongLong(value.get());
  if (number == -1 && PyErr_Occurred()) raise_from_python(line);
  return number;
}

// ---- format.hpp ----

namespace {

// `.3f` and the like: the digits; -1: another specification.
int plain_precision(const str& spec) {
  if (spec.is_wide() || spec.size() < 3 || spec.size() > 4 || spec.ascii()[0] != '.' || spec.ascii()[spec.size() - 1] != 'f') return -1;
  int digits = 0;
  for (int64 i = 1; i + 1 < spec.size(); ++i) {
    const char c = spec.ascii()[i];
    if (c < '0' || c > '9') return -1;
    digits = 10 * digits + (c - '0');
  }
  return digits;
}

}  // namespace

str format_object(const python_object& value, const str& spec, int line) {
  const python_object specification = python_of(spec);
  return str_from_python(python_object(PyObject_Format(value.get(), specification.get()), line), line);
}
str format_double(double value, const str& spec, int line) {
  const int digits = plain_precision(spec);
  if (digits < 0) return format_object(python_of(value), spec, line);
  char* const text = PyOS_double_to_string(value, 'f', digits, 0, nullptr);
  if (text == nullptr) raise_from_python(line);
  const str made = str::from_ascii(text, strlen(text), line);
  PyMem_Free(text);
  return made;
}
void raise_format(const char* type, int line) {
  raise(exception::type_error, line, "unsupported format string passed to %s.__format__", type);
}
str percent_format(const str& format, const python_tuple& arguments, int line) {
  const python_object text = python_of(format);
  return str_from_python(python_object(PyUnicode_Format(text.get(), arguments.get()), line), line);
}
str percent_format_of(const str& format, const python_object& argument, int line) {
  const python_object text = python_of(format);
  return str_from_python(python_object(PyUnicode_Format(text.get(), argument.get()), line), line);
}
str format_with_names(const str& format, const str& names, const python_tuple& arguments, int line) {
  const python_object text = python_of(format);
  const python_object method(PyObject_GetAttrString(text.get(), "format"), line);
  reference keywords(nullptr);
  int64 positional = PyTuple_GET_SIZE(arguments.get());
  if (names.size() > 0) {
    const python_object all = python_of(names), comma = python_of(str(",", 1));
    const python_object parts(PyUnicode_Split(all.get(), comma.get(), -1), line);
    keywords.held = PyDict_New();
    if (!keywords) raise_from_python(line);
    positional -= PyList_GET_SIZE(parts.get());
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(parts.get()); ++i) {
      if (PyDict_SetItem(keywords.held, PyList_GET_ITEM(parts.get(), i), PyTuple_GET_ITEM(arguments.get(), positional + i)) < 0) raise_from_python(line);
    }
  }
  const python_object plain(PyTuple_GetSlice(arguments.get(), 0, positional), line);
  return str_from_python(python_object(PyObject_Call(method.get(), plain.get(), keywords.held), line), line);
}
void repr_array(text& out, const void* data, owner* base, const int64* shape, const int64* strides, int rank, int dtype) {
  const binding::type as = {binding::kind::array, static_cast<binding::dtype>(dtype), static_cast<std::uint16_t>(rank)};
  const python_object made(binding::make_array(data, base, shape, strides, as), 0);
  out.put(str_from_python(python_object(PyObject_Repr(made.get()), 0), 0));
}
namespace np {
str scalar_text(const void* value, int dtype, bool is_repr) {
  const python_object made(binding::make_scalar(value, {binding::kind::scalar, static_cast<binding::dtype>(dtype)}), 0);
  return str_from_python(python_object(is_repr ? PyObject_Repr(made.get()) : PyObject_Str(made.get()), 0), 0);
}
}  // namespace np
void put_float16(text& out, float16 x, bool is_repr) { out.put(np::scalar_text(&x, static_cast<int>(binding::dtype::float16), is_repr)); }
str ascii_of(const str& repr, int line) {
  text out;
  for (int64 i = 0; i < repr.size(); ++i) {
    const std::uint32_t c = repr.code_at(i);
    if (c < 0x80) {
      out.put(static_cast<char>(c));
      continue;
    }
    const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out.put('\\');
    out.put(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out.put("0123456789abcdef"[c >> shift & 15]);
  }
  return out.finish(line);
}
void print_text(const str& whole, bool flush, int line) {
  object* const out = PySys_GetObject("stdout");
  if (out == nullptr || out == Py_None) return;
  const python_object text = python_of(whole);
  const python_object written(PyObject_CallMethod(out, "write", "O", text.get()), line);
  if (flush) const python_object done(PyObject_CallMethod(out, "flush", nullptr), line);
}

// ---- builtins.hpp ----

int64 python_parse_int(const str& s, int64 base, int line) {
  const python_object text = python_of(s);
  const python_object number(PyLong_FromUnicodeObject(text.get(), static_cast<int>(base)), line);
  const long long value = PyLong_AsLongLong(number.get());
  if (value == -1 && PyErr_Occurred()) {
    PyErr_Clear();
    raise_overflow(line, "integer overflow: the int does not fit in 64 bits");
  }
  return value;
}
double python_parse_float(const str& s, int line) {
  const python_object text = python_of(s);
  const python_object number(PyFloat_FromString(text.get()), line);
  return PyFloat_AS_DOUBLE(number.get());
}

double float_fromhex(const str& s, int line) {
  const python_object text = python_of(s);
  return PyFloat_AS_DOUBLE(python_object(PyObject_CallMethod(reinterpret_cast<object*>(&PyFloat_Type), "fromhex", "O", text.get()), line).get());
}
// math.hpp: int.is_integer, which Python 3.12 brought
namespace {
bool is_integer(const python_object& number, int line) { return PyObject_IsTrue(python_object(PyObject_CallMethod(number.get(), "is_integer", nullptr), line).get()) == 1; }
}  // namespace
bool int_is_integer(int64 value, int line) { return is_integer(python_of(value), line); }
bool int_is_integer(bool value, int line) { return is_integer(python_of(value), line); }

// ---- str_methods.hpp: what CPython's tables say of characters ----

str python_cased(const str& s, const char* method, int line) { return str_from_python(python_method(python_of(s), method, python_tuple::of(), line), line); }
bool python_is(const str& s, const char* method, int line) { return bool_from_python(python_method(python_of(s), method, python_tuple::of(), line), line); }
bool is_printable(std::uint32_t point) { return Py_UNICODE_ISPRINTABLE(point) != 0; }

}  // namespace keelback
