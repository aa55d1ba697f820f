// A team of threads that wait for parallel loops; it grows as more are asked for and is never ended.
#include "threads.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>

#include <keelback/parallel.hpp>
#include <keelback/platform.hpp>
#include <keelback/poll.hpp>

#if defined(__linux__)
#include <sched.h>
#endif
#if !defined(_WIN32)
#include <pthread.h>
#include <signal.h>
#endif

namespace keelback {
namespace {

constexpr int most_threads = 256;
constexpr int spins = 500;                                       // before a thread sleeps
constexpr auto patience = std::chrono::milliseconds(20);         // between two looks at pending signals, while the last chunks run elsewhere

struct cancelled {};  // thrown out of a chunk whose result nobody wants any more

struct job {
  void (*run)(void*, int);
  void* context;
  int chunks;
  std::atomic<int> next{0};
  std::atomic<int> failed;                                       // the first chunk that threw; those behind it are given up
  std::atomic<bool> interrupted{false};
  std::mutex mutex;
  std::exception_ptr failure;
};

// The loop that this thread works for, and its chunk.
thread_local job* current = nullptr;
thread_local int current_chunk = 0;
thread_local bool of_team = false;

void fail(job& work, int chunk) {
  const std::lock_guard hold(work.mutex);
  if (chunk < work.failed.load(std::memory_order_relaxed)) {
    work.failed.store(chunk, std::memory_order_relaxed);
    work.failure = std::current_exception();
  }
}

void take_chunks(job& work) {
  const turns running;
  current = &work;
  for (;;) {
    const int chunk = work.next.fetch_add(1, std::memory_order_relaxed);
    // Chunks are taken in order: those in front of the one that failed have been taken, and are finished.
    if (chunk >= work.chunks || chunk > work.failed.load(std::memory_order_relaxed) || work.interrupted.load(std::memory_order_relaxed)) break;
    current_chunk = chunk;
    try {
      work.run(work.context, chunk);
    } catch (const cancelled&) {
    } catch (...) {
      fail(work, chunk);
    }
  }
  current = nullptr;
}

struct team {
  std::mutex mutex;
  std::condition_variable wake, done;
  std::atomic<unsigned> loops{0};  // that were begun
  job* work = nullptr;
  int wanted = 0;                  // threads that may still join the loop
  int inside = 0;
  int threads = 0;

  void serve() {
    of_team = true;
    unsigned seen = 0;
    for (;;) {
      for (int i = 0; i < spins && loops.load(std::memory_order_acquire) == seen; ++i) cpu_pause();
      std::unique_lock hold(mutex);
      wake.wait(hold, [&] { return loops.load(std::memory_order_relaxed) != seen; });
      seen = loops.load(std::memory_order_relaxed);
      if (wanted == 0 || work == nullptr) continue;
      --wanted;
      ++inside;
      job& mine = *work;
      hold.unlock();
      take_chunks(mine);
      hold.lock();
      if (--inside == 0) done.notify_one();
    }
  }

  // Starts threads until there are `count`; fewer where the system gives no more.
  void grow(int count) {
#if !defined(_WIN32)
    // Signals are for the threads that Python knows.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
#endif
    try {
      for (; threads < count; ++threads) std::thread([this] { serve(); }).detach();
    } catch (const std::exception&) {
    }
#if !defined(_WIN32)
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
#endif
  }
};

team* workers = nullptr;
std::atomic<bool> is_busy{false};
unsigned forks = 0;  // of which this process is the child

// A child has none of its parent's threads: it gets its own team when it needs one. What the old one holds (perhaps a locked mutex) is left alone.
void begin_child() {
  workers = nullptr;
  is_busy = false;
  threads_run = false;
  ++forks;
}

int number_in(const char* variable) {
  const char* text = std::getenv(variable);
  const long number = text == nullptr ? 0 : std::strtol(text, nullptr, 10);
  return number < 1 ? 0 : number > most_threads ? most_threads : static_cast<int>(number);
}

// How many threads a loop that begins now may use. Asked anew for each loop, so that a program can change it as it runs.
int thread_count() {
  for (const char* variable : {"KEELBACK_NUM_THREADS", "OMP_NUM_THREADS"}) {
    if (const int count = number_in(variable); count != 0) return count;
  }
#if defined(__linux__)
  cpu_set_t given;
  if (sched_getaffinity(0, sizeof given, &given) == 0) return CPU_COUNT(&given) < most_threads ? CPU_COUNT(&given) : most_threads;
#endif
  const unsigned count = std::thread::hardware_concurrency();
  return count < 1 ? 1 : count > most_threads ? most_threads : static_cast<int>(count);
}

void run_in_order(void (*run)(void*, int), void* context, int chunks) {
  for (int chunk = 0; chunk < chunks; ++chunk) run(context, chunk);
}

}  // namespace

bool is_worker() noexcept { return of_team; }

bool is_cancelled() noexcept {
  return current != nullptr && (current->interrupted.load(std::memory_order_relaxed) || current->failed.load(std::memory_order_relaxed) < current_chunk);
}
bool poll_as_worker() {
  if (!of_team) return false;
  if (is_cancelled()) throw cancelled{};
  return true;
}

void note_interrupt(const error& e) {
  if (current == nullptr) return;
  current->interrupted = true;
  const std::lock_guard hold(current->mutex);
  current->failed.store(-1, std::memory_order_relaxed);
  current->failure = std::make_exception_ptr(e);
}

void run_chunks(void (*run)(void*, int), void* context, int chunks, bool in_order, int line) {
  const turns running;
  if (chunks <= 1 || in_order || current != nullptr) return run_in_order(run, context, chunks);
  const int count = std::min(thread_count(), chunks);
  // Another loop runs where a signal handler, in the midst of one, has let another Python thread go on.
  if (count <= 1 || is_busy.exchange(true)) return run_in_order(run, context, chunks);
#if !defined(_WIN32)
  static const int registered = pthread_atfork(nullptr, nullptr, begin_child);
  (void)registered;
#endif
  if (workers == nullptr) workers = new team;
  team& helpers = *workers;
  const unsigned generation = forks;
  if (helpers.threads < count - 1) helpers.grow(count - 1);

  job work{run, context, chunks, {}, {chunks}, {}, {}, {}};
  threads_run = true;
  {
    const std::lock_guard hold(helpers.mutex);
    helpers.work = &work;
    helpers.wanted = count - 1;
    helpers.loops.fetch_add(1, std::memory_order_release);
  }
  helpers.wake.notify_all();
  take_chunks(work);

  if (forks == generation) {
    std::unique_lock hold(helpers.mutex);
    helpers.wanted = 0;
    helpers.work = nullptr;
    current = &work;  // for note_interrupt
    while (!helpers.done.wait_for(hold, patience, [&] { return helpers.inside == 0; })) {
      if (line == 0) continue;
      hold.unlock();
      try {
        poll_again(line);
      } catch (...) {
        // Noted: it comes out when no thread is inside any more.
      }
      if (forks != generation) break;
      hold.lock();
    }
    if (forks != generation) hold.release();
    current = nullptr;
  }
  if (forks != generation) raise_text(exception::runtime_error, line, "the process was forked while a parallel loop ran: the child has none of its threads");
  threads_run = false;
  is_busy = false;
  if (work.failure) std::rethrow_exception(work.failure);
}

}  // namespace keelback
