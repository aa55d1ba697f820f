// Classes that several modules of one build know (docs/design/shared_classes.md). Each module has its own copy of this runtime: what they share is found
// through a dict of the interpreter's.
#include "python.hpp"
#include <string.h>

#include <string>

#include <keelback/binding/object.hpp>
#include <keelback/enumeration.hpp>

namespace keelback::binding {
namespace {

const module* joined = nullptr;

// Borrowed; null with an exception set.
object* shared_names() {
  object* const all = PyInterpreterState_GetDict(PyInterpreterState_Get());
  if (all == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "the interpreter has no place for what modules share");
    return nullptr;
  }
  object* const known = PyDict_GetItemString(all, "keelback");
  if (known != nullptr) return known;
  const reference made(PyDict_New());
  return made && PyDict_SetItemString(all, "keelback", made.held) == 0 ? made.held : nullptr;
}

void* find_shared(const std::string& key) {
  object* const all = shared_names();
  object* const found = all != nullptr ? PyDict_GetItemString(all, key.c_str()) : nullptr;
  void* const pointer = found != nullptr ? PyCapsule_GetPointer(found, nullptr) : nullptr;
  PyErr_Clear();
  return pointer;
}

bool share(const std::string& key, const void* what) {
  object* const all = shared_names();
  const reference capsule(all != nullptr ? PyCapsule_New(const_cast<void*>(what), nullptr, nullptr) : nullptr);
  return capsule && PyDict_SetItemString(all, key.c_str(), capsule.held) == 0;
}

// What the code of two modules has to agree on to know each other's objects.
std::string key_of_class(const char* module, const char* name, const char* layout) { return std::string(joined->version) + ":" + module + ":" + name + ":" + layout; }

const class_elsewhere* find_elsewhere(const class_& c) {
  for (int i = 0; i < joined->elsewhere_count; ++i) {
    if (joined->elsewhere[i].table == &c) return &joined->elsewhere[i];
  }
  return nullptr;
}

bool find_made(const class_elsewhere& wanted) {
  const auto* const made = static_cast<const class_*>(find_shared(key_of_class(wanted.module, wanted.name, wanted.layout)));
  if (made == nullptr) return false;
  *wanted.table = *made;
  *wanted.state = made->state;
  return true;
}

bool are_same_text(const char* a, const char* b) { return a == b || (a != nullptr && b != nullptr && strcmp(a, b) == 0); }

// "module:Name" in other modules than that, ":Name" in it.
bool are_same_class(const char* a, const char* b) {
  const char *const name = a != nullptr ? strchr(a, ':') : nullptr, *const other = b != nullptr ? strchr(b, ':') : nullptr;
  return name != nullptr && other != nullptr ? strcmp(name, other) == 0 : are_same_text(a, b);
}

const class_& find_class_elsewhere(object* o, std::uint32_t number) {
  for (int i = 0; i < joined->elsewhere_count; ++i) {
    const class_& c = *joined->elsewhere[i].table;
    if (is_ready(c) && c.state->klass == number) return c;
  }
  // Of a class that this module does not know: it derives from one that it does.
  for (PyTypeObject* type = Py_TYPE(o)->tp_base; type != nullptr; type = type->tp_base) {
    for (int i = 0; i < joined->class_count; ++i) {
      if (joined->classes[i] != nullptr && joined->classes[i]->state->type == type) return *joined->classes[i];
    }
    for (int i = 0; i < joined->elsewhere_count; ++i) {
      if (joined->elsewhere[i].table->state->type == type) return *joined->elsewhere[i].table;
    }
  }
  Py_FatalError("keelback: an object of a class that no module has made");
}

}  // namespace

bool join_process(const module& m) {
  joined = &m;
  bool is_shared = m.elsewhere_count > 0;
  for (int i = 0; i < m.class_count; ++i) is_shared = is_shared || (m.classes[i] != nullptr && m.classes[i]->layout != nullptr);
  if (!is_shared) return true;
  const std::string key = std::string("process ") + m.version;
  if (auto* const known = static_cast<process_state*>(find_shared(key))) {
    process = known;
    return true;
  }
  return share(key, process);
}

bool publish_class(const module& m, const class_& c) {
  if (c.layout == nullptr) return true;
  if (process->class_count == process->class_capacity) {
    const int capacity = 2 * process->class_capacity + 16;
    void* const grown = PyMem_RawRealloc(static_cast<void*>(process->classes), sizeof(class_*) * static_cast<size_t>(capacity));
    if (grown == nullptr) return PyErr_NoMemory() != nullptr;
    process->classes = static_cast<const class_**>(grown);
    process->class_capacity = capacity;
  }
  process->classes[process->class_count++] = &c;
  return share(key_of_class(m.name, c.state->name, c.layout), &c);
}

