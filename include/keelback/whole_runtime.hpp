// The runtime as part of one C++ file, for a build system that compiles what `keelback generate` made and links nothing else with it.
// numpy.cpp comes first: it is where NumPy's C API is kept. Without what is compiled for single CPU levels (NAME_v3.cpp). Not for code that is linked
// with the archive.
#pragma once
#pragma GCC system_header

#define KEELBACK_WITHOUT_LEVELS

#include "../../runtime/numpy.cpp"

#include "../../runtime/arrays.cpp"
#include "../../runtime/bytes.cpp"
#include "../../runtime/c_functions.cpp"
#include "../../runtime/classes.cpp"
#include "../../runtime/object_dict.cpp"
#include "../../runtime/shared_classes.cpp"
#include "../../runtime/objects.cpp"  // both before the files for which `object` is Python's
#include "../../runtime/clock.cpp"
#include "../../runtime/closures.cpp"
#include "../../runtime/collections.cpp"
#include "../../runtime/containers.cpp"
#include "../../runtime/containers_of_call.cpp"
#include "../../runtime/dynamic.cpp"
#include "../../runtime/enumerations.cpp"
#include "../../runtime/errors.cpp"
#include "../../runtime/exception_groups.cpp"
#include "../../runtime/exceptions.cpp"
#include "../../runtime/function.cpp"
#include "../../runtime/generators.cpp"
#include "../../runtime/levels.cpp"
#include "../../runtime/memory.cpp"
#include "../../runtime/module.cpp"
#include "../../runtime/numpy_random.cpp"
#include "../../runtime/parked.cpp"
#include "../../runtime/python_call.cpp"
#include "../../runtime/python_calls.cpp"
#include "../../runtime/random.cpp"
#include "../../runtime/scalars.cpp"
#include "../../runtime/source.cpp"
#include "../../runtime/text.cpp"
#include "../../runtime/threads.cpp"
#include "../../runtime/unpacked_calls.cpp"
#include "../../runtime/vector_math.cpp"
#include "../../runtime/vector_sort.cpp"
