#include "parse/dump.hpp"

#include <iterator>
#include <tuple>
#include <type_traits>

#include <fmt/format.h>

#include "ast/constant.hpp"
#include "lex/repr.hpp"

namespace keelback::parse {
namespace {

using ast::Identifier;
using ast::Kind;
using support::Span;

std::string_view name_of(Kind kind) {
  switch (kind) {
    // The categories' own names and those that are lower case in the ASDL.
    case Kind::ExprStmt: return "Expr";
    case Kind::Comprehension: return "comprehension";
    case Kind::Arguments: return "arguments";
    case Kind::Arg: return "arg";
    case Kind::Keyword: return "keyword";
    case Kind::Alias: return "alias";
    case Kind::WithItem: return "withitem";
    case Kind::MatchCase: return "match_case";
    default: break;
  }
  static constexpr std::string_view names[] = {
#define X(Name) #Name,
      KEELBACK_AST_ALL(X)
#undef X
  };
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(ast::Context context) {
  static constexpr std::string_view names[] = {"Load", "Store", "Del"};
  return names[static_cast<std::size_t>(context)];
}
std::string_view name_of(ast::BoolOperator op) { return op == ast::BoolOperator::And ? "And" : "Or"; }
std::string_view name_of(ast::Operator op) {
  static constexpr std::string_view names[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                               "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
  return names[static_cast<std::size_t>(op)];
}
std::string_view name_of(ast::UnaryOperator op) {
  static constexpr std::string_view names[] = {"Invert", "Not", "UAdd", "USub"};
  return names[static_cast<std::size_t>(op)];
}
std::string_view name_of(ast::CmpOperator op) {
  static constexpr std::string_view names[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
  return names[static_cast<std::size_t>(op)];
}

class Dumper {
 public:
  Dumper(const support::SourceFile& file, int version, std::string& out) : file_(file), version_(version), out_(out) {}

  void print(const ast::Node* node) {
    if (node == nullptr) {
      out_ += "None";
      return;
    }
    // Any kind at all: the fields say what there is to print.
    ast::visit(node, [this](const auto& whole) {
      out_ += name_of(whole.kind);
      out_ += '(';
      first_ = true;
      std::apply([&](const auto&... fields) { (print_field(whole, fields), ...); }, std::decay_t<decltype(whole)>::fields);
      if (has_position(whole.kind)) print_position(whole.span);
      out_ += ')';
      first_ = false;
    });
  }

 private:
  bool has_position(Kind kind) const {
    switch (kind) {
      case Kind::Module: case Kind::Comprehension: case Kind::Arguments: case Kind::WithItem: case Kind::MatchCase: return false;
      case Kind::Slice: case Kind::Keyword: return version_ >= 9;
      case Kind::Alias: return version_ >= 10;
      default: return true;
    }
  }

  void print_position(Span span) {
    const auto begin = file_.line_column(span.begin), end = file_.line_column(span.end);
    name("lineno");
    fmt::format_to(std::back_inserter(out_), "{}, col_offset={}, end_lineno={}, end_col_offset={}", begin.line, begin.column, end.line, end.column);
  }

  void name(const char* field) {
    if (!first_) out_ += ", ";
    first_ = false;
    out_ += field;
    out_ += '=';
  }

  // 3.8 prints every field, 3.9 leaves out those that are None, 3.13 those that are an empty list, too.
  template <class Owner, class T>
  void print_field(const Owner& owner, const ast::Field<Owner, T>& field) {
    if (field.since > version_) return;
    const T& value = owner.*field.member;
    bool none = false;
    if constexpr (std::is_pointer_v<T>) none = field.optional && value == nullptr;
    if constexpr (std::is_same_v<T, Identifier>) none = field.optional && value.empty();
    if (none && version_ >= 9) return;
    if constexpr (requires { value.data(); } && !std::is_same_v<T, Identifier>) {
      if (value.empty() && version_ >= 13) return;
    }
    name(field.name);
    if (none) out_ += "None";
    else if (version_ == 8 && std::is_same_v<Owner, ast::Subscript> && std::string_view(field.name) == "slice") print_legacy_slice(owner);
    else print_value(value);
  }
  template <class Owner>
  void print_field(const Owner&, const ast::Unused& field) {
    if (version_ >= 9) return;
    name(field.name);
    out_ += "None";
  }
  template <class Owner>
  void print_field(const Owner&, const ast::UnusedList& field) {
    if (version_ >= 13) return;
    name(field.name);
    out_ += "[]";
  }

  // 3.8 has nodes Index and ExtSlice around what is in the brackets.
  template <class Owner>
  void print_legacy_slice(const Owner& owner) {
    if constexpr (std::is_same_v<Owner, ast::Subscript>) {
      const auto item = [this](const ast::Expr* expr) {
        if (ast::is<ast::Slice>(expr)) return print(expr);
        out_ += "Index(value=";
        print(expr);
        out_ += ')';
      };
      const auto* tuple = ast::as<ast::Tuple>(owner.slice);
      bool extended = false;
      if (tuple != nullptr) {
        for (const ast::Expr* element : tuple->elts) extended |= ast::is<ast::Slice>(element);
      }
      if (!extended) return item(owner.slice);
      out_ += "ExtSlice(dims=[";
      for (std::size_t i = 0; i < tuple->elts.size(); ++i) {
        if (i > 0) out_ += ", ";
        item(tuple->elts[i]);
      }
      out_ += "])";
    }
  }

  template <class T>
  void print_value(T* node) { print(node); }
  template <class T>
  void print_value(std::span<const T> items) {
    out_ += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out_ += ", ";
      print_value(items[i]);
    }
    out_ += ']';
  }
  void print_value(Identifier text) { lex::append_str_repr(out_, text); }
  void print_value(int number) { out_ += std::to_string(number); }
  void print_value(bool flag) { out_ += flag ? '1' : '0'; }
  template <class T>
    requires std::is_enum_v<T>
  void print_value(T enumerator) {
    out_ += name_of(enumerator);
    out_ += "()";
  }
  void print_value(const ast::ConstantValue& value) {
    using Type = ast::ConstantValue::Type;
    switch (value.type) {
      case Type::none: out_ += "None"; return;
      case Type::true_: out_ += "True"; return;
      case Type::false_: out_ += "False"; return;
      case Type::ellipsis: out_ += "Ellipsis"; return;
      case Type::integer: out_ += value.fits_int64 ? std::to_string(value.integer) : ast::decimal_digits(value.text); return;
      case Type::floating: out_ += ast::float_repr(value.floating); return;
      case Type::complex: {
        std::string text = ast::float_repr(value.floating);
        if (text.ends_with(".0")) text.resize(text.size() - 2);
        out_ += text + "j";
        return;
      }
      case Type::string: lex::append_str_repr(out_, value.text); return;
      case Type::bytes: lex::append_bytes_repr(out_, value.text); return;
    }
  }

  const support::SourceFile& file_;
  int version_;
  std::string& out_;
  bool first_ = true;
};

}  // namespace

void dump_ast(const ast::Node* tree, const support::SourceFile& file, int minor_version, std::string& out) {
  Dumper(file, minor_version, out).print(tree);
}

}  // namespace keelback::parse
