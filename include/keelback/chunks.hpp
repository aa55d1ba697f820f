// Work in chunks that threads take (docs/design/threads.md).
#pragma once

#include <keelback/platform.hpp>

namespace keelback {

inline constexpr int most_chunks = 256;

// runtime/threads.cpp: calls `run(context, chunk)` for each chunk, on as many threads as this process is given; in order and in this thread if `in_order`
// says so, or inside of another parallel loop. Of what chunks throw, the first chunk's comes out. `line`: where Ctrl-C is asked for while the last chunks
// run elsewhere; 0: it is not.
void run_chunks(void (*run)(void* context, int chunk), void* context, int chunks, bool in_order, int line);

// With KEELBACK_PARALLEL, which a module asks for, element-wise loops and reductions of so many elements run on threads.
inline constexpr int64 elements_for_threads = 65536;

// body(begin, end) for pieces of 0 ... n, each of some 16384 elements or more.
template <class F>
KB_NOINLINE void in_pieces(int64 n, const F& body) {
  struct {
    const F& body;
    int64 n;
    int pieces;
  } whole{body, n, n / 16384 < most_chunks ? static_cast<int>(n / 16384) : most_chunks};
  const auto run = [](void* context, int piece) {
    const auto& all = *static_cast<const decltype(whole)*>(context);
    // Whole blocks, so that each is computed as in one run.
    const auto begin = [&](int64 k) { return k == all.pieces ? all.n : all.n / all.pieces * k / 128 * 128; };
    all.body(begin(piece), begin(piece + 1), piece);
  };
  run_chunks(run, &whole, whole.pieces, false, 0);
}

}  // namespace keelback
