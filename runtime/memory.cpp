// Memory of arrays, and the half of the runtime headers that is no template.
#include <stdlib.h>

#include <keelback/compiled.hpp>

namespace keelback {
namespace {

// Small buffers (rows, coordinates, short temporaries) are made and dropped by the million: freed ones are kept, by size, for the next one. Native code
// runs under the GIL, and so do the destructors of what it gave to Python.
constexpr size_t line = 64;               // alignment, and the header in front of a buffer
constexpr int classes = 8;                // 64, 128 ... 8192 bytes
constexpr int kept_per_class = 32;

struct header {
  int size_class;                         // -1: none
};
struct pool {
  void* kept[kept_per_class];
  int count;
};
pool pools[classes];

int class_of(size_t bytes) {
  size_t size = line;
  for (int c = 0; c < classes; ++c, size *= 2) {
    if (bytes <= size) return c;
  }
  return -1;
}

}  // namespace

void* allocate(size_t bytes) noexcept {
  const int size_class = class_of(bytes);
  if (size_class >= 0 && pools[size_class].count > 0) return pools[size_class].kept[--pools[size_class].count];
  const size_t size = size_class >= 0 ? line << size_class : bytes;
  if (size > SIZE_MAX - 2 * line) return nullptr;
  char* memory = static_cast<char*>(aligned_alloc(line, (size + 2 * line - 1) & ~(line - 1)));
  if (memory == nullptr) return nullptr;
  reinterpret_cast<header*>(memory)->size_class = size_class;
  return memory + line;
}

void deallocate(void* memory) noexcept {
  if (memory == nullptr) return;
  char* start = static_cast<char*>(memory) - line;
  const int size_class = reinterpret_cast<header*>(start)->size_class;
  if (size_class >= 0 && pools[size_class].count < kept_per_class) {
    pools[size_class].kept[pools[size_class].count++] = memory;
  } else {
    free(start);
  }
}

}  // namespace keelback
