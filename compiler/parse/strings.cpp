// String literals: what their escapes stand for, concatenation, and the f-strings and t-strings whose parts are tokens (from 3.12).
#include "lex/diagnostics.hpp"
#include "lex/unicode.hpp"
#include "parse/grammar.hpp"
#include "support/utf8.hpp"

namespace keelback::parse {
namespace {

using Type = ast::ConstantValue::Type;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// What `\c` stands for where that is one fixed character, else -1.
int simple_escape(char c) {
  switch (c) {
    case '\\': case '\'': case '"': return c;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return -1;
  }
}

const ast::Constant* as_text(const Expr* expr) {
  const auto* constant = ast::as<ast::Constant>(expr);
  return constant != nullptr && constant->value.type == Type::string ? constant : nullptr;
}

// The text of a field for `=`: comments are not part of it, their line ends are. Before 3.14, `#` in a string is taken for a comment, too.
std::string without_comments(std::string_view text, bool know_strings) {
  std::string out;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (know_strings && (c == '"' || c == '\'') && (quote == '\0' || quote == c)) quote = quote == c ? '\0' : c;
    if (c == '#' && quote == '\0') i = std::min(text.find('\n', i), text.size());
    if (i < text.size()) out += text[i];
  }
  return out;
}

}  // namespace

void Parser::decode_escapes(std::string_view text, std::uint32_t at, bool is_bytes, std::string& out) const {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t plain_end = std::min(text.find('\\', i), text.size());
    out.append(text, i, plain_end - i);
    if (plain_end + 1 >= text.size()) {  // none, or one before the field of an f-string: it stands for itself
      out.append(text, plain_end, std::string_view::npos);
      return;
    }
    const std::size_t escape = plain_end;
    const char c = text[escape + 1];
    i = escape + 2;
    const auto error_span = [&] {
      const auto begin = at + static_cast<std::uint32_t>(escape);
      return Span{begin, at + static_cast<std::uint32_t>(std::min(i, text.size()))};
    };
    const auto hex_digits = [&](std::size_t count, const char* form) {
      char32_t value = 0;
      for (std::size_t k = 0; k < count; ++k, ++i) {
        const int digit = i < text.size() ? hex_value(text[i]) : -1;
        if (digit < 0) fail(error_span(), bad_escape, fmt::format("truncated `{}` escape", form));
        value = value * 16 + static_cast<char32_t>(digit);
      }
      return value;
    };
    if (const int simple = simple_escape(c); simple >= 0) {
      out += static_cast<char>(simple);
    } else if (c == '\n') {
    } else if (c >= '0' && c <= '7') {
      char32_t value = static_cast<char32_t>(c - '0');
      for (int k = 0; k < 2 && i < text.size() && text[i] >= '0' && text[i] <= '7'; ++k, ++i) {
        value = value * 8 + static_cast<char32_t>(text[i] - '0');
      }
      if (is_bytes) out += static_cast<char>(value & 0xFF);
      else support::append_utf8(out, value);
    } else if (c == 'x') {
      const char32_t value = hex_digits(2, "\\xXX");
      if (is_bytes) out += static_cast<char>(value);
      else support::append_utf8(out, value);
    } else if (!is_bytes && c == 'u') {
      support::append_utf8(out, hex_digits(4, "\\uXXXX"));
    } else if (!is_bytes && c == 'U') {
      const char32_t value = hex_digits(8, "\\UXXXXXXXX");
      if (value > 0x10FFFF) fail(error_span(), bad_escape, "illegal Unicode character");
      support::append_utf8(out, value);
    } else if (!is_bytes && c == 'N') {
      const std::size_t close = i < text.size() && text[i] == '{' ? text.find('}', i) : std::string_view::npos;
      if (close == std::string_view::npos || close == i + 1) fail(error_span(), bad_escape, "malformed \\N character escape");
      const auto named = lex::character_named(text.substr(i + 1, close - i - 1));
      i = close + 1;
      if (!named) fail(error_span(), bad_escape, "unknown Unicode character name");
      support::append_utf8(out, *named);
    } else {  // not an escape: the backslash stays
      out += '\\';
      i = escape + 1;
      out += text[i++];
    }
  }
}

