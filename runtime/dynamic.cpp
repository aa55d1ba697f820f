// What Python does with objects on behalf of native code; exceptions of Python as native errors.
#include <string.h>

#include <algorithm>

#include "python.hpp"

#include <keelback/binding/exception.hpp>
#include <keelback/dynamic.hpp>
#include <keelback/python_call.hpp>

namespace keelback {

namespace python {

using binding::object;
using binding::reference;

namespace {

// The frames of what was called go: they hold arrays over memory of the native call, which ends.
void drop_tracebacks(object* raised) {
  for (int depth = 0; raised != nullptr && depth < 8; ++depth) {
    PyException_SetTraceback(raised, Py_None);
    object* const before = PyException_GetContext(raised);
    Py_XDECREF(before);  // `raised` holds it
    raised = before;
  }
}

}  // namespace

void raise_pending(int line, bool keeps_frames) {
  object* const value = binding::take_exception(keeps_frames);
  if (!keeps_frames) drop_tracebacks(value);
  const reference message(PyObject_Str(value));
  Py_ssize_t bytes = 0;
  const char* text = message ? PyUnicode_AsUTF8AndSize(message.held, &bytes) : nullptr;
  if (text == nullptr) PyErr_Clear();
  error raised(binding::kind_of(value), line, text, static_cast<size_t>(bytes), argument::text);
  raised.attach(value, binding::release_held);
  throw raised;
}

object* look_up(const char* name) {
  // A package may have another value under the name of its submodule (`from .core import *`, which has imported `warnings`).
  const reference whole(PyUnicode_FromString(name));
  if (!whole) return nullptr;
  if (object* const module = PyImport_GetModule(whole.held); module != nullptr || PyErr_Occurred()) return module;
  const char* dot = strchr(name, '.');
  reference path(dot != nullptr ? PyUnicode_FromStringAndSize(name, dot - name) : PyUnicode_FromString(name));
  reference found(path ? PyImport_Import(path.held) : nullptr);
  while (found && dot != nullptr) {
    const char* const begin = dot + 1;
    dot = strchr(begin, '.');
    reference part(dot != nullptr ? PyUnicode_FromStringAndSize(begin, dot - begin) : PyUnicode_FromString(begin));
    if (!part) return nullptr;
    object* next = PyObject_GetAttr(found.held, part.held);
    if (next == nullptr && PyErr_ExceptionMatches(PyExc_AttributeError)) {
      // A submodule that nobody has imported yet.
      PyErr_Clear();
      reference full(dot != nullptr ? PyUnicode_FromStringAndSize(name, dot - name) : PyUnicode_FromString(name));
      reference module(full ? PyImport_Import(full.held) : nullptr);
      if (module) next = PyObject_GetAttr(found.held, part.held);
    }
    Py_DECREF(found.held);
    found.held = next;
  }
  return found.give();
}

object* keyword_names(const char* keywords, int* count) {
  *count = 0;
  if (*keywords == 0) return nullptr;
  reference list(PyList_New(0));
  while (list) {
    const char* const comma = strchr(keywords, ',');
    reference name(comma != nullptr ? PyUnicode_FromStringAndSize(keywords, comma - keywords) : PyUnicode_FromString(keywords));
    if (!name) return nullptr;
    PyUnicode_InternInPlace(&name.held);
    if (PyList_Append(list.held, name.held) < 0) return nullptr;
    ++*count;
    if (comma == nullptr) break;
    keywords = comma + 1;
  }
  return list ? PyList_AsTuple(list.held) : nullptr;
}


namespace {

// Whether Python code cannot see that native code has changed its containers, nor change its own: nothing need be brought up to date.
enum class reach { quiet, any };

// One operation: what goes to Python, and what it may have changed.
class Crossing {
 public:
  explicit Crossing(int line, reach how = reach::any) : line_(line) {
    in.keeps = true;
    in.argument = 0;
    if (how == reach::any) set_out();
  }
  Crossing(const Crossing&) = delete;
  ~Crossing() { binding::finish_containers(in, false); }
  bool is_out() const { return is_out_; }
  void set_out() {
    is_out_ = true;
    if (!binding::update_handed(in)) fail();
  }
  // What Python code has changed is read again; where it has raised, that goes on.
  void come_back() {
    if (!is_out_) return;
    object *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    const bool done = binding::reload_handed(in);
    if (type != nullptr) PyErr_Restore(type, value, trace);
    else if (!done) fail();
  }
  [[noreturn]] void fail() { raise_pending(line_, true); }
  binding::call in{};

