// Calls of NumPy's own functions, whose result types the stub gives (docs/design/numpy_calls.md).
#include <fmt/format.h>

#include <algorithm>

#include "check/patterns.hpp"

namespace keelback::check {

using ir::Effects;

namespace {

constexpr const char* of_numbers = "numpy/python.hpp";
constexpr const char* of_sequences = "numpy/python_sequences.hpp";
constexpr const char* of_objects = "numpy/python_objects.hpp";

bool has_sequence(Type type) {
  return is(type, Kind::tuple) || is(type, Kind::list) || std::any_of(type->args.begin(), type->args.end(), has_sequence);
}

bool has_object(Type type) {
  return is(type, Kind::bytes) || is(type, Kind::bytearray) || is(type, Kind::dict) || is(type, Kind::variadic) || is(type, Kind::union_) || std::any_of(type->args.begin(), type->args.end(), has_object);
}

// Whether a value of the type can be handed over.
bool goes_to_numpy(Type type) {
  if (types::number_of(types::base_of(type)) || types::is_time(type) || is(types::base_of(type), Kind::string)) return true;
  if (is(type, Kind::bytes) || is(type, Kind::bytearray)) return true;
  if (is(type, Kind::tuple) || is(type, Kind::list) || is(type, Kind::variadic) || is(type, Kind::union_)) return std::all_of(type->args.begin(), type->args.end(), goes_to_numpy);
  return is(type, Kind::array) || is(type, Kind::none) || is(type, Kind::foreign);
}

}  // namespace

std::string python_name_of(const LibraryCall& call) {
  if (call.overload.how == How::numpy && !call.overload.texts.empty()) return std::string(call.overload.texts[0]);
  return call.entry.module == "ndarray" ? "numpy.ndarray." + call.entry.name : call.entry.full_name();
}

std::optional<ExprId> handed_over(LibraryCall& call, ExprId arg) {
  Builder& builder = call.builder;
  const Type given = builder.type(arg);
  if (is(given, Kind::type_object)) {
    const auto dtype = dtype_of_type(given);
    if (!dtype) return std::nullopt;
    return builder.constant(builder.types.literal(types::name_of(*dtype)), builder.span(arg));
  }
  if (is(given, Kind::scalar) && !types::is_time(given)) {
    const ir::RuntimeId scalar = builder.runtime("kb::python::scalar", of_numbers, Effects::none, false);
    return builder.call(scalar, {arg}, given, builder.span(arg), {cpp(given->dtype)});
  }
  if (is(given, Kind::range)) return call.array(arg);
  return goes_to_numpy(given) ? std::optional(arg) : std::nullopt;
}

namespace {

// What the call hands over, in the order of the parameters; `out` is apart.
struct Handed {
  std::vector<ExprId> args;
  std::string keywords;
  std::optional<ExprId> out;
  bool by_keyword = false;

  void add(ExprId arg, std::string_view keyword) {
    args.push_back(arg);
    if (!keyword.empty()) keywords += (keywords.empty() ? "" : ",") + std::string(keyword);
  }
};

std::optional<Handed> hand_over(LibraryCall& call) {
  using Parameter = library::Parameter;
  const auto& parameters = call.overload.parameters;
  Handed handed;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Parameter& parameter = parameters[i];
    handed.by_keyword = handed.by_keyword || parameter.kind == Parameter::Kind::keyword;
    if (parameter.kind == Parameter::Kind::variadic) {
      for (const ExprId item : call.rest) {
        const auto arg = handed_over(call, item);
        if (!arg) return std::nullopt;
        handed.add(*arg, "");
      }
    }
    if (call.values[i] && is(call.type_at(i), Kind::library)) continue;   // the ufunc whose method it is
    if (!call.values[i]) {
      handed.by_keyword = true;
      continue;
    }
    if (parameter.name == "out" && is(call.type_at(i), Kind::array)) {
      handed.out = call.at(i);
      handed.by_keyword = true;
      continue;
    }
    const auto arg = handed_over(call, call.at(i));
    if (!arg) return std::nullopt;
    handed.add(*arg, handed.by_keyword ? parameter.name : std::string_view());
  }
  return handed;
}

}  // namespace

// kb::python::call<"name", "keywords", R>(args...)
std::optional<ExprId> numpy_call(LibraryCall& call, const std::string& name, Type result, Effects effects) {
  std::optional<Handed> handed = hand_over(call);
  if (!handed) return std::nullopt;
  std::vector<ExprId>& args = handed->args;
  std::string_view symbol = "kb::python::call";
  if (handed->out) {
    symbol = "kb::python::call_into";
    // It is written through: the first argument is what a call changes.
    args.insert(args.begin(), *handed->out);
    handed->keywords += handed->keywords.empty() ? "out" : ",out";
    effects = effects | Effects::writes;
  } else if (option(call.overload, "writes_second", false)) {
    std::swap(args[0], args[1]);
    symbol = "kb::python::call_swapped";
    effects = effects | Effects::writes;
  } else if (option(call.overload, "state", false)) {
    // A state that all calls share is written: no argument is.
    args.insert(args.begin(), call.builder.constant(call.builder.types.type_object(call.builder.types.floating), call.span));
    effects = effects | Effects::writes;
  }
  const bool sequences = has_sequence(result) || std::any_of(args.begin(), args.end(), [&](ExprId arg) { return has_sequence(call.type(arg)); });
  const bool objects = has_object(result) || std::any_of(args.begin(), args.end(), [&](ExprId arg) { return has_object(call.type(arg)); });
  std::vector<std::string> template_args{fmt::format("\"{}\"", name), fmt::format("\"{}\"", handed->keywords), std::string(ir::result_argument)};
  return call.runtime(symbol, objects ? of_objects : sequences ? of_sequences : of_numbers, std::move(args), result, std::move(template_args), effects);
}

