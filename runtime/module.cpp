// The module object: created in two phases, so that its own source runs with `__file__`, `__spec__` and `__package__` set.
#include "python.hpp"
#include <pybind11/pytypes.h>

#include <keelback/binding/object.hpp>

#include <string>
#include <string_view>

namespace keelback::binding {
namespace {

// pybind11's handles, without its function dispatcher and its type registry: those are 100 kB that a module without classes has no
// use for.
namespace py = pybind11;

py::object steal(object* o) { return py::reinterpret_steal<py::object>(o); }
bool equals(object* unicode, const char* text) { return PyUnicode_CompareWithASCIIString(unicode, text) == 0; }

const module* table = nullptr;

// The segment, its first line at its own line number. After the first segment, a text in front of it is no docstring: a constant keeps it
// from becoming the module's.
std::string numbered(const segment& part) {
  std::string text;
  if (part.first_line > 1) text.assign("0").append(static_cast<size_t>(part.first_line - 1), '\n');
  return text.append(part.text, part.size);
}

int last_line(const segment& part) {
  int line = part.first_line;
  for (size_t i = 0; i + 1 < part.size; ++i) line += part.text[i] == '\n';
  return line;
}

// What the name is bound to is the function that the segment defines, not what a decorator has made of it.
bool is_defined_by(const segment& part, const function& f, object* value, object* file) {
  if (!PyFunction_Check(value)) return false;
  auto* code = reinterpret_cast<PyCodeObject*>(PyFunction_GET_CODE(value));
  if (PyUnicode_Compare(code->co_filename, file) != 0 || !equals(code->co_name, f.name)) return false;
  return code->co_firstlineno >= part.first_line && code->co_firstlineno <= last_line(part);
}

// functools.lru_cache around the function that the segment defines: a new one of the same parameters around the native function. Null: it is none, or with an
// exception set.
py::object cached_native(const segment& part, const function& f, object* value, object* file) {
  if (!is_cache(value)) return {};
  const py::object wrapped = steal(PyObject_GetAttrString(value, "__wrapped__"));
  if (!wrapped || !is_defined_by(part, f, wrapped.ptr(), file)) return {};
  return steal(new_cached_function(f, value));
}

// What another compiler's decorator stands around; the compiler has seen that it is one of these (check/dialects.cpp, is_transparent).
py::object undecorated(PyObject* value) {
  py::object found = py::reinterpret_borrow<py::object>(value);
  for (int depth = 0; depth < 8 && !PyFunction_Check(found.ptr()); ++depth) {
    PyObject* inner = nullptr;
    for (const char* name : {"__wrapped__", "py_func"}) {
      if (inner == nullptr) inner = PyObject_GetAttrString(found.ptr(), name);
    }
    PyErr_Clear();
    if (inner == nullptr) break;
    found = steal(inner);
  }
  return found;
}

// The functions below return false with an exception set.
bool replace(const segment& part, const function& f, object* names, object* file) {
  object* value = PyDict_GetItemString(names, f.name);
  if (value != nullptr) {
    if (const py::object cached = cached_native(part, f, value, file)) return PyDict_SetItemString(names, f.name, cached.ptr()) == 0;
    if (PyErr_Occurred()) return false;
  }
  if (value == nullptr) return true;
  const py::object function = undecorated(value);
  if (!is_defined_by(part, f, function.ptr(), file)) return true;
  const py::object native = steal(f.c != nullptr ? new_c_object(f, names, function.ptr()) : new_native_function(f, function.ptr()));
  return native && PyDict_SetItemString(names, f.name, native.ptr()) == 0;
}

// The class that the segment has made becomes the native one.
bool replace(const class_& c, object* names) {
  object* value = PyDict_GetItemString(names, c.state->name);
  if (value == nullptr || !PyType_Check(value)) return true;
  // A module that is loaded again shares its native code, and so its classes.
  if (c.state->type != nullptr) return PyDict_SetItemString(names, c.state->name, static_cast<PyObject*>(const_cast<void*>(c.state->type))) == 0;
  if (!can_be_native(c)) return true;
  const py::object native = steal(make_class(c, table->functions, value));
  return native && publish_class(*table, c) && PyDict_SetItemString(names, c.state->name, native.ptr()) == 0;
}

// `is_native`: what is compiled takes the place of what the source makes.
bool run_segments(object* names, bool is_native) {
  // `from __future__` in one segment holds for those that follow.
  PyCompilerFlags flags = {};
  flags.cf_flags = PyCF_SOURCE_IS_UTF8;
  flags.cf_feature_version = PY_MINOR_VERSION;
  const py::object file = steal(PyUnicode_DecodeFSDefault(located(table->file).c_str()));
  if (!file) return false;
  for (int i = 0; i < table->segment_count; ++i) {
    const segment& part = table->segments[i];
    const py::object code = steal(Py_CompileStringObject(numbered(part).c_str(), file.ptr(), Py_file_input, &flags, -1));
    if (!code) return false;
    const py::object done = steal(PyEval_EvalCode(code.ptr(), names, names));
    if (!done) return false;
    if (!is_native) continue;
    if ((part.native >= 0 && !replace(part, table->functions[part.native], names, file.ptr()))) return false;
    if (part.klass >= 0 && !replace(*table->classes[part.klass], names)) return false;
  }
  return true;
}

// A module may be annotated with keelback.typing and run where keelback is not installed: its import then finds a stand-in, whose every name can be
// subscripted, called and joined by `|`, for as long as the module's own source runs.
constexpr const char* stand_in = R"(
import importlib.util, sys, types
if "keelback" not in sys.modules and importlib.util.find_spec("keelback") is None:
    class Annotation:
        def __getitem__(self, item): return self
        def __call__(self, *args, **kwargs): return args[0] if len(args) == 1 and isinstance(args[0], type) else self
        def __or__(self, other): return self
        __ror__ = __or__
    package, typing = types.ModuleType("keelback"), types.ModuleType("keelback.typing")
    package.__path__ = []
    package.typing = typing
    typing.__getattr__ = lambda name: Annotation()
    sys.modules.update({"keelback": package, "keelback.typing": typing})
    installed = True
)";
constexpr const char* remove_stand_in = R"(
if installed:
    del sys.modules["keelback"], sys.modules["keelback.typing"]
)";

