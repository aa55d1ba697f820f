#include "check/annotations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "check/dialects.hpp"
#include "check/exception_classes.hpp"
#include "check/scopes.hpp"
#include "parse/parser.hpp"

namespace keelback::check {
namespace {

using types::DType;
using types::is;

constexpr int max_depth = 32;

class Annotations {
 public:
  // `opens`: which containers an abstract one stands for is told apart (`parameter_types`).
  Annotations(ModuleScope& scope, Program& program, Type self = nullptr, const TypeVariables* variables = nullptr, bool opens = false)
      : scope_(&scope), program_(program), types_(program.types), self_(self), variables_(variables), opens_(opens) {}

  using Alternatives = std::vector<ParameterType>;
  using Found = std::optional<Alternatives>;

  Found read(const ast::Expr& node, int depth = 0) {
    if (depth > max_depth) return std::nullopt;
    if (const auto* constant = ast::as<ast::Constant>(&node)) return read_constant(*constant, depth);
    if (const auto* either = ast::as<ast::BinOp>(&node); either != nullptr && either->op == ast::Operator::BitOr) {
      return either_of(read(*either->left, depth + 1), read(*either->right, depth + 1));
    }
    if (const auto* either = ast::as<ast::BoolOp>(&node); either != nullptr && either->op == ast::BoolOperator::Or) {
      // Transonic's.
      Found all = read(*either->values[0], depth + 1);
      for (std::size_t i = 1; i < either->values.size(); ++i) all = either_of(all, read(*either->values[i], depth + 1));
      return all;
    }
    if (const auto* subscript = ast::as<ast::Subscript>(&node)) return read_subscript(*subscript, depth);
    if (const auto* nothing = ast::as<ast::Tuple>(&node); nothing != nullptr && nothing->elts.empty()) return one(types_.none);
    if (const auto* call = ast::as<ast::Call>(&node)) return read_call(*call, depth);
    const std::string name = dotted_name(node);
    if (name.empty()) return std::nullopt;
    if (const auto* plain = ast::as<ast::Name>(&node); plain != nullptr && variables_ != nullptr) {
      if (const auto found = variables_->find(plain->id); found != variables_->end()) return one(found->second);
    }
    if (const auto* plain = ast::as<ast::Name>(&node)) {
      const TypeVariables* const of_class = class_arguments(program_, self_);
      const auto found = of_class == nullptr ? TypeVariables::const_iterator() : of_class->find(plain->id);
      if (of_class != nullptr && found != of_class->end()) return one(found->second);
    }
    if (const auto exception = exception_class_name(program_, *scope_, node)) return one(types_.exception(*exception));
    if (const EnumInfo* enumeration = find_enum(program_, *scope_, node)) return enumeration->refused ? std::nullopt : one(enumeration->type);
    if (const NamedTupleInfo* named = find_named_tuple(program_, *scope_, node)) return named->refused ? std::nullopt : one(named->type);
    if (const Type fitting = classes_of_protocol(node)) return one(fitting);
    return read_name(name, depth);
  }

  // A protocol of the module: the compiled classes that have all that it asks for. Null: it is none, or nothing fits.
  Type classes_of_protocol(const ast::Expr& node) {
    const auto* name = ast::as<ast::Name>(&node);
    const auto found = name == nullptr ? scope_->names.end() : scope_->names.find(name->id);
    if (found == scope_->names.end() || found->second.kind != ModuleName::Kind::klass || !program_.is_main(*scope_)) return nullptr;
    const ast::ClassDef& protocol = *found->second.klass;
    const bool is_protocol = std::any_of(protocol.bases.begin(), protocol.bases.end(), [&](const ast::Expr* base) {
      const std::string meant = meaning(*scope_, *base);
      return meant == "typing.Protocol" || meant == "typing_extensions.Protocol";
    });
    if (!is_protocol || protocol.bases.size() != 1) return nullptr;
    std::vector<Type> fitting;
    for (ClassInfo& klass : program_.classes) {
      if (!klass.is_native() || klass.is_generic() || klass.module != scope_) continue;
      const bool fits = std::all_of(protocol.body.begin(), protocol.body.end(), [&](const ast::Stmt* statement) {
        std::string_view member;
        if (const auto* method = ast::as<ast::FunctionDef>(statement)) member = method->name;
        if (const auto* annotated = ast::as<ast::AnnAssign>(statement); annotated != nullptr && ast::is<ast::Name>(annotated->target)) member = ast::as<ast::Name>(annotated->target)->id;
        return member.empty() || find_method(klass, member) || find_field(program_, klass, member) || klass.constants.contains(member);
      });
      if (fits) fitting.push_back(klass.type);
    }
    constexpr std::size_t most = 8;
    return fitting.empty() || fitting.size() > most ? nullptr : types_.union_of(fitting);
  }

  // Of a mixin: the compiled classes that have it among their bases; any object where they are none or many.
  Type classes_of_mixin(const ClassInfo& mixin) {
    std::vector<Type> all;
    for (const ClassInfo& klass : program_.classes) {
      if (klass.is_native() && !klass.is_mixin && !klass.is_generic() && std::ranges::find(klass.order, &mixin) != klass.order.end()) all.push_back(klass.type);
    }
    constexpr std::size_t most = 8;
    return all.empty() || all.size() > most ? types_.object : types_.union_of(all);
  }

  Alternatives or_none(Alternatives all) { return *either_of(std::move(all), one(types_.none)); }

