// Python's range.
#pragma once

#include <keelback/items.hpp>
#include <keelback/slice.hpp>

namespace keelback {

// The number of steps from `start` up to `stop`; step is not 0.
KB_INLINE uint64 range_count(int64 start, int64 stop, int64 step) {
  if (step > 0) {
    if (start >= stop) return 0;
    return (static_cast<uint64>(stop) - static_cast<uint64>(start) - 1) / static_cast<uint64>(step) + 1;
  }
  if (start <= stop) return 0;
  return (static_cast<uint64>(start) - static_cast<uint64>(stop) - 1) / (0 - static_cast<uint64>(step)) + 1;
}
KB_INLINE uint64 range_count(int64 start, int64 stop, int64 step, int line) {
  if (KB_UNLIKELY(step == 0)) raise_value(line, "range() arg 3 must not be zero");
  return range_count(start, stop, step);
}
// The counter of a loop, after whose last step it may leave 64 bits.
KB_INLINE constexpr int64 wrapping_add(int64 a, int64 b) { return static_cast<int64>(static_cast<uint64>(a) + static_cast<uint64>(b)); }

struct range {
  static constexpr const char* class_name = "range";
  using value_type = int64;
  int64 start = 0, stop = 0, step = 1;

  // A length over 2**63 - 1 is cut to it; len(r) checks, by `length`.
  int64 size() const {
    const uint64 n = range_count(start, stop, step);
    constexpr uint64 most = static_cast<uint64>(std::numeric_limits<int64>::max());
    return static_cast<int64>(n < most ? n : most);
  }
  int64 length(int line) const {
    const uint64 n = range_count(start, stop, step);
    if (n > static_cast<uint64>(std::numeric_limits<int64>::max())) raise_overflow(line, "Python int too large to convert to C ssize_t");
    return static_cast<int64>(n);
  }
  KB_INLINE int64 operator[](int64 i) const { return static_cast<int64>(static_cast<uint64>(start) + static_cast<uint64>(i) * static_cast<uint64>(step)); }
  int64 at(int64 i, int line) const { return (*this)[sequence_index(i, size(), "range object index out of range", line)]; }
  bool truth() const { return step > 0 ? start < stop : start > stop; }

  // As sequences.
  friend bool operator==(const range& a, const range& b) {
    const uint64 n = range_count(a.start, a.stop, a.step);
    return n == range_count(b.start, b.stop, b.step) && (n == 0 || (a.start == b.start && (n == 1 || a.step == b.step)));
  }
  template <class Out>
  void repr_to(Out& out) const {
    out.put("range(");
    out.put_int(start);
    out.put(", ");
    out.put_int(stop);
    if (step != 1) {
      out.put(", ");
      out.put_int(step);
    }
    out.put(')');
  }
};

// len(r)
KB_INLINE int64 range_length(const range& r, int line) { return r.length(line); }
KB_INLINE range make_range(int64 start, int64 stop, int64 step, int line) {
  if (KB_UNLIKELY(step == 0)) raise_value(line, "range() arg 3 must not be zero");
  return {start, stop, step};
}
KB_INLINE range make_range(int64 stop, int = 0) { return {0, stop, 1}; }

// reversed(r)
inline range reversed_range(const range& r) {
  const uint64 n = range_count(r.start, r.stop, r.step);
  if (n == 0) return {0, 0, 1};
  const int64 last = static_cast<int64>(static_cast<uint64>(r.start) + (n - 1) * static_cast<uint64>(r.step));
  int64 stop;
  // A first item within a step of the end of 64 bits has no stop in front of it: a range that starts at the very end loses it.
  if (sub_overflow(r.start, r.step, &stop)) stop = r.step > 0 ? std::numeric_limits<int64>::min() : std::numeric_limits<int64>::max();
  const int64 step = r.step == std::numeric_limits<int64>::min() ? r.step : -r.step;
  return {last, stop, step};
}

KB_INLINE int64 get_item(const range& r, int64 i, int line) { return r.at(i, line); }
inline bool contains(const range& r, int64 x, int = 0) {
  if (r.step > 0 ? x < r.start || x >= r.stop : x > r.start || x <= r.stop) return false;
  const uint64 distance = r.step > 0 ? static_cast<uint64>(x) - static_cast<uint64>(r.start) : static_cast<uint64>(r.start) - static_cast<uint64>(x);
  const uint64 by = r.step > 0 ? static_cast<uint64>(r.step) : 0 - static_cast<uint64>(r.step);
  return distance % by == 0;
}
inline bool contains(const range& r, double x, int = 0) {
  return x == ::floor(x) && fits_int64(x) && contains(r, static_cast<int64>(x));
}
inline bool contains(const range& r, bool x, int = 0) { return contains(r, static_cast<int64>(x)); }
inline int64 index(const range& r, int64 x, int line) {
  if (!contains(r, x)) raise(exception::value_error, line, "%lld is not in range", static_cast<long long>(x));
  return static_cast<int64>((r.step > 0 ? static_cast<uint64>(x) - static_cast<uint64>(r.start) : static_cast<uint64>(r.start) - static_cast<uint64>(x)) /
                            (r.step > 0 ? static_cast<uint64>(r.step) : 0 - static_cast<uint64>(r.step)));
}
inline int64 count(const range& r, int64 x, int = 0) { return contains(r, x); }
inline range get_slice(const range& r, int64 start, int64 stop, int64 step, int64 flags, int line) {
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, r.size(), line);
  const int64 by = static_cast<int64>(static_cast<uint64>(r.step) * static_cast<uint64>(at.step));
  const int64 first = r[at.start];
  return {first, r[at.stop], by == 0 ? 1 : by};
}
inline int64 hash_of(const range& r) {
  const uint64 n = range_count(r.start, r.stop, r.step);
  sequence_hash h;
  h.add(hash_of(n));
  h.add(n == 0 ? 0 : hash_of(r.start));
  h.add(n < 2 ? 0 : hash_of(r.step));
  return h.value();
}

}  // namespace keelback
