// Python's str: immutable, shared. ASCII text is kept as bytes, any other as UTF-32, so that every index is O(1); a text has
// exactly one of the two forms. Methods: str_methods.hpp.
#pragma once

#include <keelback/items.hpp>

namespace keelback {

// The shared characters of a str; they follow it. `used` of them are taken by some str: what is concatenated to the one that ends there goes
// behind, where there is room, so that a text grows piece by piece without being copied each time.
// In front of a long one's is the Python object of these characters, if there is one: so a text that crosses again and again is copied at most once.
struct text_body {
  int64 references;
  int64 capacity = 0;  // in characters; -1: they are in the buffer of the Python object, not here
  int64 used = 0;      // not beside `references`: the C++ compiler would add to both at once, which waits for what was stored to each
  static constexpr int64 long_text = 256;
  static constexpr size_t in_front = 16;
  static bool is_long(int64 capacity) { return static_cast<uint64>(capacity) >= uint64{long_text}; }
  void*& origin() { return reinterpret_cast<void**>(this)[-1]; }
  // Raises MemoryError if there is none.
  static text_body* allocate(int64 capacity, size_t unit, int line);
  static void free(text_body* body, int64 capacity) noexcept;
};
KB_NOINLINE void drop_text(text_body* body) noexcept;  // nobody refers to it any more
void release_origin(void* object) noexcept;            // runtime/containers.cpp

// The characters of ASCII, each a text of its own.
inline constexpr char ascii_characters[] =
    "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f"
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f";

class str {
 public:
  static constexpr const char* class_name = "str";
  constexpr str() noexcept : data_(""), form_(0), base_(nullptr) {}
  // A constant, in UTF-8; ASCII text is not copied, and has to live for ever.
  KB_INLINE str(const char* text, size_t bytes) noexcept : str(text, static_cast<int64>(bytes), false, nullptr) {
    if (KB_UNLIKELY(!is_ascii(text, bytes))) *this = from_utf8(text, bytes, 0);
  }
  str(const str& other) noexcept : data_(other.data_), form_(other.form_), base_(other.base_) {
    if (base_ != nullptr) ++base_->references;
  }
  str(str&& other) noexcept : data_(other.data_), form_(other.form_), base_(other.base_) { other.forget(); }
  str& operator=(const str& other) noexcept {
    if (other.base_ != nullptr) ++other.base_->references;
    drop_base();
    data_ = other.data_, form_ = other.form_, base_ = other.base_;
    return *this;
  }
  str& operator=(str&& other) noexcept {
    if (this != &other) {
      drop_base();
      data_ = other.data_, form_ = other.form_, base_ = other.base_;
      other.forget();
    }
    return *this;
  }
  ~str() { drop_base(); }

  static bool is_ascii(const char* text, size_t bytes) noexcept {
    uint64 seen = 0;
    size_t i = 0;
    for (; i + 8 <= bytes; i += 8) {
      uint64 word;
      std::memcpy(&word, text + i, 8);
      seen |= word;
    }
    for (; i < bytes; ++i) seen |= static_cast<unsigned char>(text[i]);
    return (seen & 0x8080808080808080u) == 0;
  }
  static str from_utf8(const char* text, size_t bytes, int line);
  static str from_ascii(const char* text, size_t bytes, int line);  // copies
  // Likewise; short texts that are made so one after the other share a body. Only for who holds Python's lock.
  static str packed(const char* text, size_t bytes);
  // Copies; narrows when all code points are ASCII.
  static str from_code_points(const std::uint32_t* points, int64 count, int line);
  static str from_code_point(std::uint32_t point);
  KB_INLINE static str of_character(std::uint32_t point) { return KB_LIKELY(point < 0x80) ? str(ascii_characters + point, 1, false, nullptr) : from_code_point(point); }
  // Of bytes that outlive it and all its parts, and do not change meanwhile; they are not copied, and taken as characters as they are.
  KB_INLINE static str borrowed(const char* bytes, int64 size) noexcept { return str(bytes, size, false, nullptr); }
  // Shares the characters of `whole`.
  static str part(const str& whole, int64 start, int64 count);
  // Of a long text: in the buffer of a Python object, a reference to which it takes over.
  static str in_object(void* object, const void* characters, int64 size, bool wide);
  // Of `size` characters, which the caller writes; wide ones only where one is not ASCII.
  static str unwritten(int64 size, bool wide, void** characters);
  // The Python object that begins with these characters, or that they begin with.
  void* origin() const { return base_ != nullptr && text_body::is_long(base_->capacity) && (base_->capacity < 0 || data_ == base_ + 1) ? base_->origin() : nullptr; }
  // Where that may be set: the characters are the first of their own body.
  bool may_have_origin() const { return base_ != nullptr && base_->capacity >= text_body::long_text && data_ == base_ + 1; }
  void set_origin(void* object) const;  // takes the reference over
  bool is_only() const { return base_ != nullptr && base_->references == 1; }

