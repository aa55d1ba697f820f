// The command `keelback`.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "driver/cache.hpp"
#include "driver/compile.hpp"
#include "driver/crash.hpp"
#include "driver/diagnostics.hpp"
#include "driver/features.hpp"
#include "driver/process.hpp"
#include "driver/reporter.hpp"
#include "driver/toolchain.hpp"
#include "driver/unit.hpp"
#include "driver/version.hpp"
#include "ir/print.hpp"
#include "lex/dump.hpp"
#include "lex/lexer.hpp"
#include "parse/dump.hpp"
#include "parse/parser.hpp"
#include "passes/passes.hpp"

namespace {

using namespace keelback;
using namespace keelback::driver;
namespace fs = std::filesystem;

struct DumpOptions {
  std::string what, file, python = "3.14", after, only, module_name;
  bool strict = false;
};

// "3.11" -> 11; 0 where it is none of those we know.
int minor_version(const std::string& text) {
  for (int minor = 8; minor <= 14; ++minor)
    if (text == fmt::format("3.{}", minor)) return minor;
  return 0;
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (!text.empty() && text.back() != '\n') std::fputc('\n', stdout);
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

std::string print_ir(const ir::Module& module, const std::string& only) {
  if (only.empty()) return ir::print(module);
  std::string out;
  for (const auto& function : module.functions)
    if (function.name == only) out += ir::print(module, function);
  return out;
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

void check_modules(const std::vector<std::string>& paths, const UnitOptions& options, const std::string& module_name, Reporter& reporter) {
  diag::Sink sink;
  auto modules = find_modules(paths, sink);
  if (modules.size() == 1 && !module_name.empty()) modules[0].name = module_name;
  reporter.add(sink);
  for (const auto& module : modules) {
    auto unit = std::make_shared<Unit>(module, options);
    reporter.keep(unit);
    const bool good = unit->check();
    reporter.add(unit->sink);
    if (good) reporter.say(fmt::format("{}: {} native, {} Python", unit->module.name, unit->native_count(), unit->result.stayed_python.size()));
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

int run(int argc, char** argv) {
  CLI::App app("Keelback: typed Python modules to native extension modules.", "keelback");
  app.set_version_flag("--version", fmt::format("keelback {}", version));
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);

  std::string format = "text", module_name;
  const auto add_format = [&](CLI::App* command) {
    command->add_option("--format", format, "how diagnostics are written: text, or a JSON array on standard output")->check(CLI::IsMember({"text", "json"}));
  };
  const auto add_module_name = [&](CLI::App* command) {
    command->add_option("--module-name", module_name, "the dotted name, where the folders do not give it");
  };

  BuildOptions build_options;
  auto* build_command = app.add_subcommand("build", "build extension modules, beside the source or where -o says");
  build_command->add_option("module", build_options.paths, "Python files, or folders of them")->required();
  build_command->add_option("-o,--output", build_options.output, "a folder, or the extension's own file name (.so)");
  build_command->add_flag("--strict", build_options.strict, "a function that stays Python is an error");
  build_command->add_option("--interpreter", build_options.interpreter, "the Python to build for (default: python3 on PATH)");
  build_command->add_option("--cxx", build_options.cxx, "the C++ compiler (default: $CXX, then g++, clang++)");
  std::string isa = "baseline";
  build_command->add_option("--isa", isa, "CPU levels to compile for, of which the best is chosen at import: baseline,v2,v3,v4; or native")->check([](const std::string& text) {
    return parse_isa(text) ? "" : fmt::format("`{}` is not `native`, nor a list of baseline, v2, v3 and v4", text);
  });
  build_command->add_flag("--keep-cpp", build_options.keep_cpp, "leave the generated C++ beside the extension");
  build_command->add_option("-j,--jobs", build_options.jobs, "modules compiled at once (default: one a processor)");
  build_command->add_flag("-v,--verbose", build_options.verbose, "show the commands that are run");
  add_module_name(build_command);
  add_format(build_command);

  std::vector<std::string> check_paths;
  UnitOptions check_options;
  std::string python = "3.14";
  auto* check_command = app.add_subcommand("check", "diagnostics only: no C++ compiler is run");
  check_command->add_option("module", check_paths, "Python files, or folders of them")->required();
  check_command->add_flag("--strict", check_options.strict, "a function that stays Python is an error");
  check_command->add_option("--python", python, "the version of Python the source is written for: 3.8 to 3.14");
  add_module_name(check_command);
  add_format(check_command);

  DumpOptions dump_options;
  auto* dump_command = app.add_subcommand("dump", "what a phase of the compiler made");
  dump_command->add_option("what", dump_options.what, "tokens, ast, ir or cpp")->required()->check(CLI::IsMember({"tokens", "ast", "ir", "cpp"}));
  dump_command->add_option("module", dump_options.file, "a Python file")->required();
  dump_command->add_option("--python", dump_options.python, "the version of Python the source is written for: 3.8 to 3.14");
  std::vector<std::string> pass_names{"check"};
  for (const passes::Pass& pass : passes::all()) pass_names.emplace_back(pass.name);
  dump_command->add_option("--after", dump_options.after, "stop after that pass; `check`: before the first")->check(CLI::IsMember(pass_names));
  dump_command->add_option("--only", dump_options.only, "the function of that name only");
  dump_command->add_flag("--strict", dump_options.strict, "a function that stays Python is an error");
  add_module_name(dump_command);

  std::string code;
  auto* explain_command = app.add_subcommand("explain", "the page of a diagnostic");
  explain_command->add_option("code", code, "as in error[KB3001]")->required();

  std::string library_module;
  auto* features_command = app.add_subcommand("features", "what compiled code knows of a module: functions with their arguments, types, constants");
  features_command->add_option("module", library_module, "numpy, numpy.linalg, math...; without it the modules are listed");

  bool clear = false;
  auto* cache_app = app.add_subcommand("cache", "where the build cache is and how large");
  cache_app->add_flag("--clear", clear, "remove what is in it");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  for (const std::string& version : {python, dump_options.python})
    if (minor_version(version) == 0) {
      fmt::print(stderr, "--python: `{}` is none of 3.8 to 3.14\n", version);
      return 2;
    }

  Reporter reporter(format == "json" ? Format::json : Format::text);
  if (build_command->parsed()) {
    build_options.module_name = module_name;
    build_options.isa = *parse_isa(isa);
    if (!build_options.strict) restart_after_crashes();
    build(build_options, reporter);
  } else if (check_command->parsed()) {
    check_options.minor_version = minor_version(python);
    check_modules(check_paths, check_options, module_name, reporter);
  } else if (dump_command->parsed()) {
    dump_options.module_name = module_name;
    if (dump_options.what == "tokens" || dump_options.what == "ast") dump_syntax(dump_options, reporter);
    else dump_program(dump_options, reporter);
  } else if (explain_command->parsed()) {
    explain(code, reporter);
  } else if (features_command->parsed()) {
    const std::string text = features_of(library_module);
    if (text.empty()) {
      fmt::print(stderr, "compiled code knows no module `{}`; `keelback features` lists those it knows\n", library_module);
      return 2;
    }
    print(text);
  } else {
    cache_command(clear, reporter);
  }
  return reporter.finish();
}

}  // namespace

int main(int argc, char** argv) {
  handle_crashes(argv);
  handle_stop_signals();
  int status = 2;
  with_large_stack([&] {
    try {
      status = run(argc, argv);
    } catch (const std::exception& error) {
      fmt::print(stderr, "error[KB9001]: internal error: {}\n  hint: {}\n", error.what(), report_hint("the command line"));
      status = 1;
    }
  });
  return status;
}
