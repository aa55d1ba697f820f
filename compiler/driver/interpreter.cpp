#include "driver/interpreter.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

#include "support/hash.hpp"

namespace keelback::driver {

using support::Hash;
namespace fs = std::filesystem;

namespace {

// sys.path[0] is the current folder, where a user's `random.py` may lie. Each answer is a line, its fields apart by NUL.
constexpr const char* question = R"(import sys
if not getattr(sys.flags, "safe_path", False) and sys.path: del sys.path[0]
import os, sysconfig, importlib.util
def answer(*fields): sys.stdout.write("\0".join(str(f) for f in fields) + "\0\n")
answer("executable", sys.executable)
answer("implementation", sys.implementation.name)
answer("version", *sys.version_info[:2])
answer("suffix", sysconfig.get_config_var("EXT_SUFFIX") or "")
for name in ("include", "platinclude"): answer("include", sysconfig.get_path(name))
spec = importlib.util.find_spec("pybind11")
if spec is not None:
    for folder in spec.submodule_search_locations or []:
        if os.path.isdir(os.path.join(folder, "include")):
            answer("pybind11", os.path.join(folder, "include"))
            break
    else:
        import pybind11
        answer("pybind11", pybind11.get_include())
spec = importlib.util.find_spec("numpy")
for folder in (spec.submodule_search_locations or []) if spec else []:
    for name in ("_core", "core"):
        if os.path.isdir(os.path.join(folder, name, "include")):
            answer("numpy", os.path.join(folder, name, "include"))
            break
)";

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields;
  for (std::size_t end; (end = line.find('\0')) != std::string_view::npos; line.remove_prefix(end + 1)) fields.emplace_back(line.substr(0, end));
  return fields;
}

int number(const std::string& text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Interpreter read_answer(std::string_view text) {
  Interpreter python;
  while (!text.empty()) {
    std::size_t end = text.find("\0\n", 0, 2);
    if (end == std::string_view::npos) break;
    auto fields = fields_of(text.substr(0, end + 1));
    text.remove_prefix(end + 2);
    if (fields.size() < 2) continue;
    const std::string& name = fields[0];
    if (name == "executable") python.executable = fields[1];
    else if (name == "implementation") python.implementation = fields[1];
    else if (name == "suffix") python.suffix = fields[1];
    else if (name == "pybind11") python.pybind11 = fields[1];
    else if (name == "numpy") python.numpy = fields[1];
    else if (name == "version" && fields.size() > 2) python.major = number(fields[1]), python.minor = number(fields[2]);
    else if (name == "include" && (python.includes.empty() || python.includes.back() != fields[1])) python.includes.push_back(fields[1]);
  }
  return python;
}

// What the answer depends on. A script in front of the real interpreter (pyenv) may choose another one each time: no key, ask again.
std::optional<std::string> answer_key(const fs::path& program) {
  struct stat info{};
  if (stat(program.c_str(), &info) != 0) return {};
  char magic[4] = {};
  if (FILE* file = std::fopen(program.c_str(), "rb")) {
    std::size_t count = std::fread(magic, 1, sizeof magic, file);
    std::fclose(file);
    if (count != sizeof magic || std::memcmp(magic, "\x7f" "ELF", 4) != 0) return {};
  }
  Hash hash;
  hash.add("interpreter").add(question).add(program.string());
  hash.add(fmt::format("{} {} {} {}", info.st_ino, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec));
  for (const char* name : {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONUSERBASE"}) {
    const char* value = std::getenv(name);
    hash.add(value ? value : "");
  }
  if (stat((program.parent_path().parent_path() / "pyvenv.cfg").c_str(), &info) == 0) hash.add(fmt::format("{}", info.st_mtim.tv_sec));
  return hash.hex();
}

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

bool has_headers(const Interpreter& python) {
  for (const auto& folder : python.includes)
    if (exists(folder + "/Python.h")) return true;
  return false;
}

}  // namespace

Interpreter ask_interpreter(const std::string& name, const Cache& cache) {
  using Kind = InterpreterProblem::Kind;
  fs::path program = find_program(name);
  if (program.empty()) throw InterpreterProblem{Kind::not_found, name};
  auto key = answer_key(program);
  if (key) {
    if (auto text = cache.find_text(*key)) {
      Interpreter python = read_answer(*text);
      python.program = program;
      // What is not there any more, or was not there yet, is asked for again.
      const auto found = [](const std::string& folder) { return folder.empty() || exists(folder); };
      if (has_headers(python) && exists(python.numpy) && found(python.pybind11)) return python;
    }
  }
  ProcessResult asked = run_process({program.string(), "-c", question});
  Interpreter python = read_answer(asked.out);
  python.program = program;
  if (!asked.ok() || python.suffix.empty()) {
    std::string detail = asked.started ? asked.err : std::strerror(asked.error);
    while (detail.ends_with('\n')) detail.pop_back();
    if (std::size_t last = detail.rfind('\n'); last != std::string::npos) detail.erase(0, last + 1);  // of a traceback, what was raised
    throw InterpreterProblem{Kind::failed, detail};
  }
  if (python.implementation != "cpython") throw InterpreterProblem{Kind::too_old, fmt::format("{} is {}", program.string(), python.implementation)};
  if (python.major != 3 || python.minor < 10) throw InterpreterProblem{Kind::too_old, fmt::format("{} is Python {}", program.string(), python.version())};
  if (!has_headers(python)) throw InterpreterProblem{Kind::no_headers, python.includes.empty() ? program.string() : python.includes.front()};
  if (key) cache.store_text(*key, asked.out);
  return python;
}

}  // namespace keelback::driver
