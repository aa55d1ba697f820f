// items.hpp and str.hpp, compiled once.
#pragma once

#include <charconv>
#include <cstdlib>

#include <keelback/builtins.hpp>
#include <keelback/list.hpp>
#include <keelback/slice.hpp>
#include <keelback/str.hpp>

namespace keelback {

void raise_ambiguous_truth(int64 size, int line) {
  if (size == 0) {
    raise_value(line, "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.");
  }
  raise_value(line, "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
}

void raise_no_order(const char* op, const char* left, const char* right) {
  raise(exception::type_error, 0, "'%s' not supported between instances of '%s' and '%s'", op, left, right);
}

void raise_slice_size(int64 given, int64 wanted, int line) {
  raise(exception::value_error, line, "attempt to assign sequence of size %lld to extended slice of size %lld",
        static_cast<long long>(given), static_cast<long long>(wanted));
}

void* container_allocate(int64 count, size_t item_size) {
  int64 bytes;
  if (count < 0 || mul_overflow(count, static_cast<int64>(item_size), &bytes)) raise_memory(0);
  void* memory = std::malloc(bytes == 0 ? 1 : static_cast<size_t>(bytes));
  if (memory == nullptr) raise_memory(0);
  return memory;
}

void* container_reallocate(void* memory, int64 count, size_t item_size) {
  int64 bytes;
  if (count < 0 || mul_overflow(count, static_cast<int64>(item_size), &bytes)) raise_memory(0);
  void* grown = std::realloc(memory, bytes == 0 ? 1 : static_cast<size_t>(bytes));
  if (grown == nullptr) raise_memory(0);
  return grown;
}

// ---- str ----

text_body* text_body::allocate(int64 capacity, size_t unit, int line) {
  int64 bytes;
  const size_t front = is_long(capacity) ? in_front : 0;
  if (mul_overflow(capacity < 0 ? 0 : capacity, static_cast<int64>(unit), &bytes) || add_overflow(bytes, static_cast<int64>(sizeof(text_body) + front), &bytes)) raise_memory(line);
  char* const memory = static_cast<char*>(std::malloc(static_cast<size_t>(bytes)));
  if (memory == nullptr) raise_memory(line);
  auto* const body = reinterpret_cast<text_body*>(memory + front);
  if (front != 0) body->origin() = nullptr;
  return body;
}
void text_body::free(text_body* body, int64 capacity) noexcept { std::free(reinterpret_cast<char*>(body) - (is_long(capacity) ? in_front : 0)); }
void drop_text(text_body* body) noexcept {
  if (text_body::is_long(body->capacity) && body->origin() != nullptr) release_origin(body->origin());
  text_body::free(body, body->capacity);
}

str str::in_object(void* object, const void* characters, int64 size, bool wide) {
  text_body* const body = text_body::allocate(-1, 1, 0);
  body->references = 1;
  body->used = 0, body->capacity = -1;
  body->origin() = object;
  return str(characters, size, wide, body);
}
str str::unwritten(int64 size, bool wide, void** characters) {
  str made = allocate_text(size, wide, 0);
  *characters = const_cast<void*>(made.data_);
  return made;
}
void str::set_origin(void* object) const {
  void* const old = base_->origin();
  base_->origin() = object;
  if (old != nullptr) release_origin(old);
}

str str::allocate_text(int64 size, bool wide, int line) {
  text_body* const body = text_body::allocate(size, wide ? 4 : 1, line);
  body->references = 1;
  body->used = body->capacity = size;
  return str(body + 1, size, wide, body);
}

str str::from_ascii(const char* text, size_t bytes, int line) {
  if (bytes == 0) return {};
  str s = allocate_text(static_cast<int64>(bytes), false, line);
  std::memcpy(const_cast<void*>(s.data_), text, bytes);
  return s;
}

str str::packed(const char* text, size_t bytes) {
  constexpr size_t short_text = 48;  // a body's end that is too short for the next text stays empty
  if (bytes > short_text) return from_ascii(text, bytes, 0);
  if (bytes == 1) return of_character(static_cast<unsigned char>(*text));
  if (bytes == 0) return {};
  static text_body* body = nullptr;  // what the next text goes into; this is one of its references
  const auto size = static_cast<int64>(bytes);
  if (body != nullptr && body->references == 1) body->used = 0;
  if (body == nullptr || size > body->capacity - body->used) {
    constexpr int64 capacity = text_body::long_text - 1;
    text_body* const next = text_body::allocate(capacity, 1, 0);
    next->references = 1;
    next->used = 0, next->capacity = capacity;
    if (body != nullptr && --body->references == 0) drop_text(body);
    body = next;
  }
  char* const characters = reinterpret_cast<char*>(body + 1) + body->used;
  std::memcpy(characters, text, bytes);
  body->used += size;
  ++body->references;
  return str(characters, size, false, body);
}

str str::from_code_points(const std::uint32_t* points, int64 count, int line) {
  if (count == 0) return {};
  bool wide = false;
  for (int64 i = 0; i < count; ++i) wide |= points[i] >= 0x80;
  str s = allocate_text(count, wide, line);
  if (wide) {
    std::memcpy(const_cast<void*>(s.data_), points, static_cast<size_t>(count) * 4);
  } else {
    char* out = static_cast<char*>(const_cast<void*>(s.data_));
    for (int64 i = 0; i < count; ++i) out[i] = static_cast<char>(points[i]);
  }
  return s;
}

namespace {
// One character of UTF-8, surrogates included.
std::uint32_t decode_one(const unsigned char* text, size_t left, size_t* used) {
  const unsigned char c = text[0];
  const int more = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
  std::uint32_t point = more == 0 ? c : c & (0x3Fu >> more);
  size_t n = 1;
  for (int i = 0; i < more && n < left; ++i, ++n) point = point << 6 | (text[n] & 0x3Fu);
  *used = n;
  return point;
}
}  // namespace

str str::from_utf8(const char* utf8, size_t bytes, int line) {
  if (is_ascii(utf8, bytes)) return from_ascii(utf8, bytes, line);
  text out;
  const auto* p = reinterpret_cast<const unsigned char*>(utf8);
  for (size_t i = 0, used = 0; i < bytes; i += used) out.put_code_point(decode_one(p + i, bytes - i, &used));
  return out.finish(line);
}

str str::from_code_point(std::uint32_t point) {
  if (point < 0x80) return str(ascii_characters + point, 1, false, nullptr);
  return from_code_points(&point, 1, 0);
}

str str::part(const str& whole, int64 start, int64 count) {
  if (count == 0) return {};
  if (whole.is_wide()) {
    bool wide = false;
    for (int64 i = 0; i < count && !wide; ++i) wide = whole.points()[start + i] >= 0x80;
    if (!wide) return from_code_points(whole.points() + start, count, 0);
  }
  if (whole.base_ != nullptr) ++whole.base_->references;
  return str(static_cast<const char*>(whole.data_) + start * (whole.is_wide() ? 4 : 1), count, whole.is_wide(), whole.base_);
}

size_t str::utf8_size() const {
  if (!is_wide()) return static_cast<size_t>(size());
  size_t bytes = 0;
  for (int64 i = 0; i < size(); ++i) {
    const std::uint32_t c = points()[i];
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return bytes;
}
void str::utf8(char* out) const {
  if (!is_wide()) {
    std::memcpy(out, data_, static_cast<size_t>(size()));
    return;
  }
  for (int64 i = 0; i < size(); ++i) {
    const std::uint32_t c = points()[i];
    const auto byte = [&](std::uint32_t value) { *out++ = static_cast<char>(value); };
    if (c < 0x80) {
      byte(c);
    } else if (c < 0x800) {
      byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    } else {
      byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    }
  }
}

int str::compare(const str& a, const str& b) {
  const int64 common = a.size() < b.size() ? a.size() : b.size();
  if (!a.is_wide() && !b.is_wide()) {
    const int order = std::memcmp(a.data_, b.data_, static_cast<size_t>(common));
    if (order != 0) return order;
  } else {
    for (int64 i = 0; i < common; ++i) {
      const std::uint32_t x = a.code_at(i), y = b.code_at(i);
      if (x != y) return x < y ? -1 : 1;
    }
  }
  return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
}

int64 hash_of(const str& s) {
  const char* p = s.ascii();
  int64 left = s.size() * (s.is_wide() ? 4 : 1);
  uint64 h = 0x9E3779B97F4A7C15u ^ static_cast<uint64>(left);
  const auto mix = [&h](uint64 word) {
    const uint128 product = static_cast<uint128>(h ^ word) * 0xD6E8FEB86659FD93u;
    h = static_cast<uint64>(product) ^ static_cast<uint64>(product >> 64);
  };
  for (; left >= 8; left -= 8, p += 8) {
    uint64 word;
    std::memcpy(&word, p, 8);
    mix(word);
  }
  uint64 last = 0;  // the bytes that are left, in any order
  if (left >= 4) {
    std::uint32_t low, high;
    std::memcpy(&low, p, 4);
    std::memcpy(&high, p + left - 4, 4);
    last = low | static_cast<uint64>(high) << 32;
  } else if (left > 0) {
    const auto byte = [p](int64 i) { return static_cast<uint64>(static_cast<unsigned char>(p[i])); };
    last = byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16;
  }
  mix(last ^ 0xA0761D6478BD642Fu);
  return h == ~uint64{0} ? -2 : static_cast<int64>(h);
}

// ---- text ----

void text::grow(int64 more) {
  const int64 wanted = size_ + more;
  if (wanted <= capacity_) return;
  const int64 capacity = wanted < 48 ? 48 : size_ == 0 ? wanted : wanted + wanted / 2;
  const size_t unit = wide_ ? 4 : 1;
  text_body* const body = text_body::allocate(capacity, unit, 0);
  if (size_ > 0) std::memcpy(body + 1, body_ + 1, static_cast<size_t>(size_) * unit);
  if (body_ != nullptr) text_body::free(body_, capacity_);
  body_ = body;
  capacity_ = capacity;
}
void text::reserve(int64 characters) {
  if (characters <= capacity_) return;
  grow(characters - size_);
}
void text::widen() {
  if (wide_) return;
  text_body* const body = text_body::allocate(capacity_, 4, 0);
  auto* out = reinterpret_cast<std::uint32_t*>(body + 1);
  for (int64 i = 0; i < size_; ++i) out[i] = static_cast<unsigned char>(narrow_data()[i]);
  if (body_ != nullptr) text_body::free(body_, capacity_);
  body_ = body;
  wide_ = true;
}
void text::put_code_point(std::uint32_t point) {
  if (point >= 0x80) widen();
  grow(1);
  if (wide_) wide_data()[size_++] = point;
  else narrow_data()[size_++] = static_cast<char>(point);
}
void text::put(const char* ascii, size_t bytes) {
  if (bytes == 0) return;
  grow(static_cast<int64>(bytes));
  if (wide_)
    for (size_t i = 0; i < bytes; ++i) wide_data()[size_ + static_cast<int64>(i)] = static_cast<unsigned char>(ascii[i]);
  else std::memcpy(narrow_data() + size_, ascii, bytes);
  size_ += static_cast<int64>(bytes);
}
void text::put(const str& s) {
  if (!s.is_wide()) return put(s.ascii(), static_cast<size_t>(s.size()));
  widen();
  grow(s.size());
  std::memcpy(wide_data() + size_, s.points(), static_cast<size_t>(s.size()) * 4);
  size_ += s.size();
}
void text::put_int(int64 value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  put(digits, static_cast<size_t>(end.ptr - digits));
}
void text::put_unsigned(uint64 value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  put(digits, static_cast<size_t>(end.ptr - digits));
}
// Wide characters only where there is one that is not ASCII, so the form is the right one.
str text::finish(int) {
  if (size_ == 0) return {};
  body_->references = 1;
  body_->used = size_;
  body_->capacity = capacity_;
  const str made(body_ + 1, size_, wide_, body_);
  body_ = nullptr;
  size_ = capacity_ = 0;
  wide_ = false;
  return made;
}

namespace {
// CPython's repr of a float: the shortest digits that read back, an exponent below 1e-4 and from 1e16 on.
template <class T>
void put_shortest(text& out, T value, bool point_zero) {
  if (value != value) return out.put("nan");
  if (sign_bit(static_cast<double>(value))) out.put('-');
  if (is_inf(static_cast<double>(value))) return out.put("inf");
  char raw[40];
  const auto end = std::to_chars(raw, raw + sizeof raw, value < 0 ? -value : ::fabs(value) == 0 ? T(0) : value, std::chars_format::scientific);
  char digits[32];
  int count = 0;
  const char* p = raw;
  for (; p < end.ptr && *p != 'e'; ++p)
    if (*p != '.') digits[count++] = *p;
  int exponent = 0;
  const char* start = p + 1;
  if (*start == '+') ++start;
  std::from_chars(start, end.ptr, exponent);
  if (exponent < -4 || exponent >= 16) {
    out.put(digits[0]);
    if (count > 1) {
      out.put('.');
      out.put(digits + 1, static_cast<size_t>(count - 1));
    }
    out.put('e');
    out.put(exponent < 0 ? '-' : '+');
    const int size = exponent < 0 ? -exponent : exponent;
    if (size < 10) out.put('0');
    out.put_int(size);
  } else if (exponent < 0) {
    out.put("0.");
    for (int i = -1; i > exponent; --i) out.put('0');
    out.put(digits, static_cast<size_t>(count));
  } else {
    for (int i = 0; i <= exponent; ++i) out.put(i < count ? digits[i] : '0');
    if (count > exponent + 1) {
      out.put('.');
      out.put(digits + exponent + 1, static_cast<size_t>(count - exponent - 1));
    } else if (point_zero) {
      out.put(".0");
    }
  }
}
}  // namespace

void text::put_float(double value) { put_shortest(*this, value, true); }
void text::put_float(float value) { put_shortest(*this, value, true); }

void repr_complex(text& out, double re, double im) {
  const bool plain = re == 0 && !sign_bit(re);
  if (!plain) {
    out.put('(');
    put_shortest(out, re, false);
    if (is_nan(im) || !sign_bit(im)) out.put('+');
  }
  put_shortest(out, im, false);
  out.put('j');
  if (!plain) out.put(')');
}

void repr_str(text& out, const str& s) {
  bool single = false, both = false;
  for (int64 i = 0; i < s.size(); ++i) {
    single |= s.code_at(i) == '\'';
    both |= s.code_at(i) == '"';
  }
  const std::uint32_t quote = single && !both ? '"' : '\'';
  constexpr char hex[] = "0123456789abcdef";
  const auto escaped = [&](char kind, std::uint32_t value, int digits) {
    out.put('\\');
    out.put(kind);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out.put(hex[value >> shift & 15]);
  };
  out.put(static_cast<char>(quote));
  for (int64 i = 0; i < s.size(); ++i) {
    const std::uint32_t c = s.code_at(i);
    if (c == quote || c == '\\') out.put('\\'), out.put(static_cast<char>(c));
    else if (c == '\n') out.put("\\n");
    else if (c == '\r') out.put("\\r");
    else if (c == '\t') out.put("\\t");
    else if (c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD) escaped('x', c, 2);
    else if (c >= 0x80 && !is_printable(c)) c < 0x100 ? escaped('x', c, 2) : c < 0x10000 ? escaped('u', c, 4) : escaped('U', c, 8);
    else out.put_code_point(c);
  }
  out.put(static_cast<char>(quote));
}

// ---- operations ----

void append_texts(str& a, const str& b, int line) {
  if (b.size() == 0) return;
  if (a.size() == 0) return void(a = b);
  text_body* const body = a.base_;
  const size_t unit = a.is_wide() ? 4 : 1;
  const int64 more = b.size();
  // Behind `a`, where nothing was put yet: nobody sees characters that are not of his own text.
  const bool is_last = body != nullptr && static_cast<const char*>(a.data_) + static_cast<size_t>(a.size()) * unit == reinterpret_cast<const char*>(body + 1) + static_cast<size_t>(body->used) * unit;
  if (is_last && (a.is_wide() || !b.is_wide()) && more <= body->capacity - body->used) {
    char* const end = reinterpret_cast<char*>(body + 1) + static_cast<size_t>(body->used) * unit;
    if (a.is_wide() == b.is_wide()) std::memcpy(end, b.data_, static_cast<size_t>(more) * unit);
    else
      for (int64 i = 0; i < more; ++i) reinterpret_cast<std::uint32_t*>(end)[i] = b.code_at(i);
    body->used += more;
    a.form_ += 2 * more;
    return;
  }
  text out;
  out.reserve(a.size() + more + (is_last ? a.size() / 2 + 16 : 0));
  out.put(a);
  out.put(b);
  a = out.finish(line);
}
str concat_texts(const str& a, const str& b, int line) {
  str whole = a;
  append_texts(whole, b, line);
  return whole;
}

str repeat(const str& s, int64 times, int line) {
  if (times <= 0 || s.size() == 0) return {};
  if (times == 1) return s;
  int64 total;
  if (mul_overflow(s.size(), times, &total) || total > int64{1} << 60) raise_memory(line);
  text out;
  for (int64 i = 0; i < times; ++i) out.put(s);
  return out.finish(line);
}

bool contains(const str& whole, const str& part, int) {
  const int64 last = whole.size() - part.size();
  if (!whole.is_wide() && !part.is_wide()) {
    if (part.size() == 0) return true;
    if (last < 0) return false;
    return ::memmem(whole.ascii(), static_cast<size_t>(whole.size()), part.ascii(), static_cast<size_t>(part.size())) != nullptr;
  }
  for (int64 i = 0; i <= last; ++i) {
    int64 k = 0;
    while (k < part.size() && whole.code_at(i + k) == part.code_at(k)) ++k;
    if (k == part.size()) return true;
  }
  return false;
}

str get_slice(const str& s, int64 start, int64 stop, int64 step, int64 flags, int line) {
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, s.size(), line);
  if (at.step == 1) return at.count == s.size() ? s : str::part(s, at.start, at.count);
  text out;
  for (int64 k = 0, i = at.start; k < at.count; ++k, i += at.step) out.put_code_point(s.code_at(i));
  return out.finish(line);
}

// ---- raising ----

void repr_to(text& out, const error& e) {
  if (e.object() != nullptr) return out.put(python_text(e.object(), true));
  out.put(name_of(e.kind()));
  const str message = str::from_utf8(e.message(), e.message_size(), 0);
  if (e.argument() == argument::os_style) return out.put(message);
  out.put('(');
  if (e.argument() == argument::text) repr_str(out, message);
  else out.put(message);
  out.put(')');
}
str str_of(const error& e, int line) {
  if (e.object() != nullptr) return python_text(e.object(), false);
  const str message = str::from_utf8(e.message(), e.message_size(), line);
  // KeyError shows its key as it is written.
  return e.argument() == argument::text && is_a(e.kind(), exception::key_error) ? repr(message, line) : message;
}

namespace {
// Runs `f(utf8, bytes)`.
template <class F>
void with_utf8(const str& s, F f) {
  const size_t bytes = s.utf8_size();
  char* buffer = static_cast<char*>(container_allocate(static_cast<int64>(bytes) + 1, 1));
  s.utf8(buffer);
  struct guard {
    char* buffer;
    ~guard() { container_free(buffer); }
  } const release{buffer};
  f(static_cast<const char*>(buffer), bytes);
}
}  // namespace

void raise_str(exception kind, int line, const str& message) {
  with_utf8(message, [&](const char* utf8, size_t bytes) { raise_text(kind, line, utf8, bytes, argument::text); });
  KB_UNREACHABLE();
}
void assert_failed(const str& message, int line) { raise_str(exception::assertion_error, line, message); }
void raise_repr(exception kind, int line, text& repr, argument style) {
  with_utf8(repr.finish(line), [&](const char* utf8, size_t bytes) { raise_text(kind, line, utf8, bytes, style); });
  KB_UNREACHABLE();
}

void raise_not_in_list(text& shown, int line) {
  shown.put(" is not in list");
  raise_str(exception::value_error, line, shown.finish(line));
}

}  // namespace keelback

// ---- builtins.hpp ----

namespace keelback {

void detail::raise_sum_overflow(int line) { raise_overflow(line, "integer overflow: the sum does not fit in 64 bits"); }
void raise_zip_length(int shorter, bool is_longer, int line) {
  const char* plural = shorter > 2 ? "s 1-" : " ";
  raise(exception::value_error, line, "zip() argument %d is %s than argument%s%d", shorter, is_longer ? "longer" : "shorter", plural, shorter - 1);
}

namespace {
bool is_space(std::uint32_t c) {
  if (KB_LIKELY(c < 0x80)) return c <= ' ' && ((uint64{1} << c & 0x1F0003E00u) != 0);
  return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
str stripped(const str& s) {
  int64 first = 0, last = s.size();
  while (first < last && is_space(s.code_at(first))) ++first;
  while (last > first && is_space(s.code_at(last - 1))) --last;
  return str::part(s, first, last - first);
}
[[noreturn]] void raise_about(const str& s, const char* before, int64 base, const char* after, int line) {
  text message;
  message.put(before);
  if (base >= 0) message.put_int(base);
  message.put(after);
  repr_str(message, s);
  raise_str(exception::value_error, line, message.finish(line));
}
}  // namespace

int64 parse_int(const str& s, int64 base, int line) {
  if (base != 0 && (base < 2 || base > 36)) raise_value(line, "int() base must be >= 2 and <= 36, or 0");
  const str body = stripped(s);
  const auto fail = [&]() { raise_about(s, "invalid literal for int() with base ", base, ": ", line); };
  if (body.is_wide()) return python_parse_int(s, base, line);
  if (body.size() == 0) fail();
  const char* p = body.ascii();
  const char* end = p + body.size();
  bool negative = false, overflows = false, zeros_only = false;
  if (*p == '+' || *p == '-') negative = *p++ == '-';
  int64 radix = base;
  const char mark = end - p >= 2 && p[0] == '0' ? static_cast<char>(p[1] | 0x20) : '\0';
  const int64 marked = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
  bool prefixed = false;
  if (radix == 0) {
    radix = marked != 0 ? marked : 10;
    prefixed = marked != 0;
    zeros_only = marked == 0 && p < end && *p == '0';
  } else {
    prefixed = marked == radix;
  }
  if (prefixed) {
    p += 2;
    if (p < end && *p == '_') ++p;
  }
  if (p == end) fail();
  int64 value = 0;  // negative: the range is wider there
  bool after_digit = false;
  for (; p < end; ++p) {
    const char c = *p;
    if (c == '_') {
      if (!after_digit) fail();
      after_digit = false;
      continue;
    }
    const int64 digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? (c | 0x20) - 'a' + 10 : 99;
    if (digit >= radix || (zeros_only && digit != 0)) fail();
    overflows = overflows || mul_overflow(value, radix, &value) || sub_overflow(value, digit, &value);
    after_digit = true;
  }
  if (!after_digit) fail();
  if (overflows || (!negative && value == std::numeric_limits<int64>::min())) raise_overflow(line, "integer overflow: the int does not fit in 64 bits");
  return negative ? value : -value;
}
int64 parse_int(const str& s, int line) { return parse_int(s, 10, line); }

double parse_float(const str& s, int line) {
  const str body = stripped(s);
  const auto fail = [&]() { raise_about(s, "could not convert string to float: ", -1, "", line); };
  if (body.is_wide()) return python_parse_float(s, line);
  if (body.size() == 0 || body.size() > 100000) fail();
  const size_t size = static_cast<size_t>(body.size());
  char* digits = static_cast<char*>(container_allocate(body.size() + 1, 1));
  struct guard {
    char* digits;
    ~guard() { container_free(digits); }
  } const release{digits};
  size_t n = 0;
  const char* p = body.ascii();
  for (size_t i = 0; i < size; ++i) {
    const auto is_digit = [&](size_t k) { return k < size && p[k] >= '0' && p[k] <= '9'; };
    if (p[i] == '_') {
      if (i == 0 || !is_digit(i - 1) || !is_digit(i + 1)) fail();
      continue;
    }
    digits[n++] = static_cast<char>(p[i] >= 'A' && p[i] <= 'Z' ? p[i] | 0x20 : p[i]);
  }
  digits[n] = 0;
  const char* start = digits;
  const char* end = digits + n;
  bool negative = false;
  if (*start == '+' || *start == '-') negative = *start++ == '-';
  double value = 0;
  const auto is_word = [&](const char* word) { return std::strcmp(start, word) == 0; };
  if (is_word("inf") || is_word("infinity")) {
    value = infinity;
  } else if (is_word("nan")) {
    value = quiet_nan;
  } else {
    if (start == end || (*start != '.' && (*start < '0' || *start > '9'))) fail();
    const auto read = std::from_chars(start, end, value);
    if (read.ptr != end) fail();
    if (read.ec == std::errc::result_out_of_range) value = ::strtod(start, nullptr);  // 0 or inf
    else if (read.ec != std::errc()) fail();
  }
  return negative ? -value : value;
}

str chr(int64 point, int line) {
  if (point < 0 || point >= 0x110000) raise_value(line, "chr() arg not in range(0x110000)");
  return str::from_code_point(static_cast<std::uint32_t>(point));
}
int64 ord(const str& s, int line) {
  if (s.size() != 1)
    raise(exception::type_error, line, "ord() expected a character, but string of length %lld found", static_cast<long long>(s.size()));
  return s.code_at(0);
}

namespace {
str in_base(int64 x, unsigned shift, char mark) {
  char digits[70];
  int at = sizeof digits;
  uint64 size = x < 0 ? 0 - static_cast<uint64>(x) : static_cast<uint64>(x);
  do digits[--at] = "0123456789abcdef"[size & ((1u << shift) - 1)];
  while ((size >>= shift) != 0);
  digits[--at] = mark;
  digits[--at] = '0';
  if (x < 0) digits[--at] = '-';
  return str::from_ascii(digits + at, sizeof digits - static_cast<size_t>(at), 0);
}
}  // namespace
str bin(int64 x, int) { return in_base(x, 1, 'b'); }
str oct(int64 x, int) { return in_base(x, 3, 'o'); }
str hex(int64 x, int) { return in_base(x, 4, 'x'); }
// The digits behind the point are the fraction's 52 bits; a number below the normal ones begins with 0.
str float_hex(double x, int line) {
  text out;
  if (!is_finite(x)) {
    out.put_float(x);
    return out.finish(line);
  }
  const auto bits = std::bit_cast<uint64>(x);
  constexpr int fraction_bits = 52, bias = 1023;
  const int exponent = static_cast<int>(bits >> fraction_bits & 0x7ff);
  const uint64 fraction = bits & ((uint64{1} << fraction_bits) - 1);
  if (x < 0 || bits >> 63 != 0) out.put('-');
  if (exponent == 0 && fraction == 0) {
    out.put("0x0.0p+0");
    return out.finish(line);
  }
  out.put(exponent == 0 ? "0x0." : "0x1.");
  for (int shift = fraction_bits - 4; shift >= 0; shift -= 4) out.put("0123456789abcdef"[fraction >> shift & 15]);
  const int power = (exponent == 0 ? 1 : exponent) - bias;
  out.put(power < 0 ? "p" : "p+");
  out.put_int(power);
  return out.finish(line);
}

}  // namespace keelback
