// Shell completion: a script for bash, zsh or fish, written from the list of commands and options that the command line is parsed by.
#pragma once

#include <string>
#include <vector>

namespace keelback::driver {

struct CompletionOption {
  std::vector<std::string> names;    // "--strict", "-o"
  std::vector<std::string> choices;  // of its value, where these are few
  std::string what;
  bool takes_value = false;
};

struct CompletionCommand {
  std::string name, what;
  std::vector<CompletionOption> options;
  std::vector<std::string> words;    // of its first argument, where these are few; else files
};

// `shell`: "bash", "zsh" or "fish".
std::string completion_script(const std::string& shell, const std::vector<CompletionCommand>& commands);

}  // namespace keelback::driver
