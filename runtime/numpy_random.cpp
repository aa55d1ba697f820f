// Single normal and exponential draws, as NumPy's generators make them: by the ziggurat method (Marsaglia and Tsang, 2000), with 256 layers.
//
// NumPy's tables are constants in its code. They are read off it: its generator is run over bits that are chosen here, so that what it returns is an entry, or shows
// on which side of an entry the bits are.
#include <math.h>

#include "python.hpp"

#include <keelback/numpy/random.hpp>

namespace keelback::python {

using binding::object;
using binding::reference;

namespace {

constexpr int layers = 256;

struct ziggurat {
  double width[layers];   // of a step of the layer's bits
  uint64 limit[layers];   // below it a point is inside, whatever its height
  double height[layers];  // of the density at the layer's edge
  bool is_read = false;
};
ziggurat normal_tables, exponential_tables;
constexpr double normal_tail = 3.6541528853610088, exponential_tail = 7.6971174701310497;

// Bits for one draw: `first`, then `others`, which every table takes at once.
struct chosen_bits {
  uint64 first, others;
  int count;
};
uint64 chosen_uint64(void* state) {
  auto* bits = static_cast<chosen_bits*>(state);
  return bits->count++ == 0 ? bits->first : bits->others;
}
std::uint32_t chosen_uint32(void* state) { return static_cast<std::uint32_t>(chosen_uint64(state)); }
double chosen_double(void* state) {
  ++static_cast<chosen_bits*>(state)->count;
  return 0.5;
}

// A layer and a position in it as NumPy takes them from 64 bits.
uint64 normal_bits(int layer, uint64 position) { return static_cast<uint64>(layer) | position << 9; }
uint64 exponential_bits(int layer, uint64 position) { return static_cast<uint64>(layer) << 3 | position << 11; }

// A draw of NumPy's from these bits: false with an exception set.
bool draw(object* method, chosen_bits& bits, double& to) {
  bits.count = 0;
  const reference drawn(PyObject_CallNoArgs(method));
  if (!drawn) return false;
  to = PyFloat_AsDouble(drawn.held);
  return !PyErr_Occurred();
}

bool read_table(ziggurat& table, object* generator, const char* name, chosen_bits& bits, uint64 (*made_of)(int, uint64), uint64 positions) {
  const reference method(PyObject_GetAttrString(generator, name));
  if (!method) return false;
  bits.others = made_of(2, 1);
  for (int i = 0; i < layers; ++i) {
    bits.first = made_of(i, 1);
    if (!draw(method.held, bits, table.width[i])) return false;
    // The first position that takes another look.
    uint64 low = 0, high = positions;
    while (low < high) {
      const uint64 middle = low + (high - low) / 2;
      double unused;
      bits.first = made_of(i, middle);
      if (!draw(method.held, bits, unused)) return false;
      if (bits.count == 1) low = middle + 1;
      else high = middle;
    }
    table.limit[i] = low;
  }
  return true;
}

// A generator of NumPy's over the chosen bits; null with an exception set.
object* chosen_generator(bit_source& source) {
  const reference random(PyImport_ImportModule("numpy.random")), types(PyImport_ImportModule("types")), threading(PyImport_ImportModule("threading"));
  const reference capsule(PyCapsule_New(&source, "BitGenerator", nullptr));
  const reference lock(threading ? PyObject_CallMethod(threading.held, "Lock", nullptr) : nullptr);
  const reference bits(types ? PyObject_CallMethod(types.held, "SimpleNamespace", nullptr) : nullptr);
  if (!random || !capsule || !lock || !bits) return nullptr;
  if (PyObject_SetAttrString(bits.held, "capsule", capsule.held) < 0 || PyObject_SetAttrString(bits.held, "lock", lock.held) < 0) return nullptr;
  return PyObject_CallMethod(random.held, "Generator", "O", bits.held);
}

bool read_tables() {
  chosen_bits bits{};
  bit_source source{&bits, chosen_uint64, chosen_uint32, chosen_double, chosen_uint64};
  const reference generator(chosen_generator(source));
  if (!generator) return false;
  if (!read_table(normal_tables, generator.held, "standard_normal", bits, normal_bits, uint64{1} << 52)) return false;
  if (!read_table(exponential_tables, generator.held, "standard_exponential", bits, exponential_bits, uint64{1} << 53)) return false;
  normal_tables.height[0] = exponential_tables.height[0] = 1;
  for (int i = 1; i < layers; ++i) {
    const double x = normal_tables.width[i] * 0x1p52, y = exponential_tables.width[i] * 0x1p53;
    normal_tables.height[i] = ::exp(-0.5 * x * x);
    exponential_tables.height[i] = ::exp(-y);
  }
  normal_tables.is_read = exponential_tables.is_read = true;
  return true;
}

double draw_double(const bit_source& bits) { return bits.next_double(bits.state); }

// Whether a point at a random height of the layer lies under the density.
bool is_under(const ziggurat& table, int layer, double density, const bit_source& bits) {
  return (table.height[layer - 1] - table.height[layer]) * draw_double(bits) + table.height[layer] < density;
}

}  // namespace

double next_normal(const foreign_object& generator, int line) {
  const bit_source& bits = bits_of(generator, line);
  const ziggurat& table = normal_tables;
  if (KB_UNLIKELY(!table.is_read) && !read_tables()) raise_no_bits(line);
  for (;;) {
    const uint64 drawn = bits.next_uint64(bits.state), position = drawn >> 9 & 0x000fffffffffffff;
    const int layer = static_cast<int>(drawn & 0xff);
    const double distance = static_cast<double>(position) * table.width[layer], x = drawn & 0x100 ? -distance : distance;
    if (KB_LIKELY(position < table.limit[layer])) return x;
    if (layer != 0) {
      if (is_under(table, layer, ::exp(-0.5 * x * x), bits)) return x;
      continue;
    }
    for (;;) {
      const double beyond = -0.27366123732975828 * ::log1p(-draw_double(bits)), y = -::log1p(-draw_double(bits));
      if (y + y > beyond * beyond) return position >> 8 & 1 ? -(normal_tail + beyond) : normal_tail + beyond;
    }
  }
}

double next_exponential(const foreign_object& generator, int line) {
  const bit_source& bits = bits_of(generator, line);
  const ziggurat& table = exponential_tables;
  if (KB_UNLIKELY(!table.is_read) && !read_tables()) raise_no_bits(line);
  for (;;) {
    const uint64 drawn = bits.next_uint64(bits.state), position = drawn >> 11;
    const int layer = static_cast<int>(drawn >> 3 & 0xff);
    const double x = static_cast<double>(position) * table.width[layer];
    if (KB_LIKELY(position < table.limit[layer])) return x;
    if (layer == 0) return exponential_tail - ::log1p(-draw_double(bits));
    if (is_under(table, layer, ::exp(-x), bits)) return x;
  }
}

}  // namespace keelback::python
