// Where diagnostics go: text on stderr as they come, or one JSON array on stdout at the end. Knows the exit code.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.hpp"

namespace keelback::driver {

enum class Format { text, json };

class Reporter {
 public:
  explicit Reporter(Format format);
  // The files that the diagnostics point into must live until `finish`.
  void add(const diag::Sink& sink);
  // A line about what was done; nothing in JSON, where stdout is the array alone.
  void say(const std::string& line);
  Format format() const { return format_; }
  // 0: no errors; 1: errors in what was given to us, or of our own; 2: what surrounds us (interpreter, compiler, disk).
  int exit_code() const { return exit_code_; }
  int finish();

 private:
  Format format_;
  bool colour_;
  std::vector<diag::Diagnostic> all_;
  int exit_code_ = 0;
};

}  // namespace keelback::driver
