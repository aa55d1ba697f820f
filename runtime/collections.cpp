// deque, Counter, defaultdict and OrderedDict of Python's, for the converters in include/keelback/binding/.
#include <keelback/python_call.hpp>

#include "python.hpp"

namespace keelback {
bool ordered_dict_shows_pairs() {
#if PY_VERSION_HEX < 0x030C0000
  return true;
#else
  return false;
#endif
}
}  // namespace keelback

namespace keelback::binding {

object* class_of_collections(kind of) {
  static object* classes[4];
  constexpr const char* names[4] = {"Counter", "defaultdict", "OrderedDict", "deque"};
  const int at = of == kind::counter ? 0 : of == kind::defaultdict ? 1 : of == kind::ordered_dict ? 2 : 3;
  if (classes[at] == nullptr) {
    reference module(PyImport_ImportModule("collections"));
    if (module) classes[at] = PyObject_GetAttrString(module.held, names[at]);
  }
  return classes[at];
}

// ---- deque ----

object* deque_iterator(object* o, int64* maxlen) {
  object* const deque = class_of_collections(kind::deque);
  if (deque == nullptr || PyObject_IsInstance(o, deque) != 1) return nullptr;
  reference limit(PyObject_GetAttrString(o, "maxlen"));
  if (!limit) return nullptr;
  *maxlen = limit.held == Py_None ? -1 : PyLong_AsLongLong(limit.held);
  return PyObject_GetIter(o);
}
object* new_deque(object* items, int64 maxlen) {
  object* const deque = class_of_collections(kind::deque);
  if (deque == nullptr) return nullptr;
  return maxlen < 0 ? PyObject_CallFunctionObjArgs(deque, items, nullptr) : PyObject_CallFunction(deque, "OL", items, static_cast<long long>(maxlen));
}
bool deque_replace(object* deque, object* items) {
  reference old(PySequence_List(deque));
  if (!old) return false;
  const int same = PyObject_RichCompareBool(old.held, items, Py_EQ);
  if (same != 0) return same > 0;
  reference cleared(PyObject_CallMethod(deque, "clear", nullptr));
  reference filled(cleared ? PyObject_CallMethod(deque, "extend", "O", items) : nullptr);
  return static_cast<bool>(filled);
}

// ---- dicts ----

kind class_of_dict(object* dict) {
  if (PyDict_CheckExact(dict)) return kind::dict;
  for (const kind one : {kind::defaultdict, kind::counter, kind::ordered_dict}) {
    object* const type = class_of_collections(one);
    if (type != nullptr && PyObject_TypeCheck(dict, reinterpret_cast<PyTypeObject*>(type))) return one;
  }
  PyErr_Clear();
  return kind::dict;
}
object* class_dict(object* items, kind of) {
  object* const type = class_of_collections(of);
  return type != nullptr ? PyObject_CallFunctionObjArgs(type, items, nullptr) : nullptr;
}

namespace {
struct held_object : owner {
  object* factory;
};
void release_held(owner* o) noexcept {
  auto* const held = static_cast<held_object*>(o);
  Py_DECREF(held->factory);
  delete held;
}
}  // namespace

owner* factory_of(object* defaultdict) {
  object* const factory = PyObject_GetAttrString(defaultdict, "default_factory");
  if (factory == nullptr) return nullptr;
  auto* const held = new held_object;
  held->release = release_held;
  held->references = 1;
  held->context = nullptr;
  held->factory = factory;
  return held;
}
const char* factory_name(owner* factory) {
  object* const type = static_cast<held_object*>(factory)->factory;
  if (!PyType_Check(type)) return "";
  const char* const name = reinterpret_cast<PyTypeObject*>(type)->tp_name;
  return PyDict_GetItemString(PyEval_GetBuiltins(), name) == type ? name : "";
}
object* call_factory(owner* factory) {
  object* const callee = static_cast<held_object*>(factory)->factory;
  return PyObject_CallObject(callee, nullptr);
}
void raise_factory() {
  if (PyErr_Occurred()) raise_from_python(0);
  raise_text(exception::type_error, 0, "the default_factory gives a value of another type than the dict's");
}
void finish_call(call& in) { finish_containers(in, false); }

object* new_defaultdict(owner* factory, const char* name, object* own, object* items) {
  object* const type = class_of_collections(kind::defaultdict);
  if (type == nullptr) return nullptr;
  object* const made_by = factory != nullptr ? static_cast<held_object*>(factory)->factory : own != nullptr ? own : PyDict_GetItemString(PyEval_GetBuiltins(), name);
  if (made_by == nullptr) return PyErr_Format(PyExc_SystemError, "no builtin type '%s'", name);
  return PyObject_CallFunctionObjArgs(type, made_by, items, nullptr);
}

}  // namespace keelback::binding