bool is_ready(const class_& c) {
  if (c.state->type != nullptr) return true;
  const class_elsewhere* const wanted = find_elsewhere(c);
  return wanted != nullptr && find_made(*wanted) && c.state->type != nullptr;
}

bool can_be_native(const class_& c) {
  if (c.base != nullptr && !is_ready(*c.base)) return false;
  for (int i = 0; i < c.need_count; ++i) {
    const class_elsewhere* const wanted = find_elsewhere(*c.needs[i]);
    if (wanted == nullptr || is_ready(*c.needs[i])) continue;
    object* const module = PyDict_GetItemString(PyImport_GetModuleDict(), wanted->module);
    const reference found(module != nullptr ? PyObject_GetAttrString(module, wanted->name) : nullptr);
    PyErr_Clear();
    if (found) return false;
  }
  return true;
}

bool are_classes_ready(const override_& of) {
  for (int i = 0; i < of.need_count; ++i) {
    if (!is_ready(*of.needs[i])) return false;
  }
  return true;
}

const class_& class_elsewhere_of(object* o) {
  // A number is that of one class of the build.
  struct Known {
    std::uint32_t number;
    const class_* klass;
  };
  constexpr std::uint32_t places = 64;
  static Known all[places];
  const std::uint32_t number = reinterpret_cast<keelback::object*>(o)->klass & ~derived_mark;
  Known& known = all[number % places];
  if (known.klass == nullptr || known.number != number) known = {number, &find_class_elsewhere(o, number)};
  return *known.klass;
}

bool is_same_type(const type& a, const type& b) {
  if (&a == &b) return true;
  if (a.kind != b.kind || a.dtype != b.dtype || a.rank != b.rank || a.count != b.count || a.value != b.value || !are_same_class(a.text, b.text)) return false;
  if ((a.klass == nullptr) != (b.klass == nullptr) || (a.klass != nullptr && a.klass->state != b.klass->state)) return false;
  if ((a.enumeration == nullptr) != (b.enumeration == nullptr) || (a.enumeration != nullptr && !are_same_text(a.enumeration->name, b.enumeration->name))) return false;
  for (int i = 0; i < a.count; ++i) {
    if (!is_same_type(*a.args[i], *b.args[i])) return false;
  }
  return true;
}

// ---- methods of classes that a module does not know ----

namespace {

bool is_known_here(const class_& c) {
  for (int i = 0; i < joined->class_count; ++i) {
    if (joined->classes[i] != nullptr && joined->classes[i]->state == c.state) return true;
  }
  for (int i = 0; i < joined->elsewhere_count; ++i) {
    if (joined->elsewhere[i].table->state == c.state) return true;
  }
  return false;
}

struct Override {
  std::uint32_t number;
  const char *name, *signature;
  int which;  // as find_override says
  void (*function)();
};

Override look_up(const char* name, const char* signature, const keelback::object* of) {
  Override found{of->klass, name, signature, 0, nullptr};
  const class_* c = nullptr;
  for (int i = 0; i < process->class_count && c == nullptr; ++i) {
    if (process->classes[i]->state->type == of->type) c = process->classes[i];
  }
  for (; c != nullptr; c = c->base) {
    if (is_known_here(*c)) {
      found.which = 2;
      return found;
    }
    for (int i = 0; i < c->override_count; ++i) {
      if (strcmp(c->overrides[i].name, name) != 0) continue;
      if (strcmp(c->overrides[i].signature, signature) != 0) return found;
      if (!c->overrides[i].is_ready(c->overrides[i])) {
        found.name = nullptr;   // not so for ever
        return found;
      }
      found.which = 1;
      found.function = c->overrides[i].function;
      return found;
    }
    const auto* const type = static_cast<const PyTypeObject*>(c->state->type);
    if (type == nullptr || type->tp_dict == nullptr || PyDict_GetItemString(type->tp_dict, name) != nullptr) return found;
  }
  return found;
}

const Override& override_of(const char* name, const char* signature, const keelback::object* of) {
  constexpr size_t places = 256;
  static Override all[places];
  const size_t key = of->klass * size_t{0x9E3779B1u} + (reinterpret_cast<std::uintptr_t>(signature) >> 2);
  Override& place = all[(key ^ key >> 13) % places];
  if (place.number != of->klass || place.signature != signature || place.name != name) place = look_up(name, signature, of);
  return place;
}

}  // namespace

}  // namespace keelback::binding

namespace keelback {

int64 find_override(const char* name, const char* signature, const object* of) {
  return (of->klass & derived_mark) != 0 ? 0 : binding::override_of(name, signature, of).which;
}
void (*function_of_override(const char* name, const char* signature, const object* of))() { return binding::override_of(name, signature, of).function; }

}  // namespace keelback
