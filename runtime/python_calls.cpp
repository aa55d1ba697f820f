// Calls of NumPy's own functions from native code.
#include <string.h>

#include "python.hpp"
#include "threads.hpp"

#include <keelback/numpy/python.hpp>
#include <keelback/numpy/random.hpp>
#include <keelback/scipy/special.hpp>

namespace keelback::python {

using binding::reference;

bool may_be_called() { return !runs_turns; }

object* invoke(function& called, const char* keywords, object** arguments, int count, int line) {
  const binding::python_section running;
  bool complete = binding::load_numpy();
  for (int i = 0; i < count; ++i) complete = complete && arguments[i] != nullptr;
  if (complete && called.found == nullptr) called.found = look_up(called.name);
  object* result = nullptr;
  if (complete && called.found != nullptr) {
    int named = 0;
    const reference names(keyword_names(keywords, &named));
    if (named > 0 || *keywords == 0) result = PyObject_Vectorcall(called.found, arguments, static_cast<size_t>(count - named), names.held);
  }
  for (int i = 0; i < count; ++i) Py_XDECREF(arguments[i]);
  if (result == nullptr) raise_pending(line, false);
  return result;
}

object* make_key(const char* pattern, object** arguments, int count) {
  const bool is_tuple = *pattern != '!';
  if (!is_tuple) ++pattern;
  bool complete = true;
  for (int i = 0; i < count; ++i) complete = complete && arguments[i] != nullptr;
  reference key(complete ? PyTuple_New(static_cast<Py_ssize_t>(strlen(pattern))) : nullptr);
  object** next = arguments;
  for (Py_ssize_t i = 0; key && pattern[i] != 0; ++i) {
    object* item = nullptr;
    if (pattern[i] == 's') {
      item = PySlice_New(next[0], next[1], next[2]);
      next += 3;
    } else {
      item = *next++;
      Py_INCREF(item);
    }
    if (item == nullptr) {
      Py_CLEAR(key.held);
      break;
    }
    PyTuple_SET_ITEM(key.held, i, item);
  }
  for (int i = 0; i < count; ++i) Py_XDECREF(arguments[i]);
  if (!key || is_tuple) return key.give();
  object* only = PyTuple_GET_ITEM(key.held, 0);
  Py_INCREF(only);
  return only;
}

void raise_unexpected(const function& called, object* got, int line) {
  if (PyErr_Occurred()) raise_pending(line, false);
  binding::message what;
  binding::describe_object(what, got);
  raise(exception::type_error, line, "%s() returned %s, which is not what compiled code expects of it", called.name, what.c_str());
}

bool load_number(object* from, void* to, binding::dtype as) {
  const binding::type wanted{binding::kind::scalar, as};
  if (!PyArray_Check(from)) return binding::load_scalar(from, to, wanted);
  reference item(PyArray_NDIM(reinterpret_cast<PyArrayObject*>(from)) == 0 ? PyObject_GetItem(from, reference(PyTuple_New(0)).held) : nullptr);
  return item && binding::load_scalar(item.held, to, wanted);
}

bool load_array(object* from, void* view_of_rank, const binding::type& as) {
  const binding::rule any{};
  if (binding::load_array(from, view_of_rank, as, any)) return true;
  if (PyErr_Occurred() || !PyArray_Check(from)) return false;
  // The same elements, in memory that native code can walk.
  auto* a = reinterpret_cast<PyArrayObject*>(from);
  PyArray_Descr* native = PyArray_DescrNewByteorder(PyArray_DESCR(a), NPY_NATIVE);
  const reference copy(native != nullptr ? PyArray_FromArray(a, native, NPY_ARRAY_DEFAULT | NPY_ARRAY_ENSURECOPY | NPY_ARRAY_ENSUREARRAY) : nullptr);
  return copy && binding::load_array(copy.held, view_of_rank, as, any);
}

bool fill_bits(const foreign_object& generator) {
  reference source(PyObject_GetAttrString(generator.get(), "bit_generator"));
  if (!source) {
    PyErr_Clear();
    source.held = PyObject_GetAttrString(generator.get(), "_bit_generator");
  }
  const reference capsule(source ? PyObject_GetAttrString(source.held, "capsule") : nullptr);
  generator.bits() = capsule ? PyCapsule_GetPointer(capsule.held, "BitGenerator") : nullptr;
  return generator.bits() != nullptr;
}

void raise_no_bits(int line) { raise_pending(line, false); }
void raise_import(int line) { raise_pending(line, false); }

object* make_number(const void* value, binding::dtype as) { return binding::make_scalar(value, {binding::kind::scalar, as}); }

}  // namespace keelback::python

