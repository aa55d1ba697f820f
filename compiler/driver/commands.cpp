#include "driver/commands.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "driver/build_units.hpp"
#include "driver/cache.hpp"
#include "driver/diagnostics.hpp"
#include "driver/modules.hpp"
#include "driver/toolchain.hpp"
#include "ir/print.hpp"
#include "lex/dump.hpp"
#include "lex/lexer.hpp"
#include "parse/dump.hpp"
#include "parse/parser.hpp"

namespace keelback::driver {

namespace fs = std::filesystem;

// "3.11" -> 11; 0 where it is none of those we know.
int minor_version(const std::string& text) {
  for (int minor = 8; minor <= 14; ++minor)
    if (text == fmt::format("3.{}", minor)) return minor;
  return 0;
}

namespace {

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (!text.empty() && text.back() != '\n') std::fputc('\n', stdout);
}

std::string print_ir(const ir::Module& module, const std::string& only) {
  if (only.empty()) return ir::print(module);
  std::string out;
  for (const auto& function : module.functions)
    if (function.name == only) out += ir::print(module, function);
  return out;
}

void dump_syntax(const DumpOptions& options, Reporter& reporter) {
  struct Kept {
    std::unique_ptr<support::SourceFile> file;
    support::Arena arena;
  };
  auto kept = std::make_shared<Kept>();
  reporter.keep(kept);
  diag::Sink sink;
  std::string out;
  const int minor = minor_version(options.python);
  kept->file = read_source(options.file, sink);
  if (kept->file && options.what == "tokens") {
    const support::Span whole{0, std::uint32_t(kept->file->text().size())};
    const auto stream = lex::tokenize(*kept->file, whole, {.minor_version = minor});
    lex::dump_tokens(stream, *kept->file, out);
    if (stream.error) sink.add(*stream.error);
  } else if (kept->file) {
    if (const auto* tree = parse::parse_module(*kept->file, kept->arena, sink, {.minor_version = minor})) parse::dump_ast(tree, *kept->file, minor, out);
  }
  print(out);
  reporter.add(sink);
}

void dump_program(const DumpOptions& options, Reporter& reporter) {
  diag::Sink sink;
  const auto modules = find_modules({options.file}, sink);
  reporter.add(sink);
  for (auto module : modules) {
    if (!options.module_name.empty()) module.name = options.module_name;
    auto unit = std::make_shared<Unit>(
        module, UnitOptions{.strict = options.strict, .minor_version = minor_version(options.python), .optimize = options.after != "check", .after = options.after});
    reporter.keep(unit);
    const bool good = unit->check();
    if (good) print(options.what == "ir" ? print_ir(*unit->result.module, options.only) : unit->generate());
    reporter.add(unit->sink);
  }
}

}  // namespace

void dump(const DumpOptions& options, Reporter& reporter) {
  if (options.what == "tokens" || options.what == "ast") dump_syntax(options, reporter);
  else dump_program(options, reporter);
}

void check_modules(const std::vector<std::string>& paths, const std::vector<std::string>& others, const UnitOptions& options, const std::string& module_name, Reporter& reporter) {
  diag::Sink sink;
  auto modules = find_modules(paths, sink);
  if (modules.size() == 1 && !module_name.empty()) modules[0].name = module_name;
  const std::vector<ModuleFile> other_files = find_others(others, sink);
  reporter.add(sink);
  CheckedUnits checked = check_units(modules, other_files, options, [](std::size_t) {});
  for (std::size_t i = 0; i < modules.size(); ++i) {
    const std::shared_ptr<Unit> unit = std::move(checked.units[i]);
    reporter.keep(unit);
    reporter.add(unit->sink);
    if (checked.good[i]) reporter.say(fmt::format("{}: {} native, {} Python", unit->module.name, unit->native_count(), unit->result.stayed_python.size()));
  }
}

void explain(const std::string& code, Reporter& reporter) {
  diag::Sink sink;
  const auto home = find_home();
  const bool is_code = code.size() == 6 && code.starts_with("KB") && code.find_first_not_of("0123456789", 2) == std::string::npos;
  if (!home) {
    report(sink, broken_installation, program_folder().string());
  } else if (const auto text = is_code ? read_file(*home / "docs" / "diagnostics" / (code + ".md")) : std::nullopt) {
    print(*text);
  } else {
    report(sink, unknown_code, code).hint = "a code is KB and four digits, as in `error[KB3001]`";
  }
  reporter.add(sink);
}

void cache_command(bool clear, Reporter& reporter) {
  const fs::path folder = Cache::location();
  diag::Sink sink;
  try {
    const CacheSize size = clear ? clear_cache(folder) : cache_size(folder);
    print(fmt::format("{}: {}{} files, {:.1f} MB", folder.string(), clear ? "removed " : "", size.files, double(size.bytes) / 1e6));
  } catch (const std::system_error& error) {
    report(sink, cannot_write, folder.string(), error.code().message());
  }
  reporter.add(sink);
}

}  // namespace keelback::driver
