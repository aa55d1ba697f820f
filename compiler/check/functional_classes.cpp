#include "check/functional_classes.hpp"

#include <algorithm>

#include "check/scopes.hpp"
#include "check/written_nodes.hpp"

namespace keelback::check {
namespace {

using Parts = std::vector<const ast::Expr*>;

std::optional<std::string_view> text_of(const ast::Expr& node) {
  const auto* constant = ast::as<ast::Constant>(&node);
  return constant != nullptr && constant->value.type == ast::ConstantValue::Type::string ? std::optional(constant->value.text) : std::nullopt;
}

std::optional<Parts> parts_of(const ast::Expr& node) {
  if (const auto* list = ast::as<ast::List>(&node)) return Parts(list->elts.begin(), list->elts.end());
  if (const auto* tuple = ast::as<ast::Tuple>(&node)) return Parts(tuple->elts.begin(), tuple->elts.end());
  return std::nullopt;
}

bool is_plain_name(std::string_view name) {
  const auto is_letter = [](unsigned char c) { return std::isalpha(c) || c == '_' || c >= 0x80; };
  return !name.empty() && is_letter(static_cast<unsigned char>(name[0])) && name[0] != '_' && std::ranges::all_of(name, [&](unsigned char c) { return is_letter(c) || std::isdigit(c); });
}

// "x y", "x, y", ["x", "y"]
std::optional<std::vector<std::string>> names_of(const ast::Expr& node) {
  std::vector<std::string> names;
  if (const auto text = text_of(node)) {
    std::string name;
    for (const char c : std::string(*text) + " ") {
      const bool is_between = c == ' ' || c == ',' || c == '\t' || c == '\n';
      if (!is_between) name += c;
      else if (!name.empty()) names.push_back(std::exchange(name, {}));
    }
  } else if (const auto parts = parts_of(node)) {
    for (const ast::Expr* part : *parts) {
      const auto one = text_of(*part);
      if (!one) return std::nullopt;
      names.emplace_back(*one);
    }
  } else {
    return std::nullopt;
  }
  std::vector<std::string> sorted = names;
  std::ranges::sort(sorted);
  const bool are_distinct = std::ranges::adjacent_find(sorted) == sorted.end();
  return are_distinct && !names.empty() && std::ranges::all_of(names, is_plain_name) ? std::optional(names) : std::nullopt;
}

class FunctionalClasses {
 public:
  FunctionalClasses(const ModuleScope& scope, support::Arena& arena) : scope_(scope), arena_(arena), written_{arena} {}

  const ast::ClassDef* read(std::string_view name, const ast::Call& call) {
    if (call.args.size() != 2 || text_of(*call.args[0]) != name) return nullptr;
    const std::string callee = meaning(scope_, *call.func);
    std::optional<std::vector<ast::Stmt*>> body;
    if (callee == "collections.namedtuple") body = fields_without_types(call);
    else if (callee == "typing.NamedTuple" && call.keywords.empty()) body = typed_fields(*call.args[1]);
    else if (callee.starts_with("enum.") && call.keywords.empty()) body = members(std::string_view(callee).substr(5), *call.args[1]);
    if (!body || body->empty()) return nullptr;
    ast::ClassDef made{};
    made.name = arena_.copy(name);
    made.bases = written_.nodes<ast::Expr>({call.func});
    made.body = written_.nodes<ast::Stmt>(*body);
    made.name_span = call.args[0]->span;
    return written_.make(made, ast::Kind::ClassDef, call.span);
  }

 private:
  using Body = std::optional<std::vector<ast::Stmt*>>;

  ast::Stmt* field(std::string_view name, ast::Expr* type, ast::Expr* value, Span span) {
    ast::AnnAssign made{};
    made.target = written_.name(name, span, ast::Context::Store);
    made.annotation = type;
    made.value = value;
    made.simple = true;
    return written_.make(made, ast::Kind::AnnAssign, span);
  }
  ast::Stmt* member(std::string_view name, ast::Expr* value, Span span) {
    ast::Assign made{};
    made.targets = written_.nodes<ast::Expr>({written_.name(name, span, ast::Context::Store)});
    made.value = value;
    return written_.make(made, ast::Kind::Assign, span);
  }
  ast::Expr* constant(const ast::ConstantValue& value, Span span) {
    ast::Constant made{};
    made.value = value;
    return written_.make(made, ast::Kind::Constant, span);
  }

