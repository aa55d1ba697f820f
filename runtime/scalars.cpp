// Numbers from and to Python.
#include <stddef.h>
#include <string.h>

#include <keelback/float16.hpp>

#include "python.hpp"

namespace keelback::binding {
namespace {

constexpr int dtype_count = 14;

constexpr std::uint8_t item_sizes[] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 8, 16};
int item_size(dtype d) { return is_temporal(d) ? 8 : item_sizes[static_cast<int>(d)]; }
bool is_signed(dtype d) { return d >= dtype::int8 && d <= dtype::int64; }
bool is_unsigned(dtype d) { return d >= dtype::uint8 && d <= dtype::uint64; }
bool is_integer(dtype d) { return is_signed(d) || is_unsigned(d); }
bool is_floating(dtype d) { return d >= dtype::float16 && d <= dtype::float64; }

PyTypeObject* scalar_type(dtype d) {
  switch (d) {
    case dtype::boolean: return &PyBoolArrType_Type;
    case dtype::int8: return &PyByteArrType_Type;
    case dtype::int16: return &PyShortArrType_Type;
    case dtype::int32: return &PyIntArrType_Type;
    case dtype::int64: return sizeof(long) == 8 ? &PyLongArrType_Type : &PyLongLongArrType_Type;
    case dtype::uint8: return &PyUByteArrType_Type;
    case dtype::uint16: return &PyUShortArrType_Type;
    case dtype::uint32: return &PyUIntArrType_Type;
    case dtype::uint64: return sizeof(long) == 8 ? &PyULongArrType_Type : &PyULongLongArrType_Type;
    case dtype::float16: return &PyHalfArrType_Type;
    case dtype::float32: return &PyFloatArrType_Type;
    case dtype::float64: return &PyDoubleArrType_Type;
    case dtype::complex64: return &PyCFloatArrType_Type;
    case dtype::complex128: return &PyCDoubleArrType_Type;
    default: return d < dtype::timedelta_generic ? &PyDatetimeArrType_Type : &PyTimedeltaArrType_Type;
  }
}

// Both kinds of times look the same.
static_assert(offsetof(PyDatetimeScalarObject, obmeta) == offsetof(PyTimedeltaScalarObject, obmeta));
PyArray_DatetimeMetaData& unit_of_scalar(object* o) { return reinterpret_cast<PyDatetimeScalarObject*>(o)->obmeta; }

// Whether `o` is a NumPy scalar of one of our dtypes. C has more integer types than there are widths.
bool is_scalar(object* o, dtype* found) {
  if (!numpy_is_loaded() || !PyArray_IsScalar(o, Generic)) return false;
  PyTypeObject* const type = Py_TYPE(o);
  if (type == &PyDatetimeArrType_Type || type == &PyTimedeltaArrType_Type) return dtype_of_time(unit_of_scalar(o), type == &PyTimedeltaArrType_Type, found);
  for (int i = 0; i < dtype_count; ++i) {
    if (type == scalar_type(static_cast<dtype>(i))) {
      *found = static_cast<dtype>(i);
      return true;
    }
  }
  if (type == &PyLongLongArrType_Type || type == &PyLongArrType_Type) {
    *found = dtype::int64;
    return sizeof(long) == 8 || type == &PyLongLongArrType_Type;
  }
  if (type == &PyULongLongArrType_Type || type == &PyULongArrType_Type) {
    *found = dtype::uint64;
    return sizeof(long) == 8 || type == &PyULongLongArrType_Type;
  }
  return false;
}

const void* scalar_value(object* o) { return reinterpret_cast<const char*>(o) + sizeof(PyObject); }

// The value of an integer scalar; false where it is beyond int64.
bool scalar_int(object* o, dtype d, int64* value) {
  const void* at = scalar_value(o);
  const auto read = [&](auto x) {
    memcpy(&x, at, sizeof x);
    *value = static_cast<int64>(x);
    return true;
  };
  switch (d) {
    case dtype::boolean:
    case dtype::uint8: return read(std::uint8_t{});
    case dtype::int8: return read(std::int8_t{});
    case dtype::int16: return read(std::int16_t{});
    case dtype::int32: return read(std::int32_t{});
    case dtype::int64: return read(int64{});
    case dtype::uint16: return read(std::uint16_t{});
    case dtype::uint32: return read(std::uint32_t{});
    default: return read(uint64{}) && *value >= 0;
  }
}

bool raise_too_large() {
  PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to int64");
  return false;
}
bool raise_out_of_bounds(object* o, dtype d) {
  PyErr_Format(PyExc_OverflowError, "Python integer %R out of bounds for %s", o, name_of(d));
  return false;
}

bool long_value(object* o, int64& to) {
  int overflow;
  to = PyLong_AsLongLongAndOverflow(o, &overflow);
  return overflow == 0 || raise_too_large();
}

// A Python float or int.
bool real_value(object* o, double& to) {
  if (PyFloat_Check(o)) {
    to = PyFloat_AS_DOUBLE(o);
    return true;
  }
  to = PyLong_AsDouble(o);
  return to != -1.0 || !PyErr_Occurred();
}

fit fit_of_literal(object* o, const type& as) {
  const type& base = *as.args[0];
  const fit how = fit_of_scalar(o, base);
  if (how == fit::none || how == fit::implicit) return fit::none;
  switch (base.kind) {
    case kind::boolean: {
      bool value;
      return load_bool(o, value, base) && value == (as.value != 0) ? how : fit::none;
    }
    case kind::integer: {
      int64 value;
      if (!load_int(o, value, base)) {
        PyErr_Clear();
        return fit::none;
      }
      return value == as.value ? how : fit::none;
    }
    case kind::floating: {
      double value;
      return load_double(o, value, base) && memcmp(&value, &as.value, sizeof value) == 0 ? how : fit::none;
    }
    case kind::string: {
      Py_ssize_t bytes;
      const char* utf8 = PyUnicode_AsUTF8AndSize(o, &bytes);
      if (utf8 == nullptr) PyErr_Clear();  // a lone surrogate
      return utf8 != nullptr && bytes == as.value && memcmp(utf8, as.text, static_cast<size_t>(bytes)) == 0 ? how : fit::none;
    }
    default: return how;
  }
}

}  // namespace

