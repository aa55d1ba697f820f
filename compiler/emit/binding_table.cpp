#include "emit/binding_table.hpp"

#include "emit/classes.hpp"

#include <fmt/format.h>

#include <cstring>
#include <map>

namespace keelback::emit {
namespace {

constexpr std::string_view dtype_names[] = {"boolean", "int8",   "int16",  "int32",   "int64",   "uint8",     "uint16",
                                            "uint32",  "uint64", "float32", "float64", "complex64", "complex128"};

// Whether values of the type have a form in Python.
bool crosses(Type type) {
  switch (type->kind) {
    case Kind::view:
    case Kind::callable:
    case Kind::function: return false;
    default: break;
  }
  for (Type arg : type->args) {
    if (!is_empty(type) && !crosses(arg)) return false;
  }
  return true;
}

// "list[float]" -> "type_list_float"
std::string type_name(std::string_view text) {
  std::string out = "type_";
  for (const char c : text.substr(0, 60)) {
    const bool usable = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (usable || out.back() != '_') out += usable ? c : '_';
  }
  while (out.back() == '_') out.pop_back();
  return out;
}

class Table {
 public:
  explicit Table(ModuleContext& context) : context_(context), module_(context.module) {}

  std::string write(const Residual& residual, std::span<const int> levels) {
    context_.headers.insert("binding.hpp");
    for (std::string* name : {&functions_, &segments_, &initialize_, &module_table_}) *name = context_.names.unique(*name);
    std::vector<std::string> functions;
    for (const ir::Export& exported : module_.exports) functions.push_back(function(exported));
    for (const auto& [type, name] : context_.descriptors) descriptor(type);
    const ClassTables classes = class_tables(context_, [this](Type type) { return descriptor(type); });
    std::string out = "// What Python is told of the module.\n";
    out += classes.declarations + types_ + body_;
    out += array("function", functions_, functions);
    out += classes.definitions;
    out += segments(residual);
    out += initializer();
    const std::size_t dot = module_.name.rfind('.');
    const std::string last = dot == std::string::npos ? module_.name : module_.name.substr(dot + 1);
    out += fmt::format("const kb::binding::module {} = {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}};\n\n}}  // namespace\n\n", module_table_, cpp_string(module_.name),
                       cpp_string(residual.file), cpp_string(residual.hash), uses_numpy_, module_.globals.empty() ? "nullptr" : initialize_,
                       functions.empty() ? "nullptr" : functions_, functions.size(), segment_count_ == 0 ? "nullptr" : segments_, segment_count_,
                       classes.list.empty() ? "nullptr" : classes.list, classes.count);
    if (levels.empty()) return out + entry(last, module_table_);
    out += "// This file is compiled once for each CPU level. The object without KB_LEVEL is the baseline's and chooses at import.\n#ifdef KB_LEVEL\n";
    out += fmt::format("extern \"C\" const kb::binding::module* const KB_LEVEL;\nconst kb::binding::module* const KB_LEVEL = &{};\n#else\n", module_table_);
    std::vector<std::string> choices;
    for (const int level : levels) {
      out += fmt::format("extern \"C\" const kb::binding::module* const {};\n", level_symbol(level));
      choices.push_back(fmt::format("{{{}, {}}}", level, level_symbol(level)));
    }
    out += fmt::format("extern \"C\" KB_EXPORT kb::binding::object* PyInit_{}() {{\n  const kb::binding::level levels[] = {{{}}};\n", last, fmt::join(choices, ", "));
    return out + fmt::format("  return kb::binding::create_module(kb::binding::choose_level({}, levels, {}));\n}}\n#endif\n", module_table_, levels.size());
  }

 private:
  static std::string entry(std::string_view module, std::string_view table) {
    return fmt::format("extern \"C\" KB_EXPORT kb::binding::object* PyInit_{}() {{ return kb::binding::create_module({}); }}\n", module, table);
  }

  static std::string array(std::string_view type, std::string_view name, const std::vector<std::string>& items) {
    if (items.empty()) return {};
    std::string out = fmt::format("const kb::binding::{} {}[] = {{\n", type, name);
    for (const std::string& item : items) out += "    " + item + ",\n";
    return out + "};\n";
  }

