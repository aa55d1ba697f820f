#include "check/dialects.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "check/classes.hpp"
#include "parse/parser.hpp"

namespace keelback::check {
namespace {

using types::DType;

constexpr int max_depth = 16;

bool is_from(std::string_view name, std::string_view module) { return name.starts_with(module) && name.size() > module.size() && name[module.size()] == '.'; }
std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

bool is_one(const ast::Expr* node) {
  const auto* constant = node == nullptr ? nullptr : ast::as<ast::Constant>(node);
  return constant != nullptr && constant->value.type == ast::ConstantValue::Type::integer && constant->value.text == "1";
}

std::vector<const ast::Expr*> listed(const ast::Expr& node) {
  if (const auto* tuple = ast::as<ast::Tuple>(&node)) return {tuple->elts.begin(), tuple->elts.end()};
  if (const auto* list = ast::as<ast::List>(&node)) return {list->elts.begin(), list->elts.end()};
  return {&node};
}

// The names of numba.types, by which signatures name numbers.
std::optional<DType> numba_dtype(std::string_view name) {
  static const std::map<std::string_view, std::string_view> others{{"b1", "bool"},     {"boolean", "bool"}, {"byte", "uint8"},    {"uchar", "uint8"}, {"char", "int8"},     {"long_", "int64"},
                                                                  {"ulong", "uint64"}, {"int_", "int64"},   {"size_t", "uint64"}, {"ssize_t", "int64"}, {"float_", "float32"}};
  const auto found = others.find(name);
  return types::dtype_from_name(found == others.end() ? name : found->second);
}

// A signature of Numba's: `float64(float64[:, ::1], int64)`, as an expression or in a string.
class NumbaSignature {
 public:
  NumbaSignature(const ModuleScope& scope, Program& program, bool of_ufunc) : scope_(scope), types_(program.types), of_ufunc_(of_ufunc) {}

  // The parameters' types, or none where the expression is no signature; `wrong` is then what was not understood.
  std::optional<std::vector<ExportSpec::Parameter>> read(const ast::Expr& node) {
    std::vector<const ast::Expr*> parameters;
    if (const auto* call = ast::as<ast::Call>(&node); call != nullptr && call->keywords.empty()) parameters.assign(call->args.begin(), call->args.end());
    else if (ast::is<ast::Tuple>(&node)) parameters = listed(node);
    else parameters = {&node};
    std::vector<ExportSpec::Parameter> all;
    for (const ast::Expr* parameter : parameters) {
      auto found = type(*parameter, 0);
      if (found.empty()) {
        wrong = parameter;
        return std::nullopt;
      }
      all.push_back({std::move(found), false, parameter->span});
    }
    return all;
  }

  const ast::Expr* wrong = nullptr;

 private:
  using Alternatives = std::vector<ParameterType>;

  // A number: Python's own where it has the range; a narrower float's arithmetic is its own, and a Python float may come as well.
  Alternatives number(DType dtype) {
    if (of_ufunc_ && dtype != DType::boolean && dtype != DType::int64 && dtype != DType::float64 && dtype != DType::complex128) return {{types_.scalar(dtype), {}, {}}};
    if (dtype == DType::boolean) return {{types_.boolean, {}, {}}};
    if (dtype == DType::float64) return {{types_.floating, {}, {}}};
    if (dtype == DType::complex128) return {{types_.complex, {}, {}}};
    if (dtype == DType::float32 || dtype == DType::float16) return {{types_.scalar(dtype), {}, {}}, {types_.floating, {}, {}}};
    if (dtype == DType::complex64) return {{types_.scalar(dtype), {}, {}}, {types_.complex, {}, {}}};
    return {{types_.integer, {}, {}}};
  }

  Alternatives type(const ast::Expr& node, int depth) {
    if (depth > max_depth) return {};
    if (const auto* subscript = ast::as<ast::Subscript>(&node)) {
      const auto shape = sliced_shape(*subscript->slice);
      const auto dtype = numba_dtype(name_of(*subscript->value, depth));
      if (!shape || !dtype) return {};
      return {{types_.array(*dtype, shape->rank), shape->layout, {}}};
    }
    if (const auto* call = ast::as<ast::Call>(&node)) return made(*call, depth);
    if (const auto* constant = ast::as<ast::Constant>(&node); constant != nullptr && constant->value.type == ast::ConstantValue::Type::none) return {{types_.none, {}, {}}};
    if (const auto* alias = ast::as<ast::Name>(&node)) {
      const auto found = scope_.names.find(alias->id);
      if (found != scope_.names.end() && found->second.kind == ModuleName::Kind::constant) return type(*found->second.constant, depth + 1);
    }
    const std::string name = name_of(node, depth);
    if (name == "none" || name == "void") return {{types_.none, {}, {}}};
    if (name == "unicode_type" || name == "string") return {{types_.string, {}, {}}};
    const auto dtype = numba_dtype(name);
    return dtype ? number(*dtype) : Alternatives{};
  }

