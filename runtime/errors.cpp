// Native errors as Python exceptions with tracebacks; signals.
#include <exception>
#include <new>

#include "python.hpp"
#include "threads.hpp"
#include <frameobject.h>

#include <keelback/poll.hpp>
#include <keelback/python_call.hpp>

namespace keelback::binding {
namespace {

// Exceptions that take more than a message: those of NumPy, and those whose arguments are no text. Runs when the first one is raised.
constexpr const char rebuild_source[] = R"(
import re
def register(file, source):
    # Tracebacks of a wheel, which holds no source file, show their lines all the same.
    import linecache, os
    if not os.path.exists(file) and file not in linecache.cache:
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
def rebuild(name, style, text):
    if style == 'key' or style == 'args':
        import builtins
        names = {'__builtins__': {}, 'nan': float('nan'), 'inf': float('inf'), 'True': True, 'False': False, 'None': None}
        for used in ('set', 'frozenset', 'range', 'slice'):
            names[used] = getattr(builtins, used)
        if 'np.' in text or 'array(' in text:
            import numpy
            names.update(np=numpy, array=numpy.array, dtype=numpy.dtype)
        try:
            value = eval(text, names)
        except Exception:
            value = text
        args = value if style == 'args' and isinstance(value, tuple) else (value,)
        return getattr(builtins, name)(*args)
    import numpy
    if name == 'AxisError':
        try:
            from numpy.exceptions import AxisError
        except ImportError:
            from numpy import AxisError
        m = re.fullmatch(r'(?:(.*): )?axis (-?\d+) is out of bounds for array of dimension (\d+)', text, re.S)
        return AxisError(int(m[2]), int(m[3]), m[1]) if m else AxisError(text)
    if name == 'LinAlgError':
        return numpy.linalg.LinAlgError(text)
    try:
        from numpy._core import _exceptions
    except ImportError:
        from numpy.core import _exceptions
    if name == '_ArrayMemoryError':
        m = re.search(r'shape \(([\d, ]*)\) and data type (\w+)', text)
        if m:
            return _exceptions._ArrayMemoryError(tuple(int(n) for n in m[1].split(',') if n.strip()), numpy.dtype(m[2]))
    m = re.fullmatch(r"Cannot cast ufunc '(\w+)' (input|output)(?: (\d+))? from dtype\('(\w+)'\) to dtype\('(\w+)'\) with casting rule '(\w+)'", text)
    if m and hasattr(numpy, m[1]):
        error = _exceptions._UFuncOutputCastingError if m[2] == 'output' else _exceptions._UFuncInputCastingError
        return error(getattr(numpy, m[1]), m[6], numpy.dtype(m[4]), numpy.dtype(m[5]), int(m[3] or 0))
    # One that says just that, whatever its class makes of its arguments.
    base = getattr(_exceptions, name, _exceptions.UFuncTypeError if name != '_ArrayMemoryError' else MemoryError)
    error = type(base.__name__, (base,), {'__module__': base.__module__, '__init__': lambda self: None, '__str__': lambda self: text})
    return error()
)";

// A function of that source; borrowed, null with an exception set.
object* helper(const char* name) {
  static object* names = nullptr;
  if (names == nullptr) {
    reference fresh(PyDict_New());
    if (!fresh || PyDict_SetItemString(fresh.held, "__builtins__", PyEval_GetBuiltins()) < 0) return nullptr;
    reference done(PyRun_String(rebuild_source, Py_file_input, fresh.held, fresh.held));
    if (!done) return nullptr;
    names = fresh.give();
  }
  return PyDict_GetItemString(names, name);
}

object* rebuild(const char* name, const char* style, object* text) {
  object* const function = helper("rebuild");
  return function != nullptr ? PyObject_CallFunction(function, "ssO", name, style, text) : nullptr;
}

// Once, when the first traceback is made.
void register_source() {
  static bool done = false;
  if (done) return;
  done = true;
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  object* const function = helper("register");
  reference source(function != nullptr ? module_source() : nullptr);
  if (source) reference made(PyObject_CallFunction(function, "sO", located(compiled_file()).c_str(), source.held));
  PyErr_Restore(type, value, trace);  // in place of whatever went wrong here
}

object* class_of(exception kind) {
  object* found = PyDict_GetItemString(PyEval_GetBuiltins(), keelback::name_of(kind));  // borrowed
  if (found != nullptr) return found;
  if (is_a(kind, exception::value_error)) return PyExc_ValueError;
  if (is_a(kind, exception::type_error)) return PyExc_TypeError;
  if (is_a(kind, exception::memory_error)) return PyExc_MemoryError;
  return PyExc_RuntimeError;
}

// Sets the exception of an error that is no Python object yet, without its traceback.
void set_exception(const error& e) {
  const exception kind = e.kind();
  object* const type = class_of(kind);
  if (!e.has_message()) {
    PyErr_SetNone(type);
    return;
  }
  reference text(PyUnicode_DecodeUTF8(e.message(), static_cast<Py_ssize_t>(e.message_size()), "surrogatepass"));
  if (!text) return;
  const bool of_numpy = kind == exception::axis_error || kind == exception::linalg_error || kind == exception::ufunc_type_error ||
                        kind == exception::no_loop_error || kind == exception::array_memory_error;
  if (e.argument() == argument::text && !of_numpy) {
    PyErr_SetObject(type, text.held);
    return;
  }
  const char* const style = e.argument() == argument::key_repr || e.argument() == argument::integer ? "key" : of_numpy ? "text" : "args";
  reference made(rebuild(keelback::name_of(kind), style, text.held));
  if (made && PyExceptionInstance_Check(made.held)) {
    PyErr_SetObject(reinterpret_cast<object*>(Py_TYPE(made.held)), made.held);
  } else {
    PyErr_Clear();
    PyErr_SetObject(type, text.held);
  }
}

}  // namespace

