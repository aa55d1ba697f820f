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
  explicit Reporter(Format format);
  void add(const diag::Sink& sink);
  // Owns, until the end, the files that diagnostics point into.
  void keep(std::shared_ptr<const void> files) { kept_.push_back(std::move(files)); }
  // A line about what was done; nothing where stdout is the document alone.
  void say(const std::string& line);
  Format format() const { return format_; }
  // 0: no errors; 1: errors in what was given to us, or of our own; 2: what surrounds us (interpreter, compiler, disk).
  int exit_code() const { return exit_code_; }
  int finish();

 private:
  Format format_;
  bool colour_;
  std::vector<diag::Diagnostic> all_;
  std::vector<std::shared_ptr<const void>> kept_;
  int exit_code_ = 0;
};

}  // namespace keelback::driver
