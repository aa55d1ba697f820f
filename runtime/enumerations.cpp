// Members of enumerations as Python objects, and what the Python class is asked for.
#include <string.h>

#include "python.hpp"

#include <keelback/binding/enumeration.hpp>
#include <keelback/python_call.hpp>

namespace keelback {

using binding::object;
using binding::reference;

namespace {

// Looks all members up; false with an exception set.
bool find_members(enum_state& of) {
  if (of.members != nullptr) return true;
  const reference klass(binding::find_python_class(of.module, of.name));
  auto** const found = klass ? static_cast<object**>(PyMem_Calloc(static_cast<size_t>(of.count) + 1, sizeof(object*))) : nullptr;
  if (found == nullptr) return false;
  for (int i = 0; i < of.count; ++i) {
    found[i] = PyObject_GetAttrString(klass.held, of.names[i]);
    if (found[i] != nullptr) continue;
    while (i-- > 0) Py_DECREF(found[i]);
    PyMem_Free(found);
    return false;
  }
  of.members = found;  // for ever, as native code
  return true;
}

}  // namespace

object* new_int_object(int64 value) { return PyLong_FromLongLong(value); }
object* new_str_object(const str& value) { return binding::make_str(value); }

python_object python_member(enum_state& of, int64 key) { return python_object(binding::make_member(key, of), 0); }

str enum_text(enum_state& of, int64 key, bool is_repr, int line) {
  const python_object member(binding::make_member(key, of), line);
  return python_text(member.get(), is_repr);
}

void raise_member_key(enum_state& of, int64 key, int line) {
  const python_object member(binding::make_member(key, of), line);
  PyErr_SetObject(PyExc_KeyError, member.get());
  raise_from_python(line);
}

int64 find_member(enum_state& of, object* stolen_value, int line) {
  const python_object value(stolen_value, line);
  const python_object klass(binding::find_python_class(of.module, of.name), line);
  const python_object member(PyObject_CallFunctionObjArgs(klass.get(), value.get(), nullptr), line);
  int64 key = 0;
  if (!binding::load_member(member.get(), key, of)) {
    if (PyErr_Occurred()) raise_from_python(line);
    raise(exception::type_error, line, "%s() gave what is no member of it", of.name);
  }
  return key;
}

namespace binding {

bool load_member(object* from, int64& key, enum_state& of) {
  if (of.is_flag) {
    const reference klass(find_python_class(of.module, of.name));
    const int is_one = klass ? PyObject_IsInstance(from, klass.held) : -1;
    if (is_one <= 0) {
      PyErr_Clear();
      return false;
    }
    const reference value(PyObject_GetAttrString(from, "_value_"));
    if (!value) return false;
    key = PyLong_AsLongLong(value.held);
    return key != -1 || !PyErr_Occurred();
  }
  if (!find_members(of)) {
    PyErr_Clear();
    return false;
  }
  for (int i = 0; i < of.count; ++i) {
    if (of.members[i] != from) continue;
    key = i;
    return true;
  }
  return false;
}

object* make_member(int64 key, enum_state& of) {
  if (of.is_flag) {
    const reference klass(find_python_class(of.module, of.name));
    return klass ? PyObject_CallFunction(klass.held, "L", static_cast<long long>(key)) : nullptr;
  }
  if (!find_members(of)) return nullptr;
  Py_INCREF(of.members[key]);
  return of.members[key];
}

}  // namespace binding

}  // namespace keelback
