#include "driver/object_file.hpp"

#include <elf.h>

#include <cstdint>
#include <cstring>
#include <vector>

namespace keelback::driver {
namespace {

constexpr std::uint32_t address_significance = 0x6fff4c03;  // SHT_LLVM_ADDRSIG: lists symbols by number, for the linker to fold equal functions

// Structures of the file, copied out and in: nothing says that they are aligned here.
class File {
 public:
  explicit File(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  bool has(std::uint64_t offset, std::uint64_t count = 1) const {
    return offset <= bytes_.size() && count <= (bytes_.size() - offset) / sizeof(T);
  }
  template <class T>
  T get(std::uint64_t offset, std::uint64_t index = 0) const {
    T value;
    std::memcpy(&value, bytes_.data() + offset + index * sizeof(T), sizeof(T));
    return value;
  }
  template <class T>
  void put(const T& value, std::uint64_t offset, std::uint64_t index = 0) {
    std::memcpy(bytes_.data() + offset + index * sizeof(T), &value, sizeof(T));
  }
  std::string_view text(std::uint64_t offset) const {
    const std::string_view rest = std::string_view(bytes_).substr(offset);
    return rest.substr(0, rest.find('\0'));
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Local symbols come first: the number that each symbol has then.
std::vector<std::uint32_t> order(const std::vector<Elf64_Sym>& symbols, std::uint32_t& locals) {
  std::vector<std::uint32_t> place(symbols.size());
  locals = 0;
  for (std::size_t i = 0; i < symbols.size(); ++i)
    if (ELF64_ST_BIND(symbols[i].st_info) == STB_LOCAL) place[i] = locals++;
  std::uint32_t next = locals;
  for (std::size_t i = 0; i < symbols.size(); ++i)
    if (ELF64_ST_BIND(symbols[i].st_info) != STB_LOCAL) place[i] = next++;
  return place;
}

template <class Relocation>
void renumber(File& file, const Elf64_Shdr& section, const std::vector<std::uint32_t>& place) {
  for (std::uint64_t i = 0; i < section.sh_size / sizeof(Relocation); ++i) {
    auto entry = file.get<Relocation>(section.sh_offset, i);
    const std::uint64_t symbol = ELF64_R_SYM(entry.r_info);
    if (symbol < place.size()) entry.r_info = ELF64_R_INFO(std::uint64_t{place[symbol]}, ELF64_R_TYPE(entry.r_info));
    file.put(entry, section.sh_offset, i);
  }
}

}  // namespace

std::optional<std::string> keep_one_name(std::string_view object, std::string_view name) {
  File file(object);
  if (!file.has<Elf64_Ehdr>(0)) return {};
  const auto head = file.get<Elf64_Ehdr>(0);
  const bool known = std::memcmp(head.e_ident, ELFMAG, SELFMAG) == 0 && head.e_ident[EI_CLASS] == ELFCLASS64 && head.e_ident[EI_DATA] == ELFDATA2LSB;
  if (!known || head.e_type != ET_REL || head.e_shentsize != sizeof(Elf64_Shdr) || !file.has<Elf64_Shdr>(head.e_shoff)) return {};
  const std::uint64_t count = head.e_shnum != 0 ? head.e_shnum : file.get<Elf64_Shdr>(head.e_shoff).sh_size;
  if (!file.has<Elf64_Shdr>(head.e_shoff, count)) return {};
  std::vector<Elf64_Shdr> sections;
  std::uint64_t table = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    sections.push_back(file.get<Elf64_Shdr>(head.e_shoff, i));
    const Elf64_Shdr& section = sections.back();
    if (i != 0 && section.sh_type != SHT_NOBITS && !file.has<char>(section.sh_offset, section.sh_size)) return {};
    if (section.sh_type == SHT_SYMTAB) table = i;
  }
  if (table == 0 || sections[table].sh_link >= count) return {};

  Elf64_Shdr& symbol_table = sections[table];
  const std::uint64_t names = sections[symbol_table.sh_link].sh_offset;
  std::vector<Elf64_Sym> symbols(symbol_table.sh_size / sizeof(Elf64_Sym));
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    Elf64_Sym& symbol = symbols[i] = file.get<Elf64_Sym>(symbol_table.sh_offset, i);
    if (!file.has<char>(names + symbol.st_name)) return {};
    if (symbol.st_shndx == SHN_UNDEF || file.text(names + symbol.st_name) == name) continue;
    symbol.st_info = ELF64_ST_INFO(STB_LOCAL, ELF64_ST_TYPE(symbol.st_info));
    symbol.st_other = STV_DEFAULT;
  }
  std::uint32_t locals = 0;
  const std::vector<std::uint32_t> place = order(symbols, locals);
  for (std::size_t i = 0; i < symbols.size(); ++i) file.put(symbols[i], symbol_table.sh_offset, place[i]);
  symbol_table.sh_info = locals;

  for (Elf64_Shdr& section : sections) {
    section.sh_flags &= ~std::uint64_t{SHF_GROUP};
    if (section.sh_type == SHT_GROUP || section.sh_type == address_significance) section.sh_type = SHT_NULL;
    if (section.sh_link != table) continue;
    if (section.sh_type == SHT_RELA) renumber<Elf64_Rela>(file, section, place);
    if (section.sh_type == SHT_REL) renumber<Elf64_Rel>(file, section, place);
    if (section.sh_type == SHT_SYMTAB_SHNDX) {
      std::vector<std::uint32_t> far(symbols.size());
      for (std::size_t i = 0; i < far.size() && file.has<std::uint32_t>(section.sh_offset, i + 1); ++i) far[place[i]] = file.get<std::uint32_t>(section.sh_offset, i);
      for (std::size_t i = 0; i < far.size(); ++i) file.put(far[i], section.sh_offset, i);
    }
  }
  for (std::uint64_t i = 0; i < count; ++i) file.put(sections[i], head.e_shoff, i);
  return file.take();
}

}  // namespace keelback::driver
