// Compiled classes as Python types. The module's source makes the class as Python does; it is then made again, with the same name, bases and
// attributes, but with native methods, and with places for the fields in the object itself (docs/design/classes.md).
#include "python.hpp"
#include <structmember.h>

#include <algorithm>
#include <vector>

#include <keelback/binding/object.hpp>

namespace keelback::binding {
namespace {

const class_* const* classes;
int class_count = 0;
std::uint32_t first_class = 0;

keelback::object* native(object* o) { return reinterpret_cast<keelback::object*>(o); }
PyTypeObject* type_of(const class_& c) { return static_cast<PyTypeObject*>(const_cast<void*>(c.state->type)); }
const class_& class_of(object* o) {
  const std::uint32_t at = (native(o)->klass & ~any_derived) - first_class;
  return KB_LIKELY(at < static_cast<std::uint32_t>(class_count)) ? *classes[at] : class_elsewhere_of(o);
}

// The compiled class that a type is, or derives from; null: none.
const class_* find_class(PyTypeObject* type) {
  for (; type != nullptr; type = type->tp_base) {
    for (int i = 0; i < class_count; ++i) {
      if (classes[i] != nullptr && classes[i]->state->type == type) return classes[i];
    }
  }
  return nullptr;
}

// Whether its class is one that Python code has derived from a compiled one. Native code takes such an object where the class is extensible: its methods are then
// asked for by name. Of other classes direct calls would not see what is overridden: a function that is given one runs as Python.
bool is_derived(object* o) { return class_of(o).state->type != Py_TYPE(o); }
bool derived_was_met = false;

// What Python asks before it looks for an attribute: native code reads fields from memory.
bool is_about_attributes(const char* name) {
  static constexpr const char* names[] = {"__getattribute__", "__getattr__", "__setattr__", "__delattr__", "__class__"};
  return std::any_of(std::begin(names), std::end(names), [&](const char* one) { return strcmp(one, name) == 0; });
}

// Whether native code of the class can work on objects of a class with this attribute: what it overrides is called by name, but a field is read from memory.
bool can_follow(const class_& c, object* key, object* value) {
  const char* const name = PyUnicode_Check(key) ? PyUnicode_AsUTF8(key) : nullptr;
  if (name == nullptr) {
    PyErr_Clear();
    return false;
  }
  for (const class_* one = &c; one != nullptr; one = one->base) {
    for (int i = 0; i < one->field_count; ++i) {
      if (strcmp(one->fields[i].name, name) == 0) return false;
    }
    for (int i = 0; i < one->method_count; ++i) {
      if (strcmp(one->methods[i].name, name) == 0) return one->methods[i].kind != method_kind::static_method && value != Py_None;
    }
  }
  if (is_about_attributes(name)) return false;
  // An unhashable class of native code has no hash to override.
  if (strcmp(name, "__hash__") == 0 && value != Py_None && type_of(c)->tp_hash == PyObject_HashNotImplemented) return false;
  if (strcmp(name, "__new__") == 0 || strcmp(name, "__init_subclass__") == 0 || strcmp(name, "__class_getitem__") == 0) return true;
  object* const found = _PyType_Lookup(type_of(c), key);
  return found == nullptr || (Py_TYPE(found) != &PyClassMethod_Type && Py_TYPE(found) != &PyStaticMethod_Type);
}

bool can_follow(const class_& c, PyTypeObject* type) {
  if (type->tp_mro == nullptr || !PyTuple_Check(type->tp_mro)) return false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_mro); ++i) {
    auto* const one = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(type->tp_mro, i));
    if (one == type_of(c)) return true;
    if (one->tp_dict == nullptr) return false;
    Py_ssize_t at = 0;
    object *key, *value;
    while (PyDict_Next(one->tp_dict, &at, &key, &value)) {
      if (!can_follow(c, key, value)) return false;
    }
  }
  return false;
}

// Whether native code takes the object. Asked at every way into native code: what was found of a type holds until it is changed.
bool is_followed(object* o) {
  const class_& c = class_of(o);
  PyTypeObject* const type = Py_TYPE(o);
  if (type == type_of(c)) return true;
  if (!c.is_extensible) return false;
  struct Known {
    PyTypeObject* type;
    unsigned int version;
    bool is_followed;
  };
  static Known all[64];
  Known& known = all[(reinterpret_cast<std::uintptr_t>(type) >> 6) % 64];
  const bool is_valid = (type->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG) != 0;
  if (is_valid && known.type == type && known.version == type->tp_version_tag) return known.is_followed;
  const bool found = can_follow(c, type);
  static object* const any = PyUnicode_InternFromString("__init__");
  if (any != nullptr) _PyType_Lookup(type, any);   // gives the type its version
  if ((type->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG) != 0) known = {type, type->tp_version_tag, found};
  return found;
}

