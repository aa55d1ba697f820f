#include "driver/reporter.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
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

// One that understands escape sequences.
bool is_terminal() {
  const char* terminal = std::getenv("TERM");
  return isatty(2) && !(terminal && std::strcmp(terminal, "dumb") == 0);
}

bool wants_colour() {
  const auto given = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  if (given("NO_COLOR")) return false;
  if (given("FORCE_COLOR")) return std::strcmp(std::getenv("FORCE_COLOR"), "0") != 0;
  return is_terminal();
}

std::size_t terminal_width() {
  winsize size{};
  return ioctl(2, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

Reporter::Reporter(Format format, bool quiet) : format_(format), quiet_(quiet), colour_(wants_colour()) {}

void Reporter::add(const diag::Sink& sink) {
  hide_status();
  for (const auto& diagnostic : sink.all()) {
    if (diagnostic.severity == diag::Severity::error) exit_code_ = std::max(exit_code_, is_environment(diagnostic.code) ? 2 : 1);
    if (format_ != Format::text) all_.push_back(diagnostic);
    else std::fputs(diag::render_text(diagnostic, colour_).c_str(), stderr);
  }
  show_status();
}

void Reporter::say(const std::string& line) {
  if (format_ != Format::text) return;
  hide_status();
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
  show_status();
}

void Reporter::note(const std::string& line) {
  if (format_ != Format::text || quiet_) return;
  hide_status();
  std::fputs((line + "\n").c_str(), stderr);
  show_status();
}

void Reporter::status(const std::string& line) {
  if (format_ != Format::text || quiet_ || !is_terminal()) return;
  hide_status();
  status_ = line;
  // Cut where the line ends: one that goes on in the next cannot be taken away.
  if (const std::size_t width = terminal_width() - 1; status_.size() > width) status_.resize(width);
  while (!status_.empty() && (status_.back() & 0x80) != 0) status_.pop_back();
  show_status();
}

void Reporter::hide_status() {
  if (!status_.empty()) std::fputs("\r\x1b[K", stderr);
}

void Reporter::show_status() {
  if (status_.empty()) return;
  std::fputs(status_.c_str(), stderr);
  std::fflush(stderr);
}

int Reporter::finish() {
  if (format_ == Format::json) std::fputs(diag::render_json(all_).c_str(), stdout);
  if (format_ == Format::sarif) std::fputs(diag::render_sarif(all_, version).c_str(), stdout);
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) return std::max(exit_code_, 2);  // a full disk, a closed pipe
  return exit_code_;
}

}  // namespace keelback::driver
