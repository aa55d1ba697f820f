// The table under dict and set: entries in the order of insertion, found by open addressing over their numbers.
#pragma once

#include <keelback/items.hpp>

namespace keelback {

struct nothing {};

template <class K, class V>
struct table_entry {
  static constexpr int64 removed = -1;  // no hash is -1
  int64 hash;
  K key;
  [[no_unique_address]] V value;
};

template <class K, class V>
struct table_body {
  using entry = table_entry<K, V>;
  // `place` is the entry's mixed hash: where it belongs, and what tells most other keys without a look at the entry.
  struct slot {
    std::uint32_t place;
    std::int32_t number;
  };
  static constexpr std::int32_t empty = -1;
  static constexpr int64 most_entries = std::numeric_limits<std::int32_t>::max();

  int64 references = 1;
  entry* entries = nullptr;
  slot* slots = nullptr;  // 2 * capacity, linear probing
  int64 size = 0;
  int64 used = 0;      // entries, removed ones included
  int64 capacity = 0;  // 0 or a power of two
  int64 first = 0;     // no live entry is in front
  owner* origin = nullptr;  // the Python object that it was made from, for the binding

  ~table_body() {
    destroy_all();
    drop(origin);
  }
  void destroy_all() noexcept {
    if constexpr (!std::is_trivially_destructible_v<K> || !std::is_trivially_destructible_v<V>) {
      for (int64 i = 0; i < used; ++i)
        if (entries[i].hash != entry::removed) entries[i].~entry();
    }
    container_free(entries);
    container_free(slots);
  }
  void clear() {
    destroy_all();
    entries = nullptr;
    slots = nullptr;
    size = used = capacity = first = 0;
  }

  KB_INLINE uint64 mask() const { return 2 * static_cast<uint64>(capacity) - 1; }

  // The slot of a key; of an empty one when it is not there. `capacity` is not 0.
  template <class X>
  KB_INLINE uint64 find_slot(int64 hash, const X& key) const {
    const uint64 m = mask();
    const auto place = static_cast<std::uint32_t>(mix_hash(hash));
    for (uint64 at = place & m;; at = (at + 1) & m) {
      const slot here = slots[at];
      if (here.number == empty) return at;
      if (here.place != place) continue;
      const entry& e = entries[here.number];
      if constexpr (std::is_integral_v<K> && std::is_same_v<K, X>) {
        if (e.key == key) return at;
      } else {
        if (e.hash == hash && same_item(e.key, key)) return at;
      }
    }
  }
  template <class X>
  KB_INLINE entry* find(const X& key) const {
    if (size == 0) return nullptr;
    const std::int32_t number = slots[find_slot(hash_of(key), key)].number;
    return number == empty ? nullptr : entries + number;
  }
  // The entry of a key, and whether it is new: then `value` is not constructed, and must be.
  template <class X>
  KB_INLINE entry* find_or_add(const X& key, bool* is_new) {
    const int64 hash = hash_of(key);
    if (KB_UNLIKELY(used == capacity)) {
      if (capacity != 0) {
        const std::int32_t number = slots[find_slot(hash, key)].number;
        if (number != empty) {
          *is_new = false;
          return entries + number;
        }
      }
      rebuild(capacity == 0 ? 8 : size * 2 > capacity ? 2 * capacity : capacity);
    }
    const uint64 at = find_slot(hash, key);
    if (slots[at].number != empty) {
      *is_new = false;
      return entries + slots[at].number;
    }
    entry* e = entries + used;
    new (&e->key) K(convert_item<K>(key));
    e->hash = hash;
    slots[at] = {static_cast<std::uint32_t>(mix_hash(hash)), static_cast<std::int32_t>(used)};
    ++used;
    ++size;
    *is_new = true;
    return e;
  }
  KB_NOINLINE void rebuild(int64 wanted) {
    if (wanted > most_entries / 2) raise_memory(0);
    entry* grown = static_cast<entry*>(container_allocate(wanted, sizeof(entry)));
    slot* table;
    try {
      table = static_cast<slot*>(container_allocate(2 * wanted, sizeof(slot)));
    } catch (...) {
      container_free(grown);
      throw;
    }
    int64 n = 0;
    for (int64 i = 0; i < used; ++i)
      if (entries[i].hash != entry::removed) relocate(grown + n++, entries + i, 1);
    container_free(entries);
    container_free(slots);
    entries = grown;
    slots = table;
    used = n;
    first = 0;
    capacity = wanted;
    std::memset(static_cast<void*>(slots), 0xFF, static_cast<size_t>(2 * wanted) * sizeof(slot));
    const uint64 m = mask();
    for (int64 i = 0; i < used; ++i) {
      const auto place = static_cast<std::uint32_t>(mix_hash(entries[i].hash));
      uint64 at = place & m;
      while (slots[at].number != empty) at = (at + 1) & m;
      slots[at] = {place, static_cast<std::int32_t>(i)};
    }
  }
  void reserve(int64 count) {
    int64 wanted = capacity == 0 ? 8 : capacity;
    while (wanted < count && wanted <= most_entries / 4) wanted *= 2;
    if (wanted > capacity) rebuild(wanted);
  }