// ---- fields ----

char* memory_of(object* o, const field& f) { return reinterpret_cast<char*>(o) + f.offset; }
std::uint32_t& set_word(object* o, const field& f) { return *reinterpret_cast<std::uint32_t*>(reinterpret_cast<char*>(o) + f.set_offset); }
bool is_set(object* o, const field& f) {
  if (f.null_unset) return *reinterpret_cast<void**>(memory_of(o, f)) != nullptr;
  return (set_word(o, f) & f.set_mask) != 0;
}

struct field_descriptor {
  PyObject_HEAD
  const field* table;
  object* owner;    // borrowed: the type, whose dict holds this
  object* initial;  // the class' value; null: none
  const class_* generic;  // of a field of a generic class: this
};
field_descriptor* as_field(object* o) { return reinterpret_cast<field_descriptor*>(o); }

const char* short_name(object* type) {
  const char* const name = reinterpret_cast<PyTypeObject*>(type)->tp_name;
  const char* const dot = strrchr(name, '.');
  return dot != nullptr ? dot + 1 : name;
}

object* raise_no_attribute(object* o, const char* name) {
  PyErr_Format(PyExc_AttributeError, "'%.100s' object has no attribute '%.200s'", short_name(reinterpret_cast<object*>(Py_TYPE(o))), name);
  return nullptr;
}

bool is_owner(object* descriptor, object* o) {
  field_descriptor* const self = as_field(descriptor);
  if (PyObject_TypeCheck(o, reinterpret_cast<PyTypeObject*>(self->owner))) return true;
  PyErr_Format(PyExc_TypeError, "descriptor '%s' for '%.100s' objects doesn't apply to a '%.100s' object", self->table->name, short_name(self->owner), Py_TYPE(o)->tp_name);
  return false;
}

// The place that the descriptor is for, in an object of that class: with type arguments a generic class has another layout.
const field& field_of(object* o, object* descriptor) {
  const field& named = *as_field(descriptor)->table;
  const class_* const generic = as_field(descriptor)->generic;
  if (generic == nullptr) return named;
  for (const class_* c = &class_of(o); c != nullptr; c = c->base) {
    for (int i = 0; c->generic == generic && i < c->field_count; ++i) {
      if (strcmp(c->fields[i].name, named.name) == 0) return c->fields[i];
    }
  }
  return named;
}

// A read of a field runs no native code: between calls both sides of what was kept are what they are.
object* get_value(object* o, const field& f) {
  call in;
  in.argument = 0;
  in.keeps = true;
  in.looks = is_apart_from_containers(*f.as) || !is_inside_call();
  object* result;
  try {
    result = !in.looks && has_shared_containers() && !begin_with_shared(in) ? nullptr : f.get(memory_of(o, f), *f.as, in);
  } catch (...) {
    set_current_exception();
    result = nullptr;
  }
  const bool looked_at_new = in.looks && in.containers != nullptr;
  if (finish_containers(in, result != nullptr)) {
    if (looked_at_new) forget_looked_at();
    return result;
  }
  Py_XDECREF(result);
  return nullptr;
}

bool set_value(object* o, const field& f, object* value);

// What functools.cached_property has made: by its name, for the class is Python's.
bool is_cached_property(object* value) { return strcmp(Py_TYPE(value)->tp_name, "cached_property") == 0 && PyObject_HasAttrString(value, "func"); }

object* get_attribute(object* descriptor, object* o, object*) {
  field_descriptor* const self = as_field(descriptor);
  if (o == nullptr) {
    if (self->initial == nullptr) {
      PyErr_Format(PyExc_AttributeError, "type object '%.100s' has no attribute '%s'", short_name(self->owner), self->table->name);
    }
    Py_XINCREF(self->initial);
    return self->initial;
  }
  if (!is_owner(descriptor, o)) return nullptr;
  const field& f = field_of(o, descriptor);
  if (is_set(o, f)) return get_value(o, f);
  if (self->initial == nullptr) return raise_no_attribute(o, self->table->name);
  if (is_cached_property(self->initial)) {
    // Computed once, then a field like others.
    reference compute(PyObject_GetAttrString(self->initial, "func"));
    reference value(compute ? PyObject_CallFunctionObjArgs(compute.held, o, nullptr) : nullptr);
    return value && set_value(o, field_of(o, descriptor), value.held) ? get_value(o, field_of(o, descriptor)) : nullptr;
  }
  Py_INCREF(self->initial);
  return self->initial;
}

