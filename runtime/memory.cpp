// Memory of arrays, and the half of the runtime headers that is no template.
#include <stdlib.h>

#include <keelback/compiled.hpp>

namespace keelback {
namespace {

// Freed buffers are kept, by size, for the next one: small ones (rows, coordinates, short temporaries) are made and dropped by the million, and of large
// ones the pages that the system hands out cost more than the arithmetic on them. Native code runs under the GIL, and so do the destructors of
// what it gave to Python.
constexpr size_t line = 64;  // alignment, and the header in front of a buffer

// Sizes are rounded up to a class: 64, 128 ... 8192 bytes, then four to an octave (10240, 12288, 14336, 16384, ...) up to 64 MB.
constexpr int small_classes = 8, octaves = 13, classes = small_classes + 4 * octaves;
constexpr size_t largest_small = line << (small_classes - 1);
constexpr int small_kept = 32;            // buffers of a small class
// Bytes of all large ones; $KEELBACK_KEPT_MEMORY (megabytes) is another limit.
const size_t large_limit = [] {
  const char* const given = getenv("KEELBACK_KEPT_MEMORY");
  return (given != nullptr ? static_cast<size_t>(strtoul(given, nullptr, 10)) : size_t(64)) << 20;
}();
size_t large_kept = 0;

struct header {
  int size_class;  // -1: none
  size_t size;     // without the header
};
struct freed {
  freed* next;
};
struct pool {
  freed* first;
  int count;
};
pool pools[classes];

// The class of a size, which becomes that of the class.
int round_up(size_t& bytes) {
  if (bytes <= largest_small) {
    int c = 0;
    while ((line << c) < bytes) ++c;
    bytes = line << c;
    return c;
  }
  size_t low = largest_small;  // low < bytes <= 2 * low
  for (int octave = 0; octave < octaves; ++octave, low *= 2) {
    if (bytes > 2 * low) continue;
    const size_t step = low / 4, steps = (bytes - low + step - 1) / step;
    bytes = low + steps * step;
    return small_classes + 4 * octave + static_cast<int>(steps) - 1;
  }
  return -1;
}

header* header_of(void* memory) { return reinterpret_cast<header*>(static_cast<char*>(memory) - line); }

}  // namespace

void* allocate(size_t bytes) noexcept {
  if (bytes > SIZE_MAX - 2 * line) return nullptr;
  size_t size = bytes;
  const int size_class = round_up(size);
  if (size_class >= 0 && pools[size_class].first != nullptr) {
    pool& from = pools[size_class];
    freed* const memory = from.first;
    from.first = memory->next;
    --from.count;
    if (size_class >= small_classes) large_kept -= size;
    return memory;
  }
  char* memory = static_cast<char*>(aligned_alloc(line, (size + 2 * line - 1) & ~(line - 1)));
  if (memory == nullptr) return nullptr;
  *reinterpret_cast<header*>(memory) = {size_class, size};
  return memory + line;
}

void deallocate(void* memory) noexcept {
  if (memory == nullptr) return;
  const header* const head = header_of(memory);
  const int size_class = head->size_class;
  const bool is_small = size_class < small_classes;
  if (size_class >= 0 && (is_small ? pools[size_class].count < small_kept : large_kept + head->size <= large_limit)) {
    pool& to = pools[size_class];
    to.first = new (memory) freed{to.first};
    ++to.count;
    if (!is_small) large_kept += head->size;
  } else {
    free(static_cast<char*>(memory) - line);
  }
}

}  // namespace keelback
