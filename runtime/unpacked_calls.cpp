// Calls with `*` and `**` (python_function.hpp, bound_call): their arguments are bound in Python's order, with Python's refusals; the call itself is still to be made.
#include "python.hpp"

#include <string>

#include <keelback/python_function.hpp>

namespace keelback::python {

namespace {

// As CPython names a function in a message: "module.name()".
std::string shown(PyObject* callee) {
  binding::reference name(PyObject_GetAttrString(callee, "__qualname__")), module(PyObject_GetAttrString(callee, "__module__"));
  PyErr_Clear();
  if (!name || !PyUnicode_Check(name.held)) {
    binding::reference text(PyObject_Str(callee));
    PyErr_Clear();
    return text ? PyUnicode_AsUTF8(text.held) : "";
  }
  const bool has_module = module && PyUnicode_Check(module.held) && PyUnicode_CompareWithASCIIString(module.held, "builtins") != 0;
  return (has_module ? std::string(PyUnicode_AsUTF8(module.held)) + "." : std::string()) + PyUnicode_AsUTF8(name.held) + "()";
}

bool add_items(PyObject* callee, PyObject* all, PyObject* items) {
  binding::reference iterator(PyObject_GetIter(items));
  if (!iterator) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) PyErr_Format(PyExc_TypeError, "%s argument after * must be an iterable, not %.200s", shown(callee).c_str(), Py_TYPE(items)->tp_name);
    return false;
  }
  binding::reference list(PySequence_List(iterator.held));
  return list && PyList_SetSlice(all, PyList_GET_SIZE(all), PyList_GET_SIZE(all), list.held) == 0;
}

bool add_keyword(PyObject* callee, PyObject* all, PyObject* name, PyObject* value) {
  if (!PyUnicode_Check(name)) return PyErr_SetString(PyExc_TypeError, "keywords must be strings"), false;
  if (PyDict_GetItemWithError(all, name) != nullptr) return PyErr_Format(PyExc_TypeError, "%s got multiple values for keyword argument '%U'", shown(callee).c_str(), name), false;
  return !PyErr_Occurred() && PyDict_SetItem(all, name, value) == 0;
}

bool add_mapping(PyObject* callee, PyObject* all, PyObject* mapping) {
  binding::reference keys(PyObject_HasAttrString(mapping, "keys") ? PyObject_CallMethod(mapping, "keys", nullptr) : nullptr);
  binding::reference list(keys ? PySequence_List(keys.held) : nullptr);
  if (!list) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "%s argument after ** must be a mapping, not %.200s", shown(callee).c_str(), Py_TYPE(mapping)->tp_name);
    return false;
  }
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list.held); ++i) {
    binding::reference value(PyObject_GetItem(mapping, PyList_GET_ITEM(list.held, i)));
    if (!value || !add_keyword(callee, all, PyList_GET_ITEM(list.held, i), value.held)) return false;
  }
  return true;
}

}  // namespace

any_object bind_call(const char* shape, const char* keyword_list, const any_object* parts, int line) {
  PyObject* const callee = parts[0].get();
  binding::reference positional(PyList_New(0)), keywords(PyDict_New());
  int named;
  const binding::reference names(keyword_names(keyword_list, &named));
  bool done = positional && keywords && (names || !PyErr_Occurred()) && PyList_Append(positional.held, callee) == 0;
  Py_ssize_t next_name = 0;
  for (size_t i = 0; shape[i] != 0 && done; ++i) {
    PyObject* const part = parts[i + 1].get();
    if (shape[i] == 'p') done = PyList_Append(positional.held, part) == 0;
    if (shape[i] == '*') done = add_items(callee, positional.held, part);
    if (shape[i] == 'm') done = add_mapping(callee, keywords.held, part);
    if (shape[i] == 'n') done = add_keyword(callee, keywords.held, PyTuple_GET_ITEM(names.held, next_name++), part);
  }
  if (done && !PyCallable_Check(callee)) done = (PyErr_Format(PyExc_TypeError, "'%.200s' object is not callable", Py_TYPE(callee)->tp_name), false);
  binding::reference functools(done ? PyImport_ImportModule("functools") : nullptr);
  binding::reference partial(functools ? PyObject_GetAttrString(functools.held, "partial") : nullptr);
  binding::reference args(partial ? PyList_AsTuple(positional.held) : nullptr);
  PyObject* const made = args ? PyObject_Call(partial.held, args.held, keywords.held) : nullptr;
  if (made == nullptr) raise_pending(line, false);
  return any_object(made);
}

}  // namespace keelback::python
