// Where a function's locals are bound and read, in the tree of its blocks.
#pragma once

#include <utility>
#include <vector>

#include "ir/nodes.hpp"

namespace keelback::analysis {

class Mentions {
 public:
  explicit Mentions(const ir::Function& function);

  // A block of the function: of all the statements, of a loop's body, of a branch...
  struct Scope {
    int parent = -1, depth = 0;
    std::size_t index = 0;       // in the parent's block: the statement that it is in
    const ir::Block* block = nullptr;
  };
  struct Site {
    int scope = 0;
    std::size_t index = 0;       // the statement of the scope's block
    ir::ExprId value = {};       // what is bound there; none for a read, or where a loop or handler binds it
    bool binds = false;
    bool is_let = false;
    bool may_be_skipped = false; // in an operand that may not be evaluated
  };

  const std::vector<Site>& of(ir::LocalId local) const { return sites_[local.value]; }
  const Scope& operator[](int scope) const { return scopes_[std::size_t(scope)]; }
  // The innermost scope that has all mentions; -1: there are none.
  int meet(ir::LocalId local) const { return meets_[local.value]; }
  bool encloses(int outer, int inner) const;
  // The first and the last statement of the scope's block that have, or have inside, a mention.
  std::pair<std::size_t, std::size_t> span(ir::LocalId local, int scope) const;

 private:
  int meet(int a, int b) const;
  void block(const ir::Function& function, const ir::Block& statements, int scope);
  void expr(const ir::Function& function, ir::ExprId id, int scope, std::size_t index, bool may_be_skipped);
  void add(ir::LocalId local, Site site);

  std::vector<Scope> scopes_;
  std::vector<std::vector<Site>> sites_;
  std::vector<int> meets_;
};

}  // namespace keelback::analysis
