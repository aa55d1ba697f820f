// Calls of library functions: arguments to parameters, overloads, and entries that are a runtime function whose types the stub gives.
#include "check/library_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/library_arguments.hpp"
#include "check/library_texts.hpp"
#include "check/patterns.hpp"
#include "check/times.hpp"

namespace keelback::check {

using ir::Effects;
using types::is;

namespace {

std::string types_text(const Builder& builder, std::span<const LibraryArgument> args) {
  std::string out = "(";
  for (const LibraryArgument& arg : args) {
    if (out.size() > 1) out += ", ";
    if (!arg.keyword.empty()) out += std::string(arg.keyword) + "=";
    out += builder.type(arg.expr)->text;
  }
  return out + ")";
}

// The array API's `device=`, of the functions that have it: all that NumPy takes is its own.
bool is_own_device(const LibraryCall& call, const LibraryArgument& arg) {
  static const std::set<std::string_view> all{"numpy.asarray", "numpy.arange", "numpy.empty", "numpy.zeros", "numpy.ones", "numpy.full", "numpy.eye", "numpy.linspace", "numpy.astype",
                                              "numpy.empty_like", "numpy.zeros_like", "numpy.ones_like", "numpy.full_like", "numpy.fft.fftfreq", "numpy.fft.rfftfreq"};
  if (arg.keyword != "device" || !all.contains(call.entry.full_name())) return false;
  const Type given = call.type(arg.expr);
  return is(given, Kind::none) || types::literal_string(given) == "cpu";
}

// Arguments by parameter, or what is wrong with them.
std::optional<std::string> bind(LibraryCall& call, std::span<const LibraryArgument> args) {
  using Parameter = library::Parameter;
  const auto& parameters = call.overload.parameters;
  call.values.assign(parameters.size(), std::nullopt);
  std::size_t next = 0;
  for (const LibraryArgument& arg : args) {
    if (arg.keyword.empty()) {
      if (next < parameters.size() && parameters[next].kind == Parameter::Kind::variadic) {
        call.rest.push_back(arg.expr);
      } else if (next < parameters.size() && parameters[next].kind != Parameter::Kind::keyword) {
        call.values[next++] = arg.expr;
      } else {
        return fmt::format("it takes {} positional arguments", next);
      }
      continue;
    }
    const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
      return parameter.name == arg.keyword && parameter.kind != Parameter::Kind::positional_only && parameter.kind != Parameter::Kind::variadic;
    });
    if (found == parameters.end() && is_own_device(call, arg)) continue;
    if (found == parameters.end()) return fmt::format("it has no parameter `{}`", arg.keyword);
    auto& slot = call.values[std::size_t(found - parameters.begin())];
    if (slot) return fmt::format("multiple values for argument `{}`", arg.keyword);
    slot = arg.expr;
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!call.values[i] && parameters[i].default_value == nullptr && parameters[i].kind != Parameter::Kind::variadic) return fmt::format("argument `{}` is missing", parameters[i].name);
  }
  return std::nullopt;
}

