// Where diagnostics go: text on stderr as they come, or one document (JSON, SARIF) on stdout at the end. Knows the exit code.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diag/diagnostic.hpp"

namespace keelback::driver {

enum class Format { text, json, sarif };

class Reporter {
 public:
  // `quiet`: diagnostics alone.
  explicit Reporter(Format format, bool quiet = false);
  Reporter(const Reporter&) = delete;
  ~Reporter() { status(""); }
  void add(const diag::Sink& sink);
  // Owns, until the end, the files that diagnostics point into.
  void keep(std::shared_ptr<const void> files) { kept_.push_back(std::move(files)); }
  // A line about what was done; nothing where stdout is the document alone.
  void say(const std::string& line);
  // A line on stderr about what is being done.
  void note(const std::string& line);
  // The last line of a terminal, until the next one takes its place; "" takes it away. Nothing where stderr is no terminal.
  void status(const std::string& line);
  Format format() const { return format_; }
  // 0: no errors; 1: errors in what was given to us, or of our own; 2: what surrounds us (interpreter, compiler, disk).
  int exit_code() const { return exit_code_; }
  int finish();

 private:
  void hide_status();
  void show_status();

  Format format_;
  bool quiet_, colour_;
  std::string status_;  // as it is shown
  std::vector<diag::Diagnostic> all_;
  std::vector<std::shared_ptr<const void>> kept_;
  int exit_code_ = 0;
};

}  // namespace keelback::driver