class StandIn {
 public:
  // False with an exception set.
  bool install() {
    bool needed = false;
    for (int i = 0; i < table->segment_count; ++i) needed = needed || std::string_view(table->segments[i].text, table->segments[i].size).find("keelback") != std::string_view::npos;
    if (!needed) return true;
    names_ = steal(PyDict_New());
    return names_ && PyDict_SetItemString(names_.ptr(), "__builtins__", PyEval_GetBuiltins()) == 0 && PyDict_SetItemString(names_.ptr(), "installed", Py_False) == 0 && run(stand_in);
  }
  ~StandIn() {
    if (!names_) return;
    py::error_scope pending;   // what the module raised goes on
    if (!run(remove_stand_in)) PyErr_Clear();
  }

 private:
  bool run(const char* text) { return bool(steal(PyRun_String(text, Py_file_input, names_.ptr(), names_.ptr()))); }
  py::object names_;
};

// What compiled the module, and from what: `__keelback__`. `__pythran__` is what its exports are for.
bool mark(object* names) {
  const py::object marker = steal(Py_BuildValue("(ss)", table->version, table->hash));
  return marker && PyDict_SetItemString(names, "__keelback__", marker.ptr()) == 0 && (!table->is_pythran || PyDict_SetItemString(names, "__pythran__", marker.ptr()) == 0);
}

bool compute_constants() {
  try {
    if (table->initialize != nullptr) table->initialize();
    return true;
  } catch (...) {
    set_current_exception();
    return false;
  }
}

// Native code cannot compute a constant of the module (an int beyond 64 bits): Python may, and then runs all of it.
bool run_as_python(object* names, StandIn& annotations) {
  if (!PyErr_ExceptionMatches(PyExc_Exception)) return false;
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  PyErr_NormalizeException(&type, &value, &trace);
  const py::object kept_type = steal(type), reason = steal(value), kept_trace = steal(trace);
  return locate_source(names) && annotations.install() && run_segments(names, false) &&
         PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "%s runs as Python: native code cannot compute a constant of it (%S)", table->name, reason.ptr()) == 0;
}

int execute(object* self) {
  object* const names = PyModule_GetDict(self);
  Py_INCREF(names);
  module_globals = names;  // for ever: native code may be called as long as the process lives
  if (PyDict_GetItemString(names, "__builtins__") == nullptr && PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) < 0) return -1;
  if (!join_process(*table) || !prepare_function_type() || !prepare_classes(*table) || (table->uses_numpy && !load_numpy())) return -1;
  try {
    const bool is_native = compute_constants();
    StandIn annotations;
    if (!is_native) return run_as_python(names, annotations) ? 0 : -1;
    return mark(names) && locate_source(names) && annotations.install() && run_segments(names, true) ? 0 : -1;
  } catch (...) {
    set_current_exception();
    return -1;
  }
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void*>(execute)}, {0, nullptr}};
PyModuleDef definition = {PyModuleDef_HEAD_INIT, nullptr, nullptr, 0, nullptr, slots, nullptr, nullptr, nullptr};

}  // namespace

const char* compiled_file() { return table->file; }

object* module_source() {
  std::string text;
  int line = 1;
  for (int i = 0; i < table->segment_count; ++i) {
    const segment& part = table->segments[i];
    for (; line < part.first_line; ++line) text += '\n';
    text.append(part.text, part.size);
    for (size_t k = 0; k < part.size; ++k) line += part.text[k] == '\n';
  }
  return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
}

object* create_module(const module& described) {
  table = &described;
  definition.m_name = described.name;
  return PyModuleDef_Init(&definition);
}

}  // namespace keelback::binding
