#include "driver/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

extern char** environ;

namespace keelback::driver {

namespace {

namespace fs = std::filesystem;

// What a stop signal has to end. The signal thread takes the mutex and never gives it back, so nothing new starts meanwhile.
struct Running {
  std::mutex mutex;
  std::set<pid_t> children;
  std::set<fs::path> temporaries;
};

Running& running() {
  static auto* instance = new Running;  // lives as long as the signal thread
  return *instance;
}

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    close_end(read);
    close_end(write);
  }
  static void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
};

// Reads both pipes to their ends at once, so that a child that fills one of them is not blocked.
void drain(Pipe& out, std::string& out_text, Pipe& err, std::string& err_text) {
  char buffer[16384];
  while (out.read >= 0 || err.read >= 0) {
    pollfd ends[2] = {{out.read, POLLIN, 0}, {err.read, POLLIN, 0}};  // poll() ignores negative descriptors
    if (poll(ends, 2, -1) < 0) {
      if (errno == EINTR) continue;
      break;
    }
    for (int i = 0; i < 2; ++i) {
      if (ends[i].revents == 0) continue;
      Pipe& pipe = i == 0 ? out : err;
      std::string& text = i == 0 ? out_text : err_text;
      ssize_t count = ::read(pipe.read, buffer, sizeof buffer);
      if (count > 0) text.append(buffer, std::size_t(count));
      else if (count == 0 || errno != EINTR) Pipe::close_end(pipe.read);
    }
  }
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& argv, const std::vector<std::string>& extra_environment) {
  ProcessResult result;
  Pipe out, err;
  std::vector<char*> args;
  for (const auto& arg : argv) args.push_back(const_cast<char*>(arg.c_str()));
  args.push_back(nullptr);
  std::vector<char*> environment;
  for (const auto& variable : extra_environment) environment.push_back(const_cast<char*>(variable.c_str()));
  for (char** variable = environ; *variable; ++variable) {
    std::string_view name(*variable, std::strcspn(*variable, "="));
    bool replaced = false;
    for (const auto& extra : extra_environment) replaced |= extra.size() > name.size() && extra[name.size()] == '=' && extra.starts_with(name);
    if (!replaced) environment.push_back(*variable);
  }
  environment.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.write, 1);
  posix_spawn_file_actions_adddup2(&actions, err.write, 2);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, restored;
  sigemptyset(&none);
  sigemptyset(&restored);
  for (int signal : {SIGPIPE, SIGXFSZ}) sigaddset(&restored, signal);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &restored);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  pid_t child = 0;
  {
    std::lock_guard lock(running().mutex);
    result.error = posix_spawnp(&child, args[0], &actions, &attributes, args.data(), environment.data());
    result.started = result.error == 0;
    if (result.started) running().children.insert(child);
  }
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  Pipe::close_end(out.write);
  Pipe::close_end(err.write);
  if (!result.started) return result;

  drain(out, result.out, err, result.err);
  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {}
  {
    std::lock_guard lock(running().mutex);
    running().children.erase(child);
  }
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  else result.exit_code = WEXITSTATUS(status);
  result.user_seconds = double(usage.ru_utime.tv_sec) + double(usage.ru_utime.tv_usec) * 1e-6;
  return result;
}

fs::path find_program(const std::string& name) {
  auto executable = [](const fs::path& path) {
    struct stat info{};
    return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) return executable(name) ? fs::absolute(name) : fs::path();
  const char* search = std::getenv("PATH");
  std::string_view rest = search ? search : "/usr/local/bin:/usr/bin:/bin";
  while (!name.empty()) {
    std::size_t end = rest.find(':');
    fs::path candidate = fs::path(rest.substr(0, end)) / name;
    if (executable(candidate)) return fs::absolute(candidate);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return {};
}

std::vector<std::string> split_command(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quote == '\'') {
      if (c == '\'') quote = 0;
      else word += c;
    } else if (c == '\\' && i + 1 < text.size()) {
      word += text[++i];
      inside = true;
    } else if (quote) {
      if (c == '"') quote = 0;
      else word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      inside = true;
    } else if (c == ' ' || c == '\t' || c == '\n') {
      if (inside) words.push_back(std::move(word));
      word.clear();
      inside = false;
    } else {
      word += c;
      inside = true;
    }
  }
  if (inside) words.push_back(std::move(word));
  return words;
}

std::string command_text(const std::vector<std::string>& argv) {
  std::string text;
  for (const auto& arg : argv) {
    if (!text.empty()) text += ' ';
    bool plain = !arg.empty() && arg.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%") == std::string::npos;
    if (plain) {
      text += arg;
      continue;
    }
    text += '\'';
    for (char c : arg) c == '\'' ? text += "'\\''" : text += c;
    text += '\'';
  }
  return text;
}

Temporary::Temporary(fs::path path) : path_(std::move(path)) {}

Temporary& Temporary::operator=(Temporary&& other) noexcept {
  if (this != &other) {
    remove();
    path_ = std::move(other.path_);
    other.path_.clear();
  }
  return *this;
}

Temporary Temporary::folder(const fs::path& parent, const std::string& prefix) {
  std::string name = (parent / (prefix + "XXXXXX")).string();
  std::lock_guard lock(running().mutex);
  if (!mkdtemp(name.data())) throw std::system_error(errno, std::generic_category(), parent.string());
  running().temporaries.insert(name);
  return Temporary(name);
}

Temporary Temporary::beside(const fs::path& target) {
  fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  std::string name = (folder / ("." + target.filename().string() + ".XXXXXX")).string();
  std::lock_guard lock(running().mutex);
  int file = mkostemp(name.data(), O_CLOEXEC);
  if (file < 0) throw std::system_error(errno, std::generic_category(), folder.string());
  ::close(file);
  running().temporaries.insert(name);
  return Temporary(name);
}

void Temporary::rename_to(const fs::path& target) {
  fs::rename(path_, target);
  forget();
}

void Temporary::forget() {
  std::lock_guard lock(running().mutex);
  running().temporaries.erase(path_);
  path_.clear();
}

void Temporary::remove() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  forget();
}

void handle_stop_signals() {
  static sigset_t stops;
  sigemptyset(&stops);
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now{};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_IGN) sigaddset(&stops, signal);  // nohup stays nohup
  }
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);  // inherited by every thread that starts later
  signal(SIGXFSZ, SIG_IGN);                     // a file past the size limit is an error of write(), not our end
  running();
  std::thread([] {
    int received = 0;
    if (sigwait(&stops, &received) != 0) return;
    running().mutex.lock();
    for (pid_t child : running().children) kill(child, SIGTERM);
    std::error_code ignored;
    for (const auto& path : running().temporaries) fs::remove_all(path, ignored);
    signal(received, SIG_DFL);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, received);
    pthread_sigmask(SIG_UNBLOCK, &mask, nullptr);
    raise(received);
  }).detach();
}

}  // namespace keelback::driver
