// Python's time module: runtime/clock.cpp. Where somebody has replaced a function of the module, that is called.
#pragma once

#include <keelback/errors.hpp>

namespace keelback::clock {

double time(int line);
double monotonic(int line);
double perf_counter(int line);
double process_time(int line);
int64 time_ns(int line);
int64 monotonic_ns(int line);
int64 perf_counter_ns(int line);
int64 process_time_ns(int line);
void sleep(double seconds, int line);

}  // namespace keelback::clock
