// Where the module's source lies now, and whether it is still the one that was compiled.
#include "python.hpp"

#include <cstdio>
#include <string>
#include <string_view>

namespace keelback::binding {
namespace {

std::string site;  // the folder that relative paths of the module's tables are looked for in; empty: none, or not asked for

bool is_readable(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file != nullptr) std::fclose(file);
  return file != nullptr;
}

std::string folder_of(const std::string& path) { return path.substr(0, path.find_last_of('/') + 1); }
std::string name_of(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// As the compiler keeps it: without a byte order mark, lines ended by '\n'.
bool read_text(const std::string& path, std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char part[4096];
  for (size_t count; (count = std::fread(part, 1, sizeof part, file)) > 0;) text.append(part, count);
  const bool good = std::ferror(file) == 0;
  std::fclose(file);
  size_t to = 0;
  for (size_t from = text.compare(0, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0; from < text.size(); ++from) {
    if (text[from] == '\r' && from + 1 < text.size() && text[from + 1] == '\n') continue;
    text[to++] = text[from] == '\r' ? '\n' : text[from];
  }
  text.resize(to);
  return good;
}

// A source in another encoding than UTF-8 is not compared: it was decoded when it was compiled.
bool declares_encoding(const std::string& text) {
  const size_t first = text.find('\n');
  const std::string_view head = std::string_view(text).substr(0, first == std::string::npos ? first : text.find('\n', first + 1));
  return head.find("coding") != head.npos && head.find("utf") == head.npos && head.find("UTF") == head.npos;
}

}  // namespace

std::string located(const char* file) {
  if (site.empty() || file[0] == '/') return file;
  const std::string path = site + file;
  return is_readable(path) ? path : file;
}

bool locate_source(object* names) {
  object* const given = PyDict_GetItemString(names, "__file__");  // borrowed
  const char* const extension = given != nullptr && PyUnicode_Check(given) ? PyUnicode_AsUTF8(given) : nullptr;
  if (extension == nullptr) {
    PyErr_Clear();
    return true;
  }
  const std::string compiled = compiled_file(), folder = folder_of(extension), inside = folder_of(compiled);
  if (compiled[0] != '/' && folder.size() >= inside.size() && folder.compare(folder.size() - inside.size(), inside.size(), inside) == 0)
    site = folder.substr(0, folder.size() - inside.size());

  const std::string name = name_of(extension), beside = name.substr(0, name.find('.')) + ".py";
  std::string text;
  if (beside != name_of(compiled) || !read_text(folder + beside, text) || declares_encoding(text)) return true;
  object* const known = module_source();
  Py_ssize_t size = 0;
  const char* const data = known != nullptr ? PyUnicode_AsUTF8AndSize(known, &size) : nullptr;
  const bool stale = data != nullptr && std::string_view(data, static_cast<size_t>(size)) != text;
  Py_XDECREF(known);
  PyErr_Clear();
  return !stale || PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                                    "%s has changed since it was compiled, and what runs is the old code: install or build its project again, or `keelback build %s`",
                                    (folder + beside).c_str(), (folder + beside).c_str()) == 0;
}

}  // namespace keelback::binding
