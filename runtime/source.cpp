// Where the module's source lies now, and whether it is still the one that was compiled.
#include "python.hpp"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

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

// The folders of the package that the module is in: an editable installation has its sources in another one than its extensions. Empty for a
// module outside of packages.
std::vector<std::string> package_folders(object* names) {
  std::vector<std::string> folders;
  object* const package = PyDict_GetItemString(names, "__package__");  // borrowed, as the next
  object* const module = package != nullptr && PyUnicode_Check(package) ? PyDict_GetItem(PyImport_GetModuleDict(), package) : nullptr;
  object* const path = module != nullptr ? PyObject_GetAttrString(module, "__path__") : nullptr;
  object* const list = path != nullptr ? PySequence_List(path) : nullptr;
  for (Py_ssize_t i = 0; list != nullptr && i < PyList_GET_SIZE(list); ++i)
    if (const char* folder = PyUnicode_Check(PyList_GET_ITEM(list, i)) ? PyUnicode_AsUTF8(PyList_GET_ITEM(list, i)) : nullptr) folders.push_back(std::string(folder) + "/");
  Py_XDECREF(path);
  Py_XDECREF(list);
  PyErr_Clear();
  return folders;
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
  const std::string compiled = compiled_file(), inside = folder_of(compiled), name = name_of(extension), source = name.substr(0, name.find('.')) + ".py";
  std::vector<std::string> folders = package_folders(names);
  folders.insert(folders.begin(), folder_of(extension));
  std::string found, text;
  for (const std::string& folder : folders) {
    if (!is_readable(folder + source)) continue;
    found = folder;
    break;
  }
  if (found.empty() || source != name_of(compiled)) return true;
  if (compiled[0] != '/' && found.size() >= inside.size() && found.compare(found.size() - inside.size(), inside.size(), inside) == 0)
    site = found.substr(0, found.size() - inside.size());
  if (!read_text(found + source, text) || declares_encoding(text)) return true;
  object* const known = module_source();
  Py_ssize_t size = 0;
  const char* const data = known != nullptr ? PyUnicode_AsUTF8AndSize(known, &size) : nullptr;
  const bool stale = data != nullptr && std::string_view(data, static_cast<size_t>(size)) != text;
  Py_XDECREF(known);
  PyErr_Clear();
  return !stale || PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                                    "%s has changed since it was compiled, and what runs is the old code: install or build its project again, or `keelback build %s`",
                                    (found + source).c_str(), (found + source).c_str()) == 0;
}

}  // namespace keelback::binding
