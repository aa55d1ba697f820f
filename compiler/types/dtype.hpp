// NumPy's element types, and how they promote (NEP 50).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace keelback::types {

enum class DType : std::uint8_t {
  boolean, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64, complex64, complex128, float16,
  // Of each unit of time one, in the order of TimeUnit (docs/design/datetimes.md).
  datetime, last_datetime = datetime + 13, timedelta, last_timedelta = timedelta + 13,
};
inline constexpr int number_dtype_count = 14;   // those of numbers, which come first
inline constexpr int dtype_count = 42;

enum class DTypeKind : std::uint8_t { boolean, signed_integer, unsigned_integer, floating, complex, datetime, timedelta };

// NumPy's units of time, from coarse to fine; `generic`: none, which takes that of the other operand.
enum class TimeUnit : std::uint8_t { generic, Y, M, W, D, h, m, s, ms, us, ns, ps, fs, as };

DTypeKind kind_of(DType dtype);
int item_size(DType dtype);                       // bytes
std::string_view name_of(DType dtype);            // NumPy's name: "float64", "bool"
std::string_view cpp_name_of(DType dtype);        // "double", "std::int32_t", "kb::complex<float>"
std::optional<DType> dtype_from_name(std::string_view name);  // also NumPy's aliases: "intp", "double", "f8", "<f8"

bool is_integer(DType dtype);                     // signed or unsigned, not bool
bool is_inexact(DType dtype);                     // floating or complex
// NumPy's abstract types: "integer", "signedinteger", "floating", "generic"...
bool is_of_kind(DType dtype, std::string_view abstract);
// datetime64 or timedelta64: no number, in no promotion with one.
bool is_temporal(DType dtype);
TimeUnit unit_of(DType dtype);                    // of a temporal dtype
DType datetime_of(TimeUnit unit);
DType timedelta_of(TimeUnit unit);
std::string_view name_of(TimeUnit unit);          // "D"
std::optional<TimeUnit> unit_from_name(std::string_view name);
// The finer of both. None where NumPy has none: differences in months or years beside other ones, and where the numbers of ticks are beyond int64.
std::optional<TimeUnit> common_unit(TimeUnit a, TimeUnit b, bool of_differences);

DType real_of(DType dtype);                       // complex128 -> float64; a real dtype is its own

// np.promote_types.
DType promote(DType a, DType b);
// np.can_cast(from, to, "same_kind"): what `out=` and augmented assignment allow.
bool can_cast_same_kind(DType from, DType to);
bool can_cast_safely(DType from, DType to);

}  // namespace keelback::types
