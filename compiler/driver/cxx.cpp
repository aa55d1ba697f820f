#include "driver/cxx.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

#include "support/hash.hpp"
#include "driver/process.hpp"
#include "driver/toolchain.hpp"

namespace keelback::driver {

using support::Hash;
namespace fs = std::filesystem;
using Kind = ToolchainProblem::Kind;

namespace {

constexpr int oldest_gcc = 12, oldest_clang = 14;

// Name, size and time of change: enough for programs that only an installation replaces.
std::string stamp(const fs::path& path) {
  struct stat info{};
  if (stat(path.c_str(), &info) != 0) return path.string();
  return fmt::format("{} {} {} {}", path.string(), info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
}

// A word of the compiler's command, for a key: `c++` and `g++` are one program where both lead to one file. The name counts too, since clang is
// clang++ by its name alone.
std::string program_of(const std::string& word) {
  const fs::path file = find_program(word);
  std::error_code error;
  const fs::path real = file.empty() ? fs::path() : fs::canonical(file, error);
  return real.empty() || error ? word : fmt::format("{}{}", real.string(), word.ends_with("++") ? " ++" : "");
}

// `zig c++`, `python -m ziglang c++`, with whatever follows.
std::size_t zig_words(const std::vector<std::string>& command) {
  for (std::size_t i = 1; i < command.size(); ++i) {
    const std::string program = fs::path(command[i - 1]).filename().string();
    if (command[i] == "c++" && (program == "zig" || program == "ziglang")) return i;
  }
  return 0;
}

// The zig of a Python's package. The answer is not kept: this is asked where there is no other compiler, and someone may just be installing it.
fs::path zig_of(const Interpreter& python) {
  const ProcessResult asked = run_process({python.program.string(), "-c",
                                           "import importlib.util as u, os, sys\nif not getattr(sys.flags, 'safe_path', False): del sys.path[0]\n"
                                           "spec = u.find_spec('ziglang')\nif spec: print(os.path.join(spec.submodule_search_locations[0], 'zig'))"});
  const std::string path = asked.ok() ? asked.out.substr(0, asked.out.find('\n')) : "";
  return path.empty() ? fs::path() : find_program(path);
}

std::vector<std::string> choose(const std::string& named, const Interpreter& python) {
  std::string text = named;
  if (const char* variable = std::getenv("CXX"); text.empty() && variable) text = variable;
  // A path with blanks is one word.
  if (text.find('/') != std::string::npos && !find_program(text).empty()) return {text};
  if (auto command = split_command(text); !command.empty()) return command;
  for (const char* name : {"g++", "clang++", "c++"})
    if (!find_program(name).empty()) return {name};
  if (!find_program("zig").empty()) return {"zig", "c++"};
  if (const fs::path zig = zig_of(python); !zig.empty()) return {zig.string(), "c++"};
  throw ToolchainProblem{Kind::no_compiler, fmt::format("no g++, clang++, c++ or zig on PATH, nor `ziglang` in {}", python.executable), "", ""};
}

std::string line_of(const ProcessResult& result) { return result.out.substr(0, result.out.find('\n')); }

// What the compiler says: its kind, the first number of its version, its machine, and its version's text, a line each.
std::string ask(const std::vector<std::string>& command) {
  const auto say = [&](const char* flag) {
    auto words = command;
    words.push_back(flag);
    return run_process(words);
  };
  const ProcessResult version = say("--version");
  if (!version.ok()) {
    auto words = command;
    words.push_back("--version");
    fail_of(Kind::no_compiler, words, version);
  }
  std::string text = line_of(version), kind = text.find("clang") == std::string::npos ? "gcc" : "clang";
  if (const std::size_t at = zig_words(command)) {
    // Beside the release this tells of folders and of the kernel that runs.
    std::vector<std::string> words(command.begin(), command.begin() + std::ptrdiff_t(at));
    words.push_back("version");
    kind = "zig";
    text += " zig " + line_of(run_process(words));
  } else {
    text = version.out;
    for (char& c : text) c = c == '\n' ? ' ' : c;
  }
  return fmt::format("{}\n{}\n{}\n{}\n", kind, line_of(say("-dumpversion")), line_of(say("-dumpmachine")), text);
}

std::string take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string line(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

CxxCompiler find_cxx(const std::string& named, const Interpreter& python, const Cache& cache) {
  CxxCompiler found;
  found.command = choose(named, python);
  const std::string given = command_text(found.command);
  const fs::path program = find_program(found.command.front());
  if (program.empty()) throw ToolchainProblem{Kind::no_compiler, fmt::format("`{}` is no program", found.command.front()), "", ""};
  found.command.front() = program.string();
  // Asked once for each program file; every word counts, for `ccache g++`.
  Hash hash;
  hash.add("compiler, as cxx.cpp asks it");
  for (const auto& word : found.command) {
    const fs::path file = find_program(word);
    std::error_code ignored;
    hash.add(word).add(file.empty() ? "" : stamp(fs::canonical(file, ignored)));
  }
  const std::string key = hash.hex();
  auto known = cache.find_text(key);
  if (!known) {
    known = ask(found.command);
    cache.store_text(key, *known);
  }
  std::string_view text = *known;
  const std::string kind = take_line(text), version = take_line(text);
  found.kind = kind == "zig" ? CxxCompiler::Kind::zig : kind == "clang" ? CxxCompiler::Kind::clang : CxxCompiler::Kind::gcc;
  found.machine = take_line(text);
  found.id = *known;
  int major = 0;
  std::from_chars(version.data(), version.data() + version.size(), major);
  const int oldest = found.kind == CxxCompiler::Kind::gcc ? oldest_gcc : oldest_clang;
  if (major != 0 && major < oldest) found.too_old = fmt::format("`{}` is {} {}", given, kind == "gcc" ? "g++" : kind, version);
  if (found.kind == CxxCompiler::Kind::zig) {
    found.key = "zig";
    for (std::size_t i = zig_words(found.command); i < found.command.size(); ++i) found.key += " " + found.command[i];
  } else {
    for (const auto& word : found.command) found.key += program_of(word) + "\n";
  }
  return found;
}

std::vector<std::string> CxxCompiler::flags() const {
  if (kind == Kind::gcc) return {"-fno-semantic-interposition", "-fno-gnu-unique"};  // statics of templates stay names that can be made local
  // zig's own choices are the builder's processor, and debug information.
  if (kind == Kind::zig && machine.starts_with("x86_64")) return {"-march=x86_64", "-g0"};
  if (kind == Kind::zig) return {"-mcpu=generic", "-g0"};
  return {};
}

std::string CxxCompiler::level_flag(int level) const { return fmt::format("-march={}{}", kind == Kind::zig ? "x86_64_v" : "x86-64-v", level); }

std::vector<std::string> CxxCompiler::hiding_flags(const fs::path& work) const {
  if (kind != Kind::zig) return {"-Wl,-O1", "-Wl,--exclude-libs,ALL"};
  // Its linker cannot leave out an archive's names, libc++'s among them.
  const fs::path names = work / "names.map";
  write_file(names, "{ global: PyInit_*; local: *; };\n");
  return {"-Wl,--version-script=" + names.string()};
}

std::vector<std::string> CxxCompiler::archiver() const {
  if (kind == Kind::zig) {
    std::vector<std::string> words(command.begin(), command.begin() + std::ptrdiff_t(zig_words(command)));
    words.push_back("ar");
    return words;
  }
  auto asking = command;
  asking.push_back("-print-prog-name=ar");
  const std::string name = line_of(run_process(asking));
  return {name.empty() ? "ar" : name};
}

}  // namespace keelback::driver
