// Text from values: format, str.format, `%`, print. The pieces of a format that is known when compiling are told apart here; what is in
// them is CPython's to format (include/keelback/format.hpp).
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/library_arguments.hpp"
#include "check/library_texts.hpp"

namespace keelback::check {

using ir::Effects;
using types::is;

namespace {

// A value that has a text.
ExprId shown(LibraryCall& call, ExprId value) {
  if (is(call.type(value), Kind::array)) value = call.type(value)->rank == 0 ? call.call("ndarray", "item", {value}) : call.call("numpy", "array_str", {value});
  const Type given = call.type(value);
  const Kind kind = given->kind;
  if (kind == Kind::function || kind == Kind::library || kind == Kind::module || kind == Kind::type_object || kind == Kind::iterator) {
    call.wrong(fmt::format("`{}` has no text in compiled code", given->text));
  }
  if (is(given, Kind::none)) return call.builder.add(ir::Convert{value}, given, call.builder.span(value));
  return call.builder.cast(value, types::storage_of(call.builder.types, given));
}

bool is_numpy_number(Type type) { return is(type, Kind::scalar) && !types::is_time(type); }

// Whether something within it, which is shown by its repr, is a number of NumPy's.
bool holds_numpy_number(Type type) {
  switch (type->kind) {
    case Kind::tuple:
    case Kind::variadic:
    case Kind::list:
    case Kind::set:
    case Kind::frozenset:
    case Kind::deque:
    case Kind::dict:
    case Kind::union_: return std::any_of(type->args.begin(), type->args.end(), [](Type arg) { return is_numpy_number(arg) || holds_numpy_number(arg); });
    default: return false;
  }
}

// str() of NumPy's other numbers is that of Python's.
bool has_numpy_str(Type type) { return is_numpy_number(type) && (type->dtype == DType::float32 || type->dtype == DType::complex64 || type->dtype == DType::float16); }

}  // namespace

ExprId text_of(LibraryCall& call, ExprId value) {
  return call.builder.for_each_member(value, [&](ExprId member) -> ExprId {
    if (has_numpy_str(call.type(member)) || holds_numpy_number(call.type(member))) {
      const LibraryArgument shown{member, {}, call.span};
      return *numpy_text(call.builder, call.table, *call.table.find_function("builtins", "str"), std::span(&shown, 1), call.span);
    }
    if (is(types::base_of(call.type(member)), Kind::string)) return call.builder.cast(member, call.builder.types.string);
    if (is(call.type(member), Kind::array)) return call.call("numpy", "array_str", {member});
    if (is(call.type(member), Kind::instance)) return call.builder.object_text(member, false, call.span);
    return call.runtime("kb::str_of", "str.hpp", {shown(call, member)}, call.builder.types.string, {}, Effects::reads | Effects::allocates, false);
  });
}

namespace {

ExprId build_format(LibraryCall& call) {
  Builder& builder = call.builder;
  if (!call.values[1]) {
    // A float of NumPy's is formatted as Python's float of its value, unlike what str says.
    return builder.for_each_member(call.at(0), [&](ExprId member) {
      const Type given = call.type(member);
      if (has_numpy_str(given)) return text_of(call, builder.cast(member, given->dtype == DType::complex64 ? builder.types.complex : builder.types.floating));
      return text_of(call, member);
    });
  }
  if (!is(types::base_of(call.type_at(1)), Kind::string)) call.wrong_type(1);
  const ExprId spec = builder.cast(call.at(1), builder.types.string);
  if (is(call.type_at(0), Kind::array) && call.type_at(0)->rank > 0) call.wrong("unsupported format string passed to numpy.ndarray.__format__");
  if (types::holds_object(call.type_at(0))) {
    // Its class' `__format__`, or what says that there is none.
    const ExprId format = builder.add(ir::Dynamic{ir::DynamicOp::imported, "builtins.format", {}, {}}, builder.types.object, call.span);
    const ExprId made = builder.add(ir::Dynamic{ir::DynamicOp::call, {}, {format, builder.handed(call.at(0), call.span), spec}, {}}, builder.types.object, call.span);
    return builder.cast(made, builder.types.string);
  }
  return call.runtime("kb::format_value", "format.hpp", {shown(call, call.at(0)), spec}, builder.types.string, {}, makes);
}

// format % values: a tuple is the values, anything else is the one.
ExprId build_percent(LibraryCall& call) {
  Builder& builder = call.builder;
  const ExprId format = builder.cast(call.at(0), builder.types.string);
  const Type given = call.type_at(1);
  if (is(given, Kind::dict) || is(given, Kind::variadic)) call.wrong(fmt::format("`%` with `{}`", given->text));
  if (!is(given, Kind::tuple)) return call.runtime("kb::percent_one", "format.hpp", {format, shown(call, call.at(1))}, builder.types.string, {}, makes);
  const Builder::Reuse tuple = builder.reuse(call.at(1), "values");
  std::vector<ExprId> args{format};
  for (std::size_t i = 0; i < given->args.size(); ++i) {
    const Type item = given->args[i];
    args.push_back(shown(call, is(item, Kind::literal) ? builder.constant(item, call.span) : builder.add(ir::TupleItem{builder.read(tuple, call.span), int(i)}, item, call.span)));
  }
  return builder.wrap(tuple, call.runtime("kb::percent", "format.hpp", std::move(args), builder.types.string, {}, makes));
}

ExprId build_print(LibraryCall& call) {
  Builder& builder = call.builder;
  const auto part = [&](std::size_t i, std::string_view otherwise) {
    if (!call.given(i)) return builder.constant(builder.types.literal(otherwise), call.span);
    if (!is(types::base_of(call.type_at(i)), Kind::string)) call.wrong_type(i);
    return call.at(i);
  };
  const Builder::Reuse separator = builder.reuse(builder.cast(part(1, " "), builder.types.string), "separator");
  std::vector<ExprId> pieces;
  for (const ExprId value : call.rest) {
    if (!pieces.empty()) pieces.push_back(builder.read(separator, call.span));
    pieces.push_back(text_of(call, value));
  }
  pieces.push_back(builder.cast(part(2, "\n"), builder.types.string));
  const ExprId whole = call.runtime("kb::join_pieces", "format.hpp", std::move(pieces), builder.types.string, {}, makes, false);
  const ExprId flush = truth_argument(call, 3);
  return builder.wrap(separator, call.runtime("kb::print_text", "format.hpp", {whole, flush}, builder.types.none, {}, makes | Effects::writes));
}

// bytes(), bytes(n), bytes(iterable), bytes(text, encoding): likewise bytearray.
ExprId build_bytes_of(LibraryCall& call, bool is_array) {
  Builder& builder = call.builder;
  TypeTable& types = builder.types;
  const Type result = is_array ? types.bytearray : types.bytes;
  const std::string to = is_array ? "kb::to_bytearray" : "kb::to_bytes";
  const auto text = [&](std::size_t i, std::string_view otherwise) {
    if (!call.given(i)) return builder.cast(builder.constant(types.literal(otherwise), call.span), types.string);
    if (!is(types::base_of(call.type_at(i)), Kind::string)) call.wrong_type(i);
    return builder.cast(call.at(i), types.string);
  };
  if (!call.values[0]) return call.runtime(is_array ? "kb::bytearray_of_size" : "kb::bytes_of_size", "bytes.hpp", {builder.integer(0, call.span)}, result, {}, makes);
  const Type given = types::base_of(call.type_at(0));
  if (is(given, Kind::string)) {
    if (!call.given(1)) builder.fail_as("string argument without an encoding", library_arguments, call.span, call.entry.full_name(), "a string needs an encoding");
    const ExprId encoded = call.runtime("kb::encode", "bytes.hpp", {builder.cast(call.at(0), types.string), text(1, "utf-8"), text(2, "strict")}, types.bytes, {}, makes);
    return is_array ? call.runtime(to, "bytes.hpp", {encoded}, result, {}, makes) : encoded;
  }
  if (is(given, Kind::integer) || is(given, Kind::boolean)) {
    return call.runtime(is_array ? "kb::bytearray_of_size" : "kb::bytes_of_size", "bytes.hpp", {builder.cast(call.at(0), types.integer)}, result, {}, makes);
  }
  const ExprId items = iterable(call, call.at(0));
  const Type item = iterated(types, call.type(items));
  if (!is(types::base_of(item), Kind::integer) && !is(item, Kind::never)) call.wrong_type(0);
  return call.runtime(to, "bytes.hpp", {items}, result, {}, makes);
}
ExprId build_bytes(LibraryCall& call) { return build_bytes_of(call, false); }
ExprId build_bytearray(LibraryCall& call) { return build_bytes_of(call, true); }

}  // namespace

std::optional<ExprId> numpy_text(Builder& builder, const library::Table& table, types::EntryId entry, std::span<const LibraryArgument> args, Span span) {
  const std::string name = table[entry].full_name();
  if ((name != "str" && name != "repr" && name != "ascii") || args.size() != 1 || !args[0].keyword.empty()) return std::nullopt;
  const Type given = builder.type(args[0].expr);
  const bool is_repr = name != "str";
  const auto in_ascii = [&](ExprId text) {
    if (name != "ascii") return text;
    return builder.call(builder.runtime("kb::ascii_of", "format.hpp", makes, true), {text}, builder.types.string, span);
  };
  if (is(given, Kind::union_)) {
    const bool is_asked = std::ranges::any_of(given->args, [&](Type member) { return (is_repr ? is_numpy_number(member) : has_numpy_str(member)) || holds_numpy_number(member); });
    if (!is_asked) return std::nullopt;
    return builder.for_each_member(args[0].expr, [&](ExprId member) {
      const LibraryArgument one{member, {}, args[0].span};
      return library_call(builder, table, entry, std::span(&one, 1), span);
    });
  }
  if (is_repr ? is_numpy_number(given) : has_numpy_str(given)) {
    const ir::RuntimeId text = builder.runtime(is_repr ? "kb::np::scalar_repr" : "kb::np::scalar_str", "numpy/scalar_text.hpp", Effects::reads | Effects::allocates, false);
    return in_ascii(builder.call(text, {args[0].expr}, builder.types.string, span, {cpp(given->dtype)}));
  }
  if (!holds_numpy_number(given)) return std::nullopt;
  const ExprId repr = builder.add(ir::Dynamic{ir::DynamicOp::imported, "builtins.repr", {}, {}}, builder.types.object, span);
  const ExprId made = builder.add(ir::Dynamic{ir::DynamicOp::call, {}, {repr, builder.handed(args[0].expr, span)}, {}}, builder.types.object, span);
  return in_ascii(builder.cast(made, builder.types.string));
}

LibraryBuilder find_text_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{{"format", build_format}, {"str.__mod__", build_percent}, {"print", build_print}, {"bytes", build_bytes}, {"bytearray", build_bytearray}};
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
