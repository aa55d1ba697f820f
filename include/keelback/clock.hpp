// Python's time module: runtime/clock.cpp.
#pragma once

#include <keelback/errors.hpp>

namespace keelback::clock {

int64 time_ns();
int64 monotonic_ns();
int64 process_time_ns();
inline double time() { return static_cast<double>(time_ns()) * 1e-9; }
inline double monotonic() { return static_cast<double>(monotonic_ns()) * 1e-9; }
inline double process_time() { return static_cast<double>(process_time_ns()) * 1e-9; }
void sleep(double seconds, int line);

}  // namespace keelback::clock
