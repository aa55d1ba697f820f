// `keelback annotate`: what became of each line of a module, as one HTML page.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "driver/reporter.hpp"

namespace keelback::driver {

class Unit;

// What is known of one line of the source.
struct AnnotatedLine {
  enum class State { blank, python, native } state = State::blank;
  std::map<std::string, std::set<std::string>> types;  // of the variables it names
  std::vector<std::string> cpp;                        // pieces of generated C++, without repetitions
  std::string reason;                                  // why the function that begins here stayed Python
  int loops = 0;                                       // how many native loops it is in
  int checks = 0, hoisted = 0;                         // operations that are looked at when they run; those tested once in front of their loop
  int allocations = 0;                                 // operations that make an array or another object
};

struct AnnotatedFunction {
  std::string name;
  int line = 0;
  bool native = false;
  std::vector<std::string> signatures;
  std::string reason;
};

struct Annotation {
  std::string module, file;
  std::vector<std::string> source;      // its lines
  std::vector<AnnotatedLine> lines;     // of the same indices
  std::vector<AnnotatedFunction> functions;
};

// Requires a checked unit.
Annotation annotation_of(Unit& unit);

// A page that needs nothing else: no scripts, no other files. Readable with a keyboard and a screen reader, light and dark.
std::string annotated_page(const Annotation& annotation);

struct AnnotateOptions {
  std::string file, output, module_name;   // `output`: empty is FILE.html in the current folder
};
void annotate(const AnnotateOptions& options, Reporter& reporter);

}  // namespace keelback::driver
