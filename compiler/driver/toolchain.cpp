#include "driver/toolchain.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>

#include "driver/cxx.hpp"
#include "support/hash.hpp"
#include "driver/object_file.hpp"
#include "emit/emit.hpp"

namespace keelback::driver {

using support::Hash;
namespace fs = std::filesystem;
using Kind = ToolchainProblem::Kind;

namespace {

// Part of every key. To be raised where the meaning of an entry changes without a change in anything that is hashed.
constexpr std::string_view key_version = "2";

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// Every file below the folders, name and content: our own headers are small, and an edited one must never meet an old object.
void hash_tree(Hash& hash, const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    auto extension = it->path().extension();
    if (extension == ".hpp" || extension == ".cpp" || extension == ".h") files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) hash.add(file.lexically_relative(folder).string()).add(read_file(file).value_or(""));
}

// What tells one release of these headers from another; not where they lie, which is another place in each isolated build.
void hash_release(Hash& hash, const fs::path& folder) {
  for (const char* header : {"pybind11/detail/common.h", "xtensor/xtensor_config.hpp", "xtensor/core/xtensor_config.hpp", "xtl/xtl_config.hpp",
                             "xsimd/config/xsimd_config.hpp", "patchlevel.h", "pyconfig.h", "numpy/_numpyconfig.h"})
    if (const auto text = read_file(folder / header)) hash.add(header).add(*text);
}

}  // namespace

// The part of the output worth showing for that kind of end.
void fail_of(Kind kind, const std::vector<std::string>& command, const ProcessResult& result) {
  ToolchainProblem problem{kind, "", command_text(command), result.err.empty() ? result.out : result.err};
  if (!result.started) {
    problem.kind = Kind::no_compiler;
    problem.detail = fmt::format("{}: {}", command.front(), std::strerror(result.error));
  } else if (result.err.find(std::strerror(ENOSPC)) != std::string::npos || result.err.find(std::strerror(EFBIG)) != std::string::npos ||
             result.err.find(std::strerror(EDQUOT)) != std::string::npos || result.err.find("File size limit exceeded") != std::string::npos) {
    problem.kind = Kind::no_space;
  } else if (result.signal != 0) {
    problem.kind = Kind::killed;
    problem.detail = strsignal(result.signal);
  } else if (result.err.find("Killed signal terminated program") != std::string::npos) {
    problem.kind = Kind::killed;
    problem.detail = "Killed";
  }
  throw problem;
}

fs::path program_folder() {
  std::error_code error;
  fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::current_path() : program.parent_path();
}

std::optional<fs::path> find_home() {
  const auto complete = [](const fs::path& folder) { return is_folder(folder / "include" / "keelback") && is_folder(folder / "runtime"); };
  if (const char* variable = std::getenv("KEELBACK_HOME"); variable && *variable) {
    if (complete(variable)) return fs::absolute(variable).lexically_normal();
    return {};
  }
  fs::path folder = program_folder();
  for (int level = 0; level < 5 && folder.has_relative_path(); ++level, folder = folder.parent_path())
    if (complete(folder)) return folder;
  return {};
}

RuntimeFiles find_runtime() {
  const auto home = find_home();
  const char* variable = std::getenv("KEELBACK_HOME");
  if (!home) throw ToolchainProblem{Kind::no_runtime, variable && *variable ? variable : program_folder().string(), "", ""};
  RuntimeFiles files{*home, *home / "include", {}, *home / "runtime"};
  if (is_folder(*home / "include" / "third_party")) files.system.push_back(*home / "include" / "third_party");
  return files;
}

namespace {

// What generated C++ is compiled with.
std::vector<std::string> generated_code_flags(const CxxCompiler& cxx, const std::string& optimize) {
  std::vector<std::string> flags = {
      "-std=c++20",
      "-O" + optimize,
      "-DNDEBUG",
      "-fPIC",
      "-fvisibility=hidden",
      "-ffunction-sections",
      "-fdata-sections",
      // Exact results: no fused multiply-add where Python rounds twice. What nobody can observe from Python is given up.
      "-ffp-contract=off",
      "-fno-math-errno",
      "-fno-trapping-math",
      "-w",
      "-pipe",
  };
  for (const auto& flag : cxx.flags()) flags.push_back(flag);
  if (cxx.kind == CxxCompiler::Kind::gcc && optimize == "2") {
    // What makes -O3 fast for our loops, without what makes it slow to compile (docs/design/cache.md, "Flags").
    // Loop variables stay in registers although the cold calls around them (checks that raise) would take these: regions for all loops.
    // Loops begin at a boundary of 64 bytes, a line of the instruction cache: a short one that crosses one takes up to a third longer, and what it costs would change with the code in front of it.
    for (const char* flag : {"-ftree-vectorize", "-fvect-cost-model=dynamic", "-fversion-loops-for-strides", "-fira-region=all", "-falign-loops=64", "--param=align-threshold=10000"}) flags.push_back(flag);
  }
  return flags;
}

}  // namespace

