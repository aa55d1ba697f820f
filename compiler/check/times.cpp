// datetime64 and timedelta64: NumPy's rules for operators and ufuncs, and the constructors. Each scalar function is one of kb::times, chosen by its operands' types.
#include "check/times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace keelback::check {

using ir::Effects;
using types::DTypeKind;
using types::is;
using types::TimeUnit;

namespace {

constexpr std::int64_t nat = INT64_MIN;
bool is_array(Type type) { return is(type, Kind::array); }

// What takes part: a datetime, a timedelta, a whole number or a float.
enum class Part { datetime, timedelta, whole, real, other };
Part part_of(DType dtype) {
  switch (types::kind_of(dtype)) {
    case DTypeKind::datetime: return Part::datetime;
    case DTypeKind::timedelta: return Part::timedelta;
    case DTypeKind::boolean:
    case DTypeKind::signed_integer:
    case DTypeKind::unsigned_integer: return Part::whole;
    case DTypeKind::floating: return Part::real;
    case DTypeKind::complex: return Part::other;
  }
  return Part::other;
}

// The dtypes that a function takes its operands as, and that of its result.
struct Loop {
  std::vector<DType> operands;
  DType result;
};

// The unit of both; where one is a whole number, that of the other. A date takes no months where its unit is finer.
std::optional<TimeUnit> unit_of_both(DType a, DType b) {
  if (!types::is_temporal(a)) return types::unit_of(b);
  if (!types::is_temporal(b)) return types::unit_of(a);
  const bool differences = part_of(a) == Part::timedelta && part_of(b) == Part::timedelta;
  const auto common = types::common_unit(types::unit_of(a), types::unit_of(b), differences);
  for (const DType dtype : {a, b}) {
    if (common && part_of(dtype) == Part::timedelta && !types::common_unit(types::unit_of(dtype), *common, true)) return std::nullopt;
  }
  return common;
}

std::optional<Loop> binary_loop(std::string_view name, DType a, DType b) {
  using enum Part;
  const Part x = part_of(a), y = part_of(b);
  const auto is_difference = [](Part part) { return part == timedelta || part == whole; };
  const auto unit = unit_of_both(a, b);
  const bool additive = name == "add" || name == "subtract";
  if (additive && unit) {
    const DType moment = types::datetime_of(*unit), span = types::timedelta_of(*unit);
    if (x == datetime && is_difference(y)) return Loop{{moment, span}, moment};
    if (name == "add" && is_difference(x) && y == datetime) return Loop{{span, moment}, moment};
    if (name == "subtract" && x == datetime && y == datetime) return Loop{{moment, moment}, span};
    if (is_difference(x) && is_difference(y)) return Loop{{span, span}, span};
  }
  if (name == "multiply") {
    if (x == timedelta && (y == whole || y == real)) return Loop{{a, y == whole ? DType::int64 : DType::float64}, a};
    if ((x == whole || x == real) && y == timedelta) return Loop{{x == whole ? DType::int64 : DType::float64, b}, b};
  }
  if ((name == "divide" || name == "floor_divide") && x == timedelta) {
    if (y == whole || y == real) return Loop{{a, y == whole ? DType::int64 : DType::float64}, a};
    if (y == timedelta && unit) return Loop{{types::timedelta_of(*unit), types::timedelta_of(*unit)}, name == "divide" ? DType::float64 : DType::int64};
  }
  if (name == "remainder" && x == timedelta && y == timedelta && unit) return Loop{{types::timedelta_of(*unit), types::timedelta_of(*unit)}, types::timedelta_of(*unit)};
  const bool picks = name == "maximum" || name == "minimum" || name == "fmax" || name == "fmin";
  const bool compares = is_comparison(name);
  if ((picks || compares) && unit && (x == y || (is_difference(x) && is_difference(y)))) {
    const DType common = x == datetime ? types::datetime_of(*unit) : types::timedelta_of(*unit);
    return Loop{{common, common}, compares ? DType::boolean : common};
  }
  return std::nullopt;
}

std::optional<Loop> unary_loop(std::string_view name, DType a) {
  if (name == "isnat" || name == "isfinite" || name == "isinf") return Loop{{a}, DType::boolean};
  if (name == "isnan") return Loop{{a}, DType::boolean};
  const bool of_differences = name == "negative" || name == "positive" || name == "absolute" || name == "sign";
  if (of_differences && part_of(a) == Part::timedelta) return Loop{{a}, a};
  return std::nullopt;
}

std::optional<DType> dtype_at(Builder& builder, ExprId expr) {
  const auto number = element_or_time_of(builder.type(expr));
  return number ? std::optional(number->dtype) : std::nullopt;
}

ExprId to_dtype(Builder& builder, ExprId expr, DType dtype) {
  const Type given = builder.type(expr);
  if (is_array(given)) return given->dtype == dtype ? expr : builder.cast(expr, builder.types.array(dtype, given->rank));
  return builder.cast(expr, builder.types.scalar(dtype));
}

// kb::times::name(operands...)
ExprId apply(Builder& builder, std::string_view name, const Loop& loop, std::vector<ExprId> operands, Span span) {
  int rank = 0;
  bool any_array = false;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    operands[i] = to_dtype(builder, operands[i], loop.operands[i]);
    const Type type = builder.type(operands[i]);
    if (is_array(type)) any_array = true, rank = std::max(rank, type->rank);
  }
  const ir::RuntimeId function = builder.runtime(fmt::format("kb::times::{}", name == "isnan" ? "isnat" : name), "datetime.hpp", Effects::none, false);
  if (any_array) return builder.add(ir::Elementwise{function, std::move(operands)}, builder.types.array(loop.result, rank), span);
  return builder.call(function, std::move(operands), builder.types.scalar(loop.result), span);
}