// False with an exception set.
bool set_value(object* o, const field& f, object* value) {
  call in;
  in.argument = 0;
  in.keeps = true;
  bool done = false;
  try {
    done = (is_apart_from_containers(*f.as) || !has_shared_containers() || begin_with_shared(in)) && f.set(memory_of(o, f), value, *f.as, in);
  } catch (...) {
    set_current_exception();
  }
  if (!done && !PyErr_Occurred()) {
    message out;
    out.add(short_name(reinterpret_cast<object*>(Py_TYPE(o)))).add(".").add(f.name).add(" must be ");
    describe_type(out, *f.as);
    out.add(", not ");
    describe_object(out, value);
    PyErr_SetString(PyExc_TypeError, out.c_str());
  }
  if (done) set_word(o, f) |= f.set_mask;
  return finish_containers(in, done) && done;
}

bool clear_value(object* o, const field& f) {
  if (!is_set(o, f)) return raise_no_attribute(o, f.name) != nullptr;
  set_word(o, f) &= ~f.set_mask;
  f.clear(memory_of(o, f));
  return true;
}

int set_attribute(object* descriptor, object* o, object* value) {
  if (!is_owner(descriptor, o)) return -1;
  const field& f = field_of(o, descriptor);
  if (value != nullptr) return set_value(o, f, value) ? 0 : -1;
  return clear_value(o, f) ? 0 : -1;
}

object* name_of_field(object* o, void*) { return PyUnicode_FromString(as_field(o)->table->name); }
object* owner_of_field(object* o, void*) {
  Py_INCREF(as_field(o)->owner);
  return as_field(o)->owner;
}
object* represent_field(object* o) { return PyUnicode_FromFormat("<member '%s' of '%s' objects>", as_field(o)->table->name, short_name(as_field(o)->owner)); }
void deallocate_field(object* o) {
  Py_XDECREF(as_field(o)->initial);
  PyObject_Free(o);
}

