// Python's objects of native iterators and generators, and Python's iterators for native code.
#include "python.hpp"
#include <structmember.h>

#include <keelback/binding/iterator.hpp>
#include <keelback/python_call.hpp>

namespace keelback::binding {
// Of this file alone.
namespace iterators {
namespace {

struct iterator_object {
  PyObject_HEAD
  void* body;
  const iterator_operations* how;
  const type* as;
  const char* name;  // qualified
  object* weak_references;
};
iterator_object* as_iterator(object* o) { return reinterpret_cast<iterator_object*>(o); }

// A call of native code, as native_function makes one. `ended`: null came without an exception.
template <class F>
object* run(F call_native, bool* ended) {
  call in;
  object* result = nullptr;
  object* returned = nullptr;
  bool done = true;
  try {
    done = !has_shared_containers() || begin_with_shared(in);
    if (done) result = call_native(in, &returned);
  } catch (...) {
    set_current_exception();
  }
  adopt_kept(in);
  const bool failed = PyErr_Occurred() != nullptr;
  if (!finish_containers(in, done)) {
    Py_XDECREF(result);
    Py_XDECREF(returned);
    return nullptr;
  }
  *ended = result == nullptr && !failed && PyErr_Occurred() == nullptr;
  if (!*ended) return result;
  return returned;
}

object* raise_stop(object* value) {
  if (value == nullptr || value == Py_None) {
    PyErr_SetNone(PyExc_StopIteration);
  } else {
    // As an argument: a tuple is one value.
    reference stop(PyObject_CallFunctionObjArgs(PyExc_StopIteration, value, nullptr));
    if (stop) PyErr_SetObject(PyExc_StopIteration, stop.held);
  }
  Py_XDECREF(value);
  return nullptr;
}

object* advance(object* o, object* value, const error* thrown, bool* ended) {
  iterator_object* const self = as_iterator(o);
  return run([&](call& in, object** returned) { return self->how->resume(self->body, value, thrown, *self->as, in, returned); }, ended);
}

object* next_item(object* o) {
  bool ended = false;
  object* const result = advance(o, nullptr, nullptr, &ended);
  if (!ended || result == nullptr) return result;
  return raise_stop(result);
}
object* send(object* o, object* value) {
  bool ended = false;
  object* const result = advance(o, value, nullptr, &ended);
  return ended ? raise_stop(result) : result;
}
object* throw_error(object* o, object* args) {
  object *type, *value = nullptr, *trace = nullptr;
  if (!PyArg_UnpackTuple(args, "throw", 1, 3, &type, &value, &trace)) return nullptr;
  if (trace == Py_None) trace = nullptr;
  if (trace != nullptr && !PyTraceBack_Check(trace)) {
    PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object");
    return nullptr;
  }
  if (PyExceptionInstance_Check(type)) {
    if (value != nullptr && value != Py_None) {
      PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
      return nullptr;
    }
    value = type;
    type = PyExceptionInstance_Class(value);
  } else if (!PyExceptionClass_Check(type)) {
    PyErr_Format(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException, not %s", Py_TYPE(type)->tp_name);
    return nullptr;
  }
  Py_INCREF(type);
  Py_XINCREF(value);
  Py_XINCREF(trace);
  PyErr_NormalizeException(&type, &value, &trace);
  if (trace != nullptr && value != nullptr) PyException_SetTraceback(value, trace);
  Py_XDECREF(trace);
  Py_XDECREF(type);
  if (value == nullptr) return nullptr;
  const error thrown = error_of(value, 0);
  bool ended = false;
  object* const result = advance(o, nullptr, &thrown, &ended);
  return ended ? raise_stop(result) : result;
}
object* close(object* o, object*) {
  iterator_object* const self = as_iterator(o);
  bool ended = false;
  run(
      [&](call&, object**) -> object* {
        self->how->close(self->body);
        return nullptr;
      },
      &ended);
  if (!ended) return nullptr;
  Py_RETURN_NONE;
}

void deallocate(object* o) {
  iterator_object* const self = as_iterator(o);
  if (self->weak_references != nullptr) PyObject_ClearWeakRefs(o);
  // What is suspended is left: its code may run.
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  bool ended = false;
  run(
      [&](call&, object**) -> object* {
        self->how->release(self->body);
        return nullptr;
      },
      &ended);
  if (PyErr_Occurred()) PyErr_WriteUnraisable(nullptr);
  PyErr_Restore(type, value, trace);
  PyObject_Free(o);
}

object* represent(object* o) { return PyUnicode_FromFormat("<generator object %s at %p>", as_iterator(o)->name, o); }
object* represent_iterator(object* o) { return PyUnicode_FromFormat("<iterator object at %p>", o); }

object* is_running(object* o, void*) { return PyBool_FromLong(as_iterator(o)->how->state(as_iterator(o)->body) == running); }
object* is_suspended(object* o, void*) { return PyBool_FromLong(as_iterator(o)->how->state(as_iterator(o)->body) > 0); }
object* qualified_name(object* o, void*) { return PyUnicode_FromString(as_iterator(o)->name); }
object* plain_name(object* o, void*) {
  const char* const dot = strrchr(as_iterator(o)->name, '.');
  return PyUnicode_FromString(dot != nullptr ? dot + 1 : as_iterator(o)->name);
}

PyMethodDef methods[] = {{"send", send, METH_O, nullptr}, {"throw", throw_error, METH_VARARGS, nullptr}, {"close", close, METH_NOARGS, nullptr}, {nullptr, nullptr, 0, nullptr}};
PyGetSetDef properties[] = {{"gi_running", is_running, nullptr, nullptr, nullptr},
                            {"gi_suspended", is_suspended, nullptr, nullptr, nullptr},
                            {"__name__", plain_name, nullptr, nullptr, nullptr},
                            {"__qualname__", qualified_name, nullptr, nullptr, nullptr},
                            {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyTypeObject make_type(const char* name, bool is_generator) {
  PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
  type.tp_name = name;
  type.tp_basicsize = sizeof(iterator_object);
  type.tp_dealloc = deallocate;
  type.tp_repr = is_generator ? represent : represent_iterator;
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_weaklistoffset = offsetof(iterator_object, weak_references);
  type.tp_iter = PyObject_SelfIter;
  type.tp_iternext = next_item;
  if (is_generator) {
    type.tp_methods = methods;
    type.tp_getset = properties;
  }
  return type;
}
PyTypeObject generator_type = make_type("generator", true), iterator_type = make_type("iterator", false);

}  // namespace
}  // namespace iterators

using iterators::iterator_object;

object* make_iterator_object(void* body, const iterator_operations& how, const type& as, const char* name) {
  PyTypeObject& type = how.is_generator ? iterators::generator_type : iterators::iterator_type;
  auto* const made = PyType_Ready(&type) == 0 ? PyObject_New(iterator_object, &type) : nullptr;
  if (made == nullptr) {
    how.release(body);
    return nullptr;
  }
  made->body = body;
  made->how = &how;
  made->as = &as;
  made->name = name;
  made->weak_references = nullptr;
  return reinterpret_cast<object*>(made);
}

void* body_of_iterator(object* o, const iterator_operations** how) {
  if (Py_TYPE(o) != &iterators::generator_type && Py_TYPE(o) != &iterators::iterator_type) return nullptr;
  *how = iterators::as_iterator(o)->how;
  return iterators::as_iterator(o)->body;
}
bool is_python_iterator(object* o) { return PyIter_Check(o) != 0; }
bool is_python_iterable(object* o) { return Py_TYPE(o)->tp_iter != nullptr || PySequence_Check(o) != 0; }
object* python_iterator(object* o) {
  const python_section running;
  return PyObject_GetIter(o);
}
object* next_from_python(object* iterator) {
  const python_section running;
  return flush_kept() ? PyIter_Next(iterator) : nullptr;
}
bool begin_item(call& in) { return !has_shared_containers() || begin_with_shared(in); }
bool exception_is_set() { return PyErr_Occurred() != nullptr; }

void raise_python(int line) { raise_from_python(line); }

void raise_item(object* item, const type& as, int line) {
  if (PyErr_Occurred()) raise_python(line);
  message out;
  out.add("an item must be ");
  describe_type(out, as);
  out.add(", not ");
  describe_object(out, item);
  raise_text(exception::type_error, line, out.c_str());
}

fit fit_of_iterator(object* o, const type& as) {
  if (as.kind == kind::generator) return Py_TYPE(o) == &iterators::generator_type ? fit::exact : fit::none;
  if (Py_TYPE(o) == &iterators::generator_type || Py_TYPE(o) == &iterators::iterator_type) return fit::exact;
  return (as.kind == kind::iterator ? is_python_iterator(o) : is_python_iterable(o)) ? fit::subclass : fit::none;
}

}  // namespace keelback::binding

namespace keelback {

void ignore_error(const error& raised, const char* where) noexcept {
  PyObject *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  binding::set_python_error(raised);
  PyObject* const name = PyUnicode_FromFormat("<generator object %s>", where);
  PyErr_WriteUnraisable(name);
  Py_XDECREF(name);
  PyErr_Restore(type, value, trace);
}

}  // namespace keelback