fit fit_of_scalar(object* o, const type& as) {
  dtype d;
  switch (as.kind) {
    case kind::none: return o == Py_None ? fit::exact : fit::none;
    case kind::boolean:
      if (PyBool_Check(o)) return fit::exact;
      return is_scalar(o, &d) && d == dtype::boolean ? fit::subclass : fit::none;
    case kind::integer:
      if (PyLong_CheckExact(o)) return fit::exact;
      if (PyBool_Check(o)) return fit::implicit;
      if (PyLong_Check(o)) return fit::subclass;
      return is_scalar(o, &d) && is_integer(d) ? fit::subclass : fit::none;
    case kind::floating:
      if (PyFloat_CheckExact(o)) return fit::exact;
      if (PyFloat_Check(o)) return fit::subclass;
      if (PyLong_Check(o)) return fit::implicit;
      return is_scalar(o, &d) && (is_integer(d) || is_floating(d)) ? fit::implicit : fit::none;
    case kind::complex:
      if (PyComplex_CheckExact(o)) return fit::exact;
      if (PyComplex_Check(o)) return fit::subclass;
      if (PyFloat_Check(o) || PyLong_Check(o)) return fit::implicit;
      return is_scalar(o, &d) && d != dtype::boolean && !is_temporal(d) ? fit::implicit : fit::none;
    case kind::string:
      if (PyUnicode_CheckExact(o)) return fit::exact;
      return PyUnicode_Check(o) ? fit::subclass : fit::none;
    case kind::scalar:
      if (is_scalar(o, &d)) return d == as.dtype ? fit::exact : fit::none;
      if (is_temporal(as.dtype)) return fit::none;
      if (PyBool_Check(o)) return as.dtype == dtype::boolean ? fit::subclass : fit::none;
      if (PyLong_Check(o)) return is_integer(as.dtype) ? fit::subclass : as.dtype == dtype::boolean ? fit::none : fit::implicit;
      if (PyFloat_Check(o)) return is_floating(as.dtype) ? fit::subclass : as.dtype >= dtype::complex64 ? fit::implicit : fit::none;
      return PyComplex_Check(o) && as.dtype >= dtype::complex64 ? fit::subclass : fit::none;
    case kind::literal: return fit_of_literal(o, as);
    default: return fit::none;
  }
}