// @call: none where the arguments do not fit this overload.
std::optional<ExprId> build_call(LibraryCall& call) {
  Patterns patterns(call);
  const Overload& overload = call.overload;
  // A default that names another parameter is that one's value; None says the same.
  std::vector<Builder::Reuse> shared;
  for (std::size_t i = 0; i < overload.parameters.size(); ++i) {
    const library::Parameter& parameter = overload.parameters[i];
    const auto* other = ast::as<ast::Name>(parameter.default_value);
    if (other == nullptr || call.given(i) || Patterns::is_dtype(parameter.pattern)) continue;
    const auto named = std::find_if(overload.parameters.begin(), overload.parameters.end(), [&](const library::Parameter& candidate) { return candidate.name == other->id; });
    std::optional<ExprId>& value = call.values[std::size_t(named - overload.parameters.begin())];
    shared.push_back(call.builder.reuse(*value, parameter.name));
    value = call.builder.read(shared.back(), call.span);
    call.values[i] = call.builder.read(shared.back(), call.span);
  }
  for (std::size_t i = 0; i < overload.parameters.size(); ++i) {
    if (call.values[i]) patterns.match_common(overload.parameters[i].pattern, *call.values[i]);
  }
  std::vector<ExprId> args;
  for (std::size_t i = 0; i < overload.parameters.size(); ++i) {
    const library::Parameter& parameter = overload.parameters[i];
    if (parameter.kind == library::Parameter::Kind::variadic) {
      for (const ExprId item : call.rest) {
        const auto matched = patterns.match(parameter.pattern, item);
        if (!matched) return std::nullopt;
        args.push_back(*matched);
      }
      continue;
    }
    if (Patterns::is_dtype(parameter.pattern)) {
      if (!call.given(i)) patterns.match_default_dtype(parameter.pattern, parameter.default_value);
      else if (!patterns.match(parameter.pattern, call.at(i))) return std::nullopt;
      continue;
    }
    // A default is a constant that the runtime function is given; None is left out.
    const auto add_default = [&] {
      const auto* constant = ast::as<ast::Constant>(parameter.default_value);
      const auto* negative = ast::as<ast::UnaryOp>(parameter.default_value);
      if (negative != nullptr) constant = ast::as<ast::Constant>(negative->operand);
      if (constant == nullptr) return;
      const std::int64_t sign = negative != nullptr ? -1 : 1;
      TypeTable& types = call.builder.types;
      switch (constant->value.type) {
        case ast::ConstantValue::Type::integer: args.push_back(call.builder.integer(sign * constant->value.integer, call.span)); break;
        case ast::ConstantValue::Type::floating: args.push_back(call.builder.constant(types.literal(double(sign) * constant->value.floating), call.span)); break;
        case ast::ConstantValue::Type::true_: args.push_back(call.builder.constant(types.literal(true), call.span)); break;
        case ast::ConstantValue::Type::false_: args.push_back(call.builder.constant(types.literal(false), call.span)); break;
        case ast::ConstantValue::Type::string: args.push_back(call.builder.constant(types.literal(constant->value.text), call.span)); break;
        default: break;
      }
    };
    if (!call.values[i]) {
      add_default();
      continue;
    }
    const auto matched = patterns.match(parameter.pattern, *call.values[i]);
    if (!matched) return std::nullopt;
    const bool is_left_out = is(call.builder.type(*matched), Kind::none) && !std::holds_alternative<ir::Convert>(call.builder.function[*matched].node);
    // Where a parameter takes None beside its default, both say the same.
    if (!is_left_out) args.push_back(*matched);
    else if (parameter.default_value != nullptr) add_default();
  }
  std::vector<std::string> template_args;
  if (const auto found = overload.options.find("template"); found != overload.options.end()) {
    if (const auto* tuple = ast::as<ast::Tuple>(found->second)) {
      for (const auto* part : tuple->elts) template_args.push_back(patterns.template_argument(part));
    } else {
      template_args.push_back(patterns.template_argument(found->second));
    }
  }
  Effects effects = Effects::raises | Effects::reads | Effects::allocates;
  const bool takes_line = option(overload, "line", true);
  if (option(overload, "pure", false)) effects = takes_line ? Effects::raises : Effects::none;
  if (option(overload, "writes", false) || option(overload, "state", false)) effects = effects | Effects::writes;
  const std::string_view header = overload.texts.size() > 1 ? overload.texts[1] : std::string_view();
  ExprId out = call.runtime(overload.texts[0], header, std::move(args), patterns.result(overload.result), std::move(template_args), effects, takes_line);
  for (const Builder::Reuse& value : shared) out = call.builder.wrap(value, out);
  return out;
}

}  // namespace

bool option(const Overload& overload, std::string_view name, bool otherwise) {
  const auto found = overload.options.find(name);
  if (found == overload.options.end()) return otherwise;
  const auto* constant = ast::as<ast::Constant>(found->second);
  return constant != nullptr && constant->value.type == ast::ConstantValue::Type::true_;
}

// --- LibraryCall -----------------------------------------------------------------------------------------------------

