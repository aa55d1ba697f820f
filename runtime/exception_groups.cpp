// exception_groups.hpp: as CPython's `except*` splits groups, and puts together what is raised in the end.
#include "python.hpp"

#include <string.h>

#include <keelback/described.hpp>
#include <keelback/exception_groups.hpp>
#include <keelback/python_call.hpp>

namespace keelback {

using binding::object;
using binding::reference;

namespace {

constexpr const char group_source[] = R"(
def split(raised, classes):
    for one in classes:
        if issubclass(one, BaseExceptionGroup):
            raise TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.')
    if raised is None:
        return None, None
    if isinstance(raised, classes):
        if isinstance(raised, BaseExceptionGroup):
            return raised, None
        return BaseExceptionGroup('', (raised,)), None
    if isinstance(raised, BaseExceptionGroup):
        parts = raised.split(classes)
        if not isinstance(parts, tuple):
            raise TypeError(f'{type(raised).__name__}.split must return a tuple, not {type(parts).__name__}')
        if len(parts) < 2:
            raise TypeError(f'{type(raised).__name__}.split must return a 2-tuple, got tuple of size {len(parts)}')
        return parts[:2]
    return None, raised

def leaves(one, found):
    if isinstance(one, BaseExceptionGroup):
        for part in one.exceptions:
            leaves(part, found)
    else:
        found.add(id(one))

def remains(caught, again, raised):
    found = set()
    for one in again:
        leaves(one, found)
    rest = caught.subgroup(lambda one: id(one) in found) if found else None
    if rest is not None:
        raised.append(rest)
    if len(raised) > 1:
        return BaseExceptionGroup('', raised)
    return raised[0] if raised else None
)";

bool is_group(object* o) {
#if PY_VERSION_HEX >= 0x030B0000
  return PyObject_IsInstance(o, PyExc_BaseExceptionGroup) == 1;
#else
  return false;  // nothing that is compiled for such a Python has `except*`
#endif
}

// A function of that source; borrowed, null with an exception set.
object* group_helper(const char* name) {
  static object* names = nullptr;
  if (names == nullptr) {
    reference fresh(PyDict_New());
    if (!fresh || PyDict_SetItemString(fresh.held, "__builtins__", PyEval_GetBuiltins()) < 0) return nullptr;
    const reference done(PyRun_String(group_source, Py_file_input, fresh.held, fresh.held));
    if (!done) return nullptr;
    names = fresh.give();
  }
  return PyDict_GetItemString(names, name);
}

// Of the frames of these functions nothing is shown.
[[noreturn]] void raise_group_failure(int line) {
  object* const raised = binding::take_exception(false);
  if (raised != nullptr) PyException_SetTraceback(raised, Py_None);
  error made(exception::python, line, nullptr, 0, argument::none);
  made.attach(raised, binding::release_held);
  throw made;
}

// The exception as an object with its whole traceback: borrowed from the error, None where there is none.
object* group_object(const error& e) { return e ? binding::object_with_frames(e) : Py_None; }

error group_error(object* o, const error& shown_with) {
  if (o == Py_None) return {};
  Py_INCREF(o);
  error made(exception::python, 0, nullptr, 0, argument::none);
  made.attach(o, binding::release_held);
  made.set_context({});
  made.show_as(shown_with);
  return made;
}

// "ValueError,:Mine": a tuple of the classes.
object* group_classes(const char* names) {
  reference all(PyList_New(0));
  while (all && *names != '\0') {
    const char* const comma = strchr(names, ',');
    const std::string one = comma != nullptr ? std::string(names, static_cast<size_t>(comma - names)) : std::string(names);
    names = comma != nullptr ? comma + 1 : names + one.size();
    const reference klass(binding::named_class(one.c_str()));
    if (!klass || PyList_Append(all.held, klass.held) < 0) return nullptr;
  }
  return all ? PyList_AsTuple(all.held) : nullptr;
}

}  // namespace

namespace detail {

void split_group(const char* classes, const error& rest, error& match, error& others, int line) {
  const binding::python_section running;
  object* const raised = group_object(rest);
  const reference wanted(group_classes(classes));
  object* const split = wanted ? group_helper("split") : nullptr;
  const reference parts(split != nullptr ? PyObject_CallFunctionObjArgs(split, raised, wanted.held, nullptr) : nullptr);
  if (!parts) raise_group_failure(line);
  match = group_error(PyTuple_GET_ITEM(parts.held, 0), rest);
  others = PyTuple_GET_ITEM(parts.held, 1) == raised ? rest : group_error(PyTuple_GET_ITEM(parts.held, 1), rest);
}

error what_remains(const error& caught, const error& rest, const error* raised, int64 count, int line) {
  const binding::python_section running;
  object* const whole = group_object(caught);
  if (!is_group(whole)) return count > 0 ? raised[0] : rest;
  const reference again(PyList_New(0)), fresh(PyList_New(0));
  bool done = again && fresh && (!rest || PyList_Append(again.held, group_object(rest)) == 0);
  for (int64 i = 0; i < count && done; ++i) {
    object* const one = group_object(raised[i]);
    // Raised again as it came: it is of the same traceback as the whole.
    const reference trace(PyException_GetTraceback(one)), trace_of_whole(PyException_GetTraceback(whole));
    const reference context(PyException_GetContext(one)), context_of_whole(PyException_GetContext(whole));
    const reference cause(PyException_GetCause(one)), cause_of_whole(PyException_GetCause(whole));
    const bool is_same = is_group(one) && trace.held == trace_of_whole.held && context.held == context_of_whole.held && cause.held == cause_of_whole.held;
    done = PyList_Append(is_same ? again.held : fresh.held, one) == 0;
  }
  object* const remains = done ? group_helper("remains") : nullptr;
  const reference result(remains != nullptr ? PyObject_CallFunctionObjArgs(remains, whole, again.held, fresh.held, nullptr) : nullptr);
  if (!result) raise_group_failure(line);
  for (int64 i = 0; i < count; ++i) {
    if (raised[i].object() == result.held) return raised[i];
  }
  return group_error(result.held, caught);
}

}  // namespace detail
}  // namespace keelback