  // Code points.
  KB_INLINE int64 size() const { return form_ >> 1; }
  KB_INLINE bool is_wide() const { return (form_ & 1) != 0; }
  KB_INLINE const char* ascii() const { return static_cast<const char*>(data_); }                 // not wide
  KB_INLINE const std::uint32_t* points() const { return static_cast<const std::uint32_t*>(data_); }  // wide
  KB_INLINE std::uint32_t code_at(int64 i) const { return is_wide() ? points()[i] : static_cast<unsigned char>(ascii()[i]); }
  // Bytes of the UTF-8 form; written by `utf8` (a lone surrogate as its three bytes).
  size_t utf8_size() const;
  void utf8(char* out) const;

  KB_INLINE str operator[](int64 i) const { return KB_LIKELY(!is_wide()) ? str(ascii_characters + static_cast<unsigned char>(ascii()[i]), 1, false, nullptr) : from_code_point(points()[i]); }
  str at(int64 i, int line) const { return (*this)[sequence_index(i, size(), "string index out of range", line)]; }

  bool truth() const { return size() != 0; }
  bool is_same(const str& other) const { return data_ == other.data_ && form_ == other.form_; }

  // Of one character of ASCII, which it then gives.
  KB_INLINE bool is_ascii_character() const { return form_ == one_of_ascii; }
  KB_INLINE unsigned char ascii_character() const { return static_cast<unsigned char>(*ascii()); }

  friend bool operator==(const str& a, const str& b) {
    if (a.form_ != b.form_) return false;
    if (a.data_ == b.data_ || a.size() == 0) return true;
    if (*static_cast<const char*>(a.data_) != *static_cast<const char*>(b.data_)) return false;
    if (a.is_ascii_character()) return true;
    return std::memcmp(a.data_, b.data_, static_cast<size_t>(a.size()) * a.unit()) == 0;
  }
  KB_INLINE friend bool operator<(const str& a, const str& b) {
    if (KB_LIKELY(!a.is_wide() && !b.is_wide() && a.size() != 0 && b.size() != 0)) {
      const auto x = static_cast<unsigned char>(a.ascii()[0]), y = static_cast<unsigned char>(b.ascii()[0]);
      if (x != y) return x < y;
    }
    return compare(a, b) < 0;
  }
  KB_INLINE friend bool operator>(const str& a, const str& b) { return b < a; }
  friend bool operator<=(const str& a, const str& b) { return compare(a, b) <= 0; }
  friend bool operator>=(const str& a, const str& b) { return compare(a, b) >= 0; }
  // < 0, 0, > 0: by code points.
  static int compare(const str& a, const str& b);

 private:
  friend class text;
  friend str concat(const str& a, const str& b, int line);
  friend void append(str& a, const str& b, int line);
  friend void append_texts(str& a, const str& b, int line);
  friend str concat_texts(const str& a, const str& b, int line);
  str(const void* data, int64 size, bool wide, text_body* base) noexcept : data_(data), form_(2 * size + wide), base_(base) {}
  KB_INLINE void drop_base() noexcept {
    if (base_ != nullptr && --base_->references == 0) drop_text(base_);
  }
  static str allocate_text(int64 size, bool wide, int line);

  KB_INLINE void forget() noexcept {
    data_ = "";
    form_ = 0;
    base_ = nullptr;
  }
  KB_INLINE size_t unit() const { return is_wide() ? 4 : 1; }  // bytes of a character