  // The part of the annotation that names the type without saying more, or null.
  const ast::Expr* bare_type(const ast::Expr& node, std::string_view wanted) {
    if (const auto* either = ast::as<ast::BinOp>(&node)) {
      const ast::Expr* left = bare_type(*either->left, wanted);
      return left != nullptr ? left : bare_type(*either->right, wanted);
    }
    if (const auto* subscript = ast::as<ast::Subscript>(&node)) {
      for (const ast::Expr* part : parts(*subscript->slice)) {
        if (const ast::Expr* found = bare_type(*part, wanted)) return found;
      }
      return nullptr;
    }
    return dotted_name(node) == wanted ? &node : nullptr;
  }

  // What a type variable that the annotation bounds may stand for.
  std::vector<Type> choices(const ast::Expr& node) {
    std::vector<Type> all;
    if (const Found found = read(node); found && found->size() == 1) return {found->front().type};
    for (const DType dtype : dtypes_of(node, 0)) all.push_back(types_.scalar(dtype));
    return all;
  }

 private:
  static Found one(Type type) { return type == nullptr ? Found() : Found(Alternatives{{type, {}, {}}}); }

  Found read_constant(const ast::Constant& node, int depth) {
    if (node.value.type == ast::ConstantValue::Type::none) return one(types_.none);
    if (node.value.type != ast::ConstantValue::Type::string) return std::nullopt;
    // A quoted annotation.
    diag::Sink ignored;
    const ast::Expr* parsed = parse::parse_annotation(node.value.text, *scope_->file, node.span, program_.arena, ignored);
    return parsed == nullptr ? parse_types(node.value.text, types_, *scope_->file) : read(*parsed, depth + 1);
  }

  Found either_of(Found a, Found b) {
    if (!a || !b) return std::nullopt;
    // Scalars make a union; arrays, and what is open, are alternatives of their own.
    Alternatives all = *a;
    all.insert(all.end(), b->begin(), b->end());
    std::vector<Type> members;
    Alternatives arrays;
    for (const ParameterType& item : all) {
      if (is(item.type, Kind::array) || item.is_open()) arrays.push_back(item);
      else if (!is(item.type, Kind::union_)) add_member(members, item.type);
      else for (const Type member : item.type->args) add_member(members, member);
    }
    if (!members.empty()) arrays.push_back({types_.union_of(members), {}, {}});
    return arrays;
  }

  // `Iterable[A] | Iterable[B]` gives items of `A | B`: which of both it is, only its items would tell.
  void add_member(std::vector<Type>& members, Type added) {
    const auto gives_scalars = [](Type one) { return is(one, Kind::iterator) && one->args.size() == 1 && !is(one->args[0], Kind::array); };
    for (Type& member : members) {
      if (!gives_scalars(member) || !gives_scalars(added) || member->name != added->name) continue;
      const Type items = types_.union_of({{member->args[0], added->args[0]}});
      member = member->name.empty() ? types_.iterator(items) : types_.iterable(items);
      return;
    }
    members.push_back(added);
  }

  // `np.float64` as "numpy.float64", with the module's imports resolved; a plain name that the module does not import stays as it is.
  std::string dotted_name(const ast::Expr& node) {
    if (const auto* name = ast::as<ast::Name>(&node)) {
      const auto found = scope_->names.find(name->id);
      if (found == scope_->names.end()) return std::string(name->id);
      if (found->second.kind == ModuleName::Kind::module) return found->second.module;
      if (found->second.kind == ModuleName::Kind::imported) return found->second.module + "." + found->second.attribute;
      return "." + std::string(name->id);  // the module's own
    }
    if (const auto* attribute = ast::as<ast::Attribute>(&node)) {
      const std::string owner = dotted_name(*attribute->value);
      return owner.empty() ? owner : owner + "." + std::string(attribute->attr);
    }
    return {};
  }

  static std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }
  static bool is_from(std::string_view name, std::string_view module) { return name.starts_with(module) && name.size() > module.size() && name[module.size()] == '.'; }

  // The module's own alias (`Vector = np.ndarray[...]`, `type Vector = ...`), or one of another module of the package.
  Found read_alias(std::string_view name, int depth) {
    ModuleScope* where = scope_;
    std::string_view plain = name.substr(1);
    if (name[0] != '.') {
      const std::size_t dot = name.rfind('.');
      if (dot == std::string_view::npos) return std::nullopt;
      where = program_.find_module(name.substr(0, dot));
      plain = name.substr(dot + 1);
      if (where == nullptr) return std::nullopt;
    }
    const auto found = where->names.find(plain);
    // Of a generic class whose arguments nobody says, Python knows.
    if (ClassInfo* klass = program_.find_class(*where, plain); klass != nullptr && klass->is_mixin) return one(classes_of_mixin(*klass));
    if (const ClassInfo* klass = program_.find_class(*where, plain)) return one(klass->is_generic() ? types_.object : klass->type);
    if (found == where->names.end()) return std::nullopt;
    const bool goes_on = found->second.kind == ModuleName::Kind::imported && where != scope_ && depth < max_depth;
    if (goes_on) return read_name(found->second.module + "." + found->second.attribute, depth + 1);
    if (found->second.kind != ModuleName::Kind::constant) return std::nullopt;
    // What an alias says of itself (`Tree = list["Tree | int"]`) is any object.
    const ast::Expr* const value = found->second.constant;
    if (std::ranges::find(aliases_, value) != aliases_.end()) return one(types_.object);
    aliases_.push_back(value);
    ModuleScope* const outer = std::exchange(scope_, where);
    Found result = read(*value, depth + 1);
    scope_ = outer;
    aliases_.pop_back();
    return result;
  }

