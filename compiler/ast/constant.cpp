#include "ast/constant.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

namespace keelback::ast {

std::string decimal_digits(std::string_view literal) {
  const bool prefixed = literal.size() > 2 && literal[0] == '0' && (literal[1] | 0x20) >= 'a';
  if (!prefixed) {
    const std::size_t nonzero = literal.find_first_not_of('0');
    return nonzero == std::string_view::npos ? "0" : std::string(literal.substr(nonzero));
  }
  const char letter = static_cast<char>(literal[1] | 0x20);
  const unsigned bits = letter == 'x' ? 4 : letter == 'o' ? 3 : 1;
  constexpr std::uint32_t limb_base = 1'000'000'000;
  std::vector<std::uint32_t> limbs;  // least significant first
  const auto multiply_add = [&](std::uint64_t factor, std::uint64_t carry) {
    for (std::uint32_t& limb : limbs) {
      carry += limb * factor;
      limb = static_cast<std::uint32_t>(carry % limb_base);
      carry /= limb_base;
    }
    while (carry != 0) {
      limbs.push_back(static_cast<std::uint32_t>(carry % limb_base));
      carry /= limb_base;
    }
  };
  // Seven digits at a time: their factor of at most 2^28 keeps the products below 2^64.
  std::uint64_t pending = 0, factor = 1;
  for (std::size_t i = 2; i < literal.size(); ++i) {
    const char c = literal[i];
    const auto digit = static_cast<std::uint64_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    pending = (pending << bits) | digit;
    factor <<= bits;
    if ((i - 1) % 7 == 0) {
      multiply_add(factor, pending);
      pending = 0;
      factor = 1;
    }
  }
  multiply_add(factor, pending);
  if (limbs.empty()) return "0";
  std::string out = std::to_string(limbs.back());
  for (std::size_t i = limbs.size() - 1; i-- > 0;) out += fmt::format("{:09}", limbs[i]);
  return out;
}

std::string float_repr(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char scientific[32];
  const auto end = std::to_chars(scientific, scientific + sizeof scientific, value, std::chars_format::scientific).ptr;
  const std::string_view text(scientific, static_cast<std::size_t>(end - scientific));
  const std::size_t e = text.find('e');
  int exponent = 0;
  std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), end, exponent);
  if (exponent < -4 || exponent >= 16) return std::string(text);
  // Fixed notation of the same digits: `to_chars` itself would print more of them where the value is a large integer.
  std::string sign, digits;
  for (const char c : text.substr(0, e)) {
    if (c == '-') sign = "-";
    else if (c != '.') digits += c;
  }
  const int size = static_cast<int>(digits.size());
  if (exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (size <= exponent + 1) return sign + digits + std::string(static_cast<std::size_t>(exponent + 1 - size), '0') + ".0";
  return sign + digits.substr(0, static_cast<std::size_t>(exponent) + 1) + "." + digits.substr(static_cast<std::size_t>(exponent) + 1);
}

}  // namespace keelback::ast
