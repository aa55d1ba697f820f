// Loops whose turns may run on several threads (docs/design/threads.md).
//
// A range is cut into chunks, whose number depends on the range alone. Threads take chunks until none is left; what the chunks give is combined in their
// order. So the results are the same for any number of threads.
#pragma once

#include <keelback/array.hpp>
#include <keelback/chunks.hpp>
#include <keelback/list.hpp>
#include <keelback/range.hpp>

namespace keelback {

namespace detail {

class chunked_range {
 public:
  chunked_range(int64 start, int64 stop, int64 step, int line, int most = most_chunks) : start_(start), stop_(stop), step_(step), count_(range_count(start, stop, step, line)) {
    chunks_ = count_ < static_cast<uint64>(most) ? static_cast<int>(count_) : most;
  }
  int chunks() const { return chunks_; }
  // Where the turns of a chunk begin. That of the one behind the last is the stop: a step further may be no int.
  int64 begin(int chunk) const {
    if (chunk == chunks_) return stop_;
    const uint64 size = count_ / static_cast<uint64>(chunks_), longer = count_ % static_cast<uint64>(chunks_), k = static_cast<uint64>(chunk);
    const uint64 turn = k * size + (k < longer ? k : longer);
    return static_cast<int64>(static_cast<uint64>(start_) + turn * static_cast<uint64>(step_));
  }

 private:
  int64 start_, stop_, step_;
  uint64 count_;
  int chunks_;
};

}  // namespace detail

// body(first, last) for each chunk of range(start, stop, step): its turns are range(first, last, step). `apart`: no turn writes what another one reads.
template <class F>
void for_chunks(int64 start, int64 stop, int64 step, bool apart, const F& body, int line) {
  struct {
    const F& body;
    detail::chunked_range turns;
  } whole{body, {start, stop, step, line}};
  const auto run = [](void* context, int chunk) {
    const auto& loop = *static_cast<const decltype(whole)*>(context);
    loop.body(loop.turns.begin(chunk), loop.turns.begin(chunk + 1));
  };
  run_chunks(run, &whole, whole.turns.chunks(), !apart, line);
}

// The same, with what each chunk gives.
template <class F>
auto map_chunks(int64 start, int64 stop, int64 step, bool apart, const F& body, int line) {
  using R = decltype(body(start, stop));
  constexpr int most = std::is_trivially_copyable_v<R> ? most_chunks : 32;  // arrays may be large
  struct {
    const F& body;
    detail::chunked_range turns;
    R results[most];
  } whole{body, {start, stop, step, line, most}, {}};
  const auto run = [](void* context, int chunk) {
    auto& loop = *static_cast<decltype(whole)*>(context);
    loop.results[chunk] = loop.body(loop.turns.begin(chunk), loop.turns.begin(chunk + 1));
  };
  run_chunks(run, &whole, whole.turns.chunks(), !apart, line);
  return list<R>::copy_of(whole.results, whole.turns.chunks());
}

// True; a ValueError where an array that turns add to shares memory with one that they read or write.
template <class T, int N, class U, int M>
bool total_is_apart(const view<T, N>& total, const view<U, M>& other, int line) {
  if (may_overlap(total, other)) raise_value(line, "an array that a parallel loop adds to shares memory with another one that it uses");
  return true;
}

// Whether the index `factor * i + offset` counts from the same end of an axis in all turns of the loop over i.
inline bool has_one_end(int64 start, int64 stop, int64 step, int64 factor, int64 offset, int64 constant) {
  if (step == 0) return false;
  const uint64 count = range_count(start, stop, step);
  if (count == 0) return true;
  const auto index = [&](int64 i) { return int128(factor) * i + offset + constant; };
  const int64 last = static_cast<int64>(static_cast<uint64>(start) + (count - 1) * static_cast<uint64>(step));
  return (index(start) < 0) == (index(last) < 0);
}

}  // namespace keelback
