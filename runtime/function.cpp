// native_function: what takes the place of a Python function in its module. A call binds the arguments to the parameters, chooses the
// overload and runs its trampoline. (A builtin function could carry neither `__wrapped__` nor attributes.)
#include "callable_type.hpp"
#include <structmember.h>

namespace keelback::binding {
namespace {

struct native_function {
  PyObject_HEAD
  vectorcallfunc vectorcall;
  const overload* only;  // where there is one overload
  Py_ssize_t simple;     // the number of parameters where all can be given by position; else -1
  int rest, others;      // the places of `*args` and `**options`; -1: none
  const function* table;
  int positional;      // parameters that can be given by position
  int positional_only;
  object* wrapped;     // the Python function
  object* names;       // of the parameters: a tuple of interned strings
  object* defaults;    // of the parameters, a tuple; NULL where there is none
  object* dict;
  object* weak_references;
};

native_function* as_native(object* o) { return reinterpret_cast<native_function*>(o); }

// ---- messages ----

void describe_accepted(message& out, const accepted& parameter) {
  describe_type(out, *parameter.as);
  if (parameter.how.layout == layout::c) out.add(" (C order)");
  if (parameter.how.layout == layout::fortran) out.add(" (Fortran order)");
  if (parameter.how.extents != nullptr) {
    out.add(" of shape (");
    for (int k = 0; k < parameter.as->rank; ++k) {
      if (k > 0) out.add(", ");
      if (parameter.how.extents[k] < 0) out.add(":");
      else out.add(parameter.how.extents[k]);
    }
    out.add(parameter.as->rank == 1 ? ",)" : ")");
  }
}

void describe_signatures(message& out, const function& f) {
  for (int i = 0; i < f.overload_count; ++i) {
    out.add(i > 0 ? "; " : "").add(f.name).add("(");
    for (int k = 0; k < f.parameter_count; ++k) {
      const accepted& parameter = f.overloads[i].parameters[k];
      if (k > 0) out.add(", ");
      if (f.parameters[k].passing == passing::rest) describe_type(out.add("*"), *parameter.as->args[0]);
      else if (f.parameters[k].passing == passing::other_keywords) describe_type(out.add("**"), *parameter.as->args[1]);
      else describe_accepted(out, parameter);
    }
    out.add(")");
  }
}

// Of what `*args` and `**options` got, the first that does not fit: `args[1]`, `options['scale']`.
KB_COLD void describe_misfit(message& out, const function& f, int argument, object* given) {
  const parameter& at = f.parameters[argument];
  const accepted& as = f.overloads[0].parameters[argument];
  const bool is_rest = at.passing == passing::rest;
  object* misfit = nullptr;
  out.add("argument '").add(at.name);
  if (is_rest) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(given) && misfit == nullptr; ++i) {
      if (fit_of(PyTuple_GET_ITEM(given, i), *as.as->args[0], {}) != fit::none) continue;
      misfit = PyTuple_GET_ITEM(given, i);
      out.add("[").add(i).add("]");
    }
  } else if (at.passing == passing::other_keywords) {
    object *name, *value;
    for (Py_ssize_t i = 0; misfit == nullptr && PyDict_Next(given, &i, &name, &value) != 0;) {
      if (fit_of(value, *as.as->args[1], {}) != fit::none) continue;
      misfit = value;
      const char* const text = PyUnicode_AsUTF8(name);
      if (text == nullptr) PyErr_Clear();
      out.add("['").add(text != nullptr ? text : "?").add("']");
    }
  }
  out.add("' must be ");
  if (misfit != nullptr) describe_type(out, *as.as->args[is_rest ? 0 : 1]);
  else describe_accepted(out, as);
  out.add(", not ");
  describe_object(out, misfit != nullptr ? misfit : given);
}

KB_COLD KB_NOINLINE object* raise_mismatch(const function& f, int argument, object* const* args) {
  message out;
  out.add(f.name).add("(): ");
  if (f.overload_count == 1 && argument >= 0) {
    describe_misfit(out, f, argument, args[argument]);
    out.add("; it accepts: ");
  } else {
    out.add("no overload takes (");
    for (int k = 0; k < f.parameter_count; ++k) {
      if (k > 0) out.add(", ");
      describe_object(out, args[k]);
    }
    out.add("); it accepts: ");
  }
  describe_signatures(out, f);
  PyErr_SetString(PyExc_TypeError, out.c_str());
  return nullptr;
}

// ---- calls ----

