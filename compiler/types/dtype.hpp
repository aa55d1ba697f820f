// NumPy's element types, and how they promote (NEP 50).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace keelback::types {

enum class DType : std::uint8_t {
  boolean, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64, complex64, complex128,
};
inline constexpr int dtype_count = 13;

enum class DTypeKind : std::uint8_t { boolean, signed_integer, unsigned_integer, floating, complex };

DTypeKind kind_of(DType dtype);
int item_size(DType dtype);                       // bytes
std::string_view name_of(DType dtype);            // NumPy's name: "float64", "bool"
std::string_view cpp_name_of(DType dtype);        // "double", "std::int32_t", "kb::complex<float>"
std::optional<DType> dtype_from_name(std::string_view name);  // also NumPy's aliases: "intp", "double", "f8", "<f8"

bool is_integer(DType dtype);                     // signed or unsigned, not bool
bool is_inexact(DType dtype);                     // floating or complex
// NumPy's abstract types: "integer", "signedinteger", "floating", "generic"...
bool is_of_kind(DType dtype, std::string_view abstract);
DType real_of(DType dtype);                       // complex128 -> float64; a real dtype is its own

// np.promote_types.
DType promote(DType a, DType b);
// np.can_cast(from, to, "same_kind"): what `out=` and augmented assignment allow.
bool can_cast_same_kind(DType from, DType to);
bool can_cast_safely(DType from, DType to);

}  // namespace keelback::types
