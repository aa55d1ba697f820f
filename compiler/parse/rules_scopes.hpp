// The names of the scopes that are open, with CPython's flags (its symtable.c).
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ast/nodes.hpp"

namespace keelback::parse {

enum class ScopeKind : std::uint8_t {
  module,
  class_body,
  function,
  lambda,
  comprehension,    // of a list, set or dict
  generator,        // a generator expression
  annotation,
  type_parameters,  // of a function, class or `type`, with what these are in the scope of: annotations, bases
  type_alias,       // the value of `type`
  type_variable,    // a bound or default of a type parameter
};

// What a scope does with a name.
struct Does {
  using Flags = std::uint16_t;
  static constexpr Flags use = 1, assign = 2, import = 4, parameter = 8, type_parameter = 16, annotate = 32, global = 64, nonlocal = 128;
  static constexpr Flags iterate = 256;  // a name of the target of a comprehension
  static constexpr Flags bind = assign | import | parameter | type_parameter;
};

struct Scope {
  ScopeKind kind;
  std::string_view what = {};   // in words, where messages need them
  bool is_async = false;        // `async def`
  bool coroutine = false;       // awaits
  bool generator = false;       // yields
  bool in_target = false;       // in the target of a comprehension
  bool sees_class = false;      // an annotation scope right in a class
  int in_iterable = 0;          // in iterables of comprehensions, also of those around

  // Statements around the one that is visited, of the same function.
  bool loop = false;            // a loop that `break` ends
  bool star_since_loop = false; // an `except*` block inside that loop
  bool except_star = false;     // an `except*` block
  int blocks = 0;
  ast::Span last_allowed = {};  // where the number of blocks first was what generators cannot have

  std::uint32_t first_symbol = 0;
  std::size_t first_pending = 0;
  std::size_t first_return = 0;
  std::size_t first_comprehension = 0;

  bool is_comprehension() const { return kind == ScopeKind::comprehension || kind == ScopeKind::generator; }
  bool is_function() const { return kind == ScopeKind::function || kind == ScopeKind::lambda || is_comprehension(); }
  bool is_type_scope() const { return kind == ScopeKind::type_parameters || kind == ScopeKind::type_alias || kind == ScopeKind::type_variable; }
};

// Names by scope. Each name has a chain of symbols, that of the innermost open scope first, so that looking one up costs one search in a hash table.
class Symbols {
 public:
  struct Symbol {
    std::uint32_t name;
    std::uint32_t scope;
    std::uint32_t outer;          // the same name in a scope further out
    std::uint32_t next_of_scope;
    Does::Flags flags;
    ast::Span declared;           // by the first `global` or `nonlocal`
  };

  // `list` is the first symbol of the scope, which the scope keeps.
  Symbol& find_or_add(ast::Identifier name, std::uint32_t scope, std::uint32_t& list);
  Does::Flags flags(ast::Identifier name, std::uint32_t scope) const;
  void close(std::uint32_t list);

 private:
  std::unordered_map<std::string_view, std::uint32_t> names_;
  std::vector<std::uint32_t> heads_;  // by name; 0: none
  std::vector<Symbol> symbols_{1};
  std::vector<std::uint32_t> free_;
};

}  // namespace keelback::parse
