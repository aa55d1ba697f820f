// What containers ask of their items: equality (CPython's "the same object or =="), order, hash, and memory for them.
#pragma once

#include <cstdlib>
#include <new>

#include <keelback/array.hpp>
#include <keelback/scalar.hpp>

namespace keelback {

[[noreturn]] KB_COLD KB_NOINLINE void raise_ambiguous_truth(int64 size, int line);

// `a is b or a == b`, as list.index, `in` and dict keys compare. A float has no identity here: a nan is the same as any nan
// of its bits, which is what it is for the commonest case, the same object looked up in a container it was put into.
template <class A, class B>
KB_INLINE bool same_item(const A& a, const B& b) {
  if constexpr (is_real_float<A> && std::is_same_v<A, B>) {
    return a == b || (a != a && std::memcmp(&a, &b, sizeof a) == 0);
  } else if constexpr (is_complex<A> && std::is_same_v<A, B>) {
    return a == b || (a.is_nan() && std::memcmp(&a, &b, sizeof a) == 0);
  } else if constexpr (is_array<A> && is_array<B>) {
    if constexpr (std::is_same_v<element_of<A>, element_of<B>>) {
      if (a.data == b.data && a.size() == b.size()) return true;
    }
    if (a.size() == 1 && b.size() == 1) return eq(*a.data, *b.data);
    raise_ambiguous_truth(a.size(), 0);
  } else if constexpr (requires { a.is_same(b); }) {
    return a.is_same(b) || a == b;
  } else if constexpr (requires { eq(a, b); a == b; }) {
    return eq(a, b);
  } else {
    return false;  // of types that are never equal
  }
}

// The name of a value's class in Python's messages.
template <class T>
constexpr const char* class_name_of() {
  if constexpr (std::is_same_v<T, bool>) return "bool";
  else if constexpr (std::is_integral_v<T>) return "int";
  else if constexpr (std::is_floating_point_v<T>) return "float";
  else if constexpr (is_complex<T>) return "complex";
  else if constexpr (is_array<T>) return "numpy.ndarray";
  else if constexpr (requires { T::length; }) return "tuple";
  else if constexpr (requires { T::class_name; }) return T::class_name;
  else if constexpr (requires { T::kb_class_name; }) return T::kb_class_name;
  else if constexpr (requires { T::enumeration::state.name; }) return T::enumeration::state.name;
  else return "object";
}

// The value of a sort key: plain C++ values are compared inline.
template <class A, class B>
KB_INLINE bool less_item(const A& a, const B& b) {
  return lt(a, b);
}

// Where a hash starts to look in a table of a power of two. Eight hashes in a row stay together, so that dense ints use whole
// cache lines; all other bits are mixed.
KB_INLINE constexpr uint64 mix_hash(int64 h) {
  const uint64 x = static_cast<uint64>(h);
  uint64 high = (x >> 3) * 0x9E3779B97F4A7C15u;
  high ^= high >> 32;
  return (high << 3) + (x & 7);
}

// Memory of containers and texts: the C library's, which is fast for small pieces and needs no room in front (array buffers are aligned: array.hpp).
// `bytes` over the address space, or none left: MemoryError.
void* container_allocate(int64 count, size_t item_size);
void* container_reallocate(void* memory, int64 count, size_t item_size);  // what is in it moves along
KB_INLINE void container_free(void* memory) noexcept {
  std::free(memory);
}

// Items whose bytes may be moved to another place without their constructors: all but arrays' are, and theirs too (no type
// of the runtime points into itself), so that containers grow by memcpy.
template <class T>
KB_INLINE void relocate(T* to, const T* from, int64 count) {
  if (count > 0) std::memmove(static_cast<void*>(to), static_cast<const void*>(from), static_cast<size_t>(count) * sizeof(T));
}
template <class T>
KB_INLINE void destroy_items(T* items, int64 count) noexcept {
  if constexpr (!std::is_trivially_destructible_v<T>)
    for (int64 i = 0; i < count; ++i) items[i].~T();
}

// A count of references under the GIL, for handles of containers.
template <class Body>
class handle {
 public:
  constexpr handle() noexcept : body_(nullptr) {}
  // Takes over the body's first reference.
  explicit handle(Body* body) noexcept : body_(body) {}
  handle(const handle& other) noexcept : body_(other.body_) {
    if (body_ != nullptr) ++body_->references;
  }
  handle(handle&& other) noexcept : body_(other.body_) { other.body_ = nullptr; }
  handle& operator=(const handle& other) noexcept {
    handle copy(other);
    swap(copy);
    return *this;
  }
  handle& operator=(handle&& other) noexcept {
    swap(other);
    return *this;
  }
  ~handle() {
    if (body_ != nullptr && --body_->references == 0) release();
  }
  KB_INLINE Body* operator->() const noexcept { return body_; }
  KB_INLINE Body* get() const noexcept { return body_; }