void LibraryCall::refuse(std::initializer_list<std::string_view> parameters) const {
  for (const std::string_view name : parameters) {
    const auto i = place_of(name);
    // NumPy has one device.
    const bool is_plain = i && given(*i) && name == "device" && types::literal_string(type_at(*i)) == "cpu";
    if (i && given(*i) && !is_plain) builder.fail(library_option, builder.span(at(*i)), name, entry.full_name());
  }
}

std::optional<std::size_t> LibraryCall::place_of(std::string_view parameter) const {
  const auto found = std::ranges::find(overload.parameters, parameter, &library::Parameter::name);
  return found == overload.parameters.end() ? std::nullopt : std::optional(std::size_t(found - overload.parameters.begin()));
}

void LibraryCall::wrong(std::string_view what) const { builder.fail(library_arguments, span, entry.full_name(), what); }

void LibraryCall::wrong_type(std::size_t i) const {
  builder.fail(library_arguments, builder.span(at(i)), entry.full_name(), fmt::format("argument `{}` is `{}`", parameter(i), type_at(i)->text));
}

bool LibraryCall::static_bool(std::size_t i, bool otherwise) const {
  if (!given(i)) return otherwise;
  if (const auto value = types::literal_bool(type_at(i))) return *value;
  if (const auto value = types::literal_int(type_at(i))) return *value != 0;
  builder.fail(library_static, builder.span(at(i)), parameter(i), entry.full_name());
}

std::optional<std::int64_t> LibraryCall::static_int(std::size_t i) const {
  if (!given(i)) return std::nullopt;
  if (const auto value = types::literal_int(type_at(i))) return value;
  builder.fail(library_static, builder.span(at(i)), parameter(i), entry.full_name());
}

std::string LibraryCall::static_string(std::size_t i, std::string_view otherwise) const {
  if (!given(i)) return std::string(otherwise);
  if (const auto value = types::literal_string(type_at(i))) return std::string(*value);
  builder.fail(library_static, builder.span(at(i)), parameter(i), entry.full_name());
}

std::optional<DType> dtype_of_type(Type type) {
  if (is(type, Kind::type_object)) {
    if (const auto number = element_or_time_of(type->args[0]); number && !is(type->args[0], Kind::array)) return number->dtype;
  }
  if (const auto text = types::literal_string(type)) return types::dtype_from_name(*text);
  return std::nullopt;
}

std::optional<DType> LibraryCall::dtype(std::size_t i) const {
  if (!given(i)) return std::nullopt;
  const auto found = dtype_of_type(type_at(i));
  if (found && (!types::is_temporal(*found) || option(overload, "times", false))) return found;
  builder.fail(library_arguments, builder.span(at(i)), entry.full_name(), fmt::format("`{}` is not a dtype of compiled code", type_at(i)->text));
}

std::optional<std::vector<int>> LibraryCall::axes(std::size_t i, int rank) const {
  if (!given(i)) return std::nullopt;
  std::vector<int> out;
  const auto one = [&](Type axis) {
    const auto value = types::literal_int(axis);
    if (!value) builder.fail(library_static, builder.span(at(i)), parameter(i), entry.full_name());
    if (*value < -rank || *value >= rank) builder.fail(axis_range, builder.span(at(i)), int(*value), rank);
    out.push_back(int(*value < 0 ? *value + rank : *value));
  };
  if (is(type_at(i), Kind::tuple)) {
    for (const Type axis : type_at(i)->args) one(axis);
  } else {
    one(type_at(i));
  }
  std::sort(out.begin(), out.end());
  if (std::adjacent_find(out.begin(), out.end()) != out.end()) wrong("duplicate value in `axis`");
  return out;
}

std::optional<int> LibraryCall::axis(std::size_t i, int rank) const {
  const auto all = axes(i, rank);
  if (!all) return std::nullopt;
  if (all->size() != 1) wrong_type(i);
  return all->front();
}

ExprId LibraryCall::call(std::string_view module, std::string_view name, std::vector<ExprId> args) const {
  std::vector<LibraryArgument> arguments;
  for (const ExprId arg : args) arguments.push_back({arg, {}, builder.span(arg)});
  return library_call(builder, table, *table.find_function(module, name), arguments, span);
}

