#include "analysis/linear.hpp"

#include <algorithm>

namespace keelback::analysis {
namespace {

constexpr std::int64_t coefficient_limit = std::int64_t{1} << 40;
constexpr std::size_t length_limit = 8;

bool small(Wide value) { return value > -Wide{coefficient_limit} && value < Wide{coefficient_limit}; }
bool fits(Wide value) { return Interval::fits(value, value); }

struct WideInterval { Wide low, high; };

const Facts::Known unknown{};

}  // namespace

std::int64_t Linear::coefficient(Symbol symbol) const {
  for (auto [s, c] : terms) {
    if (s == symbol) return c;
  }
  return 0;
}

std::optional<Linear> add(const Linear& a, const Linear& b, std::int64_t factor) {
  const Wide constant = Wide{a.constant} + Wide{b.constant} * factor;
  if (!fits(constant)) return {};
  Linear result{std::int64_t(constant), {}};
  auto i = a.terms.begin();
  auto j = b.terms.begin();
  while (i != a.terms.end() || j != b.terms.end()) {
    if (j == b.terms.end() || (i != a.terms.end() && i->first < j->first)) {
      result.terms.push_back(*i++);
      continue;
    }
    Wide c = Wide{j->second} * factor;
    const Symbol symbol = j->first;
    ++j;
    if (i != a.terms.end() && i->first == symbol) c += (i++)->second;
    if (!small(c)) return {};
    if (c != 0) result.terms.push_back({symbol, std::int64_t(c)});
  }
  if (result.terms.size() > length_limit) return {};
  return result;
}

std::optional<Linear> scale(const Linear& a, std::int64_t factor) { return add(Linear{}, a, factor); }

std::optional<Linear> substitute(const Linear& a, Symbol symbol, const Linear& value) {
  const std::int64_t c = a.coefficient(symbol);
  if (c == 0) return a;
  auto rest = add(a, Linear::symbol(symbol), -c);
  return rest ? add(*rest, value, c) : rest;
}

Interval Interval::clamped(Wide low, Wide high) {
  return {std::int64_t(std::clamp(low, Wide{least}, Wide{most})), std::int64_t(std::clamp(high, Wide{least}, Wide{most}))};
}
Interval Interval::hull(Interval other) const {
  if (empty()) return other;
  if (other.empty()) return *this;
  return {std::min(low, other.low), std::max(high, other.high)};
}
Interval Interval::intersect(Interval other) const { return {std::max(low, other.low), std::min(high, other.high)}; }

// --- facts -----------------------------------------------------------------------------------------------------------

Symbol Facts::fresh(Interval interval) {
  const Symbol symbol = (*next_)++;
  if (!interval.is_full()) edit(symbol).interval = interval;
  return symbol;
}

const Facts::Known& Facts::operator[](Symbol symbol) const {
  return symbol < known_.size() && known_[symbol] ? *known_[symbol] : unknown;
}

Facts::Known& Facts::edit(Symbol symbol) {
  if (symbol >= known_.size()) known_.resize(symbol + 1);
  auto copy = known_[symbol] ? std::make_shared<Known>(*known_[symbol]) : std::make_shared<Known>();
  Known& result = *copy;
  known_[symbol] = std::move(copy);
  return result;
}

void Facts::bound(Symbol symbol, Interval interval) {
  const Interval before = (*this)[symbol].interval;
  const Interval after = before.intersect(interval);
  if (after.empty()) contradictory_ = true;
  else if (after != before) edit(symbol).interval = after;
}

void Facts::assume(const Linear& nonnegative) {
  if (nonnegative.is_constant()) {
    if (nonnegative.constant < 0) contradictory_ = true;
    return;
  }
  for (auto [symbol, c] : nonnegative.terms) {
    // c * symbol + rest >= 0
    auto rest = add(nonnegative, Linear::symbol(symbol), -c);
    if (!rest) continue;
    Wide low = rest->constant, high = rest->constant;
    for (auto [s, k] : rest->terms) {
      const Interval i = (*this)[s].interval;
      low += k > 0 ? Wide{k} * i.low : Wide{k} * i.high;
      high += k > 0 ? Wide{k} * i.high : Wide{k} * i.low;
    }
    // c > 0: symbol >= -rest / c >= -high / c, rounded up;  c < 0: symbol <= rest / -c <= high / -c, rounded down.
    if (c > 0) {
      const Wide n = -high;
      bound(symbol, Interval::clamped(n >= 0 ? (n + c - 1) / c : -((-n) / c), Interval::most));
    } else {
      const Wide d = -Wide{c};
      bound(symbol, Interval::clamped(Interval::least, high >= 0 ? high / d : -((-high + d - 1) / d)));
    }
    if (rest->is_constant() || (c != 1 && c != -1)) continue;
    auto limit = scale(*rest, -c);
    if (!limit) continue;
    const Known& known = (*this)[symbol];
    const auto& list = c > 0 ? known.lower : known.upper;
    if (list.size() >= 6 || std::find(list.begin(), list.end(), *limit) != list.end()) continue;
    Known& edited = edit(symbol);
    (c > 0 ? edited.lower : edited.upper).push_back(*limit);
  }
}

namespace {
WideInterval wide(const Facts& facts, const Linear& e) {
  WideInterval result{e.constant, e.constant};
  for (auto [symbol, c] : e.terms) {
    const Interval i = facts[symbol].interval;
    result.low += Wide{c} * (c > 0 ? i.low : i.high);
    result.high += Wide{c} * (c > 0 ? i.high : i.low);
  }
  return result;
}
}  // namespace

Interval Facts::interval(const Linear& expression) const {
  const auto w = wide(*this, expression);
  return Interval::clamped(w.low, w.high);
}

bool Facts::proves(const Linear& nonnegative) const {
  int budget = 120;
  return contradictory_ || proves(nonnegative, 6, budget);
}

bool Facts::proves(const Linear& e, int depth, int& budget) const {
  if (wide(*this, e).low >= 0) return true;
  if (depth == 0 || --budget < 0) return false;
  for (auto term = e.terms.rbegin(); term != e.terms.rend(); ++term) {
    const Known& known = (*this)[term->first];
    for (const Linear& limit : term->second > 0 ? known.lower : known.upper) {
      auto next = substitute(e, term->first, limit);
      if (next && proves(*next, depth - 1, budget)) return true;
    }
  }
  return false;
}

std::optional<Linear> Facts::sufficient_impl(const Linear& e, Predicate allowed, int depth, int& budget) const {
  if (depth < 0 || --budget < 0) return {};
  for (auto term = e.terms.rbegin(); term != e.terms.rend(); ++term) {
    if (allowed(term->first)) continue;
    const Known& known = (*this)[term->first];
    for (const Linear& limit : term->second > 0 ? known.lower : known.upper) {
      auto next = substitute(e, term->first, limit);
      if (!next) continue;
      if (auto found = sufficient_impl(*next, allowed, depth - 1, budget)) return found;
    }
    const std::int64_t worst = term->second > 0 ? known.interval.low : known.interval.high;
    if (worst > -(std::int64_t{1} << 32) && worst < (std::int64_t{1} << 32)) {
      auto next = substitute(e, term->first, Linear::of(worst));
      if (next) return sufficient_impl(*next, allowed, depth - 1, budget);
    }
    return {};
  }
  return e;
}

Facts Facts::join(const Facts& a, const Facts& b, Symbol shared) {
  if (a.contradictory_) return b;
  if (b.contradictory_) return a;
  Facts result(a.next_);
  const Symbol count = Symbol(std::min({a.known_.size(), b.known_.size(), std::size_t(shared)}));
  result.known_.resize(count);
  for (Symbol s = 0; s < count; ++s) {
    if (a.known_[s] == b.known_[s]) {
      result.known_[s] = a.known_[s];
      continue;
    }
    if (!a.known_[s] || !b.known_[s]) continue;
    auto known = std::make_shared<Known>();
    known->interval = a.known_[s]->interval.hull(b.known_[s]->interval);
    auto common = [](const std::vector<Linear>& x, const std::vector<Linear>& y) {
      std::vector<Linear> both;
      for (const Linear& e : x) {
        if (std::find(y.begin(), y.end(), e) != y.end()) both.push_back(e);
      }
      return both;
    };
    known->lower = common(a.known_[s]->lower, b.known_[s]->lower);
    known->upper = common(a.known_[s]->upper, b.known_[s]->upper);
    result.known_[s] = std::move(known);
  }
  return result;
}

}  // namespace keelback::analysis
