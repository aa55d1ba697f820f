// f-strings before Python 3.12: one string token, whose fields are found by looking for the characters that end them, and then parsed as texts of
// their own (CPython's Parser/string_parser.c of 3.8 to 3.11). All nodes but those of the fields' expressions have the span of all the literals;
// a format spec and the text that ends it have that of the one literal.
#include "lex/unicode.hpp"
#include "parse/grammar.hpp"

namespace keelback::parse {

// The values of an f-string, or of one format spec in it.
class Parser::LegacyFString {
 public:
  LegacyFString(Parser& parser, Span span, std::string_view kind) : parser_(parser), span_(span), kind_(kind), values_(parser) {}

  void add_text(std::string_view text) { text_ += text; }
  void add_literal(const Literal& literal, Span token) {
    std::size_t at = 0;
    parse(literal, token, at, 0);
  }
  Expr* take(Span span, std::string_view last_kind) {
    flush(span, last_kind);
    return parser_.make<ast::JoinedStr>(span, values_.take(parser_.arena_));
  }

 private:
  void flush(Span span, std::string_view kind) {
    if (text_.empty()) return;
    values_.push(parser_.string_constant(span, parser_.arena_.copy(std::string_view(text_)), kind));
    text_.clear();
  }

  [[noreturn]] void fail(const Literal& literal, std::size_t at, std::string_view what) const {
    const std::uint32_t offset = literal.begin + static_cast<std::uint32_t>(std::min(at, literal.body.size()));
    parser_.fail({offset, offset + 1}, fstring, what);
  }

  // The text from `at` on; a format spec (`level` above 0) stops at its `}`.
  void parse(const Literal& literal, Span token, std::size_t& at, int level) {
    const std::string_view body = literal.body;
    while (at < body.size()) {
      if (body[at] == '{' && (level > 0 || at + 1 >= body.size() || body[at + 1] != '{')) field(literal, token, at, level);
      else if (body[at] == '}' && level > 0) return;
      else text(literal, at, level);
    }
  }

  // Up to the next brace; a doubled one is part of the text and ends it.
  void text(const Literal& literal, std::size_t& at, int level) {
    const std::string_view body = literal.body;
    const std::size_t begin = at;
    std::size_t end = body.size(), next = body.size();
    while (at < body.size()) {
      const char c = body[at++];
      if (c == '\\' && !literal.raw && at < body.size()) {
        if (body[at] == 'N' && at + 1 < body.size() && body[at + 1] == '{') {
          at = std::min(body.find('}', at), body.size() - 1) + 1;
          continue;
        }
        if (body[at] != '{' && body[at] != '}') ++at;  // a brace cannot be escaped
        continue;
      }
      if (c != '{' && c != '}') continue;
      if (level == 0 && at < body.size() && body[at] == c) {
        end = at;
        next = at + 1;
      } else {
        if (level == 0 && c == '}') fail(literal, at - 1, "single '}' is not allowed");
        end = next = at - 1;
      }
      break;
    }
    at = next;
    const std::string_view raw = body.substr(begin, end - begin);
    if (literal.raw) text_ += raw;
    else parser_.decode_escapes(raw, literal.begin + static_cast<std::uint32_t>(begin), false, text_);
  }

  // `{value = !r :spec}`
  void field(const Literal& literal, Span token, std::size_t& at, int level) {
    const std::string_view body = literal.body;
    if (level >= 2) fail(literal, at, "expressions nested too deeply");
    const std::size_t open = at++;
    at = find_expression_end(literal, at);
    const auto offset = [&](std::size_t index) { return literal.begin + static_cast<std::uint32_t>(index); };
    Expr* const value = parser_.legacy_expression(offset(open), offset(at));
    const auto need_more = [&] {
      if (at >= body.size()) fail(literal, at, "expecting '}'");
    };
    const bool debug = body[at] == '=';
    if (debug) {
      ++at;
      while (at < body.size() && (body[at] == ' ' || (body[at] >= '\t' && body[at] <= '\r'))) ++at;
      need_more();
      text_ += body.substr(open + 1, at - open - 1);
    }
    int conversion = -1;
    if (body[at] == '!') {
      ++at;
      need_more();
      conversion = static_cast<unsigned char>(body[at++]);
      if (conversion != 's' && conversion != 'r' && conversion != 'a') fail(literal, at - 1, "invalid conversion character: expected 's', 'r', or 'a'");
    }
    need_more();
    Expr* spec = nullptr;
    flush(span_, kind_);
    if (body[at] == ':') {
      ++at;
      need_more();
      LegacyFString inner(parser_, span_, kind_);
      inner.parse(literal, token, at, level + 1);
      spec = inner.take(token, {});
    }
    if (at >= body.size() || body[at] != '}') fail(literal, at, "expecting '}'");
    ++at;
    if (debug && conversion < 0 && spec == nullptr) conversion = 'r';
    values_.push(parser_.make<ast::FormattedValue>(span_, value, conversion, spec, token.begin));
  }

