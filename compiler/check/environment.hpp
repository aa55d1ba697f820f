// What each name of a function holds at a point of the program.
//
// Inference follows control flow: an `Env` is carried along the statements, copied where paths part, and joined where they meet. Each
// (name, storage type) pair is one IR local, so a name that changes type is several locals; where paths that disagree meet, `Moves` statements left
// at the end of each path bring the values into the local of the joined type.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ir/nodes.hpp"

namespace keelback::check {

struct Binding {
  types::Type type = nullptr;   // what is known of the value; may be a literal that the local's type only includes; null: unbound
  ir::LocalId local;
  bool maybe = false;           // bound on some paths only
  bool is_caught = false;       // a handler's name: bound in that handler only
};

// What an attribute held when it was last looked at.
struct KnownAttribute {
  types::Type type = nullptr;
  bool is_tested = true;        // a test has shown it, or else a store
  bool is_fresh = true;         // nothing was called since
};

struct Env {
  std::vector<Binding> names;   // by NameId
  bool dead = false;            // no path leads here
  // By path from a name: "self.left", or of a variable that nested functions share, the name (known_attributes.cpp).
  std::map<std::string, KnownAttribute, std::less<>> attributes;
};

// A path into a join: its environment, and the Moves statement at its end that the join fills in.
struct Edge {
  ir::StmtId moves;
  Env env;
};

}  // namespace keelback::check
