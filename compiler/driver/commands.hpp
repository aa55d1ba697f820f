// The commands that show something and build nothing: dump, check, explain, cache.
#pragma once

#include <string>
#include <vector>

#include "driver/reporter.hpp"
#include "driver/unit.hpp"

namespace keelback::driver {

// "3.11" -> 11; 0 where it is none of those we know.
int minor_version(const std::string& text);

struct DumpOptions {
  std::string what, file, python = "3.14", after, only, module_name;
  bool strict = false;
};
void dump(const DumpOptions& options, Reporter& reporter);

void check_modules(const std::vector<std::string>& paths, const std::vector<std::string>& others, const UnitOptions& options, const std::string& module_name, Reporter& reporter);
void explain(const std::string& code, Reporter& reporter);
void cache_command(bool clear, Reporter& reporter);

}  // namespace keelback::driver
