#include "driver/features.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "library/table.hpp"

namespace keelback::driver {
namespace {

using library::Entry;
using library::How;
using library::Overload;
using library::Parameter;
using library::Table;

// `a, /, axis, *, out`: names only, as NumPy's documentation has them.
std::string parameters_of(const Overload& overload) {
  std::string out;
  bool was_positional_only = false, has_star = false;
  const auto add = [&](std::string_view text) { out += (out.empty() ? "" : ", ") + std::string(text); };
  for (const Parameter& parameter : overload.parameters) {
    if (was_positional_only && parameter.kind != Parameter::Kind::positional_only) add("/");
    was_positional_only = parameter.kind == Parameter::Kind::positional_only;
    if (parameter.kind == Parameter::Kind::variadic) has_star = true;
    if (parameter.kind == Parameter::Kind::keyword && !has_star) {
      add("*");
      has_star = true;
    }
    add((parameter.kind == Parameter::Kind::variadic ? "*" : "") + std::string(parameter.name));
  }
  return out;
}

std::string how_text(const Entry& entry) {
  if (entry.overloads[0].how == How::refused) return "not compiled: " + std::string(entry.overloads[0].texts[0]);
  const auto is = [](How how) { return [how](const Overload& overload) { return overload.how == how; }; };
  if (std::all_of(entry.overloads.begin(), entry.overloads.end(), is(How::numpy))) return "NumPy's own";
  if (std::any_of(entry.overloads.begin(), entry.overloads.end(), is(How::numpy))) return "native, else NumPy's own";
  switch (entry.overloads[0].how) {
    case How::ufunc: return "native, fused; with options NumPy's own";
    case How::reduction: return "native, fused; with options NumPy's own";
    case How::constant: return "constant";
    case How::number_type: return "type";
    default: return entry.overloads[0].is_property ? "attribute, native" : "native";
  }
}

std::string line_of(const std::string& name, const Entry& entry) {
  const Overload& first = entry.overloads[0];
  if (first.how == How::constant || first.how == How::number_type || first.is_property) return fmt::format("{:<60} {}\n", name, how_text(entry));
  if (first.how == How::refused) return fmt::format("{:<60} {}\n", name, how_text(entry));
  // The version with most parameters names them all.
  const auto widest = std::max_element(entry.overloads.begin(), entry.overloads.end(), [](const Overload& a, const Overload& b) { return a.parameters.size() < b.parameters.size(); });
  return fmt::format("{:<60} {}\n", name + "(" + parameters_of(*widest) + ")", how_text(entry));
}

}  // namespace

std::string features_of(const std::string& module) {
  const Table& table = Table::get();
  std::string out;
  if (module.empty()) {
    for (const library::Stub& stub : library::stubs()) out += fmt::format("{:<30} {} names\n", stub.module, table.names_of(stub.module).size());
    return out;
  }
  for (const auto& [name, id] : table.names_of(module)) out += line_of(name, table[id]);
  return out;
}

}  // namespace keelback::driver
