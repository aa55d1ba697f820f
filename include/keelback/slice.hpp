// Python's slice, with CPython's PySlice_AdjustIndices.
#pragma once

#include <limits>

#include <keelback/errors.hpp>

namespace keelback {

// A slice whose missing parts are those without their flag.
struct range_slice {
  static constexpr int has_start = 1, has_stop = 2, has_step = 4;
  int64 start = 0, stop = 0, step = 1;
  int flags = 0;

  bool operator==(const range_slice&) const = default;
};
using slice = range_slice;

KB_INLINE range_slice make_slice(int64 start, int64 stop, int64 step, int64 flags) { return {start, stop, step, static_cast<int>(flags)}; }
// The parts of a slice as ints that mean the same for every length: what is not given is at the end of the ints.
KB_INLINE int64 slice_step(const range_slice& s) { return (s.flags & range_slice::has_step) != 0 ? s.step : 1; }
KB_INLINE int64 slice_start(const range_slice& s) {
  if ((s.flags & range_slice::has_start) != 0) return s.start;
  return slice_step(s) < 0 ? std::numeric_limits<int64>::max() : 0;
}
KB_INLINE int64 slice_stop(const range_slice& s) {
  if ((s.flags & range_slice::has_stop) != 0) return s.stop;
  return slice_step(s) < 0 ? std::numeric_limits<int64>::min() : std::numeric_limits<int64>::max();
}

// `count` elements from `start` by `step`, up to `stop`.
struct slice_indices {
  int64 start, step, count, stop;
};

KB_INLINE slice_indices adjust(const range_slice& s, int64 length, int line) {
  const int64 step = (s.flags & range_slice::has_step) != 0 ? s.step : 1;
  if (KB_UNLIKELY(step == 0)) raise_value(line, "slice step cannot be zero");
  const int64 lowest = step < 0 ? -1 : 0, highest = step < 0 ? length - 1 : length;
  const auto clip = [=](int64 i) {
    if (i < 0) return i + length < 0 ? lowest : i + length;
    return i >= length ? highest : i;
  };
  const int64 start = (s.flags & range_slice::has_start) != 0 ? clip(s.start) : step < 0 ? highest : 0;
  const int64 stop = (s.flags & range_slice::has_stop) != 0 ? clip(s.stop) : step < 0 ? -1 : length;
  if (step > 0) return {start, step, stop > start ? (stop - start - 1) / step + 1 : 0, stop};
  // 0 - step cannot be negated for the smallest step: divide as unsigned
  const uint64 by = 0 - static_cast<uint64>(step);
  return {start, step, start > stop ? static_cast<int64>(static_cast<uint64>(start - stop - 1) / by) + 1 : 0, stop};
}

}  // namespace keelback