PyGetSetDef field_properties[] = {{"__name__", name_of_field, nullptr, nullptr, nullptr},
                                  {"__objclass__", owner_of_field, nullptr, nullptr, nullptr},
                                  {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyTypeObject field_type = [] {
  PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
  type.tp_name = "keelback.field";
  type.tp_basicsize = sizeof(field_descriptor);
  type.tp_dealloc = deallocate_field;
  type.tp_repr = represent_field;
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_getset = field_properties;
  type.tp_descr_get = get_attribute;
  type.tp_descr_set = set_attribute;
  return type;
}();

// The attribute's descriptor, where the class looks it up in the usual way.
object* field_found(PyTypeObject* type, object* name) {
  if (type->tp_getattro != PyObject_GenericGetAttr) return nullptr;
  object* const found = _PyType_Lookup(type, name);
  return found != nullptr && Py_TYPE(found) == &field_type ? found : nullptr;
}

object* new_field(const class_& c, const field& f, object* owner, object* initial) {
  field_descriptor* const made = PyObject_New(field_descriptor, &field_type);
  if (made == nullptr) return nullptr;
  made->table = &f;
  made->owner = owner;
  Py_XINCREF(initial);
  made->initial = initial;
  made->generic = c.generic;
  return reinterpret_cast<object*>(made);
}

// Calls f(field) for the fields of the class and of those that it derives from; stops where f is not 0.
template <class F>
int for_each_field(const class_& c, F f) {
  if (c.base != nullptr) {
    if (const int result = for_each_field(*c.base, f)) return result;
  }
  for (int i = 0; i < c.field_count; ++i) {
    if (const int result = f(c.fields[i])) return result;
  }
  return 0;
}

// ---- objects ----

object* new_object(PyTypeObject* type, object* args, object* keywords) {
  const class_* const c = find_class(type);
  if ((type->tp_flags & Py_TPFLAGS_IS_ABSTRACT) != 0 || c == nullptr) {
    reference nothing(PyTuple_New(0));
    return nothing ? PyBaseObject_Type.tp_new(type, nothing.held, nullptr) : nullptr;
  }
  const bool has_arguments = PyTuple_GET_SIZE(args) > 0 || (keywords != nullptr && PyDict_GET_SIZE(keywords) > 0);
  if (has_arguments && type->tp_init == PyBaseObject_Type.tp_init) {
    PyErr_Format(PyExc_TypeError, "%.200s() takes no arguments", short_name(reinterpret_cast<object*>(type)));
    return nullptr;
  }
  try {
    const bool by_python = c->state->type != type;   // Python's allocator has it counted, and tracked, as the type says
    auto* const made = by_python ? type->tp_alloc(type, 0) : reinterpret_cast<object*>(take_memory(*c->state, 0));
    if (made == nullptr) return nullptr;
    if (!by_python) native(made)->references = 1;
    native(made)->klass = c->state->klass | (by_python && c->is_extensible ? derived_mark : 0);
    c->construct(made);
    if (c->state->collected && !by_python) PyObject_GC_Track(made);
    // Unset is what the class has no value for, until `__init__` sets it.
    for_each_field(*c, [&](const field& f) {
      if (!f.has_initial) set_word(made, f) &= ~f.set_mask;
      return 0;
    });
    return made;
  } catch (...) {
    set_current_exception();
    return nullptr;
  }
}

// C.__new__: object's own refuses to make objects whose layout is another one.
object* call_new(object*, object* args, object* keywords) {
  object* const type = PyTuple_GET_SIZE(args) > 0 ? PyTuple_GET_ITEM(args, 0) : nullptr;
  if (type == nullptr || !PyType_Check(type) || find_class(reinterpret_cast<PyTypeObject*>(type)) == nullptr) {
    PyErr_SetString(PyExc_TypeError, "object.__new__(X): X is not a type object that derives from this class");
    return nullptr;
  }
  reference rest(PyTuple_GetSlice(args, 1, PY_SSIZE_T_MAX));
  return rest ? new_object(reinterpret_cast<PyTypeObject*>(type), rest.held, keywords) : nullptr;
}

void clear_weak_references(object* o) {
  const python_section callbacks;
  PyObject_ClearWeakRefs(o);
}

// The next object of the class takes the memory of the last one, as Python's own small objects do.
bool keep_memory(object* o, class_state& of) {
  constexpr std::uint32_t most_bytes = 1 << 16;
  if (of.type != Py_TYPE(o) || of.free_count * of.size >= most_bytes) return false;
  native(o)->weak_references = of.free;
  of.free = native(o);
  ++of.free_count;
  return true;
}

void deallocate_object(object* o) {
  PyTypeObject* const type = Py_TYPE(o);
  const class_& c = class_of(o);
  if (c.state->collected) {
    PyObject_GC_UnTrack(o);
    Py_TRASHCAN_BEGIN(o, deallocate_object)
    if (native(o)->weak_references != nullptr) clear_weak_references(o);
    c.destroy(o);
    if (!keep_memory(o, *c.state)) {
      type->tp_free(o);
      Py_DECREF(type);
    }
    Py_TRASHCAN_END
  } else {
    if (native(o)->weak_references != nullptr) clear_weak_references(o);
    c.destroy(o);
    if (!keep_memory(o, *c.state)) {
      type->tp_free(o);
      Py_DECREF(type);
    }
  }
}

int traverse_object(object* o, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(o));
  return for_each_field(class_of(o), [&](const field& f) { return f.traverse != nullptr ? f.traverse(memory_of(o, f), visit, arg) : 0; });
}
int clear_object(object* o) {
  return for_each_field(class_of(o), [&](const field& f) {
    if (f.traverse == nullptr) return 0;
    set_word(o, f) &= ~f.set_mask;
    f.clear(memory_of(o, f));
    return 0;
  });
}

object* get_dict(object* o, void*) { return new_object_dict(o); }

PyMethodDef new_method = {"__new__", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_new)), METH_VARARGS | METH_KEYWORDS, nullptr};
PyGetSetDef dict_property = {"__dict__", get_dict, nullptr, nullptr, nullptr};

// ---- the type ----

// The functions of a class refer to it through `__class__`: from now on that is the new one.
void rebind_class_cell(object* value, object* from, object* to) {
  if (PyFunction_Check(value)) {
    object* const cells = PyFunction_GetClosure(value);
    for (Py_ssize_t i = 0; cells != nullptr && i < PyTuple_GET_SIZE(cells); ++i) {
      object* const cell = PyTuple_GET_ITEM(cells, i);
      if (PyCell_GET(cell) == from) PyCell_Set(cell, to);
    }
    return;
  }
  for (const char* name : {"__func__", "fget", "fset", "fdel"}) {
    if (strcmp(name, "__func__") == 0 ? !(Py_TYPE(value) == &PyStaticMethod_Type || Py_TYPE(value) == &PyClassMethod_Type) : Py_TYPE(value) != &PyProperty_Type) continue;
    reference inner(PyObject_GetAttrString(value, name));
    if (inner && inner.held != Py_None) rebind_class_cell(inner.held, from, to);
    PyErr_Clear();
  }
}