  // Of ASCII, whose characters are the last in their body, with room for another one behind them.
  KB_INLINE bool has_room() const {
    return base_ != nullptr && !is_wide() && base_->used < base_->capacity && ascii() + size() == reinterpret_cast<const char*>(base_ + 1) + base_->used;
  }

  static constexpr int64 one_of_ascii = 2;
  const void* data_;
  int64 form_;  // twice the number of characters, and one if they are wide: one word, which is copied and compared at once
  text_body* base_;
};

int64 hash_of(const str& s);

// A text that is being made.
class text {
 public:
  text() noexcept : body_(nullptr), size_(0), capacity_(0), wide_(false) {}
  text(const text&) = delete;
  ~text() {
    if (body_ != nullptr) text_body::free(body_, capacity_);
  }

  KB_INLINE void put(char ascii) {
    if (KB_UNLIKELY(size_ == capacity_)) grow(1);
    if (wide_) wide_data()[size_++] = static_cast<unsigned char>(ascii);
    else narrow_data()[size_++] = ascii;
  }
  void reserve(int64 characters);
  // Room for that many characters of ASCII in an empty text, to be written by the caller.
  char* fill(int64 characters) {
    reserve(characters);
    size_ = characters;
    return narrow_data();
  }
  void put_code_point(std::uint32_t point);
  void put(const char* ascii, size_t bytes);
  void put(const char* ascii) { put(ascii, std::strlen(ascii)); }
  void put(const str& s);
  void put_int(int64 value);
  void put_unsigned(uint64 value);
  void put_float(double value);  // repr
  void put_float(float value);
  template <class T>
  void show(const T& x);  // repr
  int64 size() const { return size_; }
  str finish(int line = 0);

