// The build cache: files under names that say all that went into them, so that an entry is right for ever and never updated.
// docs/design/cache.md has the layout, the keys and why they are what they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "driver/process.hpp"

namespace keelback::driver {

class Cache {
 public:
  // $KEELBACK_CACHE_DIR, $XDG_CACHE_HOME/keelback or ~/.cache/keelback. Where it cannot be written, a temporary folder that goes away
  // with the object; `note` then says so.
  Cache();
  // The folder that would be used; nothing is made or written.
  static std::filesystem::path location();

  const std::filesystem::path& folder() const { return folder_; }
  const std::string& note() const { return note_; }

  // The entry's file, its time of use renewed; none where there is none. `kind` is a file name extension ("o", "a", "so", "txt").
  std::optional<std::filesystem::path> find(const std::string& key, std::string_view kind) const;
  // Copies the file in under that key. A cache that cannot be written to is slow, not wrong: false, and the caller keeps its own file.
  bool store(const std::string& key, std::string_view kind, const std::filesystem::path& file) const;
  bool store_text(const std::string& key, const std::string& text) const;
  std::optional<std::string> find_text(const std::string& key) const;

  // Held while one process makes what others would otherwise make as well (the binding archive: 8 s). Waits for whoever holds it.
  class Lock {
   public:
    Lock() = default;
    Lock(Lock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
    Lock(const Lock&) = delete;
    ~Lock();

   private:
    friend class Cache;
    int file_ = -1;
  };
  Lock lock(const std::string& key) const;

  // Removes the entries unused for longest until what is left is below the limit ($KEELBACK_CACHE_SIZE megabytes, 1024 unless told).
  // Looks at most once a day, so that a build does not pay for a walk through the cache.
  void trim() const;

 private:
  std::filesystem::path path(const std::string& key, std::string_view kind) const;
  std::filesystem::path folder_;
  Temporary temporary_;
  std::string note_;
};

struct CacheSize {
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;
};
CacheSize cache_size(const std::filesystem::path& folder);
// Removes every entry; a build that runs meanwhile makes its own again. Throws std::system_error.
CacheSize clear_cache(const std::filesystem::path& folder);

// The whole file; none where it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path);
// Copies `from` to the place of `to` in one step: `to` is the old file or the whole new one. Throws std::system_error.
void replace_file(const std::filesystem::path& from, const std::filesystem::path& to);
// Writes all of `text` to disk. Throws std::system_error with the errno of the write.
void write_file(const std::filesystem::path& path, std::string_view text);
// The same in one step, folders made: the old file or the whole new one. Throws std::system_error.
void place_file(std::string_view text, const std::filesystem::path& target);

}  // namespace keelback::driver
