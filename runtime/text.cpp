// Types and objects as messages show them.
#include <string.h>

#include <keelback/enumeration.hpp>

#include "python.hpp"

namespace keelback::binding {

message& message::add(const char* s, size_t bytes) {
  if (size_ + bytes + 1 > capacity_) {
    const size_t capacity = 2 * (size_ + bytes) + 64;
    void* grown = PyMem_Realloc(data_, capacity);
    if (grown == nullptr) return *this;
    data_ = static_cast<char*>(grown);
    capacity_ = capacity;
  }
  memcpy(data_ + size_, s, bytes);
  size_ += bytes;
  data_[size_] = 0;
  return *this;
}
message& message::add(int64 number) {
  char digits[24];
  return add(digits, static_cast<size_t>(PyOS_snprintf(digits, sizeof digits, "%lld", static_cast<long long>(number))));
}

const char* name_of(dtype d) {
  constexpr const char* names[] = {"bool",   "int8",   "int16",  "int32",   "int64",   "uint8",     "uint16",
                                   "uint32", "uint64", "float16", "float32", "float64", "complex64", "complex128"};
  if (!is_temporal(d)) return names[static_cast<int>(d)];
  return d < dtype::timedelta_generic ? datetime_names[static_cast<int>(d) - static_cast<int>(dtype::datetime_generic)] : timedelta_names[static_cast<int>(d) - static_cast<int>(dtype::timedelta_generic)];
}

namespace {

void describe_items(message& out, const type& as, const char* separator) {
  for (int i = 0; i < as.count; ++i) {
    if (i > 0) out.add(separator);
    describe_type(out, *as.args[i]);
  }
}

void describe_literal(message& out, const type& as) {
  const type& base = *as.args[0];
  if (base.kind == kind::boolean) {
    out.add(as.value != 0 ? "True" : "False");
  } else if (base.kind == kind::string) {
    out.add("'").add(as.text, static_cast<size_t>(as.value)).add("'");
  } else if (base.kind == kind::floating) {
    double value;
    memcpy(&value, &as.value, sizeof value);
    char* digits = PyOS_double_to_string(value, 'r', 0, Py_DTSF_ADD_DOT_0, nullptr);
    if (digits != nullptr) out.add(digits);
    PyMem_Free(digits);
  } else {
    out.add(as.value);
  }
}

// `o`'s `__name__` or a dtype's `name`.
void add_attribute(message& out, object* o, const char* attribute) {
  object* name = o != nullptr ? PyObject_GetAttrString(o, attribute) : nullptr;
  const char* utf8 = name != nullptr && PyUnicode_Check(name) ? PyUnicode_AsUTF8(name) : nullptr;
  out.add(utf8 != nullptr ? utf8 : "?");
  Py_XDECREF(name);
  PyErr_Clear();
}

// The items' types, each once: "float | str". Of long lists the beginning.
void describe_item_types(message& out, object* list) {
  constexpr int most = 4;
  PyTypeObject* seen[most];
  int count = 0;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list) && i < 10000; ++i) {
    object* const item = PyList_GET_ITEM(list, i);
    bool known = false;
    for (int k = 0; k < count; ++k) known = known || seen[k] == Py_TYPE(item);
    if (known) continue;
    if (count > 0) out.add(" | ");
    if (count == most) {
      out.add("...");
      break;
    }
    seen[count++] = Py_TYPE(item);
    describe_object(out, item);
  }
}

}  // namespace