std::optional<ExprId> try_ufunc(Builder& builder, std::string_view name, std::vector<ExprId> operands, Span span) {
  std::vector<DType> dtypes;
  for (ExprId& operand : operands) {
    operand = scalar_of_rank0(builder, operand);
    const auto dtype = dtype_at(builder, operand);
    if (!dtype) return std::nullopt;
    dtypes.push_back(*dtype);
  }
  const auto loop = dtypes.size() == 1 ? unary_loop(name, dtypes[0]) : dtypes.size() == 2 ? binary_loop(name, dtypes[0], dtypes[1]) : std::nullopt;
  if (!loop) return std::nullopt;
  return apply(builder, name, *loop, std::move(operands), span);
}

}  // namespace

bool is_temporal(Type type) { return (is(type, Kind::array) || is(type, Kind::scalar)) && types::is_temporal(type->dtype); }
bool holds_times(Type type) {
  if (is_temporal(type)) return true;
  return !is(type, Kind::function) && !is(type, Kind::object) && !is(type, Kind::instance) && std::any_of(type->args.begin(), type->args.end(), holds_times);
}

ExprId time_operator(Builder& builder, OperatorName name, std::vector<ExprId> operands, Span span) {
  const auto made = try_ufunc(builder, name.ufunc, operands, span);
  if (made) return *made;
  const std::string& first = builder.type(operands[0])->text;
  if (operands.size() == 1) builder.fail(operand_type, span, name.symbol, first);
  builder.fail(operand_types, span, name.symbol, first, builder.type(operands[1])->text);
}

ExprId time_ufunc(Builder& builder, std::string_view name, std::vector<ExprId> operands, Span span) {
  const auto made = try_ufunc(builder, name, operands, span);
  if (!made) builder.fail(no_loop, span, "numpy." + std::string(name), operand_types_text(builder, operands));
  return *made;
}

std::pair<ir::RuntimeId, ExprId> time_update(Builder& builder, OperatorName name, DType dtype, ExprId value, Span span) {
  value = scalar_of_rank0(builder, value);
  const auto given = dtype_at(builder, value);
  const auto loop = given ? binary_loop(name.ufunc, dtype, *given) : std::nullopt;
  // NumPy computes in the finer unit and casts back.
  if (!loop || loop->result != dtype || loop->operands[0] != dtype) {
    builder.fail(no_loop, span, std::string(name.symbol) + "=", fmt::format("an array of {} and {}", types::name_of(dtype), builder.type(value)->text));
  }
  return {builder.runtime(fmt::format("kb::times::{}", name.ufunc), "datetime.hpp", Effects::none, false), to_dtype(builder, value, loop->operands[1])};
}

ExprId time_reduction(LibraryCall& call) {
  call.refuse({"out", "where", "initial", "dtype"});
  const ExprId array = call.array_at(0);
  const Type given = call.type(array);
  const std::string& name = call.entry.name;
  const bool is_difference = part_of(given->dtype) == Part::timedelta;
  DType result = given->dtype;
  if (name == "argmin" || name == "argmax" || name == "count_nonzero") result = DType::int64;
  else if (name == "any" || name == "all") result = DType::boolean;
  else if (!((name == "sum" || name == "mean") && is_difference) && name != "min" && name != "max") call.wrong_type(0);
  int rank = given->rank, left = 0;
  if (const auto axis = call.place_of("axis"); axis && call.given(*axis)) {
    const auto axes = *call.axes(*axis, rank);
    left = axes.empty() ? rank : rank - int(axes.size());
  }
  if (const auto keepdims = call.place_of("keepdims"); keepdims && call.static_bool(*keepdims, false)) left = rank;
  const auto made = numpy_call(call, "numpy." + name, array_or_scalar(call.builder.types, result, left));
  if (!made) call.wrong_type(0);
  return *made;
}

