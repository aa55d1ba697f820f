#include "check/exports.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "check/diagnostics.hpp"

namespace keelback::check {
namespace {

using types::DType;
using types::Type;

constexpr std::size_t max_overloads = 256;

bool is_name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The text after `# pythran export` or Transonic's `# transonic def`, or none where the comment is another one.
std::optional<std::size_t> after_pythran(std::string_view comment) {
  std::size_t i = 1;
  const auto word = [&] {
    while (i < comment.size() && (comment[i] == ' ' || comment[i] == '\t')) ++i;
    const std::size_t start = i;
    while (i < comment.size() && is_name_char(comment[i])) ++i;
    return comment.substr(start, i - start);
  };
  const std::string_view first = word(), second = word();
  const bool is_spec = (first == "pythran" && second == "export") || (first == "transonic" && second == "def");
  return is_spec ? std::optional(i) : std::nullopt;
}

void append(SpecText& text, std::string_view piece, std::size_t offset) {
  for (std::size_t i = 0; i < piece.size(); ++i) {
    text.text += piece[i];
    text.offsets.push_back(static_cast<std::uint32_t>(offset + i));
  }
}

// A specification goes on while a bracket is open or it ends in a comma.
bool is_open(std::string_view text) {
  int depth = 0;
  char last = ' ';
  for (char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (!std::isspace(static_cast<unsigned char>(c))) last = c;
  }
  return depth > 0 || last == ',';
}

}  // namespace

std::vector<SpecText> find_export_comments(std::span<const CommentLine> comments) {
  std::vector<SpecText> found;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    const auto start = after_pythran(comments[i].text);
    if (!start) continue;
    SpecText text;
    append(text, comments[i].text.substr(*start), comments[i].offset + *start);
    while (is_open(text.text) && i + 1 < comments.size() && comments[i + 1].alone && comments[i + 1].line == comments[i].line + 1 &&
           !after_pythran(comments[i + 1].text)) {
      ++i;
      append(text, " ", comments[i].offset);
      append(text, comments[i].text.substr(1), comments[i].offset + 1);
    }
    found.push_back(std::move(text));
  }
  return found;
}

std::vector<SpecText> find_export_lines(std::string_view text) {
  std::vector<SpecText> found;
  std::size_t position = 0;
  while (position < text.size()) {
    std::size_t end = text.find('\n', position);
    if (end == std::string_view::npos) end = text.size();
    std::string_view line = text.substr(position, end - position);
    if (const std::size_t hash = line.find('#'); hash != std::string_view::npos) line = line.substr(0, hash);
    std::size_t word = 0;
    while (word < line.size() && std::isspace(static_cast<unsigned char>(line[word]))) ++word;
    if (line.substr(word, 6) == "export" && (word + 6 == line.size() || !is_name_char(line[word + 6]))) {
      found.emplace_back();
      append(found.back(), line.substr(word + 6), position + word + 6);
    } else if (!found.empty() && is_open(found.back().text) && word < line.size()) {
      append(found.back(), " ", position);
      append(found.back(), line, position);
    }
    position = end + 1;
  }
  return found;
}

namespace {

// A recursive-descent parser of one text. Types nest at most `max_depth` deep.
class SpecParser {
 public:
  SpecParser(const SpecText& text, types::TypeTable& types, const support::SourceFile& file, diag::Sink& sink)
      : text_(text), types_(types), file_(file), sink_(sink) {}

  std::vector<ExportSpec> parse() {
    std::vector<ExportSpec> specs;
    try {
      do {
        skip_blanks();
        if (at_end()) break;
        specs.push_back(signature());
      } while (accept(','));
    } catch (const Stop&) {
    }
    return specs;
  }

  std::optional<std::vector<ParameterType>> parse_type() {
    try {
      auto all = alternatives(0);
      skip_blanks();
      if (at_end()) return all;
    } catch (const Stop&) {
    }
    return std::nullopt;
  }

 private:
  struct Stop {};
  static constexpr int max_depth = 64;

  bool at_end() { return position_ >= text_.text.size(); }
  char peek() { return at_end() ? '\0' : text_.text[position_]; }
  void skip_blanks() {
    while (!at_end() && (std::isspace(static_cast<unsigned char>(peek())) || peek() == '\\')) ++position_;
  }
  bool accept(char c) {
    skip_blanks();
    if (peek() != c) return false;
    ++position_;
    return true;
  }
  std::string_view peek_word() {
    skip_blanks();
    std::size_t end = position_;
    while (end < text_.text.size() && is_name_char(text_.text[end])) ++end;
    return std::string_view(text_.text).substr(position_, end - position_);
  }
  bool accept_word(std::string_view word) {
    if (peek_word() != word) return false;
    position_ += word.size();
    return true;
  }
  std::string_view word() {
    const std::string_view found = peek_word();
    position_ += found.size();
    return found;
  }

