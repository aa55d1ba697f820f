// str's methods. Letters that are not ASCII have no case here: upper, lower... of them raise NotImplementedError.
#pragma once

#include <keelback/list.hpp>
#include <keelback/str.hpp>
#include <keelback/tuple.hpp>

namespace keelback {

inline constexpr int64 no_end = std::numeric_limits<int64>::max();

// Positions are those of Python: start and end may be negative. -1 when there is none; `index` raises.
int64 find(const str& s, const str& part, int64 start, int64 end, int line);
int64 rfind(const str& s, const str& part, int64 start, int64 end, int line);
inline int64 find(const str& s, const str& part, int line) { return find(s, part, 0, no_end, line); }
inline int64 rfind(const str& s, const str& part, int line) { return rfind(s, part, 0, no_end, line); }
inline int64 find(const str& s, const str& part, int64 start, int line) { return find(s, part, start, no_end, line); }
int64 index(const str& s, const str& part, int line);
int64 rindex(const str& s, const str& part, int line);
int64 count(const str& s, const str& part, int line);
bool startswith(const str& s, const str& prefix, int line);
bool endswith(const str& s, const str& suffix, int line);
str removeprefix(const str& s, const str& prefix, int line);
str removesuffix(const str& s, const str& suffix, int line);

str upper(const str& s, int line);
str lower(const str& s, int line);
str swapcase(const str& s, int line);
str capitalize(const str& s, int line);
str title(const str& s, int line);
bool isupper(const str& s, int line);
bool islower(const str& s, int line);
bool isalpha(const str& s, int line);
bool isalnum(const str& s, int line);
bool isdigit(const str& s, int line);
bool isspace(const str& s, int line);
bool isascii(const str& s, int line);
bool isidentifier(const str& s, int line);

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
inline str center(const str& s, int64 width, int line) { return center(s, width, str(" ", 1), line); }
inline str ljust(const str& s, int64 width, int line) { return ljust(s, width, str(" ", 1), line); }
inline str rjust(const str& s, int64 width, int line) { return rjust(s, width, str(" ", 1), line); }

// `most` replacements or splits; -1: all.
str replace(const str& s, const str& old, const str& by, int64 most, int line);
inline str replace(const str& s, const str& old, const str& by, int line) { return replace(s, old, by, -1, line); }
list<str> split(const str& s, int line);  // at runs of white space
list<str> split(const str& s, const str& separator, int64 most, int line);
inline list<str> split(const str& s, const str& separator, int line) { return split(s, separator, -1, line); }
list<str> rsplit(const str& s, const str& separator, int64 most, int line);
list<str> splitlines(const str& s, bool keep_ends, int line);
inline list<str> splitlines(const str& s, int line) { return splitlines(s, false, line); }
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

}  // namespace keelback