ExprId LibraryCall::array(ExprId expr) const {
  const Type given = type(expr);
  if (is(given, Kind::list) || is(given, Kind::tuple) || is(given, Kind::variadic) || is(given, Kind::range)) return call("numpy", "asarray", {expr});
  return expr;
}

ExprId LibraryCall::array_at(std::size_t i) const {
  const ExprId out = array(at(i));
  if (!is(type(out), Kind::array)) wrong_type(i);
  return out;
}

ExprId LibraryCall::index(ExprId expr) const {
  const Type base = types::base_of(type(expr));
  if (is(type(expr), Kind::literal) && is(base, Kind::integer)) return expr;
  const auto number = types::number_of(base);
  if (!number || types::is_inexact(number->dtype)) builder.fail(bad_index, builder.span(expr), base->text);
  return builder.cast(expr, builder.types.integer);
}

ExprId LibraryCall::runtime(std::string_view symbol, std::string_view header, std::vector<ExprId> args, Type result, std::vector<std::string> template_args,
                            Effects effects, bool takes_line) const {
  if (ir::has(effects, Effects::writes) && !args.empty() && !option(overload, "state", false)) {
    // What belongs to the module is Python's: a change of the native copy would not be seen there.
    ExprId root = args[0];
    while (const auto* view = std::get_if<ir::Subscript>(&builder.function[root].node)) root = view->array;
    if (const auto* global = std::get_if<ir::ReadGlobal>(&builder.function[root].node)) builder.fail(global_mutation, span, builder.module[global->global].name);
  }
  const bool makes_rows = option(overload, "rows", false);
  const ir::RuntimeId function = builder.runtime(symbol, header, effects, takes_line, makes_rows);
  if (option(overload, "part", false)) builder.module.runtime[function.value].gives_part = true;
  return builder.call(function, std::move(args), result, span, std::move(template_args));
}

ExprId read_only(Builder& builder, ExprId array) {
  if (!is(builder.type(array), Kind::array)) return array;
  ExprId root = array;
  while (const auto* let = std::get_if<ir::Let>(&builder.function[root].node)) root = let->body;
  // NumPy's own result says by itself whether it is.
  auto* native = std::get_if<ir::CallRuntime>(&builder.function[root].node);
  if (native != nullptr && builder.module[native->function].symbol.starts_with("kb::python::")) {
    ir::RuntimeFunction marked = builder.module[native->function];
    marked.gives_read_only = true;
    native->function = builder.leading_runtime(std::move(marked));
    return array;
  }
  const ir::RuntimeId mark = builder.leading_runtime(
      {.symbol = std::string(read_only_symbol), .header = "read_only.hpp", .effects = Effects::allocates, .takes_line = false, .gives_read_only = true});
  return builder.call(mark, {array}, builder.type(array), builder.span(array));
}

Type array_or_scalar(TypeTable& types, DType dtype, int rank) { return rank == 0 ? types.scalar(dtype) : types.array(dtype, rank); }

ExprId scalar_of_rank0(Builder& builder, ExprId expr) {
  const Type given = builder.type(expr);
  if (!is(given, Kind::array) || given->rank != 0) return expr;
  // What was just put into one needs none.
  const auto* made = std::get_if<ir::CallRuntime>(&builder.function[expr].node);
  if (made != nullptr && builder.module[made->function].symbol == array_without_axes) return made->args[0];
  return builder.add(ir::ReadElement{expr, {}, {}}, builder.types.scalar(given->dtype), builder.span(expr));
}

std::optional<types::Number> element_of(Type type) {
  if (is(type, Kind::array)) return types::is_temporal(type->dtype) ? std::nullopt : std::optional(types::Number{type->dtype, false});
  return types::number_of(types::base_of(type));
}
std::optional<types::Number> element_or_time_of(Type type) {
  return is_temporal(type) ? std::optional(types::Number{type->dtype, false}) : element_of(type);
}

