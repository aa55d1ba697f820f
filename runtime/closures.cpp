// Python functions around native closures (python_function.hpp). What a call gives is bound to the parameters here; arguments that do not fit are refused in CPython's own words.
#include "callable_type.hpp"
#include <structmember.h>

#include <string>
#include <vector>

#include <keelback/python_call.hpp>
#include <keelback/python_function.hpp>

namespace keelback::binding {
namespace closures {
namespace {

struct closure {
  PyObject_HEAD
  vectorcallfunc vectorcall;
  python::native_closure* made;
  int count, positional_only, keyword_only;
  object* names;     // of the parameters: a tuple of interned strings
  object* defaults;  // of the last parameters: a tuple
  object* name;
  object* qualified;
  object* module;
  object* dict;
  object* weak_references;
};
closure* as_closure(object* o) { return reinterpret_cast<closure*>(o); }

// A Python function of the same parameters says what is wrong with the arguments.
object* refuse(const closure& self, object* const* args, size_t flags, object* names) {
  std::string source = "lambda ";
  const Py_ssize_t first_default = self.count - PyTuple_GET_SIZE(self.defaults);
  for (int i = 0; i < self.count; ++i) {
    if (self.keyword_only > 0 && i == self.count - self.keyword_only) source += "*, ";
    source += PyUnicode_AsUTF8(PyTuple_GET_ITEM(self.names, i));
    if (i >= first_default) source += "=None";
    source += ", ";
    if (self.positional_only > 0 && i + 1 == self.positional_only) source += "/, ";
  }
  if (self.count > 0) source.resize(source.size() - 2);
  source += ": None";
  reference scope(PyDict_New());
  reference function(scope ? PyRun_String(source.c_str(), Py_eval_input, scope.held, scope.held) : nullptr);
  if (!function || PyObject_SetAttrString(function.held, "__qualname__", self.qualified) < 0 || PyObject_SetAttrString(function.held, "__name__", self.name) < 0) return nullptr;
  reference result(call_python(function.held, args, flags, names));
  if (result) PyErr_SetString(PyExc_TypeError, "these arguments do not fit the function");
  return nullptr;
}

// Whether all parameters have a value: borrowed references.
bool bind(const closure& self, object* const* args, Py_ssize_t given, object* names, std::vector<object*>& bound) {
  if (given > self.count - self.keyword_only) return false;
  for (Py_ssize_t i = 0; i < given; ++i) bound[static_cast<size_t>(i)] = args[i];
  const Py_ssize_t keywords = names != nullptr ? PyTuple_GET_SIZE(names) : 0;
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    int at = -1;
    for (int k = self.positional_only; k < self.count && at < 0; ++k) {
      if (PyUnicode_Compare(PyTuple_GET_ITEM(self.names, k), PyTuple_GET_ITEM(names, i)) == 0) at = k;
    }
    if (at < 0 || bound[static_cast<size_t>(at)] != nullptr) return false;
    bound[static_cast<size_t>(at)] = args[given + i];
  }
  const Py_ssize_t first_default = self.count - PyTuple_GET_SIZE(self.defaults);
  for (Py_ssize_t k = 0; k < self.count; ++k) {
    object*& slot = bound[static_cast<size_t>(k)];
    if (slot == nullptr && k >= first_default) slot = PyTuple_GET_ITEM(self.defaults, k - first_default);
    if (slot == nullptr) return false;
  }
  return true;
}

object* run(const closure& self, const std::vector<object*>& bound) {
  call in;
  object* result = nullptr;
  try {
    std::vector<any_object> values;
    for (object* const one : bound) {
      Py_INCREF(one);
      values.emplace_back(one);
    }
    if (!has_kept_containers() || begin_with_kept(in)) {
      const any_object given = self.made->call(values.data());
      result = given.get();
      Py_INCREF(result);
    }
  } catch (...) {
    set_current_exception();
  }
  adopt_kept(in);
  if (finish_containers(in, result != nullptr)) return result;
  Py_XDECREF(result);
  return nullptr;
}

object* call_closure(object* callable, object* const* args, size_t flags, object* names) {
  closure& self = *as_closure(callable);
  std::vector<object*> bound(static_cast<size_t>(self.count));
  if (!bind(self, args, PyVectorcall_NARGS(flags), names, bound)) return refuse(self, args, flags, names);
  Py_INCREF(callable);  // it may be forgotten meanwhile
  object* const result = run(self, bound);
  Py_DECREF(callable);
  return result;
}

int traverse(object* o, visitproc visit, void* arg) {
  Py_VISIT(as_closure(o)->defaults);
  Py_VISIT(as_closure(o)->dict);
  return 0;
}
int clear(object* o) {
  Py_CLEAR(as_closure(o)->dict);
  return 0;
}
void deallocate(object* o) {
  closure* const self = as_closure(o);
  PyObject_GC_UnTrack(o);
  if (self->weak_references != nullptr) PyObject_ClearWeakRefs(o);
  delete self->made;
  for (object* const one : {self->names, self->defaults, self->name, self->qualified, self->module, self->dict}) Py_XDECREF(one);
  PyObject_GC_Del(o);
}
object* represent(object* o) { return PyUnicode_FromFormat("<function %U at %p>", as_closure(o)->qualified, o); }

PyMemberDef members[] = {{"__name__", T_OBJECT, offsetof(closure, name), 0, nullptr},
                         {"__qualname__", T_OBJECT, offsetof(closure, qualified), 0, nullptr},
                         {"__module__", T_OBJECT, offsetof(closure, module), 0, nullptr},
                         {nullptr, 0, 0, 0, nullptr}};
PyGetSetDef properties[] = {{"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyTypeObject closure_type = [] {
  PyTypeObject type = callable_type<closure>("function");
  type.tp_dealloc = deallocate;
  type.tp_repr = represent;
  type.tp_traverse = traverse;
  type.tp_clear = clear;
  type.tp_members = members;
  type.tp_getset = properties;
  return type;
}();

}  // namespace
}  // namespace closures
}  // namespace keelback::binding

namespace keelback::python {

any_object new_function(std::unique_ptr<native_closure> made, const function_signature& as, const any_object* defaults, int default_count) {
  using binding::object;
  using binding::reference;
  using namespace binding::closures;
  if (PyType_Ready(&closure_type) < 0) raise_from_python(0);
  closure* const self = PyObject_GC_New(closure, &closure_type);
  if (self == nullptr) raise_from_python(0);
  self->vectorcall = call_closure;
  self->made = made.release();
  self->count = as.count;
  self->positional_only = as.positional_only;
  self->keyword_only = as.keyword_only;
  self->dict = self->weak_references = nullptr;
  self->name = PyUnicode_FromString(as.name);
  self->qualified = PyUnicode_FromString(as.qualified);
  self->module = PyDict_GetItemString(binding::module_globals, "__name__");
  Py_XINCREF(self->module);
  int named;
  self->names = as.count > 0 ? keyword_names(as.parameters, &named) : PyTuple_New(0);
  self->defaults = PyTuple_New(default_count);
  const bool done = self->name != nullptr && self->qualified != nullptr && self->names != nullptr && self->defaults != nullptr;
  for (int i = 0; i < default_count && done; ++i) {
    Py_INCREF(defaults[i].get());
    PyTuple_SET_ITEM(self->defaults, i, defaults[i].get());
  }
  auto* const object_of_it = reinterpret_cast<object*>(self);
  PyObject_GC_Track(object_of_it);
  any_object result(object_of_it);
  if (!done) raise_from_python(0);
  return result;
}

}  // namespace keelback::python