// What its class alone says of whether an object fits, items unseen: that takes no time.
bool may_fit(object* o, const accepted& parameter) {
  switch (parameter.as->kind) {
    case kind::list: return PyList_Check(o);
    case kind::tuple:
    case kind::variadic: return PyTuple_Check(o);
    case kind::dict:
    case kind::open_dict: return PyDict_Check(o);
    case kind::set: return PySet_Check(o);
    case kind::frozenset: return PyFrozenSet_Check(o);
    case kind::none: return o == Py_None;
    default: return true;
  }
}

// The first of the overloads that fit best.
const overload* choose(const function& f, object* const* args) {
  const overload* chosen = nullptr;
  // Where the classes of the arguments leave one, it looks at the items itself, as it takes them.
  int possible = 0;
  for (int i = 0; i < f.overload_count; ++i) {
    bool may = true;
    for (int k = 0; k < f.parameter_count && may; ++k) may = may_fit(args[k], f.overloads[i].parameters[k]);
    if (!may) continue;
    chosen = &f.overloads[i];
    ++possible;
  }
  if (possible < 2) return chosen;
  chosen = nullptr;
  fit best = fit::none;
  for (int i = 0; i < f.overload_count; ++i) {
    const overload& candidate = f.overloads[i];
    fit found = fit::exact;
    for (int k = 0; k < f.parameter_count && found < best; ++k) {
      const fit one = fit_of(args[k], *candidate.parameters[k].as, candidate.parameters[k].how);
      if (one > found) found = one;
    }
    if (found >= best) continue;
    best = found;
    chosen = &candidate;
    if (best == fit::exact) break;
  }
  return chosen;
}

// Whether it is one but for the ranks of arrays.
bool fits_in_other_ranks(object* o, const type& as) {
  const auto all_fit = [&](Py_ssize_t size, auto item) {
    Py_ssize_t i = 0;
    while (i < size && (fit_of(item(i), *as.args[0], {}) != fit::none || fits_in_other_ranks(item(i), *as.args[0]))) ++i;
    return i == size;
  };
  switch (as.kind) {
    case kind::array: return is_array_of_dtype(o, as);
    case kind::list: return PyList_Check(o) && all_fit(PyList_GET_SIZE(o), [&](Py_ssize_t i) { return PyList_GET_ITEM(o, i); });
    case kind::variadic: return PyTuple_Check(o) && all_fit(PyTuple_GET_SIZE(o), [&](Py_ssize_t i) { return PyTuple_GET_ITEM(o, i); });
    default: return false;
  }
}

// Whether each argument is one that an overload takes, arrays of whatever rank; or the parameter is of open kind, and it is no container of those that are made; or its dtype is open.
bool differs_in_kind(const function& f, object* const* args) {
  for (int k = 0; k < f.parameter_count; ++k) {
    bool fits = false, is_open = false, is_known = false;
    for (int i = 0; i < f.overload_count && !fits; ++i) {
      const accepted& parameter = f.overloads[i].parameters[k];
      is_open |= parameter.how.open || parameter.how.open_dtype;
      is_known |= parameter.how.open && may_fit(args[k], parameter);
      fits = fit_of(args[k], *parameter.as, parameter.how) != fit::none || fits_in_other_ranks(args[k], *parameter.as);
    }
    if (!fits && (!is_open || is_known)) return false;
  }
  return true;
}

// Whether a call with these arguments, which no overload takes, is the Python function's.
bool is_for_python(const native_function* self, object* const* args) {
  const function& f = *self->table;
  if (f.fallback == fallback::other_types && self->simple >= 0) return true;
  if (f.fallback == fallback::other_kinds && differs_in_kind(f, args)) return true;
  return f.parameter_count > 0 && holds_derived(f, args);
}

// The Python function with arguments that are bound.
KB_COLD object* call_original(const native_function* self, object* const* args) {
  const function& f = *self->table;
  if (self->simple >= 0) return call_python(self->wrapped, args, static_cast<size_t>(self->simple), nullptr);
  reference positional(PyList_New(0)), named(PyDict_New());
  bool done = positional && named;
  for (int k = 0; k < f.parameter_count && done; ++k) {
    if (k == self->rest) done = PyList_SetSlice(positional.held, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, args[k]) == 0;
    else if (k == self->others) done = PyDict_Update(named.held, args[k]) == 0;
    else if (k < self->positional) done = PyList_Append(positional.held, args[k]) == 0;
    else done = PyDict_SetItem(named.held, PyTuple_GET_ITEM(self->names, k), args[k]) == 0;
  }
  reference given(done ? PyList_AsTuple(positional.held) : nullptr);
  return given ? PyObject_Call(self->wrapped, given.held, named.held) : nullptr;
}