  std::uint32_t offset_at(std::size_t position) {
    if (text_.offsets.empty()) return 0;
    return position < text_.offsets.size() ? text_.offsets[position] : text_.offsets.back() + 1;
  }
  support::Span span_from(std::size_t start) {
    const std::size_t last = position_ > start ? position_ - 1 : start;
    return {offset_at(start), offset_at(last) + 1};
  }

  template <class... T, class... Args>
  [[noreturn]] void fail(const diag::Diag<T...>& diagnostic, std::size_t start, Args&&... args) {
    sink_.add(make_error(file_, diagnostic, span_from(start), std::forward<Args>(args)...));
    throw Stop{};
  }
  void expect(char c) {
    if (!accept(c)) fail(spec_syntax, position_, std::string("expected `") + c + "`");
  }

  ExportSpec signature() {
    ExportSpec spec;
    std::size_t start = position_;
    const auto kind_word = [&](std::string_view text) {
      // `capsule` and `ufunc` are also possible function names: only a following name makes them a kind.
      const std::size_t before = position_;
      if (accept_word(text)) {
        if (!peek_word().empty()) return true;
        position_ = before;
      }
      return false;
    };
    if (kind_word("capsule")) kind_ = ExportSpec::Kind::capsule;
    else if (kind_word("ufunc")) kind_ = ExportSpec::Kind::ufunc;
    spec.kind = kind_;
    skip_blanks();
    start = position_;
    spec.name = word();
    if (spec.name.empty()) fail(spec_syntax, position_, std::string("expected the name of a function"));
    if (!accept('(')) {
      spec.span = span_from(start);
      if (spec.kind != ExportSpec::Kind::function) fail(spec_syntax, position_, std::string("expected `(` and the types of the parameters"));
      spec.kind = ExportSpec::Kind::variable;
      return spec;
    }
    if (!accept(')')) {
      do {
        skip_blanks();
        const std::size_t parameter_start = position_;
        ExportSpec::Parameter parameter;
        parameter.alternatives = alternatives(0);
        parameter.optional = accept('?');
        parameter.span = span_from(parameter_start);
        if (kind_ != ExportSpec::Kind::function) require_numbers(parameter, parameter_start);
        spec.written += (spec.parameters.empty() ? "" : ", ") + written(parameter_start);
        if (!parameter.optional && !spec.parameters.empty() && spec.parameters.back().optional) {
          fail(spec_syntax, parameter_start, std::string("a parameter after an optional one must be optional too"));
        }
        spec.parameters.push_back(std::move(parameter));
      } while (accept(','));
      expect(')');
    }
    spec.written = spec.name + "(" + spec.written + ")";
    spec.span = span_from(start);
    return spec;
  }

  // C code calls a capsule's function, NumPy's loops that of a ufunc: with numbers, and pointers to them.
  void require_numbers(const ExportSpec::Parameter& parameter, std::size_t start) {
    const bool is_capsule = kind_ == ExportSpec::Kind::capsule;
    if (parameter.optional) fail(spec_syntax, start, std::string(is_capsule ? "a capsule's parameter cannot be left out" : "a ufunc's parameter cannot be left out"));
    if (is_capsule && parameter.alternatives.size() > 1) fail(spec_syntax, start, std::string("a capsule has one signature"));
    for (const ParameterType& one : parameter.alternatives) {
      const bool is_pointer = is_capsule && one.extents == std::vector<std::int64_t>{pointer_extent};
      if (is_pointer || (!types::is(one.type, types::Kind::array) && element_type(one.type))) continue;
      fail(spec_syntax, start, std::string(is_capsule ? "a capsule's parameters are numbers and pointers, as in `float64*`" : "a ufunc's parameters are numbers"));
    }
  }

  // As the text has it, without its blanks.
  std::string written(std::size_t start) {
    std::string text;
    for (std::size_t i = start; i < position_; ++i) {
      if (!std::isspace(static_cast<unsigned char>(text_.text[i]))) text += text_.text[i];
    }
    return text;
  }

  std::vector<ParameterType> alternatives(int depth) {
    std::vector<ParameterType> all;
    do {
      for (ParameterType& one : postfixed(depth)) {
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
      }
    } while (accept_word("or"));
    return all;
  }

