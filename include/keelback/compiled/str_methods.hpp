// str_methods.hpp, compiled once.
#pragma once

#include <keelback/compiled/text.hpp>
#include <keelback/str_methods.hpp>

namespace keelback {

namespace {

bool matches_at(const str& s, int64 at, const str& part) {
  if (part.size() > s.size() - at) return false;
  if (s.is_wide() == part.is_wide()) {
    const size_t unit = s.is_wide() ? 4 : 1;
    return std::memcmp(s.ascii() + static_cast<size_t>(at) * unit, part.ascii(), static_cast<size_t>(part.size()) * unit) == 0;
  }
  for (int64 k = 0; k < part.size(); ++k)
    if (s.code_at(at + k) != part.code_at(k)) return false;
  return true;
}
// The first match in [from, to), or -1.
int64 search(const str& s, const str& part, int64 from, int64 to) {
  const int64 last = to - part.size();
  if (from > last) return -1;
  if (part.size() == 0) return from;
  if (!s.is_wide() && !part.is_wide()) {
    const void* found = ::memmem(s.ascii() + from, static_cast<size_t>(to - from), part.ascii(), static_cast<size_t>(part.size()));
    return found == nullptr ? -1 : static_cast<const char*>(found) - s.ascii();
  }
  for (int64 i = from; i <= last; ++i)
    if (matches_at(s, i, part)) return i;
  return -1;
}
int64 search_back(const str& s, const str& part, int64 from, int64 to) {
  for (int64 i = to - part.size(); i >= from; --i)
    if (matches_at(s, i, part)) return i;
  return -1;
}
// Python's start and end; false when start is behind the text.
bool clip(const str& s, int64* start, int64* end) {
  const int64 n = s.size();
  if (*end > n) *end = n;
  else if (*end < 0) *end = *end + n < 0 ? 0 : *end + n;
  if (*start < 0) *start = *start + n < 0 ? 0 : *start + n;
  return *start <= n;
}
void check_separator(const str& separator, int line) {
  if (separator.size() == 0) raise_value(line, "empty separator");
}
bool is_upper(std::uint32_t c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(std::uint32_t c) { return c >= 'a' && c <= 'z'; }
bool is_letter(std::uint32_t c) { return is_upper(c) || is_lower(c); }
bool is_number(std::uint32_t c) { return c >= '0' && c <= '9'; }
// f(character, the one in front or 0)
template <class F>
str mapped(const str& s, const char* method, int line, F f) {
  if (s.is_wide()) return python_cased(s, method, line);
  text out;
  out.reserve(s.size());
  std::uint32_t before = 0;
  for (int64 i = 0; i < s.size(); ++i) {
    out.put(static_cast<char>(f(s.code_at(i), before)));
    before = s.code_at(i);
  }
  return out.finish(line);
}
template <class F>
bool every(const str& s, const char* method, int line, F f) {
  if (s.is_wide()) return python_is(s, method, line);
  for (int64 i = 0; i < s.size(); ++i)
    if (!f(s.code_at(i))) return false;
  return s.size() > 0;
}
template <class F>
str trimmed(const str& s, bool left, bool right, F drop) {
  int64 first = 0, last = s.size();
  while (left && first < last && drop(s.code_at(first))) ++first;
  while (right && last > first && drop(s.code_at(last - 1))) --last;
  return first == 0 && last == s.size() ? s : str::part(s, first, last - first);
}
auto one_of(const str& characters) {
  uint64 low = 0, high = 0;  // those of ASCII
  for (int64 i = 0; i < characters.size(); ++i) {
    const std::uint32_t c = characters.code_at(i);
    if (c < 64) low |= uint64{1} << c;
    else if (c < 128) high |= uint64{1} << (c - 64);
  }
  return [&characters, low, high](std::uint32_t c) {
    if (c < 128) return ((c < 64 ? low >> c : high >> (c - 64)) & 1) != 0;
    for (int64 i = 0; i < characters.size(); ++i)
      if (characters.code_at(i) == c) return true;
    return false;
  };
}
str padded(const str& s, int64 left, int64 right, const str& fill, int line) {
  if (fill.size() != 1) raise_text(exception::type_error, line, "The fill character must be exactly one character long");
  if (left <= 0 && right <= 0) return s;
  text out;
  for (int64 i = 0; i < left; ++i) out.put(fill);
  out.put(s);
  for (int64 i = 0; i < right; ++i) out.put(fill);
  return out.finish(line);
}
}  // namespace

int64 find(const str& s, const str& part, int64 start, int64 end, int) { return clip(s, &start, &end) ? search(s, part, start, end) : -1; }
int64 rfind(const str& s, const str& part, int64 start, int64 end, int) { return clip(s, &start, &end) ? search_back(s, part, start, end) : -1; }
int64 index(const str& s, const str& part, int64 start, int64 end, int line) {
  const int64 i = find(s, part, start, end, line);
  if (i < 0) raise_value(line, "substring not found");
  return i;
}
int64 rindex(const str& s, const str& part, int64 start, int64 end, int line) {
  const int64 i = rfind(s, part, start, end, line);
  if (i < 0) raise_value(line, "substring not found");
  return i;
}
int64 count(const str& s, const str& part, int64 start, int64 end, int) {
  if (!clip(s, &start, &end)) return 0;
  if (part.size() == 0) return end < start ? 0 : end - start + 1;
  int64 n = 0;
  for (int64 i = search(s, part, start, end); i >= 0; i = search(s, part, i + part.size(), end)) ++n;
  return n;
}
bool startswith(const str& s, const str& prefix, int64 start, int64 end, int) {
  return clip(s, &start, &end) && prefix.size() <= end - start && matches_at(s, start, prefix);
}
bool endswith(const str& s, const str& suffix, int64 start, int64 end, int) {
  return clip(s, &start, &end) && suffix.size() <= end - start && matches_at(s, end - suffix.size(), suffix);
}
str removeprefix(const str& s, const str& prefix, int line) {
  return startswith(s, prefix, 0, no_end, line) ? str::part(s, prefix.size(), s.size() - prefix.size()) : s;
}
str removesuffix(const str& s, const str& suffix, int line) { return endswith(s, suffix, 0, no_end, line) ? str::part(s, 0, s.size() - suffix.size()) : s; }

namespace {
// All letters between `first` and `last` changed by `by`; in one plain loop.
str shifted(const str& s, char first, char last, int by) {
  text out;
  char* const to = out.fill(s.size());
  const char* const from = s.ascii();
  for (int64 i = 0; i < s.size(); ++i) {
    const char c = from[i];
    to[i] = static_cast<char>(c + (c >= first && c <= last ? by : 0));
  }
  return out.finish();
}
}  // namespace
str upper(const str& s, int line) { return s.is_wide() ? python_cased(s, "upper", line) : shifted(s, 'a', 'z', -32); }
str lower(const str& s, int line) { return s.is_wide() ? python_cased(s, "lower", line) : shifted(s, 'A', 'Z', 32); }
str casefold(const str& s, int line) { return s.is_wide() ? python_cased(s, "casefold", line) : lower(s, line); }
str swapcase(const str& s, int line) {
  return mapped(s, "swapcase", line, [](std::uint32_t c, std::uint32_t) { return is_upper(c) ? c + 32 : is_lower(c) ? c - 32 : c; });
}
str capitalize(const str& s, int line) {
  bool first = true;
  return mapped(s, "capitalize", line, [&](std::uint32_t c, std::uint32_t) {
    const bool at_first = first;
    first = false;
    return at_first && is_lower(c) ? c - 32 : !at_first && is_upper(c) ? c + 32 : c;
  });
}
str title(const str& s, int line) {
  return mapped(s, "title", line, [](std::uint32_t c, std::uint32_t before) {
    return is_lower(c) && !is_letter(before) ? c - 32 : is_upper(c) && is_letter(before) ? c + 32 : c;
  });
}
bool isupper(const str& s, int line) {
  if (s.is_wide()) return python_is(s, "isupper", line);
  bool any = false;
  return every(s, "isupper", line, [&](std::uint32_t c) { return any |= is_upper(c), !is_lower(c); }) && any;
}
bool islower(const str& s, int line) {
  if (s.is_wide()) return python_is(s, "islower", line);
  bool any = false;
  return every(s, "islower", line, [&](std::uint32_t c) { return any |= is_lower(c), !is_upper(c); }) && any;
}
bool istitle(const str& s, int line) {
  if (s.is_wide()) return python_is(s, "istitle", line);
  bool any = false, in_word = false;
  for (int64 i = 0; i < s.size(); ++i) {
    const std::uint32_t c = s.code_at(i);
    if ((is_upper(c) && in_word) || (is_lower(c) && !in_word)) return false;
    in_word = is_letter(c);
    any = any || in_word;
  }
  return any;
}
bool isalpha_text(const str& s, int line) { return every(s, "isalpha", line, is_letter); }
bool isalnum_text(const str& s, int line) {
  return every(s, "isalnum", line, [](std::uint32_t c) { return is_letter(c) || is_number(c); });
}
bool isdigit_text(const str& s, int line) { return every(s, "isdigit", line, is_number); }
bool isdecimal(const str& s, int line) { return every(s, "isdecimal", line, is_number); }
bool isnumeric(const str& s, int line) { return every(s, "isnumeric", line, is_number); }
bool isprintable(const str& s, int line) {
  if (s.is_wide()) return python_is(s, "isprintable", line);
  for (int64 i = 0; i < s.size(); ++i)
    if (s.code_at(i) < 0x20 || s.code_at(i) == 0x7F) return false;
  return true;
}
bool isspace_text(const str& s, int) {
  for (int64 i = 0; i < s.size(); ++i)
    if (!is_space(s.code_at(i))) return false;
  return s.size() > 0;
}
bool isascii(const str& s, int) { return !s.is_wide(); }
bool isidentifier(const str& s, int line) {
  if (s.is_wide()) return python_is(s, "isidentifier", line);
  return every(s, "isidentifier", line, [](std::uint32_t c) { return is_letter(c) || is_number(c) || c == '_'; }) && !is_number(s.code_at(0));
}

str strip(const str& s, int) { return trimmed(s, true, true, is_space); }
str lstrip(const str& s, int) { return trimmed(s, true, false, is_space); }
str rstrip(const str& s, int) { return trimmed(s, false, true, is_space); }
str strip(const str& s, const str& characters, int) { return trimmed(s, true, true, one_of(characters)); }
str lstrip(const str& s, const str& characters, int) { return trimmed(s, true, false, one_of(characters)); }
str rstrip(const str& s, const str& characters, int) { return trimmed(s, false, true, one_of(characters)); }

str center(const str& s, int64 width, const str& fill, int line) {
  const int64 more = width - s.size();
  if (more <= 0) return padded(s, 0, 0, fill, line);
  const int64 left = more / 2 + (more & width & 1);
  return padded(s, left, more - left, fill, line);
}
str ljust(const str& s, int64 width, const str& fill, int line) { return padded(s, 0, width - s.size(), fill, line); }
str rjust(const str& s, int64 width, const str& fill, int line) { return padded(s, width - s.size(), 0, fill, line); }
str zfill(const str& s, int64 width, int line) {
  const bool sign = s.size() > 0 && (s.code_at(0) == '+' || s.code_at(0) == '-');
  if (width <= s.size()) return s;
  text out;
  if (sign) out.put(str::part(s, 0, 1));
  for (int64 i = s.size(); i < width; ++i) out.put('0');
  out.put(sign ? str::part(s, 1, s.size() - 1) : s);
  return out.finish(line);
}

str replace(const str& s, const str& old, const str& by, int64 most, int line) {
  if (most < 0) most = no_end;
  text out;
  int64 from = 0;
  if (old.size() == 0) {
    for (int64 n = 0; from <= s.size(); ++from, ++n) {
      if (n < most) out.put(by);
      if (from < s.size()) out.put_code_point(s.code_at(from));
    }
    return out.finish(line);
  }
  for (int64 n = 0; n < most; ++n) {
    const int64 at = search(s, old, from, s.size());
    if (at < 0) break;
    out.put(str::part(s, from, at - from));
    out.put(by);
    from = at + old.size();
  }
  if (from == 0) return s;
  out.put(str::part(s, from, s.size() - from));
  return out.finish(line);
}
list<str> split_words(const str& s, int64 most, int) {
  if (most < 0) most = no_end;
  list<str> parts = list<str>::make();
  if (!s.is_wide() && most == no_end) {
    const char* const p = s.ascii();
    const int64 n = s.size();
    for (int64 i = 0; i < n;) {
      while (i < n && is_space(static_cast<unsigned char>(p[i]))) ++i;
      const int64 start = i;
      while (i < n && !is_space(static_cast<unsigned char>(p[i]))) ++i;
      if (i > start) parts.append(str::part(s, start, i - start));
    }
    return parts;
  }
  for (int64 i = 0; i < s.size();) {
    while (i < s.size() && is_space(s.code_at(i))) ++i;
    const int64 start = i;
    if (start == s.size()) break;
    if (most-- == 0) {
      parts.append(str::part(s, start, s.size() - start));
      break;
    }
    while (i < s.size() && !is_space(s.code_at(i))) ++i;
    parts.append(str::part(s, start, i - start));
  }
  return parts;
}
list<str> rsplit_words(const str& s, int64 most, int) {
  if (most < 0) most = no_end;
  list<str> parts = list<str>::make();
  for (int64 i = s.size(); i > 0;) {
    while (i > 0 && is_space(s.code_at(i - 1))) --i;
    const int64 end = i;
    if (end == 0) break;
    if (most-- == 0) {
      parts.append(str::part(s, 0, end));
      break;
    }
    while (i > 0 && !is_space(s.code_at(i - 1))) --i;
    parts.append(str::part(s, i, end - i));
  }
  reverse(parts);
  return parts;
}
str expandtabs(const str& s, int64 size, int line) {
  text out;
  int64 column = 0;
  for (int64 i = 0; i < s.size(); ++i) {
    const std::uint32_t c = s.code_at(i);
    if (c == '\t') {
      if (size <= 0) continue;
      const int64 more = size - column % size;
      for (int64 k = 0; k < more; ++k) out.put(' ');
      column += more;
      continue;
    }
    out.put_code_point(c);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return out.finish(line);
}
namespace {
template <class V>
dict<int64, V> table_of_characters(const str& from, const str& to, int line) {
  if (from.size() != to.size()) raise_value(line, "the first two maketrans arguments must have equal length");
  dict<int64, V> table = dict<int64, V>::make();
  for (int64 i = 0; i < from.size(); ++i) table.set(static_cast<int64>(from.code_at(i)), V(static_cast<int64>(to.code_at(i))));
  return table;
}
}  // namespace

dict<int64, int64> maketrans(const str& from, const str& to, int line) { return table_of_characters<int64>(from, to, line); }
dict<int64, either<none, int64>> maketrans(const str& from, const str& to, const str& left_out, int line) {
  const dict<int64, either<none, int64>> table = table_of_characters<either<none, int64>>(from, to, line);
  for (int64 i = 0; i < left_out.size(); ++i) table.set(static_cast<int64>(left_out.code_at(i)), none{});
  return table;
}
list<str> split(const str& s, const str& separator, int64 most, int line) {
  check_separator(separator, line);
  if (most < 0) most = no_end;
  list<str> parts = list<str>::make();
  int64 from = 0;
  for (; most > 0; --most) {
    const int64 at = search(s, separator, from, s.size());
    if (at < 0) break;
    parts.append(str::part(s, from, at - from));
    from = at + separator.size();
  }
  parts.append(str::part(s, from, s.size() - from));
  return parts;
}
list<str> rsplit(const str& s, const str& separator, int64 most, int line) {
  check_separator(separator, line);
  if (most < 0) most = no_end;
  list<str> parts = list<str>::make();
  int64 to = s.size();
  for (; most > 0; --most) {
    const int64 at = search_back(s, separator, 0, to);
    if (at < 0) break;
    parts.append(str::part(s, at + separator.size(), to - at - separator.size()));
    to = at;
  }
  parts.append(str::part(s, 0, to));
  reverse(parts);
  return parts;
}
list<str> splitlines(const str& s, bool keep_ends, int) {
  list<str> parts = list<str>::make();
  for (int64 i = 0; i < s.size();) {
    const int64 start = i;
    const auto ends = [](std::uint32_t c) { return (c >= 10 && c <= 13) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029; };
    while (i < s.size() && !ends(s.code_at(i))) ++i;
    int64 stop = i;
    if (i < s.size()) {
      const bool pair = s.code_at(i) == '\r' && i + 1 < s.size() && s.code_at(i + 1) == '\n';
      i += pair ? 2 : 1;
      if (keep_ends) stop = i;
    }
    parts.append(str::part(s, start, stop - start));
  }
  return parts;
}
tuple<str, str, str> partition(const str& s, const str& separator, int line) {
  check_separator(separator, line);
  const int64 at = search(s, separator, 0, s.size());
  if (at < 0) return {s, str(), str()};
  const int64 end = at + separator.size();
  return {str::part(s, 0, at), separator, str::part(s, end, s.size() - end)};
}
tuple<str, str, str> rpartition(const str& s, const str& separator, int line) {
  check_separator(separator, line);
  const int64 at = search_back(s, separator, 0, s.size());
  if (at < 0) return {str(), str(), s};
  const int64 end = at + separator.size();
  return {str::part(s, 0, at), separator, str::part(s, end, s.size() - end)};
}

}  // namespace keelback
