// Which sort of short runs this processor gets.
#include "vector_sort.hpp"

#include <keelback/numpy/sort.hpp>

#include "levels.hpp"

namespace keelback::np {
namespace {

block_sort choose() {
#if defined(__x86_64__) && !defined(KEELBACK_WITHOUT_LEVELS)  // set where the runtime is compiled without the files for single levels
  if (usable_level() >= 4) return keelback_vector_sort_v4;
  if (usable_level() >= 3) return keelback_vector_sort_v3;
#endif
  return nullptr;
}

}  // namespace

const block_sort chosen = choose();

bool has_sort_block() { return chosen != nullptr; }
bool sort_block(uint64* keys, int64 n) {
  if (chosen == nullptr || n > longest_block) return false;
  chosen(keys, n);
  return true;
}

}  // namespace keelback::np
