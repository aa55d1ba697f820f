#include "driver/cache.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

namespace keelback::driver {

namespace fs = std::filesystem;

namespace {

// Entries of another layout are another folder, so that versions of keelback share a cache without knowing each other's files.
constexpr std::string_view layout = "v1";
constexpr std::string_view marker = "CACHEDIR.TAG";

[[noreturn]] void fail(const fs::path& path) { throw std::system_error(errno, std::generic_category(), path.string()); }

// Closes its file; throws what a system call reports.
struct File {
  int descriptor;
  fs::path path;
  File(const fs::path& path, int flags, mode_t mode = 0) : descriptor(::open(path.c_str(), flags | O_CLOEXEC, mode)), path(path) {
    if (descriptor < 0) fail(path);
  }
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
  void write(std::string_view text) {
    while (!text.empty()) {
      ssize_t count = ::write(descriptor, text.data(), text.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(path);
      text.remove_prefix(std::size_t(count));
    }
  }
};

// The environment's value; none where unset or empty.
std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  if (!value || !*value) return {};
  return value;
}

bool writable_folder(const fs::path& folder, std::error_code& error) {
  fs::create_directories(folder, error);
  if (error) return false;
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return true;
  error.assign(errno, std::generic_category());
  return false;
}

}  // namespace

std::optional<std::string> read_file(const fs::path& path) {
  int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {};
  std::string text;
  struct stat info{};
  if (fstat(descriptor, &info) == 0 && info.st_size > 0) text.reserve(std::size_t(info.st_size) + 1);
  char buffer[65536];
  ssize_t count;
  while ((count = ::read(descriptor, buffer, sizeof buffer)) != 0) {
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    text.append(buffer, std::size_t(count));
  }
  ::close(descriptor);
  if (count < 0) return {};
  return text;
}

void write_file(const fs::path& path, std::string_view text) {
  File file(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  file.write(text);
  int descriptor = std::exchange(file.descriptor, -1);
  if (::close(descriptor) != 0) fail(path);
}

void replace_file(const fs::path& from, const fs::path& to) {
  Temporary temporary = Temporary::beside(to);
  {
    File in(from, O_RDONLY);
    File out(temporary.path(), O_WRONLY | O_TRUNC);
    struct stat info{};
    if (fstat(in.descriptor, &info) != 0) fail(from);
    std::vector<char> buffer(1 << 18);
    ssize_t count;
    while ((count = ::read(in.descriptor, buffer.data(), buffer.size())) != 0) {
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(from);
      out.write({buffer.data(), std::size_t(count)});
    }
    if (fchmod(out.descriptor, info.st_mode & 0777) != 0) fail(to);
    // Before the rename: after a crash the name must not lead to an empty file.
    if (fdatasync(out.descriptor) != 0 && errno != EINVAL && errno != EROFS) fail(to);
  }
  temporary.rename_to(to);
}

fs::path Cache::location() {
  if (auto folder = variable("KEELBACK_CACHE_DIR")) return fs::absolute(*folder);
  if (auto folder = variable("XDG_CACHE_HOME"); folder && fs::path(*folder).is_absolute()) return fs::path(*folder) / "keelback";
  if (auto home = variable("HOME")) return fs::path(*home) / ".cache" / "keelback";
  if (const passwd* user = getpwuid(getuid())) return fs::path(user->pw_dir) / ".cache" / "keelback";
  return fs::temp_directory_path() / fmt::format("keelback-{}", getuid());
}

Cache::Cache() : folder_(location()) {
  std::error_code error;
  if (writable_folder(folder_ / layout, error)) {
    if (std::error_code ignored; !fs::exists(folder_ / marker, ignored)) {
      try {
        write_file(folder_ / marker, "Signature: 8a477f597d28d172789f06886806bc55\n# Files that keelback can make again; see `keelback cache`.\n");
      } catch (const std::system_error&) {
      }  // only tells backup programs to pass over the folder
    }
    return;
  }
  note_ = fmt::format("the cache folder `{}` cannot be written to ({}); nothing is kept for the next build", folder_.string(), error.message());
  temporary_ = Temporary::folder(fs::temp_directory_path(), "keelback-cache-");
  folder_ = temporary_.path();
}

fs::path Cache::path(const std::string& key, std::string_view kind) const {
  return folder_ / layout / key.substr(0, 2) / fmt::format("{}.{}", key.substr(2), kind);
}

std::optional<fs::path> Cache::find(const std::string& key, std::string_view kind) const {
  fs::path file = path(key, kind);
  struct stat info{};
  if (stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size == 0) return {};
  utimensat(AT_FDCWD, file.c_str(), nullptr, 0);  // a shared read-only cache works too: only its trimming is less exact
  return file;
}

bool Cache::store(const std::string& key, std::string_view kind, const fs::path& file) const {
  try {
    fs::path to = path(key, kind);
    fs::create_directories(to.parent_path());
    replace_file(file, to);
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

bool Cache::store_text(const std::string& key, const std::string& text) const {
  try {
    fs::path to = path(key, "txt");
    fs::create_directories(to.parent_path());
    Temporary temporary = Temporary::beside(to);
    write_file(temporary.path(), text);
    temporary.rename_to(to);
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

std::optional<std::string> Cache::find_text(const std::string& key) const {
  auto file = find(key, "txt");
  return file ? read_file(*file) : std::nullopt;
}

Cache::Lock::~Lock() {
  if (file_ >= 0) ::close(file_);  // gives the lock back; so does the end of the process, however it ends
}

Cache::Lock Cache::lock(const std::string& key) const {
  Lock lock;
  fs::path file = path(key, "lock");
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  lock.file_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  // Without locks (some network file systems) two processes do the same work and one result replaces the other.
  while (lock.file_ >= 0 && flock(lock.file_, LOCK_EX) != 0 && errno == EINTR) {}
  return lock;
}

CacheSize cache_size(const fs::path& folder) {
  CacheSize size;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder / layout, fs::directory_options::skip_permission_denied, error), end; !error && it != end;
       it.increment(error)) {
    struct stat info{};
    if (lstat(it->path().c_str(), &info) != 0 || !S_ISREG(info.st_mode) || it->path().extension() == ".lock") continue;
    size.bytes += std::uint64_t(info.st_size);
    ++size.files;
  }
  return size;
}

CacheSize clear_cache(const fs::path& folder) {
  CacheSize size = cache_size(folder);
  fs::remove_all(folder / layout);  // not `folder` itself: the user may have named one that holds other things
  return size;
}

void Cache::trim() const {
  using clock = fs::file_time_type::clock;
  if (temporary_) return;
  fs::path stamp = folder_ / layout / "trimmed";
  std::error_code error;
  auto last = fs::last_write_time(stamp, error);
  if (!error && clock::now() - last < std::chrono::hours(24)) return;
  try {
    write_file(stamp, "");
  } catch (const std::system_error&) {
    return;
  }
  std::uint64_t limit = 1024;
  if (auto text = variable("KEELBACK_CACHE_SIZE")) limit = std::strtoull(text->c_str(), nullptr, 10);
  limit <<= 20;
  struct Entry {
    fs::file_time_type used;
    std::uint64_t size;
    fs::path path;
  };
  std::vector<Entry> entries;
  std::uint64_t total = 0;
  for (fs::recursive_directory_iterator it(folder_ / layout, error), end; !error && it != end; it.increment(error)) {
    std::error_code unreadable;
    if (!it->is_regular_file(unreadable) || it->path().extension() == ".lock") continue;
    Entry entry{it->last_write_time(unreadable), it->file_size(unreadable), it->path()};
    if (unreadable) continue;
    total += entry.size;
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  auto in_use = clock::now() - std::chrono::hours(1);  // another build may be about to link it
  for (const Entry& entry : entries) {
    if (total <= limit || entry.used > in_use) break;
    if (fs::remove(entry.path, error)) total -= entry.size;
  }
}

void place_file(std::string_view text, const fs::path& target) {
  if (target.has_parent_path()) fs::create_directories(target.parent_path());
  Temporary temporary = Temporary::beside(target);
  write_file(temporary.path(), text);
  fs::permissions(temporary.path(), fs::perms(0644));
  temporary.rename_to(target);
}

}  // namespace keelback::driver