  // Tuple((a, b)), UniTuple(a, 2), Optional(a), List(a), Array(a, 2, "C").
  Alternatives made(const ast::Call& call, int depth) {
    const std::string name = name_of(*call.func, depth);
    if (call.args.empty()) return {};
    if (name == "Array" && call.args.size() == 3) {
      const auto dtype = numba_dtype(name_of(*call.args[0], depth));
      const auto *rank = ast::as<ast::Constant>(call.args[1]), *letter = ast::as<ast::Constant>(call.args[2]);
      if (!dtype || rank == nullptr || letter == nullptr || rank->value.text.size() != 1 || rank->value.text[0] < '0' || rank->value.text[0] > '9') return {};
      const ir::Layout layout = letter->value.text == "C" ? ir::Layout::c : letter->value.text == "F" ? ir::Layout::fortran : ir::Layout::any;
      return {{types_.array(*dtype, rank->value.text[0] - '0'), layout, {}}};
    }
    std::vector<Type> inner;
    for (const ast::Expr* item : name == "Tuple" ? listed(*call.args[0]) : std::vector<const ast::Expr*>{call.args[0]}) {
      const Alternatives found = type(*item, depth + 1);
      if (found.empty()) return {};
      inner.push_back(found.back().type);
    }
    if (name == "Tuple") return {{types_.tuple(inner), {}, {}}};
    if (name == "UniTuple" && call.args.size() == 2) {
      const auto* count = ast::as<ast::Constant>(call.args[1]);
      if (count == nullptr || count->value.text.size() != 1 || count->value.text[0] < '0' || count->value.text[0] > '9') return {};
      return {{types_.tuple(std::vector<Type>(std::size_t(count->value.text[0] - '0'), inner[0])), {}, {}}};
    }
    if (name == "Optional" || name == "optional") return {{types_.optional(inner[0]), {}, {}}};
    if (name == "List" || name == "ListType") return {{types_.list(inner[0]), {}, {}}};
    return {};
  }

  // The last part of a name; what the module calls another way (`f8 = numba.float64`) is looked up.
  std::string name_of(const ast::Expr& node, int depth) {
    const std::string name = meaning(scope_, node);
    if (name.size() < 2 || name[0] != '.' || depth > max_depth) return std::string(last_part(name));
    const auto found = scope_.names.find(std::string_view(name).substr(1));
    if (found == scope_.names.end() || found->second.kind != ModuleName::Kind::constant) return {};
    return name_of(*found->second.constant, depth + 1);
  }