std::vector<std::string> code_flags(const CodeOptions& code) {
  std::vector<std::string> flags;
  // Without -ffinite-math-only, and so without -ffast-math, which would also change how the whole process rounds tiny numbers.
  if (code.fastmath) flags.insert(flags.end(), {"-fassociative-math", "-fno-signed-zeros", "-freciprocal-math", "-ffp-contract=fast"});
  if (code.parallel) flags.push_back("-DKEELBACK_PARALLEL");
  if (!code.boundscheck) flags.push_back("-DKEELBACK_NO_BOUNDSCHECK");
  return flags;
}

struct Toolchain::State {
  const Cache& cache;
  Interpreter python;
  RuntimeFiles runtime;
  std::string pybind11;
  CxxCompiler cxx;
  ToolchainOptions options;
  bool verbose = false;
  std::mutex print;

  std::string generated_key, binding_key;  // what every object, and the archive, depends on beside its own source
  std::mutex binding_mutex;
  fs::path binding;
  Temporary binding_folder;

  ProcessResult run(const std::vector<std::string>& command) {
    if (verbose) {
      std::lock_guard lock(print);
      fmt::print(stderr, "{}\n", command_text(command));
    }
    return run_process(command);
  }

  void find_pybind11() {
    std::vector<fs::path> candidates;
    if (const char* variable = std::getenv("KEELBACK_PYBIND11"); variable && *variable) candidates.emplace_back(variable);
    candidates.push_back(runtime.include);
    if (!python.pybind11.empty()) candidates.emplace_back(python.pybind11);
    if (std::error_code ignored; fs::exists(runtime.root / "build" / "venv" / "lib", ignored))  // a checkout: the environment of its tests
      for (const auto& lib : fs::directory_iterator(runtime.root / "build" / "venv" / "lib", ignored))
        candidates.push_back(lib.path() / "site-packages" / "pybind11" / "include");
    for (const auto& candidate : candidates)
      if (std::error_code ignored; fs::exists(candidate / "pybind11" / "pybind11.h", ignored)) {
        pybind11 = candidate.string();
        return;
      }
    throw ToolchainProblem{Kind::no_pybind11, python.executable, "", ""};
  }

  std::vector<std::string> include_flags() const {
    std::vector<std::string> flags = {"-I" + runtime.include.string()};
    for (const auto& folder : runtime.system) flags.insert(flags.end(), {"-isystem", folder.string()});
    for (const auto& folder : python.includes) flags.insert(flags.end(), {"-isystem", folder});
    return flags;
  }

  // Of generated code, without where headers lie: what a key may depend on.
  std::vector<std::string> own_flags() const {
    auto flags = generated_code_flags(cxx, options.optimize);
    flags.push_back("-DKB_PYTHON=" + std::to_string(python.major * 1000 + python.minor));
    for (const auto& more : {code_flags(options.code), options.flags}) flags.insert(flags.end(), more.begin(), more.end());
    return flags;
  }

  std::vector<std::string> generated_flags() const {
    auto flags = include_flags();
    const auto own = own_flags();
    flags.insert(flags.end(), own.begin(), own.end());
    return flags;
  }

  // What sorts, selects and searches is in there too: with -Os a median takes a third longer, and the archive is compiled once.
  std::vector<std::string> binding_own_flags() const {
    std::vector<std::string> flags = {"-std=c++20", "-O2", "-DNDEBUG", "-fPIC", "-fvisibility=hidden", "-ffunction-sections", "-fdata-sections", "-w", "-pipe"};
    for (const auto& flag : cxx.flags()) flags.push_back(flag);
    return flags;
  }

  std::vector<std::string> binding_flags() const {
    auto flags = binding_own_flags();
    flags.push_back("-I" + runtime.binding.string());
    auto includes = include_flags();
    flags.insert(flags.end(), includes.begin(), includes.end());
    flags.insert(flags.end(), {"-isystem", pybind11, "-isystem", python.numpy});
    return flags;
  }

  std::vector<std::string> link_flags() const {
    return {"-shared", "-s", "-pthread", "-Wl,--gc-sections", "-Wl,--as-needed", "-Wl,-z,relro"};
  }

  // The compiler did not take generated C++. Where it does not take an empty file with these flags either, it is not our C++ that is wrong.
  [[noreturn]] void refused(const std::vector<std::string>& command, const ProcessResult& result, const fs::path& work) {
    if (result.started && result.signal == 0) {
      fs::path text = work / "empty.cpp";
      write_file(text, "#include <cstdint>\n#include <Python.h>\n");
      auto trial = cxx.command;
      auto flags = generated_flags();
      trial.insert(trial.end(), flags.begin(), flags.end());
      trial.insert(trial.end(), {"-c", text.string(), "-o", (work / "empty.o").string()});
      ProcessResult tried = run(trial);
      if (!tried.ok()) fail_of(Kind::broken_compiler, trial, tried);
    }
    fail_of(Kind::compile, command, result);
  }

