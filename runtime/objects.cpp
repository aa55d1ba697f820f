// Objects of compiled classes as native code makes, drops and compares them.
#include "python.hpp"
#include <string.h>

#include <keelback/binding/object.hpp>

namespace keelback {

namespace {
PyObject* as_python(const object* o) { return reinterpret_cast<PyObject*>(const_cast<object*>(o)); }
}  // namespace

void raise_no_class(const class_state& of, int line) { raise(exception::name_error, line, "name '%s' is not defined", of.name); }

object* allocate_object(const class_state& of, int line) {
  auto* const type = static_cast<PyTypeObject*>(const_cast<void*>(of.type));
  if (KB_UNLIKELY(type == nullptr)) raise_no_class(of, line);
  const binding::python_section finalizers;
  PyObject* const made = of.collected ? reinterpret_cast<PyObject*>(_PyObject_GC_New(type)) : _PyObject_New(type);
  if (KB_UNLIKELY(made == nullptr)) {
    PyErr_Clear();
    raise_memory(line);
  }
  return reinterpret_cast<object*>(made);
}

void track_object(object* made) noexcept { PyObject_GC_Track(reinterpret_cast<PyObject*>(made)); }

void drop_object(object* dead) noexcept {
  auto* const o = reinterpret_cast<PyObject*>(dead);
  Py_TYPE(o)->tp_dealloc(o);
}

void raise_unset(const object* of, const char* field, int line) {
  const char* name = static_cast<const PyTypeObject*>(of->type)->tp_name;
  if (const char* const dot = strrchr(name, '.')) name = dot + 1;
  raise(exception::attribute_error, line, "'%.100s' object has no attribute '%.200s'", name, field);
}

namespace {
bool compare_in_python(const object* a, const object* b, int how) {
  const int holds = PyObject_RichCompareBool(as_python(a), as_python(b), how);
  if (holds < 0) python::raise_pending(0, true);
  return holds != 0;
}
}  // namespace

bool equal_in_python(const object* a, const object* b) { return compare_in_python(a, b, Py_EQ); }
bool less_in_python(const object* a, const object* b) { return compare_in_python(a, b, Py_LT); }

bool is_equal(const object* a, const object* b) {
  return ((a->klass | b->klass) & any_derived) != 0 ? equal_in_python(a, b) : a == b;
}

int64 hash_object(const object* of) { return (of->klass & any_derived) != 0 ? hash_in_python(of) : hash_of(of); }

int64 hash_in_python(const object* of) {
  const Py_hash_t hash = PyObject_Hash(as_python(of));
  if (hash == -1) python::raise_pending(0, true);
  return hash;
}

bool is_of_class(const object* of, const class_state& klass) { return PyObject_TypeCheck(as_python(of), static_cast<PyTypeObject*>(const_cast<void*>(klass.type))); }

bool truth_of_object(const object* of) {
  if ((of->klass & any_derived) == 0) return true;
  const int truth = PyObject_IsTrue(as_python(of));
  if (truth < 0) python::raise_pending(0, true);
  return truth != 0;
}

str represent_in_python(const object* of) {
  const binding::reference shown(PyObject_Repr(as_python(of)));
  str text;
  constexpr binding::type string{binding::kind::string};
  if (!shown || !binding::load_str(shown.held, text, string)) python::raise_pending(0, true);
  return text;
}

str represent_object(const object* of) {
  if ((of->klass & any_derived) != 0) return represent_in_python(of);
  PyObject* const shown = PyBaseObject_Type.tp_repr(reinterpret_cast<PyObject*>(const_cast<object*>(of)));
  str text;
  const Py_ssize_t missing = -1;
  Py_ssize_t size = missing;
  const char* const utf8 = shown != nullptr ? PyUnicode_AsUTF8AndSize(shown, &size) : nullptr;
  if (utf8 != nullptr) text = str::from_utf8(utf8, static_cast<size_t>(size), 0);
  Py_XDECREF(shown);
  PyErr_Clear();
  return text;
}

}  // namespace keelback
