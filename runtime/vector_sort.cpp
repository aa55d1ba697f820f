// Which sort of short runs this processor gets.
#include "vector_sort.hpp"

#include <keelback/numpy/sort.hpp>

#include "levels.hpp"

namespace keelback::np {
namespace {

block_sort sort_of_level() {
#if defined(__x86_64__) && !defined(KEELBACK_WITHOUT_LEVELS)  // set where the runtime is compiled without the files for single levels
  if (usable_level() >= 4) return keelback_vector_sort_v4;
  if (usable_level() >= 3) return keelback_vector_sort_v3;
#endif
  return nullptr;
}

// When first asked for: a module that sorts nothing holds nothing of it.
block_sort sort_of_blocks() {
  static const block_sort chosen = sort_of_level();
  return chosen;
}

}  // namespace

bool has_sort_block() { return sort_of_blocks() != nullptr; }
bool sort_block(uint64* keys, int64 n) {
  if (n > longest_block || !has_sort_block()) return false;
  sort_of_blocks()(keys, n);
  return true;
}

}  // namespace keelback::np