  void make_keys() {
    Hash shared;
    shared.add(key_version).add(cxx.id).add(cxx.key);
    shared.add(python.suffix).add(python.version());
    for (const auto& folder : python.includes) hash_release(shared, folder);
    for (const auto& folder : runtime.system) hash_release(shared, folder);
    hash_release(shared, "/usr/include");
    hash_tree(shared, runtime.include / "keelback");
    Hash generated = shared;
    for (const auto& flag : own_flags()) generated.add(flag);
    generated_key = generated.hex();
    Hash archive = shared;
    hash_tree(archive, runtime.binding);
    hash_release(archive, pybind11);
    hash_release(archive, python.numpy);
    for (const auto& flag : binding_own_flags()) archive.add(flag);
    binding_key = archive.hex();
  }

  // Of a source of the archive: NAME_v3.cpp is compiled for x86-64-v3 and holds keelback_NAME_v3; 0: the baseline.
  int level_of(const fs::path& source) const {
    const std::string stem = source.stem().string();
    const std::size_t at = stem.size() < 3 ? 0 : stem.size() - 3;
    const bool has_level = stem.substr(at, 2) == "_v" && stem[at + 2] >= '2' && stem[at + 2] <= '4';
    return has_level && cxx.machine.starts_with("x86_64") ? stem[at + 2] - '0' : 0;
  }

  // Sources of the archive: every .cpp right in the folder.
  std::vector<fs::path> binding_sources() const {
    std::vector<fs::path> sources;
    std::error_code error;
    for (fs::directory_iterator it(runtime.binding, error), end; !error && it != end; it.increment(error))
      if (it->path().extension() == ".cpp") sources.push_back(it->path());
    std::sort(sources.begin(), sources.end());
    return sources;
  }

  // One object of a module: the baseline's, or that of a CPU level.
  struct Object {
    int level = 0;
    std::string key;
    std::vector<std::string> flags;
  };

  std::vector<Object> objects_of(const Generated& generated) const {
    std::vector<Object> objects{{}};
    for (const int level : generated.levels) objects.push_back({level, {}, {cxx.level_flag(level), "-DKB_LEVEL=" + emit::level_symbol(level), "-fno-lto"}});
    for (Object& object : objects) {
      Hash hash;
      hash.add(generated_key).add(generated.source);
      for (const auto& flag : object.flags) hash.add(flag);
      object.key = hash.hex();
    }
    return objects;
  }

  fs::path need_object(const Object& wanted, const Generated& generated, const fs::path& work, BuildTimes& times) {
    if (auto known = cache.find(wanted.key, "o")) return *known;
    const fs::path text = work / (generated.module + ".cpp");
    fs::path object = work / fmt::format("{}{}.o", generated.module, wanted.level ? fmt::format(".v{}", wanted.level) : "");
    write_file(text, generated.source);
    auto command = cxx.command;
    auto flags = generated_flags();
    command.insert(command.end(), flags.begin(), flags.end());
    command.insert(command.end(), wanted.flags.begin(), wanted.flags.end());
    command.insert(command.end(), {"-c", text.string(), "-o", object.string()});
    ProcessResult compiled = run(command);
    times.compile += compiled.user_seconds;
    if (!compiled.ok()) refused(command, compiled, work);
    if (wanted.level) object = keep_apart(object, emit::level_symbol(wanted.level), work);
    cache.store(wanted.key, "o", object);
    return object;
  }

  // The linker takes one definition of a template's instance out of all objects: the one of another CPU level too. So here each object keeps its
  // own: its groups are dissolved and all its names but one become local.
  fs::path keep_apart(const fs::path& object, const std::string& name, const fs::path& work) {
    const auto text = read_file(object);
    const auto kept = text ? keep_one_name(*text, name) : std::nullopt;
    if (!kept) throw ToolchainProblem{Kind::link, "", "", fmt::format("error: `{}` is no object file that code for several CPU levels can be made of", object.string())};
    fs::path apart = work / (name + ".o");
    write_file(apart, *kept);
    return apart;
  }

