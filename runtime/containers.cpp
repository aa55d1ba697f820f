// Strings, tuples, lists, dicts, sets, ranges and slices of Python's, for the converters in include/keelback/binding/.
#include <math.h>
#include <string.h>

#include <keelback/binding/enumeration.hpp>
#include <keelback/str.hpp>

#include "python.hpp"

namespace keelback::binding {

void reference::release(object* o) noexcept { Py_XDECREF(o); }

bool is_none(object* o) { return o == Py_None; }
object* make_none() {
  Py_INCREF(Py_None);
  return Py_None;
}

// ---- how well an object fits ----

namespace {

// Whether it is a Counter, a defaultdict, an OrderedDict.
bool is_of_collections(object* o, const type& as) {
  return PyObject_IsInstance(o, class_of_collections(as.kind)) == 1;
}
fit worse(fit a, fit b) { return a > b ? a : b; }

fit fit_of_items(object* o, const type& item, fit how) {
  reference iterator(PyObject_GetIter(o));
  while (iterator) {
    reference next(PyIter_Next(iterator.held));
    if (!next) break;
    how = worse(how, fit_of(next.held, item, no_rule));
    if (how == fit::none) break;
  }
  PyErr_Clear();
  return how;
}

fit fit_of_set(object* o, const type& item) { return fit_of_items(o, item, PyAnySet_CheckExact(o) ? fit::exact : fit::subclass); }

}  // namespace

fit fit_of(object* o, const type& as, const rule& how) {
  switch (as.kind) {
    case kind::array: return fit_of_array(o, as, how);
    case kind::named_tuple:
      if (!is_of_named_class(o, as.text)) return fit::none;
      [[fallthrough]];
    case kind::tuple: {
      if (!PyTuple_Check(o) || PyTuple_GET_SIZE(o) != as.count) return fit::none;
      fit found = PyTuple_CheckExact(o) ? fit::exact : fit::subclass;
      for (int i = 0; i < as.count && found != fit::none; ++i) found = worse(found, fit_of(PyTuple_GET_ITEM(o, i), *as.args[i], how));
      return found;
    }
    case kind::variadic: {
      if (!PyTuple_Check(o)) return fit::none;
      fit found = PyTuple_CheckExact(o) ? fit::exact : fit::subclass;
      for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(o) && found != fit::none; ++i) {
        found = worse(found, fit_of(PyTuple_GET_ITEM(o, i), *as.args[0], how));
      }
      return found;
    }
    case kind::list: {
      if (!PyList_Check(o)) return fit::none;
      fit found = PyList_CheckExact(o) ? fit::exact : fit::subclass;
      for (Py_ssize_t i = 0; i < PyList_GET_SIZE(o) && found != fit::none; ++i) {
        found = worse(found, fit_of(PyList_GET_ITEM(o, i), *as.args[0], how));
      }
      return found;
    }
    case kind::counter:
    case kind::defaultdict:
    case kind::ordered_dict:
      if (!is_of_collections(o, as)) return fit::none;
      [[fallthrough]];
    case kind::open_dict:
    case kind::dict: {
      if (!PyDict_Check(o)) return fit::none;
      fit found = PyDict_CheckExact(o) ? fit::exact : fit::subclass;
      Py_ssize_t position = 0;
      object *key, *value;
      while (found != fit::none && PyDict_Next(o, &position, &key, &value)) {
        found = worse(found, worse(fit_of(key, *as.args[0], how), fit_of(value, *as.args[1], how)));
      }
      return found;
    }
    case kind::deque: {
      if (PyObject_IsInstance(o, class_of_collections(kind::deque)) != 1) return fit::none;
      return fit_of_items(o, *as.args[0], fit::exact);
    }
    case kind::bytes: return PyBytes_CheckExact(o) ? fit::exact : PyBytes_Check(o) ? fit::subclass : PyByteArray_Check(o) ? fit::implicit : fit::none;
    case kind::bytearray: return PyByteArray_CheckExact(o) ? fit::exact : PyByteArray_Check(o) ? fit::subclass : fit::none;
    case kind::set: return PySet_Check(o) ? fit_of_set(o, *as.args[0]) : fit::none;
    case kind::any: return fit::implicit;
    case kind::foreign: return is_instance(o, as) ? fit::exact : fit::none;
    case kind::named: return is_named(o, as) ? fit::exact : fit::none;
    case kind::exception: return is_exception(o, as) ? fit::subclass : fit::none;
    case kind::enumeration: {
      int64 key = 0;
      return load_member(o, key, *as.enumeration) ? fit::exact : fit::none;
    }
    case kind::frozenset: return PyFrozenSet_Check(o) ? fit_of_set(o, *as.args[0]) : fit::none;
    case kind::range: return PyRange_Check(o) ? fit::exact : fit::none;
    case kind::slice: return PySlice_Check(o) ? fit::exact : fit::none;
    case kind::either:
    case kind::tagged: {
      fit best = fit::none;
      for (int i = 0; i < as.count && best != fit::exact; ++i) {
        const fit found = fit_of(o, *as.args[i], how);
        if (found < best) best = found;
      }
      return best;
    }
    case kind::object: return fit_of_object(o, *as.klass);
    case kind::iterator:
    case kind::iterable:
    case kind::generator: return fit_of_iterator(o, as);
    default: return fit_of_scalar(o, as);
  }
}

