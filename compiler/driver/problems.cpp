#include "driver/problems.hpp"

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>

#include "driver/diagnostics.hpp"

namespace keelback::driver {

void report_interpreter(const InterpreterProblem& problem, const std::string& name, diag::Sink& sink) {
  using Kind = InterpreterProblem::Kind;
  switch (problem.kind) {
    case Kind::not_found: report(sink, interpreter_missing, name).hint = "name another one with --interpreter"; break;
    case Kind::failed: report(sink, interpreter_failed, name, problem.detail); break;
    case Kind::no_headers: report(sink, no_python_headers, problem.detail).hint = "Debian and Ubuntu: apt install python3-dev"; break;
    case Kind::too_old: report(sink, interpreter_unsupported, problem.detail); break;
  }
}

std::string first_error(const std::string& output) {
  std::string first;
  for (std::size_t at = 0; at < output.size();) {
    const std::size_t end = std::min(output.find('\n', at), output.size());
    const std::string line = output.substr(at, end - at);
    if (line.find("error") != std::string::npos || line.find("undefined") != std::string::npos) return line;
    if (first.empty()) first = line;
    at = end + 1;
  }
  return first.empty() ? "it wrote no message" : first;
}

void report_toolchain(const ToolchainProblem& problem, diag::Sink& sink) {
  using Kind = ToolchainProblem::Kind;
  const auto with_command = [&](diag::Diagnostic& diagnostic) {
    if (!problem.command.empty()) diagnostic.notes.push_back({.message = "the command was: " + problem.command});
  };
  switch (problem.kind) {
    case Kind::no_runtime: report(sink, broken_installation, problem.detail).hint = "install keelback again, or set KEELBACK_HOME"; break;
    case Kind::no_compiler:
      report(sink, no_compiler, problem.detail.empty() ? first_error(problem.output) : problem.detail).hint =
          "install g++ 12 or clang 14 or later (Debian and Ubuntu: apt install g++; anywhere: pip install ziglang), or name one with --cxx";
      break;
    case Kind::old_compiler: report(sink, old_compiler, problem.detail).hint = "install a newer one (anywhere: pip install ziglang), or name it with --cxx or $CXX"; break;
    case Kind::no_pybind11: report(sink, no_pybind11, problem.detail).hint = problem.detail + " -m pip install pybind11"; break;
    case Kind::no_numpy: report(sink, no_numpy, problem.detail).hint = problem.detail + " -m pip install numpy"; break;
    case Kind::no_levels:
      report(sink, no_levels, problem.detail).hint = "leave out --isa, or --isa native";
      break;
    case Kind::killed: {
      auto& diagnostic = report(sink, compiler_killed, problem.detail);
      diagnostic.hint = "if memory ran out, try --jobs 1";
      with_command(diagnostic);
      break;
    }
    case Kind::no_space: report(sink, no_space, "the C++ compiler's files").hint = "TMPDIR names the folder for temporary files"; break;
    case Kind::binding:
    case Kind::broken_compiler:
    case Kind::compile:
    case Kind::link: with_command(report(sink, compiler_failed, first_error(problem.output))); break;
  }
}

void report_system(const std::system_error& error, const std::string& what, diag::Sink& sink) {
  const int number = error.code().value();
  if (number == ENOSPC || number == EDQUOT || number == EFBIG) report(sink, no_space, fmt::format("`{}`", what));
  else report(sink, cannot_write, what, error.code().message());
}

}  // namespace keelback::driver
