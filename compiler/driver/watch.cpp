#include "driver/watch.hpp"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <thread>

#include "driver/modules.hpp"

namespace keelback::driver {

namespace fs = std::filesystem;

namespace {

constexpr auto pause = std::chrono::milliseconds(200);

// When each file changed last: the modules that the command line names, now, and what they were made from when they were built.
using Times = std::map<fs::path, fs::file_time_type>;

Times times_of(const BuildOptions& options, const std::vector<fs::path>& inputs) {
  Times times;
  diag::Sink unheard;
  std::vector<fs::path> files = inputs;
  for (const auto& module : find_modules(options.paths, unheard)) files.push_back(module.path);
  for (const auto& path : options.paths) files.emplace_back(path);  // one that is missing may come
  for (const auto& file : files) {
    std::error_code error;
    const auto time = fs::last_write_time(file, error);
    times[fs::absolute(file).lexically_normal()] = error ? fs::file_time_type::min() : time;
  }
  return times;
}

}  // namespace

void watch(const BuildOptions& options) {
  while (true) {
    const Times before = times_of(options, {});
    Reporter reporter(Format::text, options.quiet);
    const auto inputs = build(options, reporter);
    reporter.finish();
    Times known = times_of(options, inputs);
    for (const auto& [file, time] : before) known[file] = time;  // what changed during the build is built again
    reporter.say(fmt::format("watching {} file{}; Ctrl-C ends", known.size(), known.size() == 1 ? "" : "s"));
    while (times_of(options, inputs) == known) std::this_thread::sleep_for(pause);
    std::this_thread::sleep_for(pause / 4);  // an editor may write in several steps
  }
}

}  // namespace keelback::driver