void check_times(const LibraryCall& call, std::span<const types::Number> numbers) {
  for (const types::Number& number : numbers) {
    const DType first = numbers[0].dtype;
    if (number.dtype == first || (!types::is_temporal(number.dtype) && !types::is_temporal(first))) continue;
    const bool is_same_kind = types::kind_of(number.dtype) == types::kind_of(first);
    if (!is_same_kind || !types::common_unit(types::unit_of(number.dtype), types::unit_of(first), types::kind_of(first) == types::DTypeKind::timedelta)) {
      call.wrong(fmt::format("`{}` and `{}` have no common dtype", types::name_of(first), types::name_of(number.dtype)));
    }
  }
}

DType accumulated_of(DType dtype) {
  if (types::is_inexact(dtype) || types::item_size(dtype) == 8) return dtype;
  return types::kind_of(dtype) == types::DTypeKind::unsigned_integer ? DType::uint64 : DType::int64;
}

DType inexact_of(DType dtype) { return types::is_inexact(dtype) ? dtype : DType::float64; }

namespace {

std::optional<ExprId> build(LibraryCall& call) {
  switch (call.overload.how) {
    case How::ufunc:
      if (const auto made = build_with_options(call, build_ufunc)) return made;
      return build_ufunc(call);
    case How::reduction:
      if (const auto made = build_with_options(call, build_reduction)) return made;
      return build_reduction(call);
    case How::numpy: return build_numpy_call(call);
    case How::special: {
      LibraryBuilder special = find_builtin_builder(call.entry.full_name());
      if (special == nullptr) special = find_array_builder(call.entry.full_name());
      if (special == nullptr) special = find_axis_builder(call.entry.full_name());
      if (special == nullptr) special = find_iterator_builder(call.entry.full_name());
      if (special == nullptr) special = find_text_builder(call.entry.full_name());
      if (special == nullptr) special = find_itertools_builder(call.entry.full_name());
      if (special == nullptr) special = find_ufunc_method_builder(call.entry.full_name());
      if (special == nullptr) special = find_functional_builder(call.entry.full_name());
      if (special == nullptr) special = find_dtype_builder(call.entry.full_name());
      if (special == nullptr) special = find_iteration_builder(call.entry.full_name());
      if (special == nullptr) special = find_time_builder(call.entry.full_name());
      if (special == nullptr) call.builder.fail(unsupported, call.span, "`" + call.entry.full_name() + "`");
      return special(call);
    }
    default: return build_call(call);
  }
}

}  // namespace

namespace {

// Whether times are for it to judge: what says so (`times=True`), ufuncs and reductions, and methods of containers.
bool may_take_times(const Entry& entry, const Overload& overload) {
  if (overload.how == How::ufunc || overload.how == How::reduction || option(overload, "times", false)) return true;
  static const std::set<std::string_view> containers{"list", "dict", "set", "frozenset", "deque", "variadic", "tuple", "str", "range", "iterator", "view"};
  return containers.contains(entry.module);
}

// Whether float16 is for it to judge: what is written for any element, as for times, ufuncs and reductions, and what is not NumPy's.
bool may_take_float16(const Entry& entry, const Overload& overload) {
  if (entry.module != "ndarray" && !entry.module.starts_with("numpy")) return true;
  return (overload.how != How::call && overload.how != How::special) || option(overload, "times", false);
}

bool holds_float16(Type type) {
  if (is(type, Kind::array) || is(type, Kind::scalar)) return type->dtype == DType::float16;
  return (is(type, Kind::tuple) || is(type, Kind::list)) && std::any_of(type->args.begin(), type->args.end(), holds_float16);
}

// NumPy's other functions of float16 are NumPy's own: few are worth code for it, and each of them rounds in its own way. The type is that of the same call here.
std::optional<ExprId> build_by_numpy(LibraryCall& call) {
  const auto made = build(call);
  if (!made || is(call.type(*made), types::Kind::iterator) || call.overload.is_property) return made;
  const auto* native = std::get_if<ir::CallRuntime>(&call.builder.function[*made].node);
  const bool writes = native != nullptr && ir::has(call.builder.module[native->function].effects, Effects::writes);
  return numpy_call(call, python_name_of(call), call.type(*made), writes ? makes | Effects::writes : makes);
}

// str(object, encoding, errors): what the bytes say.
ExprId decoded_text(LibraryCall& call, std::span<const LibraryArgument> args) {
  Builder& builder = call.builder;
  constexpr std::string_view names[] = {"object", "encoding", "errors"};
  std::vector<ExprId> values;
  for (const LibraryArgument& arg : args) {
    const bool is_next = values.size() < std::size(names) && (arg.keyword.empty() || arg.keyword == names[values.size()]);
    // Without an encoding: UTF-8.
    const bool is_errors = values.size() == 1 && arg.keyword == "errors";
    if (is_errors) values.push_back(builder.constant(builder.types.literal(std::string_view("utf-8")), call.span));
    if (!is_next && !is_errors) call.wrong("it takes an object, `encoding` and `errors`, in this order");
    values.push_back(arg.expr);
  }
  if (values.size() == 1) {
    call.values.push_back(values[0]);
    return build_number(call, builder.types.string);
  }
  std::vector<Builder::Reuse> kept;
  for (const ExprId value : values) kept.push_back(builder.reuse(value, "argument"));
  ExprId made = builder.for_each_member(builder.read(kept[0], call.span), [&](ExprId member) {
    const Type given = types::base_of(builder.type(member));
    if (!is(given, Kind::bytes) && !is(given, Kind::bytearray)) call.wrong(fmt::format("it decodes bytes, not `{}`", given->text));
    std::vector<ExprId> all{member};
    for (std::size_t i = 1; i < kept.size(); ++i) all.push_back(builder.read(kept[i], call.span));
    return call.call(is(given, Kind::bytes) ? "bytes" : "bytearray", "decode", std::move(all));
  });
  for (std::size_t i = kept.size(); i-- > 0;) made = builder.wrap(kept[i], made);
  return made;
}

}  // namespace

