// Memory of arrays, and the half of the runtime headers that is no template.
#include <stdlib.h>

#include <mutex>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include <keelback/compiled.hpp>

#include "threads.hpp"

namespace keelback {
namespace {

// Freed buffers are kept, by size, for the next one: small ones (rows, coordinates, short temporaries) are made and dropped by the million, and of large
// ones the pages that the system hands out cost more than the arithmetic on them. Native code runs under the GIL, and so do the destructors of
// what it gave to Python. Only while a parallel loop runs there are several threads: then each has small buffers of its own, and the large ones are behind a lock.
constexpr size_t line = 64;  // alignment, and the header in front of a buffer

// Sizes are rounded up to a class: 64, 128 ... 8192 bytes, then four to an octave (10240, 12288, 14336, 16384, ...) up to 64 MB.
constexpr int small_classes = 8, octaves = 13, classes = small_classes + 4 * octaves;
constexpr size_t largest_small = line << (small_classes - 1);
constexpr int small_kept = 32;            // buffers of a small class
// Bytes of all large ones; $KEELBACK_KEPT_MEMORY (megabytes) is another limit. Beyond it those that have waited longest are offered: kept, up to `offered_times`
// as many bytes, but the system may take them away when it needs memory (docs/design/memory.md).
const size_t large_limit = [] {
  const char* const given = getenv("KEELBACK_KEPT_MEMORY");
  return (given != nullptr ? static_cast<size_t>(strtoul(given, nullptr, 10)) : size_t(64)) << 20;
}();
constexpr size_t offered_times = 7;

struct header {
  int size_class;  // -1: none
  size_t size;     // without the header
};
struct freed {
  freed* next;  // of its class
};
struct pool {
  freed* first;
  int count;
};
pool pools[small_classes];

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

// Advice to the system on a buffer of that size, its first page excepted, which holds headers. What comes of it does not matter.
constexpr size_t advised_from = size_t(4) << 20;
enum class advice { large_pages, may_be_taken };
#if defined(__linux__)
void advise(void* memory, size_t size, advice what) {
  constexpr size_t page = 4096;
  const size_t first = page - reinterpret_cast<uintptr_t>(memory) % page;
  if (size >= advised_from) madvise(static_cast<char*>(memory) + first, size - first, what == advice::large_pages ? MADV_HUGEPAGE : MADV_FREE);
}
constexpr bool takes_offers = true;
#else
void advise(void*, size_t, advice) {}
constexpr bool takes_offers = false;
#endif

header* header_of(void* memory) { return reinterpret_cast<header*>(static_cast<char*>(memory) - line); }

// A large one is in two lists: those of its class, from which the newest is taken, and those of all classes, from which the oldest goes.
struct kept {
  kept *next, *previous;  // of its class
  kept *newer, *older;
  bool is_offered;
};
static_assert(sizeof(kept) <= line);
kept* kept_of_class[classes - small_classes];

class waiting_line {
 public:
  size_t bytes() const { return bytes_; }
  kept* oldest() const { return oldest_; }
  void add(kept* one) {
    one->newer = nullptr;
    one->older = newest_;
    (newest_ != nullptr ? newest_->newer : oldest_) = one;
    newest_ = one;
    bytes_ += header_of(one)->size;
  }
  void remove(kept* one) {
    (one->newer != nullptr ? one->newer->older : newest_) = one->older;
    (one->older != nullptr ? one->older->newer : oldest_) = one->newer;
    bytes_ -= header_of(one)->size;
  }

 private:
  kept *newest_ = nullptr, *oldest_ = nullptr;
  size_t bytes_ = 0;
};
waiting_line ready, offered;

kept* take_newest(int size_class) {
  kept*& first = kept_of_class[size_class - small_classes];
  kept* const one = first;
  if (one == nullptr) return nullptr;
  first = one->next;
  if (first != nullptr) first->previous = nullptr;
  (one->is_offered ? offered : ready).remove(one);
  return one;
}

void drop_oldest(waiting_line& from) {
  kept* const one = from.oldest();
  from.remove(one);
  header* const head = header_of(one);
  if (one->next != nullptr) one->next->previous = one->previous;
  (one->previous != nullptr ? one->previous->next : kept_of_class[head->size_class - small_classes]) = one->next;
  free(head);
}

void offer_oldest() {
  kept* const one = ready.oldest();
  const size_t size = header_of(one)->size;
  if (!takes_offers || size < advised_from) return drop_oldest(ready);
  ready.remove(one);
  one->is_offered = true;
  advise(one, size, advice::may_be_taken);
  offered.add(one);
  while (offered.bytes() > offered_times * large_limit) drop_oldest(offered);
}

void keep(void* memory, int size_class) {
  kept*& first = kept_of_class[size_class - small_classes];
  kept* const one = new (memory) kept{first, nullptr, nullptr, nullptr, false};
  if (first != nullptr) first->previous = one;
  first = one;
  ready.add(one);
  while (ready.bytes() > large_limit) offer_oldest();
}

std::mutex large_mutex;
thread_local pool own_pools[small_classes];  // of a thread of a parallel loop

class large_lock {
 public:
  explicit large_lock(int size_class) : held_(size_class >= small_classes && KB_UNLIKELY(threads_run.load(std::memory_order_relaxed))) {
    if (held_) large_mutex.lock();
  }
  ~large_lock() {
    if (held_) large_mutex.unlock();
  }
  large_lock(const large_lock&) = delete;

 private:
  const bool held_;
};

pool& pool_of(int size_class) {
  const bool is_own = KB_UNLIKELY(threads_run.load(std::memory_order_relaxed)) && is_worker();
  return is_own ? own_pools[size_class] : pools[size_class];
}

}  // namespace

void* allocate(size_t bytes) noexcept {
  if (bytes > SIZE_MAX - 2 * line) return nullptr;
  size_t size = bytes;
  const int size_class = round_up(size);
  if (size_class >= 0) {
    const large_lock hold(size_class);
    if (size_class >= small_classes) {
      if (void* const memory = take_newest(size_class)) return memory;
    } else if (pool& from = pool_of(size_class); from.first != nullptr) {
      freed* const memory = from.first;
      from.first = memory->next;
      --from.count;
      return memory;
    }
  }
  char* memory = static_cast<char*>(aligned_alloc(line, (size + 2 * line - 1) & ~(line - 1)));
  if (memory == nullptr) return nullptr;
  advise(memory + line, size, advice::large_pages);
  *reinterpret_cast<header*>(memory) = {size_class, size};
  return memory + line;
}

void deallocate(void* memory) noexcept {
  if (memory == nullptr) return;
  const header* const head = header_of(memory);
  const int size_class = head->size_class;
  if (size_class >= 0) {
    const large_lock hold(size_class);
    if (size_class >= small_classes) return keep(memory, size_class);
    if (pool& to = pool_of(size_class); to.count < small_kept) {
      to.first = new (memory) freed{to.first};
      ++to.count;
      return;
    }
  }
  free(static_cast<char*>(memory) - line);
}

}  // namespace keelback
