// NumPy's C API, loaded when it is needed.
#define KB_IMPORTS_NUMPY
#include "python.hpp"

namespace keelback::binding {

bool load_numpy() {
  if (numpy_loaded) return true;
  if (_import_array() < 0) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_ImportError, "numpy.core.multiarray failed to import");
    return false;
  }
  numpy_loaded = true;
#if !defined(Py_GIL_DISABLED) && !defined(Py_TRACE_REFS)
  array_type = &PyArray_Type;
#endif
  return true;
}

// A NumPy object can only come from a program that has imported NumPy.
bool numpy_is_loaded_slow() noexcept {
  if (numpy_loaded) return true;
  object* modules = PyImport_GetModuleDict();
  object* numpy = modules != nullptr ? PyDict_GetItemString(modules, "numpy") : nullptr;
  if (numpy == nullptr) return false;
  object *kind, *value, *trace;
  PyErr_Fetch(&kind, &value, &trace);
  const bool loaded = load_numpy();
  if (!loaded) PyErr_Clear();  // half imported: there are no objects of it yet
  PyErr_Restore(kind, value, trace);
  return loaded;
}

}  // namespace keelback::binding
