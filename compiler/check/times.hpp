// datetime64 and timedelta64: the types of operators and functions on them (docs/design/datetimes.md).
#pragma once

#include "check/library_arguments.hpp"

namespace keelback::check {

// Whether a value of the type is a time, or an array or container of them; also a dtype of them.
bool holds_times(Type type);
bool is_temporal(Type type);   // a time, or an array of them

// As NumPy calls an operator, "add", and as Python writes it, "+".
struct OperatorName {
  std::string_view ufunc, symbol;
};
// An operator on one or two operands of which one is a time or an array of them.
ExprId time_operator(Builder& builder, OperatorName name, std::vector<ExprId> operands, Span span);
// A ufunc of that name, of `operands` of which one is temporal.
ExprId time_ufunc(Builder& builder, std::string_view name, std::vector<ExprId> operands, Span span);
// For `target op= value` on an array of times.
std::pair<ir::RuntimeId, ExprId> time_update(Builder& builder, OperatorName name, DType dtype, ExprId value, Span span);
// A reduction: NumPy's own.
ExprId time_reduction(LibraryCall& call);
// np.arange between times, or of a dtype of them; np.array and the like of a sequence of texts or ints.
ExprId arange_of_times(LibraryCall& call, const std::vector<ExprId>& bounds);
ExprId array_of_times(LibraryCall& call, DType dtype);

// A literal's text as a time of the dtype, or of the unit that it says; none where it is no time.
struct TimeLiteral {
  std::int64_t ticks;
  types::TimeUnit unit;
};
std::optional<TimeLiteral> parse_datetime(std::string_view text, std::optional<types::TimeUnit> unit);
ExprId time_constant(Builder& builder, std::int64_t ticks, DType dtype, Span span);

LibraryBuilder find_time_builder(std::string_view name);

}  // namespace keelback::check