  const ModuleScope& scope_;
  TypeTable& types_;
  bool of_ufunc_;
};

}  // namespace

bool is_transparent(const ModuleScope& scope, const ast::Expr& decorator) {
  const auto* call = ast::as<ast::Call>(&decorator);
  const std::string name = meaning(scope, call != nullptr ? *call->func : decorator);
  static const std::set<std::string, std::less<>> all{
      "numba.jit", "numba.njit", "numba.vectorize", "keelback.jit", "transonic.boost", "mypy_extensions.mypyc_attr",
      "cython.cfunc", "cython.ccall", "cython.inline", "cython.locals", "cython.returns", "cython.exceptval", "cython.boundscheck", "cython.wraparound", "cython.initializedcheck", "cython.nonecheck",
      "cython.cdivision", "cython.overflowcheck", "cython.infer_types", "cython.final", "cython.profile", "cython.linetrace", "cython.embedsignature", "cython.binding",
      "pyccel.decorators.pure", "pyccel.decorators.elemental", "pyccel.decorators.inline", "pyccel.decorators.private", "pyccel.decorators.stack_array", "pyccel.decorators.allow_negative_index",
      "pyccel.decorators.bypass"};
  const std::string_view last = last_part(name);
  return all.contains(name) || is_typing(name, "override") || is_typing(name, "final") || is_typing(name, "no_type_check") || (is_from(name, "pythran") && last == "export");
}

bool is_extension_point(const ModuleScope& scope, const ast::Expr& decorator) {
  if (meaning(scope, decorator) == "keelback.typing.extensible") return true;
  const auto* call = ast::as<ast::Call>(&decorator);
  if (call == nullptr || meaning(scope, *call->func) != "mypy_extensions.mypyc_attr") return false;
  return std::ranges::any_of(call->keywords, [](const ast::Keyword* one) {
    const auto* value = ast::as<ast::Constant>(one->value);
    return one->arg == "allow_interpreted_subclasses" && value != nullptr && value->value.type == ast::ConstantValue::Type::true_;
  });
}

bool is_class_option(const ModuleScope& scope, const ast::Expr& decorator) {
  const auto* call = ast::as<ast::Call>(&decorator);
  const std::string name = meaning(scope, call != nullptr ? *call->func : decorator);
  return name == "mypy_extensions.mypyc_attr" || name == "mypy_extensions.trait";
}

std::vector<ExportSpec> decorator_exports(const ModuleScope& scope, const ast::FunctionDef& def, Program& program, diag::Sink& sink) {
  const support::SourceFile& file = *scope.file;
  std::vector<ExportSpec> all;
  const auto add = [&](std::vector<ExportSpec::Parameter> parameters, Span span, bool is_ufunc) {
    ExportSpec& spec = all.emplace_back();
    spec.kind = is_ufunc ? ExportSpec::Kind::ufunc : ExportSpec::Kind::function;
    spec.name = std::string(def.name);
    spec.span = span;
    spec.parameters = std::move(parameters);
  };
  for (const auto* decorator : def.decorator_list) {
    const auto* call = ast::as<ast::Call>(decorator);
    if (call == nullptr) continue;
    const std::string name = meaning(scope, *call->func);
    if (name == "numba.jit" || name == "numba.njit" || name == "numba.vectorize") {
      const bool is_ufunc = name == "numba.vectorize";
      if (call->args.empty()) continue;
      for (const ast::Expr* signature : ast::is<ast::List>(call->args[0]) || is_ufunc ? listed(*call->args[0]) : std::vector<const ast::Expr*>{call->args[0]}) {
        const ast::Expr* read = signature;
        if (const auto* text = ast::as<ast::Constant>(signature); text != nullptr && text->value.type == ast::ConstantValue::Type::string) {
          read = parse::parse_annotation(text->value.text, file, text->span, program.arena, sink);
          if (read == nullptr) continue;
        }
        NumbaSignature reader(scope, program, is_ufunc);
        if (auto parameters = reader.read(*read)) add(std::move(*parameters), signature->span, is_ufunc);
        else sink.add(make_error(file, spec_syntax, signature->span, "a type of Numba's that is not known here"));
      }
    } else if (name == "cython.locals") {
      // Of parameters and of other variables: with all of the parameters it is a signature.
      std::vector<ExportSpec::Parameter> parameters;
      std::size_t count = 0;
      for (const auto& args : {def.args->posonlyargs, def.args->args}) {
        for (const auto* arg : args) {
          ++count;
          for (const auto* keyword : call->keywords) {
            if (keyword->arg != arg->arg) continue;
            const auto* sliced = ast::as<ast::Subscript>(keyword->value);
            const std::string type = meaning(scope, sliced != nullptr ? *sliced->value : *keyword->value);
            const auto shape = sliced == nullptr ? std::nullopt : sliced_shape(*sliced->slice);
            if (const Type scalar = sliced == nullptr ? foreign_scalar(program.types, type) : nullptr) parameters.push_back({{{scalar, {}, {}}}, false, keyword->value->span});
            else if (const auto dtype = foreign_dtype(type); dtype && shape) parameters.push_back({{{program.types.array(*dtype, shape->rank), shape->layout, {}}}, false, keyword->value->span});
          }
        }
      }
      if (count > 0 && parameters.size() == count) add(std::move(parameters), decorator->span, false);
    }
  }
  return all;
}

Type foreign_scalar(TypeTable& types, std::string_view name) {
  const std::string_view last = last_part(name);
  if (is_from(name, "mypy_extensions")) {
    static const std::set<std::string_view> ints{"i64", "i32", "i16", "u8"};
    return ints.contains(last) ? types.integer : nullptr;
  }
  // Run as Python, Cython's numbers are Python's.
  if (!is_from(name, "cython")) return nullptr;
  static const std::set<std::string_view> ints{"char", "schar", "uchar", "short", "sshort", "ushort", "int", "sint", "uint", "long", "slong", "ulong", "longlong", "slonglong", "ulonglong", "Py_ssize_t", "ssize_t", "size_t", "py_int"};
  if (ints.contains(last)) return types.integer;
  if (last == "double" || last == "float" || last == "py_float") return types.floating;
  if (last == "bint") return types.boolean;
  return last == "complex" || last == "doublecomplex" || last == "floatcomplex" ? types.complex : nullptr;
}

std::optional<DType> foreign_dtype(std::string_view name) {
  if (!is_from(name, "cython")) return std::nullopt;
  static const std::map<std::string_view, DType> all{
      {"char", DType::int8},        {"schar", DType::int8},     {"uchar", DType::uint8},   {"short", DType::int16},     {"ushort", DType::uint16},       {"int", DType::int32},          {"uint", DType::uint32},  {"long", DType::int64},
      {"ulong", DType::uint64},     {"longlong", DType::int64}, {"ulonglong", DType::uint64}, {"Py_ssize_t", DType::int64}, {"ssize_t", DType::int64}, {"size_t", DType::uint64}, {"float", DType::float32}, {"double", DType::float64},
      {"floatcomplex", DType::complex64}, {"doublecomplex", DType::complex128}, {"complex", DType::complex128}};
  const auto found = all.find(last_part(name));
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

std::optional<SlicedShape> sliced_shape(const ast::Expr& slice) {
  SlicedShape shape;
  const std::vector<const ast::Expr*> axes = listed(slice);
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const auto* axis = ast::as<ast::Slice>(axes[i]);
    if (axis == nullptr || axis->lower != nullptr || axis->upper != nullptr || (axis->step != nullptr && !is_one(axis->step))) return std::nullopt;
    // Of a vector both orders are one.
    if (axis->step != nullptr) shape.layout = i + 1 == axes.size() ? ir::Layout::c : ir::Layout::fortran;
  }
  shape.rank = int(axes.size());
  return axes.empty() ? std::nullopt : std::optional(shape);
}

}  // namespace keelback::check