void describe_type(message& out, const type& as) {
  switch (as.kind) {
    case kind::none: out.add("None"); break;
    case kind::boolean: out.add("bool"); break;
    case kind::integer: out.add("int"); break;
    case kind::floating: out.add("float"); break;
    case kind::complex: out.add("complex"); break;
    case kind::string: out.add("str"); break;
    case kind::bytes: out.add("bytes"); break;
    case kind::bytearray: out.add("bytearray"); break;
    case kind::scalar: out.add("np.").add(name_of(as.dtype)).add(as.dtype == dtype::boolean ? "_" : ""); break;
    case kind::literal:
      out.add("Literal[");
      describe_literal(out, as);
      out.add("]");
      break;
    case kind::tuple:
      out.add("tuple[");
      describe_items(out, as, ", ");
      out.add(as.count == 0 ? "()]" : "]");
      break;
    case kind::variadic:
      out.add("tuple[");
      describe_items(out, as, ", ");
      out.add(", ...]");
      break;
    case kind::list:
    case kind::set:
    case kind::frozenset:
    case kind::deque:
    case kind::dict:
    case kind::defaultdict:
    case kind::ordered_dict:
    case kind::open_dict: {
      constexpr const char* names[] = {"list", "set", "frozenset", "deque", "dict", "Counter", "defaultdict", "OrderedDict", "dict"};
      out.add(names[static_cast<int>(as.kind) - static_cast<int>(kind::list)]).add("[");
      describe_items(out, as, ", ");
      out.add("]");
      break;
    }
    case kind::counter:
      out.add("Counter[");
      describe_type(out, *as.args[0]);
      out.add("]");
      break;
    case kind::foreign: out.add(as.text); break;
    case kind::named: out.add(strncmp(as.text, "builtins.", 9) == 0 ? as.text + 9 : as.text); break;
    case kind::enumeration: out.add(as.enumeration->name); break;
    case kind::named_tuple:
    case kind::exception: out.add(strchr(as.text, ':') != nullptr ? strchr(as.text, ':') + 1 : as.text); break;
    case kind::any: out.add("object"); break;
    case kind::range: out.add("range"); break;
    case kind::slice: out.add("slice"); break;
    case kind::array: out.add("np.ndarray[").add(name_of(as.dtype)).add(", ").add(int64{as.rank}).add("]"); break;
    case kind::either:
    case kind::tagged: describe_items(out, as, " | "); break;
    case kind::object: out.add(name_of_class(*as.klass)); break;
    case kind::iterator:
    case kind::iterable:
    case kind::generator:
      out.add(as.kind == kind::iterator ? "Iterator[" : as.kind == kind::iterable ? "Iterable[" : "Generator[");
      describe_items(out, as, ", ");
      out.add("]");
      break;
  }
}

void describe_object(message& out, object* o) {
  if (o == Py_None) {
    out.add("None");
    return;
  }
  if (numpy_is_loaded()) {
    if (PyArray_IsScalar(o, Generic)) {
      out.add("np.");
      if (PyArray_IsScalar(o, Datetime) || PyArray_IsScalar(o, Timedelta)) {  // with its unit
        PyArray_Descr* descr = PyArray_DescrFromScalar(o);
        if (descr != nullptr) add_attribute(out, reinterpret_cast<object*>(descr), "name");
        Py_XDECREF(descr);
        return;
      }
      add_attribute(out, reinterpret_cast<object*>(Py_TYPE(o)), "__name__");
      return;
    }
    if (PyArray_Check(o)) {
      auto* a = reinterpret_cast<PyArrayObject*>(o);
      if (!PyArray_CheckExact(o)) {
        add_attribute(out, reinterpret_cast<object*>(Py_TYPE(o)), "__module__");
        out.add(".");
        add_attribute(out, reinterpret_cast<object*>(Py_TYPE(o)), "__name__");
        out.add(", a subclass of");
        out.add(" ");
      }
      out.add("np.ndarray[");
      add_attribute(out, reinterpret_cast<object*>(PyArray_DESCR(a)), "name");
      out.add(", ").add(int64{PyArray_NDIM(a)}).add("]");
      bool odd = false;
      const npy_intp item = PyArray_ITEMSIZE(a);
      for (int k = 0; k < PyArray_NDIM(a); ++k) odd = odd || (item > 0 && PyArray_DIM(a, k) > 1 && PyArray_STRIDE(a, k) % item != 0);
      if (!PyArray_ISNOTSWAPPED(a)) out.add(" (not in native byte order)");
      else if (!PyArray_ISALIGNED(a)) out.add(" (not aligned)");
      else if (odd) out.add(" (strides are not multiples of the item size)");
      else if (!PyArray_IS_C_CONTIGUOUS(a)) out.add(PyArray_IS_F_CONTIGUOUS(a) ? " (Fortran order)" : " (strided)");
      return;
    }
  }
  add_attribute(out, reinterpret_cast<object*>(Py_TYPE(o)), "__qualname__");
  static int depth = 0;  // of lists in lists; the GIL is held
  if (depth >= 4) return;
  ++depth;
  if (PyList_CheckExact(o) && PyList_GET_SIZE(o) > 0) {
    out.add("[");
    describe_item_types(out, o);
    out.add("]");
  } else if (PyTuple_CheckExact(o) && PyTuple_GET_SIZE(o) > 0 && PyTuple_GET_SIZE(o) <= 8) {
    out.add("[");
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(o); ++i) {
      if (i > 0) out.add(", ");
      describe_object(out, PyTuple_GET_ITEM(o, i));
    }
    out.add("]");
  }
  --depth;
}

}  // namespace keelback::binding
