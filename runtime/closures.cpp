// Python functions around native closures (python_function.hpp). What a call gives is bound to the parameters here; arguments that do not fit are refused in CPython's own words.
#include "python.hpp"
#include <structmember.h>

#include <string.h>

#include <string>
#include <vector>

#include <keelback/python_call.hpp>
#include <keelback/python_function.hpp>

namespace keelback::binding {
namespace closures {
namespace {

#if PY_VERSION_HEX < 0x03090000
constexpr unsigned long has_vectorcall = _Py_TPFLAGS_HAVE_VECTORCALL;
#else
constexpr unsigned long has_vectorcall = Py_TPFLAGS_HAVE_VECTORCALL;
#endif

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
#if PY_VERSION_HEX < 0x03090000
  reference result(_PyObject_Vectorcall(function.held, args, flags, names));
#else
  reference result(PyObject_Vectorcall(function.held, args, flags, names));
#endif
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
object* get_method(object* self, object* instance, object*) {
  if (instance != nullptr && instance != Py_None) return PyMethod_New(self, instance);
  Py_INCREF(self);
  return self;
}

PyMemberDef members[] = {{"__name__", T_OBJECT, offsetof(closure, name), 0, nullptr},
                         {"__qualname__", T_OBJECT, offsetof(closure, qualified), 0, nullptr},
                         {"__module__", T_OBJECT, offsetof(closure, module), 0, nullptr},
                         {nullptr, 0, 0, 0, nullptr}};
PyGetSetDef properties[] = {{"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyTypeObject closure_type = [] {
  PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
  type.tp_name = "function";
  type.tp_basicsize = sizeof(closure);
  type.tp_dealloc = deallocate;
  type.tp_vectorcall_offset = offsetof(closure, vectorcall);
  type.tp_call = PyVectorcall_Call;
  type.tp_repr = represent;
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_METHOD_DESCRIPTOR | has_vectorcall;
  type.tp_traverse = traverse;
  type.tp_clear = clear;
  type.tp_weaklistoffset = offsetof(closure, weak_references);
  type.tp_members = members;
  type.tp_getset = properties;
  type.tp_descr_get = get_method;
  type.tp_dictoffset = offsetof(closure, dict);
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
  self->names = PyTuple_New(as.count);
  self->defaults = PyTuple_New(default_count);
  bool done = self->name != nullptr && self->qualified != nullptr && self->names != nullptr && self->defaults != nullptr;
  const char* begin = as.parameters;
  for (int i = 0; i < as.count && done; ++i) {
    const char* const comma = strchr(begin, ',');
    object* name = PyUnicode_FromStringAndSize(begin, comma != nullptr ? comma - begin : static_cast<Py_ssize_t>(strlen(begin)));
    done = name != nullptr;
    if (done) PyUnicode_InternInPlace(&name);
    PyTuple_SET_ITEM(self->names, i, name);
    begin = comma != nullptr ? comma + 1 : begin;
  }
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

namespace {

// As CPython names a function in a message: "module.name()".
std::string shown(PyObject* callee) {
  using binding::object;
  using binding::reference;
  reference name(PyObject_GetAttrString(callee, "__qualname__")), module(PyObject_GetAttrString(callee, "__module__"));
  PyErr_Clear();
  if (!name || !PyUnicode_Check(name.held)) {
    reference text(PyObject_Str(callee));
    PyErr_Clear();
    return text ? PyUnicode_AsUTF8(text.held) : "";
  }
  const bool has_module = module && PyUnicode_Check(module.held) && PyUnicode_CompareWithASCIIString(module.held, "builtins") != 0;
  return (has_module ? std::string(PyUnicode_AsUTF8(module.held)) + "." : std::string()) + PyUnicode_AsUTF8(name.held) + "()";
}

bool add_items(PyObject* callee, PyObject* all, PyObject* items) {
  using binding::object;
  using binding::reference;
  reference iterator(PyObject_GetIter(items));
  if (!iterator) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) PyErr_Format(PyExc_TypeError, "%s argument after * must be an iterable, not %.200s", shown(callee).c_str(), Py_TYPE(items)->tp_name);
    return false;
  }
  reference list(PySequence_List(iterator.held));
  return list && PyList_SetSlice(all, PyList_GET_SIZE(all), PyList_GET_SIZE(all), list.held) == 0;
}

bool add_keyword(PyObject* callee, PyObject* all, PyObject* name, PyObject* value) {
  if (!PyUnicode_Check(name)) return PyErr_SetString(PyExc_TypeError, "keywords must be strings"), false;
  if (PyDict_GetItemWithError(all, name) != nullptr) return PyErr_Format(PyExc_TypeError, "%s got multiple values for keyword argument '%U'", shown(callee).c_str(), name), false;
  return !PyErr_Occurred() && PyDict_SetItem(all, name, value) == 0;
}

bool add_mapping(PyObject* callee, PyObject* all, PyObject* mapping) {
  using binding::object;
  using binding::reference;
  reference keys(PyObject_HasAttrString(mapping, "keys") ? PyObject_CallMethod(mapping, "keys", nullptr) : nullptr);
  reference list(keys ? PySequence_List(keys.held) : nullptr);
  if (!list) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "%s argument after ** must be a mapping, not %.200s", shown(callee).c_str(), Py_TYPE(mapping)->tp_name);
    return false;
  }
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list.held); ++i) {
    reference value(PyObject_GetItem(mapping, PyList_GET_ITEM(list.held, i)));
    if (!value || !add_keyword(callee, all, PyList_GET_ITEM(list.held, i), value.held)) return false;
  }
  return true;
}

}  // namespace

any_object bind_call(const char* shape, const char* names, const any_object* parts, int line) {
  using binding::object;
  using binding::reference;
  object* const callee = parts[0].get();
  reference positional(PyList_New(0)), keywords(PyDict_New());
  bool done = positional && keywords && PyList_Append(positional.held, callee) == 0;
  for (size_t i = 0; shape[i] != 0 && done; ++i) {
    object* const part = parts[i + 1].get();
    if (shape[i] == 'p') done = PyList_Append(positional.held, part) == 0;
    if (shape[i] == '*') done = add_items(callee, positional.held, part);
    if (shape[i] == 'm') done = add_mapping(callee, keywords.held, part);
    if (shape[i] != 'n') continue;
    const char* const comma = strchr(names, ',');
    const reference name(PyUnicode_FromStringAndSize(names, comma - names));
    names = comma + 1;
    done = name && add_keyword(callee, keywords.held, name.held, part);
  }
  if (done && !PyCallable_Check(callee)) done = (PyErr_Format(PyExc_TypeError, "'%.200s' object is not callable", Py_TYPE(callee)->tp_name), false);
  reference functools(done ? PyImport_ImportModule("functools") : nullptr);
  reference partial(functools ? PyObject_GetAttrString(functools.held, "partial") : nullptr);
  reference args(partial ? PyList_AsTuple(positional.held) : nullptr);
  object* const made = args ? PyObject_Call(partial.held, args.held, keywords.held) : nullptr;
  if (made == nullptr) raise_pending(line, false);
  return any_object(made);
}

}  // namespace keelback::python
