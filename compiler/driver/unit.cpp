#include "driver/unit.hpp"

#include <exception>
#include <new>

#include "driver/cache.hpp"
#include "driver/crash.hpp"
#include "driver/diagnostics.hpp"
#include "support/hash.hpp"
#include "driver/version.hpp"
#include "emit/emit.hpp"
#include "ir/verify.hpp"

#include "passes/passes.hpp"

namespace keelback::driver {

using support::Hash;
namespace fs = std::filesystem;

Unit::Unit(ModuleFile module_file, UnitOptions unit_options)
    : module(std::move(module_file)), options(std::move(unit_options)), sources_(module, options.minor_version) {}

void Unit::internal_error(const char* phase, const std::string& what) {
  const auto severity = options.strict || file_ == nullptr ? diag::Severity::error : diag::Severity::warning;  // the module stays Python
  auto& diagnostic = sink.add(diag::make(driver::internal_error, severity, nullptr, {}, phase, module.path.string() + ": " + what));
  diagnostic.hint = report_hint(module.path.string());
}

diag::Sink Unit::errors() const {
  diag::Sink errors;
  for (const auto& diagnostic : sink.all()) {
    if (diagnostic.severity == diag::Severity::error) errors.add(diagnostic);
  }
  return errors;
}

void Unit::stay_python() {
  result = {};
  result.module = std::make_unique<ir::Module>();
  result.module->name = module.name;
  result.segments.push_back({.first_line = 1, .text = std::string(file_->text())});
}

bool Unit::check() {
  const std::string path = module.path.string();
  Working working("reading", path);
  bool defect = false;
  try {
    if (!check_source()) return false;
    Working verifying("verifying", path);
    for (const std::string& problem : ir::verify(*result.module)) {
      internal_error("verifying", problem);
      defect = true;
    }
  } catch (const std::bad_alloc&) {
    report(sink, no_memory, path);
    return false;
  } catch (const std::exception& error) {
    internal_error("compiling", error.what());
    defect = true;
  }
  if (defect && file_ != nullptr && !sink.has_errors()) stay_python();
  return file_ != nullptr && !sink.has_errors();
}

bool Unit::check_source() {
  const std::string path = module.path.string();
  check::Loader::Loaded loaded;
  {
    Working working("parsing", path);
    loaded = sources_.main(sink);
  }
  file_ = loaded.file;
  if (loaded.tree == nullptr) return false;
  if (stays_python(path)) {
    stay_python();
    return true;
  }
  if (fs::path exports = fs::path(module.path).replace_extension(".pythran"); fs::exists(exports)) {
    const auto text = read_source(exports, sink);
    if (!text) return false;
    export_text_ = text->text();
  }
  {
    Working working("checking", path);
    result = check::check_module(*file_, *loaded.tree, types_, sink,
                                 {.strict = options.strict, .module_name = module.name, .export_text = export_text_, .build = *options.build}, sources_);
  }
  if (sink.has_errors()) return false;
  if (options.optimize) {
    Working working("optimizing", path);
    passes::optimize(*result.module, options.after);
  }
  return true;
}

// As tracebacks name a file: found from any folder, or relative to the root that the user names.
std::string Unit::shown(const fs::path& path) const {
  if (!options.source_name.empty() && path == module.path) return options.source_name;
  const fs::path whole = fs::absolute(path).lexically_normal();
  if (options.source_root.empty()) return whole.string();
  const fs::path inside = whole.lexically_relative(fs::absolute(options.source_root / fs::path()).lexically_normal());
  return inside.empty() || *inside.begin() == ".." ? whole.string() : inside.string();
}

std::vector<fs::path> Unit::inputs() const {
  auto files = sources_.paths();
  if (!export_text_.empty()) files.push_back(fs::path(module.path).replace_extension(".pythran"));
  return files;
}

std::string Unit::generate(std::span<const int> levels) {
  const std::string path = module.path.string();
  Working working("generating C++ for", path);
  emit::Residual residual;
  for (auto& segment : result.segments) residual.segments.push_back({segment.first_line, segment.text, segment.native, segment.klass});
  residual.file = shown(module.path);
  Hash hash;
  hash.add(file_->text()).add(export_text_);
  residual.hash = hash.hex();
  residual.version = version;
  residual.has_exports = result.has_exports;
  const auto texts = sources_.of(*result.module);
  const auto written = result.module->files;
  for (auto& file : result.module->files) file = shown(file);
  auto output = emit::emit_module(*result.module, texts, residual, levels);
  result.module->files = written;
  return std::move(output.cpp);
}

}  // namespace keelback::driver