  // Compiled by the first that needs it, here and among processes that share the cache.
  fs::path need_binding(BuildTimes& times) {
    std::lock_guard one(binding_mutex);
    if (!binding.empty()) return binding;
    if (auto known = cache.find(binding_key, "a")) return binding = *known;
    auto held = cache.lock(binding_key);
    if (auto known = cache.find(binding_key, "a")) return binding = *known;
    const std::string line = fmt::format("compiling the runtime for Python {} (once)", python.version());
    if (options.say) options.say(line);
    else fmt::print(stderr, "{}\n", line);
    Temporary work = Temporary::folder(fs::temp_directory_path(), "keelback-binding-");
    auto sources = binding_sources();
    std::vector<ProcessResult> results(sources.size());
    std::vector<std::vector<std::string>> commands(sources.size());
    std::vector<std::string> objects(sources.size());
    std::vector<std::thread> threads;
    std::atomic<std::size_t> next = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      objects[i] = (work.path() / (sources[i].stem().string() + ".o")).string();
      commands[i] = cxx.command;
      auto flags = binding_flags();
      const int level = level_of(sources[i]);
      if (level) flags.push_back(cxx.level_flag(level));
      commands[i].insert(commands[i].end(), flags.begin(), flags.end());
      commands[i].insert(commands[i].end(), {"-c", sources[i].string(), "-o", objects[i]});
    }
    std::size_t count = std::min<std::size_t>(sources.size(), std::max(1u, std::thread::hardware_concurrency()));
    for (std::size_t worker = 0; worker < count; ++worker)
      threads.emplace_back([&] {
        for (std::size_t i; (i = next++) < sources.size();) results[i] = run(commands[i]);
      });
    for (auto& thread : threads) thread.join();
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (!results[i].ok()) fail_of(Kind::binding, commands[i], results[i]);
      times.binding += results[i].user_seconds;
      if (level_of(sources[i])) objects[i] = keep_apart(objects[i], "keelback_" + sources[i].stem().string(), work.path()).string();
    }
    fs::path archive = work.path() / "binding.a";
    std::vector<std::string> command = cxx.archiver();
    command.insert(command.end(), {"rcs", archive.string()});
    command.insert(command.end(), objects.begin(), objects.end());
    ProcessResult archived = run(command);
    if (!archived.ok()) fail_of(Kind::binding, command, archived);
    cache.store(binding_key, "a", archive);
    if (auto known = cache.find(binding_key, "a")) return binding = *known;
    binding_folder = std::move(work);
    return binding = archive;
  }
};

Toolchain::Toolchain(const ToolchainOptions& options, const Interpreter& python, const Cache& cache, bool verbose)
    : state_(new State{.cache = cache, .python = python, .runtime = find_runtime(), .options = options, .verbose = verbose}) {
  state_->cxx = find_cxx(options.cxx, python, cache);
  if (options.compiles && !state_->cxx.too_old.empty()) throw ToolchainProblem{Kind::old_compiler, state_->cxx.too_old, "", ""};
  state_->find_pybind11();
  if (python.numpy.empty()) throw ToolchainProblem{Kind::no_numpy, python.executable, "", ""};
  state_->make_keys();
}

Toolchain::~Toolchain() = default;

std::vector<std::string> Toolchain::added_flags() const {
  auto flags = generated_code_flags(state_->cxx, "");
  std::erase_if(flags, [](const std::string& flag) { return flag == "-O" || flag == "-DNDEBUG" || flag == "-fPIC" || flag == "-w" || flag == "-pipe"; });
  for (const auto& flag : code_flags(state_->options.code)) flags.push_back(flag);
  return flags;
}

fs::path Toolchain::runtime_archive() {
  BuildTimes times;
  return state_->need_binding(times);
}

fs::path Toolchain::build(const Generated& generated, const fs::path& work, BuildTimes& times) {
  State& state = *state_;
  if (!generated.levels.empty() && !state.cxx.machine.starts_with("x86_64")) throw ToolchainProblem{Kind::no_levels, state.cxx.machine, "", ""};
  Hash hash;
  std::vector<State::Object> parts = state.objects_of(generated);
  for (const auto& part : parts) hash.add(part.key);
  hash.add(state.binding_key);
  for (const auto& flag : state.link_flags()) hash.add(flag);
  for (const auto& flag : state.options.flags) hash.add(flag);
  std::string module_key = hash.hex();
  if (auto known = state.cache.find(module_key, "so")) {
    times.from_cache = true;
    return *known;
  }
  fs::path extension = work / (generated.module + ".so");
  auto command = state.cxx.command;
  command.insert(command.end(), {"-o", extension.string()});
  for (const auto& part : parts) command.push_back(state.need_object(part, generated, work, times).string());
  command.push_back(state.need_binding(times).string());
  auto flags = state.link_flags();
  for (const auto& flag : state.cxx.hiding_flags(work)) flags.push_back(flag);
  command.insert(command.end(), flags.begin(), flags.end());
  command.insert(command.end(), state.options.flags.begin(), state.options.flags.end());
  ProcessResult linked = state.run(command);
  times.link = linked.user_seconds;
  if (!linked.ok()) fail_of(Kind::link, command, linked);
  state.cache.store(module_key, "so", extension);
  return extension;
}

}  // namespace keelback::driver