  // Forgets an entry, which the caller has moved out of or not.
  void erase(entry* e) {
    const auto number = static_cast<std::int32_t>(e - entries);
    const uint64 m = mask();
    uint64 hole = mix_hash(e->hash) & m;
    while (slots[hole].number != number) hole = (hole + 1) & m;
    // Those behind that may fill the hole do.
    for (uint64 at = (hole + 1) & m; slots[at].number != empty; at = (at + 1) & m) {
      const uint64 home = slots[at].place & m;
      if (((at - home) & m) < ((at - hole) & m)) continue;
      slots[hole] = slots[at];
      hole = at;
    }
    slots[hole].number = empty;
    e->~entry();
    e->hash = entry::removed;
    --size;
    while (used > 0 && entries[used - 1].hash == entry::removed) --used;
    if (first > used) first = used;
  }
  entry* first_entry() {
    while (entries[first].hash == entry::removed) ++first;
    return entries + first;
  }
};

// The entries from the last to the first, likewise.
template <class K, class V>
class reversed_cursor {
 public:
  explicit reversed_cursor(const handle<table_body<K, V>>& table, const char* message) noexcept : table_(table), at_(table->used), size_(table->size), message_(message) {}
  const table_entry<K, V>* next_entry(int line) {
    const auto& t = *table_.get();
    if (KB_UNLIKELY(size_ != t.size)) {
      size_ = -1;
      raise_text(exception::runtime_error, line, message_);
    }
    while (at_ > 0) {
      const auto* e = t.entries + --at_;
      if (e->hash != table_entry<K, V>::removed) return e;
    }
    return nullptr;
  }

 private:
  handle<table_body<K, V>> table_;
  int64 at_, size_;
  const char* message_;
};

// Reads the entries in order; a change of the size is an error, as in CPython.
template <class K, class V>
class table_cursor {
 public:
  using value_type = K;
  explicit table_cursor(const handle<table_body<K, V>>& table, const char* message) noexcept
      : table_(table), size_(table->size), message_(message) {}
  KB_INLINE const table_entry<K, V>* next_entry(int line) {
    const auto& t = *table_.get();
    if (KB_UNLIKELY(size_ != t.size)) {
      size_ = -1;  // it goes on raising
      raise_text(exception::runtime_error, line, message_);
    }
    while (at_ < t.used) {
      const auto* e = t.entries + at_++;
      if (e->hash != table_entry<K, V>::removed) return e;
    }
    return nullptr;
  }
  KB_INLINE bool next(K& key, int line) {
    const auto* e = next_entry(line);
    if (e == nullptr) return false;
    key = e->key;
    return true;
  }

 private:
  handle<table_body<K, V>> table_;
  int64 at_ = 0;
  int64 size_;
  const char* message_;
};

}  // namespace keelback