  // The entry of the functions' table; writes the tables it refers to.
  std::string function(const ir::Export& exported) {
    const std::string name = sanitize(exported.name);
    std::vector<std::string> parameters, overloads;
    for (const ir::Export::Parameter& parameter : exported.parameters) {
      constexpr std::string_view passing[] = {"positional_only", "positional_or_keyword", "keyword_only"};
      const bool plain = parameter.kind == ir::Export::Parameter::Kind::positional_or_keyword && !parameter.has_default;
      parameters.push_back(plain ? fmt::format("{{{}}}", cpp_string(parameter.name))
                                 : fmt::format("{{{}, kb::binding::passing::{}, {}}}", cpp_string(parameter.name), passing[int(parameter.kind)], parameter.has_default));
    }
    for (const ir::Overload& overload : exported.overloads) {
      if (!is_callable(exported, overload)) continue;
      const ir::Function& native = module_[overload.instance];
      const std::string accepted = context_.names.unique(name + "_accepts");
      std::vector<std::string> items;
      for (std::size_t i = 0; i < native.parameters.size(); ++i) {
        const Type as = native[native.parameters[i]].type;
        items.push_back(fmt::format("{{&{}{}}}", descriptor(as), i < overload.rules.size() ? rule(overload.rules[i], as) : ""));
      }
      body_ += array("accepted", accepted, items);
      overloads.push_back(fmt::format("{{&kb::binding::native<&{}>, {}, &{}}}", context_.function_names[overload.instance.value],
                                      items.empty() ? "nullptr" : accepted, descriptor(native.result)));
    }
    const std::string parameters_name = context_.names.unique(name + "_parameters"), overloads_name = context_.names.unique(name + "_overloads");
    body_ += array("parameter", parameters_name, parameters) + array("overload", overloads_name, overloads);
    return fmt::format("{{{}, {}, {}, {}, {}{}}}", cpp_string(exported.name), parameters.empty() ? "nullptr" : parameters_name, parameters.size(),
                       overloads.empty() ? "nullptr" : overloads_name, overloads.size(), exported.falls_back ? ", true" : "");
  }

  bool is_callable(const ir::Export& exported, const ir::Overload& overload) const {
    const ir::Function& native = module_[overload.instance];
    bool callable = native.parameters.size() == exported.parameters.size() && crosses(native.result);
    for (LocalId parameter : native.parameters) callable = callable && crosses(native[parameter].type);
    return callable;
  }

  // ", {layout, writes, mutates, extents}" where it says something.
  std::string rule(const ir::ParameterRule& rule, Type as) {
    bool has_extents = false;
    for (std::int64_t extent : rule.extents) has_extents = has_extents || extent >= 0;
    has_extents = has_extents && as->kind == Kind::array && rule.extents.size() == std::size_t(as->rank);
    if (rule.incomplete) return ", {kb::binding::layout::any, false, false, nullptr, true}";
    if (rule.layout == ir::Layout::any && !rule.writes && !rule.mutates && !has_extents) return {};
    std::string extents = "nullptr";
    if (has_extents) {
      extents = context_.names.unique("extents");
      body_ += fmt::format("const std::int64_t {}[] = {{{}}};\n", extents, fmt::join(rule.extents, ", "));
    }
    constexpr std::string_view layouts[] = {"any", "c", "fortran"};
    return fmt::format(", {{kb::binding::layout::{}, {}, {}, {}}}", layouts[int(rule.layout)], rule.writes, rule.mutates, extents);
  }

  // The name of the type's description.
  const std::string& descriptor(Type type) {
    if (const auto known = descriptors_.find(type); known != descriptors_.end()) return known->second;
    std::vector<std::string> args;
    if (!is_empty(type)) {
      for (Type arg : type->args) args.push_back("&" + descriptor(arg));
    }
    const auto requested = context_.descriptors.find(type);
    const std::string name = requested != context_.descriptors.end() ? requested->second : context_.names.unique(type_name(type->text));
    std::string rest;
    if (type->kind == Kind::array || type->kind == Kind::scalar || !args.empty()) {
      const bool has_dtype = type->kind == Kind::array || type->kind == Kind::scalar;
      rest = has_dtype ? fmt::format(", kb::binding::dtype::{}", dtype_names[int(type->dtype)]) : ", {}";
      if (type->kind == Kind::array || !args.empty()) rest += fmt::format(", {}", type->rank);
    }
    if (type->kind == Kind::foreign || type->kind == Kind::module || type->kind == Kind::exception) rest = ", {}, 0, 0, nullptr, 0, " + cpp_string(type->name.empty() ? "BaseException" : type->name);   // its class
    if (!args.empty()) {
      const std::string list = context_.names.unique(name + "_args");
      types_ += fmt::format("constexpr const kb::binding::type* {}[] = {{{}}};\n", list, fmt::join(args, ", "));
      rest += fmt::format(", {}, {}{}", args.size(), list, literal(type));
    }
    if (type->kind == Kind::enumeration) rest = fmt::format(", {{}}, 0, 0, nullptr, 0, nullptr, nullptr, &{}::state", enum_name(type));
    if (types::is_named_tuple(type)) {
      const ir::NamedTuple& named = module_.named_tuples[type->klass - 1];
      rest += fmt::format("{}, {}", args.empty() ? ", {}, 0, 0, nullptr, 0" : ", 0", cpp_string(named.module + ":" + named.name));
    }
    if (type->kind == Kind::instance) rest = fmt::format(", {{}}, 0, 0, nullptr, 0, nullptr, &{}", context_.classes[type->klass].table);
    types_ += fmt::format("constexpr kb::binding::type {} = {{kb::binding::kind::{}{}}};\n", name, kind(type), rest);
    return descriptors_[type] = name;
  }

