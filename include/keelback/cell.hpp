// A variable that nested functions share with the function around them: a list of one item, empty where it is unbound.
#pragma once

#include <keelback/list.hpp>

namespace keelback {

template <exception Unbound, class T>
KB_INLINE const T& read_cell(const list<T>& cell, const str& message, int line) {
  if (KB_UNLIKELY(cell.size() == 0)) raise_str(Unbound, line, message);
  return cell[0];
}
// The value of `x := value`.
template <class T>
KB_INLINE T store_cell(const list<T>& cell, std::type_identity_t<T> value) {
  if (cell.size() == 0) cell.append(value);
  else cell[0] = value;
  return value;
}

}  // namespace keelback