int choose_member(object* from, const type& as) {
  fit best = fit::none;
  int chosen = -1;
  for (int i = 0; i < as.count; ++i) {
    const fit found = fit_of(from, *as.args[i], no_rule);
    if (found >= best) continue;
    best = found;
    chosen = i;
    if (best == fit::exact) break;
  }
  return chosen;
}

// ---- str ----

// A long text stays where Python has it; native code that makes one, or needs another width, keeps the object beside its characters. So a parser, half of
// which is Python, hands its text back and forth without a copy. Exact str only: what a subclass' destructor does is not for here.
namespace {
// The long texts that were widened last, as they come in again in the next calls; each holds its object. The place for `from`: where it is, or one to be overwritten.
str* widened_text(object* from) {
  constexpr int places = 8;
  static str* const texts = new str[places];  // never destroyed: Python may be gone by then
  static unsigned next = 0;
  for (int k = 0; k < places; ++k)
    if (texts[k].origin() == from) return &texts[k];
  for (int k = 0; k < places; ++k)  // nobody else has it
    if (texts[k].is_only() && Py_REFCNT(static_cast<object*>(texts[k].origin())) == 1) texts[k] = str();
  return &texts[next++ % places];
}
}  // namespace

bool load_str(object* from, str& to, const type& as) {
  if (!PyUnicode_Check(from) || (as.kind == kind::literal && fit_of_scalar(from, as) == fit::none)) return false;
#if PY_VERSION_HEX < 0x030c0000
  if (PyUnicode_READY(from) < 0) return false;
#endif
  const Py_ssize_t size = PyUnicode_GET_LENGTH(from);
  const bool wide = !PyUnicode_IS_ASCII(from), is_long = size >= text_body::long_text && PyUnicode_CheckExact(from);
  if (is_long && (!wide || PyUnicode_KIND(from) == PyUnicode_4BYTE_KIND)) {
    Py_INCREF(from);
    to = str::in_object(from, PyUnicode_DATA(from), size, wide);
    return true;
  }
  if (!wide) {
    to = str::packed(static_cast<const char*>(PyUnicode_DATA(from)), static_cast<size_t>(size));
    return true;
  }
  str* const known = is_long ? widened_text(from) : nullptr;
  if (known != nullptr && known->origin() == from) {
    to = *known;
    return true;
  }
  void* points;
  str made = str::unwritten(size, true, &points);
  if (PyUnicode_AsUCS4(from, static_cast<Py_UCS4*>(points), size, 0) == nullptr) return false;
  to = std::move(made);
  if (known != nullptr) {
    Py_INCREF(from);
    to.set_origin(from);
    *known = to;
  }
  return true;
}
object* make_str(const str& value) {
  object* const known = static_cast<object*>(value.origin());
  if (known != nullptr && PyUnicode_CheckExact(known) && PyUnicode_GET_LENGTH(known) == value.size()) {
    Py_INCREF(known);
    return known;
  }
  object* made;
  if (value.is_wide()) {
    made = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, value.points(), value.size());
  } else {
    made = PyUnicode_New(value.size(), 127);
    if (made != nullptr && value.size() > 0) memcpy(PyUnicode_DATA(made), value.ascii(), static_cast<size_t>(value.size()));
  }
  if (made != nullptr && value.may_have_origin()) {
    Py_INCREF(made);
    value.set_origin(made);
  }
  return made;
}