Parser::Literal Parser::literal(const Token& string) const {
  Literal result{};
  const std::string_view text = file_.text(string.span);
  std::size_t quote = 0;
  for (; text[quote] != '"' && text[quote] != '\''; ++quote) {
    const char lower = static_cast<char>(text[quote] | 0x20);
    result.raw |= lower == 'r';
    result.bytes |= lower == 'b';
    result.formatted |= lower == 'f';
  }
  result.unicode = text[0] == 'u';  // not `U`: so it is in CPython
  const bool triple = text.size() >= quote + 6 && text[quote + 1] == text[quote] && text[quote + 2] == text[quote];
  const std::size_t width = triple ? 3 : 1;
  result.body = text.substr(quote + width, text.size() - quote - 2 * width);
  result.begin = string.span.begin + static_cast<std::uint32_t>(quote + width);
  return result;
}

std::string_view Parser::decode(const Literal& literal) {
  if (literal.bytes) {
    for (std::size_t i = 0; i < literal.body.size(); ++i) {
      const auto at = literal.begin + static_cast<std::uint32_t>(i);
      if (static_cast<unsigned char>(literal.body[i]) >= 128) fail({at, at + 1}, lex::bytes_not_ascii);
    }
  }
  if (literal.raw || literal.body.find('\\') == std::string_view::npos) return literal.body;
  std::string value;
  decode_escapes(literal.body, literal.begin, literal.bytes, value);
  return arena_.copy(std::string_view(value));
}

Expr* Parser::string_constant(Span span, std::string_view text, std::string_view kind) {
  return make<ast::Constant>(span, ast::ConstantValue{.type = Type::string, .text = text}, kind);
}

// All literals in a row are one expression.
Expr* Parser::strings() {
  const std::uint32_t start = begin();
  if (!since(12)) {
    std::size_t count = 0;
    bool formatted = false;
    for (; kind(count) == Tok::string; ++count) formatted |= literal(tokens_[at_ + count]).formatted;
    if (formatted) return legacy_strings(count);
  }
  Items<Expr> parts(*this);
  bool bytes = false, plain = false, formatted = false, is_template = false;
  while (kind() == Tok::string || kind() == Tok::fstring_start) {
    if (kind() == Tok::fstring_start) {
      (token().is_template ? is_template : formatted) = true;
      fstring_parts(parts);
      continue;
    }
    const Literal next = literal(token());
    (next.bytes ? bytes : plain) = true;
    const ast::ConstantValue value{.type = next.bytes ? Type::bytes : Type::string, .text = decode(next)};
    parts.push(make<ast::Constant>(token().span, value, std::string_view(next.unicode ? "u" : "")));
    advance();
  }
  const Span whole = finish(start);
  if (bytes && (plain || formatted || is_template)) fail(whole, mixed_bytes);
  if (is_template && (plain || formatted)) fail(whole, mixed_templates);
  if (formatted) return make<ast::JoinedStr>(whole, fold(parts));
  if (is_template) return make<ast::TemplateStr>(whole, fold(parts));
  if (parts.size() == 1) return parts[0];
  std::string value;
  for (std::size_t i = 0; i < parts.size(); ++i) value += ast::as<ast::Constant>(parts[i])->value.text;
  const auto* const first = ast::as<ast::Constant>(parts[0]);
  return make<ast::Constant>(whole, ast::ConstantValue{.type = first->value.type, .text = arena_.copy(std::string_view(value))}, first->u_kind);
}

// The values of an f-string: neighbouring constants are one, of the first one's kind, and empty ones are left out.
Nodes<Expr> Parser::fold(const Items<Expr>& parts) {
  const std::size_t count = parts.size();
  Items<Expr> values(*this);
  for (std::size_t i = 0; i < count;) {
    const auto* const first = as_text(parts[i]);
    if (first == nullptr) {
      values.push(parts[i++]);
      continue;
    }
    std::size_t end = i + 1;
    while (end < count && as_text(parts[end]) != nullptr) ++end;
    if (end == i + 1) {
      if (!first->value.text.empty()) values.push(parts[i]);
    } else {
      std::string text;
      for (std::size_t k = i; k < end; ++k) text += as_text(parts[k])->value.text;
      const Span span{first->span.begin, parts[end - 1]->span.end};
      if (!text.empty()) values.push(string_constant(span, arena_.copy(std::string_view(text)), first->u_kind));
    }
    i = end;
  }
  return values.take(arena_);
}

