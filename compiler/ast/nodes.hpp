// The abstract syntax tree: CPython's ASDL (Parser/Python.asdl of 3.14), the same names, fields and order of fields.
//
// Nodes live in a `support::Arena` and are trivially destructible. Every node knows its kind and its span, also those that have no position in
// CPython (`comprehension`, `arguments`, `withitem`, `match_case`). Each struct has a tuple of its fields, `fields`, over which printing, walking
// and equality are written once (ast/walk.hpp, parse/dump.hpp). The tree is the same for every version of Python, apart from what the
// grammars themselves do differently (f-strings before 3.12).
//
//   if (const auto* call = ast::as<ast::Call>(expr)) ...
//   ast::visit(expr, [](const ast::Name& name) {...}, [](const ast::Call& call) {...}, ...);   // one handler for each kind, or it does not compile
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "support/span.hpp"

namespace keelback::ast {

using support::Span;

// All kinds, by category. The lists exist once; everything that must know all kinds is made from them.
#define KEELBACK_AST_EXPRS(X)                                                                                                        \
  X(BoolOp) X(NamedExpr) X(BinOp) X(UnaryOp) X(Lambda) X(IfExp) X(Dict) X(Set) X(ListComp) X(SetComp) X(DictComp) X(GeneratorExp)    \
  X(Await) X(Yield) X(YieldFrom) X(Compare) X(Call) X(FormattedValue) X(Interpolation) X(JoinedStr) X(TemplateStr) X(Constant)       \
  X(Attribute) X(Subscript) X(Starred) X(Name) X(List) X(Tuple) X(Slice)
#define KEELBACK_AST_STMTS(X)                                                                                                        \
  X(FunctionDef) X(AsyncFunctionDef) X(ClassDef) X(Return) X(Delete) X(Assign) X(TypeAlias) X(AugAssign) X(AnnAssign) X(For)         \
  X(AsyncFor) X(While) X(If) X(With) X(AsyncWith) X(Match) X(Raise) X(Try) X(TryStar) X(Assert) X(Import) X(ImportFrom) X(Global)    \
  X(Nonlocal) X(ExprStmt) X(Pass) X(Break) X(Continue)
#define KEELBACK_AST_PATTERNS(X)                                                                                                     \
  X(MatchValue) X(MatchSingleton) X(MatchSequence) X(MatchMapping) X(MatchClass) X(MatchStar) X(MatchAs) X(MatchOr)
#define KEELBACK_AST_TYPE_PARAMS(X) X(TypeVar) X(ParamSpec) X(TypeVarTuple)
// Parts of the above that are of no category: each field that holds one has its exact type.
#define KEELBACK_AST_PARTS(X) X(Comprehension) X(ExceptHandler) X(Arguments) X(Arg) X(Keyword) X(Alias) X(WithItem) X(MatchCase) X(Module)
#define KEELBACK_AST_ALL(X) \
  KEELBACK_AST_EXPRS(X) KEELBACK_AST_STMTS(X) KEELBACK_AST_PATTERNS(X) KEELBACK_AST_TYPE_PARAMS(X) KEELBACK_AST_PARTS(X)

enum class Kind : std::uint8_t {
#define X(Name) Name,
  KEELBACK_AST_ALL(X)
#undef X
};

// No tree is higher than this (the parser refuses it), so that walking one by recursion is safe. CPython's own limit is about 3000.
inline constexpr std::uint16_t max_height = 3000;

struct Node {
  Kind kind;
  std::uint16_t height;  // 1 + that of the highest child
  Span span;
};
struct Expr : Node {};
struct Stmt : Node {};
struct Pattern : Node {};
struct TypeParam : Node {};

// A list in the arena. Null items occur in `Dict::keys` (`**mapping`) and `Arguments::kw_defaults` (no default) only.
template <class T>
using Nodes = std::span<T* const>;
// A name after NFKC normalization. Where the ASDL has `identifier?`, empty means none.
using Identifier = std::string_view;

enum class Context : std::uint8_t { Load, Store, Del };
enum class BoolOperator : std::uint8_t { And, Or };
enum class Operator : std::uint8_t { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv };
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class CmpOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

// The value of a literal.
struct ConstantValue {
  enum class Type : std::uint8_t { none, true_, false_, ellipsis, integer, floating, complex, string, bytes };
  Type type = Type::none;
  bool fits_int64 = false;      // integer: `integer` has the value
  std::int64_t integer = 0;
  double floating = 0;          // floating: the value; complex: the imaginary part (a literal has no real part)
  // string: UTF-8, a lone surrogate (`"\ud800"`) as its three bytes would be (WTF-8); bytes: the bytes;
  // integer: the literal without underscores, in its base, as written ("0xFF", "12"): see ast/constant.hpp for decimal digits.
  std::string_view text;
};

// --- the tuples of fields --------------------------------------------------------------------------------------------

// A field of `Owner`, by its ASDL name. `since`: the minor version that introduced it (printing leaves it out before).
template <class Owner, class T>
struct Field {
  using Type = T;
  const char* name;
  T Owner::* member;
  bool optional;  // `?` in the ASDL: null or empty means None
  int since = 8;
};
template <class Owner, class T>
constexpr Field<Owner, T> field(const char* name, T Owner::* member, int since = 8) { return {name, member, false, since}; }
template <class Owner, class T>
constexpr Field<Owner, T> optional(const char* name, T Owner::* member, int since = 8) { return {name, member, true, since}; }
// A field that `ast.parse` always leaves None: `type_comment`.
struct Unused { const char* name; };
// A field that is always an empty list: `type_ignores`.
struct UnusedList { const char* name; };

// --- parts -----------------------------------------------------------------------------------------------------------

// `for target in iter if ifs[0] if ifs[1]`
struct Comprehension : Node {
  Expr* target;
  Expr* iter;
  Nodes<Expr> ifs;
  bool is_async;
  static constexpr auto fields = std::tuple{field("target", &Comprehension::target), field("iter", &Comprehension::iter),
                                            field("ifs", &Comprehension::ifs), field("is_async", &Comprehension::is_async)};
};

// `except type as name: body`
struct ExceptHandler : Node {
  Expr* type;       // may be null
  Identifier name;  // may be empty
  Nodes<Stmt> body;
  static constexpr auto fields =
      std::tuple{optional("type", &ExceptHandler::type), optional("name", &ExceptHandler::name), field("body", &ExceptHandler::body)};
};

struct Arg : Node {
  Identifier arg;
  Expr* annotation;  // may be null
  static constexpr auto fields = std::tuple{field("arg", &Arg::arg), optional("annotation", &Arg::annotation), Unused{"type_comment"}};
};

// `def f(posonlyargs, /, args, *vararg, kwonlyargs, **kwarg)`
struct Arguments : Node {
  Nodes<Arg> posonlyargs;
  Nodes<Arg> args;
  Arg* vararg;              // may be null
  Nodes<Arg> kwonlyargs;
  Nodes<Expr> kw_defaults;  // one for each of kwonlyargs, null where it has none
  Arg* kwarg;               // may be null
  Nodes<Expr> defaults;     // of the last `defaults.size()` of posonlyargs and args together
  static constexpr auto fields = std::tuple{field("posonlyargs", &Arguments::posonlyargs), field("args", &Arguments::args),
                                            optional("vararg", &Arguments::vararg),        field("kwonlyargs", &Arguments::kwonlyargs),
                                            field("kw_defaults", &Arguments::kw_defaults), optional("kwarg", &Arguments::kwarg),
                                            field("defaults", &Arguments::defaults)};
};

// `arg=value` in a call or class; `**value` where `arg` is empty.
struct Keyword : Node {
  Identifier arg;
  Expr* value;
  static constexpr auto fields = std::tuple{optional("arg", &Keyword::arg), field("value", &Keyword::value)};
};

// `name as asname`; `name` may be dotted, or "*".
struct Alias : Node {
  Identifier name;
  Identifier asname;  // may be empty
  static constexpr auto fields = std::tuple{field("name", &Alias::name), optional("asname", &Alias::asname)};
};

struct WithItem : Node {
  Expr* context_expr;
  Expr* optional_vars;  // may be null
  static constexpr auto fields =
      std::tuple{field("context_expr", &WithItem::context_expr), optional("optional_vars", &WithItem::optional_vars)};
};

// `case pattern if guard: body`
struct MatchCase : Node {
  Pattern* pattern;
  Expr* guard;  // may be null
  Nodes<Stmt> body;
  static constexpr auto fields =
      std::tuple{field("pattern", &MatchCase::pattern), optional("guard", &MatchCase::guard), field("body", &MatchCase::body)};
};

// A comment with its '#', without the line end.
struct Comment {
  Span span;
  std::string_view text;
  bool alone;  // nothing but white space before it on its line
};

struct Module : Node {
  Nodes<Stmt> body;
  std::span<const Comment> comments;  // all of the file, in order; not part of `fields`
  static constexpr auto fields = std::tuple{field("body", &Module::body), UnusedList{"type_ignores"}};
};

// --- expressions -----------------------------------------------------------------------------------------------------

// `a and b and c`: one node; `a and b or c`: an Or of (And, c).
struct BoolOp : Expr {
  BoolOperator op;
  Nodes<Expr> values;
  static constexpr auto fields = std::tuple{field("op", &BoolOp::op), field("values", &BoolOp::values)};
};

struct NamedExpr : Expr {
  Expr* target;  // a Name
  Expr* value;
  static constexpr auto fields = std::tuple{field("target", &NamedExpr::target), field("value", &NamedExpr::value)};
};

struct BinOp : Expr {
  Expr* left;
  Operator op;
  Expr* right;
  static constexpr auto fields = std::tuple{field("left", &BinOp::left), field("op", &BinOp::op), field("right", &BinOp::right)};
};

struct UnaryOp : Expr {
  UnaryOperator op;
  Expr* operand;
  static constexpr auto fields = std::tuple{field("op", &UnaryOp::op), field("operand", &UnaryOp::operand)};
};

struct Lambda : Expr {
  Arguments* args;
  Expr* body;
  static constexpr auto fields = std::tuple{field("args", &Lambda::args), field("body", &Lambda::body)};
};

struct IfExp : Expr {
  Expr* test;
  Expr* body;
  Expr* orelse;
  static constexpr auto fields = std::tuple{field("test", &IfExp::test), field("body", &IfExp::body), field("orelse", &IfExp::orelse)};
};

struct Dict : Expr {
  Nodes<Expr> keys;  // null for `**value`
  Nodes<Expr> values;
  static constexpr auto fields = std::tuple{field("keys", &Dict::keys), field("values", &Dict::values)};
};

struct Set : Expr {
  Nodes<Expr> elts;
  static constexpr auto fields = std::tuple{field("elts", &Set::elts)};
};

struct ListComp : Expr {
  Expr* elt;
  Nodes<Comprehension> generators;
  static constexpr auto fields = std::tuple{field("elt", &ListComp::elt), field("generators", &ListComp::generators)};
};

struct SetComp : Expr {
  Expr* elt;
  Nodes<Comprehension> generators;
  static constexpr auto fields = std::tuple{field("elt", &SetComp::elt), field("generators", &SetComp::generators)};
};

struct DictComp : Expr {
  Expr* key;
  Expr* value;
  Nodes<Comprehension> generators;
  static constexpr auto fields =
      std::tuple{field("key", &DictComp::key), field("value", &DictComp::value), field("generators", &DictComp::generators)};
};

struct GeneratorExp : Expr {
  Expr* elt;
  Nodes<Comprehension> generators;
  static constexpr auto fields = std::tuple{field("elt", &GeneratorExp::elt), field("generators", &GeneratorExp::generators)};
};

struct Await : Expr {
  Expr* value;
  static constexpr auto fields = std::tuple{field("value", &Await::value)};
};

struct Yield : Expr {
  Expr* value;  // may be null
  static constexpr auto fields = std::tuple{optional("value", &Yield::value)};
};

struct YieldFrom : Expr {
  Expr* value;
  static constexpr auto fields = std::tuple{field("value", &YieldFrom::value)};
};

// `left ops[0] comparators[0] ops[1] comparators[1]`
struct Compare : Expr {
  Expr* left;
  std::span<const CmpOperator> ops;
  Nodes<Expr> comparators;
  static constexpr auto fields =
      std::tuple{field("left", &Compare::left), field("ops", &Compare::ops), field("comparators", &Compare::comparators)};
};

struct Call : Expr {
  Expr* func;
  Nodes<Expr> args;
  Nodes<Keyword> keywords;
  static constexpr auto fields = std::tuple{field("func", &Call::func), field("args", &Call::args), field("keywords", &Call::keywords)};
};

// `{value!r:format_spec}` inside an f-string.
struct FormattedValue : Expr {
  Expr* value;
  int conversion;      // -1, or the character: 's', 'r', 'a'
  Expr* format_spec;   // a JoinedStr; may be null
  // Where the string token begins that this stands in. Before 3.12 CPython's positions inside an f-string depend on it (parse/dump.cpp).
  std::uint32_t token_begin;
  static constexpr auto fields = std::tuple{field("value", &FormattedValue::value), field("conversion", &FormattedValue::conversion),
                                            optional("format_spec", &FormattedValue::format_spec)};
};

// `{value!r:format_spec}` inside a t-string (3.14).
struct Interpolation : Expr {
  Expr* value;
  std::string_view str;  // the text of `value`
  int conversion;
  Expr* format_spec;  // may be null
  static constexpr auto fields = std::tuple{field("value", &Interpolation::value), field("str", &Interpolation::str),
                                            field("conversion", &Interpolation::conversion),
                                            optional("format_spec", &Interpolation::format_spec)};
};

// An f-string: Constant and FormattedValue in `values`.
struct JoinedStr : Expr {
  Nodes<Expr> values;
  static constexpr auto fields = std::tuple{field("values", &JoinedStr::values)};
};

// A t-string: Constant and Interpolation in `values`.
struct TemplateStr : Expr {
  Nodes<Expr> values;
  static constexpr auto fields = std::tuple{field("values", &TemplateStr::values)};
};

struct Constant : Expr {
  ConstantValue value;
  std::string_view u_kind;  // "u" for u"...", else empty
  static constexpr auto fields = std::tuple{field("value", &Constant::value), optional("kind", &Constant::u_kind)};
};

struct Attribute : Expr {
  Expr* value;
  Identifier attr;
  Span attr_span;  // of the name alone
  Context ctx;
  static constexpr auto fields = std::tuple{field("value", &Attribute::value), field("attr", &Attribute::attr), field("ctx", &Attribute::ctx)};
};

struct Subscript : Expr {
  Expr* value;
  Expr* slice;  // an expression, a Slice, or a Tuple of both
  Context ctx;
  static constexpr auto fields =
      std::tuple{field("value", &Subscript::value), field("slice", &Subscript::slice), field("ctx", &Subscript::ctx)};
};

struct Starred : Expr {
  Expr* value;
  Context ctx;
  static constexpr auto fields = std::tuple{field("value", &Starred::value), field("ctx", &Starred::ctx)};
};

struct Name : Expr {
  Identifier id;
  Context ctx;
  static constexpr auto fields = std::tuple{field("id", &Name::id), field("ctx", &Name::ctx)};
};

struct List : Expr {
  Nodes<Expr> elts;
  Context ctx;
  static constexpr auto fields = std::tuple{field("elts", &List::elts), field("ctx", &List::ctx)};
};

struct Tuple : Expr {
  Nodes<Expr> elts;
  Context ctx;
  static constexpr auto fields = std::tuple{field("elts", &Tuple::elts), field("ctx", &Tuple::ctx)};
};

// `lower:upper:step`, in a Subscript only; each may be null.
struct Slice : Expr {
  Expr* lower;
  Expr* upper;
  Expr* step;
  static constexpr auto fields =
      std::tuple{optional("lower", &Slice::lower), optional("upper", &Slice::upper), optional("step", &Slice::step)};
};

// --- statements ------------------------------------------------------------------------------------------------------

struct FunctionDef : Stmt {
  Identifier name;
  Arguments* args;
  Nodes<Stmt> body;
  Nodes<Expr> decorator_list;
  Expr* returns;  // may be null
  Nodes<TypeParam> type_params;
  Span name_span;  // of the name alone
  static constexpr auto fields = std::tuple{field("name", &FunctionDef::name),
                                            field("args", &FunctionDef::args),
                                            field("body", &FunctionDef::body),
                                            field("decorator_list", &FunctionDef::decorator_list),
                                            optional("returns", &FunctionDef::returns),
                                            Unused{"type_comment"},
                                            field("type_params", &FunctionDef::type_params, 12)};
};

struct AsyncFunctionDef : Stmt {
  Identifier name;
  Arguments* args;
  Nodes<Stmt> body;
  Nodes<Expr> decorator_list;
  Expr* returns;  // may be null
  Nodes<TypeParam> type_params;
  Span name_span;
  static constexpr auto fields = std::tuple{field("name", &AsyncFunctionDef::name),
                                            field("args", &AsyncFunctionDef::args),
                                            field("body", &AsyncFunctionDef::body),
                                            field("decorator_list", &AsyncFunctionDef::decorator_list),
                                            optional("returns", &AsyncFunctionDef::returns),
                                            Unused{"type_comment"},
                                            field("type_params", &AsyncFunctionDef::type_params, 12)};
};

struct ClassDef : Stmt {
  Identifier name;
  Nodes<Expr> bases;
  Nodes<Keyword> keywords;
  Nodes<Stmt> body;
  Nodes<Expr> decorator_list;
  Nodes<TypeParam> type_params;
  Span name_span;
  static constexpr auto fields = std::tuple{field("name", &ClassDef::name),
                                            field("bases", &ClassDef::bases),
                                            field("keywords", &ClassDef::keywords),
                                            field("body", &ClassDef::body),
                                            field("decorator_list", &ClassDef::decorator_list),
                                            field("type_params", &ClassDef::type_params, 12)};
};

struct Return : Stmt {
  Expr* value;  // may be null
  static constexpr auto fields = std::tuple{optional("value", &Return::value)};
};

struct Delete : Stmt {
  Nodes<Expr> targets;
  static constexpr auto fields = std::tuple{field("targets", &Delete::targets)};
};

// `targets[0] = targets[1] = value`
struct Assign : Stmt {
  Nodes<Expr> targets;
  Expr* value;
  static constexpr auto fields = std::tuple{field("targets", &Assign::targets), field("value", &Assign::value), Unused{"type_comment"}};
};

// `type name[type_params] = value`
struct TypeAlias : Stmt {
  Expr* name;  // a Name
  Nodes<TypeParam> type_params;
  Expr* value;
  static constexpr auto fields =
      std::tuple{field("name", &TypeAlias::name), field("type_params", &TypeAlias::type_params), field("value", &TypeAlias::value)};
};

struct AugAssign : Stmt {
  Expr* target;
  Operator op;
  Expr* value;
  static constexpr auto fields =
      std::tuple{field("target", &AugAssign::target), field("op", &AugAssign::op), field("value", &AugAssign::value)};
};

// `target: annotation = value`
struct AnnAssign : Stmt {
  Expr* target;
  Expr* annotation;
  Expr* value;  // may be null
  bool simple;  // the target is a name without parentheses
  static constexpr auto fields = std::tuple{field("target", &AnnAssign::target), field("annotation", &AnnAssign::annotation),
                                            optional("value", &AnnAssign::value), field("simple", &AnnAssign::simple)};
};

struct For : Stmt {
  Expr* target;
  Expr* iter;
  Nodes<Stmt> body;
  Nodes<Stmt> orelse;
  static constexpr auto fields = std::tuple{field("target", &For::target), field("iter", &For::iter), field("body", &For::body),
                                            field("orelse", &For::orelse), Unused{"type_comment"}};
};

struct AsyncFor : Stmt {
  Expr* target;
  Expr* iter;
  Nodes<Stmt> body;
  Nodes<Stmt> orelse;
  static constexpr auto fields = std::tuple{field("target", &AsyncFor::target), field("iter", &AsyncFor::iter), field("body", &AsyncFor::body),
                                            field("orelse", &AsyncFor::orelse), Unused{"type_comment"}};
};

struct While : Stmt {
  Expr* test;
  Nodes<Stmt> body;
  Nodes<Stmt> orelse;
  static constexpr auto fields = std::tuple{field("test", &While::test), field("body", &While::body), field("orelse", &While::orelse)};
};

// `elif` is an If as the only statement of `orelse`.
struct If : Stmt {
  Expr* test;
  Nodes<Stmt> body;
  Nodes<Stmt> orelse;
  static constexpr auto fields = std::tuple{field("test", &If::test), field("body", &If::body), field("orelse", &If::orelse)};
};

struct With : Stmt {
  Nodes<WithItem> items;
  Nodes<Stmt> body;
  static constexpr auto fields = std::tuple{field("items", &With::items), field("body", &With::body), Unused{"type_comment"}};
};

struct AsyncWith : Stmt {
  Nodes<WithItem> items;
  Nodes<Stmt> body;
  static constexpr auto fields = std::tuple{field("items", &AsyncWith::items), field("body", &AsyncWith::body), Unused{"type_comment"}};
};

struct Match : Stmt {
  Expr* subject;
  Nodes<MatchCase> cases;
  static constexpr auto fields = std::tuple{field("subject", &Match::subject), field("cases", &Match::cases)};
};

struct Raise : Stmt {
  Expr* exc;    // may be null
  Expr* cause;  // may be null
  static constexpr auto fields = std::tuple{optional("exc", &Raise::exc), optional("cause", &Raise::cause)};
};

struct Try : Stmt {
  Nodes<Stmt> body;
  Nodes<ExceptHandler> handlers;
  Nodes<Stmt> orelse;
  Nodes<Stmt> finalbody;
  static constexpr auto fields = std::tuple{field("body", &Try::body), field("handlers", &Try::handlers), field("orelse", &Try::orelse),
                                            field("finalbody", &Try::finalbody)};
};

// `try` with `except*`
struct TryStar : Stmt {
  Nodes<Stmt> body;
  Nodes<ExceptHandler> handlers;
  Nodes<Stmt> orelse;
  Nodes<Stmt> finalbody;
  static constexpr auto fields = std::tuple{field("body", &TryStar::body), field("handlers", &TryStar::handlers),
                                            field("orelse", &TryStar::orelse), field("finalbody", &TryStar::finalbody)};
};

struct Assert : Stmt {
  Expr* test;
  Expr* msg;  // may be null
  static constexpr auto fields = std::tuple{field("test", &Assert::test), optional("msg", &Assert::msg)};
};

struct Import : Stmt {
  Nodes<Alias> names;
  static constexpr auto fields = std::tuple{field("names", &Import::names)};
};

// `from ..module import names`: `level` is the number of dots; `module` may be empty.
struct ImportFrom : Stmt {
  Identifier module;
  Nodes<Alias> names;
  int level;
  static constexpr auto fields =
      std::tuple{optional("module", &ImportFrom::module), field("names", &ImportFrom::names), field("level", &ImportFrom::level)};
};

struct Global : Stmt {
  std::span<const Identifier> names;
  static constexpr auto fields = std::tuple{field("names", &Global::names)};
};

struct Nonlocal : Stmt {
  std::span<const Identifier> names;
  static constexpr auto fields = std::tuple{field("names", &Nonlocal::names)};
};

// An expression as a statement. The ASDL calls it `Expr`, here the category's name.
struct ExprStmt : Stmt {
  Expr* value;
  static constexpr auto fields = std::tuple{field("value", &ExprStmt::value)};
};

struct Pass : Stmt {
  static constexpr auto fields = std::tuple{};
};
struct Break : Stmt {
  static constexpr auto fields = std::tuple{};
};
struct Continue : Stmt {
  static constexpr auto fields = std::tuple{};
};

// --- patterns --------------------------------------------------------------------------------------------------------

struct MatchValue : Pattern {
  Expr* value;
  static constexpr auto fields = std::tuple{field("value", &MatchValue::value)};
};

// `None`, `True`, `False`
struct MatchSingleton : Pattern {
  ConstantValue value;
  static constexpr auto fields = std::tuple{field("value", &MatchSingleton::value)};
};

struct MatchSequence : Pattern {
  Nodes<Pattern> patterns;
  static constexpr auto fields = std::tuple{field("patterns", &MatchSequence::patterns)};
};

// `{keys[0]: patterns[0], **rest}`
struct MatchMapping : Pattern {
  Nodes<Expr> keys;
  Nodes<Pattern> patterns;
  Identifier rest;  // may be empty
  static constexpr auto fields = std::tuple{field("keys", &MatchMapping::keys), field("patterns", &MatchMapping::patterns),
                                            optional("rest", &MatchMapping::rest)};
};

// `cls(patterns..., kwd_attrs[0]=kwd_patterns[0])`
struct MatchClass : Pattern {
  Expr* cls;
  Nodes<Pattern> patterns;
  std::span<const Identifier> kwd_attrs;
  Nodes<Pattern> kwd_patterns;
  static constexpr auto fields = std::tuple{field("cls", &MatchClass::cls), field("patterns", &MatchClass::patterns),
                                            field("kwd_attrs", &MatchClass::kwd_attrs), field("kwd_patterns", &MatchClass::kwd_patterns)};
};

// `*name`; `*_` where it is empty.
struct MatchStar : Pattern {
  Identifier name;
  static constexpr auto fields = std::tuple{optional("name", &MatchStar::name)};
};

// `pattern as name`; `name` alone without pattern; `_` without both.
struct MatchAs : Pattern {
  Pattern* pattern;  // may be null
  Identifier name;   // may be empty
  static constexpr auto fields = std::tuple{optional("pattern", &MatchAs::pattern), optional("name", &MatchAs::name)};
};

struct MatchOr : Pattern {
  Nodes<Pattern> patterns;
  static constexpr auto fields = std::tuple{field("patterns", &MatchOr::patterns)};
};

// --- type parameters -------------------------------------------------------------------------------------------------

// `name: bound = default_value`
struct TypeVar : TypeParam {
  Identifier name;
  Expr* bound;          // may be null
  Expr* default_value;  // may be null
  static constexpr auto fields = std::tuple{field("name", &TypeVar::name), optional("bound", &TypeVar::bound),
                                            optional("default_value", &TypeVar::default_value, 13)};
};

// `**name = default_value`
struct ParamSpec : TypeParam {
  Identifier name;
  Expr* default_value;  // may be null
  static constexpr auto fields = std::tuple{field("name", &ParamSpec::name), optional("default_value", &ParamSpec::default_value, 13)};
};

// `*name = default_value`
struct TypeVarTuple : TypeParam {
  Identifier name;
  Expr* default_value;  // may be null
  static constexpr auto fields = std::tuple{field("name", &TypeVarTuple::name), optional("default_value", &TypeVarTuple::default_value, 13)};
};

// --- access ----------------------------------------------------------------------------------------------------------

// `kind_of<Call>` is `Kind::Call`.
template <class T>
inline constexpr Kind kind_of = [] { static_assert(sizeof(T) == 0, "not a kind of node"); return Kind{}; }();
#define X(Name) \
  template <>   \
  inline constexpr Kind kind_of<Name> = Kind::Name;
KEELBACK_AST_ALL(X)
#undef X

template <class T>
bool is(const Node* node) { return node != nullptr && node->kind == kind_of<T>; }
// The node as a `T`, or null where it is another kind (or null itself).
template <class T>
const T* as(const Node* node) { return is<T>(node) ? static_cast<const T*>(node) : nullptr; }
template <class T>
T* as(Node* node) { return is<T>(node) ? static_cast<T*>(node) : nullptr; }

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

// Calls the handler for the node's kind with a reference to the whole node. There must be one for each kind of the category: a handler
// `[](const auto&)` defeats that, so write it only where any kind at all is meant.
#define KEELBACK_AST_VISIT(Category, LIST)                                                  \
  template <class... Handlers>                                                              \
  decltype(auto) visit(const Category* node, Handlers&&... handlers) {                      \
    Overloaded<std::decay_t<Handlers>...> overloaded{std::forward<Handlers>(handlers)...};  \
    switch (node->kind) {                                                                   \
      LIST(KEELBACK_AST_VISIT_CASE)                                                         \
      default: break;                                                                       \
    }                                                                                       \
    __builtin_unreachable();                                                                \
  }
#define KEELBACK_AST_VISIT_CASE(Name) \
  case Kind::Name: return overloaded(static_cast<const ast::Name&>(*node));
KEELBACK_AST_VISIT(Expr, KEELBACK_AST_EXPRS)
KEELBACK_AST_VISIT(Stmt, KEELBACK_AST_STMTS)
KEELBACK_AST_VISIT(Pattern, KEELBACK_AST_PATTERNS)
KEELBACK_AST_VISIT(TypeParam, KEELBACK_AST_TYPE_PARAMS)
KEELBACK_AST_VISIT(Node, KEELBACK_AST_ALL)
#undef KEELBACK_AST_VISIT_CASE
#undef KEELBACK_AST_VISIT

}  // namespace keelback::ast
