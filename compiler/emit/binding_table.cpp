#include "emit/binding_table.hpp"

#include "emit/c_functions.hpp"
#include "emit/classes.hpp"

#include <fmt/format.h>


namespace keelback::emit {
namespace {

class Table {
 public:
  explicit Table(ModuleContext& context) : context_(context), module_(context.module) {}

  BindingTable write(const Residual& residual, std::span<const int> levels) {
    context_.headers.insert("binding.hpp");
    for (std::string* name : {&functions_, &segments_, &initialize_, &module_table_}) *name = context_.names.unique(*name);
    std::vector<std::string> functions;
    const ClassNeeds needs(module_);
    for (const ir::Export& exported : module_.exports) functions.push_back(function(exported, needs));
    const ClassTables classes = class_tables(context_, [this](Type type) { return context_.descriptors.of(type); });
    BindingTable table{classes.declarations + context_.descriptors.text(), {}};
    std::string& out = table.definitions;
    out = "// What Python is told of the module.\n" + body_;
    out += array("function", functions_, functions);
    out += classes.definitions;
    out += segments(residual);
    out += initializer();
    std::string elsewhere;
    if (module_.is_one_of_several && (classes.count != 0 || classes.elsewhere_count != 0)) {
      elsewhere = fmt::format(", {}, {}, {}", first_class_number(module_), classes.elsewhere.empty() ? "nullptr" : classes.elsewhere,
                              classes.elsewhere_count);
    }
    const std::size_t dot = module_.name.rfind('.');
    const std::string last = dot == std::string::npos ? module_.name : module_.name.substr(dot + 1);
    out += fmt::format("const kb::binding::module {} = {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}{}}};\n\n}}  // namespace\n\n", module_table_, cpp_string(module_.name),
                       cpp_string(residual.file), cpp_string(residual.hash), cpp_string(residual.version), residual.has_exports, context_.descriptors.uses_numpy(), module_.globals.empty() ? "nullptr" : initialize_,
                       functions.empty() ? "nullptr" : functions_, functions.size(), segment_count_ == 0 ? "nullptr" : segments_, segment_count_,
                       classes.list.empty() ? "nullptr" : classes.list, classes.count, elsewhere);
    if (levels.empty()) {
      out += entry(last, module_table_);
      return table;
    }
    out += "// This file is compiled once for each CPU level. The object without KB_LEVEL is the baseline's and chooses at import.\n#ifdef KB_LEVEL\n";
    out += fmt::format("extern \"C\" const kb::binding::module* const KB_LEVEL;\nconst kb::binding::module* const KB_LEVEL = &{};\n#else\n", module_table_);
    std::vector<std::string> choices;
    for (const int level : levels) {
      out += fmt::format("extern \"C\" const kb::binding::module* const {};\n", level_symbol(level));
      choices.push_back(fmt::format("{{{}, {}}}", level, level_symbol(level)));
    }
    out += fmt::format("extern \"C\" KB_EXPORT kb::binding::object* PyInit_{}() {{\n  const kb::binding::level levels[] = {{{}}};\n", last, fmt::join(choices, ", "));
    out += fmt::format("  return kb::binding::create_module(kb::binding::choose_level({}, levels, {}));\n}}\n#endif\n", module_table_, levels.size());
    return table;
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
  std::string function(const ir::Export& exported, const ClassNeeds& needs) {
    if (exported.form != ir::Export::Form::function) {
      const CFunction c = c_function(context_, exported);
      body_ += c.definitions;
      return fmt::format("{{{}, nullptr, 0, nullptr, 0, kb::binding::fallback::none, false, &{}}}", cpp_string(exported.name), c.table);
    }
    const std::string name = sanitize(exported.name);
    std::vector<std::string> parameters, overloads;
    for (const ir::Export::Parameter& parameter : exported.parameters) {
      constexpr std::string_view passing[] = {"positional_only", "positional_or_keyword", "keyword_only", "rest", "other_keywords"};
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
        items.push_back(fmt::format("{{&{}{}}}", context_.descriptors.of(as), i < overload.rules.size() ? rule(overload.rules[i], as) : ""));
      }
      body_ += array("accepted", accepted, items);
      overloads.push_back(fmt::format("{{&kb::binding::native<&{}{}>, {}, &{}{}}}", context_.function_names[overload.instance.value], context_.hands_over ? ", true" : "",
                                      items.empty() ? "nullptr" : accepted, context_.descriptors.of(native.result), context_.sees_containers[overload.instance.value] ? "" : ", false"));
    }
    const std::string parameters_name = context_.names.unique(name + "_parameters"), overloads_name = context_.names.unique(name + "_overloads");
    body_ += array("parameter", parameters_name, parameters) + array("overload", overloads_name, overloads);
    constexpr std::string_view fallbacks[] = {"none", "other_kinds", "other_types"};
    std::string fallback = exported.fallback != ir::Export::Fallback::none || exported.is_generic ? fmt::format(", kb::binding::fallback::{}", fallbacks[int(exported.fallback)]) : "";
    if (exported.is_generic) fallback += ", true";
    if (const std::vector<ir::ClassId> needed = needs.of(exported); !needed.empty()) {
      const std::string list = context_.names.unique(name + "_needs");
      body_ += fmt::format("const kb::binding::class_* const {}[] = {{{}}};\n", list, table_list(context_, needed));
      if (fallback.empty()) fallback = ", kb::binding::fallback::none";
      fallback += fmt::format("{}, nullptr, {}, {}", exported.is_generic ? "" : ", false", list, needed.size());
    }
    return fmt::format("{{{}, {}, {}, {}, {}{}}}", cpp_string(exported.name), parameters.empty() ? "nullptr" : parameters_name, parameters.size(),
                       overloads.empty() ? "nullptr" : overloads_name, overloads.size(), fallback);
  }