 private:
  KB_NOINLINE void grow(int64 more);
  void widen();
  char* narrow_data() { return reinterpret_cast<char*>(body_ + 1); }
  std::uint32_t* wide_data() { return reinterpret_cast<std::uint32_t*>(body_ + 1); }
  text_body* body_;
  int64 size_, capacity_;  // characters
  bool wide_;
};

bool is_printable(std::uint32_t point);  // of one beyond ASCII: CPython's tables, runtime/python_call.cpp
// repr(x), appended. Containers have a member `repr_to`.
void repr_str(text& out, const str& s);
void repr_complex(text& out, double re, double im);
// NumPy's own text of an array; `dtype`: its dtype_number.
void repr_array(text& out, const void* data, owner* base, const int64* shape, const int64* strides, int rank, int dtype);
template <class T>
void repr_to(text& out, const T& x) {
  if constexpr (std::is_same_v<T, bool>) out.put(x ? "True" : "False");
  else if constexpr (std::is_same_v<T, float>) out.put_float(x);
  else if constexpr (std::is_floating_point_v<T>) out.put_float(static_cast<double>(x));
  else if constexpr (std::is_same_v<T, uint64>) out.put_unsigned(x);
  else if constexpr (std::is_integral_v<T>) out.put_int(x);
  else if constexpr (std::is_same_v<T, str>) repr_str(out, x);
  else if constexpr (is_complex<T>) repr_complex(out, x.re, x.im);
  else if constexpr (requires { x.repr_to(out); }) x.repr_to(out);
  else if constexpr (is_array<T>) repr_array(out, x.data, x.base, x.shape, x.strides, operand<T>::rank, dtype_number<element_of<T>>);
  else out.put("None");
}
KB_COLD void repr_to(text& out, const error& e);  // of a caught exception, from its arguments
template <class T>
void text::show(const T& x) {
  keelback::repr_to(*this, x);
}
template <class T>
str repr(const T& x, int line = 0) {
  text out;
  repr_to(out, x);
  return out.finish(line);
}
KB_COLD str str_of(const error& e, int line = 0);
KB_COLD str exception_name(const error& e);            // type(e).__name__: likewise
KB_COLD str python_text(void* object, bool is_repr);  // str() or repr() of a Python object: runtime/exceptions.cpp
template <class T>
str str_of(const T& x, int line = 0) {
  if constexpr (std::is_same_v<T, str>) return x;
  else if constexpr (requires(text& out) { x.str_to(out); }) {
    text out;
    x.str_to(out);
    return out.finish(line);
  } else if constexpr (requires { x.visit([](const auto& value) { return 0; }); }) return x.visit([line](const auto& value) { return str_of(value, line); });
  else return repr(x, line);
}

str concat_texts(const str& a, const str& b, int line);
// A text that grows by a character at a time grows in place.
KB_INLINE str concat(const str& a, const str& b, int line = 0) {
  if (KB_UNLIKELY(!b.is_ascii_character() || !a.has_room())) return concat_texts(a, b, line);
  const_cast<char*>(a.ascii())[a.size()] = *b.ascii();
  ++a.base_->used;
  ++a.base_->references;
  return str(a.data_, a.size() + 1, false, a.base_);
}
// a = a + b
void append_texts(str& a, const str& b, int line);
KB_INLINE void append(str& a, const str& b, int line = 0) {
  if (KB_UNLIKELY(!b.is_ascii_character() || !a.has_room())) return append_texts(a, b, line);
  const_cast<char*>(a.ascii())[a.size()] = *b.ascii();
  ++a.base_->used;
  a.form_ += str::one_of_ascii;
}
str repeat(const str& s, int64 times, int line);
str get_slice(const str& s, int64 start, int64 stop, int64 step, int64 flags, int line);
bool contains(const str& whole, const str& part, int line = 0);
KB_INLINE str get_item(const str& s, int64 i, int line) { return s.at(i, line); }

// ---- characters as code points (compiler/passes/characters.cpp) ----

// ord(s[i])
KB_INLINE std::uint32_t code_at(const str& s, int64 i, int line) { return s.code_at(sequence_index(i, s.size(), "string index out of range", line)); }
// Of a text of one character.
KB_INLINE std::uint32_t code_of(const str& s) { return s.code_at(0); }
namespace characters {
KB_INLINE bool contains(const str& whole, std::uint32_t point) {
  const int64 n = whole.size();
  for (int64 i = 0; i < n; ++i)
    if (whole.code_at(i) == point) return true;
  return false;
}
KB_INLINE str concat(const str& a, std::uint32_t point, int line) { return keelback::concat(a, str::of_character(point), line); }
KB_INLINE void append(str& a, std::uint32_t point, int line) { keelback::append(a, str::of_character(point), line); }
}  // namespace characters

// ---- raising with values ----

[[noreturn]] KB_COLD KB_NOINLINE void raise_str(exception kind, int line, const str& message);
[[noreturn]] KB_COLD KB_NOINLINE void assert_failed(const str& message, int line);
// An exception whose one argument has the given repr; `tuple`: the repr of all of `args`.
[[noreturn]] KB_COLD KB_NOINLINE void raise_repr(exception kind, int line, text& repr, argument style);
template <class... A>
[[noreturn]] KB_COLD KB_NOINLINE void raise_with(exception kind, int line, const A&... values) {
  text all;
  if constexpr (sizeof...(A) == 1) {
    (repr_to(all, values), ...);
    raise_repr(kind, line, all, argument::key_repr);
  } else {
    all.put('(');
    bool first = true;
    ((first ? void() : all.put(", "), first = false, repr_to(all, values)), ...);
    all.put(')');
    raise_repr(kind, line, all, argument::os_style);
  }
}
template <class K>
[[noreturn]] KB_COLD KB_NOINLINE void raise_key(const K& key, int line) {
  text shown;
  repr_to(shown, key);
  raise_repr(exception::key_error, line, shown, argument::key_repr);
}

// The value of an expression that raises; it stands for any type.
struct never {
  template <class T>
  [[noreturn]] operator T() const {
    KB_UNREACHABLE();
  }
};
template <exception Kind>
[[noreturn]] KB_COLD KB_NOINLINE never raise_as(const str& message, int line) {
  raise_str(Kind, line, message);
}
template <class T, exception Kind>
[[noreturn]] KB_COLD KB_NOINLINE T raise_as(const str& message, int line) {
  raise_str(Kind, line, message);
}

}  // namespace keelback