// NumPy's own: of dates, or texts of them where the dtype says so; the step may be a whole number.
ExprId arange_of_times(LibraryCall& call, const std::vector<ExprId>& bounds) {
  std::vector<types::Number> times;
  for (std::size_t i = 0; i < std::min<std::size_t>(bounds.size(), 2); ++i) {
    if (const Type given = call.type(bounds[i]); types::is_time(given)) times.push_back({given->dtype, false});
  }
  check_times(call, times);
  if (const auto asked = call.dtype(3)) times.assign({{*asked, false}});
  if (times.empty()) call.wrong_type(0);
  DType dtype = result_dtype(times);
  // A finer step makes finer times.
  if (call.given(2) && !call.given(3) && types::is_time(call.type_at(2))) {
    const auto unit = types::common_unit(types::unit_of(dtype), types::unit_of(call.type_at(2)->dtype), types::kind_of(dtype) == DTypeKind::timedelta);
    if (!unit || types::kind_of(call.type_at(2)->dtype) != DTypeKind::timedelta) call.wrong_type(2);
    dtype = types::kind_of(dtype) == DTypeKind::datetime ? types::datetime_of(*unit) : types::timedelta_of(*unit);
  }
  const auto made = numpy_call(call, "numpy.arange", call.builder.types.array(dtype, 1));
  if (!made) call.wrong_type(0);
  return *made;
}

// Texts and ints are read as times by NumPy.
ExprId array_of_times(LibraryCall& call, DType dtype) {
  const Type given = call.type_at(0);
  const bool is_sequence = is(given, Kind::list) || is(given, Kind::tuple) || is(given, Kind::variadic);
  const bool is_flat = is_sequence && std::ranges::all_of(given->args, [](Type item) { return is(types::base_of(item), Kind::string) || types::is_number(item); });
  const auto made = is_flat ? numpy_call(call, "numpy." + call.entry.name, call.builder.types.array(dtype, 1)) : std::nullopt;
  if (!made) call.wrong_type(0);
  return *made;
}

// --- constructors ----------------------------------------------------------------------------------------------------

ExprId time_constant(Builder& builder, std::int64_t ticks, DType dtype, Span span) {
  return builder.cast(builder.cast(builder.constant(builder.types.literal(ticks), span), builder.types.scalar(DType::int64)), builder.types.scalar(dtype));
}

namespace {

std::int64_t floor_quotient(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0); }

