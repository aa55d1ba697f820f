// Constants that describe types to the binding: `kb::binding::type` (docs/design/binding.md, "Types are data").
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "emit/names.hpp"
#include "emit/types_to_cpp.hpp"
#include "ir/nodes.hpp"

namespace keelback::emit {

struct ClassNames;

class TypeDescriptors {
 public:
  // `classes`: by types::ClassId.
  TypeDescriptors(const ir::Module& module, NameScope& names, Headers& headers, const std::vector<ClassNames>& classes) : module_(module), names_(names), headers_(headers), classes_(classes) {}

  // The name of the type's description. Adds the header with its converter.
  const std::string& of(Type type);
  // The definitions, in order; tables of classes are declared in front of them.
  const std::string& text() const { return text_; }
  bool uses_numpy() const { return uses_numpy_; }

 private:
  std::string_view kind(Type type);

  const ir::Module& module_;
  NameScope& names_;
  Headers& headers_;
  const std::vector<ClassNames>& classes_;
  std::map<Type, std::string> known_;
  std::string text_;
  bool uses_numpy_ = false;
};

}  // namespace keelback::emit
