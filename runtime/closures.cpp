// Python functions around native closures (python_function.hpp). What a call gives is bound to the parameters here; arguments that do not fit are refused in CPython's own words.
#include "callable_type.hpp"

#include <structmember.h>

#include <string.h>

#include <string>
#include <vector>

#include <keelback/python_call.hpp>
#include <keelback/python_function.hpp>

namespace keelback::binding {
namespace closures {
namespace {

struct function_object {
  PyObject_HEAD
  vectorcallfunc vectorcall;
  python::native_closure* made;
  int count, positional_only, keyword_only;   // of parameters that are named, keyword-only ones last
  bool has_rest, has_others;                  // `*args`, `**options`: behind these, in that order
  object* names;     // of the parameters: a tuple of interned strings
  object* defaults;  // of the last parameters: a tuple
  object* name;
  object* qualified;
  object* module;
  object* dict;
  object* weak_references;
};
function_object* as_closure(object* o) { return reinterpret_cast<function_object*>(o); }

// A Python function of the same parameters says what is wrong with the arguments.
object* refuse(const function_object& self, object* const* args, size_t flags, object* names) {
  std::string source = "lambda ";
  const Py_ssize_t first_default = self.count - PyTuple_GET_SIZE(self.defaults);
  const auto name_at = [&](int i) { return std::string(PyUnicode_AsUTF8(PyTuple_GET_ITEM(self.names, i))); };
  for (int i = 0; i <= self.count; ++i) {
    if (self.has_rest && i == self.count - self.keyword_only) source += "*" + name_at(self.count) + ", ";
    else if (self.keyword_only > 0 && i == self.count - self.keyword_only) source += "*, ";
    if (i == self.count) break;
    source += name_at(i);
    if (i >= first_default) source += "=None";
    source += ", ";
    if (self.positional_only > 0 && i + 1 == self.positional_only) source += "/, ";
  }
  if (self.has_others) source += "**" + name_at(self.count + self.has_rest) + ", ";
  if (PyTuple_GET_SIZE(self.names) > 0) source.resize(source.size() - 2);
  source += ": None";
  reference scope(PyDict_New());
  reference function(scope ? PyRun_String(source.c_str(), Py_eval_input, scope.held, scope.held) : nullptr);
  if (!function || PyObject_SetAttrString(function.held, "__qualname__", self.qualified) < 0 || PyObject_SetAttrString(function.held, "__name__", self.name) < 0) return nullptr;
  reference result(call_python(function.held, args, flags, names));
  if (result) PyErr_SetString(PyExc_TypeError, "these arguments do not fit the function");
  return nullptr;
}

// Whether all parameters have a value: borrowed references, those to `rest` and `others` too.
bool bind(const function_object& self, object* const* args, Py_ssize_t given, object* names, std::vector<object*>& bound, reference& rest, reference& others) {
  const Py_ssize_t positional = self.count - self.keyword_only;
  if (given > positional && !self.has_rest) return false;
  for (Py_ssize_t i = 0; i < given && i < positional; ++i) bound[static_cast<size_t>(i)] = args[i];
  if (self.has_rest) {
    rest.held = PyTuple_New(given > positional ? given - positional : 0);
    if (!rest) return false;
    for (Py_ssize_t i = positional; i < given; ++i) {
      Py_INCREF(args[i]);
      PyTuple_SET_ITEM(rest.held, i - positional, args[i]);
    }
    bound[static_cast<size_t>(self.count)] = rest.held;
  }
  if (self.has_others) {
    bound.back() = others.held = PyDict_New();
    if (!others) return false;
  }
  const Py_ssize_t keywords = names != nullptr ? PyTuple_GET_SIZE(names) : 0;
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    int at = -1;
    for (int k = self.positional_only; k < self.count && at < 0; ++k) {
      if (PyUnicode_Compare(PyTuple_GET_ITEM(self.names, k), PyTuple_GET_ITEM(names, i)) == 0) at = k;
    }
    if (at < 0 && others) {
      if (PyDict_SetItem(others.held, PyTuple_GET_ITEM(names, i), args[given + i]) < 0) return false;
      continue;
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

object* run(const function_object& self, const std::vector<object*>& bound) {
  call in;
  object* result = nullptr;
  try {
    std::vector<any_object> values;
    for (object* const one : bound) {
      Py_INCREF(one);
      values.emplace_back(one);
    }
    if (!has_shared_containers() || begin_with_shared(in)) {
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
  function_object& self = *as_closure(callable);
  std::vector<object*> bound(static_cast<size_t>(PyTuple_GET_SIZE(self.names)));
  reference rest(nullptr), others(nullptr);
  if (!bind(self, args, PyVectorcall_NARGS(flags), names, bound, rest, others)) return PyErr_Occurred() != nullptr ? nullptr : refuse(self, args, flags, names);
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
  function_object* const self = as_closure(o);
  PyObject_GC_UnTrack(o);
  if (self->weak_references != nullptr) PyObject_ClearWeakRefs(o);
  delete self->made;
  for (object* const one : {self->names, self->defaults, self->name, self->qualified, self->module, self->dict}) Py_XDECREF(one);
  PyObject_GC_Del(o);
}
object* represent(object* o) { return PyUnicode_FromFormat("<function %U at %p>", as_closure(o)->qualified, o); }

PyMemberDef members[] = {{"__name__", T_OBJECT, offsetof(function_object, name), 0, nullptr},
                         {"__qualname__", T_OBJECT, offsetof(function_object, qualified), 0, nullptr},
                         {"__module__", T_OBJECT, offsetof(function_object, module), 0, nullptr},
                         {nullptr, 0, 0, 0, nullptr}};
PyGetSetDef properties[] = {{"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyTypeObject closure_type = [] {
  PyTypeObject type = callable_type<function_object>("function");
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
  function_object* const self = PyObject_GC_New(function_object, &closure_type);
  if (self == nullptr) raise_from_python(0);
  self->vectorcall = call_closure;
  self->made = made.release();
  const size_t stars = strlen(as.collects);
  self->has_rest = stars % 2 == 1;
  self->has_others = stars > 1;
  self->positional_only = as.positional_only;
  self->keyword_only = as.keyword_only;
  self->dict = self->weak_references = nullptr;
  self->name = PyUnicode_FromString(as.name);
  self->qualified = PyUnicode_FromString(as.qualified);
  self->module = PyDict_GetItemString(binding::module_globals, "__name__");
  Py_XINCREF(self->module);
  int named = 0;
  self->names = keyword_names(as.parameters, &named);
  if (self->names == nullptr && named == 0 && PyErr_Occurred() == nullptr) self->names = PyTuple_New(0);
  self->count = named - self->has_rest - self->has_others;
  self->defaults = PyTuple_New(default_count);
  bool done = self->name != nullptr && self->qualified != nullptr && self->names != nullptr && self->defaults != nullptr;
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

any_object plain_function(const any_object& callee, int line) {
  using binding::object;
  using binding::reference;
  reference scope(PyDict_New());
  const reference made(scope ? PyRun_String("lambda callee: lambda *args, **options: callee(*args, **options)", Py_eval_input, scope.held, scope.held) : nullptr);
  object* const wrapped = made ? PyObject_CallFunctionObjArgs(made.held, callee.get(), nullptr) : nullptr;
  if (wrapped == nullptr) raise_from_python(line);
  return any_object(wrapped);
}

}  // namespace keelback::python