// After a call that failed, or that converted containers. What takes an object that is not complete is the Python function's: an error where a field is missed only.
KB_NOINLINE object* leave(const native_function* self, call& in, object* result, object* const* args, bool sees_containers) {
  const function& f = *self->table;
  if (sees_containers) adopt_kept(in);
  if (result == nullptr) {
    const bool is_unfinished = in.argument >= 0 && PyErr_Occurred() && is_incomplete(args[in.argument]);
    if (is_unfinished || (!PyErr_Occurred() && is_for_python(self, args))) {
      PyErr_Clear();
      finish_containers(in, false);
      return call_original(self, args);
    }
    if (!PyErr_Occurred()) raise_mismatch(f, in.argument, args);
  }
  if (finish_containers(in, in.argument < 0)) return result;
  Py_XDECREF(result);
  return nullptr;
}

KB_INLINE object* invoke(const native_function* self, const overload& chosen, object* const* args) {
  call in;
  object* result;
  try {
    if (KB_UNLIKELY(has_shared_containers()) && chosen.sees_containers && !begin_with_shared(in)) return leave(self, in, nullptr, args, true);
    result = chosen.invoke(args, chosen, in);
  } catch (...) {
    set_current_exception();
    result = nullptr;
  }
  const bool shares = in.containers != nullptr || (has_shared_containers() && chosen.sees_containers);
  if (KB_UNLIKELY(result == nullptr || shares)) return leave(self, in, result, args, chosen.sees_containers);
  return result;
}

KB_NOINLINE object* invoke_best(const native_function* self, object* const* args) {
  const overload* chosen = choose(*self->table, args);
  if (KB_UNLIKELY(PyErr_Occurred() != nullptr)) return nullptr;
  if (chosen != nullptr) return invoke(self, *chosen, args);
  if (is_for_python(self, args)) return call_original(self, args);
  return raise_mismatch(*self->table, -1, args);
}

KB_INLINE object* dispatch(const native_function* self, object* const* args) {
  return KB_LIKELY(self->only != nullptr) ? invoke(self, *self->only, args) : invoke_best(self, args);
}

// Keywords, defaults. What cannot be bound is passed to the Python function, whose arguments fail to bind in the same way: the messages
// are CPython's own.
KB_NOINLINE object* call_with_binding(native_function* self, object* const* args, size_t flags, object* names) {
  const function& f = *self->table;
  const Py_ssize_t given = PyVectorcall_NARGS(flags);
  const auto python = [&] { return call_python(self->wrapped, args, flags, names); };
  if (given > self->positional && self->rest < 0) return python();
  constexpr int few = 16;
  object* on_stack[few];
  object** bound = on_stack;
  if (f.parameter_count > few) {
    bound = static_cast<object**>(PyMem_Malloc(sizeof(object*) * static_cast<size_t>(f.parameter_count)));
    if (bound == nullptr) return PyErr_NoMemory();
  }
  bool fits = true;
  reference rest(nullptr), others(nullptr);
  for (int k = 0; k < f.parameter_count; ++k) bound[k] = k < given && k < self->positional ? args[k] : nullptr;
  if (self->rest >= 0) {
    const Py_ssize_t count = given > self->positional ? given - self->positional : 0;
    rest.held = bound[self->rest] = PyTuple_New(count);
    for (Py_ssize_t i = 0; i < count && rest; ++i) {
      Py_INCREF(args[self->positional + i]);
      PyTuple_SET_ITEM(rest.held, i, args[self->positional + i]);
    }
    fits = static_cast<bool>(rest);
  }
  if (self->others >= 0) {
    others.held = bound[self->others] = PyDict_New();
    fits = fits && others;
  }
  const Py_ssize_t keywords = names != nullptr ? PyTuple_GET_SIZE(names) : 0;
  for (Py_ssize_t i = 0; i < keywords && fits; ++i) {
    object* const name = PyTuple_GET_ITEM(names, i);
    int at = -1;
    const auto is_named = [&](int k) { return k != self->rest && k != self->others; };
    for (int k = self->positional_only; k < f.parameter_count && at < 0; ++k) {
      if (PyTuple_GET_ITEM(self->names, k) == name && is_named(k)) at = k;
    }
    for (int k = self->positional_only; k < f.parameter_count && at < 0; ++k) {
      if (PyUnicode_Compare(PyTuple_GET_ITEM(self->names, k), name) == 0 && is_named(k)) at = k;
    }
    if (at < 0 && others) {
      if (PyDict_SetItem(others.held, name, args[given + i]) != 0) fits = false;
      continue;
    }
    fits = at >= 0 && bound[at] == nullptr;
    if (fits) bound[at] = args[given + i];
  }
  if (PyErr_Occurred() != nullptr) {
    if (bound != on_stack) PyMem_Free(bound);
    return nullptr;
  }
  for (int k = 0; k < f.parameter_count && fits; ++k) {
    if (bound[k] == nullptr) bound[k] = PyTuple_GET_ITEM(self->defaults, k);
    fits = bound[k] != nullptr;
  }
  object* const result = fits ? dispatch(self, bound) : python();
  if (bound != on_stack) PyMem_Free(bound);
  return result;
}