void release_held(void* o) { Py_DECREF(static_cast<object*>(o)); }

object* take_exception(bool with_traceback) noexcept {
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  PyErr_NormalizeException(&type, &value, &trace);
  if (with_traceback && value != nullptr && trace != nullptr) PyException_SetTraceback(value, trace);
  Py_XDECREF(type);
  Py_XDECREF(trace);
  return value;
}

void add_frame(const char* file, const char* function, int line) noexcept {
  object *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  // The code object begins at the line that is shown: an empty one knows no other.
  PyCodeObject* code = PyCode_NewEmpty(located(file).c_str(), function, line);
  PyFrameObject* frame = nullptr;
  if (code != nullptr && module_globals != nullptr) frame = PyFrame_New(PyThreadState_Get(), code, module_globals, nullptr);
  PyErr_Restore(type, value, trace);  // in place of whatever went wrong here
  if (frame != nullptr) PyTraceBack_Here(frame);
  Py_XDECREF(reinterpret_cast<object*>(frame));
  Py_XDECREF(reinterpret_cast<object*>(code));
}

namespace {

// Sets the object as the exception, with the frames that the error has passed on top of its traceback.
void set_with_frames(object* value, const error& e) {
  auto* const type = reinterpret_cast<object*>(Py_TYPE(value));
  Py_INCREF(type);
  Py_INCREF(value);
  PyErr_Restore(type, value, PyException_GetTraceback(value));
  for (int i = 0; i < e.frame_count(); ++i) add_frame(e.frame(i).where->file, e.frame(i).where->function, e.frame(i).line);
  error(e).forget_frames();
}

// The same for one that is shown beside another: its traceback becomes part of it.
void keep_frames(object* value, const error& e) {
  if (e.frame_count() == 0) return;
  set_with_frames(value, e);
  object *type, *same, *trace;
  PyErr_Fetch(&type, &same, &trace);
  if (trace != nullptr) PyException_SetTraceback(value, trace);
  Py_XDECREF(type);
  Py_XDECREF(same);
  Py_XDECREF(trace);
}

// What Python code handles where it called native code: the context of what native code raises first.
void add_outer_context(object* value) {
  object *type, *handled, *trace;
  PyErr_GetExcInfo(&type, &handled, &trace);
  Py_XDECREF(type);
  Py_XDECREF(trace);
  reference outer(handled);
  if (!outer || handled == Py_None || handled == value) return;
  for (object* at = handled; at != nullptr;) {
    object* const next = PyException_GetContext(at);
    Py_XDECREF(next);  // `at` holds it
    if (next == value) return;
    at = next;
  }
  PyException_SetContext(value, outer.give());
}

// What was raised first, while nothing of native code was handled.
object* first_context(object* value) {
  constexpr int longest = 100'000;  // a chain that Python code has closed has no first one
  for (int i = 0;; ++i) {
    object* const context = PyException_GetContext(value);
    if (context == nullptr || i == longest) {
      Py_XDECREF(context);
      return value;
    }
    Py_DECREF(context);  // `value` holds it
    value = context;
  }
}

}  // namespace

