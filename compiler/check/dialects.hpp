// What code written for other compilers says of its types, so that it compiles as it is (docs/design/dialects.md): Numba's signatures, Cython's pure mode, Pyccel's
// and Transonic's annotations, mypyc's native ints.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/exports.hpp"
#include "check/program.hpp"

namespace keelback::check {

// Whether the decorator is known to leave what its function does as it is: what it makes is called in the function's place, or is the function.
bool is_transparent(const ModuleScope& scope, const ast::Expr& decorator);
// Whether the decorator of a class says that Python code derives from it what native code shall take: keelback.typing.extensible, and mypyc's word for it.
bool is_extension_point(const ModuleScope& scope, const ast::Expr& decorator);
// Other decorators of classes that are words to another compiler.
bool is_class_option(const ModuleScope& scope, const ast::Expr& decorator);

// The signatures that the function's decorators state (`@njit("f8(f8[:])")`, `@vectorize([...])`, `@cython.locals(x=cython.double)`); what is wrong in them goes to `sink`.
std::vector<ExportSpec> decorator_exports(const ModuleScope& scope, const ast::FunctionDef& def, Program& program, diag::Sink& sink);

// A scalar type of another compiler's, by its full name ("cython.double", "mypy_extensions.i64"); null: it is none.
Type foreign_scalar(TypeTable& types, std::string_view name);
// What the items of an array of such a type are.
std::optional<types::DType> foreign_dtype(std::string_view name);

// `T[:, ::1]`: rank and layout of what the slices say; none where they are other subscripts.
struct SlicedShape {
  int rank = 0;
  ir::Layout layout = ir::Layout::any;
};
std::optional<SlicedShape> sliced_shape(const ast::Expr& slice);

}  // namespace keelback::check
