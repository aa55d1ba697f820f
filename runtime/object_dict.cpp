// `__dict__` of the objects of compiled classes, and what pickle and copy ask for. `__dict__` is a dict of the fields that are set. What is read from it is read from the object, and what is changed in it is
// changed there, past `__setattr__`, as with Python's own objects.
#include <algorithm>

#include "python.hpp"

namespace keelback::binding {
namespace object_dicts {
namespace {

struct object_dict {
  PyDictObject items;  // what C code finds that asks no method: the fields as they were when the dict was last looked at
  object* owner;
};
object* owner_of(object* self) { return reinterpret_cast<object_dict*>(self)->owner; }

// The method as a dict has it.
object* as_dict(const char* name, object* self, object* arguments) {
  reference method(PyObject_GetAttrString(reinterpret_cast<object*>(&PyDict_Type), name)), first(PyTuple_Pack(1, self));
  reference all(first ? PySequence_Concat(first.held, arguments) : nullptr);
  return method && all ? PyObject_CallObject(method.held, all.held) : nullptr;
}

// The dict's items become the fields of the object. A key that stays keeps its place: someone may be iterating.
bool refresh(object* self) {
  reference now(fields_of(owner_of(self)));
  if (!now) return false;
  reference gone(PyList_New(0));
  if (!gone) return false;
  Py_ssize_t at = 0;
  object *key, *value;
  while (PyDict_Next(self, &at, &key, &value)) {
    if (PyDict_GetItem(now.held, key) == nullptr && PyList_Append(gone.held, key) < 0) return false;
  }
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(gone.held); ++i) {
    if (PyDict_DelItem(self, PyList_GET_ITEM(gone.held, i)) < 0) return false;
  }
  at = 0;
  while (PyDict_Next(now.held, &at, &key, &value)) {
    if (PyDict_SetItem(self, key, value) < 0) return false;
  }
  return true;
}

// A null value deletes.
bool change(object* self, object* key, object* value) {
  if (!set_field(owner_of(self), key, value)) return false;
  return refresh(self);
}
bool change_all(object* self, object* items) {
  Py_ssize_t at = 0;
  object *key, *value;
  while (PyDict_Next(items, &at, &key, &value)) {
    if (!set_field(owner_of(self), key, value)) return false;
  }
  return refresh(self);
}

// ---- what reads ----

constexpr char keys_name[] = "keys", values_name[] = "values", items_name[] = "items", reversed_name[] = "__reversed__", copy_name[] = "copy";

template <const char* name>
object* read(object* self, object* arguments) {
  return refresh(self) ? as_dict(name, self, arguments) : nullptr;
}
object* subscript(object* self, object* key) {
  object* const value = get_field(owner_of(self), key);
  if (value != nullptr || PyErr_Occurred() != nullptr) return value;
  return refresh(self) ? PyDict_Type.tp_as_mapping->mp_subscript(self, key) : nullptr;
}
object* get(object* self, object* arguments) {
  object *key = nullptr, *other = Py_None;
  if (!PyArg_UnpackTuple(arguments, "get", 1, 2, &key, &other)) return nullptr;
  object* const value = get_field(owner_of(self), key);
  if (value != nullptr || PyErr_Occurred() != nullptr || PyObject_Hash(key) == -1) return value;
  Py_INCREF(other);
  return other;
}
Py_ssize_t length(object* self) { return refresh(self) ? PyDict_Type.tp_as_mapping->mp_length(self) : -1; }
int contains(object* self, object* key) { return refresh(self) ? PyDict_Contains(self, key) : -1; }
object* iterate(object* self) { return refresh(self) ? PyDict_Type.tp_iter(self) : nullptr; }
object* represent(object* self) { return refresh(self) ? PyDict_Type.tp_repr(self) : nullptr; }
object* compare(object* self, object* other, int how) { return refresh(self) ? PyDict_Type.tp_richcompare(self, other, how) : nullptr; }
Py_hash_t hash(object*) {
  PyErr_SetString(PyExc_TypeError, "unhashable type: 'dict'");
  return -1;
}
object* reduce(object* self, object*) {
  reference all(refresh(self) ? PyDict_Copy(self) : nullptr);
  return all ? Py_BuildValue("O(O)", reinterpret_cast<object*>(&PyDict_Type), all.held) : nullptr;
}

// What `|` gives is a dict of its own.
object* unite(object* left, object* right) {
  if (!PyDict_Check(left) || !PyDict_Check(right)) Py_RETURN_NOTIMPLEMENTED;
  reference all(PyDict_New());
  return all && PyDict_Update(all.held, left) == 0 && PyDict_Update(all.held, right) == 0 ? all.give() : nullptr;
}

// ---- what changes ----

int assign(object* self, object* key, object* value) {
  if (value != nullptr) return change(self, key, value) ? 0 : -1;
  if (!refresh(self) || PyDict_DelItem(self, key) < 0) return -1;
  return change(self, key, nullptr) ? 0 : -1;
}

object* update(object* self, object* arguments, object* keywords) {
  reference items(PyDict_New()), method(items ? PyObject_GetAttrString(items.held, "update") : nullptr);
  reference done(method ? PyObject_Call(method.held, arguments, keywords) : nullptr);
  if (!done || !change_all(self, items.held)) return nullptr;
  Py_RETURN_NONE;
}
object* unite_in_place(object* self, object* other) {
  reference arguments(PyTuple_Pack(1, other)), done(arguments ? update(self, arguments.held, nullptr) : nullptr);
  if (!done) return nullptr;
  Py_INCREF(self);
  return self;
}

object* set_default(object* self, object* arguments) {
  object *key = nullptr, *value = Py_None;
  if (!PyArg_UnpackTuple(arguments, "setdefault", 1, 2, &key, &value) || !refresh(self)) return nullptr;
  const int has = PyDict_Contains(self, key);
  if (has < 0 || (has == 0 && !change(self, key, value))) return nullptr;
  return PyDict_Type.tp_as_mapping->mp_subscript(self, key);
}

object* pop(object* self, object* arguments) {
  object *key = nullptr, *other = nullptr;
  if (!PyArg_UnpackTuple(arguments, "pop", 1, 2, &key, &other) || !refresh(self)) return nullptr;
  const int has = PyDict_Contains(self, key);
  if (has < 0) return nullptr;
  reference value(as_dict("pop", self, arguments));
  return value && (has == 0 || change(self, key, nullptr)) ? value.give() : nullptr;
}
object* pop_item(object* self, object* no_arguments) {
  reference item(refresh(self) ? as_dict("popitem", self, no_arguments) : nullptr);
  return item && change(self, PyTuple_GET_ITEM(item.held, 0), nullptr) ? item.give() : nullptr;
}
object* clear_all(object* self, object*) {
  if (!refresh(self)) return nullptr;
  reference all(PyDict_Keys(self));
  for (Py_ssize_t i = 0; all && i < PyList_GET_SIZE(all.held); ++i) {
    if (!set_field(owner_of(self), PyList_GET_ITEM(all.held, i), nullptr)) return nullptr;
  }
  if (!all || !refresh(self)) return nullptr;
  Py_RETURN_NONE;
}

// ---- the type ----

int traverse(object* self, visitproc visit, void* arg) {
#if PY_VERSION_HEX >= 0x03090000
  Py_VISIT(Py_TYPE(self));
#endif
  Py_VISIT(owner_of(self));
  return PyDict_Type.tp_traverse(self, visit, arg);
}
int clear(object* self) {
  // The owner stays: what is still asked of the dict is asked of it. The cycle ends in the owner, or in the dict's items.
  return PyDict_Type.tp_clear(self);
}
void deallocate(object* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_CLEAR(reinterpret_cast<object_dict*>(self)->owner);
  PyDict_Type.tp_dealloc(self);
  Py_DECREF(type);
}

PyMethodDef methods[] = {
    {"keys", read<keys_name>, METH_VARARGS, nullptr},
    {"values", read<values_name>, METH_VARARGS, nullptr},
    {"items", read<items_name>, METH_VARARGS, nullptr},
    {"get", get, METH_VARARGS, nullptr},
    {"copy", read<copy_name>, METH_VARARGS, nullptr},
    {"__reversed__", read<reversed_name>, METH_VARARGS, nullptr},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {"update", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(update)), METH_VARARGS | METH_KEYWORDS, nullptr},
    {"setdefault", set_default, METH_VARARGS, nullptr},
    {"pop", pop, METH_VARARGS, nullptr},
    {"popitem", pop_item, METH_VARARGS, nullptr},
    {"clear", clear_all, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyTypeObject* type_of_dicts() {
  static PyTypeObject* made = nullptr;
  if (made != nullptr) return made;
  PyType_Slot slots[] = {
      {Py_tp_methods, methods},
      {Py_tp_dealloc, reinterpret_cast<void*>(deallocate)},
      {Py_tp_traverse, reinterpret_cast<void*>(traverse)},
      {Py_tp_clear, reinterpret_cast<void*>(clear)},
      {Py_tp_iter, reinterpret_cast<void*>(iterate)},
      {Py_tp_repr, reinterpret_cast<void*>(represent)},
      {Py_tp_richcompare, reinterpret_cast<void*>(compare)},
      {Py_tp_hash, reinterpret_cast<void*>(hash)},
      {Py_mp_subscript, reinterpret_cast<void*>(subscript)},
      {Py_mp_ass_subscript, reinterpret_cast<void*>(assign)},
      {Py_mp_length, reinterpret_cast<void*>(length)},
      {Py_sq_contains, reinterpret_cast<void*>(contains)},
      {Py_nb_or, reinterpret_cast<void*>(unite)},
      {Py_nb_inplace_or, reinterpret_cast<void*>(unite_in_place)},
      {0, nullptr},
  };
  PyType_Spec spec = {"keelback.object_dict", static_cast<int>(sizeof(object_dict)), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};
  reference bases(PyTuple_Pack(1, reinterpret_cast<object*>(&PyDict_Type)));
  if (bases) made = reinterpret_cast<PyTypeObject*>(PyType_FromSpecWithBases(&spec, bases.held));
  // Only an object makes one.
  if (made != nullptr) made->tp_new = nullptr;
  return made;
}

}  // namespace
}  // namespace object_dicts

namespace {

// And of an object of a class that Python derived, what its own `__dict__` has.
object* get_state(object* o, object*) {
  reference all(fields_of(o));
  if (!all || !is_of_derived_class(o)) return all.give();
  reference own(PyObject_GetAttrString(o, "__dict__"));
  if (!own) PyErr_Clear();
  if (own && PyDict_Check(own.held) && PyDict_Update(all.held, own.held) < 0) return nullptr;
  return all.give();
}
// As pickle sets attributes: from a dict, or from (dict or None, dict of slots).
object* set_state(object* o, object* state) {
  object* parts[2] = {state, nullptr};
  if (PyTuple_Check(state) && PyTuple_GET_SIZE(state) == 2) parts[0] = PyTuple_GET_ITEM(state, 0), parts[1] = PyTuple_GET_ITEM(state, 1);
  for (object* const part : parts) {
    if (part == nullptr || part == Py_None) continue;
    if (!PyDict_Check(part)) {
      PyErr_SetString(PyExc_TypeError, "the state of an object is a dict");
      return nullptr;
    }
    Py_ssize_t at = 0;
    object *key, *value;
    while (PyDict_Next(part, &at, &key, &value)) {
      // Past `__setattr__`, which a frozen class has.
      if (PyObject_GenericSetAttr(o, key, value) < 0) return nullptr;
    }
  }
  Py_RETURN_NONE;
}
// The protocols below 2 look for a class that is no compiled one, and find none.
object* reduce_by_protocol(object* o, object* protocol) {
  const long asked = PyLong_AsLong(protocol);
  if (asked == -1 && PyErr_Occurred()) return nullptr;
  reference of_object(PyObject_GetAttrString(reinterpret_cast<object*>(&PyBaseObject_Type), "__reduce_ex__"));
  return of_object ? PyObject_CallFunction(of_object.held, "Ol", o, std::max(asked, 2L)) : nullptr;
}

}  // namespace

PyMethodDef state_methods[3] = {
    {"__getstate__", get_state, METH_NOARGS, nullptr},
    {"__setstate__", set_state, METH_O, nullptr},
    {"__reduce_ex__", reduce_by_protocol, METH_O, nullptr},
};

object* new_object_dict(object* of) {
  using namespace object_dicts;
  PyTypeObject* const type = type_of_dicts();
  reference none(type != nullptr ? PyTuple_New(0) : nullptr);
  reference made(none ? PyDict_Type.tp_new(type, none.held, nullptr) : nullptr);
  if (!made) return nullptr;
  Py_INCREF(of);
  reinterpret_cast<object_dict*>(made.held)->owner = of;
  return refresh(made.held) ? made.give() : nullptr;
}

}  // namespace keelback::binding
