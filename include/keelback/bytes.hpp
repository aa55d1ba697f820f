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
  // As bytes in the same place: for what is over before the bytearray changes, and keeps no part of them.
  bytes looked_at() const { return bytes(str::borrowed(reinterpret_cast<const char*>(data()), size())); }
  void repr_to(text& out) const;

 private:
  list<byte> items_;
};

// Either of them as bytes.
KB_INLINE const bytes& plain_bytes(const bytes& b) { return b; }
KB_INLINE bytes plain_bytes(const bytearray& b) { return b.copied(); }
// Likewise, of a bytearray without a copy (bytearray::looked_at).
KB_INLINE const bytes& looked_at(const bytes& b) { return b; }
KB_INLINE bytes looked_at(const bytearray& b) { return b.looked_at(); }
template <class T>
concept bytes_like = std::is_same_v<T, bytes> || std::is_same_v<T, bytearray>;
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator==(const A& a, const B& b) {
  return looked_at(a) == looked_at(b);
}
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator<(const A& a, const B& b) {
  return looked_at(a) < looked_at(b);
}
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator>(const A& a, const B& b) {
  return looked_at(b) < looked_at(a);
}
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator<=(const A& a, const B& b) {
  return !(looked_at(b) < looked_at(a));
}
template <class A, class B>
  requires(bytes_like<A> && bytes_like<B> && !(std::is_same_v<A, bytes> && std::is_same_v<B, bytes>))
bool operator>=(const A& a, const B& b) {
  return !(looked_at(a) < looked_at(b));
}

// ---- making ----