  // The `!`, `:`, `=` or `}` that ends the expression, outside brackets and strings.
  std::size_t find_expression_end(const Literal& literal, std::size_t at) const {
    const std::string_view body = literal.body;
    std::string open;
    for (; at < body.size(); ++at) {
      const char c = body[at];
      const char next = at + 1 < body.size() ? body[at + 1] : '\0';
      switch (c) {
        case '\\': fail(literal, at, "expression part cannot include a backslash");
        case '#': fail(literal, at, "expression part cannot include '#'");
        case '\'': case '"': {
          const bool triple = next == c && body.substr(at + 2, 1) == std::string_view(&c, 1);
          const std::string quote(triple ? 3 : 1, c);
          const std::size_t close = body.find(quote, at + quote.size());
          if (const std::size_t backslash = body.substr(0, close).find('\\', at); backslash != std::string_view::npos) {
            fail(literal, backslash, "expression part cannot include a backslash");
          }
          if (close == std::string_view::npos) fail(literal, at, "unterminated string");
          at = close + quote.size() - 1;
          break;
        }
        case '(': case '[': case '{':
          if (open.size() >= 200) fail(literal, at, "too many nested parenthesis");
          open += c;
          break;
        case '!': case ':': case '}': case '=': case '<': case '>':
          if (open.empty()) {
            if (next == '=' && c != ':' && c != '}') ++at;
            else if (c != '<' && c != '>') return at;
            break;
          }
          if (c != '}') break;
          [[fallthrough]];
        case ')': case ']':
          if (open.empty()) fail(literal, at, fmt::format("unmatched '{}'", c));
          if (open.back() != (c == ')' ? '(' : c == ']' ? '[' : '{')) {
            fail(literal, at, fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}'", c, open.back()));
          }
          open.pop_back();
          break;
        default: break;
      }
    }
    if (!open.empty()) fail(literal, at, fmt::format("unmatched '{}'", open.back()));
    fail(literal, at, "expecting '}'");
  }

  Parser& parser_;
  Span span_;
  std::string_view kind_;
  Items<Expr> values_;
  std::string text_;
};

// The next `count` string tokens, of which at least one is an f-string.
Expr* Parser::legacy_strings(std::size_t count) {
  const Token* const first = tokens_ + at_;
  const Span whole{first->span.begin, first[count - 1].span.end};
  const std::string_view kind = literal(*first).unicode ? "u" : "";
  LegacyFString result(*this, whole, kind);
  for (std::size_t i = 0; i < count; ++i) {
    const Literal next = literal(first[i]);
    if (next.bytes) fail(whole, mixed_bytes);
    if (next.formatted) result.add_literal(next, first[i].span);
    else result.add_text(decode(next));
  }
  at_ += count;
  previous_end_ = whole.end;
  return result.take(whole, kind);
}

// The expression between the brace and `end`, as if it were in parentheses.
Expr* Parser::legacy_expression(std::uint32_t open_brace, std::uint32_t end) {
  const Span text{open_brace + 1, end};
  if (file_.text(text).find_first_not_of(" \t\n\f\r\v") == std::string_view::npos) {
    fail({open_brace, end}, fstring, "empty expression not allowed");
  }
  const Nesting nesting(*this);
  Parser inner(file_, lex::tokenize(file_, text, {.minor_version = options_.minor_version, .expression = true}), arena_, options_);
  inner.depth_ = depth_;
  Expr* const value = inner.group_or_tuple_body(open_brace, Tok::end_marker);
  // A tuple or generator in parentheses includes them; here the end of the field stands for the closing one.
  const bool includes_parentheses = value->span.begin == open_brace;
  if (includes_parentheses) value->span.end = end + 1;
  return value;
}

}  // namespace keelback::parse