// ---- tuple and list ----

int64 tuple_size(object* o) { return PyTuple_Check(o) ? PyTuple_GET_SIZE(o) : -1; }
object* tuple_item(object* o, int64 i) { return PyTuple_GET_ITEM(o, i); }
object* new_tuple(int64 size) { return PyTuple_New(size); }
void tuple_put(object* tuple, int64 i, object* stolen) { PyTuple_SET_ITEM(tuple, i, stolen); }

int64 list_size(object* o) { return PyList_Check(o) ? PyList_GET_SIZE(o) : -1; }
object* const* list_items(object* list) { return reinterpret_cast<PyListObject*>(list)->ob_item; }
object* list_item(object* o, int64 i) { return PyList_GET_ITEM(o, i); }
object* new_list(int64 size) { return PyList_New(size); }
void list_put(object* list, int64 i, object* stolen) { PyList_SET_ITEM(list, i, stolen); }

namespace {
// Whether `old` may stay where `fresh` would be put: what native code did not change keeps its identity (and stays an int in a list
// of floats).
bool same_value(object* old, object* fresh) {
  if (old == fresh) return true;
  if (PyFloat_CheckExact(old) && PyFloat_CheckExact(fresh)) {
    const double a = PyFloat_AS_DOUBLE(old), b = PyFloat_AS_DOUBLE(fresh);
    return memcmp(&a, &b, sizeof a) == 0;
  }
  const bool plain = PyLong_Check(old) || PyFloat_Check(old) || PyComplex_Check(old) || PyUnicode_Check(old) || PyTuple_CheckExact(old);
  if (!plain) return false;
  if (PyFloat_Check(fresh) && PyFloat_AS_DOUBLE(fresh) == 0 && sign_bit(PyFloat_AS_DOUBLE(fresh))) return false;
  const int same = PyObject_RichCompareBool(old, fresh, Py_EQ);
  if (same < 0) PyErr_Clear();
  return same == 1;
}
}  // namespace

bool list_update(object* list, int64 i, object* stolen) {
  if (stolen == nullptr) return false;
  if (i >= PyList_GET_SIZE(list)) {
    const bool done = PyList_Append(list, stolen) == 0;
    Py_DECREF(stolen);
    return done;
  }
  if (same_value(PyList_GET_ITEM(list, i), stolen)) {
    Py_DECREF(stolen);
    return true;
  }
  return PyList_SetItem(list, i, stolen) == 0;
}
bool list_truncate(object* list, int64 size) {
  return PyList_GET_SIZE(list) <= size || PyList_SetSlice(list, size, PY_SSIZE_T_MAX, nullptr) == 0;
}

// ---- dict and set ----

bool is_dict(object* o) { return PyDict_Check(o); }
object* dict_in_order(object* dict) {
  if (KB_UNLIKELY(PyODict_Check(dict))) return PyObject_CallFunctionObjArgs(reinterpret_cast<object*>(&PyDict_Type), dict, nullptr);
  Py_INCREF(dict);
  return dict;
}
bool dict_next(object* dict, int64* position, object** key, object** value) {
  Py_ssize_t at = *position;
  const bool more = PyDict_Next(dict, &at, key, value);
  *position = at;
  return more;
}
object* new_dict() { return PyDict_New(); }
bool dict_put(object* dict, object* stolen_key, object* stolen_value) {
  reference key(stolen_key), value(stolen_value);
  return key && value && PyDict_SetItem(dict, key.held, value.held) == 0;
}
bool dict_replace(object* dict, object* fresh) {
  Py_ssize_t at = 0;
  object *key, *value;
  while (PyDict_Next(fresh, &at, &key, &value)) {
    object* old = PyDict_GetItemWithError(dict, key);
    if (old == nullptr && PyErr_Occurred()) return false;
    // The key is there already, so that the dict being walked does not change its size.
    if (old != nullptr && old != value && same_value(old, value) && PyDict_SetItem(fresh, key, old) < 0) return false;
  }
  if (PyODict_Check(dict)) {
    reference cleared(PyObject_CallMethod(dict, "clear", nullptr));
    bool is_good = static_cast<bool>(cleared);
    for (at = 0; is_good && PyDict_Next(fresh, &at, &key, &value);) is_good = PyODict_SetItem(dict, key, value) == 0;
    return is_good;
  }
  PyDict_Clear(dict);
  return PyDict_Update(dict, fresh) == 0;
}

