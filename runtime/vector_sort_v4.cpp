// Compiled for x86-64-v4.
#if defined(__x86_64__)
#include "vector_sort_level.hpp"

const keelback::block_sort keelback_vector_sort_v4 = keelback::sort_short;
#endif
