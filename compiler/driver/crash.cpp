#include "driver/crash.hpp"

#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <iterator>
#include <memory>

#include "driver/version.hpp"

extern char** environ;

namespace keelback::driver {

namespace {

// Paths, each after a newline, of modules that crashed an earlier start of the same command.
constexpr const char* crashed_variable = "KEELBACK_CRASHED";

thread_local const char* phase = nullptr;
thread_local const char* file = nullptr;
char** restart_argv = nullptr;
bool restarts = false;

void write_text(const char* text) {
  if (write(2, text, std::strlen(text)) < 0) return;
}

bool listed(const char* path) {
  const char* list = std::getenv(crashed_variable);
  if (!list || !path) return false;
  for (std::size_t size = std::strlen(path); (list = std::strstr(list, path)); ++list)
    if (list[-1] == '\n' && (list[size] == '\n' || list[size] == 0)) return true;
  return false;
}

// Only what a signal handler may call. The memory of a crashed process is not to be trusted: no allocation, no locks.
void crashed(int signal) {
  write_text("error[KB9001]: internal error while ");
  write_text(phase ? phase : "starting");
  if (file) write_text(" "), write_text(file);
  write_text(signal == SIGABRT ? ": a check of keelback's own failed\n" : signal == SIGSEGV ? ": segmentation fault\n" : ": fatal signal\n");
  write_text("  hint: this is a defect of keelback ");
  write_text(version);
  write_text("; please report it with this message and the file: ");
  write_text(issues_url);
  write_text("\n");
  if (restarts && file && !listed(file)) {
    static char entry[16384];
    static char* environment[4096];
    const char* before = std::getenv(crashed_variable);
    std::size_t used = std::strlen(crashed_variable), old = before ? std::strlen(before) : 0, added = std::strlen(file);
    std::size_t count = 0;
    if (used + 1 + old + 1 + added < sizeof entry) {
      std::memcpy(entry, crashed_variable, used);
      entry[used++] = '=';
      if (before) std::memcpy(entry + used, before, old), used += old;
      entry[used++] = '\n';
      std::memcpy(entry + used, file, added + 1);
      environment[count++] = entry;
      for (char** variable = environ; *variable && count + 1 < std::size(environment); ++variable)
        if (std::strncmp(*variable, crashed_variable, std::strlen(crashed_variable)) != 0) environment[count++] = *variable;
      environment[count] = nullptr;
      write_text("note: building again; this module stays Python\n");
      execve("/proc/self/exe", restart_argv, environment);
    }
  }
  _exit(1);
}

void use_alternate_stack(void* memory, std::size_t size) {
  stack_t stack{};
  stack.ss_sp = memory;
  stack.ss_size = size;
  sigaltstack(&stack, nullptr);
}

constexpr std::size_t alternate_size = 1 << 16;

}  // namespace

Working::Working(const char* phase_now, const std::string& file_now) : phase_(phase), file_(file) {
  phase = phase_now;
  file = file_now.c_str();
}

Working::~Working() {
  phase = phase_;
  file = file_;
}

const char* current_phase() { return phase ? phase : "starting"; }

void handle_crashes(char** argv) {
  restart_argv = argv;
  static char memory[alternate_size];
  use_alternate_stack(memory, sizeof memory);
  struct sigaction action{};
  action.sa_handler = crashed;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
  sigset_t signals;
  sigemptyset(&signals);
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    sigaction(signal, &action, nullptr);
    sigaddset(&signals, signal);
  }
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void restart_after_crashes() { restarts = true; }

bool stays_python(const std::string& path) { return listed(path.c_str()); }

std::string report_hint(const std::string& path) {
  return fmt::format("this is a defect of keelback {}; please report it with this message and `{}`: {}", version, path, issues_url);
}

void with_large_stack(void (*function)(void*), void* argument) {
  struct Start {
    void (*function)(void*);
    void* argument;
    std::exception_ptr thrown;
  } start{function, argument, nullptr};
  auto run = [](void* data) -> void* {
    auto memory = std::make_unique<char[]>(alternate_size);
    use_alternate_stack(memory.get(), alternate_size);
    auto& start = *static_cast<Start*>(data);
    try {
      start.function(start.argument);
    } catch (...) {
      start.thrown = std::current_exception();
    }
    stack_t off{};
    off.ss_flags = SS_DISABLE;
    sigaltstack(&off, nullptr);
    return nullptr;
  };
  pthread_t thread{};
  bool started = false;
  for (std::size_t size = std::size_t(512) << 20; !started && size >= std::size_t(8) << 20; size /= 4) {  // less where the address space is limited
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, size);
    started = pthread_create(&thread, &attributes, run, &start) == 0;
    pthread_attr_destroy(&attributes);
  }
  if (started) pthread_join(thread, nullptr);
  else run(&start);
  if (start.thrown) std::rethrow_exception(start.thrown);
}

}  // namespace keelback::driver
