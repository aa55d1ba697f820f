// clock.hpp: the clocks of Python's time module.
#include <time.h>

#include <keelback/clock.hpp>
#include <keelback/python_call.hpp>

#include "python.hpp"

namespace keelback::clock {

namespace {
int64 nanoseconds(clockid_t which) {
  timespec now;
  clock_gettime(which, &now);
  return int64{now.tv_sec} * 1000000000 + now.tv_nsec;
}

// What somebody has put in the place of the function, as tests do that stop the clock (freezegun, time-machine); null: it is Python's own. Threads of a parallel
// loop do not ask.
binding::object* replaced(const char* name, int line) {
  static binding::object* module = nullptr;
  if (!PyGILState_Check()) return nullptr;
  if (module == nullptr) module = PyImport_ImportModule("time");
  if (module == nullptr) raise_from_python(line);
  binding::object* const found = PyDict_GetItemString(PyModule_GetDict(module), name);
  return found == nullptr || (PyCFunction_Check(found) && PyCFunction_GET_SELF(found) == module) ? nullptr : found;
}
double seconds(const char* name, clockid_t which, int line) {
  binding::object* const instead = replaced(name, line);
  if (instead == nullptr) return static_cast<double>(nanoseconds(which)) * 1e-9;
  const python_object made(PyObject_CallNoArgs(instead), line);
  const double value = PyFloat_AsDouble(made.get());
  if (value == -1.0 && PyErr_Occurred()) raise_from_python(line);
  return value;
}
int64 whole(const char* name, clockid_t which, int line) {
  binding::object* const instead = replaced(name, line);
  return instead == nullptr ? nanoseconds(which) : int_from_python(python_object(PyObject_CallNoArgs(instead), line), line);
}
}  // namespace

double time(int line) { return seconds("time", CLOCK_REALTIME, line); }
double monotonic(int line) { return seconds("monotonic", CLOCK_MONOTONIC, line); }
double perf_counter(int line) { return seconds("perf_counter", CLOCK_MONOTONIC, line); }
double process_time(int line) { return seconds("process_time", CLOCK_PROCESS_CPUTIME_ID, line); }
int64 time_ns(int line) { return whole("time_ns", CLOCK_REALTIME, line); }
int64 monotonic_ns(int line) { return whole("monotonic_ns", CLOCK_MONOTONIC, line); }
int64 perf_counter_ns(int line) { return whole("perf_counter_ns", CLOCK_MONOTONIC, line); }
int64 process_time_ns(int line) { return whole("process_time_ns", CLOCK_PROCESS_CPUTIME_ID, line); }
void sleep(double seconds, int line) {
  const python_object module(PyImport_ImportModule("time"), line);
  const python_object done(PyObject_CallMethod(module.get(), "sleep", "d", seconds), line);
}

}  // namespace keelback::clock