object* call_native(object* callable, object* const* args, size_t flags, object* names) {
  native_function* const self = as_native(callable);
  if (KB_LIKELY(names == nullptr && PyVectorcall_NARGS(flags) == self->simple)) return dispatch(self, args);
  return call_with_binding(self, args, flags, names);
}

// A method of a generic class. Python's own works on objects whose type arguments nobody has said.
object* call_generic(object* callable, object* const* args, size_t flags, object* names) {
  if (PyVectorcall_NARGS(flags) > 0 && is_open_object(args[0])) return call_python(as_native(callable)->wrapped, args, flags, names);
  return call_native(callable, args, flags, names);
}

vectorcallfunc call_of(const function& f) { return f.is_generic ? call_generic : call_native; }

// Of a function that works on objects of other modules' classes: until these are there, as they were when it was compiled, it is the Python function.
object* call_when_ready(object* callable, object* const* args, size_t flags, object* names) {
  native_function* const self = as_native(callable);
  for (int i = 0; i < self->table->need_count; ++i) {
    if (!is_ready(*self->table->needs[i])) return call_python(self->wrapped, args, flags, names);
  }
  self->vectorcall = call_of(*self->table);
  return self->vectorcall(callable, args, flags, names);
}

// ---- the object ----

int traverse(object* o, visitproc visit, void* arg) {
  native_function* const self = as_native(o);
  Py_VISIT(self->wrapped);
  Py_VISIT(self->defaults);
  Py_VISIT(self->dict);
  return 0;
}
int clear(object* o) {
  Py_CLEAR(as_native(o)->dict);  // a call may still come: what it needs stays
  return 0;
}
void deallocate_function(object* o) {
  native_function* const self = as_native(o);
  PyObject_GC_UnTrack(o);
  if (self->weak_references != nullptr) PyObject_ClearWeakRefs(o);
  Py_XDECREF(self->wrapped);
  Py_XDECREF(self->names);
  Py_XDECREF(self->defaults);
  Py_XDECREF(self->dict);
  PyObject_GC_Del(o);
}

// Its own attributes, then those of the Python function: `__name__`, `__defaults__`, `__annotations__`, `__code__`...
object* get_attribute(object* o, object* name) {
  native_function* const self = as_native(o);
  object* found = PyObject_GenericGetAttr(o, name);
  if (found != nullptr || !PyErr_ExceptionMatches(PyExc_AttributeError)) return found;
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  found = PyObject_GetAttr(self->wrapped, name);
  if (found == nullptr && PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
    PyErr_Restore(type, value, trace);
    return nullptr;
  }
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(trace);
  return found;
}

object* represent(object* self) {
  reference name(PyObject_GetAttrString(self, "__qualname__"));
  return name ? PyUnicode_FromFormat("<native_function %U>", name.held) : nullptr;
}

// Pickled, and copied, as a Python function is: by its name.
object* reduce(object* self, object*) { return PyObject_GetAttrString(self, "__qualname__"); }

PyMethodDef methods[] = {{"__reduce__", reduce, METH_NOARGS, nullptr}, {nullptr, nullptr, 0, nullptr}};
PyMemberDef members[] = {{"__wrapped__", T_OBJECT_EX, offsetof(native_function, wrapped), READONLY, nullptr}, {nullptr, 0, 0, 0, nullptr}};
// Every type has a `__doc__`: the function's own is a property, so that it comes first (and pydoc finds it).
object* get_doc(object* o, void*) {
  native_function* const self = as_native(o);
  object* own = self->dict != nullptr ? PyDict_GetItemString(self->dict, "__doc__") : nullptr;
  if (own == nullptr) return PyObject_GetAttrString(self->wrapped, "__doc__");
  Py_INCREF(own);
  return own;
}
int set_doc(object* o, object* value, void*) {
  native_function* const self = as_native(o);
  if (self->dict == nullptr && (self->dict = PyDict_New()) == nullptr) return -1;
  return PyDict_SetItemString(self->dict, "__doc__", value != nullptr ? value : Py_None);
}