#if defined(Py_GIL_DISABLED) || defined(Py_TRACE_REFS)
const void* const float_type = nullptr;
#else
static_assert(offsetof(PyObject, ob_type) == offsetof(float_object, type) && offsetof(PyFloatObject, ob_fval) == offsetof(float_object, value));
const void* const float_type = &PyFloat_Type;
#endif

// The hot halves call nothing, so that they keep no registers.
namespace {
KB_NOINLINE bool load_other_double(object* from, double& to, const type& as) {
  if (fit_of_scalar(from, as) == fit::none) return false;
  if (as.kind == kind::literal) {
    memcpy(&to, &as.value, sizeof to);
    return true;
  }
  if (PyFloat_Check(from) || PyLong_Check(from)) return real_value(from, to);
  // A NumPy scalar that is no Python float.
  object* number = PyNumber_Float(from);
  if (number == nullptr) return false;
  to = PyFloat_AS_DOUBLE(number);
  Py_DECREF(number);
  return true;
}
}  // namespace
bool load_double(object* from, double& to, const type& as) {
  if (KB_LIKELY(PyFloat_CheckExact(from) && as.kind != kind::literal)) {
    to = PyFloat_AS_DOUBLE(from);
    return true;
  }
  return load_other_double(from, to, as);
}

bool load_int(object* from, int64& to, const type& as) {
  if (KB_LIKELY(PyLong_CheckExact(from) && as.kind == kind::integer)) return long_value(from, to);
  if (fit_of_scalar(from, as) == fit::none) return false;
  if (PyLong_Check(from)) return long_value(from, to);
  dtype d;
  return is_scalar(from, &d) && (scalar_int(from, d, &to) || raise_too_large());
}

bool load_bool(object* from, bool& to, const type& as) {
  if (KB_LIKELY(PyBool_Check(from) && as.kind != kind::literal)) {
    to = from == Py_True;
    return true;
  }
  if (fit_of_scalar(from, as) == fit::none) return false;
  if (PyBool_Check(from)) to = from == Py_True;
  else to = *static_cast<const npy_bool*>(scalar_value(from)) != 0;
  return true;
}

bool load_tagged(object* from, double& to, const type& member) {
  const type& base = member.kind == kind::literal ? *member.args[0] : member;
  if (base.kind != kind::integer && base.kind != kind::boolean) return load_double(from, to, member);
  if (fit_of_scalar(from, member) == fit::none) return false;
  if (!PyLong_Check(from)) {  // np.bool_ or a NumPy integer
    const int truth = PyObject_IsTrue(from);
    to = truth;
    if (base.kind == kind::boolean) return truth >= 0;
    int64 whole;
    if (!load_int(from, whole, base)) return false;
    to = static_cast<double>(whole);
    return true;
  }
  return real_value(from, to);
}