  Found read_name(const std::string& name, int depth) {
    if (name[0] == '.') {
      const Found alias = read_alias(name, depth);
      return !alias && is_python_class(name) ? one(types_.object) : alias;
    }
    const std::string_view plain = is_from(name, "builtins") || is_from(name, "typing") || is_from(name, "typing_extensions") ? last_part(name) : std::string_view(name);
    if (plain == "int") return one(types_.integer);
    if (plain == "float") return one(types_.floating);
    if (plain == "complex") return one(types_.complex);
    if (plain == "bool") return one(types_.boolean);
    if (plain == "str") return one(types_.string);
    if (plain == "bytes") return one(types_.bytes);
    if (plain == "bytearray") return one(types_.bytearray);
    if (plain == "Self" && name != plain && self_ != nullptr) return one(self_);
    if (plain == "memoryview" || plain == "type") return one(types_.object);
    // What such a function returns nobody gets to see.
    if ((plain == "NoReturn" || plain == "Never") && name != plain) return one(types_.none);
    if (plain == "object" || (plain == "Any" && name != plain)) return one(types_.object);
    if (is_abstract(name)) return one(types_.object);
    if (plain == "slice") return one(types_.slice);
    if (plain == "range") return one(types_.range);
    if (is_from(name, "numpy")) {
      if (name == "numpy.ndarray" || name == "numpy.typing.NDArray" || name == "numpy.typing.ArrayLike") return open_rank(dtypes_of_class("Any"));
      if (name == "numpy.typing.DTypeLike") return one(types_.object);
      if (const auto dtype = dtype_of(name)) return one(types_.scalar(*dtype));
      if (name == "numpy.random.Generator" || name == "numpy.random.RandomState") return one(types_.foreign(name));
    }
    if (const Type foreign = foreign_scalar(types_, name)) return one(foreign);
    if (const auto dtype = name == plain ? types::dtype_from_name(name) : std::nullopt; dtype && name.size() > 3 && !types::is_temporal(*dtype)) return one(types_.scalar(*dtype));
    if (const Found alias = read_alias(name, depth)) return alias;
    return is_python_class(name) ? one(types_.object) : std::nullopt;
  }

  // Classes of `typing` and `collections.abc` that say what an object can do, not what it is.
  static bool is_abstract(std::string_view name) {
    static const std::set<std::string_view> all{"Callable", "Sequence", "MutableSequence", "Mapping", "MutableMapping", "Collection", "Container", "Sized", "Hashable", "Reversible", "AbstractSet", "MutableSet",
                                                "IO", "TextIO", "BinaryIO", "Pattern", "Match", "Type", "ContextManager", "AbstractContextManager", "SupportsIndex", "SupportsFloat", "SupportsInt", "Buffer", "Awaitable"};
    const bool is_known = is_from(name, "typing") || is_from(name, "typing_extensions") || is_from(name, "collections.abc") || is_from(name, "contextlib") || is_from(name, "re");
    return (is_known && all.contains(last_part(name))) || name == "collections.abc.Set";
  }

  // A class that stays Python, or of a module that the compiler does not know: any object.
  bool is_python_class(const std::string& name) {
    const std::size_t dot = name.rfind('.');
    if (dot == 0) {
      const auto found = scope_->names.find(std::string_view(name).substr(1));
      return found != scope_->names.end() && (found->second.is_class || found->second.kind == ModuleName::Kind::dynamic);
    }
    if (dot == std::string::npos) return false;
    const std::string module = name.substr(0, dot);
    const bool is_array_library = module == "numpy" || module.starts_with("numpy.") || module.starts_with("array_api");
    const bool is_of_types = module == "typing" || module == "typing_extensions" || module == "collections.abc" || module == "jaxtyping" || module.starts_with("keelback");
    if (is_of_types || is_array_library || module[0] == '.') return false;
    ModuleScope* const other = program_.find_module(module);
    if (other == nullptr) return true;
    // Of another module of the package: native there or not, here it is Python's.
    const auto [where, what] = program_.definition(*other, last_part(name));
    return where != nullptr && (what->is_class || what->kind == ModuleName::Kind::dynamic);
  }