// The native function in place of a Python one; another object stays (a new reference).
object* replace_function(const function& f, object* value) {
  if (PyFunction_Check(value)) return new_native_function(f, value);
  if (is_cache(value)) return new_cached_function(f, value);
  Py_INCREF(value);
  return value;
}

// What the attribute becomes. The functions below return null, or false, with an exception set.
object* replace_method(const method& m, const function& f, object* value) {
  const auto wrapped = [&](PyTypeObject* type) -> object* {
    if (Py_TYPE(value) != type) return replace_function(f, value);
    reference inner(PyObject_GetAttrString(value, "__func__"));
    reference made(inner ? replace_function(f, inner.held) : nullptr);
    return made ? PyObject_CallFunctionObjArgs(reinterpret_cast<object*>(type), made.held, nullptr) : nullptr;
  };
  switch (m.kind) {
    case method_kind::function:
    case method_kind::method: return replace_function(f, value);
    case method_kind::static_method: return wrapped(&PyStaticMethod_Type);
    case method_kind::class_method: return wrapped(&PyClassMethod_Type);
    case method_kind::getter:
    case method_kind::setter: {
      if (is_cached_property(value)) {
        reference inner(PyObject_GetAttrString(value, "func"));
        reference made(inner ? replace_function(f, inner.held) : nullptr);
        return made ? PyObject_CallFunctionObjArgs(reinterpret_cast<object*>(Py_TYPE(value)), made.held, nullptr) : nullptr;
      }
      if (Py_TYPE(value) != &PyProperty_Type) break;
      const bool is_getter = m.kind == method_kind::getter;
      reference inner(PyObject_GetAttrString(value, is_getter ? "fget" : "fset"));
      reference made(inner ? replace_function(f, inner.held) : nullptr);
      return made ? PyObject_CallMethod(value, is_getter ? "getter" : "setter", "O", made.held) : nullptr;
    }
  }
  Py_INCREF(value);
  return value;
}

bool add_to_dict(PyTypeObject* type, const char* name, object* stolen) {
  reference value(stolen);
  return value && PyDict_SetItemString(type->tp_dict, name, value.held) == 0;
}
bool discard(object* dict, const char* name) {
  if (PyDict_GetItemString(dict, name) == nullptr) return true;
  return PyDict_DelItemString(dict, name) == 0;
}

// How objects of the type are laid out, made and dropped.
void set_layout(PyTypeObject* type, const class_& c, bool has_weak_references) {
  std::uint32_t size = c.state->size;
  for (int i = 0; i < class_count; ++i) {
    if (classes[i] != nullptr && classes[i]->generic == &c) size = std::max(size, classes[i]->state->size);
  }
  type->tp_basicsize = static_cast<Py_ssize_t>(size);
  type->tp_weaklistoffset = has_weak_references ? static_cast<Py_ssize_t>(offsetof(keelback::object, weak_references)) : 0;
  type->tp_new = new_object;
  type->tp_alloc = PyType_GenericAlloc;
  type->tp_dealloc = deallocate_object;
  type->tp_free = c.state->collected ? PyObject_GC_Del : PyObject_Free;
  type->tp_traverse = c.state->collected ? traverse_object : nullptr;
  type->tp_clear = c.state->collected ? clear_object : nullptr;
  type->tp_flags = c.state->collected ? type->tp_flags | Py_TPFLAGS_HAVE_GC : type->tp_flags & ~static_cast<unsigned long>(Py_TPFLAGS_HAVE_GC);
}