  // Names the kind; adds the header with its converter.
  std::string_view kind(Type type) {
    const auto with = [&](std::string_view header, std::string_view name) {
      context_.headers.insert(std::string("binding/") + std::string(header));
      return name;
    };
    switch (type->kind) {
      case Kind::boolean: return "boolean";
      case Kind::integer: return "integer";
      case Kind::floating: return "floating";
      case Kind::complex: return "complex";
      case Kind::string: return with("str.hpp", "string");
      case Kind::scalar: uses_numpy_ = true; return "scalar";
      case Kind::literal: return "literal";
      case Kind::enumeration: return with("enumeration.hpp", "enumeration");
      case Kind::tuple:
        if (types::is_named_tuple(type)) return with("named_tuple.hpp", "named_tuple");
        return with("tuple.hpp", "tuple");
      case Kind::variadic: return with("variadic.hpp", "variadic");
      case Kind::list: return with("list.hpp", "list");
      case Kind::set: return with("set.hpp", "set");
      case Kind::frozenset: return with("frozenset.hpp", "frozenset");
      case Kind::deque: return with("deque.hpp", "deque");
      case Kind::bytes: return with("bytes.hpp", "bytes");
      case Kind::bytearray: return with("bytes.hpp", "bytearray");
      case Kind::dict:
        if (type->name == "Counter") return with("counter.hpp", "counter");
        if (type->name == "defaultdict") return with("defaultdict.hpp", "defaultdict");
        if (type->name == "OrderedDict") return with("dict.hpp", "ordered_dict");
        return with("dict.hpp", "dict");
      case Kind::range: return with("range.hpp", "range");
      case Kind::slice: return with("range.hpp", "slice");
      case Kind::module: return with("none.hpp", "foreign");
      case Kind::foreign: return with("foreign_object.hpp", "foreign");
      case Kind::exception: return with("exception.hpp", "exception");
      case Kind::array: uses_numpy_ = true; return "array";
      case Kind::instance: return with("object.hpp", "object");
      case Kind::iterator: return with("iterator.hpp", types::is_generator(type) ? "generator" : types::is_iterable(type) ? "iterable" : "iterator");
      case Kind::union_: return with("either.hpp", types::union_storage(type) == types::UnionStorage::tagged_double ? "tagged" : "either");
      default: return with("none.hpp", "none");
    }
  }

  // ", value, text" of a literal type.
  static std::string literal(Type type) {
    if (type->kind != Kind::literal) return {};
    if (const auto* text = std::get_if<std::string>(&type->value.data)) return fmt::format(", {}, {}", text->size(), cpp_string(*text));
    if (const auto* whole = std::get_if<std::int64_t>(&type->value.data)) return ", " + cpp_integer(*whole);
    if (const auto* flag = std::get_if<bool>(&type->value.data)) return fmt::format(", {}", int(*flag));
    if (const auto* real = std::get_if<double>(&type->value.data)) {
      std::int64_t bits;
      std::memcpy(&bits, real, sizeof bits);
      return ", " + cpp_integer(bits);
    }
    return {};
  }

  std::string segments(const Residual& residual) {
    std::vector<std::string> items;
    for (const Segment& segment : residual.segments) {
      if (segment.text.empty()) continue;
      // One C++ line for each Python line.
      std::string text;
      for (std::size_t at = 0; at < segment.text.size();) {
        const std::size_t end = std::min(segment.text.find('\n', at), segment.text.size() - 1) + 1;
        text += "\n     " + cpp_string(std::string_view(segment.text).substr(at, end - at));
        at = end;
      }
      bool native = segment.native >= 0;
      if (native) {
        native = false;
        const ir::Export& exported = module_.exports[std::size_t(segment.native)];
        for (const ir::Overload& overload : exported.overloads) native = native || is_callable(exported, overload);
      }
      const std::string klass = segment.klass < 0 ? "" : fmt::format(", {}", context_.classes[std::size_t(segment.klass)].first);
      items.push_back(fmt::format("{{{}, {},{},\n     {}{}}}", segment.first_line, native ? segment.native : -1, text, segment.text.size(), klass));
    }
    segment_count_ = items.size();
    return array("segment", segments_, items);
  }

  std::string initializer() {
    if (module_.globals.empty()) return {};
    std::string out = fmt::format("void {}() {{\n", initialize_);
    for (std::size_t i = 0; i < module_.globals.size(); ++i) {
      out += fmt::format("  {} = {}();\n", context_.global_names[i], context_.function_names[module_.globals[i].initializer.value]);
    }
    return out + "}\n";
  }

  ModuleContext& context_;
  const ir::Module& module_;
  std::map<Type, std::string> descriptors_;
  std::string functions_ = "functions", segments_ = "segments", initialize_ = "initialize_globals", module_table_ = "module_table";
  std::string types_, body_;
  std::size_t segment_count_ = 0;
  bool uses_numpy_ = false;
};

}  // namespace

const std::string& ModuleContext::descriptor(Type type) {
  const auto [found, is_new] = descriptors.try_emplace(type);
  if (is_new) found->second = names.unique(type_name(type->text));
  return found->second;
}

std::string binding_table(ModuleContext& context, const Residual& residual, std::span<const int> levels) { return Table(context).write(residual, levels); }

}  // namespace keelback::emit
