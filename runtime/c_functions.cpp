// Native functions for C code: capsules, and NumPy's ufuncs.
#include "python.hpp"
#define PY_UFUNC_UNIQUE_SYMBOL keelback_ufunc_api
#include <numpy/ufuncobject.h>

#include <keelback/binding/c_function.hpp>

namespace keelback::binding {
namespace {

// A call of one of our ufuncs, for the loops that run in it. Those of its methods (`reduce`, `at`) have none.
struct ufunc_call {
  ufunc_call* outer;
  object* raised = nullptr;
};
thread_local ufunc_call* running_ufunc = nullptr;
vectorcallfunc numpys_call = nullptr;

// NumPy runs loops without the GIL and asks none of them whether it has failed.
object* call_ufunc(object* self, object* const* args, size_t flags, object* names) {
  ufunc_call call{running_ufunc};
  running_ufunc = &call;
  object* const result = numpys_call(self, args, flags, names);
  running_ufunc = call.outer;
  if (call.raised == nullptr) return result;
  Py_XDECREF(result);
  PyErr_Clear();
  PyErr_SetObject(reinterpret_cast<object*>(Py_TYPE(call.raised)), call.raised);
  Py_DECREF(call.raised);
  return nullptr;
}

// NumPy keeps pointers to all of this.
object* new_ufunc(const function& f, object* python_function) {
  if (!load_numpy() || _import_umath() < 0) return nullptr;
  const c_function& c = *f.c;
  auto* const loops = static_cast<PyUFuncGenericFunction*>(PyMem_Malloc(sizeof(PyUFuncGenericFunction) * static_cast<size_t>(c.loop_count)));
  auto* const data = static_cast<void**>(PyMem_Calloc(static_cast<size_t>(c.loop_count), sizeof(void*)));
  const size_t type_count = static_cast<size_t>(c.loop_count * (c.inputs + 1));
  auto* const types = static_cast<char*>(PyMem_Malloc(type_count));
  if (loops == nullptr || data == nullptr || types == nullptr) return PyErr_NoMemory();
  for (int i = 0; i < c.loop_count; ++i) loops[i] = reinterpret_cast<PyUFuncGenericFunction>(c.loops[i]);
  memcpy(types, c.types, type_count);
  object* const doc = PyObject_GetAttrString(python_function, "__doc__");
  const char* text = doc != nullptr && PyUnicode_Check(doc) ? PyUnicode_AsUTF8(doc) : nullptr;
  if (text == nullptr) {
    PyErr_Clear();
    Py_XDECREF(doc);
  }
  object* const made = PyUFunc_FromFuncAndData(loops, data, types, c.loop_count, c.inputs, 1, PyUFunc_None, f.name, text != nullptr ? text : "", 0);
  if (made == nullptr) return nullptr;
  auto* const ufunc = reinterpret_cast<PyUFuncObject*>(made);
  numpys_call = ufunc->vectorcall;
  ufunc->vectorcall = call_ufunc;
  return made;
}

// Other compiled code finds the function in `__pyx_capi__` by its type in C: Cython's cimport, scipy.LowLevelCallable.from_cython, Numba.
bool enter(object* names, const function& f, void* address) {
  const reference typed(PyCapsule_New(address, f.c->signature, nullptr));
  object* table = PyDict_GetItemString(names, "__pyx_capi__");
  const reference made(table == nullptr ? PyDict_New() : nullptr);
  if (table == nullptr) {
    if (!made || PyDict_SetItemString(names, "__pyx_capi__", made.held) < 0) return false;
    table = made.held;
  }
  return typed && PyDict_SetItemString(table, f.name, typed.held) == 0;
}

}  // namespace

object* new_c_object(const function& f, object* names, object* python_function) {
  if (f.c->address == nullptr) return new_ufunc(f, python_function);
  void* const address = reinterpret_cast<void*>(f.c->address);
  return enter(names, f, address) ? PyCapsule_New(address, f.c->name, nullptr) : nullptr;
}

called_from_c::called_from_c() noexcept : state_(PyGILState_Ensure()) {}
called_from_c::~called_from_c() { PyGILState_Release(static_cast<PyGILState_STATE>(state_)); }

void called_from_c::fail(const char* name) noexcept {
  set_current_exception();
  if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
    // It is for whoever is in Python next.
    PyErr_Clear();
    PyErr_SetInterrupt();
    return;
  }
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  object* const shown = PyUnicode_FromString(name);
  PyErr_Restore(type, value, trace);
  PyErr_WriteUnraisable(shown);
  Py_XDECREF(shown);
}

called_by_ufunc::called_by_ufunc() noexcept : state_(PyGILState_Ensure()) {}
called_by_ufunc::~called_by_ufunc() { PyGILState_Release(static_cast<PyGILState_STATE>(state_)); }

bool called_by_ufunc::goes_on() const noexcept { return running_ufunc != nullptr ? running_ufunc->raised == nullptr : PyErr_Occurred() == nullptr; }

void called_by_ufunc::fail() noexcept {
  set_current_exception();
  // Of a method of the ufunc's it stays set: Python then says that a result came with an exception, and shows this one as the cause.
  if (running_ufunc != nullptr) running_ufunc->raised = take_exception(true);
}

}  // namespace keelback::binding
