// Python's bytes and bytearray. The methods are those of str on bytes in place of characters (str_methods.hpp).
#pragma once

#include <keelback/list.hpp>
#include <keelback/str.hpp>
#include <keelback/str_methods.hpp>

namespace keelback {

// A str of bytes: its characters are not looked at as text, and are never wide.
class bytes {
 public:
  static constexpr const char* class_name = "bytes";
  using value_type = int64;
  bytes() noexcept = default;
  explicit bytes(str raw) : raw_(std::move(raw)) {}
  static bytes copy_of(const void* data, int64 size) { return bytes(str::from_ascii(static_cast<const char*>(data), static_cast<size_t>(size), 0)); }
  KB_INLINE int64 size() const { return raw_.size(); }
  KB_INLINE const unsigned char* data() const { return reinterpret_cast<const unsigned char*>(raw_.ascii()); }
  KB_INLINE int64 operator[](int64 i) const { return data()[i]; }
  const str& raw() const { return raw_; }
  bool truth() const { return size() != 0; }
  void repr_to(text& out) const;
  friend bool operator==(const bytes& a, const bytes& b) { return a.raw_ == b.raw_; }
  friend bool operator<(const bytes& a, const bytes& b) { return a.raw_ < b.raw_; }
  friend bool operator>(const bytes& a, const bytes& b) { return b.raw_ < a.raw_; }
  friend bool operator<=(const bytes& a, const bytes& b) { return !(b.raw_ < a.raw_); }
  friend bool operator>=(const bytes& a, const bytes& b) { return !(a.raw_ < b.raw_); }

 private:
  str raw_;
};
inline int64 hash_of(const bytes& b) { return hash_of(b.raw()); }

class bytearray {
 public:
  static constexpr const char* class_name = "bytearray";
  using value_type = int64;
  using byte = unsigned char;
  bytearray() noexcept = default;
  explicit bytearray(list<byte> items) : items_(std::move(items)) {}
  static bytearray make() { return bytearray(list<byte>::make()); }
  static bytearray of(const bytes& b) { return bytearray(list<byte>::copy_of(b.data(), b.size())); }
  KB_INLINE int64 size() const { return items_.size(); }
  KB_INLINE const byte* data() const { return items_.data(); }
  KB_INLINE int64 operator[](int64 i) const { return items_[i]; }
  const list<byte>& items() const { return items_; }
  auto* shared() const { return items_.shared(); }
  bool truth() const { return size() != 0; }
  bool is_same(const bytearray& other) const { return items_.is_same(other.items_); }
  bytes copied() const { return bytes::copy_of(data(), size()); }
  void repr_to(text& out) const {
    out.put("bytearray(");
    copied().repr_to(out);
    out.put(')');
  }

