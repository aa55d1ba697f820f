#include "lex/unicode.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "support/utf8.hpp"

namespace keelback::lex {

using support::append_utf8;
using support::decode_utf8;

namespace {

struct CodeRange {
  std::uint32_t begin, end;
};
struct Decomposition {
  std::uint32_t code, offset, size;
};
struct CombiningClass {
  std::uint32_t code;
  std::uint8_t value;
};
struct Composition {
  std::uint32_t first, second, composed;
};
struct SingleByteEncoding {
  const char* name;
  std::uint16_t points[128];
};

#include "lex/unicode_tables.inc"

template <std::size_t N>
bool contains(const CodeRange (&ranges)[N], char32_t c) {
  const auto* after = std::upper_bound(std::begin(ranges), std::end(ranges), c, [](char32_t value, CodeRange r) { return value < r.begin; });
  return after != std::begin(ranges) && c < after[-1].end;
}

// Hangul syllables compose by arithmetic (Unicode standard, section 3.12).
constexpr char32_t hangul_first = 0xAC00, lead_first = 0x1100, vowel_first = 0x1161, trail_first = 0x11A7;
constexpr char32_t lead_count = 19, vowel_count = 21, trail_count = 28, hangul_count = lead_count * vowel_count * trail_count;

std::uint8_t combining_class(char32_t c) {
  const auto* found =
      std::lower_bound(std::begin(combining_classes), std::end(combining_classes), c, [](CombiningClass e, char32_t v) { return e.code < v; });
  return found != std::end(combining_classes) && found->code == c ? found->value : 0;
}

void decompose(char32_t c, std::u32string& out) {
  if (c >= hangul_first && c < hangul_first + hangul_count) {
    const char32_t index = c - hangul_first;
    out += lead_first + index / (vowel_count * trail_count);
    out += vowel_first + index / trail_count % vowel_count;
    if (index % trail_count != 0) out += trail_first + index % trail_count;
    return;
  }
  const auto* found =
      std::lower_bound(std::begin(decompositions), std::end(decompositions), c, [](const Decomposition& e, char32_t v) { return e.code < v; });
  if (found == std::end(decompositions) || found->code != c) {
    out += c;
    return;
  }
  for (std::uint32_t i = 0; i < found->size; ++i) out += static_cast<char32_t>(decomposed[found->offset + i]);
}

// The primary composite of two characters, 0 if there is none.
char32_t compose(char32_t first, char32_t second) {
  if (first >= lead_first && first < lead_first + lead_count && second >= vowel_first && second < vowel_first + vowel_count) {
    return hangul_first + ((first - lead_first) * vowel_count + (second - vowel_first)) * trail_count;
  }
  if (first >= hangul_first && first < hangul_first + hangul_count && (first - hangul_first) % trail_count == 0 && second > trail_first &&
      second < trail_first + trail_count) {
    return first + (second - trail_first);
  }
  const auto* found = std::lower_bound(std::begin(compositions), std::end(compositions), std::pair(first, second),
                                       [](const Composition& e, auto v) { return std::pair<char32_t, char32_t>(e.first, e.second) < v; });
  return found != std::end(compositions) && found->first == first && found->second == second ? found->composed : 0;
}

std::uint64_t name_hash(std::string_view name) {
  std::uint64_t value = 0xcbf29ce484222325;
  for (const char c : name) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return value;
}

// "HANGUL SYLLABLE " and the romanized letters of the syllable.
std::optional<char32_t> hangul_named(std::string_view name) {
  static constexpr const char* leads[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
  static constexpr const char* vowels[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
  static constexpr const char* trails[] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};
  const auto longest = [&name](const auto& items) -> int {
    int best = -1;
    std::size_t size = 0;
    for (int i = 0; i < static_cast<int>(std::size(items)); ++i) {
      const std::string_view item = items[i];
      if (name.substr(0, item.size()) == item && (best < 0 || item.size() > size)) best = i, size = item.size();
    }
    if (best >= 0) name.remove_prefix(size);
    return best;
  };
  const int lead = longest(leads), vowel = longest(vowels), trail = longest(trails);
  if (lead < 0 || vowel < 0 || trail < 0 || !name.empty()) return std::nullopt;
  return hangul_first + static_cast<char32_t>((lead * static_cast<int>(vowel_count) + vowel) * static_cast<int>(trail_count) + trail);
}

}  // namespace

bool is_identifier_start(char32_t c) { return contains(identifier_start, c); }
bool is_identifier_continue(char32_t c) { return contains(identifier_continue, c); }
bool is_printable(char32_t c) { return contains(printable, c); }

std::string nfkc(std::string_view utf8) {
  std::u32string text;
  for (std::size_t at = 0; at < utf8.size();) decompose(decode_utf8(utf8, at), text);
  // Canonical order: each run of combining marks by class.
  for (std::size_t i = 0; i < text.size();) {
    if (combining_class(text[i]) == 0) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && combining_class(text[end]) != 0) ++end;
    std::stable_sort(text.begin() + static_cast<std::ptrdiff_t>(i), text.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); });
    i = end;
  }
  // Composition: each character with the last starter, unless one of the same or a higher class is between them.
  std::u32string composed;
  std::size_t starter = std::u32string::npos;
  int last_class = -1;
  for (const char32_t c : text) {
    const int c_class = combining_class(c);
    if (starter != std::u32string::npos && last_class < c_class) {
      if (const char32_t both = compose(composed[starter], c); both != 0) {
        composed[starter] = both;
        continue;
      }
    }
    if (c_class == 0) {
      starter = composed.size();
      last_class = -1;
    } else {
      last_class = c_class;
    }
    composed += c;
  }
  std::string out;
  for (const char32_t c : composed) append_utf8(out, c);
  return out;
}

std::optional<char32_t> character_named(std::string_view name) {
  if (name.size() > 256) return std::nullopt;
  std::string upper(name);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  constexpr std::string_view hangul = "HANGUL SYLLABLE ", cjk = "CJK UNIFIED IDEOGRAPH-";
  if (upper.starts_with(hangul)) return hangul_named(std::string_view(upper).substr(hangul.size()));
  if (upper.starts_with(cjk)) {
    const std::string_view digits = std::string_view(upper).substr(cjk.size());
    if (digits.size() != 4 && digits.size() != 5) return std::nullopt;
    char32_t code = 0;
    for (const char c : digits) {
      if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'F')) return std::nullopt;
      code = code * 16 + static_cast<char32_t>(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    return contains(cjk_ideographs, code) ? std::optional(code) : std::nullopt;
  }
  // Names are kept as 64-bit hashes: that a wrong name has the hash of a right one is possible, but only by design.
  const std::uint64_t hash = name_hash(upper);
  const auto* found = std::lower_bound(std::begin(name_hashes), std::end(name_hashes), hash);
  if (found == std::end(name_hashes) || *found != hash) return std::nullopt;
  return named[found - std::begin(name_hashes)];
}

const std::uint16_t* single_byte_encoding(std::string_view name) {
  for (const SingleByteEncoding& encoding : single_byte_encodings) {
    if (name == encoding.name) return encoding.points;
  }
  return nullptr;
}

}  // namespace keelback::lex
