#include "driver/modules.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "driver/diagnostics.hpp"

namespace keelback::driver {

namespace fs = std::filesystem;

namespace {

bool is_identifier(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

fs::path normal(const fs::path& path) {
  std::error_code error;
  fs::path whole = fs::weakly_canonical(path, error);
  return error ? fs::absolute(path).lexically_normal() : whole;
}

// The modules below a folder, sorted, links to folders not followed (they may lead back up).
std::vector<fs::path> python_files(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> files;
  auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator it(folder, options, error), end; !error && it != end; it.increment(error)) {
    std::string name = it->path().filename().string();
    std::error_code unreadable;
    if (it->is_directory(unreadable)) {
      if (name.starts_with('.') || name == "__pycache__") it.disable_recursion_pending();
      continue;
    }
    if (it->path().extension() != ".py" || name.starts_with('.') || name == "__init__.py" || name == "__main__.py") continue;
    if (is_identifier(it->path().stem().string())) files.push_back(it->path());  // others cannot be imported: scripts
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::string ModuleFile::last_name() const {
  std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

std::optional<ModuleFile> find_module(const std::string& file, const std::string& name, diag::Sink& sink) {
  auto modules = find_modules({file}, sink);
  if (modules.size() > 1 || (modules.size() == 1 && modules[0].found)) report(sink, not_python, file);
  if (sink.has_errors()) return std::nullopt;
  if (!name.empty()) modules[0].name = name;
  return modules[0];
}

std::vector<ModuleFile> find_others(const std::vector<std::string>& texts, diag::Sink& sink) {
  std::vector<ModuleFile> others;
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    const bool is_named = sign != std::string::npos && text.substr(0, sign).find_first_of("/\\") == std::string::npos;
    if (auto found = find_module(is_named ? text.substr(sign + 1) : text, is_named ? text.substr(0, sign) : "", sink)) others.push_back(std::move(*found));
  }
  return others;
}

std::string module_name(const fs::path& file) {
  fs::path whole = normal(file);
  std::string name = whole.stem() == "__init__" ? "" : whole.stem().string();
  std::error_code ignored;
  for (fs::path folder = whole.parent_path(); fs::exists(folder / "__init__.py", ignored) && is_identifier(folder.filename().string());
       folder = folder.parent_path())
    name = name.empty() ? folder.filename().string() : folder.filename().string() + "." + name;
  return name.empty() ? "__init__" : name;
}

fs::path sibling_module(const fs::path& file, const std::string& name, std::string_view wanted) {
  fs::path root = normal(file).parent_path();
  std::size_t levels = std::size_t(std::count(name.begin(), name.end(), '.'));
  if (file.stem() == "__init__") ++levels;
  for (std::size_t i = 0; i < levels; ++i) root = root.parent_path();
  // Only what belongs to the same package: a plain module sees the plain modules beside it.
  if (levels > 0 && wanted.substr(0, wanted.find('.')) != name.substr(0, name.find('.'))) return {};
  fs::path relative;
  for (std::string_view rest = wanted; !rest.empty();) {
    std::size_t dot = rest.find('.');
    if (!is_identifier(rest.substr(0, dot))) return {};
    relative /= rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
  }
  std::error_code ignored;
  for (const fs::path& candidate : {root / relative / "__init__.py", root / fs::path(relative.string() + ".py")})
    if (fs::is_regular_file(candidate, ignored)) return candidate;
  return {};
}

std::vector<ModuleFile> find_modules(const std::vector<std::string>& paths, diag::Sink& sink) {
  std::vector<ModuleFile> modules;
  std::set<fs::path> seen;
  auto add = [&](ModuleFile module) {
    if (seen.insert(normal(module.path)).second) modules.push_back(std::move(module));
  };
  for (const std::string& text : paths) {
    fs::path path(text);
    std::error_code error;
    auto status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found || error) {
      report(sink, file_missing, text, error ? error.message() : "no such file or folder");
    } else if (status.type() == fs::file_type::directory) {
      auto files = python_files(path, error);
      if (error) report(sink, file_missing, text, error.message());
      else if (files.empty()) report(sink, no_modules, text);
      fs::path base = normal(path);
      // A package keeps its own name in the output folder; a folder that is none is only a place.
      fs::path prefix = fs::exists(base / "__init__.py", error) ? base.filename() : fs::path();
      for (const auto& file : files) add({file, module_name(file), prefix / normal(file).parent_path().lexically_relative(base), true});
    } else if (!is_identifier(path.stem().string())) {
      report(sink, bad_module_name, text, path.stem().string());
    } else if (path.extension() != ".py") {
      report(sink, not_python, text);
    } else {
      add({path, module_name(path), {}, false});
    }
  }
  for (auto& module : modules) module.place = module.place.lexically_normal();
  return modules;
}

}  // namespace keelback::driver
