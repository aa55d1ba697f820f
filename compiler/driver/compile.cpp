#include "driver/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "driver/build_units.hpp"
#include "driver/cache.hpp"
#include "driver/crash.hpp"
#include "driver/depfile.hpp"
#include "driver/diagnostics.hpp"
#include "driver/interpreter.hpp"
#include "driver/modules.hpp"
#include "driver/problems.hpp"
#include "driver/toolchain.hpp"
#include "driver/unit.hpp"

namespace keelback::driver {

namespace fs = std::filesystem;

namespace {

struct Job {
  std::unique_ptr<Unit> unit;
  fs::path target;
  double seconds = 0;  // of the front half
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string count(std::size_t number, const char* what) { return fmt::format("{} {}", number, what); }

class Build {
 public:
  Build(const BuildOptions& options, Reporter& reporter) : options_(options), reporter_(reporter) {}

  void run() {
    diag::Sink sink;
    auto modules = find_modules(options_.paths, sink);
    if (!options_.module_name.empty() && modules.size() == 1) modules[0].name = options_.module_name;
    const std::vector<ModuleFile> others = find_others(options_.others, sink);
    if (others.size() != options_.others.size()) modules.clear();
    try {
      if (!modules.empty()) python_ = ask_interpreter(options_.interpreter, cache_);
    } catch (const InterpreterProblem& problem) {
      report_interpreter(problem, options_.interpreter, sink);
      modules.clear();
    }
    const auto targets = find_targets(modules, sink);
    reporter_.add(sink);
    if (targets.size() != modules.size()) return;
    const UnitOptions unit_options{.strict = options_.strict, .minor_version = python_.minor, .source_name = options_.source_name, .source_root = options_.source_root};
    auto last = std::chrono::steady_clock::now();
    std::vector<double> seconds(modules.size());
    std::optional<std::size_t> current;
    const auto end_current = [&] {
      if (current) seconds[*current] += seconds_since(last);
    };
    CheckedUnits checked = check_units(modules, others, unit_options, [&](std::size_t i) {
      end_current();
      current = i;
      last = std::chrono::steady_clock::now();
      if (modules.size() > 1) reporter_.status(fmt::format("[{}/{}] checking {}", i + 1, modules.size(), modules[i].name));
    });
    end_current();
    for (std::size_t i = 0; i < modules.size(); ++i) take(std::move(checked.units[i]), checked.good[i], targets[i], seconds[i]);
    reporter_.status("");
    if (jobs_.empty()) return;
    compile();
    cache_.trim();
  }

  const std::vector<fs::path>& inputs() const { return inputs_; }

 private:
  struct Refused {};

  std::vector<fs::path> find_targets(const std::vector<ModuleFile>& modules, diag::Sink& sink) {
    std::vector<fs::path> targets;
    std::map<fs::path, fs::path> taken;
    const bool is_file = options_.output.ends_with(".so") && !fs::is_directory(options_.output);
    if (is_file && modules.size() > 1) {
      report(sink, one_output, options_.output);
      return {};
    }
    for (const auto& module : modules) {
      fs::path target = module.extension(python_.suffix);
      if (is_file) target = options_.output;
      else if (!options_.output.empty()) target = fs::path(options_.output) / module.place / target;
      else target = module.path.parent_path() / target;
      const auto [known, is_new] = taken.emplace(fs::absolute(target).lexically_normal(), module.path);
      if (!is_new) {
        report(sink, same_output, known->second.string(), module.path.string(), target.string());
        return {};
      }
      targets.push_back(target);
    }
    return targets;
  }

  // A unit that has been checked, in so many seconds.
  void take(std::unique_ptr<Unit> unit, bool good, const fs::path& target, double seconds) {
    for (auto& input : unit->inputs()) inputs_.push_back(std::move(input));
    reporter_.add(unit->sink);
    const bool is_left_out = good && (unit->module.found || options_.if_native) && unit->native_count() == 0;
    if (is_left_out && !options_.quiet) reporter_.say(fmt::format("{}: nothing to compile", unit->module.path.string()));
    if (good && !is_left_out) jobs_.push_back({std::move(unit), target, seconds});
    else kept_.push_back(std::move(unit));
  }

