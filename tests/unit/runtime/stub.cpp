// The compiled half of the runtime for programs without Python, with plain malloc in place of the caching allocator.
#include <cstdlib>

#include <keelback/compiled.hpp>
#include <keelback/numpy/sort.hpp>
#include <keelback/poll.hpp>
#include <keelback/without_python.hpp>

namespace keelback {

void* allocate(size_t bytes) noexcept { return std::aligned_alloc(64, (bytes + 63) / 64 * 64); }
void deallocate(void* memory) noexcept { std::free(memory); }
bool signals_raise() noexcept { return false; }
void raise_of_signals(int) { std::abort(); }
bool np::sort_block(uint64*, int64) { return false; }
bool np::has_sort_block() { return false; }

}  // namespace keelback
