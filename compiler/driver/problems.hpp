// What surrounds a build and goes wrong, as diagnostics: interpreter, C++ toolchain, disk.
#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include "diag/diagnostic.hpp"
#include "driver/interpreter.hpp"
#include "driver/toolchain.hpp"

namespace keelback::driver {

void report_interpreter(const InterpreterProblem& problem, const std::string& name, diag::Sink& sink);
// Everything but refused generated code, which is our defect.
void report_toolchain(const ToolchainProblem& problem, diag::Sink& sink);
// `what` could not be read or written.
void report_system(const std::system_error& error, const std::string& what, diag::Sink& sink);

// The first line that says what is wrong, of all that a compiler prints.
std::string first_error(const std::string& output);

}  // namespace keelback::driver