namespace {

// Whether one of these parameters was passed.
bool has_option(const LibraryCall& call, std::span<const std::string_view> names) {
  for (std::size_t i = 0; i < call.values.size(); ++i) {
    if (call.given(i) && std::find(names.begin(), names.end(), call.parameter(i)) != names.end()) return true;
  }
  return false;
}

}  // namespace

std::optional<ExprId> build_numpy_call(LibraryCall& call) {
  Patterns patterns(call);
  patterns.takes_numbers = true;
  const auto& parameters = call.overload.parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (call.values[i]) patterns.match_common(parameters[i].pattern, *call.values[i]);
    if (parameters[i].kind != library::Parameter::Kind::variadic) continue;
    for (const ExprId item : call.rest) patterns.match_common(parameters[i].pattern, item);
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const library::Parameter& parameter = parameters[i];
    for (std::size_t k = 0; parameter.kind == library::Parameter::Kind::variadic && k < call.rest.size(); ++k) {
      if (!patterns.match(parameter.pattern, call.rest[k])) return std::nullopt;
    }
    if (!call.values[i] && parameter.pattern != nullptr && !Patterns::takes_default(parameter.pattern, parameter.default_value)) return std::nullopt;
    if (Patterns::is_dtype(parameter.pattern) && !call.given(i)) patterns.match_default_dtype(parameter.pattern, parameter.default_value);
    else if (call.values[i] && !patterns.match(parameter.pattern, *call.values[i])) return std::nullopt;
  }
  Type result = patterns.result(call.overload.result);
  // What is written into is the result.
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].name == "out" && call.given(i) && is(call.type_at(i), Kind::array) && is(result, Kind::array)) result = call.type_at(i);
  }
  return numpy_call(call, python_name_of(call), result, option(call.overload, "writes", false) ? makes | Effects::writes : makes);
}

// The type is that of the call without what only says where results go, and which elements take part.
std::optional<ExprId> build_with_options(LibraryCall& call, LibraryBuilder plain) {
  const bool is_ufunc = call.overload.how == How::ufunc;
  static constexpr std::string_view options[] = {"out", "where", "initial", "correction", "mean", "casting", "order", "subok"};
  static constexpr std::string_view cast[] = {"dtype"};
  if (!has_option(call, options) && !(is_ufunc && has_option(call, cast))) return std::nullopt;
  LibraryCall stripped = call;
  std::optional<DType> dtype;
  std::optional<Type> out;
  int rank = 0;
  for (std::size_t i = 0; i < call.values.size(); ++i) {
    const std::string_view name = call.parameter(i);
    const bool is_dtype = is_ufunc && name == "dtype";
    if (!is_dtype && std::find(std::begin(options), std::end(options), name) == std::end(options)) continue;
    stripped.values[i] = std::nullopt;
    if (!call.given(i)) continue;
    if (is_dtype) dtype = call.dtype(i);
    if (name == "out") out = call.type_at(i);
    if (is_ufunc && name == "where" && is(call.type_at(i), Kind::array)) rank = call.type_at(i)->rank;
  }
  Type result = call.type(plain(stripped));
  if (is(result, Kind::array)) rank = std::max(rank, result->rank);
  result = out ? *out : array_or_scalar(call.builder.types, dtype.value_or(element_or_time_of(result)->dtype), rank);
  if (out && !is(*out, Kind::array)) return std::nullopt;
  return numpy_call(call, python_name_of(call), result);
}

// An axis that is known when running only: NumPy's own function is called. The type is that of the same call with some axis, and where axes are a tuple,
// with as many of them.
std::optional<ExprId> build_with_axis(LibraryCall& call, std::optional<ExprId> (*plain)(LibraryCall&)) {
  if (call.entry.module != "ndarray" && !call.entry.module.starts_with("numpy")) return std::nullopt;
  Builder& builder = call.builder;
  const auto is_axis = [](Type given) { return is(given, Kind::integer) || (is(given, Kind::scalar) && types::is_integer(given->dtype)) || types::literal_int(given); };
  LibraryCall stripped = call;
  std::int64_t next = 0;
  const auto stand_in = [&](ExprId& expr) {
    const Type given = call.type(expr);
    if (is_axis(given)) {
      expr = builder.constant(builder.types.literal(next++), call.span);
      return true;
    }
    if (!is(given, Kind::tuple) || given->args.empty() || !std::ranges::all_of(given->args, is_axis)) return false;
    std::vector<ExprId> items;
    std::vector<Type> item_types;
    for (std::size_t k = 0; k < given->args.size(); ++k) {
      items.push_back(builder.constant(builder.types.literal(next++), call.span));
      item_types.push_back(builder.type(items.back()));
    }
    expr = builder.add(ir::MakeTuple{std::move(items)}, builder.types.tuple(item_types), call.span);
    return true;
  };
  for (std::size_t i = 0; i < call.overload.parameters.size(); ++i) {
    const library::Parameter& parameter = call.overload.parameters[i];
    if (parameter.name != "axis" && parameter.name != "axes") continue;
    if (parameter.kind == library::Parameter::Kind::variadic) {
      for (ExprId& item : stripped.rest) {
        if (!stand_in(item)) return std::nullopt;
      }
    } else if (call.given(i) && !stand_in(*stripped.values[i])) {
      return std::nullopt;
    }
  }
  if (next == 0) return std::nullopt;
  const auto made = plain(stripped);
  return made ? numpy_call(call, python_name_of(call), call.type(*made)) : std::nullopt;
}

}  // namespace keelback::check
