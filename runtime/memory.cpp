// Memory of arrays, and the half of the runtime headers that is no template.
#include <stdlib.h>

#include <keelback/compiled.hpp>

namespace keelback {

void* allocate(size_t bytes) noexcept {
  constexpr size_t line = 64;
  if (bytes > SIZE_MAX - line) return nullptr;
  return aligned_alloc(line, (bytes + line) & ~(line - 1));  // at least one: a buffer of 0 bytes has an address
}
void deallocate(void* memory) noexcept { free(memory); }

}  // namespace keelback