  // `np.float64`, `np.dtype[np.float64]`, `float`: an array's element type.
  std::optional<DType> dtype_of(std::string_view name) {
    if (is_from(name, "numpy")) {
      const auto dtype = last_part(name) == "dtype" ? std::nullopt : types::dtype_from_name(last_part(name));
      return dtype && types::is_temporal(*dtype) ? std::nullopt : dtype;   // of no unit that is said
    }
    if (name == "float" || name == "int" || name == "bool" || name == "complex") return types::dtype_from_name(name);
    return std::nullopt;
  }
  // `Annotated[np.datetime64, "D"]`, which type checkers read as np.datetime64; `datetime64[D]` in texts and export comments.
  std::optional<DType> time_dtype(const ast::Subscript& node) {
    const std::vector<const ast::Expr*> items = parts(*node.slice);
    const std::string outer = dotted_name(*node.value);
    const bool is_annotated = last_part(outer) == "Annotated" && items.size() == 2;
    const std::string whole = is_annotated ? dotted_name(*items[0]) : outer;
    const std::string_view name = is_from(whole, "numpy") ? last_part(whole) : std::string_view(whole);
    if (name != "datetime64" && name != "timedelta64") return std::nullopt;
    std::string_view unit;
    if (const auto* text = ast::as<ast::Constant>(items.back()); text != nullptr && text->value.type == ast::ConstantValue::Type::string) unit = text->value.text;
    if (const auto* plain = ast::as<ast::Name>(items.back()); plain != nullptr && !is_annotated) unit = plain->id;
    const auto found = types::unit_from_name(unit);
    if (!found) return std::nullopt;
    return name == "datetime64" ? types::datetime_of(*found) : types::timedelta_of(*found);
  }
  std::optional<DType> dtype_of(const ast::Expr& node, int depth) {
    if (depth > max_depth) return std::nullopt;
    if (const auto* subscript = ast::as<ast::Subscript>(&node)) {
      if (dotted_name(*subscript->value) == "numpy.dtype") return dtype_of(*subscript->slice, depth + 1);
      return time_dtype(*subscript);
    }
    if (const auto* text = ast::as<ast::Constant>(&node); text != nullptr && text->value.type == ast::ConstantValue::Type::string) return types::dtype_from_name(text->value.text);
    if (const auto* plain = ast::as<ast::Name>(&node); plain != nullptr && variables_ != nullptr) {
      const auto found = variables_->find(plain->id);
      const auto number = found == variables_->end() ? std::nullopt : types::number_of(found->second);
      if (found != variables_->end()) return number ? std::optional(number->dtype) : std::nullopt;
    }
    const std::string name = dotted_name(node);
    if (!name.empty() && name[0] == '.') {
      const auto found = scope_->names.find(std::string_view(name).substr(1));
      if (found != scope_->names.end() && found->second.kind == ModuleName::Kind::constant) return dtype_of(*found->second.constant, depth + 1);
    }
    return dtype_of(std::string_view(name));
  }

  std::vector<const ast::Expr*> parts(const ast::Expr& slice) {
    if (const auto* tuple = ast::as<ast::Tuple>(&slice)) return {tuple->elts.begin(), tuple->elts.end()};
    return {&slice};
  }

  // What a class of dtypes stands for, the likeliest first; Any is the class of all.
  static std::vector<DType> dtypes_of_class(std::string_view name) {
    static const std::map<std::string_view, std::vector<DType>> classes{
        {"floating", {DType::float64, DType::float32}},          {"complexfloating", {DType::complex128, DType::complex64}}, {"inexact", {DType::float64, DType::complex128}},
        {"integer", {DType::int64, DType::int32}},               {"signedinteger", {DType::int64, DType::int32}},            {"unsignedinteger", {DType::uint8, DType::uint64}},
        {"number", {DType::float64, DType::int64}},              {"generic", {DType::float64, DType::int64, DType::boolean}}};
    const bool is_any = name == "Any" || is_typing(name, "Any");
    const auto found = classes.find(is_any ? std::string_view("generic") : is_from(name, "numpy") ? last_part(name) : std::string_view());
    return found == classes.end() ? std::vector<DType>() : found->second;
  }

  // Those of `np.float64`, `np.floating`, `np.float32 | np.float64`, and `np.dtype[...]` of these.
  std::vector<DType> dtypes_of(const ast::Expr& node, int depth) {
    if (depth > max_depth) return {};
    if (const auto dtype = dtype_of(node, depth)) return {*dtype};
    const auto all_of = [&](const auto& nodes) {
      std::vector<DType> all;
      for (const ast::Expr* one : nodes) {
        for (const DType dtype : dtypes_of(*one, depth + 1)) {
          if (std::ranges::find(all, dtype) == all.end()) all.push_back(dtype);
        }
      }
      return all;
    };
    if (const auto* either = ast::as<ast::BinOp>(&node); either != nullptr && either->op == ast::Operator::BitOr) return all_of(std::vector<const ast::Expr*>{either->left, either->right});
    const std::string name = dotted_name(node);
    if (const auto* subscript = ast::as<ast::Subscript>(&node)) {
      const std::string outer = dotted_name(*subscript->value);
      return outer == "numpy.dtype" || is_typing(outer, "Union") ? all_of(parts(*subscript->slice)) : std::vector<DType>();
    }
    if (!name.empty() && name[0] == '.') {
      const auto found = scope_->names.find(std::string_view(name).substr(1));
      if (found == scope_->names.end() || found->second.kind != ModuleName::Kind::constant) return {};
      return dtypes_of(*found->second.constant, depth + 1);
    }
    return dtypes_of_class(name);
  }

  Found array(std::optional<DType> dtype, int rank, ir::Layout layout = ir::Layout::any) {
    return dtype ? arrays({*dtype}, rank, rank, layout) : std::nullopt;
  }
  // Of any rank: 1 to 4 are made.
  Found open_rank(const std::vector<DType>& dtypes) { return arrays(dtypes, 1, 4); }
  Found arrays(const std::vector<DType>& dtypes, int lowest, int highest, ir::Layout layout = ir::Layout::any) {
    if (dtypes.empty() || lowest < 0) return std::nullopt;
    Alternatives all;
    for (std::size_t i = 0; i < dtypes.size(); ++i) {
      for (int rank = lowest; rank <= highest; ++rank) {
        all.push_back({types_.array(dtypes[i], rank), layout, {}, lowest < highest ? rank : 0, OpenKind::none, dtypes.size() > 1 ? int(i) + 1 : 0});
      }
    }
    return all;
  }