  // Every pair of one of `a` and one of `b`.
  template <class Combine>
  std::vector<ParameterType> product(const std::vector<ParameterType>& a, const std::vector<ParameterType>& b, std::size_t start, Combine combine) {
    if (a.size() * b.size() > max_overloads) fail(spec_too_many, start, max_overloads);
    std::vector<ParameterType> all;
    for (const ParameterType& x : a) {
      for (const ParameterType& y : b) all.push_back({combine(x.type, y.type), {}, {}});
    }
    return all;
  }

  // primary ( "list" | "set" | ":" type "dict" | "[...]" | "order(C)" | "(args)" | "type" | "pkg" | "*" )*
  std::vector<ParameterType> postfixed(int depth) {
    if (depth > max_depth) fail(spec_syntax, position_, std::string("nested too deeply"));
    skip_blanks();
    const std::size_t start = position_;
    std::vector<ParameterType> all = primary(depth);
    for (;;) {
      skip_blanks();
      const std::size_t here = position_;
      if (accept_word("list")) {
        for (auto& one : all) one = {types_.list(one.type), {}, {}};
      } else if (accept_word("set")) {
        for (auto& one : all) one = {types_.set(one.type), {}, {}};
      } else if (accept(':')) {
        const std::vector<ParameterType> values = postfixed_value(depth + 1);
        all = product(all, values, start, [&](Type key, Type value) { return types_.dict(key, value); });
      } else if (peek() == '[') {
        dimensions(all, start);
      } else if (accept_word("order")) {
        order(all, here);
      } else if (peek() == '*' && kind_ == ExportSpec::Kind::capsule) {
        ++position_;
        for (auto& one : all) {
          const auto dtype = element_type(one.type);
          if (!dtype || types::is(one.type, types::Kind::array)) fail(spec_syntax, start, std::string("a pointer is one to numbers"));
          one = {types_.array(*dtype, 1), ir::Layout::any, {pointer_extent}};
        }
      } else if (peek() == '(' && kind_ == ExportSpec::Kind::function) {
        function(all, start, depth);
      } else if (peek() == '(' || peek() == '*' || peek_word() == "type" || peek_word() == "pkg") {
        if (peek() == '*') fail(spec_syntax, start, std::string("only a capsule has pointers"));
        fail(spec_unsupported, start, std::string(peek() == '(' ? "a function as parameter" : "a type or package as parameter"));
      } else {
        return all;
      }
    }
  }

  // The value of `K: V dict`: up to the word `dict`, which may itself be followed by further postfixes of the whole.
  std::vector<ParameterType> postfixed_value(int depth) {
    if (depth > max_depth) fail(spec_syntax, position_, std::string("nested too deeply"));
    std::vector<ParameterType> all = primary(depth);
    for (;;) {
      skip_blanks();
      const std::size_t here = position_;
      if (accept_word("dict")) return all;
      if (accept_word("list")) {
        for (auto& one : all) one = {types_.list(one.type), {}, {}};
      } else if (accept_word("set")) {
        for (auto& one : all) one = {types_.set(one.type), {}, {}};
      } else if (peek() == '[') {
        dimensions(all, here);
      } else if (accept(':')) {
        const std::vector<ParameterType> values = postfixed_value(depth + 1);
        all = product(all, values, here, [&](Type key, Type value) { return types_.dict(key, value); });
      } else {
        fail(spec_syntax, here, std::string("expected `dict` after the type of the values"));
      }
    }
  }