// Whether a base has a method of its own under the name of one of ours.
bool inherits_own(PyTypeObject* type, const PyMethodDef& ours) {
  reference inherited(PyObject_GetAttrString(reinterpret_cast<object*>(type->tp_base), ours.ml_name));
  PyErr_Clear();
  if (!inherited) return false;
  if (Py_TYPE(inherited.held) != &PyMethodDescr_Type) return true;
  const auto* const method = reinterpret_cast<PyMethodDescrObject*>(inherited.held);
  // That of a class of another module is its runtime's.
  const PyTypeObject* const owner = method->d_common.d_type;
  return method->d_method != &ours && owner != &PyBaseObject_Type && (owner->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0;
}

bool add_members(PyTypeObject* type, const class_& c, object* initial_values, bool has_slots) {
  auto* const as_object = reinterpret_cast<object*>(type);
  for (int i = 0; i < c.field_count; ++i) {
    const field& f = c.fields[i];
    if (!add_to_dict(type, f.name, new_field(c, f, as_object, PyDict_GetItemString(initial_values, f.name)))) return false;
  }
  // The class' values of fields that it inherits.
  const auto add_value = [&](const field& f) {
    object* const value = PyDict_GetItemString(initial_values, f.name);
    return value == nullptr || add_to_dict(type, f.name, new_field(c, f, as_object, value)) ? 0 : -1;
  };
  if (c.base != nullptr && for_each_field(*c.base, add_value) != 0) return false;
  reference creator(PyCFunction_NewEx(&new_method, as_object, nullptr));
  if (!creator || !add_to_dict(type, "__new__", PyStaticMethod_New(creator.held))) return false;
  for (PyMethodDef& m : state_methods) {
    if (PyDict_GetItemString(type->tp_dict, m.ml_name) != nullptr || inherits_own(type, m)) continue;
    if (!add_to_dict(type, m.ml_name, PyDescr_NewMethod(type, &m))) return false;
  }
  return has_slots || add_to_dict(type, "__dict__", PyDescr_NewGetSet(type, &dict_property));
}

// ---- generic classes ----

bool derives_from(const class_& c, const class_& from) {
  for (const class_* one = &c; one != nullptr; one = one->base) {
    if (one == &from) return true;
  }
  return false;
}

// What an object of the generic class `open` becomes where `as` is wanted; null: it cannot be that.
const class_* specialized(const class_& open, const class_& as) {
  if (open.generic != &open) return nullptr;
  for (int i = 0; i < class_count; ++i) {
    if (classes[i] != nullptr && classes[i]->generic == &open && classes[i] != &open && derives_from(*classes[i], as)) return classes[i];
  }
  return nullptr;
}

// Objects that are about to have other layouts. They refer to each other in circles: all become what they shall be, or none.
struct Specializing {
  object* of;
  const class_* from;
  const class_* to;
  object* fields;  // the new ones, in memory of their own
};
std::vector<Specializing> specializing;
int specializing_depth = 0;

void end_specializing(bool commit) {
  std::vector<Specializing> all;
  all.swap(specializing);
  for (const Specializing& one : all) {
    if (one.fields == nullptr) continue;
    if (commit) {
      one.from->destroy(one.of);
      native(one.of)->klass = one.to->state->klass;
      one.to->relocate(one.of, one.fields);
    } else {
      one.to->destroy(one.fields);
    }
    PyMem_Free(one.fields);
  }
}

// The fields of an open object, converted to those of the class. No native code knows the object: it works on open ones through Python alone.
bool convert_fields(std::size_t at, object* o, const class_& from, const class_& to) {
  auto* const memory = static_cast<object*>(PyMem_Calloc(1, to.state->size));
  if (memory == nullptr) return PyErr_NoMemory() != nullptr;
  native(memory)->references = 1;
  native(memory)->type = native(o)->type;
  native(memory)->klass = to.state->klass;
  to.construct(memory);
  specializing[at].fields = memory;
  std::vector<const field*> places;
  for_each_field(from, [&](const field& f) {
    places.push_back(&f);
    return 0;
  });
  return for_each_field(to, [&](const field& f) {
           set_word(memory, f) &= ~f.set_mask;
           for (const field* const place : places) {
             if (strcmp(place->name, f.name) != 0 || !is_set(o, *place)) continue;
             reference value(get_value(o, *place));
             if (!value || !set_value(memory, f, value.held)) return 1;
           }
           return 0;
         }) == 0;
}

// False, with an exception set where it is not one of types.
bool specialize(object* o, const class_& as) {
  for (const Specializing& one : specializing) {
    if (one.of == o) return derives_from(*one.to, as);
  }
  const class_& from = class_of(o);
  const class_* const to = specialized(from, as);
  if (to == nullptr || PyErr_Occurred() != nullptr || Py_EnterRecursiveCall(" while the type arguments of an object are found") != 0) return false;
  const std::size_t at = specializing.size();
  specializing.push_back({o, &from, to, nullptr});
  ++specializing_depth;
  const bool done = convert_fields(at, o, from, *to);
  Py_LeaveRecursiveCall();
  if (--specializing_depth == 0) end_specializing(done);
  if (!done && PyErr_ExceptionMatches(PyExc_TypeError)) PyErr_Clear();
  return done;
}

const field* find_field(object* o, object* key) {
  const char* const name = PyUnicode_Check(key) ? PyUnicode_AsUTF8(key) : nullptr;
  if (name == nullptr) PyErr_Clear();  // no text, or one with lone surrogates
  const field* found = nullptr;
  for_each_field(class_of(o), [&](const field& f) {
    if (name != nullptr && strcmp(name, f.name) == 0) found = &f;
    return 0;
  });
  return found;
}

}  // namespace

