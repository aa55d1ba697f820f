// The checker's diagnostics. Each has a page in docs/diagnostics and a case in tests/errors.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"

namespace keelback::check {

using Text = std::string_view;

// Names and types.
inline constexpr diag::Diag<Text> undefined_name{"KB3001", "name `{}` is not defined"};
inline constexpr diag::Diag<Text, Text> not_convertible{"KB3003", "expected `{}`, but this is `{}`"};
inline constexpr diag::Diag<Text, Text> return_type{"KB3004", "returns `{}`, but `{}` is declared"};
inline constexpr diag::Diag<Text, Text, Text> operand_types{"KB3005", "`{}` does not work between `{}` and `{}`"};
inline constexpr diag::Diag<Text, Text> operand_type{"KB3006", "`{}` does not work on `{}`"};
inline constexpr diag::Diag<Text> not_callable{"KB3007", "`{}` cannot be called"};
inline constexpr diag::Diag<Text, Text> no_attribute{"KB3008", "`{}` has no attribute `{}` that compiled code knows"};
inline constexpr diag::Diag<Text> not_iterable{"KB3009", "`{}` cannot be iterated over"};
inline constexpr diag::Diag<Text> not_subscriptable{"KB3010", "`{}` cannot be subscripted"};
inline constexpr diag::Diag<Text> bad_index{"KB3011", "`{}` cannot be an index here"};
inline constexpr diag::Diag<std::size_t, std::size_t> unpack_count{"KB3012", "{} values are unpacked into {} targets"};
inline constexpr diag::Diag<Text> growing_type{"KB3013", "the type of `{}` keeps growing around this loop"};
inline constexpr diag::Diag<Text, Text> call_arguments_wrong{"KB3014", "`{}` is called with wrong arguments: {}"};
inline constexpr diag::Diag<Text> unknown_item_type{"KB3015", "the type of the items of `{}` is not known: nothing is ever put in"};
inline constexpr diag::Diag<> tuple_index{"KB3016", "a tuple of different types needs an index that is known when compiling"};
inline constexpr diag::Diag<Text> not_constant_global{"KB3017", "module variable `{}` is not a constant: Python is asked for it each time"};
inline constexpr diag::Diag<Text> recursive_type{"KB3018", "the result of `{}` depends on itself without an end"};
inline constexpr diag::Diag<> too_many_instances{"KB3021", "called at too many combinations of types; the limit is 1000 for a module"};
inline constexpr diag::Diag<> too_many_members{"KB3022", "a value may have too many types here; the limit is 8, or 32 classes"};
inline constexpr diag::Diag<> integer_too_large{"KB3023", "an integer constant beyond 64 bits is only possible where it becomes a float"};

inline constexpr diag::Diag<> too_many_ellipses{"KB3024", "an index can only have a single ellipsis ('...')"};
inline constexpr diag::Diag<int, int> too_many_indices{"KB3025", "{} axes are indexed, the array has {}"};

// Calls of the library.
inline constexpr diag::Diag<Text, Text> library_arguments{"KB4001", "`{}` cannot be called like this: {}"};
inline constexpr diag::Diag<Text, Text> library_option{"KB4002", "the argument `{}` of `{}` is not compiled yet"};
inline constexpr diag::Diag<Text, Text> library_static{"KB4003", "the argument `{}` of `{}` must be known when compiling"};
inline constexpr diag::Diag<Text, Text> no_loop{"KB4004", "`{}` has no version for {}"};
inline constexpr diag::Diag<int, int> axis_range{"KB4006", "axis {} is out of bounds for an array of dimension {}"};

// Annotations and exports.
inline constexpr diag::Diag<Text> unknown_annotation{"KB5001", "`{}` is not a type that compiled code knows"};
inline constexpr diag::Diag<Text> missing_annotation{"KB5002", "parameter `{}` has no annotation"};
inline constexpr diag::Diag<Text, Text> unknown_field_type{"KB5004", "nothing says what the field `{}` of `{}` holds"};
inline constexpr diag::Diag<Text> spec_syntax{"KB5010", "in this export: {}"};
inline constexpr diag::Diag<Text> spec_unknown_type{"KB5011", "`{}` is not a type of export specifications"};
inline constexpr diag::Diag<Text, Text> spec_renamed_type{"KB5012", "`{}` is not a type of export specifications; write `{}`"};
inline constexpr diag::Diag<Text> spec_unsupported{"KB5013", "{} is not supported in an export yet"};
inline constexpr diag::Diag<std::size_t> spec_too_many{"KB5014", "this export stands for more than {} signatures"};
inline constexpr diag::Diag<Text> spec_element_type{"KB5015", "an array of `{}` is not possible: its elements must be numbers"};
inline constexpr diag::Diag<Text> export_unknown_function{"KB5016", "`{}` is exported, but the module defines no such function"};
inline constexpr diag::Diag<Text, std::size_t, std::size_t> export_arity{"KB5017", "the export of `{}` has {} parameters, the function takes {}"};
inline constexpr diag::Diag<Text, Text> contradiction{"KB5018", "`{}` has both annotations and an export, and they disagree on parameter `{}`"};
inline constexpr diag::Diag<Text, Text, Text> not_for_c{"KB5019", "`{}` is exported as {}, whose result must be a number, and gives `{}`"};

// Parts of the language that compiled code does not have yet.
inline constexpr diag::Diag<Text> unsupported{"KB6001", "{} is not compiled yet"};
inline constexpr diag::Diag<Text> global_mutation{"KB6002", "`{}` belongs to the module: compiled code reads it, but cannot change it"};
inline constexpr diag::Diag<Text> decorated{"KB6004", "the decorator `{}` is not one that the compiler knows"};
inline constexpr diag::Diag<Text, Text> class_stays_python{"KB6005", "the class `{}` is not compiled, since `{}` is not"};

// Parallel loops.
inline constexpr diag::Diag<Text> carried{"KB6020", "turns of a parallel loop depend on each other: {}"};
inline constexpr diag::Diag<Text> race{"KB6021", "turns of a parallel loop may touch the same elements: {}"};
inline constexpr diag::Diag<Text> leaves_parallel{"KB6022", "`{}` leaves a parallel loop, whose turns do not run one after the other"};
inline constexpr diag::Diag<Text> not_for_threads{"KB6023", "a parallel loop cannot have {}"};

inline constexpr diag::Diag<Text, Text> defect{"KB9003", "internal error: what the compiler made of `{}` breaks its own rules: {}"};

// An error at `span` of `file`, the placeholders filled in.
template <class... T, class... Args>
diag::Diagnostic make_error(const support::SourceFile& file, const diag::Diag<T...>& diagnostic, support::Span span, Args&&... args) {
  return diag::make(diagnostic, diag::Severity::error, &file, span, std::forward<Args>(args)...);
}
template <class... T, class... Args>
diag::Diagnostic make_warning(const support::SourceFile& file, const diag::Diag<T...>& diagnostic, support::Span span, Args&&... args) {
  return diag::make(diagnostic, diag::Severity::warning, &file, span, std::forward<Args>(args)...);
}

}  // namespace keelback::check
