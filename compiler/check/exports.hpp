// Pythran's export specifications: `# pythran export f(float[:, :], int?)` in comments, `export f(...)` lines in a `.pythran` file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "ir/nodes.hpp"
#include "types/type.hpp"

namespace keelback::check {

// Of the containers that `Sequence[T]` and the like stand for: which of them it is. Where none has an instance, the parameter is any object.
enum class OpenKind : std::uint8_t { none, only, first, second, third, object };

// One way to accept a parameter.
struct ParameterType {
  types::Type type;
  ir::Layout layout = ir::Layout::any;
  std::vector<std::int64_t> extents;  // of an array: required extents, -1 where any; empty: all any
  int open_rank = 0;                  // the rank of its arrays where the annotation leaves that open: one of those that are made
  OpenKind open_kind = OpenKind::none;
  int open_dtype = 0;                 // the place of its arrays' dtype, from 1 on, among those that are made where the annotation leaves it open

  bool is_open() const { return is_open_array() || open_kind != OpenKind::none; }
  bool is_open_array() const { return open_rank > 0 || open_dtype > 0; }
  bool is_any_object() const { return open_kind == OpenKind::object; }
  bool is_open_container() const { return open_kind != OpenKind::none && !is_any_object(); }
  bool operator==(const ParameterType&) const = default;
};

// The extent of a pointer, which a capsule's function takes as an array: C says how far it reaches.
inline constexpr std::int64_t pointer_extent = std::int64_t{1} << 48;

// One exported signature, alternatives (`or`) not yet multiplied out.
struct ExportSpec {
  enum class Kind { function, capsule, ufunc, variable } kind = Kind::function;
  std::string name;
  support::Span span;
  struct Parameter {
    std::vector<ParameterType> alternatives;
    bool optional = false;            // `T?`: may be left out, with all that follow
    support::Span span;
  };
  std::vector<Parameter> parameters;
  std::string written;                // of a capsule: its name, `f(float64, int32*)`
};

// A piece of specification text and where each of its bytes is in the file.
struct SpecText {
  std::string text;
  std::vector<std::uint32_t> offsets;
};

// The export texts among the comments of a module ("pythran export" and what continues it on the comment lines below).
struct CommentLine {
  std::string_view text;   // with its '#'
  std::uint32_t offset;
  int line;
  bool alone;              // nothing but the comment on its line
};
std::vector<SpecText> find_export_comments(std::span<const CommentLine> comments);
// The `export` lines of a `.pythran` file.
std::vector<SpecText> find_export_lines(std::string_view text);

// Parses one text; reports what is wrong in it to `sink` and leaves that signature out.
std::vector<ExportSpec> parse_exports(const SpecText& text, types::TypeTable& types, const support::SourceFile& file, diag::Sink& sink);

// One type as these specifications write it ("float[]", "int or float[:, :]"); none where it is not one.
std::optional<std::vector<ParameterType>> parse_types(std::string_view text, types::TypeTable& types, const support::SourceFile& file);

// Every combination of alternatives and left-out optional parameters, at most `limit` (then a diagnostic), without duplicates.
struct ExportSignature {
  std::string name;
  support::Span span;
  std::vector<ParameterType> parameters;
};
// Whether parameters that leave their ranks open have different ones.
bool mixes_ranks(const ExportSignature& signature);
// Of arrays whose ranks are open: all of one rank, and where they are few each of rank 1 or 2. Of those whose dtypes are open: of the likeliest, but for `most_deviations` of them.
// Of open containers: all of the same kind, and `mixes`: in every mixture.
std::vector<ExportSignature> expand(const ExportSpec& spec, const support::SourceFile& file, diag::Sink& sink, bool mixes = false, int most_deviations = 0);

}  // namespace keelback::check