object* fields_of(object* o) {
  object* const all = PyDict_New();
  const int failed = all == nullptr || for_each_field(class_of(o), [&](const field& f) {
    if (!is_set(o, f)) return 0;
    reference value(get_value(o, f));
    return value && PyDict_SetItemString(all, f.name, value.held) == 0 ? 0 : 1;
  });
  if (!failed) return all;
  Py_XDECREF(all);
  return nullptr;
}

object* get_field(object* o, object* name) {
  const field* const f = find_field(o, name);
  return f != nullptr && is_set(o, *f) ? get_value(o, *f) : nullptr;
}

bool set_field(object* o, object* name, object* value) {
  if (const field* const f = find_field(o, name)) return value != nullptr ? set_value(o, *f, value) : clear_value(o, *f);
  PyErr_Format(PyExc_AttributeError, "'%.100s' object has no attribute %R", short_name(reinterpret_cast<object*>(Py_TYPE(o))), name);
  return false;
}

// The field that is missed of an object that was made without `__init__` and is not complete since: no native code may see it.
static const field* first_missing(object* o) {
  const field* missing = nullptr;
  for_each_field(class_of(o), [&](const field& f) { return f.always_set && !is_set(o, f) ? (missing = &f, 1) : 0; });
  return missing;
}
bool is_incomplete(object* o) { return find_class(Py_TYPE(o)) != nullptr && first_missing(o) != nullptr; }
bool is_of_derived_class(object* o) { return is_derived(o); }

bool load_object(object* from, const class_& as, bool incomplete) {
  if (!is_ready(as) || !PyObject_TypeCheck(from, type_of(as)) || !is_followed(from)) return false;
  if (as.generic != nullptr && !derives_from(class_of(from), as) && !specialize(from, as)) return false;
  const field* const missing = incomplete ? nullptr : first_missing(from);
  if (missing != nullptr) raise_no_attribute(from, missing->name);
  return missing == nullptr;
}

const char* name_of_class(const class_& c) { return c.text != nullptr ? c.text : c.state->name; }

bool is_open_object(object* o) { return find_class(Py_TYPE(o)) != nullptr && class_of(o).generic == &class_of(o); }

fit fit_of_object(object* o, const class_& as) {
  if (!is_ready(as) || !PyObject_TypeCheck(o, type_of(as))) return fit::none;
  if (!is_followed(o)) {
    derived_was_met = true;
    return fit::none;
  }
  if (as.generic != nullptr) {
    const class_& c = class_of(o);
    if (&c == &as) return fit::exact;
    if (derives_from(c, as)) return fit::subclass;
    // Which type arguments an open object fits is found by giving it these.
    return specialized(c, as) != nullptr && specialize(o, as) ? fit::exact : fit::none;
  }
  return Py_TYPE(o) == as.state->type ? fit::exact : fit::subclass;
}

bool holds_derived(const function& f, object* const* args) {
  derived_was_met = false;
  for (int i = 0; i < f.overload_count; ++i) {
    for (int k = 0; k < f.parameter_count; ++k) {
      fit_of(args[k], *f.overloads[i].parameters[k].as, f.overloads[i].parameters[k].how);
      if (PyErr_Occurred() != nullptr) PyErr_Clear();
    }
  }
  return derived_was_met;
}

bool reads_plain_field(object* o, object* name) {
  object* const found = field_found(Py_TYPE(o), name);
  if (found == nullptr) return false;
  const field& f = field_of(o, found);
  return is_apart_from_containers(*f.as) && is_set(o, f);
}

bool prepare_classes(const module& m) {
  classes = m.classes;
  class_count = m.class_count;
  first_class = m.first_class;
  return PyType_Ready(&field_type) == 0;
}