namespace keelback::scipy {

// cython_special has a capsule for each combination of types, which is named by its C signature: `erf`, or `__pyx_fuse_1erf` where there are several.
void* find_special(const char* name, int arity, bool is_single, int line) {
  const char* const type = is_single ? "float" : "double";
  binding::message signature;
  signature.add(type).add(" (");
  for (int i = 0; i < arity; ++i) signature.add(type).add(", ");
  signature.add("int __pyx_skip_dispatch)");
  const PyGILState_STATE state = PyGILState_Ensure();
  void* found = nullptr;
  bool failed = true;
  {
    binding::reference module(PyImport_ImportModule("scipy.special.cython_special"));
    binding::reference functions(module ? PyObject_GetAttrString(module.held, "__pyx_capi__") : nullptr);
    failed = !functions;
    Py_ssize_t at = 0;
    binding::object *key, *capsule;
    while (functions && found == nullptr && PyDict_Next(functions.held, &at, &key, &capsule)) {
      const char* known = PyUnicode_AsUTF8(key);
      constexpr char prefix[] = "__pyx_fuse_";
      if (known != nullptr && strncmp(known, prefix, sizeof prefix - 1) == 0) {
        known += sizeof prefix - 1;
        while ((*known >= '0' && *known <= '9') || *known == '_') ++known;
      }
      if (known == nullptr || strcmp(known, name) != 0) continue;
      const char* of = PyCapsule_GetName(capsule);
      if (of != nullptr && strcmp(of, signature.c_str()) == 0) found = PyCapsule_GetPointer(capsule, of);
    }
  }
  if (failed) python::raise_import(line);
  PyGILState_Release(state);
  if (found == nullptr && !is_single) raise(exception::import_error, line, "scipy.special.cython_special has no `%s` of doubles", name);
  return found;
}

}  // namespace keelback::scipy

namespace keelback {

void retain_object(_object* o) noexcept { Py_XINCREF(o); }
void release_object(_object* o) noexcept { Py_XDECREF(o); }

}  // namespace keelback

namespace keelback::binding {
namespace {
// What `text` names of what is imported already: a module, or an attribute of one. Null without an exception where there is none.
object* find_imported(const char* text) {
  object* const modules = PyImport_GetModuleDict();
  if (object* const module = PyDict_GetItemString(modules, text)) {
    Py_INCREF(module);
    return module;
  }
  const char* const dot = strrchr(text, '.');
  const reference name(dot != nullptr ? PyUnicode_FromStringAndSize(text, dot - text) : nullptr);
  object* const owner = name ? PyDict_GetItem(modules, name.held) : nullptr;
  object* const found = owner != nullptr ? PyObject_GetAttrString(owner, dot + 1) : nullptr;
  if (found == nullptr) PyErr_Clear();
  return found;
}
}  // namespace

// The class is imported already where there is an object of it.
bool is_instance(object* o, const type& as) {
  const reference type(find_imported(as.text));
  const int is = type ? PyObject_IsInstance(o, type.held) : 0;
  if (is < 0) PyErr_Clear();
  return is > 0;
}
bool is_named(object* o, const type& as) {
  const reference named(find_imported(as.text));
  return named.held == o;
}

}  // namespace keelback::binding