PyGetSetDef properties[] = {{"__doc__", get_doc, set_doc, nullptr, nullptr},
                            {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyTypeObject function_type = [] {
  PyTypeObject type = callable_type<native_function>("keelback.native_function");
  type.tp_dealloc = deallocate_function;
  type.tp_repr = represent;
  type.tp_getattro = get_attribute;
  type.tp_traverse = traverse;
  type.tp_clear = clear;
  type.tp_methods = methods;
  type.tp_members = members;
  type.tp_getset = properties;
  return type;
}();

}  // namespace

bool prepare_function_type() { return PyType_Ready(&function_type) == 0; }

object* new_native_function(const function& f, object* python_function) {
  native_function* const self = PyObject_GC_New(native_function, &function_type);
  if (self == nullptr) return nullptr;
  self->vectorcall = f.need_count > 0 ? call_when_ready : call_of(f);
  self->table = &f;
  self->positional = self->positional_only = 0;
  self->rest = self->others = -1;
  Py_INCREF(python_function);
  self->wrapped = python_function;
  self->dict = self->weak_references = nullptr;
  self->names = PyTuple_New(f.parameter_count);
  self->defaults = PyTuple_New(f.parameter_count);
  auto* const made = reinterpret_cast<object*>(self);
  PyObject_GC_Track(made);
  bool done = self->names != nullptr && self->defaults != nullptr;
  for (int k = 0; k < f.parameter_count; ++k) {
    const passing how = f.parameters[k].passing;
    self->positional += how == passing::positional_only || how == passing::positional_or_keyword;
    self->positional_only += how == passing::positional_only;
    if (how == passing::rest) self->rest = k;
    if (how == passing::other_keywords) self->others = k;
  }
  self->only = f.overload_count == 1 ? f.overloads : nullptr;
  self->simple = self->positional == f.parameter_count ? f.parameter_count : -1;
  object* const positional = PyFunction_GetDefaults(python_function);  // both borrowed
  object* const keyword = PyFunction_GetKwDefaults(python_function);
  const Py_ssize_t first = self->positional - (positional != nullptr ? PyTuple_GET_SIZE(positional) : 0);
  for (int k = 0; k < f.parameter_count && done; ++k) {
    object* const name = PyUnicode_InternFromString(f.parameters[k].name);
    if (name == nullptr) {
      done = false;
      break;
    }
    PyTuple_SET_ITEM(self->names, k, name);
    object* value = nullptr;
    if (k < self->positional) {
      if (k >= first && first >= 0) value = PyTuple_GET_ITEM(positional, k - first);
    } else if (keyword != nullptr) {
      value = PyDict_GetItemWithError(keyword, name);
    }
    // A dataclass makes this default at each call: its Python function does.
    if (value != nullptr && strcmp(Py_TYPE(value)->tp_name, "_HAS_DEFAULT_FACTORY_CLASS") == 0) value = nullptr;
    Py_XINCREF(value);
    PyTuple_SET_ITEM(self->defaults, k, value);
  }
  if (done) return made;
  Py_DECREF(made);
  return nullptr;
}

bool is_cache(object* value) {
  if (PyFunction_Check(value) || PyType_Check(value)) return false;
  reference parameters(PyObject_GetAttrString(value, "cache_parameters")), wrapped(PyObject_GetAttrString(value, "__wrapped__"));
  PyErr_Clear();
  return parameters && wrapped && PyFunction_Check(wrapped.held);
}

object* new_cached_function(const function& f, object* cache) {
  reference parameters(PyObject_CallMethod(cache, "cache_parameters", nullptr)), wrapped(PyObject_GetAttrString(cache, "__wrapped__"));
  reference functools(PyImport_ImportModule("functools")), nothing(PyTuple_New(0));
  if (!parameters || !wrapped || !functools || !nothing) return nullptr;
  reference maker(PyObject_GetAttrString(functools.held, "lru_cache"));
  reference decorator(maker ? PyObject_Call(maker.held, nothing.held, parameters.held) : nullptr);
  reference native(decorator ? new_native_function(f, wrapped.held) : nullptr);
  return native ? PyObject_CallFunctionObjArgs(decorator.held, native.held, nullptr) : nullptr;
}

}  // namespace keelback::binding