  void compile() {
    ToolchainOptions toolchain_options{.cxx = options_.cxx, .code = options_.code, .flags = options_.cxx_flags, .say = [this](const std::string& line) {
                                         std::lock_guard lock(mutex_);
                                         reporter_.note(line);
                                       }};
    if (options_.isa.native) toolchain_options.flags.push_back("-march=native");
    if (const char* variable = std::getenv("KEELBACK_CXXFLAGS")) {
      const auto flags = split_command(variable);
      toolchain_options.flags.insert(toolchain_options.flags.end(), flags.begin(), flags.end());
    }
    diag::Sink sink;
    try {
      Toolchain toolchain(toolchain_options, python_, cache_, options_.verbose);
      Temporary work = Temporary::folder(fs::temp_directory_path(), "keelback-");
      std::atomic<std::size_t> next = 0;
      auto worker = [&] {
        for (std::size_t i; (i = next++) < jobs_.size();) {
          const fs::path folder = work.path() / std::to_string(i);
          compile_one(toolchain, jobs_[i], folder);
        }
      };
      const std::size_t wanted = options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
      std::vector<std::thread> threads;
      for (std::size_t i = 1; i < std::min(wanted, jobs_.size()); ++i) threads.emplace_back([&] { with_large_stack(worker); });
      worker();
      for (auto& thread : threads) thread.join();
    } catch (const ToolchainProblem& problem) {
      report_toolchain(problem, sink);
    } catch (const std::system_error& error) {
      report_system(error, fs::path(error.what()).string(), sink);
    }
    reporter_.add(sink);
  }

  void compile_one(Toolchain& toolchain, Job& job, const fs::path& folder) {
    const auto start = std::chrono::steady_clock::now();
    Unit& unit = *job.unit;
    const std::string path = unit.module.path.string();
    diag::Sink sink;
    BuildTimes times;
    std::string line;
    show_progress(unit.module.name, true);
    try {
      fs::create_directories(folder);
      std::string source = unit.generate(options_.isa.levels);
      if (options_.keep_cpp) place_file(source, fs::path(job.target).replace_extension("").replace_extension(".cpp"));
      Working working("compiling the C++ of", path);
      fs::path built;
      try {
        built = toolchain.build({unit.module.name, source, options_.isa.levels}, folder, times);
      } catch (const ToolchainProblem& problem) {
        if (problem.kind != ToolchainProblem::Kind::compile && problem.kind != ToolchainProblem::Kind::link) throw;
        refuse(unit, problem, sink);
        if (options_.strict) throw Refused{};
        unit.stay_python();
        built = toolchain.build({unit.module.name, unit.generate(), {}}, folder, times);
      }
      if (job.target.has_parent_path()) fs::create_directories(job.target.parent_path());
      replace_file(built, job.target);
      if (!options_.depfile.empty()) place_file(depfile_text(job.target, unit.inputs()), options_.depfile);
      line = fmt::format("{}: {}{} -> {} ({:.2f} s{})", unit.module.name, count(unit.native_count(), "native"),
                         unit.result.stayed_python.empty() ? "" : ", " + count(unit.result.stayed_python.size(), "Python"), job.target.string(),
                         job.seconds + seconds_since(start), times.from_cache ? ", cached" : "");
    } catch (const Refused&) {
    } catch (const ToolchainProblem& problem) {
      report_toolchain(problem, sink);
    } catch (const fs::filesystem_error& error) {
      report_system(error, error.path1().empty() ? job.target.string() : error.path1().string(), sink);
    } catch (const std::system_error& error) {
      report_system(error, job.target.string(), sink);
    } catch (const std::exception& error) {
      report(sink, internal_error, "generating C++", path + ": " + error.what()).hint = report_hint(path);
    }
    show_progress(unit.module.name, false);
    std::lock_guard lock(mutex_);
    reporter_.add(sink);
    if (!line.empty() && !options_.quiet) reporter_.say(line);
  }

  // How many modules are through, and which are being compiled.
  void show_progress(const std::string& module, bool begins) {
    std::lock_guard lock(mutex_);
    if (begins) {
      running_.push_back(module);
    } else {
      running_.erase(std::find(running_.begin(), running_.end(), module));
      ++done_;
    }
    reporter_.status(running_.empty() || options_.verbose ? "" : fmt::format("[{}/{}] compiling {}", done_, jobs_.size(), fmt::join(running_, ", ")));
  }

  void refuse(const Unit& unit, const ToolchainProblem& problem, diag::Sink& sink) {
    const std::string path = unit.module.path.string();
    const auto severity = options_.strict ? diag::Severity::error : diag::Severity::warning;
    auto& diagnostic = sink.add(diag::make(refused_cpp, severity, nullptr, {}, path));
    diagnostic.notes.push_back({.message = first_error(problem.output)});
    if (!options_.strict) diagnostic.notes.push_back({.message = "the whole module stays Python"});
    diagnostic.hint = report_hint(path);
    if (options_.verbose) fmt::print(stderr, "{}\n", problem.output);
  }

  const BuildOptions options_;
  Reporter& reporter_;
  Cache cache_;
  Interpreter python_;
  std::mutex mutex_;
  std::vector<Job> jobs_;
  std::vector<std::string> running_;  // modules, in the order in which they began
  std::size_t done_ = 0;
  std::vector<fs::path> inputs_;
  std::vector<std::unique_ptr<Unit>> kept_;  // not compiled; diagnostics point into their sources
};

}  // namespace

std::vector<fs::path> build(const BuildOptions& options, Reporter& reporter) {
  auto build = std::make_shared<Build>(options, reporter);
  reporter.keep(build);
  build->run();
  return build->inputs();
}

}  // namespace keelback::driver
