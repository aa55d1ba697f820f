// The command `keelback`.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "driver/annotate.hpp"
#include "driver/commands.hpp"
#include "driver/compile.hpp"
#include "driver/completion.hpp"
#include "driver/crash.hpp"
#include "driver/diagnostics.hpp"
#include "driver/features.hpp"
#include "driver/generate.hpp"
#include "driver/reporter.hpp"
#include "driver/stub.hpp"
#include "driver/version.hpp"
#include "driver/watch.hpp"
#include "passes/passes.hpp"

namespace {

using namespace keelback;
using namespace keelback::driver;

// What a shell may complete: the parsers' own list. A choice of words is `{a,b}` in the name of an option's type.
std::vector<CompletionCommand> completions(const CLI::App& app) {
  const auto choices = [](const CLI::Option& option) {
    std::vector<std::string> words;
    const std::string type = option.get_type_name();
    std::size_t begin = type.find('{');
    const std::size_t end = type.find('}', begin == std::string::npos ? 0 : begin);
    while (begin != std::string::npos && end != std::string::npos && begin < end) {
      const std::size_t next = std::min(type.find(',', begin + 1), end);
      words.push_back(type.substr(begin + 1, next - begin - 1));
      begin = next;
    }
    return words;
  };
  std::vector<CompletionCommand> commands;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    CompletionCommand command{sub->get_name(), sub->get_description(), {}, {}};
    for (const CLI::Option* option : sub->get_options()) {
      if (option->get_positional()) {
        if (command.words.empty()) command.words = choices(*option);
        continue;
      }
      CompletionOption described{{}, choices(*option), option->get_description(), option->get_expected_max() > 0};
      for (const auto& name : option->get_snames()) described.names.push_back("-" + name);
      for (const auto& name : option->get_lnames()) described.names.push_back("--" + name);
      command.options.push_back(std::move(described));
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

int run(int argc, char** argv) {
  CLI::App app("Keelback: typed Python modules to native extension modules.", "keelback");
  app.set_version_flag("--version", fmt::format("keelback {}", version));
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);

  std::string format = "text", module_name;
  const auto add_format = [&](CLI::App* command) {
    command->add_option("--format", format, "how diagnostics are written: text, or one JSON or SARIF document on standard output")
        ->check(CLI::IsMember({"text", "json", "sarif"}));
  };
  const auto add_module_name = [&](CLI::App* command) {
    command->add_option("--module-name", module_name, "the dotted name, where the folders do not give it");
  };

  const auto add_code_options = [&](CLI::App* command, CodeOptions& code) {
    command->add_flag("--fastmath", code.fastmath, "sums may be reordered, a product and a sum rounded once");
    command->add_flag("--parallel", code.parallel, "expressions and reductions of large arrays run on threads");
    command->add_flag("!--no-boundscheck", code.boundscheck, "an index out of range is undefined behaviour, not IndexError");
  };
  const auto add_source_root = [&](CLI::App* command, std::string& root) {
    command->add_option("--source-root", root, "tracebacks name files relative to that folder: the result does not depend on where it was built");
  };

  const auto add_others = [&](CLI::App* command, std::vector<std::string>& others) {
    command->add_option("--with", others, "a module of the same build that another command compiles, FILE or NAME=FILE: its classes are native here too; may be given again")->allow_extra_args(false);
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
  add_code_options(build_command, build_options.code);
  build_command->add_option("--cxxflag", build_options.cxx_flags, "a flag for the C++ compiler, after ours; may be given again: --cxxflag=-DX")->allow_extra_args(false);
  add_others(build_command, build_options.others);
  add_source_root(build_command, build_options.source_root);
  build_command->add_option("--source-name", build_options.source_name, "what tracebacks call the module's file, where it was made from another");
  build_command->add_option("--depfile", build_options.depfile, "write what the extension was made from, as a Makefile rule");
  build_command->add_flag("--if-native", build_options.if_native, "make no extension of a module in which nothing becomes native");
  build_command->add_flag("--keep-cpp", build_options.keep_cpp, "leave the generated C++ beside the extension");
  build_command->add_option("-j,--jobs", build_options.jobs, "modules compiled at once (default: one a processor)");
  bool watching = false;
  build_command->add_flag("--watch", watching, "build again whenever a source changes, until stopped");
  build_command->add_flag("-q,--quiet", build_options.quiet, "say nothing but diagnostics");
  build_command->add_flag("-v,--verbose", build_options.verbose, "show the commands that are run");
  add_module_name(build_command);
  add_format(build_command);

  GenerateOptions generate_options;
  auto* generate_command = app.add_subcommand("generate", "one C++ file of a module, for a build system that compiles it");
  generate_command->add_option("module", generate_options.file, "a Python file")->required();
  generate_command->add_option("-o,--output", generate_options.output, "the C++ file (default: standard output)");
  generate_command->add_option("--depfile", generate_options.depfile, "write what the C++ was made from, as a Makefile rule");
  generate_command->add_flag("--strict", generate_options.strict, "a function that stays Python is an error");
  add_others(generate_command, generate_options.others);
  add_source_root(generate_command, generate_options.source_root);
  add_module_name(generate_command);

  RuntimeOptions runtime_options;
  auto* runtime_command = app.add_subcommand("runtime", "the archive that what `generate` made is linked with, for one Python and C++ compiler");
  runtime_command->add_option("-o,--output", runtime_options.output, "where to (default: print where the cache has it)");
  runtime_command->add_option("--interpreter", runtime_options.interpreter, "the Python to build for (default: python3 on PATH)");
  runtime_command->add_option("--cxx", runtime_options.cxx, "the C++ compiler (default: $CXX, then g++, clang++)");
  runtime_command->add_flag("--cflags", runtime_options.flags, "print the flags for what `generate` made, a line each, instead");
  add_code_options(runtime_command, runtime_options.code);
  runtime_command->add_flag("-v,--verbose", runtime_options.verbose, "show the commands that are run");

  std::vector<std::string> check_paths, check_others;
  UnitOptions check_options;
  std::string python = "3.14";
  auto* check_command = app.add_subcommand("check", "diagnostics only: no C++ compiler is run");
  check_command->add_option("module", check_paths, "Python files, or folders of them")->required();
  check_command->add_flag("--strict", check_options.strict, "a function that stays Python is an error");
  add_others(check_command, check_others);
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

  AnnotateOptions annotate_options;
  auto* annotate_command = app.add_subcommand("annotate", "an HTML page: what became native, what it costs, the C++ of each line");
  annotate_command->add_option("module", annotate_options.file, "a Python file")->required();
  annotate_command->add_option("-o,--output", annotate_options.output, "the page (default: the module's name with .html)");
  add_module_name(annotate_command);

  StubOptions stub_options;
  auto* stub_command = app.add_subcommand("stub", "a .pyi file: signatures with what was inferred");
  stub_command->add_option("module", stub_options.file, "a Python file")->required();
  stub_command->add_option("-o,--output", stub_options.output, "the stub (default: standard output)");
  add_module_name(stub_command);

  std::string shell;
  auto* completion_command = app.add_subcommand("completion", "a script that completes this command's words in a shell");
  completion_command->add_option("shell", shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));

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

  Reporter reporter(format == "json" ? Format::json : format == "sarif" ? Format::sarif : Format::text, build_options.quiet);
  if (build_command->parsed()) {
    build_options.module_name = module_name;
    build_options.isa = *parse_isa(isa);
    if (watching && reporter.format() != Format::text) {
      fmt::print(stderr, "--watch: writes text; leave out --format\n");
      return 2;
    }
    if (!build_options.strict) restart_after_crashes();
    if (watching) watch(build_options);
    build(build_options, reporter);
  } else if (check_command->parsed()) {
    check_options.minor_version = minor_version(python);
    check_modules(check_paths, check_others, check_options, module_name, reporter);
  } else if (dump_command->parsed()) {
    dump_options.module_name = module_name;
    dump(dump_options, reporter);
  } else if (generate_command->parsed()) {
    generate_options.module_name = module_name;
    generate(generate_options, reporter);
  } else if (runtime_command->parsed()) {
    make_runtime(runtime_options, reporter);
  } else if (annotate_command->parsed()) {
    annotate_options.module_name = module_name;
    annotate(annotate_options, reporter);
  } else if (stub_command->parsed()) {
    stub_options.module_name = module_name;
    stub(stub_options, reporter);
  } else if (completion_command->parsed()) {
    reporter.say(completion_script(shell, completions(app)));
  } else if (explain_command->parsed()) {
    explain(code, reporter);
  } else if (features_command->parsed()) {
    const std::string text = features_of(library_module);
    if (text.empty()) {
      fmt::print(stderr, "compiled code knows no module `{}`; `keelback features` lists those it knows\n", library_module);
      return 2;
    }
    reporter.say(text.substr(0, text.size() - 1));
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
