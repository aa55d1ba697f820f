// array.hpp and loops.hpp, compiled once.
#pragma once

#include <cstdio>
#include <new>

#include <keelback/array.hpp>
#include <keelback/joined.hpp>
#include <keelback/loops.hpp>
#include <keelback/read_only.hpp>
#include <keelback/reduce.hpp>
#include <keelback/views.hpp>

namespace keelback {

namespace detail {
// "(2,3)", "(3,)", "()" as NumPy's messages print a shape; `spaced` as Python does: "(2, 3)". Cut at `capacity`. A negative
// extent is NumPy's "newaxis", left out in front.
inline void print_shape(char* text, size_t capacity, const int64* shape, int rank, bool spaced = false) {
  size_t used = 0;
  auto put = [&](const char* part) {
    for (; *part != 0 && used + 1 < capacity; ++part) text[used++] = *part;
  };
  char number[24];
  put("(");
  int first = 0;
  while (first < rank && shape[first] < 0) ++first;
  for (int k = first; k < rank; ++k) {
    if (shape[k] < 0) std::snprintf(number, sizeof number, "newaxis");
    else std::snprintf(number, sizeof number, "%lld", static_cast<long long>(shape[k]));
    put(number);
    if (k + 1 < rank) put(spaced ? ", " : ",");
    else if (rank == 1) put(",");
  }
  put(")");
  text[used] = 0;
}
}  // namespace detail

namespace {

constexpr size_t buffer_header = 64;  // the owner, in front of the data, which stays aligned
static_assert(sizeof(owner) <= buffer_header);

void release_buffer(owner* base) noexcept { deallocate(base); }

[[noreturn]] void raise_no_memory(double bytes, const int64* shape, int rank, const char* dtype, int line) {
  const char* units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  int unit = 0;
  while (bytes >= 1024 && unit < 6) bytes /= 1024, ++unit;
  char printed[200];
  detail::print_shape(printed, sizeof printed, shape, rank, true);
  char amount[40];
  if (unit == 0) std::snprintf(amount, sizeof amount, "%.0f bytes", bytes);
  else std::snprintf(amount, sizeof amount, bytes < 9.995 ? "%.2f %s" : bytes < 99.95 ? "%.1f %s" : "%.0f. %s", bytes, units[unit]);
  raise(exception::array_memory_error, line, "Unable to allocate %s for an array with shape %s and data type %s", amount, printed,
        dtype);
}

}  // namespace

owner* new_buffer(const int64* shape, int rank, size_t item_size, const char* dtype, void** data, int line) {
  // As NumPy's: empty axes do not take part in the overflow check.
  int64 bytes = static_cast<int64>(item_size);
  bool is_empty = false;
  for (int k = 0; k < rank; ++k) {
    if (shape[k] < 0) raise_value(line, "negative dimensions are not allowed");
    if (shape[k] == 0) is_empty = true;
    else if (mul_overflow(bytes, shape[k], &bytes))
      raise_value(line, "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
  }
  if (is_empty) bytes = 0;
  void* memory = nullptr;
  if (bytes < std::numeric_limits<int64>::max() - static_cast<int64>(buffer_header))
    memory = allocate(static_cast<size_t>(bytes) + buffer_header);
  if (memory == nullptr) raise_no_memory(static_cast<double>(bytes), shape, rank, dtype, line);
  *data = static_cast<char*>(memory) + buffer_header;
  return new (memory) owner{release_buffer, 1, nullptr};
}

namespace detail {
void release_read_only(owner* base) noexcept {
  drop(static_cast<owner*>(base->context));
  deallocate(base);
}
}  // namespace detail

owner* read_only_owner(owner* of) {
  if (of == nullptr || of->read_only) {
    retain(of);
    return of;
  }
  void* const memory = allocate(sizeof(owner));
  if (memory == nullptr) raise_no_memory(sizeof(owner), nullptr, 0, "", 0);
  retain(of);
  return new (memory) owner{detail::release_read_only, 1, of, true};
}
owner* writeable_owner(owner* base) {
  while (base->release == detail::release_read_only) base = static_cast<owner*>(base->context);
  return base;
}
void raise_read_only(written as, int line) {
  static constexpr const char* texts[] = {"assignment destination is read-only", "output array is read-only", "sort array is read-only", "underlying array is read-only"};
  raise_value(line, texts[static_cast<int>(as)]);
}

void raise_broadcast(const strided_operand* operands, int count, int line) {
  char text[700];
  size_t used = 0;
  text[0] = 0;
  for (int c = 0; c < count && used + 100 < sizeof text; ++c) {
    detail::print_shape(text + used, 90, operands[c].shape, operands[c].rank);
    used += std::strlen(text + used);
    text[used++] = ' ';
    text[used] = 0;
  }
  raise(exception::value_error, line, "operands could not be broadcast together with shapes %s", text);
}
void raise_assign_shape(const int64* source, int source_rank, const int64* target, int target_rank, int line) {
  // NumPy leaves out what it drops.
  while (source_rank > target_rank && *source == 1) ++source, --source_rank;
  char from[200], into[200];
  detail::print_shape(from, sizeof from, source, source_rank);
  detail::print_shape(into, sizeof into, target, target_rank);
  raise(exception::value_error, line, "could not broadcast input array from shape %s into shape %s", from, into);
}
void raise_update_shape(const int64* source, int source_rank, const int64* target, int target_rank, int line) {
  // Compatible shapes whose result is larger than the target, or incompatible ones.
  int64 common[64];
  const int rank = source_rank > target_rank ? source_rank : target_rank;
  bool compatible = true;
  for (int k = 1; k <= rank; ++k) {
    const int64 a = k <= source_rank ? source[source_rank - k] : 1;
    const int64 b = k <= target_rank ? target[target_rank - k] : 1;
    if (a != b && a != 1 && b != 1) compatible = false;
    common[rank - k] = a == 1 ? b : a;
  }
  const strided_operand operands[] = {{target, nullptr, target_rank}, {source, nullptr, source_rank}, {target, nullptr, target_rank}};
  if (!compatible) raise_broadcast(operands, 3, line);
  char from[200], into[200];
  detail::print_shape(from, sizeof from, common, rank);
  detail::print_shape(into, sizeof into, target, target_rank);
  raise(exception::value_error, line, "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s", into,
        from);
}

namespace {

// Computes the shapes of an expression's operations one by one, up to the first that does not broadcast.
void raise_in_tree(const strided_operand* operands, const site& at) {
  constexpr int depth = 64, axes = 64;
  strided_operand stack[depth];
  int64 shapes[depth][axes];
  int used = 0;
  for (const char* next = at.tree; *next != 0 && used < depth; ++next) {
    if (*next == '.') {
      stack[used++] = {nullptr, nullptr, 0};
    } else if (*next >= 'a') {
      stack[used++] = operands[*next - 'a'];
    } else {
      const int count = *next - '0';
      int line = at.line;
      if (next[1] == '@') {
        line = 0;
        for (next += 2; *next != ';'; ++next) line = line * 10 + (*next - '0');
      }
      used -= count;
      int rank = 0;
      for (int c = used; c < used + count; ++c) rank = stack[c].rank > rank ? stack[c].rank : rank;
      int64 common[axes];
      broadcast_shape(stack + used, count, common, rank, line);
      for (int k = 0; k < rank; ++k) shapes[used][k] = common[k];
      stack[used] = {shapes[used], nullptr, rank};
      ++used;
    }
  }
}

}  // namespace

void broadcast_shape(const strided_operand* operands, int count, int64* shape, int rank, const site& at) {
  for (int k = 0; k < rank; ++k) shape[k] = 1;
  for (int c = 0; c < count; ++c) {
    int64* aligned = shape + (rank - operands[c].rank);
    for (int k = 0; k < operands[c].rank; ++k) {
      const int64 n = operands[c].shape[k];
      if (n == aligned[k] || n == 1) continue;
      if (aligned[k] != 1) {
        if (at.tree != nullptr) raise_in_tree(operands, at);
        raise_broadcast(operands, count, at.line);
      }
      aligned[k] = n;
    }
  }
}

bool broadcasts_into(const int64* source, int source_rank, const int64* target, int target_rank, bool drop_leading) {
  while (source_rank > target_rank) {
    if (!drop_leading || *source != 1) return false;
    ++source, --source_rank;
  }
  target += target_rank - source_rank;
  for (int k = 0; k < source_rank; ++k)
    if (source[k] != target[k] && source[k] != 1) return false;
  return true;
}

namespace {

// Step of an operand along `axis` of a loop of `rank` axes.
int64 step_along(const strided_operand& x, int axis, int rank) {
  const int k = axis - (rank - x.rank);
  return k < 0 || x.shape[k] == 1 ? 0 : x.strides[k];
}
int64 magnitude(int64 x) { return x < 0 ? -x : x; }

constexpr int plan_limit = 64;  // NumPy's limit on rank

// order[0] is the innermost axis: NumPy's npyiter_find_best_axis_ordering, an insertion sort in which operands vote, ties and
// conflicts go to C order.
void best_order(const int64* shape, int rank, const strided_operand* operands, int count, int* order) {
  for (int k = 0; k < rank; ++k) order[k] = rank - 1 - k;
  for (int i = 1; i < rank; ++i) {
    const int candidate = order[i];
    int position = i;
    for (int j = i - 1; j >= 0; --j) {
      bool ambiguous = true, swap = false;
      for (int c = 0; c < count; ++c) {
        const int64 outer = shape[candidate] == 1 ? 0 : step_along(operands[c], candidate, rank);
        const int64 inner = shape[order[j]] == 1 ? 0 : step_along(operands[c], order[j], rank);
        if (outer == 0 || inner == 0) continue;
        if (magnitude(inner) <= magnitude(outer)) swap = false;
        else if (ambiguous) swap = true;
        ambiguous = false;
      }
      if (ambiguous) continue;
      if (!swap) break;
      position = j;
    }
    for (int j = i; j > position; --j) order[j] = order[j - 1];
    order[position] = candidate;
  }
}

}  // namespace

void k_order_strides(const int64* shape, int rank, const strided_operand* operands, int count, int64* result) {
  int order[plan_limit];
  best_order(shape, rank, operands, count, order);
  int64 step = 1;
  for (int k = 0; k < rank; ++k) {
    result[order[k]] = step;
    step *= shape[order[k]];
  }
}

bool axes_may_repeat(const int64* shape, const int64* strides, int rank) {
  // Of the axes from the inside outwards, each must step over all that is within; in C's order that is their order.
  int64 within = 1;
  bool in_order = true;
  for (int k = rank - 1; k >= 0; --k) {
    if (shape[k] == 0) return false;
    if (shape[k] == 1) continue;
    in_order = in_order && magnitude(strides[k]) >= within;
    within += (shape[k] - 1) * magnitude(strides[k]);
  }
  if (in_order) return false;
  bool seen[plan_limit] = {};
  within = 1;
  for (int turn = 0; turn < rank; ++turn) {
    int next = -1;
    for (int k = 0; k < rank; ++k)
      if (!seen[k] && (next < 0 || magnitude(strides[k]) < magnitude(strides[next]))) next = k;
    seen[next] = true;
    if (shape[next] == 1) continue;
    if (magnitude(strides[next]) < within) return true;
    within += (shape[next] - 1) * magnitude(strides[next]);
  }
  return false;
}

int plan_loop(const int64* shape, int rank, const strided_operand* operands, int count, int64* plan_shape, int64* steps) {
  int order[plan_limit];
  best_order(shape, rank, operands, count, order);
  // From the outermost axis inwards; an axis joins the one before it when every operand walks both as one.
  int used = 0;
  for (int k = rank - 1; k >= 0; --k) {
    const int axis = order[k];
    if (shape[axis] == 1) continue;
    bool joins = used > 0;
    for (int c = 0; c < count && joins; ++c)
      joins = steps[c * rank + used - 1] == step_along(operands[c], axis, rank) * shape[axis];
    const int slot = joins ? used - 1 : used++;
    plan_shape[slot] = joins ? plan_shape[slot] * shape[axis] : shape[axis];
    for (int c = 0; c < count; ++c) steps[c * rank + slot] = step_along(operands[c], axis, rank);
  }
  if (used == 0) {
    plan_shape[0] = 1;
    for (int c = 0; c < count; ++c) steps[c * rank] = 1;
    used = 1;
  }
  return used;
}

namespace {

// The bytes from the first element to the last; of an array that is not empty.
struct byte_range {
  const char* low;
  const char* high;
};
byte_range bytes_of(const joined_operand& a) {
  byte_range range{static_cast<const char*>(a.data), static_cast<const char*>(a.data)};
  for (int k = 0; k < a.rank; ++k) (a.strides[k] < 0 ? range.low : range.high) += (a.shape[k] - 1) * a.strides[k] * a.item_size;
  range.high += a.item_size;
  return range;
}
bool overlap(const byte_range& a, const byte_range& b) { return a.low < b.high && b.low < a.high; }

bool same_elements(const joined_operand& a, const joined_operand& b) {
  if (a.data != b.data || a.rank != b.rank || a.item_size != b.item_size) return false;
  for (int k = 0; k < a.rank; ++k)
    if (a.shape[k] != b.shape[k] || (a.strides[k] != b.strides[k] && a.shape[k] > 1)) return false;
  return true;
}

// How far the elements of an operand that is walked by the same steps lie in front of the target's.
int64 elements_in_front(const joined_operand& target, const joined_operand& read) {
  const std::intptr_t bytes = reinterpret_cast<std::intptr_t>(target.data) - reinterpret_cast<std::intptr_t>(read.data);
  bool alike = read.rank == target.rank && read.item_size == target.item_size && bytes % target.item_size == 0;
  for (int k = 0; k < target.rank && alike; ++k) alike = read.shape[k] == target.shape[k] && (read.strides[k] == target.strides[k] || read.shape[k] == 1);
  return alike ? bytes / target.item_size : reads_anything_around;
}

// Axes in the order of C, possibly with gaps; an operand of one axis is read in any.
bool is_in_c_order(const joined_operand& a) {
  if (a.rank < 2) return true;
  int64 inner = 0;
  for (int k = a.rank - 1; k >= 0; --k) {
    if (a.shape[k] == 1) continue;
    if (a.strides[k] < inner || a.strides[k] < 0) return false;
    inner = a.strides[k];
  }
  return true;
}

// Different indices are different elements, and those of the last axis lie side by side.
bool has_rows_apart(const joined_operand& a) {
  int64 inner = 1;
  for (int k = a.rank - 1; k >= 0; --k) {
    if (a.shape[k] > 1 && (k == a.rank - 1 ? a.strides[k] != 1 : a.strides[k] < inner)) return false;
    inner = a.shape[k] > 1 ? a.strides[k] * a.shape[k] : inner;
  }
  return true;
}

}  // namespace

bool may_join(const joined_operand* targets, int target_count, const joined_operand* read, int read_count, const joined_rules& rules, int rank, int64* shape, int64* reach) {
  for (int k = 0; k < rank; ++k) shape[k] = 1;
  const auto widen = [&](const joined_operand& a) {
    for (int k = 0; k < a.rank; ++k) {
      int64& extent = shape[k + rank - a.rank];
      if (a.shape[k] == 0 || (a.shape[k] != 1 && extent != 1 && extent != a.shape[k])) return false;
      if (a.shape[k] != 1) extent = a.shape[k];
    }
    return true;
  };
  const auto has_whole_shape = [&](const joined_operand& a) {
    if (a.rank != rank) return false;
    for (int k = 0; k < rank; ++k)
      if (a.shape[k] != shape[k]) return false;
    return true;
  };
  for (int i = 0; i < target_count; ++i)
    if (!widen(targets[i])) return false;
  for (int i = 0; i < read_count; ++i)
    if (!widen(read[i]) || !is_in_c_order(read[i])) return false;
  if (rank > 1 && shape[rank - 1] == 1) return false;
  for (int i = 0; i < rules.anchor_count; ++i) {
    bool found = false;
    for (int k = 0; k < read_count; ++k) found = found || ((rules.anchors[i] >> k & 1) != 0 && has_whole_shape(read[k]));
    if (!found) return false;
  }
  for (int i = 0; i < target_count; ++i) {
    const joined_operand& target = targets[i];
    if (!has_whole_shape(target) || !has_rows_apart(target)) return false;
    const byte_range stored = bytes_of(target);
    reach[i] = reads_nothing_around;
    for (int k = 0; k < i; ++k)
      if (overlap(stored, bytes_of(targets[k]))) return false;
    for (int k = 0; k < read_count; ++k) {
      if (!overlap(stored, bytes_of(read[k]))) continue;
      if ((rules.later[i] >> k & 1) != 0) return false;
      if (same_elements(target, read[k])) continue;
      const int64 of_one = elements_in_front(target, read[k]);
      reach[i] = reach[i] < of_one ? of_one : reach[i];
    }
  }
  return true;
}

void raise_named_axis(const char* name, int64 axis, int rank, int line) {
  raise(exception::axis_error, line, "%s: axis %lld is out of bounds for array of dimension %d", name, static_cast<long long>(axis),
        rank);
}
void raise_broadcast_to(const int64* shape, int rank, const int64* requested, int requested_rank, int line) {
  for (int k = 0; k < requested_rank; ++k)
    if (requested[k] < 0) raise_value(line, "all elements of broadcast shape must be non-negative");
  char from[200], into[200];
  detail::print_shape(from, sizeof from, shape, rank);
  detail::print_shape(into, sizeof into, requested, requested_rank);
  if (rank > requested_rank) raise_value(line, "input operand has more dimensions than allowed by the axis remapping");
  raise(exception::value_error, line,
        "operands could not be broadcast together with remapped shapes [original->remapped]: %s  and requested shape %s", from, into);
}

void resolve_shape(int64* shape, int rank, int64 size, int line) {
  int unknown = -1;
  int64 known = 1;
  bool overflows = false;
  for (int k = 0; k < rank; ++k) {
    if (shape[k] < 0) {
      if (unknown >= 0) raise_value(line, "can only specify one unknown dimension");
      unknown = k;
    } else {
      overflows = mul_overflow(known, shape[k], &known) || overflows;
    }
  }
  const bool fits = !overflows && (unknown < 0 ? known == size : known != 0 && size % known == 0);
  if (!fits) {
    char text[200];
    detail::print_shape(text, sizeof text, shape, rank);
    raise(exception::value_error, line, "cannot reshape array of size %lld into shape %s", static_cast<long long>(size), text);
  }
  if (unknown >= 0) shape[unknown] = size / known;
}

bool reshape_strides(const int64* old_shape, const int64* old_strides, int old_rank, const int64* shape, int rank, int64* strides) {
  int64 from_shape[plan_limit], from_strides[plan_limit];
  int from = 0;
  for (int k = 0; k < old_rank; ++k) {
    if (old_shape[k] == 0) {
      set_c_strides(shape, rank, strides);
      return true;
    }
    if (old_shape[k] == 1) continue;
    from_shape[from] = old_shape[k];
    from_strides[from++] = old_strides[k];
  }
  // Groups [oi, oj) of old axes and [ni, nj) of new ones of the same product; a group of old axes must be one run.
  int oi = 0, oj = 1, ni = 0, nj = 1;
  while (ni < rank && oi < from) {
    int64 new_product = shape[ni], old_product = from_shape[oi];
    while (new_product != old_product) {
      if (new_product < old_product) new_product *= shape[nj++];
      else old_product *= from_shape[oj++];
    }
    for (int k = oi; k < oj - 1; ++k)
      if (from_strides[k] != from_shape[k + 1] * from_strides[k + 1]) return false;
    strides[nj - 1] = from_strides[oj - 1];
    for (int k = nj - 1; k > ni; --k) strides[k - 1] = strides[k] * shape[k];
    ni = nj++;
    oi = oj++;
  }
  const int64 last = ni >= 1 ? strides[ni - 1] : 1;
  for (int k = ni; k < rank; ++k) strides[k] = last;
  return true;
}

void raise_no_identity(const char* operation, int line) {
  raise(exception::value_error, line, "zero-size array to reduction operation %s which has no identity", operation);
}

}  // namespace keelback
