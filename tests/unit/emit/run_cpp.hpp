// Compiles a generated module together with a `main` that calls its functions, and runs it.
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace keelback::test {

struct ProgramRun {
  int status = -1;
  std::string output;
};

inline std::filesystem::path include_folder() { return std::filesystem::path(KEELBACK_SOURCE_DIR) / "include"; }

inline ProgramRun shell(const std::string& command) {
  ProgramRun run;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe) return run;
  std::array<char, 4096> buffer;
  for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) run.output.append(buffer.data(), n);
  run.status = WEXITSTATUS(pclose(pipe));
  return run;
}

// `main_body` sees the generated functions, and prints with printf.
inline ProgramRun run_cpp(const std::string& generated, const std::string& main_body) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("keelback_emit_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::filesystem::path source = folder / "module.cpp", program = folder / "program";
  {
    std::ofstream out(source);
    out << generated << "\n#include <keelback/compiled.hpp>\n#include <keelback/without_python.hpp>\n#include <cstdio>\n#include <cstdlib>\n"
        << "namespace keelback {\n"
        << "void* allocate(size_t bytes) noexcept { return std::aligned_alloc(64, (bytes + 63) / 64 * 64); }\n"
        << "void deallocate(void* memory) noexcept { std::free(memory); }\n"
        << "bool signals_raise() noexcept { return false; }\nvoid raise_of_signals(int) { std::abort(); }\n"
        << "namespace np { bool sort_block(uint64*, int64) { return false; } bool has_sort_block() { return false; } }\n"
        << "namespace binding { object* create_module(const module&) { return nullptr; } }\n}\n"
        << "static void show(const kb::error& e) {\n"
        << "  std::printf(\"%s: %s\", kb::name_of(e.kind()), e.message());\n"
        << "  for (int i = 0; i < e.frame_count(); ++i) std::printf(\" [%s:%d]\", e.frame(i).where->function, e.frame(i).line);\n"
        << "  std::printf(\"\\n\");\n}\n"
        << "int main() {\n" << main_body << "\n  return 0;\n}\n";
  }
  const char* cxx = std::getenv("CXX");
  ProgramRun run = shell(std::string(cxx ? cxx : "g++") + " -std=c++20 -O1 -Wno-attributes -I" + include_folder().string() + " " + source.string() + " -o " + program.string());
  if (run.status != 0) {
    run.output = generated + "\n" + run.output;
    return run;
  }
  run = shell(program.string());
  std::filesystem::remove_all(folder);
  return run;
}

}  // namespace keelback::test
