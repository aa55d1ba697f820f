// The compiled half of the runtime for programs without Python, with plain malloc in place of the caching allocator.
#include <cstdlib>

#include <keelback/compiled.hpp>
#include <keelback/poll.hpp>
#include <keelback/without_python.hpp>

namespace keelback {

void* allocate(size_t bytes) noexcept { return std::aligned_alloc(64, (bytes + 63) / 64 * 64); }
void deallocate(void* memory) noexcept { std::free(memory); }
bool signals_raise() noexcept { return false; }
void raise_of_signals(int) { std::abort(); }

}  // namespace keelback
