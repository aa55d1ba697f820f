// What the types of our callable objects share, native functions and the Python functions around native closures: calls by vector, methods bound by `o.f`,
// `__dict__`, weak references, a place in the collector. What each has of its own it sets itself.
#pragma once
#include "python.hpp"

#include <stddef.h>

namespace keelback::binding {

#if PY_VERSION_HEX < 0x03090000
constexpr unsigned long has_vectorcall = _Py_TPFLAGS_HAVE_VECTORCALL;
inline object* call_python(object* f, object* const* args, size_t flags, object* names) { return _PyObject_Vectorcall(f, args, flags, names); }
#else
constexpr unsigned long has_vectorcall = Py_TPFLAGS_HAVE_VECTORCALL;
inline object* call_python(object* f, object* const* args, size_t flags, object* names) { return PyObject_Vectorcall(f, args, flags, names); }
#endif

inline object* bound_method(object* self, object* instance, object*) {
  if (instance != nullptr && instance != Py_None) return PyMethod_New(self, instance);
  Py_INCREF(self);
  return self;
}

// T: the objects' layout, with the fields `vectorcall`, `dict` and `weak_references`.
template <class T>
PyTypeObject callable_type(const char* name) {
  PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
  type.tp_name = name;
  type.tp_basicsize = sizeof(T);
  type.tp_vectorcall_offset = offsetof(T, vectorcall);
  type.tp_call = PyVectorcall_Call;
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_METHOD_DESCRIPTOR | has_vectorcall;
  type.tp_weaklistoffset = offsetof(T, weak_references);
  type.tp_descr_get = bound_method;
  type.tp_dictoffset = offsetof(T, dict);
  return type;
}

}  // namespace keelback::binding