  Found read_subscript(const ast::Subscript& node, int depth) {
    const std::string name = dotted_name(*node.value);
    const std::vector<const ast::Expr*> items = parts(*node.slice);
    const bool is_typing = is_from(name, "typing") || is_from(name, "typing_extensions") || is_from(name, "collections.abc");
    const std::string_view plain = is_typing || is_from(name, "builtins") ? last_part(name) : std::string_view(name);

    if (const auto dtype = time_dtype(node)) return one(types_.scalar(*dtype));
    if (const auto shape = sliced_shape(*node.slice)) return array(sliced_dtype(*node.value, name), shape->rank, shape->layout);
    if (name == "numpy.ndarray" && items.size() == 2) {
      const std::vector<DType> dtypes = dtypes_of(*items[1], depth + 1);
      const auto* shape = ast::as<ast::Subscript>(items[0]);
      if (shape == nullptr) return open_rank(dtypes);  // Any
      const std::string shape_name = dotted_name(*shape->value);
      if (shape_name != "tuple" && last_part(shape_name) != "Tuple") return std::nullopt;
      const auto extents = parts(*shape->slice);
      if (extents.size() == 2) {
        const auto* dots = ast::as<ast::Constant>(extents[1]);
        if (dots != nullptr && dots->value.type == ast::ConstantValue::Type::ellipsis) return open_rank(dtypes);
      }
      return arrays(dtypes, int(extents.size()), int(extents.size()));
    }
    if (name == "numpy.typing.NDArray" && items.size() == 1) return open_rank(dtypes_of(*items[0], depth + 1));
    if (is_from(name, "keelback.typing")) return read_keelback(last_part(name), items, depth);
    if (is_from(name, "jaxtyping")) return read_jaxtyping(last_part(name), items);
    if (plain == "Optional" && items.size() == 1) return either_of(read(*items[0], depth + 1), one(types_.none));
    if (plain == "Union") {
      Found all = read(*items[0], depth + 1);
      for (std::size_t i = 1; i < items.size(); ++i) all = either_of(all, read(*items[i], depth + 1));
      return all;
    }
    if ((plain == "Final" || plain == "Annotated" || plain == "ClassVar") && !items.empty()) return read_annotated(items, depth);
    if (plain == "Literal") return read_literal(items);
    if (is_typing && (plain == "TypeGuard" || plain == "TypeIs") && items.size() == 1) return one(types_.boolean);
    if (plain == "type") return one(types_.object);
    if (is_typing && (plain == "Iterator" || plain == "Iterable" || plain == "Generator")) return read_iterator(plain, items, depth);
    if (plain == "list" || plain == "List") return container(items, 1, depth, [&](const auto& t) { return types_.list(t[0]); });
    if (plain == "set" || (plain == "Set" && !is_from(name, "collections.abc"))) return container(items, 1, depth, [&](const auto& t) { return types_.set(t[0]); });
    if (plain == "frozenset" || plain == "FrozenSet") return container(items, 1, depth, [&](const auto& t) { return types_.frozenset(t[0]); });
    if (is_from(name, "collections") || is_from(name, "typing")) {
      const std::string_view last = last_part(name);
      if (last == "deque" || last == "Deque") return container(items, 1, depth, [&](const auto& t) { return types_.deque(t[0]); });
      if (last == "Counter") return container(items, 1, depth, [&](const auto& t) { return types_.dict(t[0], types_.integer, {}, "Counter"); });
      if (last == "defaultdict" || last == "DefaultDict") return container(items, 2, depth, [&](const auto& t) { return types_.dict(t[0], t[1], {}, "defaultdict"); });
      if (last == "OrderedDict") return container(items, 2, depth, [&](const auto& t) { return types_.dict(t[0], t[1], {}, "OrderedDict"); });
    }
    if (plain == "Callable" && items.size() == 2) {
      const auto* list = ast::as<ast::List>(items[0]);
      if (list == nullptr) return one(types_.object);   // `...`
      std::vector<const ast::Expr*> signature(list->elts.begin(), list->elts.end());
      signature.push_back(items[1]);
      const Found exact = container(signature, signature.size(), depth, [&](const auto& t) { return types_.python_function({t.data(), t.size() - 1}, t.back()); });
      // Where the ranks of arrays are open, nothing is known of what it gives.
      return exact && exact->size() > 1 ? one(types_.object) : exact;
    }
    if (plain == "dict" || plain == "Dict") return container(items, 2, depth, [&](const auto& t) { return types_.declared_dict(t[0], t[1]); });
    if (plain == "tuple" || plain == "Tuple") {
      if (items.size() == 2) {
        const auto* dots = ast::as<ast::Constant>(items[1]);
        if (dots != nullptr && dots->value.type == ast::ConstantValue::Type::ellipsis) {
          return container({items[0]}, 1, depth, [&](const auto& t) { return types_.variadic(t[0]); });
        }
      }
      return container(items, items.size(), depth, [&](const auto& t) { return types_.tuple(t); });
    }
    if (is_abstract(name)) return opens_ ? read_open_container(last_part(name), items, depth) : one(types_.object);
    if (ClassInfo* const generic = generic_class(program_, *scope_, *node.value)) {
      // Of arguments that may be anything, any object of the class will do: Python knows.
      return container(items, generic->variables.size(), depth, [&](const auto& t) -> Type {
        return std::ranges::find(t, types_.object) != t.end() ? types_.object : program_.specialize(*generic, t);
      });
    }
    if (const Found alias = read_generic_alias(name, items, depth)) return alias;
    return is_python_class(name) ? one(types_.object) : std::nullopt;
  }