// Proleptic Gregorian (H. Hinnant).
std::int64_t days_of(std::int64_t year, int month, int day) {
  year -= month <= 2;
  const std::int64_t era = floor_quotient(year, 400), of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

// Reads what NumPy writes and what is common of ISO 8601: "2020", "2020-03", "2020-03-01", then 'T' or a space and hours, minutes, seconds and a fraction.
class IsoReader {
 public:
  explicit IsoReader(std::string_view text) : text_(text) {}

  // The year, month, day, hour, minute, second, and the fraction in attoseconds; and the finest unit that is written.
  std::int64_t year = 0, fields[5] = {1, 1, 0, 0, 0}, fraction = 0;
  TimeUnit finest = TimeUnit::Y;

  bool read() {
    const bool is_negative = take('-');
    if (!number(4, year)) return false;
    if (is_negative) year = -year;
    if (at_end()) return true;
    static constexpr TimeUnit units[] = {TimeUnit::M, TimeUnit::D, TimeUnit::h, TimeUnit::m, TimeUnit::s};
    static constexpr int least[] = {1, 1, 0, 0, 0}, most[] = {12, 31, 23, 59, 59};
    for (int i = 0; i < 5; ++i) {
      const bool separated = i < 2 ? take('-') : i == 2 ? take('T') || take(' ') : take(':');
      if (!separated || !number(2, fields[i]) || fields[i] < least[i] || fields[i] > most[i]) return false;
      finest = units[i];
      if (at_end()) return is_day();
    }
    if (!take('.')) return false;
    int digits = 0;
    for (; !at_end(); ++digits, ++at_) {
      if (text_[at_] < '0' || text_[at_] > '9' || digits == 18) return false;
      fraction = fraction * 10 + (text_[at_] - '0');
    }
    if (digits == 0) return false;
    for (int i = digits; i < 18; ++i) fraction *= 10;
    finest = TimeUnit(int(TimeUnit::ms) + (digits - 1) / 3);
    return is_day();
  }

 private:
  bool is_day() const {
    static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return fields[1] <= days[fields[0] - 1] + (leap && fields[0] == 2);
  }
  bool at_end() const { return at_ == text_.size(); }
  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool number(int digits, std::int64_t& value) {
    value = 0;
    for (int i = 0; i < digits; ++i, ++at_) {
      if (at_end() || text_[at_] < '0' || text_[at_] > '9') return false;
      value = value * 10 + (text_[at_] - '0');
    }
    return true;
  }
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<TimeLiteral> parse_datetime(std::string_view text, std::optional<TimeUnit> unit) {
  if (text.empty() || text == "NaT" || text == "nat" || text == "NAT") return TimeLiteral{nat, unit.value_or(TimeUnit::generic)};
  IsoReader iso(text);
  if (!iso.read()) return std::nullopt;
  const TimeUnit to = unit.value_or(iso.finest);
  if (to == TimeUnit::generic) return std::nullopt;
  const std::int64_t days = days_of(iso.year, int(iso.fields[0]), int(iso.fields[1]));
  std::int64_t ticks = 0;
  switch (to) {
    case TimeUnit::generic: return std::nullopt;
    case TimeUnit::Y: ticks = iso.year - 1970; break;
    case TimeUnit::M: ticks = (iso.year - 1970) * 12 + iso.fields[0] - 1; break;
    case TimeUnit::W: ticks = floor_quotient(days, 7); break;
    case TimeUnit::D: ticks = days; break;
    case TimeUnit::h: ticks = days * 24 + iso.fields[2]; break;
    case TimeUnit::m: ticks = (days * 24 + iso.fields[2]) * 60 + iso.fields[3]; break;
    default: {
      ticks = ((days * 24 + iso.fields[2]) * 60 + iso.fields[3]) * 60 + iso.fields[4];
      std::int64_t scale = 1;
      for (int i = int(TimeUnit::s); i < int(to); ++i) scale *= 1000;
      // Beyond what the unit holds NumPy wraps or raises, by version.
      if (__builtin_mul_overflow(ticks, scale, &ticks) || __builtin_add_overflow(ticks, iso.fraction / (1000000000000000000 / scale), &ticks)) return std::nullopt;
    }
  }
  return TimeLiteral{ticks, to};
}

namespace {

// np.datetime64(value, unit), np.timedelta64(value, unit)
ExprId build_time(LibraryCall& call) {
  Builder& builder = call.builder;
  const bool is_difference = call.entry.name == "timedelta64";
  const auto dtype_of = [&](TimeUnit unit) { return is_difference ? types::timedelta_of(unit) : types::datetime_of(unit); };
  std::optional<TimeUnit> unit;
  if (call.given(1)) {
    unit = types::unit_from_name(call.static_string(1, ""));
    if (!unit) call.wrong("its unit is one of Y, M, W, D, h, m, s, ms, us, ns, ps, fs, as");
  }
  if (!call.given(0)) return time_constant(builder, is_difference ? 0 : nat, dtype_of(unit.value_or(TimeUnit::generic)), call.span);
  const ExprId value = scalar_of_rank0(builder, call.at(0));
  const Type given = builder.type(value);
  if (const auto text = types::literal_string(given)) {
    const auto parsed = is_difference && *text != "NaT" ? std::nullopt : parse_datetime(*text, unit);
    if (!parsed) call.wrong(fmt::format("`{}` is no time that compiled code reads: write a date as ISO 8601, a difference as a number and a unit", *text));
    return time_constant(builder, parsed->ticks, dtype_of(parsed->unit), call.span);
  }
  if (is(types::base_of(given), Kind::string)) call.wrong("the unit of a text that is known when running only is not known; `np.array(texts, dtype=...)` reads texts");
  if (is_temporal(given) && !is_array(given)) {
    if ((types::kind_of(given->dtype) == DTypeKind::timedelta) != is_difference) call.wrong_type(0);
    const DType to = dtype_of(unit.value_or(types::unit_of(given->dtype)));
    if (is_difference && !types::common_unit(types::unit_of(given->dtype), types::unit_of(to), true)) call.wrong("months and years have no fixed number of days; `astype` takes their average");
    return builder.cast(value, builder.types.scalar(to));
  }
  const auto number = types::number_of(types::base_of(given));
  if (!number || !(types::is_integer(number->dtype) || (is_difference && number->dtype == DType::boolean))) call.wrong_type(0);
  if (!is_difference && !unit) call.wrong("Converting an integer to a NumPy datetime requires a specified unit");
  return builder.cast(builder.cast(value, builder.types.scalar(DType::int64)), builder.types.scalar(dtype_of(unit.value_or(TimeUnit::generic))));
}

}  // namespace

LibraryBuilder find_time_builder(std::string_view name) {
  static const std::map<std::string_view, LibraryBuilder> builders{{"numpy.datetime64", build_time}, {"numpy.timedelta64", build_time}};
  const auto found = builders.find(name);
  return found == builders.end() ? nullptr : found->second;
}

}  // namespace keelback::check
