// range and slice.
#pragma once

#include <keelback/binding.hpp>
#include <keelback/range.hpp>
#include <keelback/slice.hpp>

namespace keelback::binding {

template <>
struct converter<range> {
  static bool load(object* from, range& to, const type&, const rule&, call&) { return load_range(from, &to.start, &to.stop, &to.step); }
  static object* make(const range& value, const type&, call&) { return make_range_object(value.start, value.stop, value.step); }
};
template <>
struct converter<range_slice> {
  static bool load(object* from, range_slice& to, const type&, const rule&, call&) {
    int64 parts[3] = {0, 0, 1};
    if (!load_slice(from, parts, &to.flags)) return false;
    to.start = parts[0], to.stop = parts[1], to.step = parts[2];
    return true;
  }
  static object* make(const range_slice& value, const type&, call&) {
    const int64 parts[] = {value.start, value.stop, value.step};
    return make_slice_object(parts, value.flags);
  }
};

}  // namespace keelback::binding
