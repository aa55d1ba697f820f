// str's methods.
#pragma once

#include <keelback/dict.hpp>
#include <keelback/either.hpp>
#include <keelback/list.hpp>
#include <keelback/str.hpp>
#include <keelback/tuple.hpp>

#undef isascii  // a macro of glibc's <ctype.h>, which libc++ leaves

namespace keelback {

inline constexpr int64 no_end = std::numeric_limits<int64>::max();

// Positions are those of Python: start and end may be negative. -1 when there is none; `index` raises.
int64 find(const str& s, const str& part, int64 start, int64 end, int line);
int64 rfind(const str& s, const str& part, int64 start, int64 end, int line);
int64 index(const str& s, const str& part, int64 start, int64 end, int line);
int64 rindex(const str& s, const str& part, int64 start, int64 end, int line);
int64 count(const str& s, const str& part, int64 start, int64 end, int line);
bool startswith(const str& s, const str& prefix, int64 start, int64 end, int line);
bool endswith(const str& s, const str& suffix, int64 start, int64 end, int line);
// Any of a tuple's.
template <class T>
bool startswith(const str& s, const T& prefixes, int64 start, int64 end, int line) {
  bool found = false;
  for_each_item(prefixes, line, [&](const str& prefix) { found = found || startswith(s, prefix, start, end, line); });
  return found;
}
template <class T>
bool endswith(const str& s, const T& suffixes, int64 start, int64 end, int line) {
  bool found = false;
  for_each_item(suffixes, line, [&](const str& suffix) { found = found || endswith(s, suffix, start, end, line); });
  return found;
}
str removeprefix(const str& s, const str& prefix, int line);
str removesuffix(const str& s, const str& suffix, int line);

// Letters beyond ASCII are CPython's to tell: runtime/python_call.cpp.
str python_cased(const str& s, const char* method, int line);
bool python_is(const str& s, const char* method, int line);
str upper(const str& s, int line);
str lower(const str& s, int line);
str casefold(const str& s, int line);
str swapcase(const str& s, int line);
str capitalize(const str& s, int line);
str title(const str& s, int line);
bool isupper(const str& s, int line);
bool islower(const str& s, int line);
bool istitle(const str& s, int line);
bool isalpha_text(const str& s, int line);
bool isalnum_text(const str& s, int line);
bool isdigit_text(const str& s, int line);
bool isdecimal(const str& s, int line);
bool isnumeric(const str& s, int line);
bool isspace_text(const str& s, int line);
bool isascii(const str& s, int line);
bool isidentifier(const str& s, int line);
bool isprintable(const str& s, int line);

// One character is looked at in place.
namespace detail {
KB_INLINE constexpr bool is_ascii_letter(unsigned char c) { return static_cast<unsigned char>((c | 32) - 'a') < 26; }
KB_INLINE constexpr bool is_ascii_digit(unsigned char c) { return static_cast<unsigned char>(c - '0') < 10; }
KB_INLINE constexpr bool is_ascii_space(unsigned char c) { return c == ' ' || static_cast<unsigned char>(c - 9) < 5 || static_cast<unsigned char>(c - 28) < 4; }
}  // namespace detail
KB_INLINE bool isalpha(const str& s, int line) { return KB_LIKELY(s.is_ascii_character()) ? detail::is_ascii_letter(s.ascii_character()) : isalpha_text(s, line); }
KB_INLINE bool isdigit(const str& s, int line) { return KB_LIKELY(s.is_ascii_character()) ? detail::is_ascii_digit(s.ascii_character()) : isdigit_text(s, line); }
KB_INLINE bool isalnum(const str& s, int line) {
  if (KB_UNLIKELY(!s.is_ascii_character())) return isalnum_text(s, line);
  return detail::is_ascii_letter(s.ascii_character()) || detail::is_ascii_digit(s.ascii_character());
}
KB_INLINE bool isspace(const str& s, int line) { return KB_LIKELY(s.is_ascii_character()) ? detail::is_ascii_space(s.ascii_character()) : isspace_text(s, line); }

// Of a code point.
namespace characters {
KB_INLINE bool isalpha(std::uint32_t c, int line) { return KB_LIKELY(c < 0x80) ? detail::is_ascii_letter(static_cast<unsigned char>(c)) : isalpha_text(str::of_character(c), line); }
KB_INLINE bool isdigit(std::uint32_t c, int line) { return KB_LIKELY(c < 0x80) ? detail::is_ascii_digit(static_cast<unsigned char>(c)) : isdigit_text(str::of_character(c), line); }
KB_INLINE bool isalnum(std::uint32_t c, int line) {
  if (KB_UNLIKELY(c >= 0x80)) return isalnum_text(str::of_character(c), line);
  return detail::is_ascii_letter(static_cast<unsigned char>(c)) || detail::is_ascii_digit(static_cast<unsigned char>(c));
}
KB_INLINE bool isspace(std::uint32_t c, int line) { return KB_LIKELY(c < 0x80) ? detail::is_ascii_space(static_cast<unsigned char>(c)) : isspace_text(str::of_character(c), line); }
}  // namespace characters

// White space, or any of `characters`.
str strip(const str& s, int line);
str lstrip(const str& s, int line);
str rstrip(const str& s, int line);
str strip(const str& s, const str& characters, int line);
str lstrip(const str& s, const str& characters, int line);
str rstrip(const str& s, const str& characters, int line);

str center(const str& s, int64 width, const str& fill, int line);
str ljust(const str& s, int64 width, const str& fill, int line);
str rjust(const str& s, int64 width, const str& fill, int line);
str zfill(const str& s, int64 width, int line);
str expandtabs(const str& s, int64 size, int line);

// `most` replacements or splits; -1: all.
str replace(const str& s, const str& old, const str& by, int64 most, int line);
list<str> split_words(const str& s, int64 most, int line);  // at runs of white space
list<str> rsplit_words(const str& s, int64 most, int line);
list<str> split(const str& s, const str& separator, int64 most, int line);
list<str> rsplit(const str& s, const str& separator, int64 most, int line);
list<str> splitlines(const str& s, bool keep_ends, int line);
tuple<str, str, str> partition(const str& s, const str& separator, int line);
tuple<str, str, str> rpartition(const str& s, const str& separator, int line);

// separator.join(items)
template <class X>
str join(const str& separator, const X& items, int line) {
  text out;
  bool first = true;
  for_each_item(items, line, [&](const str& item) {
    if (!first) out.put(separator);
    first = false;
    out.put(item);
  });
  return out.finish(line);
}

// A character's entry of the table: a code point, a text, or None, which leaves it out.
template <class Table>
str translate(const str& s, const Table& table, int line) {
  text out;
  for (int64 i = 0; i < s.size(); ++i) {
    const auto* found = table.find(static_cast<int64>(s.code_at(i)));
    if (found == nullptr) {
      out.put_code_point(s.code_at(i));
      continue;
    }
    const auto put = [&out, line](const auto& by) {
      using kind = std::remove_cvref_t<decltype(by)>;
      if constexpr (std::is_same_v<kind, str>) {
        out.put(by);
      } else if constexpr (std::is_same_v<kind, int64>) {
        if (by < 0 || by >= 0x110000) raise_value(line, "character mapping must be in range(0x110000)");
        out.put_code_point(static_cast<std::uint32_t>(by));
      }
    };
    if constexpr (requires { found->visit(put); }) found->visit(put);
    else put(*found);
  }
  return out.finish(line);
}
dict<int64, int64> maketrans(const str& from, const str& to, int line);
dict<int64, either<none, int64>> maketrans(const str& from, const str& to, const str& left_out, int line);
inline int64 maketrans_key(int64 code_point, int) { return code_point; }
inline int64 maketrans_key(const str& character, int line) {
  if (character.size() != 1) raise_value(line, "string keys in translate table must be of length 1");
  return character.code_at(0);
}
template <class K, class V>
dict<int64, V> maketrans(const dict<K, V>& by_character, int line) {
  dict<int64, V> table = dict<int64, V>::make();
  auto cursor = by_character.cursor();
  while (const auto* e = cursor.next_entry(line)) {
    if constexpr (requires { e->key.tag(); }) table.set(e->key.visit([line](const auto& key) { return maketrans_key(key, line); }), e->value);
    else table.set(maketrans_key(e->key, line), e->value);
  }
  return table;
}

}  // namespace keelback
