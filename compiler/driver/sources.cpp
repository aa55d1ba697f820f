#include "driver/sources.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "driver/cache.hpp"
#include "driver/diagnostics.hpp"
#include "lex/decode.hpp"
#include "parse/parser.hpp"
#include "parse/rules.hpp"

namespace keelback::driver {

namespace fs = std::filesystem;

std::unique_ptr<support::SourceFile> read_source(const fs::path& path, diag::Sink& sink) {
  struct stat info{};
  if (stat(path.c_str(), &info) != 0) {
    report(sink, file_missing, path.string(), std::strerror(errno));
    return nullptr;
  }
  if (!S_ISREG(info.st_mode)) {  // a pipe or /dev/zero has no end
    report(sink, file_missing, path.string(), S_ISDIR(info.st_mode) ? "it is a folder" : "it is no regular file");
    return nullptr;
  }
  if (std::size_t(info.st_size) > largest_source) {
    report(sink, file_too_large, path.string(), std::size_t(info.st_size) >> 20, largest_source >> 20);
    return nullptr;
  }
  errno = 0;
  const auto bytes = read_file(path);
  if (!bytes) {
    report(sink, file_missing, path.string(), std::strerror(errno));
    return nullptr;
  }
  auto text = lex::decode_source(*bytes, path.string(), sink);
  if (!text) return nullptr;
  return std::make_unique<support::SourceFile>(path.string(), std::move(*text));
}

check::Loader::Loaded Sources::parse(const fs::path& path, diag::Sink& sink) {
  auto file = read_source(path, sink);
  if (!file) return {nullptr, nullptr};
  const ast::Module* tree = parse::parse_module(*file, arena_, sink, {.minor_version = minor_version_, .mangles = true});
  if (tree != nullptr && !parse::check_rules(*tree, *file, sink, minor_version_)) tree = nullptr;
  files_.push_back(std::move(file));  // kept after errors too: the diagnostics point into it
  return {files_.back().get(), tree};
}

check::Loader::Loaded Sources::main(diag::Sink& sink) { return parse(module_.path, sink); }

check::Loader::Loaded Sources::load(std::string_view dotted_name) {
  if (const auto known = loaded_.find(dotted_name); known != loaded_.end()) return known->second;
  Loaded loaded{nullptr, nullptr};
  if (const fs::path path = sibling_module(module_.path, module_.name, dotted_name); !path.empty()) {
    diag::Sink unheard;
    loaded = parse(path, unheard);
    if (loaded.tree == nullptr) loaded = {nullptr, nullptr};
  }
  return loaded_.emplace(std::string(dotted_name), loaded).first->second;
}

std::vector<fs::path> Sources::paths() const {
  std::vector<fs::path> paths;
  for (const auto& file : files_) paths.emplace_back(file->path());
  return paths;
}

std::vector<const support::SourceFile*> Sources::of(const ir::Module& module) const {
  std::vector<const support::SourceFile*> found;
  for (const std::string& path : module.files) {
    const support::SourceFile* file = nullptr;
    for (const auto& known : files_)
      if (known->path() == path) file = known.get();
    found.push_back(file);
  }
  return found;
}

std::vector<check::ClassStatements> class_statements(const std::vector<ModuleFile>& modules, int minor_version) {
  std::vector<check::ClassStatements> all;
  for (const ModuleFile& module : modules) {
    Sources sources(module, minor_version);
    diag::Sink unheard;  // what is wrong with it is told when it is compiled
    const check::Loader::Loaded loaded = sources.main(unheard);
    if (loaded.tree == nullptr) continue;
    all.push_back(check::class_statements(module.name, *loaded.file, *loaded.tree));
  }
  return all;
}

}  // namespace keelback::driver
