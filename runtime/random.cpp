// random.hpp: the generator of Python's random module.
#include <math.h>

#include <keelback/python_call.hpp>
#include <keelback/random.hpp>

#include "python.hpp"

namespace keelback::random {

using binding::object;
using binding::reference;

namespace {

// random.NAME, borrowed for ever.
object* function_of_module(const char* name, int line) {
  static object* module = nullptr;
  if (module == nullptr) module = PyImport_ImportModule("random");
  object* const found = module != nullptr ? PyObject_GetAttrString(module, name) : nullptr;
  if (found == nullptr) raise_from_python(line);
  return found;
}

// `_random.Random`, as all versions of CPython so far lay it out.
struct random_object {
  PyObject_HEAD
  generator mt;
};

// Whether the object's memory holds what its `getstate` tells.
bool is_as_expected(object* instance, const generator& mt) {
  if (static_cast<size_t>(Py_TYPE(instance)->tp_basicsize) < sizeof(random_object)) return false;
  reference state(PyObject_CallMethod(instance, "getstate", nullptr));
  if (!state || !PyTuple_Check(state.held) || PyTuple_GET_SIZE(state.held) < 2) return false;
  object* const words = PyTuple_GET_ITEM(state.held, 1);
  if (!PyTuple_Check(words) || PyTuple_GET_SIZE(words) != 625) return false;
  for (int i = 0; i < 624; ++i) {
    if (PyLong_AsUnsignedLong(PyTuple_GET_ITEM(words, i)) != mt.state[i]) return false;
  }
  return PyLong_AsLong(PyTuple_GET_ITEM(words, 624)) == mt.index;
}

generator* find_generator(int line) {
  reference drawn(function_of_module("random", line));
  object* const instance = PyCFunction_Check(drawn.held) ? PyCFunction_GET_SELF(drawn.held) : nullptr;
  if (instance == nullptr || PyModule_Check(instance)) return nullptr;
  auto* const mt = &reinterpret_cast<random_object*>(instance)->mt;
  const bool found = is_as_expected(instance, *mt);
  PyErr_Clear();
  if (!found) return nullptr;
  Py_INCREF(instance);
  return mt;
}

double double_of(object* function, object* arguments, int line) {
  const python_object value(PyObject_CallObject(function, arguments), line);
  return PyFloat_AsDouble(value.get());
}

}  // namespace

generator* shared_generator(int line) {
  static generator* found = nullptr;
  static bool looked = false;
  if (KB_UNLIKELY(!looked)) {
    found = find_generator(line);
    looked = true;
  }
  return found;
}

// Matsumoto and Nishimura's recurrence for 624 words.
void refill(generator& g) {
  constexpr int n = 624, m = 397;
  const auto mixed = [](std::uint32_t high, std::uint32_t low) {
    const std::uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
    return (y >> 1) ^ ((y & 1u) != 0 ? 0x9908b0dfu : 0u);
  };
  std::uint32_t* const s = g.state;
  for (int k = 0; k < n - m; ++k) s[k] = s[k + m] ^ mixed(s[k], s[k + 1]);
  for (int k = n - m; k < n - 1; ++k) s[k] = s[k + m - n] ^ mixed(s[k], s[k + 1]);
  s[n - 1] = s[m - 1] ^ mixed(s[n - 1], s[0]);
  g.index = 0;
}

double random_by_python(int line) {
  reference function(function_of_module("random", line));
  return double_of(function.held, nullptr, line);
}
std::uint32_t word_by_python(int line) {
  reference function(function_of_module("getrandbits", line));
  const python_object value(PyObject_CallFunction(function.held, "i", 32), line);
  return static_cast<std::uint32_t>(PyLong_AsUnsignedLong(value.get()));
}

int64 getrandbits(int64 bits, int line) {
  if (bits < 0) raise_value(line, "number of bits must be non-negative");
  if (bits == 0) return 0;
  if (bits > 63) raise_overflow(line, "integer overflow: more than 63 random bits do not fit in 64 bits");
  generator* const g = shared_generator(line);
  if (bits <= 32) return next_word(g, line) >> (32 - bits);
  const std::uint32_t low = next_word(g, line), high = next_word(g, line);
  return static_cast<int64>(static_cast<uint64>(high >> (64 - bits)) << 32 | low);
}
int64 below(int64 n, int line) {
  const int bits = 64 - __builtin_clzll(static_cast<unsigned long long>(n));
  int64 drawn = getrandbits(bits, line);
  while (drawn >= n) drawn = getrandbits(bits, line);
  return drawn;
}
int64 randrange(int64 stop, int line) {
  if (stop <= 0) raise_value(line, "empty range for randrange()");
  return below(stop, line);
}
int64 randrange(int64 start, int64 stop, int line) {
  const int64 width = sub(stop, start, line);
  if (width <= 0) {
    raise(exception::value_error, line, "empty range for randrange() (%lld, %lld, %lld)", static_cast<long long>(start), static_cast<long long>(stop), static_cast<long long>(width));
  }
  return start + below(width, line);
}
int64 randrange(int64 start, int64 stop, int64 step, int line) {
  if (step == 1) return randrange(start, stop, line);
  if (step == 0) raise_value(line, "zero step for randrange()");
  const int64 width = sub(stop, start, line);
  const int64 count = floordiv(step > 0 ? add(width, step - 1, line) : add(width, step + 1, line), step, line);
  if (count <= 0) raise_value(line, "empty range for randrange()");
  return start + step * below(count, line);
}

void seed(int64 n, int line) {
  reference function(function_of_module("seed", line));
  const python_object done(PyObject_CallFunction(function.held, "L", static_cast<long long>(n)), line);
}
void seed(int line) {
  reference function(function_of_module("seed", line));
  const python_object done(PyObject_CallObject(function.held, nullptr), line);
}
double distribution(const char* name, int count, const double* parameters, int line) {
  reference function(function_of_module(name, line)), arguments(PyTuple_New(count));
  if (!arguments) raise_from_python(line);
  for (int i = 0; i < count; ++i) {
    object* const value = PyFloat_FromDouble(parameters[i]);
    if (value == nullptr) raise_from_python(line);
    PyTuple_SET_ITEM(arguments.held, i, value);
  }
  return double_of(function.held, arguments.held, line);
}

int64 pool_limit(int64 k) { return k > 5 ? 21 + static_cast<int64>(::pow(4.0, ::ceil(::log(static_cast<double>(k) * 3) / ::log(4.0)))) : 21; }

}  // namespace keelback::random
