// Exceptions as Python objects: classes that Python code defines, their attributes, and what natively raised ones become when Python sees them.
#include <string.h>

#include "python.hpp"

#include <keelback/binding/exception.hpp>
#include <keelback/binding/named_tuple.hpp>
#include <keelback/described.hpp>
#include <keelback/python_call.hpp>

namespace keelback {

using binding::object;
using binding::reference;

// The class, by its name in the module (null: the one that is compiled): a new reference, null with an exception set.
object* binding::find_python_class(const char* module, const char* name) {
  if (module == nullptr) {
    object* const found = binding::module_globals != nullptr ? PyDict_GetItemString(binding::module_globals, name) : nullptr;
    if (found == nullptr) PyErr_Format(PyExc_NameError, "name '%s' is not defined", name);
    Py_XINCREF(found);
    return found;
  }
  reference from(PyImport_ImportModule(module));
  if (const char* const dot = strrchr(module, '.'); !from && dot != nullptr && dot[1] == '_' && PyErr_ExceptionMatches(PyExc_ImportError)) {
    // What NumPy 2 calls numpy.linalg._linalg was numpy.linalg.linalg.
    PyErr_Clear();
    from.held = PyImport_ImportModule((std::string(module, static_cast<size_t>(dot + 1 - module)) + (dot + 2)).c_str());
  }
  return from ? PyObject_GetAttrString(from.held, name) : nullptr;
}

object* binding::named_class(const char* text) {
  const char* const colon = strchr(text, ':');
  if (colon == nullptr) return find_python_class("builtins", text);
  const std::string module(text, static_cast<size_t>(colon - text));
  return find_python_class(module.empty() ? nullptr : module.c_str(), colon + 1);
}

namespace {

error error_of(object* stolen) {
  error made(exception::python, 0, nullptr, 0, argument::none);
  made.attach(stolen, binding::release_held);
  made.set_context({});
  return made;
}

struct arguments_of_call {
  object** all;
  int count;
  ~arguments_of_call() {
    for (int i = 0; i < count; ++i) Py_XDECREF(all[i]);
  }
  bool complete() const {
    for (int i = 0; i < count; ++i)
      if (all[i] == nullptr) return false;
    return true;
  }
};

// Behind the first ones; the last go by `keywords`, "a,b". The place in front of them is free.
object* call_object(object* callee, const arguments_of_call& given, int first, const char* keywords) {
  int named = 0;
  const reference names(python::keyword_names(keywords, &named));
  if (!names && *keywords != 0) return nullptr;
  return PyObject_Vectorcall(callee, given.all + first, static_cast<size_t>(given.count - first - named) | PY_VECTORCALL_ARGUMENTS_OFFSET, names.held);
}

}  // namespace

bool python_is_a(void* object_of_error, const python_class& base) noexcept {
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  const reference klass(binding::find_python_class(base.module, base.name));
  const int is_one = klass ? PyObject_IsInstance(static_cast<object*>(object_of_error), klass.held) : 0;
  PyErr_Restore(type, value, trace);  // in place of whatever went wrong here
  return is_one > 0;
}

str python_text(void* shown, bool is_repr) {
  const python_object text(is_repr ? PyObject_Repr(static_cast<object*>(shown)) : PyObject_Str(static_cast<object*>(shown)), 0);
  return str_from_python(text, 0);
}

str exception_name(const error& e) {
  if (e.object() != nullptr) {
    const char* const name = Py_TYPE(static_cast<object*>(e.object()))->tp_name;
    const char* const dot = strrchr(name, '.');
    const char* const last = dot != nullptr ? dot + 1 : name;
    return str::from_utf8(last, strlen(last), 0);
  }
  const char* const name = name_of(e.kind());
  return str::from_ascii(name, strlen(name), 0);
}

namespace detail {

error exception_of_object(bool is_cause, object* stolen, int line) {
  const binding::python_section running;
  const reference given(stolen);
  object* made = nullptr;
  if (is_cause && stolen == Py_None) return {};
  if (given && PyExceptionInstance_Check(stolen)) {
    made = stolen;
    Py_INCREF(made);
  } else if (given && PyExceptionClass_Check(stolen)) {
    made = PyObject_CallObject(stolen, nullptr);
    if (made != nullptr && !PyExceptionInstance_Check(made)) {
      PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", stolen, Py_TYPE(made));
      Py_CLEAR(made);
    }
  } else if (given) {
    PyErr_SetString(PyExc_TypeError, is_cause ? "exception causes must derive from BaseException" : "exceptions must derive from BaseException");
  }
  if (made == nullptr) raise_from_python(line);
  return error_of(made);
}

error make_exception(const char* module, const char* name, const char* keywords, object** arguments, int count, int line) {
  const binding::python_section running;
  const arguments_of_call given{arguments + 1, count};
  object* made = nullptr;
  {
    const reference klass(given.complete() ? binding::find_python_class(module, name) : nullptr);
    if (klass) made = call_object(klass.held, given, 0, keywords);
  }
  if (made != nullptr && !PyExceptionInstance_Check(made)) {
    Py_DECREF(made);
    made = nullptr;
    PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
  }
  if (made == nullptr) raise_from_python(line);
  return error_of(made);
}

object* call_function(const char* module, const char* name, const char* attribute, const char* keywords, object** arguments, int count, int line) {
  const binding::python_section running;
  const arguments_of_call given{arguments + 1, count};
  object* result = nullptr;
  {
    const reference function(given.complete() ? binding::find_python_class(module, name) : nullptr);
    const reference method(function && *attribute != 0 ? PyObject_GetAttrString(function.held, attribute) : nullptr);
    if (function && (method || *attribute == 0)) result = call_object(method ? method.held : function.held, given, 0, keywords);
  }
  if (result == nullptr) raise_from_python(line);
  return result;
}

object* get_python_attribute(object* self, const char* name, int line) {
  const binding::python_section running;
  const reference owner(self);
  object* const found = owner ? PyObject_GetAttrString(self, name) : nullptr;
  if (found == nullptr) raise_from_python(line);
  return found;
}

object* call_python_method(object** self_and_arguments, int count, const char* name, const char* keywords, int line) {
  const binding::python_section running;
  object* result = nullptr;
  {
    const arguments_of_call given{self_and_arguments + 1, count};
    const reference method(given.complete() ? PyObject_GetAttrString(given.all[0], name) : nullptr);
    if (method) result = call_object(method.held, given, 1, keywords);
  }
  if (result == nullptr) raise_from_python(line);
  return result;
}

void set_python_attribute(object* self, const char* name, object* value, int line) {
  const binding::python_section running;
  const reference owner(self), stored(value);
  if (!owner || !stored || PyObject_SetAttrString(self, name, value) < 0) raise_from_python(line);
}

void raise_unfit(const char* name, object* stolen, const binding::type& wanted, int line) {
  const reference got(stolen);
  if (PyErr_Occurred()) raise_from_python(line);
  binding::message expected, is;
  binding::describe_type(expected, wanted);
  binding::describe_object(is, stolen);
  raise(exception::type_error, line, "%s is %s, where compiled code expects %s", name, is.c_str(), expected.c_str());
}

}  // namespace detail

namespace binding {

bool load_exception(object* from, error& to, const type& as) {
  if (!PyExceptionInstance_Check(from)) return false;
  const reference klass(named_class(as.text));
  const int is_one = klass ? PyObject_IsInstance(from, klass.held) : -1;
  if (is_one <= 0) return false;
  Py_INCREF(from);
  to = keelback::error_of(from);
  return true;
}

object* make_exception_object(const error& value) {
  object* const made = exception_object(value);
  Py_XINCREF(made);
  return made;
}

bool is_of_named_class(object* o, const char* text) {
  const reference klass(named_class(text));
  const int is_one = klass ? PyObject_IsInstance(o, klass.held) : -1;
  if (is_one < 0) PyErr_Clear();
  return is_one > 0;
}

bool is_python_instance(object* o, const char* module, const char* name) {
  const reference klass(find_python_class(module, name));
  const int is_one = klass ? PyObject_IsInstance(o, klass.held) : -1;
  if (is_one < 0) PyErr_Clear();
  return is_one > 0;
}

object* tuple_of_class(object* stolen_items, const char* module, const char* name) {
  const reference items(stolen_items), klass(stolen_items != nullptr ? find_python_class(module, name) : nullptr), arguments(klass ? PyTuple_Pack(1, stolen_items) : nullptr);
  return arguments ? PyTuple_Type.tp_new(reinterpret_cast<PyTypeObject*>(klass.held), arguments.held, nullptr) : nullptr;
}

bool is_exception(object* o, const type& as) {
  error ignored;
  const bool is_one = load_exception(o, ignored, as);
  if (!is_one) PyErr_Clear();
  return is_one;
}

}  // namespace binding

}  // namespace keelback