// The constants and fields between start and end of an f-string or t-string.
void Parser::fstring_parts(Items<Expr>& out) {
  const Nesting nesting(*this);
  const Token start = expect(Tok::fstring_start);
  const std::string_view prefix = file_.text(start.span);
  const FString fstring{start.span.begin, prefix.find_first_of("rR") != std::string_view::npos, start.is_template};
  while (kind() != Tok::fstring_end) {
    if (kind() == Tok::fstring_middle) fstring_text(out, fstring);
    else replacement_field(out, fstring);
  }
  advance();
}

void Parser::fstring_text(Items<Expr>& out, const FString& fstring) {
  const Token middle = expect(Tok::fstring_middle);
  std::string_view text = file_.text(middle.span);
  if (middle.doubled_brace) text.remove_suffix(1);
  if (!fstring.raw && text.find('\\') != std::string_view::npos) {
    std::string value;
    decode_escapes(text, middle.span.begin, false, value);
    text = arena_.copy(std::string_view(value));
  }
  if (!text.empty()) out.push(string_constant(middle.span, text, {}));
}

// `{value = !r :spec}`; the `=` makes a constant of the text before the field.
void Parser::replacement_field(Items<Expr>& out, const FString& fstring) {
  const std::uint32_t start = begin();
  if (kind() != Tok::lbrace) fail_here();
  advance();
  switch (kind()) {
    case Tok::rbrace: case Tok::exclamation: case Tok::colon: case Tok::equal:
      fail(token().span, parse::fstring, fmt::format("valid expression required before '{}'", lex::describe(kind())));
    default: break;
  }
  Expr* const value = yield_or_star_expressions();
  const bool debug = accept(Tok::equal);
  const Span text{start + 1, begin()};
  int conversion = -1;
  if (kind() == Tok::exclamation) {
    const std::uint32_t mark_end = token().span.end;
    advance();
    if (kind() != Tok::name) fail(token().span, parse::fstring, "invalid conversion character");
    const std::string_view name = file_.text(token().span);
    if (begin() != mark_end) fail(token().span, parse::fstring, "conversion type must come right after the exclamation mark");
    if (name != "s" && name != "r" && name != "a") {
      fail(token().span, parse::fstring, fmt::format("invalid conversion character '{}': expected 's', 'r', or 'a'", name));
    }
    conversion = name[0];
    advance();
  }
  Expr* const spec = kind() == Tok::colon ? format_spec(fstring) : nullptr;
  if (kind() != Tok::rbrace) {
    if (kind() == Tok::error) fail_here();
    fail(token().span, parse::fstring, "expecting '}'");
  }
  advance();
  if (debug && conversion < 0 && spec == nullptr) conversion = 'r';
  const std::string source = debug || fstring.is_template ? without_comments(file_.text(text), since(14)) : std::string();
  if (debug) out.push(string_constant(text, arena_.copy(std::string_view(source)), {}));
  if (fstring.is_template) {
    const std::size_t end = source.find_last_not_of(" \t\n\f\v=");
    const auto str = arena_.copy(std::string_view(source).substr(0, end + 1));
    out.push(make<ast::Interpolation>(finish(start), value, str, conversion, spec));
  } else {
    out.push(make<ast::FormattedValue>(finish(start), value, conversion, spec, fstring.begin));
  }
}

// Its fields are formatted in a t-string, too.
Expr* Parser::format_spec(FString fstring) {
  fstring.is_template = false;
  const Nesting nesting(*this);
  const std::uint32_t start = begin();
  expect(Tok::colon);
  Items<Expr> parts(*this);
  while (kind() == Tok::fstring_middle || kind() == Tok::lbrace) {
    if (kind() == Tok::lbrace) replacement_field(parts, fstring);
    else fstring_text(parts, fstring);
  }
  const Span span = finish(start);
  return make<ast::JoinedStr>(span, fold(parts));
}

}  // namespace keelback::parse
