// What code may change of what objects and containers hold: which references it may drop.
#pragma once

#include <set>
#include <vector>

#include "ir/nodes.hpp"

namespace keelback::analysis {

struct Writes {
  std::set<ir::FieldRef> fields;
  std::set<ir::Type> containers;  // containers that are stored as these types (types::storage_of)
  bool all = false;               // anything

  bool add(const Writes& more);   // whether it grew
};

// Of each instance, found over the call graph.
class ModuleWrites {
 public:
  explicit ModuleWrites(const ir::Module& module);
  Writes of(const ir::Function& function, ir::ExprId tree) const;
  // Of the statement's operands, its own store, and the blocks inside it.
  Writes of(const ir::Function& function, const ir::Stmt& stmt) const;
  Writes of_operands(const ir::Function& function, const ir::Stmt& stmt) const;
  const Writes& operator[](ir::InstanceId id) const { return calls_[id.value]; }

 private:
  const ir::Module& module_;
  std::vector<Writes> calls_;
  Writes specials_;  // of `__eq__`, `__hash__`... that containers call
};

}  // namespace keelback::analysis
