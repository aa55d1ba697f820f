// bytes.hpp, compiled once.
#pragma once

#include <keelback/bytes.hpp>
#include <keelback/compiled/str_methods.hpp>

namespace keelback {

void bytes::repr_to(text& out) const {
  bool single = false, both = false;
  for (int64 i = 0; i < size(); ++i) {
    single |= data()[i] == '\'';
    both |= data()[i] == '"';
  }
  const char quote = single && !both ? '"' : '\'';
  constexpr char hex[] = "0123456789abcdef";
  out.put('b');
  out.put(quote);
  for (int64 i = 0; i < size(); ++i) {
    const unsigned char c = data()[i];
    if (c == static_cast<unsigned char>(quote) || c == '\\') out.put('\\'), out.put(static_cast<char>(c));
    else if (c == '\n') out.put("\\n");
    else if (c == '\r') out.put("\\r");
    else if (c == '\t') out.put("\\t");
    else if (c < 0x20 || c >= 0x7F) out.put("\\x"), out.put(hex[c >> 4]), out.put(hex[c & 15]);
    else out.put(static_cast<char>(c));
  }
  out.put(quote);
}

// Other than bytes it escapes an apostrophe between either quotes, and a quotation mark between none.
void bytearray::repr_to(text& out) const {
  text plain;
  looked_at().repr_to(plain);
  const str shown = plain.finish();
  out.put("bytearray(");
  const bool is_double = shown.code_at(1) == '"';
  for (int64 i = 0; i < shown.size(); ++i) {
    const char c = shown.ascii()[i];
    if (is_double && c == '\'') out.put('\\');
    out.put(c);
  }
  out.put(')');
}

bytes bytes_of_latin(const str& code_points, int) {
  if (!code_points.is_wide()) return bytes(code_points);
  text out;
  char* const to = out.fill(code_points.size());
  for (int64 i = 0; i < code_points.size(); ++i) to[i] = static_cast<char>(code_points.code_at(i));
  return bytes(out.finish());
}
bytes zero_bytes(int64 size, const char* what, int line) {
  if (size < 0) raise_value(line, what);
  if (size == 0) return {};
  text out;
  std::memset(out.fill(size), 0, static_cast<size_t>(size));
  return bytes(out.finish());
}

namespace {
bool is_big_endian(const str& order, int line) {
  const bool is_big = order == str("big", 3);
  if (!is_big && order != str("little", 6)) raise_value(line, "byteorder must be either 'little' or 'big'");
  return is_big;
}
}  // namespace

bytes to_bytes(int64 value, int64 size, const str& order, bool is_signed, int line) {
  if (size < 0) raise_value(line, "length argument must be non-negative");
  const bool is_big = is_big_endian(order, line);
  if (value < 0 && !is_signed) raise(exception::overflow_error, line, "can't convert negative int to unsigned");
  constexpr int64 whole = sizeof(int64), bits = 8;
  const int64 sign = is_signed ? 1 : 0;
  const bool fits = size >= whole || (size == 0 ? value == 0 || (is_signed && value == -1) : (value >> (bits * size - sign)) == (value < 0 ? -1 : 0));
  if (!fits) raise(exception::overflow_error, line, "int too big to convert");
  if (size == 0) return {};
  text out;
  char* const to = out.fill(size);
  for (int64 i = 0; i < size; ++i) to[is_big ? size - 1 - i : i] = static_cast<char>(i < whole ? value >> (bits * i) : value < 0 ? -1 : 0);
  return bytes(out.finish());
}

int64 int_from_bytes(const bytes& b, const str& order, bool is_signed, int line) {
  const bool is_big = is_big_endian(order, line);
  const auto byte = [&](int64 i) { return b.data()[is_big ? b.size() - 1 - i : i]; };
  const auto overflow = [&] { raise(exception::overflow_error, line, "integer overflow: the result of int.from_bytes does not fit in 64 bits"); };
  constexpr int64 whole = sizeof(int64), bits = 8;
  const bool is_negative = is_signed && b.size() > 0 && (byte(b.size() - 1) & 0x80) != 0;
  uint64 made = is_negative ? ~uint64{0} : 0;
  for (int64 i = b.size(); i-- > 0;) {
    if (i >= whole && byte(i) != (is_negative ? 0xff : 0)) overflow();
    if (i < whole) made = made << bits | byte(i);
  }
  if (b.size() >= whole && (static_cast<int64>(made) < 0) != is_negative) overflow();
  return static_cast<int64>(made);
}

bytes fromhex(const str& s, int line) {
  const auto digit = [](std::uint32_t c) { return c >= '0' && c <= '9' ? int(c - '0') : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? int((c | 0x20) - 'a' + 10) : -1; };
  const list<unsigned char> made = list<unsigned char>::make();
  for (int64 i = 0; i < s.size();) {
    const std::uint32_t c = s.code_at(i);
    if (c == ' ' || (c >= 9 && c <= 13)) {
      ++i;
      continue;
    }
    const int high = digit(c), low = i + 1 < s.size() ? digit(s.code_at(i + 1)) : -1;
    if (high < 0 || low < 0) {
      raise(exception::value_error, line, "non-hexadecimal number found in fromhex() arg at position %lld", static_cast<long long>(high < 0 ? i : i + 1));
    }
    made.append(static_cast<unsigned char>(16 * high + low));
    i += 2;
  }
  return bytes::copy_of(made.data(), made.size());
}
str hex_of(const bytes& b, int line) { return hex_of(b, str(" ", 1), 0, line); }
str hex_of(const bytes& b, const str& separator, int64 group, int line) {
  if (separator.size() != 1) raise_value(line, "sep must be length 1.");
  if (separator.code_at(0) > 127) raise_value(line, "sep must be ASCII.");
  if (group != static_cast<int>(group)) raise_overflow(line, "Python int too large to convert to C int");
  text out;
  const int64 each = group < 0 ? -group : group;
  for (int64 i = 0; i < b.size(); ++i) {
    const int64 from_edge = group < 0 ? i : b.size() - i;
    if (i > 0 && each != 0 && from_edge % each == 0) out.put(separator);
    out.put("0123456789abcdef"[b.data()[i] >> 4]);
    out.put("0123456789abcdef"[b.data()[i] & 15]);
  }
  return out.finish(line);
}

bytes space_of_bytes() { return bytes(str(" \t\n\r\x0b\x0c", 6)); }
bool bytes_isspace(const bytes& b, int) {
  for (int64 i = 0; i < b.size(); ++i)
    if (b[i] != ' ' && (b[i] < 9 || b[i] > 13)) return false;
  return b.size() > 0;
}
bool bytes_isascii(const bytes& b, int) {
  return str::is_ascii(reinterpret_cast<const char*>(b.data()), static_cast<size_t>(b.size()));
}
bytes replaced_bytes(const bytes& b, const bytes& old, const bytes& by, int64 most, int line) {
  if (old.size() > 0) return bytes(replace(b.raw(), old.raw(), by.raw(), most, line));
  if (most < 0) most = no_end;
  text out;
  for (int64 i = 0; i <= b.size(); ++i) {
    if (i < most) out.put(by.raw());
    if (i < b.size()) out.put(static_cast<char>(b[i]));
  }
  return bytes(out.finish(line));
}

namespace {
list<bytes> as_bytes(const list<str>& parts) {
  const list<bytes> made = list<bytes>::make();
  made.reserve(parts.size());
  for (int64 i = 0; i < parts.size(); ++i) made.append(bytes(parts[i]));
  return made;
}
tuple<bytes, bytes, bytes> as_bytes(const tuple<str, str, str>& parts) { return {bytes(get<0>(parts)), bytes(get<1>(parts)), bytes(get<2>(parts))}; }
bool is_byte_space(int64 c) { return c == ' ' || (c >= 9 && c <= 13); }
}  // namespace
list<bytes> split_bytes(const bytes& b, const bytes& separator, int64 most, int line) { return as_bytes(split(b.raw(), separator.raw(), most, line)); }
list<bytes> rsplit_bytes(const bytes& b, const bytes& separator, int64 most, int line) { return as_bytes(rsplit(b.raw(), separator.raw(), most, line)); }
list<bytes> split_bytes_words(const bytes& b, int64 most, int) {
  if (most < 0) most = no_end;
  const list<bytes> parts = list<bytes>::make();
  for (int64 i = 0; i < b.size();) {
    while (i < b.size() && is_byte_space(b[i])) ++i;
    const int64 start = i;
    if (start == b.size()) break;
    if (most-- == 0) {
      parts.append(bytes(str::part(b.raw(), start, b.size() - start)));
      break;
    }
    while (i < b.size() && !is_byte_space(b[i])) ++i;
    parts.append(bytes(str::part(b.raw(), start, i - start)));
  }
  return parts;
}
list<bytes> rsplit_bytes_words(const bytes& b, int64 most, int) {
  if (most < 0) most = no_end;
  list<bytes> parts = list<bytes>::make();
  for (int64 i = b.size(); i > 0;) {
    while (i > 0 && is_byte_space(b[i - 1])) --i;
    const int64 stop = i;
    if (stop == 0) break;
    if (most-- == 0) i = 0;
    while (i > 0 && !is_byte_space(b[i - 1])) --i;
    parts.append(bytes(str::part(b.raw(), i, stop - i)));
  }
  reverse(parts);
  return parts;
}
list<bytes> bytes_lines(const bytes& b, bool keep_ends, int) {
  const list<bytes> parts = list<bytes>::make();
  for (int64 i = 0; i < b.size();) {
    const int64 start = i;
    while (i < b.size() && b[i] != '\n' && b[i] != '\r') ++i;
    int64 stop = i;
    if (i < b.size()) {
      i += b[i] == '\r' && i + 1 < b.size() && b[i + 1] == '\n' ? 2 : 1;
      if (keep_ends) stop = i;
    }
    parts.append(bytes(str::part(b.raw(), start, stop - start)));
  }
  return parts;
}
tuple<bytes, bytes, bytes> partition_bytes(const bytes& b, const bytes& separator, int line) { return as_bytes(partition(b.raw(), separator.raw(), line)); }
tuple<bytes, bytes, bytes> rpartition_bytes(const bytes& b, const bytes& separator, int line) { return as_bytes(rpartition(b.raw(), separator.raw(), line)); }

bytes expanded_tabs(const bytes& b, int64 size, int line) {
  text out;
  int64 column = 0;
  for (int64 i = 0; i < b.size(); ++i) {
    const char c = static_cast<char>(b[i]);
    if (c != '\t') {
      out.put(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      continue;
    }
    const int64 more = size > 0 ? size - column % size : 0;
    for (int64 k = 0; k < more; ++k) out.put(' ');
    column += more;
  }
  return bytes(out.finish(line));
}
bytes translated_bytes(const bytes& b, const bytes* table, const bytes& left_out, int line) {
  if (table != nullptr && table->size() != 256) raise_value(line, "translation table must be 256 characters long");
  bool is_left_out[256] = {};
  for (int64 i = 0; i < left_out.size(); ++i) is_left_out[left_out[i]] = true;
  text out;
  out.reserve(b.size());
  for (int64 i = 0; i < b.size(); ++i)
    if (!is_left_out[b[i]]) out.put(static_cast<char>(table != nullptr ? (*table)[b[i]] : b[i]));
  return bytes(out.finish(line));
}
bytes table_of_bytes(const bytes& from, const bytes& to, int line) {
  if (from.size() != to.size()) raise_value(line, "maketrans arguments must have same length");
  byte_table table;
  for (int64 i = 0; i < from.size(); ++i) table.characters[from[i]] = static_cast<char>(to[i]);
  return bytes::copy_of(table.characters, 256);
}

bytes bytes_slice(const bytes& b, int64 start, int64 stop, int64 step, int64 flags, int line) {
  const slice_indices at = adjust({start, stop, step, static_cast<int>(flags)}, b.size(), line);
  if (at.step == 1) return at.count == b.size() ? b : bytes(str::part(b.raw(), at.start, at.count));
  if (at.count == 0) return {};
  text out;
  char* const to = out.fill(at.count);
  for (int64 k = 0; k < at.count; ++k) to[k] = static_cast<char>(b.data()[at.start + k * at.step]);
  return bytes(out.finish(line));
}

}  // namespace keelback