object* exception_object(const error& e) noexcept {
  auto* value = static_cast<object*>(e.object());
  if (value == nullptr) {
    object *type, *same, *trace;
    set_exception(e);
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "a native error was lost");
    PyErr_Fetch(&type, &same, &trace);
    PyErr_NormalizeException(&type, &same, &trace);
    Py_XDECREF(type);
    Py_XDECREF(trace);
    value = same;
    error(e).attach(value, release_held);
  }
  if (const error cause = e.cause()) {
    object* const shown = exception_object(cause);
    keep_frames(shown, cause);
    Py_INCREF(shown);
    PyException_SetCause(value, shown);
  } else if (e.suppresses_context()) {
    PyException_SetCause(value, nullptr);
  }
  if (const error context = e.context()) {
    object* const shown = exception_object(context);
    keep_frames(shown, context);
    Py_INCREF(shown);
    PyException_SetContext(value, shown);
  }
  return value;
}

object* object_with_frames(const error& e) noexcept {
  register_source();
  object* const value = exception_object(e);
  keep_frames(value, e);
  return value;
}

void set_python_error(const error& e) noexcept {
  register_source();
  object* const value = exception_object(e);
  add_outer_context(first_context(value));
  set_with_frames(value, e);
}

void set_current_exception() noexcept {
  try {
    throw;
  } catch (const error& e) {
    set_python_error(e);
  } catch (const std::bad_alloc&) {
    PyErr_NoMemory();
  } catch (const std::exception& e) {
    PyErr_SetString(PyExc_RuntimeError, e.what());
  } catch (...) {
    PyErr_SetString(PyExc_RuntimeError, "a C++ exception of an unknown type");
  }
}

}  // namespace keelback::binding

namespace keelback {

void raise_handled(int line) {
  if (std::current_exception()) {
    try {
      throw;
    } catch (error& handled) {
      handled.pass_by();
      throw;
    }
  }
  if (!poll_as_worker()) {
    const binding::python_section section;
    PyObject *type, *value, *trace;
    PyErr_GetExcInfo(&type, &value, &trace);
    if (value != nullptr && value != Py_None) {
      PyErr_Restore(type, value, trace);
      try {
        raise_from_python(line);
      } catch (error& handled) {
        handled.pass_by();
        throw;
      }
    }
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(trace);
  }
  raise_text(exception::runtime_error, line, "No active exception to reraise");
}

bool signals_raise() noexcept {
  if (is_worker()) return is_cancelled();
  const binding::python_section handlers;
  return PyErr_CheckSignals() != 0;
}
void raise_of_signals(int line) {
  poll_as_worker();
  error raised(exception::python, line, nullptr, 0, argument::none);
  raised.attach(binding::take_exception(true), binding::release_held);
  note_interrupt(raised);
  throw raised;
}

}  // namespace keelback
