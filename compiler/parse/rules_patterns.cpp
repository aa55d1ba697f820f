// Patterns of `match`: which names they capture, whether they match everything, what they repeat.
#include <charconv>
#include <cmath>
#include <optional>

#include "ast/constant.hpp"
#include "parse/rules_walk.hpp"

namespace keelback::parse {
namespace {

using Type = ast::ConstantValue::Type;

// A literal as a text that is the same for those that are equal to Python: 1, 1.0, True and 1+0j are. None: no literal.
class Key {
 public:
  static std::optional<std::string> of(const Expr* expr) {
    if (const auto* constant = ast::as<ast::Constant>(expr)) {
      const ast::ConstantValue& value = constant->value;
      switch (value.type) {
        case Type::none: return "None";
        case Type::ellipsis: return "...";
        case Type::string: return fmt::format("s{}", value.text);
        case Type::bytes: return fmt::format("b{}", value.text);
        default: break;
      }
    }
    const auto number = number_of(expr);
    if (!number) return std::nullopt;
    return number->imaginary == 0 ? number->real : fmt::format("{}+{}j", number->real, real(number->imaginary));
  }

 private:
  struct Number {
    std::string real;        // decimal digits where it is an integer
    double imaginary = 0;
  };
  static std::string real(double value) {
    return std::isfinite(value) && value == std::trunc(value) ? fmt::format("{:.0f}", value == 0 ? 0.0 : value) : ast::float_repr(value);
  }
  static std::optional<Number> number_of(const Expr* expr) {
    if (const auto* constant = ast::as<ast::Constant>(expr)) {
      const ast::ConstantValue& value = constant->value;
      switch (value.type) {
        case Type::true_: return Number{"1"};
        case Type::false_: return Number{"0"};
        case Type::integer: return Number{value.fits_int64 ? std::to_string(value.integer) : ast::decimal_digits(value.text)};
        case Type::floating: return Number{real(value.floating)};
        case Type::complex: return Number{"0", value.floating};
        default: return std::nullopt;
      }
    }
    if (const auto* negative = ast::as<ast::UnaryOp>(expr)) {
      auto number = number_of(negative->operand);
      if (!number) return std::nullopt;
      if (number->real != "0") number->real = "-" + number->real;
      number->imaginary = -number->imaginary;
      return number;
    }
    const auto* sum = ast::as<ast::BinOp>(expr);
    if (sum == nullptr) return std::nullopt;
    auto left = number_of(sum->left);
    const auto right = number_of(sum->right);
    if (!left || !right) return std::nullopt;
    double rounded = 0;
    if (std::from_chars(left->real.data(), left->real.data() + left->real.size(), rounded).ec != std::errc()) return std::nullopt;
    return Number{real(rounded), sum->op == ast::Operator::Sub ? -right->imaginary : right->imaginary};
  }
};

bool is_wildcard(const Pattern* pattern) {
  const auto* as = ast::as<ast::MatchAs>(pattern);
  const auto* star = ast::as<ast::MatchStar>(pattern);
  return (as != nullptr && as->name.empty()) || (star != nullptr && star->name.empty());
}

}  // namespace

void Rules::match_pattern(const Pattern& pattern, Captures& captures) {
  ast::visit(
      &pattern,
      [&](const ast::MatchValue& node) {
        walk(node.value);
        if (ast::is<ast::JoinedStr>(node.value) || ast::is<ast::TemplateStr>(node.value)) error(node.span, pattern_value, "patterns");
      },
      [&](const ast::MatchSingleton&) {}, [&](const ast::MatchSequence& node) { sequence(node, captures); },
      [&](const ast::MatchMapping& node) { mapping(node, captures); }, [&](const ast::MatchClass& node) { class_pattern(node, captures); },
      [&](const ast::MatchStar& node) { capture(node.name, span_of(node.name, node.span), captures); },
      [&](const ast::MatchAs& node) {
        if (node.pattern != nullptr) {
          match_pattern(*node.pattern, captures);
        } else if (!captures.may_match_all) {
          error(node.span, unreachable_patterns, node.name.empty() ? std::string("wildcard") : fmt::format("name capture `{}`", node.name));
        }
        capture(node.name, span_of(node.name, node.span), captures);
      },
      [&](const ast::MatchOr& node) { alternatives(node, captures); });
}

void Rules::capture(Identifier name, Span span, Captures& captures) {
  if (name.empty()) return;
  bind(name, Does::assign, span);
  if (!captures.names.insert(name).second) error(span, pattern_names, fmt::format("multiple assignments to name `{}` in a pattern", name));
}

// Inside another pattern, one that matches everything hides none.
void Rules::subpatterns(Nodes<Pattern> patterns, Captures& captures) {
  const bool outside = std::exchange(captures.may_match_all, true);
  for (const Pattern* pattern : patterns) match_pattern(*pattern, captures);
  captures.may_match_all = outside;
}

void Rules::sequence(const ast::MatchSequence& node, Captures& captures) {
  bool seen = false;
  const bool only_wildcards = std::ranges::all_of(node.patterns, is_wildcard);
  for (std::size_t i = 0; i < node.patterns.size(); ++i) {
    const Pattern* pattern = node.patterns[i];
    if (!ast::is<ast::MatchStar>(pattern)) continue;
    if (seen) error(pattern->span, star_target, "multiple starred expressions in sequence pattern");
    else if (!only_wildcards && !is_wildcard(pattern)) unpacking(pattern->span, i, node.patterns.size(), "sequence pattern");
    seen = true;
  }
  subpatterns(node.patterns, captures);
}

void Rules::mapping(const ast::MatchMapping& node, Captures& captures) {
  std::unordered_set<std::string> keys;
  for (const Expr* key : node.keys) {
    walk(key);
    if (ast::is<ast::Attribute>(key)) continue;
    const auto text = Key::of(key);
    if (!text) error(key->span, pattern_value, "mapping pattern keys");
    else if (!keys.insert(*text).second) error(key->span, repeated_in_pattern, fmt::format("key `{}`", file_.text(key->span)), "mapping");
  }
  subpatterns(node.patterns, captures);
  capture(node.rest, span_of(node.rest, node.span), captures);
}

void Rules::class_pattern(const ast::MatchClass& node, Captures& captures) {
  walk(node.cls);
  std::unordered_set<Identifier> names;
  for (std::size_t i = 0; i < node.kwd_attrs.size(); ++i) {
    const Identifier name = node.kwd_attrs[i];
    const Span span = span_of(name, node.kwd_patterns[i]->span);
    forbid_debug(name, ast::Context::Store, span);
    if (!names.insert(name).second) error(span, repeated_in_pattern, fmt::format("attribute `{}`", name), "class");
  }
  subpatterns(node.patterns, captures);
  subpatterns(node.kwd_patterns, captures);
}

// All alternatives bind the same names; only the last one may match everything, where that is allowed at all.
void Rules::alternatives(const ast::MatchOr& node, Captures& captures) {
  std::unordered_set<Identifier> names;
  bool different = false;
  for (const Pattern* pattern : node.patterns) {
    Captures own{.names = {}, .may_match_all = captures.may_match_all && pattern == node.patterns.back()};
    match_pattern(*pattern, own);
    if (pattern == node.patterns.front()) names.swap(own.names);
    else different |= own.names != names;
  }
  if (different) error(node.span, pattern_names, "alternative patterns bind different names");
  for (const Identifier name : names) {
    if (!captures.names.insert(name).second) {
      error(node.span, pattern_names, fmt::format("multiple assignments to name `{}` in a pattern", name));
    }
  }
}

}  // namespace keelback::parse
