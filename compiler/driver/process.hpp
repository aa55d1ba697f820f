// Runs other programs without a shell, and looks after what must go away when the user stops us: child processes, temporary files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace keelback::driver {

struct ProcessResult {
  bool started = false;     // false: `error` is the errno of why the program could not be run
  int error = 0;
  int exit_code = 0;        // meaningless where `signal` is not 0
  int signal = 0;
  std::string out, err;     // everything the program wrote
  double user_seconds = 0;  // CPU time of the program and its children
  bool ok() const { return started && signal == 0 && exit_code == 0; }
};

// Runs argv[0] (found on PATH unless it holds a slash) to its end. Extra variables are `NAME=value`.
ProcessResult run_process(const std::vector<std::string>& argv, const std::vector<std::string>& extra_environment = {});

// The program as a path: itself where it holds a slash, else its first executable match on PATH; empty where there is none.
std::filesystem::path find_program(const std::string& name);

// Splits a command as a POSIX shell would: blanks, single and double quotes, backslashes. `CXX="ccache g++"`.
std::vector<std::string> split_command(const std::string& text);

// A command that a user can paste into a shell.
std::string command_text(const std::vector<std::string>& argv);

// A file or folder that is removed with this object, or when a signal ends us.
class Temporary {
 public:
  Temporary() = default;
  Temporary(Temporary&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  Temporary& operator=(Temporary&& other) noexcept;
  ~Temporary() { remove(); }

  static Temporary folder(const std::filesystem::path& parent, const std::string& prefix);  // throws std::system_error
  // Reserves a fresh name beside `target`; the file exists and is empty. Throws std::system_error.
  static Temporary beside(const std::filesystem::path& target);

  const std::filesystem::path& path() const { return path_; }
  explicit operator bool() const { return !path_.empty(); }
  // Gives the file its final name in one step. Throws std::system_error; afterwards nothing is left to remove.
  void rename_to(const std::filesystem::path& target);
  void keep() { forget(); }
  void remove();

 private:
  explicit Temporary(std::filesystem::path path);
  void forget();
  std::filesystem::path path_;
};

// From here on SIGINT, SIGTERM and SIGHUP stop the children, remove every Temporary and end the process as the signal would have.
// To be called once, before any other thread starts.
void handle_stop_signals();

}  // namespace keelback::driver