object* make_class(const class_& c, const function* functions, object* source) {
  auto* const original = reinterpret_cast<PyTypeObject*>(source);
  reference names(PyDict_New()), initial(PyDict_New()), nothing(PyTuple_New(0));
  reference qualified(PyObject_GetAttrString(source, "__qualname__"));
  if (!names || !initial || !nothing || !qualified || PyDict_Update(names.held, original->tp_dict) < 0) return nullptr;
  object* const slots = PyDict_GetItemString(names.held, "__slots__");
  Py_XINCREF(slots);
  reference kept_slots(slots);
  const bool has_weak_references = original->tp_weaklistoffset != 0;
  // What a protocol's metaclass adds refers to the first class.
  if (c.is_mixin) {
    object* const is_protocol = PyDict_GetItemString(names.held, "_is_protocol");
    if (is_protocol != nullptr && (!discard(names.held, "__subclasshook__") || !discard(names.held, "__init__") || !discard(names.held, "__parameters__") || !discard(names.held, "__protocol_attrs__") ||
                                   !discard(names.held, "__non_callable_proto_members__"))) {
      return nullptr;
    }
  }
  if (!discard(names.held, "__dict__") || !discard(names.held, "__weakref__") || !discard(names.held, "_abc_impl") || !discard(names.held, "__abstractmethods__")) return nullptr;
  const auto take_value = [&](const field& f) {
    object* const value = PyDict_GetItemString(names.held, f.name);
    if (value == nullptr) return 0;
    if (Py_TYPE(value) != &PyMemberDescr_Type && PyDict_SetItemString(initial.held, f.name, value) < 0) return -1;
    return discard(names.held, f.name) ? 0 : -1;
  };
  if (for_each_field(c, take_value) != 0) return nullptr;
  for (int i = 0; i < c.method_count; ++i) {
    object* value = PyDict_GetItemString(names.held, c.methods[i].name);
    if (value == nullptr) {
      // Of a mixin: native code has a version for this class.
      reference name(PyUnicode_FromString(c.methods[i].name));
      value = name ? _PyType_Lookup(original, name.held) : nullptr;
    }
    if (value == nullptr) continue;
    reference made(replace_method(c.methods[i], functions[c.methods[i].function], value));
    if (made && PyDict_GetItemString(initial.held, c.methods[i].name) == value) {
      if (PyDict_SetItemString(initial.held, c.methods[i].name, made.held) < 0) return nullptr;
      continue;
    }
    if (!made || PyDict_SetItemString(names.held, c.methods[i].name, made.held) < 0) return nullptr;
  }
  if (PyDict_SetItemString(names.held, "__slots__", nothing.held) < 0 || PyDict_SetItemString(names.held, "__qualname__", qualified.held) < 0) return nullptr;
  reference name(PyObject_GetAttrString(source, "__name__"));
  object* const made = name ? PyObject_CallFunctionObjArgs(reinterpret_cast<object*>(Py_TYPE(source)), name.held, original->tp_bases, names.held, nullptr) : nullptr;
  if (made == nullptr) return nullptr;
  auto* const type = reinterpret_cast<PyTypeObject*>(made);
  const auto rebind = [&] {
    Py_ssize_t at = 0;
    object *key, *value;
    while (PyDict_Next(original->tp_dict, &at, &key, &value)) rebind_class_cell(value, source, made);
    PyType_Modified(type);
  };
  if (c.is_mixin) {
    rebind();
    return made;
  }
  set_layout(type, c, has_weak_references);
  const bool done = kept_slots ? PyDict_SetItemString(type->tp_dict, "__slots__", kept_slots.held) == 0 : discard(type->tp_dict, "__slots__");
  if (!done || !add_members(type, c, initial.held, static_cast<bool>(kept_slots))) {
    Py_DECREF(made);
    return nullptr;
  }
  rebind();
  for (int i = 0; i < class_count; ++i) {
    if (classes[i] == nullptr || (classes[i] != &c && classes[i]->generic != &c)) continue;
    classes[i]->state->type = type;
    classes[i]->state->free = nullptr;
    classes[i]->state->free_count = 0;
  }
  Py_INCREF(made);  // for ever: native code may make objects as long as the process lives
  if (c.is_final) type->tp_flags &= ~static_cast<unsigned long>(Py_TPFLAGS_BASETYPE);
#ifdef Py_TPFLAGS_IMMUTABLETYPE
  if (!c.is_assigned) type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
#endif
  return made;
}

}  // namespace keelback::binding