object* frozenset_iterator(object* o) { return PyFrozenSet_Check(o) ? PyObject_GetIter(o) : nullptr; }
object* freeze_set(object* set) { return PyFrozenSet_New(set); }
object* set_iterator(object* o) { return PySet_Check(o) ? PyObject_GetIter(o) : nullptr; }
object* iterator_next(object* iterator) { return PyIter_Next(iterator); }
object* new_set() { return PySet_New(nullptr); }
bool set_add(object* set, object* stolen) {
  reference item(stolen);
  return item && PySet_Add(set, item.held) == 0;
}
bool set_replace(object* set, object* fresh) {
  if (PySet_GET_SIZE(set) == PySet_GET_SIZE(fresh)) {
    const int same = PyObject_RichCompareBool(set, fresh, Py_EQ);
    if (same != 0) return same > 0;
  }
  if (PySet_Clear(set) < 0) return false;
  reference iterator(PyObject_GetIter(fresh));
  while (iterator) {
    reference next(PyIter_Next(iterator.held));
    if (!next) break;
    if (PySet_Add(set, next.held) < 0) return false;
  }
  return !PyErr_Occurred();
}

// ---- range and slice ----

namespace {
// The attribute as an int; `missing` where it is None.
bool int_attribute(object* o, const char* name, int64* value, bool* missing) {
  reference attribute(PyObject_GetAttrString(o, name));
  if (!attribute) return false;
  if (missing != nullptr && (*missing = attribute.held == Py_None)) return true;
  constexpr type integer{kind::integer};
  return load_int(attribute.held, *value, integer);
}
}  // namespace

bool load_range(object* from, int64* start, int64* stop, int64* step) {
  return PyRange_Check(from) && int_attribute(from, "start", start, nullptr) && int_attribute(from, "stop", stop, nullptr) &&
         int_attribute(from, "step", step, nullptr);
}
object* make_range_object(int64 start, int64 stop, int64 step) {
  return PyObject_CallFunction(reinterpret_cast<object*>(&PyRange_Type), "LLL", static_cast<long long>(start), static_cast<long long>(stop),
                               static_cast<long long>(step));
}
bool load_slice(object* from, int64* start_stop_step, int* flags) {
  if (!PySlice_Check(from)) return false;
  constexpr const char* names[] = {"start", "stop", "step"};
  *flags = 0;
  for (int i = 0; i < 3; ++i) {
    bool missing;
    if (!int_attribute(from, names[i], &start_stop_step[i], &missing)) return false;
    if (!missing) *flags |= 1 << i;
  }
  return true;
}
object* make_slice_object(const int64* start_stop_step, int flags) {
  reference parts[] = {reference(nullptr), reference(nullptr), reference(nullptr)};
  for (int i = 0; i < 3; ++i) {
    parts[i].held = (flags >> i & 1) != 0 ? PyLong_FromLongLong(start_stop_step[i]) : make_none();
    if (!parts[i]) return nullptr;
  }
  return PySlice_New(parts[0].held, parts[1].held, parts[2].held);
}

}  // namespace keelback::binding

namespace keelback {

void release_origin(void* object) noexcept {
  if (Py_IsInitialized() != 0) Py_DECREF(static_cast<PyObject*>(object));  // a variable of the module is destroyed after Python
}

int64 python_hash(const str& s) {
  binding::object* const whole = binding::make_str(s);
  const Py_hash_t hash = whole != nullptr ? PyObject_Hash(whole) : -1;
  Py_XDECREF(whole);
  if (hash == -1) {
    PyErr_Clear();
    raise_memory(0);
  }
  return hash;
}

}  // namespace keelback
