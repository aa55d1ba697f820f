// Calls of the library's functions, and NumPy's operators: from an entry and typed arguments to IR.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "check/builder.hpp"
#include "library/table.hpp"

namespace keelback::check {

struct LibraryArgument {
  ExprId expr;
  std::string_view keyword;      // empty: positional; "*", "**": all that the parameter of that kind gets, made already
  Span span;
};

// Thrown where something is put into a container whose items are of another type so far: the checker widens them and tries the function again.
struct WidenSites {
  std::vector<types::SiteId> sites;
  Type key = nullptr, item = nullptr;
};

// Builds the call, or throws Unsupported with a diagnostic that names the function, the types seen and the signatures.
ExprId library_call(Builder& builder, const library::Table& table, types::EntryId entry, std::span<const LibraryArgument> args, Span span);

// A call of what `np.vectorize` gave.
ExprId call_vectorized(Builder& builder, const library::Table& table, ExprId callee, std::span<const LibraryArgument> args, Span span);

// `np.mgrid`, `np.ogrid`, `np.r_`, `np.c_`: what is subscripted and gives arrays.
struct IndexPart {
  bool is_slice = false;
  std::optional<ExprId> start, stop, step, value;
};
bool is_index_object(const library::Table& table, Type type);
ExprId index_object_item(Builder& builder, const library::Table& table, Type object, std::span<const IndexPart> parts, bool is_tuple, Span span);

// Operators where an operand is an array or a NumPy scalar: NEP 50 promotion, broadcasting.
ExprId numpy_binary(Builder& builder, const library::Table& table, ir::BinaryOp op, ExprId left, ExprId right, Span span);
ExprId numpy_compare(Builder& builder, const library::Table& table, ir::CompareOp op, ExprId left, ExprId right, Span span);
ExprId numpy_unary(Builder& builder, const library::Table& table, ir::UnaryOp op, ExprId operand, Span span);

// For `target op= value` on an array of that dtype: the scalar function, and the value cast to what it takes. Throws where NumPy's same-kind rule refuses.
std::pair<ir::RuntimeId, ExprId> ufunc_symbol(Builder& builder, const library::Table& table, ir::BinaryOp op, types::DType dtype, ExprId value, Span span);

}  // namespace keelback::check
