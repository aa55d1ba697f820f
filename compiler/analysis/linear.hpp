// Linear expressions over symbols, and what is known of each symbol: the arithmetic behind ranges and hoisted checks.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace keelback::analysis {

// Something that has one (unknown) integer value wherever it is in scope: a parameter, one turn's value of a loop variable, an extent. A local that
// is assigned again is another symbol from then on, so that a fact about a symbol never has to be taken back.
using Symbol = std::uint32_t;

using Wide = __int128;

// constant + sum of coefficient * symbol, exact (not modulo 2^64). Terms are sorted by symbol, no coefficient is zero.
struct Linear {
  std::int64_t constant = 0;
  std::vector<std::pair<Symbol, std::int64_t>> terms;

  static Linear of(std::int64_t value) { return {value, {}}; }
  static Linear symbol(Symbol symbol) { return {0, {{symbol, 1}}}; }
  bool is_constant() const { return terms.empty(); }
  std::int64_t coefficient(Symbol symbol) const;
  bool operator==(const Linear&) const = default;
  auto operator<=>(const Linear&) const = default;
};

// Nothing where a coefficient or the constant leaves the (generous) range of linear expressions, or the expression gets too long to be of use.
std::optional<Linear> add(const Linear& a, const Linear& b, std::int64_t factor = 1);  // a + factor * b
std::optional<Linear> scale(const Linear& a, std::int64_t factor);
std::optional<Linear> substitute(const Linear& a, Symbol symbol, const Linear& value);

// A closed interval of int64; every int that exists is in `full`.
struct Interval {
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();

  static constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  static Interval full() { return {}; }
  static Interval of(std::int64_t value) { return {value, value}; }
  static Interval clamped(Wide low, Wide high);  // what is beyond int64 cannot be a value of an int
  static bool fits(Wide low, Wide high) { return low >= least && high <= most; }
  bool is_full() const { return low == least && high == most; }
  bool empty() const { return low > high; }
  bool contains(std::int64_t value) const { return low <= value && value <= high; }
  Interval hull(Interval other) const;
  Interval intersect(Interval other) const;
  bool operator==(const Interval&) const = default;
};

// No array has more elements along an axis: addresses have 57 bits.
inline constexpr std::int64_t max_extent = std::int64_t{1} << 57;

// What is known of the symbols at one point of the program: intervals, and linear bounds in terms of other symbols. Cheap to copy.
class Facts {
 public:
  struct Known {
    Interval interval;
    std::vector<Linear> lower, upper;  // symbol >= each of lower, <= each of upper
  };

  Symbol fresh(Interval interval);             // a new symbol; numbers are never used twice within a `Numbering`
  const Known& operator[](Symbol symbol) const;
  void bound(Symbol symbol, Interval interval);
  // Notes expression >= 0.
  void assume(const Linear& nonnegative);

  Interval interval(const Linear& expression) const;
  // Whether expression >= 0 follows. Substitutes bounds of symbols, latest symbol first, within a small budget.
  bool proves(const Linear& nonnegative) const;
  bool contradictory() const { return contradictory_; }

  // A condition over symbols that `allowed` holds for, from which nonnegative >= 0 follows; nothing where none was found.
  template <class Allowed>
  std::optional<Linear> sufficient(const Linear& nonnegative, Allowed allowed) const {
    int budget = 200;
    return sufficient_(nonnegative, [&](Symbol s) { return allowed(s); }, 8, budget);
  }

  // The facts that hold on both paths, about symbols below `shared`.
  static Facts join(const Facts& a, const Facts& b, Symbol shared);

  explicit Facts(std::shared_ptr<Symbol> numbering) : next_(std::move(numbering)) {}
  Symbol next() const { return *next_; }

 private:
  struct Predicate {
    const void* object;
    bool (*call)(const void*, Symbol);
    bool operator()(Symbol symbol) const { return call(object, symbol); }
  };
  template <class F>
  static Predicate predicate(const F& f) {
    return {&f, [](const void* object, Symbol symbol) { return bool((*static_cast<const F*>(object))(symbol)); }};
  }
  template <class F>
  std::optional<Linear> sufficient_(const Linear& nonnegative, const F& allowed, int depth, int& budget) const {
    return sufficient_impl(nonnegative, predicate(allowed), depth, budget);
  }
  std::optional<Linear> sufficient_impl(const Linear&, Predicate allowed, int depth, int& budget) const;
  bool proves(const Linear&, int depth, int& budget) const;
  Known& edit(Symbol symbol);

  std::shared_ptr<Symbol> next_;                       // shared by all copies within one analysis
  std::vector<std::shared_ptr<const Known>> known_;    // null: nothing known
  bool contradictory_ = false;
};

}  // namespace keelback::analysis