 private:
  list<byte> items_;
};

// Either of them as bytes.
KB_INLINE const bytes& plain_bytes(const bytes& b) { return b; }
KB_INLINE bytes plain_bytes(const bytearray& b) { return b.copied(); }
template <class T>
concept bytes_like = std::is_same_v<T, bytes> || std::is_same_v<T, bytearray>;
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator==(const A& a, const B& b) {
  return plain_bytes(a) == plain_bytes(b);
}
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator<(const A& a, const B& b) {
  return plain_bytes(a) < plain_bytes(b);
}
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator>(const A& a, const B& b) {
  return plain_bytes(b) < plain_bytes(a);
}
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator<=(const A& a, const B& b) {
  return !(plain_bytes(b) < plain_bytes(a));
}
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator>=(const A& a, const B& b) {
  return !(plain_bytes(a) < plain_bytes(b));
}

// ---- making ----

bytes bytes_of_latin(const str& code_points, int line = 0);   // a literal: each code point is a byte
bytes zero_bytes(int64 size, const char* what, int line);     // bytes(5)
KB_INLINE unsigned char checked_byte(int64 value, const char* message, int line) {
  if (KB_UNLIKELY(value < 0 || value > 255)) raise_value(line, message);
  return static_cast<unsigned char>(value);
}
template <class X>
bytes to_bytes(const X& x, int line) {
  if constexpr (bytes_like<X>) {
    return plain_bytes(x);
  } else {
    const list<unsigned char> all = list<unsigned char>::make();
    for_each_item(x, line, [&](int64 item) { all.append(checked_byte(item, "bytes must be in range(0, 256)", line)); });
    return bytes::copy_of(all.data(), all.size());
  }
}
template <class X>
bytearray to_bytearray(const X& x, int line) {
  if constexpr (bytes_like<X>) {
    return bytearray::of(plain_bytes(x));
  } else {
    const list<unsigned char> all = list<unsigned char>::make();
    for_each_item(x, line, [&](int64 item) { all.append(checked_byte(item, "byte must be in range(0, 256)", line)); });
    return bytearray(all);
  }
}
inline bytes bytes_of_size(int64 size, int line) { return zero_bytes(size, "negative count", line); }
inline bytearray bytearray_of_size(int64 size, int line) { return bytearray::of(zero_bytes(size, "negative count", line)); }
bytes encode(const str& s, const str& encoding, const str& errors, int line);      // runtime/bytes.cpp
str decode_bytes(const bytes& b, const str& encoding, const str& errors, int line);
template <class B>
str decode(const B& b, const str& encoding, const str& errors, int line) {
  return decode_bytes(plain_bytes(b), encoding, errors, line);
}
bytes fromhex(const str& s, int line);
bytes to_bytes(int64 value, int64 size, const str& order, bool is_signed, int line);
int64 int_from_bytes(const bytes& b, const str& order, bool is_signed, int line);  // OverflowError beyond 64 bits
template <class B>
int64 from_bytes(const B& b, const str& order, bool is_signed, int line) {
  return int_from_bytes(plain_bytes(b), order, is_signed, line);
}
str hex_of(const bytes& b, const str& separator, int64 group, int line);
template <class B>
str bytes_hex(const B& b, int line) {
  return hex_of(plain_bytes(b), str(), 1, line);
}
template <class B>
str bytes_hex(const B& b, const str& separator, int64 group, int line) {
  return hex_of(plain_bytes(b), separator, group, line);
}

// ---- what gives no bytes ----

// ord(b"x")
template <bytes_like B>
int64 ord_of_bytes(const B& b, int line) {
  if (KB_UNLIKELY(b.size() != 1)) raise(exception::type_error, line, "ord() expected a character, but string of length %lld found", static_cast<long long>(b.size()));
  return static_cast<unsigned char>(b.data()[0]);
}
template <bytes_like B>
int64 get_item(const B& b, int64 i, int line) {
  return b[sequence_index(i, b.size(), std::is_same_v<B, bytes> ? "index out of range" : "bytearray index out of range", line)];
}
// A part: bytes, or one byte as an int.
inline bytes part_of(const bytes& part, int) { return part; }
inline bytes part_of(const bytearray& part, int) { return part.copied(); }
inline bytes part_of(int64 byte, int line) {
  const char c = static_cast<char>(checked_byte(byte, "byte must be in range(0, 256)", line));
  return bytes::copy_of(&c, 1);
}
template <bytes_like B, class P>
bool contains(const B& b, const P& part, int line) {
  return contains(plain_bytes(b).raw(), part_of(part, line).raw());
}
#define KB_BYTES_SEARCH(name)                                                                      \
  template <bytes_like B, class P>                                                                 \
  int64 name(const B& b, const P& part, int64 start, int64 end, int line) {                        \
    return name(plain_bytes(b).raw(), part_of(part, line).raw(), start, end, line);                \
  }
KB_BYTES_SEARCH(find)
KB_BYTES_SEARCH(rfind)
KB_BYTES_SEARCH(count)
#undef KB_BYTES_SEARCH
template <bytes_like B, class P>
int64 index(const B& b, const P& part, int64 start, int64 end, int line) {
  const int64 i = find(b, part, start, end, line);
  if (i < 0) raise_value(line, "subsection not found");
  return i;
}
template <bytes_like B, class P>
int64 rindex(const B& b, const P& part, int64 start, int64 end, int line) {
  const int64 i = rfind(b, part, start, end, line);
  if (i < 0) raise_value(line, "subsection not found");
  return i;
}
template <bytes_like B, class P>
bool startswith(const B& b, const P& prefix, int64 start, int64 end, int line) {
  if constexpr (bytes_like<P>) {
    return startswith(plain_bytes(b).raw(), plain_bytes(prefix).raw(), start, end, line);
  } else {
    bool found = false;
    for_each_item(prefix, line, [&](const auto& one) { found = found || startswith(b, one, start, end, line); });
    return found;
  }
}
template <bytes_like B, class P>
bool endswith(const B& b, const P& suffix, int64 start, int64 end, int line) {
  if constexpr (bytes_like<P>) {
    return endswith(plain_bytes(b).raw(), plain_bytes(suffix).raw(), start, end, line);
  } else {
    bool found = false;
    for_each_item(suffix, line, [&](const auto& one) { found = found || endswith(b, one, start, end, line); });
    return found;
  }
}
#define KB_BYTES_TEST(name)                 \
  template <bytes_like B>                   \
  bool name(const B& b, int line) {         \
    return name(plain_bytes(b).raw(), line); \
  }
KB_BYTES_TEST(isupper)
KB_BYTES_TEST(islower)
KB_BYTES_TEST(istitle)
KB_BYTES_TEST(isalpha)
KB_BYTES_TEST(isalnum)
KB_BYTES_TEST(isdigit)
#undef KB_BYTES_TEST
bool bytes_isspace(const bytes& b, int line);
bool bytes_isascii(const bytes& b, int line);
template <bytes_like B>
bool isspace(const B& b, int line) {
  return bytes_isspace(plain_bytes(b), line);
}
template <bytes_like B>
bool isascii(const B& b, int line) {
  return bytes_isascii(plain_bytes(b), line);
}

// ---- what gives bytes: of the receiver's own class ----

namespace detail {
template <class B>
B same_class(bytes made) {
  if constexpr (std::is_same_v<B, bytes>) return made;
  else return bytearray::of(made);
}
}  // namespace detail
#define KB_BYTES_CASE(name)                                             \
  template <bytes_like B>                                               \
  B name(const B& b, int line) {                                        \
    return detail::same_class<B>(bytes(name(plain_bytes(b).raw(), line))); \
  }
KB_BYTES_CASE(upper)
KB_BYTES_CASE(lower)
KB_BYTES_CASE(swapcase)
KB_BYTES_CASE(capitalize)
KB_BYTES_CASE(title)
#undef KB_BYTES_CASE
bytes space_of_bytes();  // what `strip` and `split` without argument look for
#define KB_BYTES_STRIP(name)                                                                                            \
  template <bytes_like B>                                                                                               \
  B name(const B& b, int line) {                                                                                        \
    return detail::same_class<B>(bytes(name(plain_bytes(b).raw(), space_of_bytes().raw(), line)));                      \
  }                                                                                                                     \
  template <bytes_like B, bytes_like C>                                                                                 \
  B name(const B& b, const C& characters, int line) {                                                                   \
    return detail::same_class<B>(bytes(name(plain_bytes(b).raw(), plain_bytes(characters).raw(), line)));               \
  }
KB_BYTES_STRIP(strip)
KB_BYTES_STRIP(lstrip)
KB_BYTES_STRIP(rstrip)
#undef KB_BYTES_STRIP
template <bytes_like B, bytes_like C>
B removeprefix(const B& b, const C& prefix, int line) {
  return detail::same_class<B>(bytes(removeprefix(plain_bytes(b).raw(), plain_bytes(prefix).raw(), line)));
}
template <bytes_like B, bytes_like C>
B removesuffix(const B& b, const C& suffix, int line) {
  return detail::same_class<B>(bytes(removesuffix(plain_bytes(b).raw(), plain_bytes(suffix).raw(), line)));
}
bytes replaced_bytes(const bytes& b, const bytes& old, const bytes& by, int64 most, int line);
template <bytes_like B, bytes_like C, bytes_like D>
B replace(const B& b, const C& old, const D& by, int64 most, int line) {
  return detail::same_class<B>(replaced_bytes(plain_bytes(b), plain_bytes(old), plain_bytes(by), most, line));
}
list<bytes> split_bytes(const bytes& b, const bytes& separator, int64 most, int line);
list<bytes> split_bytes_words(const bytes& b, int64 most, int line);
list<bytes> bytes_lines(const bytes& b, bool keep_ends, int line);
tuple<bytes, bytes, bytes> partition(const bytes& b, const bytes& separator, int line);
tuple<bytes, bytes, bytes> rpartition(const bytes& b, const bytes& separator, int line);
bytes bytes_slice(const bytes& b, int64 start, int64 stop, int64 step, int64 flags, int line);
template <bytes_like B>
B get_slice(const B& b, int64 start, int64 stop, int64 step, int64 flags, int line) {
  return detail::same_class<B>(bytes_slice(plain_bytes(b), start, stop, step, flags, line));
}
template <bytes_like B, bytes_like C>
B concat(const B& a, const C& b, int line) {
  return detail::same_class<B>(bytes(concat(plain_bytes(a).raw(), plain_bytes(b).raw(), line)));
}
template <bytes_like B>
B repeat(const B& b, int64 times, int line) {
  return detail::same_class<B>(bytes(repeat(plain_bytes(b).raw(), times, line)));
}
template <class X>
bytes join_bytes(const bytes& separator, const X& items, int line) {
  text out;
  bool first = true;
  for_each_item(items, line, [&](const auto& item) {
    if (!first) out.put(separator.raw());
    first = false;
    out.put(plain_bytes(item).raw());
  });
  return bytes(out.finish(line));
}

// ---- bytearray's own ----

inline void set_item(const bytearray& b, int64 i, int64 value, int line) {
  const int64 at = sequence_index(i, b.size(), "bytearray index out of range", line);
  b.items()[at] = checked_byte(value, "byte must be in range(0, 256)", line);
}
inline void delete_item(const bytearray& b, int64 i, int line) {
  b.shared()->close(sequence_index(i, b.size(), "bytearray index out of range", line), 1);
}
inline void append(const bytearray& b, int64 value, int line) { b.items().append(checked_byte(value, "byte must be in range(0, 256)", line)); }
template <class X>
void extend(const bytearray& b, const X& x, int line) {
  const bytearray more = to_bytearray(x, line);
  extend(b.items(), more.items());
}
inline void insert(const bytearray& b, int64 i, int64 value, int line) { insert(b.items(), i, checked_byte(value, "byte must be in range(0, 256)", line)); }
inline int64 pop(const bytearray& b, int64 i, int line) {
  if (b.size() == 0) raise_text(exception::index_error, line, "pop from empty bytearray");
  const int64 at = sequence_index(i, b.size(), "pop index out of range", line);
  const int64 value = b[at];
  b.shared()->close(at, 1);
  return value;
}
inline void remove(const bytearray& b, int64 value, int line) {
  for (int64 i = 0; i < b.size(); ++i)
    if (b[i] == value) return b.shared()->close(i, 1);
  raise_value(line, "value not found in bytearray");
}
inline void reverse(const bytearray& b, int = 0) { reverse(b.items()); }
inline void clear(const bytearray& b, int = 0) { clear(b.items()); }
inline bytearray copy(const bytearray& b, int = 0) { return bytearray(copy(b.items())); }
template <class X>
void set_slice(const bytearray& b, int64 start, int64 stop, int64 step, int64 flags, const X& source, int line) {
  const bytearray values = to_bytearray(source, line);
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, b.size(), line);
  if (at.step != 1 && values.size() != at.count) {
    raise(exception::value_error, line, "attempt to assign bytes of size %lld to extended slice of size %lld", static_cast<long long>(values.size()), static_cast<long long>(at.count));
  }
  set_slice(b.items(), start, stop, step, flags, values.items(), line);
}
inline void delete_slice(const bytearray& b, int64 start, int64 stop, int64 step, int64 flags, int line) { delete_slice(b.items(), start, stop, step, flags, line); }

}  // namespace keelback
