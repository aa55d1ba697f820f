#include "driver/reporter.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "diag/render.hpp"
#include "driver/version.hpp"

namespace keelback::driver {

namespace {

// KB701x: the interpreter, KB702x: the C++ toolchain, KB703x: the disk.
bool is_environment(std::string_view code) { return code.starts_with("KB701") || code.starts_with("KB702") || code.starts_with("KB703"); }

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return isatty(2) && !(no_colour && *no_colour) && !(terminal && std::strcmp(terminal, "dumb") == 0);
}

}  // namespace

Reporter::Reporter(Format format) : format_(format), colour_(wants_colour()) {}

void Reporter::add(const diag::Sink& sink) {
  for (const auto& diagnostic : sink.all()) {
    if (diagnostic.severity == diag::Severity::error) exit_code_ = std::max(exit_code_, is_environment(diagnostic.code) ? 2 : 1);
    if (format_ != Format::text) all_.push_back(diagnostic);
    else std::fputs(diag::render_text(diagnostic, colour_).c_str(), stderr);
  }
}

void Reporter::say(const std::string& line) {
  if (format_ != Format::text) return;
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
}

int Reporter::finish() {
  if (format_ == Format::json) std::fputs(diag::render_json(all_).c_str(), stdout);
  if (format_ == Format::sarif) std::fputs(diag::render_sarif(all_, version).c_str(), stdout);
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) return std::max(exit_code_, 2);  // a full disk, a closed pipe
  return exit_code_;
}

}  // namespace keelback::driver