  std::vector<ParameterType> primary(int depth) {
    skip_blanks();
    const std::size_t start = position_;
    if (accept('(')) {
      std::vector<std::vector<ParameterType>> items;
      bool is_tuple = false;
      if (!accept(')')) {
        do {
          if (accept(')')) goto closed;  // a trailing comma
          items.push_back(alternatives(depth + 1));
        } while (accept(',') && (is_tuple = true));
        expect(')');
      }
    closed:
      if (items.size() == 1 && !is_tuple) return items[0];  // parentheses that only group
      std::vector<std::vector<Type>> combinations{{}};
      for (const auto& item : items) {
        std::vector<std::vector<Type>> longer;
        for (const auto& prefix : combinations) {
          for (const ParameterType& one : item) {
            longer.push_back(prefix);
            longer.back().push_back(one.type);
          }
        }
        if (longer.size() > max_overloads) fail(spec_too_many, start, max_overloads);
        combinations = std::move(longer);
      }
      std::vector<ParameterType> all;
      for (const auto& combination : combinations) all.push_back({types_.tuple(combination), {}, {}});
      return all;
    }
    const std::string name(word());
    if (name.empty()) fail(spec_syntax, start, std::string("expected a type"));
    if (name == "None") return {{types_.none, {}, {}}};
    if (name == "str") return {{types_.string, {}, {}}};
    if (name == "slice") return {{types_.slice, {}, {}}};
    if (name == "bool") return {{types_.boolean, {}, {}}};
    // The dtypes that have a Python type of the same range are Python numbers (docs/design/exports.md).
    if (name == "int" || name == "int64" || name == "intp" || name == "int_") return {{types_.integer, {}, {}}};
    if (name == "float" || name == "float64") return {{types_.floating, {}, {}}};
    if (name == "complex" || name == "complex128") return {{types_.complex, {}, {}}};
    static const std::set<std::string, std::less<>> scalars{"byte",   "int8",   "int16",  "int32", "uint8", "uint16",  "uint32",
                                                            "uint64", "intc",   "uintc",  "uintp", "uint",  "float16", "float32", "complex64"};
    if (scalars.contains(name)) return {{types_.scalar(*types::dtype_from_name(name)), {}, {}}};
    if (name == "float128" || name == "complex256") fail(spec_unsupported, start, "`" + name + "`");
    const char* instead = name == "double" ? "float64" : name == "void" ? "None" : name == "char" ? "int8" : name == "short" ? "int16" : name == "long" ? "int64" : nullptr;
    if (instead != nullptr) fail(spec_renamed_type, start, name, std::string(instead));
    fail(spec_unknown_type, start, name);
  }

  static std::optional<DType> element_type(Type type) {
    const auto number = types::number_of(type);
    if (!number) return std::nullopt;
    return number->dtype;
  }

  void dimensions(std::vector<ParameterType>& all, std::size_t start) {
    int rank = 0;
    std::vector<std::int64_t> extents;
    while (accept('[')) {
      if (accept(']')) {
        ++rank;
        extents.push_back(-1);
        continue;
      }
      do {
        ++rank;
        if (accept(':')) {
          accept(':');  // `::`: any stride, which every array parameter takes
          extents.push_back(-1);
        } else {
          const std::string digits(word());
          if (digits.empty() || digits.size() > 15 || !std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c); })) {
            fail(spec_syntax, position_, std::string("expected `:` or the extent of a dimension"));
          }
          extents.push_back(std::stoll(digits));
        }
      } while (accept(','));
      expect(']');
    }
    if (rank > 32) fail(spec_unsupported, start, std::string("an array of more than 32 dimensions"));
    for (auto& one : all) {
      const auto dtype = element_type(one.type);
      if (!dtype) fail(spec_element_type, start, one.type->text);
      one.type = types_.array(*dtype, rank);
      one.extents = extents;
    }
  }

  // `float(float, int)`: a function of these parameters.
  void function(std::vector<ParameterType>& all, std::size_t start, int depth) {
    expect('(');
    std::vector<std::vector<Type>> parameters{{}};
    if (!accept(')')) {
      do {
        std::vector<std::vector<Type>> longer;
        const std::vector<ParameterType> next = alternatives(depth + 1);
        for (const auto& before : parameters) {
          for (const ParameterType& one : next) {
            longer.push_back(before);
            longer.back().push_back(one.type);
          }
        }
        if (longer.size() * all.size() > max_overloads) fail(spec_too_many, start, max_overloads);
        parameters = std::move(longer);
      } while (accept(','));
      expect(')');
    }
    std::vector<ParameterType> made;
    for (const ParameterType& result : all) {
      for (const auto& one : parameters) made.push_back({types_.python_function(one, result.type), {}, {}});
    }
    all = std::move(made);
  }

  void order(std::vector<ParameterType>& all, std::size_t start) {
    expect('(');
    const std::string letter(word());
    expect(')');
    if (letter != "C" && letter != "F") fail(spec_syntax, start, std::string("an order is `C` or `F`"));
    for (auto& one : all) {
      if (!types::is(one.type, types::Kind::array)) fail(spec_syntax, start, std::string("only an array has an order"));
      one.layout = letter == "C" ? ir::Layout::c : ir::Layout::fortran;
    }
  }

  const SpecText& text_;
  types::TypeTable& types_;
  const support::SourceFile& file_;
  diag::Sink& sink_;
  std::size_t position_ = 0;
  ExportSpec::Kind kind_ = ExportSpec::Kind::function;  // of this signature and those that follow
};

}  // namespace