bytes bytes_of_latin(const str& code_points, int line = 0);   // a literal: each code point is a byte
bytes zero_bytes(int64 size, const char* what, int line);     // bytes(5)
KB_INLINE unsigned char checked_byte(int64 value, const char* message, int line) {
  if (KB_UNLIKELY(value < 0 || value > 255)) raise_value(line, message);
  return static_cast<unsigned char>(value);
}
template <class X>
list<unsigned char> checked_bytes(const X& x, const char* message, int line) {
  const list<unsigned char> all = list<unsigned char>::make();
  all.reserve(size_hint(x));
  for_each_item(x, line, [&](const auto& item) {
    // What is known to be empty has items of no type.
    if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(item)>, none>) all.append(checked_byte(item, message, line));
  });
  return all;
}
template <class X>
bytes to_bytes(const X& x, int line) {
  if constexpr (bytes_like<X>) {
    return plain_bytes(x);
  } else {
    const list<unsigned char> all = checked_bytes(x, "bytes must be in range(0, 256)", line);
    return bytes::copy_of(all.data(), all.size());
  }
}
template <class X>
bytearray to_bytearray(const X& x, int line) {
  if constexpr (bytes_like<X>) return bytearray::of(looked_at(x));
  else return bytearray(checked_bytes(x, "byte must be in range(0, 256)", line));
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
  if constexpr (bytes_like<B>) return int_from_bytes(looked_at(b), order, is_signed, line);
  else return int_from_bytes(to_bytes(b, line), order, is_signed, line);
}
// int(b), int(b, base), float(b): runtime/bytes.cpp
int64 parse_bytes(const bytes& b, bool is_bytearray, int64 base, int line);
double parse_float_bytes(const bytes& b, bool is_bytearray, int line);
template <bytes_like B>
int64 int_of_bytes(const B& b, int64 base, int line) {
  return parse_bytes(looked_at(b), std::is_same_v<B, bytearray>, base, line);
}
template <bytes_like B>
int64 int_of_bytes(const B& b, int line) {
  return int_of_bytes(b, 10, line);
}
template <bytes_like B>
double float_of_bytes(const B& b, int line) {
  return parse_float_bytes(looked_at(b), std::is_same_v<B, bytearray>, line);
}
inline bytearray bytearray_fromhex(const str& s, int line) { return bytearray::of(fromhex(s, line)); }
str hex_of(const bytes& b, int line);
// A group from the right, or with -n from the left. The separator is a text, or bytes.
str hex_of(const bytes& b, const str& separator, int64 group, int line);
template <bytes_like B>
str bytes_hex(const B& b, int line) {
  return hex_of(looked_at(b), line);
}
template <bytes_like B, class S>
str bytes_hex(const B& b, const S& separator, int64 group, int line) {
  if constexpr (std::is_same_v<S, str>) return hex_of(looked_at(b), separator, group, line);
  else return hex_of(looked_at(b), separator.raw(), group, line);
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
struct byte_table {
  char characters[256];
  constexpr byte_table() : characters{} {
    for (int i = 0; i < 256; ++i) characters[i] = static_cast<char>(i);
  }
};
inline constexpr byte_table every_byte;
inline bytes part_of(const bytes& part, int) { return part; }
inline bytes part_of(const bytearray& part, int) { return part.looked_at(); }
inline bytes part_of(int64 byte, int line) {
  return bytes(str::borrowed(every_byte.characters + checked_byte(byte, "byte must be in range(0, 256)", line), 1));
}
template <bytes_like B, class P>
bool contains(const B& b, const P& part, int line) {
  return contains(looked_at(b).raw(), part_of(part, line).raw());
}
#define KB_BYTES_SEARCH(name)                                                                      \
  template <bytes_like B, class P>                                                                 \
  int64 name(const B& b, const P& part, int64 start, int64 end, int line) {                        \
    return name(looked_at(b).raw(), part_of(part, line).raw(), start, end, line);                \
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
// f(part) for each of several, which may be of both classes.
template <class P, class F>
void visit_part(const P& part, F& f) {
  if constexpr (requires { part.visit(f); }) part.visit(f);
  else f(part);
}
template <class X, class F>
void for_each_part(const X& parts, int line, F f) {
  for_each_item(parts, line, [&f](const auto& part) { visit_part(part, f); });
}
template <class... P, class F>
void for_each_part(const tuple<P...>& parts, int, F f) {
  [&]<size_t... I>(std::index_sequence<I...>) { (visit_part(get<I>(parts), f), ...); }(std::index_sequence_for<P...>{});
}
template <bytes_like B, class P>
bool startswith(const B& b, const P& prefix, int64 start, int64 end, int line) {
  if constexpr (bytes_like<P>) {
    return startswith(looked_at(b).raw(), looked_at(prefix).raw(), start, end, line);
  } else {
    bool found = false;
    for_each_part(prefix, line, [&](const auto& one) { found = found || startswith(b, one, start, end, line); });
    return found;
  }
}
template <bytes_like B, class P>
bool endswith(const B& b, const P& suffix, int64 start, int64 end, int line) {
  if constexpr (bytes_like<P>) {
    return endswith(looked_at(b).raw(), looked_at(suffix).raw(), start, end, line);
  } else {
    bool found = false;
    for_each_part(suffix, line, [&](const auto& one) { found = found || endswith(b, one, start, end, line); });
    return found;
  }
}
#define KB_BYTES_TEST(name)                 \
  template <bytes_like B>                   \
  bool name(const B& b, int line) {         \
    return name(looked_at(b).raw(), line); \
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
  return bytes_isspace(looked_at(b), line);
}
template <bytes_like B>
bool isascii(const B& b, int line) {
  return bytes_isascii(looked_at(b), line);
}

// ---- what gives bytes: of the receiver's own class ----

namespace detail {
template <class B>
B same_class(bytes made) {
  if constexpr (std::is_same_v<B, bytes>) return made;
  else return bytearray::of(made);
}
template <class B>
list<B> same_class(list<bytes> parts) {
  if constexpr (std::is_same_v<B, bytes>) {
    return parts;
  } else {
    const list<B> made = list<B>::make();
    made.reserve(parts.size());
    for (int64 i = 0; i < parts.size(); ++i) made.append(bytearray::of(parts[i]));
    return made;
  }
}
template <class B>
tuple<B, B, B> same_class(const tuple<bytes, bytes, bytes>& parts) {
  return {same_class<B>(get<0>(parts)), same_class<B>(get<1>(parts)), same_class<B>(get<2>(parts))};
}
}  // namespace detail
#define KB_BYTES_CASE(name)                                             \
  template <bytes_like B>                                               \
  B name(const B& b, int line) {                                        \
    return detail::same_class<B>(bytes(name(looked_at(b).raw(), line))); \
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
    return detail::same_class<B>(bytes(name(looked_at(b).raw(), space_of_bytes().raw(), line)));                      \
  }                                                                                                                     \
  template <bytes_like B, bytes_like C>                                                                                 \
  B name(const B& b, const C& characters, int line) {                                                                   \
    return detail::same_class<B>(bytes(name(looked_at(b).raw(), looked_at(characters).raw(), line)));               \
  }
KB_BYTES_STRIP(strip)
KB_BYTES_STRIP(lstrip)
KB_BYTES_STRIP(rstrip)
#undef KB_BYTES_STRIP
template <bytes_like B, bytes_like C>
B removeprefix(const B& b, const C& prefix, int line) {
  return detail::same_class<B>(bytes(removeprefix(looked_at(b).raw(), looked_at(prefix).raw(), line)));
}
template <bytes_like B, bytes_like C>
B removesuffix(const B& b, const C& suffix, int line) {
  return detail::same_class<B>(bytes(removesuffix(looked_at(b).raw(), looked_at(suffix).raw(), line)));
}
bytes replaced_bytes(const bytes& b, const bytes& old, const bytes& by, int64 most, int line);
template <bytes_like B, bytes_like C, bytes_like D>
B replace(const B& b, const C& old, const D& by, int64 most, int line) {
  return detail::same_class<B>(replaced_bytes(looked_at(b), looked_at(old), looked_at(by), most, line));
}
list<bytes> split_bytes(const bytes& b, const bytes& separator, int64 most, int line);
list<bytes> rsplit_bytes(const bytes& b, const bytes& separator, int64 most, int line);
list<bytes> split_bytes_words(const bytes& b, int64 most, int line);
list<bytes> rsplit_bytes_words(const bytes& b, int64 most, int line);
list<bytes> bytes_lines(const bytes& b, bool keep_ends, int line);
tuple<bytes, bytes, bytes> partition_bytes(const bytes& b, const bytes& separator, int line);
tuple<bytes, bytes, bytes> rpartition_bytes(const bytes& b, const bytes& separator, int line);
template <bytes_like B, bytes_like C>
list<B> split(const B& b, const C& separator, int64 most, int line) {
  return detail::same_class<B>(split_bytes(looked_at(b), looked_at(separator), most, line));
}
template <bytes_like B, bytes_like C>
list<B> rsplit(const B& b, const C& separator, int64 most, int line) {
  return detail::same_class<B>(rsplit_bytes(looked_at(b), looked_at(separator), most, line));
}
template <bytes_like B>
list<B> split_words(const B& b, int64 most, int line) {
  return detail::same_class<B>(split_bytes_words(looked_at(b), most, line));
}
template <bytes_like B>
list<B> rsplit_words(const B& b, int64 most, int line) {
  return detail::same_class<B>(rsplit_bytes_words(looked_at(b), most, line));
}
template <bytes_like B>
list<B> splitlines(const B& b, bool keep_ends, int line) {
  return detail::same_class<B>(bytes_lines(looked_at(b), keep_ends, line));
}
// The separator is given as it is: as bytes of bytes, as a bytearray of a bytearray.
template <bytes_like B, bytes_like C>
tuple<B, B, B> partition(const B& b, const C& separator, int line) {
  return detail::same_class<B>(partition_bytes(looked_at(b), looked_at(separator), line));
}
template <bytes_like B, bytes_like C>
tuple<B, B, B> rpartition(const B& b, const C& separator, int line) {
  return detail::same_class<B>(rpartition_bytes(looked_at(b), looked_at(separator), line));
}
// What is filled up with: one byte. runtime/bytes.cpp raises CPython's TypeError of anything else.
[[noreturn]] void raise_wrong_fill(const char* method, const bytes& fill, bool is_bytearray, int line);
#define KB_BYTES_FILLED(name)                                                                                            \
  template <bytes_like B, bytes_like C>                                                                                  \
  B name(const B& b, int64 width, const C& fill, int line) {                                                             \
    if (KB_UNLIKELY(fill.size() != 1)) raise_wrong_fill(#name, looked_at(fill), std::is_same_v<C, bytearray>, line);     \
    return detail::same_class<B>(bytes(name(looked_at(b).raw(), width, looked_at(fill).raw(), line)));                   \
  }                                                                                                                      \
  template <bytes_like B>                                                                                                \
  B name(const B& b, int64 width, int line) {                                                                            \
    return detail::same_class<B>(bytes(name(looked_at(b).raw(), width, str::of_character(' '), line)));                  \
  }
KB_BYTES_FILLED(center)
KB_BYTES_FILLED(ljust)
KB_BYTES_FILLED(rjust)
#undef KB_BYTES_FILLED
template <bytes_like B>
B zfill(const B& b, int64 width, int line) {
  return detail::same_class<B>(bytes(zfill(looked_at(b).raw(), width, line)));
}
bytes expanded_tabs(const bytes& b, int64 size, int line);
template <bytes_like B>
B expandtabs(const B& b, int64 size, int line) {
  return detail::same_class<B>(expanded_tabs(looked_at(b), size, line));
}
// Through a table of 256 bytes, where there is one, without those of `left_out`.
bytes translated_bytes(const bytes& b, const bytes* table, const bytes& left_out, int line);
template <bytes_like B>
B translate(const B& b, int) {
  return detail::same_class<B>(looked_at(b));
}
template <bytes_like B, bytes_like C>
B translate(const B& b, const C& table, int line) {
  const bytes& plain = looked_at(table);
  return detail::same_class<B>(translated_bytes(looked_at(b), &plain, {}, line));
}
template <bytes_like B, bytes_like C, bytes_like D>
B translate(const B& b, const C& table, const D& left_out, int line) {
  const bytes& plain = looked_at(table);
  return detail::same_class<B>(translated_bytes(looked_at(b), &plain, looked_at(left_out), line));
}
template <bytes_like B, bytes_like D>
B translate_without(const B& b, const D& left_out, int line) {
  return detail::same_class<B>(translated_bytes(looked_at(b), nullptr, looked_at(left_out), line));
}
bytes table_of_bytes(const bytes& from, const bytes& to, int line);
template <bytes_like B, bytes_like C>
bytes maketrans(const B& from, const C& to, int line) {
  return table_of_bytes(looked_at(from), looked_at(to), line);
}
bytes bytes_slice(const bytes& b, int64 start, int64 stop, int64 step, int64 flags, int line);
template <bytes_like B>
B get_slice(const B& b, int64 start, int64 stop, int64 step, int64 flags, int line) {
  return detail::same_class<B>(bytes_slice(looked_at(b), start, stop, step, flags, line));
}
template <bytes_like B>
B repeat(const B& b, int64 times, int line) {
  return detail::same_class<B>(bytes(repeat(looked_at(b).raw(), times, line)));
}
template <bytes_like B, class X>
B join(const B& separator, const X& items, int line) {
  text out;
  bool first = true;
  for_each_part(items, line, [&](const auto& part) {
    if (!first) out.put(looked_at(separator).raw());
    first = false;
    out.put(looked_at(part).raw());
  });
  return detail::same_class<B>(bytes(out.finish(line)));
}

// ---- bytearray's own ----

inline void set_item(const bytearray& b, int64 i, int64 value, int line) {
  const unsigned char byte = checked_byte(value, "byte must be in range(0, 256)", line);
  b.items()[sequence_index(i, b.size(), "bytearray index out of range", line)] = byte;
}
inline void delete_item(const bytearray& b, int64 i, int line) {
  b.shared()->close(sequence_index(i, b.size(), "bytearray index out of range", line), 1);
}
inline void append(const bytearray& b, int64 value, int line) { b.items().append(checked_byte(value, "byte must be in range(0, 256)", line)); }
template <class X>
void extend(const bytearray& b, const X& x, int line) {
  if constexpr (bytes_like<X>) {
    const int64 old = b.size(), more = x.size();
    b.shared()->open(old, more);
    if (more > 0) std::memcpy(b.items().data() + old, x.data(), static_cast<size_t>(more));
  } else {
    extend(b, to_bytearray(x, line), line);
  }
}
// `b += x`: CPython holds on to what it adds, which then cannot grow.
template <bytes_like X>
void extend_in_place(const bytearray& b, const X& x, int line) {
  if constexpr (std::is_same_v<X, bytearray>)
    if (b.is_same(x) && b.size() > 0) raise_text(exception::buffer_error, line, "Existing exports of data: object cannot be re-sized");
  extend(b, x, line);
}
inline bytearray copy(const bytearray& b, int = 0) { return bytearray(copy(b.items())); }
// a + b, of the first one's class; bytes may be one of the two.
template <bytes_like B, bytes_like C>
B concat(const B& a, const C& b, int line) {
  if constexpr (std::is_same_v<B, bytes>) {
    return bytes(concat(a.raw(), plain_bytes(b).raw(), line));
  } else {
    const bytearray made = copy(a);
    extend(made, b, line);
    return made;
  }
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
  checked_byte(value, "byte must be in range(0, 256)", line);
  for (int64 i = 0; i < b.size(); ++i)
    if (b[i] == value) return b.shared()->close(i, 1);
  raise_value(line, "value not found in bytearray");
}
inline void reverse(const bytearray& b, int = 0) { reverse(b.items()); }
inline void clear(const bytearray& b, int = 0) { clear(b.items()); }
inline void repeat_in_place(const bytearray& b, int64 times, int line) { repeat_in_place(b.items(), times, line); }
template <class X>
void set_slice(const bytearray& b, int64 start, int64 stop, int64 step, int64 flags, const X& source, int line) {
  const bytearray values = to_bytearray(source, line);
  if (values.size() == 0) return delete_slice(b.items(), start, stop, step, flags, line);  // as CPython does, whatever the step is
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, b.size(), line);
  if (at.step != 1 && values.size() != at.count) {
    raise(exception::value_error, line, "attempt to assign bytes of size %lld to extended slice of size %lld", static_cast<long long>(values.size()), static_cast<long long>(at.count));
  }
  set_slice(b.items(), start, stop, step, flags, values.items(), line);
}
inline void delete_slice(const bytearray& b, int64 start, int64 stop, int64 step, int64 flags, int line) { delete_slice(b.items(), start, stop, step, flags, line); }

}  // namespace keelback
