// The values of numeric literals.
#include <charconv>
#include <cstdlib>

#include "parse/grammar.hpp"

namespace keelback::parse {
namespace {

// The nearest double, with overflow to infinity and underflow to zero as Python has them.
double to_double(std::string_view digits) {
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc::result_out_of_range) value = std::strtod(std::string(digits).c_str(), nullptr);
  return value;
}

}  // namespace

Expr* Parser::number() {
  using Type = ast::ConstantValue::Type;
  const Token literal = expect(Tok::number);
  std::string_view text = file_.text(literal.span);
  if (text.find('_') != std::string_view::npos) {
    std::string plain;
    for (const char c : text) {
      if (c != '_') plain += c;
    }
    text = arena_.copy(std::string_view(plain));
  }
  ast::ConstantValue value;
  const bool prefixed = text.size() > 1 && text[0] == '0' && (text[1] | 0x20) >= 'b' && (text[1] | 0x20) != 'e' && (text[1] | 0x20) != 'j';
  if (!prefixed && text.find_first_of(".eEjJ") != std::string_view::npos) {
    const bool imaginary = (text.back() | 0x20) == 'j';
    value.type = imaginary ? Type::complex : Type::floating;
    value.floating = to_double(imaginary ? text.substr(0, text.size() - 1) : text);
  } else {
    const int base = !prefixed ? 10 : (text[1] | 0x20) == 'x' ? 16 : (text[1] | 0x20) == 'o' ? 8 : 2;
    const std::string_view digits = prefixed ? text.substr(2) : text;
    if (base == 10 && digits.size() > 4300) fail(literal.span, integer_too_long);
    value.type = Type::integer;
    value.text = text;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value.integer, base);
    value.fits_int64 = result.ec == std::errc();
    if (!value.fits_int64) value.integer = 0;
  }
  return make<ast::Constant>(literal.span, value, std::string_view());
}

}  // namespace keelback::parse
