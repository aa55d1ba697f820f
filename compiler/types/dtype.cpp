#include "types/dtype.hpp"

#include <algorithm>
#include <array>

namespace keelback::types {
namespace {

struct Description {
  std::string_view name;
  std::string_view cpp_name;
  DTypeKind kind;
  int size;
};

constexpr std::array<Description, dtype_count> descriptions{{
    {"bool", "bool", DTypeKind::boolean, 1},
    {"int8", "std::int8_t", DTypeKind::signed_integer, 1},
    {"int16", "std::int16_t", DTypeKind::signed_integer, 2},
    {"int32", "std::int32_t", DTypeKind::signed_integer, 4},
    {"int64", "std::int64_t", DTypeKind::signed_integer, 8},
    {"uint8", "std::uint8_t", DTypeKind::unsigned_integer, 1},
    {"uint16", "std::uint16_t", DTypeKind::unsigned_integer, 2},
    {"uint32", "std::uint32_t", DTypeKind::unsigned_integer, 4},
    {"uint64", "std::uint64_t", DTypeKind::unsigned_integer, 8},
    {"float32", "float", DTypeKind::floating, 4},
    {"float64", "double", DTypeKind::floating, 8},
    {"complex64", "kb::complex<float>", DTypeKind::complex, 8},
    {"complex128", "kb::complex<double>", DTypeKind::complex, 16},
    {"float16", "kb::float16", DTypeKind::floating, 2},
    {"datetime64", "kb::datetime64<kb::time_unit::generic>", DTypeKind::datetime, 8},
    {"datetime64[Y]", "kb::datetime64<kb::time_unit::Y>", DTypeKind::datetime, 8},
    {"datetime64[M]", "kb::datetime64<kb::time_unit::M>", DTypeKind::datetime, 8},
    {"datetime64[W]", "kb::datetime64<kb::time_unit::W>", DTypeKind::datetime, 8},
    {"datetime64[D]", "kb::datetime64<kb::time_unit::D>", DTypeKind::datetime, 8},
    {"datetime64[h]", "kb::datetime64<kb::time_unit::h>", DTypeKind::datetime, 8},
    {"datetime64[m]", "kb::datetime64<kb::time_unit::m>", DTypeKind::datetime, 8},
    {"datetime64[s]", "kb::datetime64<kb::time_unit::s>", DTypeKind::datetime, 8},
    {"datetime64[ms]", "kb::datetime64<kb::time_unit::ms>", DTypeKind::datetime, 8},
    {"datetime64[us]", "kb::datetime64<kb::time_unit::us>", DTypeKind::datetime, 8},
    {"datetime64[ns]", "kb::datetime64<kb::time_unit::ns>", DTypeKind::datetime, 8},
    {"datetime64[ps]", "kb::datetime64<kb::time_unit::ps>", DTypeKind::datetime, 8},
    {"datetime64[fs]", "kb::datetime64<kb::time_unit::fs>", DTypeKind::datetime, 8},
    {"datetime64[as]", "kb::datetime64<kb::time_unit::as>", DTypeKind::datetime, 8},
    {"timedelta64", "kb::timedelta64<kb::time_unit::generic>", DTypeKind::timedelta, 8},
    {"timedelta64[Y]", "kb::timedelta64<kb::time_unit::Y>", DTypeKind::timedelta, 8},
    {"timedelta64[M]", "kb::timedelta64<kb::time_unit::M>", DTypeKind::timedelta, 8},
    {"timedelta64[W]", "kb::timedelta64<kb::time_unit::W>", DTypeKind::timedelta, 8},
    {"timedelta64[D]", "kb::timedelta64<kb::time_unit::D>", DTypeKind::timedelta, 8},
    {"timedelta64[h]", "kb::timedelta64<kb::time_unit::h>", DTypeKind::timedelta, 8},
    {"timedelta64[m]", "kb::timedelta64<kb::time_unit::m>", DTypeKind::timedelta, 8},
    {"timedelta64[s]", "kb::timedelta64<kb::time_unit::s>", DTypeKind::timedelta, 8},
    {"timedelta64[ms]", "kb::timedelta64<kb::time_unit::ms>", DTypeKind::timedelta, 8},
    {"timedelta64[us]", "kb::timedelta64<kb::time_unit::us>", DTypeKind::timedelta, 8},
    {"timedelta64[ns]", "kb::timedelta64<kb::time_unit::ns>", DTypeKind::timedelta, 8},
    {"timedelta64[ps]", "kb::timedelta64<kb::time_unit::ps>", DTypeKind::timedelta, 8},
    {"timedelta64[fs]", "kb::timedelta64<kb::time_unit::fs>", DTypeKind::timedelta, 8},
    {"timedelta64[as]", "kb::timedelta64<kb::time_unit::as>", DTypeKind::timedelta, 8},
}};

struct Alias {
  std::string_view name;
  DType dtype;
};

// Names that NumPy accepts beside its own; the platform is LP64 (intc is 32 bits, long and intp 64).
constexpr Alias aliases[] = {
    {"bool_", DType::boolean},      {"?", DType::boolean},          {"b1", DType::boolean},
    {"byte", DType::int8},          {"i1", DType::int8},            {"b", DType::int8},
    {"short", DType::int16},        {"i2", DType::int16},           {"h", DType::int16},
    {"intc", DType::int32},         {"i4", DType::int32},           {"i", DType::int32},
    {"int_", DType::int64},         {"int", DType::int64},          {"intp", DType::int64},
    {"long", DType::int64},         {"longlong", DType::int64},     {"i8", DType::int64},
    {"l", DType::int64},            {"q", DType::int64},            {"ubyte", DType::uint8},
    {"u1", DType::uint8},           {"B", DType::uint8},            {"ushort", DType::uint16},
    {"u2", DType::uint16},          {"H", DType::uint16},           {"uintc", DType::uint32},
    {"u4", DType::uint32},          {"I", DType::uint32},           {"uint", DType::uint64},
    {"uintp", DType::uint64},       {"ulong", DType::uint64},       {"ulonglong", DType::uint64},
    {"u8", DType::uint64},          {"L", DType::uint64},           {"Q", DType::uint64},
    {"half", DType::float16},       {"f2", DType::float16},         {"e", DType::float16},
    {"single", DType::float32},     {"f4", DType::float32},         {"f", DType::float32},
    {"double", DType::float64},     {"float", DType::float64},      {"f8", DType::float64},
    {"d", DType::float64},          {"csingle", DType::complex64},  {"c8", DType::complex64},
    {"F", DType::complex64},        {"cdouble", DType::complex128}, {"complex", DType::complex128},
    {"c16", DType::complex128},     {"D", DType::complex128},
};

const Description& describe(DType dtype) { return descriptions[static_cast<std::size_t>(dtype)]; }

constexpr std::string_view unit_names[] = {"generic", "Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"};

DType of_kind(DTypeKind kind, int size) {
  for (int i = 0; i < dtype_count; ++i) {
    if (descriptions[i].kind == kind && descriptions[i].size == size) return static_cast<DType>(i);
  }
  return DType::float64;
}

}  // namespace

DTypeKind kind_of(DType dtype) { return describe(dtype).kind; }
int item_size(DType dtype) { return describe(dtype).size; }
std::string_view name_of(DType dtype) { return describe(dtype).name; }
std::string_view cpp_name_of(DType dtype) { return describe(dtype).cpp_name; }

std::optional<DType> dtype_from_name(std::string_view name) {
  if (name.size() > 1 && (name[0] == '<' || name[0] == '=' || name[0] == '|')) name.remove_prefix(1);
  for (int i = 0; i < dtype_count; ++i) {
    if (descriptions[i].name == name) return static_cast<DType>(i);
  }
  for (const Alias& alias : aliases) {
    if (alias.name == name) return alias.dtype;
  }
  // "M8[D]", "m8[s]"
  if (name.starts_with("M8") || name.starts_with("m8")) {
    if (name.size() == 2) return name[0] == 'M' ? DType::datetime : DType::timedelta;
    if (name[2] != '[' || name.back() != ']') return std::nullopt;
    const auto unit = unit_from_name(name.substr(3, name.size() - 4));
    if (unit) return name[0] == 'M' ? datetime_of(*unit) : timedelta_of(*unit);
  }
  return std::nullopt;
}

bool is_temporal(DType dtype) { return dtype >= DType::datetime; }
TimeUnit unit_of(DType dtype) { return TimeUnit(int(dtype) - int(kind_of(dtype) == DTypeKind::datetime ? DType::datetime : DType::timedelta)); }
DType datetime_of(TimeUnit unit) { return DType(int(DType::datetime) + int(unit)); }
DType timedelta_of(TimeUnit unit) { return DType(int(DType::timedelta) + int(unit)); }
std::string_view name_of(TimeUnit unit) { return unit_names[int(unit)]; }
std::optional<TimeUnit> unit_from_name(std::string_view name) {
  const auto found = std::find(std::begin(unit_names), std::end(unit_names), name);
  return found == std::end(unit_names) ? std::nullopt : std::optional(TimeUnit(found - std::begin(unit_names)));
}

std::optional<TimeUnit> common_unit(TimeUnit a, TimeUnit b, bool of_differences) {
  if (a > b) std::swap(a, b);
  if (a == b || a == TimeUnit::generic) return b;
  // Months have no fixed number of days; dates go by the calendar.
  if (of_differences && a <= TimeUnit::M && b > TimeUnit::M) return std::nullopt;
  // NumPy counts the ticks of the finer unit in one of the coarser; beyond 56 bits that is an overflow.
  static constexpr std::int64_t steps[] = {1, 12, 4, 7, 24, 60, 60, 1000, 1000, 1000, 1000, 1000, 1000};   // to the next one
  double ticks = 1;
  for (TimeUnit unit = a; unit < b; unit = TimeUnit(int(unit) + 1)) ticks *= double(steps[int(unit)]);
  if (a > TimeUnit::M && ticks >= 72057594037927936.0) return std::nullopt;
  return b;
}

bool is_integer(DType dtype) {
  return kind_of(dtype) == DTypeKind::signed_integer || kind_of(dtype) == DTypeKind::unsigned_integer;
}

bool is_inexact(DType dtype) { return kind_of(dtype) == DTypeKind::floating || kind_of(dtype) == DTypeKind::complex; }

bool is_of_kind(DType dtype, std::string_view abstract) {
  const DTypeKind kind = kind_of(dtype);
  if (abstract == "generic") return true;
  if (abstract == "number") return kind != DTypeKind::boolean && !is_temporal(dtype);
  if (abstract == "datetime64") return kind == DTypeKind::datetime;
  if (abstract == "timedelta64") return kind == DTypeKind::timedelta;
  if (abstract == "integer") return is_integer(dtype);
  if (abstract == "signedinteger") return kind == DTypeKind::signed_integer;
  if (abstract == "unsignedinteger") return kind == DTypeKind::unsigned_integer;
  if (abstract == "inexact") return is_inexact(dtype);
  if (abstract == "floating") return kind == DTypeKind::floating;
  return abstract == "complexfloating" && kind == DTypeKind::complex;
}

DType real_of(DType dtype) {
  if (dtype == DType::complex64) return DType::float32;
  if (dtype == DType::complex128) return DType::float64;
  return dtype;
}

DType promote(DType a, DType b) {
  if (a == b) return a;
  if (is_temporal(a) || is_temporal(b)) {
    // The checker asks common_unit where NumPy may have none.
    if (!is_temporal(a) || (is_temporal(b) && unit_of(a) < unit_of(b))) return b;
    return a;
  }
  DTypeKind kind_a = kind_of(a), kind_b = kind_of(b);
  if (kind_a > kind_b) {
    std::swap(a, b);
    std::swap(kind_a, kind_b);
  }
  if (kind_a == DTypeKind::boolean) return b;
  if (kind_a == kind_b) return item_size(a) > item_size(b) ? a : b;
  if (kind_a == DTypeKind::signed_integer && kind_b == DTypeKind::unsigned_integer) {
    // The signed type that holds both; beyond 64 bits there is only float64.
    if (item_size(a) > item_size(b)) return a;
    return item_size(b) == 8 ? DType::float64 : of_kind(DTypeKind::signed_integer, item_size(b) * 2);
  }
  if (is_integer(a)) {
    // The smallest that holds all of them exactly.
    const DType real = item_size(a) == 1 ? DType::float16 : item_size(a) == 2 ? DType::float32 : DType::float64;
    if (kind_b == DTypeKind::floating) return promote(real, b);
    return real == DType::float64 ? DType::complex128 : b;
  }
  // floating with complex
  return a == DType::float64 ? DType::complex128 : b;
}

bool can_cast_safely(DType from, DType to) {
  if (from == to) return true;
  if (!is_temporal(from) || !is_temporal(to)) return !is_temporal(from) && !is_temporal(to) && promote(from, to) == to;
  return kind_of(from) == kind_of(to) && common_unit(unit_of(from), unit_of(to), kind_of(from) == DTypeKind::timedelta) == unit_of(to);
}

bool can_cast_same_kind(DType from, DType to) {
  if (is_temporal(from) || is_temporal(to)) return can_cast_safely(from, to) || (is_temporal(from) && is_temporal(to) && can_cast_safely(to, from));
  // NumPy orders the kinds bool < unsigned < signed < floating < complex; within and up the order is "same kind".
  const auto order = [](DType dtype) {
    switch (kind_of(dtype)) {
      case DTypeKind::boolean: return 0;
      case DTypeKind::unsigned_integer: return 1;
      case DTypeKind::signed_integer: return 2;
      case DTypeKind::floating: return 3;
      case DTypeKind::complex:
      case DTypeKind::datetime:
      case DTypeKind::timedelta: return 4;
    }
    return 4;
  };
  return can_cast_safely(from, to) || order(from) <= order(to);
}

}  // namespace keelback::types
