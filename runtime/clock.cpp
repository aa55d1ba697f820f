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
}  // namespace

int64 time_ns() { return nanoseconds(CLOCK_REALTIME); }
int64 monotonic_ns() { return nanoseconds(CLOCK_MONOTONIC); }
int64 process_time_ns() { return nanoseconds(CLOCK_PROCESS_CPUTIME_ID); }
void sleep(double seconds, int line) {
  const python_object module(PyImport_ImportModule("time"), line);
  const python_object done(PyObject_CallMethod(module.get(), "sleep", "d", seconds), line);
}

}  // namespace keelback::clock