std::vector<ExportSpec> parse_exports(const SpecText& text, types::TypeTable& types, const support::SourceFile& file, diag::Sink& sink) {
  return SpecParser(text, types, file, sink).parse();
}

std::optional<std::vector<ParameterType>> parse_types(std::string_view text, types::TypeTable& types, const support::SourceFile& file) {
  diag::Sink ignored;
  const SpecText whole{std::string(text), {}};
  return SpecParser(whole, types, file, ignored).parse_type();
}

namespace {

// With arrays of ranks 1 and 2 in any mixture where at most `most_mixed` parameters leave theirs open.
std::vector<ExportSignature> expand_ranks(const ExportSpec& spec, const support::SourceFile& file, diag::Sink& sink, bool mixes, int most_deviations, int most_mixed) {
  std::size_t required = 0;
  while (required < spec.parameters.size() && !spec.parameters[required].optional) ++required;
  std::vector<ExportSignature> all;
  const auto is_open = [](const ParameterType& one) { return one.open_rank > 0; };
  const auto open = std::ranges::count_if(spec.parameters, [&](const ExportSpec::Parameter& one) { return std::ranges::any_of(one.alternatives, is_open); });
  constexpr int low_rank = 2;
  const auto ranks_go_together = [&](const ParameterType& one, const ParameterType& next) {
    if (one.open_rank == 0 || next.open_rank == 0 || one.open_rank == next.open_rank) return true;
    return open <= most_mixed && one.open_rank <= low_rank && next.open_rank <= low_rank;
  };
  const auto kinds_go_together = [&](OpenKind one, OpenKind next) {
    if (one == OpenKind::none || next == OpenKind::none || one == next) return true;
    if (one == OpenKind::object || next == OpenKind::object) return false;
    return one == OpenKind::only || next == OpenKind::only || mixes;
  };
  const auto deviates = [](const ParameterType& one) { return one.open_dtype > 1; };
  const auto go_together = [&](const ExportSignature& prefix, const ParameterType& next) {
    if (deviates(next) && std::ranges::count_if(prefix.parameters, deviates) >= most_deviations) return false;
    return std::ranges::all_of(prefix.parameters, [&](const ParameterType& one) { return ranks_go_together(one, next) && kinds_go_together(one.open_kind, next.open_kind); });
  };
  std::vector<ExportSignature> prefixes{{spec.name, spec.span, {}}};
  if (required == 0) all.push_back(prefixes[0]);
  for (std::size_t i = 0; i < spec.parameters.size(); ++i) {
    std::vector<ExportSignature> longer;
    for (const ExportSignature& prefix : prefixes) {
      for (const ParameterType& one : spec.parameters[i].alternatives) {
        if (!go_together(prefix, one)) continue;
        longer.push_back(prefix);
        longer.back().parameters.push_back(one);
      }
    }
    prefixes = std::move(longer);
    if (prefixes.size() + all.size() > max_overloads) {
      sink.add(make_error(file, spec_too_many, spec.span, max_overloads));
      return {};
    }
    if (i + 1 >= required) all.insert(all.end(), prefixes.begin(), prefixes.end());
  }
  return all;
}

}  // namespace

bool mixes_ranks(const ExportSignature& signature) {
  int first = 0;
  return std::ranges::any_of(signature.parameters, [&](const ParameterType& one) {
    if (first == 0) first = one.open_rank;
    return one.open_rank > 0 && one.open_rank != first;
  });
}

std::vector<ExportSignature> expand(const ExportSpec& spec, const support::SourceFile& file, diag::Sink& sink, bool mixes, int most_deviations) {
  // Every further combination is native code of its own.
  constexpr int most_mixed = 3, most_tried = 6;
  constexpr std::size_t most_signatures = 128;
  bool is_plain = true;
  for (const ExportSpec::Parameter& parameter : spec.parameters) is_plain &= std::ranges::all_of(parameter.alternatives, [](const ParameterType& one) { return one.open_dtype == 0 && one.open_kind == OpenKind::none; });
  diag::Sink ignored;
  std::vector<ExportSignature> all = is_plain ? expand_ranks(spec, file, ignored, mixes, most_deviations, most_tried) : std::vector<ExportSignature>();
  if (all.empty() || all.size() > most_signatures) return expand_ranks(spec, file, sink, mixes, most_deviations, most_mixed);
  // Of more than that, those of one rank first: of the others the first few that the body is for are made (most_of_mixed_ranks).
  std::ranges::stable_sort(all, {}, mixes_ranks);
  return all;
}

}  // namespace keelback::check
