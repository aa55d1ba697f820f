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

bool publish_class(const module& m, const class_& c) { return c.layout == nullptr || share(key_of_class(m.name, c.state->name, c.layout), &c); }

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

}  // namespace keelback::binding