  // Any objects: nobody says what they hold.
  Body fields_without_types(const ast::Call& call) {
    const auto names = names_of(*call.args[1]);
    Parts defaults;
    for (const ast::Keyword* keyword : call.keywords) {
      const auto parts = parts_of(*keyword->value);
      if (keyword->arg != "defaults" || !parts) return std::nullopt;
      defaults = *parts;
    }
    if (!names || defaults.size() > names->size()) return std::nullopt;
    std::vector<ast::Stmt*> body;
    const std::size_t first = names->size() - defaults.size();
    for (std::size_t i = 0; i < names->size(); ++i) {
      ast::Expr* const value = i < first ? nullptr : const_cast<ast::Expr*>(defaults[i - first]);
      body.push_back(field((*names)[i], written_.name("object", call.span), value, call.span));
    }
    return body;
  }

  Body typed_fields(const ast::Expr& node) {
    const auto fields = parts_of(node);
    if (!fields) return std::nullopt;
    std::vector<ast::Stmt*> body;
    for (const ast::Expr* one : *fields) {
      const auto pair = parts_of(*one);
      const auto name = pair && pair->size() == 2 ? text_of(*(*pair)[0]) : std::nullopt;
      if (!name || !is_plain_name(*name)) return std::nullopt;
      body.push_back(field(*name, const_cast<ast::Expr*>((*pair)[1]), nullptr, one->span));
    }
    return body;
  }

  // Names alone get the values that `auto()` gives.
  Body members(std::string_view base, const ast::Expr& node) {
    const bool is_flag = base == "Flag" || base == "IntFlag", is_text = base == "StrEnum";
    if (!is_flag && !is_text && base != "Enum" && base != "IntEnum") return std::nullopt;
    std::vector<ast::Stmt*> body;
    if (const auto names = names_of(node)) {
      for (const std::string& name : *names) {
        ast::ConstantValue value{};
        value.type = is_text ? ast::ConstantValue::Type::string : ast::ConstantValue::Type::integer;
        if (is_text) {
          std::string lower = name;
          if (std::ranges::any_of(lower, [](unsigned char c) { return c >= 0x80; })) return std::nullopt;
          std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
          value.text = arena_.copy(lower);
        } else {
          if (is_flag && body.size() > 60) return std::nullopt;
          value.integer = is_flag ? std::int64_t(1) << body.size() : std::int64_t(body.size()) + 1;
          value.fits_int64 = true;
        }
        body.push_back(member(name, constant(value, node.span), node.span));
      }
      return body;
    }
    std::vector<std::pair<const ast::Expr*, const ast::Expr*>> pairs;
    if (const auto* dict = ast::as<ast::Dict>(&node)) {
      for (std::size_t i = 0; i < dict->keys.size(); ++i) pairs.emplace_back(dict->keys[i], dict->values[i]);
    } else if (const auto parts = parts_of(node)) {
      for (const ast::Expr* part : *parts) {
        const auto pair = parts_of(*part);
        if (!pair || pair->size() != 2) return std::nullopt;
        pairs.emplace_back((*pair)[0], (*pair)[1]);
      }
    }
    for (const auto& [name, value] : pairs) {
      const auto text = name == nullptr ? std::nullopt : text_of(*name);
      if (!text || !is_plain_name(*text)) return std::nullopt;
      body.push_back(member(*text, const_cast<ast::Expr*>(value), value->span));
    }
    return body;
  }

  const ModuleScope& scope_;
  support::Arena& arena_;
  WrittenNodes written_;
};

}  // namespace

void find_functional_classes(ModuleScope& scope, support::Arena& arena) {
  for (auto& [name, what] : scope.names) {
    const auto* call = what.kind == ModuleName::Kind::constant && what.constant != nullptr ? ast::as<ast::Call>(what.constant) : nullptr;
    const ast::ClassDef* const made = call == nullptr ? nullptr : FunctionalClasses(scope, arena).read(name, *call);
    if (made == nullptr) continue;
    what.kind = ModuleName::Kind::klass;
    what.klass = made;
    what.is_class = true;
  }
}

}  // namespace keelback::check