bool load_scalar(object* from, void* to, const type& as) {
  if (fit_of_scalar(from, as) == fit::none) return false;
  const dtype wanted = as.kind == kind::scalar ? as.dtype : dtype::complex128;
  dtype d;
  if (is_scalar(from, &d) && d == wanted) {
    memcpy(to, scalar_value(from), static_cast<size_t>(item_size(d)));
    return true;
  }
  if (wanted == dtype::boolean) {
    *static_cast<bool*>(to) = from == Py_True;
    return true;
  }
  if (is_integer(wanted)) {
    if (wanted == dtype::uint64) {
      const unsigned long long value = PyLong_AsUnsignedLongLong(from);
      if (value == static_cast<unsigned long long>(-1) && PyErr_Occurred()) {
        PyErr_Clear();
        return raise_out_of_bounds(from, wanted);
      }
      memcpy(to, &value, sizeof value);
      return true;
    }
    int overflow;
    const int64 value = PyLong_AsLongLongAndOverflow(from, &overflow);
    const int bits = 8 * item_size(wanted);
    const int64 low = is_signed(wanted) ? -(int64{1} << (bits - 1)) : 0;
    const int64 high = bits == 64 ? INT64_MAX : (int64{1} << (is_signed(wanted) ? bits - 1 : bits)) - 1;
    if (overflow != 0 || value < (bits == 64 ? INT64_MIN : low) || value > high) return raise_out_of_bounds(from, wanted);
    memcpy(to, &value, static_cast<size_t>(item_size(wanted)));  // little endian, as all our platforms
    return true;
  }
  double re, im = 0;
  if (PyFloat_Check(from) || PyLong_Check(from)) {
    if (!real_value(from, re)) return false;
  } else {
    const Py_complex z = PyComplex_AsCComplex(from);
    if (z.real == -1 && PyErr_Occurred()) return false;
    re = z.real;
    im = z.imag;
  }
  const float narrow[] = {static_cast<float>(re), static_cast<float>(im)};
  const double wide[] = {re, im};
  const float16 half(re);
  if (wanted == dtype::float16) memcpy(to, &half, sizeof half);
  else if (wanted == dtype::float32 || wanted == dtype::complex64) memcpy(to, narrow, static_cast<size_t>(item_size(wanted)));
  else memcpy(to, wide, static_cast<size_t>(item_size(wanted)));
  return true;
}

namespace {
object* new_scalar(const void* value, dtype d) {
  if (!numpy_loaded && !load_numpy()) return nullptr;
  if (KB_LIKELY(d == dtype::float64)) {
    object* made = PyArrayScalar_New(Double);
    if (made != nullptr) PyArrayScalar_ASSIGN(made, Double, *static_cast<const double*>(value));
    return made;
  }
  if (d == dtype::boolean) {
    if (*static_cast<const bool*>(value)) PyArrayScalar_RETURN_TRUE;
    PyArrayScalar_RETURN_FALSE;
  }
  PyTypeObject* const type = scalar_type(d);
  object* made = type->tp_alloc(type, 0);
  if (made != nullptr && is_temporal(d)) unit_of_scalar(made) = {unit_of(d), 1};
  if (made != nullptr) memcpy(reinterpret_cast<char*>(made) + sizeof(PyObject), value, static_cast<size_t>(item_size(d)));
  return made;
}
}  // namespace

// A union that one double stores has members of several kinds.
namespace {
KB_NOINLINE object* make_other_double(double value, const type& as) {
  switch (as.kind) {
    case kind::literal: return make_double(value, *as.args[0]);
    case kind::scalar: return new_scalar(&value, as.dtype);
    case kind::integer: return PyLong_FromDouble(value);
    case kind::boolean: return PyBool_FromLong(value != 0);
    default: return PyFloat_FromDouble(value);
  }
}
}  // namespace
object* make_double(double value, const type& as) {
  if (KB_LIKELY(as.kind == kind::floating)) return PyFloat_FromDouble(value);
  if (as.kind != kind::scalar || !numpy_loaded) return make_other_double(value, as);
  object* made = PyArrayScalar_New(Double);
  if (made != nullptr) PyArrayScalar_ASSIGN(made, Double, value);
  return made;
}
object* make_int(int64 value, const type& as) {
  return as.kind == kind::scalar ? new_scalar(&value, as.dtype) : PyLong_FromLongLong(value);
}
object* make_bool(bool value, const type& as) {
  return as.kind == kind::scalar ? new_scalar(&value, as.dtype) : PyBool_FromLong(value);
}
object* make_scalar(const void* value, const type& as) {
  if (as.kind == kind::scalar) return new_scalar(value, as.dtype);
  const double* parts = static_cast<const double*>(value);
  return PyComplex_FromDoubles(parts[0], parts[1]);
}

}  // namespace keelback::binding
