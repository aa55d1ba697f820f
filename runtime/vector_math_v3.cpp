// Compiled for x86-64-v3.
#if defined(__x86_64__)
#include "vector_math_level.hpp"

const keelback::vector_table keelback_vector_math_v3 = keelback::make_vector_table<keelback::level_function>();
#endif
