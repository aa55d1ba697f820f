// The Python files of one compilation: read, decoded and parsed once each.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.hpp"
#include "diag/diagnostic.hpp"
#include "driver/modules.hpp"
#include "ir/nodes.hpp"
#include "support/arena.hpp"
#include "support/source_file.hpp"

namespace keelback::driver {

// Larger files are refused: no person writes them, and each byte costs a hundred while it is compiled.
inline constexpr std::size_t largest_source = std::size_t(32) << 20;

// The file's decoded text; null after an error.
std::unique_ptr<support::SourceFile> read_source(const std::filesystem::path& path, diag::Sink& sink);

class Sources final : public check::Loader {
 public:
  // The module as it is called while it is compiled; `minor_version` of the Python it is written for.
  Sources(const ModuleFile& module, int minor_version) : module_(module), minor_version_(minor_version) {}

  // The module itself; nulls after errors.
  Loaded main(diag::Sink& sink);
  // What is wrong with another module is told when that one is compiled: here it is only not known.
  Loaded load(std::string_view dotted_name) override;

  std::vector<std::filesystem::path> paths() const;
  // The texts of `module.files`, in their order.
  std::vector<const support::SourceFile*> of(const ir::Module& module) const;

 private:
  Loaded parse(const std::filesystem::path& path, diag::Sink& sink);
  ModuleFile module_;
  int minor_version_;
  support::Arena arena_;
  std::vector<std::unique_ptr<support::SourceFile>> files_;
  std::map<std::string, Loaded, std::less<>> loaded_;
};

// What the modules' class statements and imports say, of those that can be parsed.
std::vector<check::ClassStatements> class_statements(const std::vector<ModuleFile>& modules, int minor_version);

}  // namespace keelback::driver