 private:
  void swap(handle& other) noexcept {
    Body* body = body_;
    body_ = other.body_;
    other.body_ = body;
  }
  KB_NOINLINE void release() noexcept {
    body_->~Body();
    container_free(body_);
  }
  Body* body_;
};

template <class Body>
KB_INLINE handle<Body> make_handle() {
  return handle<Body>(new (container_allocate(1, sizeof(Body))) Body);
}

// The item a[i] of iterating over an array; i is in range.
template <class T, int N>
KB_INLINE auto row_of(const view<T, N>& a, int64 i) {
  if constexpr (N == 1) {
    return static_cast<std::remove_const_t<T>>(a.data[i * a.strides[0]]);
  } else {
    view<T, N - 1> row;
    row.data = a.data + i * a.strides[0];
    row.base = a.base;
    for (int k = 1; k < N; ++k) row.shape[k - 1] = a.shape[k], row.strides[k - 1] = a.strides[k];
    return array<T, N - 1>(row);
  }
}

// The loop of Python's `for` over any iterable of the runtime: f(item). A sequence's size is read again each time, so that it
// may change in the loop; dict and set raise then.
template <class X, class F>
KB_INLINE void for_each_item(const X& x, int line, F f) {
  if constexpr (is_array<X>) {
    for (int64 i = 0; i < x.shape[0]; ++i) f(row_of(x, i));
  } else if constexpr (requires { x.next_item; }) {
    typename X::value_type item{};
    X source = x;
    while (source.next(item, line)) f(item);
  } else if constexpr (requires { x.cursor(); }) {
    auto cursor = x.cursor();
    typename decltype(cursor)::value_type item{};
    while (cursor.next(item, line)) f(item);
  } else {
    for (int64 i = 0; i < static_cast<int64>(x.size()); ++i) f(x[i]);
  }
}
// A number of items to make room for; 0 when it is not known.
template <class X>
KB_INLINE int64 size_hint(const X& x) {
  if constexpr (is_array<X>) return x.shape[0];
  else if constexpr (requires { x.size(); }) return static_cast<int64>(x.size());
  else return 0;
}
template <class X>
struct item_type {
  using type = std::remove_cvref_t<decltype(std::declval<const X&>()[int64{}])>;
};
template <class X>
  requires is_array<X>
struct item_type<X> {
  using type = decltype(row_of(std::declval<const X&>(), int64{}));
};
template <class X>
  requires requires { typename X::value_type; } && (!is_array<X>)
struct item_type<X> {
  using type = typename X::value_type;
};
// What `for` gives from an X.
template <class X>
using item_of = typename item_type<X>::type;

struct none;
// An item of a container of another item type: `list[int]` where `list[float]` is wanted.
template <class To, class From>
KB_INLINE To convert_item(const From& x) {
  if constexpr (std::is_same_v<To, From>) return x;
  else if constexpr (requires { To::from(x); }) return To::from(x);
  else if constexpr (std::is_arithmetic_v<To> && std::is_arithmetic_v<From>) return static_cast<To>(x);
  else if constexpr (std::is_same_v<From, none> || std::is_same_v<To, none>) return To{};  // of an empty container, which has no items; for one, where it is only looked for
  else return To(x);
}

// Whether convert_item knows how.
template <class To, class From>
concept item_converts = std::is_same_v<To, From> || std::is_same_v<From, none> || (std::is_arithmetic_v<To> && std::is_arithmetic_v<From>) || requires(const From& x) { To::from(x); } ||
                        requires(const From& x) { To(x); };

// tuple's hash in CPython 3.8+ (xxHash); also of ranges and frozen sequences.
struct sequence_hash {
  uint64 state = 2870177450012600261u;
  uint64 length = 0;
  KB_INLINE void add(int64 h) {
    state += static_cast<uint64>(h) * 14029467366897019727u;
    state = (state << 31) | (state >> 33);
    state *= 11400714785074694791u;
    ++length;
  }
  KB_INLINE int64 value() const {
    const uint64 h = state + (length ^ (2870177450012600261u ^ 3527539u));
    return h == ~uint64{0} ? 1546275796 : static_cast<int64>(h);
  }
};

}  // namespace keelback