  bool is_callable(const ir::Export& exported, const ir::Overload& overload) const {
    const ir::Function& native = module_[overload.instance];
    bool callable = native.parameters.size() == exported.parameters.size() && types::crosses(native.result);
    for (LocalId parameter : native.parameters) callable = callable && types::crosses(native[parameter].type);
    return callable;
  }

  // ", {layout, writes, mutates, extents, incomplete, open, open_dtype}" where it says something.
  std::string rule(const ir::ParameterRule& rule, Type as) {
    bool has_extents = false;
    for (std::int64_t extent : rule.extents) has_extents = has_extents || extent >= 0;
    has_extents = has_extents && as->kind == Kind::array && rule.extents.size() == std::size_t(as->rank);
    if (rule.incomplete) return ", {kb::binding::layout::any, false, false, nullptr, true}";
    if (rule.layout == ir::Layout::any && !rule.writes && !rule.mutates && !has_extents && !rule.open && !rule.open_dtype) return {};
    std::string extents = "nullptr";
    if (has_extents) {
      extents = context_.names.unique("extents");
      body_ += fmt::format("const std::int64_t {}[] = {{{}}};\n", extents, fmt::join(rule.extents, ", "));
    }
    constexpr std::string_view layouts[] = {"any", "c", "fortran"};
    return fmt::format(", {{kb::binding::layout::{}, {}, {}, {}{}}}", layouts[int(rule.layout)], rule.writes, rule.mutates, extents, rule.open_dtype ? fmt::format(", false, {}, true", rule.open) : rule.open ? ", false, true" : "");
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
      const std::string klass = segment.klass < 0 ? "" : fmt::format(", {}", class_index(module_, context_.classes[std::size_t(segment.klass)], ir::ClassId(segment.klass)));
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
  std::string functions_ = "functions", segments_ = "segments", initialize_ = "initialize_globals", module_table_ = "module_table";
  std::string body_;
  std::size_t segment_count_ = 0;
};

}  // namespace

BindingTable binding_table(ModuleContext& context, const Residual& residual, std::span<const int> levels) { return Table(context).write(residual, levels); }

}  // namespace keelback::emit
