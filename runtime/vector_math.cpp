// Which vector functions this processor gets, and the C library's for those that get none.
#include "vector_math.hpp"

#include "levels.hpp"

namespace keelback {
namespace {

template <elementary f, class T>
struct library_function {
  static void run(T* x, int64 n) {
    for (int64 i = 0; i < n; ++i) x[i] = scalar_elementary<f>(x[i]);
  }
  static void run(T* x, const T* y, int64 n) {
    for (int64 i = 0; i < n; ++i) x[i] = scalar_elementary<f>(x[i], y[i]);
  }
};

constexpr vector_table library = make_vector_table<library_function>();

const vector_table& choose() {
#if defined(__x86_64__) && !defined(KEELBACK_WITHOUT_LEVELS)  // set where the runtime is compiled without the files for single levels
  if (usable_level() >= 4) return keelback_vector_math_v4;
  if (usable_level() >= 3) return keelback_vector_math_v3;
#endif
  return library;
}

const vector_table& table() {
  static const vector_table& chosen = choose();
  return chosen;
}

}  // namespace

void apply(elementary f, double* x, int64 n) { table().of_double[int(f)](x, n); }
void apply(elementary f, float* x, int64 n) { table().of_float[int(f)](x, n); }
void apply(elementary f, double* x, const double* y, int64 n) { table().of_doubles[int(f) - elementary_count](x, y, n); }
void apply(elementary f, float* x, const float* y, int64 n) { table().of_floats[int(f) - elementary_count](x, y, n); }

}  // namespace keelback