 private:
  binding::python_section section_;
  int line_;
  bool is_out_ = false;
};

// The operands as objects.
class Operands {
 public:
  Operands(std::initializer_list<handed> values, Crossing& crossing) : count_(static_cast<int>(values.size())) {
    if (count_ > few_) {
      all_ = static_cast<object**>(PyMem_Calloc(values.size() + 1, sizeof(object*)));
      if (all_ == nullptr) PyErr_NoMemory(), crossing.fail();
      ++all_;  // vectorcall may use the place in front
    }
    try {
      for (const handed& one : values) {
        object* const made = one.make(one.value, *one.as, crossing.in);
        if (made == nullptr) crossing.fail();
        all_[made_++] = made;
      }
    } catch (...) {
      clear();
      throw;
    }
  }
  Operands(const Operands&) = delete;
  ~Operands() { clear(); }
  object* operator[](int i) const { return all_[i]; }
  object** begin() const { return all_; }
  int count() const { return count_; }

 private:
  void clear() {
    for (int i = 0; i < made_; ++i) Py_DECREF(all_[i]);
    if (all_ != local_ + 1) PyMem_Free(all_ - 1);
  }
  static constexpr int few_ = 8;
  object* local_[few_ + 1];
  object** all_ = local_ + 1;
  int count_, made_ = 0;
};

object* text_of(const name& of) {
  if (of.held == nullptr) of.held = PyUnicode_InternFromString(of.text);
  return of.held;
}

object* read_name(const name& of) {
  object* const text = text_of(of);
  if (text == nullptr) return nullptr;
  object* found = PyDict_GetItemWithError(binding::module_globals, text);
  if (found == nullptr && !PyErr_Occurred()) found = PyDict_GetItemWithError(PyEval_GetBuiltins(), text);
  if (found == nullptr && !PyErr_Occurred()) PyErr_Format(PyExc_NameError, "name '%U' is not defined", text);
  Py_XINCREF(found);
  return found;
}

// An attribute is read each time, so that a module's assignments are seen; the module is looked up once.
object* read_imported(const name& of) {
  const char* const dot = strrchr(of.text, '.');
  if (dot == nullptr || of.held == nullptr) {
    const reference owner(dot == nullptr ? PyUnicode_FromString(of.text) : PyUnicode_FromStringAndSize(of.text, dot - of.text));
    const char* const path = owner ? PyUnicode_AsUTF8(owner.held) : nullptr;
    if (path == nullptr || (of.held = look_up(path)) == nullptr) return nullptr;
  }
  if (dot != nullptr) return PyObject_GetAttrString(of.held, dot + 1);
  Py_INCREF(of.held);
  return of.held;
}

object* binary(const char* sign, object* a, object* b, bool in_place) {
  struct operation {
    const char* sign;
    object* (*plain)(object*, object*);
    object* (*in_place)(object*, object*);
  };
  static constexpr operation all[] = {
      {"+", PyNumber_Add, PyNumber_InPlaceAdd},
      {"-", PyNumber_Subtract, PyNumber_InPlaceSubtract},
      {"*", PyNumber_Multiply, PyNumber_InPlaceMultiply},
      {"/", PyNumber_TrueDivide, PyNumber_InPlaceTrueDivide},
      {"//", PyNumber_FloorDivide, PyNumber_InPlaceFloorDivide},
      {"%", PyNumber_Remainder, PyNumber_InPlaceRemainder},
      {"@", PyNumber_MatrixMultiply, PyNumber_InPlaceMatrixMultiply},
      {"<<", PyNumber_Lshift, PyNumber_InPlaceLshift},
      {">>", PyNumber_Rshift, PyNumber_InPlaceRshift},
      {"&", PyNumber_And, PyNumber_InPlaceAnd},
      {"|", PyNumber_Or, PyNumber_InPlaceOr},
      {"^", PyNumber_Xor, PyNumber_InPlaceXor},
  };
  for (const operation& one : all) {
    if (strcmp(sign, one.sign) == 0) return (in_place ? one.in_place : one.plain)(a, b);
  }
  return in_place ? PyNumber_InPlacePower(a, b, Py_None) : PyNumber_Power(a, b, Py_None);
}

object* unary(const char* sign, object* a) { return *sign == '-' ? PyNumber_Negative(a) : *sign == '+' ? PyNumber_Positive(a) : PyNumber_Invert(a); }

int comparison(const char* sign) {
  constexpr const char* signs[] = {"<", "<=", "==", "!=", ">", ">="};  // in the order of Py_LT...
  for (int i = 0; i < 6; ++i) {
    if (strcmp(sign, signs[i]) == 0) return i;
  }
  return Py_EQ;
}

object* none_if(bool done) {
  if (!done) return nullptr;
  Py_INCREF(Py_None);
  return Py_None;
}

object* perform_call(op what, const name* of, const Operands& operands, const name* keywords) {
  size_t count = static_cast<size_t>(operands.count());
  object* names = nullptr;
  if (keywords != nullptr) {
    int named = 0;
    if (keywords->held == nullptr) keywords->held = keyword_names(keywords->text, &named);
    names = keywords->held;
    if (names == nullptr) return nullptr;
    count -= static_cast<size_t>(PyTuple_GET_SIZE(names));
  }
  if (what == op::call) return PyObject_Vectorcall(operands[0], operands.begin() + 1, (count - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
  object* const method = text_of(*of);
  return method == nullptr ? nullptr : PyObject_VectorcallMethod(method, operands.begin(), count | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

// A call that Python code makes in the place of a native function.
struct framed_call {
  op what;
  const name* method;
  const Operands* operands;
  const name* keywords;
  static object* make(object* self, object*) {
    const auto* const all = static_cast<const framed_call*>(PyCapsule_GetPointer(self, nullptr));
    return all == nullptr ? nullptr : perform_call(all->what, all->method, *all->operands, all->keywords);
  }
};

object* frame_code(const frame_info& where, int line) {
  const reference plain(Py_CompileString("call()", "", Py_eval_input));
  const reference replace(plain ? PyObject_GetAttrString(plain.held, "replace") : nullptr);
  const reference file(PyUnicode_DecodeFSDefault(binding::located(where.file).c_str()));
  const reference nothing(PyTuple_New(0));
  if (!replace || !file || !nothing) return nullptr;
  const reference changes(Py_BuildValue("{s:O,s:s,s:i}", "co_filename", file.held, "co_name", where.function, "co_firstlineno", line));
  return changes ? PyObject_Call(replace.held, nothing.held, changes.held) : nullptr;
}

// A traceback has the native function's frame without this one.
void forget_frame() {
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  object* const inner = trace != nullptr ? PyObject_GetAttrString(trace, "tb_next") : nullptr;
  PyErr_Clear();
  Py_XDECREF(trace);
  PyErr_Restore(type, value, inner);
}

// For as long as it lives, `sys.exc_info()` is what native code handles: in the function itself, or, where Python code handles nothing, in one of its callers.
class Handled {
 public:
  explicit Handled(bool by_function) {
    const handling* const native = handling::current();
    if (native == nullptr) return;
    PyErr_GetExcInfo(&type_, &value_, &trace_);
    is_set_ = by_function || value_ == nullptr || value_ == Py_None;
    if (is_set_) set(binding::object_with_frames(native->caught()));
  }
  Handled(const Handled&) = delete;
  ~Handled() {
    if (is_set_) {
      PyErr_SetExcInfo(type_, value_, trace_);
      return;
    }
    Py_XDECREF(type_);
    Py_XDECREF(value_);
    Py_XDECREF(trace_);
  }

 private:
  static void set(object* value) {
    object* const type = reinterpret_cast<object*>(Py_TYPE(value));
    Py_INCREF(type);
    Py_INCREF(value);
    PyErr_SetExcInfo(type, value, PyException_GetTraceback(value));
  }
  object *type_ = nullptr, *value_ = nullptr, *trace_ = nullptr;
  bool is_set_ = false;
};

object* unpacked(object* items) {
  if (Py_TYPE(items)->tp_iter != nullptr || PySequence_Check(items)) return PySequence_List(items);
  PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(items)->tp_name);
  return nullptr;
}

// `from module import name`: a submodule that the module does not show yet counts as well.
object* import_from(object* module, object* name) {
  object* const found = PyObject_GetAttr(module, name);
  if (found != nullptr || !PyErr_ExceptionMatches(PyExc_AttributeError)) return found;
  PyErr_Clear();
  const reference own(PyObject_GetAttrString(module, "__name__"));
  if (!own) return nullptr;
  const reference full(PyUnicode_FromFormat("%U.%U", own.held, name));
  if (!full) return nullptr;
  if (const reference submodule(PyImport_Import(full.held)); submodule) {
    Py_INCREF(submodule.held);
    return submodule.held;
  }
  if (!PyErr_ExceptionMatches(PyExc_ModuleNotFoundError)) return nullptr;
  PyErr_Clear();
  const reference file(PyObject_GetAttrString(module, "__file__"));
  PyErr_Clear();
  const reference message(PyUnicode_FromFormat("cannot import name %R from %R (%S)", name, own.held, file ? file.held : nullptr));
  const reference unknown(PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name, own.held));
  return PyErr_SetImportError(file ? message.held : unknown.held, own.held, file.held);
}

object* perform_operation(op what, const name* of, const Operands& operands, const name* keywords) {
  object* const first = operands.count() > 0 ? operands[0] : nullptr;
  switch (what) {
    case op::name: return read_name(*of);
    case op::imported: return read_imported(*of);
    case op::attribute: return PyObject_GetAttr(first, text_of(*of));
    case op::set_attribute: return none_if(PyObject_SetAttr(first, text_of(*of), operands[1]) == 0);
    case op::delete_attribute: return none_if(PyObject_SetAttr(first, text_of(*of), nullptr) == 0);
    case op::call:
    case op::call_method: return perform_call(what, of, operands, keywords);
    case op::binary: return binary(of->text, first, operands[1], false);
    case op::in_place: return binary(of->text, first, operands[1], true);
    case op::unary: return unary(of->text, first);
    case op::compare: return PyObject_RichCompare(first, operands[1], comparison(of->text));
    case op::item: return PyObject_GetItem(first, operands[1]);
    case op::set_item: return none_if(PyObject_SetItem(first, operands[1], operands[2]) == 0);
    case op::delete_item: return none_if(PyObject_DelItem(first, operands[1]) == 0);
    case op::slice: return PySlice_New(first, operands[1], operands[2]);
    case op::unpack: return unpacked(first);
    case op::set_name: return none_if(PyDict_SetItem(binding::module_globals, text_of(*of), first) == 0);
    case op::iterate: return PyObject_GetIter(first);
    case op::import_module: return PyImport_Import(text_of(*of));
    case op::import_from: return import_from(first, text_of(*of));
    default: PyErr_BadInternalCall(); return nullptr;
  }
}

bool is_plain(const handed& one) { return binding::is_apart_from_containers(*one.as); }

// Whose operators run no Python code and look into no container.
bool is_number_or_text(object* o) {
  PyTypeObject* const type = Py_TYPE(o);
  return o == Py_None || type == &PyLong_Type || type == &PyFloat_Type || type == &PyUnicode_Type || type == &PyBool_Type || type == &PyComplex_Type;
}
bool compares_by_identity(object* o) { return is_number_or_text(o) || Py_TYPE(o)->tp_richcompare == PyBaseObject_Type.tp_richcompare; }

bool is_quiet(op what, const name* of, const Operands& operands) {
  switch (what) {
    case op::name:
    case op::is_same: return true;
    case op::attribute: return text_of(*of) != nullptr && binding::reads_plain_field(operands[0], text_of(*of));
    case op::compare: return compares_by_identity(operands[0]) && compares_by_identity(operands[1]);
    case op::binary:
    case op::in_place: return is_number_or_text(operands[0]) && is_number_or_text(operands[1]);
    case op::unary:
    case op::truth: return is_number_or_text(operands[0]);
    default: return false;
  }
}

// The operands; and all containers brought up to date, where the operation may look into them.
class Operation {
 public:
  Operation(op what, const name* of, std::initializer_list<handed> values, int line)
      : crossing(line, std::all_of(values.begin(), values.end(), is_plain) ? reach::quiet : reach::any), operands(values, crossing) {
    if (!crossing.is_out() && !is_quiet(what, of, operands)) crossing.set_out();
  }
  Crossing crossing;
  const Operands operands;
};

}  // namespace

any_object perform(op what, const name* of, std::initializer_list<handed> values, const name* keywords, int line) {
  Operation operation(what, of, values, line);
  auto& [crossing, operands] = operation;
  any_object result(perform_operation(what, of, operands, keywords));
  const bool failed = PyErr_Occurred() != nullptr;
  crossing.come_back();
  if (failed) crossing.fail();
  return result;
}

any_object call_in_frame(const frame_info& where, bool handles, op what, const name* of, std::initializer_list<handed> values, const name* keywords, int line) {
  static PyMethodDef definition{"call", framed_call::make, METH_NOARGS, nullptr};
  Operation operation(what, of, values, line);
  auto& [crossing, operands] = operation;
  if (of->held == nullptr) of->held = frame_code(where, line);
  const reference method_name(PyUnicode_FromStringAndSize(of->text, strchr(of->text, ':') - of->text));
  const name method{"", method_name.held};
  framed_call all{what, &method, &operands, keywords};
  const reference capsule(PyCapsule_New(&all, nullptr, nullptr));
  const reference call(capsule ? PyCFunction_New(&definition, capsule.held) : nullptr);
  const reference locals(call ? Py_BuildValue("{s:O}", "call", call.held) : nullptr);
  if (of->held == nullptr || !method_name || !locals) crossing.fail();
  const Handled handled(handles);
  any_object result(PyEval_EvalCode(of->held, binding::module_globals, locals.held));
  const bool failed = PyErr_Occurred() != nullptr;
  if (failed) forget_frame();
  crossing.come_back();
  if (failed) crossing.fail();
  return result;
}

bool perform_test(op what, std::initializer_list<handed> values, int line) {
  Operation operation(what, nullptr, values, line);
  auto& [crossing, operands] = operation;
  int truth = -1;
  if (what == op::contains) truth = PySequence_Contains(operands[1], operands[0]);
  else if (what == op::is_same) truth = operands[0] == operands[1];
  else truth = PyObject_IsTrue(operands[0]);
  crossing.come_back();
  if (truth < 0) crossing.fail();
  return truth != 0;
}

int64 length(const any_object& x, int line) {
  const Py_ssize_t size = PyObject_Size(x.get());
  if (size < 0) raise_pending(line, true);
  return size;
}

any_object none_object() { return any_object(Py_NewRef(Py_None)); }

any_object to_object(handed value, int line) {
  Crossing crossing(line, is_plain(value) ? reach::quiet : reach::any);
  object* const made = value.make(value.value, *value.as, crossing.in);
  if (made == nullptr) crossing.fail();
  return any_object(made);
}

void from_object(const any_object& from, const binding::type& as, void* to, bool (*load)(object*, void*, const binding::type&, binding::call&), int line) {
  Crossing crossing(line);
  if (load(from.get(), to, as, crossing.in)) return;
  if (PyErr_Occurred()) crossing.fail();
  binding::message wanted, got;
  binding::describe_type(wanted, as);
  binding::describe_object(got, from.get());
  raise(exception::type_error, line, "an object must be %s here, not %s", wanted.c_str(), got.c_str());
}

bool is_builtin(const any_object& x, int64 classes, int line) {
  PyTypeObject* const builtin_classes[] = {&PyLong_Type, &PyFloat_Type, &PyUnicode_Type, &PyBool_Type, &PyBytes_Type, &PyList_Type, &PyTuple_Type, &PyDict_Type, &PySet_Type, &PyComplex_Type};
  PyTypeObject* const type = Py_TYPE(x.get());
  for (int i = 0; classes >> i != 0; ++i) {
    if ((classes >> i & 1) != 0 && PyType_IsSubtype(type, builtin_classes[i])) return true;
  }
  // Only an object of a class written in Python says that it is of another one (`__class__`).
  if (!PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) return false;
  Crossing crossing(line);
  int result = 0;
  for (int i = 0; classes >> i != 0 && result == 0; ++i) {
    if ((classes >> i & 1) != 0) result = PyObject_IsInstance(x.get(), reinterpret_cast<object*>(builtin_classes[i]));
  }
  crossing.come_back();
  if (result < 0) crossing.fail();
  return result != 0;
}

bool is_matched_as(const any_object& x, bool mapping) {
#if PY_VERSION_HEX >= 0x030A0000
  return PyType_HasFeature(Py_TYPE(x.get()), mapping ? Py_TPFLAGS_MAPPING : Py_TPFLAGS_SEQUENCE);
#else
  return mapping ? PyDict_Check(x.get()) : PyList_Check(x.get()) || PyTuple_Check(x.get());
#endif
}

bool next_object(const any_object& iterator, any_object& item, int line) {
  PyTypeObject* const type = Py_TYPE(iterator.get());
  Crossing crossing(line, type == &PyTupleIter_Type || type == &PyRangeIter_Type ? reach::quiet : reach::any);
  object* const next = PyIter_Next(iterator.get());
  crossing.come_back();
  if (next == nullptr) {
    if (PyErr_Occurred()) crossing.fail();
    return false;
  }
  item = any_object(next);
  return true;
}

any_object enter_context(const any_object& manager, int line) {
  Crossing crossing(line);
  object* const type = reinterpret_cast<object*>(Py_TYPE(manager.get()));
  const int enters = PyObject_HasAttrString(type, "__enter__"), exits = PyObject_HasAttrString(type, "__exit__");
#if PY_VERSION_HEX >= 0x030B0000
  const char* const name = Py_TYPE(manager.get())->tp_name;
  if (enters == 0) PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the context manager protocol", name);
  else if (exits == 0) PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the context manager protocol (missed __exit__ method)", name);
#else
  if (enters == 0 || exits == 0) PyErr_SetString(PyExc_AttributeError, enters == 0 ? "__enter__" : "__exit__");
#endif
  object* const entered = enters != 0 && exits != 0 ? PyObject_CallMethod(manager.get(), "__enter__", nullptr) : nullptr;
  crossing.come_back();
  if (entered == nullptr) crossing.fail();
  return any_object(entered);
}

bool exit_raised(const any_object& manager, const error& raised, int line) {
  Crossing crossing(line);
  const reference value(binding::make_exception_object(raised));
  if (!value) crossing.fail();
  const reference trace(PyException_GetTraceback(value.held));
  const reference left(PyObject_CallMethod(manager.get(), "__exit__", "OOO", reinterpret_cast<object*>(Py_TYPE(value.held)), value.held, trace ? trace.held : Py_None));
  const int ends = left ? PyObject_IsTrue(left.held) : -1;
  crossing.come_back();
  if (ends < 0) crossing.fail();
  return ends != 0;
}

keelback::iterator<any_object> iterate(handed value, int line) { return object_iterator(perform(op::iterate, nullptr, {value}, nullptr, line)); }

}  // namespace python

_object* any_object::get() const noexcept { return held() != nullptr ? held() : Py_None; }

bool any_object::truth(int line) const {
  const int is_true = PyObject_IsTrue(get());
  if (is_true < 0) python::raise_pending(line, true);
  return is_true != 0;
}

bool any_object::compares(int less, const any_object& other) const {
  const int holds = PyObject_RichCompareBool(get(), other.get(), less != 0 ? Py_LT : Py_EQ);
  if (holds < 0) python::raise_pending(0, true);
  return holds != 0;
}

namespace {
str text_of(_object* stolen) {
  const binding::reference text(stolen);
  str made;
  constexpr binding::type string{binding::kind::string};
  if (!text || !binding::load_str(text.held, made, string)) python::raise_pending(0, true);
  return made;
}
}  // namespace

void any_object::repr_to(text& out) const { out.put(text_of(PyObject_Repr(get()))); }
str str_of(const any_object& x) { return text_of(PyObject_Str(x.get())); }

int64 hash_of(const any_object& x) {
  const Py_hash_t hash = PyObject_Hash(x.get());
  if (hash == -1) python::raise_pending(0, true);
  return hash;
}

void raise_key(const any_object& key, int line) {
  PyErr_SetObject(PyExc_KeyError, key.get());
  raise_from_python(line);
}

}  // namespace keelback
