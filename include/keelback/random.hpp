// Python's random module, on the state of Python's own generator, so that native and Python code draw from one sequence: runtime/random.cpp.
#pragma once

#include <keelback/builtins.hpp>
#include <keelback/list.hpp>
#include <keelback/set.hpp>

namespace keelback::random {

// MT19937 as `_random.Random` keeps it.
struct generator {
  int index;
  std::uint32_t state[624];
};
// Python's own; null where it is not found as expected: then the functions below call Python.
generator* shared_generator(int line);
void refill(generator& g);
double random_by_python(int line);
std::uint32_t word_by_python(int line);

KB_INLINE std::uint32_t next_word(generator* g, int line) {
  if (KB_UNLIKELY(g == nullptr)) return word_by_python(line);
  if (KB_UNLIKELY(g->index >= 624)) refill(*g);
  std::uint32_t y = g->state[g->index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}
KB_INLINE double random(int line) {
  generator* const g = shared_generator(line);
  if (KB_UNLIKELY(g == nullptr)) return random_by_python(line);
  const std::uint32_t a = next_word(g, line) >> 5, b = next_word(g, line) >> 6;
  return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
}
int64 getrandbits(int64 bits, int line);
int64 below(int64 n, int line);                                    // 0 <= result < n
int64 randrange(int64 stop, int line);
int64 randrange(int64 start, int64 stop, int line);
int64 randrange(int64 start, int64 stop, int64 step, int line);
inline int64 randint(int64 a, int64 b, int line) { return randrange(a, add(b, 1, line), line); }
inline double uniform(double a, double b, int line) { return a + (b - a) * random(line); }
// random.seed(n), random.seed() and the distributions are Python's.
void seed(int64 n, int line);
void seed(int line);
double distribution(const char* name, int count, const double* parameters, int line);
template <class... Parameters>
double drawn(const char* name, int line, Parameters... all) {
  const double parameters[] = {all...};
  return distribution(name, sizeof...(all), parameters, line);
}
inline double gauss(double mu, double sigma, int line) {
  return drawn("gauss", line, mu, sigma);
}
inline double normalvariate(double mu, double sigma, int line) {
  return drawn("normalvariate", line, mu, sigma);
}
inline double lognormvariate(double mu, double sigma, int line) {
  return drawn("lognormvariate", line, mu, sigma);
}
inline double betavariate(double a, double b, int line) {
  return drawn("betavariate", line, a, b);
}
inline double gammavariate(double a, double b, int line) {
  return drawn("gammavariate", line, a, b);
}
inline double expovariate(double lambda, int line) {
  return drawn("expovariate", line, lambda);
}
inline double triangular(double low, double high, int line) {
  return drawn("triangular", line, low, high);
}
inline double triangular(double low, double high, double mode, int line) {
  return drawn("triangular", line, low, high, mode);
}

template <class S>
auto choice(const S& items, int line) {
  const int64 n = static_cast<int64>(items.size());
  if (KB_UNLIKELY(n == 0)) raise_text(exception::index_error, line, "Cannot choose from an empty sequence");
  return item_of<S>(items[below(n, line)]);
}
template <class T>
void shuffle(const list<T>& items, int line) {
  for (int64 i = items.size() - 1; i > 0; --i) {
    const int64 k = below(i + 1, line);
    T kept = std::move(items[i]);
    items[i] = std::move(items[k]);
    items[k] = std::move(kept);
  }
}
// How large a population is drawn from by a list of what is left: CPython's choice.
int64 pool_limit(int64 k);
template <class S>
auto sample(const S& population, int64 k, int line) {
  using T = item_of<S>;
  const int64 n = static_cast<int64>(population.size());
  if (k < 0 || k > n) raise_value(line, "Sample larger than population or is negative");
  const list<T> made = list<T>::make();
  if (n <= pool_limit(k)) {
    const list<T> pool = list<T>::from(population, line);
    for (int64 i = 0; i < k; ++i) {
      const int64 j = below(n - i, line);
      made.append(pool[j]);
      pool[j] = pool[n - i - 1];
    }
    return made;
  }
  const set<int64> chosen = set<int64>::make();
  for (int64 i = 0; i < k; ++i) {
    int64 j = below(n, line);
    while (chosen.has(j)) j = below(n, line);
    chosen.add(j);
    made.append(population[j]);
  }
  return made;
}
template <class S>
auto choices(const S& population, int64 k, int line) {
  using T = item_of<S>;
  const double n = static_cast<double>(population.size());
  const list<T> made = list<T>::make();
  for (int64 i = 0; i < k; ++i) {
    if (population.size() == 0) raise_text(exception::index_error, line, "list index out of range");
    made.append(population[static_cast<int64>(random(line) * n)]);
  }
  return made;
}
template <class S, class W>
auto choices_weighted(const S& population, const W& weights, int64 k, int line) {
  using T = item_of<S>;
  using total_type = item_of<W>;
  const list<total_type> sums = list<total_type>::make();
  total_type total{};
  for_each_item(weights, line, [&](const auto& weight) {
    total = total + weight;
    sums.append(total);
  });
  if (static_cast<int64>(population.size()) != sums.size()) raise_value(line, "The number of weights does not match the population");
  const double all = static_cast<double>(total);
  if (all <= 0.0) raise_value(line, "Total of weights must be greater than zero");
  const list<T> made = list<T>::make();
  for (int64 i = 0; i < k; ++i) {
    const double wanted = random(line) * all;
    int64 low = 0, high = sums.size() - 1;
    while (low < high) {
      const int64 middle = low + (high - low) / 2;
      if (wanted < static_cast<double>(sums[middle])) high = middle;
      else low = middle + 1;
    }
    made.append(population[low]);
  }
  return made;
}

}  // namespace keelback::random