// --- the entry point -------------------------------------------------------------------------------------------------

ExprId library_call(Builder& builder, const Table& table, types::EntryId id, std::span<const LibraryArgument> args, Span span) {
  const Entry& entry = table[id];
  if (const auto text = numpy_text(builder, table, id, args, span)) return *text;
  // A union among the arguments: the call for each of its members, chosen at run time. Containers and None take them as they are.
  const bool stores = entry.module == "list" || entry.module == "dict" || entry.module == "set" || entry.module == "deque";
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (!is(builder.type(args[i].expr), Kind::union_)) continue;
    if (stores && i > 0) {
      // An index that is an int of Python's or of NumPy's is one number.
      const auto is_integral = [](Type member) {
        const auto number = types::number_of(types::base_of(member));
        return number && (types::is_integer(number->dtype) || number->dtype == DType::boolean);
      };
      const bool is_index = i == 1 && (entry.module == "list" || entry.module == "deque") && (entry.name == "__getitem__" || entry.name == "__setitem__" || entry.name == "__delitem__");
      if (!is_index || !std::ranges::all_of(builder.type(args[i].expr)->args, is_integral)) continue;
      std::vector<LibraryArgument> copy(args.begin(), args.end());
      copy[i].expr = builder.for_each_member(copy[i].expr, [&](ExprId member) { return builder.cast(member, builder.types.integer); });
      return library_call(builder, table, id, copy, span);
    }
    if (entry.full_name() == "bool" || entry.full_name() == "str" || entry.full_name() == "repr") continue;
    std::vector<LibraryArgument> copy(args.begin(), args.end());
    // The ones in front are evaluated first.
    std::vector<Builder::Reuse> kept;
    for (LibraryArgument& other : copy) {
      kept.push_back(builder.reuse(other.expr, "argument"));
    }
    ExprId made = builder.for_each_member(builder.read(kept[i], span), [&](ExprId member) {
      std::vector<LibraryArgument> chosen = copy;
      for (std::size_t k = 0; k < chosen.size(); ++k) chosen[k].expr = k == i ? member : builder.read(kept[k], span);
      return library_call(builder, table, id, chosen, span);
    });
    for (std::size_t k = copy.size(); k-- > 0;) made = builder.wrap(kept[k], made);
    return made;
  }
  // A tuple that is computed in the call (`np.zeros((n,) * 2)`) is read item by item: it is evaluated once, behind the arguments in front of it.
  if (entry.module == "numpy" || entry.module == "ndarray") {
    for (std::size_t i = 0; i < args.size(); ++i) {
      const bool is_display = std::holds_alternative<ir::MakeTuple>(builder.function[args[i].expr].node);
      if (!is(builder.type(args[i].expr), Kind::tuple) || is_display || builder.is_reusable(args[i].expr)) continue;
      std::vector<LibraryArgument> copy(args.begin(), args.end());
      std::vector<Builder::Reuse> kept;
      for (std::size_t k = 0; k <= i; ++k) {
        kept.push_back(builder.reuse(copy[k].expr, "argument"));
        copy[k].expr = builder.read(kept.back(), span);
      }
      ExprId made = library_call(builder, table, id, copy, span);
      for (std::size_t k = kept.size(); k-- > 0;) made = builder.wrap(kept[k], made);
      return made;
    }
  }
  std::string problem;
  // Why a version with a builder of its own does not take the call, while others are tried.
  std::optional<Unsupported> refused;
  // The first that wants to know what is known when running only.
  std::optional<LibraryCall> unknown;
  const bool any_times = std::ranges::any_of(args, [&](const LibraryArgument& arg) { return holds_times(builder.type(arg.expr)); });
  const bool any_float16 = std::ranges::any_of(args, [&](const LibraryArgument& arg) { return holds_float16(builder.type(arg.expr)); });
  for (const Overload& overload : entry.overloads) {
    LibraryCall call{builder, table, entry, overload, span, {}, {}};
    if (overload.how == How::number_type) {
      types::TypeTable& types = builder.types;
      const Type made = (*table.type_object(types, id))->args[0];
      if (is(made, Kind::string) && (args.size() > 1 || (args.size() == 1 && !args[0].keyword.empty()))) return decoded_text(call, args);
      if (args.size() > 2) builder.fail(library_arguments, span, entry.full_name(), "it takes one argument");
      for (std::size_t i = 0; i < args.size(); ++i) {
        const bool is_known = args[i].keyword.empty() || (is(made, Kind::integer) && i == 1 && args[i].keyword == "base") || (is(made, Kind::complex) && args[i].keyword == (i == 0 ? "real" : "imag"));
        if (!is_known) builder.fail(library_arguments, span, entry.full_name(), "it has no argument `" + std::string(args[i].keyword) + "` here");
        call.values.push_back(args[i].expr);
      }
      return build_number(call, made);
    }
    if (overload.how == How::refused) builder.fail(library_arguments, span, entry.full_name(), overload.texts[0]);
    if (overload.how == How::constant) builder.fail(not_callable, span, entry.full_name());
    if (any_times && !may_take_times(entry, overload)) {
      if (problem.empty()) problem = "it takes no datetime64 or timedelta64 in compiled code: " + types_text(builder, args);
      continue;
    }
    if (const auto wrong = bind(call, args)) {
      if (problem.empty()) problem = *wrong;
      continue;
    }
    try {
      if (const auto made = any_float16 && !may_take_float16(entry, overload) ? build_by_numpy(call) : build(call)) {
        return option(overload, "read_only", false) ? read_only(builder, *made) : *made;
      }
      problem = "no version takes " + types_text(builder, args);
    } catch (const Unsupported& reason) {
      // An axis that the array does not have is an error in any version.
      if (reason.diagnostic.code == axis_range.code) throw;
      if (!unknown && reason.diagnostic.code == library_static.code) unknown.emplace(call);
      if (!refused) refused = reason;
      if (&overload != &entry.overloads.back()) continue;
      if (const auto made = unknown ? build_with_axis(*unknown, build) : std::nullopt) return *made;
      throw;
    }
  }
  if (const auto made = unknown ? build_with_axis(*unknown, build) : std::nullopt) return *made;
  if (refused) throw *refused;
  diag::Diagnostic diagnostic = make_error(builder.file, library_arguments, span, entry.full_name(), problem);
  diagnostic.hint = "it is known as " + entry.signatures();
  throw Unsupported{std::move(diagnostic)};
}

}  // namespace keelback::check
