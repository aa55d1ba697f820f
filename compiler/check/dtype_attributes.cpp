// `a.dtype.itemsize`, `np.finfo(T).eps`, `np.iinfo(T).max`: what NumPy says about a dtype is known when compiling. A `finfo` that is kept in a variable is Python's own object.
#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

#include "check/classes.hpp"
#include "check/function_checker.hpp"
#include "check/library_arguments.hpp"

namespace keelback::check {

using types::DType;
using types::DTypeKind;
using types::is;

namespace {

using Limit = std::variant<std::monostate, double, std::int64_t, DType>;

// IEEE 754: the names are NumPy's, after MACHAR (Cody 1988).
struct Float16 {
  static constexpr int digits = 11, digits10 = 3, max_exponent = 16, min_exponent = -13;
  static constexpr double epsilon() { return 0x1p-10; }
  static constexpr double max() { return 65504; }
  static constexpr double lowest() { return -65504; }
  static constexpr double min() { return 0x1p-14; }
  static constexpr double denorm_min() { return 0x1p-24; }
};
template <class limits>
Limit float_limit(std::string_view name, DType dtype) {
  constexpr int nmant = limits::digits - 1;
  const int bits = 8 * types::item_size(dtype), exponent_bits = bits - limits::digits;
  if (name == "eps") return double(limits::epsilon());
  if (name == "epsneg") return double(limits::epsilon()) / 2;
  if (name == "max") return double(limits::max());
  if (name == "min") return double(limits::lowest());
  if (name == "tiny" || name == "smallest_normal") return double(limits::min());
  if (name == "smallest_subnormal") return double(limits::denorm_min());
  if (name == "resolution") return std::pow(10.0, -limits::digits10);
  if (name == "precision") return std::int64_t(limits::digits10);
  if (name == "bits") return std::int64_t(bits);
  if (name == "nmant") return std::int64_t(nmant);
  if (name == "nexp" || name == "iexp") return std::int64_t(exponent_bits);
  if (name == "machep") return std::int64_t(-nmant);
  if (name == "negep") return std::int64_t(-nmant - 1);
  if (name == "maxexp") return std::int64_t(limits::max_exponent);
  if (name == "minexp") return std::int64_t(limits::min_exponent - 1);
  if (name == "dtype") return dtype;
  return {};
}

Limit integer_limit(std::string_view name, DType dtype) {
  const int bits = types::item_size(dtype) * 8;
  const bool is_signed = types::kind_of(dtype) == DTypeKind::signed_integer;
  if (name == "bits") return std::int64_t(bits);
  if (name == "dtype") return dtype;
  if (name == "min") return is_signed ? std::numeric_limits<std::int64_t>::min() >> (64 - bits) : 0;
  // The greatest uint64 is beyond native ints.
  if (name == "max" && (is_signed || bits < 64)) return std::int64_t(std::numeric_limits<std::uint64_t>::max() >> (64 - bits + is_signed));
  return {};
}

// What can be left out when its type is all that is asked for: a name, `np.float32`, `a.dtype`, a constant.
bool is_only_named(const ast::Expr& node) {
  const auto* attribute = ast::as<ast::Attribute>(&node);
  return ast::is<ast::Name>(&node) || ast::is<ast::Constant>(&node) || (attribute != nullptr && ast::is<ast::Name>(attribute->value));
}

// NumPy's characters for its kind and for itself.
std::string_view type_characters(DType dtype) {
  static constexpr std::string_view all[types::dtype_count] = {"b?", "ib", "ih", "ii", "il", "uB", "uH", "uI", "uL", "ff", "fd", "cF", "cD", "fe"};
  return all[std::size_t(dtype)];
}

}  // namespace

std::optional<ExprId> FunctionChecker::number_limit(const ast::Attribute& node, Span span) {
  const auto* call = ast::as<ast::Call>(node.value);
  if (call == nullptr || call->args.size() != 1 || !call->keywords.empty()) return std::nullopt;
  std::string_view name;
  if (const auto* callee = ast::as<ast::Attribute>(call->func); callee != nullptr && ast::is<ast::Name>(callee->value)) {
    if (callee->attr != "finfo" && callee->attr != "iinfo") return std::nullopt;
    const Type module = type(expression(*callee->value));
    if (is(module, Kind::module) && module->name == "numpy") name = callee->attr;
  } else if (ast::is<ast::Name>(call->func)) {
    const std::string whole = meaning(*def_.module, *call->func);
    if (whole == "numpy.finfo" || whole == "numpy.iinfo") name = std::string_view(whole) == "numpy.finfo" ? "finfo" : "iinfo";
  }
  if (name.empty() || !is_only_named(*call->args[0])) return std::nullopt;
  const Type given = type(expression(*call->args[0]));
  auto dtype = dtype_of_type(given);
  if (const auto number = element_of(given); !dtype && number && !is(given, Kind::array)) dtype = number->dtype;
  if (!dtype) return std::nullopt;
  Limit found;
  if (name == "finfo" && types::is_inexact(*dtype)) {
    dtype = types::real_of(*dtype);
    if (*dtype == DType::float16) found = float_limit<Float16>(node.attr, *dtype);
    else if (*dtype == DType::float32) found = float_limit<std::numeric_limits<float>>(node.attr, *dtype);
    else found = float_limit<std::numeric_limits<double>>(node.attr, *dtype);
  } else if (name == "iinfo" && types::is_integer(*dtype)) {
    found = integer_limit(node.attr, *dtype);
  }
  if (const auto* number = std::get_if<double>(&found)) return cast(constant(types.literal(*number), span), types.scalar(*dtype));
  if (const auto* integer = std::get_if<std::int64_t>(&found)) return constant(types.literal(*integer), span);
  if (const auto* of = std::get_if<DType>(&found)) return add(ir::Constant{}, types.type_object(types.scalar(*of)), span);
  return std::nullopt;
}

// The class `np.float32` is no dtype, although it names one: it has none of these.
std::optional<ExprId> FunctionChecker::dtype_attribute(Type owner, const ast::Attribute& node, Span span) {
  const auto dtype = is(owner, Kind::type_object) && is(owner->args[0], Kind::scalar) ? dtype_of_type(owner) : std::nullopt;
  if (!dtype || meaning(*def_.module, *node.value).starts_with("numpy.")) return std::nullopt;
  const auto text = [&](std::string_view value) { return constant(types.literal(value), span); };
  const std::string_view characters = type_characters(*dtype);   // of the kind, of the type
  const std::string size = std::to_string(types::item_size(*dtype));
  if (node.attr == "itemsize") return integer(types::item_size(*dtype), span);
  if (node.attr == "alignment") return integer(std::min(types::item_size(*dtype), 8) / (*dtype == DType::complex64 ? 2 : 1), span);
  if (node.attr == "name") return text(types::name_of(*dtype));
  if (node.attr == "kind") return text(characters.substr(0, 1));
  if (node.attr == "char") return text(characters.substr(1, 1));
  if (node.attr == "byteorder") return text(size == "1" ? "|" : "=");
  if (node.attr == "str") return text((size == "1" ? "|" : "<") + std::string(characters.substr(0, 1)) + size);
  if (node.attr == "isnative") return constant(types.literal(true), span);
  if (node.attr == "type") return add(ir::Constant{}, owner, span);
  return std::nullopt;
}

}  // namespace keelback::check