  // `Sequence[T]`: a list or a tuple; and so on. Any object where its items are of no type that is known, but not where they are of one that only a call tells.
  Found read_open_container(std::string_view name, const std::vector<const ast::Expr*>& items, int depth) {
    static const std::map<std::string_view, std::vector<Kind>> containers{
        {"Sequence", {Kind::list, Kind::variadic}},   {"MutableSequence", {Kind::list}},         {"Collection", {Kind::list, Kind::variadic, Kind::set}},
        {"Reversible", {Kind::list, Kind::variadic}}, {"Mapping", {Kind::dict}},                 {"Container", {Kind::list, Kind::variadic, Kind::set}},
        {"AbstractSet", {Kind::set, Kind::frozenset}}, {"Set", {Kind::set, Kind::frozenset}},    {"MutableSet", {Kind::set}},
        {"MutableMapping", {Kind::dict}}};
    const auto found = containers.find(name);
    if (found == containers.end()) return one(types_.object);
    const std::vector<Kind>& kinds = found->second;
    Alternatives all;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const Found made = container(items, kinds[i] == Kind::dict ? 2 : 1, depth, [&](const std::vector<Type>& t) {
        switch (kinds[i]) {
          case Kind::list: return types_.list(t[0]);
          case Kind::set: return types_.set(t[0]);
          case Kind::frozenset: return types_.frozenset(t[0]);
          case Kind::dict: return types_.declared_dict(t[0], t[1]);
          default: return types_.variadic(t[0]);
        }
      });
      if (!made) return std::ranges::any_of(items, [&](const ast::Expr* item) { return mentions_variable(*item); }) ? std::nullopt : one(types_.object);
      for (const ParameterType& item : *made) {
        all.push_back(item);
        all.back().open_kind = kinds.size() == 1 ? OpenKind::only : OpenKind(int(OpenKind::first) + int(i));
      }
    }
    all.push_back({types_.object, {}, {}, 0, OpenKind::object});
    return all;
  }

  bool mentions_variable(const ast::Node& node) {
    const auto* name = ast::as<ast::Name>(&node);
    bool any = name != nullptr && is_type_variable(*scope_, name->id);
    for_each_child(node, [&](const ast::Node& child) { any = any || mentions_variable(child); });
    return any;
  }

  // What is within another type is closed, and one type where no rank is open.
  Found read_within(const ast::Expr& node, int depth) {
    const bool outer = std::exchange(opens_, false);
    Found found = read(node, depth + 1);
    opens_ = outer;
    if (!found || found->size() == 1) return found;
    const Type whole = type_of_all(types_, *found);
    return whole != nullptr ? one(whole) : found;
  }

  // Pyccel's and Cython's arrays: what their items are.
  std::optional<DType> sliced_dtype(const ast::Expr& node, const std::string& name) {
    if (const auto dtype = foreign_dtype(name)) return dtype;
    const Found item = read_within(node, max_depth - 2);
    if (item && item->size() == 1 && types::is_time(item->front().type)) return item->front().type->dtype;
    const auto number = item && item->size() == 1 && !is(item->front().type, Kind::array) ? types::number_of(item->front().type) : std::nullopt;
    return number ? std::optional(number->dtype) : std::nullopt;
  }

  // Pyccel's: `float[:, :](order=F)`, and `(float)(int, float)` for a function that takes an int and a float and gives a float.
  Found read_call(const ast::Call& node, int depth) {
    const auto* order = node.args.empty() && node.keywords.size() == 1 && node.keywords[0]->arg == "order" ? ast::as<ast::Name>(node.keywords[0]->value) : nullptr;
    if (order != nullptr && (order->id == "C" || order->id == "F")) {
      Found all = read(*node.func, depth + 1);
      for (ParameterType& item : all ? *all : Alternatives()) item.layout = order->id == "C" ? ir::Layout::c : ir::Layout::fortran;
      return all;
    }
    // `NewType("Id", int)`: an int.
    if (node.args.size() == 2 && node.keywords.empty() && is_typing(meaning(*scope_, *node.func), "NewType")) return read(*node.args[1], depth + 1);
    if (!node.keywords.empty() || (!ast::is<ast::Name>(node.func) && !ast::is<ast::Subscript>(node.func) && !ast::is<ast::Tuple>(node.func))) return std::nullopt;
    std::vector<const ast::Expr*> signature(node.args.begin(), node.args.end());
    signature.push_back(node.func);
    return container(signature, signature.size(), depth, [&](const auto& t) { return types_.python_function({t.data(), t.size() - 1}, t.back()); });
  }

  // `type Pair[A] = tuple[A, A]`, and `Pair = tuple[T, T]` of a TypeVar, with arguments.
  Found read_generic_alias(std::string_view name, const std::vector<const ast::Expr*>& items, int depth) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    ModuleScope* const where = dot == 0 ? scope_ : program_.find_module(name.substr(0, dot));
    const auto found = where == nullptr ? decltype(where->names)::iterator() : where->names.find(name.substr(dot + 1));
    if (where == nullptr || found == where->names.end() || found->second.kind != ModuleName::Kind::constant) return std::nullopt;
    std::vector<std::string> names;
    if (found->second.alias != nullptr) {
      for (const auto* parameter : found->second.alias->type_params) {
        const auto* variable = ast::as<ast::TypeVar>(parameter);
        if (variable == nullptr) return std::nullopt;
        names.emplace_back(variable->name);
      }
    } else {
      const std::function<void(const ast::Node&)> look = [&](const ast::Node& node) {
        const auto* variable = ast::as<ast::Name>(&node);
        if (variable != nullptr && is_type_variable(*where, variable->id) && std::ranges::find(names, variable->id) == names.end()) names.emplace_back(variable->id);
        for_each_child(node, look);
      };
      look(*found->second.constant);
    }
    if (names.empty() || names.size() != items.size()) return std::nullopt;
    TypeVariables bound;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Found argument = read_within(*items[i], depth);
      if (!argument || argument->size() != 1) return std::nullopt;
      bound[names[i]] = argument->front().type;
    }
    ModuleScope* const outer_scope = std::exchange(scope_, where);
    const TypeVariables* const outer_variables = std::exchange(variables_, &bound);
    Found result = read(*found->second.constant, depth + 1);
    scope_ = outer_scope;
    variables_ = outer_variables;
    return result;
  }

  // Iterator[T], Iterable[T], Generator[T], Generator[T, Sent, Result]. What is sent is None where a generator is advanced by others than `send`.
  Found read_iterator(std::string_view name, const std::vector<const ast::Expr*>& items, int depth) {
    std::vector<Type> parts;
    for (const ast::Expr* item : items) {
      const Found found = read_within(*item, depth);
      if (!found || found->size() != 1) return std::nullopt;
      parts.push_back(found->front().type);
    }
    if (name != "Generator") return parts.size() == 1 ? one(name == "Iterator" ? types_.iterator(parts[0]) : types_.iterable(parts[0])) : std::nullopt;
    if (parts.empty() || parts.size() > 3) return std::nullopt;
    return one(types_.generator(parts[0], parts.size() > 1 ? types_.optional(parts[1]) : types_.none, parts.size() > 2 ? parts[2] : types_.none));
  }

  template <class Make>
  Found container(const std::vector<const ast::Expr*>& items, std::size_t count, int depth, Make make) {
    if (items.size() != count) return std::nullopt;
    std::vector<Alternatives> parts;
    for (const ast::Expr* item : items) {
      Found found = read_within(*item, depth);
      if (!found) return std::nullopt;
      parts.push_back(std::move(*found));
    }
    // Arrays whose ranks and dtypes are open have one of each in it.
    Alternatives all;
    const auto several = std::ranges::find_if(parts, [](const Alternatives& part) { return part.size() > 1; });
    for (std::size_t i = 0; i < (several == parts.end() ? 1 : several->size()); ++i) {
      std::vector<Type> inner;
      int rank = 0, dtype = 0;
      for (const Alternatives& part : parts) {
        if (part.size() > 1 && (part.size() != several->size() || !part[i].is_open_array())) return std::nullopt;
        const ParameterType& chosen = part[part.size() > 1 ? i : 0];
        rank = std::max(rank, chosen.open_rank);
        dtype = std::max(dtype, chosen.open_dtype);
        inner.push_back(chosen.type);
      }
      const Type made = make(inner);
      if (made == nullptr) return std::nullopt;
      all.push_back({made, {}, {}, rank, OpenKind::none, dtype});
    }
    return all;
  }

  // `Annotated[T, Layout("C")]`: what the metadata says beside the type.
  Found read_annotated(const std::vector<const ast::Expr*>& items, int depth) {
    Found all = read(*items[0], depth + 1);
    if (!all) return all;
    for (std::size_t i = 1; i < items.size(); ++i) {
      const auto* call = ast::as<ast::Call>(items[i]);
      if (call == nullptr || call->args.empty() || last_part(dotted_name(*call->func)) != "Layout") continue;
      const auto* letter = ast::as<ast::Constant>(call->args[0]);
      if (letter == nullptr) continue;
      for (ParameterType& item : *all) item.layout = letter->value.text == "C" ? ir::Layout::c : letter->value.text == "F" ? ir::Layout::fortran : ir::Layout::any;
    }
    return all;
  }

  Found read_literal(const std::vector<const ast::Expr*>& items) {
    Type joined = types_.never;
    for (const ast::Expr* item : items) {
      if (const auto* member = ast::as<ast::Attribute>(item)) {
        const EnumInfo* enumeration = find_enum(program_, *scope_, *member->value);
        if (enumeration == nullptr || enumeration->refused) return std::nullopt;
        joined = types_.join(joined, enumeration->type);
        continue;
      }
      const auto* negative = ast::as<ast::UnaryOp>(item);
      const auto* constant = ast::as<ast::Constant>(negative != nullptr && negative->op == ast::UnaryOperator::USub ? negative->operand : item);
      if (constant == nullptr) return std::nullopt;
      switch (constant->value.type) {
        case ast::ConstantValue::Type::none: joined = types_.join(joined, types_.none); break;
        case ast::ConstantValue::Type::true_:
        case ast::ConstantValue::Type::false_: joined = types_.join(joined, types_.boolean); break;
        case ast::ConstantValue::Type::integer: joined = types_.join(joined, types_.integer); break;
        case ast::ConstantValue::Type::string: joined = types_.join(joined, types_.string); break;
        case ast::ConstantValue::Type::bytes: joined = types_.join(joined, types_.bytes); break;
        default: return std::nullopt;
      }
    }
    return one(joined);
  }

  // keelback.typing: Array1D ... Array8D, CArray2D, FArray2D, NDArray, ReadOnly, native ints.
  Found read_keelback(std::string_view name, const std::vector<const ast::Expr*>& items, int depth) {
    if (name == "ReadOnly" && items.size() == 1) return read(*items[0], depth + 1);
    if (name == "NDArray" && items.size() == 1) return open_rank(dtypes_of(*items[0], depth + 1));
    ir::Layout layout = ir::Layout::any;
    if (name.starts_with("CArray")) {
      layout = ir::Layout::c;
      name.remove_prefix(1);
    } else if (name.starts_with("FArray")) {
      layout = ir::Layout::fortran;
      name.remove_prefix(1);
    }
    if (name.size() != 7 || !name.starts_with("Array") || name[6] != 'D' || name[5] < '1' || name[5] > '9' || items.size() != 1) return std::nullopt;
    return arrays(dtypes_of(*items[0], depth + 1), name[5] - '0', name[5] - '0', layout);
  }

  // jaxtyping: `Float64[np.ndarray, "n m"]`; a class of dtypes stands for the widest that Python numbers have.
  Found read_jaxtyping(std::string_view name, const std::vector<const ast::Expr*>& items) {
    if (items.size() != 2) return std::nullopt;
    const auto* axes = ast::as<ast::Constant>(items[1]);
    if (axes == nullptr || axes->value.type != ast::ConstantValue::Type::string) return std::nullopt;
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    std::vector<DType> dtypes;
    if (lower == "float" || lower == "inexact" || lower == "num") dtypes = dtypes_of_class("numpy.floating");
    else if (lower == "int" || lower == "integer") dtypes = dtypes_of_class("numpy.integer");
    else if (lower == "complex") dtypes = dtypes_of_class("numpy.complexfloating");
    else if (const auto dtype = types::dtype_from_name(lower)) dtypes = {*dtype};
    if (dtypes.empty()) return std::nullopt;
    int rank = 0;
    bool open = false;
    const std::string_view text = axes->value.text;
    for (std::size_t i = 0; i < text.size();) {
      while (i < text.size() && text[i] == ' ') ++i;
      const std::size_t start = i;
      while (i < text.size() && text[i] != ' ') ++i;
      if (i == start) break;
      if (text[start] == '*' || text.substr(start, i - start) == "...") open = true;
      else ++rank;
    }
    Alternatives all;
    for (const DType dtype : dtypes) {
      if (open) {
        for (int r = std::max(rank, 1); r <= 4; ++r) all.push_back({types_.array(dtype, r), {}, {}, r});
      } else if (rank == 0) {
        all.push_back({types_.scalar(dtype), {}, {}});
        all.push_back({types_.array(dtype, 0), {}, {}});
      } else {
        all.push_back({types_.array(dtype, rank), {}, {}});
      }
    }
    return all;
  }

  ModuleScope* scope_;
  Program& program_;
  TypeTable& types_;
  Type self_;
  const TypeVariables* variables_;
  bool opens_;
  std::vector<const ast::Expr*> aliases_;   // those being read
};

}  // namespace

Type type_of_all(TypeTable& types, const std::vector<ParameterType>& alternatives) {
  if (alternatives.size() == 1) return alternatives[0].type;
  std::vector<Type> members;
  for (const ParameterType& one : alternatives) {
    if (one.is_open()) return nullptr;
    members.push_back(one.type);
  }
  return types.union_of(members);
}

diag::Diagnostic annotation_error(ModuleScope& scope, Program& program, const ast::Expr& annotation) {
  const support::SourceFile& file = *scope.file;
  Annotations annotations(scope, program);
  // A class that is known, and why it cannot be compiled.
  std::optional<diag::Diagnostic> refused;
  const std::function<void(const ast::Node&)> look = [&](const ast::Node& node) {
    if (const auto* name = ast::as<ast::Name>(&node); name != nullptr && !refused) {
      if (const EnumInfo* enumeration = find_enum(program, scope, *name)) refused = enumeration->refused;
      else if (const NamedTupleInfo* named = find_named_tuple(program, scope, *name)) refused = named->refused;
    }
    for_each_child(node, look);
  };
  look(annotation);
  if (refused) return *refused;
  diag::Diagnostic error = make_error(file, unknown_annotation, annotation.span, file.text(annotation.span));
  for (const auto& [name, example] : {std::pair("list", "list[float]"), std::pair("set", "set[int]"), std::pair("dict", "dict[str, float]"), std::pair("tuple", "tuple[float, float]")}) {
    if (annotations.bare_type(annotation, name) != nullptr) error.hint = fmt::format("say what it holds, as in `{}`", example);
  }
  return error;
}

std::optional<std::vector<ParameterType>> annotation_types(ModuleScope& scope, Program& program, const ast::Expr& annotation, Type self, const TypeVariables* variables) {
  return Annotations(scope, program, self, variables).read(annotation);
}

std::optional<std::vector<ParameterType>> parameter_types(ModuleScope& scope, Program& program, const ast::Arg& parameter, const ast::Expr* value, Type self, const TypeVariables* variables, bool opens) {
  auto found = Annotations(scope, program, self, variables, opens).read(*parameter.annotation);
  const auto* constant = value == nullptr ? nullptr : ast::as<ast::Constant>(value);
  if (!found || constant == nullptr || constant->value.type != ast::ConstantValue::Type::none) return found;
  return Annotations(scope, program).or_none(std::move(*found));
}

std::vector<Type> choices_of_variable(ModuleScope& scope, Program& program, const ast::Expr& annotation) { return Annotations(scope, program).choices(annotation); }

Type result_type(ModuleScope& scope, Program& program, const ast::Expr& annotation, Type self, const TypeVariables* variables) {
  const auto found = Annotations(scope, program, self, variables, true).read(annotation);
  return found && found->size() == 1 ? found->front().type : nullptr;
}

}  // namespace keelback::check
